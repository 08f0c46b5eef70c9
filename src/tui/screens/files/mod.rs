//! The files of a project as people meet them on the screen: adding a spreadsheet to it, and guesses that a definition still has.
//!
//! `path` is what people type for a file, `boxes` lists and accepts, `work` is done on threads. Here only the state changes.

pub mod boxes;
pub mod path;
pub mod work;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use boxes::FilesBox;
use path::Listing;
use work::{Ask, Told};

use super::guess;
use crate::load::guessed::Guessed;
use crate::load::progress::Progress;
use crate::messages::{files_screen as say, screen as common};
use crate::text::fold::display;
use crate::tui::action::Effect;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{Data, On, Screen, State as Program, Tone};

/// What is known while a spreadsheet is added.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The folder that is listed.
    pub listing: Option<Listing>,
    /// The folder that was asked for.
    asked: Option<PathBuf>,
    /// How far reading the file is.
    pub progress: Progress,
    /// The file whose draft is being looked through.
    pub adding: Option<PathBuf>,
}

/// Why no file can be added.
pub fn cannot_add(program: &Program) -> Option<String> {
    program.failure.clone().or_else(|| program.read_only.then(|| common::read_only(program.lang).to_owned()))
}

/// The project's folder with everything above it, so that one can go up from there.
fn root(program: &Program) -> PathBuf {
    std::path::absolute(&program.root).unwrap_or_else(|_| program.root.clone())
}

/// Asks for a file.
pub fn add(program: &mut Program) {
    program.files = State::default();
    program.boxes.push(Popup::new(Kind::Files(FilesBox::Path)));
}

/// The text in the field of the box that asks for a file.
fn typed(program: &Program) -> Option<&str> {
    match program.boxes.last() {
        Some(Popup { kind: Kind::Files(FilesBox::Path), field, .. }) => Some(field.value()),
        _ => None,
    }
}

/// Asks for the folder that is typed, where it is not listed.
pub fn refresh(program: &mut Program) -> Option<Effect> {
    let (folder, _) = path::split(typed(program)?, &root(program));
    if program.files.asked.as_ref() == Some(&folder) {
        return None;
    }
    program.files.asked = Some(folder.clone());
    Some(Effect::Files(Ask::List(folder)))
}

/// True while a file is being read whose progress is shown.
pub fn is_working(program: &Program) -> bool {
    program.boxes.iter().any(|popup| matches!(popup.kind, Kind::Files(FilesBox::Working(_))))
}

/// Begins work on a file: a box says how far it is.
fn work(program: &mut Program, ask: impl FnOnce(&mut Program, Progress) -> Option<Ask>) -> Vec<Effect> {
    let progress = Progress::default();
    let Some(ask) = ask(program, progress.clone()) else { return Vec::new() };
    program.files.progress = progress;
    let writes = matches!(ask, Ask::AddDelivery(_) | Ask::AddSurvey { .. });
    program.boxes.push(Popup::new(Kind::Files(FilesBox::Working(writes))));
    ask.effect()
}

/// True where the box on top cannot be left now, because files are being written: none may be left half done. Where a file is
/// only read, that is stopped.
pub fn stays(program: &mut Program) -> bool {
    match program.boxes.last() {
        Some(Popup { kind: Kind::Files(FilesBox::Working(true)), .. }) => {
            program.refuse(say::writing(program.lang));
            true
        }
        Some(Popup { kind: Kind::Files(FilesBox::Working(false)), .. }) => {
            program.files.progress.cancel();
            program.tell(Tone::Hint, say::stopped(program.lang));
            false
        }
        _ => false,
    }
}

/// Takes in what threads came to.
pub fn take(program: &mut Program, told: Told) -> Vec<Effect> {
    if let Told::Listed(listing) = told {
        if program.files.asked.as_ref() == Some(&listing.folder) {
            program.files.listing = Some(listing);
        }
        return Vec::new();
    }
    let was_awaited = is_working(program);
    program.boxes.retain(|popup| !matches!(popup.kind, Kind::Files(FilesBox::Working(_))));
    match told {
        // What was written is told whether anybody waited or not.
        Told::DeliveryAdded(result) => delivery_added(program, result),
        Told::SurveyAdded(result) => survey_added(program, result),
        _ if !was_awaited => Vec::new(),
        Told::Looked(Ok(found)) => ask_whose(program, found),
        Told::Fitted(Ok(fitted)) => {
            program.boxes.push(Popup::new(Kind::Files(FilesBox::Fits(fitted))));
            Vec::new()
        }
        Told::Drafted(Ok((file, reviewed))) => {
            program.boxes.clear();
            program.guess = guess::State::new(vec![*reviewed]);
            program.files.adding = Some(file);
            program.screen = Screen::Guess;
            guess::settle(program);
            Vec::new()
        }
        Told::Looked(Err(sentence)) | Told::Fitted(Err(sentence)) | Told::Drafted(Err(sentence)) => {
            match program.boxes.last_mut() {
                Some(popup) => popup.problem = Some(display(&sentence)),
                None => program.tell(Tone::Bad, sentence),
            }
            Vec::new()
        }
        Told::Listed(_) => Vec::new(),
    }
}

