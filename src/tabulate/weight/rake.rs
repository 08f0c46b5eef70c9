//! Weights that meet their targets: raking (Deming and Stephan 1940) cycles through the margins until every category is met
//! to 1e-12 or a cycle no longer improves; calibration solves for them at once; trimming clips and rakes in turn.
//!
//! A scheme of cells is raking with one margin whose categories are the cells.

use super::goal::Goal;
use crate::model::survey::Survey;
use crate::model::weight::{Fit, Margin, MissingTarget, Total, WeightError, WeightKind, WeightSpec, Weights};
use crate::responses::Responses;

/// Good enough: no target is missed by more than this.
const PRECISION: f64 = 1e-12;
/// Targets are met when none is missed by more than this.
pub(super) const REACHED: f64 = 1e-10;
/// How far sums of targets, or trimmed weights, may be from what they should be.
pub(super) const TOLERANCE: f64 = 1e-6;
/// Cycles tried.
const MOST_CYCLES: usize = 1000;
/// Times weights are clipped and raked again.
const MOST_TRIMS: usize = 200;

pub(super) fn rake(
    responses: &Responses,
    spec: &WeightSpec,
    goals: Vec<Goal>,
    mut weights: Vec<f64>,
) -> Result<Weights, WeightError> {
    let id = || spec.id.clone();
    if goals.is_empty() {
        return Err(WeightError::Key { weight: id(), key: "targets" });
    }
    let mut kept_missing = vec![false; weights.len()];
    for goal in &goals {
        let missing: Vec<usize> =
            (0..weights.len()).filter(|case| goal.category.get(*case).copied().flatten().is_none()).collect();
        match spec.missing {
            MissingTarget::Error if !missing.is_empty() => {
                let cases = missing.len() as u64;
                return Err(WeightError::Missing { weight: id(), question: goal.question.clone(), cases });
            }
            MissingTarget::Exclude => {
                missing.iter().filter_map(|case| weights.get_mut(*case).map(|w| *w = f64::NAN)).count()
            }
            _ => missing.iter().filter_map(|case| kept_missing.get_mut(*case).map(|kept| *kept = true)).count(),
        };
    }
    for goal in &goals {
        // Nobody may be left of a category once those without a weight are out.
        let left = |position| goal.category.iter().zip(&weights).any(|(c, w)| *c == Some(position) && w.is_finite());
        let wanted = goal.shares.iter().zip(&goal.codes).enumerate().filter(|(_, (share, _))| **share > 0.0);
        if let Some((_, (share, code))) = wanted.into_iter().find(|(position, _)| !left(*position)) {
            let target = share * goal.total.unwrap_or(1.0);
            let (question, code) = (goal.question.clone(), code.clone());
            return Err(WeightError::EmptyCategory { weight: id(), question, code, target });
        }
    }
    let total = total(responses.survey(), spec, &goals, &weights)?;
    scale(&mut weights, total);
    let start = weights.clone();
    // The share of those without an answer is the one they start with.
    let targets: Vec<Vec<f64>> = goals.iter().map(|goal| targets(goal, &weights, total)).collect();
    let mut iterations = match spec.kind {
        WeightKind::Calibrate => calibrate(&goals, &targets, &mut weights).map_or(0, |()| 1),
        _ => cycle(&goals, &targets, &mut weights),
    };
    if let Some([low, high]) = spec.trim {
        iterations += trim(spec, &goals, &targets, &mut weights, low, high)?;
    }
    let (margin_error, worst) = error(&goals, &targets, &weights);
    if margin_error > REACHED || margin_error.is_nan() {
        let ((question, code), weight) = (worst, id());
        // Targets that contradict each other stay as far away however long it goes on.
        cycle(&goals, &targets, &mut weights);
        let improves = error(&goals, &targets, &weights).0 < 0.9 * margin_error;
        return Err(if improves {
            WeightError::NoConvergence { weight, cycles: iterations, error: margin_error, question, code }
        } else {
            WeightError::Contradiction { weight, error: margin_error, question, code }
        });
    }
    let excluded = weights.iter().filter(|weight| !weight.is_finite()).count() as u64;
    let kept = kept_missing.iter().zip(&weights).filter(|(kept, weight)| **kept && weight.is_finite()).count() as u64;
    let margins = margins(&goals, &targets, &weights);
    let places = |goal: &Goal| goal.category.iter().map(|category| place(goal, *category)).collect();
    let fit = Some(Fit { start, margins: goals.iter().map(places).collect() });
    Ok(Weights { id: id(), values: weights, iterations, margin_error, margins, excluded, kept_missing: kept, fit })
}

