//! The whole frame: title bar, screen, boxes, status line, footer. Draws the state and changes nothing.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::command::{COMMANDS, Command, Id};
use super::screens::{
    evidence, findings, form, guess, items, overview, problems, progress, show, table, tagging, tree,
};
use super::state::{On, Screen, State, Tone};
use super::widgets::Canvas;
use super::widgets::canvas::{cells, inside, line};
use super::{enabled, popups};
use crate::messages::screen as say;
use crate::text::fit::{Align, phrases, wrap};
use crate::text::fold::display;

/// The terminal without title bar, status line and footer.
pub fn main_area(state: &State) -> Rect {
    let area = state.area;
    let rows = area.height.saturating_sub(3);
    Rect { y: area.y + area.height.min(1), height: rows, ..area }
}

fn status_line(state: &State) -> Rect {
    let area = state.area;
    if area.height < 3 { Rect { height: 0, ..area } } else { line(area, area.height - 2) }
}

/// A presentation has the whole terminal to itself.
fn is_bare(state: &State) -> bool {
    state.screen == Screen::Show && state.boxes.is_empty()
}

fn footer(state: &State) -> Rect {
    let area = state.area;
    if area.height < 2 || is_bare(state) { Rect { height: 0, ..area } } else { line(area, area.height - 1) }
}

/// Fewest columns and rows on which a screen tells anything.
const LEAST: (u16, u16) = (20, 6);

