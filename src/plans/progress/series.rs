//! The figures of a measure over the years, and which way they go.
//!
//! Figures are one series where label, qualifier and unit are the same: 延べ, うち, 全 are never mixed with others. A trend
//! is said of figures alone; no grade follows from it.

use serde::Serialize;

use super::{Progress, Row};
use crate::model::plan::Meaning;
use crate::model::plan::cell::{Metric, Number};

/// A figure over the years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Series {
    /// Record id of the measure.
    pub measure: String,
    /// Record id of the line, where the figure is a line's.
    pub line: Option<String>,
    /// What is counted; empty if the cells do not say.
    pub label: String,
    /// 延べ, うち, 全, …
    pub qualifier: Option<String>,
    /// Money is in 円.
    pub unit: String,
    /// Its place among figures of the same name in one cell, from 1; more than 1 only where a cell repeats a name.
    pub nth: usize,
    /// 再掲: the record whose figures these are.
    pub same_as: Option<String>,
    /// One per column of the table, in its order.
    pub points: Vec<Point>,
}

/// A series in one year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The column as printed.
    pub label: String,
    /// Year by the western calendar.
    pub year: Option<i64>,
    /// The figure; `None` where the cell does not have it.
    pub metric: Option<Metric>,
    /// What the cell says as a whole, so that blank, `-`, 移管 and 未実施 can be told apart; `None` where there is no cell.
    pub meaning: Option<Meaning>,
}

/// Which way a series goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Higher at the end.
    Up,
    /// Lower at the end.
    Down,
    /// The same.
    Level,
}

/// From the first figure of a series to its last.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// Which way.
    pub direction: Direction,
    /// Column of the first figure.
    pub from: String,
    /// Column of the last figure.
    pub to: String,
    /// Last minus first, in the unit of the series.
    pub change: f64,
    /// Change in percent of the first; `None` where the first is 0.
    pub percent: Option<f64>,
}

impl Series {
    /// The figures there are, with their columns.
    pub fn figures(&self) -> impl Iterator<Item = (&Point, &Metric)> {
        self.points.iter().filter_map(|point| Some((point, point.metric.as_ref()?)))
    }

    /// From first to last; `None` with fewer than two figures.
    pub fn trend(&self) -> Option<Trend> {
        let mut figures = self.figures();
        let (from, first) = figures.next()?;
        let (to, last) = figures.last()?;
        let change = difference(last.number, first.number);
        let direction = match change {
            change if change > 0.0 => Direction::Up,
            change if change < 0.0 => Direction::Down,
            _ => Direction::Level,
        };
        let start = first.number.value();
        let percent = (start != 0.0).then(|| change / start * 100.0);
        Some(Trend { direction, from: from.label.clone(), to: to.label.clone(), change, percent })
    }
}

/// `a - b`, exact in decimals as long as they fit.
fn difference(a: Number, b: Number) -> f64 {
    let digits = a.digits.max(b.digits);
    let scaled = |number: Number| -> Option<i128> {
        i128::from(number.units).checked_mul(10i128.checked_pow(u32::from(digits - number.digits))?)
    };
    match (scaled(a), scaled(b)) {
        (Some(a), Some(b)) => (a - b) as f64 / 10f64.powi(i32::from(digits)),
        _ => a.value() - b.value(),
    }
}

/// Every series of some rows (`filter::chosen` gives them), row by row, in the order in which figures first appear.
pub fn series<'a>(progress: &'a Progress, rows: impl IntoIterator<Item = &'a Row>) -> Vec<Series> {
    rows.into_iter().flat_map(|row| of_row(progress, row)).collect()
}

fn of_row(progress: &Progress, row: &Row) -> Vec<Series> {
    let mut found: Vec<Series> = Vec::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let metrics = cell.iter().flat_map(|cell| &cell.metrics);
        let mut seen: Vec<(&str, Option<&str>, &str)> = Vec::new();
        for metric in metrics {
            let key = (metric.label.as_str(), metric.qualifier.as_deref(), metric.unit.as_str());
            seen.push(key);
            let nth = seen.iter().filter(|other| **other == key).count();
            let is_one = |series: &Series| {
                (series.label.as_str(), series.qualifier.as_deref(), series.unit.as_str()) == key && series.nth == nth
            };
            let place = found.iter().position(is_one).unwrap_or_else(|| {
                found.push(empty(progress, row, metric, nth));
                found.len() - 1
            });
            if let Some(point) = found.get_mut(place).and_then(|series| series.points.get_mut(at)) {
                point.metric = Some(metric.clone());
            }
        }
    }
    found
}

fn empty(progress: &Progress, row: &Row, metric: &Metric, nth: usize) -> Series {
    let points = progress.columns.iter().zip(&row.cells).map(|(column, cell)| Point {
        label: column.label.clone(),
        year: column.year,
        metric: None,
        meaning: cell.as_ref().map(|cell| cell.meaning),
    });
    Series {
        measure: row.measure.clone(),
        line: row.line.clone(),
        label: metric.label.clone(),
        qualifier: metric.qualifier.clone(),
        unit: metric.unit.clone(),
        nth,
        same_as: row.same_as.clone(),
        points: points.collect(),
    }
}
