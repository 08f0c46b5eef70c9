//! Expressions over answers: whether an expression makes sense for a survey, and for which cases it holds.
//!
//! Any comparison with a missing answer is false, so its negation is true; `Q1 = NA` asks for the missing answer itself.
//! On several answers `Q3 = 2` means "2 is among them". Calculations stand in `sum`.

mod coded;
mod sum;

pub use coded::{AlsoLabel, also_labels, coded};

use super::answers::{Answers, Missing};
use super::grouping::{AnswerSource, Grouping, positions};
use crate::model::expr::{Expr, Op};
use crate::model::survey::{Band, Survey};
use crate::model::{Kind, Question, day};
use crate::text::fold::matching;

/// Why an expression makes no sense for a survey.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ExprError {
    #[error("no question or banner `{subject}`")]
    UnknownSubject { subject: String, nearest: Option<String> },
    #[error("`{subject}` has no code `{code}`")]
    UnknownCode { subject: String, code: String, known: Vec<(String, String)>, nearest: Option<String> },
    #[error("`{label}` of `{subject}` stands for {codes:?}")]
    LabelTwice { subject: String, label: String, codes: Vec<String> },
    #[error("`{subject}` has no numbers to compare with {op}")]
    NotANumber { subject: String, op: &'static str },
    #[error("`{value}` is no number for `{subject}`")]
    BadNumber { subject: String, value: String },
    #[error("`{subject}` has no numbers to calculate with")]
    NotCalculable { subject: String },
    #[error("`{subject}` is a date, which only differs from another date")]
    DateCalculated { subject: String },
}

/// Checks every id, code and number of an expression.
///
/// # Errors
/// The first thing that makes no sense.
pub fn check(survey: &Survey, expr: &Expr) -> Result<(), ExprError> {
    match expr {
        Expr::And(a, b) | Expr::Or(a, b) => check(survey, a).and_then(|()| check(survey, b)),
        Expr::Not(inner) => check(survey, inner),
        Expr::Answered(subject) => known(survey, subject),
        Expr::Calculated { left, op, right } => sum::check(survey, (left, *op, right)),
        Expr::Compare { subject, op, values } => {
            known(survey, subject)?;
            let question = survey.question(subject);
            let is_number = question.is_some_and(Question::is_number);
            if op.is_order() && !is_number {
                return Err(ExprError::NotANumber { subject: subject.clone(), op: op.sign() });
            }
            values.iter().try_for_each(|value| check_value(survey, subject, question, value))
        }
    }
}

fn known(survey: &Survey, subject: &str) -> Result<(), ExprError> {
    if survey.ids().any(|id| id == subject) {
        return Ok(());
    }
    // What people call a question names it better than ids that look alike.
    let wanted = matching(subject);
    let called = survey.ids().find(|id| matching(&survey.label_of(id)) == wanted).map(str::to_owned);
    let nearest = called.or_else(|| crate::text::nearest(subject, survey.ids()));
    Err(ExprError::UnknownSubject { subject: subject.to_owned(), nearest })
}

fn check_value(survey: &Survey, subject: &str, question: Option<&Question>, value: &str) -> Result<(), ExprError> {
    if Missing::from_name(value).is_some() {
        return Ok(());
    }
    let unknown = || {
        let known = survey.answers_of(subject);
        let names = known.iter().flat_map(|(code, label)| [label.as_str(), code.as_str()]);
        let nearest = crate::text::nearest(value, names);
        ExprError::UnknownCode { subject: subject.to_owned(), code: value.to_owned(), known, nearest }
    };
    match question {
        Some(question) if question.is_number() => {
            let number = number(question, value).or_else(|| band(question, value).map(|_| 0.0));
            number
                .map(|_| ())
                .ok_or_else(|| ExprError::BadNumber { subject: subject.to_owned(), value: value.to_owned() })
        }
        Some(question) if question.kind == Kind::Text => Ok(()),
        // Choices found in the data are not known before it is read.
        Some(question) if question.open_choices => Ok(()),
        Some(question) if positions(survey, question, value).is_empty() => Err(unknown()),
        Some(_) => Ok(()),
        None if survey.answers_of(subject).iter().any(|(code, _)| code == value) => Ok(()),
        None => Err(unknown()),
    }
}

fn number(question: &Question, value: &str) -> Option<f64> {
    if question.kind == Kind::Date {
        day::parse(value)
    } else {
        value.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// The band with this code, for `F2 = "2-4"`-like comparisons with a band that has a code of its own.
fn band<'a>(question: &'a Question, value: &str) -> Option<&'a Band> {
    question.bands.iter().find(|band| band.code.as_deref() == Some(value))
}

/// For each case, whether the expression holds; a comparison with a missing answer is false, so its negation is true.
/// Unknown ids hold for nobody: `check` comes first.
pub fn holds(source: &impl AnswerSource, expr: &Expr) -> Vec<bool> {
    evaluate(source, expr, Unknown { holds: false, certain_only: false })
}

/// For each case, whether the expression certainly holds: as `holds`, but `not (Q1 = 2)` and `Q1 != 2` do not hold for
/// someone who did not answer Q1. This is the reading of `ask_if`: an unanswered filter makes its followers 非該当.
pub fn surely_holds(source: &impl AnswerSource, expr: &Expr) -> Vec<bool> {
    evaluate(source, expr, Unknown { holds: false, certain_only: true })
}

