//! Receipts and decisions brought together: every opinion with its text and its fate, every item with its number.
//!
//! Nothing is lost here: each receipt has at least one opinion, what a division left uncovered becomes an opinion of its
//! own, and decisions about what does not exist are listed.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{codes, mask, quote};
use crate::model::comment::decisions::{Mask, Shape, Typed};
use crate::model::comment::definition::Late;
use crate::model::comment::docket::{Index, NumberedItem};
use crate::model::comment::receipt::Found;
use crate::model::comment::shared::List;
use crate::model::comment::{
    Codebook, CommentsDefinition, Decisions, Docket, Fate, Opinion, RawReceipt, Receipt, Span,
};
use crate::model::day;

/// One set of comments as of now.
pub fn assemble(definition: &CommentsDefinition, read: &[Receipt], decisions: &Decisions) -> Docket {
    let codebook = codes::codebook(&definition.codebook, decisions);
    let receipts = receipts(definition, read, decisions);
    let mut opinions = Vec::with_capacity(receipts.len());
    let mut changed = Vec::new();
    let mut taken: HashSet<String> = HashSet::with_capacity(receipts.len());
    for (position, receipt) in receipts.iter().enumerate() {
        let shape = decisions.shapes.get(&receipt.id);
        let (decided, remasked) = decided(receipt, decisions);
        if remasked || shape.is_some_and(|shape| shape.text != quote::fingerprint(&receipt.text)) {
            changed.push(receipt.id.clone());
        }
        let masks = mask::in_effect(&receipt.found, decided);
        for (mut id, spans) in pieces(receipt, shape) {
            // A file may bring a number that a divided opinion has already.
            if !taken.insert(id.clone()) {
                id = free(&id, |id| taken.contains(id));
                taken.insert(id.clone());
            }
            let mut opinion = Opinion { id, receipt: position, spans, ..Opinion::default() };
            show(&mut opinion, receipt, &masks);
            opinion.fate = fate(&opinion, receipt, definition, decisions);
            opinions.push(opinion);
        }
    }
    let (receipts, opinions) = (List::from(receipts), List::from(opinions));
    let mut docket = Docket { codebook, receipts, opinions, changed, ..Docket::default() };
    docket.index = Index::of(&docket.receipts);
    number(&mut docket, decisions);
    docket
}

/// Everything that follows from all opinions together: items with their members, what is lost, where ids stand. The index
/// is that of the receipts already.
fn number(docket: &mut Docket, decisions: &Decisions) {
    (docket.items, docket.empty_items) = items(&docket.opinions, &docket.codebook, decisions);
    for numbered in &docket.items {
        let item = || numbered.item.id.clone();
        for (place, member) in numbered.members.iter().enumerate() {
            let fate = if place == 0 { Fate::Published { item: item() } } else { Fate::Merged { item: item() } };
            // What is so already stays shared with other dockets.
            if docket.opinions.get(*member).is_some_and(|opinion| opinion.fate != fate)
                && let Some(opinion) = docket.opinions.get_mut(*member)
            {
                opinion.fate = fate;
            }
        }
    }
    docket.index = docket.index.with(&docket.opinions, &docket.items);
    docket.orphans = orphans(decisions, docket);
}

/// Makes the opinions of one receipt anew after it was divided or joined, so that they are there before everything is
/// assembled again. Where nothing else was decided meanwhile, the result is the same.
pub fn reshape(docket: &mut Docket, definition: &CommentsDefinition, decisions: &Decisions, receipt: &str) {
    let Some(position) = docket.receipt_position(receipt) else { return };
    let Some(receipt) = docket.receipts.get(position) else { return };
    let masks = masks(receipt, decisions);
    let made = pieces(receipt, decisions.shapes.get(&receipt.id)).into_iter().map(|(id, spans)| {
        let mut opinion = Opinion { id, receipt: position, spans, ..Opinion::default() };
        show(&mut opinion, receipt, &masks);
        opinion.fate = fate(&opinion, receipt, definition, decisions);
        opinion
    });
    let made: List<Opinion> = made.collect();
    let divided =
        decisions.shapes.get(&receipt.id).is_some_and(|shape| shape.text == quote::fingerprint(&receipt.text));
    docket.changed.retain(|changed| !divided || *changed != receipt.id);
    let (first, after) = (docket.first_of(position), docket.first_of(position + 1));
    let behind = docket.opinions.split_off(after);
    docket.opinions.truncate(first);
    docket.opinions.append(made);
    docket.opinions.append(behind);
    number(docket, decisions);
}

