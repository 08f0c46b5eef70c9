//! A definition used again for the next delivery: which of its files the new one is like, and what no longer fits.
//!
//! Nothing is guessed. The new file is read by the definition as it stands, and what loading reports of columns and values is
//! gathered by question.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::load::columns::{self, locate};
use crate::load::progress::Progress;
use crate::load::sheet::{Cell, Sheet};
use crate::load::{LoadError, ReadError, assemble, read_source, read_watched};
use crate::model::diagnostic::Problem;
use crate::model::survey::{SheetRef, Source};
use crate::model::{Diagnostic, Survey};

/// How a definition fits a file.
#[derive(Debug, Clone, Default)]
pub struct Again {
    /// The block to add to the definition.
    pub source: Source,
    /// Rows with valid answers.
    pub rows: u64,
    /// What does not fit: one report for each question and value, with all places it was met in.
    pub misfits: Vec<Misfit>,
}

/// Something that does not fit.
#[derive(Debug, Clone)]
pub struct Misfit {
    /// The first report.
    pub first: Diagnostic,
    /// Every cell, in order; none for what concerns a column.
    pub cells: Vec<String>,
}

/// The sheet of a new file that a definition is to read: the one a person named, or that the definition names, or, where that
/// is called otherwise in this delivery, the one with the answers.
///
/// # Errors
/// The file cannot be read; [`LoadError::Cancelled`].
pub fn sheet(survey: &Survey, file: &Path, named: Option<&str>, progress: &Progress) -> Result<Sheet, LoadError> {
    let stated = survey.sources.iter().find_map(|source| source.sheet.clone());
    let read = |wanted: Option<SheetRef>| {
        let source = Source { file: file.to_string_lossy().into_owned(), sheet: wanted, ..Source::default() };
        read_watched(Path::new(""), &source, progress)
    };
    match read(named.map(|name| SheetRef::Name(name.to_owned())).or(stated)) {
        Err(LoadError::Read { error: ReadError::NoSheet { .. }, .. }) if named.is_none() => read(None),
        read => read,
    }
}

/// How many columns of a sheet a definition knows, of how many it asks for.
pub fn columns(survey: &Survey, sheet: &Sheet) -> (usize, usize) {
    let found = |source: &Source| {
        let located = locate(survey, source, &columns::detect(sheet, survey, source));
        let found = located.columns().len();
        (found, found + located.faults.len())
    };
    survey.sources.iter().map(found).max_by_key(|(found, _)| *found).unwrap_or_default()
}

/// Other files of a survey with rows that stand in this one to the letter, and how many. A delivery before that is gone is no
/// fault of the new one. `folder` is that of the definition.
pub fn doubles(survey: &Survey, folder: &Path, again: &Again, sheet: &Sheet) -> Vec<(String, usize)> {
    let others = survey.sources.iter().filter(|source| source.file != again.source.file);
    let common = |source: &Source| {
        let other = read_source(folder, source).ok()?;
        let rows = in_common(survey, (&again.source, sheet), (source, &other));
        (rows > 0).then(|| (source.file.clone(), rows))
    };
    others.filter_map(common).collect()
}

/// Reads a file by a definition. `file` is the path to be written into the block.
///
/// # Errors
/// Only mistakes of the program.
pub fn fit(survey: &Survey, sheet: &Sheet, file: &str) -> Result<Again, LoadError> {
    let columns_found = |source: &Source| {
        let header = columns::detect(sheet, survey, source);
        let located = locate(survey, source, &header);
        (located.columns().len(), usize::MAX - located.faults.len())
    };
    let stated = survey.sources.iter().max_by_key(|source| columns_found(source)).cloned().unwrap_or_default();
    // How many were sent out belongs to the delivery before; the new one states its own.
    let mut source = Source { file: file.to_owned(), distributed: None, undelivered: None, ..stated };
    if sheet.encoding.is_some() {
        source.sheet = None;
    }
    if source.sheet.is_some() && !sheet.name.is_empty() {
        source.sheet = Some(SheetRef::Name(sheet.name.clone()));
    }
    let loaded =
        assemble(Survey { sources: vec![source.clone()], ..survey.clone() }, vec![(source.clone(), sheet.clone())])?;
    let mut misfits: Vec<Misfit> = Vec::new();
    let mut places: HashMap<(String, String, String), usize> = HashMap::new();
    for found in loaded.diagnostics.into_iter().filter(|found| is_misfit(&found.problem)) {
        let (Some(question), Some(value)) = (&found.question, &found.value) else {
            misfits.push(Misfit { first: found, cells: Vec::new() });
            continue;
        };
        let place =
            *places.entry((found.problem.rule().to_owned(), question.clone(), value.clone())).or_insert(misfits.len());
        let cell = found.place.cell.clone();
        match misfits.get_mut(place) {
            Some(misfit) => misfit.cells.push(cell),
            None => misfits.push(Misfit { first: found, cells: vec![cell] }),
        }
    }
    Ok(Again { source, rows: loaded.responses.counts().valid, misfits })
}

/// How many rows of a file stand in another one to the letter, under the same header. Both are read by the definition.
pub fn in_common(survey: &Survey, (source, sheet): (&Source, &Sheet), (other, others): (&Source, &Sheet)) -> usize {
    let header = |source: &Source, sheet: &Sheet| {
        let header = columns::detect(sheet, survey, source);
        let names: Vec<String> = header.columns.iter().map(|name| name.joined.clone()).collect();
        (header.data_start(), names.join("\u{1f}").trim_end_matches('\u{1f}').to_owned())
    };
    let ((start, names), (other_start, other_names)) = (header(source, sheet), header(other, others));
    if names != other_names {
        return 0;
    }
    let text = |row: &Vec<Cell>| {
        let texts: Vec<_> = row.iter().map(Cell::text).collect();
        texts.join("\u{1f}").trim_end_matches('\u{1f}').to_owned()
    };
    let known: HashSet<String> = others.rows.iter().skip(other_start).map(text).collect();
    sheet.rows.iter().skip(start).map(text).filter(|text| !text.is_empty() && known.contains(text)).count()
}

/// True for what tells that a file is another one than the definition speaks of.
fn is_misfit(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::ColumnMissing { .. }
            | Problem::ColumnTwice { .. }
            | Problem::ColumnUnused { .. }
            | Problem::UnknownCode { .. }
            | Problem::NotANumber
            | Problem::NotADate
            | Problem::UnexpectedDate
    )
}
