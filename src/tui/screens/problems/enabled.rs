//! When a command of the data check cannot be used, and why.

use super::super::decide;
use super::{Tab, list};
use crate::messages::{check_screen as say, screen as common};
use crate::tui::command::Id;
use crate::tui::enabled::{no_acts, no_answers};
use crate::tui::state::State as Program;

/// Why a command cannot be used now; `None` when it can, or when it is none of this screen.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let nothing = || no_answers(program).or_else(|| Some(common::nothing_found(lang).to_owned()));
    match id {
        Id::OpenProblem if program.problems.on_rules => None,
        Id::OpenProblem | Id::ProblemDetails if list::current(program).is_none() => nothing(),
        Id::OpenDecision if list::current_decision(program).is_none() => nothing(),
        Id::OnlyStale if !program.problems.only_stale && list::stale(program) == 0 => {
            Some(say::nothing_stale(lang).to_owned())
        }
        Id::CheckRule if program.problems.lists.rules.is_empty() => nothing(),
        Id::CheckStatus if program.opened().is_none_or(|opened| opened.problems.is_empty()) => nothing(),
        Id::ExportList | Id::Copy if program.problems.length() == 0 => nothing(),
        Id::TakeBackFix if program.problems.tab == Tab::Decisions => {
            let none = list::current_decision(program).is_none();
            none.then(|| say::nothing_to_take_back(lang).to_owned()).or_else(|| no_acts(program))
        }
        Id::Remedy | Id::RemedyAll | Id::Confirm | Id::EditAnswer if list::current(program).is_none() => nothing(),
        _ => decide::reason(program, id),
    }
}
