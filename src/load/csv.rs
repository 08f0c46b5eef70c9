//! Text files with delimiters (csv, tsv), as a [`Sheet`] with the rows Excel would show.
//!
//! Cells are text as it stands, never numbers or dates, so `001` stays `001`. Records are split here rather than by
//! the csv crate because that one skips blank lines, and addresses would drift from what a person sees in Excel.
//! Like Excel, `="001"` is read as 001 and a first line `sep=;` sets the delimiter.

mod decode;

use std::path::Path;

pub(super) use decode::utf16_order;

use super::progress::Share;
use super::read::{EncodingChoice, Limits, ReadError};
use super::sheet::{Cell, Encoding, Sheet};
use super::xlsx::SLOT;

/// Whether the name of a file speaks for tabs.
pub fn prefers_tab(path: &Path) -> bool {
    path.extension().is_some_and(|ext| {
        ext.eq_ignore_ascii_case("tsv") || ext.eq_ignore_ascii_case("tab") || ext.eq_ignore_ascii_case("txt")
    })
}

/// Reads a text file from its bytes; `share` is the work that this is.
///
/// # Errors
///
/// [`ReadError::Encoding`], [`ReadError::TooLarge`], [`ReadError::Unpacked`] or [`ReadError::Cancelled`].
pub fn read(
    bytes: Vec<u8>,
    prefers_tab: bool,
    choice: EncodingChoice,
    limits: &Limits,
    share: &mut Share,
) -> Result<Sheet, ReadError> {
    let (text, encoding) = decode::decode(bytes, choice)?;
    if text.len() > limits.memory_bytes {
        return Err(ReadError::Unpacked { bytes: text.len() as u64, limit: limits.memory_bytes as u64 });
    }
    let (delimiter, body) = match stated_delimiter(&text) {
        Some((delimiter, rest)) => (delimiter, rest),
        None => (find_delimiter(&text, prefers_tab), text.as_str()),
    };
    let mut sheet = split(body, delimiter, limits, share)?;
    sheet.encoding = Some(encoding);
    if text.contains('\u{FFFD}') {
        sheet.undecodable = unreadable_cells(&sheet);
    }
    Ok(sheet)
}

/// The text of a file whose form is known otherwise.
///
/// # Errors
///
/// [`ReadError::Encoding`].
pub(super) fn text(bytes: Vec<u8>, choice: EncodingChoice) -> Result<(String, Encoding), ReadError> {
    decode::decode(bytes, choice)
}

/// The rows of a text whose delimiter is known to be the comma.
///
/// # Errors
///
/// [`ReadError::TooLarge`].
pub(super) fn with_commas(text: &str, limits: &Limits) -> Result<Sheet, ReadError> {
    split(text, b',', limits, &mut Share::unwatched())
}

fn unreadable_cells(sheet: &Sheet) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if matches!(cell, Cell::Text(text) if text.contains('\u{FFFD}')) {
                places.push((row, column));
            }
        }
    }
    places
}

/// The delimiter of a `sep=` line, which Excel obeys and does not show, and what follows it.
fn stated_delimiter(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    match line.trim_end_matches('\r').strip_prefix("sep=")?.as_bytes() {
        [delimiter @ (b',' | b'\t' | b';' | b'|')] => Some((*delimiter, rest)),
        _ => None,
    }
}

/// What ended a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Field,
    Record,
    Text,
}

/// Fields of a text one after another.
struct Fields<'a> {
    text: &'a str,
    position: usize,
    delimiter: u8,
    /// Holds a quoted field, whose doubled quotes are undone.
    unquoted: String,
    /// Whether the last field is quoted, never closed, and goes on over lines.
    is_open: bool,
    /// No end of a field is looked for beyond so many bytes.
    most: usize,
}

impl<'a> Fields<'a> {
    fn new(text: &'a str, delimiter: u8, most: usize) -> Self {
        Fields { text, position: 0, delimiter, unquoted: String::new(), is_open: false, most }
    }

    fn next(&mut self) -> (&str, End) {
        let rest = self.text.get(self.position..).unwrap_or_default();
        if !rest.starts_with('"') {
            let (length, end, skipped) = self.plain_end(rest);
            self.position += length + skipped;
            return (rest.get(..length).unwrap_or_default(), end);
        }
        self.unquoted.clear();
        let mut inner = rest.get(1..).unwrap_or_default();
        self.position += 1;
        loop {
            let Some(quote) = inner.find('"') else {
                // A quote that is never closed holds everything to the end, as in Excel.
                let breaks = ['\n', '\r'];
                self.is_open = self.unquoted.contains(breaks) || inner.trim_end_matches(breaks).contains(breaks);
                self.unquoted.push_str(inner);
                self.position = self.text.len();
                return (&self.unquoted, End::Text);
            };
            self.unquoted.push_str(inner.get(..quote).unwrap_or_default());
            inner = inner.get(quote + 1..).unwrap_or_default();
            self.position += quote + 1;
            let Some(doubled) = inner.strip_prefix('"') else { break };
            self.unquoted.push('"');
            inner = doubled;
            self.position += 1;
        }
        let (length, end, skipped) = self.plain_end(inner);
        self.unquoted.push_str(inner.get(..length).unwrap_or_default());
        self.position += length + skipped;
        (&self.unquoted, end)
    }

