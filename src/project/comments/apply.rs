//! Pure: what an act does to the decisions about a set of comments.

use super::op::{CoderTags, CommentOp, NewItem, Part, ReplyTo, TagSet};
use crate::model::comment::decisions::{Item, Piece, Shape, Via};
use crate::model::comment::{Code, Coding, Decisions};

/// Makes one change.
pub fn apply(decisions: &mut Decisions, op: CommentOp) {
    let d = decisions;
    match op {
        CommentOp::Receive { receipt } => match d.typed.iter().position(|old| old.id == receipt.id) {
            Some(position) => drop(d.typed.set(position, *receipt)),
            None => d.typed.push_back(*receipt),
        },
        CommentOp::Withdraw { receipt, why } => put(&mut d.withdrawn, receipt, why),
        CommentOp::SamePerson { receipt, of } => put(&mut d.same_person, receipt, of),
        CommentOp::Mask { receipt, mask } => {
            let mut masks = d.masks.get(&receipt).cloned().unwrap_or_default();
            masks.retain(|old| old.span != mask.span);
            masks.push_back(mask);
            d.masks.insert(receipt, masks);
        }
        CommentOp::Reshape { receipt, text, from, into } => reshape(d, receipt, text, &from, into),
        CommentOp::Tag { coder, tags, via } => tags.into_iter().for_each(|tag| code(d, &coder, tag, &via)),
        CommentOp::Settle { opinion, codes } => put(&mut d.settled, opinion, codes),
        CommentOp::Import { codes, coders, settled } => {
            edit_codes(d, codes);
            for CoderTags { coder, tags } in coders {
                tags.into_iter().for_each(|tag| code(d, &coder, tag, &Via::Import));
            }
            settled.into_iter().for_each(|tag| put(&mut d.settled, tag.opinion, tag.codes));
        }
        CommentOp::Skip { opinion, why } => put(&mut d.skipped, opinion, why),
        CommentOp::Flag { opinion, note } => put(&mut d.flagged, opinion, note),
        CommentOp::OutOfScope { opinions, why } => {
            for opinion in opinions {
                if why.is_some() {
                    d.item_of.remove(&opinion);
                }
                put(&mut d.out_of_scope, opinion, why.clone());
            }
        }
        CommentOp::Sample { sample } => match d.samples.iter().position(|old| old.id == sample.id) {
            Some(position) => drop(d.samples.set(position, sample)),
            None => d.samples.push_back(sample),
        },
        CommentOp::EditCodes { codes } => edit_codes(d, codes),
        CommentOp::MergeCodes { from, into } => {
            d.merged.extend(from.into_iter().filter(|old| *old != into).map(|old| (old, into.clone())));
        }
        CommentOp::SetRule { rule } => match d.rules.iter().position(|old| old.id == rule.id) {
            Some(position) => drop(d.rules.set(position, rule)),
            None => d.rules.push_back(rule),
        },
        CommentOp::RemoveRule { id } => d.rules.retain(|rule| rule.id != id),
        CommentOp::MakeItems { items } => {
            let next = d.items.values().map(|item| item.order + 1).max().unwrap_or(0);
            items.into_iter().zip(next..).for_each(|(item, order)| make(d, item, order));
        }
        CommentOp::Group { item, opinions } => {
            for opinion in opinions {
                if item.is_some() {
                    d.out_of_scope.remove(&opinion);
                }
                put(&mut d.item_of, opinion, item.clone());
            }
        }
        CommentOp::SetOutline { item, outline } => change(d, &item, |item| item.outline = outline),
        CommentOp::SetHeading { items, heading } => {
            items.iter().for_each(|id| change(d, id, |item| item.heading.clone_from(&heading)));
        }
        CommentOp::SetDisposition { items, disposition } => {
            items.iter().for_each(|id| change(d, id, |item| item.disposition.clone_from(&disposition)));
        }
        CommentOp::Reply { replies } => replies.into_iter().for_each(|reply| answer(d, reply)),
        CommentOp::Ask { items, section, due } => {
            for id in &items {
                change(d, id, |item| {
                    item.section.clone_from(&section);
                    item.due.clone_from(&due);
                });
            }
        }
        CommentOp::SetChanges { item, changes } => change(d, &item, |item| item.changes = changes),
    }
}

/// Sets a value, or takes it away.
fn put<T: Clone>(map: &mut imbl::OrdMap<String, T>, key: String, value: Option<T>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}

/// Adds codes, or changes those with the same ids.
fn edit_codes(d: &mut Decisions, codes: Vec<Code>) {
    for code in codes {
        match d.codes.iter().position(|old| old.id == code.id) {
            Some(position) => drop(d.codes.set(position, code)),
            None => d.codes.push_back(code),
        }
    }
}

