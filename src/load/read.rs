//! The one place where spreadsheet and text readers are called: a path in, a [`Sheet`] or a reason out.
//!
//! The content decides what a file is, not its name: people rename csv to xls. Sizes are checked before anything is
//! allocated for them, and a reader that panics on a malformed file gives [`ReadError::Damaged`]. No sentence for
//! people is made here; the fields of [`ReadError`] are what `messages` needs for one. What the cells mean is found
//! out elsewhere.

mod archive;
mod contain;
mod content;
mod ods;
mod ole;
mod whole;

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::codebook::Codebook;
use super::csv;
use super::progress::{Progress, Share};
use super::sheet::Sheet;
use super::spss;
use super::triple_s;
use super::xlsx::{self, Book};
use crate::text::fold::matching;
pub(in crate::load) use contain::contain;
pub use contain::is_contained;
use content::Content;

pub(super) use archive::check as check_zip;
pub(super) use ods::check as check_ods;
pub(super) use ole::check as check_ole;
pub(super) use whole::{Whole, likeliest, whole};

/// Which sheet of a book is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetChoice {
    /// By the name on its tab; width and spaces are folded if no name is the same to the letter.
    Name(String),
    /// By its place among the worksheets (hidden ones count, charts do not), from 1.
    Number(usize),
}

/// What a person says about the encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum EncodingChoice {
    /// Found out from the bytes.
    #[default]
    Auto,
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// Windows-31J.
    Cp932,
    /// UTF-16; the byte order is found out.
    Utf16,
}

/// How much a file may hold. Everything beyond is refused before memory is taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Rows of a sheet.
    pub rows: usize,
    /// Columns of a sheet.
    pub columns: usize,
    /// Cells of a sheet, blank ones between others included.
    pub cells: usize,
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of one part of a zipped book when unpacked, and of all its parts together.
    pub unpacked_bytes: u64,
    /// Cells of the area that a reader of xls or ods takes memory for, blank ones included, all sheets together.
    pub spanned: usize,
    /// Rows of answers that a sheet of ods has only by saying that the row before is repeated.
    pub repeated: usize,
    /// Bytes that a sheet may take in memory, see `Limits::memory_for`.
    pub memory_bytes: usize,
    /// Bytes of one text of a text file.
    pub cell_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            rows: 1_048_576,
            columns: 16_384,
            cells: 60_000_000,
            file_bytes: 1 << 30,
            unpacked_bytes: 4 << 30,
            spanned: 15_000_000,
            repeated: 100_000,
            memory_bytes: 4 << 30,
            cell_bytes: 1 << 20,
        }
    }
}

impl Limits {
    /// The memory that a sheet of a file of so many bytes may take: a small file has no use for much.
    fn memory_for(&self, file_bytes: usize) -> usize {
        self.memory_bytes.min(file_bytes.saturating_mul(32).max(600 << 20))
    }

    /// The same limits with the memory that a file of so many bytes may take.
    fn for_file(self, file_bytes: usize) -> Self {
        Limits { memory_bytes: self.memory_for(file_bytes), ..self }
    }
}

/// What is to be read of a file, and how.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The sheet; without it the first visible one that has data, or else the first hidden one.
    pub sheet: Option<SheetChoice>,
    /// The encoding, for text files only.
    pub encoding: EncodingChoice,
    /// Bounds.
    pub limits: Limits,
}

