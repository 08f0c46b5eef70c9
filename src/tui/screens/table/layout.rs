//! Where the panes of the table screen lie: pure, so that drawing, scrolling and the mouse agree.

use ratatui::layout::Rect;

use super::sheet::Made;
use super::{Pane, State, chart, on_screen, settings};
use crate::messages::Lang;
use crate::messages::screen::{self as say, Setting};
use crate::model::Survey;
use crate::model::table::Table;
use crate::tui::panes::{Axis, Panes};
use crate::tui::state::Screen;
use crate::tui::widgets::canvas::{below, inner, inside};
use crate::tui::widgets::grid::{Geometry, geometry};

/// Panes with their frames; an empty area is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// Questions.
    pub list: Rect,
    /// Table.
    pub table: Rect,
    /// Chart.
    pub chart: Rect,
    /// The list shows ids only.
    pub narrow: bool,
    /// Lines of the table's pane that are not table: settings, base.
    pub top: u16,
}

/// From this width on all panes have room beside each other.
const WIDE: u16 = 110;
/// Cells of the narrow list.
const NARROW: u16 = 10;

/// Divides the screen; with as many lines above the table as its settings need.
pub fn areas(
    state: &State,
    panes: &Panes,
    area: Rect,
    survey: Option<&Survey>,
    table: Option<&Table>,
    lang: Lang,
) -> Areas {
    let areas = panes_of(state, panes, area, table, lang);
    let top = survey.map_or(1, |survey| settings_lines(&areas, survey, state, lang).len());
    Areas { top: u16::try_from(top).unwrap_or(1) + 1, ..areas }
}

/// What the table is made of, in the lines that it takes.
pub fn settings_lines(areas: &Areas, survey: &Survey, state: &State, lang: Lang) -> Vec<Vec<Setting>> {
    settings::lines(say::settings(lang, survey, &state.view), table_body(areas).width.into())
}

/// The table's pane within its frame.
pub fn table_body(areas: &Areas) -> Rect {
    inside(inner(areas.table), 1, 1)
}

fn panes_of(state: &State, panes: &Panes, area: Rect, table: Option<&Table>, lang: Lang) -> Areas {
    let nothing = Rect { width: 0, height: 0, ..area };
    let none = Areas { list: nothing, table: nothing, chart: nothing, narrow: false, top: 2 };
    if state.zoom {
        return match state.focus {
            Pane::Questions => Areas { list: area, ..none },
            Pane::Table => Areas { table: area, ..none },
            Pane::Chart => Areas { chart: area, ..none },
        };
    }
    let listing = state.focus == Pane::Questions;
    let (list_width, narrow) = match (area.width >= WIDE, listing) {
        (true, _) => ((area.width / 4).min(42), false),
        (false, true) => ((area.width * 2 / 5).min(34), false),
        (false, false) => (NARROW.min(area.width / 4), true),
    };
    // A list of ids only has the width of an id.
    let list_width = if narrow { list_width } else { panes.first(Screen::Table, Axis::Across, list_width, area.width) };
    let list = Rect { width: list_width, ..area };
    let right = inside(area, list_width, 0);
    let wanted = table
        .map_or(0, |table| chart::height(table, state.shown, &on_screen(state, false), usize::from(right.width), lang));
    let most = right.height * 2 / 5;
    let chart_height = if state.no_chart || most < 5 { 0 } else { wanted.min(most) };
    let table_height = panes.first(Screen::Table, Axis::Down, right.height - chart_height, right.height);
    let table = Rect { height: table_height, ..right };
    Areas { list, table, chart: below(right, table_height), narrow, ..none }
}

/// The lines of the list, inside its frame and below its search line.
pub fn list_lines(areas: &Areas) -> Rect {
    below(inner(areas.list), u16::from(!areas.narrow))
}

/// The part of the table's pane that the grid has: its last column, of arrows, touches the frame.
pub fn grid_area(areas: &Areas) -> Rect {
    below(inside(inner(areas.table), 1, 0), areas.top)
}

/// The grid laid out.
pub fn grid(areas: &Areas, made: &Made) -> Geometry {
    geometry(&made.sheet, grid_area(areas))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_cover_the_screen_without_overlap() {
        for (focus, width) in [(Pane::Table, 80), (Pane::Questions, 80), (Pane::Table, 160)] {
            let state = State { focus, ..State::default() };
            let areas = areas(&state, &Panes::default(), Rect::new(0, 1, width, 20), None, None, Lang::Ja);
            assert_eq!(areas.list.width + areas.table.width, width);
            assert_eq!(areas.table.height + areas.chart.height, 20);
        }
    }
}
