//! One open job: what people decided (`State`), and the journal their acts are written to before they count.
//!
//! An act is on the disk when `act` returns, so killing the program loses at most the act that was being written. Undo and
//! redo have no limit and outlive the program; a person undoes only their own acts. Looking at a project writes nothing:
//! the journal's file appears with the first act. Nothing here decides what an act should be, and nothing prints.

pub mod apply;
pub mod clock;
pub mod comments;
pub mod deliveries;
pub mod error;
pub mod evidence;
pub mod findings;
pub mod fixes;
pub mod form_masks;
pub mod indicators;
pub mod journal;
pub mod op;
pub mod reading;
pub mod sqlite;
pub mod state;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::path::{Component, Path, PathBuf};

use self::apply::{History, apply, fold};
pub use self::comments::{AfterCodes, CommentOp, Corpus, ReshapeFault};
pub use self::error::StoreError;
pub use self::findings::FindingOp;
pub use self::fixes::FixOp;
pub use self::journal::{Act, Entry, Store};
pub use self::op::{Lines, Marks, Op, Sort, View};
pub use self::reading::{Reading, ReadingError};
use self::sqlite::Sqlite;
pub use self::state::{SavedTable, State};

/// How many of the newest acts are taken back without going through the whole journal. Few in tests, so that they meet both.
const REMEMBERED: usize = if cfg!(test) { 4 } else { 64 };

/// One open job.
#[derive(Debug)]
pub struct Project {
    store: Box<dyn Store>,
    who: String,
    entries: Vec<Entry>,
    history: History,
    state: State,
    /// States before some of the newest acts, with the place of the act; the newest last. States share what is the same in
    /// them.
    before: VecDeque<(usize, State)>,
    /// The largest number of a finding's id that any act gave, in effect or not.
    given: u64,
}

/// A change whose outcome somebody has worked out already.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreseen {
    /// The change.
    pub op: Op,
    /// The state it was thought of in.
    pub before: State,
    /// What comes of it there.
    pub after: State,
}

impl Project {
    /// Opens the journal of the project in the folder `root`, as the person logged in to this computer, as far as the system tells.
    /// `store` is as in
    /// `koe.toml`: `sqlite:` and a path relative to `root`.
    ///
    /// # Errors
    /// Any `StoreError` except `Replaced`. A journal that does not exist yet is no error.
    pub fn open(root: &Path, store: &str, read_only: bool) -> Result<Self, StoreError> {
        Self::open_as(root, store, read_only, &account())
    }

    /// The same journal for a person who goes by another name; empty is the name of the account.
    pub fn named(mut self, name: &str) -> Self {
        self.rename(name);
        self
    }

