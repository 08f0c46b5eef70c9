//! 集計表 that somebody else made, as tables of labels and figures with their addresses. What a label means is not known
//! here; that a figure is a count or a percentage is, as far as the sheet itself tells.
//!
//! `figure` reads single cells, `words` knows the words of such tables, `layout` finds tables in a sheet, `kinds` tells
//! counts from percentages.

mod figure;
mod kinds;
mod layout;
pub mod words;

pub use figure::Figure;

use std::path::Path;

use super::read::{ReadError, ReadOptions, SheetChoice, read_sheet, sheet_names};
use words::Unit;

/// One table of a workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VendorTable {
    /// Name of its sheet.
    pub sheet: String,
    /// The lines above it, the nearest last.
    pub titles: Vec<String>,
    /// What stands over its row labels.
    pub corner: Vec<String>,
    /// 0-based row and column where it begins.
    pub place: (usize, usize),
    /// Its columns of figures.
    pub columns: Vec<Head>,
    /// Its rows of figures.
    pub lines: Vec<Line>,
}

/// A column of figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    /// 0-based column of the sheet.
    pub column: usize,
    /// The labels over it, top to bottom, without repeats and units.
    pub labels: Vec<String>,
    /// What its figures are, where it says so.
    pub unit: Option<Unit>,
}

/// A row of figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// 0-based row of the sheet.
    pub row: usize,
    /// The labels before it, left to right, without units; the second line of a group has those of the first.
    pub labels: Vec<String>,
    /// What its figures are, as far as its column does not say.
    pub unit: Option<Unit>,
    /// One per column of the table.
    pub figures: Vec<Figure>,
}

/// What was found in a workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VendorBook {
    /// All tables, sheet by sheet, top to bottom.
    pub tables: Vec<VendorTable>,
    /// Sheets in which no table was found.
    pub without: Vec<String>,
}

/// Reads all tables of a workbook, or of one of its sheets (a name, or a number from 1).
///
/// # Errors
/// Whatever hinders reading the file. A sheet without data is none.
pub fn workbook(path: &Path, sheet: Option<&str>) -> Result<VendorBook, ReadError> {
    let names = match sheet {
        None => sheet_names(path)?.into_iter().map(Some).collect(),
        Some(_) => vec![None],
    };
    let mut book = VendorBook::default();
    for name in names {
        let choice =
            |text: &str| ReadOptions { sheet: Some(SheetChoice::Name(text.to_owned())), ..ReadOptions::default() };
        let read = match (name.as_deref().filter(|name| !name.is_empty()), sheet) {
            (Some(name), _) => read_sheet(path, &choice(name)),
            (None, Some(sheet)) => match (read_sheet(path, &choice(sheet)), sheet.parse()) {
                (Err(ReadError::NoSheet { .. }), Ok(number)) => {
                    let sheet = Some(SheetChoice::Number(number));
                    read_sheet(path, &ReadOptions { sheet, ..ReadOptions::default() })
                }
                (read, _) => read,
            },
            (None, None) => read_sheet(path, &ReadOptions::default()),
        };
        let sheet = match read {
            Err(ReadError::NoData) if names_sheet(name.as_deref()) => {
                book.without.extend(name);
                continue;
            }
            read => read?,
        };
        let mut tables = layout::tables(&sheet);
        tables.iter_mut().for_each(kinds::settle);
        if tables.is_empty() {
            book.without.push(sheet.name.clone());
        }
        book.tables.extend(tables);
    }
    Ok(book)
}

fn names_sheet(name: Option<&str>) -> bool {
    name.is_some_and(|name| !name.is_empty())
}
