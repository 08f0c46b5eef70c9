//! Dividing an opinion and joining it again: where it may be cut, and the acts that come of it.

use std::collections::BTreeSet;

use super::state::Dividing;
use crate::comments::{quote, split};
use crate::model::comment::{Decisions, Opinion, Receipt, Span};
use crate::project::CommentOp;
use crate::project::comments::op::Part;

/// The places where an opinion may be cut, with the proposed ones cut already. `None` when there is no place.
pub fn begin(opinion: &Opinion, receipt: &Receipt) -> Option<Dividing> {
    let mut places = BTreeSet::new();
    let mut cuts = BTreeSet::new();
    for span in &opinion.spans {
        let text = span.of(&receipt.text);
        let within = |at: &usize| *at > span.start && *at < span.end;
        places.extend(ends(text).into_iter().map(|at| at + span.start).filter(within));
        cuts.extend(split::proposals(text).into_iter().map(|at| at + span.start).filter(within));
    }
    // Between two parts that do not touch there is a natural place, too.
    places.extend(opinion.spans.iter().skip(1).map(|span| span.start));
    places.extend(&cuts);
    let places: Vec<usize> = places.into_iter().collect();
    let cursor = cuts.first().and_then(|first| places.iter().position(|place| place == first)).unwrap_or(0);
    let dividing = Dividing { opinion: opinion.id.clone(), cuts: cuts.into_iter().collect(), places, cursor };
    (!dividing.places.is_empty()).then_some(dividing)
}

/// The characters behind which a sentence, line or list entry has ended.
fn ends(text: &str) -> Vec<usize> {
    let chars: Vec<char> = text.chars().collect();
    let is_end = |c: char| "。．！？!?\n".contains(c);
    let trails = |c: char| is_end(c) || c.is_whitespace() || "」』）)”】".contains(c);
    let at = |place: usize| chars.get(place).copied();
    let cut = |place: &usize| {
        let after = at(*place).is_some_and(|c| !trails(c));
        // Back over what belongs to the sentence before.
        let before = (0..*place).rev().map_while(at).take_while(|c| trails(*c)).any(is_end);
        after && before
    };
    (1..chars.len()).filter(cut).collect()
}

impl Dividing {
    /// Cuts at the place under the cursor, or no longer.
    pub fn toggle(&mut self) {
        let Some(place) = self.places.get(self.cursor).copied() else { return };
        match self.cuts.iter().position(|cut| *cut == place) {
            Some(known) => drop(self.cuts.remove(known)),
            None => {
                self.cuts.push(place);
                self.cuts.sort_unstable();
            }
        }
    }

    /// The parts that the cuts make of some spans; blank ones go with the part before.
    pub fn parts(&self, spans: &[Span], text: &str) -> Vec<Vec<Span>> {
        let mut parts: Vec<Vec<Span>> = vec![Vec::new()];
        for span in spans {
            let inside = self.cuts.iter().copied().filter(|cut| *cut > span.start && *cut < span.end);
            let edges: Vec<usize> = std::iter::once(span.start).chain(inside).chain([span.end]).collect();
            for edge in edges.windows(2) {
                let [start, end] = edge else { continue };
                let piece = Span::new(*start, *end);
                let begins = self.cuts.contains(start) && !piece.of(text).trim().is_empty();
                if begins && parts.last().is_some_and(|part| !part.is_empty()) {
                    parts.push(Vec::new());
                }
                if let Some(part) = parts.last_mut() {
                    push(part, piece);
                }
            }
        }
        parts
    }
}

/// Adds a span; one that begins where the last ends prolongs it.
fn push(part: &mut Vec<Span>, piece: Span) {
    match part.last_mut().filter(|last| last.end == piece.start) {
        Some(last) => last.end = piece.end,
        None => part.push(piece),
    }
}

/// The act that divides; `None` where nothing is cut.
pub fn divide(dividing: &Dividing, opinion: &Opinion, receipt: &Receipt, decisions: &Decisions) -> Option<CommentOp> {
    let parts = dividing.parts(&opinion.spans, &receipt.text);
    if parts.len() < 2 {
        return None;
    }
    let ids = free_ids(receipt, decisions, parts.len());
    let into = ids.into_iter().zip(parts).map(|(id, spans)| Part { id, spans }).collect();
    Some(reshape(receipt, vec![opinion.id.clone()], into))
}

