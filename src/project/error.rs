//! Why a journal cannot be read or written. Sentences for people are made of these in `messages`.

use std::path::PathBuf;

/// What went wrong with a project's store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Nothing may be written: asked for, or no permission.
    #[error("{} is read-only", path.display())]
    ReadOnly {
        /// The journal.
        path: PathBuf,
    },
    /// Another program is writing and did not finish in time. Trying again is safe.
    #[error("{} is in use by another program", path.display())]
    Locked {
        /// The journal.
        path: PathBuf,
    },
    /// A newer koe made this journal.
    #[error("{} has version {found}, newer than {known}", path.display())]
    Newer {
        /// The journal.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version this program reads.
        known: i64,
    },
    /// An act this version does not know; a newer koe made it.
    #[error("act {seq} of {} is unknown: {detail}", path.display())]
    UnknownAct {
        /// The journal.
        path: PathBuf,
        /// Which act, from 1.
        seq: i64,
        /// What serde says of it.
        detail: String,
    },
    /// A program was killed while writing. The next open with write permission takes its half-written act back.
    #[error("{} holds a half-written act, to be taken back by opening it with write permission", path.display())]
    Interrupted {
        /// The journal.
        path: PathBuf,
    },
    /// Another file has taken the place of the one that was read. Opening the project again is safe.
    #[error("{} was exchanged while it was open", path.display())]
    Replaced {
        /// The journal.
        path: PathBuf,
    },
    /// The file is no database, or what it holds cannot be right.
    #[error("{} is damaged: {detail}", path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// A sound SQLite file that is no journal of koe.
    #[error("{} is not a journal of koe", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// A kind of store this version does not have.
    #[error("stores of kind `{kind}` are not supported")]
    Unsupported {
        /// What stands before the colon; the rest may hold a password.
        kind: String,
    },
    /// The store would lie outside the project folder.
    #[error("`{store}` is not inside the project")]
    Outside {
        /// As written.
        store: String,
    },
    /// Anything else the file system or SQLite reports.
    #[error("{}: {detail}", path.display())]
    Failed {
        /// The journal.
        path: PathBuf,
        /// Their words.
        detail: String,
    },
}
