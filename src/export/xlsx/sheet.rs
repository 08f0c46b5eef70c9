//! One grid on a worksheet: link back, title, warning, header, rows, notes, source and method.

use rust_xlsxwriter::{Format, IgnoreError, Url, Worksheet};

use crate::present::Grid;
use crate::present::grid::{Cell, Head, Part, Row, Stub, Value};
use crate::present::round;
use crate::text::cells::width;
use crate::text::fit::wrap;

use super::ExportError;
use super::styles::{Content, Edge, Look, ROW_POINTS, Styles};

/// What stands around a grid.
pub(super) struct Frame<'a> {
    /// Said near the title.
    pub(super) warning: Option<&'static str>,
    /// Sheet to go back to, and the words of the link, where there is one.
    pub(super) back: Option<(&'a str, &'static str)>,
    /// Source and method; empty where the sheet says it once for all its tables.
    pub(super) method: String,
}

/// Where a grid stands now.
pub(super) struct Drawn {
    /// First row of the header.
    pub(super) header: u32,
    /// First row below the header.
    pub(super) body: u32,
    /// Last row.
    pub(super) end: u32,
    /// Height of it all.
    pub(super) points: f64,
}

/// Widths of a sheet's columns in half-width characters: two for row labels, then the grid's columns.
pub(super) struct Widths(Vec<usize>);

/// Narrowest and widest column of figures, and the lines a column label may take before its column grows.
const COLUMN: (usize, usize) = (9, 17);
/// With so few columns there is room to make each of them wider.
const FEW_COLUMNS: usize = 8;
const ROOMY_COLUMN: usize = 13;
const HEAD_LINES: usize = 5;
/// A text on the whole width of the table is wrapped at this many characters at least.
const TEXT: usize = 88;
/// The last row of any sheet.
const LAST_ROW: u32 = 1_048_575;
/// Excel's width of a character at ten points, with its margin, as a share of the row height.
const CHARACTER_POINTS: f64 = 5.6;

