//! A table of cells with fixed row labels, fixed first columns and a header, which scrolls under a cell cursor.
//!
//! It draws texts that are already made; what a cell means is known to who made the [`Sheet`].

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, below, inside, line, more_marks};
use super::scroll::follow;
use crate::present::picture::tone::Tone;
use crate::text::cells::width;
use crate::text::fit::{Align, cut};
use crate::text::heading::heading;

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Over the row labels.
    pub corner: String,
    /// Left to right.
    pub columns: Vec<Head>,
    /// Columns that never scroll away.
    pub frozen: usize,
    /// The first row is that of the total, which never scrolls away where there is room for others below it.
    pub total_first: bool,
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
    /// Stands right behind the label and is never cut off with it; mostly empty.
    pub mark: String,
    /// A total: bold.
    pub strong: bool,
    /// To be taken with care.
    pub care: bool,
}

impl Head {
    /// The label with its mark.
    pub fn full(&self) -> String {
        format!("{}{}", self.label, self.mark)
    }

    /// The label in lines within a column, one cell of which stays empty.
    fn lines(&self, column: u16, most: u16) -> Vec<String> {
        heading(&self.full(), usize::from(column.max(2)) - 1, most.into())
    }
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
    rule: bool,
    /// The lines of rows that never scroll away.
    held: Vec<Visual>,
    /// The others.
    visuals: Vec<Visual>,
    /// Scrolling columns that fit.
    room: usize,
    frozen: usize,
    columns: usize,
}

/// Lines for rows below which titles above rows are left out.
const LEAST_WITH_TITLES: u16 = 3;
/// Most lines of a column's label.
const HEAD_LINES: u16 = 4;

