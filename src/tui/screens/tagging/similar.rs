//! The pane of similar opinions with their codes: how was the same thing tagged before.

use ratatui::style::Style;

use super::layout::{self, Areas};
use super::{update, view};
use crate::messages::comments::tagging as say;
use crate::model::comment::Docket;
use crate::text::cells::width;
use crate::text::fit::{Align, cut, pad};
use crate::text::fold::display;
use crate::tui::state::{OpenedSet, State as Program};
use crate::tui::widgets::canvas::Canvas;

/// The opinion in a row of the pane.
pub fn hit(set: &OpenedSet, row: usize) -> Option<String> {
    set.tagging.advice_now()?.similar.get(row).map(|(id, _)| id.clone())
}

/// As much of a text as fits in one line. Letters are long and there is a dozen of them at every key, so only their beginning
/// is made ready for the screen, unless it leaves room.
fn beginning(text: &str, room: usize) -> String {
    let first = text.char_indices().nth(2 * room + 2).and_then(|(end, _)| text.get(..end));
    let shown = first.map(display).filter(|shown| width(shown) > room);
    cut(&shown.unwrap_or_else(|| display(text)), room)
}

/// Draws the pane.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, set: &OpenedSet, docket: &Docket, areas: &Areas) {
    if areas.similar.height == 0 {
        return;
    }
    let lang = program.lang;
    let style = canvas.theme.passive();
    canvas.frame(areas.similar, say::similar_title(lang), style);
    let rows = layout::similar_rows(areas);
    let advice = set.tagging.advice_now();
    let similar = advice.map_or(&[][..], |advice| &advice.similar);
    if similar.is_empty() && set.tagging.current().is_some() {
        let looked = advice.is_some_and(|advice| advice.looked);
        let text = if looked { say::no_similar(lang) } else { say::searching_similar(lang) };
        let style = canvas.theme.dim();
        canvas.put(rows, text, style);
        return;
    }
    let decisions = program.decisions();
    let room = usize::from(rows.width);
    let codes_room = (room / 3).clamp(8, 28);
    for (row, (id, likeness)) in similar.iter().enumerate().take(rows.height.into()) {
        let opinion = set.tagging.position(id).and_then(|place| docket.opinions.get(place));
        let codes = update::codes_seen(program, &decisions, id);
        let is_tagged = !codes.is_empty();
        let codes = if is_tagged { codes } else { say::untagged(lang).to_owned() };
        let left = format!("{} {}  ", view::percent(*likeness), pad(&display(id), 8, Align::Left));
        let text_room = room.saturating_sub(width(&left) + codes_room + 2);
        let text = opinion.map_or(String::new(), |opinion| beginning(&opinion.text, text_room));
        let line = format!("{left}{}  {}", pad(&cut(&display(&codes), codes_room), codes_room, Align::Left), text);
        let style = if is_tagged { Style::new() } else { canvas.theme.dim() };
        canvas.put(view::row_of(rows, row), &line, style);
    }
    canvas.always_send(rows);
}
