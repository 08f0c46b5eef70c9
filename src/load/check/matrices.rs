//! Matrices answered in one line: the same choice for every item.

use crate::load::gather::Gathered;
use crate::load::settle::at_answer;
use crate::model::diagnostic::Problem;
use crate::model::{Question, Survey};
use crate::responses::answers::{Answers, UNK};
use crate::responses::grouping::AnswerSource;

/// Reports respondents with the same answer to all items they answered, where these are at least as many as the survey or
/// the matrix says.
pub(super) fn straight_lines(survey: &Survey, gathered: &mut Gathered, rows: &[usize]) {
    let mut met = Vec::new();
    for matrix in &survey.matrices {
        let least = matrix.straight_line.unwrap_or(survey.about.straight_line);
        let items = survey.named(&matrix.id);
        let (Some(first), true) = (items.first(), least > 0 && items.len() >= least) else { continue };
        let columns: Vec<&[u16]> = items
            .iter()
            .filter_map(|item| match gathered.builder.answers(item) {
                Some(Answers::One(codes)) => Some(codes),
                _ => None,
            })
            .collect();
        for case in rows {
            // Codes from `UNK` on are the kinds of missing answers.
            let mut answered = columns.iter().filter_map(|codes| codes.get(*case)).filter(|code| **code < UNK);
            let Some(code) = answered.next() else { continue };
            let mut items = 1;
            let same = answered.inspect(|_| items += 1).all(|other| other == code);
            if same && items >= least {
                let label = first.choices.get(usize::from(*code)).map(|choice| choice.label.clone());
                let problem = Problem::StraightLine { items, label: label.unwrap_or_default() };
                let found = at_answer(survey, gathered, *case, first, problem);
                met.push((Some(*case), about(found, matrix)));
            }
        }
    }
    gathered.met.extend(met);
}

/// The finding stands at the first item's cell but is about the matrix.
fn about(found: crate::model::Diagnostic, matrix: &Question) -> crate::model::Diagnostic {
    crate::model::Diagnostic { question: Some(matrix.id.clone()), ..found }
}
