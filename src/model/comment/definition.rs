//! A set of comments as its definition file states it: the call, where the receipts are, codes and handling classes.

use serde::Deserialize;

use super::codebook::{Code, Codebook};
use crate::model::survey::SheetRef;

/// One set of comments, checked, with its codebook resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CommentsDefinition {
    /// `[comments]`.
    pub about: About,
    /// Where the receipts are.
    pub sources: Vec<Source>,
    /// Codes of the definition: of a plan, or its own.
    pub codebook: Codebook,
    /// Titles of all places of the plan that a reply or an opinion may name; empty without a plan.
    pub places: Vec<String>,
    /// Title of the plan the codes come from; empty without one.
    pub plan: String,
}

/// The `[comments]` table.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Name used on the command line and in the journal.
    pub id: String,
    /// Title for people.
    #[serde(default)]
    pub title: String,
    /// Public comments, or the free answers of a survey.
    #[serde(default)]
    pub kind: SetKind,
    /// Survey id, for free answers.
    pub survey: Option<String>,
    /// Text question, for free answers.
    pub question: Option<String>,
    /// Id of the multiple-answer question that the codes become; default: the question's id and `C`.
    pub after_code: Option<String>,
    /// First day of the period, ISO.
    pub opens: Option<String>,
    /// Last day, ISO.
    pub closes: Option<String>,
    /// What becomes of receipts after the period.
    #[serde(default)]
    pub late: Late,
    /// `{ plan, kind }`: the codes are records of a plan.
    pub codebook: Option<PlanCodes>,
    /// Codes of its own; one with the id of a plan's record adds reading and phrases to it.
    #[serde(default)]
    pub codes: Vec<Code>,
    /// 対応区分, in the order of the legend; none where replies are given without a class.
    #[serde(default)]
    pub dispositions: Vec<Disposition>,
    /// Ways of submission in the order they are listed; others follow.
    #[serde(default)]
    pub channels: Vec<String>,
    /// Names that are no personal data, such as a public person or a shop the opinion is about.
    #[serde(default)]
    pub public_names: Vec<String>,
    /// Who replies, for the heading 「意見の概要と○○の考え方」; default 市.
    #[serde(default = "city")]
    pub office: String,
    /// True for made-up comments: said wherever they are shown.
    #[serde(default)]
    pub synthetic: bool,
}

fn city() -> String {
    "市".to_owned()
}

/// What kind of set it is.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum SetKind {
    /// 意見公募.
    #[default]
    Public,
    /// Free answers of a survey.
    Survey,
}

/// What becomes of receipts after the period.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// Treated like the others, and counted separately.
    #[default]
    Accept,
    /// Out of scope, unless someone puts it among the published items.
    OutOfScope,
}

/// The records of a plan that are codes.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct PlanCodes {
    /// Plan id.
    pub plan: String,
    /// `policy_item`, `issue`, …
    pub kind: String,
}

/// 対応区分.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Disposition {
    /// The mark: ◎, A, ①, …
    pub code: String,
    /// What it means.
    pub label: String,
    /// The plan changes: the changed place with before and after is expected. Default: true for ◎.
    pub changes_plan: Option<bool>,
}

impl Disposition {
    /// True when an opinion of this class changes the plan.
    pub fn changes_plan(&self) -> bool {
        self.changes_plan.unwrap_or(self.code == "◎")
    }
}

/// One file of receipts.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Path, relative to the definition file.
    pub file: String,
    /// Sheet by name or 1-based number.
    pub sheet: Option<SheetRef>,
    /// Number of header rows; detected when absent.
    pub header_rows: Option<usize>,
    /// auto | utf-8 | cp932 | utf-16.
    pub encoding: Option<String>,
    /// Column of 受付番号.
    pub id: Option<String>,
    /// Column of the text.
    pub text: String,
    /// Column of 受付日.
    pub received: Option<String>,
    /// Column of 提出方法.
    pub channel: Option<String>,
    /// 提出方法 of the whole file, where there is no column.
    pub mode: Option<String>,
    /// Column of 該当箇所.
    pub place: Option<String>,
    /// Columns that tell persons apart and whose words are masked; never kept.
    #[serde(default)]
    pub personal: Vec<String>,
    /// Columns kept with each receipt.
    #[serde(default)]
    pub attributes: Vec<String>,
}
