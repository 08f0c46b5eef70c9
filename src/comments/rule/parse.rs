//! A rule as it is written becomes a condition, or a fault with its place and what was expected there.

use super::lex::{At, Word, words};
use super::{Condition, Place};
use crate::text::fold;

/// Parts within parts, at most; deeper ones are refused rather than exhausting the stack.
const DEEPEST: usize = 64;

/// Why a rule cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The character it was noticed at, from 0; the length of the rule for its end.
    pub at: usize,
    /// What should stand there.
    pub expected: Expected,
}

/// What a rule should have at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A phrase, an attribute, a length or an opening parenthesis.
    Condition,
    /// A word that joins, or the end.
    Joining,
    /// A closing parenthesis.
    Close,
    /// A closing quote.
    Quote,
    /// A value after a sign.
    Value,
    /// A whole number of characters.
    Number,
    /// = or != before the value of an attribute.
    Equal,
    /// A phrase, or phrases joined by or, on both sides of near.
    Phrases,
    /// Something that is not blank.
    Blank,
    /// Fewer parts within parts.
    Shallower,
}

/// Reads a rule.
///
/// # Errors
/// The first place that cannot be understood.
pub fn parse(rule: &str) -> Result<Condition, RuleError> {
    let words = words(rule).map_err(|at| RuleError { at, expected: Expected::Quote })?;
    let mut parser = Parser { words, next: 0, end: rule.chars().count(), depth: 0 };
    let condition = parser.any()?;
    match parser.peek() {
        None => Ok(condition),
        Some(_) => Err(parser.expected(Expected::Joining)),
    }
}

struct Parser {
    words: Vec<At>,
    next: usize,
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Word> {
        self.words.get(self.next).map(|(_, word)| word)
    }

    fn at(&self) -> usize {
        self.words.get(self.next).map_or(self.end, |(at, _)| *at)
    }

    fn expected(&self, expected: Expected) -> RuleError {
        RuleError { at: self.at(), expected }
    }

    fn take(&mut self, word: &Word) -> bool {
        let taken = self.peek() == Some(word);
        self.next += usize::from(taken);
        taken
    }

    fn any(&mut self) -> Result<Condition, RuleError> {
        let mut parts = vec![self.all()?];
        while self.take(&Word::Or) {
            parts.push(self.all()?);
        }
        Ok(joined(parts, |parts| {
            let places: Option<Vec<Place>> = parts.iter().map(place).collect();
            places.map_or(Condition::Any(parts), |places| Condition::Found(Place::Any(places)))
        }))
    }

    fn all(&mut self) -> Result<Condition, RuleError> {
        let mut parts = vec![self.not()?];
        while self.take(&Word::And) {
            parts.push(self.not()?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn not(&mut self) -> Result<Condition, RuleError> {
        let mut turned = false;
        while self.take(&Word::Not) {
            turned = !turned;
        }
        let inner = self.near()?;
        Ok(if turned { Condition::Not(Box::new(inner)) } else { inner })
    }

    fn near(&mut self) -> Result<Condition, RuleError> {
        let mut before = self.at();
        let mut first = self.one()?;
        while let Some(Word::Near { within, ordered }) = self.peek().cloned() {
            self.next += 1;
            let after = self.at();
            let second = self.one()?;
            let fault = |at| RuleError { at, expected: Expected::Phrases };
            let one = place(&first).ok_or(fault(before))?;
            let other = place(&second).ok_or(fault(after))?;
            first = Condition::Found(Place::Near { first: Box::new(one), second: Box::new(other), within, ordered });
            before = after;
        }
        Ok(first)
    }

    fn one(&mut self) -> Result<Condition, RuleError> {
        match self.peek().cloned() {
            Some(Word::Open) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(self.expected(Expected::Shallower));
                }
                self.next += 1;
                let inner = self.any()?;
                self.depth -= 1;
                if self.take(&Word::Close) { Ok(inner) } else { Err(self.expected(Expected::Close)) }
            }
            Some(Word::Phrase(text) | Word::Quoted(text)) => {
                let quoted = matches!(self.peek(), Some(Word::Quoted(_)));
                let at = self.at();
                self.next += 1;
                if let Some(Word::Compare(_)) = self.peek() {
                    return self.compared(text, quoted);
                }
                if fold::search(&text).is_empty() {
                    return Err(RuleError { at, expected: Expected::Blank });
                }
                Ok(Condition::Found(Place::Phrase(text)))
            }
            _ => Err(self.expected(Expected::Condition)),
        }
    }

    /// What follows the name of an attribute, or 文字数.
    fn compared(&mut self, name: String, quoted: bool) -> Result<Condition, RuleError> {
        let sign = self.at();
        let Some(Word::Compare(comparison)) = self.peek().cloned() else {
            return Err(self.expected(Expected::Equal));
        };
        self.next += 1;
        let value = match self.peek().cloned() {
            Some(Word::Phrase(value) | Word::Quoted(value)) => value,
            _ => return Err(self.expected(Expected::Value)),
        };
        if !quoted && is_length(&name) {
            let characters = fold::matching(&value).parse().map_err(|_| self.expected(Expected::Number))?;
            self.next += 1;
            return Ok(Condition::Length { comparison, characters });
        }
        let is = match comparison {
            super::Comparison::Equal => true,
            super::Comparison::Not => false,
            _ => return Err(RuleError { at: sign, expected: Expected::Equal }),
        };
        self.next += 1;
        Ok(Condition::Attribute { name, is, value })
    }
}

fn is_length(name: &str) -> bool {
    ["文字数", "長さ", "length"].contains(&fold::matching(name).to_lowercase().as_str())
}

fn joined(mut parts: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            join(parts)
        }
        (_, None) => join(parts),
    }
}

/// A condition that stands at places.
fn place(condition: &Condition) -> Option<Place> {
    match condition {
        Condition::Found(place) => Some(place.clone()),
        _ => None,
    }
}
