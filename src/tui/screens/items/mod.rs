//! The screen of published items and replies: what is printed and in which order, what has no fate yet, and beside it one
//! item in full. Its other tabs are opinions whose coders differ, what is masked, and warnings before publication.
//!
//! `facts` reads, `list` makes the rows, `acts` decides, `dialog` asks, `view` draws. Nothing is decided by itself.

pub mod acts;
pub mod change;
pub mod detail;
pub mod dialog;
pub mod disputes;
pub mod editor;
pub mod excerpt;
pub mod facts;
pub mod list;
pub mod masks;
pub mod publish;
pub mod ranking;
pub mod reason;
pub mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::Position;
use tui_input::Input;

use self::facts::{Facts, facts};
use self::list::{Filter, Row, Target};
use crate::comments::consistency::Warning;
use crate::model::comment::Docket;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::state::{OpenedSet, Screen, State as Program};
use crate::tui::view::main_area;
use crate::tui::widgets::scroll::{FAR, follow, step};

pub use view::draw;

/// What is seen of the set.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The search line.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
    /// Which tab is shown.
    pub tab: Tab,
    /// Which rows are shown.
    pub filter: Filter,
    /// The rows, made anew after every action.
    pub rows: Vec<Row>,
    /// Where the cursor is in each tab.
    pub cursors: [Cursor; 4],
    /// What the cursor of the list stands on.
    pub on: Option<Target>,
    /// What stands below and above it: one of them has the cursor when it is gone.
    near: [Option<Target>; 2],
    /// What is marked.
    pub marked: BTreeSet<Target>,
    /// Row where a range of marks began.
    pub range: Option<usize>,
    /// First line of the details in sight.
    pub detail: usize,
    /// What does not fit together, once it has been looked for in the docket of now.
    pub warnings: Option<Vec<Warning>>,
    /// The changes of the set for which it was looked.
    pub looked: Option<u64>,
    /// Items without a reply of which it was said that they would be published so.
    pub told_missing: usize,
    /// Items are being drafted.
    pub drafting: bool,
    /// Texts folded for search, and the docket they are of.
    folded: Option<(Arc<Docket>, Vec<String>)>,
}

/// Where the cursor of a list is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Row under it.
    pub selected: usize,
    /// First row in sight.
    pub offset: usize,
}

/// What is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tab {
    #[default]
    Items,
    Disputes,
    Masks,
    Warnings,
}

impl Tab {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Items, Self::Disputes, Self::Masks, Self::Warnings];

    /// Where its keys are looked up.
    pub fn place(self) -> Place {
        match self {
            Self::Items => Place::Items,
            Self::Disputes => Place::Disputes,
            Self::Masks => Place::Masks,
            Self::Warnings => Place::Warnings,
        }
    }

    fn index(self) -> usize {
        Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0)
    }
}

impl State {
    /// The cursor of the tab shown.
    pub fn cursor(&self) -> Cursor {
        self.cursors.get(self.tab.index()).copied().unwrap_or_default()
    }

    fn cursor_mut(&mut self) -> Option<&mut Cursor> {
        self.cursors.get_mut(self.tab.index())
    }

    /// The row under the cursor of the list.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.cursors.first()?.selected)
    }

    /// Rows between the start of a range and the cursor.
    pub fn in_range(&self, row: usize) -> bool {
        let now = self.cursors.first().map_or(0, |cursor| cursor.selected);
        self.range.is_some_and(|start| (start.min(now)..=start.max(now)).contains(&row))
    }
}

/// Rows of the tab shown.
pub fn length(program: &Program) -> usize {
    let Some(set) = program.set() else { return 0 };
    match set.items.tab {
        Tab::Items => set.items.rows.len(),
        Tab::Disputes => disputes::all(program).len(),
        Tab::Masks => masks::all(program).len(),
        Tab::Warnings => publish::known(program).len(),
    }
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let page = usize::from(view::areas(program, main_area(program)).rows.height).max(2) - 1;
    let page = isize::try_from(page).unwrap_or(1);
    let tab = program.set().map_or(Tab::Items, |set| set.items.tab);
    match id {
        Id::Up => go(program, -1),
        Id::Down => go(program, 1),
        Id::PageUp => go(program, -page),
        Id::PageDown => go(program, page),
        Id::First | Id::RowStart => go(program, -FAR),
        Id::Last | Id::RowEnd => go(program, FAR),
        Id::NextTab => return switch(program, 1),
        Id::PreviousTab => return switch(program, Tab::ALL.len() - 1),
        Id::DetailUp => scroll(program, -3),
        Id::DetailDown => scroll(program, 3),
        Id::Back => back(program),
        Id::Copy => return vec![Effect::Copy(detail::copied(program))],
        _ => {
            return match tab {
                Tab::Items => acts::run(program, id),
                Tab::Disputes => disputes::run(program, id),
                Tab::Masks => masks::run(program, id),
                Tab::Warnings => {
                    publish::go_to_item(program);
                    Vec::new()
                }
            };
        }
    }
    Vec::new()
}

