//! When a command cannot be used, and why: no key is silent, no entry of help disappears.

use super::command::Id;
use super::panes;
use super::screens::{evidence, findings, form, guess, items, problems, progress, tagging, tree};
use super::state::{Data, Screen, State};
use crate::messages::{comments::screen as comment_words, screen as say};

/// Why a command cannot be used now; `None` when it can.
pub fn reason(state: &State, id: Id) -> Option<String> {
    judged(state, id, state.boxes.is_empty())
}

/// Why a command of the screen below the boxes cannot be used, as a list of commands says it.
pub fn on_screen(state: &State, id: Id) -> Option<String> {
    judged(state, id, true)
}

fn judged(state: &State, id: Id, on_screen: bool) -> Option<String> {
    let lang = state.lang;
    if let Some(axis) = panes::axis(id) {
        let none = panes::divider(state, axis).is_none();
        return none.then(|| say::no_line(lang, axis == panes::Axis::Across).to_owned());
    }
    if state.screen == Screen::Guess {
        return guess::reason(state, id);
    }
    if state.exporting
        && matches!(id, Id::Export | Id::PublishItems | Id::ExportPlan | Id::ExportEvidence | Id::ExportList)
    {
        return Some(say::exporting(lang).to_owned());
    }
    let pins = matches!(id, Id::PinCell | Id::PinDifference | Id::MarkCell);
    let leaves = matches!(id, Id::Undo | Id::Redo);
    if (pins || state.screen == Screen::Findings) && !leaves && on_screen {
        if let Some(reason) = findings::enabled::reason(state, id) {
            return Some(reason);
        }
        if pins || id == Id::Copy {
            return None;
        }
    }
    if state.screen == Screen::Evidence && on_screen {
        if let Some(reason) = evidence::reason(state, id) {
            return Some(reason);
        }
        if id == Id::Copy {
            return None;
        }
    }
    if state.screen == Screen::Problems && on_screen {
        if let Some(reason) = problems::enabled::reason(state, id) {
            return Some(reason);
        }
        if id == Id::Copy {
            return None;
        }
    }
    if state.screen == Screen::Form && on_screen {
        if let Some(reason) = form::enabled::reason(state, id) {
            return Some(reason);
        }
        if id == Id::Copy {
            return None;
        }
    }
    if state.screen == Screen::Items
        && let Some(reason) = items::reason::reason(state, id)
    {
        return Some(reason);
    }
    if let Some(reason) = progress::reason(state, id).or_else(|| tree::reason(state, id)) {
        return Some(reason);
    }
    let opened = state.opened();
    let needs_survey = || match opened {
        None => Some(say::no_survey(lang).to_owned()),
        Some(opened) => opened.definition.as_ref().err().map(|_| say::no_definition(lang).to_owned()),
    };
    let needs_data = || {
        needs_survey().or_else(|| match opened.map(|opened| &opened.data) {
            Some(Data::Loading) => Some(say::still_loading(lang).to_owned()),
            Some(Data::Failed(_)) => Some(say::not_loaded(lang).to_owned()),
            _ => None,
        })
    };
    let has_table = opened.is_some_and(|opened| opened.table.answer.is_some());
    let needs_table = || needs_data().or_else(|| (!has_table).then(|| say::no_table(lang).to_owned()));
    match id {
        Id::OpenSurvey if state.screen == Screen::Overview && (state.on_sets || state.step.is_some()) => None,
        Id::OpenSurvey
        | Id::ToTable
        | Id::ToForm
        | Id::NextQuestion
        | Id::PreviousQuestion
        | Id::Banners
        | Id::Filter => needs_survey(),
        Id::Base | Id::Percent | Id::Swap | Id::Sort | Id::Missing | Id::Lines | Id::Digits | Id::Marks | Id::Tones => {
            needs_survey()
        }
        Id::Chart if state.screen == Screen::Progress => None,
        Id::Chart | Id::ChooseChart | Id::Show => needs_survey(),
        Id::Weight => needs_survey().or_else(|| {
            let none = opened.and_then(|opened| opened.survey()).is_none_or(|survey| survey.weights.is_empty());
            none.then(|| say::no_weights(lang).to_owned())
        }),
        Id::Export
        | Id::Explain
        | Id::CopyMarkdown
        | Id::SelectUp
        | Id::SelectDown
        | Id::SelectLeft
        | Id::SelectRight => needs_table(),
        Id::Copy if state.screen == Screen::Tagging => tagging::enabled::reason(state, id),
        Id::Copy if state.screen == super::state::Screen::Table => needs_table(),
        Id::Copy if matches!(state.screen, Screen::Items | Screen::Progress | Screen::Tree) => None,
        Id::Copy => (state.surveys.is_empty()).then(|| say::no_survey(lang).to_owned()),
        Id::OpenCell if opened.is_some_and(|opened| opened.table.focus != super::screens::table::Pane::Questions) => {
            needs_table()
        }
        Id::Save | Id::Note => needs_survey().or_else(|| no_acts(state)),
        Id::Undo => no_acts(state).or_else(|| (!state.journal.can_undo).then(|| say::nothing_to_undo(lang).to_owned())),
        Id::Redo => no_acts(state).or_else(|| (!state.journal.can_redo).then(|| say::nothing_to_redo(lang).to_owned())),
        Id::Remove => {
            let saved = state.boxes.last().is_some_and(|popup| matches!(popup.kind, super::popups::Kind::Saved));
            let some = saved && !state.journal.state.tables.is_empty();
            let change = state.boxes.last().is_some_and(|popup| {
                matches!(popup.kind, super::popups::Kind::Items(items::dialog::Dialog::Changes { .. }))
            });
            (!some && !change).then(|| say::nothing_to_remove(lang).to_owned()).or_else(|| no_acts(state))
        }
        Id::GoBack => tree::jump::reason(state),
        Id::ToTagging | Id::ToItems => state.sets.is_empty().then(|| comment_words::no_set(lang).to_owned()),
        Id::NextSurvey | Id::PreviousSurvey if matches!(state.screen, Screen::Tagging | Screen::Items) => {
            (state.sets.len() < 2).then(|| comment_words::one_set(lang).to_owned())
        }
        Id::NextSurvey | Id::PreviousSurvey if matches!(state.screen, Screen::Progress | Screen::Tree) => None,
        Id::NextSurvey | Id::PreviousSurvey => (state.surveys.len() < 2).then(|| say::one_survey(lang).to_owned()),
        _ if state.screen == Screen::Tagging => tagging::enabled::reason(state, id),
        _ => None,
    }
}

/// Why nothing can be written to the journal.
pub fn no_acts(state: &State) -> Option<String> {
    if state.read_only {
        return Some(say::read_only(state.lang).to_owned());
    }
    state.journal.problem.clone()
}
