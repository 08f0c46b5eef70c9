//! The cases: elements of eight bytes, unpacked from bytes or from blocks of zlib, one case at a time.

use std::io::{BufReader, ErrorKind, Read};

use flate2::bufread::ZlibDecoder;

use super::cursor::{Cursor, Order};
use super::records::{Packing, Records};
use crate::load::read::{Limits, ReadError};

/// Elements one after the other.
pub(super) struct Elements<'a> {
    input: Input<'a>,
    packing: Packing,
    order: Order,
    bias: f64,
    sysmis: [u8; 8],
    codes: [u8; 8],
    /// The next of `codes`; 8 when they are used up.
    next: usize,
}

/// Where the packed bytes come from.
enum Input<'a> {
    Bytes(&'a [u8]),
    Blocks(Box<BufReader<Blocks<'a>>>),
}

/// Blocks of zlib, unpacked as one stream.
struct Blocks<'a> {
    /// Still to be unpacked.
    packed: std::vec::IntoIter<&'a [u8]>,
    current: Option<ZlibDecoder<&'a [u8]>>,
    unpacked: u64,
    limit: u64,
}

impl Read for Blocks<'_> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if self.current.is_none() {
                match self.packed.next() {
                    Some(block) => self.current = Some(ZlibDecoder::new(block)),
                    None => return Ok(0),
                }
            }
            let Some(decoder) = &mut self.current else { return Ok(0) };
            match decoder.read(target)? {
                0 => self.current = None,
                count => {
                    self.unpacked += count as u64;
                    if self.unpacked > self.limit {
                        return Err(ErrorKind::FileTooLarge.into());
                    }
                    return Ok(count);
                }
            }
        }
    }
}

impl Input<'_> {
    /// Fills the target; false when there is nothing more.
    fn fill(&mut self, target: &mut [u8; 8], limit: u64) -> Result<bool, ReadError> {
        let mut filled = 0;
        while let Some(rest) = target.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let count = match self {
                Self::Bytes(bytes) => bytes.read(rest),
                Self::Blocks(blocks) => blocks.read(rest),
            };
            match count {
                Ok(0) if filled == 0 => return Ok(false),
                Ok(0) => return Err(ReadError::damaged("the file ends within a value")),
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                    return Err(ReadError::Unpacked { bytes: limit.saturating_add(1), limit });
                }
                Err(error) => return Err(ReadError::damaged(error)),
            }
        }
        Ok(true)
    }
}

impl<'a> Elements<'a> {
    /// Ready before the first case.
    pub(super) fn new(records: &Records<'a>, limits: &Limits) -> Result<Self, ReadError> {
        let rest = records.bytes.get(records.data..).unwrap_or_default();
        let input = match records.packing {
            Packing::Blocks => Input::Blocks(Box::new(BufReader::new(blocks(records, rest, limits)?))),
            _ => Input::Bytes(rest),
        };
        Ok(Self {
            input,
            packing: records.packing,
            order: records.order,
            bias: records.bias,
            sysmis: records.order.bytes(records.sysmis),
            codes: [0; 8],
            next: 8,
        })
    }

    /// The elements of the next case; false when there is none.
    pub(super) fn case(&mut self, elements: usize, case: &mut Vec<u8>) -> Result<bool, ReadError> {
        case.clear();
        for index in 0..elements {
            match self.element()? {
                Some(element) => case.extend_from_slice(&element),
                None if index == 0 => return Ok(false),
                None => return Err(ReadError::damaged("the file ends within a case")),
            }
        }
        Ok(true)
    }

    fn raw(&mut self) -> Result<Option<[u8; 8]>, ReadError> {
        let mut element = [0; 8];
        let limit = match &self.input {
            Input::Blocks(blocks) => blocks.get_ref().limit,
            Input::Bytes(_) => u64::MAX,
        };
        Ok(self.input.fill(&mut element, limit)?.then_some(element))
    }

    fn element(&mut self) -> Result<Option<[u8; 8]>, ReadError> {
        if self.packing == Packing::Plain {
            return self.raw();
        }
        loop {
            if self.next >= self.codes.len() {
                match self.raw()? {
                    Some(codes) => self.codes = codes,
                    None => return Ok(None),
                }
                self.next = 0;
            }
            let code = self.codes.get(self.next).copied().unwrap_or(0);
            self.next += 1;
            match code {
                // Fills up the last eight.
                0 => {}
                252 => return Ok(None),
                253 => {
                    let raw = self.raw()?;
                    return raw.map(Some).ok_or_else(|| ReadError::damaged("the file ends within a case"));
                }
                254 => return Ok(Some([b' '; 8])),
                255 => return Ok(Some(self.sysmis)),
                small => return Ok(Some(self.order.bytes(f64::from(small) - self.bias))),
            }
        }
    }
}

/// The blocks that the table at the end of the file lists.
fn blocks<'a>(records: &Records<'a>, rest: &'a [u8], limits: &Limits) -> Result<Blocks<'a>, ReadError> {
    let mut head = Cursor::new(rest, records.order);
    head.take(8)?;
    let (table, length) = (head.offset()?, head.offset()?);
    let end = table.checked_add(length);
    let table = end.and_then(|end| records.bytes.get(table..end));
    let table = table.ok_or_else(|| ReadError::damaged("the list of blocks is not in the file"))?;
    let mut table = Cursor::new(table, records.order);
    table.take(20)?;
    let count = table.count()?;
    let mut packed = Vec::new();
    let mut total = 0_u64;
    for _ in 0..count {
        table.take(8)?;
        let start = table.offset()?;
        total = total.saturating_add(table.count()? as u64);
        let size = table.count()?;
        let end = start.checked_add(size);
        let block = end.and_then(|end| records.bytes.get(start..end));
        packed.push(block.ok_or_else(|| ReadError::damaged("a block is not in the file"))?);
    }
    if total > limits.unpacked_bytes {
        return Err(ReadError::Unpacked { bytes: total, limit: limits.unpacked_bytes });
    }
    Ok(Blocks { packed: packed.into_iter(), current: None, unpacked: 0, limit: limits.unpacked_bytes })
}
