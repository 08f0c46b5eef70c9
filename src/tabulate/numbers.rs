//! The numbers behind answers (values, scores, points of ranks) by group: distributions for means and medians, sums for
//! their errors.

use super::count::{Cells, Counts};
use super::inference::moments::{Moments, Rows, Sums};
use super::scope::Scope;
use super::side::{Side, Values};
use super::stats::{Point, stats};
use crate::model::table::Stats;
use crate::responses::Membership;

/// Statistics by group; empty for questions without numbers.
pub(super) fn by_group(
    side: &Side<'_>,
    scope: &Scope,
    membership: Option<&Membership<'_>>,
    group_count: usize,
    counts: &Cells,
) -> Vec<Stats> {
    let weighted = scope.weights.is_some();
    match &side.values {
        None => Vec::new(),
        Some(Values::PerOption(scores)) => {
            let of_group = |cells: &[[f64; 3]]| {
                let mut points: Vec<Point> =
                    scored(scores, cells).map(|(score, cell)| (score, cell[0], cell[1])).collect();
                points.sort_by(|a, b| a.0.total_cmp(&b.0));
                stats(&points, weighted)
            };
            counts.cells.chunks(side.options.len() + 1).map(of_group).collect()
        }
        Some(Values::PerCase(values, order)) => {
            let mut points: Vec<Vec<Point>> = vec![Vec::new(); group_count];
            for case in order.iter().map(|case| *case as usize) {
                let value = values.get(case).copied().unwrap_or(f64::NAN);
                in_groups(membership, case, group_count, |group| {
                    if let Some(points) = points.get_mut(group) {
                        points.push((value, 1.0, scope.weight(case)));
                    }
                });
            }
            points.iter().map(|points| stats(points, weighted)).collect()
        }
    }
}

/// Sums over the respondents with a number, by group.
pub(super) fn moments(
    side: &Side<'_>,
    scope: &Scope,
    membership: Option<&Membership<'_>>,
    group_count: usize,
    counts: &Counts,
) -> Vec<Moments> {
    let strata = scope.design.strata.len();
    let pivot = side.values.as_ref().map_or(0.0, pivot);
    let mut found = vec![Moments { strata: vec![Sums::default(); strata], pivot, rows: None }; group_count];
    if scope.design.fitted.is_some() {
        let cases = side.cases();
        for moments in &mut found {
            moments.rows = Some(Rows { base: vec![0.0; cases], y: vec![0.0; cases] });
        }
        for (case, value) in (0..cases).filter_map(|case| Some((case, side.value(case)?))) {
            in_groups(membership, case, group_count, |group| {
                let rows = found.get_mut(group).and_then(|moments| moments.rows.as_mut());
                if let Some((base, y)) = rows.and_then(|rows| rows.base.get_mut(case).zip(rows.y.get_mut(case))) {
                    (*base, *y) = (1.0, value);
                }
            });
        }
    }
    match &side.values {
        None => {}
        Some(Values::PerOption(scores)) => {
            for (stratum, cells) in counts.strata.iter().enumerate() {
                for (moments, cells) in found.iter_mut().zip(cells.cells.chunks(side.options.len() + 1)) {
                    if let Some(sums) = moments.strata.get_mut(stratum) {
                        scored(scores, cells).for_each(|(score, cell)| sums.add(score - pivot, cell));
                    }
                }
            }
        }
        Some(Values::PerCase(values, order)) => {
            for case in order.iter().map(|case| *case as usize) {
                let value = values.get(case).copied().unwrap_or(f64::NAN);
                let weight = scope.weight(case);
                in_groups(membership, case, group_count, |group| {
                    let sums = found.get_mut(group).and_then(|moments| moments.strata.get_mut(scope.stratum(case)));
                    if let Some(sums) = sums {
                        sums.add(value - pivot, [1.0, weight, weight * weight]);
                    }
                });
            }
        }
    }
    found
}

/// A number in the middle of all.
fn pivot(values: &Values) -> f64 {
    let middle = match values {
        Values::PerOption(scores) => middle_of(scores),
        Values::PerCase(values, order) => {
            order.get(order.len() / 2).and_then(|case| values.get(*case as usize)).copied()
        }
    };
    middle.unwrap_or(0.0)
}

/// The number in the middle of a list, those that are none left out.
pub(super) fn middle_of(values: &[f64]) -> Option<f64> {
    let mut known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    known.sort_by(f64::total_cmp);
    known.get(known.len() / 2).copied()
}

/// Options with a score and somebody in them.
pub(super) fn scored<'c>(scores: &'c [f64], cells: &'c [[f64; 3]]) -> impl Iterator<Item = (f64, [f64; 3])> + 'c {
    let pairs = scores.iter().zip(cells).filter(|(score, cell)| score.is_finite() && cell[0] > 0.0);
    pairs.map(|(score, cell)| (*score, *cell))
}

/// Calls `add` with every group a case is in.
fn in_groups(membership: Option<&Membership<'_>>, case: usize, group_count: usize, mut add: impl FnMut(usize)) {
    match membership {
        None => add(0),
        Some(Membership::One(codes)) => add(codes.get(case).map_or(usize::MAX, |code| usize::from(*code))),
        Some(membership) => (0..group_count).filter(|group| membership.has(case, *group)).for_each(add),
    }
}
