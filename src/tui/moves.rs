//! Moves and edits that meet an end: a cursor that can go no further says so, and a list without rows says why it has none.
//!
//! What moves stands in the screens. Here is only compared where everything stood before a key and where it stands after it.

use super::command::{Id, Place};
use super::enabled;
use super::popups::{Kind, Popup, rows};
use super::screens::entry::draft::Step;
use super::screens::findings::FindBox;
use super::screens::items::dialog::Dialog;
use super::screens::table::{self, Pane};
use super::screens::{evidence, findings, form, items};
use super::state::{On, Screen, State};
use super::widgets::area::Area;
use crate::messages::{Lang, moves as say, screen as common};
use tui_input::Input;

/// What is said where a command has nothing left to move or to edit; `None` for commands that do something else.
fn end(lang: Lang, id: Id) -> Option<&'static str> {
    Some(match id {
        Id::Up | Id::PageUp => say::top(lang),
        Id::Down | Id::PageDown => say::bottom(lang),
        Id::Left | Id::EditLeft => say::left(lang),
        Id::Right | Id::EditRight => say::right(lang),
        Id::First | Id::RowStart | Id::EditStart | Id::PreviousSentence | Id::TagPrevious => say::first(lang),
        Id::Last | Id::RowEnd | Id::EditEnd | Id::NextSentence | Id::TagNext => say::last(lang),
        Id::DetailUp => say::detail_top(lang),
        Id::DetailDown => say::detail_bottom(lang),
        Id::EditBack | Id::EditDelete | Id::EditWord | Id::EditClear => say::nothing_to_erase(lang),
        Id::EditUndo => say::no_typing_to_undo(lang),
        Id::EditRedo => say::no_typing_to_redo(lang),
        Id::Anchor => say::same_start(lang),
        Id::WholeText => say::whole_already(lang),
        Id::NextField | Id::PreviousField => say::one_field(lang),
        Id::OtherOpinion => say::one_opinion(lang),
        _ => return None,
    })
}

/// True for commands that move, scroll or edit.
pub fn is_move(id: Id) -> bool {
    end(Lang::Ja, id).is_some()
}

/// Why a move or an edit changed nothing.
pub fn sentence(state: &State, id: Id) -> Option<String> {
    let end = end(state.lang, id)?;
    let edits = matches!(end, _ if super::widgets::field::request(id).is_some());
    Some(if !edits && is_empty(state) { why_empty(state) } else { end.to_owned() })
}

/// Where everything stands that a move or an edit can change: numbers that mean nothing by themselves.
pub fn standing(state: &State) -> Vec<usize> {
    let mut at = vec![state.boxes.len(), state.screen as usize];
    match state.boxes.last() {
        Some(popup) => of_box(state, popup, &mut at),
        None => of_screen(state, &mut at),
    }
    at
}

fn of_field(field: &Input, at: &mut Vec<usize>) {
    at.extend([field.cursor(), field.value().len()]);
}

fn of_text(text: &Area, at: &mut Vec<usize>) {
    let (past, future) = text.history();
    at.extend([text.cursor(), text.text().len(), past, future]);
}

fn of_box(state: &State, popup: &Popup, at: &mut Vec<usize>) {
    at.push(popup.selected);
    of_field(&popup.field, at);
    match &popup.kind {
        Kind::Menu { menu, .. } => at.push(*menu as usize),
        Kind::Items(Dialog::Editor(editor)) => {
            at.push(editor.focus);
            at.push(state.set().map_or(0, |set| set.items.detail));
            editor.fields.iter().for_each(|(_, text)| of_text(text, at));
        }
        Kind::Items(Dialog::Excerpt(excerpt)) => at.extend(excerpt.standing()),
        Kind::Findings(FindBox::Form(form)) => {
            at.push(form.on_records.into());
            of_text(&form.statement, at);
        }
        Kind::Entry => at.extend(
            state
                .opened()
                .and_then(|opened| opened.draft.as_ref())
                .map(|draft| match draft.at {
                    Step::Question(question) => [0, question, 0],
                    Step::Other(question, choice) => [1, question, choice],
                    Step::Summary => [2, 0, 0],
                })
                .into_iter()
                .flatten(),
        ),
        _ => {}
    }
}

