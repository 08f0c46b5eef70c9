//! One open job: what people decided (`State`), and the journal their acts are written to before they count.
//!
//! An act is on the disk when `act` returns, so killing the program loses at most the act that was being written. Undo and
//! redo have no limit and outlive the program; a person undoes only their own acts. Looking at a project writes nothing:
//! the journal's file appears with the first act. Nothing here decides what an act should be, and nothing prints.

pub mod apply;
pub mod comments;
pub mod error;
pub mod evidence;
pub mod findings;
pub mod indicators;
pub mod journal;
pub mod op;
pub mod sqlite;
pub mod state;

#[cfg(test)]
mod tests;

use std::path::{Component, Path, PathBuf};

use self::apply::{History, apply, fold};
pub use self::comments::{AfterCodes, CommentOp, Corpus, ReshapeFault};
pub use self::error::StoreError;
pub use self::findings::FindingOp;
pub use self::journal::{Act, Entry, Store};
pub use self::op::{Lines, Marks, Op, Sort, View};
use self::sqlite::Sqlite;
pub use self::state::{SavedTable, State};

/// One open job.
#[derive(Debug)]
pub struct Project {
    store: Box<dyn Store>,
    who: String,
    entries: Vec<Entry>,
    history: History,
    state: State,
}

impl Project {
    /// Opens the journal of the project in the folder `root`, as the person logged in to this computer. `store` is as in
    /// `koe.toml`: `sqlite:` and a path relative to `root`.
    ///
    /// # Errors
    /// Any `StoreError` except `Replaced`. A journal that does not exist yet is no error.
    pub fn open(root: &Path, store: &str, read_only: bool) -> Result<Self, StoreError> {
        let who = ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
        Self::open_as(root, store, read_only, &who.unwrap_or_default())
    }

    /// Opens the journal as a person of this name.
    ///
    /// # Errors
    /// As `open`.
    pub fn open_as(root: &Path, store: &str, read_only: bool, who: &str) -> Result<Self, StoreError> {
        let path = locate(root, store)?;
        Self::with_store(Box::new(Sqlite::new(path, read_only)), who)
    }

    fn with_store(store: Box<dyn Store>, who: &str) -> Result<Self, StoreError> {
        let mut project = Self {
            store,
            who: who.to_owned(),
            entries: Vec::new(),
            history: History::default(),
            state: State::default(),
        };
        project.refresh()?;
        Ok(project)
    }

    /// What people have decided.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Account name of the person.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// True if acts will be refused.
    pub fn read_only(&self) -> bool {
        self.store.read_only()
    }

    /// Makes a change. False, and no act is written, if it would change nothing.
    ///
    /// # Errors
    /// Whatever keeps the act from being written; then the state is as before (except for acts of others).
    pub fn act(&mut self, op: Op) -> Result<bool, StoreError> {
        let written = self.write(|project| {
            let mut after = project.state.clone();
            apply(&mut after, &op);
            (after != project.state).then(|| Act::Do(op.clone()))
        })?;
        Ok(written.is_some())
    }

    /// Takes back this person's newest change in effect, and says which it was.
    ///
    /// # Errors
    /// As `act`.
    pub fn undo(&mut self) -> Result<Option<Op>, StoreError> {
        self.write(|project| Some(Act::Undo(project.undo_entry()?.id.clone())))
    }

    /// Brings back what this person undid last, unless they changed something since, and says which it was.
    ///
    /// # Errors
    /// As `act`.
    pub fn redo(&mut self) -> Result<Option<Op>, StoreError> {
        self.write(|project| Some(Act::Redo(project.redo_entry()?.id.clone())))
    }

    /// The change `undo` would take back.
    pub fn can_undo(&self) -> Option<&Op> {
        op_of(self.undo_entry()?)
    }

    /// The change `redo` would bring back.
    pub fn can_redo(&self) -> Option<&Op> {
        op_of(self.redo_entry()?)
    }

    /// All acts, oldest first.
    pub fn acts(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// Takes in what others have written since. True if there was something.
    ///
    /// # Errors
    /// Whatever keeps the journal from being read.
    pub fn refresh(&mut self) -> Result<bool, StoreError> {
        let new = self.store.read(self.entries.last())?;
        let some = !new.is_empty();
        self.take(new)?;
        Ok(some)
    }

    fn undo_entry(&self) -> Option<&Entry> {
        self.entries.get(self.history.undoable(&self.who)?)
    }

    fn redo_entry(&self) -> Option<&Entry> {
        self.entries.get(self.history.redoable(&self.who)?)
    }

    /// Writes the act that `choose` picks in view of everything others have written; says which change it was about.
    fn write(&mut self, choose: impl Fn(&Self) -> Option<Act>) -> Result<Option<Op>, StoreError> {
        loop {
            self.refresh()?;
            let Some(act) = choose(self) else { return Ok(None) };
            let op = match &act {
                Act::Do(op) => Some(op.clone()),
                Act::Undo(_) => self.can_undo().cloned(),
                Act::Redo(_) => self.can_redo().cloned(),
            };
            if let Some(entry) = self.store.append(self.entries.last(), &self.who, &act)? {
                self.take(vec![entry])?;
                return Ok(op);
            }
        }
    }

    /// Brings the state up to date with acts that stand in the journal.
    fn take(&mut self, new: Vec<Entry>) -> Result<(), StoreError> {
        let mut refold = false;
        for entry in new {
            let seq = entry.seq;
            if usize::try_from(seq).ok() != Some(self.entries.len() + 1) || !self.history.take(&self.entries, &entry) {
                self.state = fold(&self.entries, &self.history);
                return Err(self.store.damaged(format!("act {seq} does not follow from those before it")));
            }
            match &entry.act {
                Act::Do(op) if !refold => apply(&mut self.state, op),
                _ => refold = true,
            }
            self.entries.push(entry);
        }
        if refold {
            self.state = fold(&self.entries, &self.history);
        }
        Ok(())
    }
}

fn op_of(entry: &Entry) -> Option<&Op> {
    match &entry.act {
        Act::Do(op) => Some(op),
        Act::Undo(_) | Act::Redo(_) => None,
    }
}

/// The file a store names: inside the project, links followed.
fn locate(root: &Path, store: &str) -> Result<PathBuf, StoreError> {
    let (kind, name) = store.split_once(':').unwrap_or((store, ""));
    if kind != "sqlite" {
        return Err(StoreError::Unsupported { kind: kind.to_owned() });
    }
    let outside = || StoreError::Outside { store: store.to_owned() };
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    // A backslash or a colon is a path on Windows; a project is the same project everywhere.
    if !plain || Path::new(name).file_name().is_none() || name.contains(['\\', ':']) {
        return Err(outside());
    }
    let failed = |error: std::io::Error| StoreError::Failed { path: root.to_owned(), detail: error.to_string() };
    let path = std::path::absolute(root).map_err(failed)?.join(name);
    // The nearest thing that exists, since neither the file nor its folder need be there yet.
    let nearest = path.ancestors().find(|path| path.symlink_metadata().is_ok()).unwrap_or(root);
    let inside = nearest.canonicalize().map_err(failed)?.starts_with(root.canonicalize().map_err(failed)?);
    if inside { Ok(path) } else { Err(outside()) }
}
