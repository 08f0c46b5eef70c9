//! The screen of the data check: what the rules found, rule by rule and case by case, and what people decided about it.
//!
//! `list` says what is listed, `view` draws, `export` writes; what is decided, and the boxes for it, stand in
//! [`decide`], which the single form uses too.

pub mod enabled;
pub mod export;
pub mod list;
pub mod view;

use ratatui::layout::Position;
use tui_input::Input;

use self::list::Lists;
pub use self::view::draw;
use super::decide::{self, boxes};
use super::form::{self, Wanted};
use crate::messages::{check_screen as say, problem};
use crate::model::diagnostic::Status;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::panes::Part;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{Screen, State as Program, Tone};
use crate::tui::view::main_area;
use crate::tui::widgets::scroll::{FAR, follow, step};

/// What is seen of the data check.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The search line.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
    /// Which list is shown.
    pub tab: Tab,
    /// The list of rules has the arrow keys.
    pub on_rules: bool,
    /// Only problems of this rule.
    pub rule: Option<String>,
    /// Only problems with this status.
    pub status: Option<Status>,
    /// Only decisions that do not hold.
    pub only_stale: bool,
    /// Row under the cursor and first row in sight, in each list.
    pub cursors: [(usize, usize); 2],
    /// First rule in sight.
    pub rules_offset: usize,
    /// What the lists show.
    pub lists: Lists,
}

/// What is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tab {
    #[default]
    Found,
    Decisions,
}

impl Tab {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Found, Self::Decisions];

    /// Where its keys are looked up.
    pub fn place(self) -> Place {
        match self {
            Self::Found => Place::Problems,
            Self::Decisions => Place::Decisions,
        }
    }

    fn index(self) -> usize {
        usize::from(self == Self::Decisions)
    }
}

impl State {
    /// Row under the cursor and first row in sight of the list shown.
    pub fn cursor(&self) -> (usize, usize) {
        self.cursors.get(self.tab.index()).copied().unwrap_or_default()
    }

    fn cursor_mut(&mut self) -> Option<&mut (usize, usize)> {
        self.cursors.get_mut(self.tab.index())
    }

    /// Rows of the list shown.
    pub fn length(&self) -> usize {
        match self.tab {
            Tab::Found => self.lists.rows.len(),
            Tab::Decisions => self.lists.decisions.len(),
        }
    }

    /// Position of the rule asked for in the list of rules, where 0 is all of them.
    pub fn rule_at(&self) -> usize {
        let at = self.rule.as_ref().and_then(|rule| self.lists.rules.iter().position(|known| known.id == *rule));
        at.map_or(0, |at| at + 1)
    }

    /// Asks for the rule at a position of the list of rules.
    pub fn choose_rule(&mut self, at: usize) {
        self.rule = at.checked_sub(1).and_then(|at| self.lists.rules.get(at)).map(|rule| rule.id.clone());
        self.start();
    }

    /// The cursor goes to the first row.
    pub fn start(&mut self) {
        if let Some(cursor) = self.cursor_mut() {
            *cursor = (0, 0);
        }
    }
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    let page = usize::from(areas.rows.height).max(2) - 1;
    let page = isize::try_from(page).unwrap_or(1);
    match id {
        Id::Up => go_by(program, -1),
        Id::Down => go_by(program, 1),
        Id::PageUp => go_by(program, -page),
        Id::PageDown => go_by(program, page),
        Id::First | Id::RowStart => go_by(program, -FAR),
        Id::Last | Id::RowEnd => go_by(program, FAR),
        Id::Left | Id::Right => across(program, areas.has_rules(), id == Id::Right),
        Id::CheckTab => {
            let state = &mut program.problems;
            state.tab = if state.tab == Tab::Found { Tab::Decisions } else { Tab::Found };
            state.on_rules = false;
        }
        Id::CheckStatus => {
            let state = &mut program.problems;
            state.status = match state.status {
                None => Some(Status::Open),
                Some(Status::Open) => Some(Status::Automatic),
                Some(Status::Automatic) => Some(Status::Kept),
                Some(Status::Kept) => None,
            };
            let status = state.status;
            state.start();
            // Where the list is out of sight, so is what it shows.
            if program.panes.alone(Screen::Problems) == Some(Part::Second) {
                program.tell(Tone::Hint, say::only_status(program.lang, status));
            }
        }
        Id::CheckRule => boxes::open(program, boxes::CheckBox::Rules),
        Id::OnlyStale => {
            program.problems.only_stale = !program.problems.only_stale;
            program.problems.start();
        }
        Id::Search => program.problems.searching = true,
        Id::OpenProblem if program.problems.on_rules => program.problems.on_rules = false,
        Id::OpenProblem => return open(program),
        Id::OpenDecision => return open_decision(program),
        Id::ProblemDetails => details(program),
        Id::Copy => return export::copy(program),
        Id::ExportList => boxes::open(program, boxes::CheckBox::Formats),
        Id::Back => back(program),
        _ => return decide::run(program, id),
    }
    Vec::new()
}

