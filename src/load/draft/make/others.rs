//! Columns with the words beside その他: which choice they belong to, or a question of free text of their own.

use super::super::choices;
use super::super::column::Column;
use super::super::groups::Group;
use super::super::names::Split;
use super::super::words;
use super::super::{Change, Reason};
use super::{Doubt, Maker, first_split};
use crate::load::marks;
use crate::load::number;
use crate::load::sheet::Cell;
use crate::model::survey::Layout;
use crate::model::{Kind, Question};
use crate::text::fold;

impl Maker<'_> {
    /// Gives the columns of words to the choices they belong to; what belongs to none becomes a question.
    pub(super) fn give_words(&mut self, question: &mut Question, group: &Group, doubts: &mut Vec<Doubt>) {
        for (at, split) in &group.others {
            let Some(column) = self.column(*at).cloned() else { continue };
            let name = self.reference(column.index);
            match self.owner(question, group, &column, split, &name, doubts) {
                Some(position) => {
                    if let Some(choice) = question.choices.get_mut(position) {
                        choice.other = Some(name);
                    }
                }
                None => self.words_alone(*at, split),
            }
        }
    }

    /// The choice a column of words belongs to.
    fn owner(
        &self,
        question: &Question,
        group: &Group,
        column: &Column,
        split: &Split,
        name: &str,
        doubts: &mut Vec<Doubt>,
    ) -> Option<usize> {
        let free = |at: &usize| question.choices.get(*at).is_some_and(|choice| choice.other.is_none());
        if question.choices.is_empty() || !matches!(question.kind, Kind::Single | Kind::Multiple | Kind::Rank) {
            return None;
        }
        // Q3_4_TEXT and 問3_4_その他 name the choice.
        if let Some((number, _)) = split.numbered().filter(|(_, words)| !words.is_empty())
            && let Some(at) = question.choice(&number.to_string()).filter(free)
        {
            return Some(at);
        }
        let labelled: Vec<usize> = question
            .choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| choices::is_other(&choice.label))
            .map(|(at, _)| at)
            .collect();
        if let Some(at) = labelled.iter().copied().find(free) {
            return Some(at);
        }
        let counts = self.marked_with(question, group, column);
        let written = column.filled;
        let best = counts.iter().enumerate().max_by_key(|(at, count)| (**count, *at)).map(|(at, count)| (at, *count));
        let last = question.choices.len().checked_sub(1)?;
        let (at, count) = best.filter(|(_, count)| *count > 0).unwrap_or((last, 0));
        let label = question.choices.get(at)?.label.clone();
        // The choice that everybody who wrote something chose, and hardly anybody else need be asked.
        let sure =
            count >= 3 && count * 10 >= written * 9 && counts.iter().filter(|other| **other * 2 >= count).count() == 1;
        if !sure {
            let others = question.choices.iter().enumerate().rev().filter(|(other, _)| *other != at);
            let mut others: Vec<(usize, Change)> = others
                .map(|(other, choice)| {
                    (
                        counts.get(other).copied().unwrap_or(0),
                        Change::OtherOf { code: choice.code.clone(), label: choice.label.clone() },
                    )
                })
                .collect();
            others.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            let changes = others.into_iter().take(3).map(|(_, change)| change).collect();
            doubts.push((Reason::OtherOf { column: name.to_owned(), label }, changes));
        }
        Some(at)
    }

    /// For each choice, how many of those who wrote something chose it.
    fn marked_with(&self, question: &Question, group: &Group, words: &Column) -> Vec<usize> {
        let mut counts = vec![0; question.choices.len()];
        let places: Vec<usize> = group.members.iter().filter_map(|(at, _)| Some(self.column(*at)?.index)).collect();
        let flags = question.kind == Kind::Multiple && question.layout == Some(Layout::Flags);
        let same = |choice: &crate::model::Choice, text: &str| {
            let folded = fold::matching(text);
            fold::matching(&choice.code) == folded
                || fold::matching(&choice.label) == folded
                || number::canonical(&folded).is_some_and(|code| number::canonical(&choice.code) == Some(code))
        };
        let filled = |row: &&[Cell]| row.get(words.index).is_some_and(|cell| !cell.is_blank());
        for row in self.rows.iter().copied().filter(filled) {
            let text = |place: &usize| row.get(*place).map_or(String::new(), |cell| cell.text().into_owned());
            for (at, (choice, count)) in question.choices.iter().zip(&mut counts).enumerate() {
                let chosen = if flags {
                    places
                        .get(at)
                        .map(text)
                        .is_some_and(|text| !text.trim().is_empty() && !marks::is_unmarked(&fold::matching(&text)))
                } else {
                    let separator = question.separator.as_deref().filter(|sign| !sign.is_empty());
                    places.iter().map(text).any(|text| match separator {
                        Some(separator) => text.split(separator).any(|part| same(choice, part)),
                        None => same(choice, &text),
                    })
                };
                *count += usize::from(chosen);
            }
        }
        counts
    }

    /// A column of words that belongs to no choice is a question of free text.
    pub(super) fn words_alone(&mut self, at: usize, split: &Split) {
        let Some(column) = self.column(at).cloned() else { return };
        let said = words::read(&column.name.written.join(" "));
        let base = words::number(&split.key()).map(|number| words::id_of(&number));
        let id = base.unwrap_or_else(|| {
            self.place += 1;
            format!("Q{}", self.place)
        });
        let id = self.unique(&format!("{id}_FA"));
        let label = first_split(&column).map_or(said.label, |split| format!("{} {}", split.stem, split.part));
        let column = Some(self.reference(column.index));
        self.draft.questions.push(Question { id, label, kind: Kind::Text, column, ..Question::default() });
    }
}
