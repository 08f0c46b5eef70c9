//! The tree of plans: from a strategy down to measures, indicators, findings and comments, and from an issue to everything
//! that speaks to it. Branches open and close; what is shown elsewhere is gone to, and back.
//!
//! `index` knows what hangs together, `jump` goes places, `detail` tells, `view` draws and says where things lie.

pub mod detail;
pub mod index;
pub mod jump;
pub mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::Position;
use tui_input::Input;

use self::index::{Index, Key, Way};
use crate::messages::plan::screen as say;
use crate::text::fold;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::screens::progress;
use crate::tui::state::{Screen, State as Program};
use crate::tui::view::main_area;
use crate::tui::widgets::scroll::{FAR, follow, step};

pub use view::draw;

/// What is seen of the tree.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The search line.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
    /// What hangs together.
    pub index: Option<Arc<Index>>,
    /// Where the tree begins.
    pub way: Way,
    /// Branches that are open.
    open: BTreeSet<(Way, Vec<Key>)>,
    /// Ways whose first branches were opened once.
    begun: BTreeSet<Way>,
    /// The rows, made anew after every action.
    pub rows: Vec<Row>,
    /// The way to what the cursor stands on.
    pub on: Vec<Key>,
    /// Row under it.
    pub selected: usize,
    /// First row in sight.
    pub offset: usize,
    /// First line of the details in sight.
    pub detail: usize,
}

/// A row of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The way to it, itself last.
    pub path: Vec<Key>,
    /// Open, closed, or without anything below.
    pub open: Option<bool>,
    /// It stands here because it is linked with what is above it.
    pub link: bool,
}

impl Row {
    /// What it is.
    pub fn key(&self) -> Option<&Key> {
        self.path.last()
    }
}

impl State {
    /// The row under the cursor.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }
}

/// True where records of a plan are made up.
pub fn is_synthetic(program: &Program) -> bool {
    program.plans().iter().any(|plan| plan.about.synthetic)
}

/// Why a command cannot be used here.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let is_own = matches!(
        id,
        Id::OpenNode
            | Id::JumpTo
            | Id::OpenAll
            | Id::CloseAll
            | Id::NextPlan
            | Id::PreviousPlan
            | Id::Search
            | Id::Copy
    );
    if !is_own {
        return None;
    }
    if let Some(reason) = progress::missing(program) {
        return Some(reason);
    }
    let state = &program.tree;
    let reason = match id {
        Id::OpenNode | Id::JumpTo | Id::OpenAll | Id::Copy if state.row().is_none() => say::nothing_here(lang),
        Id::OpenAll if state.row().is_some_and(|row| row.open.is_none()) => say::nothing_below(lang),
        Id::CloseAll if !state.open.iter().any(|(way, _)| *way == state.way) => say::nothing_open(lang),
        _ => return None,
    };
    Some(reason.to_owned())
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let page = usize::from(view::areas(program, main_area(program)).rows.height).max(2) - 1;
    let page = isize::try_from(page).unwrap_or(1);
    match id {
        Id::Up => go(program, -1),
        Id::Down => go(program, 1),
        Id::PageUp => go(program, -page),
        Id::PageDown => go(program, page),
        Id::First | Id::RowStart => go(program, -FAR),
        Id::Last | Id::RowEnd => go(program, FAR),
        Id::Left => close(program),
        Id::Right => open(program),
        Id::DetailUp | Id::DetailDown => {
            let height = usize::from(view::areas(program, main_area(program)).detail_text().height);
            let most = detail::lines(program).len().saturating_sub(height);
            progress::detail::scroll(program, id == Id::DetailDown, most, |program| &mut program.tree.detail);
        }
        Id::Search => program.tree.searching = true,
        Id::NextPlan => switch(program, 1),
        Id::PreviousPlan => switch(program, Way::ALL.len() - 1),
        Id::OpenNode => return toggle(program),
        Id::OpenAll => open_all(program),
        Id::CloseAll => close_all(program),
        Id::JumpTo => {
            let key = program.tree.row().and_then(Row::key).cloned();
            return key.map_or(Vec::new(), |key| jump::to(program, &key));
        }
        Id::Copy => return vec![Effect::Copy(view::copied(program))],
        Id::Back => back(program),
        _ => {}
    }
    Vec::new()
}

fn go(program: &mut Program, by: isize) {
    let state = &mut program.tree;
    // What the cursor stood on is kept while the plans are read anew.
    if state.rows.is_empty() {
        return;
    }
    state.selected = step(state.selected, by, state.rows.len());
    state.detail = 0;
    state.on = state.row().map(|row| row.path.clone()).unwrap_or_default();
}

