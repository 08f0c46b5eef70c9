//! Parsed spreadsheets kept in the project (`.koe/cache`), so that the same file is not parsed again.
//!
//! A kept sheet is found by the content of its file and by all that decides how it is read; another content is another
//! entry, so nothing has to be kept up to date. Personal columns are never written: their texts become numbers, equal
//! texts equal numbers, which is all that finding duplicates needs. Whatever is wrong with an entry or the folder, the
//! spreadsheet is read as if there were no cache. Small files are not kept: they are read as fast as an entry is.
//!
//! How a sheet becomes columns is in `frame`.

mod frame;

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::columns;
use super::progress::Share;
use super::read::{self, ReadError, ReadOptions};
use super::settle::is_nobody;
use super::sheet::{Cell, Sheet};
use crate::model::Survey;
use crate::model::survey::Source;
use crate::text::fold;

/// Changes when entries of before cannot be read any more, or would be read as something else.
const FORMAT: u32 = 1;
/// Books of fewer bytes are parsed in less than 200 ms.
const SMALL_BOOK: u64 = 1 << 20;
/// Text files of fewer bytes are, too.
const SMALL_TEXT: u64 = 16 << 20;
/// Entries that are kept, the newest first, ...
const MOST_ENTRIES: usize = 20;
/// ... and the bytes they may take together.
const MOST_BYTES: u64 = 2 << 30;

/// Set once at the start of a program that must not write.
static READ_ONLY: AtomicBool = AtomicBool::new(false);

/// From now on nothing is written; what is there is still read.
pub fn forbid_writing() {
    READ_ONLY.store(true, Ordering::Relaxed);
}

/// The folder of a project's cache.
pub fn folder(root: &Path) -> PathBuf {
    root.join(".koe").join("cache")
}

/// Number and bytes of the entries of a project.
pub fn size(root: &Path) -> (usize, u64) {
    let entries = entries(&folder(root));
    (entries.len(), entries.iter().map(|entry| entry.bytes).sum())
}

/// Reads the sheet of a source: from the cache if it is there, or else from the spreadsheet, which is then kept. `share` is the
/// work that reading is.
///
/// # Errors
/// As [`read::read_sheet`]; never because of the cache.
pub fn read(
    path: &Path,
    options: &ReadOptions,
    root: &Path,
    survey: &Survey,
    source: &Source,
    share: Share,
) -> Result<Sheet, ReadError> {
    let bytes = read::read_file(path, &options.limits)?;
    share.progress().check()?;
    let others = survey.sources.iter().filter(|other| !other.personal.is_empty()).count();
    // Numbers of one file say nothing about another, so duplicates across files could not be found.
    let is_shared = !source.personal.is_empty() && others > 1;
    if is_shared || !is_worth(&bytes) {
        return read::read_bytes(bytes, path, options, share);
    }
    let key = key(&bytes, path, options, survey, source);
    let folder = folder(root);
    if let Some(sheet) = found(&folder, &key) {
        return Ok(sheet);
    }
    let sheet = read::read_bytes(bytes, path, options, share)?;
    if !READ_ONLY.load(Ordering::Relaxed)
        && let Some(kept) = without_personal(&sheet, survey, source)
    {
        // A project on a medium that cannot be written to works without a cache.
        let _ = keep(&folder, &key, kept.as_ref().unwrap_or(&sheet));
    }
    Ok(sheet)
}

fn is_worth(bytes: &[u8]) -> bool {
    let length = bytes.len() as u64;
    let is_book = bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF\x11\xE0");
    // A Triple-S definition has its answers in another file, so its own content says nothing of them.
    let is_markup = bytes.iter().take(64).find(|byte| byte.is_ascii_graphic()) == Some(&b'<');
    !is_markup && length >= if is_book { SMALL_BOOK } else { SMALL_TEXT }
}

