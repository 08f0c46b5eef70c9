//! What a person can change (`Op`) and the plain data of a view.
//!
//! These types are the journal's format: names and meanings stay for ever. A new field needs a serde default, so that
//! older journals stay readable; a field this version does not know is an error, because a table shown without a part of
//! what was asked would be a wrong table.

use serde::{Deserialize, Serialize};

use super::comments::CommentOp;
use super::findings::FindingOp;
use super::fixes::FixOp;
use crate::model::expr::Expr;
use crate::model::table::{BannerSpec, BaseKind, Percent, TableSpec};

/// One change a person makes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Op {
    /// Keeps a table under a name; a table of that name is replaced.
    SaveTable {
        /// Unique in the project.
        name: String,
        /// Survey id.
        survey: String,
        /// What is asked.
        spec: Box<TableSpec>,
        /// How it is shown.
        #[serde(default)]
        view: View,
    },
    /// Takes a saved table away.
    DeleteTable {
        /// The name it was saved under.
        name: String,
    },
    /// Chooses how tables of a survey are asked and shown.
    SetView {
        /// Survey id.
        survey: String,
        /// The choices.
        view: View,
    },
    /// Writes a note on a question.
    SetNote {
        /// Survey id.
        survey: String,
        /// Question id.
        question: String,
        /// The note; empty takes it away.
        #[serde(default)]
        text: String,
    },
    /// Decides something about comments.
    Comment {
        /// Set id.
        set: String,
        /// What.
        act: Box<CommentOp>,
    },
    /// Decides something about the answers of a survey.
    Answers {
        /// Survey id.
        survey: String,
        /// What.
        act: Box<FixOp>,
    },
    /// Decides something about findings.
    Finding {
        /// What.
        act: Box<FindingOp>,
    },
}

/// How tables are asked and shown while a person moves from question to question.
///
/// `weight: None` means unweighted. A survey nobody has chosen a view for has no entry in `State::views`; its first view
/// is made by the caller from the survey's own defaults (`default_weight`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct View {
    /// What a cell shows.
    pub lines: Lines,
    /// Decimal places of a percentage.
    pub digits: u8,
    /// Lines of 無回答, 無効, 不明 are shown. What a percentage divides by is `base`.
    pub show_missing: bool,
    /// Options across and groups down, or the other way round.
    pub swap: bool,
    /// Order of the options.
    pub sort: Sort,
    /// Stacked banners, in order.
    pub banners: Vec<BannerSpec>,
    /// Weight id; `None` is unweighted.
    pub weight: Option<String>,
    /// Only cases for which this holds.
    pub filter: Option<Expr>,
    /// What a percentage divides by.
    pub base: BaseKind,
    /// Which percentage is shown.
    pub percent: Percent,
    /// How cells that differ beyond chance are marked. Written only where it is not the usual way.
    #[serde(skip_serializing_if = "Marks::is_default")]
    pub marks: Marks,
}

impl Default for View {
    fn default() -> Self {
        Self {
            lines: Lines::default(),
            digits: 1,
            show_missing: true,
            swap: false,
            sort: Sort::default(),
            banners: Vec::new(),
            weight: None,
            filter: None,
            base: BaseKind::default(),
            percent: Percent::default(),
            marks: Marks::default(),
        }
    }
}

impl View {
    /// Shown the same way, of what a table asks.
    pub fn asking(self, spec: TableSpec) -> Self {
        let TableSpec { banners, weight, filter, base, percent, .. } = spec;
        Self { banners, weight, filter, base, percent, ..self }
    }
}

/// How cells that differ beyond chance are marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marks {
    /// ▲ and ▼ against everyone else.
    #[default]
    Rest,
    /// Also letters between groups.
    Letters,
    /// Not at all.
    None,
}

impl Marks {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What a cell shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lines {
    /// Count, percentage below.
    #[default]
    CountThenPercent,
    /// Percentage, count below.
    PercentThenCount,
    /// Percentage only.
    Percent,
    /// Count only.
    Count,
}

/// Order of the options.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// As in the questionnaire.
    #[default]
    Questionnaire,
    /// Most chosen first.
    Descending,
    /// Least chosen first.
    Ascending,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_from_an_older_journal_has_defaults() {
        assert_eq!(serde_json::from_str::<View>("{}").unwrap(), View::default());
    }

    #[test]
    fn a_field_or_op_of_a_newer_version_is_an_error() {
        for json in [
            r#"{"op":"set_tag","comment":"1"}"#,
            r#"{"op":"delete_table","name":"a","reason":"b"}"#,
            r#"{"op":"set_view","survey":"a","view":{"colour":"red"}}"#,
            r#"{"op":"set_view","survey":"a","view":{"lines":"bars"}}"#,
        ] {
            assert!(serde_json::from_str::<Op>(json).is_err(), "{json}");
        }
    }
}
