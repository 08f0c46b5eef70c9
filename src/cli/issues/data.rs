//! What evidence by issue is made of, read from the project: surveys, sets of comments, plans, findings and how they stand.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use clap::ArgMatches;

use crate::cli::{Context, Failure, definitions, load_all};
use crate::load::{self, Loaded, ProjectFile};
use crate::messages::{Lang, evidence as words, plan as plan_words, table as table_words};
use crate::model::Survey;
use crate::model::comment::{Decisions, Docket};
use crate::model::finding::Check;
use crate::model::plan::{self, Plan, RecordRef};
use crate::plans::evidence::Matrix;
use crate::plans::evidence::sheet::Sheet;
use crate::project::comments::corpus;
use crate::project::evidence::{self, Commented, Sources};
use crate::project::findings::{Library, SetNow, verify};
use crate::project::{Corpus, Project, State};

/// Everything at hand.
pub(super) struct Data {
    pub(super) project: ProjectFile,
    pub(super) plans: Vec<Plan>,
    state: State,
    loaded: Vec<Loaded>,
    sets: Vec<(Corpus, Decisions, Docket)>,
    checks: Vec<Check>,
    kind: String,
    plan: Option<String>,
    lang: Lang,
    cancel: AtomicBool,
}

impl Data {
    /// Reads the project, and holds its findings against their evidence.
    ///
    /// # Errors
    /// Whatever cannot be read; no plan at all, or none of the id named.
    pub(super) fn open(context: &Context, arguments: &ArgMatches) -> Result<Self, Failure> {
        let lang = context.lang;
        let (project, surveys) = definitions(context, None)?;
        let plans = load::plan::plans(&project.plans)?;
        if plans.is_empty() {
            return Err(Failure::Usage(plan_words::no_plans(lang).to_owned()));
        }
        let plan = arguments.get_one::<String>("plan").cloned();
        if let Some(id) = plan.as_ref().filter(|id| !plans.iter().any(|plan| plan.id == **id)) {
            let known: Vec<&str> = plans.iter().map(|plan| plan.id.as_str()).collect();
            return Err(Failure::Usage(plan_words::unknown_plan(lang, id, &known)));
        }
        let journal =
            Project::open(&project.root, &project.store, true).map_err(|error| Failure::store(lang, &error))?;
        let state = journal.state().clone();
        let paths: Vec<&Path> = surveys.iter().map(|(path, _)| path.as_path()).collect();
        let loaded = load_all(context, &project, &paths)?;
        let mut sets = Vec::new();
        for (file, definition) in corpus::definitions(&project)? {
            let decisions = state.decisions(&definition.about.id);
            corpus::survey_of(&project, &file, &definition)?;
            let wanted = definition.about.survey.clone();
            let survey = loaded.iter().find(|loaded| Some(&loaded.responses.survey().about.id) == wanted.as_ref());
            let corpus = Corpus::read(&project.root, &file, definition, survey)?;
            let docket = corpus.docket(&decisions);
            sets.push((corpus, decisions, docket));
        }
        let kind = arguments.get_one::<String>("kind").cloned().unwrap_or_else(|| "issue".to_owned());
        let cancel = AtomicBool::new(false);
        let mut data = Self { project, plans, state, loaded, sets, checks: Vec::new(), kind, plan, lang, cancel };
        data.checks = verify(&data.state.findings.list, &data.library())?;
        Ok(data)
    }

    /// What evidence is read from.
    fn library(&self) -> Library<'_> {
        Library {
            surveys: self.loaded.iter().map(|loaded| &loaded.responses).collect(),
            sets: self.sets.iter().map(now).collect(),
            plans: &self.plans,
            labels: table_words::labels(self.lang),
            lang: self.lang,
            cancel: &self.cancel,
        }
    }

    fn with<T>(&self, then: impl FnOnce(&Sources<'_>) -> T) -> T {
        let surveys: Vec<&Survey> = self.loaded.iter().map(|loaded| loaded.responses.survey().as_ref()).collect();
        let sets: Vec<Commented<'_>> = self
            .sets
            .iter()
            .map(|(corpus, decisions, docket)| Commented { definition: &corpus.definition, docket, decisions })
            .collect();
        then(&Sources {
            surveys: &surveys,
            sets: &sets,
            plans: &self.plans,
            findings: &self.state.findings,
            checks: &self.checks,
        })
    }

    /// The matrix of the kind and plan asked for.
    ///
    /// # Errors
    /// There is no such record.
    pub(super) fn matrix(&self) -> Result<Matrix, Failure> {
        let matrix = self.with(|sources| evidence::matrix(sources, &self.kind, self.plan.as_deref()));
        if matrix.rows.is_empty() {
            return Err(Failure::Usage(words::no_rows(self.lang).to_owned()));
        }
        Ok(matrix)
    }

    /// The row that was typed.
    ///
    /// # Errors
    /// There is no such record, or it is of another kind.
    pub(super) fn row(&self, matrix: &Matrix, typed: &str) -> Result<RecordRef, Failure> {
        let own = matrix.rows.iter().find(|row| row.record.id == typed || row.record.to_string() == typed);
        if let Some(row) = own {
            return Ok(row.record.clone());
        }
        if plan::resolve(&self.plans, typed).is_some() {
            return Err(Failure::Usage(words::not_a_row(self.lang, typed, &self.kind)));
        }
        let near = crate::text::nearest(typed, matrix.rows.iter().map(|row| row.record.id.as_str()));
        Err(Failure::Usage(plan_words::unknown_record(self.lang, typed, near.as_deref())))
    }

    /// The sheets of some rows.
    ///
    /// # Errors
    /// What keeps tables from being made.
    pub(super) fn sheets(&self, matrix: &Matrix, records: &[RecordRef]) -> Result<Vec<Sheet>, Failure> {
        Ok(self.with(|sources| evidence::sheets(sources, &self.library(), matrix, records))?)
    }

    /// Some of the data is made up.
    pub(super) fn synthetic(&self) -> bool {
        self.loaded.iter().any(|loaded| loaded.responses.survey().about.synthetic)
            || self.sets.iter().any(|(corpus, ..)| corpus.definition.about.synthetic)
            || self.plans.iter().any(|plan| plan.about.synthetic)
    }
}

fn now((corpus, decisions, docket): &(Corpus, Decisions, Docket)) -> SetNow<'_> {
    let about = &corpus.definition.about;
    let title = if about.title.is_empty() { &about.id } else { &about.title };
    SetNow { id: &about.id, title, docket, decisions }
}
