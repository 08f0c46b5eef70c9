//! One cell, or the cells of one question, into an answer: codes, labels, aliases, flags, lists, slots, numbers, dates.
//!
//! What could not be taken as it stands comes back beside the answer; where it stood is known to the caller.

mod several;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::columns::Where;
use super::marks::{has_odd_digits, missing_codes};
use super::number::{self, Parsed};
use super::sheet::Cell;
use crate::model::diagnostic::Problem;
use crate::model::survey::{Policy, Source, Survey};
use crate::model::{Kind, Question, day};
use crate::responses::Missing;
use crate::responses::answers::Answer;
use crate::text::fold;

/// Reads the answers to one question from one source.
pub struct Decoder<'a> {
    question: &'a Question,
    by_text: HashMap<String, usize>,
    by_number: HashMap<String, usize>,
    missing: HashMap<String, Missing>,
    /// In a column of its own choice a flag cannot be mistaken for another choice's code, so here no code wins.
    flag_missing: HashMap<String, Missing>,
    /// What marks a flag, folded and in lower case; empty for the usual marks.
    marked: HashSet<String>,
    /// True when a missing code can be mistaken for a number.
    missing_number: bool,
    /// The most characters of a choice's text that may be separators.
    most_joined: usize,
    /// What unknown texts are most like; a misspelling is often in many cells.
    suggested: RefCell<HashMap<String, Option<String>>>,
    over_limit: Policy,
    double_mark: Policy,
}

/// With more choices than this a suggestion costs more than it helps.
const MOST_SUGGESTED: usize = 200;

/// A problem, the column of the row it was met in, and the cell's text.
pub type Met = (usize, String, Problem);

/// What a cell says about one choice.
enum Mark {
    Choice(usize),
    Missing(Missing),
    Nothing,
    Unknown(Problem),
}

impl<'a> Decoder<'a> {
    /// A decoder for a question of a survey as it lies in a source.
    pub fn new(survey: &Survey, question: &'a Question, source: &Source) -> Self {
        let mut by_text = HashMap::new();
        let codes = question.choices.iter().enumerate().map(|(position, choice)| (position, &choice.code));
        let labels = question.choices.iter().enumerate().map(|(position, choice)| (position, &choice.label));
        let aliases = question
            .choices
            .iter()
            .enumerate()
            .flat_map(|(position, choice)| choice.aliases.iter().map(move |alias| (position, alias)));
        for (position, text) in codes.clone().chain(labels).chain(aliases) {
            let key = if question.open_choices { text.trim().to_owned() } else { fold::matching(text) };
            by_text.entry(key).or_insert(position);
        }
        let mut by_number = HashMap::new();
        for (position, code) in codes {
            if let Some(number) = number::canonical(code) {
                by_number.entry(number).or_insert(position);
            }
        }
        let flag_missing = missing_codes(survey, question, source);
        let no_choice = flag_missing.iter().filter(|(text, _)| !by_text.contains_key(*text));
        let mut missing: HashMap<_, _> = no_choice.map(|(text, missing)| (text.clone(), *missing)).collect();
        if question.open_choices {
            // Where the values are the choices, the reserved words still mean what they say.
            missing.extend(Missing::ALL.map(|kind| (kind.name().to_owned(), kind)));
        }
        let marks = |text: &String| text.chars().filter(|c| !c.is_alphanumeric()).count();
        Self {
            question,
            most_joined: by_text.keys().map(marks).max().unwrap_or(0),
            by_text,
            by_number,
            missing_number: missing.keys().any(|text| text.parse::<f64>().is_ok()),
            missing,
            flag_missing,
            marked: question.marked.iter().map(|mark| fold::matching(mark).to_lowercase()).collect(),
            suggested: RefCell::default(),
            over_limit: question.over_limit.unwrap_or(survey.about.over_limit),
            double_mark: question.double_mark.unwrap_or(survey.about.double_mark),
        }
    }

    /// The answer in a row. `others` are the columns of free texts, by choice position.
    pub fn answer(&self, row: &[Cell], place: &Where, others: &[(usize, usize)], met: &mut Vec<Met>) -> Answer {
        match (self.question.kind, place) {
            (_, Where::Nowhere) => Answer::Missing(Missing::Na),
            (Kind::Single | Kind::Matrix, Where::Cell(column)) => self.single(row, *column, others, met),
            (Kind::Numeric, Where::Cell(column)) => self.number(row, *column, met),
            (Kind::Date, Where::Cell(column)) => self.date(row, *column, met),
            (Kind::Text, Where::Cell(column)) => self.text(row, *column),
            (Kind::Rank, Where::Slots(columns)) => self.ranks(row, columns, met),
            (Kind::Rank, Where::List(column, separator)) => self.rank_list(row, *column, separator.as_deref(), met),
            (Kind::Multiple, Where::Flags(columns)) => self.flags(row, columns, others, met),
            (Kind::Multiple, Where::List(column, separator)) => {
                self.list(row, *column, separator.as_deref(), others, met)
            }
            (Kind::Multiple, Where::Slots(columns)) => self.slots(row, columns, others, met),
            _ => Answer::Missing(Missing::Na),
        }
    }

