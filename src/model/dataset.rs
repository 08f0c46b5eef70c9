//! Cleaned answers as variables in columns, the way programs for statistics hold them: names, labels, codes, missing
//! answers. Made from responses, written by `export`.

/// Kinds of missing answer, as positions in [`Dataset::missing`] plus 1; 0 is answered.
pub type State = u8;

/// All valid cases of a survey.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dataset {
    /// Title for people.
    pub title: String,
    /// Labels of the kinds of missing answer: 無回答, 非該当, 無効, 不明.
    pub missing: [String; 4],
    /// Words for a flag: not chosen, chosen.
    pub flags: [String; 2],
    /// In questionnaire order; all have as many values as there are cases.
    pub variables: Vec<Variable>,
    /// Questions with several answers.
    pub sets: Vec<Set>,
    /// Position of the variable with the weight used when none is named.
    pub weight: Option<usize>,
    /// Number of cases.
    pub cases: usize,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Letters, digits and `_`, at most 64 bytes, unique in any letter case.
    pub name: String,
    /// The wording.
    pub label: String,
    /// What it holds, one per case.
    pub values: Values,
    /// Why there is no value, one per case; what stands in `values` then is of no meaning.
    pub states: Vec<State>,
    /// Labels of codes, in the order of the questionnaire; empty for quantities and texts.
    pub labels: Vec<(Code, String)>,
    /// What the variable is for.
    pub role: Role,
}

/// What a variable is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Identifies a case.
    Id,
    /// An answer.
    Answer,
    /// 1 or 0: one choice of a question with several answers.
    Flag,
    /// A weight.
    Weight,
}

/// Values of one kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers, or codes that are whole numbers.
    Numbers(Vec<f64>),
    /// Days since 1970-01-01.
    Days(Vec<f64>),
    /// Texts, or codes that are no numbers.
    Texts(Vec<String>),
}

/// The code of a choice.
#[derive(Debug, Clone, PartialEq)]
pub enum Code {
    /// A whole number.
    Number(f64),
    /// Anything else.
    Text(String),
}

/// A question with several answers: one flag per choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// The question's id as a name.
    pub name: String,
    /// The wording.
    pub label: String,
    /// Positions of its variables.
    pub variables: Vec<usize>,
    /// Codes of the choices, in the order of the variables.
    pub codes: Vec<String>,
}

/// Words that stand for 無回答, 非該当, 無効 and 不明 among texts and codes that are no numbers: nothing at all, and the reserved
/// words of a definition.
pub const MISSING_WORDS: [&str; 4] = ["", "NAP", "INV", "UNK"];

/// Numbers that stand for 無回答, 非該当, 無効 and 不明: 9, 8, 7 and 6 with as many nines before them as it takes to lie above
/// everything else (99, 98, 97, 96 beside the codes 1 to 12).
pub fn missing_numbers(highest: f64) -> [f64; 4] {
    let mut top = 9.0;
    while top - 3.0 <= highest && top < 1e15 {
        top = top * 10.0 + 9.0;
    }
    [top, top - 1.0, top - 2.0, top - 3.0]
}

impl Variable {
    /// The numbers that stand for missing answers, from 無回答 to 不明; none for texts. Days as they stand have none either.
    pub fn missing_numbers(&self) -> Option<[f64; 4]> {
        let Values::Numbers(values) = &self.values else { return None };
        let answered = values.iter().zip(&self.states).filter(|(_, state)| **state == 0).map(|(value, _)| *value);
        let codes = self.labels.iter().filter_map(|(code, _)| match code {
            Code::Number(number) => Some(*number),
            Code::Text(_) => None,
        });
        Some(missing_numbers(answered.chain(codes).fold(1.0, f64::max)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_missing_answers_lie_above_all_others() {
        assert_eq!(missing_numbers(1.0), [9.0, 8.0, 7.0, 6.0]);
        assert_eq!(missing_numbers(5.9), [9.0, 8.0, 7.0, 6.0]);
        assert_eq!(missing_numbers(6.0), [99.0, 98.0, 97.0, 96.0]);
        assert_eq!(missing_numbers(96.0)[3], 996.0);
        assert_eq!(missing_numbers(1e9)[0], 9_999_999_999.0);
    }
}
