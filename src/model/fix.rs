//! What people decided about the answers of a survey: a value put right, a case left out, a problem looked at and left as it
//! is, and paper forms typed in. Spreadsheets stay as they are; whoever reads answers is given these beside them.
//!
//! A decision about a cell keeps what stood there. It holds only while the same stands there; otherwise it is listed as one
//! that does not fit any more, and the cell speaks for itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Stands where a spreadsheet is named, for forms that were typed in.
pub const TYPED: &str = "koe:入力票";

/// A case, wherever its row moves to in the next delivery.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRef {
    /// The spreadsheet, as the project names it; `TYPED` for forms that were typed in.
    pub file: String,
    /// The id in the file's id column (folded); for a row without one, `#` and a fingerprint of what stands in it.
    pub case: String,
    /// Which of the rows with this id in the file, from 0.
    #[serde(default)]
    pub nth: u32,
}

/// What tells a row without an id beside its fingerprint, which changes with any cell of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// When the form came in, as it stands there, where no other row of the file says the same.
    #[serde(default)]
    pub stamp: String,
    /// Fingerprint of the row above.
    #[serde(default)]
    pub above: String,
    /// Fingerprint of the row below.
    #[serde(default)]
    pub below: String,
    /// Four hexadecimal digits for each cell.
    #[serde(default)]
    pub cells: String,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Looked at, and right as it is.
    Keep,
    /// The answer is this: codes with `;` between them (by rank for a rank), a number, a date, a text, or `NA`, `INV`, `UNK`.
    Set {
        /// The answer.
        value: String,
    },
    /// The whole case is not counted.
    LeaveOut,
    /// The whole case is counted, although a rule would leave it out.
    Count,
    /// The whole case was typed in from paper. Stands in lists only: the act itself keeps the form.
    Entered,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// About whom.
    pub case: CaseRef,
    /// Question id; `None` for the whole case.
    #[serde(default)]
    pub question: Option<String>,
    /// The rule that called for it; empty where somebody saw it on the form.
    #[serde(default)]
    pub rule: String,
    /// What stood in the cells of the question; for the whole case its row's fingerprint.
    pub raw: String,
    /// What was decided.
    pub change: Change,
    /// Why; may be empty.
    #[serde(default)]
    pub note: String,
    /// Account name of the person.
    pub who: String,
    /// When: 2026-11-22 10:15, time of Japan.
    pub at: String,
    /// What else tells the row, where it has no id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace>,
}

/// What a decision is about: a later one about the same replaces it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixKey {
    /// About whom.
    pub case: CaseRef,
    /// Question id; `None` for the whole case.
    #[serde(default)]
    pub question: Option<String>,
    /// Only for a problem that was looked at: its rule.
    #[serde(default)]
    pub kept: Option<String>,
}

impl Fix {
    /// What it is about.
    pub fn key(&self) -> FixKey {
        let kept = (self.change == Change::Keep).then(|| self.rule.clone());
        FixKey { case: self.case.clone(), question: self.question.clone(), kept }
    }
}

/// A paper form that was typed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedForm {
    /// 整理番号: unique among the typed forms.
    pub id: String,
    /// How it came: paper, …
    #[serde(default)]
    pub mode: String,
    /// By question id what was typed, as in `Change::Set`.
    pub answers: BTreeMap<String, String>,
    /// By question id, `:` and code the free text of a その他.
    #[serde(default)]
    pub others: BTreeMap<String, String>,
    /// Account name of the person.
    pub who: String,
    /// When: 2026-11-22 10:15, time of Japan.
    pub at: String,
}

/// Everything decided about the answers of one survey.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fixes {
    /// Decisions about cells and cases.
    pub fixes: imbl::OrdMap<FixKey, Fix>,
    /// Forms typed in, by 整理番号.
    pub forms: imbl::OrdMap<String, TypedForm>,
}

impl Fixes {
    /// True when nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.fixes.is_empty() && self.forms.is_empty()
    }

    /// The decision about an answer, or about the whole case.
    pub fn of(&self, case: &CaseRef, question: Option<&str>) -> Option<&Fix> {
        self.fixes.get(&FixKey { case: case.clone(), question: question.map(str::to_owned), kept: None })
    }
}

/// A decision as it stands against the file of today.
#[derive(Debug, Clone, PartialEq)]
pub struct FixState {
    /// The decision.
    pub fix: Fix,
    /// Where it takes effect; only the file where the case is not found.
    pub place: super::diagnostic::Place,
    /// The case's id for people.
    pub id: String,
    /// Whether it holds.
    pub holds: Holds,
}

/// Whether a decision holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// It does.
    Yes,
    /// Something else stands in the cells now: this.
    Changed(String),
    /// There is no such case any more.
    NoCase,
    /// The question, or a code of it, does not exist any more.
    NoAnswer,
}
