//! The screen of progress: the tables of plans as they are printed, filtered and counted, and beside the row under the
//! cursor its whole cells and its figures over the years. Grades are shown beside trends, never computed.
//!
//! `tables` makes rows, `filter` chooses, `layout` says where things lie, `detail` tells, `view` draws.

pub mod detail;
pub mod export;
pub mod filter;
pub mod layout;
pub mod standing;
pub mod tables;
pub mod view;

use std::sync::Arc;

use ratatui::layout::Position;
use tui_input::Input;

use self::filter::{Filter, Shown};
use self::tables::{Entry, Table};
use crate::messages::pictures as picture_words;
use crate::messages::plan::screen as say;
use crate::model::plan::{Plan, RecordRef};
use crate::plans::indicators::Indicator;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::popups::{Kind, Popup};
use crate::tui::screens::tree;
use crate::tui::state::{PlanData, Screen, State as Program, Tone};
use crate::tui::view::main_area;
use crate::tui::widgets::scroll::{FAR, follow, step};

pub use view::draw;

/// What is seen of the plans' tables.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The search line.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
    /// The tables, and the plans they were made of.
    made: Option<Made>,
    /// Where indicators stand.
    pub standing: standing::State,
    /// Links written in the plans.
    links: std::collections::BTreeMap<RecordRef, Vec<RecordRef>>,
    /// Which table is shown.
    pub table: usize,
    /// Which of its rows.
    pub filter: Filter,
    /// What that came to, made anew after every action.
    pub shown: Shown,
    /// The lines of the list.
    pub rows: Vec<Row>,
    /// Line under the cursor.
    pub selected: usize,
    /// Column under it.
    pub column: usize,
    /// Record the cursor stands on.
    pub on: Option<String>,
    /// First line in sight.
    pub offset: usize,
    /// First line of the details in sight.
    pub detail: usize,
    /// The details take most of the screen.
    pub large: bool,
    /// Figures over the years are drawn as lines, not as bars.
    pub lined: bool,
}

/// The tables, and what they were made of.
#[derive(Debug, Clone)]
struct Made {
    plans: Arc<Vec<Plan>>,
    values: Option<Arc<Vec<Indicator>>>,
    tables: Arc<Vec<Table>>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A strategy, or policies below it.
    Title {
        /// In words.
        text: String,
        /// Below a strategy.
        inner: bool,
    },
    /// A row of the table, by position.
    Entry(usize),
}

impl State {
    /// The tables there are.
    pub fn tables(&self) -> &[Table] {
        self.made.as_ref().map_or(&[], |made| &made.tables)
    }

    /// The row under the cursor.
    pub fn entry(&self) -> Option<&Entry> {
        match self.rows.get(self.selected)? {
            Row::Entry(at) => self.tables().get(self.table)?.entries.get(*at),
            Row::Title { .. } => None,
        }
    }
}

/// The table shown and its plan.
pub fn current(program: &Program) -> Option<(&Plan, &Table)> {
    let table = program.progress.tables().get(program.progress.table)?;
    Some((program.plans().get(table.plan)?, table))
}

/// The plan shown.
pub fn plan(program: &Program) -> Option<&Plan> {
    current(program).map(|(plan, _)| plan)
}

/// Why a command cannot be used here.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    let is_own = matches!(
        id,
        Id::OpenRecord
            | Id::FilterRecords
            | Id::ByStrategy
            | Id::ByGrade
            | Id::WithoutResults
            | Id::ShowInTree
            | Id::ExportPlan
            | Id::Chart
            | Id::NextPlan
            | Id::PreviousPlan
            | Id::Search
            | Id::Copy
    );
    if !is_own {
        return None;
    }
    if let Some(reason) = missing(program) {
        return Some(reason);
    }
    let Some((plan, table)) = current(program) else { return Some(say::no_table(lang).to_owned()) };
    let reason = match id {
        Id::NextPlan | Id::PreviousPlan if program.progress.tables().len() < 2 => say::one_table(lang),
        Id::ByStrategy if filter::strategies(table).is_empty() => say::no_strategies(lang),
        Id::ByGrade if filter::grades(plan, table).is_empty() => say::no_grades(lang),
        Id::Chart if program.progress.entry().is_none_or(|entry| entry.series.is_empty()) => say::no_figures(lang),
        Id::OpenRecord | Id::ShowInTree | Id::Copy if program.progress.entry().is_none() => say::nothing_here(lang),
        _ => return None,
    };
    Some(reason.to_owned())
}

