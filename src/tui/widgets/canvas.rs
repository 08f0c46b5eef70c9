//! Drawing text into cells: cut to fit, never over an edge, never half a glyph.
//!
//! All drawing goes through here, and all widths come from `text::cells`.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::text::cells::{glyphs, width};
use crate::text::fit::{Align, cut, pad};
use crate::tui::theme::Theme;

/// A buffer, the theme, and where the terminal's cursor shall stand.
pub struct Canvas<'a> {
    /// Cells of the whole screen.
    pub buffer: &'a mut Buffer,
    /// Styles and glyphs.
    pub theme: Theme,
    /// Cell of the real cursor; hidden when nothing is typed into.
    pub cursor: Option<Position>,
}

/// Cells that a glyph may reach to the right: two for most, three for a kana with a half-width voicing mark.
const WIDEST_GLYPH: u16 = 3;

/// The text with signs of one cell replaced where only ASCII ones are wanted: old fonts draw these wide.
fn signs(text: &str, ascii: bool) -> String {
    if ascii { text.replace('…', "~").replace('—', "-").replace('×', "x") } else { text.to_owned() }
}

/// Tells the library to leave the cell behind a glyph alone that takes more of them than it counts.
fn forced(glyph: &str, cells: usize) -> CellDiffOption {
    if cells < 2 || UnicodeWidthStr::width(glyph) >= cells {
        return CellDiffOption::None;
    }
    let cells = u16::try_from(cells).ok().and_then(NonZeroU16::new);
    cells.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth)
}

/// Length of a text in cells, as screen coordinates count.
pub fn cells(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// One row of an area, from the top; empty where there is none.
pub fn line(area: Rect, row: u16) -> Rect {
    if row < area.height { Rect { y: area.y + row, height: 1, ..area } } else { Rect { height: 0, ..area } }
}

/// The area without its first `rows` rows.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The area without `left` and `right` columns.
pub fn inside(area: Rect, left: u16, right: u16) -> Rect {
    let left = left.min(area.width);
    Rect { x: area.x + left, width: (area.width - left).saturating_sub(right), ..area }
}

/// What a frame leaves free.
pub fn inner(area: Rect) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

impl Canvas<'_> {
    /// Writes text at the left of the area's first row, and says how many cells it took.
    pub fn put(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let text = signs(&cut(text, area.width.into()), self.theme.ascii);
        self.draw(area, &text, style)
    }

    /// Writes text that fits, as `Buffer::set_stringn` does, with the widths of `text::cells`.
    fn draw(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let mut x = area.x;
        self.free(area.x, area.y);
        for (glyph, cells) in glyphs(text) {
            let end = x.saturating_add(u16::try_from(cells).unwrap_or(u16::MAX));
            if end > area.right() {
                break;
            }
            for (place, at) in (x..end).enumerate() {
                let Some(cell) = self.buffer.cell_mut((at, area.y)) else { continue };
                if place == 0 {
                    cell.set_symbol(glyph).set_style(style).set_diff_option(forced(glyph, cells));
                } else {
                    cell.reset();
                }
            }
            x = end;
        }
        x - area.x
    }

    /// Writes text at the left of the area's first row.
    pub fn write(&mut self, area: Rect, text: &str, style: Style) {
        self.put(area, text, style);
    }

    /// Writes several pieces side by side, and says how many cells they took.
    pub fn put_all(&mut self, area: Rect, pieces: &[(&str, Style)]) -> u16 {
        let mut used = 0;
        for (text, style) in pieces {
            used += self.put(inside(area, used, 0), text, *style);
        }
        used
    }

    /// Writes text over the area's whole first row.
    pub fn row(&mut self, area: Rect, text: &str, align: Align, style: Style) {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        let text = signs(&pad(text, area.width.into(), align), self.theme.ascii);
        self.draw(area, &text, style);
    }

    /// Copies a row to one that lies `up` rows above it.
    pub fn copy_row(&mut self, row: Rect, up: u16) {
        let row = row.intersection(self.buffer.area);
        let Some(to) = row.y.checked_sub(up).filter(|to| up > 0 && *to >= self.buffer.area.y) else { return };
        for x in row.x..row.right() {
            let Some(cell) = self.buffer.cell((x, row.y)).cloned() else { continue };
            if let Some(above) = self.buffer.cell_mut((x, to)) {
                *above = cell;
            }
        }
    }

    /// Sets the style of an area.
    pub fn paint(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// A frame with a title in its upper line.
    pub fn frame(&mut self, area: Rect, title: &str, style: Style) {
        let area = area.intersection(self.buffer.area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let glyphs = self.theme.frame;
        let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
        let across = glyphs.across.repeat(usize::from(area.width) - 2);
        let bottom = line(area, area.height - 1);
        self.put(area, &format!("{top_left}{across}{top_right}"), style);
        self.put(bottom, &format!("{bottom_left}{across}{bottom_right}"), style);
        for row in 1..area.height - 1 {
            self.put(line(area, row), glyphs.down, style);
            self.put(inside(line(area, row), area.width - 1, 0), glyphs.down, style);
        }
        if !title.is_empty() && area.width > 4 {
            self.put(inside(area, 1, 1), &cut(&format!(" {title} "), usize::from(area.width) - 2), style);
        }
    }

    /// Empties an area for a box over other things. A wide glyph that reaches into it from the left goes too, which a
    /// terminal would otherwise leave as half a glyph.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
            self.free(area.x, y);
        }
    }

    /// Takes away a wide glyph that reaches into a cell from the left.
    fn free(&mut self, x: u16, y: u16) {
        for back in 1..=WIDEST_GLYPH.min(x) {
            let Some(cell) = self.buffer.cell_mut((x - back, y)) else { return };
            if cell.symbol().len() > 1 && width(cell.symbol()) > usize::from(back) {
                cell.set_symbol(" ");
            }
        }
    }

    /// Has the cells of an area sent with every frame: terminals keep half glyphs where scrolled text is only
    /// compared with what stood there before (ratatui #2738, #2652).
    pub fn always_send(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y))
                    && cell.diff_option == CellDiffOption::None
                {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        }
    }
}