/// Lays a sheet out in an area, whose last column is that of the marks of what is out of sight.
pub fn geometry(sheet: &Sheet, area: Rect) -> Geometry {
    let across = area.width.saturating_sub(1);
    let widest = sheet.rows.iter().map(|row| width(&row.head.full()) + 1).chain([width(&sheet.corner)]).max();
    let most = usize::from(across * 2 / 5).clamp(4, 40);
    let label = u16::try_from(widest.unwrap_or(0).clamp(6, most.max(6)) + 1).unwrap_or(8).min(across);
    let free = across - label;
    let count = u16::try_from(sheet.columns.len().max(1)).unwrap_or(u16::MAX);
    let longest = sheet.rows.iter().flat_map(|row| row.cells.iter().flatten()).map(|text| width(text)).max();
    let least = u16::try_from(longest.unwrap_or(0).max(5) + 2).unwrap_or(8);
    let column = (free / count).clamp(least.max(8), 13.max(least)).min(free.max(1));
    let most_lines = HEAD_LINES.min(area.height / 3).max(1);
    let lines = sheet.columns.iter().map(|head| head.lines(column, most_lines).len()).max();
    let head = u16::try_from(lines.unwrap_or(1)).unwrap_or(1).clamp(1, most_lines);
    // In a very low area rows come before titles and rules.
    let blocks = area.height > 4 && sheet.columns.iter().any(|head| !head.block.is_empty());
    let rule = area.height > 3;
    let top = head + u16::from(blocks) + u16::from(rule);
    let mut held = visuals(sheet);
    if area.height.saturating_sub(top) < LEAST_WITH_TITLES {
        held.retain(|visual| matches!(visual, Visual::Line(..)));
    }
    let of_total = held.iter().take_while(|visual| matches!(visual, Visual::Line(0, _))).count();
    let tallest = sheet.rows.iter().map(Row::lines).max().unwrap_or(1);
    let holds = sheet.total_first && usize::from(area.height.saturating_sub(top)) > of_total + tallest;
    let visuals = held.split_off(if holds { of_total } else { 0 });
    let fit = usize::from(free / column.max(1));
    let frozen = sheet.frozen.min(fit.saturating_sub(1)).min(sheet.columns.len());
    Geometry {
        area,
        label,
        column,
        head,
        blocks,
        rule,
        held,
        visuals,
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
        self.head + u16::from(self.blocks) + u16::from(self.rule)
    }

    /// Lines for rows that scroll.
    fn body(&self) -> usize {
        usize::from(self.area.height.saturating_sub(self.top())).saturating_sub(self.held.len())
    }

    /// Lines of the row that begins at a line, with the title above it; of another line, none.
    fn unit(&self, at: usize) -> usize {
        let title = matches!(self.visuals.get(at), Some(Visual::Block(_)));
        let first = at + usize::from(title);
        match self.visuals.get(first) {
            Some(Visual::Line(row, 0)) => {
                let of_row = |visual: &&Visual| matches!(visual, Visual::Line(of, _) if of == row);
                usize::from(title) + self.visuals.iter().skip(first).take_while(of_row).count()
            }
            _ => 0,
        }
    }

    /// The scrolling lines in sight: whole rows only, but for a row that is taller than all of the room.
    fn in_sight(&self, offset: usize) -> &[Visual] {
        let body = self.body();
        let mut end = offset;
        loop {
            match self.unit(end) {
                0 => break,
                lines if end + lines <= offset + body => end += lines,
                _ if end == offset => end = (offset + body).min(self.visuals.len()),
                _ => break,
            }
            if end >= offset + body {
                break;
            }
        }
        self.visuals.get(offset..end).unwrap_or_default()
    }

    /// Everything in sight from the top: what is held, then what scrolls.
    fn shown_lines(&self, offset: usize) -> impl Iterator<Item = (u16, Visual)> {
        (0..).zip(self.held.iter().chain(self.in_sight(offset)).copied())
    }

    /// Rows that a page moves by.
    pub fn page(&self) -> usize {
        let rows = self.visuals.iter().filter(|visual| matches!(visual, Visual::Line(_, 0))).count();
        (self.body() * rows / self.visuals.len().max(1)).max(1)
    }

    /// The offset (line, scrolling column) that keeps the cursor in sight.
    pub fn follow(&self, offset: Spot, cursor: Spot) -> Spot {
        let is_of = |visual: &Visual| matches!(visual, Visual::Line(row, _) if *row == cursor.0);
        let first = self.visuals.iter().position(is_of).unwrap_or(0);
        let titled = first.checked_sub(1).filter(|before| matches!(self.visuals.get(*before), Some(Visual::Block(_))));
        let first = titled.unwrap_or(first);
        let end = first + self.unit(first);
        let body = self.body();
        // Only where a row begins, so that no row is cut in half: the first place from which everything to `end` is seen.
        let from = |end: usize| {
            let begins = |at: &usize| self.unit(*at) > 0 && (*at == 0 || !self.is_titled(*at));
            (end.saturating_sub(body)..end).find(begins).unwrap_or(first)
        };
        let lines = if self.held.iter().any(is_of) { 0 } else { offset.0.max(from(end)).min(first) };
        let lines = lines.min(from(self.visuals.len()));
        let lines = if self.unit(lines) > 0 && !self.is_titled(lines) { lines } else { from(end).min(first) };
        let scrolling = self.columns - self.frozen;
        let column = cursor.1.saturating_sub(self.frozen);
        (lines, follow(offset.1, column, scrolling, self.room.max(1)))
    }

    /// True for a row right under its title, which scrolls with it.
    fn is_titled(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| matches!(self.visuals.get(before), Some(Visual::Block(_))))
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
        let lines = u16::try_from(self.held.len() + self.visuals.len()).unwrap_or(u16::MAX);
        below(inside(self.area, 0, 1), lines.saturating_add(self.top()))
    }

    /// The lines of a row that are in sight.
    pub fn row_area(&self, offset: Spot, row: usize) -> Option<Rect> {
        let body = below(inside(self.area, 0, 1), self.top());
        let is_of = |visual: &Visual| matches!(visual, Visual::Line(of, _) if *of == row);
        let mut lines = self.shown_lines(offset.0).filter(|(_, visual)| is_of(visual)).map(|(place, _)| place);
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
        let (_, Visual::Line(row, _)) = self.shown_lines(offset.0).nth(row.into())? else { return None };
        let column = self.shown(offset).into_iter().find(|(_, left)| x >= *left && x < left + self.column);
        Some((row, column.map_or(0, |(column, _)| column)))
    }
}

