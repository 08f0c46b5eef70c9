//! The table book: one Excel file with an index, the simple tables of each survey and its cross tables.
//!
//! The index links to every table and every table links back. Cross tables stand on a sheet per question or all on one.
//! Figures are numbers with a display format, texts are always text, so nothing a respondent wrote becomes a formula.

mod contents;
mod document;
mod inquiry;
mod names;
mod pages;
mod sheet;
mod styles;

use std::path::Path;

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet};

use crate::messages::table::Method;
use crate::messages::{Lang, table as words};
use crate::model::{Kind, Survey, Table};
use crate::present::{Grid, Page, View, simple};

pub use self::document::document;
pub(in crate::export) use self::document::properties as properties_of;
pub use self::inquiry::inquiry;
pub use self::pages::pages;

use self::contents::Entry;
use self::names::Names;
use self::sheet::{Frame, Widths};
use self::styles::Styles;
use super::{BookPart, ExportError, is_synthetic, whole_file};

/// How a book is made.
#[derive(Debug, Clone, Default)]
pub struct BookOptions<'a> {
    /// Language of every word that is not the survey's own.
    pub lang: Lang,
    /// Lines, digits and order of the tables.
    pub view: View,
    /// All cross tables of a survey on one sheet instead of a sheet per question.
    pub one_sheet: bool,
    /// Leaves out the sheet with the simple tables; then tables without banners stand among the cross tables.
    pub no_simple: bool,
    /// Pages about whole surveys (response, sampling errors, portfolios), a sheet each, after the index.
    pub front: &'a [Page],
    /// Day of making, ISO: printed on every table and kept as the date of the file.
    pub generated: Option<&'a str>,
}

