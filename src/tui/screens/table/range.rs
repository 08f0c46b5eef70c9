//! Several cells of a table chosen at once: from the anchor, where choosing began, to the cursor. Chosen cells are copied with
//! the labels of their rows and columns, so that no figure is pasted without saying what it is.

use super::sheet::Made;
use super::{Pane, State};
use crate::export::markdown::escaped;
use crate::text::fold::display;
use crate::tui::command::Id;
use crate::tui::widgets::grid::{Range, Spot};
use crate::tui::widgets::scroll::step;

/// The cells that are chosen; `None` where only the cursor is.
pub fn chosen(state: &State) -> Option<Range> {
    let anchor = state.anchor?;
    Some(Range::between(anchor, state.cursor))
}

/// Moves the cursor and keeps where choosing began; false at the edge.
pub fn extend(state: &mut State, made: &Made, id: Id) -> bool {
    let (row, column) = state.cursor;
    let to: Spot = match id {
        Id::SelectUp => (step(row, -1, made.rows.len()), column),
        Id::SelectDown => (step(row, 1, made.rows.len()), column),
        Id::SelectLeft => (row, step(column, -1, made.columns.len())),
        _ => (row, step(column, 1, made.columns.len())),
    };
    let moved = to != state.cursor;
    reach(state, to);
    moved
}

/// Chooses everything from where choosing began, or from the cursor, to a cell.
pub fn reach(state: &mut State, to: Spot) {
    state.focus = Pane::Table;
    state.anchor = state.anchor.or(Some(state.cursor));
    state.cursor = to;
}

/// The chosen cells as lines of fields, under the labels of their columns and behind those of their rows.
fn fields(made: &Made, range: Range) -> Vec<Vec<String>> {
    let sheet = &made.sheet;
    let label = |block: &str, label: &str| {
        let block = display(block);
        let label = display(label);
        if block.is_empty() { label } else { format!("{block}：{label}") }
    };
    let columns = || sheet.columns.iter().enumerate().filter(|(at, _)| range.columns().contains(at));
    let heads = columns().map(|(_, head)| label(&head.block, &head.full()));
    let mut lines = vec![std::iter::once(display(&sheet.corner)).chain(heads).collect()];
    // The block stands over the first of its rows only.
    let mut block = "";
    for (at, row) in sheet.rows.iter().enumerate() {
        if !row.head.block.is_empty() {
            block = &row.head.block;
        }
        if !range.rows().contains(&at) {
            continue;
        }
        let figures = columns().filter_map(|(column, _)| row.cells.get(column));
        let height = figures.clone().map(Vec::len).max().unwrap_or(1);
        for part in 0..height {
            let text = |cell: &Vec<String>| cell.get(part).map_or(String::new(), |text| text.trim().to_owned());
            let head =
                if part == 0 { label(if at == 0 { "" } else { block }, &row.head.full()) } else { String::new() };
            lines.push(std::iter::once(head).chain(figures.clone().map(text)).collect());
        }
    }
    lines
}

/// The chosen cells as tab-separated text.
pub fn tsv(made: &Made, range: Range) -> String {
    fields(made, range).iter().map(|line| line.join("\t") + "\n").collect()
}

/// The chosen cells as a table in Markdown.
pub fn markdown(made: &Made, range: Range) -> String {
    let line = |fields: &[String]| {
        let fields: Vec<String> = fields.iter().map(|text| escaped(text)).collect();
        format!("| {} |\n", fields.join(" | "))
    };
    let lines = fields(made, range);
    let Some((heads, rows)) = lines.split_first() else { return String::new() };
    let marks = format!("| --- |{}\n", " ---: |".repeat(heads.len().saturating_sub(1)));
    std::iter::once(line(heads)).chain([marks]).chain(rows.iter().map(|fields| line(fields))).collect()
}