/// The act that joins opinions of one receipt.
pub fn join(opinions: &[&Opinion], receipt: &Receipt, decisions: &Decisions) -> Option<CommentOp> {
    if opinions.len() < 2 {
        return None;
    }
    let mut spans: Vec<Span> = opinions.iter().flat_map(|opinion| opinion.spans.iter().copied()).collect();
    spans.sort_unstable();
    let mut joined = Vec::new();
    spans.into_iter().for_each(|span| push(&mut joined, span));
    let id = free_ids(receipt, decisions, 1).pop()?;
    let from = opinions.iter().map(|opinion| opinion.id.clone()).collect();
    Some(reshape(receipt, from, vec![Part { id, spans: joined }]))
}

fn reshape(receipt: &Receipt, from: Vec<String>, into: Vec<Part>) -> CommentOp {
    CommentOp::Reshape { receipt: receipt.id.clone(), text: quote::fingerprint(&receipt.text), from, into }
}

/// `12-1`, `12-2`, …: never one that was used before, so that undone divisions keep their decisions to themselves.
fn free_ids(receipt: &Receipt, decisions: &Decisions, count: usize) -> Vec<String> {
    let used = decisions.shapes.get(&receipt.id).into_iter().flat_map(|shape| &shape.pieces);
    let used: BTreeSet<&str> = used.map(|piece| piece.id.as_str()).collect();
    let numbered = (1..).map(|number: usize| format!("{}-{number}", receipt.id));
    numbered.filter(|id| !used.contains(id.as_str())).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "駐車場が少ない。\n「もっと。」と思う！家賃も高い𠮷。";

    #[test]
    fn a_text_may_be_cut_behind_sentences_and_lines() {
        let places = ends(TEXT);
        let chars: Vec<char> = TEXT.chars().collect();
        let begins: Vec<String> = places.iter().map(|at| chars[*at..].iter().take(3).collect()).collect();
        assert_eq!(begins, ["「もっ", "と思う", "家賃も"]);
        assert!(ends("一文だけ。").is_empty());
        assert!(ends("").is_empty());
    }

    #[test]
    fn parts_cover_the_text_and_joining_gives_it_back() {
        let receipt = Receipt { id: "7".into(), text: TEXT.into(), ..Receipt::default() };
        let whole = Span::whole(TEXT);
        let opinion = Opinion { id: "7".into(), spans: vec![whole], ..Opinion::default() };
        let places = ends(TEXT);
        let dividing = Dividing { cuts: vec![places[0], places[2]], places, ..Dividing::default() };
        let op = divide(&dividing, &opinion, &receipt, &Decisions::default()).unwrap();
        let CommentOp::Reshape { into, from, .. } = op else { panic!() };
        assert_eq!(from, ["7"]);
        let texts: Vec<&str> = into.iter().map(|part| part.spans[0].of(TEXT)).collect();
        assert_eq!(texts.concat(), TEXT);
        assert_eq!(into.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(), ["7-1", "7-2", "7-3"]);
        let pieces: Vec<Opinion> =
            into.into_iter().map(|part| Opinion { id: part.id, spans: part.spans, ..Opinion::default() }).collect();
        let all: Vec<&Opinion> = pieces.iter().collect();
        let CommentOp::Reshape { into, .. } = join(&all, &receipt, &Decisions::default()).unwrap() else { panic!() };
        assert_eq!(into[0].spans, [whole]);
    }

    #[test]
    fn without_a_cut_nothing_is_divided() {
        let receipt = Receipt { id: "7".into(), text: TEXT.into(), ..Receipt::default() };
        let opinion = Opinion { id: "7".into(), spans: vec![Span::whole(TEXT)], ..Opinion::default() };
        assert!(divide(&Dividing::default(), &opinion, &receipt, &Decisions::default()).is_none());
    }
}
