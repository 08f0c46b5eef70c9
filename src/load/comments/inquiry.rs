//! A filled-in 照会表 read back: its rows by item id, wherever they stand now. What becomes of them is decided elsewhere.

use std::path::Path;

use crate::load::LoadError;
use crate::load::columns::{self, Header};
use crate::load::read::{self, ReadOptions};
use crate::load::sheet::{Cell, Sheet};
use crate::messages::{Lang, comments::inquiry as words};
use crate::text::fold;

/// A row of a filled-in form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilledRow {
    /// 1-based row of the sheet.
    pub row: usize,
    /// Item id; empty where a row was added.
    pub item: String,
    /// State of the reply when the form was written.
    pub seal: String,
    /// 対応区分, as it stands, trimmed.
    pub class: String,
    /// Reply, trimmed.
    pub reply: String,
}

/// Why a form cannot be read.
#[derive(Debug)]
pub enum FormError {
    /// The file cannot be read.
    Load(LoadError),
    /// A column is missing: its label.
    NoColumn(&'static str),
}

/// Reads the rows of a form, in either language.
///
/// # Errors
/// The file cannot be read, or is no form.
pub fn read(path: &Path) -> Result<Vec<FilledRow>, FormError> {
    let sheet = read::read_sheet(path, &ReadOptions::default())
        .map_err(|error| FormError::Load(LoadError::Read { file: path.to_owned(), error }))?;
    let labels = [words::header(Lang::Ja), words::header(Lang::En)];
    // Positions of class, reply, item id and seal among the labels.
    let wanted: Vec<Vec<String>> = [4, 5, 8, 9]
        .iter()
        .map(|at| labels.iter().filter_map(|labels| labels.get(*at)).map(|label| (*label).to_owned()).collect())
        .collect();
    let header = columns::detect_names(&sheet, &wanted, Some(1));
    let find = |at: usize| {
        let names = labels.iter().filter_map(|labels| labels.get(at));
        let column = names.clone().find_map(|name| header.find(name).first().copied());
        column.ok_or(FormError::NoColumn(names.clone().next().copied().unwrap_or_default()))
    };
    Ok(rows(&sheet, &header, [find(4)?, find(5)?, find(8)?, find(9)?]))
}

fn rows(sheet: &Sheet, header: &Header, [class, reply, item, seal]: [usize; 4]) -> Vec<FilledRow> {
    let text = |row: usize, column: usize| sheet.cell(row, column).text().trim().to_owned();
    let all = header.data_start()..sheet.rows.len();
    let filled = all.filter(|row| sheet.rows.get(*row).is_some_and(|cells| !cells.iter().all(Cell::is_blank)));
    filled
        .map(|row| FilledRow {
            row: row + 1,
            item: fold::matching(&text(row, item)),
            seal: text(row, seal),
            class: text(row, class),
            reply: text(row, reply).replace("\r\n", "\n").replace('\r', "\n"),
        })
        .collect()
}
