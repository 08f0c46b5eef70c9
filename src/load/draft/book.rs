//! The sheets of a file: which has the answers, which the codes, and which are passed over.

use std::path::Path;

use super::code_sheet;
use super::hidden::{self, Hidden};
use super::{Change, Draft, DraftError, Given, Guess, Reason, SheetKind, draft};
use crate::load::codebook::Codebook;
use crate::load::infer;
use crate::load::progress::Share;
use crate::load::read::{self, Limits, ReadError};
use crate::load::sheet::{Cell, Sheet};
use crate::text::fold;

/// A file, looked at as a whole.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Its name without folders.
    pub file: String,
    /// The sheet with answers, when there is one.
    pub answers: Option<Sheet>,
    /// Hidden rows and columns of that sheet.
    pub hidden: Hidden,
    /// Codebooks, with where they stand.
    pub codebooks: Vec<(String, Codebook)>,
    /// Every other sheet.
    pub sheets: Vec<(String, SheetKind)>,
    /// Other sheets that look like answers.
    pub rivals: Vec<String>,
    /// True when the book has several sheets, so that the definition names one.
    pub several: bool,
}

/// Why a file gives no draft.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is nothing to draft.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// It has codes and no answers.
    #[error("a code sheet only")]
    CodesOnly,
}

/// Names of sheets with tables of counts.
const TABLES: [&str; 8] = ["集計", "クロス", "gt表", "グラフ", "単純集計", "構成比", "summary", "pivot"];
/// Names of sheets with explanations.
const EXPLANATIONS: [&str; 9] = ["説明", "表紙", "目次", "はじめに", "readme", "注意", "凡例", "仕様", "メモ"];

/// Looks at a file. `named` is a sheet a person named, which is taken as the answers without question.
///
/// # Errors
/// A file that cannot be read, or no sheet of that name.
pub fn open(path: &Path, named: Option<&str>) -> Result<Book, ReadError> {
    watched(path, named, Share::unwatched())
}

/// As [`open`], watched and stopped through the share.
///
/// # Errors
/// As [`open`]; [`ReadError::Cancelled`].
pub fn watched(path: &Path, named: Option<&str>, share: Share) -> Result<Book, ReadError> {
    let mut book = look(path, named, share)?;
    if let Some(sheet) = &book.answers {
        book.hidden = hidden::of(path, &sheet.name);
    }
    Ok(book)
}

/// As [`open`], without looking for what is hidden in the sheet with answers.
///
/// # Errors
/// As [`open`]; [`ReadError::Cancelled`].
pub fn look(path: &Path, named: Option<&str>, share: Share) -> Result<Book, ReadError> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut book = Book { file: file.clone(), ..Book::default() };
    let read::Whole { sheets, codebook } = read::whole(path, &Limits::default(), share)?;
    book.codebooks.extend(codebook.map(|own| (file.clone(), own)));
    book.several = sheets.len() > 1;
    let wanted = named.map(|name| wanted(&sheets, name)).transpose()?;
    let mut candidates: Vec<(Sheet, usize)> = Vec::new();
    let mut alone = None;
    // A format with a codebook of its own has answers in its one sheet, whatever they look like.
    let is_told = !book.codebooks.is_empty();
    for (index, (sheet, visible)) in sheets.into_iter().enumerate() {
        if is_told && sheet.rows.len() > 1 {
            candidates.push((sheet, usize::MAX));
            continue;
        }
        if let Some(wanted) = wanted {
            if index == wanted {
                candidates.push((sheet, usize::MAX));
                continue;
            }
        } else if !visible && sheet.has_data() {
            book.sheets.push((sheet.name.clone(), SheetKind::Hidden));
            continue;
        }
        if !book.several && is_column(&sheet) {
            alone = Some(sheet.clone());
        }
        match kind(&sheet) {
            (SheetKind::Answers, size) if wanted.is_none() => candidates.push((sheet, size)),
            (SheetKind::Codes, _) => {
                let place = if sheet.name.is_empty() { file.clone() } else { sheet.name.clone() };
                book.codebooks.extend(code_sheet::read(&sheet).map(|codes| (place, codes)));
                book.sheets.push((sheet.name.clone(), SheetKind::Codes));
            }
            (kind, _) => book.sheets.push((sheet.name.clone(), kind)),
        }
    }
    // A file with one sheet of one column looks like an explanation; it is all there is to read.
    if let ([], [], Some(sheet)) = (candidates.as_slice(), book.codebooks.as_slice(), alone) {
        book.sheets.clear();
        candidates.push((sheet, 0));
    }
    // The largest is the data; of equals the first.
    let best = candidates.iter().enumerate().max_by_key(|(at, (_, size))| (*size, usize::MAX - at)).map(|(at, _)| at);
    for (at, (sheet, _)) in candidates.into_iter().enumerate() {
        if Some(at) == best {
            book.answers = Some(sheet);
        } else {
            book.rivals.push(sheet.name.clone());
            book.sheets.push((sheet.name, SheetKind::Answers));
        }
    }
    Ok(book)
}

