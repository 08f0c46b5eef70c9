//! Questions asked of the answers: `Responses` and `TableSpec`s in, `Table`s out. Pure: no file, no clock, no sentence.
//!
//! `side` turns a question into option lines with a code or bits per case, `responses::grouping` does the same for banners;
//! `count` makes one pass over the cases for all tables together; `answer` makes tables of the counts, with `stats` for means
//! and medians and `compare` for differences, on the formulas in `inference`; `wave` compares surveys; `weight` makes weights.

mod answer;
pub mod assumption;
mod build;
mod compare;
pub mod count;
mod explain;
pub mod fieldwork;
pub mod inference;
mod measure;
mod nest;
mod notes;
mod numbers;
pub mod portfolio;
pub mod returns;
mod scope;
mod side;
mod stats;
pub mod wave;
pub mod weight;

use std::sync::atomic::AtomicBool;

use crate::model::Table;
use crate::model::explanation::{Explanation, Subject};
use crate::model::table::TableSpec;
use crate::model::weight::WeightError;
use crate::responses::Responses;
use crate::responses::eval::ExprError;
use crate::responses::grouping::GroupingError;

/// Words a table needs; spoken elsewhere, handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Labels {
    pub total: String,
    pub na: String,
    pub nap: String,
    pub inv: String,
    pub unk: String,
}

/// Why a table cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum TabulateError {
    #[error("no question `{id}`")]
    UnknownQuestion { id: String, nearest: Option<String> },
    #[error("banner `{id}`: {error}")]
    Banner { id: String, nearest: Option<String>, error: GroupingError },
    #[error(transparent)]
    Expression(#[from] ExprError),
    #[error(transparent)]
    Weight(#[from] WeightError),
    #[error("banner `{id}` has {groups} groups")]
    TooManyGroups { id: String, groups: usize },
    #[error("cancelled")]
    Cancelled,
}

/// The most groups a nested banner may have.
pub const MOST_GROUPS: usize = 20_000;

/// Answers all the tables asked, in their order, counting once.
///
/// # Errors
/// An id, filter or weight that does not fit the survey, or `Cancelled` when `cancel` was set.
pub fn tables(
    responses: &Responses,
    specs: &[TableSpec],
    labels: &Labels,
    cancel: &AtomicBool,
) -> Result<Vec<Table>, TabulateError> {
    build::tables(responses, specs, labels, cancel)
}

/// The cases behind a cell: those of group `group` (position in `Table::groups`) who are in option `option` (position in
/// `Table::options`), or in the group's base.
///
/// # Errors
/// As `tables`.
pub fn members(
    responses: &Responses,
    spec: &TableSpec,
    group: usize,
    option: Option<usize>,
) -> Result<Vec<usize>, TabulateError> {
    build::members(responses, spec, group, option)
}

/// How the figure of group `group` (position in `Table::groups`) came about; `None` where the table has no such cell. The
/// respondents behind it are always counted, and listed `with_cases`.
///
/// # Errors
/// As `tables`.
pub fn explain(
    responses: &Responses,
    spec: &TableSpec,
    (group, subject): (usize, Subject),
    with_cases: bool,
    labels: &Labels,
    cancel: &AtomicBool,
) -> Result<Option<Explanation>, TabulateError> {
    explain::explain(responses, spec, (group, subject), with_cases, labels, cancel)
}
