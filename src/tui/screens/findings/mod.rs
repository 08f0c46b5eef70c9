//! The screen of findings: what was pinned, how it stands, what it speaks for; its other tab has the drafts that rules
//! propose. Pinning itself can be done from several screens.
//!
//! `pin` makes sources of what is under a cursor, `form` asks for statement and links, `shelf` is what threads read,
//! `words` names sources, `list` and `detail` say what is seen, `acts` decides, `boxes` asks, `view` draws.

pub mod acts;
pub mod boxes;
pub mod detail;
pub mod enabled;
pub mod form;
pub mod go;
pub mod list;
pub mod picker;
pub mod pin;
pub mod shelf;
pub mod view;
pub mod words;

use std::sync::Arc;

use ratatui::layout::Position;
use tui_input::Input;

pub use self::boxes::FindBox;
use self::list::Filter;
use self::shelf::{Drafts, Shelf};
pub use self::view::draw;
use crate::messages::screen as common;
use crate::model::finding::{Check, Figure, Finding};
use crate::project::findings::Drafted;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::state::{Screen, State as Program, Tone};
use crate::tui::update::reread_all;
use crate::tui::view::main_area;
use crate::tui::widgets::scroll::{FAR, follow, step};

/// What is seen of the findings.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The search line.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
    /// Which tab is shown.
    pub tab: Tab,
    /// Which findings are shown.
    pub filter: Filter,
    /// Row under the cursor and first row in sight, in each tab.
    pub cursors: [(usize, usize); 2],
    /// Id of the finding the cursor stands on: it stays there when the list changes.
    pub on: Option<String>,
    /// First line of the details in sight.
    pub detail: usize,
    /// How the findings stand, once that is known.
    pub checks: Vec<Check>,
    /// What the newest check was asked for.
    asked: Option<Asked>,
    /// It has not come back yet.
    pub checking: bool,
    /// What rules propose, once it is known.
    pub drafts: Option<Arc<Vec<Drafted>>>,
    /// All drafts are listed, not only those in front.
    pub all_drafts: bool,
    /// Why nothing can be proposed.
    pub no_drafts: Option<String>,
    /// What drafts were asked for.
    drafted: Option<Shelf>,
    /// The figure remembered to be compared with.
    pub marked: Option<Figure>,
}

/// What a check was asked for.
#[derive(Debug, Clone)]
struct Asked {
    findings: Vec<Finding>,
    shelf: Shelf,
}

/// What is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tab {
    #[default]
    Findings,
    Drafts,
}

impl Tab {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Findings, Self::Drafts];

    /// Where its keys are looked up.
    pub fn place(self) -> Place {
        match self {
            Self::Findings => Place::Findings,
            Self::Drafts => Place::Drafts,
        }
    }

    fn index(self) -> usize {
        usize::from(self == Self::Drafts)
    }
}

impl State {
    /// Row under the cursor and first row in sight of the tab shown.
    pub fn cursor(&self) -> (usize, usize) {
        self.cursors.get(self.tab.index()).copied().unwrap_or_default()
    }

    fn cursor_mut(&mut self) -> Option<&mut (usize, usize)> {
        self.cursors.get_mut(self.tab.index())
    }

    /// How a finding stands, where that is known of the evidence it has now.
    pub fn check(&self, finding: &Finding) -> Option<&Check> {
        let asked = &self.asked.as_ref()?.findings;
        let known = asked.iter().find(|known| known.id == finding.id)?;
        let check = self.checks.iter().find(|check| check.id == finding.id)?;
        (known.evidence == finding.evidence).then_some(check)
    }
}

/// Rows of the tab shown.
pub fn length(program: &Program) -> usize {
    match program.findings.tab {
        Tab::Findings => list::shown(program).len(),
        Tab::Drafts => list::drafts(program).len(),
    }
}

/// The finding under the cursor.
pub fn current(program: &Program) -> Option<&Finding> {
    match program.findings.tab {
        Tab::Findings => list::shown(program).get(program.findings.cursor().0).copied(),
        Tab::Drafts => None,
    }
}

