//! How a row without an id is found again when something else in it has changed: by its time stamp, or by the rows above and
//! below it. Exact or not at all: a decision must never come to stand on another person's answers.

use std::collections::{HashMap, HashSet};

use super::correct;
use super::gather::{Gathered, Input};
use crate::model::fix::{CaseRef, Fixes, Trace};
use crate::responses::builder::Case;
use crate::text::fold;

/// So many cells of a row may have been put right; in long rows a tenth of those that are filled.
const MOST_CHANGED: usize = 2;

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
        let (row, input) = row_of(gathered, case)?;
        if has_id(input, row.row) {
            return None;
        }
        let print = |row: Option<usize>| row.map_or(String::new(), |row| print(input, row));
        Some(Trace {
            stamp: self.stamp(row.file, input, row.row).unwrap_or_default(),
            above: print(row.row.checked_sub(1)),
            below: print(row.row.checked_add(1)),
            cells: cells(input, row.row),
        })
    }

    /// The time stamp of a row, where no other row of the file has it.
    fn stamp(&self, file: usize, input: &Input, row: usize) -> Option<String> {
        let key = (file, stamp(input, row));
        (self.stamps.get(&key) == Some(&1)).then_some(key.1)
    }
}

/// Gives rows that have changed the names they had when something was decided about them, so that what was decided finds them.
/// Only names that no row has any more are looked for.
pub fn rename(gathered: &Gathered, fixes: &Fixes, references: &mut [CaseRef]) {
    let lost = lost(fixes, references);
    if lost.is_empty() {
        return;
    }
    let files: HashSet<&str> = lost.keys().map(|name| name.file.as_str()).collect();
    // A row that something was decided about under its present name is not taken for another.
    let decided: HashSet<&CaseRef> = fixes.fixes.values().map(|fix| &fix.case).collect();
    let is_free =
        |own: &CaseRef| own.case.starts_with('#') && files.contains(own.file.as_str()) && !decided.contains(own);
    let traces = Traces::of(gathered);
    let mut prints: HashMap<usize, Vec<String>> = HashMap::new();
    let mut by_stamp: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_rows: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (case, _) in references.iter().enumerate().filter(|(_, own)| is_free(own)) {
        let Some((row, input)) = row_of(gathered, case).filter(|(row, input)| !has_id(input, row.row)) else {
            continue;
        };
        if let Some(stamp) = traces.stamp(row.file, input, row.row) {
            by_stamp.entry(stamp).or_default().push(case);
        }
        let prints = prints
            .entry(row.file)
            .or_insert_with(|| (0..input.sheet.rows.len()).map(|row| print(input, row)).collect());
        let of = |row: Option<usize>| row.and_then(|row| prints.get(row)).cloned().unwrap_or_default();
        by_rows.entry((of(row.row.checked_sub(1)), of(row.row.checked_add(1)))).or_default().push(case);
    }
    let mut found: HashMap<usize, Vec<&CaseRef>> = HashMap::new();
    for (name, trace) in &lost {
        let places = if trace.stamp.is_empty() {
            by_rows.get(&(trace.above.clone(), trace.below.clone()))
        } else {
            by_stamp.get(&trace.stamp)
        };
        let fits = |case: &&usize| {
            row_of(gathered, **case).is_some_and(|(row, input)| {
                input.source.file == name.file && is_same(&trace.cells, &cells(input, row.row))
            })
        };
        let places: Vec<usize> = places.into_iter().flatten().filter(fits).copied().collect();
        let is_told = !(trace.stamp.is_empty() && trace.above.is_empty() && trace.below.is_empty());
        if let ([case], true) = (places.as_slice(), is_told) {
            found.entry(*case).or_default().push(name);
        }
    }
    for (case, names) in found {
        // Two that would be the same row are neither.
        if let ([name], Some(own)) = (names.as_slice(), references.get_mut(case)) {
            own.clone_from(name);
        }
    }
}

/// The names that no row has any more, each with the trace of the newest decision about it.
fn lost<'a>(fixes: &'a Fixes, references: &[CaseRef]) -> HashMap<&'a CaseRef, &'a Trace> {
    let mut newest: HashMap<&CaseRef, (&str, &Trace)> = HashMap::new();
    for fix in fixes.fixes.values() {
        let Some(trace) = &fix.trace else { continue };
        let kept = newest.entry(&fix.case).or_insert((&fix.at, trace));
        if *kept.0 < *fix.at {
            *kept = (&fix.at, trace);
        }
    }
    if newest.is_empty() {
        return HashMap::new();
    }
    for known in references {
        newest.remove(known);
    }
    newest.into_iter().map(|(name, (_, trace))| (name, trace)).collect()
}

/// Where a case stands.
fn row_of(gathered: &Gathered, case: usize) -> Option<(&Case, &Input)> {
    let row = gathered.builder.all().get(case)?;
    Some((row, gathered.inputs.get(row.file)?))
}

fn has_id(input: &Input, row: usize) -> bool {
    input.located.id.is_some_and(|column| !input.sheet.cell(row, column).is_blank())
}

/// When a form came in, as it stands in its row.
fn stamp(input: &Input, row: usize) -> String {
    let column = input.located.received;
    column.map_or(String::new(), |column| fold::matching(&input.sheet.cell(row, column).text()))
}

/// Fingerprint of a row beside one; empty where the header or nothing stands there, which tells no row from another.
fn print(input: &Input, row: usize) -> String {
    let cells = input.sheet.rows.get(row).filter(|_| row >= input.header.data_start());
    let mut cells = cells.into_iter().flatten().enumerate();
    let is_filled = cells.any(|(column, cell)| !cell.is_blank() && !input.located.personal.contains(&column));
    if is_filled { correct::fingerprint(input, row) } else { String::new() }
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

/// True when hardly a cell differs: answers of two people agree in more than half of their marks.
fn is_same(before: &str, now: &str) -> bool {
    let parts = |text: &str| text.as_bytes().chunks(4).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (before, now) = (parts(before), parts(now));
    let blank = b"0000".to_vec();
    let places = 0..before.len().max(now.len());
    let pairs = places.map(|at| (before.get(at).unwrap_or(&blank), now.get(at).unwrap_or(&blank)));
    let filled: Vec<_> = pairs.filter(|(a, b)| **a != blank || **b != blank).collect();
    let changed = filled.iter().filter(|(a, b)| a != b).count();
    changed * 2 <= filled.len() && (changed <= MOST_CHANGED || changed * 10 <= filled.len())
}
