//! A mistake of the program itself while it runs: the work is stopped, the terminal given back, and written down what is
//! known of it and what a person had typed and not saved yet.
//!
//! The report is there to be sent on, so it has names of commands, sizes and places in the program, and never a text from a
//! file or from a person. Nothing here is drawn.

use std::backtrace::Backtrace;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::action::Action;
use super::command::{COMMANDS, Id, Place};
use super::popups::{Kind, Popup};
use super::screens::findings::FindBox;
use super::screens::items::dialog::Dialog;
use super::state::{Screen, State};
use crate::export::whole_text;
use crate::load::draft::write;
use crate::messages::crash as say;
use crate::messages::infer::Words;
use crate::project::clock;

/// Commands that a report lists.
const LAST: usize = 20;

/// The newest commands by name, the newest last. What was typed is in no way kept.
#[derive(Debug, Clone, Default)]
pub struct Course(VecDeque<Step>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Command(Id, Place),
    Typing,
    Pasting,
    Mouse,
}

impl Course {
    /// Takes an action of a person in.
    pub fn note(&mut self, place: Place, action: &Action) {
        let step = match action {
            Action::Run(id) => Step::Command(*id, place),
            Action::Type(_) => Step::Typing,
            Action::Paste(_) => Step::Pasting,
            Action::Click { .. } | Action::Wheel { .. } => Step::Mouse,
            Action::Drag { .. } | Action::Release | Action::Resize { .. } => return,
            Action::TypedTooSoon(_) | Action::InputMethodOn | Action::UnknownKey(_) | Action::Report(_) => return,
        };
        if matches!(step, Step::Typing | Step::Mouse) && self.0.back() == Some(&step) {
            return;
        }
        self.0.push_back(step);
        if self.0.len() > LAST {
            self.0.pop_front();
        }
    }

    /// Their names.
    fn names(&self, state: &State) -> Vec<&'static str> {
        let name = |step: &Step| match step {
            Step::Typing => say::typing(state.lang),
            Step::Pasting => say::pasting(state.lang),
            Step::Mouse => say::mouse(state.lang),
            Step::Command(id, place) => {
                let here = COMMANDS.iter().filter(|command| command.id == *id);
                here.clone().find(|command| command.works_in(*place)).or(here.clone().next()).map_or("", |of| of.name)
            }
        };
        self.0.iter().map(name).collect()
    }
}

/// What stopped the work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fall {
    /// File, line and column of the program.
    pub place: String,
    /// What was said about it, without anything from a file or a person.
    pub text: String,
    /// How the program came there.
    pub trace: String,
}

/// Watches the thread it is made on.
#[derive(Debug, Default)]
pub struct Witness(Arc<Mutex<Option<Fall>>>);

impl Drop for Witness {
    /// What comes later is told as panics are.
    fn drop(&mut self) {
        // A thread that is panicking may not change what is done about it.
        if !std::thread::panicking() {
            drop(take_hook());
        }
    }
}

impl Witness {
    /// From now on a panic of this thread gives the terminal back with `restore` and is noted. Those of background work are
    /// caught and reported where they happen.
    pub fn new(restore: impl Fn() + Send + Sync + 'static) -> Self {
        let witness = Self::default();
        let (seen, thread) = (Arc::clone(&witness.0), std::thread::current().id());
        drop(take_hook());
        set_hook(Box::new(move |info| {
            // A reader that gives up on a malformed file is contained and ends nothing.
            if std::thread::current().id() == thread && !crate::load::read::is_contained() {
                restore();
                *seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(fall(info));
            }
        }));
        witness
    }

    /// Does some work; what stopped it where it panics.
    ///
    /// # Errors
    /// The work panicked.
    pub fn watch<T>(&self, work: impl FnOnce() -> T) -> Result<T, Fall> {
        // What the work left half done is read only to say where it stood.
        catch_unwind(AssertUnwindSafe(work))
            .map_err(|_| self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default())
    }
}

fn fall(info: &PanicHookInfo<'_>) -> Fall {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    Fall {
        place: info.location().map_or(String::new(), ToString::to_string),
        text: harmless(text.unwrap_or_default()),
        trace: Backtrace::force_capture().to_string(),
    }
}

