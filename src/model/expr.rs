//! The expression language of `ask_if`, `where` and `when`: text to tree and back, nothing else.
//!
//! Whether ids and codes exist, and what a comparison means for a kind of question, is decided in `responses::eval`.
//! Calculations with numbers stand in `sum`.

mod labelled;
mod sum;
mod typed;

pub use labelled::Labelled;
pub use sum::{Factor, Sum, Term};

use serde::{Deserialize, Serialize};
use std::fmt;

/// An expression over one respondent's answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Expr {
    /// Both hold.
    And(Box<Expr>, Box<Expr>),
    /// At least one holds.
    Or(Box<Expr>, Box<Expr>),
    /// Does not hold.
    Not(Box<Expr>),
    /// A question compared with codes or a number. `In` is the only one with several values.
    Compare {
        /// Question or banner id, `mode`, `source`, `wave` or `stratum`.
        subject: String,
        /// How.
        op: Op,
        /// Codes or one number, as written.
        values: Vec<String>,
    },
    /// Calculations compared: `F2 + F3 != F4`, and one question with another: `F3 > F2`.
    Calculated {
        /// Before the sign.
        left: Sum,
        /// How; never `In`.
        op: Op,
        /// Behind the sign.
        right: Sum,
    },
    /// `answered(Q1)`.
    Answered(String),
}

/// How a question is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Op {
    Equal,
    NotEqual,
    In,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

impl Op {
    /// True for `<`, `<=`, `>` and `>=`, which need numbers.
    pub fn is_order(self) -> bool {
        matches!(self, Self::Less | Self::LessEqual | Self::Greater | Self::GreaterEqual)
    }

    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::In => "in",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
        }
    }
}

/// An expression with more words and signs than this is a mistake, and deeper ones would exhaust the stack.
const MOST_TOKENS: usize = 2000;
/// The most parentheses and negations within each other.
const MOST_DEPTH: usize = 100;

/// Where an expression cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot read the expression `{text}` at character {at}: expected {expected}")]
pub struct ParseError {
    /// The whole expression.
    pub text: String,
    /// 1-based character at which reading stopped.
    pub at: usize,
    /// What could have stood there.
    pub expected: &'static str,
}

impl Expr {
    /// Reads an expression.
    ///
    /// # Errors
    /// Says at which character something else was expected.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let mut parser = Parser { text, tokens: tokens(text)?, next: 0, depth: 0 };
        if let Some((at, _)) = parser.tokens.get(MOST_TOKENS) {
            return Err(ParseError { text: text.to_owned(), at: *at, expected: "a shorter expression" });
        }
        let expr = parser.or()?;
        match parser.peek() {
            None => Ok(expr),
            Some(_) => Err(parser.error("and, or, or the end")),
        }
    }

    /// Ids the expression speaks of, in order of appearance.
    pub fn subjects(&self) -> Vec<&str> {
        match self {
            Self::And(a, b) | Self::Or(a, b) => [a.subjects(), b.subjects()].concat(),
            Self::Not(inner) => inner.subjects(),
            Self::Compare { subject, .. } | Self::Answered(subject) => vec![subject],
            Self::Calculated { left, right, .. } => [left.subjects(), right.subjects()].concat(),
        }
    }

    /// The same expression with its ids under other names.
    pub fn renamed(self, name: &impl Fn(&str) -> String) -> Self {
        match self {
            Self::And(a, b) => Self::And(Box::new(a.renamed(name)), Box::new(b.renamed(name))),
            Self::Or(a, b) => Self::Or(Box::new(a.renamed(name)), Box::new(b.renamed(name))),
            Self::Not(inner) => Self::Not(Box::new(inner.renamed(name))),
            Self::Answered(subject) => Self::Answered(name(&subject)),
            Self::Compare { subject, op, values } => Self::Compare { subject: name(&subject), op, values },
            Self::Calculated { left, op, right } => {
                Self::Calculated { left: left.renamed(name), op, right: right.renamed(name) }
            }
        }
    }

    /// Both, where there are two.
    pub fn and(first: Option<Self>, second: Option<Self>) -> Option<Self> {
        match (first, second) {
            (Some(a), Some(b)) => Some(Self::And(Box::new(a), Box::new(b))),
            (a, b) => a.or(b),
        }
    }
}

