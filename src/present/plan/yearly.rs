//! The yearly plan as a page.

use super::{name, page, word};
use crate::messages::{Lang, plan as plan_words, plan::progress as words};
use crate::model::plan::Plan;
use crate::plans::yearly::{Row as YearlyRow, Slot, Table, Yearly};
use crate::present::Page;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub};

/// The tables of all measures below each other.
pub fn page_of(plan: &Plan, yearly: &Yearly, lang: Lang) -> Page {
    let mut heads: Vec<String> = [words::head_line, words::head_marks].map(|head| head(lang).to_owned()).to_vec();
    heads.extend(yearly.columns.iter().map(|column| column.label.clone()));
    let mut rows = Vec::new();
    for table in &yearly.tables {
        for one in &table.rows {
            rows.push(row(plan, table, one));
        }
    }
    let grid = Grid {
        title: format!("{} {}", plan.about.title, plan_words::exchange::yearly_title(lang)),
        subtitles: Vec::new(),
        corner: [words::head_measure(lang).to_owned(), words::head_no(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
        rows,
        notes: vec![plan_words::exchange::end_is_no_sum(lang).to_owned()],
    };
    page(plan, &plan.id, grid, lang)
}

fn row(plan: &Plan, table: &Table, row: &YearlyRow) -> Row {
    let line = row.line.as_deref().and_then(|id| plan.record(id));
    let mut cells = vec![word(line.map_or("", |line| &line.title)), word(&row.flags.join(""))];
    cells.extend(row.cells.iter().map(|slot| match slot {
        Slot::Cell(cell) => word(&cell.raw),
        Slot::Above => Cell::word("〃"),
        Slot::None => Cell::blank(),
    }));
    let marks = plan.record(&table.measure).map_or(String::new(), |measure| measure.flags.join(""));
    let title =
        format!("{}{}", name(plan, Some(&table.measure)), if marks.is_empty() { marks } else { format!(" {marks}") });
    let section = if table.section.is_empty() { String::new() } else { format!("（{}）", table.section) };
    let label = if row.no.is_empty() { &table.measure } else { &row.no };
    Row { head: Head::new(format!("{title}{section}"), label, Part::Group), line: Line::Figure, first: true, cells }
}
