//! The table screen, drawn.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::layout::{self, Areas};
use super::sheet::{Made, make};
use super::{Pane, State, chart, list, presented, words};
use crate::messages::{Lang, screen as say};
use crate::model::Survey;
use crate::model::table::Table;
use crate::text::fit::wrap;
use crate::text::fold::display;
use crate::tui::state::{Data, Opened, State as Program};
use crate::tui::widgets::canvas::{Canvas, below, inner, inside, line};
use crate::tui::widgets::grid;

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let Some(opened) = program.opened() else { return };
    let state = &opened.table;
    let Ok(survey) = &opened.definition else {
        let text = opened.definition.as_ref().err().map_or("", String::as_str);
        draw_sentence(canvas, area, opened.title(), text, canvas.theme.bad());
        return;
    };
    let table = state.answer.as_ref().map(|answer| &*answer.table);
    let areas = layout::areas(state, area, table);
    let has_note = |id: &str| program.journal.state.note(&survey.about.id, id).is_some();
    list::draw(canvas, &areas, state, survey, program.lang, has_note);
    let view = presented(&state.view, program.ascii);
    draw_table(canvas, program, opened, survey, &areas);
    if let Some(table) = table.filter(|_| !areas.chart.is_empty()) {
        let made = make(table, &view, program.lang);
        let group = made.group(state.cursor);
        let label = table.groups.get(group).map_or("", |group| &group.label);
        let title = say::chart_title(program.lang, table.kind, &display(label));
        let focus = state.focus == Pane::Chart;
        let style = if focus { canvas.theme.active() } else { canvas.theme.passive() };
        canvas.frame(areas.chart, &title, style);
        chart::draw(canvas, inside(inner(areas.chart), 1, 1), table, &view, group, program.lang);
    }
}

/// What stands under the cursor, for the line above the footer.
pub fn status(program: &Program) -> String {
    let Some(opened) = program.opened() else { return String::new() };
    let Some(answer) = &opened.table.answer else { return String::new() };
    if opened.table.focus == Pane::Questions {
        return opened.survey().and_then(|survey| survey.question(&answer.spec.question)).map_or(
            String::new(),
            |question| {
                let text = if question.text.is_empty() { &question.label } else { &question.text };
                display(&format!("{} {text}", question.id))
            },
        );
    }
    let view = presented(&opened.table.view, program.ascii);
    let made = make(&answer.table, &view, program.lang);
    words::cell(&answer.table, &made, &view, opened.table.cursor, program.lang)
}

fn draw_table(canvas: &mut Canvas<'_>, program: &Program, opened: &Opened, survey: &Survey, areas: &Areas) {
    let (state, lang) = (&opened.table, program.lang);
    if areas.table.is_empty() {
        return;
    }
    let focus = state.focus == Pane::Table;
    let style = if focus { canvas.theme.active() } else { canvas.theme.passive() };
    let question = survey.questions.get(state.question);
    let title = question.map_or(String::new(), |question| {
        format!("{}　{} {}", question.id, list::label(question), say::kind(lang, question.kind))
    });
    canvas.frame(areas.table, &title, style);
    if state.computing {
        let mark = format!(" {} {} ", canvas.theme.busy, say::computing(lang));
        let cells = crate::tui::widgets::canvas::cells(&mark);
        let top = line(areas.table, 0);
        let style = canvas.theme.warn();
        canvas.put(inside(top, top.width.saturating_sub(cells + 2), 1), &mark, style);
    }
    let body = inside(inner(areas.table), 1, 1);
    draw_settings(canvas, line(body, 0), survey, state, lang);
    let rest = below(body, layout::TABLE_TOP);
    let bad = canvas.theme.bad();
    match (&opened.data, &state.problem, &state.answer) {
        (Data::Loading, ..) => canvas.write(line(rest, 0), say::loading(lang), canvas.theme.warn()),
        (Data::Failed(sentence), ..) | (_, Some(sentence), _) => draw_lines(canvas, rest, sentence, bad),
        (_, _, None) => {}
        (_, _, Some(answer)) => {
            draw_base(canvas, line(body, 1), &answer.table, lang);
            let view = presented(&state.view, program.ascii);
            let made = make(&answer.table, &view, lang);
            draw_grid(canvas, &answer.table, &made, state, areas, lang);
        }
    }
    let note = question.and_then(|question| program.journal.state.note(&survey.about.id, &question.id));
    if let Some(note) = note {
        let text = format!(" {} {} ", canvas.theme.note, display(note));
        let bottom = line(areas.table, areas.table.height - 1);
        let style = canvas.theme.warn();
        canvas.put(inside(bottom, 2, 2), &text, style);
    }
}

fn draw_grid(canvas: &mut Canvas<'_>, table: &Table, made: &Made, state: &State, areas: &Areas, lang: Lang) {
    let area = layout::grid_area(areas);
    if table.options.is_empty() && table.groups.iter().all(|group| group.stats.mean.is_none()) {
        canvas.put(below(area, made.sheet.rows.len().try_into().unwrap_or(0)), "", Style::new());
        let style = canvas.theme.dim();
        canvas.put(line(area, area.height.saturating_sub(1)), say::no_options(lang), style);
    }
    let geometry = layout::grid(areas, made);
    grid::draw(canvas, &made.sheet, &geometry, state.cursor, state.offset, state.focus != Pane::Questions);
}

/// Banners, weight, filter, base, percentage: what the table is made of.
fn draw_settings(canvas: &mut Canvas<'_>, area: Rect, survey: &Survey, state: &State, lang: Lang) {
    let (dim, strong) = (canvas.theme.dim(), canvas.theme.heading());
    let settings = say::settings(lang, survey, &state.view);
    let mut pieces: Vec<(&str, Style)> = Vec::new();
    for (name, value, is_set) in &settings {
        pieces.push((name, dim));
        pieces.push((value, if *is_set { strong } else { Style::new() }));
        pieces.push(("  ", dim));
    }
    canvas.put_all(area, &pieces);
}

/// Who is counted.
fn draw_base(canvas: &mut Canvas<'_>, area: Rect, table: &Table, lang: Lang) {
    let small = table.groups.iter().any(|group| super::sheet::is_small(table, group));
    let style = canvas.theme.dim();
    let used = canvas.put(area, &say::base_line(lang, &table.base), style);
    if small {
        let style = canvas.theme.warn();
        let mark = if canvas.theme.ascii { crate::present::Marks::ASCII } else { crate::present::Marks::JAPANESE };
        canvas.put(inside(area, used + 2, 0), &say::small_legend(lang, mark.small, table.min_base), style);
    }
}

/// A sentence in a frame that fills the area.
pub fn draw_sentence(canvas: &mut Canvas<'_>, area: Rect, title: &str, sentence: &str, style: Style) {
    let frame = canvas.theme.passive();
    canvas.frame(area, title, frame);
    draw_lines(canvas, inside(inner(area), 1, 1), sentence, style);
}

/// A sentence in as many lines as it needs.
pub fn draw_lines(canvas: &mut Canvas<'_>, area: Rect, sentence: &str, style: Style) {
    for (row, text) in (0..area.height).zip(wrap(sentence, area.width.into())) {
        canvas.put(line(area, row), &text, style);
    }
}
