//! What must hold for the indices and portfolios of a survey: their questions, choices and scores.

use std::collections::BTreeSet;

use super::Fault;
use super::checks::unknown;
use crate::model::measure::{Cross, Ends, Formula, Index, PortfolioSpec};
use crate::model::{Question, Survey};

/// Every `[[index]]` and `[[portfolio]]`.
pub(super) fn check(survey: &Survey) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for index in &survey.indices {
        if ["score", "top", "bottom", "net"].contains(&index.id.as_str()) {
            return Err(Fault::IdReserved { id: index.id.clone() });
        }
        if !seen.insert((&index.id, &index.question)) {
            return Err(Fault::IdTwice { id: index.id.clone() });
        }
        check_index(survey, index)?;
    }
    let mut seen = BTreeSet::new();
    for portfolio in &survey.portfolios {
        if !seen.insert(&portfolio.id) {
            return Err(Fault::IdTwice { id: portfolio.id.clone() });
        }
        check_portfolio(survey, portfolio)?;
    }
    Ok(())
}

fn check_index(survey: &Survey, index: &Index) -> Result<(), Fault> {
    let owner = format!("[[index]] {}", index.id);
    let questions = survey.named(&index.question);
    if questions.is_empty() {
        return Err(unknown(survey, &owner, &index.question));
    }
    let all = || index.values.values().chain([&index.scale]);
    if index.values.is_empty() || index.scale == 0.0 || all().any(|value| !value.is_finite()) {
        return Err(Fault::NoValues { owner });
    }
    for question in questions {
        if !question.is_single() {
            return Err(Fault::NotSingle { owner, question: question.id.clone() });
        }
        if let Some(code) = index.values.keys().find(|code| question.choice(code).is_none() && !question.open_choices) {
            return Err(Fault::UnknownCode { owner, question: question.id.clone(), code: code.clone() });
        }
    }
    Ok(())
}

fn check_portfolio(survey: &Survey, portfolio: &PortfolioSpec) -> Result<(), Fault> {
    let owner = format!("[[portfolio]] {}", portfolio.id);
    let items = |id: &str, formula: Formula| -> Result<usize, Fault> {
        let questions: Vec<&Question> = survey.named(id);
        let Some(first) = questions.first() else { return Err(unknown(survey, &owner, id)) };
        let scored = match formula {
            Formula::Mean | Formula::TScore => first.is_scored(),
            Formula::Net | Formula::Share => Ends::of(first).is_some(),
        };
        if scored {
            Ok(questions.len())
        } else {
            Err(Fault::NoScores { owner: owner.clone(), question: id.to_owned() })
        }
    };
    let formulas = [portfolio.formula.satisfaction, portfolio.formula.importance];
    let satisfaction = items(&portfolio.satisfaction, formulas[0])?;
    let importance = items(&portfolio.importance, formulas[1])?;
    if satisfaction != importance {
        return Err(Fault::PortfolioItems { owner, satisfaction, importance });
    }
    // Shares and standard scores are never below zero, so that every item would lie in one area.
    let one_sided = formulas.iter().any(|formula| matches!(formula, Formula::Share | Formula::TScore));
    match portfolio.cross {
        Cross::Zero if one_sided => Err(Fault::PortfolioZero { owner }),
        Cross::At(at) if at.iter().any(|value| !value.is_finite()) => Err(Fault::NoValues { owner }),
        _ => Ok(()),
    }
}
