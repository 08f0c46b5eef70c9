//! The yearly plan of a plan's measures: where things stood, what is planned, what is to be reached.
//!
//! 計 is a state or the value at the end. It is shown as printed and is never a sum.

use serde::Serialize;

use super::progress;
use crate::model::plan::{Column, Plan, YearCell, YearRole};

/// The yearly plan: a table per measure, all under the same columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Yearly {
    /// Plan id.
    pub plan: String,
    /// Columns of targets, baselines, plans and ends, in printed order.
    pub columns: Vec<Column>,
    /// In the order of the plan; only measures that have such cells, or whose lines have.
    pub tables: Vec<Table>,
}

/// The table of a measure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Record id.
    pub measure: String,
    /// 事業実施課.
    pub section: String,
    /// Top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a yearly plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Record id of the line; `None` where the row is the measure's own.
    pub line: Option<String>,
    /// Number as printed, such as (1).
    pub no: String,
    /// Printed marks, such as ☆.
    pub flags: Vec<String>,
    /// One per column.
    pub cells: Vec<Slot>,
}

/// A place of a yearly plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// As printed.
    Cell(YearCell),
    /// Part of the cell above.
    Above,
    /// There is no such cell.
    None,
}

/// The yearly plan of a plan. A cell that a line does not have is part of the cell above where the line above has the
/// same number, since tables merge such cells.
pub fn yearly(plan: &Plan) -> Yearly {
    let all = progress::table(plan, |role| role != YearRole::Result);
    let mut tables: Vec<Table> = Vec::new();
    for row in all.rows.iter().filter(|row| row.cells.iter().any(Option::is_some)) {
        if tables.last().is_none_or(|table| table.measure != row.measure) {
            let section = plan.record(&row.measure).map_or(String::new(), |measure| measure.section.clone());
            tables.push(Table { measure: row.measure.clone(), section, rows: Vec::new() });
        }
        let Some(table) = tables.last_mut() else { continue };
        let line = row.line.as_deref().and_then(|id| plan.record(id));
        let no = line.map_or(String::new(), |line| line.no.clone());
        let above = table.rows.last().filter(|above| above.line.is_some() && !no.is_empty() && above.no == no);
        let slot = |(at, cell): (usize, &Option<YearCell>)| match (cell, above.and_then(|above| above.cells.get(at))) {
            (Some(cell), _) => Slot::Cell(cell.clone()),
            (None, Some(Slot::Cell(_) | Slot::Above)) => Slot::Above,
            (None, _) => Slot::None,
        };
        let cells = row.cells.iter().enumerate().map(slot).collect();
        let flags = line.map_or_else(Vec::new, |line| line.flags.clone());
        table.rows.push(Row { line: row.line.clone(), no, flags, cells });
    }
    Yearly { plan: plan.id.clone(), columns: all.columns, tables }
}