/// Writes the book, whole or not at all.
pub fn book(path: &Path, parts: &[BookPart<'_>], options: &BookOptions<'_>) -> Result<(), ExportError> {
    let mut workbook = workbook(parts, options)?;
    whole_file(path, |file| Ok(workbook.save_to_writer(file)?))
}

fn workbook(parts: &[BookPart<'_>], options: &BookOptions<'_>) -> Result<Workbook, ExportError> {
    let lang = options.lang;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(parts, options));
    // Before the first sheet: the width of a column is measured in digits of this font.
    workbook.set_default_format(&styles::plain(), styles::ROW_PIXELS, 64)?;
    let mut styles = Styles::new(&options.view);
    let mut names = Names::default();
    let contents = names.unique(words::contents(lang));
    workbook.add_worksheet().set_name(&contents)?;
    let mut front = Vec::new();
    for page in options.front {
        let back = Some((contents.as_str(), words::to_contents(lang)));
        front.push((page, self::pages::add(&mut workbook, &mut styles, &mut names, page, back, lang)?));
    }
    let mut sections = Vec::new();
    for part in parts {
        let prefix = prefix(parts, part.survey, lang);
        let mut book =
            Book { workbook: &mut workbook, styles: &mut styles, names: &mut names, contents: &contents, options };
        sections.push((part, book.survey(part, &prefix)?));
    }
    let page = workbook.worksheet_from_index(0)?;
    contents::draw(page, &mut styles, &front, &sections, options)?;
    Ok(workbook)
}

/// The title of the book, and its day if one is given. There is no author: it would be the account of a machine.
fn properties(parts: &[BookPart<'_>], options: &BookOptions<'_>) -> DocProperties {
    let titles: Vec<&str> = parts.iter().map(|part| part.survey.title()).collect();
    let title = format!("{} {}", titles.join(options.lang.pick("・", ", ")), words::table_book(options.lang));
    properties_of(&title, options.generated).set_comment(words::made_with(options.lang, options.generated))
}

/// What sets the sheets of one survey apart from those of another.
fn prefix(parts: &[BookPart<'_>], survey: &Survey, lang: Lang) -> String {
    if parts.len() < 2 {
        return String::new();
    }
    let same = parts.iter().filter(|part| part.survey.about.audience == survey.about.audience).count();
    match words::audience(lang, survey.about.audience) {
        Some(name) if same == 1 => format!("{name} "),
        _ => format!("{} ", survey.about.id),
    }
}

struct Book<'a> {
    workbook: &'a mut Workbook,
    styles: &'a mut Styles,
    names: &'a mut Names,
    contents: &'a str,
    options: &'a BookOptions<'a>,
}

impl Book<'_> {
    /// Draws all tables of a survey and says where each stands.
    fn survey(&mut self, part: &BookPart<'_>, prefix: &str) -> Result<Vec<Entry>, ExportError> {
        let lang = self.options.lang;
        let mut entries: Vec<Entry> = part.tables.iter().map(Entry::new).collect();
        if !self.options.no_simple {
            let grids: Vec<Grid> =
                part.tables.iter().map(|table| simple::simple(table, &self.options.view, lang)).collect();
            let tables: Vec<(&Table, &Grid)> = part.tables.iter().zip(&grids).collect();
            let name = format!("{prefix}{}", words::simple_tables(lang));
            let (name, rows) = self.stacked(part.survey, &tables, &name, false)?;
            for (entry, row) in entries.iter_mut().zip(rows) {
                entry.simple = Some((name.clone(), row));
            }
        }
        let wanted: Vec<(usize, &Table)> =
            part.tables.iter().enumerate().filter(|(_, table)| self.is_wanted(table)).collect();
        let grids: Vec<Grid> = wanted.iter().map(|(_, table)| Grid::new(table, &self.options.view, lang)).collect();
        let places: Vec<(String, u32)> = if self.options.one_sheet {
            let tables: Vec<(&Table, &Grid)> = wanted.iter().map(|(_, table)| *table).zip(&grids).collect();
            let name = format!("{prefix}{}", words::cross_tables(lang));
            if tables.is_empty() {
                Vec::new()
            } else {
                let (name, rows) = self.stacked(part.survey, &tables, &name, true)?;
                rows.into_iter().map(|row| (name.clone(), row)).collect()
            }
        } else {
            let mut places = Vec::new();
            for ((_, table), grid) in wanted.iter().zip(&grids) {
                places.push((self.single(part.survey, table, grid, prefix)?, 0));
            }
            places
        };
        for ((at, _), place) in wanted.iter().zip(places) {
            if let Some(entry) = entries.get_mut(*at) {
                entry.cross = Some(place);
            }
        }
        Ok(entries)
    }

    /// Whether a table stands among the cross tables: one without banners only if nothing else shows it.
    fn is_wanted(&self, table: &Table) -> bool {
        let crossed = table.groups.len() > 1 && table.kind != Kind::Text;
        crossed || self.options.no_simple
    }

    /// One table on a sheet of its own. Returns the sheet's name.
    fn single(&mut self, survey: &Survey, table: &Table, grid: &Grid, prefix: &str) -> Result<String, ExportError> {
        let label = if table.label.is_empty() { &table.text } else { &table.label };
        let name = self.names.unique(&format!("{prefix}{} {label}", table.question));
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(&name)?;
        let widths = Widths::new(&[grid]);
        widths.set(sheet)?;
        let frame = frame(survey, table, self.contents, self.options);
        let drawn = sheet::draw(sheet, self.styles, grid, &frame, &widths, 0)?;
        let frozen = if grid.columns.len() > 1 { 3 } else { 2 };
        sheet.set_freeze_panes(drawn.body, frozen)?;
        sheet.set_repeat_rows(drawn.header, drawn.body.saturating_sub(1))?;
        print_set_up(sheet, true)?;
        // A little over one page is better a little smaller than on two.
        if drawn.points <= widths.page_points(true) * 1.2 {
            sheet.set_print_fit_to_pages(1, 1);
        }
        Ok(name)
    }

    /// Tables one below another. Returns the sheet's name and the row where each table begins.
    fn stacked(
        &mut self,
        survey: &Survey,
        tables: &[(&Table, &Grid)],
        name: &str,
        landscape: bool,
    ) -> Result<(String, Vec<u32>), ExportError> {
        let name = self.names.unique(name);
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(&name)?;
        let grids: Vec<&Grid> = tables.iter().map(|(_, grid)| *grid).collect();
        let widths = Widths::new(&grids);
        widths.set(sheet)?;
        let page = widths.page_points(landscape);
        let mut frames: Vec<Frame<'_>> =
            tables.iter().map(|(table, _)| frame(survey, table, self.contents, self.options)).collect();
        let (mut row, mut used) = (0, 0.0);
        if let Some(method) = said_once(&mut frames)
            && let Some(grid) = grids.first()
        {
            (row, used) = sheet::heading(sheet, self.styles, grid, &method, &widths)?;
        }
        let (mut rows, mut breaks) = (Vec::new(), Vec::new());
        for ((_, grid), frame) in tables.iter().zip(&frames) {
            let drawn = sheet::draw(sheet, self.styles, grid, frame, &widths, row)?;
            // A table that would run over the end of the page begins a new one; Excel takes at most 1023 breaks.
            if !rows.is_empty() && used + drawn.points > page && breaks.len() < 1023 {
                breaks.push(row);
                used = 0.0;
            }
            used += drawn.points;
            rows.push(row);
            row = drawn.end + 2;
        }
        sheet.set_freeze_panes(0, 2)?;
        sheet.set_page_breaks(&breaks)?;
        print_set_up(sheet, landscape)?;
        Ok((name, rows))
    }
}

/// Takes source and method out of the frames if they all say the same.
fn said_once(frames: &mut [Frame<'_>]) -> Option<String> {
    let method = frames.first()?.method.clone();
    if frames.iter().any(|frame| frame.method != method) {
        return None;
    }
    frames.iter_mut().for_each(|frame| frame.method.clear());
    Some(method)
}

fn frame<'a>(survey: &'a Survey, table: &'a Table, contents: &'a str, options: &BookOptions<'a>) -> Frame<'a> {
    let method = Method {
        survey,
        table: Some(table),
        digits: Some(options.view.digits),
        swap: options.view.swap,
        generated: options.generated,
    };
    Frame {
        warning: is_synthetic(survey, table).then(|| words::synthetic(options.lang)),
        back: Some((contents, words::to_contents(options.lang))),
        method: words::method(options.lang, &method).join(options.lang.pick("　", "  ")),
    }
}

/// A4, one page wide, with the sheet's name and the page number at the foot.
fn print_set_up(sheet: &mut Worksheet, landscape: bool) -> Result<(), ExportError> {
    sheet.set_paper_size(9);
    if landscape {
        sheet.set_landscape();
    }
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&A&R&P / &N");
    sheet.set_screen_gridlines(false);
    Ok(())
}
