//! OpenDocument content looked at before the reader takes memory for it: the area each table spans with its repeated
//! rows and cells, and the merged cells, which calamine does not tell.
//!
//! Its elements are checked to end, tags are found by hand, values are not read. Positions are counted the way the reader counts them.

use std::io::{BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::progress::Progress;
use super::super::sheet::Merge;
use super::{Limits, ReadError, archive};

/// Longest run of bytes between two tag ends; a cell of Excel holds 32,767 characters.
const LONGEST: u64 = 16 << 20;

#[derive(Default)]
struct Table {
    merges: Vec<Merge>,
    row: usize,
    row_repeats: usize,
    column: usize,
    repeats: usize,
    /// How often the text being read will stand in the sheet; 0 outside of filled cells.
    copies: usize,
    rows: usize,
    columns: usize,
    /// Filled rows that only repeat the one before.
    repeated: usize,
    /// The row being read is among them.
    is_counted: bool,
}

/// Checks the sizes and gives the merged regions of every named table, in their order.
pub(in super::super) fn check(
    bytes: &[u8],
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Vec<Merge>>, ReadError> {
    archive::with_part(bytes, "META-INF/manifest.xml", not_locked)?;
    // The reader looks for the ends of elements for ever if there are none.
    for part in ["META-INF/manifest.xml", "content.xml"] {
        archive::with_part(bytes, part, |content| well_formed(content, progress))?;
    }
    archive::with_part(bytes, "content.xml", |content| scan(content, limits, progress))
}

/// The manifest says of a locked book how its parts, or all of them together, are enciphered.
fn not_locked(manifest: &mut dyn Read) -> Result<(), ReadError> {
    let mut text = Vec::new();
    manifest.take(LONGEST).read_to_end(&mut text).map_err(ReadError::damaged)?;
    let text = String::from_utf8_lossy(&text);
    if text.contains("encryption-data") || text.contains("encrypted-package") {
        return Err(ReadError::Encrypted);
    }
    Ok(())
}

/// Checks that every element ends, and as what it began.
fn well_formed(content: &mut dyn Read, progress: &Progress) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, content));
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        progress.check()?;
        match reader.read_event_into(&mut buffer).map_err(ReadError::damaged)? {
            Event::Start(_) => depth += 1,
            // The reader refuses an end that belongs to no beginning.
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return Err(ReadError::cut_off("an element does not end")),
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

fn scan(content: &mut dyn Read, limits: &Limits, progress: &Progress) -> Result<Vec<Vec<Merge>>, ReadError> {
    let mut reader = BufReader::with_capacity(1 << 16, content);
    let mut tables = Vec::new();
    let mut current: Option<Table> = None;
    let mut piece = Vec::new();
    let (mut unpacked, mut text, mut cells) = (0_u64, 0_usize, 0_usize);
    let most = limits.cells.min(limits.spanned);
    while next_piece(&mut reader, &mut piece)? {
        progress.check()?;
        unpacked += piece.len() as u64;
        if unpacked > limits.unpacked_bytes {
            return Err(ReadError::Unpacked { bytes: unpacked, limit: limits.unpacked_bytes });
        }
        let tag = piece.iter().rposition(|byte| *byte == b'<').and_then(|start| piece.get(start..)).unwrap_or_default();
        let name = tag_name(tag);
        if name == b"table:table" && attribute(tag, b"table:name").is_some() {
            current = Some(Table { repeats: 1, row_repeats: 1, ..Table::default() });
            continue;
        }
        let Some(table) = current.as_mut() else { continue };
        match name {
            b"table:table-row" => {
                table.row += std::mem::replace(&mut table.row_repeats, count(tag, b"table:number-rows-repeated"));
                table.is_counted = false;
                table.column = 0;
                table.repeats = 0;
                table.copies = 0;
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                table.enter_cell(tag);
                if (table.rows > limits.rows)
                    || (table.columns > limits.columns)
                    || table.rows.saturating_mul(table.columns) > most
                {
                    return Err(ReadError::TooLarge { rows: table.rows, columns: table.columns, limit: most });
                }
                if table.repeated > limits.repeated {
                    return Err(ReadError::Repeated { row: table.row, rows: table.repeated, limit: limits.repeated });
                }
            }
            b"/table:table-cell" | b"/table:covered-table-cell" => table.copies = 0,
            b"text:s" if count(tag, b"text:c") > 100_000 => return Err(ReadError::damaged("a text of spaces only")),
            b"/table:table" => {
                cells = cells.saturating_add(table.rows.saturating_mul(table.columns));
                if cells > most {
                    return Err(ReadError::TooLarge { rows: table.rows, columns: table.columns, limit: most });
                }
                tables.push(std::mem::take(&mut table.merges));
                current = None;
                continue;
            }
            _ => {}
        }
        // The reader repeats the text of a repeated cell as often.
        text = text.saturating_add(piece.len().saturating_mul(table.copies));
        if text > limits.memory_bytes {
            return Err(ReadError::Unpacked { bytes: text as u64, limit: limits.memory_bytes as u64 });
        }
    }
    Ok(tables)
}

impl Table {
    fn enter_cell(&mut self, tag: &[u8]) {
        self.column += self.repeats;
        self.repeats = count(tag, b"table:number-columns-repeated");
        // The first row starts at 0: `row` was moved past the row before it, which had one line at the start.
        let row = self.row.saturating_sub(1);
        let (down, across) = (count(tag, b"table:number-rows-spanned"), count(tag, b"table:number-columns-spanned"));
        if down > 1 || across > 1 {
            let place = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
            self.merges.push(Merge {
                top: place(row),
                left: place(self.column),
                bottom: place(row.saturating_add(down - 1)),
                right: place(self.column.saturating_add(across - 1)),
            });
        }
        self.copies = 0;
        if is_filled(tag) {
            self.copies = self.repeats.saturating_mul(self.row_repeats);
            if !std::mem::replace(&mut self.is_counted, true) {
                self.repeated = self.repeated.saturating_add(self.row_repeats.saturating_sub(1));
            }
            self.rows = self.rows.max(row.saturating_add(self.row_repeats));
            self.columns = self.columns.max(self.column.saturating_add(self.repeats));
        }
    }
}

/// Reads up to the end of the next tag; false at the end of the content.
fn next_piece(reader: &mut impl BufRead, piece: &mut Vec<u8>) -> Result<bool, ReadError> {
    piece.clear();
    loop {
        let read = reader.take(LONGEST).read_until(b'>', piece).map_err(ReadError::damaged)?;
        if piece.len() as u64 >= LONGEST {
            return Err(ReadError::damaged("a text without end"));
        }
        if read == 0 || is_whole(piece) {
            return Ok(!piece.is_empty());
        }
    }
}

/// Whether the last tag has ended: not inside a quoted value, nor inside a comment.
fn is_whole(piece: &[u8]) -> bool {
    if let Some(start) = piece.windows(4).rposition(|bytes| bytes == b"<!--") {
        return piece.ends_with(b"-->") && piece.len() >= start + 7;
    }
    let tag = piece.iter().rposition(|byte| *byte == b'<').and_then(|start| piece.get(start..)).unwrap_or_default();
    tag.iter().filter(|byte| **byte == b'"').count() % 2 == 0
}

fn tag_name(tag: &[u8]) -> &[u8] {
    let inner = tag.strip_prefix(b"<").unwrap_or(tag);
    let end = inner
        .iter()
        .enumerate()
        .position(|(index, byte)| byte.is_ascii_whitespace() || *byte == b'>' || *byte == b'/' && index > 0);
    end.and_then(|end| inner.get(..end)).unwrap_or(inner)
}

fn is_filled(tag: &[u8]) -> bool {
    attribute(tag, b"office:value-type").is_some() || attribute(tag, b"table:formula").is_some()
}

/// The value of an attribute, as it stands between its quotes.
fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = tag;
    while let Some(start) = rest.windows(name.len()).position(|bytes| bytes == name) {
        let before = start.checked_sub(1).and_then(|index| rest.get(index));
        rest = rest.get(start + name.len()..)?;
        if before.is_some_and(u8::is_ascii_whitespace)
            && let Some(value) = rest.trim_ascii_start().strip_prefix(b"=").map(<[u8]>::trim_ascii_start)
            && let Some((quote, value)) = value.split_first()
        {
            let end = value.iter().position(|byte| byte == quote)?;
            return value.get(..end);
        }
    }
    None
}

