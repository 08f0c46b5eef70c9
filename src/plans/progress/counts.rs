//! How many measures and grades a plan has, in all and by strategy, and what its cells say by year.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Progress;
use crate::model::plan::{Meaning, Plan};

/// Counts of some rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Record id of the strategy; `None` for all rows, and for measures under no strategy.
    pub strategy: Option<String>,
    /// Measures.
    pub measures: usize,
    /// Rows; a measure with lines has several.
    pub rows: usize,
    /// Grades printed, by letter in the order of the scale: one per measure or per line that has one.
    pub grades: Vec<(String, usize)>,
}

impl Counts {
    /// Grades printed.
    pub fn graded(&self) -> usize {
        self.grades.iter().map(|(_, count)| count).sum()
    }
}

/// All rows, then those of each strategy in the order of the plan.
pub fn counts(plan: &Plan, progress: &Progress) -> (Counts, Vec<Counts>) {
    let mut order: Vec<String> = Vec::new();
    for grade in plan.scales.iter().flat_map(|scale| &scale.grades) {
        if !order.contains(&grade.code) {
            order.push(grade.code.clone());
        }
    }
    let blank = |strategy: Option<String>| Counts {
        strategy,
        grades: order.iter().map(|code| (code.clone(), 0)).collect(),
        ..Counts::default()
    };
    let mut all = blank(None);
    let mut by_strategy: Vec<Counts> = Vec::new();
    for row in &progress.rows {
        let at = by_strategy.iter().position(|counts| counts.strategy == row.strategy).unwrap_or_else(|| {
            by_strategy.push(blank(row.strategy.clone()));
            by_strategy.len() - 1
        });
        // A grade shared by the lines of a measure is one grade.
        let shared = row.shared_grade.iter().filter(|_| row.first);
        for counts in [Some(&mut all), by_strategy.get_mut(at)].into_iter().flatten() {
            counts.rows += 1;
            counts.measures += usize::from(row.first);
            for grade in row.grade.iter().chain(shared.clone()) {
                if let Some((_, count)) = counts.grades.iter_mut().find(|(code, _)| code == grade) {
                    *count += 1;
                }
            }
        }
    }
    (all, by_strategy)
}

/// What the cells of a year say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct YearCounts {
    /// The column as printed.
    pub label: String,
    /// Year by the western calendar.
    pub year: Option<i64>,
    /// Rows by what their cell says.
    pub rows: BTreeMap<&'static str, usize>,
    /// Rows for which the table has no such cell.
    pub missing: usize,
}

/// What the rows say, year by year.
pub fn years(progress: &Progress) -> Vec<YearCounts> {
    let year = |(at, column): (usize, &crate::model::plan::Column)| {
        let mut counts = YearCounts { label: column.label.clone(), year: column.year, ..YearCounts::default() };
        for row in &progress.rows {
            match row.cells.get(at).and_then(Option::as_ref) {
                Some(cell) => *counts.rows.entry(name(cell.meaning)).or_default() += 1,
                None => counts.missing += 1,
            }
        }
        counts
    };
    progress.columns.iter().enumerate().map(year).collect()
}

/// The name of a meaning in json and on the command line.
pub fn name(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Blank => "blank",
        Meaning::Dash => "dash",
        Meaning::Figures => "figures",
        Meaning::State => "state",
        Meaning::Moved => "moved",
        Meaning::NotDone => "not_done",
        Meaning::Text => "text",
    }
}

/// All meanings, in the order in which they are listed.
pub const MEANINGS: [Meaning; 7] =
    [Meaning::Figures, Meaning::State, Meaning::Text, Meaning::Moved, Meaning::NotDone, Meaning::Dash, Meaning::Blank];
