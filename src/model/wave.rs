//! The same question in several waves of a survey, or in several surveys: figures side by side, and how they changed.
//!
//! `Waves` serialises to the objects of `koe waves --json`: full precision, never rounded, `null` where a value does not
//! exist. Sentences are not part of it: notes are kept as `WaveNote` and spoken by `messages`.

use serde::Serialize;

use super::survey::{Audience, Kind, Sampling};
use super::table::{Adjust, BaseKind, Note, Role};

/// One question over its waves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waves {
    /// Question id, or the id of an entry of the mapping file.
    pub id: String,
    /// Short name.
    pub label: String,
    /// Kind of question.
    pub kind: Kind,
    /// The series whose waves these are; null where several surveys meet.
    pub series: Option<String>,
    /// The same respondents: every figure is over those who are in all waves.
    pub linked: bool,
    /// What a percentage divides by.
    pub base: BaseKind,
    /// The filter as written.
    pub filter: Option<String>,
    /// The waves, oldest first.
    pub waves: Vec<Wave>,
    /// The answers compared.
    pub options: Vec<WaveOption>,
    /// 全体, then the groups of each banner.
    pub groups: Vec<WaveGroup>,
    /// Answers of a wave that are compared with nothing.
    pub unmatched: Vec<Unmatched>,
    /// Adjustment of p values over all comparisons of the question.
    pub adjust: Adjust,
    /// Confidence level: p under 1 - level is called significant.
    pub level: f64,
    /// What a reader must know; spoken by `messages`.
    #[serde(skip)]
    pub notes: Vec<WaveNote>,
    /// Unit of a number.
    #[serde(skip)]
    pub unit: Option<String>,
}

/// One survey in the comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wave {
    /// Survey id.
    pub survey: String,
    /// Name for tables: the wave's, or the survey's where that says nothing or the series differ.
    pub name: String,
    /// Title of the survey.
    pub title: String,
    /// 調査基準日 as the definition has it.
    pub date: Option<String>,
    /// Question id there.
    pub question: String,
    /// The wording there.
    pub text: String,
    /// Who was asked; `None` is everyone.
    pub asked: Option<String>,
    /// Weight id.
    pub weight: Option<String>,
    /// Size of the population, where known.
    pub population: Option<u64>,
    /// A smaller base is flagged and not tested.
    pub min_base: u64,
    /// Cases of this wave that are in no other one; null unless respondents are linked.
    pub not_linked: Option<u64>,
}

/// One answer compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaveOption {
    /// Code in the comparison.
    pub code: String,
    /// Text for tables.
    pub label: String,
    /// What it is.
    pub role: Role,
    /// By wave: the codes it stands for; null where the answer could not be given.
    pub codes: Vec<Option<Vec<String>>>,
    /// Its text differs between waves.
    pub reworded: bool,
}

/// 全体 or a group of a banner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaveGroup {
    /// Banner name; `None` for 全体.
    pub banner: Option<String>,
    /// Title of the banner.
    #[serde(skip)]
    pub title: String,
    /// Group code; nested codes are joined by `*`.
    pub code: String,
    /// Text for tables.
    pub label: String,
    /// By wave; null where the wave has no such group.
    pub waves: Vec<Option<Figures>>,
    /// Each wave against the one before it; with more than two, also the last against the first.
    pub changes: Vec<Change>,
}

/// The figures of a group in one wave.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Respondents in the base.
    pub n: u64,
    /// Sum of their weights.
    pub weighted: f64,
    /// Kish: (sum w)^2 / sum w^2.
    #[serde(serialize_with = "super::table::positive_or_null")]
    pub effective_n: f64,
    /// One per option; null where the answer could not be given.
    pub cells: Vec<Option<Figure>>,
    /// Mean of numbers or scores; null where there are none or they do not compare.
    pub mean: Option<MeanFigure>,
}

/// One cell of one wave.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figure {
    /// Option code in the comparison.
    pub option: String,
    /// Respondents.
    pub n: u64,
    /// Sum of their weights.
    pub weighted: f64,
    /// Share of the group's base, in percentage points.
    pub percent: Option<f64>,
    /// Standard error in points.
    pub se: Option<f64>,
}