/// What an entry is found by: the content, and all that decides how it is read. Where personal columns lie is found out
/// with the definition, so for a source that has any the whole definition belongs to it.
fn key(bytes: &[u8], path: &Path, options: &ReadOptions, survey: &Survey, source: &Source) -> String {
    let name = path.file_name().unwrap_or_default();
    let mut digest = Sha256::new();
    digest.update(format!("{FORMAT} {} {options:?} {name:?} ", env!("CARGO_PKG_VERSION")));
    if !source.personal.is_empty() {
        digest.update(format!("{source:?} {survey:?} "));
    }
    digest.update(bytes);
    hex(&digest.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The sheet with numbers instead of personal texts, `Some(None)` if it has none; `None` if a personal column is not
/// found, because then nobody knows what would be written.
fn without_personal(sheet: &Sheet, survey: &Survey, source: &Source) -> Option<Option<Sheet>> {
    if source.personal.is_empty() {
        return Some(None);
    }
    let header = columns::detect(sheet, survey, source);
    let located = columns::locate(survey, source, &header);
    if located.personal.len() != source.personal.len() {
        return None;
    }
    let mut kept = sheet.clone();
    for column in located.personal {
        // What the definition itself says to leave out is no secret, and must be found.
        let skipped = located.skip.iter().find(|(_, at, _)| *at == column);
        let is_skipped =
            |cell: &Cell| skipped.is_some_and(|(_, _, texts)| texts.contains(&fold::matching(&cell.text())));
        let mut numbers: HashMap<String, (usize, Vec<String>)> = HashMap::new();
        for row in kept.rows.iter_mut().skip(header.data_start()) {
            let Some(cell) = row.get_mut(column).filter(|cell| !is_skipped(cell)) else { continue };
            // As duplicates are found; 匿名 and the like name nobody.
            let text = fold::matching(&cell.text()).to_lowercase();
            if is_nobody(&text) {
                continue;
            }
            let next = numbers.len() + 1;
            let (number, spellings) = numbers.entry(text).or_insert_with(|| (next, Vec::new()));
            let written = cell.text().into_owned();
            let spelling = spellings.iter().position(|known| *known == written).unwrap_or(spellings.len());
            if spelling == spellings.len() {
                spellings.push(written);
            }
            // Another spelling of the same differs by spaces, which comparing leaves out.
            *cell = Cell::Text(format!("#{number}{}", " ".repeat(spelling)));
        }
    }
    Some(Some(kept))
}

/// The sheet of an entry; `None` if there is none that is whole. An entry's name holds its key and the digest of its own
/// content.
fn found(folder: &Path, key: &str) -> Option<Sheet> {
    let entry = entries(folder).into_iter().find(|entry| entry.name.starts_with(key))?;
    let bytes = fs::read(&entry.path).ok()?;
    let is_whole = entry.name == name(key, &bytes);
    let sheet = if is_whole { read::contain(|| frame::read(bytes).map_err(ReadError::damaged)).ok() } else { None };
    if !READ_ONLY.load(Ordering::Relaxed) {
        match &sheet {
            // The entry used last is dropped last.
            Some(_) => {
                let _ = fs::File::options()
                    .append(true)
                    .open(&entry.path)
                    .and_then(|file| file.set_modified(SystemTime::now()));
            }
            None => {
                let _ = fs::remove_file(&entry.path);
            }
        }
    }
    sheet
}

fn name(key: &str, content: &[u8]) -> String {
    format!("{key}-{}.parquet", hex(&Sha256::digest(content)))
}

/// Writes an entry whole or not at all, and makes room.
fn keep(folder: &Path, key: &str, sheet: &Sheet) -> std::io::Result<()> {
    let bytes = read::contain(|| frame::write(sheet).map_err(ReadError::damaged)).ok().flatten();
    let Some(bytes) = bytes else { return Ok(()) };
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    beside.write_all(&bytes)?;
    beside.persist(folder.join(name(key, &bytes)))?;
    drop_old(folder, MOST_ENTRIES, MOST_BYTES);
    Ok(())
}

struct Entry {
    path: PathBuf,
    name: String,
    bytes: u64,
    used: SystemTime,
}

/// All entries, the one used last first.
fn entries(folder: &Path) -> Vec<Entry> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let entry = |file: fs::DirEntry| {
        let (path, about) = (file.path(), file.metadata().ok()?);
        let name = path.file_name()?.to_str().filter(|name| name.ends_with(".parquet"))?.to_owned();
        Some(Entry { path, name, bytes: about.len(), used: about.modified().ok()? })
    };
    let mut entries: Vec<Entry> = files.flatten().filter_map(entry).collect();
    entries.sort_by(|a, b| b.used.cmp(&a.used).then_with(|| a.name.cmp(&b.name)));
    entries
}

/// Drops the entries that were not used for longest, until few and small enough are left.
fn drop_old(folder: &Path, most: usize, most_bytes: u64) {
    let mut bytes = 0_u64;
    for (at, entry) in entries(folder).into_iter().enumerate() {
        bytes = bytes.saturating_add(entry.bytes);
        if at >= most || bytes > most_bytes {
            // One that cannot be dropped now is tried again the next time.
            let _ = fs::remove_file(entry.path);
        }
    }
}

#[cfg(test)]
mod tests;
