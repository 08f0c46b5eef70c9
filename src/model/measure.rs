//! Measures: a number per choice whose mean over a base is a figure of a report (a score, the share of the best two, a
//! DI), as defined, asked and answered; and the two questions of a portfolio.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::survey::{Choice, Question};
use super::table::VsRest;

/// A number per choice. Its value in a group is `scale` times the weighted mean of the numbers over the base.
///
/// Kept in journals as part of a `TableSpec`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Name in machine output.
    pub id: String,
    /// For people.
    #[serde(default)]
    pub label: String,
    /// By choice code.
    pub values: BTreeMap<String, f64>,
    /// Factor of the mean: 100 for what is read like a percentage.
    #[serde(default = "one")]
    pub scale: f64,
    /// Who is counted.
    #[serde(default)]
    pub base: MeasureBase,
}

/// Who is counted in a measure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureBase {
    /// The printed base of the table; who chose nothing with a number counts as 0. A DI is then the difference of the
    /// printed percentages.
    #[default]
    Printed,
    /// Only those whose answer has a number.
    Scored,
}

fn one() -> f64 {
    1.0
}

fn hundred() -> f64 {
    100.0
}

impl Measure {
    /// The mean of the choices' scores over those who gave a scored answer; `None` where no choice has a score.
    pub fn score(question: &Question) -> Option<Self> {
        if !question.is_scored() {
            return None;
        }
        let scores = question.choices.iter().filter_map(|choice| Some((choice.code.clone(), choice.score?)));
        let base = MeasureBase::Scored;
        Some(Self { id: "score".to_owned(), label: String::new(), values: scores.collect(), scale: 1.0, base })
    }

    /// The share of the printed base that chose one of `best`, of `worst`, and the first less the second, in points.
    pub fn ends(ends: &Ends<'_>) -> [Self; 3] {
        let values = |choices: &[&Choice], value: f64| -> Vec<(String, f64)> {
            choices.iter().map(|choice| (choice.code.clone(), value)).collect()
        };
        let measure = |id: &str, values: Vec<(String, f64)>| Self {
            id: id.to_owned(),
            label: String::new(),
            values: values.into_iter().collect(),
            scale: 100.0,
            base: MeasureBase::Printed,
        };
        let both = [values(&ends.best, 1.0), values(&ends.worst, -1.0)].concat();
        [measure("top", values(&ends.best, 1.0)), measure("bottom", values(&ends.worst, 1.0)), measure("net", both)]
    }

    /// True for a share of the base: every number is 0 or 1.
    pub fn is_share(&self) -> bool {
        self.values.values().all(|value| *value == 0.0 || *value == 1.0)
    }
}

/// The choices at the two ends of a scored question.
#[derive(Debug, Clone, PartialEq)]
pub struct Ends<'a> {
    /// The best two; the best one where fewer than four choices have a score.
    pub best: Vec<&'a Choice>,
    /// As many of the worst.
    pub worst: Vec<&'a Choice>,
}

impl<'a> Ends<'a> {
    /// The ends of a question; `None` where scores do not set two ends apart. Choices with equal scores stay together.
    pub fn of(question: &'a Question) -> Option<Self> {
        let mut scored: Vec<(f64, &Choice)> =
            question.choices.iter().filter_map(|choice| Some((choice.score?, choice))).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let size = if scored.len() < 4 { 1 } else { 2 };
        let (least, most) = (scored.get(size - 1)?.0, scored.iter().rev().nth(size - 1)?.0);
        let choices = |is_end: &dyn Fn(f64) -> bool| -> Vec<&'a Choice> {
            question.choices.iter().filter(|choice| choice.score.is_some_and(is_end)).collect()
        };
        let (best, worst) = (choices(&|score| score >= least), choices(&|score| score <= most));
        (least > most).then_some(Self { best, worst })
    }
}

