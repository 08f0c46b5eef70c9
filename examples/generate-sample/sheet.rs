//! One case as the cells of a row: in codes and flags as a data-entry vendor types them, or in words as a web form
//! exports them. Knows answers and questions, and no file format.

use crate::answers::{Answer, Answers};
use crate::definition::{Definition, Kind, Question};

/// A cell before it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A time as Excel counts it: days since the end of 1899.
    Moment(f64),
}

impl Cell {
    /// The cell as a person would read it out.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) | Cell::Moment(number) => number.to_string(),
        }
    }
}

/// Text, or nothing when it is empty.
pub fn words(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// A sheet: header texts and rows of the same length.
pub struct Grid {
    /// Name of every column, as the definition writes it.
    pub columns: Vec<String>,
    /// Rows below the header.
    pub rows: Vec<Vec<Cell>>,
}

/// Which way the columns are laid out.
#[derive(Clone, Copy, PartialEq)]
pub enum Layout {
    /// Codes, one 0/1 column per option.
    Flags,
    /// Codes, all marks of a question in one cell.
    List,
    /// Words, all marks in one cell with a separator at the end too.
    Web,
}

impl Layout {
    /// The columns of a question, its その他 text included.
    pub fn columns(self, question: &Question) -> Vec<String> {
        let mut columns = if self == Layout::Web { question.web.clone() } else { question.paper.clone() };
        columns.extend(question.other.as_ref().map(|(_, column)| column.clone()));
        columns
    }

    /// The columns of all questions.
    pub fn all_columns(self, definition: &Definition) -> Vec<String> {
        definition.questions.iter().flat_map(|q| self.columns(q)).collect()
    }

    /// One case's cells, in the order of [`Layout::columns`].
    pub fn cells(self, question: &Question, answers: &Answers, case: usize) -> Vec<Cell> {
        let mut cells = if self == Layout::Web {
            web_cells(question, answers, case)
        } else {
            paper_cells(question, answers, case, self == Layout::Flags)
        };
        if let Some((_, column)) = &question.other {
            let text = answers.texts.get(&(column.clone(), case)).cloned().unwrap_or_default();
            cells.push(words(text));
        }
        cells
    }
}

fn number(value: impl Into<f64>) -> Cell {
    Cell::Number(value.into())
}

fn joined(codes: &[u8], separator: &str) -> String {
    codes.iter().map(u8::to_string).collect::<Vec<_>>().join(separator)
}

fn paper_cells(question: &Question, answers: &Answers, case: usize, flags: bool) -> Vec<Cell> {
    let key = (question.id.clone(), case);
    if let Some(written) = answers.written.get(&key) {
        return vec![written.parse().map_or_else(|_| words(written.as_str()), Cell::Number)];
    }
    let answer = answers.get(&question.id, case);
    let stray = answers.stray.get(&key).map(Vec::as_slice).unwrap_or_default();
    let hidden = question.other.as_ref().filter(|_| answers.unmarked.contains(&key)).map(|(code, _)| *code);
    let marks: Vec<u8> = match answer {
        Answer::Codes(codes) | Answer::Invalid(codes) => {
            codes.iter().copied().filter(|&code| Some(code) != hidden).collect()
        }
        Answer::NotAsked => stray.to_vec(),
        _ => Vec::new(),
    };
    match question.kind {
        Kind::Multiple if flags => {
            // A question that does not apply is left blank by the vendor, an unanswered one is a row of zeros.
            let idle = *answer == Answer::NotAsked && stray.is_empty();
            let flag = |code: u8| if idle { Cell::Empty } else { number(u8::from(marks.contains(&code))) };
            question.choices.iter().map(|c| flag(c.code)).collect()
        }
        Kind::Multiple => vec![words(joined(&marks, ","))],
        Kind::Rank => {
            (0..question.paper.len()).map(|at| marks.get(at).map_or(Cell::Empty, |&code| number(code))).collect()
        }
        Kind::Text => vec![words(answers.texts.get(&key).cloned().unwrap_or_default())],
        Kind::Numeric => match (answers.numbers.get(&key), marks.first()) {
            (Some(&value), _) => vec![number(value as f64)],
            (None, Some(&stray)) => vec![number(stray)],
            (None, None) => vec![Cell::Empty],
        },
        Kind::Single => vec![match (answer, marks.as_slice()) {
            (Answer::Unreadable, _) => words("●"),
            (Answer::Invalid(_), []) => number(-9999),
            (Answer::Invalid(_), many) => words(joined(many, if case.is_multiple_of(2) { "," } else { ";" })),
            (_, [one, ..]) => number(*one),
            (_, []) => Cell::Empty,
        }],
    }
}

fn web_cells(question: &Question, answers: &Answers, case: usize) -> Vec<Cell> {
    let key = (question.id.clone(), case);
    let codes = answers.codes(&question.id, case);
    let label =
        |code: u8| question.choices.iter().find(|c| c.code == code).map(|c| c.label.clone()).unwrap_or_default();
    match question.kind {
        Kind::Text => vec![words(answers.texts.get(&key).cloned().unwrap_or_default())],
        Kind::Numeric => vec![answers.numbers.get(&key).map_or(Cell::Empty, |&value| number(value as f64))],
        Kind::Rank => {
            (0..question.web.len()).map(|at| codes.get(at).map_or(Cell::Empty, |&code| words(label(code)))).collect()
        }
        Kind::Multiple => vec![words(codes.iter().map(|&code| label(code) + ";").collect::<String>())],
        Kind::Single => vec![codes.first().map_or(Cell::Empty, |&code| words(label(code)))],
    }
}

/// The letters of a column, counted from 0: 0 is A, 27 is AB.
pub fn letters(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8).to_string();
    if column < 26 { letter } else { letters(column / 26 - 1) + &letter }
}
