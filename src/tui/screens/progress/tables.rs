//! The tables that plans make: progress of measures by year, yearly plans, indicators, and outlines with their empty slots.
//! Made once when plans are read; nothing is filtered or drawn here.

use super::standing::told;
use crate::messages::Lang;
use crate::messages::plan::{self as words, screen as say};
use crate::model::plan::{Column, Meaning, Plan, Record, YearCell, YearRole, cell};
use crate::plans::indicators::{Indicator, base};
use crate::plans::progress::series::{Series, series};
use crate::plans::progress::{Progress, Row, progress};
use crate::plans::yearly::{Slot, yearly};
use crate::present::indicators as present;
use crate::text::fold::search;

/// What a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Results of measures with their grades.
    Progress,
    /// Targets, baselines and yearly plans of measures.
    Yearly,
    /// Indicators with baseline, present value and target.
    Indicators,
    /// Basic policies with the slots to be filled in.
    Outline,
}

/// A table of a plan.
#[derive(Debug)]
pub struct Table {
    /// Position of the plan.
    pub plan: usize,
    /// What it shows.
    pub form: Form,
    /// Columns of cells.
    pub columns: Vec<Column>,
    /// Rows, top to bottom.
    pub entries: Vec<Entry>,
    /// The rows with cells, for choosing among them.
    pub progress: Progress,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Record id.
    pub record: String,
    /// Record id of the measure it belongs to; its own where it is one.
    pub measure: String,
    /// A measure whose cells stand in the lines below it.
    pub head: bool,
    /// A line of a measure.
    pub line: bool,
    /// Record id of the strategy.
    pub strategy: Option<String>,
    /// Record ids between strategy and measure.
    pub policies: Vec<String>,
    /// The grade printed here.
    pub grade: Option<String>,
    /// The grade that holds here.
    pub held: Option<String>,
    /// Number as printed.
    pub no: String,
    /// Name, for a measure of a yearly plan with its section.
    pub title: String,
    /// 実施年度.
    pub period: String,
    /// A state for the whole row.
    pub state: String,
    /// One per column; none in a head.
    pub cells: Vec<Slot>,
    /// Its figures over the years.
    pub series: Vec<Series>,
    /// Everything that can be searched, folded.
    pub folded: String,
}

impl Table {
    /// Its name: form and plan.
    pub fn name(&self, plan: &Plan, lang: Lang) -> String {
        let form = match self.form {
            Form::Progress => say::form_progress(lang),
            Form::Yearly => say::form_yearly(lang),
            Form::Indicators => say::form_indicators(lang),
            Form::Outline => say::form_outline(lang),
        };
        say::table_name(lang, form, &plan.about.title)
    }
}

/// All tables of all plans, in their order. `values`: the indicators with what surveys give, once that is read; `shown`: with
/// ASCII signs only, and the language.
pub fn tables(plans: &[Plan], values: Option<&[Indicator]>, shown: (bool, Lang)) -> Vec<Table> {
    let of = |(at, plan): (usize, &Plan)| {
        let made = [results(plan), yearly_plan(plan), indicators(plan), outline(plan)];
        made.into_iter()
            .flatten()
            .map(move |(form, progress, heads)| table(plan, at, form, progress, &heads, (values, shown)))
            .collect::<Vec<_>>()
    };
    plans.iter().enumerate().flat_map(of).collect()
}

/// A form, its rows, and the records that stand over rows without cells of their own.
type Made<'a> = (Form, Progress, Vec<&'a Record>);

fn results(plan: &Plan) -> Option<Made<'_>> {
    let progress = progress(plan);
    (!progress.columns.is_empty() && !progress.rows.is_empty()).then(|| (Form::Progress, progress, heads(plan)))
}

fn heads(plan: &Plan) -> Vec<&Record> {
    plan.records.iter().filter(|record| record.kind == "measure").collect()
}

fn yearly_plan(plan: &Plan) -> Option<Made<'_>> {
    let yearly = yearly(plan);
    if yearly.tables.is_empty() {
        return None;
    }
    let of = |table: &crate::plans::yearly::Table| {
        let strategy = plan.record(&table.measure).and_then(|measure| plan.above(measure, "strategy"));
        let rows = table.rows.iter().enumerate().map(|(at, row)| Row {
            strategy: strategy.map(|record| record.id.clone()),
            measure: table.measure.clone(),
            line: row.line.clone(),
            first: at == 0,
            cells: row.cells.iter().map(own).collect(),
            ..Row::default()
        });
        rows.collect::<Vec<_>>()
    };
    let rows = yearly.tables.iter().flat_map(of).collect();
    Some((Form::Yearly, Progress { plan: plan.id.clone(), columns: yearly.columns, rows }, heads(plan)))
}

/// The cell of a place, unless it is part of the one above.
fn own(slot: &Slot) -> Option<YearCell> {
    match slot {
        Slot::Cell(cell) => Some(cell.clone()),
        Slot::Above | Slot::None => None,
    }
}

fn indicators(plan: &Plan) -> Option<Made<'_>> {
    let found: Vec<&Record> = plan.records.iter().filter(|record| record.kind == "indicator").collect();
    let used = |column: &&Column| found.iter().any(|record| record.years.contains_key(&column.label));
    let columns: Vec<Column> = plan.columns.iter().filter(used).cloned().collect();
    let row = |record: &&Record| Row {
        strategy: plan.lineage(record).into_iter().skip(1).last().map(|above| above.id.clone()),
        measure: record.id.clone(),
        first: true,
        cells: columns.iter().map(|column| record.years.get(&column.label).map(|raw| cell::read(raw))).collect(),
        grade: record.grade.clone(),
        ..Row::default()
    };
    let rows: Vec<Row> = found.iter().map(row).collect();
    (!rows.is_empty()).then(|| (Form::Indicators, Progress { plan: plan.id.clone(), columns, rows }, Vec::new()))
}

