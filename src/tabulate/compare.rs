//! How the groups of a banner compare: every cell with the rest, all pairs, the table as a whole.
//!
//! One difference has one p value wherever it is shown: pooled z and Welch where the sample is simple and groups share
//! nobody, the linearised contrast in every other case (`statistics.md` sections 4, 6 and 7).

use std::borrow::Cow;
use std::sync::atomic::AtomicBool;

use super::answer::{Asked, with_sums};
use super::build::job;
use super::count::{Cells, Counts, Job, Sum, count, plus};
use super::inference::adjust::adjust;
use super::inference::association;
use super::inference::distribution::{normal_p, t_p};
use super::inference::fisher::fisher;
use super::inference::moments::{Moments, NO_VARIANCE, Sums, contrast};
use super::inference::rao_scott::rao_scott;
use super::nest::Banner;
use super::numbers;
use crate::model::survey::Kind;
use crate::model::table::{Adjust, Family, Group, Pair, RaoScott, Role, Stats, Test, VsRest};
use crate::responses::Membership;

/// Overlapping axes with more groups are not compared pair by pair.
const MOST_OVERLAPPING: usize = 64;

/// What the banners of a table came to.
#[derive(Default)]
pub(super) struct Comparison {
    pub pairs: Vec<Pair>,
    pub tests: Vec<Test>,
    /// Titles of the banners whose exact test was drawn.
    pub simulated: Vec<String>,
}

/// A test statistic.
#[derive(Clone, Copy, Default)]
pub(super) struct Judged {
    statistic: Option<f64>,
    method: Option<&'static str>,
    df: Option<f64>,
    p: Option<f64>,
}

impl From<Judged> for VsRest {
    fn from(judged: Judged) -> Self {
        let Judged { statistic, method, df, p } = judged;
        Self { statistic, method, df, p, p_adjusted: None }
    }
}

impl Comparison {
    /// Compares the groups of one banner.
    pub fn add(&mut self, asked: &Asked<'_>, banner: &Banner<'_>, counts: &Counts, groups: &mut [Group]) {
        let axis = Axis::new(asked, banner, counts, groups);
        axis.with_rest(groups);
        axis.measures_with_rest(groups);
        if asked.spec.inference.pairs {
            self.pairs.extend(axis.pairs(groups));
        }
        self.tests.extend(axis.tests(&mut self.simulated));
    }

    /// Adjusts all p values for the size of their families.
    pub fn adjust(&mut self, asked: &Asked<'_>, groups: &mut [Group]) {
        let method = asked.spec.inference.adjust;
        if method == Adjust::None {
            return;
        }
        let whole = asked.spec.inference.family == Family::Table;
        let nets: Vec<&str> = asked
            .side
            .options
            .iter()
            .filter(|option| option.role == Role::Net)
            .map(|option| option.code.as_str())
            .collect();
        let mut rest: Vec<(String, &mut Option<f64>, f64)> = Vec::new();
        for group in groups.iter_mut() {
            let banner = group.banner.clone().unwrap_or_default();
            for cell in group.cells.iter_mut().filter(|cell| !nets.contains(&cell.option.as_str())) {
                if let Some(p) = cell.vs_rest.p {
                    let family = if whole { String::new() } else { format!("{banner}\u{1f}{}", cell.option) };
                    rest.push((family, &mut cell.vs_rest.p_adjusted, p));
                }
            }
            for measured in &mut group.measures {
                if let Some(p) = measured.vs_rest.p {
                    rest.push((measure_family(whole, &banner, &measured.id), &mut measured.vs_rest.p_adjusted, p));
                }
            }
        }
        adjust_families(rest, method);
        let mut pairs: Vec<(String, &mut Option<f64>, f64)> = Vec::new();
        for pair in &mut self.pairs {
            if let (Some(measure), Some(p)) = (&pair.measure, pair.p) {
                pairs.push((measure_family(whole, &pair.banner, measure), &mut pair.p_adjusted, p));
                continue;
            }
            let option = pair.option.clone().unwrap_or_default();
            if let Some(p) = pair.p.filter(|_| !nets.contains(&option.as_str())) {
                let family = if whole { String::new() } else { format!("{}\u{1f}{option}", pair.banner) };
                pairs.push((family, &mut pair.p_adjusted, p));
            }
        }
        adjust_families(pairs, method);
        let mut tests: Vec<(String, &mut Option<f64>, f64)> = Vec::new();
        for test in self.tests.iter_mut().filter(|test| test.option.is_some()) {
            if let Some(p) = test.p.or(test.rao_scott.p) {
                let family = format!("{}\u{1f}{}", test.banner, test.within.clone().unwrap_or_default());
                tests.push((family, &mut test.p_adjusted, p));
            }
        }
        adjust_families(tests, method);
    }
}

