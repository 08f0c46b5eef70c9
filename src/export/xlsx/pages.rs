//! Pages that are not tables of one question, a sheet each.

use std::path::Path;

use rust_xlsxwriter::Workbook;

use super::names::Names;
use super::sheet::{Drawn, Frame, Widths};
use super::styles::{self, Styles};
use super::{print_set_up, sheet};
use crate::export::{ExportError, whole_file};
use crate::messages::Lang;
use crate::present::{Page, View};

/// Writes the pages as a book of their own, whole or not at all.
pub fn pages(path: &Path, pages: &[Page], view: &View, lang: Lang) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&styles::plain(), styles::ROW_PIXELS, 64)?;
    let mut styles = Styles::new(view);
    let mut names = Names::default();
    for page in pages {
        add(&mut workbook, &mut styles, &mut names, page, None, lang)?;
    }
    whole_file(path, |file| Ok(workbook.save_to_writer(file)?))
}

/// Adds a page on a sheet of its own.
pub(super) fn add(
    workbook: &mut Workbook,
    styles: &mut Styles,
    names: &mut Names,
    page: &Page,
    back: Option<(&str, &'static str)>,
    lang: Lang,
) -> Result<Drawn, ExportError> {
    let name = names.unique(&page.name);
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(&name)?;
    let widths = Widths::new(&[&page.grid]);
    widths.set(worksheet)?;
    let method = page.method.join(lang.pick("　", "  "));
    let frame = Frame { warning: page.warning, back, method };
    let drawn = sheet::draw(worksheet, styles, &page.grid, &frame, &widths, 0)?;
    worksheet.set_freeze_panes(drawn.body, 2)?;
    worksheet.set_repeat_rows(drawn.header, drawn.body.saturating_sub(1))?;
    print_set_up(worksheet, true)?;
    Ok(drawn)
}
