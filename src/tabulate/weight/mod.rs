//! Weights: from a column, from a scheme of cells, or raked to several margins; `statistics.md` section 9.
//!
//! `goal` makes categories and targets of what a scheme asks for, `rake` the weights that meet them.

mod goal;
mod rake;

use self::goal::{cells, margin};
use self::rake::{REACHED, rake, scale, total};
use crate::model::diagnostic::{Diagnostic, Place, Problem};
use crate::model::weight::{CaseWeight, WeightError, WeightKind, WeightReport, WeightSpec, Weights};
use crate::responses::Responses;

/// The weights of scheme `id`, one per valid case.
///
/// # Errors
/// A scheme that does not exist or cannot be carried out.
pub fn weights(responses: &Responses, id: &str) -> Result<Weights, WeightError> {
    weights_from(responses, id, 0)
}

/// What scheme `id` comes to, with every case's weight where they are wanted.
///
/// # Errors
/// As `weights`.
pub fn report(responses: &Responses, id: &str, with_cases: bool) -> Result<WeightReport, WeightError> {
    let weights = weights(responses, id)?;
    let spec = responses.survey().weights.iter().find(|spec| spec.id == id);
    let unknown = || WeightError::Unknown { weight: id.to_owned() };
    let spec = spec.ok_or_else(unknown)?;
    let usable = || weights.values.iter().copied().filter(|weight| weight.is_finite());
    let n = usable().count() as u64;
    let (sum, squares): (f64, f64) = (usable().sum(), usable().map(|weight| weight * weight).sum());
    let exists = |value: f64| Some(value).filter(|_| sum > 0.0);
    let effective_n = exists(sum * sum / squares);
    let mean = sum / n as f64;
    let cases = || {
        let weight = |weight: &f64| Some(*weight).filter(|weight| weight.is_finite());
        let cases = weights.values.iter().enumerate();
        cases.map(|(case, w)| CaseWeight { case: responses.case_id(case).to_owned(), weight: weight(w) }).collect()
    };
    Ok(WeightReport {
        survey: responses.survey().about.id.clone(),
        id: weights.id.clone(),
        label: spec.label.clone(),
        kind: spec.kind,
        n,
        sum,
        effective_n,
        efficiency: effective_n.map(|effective| 100.0 * effective / n as f64),
        design_effect: effective_n.map(|effective| n as f64 / effective),
        min: exists(usable().fold(f64::INFINITY, f64::min) / mean),
        max: exists(usable().fold(0.0, f64::max) / mean),
        iterations: weights.iterations,
        converged: weights.margin_error <= REACHED,
        margin_error: weights.margin_error,
        excluded: weights.excluded,
        kept_missing: weights.kept_missing,
        weights: with_cases.then(cases),
        margins: weights.margins,
    })
}

/// The schemes that cannot be carried out. Weights in a column that are no weights are found where they are read.
pub fn check(responses: &Responses) -> Vec<Diagnostic> {
    let survey = responses.survey();
    let fault = |spec: &WeightSpec| match weights(responses, &spec.id) {
        Ok(_) | Err(WeightError::NegativeWeight { .. } | WeightError::NoNumber { .. }) => None,
        Err(error) => Some(Diagnostic {
            problem: Problem::Weight(error),
            survey: survey.about.id.clone(),
            place: Place::default(),
            case: None,
            question: None,
            value: None,
            kept: None,
        }),
    };
    survey.weights.iter().filter_map(fault).collect()
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
        fit: None,
    })
}
