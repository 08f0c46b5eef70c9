//! Finding a text by a few of its letters: every typed word must occur in it, if need be with a few others in between.
//!
//! Texts are folded once and compared often: ten thousand of them for every key. Who searches what, and what is shown of it, is
//! not known here.

use std::cmp::Reverse;

use super::fold::search;

/// Letters of what is typed that are looked at: a text pasted by mistake is not compared in full.
const LONGEST: usize = 200;

/// Other letters allowed in between, for each letter of a word. Words strewn over a long text are chance, not a find.
const BETWEEN: usize = 4;

/// A text ready to be searched: folded once ([`search`]), compared often.
#[derive(Debug, Clone)]
pub struct Folded(String);

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        Self(search(text))
    }
}

/// How well a text fits: the greater, the further up it stands. First whether all words stand in it unbroken, then how many
/// of them begin a word of the text, then how few letters stand in between, then the shorter text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    unbroken: bool,
    beginnings: usize,
    between: Reverse<usize>,
    bytes: Reverse<usize>,
}

impl Score {
    /// True where every word stands in the text as it was typed.
    pub fn is_unbroken(self) -> bool {
        self.unbroken
    }
}

/// What was typed, ready to be compared with many texts.
#[derive(Debug)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Folds what was typed and parts it into words.
    pub fn new(typed: &str) -> Self {
        let typed: String = typed.chars().take(LONGEST).collect();
        Self { words: search(&typed).split_whitespace().map(str::to_owned).collect() }
    }

    /// True when nothing was typed but spaces.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a text fits; `None` where a word does not occur in it.
    pub fn score(&self, Folded(text): &Folded) -> Option<Score> {
        let mut score = Score { unbroken: true, beginnings: 0, between: Reverse(0), bytes: Reverse(text.len()) };
        for word in &self.words {
            let mut places = text.match_indices(word.as_str()).map(|(at, _)| at).peekable();
            if places.peek().is_some() {
                score.beginnings += usize::from(places.any(|at| begins(text, at)));
            } else {
                score.unbroken = false;
                score.between.0 += strewn(text, word)?;
            }
        }
        Some(score)
    }
}

/// True where a word of the text begins: at its start, and behind a space or a sign.
fn begins(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
}

/// The fewest letters in between when the letters of a word are sought one after the other; `None` where it is too many.
fn strewn(text: &str, word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let most = BETWEEN * word.chars().count();
    let from = |at: usize| {
        let (mut rest, mut between) = (letters.clone(), 0);
        let mut wanted = rest.next()?;
        for c in text.get(at + first.len_utf8()..)?.chars() {
            if c != wanted {
                between += 1;
                if between > most {
                    return None;
                }
                continue;
            }
            match rest.next() {
                Some(next) => wanted = next,
                None => return Some(between),
            }
        }
        None
    };
    text.match_indices(first).filter_map(|(at, _)| from(at)).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The texts that fit, the best first.
    fn found<'a>(typed: &str, texts: &[&'a str]) -> Vec<&'a str> {
        let query = Query::new(typed);
        let scored = texts.iter().filter_map(|text| Some((query.score(&Folded::new(text))?, *text)));
        let mut scored: Vec<(Score, &str)> = scored.collect();
        scored.sort_by_key(|(score, _)| Reverse(*score));
        scored.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn kana_width_and_case_do_not_matter() {
        assert_eq!(found("ｶﾝｺｳ", &["かんこうの振興", "カンコウ", "農業"]), ["カンコウ", "かんこうの振興"]);
        assert_eq!(found("ｑ１２", &["Q12 満足度", "Q2 満足度"]), ["Q12 満足度"]);
    }

    #[test]
    fn unbroken_words_stand_before_strewn_ones_and_short_texts_before_long_ones() {
        let texts = ["空いている店と店舗", "空き店舗の活用について", "空き店舗"];
        assert_eq!(found("空店舗", &texts), ["空き店舗", "空き店舗の活用について", "空いている店と店舗"]);
        assert_eq!(
            found("店舗", &["大型店舗", "商店 店舗"]),
            ["商店 店舗", "大型店舗"],
            "the beginning of a word first"
        );
        assert_eq!(found("table", &["t a b l e", "the tables"]), ["the tables", "t a b l e"]);
    }

    #[test]
    fn every_word_must_occur_in_any_order() {
        let texts = ["駅前の駐車場が少ない", "駐車場が少ない", "駅前の店"];
        assert_eq!(found("駐車場　駅前", &texts), ["駅前の駐車場が少ない"]);
        assert!(found("ｚｚｚ", &texts).is_empty());
        assert_eq!(found("", &texts).len(), 3);
        assert!(Query::new(" 　").is_empty());
    }

    #[test]
    fn letters_strewn_over_a_long_text_are_no_find() {
        let far = format!("観{}光", "あ".repeat(60));
        assert!(found("観光", &[&far, "観の光"]) == ["観の光"]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_a_text_finds_itself_and_nothing_panics(typed in "(?s).{0,300}", text in "(?s).{0,40}") {
            let _ = Query::new(&typed).score(&Folded::new(&text));
            prop_assert!(Query::new(&text).score(&Folded::new(&text)).is_some());
        }
    }
}
