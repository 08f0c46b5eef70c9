//! REFI-QDA files in: `.qdc` (codes) and `.qdpx` (a zip with `project.qde` and texts), also as other programs lay them out:
//! with or without a prefix of the namespace, folders in any letter case, texts in the file or beside it.
//!
//! Sizes are bounded before anything is kept, as for spreadsheets.

mod xml;

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::LoadError;
use super::read::{self, Limits, ReadError};
use crate::model::comment::exchange::{Exchange, Source};

/// The largest file, and the most it may hold when unpacked: a project is texts, which are small.
const LIMITS: (u64, u64) = (256 << 20, 1 << 30);

/// Reads a codebook or a project, whichever it is.
///
/// # Errors
/// A file that cannot be read, is neither, or gets too large.
pub fn read(path: &Path) -> Result<Exchange, LoadError> {
    read_within(path, LIMITS)
}

/// Reads with other bounds: bytes of the file, and unpacked.
///
/// # Errors
/// As `read`.
pub fn read_within(path: &Path, (file_bytes, unpacked_bytes): (u64, u64)) -> Result<Exchange, LoadError> {
    let limits = Limits { file_bytes, unpacked_bytes, ..Limits::default() };
    let failed = |error| LoadError::Read { file: path.to_owned(), error };
    let bytes = read::read_file(path, &limits).map_err(failed)?;
    read::contain(|| parse(&bytes, &limits)).map_err(failed)
}

fn parse(bytes: &[u8], limits: &Limits) -> Result<Exchange, ReadError> {
    if !bytes.starts_with(b"PK") {
        return Ok(xml::parse(&decoded(bytes)?)?.exchange);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(ReadError::damaged)?;
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(ReadError::damaged)?;
        let name = part.name().map_err(ReadError::damaged)?.replace('\\', "/");
        names.push(name.trim_start_matches("./").trim_start_matches('/').to_lowercase());
    }
    let mut left = limits.unpacked_bytes;
    let project = names.iter().position(|name| name == "project.qde" || name.ends_with("/project.qde"));
    let project = project.or_else(|| names.iter().position(|name| name.ends_with(".qde")));
    let project = project.ok_or_else(|| ReadError::damaged("project.qde is missing"))?;
    let parsed = xml::parse(&decoded(&unpack(&mut archive, project, &mut left, limits)?)?)?;
    let mut exchange = parsed.exchange;
    let places = Places::new(&names);
    for (source, path) in exchange.sources.iter_mut().zip(&parsed.paths) {
        let wanted = path.to_lowercase();
        let Some(wanted) = wanted.strip_prefix("internal:").map(|path| path.trim_start_matches('/')) else { continue };
        if let (None, Some(found)) = (&source.text, places.of(wanted)) {
            let text = decoded(&unpack(&mut archive, found, &mut left, limits)?)?;
            source.text = Some(text);
        }
    }
    exchange.sources.iter_mut().for_each(line_breaks);
    Ok(exchange)
}

/// Where the parts of an archive stand, by the last part of their names, in the order of the archive.
struct Places<'a>(HashMap<&'a str, Vec<(usize, &'a str)>>);

/// What stands behind the last `/`.
fn last(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, last)| last)
}

impl<'a> Places<'a> {
    fn new(names: &'a [String]) -> Self {
        let mut places: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            places.entry(last(name)).or_default().push((at, name));
        }
        Self(places)
    }

    /// The part that a source names: with that name, in the folder of texts, or else in any other.
    fn of(&self, wanted: &str) -> Option<usize> {
        let named = self.0.get(last(wanted))?;
        let beside = |(_, name): &&(usize, &str)| *name == wanted || name.strip_prefix("sources/") == Some(wanted);
        let ends = |(_, name): &&(usize, &str)| name.strip_suffix(wanted).is_some_and(|folder| folder.ends_with('/'));
        named.iter().find(beside).or_else(|| named.iter().find(ends)).map(|(at, _)| *at)
    }
}

/// Unpacks a part; what is left of the bound gets smaller by its true size.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    left: &mut u64,
    limits: &Limits,
) -> Result<Vec<u8>, ReadError> {
    let part = archive.by_index(index).map_err(ReadError::damaged)?;
    let mut bytes = Vec::new();
    part.take(left.saturating_add(1)).read_to_end(&mut bytes).map_err(ReadError::damaged)?;
    let size = bytes.len() as u64;
    if size > *left {
        return Err(ReadError::Unpacked { bytes: size, limit: limits.unpacked_bytes });
    }
    *left -= size;
    Ok(bytes)
}

/// UTF-8, or what a byte order mark says.
fn decoded(bytes: &[u8]) -> Result<String, ReadError> {
    let (text, _, broken) = encoding_rs::UTF_8.decode(bytes);
    if broken { Err(ReadError::damaged("not UTF-8")) } else { Ok(text.into_owned()) }
}

/// Makes line breaks `\n`. Most programs count a break as one character even where the file has two; where the positions
/// only fit the file as it stands, they are brought in line.
fn line_breaks(source: &mut Source) {
    let Some(raw) = source.text.take() else { return };
    let text = raw.replace("\r\n", "\n").replace('\r', "\n");
    if raw.contains("\r\n") {
        let raw: Vec<char> = raw.chars().collect();
        let short: Vec<char> = text.chars().collect();
        let words = |of: &[char], start: usize, end: usize| -> String {
            of.get(start..end).unwrap_or_default().iter().filter(|c| **c != '\r').collect()
        };
        let counts_both = source.selections.iter().any(|part| {
            part.end > short.len()
                || (!part.name.is_empty()
                    && words(&raw, part.start, part.end) == part.name
                    && words(&short, part.start, part.end) != part.name)
        });
        if counts_both {
            let before =
                |at: usize| raw.iter().take(at).zip(raw.iter().skip(1)).filter(|pair| *pair == (&'\r', &'\n')).count();
            for part in &mut source.selections {
                (part.start, part.end) = (part.start - before(part.start), part.end - before(part.end));
            }
        }
    }
    source.text = Some(text);
}
