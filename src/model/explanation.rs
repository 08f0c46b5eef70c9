//! How one cell of a table came about: who is counted and who is not, the numbers that went into its figures, how it
//! compares, and the respondents behind it.
//!
//! Plain data, full precision: `koe explain --json` is this. Percentages, standard errors and intervals are in points,
//! as in [`Table`]; what is null there is null here, with the reason beside it.

use serde::Serialize;

use super::Table;
use super::expr::Labelled;
use super::survey::Audience;
use super::table::{Adjust, BaseKind, Family, Group, Inference, OptionLine, Percent, Role, Stats, VsRest};
use super::weight::WeightName;

/// What of a group is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An option by its position in `Table::options`.
    Option(usize),
    /// The mean of the numbers or scores.
    Mean,
    /// The base alone.
    Base,
}

/// One cell explained.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Survey id.
    pub survey: String,
    /// Question id.
    pub question: String,
    /// Its short name.
    pub label: String,
    /// Weight id.
    pub weight: Option<String>,
    /// The filter as written.
    pub filter: Option<String>,
    /// The filter with the survey's labels, for people.
    #[serde(skip)]
    pub filter_labelled: Option<Labelled>,
    /// What people call the weight.
    #[serde(skip)]
    pub weight_name: Option<WeightName>,
    /// The row: 全体 or a group of a banner.
    pub group: GroupName,
    /// The option; null where the mean or the base is explained.
    pub option: Option<OptionLine>,
    /// Who is counted, and why others are not.
    pub base: BaseParts,
    /// Sums over the respondents of the cell (for a mean: those with a number).
    pub cell: SumsOf,
    /// The share printed in the cell.
    pub percent: Option<Share>,
    /// The mean.
    pub mean: Option<Mean>,
    /// Standard error of the share of the group, or of the mean.
    pub standard_error: Option<StandardError>,
    /// Interval of the share, or of the mean (method `t`).
    pub interval: Option<IntervalOf>,
    /// The share against that of everyone else.
    pub vs_rest: Option<Rest>,
    /// The pairs this group takes part in.
    pub pairs: Vec<PairOf>,
    /// Who stands behind the cell.
    pub respondents: Respondents,
    /// How errors and differences were judged.
    #[serde(skip)]
    pub inference: Inference,
    /// Smaller bases take part in no test.
    pub min_base: u64,
    /// Unit of a number.
    #[serde(skip)]
    pub unit: Option<String>,
    /// Who was asked: people are counted otherwise than businesses.
    #[serde(skip)]
    pub audience: Audience,
}

/// The name of a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupName {
    /// Banner name; null for 全体.
    pub banner: Option<String>,
    /// The banner's title.
    #[serde(skip)]
    pub title: String,
    /// Group code.
    pub code: String,
    /// For people.
    pub label: String,
}

/// From the rows read to the base of the group.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[expect(non_snake_case, reason = "the names are those of the machine format")]
pub struct BaseParts {
    /// Rows read.
    pub read: u64,
    /// Blank forms among them.
    pub blank: u64,
    /// Repeated respondents.
    pub duplicate: u64,
    /// Out of the survey's scope.
    pub out_of_scope: u64,
    /// Left out by somebody's decision.
    pub left_out: u64,
    /// Valid cases.
    pub valid: u64,
    /// Of these, left out by the filter.
    pub filtered: u64,
    /// Passed the filter, but without a weight.
    pub weight_missing: u64,
    /// The cases of the table: all = answered + NA + NAP + INV + UNK.
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
    /// What a percentage divides by.
    pub kind: BaseKind,
    /// The table's base.
    pub n: u64,
    /// Of these, in no group of the banner.
    pub banner_unknown: u64,
    /// In other groups only.
    pub other_groups: u64,
    /// The base of the group.
    pub group: SumsOf,
    /// Kish: (sum w)^2 / sum w^2.
    #[serde(serialize_with = "super::table::positive_or_null")]
    pub effective_n: f64,
    /// n / effective n.
    pub design_effect: Option<f64>,
}

/// Respondents and their weights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct SumsOf {
    /// Respondents.
    pub n: u64,
    /// Sum of w.
    pub sum_w: f64,
    /// Sum of w^2.
    pub sum_w2: f64,
}