    /// What one cell with at most one choice says.
    fn mark(&self, cell: &Cell) -> Mark {
        match cell {
            Cell::Error(_) => return Mark::Unknown(Problem::ErrorCell),
            Cell::Empty => return self.missing.get("").map_or(Mark::Nothing, |missing| Mark::Missing(*missing)),
            _ => {}
        }
        let text = cell.text();
        let mark = self.look_up(&text);
        match (mark, cell) {
            (Mark::Unknown(_), Cell::Date(_)) => Mark::Unknown(Problem::UnexpectedDate),
            (mark, _) => mark,
        }
    }

    fn look_up(&self, text: &str) -> Mark {
        if let Some(position) = self.by_text.get(text.trim()) {
            return Mark::Choice(*position);
        }
        let key = fold::matching(text);
        if let Some(position) = self.by_text.get(&key) {
            return Mark::Choice(*position);
        }
        if let Some(missing) = self.missing.get(&key) {
            return Mark::Missing(*missing);
        }
        if key.is_empty() {
            return Mark::Nothing;
        }
        // Excel turns the code 01 into 1 and a csv may say 1.0.
        if let Some(position) = number::canonical(&key).and_then(|number| self.by_number.get(&number)) {
            return Mark::Choice(*position);
        }
        Mark::Unknown(Problem::UnknownCode { nearest: self.suggestion(key) })
    }

    fn suggestion(&self, key: String) -> Option<String> {
        let choices = &self.question.choices;
        if choices.len() > MOST_SUGGESTED {
            return None;
        }
        let mut suggested = self.suggested.borrow_mut();
        let entry = suggested.entry(key);
        let labels = choices.iter().map(|choice| choice.label.as_str());
        let nearest = |key: &String| crate::text::respelt(key, labels);
        entry.or_insert_with_key(nearest).clone()
    }

    fn single(&self, row: &[Cell], column: usize, others: &[(usize, usize)], met: &mut Vec<Met>) -> Answer {
        let cell = cell(row, column);
        match self.mark(cell) {
            Mark::Choice(position) => {
                note_full_width(cell, column, met);
                self.note_not_written(row, others, &[position], met);
                Answer::Choices(vec![position])
            }
            Mark::Missing(missing) if missing != Missing::Na => Answer::Missing(missing),
            Mark::Missing(_) | Mark::Nothing => {
                match others.iter().find_map(|other| self.written_out(row, *other, true)) {
                    Some((position, problem)) => {
                        met.push(problem);
                        Answer::Choices(vec![position])
                    }
                    None => Answer::Missing(Missing::Na),
                }
            }
            // In a form's export the words of その他 stand where its label would.
            Mark::Unknown(Problem::UnknownCode { .. }) if own_words(others, column).is_some() => {
                own_words(others, column)
                    .map_or(Answer::Missing(Missing::Unk), |position| Answer::Choices(vec![position]))
            }
            // Where the values are the choices, a value is whole.
            Mark::Unknown(problem) if self.question.open_choices => unreadable(column, &cell.text(), problem, met),
            Mark::Unknown(problem) => {
                let text = cell.text();
                let several = self.parts(&text, None);
                let chosen: Vec<usize> = several.iter().filter_map(|(_, mark)| position(mark)).collect();
                if chosen.len() > 1 && chosen.len() == several.len() {
                    return self.double(cell, column, &chosen, met);
                }
                unreadable(column, &text, problem, met)
            }
        }
    }

    fn double(&self, cell: &Cell, column: usize, chosen: &[usize], met: &mut Vec<Met>) -> Answer {
        let first = chosen.first().copied().unwrap_or(0);
        if chosen.iter().all(|position| *position == first) {
            return Answer::Choices(vec![first]);
        }
        met.push((column, cell.text().into_owned(), Problem::DoubleMark));
        match self.double_mark {
            Policy::Invalid => Answer::Missing(Missing::Inv),
            Policy::Blank => Answer::Missing(Missing::Na),
            Policy::Accept => Answer::Choices(vec![first]),
        }
    }

    /// A その他 that is written out in its own column although it is not marked; `added` when it is taken as marked.
    fn written_out(&self, row: &[Cell], (position, column): (usize, usize), added: bool) -> Option<(usize, Met)> {
        let cell = cell(row, column);
        let written = !cell.is_blank() && !self.missing.contains_key(&fold::matching(&cell.text()));
        let label = self.question.choices.get(position)?.label.clone();
        written.then(|| (position, (column, cell.text().into_owned(), Problem::OtherUnmarked { label, added })))
    }

