//! A table as tab-separated text for the clipboard: what Excel takes apart when it is pasted.

use crate::present::Grid;
use crate::present::grid::{Cell, Head, Value};
use crate::text::fold::display;

/// The grid as lines of fields. A figure keeps its printed form but not its mark, so that it is a number for Excel; tabs and
/// line ends inside labels become spaces.
pub fn tsv(grid: &Grid) -> String {
    let mut lines = vec![display(&grid.title)];
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
        let cells = row.cells.iter().map(text);
        lines.push(stub(&row.head, row.first).into_iter().chain(cells).collect::<Vec<_>>().join("\t"));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// As printed, but zero people are a zero, so that sums in Excel work.
fn text(cell: &Cell) -> String {
    match cell.value {
        Value::Count(0) | Value::Percent { .. } if cell.text == "-" || cell.text == "0" => "0".to_owned(),
        _ => display(&cell.text),
    }
}
