//! An answer in words: the one place where codes become labels, for the screens and for the command line.

use super::{Lang, table};
use crate::load::typed;
use crate::model::{Kind, Question};
use crate::responses::answers::Answer;

/// What stands for a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// Its label.
    Labels,
    /// Its code and its label, where they are not the same.
    Codes,
}

/// An answer in words, as it is counted: labels, places of a ranking, a number with its unit, or why there is none.
pub fn words(lang: Lang, question: &Question, answer: &Answer, choices: Choices) -> String {
    let choice = |position: &usize| {
        question.choices.get(*position).map_or(String::new(), |choice| match choices {
            Choices::Codes => choice.coded(),
            Choices::Labels => choice.label.clone(),
        })
    };
    let listed = |words: Vec<String>| words.join(lang.pick("、", ", "));
    match answer {
        Answer::Missing(missing) => table::missing_name(lang, *missing).to_owned(),
        Answer::Choices(positions) => listed(positions.iter().map(choice).collect()),
        Answer::Ranks(places) => {
            let place = |(place, position): (usize, &Option<usize>)| {
                Some(format!("{} {}", table::rank(lang, place + 1), position.as_ref().map(choice)?))
            };
            listed(places.iter().enumerate().filter_map(place).collect())
        }
        Answer::Number(_) if question.kind == Kind::Date => typed::text(question, answer),
        Answer::Number(number) => format!("{number}{}", question.unit.as_deref().unwrap_or_default()),
        Answer::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Choice;
    use crate::responses::Missing;

    #[test]
    fn answers_are_said_with_labels_units_and_places() {
        let choice =
            |code: &str, label: &str| Choice { code: code.to_owned(), label: label.to_owned(), ..Choice::default() };
        let choices = vec![choice("1", "家賃"), choice("農", "農")];
        let of =
            |kind| Question { kind, choices: choices.clone(), unit: Some("人".to_owned()), ..Question::default() };
        let said = |kind, answer| words(Lang::Ja, &of(kind), &answer, Choices::Codes);
        assert_eq!(said(Kind::Multiple, Answer::Choices(vec![0, 1])), "1 家賃、農");
        assert_eq!(said(Kind::Rank, Answer::Ranks(vec![None, Some(0)])), "2位 1 家賃");
        assert_eq!(said(Kind::Numeric, Answer::Number(12.5)), "12.5人");
        assert_eq!(said(Kind::Date, Answer::Number(19_539.0)), "2023-07-01");
        assert_eq!(said(Kind::Single, Answer::Missing(Missing::Na)), "無回答");
        assert_eq!(words(Lang::En, &of(Kind::Multiple), &Answer::Choices(vec![0, 1]), Choices::Labels), "家賃, 農");
    }
}
