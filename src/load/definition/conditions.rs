//! Conditions of a survey as they are written: labels in them taken for codes, everything they speak of checked.
//!
//! The file keeps its own text; what is kept here is what is evaluated.

use super::Fault;
use crate::model::{Expr, Survey};
use crate::responses::eval;

/// Replaces every condition of the survey by its codes.
///
/// # Errors
/// The first condition that makes no sense.
pub(super) fn coded(survey: &mut Survey) -> Result<(), Fault> {
    let of = |owner: String, expr: &Expr| eval::coded(survey, expr).map_err(|error| Fault::Expression { owner, error });
    let optional = |owner: &str, expr: Option<&Expr>| expr.map(|expr| of(owner.to_owned(), expr)).transpose();
    let questions = survey.questions.iter().chain(&survey.matrices);
    let asked: Vec<Option<Expr>> =
        questions.map(|question| optional(&question.id, question.ask_if.as_ref())).collect::<Result<_, _>>()?;
    let scope = optional("out_of_scope", survey.about.out_of_scope.as_ref())?;
    let strata = survey.strata.iter().map(|stratum| of(format!("[[stratum]] {}", stratum.code), &stratum.condition));
    let strata: Vec<Expr> = strata.collect::<Result<_, _>>()?;
    let rules = survey.rules.iter().map(|rule| of(format!("[[rule]] {}", rule.id), &rule.when));
    let rules: Vec<Expr> = rules.collect::<Result<_, _>>()?;
    let questions = survey.questions.iter_mut().chain(&mut survey.matrices);
    questions.zip(asked).for_each(|(question, expr)| question.ask_if = expr);
    survey.about.out_of_scope = scope;
    survey.strata.iter_mut().zip(strata).for_each(|(stratum, expr)| stratum.condition = expr);
    survey.rules.iter_mut().zip(rules).for_each(|(rule, expr)| rule.when = expr);
    Ok(())
}