/// Signs at an edge: more above, more below.
pub fn more(canvas: &mut Canvas<'_>, area: Rect, offset: usize, length: usize) {
    more_marks(canvas, area, offset > 0, offset + usize::from(area.height) < length);
}

/// The same where it is known already whether there is more above and below.
pub fn more_marks(canvas: &mut Canvas<'_>, area: Rect, above: bool, under: bool) {
    let [up, down] = canvas.theme.more;
    let edge = inside(area, area.width.saturating_sub(1), 0);
    let style = canvas.theme.active();
    if above {
        canvas.put(line(edge, 0), up, style);
    }
    if under {
        canvas.put(line(edge, area.height.saturating_sub(1)), down, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Colours;
    use crate::text::cells::set_wide;
    use crate::tui::theme::theme;

    #[test]
    fn a_box_over_japanese_text_leaves_no_half_glyph() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        let mut canvas = Canvas { buffer: &mut buffer, theme: theme(false, Colours::default()), cursor: None };
        canvas.put(Rect::new(0, 0, 10, 1), "空き店舗", Style::new());
        canvas.clear(Rect::new(3, 0, 2, 1));
        let symbols: Vec<&str> = buffer.content().iter().map(|cell| cell.symbol()).collect();
        assert_eq!(symbols[..6], ["空", " ", " ", " ", " ", " "]);
    }

    #[test]
    fn where_signs_are_wide_the_cell_behind_one_is_left_alone() {
        let area = Rect::new(0, 0, 8, 1);
        let draw = |text: &str| {
            let mut buffer = Buffer::empty(area);
            let mut canvas = Canvas { buffer: &mut buffer, theme: theme(true, Colours::default()), cursor: None };
            assert_eq!(canvas.put(area, text, Style::new()), 6);
            canvas.always_send(area);
            buffer
        };
        set_wide(true);
        let (old, new) = (draw("x①y※"), draw("a①b※"));
        set_wide(false);
        let sent: Vec<(u16, String)> =
            old.diff(&new).into_iter().map(|(x, _, cell)| (x, cell.symbol().to_owned())).collect();
        let of = |x: u16| sent.iter().find(|(at, _)| *at == x).map(|(_, symbol)| symbol.as_str());
        assert_eq!((of(0), of(3)), (Some("a"), Some("b")), "{sent:?}");
        assert_eq!((of(2), of(5)), (None, None), "{sent:?}");
    }

    #[test]
    fn nothing_is_drawn_outside() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 2));
        let mut canvas = Canvas { buffer: &mut buffer, theme: theme(true, Colours::default()), cursor: None };
        canvas.put(Rect::new(2, 5, 9, 9), "x", Style::new());
        canvas.row(Rect::new(1, 1, 9, 1), "店舗", Align::Right, Style::new());
        canvas.frame(Rect::new(0, 0, 1, 1), "t", Style::new());
        canvas.clear(Rect::new(0, 0, 50, 50));
    }
}