/// Measures are families of their own, so that asking for one changes no other p value.
fn measure_family(whole: bool, banner: &str, measure: &str) -> String {
    let banner = if whole { "" } else { banner };
    let measure = if whole { "" } else { measure };
    format!("measure\u{1f}{banner}\u{1f}{measure}")
}

fn adjust_families(mut all: Vec<(String, &mut Option<f64>, f64)>, method: Adjust) {
    all.sort_by(|a, b| a.0.cmp(&b.0));
    for family in all.chunk_by_mut(|a, b| a.0 == b.0) {
        let p: Vec<f64> = family.iter().map(|(_, _, p)| *p).collect();
        for ((_, place, _), adjusted) in family.iter_mut().zip(adjust(&p, method)) {
            **place = Some(adjusted);
        }
    }
}

/// One banner of one table, ready to be compared.
pub(super) struct Axis<'a> {
    pub asked: &'a Asked<'a>,
    pub banner: &'a Banner<'a>,
    pub counts: &'a Counts,
    /// Groups large enough for tests.
    tested: Vec<bool>,
    pub overlapping: bool,
    /// Everyone in some tested group, by stratum: per option, and the base.
    pub everyone: Vec<(Vec<Sum>, Sum)>,
}

impl<'a> Axis<'a> {
    pub fn new(asked: &'a Asked<'a>, banner: &'a Banner<'a>, counts: &'a Counts, groups: &[Group]) -> Self {
        let tested: Vec<bool> = groups.iter().map(|group| group.n > 0 && group.n >= asked.min_base()).collect();
        let overlapping = matches!(banner.membership, Membership::Many(_));
        let mut axis = Self { asked, banner, counts, tested, overlapping, everyone: Vec::new() };
        axis.everyone = axis.everyone();
        axis
    }

    /// True for a group that is large enough for tests.
    pub fn is_tested(&self, group: usize) -> bool {
        self.tested.get(group) == Some(&true)
    }

    pub fn simple(&self) -> bool {
        self.asked.scope.design.is_simple()
    }

    fn everyone(&self) -> Vec<(Vec<Sum>, Sum)> {
        let columns = self.asked.columns();
        let of_known = |cells: &Cells| (cells.known.clone(), cells.known_base);
        if !self.overlapping {
            let union = |cells: &Cells| {
                let mut options = vec![[0.0; 3]; columns];
                let mut base = [0.0; 3];
                for (group, (row, of_base)) in cells.cells.chunks(columns).zip(&cells.base).enumerate() {
                    if self.is_tested(group) {
                        base = plus(base, *of_base);
                        options.iter_mut().zip(row).for_each(|(all, cell)| *all = plus(*all, *cell));
                    }
                }
                (options, base)
            };
            return self.counts.strata.iter().map(union).collect();
        }
        let left_out =
            self.counts.merged().base.iter().zip(&self.tested).any(|(base, tested)| base[0] > 0.0 && !tested);
        if !left_out {
            return self.counts.strata.iter().map(of_known).collect();
        }
        // Who is only in groups that are too small is nobody's rest: count again without those groups.
        match &self.banner.membership {
            Membership::Many(words) => {
                let mask = |word: usize| {
                    let bits = (0..64).filter(|bit| self.is_tested(word * 64 + bit));
                    bits.fold(0u64, |mask, bit| mask | 1 << bit)
                };
                let words = words.iter().enumerate();
                let kept = words.map(|(index, word)| Cow::Owned(word.iter().map(|bits| bits & mask(index)).collect()));
                let membership = Membership::Many(kept.collect());
                self.count(&membership, self.tested.len()).strata.iter().map(of_known).collect()
            }
            Membership::One(_) => self.counts.strata.iter().map(of_known).collect(),
        }
    }

    /// Counts the question over other groups of the same people.
    fn count(&self, membership: &Membership<'_>, groups: usize) -> Counts {
        let job = Job { groups: Some(membership), group_count: groups, ..job(self.asked.side, self.asked.scope, None) };
        let counted = count(&[job], self.asked.responses.len(), &AtomicBool::new(false));
        let counts = counted.and_then(|counts| counts.into_iter().next()).unwrap_or_default();
        with_sums(&self.asked.side.sums, &counts, self.asked.columns())
    }