fn of_screen(state: &State, at: &mut Vec<usize>) {
    match state.screen {
        Screen::Overview => {
            let on = match state.on {
                On::Surveys => 0,
                On::Sets => 1,
                On::Step(step) => step + 2,
            };
            at.extend([state.current, state.current_set, on]);
        }
        Screen::Table => {
            if let Some(opened) = state.opened() {
                let shown = &opened.table;
                at.extend([shown.question, shown.cursor.0, shown.cursor.1, shown.focus as usize]);
                at.extend(shown.anchor.map_or([0, 0], |(row, column)| [row + 1, column + 1]));
                of_field(&shown.search, at);
            }
        }
        Screen::Problems => {
            let shown = &state.problems;
            at.extend([shown.tab as usize, shown.on_rules.into(), shown.rule_at(), shown.cursor().0]);
            of_field(&shown.search, at);
        }
        Screen::Form => at.extend(
            state.opened().map(|opened| &opened.form).into_iter().flat_map(|form| [form.form, form.row, form.detail]),
        ),
        Screen::Tagging => {
            if let Some(shown) = state.set().map(|set| &set.tagging) {
                at.extend([shown.at, shown.scroll, shown.dividing.as_ref().map_or(0, |dividing| dividing.cursor + 1)]);
                of_field(&shown.search, at);
            }
        }
        Screen::Items => {
            if let Some(shown) = state.set().map(|set| &set.items) {
                at.extend([shown.tab as usize, shown.cursor().selected, shown.detail]);
                of_field(&shown.search, at);
            }
        }
        Screen::Findings => {
            let shown = &state.findings;
            at.extend([shown.tab as usize, shown.cursor().0, shown.detail]);
            of_field(&shown.search, at);
        }
        Screen::Evidence => {
            let shown = &state.evidence;
            at.extend([shown.on_gaps.into(), shown.cursor.0, shown.cursor.1, shown.gap.0]);
        }
        Screen::Progress => {
            let shown = &state.progress;
            at.extend([shown.selected, shown.column, shown.detail]);
            of_field(&shown.search, at);
        }
        Screen::Tree => {
            let shown = &state.tree;
            at.extend([shown.selected, shown.rows.len(), shown.detail]);
            of_field(&shown.search, at);
        }
        // Nothing is moved over there.
        Screen::Show => {}
        Screen::Guess => {
            let shown = &state.guess;
            at.extend([shown.on_data.into(), shown.cursor, shown.data_offset]);
        }
    }
}

/// Why Enter chooses nothing in a list without rows; `None` where there is something, or where it was said already.
pub fn nothing_to_choose(state: &State) -> Option<String> {
    state.boxes.last().filter(|popup| popup.problem.is_none())?;
    is_empty(state).then(|| why_empty(state))
}

/// True where there is no row to move over.
fn is_empty(state: &State) -> bool {
    if let Some(popup) = state.boxes.last() {
        return matches!(popup.place(), Place::List | Place::Check | Place::Links)
            && rows::rows(state, popup).is_empty();
    }
    let opened = state.opened();
    match state.screen {
        Screen::Overview => state.surveys.is_empty() && state.sets.is_empty(),
        Screen::Table => opened.is_none_or(|opened| match (opened.table.focus, opened.survey()) {
            (Pane::Questions, Some(survey)) => table::entries(survey, opened.table.search.value()).is_empty(),
            (Pane::Questions, None) => true,
            _ => opened.table.answer.is_none(),
        }),
        Screen::Problems => state.problems.length() == 0,
        Screen::Form => form::current(state).is_none(),
        Screen::Tagging => state.set().is_none_or(|set| set.tagging.order.is_empty()),
        Screen::Items => items::length(state) == 0,
        Screen::Findings => findings::length(state) == 0,
        Screen::Evidence => evidence::length(state) == 0,
        Screen::Progress => state.progress.rows.is_empty(),
        Screen::Tree => state.tree.rows.is_empty(),
        Screen::Show | Screen::Guess => false,
    }
}

/// Why there is no row: of a screen the same that keeps it from being copied.
fn why_empty(state: &State) -> String {
    let lang = state.lang;
    match state.boxes.last().map(|popup| &popup.kind) {
        Some(Kind::Members { found: None, .. } | Kind::Explanation(None)) => common::computing(lang).to_owned(),
        Some(_) => common::nothing_found(lang).to_owned(),
        None => enabled::reason(state, Id::Copy).unwrap_or_else(|| say::no_rows(lang).to_owned()),
    }
}
