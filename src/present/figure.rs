//! Single figures: a count, a percentage, a mean as a cell with its printed text.
//!
//! `-` stands for nobody (a count of zero people and its percentage) and for a value that does not exist; `0.0` is a
//! share above zero that rounds to it.

use std::cmp::Ordering;

use crate::model::measure::{Measure, Measured};
use crate::model::table::{Cell as Counted, Group, Percent, RankScore};
use crate::model::{Kind, Table, day};

use super::grid::{Cell, Value};
use super::round;
use super::view::{Marks, PLAIN_MINUS, View};

/// People.
pub fn count(n: u64) -> Cell {
    let text = if n == 0 { "-".to_owned() } else { n.to_string() };
    Cell::new(Value::Count(n), text)
}

/// The base of a row: zero is said as a figure.
pub fn base(n: u64) -> Cell {
    Cell::new(Value::Count(n), n.to_string())
}

/// Sum of the weights of `n` people, with one decimal.
pub fn weighted(sum: f64, n: u64, view: &View) -> Cell {
    match round::number(sum, 1, view.minus()) {
        Some(text) => Cell::new(Value::Weighted(sum), if n == 0 { "-".to_owned() } else { text }),
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
    Cell::new(Value::Percent { points, of: Some((part, whole)) }, text)
}

/// A percentage that is no share of whole people: a sum of weights, or a base not in the table. `n` people stand
/// behind it.
pub fn points(points: f64, n: u64, view: &View) -> Cell {
    let Some(text) = round::number(points, view.digits, view.minus()) else { return Cell::absent() };
    let text = if n == 0 { "-".to_owned() } else { text };
    Cell::new(Value::Percent { points, of: None }, text)
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

/// The points of an option of a rank question: whole where every respondent counts once.
pub fn rank_points(table: &Table, score: &RankScore, view: &View) -> Cell {
    if table.weight.is_some() { statistic(Some(score.points), view) } else { count(score.points as u64) }
}

/// A mean or the like.
pub fn statistic(value: Option<f64>, view: &View) -> Cell {
    let text = value.and_then(|value| round::number(value, view.statistic_digits, view.minus()));
    match (value, text) {
        (Some(value), Some(text)) => Cell::new(Value::Number(value), text),
        _ => Cell::absent(),
    }
}

/// Decimals of a measure: those of percentages where it is read like one.
fn measure_digits(measure: &Measure, view: &View) -> u8 {
    if measure.scale.abs() == 100.0 { view.digits } else { view.statistic_digits }
}

/// A figure in the units of a measure: its value, or an end of its interval.
pub fn of_measure(measure: &Measure, value: Option<f64>, view: &View) -> Cell {
    let text = value.and_then(|value| round::number(value, measure_digits(measure, view), view.minus()));
    match (value, text) {
        (Some(points), Some(text)) if measure.scale.abs() == 100.0 => {
            Cell::new(Value::Percent { points, of: None }, text)
        }
        (Some(value), Some(text)) => Cell::new(Value::Number(value), text),
        _ => Cell::absent(),
    }
}

/// The value of a measure, rounded in integers where it is a sum of whole numbers over people; a share of nobody is `-`.
pub fn measured(measure: &Measure, measured: &Measured, view: &View) -> Cell {
    let mut cell = of_measure(measure, measured.value, view);
    let whole = |sum: &f64| sum.fract() == 0.0 && sum.abs() < 9e15;
    if let Some(sum) = measured.sum.filter(whole)
        && let Some(text) = round::ratio(sum as i64, measured.n, measure_digits(measure, view), view.minus())
    {
        cell.text = text;
    }
    if measure.is_share() && measured.value == Some(0.0) {
        cell.text = "-".to_owned();
    }
    cell
}

/// A mean or the like of the table's numbers: a date where the question asks for dates.
pub fn location(table: &Table, value: Option<f64>, view: &View) -> Cell {
    location_of(table.kind, value, view)
}

/// A mean or the like of answers of this kind.
pub fn location_of(kind: Kind, value: Option<f64>, view: &View) -> Cell {
    match value {
        Some(days) if kind == Kind::Date && days.is_finite() && days.abs() < 4e6 => {
            Cell::new(Value::Date(days.floor()), day::iso(days.floor() as i64))
        }
        _ => statistic(value, view),
    }
}

/// True for a p below alpha, which is one less the level.
pub fn is_significant(p: f64, level: f64) -> bool {
    1.0 - p > level
}

/// p as printed: `0.012` or `<0.001`; with more decimals where three would put it on the other side of the level.
/// `-` where there is none.
pub fn probability(p: Option<f64>, level: f64) -> String {
    let Some(p) = p.filter(|p| p.is_finite()) else { return "-".to_owned() };
    if p < 0.001 {
        return "<0.001".to_owned();
    }
    let is_same = |shown| is_significant(shown, level) == is_significant(p, level);
    let is_honest = |text: &String| text.parse::<f64>().is_ok_and(is_same);
    let mut texts = (3..=6).filter_map(|digits| round::number(p, digits, ""));
    texts.find(is_honest).unwrap_or_else(|| p.to_string())
}

/// How a printed figure stands to another, and the size of the difference a reader of both would write: of the printed
/// figures, with as many decimals as they have. `-` is nobody, so nothing. `None` for what is no figure.
pub fn gap(one: &str, other: &str) -> Option<(Ordering, String)> {
    let digits = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let plain = |text: &str| {
        let text = text.trim_end_matches('%').replace(Marks::JAPANESE.minus, PLAIN_MINUS);
        if text == "-" { "0".to_owned() } else { text }
    };
    let (one, other) = (plain(one), plain(other));
    let most = u8::try_from(digits(&one).max(digits(&other))).ok()?;
    let units = |text: &str| round::units(text.parse().ok()?, most);
    let gap = units(&one)? - units(&other)?;
    Some((gap.cmp(&0), round::print(gap.abs(), most, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_stays_on_its_side_of_the_level() {
        let at_95 = |p| probability(Some(p), 0.95);
        assert_eq!([at_95(0.0124), at_95(0.000_99), at_95(0.001), at_95(1.0)], ["0.012", "<0.001", "0.001", "1.000"]);
        assert_eq!([at_95(0.049_96), at_95(0.050_4), at_95(0.049_999_7)], ["0.04996", "0.050", "0.0499997"]);
        assert_eq!(probability(Some(0.009_97), 0.99), "0.00997");
        assert_eq!([probability(None, 0.95), at_95(f64::NAN)], ["-", "-"]);
    }

    #[test]
    fn a_gap_is_that_of_the_printed_figures() {
        assert_eq!(gap("30.6%", "18.2%"), Some((Ordering::Greater, "12.4".to_owned())));
        assert_eq!(gap("-%", "18.2%"), Some((Ordering::Less, "18.2".to_owned())));
        assert_eq!(gap("3.10", "3.1"), Some((Ordering::Equal, "0.00".to_owned())));
        assert_eq!(gap("会議", "3.1"), None);
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
