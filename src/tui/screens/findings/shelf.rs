//! What findings are read from, gathered to be taken to a thread: the loaded surveys, the sets of comments as they stand,
//! the plans. And the work done there.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::export::{self, ExportError};
use crate::load::{DefinitionError, Loaded, mapping as mapping_file};
use crate::messages::{Lang, problem, table as table_words, usage};
use crate::model::Survey;
use crate::model::comment::{CommentsDefinition, Decisions, Docket};
use crate::model::finding::Findings;
use crate::model::finding::{Check, Finding, Gone, Reading, Source};
use crate::model::mapping::Mapping;
use crate::model::plan::{Plan, RecordRef};
use crate::plans::evidence::Matrix;
use crate::plans::indicators::Indicator;
use crate::present::evidence::{self as printed, Extent};
use crate::project::evidence::{self, Commented, Sources};
use crate::project::findings::{self, Drafted, Library, SetNow, Wanted};
use crate::project::indicators;
use crate::tabulate::TabulateError;
use crate::tui::action::PublicationForm;
use crate::tui::effects::{free_name, safe_stem};
use crate::tui::state::{Data, Opened, PlanData, SetData, State as Program};

/// Everything evidence is read from, shared with whoever made it.
#[derive(Debug, Clone)]
pub struct Shelf {
    surveys: Vec<Arc<Loaded>>,
    sets: Vec<Set>,
    plans: Arc<Vec<Plan>>,
    /// The mapping file: which questions of different surveys are the same.
    mapping: Option<PathBuf>,
    lang: Lang,
}

/// A set of comments as it stands.
#[derive(Debug, Clone)]
struct Set {
    id: String,
    title: String,
    definition: Arc<CommentsDefinition>,
    docket: Arc<Docket>,
    decisions: Decisions,
}

/// What was asked of a thread about new evidence: what each source says, and the sentence they make.
pub type Read = (Vec<Result<Reading, Gone>>, String);

/// What an evidence sheet is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Findings and links.
    pub findings: &'a Findings,
    /// How the findings stand.
    pub checks: &'a [Check],
    /// The matrix the record is a row of.
    pub matrix: &'a Matrix,
    /// The record.
    pub record: &'a RecordRef,
}

/// What rules propose.
#[derive(Debug)]
pub enum Drafts {
    /// The drafts, the strongest first.
    Found(Vec<Drafted>),
    /// Nothing can be proposed: the sentence.
    Failed(String),
    /// Something newer was asked.
    Stopped,
}

impl Shelf {
    /// What is here; `None` while something is still being read, since nothing must be called broken that is only late, and
    /// while a survey has other codes than when it was read.
    pub fn of(program: &Program) -> Option<Self> {
        let late_survey = |opened: &Opened| {
            let is_new = opened.stale || opened.rereading;
            opened.definition.is_ok() && (is_new || matches!(opened.data, Data::Loading))
        };
        let late = program.surveys.iter().any(late_survey)
            || program.sets.iter().any(|set| match &set.data {
                SetData::Loading => set.definition.is_ok(),
                SetData::Ready(_) => set.docket.is_none(),
                SetData::Failed(_) => false,
            });
        if late || program.journal_is_opening() {
            return None;
        }
        let plans = match &program.plans.data {
            PlanData::Loading => return None,
            PlanData::Ready(plans) => Arc::clone(plans),
            PlanData::Failed(_) => Arc::default(),
        };
        Some(Self { plans, ..Self::so_far(program) })
    }

    /// What is here by now, without waiting for the rest.
    pub fn so_far(program: &Program) -> Self {
        let sets = program.sets.iter().filter_map(|set| {
            let (id, title) = (set.id().to_owned(), set.title().to_owned());
            let decisions = program.journal.state.decisions(&id);
            let definition = Arc::clone(set.definition.as_ref().ok()?);
            Some(Set { id, title, definition, docket: Arc::clone(set.docket.as_ref()?), decisions })
        });
        let plans = match &program.plans.data {
            PlanData::Ready(plans) => Arc::clone(plans),
            PlanData::Loading | PlanData::Failed(_) => Arc::default(),
        };
        Self {
            surveys: program.surveys.iter().filter_map(|opened| opened.loaded().cloned()).collect(),
            sets: sets.collect(),
            plans,
            mapping: program.mapping.clone(),
            lang: program.lang,
        }
    }

    /// True when both hold the very same things. A docket stays the same one where only codes were given, since those stand in
    /// the decisions alone: both are compared.
    pub fn is_same(&self, other: &Self) -> bool {
        let surveys = self.surveys.iter().zip(&other.surveys).all(|(a, b)| Arc::ptr_eq(a, b));
        let same_set =
            |a: &Set, b: &Set| a.id == b.id && Arc::ptr_eq(&a.docket, &b.docket) && a.decisions == b.decisions;
        let sets = self.sets.iter().zip(&other.sets).all(|(a, b)| same_set(a, b));
        let counts = self.surveys.len() == other.surveys.len() && self.sets.len() == other.sets.len();
        // Plans that could not be read are none, each time anew.
        let no_plans = self.plans.is_empty() && other.plans.is_empty();
        counts && surveys && sets && (no_plans || Arc::ptr_eq(&self.plans, &other.plans))
    }

