//! Which opinions are shown and in which order; moving through them. What was seen never moves under the eyes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::state::{Arrangement, Filter, Queue, State};
use super::teacher::is_closed;
use crate::comments::codes::{self, State as How};
use crate::model::comment::shared::apart;
use crate::model::comment::{Decisions, Docket, Opinion};
use crate::text::fold::search;

/// Who looks, and at what.
#[derive(Debug, Clone)]
pub struct View {
    /// Receipts and decisions brought together.
    pub docket: Arc<Docket>,
    /// What was decided.
    pub decisions: Decisions,
    /// Who codes.
    pub coder: String,
}

/// True when this coder has nothing to do with an opinion: somebody has coded it, it needs no codes, or it was put off. In a
/// blind sample only this coder's own codes count.
pub fn is_dealt_with(state: &State, view: &View, opinion: &Opinion) -> bool {
    let decisions = &view.decisions;
    is_coded(state, view, &opinion.id)
        || is_closed(&opinion.fate)
        || decisions.skipped.contains_key(&opinion.id)
        || decisions.out_of_scope.contains_key(&opinion.id)
}

/// True when an opinion is coded, as far as this coder may know.
fn is_coded(state: &State, View { decisions, coder, .. }: &View, id: &str) -> bool {
    if state.is_blind(id) { decisions.coding(id, coder).is_some() } else { decisions.codings.contains_key(id) }
}

/// Brings the order up to date with the docket, the queue and the filter. True when another opinion is on the screen.
pub fn settle(state: &mut State, view: &View) -> bool {
    let before = state.current().map(str::to_owned);
    let wanted = (state.queue, state.filter.clone(), search(state.search.value()));
    let moved = !state.known.as_ref().is_some_and(|docket| Arc::ptr_eq(docket, &view.docket));
    if moved {
        let old = state.known.replace(Arc::clone(&view.docket));
        if let Some(old) = old.filter(|_| state.made_for.as_ref() == Some(&wanted)) {
            let (gone, came) = apart(&old.opinions, &view.docket.opinions);
            follow(state, &old, &gone);
            append(state, view, &old, &came);
        }
    }
    if state.made_for.as_ref() != Some(&wanted) {
        make(state, view);
        let kept = before.as_ref().and_then(|before| state.order.iter().position(|id| id == before));
        state.at = kept.unwrap_or(0);
        state.seen = state.at;
        state.made_for = Some(wanted);
        state.finished = false;
    }
    let here = |id: &mut String| view.docket.position(id).is_some();
    if let Some(id) = state.wanted.take_if(here) {
        go_to(state, &id);
    }
    state.at = state.at.min(state.order.len().saturating_sub(1));
    state.seen = state.seen.max(state.at).min(state.order.len().saturating_sub(1));
    state.current() != before.as_deref()
}

/// Puts an opinion on the screen, behind the current one where it is not in the order.
pub fn go_to(state: &mut State, id: &str) {
    let at = state.order.iter().position(|known| known == id);
    state.at = at.unwrap_or_else(|| {
        let at = (state.at + 1).min(state.order.len());
        state.order.insert(at, id.to_owned());
        state.arranged += 1;
        at
    });
    state.seen = state.seen.max(state.at);
    state.finished = false;
}

/// The order from the beginning.
fn make(state: &mut State, view: &View) {
    let View { docket, decisions, coder } = view;
    let queue = state.queue;
    let words = search(state.search.value());
    let fits = |opinion: &Opinion| belongs(state, view, &words, opinion);
    let open = |opinion: &&Opinion| waits(state, view, &words, opinion);
    let ids = |opinion: &Opinion| opinion.id.clone();
    let order: Vec<String> = match queue {
        Queue::All => docket.opinions.iter().filter(|opinion| fits(opinion)).map(ids).collect(),
        Queue::Advised | Queue::Untagged => {
            docket.opinions.iter().filter(open).filter(|opinion| fits(opinion)).map(ids).collect()
        }
        Queue::Second => {
            let drawn = decisions.samples.iter().filter(|sample| sample.coder == *coder);
            let drawn = drawn.flat_map(|sample| &sample.opinions).filter_map(|id| state.position(id));
            drawn.filter_map(|place| docket.opinions.get(place)).filter(|opinion| fits(opinion)).map(ids).collect()
        }
    };
    state.order = order;
    state.arranged += 1;
}

