//! A page that is not the table of one question: a grid, perhaps a plot below it, and what stands around them.

use super::grid::Grid;
use super::terminal::{self, Drawing};
use crate::messages::Lang;

/// A grid with what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Name of its sheet.
    pub name: String,
    /// The figures.
    pub grid: Grid,
    /// A plot in plain signs; empty for none.
    pub plot: Vec<String>,
    /// The same plot for programs that draw charts.
    pub scatter: Option<Scatter>,
    /// The answers are made up.
    pub warning: Option<&'static str>,
    /// Source and method, for what is handed on.
    pub method: Vec<String>,
}

/// Two columns of a grid against each other, a point per row.
#[derive(Debug, Clone, PartialEq)]
pub struct Scatter {
    /// Positions of the columns of x and y.
    pub columns: [usize; 2],
    /// Names of the axes.
    pub axes: [String; 2],
    /// Where the axes cross.
    pub cross: [f64; 2],
}

impl Page {
    /// A page without a plot; `synthetic` answers are warned of.
    pub fn new(name: String, grid: Grid, synthetic: bool, method: Vec<String>, lang: Lang) -> Self {
        let warning = synthetic.then(|| crate::messages::table::synthetic(lang));
        Self { name, grid, plot: Vec::new(), scatter: None, warning, method }
    }

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
