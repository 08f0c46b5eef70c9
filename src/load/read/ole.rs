//! Compound documents (xls, and books locked by a password) looked at before a reader takes memory for them.
//!
//! Only as much of the container and of the record stream is read as the checks need: chains that run in circles,
//! lengths beyond the file, and the area each sheet spans. Values are not read. After [MS-CFB] and [MS-XLS].

use super::super::xlsx::Format;
use super::{Limits, ReadError};

/// The first bytes of every compound document.
pub(super) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const RESERVED: u32 = 0xFFFF_FFFA;

struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    entries: Vec<Entry>,
    mini_next: Vec<u32>,
    mini: Vec<u8>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

/// Tells books from other compound documents.
pub(super) fn recognise(bytes: &[u8]) -> Result<Format, ReadError> {
    let container = Container::open(bytes)?;
    let has = |name: &str| container.entry(name).is_some();
    if container.entries.is_empty() {
        return Err(cut("the directory is missing"));
    }
    if has("EncryptedPackage") {
        Err(ReadError::Encrypted)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        Err(ReadError::Unsupported { what: "Word" })
    } else if has("PowerPoint Document") {
        Err(ReadError::Unsupported { what: "PowerPoint" })
    } else {
        Err(ReadError::Unsupported { what: "OLE" })
    }
}

/// Refuses a book whose sheets span more than the limits, all sheets together, since the reader reads them all.
pub(in super::super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let container = Container::open(bytes)?;
    let entry = container.entry("Workbook").or_else(|| container.entry("Book"));
    let entry = entry.ok_or_else(|| broken("no workbook stream"))?;
    let stream = container.stream(entry)?;
    let mut cells = 0_usize;
    for (kind, data) in records(&stream) {
        match kind {
            END => break,
            // All that follows is enciphered.
            PASSWORD => return Err(ReadError::Encrypted),
            BOUND_SHEET => {
                let start = number(data, 0, 4).ok_or_else(|| broken("short record"))?;
                let sheet = stream.get(start..).ok_or_else(|| broken("a sheet begins after the end"))?;
                let (rows, columns) = spanned(sheet, limits)?;
                cells = cells.saturating_add(rows.saturating_mul(columns));
                let limit = limits.cells.min(limits.spanned);
                if cells > limit {
                    return Err(ReadError::TooLarge { rows, columns, limit });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

const PASSWORD: usize = 0x002F;
const BOUND_SHEET: usize = 0x0085;
const BEGIN: usize = 0x0809;
const END: usize = 0x000A;
const DIMENSIONS: usize = 0x0200;

/// Rows and columns of the area a sheet spans.
fn spanned(sheet: &[u8], limits: &Limits) -> Result<(usize, usize), ReadError> {
    let mut bounds: Option<(usize, usize, usize, usize)> = None;
    let mut depth = 0_usize;
    for (kind, data) in records(sheet) {
        let at = |offset| number(data, offset, 2).unwrap_or(0);
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS => check_dimensions(data, limits)?,
            0x0203..=0x0205 | 0x00D6 | 0x027E | 0x00FD | 0x0006 | 0x00BD => {
                let last = if kind == 0x00BD { at(data.len().saturating_sub(2)) } else { 0 };
                let (row, left, right) = (at(0), at(2), at(2).max(last));
                let (top, first, bottom, end) = bounds.unwrap_or((row, left, row, right));
                bounds = Some((top.min(row), first.min(left), bottom.max(row), end.max(right)));
            }
            _ => {}
        }
    }
    Ok(bounds.map_or((0, 0), |(top, left, bottom, right)| (bottom - top + 1, right - left + 1)))
}

/// The reader takes memory for the stated area, so the statement must be sound.
fn check_dimensions(data: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let wide = data.len() > 10;
    let field = |narrow: (usize, usize), broad: (usize, usize)| {
        let (offset, length) = if wide { broad } else { narrow };
        number(data, offset, length).unwrap_or(0)
    };
    let (first_row, end_row) = (field((0, 2), (0, 4)), field((2, 2), (4, 4)));
    let (first_column, end_column) = (field((4, 2), (8, 2)), field((6, 2), (10, 2)));
    let (rows, columns) = (end_row.saturating_sub(first_row), end_column.saturating_sub(first_column).max(1));
    // The reader takes a bad first column for 0.
    let columns = if first_column > 0xFF || end_column < first_column { end_column } else { columns };
    if end_row > 0 && end_column > 0 && end_row <= first_row {
        return Err(broken("the stated area is upside down"));
    }
    let limit = limits.cells.min(limits.spanned);
    if rows.saturating_mul(columns) > limit {
        return Err(ReadError::TooLarge { rows, columns, limit });
    }
    Ok(())
}

/// Record types with their data, as long as they are whole.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let kind = number(rest, 0, 2)?;
        let length = number(rest, 2, 2)?;
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, data))
    })
}