/// What a comparison with a missing answer gives.
#[derive(Clone, Copy)]
struct Unknown {
    holds: bool,
    /// Turned around by every negation, so that what is unknown never makes the whole true.
    certain_only: bool,
}

impl Unknown {
    fn negated(self) -> Self {
        Self { holds: self.holds ^ self.certain_only, ..self }
    }
}

fn evaluate(source: &impl AnswerSource, expr: &Expr, unknown: Unknown) -> Vec<bool> {
    let both = |a: &Expr, b: &Expr| evaluate(source, a, unknown).into_iter().zip(evaluate(source, b, unknown));
    match expr {
        Expr::And(a, b) => both(a, b).map(|(a, b)| a && b).collect(),
        Expr::Or(a, b) => both(a, b).map(|(a, b)| a || b).collect(),
        Expr::Not(inner) => opposite(evaluate(source, inner, unknown.negated())),
        Expr::Answered(subject) => match source.survey().question(subject) {
            Some(question) => each(source, question, |answers, case| answers.missing(case).is_none()),
            None => in_group(source, subject, |_| true, false),
        },
        Expr::Calculated { left, op, right } => sum::compare(source, (left, *op, right), unknown.holds),
        Expr::Compare { subject, op: Op::NotEqual, values } => {
            opposite(compare(source, subject, Op::Equal, values, unknown.negated()))
        }
        Expr::Compare { subject, op, values } => compare(source, subject, *op, values, unknown),
    }
}

fn opposite(held: Vec<bool>) -> Vec<bool> {
    held.into_iter().map(|held| !held).collect()
}

fn each(source: &impl AnswerSource, question: &Question, holds: impl Fn(&Answers<'_>, usize) -> bool) -> Vec<bool> {
    match source.answers(question) {
        Some(answers) => (0..source.cases()).map(|case| holds(&answers, case)).collect(),
        None => vec![false; source.cases()],
    }
}

/// Cases in a banner group whose code is wanted; `nowhere` for those in no group.
fn in_group(source: &impl AnswerSource, id: &str, wanted: impl Fn(&str) -> bool, nowhere: bool) -> Vec<bool> {
    let Ok(grouping) = Grouping::of(source, id) else { return vec![false; source.cases()] };
    let is_wanted: Vec<bool> = grouping.groups.iter().map(|group| wanted(&group.code)).collect();
    let of_case = |case| {
        let mut groups =
            is_wanted.iter().enumerate().filter(|(group, _)| grouping.membership.has(case, *group)).peekable();
        if groups.peek().is_none() { nowhere } else { groups.any(|(_, wanted)| *wanted) }
    };
    (0..source.cases()).map(of_case).collect()
}

fn compare(source: &impl AnswerSource, subject: &str, op: Op, values: &[String], unknown: Unknown) -> Vec<bool> {
    let asked: Vec<Missing> = values.iter().filter_map(|value| Missing::from_name(value)).collect();
    let Some(question) = source.survey().question(subject) else {
        let nowhere = unknown.holds && asked.is_empty();
        let in_group = in_group(source, subject, |code| values.iter().any(|value| value == code), nowhere);
        // A banner has no missing answers of its own: those of its question are meant.
        let banner = source.survey().banner(subject).and_then(|banner| source.survey().question(&banner.question));
        return match banner.filter(|_| !asked.is_empty()) {
            None => in_group,
            Some(question) => {
                let is_missing =
                    |answers: &Answers<'_>, case| answers.missing(case).is_some_and(|kind| asked.contains(&kind));
                let missing = each(source, question, is_missing);
                in_group.into_iter().zip(missing).map(|(held, missing)| held || missing).collect()
            }
        };
    };
    // `Q1 = NA` asks for the missing answer itself, so nothing is unknown about it.
    let missing = |kind: Missing| if asked.is_empty() { unknown.holds } else { asked.contains(&kind) };
    let numbers: Vec<f64> = values.iter().filter_map(|value| number(question, value)).collect();
    // A number is a number, even where a band has it for a code.
    let no_number = values.iter().filter(|value| number(question, value).is_none());
    let bands: Vec<&Band> = no_number.filter_map(|value| band(question, value)).collect();
    let wanted: Vec<usize> = values.iter().flat_map(|value| positions(source.survey(), question, value)).collect();
    each(source, question, |answers, case| {
        if let Some(kind) = answers.missing(case) {
            return missing(kind);
        }
        match answers {
            Answers::Number(_, values) => {
                let value = values.get(case).copied().unwrap_or(f64::NAN);
                numbers.iter().any(|number| ordered(op, value, *number)) || bands.iter().any(|band| band.holds(value))
            }
            Answers::Text(_, texts) => values.iter().any(|value| value == texts.get(case).trim()),
            _ => wanted.iter().any(|position| answers.has(case, *position)),
        }
    })
}

fn ordered(op: Op, value: f64, number: f64) -> bool {
    match op {
        Op::Equal | Op::In => value == number,
        Op::NotEqual => value != number,
        Op::Less => value < number,
        Op::LessEqual => value <= number,
        Op::Greater => value > number,
        Op::GreaterEqual => value >= number,
    }
}
