//! A text folded for matching, with the place of every folded character in the text as it stands.
//!
//! Folds as `text::fold::search` does, one grapheme at a time, so that ｶﾞ, ガ and が match each other and a match can be
//! shown as it was written. Offsets of the original count characters.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::comment::Span;
use crate::text::fold;

/// A folded text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded characters; each run of white space is one space, none at the ends.
    pub chars: Vec<char>,
    /// The same with katakana as katakana, which tells words from endings.
    pub written: Vec<char>,
    /// For each folded character, the characters of the original it stands for.
    places: Vec<Span>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        let mut at = 0;
        let mut space = None;
        for grapheme in text.graphemes(true) {
            let span = Span::new(at, at + grapheme.chars().count());
            at = span.end;
            if grapheme.chars().all(char::is_whitespace) {
                space = space.or((!folded.chars.is_empty()).then_some(span));
                continue;
            }
            let chars: Vec<char> = fold::search(grapheme).chars().collect();
            let written: Vec<char> = fold::matching(grapheme).chars().flat_map(char::to_lowercase).collect();
            let written = if written.len() == chars.len() { written } else { chars.clone() };
            for (c, written) in chars.into_iter().zip(written) {
                if let Some(place) = space.take() {
                    folded.push(' ', ' ', place);
                }
                folded.push(c, written, span);
            }
        }
        folded
    }

    fn push(&mut self, c: char, written: char, place: Span) {
        self.chars.push(c);
        self.written.push(written);
        self.places.push(place);
    }

    /// The characters of the original behind folded characters `start..end`; empty where there are none.
    pub fn place(&self, start: usize, end: usize) -> Span {
        let first = self.places.get(start);
        let last = end.checked_sub(1).filter(|last| *last >= start).and_then(|last| self.places.get(last));
        match (first, last) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::new(0, 0),
        }
    }

    /// Where a folded phrase stands, as positions of folded characters: all places, also overlapping ones.
    pub fn find<'a>(&'a self, phrase: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let width = phrase.len().max(1);
        self.chars.windows(width).enumerate().filter(move |(_, window)| *window == phrase).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_match_is_shown_as_it_was_written() {
        let text = "駅前の ｶﾞｰﾄﾞﾚｰﾙ、\r\n　𠮷野家🍚";
        let folded = Folded::new(text);
        let phrase: Vec<char> = fold::search("ガードレール").chars().collect();
        let found: Vec<usize> = folded.find(&phrase).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(folded.place(found[0], found[0] + phrase.len()).of(text), "ｶﾞｰﾄﾞﾚｰﾙ");
        let bowl: Vec<usize> = folded.find(&['🍚']).collect();
        assert_eq!(folded.place(bowl[0], bowl[0] + 1).of(text), "🍚");
        assert!(folded.place(5, 5).is_empty());
        assert!(folded.find(&[]).next().is_none());
    }

    proptest! {
        #[test]
        fn plain_text_folds_as_a_search_does(text in "[ぁ-んァ-ヶー亜-熙a-zA-Z0-9Ａ-Ｚ ｶ　\n、。🍚𠮷]{0,40}") {
            let folded: String = Folded::new(&text).chars.into_iter().collect();
            prop_assert_eq!(folded, fold::search(&text));
        }

        #[test]
        fn places_are_in_order_and_within_the_text(text in "(?s).{0,40}") {
            let folded = Folded::new(&text);
            let length = text.chars().count();
            for at in 0..folded.chars.len() {
                let place = folded.place(at, at + 1);
                prop_assert!(place.start < place.end && place.end <= length);
            }
        }
    }
}
