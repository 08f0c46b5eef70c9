//! Returns by day: how many forms came on each day, by mode and by stratum.

use std::collections::{BTreeMap, HashMap};

use crate::model::arrival::Arrival;
use crate::model::survey::STRATUM;
use crate::responses::grouping::AnswerSource;
use crate::responses::{Answers, Responses};

/// One line: a day, or the forms without one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReturnsDay {
    /// Days since 1970-01-01; `None` where the file does not tell.
    pub day: Option<i64>,
    /// Forms received, counted or not.
    pub received: u64,
    /// Received up to this day.
    pub so_far: u64,
    /// Of the received, those that are tabulated.
    pub valid: u64,
    /// Received, by mode in the order of `Returns::modes`.
    pub by_mode: Vec<u64>,
    /// Tabulated, by stratum in the order of the survey.
    pub by_stratum: Vec<u64>,
}

/// Returns of a survey by day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returns {
    /// Names of the modes; one empty name for forms without.
    pub modes: Vec<String>,
    /// Labels of the strata.
    pub strata: Vec<String>,
    /// Days in their order, every day between the first and the last; forms without a day come last.
    pub days: Vec<ReturnsDay>,
}

/// Days beyond this many between the first and the last are a mistake in a time stamp, and empty days are not filled in.
const LONGEST: i64 = 400;

/// Counts what came in by day, in files or typed. Forms left out of tables (double, blank, out of scope) are received all the same.
pub fn returns<'a>(responses: &Responses, arrivals: impl Iterator<Item = &'a Arrival> + Clone) -> Returns {
    let survey = responses.survey();
    let strata: Vec<String> = survey.strata.iter().map(|stratum| stratum.label.clone()).collect();
    let mut modes: Vec<String> = Vec::new();
    for arrival in arrivals.clone() {
        let mode = arrival.mode.clone().unwrap_or_default();
        if !modes.contains(&mode) {
            modes.push(mode);
        }
    }
    let stratum_of: Vec<u16> = match survey.question(STRATUM).and_then(|question| responses.answers(question)) {
        Some(Answers::One(codes)) => codes.to_vec(),
        _ => Vec::new(),
    };
    let valid: HashMap<(&str, &str, usize), usize> = (0..responses.len())
        .filter_map(|case| {
            let origin = responses.origin(case)?;
            Some(((origin.file.file.as_str(), origin.file.sheet.as_str(), origin.row), case))
        })
        .collect();
    let empty = |day| ReturnsDay {
        day,
        by_mode: vec![0; modes.len()],
        by_stratum: vec![0; strata.len()],
        ..ReturnsDay::default()
    };
    let mut days: BTreeMap<i64, ReturnsDay> = BTreeMap::new();
    let mut undated = empty(None);
    for arrival in arrivals {
        let mode = modes.iter().position(|mode| *mode == arrival.mode.clone().unwrap_or_default());
        for case in &arrival.cases {
            let line = match case.day {
                Some(day) => days.entry(day).or_insert_with(|| empty(Some(day))),
                None => &mut undated,
            };
            line.received += 1;
            if let Some(count) = mode.and_then(|mode| line.by_mode.get_mut(mode)) {
                *count += 1;
            }
            let Some(position) = valid.get(&(arrival.file.as_str(), arrival.sheet.as_str(), case.row)) else {
                continue;
            };
            line.valid += 1;
            let stratum = stratum_of.get(*position).map(|code| usize::from(*code));
            if let Some(count) = stratum.and_then(|stratum| line.by_stratum.get_mut(stratum)) {
                *count += 1;
            }
        }
    }
    let ends = days.keys().next().copied().zip(days.keys().next_back().copied());
    if let Some((first, last)) = ends.filter(|(first, last)| last - first <= LONGEST) {
        for day in first..=last {
            days.entry(day).or_insert_with(|| empty(Some(day)));
        }
    }
    let mut lines: Vec<ReturnsDay> = days.into_values().collect();
    if undated.received > 0 {
        lines.push(undated);
    }
    let mut so_far = 0;
    for line in &mut lines {
        so_far += line.received;
        line.so_far = so_far;
    }
    Returns { modes, strata, days: lines }
}
