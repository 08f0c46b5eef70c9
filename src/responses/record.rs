//! What was decided about answers and cases on the way in, kept beside the answers so that tables and the response-rate
//! sheet can say it: which answers broke the rule of their question, and who was left out and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Responses;

/// What was decided on the way in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// By question id: the answers that its policy for marks was applied to.
    pub marks: BTreeMap<String, Marks>,
    /// Cases that are not counted, in the order they were read.
    pub left_out: Vec<LeftOut>,
}

/// Answers to one question that have more marks than they may, by position of the valid case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// More than `max`.
    pub over_limit: Vec<usize>,
    /// Two where one is allowed.
    pub double_mark: Vec<usize>,
}

/// A case that is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub why: Why,
    /// Position in `Responses::files`.
    pub file: usize,
    /// Position of its stratum; `None` where it is in none, as most blank forms are.
    pub stratum: Option<usize>,
}

/// Why a case is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// 白紙.
    Blank,
    /// 重複.
    Duplicate,
    /// 対象外.
    OutOfScope,
    /// 個別除外: somebody's decision.
    ByHand,
}

impl Responses {
    /// The same answers with what was decided about them.
    #[must_use]
    pub fn with_record(self, record: Record) -> Self {
        Self { record: Arc::new(record), ..self }
    }

    /// What was decided on the way in.
    pub fn record(&self) -> &Record {
        &self.record
    }
}
