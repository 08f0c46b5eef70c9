//! Columns with the words beside その他: which choice they belong to, or a question of free text of their own.

use super::super::beside::names_other;
use super::super::choices;
use super::super::column::{Column, missing_word};
use super::super::groups::Group;
use super::super::names::Split;
use super::super::words;
use super::super::{Change, Reason};
use super::{Doubt, Maker, first_split};
use crate::load::marks;
use crate::load::number;
use crate::load::sheet::Cell;
use crate::model::survey::Layout;
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

/// Most choices named as what words may belong to.
const MOST_NAMED: usize = 3;

/// Where a column of words goes.
enum Place {
    /// Beside this choice.
    Choice(usize),
    /// Beside a choice その他 that is not among the choices yet.
    New,
    /// It is a question of its own.
    Own,
}

/// How those who wrote something answered the question.
struct Writers {
    /// For each choice, how many chose it.
    counts: Vec<usize>,
    /// How many there are.
    all: usize,
    /// How many left the question blank.
    blank: usize,
}

impl Maker<'_> {
    /// Gives the columns of words to the choices they belong to. What belongs to none comes back: it becomes a question.
    pub(super) fn give_words(
        &mut self,
        question: &mut Question,
        group: &Group,
        doubts: &mut Vec<Doubt>,
    ) -> Vec<(usize, Split)> {
        let mut own = Vec::new();
        for (at, split) in &group.others {
            let Some(column) = self.column(*at).cloned() else { continue };
            let name = self.reference(column.index);
            match self.place_of(question, group, &column, split, &name, doubts) {
                Place::Choice(position) => {
                    if let Some(choice) = question.choices.get_mut(position) {
                        choice.other = Some(name);
                    }
                }
                Place::New => Change::Other { column: name }.apply(question),
                Place::Own => own.push((*at, split.clone())),
            }
        }
        own
    }

    /// Where a column of words belongs.
    fn place_of(
        &self,
        question: &Question,
        group: &Group,
        column: &Column,
        split: &Split,
        name: &str,
        doubts: &mut Vec<Doubt>,
    ) -> Place {
        let free = |at: &usize| question.choices.get(*at).is_some_and(|choice| choice.other.is_none());
        if question.choices.is_empty() || !matches!(question.kind, Kind::Single | Kind::Multiple | Kind::Rank) {
            return Place::Own;
        }
        let is_bare = |choice: &Choice| fold::matching(&choice.code) == fold::matching(&choice.label);
        // Q3_4_TEXT and 問3_4_その他 name the choice, where the codes are those of the form.
        let coded = self.draft.coded.contains(&question.id) || self.entry(group).is_some();
        if let Some((number, _)) = split.numbered().filter(|(_, words)| !words.is_empty())
            && let Some(at) = question.choices.iter().position(|choice| {
                let leads = choices::leading(&choice.label) == Some(number);
                choice.code == number.to_string() && (coded || is_bare(choice) || leads)
            })
            && free(&at)
        {
            return Place::Choice(at);
        }
        let writers = self.writers(question, group, column);
        let own_text = |made: bool| Change::OwnText { column: name.to_owned(), made };
        let other = Change::Other { column: name.to_owned() };
        // A header beside the question, that shares neither its title nor its number.
        let beside = split.part == column.name.written.first().cloned().unwrap_or_default()
            && words::number(&fold::matching(&split.part)).is_none();
        let mut labelled = (0..question.choices.len())
            .filter(|at| question.choices.get(*at).is_some_and(|choice| choices::is_other(&choice.label)));
        if let Some(at) = labelled.clone().find(free) {
            let marked = writers.counts.get(at).copied().unwrap_or(0);
            // Whoever left the question blank may have written instead of marking.
            let fits = (marked + writers.blank) * 2 >= writers.all;
            let Some(choice) = question.choices.get(at).filter(|_| !fits) else { return Place::Choice(at) };
            if beside {
                doubts.push((Reason::OtherApart { column: name.to_owned() }, vec![other]));
                return Place::Own;
            }
            let reason = Reason::OtherOf { column: name.to_owned(), label: choice.label.clone() };
            doubts.push((reason, vec![own_text(false)]));
            return Place::Choice(at);
        }
        if labelled.next().is_some() {
            return Place::Own;
        }
        let counts = &writers.counts;
        let best = counts.iter().enumerate().max_by_key(|(at, count)| (**count, *at)).map(|(at, count)| (at, *count));
        let (at, count) = best.unwrap_or((0, 0));
        let bare = question.choices.iter().all(is_bare);
        let changes = |but: Option<usize>| {
            let others = question.choices.iter().enumerate().rev().filter(|(other, _)| but != Some(*other));
            let mut others: Vec<(usize, Change)> = others
                .map(|(other, choice)| {
                    let change = Change::OtherOf { code: choice.code.clone(), label: choice.label.clone() };
                    (counts.get(other).copied().unwrap_or(0), change)
                })
                .collect();
            others.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            others.into_iter().take(MOST_NAMED).map(|(_, change)| change).collect::<Vec<_>>()
        };
        // The choice that everybody who wrote something chose, and hardly anybody else need be asked.
        let sure = count >= 3
            && count * 10 >= writers.all * 9
            && counts.iter().filter(|other| **other * 2 >= count).count() == 1;
        if sure && (!beside || bare) {
            return Place::Choice(at);
        }
        let about_other = names_other(&split.part)
            || names_other(&column.wording)
            || split.part.to_lowercase().ends_with("text") && split.numbered().is_some();
        // A code alone may be that of その他; a label would say so. Among several marks one may be there by chance.
        let enough =
            if question.kind == Kind::Multiple { count * 5 >= writers.all * 4 } else { count * 2 >= writers.all };
        let likely = enough && count > 0 && (bare || !about_other);
        if bare && writers.all == 0 || likely && (!beside || bare) {
            let at = if count > 0 { at } else { question.choices.len().saturating_sub(1) };
            let label = question.choices.get(at).map(|choice| choice.label.clone()).unwrap_or_default();
            let mut all = changes(Some(at));
            if question.kind != Kind::Rank {
                all.push(other);
            }
            all.push(own_text(false));
            doubts.push((Reason::OtherOf { column: name.to_owned(), label }, all));
            return Place::Choice(at);
        }
        if question.kind == Kind::Rank || writers.all == 0 {
            return Place::Own;
        }
        let instead = writers.blank * 2 >= writers.all;
        let labels: Vec<String> = question.choices.iter().map(|choice| choice.label.clone()).collect();
        let scale = !bare && choices::is_ordered(&labels);
        let several = question.kind == Kind::Multiple && about_other && !beside;
        if (instead || several) && !(scale && beside) {
            let mut all = if bare && question.layout != Some(Layout::Flags) { changes(None) } else { Vec::new() };
            all.push(own_text(true));
            doubts.push((Reason::NewOther { column: name.to_owned() }, all));
            return Place::New;
        }
        doubts.push((Reason::OtherApart { column: name.to_owned() }, vec![other]));
        Place::Own
    }

    /// How those who wrote something answered.
    fn writers(&self, question: &Question, group: &Group, words: &Column) -> Writers {
        let (mut all, mut blank) = (0, 0);
        let mut counts = vec![0; question.choices.len()];
        let places: Vec<usize> = group.members.iter().filter_map(|(at, _)| Some(self.column(*at)?.index)).collect();
        let flags = question.kind == Kind::Multiple && question.layout == Some(Layout::Flags);
        let same = |choice: &Choice, text: &str| {
            let folded = fold::matching(text);
            fold::matching(&choice.code) == folded
                || fold::matching(&choice.label) == folded
                || number::canonical(&folded).is_some_and(|code| number::canonical(&choice.code) == Some(code))
        };
        let filled = |row: &&[Cell]| {
            row.get(words.index)
                .is_some_and(|cell| !cell.is_blank() && missing_word(&fold::matching(&cell.text())).is_none())
        };
        for row in self.rows.iter().copied().filter(filled) {
            let mut is_blank = true;
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
                        Some(separator) => {
                            marks::pieces(&text, separator).into_iter().any(|(_, part)| same(choice, part))
                        }
                        None => same(choice, &text),
                    })
                };
                *count += usize::from(chosen);
                is_blank &= !chosen;
            }
            all += 1;
            blank += usize::from(is_blank);
        }
        Writers { counts, all, blank }
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
