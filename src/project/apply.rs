//! Pure: what an op does to the state, and which acts are in effect after undo and redo.
//!
//! The state is the fold of the acts in effect, in the order of the journal. Undo takes the newest act in effect of the
//! same person out of the fold; redo puts it back in its old place. Nothing is inverted, so undo restores exactly. The
//! cost is one pass over the acts since the one taken back, or over all where it is an old one.

use std::collections::BTreeMap;

use super::journal::{Act, Entry};
use super::op::Op;
use super::state::{SavedTable, State};

/// Makes one change.
pub fn apply(state: &mut State, op: &Op) {
    match op.clone() {
        Op::SaveTable { name, survey, spec, view } => {
            let table = SavedTable { name, survey, spec: *spec, view };
            match state.tables.iter_mut().find(|old| old.name == table.name) {
                Some(old) => *old = table,
                None => state.tables.push(table),
            }
        }
        Op::DeleteTable { name } => state.tables.retain(|table| table.name != name),
        Op::SetView { survey, view } => {
            state.views.insert(survey, view);
        }
        Op::SetNote { survey, question, text } if text.is_empty() => {
            if let Some(notes) = state.notes.get_mut(&survey) {
                notes.remove(&question);
                if notes.is_empty() {
                    state.notes.remove(&survey);
                }
            }
        }
        Op::SetNote { survey, question, text } => {
            state.notes.entry(survey).or_default().insert(question, text);
        }
        Op::Finding { act } => super::findings::apply(&mut state.findings, *act),
        Op::Answers { survey, act } => {
            let fixes = state.fixes.entry(survey.clone()).or_default();
            super::fixes::apply(fixes, *act);
            if fixes.is_empty() {
                state.fixes.remove(&survey);
            }
        }
        Op::Comment { set, act } => super::comments::apply(state.comments.entry(set).or_default(), *act),
    }
}

/// The state after all acts, where `state` is the one before the act at place `first`.
pub fn fold(mut state: State, first: usize, entries: &[Entry], history: &History) -> State {
    for (entry, in_effect) in entries.iter().zip(&history.in_effect).skip(first) {
        if let (Act::Do(op), true) = (&entry.act, in_effect) {
            apply(&mut state, op);
        }
    }
    state
}

/// Which acts are in effect, and what each person can undo and redo. Acts are named by their place from 0.
#[derive(Debug, Clone, Default)]
pub struct History {
    in_effect: Vec<bool>,
    people: BTreeMap<String, Stacks>,
}

/// What one person can undo and redo; the next one is last.
#[derive(Debug, Clone, Default)]
struct Stacks {
    done: Vec<usize>,
    undone: Vec<usize>,
}

impl History {
    /// Takes in the act that follows `before`. False, and nothing changes, for an undo of something that is not in effect
    /// or a redo of something that is not undone.
    pub fn take(&mut self, before: &[Entry], entry: &Entry) -> bool {
        let stacks = self.people.entry(entry.who.clone()).or_default();
        let (from, to, in_effect, id) = match &entry.act {
            Act::Do(_) => {
                stacks.done.push(before.len());
                stacks.undone.clear();
                self.in_effect.push(true);
                return true;
            }
            Act::Undo(id) => (&mut stacks.done, &mut stacks.undone, false, id),
            Act::Redo(id) => (&mut stacks.undone, &mut stacks.done, true, id),
        };
        // From the end: it is the last one, unless copies of the journal were merged.
        let Some(at) = from.iter().rposition(|&place| before.get(place).is_some_and(|old| old.id == *id)) else {
            return false;
        };
        let place = from.remove(at);
        to.push(place);
        if let Some(flag) = self.in_effect.get_mut(place) {
            *flag = in_effect;
        }
        self.in_effect.push(false);
        true
    }

    /// True if the act at this place makes a change that nobody took back.
    pub fn is_in_effect(&self, place: usize) -> bool {
        self.in_effect.get(place) == Some(&true)
    }

    /// The act that undo takes back.
    pub fn undoable(&self, who: &str) -> Option<usize> {
        self.people.get(who)?.done.last().copied()
    }

    /// The act that redo brings back.
    pub fn redoable(&self, who: &str) -> Option<usize> {
        self.people.get(who)?.undone.last().copied()
    }
}
