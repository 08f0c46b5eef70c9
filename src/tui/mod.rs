//! The terminal program: an Elm loop over one state.
//!
//! Key → [`command`] table → `Action` → `update(&mut State)` → `Effect`s, which `effects` runs on threads; `view(&State)`
//! draws. Where things lie is computed by pure `layout` functions that drawing, scrolling and the mouse share. Nothing is
//! counted here and no file is read but the project's definitions; [`script`] plays the same program without a screen.

pub mod action;
pub mod clipboard;
pub mod command;
pub mod crash;
pub mod effects;
pub mod enabled;
pub mod id;
pub mod input;
pub mod key;
pub mod keymap;
pub mod memory;
pub mod mouse;
pub mod moves;
pub mod names;
pub mod open;
pub mod panes;
pub mod pictures;
pub mod place;
pub mod popups;
pub mod record;
pub mod reports;
pub mod screens;
pub mod script;
pub mod session;
pub mod state;
pub mod store;
pub mod terminal;
pub mod theme;
pub mod tour;
pub mod unsaved;
pub mod update;
pub mod view;
pub mod whereabouts;
pub mod widgets;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use action::{Action, Effect};
use clipboard::Clipboard;
use crossterm::event::Event;
use effects::{Effects, Message};
use record::Recorder;
use state::{Opened, State, Tone};
use store::{Location, Outcome};
use unsaved::Keeper;

pub use command::{KeyRow, key_table};
pub use keymap::{Keymap, Refused};

use crate::config::{Fault, Settings};
use crate::load::draft::review::Reviewed;
use crate::messages::{Lang, crash as crash_words, settings as words};

/// How the program is started.
#[derive(Debug, Clone)]
pub struct Start {
    /// Folder of the project.
    pub dir: PathBuf,
    /// Language of everything shown.
    pub lang: Lang,
    /// Only ASCII glyphs in frames, bars and marks.
    pub ascii: bool,
    /// Nothing is written to the journal.
    pub read_only: bool,
}

/// Why the program cannot run.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// There is no terminal, or it fails.
    #[error("terminal: {0}")]
    Terminal(#[from] std::io::Error),
    /// A mistake of the program ended it; what it left.
    #[error("the program stopped: {0:?}")]
    Fell(crash::Left),
    /// The journal could not write what was decided last: the sentence.
    #[error("{0}")]
    NotWritten(String),
}

/// A sentence about why the program cannot run.
pub fn sentence(lang: Lang, error: &TuiError) -> String {
    match error {
        TuiError::Terminal(error) => crate::messages::screen::no_terminal(lang, &error.to_string()),
        TuiError::Fell(left) => {
            let ended = crash_words::ended(lang, left.report.as_deref(), left.unsaved.as_deref());
            let unwritten = left.unwritten.as_ref().map(|sentence| crash_words::not_written(lang, sentence));
            std::iter::once(ended).chain(unwritten).collect::<Vec<_>>().join("\n")
        }
        TuiError::NotWritten(sentence) => crash_words::not_written(lang, sentence),
    }
}

/// The keys that hold with the settings, and those that cannot be had.
pub fn keymap(settings: &Settings) -> (Keymap, Vec<Refused>) {
    Keymap::with(&settings.keys)
}

/// A sentence about a key that cannot be had.
pub fn refused(lang: Lang, refused: &Refused) -> String {
    match refused {
        Refused::NoCommand(name, nearest) => words::no_command(lang, name, *nearest),
        Refused::NoKey(name, key) => words::no_key(lang, name, key),
        Refused::Both(first, second, key) => words::both(lang, first, second, &key.name()),
        Refused::Keyless(name) => words::keyless(lang, name),
    }
}

/// Columns and rows of the terminal, where there is one.
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

