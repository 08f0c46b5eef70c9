//! Dividing and joining opinions: the act with the ids of what begins, for the command line and the screen alike.

use std::collections::BTreeSet;

use super::op::{CommentOp, Part};
use crate::comments::{quote, split as layout};
use crate::model::comment::decisions::Item;
use crate::model::comment::{Decisions, Docket, Opinion, Receipt, Span};

/// Why opinions cannot be divided or joined.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReshapeFault {
    /// No such opinion.
    #[error("no opinion `{0}`")]
    Unknown(String),
    /// A place that is not within the opinion's text.
    #[error("{at} is not within {opinion}, which has the characters {from} to {to}")]
    Outside {
        /// Opinion id.
        opinion: String,
        /// The place.
        at: usize,
        /// First character of the opinion.
        from: usize,
        /// The character after its last.
        to: usize,
    },
    /// All parts but one would hold nothing but spaces.
    #[error("a part of {0} would be blank")]
    Blank(String),
    /// No place to divide at.
    #[error("nowhere to divide {0}")]
    Nowhere(String),
    /// Fewer than two opinions to join.
    #[error("one opinion cannot be joined")]
    One,
    /// Opinions of several receipts: those are put together as one published item.
    #[error("the opinions are of several receipts")]
    SeveralReceipts,
}

/// Where the layout of an opinion speaks for dividing it: offsets of the original, for `split`.
pub fn proposals(receipt: &Receipt, opinion: &Opinion) -> Vec<usize> {
    let within = |span: &Span| -> Vec<usize> {
        layout::proposals(span.of(&receipt.text)).into_iter().map(|at| span.start + at).collect()
    };
    opinion.spans.iter().flat_map(within).collect()
}

/// The act that divides an opinion at offsets of the original (characters; each begins a part).
///
/// # Errors
/// No such opinion, a place outside it, or nothing but spaces on one side of all places.
pub fn split(docket: &Docket, decisions: &Decisions, opinion: &str, at: &[usize]) -> Result<CommentOp, ReshapeFault> {
    let (found, receipt) = find(docket, opinion)?;
    let places: BTreeSet<usize> = at.iter().copied().collect();
    let from = found.spans.first().map_or(0, |span| span.start);
    let to = found.spans.last().map_or(0, |span| span.end);
    if let Some(at) = places.iter().find(|at| **at <= from || **at >= to) {
        return Err(ReshapeFault::Outside { opinion: opinion.to_owned(), at: *at, from, to });
    }
    if places.is_empty() {
        return Err(ReshapeFault::Nowhere(opinion.to_owned()));
    }
    let parts = parts(&found.spans, &receipt.text, &places);
    if parts.len() < 2 {
        return Err(ReshapeFault::Blank(opinion.to_owned()));
    }
    Ok(act(docket, decisions, receipt, vec![opinion.to_owned()], parts))
}

/// The parts that cuts make of spans of an original: what [`split`] does, and what is shown before. Blank ones go with the
/// part before, at the beginning with the one behind.
pub fn parts(spans: &[Span], text: &str, cuts: &BTreeSet<usize>) -> Vec<Vec<Span>> {
    let is_blank = |span: &Span| span.of(text).trim().is_empty();
    let mut parts: Vec<Vec<Span>> = vec![Vec::new()];
    let mut before = 0;
    for span in spans {
        let inside = cuts.iter().copied().filter(|cut| *cut > span.start && *cut < span.end);
        let edges: Vec<usize> = std::iter::once(span.start).chain(inside).chain([span.end]).collect();
        for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
            let piece = Span::new(*start, *end);
            // A cut between two spans that do not touch cuts there.
            let is_cut = cuts.range(before.min(*start)..=*start).next().is_some();
            before = *end;
            if is_cut && !is_blank(&piece) && parts.last().is_some_and(|part| !part.iter().all(is_blank)) {
                parts.push(Vec::new());
            }
            let Some(part) = parts.last_mut() else { continue };
            match part.last_mut().filter(|last| last.end == piece.start) {
                Some(last) => last.end = piece.end,
                None => part.push(piece),
            }
        }
    }
    parts
}