/// A message of a panic without what may come from a file or a person: quoted parts and all that is not ASCII.
pub fn harmless(message: &str) -> String {
    let mut kept = String::new();
    // The library quotes texts with quotes of their own within: whatever stands behind is theirs.
    let message = message.split_once(" of `").map_or(message, |(before, _)| before);
    let mut quote = None;
    let mut escaped = false;
    for c in message.chars() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match quote {
            Some(_) if c == '\\' => escaped = true,
            Some(end) if c == end => quote = None,
            Some(_) => {}
            None if matches!(c, '`' | '"' | '\'') => {
                quote = Some(c);
                kept.push('…');
            }
            None if c.is_ascii() => kept.push(c),
            None if kept.ends_with('…') => {}
            None => kept.push('…'),
        }
    }
    kept
}

/// The files that are left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// The report, where it could be written.
    pub report: Option<PathBuf>,
    /// What was typed and not saved, where there was something.
    pub unsaved: Option<PathBuf>,
    /// Why what was decided last may not be in the journal.
    pub unwritten: Option<String>,
}

/// Writes report and unsaved texts: into `.koe` of the project, or into the temporary folder where the project is only looked
/// at or cannot be written.
pub fn leave(state: &State, fall: &Fall, unwritten: Option<String>) -> Left {
    let now = clock::now();
    let stem: String = now.chars().filter(char::is_ascii_digit).collect();
    let unsaved = unsaved(state, unwritten.is_some());
    let write = |name: &str, text: &str| {
        let own = state.root.join(".koe");
        let may = !state.read_only && state.failure.is_none() && state.screen != Screen::Guess;
        let folders = may.then_some(own).into_iter().chain([std::env::temp_dir()]);
        folders.into_iter().find_map(|folder| written(&folder, &format!("koe-{name}-{stem}"), text))
    };
    Left {
        report: write("crash", &report(state, fall, &now)),
        unsaved: unsaved.and_then(|text| write("unsaved", &text)),
        unwritten,
    }
}

/// Writes a text under a name that is free; `None` where that cannot be.
fn written(folder: &Path, stem: &str, text: &str) -> Option<PathBuf> {
    std::fs::create_dir_all(folder).ok()?;
    let name = |number: usize| match number {
        1 => folder.join(format!("{stem}.txt")),
        number => folder.join(format!("{stem}-{number}.txt")),
    };
    let path = (1..100).map(name).find(|path| !path.exists())?;
    whole_text(&path, text).ok().map(|()| path)
}

/// What is known of it, line by line.
fn report(state: &State, fall: &Fall, now: &str) -> String {
    let lang = state.lang;
    let of = |name: &str, what: &str| format!("{name}: {what}");
    let lines = [
        say::heading(lang).to_owned(),
        of(say::version(lang), &format!("koe {} ({})", env!("CARGO_PKG_VERSION"), std::env::consts::OS)),
        of(say::time(lang), now),
        of(say::screen(lang), &format!("{:?} / {:?} / {}", state.screen, state.place(), state.boxes.len())),
        of(say::size(lang), &format!("{}x{}", state.area.width, state.area.height)),
        of(say::commands(lang), &state.course.names(state).join(", ")),
        of(say::place(lang), &fall.place),
        of(say::what(lang), &fall.text),
        String::new(),
        fall.trace.clone(),
    ];
    lines.join("\n") + "\n"
}

/// What a person had typed and not saved: of boxes that take a text, of paper forms (also those on their way to a journal that
/// may not have them), of definitions looked through.
pub(super) fn unsaved(state: &State, with_sent: bool) -> Option<String> {
    let mut texts: Vec<String> = state.boxes.iter().flat_map(of_box).filter(|text| !text.trim().is_empty()).collect();
    let drafts = state.surveys.iter().filter_map(|opened| opened.draft.as_ref());
    for draft in drafts.filter(|draft| with_sent || draft.sent.is_none()) {
        let answers = draft.answers.iter().chain(&draft.others).map(|(id, value)| format!("{id} = {value}"));
        texts.push(std::iter::once(draft.id.clone()).chain(answers).collect::<Vec<_>>().join("\n"));
    }
    let comments = Words(state.lang);
    texts.extend(state.guess.surveys.iter().map(|reviewed| write::text(&reviewed.written, &comments)));
    let heading = say::unsaved_heading(state.lang);
    (!texts.is_empty()).then(|| format!("{heading}\n\n{}\n", texts.join("\n\n")))
}

fn of_box(popup: &Popup) -> Vec<String> {
    match &popup.kind {
        Kind::Items(Dialog::Editor(editor)) if editor.is_changed() => std::iter::once(editor.title.clone())
            .chain(editor.fields.iter().map(|(_, text)| text.text().to_owned()))
            .collect(),
        Kind::Findings(FindBox::Form(form)) => vec![form.statement.text().to_owned()],
        _ if popup.place() == Place::Prompt => vec![popup.field.value().to_owned()],
        _ => Vec::new(),
    }
}
