//! Cases packed by bytes: a code for each element of eight bytes, the element itself only where no code stands for it; as
//! it is, or in blocks of zlib.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::Packing;

/// What is added to a small whole number to make it a code.
pub(super) const BIAS: f64 = 100.0;
/// The number that stands for no value.
pub(super) const SYSMIS: f64 = -f64::MAX;
/// Bytes in a block before it is packed.
const BLOCK: usize = 0x3f_f000;

/// Elements on their way to the file.
pub(super) struct Packed {
    codes: Vec<u8>,
    /// The elements that have no code, since the last eight codes.
    raw: Vec<u8>,
    ready: Vec<u8>,
    blocks: Option<Blocks>,
}

/// Blocks of a `.zsav` file, and the list of them that ends it.
struct Blocks {
    /// Place of the head of the data.
    start: usize,
    packed: Vec<u8>,
    /// Bytes before and after packing.
    sizes: Vec<(usize, usize)>,
}

impl Packed {
    /// Before the first case; the data begin at `start` in the file.
    pub(super) fn new(packing: Packing, start: usize) -> Self {
        let blocks = Blocks { start, packed: Vec::new(), sizes: Vec::new() };
        let blocks = (packing == Packing::Blocks).then_some(blocks);
        Self { codes: Vec::new(), raw: Vec::new(), ready: Vec::new(), blocks }
    }

    /// A number.
    pub(super) fn number(&mut self, number: f64) {
        let code = number + BIAS;
        if number.to_bits() == SYSMIS.to_bits() {
            self.code(255);
        } else if code.fract() == 0.0 && (1.0..=251.0).contains(&code) && number.to_bits() != (-0.0_f64).to_bits() {
            self.code(code as u8);
        } else {
            self.element(number.to_le_bytes());
        }
    }

    /// A text of `width` bytes, filled up with spaces, as elements.
    pub(super) fn text(&mut self, text: &[u8], width: usize) {
        for number in 0..width.div_ceil(8) {
            let mut element = [b' '; 8];
            let part = text.get(number * 8..text.len().min(number * 8 + 8)).unwrap_or_default();
            for (target, byte) in element.iter_mut().zip(part) {
                *target = *byte;
            }
            if element == [b' '; 8] { self.code(254) } else { self.element(element) }
        }
    }

    fn element(&mut self, bytes: [u8; 8]) {
        self.raw.extend(bytes);
        self.code(253);
    }

    fn code(&mut self, code: u8) {
        self.codes.push(code);
        if self.codes.len() == 8 {
            self.ready.append(&mut self.codes);
            self.ready.append(&mut self.raw);
        }
    }

    /// Hands on what is ready.
    pub(super) fn flush_into(&mut self, file: &mut impl Write) -> io::Result<()> {
        match &mut self.blocks {
            None => {
                file.write_all(&self.ready)?;
                self.ready.clear();
            }
            Some(blocks) => {
                while self.ready.len() >= BLOCK {
                    let rest = self.ready.split_off(BLOCK);
                    blocks.add(&self.ready)?;
                    self.ready = rest;
                }
            }
        }
        Ok(())
    }

    /// Writes the rest.
    pub(super) fn finish(mut self, file: &mut impl Write) -> io::Result<()> {
        if !self.codes.is_empty() {
            self.codes.resize(8, 0);
            self.ready.append(&mut self.codes);
            self.ready.append(&mut self.raw);
        }
        self.flush_into(file)?;
        if let Some(mut blocks) = self.blocks {
            if !self.ready.is_empty() {
                blocks.add(&self.ready)?;
            }
            blocks.write(file)?;
        }
        Ok(())
    }
}

impl Blocks {
    fn add(&mut self, block: &[u8]) -> io::Result<()> {
        let before = self.packed.len();
        let mut encoder = ZlibEncoder::new(&mut self.packed, Compression::default());
        encoder.write_all(block)?;
        encoder.finish()?;
        self.sizes.push((block.len(), self.packed.len() - before));
        Ok(())
    }

    /// The head with the place of the list, the blocks, the list.
    fn write(self, file: &mut impl Write) -> io::Result<()> {
        const HEAD: usize = 24;
        let list = self.start + HEAD + self.packed.len();
        for number in [self.start, list, HEAD + HEAD * self.sizes.len()] {
            file.write_all(&(number as i64).to_le_bytes())?;
        }
        file.write_all(&self.packed)?;
        file.write_all(&(-BIAS as i64).to_le_bytes())?;
        file.write_all(&0_i64.to_le_bytes())?;
        file.write_all(&(BLOCK as i32).to_le_bytes())?;
        file.write_all(&(self.sizes.len() as i32).to_le_bytes())?;
        let (mut before, mut after) = (self.start, self.start + HEAD);
        for (plain, packed) in self.sizes {
            file.write_all(&(before as i64).to_le_bytes())?;
            file.write_all(&(after as i64).to_le_bytes())?;
            file.write_all(&(plain as i32).to_le_bytes())?;
            file.write_all(&(packed as i32).to_le_bytes())?;
            before += plain;
            after += packed;
        }
        Ok(())
    }
}
