//! A first walk through the program: one sentence at a time tells which key to press; pressing it leads to the next, and so
//! does every other way to the same place.
//!
//! Everything else can be done meanwhile: the walk waits. It shows what is there; it changes nothing but what the keys do.

use super::command::{COMMANDS, Id, Place};
use super::popups::{Kind, Popup, rows};
use super::screens::table::Pane;
use super::state::{Screen, State};
use crate::messages::tour as say;

/// What leads on.
#[derive(Clone, Copy)]
enum Goal {
    /// One of these commands.
    Done(&'static [Id]),
    /// Something that is seen, however it was reached.
    Seen(fn(&State) -> bool),
}

/// A step: the command that is named, where its key is looked up, what leads on, and the sentence.
type Step = (Id, Place, Goal, say::Sentence);

const STEPS: [Step; 11] = [
    (Id::ToTable, Place::Overview, Goal::Seen(|state| state.screen == Screen::Table), say::to_table),
    (Id::NextQuestion, Place::Table, Goal::Done(&[Id::NextQuestion, Id::Down]), say::next_question),
    (Id::Banners, Place::Table, Goal::Seen(chooses), say::banners),
    (Id::Accept, Place::Check, Goal::Done(&[Id::Accept]), say::accept),
    (Id::NextPane, Place::Table, Goal::Seen(is_in_table), say::next_pane),
    (Id::OpenCell, Place::Table, Goal::Done(&[Id::OpenCell]), say::open_cell),
    (Id::Back, Place::List, Goal::Done(&[Id::Back]), say::back),
    (Id::ToProblems, Place::Table, Goal::Seen(|state| state.screen == Screen::Problems), say::to_problems),
    (Id::ToEvidence, Place::Problems, Goal::Seen(|state| state.screen == Screen::Evidence), say::to_evidence),
    (Id::Menu, Place::Evidence, Goal::Seen(|state| state.place() == Place::Menu), say::menu),
    (Id::Back, Place::Menu, Goal::Seen(|state| state.place() != Place::Menu), say::end),
];

/// The step in which a banner is chosen; without its box the one before it is asked for again.
const CHOOSING: usize = 3;

/// Where somebody is on the walk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// The step, from 0.
    at: usize,
    /// Banners by name that its sentence tells as examples.
    examples: Vec<String>,
}

/// The box of banners is open.
fn chooses(state: &State) -> bool {
    matches!(state.boxes.last(), Some(Popup { kind: Kind::Banners { .. }, .. }))
}

/// The cursor stands in the table, not among the questions.
fn is_in_table(state: &State) -> bool {
    state.screen == Screen::Table && state.opened().is_some_and(|opened| opened.table.focus != Pane::Questions)
}

/// Begins the walk, or ends it.
pub fn toggle(state: &mut State) {
    state.tour = if state.tour.is_some() { None } else { Some(Walk::default()) };
}

/// Takes a command in: the one that was asked for leads to the next sentence, where it does what was asked for.
pub fn pressed(state: &mut State, id: Id) {
    let Some((_, place, Goal::Done(wanted), _)) = state.tour.as_ref().and_then(|walk| STEPS.get(walk.at)) else {
        return;
    };
    // The same key does other things elsewhere: down leads to the next question in their list alone.
    let is_there = match id {
        Id::Back => true,
        Id::Down => state.place() == *place && !is_in_table(state),
        _ => state.place() == *place,
    };
    if is_there && wanted.contains(&id) {
        go_on(state);
    }
}

/// After everything that happens: what is asked for may have come about another way.
pub fn look(state: &mut State) {
    let Some(at) = state.tour.as_ref().map(|walk| walk.at) else { return };
    match STEPS.get(at) {
        Some((_, _, Goal::Seen(seen), _)) if seen(state) => go_on(state),
        _ if at == CHOOSING && !chooses(state) => go_to(state, at - 1),
        _ => {}
    }
}

fn go_on(state: &mut State) {
    let Some(next) = state.tour.as_ref().map(|walk| walk.at + 1) else { return };
    go_to(state, next);
}

/// Begins a step; behind the last one the walk is over. What its sentence tells of the survey is found here, once.
fn go_to(state: &mut State, at: usize) {
    let about_banners = at == CHOOSING || at + 1 == CHOOSING;
    let examples = if about_banners { examples(state) } else { Vec::new() };
    state.tour = (at < STEPS.len()).then_some(Walk { at, examples });
}

/// Two banners of the survey by name that are not chosen yet.
fn examples(state: &State) -> Vec<String> {
    let chosen = state.opened().map(|opened| opened.table.view.banners.clone()).unwrap_or_default();
    let offered = rows::rows(state, &Popup::new(Kind::Banners { chosen }));
    offered.into_iter().filter(|row| row.checked == Some(false)).map(|row| row.left).take(2).collect()
}

/// The sentence of the step, with its key and how to end the walk; where the key does not work, how to get to where it does.
pub fn sentence(state: &State) -> Option<String> {
    let Walk { at, examples } = state.tour.as_ref()?;
    let (id, place, _, sentence) = STEPS.get(*at)?;
    let here = state.place();
    let works = COMMANDS.iter().any(|command| command.id == *id && command.works_in(here));
    let text = if works {
        sentence(state.lang, &state.keymap.key(*id, here), examples)
    } else {
        let leads = if state.boxes.is_empty() { Id::ToTable } else { Id::Back };
        say::go_back(state.lang, &state.keymap.key(leads, here), super::names::place(state.lang, *place))
    };
    let end = state.keymap.key(Id::Tour, state.screen_place());
    Some(say::step(state.lang, at + 1, STEPS.len(), &text, &end))
}
