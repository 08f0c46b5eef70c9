//! One key as the command table names it: what was pressed, freed of what differs between systems.
//!
//! Here keys are compared, written for people and read from scripts; which key does what stands in `command`.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key with Ctrl, Alt and Shift. With characters Shift is part of the character, and with Tab of `BackTab`; it stands by
/// itself with arrows and the like only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
}

/// A key by itself.
pub const fn key(code: KeyCode) -> Key {
    Key { code, ctrl: false, alt: false, shift: false }
}

/// A character by itself.
pub const fn char(c: char) -> Key {
    key(KeyCode::Char(c))
}

/// A character with Ctrl.
pub const fn ctrl(c: char) -> Key {
    Key { code: KeyCode::Char(c), ctrl: true, alt: false, shift: false }
}

/// A key with Ctrl.
pub const fn ctrl_key(code: KeyCode) -> Key {
    Key { code, ctrl: true, alt: false, shift: false }
}

/// A character with Alt.
pub const fn alt(c: char) -> Key {
    Key { code: KeyCode::Char(c), ctrl: false, alt: true, shift: false }
}

/// A key with Alt.
pub const fn alt_key(code: KeyCode) -> Key {
    Key { code, ctrl: false, alt: true, shift: false }
}

/// An arrow or the like with Shift.
pub const fn shift_key(code: KeyCode) -> Key {
    Key { code, ctrl: false, alt: false, shift: true }
}

/// A function key.
pub const fn f(number: u8) -> Key {
    key(KeyCode::F(number))
}

impl Key {
    /// The key of an event; `None` for releases, which Windows reports and others do not.
    pub fn of(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let code = match event.code {
            // AltGr arrives as Ctrl+Alt on Windows: then it is the character that counts.
            KeyCode::Char(c) if ctrl && alt && !c.is_ascii_alphanumeric() => return Some(char(c)),
            KeyCode::Char(c) if ctrl || alt => KeyCode::Char(c.to_ascii_lowercase()),
            KeyCode::Tab if shift => KeyCode::BackTab,
            other => other,
        };
        let shift = shift && NAVIGATION.contains(&code);
        Some(Self { code, ctrl, alt, shift })
    }

    /// The event that a terminal sends for it.
    pub fn event(self) -> KeyEvent {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, self.ctrl);
        modifiers.set(KeyModifiers::ALT, self.alt);
        modifiers.set(KeyModifiers::SHIFT, self.shift);
        KeyEvent::new(self.code, modifiers)
    }

    /// The character a text field would take from it.
    pub fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The same key without Shift, where that chooses nothing.
    pub fn unshifted(self) -> Self {
        Self { shift: false, ..self }
    }

    /// The same key with a full-width letter, digit or sign as the plain one: the input method may be on.
    pub fn folded(self) -> Self {
        match self.code {
            KeyCode::Char('\u{3000}') => Self { code: KeyCode::Char(' '), ..self },
            KeyCode::Char(c @ '！'..='～') => {
                let plain = char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c);
                Self { code: KeyCode::Char(plain), ..self }
            }
            _ => self,
        }
    }

    /// True for kana and kanji: in command mode they say that the input method is on.
    pub fn is_japanese(self) -> bool {
        matches!(self.text(), Some('\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF66}'..='\u{FF9F}'))
    }

    /// For people: `Ctrl+P`, `F1`, `↑`.
    pub fn name(self) -> String {
        let base = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.ctrl || self.alt => c.to_ascii_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(number) => format!("F{number}"),
            KeyCode::BackTab => "Shift+Tab".to_owned(),
            other => {
                NAMED.iter().find(|(_, code)| *code == other).map_or(String::new(), |(name, _)| (*name).to_owned())
            }
        };
        let ctrl = if self.ctrl { "Ctrl+" } else { "" };
        let alt = if self.alt { "Alt+" } else { "" };
        let shift = if self.shift { "Shift+" } else { "" };
        format!("{ctrl}{alt}{shift}{base}")
    }

    /// Reads what [`name`](Self::name) writes, with words for the arrows (`Up`).
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("Ctrl+").filter(|rest| !rest.is_empty()) {
            let inner = Self::parse(rest)?;
            let code = match inner.code {
                KeyCode::Char(c) => KeyCode::Char(c.to_ascii_lowercase()),
                code => code,
            };
            return Some(Self { code, ctrl: true, ..inner });
        }
        if let Some(rest) = text.strip_prefix("Alt+").filter(|rest| !rest.is_empty()) {
            let inner = Self::parse(rest)?;
            let code = match inner.code {
                KeyCode::Char(c) => KeyCode::Char(c.to_ascii_lowercase()),
                code => code,
            };
            return Some(Self { code, alt: true, ..inner });
        }
        if let Some(rest) = text.strip_prefix("Shift+").filter(|rest| *rest != "Tab") {
            return Self::parse(rest)
                .filter(|key| NAVIGATION.contains(&key.code))
                .map(|key| Self { shift: true, ..key });
        }
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            if let Some((_, code)) = NAMED.iter().find(|(name, _)| *name == text) {
                return Some(key(*code));
            }
            return Some(char(c));
        }
        match text {
            "Space" => Some(char(' ')),
            // In a script a line that begins with the sign itself is a remark.
            "Hash" => Some(char('#')),
            "Shift+Tab" => Some(key(KeyCode::BackTab)),
            "Up" => Some(key(KeyCode::Up)),
            "Down" => Some(key(KeyCode::Down)),
            "Left" => Some(key(KeyCode::Left)),
            "Right" => Some(key(KeyCode::Right)),
            _ => match text.strip_prefix('F').and_then(|number| number.parse().ok()) {
                Some(number) => Some(f(number)),
                None => NAMED.iter().find(|(name, _)| *name == text).map(|(_, code)| key(*code)),
            },
        }
    }
}

/// Keys with which Shift chooses what they move over.
const NAVIGATION: [KeyCode; 8] = [
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
];

const NAMED: &[(&str, KeyCode)] = &[
    ("↑", KeyCode::Up),
    ("↓", KeyCode::Down),
    ("←", KeyCode::Left),
    ("→", KeyCode::Right),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for key in [
            char('n'),
            ctrl('p'),
            f(10),
            key(KeyCode::Up),
            char(' '),
            key(KeyCode::BackTab),
            ctrl_key(KeyCode::Home),
            alt('1'),
            alt('h'),
            alt_key(KeyCode::Left),
            shift_key(KeyCode::Down),
            Key { ctrl: true, ..shift_key(KeyCode::End) },
        ] {
            assert_eq!(Key::parse(&key.name()), Some(key), "{}", key.name());
        }
        assert_eq!(Key::parse("Nonsense"), None);
    }

    #[test]
    fn full_width_letters_are_keys_and_kana_say_so() {
        assert_eq!(char('ｊ').folded(), char('j'));
        assert_eq!(char('％').folded(), char('%'));
        assert!(char('あ').is_japanese());
        assert!(!char('𠮷').folded().is_japanese() || char('吉').is_japanese());
    }

    #[test]
    fn releases_are_no_keys() {
        let mut event = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        assert_eq!(Key::of(event), Some(char('a')));
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::of(event), None);
    }
}
