//! Chosen columns of any spreadsheet as texts, for commands that need no definition of comments.

use std::path::Path;

use crate::load::infer::AdhocError;
use crate::load::progress::Share;
use crate::load::sheet::Cell;
use crate::load::{LoadError, columns, named_sheet};

/// Rows of chosen columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The number of each row, the first below the header being 1.
    pub numbers: Vec<usize>,
    /// By row, the chosen columns in the order asked for; line breaks as `\n`. Wholly blank rows are left out.
    pub cells: Vec<Vec<String>>,
}

/// Reads chosen columns. The header is found, unless its number of rows is given; `#3` is the third column.
///
/// # Errors
/// A file that cannot be read, or without one of the columns.
pub fn rows(file: &Path, sheet: Option<&str>, header_rows: Option<usize>, names: &[String]) -> Result<Rows, LoadError> {
    let sheet = named_sheet(file, sheet, Share::unwatched())?;
    let wanted: Vec<Vec<String>> = names.iter().map(|name| vec![name.clone()]).collect();
    let header = columns::detect_names(&sheet, &wanted, header_rows);
    let find = |name: &String| {
        let missing = || {
            let nearest = crate::text::nearest(name, header.columns.iter().map(|column| column.joined.as_str()));
            AdhocError::NoColumn { name: name.clone(), nearest }
        };
        header.find(name).first().copied().ok_or_else(missing)
    };
    let places: Vec<usize> = names.iter().map(find).collect::<Result<_, _>>()?;
    let mut rows = Rows::default();
    for (number, cells) in (1..).zip(sheet.rows.iter().skip(header.data_start())) {
        if cells.iter().all(Cell::is_blank) {
            continue;
        }
        let text = |place: &usize| {
            cells.get(*place).map_or(String::new(), |cell| cell.text().replace("\r\n", "\n").replace('\r', "\n"))
        };
        rows.numbers.push(number);
        rows.cells.push(places.iter().map(text).collect());
    }
    Ok(rows)
}