    /// The length of what stands before the next delimiter or line break, what that is, and its length.
    fn plain_end(&self, rest: &str) -> (usize, End, usize) {
        let delimiter = self.delimiter;
        let bytes = rest.as_bytes();
        let near = bytes.get(..self.most).unwrap_or(bytes);
        let Some(length) = near.iter().position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r')) else {
            return (rest.len(), End::Text, 0);
        };
        match bytes.get(length..) {
            Some([b'\r', b'\n', ..]) => (length, End::Record, 2),
            Some([b'\r' | b'\n', ..]) => (length, End::Record, 1),
            _ => (length, End::Field, 1),
        }
    }
}

fn split(text: &str, delimiter: u8, limits: &Limits, share: &mut Share) -> Result<Sheet, ReadError> {
    let work = share.left();
    let work_at = |position: usize| (work as f64 * position as f64 / text.len().max(1) as f64) as u64;
    let mut fields = Fields::new(text, delimiter, limits.cell_bytes.saturating_add(1));
    let mut sheet = Sheet::default();
    let mut row: Vec<Cell> = Vec::new();
    let (mut cells, mut usual, mut memory) = (0_usize, 0_usize, text.len());
    loop {
        share.cell()?;
        let (field, end) = fields.next();
        let field = shown(field);
        let length = field.len();
        row.push(if field.is_empty() { Cell::Empty } else { Cell::Text(field.to_owned()) });
        if row.len() > limits.columns {
            return Err(ReadError::TooLarge { rows: sheet.rows.len() + 1, columns: row.len(), limit: limits.columns });
        }
        let place = (sheet.rows.len() + 1, row.len());
        if fields.is_open {
            return Err(ReadError::OpenQuote { row: place.0, column: place.1 });
        }
        if length > limits.cell_bytes {
            return Err(ReadError::LongText { row: place.0, column: place.1, bytes: length });
        }
        memory += SLOT + if length > 0 { length + 16 } else { 0 };
        if memory > limits.memory_bytes {
            return Err(ReadError::Unpacked { bytes: memory as u64, limit: limits.memory_bytes as u64 });
        }
        if end == End::Field {
            continue;
        }
        while row.last() == Some(&Cell::Empty) {
            row.pop();
        }
        share.did(work_at(fields.position).saturating_sub(work - share.left()));
        cells += row.len();
        usual = usual.max(row.len());
        let limit = if sheet.rows.len() >= limits.rows {
            Some(limits.rows)
        } else {
            (cells > limits.cells).then_some(limits.cells)
        };
        if let Some(limit) = limit.filter(|_| end != End::Text || !row.is_empty()) {
            return Err(ReadError::TooLarge { rows: sheet.rows.len() + 1, columns: usual, limit });
        }
        sheet.rows.push(std::mem::replace(&mut row, Vec::with_capacity(usual)));
        if end == End::Text {
            break;
        }
    }
    while sheet.rows.last().is_some_and(Vec::is_empty) {
        sheet.rows.pop();
    }
    Ok(sheet)
}

/// What Excel shows for `="001"`, the way exports keep zeros.
fn shown(field: &str) -> &str {
    match field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('"') => inner,
        _ => field,
    }
}

/// How many records are looked at for the delimiter.
const SAMPLE: usize = 100;
/// Those records lie within so many bytes.
const SAMPLE_BYTES: usize = 1 << 20;

/// The delimiter that cuts the first records into the same number of fields most often; the comma if none does.
///
/// A semicolon must do so almost always, since it also stands between the answers of one cell.
fn find_delimiter(text: &str, prefers_tab: bool) -> u8 {
    let candidates: &[(u8, f64)] =
        if prefers_tab { &[(b'\t', 0.2), (b',', 0.5), (b';', 0.9)] } else { &[(b',', 0.5), (b'\t', 0.5), (b';', 0.9)] };
    let mut best = (if prefers_tab && text.contains('\t') { b'\t' } else { b',' }, 0.0);
    for (delimiter, least) in candidates {
        let share = consistency(text, *delimiter);
        if share >= *least && share > best.1 {
            best = (*delimiter, share);
            if prefers_tab && *delimiter == b'\t' {
                break;
            }
        }
    }
    best.0
}

/// The share of the first records that have the most usual number of fields; 0 if that number is one.
fn consistency(text: &str, delimiter: u8) -> f64 {
    // The sample ends between characters.
    let head = (0..4).find_map(|back| text.get(..SAMPLE_BYTES.checked_sub(back)?)).unwrap_or(text);
    let mut fields = Fields::new(head, delimiter, usize::MAX);
    let mut counts: Vec<usize> = Vec::new();
    let mut count = 0;
    while counts.len() < SAMPLE {
        let (field, end) = fields.next();
        let blank = count == 0 && field.is_empty();
        count += 1;
        if end == End::Field {
            continue;
        }
        // Blank lines say nothing.
        if !(blank && count == 1) {
            counts.push(count);
        }
        count = 0;
        if end == End::Text {
            break;
        }
    }
    counts.sort_unstable();
    let usual = counts.chunk_by(PartialEq::eq).max_by_key(|run| run.len());
    match usual {
        Some(run) if run.first().is_some_and(|fields| *fields > 1) => run.len() as f64 / counts.len() as f64,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests;
