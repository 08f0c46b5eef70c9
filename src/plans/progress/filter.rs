//! Which rows of a progress table are wanted.

use super::{Progress, Row, is_result};
use crate::model::plan::Meaning;

/// What rows must be like; what is `None` lets all through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Record id of the strategy, or of any policy above.
    pub strategy: Option<String>,
    /// Grade that holds for the row.
    pub grade: Option<String>,
    /// The year that `meaning` and `without` speak of; alone: rows that say something in that year.
    pub year: Option<i64>,
    /// What a cell says: in the year, or in any.
    pub meaning: Option<Meaning>,
    /// Only measures without a result: in the year, or in all years.
    pub without: bool,
}

/// The rows that are wanted, in their order. A measure without results is given with all its rows.
pub fn chosen<'a>(progress: &'a Progress, filter: &Filter) -> Vec<&'a Row> {
    let in_year = |row: &'a Row| -> Vec<Option<Meaning>> {
        let cells = progress.columns.iter().zip(&row.cells);
        let cells = cells.filter(|(column, _)| filter.year.is_none() || column.year == filter.year);
        cells.map(|(_, cell)| cell.as_ref().map(|cell| cell.meaning)).collect()
    };
    let has_result = |row: &'a Row| in_year(row).into_iter().flatten().any(is_result);
    let says = |row: &'a Row| match filter.meaning {
        // 未実施 printed for the whole row stands for each of its years.
        Some(Meaning::NotDone) if row.state == "未実施" => true,
        Some(meaning) => in_year(row).contains(&Some(meaning)),
        None if filter.year.is_some() && !filter.without => {
            in_year(row).into_iter().flatten().any(|meaning| meaning != Meaning::Blank)
        }
        None => true,
    };
    let is_chosen = |row: &&'a Row| {
        filter.strategy.as_ref().is_none_or(|id| row.strategy.as_ref() == Some(id) || row.policies.contains(id))
            && filter.grade.as_deref().is_none_or(|grade| row.held_grade() == Some(grade))
            && says(row)
            && (!filter.without || !progress.rows.iter().filter(|other| other.measure == row.measure).any(has_result))
    };
    progress.rows.iter().filter(is_chosen).collect()
}

/// Ids of the measures without a result in a year, or in any.
pub fn without_results(progress: &Progress, year: Option<i64>) -> Vec<&str> {
    let filter = Filter { year, without: true, ..Filter::default() };
    chosen(progress, &filter).into_iter().filter(|row| row.first).map(|row| row.measure.as_str()).collect()
}
