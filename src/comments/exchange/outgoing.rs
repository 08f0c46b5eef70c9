//! What is given to other programs: codes with their headings, every receipt as a masked text, and the codings of all coders
//! as parts of these texts.

use super::guid;
use crate::comments::{codes, docket, mask};
use crate::model::comment::exchange::{
    Exchange, ExchangeCode, GivenCode, Named, ORIGIN, SETTLED, Selection, Source, User,
};
use crate::model::comment::{CommentsDefinition, Decisions, Docket, Opinion, Receipt, Span};
use crate::model::day;

/// 提出方法 and 該当箇所 as properties of texts; data of Japanese files, like the names of attributes.
const CHANNEL: &str = "提出方法";
const PLACE: &str = "該当箇所";

/// A set as it is given away; nothing personal that is masked is in it.
pub fn outgoing(definition: &CommentsDefinition, docket: &Docket, decisions: &Decisions) -> Exchange {
    let set = definition.about.id.as_str();
    let title = if definition.about.title.is_empty() { set } else { &definition.about.title };
    let mut exchange = Exchange { name: title.to_owned(), origin: ORIGIN.to_owned(), ..Exchange::default() };
    exchange.codes = all_codes(set, docket);
    for coder in decisions.coders() {
        let guid = guid(set, &["user", coder]);
        exchange.users.push(User { guid, name: coder.to_owned(), id: String::new() });
    }
    if !decisions.settled.is_empty() {
        exchange.users.push(User { guid: guid(set, &["settled"]), name: "確定".into(), id: SETTLED.into() });
    }
    let mut named: Vec<String> = vec![CHANNEL.to_owned(), PLACE.to_owned()];
    for (name, _) in docket.receipts.iter().flat_map(|receipt| &receipt.attributes) {
        if !named.contains(name) {
            named.push(name.clone());
        }
    }
    let values: Vec<Vec<(String, String)>> = docket.receipts.iter().map(|receipt| values(set, receipt)).collect();
    for name in named {
        let guid = guid(set, &["variable", &name]);
        if values.iter().flatten().any(|(variable, _)| *variable == guid) {
            exchange.variables.push(Named { guid, name });
        }
    }
    for ((position, receipt), values) in docket.receipts.iter().enumerate().zip(values) {
        let masks = docket::masks(receipt, decisions);
        let shown = mask::hide(&receipt.text, Span::whole(&receipt.text), &masks);
        let mut source = Source {
            guid: guid(set, &["source", &receipt.id]),
            name: receipt.id.clone(),
            day: receipt.received.map(day::iso).unwrap_or_default(),
            values,
            ..Source::default()
        };
        for opinion in docket.opinions_of(position) {
            selections(set, docket, decisions, opinion, &shown, &mut source.selections);
        }
        source.text = Some(shown.text);
        exchange.sources.push(source);
    }
    exchange
}

/// Headings that have codes, and the codes, each behind what stands above it.
fn all_codes(set: &str, docket: &Docket) -> Vec<ExchangeCode> {
    let book = &docket.codebook;
    let mut all: Vec<ExchangeCode> = Vec::new();
    for code in &book.codes {
        for (above, part) in book.path(&code.id).into_iter().chain([code]).enumerate() {
            let guid = guid(set, &["code", &part.id]);
            if all.iter().any(|known| known.guid == guid) {
                continue;
            }
            let parent = (above > 0).then(|| book.path(&code.id).get(above - 1).map(|parent| parent.id.clone()));
            all.push(ExchangeCode {
                name: name_of(book, &part.id),
                note: part.note.clone(),
                parent: parent.flatten().map(|parent| self::guid(set, &["code", &parent])),
                codable: book.code(&part.id).is_some(),
                guid,
            });
        }
    }
    all
}

/// A title; where two codes have the same, the id stands before it.
fn name_of(book: &crate::model::comment::Codebook, id: &str) -> String {
    let title = book.title(id);
    let all = || book.codes.iter().chain(&book.headings);
    if all().any(|other| other.id != id && book.title(&other.id) == title) {
        format!("{id} {title}")
    } else {
        title.to_owned()
    }
}

fn values(set: &str, receipt: &Receipt) -> Vec<(String, String)> {
    let own = [(CHANNEL, &receipt.channel), (PLACE, &receipt.place)];
    let attributes = receipt.attributes.iter().map(|(name, value)| (name.as_str(), value));
    let all = own.into_iter().chain(attributes).filter(|(_, value)| !value.is_empty());
    all.map(|(name, value)| (guid(set, &["variable", name]), value.clone())).collect()
}

/// The codings of an opinion: for every coder a selection for each of its parts.
fn selections(
    set: &str,
    docket: &Docket,
    decisions: &Decisions,
    opinion: &Opinion,
    shown: &mask::Hidden,
    into: &mut Vec<Selection>,
) {
    let coded = decisions.codings.get(&opinion.id).into_iter().flatten();
    let by_coder = coded.map(|coding| (vec!["user", coding.coder.as_str()], &coding.codes));
    let settled = decisions.settled.get(&opinion.id).map(|codes| (vec!["settled"], codes));
    for (who, given) in by_coder.chain(settled) {
        let user = guid(set, &who);
        let given = codes::current(&docket.codebook, given);
        for (part, span) in opinion.spans.iter().enumerate() {
            let (start, end) = places(shown, *span);
            if start == end {
                continue;
            }
            let part = part.to_string();
            let name = |more: &[&str]| {
                let parts: Vec<&str> = [&["selection", opinion.id.as_str(), part.as_str()], &who[..], more].concat();
                guid(set, &parts)
            };
            let coding = |code: &String| GivenCode {
                guid: name(&["coding", code]),
                code: guid(set, &["code", code]),
                user: user.clone(),
            };
            let codings = given.iter().map(coding).collect();
            let label = opinion.id.clone();
            into.push(Selection { guid: name(&[]), start, end, name: label, user: user.clone(), codings });
        }
    }
}

/// Where characters of the original stand in the masked text, without blanks at both ends.
fn places(shown: &mask::Hidden, span: Span) -> (usize, usize) {
    let behind = |at: usize| shown.places.iter().position(|place| *place >= at).unwrap_or(shown.places.len());
    let (mut start, mut end) = (behind(span.start), behind(span.end));
    let blank: Vec<bool> = shown.text.chars().map(char::is_whitespace).collect();
    while start < end && blank.get(start) == Some(&true) {
        start += 1;
    }
    while end > start && blank.get(end - 1) == Some(&true) {
        end -= 1;
    }
    (start, end)
}
