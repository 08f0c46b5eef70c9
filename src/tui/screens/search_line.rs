//! The search line over a list, on all screens alike: its name, what is typed, or how typing begins.

use ratatui::layout::Rect;
use tui_input::Input;

use crate::messages::{moves as move_words, screen as say};
use crate::tui::command::Id;
use crate::tui::state::State;
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::inside;
use crate::tui::widgets::field;

/// Draws the line; `searching` says that it has the keys.
pub fn draw(canvas: &mut Canvas<'_>, program: &State, area: Rect, search: &Input, searching: bool) {
    let used = canvas.put(area, say::search_label(program.lang), canvas.theme.dim()) + 1;
    field::draw(canvas, inside(area, used, 0), search, &hint(program, searching), searching);
}

/// What an empty line says: how typing begins, or what it does.
fn hint(program: &State, searching: bool) -> String {
    let key = program.keymap.plain(Id::Search, program.screen_place());
    if searching || key.is_empty() {
        return say::search_hint(program.lang).to_owned();
    }
    move_words::search_with(program.lang, &key)
}
