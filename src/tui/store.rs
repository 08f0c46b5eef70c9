//! The journal on a thread of its own: requests go in, answers with the whole new state come out, in order. The name under
//! which its acts are written is kept here, too.
//!
//! The project is opened on that thread, so that a slow disk never holds up the screen. What an act should be is decided
//! in `update`.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::screens::entry::kept::{self, KeptForm};
use crate::config;
use crate::export;
use crate::load::definition::Fault;
use crate::load::guessed::{self, Guessed};
use crate::load::{self, DefinitionError, listed};
use crate::messages::{Lang, files_screen as files_words, problem, screen as say, settings as words, usage};
use crate::project::{Foreseen, Op, Project, State};

/// What is asked of the journal.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Make a change.
    Act(Box<Op>),
    /// Make a change that counts on the screen already.
    Decide(Box<Foreseen>),
    /// Take the newest change back.
    Undo,
    /// Bring it back.
    Redo,
    /// Take in what others wrote.
    Refresh,
    /// Set forms aside that were begun, before the program is left.
    KeepForms(Vec<KeptForm>),
    /// A form that was set aside is finished or thrown away.
    ForgetForm {
        /// Id of its survey.
        survey: String,
        /// Its 整理番号.
        id: String,
    },
    /// A guess of a definition was looked at: its mark is taken out.
    TakeGuess {
        /// The definition.
        file: PathBuf,
        /// The guess.
        guess: Guessed,
    },
    /// Add a choice to a definition.
    AddChoice {
        /// The definition.
        file: PathBuf,
        /// The question that lists it.
        question: String,
        /// What stands in the cells.
        value: String,
    },
    /// Go on under another name; empty is the account's.
    Rename {
        /// It.
        name: String,
        /// The settings file that keeps it; `None` keeps it until the program ends.
        keep: Option<PathBuf>,
    },
    /// Keep under which other name codes are given; empty is the person's own.
    KeepCoder {
        /// It.
        name: String,
        /// The settings file.
        file: PathBuf,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The journal was opened or looked at.
    Opened,
    /// The change is written; false where nothing had to be changed.
    Done(Op, bool),
    /// This was undone; `None` where there was nothing.
    Undone(Option<Op>),
    /// This was redone.
    Redone(Option<Op>),
    /// Acts are written under another name from now on; where that is kept, if it is.
    Renamed(Option<PathBuf>),
    /// Forms were set aside.
    FormsKept,
    /// A guess was taken out of a definition.
    GuessTaken {
        /// The definition.
        file: PathBuf,
        /// What it only guesses still.
        left: Vec<Guessed>,
    },
    /// A choice was added to a definition.
    ChoiceAdded {
        /// The definition.
        file: PathBuf,
        /// The choice.
        value: String,
    },
    /// The sentence.
    Failed(String),
}

/// An answer of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// What came of the request.
    pub outcome: Outcome,
    /// What people have decided, as of now; `None` where the journal cannot be opened.
    pub state: Option<State>,
    /// Forms that were begun and set aside, where they were looked at.
    pub kept_forms: Option<Vec<KeptForm>>,
    /// There is an act to undo.
    pub can_undo: bool,
    /// There is one to redo.
    pub can_redo: bool,
    /// Name of the person: the one they have chosen, or their account's.
    pub who: String,
}

/// Where the journal is.
#[derive(Debug, Clone)]
pub struct Location {
    /// Folder of the project.
    pub root: PathBuf,
    /// As in `koe.toml`.
    pub store: String,
    /// Nothing may be written.
    pub read_only: bool,
    /// The name that the person has chosen; empty is the account's.
    pub name: String,
    /// Language of sentences.
    pub lang: Lang,
}

/// Opens the journal on a new thread. It answers once for the opening and once for each request.
pub fn start(location: Location, answer: impl Fn(Stored) + Send + 'static) -> Sender<Request> {
    let (send, receive) = channel();
    std::thread::spawn(move || serve(&location, &receive, answer));
    send
}

