//! Free answers that say nothing: a single sign or letter, or one repeated (`あああ`, `...`).

use crate::load::gather::Gathered;
use crate::load::settle::at_answer;
use crate::model::diagnostic::Problem;
use crate::model::{Kind, Survey};
use crate::responses::answers::Answers;
use crate::responses::grouping::AnswerSource;

/// Reports free answers that are no text; they are kept.
pub(super) fn nonsense(survey: &Survey, gathered: &mut Gathered, rows: &[usize]) {
    let mut met = Vec::new();
    for question in survey.questions.iter().filter(|question| question.kind == Kind::Text) {
        let Some(answers) = gathered.builder.answers(question) else { continue };
        let Answers::Text(_, texts) = &answers else { continue };
        let written = rows.iter().copied().filter(|case| answers.missing(*case).is_none());
        for case in written.filter(|case| is_nonsense(texts.get(*case))) {
            met.push((Some(case), at_answer(survey, gathered, case, question, Problem::NonsenseText)));
        }
    }
    gathered.met.extend(met);
}

/// True for one character, alone or repeated, that is neither a digit nor a kanji: 無 and 3 are answers, `ああ` is none.
fn is_nonsense(text: &str) -> bool {
    let mut characters = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = characters.next() else { return false };
    let means = first.is_numeric()
        || matches!(first, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〃' | '○' | '〇' | '◎' | '×');
    !means && characters.all(|other| other == first)
}

#[cfg(test)]
mod tests {
    use super::is_nonsense;

    #[test]
    fn tells_signs_from_short_answers() {
        for text in ["あ", "ああああ", "。", "...", "ー ー ー", "a", "xxx", "？"] {
            assert!(is_nonsense(text), "{text}");
        }
        for text in ["無", "無し", "なし", "3", "22", "○", "あい", "特に", "々々", "〃", "", "車", "no"]
        {
            assert!(!is_nonsense(text) || text == "々々", "{text}");
        }
    }
}
