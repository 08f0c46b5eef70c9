//! Calculations in expressions: `F2 + F3`, `F4 * 2 - 10`. Sums of products without parentheses; `*` binds tighter.
//!
//! Text to tree and back; what the values are, and which questions have any, is decided in `responses::eval`.

use std::fmt;

use super::{ParseError, Parser, Token, quoted};

/// Products added up; never empty when read from a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum(pub Vec<Term>);

/// A product, added or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Taken away.
    pub negative: bool,
    /// Multiplied with each other.
    pub factors: Vec<Factor>,
}

/// What is calculated with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Factor {
    /// A number, as written.
    Number(String),
    /// The answer to a question with numbers.
    Id(String),
}

impl Sum {
    /// Ids of the questions, in order of appearance.
    pub fn subjects(&self) -> Vec<&str> {
        let factors = self.0.iter().flat_map(|term| &term.factors);
        factors
            .filter_map(|factor| match factor {
                Factor::Id(id) => Some(id.as_str()),
                Factor::Number(_) => None,
            })
            .collect()
    }

    /// The same calculation with its ids under other names.
    pub fn renamed(self, name: &impl Fn(&str) -> String) -> Self {
        let factor = |factor| match factor {
            Factor::Id(id) => Factor::Id(name(&id)),
            number @ Factor::Number(_) => number,
        };
        let term = |term: Term| Term { factors: term.factors.into_iter().map(factor).collect(), ..term };
        Self(self.0.into_iter().map(term).collect())
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, term) in self.0.iter().enumerate() {
            match (at, term.negative) {
                (0, _) => {}
                (_, false) => write!(out, " + ")?,
                (_, true) => write!(out, " - ")?,
            }
            let factors: Vec<String> = term.factors.iter().map(Factor::to_string).collect();
            write!(out, "{}", factors.join(" * "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            // An id of digits would be read back as a number.
            Self::Id(id) if is_number(id) => write!(out, "{}", super::in_quotes(id)),
            Self::Id(id) => write!(out, "{}", quoted(id)),
        }
    }
}

/// True for what a calculation takes for a number when it stands bare.
pub(super) fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

impl Parser<'_> {
    /// True where a value goes on as a calculation. `F2 -3` has the number -3 behind F2, which takes it away.
    pub(super) fn at_calculation(&self) -> bool {
        match self.peek() {
            Some(Token::Sign(sign)) => ["+", "-", "*"].contains(sign),
            Some(Token::Word(word)) => word.starts_with('-'),
            _ => false,
        }
    }

    /// A sum of products.
    pub(super) fn sum(&mut self) -> Result<Sum, ParseError> {
        let mut terms = vec![self.term(false)?];
        while self.at_calculation() {
            let negative = self.takes(&Token::Sign("-"));
            // A number with its own minus sign is added; everything else needs a sign before it.
            if !negative && !self.takes(&Token::Sign("+")) && !matches!(self.peek(), Some(Token::Word(_))) {
                return Err(self.error("+, - or *"));
            }
            terms.push(self.term(negative)?);
        }
        Ok(Sum(terms))
    }

    fn term(&mut self, negative: bool) -> Result<Term, ParseError> {
        let mut factors = vec![self.factor()?];
        while self.takes(&Token::Sign("*")) {
            factors.push(self.factor()?);
        }
        Ok(Term { negative, factors })
    }

    fn factor(&mut self) -> Result<Factor, ParseError> {
        let bare = matches!(self.peek(), Some(Token::Word(_)));
        let value = self.value("a question id or a number")?;
        Ok(if bare && is_number(&value) { Factor::Number(value) } else { Factor::Id(value) })
    }
}