/// A measure in one group.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Measured {
    /// Id of the measure.
    pub id: String,
    /// Respondents counted.
    pub n: u64,
    /// Scale times weighted mean.
    pub value: Option<f64>,
    /// n-1 standard deviation, scaled.
    pub sd: Option<f64>,
    /// Standard error, scaled.
    pub se: Option<f64>,
    /// Interval: of a share like that of a cell, of a mean value ± t se.
    pub ci: [Option<f64>; 2],
    /// Against everyone else: as a cell for a share, as a mean otherwise.
    pub vs_rest: VsRest,
    /// Scale times the sum of the numbers, where every respondent counts once: `value` is this over n, so that a printed
    /// figure can be rounded exactly.
    #[serde(skip)]
    pub sum: Option<f64>,
}

/// An index as a survey defines it: `[[index]]`.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Unique among the indices of a question.
    pub id: String,
    /// For people; the id where absent.
    #[serde(default)]
    pub label: String,
    /// A single-answer question, or a matrix: then every item has the index.
    pub question: String,
    /// By choice code.
    pub values: BTreeMap<String, f64>,
    /// 100 where absent.
    #[serde(default = "hundred")]
    pub scale: f64,
    /// Who is counted.
    #[serde(default)]
    pub base: MeasureBase,
}

impl Index {
    /// The index as a measure.
    pub fn measure(&self) -> Measure {
        let label = if self.label.is_empty() { &self.id } else { &self.label };
        let (id, values) = (self.id.clone(), self.values.clone());
        Measure { id, label: label.clone(), values, scale: self.scale, base: self.base }
    }
}

/// A portfolio of satisfaction and importance (CS分析) as a survey defines it: `[[portfolio]]`.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct PortfolioSpec {
    /// Unique in the survey.
    pub id: String,
    /// For people; the id where absent.
    #[serde(default)]
    pub label: String,
    /// Matrix of satisfaction.
    pub satisfaction: String,
    /// Matrix of importance, with as many items in the same order.
    pub importance: String,
    /// What is plotted: one word for both axes, or one for each.
    #[serde(default)]
    pub formula: Formulas,
    /// Where the axes cross.
    #[serde(default)]
    pub cross: Cross,
    /// What runs from left to right; the other runs upwards.
    #[serde(default)]
    pub x: AxisOf,
    /// Names of the four areas; those absent have the usual ones.
    #[serde(default)]
    pub areas: Areas,
}

/// What a portfolio plots on an axis.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Formula {
    /// Mean score (加重平均).
    #[default]
    Mean,
    /// Share of the best two less share of the worst two.
    Net,
    /// Share of the best two.
    Share,
    /// Mean score standardised over the items: 50 + 10 z (偏差値).
    TScore,
}

/// The formula of each axis.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Formulas {
    pub satisfaction: Formula,
    pub importance: Formula,
}

impl<'de> Deserialize<'de> for Formulas {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum FormulaText {
            Both(String),
            Each { satisfaction: String, importance: String },
        }
        let formula = |text: String| Formula::deserialize(serde::de::value::StringDeserializer::new(text));
        Ok(match FormulaText::deserialize(input)? {
            FormulaText::Both(both) => {
                let both = formula(both)?;
                Self { satisfaction: both, importance: both }
            }
            FormulaText::Each { satisfaction, importance } => {
                Self { satisfaction: formula(satisfaction)?, importance: formula(importance)? }
            }
        })
    }
}

/// Where the axes of a portfolio cross.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Cross {
    /// At the mean of the items.
    #[default]
    Mean,
    /// At 0, 0.
    Zero,
    /// At x, y.
    At([f64; 2]),
}

impl<'de> Deserialize<'de> for Cross {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum CrossText {
            Word(String),
            At([f64; 2]),
        }
        match CrossText::deserialize(input)? {
            CrossText::At(at) => Ok(Self::At(at)),
            CrossText::Word(word) if word == "mean" => Ok(Self::Mean),
            CrossText::Word(word) if word == "zero" => Ok(Self::Zero),
            CrossText::Word(word) => Err(serde::de::Error::unknown_variant(&word, &["mean", "zero", "[x, y]"])),
        }
    }
}

