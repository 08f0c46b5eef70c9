//! Where the parts of the screen of progress lie: the list above its details, columns cut to the room there is.

use ratatui::layout::{Position, Rect};

use super::tables::{Form, Table};
use crate::text::cells::width;
use crate::text::fit::cut;
use crate::text::fold::display;
use crate::text::heading::heading;
use crate::tui::panes::Axis;
use crate::tui::state::{Screen, State as Program};
use crate::tui::view::main_area;
use crate::tui::widgets::canvas::{below, inner, inside, line};
use crate::tui::widgets::tabs;

/// Where the parts lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// Names of the tables.
    pub tabs: Rect,
    /// The list with its frame.
    pub list: Rect,
    /// Its search line.
    pub search: Rect,
    /// Names of its columns.
    pub head: Rect,
    /// Its rows.
    pub rows: Rect,
    /// What they count.
    pub foot: Rect,
    /// The details with their frame.
    pub detail: Rect,
    /// What is told of the record.
    pub left: Rect,
    /// Its figures; empty where they stand below what is told.
    pub right: Rect,
}

/// Lays the screen out.
pub fn areas(program: &Program, area: Rect) -> Areas {
    let tabs = line(area, 0);
    let body = below(area, 1);
    let part = if program.progress.large { body.height.min(9) } else { body.height * 5 / 8 };
    let height = part.max(body.height.min(8));
    let height = program.panes.list(Screen::Progress, Axis::Down, height, body.height);
    let list = Rect { height, ..body };
    let detail = below(body, list.height);
    let text = inside(inner(list), 1, 1);
    let foot = line(text, text.height.saturating_sub(1));
    let heads = head_rows(program, text);
    let rows = below(text, 1 + heads);
    let rows = Rect { height: rows.height.saturating_sub(1), ..rows };
    let told = inside(inner(detail), 1, 1);
    let (left, right) = if told.width >= 100 {
        let half = told.width / 2;
        (Rect { width: half.saturating_sub(1), ..told }, inside(told, half + 1, 0))
    } else {
        (told, Rect { width: 0, ..told })
    };
    Areas {
        tabs,
        list,
        search: line(text, 0),
        head: Rect { height: heads.min(below(text, 1).height), ..below(text, 1) },
        rows,
        foot,
        detail,
        left,
        right,
    }
}

/// Lines for the names of the columns: as many as the longest needs, as far as there is room for its rows.
fn head_rows(program: &Program, text: Rect) -> u16 {
    let Some((_, table)) = super::current(program) else { return 1 };
    let widths = widths(table, text.width);
    let most = match text.height {
        0..=7 => 1,
        8..=9 => 2,
        _ => 3,
    };
    let lines = |label: &str| heading(&display(label), widths.cell, most).len();
    let wanted = table.columns.iter().map(|column| lines(&column.label)).max().unwrap_or(1);
    u16::try_from(wanted.min(most)).unwrap_or(1)
}

/// Widths of the columns in cells, each with a space behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Widths {
    /// Number.
    pub no: usize,
    /// Name.
    pub title: usize,
    /// 実施年度; 0 where there is no room for it.
    pub period: usize,
    /// Each cell.
    pub cell: usize,
    /// How many cells.
    pub columns: usize,
    /// Grade; 0 where the table has none.
    pub grade: usize,
}

impl Widths {
    /// Where the first cell begins.
    pub fn start(&self) -> usize {
        let period = if self.period > 0 { self.period + 1 } else { 0 };
        self.no + 1 + self.title + 1 + period
    }

    /// The column of a cell at this distance from the left.
    pub fn hit(&self, x: u16) -> Option<usize> {
        let column = usize::from(x).checked_sub(self.start())? / (self.cell + 1);
        (column < self.columns).then_some(column)
    }
}

/// The widths of a table's columns in some room.
pub fn widths(table: &Table, room: u16) -> Widths {
    let room = usize::from(room);
    let columns = table.columns.len();
    let widest = table.entries.iter().map(|entry| width(&entry.no)).max().unwrap_or(0);
    // Outlines have no numbers; where their room is needed, numbers are cut.
    let no = if widest == 0 { 0 } else { widest.clamp(3, 6).min(room / 6) };
    let grade = if table.form == Form::Progress && room >= 40 { 6 } else { 0 };
    let period = if table.form == Form::Progress && room >= 110 { 10 } else { 0 };
    let fixed = no + 1 + if grade > 0 { grade + 1 } else { 0 } + if period > 0 { period + 1 } else { 0 };
    let rest = room.saturating_sub(fixed);
    let share = match table.form {
        Form::Outline => rest * 2 / 3,
        _ if columns > 4 => rest * 13 / 20,
        Form::Progress | Form::Yearly | Form::Indicators => rest * 3 / 5,
    };
    let cell = (share / columns.max(1)).saturating_sub(1);
    let title = rest.saturating_sub(columns * (cell + 1) + 1);
    Widths { no, title, period, cell, columns, grade }
}

/// Names of the tables in their places. They are cut so that all fit.
pub fn tabs(program: &Program) -> Vec<tabs::Tab<usize>> {
    let area = areas(program, main_area(program)).tabs;
    let tables = program.progress.tables();
    let count = u16::try_from(tables.len()).unwrap_or(u16::MAX).max(1);
    let most = usize::from(area.width.saturating_sub(1) / count).saturating_sub(3).max(2);
    let name = |(at, table): (usize, &Table)| {
        let name = program.plans().get(table.plan).map_or(String::new(), |plan| table.name(plan, program.lang));
        (at, cut(&display(&name), most))
    };
    tabs::place(area, tables.iter().enumerate().map(name))
}

/// The table whose name stands at a place of the screen.
pub fn tab_hit(program: &Program, at: Position) -> Option<usize> {
    tabs::hit(tabs(program), at)
}
