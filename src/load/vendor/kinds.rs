//! Telling counts from percentages where neither column nor row says so, and bringing shares of 1 to percent.

use super::VendorTable;
use super::figure::Figure;
use super::words::{self, Unit};

/// How near to 100 rounded percentages of a single answer add up.
const NEAR_HUNDRED: f64 = 1.5;

/// Gives every line a unit and every percentage its points.
pub(super) fn settle(table: &mut VendorTable) {
    let by_columns = table.columns.iter().any(|head| head.unit == Some(Unit::Percent))
        && table.columns.iter().any(|head| head.unit == Some(Unit::Count));
    if !by_columns && table.lines.iter().all(|line| line.unit.is_none()) {
        by_lines(table);
    }
    to_points(table);
}

/// Lines with the same labels are a group; in groups of two one line counts and one is in percent.
fn by_lines(table: &mut VendorTable) {
    let groups: Vec<usize> = table.lines.chunk_by(|a, b| a.labels == b.labels).map(<[_]>::len).collect();
    let twos = groups.iter().filter(|lines| **lines == 2).count();
    let stated = words::stated(&table.corner).or_else(|| words::stated(&table.titles));
    let units: [Unit; 2] = if 2 * twos >= groups.len() && twos > 0 {
        let said = stated.map(|unit| unit == Unit::Percent);
        let upper_is_percent = said.or_else(|| upper_is_percent(table)).unwrap_or(false);
        if upper_is_percent { [Unit::Percent, Unit::Count] } else { [Unit::Count, Unit::Percent] }
    } else {
        let is_percent = || has_decimals(table) || adds_to_hundred(table);
        let unit = stated.unwrap_or_else(|| if is_percent() { Unit::Percent } else { Unit::Count });
        [unit, unit]
    };
    for group in table.lines.chunk_by_mut(|a, b| a.labels == b.labels) {
        for (line, unit) in group.iter_mut().zip(units) {
            line.unit = Some(unit);
        }
    }
}

/// Which of two lines has decimals or percent signs, or else stands at 100 where the other has a base.
fn upper_is_percent(table: &VendorTable) -> Option<bool> {
    let mut decimals = [0_usize; 2];
    let mut hundreds = [0_usize; 2];
    for group in table.lines.chunk_by(|a, b| a.labels == b.labels).filter(|lines| lines.len() == 2) {
        for ((line, decimals), hundreds) in group.iter().zip(&mut decimals).zip(&mut hundreds) {
            *decimals += line.figures.iter().filter(|figure| is_fine(figure)).count();
            let first = line.figures.iter().find_map(Figure::value);
            *hundreds += usize::from(first == Some(100.0) || first == Some(1.0));
        }
    }
    let judged = |[upper, lower]: [usize; 2]| (upper != lower).then_some(upper > lower);
    judged(decimals).or_else(|| judged(hundreds))
}

fn is_fine(figure: &Figure) -> bool {
    matches!(figure, Figure::Number { digits, percent, .. } if *percent || *digits != Some(0))
}

fn has_decimals(table: &VendorTable) -> bool {
    let figures = || table.lines.iter().flat_map(|line| &line.figures).filter(|figure| figure.value().is_some());
    2 * figures().filter(|figure| is_fine(figure)).count() > figures().count()
}

/// Rows whose figures behind the base add up to 100 while their base does not.
fn adds_to_hundred(table: &VendorTable) -> bool {
    let rows = table.lines.iter().filter(|line| {
        let values: Vec<f64> = line.figures.iter().filter_map(Figure::value).collect();
        let sum: f64 = values.iter().skip(1).sum();
        (sum - 100.0).abs() <= NEAR_HUNDRED && values.first().is_some_and(|base| (base - 100.0).abs() > NEAR_HUNDRED)
    });
    2 * rows.count() > table.lines.len()
}

/// Excel keeps 45.2 % as 0.452: where no percentage of a table is above 1, all are such shares.
fn to_points(table: &mut VendorTable) {
    let units: Vec<Option<Unit>> = table.columns.iter().map(|head| head.unit).collect();
    let mut largest = 0.0_f64;
    let mut some_share = false;
    let mut each = |action: &mut dyn FnMut(&mut f64, &mut Option<u8>)| {
        for line in &mut table.lines {
            for (figure, unit) in line.figures.iter_mut().zip(&units) {
                if let Figure::Number { value, digits, percent: false } = figure
                    && unit.or(line.unit) == Some(Unit::Percent)
                {
                    action(value, digits);
                }
            }
        }
    };
    each(&mut |value, _| {
        largest = largest.max(value.abs());
        some_share |= value.fract() != 0.0;
    });
    if some_share && largest <= 1.0 {
        each(&mut |value, digits| {
            *value = format!("{:.11e}", *value * 100.0).parse().unwrap_or(*value * 100.0);
            *digits = digits.map(|digits| digits.saturating_sub(2));
        });
    }
}