/// Runs the program until the user leaves it, and writes the session down where that is wanted. The first frame is drawn before any spreadsheet is opened.
///
/// # Errors
/// Only those of the terminal; everything else is said on the screen.
pub fn run(start: Start, settings: &Settings, unset: Option<&Fault>, record: Option<&Path>) -> Result<(), TuiError> {
    let (mut state, mut location) = open::open(&start);
    open::set(&mut state, settings, unset);
    location.name.clone_from(&settings.name);
    state.settings = crate::config::path();
    // What is written down shall do the same again wherever somebody left the program: it begins at the beginning.
    if let Some(left) = session::read(&state.root).filter(|_| record.is_none()) {
        session::restore(&mut state, &left);
    }
    let (mut screen, guard) = terminal::enter(!settings.no_mouse)?;
    if !start.read_only {
        let left = unsaved::left(&state.root);
        if let Some(path) = left.last() {
            state.tell(Tone::Hint, crash_words::left_behind(state.lang, path, left.len()));
        }
    }
    let mut keeper = Keeper::new(&state);
    let (send, receive) = channel();
    let ended =
        guard.witness.watch(|| go_on(&mut state, &mut screen, location, (send, &receive), (record, &mut keeper)));
    let unwritten = finish(&mut state, &receive);
    // Where the program fell, it shall not begin again.
    if ended.is_ok() {
        session::write(&state);
        if unwritten.is_some() {
            // What the journal does not have is a form that is not finished.
            state.surveys.iter_mut().filter_map(|opened| opened.draft.as_mut()).for_each(|draft| draft.sent = None);
        }
        // A terminal that was closed asks nobody.
        if !state.quitting || unwritten.is_some() {
            screens::entry::keep_all(&state);
        }
    }
    let ended = ended.map_err(|fall| crash::leave(&state, &fall, unwritten.clone()));
    // A window that was closed has asked nobody; what a fall has left is there already.
    let is_left = ended.as_ref().err().is_some_and(|left| left.unsaved.is_some());
    if is_left || state.quitting && unwritten.is_none() {
        keeper.leave();
    } else {
        keeper.keep_now(&state);
    }
    drop(guard);
    match (ended, unwritten) {
        (Err(left), _) => Err(TuiError::Fell(left)),
        (Ok(_), Some(sentence)) => Err(TuiError::NotWritten(sentence)),
        (Ok(ended), None) => ended,
    }
}

/// Takes in what happens and draws it, until the user leaves.
fn go_on(
    state: &mut State,
    screen: &mut terminal::Screen,
    location: Location,
    (send, receive): (Sender<Message>, &Receiver<Message>),
    (record, keeper): (Option<&Path>, &mut Keeper),
) -> Result<(), TuiError> {
    let size = screen.size()?;
    update::update(state, Action::Resize { width: size.width, height: size.height });
    screen.draw(|frame| view::view(state, frame))?;
    let mut effects = Effects::new(send.clone(), location, (state.surveys.len(), state.sets.len()), Clipboard::real());
    effects.keymap = Arc::clone(&state.keymap);
    let asked = open::first_effects(state);
    perform(state, &mut effects, asked);
    if let Some(path) = record {
        let coder = state.sets.iter().find_map(|set| set.tagging.coder.as_deref()).unwrap_or_default();
        effects.recorder = Some(Recorder::begin(path, (size.width, size.height), coder)?);
    }
    std::thread::spawn(move || read_terminal(&send));
    while !state.quitting {
        let pause = if is_reading(state) { Some(TICK) } else { keeper.is_behind().then_some(unsaved::PAUSE) };
        let Some(messages) = next(receive, pause) else { break };
        if !take(state, &mut effects, messages) {
            break;
        }
        if std::mem::take(&mut effects.redraw) {
            terminal::clear(screen)?;
        }
        screen.draw(|frame| view::view(state, frame))?;
        keeper.keep(state);
    }
    Ok(())
}

/// How long the journal is waited for at the end, for each thing it still has to write.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits until the journal has written what was decided; the sentence where it could not, or has not yet.
fn finish(state: &mut State, receive: &Receiver<Message>) -> Option<String> {
    let mut unwritten = None;
    // A journal that is only being opened has nothing to lose.
    let opening = usize::from(state.journal_is_opening());
    let mut pending =
        state.journal.pending.checked_sub(opening).filter(|acts| *acts > 0).map_or(0, |acts| acts + opening);
    while pending > 0 {
        match receive.recv_timeout(PATIENCE) {
            Ok(Message::Stored(stored)) => {
                pending -= 1;
                if let Outcome::Failed(sentence) = stored.outcome {
                    unwritten = Some(sentence);
                }
            }
            Ok(_) => {}
            Err(_) => return Some(unwritten.unwrap_or_else(|| crash_words::not_known(state.lang).to_owned())),
        }
    }
    unwritten
}