fn serve(location: &Location, requests: &Receiver<Request>, answer: impl Fn(Stored)) {
    let failed = |outcome| Stored {
        outcome: Outcome::Failed(outcome),
        state: None,
        kept_forms: None,
        can_undo: false,
        can_redo: false,
        who: String::new(),
    };
    let mut project = match Project::open(&location.root, &location.store, location.read_only) {
        Ok(project) => project.named(&location.name),
        Err(error) => {
            let sentence = say::store_error(location.lang, &error);
            answer(failed(sentence.clone()));
            for _ in requests {
                answer(failed(sentence.clone()));
            }
            return;
        }
    };
    let forms = || Some(kept::read(&location.root));
    answer(stored(&project, Outcome::Opened, forms()));
    for request in requests {
        let looks = matches!(request, Request::Refresh | Request::KeepForms(_) | Request::ForgetForm { .. });
        let done = match request {
            Request::Act(op) => project.act((*op).clone()).map(|changed| Outcome::Done(*op, changed)),
            Request::Decide(foreseen) => {
                project.act_foreseen(&foreseen).map(|changed| Outcome::Done(foreseen.op, changed))
            }
            Request::Undo => project.undo().map(Outcome::Undone),
            Request::Redo => project.redo().map(Outcome::Redone),
            Request::Refresh => project.refresh().map(|_| Outcome::Opened),
            Request::KeepForms(_)
            | Request::ForgetForm { .. }
            | Request::TakeGuess { .. }
            | Request::AddChoice { .. }
                if location.read_only =>
            {
                Ok(Outcome::Failed(say::read_only(location.lang).to_owned()))
            }
            Request::AddChoice { file, question, value } => {
                let added = add_choice(&location.root, &file, (&question, &value), location.lang);
                Ok(added.map_or_else(Outcome::Failed, |()| Outcome::ChoiceAdded { file, value }))
            }
            Request::TakeGuess { file, guess } => Ok(take_guess(&file, &guess, location.lang)
                .map_or_else(Outcome::Failed, |left| Outcome::GuessTaken { file, left })),
            Request::KeepForms(forms) => {
                let written = forms.iter().try_for_each(|form| kept::keep(&location.root, form));
                Ok(written.map_or_else(
                    |error| Outcome::Failed(usage::export_error(location.lang, &error)),
                    |()| Outcome::FormsKept,
                ))
            }
            Request::ForgetForm { survey, id } => {
                let gone = kept::forget(&location.root, &survey, &id);
                Ok(gone.map_or_else(
                    |error| Outcome::Failed(usage::export_error(location.lang, &error)),
                    |()| Outcome::Opened,
                ))
            }
            Request::Rename { name, keep } => {
                project.rename(&name);
                // Who was to code instead is forgotten with it.
                let names = [("name", name.as_str()), ("coder", "")];
                let kept = keep.map(|file| keep_names(&file, &names, location.lang).map(|()| file)).transpose();
                Ok(kept.map_or_else(Outcome::Failed, Outcome::Renamed))
            }
            Request::KeepCoder { name, file } => {
                let kept = keep_names(&file, &[("coder", name.as_str())], location.lang);
                Ok(kept.map_or_else(Outcome::Failed, |()| Outcome::Opened))
            }
        };
        let outcome = done.unwrap_or_else(|error| Outcome::Failed(say::store_error(location.lang, &error)));
        answer(stored(&project, outcome, looks.then(forms).flatten()));
    }
}

/// Adds a choice to a definition, which must be readable with it; otherwise it stays as it was.
fn add_choice(root: &Path, file: &Path, (question, value): (&str, &str), lang: Lang) -> Result<(), String> {
    let unreadable = |source| DefinitionError { file: file.to_owned(), line: None, fault: Fault::Unreadable(source) };
    let failed = |error| usage::export_error(lang, &error);
    let text = std::fs::read_to_string(file).map_err(|error| problem::load_error(lang, &unreadable(error).into()))?;
    let new = listed::with_choice(&text, question, value).ok_or_else(|| files_words::cannot_add(lang, file))?;
    export::whole_text(file, &new).map_err(failed)?;
    if let Err(error) = load::definition(file, root) {
        export::whole_text(file, &text).map_err(failed)?;
        return Err(problem::load_error(lang, &error));
    }
    Ok(())
}

/// Takes a guess out of a definition; what it only guesses still, or the sentence why that is not possible.
fn take_guess(file: &Path, guess: &Guessed, lang: Lang) -> Result<Vec<Guessed>, String> {
    let unreadable = |source| DefinitionError { file: file.to_owned(), line: None, fault: Fault::Unreadable(source) };
    let text = std::fs::read_to_string(file).map_err(|error| problem::load_error(lang, &unreadable(error).into()))?;
    // Somebody may have taken it out in an editor.
    let new = guessed::without(&text, guess).unwrap_or_else(|| text.clone());
    if new != text {
        export::whole_text(file, &new).map_err(|error| usage::export_error(lang, &error))?;
    }
    Ok(guessed::left(&new))
}

/// Writes names into the settings file, or says why that is not possible.
fn keep_names(file: &Path, names: &[(&str, &str)], lang: Lang) -> Result<(), String> {
    let fault = |line, what| words::not_kept(lang, &config::Fault { file: file.to_owned(), line, what });
    let old = match std::fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(fault(None, error.to_string())),
    };
    let new = config::with_names(old.as_deref(), names).map_err(|(line, what)| fault(line, what))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| fault(None, error.to_string()))?;
    export::whole_text(file, &new).map_err(|error| fault(None, usage::export_error(lang, &error)))
}

fn stored(project: &Project, outcome: Outcome, kept_forms: Option<Vec<KeptForm>>) -> Stored {
    Stored {
        outcome,
        kept_forms,
        state: Some(project.state().clone()),
        can_undo: project.can_undo().is_some(),
        can_redo: project.can_redo().is_some(),
        who: project.who().to_owned(),
    }
}
