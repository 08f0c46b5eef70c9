//! Where a change is seen: so that what is undone or redone out of sight is told with its place, and with the key that leads
//! there.

use super::command::Id;
use super::names;
use super::state::{Opened, Screen, State};
use crate::messages::screen as say;
use crate::project::{CommentOp, Op};
use crate::text::fold::display;

/// The screens that show a change, the one it is looked at on first.
fn screens(op: &Op) -> &'static [Screen] {
    match op {
        Op::SaveTable { .. } | Op::DeleteTable { .. } | Op::SetView { .. } | Op::SetNote { .. } => {
            &[Screen::Table, Screen::Show]
        }
        Op::Answers { .. } => &[Screen::Problems, Screen::Form],
        Op::Finding { .. } => &[Screen::Findings],
        Op::Comment { act, .. } => match act.as_ref() {
            CommentOp::MakeItems { .. }
            | CommentOp::Group { .. }
            | CommentOp::SetOutline { .. }
            | CommentOp::SetHeading { .. }
            | CommentOp::SetDisposition { .. }
            | CommentOp::Reply { .. }
            | CommentOp::Ask { .. }
            | CommentOp::SetChanges { .. } => &[Screen::Items],
            CommentOp::Mask { .. } | CommentOp::OutOfScope { .. } | CommentOp::Settle { .. } => {
                &[Screen::Items, Screen::Tagging]
            }
            CommentOp::Withdraw { .. } => &[Screen::Tagging, Screen::Items],
            CommentOp::Receive { .. }
            | CommentOp::SamePerson { .. }
            | CommentOp::Reshape { .. }
            | CommentOp::Tag { .. }
            | CommentOp::Import { .. }
            | CommentOp::Skip { .. }
            | CommentOp::Flag { .. }
            | CommentOp::Sample { .. }
            | CommentOp::EditCodes { .. }
            | CommentOp::MergeCodes { .. }
            | CommentOp::SetRule { .. }
            | CommentOp::RemoveRule { .. } => &[Screen::Tagging],
        },
    }
}

/// The command that leads to a screen.
fn leads_to(screen: Screen) -> Id {
    match screen {
        Screen::Problems => Id::ToProblems,
        Screen::Tagging => Id::ToTagging,
        Screen::Items => Id::ToItems,
        Screen::Findings => Id::ToFindings,
        _ => Id::ToTable,
    }
}

/// Where a change is seen and which key leads there; `None` where it is on the screen.
pub fn elsewhere(state: &State, op: &Op) -> Option<String> {
    let screens = screens(op);
    let first = *screens.first()?;
    let of_survey = |opened: &Opened, id: &String| opened.survey().is_some_and(|survey| survey.about.id == *id);
    // Of which survey or set it is, and whether that is the one being looked at.
    let (title, is_current) = match op {
        Op::SaveTable { survey, .. }
        | Op::SetView { survey, .. }
        | Op::SetNote { survey, .. }
        | Op::Answers { survey, .. } => {
            let found = state.surveys.iter().find(|opened| of_survey(opened, survey));
            let current = state.opened().is_some_and(|opened| of_survey(opened, survey));
            (found.filter(|_| state.surveys.len() > 1).map_or(String::new(), |opened| display(opened.title())), current)
        }
        Op::Comment { set, .. } => {
            let found = state.sets.iter().find(|opened| opened.id() == set);
            let current = state.set().is_some_and(|opened| opened.id() == set);
            (found.filter(|_| state.sets.len() > 1).map_or(String::new(), |opened| display(opened.title())), current)
        }
        Op::DeleteTable { .. } | Op::Finding { .. } => (String::new(), true),
    };
    if screens.contains(&state.screen) && is_current {
        return None;
    }
    let key = state.keymap.key(leads_to(first), state.screen_place());
    let key = (state.screen != first).then_some(key.as_str());
    Some(say::seen_at(state.lang, names::screen(state.lang, first), key, &title))
}
