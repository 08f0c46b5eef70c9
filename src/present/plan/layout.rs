//! Tables of a plan in the layout of the originals, as documents: the progress table with its strategies and policies over
//! their measures, and a yearly plan per measure.

use super::name;
use crate::messages::{Lang, plan::exchange as words, plan::progress as progress_words, table};
use crate::model::plan::{Plan, YearCell};
use crate::plans::progress::{Progress, Row as ProgressRow};
use crate::plans::yearly::{Row as YearlyRow, Slot, Table as YearlyTable, Yearly};
use crate::present::document::{Block, Cell, Column, Document, Row, Section, Table};

/// The progress table.
pub fn progress(plan: &Plan, progress: &Progress, lang: Lang) -> Document {
    let depth = usize::from(progress.rows.iter().any(|row| row.policies.len() > 1));
    let has_lines = progress.rows.iter().any(|row| row.line.is_some());
    let mut columns = vec![Column::new(9.0), Column::new(9.0)];
    columns.extend(std::iter::repeat_n(Column::new(9.0), depth));
    columns.extend([Column::marks(4.0), Column::new(14.0), Column::new(20.0)]);
    columns.extend(std::iter::repeat_n(Column::new(11.0), usize::from(has_lines)));
    columns.push(Column::marks(8.0));
    columns.extend(std::iter::repeat_n(Column::new(11.0), progress.columns.len()));
    columns.push(Column::marks(5.0));
    let rows = (0..progress.rows.len()).map(|at| row(plan, progress, at, depth, has_lines)).collect();
    let mut table = Table { columns, header: header(progress, depth, has_lines, lang), rows, ..Table::default() };
    table.caption = String::new();
    let title = format!("{} {}", plan.about.title, words::progress_title(lang));
    let notes = plan.scales.iter().filter(|scale| !scale.note.is_empty());
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(notes.map(|scale| Block::Note(format!("{}：{}", scale.title, scale.note))));
    finish(plan, title, words::progress_title(lang), blocks, lang)
}

fn header(progress: &Progress, depth: usize, has_lines: bool, lang: Lang) -> Vec<Row> {
    let tall = |text: &str| Cell { rows: 2, ..Cell::text(text) };
    let mut first = vec![tall(words::strategy_head(lang)), tall(words::policy_head(lang))];
    if depth > 0 {
        first.push(tall(words::part_head(lang)));
    }
    first.extend([words::no_head, words::measure_head, words::text_head].map(|head| tall(head(lang))));
    if has_lines {
        first.push(tall(words::line_head(lang)));
    }
    first.push(tall(words::period_head(lang)));
    if !progress.columns.is_empty() {
        first.push(Cell { columns: progress.columns.len(), ..Cell::text(words::results_head(lang)) });
    }
    first.push(tall(words::grade_head(lang)));
    let years = progress.columns.iter().map(|column| column.label.clone());
    [Row::new(first), Row::header(years)].map(centred).to_vec()
}

fn centred(mut row: Row) -> Row {
    for cell in &mut row.cells {
        cell.align = Some(crate::present::document::Align::Center);
    }
    row
}

/// How many rows from one on are like it.
fn run(progress: &Progress, at: usize, same: impl Fn(&ProgressRow, &ProgressRow) -> bool) -> usize {
    let Some(first) = progress.rows.get(at) else { return 0 };
    progress.rows.iter().skip(at).take_while(|row| same(first, row)).count()
}

/// Whether a row goes on with what the row above says.
fn goes_on(progress: &Progress, at: usize, same: impl Fn(&ProgressRow, &ProgressRow) -> bool) -> bool {
    match (at.checked_sub(1).and_then(|above| progress.rows.get(above)), progress.rows.get(at)) {
        (Some(above), Some(row)) => same(above, row),
        _ => false,
    }
}

