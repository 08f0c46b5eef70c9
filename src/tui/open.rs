//! Opening a project for the terminal program: `koe.toml` and the definitions, nothing that takes time.

use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::Start;
use super::action::Effect;
use super::crash::Course;
use super::panes::Panes;
use super::screens::{evidence, files, findings, form, guess, items, problems, progress, table, tagging, tree};
use super::state::{Data, Journal, On, Opened, OpenedSet, PlanData, Plans, Screen, SetData, Sheets, State, Tone};
use super::store::Location;
use crate::config::{Colours, Fault, Settings};
use crate::load::comments::CommentsFault;
use crate::load::draft::review::Reviewed;
use crate::load::progress::Progress;
use crate::load::{self, DefinitionError, ProjectFile};
use crate::messages::{Lang, problem};
use crate::model::comment::definition::SetKind;
use crate::model::mapping::Mapping;
use crate::project::clock;

/// The state of the first frame, and where the journal is.
pub fn open(start: &Start) -> (State, Location) {
    let lang = start.lang;
    match load::project_file(&start.dir) {
        Ok(project) => {
            let (root, store, name) = (project.root.clone(), project.store.clone(), String::new());
            let location = Location { root, store, read_only: start.read_only, name, lang };
            (of_project(start, project, lang), location)
        }
        Err(error) => {
            let failure = if start.dir.join("koe.toml").exists() {
                problem::load_error(lang, &error.into())
            } else {
                problem::no_project(lang, &start.dir)
            };
            let state = State { failure: Some(failure), ..empty(start, lang) };
            // Nothing can be decided in a project that cannot be opened: no file must appear.
            let (root, store, name) = (start.dir.clone(), String::new(), String::new());
            let location = Location { root, store, read_only: true, name, lang };
            (state, location)
        }
    }
}

/// The state of a program that only looks through drafts: there is no project yet.
pub fn reviewing(start: &Start, surveys: Vec<Reviewed>) -> State {
    let title = surveys.first().map(|reviewed| reviewed.written.title.clone()).unwrap_or_default();
    let guess = guess::State::new(surveys);
    // There is no journal, so nothing is said to be read-only either.
    let mut state = State { title, screen: Screen::Guess, guess, read_only: false, ..empty(start, start.lang) };
    guess::settle(&mut state);
    state
}

/// Takes over what a person has set, and says what of it cannot be had.
pub fn set(state: &mut State, settings: &Settings, unset: Option<&Fault>) {
    let (keymap, refused) = super::keymap(settings);
    state.keymap = Arc::new(keymap);
    state.colours = settings.colours;
    tagging::code_as(state, &settings.coder);
    for refused in &refused {
        state.tell(Tone::Bad, super::refused(state.lang, refused));
    }
    if let Some(fault) = unset {
        state.tell(Tone::Bad, crate::messages::settings::fault(state.lang, fault));
    }
}

fn empty(start: &Start, lang: Lang) -> State {
    State {
        lang,
        ascii: start.ascii,
        colours: Colours::default(),
        keymap: Arc::clone(super::Keymap::standard()),
        read_only: start.read_only,
        title: String::new(),
        root: start.dir.clone(),
        output: start.dir.clone(),
        mapping: None,
        same: Ok(Arc::default()),
        failure: None,
        surveys: Vec::new(),
        current: 0,
        sets: Vec::new(),
        current_set: 0,
        plans: Plans { files: Vec::new(), data: PlanData::Ready(Arc::default()) },
        progress: progress::State::default(),
        tree: tree::State::default(),
        trail: Vec::new(),
        screen: Screen::Overview,
        problems: problems::State::default(),
        findings: findings::State::default(),
        evidence: evidence::State::default(),
        guess: guess::State::default(),
        files: files::State::default(),
        boxes: Vec::new(),
        toast: None,
        panes: Panes::default(),
        told: Vec::new(),
        forgotten: 0,
        kept_forms: Vec::new(),
        journal: Journal { pending: 1, ..Journal::default() },
        on: On::default(),
        steps: Vec::new(),
        tour: None,
        today: clock::today(),
        fast_entry: false,
        settings: None,
        signed: None,
        area: Rect::new(0, 0, 80, 24),
        exporting: false,
        refused: None,
        course: Course::default(),
        quitting: false,
    }
}

