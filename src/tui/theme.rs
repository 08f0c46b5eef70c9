//! Styles by role and the glyphs of frames, bars and marks; nothing else names a colour.
//!
//! Colours are those of a set that the settings name, and never say anything alone: what is selected is also reversed, what is
//! important also bold or marked, so that nothing is lost under `NO_COLOR` (crossterm drops the colours then).

use crate::config::Colours;
use ratatui::style::{Color, Modifier, Style};

/// Glyphs and styles.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are roles")]
pub struct Theme {
    pub ascii: bool,
    palette: &'static Palette,
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
    palette: &DARK,
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
    palette: &DARK,
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
pub fn theme(ascii: bool, colours: Colours) -> Theme {
    let palette = match colours {
        Colours::Dark => &DARK,
        Colours::Light => &LIGHT,
        Colours::Safe => &SAFE,
        Colours::Mono => &MONO,
    };
    Theme { palette, ..if ascii { ASCII } else { UNICODE } }
}

/// The colours of a set, by role.
#[derive(Debug)]
struct Palette {
    active: Color,
    bad: Color,
    warn: Color,
    good: Color,
    /// Parts of a bar, from the first answer on.
    parts: [Color; 6],
}

const DARK: Palette = Palette {
    active: Color::Cyan,
    bad: Color::Red,
    warn: Color::Yellow,
    good: Color::Green,
    parts: [Color::Blue, Color::Cyan, Color::Green, Color::Yellow, Color::Magenta, Color::Red],
};

/// Yellow and cyan cannot be read on white.
const LIGHT: Palette = Palette {
    active: Color::Blue,
    bad: Color::Red,
    warn: Color::Magenta,
    good: Color::Green,
    parts: [Color::Blue, Color::Magenta, Color::Green, Color::Red, Color::DarkGray, Color::Black],
};

/// Orange, sky blue, bluish green, yellow, blue, vermilion and purple of Okabe and Ito (2008), from the 256 colours.
const SAFE: Palette = Palette {
    active: Color::Indexed(74),
    bad: Color::Indexed(166),
    warn: Color::Indexed(178),
    good: Color::Indexed(36),
    parts: [
        Color::Indexed(25),
        Color::Indexed(178),
        Color::Indexed(74),
        Color::Indexed(166),
        Color::Indexed(36),
        Color::Indexed(175),
    ],
};

const MONO: Palette = Palette {
    active: Color::Reset,
    bad: Color::Reset,
    warn: Color::Reset,
    good: Color::Reset,
    parts: [Color::Reset; 6],
};

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
        Style::new().fg(self.palette.active).add_modifier(Modifier::BOLD)
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
        Style::new().fg(self.palette.bad).add_modifier(Modifier::BOLD)
    }

    /// Something must be known: made-up data, a small base, a warning.
    pub fn warn(&self) -> Style {
        Style::new().fg(self.palette.warn).add_modifier(Modifier::BOLD)
    }

    /// It went well.
    pub fn good(&self) -> Style {
        Style::new().fg(self.palette.good).add_modifier(Modifier::BOLD)
    }

    /// The part of a bar with this number.
    pub fn part(&self, index: usize) -> Style {
        Style::new().fg(self.palette.parts.get(index % self.palette.parts.len()).copied().unwrap_or(Color::Reset))
    }

    /// Its glyph.
    pub fn segment(&self, index: usize) -> &'static str {
        self.segments.get(index % self.segments.len().max(1)).copied().unwrap_or(self.bar)
    }
}
