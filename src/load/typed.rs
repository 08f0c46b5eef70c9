//! Answers as people type them, with the question's own codes: `3`, `1;4`, `20`, `2023-07-01`, `NA`. And back.
//!
//! Stricter than reading a cell: what is not understood to the letter is refused, because somebody is there to type it again.

use super::number::{self, Parsed};
use crate::model::{Kind, Problem, Question, day};
use crate::responses::Missing;
use crate::responses::answers::Answer;
use crate::text::fold;

/// Between the codes of several answers.
pub const SEPARATOR: char = ';';

/// Why a typed text is no answer to the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedFault {
    /// No choice has this code or label.
    NoChoice(String),
    /// One answer is allowed.
    Several,
    /// More ranks than the question has.
    TooManyRanks(usize),
    /// The same choice at two ranks.
    RankTwice(String),
    /// Not a number.
    NoNumber,
    /// Not a date.
    NoDate,
    /// 非該当 follows from other answers and is not typed.
    NotTyped,
}

/// Reads what was typed; nothing at all is 無回答.
///
/// # Errors
/// What cannot be understood.
pub fn answer(question: &Question, text: &str) -> Result<Answer, TypedFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Answer::Missing(Missing::Na));
    }
    match Missing::from_name(&fold::matching(text)) {
        Some(Missing::Nap) => return Err(TypedFault::NotTyped),
        Some(missing) => return Ok(Answer::Missing(missing)),
        None => {}
    }
    match question.kind {
        Kind::Single | Kind::Matrix => Ok(Answer::Choices(vec![one(question, text)?])),
        Kind::Multiple => {
            let mut chosen = parts(question, text)?.into_iter().flatten().collect::<Vec<_>>();
            chosen.sort_unstable();
            chosen.dedup();
            Ok(Answer::Choices(chosen))
        }
        Kind::Rank => ranks(question, text),
        Kind::Numeric => match number::parse(&fold::matching(text), question.unit.as_deref()) {
            Parsed::Plain(value) => Ok(Answer::Number(value)),
            Parsed::Words(_) | Parsed::No => Err(TypedFault::NoNumber),
        },
        Kind::Date => day::parse(&fold::matching(text)).map(Answer::Number).ok_or(TypedFault::NoDate),
        Kind::Text => Ok(Answer::Text(text.to_owned())),
    }
}

fn position(question: &Question, text: &str) -> Option<usize> {
    let wanted = fold::matching(text);
    question
        .choice(text.trim())
        .or_else(|| question.choices.iter().position(|choice| fold::matching(&choice.code) == wanted))
        .or_else(|| question.choices.iter().position(|choice| fold::matching(&choice.label) == wanted))
}

fn one(question: &Question, text: &str) -> Result<usize, TypedFault> {
    if let Some(position) = position(question, text) {
        return Ok(position);
    }
    match parts(question, text) {
        Ok(parts) if parts.len() > 1 => Err(TypedFault::Several),
        _ => Err(TypedFault::NoChoice(text.to_owned())),
    }
}

/// The choice in each part; `None` where a part is empty, as for a rank that was left out.
fn parts(question: &Question, text: &str) -> Result<Vec<Option<usize>>, TypedFault> {
    if let Some(position) = position(question, text) {
        return Ok(vec![Some(position)]);
    }
    // Labels may contain every sign but the semicolon, codes only letters and digits as a rule.
    let by_semicolon: Vec<&str> = text.split([SEPARATOR, '；']).collect();
    let cut: Vec<&str> = match by_semicolon.len() {
        1 => text.split([',', '，', '、', ' ', '\u{3000}']).filter(|part| !part.is_empty()).collect(),
        _ => by_semicolon,
    };
    let read = |part: &str| match part.trim() {
        "" => Ok(None),
        part => position(question, part).map(Some).ok_or_else(|| TypedFault::NoChoice(part.to_owned())),
    };
    cut.into_iter().map(read).collect()
}

fn ranks(question: &Question, text: &str) -> Result<Answer, TypedFault> {
    let mut places = parts(question, text)?;
    while places.last() == Some(&None) {
        places.pop();
    }
    let ranks = question.ranks();
    if places.len() > ranks {
        return Err(TypedFault::TooManyRanks(ranks));
    }
    for (index, place) in places.iter().enumerate() {
        if let Some(position) = place.filter(|_| places.iter().take(index).any(|earlier| earlier == place)) {
            let label = question.choices.get(position).map(|choice| choice.label.clone()).unwrap_or_default();
            return Err(TypedFault::RankTwice(label));
        }
    }
    if places.is_empty() {
        return Ok(Answer::Missing(Missing::Na));
    }
    Ok(Answer::Ranks(places))
}

