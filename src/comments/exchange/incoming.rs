//! What another program gives back, matched to a set: codes by their guid or name, texts by their guid, name or wording,
//! selections by the opinions they lie in. What cannot be matched is listed.
//!
//! koe codes whole opinions, so a part of an opinion codes all of it; a part that reaches into several codes each of them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use super::guid;
use crate::comments::{docket, mask};
use crate::model::comment::exchange::{Exchange, ORIGIN, SETTLED, Selection, Source};
use crate::model::comment::{Code, CommentsDefinition, Decisions, Docket, Receipt, Span};
use crate::text::fold;

/// Opinions with their codes.
pub type Coded = Vec<(String, Vec<String>)>;

/// What a file brings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// Codes the set does not have.
    pub codes: Vec<Code>,
    /// By coder: opinions with their codes, in the order of the set.
    pub tags: Vec<(String, Coded)>,
    /// Opinions with the codes that were settled between coders.
    pub settled: Coded,
    /// Selections taken that are not exactly one opinion.
    pub inexact: usize,
    /// Codings taken.
    pub taken: usize,
    /// What could not be taken.
    pub unmatched: Vec<Unmatched>,
}

/// Something that has no counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmatched {
    /// A text that is no receipt of this set.
    Source {
        /// Its name.
        source: String,
        /// Its codings.
        codings: usize,
    },
    /// A part of a text that is not what it was, and whose words stand nowhere or several times in the receipt.
    Moved {
        /// The text's name.
        source: String,
        /// First and last character as the file has them.
        at: (usize, usize),
    },
    /// A coding with a code that the file does not define.
    Code {
        /// The text's name.
        source: String,
        /// The guid.
        code: String,
    },
    /// A kind of thing that is not taken, and how many.
    Kind {
        /// As the file calls it.
        what: String,
        /// How many.
        count: usize,
    },
}

/// Matches a file to a set.
pub fn incoming(
    exchange: &Exchange,
    definition: &CommentsDefinition,
    docket: &Docket,
    decisions: &Decisions,
) -> Incoming {
    let set = definition.about.id.as_str();
    let mut found = Incoming::default();
    let ids = match_codes(exchange, set, docket, &mut found.codes);
    let coders = coders(exchange);
    let is_ours = exchange.origin == ORIGIN;
    // By coder and position of the opinion, so that everything comes in the order of the set.
    let mut tags: BTreeMap<(Option<String>, usize), Vec<String>> = BTreeMap::new();
    let known = Known::new(set, docket, decisions);
    for source in &exchange.sources {
        let given = source.selections.iter().map(|part| part.codings.len()).sum::<usize>() + source.codings.len();
        let Some(position) = known.receipt_of(source) else {
            if given > 0 {
                found.unmatched.push(Unmatched::Source { source: source.name.clone(), codings: given });
            }
            continue;
        };
        let Some(receipt) = docket.receipts.get(position) else { continue };
        let text = Shown::of(receipt, decisions);
        let whole = Selection { codings: source.codings.clone(), ..Selection::default() };
        let whole_span = (!source.codings.is_empty()).then(|| (&whole, Some(Span::whole(&receipt.text))));
        let parts = source.selections.iter().map(|part| (part, text.original(source, part)));
        for (part, span) in parts.chain(whole_span) {
            if part.codings.is_empty() && !is_ours {
                continue;
            }
            let Some(span) = span else {
                let at = (part.start, part.end);
                found.unmatched.push(Unmatched::Moved { source: source.name.clone(), at });
                continue;
            };
            let hit = opinions_in(docket, position, span, &receipt.text);
            found.inexact += usize::from(hit.len() != 1 || !is_exactly(docket, hit.first(), span, &receipt.text));
            for opinion in &hit {
                if part.codings.is_empty() {
                    tags.entry((coders.of(&part.user), *opinion)).or_default();
                }
                for coding in &part.codings {
                    let user = if coding.user.is_empty() { &part.user } else { &coding.user };
                    let Some(id) = ids.get(coding.code.as_str()) else {
                        let code = coding.code.clone();
                        found.unmatched.push(Unmatched::Code { source: source.name.clone(), code });
                        continue;
                    };
                    let codes = tags.entry((coders.of(user), *opinion)).or_default();
                    if !codes.contains(id) {
                        codes.push(id.clone());
                    }
                    found.taken += 1;
                }
            }
        }
    }
    let left = exchange.left.iter().map(|(what, count)| Unmatched::Kind { what: what.clone(), count: *count });
    found.unmatched.extend(left);
    // A heading that something was coded with becomes a code.
    for id in tags.values().flatten() {
        let is_known = docket.codebook.code(id).is_some() || found.codes.iter().any(|code| code.id == *id);
        if let (false, Some(heading)) = (is_known, docket.codebook.headings.iter().find(|heading| heading.id == *id)) {
            found.codes.push(heading.clone());
        }
    }
    for ((coder, opinion), codes) in tags {
        let Some(opinion) = docket.opinions.get(opinion).map(|opinion| opinion.id.clone()) else { continue };
        match coder {
            None => found.settled.push((opinion, codes)),
            Some(coder) => match found.tags.last_mut().filter(|(last, _)| *last == coder) {
                Some((_, tags)) => tags.push((opinion, codes)),
                None => found.tags.push((coder, vec![(opinion, codes)])),
            },
        }
    }
    found
}

