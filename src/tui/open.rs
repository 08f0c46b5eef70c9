//! Opening a project for the terminal program: `koe.toml` and the definitions, nothing that takes time.

use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::Start;
use super::action::Effect;
use super::screens::{problems, table};
use super::state::{Data, Journal, Opened, Screen, State};
use super::store::Location;
use crate::load::{self, ProjectFile};
use crate::messages::{Lang, problem};

/// The state of the first frame, and where the journal is.
pub fn open(start: &Start) -> (State, Location) {
    let lang = start.lang;
    match load::project_file(&start.dir) {
        Ok(project) => {
            let location =
                Location { root: project.root.clone(), store: project.store.clone(), read_only: start.read_only, lang };
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
            let location = Location { root: start.dir.clone(), store: String::new(), read_only: true, lang };
            (state, location)
        }
    }
}

fn empty(start: &Start, lang: Lang) -> State {
    State {
        lang,
        ascii: start.ascii,
        read_only: start.read_only,
        title: String::new(),
        root: start.dir.clone(),
        output: start.dir.clone(),
        failure: None,
        surveys: Vec::new(),
        current: 0,
        screen: Screen::Overview,
        problems: problems::State::default(),
        boxes: Vec::new(),
        toast: None,
        told: Vec::new(),
        journal: Journal { pending: 1, ..Journal::default() },
        area: Rect::new(0, 0, 80, 24),
        quitting: false,
    }
}

fn of_project(start: &Start, project: ProjectFile, lang: Lang) -> State {
    let surveys = project.surveys.iter().map(|path| opened(path, &project.root, lang)).collect();
    State { title: project.title, root: project.root, output: project.output, surveys, ..empty(start, lang) }
}

fn opened(path: &Path, root: &Path, lang: Lang) -> Opened {
    let definition = load::definition(path, root).map(Arc::new).map_err(|error| problem::load_error(lang, &error));
    let view = definition.as_ref().map(|survey| table::first_view(survey)).unwrap_or_default();
    Opened {
        path: path.to_owned(),
        name: path.file_stem().map_or(String::new(), |name| name.to_string_lossy().into_owned()),
        definition,
        data: Data::Loading,
        problems: Vec::new(),
        table: table::State { view, ..table::State::default() },
    }
}

/// What is started after the first frame: every survey is read.
pub fn first_effects(state: &State) -> Vec<Effect> {
    let read = |(survey, opened): (usize, &Opened)| Effect::Load { survey, path: opened.path.clone() };
    state.surveys.iter().enumerate().filter(|(_, opened)| opened.definition.is_ok()).map(read).collect()
}
