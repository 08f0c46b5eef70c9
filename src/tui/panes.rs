//! The lines between panes: how far people moved them, which pane fills the screen, and where the mouse takes hold of them.
//!
//! Layouts ask here how large their first part is; what lies in the parts is theirs.

use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};

use super::command::Id;
use super::screens::{evidence, findings, form, guess, items, problems, progress, table, tagging, tree};
use super::state::{Screen, State};
use super::view::main_area;

/// How a line divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Left and right.
    Across,
    /// Upper and lower.
    Down,
}

/// One of two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    First,
    Second,
}

/// What people did to the panes of all screens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panes {
    /// The lines that were moved.
    moved: Vec<Moved>,
    /// The part that fills a screen.
    alone: Option<(Screen, Part)>,
    /// What the mouse holds while its button is down.
    held: Option<Hold>,
}

/// A line that was moved: where on which screen, the cells of its first part, and of both then. With more or less room later both
/// parts have their share of it.
pub type Moved = (Screen, Axis, u16, u16);

/// What the mouse holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    Line(Axis),
    /// Cells of a table, from where it was pressed.
    Cells,
}

/// A line between two parts of an area, as it lies now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Divider {
    /// How it divides.
    pub axis: Axis,
    /// Both parts.
    pub whole: Rect,
    /// Cells of the first.
    pub first: u16,
}

/// Fewest cells of a part: a frame and a little text.
const fn least(axis: Axis) -> u16 {
    match axis {
        Axis::Across => 10,
        Axis::Down => 4,
    }
}

/// Cells by which a key moves a line.
const fn stride(axis: Axis) -> i16 {
    match axis {
        Axis::Across => 3,
        Axis::Down => 1,
    }
}

/// The nearest size that leaves both parts of `whole` cells their least.
fn held(size: i32, axis: Axis, whole: u16) -> u16 {
    let least = i32::from(least(axis));
    let most = i32::from(whole) - least;
    u16::try_from(size.clamp(least.min(most), most.max(least))).unwrap_or(0)
}

impl Panes {
    /// Cells of the first of two parts of `whole` cells that has `standard` cells where nobody moved the line. A part that
    /// is not shown, or that cannot give anything, stays.
    pub fn first(&self, screen: Screen, axis: Axis, standard: u16, whole: u16) -> u16 {
        if standard == 0 || standard >= whole || whole < 2 * least(axis) {
            return standard;
        }
        let moved = self.moved.iter().find(|(of, by, ..)| (*of, *by) == (screen, axis));
        moved.map_or(standard, |(_, _, first, then)| {
            let share = i32::from(*first) * i32::from(whole) / i32::from(*then).max(1);
            held(share, axis, whole)
        })
    }

    /// The same for the list of a screen and its details, of which one may fill the screen.
    pub fn list(&self, screen: Screen, axis: Axis, standard: u16, whole: u16) -> u16 {
        match self.alone(screen) {
            Some(Part::First) => whole,
            Some(Part::Second) => 0,
            None => self.first(screen, axis, standard, whole),
        }
    }

    /// The part that fills a screen.
    pub fn alone(&self, screen: Screen) -> Option<Part> {
        self.alone.filter(|(of, _)| *of == screen).map(|(_, part)| part)
    }

    /// Both parts, the first alone, the second alone.
    pub fn turn(&mut self, screen: Screen) {
        self.alone = match self.alone(screen) {
            None => Some((screen, Part::First)),
            Some(Part::First) => Some((screen, Part::Second)),
            Some(Part::Second) => None,
        };
    }

    /// Both parts again.
    pub fn both(&mut self) {
        self.alone = None;
    }

    /// The lines that were moved, to be kept.
    pub fn kept(&self) -> Vec<Moved> {
        self.moved.clone()
    }

    /// Moves lines as they were kept.
    pub fn restore(&mut self, moved: &[Moved]) {
        self.moved = moved.to_vec();
    }

