//! What came in, by spreadsheet: who, with what in the row, on which day.

use std::collections::HashMap;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::correct;
use super::gather::Input;
use super::settle::Settled;
use crate::model::arrival::{Arrival, Arrived};
use crate::model::fix::{TYPED, TypedForm};
use crate::model::{Survey, day};
use crate::text::fold;

/// The cases of every spreadsheet, in the order of the survey's sources; and the forms that were typed in, counted or not:
/// they came, though in no file. On which day they came is not known; when they were typed is another day.
pub fn of(settled: &Settled) -> (Vec<Arrival>, Vec<Arrival>) {
    let gathered = &settled.gathered;
    let arrival = |input: &Input| Arrival {
        file: input.source.file.clone(),
        sheet: input.sheet.name.clone(),
        mode: input.source.mode.clone(),
        cases: Vec::new(),
    };
    let mut arrivals: Vec<Arrival> = gathered.inputs.iter().map(arrival).collect();
    // Rows are counted by sheet: what another sheet of the book brings moves nothing here.
    let mut seen: HashMap<(usize, &str), u32> = HashMap::new();
    for (case, reference) in gathered.builder.all().iter().zip(&settled.references) {
        let (Some(input), Some(arrival)) = (gathered.inputs.get(case.file), arrivals.get_mut(case.file)) else {
            continue;
        };
        // A row that stands for several respondents came once.
        if arrival.cases.last().is_some_and(|last: &Arrived| last.row == case.row) {
            continue;
        }
        let day = input.located.received.and_then(|column| {
            let text = input.sheet.cell(case.row, column).text();
            day_of(&fold::matching(&text))
        });
        let print = correct::print(input, case.row);
        let next = seen.entry((case.file, &reference.case)).or_default();
        let nth = *next;
        *next += 1;
        arrival.cases.push(Arrived { case: reference.case.clone(), nth, print, day, row: case.row });
    }
    arrivals.into_iter().partition(|arrival| arrival.file != TYPED)
}

/// The day in a time stamp: `2023/07/03 10:15:00`, `2023-07-03T10:15`, `2023/07/03 10:15 午前 GMT+9`.
fn day_of(text: &str) -> Option<i64> {
    let whole = day::parse(text);
    let first = || day::parse(text.split([' ', 'T']).next()?);
    whole.or_else(first).map(|days| days.floor() as i64)
}

/// The last day on which something came in: of each file by its time stamps, or by its own date where it has none, and of
/// forms that were typed in by when that was. `arrivals` are in the order of the survey's sources.
pub fn last_day<'a>(
    survey: &Survey,
    arrivals: &[Arrival],
    forms: impl Iterator<Item = &'a TypedForm>,
    folder: &Path,
) -> Option<String> {
    let written = |file: &str| {
        let changed = std::fs::metadata(folder.join(file)).ok()?.modified().ok()?;
        Some(day::of_unix(changed.duration_since(UNIX_EPOCH).ok()?.as_secs()))
    };
    let came = survey.sources.iter().zip(arrivals).filter_map(|(source, arrival)| {
        let stamped = arrival.cases.iter().filter_map(|case| case.day).max();
        stamped.or_else(|| written(&source.file))
    });
    came.chain(forms.filter_map(|form| day_of(&form.at))).max().map(day::iso)
}
