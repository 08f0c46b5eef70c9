//! What is missing between issues, questions, findings and comments.

use std::collections::{BTreeSet, HashSet};

use super::build::{holds, informed};
use super::graph::Graph;
use super::{Inputs, QuestionRef, Row, SetCode};
use crate::model::plan::{self, RecordRef};

/// What is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Rows that no finding speaks for, directly or over another record; findings whose evidence is gone do not count.
    pub without_evidence: Vec<RecordRef>,
    /// Rows that no question informs, directly or over another record.
    pub without_question: Vec<RecordRef>,
    /// Ids of findings that speak for no row; of a matrix of one plan, those with a record of it or with none.
    pub findings_without_row: Vec<String>,
    /// Links of findings to records that are not there; of a matrix of one plan, records of it.
    pub lost_links: Vec<(String, RecordRef)>,
    /// Survey items (意向) that no question informs. Every one is to be asked about, so here only direct naming counts.
    pub intents_without_question: Vec<RecordRef>,
    /// Questions that inform something that is no record: question, name as written.
    pub unknown_informs: Vec<(QuestionRef, String)>,
    /// Codes of sets of a plan (of the plan, where the matrix is of one) that lead to no row: of another kind, or added by
    /// people.
    pub codes_without_row: Vec<SetCode>,
    /// By set: opinions without a code, and in no item. Only sets where there are some.
    pub comments: Vec<Unplaced>,
}

/// Opinions of a set that have no place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unplaced {
    /// Set id.
    pub set: String,
    /// Title of the set.
    pub title: String,
    /// Its codes are records of a plan.
    pub of_plan: bool,
    /// Opinions that speak, of which these are some.
    pub opinions: usize,
    /// Ids of opinions without a code.
    pub uncoded: Vec<String>,
    /// Ids of opinions in no published item.
    pub without_item: Vec<String>,
    /// Opinions that are in either, each once: counted when the gaps are made.
    either: usize,
}

impl Gaps {
    /// How many things are missing: rows, findings, links, survey items, names, codes, and opinions (once each).
    pub fn len(&self) -> usize {
        let opinions: usize = self.comments.iter().map(Unplaced::len).sum();
        self.without_evidence.len()
            + self.without_question.len()
            + self.findings_without_row.len()
            + self.lost_links.len()
            + self.intents_without_question.len()
            + self.unknown_informs.len()
            + self.codes_without_row.len()
            + opinions
    }

    /// True where nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Unplaced {
    /// Opinions without a code or in no item, each once.
    pub fn len(&self) -> usize {
        self.either
    }

    /// True where every opinion has its place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

pub(super) fn gaps(inputs: &Inputs<'_>, graph: &Graph, rows: &[Row]) -> Gaps {
    let backed = |row: &&Row| !row.findings().iter().any(|link| holds(inputs, &link.what));
    let asked = |row: &&Row| row.total.questions == 0;
    let names = |rows: Vec<&Row>| rows.into_iter().map(|row| row.record.clone()).collect();
    let mut gaps = Gaps {
        without_evidence: names(rows.iter().filter(backed).collect()),
        without_question: names(rows.iter().filter(asked).collect()),
        ..Gaps::default()
    };
    // The matrix of one plan says nothing of what belongs to others.
    let own = |record: &RecordRef| inputs.plan.is_none_or(|id| record.plan == id);
    for finding in &inputs.findings.list {
        let is_own = finding.records.is_empty() || finding.records.iter().any(own);
        if is_own && graph.rows_of(&finding.records).is_empty() {
            gaps.findings_without_row.push(finding.id.clone());
        }
        let lost = finding.records.iter().filter(|record| own(record) && plan::find(inputs.plans, record).is_none());
        gaps.lost_links.extend(lost.map(|record| (finding.id.clone(), record.clone())));
    }
    let mut named: Vec<RecordRef> = Vec::new();
    for question in inputs.questions {
        for name in &question.informs {
            match informed(inputs, name) {
                Some(record) => named.push(record),
                None => {
                    let what = QuestionRef { survey: question.survey.clone(), question: question.id.clone() };
                    gaps.unknown_informs.push((what, name.clone()));
                }
            }
        }
    }
    for plan in inputs.plans.iter().filter(|plan| inputs.plan.is_none_or(|id| plan.id == id)) {
        let intents = plan.records.iter().filter(|record| record.kind == "intent");
        let intents = intents.map(|record| plan.reference(record));
        gaps.intents_without_question.extend(intents.filter(|record| !named.contains(record)));
    }
    let of_plan = |code: &&SetCode| inputs.sets.iter().any(|set| set.id == code.set && set.of_plan);
    // A code that people added is no record; it belongs to the plan the other codes of its set are records of.
    let names_own = |code: &SetCode| code.record.as_ref().is_some_and(own);
    let sets: BTreeSet<&str> =
        inputs.codes.iter().filter(|code| names_own(code)).map(|code| code.set.as_str()).collect();
    let is_own = |code: &&SetCode| match code.record {
        Some(_) => names_own(code),
        None => inputs.plan.is_none() || sets.contains(code.set.as_str()),
    };
    let stray =
        inputs.codes.iter().filter(of_plan).filter(is_own).filter(|code| graph.rows_of(&code.record).is_empty());
    gaps.codes_without_row = stray.cloned().collect();
    for set in inputs.sets {
        let either: HashSet<&String> = set.uncoded.iter().chain(&set.without_item).collect();
        let unplaced = Unplaced {
            set: set.id.clone(),
            title: set.title.clone(),
            of_plan: set.of_plan,
            opinions: set.opinions,
            uncoded: set.uncoded.clone(),
            without_item: set.without_item.clone(),
            either: either.len(),
        };
        if !unplaced.is_empty() {
            gaps.comments.push(unplaced);
        }
    }
    gaps
}