/// All receipts: those read, then those typed in. A number that was given to a typed one stays with it, and with what was
/// decided about it; a row of a file that brings the same number gets another behind it.
fn receipts(definition: &CommentsDefinition, read: &[Receipt], decisions: &Decisions) -> Vec<Receipt> {
    let mut receipts = read.to_vec();
    let mut ids: BTreeSet<String> = receipts.iter().map(|receipt| receipt.id.clone()).collect();
    if !decisions.typed.is_empty() {
        let typed: HashSet<&str> = decisions.typed.iter().map(|typed| typed.id.as_str()).collect();
        ids.extend(typed.iter().map(|id| (*id).to_owned()));
        for receipt in receipts.iter_mut().filter(|receipt| typed.contains(receipt.id.as_str())) {
            receipt.id = unique(&receipt.id, &ids);
            ids.insert(receipt.id.clone());
        }
    }
    let next_person = receipts.iter().map(|receipt| receipt.person + 1).max().unwrap_or(0);
    for (person, typed) in (next_person..).zip(&decisions.typed) {
        let mut receipt = typed_receipt(typed, definition);
        receipt.person = person;
        receipts.push(receipt);
    }
    join_people(&mut receipts, decisions);
    receipts
}

/// `id`, or the first of `id#2`, `id#3`, … that is free.
pub fn unique(id: &str, taken: &BTreeSet<String>) -> String {
    if taken.contains(id) { free(id, |id| taken.contains(id)) } else { id.to_owned() }
}

/// The first of `id#2`, `id#3`, … that is not taken.
fn free(id: &str, taken: impl Fn(&str) -> bool) -> String {
    (2..).map(|number| format!("{id}#{number}")).find(|id| !taken(id)).unwrap_or_default()
}

fn typed_receipt(typed: &Typed, definition: &CommentsDefinition) -> Receipt {
    let received = day::parse(&crate::text::fold::matching(&typed.received)).map(|day| day as i64);
    let receipt = Receipt {
        id: typed.id.clone(),
        received,
        channel: typed.channel.clone(),
        place: typed.place.clone(),
        attributes: typed.attributes.clone(),
        text: typed.text.replace("\r\n", "\n"),
        anonymous: !typed.signed,
        late: super::intake::is_late(received, definition),
        ..Receipt::default()
    };
    let mut raw = RawReceipt { receipt, personal: Vec::new() };
    let mut finder = mask::Finder::default();
    let found = finder.find(&raw, &definition.about.public_names);
    finder.mask_columns(&mut raw, &definition.about.public_names);
    Receipt { found, ..raw.receipt }
}

/// A receipt that is said to be the same as itself is from a person of its own, whatever its personal columns say.
fn tell_apart(receipts: &mut [Receipt], decisions: &Decisions) {
    let mut person = receipts.iter().map(|receipt| receipt.person + 1).max().unwrap_or(0);
    for receipt in receipts {
        if decisions.same_person.get(&receipt.id) == Some(&receipt.id) {
            receipt.person = person;
            person += 1;
        }
    }
}

