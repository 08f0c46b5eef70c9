//! Which valid cases a table speaks of: those that pass its filter and have a weight.

use crate::model::Expr;
use crate::model::weight::Weights;
use crate::responses::{Responses, eval};

/// The cases of a table.
pub struct Scope {
    held: Option<Vec<bool>>,
    /// One per case; NaN for none.
    pub weights: Option<Weights>,
    /// Left out by the filter.
    pub filtered: u64,
    /// Passed the filter, but have no weight.
    pub weight_missing: u64,
}

impl Scope {
    /// Evaluates the filter over all valid cases.
    pub fn new(responses: &Responses, filter: Option<&Expr>, weights: Option<Weights>) -> Self {
        let held = filter.map(|filter| eval::holds(responses, filter));
        let mut scope = Self { held, weights, filtered: 0, weight_missing: 0 };
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

    fn has_weight(&self, case: usize) -> bool {
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
}
