//! Which acts were about an opinion, and which one decided its fate: the answer to "why is my comment not there?".

use std::collections::BTreeSet;

use super::CommentOp;
use crate::model::comment::Decisions;
use crate::project::{Act, Entry, Op, Project};

/// An act about a set of comments.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// When, who.
    pub entry: &'a Entry,
    /// What.
    pub act: &'a CommentOp,
    /// False when it was taken back.
    pub in_effect: bool,
}

impl Project {
    /// All acts about a set, oldest first, also those taken back.
    pub fn comment_acts<'a>(&'a self, set: &'a str) -> impl Iterator<Item = Event<'a>> {
        self.entries.iter().enumerate().filter_map(move |(place, entry)| match &entry.act {
            Act::Do(Op::Comment { set: of, act }) if of == set => {
                Some(Event { entry, act, in_effect: self.history.is_in_effect(place) })
            }
            _ => None,
        })
    }

    /// The act in effect that decided the fate of an opinion; `None` if it is open, or so by a rule.
    pub fn decided<'a>(&'a self, set: &'a str, receipt: &str, opinion: &str) -> Option<&'a Entry> {
        let mut decisions = Decisions::default();
        let mut decided = None;
        let fate = |d: &Decisions| {
            let item = d.item_of.get(opinion).filter(|item| d.items.contains_key(*item));
            (d.withdrawn.get(receipt).cloned(), item.cloned(), d.out_of_scope.get(opinion).cloned())
        };
        let mut before = fate(&decisions);
        for event in self.comment_acts(set).filter(|event| event.in_effect) {
            super::apply(&mut decisions, event.act.clone());
            let after = fate(&decisions);
            if after != before {
                decided = (after != (None, None, None)).then_some(event.entry);
                before = after;
            }
        }
        decided
    }

    /// The acts about a receipt, its opinions (those of now and those they came from) and their items.
    pub fn about<'a>(&'a self, set: &'a str, receipt: &str, opinions: &[String]) -> Vec<Event<'a>> {
        let mut names: BTreeSet<&str> = opinions.iter().map(String::as_str).chain([receipt]).collect();
        let mut items: BTreeSet<&str> = BTreeSet::new();
        let mut found = Vec::new();
        for event in self.comment_acts(set) {
            let subject = subject(event.act);
            let by_name = subject.opinions.iter().any(|opinion| names.contains(*opinion));
            let is_about =
                by_name || subject.receipt == Some(receipt) || subject.items.iter().any(|item| items.contains(item));
            if !is_about {
                continue;
            }
            if subject.receipt == Some(receipt) {
                names.extend(subject.opinions.iter().copied());
            }
            match event.act {
                // Only the items that one of the opinions went into.
                CommentOp::MakeItems { items: made } => {
                    let mine = made.iter().filter(|item| item.opinions.iter().any(|id| names.contains(id.as_str())));
                    items.extend(mine.map(|item| item.id.as_str()));
                }
                CommentOp::Group { item: Some(item), .. } if by_name => drop(items.insert(item)),
                _ => {}
            }
            found.push(event);
        }
        found
    }
}

/// What an act is about.
#[derive(Default)]
struct Subject<'a> {
    receipt: Option<&'a str>,
    opinions: Vec<&'a str>,
    items: Vec<&'a str>,
}

fn subject(act: &CommentOp) -> Subject<'_> {
    fn texts(ids: &[String]) -> Vec<&str> {
        ids.iter().map(String::as_str).collect()
    }
    let of_receipt = |receipt| Subject { receipt: Some(receipt), ..Subject::default() };
    let of_opinions = |opinions| Subject { opinions, ..Subject::default() };
    let of_items = |items| Subject { items, ..Subject::default() };
    match act {
        CommentOp::Receive { receipt } => of_receipt(&receipt.id),
        CommentOp::Withdraw { receipt, .. }
        | CommentOp::SamePerson { receipt, .. }
        | CommentOp::Mask { receipt, .. } => of_receipt(receipt),
        CommentOp::Reshape { receipt, from, into, .. } => {
            let ids = from.iter().chain(into.iter().map(|part| &part.id)).map(String::as_str);
            Subject { receipt: Some(receipt), opinions: ids.collect(), ..Subject::default() }
        }
        CommentOp::Tag { tags, .. } => of_opinions(tags.iter().map(|tag| tag.opinion.as_str()).collect()),
        CommentOp::Import { coders, settled, .. } => {
            let tags = coders.iter().flat_map(|coder| &coder.tags).chain(settled);
            of_opinions(tags.map(|tag| tag.opinion.as_str()).collect())
        }
        CommentOp::Settle { opinion, .. } | CommentOp::Skip { opinion, .. } | CommentOp::Flag { opinion, .. } => {
            of_opinions(vec![opinion.as_str()])
        }
        CommentOp::OutOfScope { opinions, .. } => of_opinions(texts(opinions)),
        CommentOp::Group { item, opinions } => {
            Subject { opinions: texts(opinions), items: item.as_deref().into_iter().collect(), ..Subject::default() }
        }
        CommentOp::MakeItems { items } => {
            of_opinions(items.iter().flat_map(|item| &item.opinions).map(String::as_str).collect())
        }
        CommentOp::SetOutline { item, .. } | CommentOp::SetChanges { item, .. } => of_items(vec![item.as_str()]),
        CommentOp::SetHeading { items, .. }
        | CommentOp::SetDisposition { items, .. }
        | CommentOp::Ask { items, .. } => of_items(texts(items)),
        CommentOp::Reply { replies } => of_items(replies.iter().map(|reply| reply.item.as_str()).collect()),
        CommentOp::Sample { .. }
        | CommentOp::EditCodes { .. }
        | CommentOp::MergeCodes { .. }
        | CommentOp::SetRule { .. }
        | CommentOp::RemoveRule { .. } => Subject::default(),
    }
}
