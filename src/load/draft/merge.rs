//! Files with the same questions as one survey: paper and web, or one delivery after another.
//!
//! Questions are the same by their number or wording, and only when their answers can be told to be the same: by code, or by
//! label. Codes without labels and labels without codes cannot; a code sheet given with the files settles that.

use std::collections::HashSet;

use super::write::Written;
use super::{Change, Guess, Reason};
use crate::load::sheet::Sheet;
use crate::model::survey::{Columns, Layout, SourceColumn};
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

/// A drafted file with its sheet.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The survey of this file alone.
    pub written: Written,
    /// Its answers.
    pub sheet: Sheet,
}

/// Puts files with the same questions together; every other file is a survey of its own.
pub fn join(parts: Vec<Part>) -> Vec<Written> {
    let mut surveys: Vec<Written> = Vec::new();
    for part in parts {
        let next = part.written;
        let home = surveys.iter().position(|known| fits(known, &next) || fits(&next, known));
        match home.and_then(|at| surveys.get_mut(at)) {
            // The one that knows more choices takes the other in.
            Some(known) if fits(known, &next) && (choices(known) >= choices(&next) || !fits(&next, known)) => {
                absorb(known, next)
            }
            Some(known) => {
                let before = std::mem::replace(known, next);
                (known.id, known.title) = (before.id.clone(), before.title.clone());
                absorb(known, before);
                // The survey is called like its first file, which stays the first.
                known.sources.rotate_right(1);
            }
            None => surveys.push(next),
        }
    }
    surveys
}

fn choices(written: &Written) -> usize {
    written.draft.questions.iter().map(|question| question.choices.len()).sum()
}

/// The same question of another survey: by id where that is a question's number, else by its wording.
fn same<'a>(known: &'a Written, question: &Question) -> Option<&'a Question> {
    let numbered = |question: &Question| super::words::number(&fold::matching(&whole(question))).is_some();
    let by_id =
        known.draft.questions.iter().find(|other| other.id == question.id && numbered(question) && numbered(other));
    let wording = fold::matching(&question.label);
    by_id.or_else(|| known.draft.questions.iter().find(|other| fold::matching(&other.label) == wording))
}

/// Where a question's number stands, if it has one.
fn whole(question: &Question) -> String {
    let column = question
        .column
        .iter()
        .chain(question.columns.iter().flatten())
        .chain(question.items.iter().filter_map(|item| item.column.as_ref()));
    let numbered = column.into_iter().find(|column| super::words::number(&fold::matching(column)).is_some());
    numbered.cloned().unwrap_or_else(|| question.text.clone())
}

/// True when most questions of the smaller survey are questions of the other one, with answers that can be matched.
fn fits(known: &Written, next: &Written) -> bool {
    // Under other weights, or none, it is another tabulation.
    if known.draft.weight != next.draft.weight {
        return false;
    }
    let matched = next
        .draft
        .questions
        .iter()
        .filter(|question| same(known, question).is_some_and(|other| compatible(other, question)))
        .count();
    let smaller = known.draft.questions.len().min(next.draft.questions.len());
    let contradicted = next
        .draft
        .questions
        .iter()
        .filter(|question| same(known, question).is_some_and(|other| !compatible(other, question)))
        .count();
    matched * 10 >= smaller * 6 && contradicted * 5 <= matched
}

/// True for a choice known by its code alone.
fn is_bare(choice: &Choice) -> bool {
    fold::matching(&choice.label) == fold::matching(&choice.code)
}

fn position(choices: &[Choice], wanted: &Choice) -> Option<usize> {
    let folded = |text: &str| fold::matching(text);
    let by_label = choices.iter().position(|choice| folded(&choice.label) == folded(&wanted.label));
    by_label.or_else(|| choices.iter().position(|choice| is_bare(wanted) && choice.code == wanted.code))
}

/// True when the answers to both can be told to be the same.
fn compatible(known: &Question, next: &Question) -> bool {
    let numbers = |kind: Kind| matches!(kind, Kind::Numeric | Kind::Date | Kind::Text);
    if known.kind != next.kind {
        return false;
    }
    if numbers(known.kind) {
        return true;
    }
    if known.kind == Kind::Matrix && known.items.len() != next.items.len() {
        return false;
    }
    let bare = |question: &Question| {
        question.choices.iter().filter(|choice| is_bare(choice)).count() * 2 > question.choices.len()
    };
    // Labels cannot be found among bare codes.
    if bare(known) && !bare(next) {
        return false;
    }
    let found = next.choices.iter().filter(|choice| position(&known.choices, choice).is_some()).count();
    let fixed = known.kind == Kind::Multiple && known.layout == Some(Layout::Flags);
    let reverse = next.kind == Kind::Multiple && next.layout == Some(Layout::Flags);
    let all_there = known
        .choices
        .iter()
        .all(|choice| next.choices.iter().any(|other| position(std::slice::from_ref(choice), other).is_some()));
    let added = next
        .choices
        .iter()
        .filter(|choice| choice.other.is_none())
        .filter(|choice| position(&known.choices, choice).is_none())
        .count();
    (!fixed || added == 0) && (!reverse || all_there) && found * 2 >= next.choices.len()
}

