//! Everything the terminal program knows: one plain struct, owned by the loop, changed by `update`, read by `view`.
//!
//! Answers and tables are shared (`Arc`) with the threads that made them. Nothing here draws or decides.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::action::Effect;
use super::command::{Id, Place};
use super::crash::Course;
use super::keymap::Keymap;
use super::panes::Panes;
use super::popups::Popup;
use super::screens::entry::draft::Draft;
use super::screens::entry::kept::KeptForm;
use super::screens::{
    evidence, files, findings, form, guess, items, next_steps, problems, progress, table, tagging, tree,
};
use super::theme::{Theme, theme};
use crate::config::Colours;
use crate::load::Loaded;
use crate::load::forms::Forms;
use crate::load::guessed::Guessed;
use crate::load::progress::Progress;
use crate::messages::Lang;
use crate::model::comment::{CommentsDefinition, Decisions, Docket};
use crate::model::diagnostic::{Place as CellPlace, Status};
use crate::model::mapping::Mapping;
use crate::model::plan::Plan;
use crate::model::table::{Table, TableSpec};
use crate::model::{Severity, Survey};
use crate::project::{self, Corpus};

/// The state of the program. A copy is cheap enough to try a key on.
#[derive(Debug, Clone)]
pub struct State {
    /// Language of everything shown.
    pub lang: Lang,
    /// Only ASCII glyphs in frames, bars and marks.
    pub ascii: bool,
    /// Colours of everything.
    pub colours: Colours,
    /// Which key runs which command.
    pub keymap: Arc<Keymap>,
    /// Nothing is written to the journal.
    pub read_only: bool,
    /// Title of the project.
    pub title: String,
    /// Folder of the project.
    pub root: PathBuf,
    /// Folder for files that are written.
    pub output: PathBuf,
    /// The mapping file, where the project names one.
    pub mapping: Option<PathBuf>,
    /// What it said when the project was opened, not yet held against the surveys; empty without a file, or the sentence.
    pub same: Result<Arc<Mapping>, String>,
    /// The project cannot be opened at all: the sentence.
    pub failure: Option<String>,
    /// The surveys, in the project's order.
    pub surveys: Vec<Opened>,
    /// The one being looked at.
    pub current: usize,
    /// The sets of comments, in the project's order.
    pub sets: Vec<OpenedSet>,
    /// The set being looked at.
    pub current_set: usize,
    /// The plans of the project.
    pub plans: Plans,
    /// What the screen of progress shows.
    pub progress: progress::State,
    /// What the tree of plans shows.
    pub tree: tree::State,
    /// Where jumps started from, the newest last.
    pub trail: Vec<tree::jump::Stop>,
    /// How the panes of the screens were moved.
    pub panes: Panes,
    /// What is on the screen.
    pub screen: Screen,
    /// What is seen of the data check.
    pub problems: problems::State,
    /// What is seen of the findings.
    pub findings: findings::State,
    /// What is seen of the matrix of evidence.
    pub evidence: evidence::State,
    /// Drafts being looked through, when the program was started for that.
    pub guess: guess::State,
    /// A spreadsheet that is being added.
    pub files: files::State,
    /// Boxes over the screen, the last one on top.
    pub boxes: Vec<Popup>,
    /// The newest message, until the next key.
    pub toast: Option<Toast>,
    /// The newest messages, oldest first.
    pub told: Vec<Toast>,
    /// How many came before those.
    pub forgotten: usize,
    /// The journal as far as it is known here.
    pub journal: Journal,
    /// Where the cursor of the overview stands.
    pub on: On,
    /// What is left to do, as the overview lists it.
    pub steps: Vec<next_steps::Step>,
    /// The first walk through the program: how far it is.
    pub tour: Option<super::tour::Walk>,
    /// Days since 1970-01-01, in Japan: periods and due dates are compared with it.
    pub today: i64,
    /// Typing in forms: one digit goes on to the next question where it is a whole answer.
    pub fast_entry: bool,
    /// The settings file, for what is set on the screen; `None` where that holds until the program ends.
    pub settings: Option<PathBuf>,
    /// Who decides and when, instead of the account's name and the clock: for pictures.
    pub signed: Option<(String, String)>,
    /// The whole terminal.
    pub area: Rect,
    /// A file is being written: another one waits for a key until it is done, so that none is lost.
    pub exporting: bool,
    /// The command that was refused by the key before this one.
    pub refused: Option<Id>,
    /// The newest commands, for a report of a mistake.
    pub course: Course,
    /// Forms that were begun and set aside, as the project's folder has them.
    pub kept_forms: Vec<KeptForm>,
    /// The loop ends.
    pub quitting: bool,
}