/// Basic policies and the slots below them. Their one column is what is filled in.
fn outline(plan: &Plan) -> Option<Made<'_>> {
    let slots = plan.records.iter().filter(|record| record.kind == "slot");
    let row = |record: &Record| Row {
        strategy: record.parent.clone(),
        measure: record.id.clone(),
        first: true,
        cells: vec![Some(cell::read(&record.text))],
        ..Row::default()
    };
    let rows: Vec<Row> = slots.map(row).collect();
    let column = Column { label: String::new(), year: None, role: YearRole::Plan };
    let progress = Progress { plan: plan.id.clone(), columns: vec![column], rows };
    (!progress.rows.is_empty()).then_some((Form::Outline, progress, Vec::new()))
}

/// The columns of a list of indicators. They name no year: what is in them does.
fn standing(lang: Lang) -> Vec<Column> {
    let column = |label: &str| Column { label: label.to_owned(), year: None, role: YearRole::End };
    present::heads(lang).into_iter().map(column).collect()
}

fn table(
    plan: &Plan,
    at: usize,
    form: Form,
    progress: Progress,
    heads: &[&Record],
    (values, shown): (Option<&[Indicator]>, (bool, Lang)),
) -> Table {
    let lang = shown.1;
    let merged = match form {
        Form::Indicators => {
            let cell = |text: String| match text.is_empty() {
                true => Slot::None,
                false => Slot::Cell(YearCell { raw: text, meaning: Meaning::Text, ..YearCell::default() }),
            };
            let of = |record: &Record| told(values, plan, record, shown).cells.map(cell).to_vec();
            progress.rows.iter().map(|row| plan.record(row.record()).map(of).unwrap_or_default()).collect()
        }
        Form::Yearly => yearly(plan).tables.into_iter().flat_map(|table| table.rows).map(|row| row.cells).collect(),
        Form::Progress | Form::Outline => Vec::new(),
    };
    let movement = movement(&progress);
    let mut entries: Vec<Entry> = Vec::new();
    for (position, row) in progress.rows.iter().enumerate() {
        let measure = heads.iter().find(|record| record.id == row.measure);
        if let Some(measure) = measure.filter(|_| row.first && row.line.is_some()) {
            entries.push(head(plan, measure, row, lang));
        }
        let Some(record) = plan.record(row.record()) else { continue };
        let plain = || row.cells.iter().map(|cell| cell.clone().map_or(Slot::None, Slot::Cell)).collect();
        let figures = movement.rows.get(position);
        entries.push(Entry {
            line: row.line.is_some(),
            grade: row.grade.clone(),
            held: row.held_grade().map(str::to_owned),
            period: row.period.clone(),
            state: row.state.clone(),
            cells: merged.get(position).cloned().unwrap_or_else(plain),
            series: figures.map(|row| of_row(&movement, row)).unwrap_or_default(),
            ..entry(plan, record, row, lang)
        });
    }
    let columns = if form == Form::Indicators { standing(lang) } else { progress.columns.clone() };
    Table { plan: at, form, columns, entries, progress }
}

/// The figures of a row over the years. How many people a share is of is no figure of its own.
fn of_row(movement: &Progress, row: &Row) -> Vec<Series> {
    let is_base = |series: &Series| series.figures().all(|(_, metric)| base(metric).is_some());
    series(movement, [row]).into_iter().filter(|series| !is_base(series)).collect()
}

/// The same rows with only the columns whose figures follow each other: a target or an end is no later year.
fn movement(progress: &Progress) -> Progress {
    let follows = |column: &Column| matches!(column.role, YearRole::Baseline | YearRole::Plan | YearRole::Result);
    let keep: Vec<bool> = progress.columns.iter().map(follows).collect();
    let kept = |row: &Row| {
        let cells = row.cells.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(cell, _)| cell.clone()).collect();
        Row { cells, ..row.clone() }
    };
    Progress {
        plan: progress.plan.clone(),
        columns: progress.columns.iter().filter(|column| follows(column)).cloned().collect(),
        rows: progress.rows.iter().map(kept).collect(),
    }
}

fn head(plan: &Plan, measure: &Record, row: &Row, lang: Lang) -> Entry {
    let title = match measure.section.as_str() {
        "" => measure.title.clone(),
        section => format!("{}{}", measure.title, lang.pick(format!("（{section}）"), format!(" ({section})"))),
    };
    Entry {
        head: true,
        grade: row.shared_grade.clone(),
        held: row.shared_grade.clone(),
        period: measure.period.clone(),
        state: measure.state.clone(),
        title,
        ..entry(plan, measure, row, lang)
    }
}

fn entry(plan: &Plan, record: &Record, row: &Row, lang: Lang) -> Entry {
    Entry {
        record: record.id.clone(),
        measure: row.measure.clone(),
        strategy: row.strategy.clone(),
        policies: row.policies.clone(),
        no: record.no.clone(),
        title: record.title.clone(),
        folded: folded(plan, record, lang),
        ..Entry::default()
    }
}

/// What can be searched of a record: its words and cells, and the names above it.
pub fn folded(plan: &Plan, record: &Record, lang: Lang) -> String {
    let mut words = vec![
        words::kind(lang, &record.kind).to_owned(),
        record.id.clone(),
        record.no.clone(),
        record.title.clone(),
        record.text.clone(),
        record.reading.clone(),
        record.section.clone(),
        record.period.clone(),
        record.state.clone(),
        record.note.clone(),
    ];
    words.extend(record.aliases.iter().chain(record.years.values()).cloned());
    words.extend(plan.lineage(record).into_iter().skip(1).map(Record::name));
    search(&words.join(" "))
}