/// The act that joins opinions of one receipt.
///
/// # Errors
/// An opinion that is not there, fewer than two, or of several receipts.
pub fn join(docket: &Docket, decisions: &Decisions, opinions: &[String]) -> Result<CommentOp, ReshapeFault> {
    let mut from: Vec<String> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut of: Option<(usize, &Receipt)> = None;
    for id in opinions {
        let (opinion, receipt) = find(docket, id)?;
        if of.is_some_and(|(position, _)| position != opinion.receipt) {
            return Err(ReshapeFault::SeveralReceipts);
        }
        of = Some((opinion.receipt, receipt));
        if !from.contains(id) {
            from.push(id.clone());
            spans.extend(&opinion.spans);
        }
    }
    let Some((_, receipt)) = of.filter(|_| from.len() > 1) else { return Err(ReshapeFault::One) };
    spans.sort();
    let mut whole: Vec<Span> = Vec::new();
    for span in spans {
        match whole.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => whole.push(span),
        }
    }
    Ok(act(docket, decisions, receipt, from, vec![whole]))
}

fn find<'a>(docket: &'a Docket, opinion: &str) -> Result<(&'a Opinion, &'a Receipt), ReshapeFault> {
    let found = docket.opinion(opinion).and_then(|found| Some((found, docket.receipt_of(found)?)));
    found.ok_or_else(|| ReshapeFault::Unknown(opinion.to_owned()))
}

fn act(
    docket: &Docket,
    decisions: &Decisions,
    receipt: &Receipt,
    from: Vec<String>,
    parts: Vec<Vec<Span>>,
) -> CommentOp {
    let ids = ids(docket, decisions, receipt, parts.len());
    let into = ids.into_iter().zip(parts).map(|(id, spans)| Part { id, spans, item: None }).collect();
    CommentOp::Reshape { receipt: receipt.id.clone(), text: quote::fingerprint(&receipt.text), from, into }
}

/// The items with something written (a reply, a class, an outline, …) that the opinions which end are in, each once.
pub fn written(decisions: &Decisions, op: &CommentOp) -> Vec<String> {
    let CommentOp::Reshape { from, .. } = op else { return Vec::new() };
    let has_words = |item: &Item| {
        let bare = Item { id: item.id.clone(), order: item.order, ..Item::default() };
        *item != bare
    };
    let mut items: Vec<String> = Vec::new();
    for item in from.iter().filter_map(|id| decisions.item_of.get(id)) {
        if decisions.items.get(item).is_some_and(has_words) && !items.contains(item) {
            items.push(item.clone());
        }
    }
    items
}

/// The same act with one of the parts (by position) staying in an item.
pub fn staying(mut op: CommentOp, part: usize, item: &str) -> CommentOp {
    if let CommentOp::Reshape { into, .. } = &mut op
        && let Some(part) = into.get_mut(part)
    {
        part.item = Some(item.to_owned());
    }
    op
}

