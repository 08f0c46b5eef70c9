//! When a command of the tagging screen cannot be used, and why.

use super::update;
use crate::messages::comments::{screen as words, tagging as say};
use crate::tui::command::Id;
use crate::tui::enabled::no_acts;
use crate::tui::state::{SetData, State as Program};

/// Why a command cannot be used now; `None` when it can.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let Some(set) = program.set() else { return Some(words::no_set(lang).to_owned()) };
    let loading = || match (&set.definition, &set.data, &set.docket) {
        (Err(sentence), ..) | (_, SetData::Failed(sentence), _) => Some(sentence.clone()),
        (_, SetData::Loading, _) | (_, _, None) => Some(say::still_loading(lang).to_owned()),
        _ => None,
    };
    let shown = || {
        let none = update::current(set).is_none();
        loading().or_else(|| none.then(|| say::nothing_shown(lang).to_owned()))
    };
    let codes = || set.docket.as_ref().map_or(0, |docket| docket.codebook.codes.len());
    match id {
        Id::TagAccept
        | Id::Code(_)
        | Id::NextPageCode(_)
        | Id::Star(_)
        | Id::AcceptStar(_)
        | Id::TagBack
        | Id::TagBoth
        | Id::TagNone
        | Id::TagPicker
        | Id::TagRepeat
        | Id::TagGroup
        | Id::TagSettle => {
            shown().or_else(|| no_acts(program)).or_else(|| (codes() == 0).then(|| say::no_codes_yet(lang).to_owned()))
        }
        Id::TagUncode | Id::TagSkip | Id::TagFlag | Id::TagSplit | Id::TagJoin | Id::TagScope | Id::TagWithdraw => {
            shown().or_else(|| no_acts(program))
        }
        Id::TagSimilar
        | Id::TagDetails
        | Id::TagOriginal
        | Id::Copy
        | Id::TagNext
        | Id::TagPrevious
        | Id::TagMark
        | Id::TagPage
        | Id::Zoom => shown(),
        Id::TagCodebook => loading().or_else(|| no_acts(program)),
        Id::TagFilter | Id::TagQueue | Id::TagCoder | Id::TagPane | Id::Search => loading(),
        _ => None,
    }
}
