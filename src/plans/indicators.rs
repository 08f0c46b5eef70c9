//! Indicators: where they started, where they stand, where they are to go. Values that are written come from the year cells
//! of the plan, values that are measured from surveys (`project::indicators` reads them); nothing is judged to be good or bad.

use serde::Serialize;

use crate::model::plan::cell::Metric;
use crate::model::plan::{Column, Plan, Record, RecordRef, YearCell, YearRole};
use crate::text::fold::matching;

/// A value that is written in the plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stated {
    /// Year; `None` where the column is no year.
    pub year: Option<i64>,
    /// Label of its column.
    pub label: String,
    /// As printed.
    pub raw: String,
    /// The first figure of the cell.
    pub value: f64,
    /// Respondents behind it, where the cell says so: 46.5%（n=480）.
    pub n: Option<u64>,
}

/// A value that a wave of a survey gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// Survey id.
    pub survey: String,
    /// Title of the survey.
    pub title: String,
    /// Name of the wave.
    pub wave: Option<String>,
    /// Fiscal year (from April) of the survey's date.
    pub year: Option<i64>,
    /// In points, a mean, or people.
    pub value: f64,
    /// Standard error in the same unit.
    pub se: Option<f64>,
    /// 95 % interval; of a mean ± 1.96 se.
    pub interval: [Option<f64>; 2],
    /// Respondents in the base.
    pub n: u64,
    /// The base is smaller than the survey's smallest (参考値).
    pub small: bool,
}

/// A change since the start.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Now less then.
    pub difference: f64,
    /// Its standard error; `None` where it cannot be told.
    pub se: Option<f64>,
    /// How likely one of this size is by chance.
    pub p: Option<f64>,
    /// More than chance at 5 %; `None` where it cannot be told.
    pub beyond_noise: Option<bool>,
    /// Why it cannot be told.
    pub why: Option<Unjudged>,
}

/// Why a change cannot be told from chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unjudged {
    /// Nothing says how many respondents are behind the baseline.
    NoBase,
    /// Of a mean, the number of respondents does not tell the spread.
    MeanBaseline,
    /// The present value has no sampling error (no random sample, or too few).
    NoError,
}

/// Why a binding gives no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// There is neither a survey nor a series of this id.
    Survey {
        /// As written.
        id: String,
    },
    /// A wave gives none: the sentence.
    Wave {
        /// Survey id.
        survey: String,
        /// Why.
        why: String,
    },
    /// The indicator is bound to nothing and no result is written.
    Unbound,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// The record.
    pub record: RecordRef,
    /// Number and title.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Where it started.
    pub baseline: Option<Stated>,
    /// Results that are written.
    pub results: Vec<Stated>,
    /// Where it is to go.
    pub target: Option<Stated>,
    /// Values of surveys, the earliest first.
    pub waves: Vec<Measured>,
    /// Since the baseline, or the first wave where no baseline is written.
    pub change: Option<Change>,
    /// What is wrong with its binding.
    pub faults: Vec<Fault>,
}

/// How far an indicator is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Progress {
    /// Target less present value.
    pub gap: Option<f64>,
    /// Share of the way from baseline to target; above 1 where the target is passed, below 0 where it went the other way.
    pub way: Option<f64>,
    /// Years since the baseline, and from the baseline to the target.
    pub years: Option<(i64, i64)>,
}

impl Indicator {
    /// An indicator as the plan states it, without values of surveys.
    pub fn stated(plan: &Plan, record: &Record) -> Self {
        let cells = plan.years(record);
        let of = |role: YearRole| cells.iter().filter(move |(column, _)| column.role == role).filter_map(value);
        Self {
            record: plan.reference(record),
            name: record.name(),
            unit: record.unit.clone(),
            baseline: of(YearRole::Baseline).next(),
            results: of(YearRole::Result).collect(),
            target: of(YearRole::Target).next_back(),
            waves: Vec::new(),
            change: None,
            faults: Vec::new(),
        }
    }