/// Ids such as 12-1, 12-2 that nothing has or ever had in this set.
fn ids(docket: &Docket, decisions: &Decisions, receipt: &Receipt, count: usize) -> Vec<String> {
    let used: BTreeSet<&str> =
        decisions.shapes.values().flat_map(|shape| &shape.pieces).map(|piece| piece.id.as_str()).collect();
    let is_free =
        |id: &String| !used.contains(id.as_str()) && docket.opinion(id).is_none() && docket.receipt(id).is_none();
    (1..).map(|number: usize| format!("{}-{number}", receipt.id)).filter(is_free).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comments::docket::assemble;
    use crate::model::comment::CommentsDefinition;
    use crate::project::comments::apply;

    fn docket(decisions: &Decisions) -> Docket {
        let receipts = ["一つ目。二つ目。三つ目。", "別の人。"];
        let receipts: Vec<Receipt> = receipts
            .iter()
            .enumerate()
            .map(|(at, text)| Receipt {
                id: if at == 0 { "12".into() } else { "12-2".into() },
                text: (*text).into(),
                ..Receipt::default()
            })
            .collect();
        assemble(&CommentsDefinition::default(), &receipts, decisions)
    }

    fn texts(docket: &Docket) -> Vec<(&str, &str)> {
        docket.opinions.iter().map(|opinion| (opinion.id.as_str(), opinion.text.as_str())).collect()
    }

    #[test]
    fn ids_are_never_used_twice() {
        let mut decisions = Decisions::default();
        let divide = split(&docket(&decisions), &decisions, "12", &[4, 8]).unwrap();
        apply(&mut decisions, divide);
        // 12-2 is the number of another receipt.
        assert_eq!(
            texts(&docket(&decisions)),
            [("12-1", "一つ目。"), ("12-3", "二つ目。"), ("12-4", "三つ目。"), ("12-2", "別の人。")]
        );
        let joined = join(&docket(&decisions), &decisions, &["12-4".into(), "12-1".into()]).unwrap();
        apply(&mut decisions, joined);
        assert_eq!(
            texts(&docket(&decisions)),
            [("12-5", "一つ目。\n三つ目。"), ("12-3", "二つ目。"), ("12-2", "別の人。")]
        );
        let again = split(&docket(&decisions), &decisions, "12-5", &[8]).unwrap();
        apply(&mut decisions, again);
        assert_eq!(texts(&docket(&decisions))[0], ("12-6", "一つ目。"));
    }

    #[test]
    fn a_join_keeps_what_was_noted() {
        let mut decisions = Decisions::default();
        let divide = split(&docket(&decisions), &decisions, "12", &[4, 8]).unwrap();
        apply(&mut decisions, divide);
        let codes = |codes: &str| Some(vec![codes.to_owned()]);
        for (opinion, settled) in [("12-1", "a"), ("12-3", "a"), ("12-4", "b")] {
            let opinion = || opinion.to_owned();
            apply(&mut decisions, CommentOp::Settle { opinion: opinion(), codes: codes(settled) });
            apply(&mut decisions, CommentOp::Flag { opinion: opinion(), note: Some(settled.to_owned()) });
            apply(&mut decisions, CommentOp::Skip { opinion: opinion(), why: Some("後で".into()) });
        }
        let act = join(&docket(&decisions), &decisions, &["12-1".into(), "12-3".into()]).unwrap();
        apply(&mut decisions, act);
        assert_eq!(decisions.settled.get("12-5"), codes("a").as_ref());
        assert_eq!(decisions.skipped.get("12-5").map(String::as_str), Some("後で"));
        let act = join(&docket(&decisions), &decisions, &["12-5".into(), "12-4".into()]).unwrap();
        apply(&mut decisions, act);
        assert_eq!(decisions.settled.get("12-6"), None);
        assert_eq!(decisions.flagged.get("12-6").map(String::as_str), Some("a、b"));
    }

    #[test]
    fn blank_parts_go_with_their_neighbours() {
        let text = "　\n一つ目。\n\n二つ目。\n";
        let texts = |cuts: &[usize]| -> Vec<String> {
            let parts = parts(&[Span::whole(text)], text, &cuts.iter().copied().collect());
            parts.iter().map(|spans| spans.iter().map(|span| span.of(text)).collect()).collect()
        };
        assert_eq!(texts(&[2, 6, 8, 12]), ["　\n一つ目。\n\n", "二つ目。\n"]);
        assert_eq!(texts(&[2]), [text]);
        // A cut in the gap between two spans.
        let apart = parts(&[Span::new(2, 6), Span::new(8, 12)], text, &BTreeSet::from([7]));
        assert_eq!(apart, [[Span::new(2, 6)], [Span::new(8, 12)]]);
    }

    #[test]
    fn what_cannot_be_done_is_refused() {
        let decisions = Decisions::default();
        let docket = docket(&decisions);
        let fault = |at: &[usize]| split(&docket, &decisions, "12", at).unwrap_err();
        assert_eq!(fault(&[]), ReshapeFault::Nowhere("12".into()));
        assert!(matches!(fault(&[12]), ReshapeFault::Outside { at: 12, from: 0, to: 12, .. }));
        assert!(matches!(fault(&[0]), ReshapeFault::Outside { .. }));
        assert_eq!(split(&docket, &decisions, "13", &[1]).unwrap_err(), ReshapeFault::Unknown("13".into()));
        assert_eq!(join(&docket, &decisions, &["12".into(), "12".into()]).unwrap_err(), ReshapeFault::One);
        assert_eq!(
            join(&docket, &decisions, &["12".into(), "12-2".into()]).unwrap_err(),
            ReshapeFault::SeveralReceipts
        );
    }
}
