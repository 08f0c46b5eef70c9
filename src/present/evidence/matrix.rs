//! The list of issues and the matrix.

use super::{theme, title};
use crate::messages::evidence::{self as words, Counted};
use crate::messages::{Lang, plan as plan_words, table as table_words};
use crate::model::plan::Plan;
use crate::plans::evidence::{Cell as Place, Link, Matrix, Origin, Row as Issue, Totals};
use crate::present::document::{self, Align, Block, Column, Section};
use crate::present::figure;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub};
use crate::present::page::Page;

/// A place of the matrix in a few words: sign and counts.
pub fn cell(lang: Lang, origin: Origin, place: &Place) -> String {
    let mut parts = Vec::new();
    let mut push = |what: Counted, links: [usize; 2]| {
        if links[0] > 0 {
            parts.push(words::counted(lang, what, links[0], links[1]));
        }
    };
    push(Counted::Questions, both(&place.questions));
    push(Counted::Remarks, both(&place.remarks));
    push(Counted::Findings, both(&place.findings));
    if origin == Origin::Comments && place.voices.opinions > 0 {
        parts.insert(0, words::voices(lang, place.voices.opinions, place.voices.people));
    }
    let sign = words::sign(place.strength);
    if parts.is_empty() { sign.to_owned() } else { format!("{sign} {}", parts.join(" ")) }
}

/// All, and those over another record.
fn both<T>(links: &[Link<T>]) -> [usize; 2] {
    [links.len(), links.iter().filter(|link| link.via.is_some()).count()]
}

fn totals(lang: Lang, origin: Option<Origin>, totals: &Totals) -> String {
    let mut parts = Vec::new();
    if totals.opinions > 0 || origin == Some(Origin::Comments) {
        parts.push(words::voices(lang, totals.opinions, totals.people));
    }
    let counts = [
        (Counted::Questions, totals.questions),
        (Counted::Remarks, totals.remarks),
        (Counted::Findings, totals.findings),
    ];
    parts.extend(counts.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| words::counted(lang, what, n, 0)));
    if parts.is_empty() { words::sign(Default::default()).to_owned() } else { parts.join(" ") }
}

fn notes(lang: Lang) -> Vec<String> {
    [
        words::strength_note(lang),
        words::backing_note(lang),
        words::via_note(lang),
        words::once_note(lang),
        words::farm_note(lang),
    ]
    .map(str::to_owned)
    .to_vec()
}

fn row(label: &str, part: Part, cells: Vec<Cell>) -> Row {
    Row { head: Head::new("", label, part), line: Line::Figure, first: true, cells }
}

fn heads(labels: Vec<String>) -> Vec<Head> {
    labels.into_iter().map(|label| Head::new("", label, Part::Figure)).collect()
}

/// A row per issue with its counts.
pub fn list(matrix: &Matrix, plans: &[Plan], synthetic: bool, lang: Lang) -> Page {
    let labels = [
        words::head_theme(lang),
        words::head_questions(lang),
        words::head_findings(lang),
        words::head_opinions(lang),
        words::head_people(lang),
        words::head_remarks(lang),
        words::head_backing(lang),
        words::head_title(lang),
    ];
    let counts = |totals: &Totals| {
        [totals.questions, totals.findings, totals.opinions, totals.people, totals.remarks]
            .map(|n| figure::count(n as u64))
            .to_vec()
    };
    let issue = |issue: &Issue| {
        let mut cells = vec![Cell::word(&theme(plans, &issue.record).unwrap_or_default())];
        cells.extend(counts(&issue.total));
        cells.push(Cell::word(words::backing(lang, issue.backing)));
        cells.push(Cell::word(&title(plans, &issue.record)));
        row(&issue.record.id, Part::Group, cells)
    };
    let mut rows: Vec<Row> = matrix.rows.iter().map(issue).collect();
    for (label, totals) in [(words::total_once(lang), &matrix.all.once), (words::total_added(lang), &matrix.all.added)]
    {
        let mut cells = vec![Cell::blank()];
        cells.extend(counts(totals));
        cells.extend([Cell::blank(), Cell::blank()]);
        rows.push(row(label, Part::Total, cells));
    }
    let grid = Grid {
        title: words::list_title(lang).to_owned(),
        subtitles: Vec::new(),
        corner: [String::new(), plan_words::kind(lang, &matrix.kind).to_owned()],
        stub: Stub::Blocks,
        columns: heads(labels.map(str::to_owned).to_vec()),
        rows,
        notes: vec![words::backing_note(lang).to_owned(), words::once_note(lang).to_owned()],
    };
    Page::new(words::list_title(lang).to_owned(), grid, synthetic, vec![table_words::made_with(lang, None)], lang)
}

