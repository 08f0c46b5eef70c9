//! Answers of several choices: flags, lists, slots and ranks, and the rules they share.

use super::super::columns::Where;
use super::super::marks::{MARKED, SEPARATORS, UNMARKED, pieces};
use super::super::sheet::Cell;
use super::super::typed::exclusive;
use super::{Decoder, Mark, Met, cell, note_full_width, own_words};
use crate::model::diagnostic::Problem;
use crate::model::survey::Policy;
use crate::responses::Missing;
use crate::responses::answers::Answer;
use crate::text::fold;

/// The most pieces joined where separators are letters.
const MOST_JOINED: usize = 20;

impl Decoder<'_> {
    pub(super) fn flags(
        &self,
        row: &[Cell],
        columns: &[Option<usize>],
        others: &[(usize, usize)],
        met: &mut Vec<Met>,
    ) -> Answer {
        let mut chosen = Vec::new();
        let mut missing = Missing::Na;
        for (position, column) in columns.iter().enumerate() {
            let Some(column) = *column else { continue };
            let cell = cell(row, column);
            let mark = match self.flag(cell, position) {
                // The column of その他 that holds its words says by them that it is marked.
                Mark::Unknown(Problem::UnknownCode { .. }) if others.contains(&(position, column)) => {
                    Mark::Choice(position)
                }
                mark => mark,
            };
            match mark {
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
        // Words in the column of the flag itself were taken above.
        let apart: Vec<(usize, usize)> =
            others.iter().filter(|(_, other)| !columns.contains(&Some(*other))).copied().collect();
        self.several(row, column, chosen, missing, &apart, met)
    }

    fn flag(&self, cell: &Cell, position: usize) -> Mark {
        match cell {
            Cell::Empty | Cell::Bool(false) => return Mark::Nothing,
            Cell::Bool(true) => return Mark::Choice(position),
            Cell::Error(_) => return Mark::Unknown(Problem::ErrorCell),
            _ => {}
        }
        let folded = fold::matching(&cell.text());
        let missing = self.flag_missing.get(&folded);
        let text = folded.to_lowercase();
        if !self.marked.is_empty() {
            return match missing {
                _ if self.marked.contains(&text) => Mark::Choice(position),
                Some(missing) => Mark::Missing(*missing),
                None => Mark::Nothing,
            };
        }
        if text.is_empty() {
            return Mark::Nothing;
        }
        if missing.is_none() && UNMARKED.contains(&text.as_str()) {
            // なし in the column of the choice なし.
            let label = self.question.choices.get(position).map(|choice| fold::matching(&choice.label).to_lowercase());
            let is_label = label.as_ref() == Some(&text) && text.chars().all(char::is_alphabetic);
            return if is_label { Mark::Choice(position) } else { Mark::Nothing };
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

    pub(super) fn list(
        &self,
        row: &[Cell],
        column: usize,
        separator: Option<&str>,
        others: &[(usize, usize)],
        met: &mut Vec<Met>,
    ) -> Answer {
        let mut words = Vec::new();
        let (mut chosen, mut missing) = self.read_list(row, column, separator, &mut words);
        if let Some(position) = own_words(others, column) {
            let read = words.len();
            words.retain(|(_, _, problem)| !matches!(problem, Problem::UnknownCode { .. }));
            if words.len() < read {
                chosen.push(position);
                missing = Missing::Na;
            }
        }
        met.append(&mut words);
        let apart: Vec<(usize, usize)> = others.iter().filter(|(_, other)| *other != column).copied().collect();
        self.several(row, column, chosen, missing, &apart, met)
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
            _ if self.missing.is_empty() => None,
            _ => self.missing.get(&fold::matching(&cell.text())).map(|missing| Mark::Missing(*missing)),
        };
        let text = cell.text();
        let parts = match whole {
            Some(mark) => vec![(&*text, mark)],
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
                    met.push((column, part.to_owned(), problem));
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
    pub(super) fn parts<'t>(&self, text: &'t str, separator: Option<&str>) -> Vec<(&'t str, Mark)> {
        if separator == Some("") {
            let characters = text.char_indices().filter(|(_, character)| !character.is_whitespace());
            let one = |(start, character): (usize, char)| text.get(start..start + character.len_utf8());
            return characters.filter_map(one).map(|character| (character, self.look_up(character))).collect();
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
        let alone: Vec<(&str, Mark)> = cuts
            .iter()
            .filter(|(_, part)| !part.trim().is_empty())
            .map(|(_, part)| (part.trim(), self.look_up(part)))
            .collect();
        if !alone.iter().any(|(_, mark)| matches!(mark, Mark::Unknown(_))) {
            return alone;
        }
        let mut found = Vec::new();
        let mut next = 0;
        // A long text with many separators is not tried in every combination.
        let signs_only = separator.is_none_or(|separator| !separator.chars().any(char::is_alphanumeric));
        let most = if signs_only { self.most_joined } else { MOST_JOINED };
        while let Some((start, first)) = cuts.get(next) {
            let joined = (next + 1..cuts.len().min(next + most + 1)).rev().find_map(|last| {
                let (end_start, end_part) = cuts.get(last)?;
                let whole = text.get(*start..end_start + end_part.len())?;
                let known = self.by_text.get(&fold::matching(whole)).or(self.by_text.get(whole.trim()))?;
                Some((last, whole, *known))
            });
            match (joined, self.look_up(first)) {
                (Some((last, whole, position)), _) => {
                    found.push((whole, Mark::Choice(position)));
                    next = last + 1;
                }
                (None, mark) => {
                    if !first.trim().is_empty() {
                        found.push((first.trim(), mark));
                    }
                    next += 1;
                }
            }
        }
        found
    }

    /// What stands in a cell as the words of a choice, such as その他. In a column that also holds the answer itself these are
    /// whatever is neither a choice nor a mark.
    pub fn words(&self, row: &[Cell], place: &Where, (position, column): (usize, usize)) -> Option<String> {
        let is_words = |mark: &Mark| matches!(mark, Mark::Unknown(Problem::UnknownCode { .. }));
        let own = cell(row, column);
        let text = match place {
            Where::Flags(columns) if columns.contains(&Some(column)) => {
                is_words(&self.flag(own, position)).then(|| own.text().into_owned())
            }
            Where::List(list, separator) if *list == column => {
                let text = own.text();
                let parts = self.parts(&text, separator.as_deref()).into_iter();
                let parts: Vec<&str> = parts.filter(|(_, mark)| is_words(mark)).map(|(part, _)| part).collect();
                (!parts.is_empty()).then(|| parts.join("、"))
            }
            _ if place.columns().contains(&column) => is_words(&self.mark(own)).then(|| own.text().into_owned()),
            _ => self.written_out(row, (position, column), true).map(|(_, (_, text, _))| text),
        };
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    pub(super) fn slots(
        &self,
        row: &[Cell],
        columns: &[Option<usize>],
        others: &[(usize, usize)],
        met: &mut Vec<Met>,
    ) -> Answer {
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
        self.note_not_written(row, others, &chosen, met);
        self.take_written_out(row, others, &mut chosen, met);
        if chosen.is_empty() {
            return Answer::Missing(missing);
        }
        let labels = || {
            let labels = chosen.iter().filter_map(|position| self.question.choices.get(*position));
            labels.map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("、")
        };
        let over = self.question.max.is_some_and(|max| chosen.len() > max);
        if let Some(problem) = self.exclusive(&chosen, over) {
            met.push((column, labels(), problem));
        }
        match self.question.max {
            Some(max) if over => {
                let (text, marks) = (labels(), chosen.len());
                self.too_many(column, text, (max, marks), Answer::Choices(chosen), met)
            }
            _ => Answer::Choices(chosen),
        }
    }

    /// Adds every その他 that is only written out, as long as that leaves a valid form valid.
    fn take_written_out(&self, row: &[Cell], others: &[(usize, usize)], chosen: &mut Vec<usize>, met: &mut Vec<Met>) {
        let choice = |position: &usize| self.question.choices.get(*position);
        let alone = chosen.iter().filter_map(choice).any(|choice| choice.exclusive);
        let marked = chosen.clone();
        for other in others.iter().filter(|(position, _)| !marked.contains(position)) {
            let full = alone || self.question.max.is_some_and(|max| chosen.len() >= max);
            if let Some((position, problem)) = self.written_out(row, *other, !full) {
                met.push(problem);
                if !full {
                    chosen.push(position);
                }
            }
        }
    }

    pub(super) fn ranks(&self, row: &[Cell], columns: &[Option<usize>], met: &mut Vec<Met>) -> Answer {
        let (places, missing) = self.places(row, columns, met);
        let column = columns.iter().flatten().next().copied().unwrap_or(0);
        self.ranked(column, places, missing, met)
    }

    pub(super) fn rank_list(&self, row: &[Cell], column: usize, separator: Option<&str>, met: &mut Vec<Met>) -> Answer {
        let (chosen, missing) = self.read_list(row, column, separator, met);
        self.ranked(column, chosen.into_iter().map(Some).collect(), missing, met)
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
        let label = |place: &Option<usize>| {
            place.and_then(|position| self.question.choices.get(position)).map_or("-", |choice| &choice.label)
        };
        let shown = |places: &[Option<usize>]| places.iter().map(label).collect::<Vec<_>>().join("、");
        if gap || written != places {
            met.push((column, shown(&written), Problem::RankOrder));
        }
        let ranked: Vec<usize> = places.iter().flatten().copied().collect();
        let max = self.question.ranks();
        let marks = places.iter().flatten().count();
        let over = places.iter().skip(max).any(Option::is_some) && marks > max;
        if let Some(problem) = self.exclusive(&ranked, over) {
            met.push((column, shown(&written), problem));
        }
        if over {
            return self.too_many(column, shown(&written), (max, marks), Answer::Ranks(places), met);
        }
        Answer::Ranks(places)
    }

    /// An exclusive choice beside others, with what becomes of it where there are more marks than allowed.
    fn exclusive(&self, chosen: &[usize], over: bool) -> Option<Problem> {
        let mut problem = exclusive(self.question, chosen)?;
        if let Problem::Exclusive { over_limit, .. } = &mut problem {
            *over_limit = over.then_some(self.over_limit);
        }
        Some(problem)
    }

    /// What becomes of an answer with more marks than allowed.
    fn too_many(
        &self,
        column: usize,
        text: String,
        (max, marks): (usize, usize),
        answer: Answer,
        met: &mut Vec<Met>,
    ) -> Answer {
        met.push((column, text, Problem::OverLimit { max, marks }));
        match self.over_limit {
            Policy::Invalid => Answer::Missing(Missing::Inv),
            Policy::Blank => Answer::Missing(Missing::Na),
            Policy::Accept => answer,
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
