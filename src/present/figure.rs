//! Single figures: a count, a percentage, a mean as a cell with its printed text.
//!
//! `-` stands for nobody (a count of zero people and its percentage) and for a value that does not exist; `0.0` is a
//! share above zero that rounds to it.

use crate::model::table::{Cell as Counted, Group, Percent};
use crate::model::{Kind, Table};

use super::grid::{Cell, Value};
use super::round;
use super::view::View;

/// People.
pub fn count(n: u64) -> Cell {
    let text = if n == 0 { "-".to_owned() } else { n.to_string() };
    Cell { value: Value::Count(n), text }
}

/// The base of a row: zero is said as a figure.
pub fn base(n: u64) -> Cell {
    Cell { value: Value::Count(n), text: n.to_string() }
}

/// Sum of the weights of `n` people, with one decimal.
pub fn weighted(sum: f64, n: u64, view: &View) -> Cell {
    match round::number(sum, 1, view.marks.minus) {
        Some(text) => Cell { value: Value::Weighted(sum), text: if n == 0 { "-".to_owned() } else { text } },
        None => Cell::absent(),
    }
}

/// People, or the sum of their weights in a weighted table.
pub fn counted(table: &Table, cell: &Counted, view: &View) -> Cell {
    if table.weight.is_some() { weighted(cell.weighted, cell.n, view) } else { count(cell.n) }
}

/// A share of people, rounded in integers.
pub fn share(part: u64, whole: u64, view: &View) -> Cell {
    let Some(text) = round::share(part, whole, view.digits) else { return Cell::absent() };
    let points = 100.0 * part as f64 / whole as f64;
    let text = if part == 0 { "-".to_owned() } else { text };
    Cell { value: Value::Percent { points, of: Some((part, whole)) }, text }
}

/// A percentage that is no share of whole people: a sum of weights, or a base not in the table. `n` people stand
/// behind it.
pub fn points(points: f64, n: u64, view: &View) -> Cell {
    let Some(text) = round::number(points, view.digits, view.marks.minus) else { return Cell::absent() };
    let text = if n == 0 { "-".to_owned() } else { text };
    Cell { value: Value::Percent { points, of: None }, text }
}

/// The percentage of a cell of the table.
pub fn percent(table: &Table, group: &Group, cell: &Counted, view: &View) -> Cell {
    match (table.weight.is_some(), table.percent, cell.percent) {
        (false, Percent::Row, _) => share(cell.n, group.n, view),
        (_, _, Some(value)) => points(value, cell.n, view),
        (_, _, None) => Cell::absent(),
    }
}

/// What a whole comes to in percent: 100.0, or `-` when nobody is in it.
pub fn whole(n: u64, view: &View) -> Cell {
    share(n, n, view)
}

/// A mean or the like.
pub fn statistic(value: Option<f64>, view: &View) -> Cell {
    let text = value.and_then(|value| round::number(value, view.statistic_digits, view.marks.minus));
    match (value, text) {
        (Some(value), Some(text)) => Cell { value: Value::Number(value), text },
        _ => Cell::absent(),
    }
}

/// A mean or the like of the table's numbers: a date where the question asks for dates.
pub fn location(table: &Table, value: Option<f64>, view: &View) -> Cell {
    match value {
        Some(days) if table.kind == Kind::Date && days.is_finite() && days.abs() < 4e6 => {
            Cell { value: Value::Date(days.floor()), text: date(days.floor() as i64) }
        }
        _ => statistic(value, view),
    }
}

/// ISO date of days since 1970-01-01 (civil from days, Howard Hinnant's chrono-compatible date algorithms).
pub fn date(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::table::parse_day;

    #[test]
    fn dates_are_those_read() {
        for day in ["1970-01-01", "2000-02-29", "2023-07-01", "1899-12-31", "2100-03-01"] {
            assert_eq!(date(parse_day(day).unwrap() as i64), day);
        }
    }

    #[test]
    fn nobody_is_a_dash() {
        let view = View::default();
        assert_eq!(share(0, 30, &view).text, "-");
        assert_eq!(share(1, 3000, &view).text, "0.0");
        assert_eq!(share(1, 0, &view), Cell::absent());
        assert_eq!(count(0).text, "-");
        assert_eq!(base(0).text, "0");
        assert_eq!(points(0.0, 3, &view).text, "0.0");
        assert_eq!(statistic(Some(f64::NAN), &view), Cell::absent());
    }
}
