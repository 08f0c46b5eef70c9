//! One line of text being typed: tui-input keeps the text, this file draws it and puts the terminal's real cursor at
//! the right cell, because the window of a Japanese input method follows that cursor.

use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use super::canvas::{Canvas, inside};
use crate::text::cells::{glyphs, width};
use crate::text::fold::display;
use crate::tui::command::Id;

/// The change an editing command makes.
pub fn request(id: Id) -> Option<InputRequest> {
    Some(match id {
        Id::EditLeft => InputRequest::GoToPrevChar,
        Id::EditRight => InputRequest::GoToNextChar,
        Id::EditStart => InputRequest::GoToStart,
        Id::EditEnd => InputRequest::GoToEnd,
        Id::EditBack => InputRequest::DeletePrevChar,
        Id::EditDelete => InputRequest::DeleteNextChar,
        Id::EditWord => InputRequest::DeletePrevWord,
        Id::EditClear => InputRequest::DeleteLine,
        _ => return None,
    })
}

/// Takes over pasted text; line breaks become spaces, since a field has one line.
pub fn paste(input: &mut Input, text: &str) {
    let text = text.trim_end_matches(['\r', '\n']).replace("\r\n", "\n");
    for c in text.chars() {
        let c = if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c };
        if !c.is_control() {
            input.handle(InputRequest::InsertChar(c));
        }
    }
}

/// Draws the field in the first row of the area. With `focus` the terminal's cursor is placed in it.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, input: &Input, placeholder: &str, focus: bool) {
    if area.is_empty() {
        return;
    }
    let room = usize::from(area.width).saturating_sub(1);
    let before: String = input.value().chars().take(input.cursor()).collect();
    let column = width(&display(&before));
    let (shown, skipped) = window(&display(input.value()), column, room);
    if input.value().is_empty() {
        let style = canvas.theme.dim();
        canvas.put(inside(area, u16::from(focus), 0), placeholder, style);
    } else {
        canvas.put(area, &shown, canvas.theme.heading());
    }
    if focus {
        let x = area.x + u16::try_from(column.saturating_sub(skipped)).unwrap_or(0).min(area.width - 1);
        canvas.cursor = Some(Position { x, y: area.y });
    }
}

/// The part of a text that is seen when `column` must be, and how many cells were left out before it.
fn window(text: &str, column: usize, room: usize) -> (String, usize) {
    let mut skipped = 0;
    let mut shown = String::new();
    for (glyph, cells) in glyphs(text) {
        if shown.is_empty() && column.saturating_sub(skipped) > room {
            skipped += cells;
        } else {
            shown.push_str(glyph);
        }
    }
    (shown, skipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Colours;
    use crate::tui::theme::theme;
    use ratatui::buffer::Buffer;

    fn cursor_of(text: &str, cells: u16) -> u16 {
        let area = Rect::new(0, 0, cells, 1);
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas { buffer: &mut buffer, theme: theme(false, Colours::default()), cursor: None };
        draw(&mut canvas, area, &Input::new(text.to_owned()), "", true);
        canvas.cursor.unwrap().x
    }

    #[test]
    fn the_cursor_stands_at_the_cell_after_the_text() {
        assert_eq!(cursor_of("", 10), 0);
        assert_eq!(cursor_of("空き", 10), 4);
        assert_eq!(cursor_of("ｶﾞ𠮷", 10), 4);
        assert_eq!(cursor_of("空き店舗活用", 10), 8);
    }

    #[test]
    fn pasted_lines_become_one() {
        let mut input = Input::default();
        paste(&mut input, "Q5 = 1\r\nand Q3 = 2\r\n");
        assert_eq!(input.value(), "Q5 = 1 and Q3 = 2");
    }
}
