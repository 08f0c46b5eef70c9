//! What follows from receipts and decisions together: opinions with their fate, numbered items, what has lost its object.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use imbl::Vector;

use super::codebook::Codebook;
use super::decisions::Item;
use super::receipt::Receipt;
use super::shared::share;
use super::span::Span;

/// One set of comments as of now. Made by `comments::docket::assemble`; holds no tags, which `comments::codes` reads from
/// the decisions. Its lists share their parts with the docket before it, so that it is copied, compared and dropped in no time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Docket {
    /// Codes in effect.
    pub codebook: Codebook,
    /// In the order of the files, typed-in ones last.
    pub receipts: Vector<Receipt>,
    /// All opinions, in the order of receipts and texts. Every receipt has at least one.
    pub opinions: Vector<Opinion>,
    /// What is published, in printed order: the number printed is the position from 1.
    pub items: Vector<NumberedItem>,
    /// Items without an opinion that is still there.
    pub empty_items: Vec<String>,
    /// Ids of opinions that decisions name and that do not exist (any more).
    pub orphans: Vec<String>,
    /// Receipts (ids) whose text is not what it was when they were divided or masked.
    pub changed: Vec<String>,
    /// Where ids stand, for sets of 10^5.
    pub index: Index,
}

/// Positions by id. A docket without one is searched through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    opinions: Positions,
    receipts: Positions,
    items: Positions,
}

type Positions = Arc<HashMap<String, usize>>;

impl Index {
    /// The index of some receipts, without opinions and items.
    pub fn of(receipts: &Vector<Receipt>) -> Self {
        Self { receipts: positions(receipts.iter().map(|receipt| &receipt.id)), ..Self::default() }
    }

    /// The index of the same receipts with other opinions and items.
    pub fn with(&self, opinions: &Vector<Opinion>, items: &Vector<NumberedItem>) -> Self {
        Self {
            opinions: positions(opinions.iter().map(|opinion| &opinion.id)),
            receipts: Arc::clone(&self.receipts),
            items: positions(items.iter().map(|numbered| &numbered.item.id)),
        }
    }

    /// Takes from another index what is the same there.
    fn share(&mut self, old: &Self) {
        let lists = [&mut self.opinions, &mut self.receipts, &mut self.items];
        for (new, old) in lists.into_iter().zip([&old.opinions, &old.receipts, &old.items]) {
            if new == old {
                *new = Arc::clone(old);
            }
        }
    }
}

fn positions<'a>(ids: impl Iterator<Item = &'a String>) -> Positions {
    Arc::new(ids.enumerate().map(|(at, id)| (id.clone(), at)).collect())
}

/// One matter raised in a receipt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opinion {
    /// Unique in the set; an undivided receipt's own id.
    pub id: String,
    /// Position of its receipt.
    pub receipt: usize,
    /// Its parts of the original.
    pub spans: Vec<Span>,
    /// Those parts with personal data masked, joined by line breaks. What is shown and exported.
    pub text: String,
    /// Something in it is masked.
    pub masked: bool,
    /// What became of it.
    pub fate: Fate,
}

/// What became of an opinion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has decided yet.
    #[default]
    Open,
    /// Printed as an item: the first of its members.
    Published {
        /// Item id.
        item: String,
    },
    /// Taken together with others in an item.
    Merged {
        /// Item id.
        item: String,
    },
    /// Not about the plan, or too late.
    OutOfScope {
        /// The reason; empty if it is the rule for late ones.
        why: String,
    },
    /// Taken back by who sent it.
    Withdrawn {
        /// The reason.
        why: String,
    },
}

/// An item with its place in print.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberedItem {
    /// What was decided about it.
    pub item: Item,
    /// Positions of its opinions; the first one represents it.
    pub members: Vec<usize>,
    /// The code or heading it stands under; `None` stands at the end.
    pub heading: Option<String>,
    /// Where nobody chose a heading: the other codes that its opinions have first, with how many have them.
    pub other_headings: Vec<(String, usize)>,
}

impl Docket {
    /// Position of an opinion.
    pub fn position(&self, id: &str) -> Option<usize> {
        if self.index.opinions.len() == self.opinions.len() {
            return self.index.opinions.get(id).copied();
        }
        self.opinions.iter().position(|opinion| opinion.id == id)
    }

    /// The opinion with this id.
    pub fn opinion(&self, id: &str) -> Option<&Opinion> {
        self.opinions.get(self.position(id)?)
    }

    /// The receipt of an opinion.
    pub fn receipt_of(&self, opinion: &Opinion) -> Option<&Receipt> {
        self.receipts.get(opinion.receipt)
    }

    /// The receipt with this id.
    pub fn receipt(&self, id: &str) -> Option<&Receipt> {
        self.receipts.get(self.receipt_position(id)?)
    }

    /// Position of a receipt.
    pub fn receipt_position(&self, id: &str) -> Option<usize> {
        if self.index.receipts.len() == self.receipts.len() {
            return self.index.receipts.get(id).copied();
        }
        self.receipts.iter().position(|receipt| receipt.id == id)
    }

    /// The opinions of a receipt, which stand side by side.
    pub fn opinions_of(&self, receipt: usize) -> impl Iterator<Item = &Opinion> {
        let first = self.first_of(receipt);
        (first..).map_while(move |at| self.opinions.get(at).filter(|opinion| opinion.receipt == receipt))
    }

    /// Position of a receipt's first opinion, or where it would be.
    pub fn first_of(&self, receipt: usize) -> usize {
        let is_before = |opinion: &Opinion| match opinion.receipt < receipt {
            true => Ordering::Less,
            false => Ordering::Greater,
        };
        self.opinions.binary_search_by(is_before).unwrap_or_else(|place| place)
    }

    /// The same docket, with everything that is as in an older one taken from there; the older one itself where nothing
    /// differs. Says the same as before in every case.
    pub fn sharing(mut self, old: &Arc<Self>) -> Arc<Self> {
        share(&mut self.receipts, &old.receipts);
        share(&mut self.opinions, &old.opinions);
        share(&mut self.items, &old.items);
        self.index.share(&old.index);
        if self == **old { Arc::clone(old) } else { Arc::new(self) }
    }

    /// The ids of an item's opinions, the one that represents it first.
    pub fn member_ids<'a>(&'a self, numbered: &'a NumberedItem) -> impl Iterator<Item = &'a str> {
        numbered.members.iter().filter_map(|at| self.opinions.get(*at)).map(|opinion| opinion.id.as_str())
    }

    /// The printed number of an item, from 1.
    pub fn number(&self, item: &str) -> Option<usize> {
        self.item_position(item).map(|position| position + 1)
    }

    /// An item with its place in print.
    pub fn item(&self, item: &str) -> Option<&NumberedItem> {
        self.items.get(self.item_position(item)?)
    }

    fn item_position(&self, item: &str) -> Option<usize> {
        if self.index.items.len() == self.items.len() {
            return self.index.items.get(item).copied();
        }
        self.items.iter().position(|numbered| numbered.item.id == item)
    }
}
