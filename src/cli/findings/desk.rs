//! What subcommands about findings look at: the journal, the plans, and as many surveys and sets of comments as they need.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::cli::{Context, DONE, Failure, definitions, load_all, say};
use crate::load::{self, Loaded, ProjectFile};
use crate::messages::finding::{self as words, words as phrases};
use crate::messages::{Lang, plan as plan_words, table as table_words};
use crate::model::comment::{Decisions, Docket};
use crate::model::finding::{Against, Check, Evidence, Finding, Findings, Source};
use crate::model::plan::{self, Plan, RecordRef};
use crate::project::comments::corpus::{self, Corpus};
use crate::project::findings::{Evidenced, Library, SetNow, pin, statement, verify};
use crate::project::{FindingOp, Op, Project};
use crate::text::fold::{matching, search};
use crate::text::nearest;

/// Which surveys and sets are needed; `None` is all of them.
#[derive(Default)]
pub(super) struct Needs {
    pub surveys: Option<BTreeSet<String>>,
    pub sets: Option<BTreeSet<String>>,
}

impl Needs {
    /// No survey and no comments.
    pub fn nothing() -> Self {
        Self { surveys: Some(BTreeSet::new()), sets: Some(BTreeSet::new()) }
    }

    /// Every survey, no comments.
    pub fn surveys() -> Self {
        Self { surveys: None, sets: Some(BTreeSet::new()) }
    }

    /// What some sources are read from.
    pub fn of<'a>(sources: impl IntoIterator<Item = &'a Source>) -> Self {
        let (mut surveys, mut sets) = (BTreeSet::new(), BTreeSet::new());
        for source in sources {
            match source {
                Source::Figure { figure } => {
                    surveys.insert(figure.survey.clone());
                }
                Source::Difference { figure, against } => {
                    surveys.insert(figure.survey.clone());
                    if let Against::Figure { figure } = against {
                        surveys.insert(figure.survey.clone());
                    }
                }
                Source::Comments { set, .. } => {
                    sets.insert(set.clone());
                }
                Source::Record { .. } => {}
            }
        }
        Self { surveys: Some(surveys), sets: Some(sets) }
    }

    fn includes(of: Option<&BTreeSet<String>>, id: &str) -> bool {
        of.is_none_or(|ids| ids.contains(id))
    }
}

/// A set of comments as it stands.
pub(super) struct Voices {
    pub corpus: Corpus,
    pub decisions: Decisions,
    pub docket: Docket,
}

impl Voices {
    fn now(&self) -> SetNow<'_> {
        let about = &self.corpus.definition.about;
        let title = if about.title.is_empty() { &about.id } else { &about.title };
        SetNow { id: &about.id, title, docket: &self.docket, decisions: &self.decisions }
    }
}

/// Everything at hand.
pub(super) struct Desk {
    pub project_file: ProjectFile,
    pub journal: Project,
    pub plans: Vec<Plan>,
    pub loaded: Vec<Loaded>,
    pub sets: Vec<Voices>,
    pub lang: Lang,
    cancel: AtomicBool,
}

impl Desk {
    /// Opens the journal and plans, then what `needs` asks for in view of the findings.
    ///
    /// # Errors
    /// Whatever cannot be read.
    pub fn open(context: &Context, needs: impl FnOnce(&Findings) -> Needs) -> Result<Self, Failure> {
        let (project_file, surveys) = definitions(context, None)?;
        let journal = Project::open(&project_file.root, &project_file.store, context.read_only)
            .map_err(|error| Failure::store(context.lang, &error))?
            .named(&context.settings.name);
        let plans = load::plan::plans(&project_file.plans)?;
        let needs = needs(&journal.state().findings);
        let paths: Vec<&Path> = surveys
            .iter()
            .filter(|(_, survey)| Needs::includes(needs.surveys.as_ref(), &survey.about.id))
            .map(|(path, _)| path.as_path())
            .collect();
        let loaded = load_all(context, &project_file, &paths)?;
        let mut sets = Vec::new();
        for (file, definition) in corpus::definitions(&project_file)? {
            if !Needs::includes(needs.sets.as_ref(), &definition.about.id) {
                continue;
            }
            let decisions = journal.state().decisions(&definition.about.id);
            let corpus = Corpus::open(&project_file, &file, definition, &journal.state().fixes)?;
            let docket = corpus.docket(&decisions);
            sets.push(Voices { corpus, decisions, docket });
        }
        let (lang, cancel) = (context.lang, AtomicBool::new(false));
        Ok(Self { project_file, journal, plans, loaded, sets, lang, cancel })
    }

    /// Opens what the project's findings rest on.
    ///
    /// # Errors
    /// As `open`.
    pub fn of_findings(context: &Context) -> Result<Self, Failure> {
        Self::open(context, |findings| {
            Needs::of(findings.list.iter().flat_map(|finding| &finding.evidence).map(|evidence| &evidence.source))
        })
    }

    /// What people found so far.
    pub fn findings(&self) -> &Findings {
        &self.journal.state().findings
    }