impl TryFrom<String> for Expr {
    type Error = ParseError;
    fn try_from(text: String) -> Result<Self, ParseError> {
        Self::parse(&text)
    }
}

impl From<Expr> for String {
    fn from(expr: Expr) -> Self {
        expr.to_string()
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(a, b) => write!(out, "{} and {}", Inner(a), Inner(b)),
            Self::Or(a, b) => write!(out, "{} or {}", Inner(a), Inner(b)),
            Self::Not(inner) => write!(out, "not {}", Inner(inner)),
            Self::Answered(subject) => write!(out, "answered({})", quoted(subject)),
            Self::Compare { subject, op: Op::In, values } => {
                let list: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                write!(out, "{} in ({})", quoted(subject), list.join(", "))
            }
            Self::Compare { subject, op, values } => {
                let value = values.first().map_or("", String::as_str);
                // Bare, a word behind `<` is another question.
                let is_code = op.is_order() && !sum::is_number(value);
                let value = if is_code { in_quotes(value) } else { quoted(value) };
                write!(out, "{} {} {value}", quoted(subject), op.sign())
            }
            Self::Calculated { left, op, right } => write!(out, "{left} {} {right}", op.sign()),
        }
    }
}

/// An operand, in parentheses where reading it back needs them.
struct Inner<'a>(&'a Expr);

impl fmt::Display for Inner<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Expr::Compare { .. } | Expr::Calculated { .. } | Expr::Answered(_) => write!(out, "{}", self.0),
            other => write!(out, "({other})"),
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// A word as it is, anything else in double quotes.
fn quoted(text: &str) -> String {
    let keyword = ["and", "or", "not", "in", "answered"].contains(&text);
    // Only what is read back as the same one word may stand bare; `1e-3` and `+5` would not be.
    let word = matches!(tokens(text).as_deref(), Ok([(_, Token::Word(word))]) if word == text);
    if word && !keyword { text.to_owned() } else { in_quotes(text) }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Sign(&'static str),
}

/// Tokens with the 1-based character each begins at.
fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ParseError> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        let start = at + 1;
        let following = characters.get(at + 1).copied();
        if character.is_whitespace() {
            at += 1;
            continue;
        }
        if character == '"' {
            let (word, end) = quotation(&characters, at + 1).ok_or(ParseError {
                text: text.to_owned(),
                at: start,
                expected: "a closing double quote",
            })?;
            found.push((start, Token::Quoted(word)));
            at = end;
            continue;
        }
        let negative = character == '-' && following.is_some_and(|next| next.is_ascii_digit());
        if is_word(character) || negative {
            let is_number = negative || character.is_ascii_digit();
            let mut end = at + 1;
            while let Some(&next) = characters.get(end) {
                let decimal = is_number && next == '.' && characters.get(end + 1).is_some_and(char::is_ascii_digit);
                if !is_word(next) && !decimal {
                    break;
                }
                end += 1;
            }
            found.push((start, Token::Word(characters.iter().skip(at).take(end - at).collect())));
            at = end;
            continue;
        }
        let sign = match (character, following) {
            ('!', Some('=')) => "!=",
            ('<', Some('=')) => "<=",
            ('>', Some('=')) => ">=",
            ('=', _) => "=",
            ('<', _) => "<",
            ('>', _) => ">",
            ('(', _) => "(",
            (')', _) => ")",
            (',', _) => ",",
            ('+', _) => "+",
            ('-', _) => "-",
            ('*', _) => "*",
            _ => return Err(ParseError { text: text.to_owned(), at: start, expected: "an id, a code or a sign" }),
        };
        found.push((start, Token::Sign(sign)));
        at += sign.len();
    }
    Ok(found)
}

