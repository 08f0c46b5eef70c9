//! When a command about findings cannot be used, and why.

use super::{current, current_draft, list, pin};
use crate::messages::{
    comments::screen as comment_words, findings_screen as say, pinning as pin_words, screen as common,
};
use crate::model::finding::Status;
use crate::tui::command::Id;
use crate::tui::enabled::no_acts;
use crate::tui::screens::items::{self, Tab as ItemsTab};
use crate::tui::screens::tagging::update as tagging_update;
use crate::tui::state::{Data, Screen, State as Program};

/// Why a command cannot be used now; `None` when it can, or when it is no command about findings.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let text = |words: &str| Some(words.to_owned());
    let here = || current(program).is_none().then(|| say::nothing_here(lang).to_owned());
    let draft = || current_draft(program).is_none().then(|| say::no_draft_here(lang).to_owned());
    match id {
        Id::PinCell | Id::PinDifference | Id::MarkCell => no_acts(program).or_else(|| to_pin(program, id)),
        Id::OpenFinding => here(),
        Id::EditFinding
        | Id::LinkFinding
        | Id::ReviewFinding
        | Id::AcceptFinding
        | Id::NoteFinding
        | Id::DeleteFinding => here().or_else(|| no_acts(program)),
        Id::RenewFinding => here().or_else(|| no_acts(program)).or_else(|| {
            let finding = current(program)?;
            match program.findings.check(finding) {
                None => text(say::not_checked(lang)),
                Some(check) if check.evidence.iter().all(|one| one.now.is_err()) => text(say::all_gone(lang)),
                Some(check) if check.evidence.iter().all(|one| one.status == Status::Current && !one.turned) => {
                    text(say::nothing_moved(lang))
                }
                Some(_) => None,
            }
        }),
        Id::TakeDraft | Id::WordDraft | Id::RefuseDraft => draft().or_else(|| no_acts(program)),
        Id::OpenDraft => draft(),
        Id::AllDrafts => (list::behind(program) == 0).then(|| say::none_behind(lang).to_owned()),
        Id::Copy => list::shown(program).is_empty().then(|| say::nothing_here(lang).to_owned()),
        _ => None,
    }
}

/// Why nothing under the cursor can be pinned.
fn to_pin(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let text = |words: &str| Some(words.to_owned());
    match program.screen {
        Screen::Table => match program.opened().map(|opened| &opened.data) {
            None => text(common::no_survey(lang)),
            Some(Data::Loading) => text(common::still_loading(lang)),
            Some(Data::Failed(_)) => text(common::not_loaded(lang)),
            Some(Data::Ready(_)) => match pin::figure(program) {
                None => text(pin_words::no_figure(lang)),
                Some((figure, _)) => {
                    let alone = figure.banner.is_none()
                        && program.findings.marked.as_ref().is_none_or(|marked| *marked == figure);
                    (id == Id::PinDifference && alone).then(|| pin_words::nothing_to_compare(lang).to_owned())
                }
            },
        },
        Screen::Tagging => {
            let none = program.set().is_none_or(|set| tagging_update::current(set).is_none());
            none.then(|| comment_words::loading(lang).to_owned())
        }
        Screen::Items => {
            let on_list = program.set().is_some_and(|set| set.items.tab == ItemsTab::Items);
            let none = !on_list || items::acts::opinions(program).is_empty();
            none.then(|| pin_words::no_row(lang).to_owned())
        }
        _ => None,
    }
}