    /// Every cell against everyone else of the tested groups.
    fn with_rest(&self, groups: &mut [Group]) {
        for (index, group) in groups.iter_mut().enumerate().filter(|(index, _)| self.is_tested(*index)) {
            for (option, cell) in group.cells.iter_mut().enumerate() {
                let part = self.asked.cell(self.counts, Some(&self.banner.membership), index, option);
                let rest = self.rest(option, &part);
                let least = self.asked.min_base().max(1) as f64;
                if rest.n() < least {
                    continue;
                }
                let judged = if self.simple() {
                    pooled_z(&part, &rest)
                } else {
                    let both = part.plus(&rest);
                    self.contrast_t(&part, &rest, &Moments::default(), both.n() - both.h() - 1.0)
                };
                cell.vs_rest = judged.into();
            }
        }
    }

    /// Everyone of the tested groups who is not in a group: the sums of an option.
    pub fn rest(&self, option: usize, part: &Moments) -> Moments {
        let all = self
            .everyone
            .iter()
            .map(|(options, base)| Sums::of_cell(options.get(option).copied().unwrap_or_default(), *base));
        let rows = self.asked.option_rows(|case| self.of_tested(case), option);
        Moments { strata: all.collect(), rows }.rest(part)
    }

    /// True for a case in some group that is large enough for tests.
    pub fn of_tested(&self, case: usize) -> bool {
        (0..self.tested.len()).any(|group| self.is_tested(group) && self.banner.membership.has(case, group))
    }

    pub fn contrast_t(&self, a: &Moments, b: &Moments, both: &Moments, df: f64) -> Judged {
        let found = contrast(a, b, both, &self.asked.scope.design).filter(|found| found.se * found.se >= NO_VARIANCE);
        let statistic = found.map(|found| found.difference / found.se);
        let p = statistic.and_then(|t| t_p(t, df));
        Judged { statistic, method: Some("t"), df: statistic.map(|_| df), p }
    }

    /// All pairs of groups, for every choice and net, and for the mean.
    fn pairs(&self, groups: &[Group]) -> Vec<Pair> {
        let count = groups.len();
        if self.overlapping && count > MOST_OVERLAPPING {
            return Vec::new();
        }
        let both: Vec<(usize, usize)> = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
        let shared = self.overlapping.then(|| {
            let membership = overlaps(&self.banner.membership, &both, self.asked.responses.len());
            let counts = self.count(&membership, both.len());
            (membership, counts)
        });
        let mut pairs = Vec::new();
        let options = self.asked.side.options.iter().enumerate();
        for (option, line) in options.filter(|(_, line)| line.role != Role::Missing) {
            for (index, (a, b)) in both.iter().enumerate() {
                let cell = |group: usize| self.asked.cell(self.counts, Some(&self.banner.membership), group, option);
                let (part, other) = (cell(*a), cell(*b));
                let overlap = shared.as_ref().map(|(both, counts)| self.asked.cell(counts, Some(both), index, option));
                let overlap = overlap.unwrap_or_default();
                let judged = || match (self.simple(), self.overlapping) {
                    (true, false) => pooled_z(&part, &other),
                    _ => self.contrast_t(&part, &other, &overlap, self.df()),
                };
                let judged = if self.is_tested(*a) && self.is_tested(*b) { judged() } else { Judged::default() };
                let difference = part.value().zip(other.value()).map(|(a, b)| 100.0 * (a - b));
                pairs.push(self.pair(groups, Some(line.code.clone()), (*a, *b), difference, judged));
            }
        }
        if self.asked.side.values.is_some() {
            pairs.extend(self.mean_pairs(groups, &both, shared.as_ref()));
        }
        pairs.extend(self.measure_pairs(groups, &both, shared.as_ref()));
        pairs
    }

    pub fn df(&self) -> f64 {
        self.asked.scope.design.n() - self.asked.scope.design.h()
    }

