//! Everything the terminal program knows: one plain struct, owned by the loop, changed by `update`, read by `view`.
//!
//! Answers and tables are shared (`Arc`) with the threads that made them. Nothing here draws or decides.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::command::Place;
use super::popups::Popup;
use super::screens::{problems, table};
use super::theme::{Theme, theme};
use crate::load::Loaded;
use crate::messages::Lang;
use crate::model::table::{Table, TableSpec};
use crate::model::{Severity, Survey};
use crate::project;

/// The state of the program.
#[derive(Debug)]
pub struct State {
    /// Language of everything shown.
    pub lang: Lang,
    /// Only ASCII glyphs in frames, bars and marks.
    pub ascii: bool,
    /// Nothing is written to the journal.
    pub read_only: bool,
    /// Title of the project.
    pub title: String,
    /// Folder of the project.
    pub root: PathBuf,
    /// Folder for files that are written.
    pub output: PathBuf,
    /// The project cannot be opened at all: the sentence.
    pub failure: Option<String>,
    /// The surveys, in the project's order.
    pub surveys: Vec<Opened>,
    /// The one being looked at.
    pub current: usize,
    /// What is on the screen.
    pub screen: Screen,
    /// The list of problems.
    pub problems: problems::State,
    /// Boxes over the screen, the last one on top.
    pub boxes: Vec<Popup>,
    /// The newest message, until the next key.
    pub toast: Option<Toast>,
    /// All messages, oldest first.
    pub told: Vec<Toast>,
    /// The journal as far as it is known here.
    pub journal: Journal,
    /// The whole terminal.
    pub area: Rect,
    /// The loop ends.
    pub quitting: bool,
}

/// The screens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Screen {
    #[default]
    Overview,
    Table,
    Problems,
}

/// One survey of the project.
#[derive(Debug)]
pub struct Opened {
    /// Its definition file.
    pub path: PathBuf,
    /// As the project names it.
    pub name: String,
    /// The definition, or why it cannot be read.
    pub definition: Result<Arc<Survey>, String>,
    /// The answers.
    pub data: Data,
    /// Lines of the data check.
    pub problems: Vec<ProblemLine>,
    /// What the table screen shows of it.
    pub table: table::State,
}

/// Answers of a survey.
#[derive(Debug, Clone)]
pub enum Data {
    /// Being read.
    Loading,
    /// Here.
    Ready(Arc<Loaded>),
    /// Cannot be read: the sentence.
    Failed(String),
}

/// One line of the data check, ready to be shown and searched.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as in `Diagnostic`")]
pub struct ProblemLine {
    pub severity: Severity,
    pub rule: String,
    pub file: String,
    pub sheet: String,
    pub cell: String,
    pub case: String,
    pub question: String,
    pub value: String,
    pub message: String,
    pub fix: String,
    /// Everything above, folded.
    pub folded: String,
}

/// A table and what was asked for it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked.
    pub spec: TableSpec,
    /// What came of it.
    pub table: Arc<Table>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// How it is meant.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is done.
    Good,
    /// It cannot be done now.
    Hint,
    /// It went wrong.
    Bad,
}

/// What is known of the journal.
#[derive(Debug, Default)]
pub struct Journal {
    /// What people have decided.
    pub state: project::State,
    /// Why it cannot be read or written.
    pub problem: Option<String>,
    /// There is an act to undo.
    pub can_undo: bool,
    /// There is one to redo.
    pub can_redo: bool,
    /// Requests without an answer yet.
    pub pending: usize,
}

impl State {
    /// Glyphs and styles.
    pub fn theme(&self) -> Theme {
        theme(self.ascii)
    }

    /// The survey being looked at.
    pub fn opened(&self) -> Option<&Opened> {
        self.surveys.get(self.current)
    }

    /// The same, to be changed.
    pub fn opened_mut(&mut self) -> Option<&mut Opened> {
        self.surveys.get_mut(self.current)
    }

    /// Where keys are pressed now.
    pub fn place(&self) -> Place {
        match (self.boxes.last(), self.screen) {
            (Some(popup), _) => popup.place(),
            (None, Screen::Overview) => Place::Overview,
            (None, Screen::Table) if self.opened().is_some_and(|opened| opened.table.searching) => Place::Search,
            (None, Screen::Table) => Place::Table,
            (None, Screen::Problems) if self.problems.searching => Place::Search,
            (None, Screen::Problems) => Place::Problems,
        }
    }

    /// The screen below all boxes and fields.
    pub fn screen_place(&self) -> Place {
        match self.screen {
            Screen::Overview => Place::Overview,
            Screen::Table => Place::Table,
            Screen::Problems => Place::Problems,
        }
    }

    /// Says something until the next key, and keeps it.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        let toast = Toast { tone, text: text.into() };
        self.told.push(toast.clone());
        self.toast = Some(toast);
    }
}

impl Opened {
    /// The definition, where it could be read.
    pub fn survey(&self) -> Option<&Arc<Survey>> {
        self.definition.as_ref().ok()
    }

    /// Title for people.
    pub fn title(&self) -> &str {
        self.survey().map_or(self.name.as_str(), |survey| survey.title())
    }

    /// The answers, where they are here.
    pub fn loaded(&self) -> Option<&Arc<Loaded>> {
        match &self.data {
            Data::Ready(loaded) => Some(loaded),
            Data::Loading | Data::Failed(_) => None,
        }
    }

    /// True for made-up answers.
    pub fn is_synthetic(&self) -> bool {
        self.survey().is_some_and(|survey| survey.about.synthetic)
    }
}