fn row(plan: &Plan, progress: &Progress, at: usize, depth: usize, has_lines: bool) -> Row {
    let Some(row) = progress.rows.get(at) else { return Row::default() };
    let mut cells = Vec::new();
    let strategy = |a: &ProgressRow, b: &ProgressRow| a.strategy == b.strategy;
    let policy = |a: &ProgressRow, b: &ProgressRow| strategy(a, b) && a.policies.first() == b.policies.first();
    let part = |a: &ProgressRow, b: &ProgressRow| strategy(a, b) && a.policies == b.policies;
    let measure = |a: &ProgressRow, b: &ProgressRow| a.measure == b.measure;
    // Cells that those above cover are left out of the row.
    if !goes_on(progress, at, strategy) {
        let text = name(plan, row.strategy.as_deref());
        cells.push(Cell { rows: run(progress, at, strategy), ..Cell::text(text) });
    }
    let parts: Vec<String> = row.policies.iter().skip(1).map(|id| name(plan, Some(id))).collect();
    if !goes_on(progress, at, policy) {
        let text = name(plan, row.policies.first().map(String::as_str));
        cells.push(Cell { rows: run(progress, at, policy), ..Cell::text(text) });
    }
    if depth > 0 && !goes_on(progress, at, part) {
        cells.push(Cell { rows: run(progress, at, part), ..Cell::text(parts.join("＞")) });
    }
    let rows = run(progress, at, measure);
    if row.first {
        let record = plan.record(&row.measure);
        let (no, text) = record.map_or(("", ""), |record| (record.no.as_str(), record.text.as_str()));
        let title = record.map_or(String::new(), |record| marked(&record.title, &record.flags));
        for text in [no, &title, text] {
            cells.push(Cell { rows, ..Cell::text(text) });
        }
    }
    let line = row.line.as_deref().and_then(|id| plan.record(id));
    if has_lines {
        cells.push(Cell::text(line.map_or(String::new(), |line| marked(&line.title, &line.flags))));
    }
    let own = |row: &ProgressRow| {
        let line = row.line.as_deref().and_then(|id| plan.record(id));
        line.is_some_and(|line| !line.period.is_empty() || !line.state.is_empty()) || row.line.is_none()
    };
    let all = || progress.rows.iter().filter(|other| other.measure == row.measure);
    let shared_period = rows_of(progress, &row.measure) > 1
        && !all().any(own)
        && all().next().is_some_and(|first| !first.period.is_empty() || !first.state.is_empty());
    if !shared_period || row.first {
        let rows = if shared_period { rows } else { 1 };
        let text = if row.period.is_empty() { &row.state } else { &row.period };
        cells.push(Cell { rows, ..Cell::text(text) });
    }
    let raw = |cell: &Option<YearCell>| Cell::text(cell.as_ref().map_or("", |cell| cell.raw.as_str()));
    cells.extend(row.cells.iter().map(raw));
    let shared_grade = row.shared_grade.is_some() && !all().any(|other| other.grade.is_some());
    if !shared_grade || row.first {
        let rows = if shared_grade { rows } else { 1 };
        cells.push(Cell { rows, ..Cell::text(row.held_grade().unwrap_or_default()) });
    }
    Row::new(cells)
}

fn rows_of(progress: &Progress, measure: &str) -> usize {
    progress.rows.iter().filter(|row| row.measure == measure).count()
}

/// A name with its marks behind it.
fn marked(title: &str, flags: &[String]) -> String {
    if flags.is_empty() { title.to_owned() } else { format!("{title} {}", flags.join("")) }
}

