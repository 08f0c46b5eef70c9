//! The screen of evidence: issues against those who spoke for them, with how well each place is backed; what is missing
//! below. The matrix itself is made by `project::evidence`; here it is shown, and led from to what is behind it.

pub mod gaps;
pub mod lead;
pub mod sheet;
pub mod view;

use std::sync::Arc;

use ratatui::layout::Position;

pub use self::view::draw;
use super::findings::FindBox;
use super::findings::go;
use super::findings::shelf::Shelf;
use crate::messages::{evidence_screen as say, screen as common};
use crate::model::finding::{Check, Findings};
use crate::model::plan::RecordRef;
use crate::plans::evidence::Matrix;
use crate::tui::action::{Effect, PublicationForm};
use crate::tui::command::Id;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{PlanData, Screen, State as Program, Tone};
use crate::tui::view::main_area;
use crate::tui::widgets::grid::Spot;
use crate::tui::widgets::scroll::{FAR, follow, step};

/// What is seen of the matrix.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The matrix, once it is made.
    pub matrix: Option<Arc<Matrix>>,
    /// What the newest one was asked for.
    asked: Option<Asked>,
    /// It has not come back yet.
    pub making: bool,
    /// Kind of record that is a row; empty is the issues.
    pub kind: String,
    /// Place under the cursor.
    pub cursor: Spot,
    /// First line and column in sight.
    pub offset: Spot,
    /// What is missing has the keys.
    pub on_gaps: bool,
    /// Line under its cursor, and first one in sight.
    pub gap: (usize, usize),
}

#[derive(Debug, Clone)]
struct Asked {
    shelf: Shelf,
    findings: Findings,
    checks: Vec<Check>,
    kind: String,
}

impl State {
    /// Kind of record that is a row.
    pub fn kind(&self) -> &str {
        if self.kind.is_empty() { "issue" } else { &self.kind }
    }
}

/// Kinds of records that can be rows, as they are offered.
pub const KINDS: [&str; 6] = ["issue", "policy_item", "intent", "direction", "policy", "measure"];

/// Runs a command of the screen.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    let height = if program.evidence.on_gaps { areas.gap_rows.height } else { areas.matrix.height.saturating_sub(6) };
    let page = isize::try_from(height).unwrap_or(1).max(2) - 1;
    match id {
        Id::Up => vertical(program, -1),
        Id::Down => vertical(program, 1),
        Id::PageUp => vertical(program, -page),
        Id::PageDown => vertical(program, page),
        Id::First => vertical(program, -FAR),
        Id::Last => vertical(program, FAR),
        Id::Left => horizontal(program, -1),
        Id::Right => horizontal(program, 1),
        Id::RowStart => horizontal(program, -FAR),
        Id::RowEnd => horizontal(program, FAR),
        Id::EvidencePane => program.evidence.on_gaps = !program.evidence.on_gaps,
        Id::OpenEvidence => return open(program),
        Id::EvidenceKind => program.boxes.push(Popup::new(Kind::Findings(FindBox::Kinds))),
        Id::ExportEvidence => program.boxes.push(Popup::new(Kind::Findings(FindBox::Forms))),
        Id::Copy => return vec![Effect::Copy(sheet::copied(program))],
        Id::Back if program.evidence.on_gaps => program.evidence.on_gaps = false,
        Id::Back => program.screen = Screen::Overview,
        _ => {}
    }
    Vec::new()
}

fn vertical(program: &mut Program, by: isize) {
    let count = length(program);
    let state = &mut program.evidence;
    let at = if state.on_gaps { &mut state.gap.0 } else { &mut state.cursor.0 };
    *at = step(*at, by, count);
}

fn horizontal(program: &mut Program, by: isize) {
    let columns = sheet::sheet(program).columns.len();
    program.evidence.cursor.1 = step(program.evidence.cursor.1, by, columns);
}

/// Rows of the part that has the keys.
pub fn length(program: &Program) -> usize {
    if program.evidence.on_gaps { gaps::lines(program).len() } else { sheet::sheet(program).rows.len() }
}

/// Lists what is behind the place under the cursor, or goes to what is missing.
fn open(program: &mut Program) -> Vec<Effect> {
    if program.evidence.on_gaps {
        let place = gaps::lines(program).into_iter().nth(program.evidence.gap.0);
        let to = place.map(|(_, place)| place.destination());
        return to.map_or(Vec::new(), |to| go::to(program, to));
    }
    let offered = lead::behind(program, program.evidence.cursor);
    program.boxes.push(Popup::new(Kind::Findings(FindBox::Goto { offered })));
    Vec::new()
}

/// Forms of the evidence sheet.
pub const FORMS: [PublicationForm; 3] = [PublicationForm::Docx, PublicationForm::Xlsx, PublicationForm::Markdown];

/// The record of the row under the cursor.
fn record(program: &Program) -> Option<RecordRef> {
    let matrix = program.evidence.matrix.as_ref()?;
    matrix.rows.get(program.evidence.cursor.0).map(|row| row.record.clone())
}

