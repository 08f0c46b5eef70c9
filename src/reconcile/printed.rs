//! Figures as they are printed with some number of decimals: ours under any decision, and those somebody reports.

use crate::model::Survey;
use crate::model::assumption::{Assumption, Rounding};
use crate::model::table::{Group, Role, Table};
use crate::present::round;
use crate::present::rounding::rounded;
use crate::tabulate::assumption::net_members;
use crate::text::fold;

/// Decimals of a figure that is not printed but kept as it was computed: compared to nine significant digits.
const RELATIVE: f64 = 1e-9;

/// Most decimals at which a figure typed is compared: rounding twice looks at one more, and `round` knows six.
const MOST_DIGITS: u8 = 5;

/// A figure somebody reports.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stated {
    /// Its value.
    pub value: f64,
    /// The decimals it was rounded to; `None` when it is as exact as a computer keeps it.
    pub digits: Option<u8>,
}

impl Stated {
    /// Reads `45.2`, `45.2%`, `1,200` or `▲3.1`: as many decimals as are written, up to five.
    pub fn parse(text: &str) -> Option<Self> {
        let text = fold::matching(text).replace(',', "");
        let text = text.trim_end_matches('%').trim();
        let plain = text.trim_start_matches(['▲', '△', '-', '+']);
        let decimals = plain.split_once('.').map_or("", |(_, decimals)| decimals);
        let value: f64 = plain.parse().ok().filter(|value: &f64| value.is_finite())?;
        let negative = text.starts_with(['▲', '△', '-']);
        let digits = u8::try_from(decimals.len()).unwrap_or(MOST_DIGITS).min(MOST_DIGITS);
        Some(Self { value: if negative { -value } else { value }, digits: Some(digits) })
    }

    /// True when a value of ours, printed with the same decimals, is the same figure.
    pub fn equals(&self, ours: f64, rounding: Option<Rounding>) -> bool {
        match self.digits {
            Some(digits) => self.is_units(rounded(ours, digits, rounding)),
            None => (ours - self.value).abs() <= RELATIVE * ours.abs().max(self.value.abs()),
        }
    }

    fn is_units(&self, units: Option<i128>) -> bool {
        units.is_some() && self.digits.is_some_and(|digits| round::units(self.value, digits) == units)
    }

    /// True when a percentage of a table, printed as the decisions say, is the same figure.
    pub fn equals_percent(
        &self,
        survey: &Survey,
        table: &Table,
        group: &Group,
        code: &str,
        decided: &[Assumption],
    ) -> bool {
        let Some(at) = table.options.iter().position(|line| line.code == code) else { return false };
        let is_net = table.options.get(at).is_some_and(|line| line.role == Role::Net);
        let rounding = rounding(decided);
        let percent = |at: usize| group.cells.get(at).and_then(|cell| cell.percent);
        if let (true, true, Some(digits)) = (is_net, decided.contains(&Assumption::NetsAdded), self.digits) {
            let members =
                net_members(survey, table).into_iter().find(|(net, _)| *net == at).map(|(_, members)| members);
            let units = |at: &usize| rounded(percent(*at)?, digits, rounding);
            return self.is_units(members.unwrap_or_default().iter().map(units).sum());
        }
        percent(at).is_some_and(|percent| self.equals(percent, rounding))
    }
}

/// The way of rounding among some decisions.
pub fn rounding(decided: &[Assumption]) -> Option<Rounding> {
    decided.iter().find_map(|one| match one {
        Assumption::Rounding(rounding) => Some(*rounding),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reported_figures() {
        let read = |text| Stated::parse(text).map(|stated| (stated.value, stated.digits));
        assert_eq!(read("45.2"), Some((45.2, Some(1))));
        assert_eq!(read(" ４５．２％"), Some((45.2, Some(1))));
        assert_eq!(read("▲3"), Some((-3.0, Some(0))));
        assert_eq!(read("1,200"), Some((1200.0, Some(0))));
        assert_eq!(read("0.031"), Some((0.031, Some(3))));
        assert_eq!(read("20.3456789"), Some((20.345_678_9, Some(5))));
        assert_eq!(read("多い"), None);
        assert_eq!(read("inf"), None);
    }

    #[test]
    fn equal_at_the_decimals_stated() {
        let stated = Stated::parse("6.3").unwrap();
        assert!(stated.equals(6.25, None));
        assert!(!stated.equals(6.25, Some(Rounding::HalfEven)));
        assert!(!stated.equals(6.249, None));
        let exact = Stated { value: 100.0 / 3.0, digits: None };
        assert!(exact.equals(33.333_333_333_33, None) && !exact.equals(33.333, None));
    }
}