/// What the weights add up to.
pub(super) fn total(survey: &Survey, spec: &WeightSpec, goals: &[Goal], weights: &[f64]) -> Result<f64, WeightError> {
    let included = weights.iter().filter(|weight| weight.is_finite()).count();
    if included == 0 || sum(weights) <= 0.0 {
        return Err(WeightError::Nobody { weight: spec.id.clone() });
    }
    let mut counts = goals.iter().filter_map(|goal| goal.total.map(|total| (goal, total)));
    if let Some((first, sum)) = counts.next() {
        return match counts.find(|(_, other)| (other / sum - 1.0).abs() > TOLERANCE) {
            Some((other, other_sum)) => Err(WeightError::CountSum {
                weight: spec.id.clone(),
                question: first.question.clone(),
                sum,
                other: other.question.clone(),
                other_sum,
            }),
            None => Ok(sum),
        };
    }
    match (spec.total.unwrap_or_default(), survey.about.population) {
        (Total::Sample, _) => Ok(included as f64),
        (Total::Population, Some(population)) => Ok(population as f64),
        (Total::Population, None) => Err(WeightError::NoPopulation { weight: spec.id.clone() }),
    }
}

fn sum(weights: &[f64]) -> f64 {
    weights.iter().filter(|weight| weight.is_finite()).sum()
}

pub(super) fn scale(weights: &mut [f64], total: f64) {
    let factor = total / sum(weights);
    weights.iter_mut().for_each(|weight| *weight *= factor);
}

/// Sums of weights to be reached: the targets share what those without an answer leave.
fn targets(goal: &Goal, weights: &[f64], total: f64) -> Vec<f64> {
    let missing =
        goal.category.iter().zip(weights).filter(|(category, weight)| category.is_none() && weight.is_finite());
    let kept: f64 = missing.map(|(_, weight)| weight).sum();
    goal.shares.iter().map(|share| share * (total - kept)).chain([kept]).collect()
}

/// Where a case counts among the targets: those without an answer are a category of their own, the last.
fn place(goal: &Goal, category: Option<usize>) -> usize {
    category.unwrap_or(goal.shares.len())
}

/// Sums of weights as they are.
fn achieved(goal: &Goal, weights: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; goal.shares.len() + 1];
    for (category, weight) in goal.category.iter().zip(weights).filter(|(_, weight)| weight.is_finite()) {
        if let Some(sum) = sums.get_mut(place(goal, *category)) {
            *sum += weight;
        }
    }
    sums
}

/// max |achieved/target - 1|, and where.
fn error(goals: &[Goal], targets: &[Vec<f64>], weights: &[f64]) -> (f64, (String, String)) {
    let mut worst = (0.0, (String::new(), String::new()));
    for (goal, targets) in goals.iter().zip(targets) {
        let codes = goal.codes.iter().map(String::as_str).chain(["NA"]);
        for ((achieved, target), code) in achieved(goal, weights).iter().zip(targets).zip(codes) {
            let missed = if *target > 0.0 { (achieved / target - 1.0).abs() } else { *achieved };
            if missed > worst.0 || missed.is_nan() {
                worst = (missed, (goal.question.clone(), code.to_owned()));
            }
        }
    }
    worst
}

/// Cycles through the margins; the number of cycles.
fn cycle(goals: &[Goal], targets: &[Vec<f64>], weights: &mut [f64]) -> usize {
    let mut last = f64::INFINITY;
    for round in 1..=MOST_CYCLES {
        for (goal, targets) in goals.iter().zip(targets) {
            let sums = achieved(goal, weights);
            let factors: Vec<f64> =
                targets.iter().zip(sums).map(|(target, sum)| if sum > 0.0 { target / sum } else { 1.0 }).collect();
            for (category, weight) in goal.category.iter().zip(weights.iter_mut()) {
                if let Some(factor) = factors.get(place(goal, *category)) {
                    *weight *= factor;
                }
            }
        }
        let (error, _) = error(goals, targets, weights);
        // Near the end rounding makes the error flicker; that is as good as it gets.
        if error < PRECISION || (error >= last && error < REACHED) {
            return round;
        }
        last = error;
    }
    MOST_CYCLES
}

