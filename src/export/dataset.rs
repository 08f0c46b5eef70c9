//! Cleaned answers as a table for spreadsheets: codes as they stand in the questionnaire, words for missing answers; as
//! csv, or as a book whose second sheet says what the codes mean.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::csv::{guarded, push};
use super::cuts::{Cut, Cuts, note};
use super::xlsx::properties_of;
use super::{ExportError, whole_file, whole_text};
use crate::model::dataset::{Code, Dataset, Values, Variable};
use crate::model::day;

/// Characters that a cell of Excel holds.
const LONGEST_CELL: usize = 32_767;

/// Words of the book.
#[derive(Debug, Clone)]
pub struct Words {
    /// Name of the sheet with the answers.
    pub answers: &'static str,
    /// Name of the sheet with the codes.
    pub codes: &'static str,
    /// Heads of the sheet with the codes: variable, wording, code, label.
    pub heads: [&'static str; 4],
    /// Who made the book.
    pub made_with: String,
}

/// What stands in a cell.
enum Shown<'a> {
    Number(f64),
    Text(&'a str),
    Day(f64),
}

fn shown<'a>(data: &'a Dataset, variable: &'a Variable, case: usize) -> Shown<'a> {
    let state = usize::from(variable.states.get(case).copied().unwrap_or(1));
    if let Some(kind) = state.checked_sub(1) {
        return Shown::Text(data.missing.get(kind).map_or("", String::as_str));
    }
    match &variable.values {
        Values::Numbers(values) => Shown::Number(values.get(case).copied().unwrap_or(0.0)),
        Values::Days(days) => Shown::Day(days.get(case).copied().unwrap_or(0.0)),
        Values::Texts(texts) => Shown::Text(texts.get(case).map_or("", String::as_str)),
    }
}

/// Writes csv for Excel: UTF-8 with BOM, the names of the variables above the cases.
///
/// # Errors
/// Whatever keeps the file from being written.
pub fn csv(path: &Path, data: &Dataset) -> Result<(), ExportError> {
    let mut text = String::from("\u{FEFF}");
    push(&mut text, data.variables.iter().map(|variable| guarded(&variable.name)));
    for case in 0..data.cases {
        let cells = data.variables.iter().map(|variable| match shown(data, variable, case) {
            Shown::Number(number) => number.to_string(),
            Shown::Day(day) => day::iso(day as i64),
            Shown::Text(text) => guarded(text),
        });
        push(&mut text, cells);
    }
    whole_text(path, &text)
}

/// Writes a book: the cases, and what the codes mean. Says which variables have texts that Excel cannot hold whole.
///
/// # Errors
/// Whatever keeps the file from being written.
pub fn xlsx(path: &Path, data: &Dataset, words: &Words) -> Result<Cuts, ExportError> {
    let mut cuts = Cuts::new();
    let mut book = Workbook::new();
    book.set_properties(&properties_of(&data.title, None).set_comment(&words.made_with));
    answers(&mut book, data, words, &mut cuts)?;
    codes(&mut book, data, words, &mut cuts)?;
    whole_file(path, |file| Ok(book.save_to_writer(file)?))?;
    Ok(cuts)
}

fn answers(book: &mut Workbook, data: &Dataset, words: &Words, cuts: &mut Cuts) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory()?.set_name(words.answers)?;
    sheet.set_freeze_panes(1, 1)?;
    for (column, variable) in (0..).zip(&data.variables) {
        sheet.write_string(0, column, &variable.name)?;
    }
    for (row, case) in (1..).zip(0..data.cases) {
        for (column, variable) in (0..).zip(&data.variables) {
            match shown(data, variable, case) {
                Shown::Number(number) => sheet.write_number(row, column, number)?,
                Shown::Day(day) => sheet.write_string(row, column, day::iso(day as i64))?,
                Shown::Text(text) => sheet.write_string(row, column, fitting(text, &variable.name, cuts))?,
            };
        }
    }
    Ok(())
}

/// As much as Excel takes in a cell, which counts in units of UTF-16; a variable of which something is cut is noted.
fn fitting<'a>(text: &'a str, variable: &str, cuts: &mut Cuts) -> &'a str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_CELL
    });
    let Some((end, _)) = end else { return text };
    note(cuts, Cut::Cell, variable);
    text.get(..end).unwrap_or_default()
}

fn codes(book: &mut Workbook, data: &Dataset, words: &Words, cuts: &mut Cuts) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(words.codes)?;
    let wrapped = Format::new().set_text_wrap();
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_column_width(1, 60.0)?.set_column_width(3, 40.0)?;
    for (column, head) in (0..).zip(words.heads) {
        sheet.write_string(0, column, head)?;
    }
    let mut row = 1;
    for variable in &data.variables {
        sheet.write_string(row, 0, &variable.name)?;
        sheet.write_string_with_format(row, 1, fitting(&variable.label, &variable.name, cuts), &wrapped)?;
        for (code, label) in &variable.labels {
            sheet.write_string(row, 0, &variable.name)?;
            match code {
                Code::Number(number) => sheet.write_number(row, 2, *number)?,
                Code::Text(text) => sheet.write_string(row, 2, fitting(text, &variable.name, cuts))?,
            };
            sheet.write_string(row, 3, fitting(label, &variable.name, cuts))?;
            row += 1;
        }
        row += u32::from(variable.labels.is_empty());
    }
    Ok(())
}
