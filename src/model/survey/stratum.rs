//! A part of the population: its size, its sampling, and who they are.

use serde::Deserialize;

use super::written::code_text;
use super::{Audience, Sampling};
use crate::model::expr::Expr;

/// A part of the population with its own size and sampling.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in `About`")]
pub struct Stratum {
    #[serde(deserialize_with = "code_text")]
    pub code: String,
    pub label: String,
    #[serde(rename = "where")]
    pub condition: Expr,
    pub population: Option<u64>,
    pub distributed: Option<u64>,
    pub undelivered: Option<u64>,
    #[serde(default)]
    pub sampling: Sampling,
    /// Who they are, if not those of the survey; a code that is the name of an audience says it too.
    pub audience: Option<Audience>,
}

impl Stratum {
    /// Who they are, where the definition tells them from the rest of the survey.
    pub fn audience(&self) -> Option<Audience> {
        let by_code = || match self.code.as_str() {
            "business" => Some(Audience::Business),
            "resident" => Some(Audience::Resident),
            "farm" => Some(Audience::Farm),
            _ => None,
        };
        self.audience.or_else(by_code)
    }
}