/// A repetition; 1 where none is stated, the largest number where it cannot be counted.
fn count(tag: &[u8], name: &[u8]) -> usize {
    match attribute(tag, name) {
        None => 1,
        Some(value) => std::str::from_utf8(value)
            .ok()
            .and_then(|text| text.parse::<usize>().ok())
            .unwrap_or(usize::MAX / 4)
            .min(usize::MAX / 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(content: &str, limits: &Limits) -> Result<Vec<Vec<Merge>>, ReadError> {
        scan(&mut content.as_bytes(), limits, &Progress::default())
    }

    #[test]
    fn merged_cells_are_found_where_they_are() {
        let content = "<a><!-- < \" --><table:table table:name=\"x\"><table:table-row table:number-rows-repeated=\"2\">\
            <table:table-cell table:number-columns-repeated=\"5\"/></table:table-row><table:table-row>\
            <table:table-cell office:value-type=\"string\"><text:p>a &gt; b</text:p></table:table-cell>\
            <table:table-cell office:value-type=\"string\" table:formula=\"of:=A1>2\" table:number-columns-spanned=\"3\" table:number-rows-spanned=\"2\"/>\
            <table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row></table:table></a>";
        let merges = scanned(content, &Limits::default()).unwrap();
        assert_eq!(merges, [[Merge { top: 2, left: 1, bottom: 3, right: 3 }]]);
    }

    #[test]
    fn elements_that_do_not_end_are_refused() {
        let checked = |content: &str| well_formed(&mut content.as_bytes(), &Progress::default());
        assert!(checked("<a><b x=\"1\"/>&lt;<!-- < --></a>").is_ok());
        assert!(matches!(checked("<a><b></b>"), Err(ReadError::CutOff { .. })));
        assert!(matches!(checked("<a><b></a></b>"), Err(ReadError::Damaged { .. })));
        assert!(matches!(checked("<a></a></a>"), Err(ReadError::Damaged { .. })));
    }

    #[test]
    fn repeated_cells_are_counted() {
        let row = |repeats: &str| {
            format!(
                "<table:table table:name='x'><table:table-row table:number-rows-repeated=\"{repeats}\">\
                 <table:table-cell table:number-columns-repeated=\"100\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>"
            )
        };
        assert!(scanned(&row("1000"), &Limits::default()).is_ok());
        assert!(matches!(scanned(&row("100002"), &Limits::default()), Err(ReadError::Repeated { rows: 100_001, .. })));
        assert!(matches!(scanned(&row("1000000"), &Limits::default()), Err(ReadError::TooLarge { .. })));
        assert!(matches!(
            scanned(&row("99999999999999999999999"), &Limits::default()),
            Err(ReadError::TooLarge { .. })
        ));
    }
}