/// Shows drafts and lets the user put them right, before anything is written. `None` when they are thrown away.
///
/// # Errors
/// Only those of the terminal.
pub fn review(start: &Start, surveys: Vec<Reviewed>) -> Result<Option<Vec<Reviewed>>, TuiError> {
    let mut state = open::reviewing(start, surveys);
    let (mut screen, guard) = terminal::enter(true)?;
    let ended = guard.witness.watch(|| {
        let size = screen.size()?;
        update::update(&mut state, Action::Resize { width: size.width, height: size.height });
        while !state.quitting {
            screen.draw(|frame| view::view(&state, frame))?;
            if let Some(action) = input::action(&state, crossterm::event::read()?) {
                // Nothing here is work for a thread: the drafts are all there is.
                let _ = update::update(&mut state, action);
            }
        }
        Ok(())
    });
    drop(guard);
    ended.unwrap_or_else(|fall| Err(TuiError::Fell(crash::leave(&state, &fall, None))))?;
    Ok(state.guess.taken())
}

/// True while something is being read whose progress is shown.
fn is_reading(state: &State) -> bool {
    state.surveys.iter().any(Opened::is_reading) || screens::files::is_working(state)
}

/// How often the progress of reading is drawn.
const TICK: Duration = Duration::from_millis(200);

/// Waits for something to happen, and takes all that has. With a pause, as while something is being read, nothing may have
/// happened but time.
fn next(receive: &Receiver<Message>, pause: Option<Duration>) -> Option<Vec<Message>> {
    let mut messages = if let Some(pause) = pause {
        match receive.recv_timeout(pause) {
            Ok(message) => vec![message],
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    } else {
        vec![receive.recv().ok()?]
    };
    messages.extend(receive.try_iter());
    Some(messages)
}

/// Takes in what happened; false when the terminal is gone.
fn take(state: &mut State, effects: &mut Effects, messages: Vec<Message>) -> bool {
    let mut events = Vec::new();
    for message in messages {
        match message {
            Message::Input(event) => events.push(event),
            Message::InputEnded => return false,
            done => {
                if let Some(report) = effects.accept(done) {
                    act(state, effects, Action::Report(Box::new(report)));
                }
            }
        }
    }
    for event in if state.place().takes_text() { input::join_burst(events) } else { events } {
        let was_busy = effects.is_busy();
        effects.refused = None;
        let Some(action) = input::action(state, event.clone()) else { continue };
        let moves_mouse = matches!(action, Action::Resize { .. } | Action::Drag { .. } | Action::Release);
        act(state, effects, action);
        let toast = state.toast.as_ref().filter(|toast| toast.refuses && !moves_mouse);
        effects.refused = toast.map(|toast| toast.text.clone());
        let answer = match (&effects.refused, was_busy) {
            (Some(_), true) => record::Answer::NotYet,
            (Some(_), false) => record::Answer::Refused,
            (None, _) => record::Answer::Done,
        };
        if let Some(recorder) = &mut effects.recorder {
            let signature = screens::decide::signature(state);
            recorder.note(&event, (&signature.who, &signature.at), answer);
        }
    }
    true
}

/// Takes one action in and does what that asks for.
fn act(state: &mut State, effects: &mut Effects, action: Action) {
    let asked = update::update(state, action);
    perform(state, effects, asked);
}

/// Does what was asked for; what is known at once is taken in at once.
fn perform(state: &mut State, effects: &mut Effects, asked: Vec<Effect>) {
    for effect in asked {
        if let Some(report) = effects.run(effect) {
            act(state, effects, Action::Report(Box::new(report)));
        }
    }
}

fn read_terminal(send: &Sender<Message>) {
    loop {
        let message = match crossterm::event::read() {
            Ok(event) => Message::Input(event),
            Err(_) => Message::InputEnded,
        };
        let ended = matches!(message, Message::InputEnded);
        if send.send(message).is_err() || ended {
            return;
        }
    }
}

/// An event as scripts make it.
pub(crate) fn play(state: &mut State, effects: &mut Effects, event: Event) {
    take(state, effects, vec![Message::Input(event)]);
}
