//! What a scheme asks for: the categories of each margin, who is in which, and the share each must reach.

use std::collections::BTreeMap;

use super::rake::TOLERANCE;
use crate::model::weight::{Target, WeightError, WeightSpec};
use crate::responses::Responses;
use crate::responses::grouping::Grouping;

/// One margin: a category per case, a target per category.
pub(super) struct Goal {
    pub question: String,
    pub codes: Vec<String>,
    pub labels: Vec<String>,
    /// Position of each case's category; `None` where the answer is missing.
    pub category: Vec<Option<usize>>,
    /// Shares of those who answered, adding up to 1.
    pub shares: Vec<f64>,
    /// Sum of the targets where they were counts.
    pub total: Option<f64>,
}

/// A margin of a raking scheme.
pub(super) fn margin(responses: &Responses, spec: &WeightSpec, target: &Target) -> Result<Goal, WeightError> {
    let key = |key| WeightError::Key { weight: spec.id.clone(), key };
    let question = target.question.clone().ok_or_else(|| key("question"))?;
    let categories = categories(responses, spec, &question)?;
    let (stated, are_counts) = match (&target.shares, &target.counts) {
        (Some(shares), None) => (shares, false),
        (None, Some(counts)) => (counts, true),
        _ => return Err(key("shares")),
    };
    if let Some(code) = stated.keys().find(|code| !categories.codes.contains(code)) {
        return Err(WeightError::Code { weight: spec.id.clone(), question, code: code.clone() });
    }
    goal(spec, question, categories, stated, are_counts)
}

/// The one margin of a scheme of cells.
pub(super) fn cells(responses: &Responses, spec: &WeightSpec) -> Result<Goal, WeightError> {
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
        for ((question, code), part) in questions.iter().zip(&codes).zip(&parts) {
            if !part.codes.contains(code) {
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
    let of_case = (0..responses.len()).map(|case| {
        parts.iter().try_fold(0, |position, part| {
            part.of_case.get(case).copied().flatten().map(|own| position * part.codes.len() + own)
        })
    });
    let cells = Categories {
        codes: joined(parts.iter().map(|part| &part.codes), "*"),
        labels: joined(parts.iter().map(|part| &part.labels), " × "),
        of_case: of_case.collect(),
    };
    goal(spec, questions.join("*"), cells, &stated, are_counts)
}

fn goal(
    spec: &WeightSpec,
    question: String,
    categories: Categories,
    stated: &BTreeMap<String, f64>,
    are_counts: bool,
) -> Result<Goal, WeightError> {
    let weight = || spec.id.clone();
    let Categories { codes, labels, of_case: category } = categories;
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
    Ok(Goal { question, codes, labels, category, shares, total: are_counts.then_some(sum) })
}

/// The categories of a target question, and which of them each case is in.
struct Categories {
    codes: Vec<String>,
    labels: Vec<String>,
    of_case: Vec<Option<usize>>,
}

/// The group each case is in; a grouping whose groups overlap cannot be a target.
fn categories(responses: &Responses, spec: &WeightSpec, id: &str) -> Result<Categories, WeightError> {
    let grouping = grouping(responses, spec, id)?;
    let codes: Vec<String> = grouping.groups.iter().map(|group| group.code.clone()).collect();
    let labels = grouping.groups.iter().map(|group| group.label.clone()).collect();
    match &grouping.membership {
        crate::responses::Membership::One(positions) => {
            let known = |position: &u16| Some(usize::from(*position)).filter(|position| *position < codes.len());
            let of_case = positions.iter().map(known).collect();
            Ok(Categories { codes, labels, of_case })
        }
        crate::responses::Membership::Many(_) => {
            Err(WeightError::Question { weight: spec.id.clone(), question: id.to_owned() })
        }
    }
}

fn grouping<'a>(responses: &'a Responses, spec: &WeightSpec, id: &str) -> Result<Grouping<'a>, WeightError> {
    let wrong = || WeightError::Question { weight: spec.id.clone(), question: id.to_owned() };
    Grouping::of(responses, id).map_err(|_| wrong())
}

/// Every combination of the parts' names, the last part changing fastest.
fn joined<'a>(parts: impl Iterator<Item = &'a Vec<String>>, between: &str) -> Vec<String> {
    parts.fold(Vec::new(), |outer: Vec<String>, inner| match outer.is_empty() {
        true => inner.clone(),
        false => outer.iter().flat_map(|a| inner.iter().map(move |b| format!("{a}{between}{b}"))).collect(),
    })
}
