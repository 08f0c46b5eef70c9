//! What a journal is: acts in the order they were made, never changed and never taken out.
//!
//! Undo and redo are acts too, so a journal tells everything that happened. They name the act they mean by its id, not by
//! its place, so that they stay true when another copy's acts are merged in.

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::op::Op;

/// One thing a person did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Made a change.
    Do(Op),
    /// Took back the act with this id.
    Undo(String),
    /// Brought the act with this id back.
    Redo(String),
}

/// An act as it stands in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Place in the journal: 1, 2, 3, … without gaps.
    pub seq: i64,
    /// 32 random hexadecimal digits: the same act has the same id in every copy of the journal.
    pub id: String,
    /// When, by the store's clock: 2026-01-31T12:34:56.789Z.
    pub at: String,
    /// Account name of the person.
    pub who: String,
    /// What.
    pub act: Act,
}

/// Where a journal is kept. A store holds no acts in memory and decides nothing.
pub trait Store: std::fmt::Debug + Send {
    /// The acts after `last`, or all of them.
    ///
    /// # Errors
    /// `Replaced` if `last` does not stand where it stood; otherwise whatever keeps the acts from being read.
    fn read(&self, last: Option<&Entry>) -> Result<Vec<Entry>, StoreError>;

    /// Adds an act right after `last`. When it returns, the act is on the disk. `None`, and nothing is written, if others
    /// have added acts since: read them and decide again.
    ///
    /// # Errors
    /// Whatever keeps the act from being written; then it is not in the journal.
    fn append(&self, last: Option<&Entry>, who: &str, act: &Act) -> Result<Option<Entry>, StoreError>;

    /// True if nothing can be written.
    fn read_only(&self) -> bool;

    /// A damaged journal, in this store's name.
    fn damaged(&self, detail: String) -> StoreError;
}
