//! A definition used again for the next delivery: which of its files the new one is like, and what no longer fits.
//!
//! Nothing is guessed. The new file is read by the definition as it stands, and what loading reports of columns and values is
//! gathered by question.

use std::collections::BTreeMap;

use crate::load::columns::{self, locate};
use crate::load::sheet::Sheet;
use crate::load::{LoadError, assemble};
use crate::model::diagnostic::Problem;
use crate::model::survey::Source;
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
    let mut source = Source { file: file.to_owned(), ..stated };
    if sheet.encoding.is_some() {
        source.sheet = None;
    }
    let loaded =
        assemble(Survey { sources: vec![source.clone()], ..survey.clone() }, vec![(source.clone(), sheet.clone())])?;
    let mut groups: BTreeMap<(usize, String), Misfit> = BTreeMap::new();
    for (at, found) in loaded.diagnostics.into_iter().enumerate().filter(|(_, found)| is_misfit(&found.problem)) {
        let of_value = found.value.is_some() && found.question.is_some();
        let key = if of_value {
            format!("{}\t{:?}\t{:?}", found.problem.rule(), found.question, found.value)
        } else {
            at.to_string()
        };
        let known = groups.keys().find(|(_, other)| *other == key).cloned();
        let cell = found.place.cell.clone();
        let misfit =
            groups.entry(known.unwrap_or((at, key))).or_insert_with(|| Misfit { first: found, cells: Vec::new() });
        if of_value {
            misfit.cells.push(cell);
        }
    }
    Ok(Again { source, rows: loaded.responses.counts().valid, misfits: groups.into_values().collect() })
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
