//! What answers tell together. Of one respondent: filters left open, matrices answered in one line, texts that are none,
//! attributes without an answer (`cases`, before anything is left out). Of all: choices nobody chose, small groups, ties
//! (`check`, over the valid cases). What one cell tells by itself is met where it is read, in `decode`.

mod attributes;
mod clash;
mod filters;
mod ids;
mod matrices;
mod record;
mod texts;

pub(super) use record::record;

use super::gather::Gathered;
use crate::model::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Kind, Question, Survey};
use crate::responses::Responses;
use crate::responses::grouping::{AnswerSource, Grouping};

/// Looks at the cases that are kept, once routing is done; what is found goes to the rest of what was met.
pub(super) fn cases(survey: &Survey, gathered: &mut Gathered, keep: &[usize]) {
    // A row that stands for several respondents is told of once.
    let mut rows = keep.to_vec();
    rows.dedup_by_key(|case| gathered.builder.all().get(*case).map(|case| (case.file, case.row)));
    filters::blank(survey, gathered, &rows);
    filters::unanswered(survey, gathered, &rows);
    matrices::straight_lines(survey, gathered, &rows);
    texts::nonsense(survey, gathered, &rows);
    clash::numbers(survey, gathered, &rows);
    ids::alike(survey, gathered, &rows);
    attributes::unanswered(survey, gathered, &rows);
}

/// Everything worth knowing about the valid cases.
pub fn check(responses: &Responses) -> Vec<Diagnostic> {
    let survey = responses.survey();
    let mut found = Vec::new();
    for question in survey.questions.iter().filter(|question| !question.open_choices) {
        choices(responses, question, &mut found);
    }
    for id in survey.default_banners() {
        small_groups(responses, id, &mut found);
    }
    found
}

fn about(survey: &Survey, question: &str, problem: Problem) -> Diagnostic {
    Diagnostic {
        problem,
        survey: survey.about.id.clone(),
        place: Place::default(),
        case: None,
        question: Some(question.to_owned()),
        value: None,
        kept: None,
    }
}

/// How often each choice was chosen.
fn counts(responses: &Responses, question: &Question) -> Vec<u64> {
    let mut counts = vec![0; question.choices.len()];
    let Some(answers) = responses.answers(question) else { return counts };
    for case in (0..responses.len()).filter(|case| answers.missing(*case).is_none()) {
        for (position, count) in counts.iter_mut().enumerate() {
            *count += u64::from(answers.has(case, position));
        }
    }
    counts
}

fn choices(responses: &Responses, question: &Question, found: &mut Vec<Diagnostic>) {
    let counts = counts(responses, question);
    let top = counts.iter().max().copied().unwrap_or(0);
    if top == 0 {
        return;
    }
    let labelled = || question.choices.iter().map(|choice| choice.label.clone()).zip(&counts);
    for (label, _) in labelled().filter(|(_, count)| **count == 0) {
        found.push(about(responses.survey(), &question.id, Problem::UnusedChoice { label }));
    }
    let labels: Vec<String> = labelled().filter(|(_, count)| **count == top).map(|(label, _)| label).collect();
    let ranked = matches!(question.kind, Kind::Single | Kind::Multiple | Kind::Matrix);
    if labels.len() > 1 && ranked {
        found.push(about(responses.survey(), &question.id, Problem::TieTop { labels, n: top }));
    }
}

fn small_groups(responses: &Responses, id: &str, found: &mut Vec<Diagnostic>) {
    let Ok(grouping) = Grouping::of(responses, id) else { return };
    let min_base = responses.survey().about.min_base;
    for (index, group) in grouping.groups.iter().enumerate() {
        let n = (0..responses.len()).filter(|case| grouping.membership.has(*case, index)).count() as u64;
        if n > 0 && n < min_base {
            let problem = Problem::SmallGroup { label: group.label.clone(), n, min_base };
            found.push(about(responses.survey(), id, problem));
        }
    }
}