impl Widths {
    /// Widths in which every one of the grids can stand.
    pub(super) fn new(grids: &[&Grid]) -> Self {
        let mut widths = vec![5, 12];
        for grid in grids {
            for row in &grid.rows {
                let (narrow, wide) = if grid.stub == Stub::Blocks { (14, 18) } else { (5, 5) };
                grow(
                    &mut widths,
                    0,
                    if row.head.block.is_empty() { 0 } else { width(&row.head.block) + 2 }.clamp(narrow, wide),
                );
                grow(&mut widths, 1, (width(&row.head.label) + 2).clamp(12, 36));
            }
            let narrow = if grid.columns.len() <= FEW_COLUMNS { ROOMY_COLUMN } else { COLUMN.0 };
            for (at, head) in grid.columns.iter().enumerate() {
                let narrow = if head.part == Part::Base { COLUMN.0 } else { narrow };
                let label = wrap_width(&head.label).max(wrap_width(&head.block)).clamp(narrow, COLUMN.1);
                let figures =
                    grid.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| width(&cell.printed()) + 3);
                grow(&mut widths, at + 2, label.max(figures.max().unwrap_or(0)));
            }
        }
        Self(widths)
    }

    /// Sets the widths of a sheet.
    pub(super) fn set(&self, sheet: &mut Worksheet) -> Result<(), ExportError> {
        for (column, width) in (0..).zip(&self.0) {
            sheet.set_column_width(column, *width as f64)?;
        }
        // Labels such as `1` or `2020` are meant to be text.
        let last = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        sheet.ignore_error_range(0, 0, LAST_ROW, last, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    /// Height of a printed page in points, when the sheet is one page wide.
    pub(super) fn page_points(&self, landscape: bool) -> f64 {
        let (paper_width, paper_height) = if landscape { (770.0, 505.0) } else { (523.0, 755.0) };
        let needed = self.0.iter().sum::<usize>() as f64 * CHARACTER_POINTS;
        paper_height * (needed / paper_width).max(1.0)
    }

    fn of(&self, column: usize) -> usize {
        self.0.get(column).copied().unwrap_or(COLUMN.0)
    }

    /// Number of columns of a grid, labels included, and the room for text over all of them.
    fn whole(&self, grid: &Grid) -> (u16, usize) {
        let columns = (grid.columns.len() + 2).min(usize::from(u16::MAX));
        (columns as u16, self.0.iter().take(columns).sum())
    }
}

/// Draws the grid with its frame from `top` on.
pub(super) fn draw(
    sheet: &mut Worksheet,
    styles: &mut Styles,
    grid: &Grid,
    frame: &Frame<'_>,
    widths: &Widths,
    top: u32,
) -> Result<Drawn, ExportError> {
    let marks = (0..grid.columns.len()).map(|at| widest_mark(grid, at)).collect();
    let mut pen = Pen { sheet, widths, grid, marks, row: top, points: 0.0 };
    if let Some((contents, back)) = frame.back {
        let link = Url::new(format!("internal:'{}'!A1", contents.replace('\'', "''"))).set_text(back);
        pen.sheet.write_url_with_format(top, 0, link, &styles.link)?;
        pen.next(1);
    }
    pen.text(&grid.title, &styles.title, 1.3)?;
    if let Some(warning) = frame.warning {
        pen.text(warning, &styles.warning, 1.0)?;
    }
    for subtitle in &grid.subtitles {
        pen.text(subtitle, &styles.text, 1.0)?;
    }
    let header = pen.row;
    pen.header(styles)?;
    let body = pen.row;
    pen.rows(styles)?;
    let warned = |note: &&String| frame.warning != Some(note.as_str());
    let method = Some(&frame.method).filter(|method| !method.is_empty());
    for note in grid.notes.iter().filter(warned).chain(method) {
        pen.text(note, &styles.note, 0.9)?;
    }
    Ok(Drawn { header, body, end: pen.row.saturating_sub(1), points: pen.points + 2.0 * ROW_POINTS })
}

/// Says source and method once, over all tables of a sheet. Returns the first row below and the height.
pub(super) fn heading(
    sheet: &mut Worksheet,
    styles: &Styles,
    grid: &Grid,
    method: &str,
    widths: &Widths,
) -> Result<(u32, f64), ExportError> {
    let mut pen = Pen { sheet, widths, grid, marks: Vec::new(), row: 0, points: 0.0 };
    pen.text(method, &styles.note, 0.9)?;
    Ok((pen.row + 1, pen.points + ROW_POINTS))
}

struct Pen<'a> {
    sheet: &'a mut Worksheet,
    widths: &'a Widths,
    grid: &'a Grid,
    /// By column: its widest mark, for which the figures without one leave room.
    marks: Vec<String>,
    row: u32,
    points: f64,
}