    fn put(&mut self, screen: Screen, divider: Divider, size: i32) {
        let whole = divider.length();
        self.moved.retain(|(of, axis, ..)| (*of, *axis) != (screen, divider.axis));
        self.moved.push((screen, divider.axis, held(size, divider.axis, whole), whole));
    }
}

impl Divider {
    fn length(&self) -> u16 {
        if self.axis == Axis::Across { self.whole.width } else { self.whole.height }
    }

    /// True where the mouse takes hold of it: the two frames that touch.
    fn touches(&self, at: Position) -> bool {
        let behind = match self.axis {
            Axis::Across => at.x.checked_sub(self.whole.x),
            Axis::Down => at.y.checked_sub(self.whole.y),
        };
        // The upper frame of a lower pane has its title, which nobody clicks for anything else.
        self.whole.contains(at) && behind.is_some_and(|behind| behind == self.first || behind + 1 == self.first)
    }
}

/// How the line divides that a command moves.
pub fn axis(id: Id) -> Option<Axis> {
    match id {
        Id::LineLeft | Id::LineRight => Some(Axis::Across),
        Id::LineUp | Id::LineDown => Some(Axis::Down),
        _ => None,
    }
}

/// The lines of the screen.
pub fn dividers(state: &State) -> Vec<Divider> {
    let area = main_area(state);
    let across = |left: Rect, right: Rect| Divider {
        axis: Axis::Across,
        whole: Rect { width: right.right().saturating_sub(left.x), ..left },
        first: left.width,
    };
    let down = |upper: Rect, lower: Rect| Divider {
        axis: Axis::Down,
        whole: Rect { height: lower.bottom().saturating_sub(upper.y), ..upper },
        first: upper.height,
    };
    let either =
        |first: Rect, second: Rect| if first.y == second.y { across(first, second) } else { down(first, second) };
    let lines = match state.screen {
        Screen::Overview | Screen::Show => Vec::new(),
        Screen::Table => state.opened().map_or(Vec::new(), |opened| {
            let areas = table::update::areas(state, &opened.table);
            // A list of ids only has the width of an id.
            let beside = (!areas.narrow).then(|| across(areas.list, areas.table));
            beside.into_iter().chain([down(areas.table, areas.chart)]).collect()
        }),
        Screen::Problems => {
            let areas = problems::view::areas(state, area);
            let upper = areas.rules.union(areas.list);
            vec![across(areas.rules, areas.list), down(upper, areas.detail)]
        }
        Screen::Form => {
            let areas = form::view::areas(state, area);
            vec![down(areas.table, areas.detail)]
        }
        Screen::Tagging => state.set().map_or(Vec::new(), |set| {
            let areas = tagging::layout::areas(&set.tagging, &state.panes, area);
            vec![across(areas.text, areas.codes), down(areas.text, areas.similar)]
        }),
        Screen::Items => {
            let areas = items::view::areas(state, area);
            vec![either(areas.list, areas.detail)]
        }
        Screen::Findings => {
            let areas = findings::view::areas(state, area);
            vec![either(areas.list, areas.detail)]
        }
        Screen::Evidence => {
            let areas = evidence::view::areas(state, area);
            vec![down(areas.matrix, areas.gaps)]
        }
        Screen::Progress => {
            let areas = progress::layout::areas(state, area);
            vec![down(areas.list, areas.detail)]
        }
        Screen::Tree => {
            let areas = tree::view::areas(state, area);
            vec![either(areas.tree, areas.detail)]
        }
        Screen::Guess => {
            let areas = guess::view::areas(state, area);
            vec![across(areas.list_frame, areas.about_frame), down(areas.about_frame, areas.data_frame)]
        }
    };
    // A line beside nothing, or between parts that can give nothing, is none.
    let divides = |line: &Divider| {
        line.first > 0 && line.first < line.length() && line.length() >= 2 * least(line.axis) && !line.whole.is_empty()
    };
    lines.into_iter().filter(divides).collect()
}

/// The line of the screen that divides so.
pub fn divider(state: &State, axis: Axis) -> Option<Divider> {
    dividers(state).into_iter().find(|line| line.axis == axis)
}