fn of_project(start: &Start, project: ProjectFile, lang: Lang) -> State {
    let surveys: Vec<Opened> = project.surveys.iter().map(|path| opened(path, &project.root, lang)).collect();
    let sets: Vec<OpenedSet> = project.comments.iter().map(|path| opened_set(path, &project, lang)).collect();
    let on = if surveys.is_empty() && !sets.is_empty() { On::Sets } else { On::Surveys };
    let (title, root, output, mapping) = (project.title, project.root, project.output, project.mapping);
    let plans = Plans { files: project.plans, data: PlanData::Loading };
    let same = mapping.as_deref().map_or_else(|| Ok(Arc::default()), |file| same(file, lang));
    let mut state = State { title, root, output, mapping, same, on, surveys, sets, plans, ..empty(start, lang) };
    without_survey(&mut state);
    state
}

/// What the mapping file says, or the sentence why it cannot be read.
pub fn same(file: &Path, lang: Lang) -> Result<Arc<Mapping>, String> {
    load::mapping::mapping(file).map(Arc::new).map_err(|error| problem::load_error(lang, &error.into()))
}

/// Free answers cannot be read without the survey they are part of: its sentence is theirs, too.
pub fn without_survey(state: &mut State) {
    let lang = state.lang;
    for opened in &mut state.sets {
        let Ok(definition) = &opened.definition else { continue };
        if definition.about.kind != SetKind::Survey {
            continue;
        }
        let wanted = definition.about.survey.as_ref();
        let own = state.surveys.iter().find(|opened| opened.survey().map(|survey| &survey.about.id) == wanted);
        let sentence = match own {
            Some(Opened { data: Data::Failed(sentence), .. }) => sentence.clone(),
            Some(_) => continue,
            // Its definition may be one that cannot be read.
            None => {
                let broken = state.surveys.iter().find_map(|opened| opened.definition.as_ref().err());
                let missing = || {
                    let id = wanted.cloned().unwrap_or_default();
                    let fault = CommentsFault::UnknownSurvey { id, nearest: None }.into();
                    DefinitionError { file: opened.path.clone(), line: None, fault }
                };
                broken.cloned().unwrap_or_else(|| problem::load_error(lang, &missing().into()))
            }
        };
        opened.data = SetData::Failed(sentence);
    }
}

/// A survey that is to be read.
pub fn opened(path: &Path, root: &Path, lang: Lang) -> Opened {
    let definition = load::definition(path, root).map(Arc::new).map_err(|error| problem::load_error(lang, &error));
    let view = definition.as_ref().map(|survey| table::first_view(survey)).unwrap_or_default();
    Opened {
        path: path.to_owned(),
        name: path.file_stem().map_or(String::new(), |name| name.to_string_lossy().into_owned()),
        definition,
        data: Data::Loading,
        progress: Progress::default(),
        stale: false,
        rereading: false,
        problems: Arc::default(),
        guesses: Vec::new(),
        sheets: Sheets::default(),
        form: form::Cursor::default(),
        draft: None,
        table: table::State { view, ..table::State::default() },
    }
}

fn opened_set(path: &Path, project: &ProjectFile, lang: Lang) -> OpenedSet {
    let definition = load::comments::definition(path, &project.root, &project.plans)
        .map(Arc::new)
        .map_err(|error| problem::load_error(lang, &error.into()));
    OpenedSet {
        path: path.to_owned(),
        name: path.file_stem().map_or(String::new(), |name| name.to_string_lossy().into_owned()),
        definition,
        data: SetData::Loading,
        docket: None,
        tagging: tagging::State::default(),
        items: items::State::default(),
    }
}

/// What is started after the first frame: every survey and plan is read, and every set of comments that is not about a
/// survey; the others follow their survey.
pub fn first_effects(state: &State) -> Vec<Effect> {
    let public = state.sets.iter().enumerate().filter_map(|(set, opened)| {
        let definition =
            opened.definition.as_ref().ok().filter(|definition| definition.about.kind == SetKind::Public)?;
        let (path, definition) = (opened.path.clone(), Arc::clone(definition));
        Some(Effect::LoadSet { set, path, definition, survey: None })
    });
    let read = |(survey, opened): (usize, &Opened)| Effect::Load {
        survey,
        path: opened.path.clone(),
        with_forms: false,
        progress: opened.progress.clone(),
    };
    let plans = std::iter::once(Effect::LoadPlans { files: state.plans.files.clone() });
    let surveys = state.surveys.iter().enumerate().filter(|(_, opened)| opened.definition.is_ok());
    surveys.map(read).chain(public).chain(plans).collect()
}
