//! Personal data in a text: finding it, and putting a mark in its place.
//!
//! Masking happens once, when opinions are made from receipts (`docket`), so that every screen and export shows the same.
//! What is found is a proposal that people can clear or add to (`in_effect`). Numbers, mail addresses and addresses are
//! told by their shape (`phone`, `account`, `mail`, `address`, `birth`, `online`), names by what stands around them (`names`, `labels`, `latin`) and by
//! the submitter's own columns (`own`). No model and no dictionary beyond lists of names.

mod account;
mod address;
mod address_letters;
mod around;
mod birth;
mod candidates;
mod digits;
mod folded;
mod hide;
mod labels;
mod latin;
mod lexicon;
mod mail;
mod names;
mod online;
mod own;
mod phone;
mod romaji;
mod starts;

pub use hide::{Hidden, hide};

use std::collections::HashMap;

use super::quote;
use crate::model::comment::decisions::Mask;
use crate::model::comment::receipt::{Found, Personal};
use crate::model::comment::{RawReceipt, Span};
use folded::Folded;

/// What is personal in a receipt's text, in order, not overlapping: in itself, and by its own personal columns.
pub fn find(raw: &RawReceipt, public_names: &[String]) -> Vec<Found> {
    Finder::default().find(raw, public_names)
}

/// Finds personal data in many receipts. The same text, as in a campaign, is searched once.
#[derive(Debug, Default)]
pub struct Finder {
    known: HashMap<String, Vec<Found>>,
}

impl Finder {
    /// As [`find`].
    pub fn find(&mut self, raw: &RawReceipt, public_names: &[String]) -> Vec<Found> {
        let text = Folded::new(&raw.receipt.text);
        // First, so that of two equal ones the kind of its column counts.
        let mut found = Vec::new();
        own::find(&text, &raw.personal, &mut found);
        found.extend_from_slice(self.shapes(&raw.receipt.text, &text));
        settle(&text, found, public_names)
    }

    /// Masks what is personal in a receipt's other columns, once and for all: they are shown and exported beside the text
    /// and nobody decides about them. A short name that is all of a cell stays, because districts are called like people.
    pub fn mask_columns(&mut self, raw: &mut RawReceipt, public_names: &[String]) {
        let RawReceipt { receipt, personal } = raw;
        let attributes = receipt.attributes.iter_mut().map(|(_, value)| value);
        for value in attributes.chain([&mut receipt.place, &mut receipt.channel]) {
            let length = value.chars().count();
            if length < 2 {
                continue;
            }
            let text = Folded::new(value);
            let mut found = Vec::new();
            own::find(&text, personal, &mut found);
            let district =
                |found: &Found| found.kind == Personal::Name && found.span.len() == length && length <= DISTRICT;
            found.extend(self.shapes(value, &text).iter().filter(|found| !district(found)).cloned());
            let found = settle(&text, found, public_names);
            if !found.is_empty() {
                *value = hide(value, Span::whole(value), &found).text;
            }
        }
    }

    /// What is personal by its shape, remembered for the next text of the same words.
    fn shapes(&mut self, words: &str, text: &Folded) -> &[Found] {
        self.known.entry(words.to_owned()).or_insert_with(|| shapes(text))
    }
}

/// Characters of a surname alone, and of a district.
const DISTRICT: usize = 3;

/// What is personal in any text, whoever wrote it.
pub fn in_text(text: &str, public_names: &[String]) -> Vec<Found> {
    let text = Folded::new(text);
    let found = shapes(&text);
    settle(&text, found, public_names)
}

fn shapes(text: &Folded) -> Vec<Found> {
    let mut found = Vec::new();
    phone::find(text, &mut found);
    account::find(text, &mut found);
    mail::find(text, &mut found);
    online::find(text, &mut found);
    birth::find(text, &mut found);
    address::find(text, &mut found);
    // Names are told by the numbers and addresses beside them too.
    let taken = text.covered(&found);
    let around = around::Around { text, taken: &taken };
    let mut named = names::find(&around);
    named.extend(latin::find(&around));
    named.extend(labels::find(text).into_iter().filter(|(start, end)| around.is_open(*start, *end)));
    found.extend(
        named
            .into_iter()
            .map(|(start, end)| Found { span: text.span(start, reading(text, end)), kind: Personal::Name }),
    );
    if text.chars().contains(&'\n') {
        found.extend(broken(text, &found));
    }
    found
}

/// Addresses and full names that a break of the line runs through.
fn broken(text: &Folded, known: &[Found]) -> Vec<Found> {
    let joined = text.unwrapped();
    if joined.len() == text.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    address::find(&joined, &mut found);
    let around = around::Around { text: &joined, taken: &[] };
    let names = names::full(&around).into_iter();
    found.extend(names.map(|(start, end)| Found { span: joined.span(start, end), kind: Personal::Name }));
    // What is known already is longer now only where the line before ends with the name of a city or town.
    let is_new = |one: &Found| {
        let mut same = known.iter().filter(|known| known.kind == one.kind && known.span.overlaps(one.span));
        same.all(|known| text.after_town(known.span.start))
    };
    found.retain(|one| is_new(one) && text.breaks_in(one.span));
    found
}

