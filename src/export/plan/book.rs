//! A plan as a workbook that a person can edit: 計画, 列, 尺度, 記録, and what to know when editing.
//!
//! Every cell is text, so that nothing is taken for a formula, a number or a date. The first row of a sheet holds the keys
//! that `load::plan::book` reads, the second what they mean.

use std::path::Path;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet};

use crate::export::{ExportError, whole_file};
use crate::messages::{Lang, plan::exchange as words};
use crate::model::plan::Plan;
use crate::model::plan::book::{self, Part, Table};
use crate::text::cells::width;

/// Half-width characters: the narrowest and the widest column.
const NARROW: usize = 6;
const WIDE: usize = 48;
/// The last row of a sheet.
const LAST_ROW: u32 = 1_048_575;

/// Writes the plan as a workbook, whole or not at all.
///
/// # Errors
/// The file cannot be written, or Excel's limits are met.
pub fn book(path: &Path, plan: &Plan, lang: Lang) -> Result<(), ExportError> {
    let tables = book::written(plan);
    let mut workbook = Workbook::new();
    workbook.set_properties(&crate::export::xlsx::properties_of(&plan.about.title, None));
    for (part, table) in [
        (Part::About, &tables.about),
        (Part::Columns, &tables.columns),
        (Part::Scales, &tables.scales),
        (Part::Records, &tables.records),
    ] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(words::sheet(part))?;
        write(sheet, part, table, lang)?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(words::HELP_SHEET)?;
    sheet.set_column_width(0, 100)?;
    let text = plain();
    for (row, line) in (0..).zip(words::how_to(lang)) {
        sheet.write_string_with_format(row, 0, line, &text)?;
    }
    whole_file(path, |file| Ok(workbook.save_to_writer(file)?))
}

fn plain() -> Format {
    Format::new().set_font_name("BIZ UDPゴシック").set_font_size(10).set_text_wrap().set_align(FormatAlign::Top)
}

fn write(sheet: &mut Worksheet, part: Part, table: &Table, lang: Lang) -> Result<(), ExportError> {
    let line = Color::RGB(0xBF_BFBF);
    let cell = plain().set_border(FormatBorder::Thin).set_border_color(line).set_num_format("@");
    let key = cell.clone().set_font_color(Color::RGB(0x80_8080)).set_font_size(8);
    let head = cell.clone().set_bold().set_background_color(Color::RGB(0xDC_E6F1));
    for (column, name) in (0_u16..).zip(&table.keys) {
        sheet.write_string_with_format(0, column, name, &key)?;
        sheet.write_string_with_format(1, column, words::label(lang, part, name), &head)?;
        let texts = table.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = texts.flat_map(|text| text.split('\n')).map(width).max().unwrap_or(0);
        let widest = widest.max(width(&words::label(lang, part, name)));
        sheet.set_column_width(column, (widest + 2).clamp(NARROW, WIDE) as f64)?;
        // Cells that a person fills in are texts too.
        sheet.set_column_format(column, &plain().set_num_format("@"))?;
    }
    for (row, texts) in (2_u32..).zip(&table.rows) {
        for (column, text) in (0_u16..).zip(texts) {
            match (text.as_str(), part) {
                ("", _) => drop(sheet.write_blank(row, column, &cell)?),
                _ => drop(sheet.write_string_with_format(row, column, text, &cell)?),
            }
        }
        if let (Part::About, Some(name)) = (part, texts.first()) {
            let column = u16::try_from(table.keys.len()).unwrap_or(u16::MAX);
            sheet.write_string_with_format(row, column, words::label(lang, part, name), &plain())?;
        }
    }
    let last = u16::try_from(table.keys.len()).unwrap_or(u16::MAX);
    sheet.ignore_error_range(0, 0, LAST_ROW, last, IgnoreError::NumberStoredAsText)?;
    let fixed = table.keys.iter().position(|key| key == "title").filter(|_| part == Part::Records);
    sheet.set_freeze_panes(2, u16::try_from(fixed.map_or(0, |at| at + 1)).unwrap_or(0))?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_repeat_rows(0, 1)?;
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}
