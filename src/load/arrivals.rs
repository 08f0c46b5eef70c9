//! What came in, by spreadsheet: who, with what in the row, on which day.

use std::path::Path;
use std::time::UNIX_EPOCH;

use super::correct;
use super::gather::{Gathered, Input};
use crate::model::arrival::{Arrival, Arrived};
use crate::model::fix::TYPED;
use crate::model::{Survey, day};
use crate::text::fold;

/// The cases of every spreadsheet; forms that were typed in are none.
pub fn of(gathered: &Gathered) -> Vec<Arrival> {
    let arrival = |input: &Input| Arrival {
        file: input.source.file.clone(),
        sheet: input.sheet.name.clone(),
        mode: input.source.mode.clone(),
        cases: Vec::new(),
    };
    let mut arrivals: Vec<Arrival> = gathered.inputs.iter().map(arrival).collect();
    for (case, reference) in gathered.builder.all().iter().zip(correct::references(gathered)) {
        let (Some(input), Some(arrival)) = (gathered.inputs.get(case.file), arrivals.get_mut(case.file)) else {
            continue;
        };
        let day = input.located.received.and_then(|column| {
            let text = input.sheet.cell(case.row, column).text();
            day_of(&fold::matching(&text))
        });
        let print = correct::print(input, case.row);
        // A row that stands for several respondents came once.
        if arrival.cases.last().is_some_and(|last: &Arrived| last.row == case.row) {
            continue;
        }
        arrival.cases.push(Arrived { case: reference.case, nth: reference.nth, print, day, row: case.row });
    }
    arrivals.retain(|arrival| arrival.file != TYPED);
    arrivals
}

/// The day in a time stamp: `2023/07/03 10:15:00`, `2023-07-03T10:15`, `2023/07/03 10:15 午前 GMT+9`.
fn day_of(text: &str) -> Option<i64> {
    let whole = day::parse(text);
    let first = || day::parse(text.split([' ', 'T']).next()?);
    whole.or_else(first).map(|days| days.floor() as i64)
}

/// The last day on which something came in: by the time stamps, or by the dates of the files where there are none.
pub fn last_day(survey: &Survey, arrivals: &[Arrival], folder: &Path) -> Option<String> {
    let stamped = arrivals.iter().flat_map(|arrival| &arrival.cases).filter_map(|case| case.day).max();
    let written = || {
        let of = |file: &str| {
            let changed = std::fs::metadata(folder.join(file)).ok()?.modified().ok()?;
            let seconds = changed.duration_since(UNIX_EPOCH).ok()?.as_secs();
            i64::try_from((seconds + 9 * 3600) / 86_400).ok()
        };
        survey.sources.iter().filter_map(|source| of(&source.file)).max()
    };
    stamped.or_else(written).map(day::iso)
}