/// The draft under the cursor.
pub fn current_draft(program: &Program) -> Option<&Drafted> {
    match program.findings.tab {
        Tab::Findings => None,
        Tab::Drafts => list::drafts(program).get(program.findings.cursor().0).copied(),
    }
}

/// Runs a command of the screen.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let page = usize::from(view::areas(program, main_area(program)).rows.height).max(2) - 1;
    let page = isize::try_from(page).unwrap_or(1);
    match id {
        Id::Up => go_by(program, -1),
        Id::Down => go_by(program, 1),
        Id::PageUp => go_by(program, -page),
        Id::PageDown => go_by(program, page),
        Id::First | Id::RowStart => go_by(program, -FAR),
        Id::Last | Id::RowEnd => go_by(program, FAR),
        Id::Left | Id::DetailUp => scroll(program, -3),
        Id::Right | Id::DetailDown => scroll(program, 3),
        Id::FindingTab => {
            let state = &mut program.findings;
            state.tab = if state.tab == Tab::Findings { Tab::Drafts } else { Tab::Findings };
            state.detail = 0;
        }
        Id::AllDrafts => {
            let state = &mut program.findings;
            state.all_drafts = !state.all_drafts;
            let [findings, _] = state.cursors;
            (state.cursors, state.detail) = ([findings, (0, 0)], 0);
        }
        Id::Search => program.findings.searching = true,
        Id::Back => back(program),
        _ => return acts::run(program, id),
    }
    Vec::new()
}

fn go_by(program: &mut Program, by: isize) {
    let count = length(program);
    if let Some(cursor) = program.findings.cursor_mut() {
        cursor.0 = step(cursor.0, by, count);
    }
    moved(program);
}

/// The cursor was put somewhere by a person.
fn moved(program: &mut Program) {
    program.findings.on = current(program).map(|finding| finding.id.clone());
    program.findings.detail = 0;
}

fn scroll(program: &mut Program, by: isize) {
    program.findings.detail = program.findings.detail.saturating_add_signed(by);
}

/// Leaves what was begun last: the search, the filter, the tab, the screen.
fn back(program: &mut Program) {
    let state = &mut program.findings;
    if !state.search.value().is_empty() {
        state.search.reset();
    } else if state.tab == Tab::Drafts {
        state.tab = Tab::Findings;
    } else if state.filter != Filter::All {
        state.filter = Filter::All;
    } else {
        program.screen = Screen::Overview;
    }
}

/// Runs a command in the search line.
pub fn search(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::Accept | Id::Back => {
            program.findings.searching = false;
            if id == Id::Back {
                program.findings.search.reset();
            }
            Vec::new()
        }
        _ => run(program, id),
    }
}

/// A click: on a row it puts the cursor there, a second one goes to what is behind it.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    program.findings.searching = areas.search.contains(at);
    if let Some(tab) = view::tab_hit(program, at) {
        program.findings.tab = tab;
        program.findings.detail = 0;
        return Vec::new();
    }
    if !areas.rows.contains(at) {
        return Vec::new();
    }
    let (selected, offset) = program.findings.cursor();
    let row = offset + usize::from(at.y - areas.rows.y);
    if row >= length(program) {
        return Vec::new();
    }
    if row == selected {
        let id = if program.findings.tab == Tab::Findings { Id::OpenFinding } else { Id::OpenDraft };
        return crate::tui::update::attempt(program, id);
    }
    if let Some(cursor) = program.findings.cursor_mut() {
        cursor.0 = row;
    }
    moved(program);
    Vec::new()
}

/// The wheel over the list or the details.
pub fn wheel(program: &mut Program, at: Position, down: bool) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    match (areas.detail.contains(at), down) {
        (true, _) => scroll(program, if down { 3 } else { -3 }),
        (false, true) => go_by(program, 1),
        (false, false) => go_by(program, -1),
    }
    Vec::new()
}

