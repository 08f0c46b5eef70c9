//! The single form drawn, and where its parts lie.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::sheet::{self, Line, Look};
use super::{current, length, lines, nothing, whole};
use crate::messages::{check_screen as check_words, form_screen as say};
use crate::model::diagnostic::Status;
use crate::model::fix::TYPED;
use crate::text::fit::{Align, pad, wrap};
use crate::text::fold::display;
use crate::tui::command::{Id, Place};
use crate::tui::panes::Axis;
use crate::tui::state::{Screen, State as Program};
use crate::tui::widgets::canvas::{Canvas, below, cells, inner, inside, line, more};

/// Where the parts of the screen lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The table of answers with its frame.
    pub table: Rect,
    /// Who this is.
    pub head: Rect,
    /// Its rows.
    pub rows: Rect,
    /// The details with their frame.
    pub detail: Rect,
}

impl Areas {
    /// Where the lines of the details are.
    pub fn detail_text(&self) -> Rect {
        inside(inner(self.detail), 1, 1)
    }
}

/// Lays the screen out.
pub fn areas(program: &Program, area: Rect) -> Areas {
    let detail = match area.height {
        0..14 => 0,
        14..30 => 7,
        _ => 12,
    };
    let height = program.panes.list(Screen::Form, Axis::Down, area.height - detail, area.height);
    let table = Rect { height, ..area };
    let text = inside(inner(table), 1, 1);
    Areas {
        table,
        head: Rect { height: text.height.min(2), ..text },
        rows: below(text, 3),
        detail: below(area, table.height),
    }
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let areas = areas(program, area);
    let frame = canvas.theme.active();
    if let Some((text, is_bad)) = nothing(program) {
        canvas.frame(areas.table, say::form(lang), frame);
        let style = if is_bad { canvas.theme.bad() } else { canvas.theme.warn() };
        let room = inside(inner(areas.table), 1, 1);
        for (row, text) in (0..room.height).zip(wrap(&text, room.width.into())) {
            canvas.put(line(room, row), &text, style);
        }
        return;
    }
    let Some((forms, form)) = current(program) else { return };
    canvas.frame(areas.table, &say::title(lang, form + 1, forms.len()), frame);
    draw_head(canvas, program, areas.head);
    draw_rows(canvas, program, &areas);
    draw_detail(canvas, program, &areas);
}

/// Who this is, where the row stands, what becomes of it, how many problems it has.
fn draw_head(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let Some((forms, form)) = current(program) else { return };
    let place = forms.place(form);
    let file = if place.file == TYPED {
        say::typed_in(lang).to_owned()
    } else {
        let sheet = if place.sheet.is_empty() { String::new() } else { format!("［{}］", place.sheet) };
        say::place(lang, &format!("{}{sheet}", place.file), forms.row(form))
    };
    let head = say::head(lang, forms.id(form), forms.mode(form).unwrap_or_default(), &file);
    canvas.put(line(area, 0), &display(&head), canvas.theme.heading());
    let fate = say::fate(lang, forms.fate(form));
    let fate_style = if forms.fate(form).is_none() { canvas.theme.good() } else { canvas.theme.warn() };
    let (mut all, mut open) = (0, 0);
    for met in forms.problems(form) {
        all += 1;
        open += usize::from(met.status() == Status::Open);
    }
    let second = line(area, 1);
    let used = canvas.put(second, fate, fate_style);
    let style = if open > 0 { canvas.theme.warn() } else { Style::new() };
    let used = used + canvas.put(inside(second, used, 0), &format!("　{}", say::problems(lang, all, open)), style);
    let masks = if super::is_unmasked(program) {
        say::original_shown(lang).to_owned()
    } else {
        say::masks(lang, &program.keymap.key(Id::FormOriginal, Place::Form))
    };
    let style = if super::is_unmasked(program) { canvas.theme.warn() } else { canvas.theme.dim() };
    let used = used + canvas.put(inside(second, used, 0), &format!("　{masks}"), style);
    if program.opened().is_some_and(|opened| opened.rereading || opened.stale) {
        let text = format!("　{} {}", canvas.theme.busy, check_words::updating(lang));
        let style = canvas.theme.warn();
        canvas.put(inside(second, used, 0), &text, style);
    }
}