/// Draws everything, and puts the terminal's cursor into the field that has the keys.
pub fn view(state: &State, frame: &mut Frame<'_>) {
    if let Some(cursor) = paint(state, frame.buffer_mut()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws everything into cells, and says where the terminal's cursor stands.
pub fn paint(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas { buffer, theme: state.theme(), cursor: None };
    draw(state, &mut canvas);
    canvas.cursor
}

/// Where there is too little room for any screen: how much is needed, as far as it can be read.
fn draw_too_small(state: &State, canvas: &mut Canvas<'_>) {
    let sentence = say::too_small(state.lang, LEAST);
    let lines = wrap(&sentence, state.area.width.into());
    let fits = lines.len() <= usize::from(state.area.height);
    let rows = if fits { lines } else { vec![sentence] };
    for (row, text) in (0..state.area.height).zip(&rows) {
        canvas.put(line(state.area, row), text, canvas.theme.warn());
    }
}

fn draw(state: &State, canvas: &mut Canvas<'_>) {
    let (columns, rows) = LEAST;
    if state.area.width < columns || state.area.height < rows {
        return draw_too_small(state, canvas);
    }
    if is_bare(state) {
        return show::view::draw(canvas, state, state.area);
    }
    draw_title(state, canvas);
    let area = main_area(state);
    match state.screen {
        Screen::Overview => overview::draw(canvas, state, area),
        Screen::Table => table::view::draw(canvas, state, area),
        Screen::Problems => problems::draw(canvas, state, area),
        Screen::Form => form::draw(canvas, state, area),
        Screen::Tagging => tagging::draw(canvas, state, area),
        Screen::Items => items::draw(canvas, state, area),
        Screen::Findings => findings::draw(canvas, state, area),
        Screen::Evidence => evidence::draw(canvas, state, area),
        Screen::Progress => progress::draw(canvas, state, area),
        Screen::Tree => tree::draw(canvas, state, area),
        Screen::Show => show::view::draw(canvas, state, area),
        Screen::Guess => guess::view::draw(canvas, state, area),
    }
    let count = state.boxes.len();
    for (index, popup) in state.boxes.iter().enumerate() {
        popups::view::draw(canvas, state, popup, index + 1 == count);
    }
    draw_status(state, canvas);
    draw_footer(state, canvas);
}

/// Project, survey, screen; and that the data are made up, where figures are shown.
fn draw_title(state: &State, canvas: &mut Canvas<'_>) {
    let bar = line(state.area, 0);
    let style = canvas.theme.bar_style();
    canvas.row(bar, "", Align::Left, style);
    let arrow = canvas.theme.arrow;
    let opened = state.opened();
    let on_set = matches!(state.screen, Screen::Tagging | Screen::Items);
    let survey = match state.screen {
        Screen::Overview | Screen::Findings | Screen::Evidence | Screen::Tree | Screen::Guess => None,
        Screen::Progress => progress::plan(state).map(|plan| display(&plan.about.title)),
        _ if on_set => state.set().map(|set| display(set.title())),
        _ => opened.map(|opened| display(opened.title())),
    };
    // Where there is little room the end is cut off, so the most telling comes first.
    let screen = super::names::screen(state.lang, state.screen).to_owned();
    let parts = [Some(screen), survey, Some(display(&state.title))];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let read_only = if state.read_only { say::read_only_mark(state.lang) } else { "" };
    let text = format!("koe{read_only} {arrow} {}", parts.join(&format!(" {arrow} ")));
    let synthetic = match state.screen {
        Screen::Overview | Screen::Findings | Screen::Evidence => {
            state.surveys.iter().any(super::state::Opened::is_synthetic)
                || state.sets.iter().any(super::state::OpenedSet::is_synthetic)
        }
        Screen::Table | Screen::Show | Screen::Problems | Screen::Form => {
            opened.is_some_and(super::state::Opened::is_synthetic)
        }
        Screen::Tagging | Screen::Items => state.set().is_some_and(super::state::OpenedSet::is_synthetic),
        Screen::Progress => progress::plan(state).is_some_and(|plan| plan.about.synthetic),
        Screen::Tree => tree::is_synthetic(state),
        Screen::Guess => false,
    };
    let mark = if synthetic { format!(" {} ", say::synthetic_mark(state.lang)) } else { String::new() };
    let mark_cells = cells(&mark).min(bar.width);
    canvas.put(inside(bar, 1, mark_cells + 1), &text, style);
    if synthetic {
        let style = canvas.theme.warn();
        canvas.put(inside(bar, bar.width - mark_cells, 0), &mark, style);
    }
}

/// Lines that a message may take.
const MESSAGE: usize = 3;

/// Writes a message: where one line is too short for it, it lies over the last lines of the screen until the next key, and
/// the screen's last line is drawn above it.
fn draw_message(state: &State, canvas: &mut Canvas<'_>, text: &str, style: ratatui::style::Style) {
    let last = status_line(state);
    let lines = phrases(text, usize::from(inside(last, 1, 1).width).max(1));
    let most = usize::from(main_area(state).height / 3).clamp(1, MESSAGE);
    let count = lines.len().clamp(1, most);
    // The lower edge of the screen's frames stays closed: it moves above the message.
    let edge = last.y.saturating_sub(1);
    canvas.copy_row(line(state.area, edge.saturating_sub(state.area.y)), u16::try_from(count - 1).unwrap_or(0));
    for (row, text) in lines.iter().take(count).enumerate() {
        let above = u16::try_from(count - 1 - row).unwrap_or(0);
        let area = Rect { y: last.y.saturating_sub(above), ..last };
        let rest = if row + 1 == count { lines.get(row..).unwrap_or_default().concat() } else { text.clone() };
        canvas.clear(area);
        canvas.put(inside(area, 1, 1), &rest, style);
    }
}

fn draw_status(state: &State, canvas: &mut Canvas<'_>) {
    let area = inside(status_line(state), 1, 1);
    if let Some(toast) = &state.toast {
        let (mark, style) = match toast.tone {
            Tone::Good => (canvas.theme.checked, canvas.theme.good()),
            Tone::Hint => (canvas.theme.pointer, canvas.theme.warn()),
            Tone::Bad => ("!", canvas.theme.bad()),
        };
        draw_message(state, canvas, &format!("{mark} {}", toast.text), style);
        return;
    }
    if let Some(text) = super::tour::sentence(state) {
        let style = canvas.theme.good();
        draw_message(state, canvas, &format!("{} {text}", canvas.theme.pointer), style);
        return;
    }
    if let Some((text, is_reason)) = state.boxes.last().and_then(|popup| popups::menu::telling(state, popup)) {
        let style = if is_reason { canvas.theme.warn() } else { ratatui::style::Style::new() };
        draw_message(state, canvas, &text, style);
        return;
    }
    if state.screen == Screen::Overview && state.boxes.is_empty() {
        canvas.put(area, &overview::status(state), canvas.theme.heading());
    }
    if state.screen == Screen::Evidence && state.boxes.is_empty() {
        canvas.put(area, &evidence::sheet::status(state), canvas.theme.heading());
    }
    if state.screen == Screen::Tagging && state.boxes.is_empty() {
        canvas.put(area, &tagging::view::status(state), canvas.theme.dim());
    }
    if state.screen == Screen::Table && state.boxes.is_empty() {
        canvas.put(area, &table::view::status(state), canvas.theme.heading());
    }
}

/// The commands of the footer with the cells they take, as many as fit.
fn footer_items(state: &State) -> Vec<(Rect, &'static Command)> {
    let place = state.place();
    let mut rows: Vec<&Command> =
        COMMANDS.iter().filter(|command| command.footer > 0 && command.works_in(place)).collect();
    rows.sort_by_key(|command| command.footer);
    // In a box only what can be done counts; on a screen the place of a key stays the same.
    rows.retain(|command| state.boxes.is_empty() || enabled::reason(state, command.id).is_none());
    let area = footer(state);
    let mut items = Vec::new();
    let mut used = 1;
    for command in rows {
        let text = item_text(state, command);
        let width = cells(&text);
        if used + width <= area.width && area.height > 0 {
            items.push((Rect { x: area.x + used, width, ..area }, command));
            used += width + 2;
        }
    }
    items
}

/// A short title; in the question list Enter leads to the table, not to respondents.
fn footer_title(state: &State, command: &Command) -> &'static str {
    let listing = state.opened().is_some_and(|opened| opened.table.focus == table::Pane::Questions);
    if command.id == Id::OpenSurvey && state.on.step().is_some() {
        return crate::messages::next_steps::short_go(state.lang);
    }
    if command.id == Id::OpenSurvey && state.on == On::Sets {
        return crate::messages::comments::overview::short_tagging(state.lang);
    }
    if command.id == Id::OpenItem && matches!(items::current(state), Some(items::list::Target::Opinion(_))) {
        return crate::messages::comments::items::short_make(state.lang);
    }
    if command.id == Id::OpenCell && listing {
        return say::short_open_survey(state.lang);
    }
    command.short_title(state.lang)
}

fn item_text(state: &State, command: &Command) -> String {
    let title = footer_title(state, command);
    format!(" {} {title}", state.keymap.short(command, state.place()))
}

fn draw_footer(state: &State, canvas: &mut Canvas<'_>) {
    for (area, command) in footer_items(state) {
        let key = format!(" {} ", state.keymap.short(command, state.place()));
        let title = footer_title(state, command);
        let enabled = enabled::reason(state, command.id).is_none();
        let key_style = if enabled { canvas.theme.bar_style() } else { canvas.theme.dim() };
        let title_style = if enabled { ratatui::style::Style::new() } else { canvas.theme.dim() };
        let used = canvas.put(area, &key, key_style);
        canvas.put(Rect { width: area.width + 1, ..inside(area, used, 0) }, title, title_style);
    }
}

/// The command of the footer at a place of the screen.
pub fn footer_hit(state: &State, at: Position) -> Option<Id> {
    footer_items(state).into_iter().find(|(area, _)| area.contains(at)).map(|(_, command)| command.id)
}
