//! What is read on threads: surveys with their forms, plans, sets of comments. Errors become sentences here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::load::progress::Progress;
use crate::load::{self, Loaded, guessed};
use crate::messages::{Lang, intake, problem};
use crate::model::comment::CommentsDefinition;
use crate::model::plan::Plan;
use crate::project::{Corpus, Reading, clock, deliveries};
use crate::tabulate::weight;
use crate::tui::action::{LoadResult, ReadSurvey};
use crate::tui::keymap::Keymap;
use crate::tui::names;
use crate::tui::state::ProblemLine;

pub(super) fn load(
    path: &Path,
    (root, read_only): (&Path, bool),
    with_forms: bool,
    (lang, keymap): (Lang, &Keymap),
    progress: &Progress,
) -> LoadResult {
    let reading = reading(root).watched(progress);
    let read = if with_forms {
        reading.survey_with_forms(path, root).map(|(loaded, forms)| (loaded, Some(Arc::new(forms))))
    } else {
        reading.survey(path, root).map(|loaded| (loaded, None))
    };
    let (mut loaded, forms) = read.map_err(|error| names::load_error(lang, keymap, &error))?;
    let faults = weight::check(&loaded.responses);
    loaded.diagnostics.extend(faults);
    let id = loaded.responses.survey().about.id.clone();
    let observed = deliveries::observe(root, &id, &loaded.arrivals, &clock::now(), read_only);
    loaded.diagnostics.extend(observed.diagnostics(&id));
    let line = |diagnostic| names::problem_line(lang, diagnostic);
    let mut lines: Vec<ProblemLine> = loaded.diagnostics.iter().map(line).collect();
    // What lost a value comes first; otherwise in the order of files and rows.
    lines.sort_by_key(|line| line.severity);
    let news = observed.news.iter().map(|news| format!("{}: {}", news.name(), intake::delivered(lang, news)));
    // The definition was read a moment ago.
    let guesses = std::fs::read_to_string(path).map(|text| guessed::left(&text)).unwrap_or_default();
    Ok(ReadSurvey { loaded: Arc::new(loaded), forms, problems: lines, news: news.collect(), guesses })
}

pub(super) fn open_forms(
    path: &Path,
    root: &Path,
    (lang, keymap): (Lang, &Keymap),
    progress: &Progress,
) -> Result<Arc<load::forms::Forms>, String> {
    let forms = reading(root).watched(progress).forms(path, root);
    forms.map(Arc::new).map_err(|error| names::load_error(lang, keymap, &error))
}

/// What people decided about answers, as the journal has it now. Definitions and a journal that cannot be read are told of
/// where sets are opened and acts are written; they keep nobody from the answers.
pub(super) fn reading(root: &Path) -> Reading {
    load::project_file(root).ok().and_then(|project| Reading::now(&project).ok()).unwrap_or_default()
}

pub(super) fn load_plans(files: &[PathBuf], lang: Lang) -> Result<Arc<Vec<Plan>>, String> {
    load::plan::plans(files).map(Arc::new).map_err(|error| problem::load_error(lang, &error.into()))
}

pub(super) fn load_set(
    path: &Path,
    root: &Path,
    definition: &CommentsDefinition,
    survey: Option<&Loaded>,
    lang: Lang,
) -> Result<Arc<Corpus>, String> {
    let corpus = Corpus::read(root, path, definition.clone(), survey);
    Ok(Arc::new(corpus.map_err(|error| problem::load_error(lang, &error))?))
}
