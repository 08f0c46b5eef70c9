//! Figures of measures over the years as pages: a row per series, its trend beside the grade.

use super::progress::count;
use super::{grouped, name, page, word};
use crate::messages::{Lang, plan as plan_words, plan::progress as words};
use crate::model::plan::cell::Number;
use crate::model::plan::{Meaning, Plan};
use crate::plans::progress::Progress;
use crate::plans::progress::series::{Point, Series};
use crate::plans::progress::sums::{Sum, Sums};
use crate::present::Page;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};

/// Series under the columns of results.
pub fn series(plan: &Plan, progress: &Progress, series: &[Series], lang: Lang) -> Page {
    let mut heads: Vec<String> = [words::head_what, words::head_unit].map(|head| head(lang).to_owned()).to_vec();
    heads.extend(progress.columns.iter().map(|column| column.label.clone()));
    heads.extend(
        [words::head_trend, words::head_change, words::head_percent, words::head_grade]
            .map(|head| head(lang).to_owned()),
    );
    let row = |series: &Series| {
        let record = series.line.as_deref().unwrap_or(&series.measure);
        let grade = progress.rows.iter().find(|row| row.record() == record).and_then(|row| row.held_grade());
        let mut cells = vec![word(&what(series)), word(&series.unit)];
        cells.extend(series.points.iter().map(|at| point(at, lang)));
        match series.trend() {
            Some(trend) => {
                let change = decimals(trend.change);
                let sign = if trend.change > 0.0 { "+" } else { "" };
                cells.push(Cell::word(words::trend(lang, trend.direction)));
                cells.push(Cell::new(Value::Number(trend.change), format!("{sign}{}", grouped(&change))));
                cells.push(match trend.percent {
                    Some(percent) => Cell::new(Value::Number(percent), format!("{percent:+.1}")),
                    None => Cell::blank(),
                });
            }
            None => cells.extend([Cell::blank(), Cell::blank(), Cell::blank()]),
        }
        cells.push(word(grade.unwrap_or_default()));
        Row {
            head: Head::new(name(plan, Some(&series.measure)), label(plan, series), Part::Group),
            line: Line::Figure,
            first: true,
            cells,
        }
    };
    let mut notes = vec![words::like_with_like(lang).to_owned(), words::grade_not_computed(lang).to_owned()];
    let mut same: Vec<String> = series
        .iter()
        .filter_map(|series| {
            let record = series.line.as_deref().unwrap_or(&series.measure);
            Some(words::same_as(lang, record, series.same_as.as_deref()?))
        })
        .collect();
    same.dedup();
    notes.extend(same);
    let grid = Grid {
        title: format!("{} {}", plan.about.title, words::series_title(lang)),
        subtitles: Vec::new(),
        corner: [words::head_measure(lang).to_owned(), words::head_line(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
        rows: series.iter().map(row).collect(),
        notes,
    };
    page(plan, &plan.id, grid, lang)
}

/// The line, or the measure's own id where the figure is its own.
fn label(plan: &Plan, series: &Series) -> String {
    match series.line.as_deref() {
        Some(line) => plan.record(line).map_or(line.to_owned(), |line| format!("{} {}", line.id, line.title)),
        None => series.measure.clone(),
    }
}

/// What is counted, with 延べ and the like before it.
fn what(series: &Series) -> String {
    let nth = if series.nth > 1 { format!("（{}）", series.nth) } else { String::new() };
    let qualifier = series.qualifier.as_deref().unwrap_or_default();
    let space = if qualifier.is_empty() || series.label.is_empty() { "" } else { " " };
    format!("{qualifier}{space}{}{nth}", series.label)
}

fn point(point: &Point, lang: Lang) -> Cell {
    match (&point.metric, point.meaning) {
        (Some(metric), _) => Cell::new(Value::Number(metric.number.value()), grouped(&decimal(metric.number))),
        (None, None) => Cell::word(words::no_cell_sign(lang)),
        (None, Some(Meaning::Figures)) => Cell::blank(),
        (None, Some(meaning)) => Cell::word(&format!("（{}）", plan_words::meaning(lang, meaning))),
    }
}

/// A number as it is, not rounded.
fn decimal(number: Number) -> String {
    decimals(number.value())
}

fn decimals(number: f64) -> String {
    // Figures of plans have a few decimals at most; the shortest form that gives the number back is the number.
    format!("{number}")
}

/// Sums by unit under the columns of results.
pub fn sums(plan: &Plan, progress: &Progress, sums: &Sums, lang: Lang) -> Page {
    let mut heads = vec![words::head_measures(lang).to_owned()];
    for column in &progress.columns {
        heads.push(column.label.clone());
        heads.push(words::head_sum_of(lang).to_owned());
    }
    let row = |sum: &Sum| {
        let mut cells = vec![count(sum.measures.len())];
        for year in &sum.years {
            cells.push(match year.total {
                Some(total) => Cell::new(Value::Number(total.value()), grouped(&decimal(total))),
                None => Cell::blank(),
            });
            cells.push(count(year.figures));
        }
        let label = format!("{}{}", sum.qualifier.as_deref().map_or(String::new(), |q| format!("{q} ")), sum.unit);
        Row { head: Head::new("", label, Part::Group), line: Line::Figure, first: true, cells }
    };
    let mut notes = vec![words::sums_mix(lang).to_owned()];
    notes.extend(sums.repeated.iter().map(|(record, same)| words::repeated(lang, record, same)));
    let grid = Grid {
        title: format!("{} {}", plan.about.title, words::sums_title(lang)),
        subtitles: Vec::new(),
        corner: [String::new(), words::head_unit(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
        rows: sums.sums.iter().map(row).collect(),
        notes,
    };
    page(plan, &plan.id, grid, lang)
}
