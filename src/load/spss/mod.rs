//! SPSS files in: `.sav`, plain or compressed by bytes, and `.zsav`, compressed in blocks of zlib.
//!
//! A file gives a sheet (the names of its variables above its cases) and a codebook (labels, user-missing values, multiple
//! response sets). The reader is our own: the one crate that reads these files without C brings a second column store
//! with it, and a reader for files from strangers must check every length before it takes memory. The layout follows the
//! description that the PSPP project publishes of the format.
//!
//! `cursor` reads bounded bytes, `records` the records of the dictionary, `sets` the multiple response sets, `dictionary` puts
//! them together as variables, `data` unpacks the cases, `book` says it all as a codebook. Documents and display settings
//! are passed over.

mod book;
mod cursor;
mod data;
mod dictionary;
mod records;
mod sets;
mod words;

use super::codebook::Codebook;
use super::read::{Limits, ReadError};
use super::sheet::{Cell, Sheet, serial_of_date};
use super::xlsx::{SLOT, memory};
use data::Elements;
use dictionary::{Dictionary, Value, Variable};

/// How an SPSS file begins: plain or compressed by bytes, and in blocks of zlib.
pub(super) const MAGIC: [&[u8]; 2] = [b"$FL2", b"$FL3"];

/// The cases of a file.
///
/// # Errors
/// A damaged file, or one that is too large.
pub(super) fn sheet(bytes: &[u8], limits: &Limits) -> Result<Sheet, ReadError> {
    Ok(read(bytes, limits)?.1)
}

/// The cases, and what the file says about its variables: values without a label are choices as well.
///
/// # Errors
/// As `sheet`.
pub(super) fn whole(bytes: &[u8], limits: &Limits) -> Result<(Sheet, Codebook), ReadError> {
    let (dictionary, sheet) = read(bytes, limits)?;
    let codebook = book::codebook(&dictionary, &sheet)?;
    Ok((sheet, codebook))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<(Dictionary, Sheet), ReadError> {
    let records = records::read(bytes, limits)?;
    let dictionary = Dictionary::new(&records)?;
    let sheet = cases(&records, &dictionary, limits)?;
    Ok((dictionary, sheet))
}

/// The names of the variables above the cases.
fn cases(records: &records::Records<'_>, dictionary: &Dictionary, limits: &Limits) -> Result<Sheet, ReadError> {
    let columns = dictionary.variables.len();
    let mut sheet = Sheet::default();
    sheet.rows.push(dictionary.variables.iter().map(|variable| Cell::Text(variable.name.clone())).collect());
    let mut elements = Elements::new(records, limits)?;
    let mut case = Vec::new();
    let mut taken = 0;
    while records.cases.is_none_or(|cases| (sheet.rows.len() as u64) <= cases) {
        if !elements.case(records.elements, &mut case)? {
            break;
        }
        let row = sheet.rows.len();
        if row >= limits.rows {
            return Err(ReadError::TooLarge { rows: row + 1, columns, limit: limits.rows });
        }
        if row.saturating_mul(columns) > limits.cells {
            return Err(ReadError::TooLarge { rows: row, columns, limit: limits.cells });
        }
        let mut cells = Vec::with_capacity(columns);
        for variable in &dictionary.variables {
            let (cell, is_clean) = cell(records, dictionary, variable, &case)?;
            taken += memory(&cell) + SLOT;
            if !is_clean {
                sheet.undecodable.push((row, cells.len()));
            }
            cells.push(cell);
        }
        if taken > limits.memory_bytes {
            return Err(ReadError::Unpacked { bytes: taken as u64, limit: limits.memory_bytes as u64 });
        }
        let filled = cells.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |last| last + 1);
        cells.truncate(filled);
        sheet.rows.push(cells);
    }
    let read = sheet.rows.len() as u64 - 1;
    match records.cases {
        Some(stated) if read < stated => {
            Err(ReadError::damaged(format!("the file ends after {read} of {stated} cases")))
        }
        _ => Ok(sheet),
    }
}

/// One value, and whether all its bytes are characters.
fn cell(
    records: &records::Records<'_>,
    dictionary: &Dictionary,
    variable: &Variable,
    case: &[u8],
) -> Result<(Cell, bool), ReadError> {
    let short = || ReadError::damaged("a case is too short");
    if variable.width == 0 {
        let start = variable.segments.first().map_or(0, |(element, _)| element * 8);
        let bytes = case.get(start..start + 8).and_then(|bytes| bytes.try_into().ok()).ok_or_else(short)?;
        let number = records.order.double(bytes);
        return Ok((number_cell(number, records.sysmis, variable), true));
    }
    let mut bytes = Vec::new();
    for (element, width) in &variable.segments {
        bytes.extend_from_slice(case.get(element * 8..element * 8 + width).ok_or_else(short)?);
    }
    bytes.truncate(variable.width);
    let (text, is_clean) = dictionary.words.text(&bytes);
    Ok(if text.is_empty() { (Cell::Empty, true) } else { (Cell::Text(text), is_clean) })
}

fn number_cell(number: f64, sysmis: f64, variable: &Variable) -> Cell {
    // The bits of the missing value are those of the least number; what is no number at all is missing too.
    if number.to_bits() == sysmis.to_bits() || !number.is_finite() {
        return Cell::Empty;
    }
    // A code for a missing answer stays the code it is, whatever the format of the variable.
    if variable.missing.holds(&Value::Number(number)) {
        return Cell::Number(number);
    }
    if variable.format.is_date() {
        return date_cell(number);
    }
    if variable.format.is_time() && (0.0..86_400.0).contains(&number) {
        return Cell::Date(number / 86_400.0);
    }
    Cell::Number(number)
}

/// Seconds since 1582-10-14, the first day but one of the Gregorian calendar, as a date.
fn date_cell(seconds: f64) -> Cell {
    let serial = seconds / 86_400.0 + serial_of_date(1582, 10, 14);
    // Before March 1900 the serial days of spreadsheets are not those of the calendar, and after 9999 there are none.
    if (serial_of_date(1900, 3, 1)..serial_of_date(10_000, 1, 1)).contains(&serial) {
        return Cell::Date(serial);
    }
    let days = (seconds / 86_400.0).floor();
    if (0.0..4_000_000.0).contains(&days) {
        let first = crate::model::day::days(1582, 10, 14);
        return Cell::Text(crate::model::day::iso(days as i64 + first));
    }
    Cell::Number(seconds)
}
