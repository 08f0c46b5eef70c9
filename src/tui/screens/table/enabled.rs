//! When a command of the table screen cannot be used, and why.

use super::Pane;
use crate::messages::screen as say;
use crate::tui::command::Id;
use crate::tui::enabled::{no_acts, no_answers, no_survey};
use crate::tui::state::State as Program;

/// Why a command cannot be used now; `None` when it can, or when it is none of this screen.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let opened = program.opened();
    let no_table = || {
        let none = opened.is_none_or(|opened| opened.table.answer.is_none());
        no_answers(program).or_else(|| none.then(|| say::no_table(lang).to_owned()))
    };
    match id {
        Id::NextQuestion | Id::PreviousQuestion | Id::Banners | Id::Filter => no_survey(program),
        Id::Base | Id::Percent | Id::Swap | Id::Sort | Id::Missing | Id::Lines | Id::Digits | Id::Marks | Id::Tones => {
            no_survey(program)
        }
        Id::Chart | Id::ChooseChart | Id::Show => no_survey(program),
        Id::Weight => no_survey(program).or_else(|| {
            let none = opened.and_then(|opened| opened.survey()).is_none_or(|survey| survey.weights.is_empty());
            none.then(|| say::no_weights(lang).to_owned())
        }),
        Id::Export | Id::Explain | Id::Copy | Id::CopyMarkdown => no_table(),
        Id::SelectUp | Id::SelectDown | Id::SelectLeft | Id::SelectRight => no_table(),
        Id::OpenCell if opened.is_some_and(|opened| opened.table.focus != Pane::Questions) => no_table(),
        Id::Save | Id::Note => no_survey(program).or_else(|| no_acts(program)),
        _ => None,
    }
}