/// Linear calibration (GREG): w = d (1 + x'l), with x the dummies of all categories (the first of each margin but the
/// first left out, since all margins add up to the same) and l such that the targets are met. R: `calibrate(calfun =
/// "linear")`. Nothing is done where the margins leave no solution.
fn calibrate(goals: &[Goal], targets: &[Vec<f64>], weights: &mut [f64]) -> Option<()> {
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (index, goal) in goals.iter().enumerate() {
        let filled = achieved(goal, weights);
        let categories = filled.iter().enumerate().filter(|(_, sum)| **sum > 0.0).map(|(category, _)| category);
        columns.extend(categories.skip(usize::from(index > 0)).map(|category| (index, category)));
    }
    let holds = |case: usize, (index, category): (usize, usize)| {
        goals.get(index).is_some_and(|goal| goal.category.get(case).is_some_and(|own| place(goal, *own) == category))
    };
    let size = columns.len();
    let mut products = vec![vec![0.0; size]; size];
    let target = |(index, category): &(usize, usize)| targets.get(*index).and_then(|goal| goal.get(*category)).copied();
    let mut missed: Vec<Vec<f64>> = columns.iter().map(|column| vec![target(column).unwrap_or(0.0)]).collect();
    let marked: Vec<Vec<usize>> = (0..weights.len())
        .map(|case| (0..size).filter(|index| columns.get(*index).is_some_and(|column| holds(case, *column))).collect())
        .collect();
    for (weight, of_case) in weights.iter().zip(&marked).filter(|(weight, _)| weight.is_finite()) {
        for a in of_case {
            missed.get_mut(*a)?.iter_mut().for_each(|missed| *missed -= weight);
            for b in of_case {
                *products.get_mut(*a)?.get_mut(*b)? += weight;
            }
        }
    }
    let factors = crate::tabulate::inference::linear::solve(products, missed)?;
    for (weight, of_case) in weights.iter_mut().zip(&marked) {
        let shift: f64 = of_case.iter().filter_map(|index| factors.get(*index)?.first()).sum();
        *weight *= 1.0 + shift;
    }
    Some(())
}

/// Clips and rakes in turn until both hold.
fn trim(
    spec: &WeightSpec,
    goals: &[Goal],
    targets: &[Vec<f64>],
    weights: &mut [f64],
    low: f64,
    high: f64,
) -> Result<usize, WeightError> {
    let mut cycles = 0;
    for _ in 0..MOST_TRIMS {
        let included = weights.iter().filter(|weight| weight.is_finite()).count();
        let mean = sum(weights) / included as f64;
        let (lowest, highest) = (low * mean, high * mean);
        let within = |weight: &f64| {
            *weight == 0.0 || *weight >= lowest * (1.0 - TOLERANCE) && *weight <= highest * (1.0 + TOLERANCE)
        };
        if weights.iter().filter(|weight| weight.is_finite()).all(within) {
            return Ok(cycles);
        }
        weights
            .iter_mut()
            // Who counts for nothing goes on doing so.
            .filter(|weight| weight.is_finite() && **weight > 0.0)
            .for_each(|weight| *weight = weight.clamp(lowest, highest));
        cycles += cycle(goals, targets, weights);
    }
    Err(WeightError::Trim { weight: spec.id.clone(), low, high })
}

/// Targets and what was reached, as shares of those who answered.
fn margins(goals: &[Goal], targets: &[Vec<f64>], weights: &[f64]) -> Vec<Margin> {
    let mut margins = Vec::new();
    for (goal, targets) in goals.iter().zip(targets) {
        let sums = achieved(goal, weights);
        let known = goal.shares.len();
        let (all, wanted): (f64, f64) = (sums.iter().take(known).sum(), targets.iter().take(known).sum());
        let mut people = vec![0; known + 1];
        for (category, _) in goal.category.iter().zip(weights).filter(|(_, weight)| weight.is_finite()) {
            people.get_mut(place(goal, *category)).into_iter().for_each(|people| *people += 1);
        }
        let names = goal.codes.iter().zip(&goal.labels).zip(people);
        for (((code, label), n), (sum, target)) in names.zip(sums.iter().zip(targets)) {
            margins.push(Margin {
                question: goal.question.clone(),
                code: code.clone(),
                label: label.clone(),
                n,
                target: target / wanted,
                achieved: sum / all,
            });
        }
    }
    margins
}
