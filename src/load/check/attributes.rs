//! Attributes without an answer: whoever leaves one open is missing from every table by it.

use super::filters::has_column;
use crate::load::gather::Gathered;
use crate::load::settle::at_answer;
use crate::model::Survey;
use crate::model::diagnostic::{Diagnostic, Problem};
use crate::responses::Missing;
use crate::responses::grouping::AnswerSource;

/// Reports every attribute left open. A file that does not have the question is told of once, where its columns are looked for.
pub(super) fn unanswered(survey: &Survey, gathered: &mut Gathered, rows: &[usize]) {
    let mut met = Vec::new();
    for question in survey.questions.iter().filter(|question| question.attribute) {
        let Some(answers) = gathered.builder.answers(question) else { continue };
        let open = rows.iter().copied().filter(|case| answers.missing(*case) == Some(Missing::Na));
        for case in open.filter(|case| has_column(gathered, question, *case)) {
            let found = at_answer(survey, gathered, case, question, Problem::AttributeMissing);
            met.push((Some(case), Diagnostic { value: None, ..found }));
        }
    }
    gathered.met.extend(met);
}