fn switch(program: &mut Program, by: usize) {
    let at = Way::ALL.iter().position(|way| *way == program.tree.way).unwrap_or(0);
    let way = Way::ALL.get((at + by) % Way::ALL.len()).copied().unwrap_or_default();
    show(program, way);
}

fn show(program: &mut Program, way: Way) {
    let state = &mut program.tree;
    state.way = way;
    (state.selected, state.offset, state.detail) = (0, 0, 0);
    state.on.clear();
}

/// Opens a branch; one that is open already gives the cursor to its first row.
fn open(program: &mut Program) {
    let Some(row) = program.tree.row().cloned() else { return };
    match row.open {
        Some(false) => {
            program.tree.open.insert((program.tree.way, row.path));
        }
        Some(true) => go(program, 1),
        None => program.refuse(say::nothing_below(program.lang)),
    }
}

/// Closes a branch; one that is closed gives the cursor to what is above it.
fn close(program: &mut Program) {
    let Some(row) = program.tree.row().cloned() else { return };
    if row.open == Some(true) {
        program.tree.open.remove(&(program.tree.way, row.path));
        return;
    }
    let above = row.path.get(..row.path.len().saturating_sub(1)).unwrap_or_default();
    if !above.is_empty() {
        program.tree.on = above.to_vec();
        program.tree.detail = 0;
    }
}

/// Opens or closes records; goes to everything else, and where nothing can be opened. What was searched for is shown in
/// its place.
fn toggle(program: &mut Program) -> Vec<Effect> {
    let Some(row) = program.tree.row().cloned() else { return Vec::new() };
    let Some(key) = row.key().cloned() else { return Vec::new() };
    if !program.tree.search.value().is_empty() {
        return choose(program, &key);
    }
    let opens = matches!(key, Key::Plan(_) | Key::Record(_) | Key::Group { .. });
    match row.open.filter(|_| opens) {
        Some(true) => {
            program.tree.open.remove(&(program.tree.way, row.path));
            Vec::new()
        }
        Some(false) => {
            program.tree.open.insert((program.tree.way, row.path));
            Vec::new()
        }
        None => jump::to(program, &key),
    }
}

/// Shows what was found in its place; a question has none in the structure, so it is gone to.
fn choose(program: &mut Program, key: &Key) -> Vec<Effect> {
    let Some(index) = program.tree.index.clone() else { return Vec::new() };
    program.tree.searching = false;
    match key {
        Key::Record(record) => {
            program.tree.search.reset();
            reveal(program, Way::Structure, &index.way_to(record));
            Vec::new()
        }
        Key::Finding(_) => {
            program.tree.search.reset();
            reveal(program, Way::Findings, std::slice::from_ref(key));
            Vec::new()
        }
        other => jump::to(program, other),
    }
}

/// Everything below the cursor, three deep: links would lead on and on.
fn open_all(program: &mut Program) {
    let Some(row) = program.tree.row().cloned() else { return };
    let Some(index) = program.tree.index.clone() else { return };
    let way = program.tree.way;
    let mut todo = vec![row.path.clone()];
    while let Some(path) = todo.pop() {
        let children = index.children(program, way, &path);
        if children.is_empty() {
            continue;
        }
        program.tree.open.insert((way, path.clone()));
        if path.len() < row.path.len() + 3 {
            let above = path.last().cloned();
            let own = |key: &Key| above.as_ref().is_some_and(|above| !index.is_link(above, key));
            todo.extend(children.into_iter().filter(own).map(|key| [path.as_slice(), &[key]].concat()));
        }
    }
}

fn close_all(program: &mut Program) {
    let state = &mut program.tree;
    let way = state.way;
    state.open.retain(|(of, _)| *of != way);
    let top: Vec<Key> = state.on.first().cloned().into_iter().collect();
    state.on = top;
    state.detail = 0;
}

/// Opens the way to a thing and puts the cursor on it.
pub fn reveal(program: &mut Program, way: Way, path: &[Key]) {
    let state = &mut program.tree;
    state.way = way;
    state.begun.insert(way);
    for end in 1..path.len() {
        if let Some(part) = path.get(..end) {
            state.open.insert((way, part.to_vec()));
        }
    }
    state.on = path.to_vec();
    state.detail = 0;
}

/// Leaves the search, or the screen.
fn back(program: &mut Program) {
    if program.tree.search.value().is_empty() {
        program.screen = Screen::Overview;
    } else {
        program.tree.search.reset();
    }
}

