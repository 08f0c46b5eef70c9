//! The mouse on the screens: a click puts the cursor where it points, the wheel moves what it is over.

use ratatui::layout::Position;

use super::action::Effect;
use super::command::Id;
use super::panes;
use super::screens::table::{self, Entry, Pane};
use super::screens::{
    evidence, findings, form, guess, items, next_steps, overview, problems, progress, sets, show, tagging, tree,
};
use super::state::{On, Screen, State};
use super::view::main_area;
use crate::tui::widgets::grid::Spot;

/// A click on the screen.
pub fn click(state: &mut State, at: Position) -> Vec<Effect> {
    let area = main_area(state);
    match state.screen {
        Screen::Overview => {
            let geometry = overview::geometry(state, area);
            let offset = geometry.follow((0, 0), (state.current, 0));
            let (_, second, _, third) = overview::areas(area, state);
            if let Some(step) = next_steps::hit(state, third, at) {
                let again = state.on == On::Step(step);
                state.on = On::Step(step);
                return if again { overview::run(state, Id::OpenSurvey) } else { Vec::new() };
            }
            let sets = sets::geometry(state, second);
            let sets_offset = sets.follow((0, 0), (state.current_set, 0));
            // A second click on the same survey or set opens it.
            let again = match (geometry.hit(offset, at.x, at.y), sets.hit(sets_offset, at.x, at.y)) {
                (Some((row, _)), _) => {
                    let again = row == state.current && state.on == On::Surveys;
                    (state.current, state.on) = (row, On::Surveys);
                    again
                }
                (None, Some((row, _))) if second.contains(at) => {
                    let again = row == state.current_set && state.on == On::Sets;
                    (state.current_set, state.on) = (row, On::Sets);
                    again
                }
                _ => false,
            };
            if again { overview::run(state, Id::OpenSurvey) } else { Vec::new() }
        }
        Screen::Problems => problems::click(state, at),
        Screen::Form => form::click(state, at),
        Screen::Table => on_table(state, at),
        Screen::Tagging => tagging::click(state, at),
        Screen::Items => items::click(state, at),
        Screen::Findings => findings::click(state, at),
        Screen::Evidence => evidence::click(state, at),
        Screen::Progress => progress::click(state, at),
        Screen::Tree => tree::click(state, at),
        Screen::Show => show::run(state, Id::ShowNext),
        Screen::Guess => guess::click(state, at),
    }
}

fn on_table(state: &mut State, at: Position) -> Vec<Effect> {
    let hit = cell_at(state, at);
    let Some(opened) = state.opened() else { return Vec::new() };
    let areas = table::update::areas(state, &opened.table);
    let lines = table::layout::list_lines(&areas);
    let entry = opened.survey().filter(|_| lines.contains(at)).and_then(|survey| {
        let row = opened.table.list_offset + usize::from(at.y - lines.y);
        match table::entries(survey, opened.table.search.value()).get(row) {
            Some(Entry::Question(index)) => Some(*index),
            _ => None,
        }
    });
    let Some(opened) = state.opened_mut() else { return Vec::new() };
    let shown = &mut opened.table;
    shown.searching = areas.list.contains(at) && !areas.narrow && at.y == areas.list.y + 1;
    if areas.list.contains(at) {
        shown.focus = Pane::Questions;
    } else if areas.table.contains(at) {
        shown.focus = Pane::Table;
    } else if areas.chart.contains(at) {
        shown.focus = Pane::Chart;
    }
    match (entry, hit) {
        (Some(question), _) => table::update::choose(state, question),
        (None, Some(cell)) => {
            let again = shown.cursor == cell;
            (shown.cursor, shown.anchor) = (cell, None);
            // Where the keys come from a list that makes room for the table, that moves under the mouse.
            if cell_at(state, at) == Some(cell) {
                panes::hold_cells(state);
            }
            if again { table::update::run(state, Id::OpenCell) } else { Vec::new() }
        }
        (None, None) => Vec::new(),
    }
}

/// The mouse was moved while its button was down: a line between panes goes along, or cells of a table are chosen.
pub fn drag(state: &mut State, at: Position) {
    if panes::drag(state, at) || !panes::holds_cells(state) {
        return;
    }
    let Some(hit) = cell_at(state, at) else { return };
    if let Some(opened) = state.opened_mut().filter(|opened| opened.table.cursor != hit) {
        table::range::reach(&mut opened.table, hit);
    }
}

/// The cell of the table at a place of the screen.
fn cell_at(state: &State, at: Position) -> Option<Spot> {
    let made = table::update::made(state)?;
    let areas = table::update::areas(state, &state.opened()?.table);
    table::layout::grid(&areas, &made).hit(state.opened()?.table.offset, at.x, at.y)
}

/// The wheel over the screen.
pub fn wheel(state: &mut State, at: Position, down: bool) -> Vec<Effect> {
    let id = if down { Id::Down } else { Id::Up };
    match state.screen {
        Screen::Overview => overview::run(state, id),
        Screen::Problems => problems::wheel(state, at, down),
        Screen::Form => form::wheel(state, at, down),
        Screen::Tagging => tagging::wheel(state, down),
        Screen::Items => items::wheel(state, at, down),
        Screen::Findings => findings::wheel(state, at, down),
        Screen::Evidence => evidence::wheel(state, at, down),
        Screen::Progress => progress::wheel(state, at, down),
        Screen::Tree => tree::wheel(state, at, down),
        Screen::Show => show::run(state, if down { Id::ShowNext } else { Id::ShowPrevious }),
        Screen::Guess => guess::wheel(state, at, down),
        Screen::Table => {
            let Some(opened) = state.opened() else { return Vec::new() };
            let areas = table::update::areas(state, &opened.table);
            let over = if areas.list.contains(at) { Pane::Questions } else { Pane::Table };
            let before = opened.table.focus;
            let set = |state: &mut State, pane| {
                if let Some(opened) = state.opened_mut() {
                    opened.table.focus = pane;
                }
            };
            set(state, over);
            let effects = table::update::run(state, id);
            set(state, before);
            effects
        }
    }
}