/// Holds the cursor on its finding and within what is shown.
pub fn settle(program: &mut Program) {
    let areas = view::areas(program, main_area(program));
    let count = length(program);
    let shown = if program.findings.tab == Tab::Findings { list::shown(program) } else { Vec::new() };
    let on = program.findings.on.as_ref();
    let place = on.and_then(|on| shown.iter().position(|finding| finding.id == *on));
    if let Some(cursor) = program.findings.cursor_mut() {
        cursor.0 = place.unwrap_or(cursor.0).min(count.saturating_sub(1));
        cursor.1 = follow(cursor.1, cursor.0, count, areas.rows.height.into());
    }
    program.findings.on = current(program).map(|finding| finding.id.clone()).or(program.findings.on.take());
    let text = areas.detail_text();
    let lines = detail::lines(program, text.width.into()).len();
    let last = lines.saturating_sub(text.height.into());
    program.findings.detail = program.findings.detail.min(last);
}

/// Asks how the findings stand when data or findings are others than at the last time. While opinions are being tagged
/// every key changes them: there it waits until the screen is left.
pub fn refresh(program: &mut Program) -> Vec<Effect> {
    if matches!(program.screen, Screen::Tagging | Screen::Items) {
        return Vec::new();
    }
    let none = program.journal.state.findings.list.is_empty();
    if none {
        program.findings.checks.clear();
        program.findings.asked = None;
        program.findings.checking = false;
    }
    // The matrix of evidence is made of the same shelf, with findings or without.
    if none && !matches!(program.screen, Screen::Findings | Screen::Evidence) {
        return Vec::new();
    }
    let mut effects = reread_all(program);
    let Some(shelf) = Shelf::of(program) else { return effects };
    effects.extend(propose(program, &shelf));
    if none {
        return effects;
    }
    let list = &program.journal.state.findings.list;
    let rests_on_the_same = |asked: &Asked| {
        asked.shelf.is_same(&shelf)
            && asked.findings.len() == list.len()
            && asked.findings.iter().zip(list).all(|(a, b)| a.id == b.id && a.evidence == b.evidence)
    };
    if program.findings.asked.as_ref().is_some_and(rests_on_the_same) {
        return effects;
    }
    let findings: Vec<Finding> = list.iter().cloned().collect();
    // What was found out about other data does not count any more.
    if !program.findings.asked.as_ref().is_some_and(|asked| asked.shelf.is_same(&shelf)) {
        program.findings.checks.clear();
    }
    program.findings.asked = Some(Asked { findings: findings.clone(), shelf: shelf.clone() });
    program.findings.checking = true;
    effects.push(Effect::VerifyFindings { shelf: Box::new(shelf), findings });
    effects
}

/// Asks what rules propose where that is looked at and the data are others than at the last time.
fn propose(program: &mut Program, shelf: &Shelf) -> Option<Effect> {
    let state = &mut program.findings;
    let looks = program.screen == Screen::Findings && state.tab == Tab::Drafts;
    if !looks || state.drafted.as_ref().is_some_and(|drafted| drafted.is_same(shelf)) {
        return None;
    }
    state.drafts = None;
    state.no_drafts = None;
    state.drafted = Some(shelf.clone());
    Some(Effect::DraftFindings { shelf: Box::new(shelf.clone()) })
}

/// Takes in what rules propose.
pub fn drafted(program: &mut Program, drafts: Drafts) {
    match drafts {
        Drafts::Found(drafts) => program.findings.drafts = Some(Arc::new(drafts)),
        Drafts::Failed(sentence) => program.findings.no_drafts = Some(sentence),
        // It is asked for again.
        Drafts::Stopped => program.findings.drafted = None,
    }
}

/// Takes in how they stand.
pub fn verified(program: &mut Program, checks: Option<Vec<Check>>) {
    program.findings.checking = false;
    match checks {
        Some(checks) => program.findings.checks = checks,
        // What was asked for is kept: the same work would stop at the same place, again and again.
        None => program.tell(Tone::Bad, common::stopped(program.lang)),
    }
}