fn go(program: &mut Program, by: isize) {
    let count = length(program);
    let Some(set) = program.set_mut() else { return };
    let state = &mut set.items;
    let is_title =
        |row: usize, state: &State| state.tab == Tab::Items && matches!(state.rows.get(row), Some(Row::Title(_)));
    let now = state.cursor().selected;
    let mut to = step(now, by, count);
    // Titles are passed over; where there is nothing beyond one, the cursor stays.
    let way = by.signum();
    while is_title(to, state) {
        let next = step(to, way, count);
        if next == to {
            let below = (to..count).find(|row| !is_title(*row, state));
            to = below.or_else(|| (0..to).rev().find(|row| !is_title(*row, state))).unwrap_or(now);
            break;
        }
        to = next;
    }
    if let Some(cursor) = state.cursor_mut() {
        cursor.selected = to;
    }
    moved(program);
}

/// The cursor was put somewhere by a person.
fn moved(program: &mut Program) {
    let on = current(program);
    if let Some(set) = program.set_mut() {
        set.items.on = on;
        set.items.detail = 0;
    }
}

fn switch(program: &mut Program, by: usize) -> Vec<Effect> {
    let next = program.set().map_or(0, |set| (set.items.tab.index() + by) % Tab::ALL.len());
    show(program, Tab::ALL.get(next).copied().unwrap_or_default());
    Vec::new()
}

fn show(program: &mut Program, tab: Tab) {
    if let Some(set) = program.set_mut() {
        set.items.tab = tab;
        set.items.detail = 0;
        set.items.range = None;
    }
}

/// Looks for warnings where they are shown and were not asked for since the last change. Older ones are taken away.
pub fn look(program: &mut Program) -> Option<Effect> {
    let is_old = |set: &OpenedSet| set.items.tab == Tab::Warnings && set.items.looked != Some(set.tagging.changes);
    if program.screen != Screen::Items || !program.set().is_some_and(is_old) {
        return None;
    }
    let effect = publish::look(program)?;
    let set = program.set_mut()?;
    set.items.looked = Some(set.tagging.changes);
    set.items.warnings = None;
    Some(effect)
}

fn scroll(program: &mut Program, by: isize) {
    if let Some(set) = program.set_mut() {
        set.items.detail = set.items.detail.saturating_add_signed(by);
    }
}

/// Leaves what was begun last: a range, the marks, the search, the filter, the tab, the screen.
fn back(program: &mut Program) {
    let Some(set) = program.set_mut() else {
        program.screen = Screen::Overview;
        return;
    };
    let state = &mut set.items;
    if state.range.take().is_some() {
        return;
    }
    if state.tab != Tab::Items {
        state.tab = Tab::Items;
        return;
    }
    if !state.marked.is_empty() {
        state.marked.clear();
    } else if !state.search.value().is_empty() {
        state.search.reset();
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
            if let Some(set) = program.set_mut() {
                set.items.searching = false;
                if id == Id::Back {
                    set.items.search.reset();
                }
            }
            Vec::new()
        }
        _ => run(program, id),
    }
}

/// What the cursor of the list stands on.
pub fn current(program: &Program) -> Option<Target> {
    let facts = facts(program)?;
    list::target(&facts, program.set()?.items.row()?)
}

/// A click on the screen.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    let tab = view::tab_hit(program, at);
    let count = length(program);
    let Some(set) = program.set_mut() else { return Vec::new() };
    if let Some(tab) = tab {
        show(program, tab);
        return Vec::new();
    }
    set.items.searching = areas.search.contains(at) && set.items.tab == Tab::Items;
    if !areas.rows.contains(at) {
        return Vec::new();
    }
    let cursor = set.items.cursor();
    let row = cursor.offset + usize::from(at.y - areas.rows.y);
    let is_title = set.items.tab == Tab::Items && matches!(set.items.rows.get(row), Some(Row::Title(_)));
    if row >= count || is_title {
        return Vec::new();
    }
    if row == cursor.selected {
        let id = match set.items.tab {
            Tab::Items => Id::OpenItem,
            Tab::Disputes => return Vec::new(),
            Tab::Masks => Id::ToggleMask,
            Tab::Warnings => Id::ToWarned,
        };
        return crate::tui::update::attempt(program, id);
    }
    if let Some(cursor) = set.items.cursor_mut() {
        cursor.selected = row;
    }
    moved(program);
    Vec::new()
}

/// The wheel moves the list, or the details where it is over them.
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

