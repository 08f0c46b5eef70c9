//! The search line over a list, on all screens alike: its name, what is typed, or how typing begins.

use ratatui::layout::Rect;
use tui_input::Input;

use crate::messages::{moves as move_words, screen as say};
use crate::tui::command::Id;
use crate::tui::state::State;
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{cells, inside};
use crate::tui::widgets::field;

/// Draws the line; `searching` says that it has the keys. Where something is looked for, `found` says at the right how much
/// of the list that leaves.
pub fn draw(canvas: &mut Canvas<'_>, program: &State, area: Rect, (search, searching): (&Input, bool), found: usize) {
    let used = canvas.put(area, say::search_label(program.lang), canvas.theme.dim()) + 1;
    let is_empty = search.value().trim().is_empty();
    let count = if is_empty { String::new() } else { move_words::found(program.lang, found) };
    let count_cells = cells(&count);
    let taken = if is_empty { 0 } else { count_cells + 1 };
    field::draw(canvas, inside(area, used, taken), search, &hint(program, searching), searching);
    if area.width > used + taken {
        canvas.put(inside(area, area.width - count_cells, 0), &count, canvas.theme.warn());
    }
}

/// What an empty line says: how typing begins, or what it does.
fn hint(program: &State, searching: bool) -> String {
    let key = program.keymap.plain(Id::Search, program.screen_place());
    if searching || key.is_empty() {
        return say::search_hint(program.lang).to_owned();
    }
    move_words::search_with(program.lang, &key)
}
