//! The words of a rule: phrases, signs and the words that join.

use super::Comparison;
use crate::text::fold;

/// A word of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// A phrase without quotes, as written.
    Phrase(String),
    /// A phrase in quotes.
    Quoted(String),
    /// かつ, and, &.
    And,
    /// または, or, |.
    Or,
    /// 除く, not, !.
    Not,
    /// 近接(n), near(n), or in this order 順(n), seq(n).
    Near {
        /// Characters between at most.
        within: usize,
        /// In this order.
        ordered: bool,
    },
    /// (
    Open,
    /// )
    Close,
    /// =, >= and the like.
    Compare(Comparison),
}

/// A word and the character it begins at, from 0.
pub type At = (usize, Word);

/// Quotes that open a phrase, with those that close it.
const QUOTES: [(char, char); 5] = [('"', '"'), ('“', '”'), ('「', '」'), ('『', '』'), ('\'', '\'')];

/// The words of a rule; the character of a quote that is not closed.
///
/// # Errors
/// Where a quote opens that is not closed.
pub fn words(rule: &str) -> Result<Vec<At>, usize> {
    let chars: Vec<char> = rule.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let start = at;
        at += 1;
        if c.is_whitespace() {
            continue;
        }
        if let Some((_, close)) = quote(c) {
            let length = chars.iter().skip(at).position(|c| folded_quote(*c) == folded_quote(close)).ok_or(start)?;
            words.push((start, Word::Quoted(chars.iter().skip(at).take(length).collect())));
            at += length + 1;
            continue;
        }
        if let Some((word, width)) = sign(chars.get(start..).unwrap_or_default()) {
            words.push((start, word));
            at = start + width;
            continue;
        }
        let ends = |c: &char| c.is_whitespace() || quote(*c).is_some() || sign(&[*c]).is_some();
        let length = chars.iter().skip(start).take_while(|c| !ends(c)).count().max(1);
        let phrase: String = chars.iter().skip(start).take(length).collect();
        at = start + length;
        let (word, width) = joining(&phrase, chars.get(at..).unwrap_or_default());
        at += width;
        words.push((start, word));
    }
    Ok(words)
}

fn folded_quote(c: char) -> char {
    match c {
        '＂' => '"',
        '＇' => '\'',
        c => c,
    }
}

fn quote(c: char) -> Option<(char, char)> {
    QUOTES.into_iter().find(|(open, _)| *open == folded_quote(c))
}

/// A sign, and how many characters it takes.
fn sign(chars: &[char]) -> Option<(Word, usize)> {
    let folded = |at: usize| chars.get(at).and_then(|c| fold::matching(&c.to_string()).chars().next());
    let equal = folded(1) == Some('=');
    let width = if equal { 2 } else { 1 };
    let pick = |with: Comparison, without: Comparison| (Word::Compare(if equal { with } else { without }), width);
    Some(match folded(0)? {
        '(' => (Word::Open, 1),
        ')' => (Word::Close, 1),
        '&' => (Word::And, 1),
        '|' => (Word::Or, 1),
        '!' if equal => (Word::Compare(Comparison::Not), 2),
        '!' => (Word::Not, 1),
        '=' => (Word::Compare(Comparison::Equal), 1),
        '<' => pick(Comparison::AtMost, Comparison::Less),
        '>' => pick(Comparison::AtLeast, Comparison::More),
        '≦' | '≤' => (Word::Compare(Comparison::AtMost), 1),
        '≧' | '≥' => (Word::Compare(Comparison::AtLeast), 1),
        '≠' => (Word::Compare(Comparison::Not), 1),
        _ => return None,
    })
}

/// A word that joins, or else a phrase; and how many characters it takes of those that follow.
fn joining(phrase: &str, rest: &[char]) -> (Word, usize) {
    match fold::matching(phrase).to_lowercase().as_str() {
        "and" | "かつ" | "且つ" => (Word::And, 0),
        "or" | "または" | "又は" | "もしくは" => (Word::Or, 0),
        "not" | "除く" => (Word::Not, 0),
        "near" | "近接" | "近く" => near(phrase, rest, false),
        "seq" | "順" => near(phrase, rest, true),
        _ => (Word::Phrase(phrase.to_owned()), 0),
    }
}

/// `(10)` after a word makes it a distance.
fn near(phrase: &str, rest: &[char], ordered: bool) -> (Word, usize) {
    let length = rest.iter().position(|c| matches!(c, ')' | '）')).map_or(0, |close| close + 1);
    let inside: String = rest.iter().take(length).collect();
    let folded = fold::matching(&inside);
    let number = folded.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).map(str::trim);
    match number.and_then(|number| number.parse().ok()) {
        Some(within) => (Word::Near { within, ordered }, length),
        None => (Word::Phrase(phrase.to_owned()), 0),
    }
}