/// True when filter and search show an opinion.
fn belongs(state: &State, view: &View, words: &str, opinion: &Opinion) -> bool {
    passes(state, view, &state.filter, opinion) && (words.is_empty() || contains(state, opinion, words))
}

/// True when an opinion is to be done. A filter shows everything it names, also what is done.
fn waits(state: &State, view: &View, words: &str, opinion: &Opinion) -> bool {
    state.filter != Filter::All || !words.is_empty() || !is_dealt_with(state, view, opinion)
}

/// Puts what came with a new docket at the end: opinions that were not there, or needed no codes, and belong here now.
/// Drawn samples stay as they were drawn. `came` holds whatever differs from the old docket.
fn append(state: &mut State, view: &View, old: &Docket, came: &[&Opinion]) {
    if state.queue == Queue::Second {
        return;
    }
    let is_new = |opinion: &&&Opinion| {
        let before = old.opinion(&opinion.id);
        before.is_none_or(|before| is_closed(&before.fate) && !is_closed(&opinion.fate))
    };
    let mut new: Vec<&Opinion> = came.iter().filter(is_new).copied().collect();
    if new.is_empty() {
        return;
    }
    let words = search(state.search.value());
    let ids: HashSet<&str> = new.iter().map(|opinion| opinion.id.as_str()).collect();
    let known: HashSet<&str> = state.order.iter().map(String::as_str).filter(|id| ids.contains(id)).collect();
    new.retain(|opinion| {
        !known.contains(opinion.id.as_str())
            && belongs(state, view, &words, opinion)
            && (state.queue == Queue::All || waits(state, view, &words, opinion))
    });
    let came: Vec<String> = new.iter().map(|opinion| opinion.id.clone()).collect();
    if !came.is_empty() {
        state.finished = false;
        state.arranged += 1;
        state.order.extend(came);
    }
}

/// True when an opinion is among those a filter shows.
pub fn passes(state: &State, view: &View, filter: &Filter, opinion: &Opinion) -> bool {
    let View { docket, decisions, coder } = view;
    let id = opinion.id.as_str();
    match filter {
        Filter::All => true,
        Filter::Untagged => !is_coded(state, view, id) && !is_closed(&opinion.fate),
        Filter::Tagged => is_coded(state, view, id),
        Filter::Flagged => decisions.flagged.contains_key(id),
        Filter::Skipped => decisions.skipped.contains_key(id),
        Filter::Differ => !state.is_blind(id) && codes::of(decisions, &docket.codebook, id).state == How::Differ,
        Filter::Late => docket.receipt_of(opinion).is_some_and(|receipt| receipt.late),
        Filter::OutOfScope => is_closed(&opinion.fate),
        Filter::Code(code) => match decisions.coding(id, coder).filter(|_| state.is_blind(id)) {
            Some(own) => codes::current(&docket.codebook, &own.codes).contains(code),
            None => !state.is_blind(id) && codes::of(decisions, &docket.codebook, id).codes.contains(code),
        },
    }
}

fn contains(state: &State, opinion: &Opinion, words: &str) -> bool {
    let prepared = state.prepared.as_ref();
    let folded = prepared.and_then(|prepared| prepared.folded.get(prepared.place(&opinion.id)?));
    let has = |text: &str| words.split(' ').all(|word| text.contains(word));
    // Before the texts are prepared, and for texts that are new, they are folded here.
    folded.map_or_else(|| has(&search(&opinion.text)), |text| has(text)) || is_called(&opinion.id, words)
}

/// True where folding an id gives these words. Most ids are plain, and all of them are looked at for every letter typed.
fn is_called(id: &str, words: &str) -> bool {
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_plain { id.eq_ignore_ascii_case(words) } else { search(id) == words }
}