/// Receipts said to be from one person have the lowest of their numbers.
fn join_people(receipts: &mut [Receipt], decisions: &Decisions) {
    if decisions.same_person.is_empty() {
        return;
    }
    tell_apart(receipts, decisions);
    let persons: HashMap<&str, usize> = receipts.iter().map(|receipt| (receipt.id.as_str(), receipt.person)).collect();
    // A person, and a lower one that is the same: followed to the lowest.
    let mut lower: HashMap<usize, usize> = HashMap::new();
    let lowest = |lower: &HashMap<usize, usize>, mut person: usize| {
        while let Some(next) = lower.get(&person) {
            person = *next;
        }
        person
    };
    for (one, other) in &decisions.same_person {
        let (Some(one), Some(other)) = (persons.get(one.as_str()), persons.get(other.as_str())) else { continue };
        let (one, other) = (lowest(&lower, *one), lowest(&lower, *other));
        if one != other {
            lower.insert(one.max(other), one.min(other));
        }
    }
    for receipt in receipts {
        receipt.person = lowest(&lower, receipt.person);
    }
}

/// What is masked in a receipt after all.
pub fn masks(receipt: &Receipt, decisions: &Decisions) -> Vec<Found> {
    mask::in_effect(&receipt.found, decided(receipt, decisions).0)
}

/// The decisions about masks that hold for a receipt, and whether its text has changed since one of them.
pub fn decided<'a>(receipt: &Receipt, decisions: &'a Decisions) -> (Vec<&'a Mask>, bool) {
    mask::holding(&receipt.text, decisions.masks.get(&receipt.id).into_iter().flatten())
}

/// The opinions of a receipt: id and parts. What no part covers is an opinion of its own, unless it is blank.
fn pieces(receipt: &Receipt, shape: Option<&Shape>) -> Vec<(String, Vec<Span>)> {
    let whole = Span::whole(&receipt.text);
    let live: Vec<_> = shape.into_iter().flat_map(|shape| &shape.pieces).filter(|piece| piece.live).collect();
    if live.is_empty() {
        return vec![(receipt.id.clone(), vec![whole])];
    }
    let mut covered = vec![false; whole.len()];
    let mut pieces = Vec::new();
    for piece in live {
        // After a correction of the file a part may reach beyond the text; no character belongs to two parts.
        let mut places = Vec::new();
        for at in piece.spans.iter().flat_map(|span| span.start..span.end.min(whole.end)) {
            if let Some(place) = covered.get_mut(at).filter(|place| !**place) {
                *place = true;
                places.push(at);
            }
        }
        pieces.push((piece.id.clone(), runs(places)));
    }
    let left = receipt.text.chars().zip(&covered).any(|(c, covered)| !covered && !c.is_whitespace());
    if left {
        let ids: BTreeSet<String> = pieces.iter().map(|(id, _)| id.clone()).collect();
        let places = (0..whole.len()).filter(|at| covered.get(*at) == Some(&false)).collect();
        pieces.push((unique(&format!("{}-0", receipt.id), &ids), runs(places)));
    }
    pieces.sort_by_key(|(_, spans)| spans.first().copied());
    pieces
}

/// Ascending places as spans.
fn runs(places: Vec<usize>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for at in places {
        match spans.last_mut().filter(|span| span.end == at) {
            Some(span) => span.end = at + 1,
            None => spans.push(Span::new(at, at + 1)),
        }
    }
    spans
}

fn show(opinion: &mut Opinion, receipt: &Receipt, masks: &[Found]) {
    if masks.is_empty() && opinion.id == receipt.id {
        // The whole text as it stands, which most are.
        receipt.text.trim().clone_into(&mut opinion.text);
        return;
    }
    let shown: Vec<mask::Hidden> = opinion.spans.iter().map(|span| mask::hide(&receipt.text, *span, masks)).collect();
    opinion.masked = shown.iter().any(|part| part.masked);
    let texts: Vec<&str> = shown.iter().map(|part| part.text.trim()).collect();
    opinion.text = texts.join("\n");
}