/// What an axis of a portfolio shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants say it")]
pub enum AxisOf {
    #[default]
    Satisfaction,
    Importance,
}

/// Names of the four areas of a portfolio.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Areas {
    pub high_importance_low_satisfaction: Option<String>,
    pub high_importance_high_satisfaction: Option<String>,
    pub low_importance_low_satisfaction: Option<String>,
    pub low_importance_high_satisfaction: Option<String>,
}

/// An area of a portfolio; on the line is high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Area {
    pub high_importance: bool,
    pub high_satisfaction: bool,
}

impl Areas {
    /// The name given to an area.
    pub fn name(&self, area: Area) -> Option<&str> {
        let name = match (area.high_importance, area.high_satisfaction) {
            (true, false) => &self.high_importance_low_satisfaction,
            (true, true) => &self.high_importance_high_satisfaction,
            (false, false) => &self.low_importance_low_satisfaction,
            (false, true) => &self.low_importance_high_satisfaction,
        };
        name.as_deref()
    }
}

/// A portfolio answered, for 全体 or one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    /// Banner title and group label; `None` for 全体.
    pub group: Option<(String, String)>,
    /// Banner name and group code; `None` for 全体.
    pub group_code: Option<(String, String)>,
    /// The group's base is under the minimum: 参考値.
    pub small: bool,
    /// Where the axes cross; `None` where no item has both values.
    pub cross: Option<[f64; 2]>,
    /// In the order of the matrices.
    pub items: Vec<PortfolioItem>,
}

/// One item of a portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioItem {
    /// From 1.
    pub number: usize,
    /// Name of the item.
    pub label: String,
    /// The two questions.
    pub questions: [String; 2],
    /// Satisfaction and importance as measured.
    pub measured: [Measured; 2],
    /// Where it is plotted.
    pub at: Option<[f64; 2]>,
    /// Which side of the axes.
    pub area: Option<Area>,
    /// From the crossing point, in the units of the plot.
    pub distance: Option<f64>,
    /// z of importance less z of satisfaction over the items (改善要望度).
    pub demand: Option<f64>,
    /// Distance times (90 - angle) / 90, the angle in degrees from the direction of high importance and low satisfaction
    /// (改善度); only where both axes are standardised.
    pub improvement: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(scores: &[Option<f64>]) -> Question {
        let choices = scores.iter().enumerate().map(|(at, score)| Choice {
            code: (at + 1).to_string(),
            score: *score,
            ..Choice::default()
        });
        Question { choices: choices.collect(), ..Question::default() }
    }

    fn codes(choices: &[&Choice]) -> String {
        choices.iter().map(|choice| choice.code.as_str()).collect()
    }

    #[test]
    fn ends_are_two_choices_or_one_and_never_overlap() {
        let ends =
            |scores: &[Option<f64>]| Ends::of(&question(scores)).map(|ends| (codes(&ends.best), codes(&ends.worst)));
        let some = |best: &str, worst: &str| Some((best.to_owned(), worst.to_owned()));
        assert_eq!(ends(&[Some(2.0), Some(1.0), Some(0.0), Some(-1.0), Some(-2.0), None]), some("12", "45"));
        assert_eq!(ends(&[Some(1.0), Some(1.0), Some(0.0), Some(-1.0), Some(-1.0)]), some("12", "45"));
        assert_eq!(ends(&[Some(1.0), Some(0.0), Some(-1.0)]), some("1", "3"));
        assert_eq!(ends(&[Some(1.0), Some(4.0), Some(3.0), Some(2.0)]), some("23", "14"));
        assert_eq!(ends(&[Some(1.0), Some(0.0), Some(0.0), Some(0.0), Some(-1.0)]), None, "the middle is at both ends");
        assert_eq!(ends(&[Some(1.0)]), None);
        assert_eq!(ends(&[None, None]), None);
    }
}
