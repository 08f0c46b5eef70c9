//! Codes for all opinions of a duplicate group at once.

use std::collections::HashSet;

use super::state::Draft;
use super::update::{chosen, coder, current_ids, decide_and_go_on, refuse, starred, state};
use crate::messages::comments::tagging as say;
use crate::model::comment::Coding;
use crate::model::comment::decisions::Via;
use crate::project::CommentOp;
use crate::project::comments::op::TagSet;
use crate::tui::action::Effect;
use crate::tui::state::{State as Program, Tone};

/// Gives what is chosen (else the first suggestion) to the whole duplicate group. Members with words of their own or another
/// text by now, those put off, those coded other than with their group (by hand, by a rule, from a file), and those that are
/// coded under another name stay as they are: nobody disagrees with codes that were not on the screen.
pub fn give(program: &mut Program) -> Vec<Effect> {
    let lang = program.lang;
    let Some((id, _)) = current_ids(program) else { return refuse(program, say::nothing_shown(lang)) };
    let codes = match chosen(program) {
        chosen if !chosen.is_empty() => chosen,
        _ => match starred(program, 1) {
            Some(code) => vec![code],
            None => return refuse(program, say::choose_first(lang)),
        },
    };
    let Some(members) = group_members(program, &id) else { return refuse(program, say::no_group(lang)) };
    let coder = coder(program).to_owned();
    let (given, left): (Vec<_>, Vec<_>) = members.into_iter().partition(|(_, fits)| *fits);
    let count = given.len();
    let tags = given.into_iter().map(|(opinion, _)| TagSet { opinion, codes: Some(codes.clone()) }).collect();
    if let Some(state) = state(program) {
        state.last = Some(codes);
        state.draft = Draft::default();
    }
    let effects = decide_and_go_on(program, CommentOp::Tag { coder, tags, via: Via::Group });
    program.tell(Tone::Good, say::given_to_group(lang, count, left.len()));
    effects
}

/// The members of the group of an opinion that need codes, and whether they get those of the group; the opinion itself first.
fn group_members(program: &Program, id: &str) -> Option<Vec<(String, bool)>> {
    let set = program.set()?;
    let prepared = set.tagging.prepared.as_ref()?;
    let group = prepared.groups.get(set.tagging.group_of(id)?)?;
    let decisions = program.decisions();
    let coder = coder(program);
    let own_words: HashSet<usize> = group.own.iter().map(|(place, _)| *place).collect();
    let others = group.members.iter().filter_map(|member| {
        let other = prepared.docket.opinions.get(*member)?;
        // Only what is still there, and needs codes.
        let now = set.docket.as_ref()?.opinions.get(set.tagging.position(&other.id)?)?;
        if other.id == id || super::teacher::is_closed(&now.fate) {
            return None;
        }
        // The group was found among the texts as they were then.
        let same_text = now.text == other.text;
        // In a second coding what others gave must not show, not even by being left.
        let counts = |by: &str| by == coder || !set.tagging.is_blind(&other.id);
        let stands = |coding: &Coding| counts(&coding.coder) && (coding.coder != coder || coding.via != Via::Group);
        let judged = decisions.codings.get(&other.id).is_some_and(|codings| codings.iter().any(stands));
        let put_off = decisions.skipped.contains_key(&other.id) || decisions.out_of_scope.contains_key(&other.id);
        Some((other.id.clone(), same_text && !own_words.contains(member) && !judged && !put_off))
    });
    Some(std::iter::once((id.to_owned(), true)).chain(others).collect())
}