/// Messages that are kept.
const MESSAGES: usize = 500;

/// The screens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Screen {
    #[default]
    Overview,
    Table,
    Problems,
    Form,
    Tagging,
    Items,
    Findings,
    Evidence,
    Progress,
    Tree,
    Show,
    Guess,
}

/// The lists of the overview, by the one its cursor is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum On {
    /// The surveys, on the one being looked at.
    #[default]
    Surveys,
    /// The sets of comments, on the one being looked at.
    Sets,
    /// What to do next, by position.
    Step(usize),
}

impl On {
    /// The thing to do next that it stands on.
    pub fn step(self) -> Option<usize> {
        match self {
            Self::Step(at) => Some(at),
            Self::Surveys | Self::Sets => None,
        }
    }
}

impl Screen {
    /// True where the table of a question is looked at, as a table or as a picture: it is asked for there.
    pub fn shows_table(self) -> bool {
        matches!(self, Self::Table | Self::Show)
    }
}

/// The plans of the project and their files.
#[derive(Debug, Clone)]
pub struct Plans {
    /// As `koe.toml` lists them.
    pub files: Vec<PathBuf>,
    /// What they say.
    pub data: PlanData,
}

/// What the files of plans say.
#[derive(Debug, Clone)]
pub enum PlanData {
    /// Being read.
    Loading,
    /// Here; empty in a project without plans.
    Ready(Arc<Vec<Plan>>),
    /// Cannot be read: the sentence.
    Failed(String),
}

/// One set of comments of the project.
#[derive(Debug, Clone)]
pub struct OpenedSet {
    /// Its definition file.
    pub path: PathBuf,
    /// As the project names it.
    pub name: String,
    /// The definition, or why it cannot be read.
    pub definition: Result<Arc<CommentsDefinition>, String>,
    /// What was received.
    pub data: SetData,
    /// Receipts and decisions brought together; follows the decisions with a little delay.
    pub docket: Option<Arc<Docket>>,
    /// What the tagging screen shows of it.
    pub tagging: tagging::State,
    /// What the screen of published items shows of it.
    pub items: items::State,
}

/// Receipts of a set.
#[derive(Debug, Clone)]
pub enum SetData {
    /// Being read.
    Loading,
    /// Here.
    Ready(Arc<Corpus>),
    /// Cannot be read: the sentence.
    Failed(String),
}

/// One survey of the project.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its definition file.
    pub path: PathBuf,
    /// As the project names it.
    pub name: String,
    /// The definition, or why it cannot be read.
    pub definition: Result<Arc<Survey>, String>,
    /// The answers.
    pub data: Data,
    /// How far the newest reading is.
    pub progress: Progress,
    /// Codes were given to its free answers since it was read: it is read anew before it is shown.
    pub stale: bool,
    /// It is being read anew for those codes: what is shown meanwhile is the old.
    pub rereading: bool,
    /// Lines of the data check.
    pub problems: Arc<Vec<ProblemLine>>,
    /// What its definition only guesses still.
    pub guesses: Vec<Guessed>,
    /// Its single forms, once they were looked at.
    pub sheets: Sheets,
    /// What is seen of them.
    pub form: form::Cursor,
    /// A paper form being typed in.
    pub draft: Option<Draft>,
    /// What the table screen shows of it.
    pub table: table::State,
}