/// Why there are no plans.
pub fn missing(program: &Program) -> Option<String> {
    let lang = program.lang;
    match &program.plans.data {
        PlanData::Loading => Some(say::loading(lang).to_owned()),
        PlanData::Failed(_) if program.screen == Screen::Progress || program.screen == Screen::Tree => {
            Some(say::plans_failed(lang).to_owned())
        }
        // The sentence itself stands on the screen.
        PlanData::Failed(_) => None,
        PlanData::Ready(plans) => plans.is_empty().then(|| say::no_plan(lang).to_owned()),
    }
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let page = usize::from(layout::areas(program, main_area(program)).rows.height).max(2) - 1;
    let page = isize::try_from(page).unwrap_or(1);
    let columns = current(program).map_or(0, |(_, table)| table.columns.len());
    let state = &mut program.progress;
    match id {
        Id::Up => go(state, -1),
        Id::Down => go(state, 1),
        Id::PageUp => go(state, -page),
        Id::PageDown => go(state, page),
        Id::First => go(state, -FAR),
        Id::Last => go(state, FAR),
        Id::Left => state.column = step(state.column, -1, columns),
        Id::Right => state.column = step(state.column, 1, columns),
        Id::RowStart => state.column = 0,
        Id::RowEnd => state.column = columns.saturating_sub(1),
        Id::DetailUp | Id::DetailDown => {
            let areas = layout::areas(program, main_area(program));
            let most = detail::length(program, &areas).saturating_sub(usize::from(areas.left.height));
            detail::scroll(program, id == Id::DetailDown, most, |program| &mut program.progress.detail);
        }
        Id::Search => state.searching = true,
        Id::OpenRecord => state.large = !state.large,
        Id::Chart => {
            state.lined = !state.lined;
            let kind = if state.lined { picture_words::yearly_lines } else { picture_words::yearly_bars };
            program.tell(Tone::Good, picture_words::switched(program.lang, kind(program.lang)));
        }
        Id::NextPlan => switch(state, 1),
        Id::PreviousPlan => switch(state, state.tables().len().saturating_sub(1)),
        Id::WithoutResults => state.filter.without = !state.filter.without,
        Id::FilterRecords => program.boxes.push(Popup::new(Kind::PlanFilter)),
        Id::ByStrategy | Id::ByGrade => cycle(program, id == Id::ByStrategy),
        Id::ExportPlan => program.boxes.push(Popup::new(Kind::PlanFormats)),
        Id::ShowInTree => return in_tree(program),
        Id::Copy => return vec![Effect::Copy(export::copied(program))],
        Id::Back => back(program),
        _ => {}
    }
    Vec::new()
}

fn go(state: &mut State, by: isize) {
    let count = state.rows.len();
    // What the cursor stood on is kept while the plans are read anew.
    if count == 0 {
        return;
    }
    let is_title = |row: usize| matches!(state.rows.get(row), Some(Row::Title { .. }));
    let mut to = step(state.selected, by, count);
    // Titles are passed over; where there is nothing beyond one, the cursor stays.
    while is_title(to) {
        let next = step(to, by.signum(), count);
        if next == to {
            let below = (to..count).find(|row| !is_title(*row));
            to = below.unwrap_or(state.selected);
            break;
        }
        to = next;
    }
    if to != state.selected {
        state.detail = 0;
    }
    state.selected = to;
    state.on = state.entry().map(|entry| entry.record.clone());
}

