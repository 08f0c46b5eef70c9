//! A table as tab-separated text for the clipboard: what Excel takes apart when it is pasted.
//!
//! Its first lines say which question it is of and what it is made of, so that no figure is quoted without that.

use crate::present::Grid;
use crate::present::grid::Head;
use crate::text::fold::display;

/// What stands above copied figures: the question, and what the table is made of.
pub fn heading(title: &str, made_of: &str) -> String {
    format!("{}\n{}\n", display(title), display(made_of))
}

/// The grid as lines of fields. A figure keeps its printed form but not its mark, so that it is a number for Excel; tabs and
/// line ends inside labels become spaces.
pub fn tsv(grid: &Grid) -> String {
    let mut lines = Vec::new();
    let blocks = grid.has_row_blocks();
    let stub = |head: &Head, first: bool| {
        let label = if first { display(&head.label) } else { String::new() };
        let block = if first { display(&head.block) } else { String::new() };
        if blocks { vec![block, label] } else { vec![label] }
    };
    let over_stub = vec![String::new(); if blocks { 2 } else { 1 }];
    let columns = |of: fn(&Head) -> &String| grid.columns.iter().map(move |head| display(of(head)));
    if grid.has_column_blocks() {
        lines.push(over_stub.iter().cloned().chain(columns(|head| &head.block)).collect::<Vec<_>>().join("\t"));
    }
    lines.push(over_stub.into_iter().chain(columns(|head| &head.label)).collect::<Vec<_>>().join("\t"));
    for row in &grid.rows {
        let cells = row.cells.iter().map(|cell| display(&cell.text));
        lines.push(stub(&row.head, row.first).into_iter().chain(cells).collect::<Vec<_>>().join("\t"));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}
