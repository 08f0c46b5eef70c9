//! Which valid cases a table speaks of: those that pass its filter and have a weight.

use super::inference::fitted::Fitted;
use super::inference::moments::{Design, Stratum};
use crate::model::Expr;
use crate::model::weight::Weights;
use crate::responses::grouping::AnswerSource;
use crate::responses::{Answers, Responses, eval};

/// The cases of a table.
pub struct Scope {
    held: Option<Vec<bool>>,
    /// One per case; NaN for none.
    pub weights: Option<Weights>,
    /// Left out by the filter.
    pub filtered: u64,
    /// Passed the filter, but have no weight.
    pub weight_missing: u64,
    /// What inference is about: everyone with a weight, whatever the filter.
    pub design: Design,
    /// Each case's stratum, where the survey has several; who is in none is in one of their own.
    strata: Option<Vec<u16>>,
}

impl Scope {
    /// Evaluates the filter over all valid cases.
    pub fn new(responses: &Responses, filter: Option<&Expr>, weights: Option<Weights>, fitted: bool) -> Self {
        let held = filter.map(|filter| eval::holds(responses, filter));
        let strata = strata(responses);
        let design = Design::default();
        let mut scope = Self { held, weights, filtered: 0, weight_missing: 0, design, strata };
        scope.design = scope.design_of(responses);
        if fitted && let Some(weights) = &scope.weights {
            let fit = |fit| Fitted::new(fit, &weights.values, scope.strata.as_deref());
            scope.design.fitted = weights.fit.as_ref().map(fit);
        }
        for case in 0..responses.len() {
            if !scope.passes(case) {
                scope.filtered += 1;
            } else if !scope.has_weight(case) {
                scope.weight_missing += 1;
            }
        }
        scope
    }

    fn passes(&self, case: usize) -> bool {
        self.held.as_ref().is_none_or(|held| held.get(case) == Some(&true))
    }

    /// True when the case has a usable weight.
    pub fn has_weight(&self, case: usize) -> bool {
        self.weights.as_ref().is_none_or(|weights| weights.values.get(case).is_some_and(|weight| weight.is_finite()))
    }

    /// True when the case belongs to the table.
    pub fn has(&self, case: usize) -> bool {
        self.passes(case) && self.has_weight(case)
    }

    /// One weight per case; `None` where every case counts once.
    pub fn weight_values(&self) -> Option<&[f64]> {
        self.weights.as_ref().map(|weights| weights.values.as_slice())
    }

    /// A case's weight: 1 without weights.
    pub fn weight(&self, case: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights.values.get(case).copied().unwrap_or(0.0))
    }

    /// A case's stratum: 0 without strata.
    pub fn stratum(&self, case: usize) -> usize {
        self.strata.as_ref().and_then(|codes| codes.get(case)).map_or(0, |code| usize::from(*code))
    }

    /// Each case's stratum and the number of strata, where there are several.
    pub fn strata(&self) -> Option<(&[u16], usize)> {
        self.strata.as_ref().map(|codes| (codes.as_slice(), self.design.strata.len()))
    }

    fn design_of(&self, responses: &Responses) -> Design {
        let survey = responses.survey();
        let counted = |stratum: Option<u16>| {
            let in_stratum = |case: &usize| {
                self.strata.as_ref().zip(stratum).is_none_or(|(codes, stratum)| codes.get(*case) == Some(&stratum))
            };
            (0..responses.len()).filter(|case| self.has_weight(*case) && in_stratum(case)).count() as f64
        };
        let size = |population: Option<u64>| population.map(|population| population as f64);
        let strata = match &self.strata {
            None => vec![Stratum { n: counted(None), population: size(survey.about.population) }],
            Some(_) => {
                let sizes = survey.strata.iter().map(|stratum| size(stratum.population)).chain([None]);
                sizes.zip(0..).map(|(population, code)| Stratum { n: counted(Some(code)), population }).collect()
            }
        };
        Design { strata, weighted: self.weights.is_some(), stratified: self.strata.is_some(), fitted: None }
    }
}

/// The stratum of each case; those in none come after the last.
fn strata(responses: &Responses) -> Option<Vec<u16>> {
    let survey = responses.survey();
    let count = u16::try_from(survey.strata.len()).ok().filter(|count| *count > 0)?;
    match responses.answers(survey.question("stratum")?)? {
        Answers::One(codes) => Some(codes.iter().map(|code| (*code).min(count)).collect()),
        _ => None,
    }
}
