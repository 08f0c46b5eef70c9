//! How a survey went: what was sent and what came back (回収状況), and the sampling errors of its percentages (標本誤差).

use serde::Serialize;

use super::survey::Sampling;

/// What was sent and what came back, for a survey.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fieldwork {
    /// Survey id.
    pub survey: String,
    /// Which rate the survey calls its own: `distributed` or `delivered`.
    pub rate: &'static str,
    /// 全体, then the strata, then the modes.
    pub lines: Vec<FieldworkLine>,
    /// Forms left out whose stratum is not known, as of most blank forms; 0 without strata.
    pub stratum_unknown: u64,
}

/// What was sent and what came back, in all or in one part. `None`: not known.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FieldworkLine {
    /// What the part is one of.
    pub part: FieldPart,
    /// Code of the stratum or mode; `total` for all.
    pub code: String,
    /// For people; empty for all.
    pub label: String,
    /// 配布数.
    pub distributed: Option<u64>,
    /// 不着数.
    pub undelivered: Option<u64>,
    /// Distributed less undelivered.
    pub delivered: Option<u64>,
    /// Rows read: `valid`, `blank`, `duplicate`, `out_of_scope` and `left_out` add up to it.
    pub read: Option<u64>,
    /// Forms of people who had answered already.
    pub duplicate: Option<u64>,
    /// 白紙.
    pub blank: Option<u64>,
    /// 対象外.
    pub out_of_scope: Option<u64>,
    /// 個別除外: left out by somebody's decision.
    pub left_out: Option<u64>,
    /// 無効票: all of these together.
    pub invalid: Option<u64>,
    /// 有効回収数.
    pub valid: u64,
    /// Valid of distributed, in points.
    pub rate_distributed: Option<f64>,
    /// Valid of delivered, in points.
    pub rate_delivered: Option<f64>,
}

/// What a line of a table about a survey is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldPart {
    /// Everyone.
    #[default]
    Total,
    /// One stratum.
    Stratum,
    /// One way of answering.
    Mode,
    /// A size of a group, as an example.
    Example,
}

/// How sampling errors for report tables are computed: k sqrt(D (N-n)/(N-1) p(100-p)/n), in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SamplingFormula {
    /// Factor of the standard error: 1.96 or 2.
    pub k: f64,
    /// Design factor: 1, or 2 for stratified two-stage samples.
    pub design: f64,
    /// Uses the finite population correction where N is known.
    pub correction: bool,
}

impl Default for SamplingFormula {
    fn default() -> Self {
        Self { k: 1.96, design: 1.0, correction: true }
    }
}

/// The percentages of a table of sampling errors; each stands for itself and for 100 less itself.
pub const PERCENTAGES: [u8; 5] = [10, 20, 30, 40, 50];

/// 標本誤差早見表 of a survey.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SamplingTable {
    /// Survey id.
    pub survey: String,
    /// How it is computed.
    #[serde(flatten)]
    pub formula: SamplingFormula,
    /// The heads of the columns.
    pub percentages: [u8; 5],
    /// 全体, strata, sizes of groups.
    pub lines: Vec<SamplingLine>,
}

/// One line of a table of sampling errors.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SamplingLine {
    /// What it is about.
    pub part: FieldPart,
    /// Code of the stratum; `total` for all, empty for an example.
    pub code: String,
    /// For people; empty for all.
    pub label: String,
    /// Respondents.
    pub n: u64,
    /// N, where known.
    pub population: Option<u64>,
    /// How they were chosen.
    #[serde(skip)]
    pub sampling: Sampling,
    /// What the errors are.
    pub standing: Standing,
    /// Half widths in points, one per percentage; null where there are none.
    pub errors: [Option<f64>; 5],
}

/// What the errors of a line are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Errors of a sample.
    Estimate,
    /// 参考: everyone was asked, some did not answer.
    Reference,
    /// Everyone answered: there is no error.
    Complete,
    /// Anybody could answer: no error can be stated.
    Open,
}
