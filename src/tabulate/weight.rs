//! Weights: from a column, from a scheme of cells, or raked to several margins.
//!
//! A scheme of cells is raking with one margin whose categories are the cells. Raking cycles through the margins until
//! every category is met to 1e-12 or a cycle no longer improves (Deming and Stephan 1940); `statistics.md` section 9.

use std::collections::BTreeMap;

use crate::model::survey::Survey;
use crate::model::weight::{Margin, MissingTarget, Target, Total, WeightError, WeightKind, WeightSpec, Weights};
use crate::responses::Responses;
use crate::responses::grouping::Grouping;

/// Good enough: no target is missed by more than this.
const PRECISION: f64 = 1e-12;
/// Targets missed by more than this after raking contradict each other.
const TOLERANCE: f64 = 1e-6;
/// Cycles tried.
const MOST_CYCLES: usize = 1000;
/// Times weights are clipped and raked again.
const MOST_TRIMS: usize = 200;

/// One margin: a category per case, a target per category.
struct Goal {
    question: String,
    codes: Vec<String>,
    /// Position of each case's category; `None` where the answer is missing.
    category: Vec<Option<usize>>,
    /// Shares of those who answered, adding up to 1.
    shares: Vec<f64>,
    /// Sum of the targets where they were counts.
    total: Option<f64>,
}

/// The weights of scheme `id`, one per valid case.
///
/// # Errors
/// A scheme that does not exist or cannot be carried out.
pub fn weights(responses: &Responses, id: &str) -> Result<Weights, WeightError> {
    weights_from(responses, id, 0)
}

fn weights_from(responses: &Responses, id: &str, depth: usize) -> Result<Weights, WeightError> {
    let survey = responses.survey();
    let unknown = || WeightError::Unknown { weight: id.to_owned() };
    let spec = survey.weights.iter().find(|spec| spec.id == id).ok_or_else(unknown)?;
    if depth > survey.weights.len() {
        return Err(WeightError::Circular { weight: id.to_owned() });
    }
    let start = match &spec.start {
        Some(start) => weights_from(responses, start, depth + 1)?.values,
        None => vec![1.0; responses.len()],
    };
    match spec.kind {
        WeightKind::Column => from_column(responses, spec),
        WeightKind::Cell => rake(responses, spec, vec![cells(responses, spec)?], start),
        WeightKind::Rake | WeightKind::Calibrate => {
            let goals = spec.targets.iter().map(|target| margin(responses, spec, target)).collect::<Result<_, _>>()?;
            rake(responses, spec, goals, start)
        }
    }
}

fn from_column(responses: &Responses, spec: &WeightSpec) -> Result<Weights, WeightError> {
    let missing = || WeightError::Key { weight: spec.id.clone(), key: "column" };
    let mut values = responses.weight_column(&spec.id).ok_or_else(missing)?.to_vec();
    let wrong = values.iter().enumerate().find(|(_, value)| **value < 0.0 || value.is_infinite());
    if let Some((case, value)) = wrong {
        let (weight, case) = (spec.id.clone(), responses.case_id(case).to_owned());
        return Err(if value.is_finite() {
            WeightError::NegativeWeight { weight, value: *value, case }
        } else {
            WeightError::NoNumber { weight, case }
        });
    }
    let excluded = values.iter().filter(|value| value.is_nan()).count() as u64;
    if excluded as usize == values.len() {
        return Err(WeightError::Nobody { weight: spec.id.clone() });
    }
    if spec.total.is_some() {
        let total = total(responses.survey(), spec, &[], &values)?;
        scale(&mut values, total);
    }
    Ok(Weights {
        id: spec.id.clone(),
        values,
        iterations: 0,
        margin_error: 0.0,
        margins: Vec::new(),
        excluded,
        kept_missing: 0,
    })
}

fn grouping<'a>(responses: &'a Responses, spec: &WeightSpec, id: &str) -> Result<Grouping<'a>, WeightError> {
    let wrong = || WeightError::Question { weight: spec.id.clone(), question: id.to_owned() };
    Grouping::of(responses, id).map_err(|_| wrong())
}

/// The group each case is in; a grouping whose groups overlap cannot be a target.
fn categories(
    responses: &Responses,
    spec: &WeightSpec,
    id: &str,
) -> Result<(Vec<String>, Vec<Option<usize>>), WeightError> {
    let grouping = grouping(responses, spec, id)?;
    let codes: Vec<String> = grouping.groups.iter().map(|group| group.code.clone()).collect();
    match &grouping.membership {
        crate::responses::Membership::One(positions) => {
            let known = |position: &u16| Some(usize::from(*position)).filter(|position| *position < codes.len());
            let category = positions.iter().map(known).collect();
            Ok((codes, category))
        }
        crate::responses::Membership::Many(_) => {
            Err(WeightError::Question { weight: spec.id.clone(), question: id.to_owned() })
        }
    }
}

