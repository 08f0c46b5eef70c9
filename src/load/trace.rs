//! How a row without an id is found again when something else in it has changed: by its time stamp, or by the rows above and
//! below it. Exact or not at all: a decision must never come to stand on another person's answers.

use std::collections::{HashMap, HashSet};

use super::correct;
use super::gather::{Gathered, Input};
use crate::model::fix::{CaseRef, Fixes, Trace};
use crate::text::fold;

/// What rows are told by, ready for many of them.
#[derive(Debug, Default)]
pub struct Traces {
    /// By file and time stamp: how many rows have it.
    stamps: HashMap<(usize, String), u32>,
}

impl Traces {
    /// Looks at the time stamps of files without ids.
    pub fn of(gathered: &Gathered) -> Self {
        let mut stamps = HashMap::new();
        for case in gathered.builder.all() {
            let Some(input) = gathered.inputs.get(case.file) else { continue };
            let stamp = stamp(input, case.row);
            if !stamp.is_empty() {
                *stamps.entry((case.file, stamp)).or_default() += 1;
            }
        }
        Self { stamps }
    }

    /// What tells a case beside its fingerprint; `None` where it has an id.
    pub fn trace(&self, gathered: &Gathered, case: usize) -> Option<Trace> {
        let row = gathered.builder.all().get(case)?;
        let input = gathered.inputs.get(row.file)?;
        if has_id(input, row.row) {
            return None;
        }
        let stamp = stamp(input, row.row);
        let is_unique = |stamp: &String| self.stamps.get(&(row.file, stamp.clone())) == Some(&1);
        let (above, below) = neighbours(input, row.row);
        Some(Trace {
            stamp: Some(stamp).filter(is_unique).unwrap_or_default(),
            above,
            below,
            cells: cells(input, row.row),
        })
    }
}

/// Gives rows that have changed the names they had when something was decided about them, so that what was decided finds them.
/// Only names that no row has any more are looked for.
pub fn rename(gathered: &Gathered, fixes: &Fixes, references: &mut [CaseRef]) {
    if fixes.fixes.values().all(|fix| fix.trace.is_none()) {
        return;
    }
    let known: HashSet<&CaseRef> = references.iter().collect();
    let mut lost: Vec<(&CaseRef, &Trace)> = Vec::new();
    for fix in fixes.fixes.values() {
        let Some(trace) = fix.trace.as_ref().filter(|_| !known.contains(&fix.case)) else { continue };
        if lost.iter().all(|(case, _)| **case != fix.case) {
            lost.push((&fix.case, trace));
        }
    }
    if lost.is_empty() {
        return;
    }
    // A row that something was decided about under its present name is not taken for another.
    let decided: HashSet<&CaseRef> = fixes.fixes.values().map(|fix| &fix.case).collect();
    let free: Vec<usize> = (0..references.len())
        .filter(|case| references.get(*case).is_some_and(|own| own.case.starts_with('#') && !decided.contains(own)))
        .collect();
    let traces = Traces::of(gathered);
    let mut by_stamp: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_rows: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for case in free {
        let Some(trace) = traces.trace(gathered, case) else { continue };
        if !trace.stamp.is_empty() {
            by_stamp.entry(trace.stamp).or_default().push(case);
        }
        by_rows.entry((trace.above, trace.below)).or_default().push(case);
    }
    let mut found: Vec<(usize, CaseRef)> = Vec::new();
    for (name, trace) in lost {
        let places = if trace.stamp.is_empty() {
            by_rows.get(&(trace.above.clone(), trace.below.clone()))
        } else {
            by_stamp.get(&trace.stamp)
        };
        let fits = |case: &&usize| {
            let of = gathered.builder.all().get(**case);
            let input = of.and_then(|of| Some((gathered.inputs.get(of.file)?, of.row)));
            input.is_some_and(|(input, row)| {
                input.source.file == name.file && is_mostly(&trace.cells, &cells(input, row))
            })
        };
        let places: Vec<usize> = places.into_iter().flatten().filter(fits).copied().collect();
        let is_told = !(trace.stamp.is_empty() && trace.above.is_empty() && trace.below.is_empty());
        if let ([case], true) = (places.as_slice(), is_told) {
            found.push((*case, name.clone()));
        }
    }
    for (at, (case, name)) in found.iter().enumerate() {
        // Two that would be the same row are neither.
        let alone = found.iter().enumerate().all(|(other, (place, _))| other == at || place != case);
        if let Some(own) = references.get_mut(*case).filter(|_| alone) {
            own.clone_from(name);
        }
    }
}

fn has_id(input: &Input, row: usize) -> bool {
    input.located.id.is_some_and(|column| !input.sheet.cell(row, column).is_blank())
}

/// When a form came in, as it stands in its row.
fn stamp(input: &Input, row: usize) -> String {
    let column = input.located.received;
    column.map_or(String::new(), |column| fold::matching(&input.sheet.cell(row, column).text()))
}

/// Fingerprints of the rows above and below; empty where the header or nothing stands there.
fn neighbours(input: &Input, row: usize) -> (String, String) {
    let first = input.header.data_start();
    let print = |row: Option<usize>| {
        let row = row.filter(|row| *row >= first && *row < input.sheet.rows.len());
        row.map_or(String::new(), |row| correct::fingerprint(input, row))
    };
    (print(row.checked_sub(1)), print(row.checked_add(1)))
}

/// Four hexadecimal digits for each cell of a row, personal columns left out.
fn cells(input: &Input, row: usize) -> String {
    let cells = input.sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
    let digits = |(column, cell): (usize, &super::sheet::Cell)| {
        if cell.is_blank() || input.located.personal.contains(&column) {
            return "0000".to_owned();
        }
        format!("{:04x}", correct::hash(cell.text().bytes()) & 0xFFFF | 1)
    };
    let text: String = cells.iter().enumerate().map(digits).collect();
    text.trim_end_matches("0000").to_owned()
}

/// True when at least half of the filled cells are as they were.
fn is_mostly(before: &str, now: &str) -> bool {
    let parts = |text: &str| text.as_bytes().chunks(4).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (before, now) = (parts(before), parts(now));
    let blank = b"0000".to_vec();
    let places = 0..before.len().max(now.len());
    let pairs = places.map(|at| (before.get(at).unwrap_or(&blank), now.get(at).unwrap_or(&blank)));
    let filled: Vec<_> = pairs.filter(|(a, b)| **a != blank || **b != blank).collect();
    filled.iter().filter(|(a, b)| a == b).count() * 2 >= filled.len()
}
