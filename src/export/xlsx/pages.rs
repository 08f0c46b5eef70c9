//! Pages that are not tables of one question, a sheet each.

use std::path::Path;

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel, ChartType, Url, Workbook,
};

use super::document::properties;
use super::names::Names;
use super::sheet::{Frame, Widths};
use super::styles::{self, Styles};
use super::{print_set_up, sheet};
use crate::export::{ExportError, whole_file};
use crate::messages::{Lang, table as words};
use crate::present::grid::Row;
use crate::present::{Page, Scatter, View};

/// Writes the pages as a book of their own, with an index where there are several; whole or not at all.
pub fn pages(path: &Path, title: &str, pages: &[Page], view: &View, lang: Lang) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(title, None).set_comment(words::made_with(lang, None)));
    workbook.set_default_format(&styles::plain(), styles::ROW_PIXELS, 64)?;
    let mut styles = Styles::new(view);
    let mut names = Names::default();
    let contents = (pages.len() > 1).then(|| names.unique(words::contents(lang)));
    if let Some(contents) = &contents {
        workbook.add_worksheet().set_name(contents)?;
    }
    let back = contents.as_deref().map(|contents| (contents, words::to_contents(lang)));
    let mut entries = Vec::new();
    for page in pages {
        let name = add(&mut workbook, &mut styles, &mut names, page, back, lang)?;
        entries.push((name, &page.grid.title));
    }
    if contents.is_some() {
        let index = workbook.worksheet_from_index(0)?;
        index.set_column_width(0, 80.0)?;
        index.write_string_with_format(0, 0, title, &styles.title)?;
        for (row, (name, title)) in (2..).zip(entries) {
            let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(title);
            index.write_url_with_format(row, 0, link, &styles.link)?;
        }
        print_set_up(index, false)?;
    }
    whole_file(path, |file| Ok(workbook.save_to_writer(file)?))
}

/// Adds a page on a sheet of its own and gives the sheet's name.
pub(super) fn add(
    workbook: &mut Workbook,
    styles: &mut Styles,
    names: &mut Names,
    page: &Page,
    back: Option<(&str, &'static str)>,
    lang: Lang,
) -> Result<String, ExportError> {
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
    if let Some(scatter) = &page.scatter {
        worksheet.insert_chart(drawn.end + 2, 0, &chart(&name, scatter, drawn.body, &page.grid.rows))?;
    }
    Ok(name)
}

/// A scatter chart of two columns of the rows, which begin at `first`, each point named by its label.
fn chart(sheet: &str, scatter: &Scatter, first: u32, rows: &[Row]) -> Chart {
    let mut chart = Chart::new(ChartType::Scatter);
    let [x, y] = scatter.columns.map(sheet::column);
    // As text: LibreOffice shows figures in place of labels that refer to cells.
    let name = |row: &Row| ChartDataLabel::new().set_value(row.head.label.as_str()).to_custom();
    let names: Vec<ChartDataLabel> = rows.iter().map(name).collect();
    let last = first + u32::try_from(rows.len()).unwrap_or(1).saturating_sub(1);
    chart
        .add_series()
        .set_categories((sheet, first, x, last, x))
        .set_values((sheet, first, y, last, y))
        .set_custom_data_labels(&names);
    let ([x_name, y_name], [x_cross, y_cross]) = (&scatter.axes, scatter.cross);
    let cross = |axis: &mut ChartAxis, name: &str, at: f64| {
        axis.set_name(name).set_crossing(ChartAxisCrossing::AxisValue(at));
        axis.set_label_position(ChartAxisLabelPosition::Low).set_major_gridlines(false);
    };
    cross(chart.x_axis(), x_name, x_cross);
    cross(chart.y_axis(), y_name, y_cross);
    chart.legend().set_hidden();
    chart.set_width(640).set_height(480);
    chart
}