impl Pen<'_> {
    fn next(&mut self, lines: usize) {
        self.row += 1;
        self.points += lines as f64 * ROW_POINTS;
    }

    /// A text over the whole width of the table; `size` is that of its font against the rest.
    fn text(&mut self, text: &str, format: &Format, size: f64) -> Result<(), ExportError> {
        let (columns, room) = self.widths.whole(self.grid);
        let room = (room.max(TEXT) as f64 / size) as usize;
        let lines = wrap(text, room.saturating_sub(2)).len();
        // A narrow table lets its texts run over the empty columns beside it.
        let mut last = columns;
        while last < columns + 30 && (0..=last).map(|column| self.widths.of(column.into())).sum::<usize>() < TEXT {
            last += 1;
        }
        self.sheet.merge_range(self.row, 0, self.row, last.saturating_sub(1).max(1), text, format)?;
        self.sheet.set_row_height(
            self.row,
            (lines as f64 * ROW_POINTS * size).max(ROW_POINTS) + if size > 1.0 { 3.0 } else { 0.0 },
        )?;
        self.next(lines);
        Ok(())
    }

    fn header(&mut self, styles: &Styles) -> Result<(), ExportError> {
        let blocks = self.grid.has_column_blocks();
        let (first, last) = (self.row, self.row + u32::from(blocks));
        let [over_block, over_label] = &self.grid.corner;
        if over_block.is_empty() && over_label.is_empty() {
            self.sheet.merge_range(first, 0, last, 1, "", &styles.head)?;
        } else {
            for (column, text) in [(0, over_block), (1, over_label)] {
                self.over(styles, (first, last), column, text)?;
            }
        }
        let grid = self.grid;
        if blocks {
            let mut at = 0;
            for heads in grid.columns.chunk_by(|a, b| a.block == b.block) {
                self.block_head(styles, heads, at)?;
                at += heads.len();
            }
        }
        let mut lines = 1;
        for (at, head) in grid.columns.iter().enumerate() {
            let under = !blocks || !head.block.is_empty();
            if under {
                let format = styles.head(head.part, head.small);
                self.sheet.write_string_with_format(last, column(at), &head.label, format)?;
            }
            let height = if under { 1 } else { 2 };
            lines = lines.max(self.lines(&head.label, at).saturating_sub(height - 1));
        }
        if blocks {
            self.sheet.set_row_height(self.row, ROW_POINTS * 2.0)?;
            self.next(2);
        }
        self.sheet.set_row_height(self.row, ROW_POINTS * lines as f64 + 4.0)?;
        self.next(lines);
        Ok(())
    }

    /// The label over a column of row labels.
    fn over(&mut self, styles: &Styles, (from, to): (u32, u32), column: u16, text: &str) -> Result<(), ExportError> {
        if from == to {
            self.sheet.write_string_with_format(from, column, text, &styles.head)?;
        } else {
            self.sheet.merge_range(from, column, to, column, text, &styles.head)?;
        }
        Ok(())
    }

    /// The title over the columns of a banner; a column without one takes both rows.
    fn block_head(&mut self, styles: &Styles, heads: &[Head], at: usize) -> Result<(), ExportError> {
        let Some(head) = heads.first() else { return Ok(()) };
        let (from, to) = (column(at), column(at + heads.len() - 1));
        if head.block.is_empty() {
            for (beside, head) in (from..).zip(heads) {
                let format = styles.head(head.part, head.small);
                self.sheet.merge_range(self.row, beside, self.row + 1, beside, &head.label, format)?;
            }
        } else if from == to {
            self.sheet.write_string_with_format(self.row, from, &head.block, &styles.head)?;
        } else {
            self.sheet.merge_range(self.row, from, self.row, to, &head.block, &styles.head)?;
        }
        Ok(())
    }

    /// Lines a column's label takes.
    fn lines(&self, label: &str, at: usize) -> usize {
        wrap(label, self.widths.of(at + 2).saturating_sub(1)).len()
    }

    fn rows(&mut self, styles: &mut Styles) -> Result<(), ExportError> {
        let grid = self.grid;
        let mut rest = grid.rows.as_slice();
        while let Some(first) = rest.first() {
            // Rows of one banner; in a list every row is its own.
            let same = rest.iter().take_while(|row| grid.stub == Stub::Blocks && row.head.block == first.head.block);
            let (block, after) = rest.split_at(same.count().max(1).min(rest.len()));
            self.block(styles, block, after.is_empty())?;
            rest = after;
        }
        Ok(())
    }

    fn block(&mut self, styles: &mut Styles, rows: &[Row], is_end: bool) -> Result<(), ExportError> {
        let Some(first) = rows.first() else { return Ok(()) };
        let top = self.row;
        let groups: Vec<&[Row]> = rows.chunk_by(|_, next| !next.first).collect();
        let title_lines = wrap(&first.head.block, self.widths.of(0).saturating_sub(1)).len();
        let missing_lines = if self.grid.stub == Stub::Blocks { title_lines.saturating_sub(rows.len()) } else { 0 };
        for (at, group) in groups.iter().enumerate() {
            let edge = match (at, self.grid.stub, first.head.part) {
                (0, Stub::Blocks, _) | (_, _, Part::Sum) => Edge::Line,
                _ => Edge::Faint,
            };
            let last = is_end && at + 1 == groups.len();
            self.group(styles, group, edge, last, if at == 0 { missing_lines } else { 0 })?;
        }
        if self.grid.stub == Stub::Blocks && !first.head.block.is_empty() {
            let look = Look {
                kind: Content::Label,
                net: false,
                small: false,
                total: false,
                top: Edge::Line,
                last: is_end,
                tone: None,
            };
            self.label(styles, look, (top, self.row - 1), 0, &first.head.block)?;
        }
        Ok(())
    }

    fn group(
        &mut self,
        styles: &mut Styles,
        rows: &[Row],
        edge: Edge,
        last: bool,
        more: usize,
    ) -> Result<(), ExportError> {
        let Some(head) = rows.first().map(|row| &row.head) else { return Ok(()) };
        let top = self.row;
        let alone = head.block.is_empty() && self.grid.stub == Stub::Blocks;
        let room = self.widths.of(1) + if alone { self.widths.of(0) } else { 0 };
        let lines = wrap(&head.label, room.saturating_sub(1)).len();
        let higher = 1 + lines.saturating_sub(rows.len()).max(more);
        for (at, row) in rows.iter().enumerate() {
            let top = if at == 0 { edge } else { Edge::None };
            let look = look(head, Content::Mark, top, last && at + 1 == rows.len());
            for ((cell, head), at) in row.cells.iter().zip(&self.grid.columns).zip(0_usize..) {
                let kind = styles.content(cell);
                let look = Look {
                    kind,
                    net: look.net || head.part == Part::Net,
                    small: look.small || head.small,
                    tone: cell.tone,
                    ..look
                };
                let slot = self.marks.get(at).map_or("", String::as_str);
                let format = styles.marked(look, &cell.mark, slot);
                figure(self.sheet, self.row, column(at), cell, &format)?;
            }
            let height = if at == 0 { higher } else { 1 };
            if height > 1 {
                self.sheet.set_row_height(self.row, ROW_POINTS * height as f64)?;
            }
            self.next(height);
        }
        let label = look(head, Content::Label, edge, last);
        let rows = (top, self.row - 1);
        if self.grid.stub == Stub::Numbers {
            match head.block.parse::<u32>() {
                Ok(number) => {
                    let format = styles.cell(Look { kind: Content::Plain(0), ..label });
                    self.sheet.write_number_with_format(top, 0, number, format)?;
                }
                Err(_) => self.label(styles, label, rows, 0, &head.block)?,
            }
        } else if alone {
            // 全体 and other rows without a title take both columns.
            self.sheet.merge_range(rows.0, 0, rows.1, 1, &head.label, styles.cell(label))?;
            return Ok(());
        }
        self.label(styles, label, rows, 1, &head.label)
    }

    /// A label over the given rows.
    fn label(
        &mut self,
        styles: &mut Styles,
        look: Look,
        (from, to): (u32, u32),
        column: u16,
        text: &str,
    ) -> Result<(), ExportError> {
        let format = styles.cell(look);
        if from == to {
            self.sheet.write_string_with_format(from, column, text, format)?;
        } else {
            self.sheet.merge_range(from, column, to, column, text, format)?;
        }
        Ok(())
    }
}