    /// The library over it.
    pub fn library<'a>(&'a self, cancel: &'a AtomicBool) -> Library<'a> {
        let now =
            |set: &'a Set| SetNow { id: &set.id, title: &set.title, docket: &set.docket, decisions: &set.decisions };
        Library {
            surveys: self.surveys.iter().map(|loaded| &loaded.responses).collect(),
            sets: self.sets.iter().map(now).collect(),
            plans: &self.plans,
            labels: table_words::labels(self.lang),
            lang: self.lang,
            cancel,
        }
    }

    /// Holds findings against what their evidence says now; `None` where that was stopped.
    pub fn verify(&self, findings: &[Finding], cancel: &AtomicBool) -> Option<Vec<Check>> {
        findings::verify(findings, &self.library(cancel)).ok()
    }

    /// What rules propose. What was taken or refused is among it: that changes with every act, and is left out where drafts
    /// are listed.
    pub fn drafts(&self, cancel: &AtomicBool) -> Drafts {
        let mapping = match self.mapping() {
            Ok(mapping) => mapping,
            Err(error) => return Drafts::Failed(problem::load_error(self.lang, &error.into())),
        };
        let wanted = Wanted { survey: None, rule: None, mapping: &mapping };
        match findings::drafts(&self.library(cancel), &Findings::default(), &wanted) {
            Ok(drafts) => Drafts::Found(drafts),
            Err(TabulateError::Cancelled) => Drafts::Stopped,
            Err(error) => Drafts::Failed(problem::tabulate_error(self.lang, &error)),
        }
    }

    /// Where the indicators of all plans stand; `None` where that was stopped.
    pub fn indicators(&self, cancel: &AtomicBool) -> Option<Vec<Indicator>> {
        indicators::indicators(&self.library(cancel), None).ok()
    }

    /// What the mapping file says, where the project names one.
    fn mapping(&self) -> Result<Mapping, DefinitionError> {
        let Some(file) = &self.mapping else { return Ok(Mapping::default()) };
        let mapping = mapping_file::mapping(file)?;
        mapping_file::check(&mapping, file, &self.definitions())?;
        Ok(mapping)
    }

    /// The matrix of evidence by the records of a kind.
    pub fn matrix(&self, findings: &Findings, checks: &[Check], kind: &str) -> Matrix {
        let (surveys, sets) = (self.definitions(), self.commented());
        evidence::matrix(&Sources { surveys: &surveys, sets: &sets, plans: &self.plans, findings, checks }, kind, None)
    }

    /// Writes the evidence sheet of a record to a new file in the folder.
    ///
    /// # Errors
    /// A sentence.
    pub fn write_sheet(
        &self,
        about: &About<'_>,
        form: PublicationForm,
        folder: &Path,
        cancel: &AtomicBool,
    ) -> Result<PathBuf, String> {
        let failed = |error: ExportError| usage::export_error(self.lang, &error);
        let About { findings, checks, matrix, record } = *about;
        let (surveys, sets) = (self.definitions(), self.commented());
        let sources = Sources { surveys: &surveys, sets: &sets, plans: &self.plans, findings, checks };
        let sheets = evidence::sheets(&sources, &self.library(cancel), matrix, std::slice::from_ref(record))
            .map_err(|error| problem::tabulate_error(self.lang, &error))?;
        let document = printed::document(matrix, &sheets, &self.plans, Extent::Page, self.lang);
        std::fs::create_dir_all(folder)
            .map_err(|source| failed(ExportError::Write { path: folder.to_owned(), source }))?;
        let path = free_name(folder, &safe_stem(&format!("evidence_{}", record.id)), form.extension());
        let written = match form {
            PublicationForm::Docx => export::docx::document(&path, &document),
            PublicationForm::Xlsx => export::xlsx::document(&path, &document),
            PublicationForm::Markdown | PublicationForm::Csv => {
                export::whole_text(&path, &export::documents::markdown(&document))
            }
        };
        written.map_err(failed)?;
        Ok(path)
    }

    fn definitions(&self) -> Vec<&Survey> {
        self.surveys.iter().map(|loaded| &**loaded.responses.survey()).collect()
    }

    fn commented(&self) -> Vec<Commented<'_>> {
        let commented = self.sets.iter().map(|set| Commented {
            definition: &set.definition,
            docket: &set.docket,
            decisions: &set.decisions,
        });
        commented.collect()
    }

    /// What some sources say, and the sentence they make; `None` where that was stopped.
    pub fn read(&self, sources: &[Source], cancel: &AtomicBool) -> Option<Read> {
        let library = self.library(cancel);
        let read = library.read(&sources.iter().collect::<Vec<_>>()).ok()?;
        let known = sources.iter().zip(&read).filter_map(|(source, read)| Some((source, read.as_ref().ok()?)));
        let statement = findings::statement(&library, &known.collect::<Vec<_>>());
        Some((read.into_iter().map(|one| one.map(|evidenced| evidenced.reading)).collect(), statement))
    }
}
