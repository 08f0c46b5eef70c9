//! A table as it is asked for (`TableSpec`) and as it is answered (`Table`).
//!
//! `Table` serialises to the objects of `koe tab --json`: full precision, never rounded, `null` where a value does not
//! exist. Sentences are not part of it: notes are kept as `Note` and spoken by `messages`.

use serde::{Deserialize, Serialize, Serializer};

use super::expr::{Expr, Labelled};
use super::measure::{Measure, Measured};
use super::survey::{Kind, Policy};
use super::weight::WeightName;

/// What is asked of one question.
///
/// Kept in journals, so a new field needs a default, and an unknown one is refused rather than forgotten.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableSpec {
    /// Question id.
    pub question: String,
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
    /// How errors and differences are judged.
    #[serde(skip_serializing_if = "Inference::is_default")]
    pub inference: Inference,
    /// Numbers per choice whose means are wanted; of single answers only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

/// How errors and differences are judged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inference {
    /// Confidence level of intervals.
    pub level: f64,
    /// How intervals are computed; `None`: Wilson for simple designs, otherwise logit.
    pub interval: Option<Interval>,
    /// How p values are adjusted for the size of their family.
    pub adjust: Adjust,
    /// Which p values are one family.
    pub family: Family,
    /// Compares all pairs of groups.
    pub pairs: bool,
    /// Tests whole tables; not needed where only cells are shown.
    pub whole_table: bool,
    /// Takes the place of the survey's `min_base`.
    pub min_base: Option<u64>,
    /// Errors take into account that weights were fitted to targets; otherwise weights are taken as given.
    pub fitted: bool,
}

impl Default for Inference {
    fn default() -> Self {
        Self {
            level: 0.95,
            interval: None,
            adjust: Adjust::None,
            family: Family::Row,
            pairs: false,
            whole_table: false,
            min_base: None,
            fitted: false,
        }
    }
}

impl Inference {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// How an interval is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the methods' names")]
pub enum Interval {
    Wilson,
    Exact,
    Logit,
    Linear,
}

/// How p values are adjusted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the methods' names")]
pub enum Adjust {
    #[default]
    None,
    Bonferroni,
    Holm,
    Bh,
}

/// Which p values are one family.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Those of one banner and one option.
    #[default]
    Row,
    /// All of a table.
    Table,
}

/// One banner: a question or banner id, or several nested.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BannerSpec(pub Vec<String>);

impl BannerSpec {
    /// `F1*F5` nests F5 within F1.
    pub fn parse(text: &str) -> Self {
        Self(text.split('*').map(|part| part.trim().to_owned()).collect())
    }

    /// The name in machine output: ids joined by `*`.
    pub fn name(&self) -> String {
        self.0.join("*")
    }
}

/// What a percentage divides by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BaseKind {
    /// Everyone asked: 無回答, 無効, 不明 stay in, 非該当 is out.
    #[default]
    All,
    /// Only those who answered.
    Answered,
}

/// Which percentage is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Percent {
    /// Of the banner group's base.
    #[default]
    Row,
    /// Of the option's total.
    Column,
    /// Of all.
    Total,
    /// Counts only.
    None,
}

/// A table answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Survey id.
    pub survey: String,
    /// Question id (the item's, for a matrix).
    pub question: String,
    /// The matrix the item belongs to.
    pub parent: Option<String>,
    /// Short name.
    pub label: String,
    /// Kind of question.
    pub kind: Kind,
    /// Weight id.
    pub weight: Option<String>,
    /// Percentage in `Cell::percent`.
    pub percent: Percent,
    /// Who is counted.
    pub base: Base,
    /// The answers: choices, nets, kinds of missing.
    pub options: Vec<OptionLine>,
    /// 全体, then the groups of each banner.
    pub groups: Vec<Group>,
    /// Whole-table tests, where they were asked for.
    pub tests: Vec<Test>,
    /// Comparisons of pairs of groups.
    pub pairs: Vec<Pair>,
    /// The measures asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// What a reader must know; spoken by `messages`.
    #[serde(skip)]
    pub notes: Vec<Note>,
    /// Full wording, for exports.
    #[serde(skip)]
    pub text: String,
    /// Unit of a number, for exports.
    #[serde(skip)]
    pub unit: Option<String>,
    /// The banners asked, with the titles people see, in the order of the groups.
    #[serde(skip)]
    pub banners: Vec<BannerTitle>,
    /// The filter as written.
    #[serde(skip)]
    pub filter: Option<String>,
    /// A smaller base is flagged.
    #[serde(skip)]
    pub min_base: u64,
    /// How errors and differences were judged.
    #[serde(skip)]
    pub inference: Inference,
}