/// What is doubtful about a typed answer: more marks than allowed, an exclusive choice beside others, a number out of range. It
/// counts as typed all the same.
pub fn doubts(question: &Question, answer: &Answer) -> Vec<Problem> {
    let mut doubts = Vec::new();
    match answer {
        Answer::Choices(chosen) => {
            if let Some(max) = question.max.filter(|max| chosen.len() > *max) {
                doubts.push(Problem::OverLimit { max, marks: chosen.len() });
            }
            doubts.extend(exclusive(question, chosen));
        }
        Answer::Ranks(places) => {
            if places.iter().any(Option::is_none) {
                doubts.push(Problem::RankOrder);
            }
            let ranked: Vec<usize> = places.iter().copied().flatten().collect();
            doubts.extend(exclusive(question, &ranked));
        }
        Answer::Number(number) => {
            if let Some([low, high]) = question.range.filter(|[low, high]| number < low || number > high) {
                doubts.push(Problem::OutOfRange { low, high });
            }
        }
        _ => {}
    }
    doubts
}

/// An exclusive choice beside others, in an answer that is counted as it is.
pub fn exclusive(question: &Question, chosen: &[usize]) -> Option<Problem> {
    let mut choices = chosen.iter().filter_map(|position| question.choices.get(*position));
    let exclusive = choices.find(|choice| choice.exclusive).filter(|_| chosen.len() > 1)?;
    Some(Problem::Exclusive { label: exclusive.label.clone(), over_limit: None })
}

/// An answer as it would be typed; 無回答 is `NA`.
pub fn text(question: &Question, answer: &Answer) -> String {
    let code = |position: &usize| question.choices.get(*position).map_or("", |choice| choice.code.as_str()).to_owned();
    let separator = SEPARATOR.to_string();
    match answer {
        Answer::Missing(missing) => missing.name().to_owned(),
        Answer::Choices(chosen) => chosen.iter().map(code).collect::<Vec<_>>().join(&separator),
        Answer::Ranks(places) => {
            let places = places.iter().map(|place| place.as_ref().map(code).unwrap_or_default());
            places.collect::<Vec<_>>().join(&separator)
        }
        Answer::Number(value) if question.kind == Kind::Date => day::iso(*value as i64),
        Answer::Number(value) => value.to_string(),
        Answer::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Choice;

    fn question(kind: Kind) -> Question {
        let choice =
            |code: &str, label: &str| Choice { code: code.to_owned(), label: label.to_owned(), ..Choice::default() };
        let choices = vec![choice("1", "家賃、地代"), choice("2", "立地"), choice("03", "その他")];
        Question { kind, choices, top: Some(2), unit: Some("人".to_owned()), ..Question::default() }
    }

    #[test]
    fn typed_answers_are_read_to_the_letter() {
        let read = |kind, text| answer(&question(kind), text);
        assert_eq!(read(Kind::Single, " ２ "), Ok(Answer::Choices(vec![1])));
        assert_eq!(read(Kind::Single, "家賃、地代"), Ok(Answer::Choices(vec![0])));
        assert_eq!(read(Kind::Single, "3"), Err(TypedFault::NoChoice("3".to_owned())));
        assert_eq!(read(Kind::Single, "1;2"), Err(TypedFault::Several));
        assert_eq!(read(Kind::Single, ""), Ok(Answer::Missing(Missing::Na)));
        assert_eq!(read(Kind::Single, "INV"), Ok(Answer::Missing(Missing::Inv)));
        assert_eq!(read(Kind::Single, "NAP"), Err(TypedFault::NotTyped));
        assert_eq!(read(Kind::Multiple, "2 1、1"), Ok(Answer::Choices(vec![0, 1])));
        assert_eq!(read(Kind::Multiple, "家賃、地代；立地"), Ok(Answer::Choices(vec![0, 1])));
        assert_eq!(read(Kind::Rank, ";2"), Ok(Answer::Ranks(vec![None, Some(1)])));
        assert_eq!(read(Kind::Rank, "1;1"), Err(TypedFault::RankTwice("家賃、地代".to_owned())));
        assert_eq!(read(Kind::Rank, "1;2;03"), Err(TypedFault::TooManyRanks(2)));
        assert_eq!(read(Kind::Numeric, "２０人"), Ok(Answer::Number(20.0)));
        assert_eq!(read(Kind::Numeric, "約20人"), Err(TypedFault::NoNumber));
        assert!(read(Kind::Date, "2023/7/1").is_ok());
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (kind, given) in [
            (Kind::Single, Answer::Choices(vec![2])),
            (Kind::Multiple, Answer::Choices(vec![0, 2])),
            (Kind::Rank, Answer::Ranks(vec![None, Some(2)])),
            (Kind::Numeric, Answer::Number(-0.5)),
            (Kind::Date, Answer::Number(19_539.0)),
            (Kind::Text, Answer::Text("駅前; 駐車".to_owned())),
            (Kind::Single, Answer::Missing(Missing::Unk)),
        ] {
            let question = question(kind);
            assert_eq!(answer(&question, &text(&question, &given)), Ok(given));
        }
    }
}
