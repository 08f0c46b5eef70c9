//! What a file is, told from its first bytes and its inner names; its extension only helps where bytes cannot tell.
//!
//! Nothing is read into cells here.

use std::path::Path;

use super::super::spss;
use super::super::triple_s;
use super::super::xlsx::Format;
use super::{ReadError, archive, ole};

/// A file that can be read, and by whom.
pub(super) enum Content {
    /// Text with delimiters.
    Text,
    /// A book of sheets.
    Book(Format),
    /// Cases and variables of SPSS.
    Spss,
    /// The description of a survey in Triple-S; its answers are in a file beside it.
    TripleS,
}

/// Beginnings of files that people take for data.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"\x89PNG", "picture"),
    (b"\xFF\xD8\xFF", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "Word"),
    (b"\x1F\x8B", "gzip"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "database"),
    // Excel 2 to 4, before its files were compound documents.
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
];

pub(super) fn recognise(bytes: &[u8], path: &Path) -> Result<Content, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive::recognise(bytes).map(Content::Book);
    }
    if bytes.starts_with(ole::MAGIC) {
        return ole::recognise(bytes).map(Content::Book);
    }
    if spss::MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return Ok(Content::Spss);
    }
    // A PDF may begin a little behind the beginning.
    if bytes.get(..1024).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-") {
        return Err(ReadError::Unsupported { what: "PDF" });
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Unsupported { what });
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    if triple_s::is_triple_s(head) {
        return Ok(Content::TripleS);
    }
    if let Some(error) = markup(head) {
        return Err(error);
    }
    let is_book = ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&extension(path).as_str());
    if is_binary(head) {
        return Err(if is_book {
            ReadError::damaged("the beginning is not that of a spreadsheet")
        } else {
            ReadError::Unsupported { what: "binary" }
        });
    }
    // Under the name of a book only a text with delimiters can be the table that was meant.
    if is_book && !head.iter().any(|byte| [b',', b';', b'\t'].contains(byte)) {
        return Err(ReadError::Unsupported { what: "text" });
    }
    Ok(Content::Text)
}

/// The extension in lower case, or nothing.
fn extension(path: &Path) -> String {
    path.extension().map(|ext| ext.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// HTML, or the XML that Excel 2003 wrote.
fn markup(head: &[u8]) -> Option<ReadError> {
    // Without zero bytes UTF-16 reads like ASCII.
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).map(|byte| byte.to_ascii_lowercase()).collect();
    let head = String::from_utf8_lossy(&head);
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{FFFD}'));
    if !start.starts_with('<') {
        return None;
    }
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") && start.starts_with("<?xml") {
        return Some(ReadError::Unsupported { what: "XML Spreadsheet 2003" });
    }
    let html = ["<!doctype html", "<html", "<head", "<meta", "<table", "<body"];
    if html.iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("<?xml") || start.starts_with("<!--")) && start.contains("<html")
    {
        return Some(ReadError::Html);
    }
    start.starts_with("<?xml").then_some(ReadError::Unsupported { what: "XML" })
}

/// Whether more bytes are control characters than a text has, UTF-16 apart.
fn is_binary(head: &[u8]) -> bool {
    if super::super::csv::utf16_order(head).is_some() {
        return false;
    }
    let control = head
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B))
        .count();
    control * 50 > head.len()
}
