//! What a project's acts amount to: saved tables, views, notes. Plain data; changed only by `apply`.

use std::collections::BTreeMap;

use super::op::View;
use crate::model::comment::Decisions;
use crate::model::finding::Findings;
use crate::model::fix::Fixes;
use crate::model::table::TableSpec;

/// Everything people have decided in this project, as of now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// In the order they were first saved.
    pub tables: Vec<SavedTable>,
    /// Chosen view by survey id.
    pub views: BTreeMap<String, View>,
    /// Notes by survey id, then question id; never empty texts.
    pub notes: BTreeMap<String, BTreeMap<String, String>>,
    /// Decisions about answers by survey id; none are without an entry.
    pub fixes: BTreeMap<String, Fixes>,
    /// Decisions about comments by set id.
    pub comments: BTreeMap<String, Decisions>,
    /// Findings, and links people made between records of plans.
    pub findings: Findings,
}

/// A table kept under a name.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedTable {
    /// Unique in the project.
    pub name: String,
    /// Survey id.
    pub survey: String,
    /// What is asked.
    pub spec: TableSpec,
    /// How it is shown.
    pub view: View,
}

impl State {
    /// The table saved under a name.
    pub fn table(&self, name: &str) -> Option<&SavedTable> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// The view chosen for a survey.
    pub fn view(&self, survey: &str) -> Option<&View> {
        self.views.get(survey)
    }

    /// What was decided about a set of comments; nothing yet is the same as no decision.
    pub fn decisions(&self, set: &str) -> Decisions {
        self.comments.get(set).cloned().unwrap_or_default()
    }

    /// The note on a question.
    pub fn note(&self, survey: &str, question: &str) -> Option<&str> {
        self.notes.get(survey)?.get(question).map(String::as_str)
    }
}
