//! Calculations over answers: which questions may be calculated with, and for which cases a comparison holds.
//!
//! A question without an answer makes the comparison false, `!=` too: regular + part-time != all says nothing about
//! somebody who left one of them open.

use super::{ExprError, known};

use crate::model::expr::{Factor, Op, Sum};
use crate::model::survey::Survey;
use crate::model::{Kind, Question};
use crate::responses::answers::Answers;
use crate::responses::grouping::AnswerSource;

/// Sums closer than this part of the larger are equal: 0.1 + 0.2 is 0.3.
const CLOSE: f64 = 1e-9;

/// Checks the ids and numbers of two sums that are compared.
///
/// # Errors
/// An unknown id, a question without numbers, or dates that are not set off against each other.
pub(super) fn check(survey: &Survey, (left, op, right): (&Sum, Op, &Sum)) -> Result<(), ExprError> {
    if let (Some(subject), Some(value)) = (only_id(left), only_id(right)) {
        check_pair(survey, (subject, op, value))?;
    }
    let mut dates = 0i32;
    let mut date: Option<&str> = None;
    for (side, sum) in [(1, left), (-1, right)] {
        for term in &sum.0 {
            for factor in &term.factors {
                let id = match factor {
                    Factor::Number(number) if number.parse::<f64>().is_ok_and(f64::is_finite) => continue,
                    Factor::Number(value) => {
                        let (subject, value) = (value.clone(), value.clone());
                        return Err(ExprError::BadNumber { subject, value });
                    }
                    Factor::Id(id) => id,
                };
                known(survey, id)?;
                let kind = survey.question(id).map(|question| question.kind);
                match kind {
                    Some(Kind::Numeric) => {}
                    Some(Kind::Date) if term.factors.len() == 1 => {
                        date = date.or(Some(id));
                        dates += if term.negative { -side } else { side };
                    }
                    Some(Kind::Date) => return Err(ExprError::DateCalculated { subject: id.clone() }),
                    _ => return Err(ExprError::NotCalculable { subject: id.clone() }),
                }
            }
        }
    }
    // A date by itself is a number of days since 1970, which nobody means: 2023-07-01 would be 2015.
    match date {
        Some(id) if dates != 0 => Err(ExprError::DateCalculated { subject: id.to_owned() }),
        _ => Ok(()),
    }
}

/// The id of a sum that is just one question.
fn only_id(sum: &Sum) -> Option<&str> {
    match sum.0.as_slice() {
        [term] => match term.factors.as_slice() {
            [Factor::Id(id)] => Some(id),
            _ => None,
        },
        _ => None,
    }
}

/// `F2 > x`: most likely a mistyped number, or a question that has none.
fn check_pair(survey: &Survey, (subject, op, value): (&str, Op, &str)) -> Result<(), ExprError> {
    known(survey, subject)?;
    let (subject, value) = (subject.to_owned(), value.to_owned());
    if !survey.question(&subject).is_some_and(Question::is_number) {
        return Err(ExprError::NotANumber { subject, op: op.sign() });
    }
    if known(survey, &value).is_err() {
        return Err(ExprError::BadNumber { subject, value });
    }
    Ok(())
}

/// For each case, whether the comparison holds; `unknown` where an answer is missing.
pub(super) fn compare(source: &impl AnswerSource, (left, op, right): (&Sum, Op, &Sum), unknown: bool) -> Vec<bool> {
    let (left, right) = (values(source, left), values(source, right));
    left.into_iter().zip(right).map(|(a, b)| if (a + b).is_nan() { unknown } else { holds(a, op, b) }).collect()
}

fn holds(a: f64, op: Op, b: f64) -> bool {
    let equal = (a - b).abs() <= CLOSE * a.abs().max(b.abs()).max(1.0);
    match op {
        Op::Equal | Op::In => equal,
        Op::NotEqual => !equal,
        Op::Less => a < b && !equal,
        Op::LessEqual => a < b || equal,
        Op::Greater => a > b && !equal,
        Op::GreaterEqual => a > b || equal,
    }
}

/// The value of a sum for each case; NaN where an answer is missing.
fn values(source: &impl AnswerSource, sum: &Sum) -> Vec<f64> {
    let mut total = vec![0.0; source.cases()];
    for term in &sum.0 {
        let mut product = vec![if term.negative { -1.0 } else { 1.0 }; source.cases()];
        for factor in &term.factors {
            let question = match factor {
                Factor::Number(number) => {
                    let number: f64 = number.parse().unwrap_or(f64::NAN);
                    product.iter_mut().for_each(|value| *value *= number);
                    continue;
                }
                Factor::Id(id) => source.survey().question(id),
            };
            let answers = question.and_then(|question| source.answers(question));
            for (case, value) in product.iter_mut().enumerate() {
                *value *= answers.as_ref().map_or(f64::NAN, |answers| number(answers, case));
            }
        }
        total.iter_mut().zip(product).for_each(|(total, product)| *total += product);
    }
    total
}

fn number(answers: &Answers<'_>, case: usize) -> f64 {
    match answers {
        Answers::Number(_, values) if answers.missing(case).is_none() => values.get(case).copied().unwrap_or(f64::NAN),
        _ => f64::NAN,
    }
}
