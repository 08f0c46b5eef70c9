//! The table screen, drawn.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::layout::{self, Areas};
use super::sheet::{Made, make};
use super::{Pane, chart, list, on_screen, settings, texts, words};
use crate::messages::screen::Setting;
use crate::messages::{Lang, marks as mark_words, pictures as picture_words, screen as say};
use crate::model::Survey;
use crate::model::table::{Note, Table};
use crate::present::picture::tone;
use crate::present::significance::{self, Significance};
use crate::present::{View, notes};
use crate::text::fit::wrap;
use crate::text::fold::display;
use crate::tui::state::{Data, Opened, State as Program};
use crate::tui::widgets::canvas::{Canvas, below, cells, inner, inside, line};
use crate::tui::widgets::grid::{self, Geometry};

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
    let areas = layout::areas(state, &program.panes, area, Some(survey), table, program.lang);
    let has_note = |id: &str| program.journal.state.note(&survey.about.id, id).is_some();
    list::draw(canvas, &areas, state, survey, program, has_note);
    let view = on_screen(state, program.ascii);
    draw_table(canvas, program, opened, survey, &areas);
    if let Some(table) = table.filter(|_| !areas.chart.is_empty()) {
        let made = make(table, &view, program.lang);
        let group = made.group(state.cursor);
        let chart = chart::fitting(table, state.shown);
        let about = chart::About { table, view: &view, group, made: state.made.as_ref(), lang: program.lang };
        let title = chart::title(chart, &about);
        let focus = state.focus == Pane::Chart;
        let style = if focus { canvas.theme.active() } else { canvas.theme.passive() };
        canvas.frame(areas.chart, &title, style);
        chart::draw(canvas, inside(inner(areas.chart), 1, 1), chart, &about, false);
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
    let view = on_screen(&opened.table, program.ascii);
    let made = make(&answer.table, &view, program.lang);
    let audience = opened.survey().map(|survey| survey.about.audience).unwrap_or_default();
    words::cell(&answer.table, &made, &view, opened.table.cursor, (audience, program.lang))
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
    let body = layout::table_body(areas);
    draw_settings(canvas, body, &layout::settings_lines(areas, survey, state, lang));
    let rest = below(body, areas.top);
    let note = question.and_then(|question| program.journal.state.note(&survey.about.id, &question.id));
    let note = note.map(|note| format!(" {} {} ", canvas.theme.note, display(note)));
    let edge = inside(line(areas.table, areas.table.height - 1), 2, 2);
    let mut legend = 0;
    let bad = canvas.theme.bad();
    match (&opened.data, &state.problem, &state.answer) {
        (Data::Loading, ..) => {
            canvas.write(line(rest, 0), &crate::tui::names::reading(program, &opened.progress), canvas.theme.warn());
        }
        (Data::Failed(sentence), ..) | (_, Some(sentence), _) => draw_lines(canvas, rest, sentence, bad),
        (_, _, None) => {}
        (_, _, Some(answer)) => {
            draw_base(canvas, line(body, areas.top - 1), &answer.table, lang);
            let view = on_screen(state, program.ascii);
            let made = make(&answer.table, &view, lang);
            draw_grid(canvas, program, &answer.table, &made, areas);
            draw_notes(canvas, &answer.table, &view, &layout::grid(areas, &made), lang);
            let beside = note.as_deref().map_or(0, cells);
            legend = draw_legend(canvas, edge, &answer.table, &view, beside, lang);
        }
    }
    if let Some(text) = note {
        let style = canvas.theme.warn();
        canvas.put(inside(edge, 0, legend), &text, style);
    }
}

fn draw_grid(canvas: &mut Canvas<'_>, program: &Program, table: &Table, made: &Made, areas: &Areas) {
    let Some(state) = program.opened().map(|opened| &opened.table) else { return };
    let area = layout::grid_area(areas);
    if table.options.is_empty() && table.groups.iter().all(|group| group.stats.mean.is_none()) {
        let lines = wrap(&texts::sentence(program), usize::from(area.width).max(1));
        let from = usize::from(area.height).saturating_sub(lines.len());
        let style = canvas.theme.dim();
        for (row, text) in (from..).zip(lines) {
            canvas.put(line(area, u16::try_from(row).unwrap_or(u16::MAX)), &text, style);
        }
    }
    let geometry = layout::grid(areas, made);
    grid::draw(canvas, &made.sheet, &geometry, state.cursor, state.offset, state.focus != Pane::Questions);
    if let Some(range) = super::range::chosen(state) {
        grid::draw_range(canvas, &geometry, state.cursor, state.offset, range);
    }
}

