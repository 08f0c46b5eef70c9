//! The screen of progress drawn.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::layout::{self, Areas, Widths};
use super::tables::{Entry, Form, Table};
use super::{Row, detail, filter};
use crate::messages::plan::{self as words, screen as say};
use crate::messages::{Lang, screen as common};
use crate::model::plan::Meaning;
use crate::plans::yearly::Slot;
use crate::text::fit::{Align, cut, pad};
use crate::text::fold::display;
use crate::text::heading::heading;
use crate::tui::screens::records;
use crate::tui::screens::search_line;
use crate::tui::state::{PlanData, State as Program};
use crate::tui::widgets::canvas::line;
use crate::tui::widgets::canvas::{self, Canvas, cells, inner, inside};
use crate::tui::widgets::tabs;

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let Some((_, table)) = super::current(program) else {
        nothing(canvas, program, area, say::progress(lang), say::no_table(lang));
        return;
    };
    let areas = layout::areas(program, area);
    tabs::draw(canvas, &layout::tabs(program), &program.progress.table);
    draw_list(canvas, program, table, &areas);
    draw_detail(canvas, program, &areas);
}

/// A frame with what is to be said where there is nothing to show.
pub fn nothing(canvas: &mut Canvas<'_>, program: &Program, area: Rect, title: &str, empty: &str) {
    let lang = program.lang;
    let style = canvas.theme.active();
    canvas.frame(area, title, style);
    let (text, style) = match &program.plans.data {
        PlanData::Loading => (say::loading(lang), canvas.theme.warn()),
        PlanData::Failed(sentence) => (sentence.as_str(), canvas.theme.bad()),
        PlanData::Ready(plans) if plans.is_empty() => (say::no_plan(lang), canvas.theme.warn()),
        PlanData::Ready(_) => (empty, canvas.theme.dim()),
    };
    crate::tui::screens::table::view::draw_lines(canvas, inside(inner(area), 1, 1), text, style);
}

fn draw_list(canvas: &mut Canvas<'_>, program: &Program, table: &Table, areas: &Areas) {
    let lang = program.lang;
    let Some((plan, _)) = super::current(program) else { return };
    let state = &program.progress;
    let style = canvas.theme.active();
    canvas.frame(areas.list, &display(&table.name(plan, lang)), style);
    let words = display(&filter::words(plan, table, &state.filter, lang));
    let filtered = cut(&words, usize::from(areas.search.width) / 2);
    let taken = cells(&filtered);
    let found = state.rows.iter().filter(|row| matches!(row, Row::Entry(_))).count();
    search_line::draw(canvas, program, inside(areas.search, 0, taken + 1), (&state.search, state.searching), found);
    let at_right = inside(areas.search, areas.search.width.saturating_sub(taken), 0);
    canvas.put(at_right, &filtered, canvas.theme.warn());
    let widths = layout::widths(table, areas.rows.width);
    draw_head(canvas, table, &widths, areas, lang, state.column);
    for (place, (at, row)) in (0..areas.rows.height).zip(state.rows.iter().enumerate().skip(state.offset)) {
        let area = line(areas.rows, place);
        match row {
            Row::Title { text, inner: false } => canvas.write(area, &display(text), canvas.theme.heading()),
            Row::Title { text, inner: true } => canvas.write(inside(area, 1, 0), &display(text), canvas.theme.dim()),
            Row::Entry(position) => {
                let Some(entry) = table.entries.get(*position) else { continue };
                let chosen = (at == state.selected).then_some(state.column);
                draw_entry(canvas, entry, &widths, area, lang, (chosen, table.form));
            }
        }
    }
    if state.rows.is_empty() {
        canvas.write(areas.rows, common::nothing_found(lang), canvas.theme.dim());
    }
    let narrowed = if state.is_narrowed() { canvas.theme.warn() } else { canvas.theme.heading() };
    canvas.row(areas.foot, &filter::counts(table, &state.shown, lang), Align::Left, narrowed);
    let edge = Rect { width: areas.rows.width + 1, ..areas.rows };
    canvas::more(canvas, edge, state.offset, state.rows.len());
    canvas.always_send(areas.rows);
}

fn draw_head(canvas: &mut Canvas<'_>, table: &Table, widths: &Widths, areas: &Areas, lang: Lang, column: usize) {
    let title = match table.form {
        Form::Progress | Form::Yearly => say::column_title(lang),
        Form::Indicators => say::column_indicator(lang),
        Form::Outline => say::column_slot(lang),
    };
    let rows = usize::from(areas.head.height);
    let mut names = vec![split(say::column_no(lang), widths.no, rows), split(title, widths.title, rows)];
    if widths.period > 0 {
        names.push(split(say::period(lang), widths.period, rows));
    }
    let label = |at: usize| match table.columns.get(at).map(|column| column.label.as_str()) {
        Some("") => say::column_text(lang).to_owned(),
        label => display(label.unwrap_or_default()),
    };
    names.extend((0..table.columns.len()).map(|at| split(&label(at), widths.cell, rows)));
    if widths.grade > 0 {
        names.push(split(say::grade(lang), widths.grade, rows));
    }
    let own = split(&label(column), widths.cell, rows);
    for row in 0..areas.head.height {
        let part = |lines: &Vec<String>| lines.get(usize::from(row)).cloned().unwrap_or_default();
        let text = names.iter().map(part).collect::<Vec<_>>().join(" ");
        let last = row + 1 == areas.head.height;
        let style = if last { canvas.theme.dim().add_modifier(Modifier::UNDERLINED) } else { canvas.theme.dim() };
        let area = line(areas.head, row);
        canvas.row(area, &text, Align::Left, style);
        // The column under the cursor.
        let style = canvas.theme.active();
        canvas.row(cell_area(area, widths, column), &part(&own), Align::Left, style);
    }
}

