//! What is being typed, kept beside the journal while it is typed: a closed window, a power cut or an ended session loses at
//! most the last second of it.
//!
//! Every running program has a file of its own in `.koe` and holds it locked; a file that nobody holds was left behind, is put
//! aside under a name with its day, and told of once. Nothing is kept where the project is only looked at.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::crash;
use super::state::{Screen, State};
use crate::project::clock;

/// How often it is written at most.
pub const PAUSE: Duration = Duration::from_secs(1);
const FOLDER: &str = ".koe";
const PREFIX: &str = "typing-";

/// Keeps what is being typed.
#[derive(Debug, Default)]
pub struct Keeper {
    folder: Option<PathBuf>,
    file: Option<(PathBuf, File)>,
    kept: Option<String>,
    at: Option<Instant>,
    /// Something that is typed was too soon after the last time, or could not be written.
    is_behind: bool,
}

impl Keeper {
    /// For a project; one that keeps nothing where it may not be written.
    pub fn new(state: &State) -> Self {
        let may = !state.read_only && state.failure.is_none() && state.screen != Screen::Guess;
        Self { folder: may.then(|| state.root.join(FOLDER)), ..Self::default() }
    }

    /// True while something that is typed is not kept yet.
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// Writes what is typed now, unless it was written just before.
    pub fn keep(&mut self, state: &State) {
        if self.folder.is_none() {
            return;
        }
        let text = crash::unsaved(state, true);
        self.is_behind = text != self.kept;
        let is_soon = self.at.is_some_and(|at| at.elapsed() < PAUSE);
        if self.is_behind && !is_soon {
            self.keep_text(text);
        }
    }

    /// Writes what is typed now, however soon.
    pub fn keep_now(&mut self, state: &State) {
        if self.folder.is_some() {
            self.keep_text(crash::unsaved(state, true));
        }
    }

    /// What cannot be written is tried again after the pause.
    fn keep_text(&mut self, text: Option<String>) {
        self.at = Some(Instant::now());
        match &text {
            None => self.drop_file(),
            // The copy of before stays until this one can be written.
            Some(text) if self.write(text).is_err() => return,
            Some(_) => {}
        }
        self.kept = text;
        self.is_behind = false;
    }

    fn write(&mut self, text: &str) -> std::io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        if self.file.is_none() {
            std::fs::create_dir_all(folder)?;
            let id = std::process::id();
            let name = |number: usize| folder.join(format!("{PREFIX}{id}-{number}.txt"));
            // Another computer may have a program with the same number in this folder.
            let new = |path: PathBuf| Some((OpenOptions::new().create_new(true).write(true).open(&path).ok()?, path));
            let (file, path) = (1..100).map(name).find_map(new).ok_or(std::io::ErrorKind::AlreadyExists)?;
            // Where nothing can be locked it is kept all the same.
            let _ = file.try_lock();
            self.file = Some((path, file));
        }
        if let Some((_, file)) = &mut self.file {
            file.seek(SeekFrom::Start(0))?;
            file.write_all(text.as_bytes())?;
            file.set_len(text.len() as u64)?;
            file.flush()?;
            file.sync_data()?;
        }
        Ok(())
    }

    fn drop_file(&mut self) {
        if let Some((path, file)) = self.file.take() {
            drop(file);
            let _ = std::fs::remove_file(path);
        }
    }

    /// The person left by themselves: what is not saved was not wanted.
    pub fn leave(mut self) {
        self.drop_file();
    }
}

/// What programs that ended otherwise have left: put aside, and where it is.
pub fn left(root: &Path) -> Vec<PathBuf> {
    let Ok(folder) = std::fs::read_dir(root.join(FOLDER)) else { return Vec::new() };
    let name = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
    folder.flatten().map(|entry| entry.path()).filter(name).filter_map(|path| aside(&path)).collect()
}

fn aside(path: &Path) -> Option<PathBuf> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    // Somebody else is typing into it now.
    file.try_lock().ok()?;
    let is_empty = file.metadata().ok()?.len() == 0;
    drop(file);
    if is_empty {
        let _ = std::fs::remove_file(path);
        return None;
    }
    let stem: String = clock::now().chars().filter(char::is_ascii_digit).collect();
    let name = |number: usize| path.with_file_name(format!("koe-unsaved-{stem}-{number}.txt"));
    let free = (1..100).map(name).find(|path| !path.exists())?;
    std::fs::rename(path, &free).ok().map(|()| free)
}
