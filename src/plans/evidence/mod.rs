//! Evidence by issue: the matrix of records (issues, unless another kind is asked for) against business, residents, farms,
//! comments and meetings, how strong each place is, and what is missing.
//!
//! What links say is followed one step: a survey item (意向) that is linked with an issue carries its questions, findings and
//! voices to it, and so do the records below one. Such evidence is told apart from evidence that names the issue itself
//! (`Link::via`). Whether a finding is true is not judged here; a finding whose evidence is gone (`Status::Broken`) backs
//! nothing. Opinions and people are counted by whoever knows the comments (`Inputs::count`).

mod build;
mod gaps;
mod graph;
pub mod sheet;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

pub use self::build::{counts, matrix};
pub use self::gaps::Gaps;
use crate::model::finding::{Check, Findings};
use crate::model::plan::{Plan, RecordRef};

/// Where evidence comes from: the columns of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Surveys of businesses.
    Business,
    /// Surveys of residents.
    Resident,
    /// Questions that only farms were asked, and figures of farms.
    Farm,
    /// Other surveys, and results that stand in plans. Shown only where there is something.
    Other,
    /// 意見公募, and free answers coded by records of a plan.
    Comments,
    /// Remarks of meetings.
    Meetings,
}

impl Origin {
    /// All, in the order of the columns.
    pub const ALL: [Self; 6] =
        [Self::Business, Self::Resident, Self::Farm, Self::Other, Self::Comments, Self::Meetings];
}

/// A question that was asked. The items of a matrix that inform the same records are one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Survey id.
    pub survey: String,
    /// Question id; of a matrix its own, unless its items inform different records.
    pub id: String,
    /// The ids under which figures name it: its own and those of its items.
    pub names: Vec<String>,
    /// Short name.
    pub label: String,
    /// Who was asked.
    pub origin: Origin,
    /// What it informs, as written in the definition.
    pub informs: Vec<String>,
}

/// A question by its survey and id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionRef {
    /// Survey id.
    pub survey: String,
    /// Question id.
    pub question: String,
}

/// A code of a set of comments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetCode {
    /// Set id.
    pub set: String,
    /// Code id.
    pub code: String,
    /// The record the code is; `None` where it is none of a plan.
    pub record: Option<RecordRef>,
}

/// A set of comments as far as the matrix needs to know it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Set {
    /// Set id.
    pub id: String,
    /// For people.
    pub title: String,
    /// Its codes are records of a plan; the voices of other sets stand in no place of the matrix.
    pub of_plan: bool,
    /// Opinions that speak (neither withdrawn nor out of scope).
    pub opinions: usize,
    /// Who gave them.
    pub people: usize,
    /// Ids of those without a code.
    pub uncoded: Vec<String>,
    /// Ids of those that are in no published item; empty for free answers, which are not published.
    pub without_item: Vec<String>,
}

/// Opinions and the people who gave them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Voices {
    /// 件数.
    pub opinions: usize,
    /// 人数.
    pub people: usize,
}

/// A group of the respondents that is all farms: `banner` and code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FarmGroup {
    /// Survey id.
    pub survey: String,
    /// Banner name.
    pub banner: String,
    /// Group code.
    pub code: String,
}

/// Everything the matrix is made of.
pub struct Inputs<'a> {
    /// All plans, also those without rows: links lead through them.
    pub plans: &'a [Plan],
    /// Findings, and links people made.
    pub findings: &'a Findings,
    /// How findings stand; one that is not named is taken to hold.
    pub checks: &'a [Check],
    /// Questions of all surveys, in their order.
    pub questions: &'a [Question],
    /// Groups that are farms.
    pub farms: &'a [FarmGroup],
    /// Sets of comments.
    pub sets: &'a [Set],
    /// Codes of all sets.
    pub codes: &'a [SetCode],
    /// Counts opinions and people that have any of some codes, each once.
    pub count: &'a dyn Fn(&[&SetCode]) -> Voices,
    /// Kind of record that is a row.
    pub kind: &'a str,
    /// Only rows of this plan.
    pub plan: Option<&'a str>,
}

/// Something that speaks for a row, and the record in between where it does not name the row itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<T> {
    /// What.
    pub what: T,
    /// The first record over which it leads here; `None` for what is linked directly.
    pub via: Option<RecordRef>,
}

/// How well a place of the matrix is backed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// －: nothing.
    #[default]
    None,
    /// △: only what leads here over another record.
    Indirect,
    /// ○: a question, an opinion or a remark on the row itself, and no finding yet.
    Material,
    /// ◎: a finding on the row itself whose evidence is of this column and not gone.
    Finding,
}