/// After every change of the search line: the list starts anew.
pub fn searched(program: &mut Program) {
    let state = &mut program.tree;
    (state.selected, state.offset, state.detail) = (0, 0, 0);
    if !state.search.value().is_empty() {
        state.on.clear();
    }
}

/// Runs a command in the search line.
pub fn search(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::Accept => {
            program.tree.searching = false;
            Vec::new()
        }
        Id::Back => {
            program.tree.searching = false;
            program.tree.search.reset();
            Vec::new()
        }
        _ => run(program, id),
    }
}

/// Makes the index where something has changed.
pub fn prepare(program: &mut Program) {
    let old = program.tree.index.take();
    program.tree.index = Index::now(program, old);
}

/// Makes the rows anew, and keeps the cursor on what it was on and in sight.
pub fn settle(program: &mut Program) {
    prepare(program);
    let Some(index) = program.tree.index.clone() else {
        program.tree.rows.clear();
        return;
    };
    let way = program.tree.way;
    if program.tree.begun.insert(way) && way != Way::Findings {
        let roots = index.roots(way);
        program.tree.open.extend(roots.into_iter().map(|key| (way, vec![key])));
    }
    let wanted = fold::search(program.tree.search.value());
    let rows = if wanted.is_empty() { rows(program, &index) } else { found(&index, &wanted) };
    let room = usize::from(view::areas(program, main_area(program)).rows.height);
    let state = &mut program.tree;
    state.rows = rows;
    // Where the branch it stood on is gone, the cursor goes to what was above.
    let mut on = state.on.as_slice();
    let mut kept = None;
    while kept.is_none() && !on.is_empty() {
        kept = state.rows.iter().position(|row| row.path == on);
        on = on.get(..on.len() - 1).unwrap_or_default();
    }
    state.selected = kept.unwrap_or(state.selected).min(state.rows.len().saturating_sub(1));
    state.on = state.row().map(|row| row.path.clone()).unwrap_or_default();
    state.offset = follow(state.offset, state.selected, state.rows.len(), room);
    let lines = detail::lines(program).len();
    let height = usize::from(view::areas(program, main_area(program)).detail_text().height);
    program.tree.detail = program.tree.detail.min(lines.saturating_sub(height));
}

fn rows(program: &Program, index: &Index) -> Vec<Row> {
    let way = program.tree.way;
    let mut rows = Vec::new();
    let mut todo: Vec<Vec<Key>> = index.roots(way).into_iter().rev().map(|key| vec![key]).collect();
    while let Some(path) = todo.pop() {
        let children = index.children(program, way, &path);
        let is_open = program.tree.open.contains(&(way, path.clone()));
        let link = match path.as_slice() {
            [.., above, key] => index.is_link(above, key),
            _ => false,
        };
        if is_open {
            todo.extend(children.iter().rev().map(|key| [path.as_slice(), std::slice::from_ref(key)].concat()));
        }
        let open = (!children.is_empty()).then_some(is_open);
        rows.push(Row { path, open, link });
    }
    rows
}

/// What matches a search, as a plain list.
fn found(index: &Index, wanted: &str) -> Vec<Row> {
    let hits = index.folded.iter().filter(|(_, folded)| folded.contains(wanted));
    hits.map(|(key, _)| Row { path: vec![key.clone()], open: None, link: false }).collect()
}

/// A click on the screen: a row, and the same row again opens it; a name at the top changes where the tree begins.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    if let Some(way) = view::tab_hit(program, at) {
        show(program, way);
        return Vec::new();
    }
    program.tree.searching = areas.search.contains(at);
    if !areas.rows.contains(at) {
        return Vec::new();
    }
    let row = program.tree.offset + usize::from(at.y - areas.rows.y);
    let Some(path) = program.tree.rows.get(row).map(|row| row.path.clone()) else { return Vec::new() };
    // The sign before a name opens at once.
    let sign = view::indent(path.len());
    let on_sign = (sign..sign + 2).contains(&(at.x - areas.rows.x));
    let again = row == program.tree.selected;
    program.tree.selected = row;
    program.tree.on = path;
    program.tree.detail = 0;
    if again || on_sign { crate::tui::update::attempt(program, Id::OpenNode) } else { Vec::new() }
}

/// The wheel moves the tree, or the details where it is over them.
pub fn wheel(program: &mut Program, at: Position, down: bool) -> Vec<Effect> {
    let over_details = view::areas(program, main_area(program)).detail.contains(at);
    let id = match (over_details, down) {
        (true, true) => Id::DetailDown,
        (true, false) => Id::DetailUp,
        (false, true) => Id::Down,
        (false, false) => Id::Up,
    };
    run(program, id)
}
