//! A plan as its file states it: records of several kinds, each with a title and a parent.
//!
//! This is the part that codebooks of comments need: which records there are and how they are called.

use serde::Deserialize;

/// One plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Name in keys and on the command line.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// In the order of the plan.
    pub records: Vec<Record>,
}

/// One record of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// theme, direction, issue, intent, policy_item, measure, …
    pub kind: String,
    /// Unique in the plan.
    pub id: String,
    /// Number as printed.
    #[serde(default)]
    pub no: String,
    /// Official name or short wording.
    pub title: String,
    /// Longer wording of our own.
    #[serde(default)]
    pub text: String,
    /// The record above it.
    pub parent: Option<String>,
    /// Section responsible.
    #[serde(default)]
    pub section: String,
    /// The title in kana.
    #[serde(default)]
    pub reading: String,
    /// Words that speak for it.
    #[serde(default)]
    pub phrases: Vec<String>,
}

impl Plan {
    /// The record with this id.
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }
}
