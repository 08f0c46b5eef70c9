//! A document as Markdown, and one of its tables as csv; Word stands in [`docx`](super::docx), Excel in
//! [`xlsx::document`](super::xlsx::document).

use super::csv;
use super::markdown::escaped;
use crate::present::Document;
use crate::present::document::{Align, Block, Look, Slot, Table};

/// The document as Markdown. Headings of rows stand in bold before the first column.
pub fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n", escaped(&document.title));
    for warning in document.mark.iter().chain(&document.warning) {
        text.push_str(&format!("\n**{}**\n", escaped(warning)));
    }
    for section in &document.sections {
        if let Some(mark) = document.mark.as_ref().filter(|_| section.tables().next().is_some()) {
            text.push_str(&format!("\n**{}**\n", escaped(mark)));
        }
        for block in &section.blocks {
            text.push('\n');
            match block {
                Block::Heading(level, heading) => {
                    let signs = "#".repeat(usize::from(*level).clamp(1, 4) + 1);
                    text.push_str(&format!("{signs} {}\n", escaped(heading)));
                }
                Block::Paragraph(paragraph) => text.push_str(&format!("{}\n", escaped(paragraph))),
                Block::Note(note) => text.push_str(&format!("- {}\n", escaped(note))),
                Block::Table(table) => push_table(&mut text, table),
                Block::PageBreak => text.push_str("---\n"),
            }
        }
    }
    text
}

fn push_table(text: &mut String, table: &Table) {
    if !table.caption.is_empty() {
        text.push_str(&format!("**{}**\n\n", escaped(&table.caption)));
    }
    let mut push = |fields: Vec<String>| text.push_str(&format!("| {} |\n", fields.join(" | ")));
    let mut labels = vec![String::new(); table.columns.len()];
    for line in table.slots(&table.header) {
        for (label, slot) in labels.iter_mut().zip(line) {
            if let Slot::Cell(cell) = slot {
                *label =
                    if label.is_empty() { escaped(&cell.text) } else { format!("{label}<br>{}", escaped(&cell.text)) };
            }
        }
    }
    push(labels);
    push(
        table
            .columns
            .iter()
            .map(|column| if column.align == Align::Right { "---:" } else { "---" }.to_owned())
            .collect(),
    );
    for (row, slots) in table.rows.iter().zip(table.slots(&table.rows)) {
        let bold = row.look != Look::Plain;
        let field = |slot: &Slot<'_>| match slot {
            Slot::Cell(cell) if bold && !cell.text.is_empty() => format!("**{}**", escaped(&cell.text)),
            Slot::Cell(cell) => escaped(&cell.text),
            Slot::Below(_) | Slot::Covered => String::new(),
        };
        let mut fields: Vec<String> = slots.iter().map(field).collect();
        fields.resize(table.columns.len(), String::new());
        push(fields);
    }
}

/// A table as csv for Excel: UTF-8 with BOM, CRLF, one row per row; headings of rows are a column. `marks` stand above it.
pub fn csv(table: &Table, marks: &[&str]) -> String {
    let mut text = String::from("\u{FEFF}");
    for mark in marks {
        csv::push(&mut text, [csv::guarded(mark)]);
    }
    push_csv(&mut text, table);
    text
}

/// A table as csv with others below it, each after a blank line and under its caption, so that no figure of a document is
/// missing from its csv.
pub fn csv_with(table: &Table, marks: &[&str], others: &[&Table]) -> String {
    let mut text = csv(table, marks);
    for other in others {
        text.push_str("\r\n");
        if !other.caption.is_empty() {
            csv::push(&mut text, [csv::guarded(&other.caption)]);
        }
        push_csv(&mut text, other);
    }
    text
}

fn push_csv(text: &mut String, table: &Table) {
    csv::push(text, table.flat_header().iter().map(|label| csv::guarded(label)));
    for (_, cells) in table.flat() {
        let field = |cell: crate::present::document::Cell| match cell.number {
            Some(number) => number.to_string(),
            None => csv::guarded(&cell.text),
        };
        csv::push(text, cells.into_iter().map(field));
    }
}