/// A little-endian number of up to 8 bytes.
fn number(bytes: &[u8], offset: usize, length: usize) -> Option<usize> {
    let field = bytes.get(offset..offset.checked_add(length)?)?;
    let value = field.iter().rev().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    usize::try_from(value).ok()
}

/// The file ends before it should.
fn cut(what: &str) -> ReadError {
    ReadError::cut_off(what)
}

fn sector_number(bytes: &[u8], offset: usize) -> Option<u32> {
    number(bytes, offset, 4).and_then(|value| u32::try_from(value).ok())
}

fn sector_numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().copied().map(u32::from_le_bytes).collect()
}

fn broken(reason: &str) -> ReadError {
    ReadError::damaged(reason)
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let short = || cut("the header is cut off");
        let header = bytes.get(..512).ok_or_else(short)?;
        let at = |offset| sector_number(header, offset).ok_or_else(short);
        let sector = match number(header, 30, 2) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(broken("unknown sector size")),
        };
        let mut container =
            Container { bytes, sector, next: Vec::new(), entries: Vec::new(), mini_next: Vec::new(), mini: Vec::new() };
        let mut table = sector_numbers(header.get(76..).unwrap_or_default());
        let mut more = at(68)?;
        let mut seen = 0;
        while more < RESERVED {
            seen += 1;
            if seen > container.count() {
                return Err(broken("a chain of sectors runs in circles"));
            }
            table.extend(sector_numbers(container.sector(more)?));
            more = table.pop().unwrap_or(END_OF_CHAIN);
        }
        for id in table.into_iter().filter(|id| *id < RESERVED) {
            let numbers = sector_numbers(container.sector(id)?);
            container.next.extend(numbers);
            // A table naming one sector over and over would grow without end.
            if container.next.len() > bytes.len() {
                return Err(broken("the sector table is larger than the file"));
            }
        }
        let entries = container.chain(at(48)?, usize::MAX)?;
        container.entries = entries.chunks_exact(128).filter_map(|entry| Entry::read(entry, sector)).collect();
        let mini_sectors = number(header, 64, 4).unwrap_or(0);
        if mini_sectors > 0 {
            let length = mini_sectors.saturating_mul(sector);
            let root = container.entries.first().map(|root| (root.start, root.length));
            let (start, mini_length) = root.ok_or_else(|| broken("no directory"))?;
            if length > bytes.len() || mini_length > bytes.len() {
                return Err(cut("a stream is longer than the file"));
            }
            container.mini_next = sector_numbers(&container.chain(at(60)?, length)?);
            container.mini = container.chain(start, mini_length)?;
        }
        Ok(container)
    }

    fn count(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    fn sector(&self, id: u32) -> Result<&'a [u8], ReadError> {
        let start = (id as usize).checked_add(1).and_then(|place| place.checked_mul(self.sector));
        let rest = start.and_then(|start| self.bytes.get(start..)).ok_or_else(|| cut("a sector lies after the end"))?;
        Ok(rest.get(..self.sector).unwrap_or(rest))
    }

    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, ReadError> {
        let mut data = Vec::new();
        let mut id = start;
        let mut seen = 0;
        while id != END_OF_CHAIN && data.len() < length {
            seen += 1;
            if seen > self.count() {
                return Err(broken("a chain of sectors runs in circles"));
            }
            let sector = self.sector(id)?;
            let wanted = sector.len().min(length - data.len());
            data.extend_from_slice(sector.get(..wanted).unwrap_or(sector));
            if data.len() < length {
                id = *self.next.get(id as usize).ok_or_else(|| broken("a chain of sectors breaks off"))?;
            }
        }
        Ok(data)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn stream(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        if entry.length > self.bytes.len() {
            return Err(cut("a stream is longer than the file"));
        }
        if entry.length >= 4096 {
            return self.chain(entry.start, entry.length);
        }
        let mut data = Vec::new();
        let mut id = entry.start;
        while id != END_OF_CHAIN && data.len() < entry.length {
            let start = (id as usize).saturating_mul(64);
            let sector = self
                .mini
                .get(start..)
                .filter(|rest| !rest.is_empty())
                .ok_or_else(|| cut("a small sector lies after the end"))?;
            let wanted = sector.len().min(64).min(entry.length - data.len());
            data.extend_from_slice(sector.get(..wanted).unwrap_or(sector));
            id = *self.mini_next.get(id as usize).ok_or_else(|| broken("a chain of sectors breaks off"))?;
        }
        Ok(data)
    }
}

impl Entry {
    fn read(entry: &[u8], sector: usize) -> Option<Entry> {
        let units = entry.get(..64)?.as_chunks::<2>().0.iter().copied().map(u16::from_le_bytes);
        let name = char::decode_utf16(units.take_while(|unit| *unit != 0)).map(|c| c.unwrap_or('\u{FFFD}')).collect();
        let length = number(entry, 120, if sector == 512 { 4 } else { 8 })?;
        Some(Entry { name, start: sector_number(entry, 116)?, length })
    }
}
