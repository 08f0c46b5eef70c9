//! The progress of a plan's measures: the rows of its progress table, counted, chosen and followed over the years.
//!
//! Everything is read from the printed cells. A grade is judgement: it stands beside the trend of the figures and is never
//! computed from them, nor they from it.

pub mod counts;
pub mod filter;
pub mod series;
pub mod sums;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::model::plan::{Column, Meaning, Plan, Record, YearCell, YearRole};

/// The progress table of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Plan id.
    pub plan: String,
    /// The columns of results, in printed order.
    pub columns: Vec<Column>,
    /// In the order of the plan.
    pub rows: Vec<Row>,
}

/// A row: a measure, or one of its lines. All names are record ids of the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// 戦略: the nearest strategy above, otherwise the topmost record above; `None` where nothing is above.
    pub strategy: Option<String>,
    /// 施策 and its parts: what stands between strategy and measure, from above.
    pub policies: Vec<String>,
    /// 事業.
    pub measure: String,
    /// 細目; `None` where the row is the measure's own.
    pub line: Option<String>,
    /// The first row of its measure.
    pub first: bool,
    /// 実施年度 as printed: of the line, or of the measure on its first row.
    pub period: String,
    /// A state that stands for the whole row, such as 未実施.
    pub state: String,
    /// One per column; `None` where the table has no such cell.
    pub cells: Vec<Option<YearCell>>,
    /// The grade of the row itself: of the line, or of a measure without lines.
    pub grade: Option<String>,
    /// The one grade of a measure with lines; on all its rows.
    pub shared_grade: Option<String>,
    /// 再掲: the record whose figures these are.
    pub same_as: Option<String>,
}

impl Row {
    /// The record whose cells these are.
    pub fn record(&self) -> &str {
        self.line.as_deref().unwrap_or(&self.measure)
    }

    /// The grade that holds for the row: its own, otherwise its measure's.
    pub fn held_grade(&self) -> Option<&str> {
        self.grade.as_deref().or(self.shared_grade.as_deref())
    }
}

/// The progress table of a plan: its measures with their lines under the columns of results. Without such columns there
/// are rows, and no cells in them.
pub fn progress(plan: &Plan) -> Progress {
    table(plan, |role| role == YearRole::Result)
}

/// The rows of one record alone, a measure or a line of one, under the columns of results.
pub fn of_record(plan: &Plan, record: &Record) -> Progress {
    let columns: Vec<Column> = plan.columns.iter().filter(|column| column.role == YearRole::Result).cloned().collect();
    let measure = if record.kind == "measure" { Some(record) } else { plan.above(record, "measure") };
    let mut rows = measure.map_or(Vec::new(), |measure| rows_of(plan, measure, &columns));
    rows.retain(|row| row.record() == record.id);
    Progress { plan: plan.id.clone(), columns, rows }
}

/// The rows of a plan's measures under the columns of some roles.
pub(super) fn table(plan: &Plan, wanted: impl Fn(YearRole) -> bool) -> Progress {
    let columns: Vec<Column> = plan.columns.iter().filter(|column| wanted(column.role)).cloned().collect();
    let rows = plan.records.iter().filter(|record| record.kind == "measure");
    let rows = rows.flat_map(|measure| rows_of(plan, measure, &columns)).collect();
    Progress { plan: plan.id.clone(), columns, rows }
}

/// Whether a measure is a row of its own beside its lines.
fn stands_alone(measure: &Record, columns: &[Column]) -> bool {
    columns.iter().any(|column| measure.years.contains_key(&column.label))
}

fn rows_of(plan: &Plan, measure: &Record, columns: &[Column]) -> Vec<Row> {
    let above: Vec<&Record> = plan.lineage(measure).into_iter().skip(1).collect();
    let top = above.iter().position(|record| record.kind == "strategy").or(above.len().checked_sub(1));
    let between = above.iter().take(top.unwrap_or(0)).rev().map(|record| record.id.clone()).collect();
    let lines = lines(plan, measure);
    let has_lines = !lines.is_empty();
    let blank = Row {
        strategy: top.and_then(|at| above.get(at)).map(|record| record.id.clone()),
        policies: between,
        measure: measure.id.clone(),
        shared_grade: if has_lines { measure.grade.clone() } else { None },
        ..Row::default()
    };
    let mut rows = Vec::new();
    if !has_lines || stands_alone(measure, columns) {
        rows.push(Row {
            period: measure.period.clone(),
            state: measure.state.clone(),
            cells: cells(measure, columns),
            grade: if has_lines { None } else { measure.grade.clone() },
            same_as: measure.same_as.clone(),
            ..blank.clone()
        });
    }
    for line in lines {
        // What is printed once for a measure stands on its first row.
        let or_measure = |own: &str, shared: &str| {
            if own.is_empty() && rows.is_empty() { shared.to_owned() } else { own.to_owned() }
        };
        let row = Row {
            line: Some(line.id.clone()),
            period: or_measure(&line.period, &measure.period),
            state: or_measure(&line.state, &measure.state),
            cells: cells(line, columns),
            grade: line.grade.clone(),
            same_as: line.same_as.clone().or_else(|| measure.same_as.clone()),
            ..blank.clone()
        };
        rows.push(row);
    }
    if let Some(first) = rows.first_mut() {
        first.first = true;
    }
    rows
}

/// The lines of a measure, at any depth below it, in the order of the plan.
pub fn lines<'a>(plan: &'a Plan, measure: &Record) -> Vec<&'a Record> {
    let of_measure = |record: &&Record| {
        record.kind == "line" && plan.above(record, "measure").is_some_and(|above| above.id == measure.id)
    };
    plan.records.iter().filter(of_measure).collect()
}

fn cells(record: &Record, columns: &[Column]) -> Vec<Option<YearCell>> {
    let cell = |column: &Column| record.years.get(&column.label).map(|raw| crate::model::plan::cell::read(raw));
    columns.iter().map(cell).collect()
}

/// Whether a cell reports a result: a figure, a state, or words that could be read as neither and that a person must look
/// at. Blank, `-`, 移管 and 未実施 report none.
pub fn is_result(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Figures | Meaning::State | Meaning::Text)
}