/// Draws a sheet. The cursor is reversed where the pane has the keys, underlined where not.
pub fn draw(canvas: &mut Canvas<'_>, sheet: &Sheet, geometry: &Geometry, cursor: Spot, offset: Spot, focus: bool) {
    let shown = geometry.shown(offset);
    draw_header(canvas, sheet, geometry, &shown);
    let body = below(geometry.area, geometry.top());
    for (row_of_screen, visual) in geometry.shown_lines(offset.0) {
        if row_of_screen >= body.height {
            break;
        }
        let area = line(body, row_of_screen);
        match visual {
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
        let lines = head.lines(geometry.column, geometry.head);
        let style = head_style(canvas, head);
        let free = geometry.head.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
        let top = u16::from(geometry.blocks) + free;
        let last = usize::from(geometry.head).saturating_sub(1);
        for (row, text) in (0_u16..geometry.head).zip(&lines) {
            let cut_off = usize::from(row) == last && lines.len() > last + 1;
            let cells = Rect { x: *x, width: geometry.column, ..line(area, top + row) };
            let room = usize::from(geometry.column).saturating_sub(1 + width(&head.mark));
            let text = if cut_off { cut(&format!("{text}……"), room) + &head.mark } else { text.clone() };
            canvas.row(inside(cells, 1, 0), &text, Align::Right, style);
        }
    }
    let above_rule = geometry.top().saturating_sub(1 + u16::from(geometry.rule));
    canvas.put(Rect { width: geometry.label, ..line(area, above_rule) }, &sheet.corner, canvas.theme.dim());
    if geometry.rule {
        let rule = canvas.theme.frame.across.repeat(area.width.into());
        canvas.put(line(area, geometry.top().saturating_sub(1)), &rule, canvas.theme.passive());
    }
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
        let room = usize::from(label.width.saturating_sub(indent)).saturating_sub(width(&row.head.mark));
        canvas.put(inside(label, indent, 0), &(cut(&row.head.label, room) + &row.head.mark), label_style);
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
    let scrolled = below(body, u16::try_from(geometry.held.len()).unwrap_or(0));
    more_marks(canvas, scrolled, offset.0 > 0, offset.0 + geometry.in_sight(offset.0).len() < geometry.visuals.len());
    let style = canvas.theme.active();
    let rule = line(geometry.area, geometry.top().saturating_sub(1));
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
            total_first: false,
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
            for (line, visual) in geometry.shown_lines(offset.0) {
                let (y, Visual::Line(row, part)) = (geometry.top() + line, visual) else { continue };
                for (column, x) in geometry.shown(offset) {
                    let drawn: String = (x..x + geometry.column).map(|x| buffer[(x, y)].symbol()).collect();
                    assert_eq!(drawn.trim(), sheet.rows[row].cells[column][part], "{width} cells");
                }
            }
        }
    }

    #[test]
    fn the_total_stays_and_no_row_is_cut_in_half() {
        let sheet = Sheet { total_first: true, ..sheet() };
        for (height, row) in (3..24).flat_map(|height| (0..6).map(move |row| (height, row))) {
            let geometry = geometry(&sheet, Rect::new(0, 0, 60, height));
            for before in 0..11 {
                let offset = geometry.follow((before, 0), (row, 1));
                let area = geometry.row_area(offset, row);
                let body = geometry.area.height.saturating_sub(geometry.top());
                let whole = |row: usize| geometry.row_area(offset, row).is_none_or(|area| area.height == 2);
                assert!(area.is_some(), "{height} lines: row {row} is in sight");
                assert!(body < 2 || (0..6).all(whole), "{height} lines: no row is cut in half");
                assert!(body < 5 || geometry.row_area(offset, 0).is_some(), "{height} lines: the total is in sight");
                assert_eq!(geometry.follow(offset, (row, 1)), offset, "{height} lines: a place that is right is kept");
            }
        }
    }

    #[test]
    fn marks_stay_behind_labels_that_are_cut() {
        let mut sheet = sheet();
        for row in &mut sheet.rows {
            row.head =
                Head {
                    label: "とても長い区分の名前がここに入る".repeat(2), mark: "※".into(), ..Head::default()
                };
        }
        let area = Rect::new(0, 0, 50, 16);
        let geometry = geometry(&sheet, area);
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas { buffer: &mut buffer, theme: theme(false, Colours::default()), cursor: None };
        draw(&mut canvas, &sheet, &geometry, (0, 0), (0, 0), true);
        let label: String = (0..geometry.label).map(|x| buffer[(x, geometry.top())].symbol()).collect();
        assert!(label.contains('※'), "{label}");
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
