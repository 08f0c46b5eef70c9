//! A document as an Excel book: a sheet per section, texts over the whole width, tables with wrapped cells.
//!
//! Excel lets a row be 409 points high and a cell hold 32,767 characters. A taller row is several rows with merged cells, a
//! longer text goes on in the row below, so that nothing is cut off on paper.

use std::path::Path;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
};

use super::names::Names;
use super::print_set_up;
use super::styles::{self, ROW_POINTS, Styles};
use crate::export::{ExportError, NO_DAY, whole_file};
use crate::present::View;
use crate::present::document::{Align, Block, Cell, Document, Look, Row, Section, Slot, Table};
use crate::text::cells::width;

/// Half-width characters in a line of a page.
const PORTRAIT: f64 = 96.0;
const LANDSCAPE: f64 = 140.0;
/// The tallest row of Excel, in points, a little rounded down.
const TALLEST: f64 = 405.0;
/// The longest text of a cell, with room to spare; UTF-16 units.
const LONGEST: usize = 32_000;
/// The last row of any sheet.
const LAST_ROW: u32 = 1_048_575;

/// Writes the document as a book, whole or not at all.
///
/// # Errors
/// The file cannot be written, or Excel's limits are met.
pub fn document(path: &Path, document: &Document) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&document.title, document.day.as_deref()));
    workbook.set_default_format(&styles::plain(), styles::ROW_PIXELS, 64)?;
    let styles = Styles::new(&View::default());
    let mut names = Names::default();
    for section in &document.sections {
        let sheet = workbook.add_worksheet();
        sheet.set_name(names.unique(&section.name))?;
        draw(sheet, &styles, document, section)?;
    }
    whole_file(path, |file| Ok(workbook.save_to_writer(file)?))
}

/// Title, program and a day; no person.
pub(in crate::export) fn properties(title: &str, day: Option<&str>) -> DocProperties {
    let properties = DocProperties::new().set_title(title).set_author("koe");
    match ExcelDateTime::parse_from_str(day.unwrap_or(NO_DAY)) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    }
}

fn draw(sheet: &mut Worksheet, styles: &Styles, document: &Document, section: &Section) -> Result<(), ExportError> {
    let widths = widths(document, section);
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    let last = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    sheet.ignore_error_range(0, 0, LAST_ROW, last, IgnoreError::NumberStoredAsText)?;
    let mut pen = Pen { sheet, styles, widths: &widths, row: 0 };
    pen.text(&document.title, &styles.title, 1.3)?;
    for warning in document.mark.iter().chain(&document.warning) {
        pen.text(warning, &styles.warning, 1.0)?;
    }
    let heading = styles.text.clone().set_bold();
    let mut header = None;
    for block in &section.blocks {
        match block {
            Block::Heading(_, text) => {
                pen.row += 1;
                pen.text(text, &heading, 1.1)?;
            }
            Block::Paragraph(text) => pen.text(text, &styles.text, 1.0)?,
            Block::Note(text) => pen.text(text, &styles.note, 0.9)?,
            Block::Table(table) => {
                if !table.caption.is_empty() {
                    pen.row += 1;
                    pen.text(&table.caption, &heading, 1.0)?;
                }
                header = Some(pen.table(table)?);
            }
            // Every section is a sheet of its own.
            Block::PageBreak => {}
        }
    }
    let one = section.tables().count() == 1;
    if let Some((first, body)) = header.filter(|(first, body)| one && first < body) {
        sheet.set_repeat_rows(first, body - 1)?;
        sheet.set_freeze_panes(body, 0)?;
    }
    print_set_up(sheet, document.landscape)?;
    if let Some(mark) = &document.mark {
        sheet.set_header(format!("&R&\"BIZ UDPゴシック,Bold\"{}", mark.replace('&', "&&")));
    }
    Ok(())
}

/// Widths of the table with the most columns; the section's other tables stand in its first columns.
fn widths(document: &Document, section: &Section) -> Vec<f64> {
    let whole = if document.landscape { LANDSCAPE } else { PORTRAIT };
    let shares = section.tables().map(Table::shares).max_by_key(Vec::len).filter(|shares| !shares.is_empty());
    let shares = shares.unwrap_or_else(|| vec![1.0]);
    shares.into_iter().map(|share| (share * whole).max(4.0)).collect()
}

struct Pen<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    widths: &'a [f64],
    row: u32,
}