fn look(head: &Head, kind: Content, top: Edge, last: bool) -> Look {
    let total = matches!(head.part, Part::Total | Part::Sum);
    Look { kind, net: head.part == Part::Net, small: head.small, total, top, last, tone: None }
}

/// Excel's column of a grid column.
pub(super) fn column(at: usize) -> u16 {
    u16::try_from(at + 2).unwrap_or(u16::MAX)
}

fn figure(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<(), ExportError> {
    // Days between Excel's day 0 and 1970-01-01; before March 1900 Excel counts a day that never was.
    let excel_day = |days: f64| Some(days + 25_569.0).filter(|day| *day >= 61.0);
    let number = match cell.value {
        Value::Blank | Value::Absent | Value::Word => None,
        Value::Count(n) => Some(n as f64),
        Value::Weighted(value)
        | Value::Percent { points: value, .. }
        | Value::Number(value)
        | Value::Probability(value) => Some(round::significant(value)),
        Value::Date(days) => excel_day(days),
    };
    match number {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None if cell.text.is_empty() => sheet.write_blank(row, column, format)?,
        None => sheet.write_string_with_format(row, column, cell.printed(), format)?,
    };
    Ok(())
}

/// The widest mark of a column.
fn widest_mark(grid: &Grid, at: usize) -> String {
    let marks = grid.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| &cell.mark);
    marks.max_by_key(|mark| width(mark)).cloned().unwrap_or_default()
}

/// The width at which a label takes at most [`HEAD_LINES`] lines.
fn wrap_width(label: &str) -> usize {
    width(label).div_ceil(HEAD_LINES) + 3
}

fn grow(widths: &mut Vec<usize>, at: usize, width: usize) {
    if widths.len() <= at {
        widths.resize(at + 1, COLUMN.0);
    }
    if let Some(current) = widths.get_mut(at) {
        *current = width.max(*current);
    }
}