/// The text up to the closing quote and the place after it; `\"` and `\\` stand for themselves.
fn quotation(characters: &[char], from: usize) -> Option<(String, usize)> {
    let mut word = String::new();
    let mut at = from;
    loop {
        match characters.get(at)? {
            '"' => return Some((word, at + 1)),
            '\\' => {
                word.push(*characters.get(at + 1)?);
                at += 2;
            }
            other => {
                word.push(*other);
                at += 1;
            }
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn error(&self, expected: &'static str) -> ParseError {
        let end = self.text.chars().count() + 1;
        let at = self.tokens.get(self.next).map_or(end, |(at, _)| *at);
        ParseError { text: self.text.to_owned(), at, expected }
    }

    fn takes(&mut self, wanted: &Token) -> bool {
        let found = self.peek() == Some(wanted);
        self.next += usize::from(found);
        found
    }

    fn word(&mut self, keyword: &str) -> bool {
        self.takes(&Token::Word(keyword.to_owned()))
    }

    fn sign(&mut self, sign: &'static str, expected: &'static str) -> Result<(), ParseError> {
        if self.takes(&Token::Sign(sign)) { Ok(()) } else { Err(self.error(expected)) }
    }

    fn or(&mut self) -> Result<Expr, ParseError> {
        let mut left = self.and()?;
        while self.word("or") {
            left = Expr::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Expr, ParseError> {
        let mut left = self.unary()?;
        while self.word("and") {
            left = Expr::And(Box::new(left), Box::new(self.unary()?));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, ParseError> {
        if self.depth > MOST_DEPTH {
            return Err(self.error("fewer parentheses within each other"));
        }
        self.depth += 1;
        let expr = if self.word("not") {
            Expr::Not(Box::new(self.unary()?))
        } else if self.takes(&Token::Sign("(")) {
            let inner = self.or()?;
            self.sign(")", ")")?;
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(expr)
    }

    fn comparison(&mut self) -> Result<Expr, ParseError> {
        let start = self.next;
        let bare = matches!(self.peek(), Some(Token::Word(_)));
        let subject = self.value("a question id")?;
        if bare && subject == "answered" && self.takes(&Token::Sign("(")) {
            let subject = self.value("a question id")?;
            self.sign(")", ")")?;
            return Ok(Expr::Answered(subject));
        }
        if self.at_calculation() {
            return self.calculation(start);
        }
        if self.word("in") {
            return Ok(Expr::Compare { subject, op: Op::In, values: self.list()? });
        }
        let op = self.op()?;
        let bare = matches!(self.peek(), Some(Token::Word(_)));
        let value = self.value("a code or a number")?;
        // Codes have no order, so behind `<` a word that is no number is another question.
        let of_questions = bare && op.is_order() && !sum::is_number(&value);
        if of_questions || self.at_calculation() {
            return self.calculation(start);
        }
        Ok(Expr::Compare { subject, op, values: vec![value] })
    }

    /// Reads again from `start`, now as calculations.
    fn calculation(&mut self, start: usize) -> Result<Expr, ParseError> {
        self.next = start;
        Ok(Expr::Calculated { left: self.sum()?, op: self.op()?, right: self.sum()? })
    }

    fn op(&mut self) -> Result<Op, ParseError> {
        [
            ("=", Op::Equal),
            ("!=", Op::NotEqual),
            ("<=", Op::LessEqual),
            (">=", Op::GreaterEqual),
            ("<", Op::Less),
            (">", Op::Greater),
        ]
        .into_iter()
        .find(|(sign, _)| self.takes(&Token::Sign(sign)))
        .map(|(_, op)| op)
        .ok_or_else(|| self.error("=, !=, <, <=, >, >= or in"))
    }

    fn list(&mut self) -> Result<Vec<String>, ParseError> {
        self.sign("(", "( after in")?;
        let mut values = vec![self.value("a code")?];
        while self.takes(&Token::Sign(",")) {
            values.push(self.value("a code")?);
        }
        self.sign(")", ", or )")?;
        Ok(values)
    }

    fn value(&mut self, expected: &'static str) -> Result<String, ParseError> {
        let found = match self.peek() {
            Some(Token::Word(word)) if !["and", "or", "not", "in"].contains(&word.as_str()) => word.clone(),
            Some(Token::Quoted(word)) => word.clone(),
            _ => return Err(self.error(expected)),
        };
        self.next += 1;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(text: &str) -> String {
        Expr::parse(text).unwrap().to_string()
    }

    #[test]
    fn reads_and_writes_back() {
        assert_eq!(round("Q4 in (3,4)"), "Q4 in (3, 4)");
        assert_eq!(round("FRAME=1 and (F5 = 1 or not Q3 != 2)"), "FRAME = 1 and (F5 = 1 or (not Q3 != 2))");
        assert_eq!(round("農業 = \"1-2\" and answered(Q1)"), "農業 = \"1-2\" and answered(Q1)");
        assert_eq!(round("F3 >= -2.5"), "F3 >= -2.5");
        assert_eq!(round("mode = \"紙 \\\"A\\\"\""), "mode = \"紙 \\\"A\\\"\"");
    }

    #[test]
    fn what_is_no_plain_word_is_quoted() {
        for text in ["1e-3", "+5", ".5", "5.", "-inf", "and", "", "2-4", "a b", "\"", "\\"] {
            let expr = Expr::Compare { subject: text.to_owned(), op: Op::Equal, values: vec![text.to_owned()] };
            assert_eq!(Expr::parse(&expr.to_string()), Ok(expr), "{text}");
        }
    }

    #[test]
    fn too_much_is_refused_before_the_stack_is_gone() {
        for text in ["(".repeat(100_000), "not ".repeat(100_000), "Q1 = 1 and ".repeat(100_000)] {
            assert!(Expr::parse(&text).is_err());
        }
        assert!(Expr::parse(&format!("{}Q1 = 1{}", "(".repeat(50), ")".repeat(50))).is_ok());
    }

    #[test]
    fn calculations_are_read_and_written_back() {
        for (text, written) in [
            ("F2+F3!=F4", "F2 + F3 != F4"),
            ("F4 = F2 + F3", "F4 = F2 + F3"),
            ("2023 - F3 > F2*2-10 and Q1 = 1", "2023 - F3 > F2 * 2 + -10 and Q1 = 1"),
            ("F2 -3 < -1.5", "F2 + -3 < -1.5"),
            ("開業年 > 調査年", "開業年 > 調査年"),
            ("not (F2 + \"7\" > \"a b\")", "not F2 + \"7\" > \"a b\""),
            ("F2 > 3", "F2 > 3"),
            ("F2 > \"2-4\"", "F2 > \"2-4\""),
            ("mode<\"市内\"", "mode < \"市内\""),
            ("Q1Q1>\"市内\"", "Q1Q1 > \"市内\""),
            ("\"市内anQ1swered(\"<\"市内\"", "\"市内anQ1swered(\" < \"市内\""),
            ("F2 >= \"7\"", "F2 >= 7"),
        ] {
            assert_eq!(round(text), written, "{text}");
            assert_eq!(round(written), written, "{text}");
        }
        let expr = Expr::parse("F2 + F3 * 2 > F4").unwrap();
        assert_eq!(expr.subjects(), ["F2", "F3", "F4"]);
        assert_eq!(expr.renamed(&|id| format!("{id}x")).to_string(), "F2x + F3x * 2 > F4x");
        for (text, at) in [("F2 + > 3", 6), ("F2 + F3", 8), ("F2 * * 2 = 1", 6), ("F2 + F3 in (1)", 9), ("-F2 > 1", 1)]
        {
            assert_eq!(Expr::parse(text).unwrap_err().at, at, "{text}");
        }
    }

    #[test]
    fn and_binds_tighter_than_or() {
        assert_eq!(round("A = 1 or B = 2 and C = 3"), "A = 1 or (B = 2 and C = 3)");
    }

    #[test]
    fn says_where_it_stopped() {
        for (text, at) in [
            ("", 1),
            ("Q1", 3),
            ("Q1 = ", 6),
            ("Q1 = 1 Q2", 8),
            ("Q1 in 3", 7),
            ("Q1 = \"x", 6),
            ("Q1 ~ 2", 4),
            ("(Q1 = 1", 8),
        ] {
            assert_eq!(Expr::parse(text).unwrap_err().at, at, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics_and_round_trips(text in "[Q1-3 =!<>()+*\"a-z,_.農-]{0,24}") {
            if let Ok(expr) = Expr::parse(&text) {
                let written = expr.to_string();
                proptest::prop_assert_eq!(Expr::parse(&written).unwrap(), expr);
            }
        }
    }
}
