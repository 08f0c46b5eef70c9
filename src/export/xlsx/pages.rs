//! A book of single grids: an index, then a sheet for each.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, Url, Workbook};

use super::names::Names;
use super::sheet::{self, Frame, Widths};
use super::styles::{self, Styles};
use super::{ExportError, print_set_up, whole_file};
use crate::export::pages::Page;
use crate::messages::{Lang, table as words};
use crate::present::View;

/// Writes the book, whole or not at all.
pub fn pages(path: &Path, title: &str, pages: &[Page], view: &View, lang: Lang) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title(title).set_comment(words::made_with(lang, None));
    workbook.set_properties(&properties);
    workbook.set_default_format(&styles::plain(), styles::ROW_PIXELS, 64)?;
    let mut styles = Styles::new(view);
    let mut names = Names::default();
    let contents = names.unique(words::contents(lang));
    workbook.add_worksheet().set_name(&contents)?;
    let mut places = Vec::new();
    for page in pages {
        let name = names.unique(&page.name);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name)?;
        let widths = Widths::new(&[&page.grid]);
        widths.set(sheet)?;
        let frame = Frame {
            warning: page.synthetic.then(|| words::synthetic(lang)),
            back: (&contents, words::to_contents(lang)),
            method: page.method.join(lang.pick("　", "  ")),
        };
        let drawn = sheet::draw(sheet, &mut styles, &page.grid, &frame, &widths, 0)?;
        sheet.set_freeze_panes(drawn.body, 2)?;
        sheet.set_repeat_rows(drawn.header, drawn.body.saturating_sub(1))?;
        print_set_up(sheet, true)?;
        places.push((name, &page.grid.title));
    }
    let index = workbook.worksheet_from_index(0)?;
    index.set_column_width(0, 80.0)?;
    index.write_string_with_format(0, 0, title, &styles.title)?;
    for (row, (name, title)) in (2..).zip(places) {
        let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(title);
        index.write_url_with_format(row, 0, link, &styles.link)?;
    }
    print_set_up(index, false)?;
    whole_file(path, |file| Ok(workbook.save_to_writer(file)?))
}