fn go_by(program: &mut Program, by: isize) {
    let state = &mut program.problems;
    if state.on_rules && state.tab == Tab::Found {
        let at = step(state.rule_at(), by, state.lists.rules.len() + 1);
        state.choose_rule(at);
        return;
    }
    let count = state.length();
    if let Some(cursor) = state.cursor_mut() {
        cursor.0 = step(cursor.0, by, count);
    }
}

/// To the other pane where there are two; otherwise to the next rule.
fn across(program: &mut Program, has_rules: bool, right: bool) {
    let state = &mut program.problems;
    match (state.tab, has_rules) {
        (Tab::Decisions, _) => {}
        (Tab::Found, true) => state.on_rules = !right,
        (Tab::Found, false) => {
            let at = step(state.rule_at(), if right { 1 } else { -1 }, state.lists.rules.len() + 1);
            state.choose_rule(at);
        }
    }
}

/// Leaves what was begun last: the search, the list of rules, the filters, the list of decisions, the screen.
fn back(program: &mut Program) {
    let state = &mut program.problems;
    if !state.search.value().is_empty() {
        state.search.reset();
    } else if state.tab == Tab::Decisions {
        if state.only_stale {
            state.only_stale = false;
        } else {
            state.tab = Tab::Found;
        }
    } else if state.on_rules {
        state.on_rules = false;
    } else if state.status.is_some() || state.rule.is_some() {
        (state.status, state.rule) = (None, None);
        state.start();
    } else {
        program.screen = Screen::Overview;
    }
}

/// The form of the problem; everything about a problem that is about no form.
fn open(program: &mut Program) -> Vec<Effect> {
    let Some(line) = list::current(program) else { return Vec::new() };
    if line.case.is_empty() || line.place.cell.is_empty() {
        details(program);
        return Vec::new();
    }
    let question = Some(line.question.clone()).filter(|question| !question.is_empty());
    let wanted = Wanted::Place(line.place.clone(), question);
    form::open(program, wanted)
}

fn open_decision(program: &mut Program) -> Vec<Effect> {
    let Some(state) = list::current_decision(program) else { return Vec::new() };
    let wanted = Wanted::Case(state.fix.case.clone(), state.place.clone(), state.fix.question.clone());
    form::open(program, wanted)
}

/// Everything about one problem.
fn details(program: &mut Program) {
    let Some(line) = list::current(program) else { return };
    let facts = crate::tui::names::problem_facts(program, line);
    let title = format!("{}　{}", problem::severity(program.lang, line.severity), line.name);
    program.boxes.push(Popup::new(Kind::Text { title, lines: facts }));
}

/// Runs a command in the search line.
pub fn search(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::Accept | Id::Back => {
            program.problems.searching = false;
            if id == Id::Back {
                program.problems.search.reset();
            }
            Vec::new()
        }
        _ => {
            program.problems.on_rules = false;
            run(program, id)
        }
    }
}

/// A click: on a row it puts the cursor there, a second one opens the form.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    program.problems.searching = areas.search.contains(at);
    if let Some(tab) = view::tab_hit(program, at) {
        program.problems.tab = tab;
        return Vec::new();
    }
    if areas.rule_rows.contains(at) {
        let row = program.problems.rules_offset + usize::from(at.y - areas.rule_rows.y);
        program.problems.on_rules = true;
        if row <= program.problems.lists.rules.len() {
            program.problems.choose_rule(row);
        }
        return Vec::new();
    }
    if !areas.rows.contains(at) {
        return Vec::new();
    }
    program.problems.on_rules = false;
    let (selected, offset) = program.problems.cursor();
    let row = offset + usize::from(at.y - areas.rows.y);
    if row >= program.problems.length() {
        return Vec::new();
    }
    if row == selected {
        let id = if program.problems.tab == Tab::Found { Id::OpenProblem } else { Id::OpenDecision };
        return crate::tui::update::attempt(program, id);
    }
    if let Some(cursor) = program.problems.cursor_mut() {
        cursor.0 = row;
    }
    Vec::new()
}

/// The wheel over one of the lists.
pub fn wheel(program: &mut Program, at: Position, down: bool) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    let before = program.problems.on_rules;
    program.problems.on_rules = areas.rules.contains(at);
    go_by(program, if down { 1 } else { -1 });
    program.problems.on_rules = before;
    Vec::new()
}

/// Makes the lists anew where that is needed, and holds every cursor in sight.
pub fn settle(program: &mut Program) {
    list::refresh(program);
    let areas = view::areas(program, main_area(program));
    let state = &mut program.problems;
    if !areas.has_rules() {
        state.on_rules = false;
    }
    let (count, room) = (state.length(), usize::from(areas.rows.height));
    let (rule, rules) = (state.rule_at(), state.lists.rules.len() + 1);
    state.rules_offset = follow(state.rules_offset, rule, rules, areas.rule_rows.height.into());
    if let Some(cursor) = state.cursor_mut() {
        cursor.0 = cursor.0.min(count.saturating_sub(1));
        cursor.1 = follow(cursor.1, cursor.0, count, room);
    }
}

/// What is being looked at in words, for titles.
pub fn rule_words(program: &Program) -> Option<String> {
    Some(list::rule_name(program, program.problems.rule.as_ref()?))
}