    /// Year and value as of now: the last wave, else the last written result.
    pub fn present(&self) -> Option<(Option<i64>, f64)> {
        let measured = self.waves.last().map(|wave| (wave.year, wave.value));
        measured.or_else(|| self.results.last().map(|stated| (stated.year, stated.value)))
    }

    /// Year and value at the start: the written baseline, else the first of several waves.
    pub fn start(&self) -> Option<(Option<i64>, f64)> {
        let written = self.baseline.as_ref().map(|stated| (stated.year, stated.value));
        let first = self.waves.first().filter(|_| self.waves.len() > 1);
        written.or_else(|| first.map(|wave| (wave.year, wave.value)))
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let (present, start, target) = (self.present(), self.start(), self.target.as_ref());
        let way = |start: f64, present: f64, target: f64| {
            let whole = target - start;
            (whole != 0.0).then(|| (present - start) / whole)
        };
        Progress {
            gap: target.zip(present).map(|(target, (_, now))| target.value - now),
            way: start.zip(present).zip(target).and_then(|(((_, from), (_, now)), to)| way(from, now, to.value)),
            years: start.zip(present).zip(target).and_then(|(((from, _), (now, _)), to)| {
                let from = from?;
                Some((now? - from, to.year? - from))
            }),
        }
    }
}

fn value((column, cell): &(&Column, YearCell)) -> Option<Stated> {
    let metric = cell.metrics.first()?;
    Some(Stated {
        year: column.year,
        label: column.label.clone(),
        raw: cell.raw.clone(),
        value: metric.number.value(),
        n: cell.metrics.iter().skip(1).find_map(base),
    })
}

/// The base a cell states behind its figure: n=480.
pub fn base(metric: &Metric) -> Option<u64> {
    let is_base = matching(&metric.label).trim_end_matches('=').eq_ignore_ascii_case("n");
    (is_base && metric.number.digits == 0).then(|| u64::try_from(metric.number.units).ok()).flatten().filter(|n| *n > 0)
}

/// The variance of a share of `n` people drawn at random, in squared points: p (100 - p) / n.
pub fn variance_of_share(points: f64, n: u64) -> Option<f64> {
    let inside = (0.0..=100.0).contains(&points) && n > 0;
    inside.then(|| points * (100.0 - points) / n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(cells: &[(&str, &str)]) -> Plan {
        let column = |label: &str, year, role| Column { label: label.into(), year: Some(year), role };
        let years = cells.iter().map(|(label, raw)| ((*label).to_owned(), (*raw).to_owned())).collect();
        let columns = vec![
            column("基準", 2018, YearRole::Baseline),
            column("実績", 2023, YearRole::Result),
            column("目標", 2028, YearRole::Target),
        ];
        let record = Record { kind: "indicator".into(), id: "1".into(), years, ..Record::default() };
        Plan { id: "p".into(), columns, records: vec![record], ..Plan::default() }
    }

    #[test]
    fn what_is_written_is_read_with_its_base() {
        let plan = plan(&[("基準", "40.0%（n=1,200）"), ("実績", "45.5%"), ("目標", "50%")]);
        let indicator = Indicator::stated(&plan, &plan.records[0]);
        assert_eq!(indicator.baseline.as_ref().map(|stated| (stated.value, stated.n)), Some((40.0, Some(1200))));
        assert_eq!(indicator.present(), Some((Some(2023), 45.5)));
        let progress = indicator.progress();
        assert_eq!((progress.gap, progress.way, progress.years), (Some(4.5), Some(0.55), Some((5, 10))));
    }

    #[test]
    fn without_a_start_there_is_no_way() {
        let plan = plan(&[("目標", "0.50点")]);
        let indicator = Indicator::stated(&plan, &plan.records[0]);
        assert_eq!(indicator.progress(), Progress::default());
        assert_eq!(variance_of_share(50.0, 100), Some(25.0));
        assert_eq!(variance_of_share(120.0, 100), None);
    }
}