    /// Notes every その他 that is marked but not written out, where the file has a column for its text.
    fn note_not_written(&self, row: &[Cell], others: &[(usize, usize)], marked: &[usize], met: &mut Vec<Met>) {
        for (position, column) in others.iter().filter(|(position, _)| marked.contains(position)) {
            if self.written_out(row, (*position, *column), true).is_none()
                && let Some(choice) = self.question.choices.get(*position)
            {
                let text = cell(row, *column).text().into_owned();
                met.push((*column, text, Problem::OtherEmpty { label: choice.label.clone() }));
            }
        }
    }

    fn number(&self, row: &[Cell], column: usize, met: &mut Vec<Met>) -> Answer {
        let cell = cell(row, column);
        if let Some(value) = plain_number(cell).filter(|_| !self.missing_number) {
            return self.in_range(value, cell, column, met);
        }
        let text = cell.text();
        let key = fold::matching(&text);
        if let Some(missing) = self.missing.get(&key) {
            return Answer::Missing(*missing);
        }
        if key.is_empty() {
            return Answer::Missing(Missing::Na);
        }
        let value = match cell {
            Cell::Number(value) => *value,
            Cell::Date(_) => return unreadable(column, &text, Problem::UnexpectedDate, met),
            Cell::Error(_) => return unreadable(column, &text, Problem::ErrorCell, met),
            _ => match number::parse(&key, self.question.unit.as_deref()) {
                Parsed::Plain(value) => {
                    note_full_width(cell, column, met);
                    value
                }
                Parsed::Words(taken) => {
                    met.push((column, text.to_string(), Problem::NumberWords { taken }));
                    taken
                }
                Parsed::No => {
                    let Some(taken) = self.year(&key) else {
                        return unreadable(column, &text, Problem::NotANumber, met);
                    };
                    met.push((column, text.to_string(), Problem::NumberWords { taken }));
                    taken
                }
            },
        };
        self.in_range(value, cell, column, met)
    }

    /// The year that a text such as 令和5年 names, where the question asks for a year.
    fn year(&self, text: &str) -> Option<f64> {
        const YEARS: std::ops::RangeInclusive<f64> = 1500.0..=2999.0;
        let of_years = self.question.range.is_some_and(|[low, high]| YEARS.contains(&low) && YEARS.contains(&high));
        // 年間 and 年数 are units of durations; 年（西暦） is one of years.
        let is_year = |unit: &str| {
            let name = unit.split(['（', '(']).next().unwrap_or(unit).trim();
            matches!(name, "年" | "年度") || name.starts_with("西暦")
        };
        let by_unit = self.question.unit.as_deref().is_some_and(is_year);
        let year = day::year(number::without_about(text)).filter(|_| of_years || by_unit)? as f64;
        // A question about a number of years has no use for a calendar year.
        self.question.range.is_none_or(|[low, high]| (low..=high).contains(&year)).then_some(year)
    }

    fn in_range(&self, value: f64, cell: &Cell, column: usize, met: &mut Vec<Met>) -> Answer {
        if let Some([low, high]) = self.question.range.filter(|[low, high]| !(*low..=*high).contains(&value)) {
            met.push((column, cell.text().into_owned(), Problem::OutOfRange { low, high }));
        }
        Answer::Number(value)
    }

    fn date(&self, row: &[Cell], column: usize, met: &mut Vec<Met>) -> Answer {
        let text = cell(row, column).text();
        let key = fold::matching(&text);
        if let Some(missing) = self.missing.get(&key) {
            return Answer::Missing(*missing);
        }
        if key.is_empty() {
            return Answer::Missing(Missing::Na);
        }
        match day::parse(&key) {
            Some(day) => Answer::Number(day),
            None => unreadable(column, &text, Problem::NotADate, met),
        }
    }

    fn text(&self, row: &[Cell], column: usize) -> Answer {
        let text = cell(row, column).text();
        let text = text.trim();
        match self.missing.get(&fold::matching(text)) {
            Some(missing) => Answer::Missing(*missing),
            None if text.is_empty() => Answer::Missing(Missing::Na),
            None => Answer::Text(text.to_owned()),
        }
    }
}

/// The number of a cell that holds nothing else: a number, or a few plain digits.
fn plain_number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(value) => Some(*value),
        Cell::Text(text) if text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

fn unreadable(column: usize, text: &str, problem: Problem, met: &mut Vec<Met>) -> Answer {
    met.push((column, text.to_owned(), problem));
    Answer::Missing(Missing::Unk)
}

/// The choice whose words stand in the question's own column: whatever is no label is its text.
fn own_words(others: &[(usize, usize)], column: usize) -> Option<usize> {
    others.iter().find(|(_, other)| *other == column).map(|(position, _)| *position)
}

fn position(mark: &Mark) -> Option<usize> {
    match mark {
        Mark::Choice(position) => Some(*position),
        _ => None,
    }
}

fn cell(row: &[Cell], column: usize) -> &Cell {
    const EMPTY: &Cell = &Cell::Empty;
    row.get(column).unwrap_or(EMPTY)
}

fn note_full_width(cell: &Cell, column: usize, met: &mut Vec<Met>) {
    if has_odd_digits(cell) {
        met.push((column, cell.text().into_owned(), Problem::FullWidth));
    }
}
