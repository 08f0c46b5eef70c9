//! Writes a grid as an Excel workbook, as Windows-31J csv or as an OpenDocument sheet. The same grid always gives the same
//! bytes: document times are fixed and no clock is read.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use crate::definition::Fail;
use crate::ods::{OdsCell, write_ods};
use crate::sheet::{Cell, Grid};

/// How many header rows an Excel sheet gets, and whether a row of totals closes it.
#[derive(Clone, Copy)]
pub struct Style {
    /// Two rows: question number over options, merged, as data-entry vendors do.
    pub two_rows: bool,
    /// A merged 合計 row at the bottom with the sum of every numeric column.
    pub totals: bool,
}

/// Writes one sheet. Returns the line of the 合計 row, counted from 1, if there is one.
pub fn xlsx(path: &Path, sheet_name: &str, grid: &Grid, style: Style) -> Result<Option<usize>, Fail> {
    let mut book = Workbook::new();
    // Without this the file would carry the time of writing.
    let born = ExcelDateTime::from_ymd(2023, 8, 1)?;
    book.set_properties(&DocProperties::new().set_title("合成データ").set_creation_datetime(&born));
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name)?;
    let centre = Format::new().set_align(FormatAlign::Center);
    let moment = Format::new().set_num_format("yyyy/mm/dd hh:mm:ss");
    let top = if style.two_rows {
        two_header_rows(sheet, &grid.columns, &centre)?;
        2
    } else {
        for (column, name) in (0u16..).zip(&grid.columns) {
            sheet.write_string(0, column, name)?;
        }
        1
    };
    for (line, row) in (top..).zip(&grid.rows) {
        for (column, cell) in (0u16..).zip(row) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => sheet.write_string(line, column, text)?,
                Cell::Number(number) => sheet.write_number(line, column, *number)?,
                Cell::Moment(days) => sheet.write_number_with_format(line, column, *days, &moment)?,
            };
        }
    }
    let mut last = None;
    if style.totals {
        let line = top + grid.rows.len() as u32;
        sheet.merge_range(line, 0, line, 2, "合計", &centre)?;
        for column in 3..grid.columns.len() {
            let values = grid.rows.iter().filter_map(|row| match row.get(column) {
                Some(Cell::Number(number)) if *number >= 0.0 => Some(*number),
                _ => None,
            });
            let values: Vec<f64> = values.collect();
            if !values.is_empty() {
                sheet.write_number(line, column as u16, values.iter().sum::<f64>())?;
            }
        }
        last = Some(line as usize + 1);
    }
    book.save(path)?;
    Ok(last)
}

/// `問3_1` becomes 問3 over 1; columns of one question share a merged upper cell.
fn two_header_rows(sheet: &mut Worksheet, columns: &[String], centre: &Format) -> Result<(), Fail> {
    let split: Vec<(&str, &str)> = columns.iter().map(|c| c.split_once('_').unwrap_or((c.as_str(), ""))).collect();
    let mut start = 0;
    for group in split.chunk_by(|a, b| a.0 == b.0) {
        let end = start + group.len();
        let upper = group.first().map_or("", |g| g.0);
        if group.len() > 1 {
            sheet.merge_range(0, start as u16, 0, end as u16 - 1, upper, centre)?;
        } else {
            sheet.write_string(0, start as u16, upper)?;
        }
        for (column, (_, lower)) in (start..).zip(group) {
            if !lower.is_empty() {
                sheet.write_string(1, column as u16, *lower)?;
            }
        }
        start = end;
    }
    Ok(())
}

/// Writes a csv file in Windows-31J with the line ends of that world.
///
/// # Errors
/// Also when a character does not exist in that encoding, rather than writing a question mark.
pub fn cp932(path: &Path, grid: &Grid) -> Result<(), Fail> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(&grid.columns)?;
    for row in &grid.rows {
        writer.write_record(row.iter().map(Cell::shown))?;
    }
    let text = String::from_utf8(writer.into_inner()?)?;
    let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(&text);
    if lost {
        return Err(format!("{}: a character is not in Windows-31J", path.display()).into());
    }
    std::fs::write(path, bytes)?;
    Ok(())
}

/// Writes an OpenDocument sheet with one header row.
pub fn ods(path: &Path, sheet_name: &str, grid: &Grid) -> Result<(), Fail> {
    let header = grid.columns.iter().map(|name| OdsCell::Text(name.clone())).collect();
    let body = grid.rows.iter().map(|row| {
        let cell = |cell: &Cell| match cell {
            Cell::Empty => OdsCell::Empty,
            Cell::Text(text) => OdsCell::Text(text.clone()),
            Cell::Number(number) | Cell::Moment(number) => OdsCell::Number(*number),
        };
        row.iter().map(cell).collect()
    });
    let rows: Vec<Vec<OdsCell>> = std::iter::once(header).chain(body).collect();
    write_ods(path, sheet_name, &rows)
}
