//! A table of cells with fixed row labels, fixed first columns and a header, which scrolls under a cell cursor.
//!
//! It draws texts that are already made; what a cell means is known to who made the [`Sheet`].

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, below, inside, line, more};
use super::scroll::follow;
use crate::present::picture::tone::Tone;
use crate::text::cells::width;
use crate::text::fit::{Align, wrap};

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Over the row labels.
    pub corner: String,
    /// Left to right.
    pub columns: Vec<Head>,
    /// Columns that never scroll away.
    pub frozen: usize,
    /// Top to bottom.
    pub rows: Vec<Row>,
}

/// The label of a row or column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    /// Title shared with its neighbours; may be empty.
    pub block: String,
    /// Its own.
    pub label: String,
    /// A total: bold.
    pub strong: bool,
    /// To be taken with care.
    pub care: bool,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Its label.
    pub head: Head,
    /// Per column: its lines.
    pub cells: Vec<Vec<String>>,
    /// Per column, where there are any: how far the figure lies from 全体.
    pub tones: Vec<Option<Tone>>,
}

impl Row {
    /// Lines of text it takes.
    fn lines(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(1).max(1)
    }
}

/// A cell by row and column.
pub type Spot = (usize, usize);

/// Cells from one corner to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    first: Spot,
    last: Spot,
}

impl Range {
    /// The cells between two, both with them.
    pub fn between(one: Spot, other: Spot) -> Self {
        Self { first: (one.0.min(other.0), one.1.min(other.1)), last: (one.0.max(other.0), one.1.max(other.1)) }
    }

    /// Its rows.
    pub fn rows(self) -> std::ops::RangeInclusive<usize> {
        self.first.0..=self.last.0
    }

    /// Its columns.
    pub fn columns(self) -> std::ops::RangeInclusive<usize> {
        self.first.1..=self.last.1
    }
}

/// One line of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visual {
    Block(usize),
    Line(usize, usize),
}

/// Where everything lies, computed once and used for drawing, scrolling and the mouse.
#[derive(Debug, Clone, PartialEq)]
pub struct Geometry {
    area: Rect,
    label: u16,
    column: u16,
    head: u16,
    blocks: bool,
    visuals: Vec<Visual>,
    /// Scrolling columns that fit.
    room: usize,
    frozen: usize,
    columns: usize,
}

/// Most lines of a column's label.
const HEAD_LINES: u16 = 4;

/// Lays a sheet out in an area, whose last column is that of the marks of what is out of sight.
pub fn geometry(sheet: &Sheet, area: Rect) -> Geometry {
    let across = area.width.saturating_sub(1);
    let widest = sheet.rows.iter().map(|row| width(&row.head.label) + 1).chain([width(&sheet.corner)]).max();
    let most = usize::from(across * 2 / 5).clamp(4, 40);
    let label = u16::try_from(widest.unwrap_or(0).clamp(6, most.max(6)) + 1).unwrap_or(8).min(across);
    let free = across - label;
    let count = u16::try_from(sheet.columns.len().max(1)).unwrap_or(u16::MAX);
    let longest = sheet.rows.iter().flat_map(|row| row.cells.iter().flatten()).map(|text| width(text)).max();
    let least = u16::try_from(longest.unwrap_or(0).max(5) + 2).unwrap_or(8);
    let column = (free / count).clamp(least.max(8), 13.max(least)).min(free.max(1));
    let lines = sheet.columns.iter().map(|head| wrap(&head.label, usize::from(column.max(2)) - 1).len()).max();
    let most_lines = HEAD_LINES.min(area.height / 3).max(1);
    let head = u16::try_from(lines.unwrap_or(1)).unwrap_or(1).clamp(1, most_lines);
    let blocks = sheet.columns.iter().any(|head| !head.block.is_empty());
    let fit = usize::from(free / column.max(1));
    let frozen = sheet.frozen.min(fit.saturating_sub(1)).min(sheet.columns.len());
    Geometry {
        area,
        label,
        column,
        head,
        blocks,
        visuals: visuals(sheet),
        room: fit.saturating_sub(frozen),
        frozen,
        columns: sheet.columns.len(),
    }
}

fn visuals(sheet: &Sheet) -> Vec<Visual> {
    let mut visuals = Vec::new();
    let mut block = "";
    for (index, row) in sheet.rows.iter().enumerate() {
        if row.head.block != block && !row.head.block.is_empty() {
            visuals.push(Visual::Block(index));
        }
        block = &row.head.block;
        visuals.extend((0..row.lines()).map(|line| Visual::Line(index, line)));
    }
    visuals
}

