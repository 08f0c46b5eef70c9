//! Pages that are not the table of one question (scores, portfolios, response, weights, waves) as csv and Markdown; Excel stands
//! in [`xlsx::pages`](super::xlsx::pages).

use crate::messages::Lang;
use crate::present::Page;

use super::{csv, markdown};

/// Every page with its notes, source and method; a blank line between two.
pub fn csv(pages: &[Page], figures: csv::Figures, lang: Lang) -> String {
    let mut text = String::from("\u{FEFF}");
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            text.push_str("\r\n");
        }
        let warning = page.warning.map(str::to_owned);
        let notes = page.grid.notes.iter().filter(|note| Some(note.as_str()) != page.warning);
        csv::push_section(&mut text, &page.grid, warning.iter().chain(notes).chain(&page.method), figures, lang);
    }
    text
}

/// Every page as a section, its plot as a block of text.
pub fn markdown(pages: &[Page], lang: Lang) -> String {
    let section = |page: &Page| {
        let section = markdown::section(&page.grid, page.warning, &page.method, lang);
        match page.plot.as_slice() {
            [] => section,
            plot => format!("{section}\n```\n{}\n```\n", plot.join("\n")),
        }
    };
    pages.iter().map(section).collect::<Vec<_>>().join("\n")
}