/// Names of coders by guid.
struct Coders<'a> {
    exchange: &'a Exchange,
    names: HashMap<&'a str, &'a str>,
}

fn coders(exchange: &Exchange) -> Coders<'_> {
    let name = |user: &'_ crate::model::comment::exchange::User| -> bool { !user.name.is_empty() };
    let names = exchange.users.iter().map(|user| {
        let shown = if name(user) {
            &user.name
        } else if user.id.is_empty() {
            &user.guid
        } else {
            &user.id
        };
        (user.guid.as_str(), shown.as_str())
    });
    Coders { exchange, names: names.collect() }
}

impl Coders<'_> {
    /// The coder behind a guid; `None` stands for what was settled. Without a known one it is the program's name.
    fn of(&self, guid: &str) -> Option<String> {
        if self.exchange.users.iter().any(|user| user.guid == guid && user.id == SETTLED) {
            return None;
        }
        let fallback = if self.exchange.origin.is_empty() { "REFI-QDA" } else { &self.exchange.origin };
        Some(self.names.get(guid).copied().unwrap_or(fallback).to_owned())
    }
}

/// The set's id for each guid of the file; codes it does not have are added to `new`.
fn match_codes<'a>(
    exchange: &'a Exchange,
    set: &str,
    docket: &Docket,
    new: &mut Vec<Code>,
) -> HashMap<&'a str, String> {
    let book = &docket.codebook;
    let mut known: HashMap<String, &str> = book
        .codes
        .iter()
        .chain(&book.headings)
        .map(|code| (guid(set, &["code", &code.id]), code.id.as_str()))
        .collect();
    // What the file has as a code may have been merged into another since.
    for (old, _) in &book.merged {
        known.entry(guid(set, &["code", old])).or_insert_with(|| book.current(old));
    }
    let same = |a: &str, b: &str| !a.is_empty() && fold::search(a) == fold::search(b);
    let mut ids: HashMap<&str, String> = HashMap::new();
    for code in &exchange.codes {
        let by_guid = known.get(&code.guid).map(|id| (*id).to_owned());
        let by_name = || {
            let all = book.codes.iter().chain(&book.headings);
            let mut hits = all.filter(|old| {
                same(&old.id, &code.name)
                    || same(&old.title, &code.name)
                    || same(&format!("{} {}", old.id, old.title), &code.name)
            });
            let merged = || book.merged.iter().find(|(old, _)| same(old, &code.name));
            hits.next()
                .map(|old| old.id.as_str())
                .or_else(|| merged().map(|(old, _)| book.current(old)))
                .map(str::to_owned)
        };
        let id = by_guid.or_else(by_name).unwrap_or_else(|| {
            let taken = |id: &str| book.code(id).is_some() || new.iter().any(|code| code.id == id);
            let name = code.name.trim();
            let wanted = if name.is_empty() { code.guid.as_str() } else { name };
            let mut id = wanted.to_owned();
            let mut number = 1;
            while taken(&id) {
                number += 1;
                id = format!("{wanted}#{number}");
            }
            let parent = code.parent.as_deref().and_then(|parent| ids.get(parent)).cloned();
            new.push(Code {
                id: id.clone(),
                title: wanted.to_owned(),
                note: code.note.clone(),
                parent,
                ..Code::default()
            });
            id
        });
        ids.insert(&code.guid, id);
    }
    ids
}

