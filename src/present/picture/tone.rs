//! Which cells of a cross table lie five or ten points above or below 全体, as reports of municipalities shade them.
//!
//! Differences are of the printed percentages, so that a reader who subtracts finds the same. Only rows of a base that is
//! not small are compared, lines of missing answers never, nor groups that are made of the answers themselves.

use crate::model::table::{Cell, Group, Percent, Role, Table};
use crate::present::round;
use crate::present::view::View;

/// Where a cell stands against 全体.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Ten points or more below.
    MuchLower,
    /// Five points or more below.
    Lower,
    /// Five points or more above.
    Higher,
    /// Ten points or more above.
    MuchHigher,
}

impl Tone {
    /// The sign of a tone, to stand after its figure.
    pub fn mark(self, view: &View) -> &'static str {
        let [much_higher, higher, lower, much_lower] = view.marks.tones;
        match self {
            Self::MuchHigher => much_higher,
            Self::Higher => higher,
            Self::Lower => lower,
            Self::MuchLower => much_lower,
        }
    }
}

/// True where the percentages of a table can be held against 全体: those of rows, of a table with a banner.
pub fn can_compare(table: &Table) -> bool {
    table.percent == Percent::Row && table.groups.iter().any(|group| group.banner.is_some())
}

/// The tone of a cell, by the positions of its group and option.
pub fn of(table: &Table, group: usize, option: usize, view: &View) -> Option<Tone> {
    if table.percent != Percent::Row {
        return None;
    }
    let (total, group) = (table.groups.first()?, table.groups.get(group)?);
    let is_missing = table.options.get(option)?.role == Role::Missing;
    if group.banner.is_none() || group.n < table.min_base.max(1) || group.is_made_of(&table.question) || is_missing {
        return None;
    }
    let units = |group: &Group| units(table, group, group.cells.get(option)?, view);
    let points = 10_i128.pow(view.digits.min(2).into());
    match units(group)? - units(total)? {
        far if far >= 10 * points => Some(Tone::MuchHigher),
        far if far >= 5 * points => Some(Tone::Higher),
        far if far <= -10 * points => Some(Tone::MuchLower),
        far if far <= -5 * points => Some(Tone::Lower),
        _ => None,
    }
}

/// The percentage in units of the last decimal that is printed.
fn units(table: &Table, group: &Group, cell: &Cell, view: &View) -> Option<i128> {
    match table.weight {
        None => round::share_units(cell.n, group.n, view.digits),
        Some(_) => round::units(cell.percent?, view.digits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_follow_the_printed_figures() {
        let table = crate::present::picture::tests::table();
        let view = View::default();
        // 全体 20.0 30.0 35.0 10.0 5.0; 小売業 30.0 10.0 35.0 20.0 5.0.
        let tones: Vec<Option<Tone>> = (0..5).map(|option| of(&table, 1, option, &view)).collect();
        assert_eq!(tones, [Some(Tone::MuchHigher), Some(Tone::MuchLower), None, Some(Tone::MuchHigher), None]);
        assert!((0..5).all(|option| of(&table, 0, option, &view).is_none()), "全体 is not compared with itself");
        assert!((0..5).all(|option| of(&table, 2, option, &view).is_none()), "nor is a small base");
        assert!(Tone::MuchHigher > Tone::Lower);
    }

    #[test]
    fn just_under_five_points_is_no_tone() {
        let mut table = crate::present::picture::tests::table();
        for (n, expected) in
            [(24, None), (25, Some(Tone::Higher)), (29, Some(Tone::Higher)), (30, Some(Tone::MuchHigher))]
        {
            table.groups[1].cells[0].n = n;
            assert_eq!(of(&table, 1, 0, &View::default()), expected, "{n}.0 against 20.0");
        }
        table.percent = Percent::Column;
        assert_eq!(of(&table, 1, 0, &View::default()), None);
    }

    #[test]
    fn groups_of_a_banner_made_of_the_question_itself_bear_no_tone() {
        let mut table = crate::present::picture::tests::table();
        let step =
            |of: &str| crate::model::table::PathStep { question: "heavy".into(), code: "1".into(), of: of.into() };
        table.groups[1].path = vec![step("F1")];
        assert!(of(&table, 1, 0, &View::default()).is_some());
        table.groups[1].path = vec![step("F1"), step("Q1")];
        assert_eq!(of(&table, 1, 0, &View::default()), None);
    }
}