/// Name and title of a banner.
#[derive(Debug, Clone, PartialEq)]
pub struct BannerTitle {
    /// As in `Group::banner`.
    pub name: String,
    /// For people; nested titles are joined by ×.
    pub title: String,
}

/// Who is counted: all = answered + NA + NAP + INV + UNK.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(non_snake_case, reason = "the names are those of the machine format")]
pub struct Base {
    /// Which base is printed.
    pub kind: BaseKind,
    /// Respondents in the printed base.
    pub n: u64,
    /// Valid cases that pass the filter and have a weight.
    pub all: u64,
    /// With a usable answer.
    pub answered: u64,
    /// 無回答.
    pub NA: u64,
    /// 非該当.
    pub NAP: u64,
    /// 無効.
    pub INV: u64,
    /// 不明.
    pub UNK: u64,
    /// Who is not counted, and why.
    pub excluded: Excluded,
}

/// Who is not counted, and why.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Excluded {
    /// Valid cases the filter left out.
    pub filtered: u64,
    /// Cases that pass the filter but have no weight.
    pub weight_missing: u64,
    /// By banner: cases of the printed base whose group is not known.
    pub banner_unknown: serde_json::Map<String, serde_json::Value>,
}

/// One line of answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionLine {
    /// Choice code, net code, or NA, INV, UNK.
    pub code: String,
    /// Text for tables.
    pub label: String,
    /// What it is.
    pub role: Role,
}

/// What an option line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the format's own words")]
pub enum Role {
    Choice,
    Net,
    Missing,
}

/// One row of the table: 全体 or a group of a banner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Banner name; `None` for 全体.
    pub banner: Option<String>,
    /// Group code; nested codes are joined by `*`.
    pub code: String,
    /// Text for tables.
    pub label: String,
    /// The question and code at each level; empty for 全体.
    pub path: Vec<PathStep>,
    /// Respondents in the printed base.
    pub n: u64,
    /// Sum of their weights.
    pub weighted: f64,
    /// Kish: (sum w)^2 / sum w^2.
    #[serde(serialize_with = "positive_or_null")]
    pub effective_n: f64,
    /// Of a text, how many of the base wrote something; other questions have it in their cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<u64>,
    /// One per option, in the options' order.
    pub cells: Vec<Cell>,
    /// Rank questions: per cell, how often at 1st, 2nd, … place.
    pub ranks: Option<Vec<Vec<u64>>>,
    /// Mean and spread of numbers and scores; for ranks, of the points one respondent gave in all.
    pub stats: Stats,
    /// Rank questions: per cell, the points the option got (`top` for 1st place, …, 1) from those who answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank_scores: Option<Vec<RankScore>>,
    /// One per measure of the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measured>,
}

/// Zero as null: without a weight above zero there is no effective n.
pub(super) fn positive_or_null<S: Serializer>(value: &f64, output: S) -> Result<S::Ok, S::Error> {
    Some(*value).filter(|value| *value > 0.0).serialize(output)
}

/// One level of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PathStep {
    /// Id of the question or of the banner that divides.
    pub question: String,
    /// Code of the group there.
    pub code: String,
    /// Id of the question whose answers make the groups: another than `question` where a banner is made of it.
    #[serde(skip)]
    pub of: String,
}

impl Group {
    /// True where the group is made of the answers to a question itself, so that no difference of its shares says anything.
    pub fn is_made_of(&self, question: &str) -> bool {
        self.path.iter().any(|step| step.of == question)
    }
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cell {
    /// Option code.
    pub option: String,
    /// Respondents.
    pub n: u64,
    /// Sum of their weights.
    pub weighted: f64,
    /// As `Table::percent` says, in points.
    pub percent: Option<f64>,
    /// Standard error in points.
    pub se: Option<f64>,
    /// Interval in points.
    pub ci: [Option<f64>; 2],
    /// Against everyone else.
    pub vs_rest: VsRest,
}

/// A cell against the rest of its banner.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of the machine format")]
pub struct VsRest {
    pub statistic: Option<f64>,
    pub method: Option<&'static str>,
    pub df: Option<f64>,
    pub p: Option<f64>,
    pub p_adjusted: Option<f64>,
}

/// Mean and spread of the numbers behind a group; all null where there are none.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Stats {
    /// Respondents with a number.
    pub n: u64,
    /// Weighted mean.
    pub mean: Option<f64>,
    /// Standard error of the mean.
    pub se: Option<f64>,
    /// n-1 standard deviation; weighted: root of `svyvar`.
    pub sd: Option<f64>,
    /// As R's `median`; weighted: the smallest value with cumulative weight of at least one half.
    pub median: Option<f64>,
    /// First and third quartile, by the same rules.
    pub quartiles: [Option<f64>; 2],
    /// Smallest.
    pub min: Option<f64>,
    /// Largest.
    pub max: Option<f64>,
    /// Weighted sum.
    pub sum: Option<f64>,
}

