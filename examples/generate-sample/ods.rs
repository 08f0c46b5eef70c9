//! A small writer of OpenDocument spreadsheets: one sheet, text and numbers, line breaks kept. It is only as much of the
//! format as office programs and readers need, and it is complete in this file so that tests can include it by path.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum OdsCell {
    /// Nothing.
    Empty,
    /// Text; a line break becomes a paragraph.
    Text(String),
    /// A number.
    Number(f64),
}

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>"#;

const TAIL: &str = "</office:spreadsheet></office:body></office:document-content>\n";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn cell(out: &mut String, value: &OdsCell) {
    match value {
        OdsCell::Empty => out.push_str("<table:table-cell/>"),
        OdsCell::Number(number) => out.push_str(&format!(
            r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
        )),
        OdsCell::Text(text) => {
            out.push_str(r#"<table:table-cell office:value-type="string">"#);
            for line in text.split('\n') {
                out.push_str("<text:p>");
                // Readers collapse runs of spaces, so each further one is written as an element.
                out.push_str(&escape(line).replace("  ", " <text:s/>"));
                out.push_str("</text:p>");
            }
            out.push_str("</table:table-cell>");
        }
    }
}

/// Writes `rows` as the only sheet of a new file. The same rows always give the same bytes: all times are 1980-01-01.
///
/// # Errors
/// When the file cannot be written.
pub fn write_ods(path: &Path, sheet_name: &str, rows: &[Vec<OdsCell>]) -> Result<(), Box<dyn std::error::Error>> {
    let mut content = String::from(HEAD);
    content.push_str(&format!(r#"<table:table table:name="{}">"#, escape(sheet_name)));
    for row in rows {
        content.push_str("<table:table-row>");
        row.iter().for_each(|value| cell(&mut content, value));
        content.push_str("</table:table-row>\n");
    }
    content.push_str("</table:table>");
    content.push_str(TAIL);

    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let packed = stored.compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(File::create(path)?);
    // The format asks for the type first and unpacked, so that it can be read at a fixed place.
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", stored),
        ("content.xml", content.as_str(), packed),
        ("META-INF/manifest.xml", MANIFEST, packed),
    ];
    for (name, text, options) in parts {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    archive.finish()?;
    Ok(())
}
