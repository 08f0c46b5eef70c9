//! A first walk through the program: one sentence at a time tells which key to press; pressing it leads to the next.
//!
//! Everything else can be done meanwhile: the walk waits. It shows what is there; it changes nothing but what the keys do.

use super::command::{Id, Place};
use super::state::State;
use crate::messages::tour as say;

/// What is to be pressed, where its key is looked up, and the sentence for it.
const STEPS: [(Id, Place, say::Sentence); 11] = [
    (Id::ToTable, Place::Overview, say::to_table),
    (Id::NextQuestion, Place::Table, say::next_question),
    (Id::Banners, Place::Table, say::banners),
    (Id::Accept, Place::Check, say::accept),
    (Id::NextPane, Place::Table, say::next_pane),
    (Id::OpenCell, Place::Table, say::open_cell),
    (Id::Back, Place::List, say::back),
    (Id::ToProblems, Place::Table, say::to_problems),
    (Id::ToEvidence, Place::Problems, say::to_evidence),
    (Id::Menu, Place::Evidence, say::menu),
    (Id::Back, Place::Menu, say::end),
];

/// Begins the walk, or ends it.
pub fn toggle(state: &mut State) {
    state.tour = if state.tour.is_some() { None } else { Some(0) };
}

/// Takes a command in: the one that was asked for leads to the next sentence.
pub fn pressed(state: &mut State, id: Id) {
    let Some(at) = state.tour else { return };
    if STEPS.get(at).is_some_and(|(wanted, ..)| *wanted == id) {
        state.tour = Some(at + 1).filter(|next| *next < STEPS.len());
    }
}

/// The sentence of the step, with its key and how to end the walk.
pub fn sentence(state: &State) -> Option<String> {
    let at = state.tour?;
    let (id, place, sentence) = STEPS.get(at)?;
    let text = sentence(state.lang, &state.keymap.key(*id, *place));
    let end = state.keymap.key(Id::Tour, state.screen_place());
    Some(say::step(state.lang, at + 1, STEPS.len(), &text, &end))
}
