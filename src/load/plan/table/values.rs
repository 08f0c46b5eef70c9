//! The values of a row: its period, its years, its grade, wherever they stand.

use super::What;
use super::grid::{YearHead, is_grade, is_period};
use crate::model::plan::period;

/// What a row says after its texts. Columns count from the left of the sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Values {
    /// Where the texts end.
    pub(super) texts_end: usize,
    /// Place and text of the period.
    pub(super) period: Option<(usize, String)>,
    /// One per year column: its place and text; `None` where the cell is lost.
    pub(super) years: Vec<Option<(usize, String)>>,
    /// Place and text of the grade.
    pub(super) grade: Option<(usize, String)>,
    /// What had to be done to read the row, with the place.
    pub(super) done: Vec<(usize, What)>,
    /// Places of cells that are in none of these.
    pub(super) left: Vec<usize>,
}

/// Reads the values of a row from its cell `start` on. `None` where nothing tells what is what.
pub(super) fn values(row: &[String], start: usize, heads: &[YearHead], is_line: bool) -> Option<Values> {
    let count = heads.len();
    let text = |at: usize| row.get(at).map_or("", String::as_str);
    let last = row.iter().rposition(|text| !text.is_empty())?;
    let found = (start..=last).find(|at| is_period(text(*at)));
    if let Some(place) = found {
        let mut values = after(row, place + 1, last, heads, text(place));
        values.period = Some((place, text(place).to_owned()));
        values.texts_end = place;
        return Some(values);
    }
    // Without a period the grade tells where the years end.
    if is_grade(text(last)) && last >= start + count + 1 {
        let mut values = after(row, last - count, last, heads, "");
        values.texts_end = last - count;
        values.done.push((last - count, What::NoPeriod));
        return Some(values);
    }
    // Without both, a line is its name, a blank period and the years.
    let name = (start..=last).find(|at| !text(*at).is_empty()).filter(|_| is_line)?;
    let from = if text(name + 1).is_empty() { name + 2 } else { name + 1 };
    let mut values = (from <= last && last < from + count).then(|| after(row, from, last, heads, ""))?;
    values.texts_end = name + 1;
    values.done.push((name, What::NoPeriod));
    Some(values)
}

/// Years and grade from a place on.
fn after(row: &[String], from: usize, last: usize, heads: &[YearHead], planned: &str) -> Values {
    let count = heads.len();
    let cell = |at: usize| (at, row.get(at).cloned().unwrap_or_default());
    let filled = |at: &usize| row.get(*at).is_some_and(|text| !text.is_empty());
    let graded = |at: usize| row.get(at).is_some_and(|text| is_grade(text));
    let mut values = Values { years: (from..from + count).map(|at| Some(cell(at))).collect(), ..Values::default() };
    if last < from || last < from + count && !graded(last) {
        return values;
    }
    if last < from + count {
        // The grade stands where a year should: the year's own cell is lost.
        values.grade = Some(cell(last));
        values.done.push((last, What::GradeInYear));
        for (at, year) in values.years.iter_mut().enumerate() {
            if from + at >= last {
                *year = None;
            }
        }
        return values;
    }
    if last == from + count && graded(last) {
        values.grade = Some(cell(last));
        return values;
    }
    // More cells than years: blanks crept in before the values, which stand in the planned years if they are as many.
    let end = if graded(last) { last } else { last + 1 };
    let places: Vec<usize> = (from..end).filter(filled).collect();
    let years = period::years(planned).unwrap_or_default();
    let wanted: Vec<usize> = heads
        .iter()
        .enumerate()
        .filter(|(_, head)| head.year.is_some_and(|year| years.contains(&year)))
        .map(|(at, _)| at)
        .collect();
    let is_run = places.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    values.years = vec![Some((from, String::new())); count];
    if end <= last {
        values.grade = Some(cell(last));
    }
    if places.len() == wanted.len() && is_run {
        for (place, at) in places.iter().zip(wanted) {
            if let Some(year) = values.years.get_mut(at) {
                *year = Some(cell(*place));
            }
        }
        values.done.extend(places.first().map(|place| (*place, What::Shifted)));
    } else {
        values.left = places;
    }
    values
}
