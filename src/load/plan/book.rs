//! A plan from the workbook that `export::plan::book` writes and a person may have edited.

use std::path::Path;

use crate::load::ReadError;
use crate::load::read::{ReadOptions, SheetChoice, read_sheet};
use crate::load::sheet::{Sheet, cell_name};
use crate::messages::plan::exchange as words;
use crate::model::plan::Plan;
use crate::model::plan::book::{self, Book, Part, Table, What};

/// Something in a workbook that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Name of the sheet.
    pub sheet: String,
    /// Cell as Excel names it.
    pub cell: String,
    /// What is wrong.
    pub what: What,
}

/// Rows above the first row of a table: the keys, and what they mean.
const HEADS: usize = 2;

/// Reads a workbook as a plan, and what could not be taken from it.
///
/// # Errors
/// The file cannot be read, or one of the sheets or of the keys every workbook has is not there: nothing of the plan is lost
/// without a word.
pub fn plan(file: &Path) -> Result<(Plan, Vec<Trouble>), ReadError> {
    let table = |part| {
        let sheet = Some(SheetChoice::Name(words::sheet(part).to_owned()));
        match read_sheet(file, &ReadOptions { sheet, ..ReadOptions::default() }) {
            Ok(sheet) => Ok(taken(&sheet)),
            // Only what a plan need not have may be empty.
            Err(ReadError::NoData) if matches!(part, Part::Columns | Part::Scales) => Ok(Table::default()),
            Err(error) => Err(error),
        }
    };
    let tables = Book {
        about: table(Part::About)?,
        columns: table(Part::Columns)?,
        scales: table(Part::Scales)?,
        records: table(Part::Records)?,
    };
    let (plan, troubles) = book::read(&tables);
    let placed = |trouble: book::Trouble| Trouble {
        sheet: words::sheet(trouble.table).to_owned(),
        cell: cell_name(trouble.row.map_or(0, |row| row + HEADS), trouble.column),
        what: trouble.what,
    };
    Ok((plan, troubles.into_iter().map(placed).collect()))
}

/// A sheet as a table. Only columns with a key belong to it.
fn taken(sheet: &Sheet) -> Table {
    let mut keys: Vec<String> = sheet.rows.first().into_iter().flatten().map(|cell| cell.text().into_owned()).collect();
    let last = keys.iter().rposition(|key| !key.is_empty()).map_or(0, |at| at + 1);
    keys.truncate(last);
    let width = sheet.width().max(keys.len());
    // Texts in columns without a key are noticed, except beside the tables of two columns, where the meaning stands.
    if keys.iter().any(|key| key == "id") {
        keys.resize(width, String::new());
    }
    let row = |cells: &Vec<crate::load::sheet::Cell>| {
        (0..keys.len()).map(|at| cells.get(at).map_or(String::new(), |cell| cell.text().into_owned())).collect()
    };
    let rows = sheet.rows.iter().skip(HEADS).map(row).collect();
    Table { keys, rows }
}