/// The yearly plan: a table per measure, the section responsible below it.
pub fn yearly(plan: &Plan, yearly: &Yearly, lang: Lang) -> Document {
    let mut blocks = Vec::new();
    for table in &yearly.tables {
        let Some(measure) = plan.record(&table.measure) else { continue };
        let no = if measure.no.is_empty() { &measure.id } else { &measure.no };
        blocks.push(Block::Heading(1, marked(&format!("{no} {}", measure.title), &measure.flags)));
        if !measure.text.is_empty() {
            blocks.push(Block::Paragraph(measure.text.clone()));
        }
        blocks.push(Block::Table(year_table(no, yearly, table, lang)));
        if !table.section.is_empty() {
            blocks.push(Block::Note(progress_words::section_line(lang, &table.section)));
        }
    }
    blocks.push(Block::Note(words::end_is_no_sum(lang).to_owned()));
    let title = format!("{} {}", plan.about.title, words::yearly_title(lang));
    finish(plan, title, words::yearly_title(lang), blocks, lang)
}

fn year_table(no: &str, yearly: &Yearly, table: &YearlyTable, lang: Lang) -> Table {
    use crate::model::plan::YearRole::{End, Plan, Result};
    let wide = |role| if matches!(role, Plan | End | Result) { 14.0 } else { 20.0 };
    let columns: Vec<Column> = yearly.columns.iter().map(|column| Column::new(wide(column.role))).collect();
    // Years and 計 stand under a common head, as long as they stand side by side at the end.
    let lead = yearly.columns.iter().take_while(|column| !matches!(column.role, Plan | End | Result)).count();
    let years = columns.len() - lead;
    let grouped =
        years > 0 && yearly.columns.iter().skip(lead).all(|column| matches!(column.role, Plan | End | Result));
    let number = Row::new(vec![Cell { columns: columns.len(), ..Cell::text(format!("No. {no}")) }]);
    let labels = |from: usize| yearly.columns.iter().skip(from).map(|column| column.label.clone());
    let mut header = vec![number];
    if grouped {
        let mut first: Vec<Cell> = labels(0).take(lead).map(|label| Cell { rows: 2, ..Cell::text(label) }).collect();
        first.push(Cell { columns: years, ..Cell::text(words::yearly_head(lang)) });
        header.push(centred(Row::new(first)));
        header.push(Row::header(labels(lead)));
    } else {
        header.push(Row::header(labels(0)));
    }
    let rows = (0..table.rows.len()).map(|at| year_row(table, at)).collect();
    Table { columns, header, rows, ..Table::default() }
}

fn year_row(table: &YearlyTable, at: usize) -> Row {
    let Some(row) = table.rows.get(at) else { return Row::default() };
    let below = |column: usize| {
        let rows = table.rows.iter().skip(at + 1);
        rows.take_while(|row| row.cells.get(column) == Some(&Slot::Above)).count()
    };
    let cell = |(column, slot): (usize, &Slot)| match slot {
        Slot::Cell(cell) => {
            let text = if column == 0 { numbered(row, &cell.raw) } else { cell.raw.clone() };
            Some(Cell { rows: 1 + below(column), ..Cell::text(text) })
        }
        Slot::Above => None,
        Slot::None if column == 0 => Some(Cell::text(numbered(row, ""))),
        Slot::None => Some(Cell::default()),
    };
    Row::new(row.cells.iter().enumerate().filter_map(cell).collect())
}

/// Marks and number before the first cell of a row, as they are printed.
fn numbered(row: &YearlyRow, text: &str) -> String {
    let parts = [row.flags.join(""), row.no.clone(), text.to_owned()];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn finish(plan: &Plan, title: String, sheet: &str, mut blocks: Vec<Block>, lang: Lang) -> Document {
    let about = &plan.about;
    let from = [about.municipality.as_str(), &about.section, &about.period];
    let from: Vec<&str> = from.into_iter().filter(|text| !text.is_empty()).collect();
    if !from.is_empty() {
        blocks.insert(0, Block::Paragraph(from.join("　")));
    }
    blocks.push(Block::Note(table::made_with(lang, None)));
    Document {
        title,
        landscape: true,
        warning: about.synthetic.then(|| table::synthetic(lang).to_owned()),
        sections: vec![Section { name: sheet.to_owned(), blocks }],
        ..Document::default()
    }
}
