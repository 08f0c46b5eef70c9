//! Styles by role and the glyphs of frames, bars and marks; nothing else names a colour.
//!
//! Colours are those of a set that the settings name, and never say anything alone: what is selected is also reversed, what is
//! important also bold or marked, so that nothing is lost under `NO_COLOR` (crossterm drops the colours then).

use crate::config::Colours;
use crate::present::picture::tone::Tone;
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
    /// Fills of the parts of a band; after the last come letters.
    pub segments: &'static [&'static str],
    /// On the way between two points of a line.
    pub dot: &'static str,
    /// Where two lines of a plot cross.
    pub crossing: &'static str,
    pub separator: &'static str,
    pub arrow: &'static str,
    /// More above, more below: other signs than those of significance and of shades.
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
    segments: &["█", "░", "▓", "/", "▒", "=", ":", "#", "+", ".", "%", "*"],
    dot: "·",
    crossing: "┼",
    separator: "│",
    arrow: "›",
    more: ["∧", "∨"],
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
    segments: &["#", ":", "=", "/", "+", ".", "%", "*", "-", "~", "@", "&"],
    dot: ".",
    crossing: "+",
    separator: "|",
    arrow: ">",
    more: ["'", ","],
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
    /// Behind cells far above 全体, above, below, far below, with the colour of their figures; none without colours.
    tones: [Option<(Color, Color)>; 4],
}

/// Blue above, orange below: a pair that people who confuse red and green tell apart.
const DEEP_TONES: [Option<(Color, Color)>; 4] = [
    Some((Color::Indexed(31), Color::Indexed(231))),
    Some((Color::Indexed(24), Color::Indexed(231))),
    Some((Color::Indexed(94), Color::Indexed(231))),
    Some((Color::Indexed(130), Color::Indexed(231))),
];

/// The same, pale.
const PALE_TONES: [Option<(Color, Color)>; 4] = [
    Some((Color::Indexed(117), Color::Indexed(16))),
    Some((Color::Indexed(195), Color::Indexed(16))),
    Some((Color::Indexed(230), Color::Indexed(16))),
    Some((Color::Indexed(222), Color::Indexed(16))),
];

const DARK: Palette = Palette {
    active: Color::Cyan,
    bad: Color::Red,
    warn: Color::Yellow,
    good: Color::Green,
    parts: [Color::Blue, Color::Cyan, Color::Green, Color::Yellow, Color::Magenta, Color::Red],
    tones: DEEP_TONES,
};

/// Yellow and cyan cannot be read on white.
const LIGHT: Palette = Palette {
    active: Color::Blue,
    bad: Color::Red,
    warn: Color::Magenta,
    good: Color::Green,
    parts: [Color::Blue, Color::Magenta, Color::Green, Color::Red, Color::DarkGray, Color::Black],
    tones: PALE_TONES,
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
    tones: DEEP_TONES,
};

const MONO: Palette = Palette {
    active: Color::Reset,
    bad: Color::Reset,
    warn: Color::Reset,
    good: Color::Reset,
    parts: [Color::Reset; 6],
    tones: [None; 4],
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

    /// Its fill: one of its own for each of the first parts, then letters.
    pub fn segment(&self, index: usize) -> &'static str {
        let letter = |at: usize| LETTERS.get(at % LETTERS.len()..at % LETTERS.len() + 1).unwrap_or("a");
        self.segments.get(index).copied().unwrap_or_else(|| letter(index.saturating_sub(self.segments.len())))
    }

    /// A point of the line with this number.
    pub fn point(&self, index: usize) -> Style {
        self.part(index).add_modifier(Modifier::BOLD)
    }

    /// Behind the figure of a cell that lies above or below 全体; where there are no colours, far ones are bold.
    pub fn tone(&self, tone: Tone) -> Style {
        let (at, far) = match tone {
            Tone::MuchHigher => (0, true),
            Tone::Higher => (1, false),
            Tone::Lower => (2, false),
            Tone::MuchLower => (3, true),
        };
        let style = match self.palette.tones.get(at).copied().flatten() {
            Some((behind, figure)) => Style::new().bg(behind).fg(figure),
            None => Style::new(),
        };
        if far { style.add_modifier(Modifier::BOLD) } else { style }
    }
}

/// Fills where there are more parts than signs.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn parts_are_told_apart_without_colours() {
        for ascii in [false, true] {
            let theme = theme(ascii, Colours::Mono);
            let fills: HashSet<&str> = (0..38).map(|part| theme.segment(part)).collect();
            assert_eq!(fills.len(), 38);
            assert!(fills.iter().all(|fill| crate::text::cells::width(fill) == 1));
            assert!(!ascii || fills.iter().all(|fill| fill.is_ascii()));
        }
    }

    #[test]
    fn neighbours_differ_in_colour_where_there_are_colours() {
        for colours in [Colours::Dark, Colours::Light, Colours::Safe] {
            let theme = theme(false, colours);
            assert!((0..20).all(|part| theme.part(part) != theme.part(part + 1)));
            let tones = [Tone::MuchHigher, Tone::Higher, Tone::Lower, Tone::MuchLower].map(|tone| theme.tone(tone));
            assert!(tones.iter().all(|tone| tone.bg.is_some() && tone.fg.is_some()));
        }
    }
}