impl Geometry {
    /// Lines above the rows: labels, titles, rule.
    fn top(&self) -> u16 {
        self.head + u16::from(self.blocks) + 1
    }

    /// Lines for rows.
    fn body(&self) -> usize {
        self.area.height.saturating_sub(self.top()).into()
    }

    /// Rows that a page moves by.
    pub fn page(&self) -> usize {
        let rows = self.visuals.iter().filter(|visual| matches!(visual, Visual::Line(_, 0))).count();
        (self.body() * rows / self.visuals.len().max(1)).max(1)
    }

    /// The offset (line, scrolling column) that keeps the cursor in sight.
    pub fn follow(&self, offset: Spot, cursor: Spot) -> Spot {
        let is_of = |visual: &&Visual| matches!(visual, Visual::Line(row, _) if *row == cursor.0);
        let first = self.visuals.iter().position(|visual| is_of(&visual)).unwrap_or(0);
        let count = self.visuals.iter().filter(is_of).count().max(1);
        let titled = first.checked_sub(1).filter(|before| matches!(self.visuals.get(*before), Some(Visual::Block(_))));
        let body = self.body();
        let lines = follow(offset.0, first + count - 1, self.visuals.len(), body);
        let lines = lines.min(titled.unwrap_or(first));
        let scrolling = self.columns - self.frozen;
        let column = cursor.1.saturating_sub(self.frozen);
        (lines, follow(offset.1, column, scrolling, self.room.max(1)))
    }

    /// Columns in sight, with the x of their left edge.
    fn shown(&self, offset: Spot) -> Vec<(usize, u16)> {
        let scrolled = (self.frozen + offset.1..self.columns).take(self.room);
        let start = self.area.x + self.label;
        let place = |slot: usize| start.saturating_add(u16::try_from(slot).unwrap_or(0).saturating_mul(self.column));
        (0..self.frozen).chain(scrolled).enumerate().map(|(slot, column)| (column, place(slot))).collect()
    }

    /// What is free under the last row; empty while rows are out of sight.
    pub fn free(&self) -> Rect {
        below(inside(self.area, 0, 1), u16::try_from(self.visuals.len()).unwrap_or(u16::MAX).saturating_add(self.top()))
    }

    /// The lines of a row that are in sight.
    pub fn row_area(&self, offset: Spot, row: usize) -> Option<Rect> {
        let body = below(inside(self.area, 0, 1), self.top());
        let is_of = |visual: &Visual| matches!(visual, Visual::Line(of, _) if *of == row);
        let visible = self.visuals.iter().skip(offset.0).take(body.height.into());
        let mut lines = (0..).zip(visible).filter(|(_, visual)| is_of(visual)).map(|(place, _)| place);
        let first: u16 = lines.next()?;
        let height = 1 + u16::try_from(lines.count()).unwrap_or(0);
        Some(Rect { y: body.y + first, height, ..body })
    }

    /// The cell at a place of the screen.
    pub fn hit(&self, offset: Spot, x: u16, y: u16) -> Option<Spot> {
        let row = y.checked_sub(self.area.y + self.top())?;
        if !self.area.contains((x, y).into()) {
            return None;
        }
        let Visual::Line(row, _) = *self.visuals.get(offset.0 + usize::from(row))? else { return None };
        let column = self.shown(offset).into_iter().find(|(_, left)| x >= *left && x < left + self.column);
        Some((row, column.map_or(0, |(column, _)| column)))
    }
}

/// Draws a sheet. The cursor is reversed where the pane has the keys, underlined where not.
pub fn draw(canvas: &mut Canvas<'_>, sheet: &Sheet, geometry: &Geometry, cursor: Spot, offset: Spot, focus: bool) {
    let shown = geometry.shown(offset);
    draw_header(canvas, sheet, geometry, &shown);
    let body = below(geometry.area, geometry.top());
    let visible = geometry.visuals.iter().skip(offset.0).take(body.height.into());
    for (row_of_screen, visual) in (0..).zip(visible) {
        let area = line(body, row_of_screen);
        match *visual {
            Visual::Block(row) => {
                let title = sheet.rows.get(row).map_or("", |row| &row.head.block);
                canvas.put(area, title, canvas.theme.heading().add_modifier(Modifier::UNDERLINED));
            }
            Visual::Line(row, part) => draw_line(canvas, sheet, geometry, &shown, area, (row, part), cursor, focus),
        }
    }
    draw_more(canvas, geometry, &shown, offset, body);
    canvas.always_send(geometry.area);
}