/// True for a header with answers below it, of whatever width.
fn is_column(sheet: &Sheet) -> bool {
    let header = infer::header(sheet, None);
    header.is_some_and(|header| sheet.width() == 1 && sheet.rows.len() > header.data_start() + 1)
}

/// True for a sheet with one row per respondent; explanations, codes and tables are others.
pub fn is_answers(sheet: &Sheet) -> bool {
    kind(sheet).0 == SheetKind::Answers
}

fn wanted(sheets: &[(Sheet, bool)], name: &str) -> Result<usize, ReadError> {
    let folded = fold::matching(name);
    let by_name = sheets.iter().position(|(sheet, _)| fold::matching(&sheet.name) == folded);
    let by_number =
        || name.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|index| *index < sheets.len());
    by_name.or_else(by_number).ok_or_else(|| ReadError::NoSheet {
        wanted: name.to_owned(),
        available: sheets.iter().map(|(sheet, _)| sheet.name.clone()).collect(),
    })
}

/// What a sheet is, and how many cells of answers it has.
fn kind(sheet: &Sheet) -> (SheetKind, usize) {
    if !sheet.has_data() {
        return (SheetKind::Blank, 0);
    }
    let name = fold::matching(&sheet.name).to_lowercase();
    let named = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if code_sheet::read(sheet).is_some() {
        return (SheetKind::Codes, 0);
    }
    if named(&TABLES) {
        return (SheetKind::Tables, 0);
    }
    let Some(header) = infer::header(sheet, None) else { return (SheetKind::Explanation, 0) };
    let rows = sheet.rows.len().saturating_sub(header.data_start());
    let named_columns = header.columns.iter().filter(|column| !column.levels.is_empty()).count();
    let filled: usize =
        sheet.rows.iter().skip(header.data_start()).map(|row| row.iter().filter(|cell| !cell.is_blank()).count()).sum();
    let texts = sheet
        .rows
        .iter()
        .skip(header.data_start())
        .flatten()
        .filter(|cell| matches!(cell, Cell::Text(text) if text.chars().count() > 60))
        .count();
    let few = rows == 0 || named_columns < 2;
    if few || (named(&EXPLANATIONS) && (named_columns < 4 || texts * 2 > filled)) {
        return (SheetKind::Explanation, 0);
    }
    (SheetKind::Answers, filled)
}

impl Book {
    /// Drafts the answers with a codebook from elsewhere, or the file's own.
    ///
    /// # Errors
    /// No answers, or a sheet without rows.
    pub fn draft(&self, others: &[(String, Codebook)], header_rows: Option<usize>) -> Result<Draft, BookError> {
        let Some(sheet) = &self.answers else {
            return Err(if self.codebooks.is_empty() { DraftError::NoRows.into() } else { BookError::CodesOnly });
        };
        let books: Vec<&(String, Codebook)> = self.codebooks.iter().chain(others).collect();
        let mut whole = Codebook::default();
        for (_, book) in &books {
            whole.entries.extend(book.entries.iter().cloned());
            whole.id = whole.id.or_else(|| book.id.clone());
            whole.weight = whole.weight.or_else(|| book.weight.clone());
            if whole.title.is_empty() {
                whole.title.clone_from(&book.title);
            }
        }
        let codebook = (!books.is_empty()).then_some(&whole);
        let given = Given { file: &self.file, sheet, hidden: &self.hidden, codebook, header_rows };
        let mut made = draft(given)?;
        if self.several {
            made.source.sheet = Some(crate::model::survey::SheetRef::Name(sheet.name.clone()));
        }
        made.found.sheets.clone_from(&self.sheets);
        made.found.codebooks = books.iter().map(|(place, _)| place.clone()).collect();
        if !self.rivals.is_empty() {
            let alternatives = self.rivals.iter().cloned().map(Change::Sheet).collect();
            let reason = Reason::Sheets { taken: sheet.name.clone() };
            made.guesses.insert(0, Guess { question: None, reason, alternatives });
        }
        Ok(made)
    }
}
