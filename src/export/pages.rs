//! Grids that are no tables of one survey (comparisons of waves) written as csv and Markdown, each with what stands around it.

use crate::messages::{Lang, table as words};
use crate::present::Grid;

use super::csv::{self, Figures};
use super::markdown;

/// A grid with what stands around it.
#[derive(Debug, Clone)]
pub struct Page {
    /// A short name: that of its sheet.
    pub name: String,
    /// The grid with its notes.
    pub grid: Grid,
    /// Its answers are made up.
    pub synthetic: bool,
    /// Source and method, one line each.
    pub method: Vec<String>,
}

/// All pages as csv, a blank line between two.
pub fn csv(pages: &[Page], figures: Figures, lang: Lang) -> String {
    let mut text = String::from("\u{FEFF}");
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            text.push_str("\r\n");
        }
        csv::push_page(&mut text, &page.grid, &page.grid.notes, &page.method, figures, lang);
    }
    text
}

/// All pages as Markdown.
pub fn markdown(pages: &[Page], lang: Lang) -> String {
    let section = |page: &Page| {
        let synthetic = page.synthetic.then(|| words::synthetic(lang));
        markdown::section(&page.grid, synthetic, &page.method, lang)
    };
    pages.iter().map(section).collect::<Vec<_>>().join("\n")
}
