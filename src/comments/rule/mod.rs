//! Rules: conditions under which a code is proposed. Phrases joined by and, or, not and near; attributes; length.
//!
//! ```text
//! 空き店舗 または シャッター            空き店舗 かつ (家賃 または 賃料) かつ 除く 住宅
//! 家賃 近接(10) 補助                     家賃 順(10) 補助         within 10 characters, in this order
//! 区分 = 事業者                          文字数 >= 200            "まち づくり"   a phrase with a space
//! ```
//!
//! Phrases are found in folded text (width, case, kana). `parse` reads a rule, `eval` says whether and where it holds, `kh`
//! reads KH Coder's files of coding rules. A rule proposes; it never gives a code by itself.

mod eval;
pub mod kh;
mod lex;
mod parse;
pub mod test;

pub use eval::{CHANNEL, Hit, PLACE, Subject, holds};
pub use parse::{Expected, RuleError, parse};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The text has something at a place.
    Found(Place),
    /// An attribute of the receipt is (or is not) this.
    Attribute {
        /// Its name, as written.
        name: String,
        /// False for `!=`.
        is: bool,
        /// The value, as written.
        value: String,
    },
    /// The number of characters of the text, white space left out.
    Length {
        /// How it compares.
        comparison: Comparison,
        /// With what.
        characters: usize,
    },
}

/// What is looked for in a text; it stands at certain places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A phrase, as written.
    Phrase(String),
    /// Any of these.
    Any(Vec<Place>),
    /// Two things not far apart; the place is from the first to the last character of both.
    Near {
        /// One.
        first: Box<Place>,
        /// The other.
        second: Box<Place>,
        /// Characters between them at most.
        within: usize,
        /// The first stands before the second.
        ordered: bool,
    },
}

/// How numbers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// <
    Less,
    /// <=
    AtMost,
    /// =
    Equal,
    /// !=
    Not,
    /// >=
    AtLeast,
    /// >
    More,
}

impl Comparison {
    /// Whether it holds.
    pub fn holds(self, one: usize, other: usize) -> bool {
        match self {
            Self::Less => one < other,
            Self::AtMost => one <= other,
            Self::Equal => one == other,
            Self::Not => one != other,
            Self::AtLeast => one >= other,
            Self::More => one > other,
        }
    }

    /// As it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::Not => "!=",
            Self::AtLeast => ">=",
            Self::More => ">",
        }
    }
}

impl Condition {
    /// The attributes it asks about, each once.
    pub fn attributes(&self) -> Vec<&str> {
        let mut names: Vec<&str> = match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::attributes).collect(),
            Self::Not(part) => part.attributes(),
            Self::Attribute { name, .. } => vec![name],
            Self::Found(_) | Self::Length { .. } => Vec::new(),
        };
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests;