fn switch(state: &mut State, by: usize) {
    state.table = (state.table + by) % state.tables().len().max(1);
    state.filter = Filter::default();
    (state.on, state.selected, state.offset, state.detail, state.column) = (None, 0, 0, 0, 0);
}

fn cycle(program: &mut Program, strategy: bool) {
    let Some((plan, table)) = current(program) else { return };
    let filter = &program.progress.filter;
    let (values, now) = match strategy {
        true => (filter::strategies(table), filter.strategy.as_ref()),
        false => (filter::grades(plan, table), filter.grade.as_ref()),
    };
    let next = filter::next(&values, now);
    let filter = &mut program.progress.filter;
    *(if strategy { &mut filter.strategy } else { &mut filter.grade }) = next;
}

fn in_tree(program: &mut Program) -> Vec<Effect> {
    let Some((plan, _)) = current(program) else { return Vec::new() };
    let Some(entry) = program.progress.entry() else { return Vec::new() };
    let record = RecordRef::new(&plan.id, &entry.record);
    tree::jump::to_record(program, &record);
    Vec::new()
}

/// Leaves what was begun last: large details, the search, the filter, the screen.
fn back(program: &mut Program) {
    let state = &mut program.progress;
    if state.large {
        state.large = false;
    } else if !state.search.value().is_empty() {
        state.search.reset();
    } else if state.filter != Filter::default() {
        state.filter = Filter::default();
    } else {
        program.screen = Screen::Overview;
    }
}

/// Runs a command in the search line.
pub fn search(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::Accept | Id::Back => {
            program.progress.searching = false;
            if id == Id::Back {
                program.progress.search.reset();
            }
            Vec::new()
        }
        _ => run(program, id),
    }
}

/// Shows a record in the first table that has it; false where none has.
pub fn show(program: &mut Program, record: &RecordRef) -> bool {
    prepare(program);
    let has = |table: &Table| {
        let is_its = program.plans().get(table.plan).is_some_and(|plan| plan.id == record.plan);
        is_its && table.entries.iter().any(|entry| entry.record == record.id)
    };
    let Some(at) = program.progress.tables().iter().position(has) else { return false };
    let state = &mut program.progress;
    state.table = at;
    state.filter = Filter::default();
    state.search.reset();
    state.on = Some(record.id.clone());
    (state.detail, state.column) = (0, 0);
    program.screen = Screen::Progress;
    true
}

/// Makes the tables where plans are new.
fn prepare(program: &mut Program) {
    let PlanData::Ready(plans) = &program.plans.data else {
        program.progress.made = None;
        return;
    };
    let values = &program.progress.standing.values;
    let same_values = |made: &Made| match (&made.values, values) {
        (Some(made), Some(now)) => Arc::ptr_eq(made, now),
        (made, now) => made.is_none() && now.is_none(),
    };
    if program.progress.made.as_ref().is_some_and(|made| Arc::ptr_eq(&made.plans, plans) && same_values(made)) {
        return;
    }
    let read = values.as_deref().map(Vec::as_slice);
    let tables = Arc::new(tables::tables(plans, read, (program.ascii, program.lang)));
    let values = values.clone();
    program.progress.links = crate::model::plan::links(plans);
    program.progress.table = program.progress.table.min(tables.len().saturating_sub(1));
    program.progress.made = Some(Made { plans: Arc::clone(plans), values, tables });
}