/// The end of a name with its reading in brackets: 田中太郎（タナカ タロウ）.
fn reading(text: &Folded, end: usize) -> usize {
    if !around::has_reading(text, end) {
        return end;
    }
    (end..text.len()).find(|at| text.get(*at) == Some(')')).map_or(end, |close| close + 1)
}

/// In order, overlapping ones joined under the kind of the longest, public names left out.
fn settle(text: &Folded, mut found: Vec<Found>, public_names: &[String]) -> Vec<Found> {
    let public: Vec<Span> = public_names.iter().flat_map(|name| places(text, name)).collect();
    found.retain(|found| !found.span.is_empty() && !public.iter().any(|public| public.contains(found.span)));
    found.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
    let mut joined: Vec<(Found, usize)> = Vec::with_capacity(found.len());
    for found in found {
        let length = found.span.len();
        match joined.last_mut().filter(|(last, _)| last.span.overlaps(found.span)) {
            Some((last, longest)) => {
                last.span.end = last.span.end.max(found.span.end);
                if length > *longest {
                    (last.kind, *longest) = (found.kind, length);
                }
            }
            None => joined.push((found, length)),
        }
    }
    joined.into_iter().flat_map(|(found, _)| without(found, &public)).collect()
}

/// A name without the parts of it that are public; other kinds stay whole.
fn without(found: Found, public: &[Span]) -> Vec<Found> {
    let mut left = vec![found.span];
    for cut in public.iter().filter(|_| found.kind == Personal::Name) {
        let outside = |span: &Span| {
            let before = Span::new(span.start, span.end.min(cut.start));
            let after = Span::new(span.start.max(cut.end), span.end);
            [before, after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>()
        };
        left = left.iter().flat_map(|span| if span.overlaps(*cut) { outside(span) } else { vec![*span] }).collect();
    }
    left.into_iter().map(|span| Found { span, kind: found.kind }).collect()
}

/// A text with these words masked, however wide they are written.
pub fn without_words(text: &str, words: &[(String, Personal)]) -> Hidden {
    let folded = Folded::new(text);
    let found =
        words.iter().flat_map(|(word, kind)| places(&folded, word).into_iter().map(|span| Found { span, kind: *kind }));
    let found = settle(&folded, found.collect(), &[]);
    hide(text, Span::whole(text), &found)
}

/// Where words stand in a text, widths and variants of characters aside.
pub fn occurrences(text: &str, words: &str) -> Vec<Span> {
    places(&Folded::new(text), words)
}

/// Where a word stands in a text, both folded.
fn places(text: &Folded, word: &str) -> Vec<Span> {
    let word: String = Folded::new(word.trim()).chars().iter().collect();
    let length = word.chars().count();
    (0..text.len()).filter(|at| length > 0 && text.at(*at, &word)).map(|at| text.span(at, at + length)).collect()
}

/// The decision about a part of a receipt's text as it is now.
pub fn decision(text: &str, span: Span, kind: Option<Personal>) -> Mask {
    Mask { span, kind, text: quote::fingerprint(text) }
}

/// The decisions that hold for a text as it is now, and whether any was about another text. What was masked stays masked;
/// what was cleared is not, because other words may stand there now.
pub fn holding<'a>(text: &str, decided: impl IntoIterator<Item = &'a Mask>) -> (Vec<&'a Mask>, bool) {
    let mut decided: Vec<&Mask> = decided.into_iter().collect();
    if decided.iter().all(|mask| mask.text.is_empty()) {
        return (decided, false);
    }
    let now = quote::fingerprint(text);
    let is_stale = |mask: &Mask| !mask.text.is_empty() && mask.text != now;
    let stale = decided.iter().any(|mask| is_stale(mask));
    decided.retain(|mask| mask.kind.is_some() || !is_stale(mask));
    (decided, stale)
}

/// What is masked after all: what was found and not cleared, and what people marked, in order, overlapping ones joined.
/// Clearing takes away the masks that lie within its span: a name that is cleared does not show the address around it.
pub fn in_effect<'a>(found: &[Found], decided: impl IntoIterator<Item = &'a Mask>) -> Vec<Found> {
    let mut all = found.to_vec();
    for mask in decided {
        match mask.kind {
            None => all.retain(|found| !mask.span.contains(found.span)),
            Some(kind) => all.push(Found { span: mask.span, kind }),
        }
    }
    all.sort_by_key(|found| found.span);
    let mut joined: Vec<Found> = Vec::new();
    for found in all {
        match joined.last_mut() {
            Some(last) if last.span.overlaps(found.span) => last.span.end = last.span.end.max(found.span.end),
            _ => joined.push(found),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_have_the_last_word() {
        let found = [Found { span: Span::new(0, 2), kind: Personal::Name }];
        let cleared = decision("", Span::new(0, 2), None);
        let marked = decision("", Span::new(5, 7), Some(Personal::Other));
        let masks = in_effect(&found, [&cleared, &marked]);
        assert_eq!(masks, [Found { span: Span::new(5, 7), kind: Personal::Other }]);
        // A part of a mask is not cleared by itself, nor its neighbour.
        for part in [Span::new(0, 1), Span::new(1, 3)] {
            assert_eq!(in_effect(&found, [&decision("", part, None)]), found);
        }
    }
}