/// Points of one option of a rank question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct RankScore {
    /// Weighted sum of the points.
    pub points: f64,
    /// Per respondent who ranked anything.
    pub mean: Option<f64>,
    /// Standard error of the mean.
    pub se: Option<f64>,
    /// Share of the base that gave it the 1st place, in points.
    pub first: Option<f64>,
}

/// A whole-table test.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of the machine format")]
pub struct Test {
    pub banner: String,
    pub within: Option<String>,
    pub option: Option<String>,
    pub chi_square: Option<f64>,
    pub df: Option<f64>,
    pub p: Option<f64>,
    pub cramers_v: Option<f64>,
    pub cramers_v_corrected: Option<f64>,
    pub yates: Option<f64>,
    pub min_expected: Option<f64>,
    pub expected_below_5: Option<f64>,
    pub fisher_p: Option<f64>,
    pub rao_scott: RaoScott,
    pub p_adjusted: Option<f64>,
}

/// Second-order Rao-Scott test.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of the machine format")]
pub struct RaoScott {
    pub f: Option<f64>,
    pub ndf: Option<f64>,
    pub ddf: Option<f64>,
    pub p: Option<f64>,
}

/// A comparison of two groups.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of the machine format")]
pub struct Pair {
    pub banner: String,
    pub option: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    pub a: String,
    pub b: String,
    pub difference: Option<f64>,
    pub statistic: Option<f64>,
    pub method: Option<&'static str>,
    pub df: Option<f64>,
    pub p: Option<f64>,
    pub p_adjusted: Option<f64>,
}

/// What a reader of the table must know.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are parts of the sentence above them")]
pub enum Note {
    /// The answers are made up.
    Synthetic,
    /// Answers are still coming in; up to this day.
    Provisional(Option<String>),
    /// Percentages of a single answer may not add up to 100.0.
    Rounding,
    /// Options may add up to more than 100.
    Multiple,
    /// 無回答 is in the base.
    BaseAll,
    /// Only those who answered are the base.
    BaseAnswered,
    /// 非該当 is out of the base.
    NotAsked(u64),
    /// Answers with more than `max` marks, and what was done with them.
    OverLimit { max: usize, policy: Policy, cases: u64 },
    /// Answers with several marks where one is allowed, and what was done with them.
    DoubleMark { policy: Policy, cases: u64 },
    /// Rows of this banner leave out people whose group is not known.
    BannerUnknown { banner: String, cases: u64 },
    /// Column or total percentages of this banner's groups divide by those of the base who are in one of its groups,
    /// `known` of `n`. For column percentages: each option that somebody outside the groups chose, as label, people in a
    /// group, and all people.
    BannerPercent { banner: String, percent: Percent, known: u64, n: u64, options: Vec<(String, u64, u64)> },
    /// The groups of this banner overlap.
    BannerOverlaps { banner: String },
    /// Some bases are small: 参考値.
    SmallBase { min_base: u64 },
    /// A filter is on; `labelled` is it with the survey's labels.
    Filter { expression: String, labelled: Option<Labelled>, left_out: u64 },
    /// A weight is on.
    Weighted { weight: WeightName, effective_n: f64, fitted: bool },
    /// Cases without a weight.
    WeightMissing(u64),
    /// Cases that did not answer a target question kept their share.
    WeightKeptMissing(u64),
    /// How rank points are given.
    RankScore { top: usize },
    /// Values outside every band.
    OutsideBands(u64),
    /// A table too large for the exact test: its p was drawn.
    FisherSimulated { banner: String },
    /// Codes of free answers, of which some are not coded yet.
    Uncoded { written: u64, uncoded: u64 },
    /// p values are adjusted.
    Adjusted { adjust: Adjust, family: Family },
}
