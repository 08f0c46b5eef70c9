//! 意見の概要 as it is printed: an exact part of an original or words of the office, masked, with what it is.

use super::{docket, mask, quote};
use crate::model::comment::decisions::Outline;
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::receipt::Personal;
use crate::model::comment::{Decisions, Docket, Receipt};

/// An outline ready to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Masked.
    pub text: String,
    /// Where its words are from.
    pub kind: Kind,
    /// Something in it is masked.
    pub masked: bool,
    /// A quotation that is not (any more) what an original of the item says.
    pub broken: bool,
}

/// Where the words of an outline are from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// A whole opinion, to the letter.
    #[default]
    Original,
    /// A part of an original, to the letter.
    Part,
    /// 要旨.
    Words,
}

impl Kind {
    /// Its name in json.
    pub fn id(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Part => "part",
            Self::Words => "words",
        }
    }
}

/// The outline of an item. In words of the office, what is masked in an original of the item is masked too; of a receipt
/// that has no opinion in the item (any more) nothing is shown.
pub fn of(numbered: &NumberedItem, decisions: &Decisions, docket: &Docket) -> Shown {
    of_item(numbered.item.outline.as_ref(), numbered, decisions, docket)
}

/// As [`of`], with an outline that is newer than the docket.
pub fn of_item(outline: Option<&Outline>, numbered: &NumberedItem, decisions: &Decisions, docket: &Docket) -> Shown {
    let first = numbered.members.first().and_then(|first| docket.opinions.get(*first));
    match outline {
        None => first.map_or(Shown::default(), |opinion| Shown {
            text: opinion.text.clone(),
            kind: Kind::Original,
            masked: opinion.masked,
            broken: false,
        }),
        Some(Outline::Quote { receipt, span, sha256 }) => match quote::member(receipt, &numbered.members, docket) {
            None => Shown { kind: Kind::Part, broken: true, ..Shown::default() },
            Some(receipt) => {
                let hidden = mask::hide(&receipt.text, *span, &docket::masks(receipt, decisions));
                let whole = span.of(&receipt.text).trim() == receipt.text.trim();
                let kind = if whole { Kind::Original } else { Kind::Part };
                let broken = quote::fingerprint(span.of(&receipt.text)) != *sha256;
                Shown { text: hidden.text.trim().to_owned(), kind, masked: hidden.masked, broken }
            }
        },
        Some(Outline::Words(words)) => {
            let hidden = mask::without_words(words, &secrets(numbered, decisions, docket));
            Shown { text: hidden.text, kind: Kind::Words, masked: hidden.masked, broken: false }
        }
    }
}

/// What is masked in the receipts of an item, longest first, with its kind. Single characters are left out: they stand in
/// many words.
pub fn secrets(numbered: &NumberedItem, decisions: &Decisions, docket: &Docket) -> Vec<(String, Personal)> {
    let mut receipts: Vec<usize> =
        numbered.members.iter().filter_map(|at| docket.opinions.get(*at)).map(|opinion| opinion.receipt).collect();
    receipts.dedup();
    let receipts = receipts.into_iter().filter_map(|at| docket.receipts.get(at));
    let mut secrets: Vec<(String, Personal)> = receipts.flat_map(|receipt| of_receipt(receipt, decisions)).collect();
    secrets.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    secrets.dedup();
    secrets
}

fn of_receipt(receipt: &Receipt, decisions: &Decisions) -> Vec<(String, Personal)> {
    let masks = docket::masks(receipt, decisions);
    let words = masks.iter().map(|found| (found.span.of(&receipt.text).to_owned(), found.kind));
    words.filter(|(word, _)| word.chars().count() > 1).collect()
}
