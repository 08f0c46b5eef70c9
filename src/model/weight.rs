//! What a weighting scheme asks for (`[[weight]]`) and what it came to.
//!
//! The computing is done in `tabulate::weight`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::survey::Survey;

/// One weighting scheme.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct WeightSpec {
    /// Name used on the command line.
    pub id: String,
    /// Title for people.
    #[serde(default)]
    pub label: String,
    /// How the weights are made.
    pub kind: WeightKind,
    /// What the weighted sample must look like.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// kind = column: header of the column with the weights.
    pub column: Option<String>,
    /// No answer on a target question.
    #[serde(default)]
    pub missing: MissingTarget,
    /// What the weights add up to: the sample when not stated, but a column is then taken as it is.
    pub total: Option<Total>,
    /// A weight to start from.
    pub start: Option<String>,
    /// Smallest and largest weight relative to the mean.
    pub trim: Option<[f64; 2]>,
}

impl WeightSpec {
    /// Weights that stand in a column, taken as they are.
    pub fn of_column(id: String, label: String, column: Option<String>) -> Self {
        Self {
            id,
            label,
            kind: WeightKind::Column,
            targets: Vec::new(),
            column,
            missing: MissingTarget::Keep,
            total: None,
            start: None,
            trim: None,
        }
    }
}

/// What people call a weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightName {
    /// Its id, which commands need.
    pub id: String,
    /// Its label; may be empty.
    pub label: String,
    /// Labels of the questions it is fitted to, each once.
    pub targets: Vec<String>,
}

impl Survey {
    /// What people call the weight with this id; of a weight that is not defined only the id.
    pub fn weight_name(&self, id: &str) -> WeightName {
        let scheme = self.weights.iter().find(|scheme| scheme.id == id);
        let mut targets: Vec<String> = Vec::new();
        for target in scheme.into_iter().flat_map(|scheme| &scheme.targets) {
            for question in target.question.iter().chain(target.questions.iter().flatten()) {
                let label = self.label_of(question);
                if !targets.contains(&label) {
                    targets.push(label);
                }
            }
        }
        let label = scheme.map_or(String::new(), |scheme| scheme.label.clone());
        WeightName { id: id.to_owned(), label, targets }
    }
}

/// How weights are made.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the format's own words")]
pub enum WeightKind {
    Cell,
    Rake,
    Calibrate,
    Column,
}

/// One margin (`question`), one cell (`questions` + `codes`), or a file of them.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the format's own words")]
pub struct Target {
    pub question: Option<String>,
    pub shares: Option<BTreeMap<String, f64>>,
    pub counts: Option<BTreeMap<String, f64>>,
    pub file: Option<String>,
    pub questions: Option<Vec<String>>,
    pub codes: Option<Vec<String>>,
    pub share: Option<f64>,
    pub count: Option<f64>,
}

/// What happens to a respondent who did not answer a target question.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum MissingTarget {
    /// They keep their share of the sample; the targets share the rest.
    #[default]
    Keep,
    /// They get no weight and are counted as excluded.
    Exclude,
    /// The scheme is refused.
    Error,
}

/// What the weights add up to.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Total {
    /// The number of respondents, unless the targets are counts.
    #[default]
    Sample,
    /// The survey's population.
    Population,
}

/// Weights of one survey, a value per valid case.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Id of the scheme.
    pub id: String,
    /// One per case; NaN where the case has none and is left out.
    pub values: Vec<f64>,
    /// Cycles used; 0 where none were needed.
    pub iterations: usize,
    /// max |achieved/target - 1| over the margins.
    pub margin_error: f64,
    /// Targets and what was reached, as shares.
    pub margins: Vec<Margin>,
    /// Cases without a weight.
    pub excluded: u64,
    /// Cases whose answer to a target question was missing and who kept their share of the sample.
    pub kept_missing: u64,
    /// How they were fitted to targets; `None` for weights from a column.
    pub fit: Option<Fit>,
}

/// What weights were fitted to, for errors that take the fitting into account.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The weights the fitting started from, one per case.
    pub start: Vec<f64>,
    /// By margin, the category of each case; a missing answer is a category of its own.
    pub margins: Vec<Vec<usize>>,
}

