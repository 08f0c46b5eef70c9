//! A grid as lines of text for a terminal: aligned by cells, wrapped into blocks of columns, nothing ever cut.
//!
//! A table wider than the given width goes on below with its row labels repeated. Only ASCII is drawn besides the
//! grid's own text, so that a frame holds in every font.

use crate::text::cells::width;
use crate::text::fit::{Align, pad, wrap};
use crate::text::heading::heading;

use super::grid::{Cell, Grid, Head, Row, Stub};

/// How text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawing {
    /// Cells a line may take; a single column may need more.
    pub width: usize,
    /// Draws an ASCII frame instead of a rule under the header.
    pub frame: bool,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { width: 160, frame: false }
    }
}

/// Column labels are wrapped to this many cells where the figures allow it.
const LABEL_CELLS: usize = 12;
/// A label of a column takes a line more for a better place to break it, but not more lines than this.
const LABEL_LINES: usize = 4;
/// Row labels are wrapped to this many cells.
const STUB_CELLS: usize = 36;

/// The grid as lines, without line ends and without spaces at their ends.
pub fn draw(grid: &Grid, drawing: Drawing) -> Vec<String> {
    let mut lines = wrap(&grid.title, drawing.width);
    lines.extend(grid.subtitles.iter().flat_map(|subtitle| wrap(subtitle, drawing.width)));
    let stub = StubText::new(grid);
    let columns: Vec<ColumnText> =
        grid.columns.iter().enumerate().map(|(at, head)| ColumnText::new(grid, at, head)).collect();
    for block in blocks(&columns, stub.cells, drawing) {
        lines.push(String::new());
        lines.extend(draw_block(grid, &stub, block, drawing));
    }
    if !grid.notes.is_empty() {
        lines.push(String::new());
        lines.extend(grid.notes.iter().flat_map(|note| wrap(note, drawing.width)));
    }
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    lines
}

/// A column made ready: its width and the lines of its label.
struct ColumnText {
    at: usize,
    cells: usize,
    /// Of these, cells for marks after the figures, so that figures stand below each other.
    mark: usize,
    head: Vec<String>,
    /// Words stand at the left, figures at the right.
    align: Align,
}

impl ColumnText {
    fn new(grid: &Grid, at: usize, head: &Head) -> Self {
        let widest = |of: fn(&Cell) -> &String| {
            grid.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| width(of(cell))).max().unwrap_or(0)
        };
        let mark = widest(|cell| &cell.mark);
        let figures = widest(|cell| &cell.text) + mark;
        let room = figures.max(LABEL_CELLS);
        let mut lines = Vec::new();
        if grid.has_column_blocks() {
            // A banner's title stands over its first column only.
            let before = at.checked_sub(1).and_then(|before| grid.columns.get(before));
            let repeated = before.is_some_and(|before| before.block == head.block);
            lines.extend(heading(if repeated { "" } else { &head.block }, room, LABEL_LINES));
        }
        lines.extend(heading(&head.label, room, LABEL_LINES));
        let label = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        let align = if grid.is_of_words(at) { Align::Left } else { Align::Right };
        Self { at, cells: figures.max(label), mark, head: lines, align }
    }
}

/// The row labels made ready.
struct StubText {
    cells: usize,
    /// Cells of the number before a label; 0 without numbers.
    number: usize,
}

impl StubText {
    fn new(grid: &Grid) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(width).max().unwrap_or(0);
        let [over_number, over_label] = &grid.corner;
        let mut blocks = grid.rows.iter().map(|row| row.head.block.as_str()).chain([over_number.as_str()]);
        let number = if grid.stub == Stub::Numbers { widest(&mut blocks) } else { 0 };
        let mut labels = grid.rows.iter().map(|row| row.head.label.as_str()).chain([over_label.as_str()]);
        let before = Self { cells: 0, number }.indent(true);
        Self { cells: before + widest(&mut labels).min(STUB_CELLS), number }
    }

    /// Cells before a label.
    fn indent(&self, in_block: bool) -> usize {
        match self.number {
            0 if in_block => 2,
            0 => 0,
            number => number + 2,
        }
    }

    /// The label of a row as lines.
    fn lines(&self, head: &Head) -> Vec<String> {
        let indent = self.indent(!head.block.is_empty());
        let lines = wrap(&head.label, self.cells.saturating_sub(indent).max(2)).into_iter().enumerate();
        let with_number = |(at, line): (usize, String)| {
            let number = if at == 0 && self.number > 0 { head.block.as_str() } else { "" };
            let room = if self.number > 0 { self.number } else { 0 };
            let before = format!("{}{}", pad(number, room, Align::Right), " ".repeat(indent - room));
            format!("{before}{line}")
        };
        lines.map(with_number).collect()
    }
}