impl Pen<'_> {
    /// A text over the whole width; `size` is that of its font against the rest.
    fn text(&mut self, text: &str, format: &Format, size: f64) -> Result<(), ExportError> {
        let room: f64 = self.widths.iter().sum();
        for piece in pieces(text) {
            let height = height(&piece, room / size) * size + if size > 1.0 { 3.0 } else { 0.0 };
            match u16::try_from(self.widths.len()).unwrap_or(1) {
                0 | 1 => drop(self.sheet.write_string_with_format(self.row, 0, piece, format)?),
                columns => drop(self.sheet.merge_range(self.row, 0, self.row, columns - 1, &piece, format)?),
            }
            self.sheet.set_row_height(self.row, height.min(TALLEST))?;
            self.row += 1;
        }
        Ok(())
    }

    /// Draws a table; gives the first row of its header and of its body.
    fn table(&mut self, table: &Table) -> Result<(u32, u32), ExportError> {
        let first = self.row;
        self.rows(table, &table.header, true)?;
        let body = self.row;
        self.rows(table, &parted(&table.rows), false)?;
        Ok((first, body))
    }

    fn rows(&mut self, table: &Table, rows: &[Row], header: bool) -> Result<(), ExportError> {
        let slots = table.slots(rows);
        // First sheet row of each table row, and the one after the last.
        let mut starts = vec![self.row];
        for (row, slots) in rows.iter().zip(&slots) {
            let points = self.points(slots);
            let parts = (points / TALLEST).ceil().max(1.0);
            let extra = if row.look == Look::Plain && !header { 0.0 } else { 3.0 };
            for _ in 0..parts as u32 {
                self.sheet.set_row_height(self.row, points / parts + extra)?;
                self.row += 1;
            }
            starts.push(self.row);
        }
        for (at, (row, slots)) in rows.iter().zip(&slots).enumerate() {
            for (column, slot) in slots.iter().enumerate() {
                let Slot::Cell(cell) = slot else { continue };
                let span = 1 + slots.iter().skip(column + 1).take_while(|slot| matches!(slot, Slot::Covered)).count();
                let from = starts.get(at).copied().unwrap_or(self.row);
                let below = starts.get(at + cell.height()).or(starts.last()).copied().unwrap_or(from + 1);
                let format = self.format(row.look, header, table.align(column, cell));
                self.cell(cell, (from, below.saturating_sub(1).max(from)), (column, column + span - 1), &format)?;
            }
        }
        Ok(())
    }

    fn cell(
        &mut self,
        cell: &Cell,
        (top, bottom): (u32, u32),
        (left, right): (usize, usize),
        format: &Format,
    ) -> Result<(), ExportError> {
        let column = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        if (top, left) != (bottom, right) {
            self.sheet.merge_range(top, column(left), bottom, column(right), "", format)?;
        }
        match cell.number {
            Some(number) => drop(self.sheet.write_number_with_format(top, column(left), number, format)?),
            None => drop(self.sheet.write_string_with_format(top, column(left), &cell.text, format)?),
        }
        Ok(())
    }

    /// Height that the texts of a row need; a cell over several rows counts with its share.
    fn points(&self, slots: &[Slot<'_>]) -> f64 {
        let mut points = ROW_POINTS;
        for (at, slot) in slots.iter().enumerate() {
            if let Slot::Cell(cell) = slot {
                let span = 1 + slots.iter().skip(at + 1).take_while(|slot| matches!(slot, Slot::Covered)).count();
                let room: f64 = self.widths.iter().skip(at).take(span).sum();
                points = points.max(height(&cell.text, room - 1.0) / cell.height() as f64);
            }
        }
        points
    }

    fn format(&self, look: Look, header: bool, align: Align) -> Format {
        let at = match align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        };
        if header {
            return self.styles.head.clone().set_align(at);
        }
        let format = styles::plain().set_text_wrap().set_align(at).set_align(FormatAlign::Top);
        let format = format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x7F_7F7F));
        let format = format.set_num_format("#,##0");
        match look {
            Look::Plain => format,
            Look::Band(1) => format.set_bold().set_background_color(Color::RGB(0xE7_E6E6)),
            Look::Band(_) | Look::Total => format.set_bold().set_background_color(Color::RGB(0xF5_F5F5)),
        }
    }
}

/// Points that a text needs in so many half-width characters.
pub(super) fn height(text: &str, room: f64) -> f64 {
    // Full-width text leaves up to one character free at the end of a line.
    let room = (room - 1.0).max(2.0) as usize;
    let lines: usize = text.split('\n').map(|line| 1 + width(line).saturating_sub(1) / room).sum();
    lines.max(1) as f64 * ROW_POINTS
}

/// A text in parts that a cell can hold.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut units = 0;
    for c in text.chars() {
        units += c.len_utf16();
        if units > LONGEST {
            pieces.push(String::new());
            units = c.len_utf16();
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

/// Rows whose texts every cell can hold.
fn parted(rows: &[Row]) -> Vec<Row> {
    let mut parted = Vec::with_capacity(rows.len());
    for row in rows {
        let texts: Vec<Vec<String>> = row.cells.iter().map(|cell| pieces(&cell.text)).collect();
        let most = texts.iter().map(Vec::len).max().unwrap_or(1);
        for at in 0..most {
            let part = |(cell, texts): (&Cell, &Vec<String>)| match at {
                0 => Cell { text: texts.first().cloned().unwrap_or_default(), ..cell.clone() },
                _ => Cell { columns: cell.columns, ..Cell::text(texts.get(at).cloned().unwrap_or_default()) },
            };
            let cells = row.cells.iter().zip(&texts).map(part).collect();
            parted.push(Row { cells, look: row.look });
        }
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_goes_on_below() {
        let long = "𠮷".repeat(20_000);
        let rows = parted(&[Row::new(vec![Cell::text("1"), Cell::text(&long)])]);
        let texts: Vec<&str> = rows.iter().map(|row| row.cells[1].text.as_str()).collect();
        assert_eq!((texts.concat(), rows.len(), rows[1].cells[0].text.as_str()), (long, 2, ""));
    }
}