/// How well a row is backed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Backing {
    /// Nothing.
    #[default]
    None,
    /// Questions, opinions or remarks, and no finding.
    Material,
    /// Findings of one column, direct or over another record.
    One,
    /// Findings of two columns or more.
    Several,
}

/// A place of the matrix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Questions asked.
    pub questions: Vec<Link<QuestionRef>>,
    /// Ids of findings with evidence from this column.
    pub findings: Vec<Link<String>>,
    /// Codes whose opinions speak here (comments).
    pub codes: Vec<Link<SetCode>>,
    /// Remarks and meetings.
    pub remarks: Vec<Link<RecordRef>>,
    /// Opinions and people of the codes together, each once.
    pub voices: Voices,
    /// Those of the codes that are linked directly.
    pub direct_voices: Voices,
    /// Findings whose evidence is gone: they stand here and back nothing.
    pub gone: usize,
    /// How well it is backed.
    pub strength: Strength,
}

/// Counts in which everything stands once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Questions.
    pub questions: usize,
    /// Findings.
    pub findings: usize,
    /// Opinions.
    pub opinions: usize,
    /// People who gave them.
    pub people: usize,
    /// Remarks.
    pub remarks: usize,
}

/// What speaks for something, each thing once: the figures that every list and every sentence about it has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Everything.
    pub all: Totals,
    /// The part that is linked directly; the rest leads there over another record, below it or linked with it.
    pub own: Totals,
    /// The findings whose evidence is gone.
    pub gone: usize,
}

/// What speaks for each record, and for the records of each plan together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By record.
    pub records: BTreeMap<RecordRef, Counted>,
    /// By plan id.
    pub plans: BTreeMap<String, Counted>,
}

/// A column's totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ColumnTotals {
    /// Everything once, however many rows it stands in.
    pub once: Totals,
    /// The cells added up (延べ): what speaks for several rows is there several times.
    pub added: Totals,
}

/// A row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub record: RecordRef,
    /// One per column, in the order of `Matrix::origins`.
    pub cells: Vec<Cell>,
    /// Over the columns, everything once: a finding with evidence in two columns is one finding.
    pub total: Totals,
    /// The part of it that is linked directly.
    pub own: Totals,
    /// The findings of it whose evidence is gone.
    pub gone: usize,
    /// How well it is backed.
    pub backing: Backing,
}

/// The matrix.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// Kind of record that is a row.
    pub kind: String,
    /// The columns.
    pub origins: Vec<Origin>,
    /// In the order of the plans.
    pub rows: Vec<Row>,
    /// One per column.
    pub columns: Vec<ColumnTotals>,
    /// Over rows and columns, everything once; `added` over the totals of the rows.
    pub all: ColumnTotals,
    /// What is missing.
    pub gaps: Gaps,
}

impl Matrix {
    /// The row of a record.
    pub fn row(&self, record: &RecordRef) -> Option<&Row> {
        self.rows.iter().find(|row| row.record == *record)
    }

    /// Position of a column.
    pub fn column(&self, origin: Origin) -> Option<usize> {
        self.origins.iter().position(|known| *known == origin)
    }
}

impl Cell {
    /// What is counted here.
    pub fn counted(&self) -> Counted {
        fn own<T>(links: &[Link<T>]) -> usize {
            links.iter().filter(|link| link.via.is_none()).count()
        }
        let totals = |questions, findings, voices: Voices, remarks| Totals {
            questions,
            findings,
            opinions: voices.opinions,
            people: voices.people,
            remarks,
        };
        Counted {
            all: totals(self.questions.len(), self.findings.len(), self.voices, self.remarks.len()),
            own: totals(own(&self.questions), own(&self.findings), self.direct_voices, own(&self.remarks)),
            gone: self.gone,
        }
    }
}

impl Row {
    /// What is counted in the row.
    pub fn counted(&self) -> Counted {
        Counted { all: self.total, own: self.own, gone: self.gone }
    }

    /// All findings of the row, each once, direct ones where they are linked directly.
    pub fn findings(&self) -> Vec<&Link<String>> {
        once(self.cells.iter().flat_map(|cell| &cell.findings))
    }

    /// All questions of the row.
    pub fn questions(&self) -> Vec<&Link<QuestionRef>> {
        once(self.cells.iter().flat_map(|cell| &cell.questions))
    }

    /// All remarks of the row.
    pub fn remarks(&self) -> Vec<&Link<RecordRef>> {
        once(self.cells.iter().flat_map(|cell| &cell.remarks))
    }
}

fn once<'a, T: PartialEq>(links: impl Iterator<Item = &'a Link<T>>) -> Vec<&'a Link<T>> {
    let mut kept: Vec<&Link<T>> = Vec::new();
    for link in links {
        if !kept.iter().any(|known| known.what == link.what) {
            kept.push(link);
        }
    }
    kept
}