/// The single forms of a survey: read when they are first looked at, and again after the survey was. The old ones serve meanwhile.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    /// The reading of the survey they were asked for with.
    pub of: Option<Arc<Loaded>>,
    /// They.
    pub forms: Option<Arc<Forms>>,
    /// Why they cannot be had.
    pub problem: Option<String>,
    /// How far the newest reading is.
    pub progress: Progress,
    /// They are being read on their own; what comes otherwise is older than what is here.
    pub reading: bool,
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
    pub status: Status,
    pub rule: String,
    /// The rule as people call it.
    pub name: String,
    pub place: CellPlace,
    pub case: String,
    pub question: String,
    pub value: String,
    pub message: String,
    pub fix: String,
    /// Something can be decided about it.
    pub settles: bool,
    /// Who looked at it and left it as it is.
    pub kept: String,
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
    /// It says why a key did nothing.
    pub refuses: bool,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is done.
    Good,
    /// Something to know.
    Hint,
    /// It went wrong.
    Bad,
}

/// What is known of the journal.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// What people have decided.
    pub state: project::State,
    /// The same without acts that have no answer yet: what holds when the journal refuses them.
    pub confirmed: project::State,
    /// Why it cannot be read or written.
    pub problem: Option<String>,
    /// Name of the person, chosen or of the account: the coder of their tags.
    pub who: String,
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
        theme(self.ascii, self.colours)
    }

    /// The survey being looked at.
    pub fn opened(&self) -> Option<&Opened> {
        self.surveys.get(self.current)
    }

    /// The same, to be changed.
    pub fn opened_mut(&mut self) -> Option<&mut Opened> {
        self.surveys.get_mut(self.current)
    }

    /// The set of comments being looked at.
    pub fn set(&self) -> Option<&OpenedSet> {
        self.sets.get(self.current_set)
    }

    /// The same, to be changed.
    pub fn set_mut(&mut self) -> Option<&mut OpenedSet> {
        self.sets.get_mut(self.current_set)
    }

    /// The plans, where they are here; otherwise none.
    pub fn plans(&self) -> &[Plan] {
        match &self.plans.data {
            PlanData::Ready(plans) => plans,
            PlanData::Loading | PlanData::Failed(_) => &[],
        }
    }

    /// The journal has not been opened yet.
    pub fn journal_is_opening(&self) -> bool {
        self.journal.who.is_empty() && self.journal.problem.is_none() && self.journal.pending > 0
    }

    /// What was decided about the set being looked at, acts on their way to the journal included.
    pub fn decisions(&self) -> Decisions {
        self.set().map(|set| self.journal.state.decisions(set.id())).unwrap_or_default()
    }

    /// Where keys are pressed now.
    pub fn place(&self) -> Place {
        match (self.boxes.last(), self.screen) {
            (Some(popup), _) => popup.place(),
            (None, Screen::Overview) => Place::Overview,
            (None, Screen::Table) if self.opened().is_some_and(|opened| opened.table.searching) => Place::Search,
            (None, Screen::Table) => Place::Table,
            (None, Screen::Problems) if self.problems.searching => Place::Search,
            (None, Screen::Problems) => self.problems.tab.place(),
            (None, Screen::Form) => Place::Form,
            (None, Screen::Tagging) if self.set().is_some_and(|set| set.tagging.searching) => Place::Search,
            (None, Screen::Tagging) => Place::Tagging,
            (None, Screen::Items) if self.set().is_some_and(|set| set.items.searching) => Place::Search,
            (None, Screen::Items) => self.set().map_or(Place::Items, |set| set.items.tab.place()),
            (None, Screen::Findings) if self.findings.searching => Place::Search,
            (None, Screen::Findings) => self.findings.tab.place(),
            (None, Screen::Evidence) => Place::Evidence,
            (None, Screen::Progress) if self.progress.searching => Place::Search,
            (None, Screen::Progress) => Place::Progress,
            (None, Screen::Tree) if self.tree.searching => Place::Search,
            (None, Screen::Tree) => Place::Tree,
            (None, Screen::Show) => Place::Show,
            (None, Screen::Guess) => Place::Guess,
        }
    }

    /// The screen below all boxes and fields.
    pub fn screen_place(&self) -> Place {
        match self.screen {
            Screen::Overview => Place::Overview,
            Screen::Table => Place::Table,
            Screen::Problems => self.problems.tab.place(),
            Screen::Form => Place::Form,
            Screen::Tagging => Place::Tagging,
            Screen::Items => self.set().map_or(Place::Items, |set| set.items.tab.place()),
            Screen::Findings => self.findings.tab.place(),
            Screen::Evidence => Place::Evidence,
            Screen::Progress => Place::Progress,
            Screen::Tree => Place::Tree,
            Screen::Show => Place::Show,
            Screen::Guess => Place::Guess,
        }
    }

    /// Says something until the next key, and keeps it.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        self.keep(Toast { tone, text: text.into(), refuses: false });
    }

    /// Says why a key does nothing, and keeps it like every message.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.keep(Toast::refusal(text.into()));
    }

    fn keep(&mut self, toast: Toast) {
        if self.told.len() >= MESSAGES {
            self.told.remove(0);
            self.forgotten += 1;
        }
        self.told.push(toast.clone());
        self.toast = Some(toast);
    }
}

