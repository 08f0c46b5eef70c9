//! The chart of a table: which picture it is, how high it would like to be, and drawn, for the pane and for a presentation.

use ratatui::layout::Rect;

use crate::messages::{Lang, pictures as say, screen as common};
use crate::model::Table;
use crate::model::table::Percent;
use crate::present::picture::{self, adds_up, lines, points};
use crate::present::{View, portfolio};
use crate::text::fit::wrap;
use crate::text::fold::display;
use crate::tui::pictures::made::{Found, Made};
use crate::tui::pictures::{self, Chart, Size};
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::line;

/// What a chart is drawn of.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The table.
    pub table: &'a Table,
    /// How its figures are printed.
    pub view: &'a View,
    /// The group under the cursor.
    pub group: usize,
    /// What was made besides the table.
    pub made: Option<&'a Made>,
    /// Language of its words.
    pub lang: Lang,
}

/// Lines that a plot would like to have, with its frame.
const PLOT: u16 = 16;

/// The kind that fits a table: while a question is being counted its kind may be ahead of the table that is still shown.
pub fn fitting(table: &Table, chart: Option<Chart>) -> Chart {
    match chart {
        Some(Chart::Bands) | None if adds_up(table.kind) => Chart::Bands,
        Some(Chart::Bands) | None => Chart::Bars,
        Some(chart) => chart,
    }
}

/// Lines the chart would like to have, with its frame.
pub fn height(table: &Table, chart: Option<Chart>, view: &View, columns: usize, lang: Lang) -> u16 {
    if table.options.is_empty() {
        return 0;
    }
    let lines = match fitting(table, chart) {
        Chart::Bands => {
            let bands = picture::bands(table, view);
            table.groups.len() + pictures::bands::legend_rows(&bands, columns.saturating_sub(4), lang)
        }
        Chart::Bars => picture::bar_parts(table, view).len(),
        Chart::Lines | Chart::Points => return PLOT,
    };
    u16::try_from(lines + 2).unwrap_or(u16::MAX)
}

/// Its title: the kind, and whose answers they are where they are those of one group.
pub fn title(chart: Chart, about: &About<'_>) -> String {
    let About { lang, .. } = *about;
    let subject = subject(chart, about);
    // A chart is of row percentages, whatever the table shows.
    let of_rows = about.table.percent == Percent::Row;
    match chart {
        Chart::Bands => common::chart_title(lang, true, of_rows, &subject),
        Chart::Bars => common::chart_title(lang, false, of_rows, &subject),
        Chart::Lines | Chart::Points => format!("{}{}{subject}", chart.name(lang), lang.pick("　", ": ")),
    }
}

/// Whose answers a chart of one group shows, marked where their base is small: of waves in any of them.
pub fn subject(chart: Chart, about: &About<'_>) -> String {
    let About { table, view, group, made, lang } = *about;
    let Some(group) = table.groups.get(group) else { return String::new() };
    let found = made.filter(|_| chart.is_made()).and_then(|made| made.found.as_ref()?.as_ref().ok());
    let made = match found.map(|found| &**found) {
        Some(Found::Waves(waves, _)) => lines::of_group(waves, group).map(|group| lines::subject(waves, group, view)),
        Some(Found::Portfolio(of)) => {
            points::of_group(&of.groups, group).and_then(|of| portfolio::subject(of, view, lang))
        }
        None => None,
    };
    made.map_or_else(|| picture::row(table, group, view).label, |made| display(&made))
}

/// Draws a chart, in `large` as large as it fits.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, chart: Chart, about: &About<'_>, large: bool) {
    let About { table, view, group, lang, .. } = *about;
    if area.is_empty() {
        return;
    }
    match chart {
        Chart::Bands => {
            let bands = picture::bands(table, view);
            let legend = pictures::bands::legend_rows(&bands, area.width.into(), lang);
            let legend = u16::try_from(legend).unwrap_or(0);
            let rows = area.height.saturating_sub(legend + 1);
            let size = if large { Size::fitting(bands.rows.len(), rows, 5) } else { Size::SMALL };
            let current = (!large).then_some(group);
            pictures::bands::draw(canvas, area, &bands, current, (size, large), lang);
        }
        Chart::Bars => {
            let Some(bars) = picture::bars(table, group, view) else { return };
            if !large {
                return pictures::bars::draw(canvas, area, &bars, Size::SMALL, lang);
            }
            // The groups stand beside the bars, their labels above.
            let beside = picture::beside(table, group, &bars, view);
            let head = u16::from(!beside.is_empty());
            let size = Size::fitting(bars.bars.len(), area.height.saturating_sub(head), 3);
            pictures::bars::draw_beside(canvas, area, &bars, &beside, size, lang);
        }
        Chart::Lines | Chart::Points => draw_made(canvas, area, about, large),
    }
}

fn draw_made(canvas: &mut Canvas<'_>, area: Rect, about: &About<'_>, large: bool) {
    let About { table, view, group, made, lang } = *about;
    let Some(group) = table.groups.get(group) else { return };
    let (text, style) = match made.and_then(|made| made.found.as_ref()) {
        None => (common::computing(lang).to_owned(), canvas.theme.warn()),
        Some(Err(sentence)) => (sentence.clone(), canvas.theme.bad()),
        Some(Ok(found)) => match &**found {
            Found::Portfolio(of) => {
                let picture = points::of_group(&of.groups, group)
                    .and_then(|group| points::points(&of.spec, group, &of.measures, &table.question, view, lang));
                match picture {
                    Some(picture) => return pictures::points::draw(canvas, area, &picture, lang),
                    None => (say::nothing_to_place(lang).to_owned(), canvas.theme.dim()),
                }
            }
            Found::Waves(waves, missing) => match lines::of_group(waves, group) {
                Some(group) => {
                    let picture = lines::lines(waves, group, view, lang);
                    // A presentation has its notes at the foot; here a line under the picture says what is missing.
                    let missing = if large { String::new() } else { missing.concat() };
                    let told = u16::from(!missing.is_empty() && area.height > 4);
                    let style = canvas.theme.warn();
                    canvas.put(Rect { height: told, ..line(area, area.height - 1) }, &missing, style);
                    let area = Rect { height: area.height - told, ..area };
                    return pictures::lines::draw_waves(canvas, area, &picture, lang);
                }
                None => (say::no_group_in_waves(lang).to_owned(), canvas.theme.dim()),
            },
        },
    };
    for (row, text) in (0..area.height).zip(wrap(&text, area.width.into())) {
        canvas.put(line(area, row), &text, style);
    }
}

/// What a reader of the chart must know besides the notes of the table.
pub fn notes(chart: Chart, made: Option<&Made>, view: &View, lang: Lang) -> Option<Vec<String>> {
    let found = made.filter(|_| chart.is_made())?.found.as_ref()?.as_ref().ok()?;
    match &**found {
        Found::Portfolio(of) => Some(of.notes.clone()),
        Found::Waves(waves, missing) => {
            Some(missing.iter().cloned().chain(crate::present::waves::notes(waves, view, lang)).collect())
        }
    }
}
