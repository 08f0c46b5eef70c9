//! Plans from the tables that divisions keep: the progress table and the yearly plan, with merged cells, lost cells and
//! broken headers.
//!
//! Such tables are read by what cells say (a number, a period, a grade), and by position only where a header names the
//! columns. What could not be placed is listed with its cell; nothing is dropped silently.

mod grid;
mod parents;
mod progress;
mod values;
mod yearly;

use std::path::Path;

use crate::load::ReadError;
use crate::load::read::{ReadOptions, SheetChoice, read_sheet};
use crate::load::sheet::Sheet;
use crate::model::plan::{Plan, Record};

/// A layout of the originals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// 戦略目標, 施策, No., 事業名, 内容, 実施年度, years, 達成度.
    Progress,
    /// A table per measure: target, baselines, years, 計.
    Yearly,
}

/// A plan taken from a table, and what a person must look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// The plan; its id is empty.
    pub plan: Plan,
    /// In the order of the table.
    pub remarks: Vec<Remark>,
}

/// Something about a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The cell as Excel names it.
    pub cell: String,
    /// What it says.
    pub text: String,
    /// What was done with it.
    pub what: What,
}

/// What was done with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// It is in no record.
    NotPlaced,
    /// The row begins at its number: it goes on with the parents of the row above.
    ParentsLost,
    /// The name stands before the number.
    NameBefore,
    /// A grade under the last year: that year's own cell is lost.
    GradeInYear,
    /// Blank cells too many: the values stand in the planned years.
    Shifted,
    /// The period is lost.
    NoPeriod,
    /// 細目 without others beside it: kept as another name.
    OneLine,
    /// The same strategy, printed in another way.
    OtherSpelling,
    /// The number is there already; the record has another id.
    NumberTwice,
    /// No year could be told.
    NoYear,
    /// There is no header with years.
    NoHeader,
}

/// Reads a table.
///
/// # Errors
/// The file cannot be read.
pub fn table(file: &Path, sheet: Option<SheetChoice>, layout: Layout) -> Result<Taken, ReadError> {
    let sheet = read_sheet(file, &ReadOptions { sheet, ..ReadOptions::default() })?;
    let mut taken = take(&sheet, layout);
    if let Some(name) = file.file_name() {
        taken.plan.about.sources.push(name.to_string_lossy().into_owned());
    }
    Ok(taken)
}

/// Takes a plan from a sheet.
pub fn take(sheet: &Sheet, layout: Layout) -> Taken {
    match layout {
        Layout::Progress => progress::take(sheet),
        Layout::Yearly => yearly::take(sheet),
    }
}

/// An id that no record has yet: the wanted one, or the same with a number.
fn fresh(records: &[Record], wanted: &str) -> String {
    let wanted: String = wanted.chars().map(|c| if c == ':' { '：' } else { c }).collect();
    let is_free = |id: &str| records.iter().all(|record| record.id != id);
    if is_free(&wanted) {
        return wanted;
    }
    (2..).map(|at| format!("{wanted}-再{at}")).find(|id| is_free(id)).unwrap_or(wanted)
}

/// Marks at the ends of a name, taken off it.
fn flags(text: &str) -> (String, Vec<String>) {
    let is_flag = |c: char| matches!(c, '☆' | '★' | '*' | '＊' | '※' | '●');
    let mut rest = text.trim();
    let mut found = Vec::new();
    while let Some(flag) = rest.chars().next().filter(|c| is_flag(*c)) {
        found.push(flag.to_string());
        rest = rest.get(flag.len_utf8()..).unwrap_or_default().trim_start();
    }
    while let Some(flag) = rest.chars().next_back().filter(|c| is_flag(*c)) {
        found.push(flag.to_string());
        rest = rest.get(..rest.len() - flag.len_utf8()).unwrap_or_default().trim_end();
    }
    (rest.to_owned(), found)
}
