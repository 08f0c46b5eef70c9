//! Styles by role and the glyphs of frames, bars and marks; nothing else names a colour.
//!
//! Only the terminal's own sixteen colours are used, and never alone: what is selected is also reversed, what is
//! important also bold or marked, so that nothing is lost under `NO_COLOR` (crossterm drops the colours then).

use ratatui::style::{Color, Modifier, Style};

/// Glyphs and styles.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are roles")]
pub struct Theme {
    pub ascii: bool,
    pub frame: Frame,
    pub pointer: &'static str,
    pub checked: &'static str,
    pub unchecked: &'static str,
    pub bar: &'static str,
    pub segments: &'static [&'static str],
    pub separator: &'static str,
    pub arrow: &'static str,
    /// More above, more below: other signs than those of significance.
    pub more: [&'static str; 2],
    pub busy: &'static str,
    pub note: &'static str,
    /// Heights of a sparkline, from low to high.
    pub levels: &'static [&'static str],
    /// A branch of a tree: open, closed, without anything below.
    pub branch: [&'static str; 3],
    /// Up, down, level.
    pub ways: [&'static str; 3],
    /// A link across a tree.
    pub link: &'static str,
}

/// The lines of a frame.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Frame {
    pub across: &'static str,
    pub down: &'static str,
    pub corners: [&'static str; 4],
}

const UNICODE: Theme = Theme {
    ascii: false,
    frame: Frame { across: "─", down: "│", corners: ["┌", "┐", "└", "┘"] },
    pointer: "▸",
    checked: "●",
    unchecked: "○",
    bar: "█",
    segments: &["█", "▒", "▓", "░"],
    separator: "│",
    arrow: "›",
    more: ["↑", "↓"],
    busy: "◌",
    note: "✎",
    levels: &["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    branch: ["▾", "▸", " "],
    ways: ["↗", "↘", "→"],
    link: "↔",
};

const ASCII: Theme = Theme {
    ascii: true,
    frame: Frame { across: "-", down: "|", corners: ["+", "+", "+", "+"] },
    pointer: ">",
    checked: "*",
    unchecked: "-",
    bar: "#",
    segments: &["#", "=", "+", ":"],
    separator: "|",
    arrow: ">",
    more: [":", ":"],
    busy: "~",
    note: "&",
    levels: &["_", ".", ":", "-", "=", "+", "*", "#"],
    branch: ["-", "+", " "],
    ways: ["/", "\\", "="],
    link: "~",
};

/// The theme for a glyph set.
pub fn theme(ascii: bool) -> Theme {
    if ascii { ASCII } else { UNICODE }
}

/// Colours of the parts of a bar, from the first answer on.
const PARTS: [Color; 6] = [Color::Blue, Color::Cyan, Color::Green, Color::Yellow, Color::Magenta, Color::Red];

impl Theme {
    /// Title bar and footer keys.
    pub fn bar_style(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Headings and the labels of totals.
    pub fn heading(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Secondary words.
    pub fn dim(&self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Frame of the pane that has the keys.
    pub fn active(&self) -> Style {
        Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// Frame of the others.
    pub fn passive(&self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The entry or cell under the cursor.
    pub fn selected(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The entry under the cursor of a pane that does not have the keys.
    pub fn current(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// Something is wrong.
    pub fn bad(&self) -> Style {
        Style::new().fg(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// Something must be known: made-up data, a small base, a warning.
    pub fn warn(&self) -> Style {
        Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    /// It went well.
    pub fn good(&self) -> Style {
        Style::new().fg(Color::Green).add_modifier(Modifier::BOLD)
    }

    /// The part of a bar with this number.
    pub fn part(&self, index: usize) -> Style {
        Style::new().fg(PARTS.get(index % PARTS.len()).copied().unwrap_or(Color::Reset))
    }

    /// Its glyph.
    pub fn segment(&self, index: usize) -> &'static str {
        self.segments.get(index % self.segments.len().max(1)).copied().unwrap_or(self.bar)
    }
}