/// Why a file cannot be read. The short texts are for logs and tests.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such file.
    #[error("file not found")]
    NotFound,
    /// The path names a folder.
    #[error("is a folder")]
    Folder,
    /// The person may not read it.
    #[error("no permission")]
    NoPermission,
    /// Another program, mostly Excel, holds it open.
    #[error("open in another program")]
    Locked,
    /// The book needs a password.
    #[error("protected by a password")]
    Encrypted,
    /// A kind of file that is no spreadsheet, or one that is not read.
    #[error("not a readable spreadsheet: {what}")]
    Unsupported {
        /// What it is: `PDF`, `Word`, `zip`, …
        what: &'static str,
    },
    /// A web page, often saved under the name of a spreadsheet.
    #[error("is a web page (HTML)")]
    Html,
    /// A description of answers without the answers beside it.
    #[error("no file with the answers: {wanted}")]
    NoAnswers {
        /// The file looked for.
        wanted: String,
    },
    /// No bytes at all.
    #[error("empty file")]
    Empty,
    /// It ends before its format says so: a copy, a download or a mail that broke off.
    #[error("cut off: {reason}")]
    CutOff {
        /// What the reader said, in English.
        reason: String,
    },
    /// A quotation mark of a text file is never closed, and lines follow it.
    #[error("the quotation mark in row {row}, column {column} is never closed")]
    OpenQuote {
        /// The 1-based row in which it stands.
        row: usize,
        /// The 1-based column.
        column: usize,
    },
    /// A text longer than any that people write.
    #[error("the text in row {row}, column {column} has {bytes} bytes")]
    LongText {
        /// The 1-based row.
        row: usize,
        /// The 1-based column.
        column: usize,
        /// Its length.
        bytes: usize,
    },
    /// A small book that unpacks to very much, as those made to do harm do.
    #[error("unpacks from {packed} to {bytes} bytes")]
    Bloated {
        /// Bytes in the file of the parts that are too small for what they hold.
        packed: u64,
        /// Bytes they unpack to.
        bytes: u64,
    },
    /// Not what its format says.
    #[error("damaged: {reason}")]
    Damaged {
        /// What the reader said, in English.
        reason: String,
    },
    /// More rows, columns or cells than allowed.
    #[error("too large: {rows} rows, {columns} columns (limit {limit})")]
    TooLarge {
        /// Rows needed.
        rows: usize,
        /// Columns needed.
        columns: usize,
        /// The limit that was passed: of rows, columns or cells.
        limit: usize,
    },
    /// Rows of answers that are said to be repeated, which no survey has so often.
    #[error("row {row} and its like are repeated: {rows} rows (limit {limit})")]
    Repeated {
        /// The row at which it was too much, from 1.
        row: usize,
        /// Rows that are only repetitions.
        rows: usize,
        /// The limit.
        limit: usize,
    },
    /// The file itself has too many bytes.
    #[error("too large: {bytes} bytes (limit {limit})")]
    FileTooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Unpacked, the book or its texts would take too much memory.
    #[error("too large when unpacked: {bytes} bytes (limit {limit})")]
    Unpacked {
        /// The size, or the part of it seen before giving up.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The book has no such sheet.
    #[error("no sheet {wanted}")]
    NoSheet {
        /// The name or number asked for.
        wanted: String,
        /// The names there are.
        available: Vec<String>,
    },
    /// No sheet, or not the one asked for, has anything in it.
    #[error("no data")]
    NoData,
    /// Mostly not text of the encoding.
    #[error("not {expected}: row {row}, bytes {bytes:02X?}")]
    Encoding {
        /// The encoding tried.
        expected: &'static str,
        /// The 1-based line of the first bytes that are no characters.
        row: usize,
        /// Those bytes.
        bytes: Vec<u8>,
    },
    /// Somebody asked for reading to stop.
    #[error("cancelled")]
    Cancelled,
    /// Anything else the system says.
    #[error("cannot read: {0}")]
    Io(std::io::Error),
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        // Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
        if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
            return ReadError::Locked;
        }
        match error.kind() {
            ErrorKind::NotFound => ReadError::NotFound,
            ErrorKind::PermissionDenied => ReadError::NoPermission,
            ErrorKind::IsADirectory => ReadError::Folder,
            _ => ReadError::Io(error),
        }
    }
}

impl ReadError {
    /// A [`ReadError::CutOff`] with what was missing.
    pub(super) fn cut_off(reason: impl ToString) -> Self {
        ReadError::CutOff { reason: reason.to_string() }
    }

    /// A [`ReadError::Damaged`] with what a reader said.
    pub(super) fn damaged(reason: impl ToString) -> Self {
        ReadError::Damaged { reason: reason.to_string() }
    }
}

/// Reads one sheet of a spreadsheet, or a text file.
///
/// # Errors
///
/// Whatever hinders it, see [`ReadError`].
pub fn read_sheet(path: &Path, options: &ReadOptions) -> Result<Sheet, ReadError> {
    read_bytes(read_file(path, &options.limits)?, path, options, Share::unwatched())
}

/// Reads one sheet of a file whose bytes are there already; `share` is the work that reading them is.
///
/// # Errors
///
/// As [`read_sheet`], and [`ReadError::Cancelled`].
pub(super) fn read_bytes(bytes: Vec<u8>, path: &Path, options: &ReadOptions, share: Share) -> Result<Sheet, ReadError> {
    let progress = share.progress().clone();
    let read = parse(bytes, path, options, share);
    // Other people's readers say all kinds of things when no more bytes come.
    if progress.is_cancelled() { Err(ReadError::Cancelled) } else { read }
}

fn parse(bytes: Vec<u8>, path: &Path, options: &ReadOptions, mut share: Share) -> Result<Sheet, ReadError> {
    let limits = &options.limits.for_file(bytes.len());
    contain::contain(move || match content::recognise(&bytes, path)? {
        Content::Text => {
            choose_text_file(path, options.sheet.as_ref())?;
            let sheet = csv::read(bytes, csv::prefers_tab(path), options.encoding, limits, &mut share)?;
            if sheet.has_data() { Ok(sheet) } else { Err(ReadError::NoData) }
        }
        Content::Spss => {
            choose_text_file(path, options.sheet.as_ref())?;
            spss::sheet(&bytes, &options.limits)
        }
        Content::TripleS => {
            choose_text_file(path, options.sheet.as_ref())?;
            triple_s::sheet(path, &bytes, options.encoding, &options.limits)
        }
        Content::Book(format) => {
            let progress = share.progress().clone();
            let mut book = xlsx::open(format, bytes, limits, share)?;
            match &options.sheet {
                Some(choice) => {
                    let name = choose(&book, choice)?;
                    let sheet = book.sheet(&name, limits, &progress)?;
                    if sheet.has_data() { Ok(sheet) } else { Err(ReadError::NoData) }
                }
                None => first_with_data(&mut book, limits, &progress),
            }
        }
    })
}

