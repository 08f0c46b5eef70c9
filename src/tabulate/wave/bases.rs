//! Who is asked in each wave, and whether two waves speak of the same people.
//!
//! A condition is read with the labels of its questions and codes, and with the conditions of the questions it names, so that
//! a filter that was renumbered is the same filter, and one whose code 3 now means something else is another.

use super::{Asked, Side, WaveError};
use crate::model::expr::Expr;
use crate::model::mapping;
use crate::model::wave::BaseDifference;
use crate::model::{Kind, Question, Survey};
use crate::responses::Missing;
use crate::responses::grouping::title;
use crate::text::fold::matching;

/// A filter names questions with filters; this many deep is enough.
const MOST_DEPTH: usize = 8;

/// Refuses numbers beside choices, and texts beside anything.
pub(super) fn alike(id: &str, sides: &[Side<'_>], names: &[String]) -> Result<(), WaveError> {
    let name = |wave: usize| names.get(wave).cloned().unwrap_or_default();
    for (to, pair) in sides.windows(2).enumerate() {
        let [(_, a), (_, b)] = pair else { continue };
        if !mapping::alike(a.kind, b.kind) {
            let (from, to) = ((name(to), a.kind), (name(to + 1), b.kind));
            return Err(WaveError::Kinds { id: id.to_owned(), from, to });
        }
    }
    Ok(())
}

/// Every difference of base between a wave and the next: earlier, later, what.
pub(super) fn differences(asked: &[Asked<'_>], sides: &[Side<'_>]) -> Vec<(usize, usize, BaseDifference)> {
    let mut found = Vec::new();
    let of_waves: Vec<(&Asked<'_>, &Side<'_>)> = asked.iter().zip(sides).collect();
    for (from, pair) in of_waves.windows(2).enumerate() {
        let [(spec_a, (survey_a, a)), (spec_b, (survey_b, b))] = pair else { continue };
        let mut add = |what| found.push((from, from + 1, what));
        if survey_a.about.audience != survey_b.about.audience {
            add(BaseDifference::Audience(survey_a.about.audience, survey_b.about.audience));
        }
        if survey_a.about.sampling != survey_b.about.sampling {
            add(BaseDifference::Sampling(survey_a.about.sampling, survey_b.about.sampling));
        }
        let route = |survey: &Survey, question: &Question, naming: Naming| -> Vec<String> {
            let conditions = conditions(survey, question, 0);
            conditions.into_iter().map(|condition| named(survey, condition, naming)).collect()
        };
        let same_route = NAMINGS.into_iter().any(|naming| route(survey_a, a, naming) == route(survey_b, b, naming));
        if !same_route {
            add(BaseDifference::Asked(spoken(survey_a, a), spoken(survey_b, b)));
        }
        if let (Some(filter_a), Some(filter_b)) = (&spec_a.spec.filter, &spec_b.spec.filter) {
            let same = NAMINGS
                .into_iter()
                .any(|naming| named(survey_a, filter_a, naming) == named(survey_b, filter_b, naming));
            if !same {
                add(BaseDifference::Filter(told(survey_a, filter_a), told(survey_b, filter_b)));
            }
        }
        if (a.kind == Kind::Multiple) != (b.kind == Kind::Multiple) {
            add(BaseDifference::Kind(a.kind, b.kind));
        }
        let (weight_a, weight_b) = (&spec_a.spec.weight, &spec_b.spec.weight);
        if weight_a.is_some() != weight_b.is_some() {
            add(BaseDifference::Weight(weight_a.clone(), weight_b.clone()));
        }
    }
    found
}

/// How a condition names its questions when two are compared.
#[derive(Clone, Copy, PartialEq)]
enum Naming {
    Ids,
    Labels,
}

/// Two conditions are the same if they are so by either naming.
const NAMINGS: [Naming; 2] = [Naming::Ids, Naming::Labels];

/// A condition as a comparable text.
fn named(survey: &Survey, condition: &Expr, naming: Naming) -> String {
    let subject = |id: &str| match (naming, survey.question(id)) {
        (Naming::Labels, Some(question)) => title(question),
        _ => id.to_owned(),
    };
    matching(&rendered(survey, condition, &subject).to_string())
}

/// The condition of a question and those of the questions it names.
fn conditions<'a>(survey: &'a Survey, question: &'a Question, depth: usize) -> Vec<&'a Expr> {
    let Some(condition) = question.ask_if.as_ref().filter(|_| depth < MOST_DEPTH) else { return Vec::new() };
    let asked_before = condition.subjects().into_iter().filter_map(|id| question_of(survey, id));
    let before = asked_before.flat_map(|filter| conditions(survey, filter, depth + 1));
    std::iter::once(condition).chain(before).collect()
}

/// The question behind an id: itself, or that of a banner.
fn question_of<'a>(survey: &'a Survey, id: &str) -> Option<&'a Question> {
    survey.question(id).or_else(|| survey.question(&survey.banner(id)?.question))
}

/// Who was asked, as people read it: `Q5 後継者 = いない`, with the conditions of the filters. `None` is everyone.
pub(super) fn spoken(survey: &Survey, question: &Question) -> Option<String> {
    let all: Vec<String> =
        conditions(survey, question, 0).into_iter().map(|condition| told(survey, condition)).collect();
    (!all.is_empty()).then(|| all.join(" and "))
}

/// A condition with the labels of its questions and codes.
fn told(survey: &Survey, condition: &Expr) -> String {
    let subject = |id: &str| match survey.question(id).map(title) {
        Some(label) if label != id => format!("{id} {label}"),
        _ => id.to_owned(),
    };
    // The quotes are those of the expression language; a reader needs none.
    rendered(survey, condition, &subject).to_string().replace('"', "")
}

/// The condition with labels for codes and other names for ids.
fn rendered(survey: &Survey, condition: &Expr, subject: &impl Fn(&str) -> String) -> Expr {
    let both = |a: &Expr, b: &Expr| (Box::new(rendered(survey, a, subject)), Box::new(rendered(survey, b, subject)));
    match condition {
        Expr::And(a, b) => {
            let (a, b) = both(a, b);
            Expr::And(a, b)
        }
        Expr::Or(a, b) => {
            let (a, b) = both(a, b);
            Expr::Or(a, b)
        }
        Expr::Not(inner) => Expr::Not(Box::new(rendered(survey, inner, subject))),
        Expr::Answered(id) => Expr::Answered(subject(id)),
        Expr::Compare { subject: id, op, values } => {
            let values = values.iter().map(|value| value_label(survey, id, value)).collect();
            Expr::Compare { subject: subject(id), op: *op, values }
        }
        calculated @ Expr::Calculated { .. } => calculated.clone().renamed(subject),
    }
}

fn value_label(survey: &Survey, id: &str, value: &str) -> String {
    if Missing::from_name(value).is_some() {
        return value.to_owned();
    }
    let of_question = survey.question(id).and_then(|question| {
        let net = || survey.nets_of(question).find(|net| net.code == value).map(|net| net.label.clone());
        let choice = question.choice(value).and_then(|position| question.choices.get(position));
        choice.map(|choice| choice.label.clone()).or_else(net)
    });
    let of_banner = || survey.banner(id)?.label_of(value).map(str::to_owned);
    of_question.or_else(of_banner).unwrap_or_else(|| value.to_owned())
}