/// Makes the lines anew, and keeps the cursor on what it was on and in sight.
pub fn settle(program: &mut Program) {
    prepare(program);
    let Some((plan, table)) = current(program) else {
        program.progress.rows.clear();
        program.progress.shown = Shown::default();
        return;
    };
    let state = &program.progress;
    let shown = filter::shown(plan, table, &state.filter, state.search.value());
    let rows = rows(plan, table, &shown);
    let on = |row: &Row| match row {
        Row::Entry(at) => table.entries.get(*at).map(|entry| &entry.record) == state.on.as_ref(),
        Row::Title { .. } => false,
    };
    let kept = rows.iter().position(on);
    let columns = table.columns.len();
    let state = &mut program.progress;
    (state.shown, state.rows) = (shown, rows);
    let last = state.rows.len().saturating_sub(1);
    state.selected = kept.unwrap_or(state.selected).min(last);
    let is_title = |row: &usize| matches!(state.rows.get(*row), Some(Row::Title { .. }));
    if is_title(&state.selected) {
        let after = (state.selected..=last).find(|row| !is_title(row));
        let before = (0..state.selected).rev().find(|row| !is_title(row));
        state.selected = after.or(before).unwrap_or(state.selected);
    }
    if kept.is_none() {
        state.detail = 0;
    }
    state.on = state.entry().map(|entry| entry.record.clone());
    state.column = state.column.min(columns.saturating_sub(1));
    let areas = layout::areas(program, main_area(program));
    let lines = detail::length(program, &areas);
    let state = &mut program.progress;
    state.detail = state.detail.min(lines.saturating_sub(usize::from(areas.left.height)));
    let height = usize::from(areas.rows.height);
    // The titles over the first row in sight are in sight too, where there is room.
    let titles =
        state.rows.iter().take(state.selected).rev().take_while(|row| matches!(row, Row::Title { .. })).count();
    let above = if state.offset + titles >= state.selected && height > titles + 1 {
        state.selected - titles
    } else {
        state.offset
    };
    state.offset = follow(state.offset.min(above), state.selected, state.rows.len(), height);
}

fn rows(plan: &Plan, table: &Table, shown: &Shown) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut strategy: Option<&String> = None;
    let mut policies: &[String] = &[];
    let name = |id: &String| plan.record(id).map_or(id.clone(), crate::model::plan::Record::name);
    for at in &shown.entries {
        let Some(entry) = table.entries.get(*at) else { continue };
        if entry.strategy.as_ref() != strategy {
            strategy = entry.strategy.as_ref();
            policies = &[];
            rows.extend(strategy.map(|id| Row::Title { text: name(id), inner: false }));
        }
        if entry.policies != policies {
            policies = &entry.policies;
            let mut names: Vec<String> = policies.iter().map(name).collect();
            names.dedup();
            if !names.is_empty() {
                rows.push(Row::Title { text: names.join(" > "), inner: true });
            }
        }
        rows.push(Row::Entry(*at));
    }
    rows
}

/// A click on the screen.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let areas = layout::areas(program, main_area(program));
    if let Some(table) = layout::tab_hit(program, at) {
        let by = table + program.progress.tables().len() - program.progress.table;
        switch(&mut program.progress, by);
        return Vec::new();
    }
    program.progress.searching = areas.search.contains(at);
    if !areas.rows.contains(at) {
        return Vec::new();
    }
    let row = program.progress.offset + usize::from(at.y - areas.rows.y);
    if !matches!(program.progress.rows.get(row), Some(Row::Entry(_))) {
        return Vec::new();
    }
    let column =
        current(program).and_then(|(_, table)| layout::widths(table, areas.rows.width).hit(at.x - areas.rows.x));
    let state = &mut program.progress;
    let again = state.selected == row && column.is_none_or(|column| column == state.column);
    state.selected = row;
    state.column = column.unwrap_or(state.column);
    state.detail = 0;
    state.on = state.entry().map(|entry| entry.record.clone());
    if again { crate::tui::update::attempt(program, Id::OpenRecord) } else { Vec::new() }
}

/// The wheel moves the list, or the details where it is over them.
pub fn wheel(program: &mut Program, at: Position, down: bool) -> Vec<Effect> {
    let over_details = layout::areas(program, main_area(program)).detail.contains(at);
    let id = match (over_details, down) {
        (true, true) => Id::DetailDown,
        (true, false) => Id::DetailUp,
        (false, true) => Id::Down,
        (false, false) => Id::Up,
    };
    run(program, id)
}