/// Cells of the columns before the notes.
fn widths(room: u16) -> [usize; 4] {
    match room {
        0..90 => [20, 12, 18, 5],
        90..130 => [26, 16, 24, 6],
        _ => [40, 24, 40, 7],
    }
}

fn row(widths: [usize; 4], fields: [&str; 5]) -> String {
    let mut text = String::new();
    for (at, field) in fields.iter().enumerate() {
        match widths.get(at) {
            Some(cells) => {
                text.push_str(&pad(field, *cells, Align::Left));
                text.push_str("  ");
            }
            None => text.push_str(field),
        }
    }
    text
}

fn style(canvas: &Canvas<'_>, look: Look) -> Style {
    match look {
        Look::Plain => Style::new(),
        Look::Faint => canvas.theme.dim(),
        Look::Warning => canvas.theme.warn(),
        Look::Error => canvas.theme.bad(),
        Look::Decided => canvas.theme.good(),
    }
}

fn draw_rows(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let Some(opened) = program.opened() else { return };
    let widths = widths(areas.table.width);
    if areas.rows.height > 0 {
        let head = Rect { y: areas.rows.y - 1, height: 1, ..areas.rows };
        canvas.put(head, &row(widths, say::columns(program.lang)), canvas.theme.dim());
    }
    let (offset, length) = (opened.form.offset, length(program));
    let shown = lines(program, offset..length.min(offset + usize::from(areas.rows.height)));
    for (place, (at, answer)) in (0..areas.rows.height).zip((offset..).zip(&shown)) {
        let Line { title, raw, counted, cell, notes, look } = answer;
        let style = if at == opened.form.row { canvas.theme.selected() } else { style(canvas, *look) };
        let text = row(widths, [title, raw, counted, cell, notes]);
        canvas.row(line(areas.rows, place), &text, Align::Left, style);
    }
    more(canvas, areas.rows, offset, length);
    canvas.always_send(areas.rows);
}

/// The lines about the answer under the cursor.
pub fn detail_lines(program: &Program, room: usize) -> Vec<(String, Look)> {
    let Some((forms, form)) = current(program) else { return Vec::new() };
    let Some(opened) = program.opened() else { return Vec::new() };
    let decided = whole(program, forms, form);
    let at = sheet::At { forms, form, unmasked: super::is_unmasked(program) };
    let texts = sheet::details(program.lang, at, opened.form.row, &decided);
    let wrapped = |(text, look): (String, Look)| {
        wrap(&display(&text), room.max(1)).into_iter().map(move |text| (text, look)).collect::<Vec<_>>()
    };
    texts.into_iter().flat_map(wrapped).collect()
}

fn draw_detail(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    if areas.detail.height < 3 {
        return;
    }
    let row = program.opened().map_or(0, |opened| opened.form.row);
    let title = lines(program, row..row + 1).pop().map(|line| line.title).unwrap_or_default();
    canvas.frame(areas.detail, &title, canvas.theme.passive());
    let area = areas.detail_text();
    let all = detail_lines(program, area.width.into());
    let offset = program.opened().map_or(0, |opened| opened.form.detail);
    for (place, (text, look)) in (0..area.height).zip(all.iter().skip(offset)) {
        let style = style(canvas, *look);
        canvas.put(line(area, place), text, style);
    }
    // More below and above, with the keys that lead there.
    let [up, down] = canvas.theme.more;
    let style = canvas.theme.active();
    let key = |id| program.keymap.key(id, Place::Form);
    let mut edge = |row: u16, sign: &str, id: Id| {
        let text = format!(" {} {sign} ", key(id));
        let at = line(areas.detail, row);
        canvas.put(inside(at, at.width.saturating_sub(cells(&text) + 1), 1), &text, style);
    };
    if offset + usize::from(area.height) < all.len() {
        edge(areas.detail.height.saturating_sub(1), down, Id::DetailDown);
    }
    if offset > 0 {
        edge(0, up, Id::DetailUp);
    }
    canvas.always_send(area);
}
