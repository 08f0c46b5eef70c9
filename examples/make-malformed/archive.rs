//! Zip files of small xlsx and ods books, whole and tampered with.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Outcome;

/// The parts of a book, by name.
pub type Parts = Vec<(String, Vec<u8>)>;

/// A zip file of parts.
pub fn zipped(parts: &[(String, Vec<u8>)]) -> Outcome<Vec<u8>> {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        to.start_file(name.as_str(), SimpleFileOptions::default())?;
        to.write_all(content)?;
    }
    Ok(to.finish()?.into_inner())
}

/// A zip file of parts and one more, which is `head`, `times` times `piece`, and `tail`.
pub fn zipped_with(parts: &[(String, Vec<u8>)], name: &str, long: (&str, &str, usize, &str)) -> Outcome<Vec<u8>> {
    let (head, piece, times, tail) = long;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts.iter().filter(|(part, _)| part != name) {
        to.start_file(name.as_str(), SimpleFileOptions::default())?;
        to.write_all(content)?;
    }
    to.start_file(name, SimpleFileOptions::default().large_file(true).compression_level(Some(9)))?;
    to.write_all(head.as_bytes())?;
    // Large writes, since there are many of them.
    let at_once = (1_usize << 20).div_ceil(piece.len());
    let block = piece.repeat(at_once);
    let mut left = times;
    while left > 0 {
        let now = left.min(at_once);
        to.write_all(block.as_bytes().get(..now * piece.len()).unwrap_or_default())?;
        left -= now;
    }
    to.write_all(tail.as_bytes())?;
    Ok(to.finish()?.into_inner())
}

/// An xlsx book of one sheet called `sheet` with the given rows (the inside of `sheetData`) and shared strings.
pub fn xlsx(sheet: &str, rows: &str, strings: &[&str]) -> Parts {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let items: String = strings.iter().map(|text| format!("<si><t xml:space=\"preserve\">{text}</t></si>")).collect();
    let count = strings.len();
    [
        (
            "[Content_Types].xml",
            format!("{head}<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>"),
        ),
        (
            "_rels/.rels",
            format!("{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ),
        (
            "xl/workbook.xml",
            format!("{head}<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"),
        ),
        ("xl/sharedStrings.xml", format!("{head}<sst xmlns=\"{main}\" count=\"{count}\" uniqueCount=\"{count}\">{items}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            format!("{head}<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ]
    .map(|(name, content)| (name.to_owned(), content.into_bytes()))
    .to_vec()
}

/// A row of inline texts; `number` is 1-based.
pub fn row(number: usize, cells: &[&str]) -> String {
    let cells = cells.iter().zip('A'..='Z').map(|(text, column)| {
        format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    });
    format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
}

/// A sound sheet: 整理番号, 問1, 問2 and three cases.
pub fn sound() -> String {
    let rows = [["整理番号", "問1", "問2"], ["1", "1", "市内"], ["2", "2", "市外"], ["3", "1", "市内"]];
    rows.iter().enumerate().map(|(at, cells)| row(at + 1, cells)).collect()
}

/// The parts with one of them changed.
pub fn changed(mut parts: Parts, name: &str, change: impl Fn(&str) -> String) -> Parts {
    for (part, content) in &mut parts {
        if part == name {
            *content = change(&String::from_utf8_lossy(content)).into_bytes();
        }
    }
    parts
}

/// The parts without one of them.
pub fn without(mut parts: Parts, name: &str) -> Parts {
    parts.retain(|(part, _)| part != name);
    parts
}

/// An ods book with the given content of its one table.
pub fn ods(sheet: &str, rows: &str) -> Parts {
    let office = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content xmlns:office=\"{office}:office:1.0\" xmlns:table=\"{office}:table:1.0\" xmlns:text=\"{office}:text:1.0\" office:version=\"1.3\"><office:body><office:spreadsheet><table:table table:name=\"{sheet}\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"{office}:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("content.xml", content),
        ("META-INF/manifest.xml", manifest),
    ]
    .map(|(name, content)| (name.to_owned(), content.into_bytes()))
    .to_vec()
}

/// A row of texts in an ods table; `cell` and `row` are attributes of the last cell and of the row.
pub fn ods_row(texts: &[&str], row: &str, last: &str) -> String {
    let cell = |(at, text): (usize, &&str)| {
        let more = if at + 1 == texts.len() { last } else { "" };
        format!("<table:table-cell office:value-type=\"string\"{more}><text:p>{text}</text:p></table:table-cell>")
    };
    format!("<table:table-row{row}>{}</table:table-row>", texts.iter().enumerate().map(cell).collect::<String>())
}
