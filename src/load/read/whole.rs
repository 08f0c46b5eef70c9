//! A file read as a whole, once: all its sheets with what it says about their columns, or the sheet that looks most like answers.

use std::path::Path;

use super::content::{self, Content};
use super::{EncodingChoice, Limits, ReadError, contain, read_file};
use crate::load::codebook::Codebook;
use crate::load::progress::{Progress, Share};
use crate::load::sheet::Sheet;
use crate::load::xlsx::{self, Book};
use crate::load::{csv, spss, triple_s};

/// Everything in a file.
pub(in crate::load) struct Whole {
    /// The worksheets in their order, and whether each is shown; a file of another kind has one.
    pub sheets: Vec<(Sheet, bool)>,
    /// What the file says about its columns beside the answers, where its format has a place for it.
    pub codebook: Option<Codebook>,
}

/// What a file gives before a sheet is asked for.
enum Opened {
    Book(Book, Limits),
    Single(Sheet, Option<Codebook>),
}

fn opened(path: &Path, limits: &Limits, mut share: Share) -> Result<Opened, ReadError> {
    let progress = share.progress().clone();
    let bytes = read_file(path, limits)?;
    let unpacked = &limits.for_file(bytes.len());
    let opened = contain(|| match content::recognise(&bytes, path)? {
        Content::Book(format) => Ok(Opened::Book(xlsx::open(format, bytes, unpacked, share)?, *unpacked)),
        Content::Text => {
            let sheet = csv::read(bytes, csv::prefers_tab(path), EncodingChoice::Auto, unpacked, &mut share)?;
            Ok(Opened::Single(sheet, None))
        }
        Content::Spss => {
            let (sheet, codebook) = spss::whole(&bytes, limits)?;
            Ok(Opened::Single(sheet, Some(codebook)))
        }
        Content::TripleS => {
            let (sheet, codebook) = triple_s::whole(path, &bytes, limits)?;
            Ok(Opened::Single(sheet, Some(codebook)))
        }
    });
    // Other people's readers say all kinds of things when no more bytes come.
    if progress.is_cancelled() { Err(ReadError::Cancelled) } else { opened }
}

/// One sheet of a book.
fn one(book: &mut Book, name: &str, limits: &Limits, progress: &Progress) -> Result<Sheet, ReadError> {
    let sheet = contain(|| book.sheet(name, limits, progress));
    if progress.is_cancelled() { Err(ReadError::Cancelled) } else { sheet }
}

/// Every sheet of a file, and its own codebook.
///
/// # Errors
///
/// Whatever hinders reading any of them, see [`ReadError`]; [`ReadError::Cancelled`].
pub(in crate::load) fn whole(path: &Path, limits: &Limits, share: Share) -> Result<Whole, ReadError> {
    let progress = share.progress().clone();
    match opened(path, limits, share)? {
        Opened::Single(sheet, codebook) => Ok(Whole { sheets: vec![(sheet, true)], codebook }),
        Opened::Book(mut book, limits) => {
            let mut sheets = Vec::new();
            for (name, visible) in book.worksheets() {
                sheets.push((one(&mut book, &name, &limits, &progress)?, visible));
            }
            Ok(Whole { sheets, codebook: None })
        }
    }
}

/// The first shown sheet that looks like answers, else the first with data, shown ones before hidden ones; with the file's own
/// codebook. No sheet behind it is read: one that is damaged does no harm.
///
/// # Errors
///
/// As [`whole`]; [`ReadError::NoData`].
pub(in crate::load) fn likeliest(
    path: &Path,
    share: Share,
    is_answers: impl Fn(&Sheet) -> bool,
) -> Result<(Sheet, Option<Codebook>), ReadError> {
    let progress = share.progress().clone();
    let (mut book, limits) = match opened(path, &Limits::default(), share)? {
        Opened::Book(book, limits) => (book, limits),
        Opened::Single(sheet, codebook) if sheet.has_data() => return Ok((sheet, codebook)),
        Opened::Single(..) => return Err(ReadError::NoData),
    };
    let (shown, hidden): (Vec<_>, Vec<_>) = book.worksheets().into_iter().partition(|(_, visible)| *visible);
    let mut first: Option<Sheet> = None;
    for (name, _) in shown {
        match one(&mut book, &name, &limits, &progress) {
            Ok(sheet) if sheet.has_data() && is_answers(&sheet) => return Ok((sheet, None)),
            Ok(sheet) if sheet.has_data() && first.is_none() => first = Some(sheet),
            Ok(_) => {}
            Err(error) if first.is_none() || matches!(error, ReadError::Cancelled) => return Err(error),
            Err(_) => break,
        }
    }
    if let Some(sheet) = first {
        return Ok((sheet, None));
    }
    for (name, _) in hidden {
        let sheet = one(&mut book, &name, &limits, &progress)?;
        if sheet.has_data() {
            return Ok((sheet, None));
        }
    }
    Err(ReadError::NoData)
}
