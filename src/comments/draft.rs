//! Draft items from open opinions: copies together, everything else one by one. A proposal that a person asks for and can
//! take back; replies and classes are never drafted.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use super::docket;
use super::groups::opinions;
use crate::model::comment::{Decisions, Docket, Fate};

/// A new item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id, not taken yet.
    pub id: String,
    /// Ids of its opinions, in the order of the receipts.
    pub opinions: Vec<String>,
}

/// Items for all open opinions: those of the same text (exact, near, or a template without words of one's own) first, then
/// the others one by one. Opinions that are in an item, out of scope or withdrawn are left as they are. Empty when cancelled.
pub fn draft(docket: &Docket, decisions: &Decisions, cancel: &AtomicBool) -> Vec<Draft> {
    let is_open = |at: &usize| docket.opinions.get(*at).is_some_and(|opinion| opinion.fate == Fate::Open);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for group in opinions::groups(docket, cancel) {
        // Who added words of their own is to be read.
        let own = |member: &usize| group.own.iter().any(|(at, spans)| at == member && !spans.is_empty());
        let same: Vec<usize> = group.members.iter().copied().filter(|member| is_open(member) && !own(member)).collect();
        if same.len() > 1 {
            taken.extend(&same);
            sets.push(same);
        }
    }
    if cancel.load(std::sync::atomic::Ordering::Relaxed) {
        return Vec::new();
    }
    let single = |at: &usize| is_open(at) && !taken.contains(at);
    sets.extend((0..docket.opinions.len()).filter(single).map(|at| vec![at]));
    let of = |set: &Vec<usize>| -> Vec<String> {
        set.iter().filter_map(|at| docket.opinions.get(*at)).map(|opinion| opinion.id.clone()).collect()
    };
    let opinions: Vec<Vec<String>> = sets.iter().map(of).collect();
    let ids = new_ids(decisions, opinions.iter().filter_map(|ids| ids.first()).map(String::as_str));
    ids.into_iter().zip(opinions).map(|(id, opinions)| Draft { id, opinions }).collect()
}

/// Ids for new items with these first opinions: `K12` for the opinion 12, with a number behind it where that was ever used.
/// Named after opinions, items that two people make at once have different ids, or are about the same opinion.
pub fn new_ids<'a>(decisions: &Decisions, firsts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let used = decisions.items.keys().chain(decisions.item_of.values());
    let mut used: BTreeSet<String> = used.cloned().collect();
    let name = |first: &str| {
        let id = docket::unique(&format!("K{first}"), &used);
        used.insert(id.clone());
        id
    };
    firsts.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comment::{Opinion, Receipt, Span};

    #[test]
    fn copies_are_put_together_and_nothing_is_left() {
        let texts = [
            "空き店舗の家賃を補助してください。",
            "街路樹を増やしてほしい。",
            "空き店舗の家賃を補助して下さい。",
            "空き店舗の家賃を補助してください。",
            "空き店舗の家賃を補助してください",
            "街路樹は増やさないでほしい。",
        ];
        let receipt = |(at, text): (usize, &&str)| Receipt {
            id: (at + 1).to_string(),
            text: (*text).to_owned(),
            ..Receipt::default()
        };
        let receipts: Vec<Receipt> = texts.iter().enumerate().map(receipt).collect();
        let opinion = |(at, receipt): (usize, &Receipt)| Opinion {
            id: receipt.id.clone(),
            receipt: at,
            spans: vec![Span::whole(&receipt.text)],
            // Drafts go by the originals.
            text: "［伏字］".to_owned(),
            ..Opinion::default()
        };
        let opinions = receipts.iter().enumerate().map(opinion).collect();
        let mut docket = Docket { receipts: receipts.into(), opinions, ..Docket::default() };
        docket.opinions[3].fate = Fate::Withdrawn { why: String::new() };
        let drafts = draft(&docket, &Decisions::default(), &AtomicBool::new(false));
        let opinions: Vec<Vec<&str>> =
            drafts.iter().map(|draft| draft.opinions.iter().map(String::as_str).collect()).collect();
        let all: BTreeSet<&str> = opinions.iter().flatten().copied().collect();
        assert_eq!(all.into_iter().collect::<Vec<_>>(), ["1", "2", "3", "5", "6"]);
        assert!(opinions[0].contains(&"1") && opinions[0].contains(&"5"), "{opinions:?}");
        assert_eq!(drafts[0].id, "K1");
        assert!(opinions.contains(&vec!["2"]) && opinions.contains(&vec!["6"]));
    }

    #[test]
    fn ids_of_items_are_never_used_twice() {
        let mut decisions = Decisions::default();
        // An opinion may name an item that was undone.
        decisions.item_of.insert("5".into(), "K1".into());
        decisions.items.insert("K2".into(), crate::model::comment::decisions::Item::default());
        assert_eq!(new_ids(&decisions, ["1", "2", "3", "3"]), ["K1#2", "K2#2", "K3", "K3#2"]);
    }
}
