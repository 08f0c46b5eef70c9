//! Hidden rows and columns of a book, which the reader of spreadsheets does not tell: read from the sheet's own XML.
//!
//! Only xlsx (and xlsm) and ods say it in a form that is read here; of other files nothing is hidden. A part that is damaged tells
//! nothing: the sheet itself was read by another reader.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::load::read::Limits;

/// What is hidden in a sheet, by 0-based position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Rows, as those a filter leaves out.
    pub rows: Vec<usize>,
    /// Columns.
    pub columns: Vec<usize>,
}

/// Columns beyond this are not looked at.
const MOST_COLUMNS: usize = 16_384;
/// Nor are rows beyond this.
const MOST_ROWS: usize = 1_048_576;

/// What is hidden in a sheet of a file; nothing where the file does not tell.
pub fn of(path: &Path, sheet: &str) -> Hidden {
    let limits = Limits::default();
    let Ok(bytes) = crate::load::read::read_file(path, &limits) else { return Hidden::default() };
    if !bytes.starts_with(b"PK") {
        return Hidden::default();
    }
    crate::load::read::contain(|| Ok(read(&bytes, sheet, limits.unpacked_bytes).unwrap_or_default()))
        .unwrap_or_default()
}

fn read(bytes: &[u8], sheet: &str, limit: u64) -> Option<Hidden> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if let Ok(content) = archive.by_name("content.xml") {
        return Some(scan_ods(std::io::BufReader::new(content.take(limit)), sheet));
    }
    let book = part(&mut archive, "xl/workbook.xml", limit)?;
    let links = part(&mut archive, "xl/_rels/workbook.xml.rels", limit)?;
    let id = elements(&book, "sheet", &["name", "id"])
        .into_iter()
        .find(|found| found.first().is_some_and(|name| name == sheet))?;
    let targets: HashMap<String, String> = elements(&links, "Relationship", &["Id", "Target"])
        .into_iter()
        .filter_map(|found| Some((found.first()?.clone(), found.get(1)?.clone())))
        .collect();
    let target = targets.get(id.get(1)?)?;
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let part = archive.by_name(&path).ok()?;
    Some(scan(std::io::BufReader::new(part.take(limit))))
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limit: u64) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    archive.by_name(name).ok()?.take(limit).read_to_end(&mut text).ok()?;
    Some(text)
}

/// The attributes of every element with a name, namespaces left out.
fn elements(xml: &[u8], name: &str, wanted: &[&str]) -> Vec<Vec<String>> {
    let mut reader = Reader::from_reader(xml);
    let mut found = Vec::new();
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == name => {
                found.push(wanted.iter().map(|key| attribute(&tag, key).unwrap_or_default()).collect());
            }
            Ok(Event::Eof) | Err(_) => return found,
            _ => {}
        }
        buffer.clear();
    }
}

fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == key)?;
    let text = attribute.value.to_string();
    Some(quick_xml::escape::unescape(&text).map_or(text.clone(), std::borrow::Cow::into_owned))
}

/// Rows and columns with `hidden` in a sheet's XML.
fn scan(xml: impl std::io::BufRead) -> Hidden {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut hidden = Hidden::default();
    let mut row = 0_usize;
    let is_set =
        |tag: &BytesStart<'_>, key: &str| attribute(tag, key).is_some_and(|value| value == "1" || value == "true");
    let number = |tag: &BytesStart<'_>, key: &str| attribute(tag, key).and_then(|value| value.parse::<usize>().ok());
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "col" if is_set(&tag, "hidden") => {
                    let (first, last) = (number(&tag, "min").unwrap_or(0), number(&tag, "max").unwrap_or(0));
                    hidden.columns.extend((first.max(1)..=last.min(MOST_COLUMNS)).map(|column| column - 1));
                }
                "row" => {
                    row = number(&tag, "r").unwrap_or(row + 1);
                    if is_set(&tag, "hidden") && row > 0 {
                        hidden.rows.push(row - 1);
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return hidden,
            _ => {}
        }
        buffer.clear();
    }
}

/// Rows and columns of a sheet that an ods file shows only when a filter or a person lets them.
fn scan_ods(xml: impl std::io::BufRead, sheet: &str) -> Hidden {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut hidden = Hidden::default();
    let (mut inside, mut row, mut column) = (false, 0_usize, 0_usize);
    let is_hidden = |tag: &BytesStart<'_>| {
        attribute(tag, "visibility").is_some_and(|value| value == "collapse" || value == "filter")
    };
    let times = |tag: &BytesStart<'_>, key: &str| attribute(tag, key).and_then(|value| value.parse().ok()).unwrap_or(1);
    // Repeats are stated by the file, so positions are held within what a sheet can have.
    let place = |at: &mut usize, count: usize, most: usize, out: Option<&mut Vec<usize>>| {
        let end = at.saturating_add(count).min(most);
        if let Some(out) = out {
            out.extend(*at..end);
        }
        *at = end;
    };
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "table" => inside = attribute(&tag, "name").is_some_and(|name| name == sheet),
                "table-column" if inside => {
                    let out = is_hidden(&tag).then_some(&mut hidden.columns);
                    place(&mut column, times(&tag, "number-columns-repeated"), MOST_COLUMNS, out);
                }
                "table-row" if inside => {
                    let out = is_hidden(&tag).then_some(&mut hidden.rows);
                    place(&mut row, times(&tag, "number-rows-repeated"), MOST_ROWS, out);
                }
                _ => {}
            },
            Ok(Event::End(tag)) if inside && tag.local_name().as_ref() == "table" => return hidden,
            Ok(Event::Eof) | Err(_) => return hidden,
            _ => {}
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_and_columns_are_read() {
        let xml = br#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols>
            <sheetData><row r="1"/><row r="5" hidden="true"/><row/></sheetData></worksheet>"#;
        assert_eq!(scan(&xml[..]), Hidden { rows: vec![4], columns: vec![1, 2] });
        let ods = br#"<x><table:table table:name="a"><table:table-row table:visibility="filter"/></table:table>
            <table:table table:name="b"><table:table-column table:number-columns-repeated="2"/>
            <table:table-column table:visibility="collapse"/><table:table-row/>
            <table:table-row table:number-rows-repeated="2" table:visibility="filter"/></table:table></x>"#;
        assert_eq!(scan_ods(&ods[..], "b"), Hidden { rows: vec![1, 2], columns: vec![2] });
        assert_eq!(scan(&b"<worksheet><cols"[..]), Hidden::default(), "a damaged part tells nothing");
    }
}
