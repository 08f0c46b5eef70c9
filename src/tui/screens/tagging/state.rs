//! What is seen of a set on the tagging screen: plain data, no drawing, no decisions.

use std::collections::HashSet;
use std::sync::Arc;

use tui_input::Input;

use super::teacher::{Advice, Prepared, SharedTeacher};
use crate::model::comment::{Docket, Span};

/// What is seen of the set.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The search line.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
    /// Name the codes are given under, where it is not the account's.
    pub coder: Option<String>,
    /// How opinions are put in order.
    pub queue: Queue,
    /// Which opinions are shown.
    pub filter: Filter,
    /// Ids of the opinions shown, in order. What was seen never moves.
    pub order: Vec<String>,
    /// The one on the screen.
    pub at: usize,
    /// The last one that was on the screen: everything behind it may still be put in another order.
    pub seen: usize,
    /// What `order` was made for: queue, filter, search. `None` makes it anew.
    pub made_for: Option<(Queue, Filter, String)>,
    /// Counts the changes of `order`: what was found out about an order of before does not fit the one of now.
    pub arranged: u64,
    /// The opinion the lines, page and codes chosen belong to.
    pub shown: String,
    /// Original and parts of that opinion: when the file is corrected, nothing begun on the old text goes on.
    pub shown_text: (String, Vec<Span>),
    /// An opinion to go to as soon as it is there.
    pub wanted: Option<String>,
    /// Codes chosen for the opinion on the screen.
    pub draft: Draft,
    /// The codes given last, for giving them again.
    pub last: Option<Vec<String>>,
    /// Page of codes that has the digits.
    pub page: usize,
    /// First line of the text in sight.
    pub scroll: usize,
    /// First row of the codes in sight.
    pub codes_offset: usize,
    /// The original is shown without masks, until the next key.
    pub original: bool,
    /// The text is being divided.
    pub dividing: Option<Dividing>,
    /// The pane of similar opinions is not as the size of the screen would have it.
    pub pane_flipped: bool,
    /// Only the text is shown.
    pub zoomed: bool,
    /// Every opinion was dealt with when the last one was left.
    pub finished: bool,
    /// Counts every change of receipts and decisions.
    pub changes: u64,
    /// Opinions whose codes by others must not be seen by this coder.
    pub blind: HashSet<String>,
    /// What `blind` was found for.
    pub blind_of: Option<(u64, String)>,
    /// The docket the order follows.
    pub known: Option<Arc<Docket>>,
    /// Groups and index; follows the texts with some delay.
    pub prepared: Option<Arc<Prepared>>,
    /// The docket for which `prepared` was asked.
    pub prepared_for: Option<Arc<Docket>>,
    /// Suggestions and counts for what is on the screen; follows with a little delay.
    pub advice: Option<Arc<Advice>>,
    /// What advice was asked for: opinion, changes, coder, with groups and index or not.
    pub asked: Option<(String, u64, String, bool)>,
    /// The docket it was asked of.
    pub asked_of: Option<Arc<Docket>>,
    /// What the order of the rest was asked for: changes, coder, with groups and index or not.
    pub ranked: Option<(u64, String, bool)>,
    /// The key that accepts gives the first suggestion: nothing is chosen or given yet.
    pub accepts_first: bool,
    /// What has been learned; shared with the threads that learn.
    pub teacher: SharedTeacher,
}

/// An order at a time, and how far it had been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in `State`")]
pub struct Arrangement {
    pub arranged: u64,
    pub seen: usize,
}

/// How opinions are put in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Queue {
    #[default]
    Advised,
    Untagged,
    All,
    Second,
}

impl Queue {
    /// All of them, as they are offered.
    pub const EVERY: [Self; 4] = [Self::Advised, Self::Untagged, Self::All, Self::Second];
}

/// Which opinions are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Filter {
    #[default]
    All,
    Untagged,
    Tagged,
    Flagged,
    Skipped,
    Differ,
    Late,
    OutOfScope,
    Code(String),
}

/// Codes chosen and not yet given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The opinion.
    pub opinion: String,
    /// Code ids in the order chosen.
    pub codes: Vec<String>,
    /// A person changed them.
    pub touched: bool,
}

/// A text being divided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dividing {
    /// The opinion.
    pub opinion: String,
    /// Where it may be cut: characters of the original, in order.
    pub places: Vec<usize>,
    /// Where it will be.
    pub cuts: Vec<usize>,
    /// The place under the cursor, as an index of `places`.
    pub cursor: usize,
}

impl State {
    /// Id of the opinion on the screen.
    pub fn current(&self) -> Option<&str> {
        self.order.get(self.at).map(String::as_str)
    }

    /// Place of an opinion in the docket that is known here.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.known.as_ref()?.position(id)
    }

    /// The advice for the opinion on the screen, where it has come.
    pub fn advice_now(&self) -> Option<&Advice> {
        let current = self.current()?;
        self.advice.as_deref().filter(|advice| advice.opinion == current)
    }

    /// The group of an opinion, as an index of the groups.
    pub fn group_of(&self, id: &str) -> Option<usize> {
        let prepared = self.prepared.as_ref()?;
        prepared.group_of.get(prepared.place(id)?).copied().flatten()
    }

    /// The order as it is now.
    pub fn arrangement(&self) -> Arrangement {
        Arrangement { arranged: self.arranged, seen: self.seen }
    }

    /// True while codes of others on this opinion must not be seen.
    pub fn is_blind(&self, id: &str) -> bool {
        self.blind.contains(id)
    }
}
