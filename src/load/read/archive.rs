//! Zipped books (xlsx, xlsm, xlsb, ods) looked at before a reader unpacks them: what they are, and how large they get.
//!
//! No part unpacks to more than its stated size, because readers stop there; so sizes are judged before anything is
//! unpacked. Parts that a reader keeps whole are also unpacked once into nothing, so that a wrong size is found first.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::xlsx::Format;
use super::{Limits, ReadError};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fn open(bytes: &[u8]) -> Result<Archive<'_>, ReadError> {
    // The list of its parts is the last thing in a zip file.
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
        ZipError::InvalidArchive(reason) => ReadError::cut_off(reason),
        other => ReadError::damaged(other),
    })
}

fn zip_error(error: ZipError) -> ReadError {
    ReadError::damaged(error)
}

/// Parts may unpack to this many bytes however small they are packed, ...
const ANYHOW: u64 = 50 << 20;
/// ... and to so many times their packed size. The emptiest sheets of real books come to a tenth of it.
const MOST_TIMES: u64 = 200;

/// Tells the formats apart by the parts they have.
pub(super) fn recognise(bytes: &[u8]) -> Result<Format, ReadError> {
    let mut archive = open(bytes)?;
    if let Ok(part) = archive.by_name("mimetype") {
        let mut mime = Vec::new();
        part.take(200).read_to_end(&mut mime).map_err(ReadError::damaged)?;
        if mime.starts_with(ODS) {
            return Ok(Format::Ods);
        }
        if mime.starts_with(b"application/vnd.oasis.opendocument") {
            return Err(ReadError::Unsupported { what: "OpenDocument" });
        }
    }
    let names: Vec<String> =
        archive.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/").to_lowercase()).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let has_folder = |wanted: &str| names.iter().any(|name| name.starts_with(wanted));
    if names.iter().any(|name| name.ends_with("workbook.bin")) {
        Ok(Format::Xlsb)
    } else if has("xl/workbook.xml")
        || has("[content_types].xml") && names.iter().any(|name| name.ends_with("workbook.xml"))
    {
        Ok(Format::Xlsx)
    } else if has_folder("word/") {
        Err(ReadError::Unsupported { what: "Word" })
    } else if has_folder("ppt/") {
        Err(ReadError::Unsupported { what: "PowerPoint" })
    } else if has_folder("xl/") || has("[content_types].xml") {
        Err(ReadError::damaged("the workbook part is missing"))
    } else {
        Err(ReadError::Unsupported { what: "zip" })
    }
}

/// Refuses a book that would take too much memory when unpacked.
pub(in super::super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut archive = open(bytes)?;
    let (mut total, mut stored) = (0_u64, 0_u64);
    let (mut packed, mut bloated) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(zip_error)?;
        // Readers stop at the stated size of a part, so it can be relied on as an upper bound.
        let (size, small) = (part.size(), part.compressed_size());
        total = total.saturating_add(size);
        stored = stored.saturating_add(small);
        if size > small.saturating_mul(MOST_TIMES) {
            bloated = bloated.saturating_add(size);
            packed = packed.saturating_add(small);
        }
        if bloated > ANYHOW {
            return Err(ReadError::Bloated { packed, bytes: bloated });
        }
        if stored > bytes.len() as u64 {
            return Err(ReadError::damaged("its parts overlap"));
        }
        if total > limits.unpacked_bytes {
            return Err(ReadError::Unpacked { bytes: total, limit: limits.unpacked_bytes });
        }
    }
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(zip_error)?;
        let name = part.name().map_err(zip_error)?.replace('\\', "/").to_lowercase();
        drop(part);
        let kept_whole = [
            "sharedstrings.xml",
            "sharedstrings.bin",
            "styles.xml",
            "styles.bin",
            "workbook.xml",
            "workbook.bin",
            ".rels",
        ];
        if kept_whole.iter().any(|end| name.ends_with(end)) || name.contains("/theme/") {
            check_part(&mut archive, index, name.ends_with("sharedstrings.xml"), limits)?;
        }
    }
    Ok(())
}

/// Unpacks a part into nothing to learn its true size; the stated number of shared strings must fit into it, because
/// the reader takes memory for as many at once.
fn check_part(archive: &mut Archive<'_>, index: usize, is_strings: bool, limits: &Limits) -> Result<(), ReadError> {
    let mut part = archive.by_index(index).map_err(zip_error)?;
    let mut head = Vec::new();
    (&mut part).take(1 << 20).read_to_end(&mut head).map_err(ReadError::damaged)?;
    let limit = limits.unpacked_bytes;
    let rest = std::io::copy(&mut part.take(limit), &mut std::io::sink()).map_err(ReadError::damaged)?;
    let size = rest.saturating_add(head.len() as u64);
    if size > limit {
        return Err(ReadError::Unpacked { bytes: size, limit });
    }
    if is_strings && strings_stated(&head).is_some_and(|count| count > size) {
        return Err(ReadError::damaged("more shared strings are stated than there are"));
    }
    Ok(())
}

/// The `uniqueCount` of the shared strings, which stands in the first element; too large a number is the largest.
fn strings_stated(head: &[u8]) -> Option<u64> {
    // Without zero bytes UTF-16 reads like ASCII.
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&head);
    let (_, after) = text.split_once("uniqueCount")?;
    let digits: String = after.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
}

/// Opens a part of a book.
pub(super) fn with_part<T>(
    bytes: &[u8],
    name: &str,
    read: impl FnOnce(&mut dyn Read) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    let mut archive = open(bytes)?;
    let mut part = archive.by_name(name).map_err(|error| match error {
        ZipError::FileNotFound => ReadError::damaged(format!("{name} is missing")),
        other => zip_error(other),
    })?;
    read(&mut part)
}