    /// Goes on under another name; empty is the name of the account. What was done before keeps the name it has, and only
    /// what was done under the new one can be taken back.
    pub fn rename(&mut self, name: &str) {
        self.who = if name.trim().is_empty() { account() } else { name.trim().to_owned() };
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
            before: VecDeque::new(),
            given: 0,
        };
        project.refresh()?;
        Ok(project)
    }

    /// What people have decided.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Name of the person: the one they have chosen, or their account's.
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
        self.change(&op, None)
    }

    /// Makes a change as `act` does. Where the state is still the one the change was thought of in, its outcome is taken
    /// over, so that who thought of it and this journal share it.
    ///
    /// # Errors
    /// As `act`.
    pub fn act_foreseen(&mut self, foreseen: &Foreseen) -> Result<bool, StoreError> {
        self.change(&foreseen.op, Some(foreseen))
    }

    fn change(&mut self, op: &Op, foreseen: Option<&Foreseen>) -> Result<bool, StoreError> {
        let written = self.write(|project| {
            // In view of what others have added: what is written is what counts, whoever takes back what later.
            let settled = settled(op, &project.state);
            let foreseen = foreseen.filter(|foreseen| settled == *op && project.state == foreseen.before);
            let after = foreseen.map_or_else(|| outcome(&project.state, &settled), |foreseen| foreseen.after.clone());
            (after != project.state).then(|| (Act::Do(settled), Some(after)))
        })?;
        Ok(written.is_some())
    }

    /// Takes back this person's newest change in effect, and says which it was.
    ///
    /// # Errors
    /// As `act`.
    pub fn undo(&mut self) -> Result<Option<Op>, StoreError> {
        self.write(|project| Some((Act::Undo(project.undo_entry()?.id.clone()), None)))
    }

    /// Brings back what this person undid last, unless they changed something since, and says which it was.
    ///
    /// # Errors
    /// As `act`.
    pub fn redo(&mut self) -> Result<Option<Op>, StoreError> {
        self.write(|project| Some((Act::Redo(project.redo_entry()?.id.clone()), None)))
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
        self.take(new, None)?;
        Ok(some)
    }

    fn undo_entry(&self) -> Option<&Entry> {
        self.entries.get(self.history.undoable(&self.who)?)
    }

    fn redo_entry(&self) -> Option<&Entry> {
        self.entries.get(self.history.redoable(&self.who)?)
    }

    /// Writes the act that `choose` picks in view of everything others have written, with the state it leads to where that
    /// is known; says which change it was about.
    fn write(&mut self, choose: impl Fn(&Self) -> Option<(Act, Option<State>)>) -> Result<Option<Op>, StoreError> {
        loop {
            self.refresh()?;
            let Some((act, after)) = choose(self) else { return Ok(None) };
            let op = match &act {
                Act::Do(op) => Some(op.clone()),
                Act::Undo(_) => self.can_undo().cloned(),
                Act::Redo(_) => self.can_redo().cloned(),
            };
            if let Some(entry) = self.store.append(self.entries.last(), &self.who, &act)? {
                self.take(vec![entry], after)?;
                return Ok(op);
            }
        }
    }

    /// Brings the state up to date with acts that stand in the journal. `after` is what a single one leads to, where that is
    /// known.
    fn take(&mut self, new: Vec<Entry>, mut after: Option<State>) -> Result<(), StoreError> {
        // The first act whose effect is another than before.
        let mut refold: Option<usize> = None;
        for entry in new {
            let (seq, place) = (entry.seq, self.entries.len());
            if usize::try_from(seq).ok() != Some(place + 1) || !self.history.take(&self.entries, &entry) {
                self.refold(0);
                return Err(self.store.damaged(format!("act {seq} does not follow from those before it")));
            }
            if let Act::Do(Op::Finding { act }) = &entry.act {
                self.given = self.given.max(act.number().unwrap_or_default());
            }
            match &entry.act {
                Act::Do(op) if refold.is_none() => {
                    self.before.push_back((place, self.state.clone()));
                    if self.before.len() > REMEMBERED {
                        self.before.pop_front();
                    }
                    match after.take() {
                        Some(after) => self.state = after,
                        None => apply(&mut self.state, op),
                    }
                }
                Act::Do(_) => {}
                Act::Undo(id) | Act::Redo(id) => {
                    let about = self.entries.iter().position(|old| old.id == *id).unwrap_or(0);
                    refold = Some(refold.map_or(about, |first| first.min(about)));
                }
            }
            self.entries.push(entry);
        }
        if let Some(first) = refold {
            self.refold(first);
        }
        // The id of a finding whose adding was taken back is not given again: a redo brings that finding back.
        let last = &mut self.state.findings.last;
        self.given = self.given.max(*last);
        *last = self.given;
        Ok(())
    }

    /// Makes the state anew, where nothing before the act at place `first` has another effect than it had.
    fn refold(&mut self, first: usize) {
        while self.before.back().is_some_and(|(place, _)| *place > first) {
            self.before.pop_back();
        }
        let (from, state) = self.before.back().cloned().unwrap_or_default();
        self.state = fold(state, from, &self.entries, &self.history);
    }
}

/// Name of the account, as far as the system tells.
fn account() -> String {
    let named = |name: &&str| std::env::var(name).ok().filter(|who| !who.trim().is_empty());
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(named).unwrap_or_default()
}

fn outcome(state: &State, op: &Op) -> State {
    let mut after = state.clone();
    apply(&mut after, op);
    after
}

/// The change as it is to be written: a finding whose id was given before gets the next one.
fn settled(op: &Op, state: &State) -> Op {
    match op {
        Op::Finding { act } => Op::Finding { act: Box::new(FindingOp::clone(act).settled(&state.findings)) },
        op => op.clone(),
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