/// The names of the worksheets in their order, hidden ones included; one empty name for a text file.
///
/// # Errors
///
/// Whatever hinders opening the file, see [`ReadError`].
pub fn sheet_names(path: &Path) -> Result<Vec<String>, ReadError> {
    let limits = Limits::default();
    let bytes = read_file(path, &limits)?;
    contain::contain(|| match content::recognise(&bytes, path)? {
        Content::Text | Content::Spss | Content::TripleS => Ok(vec![String::new()]),
        Content::Book(format) => Ok(names(&xlsx::open(format, bytes, &limits, Share::unwatched())?)),
    })
}

/// What a file says about its columns beside the answers, where its format has a place for it.
pub(super) fn codebook(path: &Path, limits: &Limits) -> Result<Option<Codebook>, ReadError> {
    let bytes = read_file(path, limits)?;
    contain::contain(|| match content::recognise(&bytes, path)? {
        Content::Spss => spss::whole(&bytes, limits).map(|(_, codebook)| Some(codebook)),
        Content::TripleS => triple_s::whole(path, &bytes, limits).map(|(_, codebook)| Some(codebook)),
        Content::Text | Content::Book(_) => Ok(None),
    })
}

/// The file beside this one that holds its answers, as a Triple-S description has; `None` for a file that stands by itself.
pub fn companion(path: &Path) -> Option<PathBuf> {
    let limits = Limits::default();
    let bytes = read_file(path, &limits).ok()?;
    let found = contain::contain(|| match content::recognise(&bytes, path)? {
        Content::TripleS => Ok(triple_s::answers(path, &bytes)),
        Content::Text | Content::Book(_) | Content::Spss => Ok(None),
    });
    found.ok().flatten()
}

pub(in crate::load) fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let mut file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(ReadError::Folder);
    }
    let too_large = |bytes| ReadError::FileTooLarge { bytes, limit: limits.file_bytes };
    if about.len() > limits.file_bytes {
        return Err(too_large(about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // A pipe has no size, and a file can grow while it is read.
    (&mut file).take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        0 => Err(ReadError::Empty),
        length if length > limits.file_bytes => Err(too_large(length)),
        _ => Ok(bytes),
    }
}

fn names(book: &Book) -> Vec<String> {
    book.worksheets().into_iter().map(|(name, _)| name).collect()
}

fn choose(book: &Book, choice: &SheetChoice) -> Result<String, ReadError> {
    let available = names(book);
    let found = match choice {
        SheetChoice::Number(number) => number.checked_sub(1).and_then(|index| available.get(index)),
        SheetChoice::Name(wanted) => available
            .iter()
            .find(|name| *name == wanted)
            .or_else(|| available.iter().find(|name| matching(name) == matching(wanted))),
    };
    match found.cloned() {
        Some(name) => Ok(name),
        None => Err(no_sheet(choice, available)),
    }
}

fn no_sheet(choice: &SheetChoice, available: Vec<String>) -> ReadError {
    let wanted = match choice {
        SheetChoice::Name(name) => name.clone(),
        SheetChoice::Number(number) => number.to_string(),
    };
    ReadError::NoSheet { wanted, available }
}

/// A text file or a file of cases has one sheet, which Excel names like the file.
fn choose_text_file(path: &Path, choice: Option<&SheetChoice>) -> Result<(), ReadError> {
    match choice {
        None | Some(SheetChoice::Number(1)) => Ok(()),
        Some(SheetChoice::Name(name)) if path.file_stem().is_some_and(|stem| stem.to_string_lossy() == *name) => Ok(()),
        Some(choice) => Err(no_sheet(choice, Vec::new())),
    }
}

fn first_with_data(book: &mut Book, limits: &Limits, progress: &Progress) -> Result<Sheet, ReadError> {
    let sheets = book.worksheets();
    let (visible, hidden): (Vec<_>, Vec<_>) = sheets.into_iter().partition(|(_, visible)| *visible);
    for (name, _) in visible.into_iter().chain(hidden) {
        let sheet = book.sheet(&name, limits, progress)?;
        if sheet.has_data() {
            return Ok(sheet);
        }
    }
    Err(ReadError::NoData)
}