/// A margin of a raking scheme.
fn margin(responses: &Responses, spec: &WeightSpec, target: &Target) -> Result<Goal, WeightError> {
    let key = |key| WeightError::Key { weight: spec.id.clone(), key };
    let question = target.question.clone().ok_or_else(|| key("question"))?;
    let (codes, category) = categories(responses, spec, &question)?;
    let (stated, are_counts) = match (&target.shares, &target.counts) {
        (Some(shares), None) => (shares, false),
        (None, Some(counts)) => (counts, true),
        _ => return Err(key("shares")),
    };
    if let Some(code) = stated.keys().find(|code| !codes.contains(code)) {
        return Err(WeightError::Code { weight: spec.id.clone(), question, code: code.clone() });
    }
    goal(spec, question, codes, category, stated, are_counts)
}

/// The one margin of a scheme of cells.
fn cells(responses: &Responses, spec: &WeightSpec) -> Result<Goal, WeightError> {
    let key = |key| WeightError::Key { weight: spec.id.clone(), key };
    // A single question's cells may be written as a margin.
    match spec.targets.as_slice() {
        [target] if target.question.is_some() => return margin(responses, spec, target),
        _ => {}
    }
    let questions = spec.targets.first().and_then(|target| target.questions.clone()).ok_or_else(|| key("questions"))?;
    let parts = questions.iter().map(|id| categories(responses, spec, id)).collect::<Result<Vec<_>, _>>()?;
    let mut stated = BTreeMap::new();
    let mut are_counts = false;
    for target in &spec.targets {
        if target.questions.as_ref() != Some(&questions) {
            return Err(key("questions"));
        }
        let codes = target.codes.clone().filter(|codes| codes.len() == questions.len()).ok_or_else(|| key("codes"))?;
        for ((question, code), (known, _)) in questions.iter().zip(&codes).zip(&parts) {
            if !known.contains(code) {
                return Err(WeightError::Code {
                    weight: spec.id.clone(),
                    question: question.clone(),
                    code: code.clone(),
                });
            }
        }
        let is_count = target.count.is_some();
        if (is_count && target.share.is_some()) || (!stated.is_empty() && is_count != are_counts) {
            return Err(key("share"));
        }
        are_counts = is_count;
        let value = target.share.or(target.count).ok_or_else(|| key("share"))?;
        if stated.insert(codes.join("*"), value).is_some() {
            return Err(key("codes"));
        }
    }
    let codes: Vec<String> = {
        let mut all = vec![String::new()];
        for (known, _) in &parts {
            let join =
                |outer: &String, code: &String| if outer.is_empty() { code.clone() } else { format!("{outer}*{code}") };
            all = all.iter().flat_map(|outer| known.iter().map(move |code| join(outer, code))).collect();
        }
        all
    };
    let category = (0..responses.len()).map(|case| {
        parts.iter().try_fold(0, |position, (known, category)| {
            category.get(case).copied().flatten().map(|own| position * known.len() + own)
        })
    });
    let category = category.collect();
    goal(spec, questions.join("*"), codes, category, &stated, are_counts)
}

fn goal(
    spec: &WeightSpec,
    question: String,
    codes: Vec<String>,
    category: Vec<Option<usize>>,
    stated: &BTreeMap<String, f64>,
    are_counts: bool,
) -> Result<Goal, WeightError> {
    let weight = || spec.id.clone();
    if stated.values().any(|target| !target.is_finite() || *target < 0.0) {
        return Err(WeightError::Negative { weight: weight(), question });
    }
    let sum: f64 = stated.values().sum();
    if (!are_counts && (sum - 1.0).abs() > TOLERANCE) || sum <= 0.0 {
        return Err(WeightError::ShareSum { weight: weight(), question, sum });
    }
    let mut shares = Vec::with_capacity(codes.len());
    for (position, code) in codes.iter().enumerate() {
        let cases = category.iter().filter(|category| **category == Some(position)).count();
        match stated.get(code) {
            None if cases > 0 => return Err(WeightError::NoTarget { weight: weight(), question, code: code.clone() }),
            Some(target) if *target > 0.0 && cases == 0 => {
                return Err(WeightError::EmptyCategory {
                    weight: weight(),
                    question,
                    code: code.clone(),
                    target: *target,
                });
            }
            target => shares.push(target.copied().unwrap_or(0.0) / sum),
        }
    }
    Ok(Goal { question, codes, category, shares, total: are_counts.then_some(sum) })
}

fn rake(
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
    if margin_error > TOLERANCE || margin_error.is_nan() {
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
    Ok(Weights { id: id(), values: weights, iterations, margin_error, margins, excluded, kept_missing: kept })
}

/// What the weights add up to.
fn total(survey: &Survey, spec: &WeightSpec, goals: &[Goal], weights: &[f64]) -> Result<f64, WeightError> {
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

fn scale(weights: &mut [f64], total: f64) {
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
        if error < PRECISION || (error >= last && error < TOLERANCE) {
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
    let factors = super::inference::linear::solve(products, missed)?;
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
        let within = |weight: &f64| *weight >= lowest * (1.0 - TOLERANCE) && *weight <= highest * (1.0 + TOLERANCE);
        if weights.iter().filter(|weight| weight.is_finite()).all(within) {
            return Ok(cycles);
        }
        weights
            .iter_mut()
            .filter(|weight| weight.is_finite())
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
        for ((code, sum), target) in goal.codes.iter().zip(&sums).zip(targets) {
            margins.push(Margin {
                question: goal.question.clone(),
                code: code.clone(),
                target: target / wanted,
                achieved: sum / all,
            });
        }
    }
    margins
}