/// Where receipts stand, looked up by what a file may call them.
struct Known<'a> {
    docket: &'a Docket,
    decisions: &'a Decisions,
    by_guid: HashMap<String, usize>,
    /// By the text as it is shown, without blanks around it; `None` where several have it. Made when it is first asked for:
    /// most files name what they bring.
    by_text: OnceCell<HashMap<String, Option<usize>>>,
}

impl<'a> Known<'a> {
    fn new(set: &str, docket: &'a Docket, decisions: &'a Decisions) -> Self {
        let by_guid = docket
            .receipts
            .iter()
            .enumerate()
            .map(|(position, receipt)| (guid(set, &["source", &receipt.id]), position))
            .collect();
        Self { docket, decisions, by_guid, by_text: OnceCell::new() }
    }

    /// Position of the receipt a text is: by guid, by name (also with the end of a file's name), by wording.
    fn receipt_of(&self, source: &Source) -> Option<usize> {
        let by_name = || {
            let stem = source.name.rsplit_once('.').map_or(source.name.as_str(), |(stem, _)| stem);
            let whole = self.docket.receipt_position(&source.name);
            let stem = self.docket.receipt_position(stem);
            whole.into_iter().chain(stem).min()
        };
        let by_text = || {
            let text = source.text.as_ref()?.trim();
            self.texts().get(text).copied().flatten().filter(|_| !text.is_empty())
        };
        self.by_guid.get(&source.guid).copied().or_else(by_name).or_else(by_text)
    }

    fn texts(&self) -> &HashMap<String, Option<usize>> {
        self.by_text.get_or_init(|| {
            let mut texts: HashMap<String, Option<usize>> = HashMap::new();
            for (position, receipt) in self.docket.receipts.iter().enumerate() {
                let text = Shown::of(receipt, self.decisions).hidden.text.trim().to_owned();
                // The same words may have come from several people; then nobody can tell whose these are.
                texts.entry(text).and_modify(|known| *known = None).or_insert(Some(position));
            }
            texts
        })
    }
}

/// A receipt's text as it is shown.
struct Shown {
    hidden: mask::Hidden,
    length: usize,
}

impl Shown {
    fn of(receipt: &Receipt, decisions: &Decisions) -> Self {
        let whole = Span::whole(&receipt.text);
        let hidden = mask::hide(&receipt.text, whole, &docket::masks(receipt, decisions));
        Self { hidden, length: whole.end }
    }

    /// The place of a selection in the original; `None` if its words are not there, or several times.
    fn original(&self, source: &Source, part: &Selection) -> Option<Span> {
        let length = self.hidden.places.len();
        let same = source.text.as_ref().is_none_or(|text| *text == self.hidden.text);
        if same && part.start < part.end && part.end <= length {
            return Some(self.span(part.start, part.end));
        }
        let text = source.text.as_deref()?;
        let words = Span::new(part.start, part.end).of(text);
        let mut hits = self.hidden.text.match_indices(words);
        let (at, _) = hits.next().filter(|_| !words.trim().is_empty())?;
        if hits.next().is_some() {
            return None;
        }
        let start = self.hidden.text.get(..at).map_or(0, |before| before.chars().count());
        Some(self.span(start, start + words.chars().count()))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.hidden.places.get(at).copied().unwrap_or(self.length);
        // The end of a selection within a mark is the end of what is masked.
        let last = end.checked_sub(1).map_or(0, place);
        let after = self.hidden.places.iter().copied().find(|place| *place > last).unwrap_or(self.length);
        Span::new(place(start), after)
    }
}

/// Positions of the opinions of a receipt that a part of it reaches into by more than blanks.
fn opinions_in(docket: &Docket, receipt: usize, part: Span, text: &str) -> Vec<usize> {
    let reaches = |span: &Span| {
        let both = Span::new(span.start.max(part.start), span.end.min(part.end));
        both.start < both.end && !both.of(text).trim().is_empty()
    };
    let of_receipt = docket.opinions_of(receipt).filter(|opinion| opinion.spans.iter().any(reaches));
    of_receipt.filter_map(|opinion| docket.position(&opinion.id)).collect()
}

/// True when a part is one of the opinion's spans but for blanks.
fn is_exactly(docket: &Docket, opinion: Option<&usize>, part: Span, text: &str) -> bool {
    let Some(opinion) = opinion.and_then(|position| docket.opinions.get(*position)) else { return false };
    opinion.spans.iter().any(|span| span.overlaps(part) && span.of(text).trim() == part.of(text).trim())
}
