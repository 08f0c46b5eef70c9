//! How often each of koe's default tests finds, in surveys without any association, a difference at the 5 % level.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use koe::model::Table;
use koe::model::table::{BannerSpec, Inference, TableSpec, Test};
use koe::tabulate::{self, Labels};

#[path = "survey.rs"]
mod survey;

/// The level of every test.
const LEVEL: f64 = 0.05;

/// Which p values of a table are looked at.
#[derive(Clone, Copy)]
enum Which {
    Rest,
    Pairs,
    MeanPairs,
    ChiSquare,
    RaoScott,
    Fisher,
    /// What the table tells its reader to use: Fisher's p where the small-cell warning stands, else chi-square.
    AsRead,
}

/// What is right for a test.
#[derive(Clone, Copy, PartialEq)]
pub enum Target {
    /// 4.5 to 5.5 %.
    Near,
    /// At most 5.5 %: exact tests of few possible tables cannot use up their 5 %.
    AtMost,
}

struct Subject(&'static str, &'static str, &'static str, bool, Which, Target);

/// Name, question, banner, weighted, which test, what is right.
const SUBJECTS: [Subject; 41] = {
    use Target::{AtMost, Near};
    use Which::{AsRead, ChiSquare, Fisher, MeanPairs, Pairs, RaoScott, Rest};
    [
        Subject("vs rest, z", "CHOICE4", "FOUR", false, Rest, Near),
        Subject("vs rest, t (weighted)", "CHOICE4", "FOUR", true, Rest, Near),
        Subject("pairs of 4 groups, z", "CHOICE4", "FOUR", false, Pairs, Near),
        Subject("pairs of 4 groups, t (weighted)", "CHOICE4", "FOUR", true, Pairs, Near),
        Subject("pair of 2 groups, z", "YESNO", "HALVES", false, Pairs, Near),
        Subject("pair of 2 groups, t (weighted)", "YESNO", "HALVES", true, Pairs, Near),
        Subject("multiple-answer axis vs rest, z", "CHOICE4", "AXIS3", false, Rest, Near),
        Subject("multiple-answer axis vs rest, t (weighted)", "CHOICE4", "AXIS3", true, Rest, Near),
        Subject("multiple-answer axis, pairs, t", "CHOICE4", "AXIS3", false, Pairs, Near),
        Subject("multiple-answer axis, pairs, t (weighted)", "CHOICE4", "AXIS3", true, Pairs, Near),
        Subject("multiple answer vs rest, z", "MULTI5", "FOUR", false, Rest, Near),
        Subject("multiple answer vs rest, t (weighted)", "MULTI5", "FOUR", true, Rest, Near),
        Subject("multiple answer, pairs, z", "MULTI5", "FOUR", false, Pairs, Near),
        Subject("multiple answer, pairs, t (weighted)", "MULTI5", "FOUR", true, Pairs, Near),
        Subject("multiple answer by multiple-answer axis, t", "MULTI5", "AXIS3", false, Pairs, Near),
        Subject("the same (weighted)", "MULTI5", "AXIS3", true, Pairs, Near),
        Subject("chi-square 4 x 4", "CHOICE4", "FOUR", false, ChiSquare, Near),
        Subject("chi-square 2 x 2", "YESNO", "HALVES", false, ChiSquare, Near),
        Subject("Rao-Scott 4 x 4 (weighted)", "CHOICE4", "FOUR", true, RaoScott, Near),
        Subject("Rao-Scott 2 x 2 (weighted)", "YESNO", "HALVES", true, RaoScott, Near),
        Subject("multiple answer, per option, chi-square", "MULTI5", "FOUR", false, ChiSquare, Near),
        Subject("multiple answer, per option, Rao-Scott (weighted)", "MULTI5", "FOUR", true, RaoScott, Near),
        Subject("mean of a number, Welch", "AMOUNT", "FOUR", false, MeanPairs, Near),
        Subject("mean of a number, t (weighted)", "AMOUNT", "FOUR", true, MeanPairs, Near),
        Subject("mean score, Welch", "SCALE5", "FOUR", false, MeanPairs, Near),
        Subject("mean score, t (weighted)", "SCALE5", "FOUR", true, MeanPairs, Near),
        Subject("mean by multiple-answer axis, t", "AMOUNT", "AXIS3", false, MeanPairs, Near),
        Subject("vs rest of 3 groups, z", "CHOICE4", "THIRDS", false, Rest, Near),
        Subject("vs rest of 3 groups, t (weighted)", "CHOICE4", "THIRDS", true, Rest, Near),
        Subject("pairs of 3 groups, z", "CHOICE4", "THIRDS", false, Pairs, Near),
        Subject("pairs of 3 groups, t (weighted)", "CHOICE4", "THIRDS", true, Pairs, Near),
        Subject("multiple answer vs rest of 3 groups, t (weighted)", "MULTI5", "THIRDS", true, Rest, Near),
        Subject("multiple answer, pairs of 3 groups, t (weighted)", "MULTI5", "THIRDS", true, Pairs, Near),
        Subject("chi-square 4 x 3", "CHOICE4", "THIRDS", false, ChiSquare, Near),
        Subject("Rao-Scott 4 x 3 (weighted)", "CHOICE4", "THIRDS", true, RaoScott, Near),
        Subject("mean score by 3 groups, Welch", "SCALE5", "THIRDS", false, MeanPairs, Near),
        Subject("mean score by 3 groups, t (weighted)", "SCALE5", "THIRDS", true, MeanPairs, Near),
        Subject("Fisher 2 x 2, rare answer", "RARE2", "HALVES", false, Fisher, AtMost),
        Subject("Fisher 4 x 3, rare answers, small groups", "RARE4", "SKEW3", false, Fisher, AtMost),
        Subject("sparse chi-square, Pearson's own p", "RARE4", "SKEW3", false, ChiSquare, AtMost),
        Subject("sparse chi-square as read (Fisher where warned)", "RARE4", "SKEW3", false, AsRead, AtMost),
    ]
};

/// What the tests of one subject came to.
#[derive(Clone, Copy, Default)]
struct Tally {
    tests: u64,
    rejected: u64,
    // Sums over seeds of rejected^2, rejected x tests and tests^2, for the standard error.
    squares: [u64; 3],
}

impl Tally {
    fn add(&mut self, tests: u64, rejected: u64) {
        self.plus(&Self { tests, rejected, squares: [rejected * rejected, rejected * tests, tests * tests] });
    }

    fn plus(&mut self, other: &Self) {
        self.tests += other.tests;
        self.rejected += other.rejected;
        self.squares.iter_mut().zip(other.squares).for_each(|(own, other)| *own += other);
    }
}

/// One line of the report, in percent.
pub struct Line {
    /// Which test of which table.
    pub name: &'static str,
    /// Tests that exist, over all seeds.
    pub tests: u64,
    /// Share of them with p below 5 %.
    pub rate: f64,
    /// Its Monte Carlo standard error, seeds being the independent units.
    pub error: f64,
    /// What is right.
    pub target: Target,
}

impl Line {
    fn new(subject: &Subject, tally: &Tally) -> Self {
        let tests = tally.tests as f64;
        let rate = tally.rejected as f64 / tests;
        let [rejected, both, all] = tally.squares.map(|sum| sum as f64);
        let variance = rejected - 2.0 * rate * both + rate * rate * all;
        let error = variance.max(0.0).sqrt() / tests;
        Self { name: subject.0, tests: tally.tests, rate: 100.0 * rate, error: 100.0 * error, target: subject.5 }
    }

    /// True when the rate is where it should be, with `more` percentage points of room on either side.
    pub fn holds(&self, more: f64) -> bool {
        let low = if self.target == Target::Near { 4.5 - more } else { 0.0 };
        (low..=5.5 + more).contains(&self.rate)
    }
}

/// Simulates the seeds from `first` to `last` on all cores; `None` if the library refuses a survey.
pub fn run(first: u64, last: u64) -> Option<Vec<Line>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicU64::new(first);
    let worker = || {
        let definition = survey::definition();
        let mut tallies = vec![Tally::default(); SUBJECTS.len()];
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed > last {
                return Some(tallies);
            }
            one(&survey::answers(&definition, seed)?, &mut tallies)?;
        }
    };
    let all: Vec<Option<Vec<Tally>>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|worker| worker.join().ok().flatten()).collect()
    });
    let mut sum = vec![Tally::default(); SUBJECTS.len()];
    for tallies in all {
        sum.iter_mut().zip(&tallies?).for_each(|(sum, tally)| sum.plus(tally));
    }
    Some(SUBJECTS.iter().zip(&sum).map(|(subject, tally)| Line::new(subject, tally)).collect())
}

