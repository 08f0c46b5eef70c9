//! A page that is not the table of one question: a grid, perhaps a plot below it, and what stands around them.

use super::grid::Grid;
use super::terminal::{self, Drawing};

/// A grid with what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Name of its sheet.
    pub name: String,
    /// The figures.
    pub grid: Grid,
    /// A plot in plain signs; empty for none.
    pub plot: Vec<String>,
    /// The answers are made up.
    pub warning: Option<&'static str>,
    /// Source and method, for what is handed on.
    pub method: Vec<String>,
}

impl Page {
    /// The page for a terminal.
    pub fn text(&self, drawing: Drawing) -> String {
        let mut grid = self.grid.clone();
        if let Some(warning) = self.warning.filter(|warning| !grid.notes.iter().any(|note| note == warning)) {
            grid.notes.insert(0, warning.to_owned());
        }
        let mut lines = terminal::draw(&grid, drawing);
        if !self.plot.is_empty() {
            lines.push(String::new());
            lines.extend(self.plot.iter().cloned());
        }
        lines.push(String::new());
        lines.join("\n") + "\n"
    }
}
