//! When a command cannot be used, and why: no key is silent, no entry of help disappears.
//!
//! What a screen knows of its own commands, it says itself; here stands what holds on several of them. Moves and edits that
//! meet an end say so after the key: [`moves`](super::moves).

use super::command::Id;
use super::panes;
use super::popups::Kind;
use super::screens::{
    evidence, files, findings, form, guess, items, overview, problems, progress, table, tagging, tree,
};
use super::state::{Data, Screen, State};
use crate::messages::{comments::screen as comment_words, moves as move_words, screen as say};

/// Why a command cannot be used now; `None` when it can.
pub fn reason(state: &State, id: Id) -> Option<String> {
    judged(state, id, state.boxes.is_empty())
}

/// Why a command cannot be used, as a list of commands says it: as if the list were closed, which it is when the command runs.
pub fn listed(state: &State, id: Id) -> Option<String> {
    judged(state, id, state.boxes.len() <= 1)
}

fn judged(state: &State, id: Id, on_screen: bool) -> Option<String> {
    let lang = state.lang;
    let axis = panes::axis(id);
    // A screen that has nothing to search draws no pane either.
    if (axis.is_some() || id == Id::Zoom)
        && on_screen
        && let Some(reason) = of_screen(state, Id::Search)
    {
        return Some(reason);
    }
    if let Some(axis) = axis {
        let none = panes::divider(state, axis).is_none();
        return none.then(|| say::no_line(lang, axis == panes::Axis::Across).to_owned());
    }
    if state.screen == Screen::Guess {
        return guess::reason(state, id);
    }
    let writes = matches!(id, Id::Export | Id::PublishItems | Id::ExportPlan | Id::ExportEvidence | Id::ExportList);
    if writes && state.exporting {
        return Some(say::exporting(lang).to_owned());
    }
    if on_screen && let Some(reason) = of_screen(state, id) {
        return Some(reason);
    }
    if let Some(screen) = id.screen() {
        return missing(state, screen).or_else(|| {
            let is_there = state.screen == screen && !(screen == Screen::Table && table::lacks(state));
            is_there.then(|| move_words::already_here(lang).to_owned())
        });
    }
    let text = |words: &str| Some(words.to_owned());
    match id {
        Id::Nest => {
            let banners = matches!(state.boxes.last().map(|popup| &popup.kind), Some(Kind::Banners { .. }));
            (!banners).then(|| say::not_here(lang).to_owned())
        }
        Id::SetName => {
            let is_open = matches!(state.boxes.last().map(|popup| &popup.kind), Some(Kind::Name));
            is_open.then(|| crate::messages::settings::name_asked(lang).to_owned())
        }
        Id::PickCondition => (!crate::tui::popups::condition::is_filter(state))
            .then(|| crate::messages::condition::only_filter(lang).to_owned()),
        // What would be undone is another opinion's matter.
        Id::Undo | Id::Redo if is_dividing(state) => {
            let back = state.keymap.key(Id::Back, state.place());
            Some(crate::messages::comments::tagging::dividing(lang, &back))
        }
        Id::Undo => no_acts(state).or_else(|| (!state.journal.can_undo).then(|| say::nothing_to_undo(lang).to_owned())),
        Id::Redo => no_acts(state).or_else(|| (!state.journal.can_redo).then(|| say::nothing_to_redo(lang).to_owned())),
        Id::Remove => {
            (!has_removable(state)).then(|| say::nothing_to_remove(lang).to_owned()).or_else(|| no_acts(state))
        }
        Id::AddFile => files::cannot_add(state),
        Id::Guesses => files::no_guesses(state),
        Id::GoBack => tree::jump::reason(state),
        Id::NextSurvey | Id::PreviousSurvey => match state.screen {
            Screen::Tagging | Screen::Items if state.sets.len() < 2 => text(comment_words::one_set(lang)),
            Screen::Tagging | Screen::Items | Screen::Progress | Screen::Tree => None,
            Screen::Findings | Screen::Evidence => text(move_words::not_by_survey(lang)),
            _ if state.surveys.len() < 2 => text(say::one_survey(lang)),
            _ => None,
        },
        _ => None,
    }
}

/// What the screen itself says about a command. What is pinned is decided in one place for all screens.
fn of_screen(state: &State, id: Id) -> Option<String> {
    if matches!(id, Id::PinCell | Id::PinDifference | Id::MarkCell) {
        return findings::enabled::reason(state, id);
    }
    let reason = match state.screen {
        Screen::Overview => overview::reason,
        Screen::Table => table::enabled::reason,
        Screen::Problems => problems::enabled::reason,
        Screen::Form => form::enabled::reason,
        Screen::Tagging => tagging::enabled::reason,
        Screen::Items => items::reason::reason,
        Screen::Findings => findings::enabled::reason,
        Screen::Evidence => evidence::reason,
        Screen::Progress => progress::reason,
        Screen::Tree => tree::reason,
        Screen::Show => return None,
        Screen::Guess => guess::reason,
    };
    reason(state, id)
}

/// Why a screen would have nothing to show.
fn missing(state: &State, screen: Screen) -> Option<String> {
    match screen {
        Screen::Table | Screen::Show | Screen::Form => no_survey(state),
        Screen::Tagging | Screen::Items => state.sets.is_empty().then(|| comment_words::no_set(state.lang).to_owned()),
        Screen::Progress | Screen::Tree => progress::missing(state),
        Screen::Overview | Screen::Problems | Screen::Findings | Screen::Evidence | Screen::Guess => None,
    }
}

/// Why there is no survey whose questions are known.
pub fn no_survey(state: &State) -> Option<String> {
    let lang = state.lang;
    match state.opened().map(|opened| &opened.definition) {
        None => Some(say::no_survey(lang).to_owned()),
        Some(Err(_)) => Some(say::no_definition(lang).to_owned()),
        Some(Ok(_)) => None,
    }
}

/// Why its answers are not here.
pub fn no_answers(state: &State) -> Option<String> {
    let lang = state.lang;
    no_survey(state).or_else(|| match state.opened().map(|opened| &opened.data) {
        Some(Data::Loading) => Some(say::still_loading(lang).to_owned()),
        Some(Data::Failed(_)) => Some(say::not_loaded(lang).to_owned()),
        _ => None,
    })
}

/// True where the top box has something that can be deleted from it.
fn has_removable(state: &State) -> bool {
    match state.boxes.last().map(|popup| &popup.kind) {
        Some(Kind::Saved) => !state.journal.state.tables.is_empty(),
        Some(Kind::Items(dialog)) => matches!(dialog, items::dialog::Dialog::Changes { .. }),
        _ => false,
    }
}

/// Why nothing can be written to the journal.
pub fn no_acts(state: &State) -> Option<String> {
    if state.read_only {
        return Some(say::read_only(state.lang).to_owned());
    }
    state.journal.problem.clone()
}

/// True while places are chosen at which an opinion is divided.
fn is_dividing(state: &State) -> bool {
    state.screen == Screen::Tagging && state.set().is_some_and(|set| set.tagging.dividing.is_some())
}