/// After the docket changed: what is gone gives its place to the opinions of its receipt that are new. `gone` holds whatever
/// differs from the new docket.
fn follow(state: &mut State, old: &Docket, gone: &[&Opinion]) {
    let Some(docket) = &state.known else { return };
    let lost: HashMap<&str, usize> = gone
        .iter()
        .filter(|opinion| docket.position(&opinion.id).is_none())
        .map(|opinion| (opinion.id.as_str(), opinion.receipt))
        .collect();
    if !state.order.iter().any(|id| lost.contains_key(id.as_str())) {
        return;
    }
    // What stands now where a lost one stood.
    let heirs = |receipt: usize| {
        let receipt = old.receipts.get(receipt).and_then(|receipt| docket.receipt_position(&receipt.id));
        receipt.into_iter().flat_map(|receipt| docket.opinions_of(receipt)).map(|opinion| opinion.id.as_str())
    };
    let heirs_of_any: HashSet<&str> = lost.values().flat_map(|receipt| heirs(*receipt)).collect();
    let mut present: HashSet<&str> =
        state.order.iter().filter_map(|id| heirs_of_any.get(id.as_str()).copied()).collect();
    let mut order = Vec::with_capacity(state.order.len() + heirs_of_any.len());
    let (mut at, mut seen) = (0, 0);
    for (place, id) in std::mem::take(&mut state.order).into_iter().enumerate() {
        if place == state.at {
            at = order.len();
        }
        if place == state.seen {
            seen = order.len();
        }
        match lost.get(id.as_str()) {
            None => order.push(id),
            Some(receipt) => order.extend(heirs(*receipt).filter(|id| present.insert(id)).map(str::to_owned)),
        }
    }
    let last = order.len().saturating_sub(1);
    (state.at, state.seen) = (at.min(last), seen.min(last));
    state.order = order;
    state.arranged += 1;
}

/// Takes over a new order of what had not been seen when it was asked for. False, and nothing changes, where the opinions
/// are others by now. What was seen meanwhile stays where it is.
pub fn take_ranking(state: &mut State, of: Arrangement, ranked: Vec<String>) -> bool {
    if of.arranged != state.arranged || state.seen < of.seen {
        return false;
    }
    let kept = state.order.len().min(state.seen + 1);
    let seen: HashSet<&String> = state.order.iter().take(kept).skip(of.seen + 1).collect();
    let rest: Vec<String> = ranked.into_iter().filter(|id| !seen.contains(id)).collect();
    state.order.truncate(kept);
    state.order.extend(rest);
    true
}

/// Goes to the next opinion that waits; from the end once more from the beginning. In the order of all, and where a filter
/// shows what is done, simply to the next one.
pub fn advance(state: &mut State, view: &View) {
    let reviewing = state.queue == Queue::All || state.filter != Filter::All;
    let next = if reviewing {
        (state.at + 1 < state.order.len()).then_some(state.at + 1)
    } else {
        let waits = |place: &usize| {
            let opinion = state.order.get(*place).and_then(|id| state.position(id));
            let opinion = opinion.and_then(|place| view.docket.opinions.get(place));
            opinion.is_some_and(|opinion| !is_dealt_with(state, view, opinion))
        };
        (state.at + 1..state.order.len()).chain(0..state.at).find(waits)
    };
    match next {
        Some(place) => {
            state.at = place;
            state.seen = state.seen.max(place);
            state.finished = false;
        }
        None => state.finished = true,
    }
}

/// Opinions drawn for this coder and not all coded yet: of these, codes of others are hidden. What was divided, withdrawn or
/// put out of scope since is not waited for.
pub fn blind(docket: &Docket, decisions: &Decisions, coder: &str) -> HashSet<String> {
    let mine = decisions.samples.iter().filter(|sample| sample.coder == coder);
    let waits = |id: &String| {
        decisions.coding(id, coder).is_none() && docket.opinion(id).is_some_and(|opinion| !is_closed(&opinion.fate))
    };
    let unfinished = mine.filter(|sample| sample.opinions.iter().any(waits));
    unfinished.flat_map(|sample| sample.opinions.iter().cloned()).collect()
}