/// One target category; shares are of those who answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Margin {
    /// Question or banner id; for a scheme of cells all of them, joined by `*`.
    pub question: String,
    /// Its code; codes of a cell are joined by `*`.
    pub code: String,
    /// Text for people.
    pub label: String,
    /// Respondents with a weight.
    pub n: u64,
    /// The share to be reached.
    pub target: f64,
    /// The share reached.
    pub achieved: f64,
}

/// What became of one weighting scheme; the object of `koe weights --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightReport {
    /// Survey id.
    pub survey: String,
    /// Id of the scheme.
    pub id: String,
    /// Title for people.
    pub label: String,
    /// How the weights are made.
    pub kind: WeightKind,
    /// Cases with a weight, zero included.
    pub n: u64,
    /// Sum of the weights.
    pub sum: f64,
    /// Kish: (sum w)^2 / sum w^2; `None` where all weights are zero.
    pub effective_n: Option<f64>,
    /// 100 effective_n / n, in percent.
    pub efficiency: Option<f64>,
    /// n / effective_n.
    pub design_effect: Option<f64>,
    /// Smallest weight relative to the mean.
    pub min: Option<f64>,
    /// Largest weight relative to the mean.
    pub max: Option<f64>,
    /// Cycles used; 0 where none were needed.
    pub iterations: usize,
    /// All targets are met. A scheme that cannot meet them is an error, so this is true.
    pub converged: bool,
    /// max |achieved/target - 1|.
    pub margin_error: f64,
    /// Valid cases without a weight.
    pub excluded: u64,
    /// Cases that did not answer a target question and kept their share of the sample.
    pub kept_missing: u64,
    /// Targets and what was reached.
    pub margins: Vec<Margin>,
    /// Every case with its weight, in the order of the data; null for a case without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weights: Option<Vec<CaseWeight>>,
}

/// The weight of one case.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of the weighting report")]
pub struct CaseWeight {
    pub case: String,
    pub weight: Option<f64>,
}

/// Why a weighting scheme cannot be carried out; each has its own sentence.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it; `weight` is always the scheme's id")]
pub enum WeightError {
    #[error("weight {weight}: no such scheme")]
    Unknown { weight: String },
    #[error("weight {weight}: {question} is not a question with one answer")]
    Question { weight: String, question: String },
    #[error("weight {weight}: {question} has no code {code}")]
    Code { weight: String, question: String, code: String },
    #[error("weight {weight}: nobody answered {code} on {question}, but its target is {target}")]
    EmptyCategory { weight: String, question: String, code: String, target: f64 },
    #[error("weight {weight}: {question} has respondents in {code}, which has no target")]
    NoTarget { weight: String, question: String, code: String },
    #[error("weight {weight}: the shares of {question} add up to {sum}, not 1")]
    ShareSum { weight: String, question: String, sum: f64 },
    #[error("weight {weight}: the counts of {question} add up to {sum}, those of {other} to {other_sum}")]
    CountSum { weight: String, question: String, sum: f64, other: String, other_sum: f64 },
    #[error("weight {weight}: a target of {question} is not a number from 0 up")]
    Negative { weight: String, question: String },
    #[error("weight {weight}: no agreement after {cycles} cycles, error {error}")]
    NoConvergence { weight: String, cycles: usize, error: f64, question: String, code: String },
    #[error("weight {weight}: the targets contradict each other, {question} = {code} by {error}")]
    Contradiction { weight: String, error: f64, question: String, code: String },
    #[error("weight {weight}: {cases} respondents did not answer {question}")]
    Missing { weight: String, question: String, cases: u64 },
    #[error("weight {weight}: weights between {low} and {high} of the mean cannot meet the targets")]
    Trim { weight: String, low: f64, high: f64 },
    #[error("weight {weight}: negative weight {value} in case {case}")]
    NegativeWeight { weight: String, value: f64, case: String },
    #[error("weight {weight}: the weight of case {case} is no number")]
    NoNumber { weight: String, case: String },
    #[error("weight {weight}: nobody is left")]
    Nobody { weight: String },
    #[error("weight {weight}: it starts from itself")]
    Circular { weight: String },
    #[error("weight {weight}: key {key} is missing or does not fit the kind")]
    Key { weight: String, key: &'static str },
    #[error("weight {weight}: total = population needs the survey's population")]
    NoPopulation { weight: String },
}