/// A share: 100 * part / whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// What it divides by.
    pub of: Percent,
    /// In points; null where nobody is in the base, or no percentage was asked for.
    pub value: Option<f64>,
    /// Respondents of the cell, or the sum of their weights.
    pub part: f64,
    /// The same of the base.
    pub whole: f64,
    /// The formula.
    pub formula: &'static str,
    /// Share of the group's base in points, which errors and comparisons are about.
    pub row: Option<f64>,
}

/// A mean: sum of w y / sum of w.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mean {
    /// Respondents with a number, mean, standard error, standard deviation, median and the like.
    #[serde(flatten)]
    pub stats: Stats,
    /// Sum of w y.
    pub part: f64,
    /// Sum of w.
    pub whole: f64,
    /// The formula.
    pub formula: &'static str,
}

/// A standard error with what went into it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardError {
    /// In points, or in the unit of the mean.
    pub value: Option<f64>,
    /// `simple` (neither weights nor strata nor a finite population) or `linearised`.
    pub method: &'static str,
    /// The formula.
    pub formula: &'static str,
    /// Respondents of the design: everyone valid with a weight, whatever the filter, base or group.
    pub design_n: f64,
    /// Degrees of freedom: respondents less strata.
    pub df: f64,
    /// The strata; one without strata.
    pub strata: Vec<StratumPart>,
}

/// What a stratum adds to the variance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StratumPart {
    /// Stratum code; null without strata, and for those in no stratum.
    pub code: Option<String>,
    /// For people.
    pub label: Option<String>,
    /// Respondents.
    pub n: f64,
    /// Size of the population, where known.
    pub population: Option<f64>,
    /// Of the respondents, in the base of the group (for a mean: with a number).
    pub base_n: f64,
    /// Part of the squared standard error; null for simple errors, and where one respondent stands for a stratum.
    pub contribution: Option<f64>,
}

/// How an interval was computed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct IntervalUsed {
    /// `wilson`, `exact`, `logit`, `linear`, `t` of a mean, or `certain` where everyone was asked.
    pub method: Option<&'static str>,
    /// The size it takes the sample to have.
    pub n: Option<f64>,
    /// Normal or t quantile.
    pub quantile: Option<f64>,
    /// Degrees of freedom of the t quantile.
    pub df: Option<f64>,
}

/// An interval with what went into it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IntervalOf {
    /// Confidence level.
    pub level: f64,
    /// Lower end in points.
    pub low: Option<f64>,
    /// Upper end in points.
    pub high: Option<f64>,
    /// The method.
    #[serde(flatten)]
    pub used: IntervalUsed,
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct SideOf {
    /// Respondents.
    pub n: f64,
    /// Respondents in the cell, or the sum of their weights.
    pub part: f64,
    /// Sum of the weights of the base.
    pub sum_w: f64,
    /// Share in points.
    pub percent: Option<f64>,
}

/// A cell against everyone else of the banner's tested groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rest {
    /// The group's own share.
    pub own: SideOf,
    /// That of the others.
    pub rest: SideOf,
    /// Statistic, method, degrees of freedom, p.
    #[serde(flatten)]
    pub test: VsRest,
    /// Method z: the share of both together, in points.
    pub pooled: Option<f64>,
    /// Standard error of the difference in points.
    pub standard_error: Option<f64>,
    /// The formula of the statistic.
    pub formula: Option<&'static str>,
    /// How p was adjusted.
    pub adjustment: Option<Adjustment>,
    /// Why there is no test.
    pub not_tested: Option<NotTested>,
    /// Why the cell bears no mark whatever p is.
    pub not_marked: Option<NotMarked>,
}

/// The family of an adjusted p.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Adjustment {
    /// The method.
    pub adjust: Adjust,
    /// What one family is.
    pub family: Family,
    /// How many p values this one has.
    pub size: u64,
}

/// A pair of groups, seen from the group explained.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairOf {
    /// Code of the other group.
    pub code: String,
    /// Its label.
    pub label: String,
    /// Respondents of its base (for a mean: with a number).
    pub n: u64,
    /// Its share in points, or its mean.
    pub value: Option<f64>,
    /// This group less the other: in points, or in the unit of the mean.
    pub difference: Option<f64>,
    /// Statistic, method, degrees of freedom, p.
    #[serde(flatten)]
    pub test: VsRest,
    /// How p was adjusted.
    pub adjustment: Option<Adjustment>,
    /// Why there is no test.
    pub not_tested: Option<NotTested>,
    /// Why the cell bears no mark whatever p is.
    pub not_marked: Option<NotMarked>,
}