impl Toast {
    /// Why a key does nothing.
    pub fn refusal(text: String) -> Self {
        Self { tone: Tone::Hint, text, refuses: true }
    }
}

impl OpenedSet {
    /// Its id; the name of its file where the definition cannot be read.
    pub fn id(&self) -> &str {
        self.definition.as_ref().map_or(self.name.as_str(), |definition| definition.about.id.as_str())
    }

    /// Title for people.
    pub fn title(&self) -> &str {
        let title = self.definition.as_ref().map_or("", |definition| definition.about.title.as_str());
        if title.is_empty() { self.id() } else { title }
    }

    /// Title of a code of its codebook; the code itself where it has none.
    pub fn title_of<'a>(&'a self, code: &'a str) -> &'a str {
        self.definition.as_ref().map_or(code, |definition| definition.codebook.title(code))
    }

    /// What was received, where it is here.
    pub fn corpus(&self) -> Option<&Arc<Corpus>> {
        match &self.data {
            SetData::Ready(corpus) => Some(corpus),
            SetData::Loading | SetData::Failed(_) => None,
        }
    }

    /// True for made-up comments.
    pub fn is_synthetic(&self) -> bool {
        self.definition.as_ref().is_ok_and(|definition| definition.about.synthetic)
    }
}

impl Sheets {
    /// True while nothing can be shown because they are being read.
    pub fn is_awaited(&self) -> bool {
        self.reading && self.forms.is_none() && !self.progress.is_cancelled()
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

    /// Makes a new reading the one that counts; the one before stops. Forms that were looked at are read with it, so that
    /// both are of one moment.
    pub fn load(&mut self, survey: usize) -> Effect {
        std::mem::take(&mut self.progress).cancel();
        let with_forms = self.sheets.of.is_some();
        Effect::Load { survey, path: self.path.clone(), with_forms, progress: self.progress.clone() }
    }

    /// True while anything of it is being read whose progress is shown.
    pub fn is_reading(&self) -> bool {
        self.is_awaited() || self.sheets.is_awaited()
    }

    /// True while nothing can be shown because it is being read.
    pub fn is_awaited(&self) -> bool {
        matches!(self.data, Data::Loading) && self.definition.is_ok() && !self.progress.is_cancelled()
    }

    /// True for made-up answers.
    pub fn is_synthetic(&self) -> bool {
        self.survey().is_some_and(|survey| survey.about.synthetic)
    }
}
