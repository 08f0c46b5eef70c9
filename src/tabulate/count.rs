//! The counting kernel: one pass over the cases, in blocks, for all tables together.
//!
//! A block of cases stays in the processor's cache while every table counts it. Cells are pairs of floats, respondents
//! and their weights, side by side; sums of up to 10^15 respondents are exact. Jobs are independent of each other, so
//! the result does not depend on how many threads share them.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::side::{Marks, OUT};
use crate::responses::Membership;

/// Cases counted by all jobs before the next ones are touched.
const BLOCK: usize = 4096;
/// Fewer case-table pairs than this are not worth a second thread.
const THREAD_WORK: usize = 4_000_000;

/// One table to count: a question's options within a banner's groups.
pub struct Job<'a> {
    /// Which options hold for whom.
    pub marks: &'a Marks,
    /// Number of options.
    pub options: usize,
    /// Who is in which group; `None` is one group of all.
    pub groups: Option<&'a Membership<'a>>,
    /// Number of groups.
    pub group_count: usize,
    /// One weight per case; `None` counts every case once.
    pub weights: Option<&'a [f64]>,
}

/// What a job came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// By group, then option (and a last one for "in the base, none of the options"): respondents, sum of weights.
    pub cells: Vec<[f64; 2]>,
    /// By group: respondents, sum of weights, sum of squared weights.
    pub base: Vec<[f64; 3]>,
    /// By option, over everyone whose group is known: respondents, sum of weights.
    pub known: Vec<[f64; 2]>,
    /// Everyone whose group is known: respondents, sum of weights.
    pub known_base: [f64; 2],
    /// Respondents in the base whose group is not known.
    pub unknown: u64,
}

impl Counts {
    fn new(job: &Job<'_>) -> Self {
        let columns = job.options + 1;
        Self {
            cells: vec![[0.0; 2]; job.group_count * columns],
            base: vec![[0.0; 3]; job.group_count],
            known: vec![[0.0; 2]; columns],
            known_base: [0.0; 2],
            unknown: 0,
        }
    }
}

/// Counts all jobs over `cases` cases; `None` when cancelled.
pub fn count(jobs: &[Job<'_>], cases: usize, cancel: &AtomicBool) -> Option<Vec<Counts>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if threads < 2 || jobs.len() < 2 || cases.saturating_mul(jobs.len()) < THREAD_WORK {
        return count_blocks(jobs, cases, cancel);
    }
    let share = jobs.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let workers: Vec<_> =
            jobs.chunks(share).map(|jobs| scope.spawn(move || count_blocks(jobs, cases, cancel))).collect();
        let mut all = Vec::with_capacity(jobs.len());
        for worker in workers {
            all.extend(worker.join().ok()??);
        }
        Some(all)
    })
}

fn count_blocks(jobs: &[Job<'_>], cases: usize, cancel: &AtomicBool) -> Option<Vec<Counts>> {
    let mut all: Vec<Counts> = jobs.iter().map(Counts::new).collect();
    for start in (0..cases).step_by(BLOCK) {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        let block = start..(start + BLOCK).min(cases);
        for (job, counts) in jobs.iter().zip(&mut all) {
            match (job.marks, job.groups) {
                (Marks::One(codes), None) => one_by_all(job, codes, counts, block.clone()),
                (Marks::One(codes), Some(Membership::One(groups))) => {
                    one_by_one(job, codes, groups, counts, block.clone())
                }
                _ => any_by_any(job, counts, block.clone()),
            }
        }
    }
    Some(all)
}

#[expect(clippy::indexing_slicing, reason = "Marks hold OUT or positions up to `options`; all slices cover the block")]
fn one_by_all(job: &Job<'_>, codes: &[u16], counts: &mut Counts, block: Range<usize>) {
    for case in block {
        let option = codes[case];
        if option == OUT {
            continue;
        }
        let weight = job.weights.map_or(1.0, |weights| weights[case]);
        let cell = &mut counts.cells[usize::from(option)];
        cell[0] += 1.0;
        cell[1] += weight;
        add_base(&mut counts.base[0], weight);
    }
    counts.known.clone_from(&counts.cells);
    counts.known_base = [counts.base[0][0], counts.base[0][1]];
}

#[expect(clippy::indexing_slicing, reason = "Marks hold OUT or positions up to `options`; all slices cover the block")]
fn one_by_one(job: &Job<'_>, codes: &[u16], groups: &[u16], counts: &mut Counts, block: Range<usize>) {
    let columns = job.options + 1;
    for case in block {
        let option = codes[case];
        if option == OUT {
            continue;
        }
        let group = usize::from(groups[case]);
        if group >= job.group_count {
            counts.unknown += 1;
            continue;
        }
        let weight = job.weights.map_or(1.0, |weights| weights[case]);
        let option = usize::from(option);
        for cell in [&mut counts.cells[group * columns + option], &mut counts.known[option], &mut counts.known_base] {
            cell[0] += 1.0;
            cell[1] += weight;
        }
        add_base(&mut counts.base[group], weight);
    }
}

/// Several options, several groups, or both.
#[expect(clippy::indexing_slicing, reason = "bits stand for positions below `options` and `group_count`")]
fn any_by_any(job: &Job<'_>, counts: &mut Counts, block: Range<usize>) {
    let columns = job.options + 1;
    let mut options = Vec::new();
    let mut groups = Vec::new();
    for case in block {
        options.clear();
        match job.marks {
            Marks::One(codes) => {
                if codes[case] == OUT {
                    continue;
                }
                options.push(usize::from(codes[case]));
            }
            Marks::Many(in_base, words) => {
                if !in_base[case] {
                    continue;
                }
                positions(words.iter().map(|word| word[case]), &mut options);
            }
        }
        groups.clear();
        match job.groups {
            None => groups.push(0),
            Some(Membership::One(codes)) => {
                groups.extend(Some(usize::from(codes[case])).filter(|g| *g < job.group_count))
            }
            Some(Membership::Many(words)) => positions(words.iter().map(|word| word[case]), &mut groups),
        }
        if groups.is_empty() {
            counts.unknown += 1;
            continue;
        }
        let weight = job.weights.map_or(1.0, |weights| weights[case]);
        counts.known_base[0] += 1.0;
        counts.known_base[1] += weight;
        for option in &options {
            counts.known[*option][0] += 1.0;
            counts.known[*option][1] += weight;
        }
        for group in &groups {
            add_base(&mut counts.base[*group], weight);
            for option in &options {
                let cell = &mut counts.cells[group * columns + option];
                cell[0] += 1.0;
                cell[1] += weight;
            }
        }
    }
}

fn add_base(base: &mut [f64; 3], weight: f64) {
    base[0] += 1.0;
    base[1] += weight;
    base[2] += weight * weight;
}

/// Positions of the bits that are set.
fn positions(words: impl Iterator<Item = u64>, found: &mut Vec<usize>) {
    for (index, mut bits) in words.enumerate() {
        while bits != 0 {
            found.push(index * 64 + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    }
}
