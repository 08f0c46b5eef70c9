//! Errors that take into account that weights were fitted to targets: the part of an influence value that the target
//! categories explain has no error, because it is known.
//!
//! e_k = b_k c_k (y_k - p) / W is regressed on the dummies of all target categories, with the weights d the fitting started
//! from; what is left, times w_k, takes the place of u_k in every variance. R: `svymean` on a design of `rake` or
//! `calibrate` (`statistics.md` section 9; Deville and Särndal 1992).

use super::moments::Rows;
use crate::model::weight::Fit;

/// A dummy explains nothing more when less than this share of its sum of squares is its own.
const COLLINEAR: f64 = 1e-10;

/// The fitting of one weighting scheme, ready to be taken out of influence values.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// Final weight by case, 0 without one.
    weights: Vec<f64>,
    /// Weight the fitting started from, 0 for cases without a final weight.
    start: Vec<f64>,
    /// By case, its dummies: one category of every margin.
    dummies: Vec<Vec<usize>>,
    /// Generalised inverse of the dummies' weighted products.
    inverse: Vec<Vec<f64>>,
    /// Stratum by case; empty without strata.
    strata: Vec<u16>,
}

impl Fitted {
    /// Prepares the regression.
    pub fn new(fit: &Fit, weights: &[f64], strata: Option<&[u16]>) -> Self {
        let mut first = 0;
        let mut dummies = vec![Vec::with_capacity(fit.margins.len()); weights.len()];
        for margin in &fit.margins {
            for (dummies, category) in dummies.iter_mut().zip(margin) {
                dummies.push(first + category);
            }
            first += margin.iter().max().map_or(0, |last| last + 1);
        }
        let start = fit.start.iter().zip(weights).map(|(start, w)| if w.is_finite() { *start } else { 0.0 });
        let start: Vec<f64> = start.collect();
        let mut products = vec![vec![0.0; first]; first];
        for (of_case, start) in dummies.iter().zip(&start) {
            for a in of_case {
                for b in of_case {
                    if let Some(product) = products.get_mut(*a).and_then(|row| row.get_mut(*b)) {
                        *product += start;
                    }
                }
            }
        }
        Self {
            weights: weights.iter().map(|weight| if weight.is_finite() { *weight } else { 0.0 }).collect(),
            start,
            dummies,
            inverse: inverse(products),
            strata: strata.unwrap_or_default().to_vec(),
        }
    }

    /// Influence values of a proportion or mean `value` with sum of weights `whole`, without what the targets explain.
    pub fn influence(&self, rows: &Rows, value: f64, whole: f64) -> Vec<f64> {
        let errors: Vec<f64> = rows.base.iter().zip(&rows.y).map(|(base, y)| (y - value * base) / whole).collect();
        let mut sums = vec![0.0; self.inverse.len()];
        for ((error, start), dummies) in errors.iter().zip(&self.start).zip(&self.dummies) {
            for dummy in dummies {
                if let Some(sum) = sums.get_mut(*dummy) {
                    *sum += start * error;
                }
            }
        }
        let slope = |row: &Vec<f64>| row.iter().zip(&sums).map(|(a, b)| a * b).sum::<f64>();
        let slopes: Vec<f64> = self.inverse.iter().map(slope).collect();
        let rest = errors.iter().zip(&self.dummies).zip(&self.weights).map(|((error, dummies), weight)| {
            let explained: f64 = dummies.iter().filter_map(|dummy| slopes.get(*dummy)).sum();
            weight * (error - explained)
        });
        rest.collect()
    }

    /// A respondent's stratum: 0 without strata.
    pub fn stratum(&self, case: usize) -> usize {
        self.strata.get(case).map_or(0, |stratum| usize::from(*stratum))
    }
}

/// Generalised inverse of a symmetric matrix by sweeping; columns that others explain are left out.
fn inverse(mut a: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let own: Vec<f64> = a.iter().enumerate().filter_map(|(at, row)| row.get(at).copied()).collect();
    for (pivot, own) in own.iter().enumerate() {
        let Some(row) = a.get(pivot).cloned() else { continue };
        let lead = row.get(pivot).copied().unwrap_or(0.0);
        let explained = lead <= COLLINEAR * own || lead <= 0.0;
        for (i, other) in a.iter_mut().enumerate() {
            let factor = other.get(pivot).copied().unwrap_or(0.0);
            for (j, value) in other.iter_mut().enumerate() {
                let across = row.get(j).copied().unwrap_or(0.0);
                *value = match (explained, i == pivot, j == pivot) {
                    (true, false, false) => *value,
                    (true, ..) => 0.0,
                    (false, true, true) => 1.0 / lead,
                    (false, true, false) => across / lead,
                    (false, false, true) => -factor / lead,
                    (false, false, false) => *value - factor * across / lead,
                };
            }
        }
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverts_and_leaves_out_what_is_explained() {
        let found = inverse(vec![vec![4.0, 1.0], vec![1.0, 3.0]]);
        let expected = [[3.0 / 11.0, -1.0 / 11.0], [-1.0 / 11.0, 4.0 / 11.0]];
        for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
            assert!((found - expected).abs() < 1e-15, "{found} {expected}");
        }
        // Twice the same column: one of them does it all.
        assert_eq!(inverse(vec![vec![2.0, 2.0], vec![2.0, 2.0]]), [[0.5, 0.0], [0.0, 0.0]]);
    }
}