/// Writes the evidence sheet of the row under the cursor.
pub fn export(program: &Program, form: PublicationForm) -> Vec<Effect> {
    let (Some(matrix), Some(record)) = (program.evidence.matrix.clone(), record(program)) else { return Vec::new() };
    vec![Effect::WriteSheet {
        shelf: Box::new(Shelf::so_far(program)),
        findings: Box::new(program.journal.state.findings.clone()),
        checks: program.findings.checks.clone(),
        matrix,
        record,
        form,
        folder: program.output.clone(),
    }]
}

/// Why a command cannot be used now.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let text = |words: &str| Some(words.to_owned());
    let state = &program.evidence;
    let needs = || match (&program.plans.data, &state.matrix) {
        (PlanData::Failed(sentence), _) => text(sentence),
        (PlanData::Ready(plans), _) if plans.is_empty() => text(say::no_plans(lang)),
        (_, None) => text(say::still_reading(lang)),
        (_, Some(_)) => None,
    };
    match id {
        Id::OpenEvidence if state.on_gaps => {
            needs().or_else(|| gaps::lines(program).is_empty().then(|| say::no_gap(lang).to_owned()))
        }
        Id::OpenEvidence => needs()
            .or_else(|| lead::behind(program, state.cursor).is_empty().then(|| say::nothing_there(lang).to_owned())),
        Id::ExportEvidence => needs().or_else(|| record(program).is_none().then(|| say::needs_row(lang).to_owned())),
        Id::EvidencePane | Id::EvidenceKind | Id::Copy => needs(),
        _ => None,
    }
}

/// A click puts the cursor where it points; a second one opens.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    if areas.gap_rows.contains(at) {
        let row = program.evidence.gap.1 + usize::from(at.y - areas.gap_rows.y);
        let again = program.evidence.on_gaps && program.evidence.gap.0 == row;
        if row < gaps::lines(program).len() {
            program.evidence.on_gaps = true;
            program.evidence.gap.0 = row;
            return if again { crate::tui::update::attempt(program, Id::OpenEvidence) } else { Vec::new() };
        }
        return Vec::new();
    }
    let sheet = sheet::sheet(program);
    let hit = view::grid(&areas, &sheet).hit(program.evidence.offset, at.x, at.y);
    let Some(spot) = hit else { return Vec::new() };
    let again = !program.evidence.on_gaps && program.evidence.cursor == spot;
    program.evidence.on_gaps = false;
    program.evidence.cursor = spot;
    if again { crate::tui::update::attempt(program, Id::OpenEvidence) } else { Vec::new() }
}

/// The wheel moves what it is over.
pub fn wheel(program: &mut Program, at: Position, down: bool) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    program.evidence.on_gaps = areas.gaps.contains(at);
    vertical(program, if down { 1 } else { -1 });
    Vec::new()
}

/// Holds the cursors within what is shown.
pub fn settle(program: &mut Program) {
    let areas = view::areas(program, main_area(program));
    let sheet = sheet::sheet(program);
    let gaps = gaps::lines(program).len();
    let state = &mut program.evidence;
    state.cursor.0 = state.cursor.0.min(sheet.rows.len().saturating_sub(1));
    state.cursor.1 = state.cursor.1.min(sheet.columns.len().saturating_sub(1));
    state.offset = view::grid(&areas, &sheet).follow(state.offset, state.cursor);
    state.gap.0 = state.gap.0.min(gaps.saturating_sub(1));
    state.gap.1 = follow(state.gap.1, state.gap.0, gaps, areas.gap_rows.height.into());
}

/// Asks for the matrix when what it is made of is other than at the last time.
pub fn refresh(program: &mut Program) -> Option<Effect> {
    if program.screen != Screen::Evidence {
        return None;
    }
    let shelf = Shelf::of(program)?;
    let (findings, checks) = (&program.journal.state.findings, &program.findings.checks);
    let state = &program.evidence;
    let is_same = |asked: &Asked| {
        asked.shelf.is_same(&shelf)
            && asked.kind == state.kind()
            && asked.findings == *findings
            && asked.checks == *checks
    };
    if state.asked.as_ref().is_some_and(is_same) {
        return None;
    }
    let (findings, checks, kind) = (findings.clone(), checks.clone(), state.kind().to_owned());
    let asked = Asked { shelf: shelf.clone(), findings: findings.clone(), checks: checks.clone(), kind: kind.clone() };
    program.evidence.asked = Some(asked);
    program.evidence.making = true;
    Some(Effect::MakeMatrix { shelf: Box::new(shelf), findings: Box::new(findings), checks, kind })
}

/// Takes the matrix in; `None` where the work stopped by a mistake of the program: the same would happen again, so it waits
/// until something it is made of changes.
pub fn made(program: &mut Program, matrix: Option<Matrix>) {
    program.evidence.making = false;
    match matrix {
        Some(matrix) => program.evidence.matrix = Some(Arc::new(matrix)),
        None => program.tell(Tone::Bad, common::stopped(program.lang)),
    }
}
