//! The counting kernel: one pass over the cases, in blocks, for all tables together.
//!
//! A block of cases stays in the processor's cache while every table counts it. Cells are three floats side by side: respondents, their
//! weights, their squared weights; sums of up to 10^15 respondents are exact. Jobs are independent of each other, so
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
#[derive(Clone, Copy)]
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
    /// Each case's stratum, and the number of strata; `None` is one stratum of all.
    pub strata: Option<(&'a [u16], usize)>,
}

/// Respondents, sum of their weights, sum of their squared weights.
pub type Sum = [f64; 3];

/// What a job came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// By stratum.
    pub strata: Vec<Cells>,
    /// Respondents in the base whose group is not known.
    pub unknown: u64,
}

/// What was counted in one stratum, or in all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cells {
    /// By group, then option (and a last one for "in the base, none of the options").
    pub cells: Vec<Sum>,
    /// By group.
    pub base: Vec<Sum>,
    /// By option, over everyone whose group is known.
    pub known: Vec<Sum>,
    /// Everyone whose group is known.
    pub known_base: Sum,
}

impl Counts {
    fn new(job: &Job<'_>) -> Self {
        let columns = job.options + 1;
        let cells = Cells {
            cells: vec![[0.0; 3]; job.group_count * columns],
            base: vec![[0.0; 3]; job.group_count],
            known: vec![[0.0; 3]; columns],
            known_base: [0.0; 3],
        };
        Self { strata: vec![cells; job.strata.map_or(1, |(_, strata)| strata)], unknown: 0 }
    }

    /// All strata together.
    pub fn merged(&self) -> Cells {
        let mut strata = self.strata.iter();
        let mut all = strata.next().cloned().unwrap_or_default();
        for stratum in strata {
            let sums = stratum.cells.iter().chain(&stratum.base).chain(&stratum.known).chain([&stratum.known_base]);
            let merged = all.cells.iter_mut().chain(&mut all.base).chain(&mut all.known).chain([&mut all.known_base]);
            merged.zip(sums).for_each(|(all, sum)| *all = plus(*all, *sum));
        }
        all
    }
}

/// Two sums added.
pub fn plus(a: Sum, b: Sum) -> Sum {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
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
        let sum = sum_of(job, case);
        let cells = &mut counts.strata[stratum_of(job, case)];
        let option = usize::from(option);
        add(&mut cells.cells[option], sum);
        add(&mut cells.known[option], sum);
        add(&mut cells.base[0], sum);
        add(&mut cells.known_base, sum);
    }
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
        let sum = sum_of(job, case);
        let cells = &mut counts.strata[stratum_of(job, case)];
        let option = usize::from(option);
        add(&mut cells.cells[group * columns + option], sum);
        add(&mut cells.known[option], sum);
        add(&mut cells.base[group], sum);
        add(&mut cells.known_base, sum);
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
                groups.extend(Some(usize::from(codes[case])).filter(|group| *group < job.group_count));
            }
            Some(Membership::Many(words)) => positions(words.iter().map(|word| word[case]), &mut groups),
        }
        if groups.is_empty() {
            counts.unknown += 1;
            continue;
        }
        let sum = sum_of(job, case);
        let cells = &mut counts.strata[stratum_of(job, case)];
        add(&mut cells.known_base, sum);
        for option in &options {
            add(&mut cells.known[*option], sum);
        }
        for group in &groups {
            add(&mut cells.base[*group], sum);
            for option in &options {
                add(&mut cells.cells[group * columns + option], sum);
            }
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "weights have one value per case")]
fn sum_of(job: &Job<'_>, case: usize) -> Sum {
    match job.weights {
        None => [1.0; 3],
        Some(weights) => [1.0, weights[case], weights[case] * weights[case]],
    }
}

#[expect(clippy::indexing_slicing, reason = "strata have one code per case, below their number")]
fn stratum_of(job: &Job<'_>, case: usize) -> usize {
    job.strata.map_or(0, |(strata, _)| usize::from(strata[case]))
}

fn add(place: &mut Sum, sum: Sum) {
    *place = plus(*place, sum);
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