/// Why a difference was not tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotTested {
    /// 全体 has no others to be compared with.
    Total,
    /// The base is under `min_base`.
    SmallBase,
    /// That of the other side is.
    SmallOther,
    /// A mean of fewer than two numbers has no spread.
    FewNumbers,
    /// There is nobody else.
    NoOther,
    /// Both are 0 %.
    BothNone,
    /// Both are 100 %.
    BothAll,
    /// Everyone was asked: the difference is a fact, not an estimate.
    Census,
    /// There is no variance, or none can be known.
    NoVariance,
}

/// Why a difference is not marked whatever its p is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotMarked {
    /// Fewer than five respondents are expected in the cell or outside it on one of the sides: p is not fit to be read.
    FewExpected,
    /// The line is one of missing answers.
    Missing,
    /// The groups are made of the answers themselves.
    OwnQuestion,
}

/// Respondents that either side is to have in the cell and outside it, if both had the same share.
const EXPECTED: f64 = 5.0;

impl NotMarked {
    /// Why a cell is not marked against everyone else, by positions in the table; `None` where its p decides.
    pub fn with_rest(table: &Table, group: usize, option: usize) -> Option<Self> {
        let own = table.groups.get(group)?;
        let side = own.cells.get(option)?.n;
        Self::of_line(table, own, Some(option)).or_else(|| {
            // Groups that overlap add up to more than there are: then everyone else is who is left of the whole.
            let is_other = |(at, other): &(usize, &Group)| {
                *at != group && other.banner == own.banner && other.n >= table.min_base.max(1)
            };
            let others = table.groups.iter().enumerate().filter(is_other).map(|(_, other)| other);
            let in_cell = |group: &Group| group.cells.get(option).map_or(0, |cell| cell.n);
            let (n, x) = others.fold((0, 0), |(n, x), other| (n + other.n, x + in_cell(other)));
            let unknown = own.banner.as_ref().and_then(|name| table.base.excluded.banner_unknown.get(name));
            let unknown = unknown.and_then(serde_json::Value::as_u64).unwrap_or(0);
            let left = table.base.n.saturating_sub(unknown).saturating_sub(own.n);
            let left_in_cell = table.groups.first().map_or(0, in_cell).saturating_sub(side);
            Self::few((own.n, side), (n.min(left), x.min(left_in_cell)))
        })
    }

    /// Why a difference of two groups (of shares, or of means where `option` is `None`) is not marked.
    pub fn of_pair(table: &Table, a: usize, b: usize, option: Option<usize>) -> Option<Self> {
        let (a, b) = (table.groups.get(a)?, table.groups.get(b)?);
        Self::of_line(table, a, option).or_else(|| {
            let option = option?;
            Self::few((a.n, a.cells.get(option)?.n), (b.n, b.cells.get(option)?.n))
        })
    }

    fn of_line(table: &Table, group: &Group, option: Option<usize>) -> Option<Self> {
        let line = option.and_then(|option| table.options.get(option));
        if line.is_some_and(|line| line.role == Role::Missing) {
            return Some(Self::Missing);
        }
        group.is_made_of(&table.question).then_some(Self::OwnQuestion)
    }

    /// For two sides, each respondents and those in the cell.
    fn few(a: (u64, u64), b: (u64, u64)) -> Option<Self> {
        let pooled = (a.1 + b.1) as f64 / (a.0 + b.0).max(1) as f64;
        let least = a.0.min(b.0) as f64 * pooled.min(1.0 - pooled);
        // 5 of 100 of 100 is a little less than 5 in floating point.
        (least < EXPECTED - 1e-9).then_some(Self::FewExpected)
    }
}

/// The respondents behind a cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Respondents {
    /// How many.
    pub count: u64,
    /// They; only where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<Case>>,
}

/// One respondent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Case {
    /// 整理番号.
    pub case: String,
    /// The spreadsheet.
    pub file: Option<String>,
    /// Its sheet; empty for text files.
    pub sheet: Option<String>,
    /// Row as spreadsheets number it, from 1.
    pub row: Option<usize>,
    /// 1 without weights.
    pub weight: f64,
    /// The answer to the question.
    pub answer: RawAnswer,
}

/// An answer as it is kept: codes (or the reserved word of what is missing), a number, a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum RawAnswer {
    /// Codes of choices; for ranks by place, empty where a place was left out.
    Codes(Vec<String>),
    /// A number, or days since 1970-01-01.
    Number(f64),
    /// A text.
    Text(String),
}
