//! Whether a rule holds for an opinion, and what made it hold.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Condition, Place};
use crate::comments::folded::Folded;
use crate::model::comment::{Opinion, Receipt, Span};
use crate::text::fold;

/// Names of what every receipt has, beside its attributes.
pub const CHANNEL: [&str; 3] = ["経路", "提出方法", "channel"];
/// Names of the part of the plan the submitter named.
pub const PLACE: [&str; 2] = ["該当箇所", "place"];

/// An opinion as rules see it.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    text: String,
    folded: Folded,
    characters: usize,
    attributes: Vec<(String, String)>,
}

/// What made a rule hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Where it stands in the opinion's text, in characters; `None` for an attribute or a length.
    pub span: Option<Span>,
    /// The words as they stand there, or the condition.
    pub words: String,
}

impl Subject {
    /// An opinion with its receipt.
    pub fn new(opinion: &Opinion, receipt: Option<&Receipt>) -> Self {
        let mut attributes = Vec::new();
        if let Some(receipt) = receipt {
            let named = |name: &&str, value: &String| ((*name).to_owned(), value.clone());
            attributes.extend(CHANNEL.iter().map(|name| named(name, &receipt.channel)));
            attributes.extend(PLACE.iter().map(|name| named(name, &receipt.place)));
            attributes.extend(receipt.attributes.iter().cloned());
        }
        Self::plain(&opinion.text, attributes)
    }

    /// A text with attributes by name.
    pub fn plain(text: &str, attributes: Vec<(String, String)>) -> Self {
        let characters = text.chars().filter(|c| !c.is_whitespace()).count();
        Self { text: text.to_owned(), folded: Folded::new(text), characters, attributes }
    }

    /// The values of an attribute; several columns may share a name.
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let wanted = fold::search(name);
        self.attributes.iter().filter(move |(name, _)| fold::search(name) == wanted).map(|(_, value)| value.as_str())
    }
}

/// Whether a condition holds: what made it so, in the order of the text, each once; `None` if it does not. What stands
/// under a negation is not told, so a rule can hold without anything to tell.
pub fn holds(condition: &Condition, subject: &Subject) -> Option<Vec<Hit>> {
    let mut hits = BTreeSet::new();
    check(condition, subject, &mut hits).then(|| {
        // What has no place is told last.
        let (without, with): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(|hit| hit.span.is_none());
        with.into_iter().chain(without).collect()
    })
}

fn check(condition: &Condition, subject: &Subject, hits: &mut BTreeSet<Hit>) -> bool {
    let mut tell = |words: String| {
        hits.insert(Hit { span: None, words });
    };
    match condition {
        Condition::All(parts) => {
            let mut own = BTreeSet::new();
            let all = parts.iter().all(|part| check(part, subject, &mut own));
            if all {
                hits.append(&mut own);
            }
            all
        }
        Condition::Any(parts) => parts.iter().filter(|part| check(part, subject, hits)).count() > 0,
        Condition::Not(part) => !check(part, subject, &mut BTreeSet::new()),
        Condition::Found(place) => {
            let found = places(place, &subject.folded);
            let told = found.iter().flat_map(|found| &found.parts);
            hits.extend(told.map(|part| {
                let span = subject.folded.place(part.start, part.end);
                Hit { span: Some(span), words: span.of(&subject.text).to_owned() }
            }));
            !found.is_empty()
        }
        Condition::Attribute { name, is, value } => {
            let wanted = fold::search(value);
            let has = subject.values(name).any(|value| fold::search(value) == wanted);
            if has == *is {
                tell(format!("{name} {} {value}", if *is { "=" } else { "!=" }));
            }
            has == *is
        }
        Condition::Length { comparison, characters } => {
            let holds = comparison.holds(subject.characters, *characters);
            if holds {
                tell(format!("文字数 {} {characters}", comparison.sign()));
            }
            holds
        }
    }
}

/// A place of the folded text with the phrases in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    start: usize,
    end: usize,
    parts: Vec<Part>,
}

/// A phrase where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    start: usize,
    end: usize,
}

/// Everywhere something stands, in order, each place once.
fn places(place: &Place, text: &Folded) -> Vec<Found> {
    let mut found: Vec<Found> = match place {
        Place::Phrase(phrase) => {
            let phrase: Vec<char> = fold::search(phrase).chars().collect();
            let at = |range: Range<usize>| Found {
                start: range.start,
                end: range.end,
                parts: vec![Part { start: range.start, end: range.end }],
            };
            text.find(&phrase).map(|start| at(start..start + phrase.len())).collect()
        }
        Place::Any(any) => any.iter().flat_map(|place| places(place, text)).collect(),
        Place::Near { first, second, within, ordered } => {
            let (first, second) = (places(first, text), places(second, text));
            let mut pairs: Vec<Found> = Vec::new();
            for one in &first {
                for other in &second {
                    let after = other.start >= one.end && other.start - one.end <= *within;
                    let before = one.start >= other.end && one.start - other.end <= *within;
                    if after || (before && !ordered) {
                        let parts = one.parts.iter().chain(&other.parts).copied().collect();
                        pairs.push(Found { start: one.start.min(other.start), end: one.end.max(other.end), parts });
                    }
                }
            }
            pairs
        }
    };
    found.sort();
    found.dedup_by(|a, b| (a.start, a.end) == (b.start, b.end));
    found
}