/// Makes the rows anew, and keeps the cursor on what it was on and in sight.
pub fn settle(program: &mut Program) {
    let wanted = program.set().map_or("", |set| set.items.search.value()).to_owned();
    let folded = folded(program, !wanted.is_empty());
    let Some(facts) = facts(program) else {
        if let Some(set) = program.set_mut() {
            set.items.rows.clear();
        }
        return;
    };
    let Some(set) = program.set() else { return };
    let texts = folded.as_ref().map_or(&[][..], |(_, texts)| texts.as_slice());
    let rows = list::rows(&facts, &set.items.filter, &wanted, texts);
    let mut candidates = set.items.on.iter().chain(set.items.near.iter().flatten());
    // An item just made is waited for until the docket has it.
    let is_coming = |id: &String| {
        facts.decisions.items.contains_key(id)
            && facts.numbered(id).is_none()
            && !facts.docket.empty_items.contains(id)
            && facts.decisions.item_of.values().any(|item| item == id)
    };
    let waiting = matches!(&set.items.on, Some(Target::Item(id)) if is_coming(id));
    let found = if waiting { None } else { candidates.find_map(|on| position(&facts, &rows, on)) };
    let marked: BTreeSet<Target> = set.items.marked.iter().filter(|mark| exists(&facts, mark)).cloned().collect();
    let height = usize::from(view::areas(program, main_area(program)).rows.height);
    let Some(set) = program.set_mut() else { return };
    let state = &mut set.items;
    state.folded = folded;
    state.rows = rows;
    state.marked = marked;
    let last = state.rows.len().saturating_sub(1);
    if let Some(cursor) = state.cursors.first_mut() {
        cursor.selected = found.unwrap_or(cursor.selected).min(last);
        let is_title = |row: &usize| matches!(state.rows.get(*row), Some(Row::Title(_)));
        if is_title(&cursor.selected) {
            let after = (cursor.selected..=last).find(|row| !is_title(row));
            let before = (0..cursor.selected).rev().find(|row| !is_title(row));
            cursor.selected = after.or(before).unwrap_or(cursor.selected);
        }
    }
    state.range = state.range.map(|row| row.min(last));
    let count = length(program);
    let lines = detail::lines(program).len();
    let room = usize::from(view::areas(program, main_area(program)).detail_text().height);
    let on = current(program);
    let near = neighbours(program);
    let Some(set) = program.set_mut() else { return };
    if !waiting {
        set.items.on = on;
        set.items.near = near;
    }
    set.items.detail = set.items.detail.min(lines.saturating_sub(room));
    let is_list = set.items.tab == Tab::Items;
    let titled = is_list
        && set.items.cursors.first().is_some_and(|cursor| {
            let above = cursor.selected.checked_sub(1).and_then(|row| set.items.rows.get(row));
            cursor.offset == cursor.selected && matches!(above, Some(Row::Title(_)))
        });
    if let Some(cursor) = set.items.cursor_mut() {
        cursor.selected = cursor.selected.min(count.saturating_sub(1));
        // The heading of the first row in sight is in sight too.
        let offset = cursor.offset.saturating_sub(usize::from(titled && height > 1));
        cursor.offset = follow(offset, cursor.selected, count, height);
    }
}

/// Texts folded for search: the old ones where the docket is the same.
fn folded(program: &mut Program, needed: bool) -> Option<(Arc<Docket>, Vec<String>)> {
    let docket = program.set()?.docket.clone()?;
    let old = program.set_mut()?.items.folded.take().filter(|(of, _)| Arc::ptr_eq(of, &docket));
    match (old, needed) {
        (Some(old), _) => Some(old),
        (None, false) => None,
        (None, true) => {
            let texts = list::folded(&facts(program)?);
            Some((docket, texts))
        }
    }
}

fn position(facts: &Facts<'_>, rows: &[Row], on: &Target) -> Option<usize> {
    rows.iter().position(|row| list::target(facts, row).as_ref() == Some(on))
}

/// What stands below and above the cursor.
fn neighbours(program: &Program) -> [Option<Target>; 2] {
    let (Some(facts), Some(set)) = (facts(program), program.set()) else { return [None, None] };
    let selected = set.items.cursors.first().map_or(0, |cursor| cursor.selected);
    let mut below = set.items.rows.iter().skip(selected + 1).filter_map(|row| list::target(&facts, row));
    let mut above = set.items.rows.iter().take(selected).rev().filter_map(|row| list::target(&facts, row));
    [below.next(), above.next()]
}

fn exists(facts: &Facts<'_>, target: &Target) -> bool {
    match target {
        Target::Item(id) => facts.numbered(id).is_some(),
        Target::Opinion(id) => facts.docket.opinion(id).is_some_and(|opinion| {
            !matches!(
                opinion.fate,
                crate::model::comment::Fate::Published { .. } | crate::model::comment::Fate::Merged { .. }
            )
        }),
    }
}
