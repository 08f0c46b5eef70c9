//! Tables as csv for Excel: UTF-8 with BOM, CRLF, the grid as printed, one table below the other.
//!
//! A cell of text that a spreadsheet would take for a formula (it begins with = + - @, their full-width forms, a tab
//! or a carriage return) gets an apostrophe before it. Figures are never quoted or marked. It writes no file, see
//! [`whole_text`](super::whole_text).

use crate::messages::table::Method;
use crate::messages::{Lang, table as words};
use crate::model::table::Note;
use crate::present::grid::{Cell, Line, Row, Value};
use crate::present::view::PLAIN_MINUS;
use crate::present::{Grid, Marks, View, round};

use super::{BookPart, is_synthetic};

/// How figures are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Figures {
    /// As numbers with 13 significant digits; a value that does not exist is empty.
    #[default]
    Raw,
    /// As printed, with the digits and marks of the view.
    Printed,
}

/// Every table with its title, notes, source and method; a blank line between two.
pub fn tables(parts: &[BookPart<'_>], view: &View, figures: Figures, lang: Lang) -> String {
    let mut text = String::from("\u{FEFF}");
    let mut first = true;
    for part in parts {
        for table in part.tables {
            if !first {
                text.push_str("\r\n");
            }
            first = false;
            // Numbers that are to be calculated with carry no marks.
            let significance = view.significance && figures == Figures::Printed;
            let view = &View { significance, ..view.clone() };
            let grid = Grid::new(table, view, lang);
            let digits = (figures == Figures::Printed).then_some(view.digits);
            let method = Method { survey: part.survey, table: Some(table), digits, swap: view.swap, generated: None };
            let method = words::method(lang, &method);
            let mut notes = grid.notes.clone();
            if figures == Figures::Raw {
                // Raw figures are not rounded, so the note on rounding would be untrue.
                notes.retain(|note| *note != words::note(lang, &Note::Rounding));
            }
            let synthetic = words::synthetic(lang);
            if is_synthetic(part.survey, table) && !notes.iter().any(|note| note == synthetic) {
                notes.insert(0, synthetic.to_owned());
            }
            push_section(&mut text, &grid, notes.iter().chain(&method), figures, lang);
        }
    }
    text
}

/// Rows of text for other programs: no title, no notes, each row as it stands.
pub fn rows<const N: usize>(rows: &[[String; N]]) -> String {
    let mut text = String::from("\u{FEFF}");
    for row in rows {
        push(&mut text, row.iter().map(|field| guarded(field)));
    }
    text
}

/// A grid under its title, over the given lines.
pub(super) fn push_section<'l>(
    text: &mut String,
    grid: &Grid,
    below: impl Iterator<Item = &'l String>,
    figures: Figures,
    lang: Lang,
) {
    for line in std::iter::once(&grid.title).chain(&grid.subtitles) {
        push(text, [guarded(line)]);
    }
    push_grid(text, grid, figures, lang);
    for line in below {
        push(text, [guarded(line)]);
    }
}

fn push_grid(text: &mut String, grid: &Grid, figures: Figures, lang: Lang) {
    let (blocks, units) = (grid.has_row_blocks(), grid.has_units());
    let stub = |block: &str, label: &str, unit: &str| {
        let block = blocks.then(|| guarded(block));
        let unit = units.then(|| guarded(unit));
        block.into_iter().chain([guarded(label)]).chain(unit).collect::<Vec<_>>()
    };
    if grid.has_column_blocks() {
        let titles = grid.columns.iter().map(|column| guarded(&column.block));
        push(text, stub("", "", "").into_iter().chain(titles));
    }
    let [over_block, over_label] = &grid.corner;
    let heads = grid.columns.iter().map(|column| guarded(&column.label));
    push(text, stub(over_block, over_label, words::unit(lang)).into_iter().chain(heads));
    for row in &grid.rows {
        let cells = row.cells.iter().map(|cell| figure(cell, figures));
        push(text, stub(&row.head.block, &row.head.label, unit(row, lang)).into_iter().chain(cells));
    }
}

/// The unit of a row, where rows differ in it.
pub(super) fn unit(row: &Row, lang: Lang) -> &'static str {
    match row.line {
        Line::Count => words::count(lang),
        Line::Percent => words::percent_sign(lang),
        Line::Figure => "",
    }
}

/// A cell as printed, but for the minus of its figure: other programs read no other than the ordinary one.
fn printed(cell: &Cell) -> String {
    let text = cell.printed();
    let is_word = matches!(cell.value, Value::Blank | Value::Absent | Value::Word);
    match text.strip_prefix(Marks::JAPANESE.minus).filter(|_| !is_word) {
        Some(figure) => format!("{PLAIN_MINUS}{figure}"),
        None => text,
    }
}

fn figure(cell: &Cell, figures: Figures) -> String {
    if figures == Figures::Printed {
        return printed(cell);
    }
    match cell.value {
        Value::Blank | Value::Absent => String::new(),
        Value::Count(n) => n.to_string(),
        Value::Weighted(value)
        | Value::Percent { points: value, .. }
        | Value::Number(value)
        | Value::Probability(value) => round::significant(value).to_string(),
        Value::Date(_) => cell.text.clone(),
        Value::Word => guarded(&cell.text),
    }
}

/// The text, with an apostrophe before it if a spreadsheet would take it for a formula.
pub fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '−']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// Adds a row.
pub(super) fn push(text: &mut String, fields: impl IntoIterator<Item = String>) {
    for (at, field) in fields.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&field);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_stay_text() {
        for text in ["=1+1", "+81", "-2", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\t=1", "\r=1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "空き店舗", "1-4人", "'=1", "▲1"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn fields_are_quoted_when_they_must_be() {
        let mut text = String::new();
        push(&mut text, ["a,b", "「c」", "d\"e", "f\ng", ""].map(str::to_owned));
        assert_eq!(text, "\"a,b\",「c」,\"d\"\"e\",\"f\ng\",\r\n");
    }
}