/// Shows which cells are chosen: reversed, the cursor's underlined as well.
pub fn draw_range(canvas: &mut Canvas<'_>, geometry: &Geometry, cursor: Spot, offset: Spot, range: Range) {
    let shown = geometry.shown(offset);
    for row in range.rows() {
        let Some(area) = geometry.row_area(offset, row) else { continue };
        for (column, x) in shown.iter().filter(|(column, _)| range.columns().contains(column)) {
            let cells = inside(Rect { x: *x, width: geometry.column, ..area }, 1, 0);
            canvas.paint(cells, canvas.theme.selected());
            if (row, *column) == cursor {
                canvas.paint(cells, Style::new().add_modifier(Modifier::UNDERLINED | Modifier::BOLD));
            }
        }
    }
}

fn draw_header(canvas: &mut Canvas<'_>, sheet: &Sheet, geometry: &Geometry, shown: &[(usize, u16)]) {
    let area = geometry.area;
    let mut block = "";
    for (column, x) in shown {
        let Some(head) = sheet.columns.get(*column) else { continue };
        if geometry.blocks && head.block != block {
            let cells = Rect { x: *x, width: area.right().saturating_sub(*x), ..line(area, 0) };
            canvas.put(inside(cells, 1, 0), &head.block, canvas.theme.heading().add_modifier(Modifier::UNDERLINED));
        }
        block = &head.block;
        let lines = wrap(&head.label, usize::from(geometry.column.max(2)) - 1);
        let style = head_style(canvas, head);
        let free = geometry.head.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
        let top = u16::from(geometry.blocks) + free;
        let last = usize::from(geometry.head).saturating_sub(1);
        for (row, text) in (0_u16..geometry.head).zip(&lines) {
            let cut_off = usize::from(row) == last && lines.len() > last + 1;
            let text = if cut_off { format!("{text}……") } else { text.clone() };
            let cells = Rect { x: *x, width: geometry.column, ..line(area, top + row) };
            canvas.row(inside(cells, 1, 0), &text, Align::Right, style);
        }
    }
    let corner = Rect { width: geometry.label, ..line(area, geometry.top().saturating_sub(2)) };
    canvas.put(corner, &sheet.corner, canvas.theme.dim());
    let rule = canvas.theme.frame.across.repeat(area.width.into());
    canvas.put(line(area, geometry.top() - 1), &rule, canvas.theme.passive());
}

fn head_style(canvas: &Canvas<'_>, head: &Head) -> Style {
    match (head.care, head.strong) {
        (true, _) => canvas.theme.warn(),
        (false, true) => canvas.theme.heading(),
        (false, false) => Style::new(),
    }
}

#[expect(clippy::too_many_arguments, reason = "one line needs all of what a whole sheet does")]
fn draw_line(
    canvas: &mut Canvas<'_>,
    sheet: &Sheet,
    geometry: &Geometry,
    shown: &[(usize, u16)],
    area: Rect,
    (index, part): Spot,
    cursor: Spot,
    focus: bool,
) {
    let Some(row) = sheet.rows.get(index) else { return };
    let style = head_style(canvas, &row.head);
    if part == 0 {
        let label = Rect { width: geometry.label.saturating_sub(1), ..area };
        let indent = u16::from(!row.head.block.is_empty());
        let label_style = if index == cursor.0 { style.add_modifier(Modifier::BOLD) } else { style };
        canvas.put(inside(label, indent, 0), &row.head.label, label_style);
    }
    for (column, x) in shown {
        let text = row.cells.get(*column).and_then(|lines| lines.get(part)).map_or("", String::as_str);
        let cells = Rect { x: *x, width: geometry.column, ..area };
        let total = sheet.columns.get(*column).is_some_and(|head| head.strong) || row.head.strong;
        let cell_style = if total { canvas.theme.heading() } else { Style::new() };
        let tone = row.tones.get(*column).copied().flatten().map(|tone| canvas.theme.tone(tone));
        let cell_style = tone.filter(|_| !text.is_empty()).map_or(cell_style, |tone| cell_style.patch(tone));
        canvas.row(inside(cells, 1, 0), text, Align::Right, cell_style);
        if (index, *column) == cursor {
            let style = if focus { canvas.theme.selected() } else { canvas.theme.current() };
            canvas.paint(inside(cells, 1, 0), style);
        }
    }
}

