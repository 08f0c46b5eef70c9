//! Missing-codes that are possible numbers: 99 for 無回答 in a column where a firm may have 99 employees.
//!
//! A missing-code that is a choice's code is met where cells are read; there the choice wins. A number has no such list, so the
//! code wins and every cell is reported, unless the question itself states the code.

use crate::load::gather::Gathered;
use crate::load::marks::missing_codes;
use crate::load::settle::at_answer;
use crate::model::diagnostic::Problem;
use crate::model::{Kind, Question, Survey};
use crate::responses::grouping::AnswerSource;
use crate::text::fold;

/// Reports cells of numeric questions that were taken as missing and lie in the question's range.
pub(super) fn numbers(survey: &Survey, gathered: &mut Gathered, rows: &[usize]) {
    let mut met = Vec::new();
    let numeric = survey.questions.iter().enumerate();
    for (index, question) in numeric.filter(|(_, q)| q.kind == Kind::Numeric && q.missing.is_none()) {
        let codes: Vec<Vec<String>> =
            gathered.inputs.iter().map(|input| codes(survey, question, &input.source)).collect();
        if codes.iter().all(Vec::is_empty) {
            continue;
        }
        let Some(answers) = gathered.builder.answers(question) else { continue };
        for index_of_case in rows.iter().copied().filter(|case| answers.missing(*case).is_some()) {
            let Some(case) = gathered.builder.all().get(index_of_case) else { continue };
            let (Some(codes), Some(input)) = (codes.get(case.file), gathered.inputs.get(case.file)) else { continue };
            let column = input.located.questions.get(index).map(|place| place.columns()).unwrap_or_default();
            let Some(column) = column.first() else { continue };
            let text = fold::matching(&input.sheet.cell(case.row, *column).text());
            if codes.contains(&text) {
                let problem = Problem::NumberClash { code: text };
                met.push((Some(index_of_case), at_answer(survey, gathered, index_of_case, question, problem)));
            }
        }
    }
    gathered.met.extend(met);
}

/// The missing-codes of a source that could be an answer to a numeric question: in its range, or not negative where it has
/// none.
fn codes(survey: &Survey, question: &Question, source: &crate::model::survey::Source) -> Vec<String> {
    let [low, high] = question.range.unwrap_or([0.0, f64::INFINITY]);
    let is_answer = |code: &String| code.parse::<f64>().is_ok_and(|number| (low..=high).contains(&number));
    missing_codes(survey, question, source).into_keys().filter(is_answer).collect()
}
