//! Our figure for a place in somebody else's table, and whether the two are the same as printed.

use super::labels::{Item, Stat};
use super::printed::{Stated, rounding};
use crate::load::vendor::Figure;
use crate::model::Survey;
use crate::model::assumption::Assumption;
use crate::model::survey::Kind;
use crate::model::table::{Group, Role, Stats, Table};

/// Days between Excel's day 0 and 1970-01-01.
const EXCEL_DAYS: f64 = 25_569.0;

/// What a figure of somebody else's table is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// Position among our groups.
    pub group: usize,
    /// What it counts.
    pub item: Item,
    /// In what.
    pub measure: Measure,
}

/// What a figure is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// People, weighted where the table is.
    Count,
    /// People, never weighted.
    People,
    /// Percent of the base.
    Percent,
    /// Percent of those who answered.
    PercentOfAnswered,
    /// How often at this place.
    Rank(usize),
    /// Points of a rank question.
    Points,
    /// Points per respondent.
    MeanPoints,
    /// A statistic.
    Value,
}

impl Measure {
    /// True for percentages.
    pub fn is_percent(self) -> bool {
        matches!(self, Self::Percent | Self::PercentOfAnswered)
    }
}

/// Our tables under some decisions: as decided, and with only those who answered in the base.
#[derive(Debug, Clone)]
pub struct Ours {
    /// As decided.
    pub table: Table,
    /// The same, of those who answered.
    pub answered: Table,
}

impl Ours {
    /// Our figure; `None` where there is none.
    pub fn value(&self, target: &Target) -> Option<f64> {
        let table = if target.measure == Measure::PercentOfAnswered { &self.answered } else { &self.table };
        let group = table.groups.get(target.group)?;
        let weighted = table.weight.is_some();
        let people = |n: u64, sum: f64| if weighted && target.measure != Measure::People { sum } else { n as f64 };
        match &target.item {
            Item::Base | Item::WeightedBase if target.measure.is_percent() => (group.n > 0).then_some(100.0),
            Item::Base => Some(group.n as f64),
            Item::WeightedBase => Some(group.weighted),
            Item::Answered => Some(table.base.answered as f64),
            Item::Given => {
                let lines = table.options.iter().zip(&group.cells).filter(|(line, _)| line.role == Role::Choice);
                if target.measure.is_percent() {
                    return lines.map(|(_, cell)| cell.percent).sum();
                }
                Some(lines.map(|(_, cell)| people(cell.n, cell.weighted)).sum())
            }
            Item::Stat(stat) => statistic(table, &group.stats, *stat),
            Item::Option(code) => {
                let Some(at) = table.options.iter().position(|line| line.code == *code) else {
                    return self.missing(code, target.measure);
                };
                let cell = group.cells.get(at)?;
                let score = group.rank_scores.as_ref().and_then(|scores| scores.get(at));
                match target.measure {
                    Measure::Count | Measure::People => Some(people(cell.n, cell.weighted)),
                    Measure::Percent | Measure::PercentOfAnswered => cell.percent,
                    Measure::Rank(place) => rank(group, at, place).map(|n| n as f64),
                    Measure::Points => score.map(|score| score.points),
                    Measure::MeanPoints => score.and_then(|score| score.mean),
                    Measure::Value => None,
                }
            }
        }
    }

    /// A kind of missing answer in a table without options, which says it of 全体 only.
    fn missing(&self, code: &str, measure: Measure) -> Option<f64> {
        let base = &self.table.base;
        let n = match code {
            "NA" => base.NA,
            "INV" => base.INV,
            "UNK" => base.UNK,
            _ => return None,
        };
        (self.table.options.is_empty() && !measure.is_percent()).then_some(n as f64)
    }

    /// True when the figure stated is ours, printed with the same decimals (`digits`) as the decisions say.
    pub fn is(
        &self,
        survey: &Survey,
        target: &Target,
        figure: &Figure,
        digits: Option<u8>,
        decided: &[Assumption],
    ) -> bool {
        let ours = self.value(target);
        let value = match figure {
            Figure::Number { value, .. } => *value,
            // Nobody, or no value.
            Figure::Dash => return ours.is_none_or(|ours| ours == 0.0),
            _ => return true,
        };
        let stated = Stated { value, digits };
        match (ours, target.measure, &target.item) {
            (None, ..) => value == 0.0,
            (Some(_), Measure::Percent, Item::Option(code)) => self
                .table
                .groups
                .get(target.group)
                .is_some_and(|group| stated.equals_percent(survey, &self.table, group, code, decided)),
            (Some(ours), measure, _) => stated.equals(ours, rounding(decided).filter(|_| measure.is_percent())),
        }
    }
}

fn rank(group: &Group, at: usize, place: usize) -> Option<u64> {
    group.ranks.as_ref()?.get(at)?.get(place.checked_sub(1)?).copied()
}

fn statistic(table: &Table, stats: &Stats, stat: Stat) -> Option<f64> {
    let [first, third] = stats.quartiles;
    let value = match stat {
        Stat::Mean => stats.mean,
        Stat::Median => stats.median,
        Stat::Sd => return stats.sd,
        Stat::Min => stats.min,
        Stat::Max => stats.max,
        Stat::FirstQuartile => first,
        Stat::ThirdQuartile => third,
        Stat::Sum => stats.sum,
    };
    // A mean of days is a day.
    value.map(|value| if table.kind == Kind::Date { value.floor() + EXCEL_DAYS } else { value })
}