/// The matrix as a page.
pub fn matrix(matrix: &Matrix, plans: &[Plan], synthetic: bool, lang: Lang) -> Page {
    let mut labels: Vec<String> = matrix.origins.iter().map(|origin| words::origin(lang, *origin).to_owned()).collect();
    labels.extend([words::head_backing(lang).to_owned(), words::total_once(lang).to_owned()]);
    labels.push(words::head_title(lang).to_owned());
    let mut rows: Vec<Row> = Vec::new();
    for issue in &matrix.rows {
        let places = matrix.origins.iter().zip(&issue.cells);
        let mut cells: Vec<Cell> = places.map(|(origin, place)| Cell::word(&cell(lang, *origin, place))).collect();
        cells.push(Cell::word(words::backing(lang, issue.backing)));
        cells.push(Cell::word(&totals(lang, None, &issue.total)));
        cells.push(Cell::word(&title(plans, &issue.record)));
        rows.push(row(&issue.record.id, Part::Group, cells));
    }
    for (label, of) in [(words::total_once(lang), false), (words::total_added(lang), true)] {
        let pick = |column: &crate::plans::evidence::ColumnTotals| if of { column.added } else { column.once };
        let columns = matrix.origins.iter().zip(&matrix.columns);
        let mut cells: Vec<Cell> =
            columns.map(|(origin, column)| Cell::word(&totals(lang, Some(*origin), &pick(column)))).collect();
        cells.extend([Cell::blank(), Cell::word(&totals(lang, None, &pick(&matrix.all))), Cell::blank()]);
        rows.push(row(label, Part::Total, cells));
    }
    let grid = Grid {
        title: words::matrix_title(lang).to_owned(),
        subtitles: Vec::new(),
        corner: [String::new(), plan_words::kind(lang, &matrix.kind).to_owned()],
        stub: Stub::Blocks,
        columns: heads(labels),
        rows,
        notes: notes(lang),
    };
    Page::new(words::matrix_title(lang).to_owned(), grid, synthetic, vec![table_words::made_with(lang, None)], lang)
}

/// The matrix as the first part of a document.
pub fn overview(matrix: &Matrix, plans: &[Plan], lang: Lang) -> Section {
    let mut section = Section::new(words::matrix_title(lang));
    let mut columns = vec![Column::new(6.8)];
    columns.extend(matrix.origins.iter().map(|_| Column::marks(2.5)));
    columns.push(Column::marks(2.5));
    let mut labels = vec![plan_words::kind(lang, &matrix.kind).to_owned()];
    labels.extend(matrix.origins.iter().map(|origin| words::origin(lang, *origin).to_owned()));
    labels.push(words::head_backing(lang).to_owned());
    let text = |text: String| document::Cell::text(text.replace(' ', "\n"));
    let mut above: Option<String> = None;
    let mut rows = Vec::new();
    for issue in &matrix.rows {
        let theme = theme(plans, &issue.record);
        if let Some(theme) = theme.as_ref().filter(|theme| above.as_ref() != Some(theme)) {
            rows.push(document::Row::band(1, theme.clone(), columns.len()));
        }
        above = theme;
        let name = format!("{}　{}", issue.record.id, title(plans, &issue.record));
        let mut cells = vec![document::Cell { align: Some(Align::Left), ..document::Cell::text(name) }];
        let places = matrix.origins.iter().zip(&issue.cells);
        cells.extend(places.map(|(origin, place)| text(cell(lang, *origin, place))));
        cells.push(document::Cell::text(words::backing(lang, issue.backing)));
        rows.push(document::Row::new(cells));
    }
    for (label, of) in [(words::total_once(lang), false), (words::total_added(lang), true)] {
        let mut cells = vec![document::Cell::text(label)];
        let columns = matrix.origins.iter().zip(&matrix.columns);
        cells.extend(
            columns.map(|(origin, column)| {
                text(totals(lang, Some(*origin), if of { &column.added } else { &column.once }))
            }),
        );
        cells.push(document::Cell::default());
        rows.push(document::Row::total(cells));
    }
    section.blocks.push(Block::Heading(1, words::matrix_title(lang).to_owned()));
    section.blocks.push(Block::Table(document::Table {
        columns,
        header: vec![document::Row::header(labels)],
        rows,
        bands: words::head_theme(lang).to_owned(),
        ..document::Table::default()
    }));
    section.blocks.extend(notes(lang).into_iter().map(Block::Note));
    section
}
