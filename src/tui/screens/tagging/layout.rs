//! Where the parts of the tagging screen lie: shared by drawing, scrolling and the mouse.

use ratatui::layout::Rect;

use super::state::State;
use crate::tui::panes::{Axis, Panes};
use crate::tui::state::Screen;
use crate::tui::widgets::canvas::{below, inner, inside, line};

/// The parts; an absent one has no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// Facts about the receipt, the group, progress.
    pub header: Rect,
    /// Frame of the text.
    pub text: Rect,
    /// Frame of similar opinions.
    pub similar: Rect,
    /// Frame of the codes.
    pub codes: Rect,
    /// Rows of the codes.
    pub code_rows: Rect,
    /// Reasons of suggestions, below the codes.
    pub reasons: Rect,
}

/// Columns from which the screen is wide.
const WIDE: u16 = 110;
/// Rows from which there is room for similar opinions at all times.
const TALL: u16 = 30;

/// Lays the screen out.
pub fn areas(state: &State, panes: &Panes, area: Rect) -> Areas {
    let none = Rect { height: 0, ..area };
    let wide = area.width >= WIDE;
    let header_rows = match area.height {
        0..=5 => 0,
        6..=9 => 1,
        10..=15 => 2,
        _ => 3,
    };
    let header = Rect { height: header_rows, ..area };
    let body = below(area, header_rows);
    if state.zoomed || body.width < 24 {
        return Areas { header, text: body, similar: none, codes: none, code_rows: none, reasons: none };
    }
    let codes_width = if wide { (body.width * 2 / 5).min(66) } else { (body.width * 2 / 5).min(34) };
    let text_width = panes.first(Screen::Tagging, Axis::Across, body.width - codes_width, body.width);
    let left = Rect { width: text_width, ..body };
    let codes = inside(body, left.width, 0);
    let similar_shown = (wide && area.height >= TALL) != state.pane_flipped;
    let similar_rows = match similar_shown {
        false => 0,
        true if area.height >= TALL => (body.height / 3).clamp(5, 15),
        true => (body.height / 2).min(6),
    };
    let text_rows = left.height - similar_rows.min(left.height);
    let text_rows = panes.first(Screen::Tagging, Axis::Down, text_rows, left.height);
    let text = Rect { height: text_rows, ..left };
    let similar = below(left, text.height);
    let inside_codes = inside(inner(codes), 1, 1);
    let reason_rows = match inside_codes.height {
        0..=9 => 0,
        10..=14 => 3,
        15..=25 => 5,
        _ => 12,
    };
    let code_rows = Rect { height: inside_codes.height - reason_rows, ..inside_codes };
    Areas { header, text, similar, codes, code_rows, reasons: below(inside_codes, code_rows.height) }
}

/// The lines of the text.
pub fn text_lines(areas: &Areas) -> Rect {
    inside(inner(areas.text), 1, 1)
}

/// The rows of similar opinions.
pub fn similar_rows(areas: &Areas) -> Rect {
    inside(inner(areas.similar), 1, 1)
}

/// One row of the header.
pub fn header_row(areas: &Areas, row: u16) -> Rect {
    inside(line(areas.header, row), 1, 1)
}