/// Ends some opinions of a receipt and begins others. What ended leaves its item, which a part may be said to stay in; joined
/// opinions keep the codes that any of them had and what was noted about them, divided ones begin without.
fn reshape(d: &mut Decisions, receipt: String, text: String, from: &[String], into: Vec<Part>) {
    let mut shape = d.shapes.get(&receipt).cloned().unwrap_or_default();
    if !fits(&shape, &receipt, from, &into) {
        return;
    }
    shape.text = text;
    for piece in shape.pieces.iter_mut().filter(|piece| from.contains(&piece.id)) {
        piece.live = false;
    }
    if let ([joined], true) = (into.as_slice(), from.len() > 1) {
        let codings: Vec<Coding> = from.iter().filter_map(|id| d.codings.get(id).cloned()).flatten().collect();
        for coding in codings {
            let mut codes = d.coding(&joined.id, &coding.coder).map_or(Vec::new(), |known| known.codes.clone());
            codes.extend(coding.codes.into_iter().filter(|code| !codes.contains(code)).collect::<Vec<_>>());
            let tag = TagSet { opinion: joined.id.clone(), codes: Some(codes) };
            code(d, &coding.coder, tag, &coding.via);
        }
        carry(d, from, &joined.id);
    }
    for id in from {
        d.item_of.remove(id);
    }
    for part in &into {
        if let Some(item) = part.item.as_ref().filter(|item| d.items.contains_key(*item)) {
            d.item_of.insert(part.id.clone(), item.clone());
        }
    }
    let begun = |part: Part| Piece { id: part.id, spans: part.spans, from: from.to_vec(), live: true };
    shape.pieces.extend(into.into_iter().map(begun));
    d.shapes.insert(receipt, shape);
}

/// What was noted about joined opinions goes over to the one they became: flags with all remarks, a reason to put it off
/// while nobody has coded it, and settled codes that were the same for all.
fn carry(d: &mut Decisions, from: &[String], into: &str) {
    let notes: Vec<String> = from.iter().filter_map(|id| d.flagged.get(id).cloned()).collect();
    if !notes.is_empty() {
        let mut said: Vec<String> = Vec::new();
        said.extend(notes.into_iter().filter(|note| !note.is_empty()));
        said.dedup();
        d.flagged.insert(into.to_owned(), said.join("、"));
    }
    let skipped = from.iter().find_map(|id| d.skipped.get(id).cloned());
    if let Some(why) = skipped.filter(|_| !d.codings.contains_key(into)) {
        d.skipped.insert(into.to_owned(), why);
    }
    let mut settled = from.iter().map(|id| d.settled.get(id));
    if let Some(Some(codes)) = settled.next()
        && settled.all(|other| other == Some(codes))
    {
        let codes = codes.clone();
        d.settled.insert(into.to_owned(), codes);
    }
}

/// True while all that ends is there and nothing that begins was there before. Two people may divide the same opinion at
/// once, or one may undo what another's act rests on: then the later act is without effect rather than half done.
fn fits(shape: &Shape, receipt: &str, from: &[String], into: &[Part]) -> bool {
    let is_live = |id: &String| shape.pieces.iter().any(|piece| piece.live && piece.id == *id);
    let undivided = !shape.pieces.iter().any(|piece| piece.live);
    // What a division left uncovered has an id of its own, made by `comments::docket`.
    let is_rest = |id: &String| !undivided && id.strip_prefix(receipt).is_some_and(|rest| rest.starts_with("-0"));
    let ends = |id: &String| is_live(id) || (undivided && id == receipt) || is_rest(id);
    let begins = |part: &Part| !shape.pieces.iter().any(|piece| piece.id == part.id);
    !from.is_empty() && !into.is_empty() && from.iter().all(ends) && into.iter().all(begins)
}

fn code(d: &mut Decisions, coder: &str, tag: TagSet, via: &Via) {
    let mut codings = d.codings.get(&tag.opinion).cloned().unwrap_or_default();
    let position = codings.iter().position(|coding| coding.coder == coder);
    match (position, tag.codes) {
        (Some(position), None) => drop(codings.remove(position)),
        (None, None) => {}
        (position, Some(codes)) => {
            let coding = Coding { coder: coder.to_owned(), codes, via: via.clone() };
            match position.and_then(|position| codings.get_mut(position)) {
                Some(old) => *old = coding,
                None => codings.push(coding),
            }
            d.skipped.remove(&tag.opinion);
        }
    }
    if codings.is_empty() {
        d.codings.remove(&tag.opinion);
    } else {
        d.codings.insert(tag.opinion, codings);
    }
}

/// Makes an item. One with this id that is there already keeps its opinions to itself: who made the second saw another one.
fn make(d: &mut Decisions, new: NewItem, order: usize) {
    if d.items.contains_key(&new.id) {
        return;
    }
    d.items.insert(new.id.clone(), Item { id: new.id.clone(), order, ..Item::default() });
    for opinion in new.opinions {
        d.out_of_scope.remove(&opinion);
        d.item_of.insert(opinion, new.id.clone());
    }
}

fn change(d: &mut Decisions, item: &str, with: impl FnOnce(&mut Item)) {
    if let Some(item) = d.items.get_mut(item) {
        with(item);
    }
}

fn answer(d: &mut Decisions, reply: ReplyTo) {
    change(d, &reply.item, |item| {
        item.reply = reply.reply;
        if reply.disposition.is_some() {
            item.disposition = reply.disposition;
        }
    });
}
