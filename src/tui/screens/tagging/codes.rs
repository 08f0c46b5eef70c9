//! The pane of codes: always in the order of the codebook, with key, suggestion, title and running count; below them why
//! the suggestions are made, and what other coders said.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::layout::Areas;
use super::update::{self, PAGE};
use super::{state::State, view};
use crate::comments::suggest::because;
use crate::messages::comments::tagging as say;
use crate::model::comment::{Codebook, Docket};
use crate::text::cells::width;
use crate::text::fit::{Align, cut, pad, wrap};
use crate::text::fold::display;
use crate::tui::command::Id;
use crate::tui::state::{OpenedSet, State as Program};
use crate::tui::widgets::canvas::{Canvas, inside};

/// A row of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A heading of the plan, by position.
    Heading(usize),
    /// A code, by position.
    Code(usize),
}

/// The rows: codes in their order, each run of codes below its heading. Where a page of nine and its headings do not fit,
/// headings give way: every code that has a digit must be seen.
pub fn rows(book: &Codebook, room: usize) -> Vec<Row> {
    let all = with_headings(book);
    let place = |position: usize| all.iter().position(|row| *row == Row::Code(position)).unwrap_or(0);
    let fits = |first: usize| {
        let last = place((first + PAGE).min(book.codes.len()).saturating_sub(1));
        last + 2 <= place(first) + room
    };
    if all.len() <= room || (0..book.codes.len()).step_by(PAGE).all(fits) {
        return all;
    }
    all.into_iter().filter(|row| matches!(row, Row::Code(_))).collect()
}

fn with_headings(book: &Codebook) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut above: Option<usize> = None;
    for (position, code) in book.codes.iter().enumerate() {
        let heading = book
            .path(&code.id)
            .into_iter()
            .rev()
            .find_map(|parent| book.headings.iter().position(|heading| heading.id == parent.id));
        if heading.is_some() && heading != above {
            rows.extend(heading.map(Row::Heading));
        }
        above = heading.or(above);
        rows.push(Row::Code(position));
    }
    rows
}

/// First row in sight so that the page with the digits is.
pub fn offset(state: &State, book: &Codebook, room: usize) -> usize {
    let rows = rows(book, room);
    let place = |position: usize| rows.iter().position(|row| *row == Row::Code(position)).unwrap_or(0);
    let first = place(state.page * PAGE);
    let last = place((state.page * PAGE + PAGE - 1).min(book.codes.len().saturating_sub(1)));
    let heading = first.saturating_sub(1);
    let first = if matches!(rows.get(heading), Some(Row::Heading(_))) { heading } else { first };
    let kept = state.codes_offset.min(rows.len().saturating_sub(room));
    if last < room {
        return 0;
    }
    kept.clamp(last.saturating_sub(room.saturating_sub(1)).min(first), first)
}

/// The code in a row of the pane.
pub fn hit(set: &OpenedSet, areas: &Areas, row: usize) -> Option<String> {
    let book = &set.docket.as_ref()?.codebook;
    let room = areas.code_rows.height.into();
    let offset = offset(&set.tagging, book, room);
    match rows(book, room).get(offset + row)? {
        Row::Code(position) => book.codes.get(*position).map(|code| code.id.clone()),
        Row::Heading(_) => None,
    }
}

/// Draws the pane.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, set: &OpenedSet, docket: &Docket, areas: &Areas) {
    if areas.codes.height == 0 {
        return;
    }
    let lang = program.lang;
    let book = &docket.codebook;
    let pages = book.codes.len().div_ceil(PAGE);
    let style = canvas.theme.passive();
    canvas.frame(
        areas.codes,
        &say::codes_title(lang, set.tagging.page + 1, pages, &view::key_of(program, Id::TagPage)),
        style,
    );
    if book.codes.is_empty() {
        let text = say::no_codes(lang, &view::key_of(program, Id::TagCodebook));
        let style = canvas.theme.warn();
        crate::tui::screens::table::view::draw_lines(canvas, areas.code_rows, &text, style);
        return;
    }
    let chosen = update::chosen(program);
    let room = usize::from(areas.code_rows.height);
    let offset = offset(&set.tagging, book, room);
    for (row, what) in rows(book, room).into_iter().skip(offset).take(room).enumerate() {
        let area = view::row_of(areas.code_rows, row);
        match what {
            Row::Heading(position) => {
                let title = book.headings.get(position).map_or("", |heading| heading.title.as_str());
                let style = canvas.theme.dim();
                canvas.put(area, &display(title), style);
            }
            Row::Code(position) => draw_code(canvas, set, book, position, &chosen, area),
        }
    }
    draw_reasons(canvas, program, set, book, areas.reasons);
}

