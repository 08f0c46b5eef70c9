//! Figures of several measures added up by unit, year by year.
//!
//! 再掲 is left out and named. 延べ, うち and the like are added up by themselves. A sum over measures adds unlike things
//! (visitors and pupils are both 人), so it says how many figures it is made of.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Progress, Row};
use crate::model::plan::cell::Number;

/// The sum of the figures of one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Unit; money is in 円.
    pub unit: String,
    /// 延べ, うち, 全, …
    pub qualifier: Option<String>,
    /// One per column of the table, in its order.
    pub years: Vec<YearSum>,
    /// Record ids of the measures with such figures.
    pub measures: BTreeSet<String>,
}

/// A sum in one year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct YearSum {
    /// The column as printed.
    pub label: String,
    /// Year by the western calendar.
    pub year: Option<i64>,
    /// `None` where no figure is there, or the sum is too large to be held.
    pub total: Option<Number>,
    /// Figures added.
    pub figures: usize,
}

/// Sums, and what was left out of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// In the order in which units first appear.
    pub sums: Vec<Sum>,
    /// 再掲: record ids of rows whose figures are another's, each with the record whose figures they are.
    pub repeated: Vec<(String, String)>,
}

/// Adds up the figures of some rows.
pub fn sums<'a>(progress: &Progress, rows: impl IntoIterator<Item = &'a Row>) -> Sums {
    let mut all = Sums::default();
    for row in rows {
        let has_figures = row.cells.iter().flatten().any(|cell| !cell.metrics.is_empty());
        if let (Some(same_as), true) = (&row.same_as, has_figures) {
            all.repeated.push((row.record().to_owned(), same_as.clone()));
            continue;
        }
        for (at, cell) in row.cells.iter().enumerate() {
            for metric in cell.iter().flat_map(|cell| &cell.metrics) {
                let is_one = |sum: &Sum| sum.unit == metric.unit && sum.qualifier == metric.qualifier;
                let place = all.sums.iter().position(is_one).unwrap_or_else(|| {
                    all.sums.push(empty(progress, &metric.unit, metric.qualifier.as_ref()));
                    all.sums.len() - 1
                });
                let Some(sum) = all.sums.get_mut(place) else { continue };
                sum.measures.insert(row.measure.clone());
                let Some(year) = sum.years.get_mut(at) else { continue };
                year.total = match (year.figures, year.total) {
                    (0, _) => Some(metric.number),
                    (_, total) => total.and_then(|total| plus(total, metric.number)),
                };
                year.figures += 1;
            }
        }
    }
    all
}

fn empty(progress: &Progress, unit: &str, qualifier: Option<&String>) -> Sum {
    let years = progress.columns.iter().map(|column| YearSum {
        label: column.label.clone(),
        year: column.year,
        ..YearSum::default()
    });
    Sum { unit: unit.to_owned(), qualifier: qualifier.cloned(), years: years.collect(), measures: BTreeSet::new() }
}

/// The exact sum, where it can be held.
fn plus(a: Number, b: Number) -> Option<Number> {
    let digits = a.digits.max(b.digits);
    let scaled = |number: Number| number.units.checked_mul(10i64.checked_pow(u32::from(digits - number.digits))?);
    Some(Number { units: scaled(a)?.checked_add(scaled(b)?)?, digits })
}