    /// The finding typed.
    ///
    /// # Errors
    /// There is none of that id.
    pub fn finding(&self, typed: &str) -> Result<&Finding, Failure> {
        let wanted = matching(typed).to_uppercase();
        self.findings().get(&wanted).ok_or_else(|| {
            let known: Vec<&str> = self.findings().list.iter().map(|finding| finding.id.as_str()).collect();
            Failure::Usage(phrases::unknown_finding(self.lang, typed, &known))
        })
    }

    /// What evidence can be read from.
    pub fn library(&self) -> Library<'_> {
        Library {
            surveys: self.loaded.iter().map(|loaded| &loaded.responses).collect(),
            sets: self.sets.iter().map(Voices::now).collect(),
            plans: &self.plans,
            labels: table_words::labels(self.lang),
            lang: self.lang,
            cancel: &self.cancel,
        }
    }

    /// Every finding with how it stands.
    ///
    /// # Errors
    /// What keeps tables from being made.
    pub fn checks(&self) -> Result<Vec<Check>, Failure> {
        Ok(verify(&self.findings().list, &self.library())?)
    }

    /// A source with what it says now.
    ///
    /// # Errors
    /// It says nothing.
    pub fn read(&self, source: Source) -> Result<(Evidence, Evidenced), Failure> {
        let mut found = pin::evidence(&self.library(), vec![source])?;
        let Some(found) = found.pop() else { return Err(Failure::Usage(phrases::nothing_named(self.lang).to_owned())) };
        found.map_err(|gone| Failure::Usage(phrases::says_nothing(self.lang, &words::gone(self.lang, &gone))))
    }

    /// The sentence a piece of evidence says.
    pub fn statement(&self, evidence: &Evidence, now: &Evidenced) -> String {
        statement(&self.library(), &[(&evidence.source, now)])
    }

    /// The record typed: by id, `plan:id`, name or alias, or part of a name that only one has.
    ///
    /// # Errors
    /// None fits, or several.
    pub fn record(&self, typed: &str) -> Result<RecordRef, Failure> {
        let found = plan::resolve(&self.plans, typed).or_else(|| plan::resolve(&self.plans, &matching(typed)));
        if let Some((plan, record)) = found {
            return Ok(plan.reference(record));
        }
        let wanted = search(typed);
        let records = || self.plans.iter().flat_map(|plan| plan.records.iter().map(move |record| (plan, record)));
        let names = |record: &plan::Record| -> Vec<String> {
            let own = [record.id.clone(), record.title.clone(), record.name(), record.reading.clone()];
            own.into_iter().chain(record.aliases.iter().cloned()).filter(|name| !name.is_empty()).collect()
        };
        let by = |fits: &dyn Fn(&str) -> bool| -> Vec<RecordRef> {
            let named = records().filter(|(_, record)| names(record).iter().any(|name| fits(&search(name))));
            named.map(|(plan, record)| plan.reference(record)).collect()
        };
        let mut fitting = by(&|name| name == wanted);
        if fitting.is_empty() && !wanted.is_empty() {
            fitting = by(&|name| name.contains(&wanted));
        }
        match fitting.as_slice() {
            [one] => Ok(one.clone()),
            [] => {
                let known: Vec<String> = records().flat_map(|(_, record)| names(record)).collect();
                let near = nearest(typed, known.iter().map(String::as_str));
                Err(Failure::Usage(plan_words::unknown_record(self.lang, typed, near.as_deref())))
            }
            several => {
                let names: Vec<String> = several.iter().map(ToString::to_string).collect();
                Err(Failure::Usage(phrases::several_records(self.lang, typed, &names)))
            }
        }
    }

    /// Writes an act; false if it changes nothing.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn act(&mut self, act: FindingOp) -> Result<bool, Failure> {
        let op = Op::Finding { act: Box::new(act) };
        self.journal.act(op).map_err(|error| Failure::store(self.lang, &error))
    }

    /// Writes an act and says so.
    ///
    /// # Errors
    /// As `act`.
    pub fn perform(&mut self, act: FindingOp) -> Result<u8, Failure> {
        let said = words::done(self.lang, &act).unwrap_or_else(|| words::act(self.lang, &act));
        let changed = self.act(act)?;
        say(if changed { &said } else { phrases::unchanged(self.lang) });
        Ok(DONE)
    }

    /// True if some of the data is made up.
    pub fn synthetic(&self) -> bool {
        self.loaded.iter().any(|loaded| loaded.responses.survey().about.synthetic)
            || self.sets.iter().any(|set| set.corpus.definition.about.synthetic)
    }

    /// Adds a finding and returns the id it was given.
    ///
    /// # Errors
    /// As `act`.
    pub fn add(&mut self, finding: Finding) -> Result<String, Failure> {
        self.act(FindingOp::Add { finding: Box::new(finding) })?;
        Ok(self.findings().list.last().map(|added| added.id.clone()).unwrap_or_default())
    }
}
