//! Groups among the opinions of a set: compared as they were written, shown masked.
//!
//! The originals are compared because masking would make different texts equal; nothing of an original leaves this file
//! except through `mask`.

use std::sync::atomic::AtomicBool;

use super::{Group, Index, find};
use crate::comments::{docket, mask};
use crate::model::comment::{Decisions, Docket, Fate, Span};

/// By position of the opinion: its parts of the original, joined by line breaks; empty for withdrawn ones, which nothing is
/// compared with.
fn originals(docket: &Docket) -> Vec<String> {
    let original = |opinion: &crate::model::comment::Opinion| {
        if matches!(opinion.fate, Fate::Withdrawn { .. }) {
            return String::new();
        }
        let text = docket.receipt_of(opinion).map_or("", |receipt| receipt.text.as_str());
        opinion.spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join("\n")
    };
    docket.opinions.iter().map(original).collect()
}

/// Groups of opinions; members are positions in the docket.
pub fn groups(docket: &Docket, cancel: &AtomicBool) -> Vec<Group> {
    let originals = originals(docket);
    find(&originals.iter().map(String::as_str).collect::<Vec<_>>(), cancel)
}

/// An index over opinions by position. It is made of the masked texts, so that nobody finds a person by name.
pub fn index(docket: &Docket, cancel: &AtomicBool) -> Index {
    Index::new(&docket.opinions.iter().map(|opinion| opinion.text.as_str()).collect::<Vec<_>>(), cancel)
}

/// Parts of an opinion's original (as in [`Group::own`]) as they may be shown, joined by 「 … 」.
pub fn shown(docket: &Docket, decisions: &Decisions, opinion: usize, parts: &[Span]) -> String {
    let found = docket.opinions.get(opinion).and_then(|opinion| Some((opinion, docket.receipt_of(opinion)?)));
    let Some((opinion, receipt)) = found else { return String::new() };
    let masks = docket::masks(receipt, decisions);
    let mut texts: Vec<String> = Vec::new();
    for part in parts {
        // Where the part lies in the receipt: the opinion's parts follow each other with a line break between.
        let mut before = 0;
        let mut lines: Vec<String> = Vec::new();
        for span in &opinion.spans {
            let start = span.start + part.start.saturating_sub(before);
            let end = span.start + part.end.saturating_sub(before).min(span.len());
            before += span.len() + 1;
            if start < end {
                lines.push(mask::hide(&receipt.text, Span::new(start, end), &masks).text);
            }
        }
        texts.push(lines.join("\n").trim().to_owned());
    }
    texts.retain(|text| !text.is_empty());
    texts.join(" … ")
}

/// What a group amounts to: counts side by side, and never a share of anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Campaign {
    /// Who sent them.
    pub people: usize,
    /// Submissions they came in.
    pub receipts: usize,
    /// Opinions.
    pub opinions: usize,
    /// Different wordings.
    pub wordings: usize,
}

/// Counts a group.
pub fn campaign(docket: &Docket, group: &Group) -> Campaign {
    let opinions = group.members.iter().filter_map(|member| docket.opinions.get(*member));
    let mut receipts: Vec<usize> = opinions.map(|opinion| opinion.receipt).collect();
    receipts.sort_unstable();
    receipts.dedup();
    let mut people: Vec<usize> =
        receipts.iter().filter_map(|receipt| Some(docket.receipts.get(*receipt)?.person)).collect();
    people.sort_unstable();
    people.dedup();
    Campaign {
        people: people.len(),
        receipts: receipts.len(),
        opinions: group.members.len(),
        wordings: group.distinct_texts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comment::receipt::{Found, Personal};
    use crate::model::comment::{Opinion, Receipt};

    #[test]
    fn parts_of_divided_opinions_are_shown_masked() {
        let text = "私は山田です。\n家賃が高い。\n田中さんも困る。";
        let found = vec![
            Found { span: Span::new(2, 4), kind: Personal::Name },
            Found { span: Span::new(15, 17), kind: Personal::Name },
        ];
        let receipt = Receipt { id: "1".into(), text: text.into(), found, ..Receipt::default() };
        let spans = vec![Span::new(0, 7), Span::new(15, 23)];
        let opinion = Opinion { id: "1-1".into(), spans, ..Opinion::default() };
        let docket = Docket { receipts: vec![receipt].into(), opinions: vec![opinion].into(), ..Docket::default() };
        assert_eq!(originals(&docket), ["私は山田です。\n田中さんも困る。"]);
        let decisions = Decisions::default();
        let parts = [Span::new(2, 6), Span::new(6, 10)];
        assert_eq!(shown(&docket, &decisions, 0, &parts), "［氏名］です … 。\n［氏名］");
        assert_eq!(shown(&docket, &decisions, 0, &[Span::new(12, 99)]), "も困る。");
    }
}
