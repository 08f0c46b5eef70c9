//! Tables as Markdown: a heading, the grid as a pipe table, the notes as a list.
//!
//! Figures are as printed. Signs that Markdown would take for its own are escaped in every text.

use crate::messages::table::Method;
use crate::messages::{Lang, table as words};
use crate::model::{Survey, Table};
use crate::present::{Grid, View};

use super::{BookPart, csv, is_synthetic};

/// Every table with its notes, source and method.
pub fn tables(parts: &[BookPart<'_>], view: &View, lang: Lang) -> String {
    let sections = parts.iter().flat_map(|part| part.tables.iter().map(|of| table(part.survey, of, view, None, lang)));
    sections.collect::<Vec<_>>().join("\n")
}

/// A table with its notes, source and method; `made_of` says above it what it is made of, where it stands alone.
pub fn table(survey: &Survey, table: &Table, view: &View, made_of: Option<String>, lang: Lang) -> String {
    let mut grid = Grid::new(table, view, lang);
    grid.subtitles.extend(made_of);
    let method = Method { survey, table: Some(table), digits: Some(view.digits), swap: view.swap, generated: None };
    let synthetic = is_synthetic(survey, table).then(|| words::synthetic(lang));
    section(&grid, synthetic, &words::method(lang, &method), lang)
}

/// A grid as a section of its own.
pub(super) fn section(grid: &Grid, synthetic: Option<&str>, method: &[String], lang: Lang) -> String {
    let mut text = format!("### {}\n\n", escaped(&grid.title));
    if let Some(warning) = synthetic {
        text.push_str(&format!("**{}**\n\n", escaped(warning)));
    }
    for subtitle in &grid.subtitles {
        text.push_str(&format!("{}\n\n", escaped(subtitle)));
    }
    push_grid(&mut text, grid, lang);
    text.push('\n');
    let notes = grid.notes.iter().filter(|note| Some(note.as_str()) != synthetic);
    for line in notes.chain(method) {
        text.push_str(&format!("- {}\n", escaped(line)));
    }
    text
}

fn push_grid(text: &mut String, grid: &Grid, lang: Lang) {
    let (blocks, units) = (grid.has_row_blocks(), grid.has_units());
    let stub = |block: &str, label: &str, unit: &str| {
        let block = blocks.then(|| escaped(block));
        block.into_iter().chain([escaped(label)]).chain(units.then(|| escaped(unit))).collect::<Vec<_>>()
    };
    let mut push = |fields: Vec<String>| text.push_str(&format!("| {} |\n", fields.join(" | ")));
    let [over_block, over_label] = &grid.corner;
    let mut heads = stub(over_block, over_label, words::unit(lang));
    let labels = heads.len();
    // Markdown has one header row, so a banner's title joins the label of each of its columns.
    heads.extend(grid.columns.iter().map(|column| match column.block.as_str() {
        "" => escaped(&column.label),
        block => format!("{}<br>{}", escaped(block), escaped(&column.label)),
    }));
    push(heads);
    let align = |at: usize| if grid.is_of_words(at) { "---" } else { "---:" };
    let marks = std::iter::repeat_n("---", labels).chain((0..grid.columns.len()).map(align));
    push(marks.map(str::to_owned).collect());
    for row in &grid.rows {
        let mut fields = stub(&row.head.block, &row.head.label, csv::unit(row, lang));
        fields.extend(row.cells.iter().map(|cell| escaped(&cell.printed())));
        push(fields);
    }
}

/// The text with Markdown's own signs escaped and line breaks as `<br>`.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' => escaped.push_str("<br>"),
            '\\' | '|' | '*' | '_' | '`' | '<' | '[' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped() {
        assert_eq!(escaped("a|b\nc*d_e\\"), "a\\|b<br>c\\*d\\_e\\\\");
        assert_eq!(escaped("<script>「」"), "\\<script>「」");
    }
}
