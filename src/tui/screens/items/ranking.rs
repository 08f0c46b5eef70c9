//! Other items in the order in which a person would look at them: those under the same codes first, then those with the most
//! similar words.

use std::collections::BTreeSet;

use super::acts::{has_items, items, opinions};
use super::facts::{Facts, facts};
use crate::comments::groups::normalise::normal;
use crate::comments::jaccard::jaccard;
use crate::model::comment::docket::NumberedItem;
use crate::tui::state::State as Program;

/// Opinions of an item that are compared: a campaign says the same many times.
const ENOUGH: usize = 20;

/// Pairs of neighbouring characters of some opinions.
fn pairs(texts: &[&str]) -> BTreeSet<(char, char)> {
    let of = |text: &&str| {
        let chars = normal(text).chars;
        chars.iter().copied().zip(chars.iter().copied().skip(1)).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of).collect()
}

/// Ids of the items that `keep` takes, most like the opinions first.
fn ranked(facts: &Facts<'_>, opinions: &[String], keep: impl Fn(&NumberedItem) -> bool) -> Vec<String> {
    let texts: Vec<&str> =
        opinions.iter().take(ENOUGH).filter_map(|id| facts.docket.opinion(id)).map(|one| one.text.as_str()).collect();
    let wanted = pairs(&texts);
    let codes: BTreeSet<String> = opinions.iter().take(ENOUGH).flat_map(|id| facts.codes(id).0).collect();
    let kept = facts.docket.items.iter().enumerate().filter(|(_, numbered)| keep(numbered));
    let mut all: Vec<(bool, f64, usize)> = kept
        .map(|(position, numbered)| {
            let same = facts
                .members(numbered)
                .any(|opinion| facts.codes(&opinion.id).0.iter().any(|code| codes.contains(code)));
            let texts: Vec<&str> = facts.members(numbered).take(ENOUGH).map(|opinion| opinion.text.as_str()).collect();
            (same, jaccard(&wanted, &pairs(&texts)), position)
        })
        .collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let id =
        |(.., position): (bool, f64, usize)| facts.docket.items.get(position).map(|numbered| numbered.item.id.clone());
    all.into_iter().filter_map(id).collect()
}

/// True for items whose reply could be copied to those an act is about.
fn offers(facts: &Facts<'_>, here: &[String], numbered: &NumberedItem) -> bool {
    let elsewhere = here.len() != 1 || !here.contains(&numbered.item.id);
    elsewhere && facts.item(numbered).has_reply()
}

/// Some reply could be copied.
pub fn has_reply(program: &Program) -> bool {
    if !has_items(program) {
        return false;
    }
    let here = items(program);
    facts(program).is_some_and(|facts| facts.docket.items.iter().any(|numbered| offers(&facts, &here, numbered)))
}

/// Items whose reply could be copied to those an act is about.
pub fn replies(program: &Program) -> Vec<String> {
    let Some(facts) = facts(program) else { return Vec::new() };
    let here = items(program);
    ranked(&facts, &opinions(program), |numbered| offers(&facts, &here, numbered))
}

/// Items that opinions could be put into.
pub fn homes(program: &Program, opinions: &[String]) -> Vec<String> {
    facts(program).map_or(Vec::new(), |facts| ranked(&facts, opinions, |_| true))
}