/// The table's notes in the lines that are free under it; those that do not fit are counted, and stand in every export.
fn draw_notes(canvas: &mut Canvas<'_>, table: &Table, view: &View, geometry: &Geometry, lang: Lang) {
    let free = below(geometry.free(), 1);
    let notes = if table.options.is_empty() { Vec::new() } else { notes::shown(table, view, lang) };
    let style = canvas.theme.dim();
    let mut row = 0;
    for (index, note) in notes.iter().enumerate() {
        let lines = wrap(note, usize::from(free.width).max(1));
        let left = usize::from(free.height - row);
        let is_last = index + 1 == notes.len();
        if lines.len() + usize::from(!is_last) > left {
            let more = mark_words::more_notes(lang, notes.len() - index);
            canvas.put(line(free, row), &more, style);
            return;
        }
        for text in lines {
            canvas.put(line(free, row), &text, style);
            row += 1;
        }
    }
}

/// What the marks of cells mean, at the right of the pane's lower edge: the long forms only where what stands `beside` them
/// keeps its room. Returns the cells they take.
fn draw_legend(canvas: &mut Canvas<'_>, edge: Rect, table: &Table, view: &View, beside: u16, lang: Lang) -> u16 {
    let found = Significance::of(table);
    let level = significance::level(&table.inference);
    let marks = (view.significance && found.is_tested())
        .then(|| mark_words::legends(lang, view.marks.higher, view.marks.lower, &level, found.has_letters()));
    let tones = (view.tones && tone::can_compare(table)).then(|| picture_words::tones_legend(lang, view.marks.tones));
    // The longest of these that has room: both long, one short, both short.
    let gap = lang.pick("　", "  ");
    let texts: Vec<String> = match (marks, tones) {
        (None, None) => return 0,
        (Some(texts), None) | (None, Some(texts)) => texts.to_vec(),
        (Some([long, short]), Some([long_tones, short_tones])) => {
            let pairs = [(&long, &long_tones), (&short, &long_tones), (&short, &short_tones)];
            pairs.map(|(marks, tones)| format!("{marks}{gap}{tones}")).to_vec()
        }
    };
    let fits = |text: &&String| cells(text) + 2 + beside <= edge.width;
    let Some(text) = texts.iter().find(fits).or(texts.last()) else { return 0 };
    let used = (cells(text) + 2).min(edge.width);
    let style = canvas.theme.dim();
    canvas.put(inside(edge, edge.width - used, 0), &format!(" {text} "), style);
    used
}

/// Banners, weight, filter, base, percentage: what the table is made of.
fn draw_settings(canvas: &mut Canvas<'_>, area: Rect, lines: &[Vec<Setting>]) {
    let (dim, strong) = (canvas.theme.dim(), canvas.theme.heading());
    for (row, settings) in (0..area.height).zip(lines) {
        let mut pieces: Vec<(&str, Style)> = Vec::new();
        for setting in settings {
            pieces.push((&setting.name, dim));
            pieces.push((&setting.value, if setting.is_set { strong } else { Style::new() }));
            pieces.push((settings::GAP, dim));
        }
        canvas.put_all(line(area, row), &pieces);
    }
}

/// Who is counted.
fn draw_base(canvas: &mut Canvas<'_>, area: Rect, table: &Table, lang: Lang) {
    let small = table.groups.iter().any(|group| super::sheet::is_small(table, group));
    let style = canvas.theme.dim();
    // Percentages that do not divide by n say by what, as the note may have no room.
    let known = table.notes.iter().find_map(|note| match note {
        Note::BannerPercent { known, .. } => Some(say::percent_base(lang, *known)),
        _ => None,
    });
    let used = canvas.put(area, &(say::base_line(lang, &table.base) + &known.unwrap_or_default()), style);
    if small {
        let style = canvas.theme.warn();
        let mark = crate::present::Marks::on_screen(canvas.theme.ascii);
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
