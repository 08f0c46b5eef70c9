//! Codes, texts and codings as programs for qualitative analysis exchange them (REFI-QDA): plain data, the same for a file
//! that is written and one that was read. Positions count characters (Unicode scalar values) from 0, ends excluded.

/// A project of such a program; of a codebook only the codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Title.
    pub name: String,
    /// The program that wrote it.
    pub origin: String,
    /// Who coded.
    pub users: Vec<User>,
    /// In order; parents stand before their children.
    pub codes: Vec<ExchangeCode>,
    /// Names of the properties that texts have.
    pub variables: Vec<Named>,
    /// The texts.
    pub sources: Vec<Source>,
    /// What was met in a file and is not taken: kind of source or reference, and how many.
    pub left: Vec<(String, usize)>,
}

/// Somebody who coded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct User {
    pub guid: String,
    pub name: String,
    /// A short name; koe marks what was settled between coders with it.
    pub id: String,
}

/// Something with a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Named {
    pub guid: String,
    pub name: String,
}

/// A code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExchangeCode {
    /// Unique.
    pub guid: String,
    /// As people see it.
    pub name: String,
    /// What it means.
    pub note: String,
    /// The guid of the code above it.
    pub parent: Option<String>,
    /// False for headings.
    pub codable: bool,
}

/// A text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Unique.
    pub guid: String,
    /// As people see it; koe writes the receipt's id.
    pub name: String,
    /// Line breaks as `\n`; `None` where the file does not hold it.
    pub text: Option<String>,
    /// ISO date of receipt; empty if unknown.
    pub day: String,
    /// The coded parts.
    pub selections: Vec<Selection>,
    /// Codings of the whole text.
    pub codings: Vec<GivenCode>,
    /// Properties: guid of the variable, and what it says.
    pub values: Vec<(String, String)>,
}

/// A part of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Unique.
    pub guid: String,
    /// First character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// Many programs write the selected words here.
    pub name: String,
    /// Guid of who made it; empty if unknown.
    pub user: String,
    /// None where somebody looked at it and no code fits.
    pub codings: Vec<GivenCode>,
}

/// A code given by somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenCode {
    /// Unique.
    pub guid: String,
    /// Guid of the code.
    pub code: String,
    /// Guid of who gave it; empty if unknown.
    pub user: String,
}

/// What koe calls itself in such files.
pub const ORIGIN: &str = "koe";

/// Id of the user that stands for what was settled between coders.
pub const SETTLED: &str = "koe-settled";
