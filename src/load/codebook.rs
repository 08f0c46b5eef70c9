//! What a file says about its columns beside the answers: a code sheet (コード表), the dictionary of an SPSS file, the XML of
//! Triple-S. Plain data; who reads which notation stands in files of its own, and `infer` makes questions of it.

use std::path::Path;

use crate::model::Kind;
use crate::model::survey::{Choice, Layout, MissingCodes};

/// Everything said about the columns of one sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Codebook {
    /// In the order of the codebook.
    pub entries: Vec<Entry>,
    /// Title of the survey, where the codebook has one.
    pub title: String,
}

/// What is said about one question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// How the codebook calls the question: 問5, Q5, V12.
    pub name: String,
    /// Headers of its columns as they stand in the sheet; several for flags, slots and ranks. Empty: found by the name.
    pub columns: Vec<String>,
    /// The wording.
    pub text: String,
    /// What kind of answer; `None` where the codebook does not tell.
    pub kind: Option<Kind>,
    /// How several answers lie in the sheet.
    pub layout: Option<Layout>,
    /// Between the parts of a list.
    pub separator: Option<String>,
    /// Possible answers, in order.
    pub choices: Vec<Choice>,
    /// Cell texts that stand for a missing answer.
    pub missing: MissingCodes,
    /// ○はkつまで.
    pub max: Option<usize>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Smallest and largest number.
    pub range: Option<[f64; 2]>,
    /// The matrix this belongs to, by its name or wording.
    pub group: Option<String>,
    /// Where the codebook says it, for people: a sheet and cell, or the name of a variable.
    pub place: String,
}

/// The codebook that a file carries beside its sheet (labels of an SPSS file, the XML of Triple-S); `None` for a file that has
/// none. Readers of such files are asked here.
pub fn of(_path: &Path) -> Option<Codebook> {
    None
}
