//! 照会表 as an Excel form: classes to choose from, room for replies, and two hidden columns by which it is read back.
//!
//! The sheet is protected without a password. The header is locked and the hidden columns cannot be shown by mistake, but
//! rows can be sorted and filtered and columns be added, because sections do that.

use std::path::Path;

use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, FormatBorder, IgnoreError, ProtectionOptions, Workbook, Worksheet,
};

use super::document::{height, pieces, properties};
use super::names::Names;
use super::print_set_up;
use super::styles::{self, ROW_POINTS, Styles};
use crate::export::{ExportError, whole_file};
use crate::present::View;
use crate::present::comments::inquiry::{Inquiry, InquiryRow};

/// Widths in half-width characters; the last two columns are hidden.
const WIDTHS: [f64; 10] = [5.0, 16.0, 46.0, 6.0, 9.0, 46.0, 14.0, 12.0, 4.0, 4.0];
/// Columns that people look at.
const SHOWN: u16 = 8;
const CLASS: u16 = 4;
const REPLY: u16 = 5;
/// Lines that a reply has room for at least.
const REPLY_LINES: f64 = 4.0;

/// Writes the form, whole or not at all.
///
/// # Errors
/// The file cannot be written.
pub fn inquiry(path: &Path, form: &Inquiry) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&form.title, None));
    workbook.set_default_format(&styles::plain(), styles::ROW_PIXELS, 64)?;
    let styles = Styles::new(&View::default());
    let sheet = workbook.add_worksheet();
    sheet.set_name(Names::default().unique(&form.title))?;
    draw(sheet, &styles, form)?;
    whole_file(path, |file| Ok(workbook.save_to_writer(file)?))
}

fn draw(sheet: &mut Worksheet, styles: &Styles, form: &Inquiry) -> Result<(), ExportError> {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let room: f64 = WIDTHS.iter().take(usize::from(SHOWN)).sum();
    let mut row = 0;
    for (text, format) in
        std::iter::once((&form.title, &styles.title)).chain(form.notes.iter().map(|note| (note, &styles.note)))
    {
        sheet.merge_range(row, 0, row, SHOWN - 1, text, format)?;
        sheet.set_row_height(row, height(text, room) + if row == 0 { 5.0 } else { 0.0 })?;
        row += 1;
    }
    let header = row;
    for (column, label) in (0..).zip(form.header) {
        sheet.write_string_with_format(header, column, label, &styles.head)?;
    }
    sheet.set_row_height(header, ROW_POINTS * 2.0)?;
    let body = header + 1;
    for (row, entry) in (body..).zip(&form.rows) {
        write(sheet, row, entry)?;
    }
    let last = body + u32::try_from(form.rows.len()).unwrap_or(1).saturating_sub(1);
    if !form.rows.is_empty() && !form.classes.is_empty() {
        let classes: Vec<&str> = form.classes.iter().map(String::as_str).collect();
        // A list of marks: Excel takes 255 characters.
        let choice = DataValidation::new().allow_list_strings(&classes);
        if let Ok(choice) = choice.and_then(|choice| choice.set_error_message(&form.wrong_class)) {
            sheet.add_data_validation(body, CLASS, last, CLASS, &choice)?;
        }
    }
    for column in SHOWN..SHOWN + 2 {
        sheet.set_column_hidden(column)?;
    }
    sheet.ignore_error_range(0, 0, last.max(body), SHOWN + 1, IgnoreError::NumberStoredAsText)?;
    sheet.autofilter(header, 0, last.max(body), SHOWN - 1)?;
    sheet.set_freeze_panes(body, 0)?;
    sheet.set_repeat_rows(header, header)?;
    sheet.set_print_area(0, 0, last.max(body), SHOWN - 1)?;
    print_set_up(sheet, true)?;
    sheet.protect_with_options(&ProtectionOptions {
        sort: true,
        use_autofilter: true,
        format_cells: true,
        format_rows: true,
        insert_columns: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, entry: &InquiryRow) -> Result<(), ExportError> {
    let plain = || {
        styles::plain()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x7F_7F7F))
            .set_unlocked()
    };
    let figure = plain().set_align(FormatAlign::Center);
    // Where something is to be filled in.
    let field = |format: Format| format.set_background_color(Color::RGB(0xFF_FBE6)).set_num_format("@");
    let texts: [(u16, &str, Format); 8] = [
        (1, &entry.heading, plain()),
        (2, &entry.outline, plain()),
        (CLASS, &entry.class, field(figure.clone())),
        (REPLY, &entry.reply, field(plain())),
        (6, &entry.section, plain()),
        (7, &entry.due, plain()),
        (8, &entry.item, plain()),
        (9, &entry.seal, plain()),
    ];
    sheet.write_number_with_format(row, 0, entry.number as f64, &figure)?;
    sheet.write_number_with_format(row, 3, entry.opinions as f64, &figure)?;
    for (column, text, format) in texts {
        // A cell holds no more; the whole text stands in the list of items.
        let first = pieces(text).into_iter().next().unwrap_or_default();
        sheet.write_string_with_format(row, column, first, &format)?;
    }
    let tallest = [(2, &entry.outline), (5, &entry.reply)]
        .map(|(column, text)| height(text, WIDTHS.get(column).copied().unwrap_or(40.0) - 1.0));
    let points = tallest.into_iter().fold(REPLY_LINES * ROW_POINTS, f64::max);
    sheet.set_row_height(row, points.min(405.0))?;
    Ok(())
}