/// Moves a line by a key; false where it cannot go on.
pub fn shift(state: &mut State, axis: Axis, ahead: bool) -> bool {
    let Some(line) = divider(state, axis) else { return false };
    let by = if ahead { stride(axis) } else { -stride(axis) };
    state.panes.put(state.screen, line, i32::from(line.first) + i32::from(by));
    divider(state, axis) != Some(line)
}

/// The mouse takes hold of a line; false where there is none.
pub fn grab(state: &mut State, at: Position) -> bool {
    let line = dividers(state).into_iter().find(|line| line.touches(at));
    state.panes.held = line.map(|line| Hold::Line(line.axis));
    line.is_some()
}

/// The mouse was pressed on a cell of a table: while it moves, cells are chosen.
pub fn hold_cells(state: &mut State) {
    state.panes.held = Some(Hold::Cells);
}

/// True while the mouse chooses cells.
pub fn holds_cells(state: &State) -> bool {
    state.panes.held == Some(Hold::Cells)
}

/// The mouse moves while its button is down; false where it holds no line.
pub fn drag(state: &mut State, at: Position) -> bool {
    let Some(Hold::Line(axis)) = state.panes.held else { return false };
    if let Some(line) = divider(state, axis) {
        let size = match axis {
            Axis::Across => i32::from(at.x) - i32::from(line.whole.x),
            Axis::Down => i32::from(at.y) - i32::from(line.whole.y),
        };
        state.panes.put(state.screen, line, size);
    }
    true
}

/// The button is up.
pub fn release(state: &mut State) {
    state.panes.held = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(axis: Axis, first: u16, length: u16) -> Divider {
        let whole = match axis {
            Axis::Across => Rect::new(0, 0, length, 20),
            Axis::Down => Rect::new(0, 0, 80, length),
        };
        Divider { axis, whole, first }
    }

    #[test]
    fn nobody_can_push_a_pane_out() {
        let mut panes = Panes::default();
        for _ in 0..100 {
            let first = panes.first(Screen::Items, Axis::Across, 60, 120);
            panes.put(Screen::Items, line(Axis::Across, first, 120), i32::from(first) + 3);
        }
        assert_eq!(panes.first(Screen::Items, Axis::Across, 60, 120), 110);
        // And the way back begins at once.
        panes.put(Screen::Items, line(Axis::Across, 110, 120), 107);
        assert_eq!(panes.first(Screen::Items, Axis::Across, 60, 120), 107);
        assert_eq!(panes.first(Screen::Tree, Axis::Across, 60, 120), 60);
        // Also with less room, where both have their share of it, and where another first part would be usual.
        assert_eq!(panes.first(Screen::Items, Axis::Across, 30, 60), 50);
        panes.put(Screen::Items, line(Axis::Across, 50, 60), 47);
        assert_eq!(panes.first(Screen::Items, Axis::Across, 20, 60), 47);
    }

    #[test]
    fn one_part_fills_the_screen_and_gives_it_back() {
        let mut panes = Panes::default();
        let sizes: Vec<u16> = (0..4)
            .map(|_| {
                let size = panes.list(Screen::Tree, Axis::Down, 12, 20);
                panes.turn(Screen::Tree);
                size
            })
            .collect();
        assert_eq!(sizes, [12, 20, 0, 12]);
        assert_eq!(panes.list(Screen::Items, Axis::Down, 12, 20), 12);
    }

    proptest! {
        #[test]
        fn parts_stay_within_the_whole(standard in 0u16..250, whole in 0u16..250, steps in prop::collection::vec(-400i32..400, 0..8)) {
            let mut panes = Panes::default();
            let standard = standard.min(whole);
            for size in steps {
                let first = panes.first(Screen::Form, Axis::Down, standard, whole);
                prop_assert!(first <= whole);
                panes.put(Screen::Form, line(Axis::Down, first, whole), size);
            }
            let first = panes.first(Screen::Form, Axis::Down, standard, whole);
            if standard > 0 && standard < whole && whole >= 8 && panes != Panes::default() {
                prop_assert!((4..=whole - 4).contains(&first));
            }
        }
    }
}
