//! When a command of this screen cannot be used, and why.

use super::acts::{has_items, opinions, targets};
use super::facts::facts;
use super::list::Target;
use super::{Tab, current, disputes, masks};
use crate::messages::comments::{items as say, screen as comment_words};
use crate::model::comment::Fate;
use crate::tui::command::{Id, Place};
use crate::tui::enabled::no_acts;
use crate::tui::state::{OpenedSet, SetData, State as Program};

/// Why a command cannot be used now; `None` when it can, or when it is no command of this screen.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let text = |words: &str| Some(words.to_owned());
    let needs_data = || match (program.set(), facts(program)) {
        (None, _) => text(comment_words::no_set(lang)),
        (Some(OpenedSet { data: SetData::Failed(sentence), .. }), _) => text(sentence),
        (_, None) => text(say::still_loading(lang)),
        _ => None,
    };
    let needs_item = || needs_data().or_else(|| (!has_items(program)).then(|| say::needs_item(lang).to_owned()));
    let acts = || no_acts(program);
    match id {
        Id::OpenItem => needs_data().or_else(acts).or_else(|| open(program)),
        Id::MarkItem | Id::MarkRange => {
            needs_data().or_else(|| current(program).is_none().then(|| say::no_row(lang).to_owned()))
        }
        Id::DraftItems => needs_data().or_else(acts).or_else(|| {
            let none = facts(program).is_none_or(|facts| facts.open().next().is_none());
            none.then(|| say::no_open(lang).to_owned())
        }),
        Id::MergeItems => needs_data().or_else(acts).or_else(|| merge(program)),
        Id::TakeOut => needs_data().or_else(acts).or_else(|| match current(program) {
            Some(Target::Item(_)) => None,
            _ => text(say::needs_item(lang)),
        }),
        Id::Scope => needs_data().or_else(acts).or_else(|| scope(program)),
        Id::MaskText => {
            needs_data().or_else(acts).or_else(|| opinions(program).is_empty().then(|| say::no_row(lang).to_owned()))
        }
        Id::EditOutline | Id::QuoteOutline | Id::AskSection => needs_item().or_else(acts),
        Id::ChooseHeading => needs_item().or_else(acts).or_else(|| {
            let book = facts(program).map(|facts| facts.docket.codebook.clone()).unwrap_or_default();
            (book.codes.is_empty() && book.headings.is_empty()).then(|| say::no_headings(lang).to_owned())
        }),
        Id::ReplyFrom => needs_item()
            .or_else(acts)
            .or_else(|| (!super::ranking::has_reply(program)).then(|| say::no_other_reply(lang).to_owned())),
        Id::ChooseClass => needs_item().or_else(acts).or_else(|| {
            let none = facts(program).is_some_and(|facts| facts.definition.about.dispositions.is_empty());
            none.then(|| say::no_classes(lang).to_owned())
        }),
        Id::EditChanges => needs_item().or_else(acts).or_else(|| changes(program)),
        Id::FilterItems | Id::Search | Id::NextTab | Id::PreviousTab => needs_data(),
        Id::PublishItems => needs_data(),
        Id::SettleFirst | Id::SettleSecond | Id::SettleAll => needs_data()
            .or_else(acts)
            .or_else(|| disputes::current(program).is_none().then(|| say::no_disputes(lang).to_owned())),
        Id::SettleThird => needs_data().or_else(acts).or_else(|| match disputes::current(program) {
            None => text(say::no_disputes(lang)),
            Some(dispute) if dispute.codings.len() < 3 => text(say::no_third(lang)),
            Some(_) => None,
        }),
        Id::Unsettle => needs_data().or_else(acts).or_else(|| {
            let settled = disputes::current(program).is_some_and(|dispute| dispute.settled.is_some());
            (!settled).then(|| say::not_settled(lang).to_owned())
        }),
        Id::ToggleMask => needs_data()
            .or_else(acts)
            .or_else(|| masks::current(program).is_none().then(|| say::no_masks(lang).to_owned())),
        Id::ToWarned => needs_data()
            .or_else(|| super::publish::known(program).is_empty().then(|| say::no_warnings(lang).to_owned()))
            .or_else(|| {
                let about = super::publish::current(program);
                about.is_some_and(|warning| warning.items.is_empty()).then(|| say::warned_of_register(lang).to_owned())
            }),
        Id::DetailUp | Id::DetailDown => needs_data(),
        Id::Copy => needs_data().or_else(|| {
            let is_list = program.set().is_some_and(|set| set.items.tab == Tab::Items);
            (is_list && current(program).is_none()).then(|| say::no_row(lang).to_owned())
        }),
        _ => None,
    }
}

fn open(program: &Program) -> Option<String> {
    let lang = program.lang;
    match current(program) {
        None => Some(say::no_row(lang).to_owned()),
        Some(Target::Item(_)) => None,
        Some(Target::Opinion(id)) => match facts(program)?.docket.opinion(&id).map(|opinion| &opinion.fate) {
            Some(Fate::OutOfScope { .. }) => Some(say::is_out(lang).to_owned()),
            Some(Fate::Withdrawn { .. }) => Some(say::is_withdrawn(lang).to_owned()),
            _ => None,
        },
    }
}

/// Merging takes two marks, or an open opinion under the cursor and an item to put it into.
fn merge(program: &Program) -> Option<String> {
    let needs_marks = || say::needs_marks(program.lang, &program.keymap.key(Id::MarkItem, Place::Items));
    match (targets(program).len(), current(program)) {
        (0, Some(Target::Opinion(_))) => {
            let none = facts(program).is_none_or(|facts| facts.docket.items.is_empty());
            open(program).or_else(|| none.then(&needs_marks))
        }
        (0 | 1, _) => Some(needs_marks()),
        _ => withdrawn(program),
    }
}

/// Withdrawn opinions are in no item and in no scope.
fn withdrawn(program: &Program) -> Option<String> {
    let facts = facts(program)?;
    let is_withdrawn =
        |id: &String| facts.docket.opinion(id).is_some_and(|opinion| matches!(opinion.fate, Fate::Withdrawn { .. }));
    opinions(program).iter().any(is_withdrawn).then(|| say::is_withdrawn(program.lang).to_owned())
}

fn scope(program: &Program) -> Option<String> {
    if opinions(program).is_empty() {
        return Some(say::no_row(program.lang).to_owned());
    }
    withdrawn(program)
}

fn changes(program: &Program) -> Option<String> {
    let facts = facts(program)?;
    let (_, item) = super::acts::first_item(program)?;
    let classes = &facts.definition.about.dispositions;
    let chosen = classes.iter().find(|class| Some(&class.code) == item.disposition.as_ref());
    let fits = classes.is_empty() || chosen.is_some_and(|class| class.changes_plan()) || !item.changes.is_empty();
    (!fits).then(|| say::class_changes_nothing(program.lang).to_owned())
}