/// The fate as far as the opinion alone decides it; members of an item count as published until the item has its first.
fn fate(opinion: &Opinion, receipt: &Receipt, definition: &CommentsDefinition, decisions: &Decisions) -> Fate {
    if let Some(why) = decisions.withdrawn.get(&receipt.id) {
        return Fate::Withdrawn { why: why.clone() };
    }
    if let Some(item) = decisions.item_of.get(&opinion.id).filter(|item| decisions.items.contains_key(*item)) {
        return Fate::Published { item: item.clone() };
    }
    if let Some(why) = decisions.out_of_scope.get(&opinion.id) {
        return Fate::OutOfScope { why: why.clone() };
    }
    if receipt.late && definition.about.late == Late::OutOfScope {
        return Fate::OutOfScope { why: String::new() };
    }
    Fate::Open
}

/// Opinions that decisions name and that are neither there nor the origin of others.
fn orphans(decisions: &Decisions, docket: &Docket) -> Vec<String> {
    let named = decisions
        .codings
        .keys()
        .chain(decisions.settled.keys())
        .chain(decisions.item_of.keys())
        .chain(decisions.out_of_scope.keys())
        .chain(decisions.flagged.keys())
        .chain(decisions.skipped.keys());
    let ended: BTreeSet<&str> = decisions
        .shapes
        .values()
        .flat_map(|shape| &shape.pieces)
        .flat_map(|piece| &piece.from)
        .map(String::as_str)
        .collect();
    let lost: BTreeSet<&String> =
        named.filter(|id| docket.position(id).is_none() && !ended.contains(id.as_str())).collect();
    lost.into_iter().cloned().collect()
}

/// Items in printed order, and those that have no opinion: by the place of their heading in the codebook, those without one
/// last, then by their first opinion.
fn items(opinions: &List<Opinion>, codebook: &Codebook, decisions: &Decisions) -> (List<NumberedItem>, Vec<String>) {
    let mut members: HashMap<&str, Vec<usize>> = HashMap::new();
    for (position, opinion) in opinions.iter().enumerate() {
        if let Fate::Published { item } | Fate::Merged { item } = &opinion.fate {
            members.entry(item).or_default().push(position);
        }
    }
    let mut numbered = Vec::new();
    let mut empty: Vec<_> = Vec::new();
    for item in decisions.items.values() {
        match members.remove(item.id.as_str()) {
            None => empty.push((item.order, item.id.clone())),
            Some(members) => {
                let coded = members.iter().filter_map(|member| first_code(codebook, decisions, opinions.get(*member)?));
                let (code, other_headings) = most_frequent(coded);
                let chosen = item.heading.as_deref().map(|id| codebook.current(id).to_owned());
                let other_headings = if chosen.is_some() { Vec::new() } else { other_headings };
                numbered.push(NumberedItem { item: item.clone(), members, heading: chosen.or(code), other_headings });
            }
        }
    }
    numbered.sort_by_key(|item| (place(codebook, item.heading.as_deref()), item.members.first().copied()));
    empty.sort();
    (numbered.into(), empty.into_iter().map(|(_, id)| id).collect())
}

/// The code an opinion was given first that the codebook knows.
fn first_code(codebook: &Codebook, decisions: &Decisions, opinion: &Opinion) -> Option<String> {
    codes::of(decisions, codebook, &opinion.id).codes.into_iter().find(|code| codebook.code(code).is_some())
}

/// What comes most often, of equals the one that came first; and the others, with how often they come.
fn most_frequent(coded: impl Iterator<Item = String>) -> (Option<String>, Vec<(String, usize)>) {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for code in coded {
        match counts.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => counts.push((code, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let at = counts.iter().position(|(_, count)| *count == most);
    let first = at.map(|at| counts.remove(at).0);
    (first, counts)
}

/// Where a heading stands: a heading of the plan stands before the codes under it.
fn place(codebook: &Codebook, heading: Option<&str>) -> (usize, bool) {
    let Some(heading) = heading else { return (usize::MAX, true) };
    if let Some(position) = codebook.position(heading) {
        return (position, true);
    }
    let below = |code: &crate::model::comment::Code| codebook.path(&code.id).iter().any(|above| above.id == heading);
    (codebook.codes.iter().position(below).unwrap_or(usize::MAX), false)
}
