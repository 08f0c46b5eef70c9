//! Labels in conditions: taken for the codes that are evaluated and kept.
//!
//! A code always means itself, as scripts and definitions rely on; a label is taken where no code is spelt like it.

use super::super::answers::Missing;
use super::{ExprError, check, number};
use crate::model::expr::{Expr, Op};
use crate::model::survey::{Band, Survey};
use crate::model::{Kind, Question};
use crate::text::fold::matching;

/// What tables call the kinds of missing answer, which people type as they read them.
const MISSING: [(&str, Missing); 4] =
    [("無回答", Missing::Na), ("非該当", Missing::Nap), ("無効", Missing::Inv), ("不明", Missing::Unk)];

/// A code that is also the label of another choice: the code is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoLabel {
    /// Question or banner.
    pub subject: String,
    /// What is written.
    pub code: String,
    /// Label of the choice with this code.
    pub label: String,
    /// Code of the choice that is called so.
    pub other: String,
}

/// The condition with codes where labels were typed, and with ids as they are defined; everything in it is checked.
///
/// # Errors
/// The first thing that makes no sense for the survey, or a label of two choices.
pub fn coded(survey: &Survey, expr: &Expr) -> Result<Expr, ExprError> {
    let expr = replaced(survey, &expr.clone().renamed(&|id| defined(survey, id)))?;
    check(survey, &expr)?;
    Ok(expr)
}

/// Values of a condition as typed that are a code, but the label of another choice too.
pub fn also_labels(survey: &Survey, expr: &Expr) -> Vec<AlsoLabel> {
    match expr {
        Expr::And(a, b) | Expr::Or(a, b) => [also_labels(survey, a), also_labels(survey, b)].concat(),
        Expr::Not(inner) => also_labels(survey, inner),
        Expr::Answered(_) | Expr::Calculated { .. } => Vec::new(),
        Expr::Compare { subject, values, .. } => {
            let answers = survey.answers_of(subject);
            let both = |value: &String| {
                let (code, label) = answers.iter().find(|(code, _)| code == value)?;
                let named = |(other, label): &&(String, String)| other != value && matching(label) == matching(value);
                let (other, _) = answers.iter().find(named)?;
                let (subject, label) = (subject.clone(), label.clone());
                Some(AlsoLabel { subject, code: code.clone(), label, other: other.clone() })
            };
            values.iter().filter_map(both).collect()
        }
    }
}

/// The id as it is defined, where it was typed in another width.
fn defined(survey: &Survey, id: &str) -> String {
    if survey.ids().any(|known| known == id) {
        return id.to_owned();
    }
    let wanted = matching(id);
    survey.ids().find(|known| matching(known) == wanted).unwrap_or(id).to_owned()
}

fn replaced(survey: &Survey, expr: &Expr) -> Result<Expr, ExprError> {
    let part = |of: &Expr| replaced(survey, of).map(Box::new);
    Ok(match expr {
        Expr::And(a, b) => Expr::And(part(a)?, part(b)?),
        Expr::Or(a, b) => Expr::Or(part(a)?, part(b)?),
        Expr::Not(inner) => Expr::Not(part(inner)?),
        // Codes have no order, so a label behind `<` would say nothing.
        Expr::Compare { subject, op, values } if !op.is_order() => compare(survey, subject, *op, values)?,
        other => other.clone(),
    })
}

/// What a typed value stands for.
enum Meaning {
    Code(String),
    /// A band without a code of its own.
    Within(Band),
}

fn compare(survey: &Survey, subject: &str, op: Op, values: &[String]) -> Result<Expr, ExprError> {
    let (mut codes, mut bands) = (Vec::new(), Vec::new());
    for value in values {
        match meaning(survey, subject, value)? {
            Meaning::Code(code) => codes.push(code),
            Meaning::Within(band) => bands.push(within(subject, &band)),
        }
    }
    let op_of_codes = if bands.is_empty() { op } else { Op::In };
    let named =
        (!codes.is_empty()).then(|| Expr::Compare { subject: subject.to_owned(), op: op_of_codes, values: codes });
    if bands.is_empty() {
        // A comparison has a value, so there is a code.
        return Ok(named.unwrap_or_else(|| Expr::Answered(subject.to_owned())));
    }
    let any = named.into_iter().chain(bands).reduce(|a, b| Expr::Or(Box::new(a), Box::new(b)));
    let any = any.unwrap_or_else(|| Expr::Answered(subject.to_owned()));
    Ok(if op == Op::NotEqual { Expr::Not(Box::new(any)) } else { any })
}

/// A number in a band, ends included.
fn within(subject: &str, band: &Band) -> Expr {
    let end = |op, value: Option<f64>| {
        value.map(|value| Expr::Compare { subject: subject.to_owned(), op, values: vec![value.to_string()] })
    };
    Expr::and(end(Op::GreaterEqual, band.from), end(Op::LessEqual, band.to))
        .unwrap_or_else(|| Expr::Answered(subject.to_owned()))
}

fn meaning(survey: &Survey, subject: &str, value: &str) -> Result<Meaning, ExprError> {
    let code = |code: &str| Ok(Meaning::Code(code.to_owned()));
    let question = survey.question(subject);
    // Texts are compared as they are written, and a number is a number.
    let as_written = |question: &Question| question.kind == Kind::Text || number(question, value).is_some();
    if Missing::from_name(value).is_some() || question.is_some_and(as_written) {
        return code(value);
    }
    let answers = survey.answers_of(subject);
    if answers.iter().any(|(known, _)| known == value) {
        return code(value);
    }
    let wanted = matching(value);
    if let Some((known, _)) = answers.iter().find(|(known, _)| matching(known) == wanted) {
        return code(known);
    }
    let named: Vec<&String> =
        answers.iter().filter(|(_, label)| matching(label) == wanted).map(|(code, _)| code).collect();
    match (named.as_slice(), question) {
        ([only], _) => code(only),
        ([_, _, ..], _) => Err(ExprError::LabelTwice {
            subject: subject.to_owned(),
            label: value.to_owned(),
            codes: named.into_iter().cloned().collect(),
        }),
        ([], Some(question)) if question.kind == Kind::Numeric => {
            match question.bands.iter().find(|band| matching(&band.label) == wanted) {
                Some(band) => Ok(Meaning::Within(band.clone())),
                None => missing(&wanted).map_or_else(|| code(value), |kind| code(kind.name())),
            }
        }
        // What the choices are is not known before the answers are read; 不明 may be one.
        ([], Some(question)) if question.open_choices => Ok(code(value)?),
        ([], _) => missing(&wanted).map_or_else(|| code(value), |kind| code(kind.name())),
    }
}

fn missing(name: &str) -> Option<Missing> {
    MISSING.into_iter().find(|(known, _)| *known == name).map(|(_, kind)| kind)
}
