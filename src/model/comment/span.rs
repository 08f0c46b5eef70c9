//! A part of an original text, by its place: characters from 0, end excluded.

use serde::{Deserialize, Serialize};

/// Characters `start..end` of an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

impl Span {
    /// Characters `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// A whole text.
    pub fn whole(text: &str) -> Self {
        Self { start: 0, end: text.chars().count() }
    }

    /// Number of characters.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True when it holds nothing.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// True when the two share a character.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when every character of `other` is in it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The characters themselves; what lies beyond the end of the text is left out.
    pub fn of(self, text: &str) -> &str {
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let start = places.clone().nth(self.start).unwrap_or(text.len());
        let end = places.nth(self.end).unwrap_or(text.len());
        text.get(start..end.max(start)).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let text = "𠮷野家🍚です";
        assert_eq!(Span::whole(text).len(), 6);
        assert_eq!(Span::new(0, 3).of(text), "𠮷野家");
        assert_eq!(Span::new(3, 4).of(text), "🍚");
        assert_eq!(Span::new(4, 99).of(text), "です");
        assert_eq!(Span::new(5, 2).of(text), "");
    }
}
