//! The first sheet: every table of the book with its n and links to where it stands.

use rust_xlsxwriter::{Format, Url, Worksheet};

use crate::messages::table::Method;
use crate::messages::{Lang, table as words};
use crate::model::Table;
use crate::present::Page;
use crate::text::fit::wrap;

use super::styles::{Content, Edge, Look, ROW_POINTS, Styles};
use super::{BookOptions, BookPart, ExportError};

/// One table of the book.
pub(super) struct Entry {
    question: String,
    label: String,
    n: u64,
    /// Sheet and row among the simple tables.
    pub(super) simple: Option<(String, u32)>,
    /// Sheet and row among the cross tables.
    pub(super) cross: Option<(String, u32)>,
}

impl Entry {
    pub(super) fn new(table: &Table) -> Self {
        let label = if table.label.is_empty() { &table.text } else { &table.label };
        Self { question: table.question.clone(), label: label.clone(), n: table.base.n, simple: None, cross: None }
    }
}

/// Widths of question, label, n and the two links.
const WIDTHS: [usize; 5] = [10, 60, 9, 13, 13];

/// Draws the index. `front` are the pages about whole surveys with their sheets, `sections` the surveys with their tables.
pub(super) fn draw(
    sheet: &mut Worksheet,
    styles: &mut Styles,
    front: &[(&Page, String)],
    sections: &[(&BookPart<'_>, Vec<Entry>)],
    options: &BookOptions<'_>,
) -> Result<(), ExportError> {
    let lang = options.lang;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width as f64)?;
    }
    let mut row = 0;
    text(sheet, &mut row, words::table_book(lang), &styles.title, 1.3)?;
    for (page, name) in front {
        sheet.merge_range(row, 0, row, 4, "", &styles.link)?;
        sheet.write_url_with_format(row, 0, link(name, 0, &page.grid.title), &styles.link)?;
        row += 1;
    }
    for (part, entries) in sections {
        row += 1;
        text(sheet, &mut row, part.survey.title(), &styles.title, 1.3)?;
        let synthetic = part.survey.about.synthetic || part.tables.iter().any(|t| super::is_synthetic(part.survey, t));
        if synthetic {
            text(sheet, &mut row, words::synthetic(lang), &styles.warning, 1.0)?;
        }
        let method = Method {
            survey: part.survey,
            table: part.tables.first(),
            digits: Some(options.view.digits),
            swap: options.view.swap,
            generated: options.generated,
        };
        for line in words::method(lang, &method) {
            text(sheet, &mut row, &line, &styles.note, 0.9)?;
        }
        row += 1;
        list(sheet, styles, &mut row, entries, lang)?;
    }
    super::print_set_up(sheet, false)
}

fn list(
    sheet: &mut Worksheet,
    styles: &mut Styles,
    row: &mut u32,
    entries: &[Entry],
    lang: Lang,
) -> Result<(), ExportError> {
    let heads = ["No", words::question(lang), "n", words::simple_tables(lang), words::cross_tables(lang)];
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(*row, column, head, &styles.head)?;
    }
    *row += 1;
    for (at, entry) in entries.iter().enumerate() {
        let last = at + 1 == entries.len();
        let look =
            Look { kind: Content::Label, net: false, small: false, total: false, top: Edge::Faint, last, tone: None };
        let lines = wrap(&entry.label, WIDTHS[1] - 2).len();
        if lines > 1 {
            sheet.set_row_height(*row, ROW_POINTS * lines as f64)?;
        }
        sheet.write_string_with_format(*row, 0, &entry.question, styles.cell(look))?;
        sheet.write_string_with_format(*row, 1, &entry.label, styles.cell(look))?;
        sheet.write_number_with_format(*row, 2, entry.n as f64, styles.cell(Look { kind: Content::Count, ..look }))?;
        for (column, place, word) in
            [(3, &entry.simple, words::simple_tables(lang)), (4, &entry.cross, words::cross_tables(lang))]
        {
            let plain = styles.cell(look).clone();
            match place {
                Some((name, to)) => {
                    let format = plain.merge(&styles.link);
                    sheet.write_url_with_format(*row, column, link(name, *to, word), &format)?;
                }
                None => {
                    sheet.write_blank(*row, column, &plain)?;
                }
            }
        }
        *row += 1;
    }
    Ok(())
}

/// A link to a row of a sheet.
fn link(name: &str, row: u32, text: &str) -> Url {
    Url::new(format!("internal:'{}'!A{}", name.replace('\'', "''"), row + 1)).set_text(text)
}

fn text(sheet: &mut Worksheet, row: &mut u32, text: &str, format: &Format, size: f64) -> Result<(), ExportError> {
    let room = WIDTHS.iter().sum::<usize>() as f64 / size;
    let lines = wrap(text, room as usize - 2).len();
    sheet.merge_range(*row, 0, *row, 4, text, format)?;
    sheet.set_row_height(*row, ROW_POINTS * lines as f64 * size.max(1.0))?;
    *row += 1;
    Ok(())
}
