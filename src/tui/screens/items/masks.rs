//! The tab of masks: everything that the program found or a person marked as personal, receipt by receipt, with what was
//! cleared. The words themselves are seen here, because they have to be judged; they are never copied or exported.

use super::facts::facts;
use crate::comments::{docket, mask};
use crate::model::comment::Span;
use crate::model::comment::decisions::Mask;
use crate::model::comment::receipt::{Personal, Receipt};
use crate::project::CommentOp;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::state::State as Program;
use crate::tui::update::decide;

/// A place that is masked, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Position of the receipt.
    pub receipt: usize,
    /// Where.
    pub span: Span,
    /// What it is taken for.
    pub kind: Personal,
    /// A person marked it; otherwise the program found it.
    pub by_hand: bool,
    /// It is masked now.
    pub masked: bool,
}

/// All of them, in the order of receipts and texts.
pub fn all(program: &Program) -> Vec<Entry> {
    let Some(facts) = facts(program) else { return Vec::new() };
    let mut entries = Vec::new();
    for (position, receipt) in facts.docket.receipts.iter().enumerate() {
        entries.extend(of(position, receipt, docket::decided(receipt, &facts.decisions).0));
    }
    entries
}

fn of(position: usize, receipt: &Receipt, decided: Vec<&Mask>) -> Vec<Entry> {
    let found = |span: Span, kind| Entry { receipt: position, span, kind, by_hand: false, masked: true };
    let mut entries: Vec<Entry> = receipt.found.iter().map(|found_| found(found_.span, found_.kind)).collect();
    for mask in decided {
        match mask.kind {
            // What is decided last counts, as in `mask::in_effect`.
            None => {
                entries.iter_mut().filter(|entry| mask.span.contains(entry.span)).for_each(|entry| entry.masked = false)
            }
            Some(kind) => match entries.iter_mut().find(|entry| entry.span == mask.span) {
                Some(entry) => {
                    entry.masked = true;
                    entry.kind = kind;
                }
                None => {
                    entries.push(Entry { receipt: position, span: mask.span, kind, by_hand: true, masked: true });
                }
            },
        }
    }
    entries.sort_by_key(|entry| entry.span);
    entries
}

/// The one under the cursor.
pub fn current(program: &Program) -> Option<Entry> {
    let cursor = program.set()?.items.cursors.get(2)?.selected;
    all(program).into_iter().nth(cursor)
}

/// Runs a command of the tab.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let (Id::ToggleMask, Some(entry)) = (id, current(program)) else { return Vec::new() };
    let Some(facts) = facts(program) else { return Vec::new() };
    let Some(receipt) = facts.docket.receipts.get(entry.receipt) else { return Vec::new() };
    let mask = mask::decision(&receipt.text, entry.span, (!entry.masked).then_some(entry.kind));
    let receipt = receipt.id.clone();
    decide(program, CommentOp::Mask { receipt, mask })
}
