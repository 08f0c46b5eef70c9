//! What a file says about its columns beside the answers: a code sheet (コード表), the dictionary of an SPSS file, the XML of
//! Triple-S. Plain data; who reads which notation stands in files of its own, and `infer` makes questions of it.

use std::path::Path;

use super::read::{self, ReadError};
use crate::model::Kind;
use crate::model::survey::{Choice, Layout, MissingCodes};

/// What a file says about its columns by itself: an SPSS file, Triple-S. `None` for a file that has only its cells.
///
/// # Errors
/// A file that cannot be read.
pub fn of(path: &Path) -> Result<Option<Codebook>, ReadError> {
    read::codebook(path, &read::Limits::default())
}

/// Which kind of missing answer a label in a codebook means; what is not told apart is 無回答.
pub fn add_missing(codes: &mut MissingCodes, text: String, label: &str) {
    let label = label.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let kind = if says(&["非該当", "not applicable", "not asked", "nap"]) {
        &mut codes.nap
    } else if says(&["無効", "invalid"]) {
        &mut codes.inv
    } else if says(&["不明", "unreadable", "unknown"]) {
        &mut codes.unk
    } else {
        &mut codes.na
    };
    if !kind.contains(&text) {
        kind.push(text);
    }
}

/// Everything said about the columns of one sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Codebook {
    /// In the order of the codebook.
    pub entries: Vec<Entry>,
    /// Title of the survey, where the codebook has one.
    pub title: String,
    /// Column that identifies a case.
    pub id: Option<String>,
    /// Column with the weights under which the file was tabulated.
    pub weight: Option<String>,
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
    /// Cell texts that mark a flag, all others being unmarked; empty for the usual marks.
    pub marked: Vec<String>,
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