fn draw_code(
    canvas: &mut Canvas<'_>,
    set: &OpenedSet,
    book: &Codebook,
    position: usize,
    chosen: &[String],
    area: Rect,
) {
    let Some(code) = book.codes.get(position) else { return };
    let theme = canvas.theme;
    let state = &set.tagging;
    let first = state.page * PAGE;
    let has_key = (first..first + PAGE).contains(&position);
    let key = if has_key { (position - first + 1).to_string() } else { " ".to_owned() };
    let is_chosen = chosen.contains(&code.id);
    let star = state
        .advice_now()
        .and_then(|advice| advice.marks.iter().position(|mark| mark.code == code.id))
        .map_or("   ".to_owned(), |place| pad(&star(theme.ascii, place), 3, Align::Left));
    // Codes below codes stand further in; headings have a row of their own.
    let depth = book.path(&code.id).iter().filter(|above| book.code(&above.id).is_some()).count();
    let count = state.advice.as_ref().and_then(|advice| advice.counts.get(&code.id)).copied().unwrap_or(0).to_string();
    let mark = if is_chosen { theme.checked } else { theme.unchecked };
    let style = match (is_chosen, has_key) {
        (true, _) => theme.selected().patch(theme.heading()),
        (false, true) => Style::new(),
        (false, false) => theme.dim(),
    };
    let left = format!("{key} {mark} {star}{}", "  ".repeat(depth));
    let title = format!("{} {}", display(&code.id), display(&code.title));
    let room = usize::from(area.width).saturating_sub(width(&left) + count.len() + 1);
    let text = format!("{left}{} {count}", pad(&title, room, Align::Left));
    canvas.row(area, &text, Align::Left, style);
    if has_key && !is_chosen {
        canvas.put(area, &key, theme.heading());
    }
    if !star.trim().is_empty() && !is_chosen {
        let style = theme.warn();
        canvas.put(inside(area, 4, 0), &star, style);
    }
}

/// The sign of a suggestion by its place from 0.
pub(super) fn star(ascii: bool, place: usize) -> String {
    format!("{}{}", if ascii { "*" } else { "★" }, place + 1)
}

fn draw_reasons(canvas: &mut Canvas<'_>, program: &Program, set: &OpenedSet, book: &Codebook, area: Rect) {
    if area.height == 0 {
        return;
    }
    let lang = program.lang;
    let theme = canvas.theme;
    let room = usize::from(area.width);
    let mut lines: Vec<(String, Style)> = Vec::new();
    lines.push((theme.frame.across.repeat(room), theme.passive()));
    let advice = set.tagging.advice_now();
    match advice {
        None if set.tagging.current().is_some() => lines.push((say::thinking(lang).to_owned(), theme.dim())),
        Some(advice) if advice.marks.is_empty() => {
            lines.extend(wrap(say::no_suggestions(lang), room).into_iter().map(|text| (text, theme.dim())));
        }
        _ => {}
    }
    let ids = [Id::Star(1), Id::Star(2), Id::Star(3)];
    let marks = advice.map_or(&[][..], |advice| &advice.marks);
    let text = update::current(set).map_or("", |(opinion, _)| opinion.text.as_str());
    // The first one is what Enter gives, too, and says so.
    let mut accept = view::accept_key(program);
    for (place, (mark, id)) in marks.iter().zip(ids).enumerate() {
        let accept = accept.take();
        let keys: Vec<String> = std::iter::once(view::key_of(program, id)).chain(accept).collect();
        let title = say::suggestion(
            &star(theme.ascii, place),
            &keys.join(lang.pick("・", "/")),
            &display(book.title(&mark.code)),
        );
        lines.push((cut(&title, room), theme.heading()));
        let told = because::shown(text, &mark.because);
        let words: String = told.iter().take(6).map(|word| format!("「{}」", display(word))).collect();
        let words = if words.is_empty() { say::alike_only(lang).to_owned() } else { words };
        lines.push((format!("     {}", cut(&words, room.saturating_sub(5))), theme.dim()));
    }
    lines.extend(others(program, set, book).into_iter().map(|text| (cut(&text, room), Style::new())));
    for (row, (text, style)) in lines.iter().enumerate().take(area.height.into()) {
        canvas.put(view::row_of(area, row), text, *style);
    }
}

/// What other coders said, and what was settled; nothing in a blind sample.
fn others(program: &Program, set: &OpenedSet, book: &Codebook) -> Vec<String> {
    let lang = program.lang;
    let Some(id) = set.tagging.current().filter(|id| !set.tagging.is_blind(id)) else { return Vec::new() };
    let decisions = program.decisions();
    let me = update::coder(program);
    let titles = |codes: &[String]| {
        let codes = crate::comments::codes::current(book, codes);
        let titles: Vec<String> = codes.iter().map(|code| format!("{code} {}", display(book.title(code)))).collect();
        if titles.is_empty() { say::no_code_fits(lang).to_owned() } else { titles.join("／") }
    };
    let mut lines: Vec<String> = Vec::new();
    for coding in decisions.codings.get(id).into_iter().flatten().filter(|coding| coding.coder != me) {
        lines.push(say::by_other(lang, &coding.coder, &titles(&coding.codes)));
    }
    if !lines.is_empty() {
        lines.insert(0, format!("{}:", say::others(lang)));
    }
    if let Some(settled) = decisions.settled.get(id) {
        lines.push(say::by_other(lang, say::settled(lang), &titles(settled)));
    }
    lines
}
