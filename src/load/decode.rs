//! One cell, or the cells of one question, into an answer: codes, labels, aliases, flags, lists, slots, numbers, dates.
//!
//! What could not be taken as it stands comes back beside the answer; where it stood is known to the caller.

use std::collections::HashMap;

use super::columns::Where;
use super::marks::{MARKED, SEPARATORS, UNMARKED, has_odd_digits, missing_codes, pieces};
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
    over_limit: Policy,
    double_mark: Policy,
}

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
        Self {
            question,
            by_text,
            by_number,
            missing,
            flag_missing,
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
        let labels = self.question.choices.iter().map(|choice| choice.label.as_str());
        Mark::Unknown(Problem::UnknownCode { nearest: crate::text::nearest(text, labels) })
    }

    fn single(&self, row: &[Cell], column: usize, others: &[(usize, usize)], met: &mut Vec<Met>) -> Answer {
        let cell = cell(row, column);
        match self.mark(cell) {
            Mark::Choice(position) => {
                note_full_width(cell, column, met);
                Answer::Choices(vec![position])
            }
            Mark::Missing(missing) if missing != Missing::Na => Answer::Missing(missing),
            Mark::Missing(_) | Mark::Nothing => match self.written_out(row, others, &[]) {
                Some((position, problem)) => {
                    met.push(problem);
                    Answer::Choices(vec![position])
                }
                None => Answer::Missing(Missing::Na),
            },
            Mark::Unknown(problem) => {
                let several = self.parts(&cell.text(), None);
                let chosen: Vec<usize> = several.iter().filter_map(|(_, mark)| position(mark)).collect();
                if chosen.len() > 1 && chosen.len() == several.len() {
                    return self.double(cell, column, &chosen, met);
                }
                met.push((column, cell.text().into_owned(), problem));
                Answer::Missing(Missing::Unk)
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

    /// A その他 that is written out in its own column although it is not among `chosen`.
    fn written_out(&self, row: &[Cell], others: &[(usize, usize)], chosen: &[usize]) -> Option<(usize, Met)> {
        others.iter().filter(|(position, _)| !chosen.contains(position)).find_map(|(position, column)| {
            let cell = cell(row, *column);
            let written = !cell.is_blank() && !self.missing.contains_key(&fold::matching(&cell.text()));
            let label = self.question.choices.get(*position)?.label.clone();
            written.then(|| (*position, (*column, cell.text().into_owned(), Problem::OtherUnmarked { label })))
        })
    }

    fn flags(&self, row: &[Cell], columns: &[Option<usize>], others: &[(usize, usize)], met: &mut Vec<Met>) -> Answer {
        let mut chosen = Vec::new();
        let mut missing = Missing::Na;
        for (position, column) in columns.iter().enumerate() {
            let Some(column) = *column else { continue };
            let cell = cell(row, column);
            match self.flag(cell, position) {
                Mark::Choice(_) => {
                    note_full_width(cell, column, met);
                    chosen.push(position);
                }
                Mark::Missing(kind) => missing = stronger(missing, kind),
                Mark::Nothing => {}
                Mark::Unknown(problem) => {
                    met.push((column, cell.text().into_owned(), problem));
                    missing = stronger(missing, Missing::Unk);
                }
            }
        }
        let column = columns.iter().flatten().next().copied().unwrap_or(0);
        self.several(row, column, chosen, missing, others, met)
    }

    fn flag(&self, cell: &Cell, position: usize) -> Mark {
        match cell {
            Cell::Empty | Cell::Bool(false) => return Mark::Nothing,
            Cell::Bool(true) => return Mark::Choice(position),
            Cell::Error(_) => return Mark::Unknown(Problem::ErrorCell),
            _ => {}
        }
        let text = fold::matching(&cell.text()).to_lowercase();
        let missing = self.flag_missing.get(&fold::matching(&cell.text()));
        if text.is_empty() || (missing.is_none() && UNMARKED.contains(&text.as_str())) {
            return Mark::Nothing;
        }
        match (self.mark(cell), missing) {
            (Mark::Choice(own), _) if own == position => return Mark::Choice(position),
            (_, Some(missing)) => return Mark::Missing(*missing),
            _ if MARKED.contains(&text.as_str()) => return Mark::Choice(position),
            _ => {}
        }
        match self.mark(cell) {
            Mark::Missing(missing) => Mark::Missing(missing),
            // A column header such as その他 often holds its free text itself.
            Mark::Choice(_) | Mark::Nothing => Mark::Unknown(Problem::UnknownCode { nearest: None }),
            Mark::Unknown(problem) => Mark::Unknown(problem),
        }
    }

    fn list(
        &self,
        row: &[Cell],
        column: usize,
        separator: Option<&str>,
        others: &[(usize, usize)],
        met: &mut Vec<Met>,
    ) -> Answer {
        let (chosen, missing) = self.read_list(row, column, separator, met);
        self.several(row, column, chosen, missing, others, met)
    }

    fn read_list(
        &self,
        row: &[Cell],
        column: usize,
        separator: Option<&str>,
        met: &mut Vec<Met>,
    ) -> (Vec<usize>, Missing) {
        let cell = cell(row, column);
        let whole = match cell {
            // A code that happens to be a date is impossible; 1,3 that Excel took for the 3rd of January is not.
            Cell::Date(_) => Some(Mark::Unknown(Problem::UnexpectedDate)),
            Cell::Error(_) => Some(Mark::Unknown(Problem::ErrorCell)),
            _ => self.missing.get(&fold::matching(&cell.text())).map(|missing| Mark::Missing(*missing)),
        };
        let text = cell.text();
        let parts = match whole {
            Some(mark) => vec![(text.to_string(), mark)],
            None => self.parts(&text, separator),
        };
        let mut chosen = Vec::new();
        let mut missing = Missing::Na;
        let mut any_known = false;
        for (part, mark) in parts {
            match mark {
                Mark::Choice(position) => {
                    any_known = true;
                    chosen.push(position);
                }
                Mark::Missing(kind) => missing = stronger(missing, kind),
                Mark::Nothing => {}
                Mark::Unknown(problem) => {
                    met.push((column, part, problem));
                    missing = stronger(missing, Missing::Unk);
                }
            }
        }
        if any_known {
            note_full_width(cell, column, met);
        }
        (chosen, missing)
    }

    /// The parts of a list and what each says. Neighbouring parts are joined again where only together they are a
    /// label, so that a label may contain the separator.
    fn parts(&self, text: &str, separator: Option<&str>) -> Vec<(String, Mark)> {
        if separator == Some("") {
            return text
                .chars()
                .filter(|character| !character.is_whitespace())
                .map(|character| (character.to_string(), self.look_up(&character.to_string())))
                .collect();
        }
        let cuts: Vec<(usize, &str)> = match separator {
            Some(separator) => pieces(text, separator),
            None => {
                let mut at = 0;
                text.split(SEPARATORS)
                    .map(|part| {
                        let start = at;
                        at += part.len()
                            + text
                                .get(at + part.len()..)
                                .and_then(|rest| rest.chars().next())
                                .map_or(0, char::len_utf8);
                        (start, part)
                    })
                    .collect()
            }
        };
        let alone: Vec<(String, Mark)> = cuts
            .iter()
            .filter(|(_, part)| !part.trim().is_empty())
            .map(|(_, part)| (part.trim().to_owned(), self.look_up(part)))
            .collect();
        if !alone.iter().any(|(_, mark)| matches!(mark, Mark::Unknown(_))) {
            return alone;
        }
        let mut found = Vec::new();
        let mut next = 0;
        while let Some((start, first)) = cuts.get(next) {
            let joined = (next + 1..cuts.len()).rev().find_map(|last| {
                let (end_start, end_part) = cuts.get(last)?;
                let whole = text.get(*start..end_start + end_part.len())?;
                let known = self.by_text.get(&fold::matching(whole)).or(self.by_text.get(whole.trim()))?;
                Some((last, whole, *known))
            });
            match (joined, self.look_up(first)) {
                (Some((last, whole, position)), _) => {
                    found.push((whole.to_owned(), Mark::Choice(position)));
                    next = last + 1;
                }
                (None, mark) => {
                    if !first.trim().is_empty() {
                        found.push(((*first).trim().to_owned(), mark));
                    }
                    next += 1;
                }
            }
        }
        found
    }

    fn slots(&self, row: &[Cell], columns: &[Option<usize>], others: &[(usize, usize)], met: &mut Vec<Met>) -> Answer {
        let (places, missing) = self.places(row, columns, met);
        let column = columns.iter().flatten().next().copied().unwrap_or(0);
        self.several(row, column, places.into_iter().flatten().collect(), missing, others, met)
    }

    /// The choice in each column, and why there is none where there is none at all.
    fn places(&self, row: &[Cell], columns: &[Option<usize>], met: &mut Vec<Met>) -> (Vec<Option<usize>>, Missing) {
        let mut missing = Missing::Na;
        let mut place = |column: &Option<usize>| {
            let column = (*column)?;
            let cell = cell(row, column);
            match self.mark(cell) {
                Mark::Choice(position) => {
                    note_full_width(cell, column, met);
                    return Some(position);
                }
                Mark::Missing(kind) => missing = stronger(missing, kind),
                Mark::Nothing => {}
                Mark::Unknown(problem) => {
                    met.push((column, cell.text().into_owned(), problem));
                    missing = stronger(missing, Missing::Unk);
                }
            }
            None
        };
        let places = columns.iter().map(&mut place).collect();
        (places, missing)
    }

    /// The rules all layouts of several answers share: その他 written out, exclusive choices, the limit.
    fn several(
        &self,
        row: &[Cell],
        column: usize,
        mut chosen: Vec<usize>,
        missing: Missing,
        others: &[(usize, usize)],
        met: &mut Vec<Met>,
    ) -> Answer {
        chosen.sort_unstable();
        chosen.dedup();
        if missing == Missing::Inv {
            return Answer::Missing(missing);
        }
        while let Some((position, problem)) = self.written_out(row, others, &chosen) {
            met.push(problem);
            chosen.push(position);
        }
        if chosen.is_empty() {
            return Answer::Missing(missing);
        }
        let labels = || {
            let labels = chosen.iter().filter_map(|position| self.question.choices.get(*position));
            labels.map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("、")
        };
        let exclusive =
            chosen.iter().filter_map(|position| self.question.choices.get(*position)).find(|choice| choice.exclusive);
        if let Some(choice) = exclusive.filter(|_| chosen.len() > 1) {
            met.push((column, labels(), Problem::Exclusive { label: choice.label.clone() }));
        }
        match self.question.max {
            Some(max) if chosen.len() > max => {
                met.push((column, labels(), Problem::OverLimit { max, marks: chosen.len() }));
                match self.over_limit {
                    Policy::Invalid => Answer::Missing(Missing::Inv),
                    Policy::Blank => Answer::Missing(Missing::Na),
                    Policy::Accept => Answer::Choices(chosen),
                }
            }
            _ => Answer::Choices(chosen),
        }
    }

    fn ranks(&self, row: &[Cell], columns: &[Option<usize>], met: &mut Vec<Met>) -> Answer {
        let (places, missing) = self.places(row, columns, met);
        let column = columns.iter().flatten().next().copied().unwrap_or(0);
        self.ranked(column, places, missing, met)
    }

    fn rank_list(&self, row: &[Cell], column: usize, separator: Option<&str>, met: &mut Vec<Met>) -> Answer {
        let (chosen, missing) = self.read_list(row, column, separator, met);
        let mut places: Vec<Option<usize>> = chosen.into_iter().map(Some).collect();
        places.truncate(self.question.ranks());
        self.ranked(column, places, missing, met)
    }

    /// A choice named twice keeps its first place; repeats and gaps are reported.
    fn ranked(&self, column: usize, mut places: Vec<Option<usize>>, missing: Missing, met: &mut Vec<Met>) -> Answer {
        if missing == Missing::Inv || places.iter().all(Option::is_none) {
            return Answer::Missing(missing);
        }
        let written = places.clone();
        for index in 1..places.len() {
            let repeated =
                places.iter().take(index).flatten().any(|earlier| places.get(index) == Some(&Some(*earlier)));
            if let Some(place) = places.get_mut(index).filter(|_| repeated) {
                *place = None;
            }
        }
        let gap = written.iter().skip_while(|place| place.is_some()).any(Option::is_some);
        if gap || written != places {
            let shown = |place: &Option<usize>| {
                place.and_then(|position| self.question.choices.get(position)).map_or("-", |choice| &choice.label)
            };
            met.push((column, written.iter().map(shown).collect::<Vec<_>>().join("、"), Problem::RankOrder));
        }
        Answer::Ranks(places)
    }

    fn number(&self, row: &[Cell], column: usize, met: &mut Vec<Met>) -> Answer {
        let cell = cell(row, column);
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
                Parsed::No => return unreadable(column, &text, Problem::NotANumber, met),
            },
        };
        if let Some([low, high]) = self.question.range.filter(|[low, high]| !(*low..=*high).contains(&value)) {
            met.push((column, text.to_string(), Problem::OutOfRange { low, high }));
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

/// When the cells of one answer say different things, what was spoiled outweighs what was left out.
fn stronger(a: Missing, b: Missing) -> Missing {
    let rank = |missing| match missing {
        Missing::Na => 0,
        Missing::Nap => 1,
        Missing::Unk => 2,
        Missing::Inv => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}

fn unreadable(column: usize, text: &str, problem: Problem, met: &mut Vec<Met>) -> Answer {
    met.push((column, text.to_owned(), problem));
    Answer::Missing(Missing::Unk)
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
