//! Draft items from open opinions: copies together, everything else one by one. A proposal that a person asks for and can
//! take back; replies and classes are never drafted.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use super::groups;
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
    for group in groups::opinions::groups(docket, cancel) {
        // Who added words of their own is to be read.
        let own = |member: &usize| group.own.iter().any(|(at, spans)| at == member && !spans.is_empty());
        let same: Vec<usize> = group.members.iter().copied().filter(|at| is_open(at) && !own(at)).collect();
        if same.len() > 1 {
            taken.extend(&same);
            sets.push(same);
        }
    }
    if cancel.load(std::sync::atomic::Ordering::Relaxed) {
        return Vec::new();
    }
    let single = (0..docket.opinions.len()).filter(|at| is_open(at) && !taken.contains(at));
    sets.extend(single.map(|at| vec![at]));
    let ids = new_ids(decisions, sets.len());
    let opinions = |set: &Vec<usize>| {
        set.iter().filter_map(|at| docket.opinions.get(*at)).map(|opinion| opinion.id.clone()).collect()
    };
    ids.into_iter().zip(&sets).map(|(id, set)| Draft { id, opinions: opinions(set) }).collect()
}

/// Ids for so many new items: `i1`, `i2`, … from the first number on that was never used.
pub fn new_ids(decisions: &Decisions, count: usize) -> Vec<String> {
    let number = |id: &String| id.strip_prefix('i').and_then(|number| number.parse::<usize>().ok());
    let last = decisions.items.keys().filter_map(number).max().unwrap_or(0);
    (last + 1..=last + count).map(|number| format!("i{number}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comment::{CommentsDefinition, Receipt};

    #[test]
    fn copies_are_put_together_and_nothing_is_left() {
        let receipt = |id: &str, text: &str| Receipt { id: id.into(), text: text.into(), ..Receipt::default() };
        let receipts = [
            receipt("1", "空き店舗の家賃を補助してください。"),
            receipt("2", "街路樹を増やしてほしい。"),
            receipt("3", "空き店舗の家賃を補助して下さい。"),
            receipt("4", "空き店舗の家賃を補助してください。"),
            receipt("5", "空き店舗の家賃を補助してください"),
        ];
        let mut decisions = Decisions::default();
        decisions.withdrawn.insert("4".into(), String::new());
        let docket = crate::comments::docket::assemble(&CommentsDefinition::default(), &receipts, &decisions);
        let drafts = draft(&docket, &decisions, &AtomicBool::new(false));
        let opinions: Vec<Vec<&str>> =
            drafts.iter().map(|draft| draft.opinions.iter().map(String::as_str).collect()).collect();
        let all: BTreeSet<&str> = opinions.iter().flatten().copied().collect();
        assert_eq!(all.into_iter().collect::<Vec<_>>(), ["1", "2", "3", "5"]);
        assert!(opinions[0].contains(&"1") && opinions[0].contains(&"5"), "{opinions:?}");
        assert_eq!(drafts[0].id, "i1");
        assert!(opinions.contains(&vec!["2"]));
    }
}