    fn mean_pairs(
        &self,
        groups: &[Group],
        both: &[(usize, usize)],
        shared: Option<&(Membership<'_>, Counts)>,
    ) -> Vec<Pair> {
        let (side, scope) = (self.asked.side, self.asked.scope);
        let moments = numbers::moments(side, scope, Some(&self.banner.membership), groups.len(), self.counts);
        let overlap = shared
            .map(|(membership, counts)| numbers::moments(side, scope, Some(membership), both.len(), counts))
            .unwrap_or_default();
        let compared = both.iter().enumerate().filter_map(|(index, (a, b))| {
            let (part, other) = (moments.get(*a)?, moments.get(*b)?);
            let (stats_a, stats_b) = (&groups.get(*a)?.stats, &groups.get(*b)?.stats);
            let enough = stats_a.n > 1 && stats_b.n > 1 && self.is_tested(*a) && self.is_tested(*b);
            let judged = match (enough, self.simple() && !self.overlapping) {
                (false, _) => Judged::default(),
                (true, true) => welch(stats_a, stats_b),
                (true, false) => {
                    let overlap = overlap.get(index).cloned().unwrap_or_default();
                    self.contrast_t(part, other, &overlap, self.df())
                }
            };
            let difference = stats_a.mean.zip(stats_b.mean).map(|(a, b)| a - b);
            Some(self.pair(groups, None, (*a, *b), difference, judged))
        });
        compared.collect()
    }

    pub fn pair(
        &self,
        groups: &[Group],
        option: Option<String>,
        (a, b): (usize, usize),
        difference: Option<f64>,
        judged: Judged,
    ) -> Pair {
        let code = |index: usize| groups.get(index).map(|group| group.code.clone()).unwrap_or_default();
        let Judged { statistic, method, df, p } = judged;
        let banner = self.banner.name.clone();
        let (a, b) = (code(a), code(b));
        Pair { banner, option, measure: None, a, b, difference, statistic, method, df, p, p_adjusted: None }
    }

    /// Whole-table tests: over all groups, and for a nested banner within each outer group.
    fn tests(&self, simulated: &mut Vec<String>) -> Vec<Test> {
        let side = self.asked.side;
        let choices: Vec<usize> = (0..side.options.len())
            .filter(|option| side.options.get(*option).is_some_and(|line| line.role == Role::Choice))
            .collect();
        let mut tests = Vec::new();
        for within in self.withins() {
            let groups: Vec<usize> = (0..self.tested.len())
                .filter(|group| {
                    self.is_tested(*group) && within.as_ref().is_none_or(|code| self.outer(*group) == *code)
                })
                .collect();
            let mut of = |option: Option<usize>| {
                let code = option.and_then(|option| side.options.get(option)).map(|line| line.code.clone());
                let test =
                    Test { banner: self.banner.name.clone(), within: within.clone(), option: code, ..Test::default() };
                if self.overlapping || !self.asked.spec.inference.whole_table {
                    return test;
                }
                self.test(test, &groups, &choices, option, simulated)
            };
            match side.question.kind {
                Kind::Single | Kind::Matrix => tests.push(of(None)),
                Kind::Multiple | Kind::Rank => tests.extend(choices.iter().map(|choice| of(Some(*choice)))),
                Kind::Numeric | Kind::Date | Kind::Text => {}
            }
        }
        tests
    }

    /// All groups, then each outer group of a nested banner by its code.
    fn withins(&self) -> Vec<Option<String>> {
        let mut withins = vec![None];
        if self.banner.groups.iter().any(|group| group.path.len() > 1) {
            for group in 0..self.banner.groups.len() {
                let outer = Some(self.outer(group));
                if !withins.contains(&outer) {
                    withins.push(outer);
                }
            }
        }
        withins
    }

    /// The codes of all levels but the last.
    fn outer(&self, group: usize) -> String {
        let path = self.banner.groups.get(group).map_or(&[][..], |group| group.path.as_slice());
        let levels = path.split_last().map_or(&[][..], |(_, outer)| outer);
        levels.iter().map(|step| step.code.as_str()).collect::<Vec<_>>().join("*")
    }

    /// One whole-table test: groups by choices, or by one option chosen or not among those who answered.
    fn test(
        &self,
        test: Test,
        groups: &[usize],
        choices: &[usize],
        option: Option<usize>,
        simulated: &mut Vec<String>,
    ) -> Test {
        let row = |cells: &Cells, group: usize| -> Vec<Sum> {
            let columns = self.asked.columns();
            let cell = |option: usize| cells.cells.get(group * columns + option).copied().unwrap_or_default();
            match option {
                None => choices.iter().map(|choice| cell(*choice)).collect(),
                Some(option) => {
                    let lines = self.asked.side.options.iter().enumerate();
                    let missing = lines
                        .filter(|(_, line)| line.role == Role::Missing)
                        .fold([0.0; 3], |sum, (index, _)| plus(sum, cell(index)));
                    let base = cells.base.get(group).copied().unwrap_or_default();
                    let chosen = cell(option);
                    let minus = |a: Sum, b: Sum| [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
                    vec![chosen, minus(minus(base, missing), chosen)]
                }
            }
        };
        let tables: Vec<Vec<Vec<Sum>>> =
            self.counts.strata.iter().map(|cells| groups.iter().map(|group| row(cells, *group)).collect()).collect();
        if self.asked.scope.design.weighted {
            return match rao_scott(&tables, &self.asked.scope.design) {
                None => test,
                Some(found) => {
                    let some = Some;
                    let rao_scott =
                        RaoScott { f: some(found.f), ndf: some(found.ndf), ddf: some(found.ddf), p: found.p };
                    Test { rao_scott, ..test }
                }
            };
        }
        let merged: Vec<Vec<f64>> = (0..groups.len())
            .map(|group| {
                let rows = tables.iter().filter_map(|table| table.get(group));
                let sum = rows.fold(Vec::new(), |sum: Vec<Sum>, row| {
                    if sum.is_empty() { row.clone() } else { sum.iter().zip(row).map(|(a, b)| plus(*a, *b)).collect() }
                });
                sum.iter().map(|cell| cell[0]).collect()
            })
            .collect();
        let counts = association::Counts::new(&merged);
        let Some(found) = counts.chi_square() else { return test };
        let exact = (counts.is_two_by_two() || found.is_doubtful()).then(|| fisher(&counts)).flatten();
        if exact.is_some_and(|exact| exact.simulated) && !simulated.contains(&self.banner.title) {
            simulated.push(self.banner.title.clone());
        }
        Test {
            chi_square: Some(found.statistic),
            df: Some(found.df),
            p: found.p,
            cramers_v: Some(found.v),
            cramers_v_corrected: found.v_corrected,
            yates: found.yates,
            min_expected: Some(found.min_expected),
            expected_below_5: Some(found.below_5),
            fisher_p: exact.map(|exact| exact.p),
            ..test
        }
    }
}

/// Pooled two-sample z of two shares; none where both are 0 % or both 100 %.
pub(super) fn pooled_z(a: &Moments, b: &Moments) -> Judged {
    let count = |moments: &Moments| moments.strata.iter().map(|sums| sums.wy).sum::<f64>();
    let (xa, xb, na, nb) = (count(a), count(b), a.n(), b.n());
    let p = (xa + xb) / (na + nb);
    let statistic = (na > 0.0 && nb > 0.0 && p > 0.0 && p < 1.0)
        .then(|| (xa / na - xb / nb) / (p * (1.0 - p) * (1.0 / na + 1.0 / nb)).sqrt());
    Judged { statistic, method: Some("z"), df: None, p: statistic.and_then(normal_p) }
}

/// Welch's t of two means.
pub(super) fn welch(a: &Stats, b: &Stats) -> Judged {
    let errors = a.se.zip(b.se).map(|(a, b)| (a * a, b * b)).filter(|(a, b)| a + b > 0.0);
    let (Some((ea, eb)), Some((ma, mb))) = (errors, a.mean.zip(b.mean)) else { return Judged::default() };
    let statistic = (ma - mb) / (ea + eb).sqrt();
    let df = (ea + eb).powi(2) / (ea * ea / (a.n as f64 - 1.0) + eb * eb / (b.n as f64 - 1.0));
    Judged { statistic: Some(statistic), method: Some("welch"), df: Some(df), p: t_p(statistic, df) }
}

/// The people who are in both groups of each pair.
fn overlaps(membership: &Membership<'_>, pairs: &[(usize, usize)], cases: usize) -> Membership<'static> {
    let mut words = vec![vec![0u64; cases]; pairs.len().div_ceil(64).max(1)];
    for (index, (a, b)) in pairs.iter().enumerate() {
        if let Some(word) = words.get_mut(index / 64) {
            for (case, bits) in word.iter_mut().enumerate() {
                if membership.has(case, *a) && membership.has(case, *b) {
                    *bits |= 1 << (index % 64);
                }
            }
        }
    }
    Membership::Many(words.into_iter().map(Cow::Owned).collect())
}