/// Asks whose answers they are: first the survey that knows the columns best, where it knows most of them, else a new one.
fn ask_whose(program: &mut Program, found: Arc<work::Found>) -> Vec<Effect> {
    let fits = |(found, all): &&(usize, usize)| *all > 0 && found * 2 > *all;
    let best = found.columns.iter().enumerate().filter(|(_, columns)| fits(columns));
    let best = best.max_by_key(|(_, (found, all))| found * 1000 / (*all).max(1)).map(|(at, _)| at);
    let selected = best.unwrap_or(found.columns.len());
    program.boxes.push(Popup { selected, ..Popup::new(Kind::Files(FilesBox::Whose(found))) });
    Vec::new()
}

fn delivery_added(program: &mut Program, result: Result<(usize, String, u64), String>) -> Vec<Effect> {
    match result {
        Ok((at, file, rows)) => {
            program.boxes.retain(|popup| !matches!(popup.kind, Kind::Files(_)));
            program.current = at;
            program.on = On::Surveys;
            let Some(opened) = program.surveys.get_mut(at) else { return Vec::new() };
            opened.data = Data::Loading;
            opened.stale = false;
            let effects = vec![opened.load(at)];
            let title = display(opened.title());
            program.tell(Tone::Good, display(&say::delivery_added(program.lang, &title, &file, rows)));
            effects
        }
        Err(sentence) => {
            program.tell(Tone::Bad, sentence);
            Vec::new()
        }
    }
}

fn survey_added(program: &mut Program, result: Result<Box<crate::tui::state::Opened>, String>) -> Vec<Effect> {
    match result {
        Ok(mut opened) => {
            let at = program.surveys.len();
            let effects = vec![opened.load(at)];
            let title = display(opened.title());
            program.surveys.push(*opened);
            leave_draft(program);
            program.current = at;
            program.on = On::Surveys;
            program.tell(Tone::Good, say::survey_added(program.lang, &title));
            effects
        }
        // The draft stays on the screen: it can be written again.
        Err(sentence) => {
            program.tell(Tone::Bad, sentence);
            Vec::new()
        }
    }
}

/// The draft of a file that is being added was looked through: it is written, or thrown away. `None` where no file is being added.
pub fn looked_through(program: &mut Program, keep: bool) -> Option<Vec<Effect>> {
    let file = program.files.adding.clone()?;
    if !keep {
        leave_draft(program);
        program.tell(Tone::Hint, say::nothing_added(program.lang));
        return Some(Vec::new());
    }
    let written = program.guess.reviewed().map(|reviewed| Box::new(reviewed.written.clone()))?;
    Some(work(program, |_, _| Some(Ask::AddSurvey { written, file })))
}

fn leave_draft(program: &mut Program) {
    program.files = State::default();
    program.guess = guess::State::default();
    program.boxes.clear();
    program.screen = Screen::Overview;
}

/// The guesses of the survey being looked at.
pub fn guesses(program: &Program) -> &[Guessed] {
    program.opened().map_or(&[], |opened| opened.guesses.as_slice())
}

/// Why there are none to look through.
pub fn no_guesses(program: &Program) -> Option<String> {
    let none = guesses(program).is_empty();
    crate::tui::enabled::no_survey(program).or_else(|| none.then(|| say::no_guesses(program.lang).to_owned()))
}

/// Lists the guesses of the survey being looked at.
pub fn show_guesses(program: &mut Program) {
    program.boxes.push(Popup::new(Kind::Files(FilesBox::Guesses)));
}

/// A guess was taken out of a definition, which still has these.
pub fn taken(program: &mut Program, file: &Path, left: Vec<Guessed>) {
    let Some(opened) = program.surveys.iter_mut().find(|opened| opened.path == file) else { return };
    let count = left.len();
    opened.guesses = left;
    program.boxes.retain(|popup| !matches!(popup.kind, Kind::Files(FilesBox::Guess(_))));
    if count == 0 {
        program.boxes.retain(|popup| !matches!(popup.kind, Kind::Files(FilesBox::Guesses)));
    }
    program.tell(Tone::Good, say::guess_taken(program.lang, count));
}