/// Adds a file to a survey: its source with what differs, the choices and questions that only it has.
fn absorb(known: &mut Written, next: Written) {
    let mut source = next.draft.source.clone();
    let mut moved: HashSet<String> = HashSet::new();
    let mut apart = 0;
    let taken: HashSet<String> = known.draft.questions.iter().map(|question| question.id.clone()).collect();
    for question in &next.draft.questions {
        let home = same(known, question).filter(|other| compatible(other, question)).map(|other| other.id.clone());
        match home.and_then(|id| known.draft.questions.iter_mut().find(|other| other.id == id)) {
            Some(other) => {
                moved.insert(question.id.clone());
                place(&mut source.columns, other, question);
                let before = other.choices.clone();
                add_choices(other, question);
                // What is doubted in either file is doubted of the question.
                let own = next.draft.guesses_of(&question.id);
                let own = own.map(|guess| Guess { question: Some(other.id.clone()), ..guess.clone() });
                let new: Vec<Guess> =
                    own.filter(|guess| !known.draft.guesses.contains(guess) && is_open(guess, &before)).collect();
                known.draft.guesses.extend(new);
            }
            None => {
                apart += 1;
                let mut own = question.clone();
                if taken.contains(&own.id) {
                    own.id = format!("{}_{}", own.id, known.sources.len() + 1);
                }
                known.draft.guesses.extend(
                    next.draft
                        .guesses_of(&question.id)
                        .cloned()
                        .map(|guess| Guess { question: Some(own.id.clone()), ..guess }),
                );
                known.draft.questions.push(own);
            }
        }
    }
    if apart > 0 {
        let file = source.file.rsplit('/').next().unwrap_or_default().to_owned();
        known.draft.guesses.push(Guess {
            question: None,
            reason: Reason::ByPlace { file },
            alternatives: vec![Change::OwnSurvey],
        });
    }
    known.draft.guesses.extend(next.draft.guesses.iter().filter(|guess| guess.question.is_none()).cloned());
    for (own, more) in [
        (&mut known.draft.missing.na, &next.draft.missing.na),
        (&mut known.draft.missing.nap, &next.draft.missing.nap),
        (&mut known.draft.missing.inv, &next.draft.missing.inv),
        (&mut known.draft.missing.unk, &next.draft.missing.unk),
    ] {
        own.extend(more.iter().filter(|text| !own.contains(text)).cloned().collect::<Vec<_>>());
    }
    known.sources.push(source);
}

/// True for a doubt that the survey does not settle: it knows the kind, and its own choices.
fn is_open(guess: &Guess, choices: &[Choice]) -> bool {
    let known = |text: &String| choices.iter().any(|choice| fold::matching(&choice.label) == fold::matching(text));
    match &guess.reason {
        Reason::FewNumbers { .. } | Reason::Numbers | Reason::Repeats { .. } | Reason::Seldom { .. } => false,
        Reason::Rare { texts } => !texts.iter().all(known),
        _ => true,
    }
}

/// Notes where a file has a question, when that is not where the survey says.
fn place(columns: &mut std::collections::BTreeMap<String, SourceColumn>, known: &Question, next: &Question) {
    match known.kind {
        Kind::Matrix => {
            for (own, other) in known.items.iter().zip(&next.items).filter(|(own, other)| own.column != other.column) {
                if let Some(column) = &other.column {
                    columns.insert(own.id.clone(), SourceColumn::Name(column.clone()));
                }
            }
        }
        Kind::Multiple | Kind::Rank => {
            let mut here = Columns {
                column: next.column.clone(),
                columns: next.columns.clone(),
                layout: next.layout,
                separator: next.separator.clone(),
            };
            if next.layout == Some(Layout::Flags) && next.kind == Kind::Multiple {
                // Flags stand in the order of the survey's choices.
                let of = |choice: &Choice| {
                    let at = next
                        .choices
                        .iter()
                        .position(|other| position(std::slice::from_ref(choice), other).is_some())?;
                    next.columns.as_ref()?.get(at).cloned()
                };
                here.columns = Some(known.choices.iter().filter_map(of).collect());
            }
            let same = known.column == here.column
                && known.columns == here.columns
                && known.layout == here.layout
                && known.separator == here.separator;
            if !same {
                columns.insert(known.id.clone(), SourceColumn::Full(here));
            }
        }
        _ if known.column != next.column => {
            if let Some(column) = &next.column {
                columns.insert(known.id.clone(), SourceColumn::Name(column.clone()));
            }
        }
        _ => {}
    }
}

/// Choices that only this file has, behind the known ones; other spellings are found by folding when answers are read.
fn add_choices(known: &mut Question, next: &Question) {
    for choice in &next.choices {
        match position(&known.choices, choice) {
            Some(at) => {
                if let Some(own) = known.choices.get_mut(at)
                    && own.other.is_none()
                {
                    own.other.clone_from(&choice.other);
                }
            }
            None if known.kind == Kind::Multiple && known.layout == Some(Layout::Flags) => {}
            None => {
                let codes: HashSet<&str> = known.choices.iter().map(|choice| choice.code.as_str()).collect();
                let free = (known.choices.len() + 1..)
                    .map(|number| number.to_string())
                    .find(|code| !codes.contains(code.as_str()));
                let code =
                    if is_bare(choice) { choice.code.clone() } else { free.unwrap_or_else(|| choice.label.clone()) };
                known.choices.push(Choice { code, ..choice.clone() });
            }
        }
    }
}