/// A mean of one wave.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MeanFigure {
    /// Respondents with a number.
    pub n: u64,
    /// Weighted mean.
    pub mean: Option<f64>,
    /// Standard error.
    pub se: Option<f64>,
}

/// A group in two waves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Position of the earlier wave.
    pub from: usize,
    /// Position of the later wave.
    pub to: usize,
    /// One per option.
    pub cells: Vec<Difference>,
    /// Of the mean, where there is one.
    pub mean: Option<Difference>,
}

/// Later minus earlier.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Difference {
    /// Option code; null for a mean.
    pub option: Option<String>,
    /// In points, or in the mean's unit.
    pub difference: Option<f64>,
    /// Standard error of the difference.
    pub se: Option<f64>,
    /// The difference by its standard error.
    pub statistic: Option<f64>,
    /// `z` for waves of their own, `t` for linked respondents.
    pub method: Option<&'static str>,
    /// Degrees of freedom of `t`.
    pub df: Option<f64>,
    /// Two-sided.
    pub p: Option<f64>,
    /// Within all comparisons of the question.
    pub p_adjusted: Option<f64>,
    /// Linked respondents without weights.
    pub mcnemar: Option<McNemar>,
}

/// Who changed between two waves, of linked respondents: `mcnemar.test(correct = FALSE)`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct McNemar {
    /// Gave the answer only in the earlier wave.
    pub only_earlier: u64,
    /// Gave the answer only in the later wave.
    pub only_later: u64,
    /// (b - c)^2 / (b + c).
    pub statistic: Option<f64>,
    /// One degree of freedom.
    pub p: Option<f64>,
}

/// An answer that is compared with nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Unmatched {
    pub survey: String,
    pub question: String,
    pub code: String,
    pub label: String,
}

/// How the bases of two waves differ.
#[derive(Debug, Clone, PartialEq)]
pub enum BaseDifference {
    /// Who was asked; `None` is everyone.
    Asked(Option<String>, Option<String>),
    /// What the filter means.
    Filter(String, String),
    /// One answer or several.
    Kind(Kind, Kind),
    /// A weight on one side only.
    Weight(Option<String>, Option<String>),
    /// Business, residents, …
    Audience(Audience, Audience),
    /// How respondents were chosen.
    Sampling(Sampling, Sampling),
}

/// What a reader of a comparison must know. Waves are positions.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are parts of the sentence above them")]
pub enum WaveNote {
    /// What holds for every table.
    Table(Note),
    /// What is to be said of one wave's table.
    Of { wave: usize, note: Note },
    /// Who was asked in a wave.
    Asked { wave: usize, condition: String },
    /// The bases differ, and it was said to compare them all the same.
    BaseDiffers { from: usize, to: usize, what: BaseDifference },
    /// The question's wording changed.
    Reworded { from: usize, to: usize, old: String, new: String, accepted: bool },
    /// An answer's wording changed.
    OptionReworded { from: usize, to: usize, old: String, new: String, accepted: bool },
    /// An answer could be given only in some waves.
    OptionOnly { label: String, waves: Vec<usize> },
    /// Answers that the mapping file leaves out.
    Unmapped { wave: usize, labels: Vec<String> },
    /// The number of answers allowed changed; `None` is any number.
    Limit { from: usize, to: usize, old: Option<usize>, new: Option<usize> },
    /// A group that only some waves have.
    GroupOnly { banner: String, label: String, waves: Vec<usize> },
    /// Scores or units differ, so means are not compared.
    MeansDiffer,
    /// The same respondents: how many are in all waves, and per wave how many are not.
    Linked { linked: u64, others: Vec<u64> },
    /// How waves of their own are tested.
    Independent,
    /// Every respondent of both waves was asked completely, so there is no sampling error.
    NoSampling,
    /// p values are adjusted over all comparisons of the question.
    Adjusted(Adjust),
}