/// Marks at the edges where there is more to see.
fn draw_more(canvas: &mut Canvas<'_>, geometry: &Geometry, shown: &[(usize, u16)], offset: Spot, body: Rect) {
    more(canvas, body, offset.0, geometry.visuals.len());
    let style = canvas.theme.active();
    let rule = line(geometry.area, geometry.top() - 1);
    if offset.1 > 0 {
        canvas.put(inside(rule, geometry.label, 0), "<", style);
    }
    if shown.last().is_some_and(|(column, _)| column + 1 < geometry.columns) {
        canvas.put(inside(rule, rule.width.saturating_sub(1), 0), ">", style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Colours;
    use crate::tui::theme::theme;
    use ratatui::buffer::Buffer;

    fn sheet() -> Sheet {
        let head = |block: &str, label: &str| Head { block: block.into(), label: label.into(), ..Head::default() };
        let cell = |n: usize| vec![n.to_string(), format!("{n}.0")];
        Sheet {
            corner: "件数・％".into(),
            columns: (0..9).map(|n| head("", &format!("選択肢「{n}」ｶﾞ"))).collect(),
            frozen: 1,
            rows: (0..6)
                .map(|n| Row {
                    head: head(if n == 0 { "" } else { "業種" }, &format!("群{n}")),
                    cells: (0..9).map(|c| cell(10 * n + c)).collect(),
                    ..Row::default()
                })
                .collect(),
        }
    }

    #[test]
    fn hits_are_where_cells_are_drawn() {
        let area = Rect::new(3, 2, 60, 14);
        let sheet = sheet();
        let geometry = geometry(&sheet, area);
        let cursor = (5, 8);
        let offset = geometry.follow((0, 0), cursor);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 70, 20));
        let mut canvas = Canvas { buffer: &mut buffer, theme: theme(false, Colours::default()), cursor: None };
        draw(&mut canvas, &sheet, &geometry, cursor, offset, true);
        let reversed: Vec<(u16, u16)> = (0..20)
            .flat_map(|y| (0..70).map(move |x| (x, y)))
            .filter(|place| buffer[*place].modifier.contains(Modifier::REVERSED))
            .collect();
        assert!(!reversed.is_empty());
        for (x, y) in reversed {
            assert_eq!(geometry.hit(offset, x, y), Some(cursor));
        }
    }

    #[test]
    fn arrows_cover_no_figure() {
        let sheet = sheet();
        for (width, cursor) in (20..90).flat_map(|width| [(width, (0, 1)), (width, (3, 4)), (width, (5, 8))]) {
            let area = Rect::new(0, 0, width, 9);
            let geometry = geometry(&sheet, area);
            let offset = geometry.follow((0, 0), cursor);
            let mut buffer = Buffer::empty(area);
            let mut canvas = Canvas { buffer: &mut buffer, theme: theme(false, Colours::default()), cursor: None };
            draw(&mut canvas, &sheet, &geometry, cursor, offset, true);
            let edge = |y: u16| buffer[(width - 1, y)].symbol();
            assert!((0..9).any(|y| theme(false, Colours::default()).more.contains(&edge(y))), "rows are out of sight");
            for (y, visual) in (geometry.top()..9).zip(geometry.visuals.iter().skip(offset.0)) {
                let Visual::Line(row, part) = *visual else { continue };
                for (column, x) in geometry.shown(offset) {
                    let drawn: String = (x..x + geometry.column).map(|x| buffer[(x, y)].symbol()).collect();
                    assert_eq!(drawn.trim(), sheet.rows[row].cells[column][part], "{width} cells");
                }
            }
        }
    }

    #[test]
    fn any_size_can_be_drawn() {
        let sheet = sheet();
        for (w, h) in (0..40).flat_map(|w| (0..12).map(move |h| (w, h))) {
            let area = Rect::new(0, 0, w, h);
            let geometry = geometry(&sheet, area);
            let offset = geometry.follow((0, 0), (5, 8));
            let mut buffer = Buffer::empty(area);
            let mut canvas = Canvas { buffer: &mut buffer, theme: theme(true, Colours::default()), cursor: None };
            draw(&mut canvas, &sheet, &geometry, (5, 8), offset, true);
        }
    }
}
