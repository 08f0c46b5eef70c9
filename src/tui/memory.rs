//! A terminal in memory, with the one habit of real terminals that pictures must show: a wide glyph that loses one of
//! its two cells is gone.
//!
//! ratatui sends only what changed, so what stands here is what a person would see, half glyphs and leftovers included.

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::text::cells::width;

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    size: Size,
    /// Glyphs row by row; the second cell of a wide glyph is empty.
    cells: Vec<String>,
    cursor: Option<Position>,
}

impl Memory {
    /// An empty screen.
    pub fn new(columns: u16, rows: u16) -> Self {
        let mut memory = Self { size: Size::default(), cells: Vec::new(), cursor: None };
        memory.resize(columns, rows);
        memory
    }

    /// A new size; everything is empty.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = Size::new(columns, rows);
        self.cells = vec![" ".to_owned(); usize::from(columns) * usize::from(rows)];
    }

    /// What a person sees, without spaces at the ends of lines.
    pub fn text(&self) -> String {
        let lines =
            self.cells.chunks(usize::from(self.size.width).max(1)).map(|row| row.concat().trim_end().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Where the cursor is shown.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    fn put(&mut self, x: u16, y: u16, symbol: &str) {
        let wide = width(symbol) > 1;
        self.erase(x, y);
        if wide {
            self.erase(x + 1, y);
        }
        self.set(x, y, symbol);
        if wide {
            self.set(x + 1, y, "");
        }
    }

    /// Empties a cell, and the other half of a wide glyph that reaches into it.
    fn erase(&mut self, x: u16, y: u16) {
        let Some(old) = self.at(x, y) else { return };
        if old.is_empty() {
            self.set(x.saturating_sub(1), y, " ");
        } else if width(&old) > 1 {
            self.set(x + 1, y, " ");
        }
        self.set(x, y, " ");
    }

    fn at(&self, x: u16, y: u16) -> Option<String> {
        self.cells.get(self.index(x, y)?).cloned()
    }

    fn set(&mut self, x: u16, y: u16, symbol: &str) {
        if let Some(cell) = self.index(x, y).and_then(|index| self.cells.get_mut(index)) {
            symbol.clone_into(cell);
        }
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        (x < self.size.width).then(|| usize::from(y) * usize::from(self.size.width) + usize::from(x))
    }
}

impl Backend for Memory {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.put(x, y, cell.symbol());
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = self.cursor.or(Some(Position::ORIGIN));
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.cells.iter_mut().for_each(|cell| " ".clone_into(cell));
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_glyph_that_loses_a_cell_is_gone() {
        let mut memory = Memory::new(6, 1);
        memory.put(0, 0, "空");
        memory.put(2, 0, "店");
        memory.put(1, 0, "舗");
        assert_eq!(memory.text(), " 舗");
        memory.put(2, 0, "x");
        assert_eq!(memory.text(), "  x");
    }
}
