//! Where somebody left the program: screen, survey, question, cell, search and filter, in `.koe/session.json` of the project.
//!
//! It is a convenience and no decision: a file that is missing, old or damaged is passed over, and what it names that is not
//! there any more stays at its beginning. Nothing is written where the project is only looked at.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::panes::Moved;
use super::pictures::Chart;
use super::screens::table::Pane;
use super::state::{Screen, State};
use crate::export::whole_text;
use crate::model::diagnostic::Status;

/// The file, from the project's folder.
const FILE: &str = ".koe/session.json";

/// Where the program was left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    screen: Screen,
    /// Ids of the survey and the set that were looked at.
    survey: String,
    set: String,
    /// By survey id.
    tables: BTreeMap<String, Table>,
    /// The opinion on the tagging screen, by set id.
    opinions: BTreeMap<String, String>,
    rule: Option<String>,
    open_only: bool,
    /// Search lines of the data check, the findings, the progress and the tree.
    searches: [String; 4],
    /// Lines between panes that were moved.
    panes: Vec<Moved>,
    /// Table of the progress of plans, and the record under the cursor.
    plan: usize,
    record: Option<String>,
    /// Its figures were drawn as lines.
    lined: bool,
}

/// What was seen of a survey's tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Table {
    question: String,
    cursor: (usize, usize),
    search: String,
    /// The list of questions did not have the keys.
    in_table: bool,
    zoom: bool,
    no_chart: bool,
    /// The kind of chart that was chosen.
    chart: Option<Chart>,
    /// Cells far from 全体 were shaded.
    tones: bool,
}

/// Where the program is now.
pub fn of(state: &State) -> Session {
    let survey_id = |at: usize| {
        let survey = state.surveys.get(at).and_then(|opened| opened.survey());
        survey.map(|survey| survey.about.id.clone()).unwrap_or_default()
    };
    let tables = state.surveys.iter().enumerate().filter_map(|(at, opened)| {
        let question = opened.survey()?.questions.get(opened.table.question)?.id.clone();
        let shown = &opened.table;
        let table = Table {
            question,
            cursor: shown.cursor,
            search: shown.search.value().to_owned(),
            in_table: shown.focus != Pane::Questions,
            zoom: shown.zoom,
            no_chart: shown.no_chart,
            chart: shown.chart,
            tones: shown.tones,
        };
        Some((survey_id(at), table))
    });
    let opinion = |set: &super::state::OpenedSet| Some((set.id().to_owned(), set.tagging.current()?.to_owned()));
    let searches = [&state.problems.search, &state.findings.search, &state.progress.search, &state.tree.search];
    Session {
        screen: state.screen,
        survey: survey_id(state.current),
        set: state.set().map(|set| set.id().to_owned()).unwrap_or_default(),
        tables: tables.collect(),
        opinions: state.sets.iter().filter_map(opinion).collect(),
        rule: state.problems.rule.clone(),
        open_only: state.problems.status == Some(Status::Open),
        searches: searches.map(|search| search.value().to_owned()),
        panes: state.panes.kept(),
        plan: state.progress.table,
        record: state.progress.on.clone(),
        lined: state.progress.lined,
    }
}

/// Goes back to where the program was left.
pub fn restore(state: &mut State, session: &Session) {
    let survey = |id: &str| {
        let of = |opened: &super::state::Opened| opened.survey().is_some_and(|survey| survey.about.id == id);
        state.surveys.iter().position(of)
    };
    if let Some(current) = survey(&session.survey) {
        state.current = current;
    }
    if let Some(current) = state.sets.iter().position(|set| set.id() == session.set) {
        state.current_set = current;
    }
    for opened in &mut state.surveys {
        let Some(definition) = opened.survey() else { continue };
        let Some(left) = session.tables.get(&definition.about.id) else { continue };
        let Some(question) = definition.questions.iter().position(|question| question.id == left.question) else {
            continue;
        };
        let shown = &mut opened.table;
        (shown.question, shown.cursor, shown.zoom, shown.no_chart) = (question, left.cursor, left.zoom, left.no_chart);
        (shown.chart, shown.tones) = (left.chart, left.tones);
        shown.search = left.search.as_str().into();
        if left.in_table {
            shown.focus = Pane::Table;
        }
    }
    for set in &mut state.sets {
        if let Some(opinion) = session.opinions.get(set.id()) {
            set.tagging.wanted = Some(opinion.clone());
        }
    }
    state.panes.restore(&session.panes);
    state.problems.rule.clone_from(&session.rule);
    state.problems.status = session.open_only.then_some(Status::Open);
    let [problems, findings, progress, tree] = &session.searches;
    state.problems.search = problems.as_str().into();
    state.findings.search = findings.as_str().into();
    state.progress.search = progress.as_str().into();
    state.tree.search = tree.as_str().into();
    (state.progress.table, state.progress.on) = (session.plan, session.record.clone());
    state.progress.lined = session.lined;
    // A screen that has nothing to show now would greet with an empty page.
    let has_set = !state.sets.is_empty();
    state.screen = match session.screen {
        Screen::Tagging | Screen::Items if !has_set => Screen::Overview,
        Screen::Table | Screen::Show | Screen::Problems | Screen::Form if state.surveys.is_empty() => Screen::Overview,
        Screen::Guess => Screen::Overview,
        // A presentation is begun anew.
        Screen::Show => Screen::Table,
        screen => screen,
    };
}

/// Reads what was left in a project; where that cannot be, there is nothing.
pub fn read(root: &Path) -> Option<Session> {
    serde_json::from_str(&std::fs::read_to_string(root.join(FILE)).ok()?).ok()
}

/// Writes it down, unless the project is only looked at. A folder that cannot be written loses no work.
pub fn write(state: &State) {
    if state.read_only || state.failure.is_some() || state.screen == Screen::Guess {
        return;
    }
    let file = state.root.join(FILE);
    let made = file.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok());
    if let (true, Ok(text)) = (made, serde_json::to_string(&of(state))) {
        let _ = whole_text(&file, &text);
    }
}