/// A name of a column in so many lines of so many cells, the first ones empty where it needs fewer; cut where it needs more.
fn split(name: &str, cells: usize, rows: usize) -> Vec<String> {
    let mut lines = heading(name, cells, rows);
    if lines.len() > rows {
        let rest = lines.split_off(rows.saturating_sub(1)).concat();
        lines.push(cut(&rest, cells));
    }
    let empty = rows.saturating_sub(lines.len());
    let lines = std::iter::repeat_n(String::new(), empty).chain(lines);
    lines.map(|line| pad(&line, cells, Align::Left)).collect()
}

fn cell_area(area: Rect, widths: &Widths, column: usize) -> Rect {
    let left = widths.start() + column * (widths.cell + 1);
    let inner = inside(area, u16::try_from(left).unwrap_or(u16::MAX), 0);
    Rect { width: inner.width.min(u16::try_from(widths.cell).unwrap_or(0)), ..inner }
}

fn draw_entry(
    canvas: &mut Canvas<'_>,
    entry: &Entry,
    widths: &Widths,
    area: Rect,
    lang: Lang,
    (chosen, form): (Option<usize>, Form),
) {
    let no = if entry.line && form == Form::Progress { String::new() } else { display(&entry.no) };
    let title = display(&entry.title);
    let title = if entry.line { format!(" {title}") } else { title };
    let mut text = format!("{} {} ", pad(&no, widths.no, Align::Left), pad(&title, widths.title, Align::Left));
    if entry.head && form == Form::Yearly {
        // The name of a measure with its section may run over the cells, which it does not have.
        text = format!("{} {title}", pad(&no, widths.no, Align::Left));
    }
    if widths.period > 0 {
        let period = if entry.period.is_empty() { &entry.state } else { &entry.period };
        text += &format!("{} ", pad(&display(period), widths.period, Align::Left));
    }
    let style = match (chosen, entry.head) {
        (Some(_), _) => canvas.theme.selected(),
        (None, true) => canvas.theme.heading(),
        (None, false) => Style::new(),
    };
    canvas.row(area, &text, Align::Left, style);
    for (column, slot) in entry.cells.iter().enumerate() {
        let (text, look) = cell(canvas, slot, lang, form);
        let style = match chosen {
            Some(now) if now == column => canvas.theme.selected().patch(canvas.theme.current()),
            Some(_) => style,
            None => look,
        };
        canvas.row(cell_area(area, widths, column), &display(&text), Align::Left, style);
    }
    if widths.grade > 0 {
        let right = inside(area, area.width.saturating_sub(u16::try_from(widths.grade).unwrap_or(0)), 0);
        let grade = entry.grade.as_deref().unwrap_or_default();
        let style = if chosen.is_some() { style } else { canvas.theme.heading() };
        canvas.row(right, &pad(grade, widths.grade.saturating_sub(1), Align::Center), Align::Left, style);
    }
}

/// A cell as it is printed: blank, `-`, 0, 移管 and 未実施 look different.
fn cell(canvas: &Canvas<'_>, slot: &Slot, lang: Lang, form: Form) -> (String, Style) {
    match slot {
        Slot::Cell(cell) => match cell.meaning {
            Meaning::Blank if form == Form::Outline => (words::unfilled(lang).to_owned(), canvas.theme.warn()),
            Meaning::Blank => (String::new(), Style::new()),
            Meaning::Dash => (cell.raw.clone(), canvas.theme.dim()),
            Meaning::Moved | Meaning::NotDone => (cell.raw.clone(), canvas.theme.warn()),
            Meaning::Figures | Meaning::State | Meaning::Text => (cell.raw.clone(), Style::new()),
        },
        Slot::Above => (say::above(lang).to_owned(), canvas.theme.dim()),
        Slot::None => (String::new(), Style::new()),
    }
}

fn draw_detail(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let style = canvas.theme.passive();
    canvas.frame(areas.detail, say::details(program.lang), style);
    let [left, right] = detail::parts(program, areas);
    let offset = program.progress.detail;
    records::draw(canvas, areas.left, &left, offset);
    records::draw(canvas, areas.right, &right, offset);
    let edge = inner(areas.detail);
    canvas::more(canvas, edge, offset, left.len().max(right.len()));
}
