//! A contradiction that the survey's own definition says to look for.

use serde::Deserialize;

use crate::model::expr::Expr;

/// A contradiction to look for.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the format")]
pub struct Rule {
    pub id: String,
    pub message: String,
    pub when: Expr,
    #[serde(default)]
    pub severity: RuleSeverity,
}

/// How bad a contradiction is.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the format's own words")]
pub enum RuleSeverity {
    Error,
    #[default]
    Warning,
    Info,
}