/// Tabulates one survey and counts.
fn one(responses: &koe::responses::Responses, tallies: &mut [Tally]) -> Option<()> {
    let specs: Vec<TableSpec> = SUBJECTS.iter().map(spec).collect();
    // Several subjects are of one table.
    let mut asked: Vec<&TableSpec> = Vec::new();
    let positions: Vec<usize> = specs
        .iter()
        .map(|spec| {
            asked.iter().position(|other| *other == spec).unwrap_or_else(|| {
                asked.push(spec);
                asked.len() - 1
            })
        })
        .collect();
    let asked: Vec<TableSpec> = asked.into_iter().cloned().collect();
    let tables = tabulate::tables(responses, &asked, &Labels::default(), &AtomicBool::new(false)).ok()?;
    for ((subject, position), tally) in SUBJECTS.iter().zip(positions).zip(tallies) {
        let found = p_values(tables.get(position)?, subject.4);
        tally.add(found.len() as u64, found.iter().filter(|p| **p < LEVEL).count() as u64);
    }
    Some(())
}

/// A table as `koe tab --by … --pairs` asks it.
fn spec(subject: &Subject) -> TableSpec {
    TableSpec {
        question: subject.1.to_owned(),
        banners: vec![BannerSpec::parse(subject.2)],
        weight: subject.3.then(|| "w".to_owned()),
        inference: Inference { pairs: true, whole_table: true, ..Inference::default() },
        ..TableSpec::default()
    }
}

/// All p values of a kind that the table has.
fn p_values(table: &Table, which: Which) -> Vec<f64> {
    let tests = |p: fn(&Test) -> Option<f64>| table.tests.iter().filter_map(p).collect();
    match which {
        Which::Rest => table.groups.iter().flat_map(|group| &group.cells).filter_map(|cell| cell.vs_rest.p).collect(),
        Which::Pairs => table.pairs.iter().filter(|pair| pair.option.is_some()).filter_map(|pair| pair.p).collect(),
        Which::MeanPairs => table.pairs.iter().filter(|pair| pair.option.is_none()).filter_map(|pair| pair.p).collect(),
        Which::ChiSquare => tests(|test| test.p),
        Which::RaoScott => tests(|test| test.rao_scott.p),
        Which::Fisher => tests(|test| test.fisher_p),
        Which::AsRead => tests(|test| test.fisher_p.or(test.p)),
    }
}