/// The columns in blocks that fit the width, at least one in each.
fn blocks(columns: &[ColumnText], stub: usize, drawing: Drawing) -> Vec<&[ColumnText]> {
    let gap = if drawing.frame { 3 } else { 2 };
    let mut blocks = Vec::new();
    let mut rest = columns;
    while !rest.is_empty() {
        let mut used = stub + if drawing.frame { 4 } else { 0 };
        let fitting = rest.iter().take_while(|column| {
            used += column.cells + gap;
            used <= drawing.width
        });
        let (block, after) = rest.split_at(fitting.count().clamp(1, rest.len()));
        blocks.push(block);
        rest = after;
    }
    if blocks.is_empty() {
        blocks.push(columns);
    }
    blocks
}

fn draw_block(grid: &Grid, stub: &StubText, columns: &[ColumnText], drawing: Drawing) -> Vec<String> {
    let line = |label: &str, cells: &[String]| join(stub, columns, label, cells, drawing);
    let rule = rule(stub, columns, drawing);
    let mut lines = Vec::new();
    if drawing.frame {
        lines.push(rule.clone());
    }
    // Labels of columns stand on the line above the figures, like the corner.
    let height = columns.iter().map(|column| column.head.len()).max().unwrap_or(0);
    for at in 0..height {
        let label = if at + 1 == height { corner(grid, stub) } else { String::new() };
        let cells: Vec<String> = columns
            .iter()
            .map(|column| (at + column.head.len()).checked_sub(height).and_then(|at| column.head.get(at)))
            .map(|text| text.cloned().unwrap_or_default())
            .collect();
        lines.push(line(&label, &cells));
    }
    lines.push(rule.clone());
    let mut block = "";
    for rows in grid.rows.chunk_by(|_, next| !next.first) {
        let Some(head) = rows.first().map(|row| &row.head) else { continue };
        if grid.stub == Stub::Blocks && head.block != block {
            block = &head.block;
            // Beside a title nothing stands, so it may run over the columns, but not over the lines of a frame.
            let room = if drawing.frame { stub.cells } else { stub.cells.max(LABEL_CELLS * 3) };
            let titles = wrap(block, room.max(2));
            lines.extend(titles.into_iter().map(|title| if drawing.frame { line(&title, &[]) } else { title }));
        }
        let labels = stub.lines(head);
        for at in 0..rows.len().max(labels.len()) {
            let cells = rows.get(at).map(|row| texts(row, columns)).unwrap_or_default();
            lines.push(line(labels.get(at).map_or("", String::as_str), &cells));
        }
    }
    if drawing.frame {
        lines.push(rule);
    }
    lines
}

fn texts(row: &Row, columns: &[ColumnText]) -> Vec<String> {
    let text = |column: &ColumnText, cell: &Cell| format!("{}{}", cell.text, pad(&cell.mark, column.mark, Align::Left));
    columns.iter().map(|column| row.cells.get(column.at).map_or(String::new(), |cell| text(column, cell))).collect()
}

fn corner(grid: &Grid, stub: &StubText) -> String {
    let [number, label] = &grid.corner;
    match stub.number {
        0 => label.clone(),
        cells => format!("{}  {label}", pad(number, cells, Align::Right)),
    }
}

fn join(stub: &StubText, columns: &[ColumnText], label: &str, cells: &[String], drawing: Drawing) -> String {
    let label = pad(label, stub.cells, Align::Left);
    let cells = columns
        .iter()
        .enumerate()
        .map(|(at, column)| pad(cells.get(at).map_or("", String::as_str), column.cells, column.align));
    if drawing.frame {
        format!("| {} |", std::iter::once(label).chain(cells).collect::<Vec<_>>().join(" | "))
    } else {
        std::iter::once(label).chain(cells).collect::<Vec<_>>().join("  ")
    }
}

fn rule(stub: &StubText, columns: &[ColumnText], drawing: Drawing) -> String {
    let widths = std::iter::once(stub.cells).chain(columns.iter().map(|column| column.cells));
    if drawing.frame {
        let parts: Vec<String> = widths.map(|cells| "-".repeat(cells + 2)).collect();
        format!("+{}+", parts.join("+"))
    } else {
        let parts: Vec<String> = widths.map(|cells| "-".repeat(cells)).collect();
        parts.join("--")
    }
}
