//! Measures of a table (scores, shares of the best and worst, DIs) and the points of ranks: their values, errors and
//! intervals by group, and how groups compare in them.
//!
//! A measure is a number per option line; respondents never come up again. Values and errors rest on the same sums as
//! those of cells and means (`inference::moments`): a share is judged like a cell, everything else like a mean. The
//! interval of a mean is value ± t se, with n - 1 degrees of freedom of the group for simple samples (R: `t.test`), and
//! those of the design in every other case (R: `confint(svymean(…), df = degf(design))`).

use super::answer::Asked;
use super::compare::{Axis, Judged, pooled_z, welch};
use super::count::{Cells, Counts, Sum, plus};
use super::inference::distribution::t_quantile;
use super::inference::moments::{Moments, Sums};
use super::numbers::{middle_of, scored};
use super::side::Marks;
use super::stats::{Point, stats};
use crate::model::measure::{Measure, MeasureBase, Measured};
use crate::model::table::{Group, Pair, RankScore, Role, Stats, VsRest};
use crate::responses::Membership;

/// Statistics of numbers by option and how many have each.
fn stats_of(values: &[f64], cells: &[Sum], weighted: bool) -> Stats {
    let mut points: Vec<Point> = scored(values, cells).map(|(value, cell)| (value, cell[0], cell[1])).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    stats(&points, weighted)
}

/// Sums of numbers by option, from one row of cells per stratum.
fn moments_of<'c>(values: &[f64], strata: impl Iterator<Item = &'c [Sum]>) -> Moments {
    // A share is counted from 0, like a cell.
    let is_share = values.iter().filter(|value| value.is_finite()).all(|value| [0.0, 1.0].contains(value));
    let pivot = if is_share { 0.0 } else { middle_of(values).unwrap_or(0.0) };
    let sums = |cells: &[Sum]| {
        let mut sums = Sums::default();
        scored(values, cells).for_each(|(value, cell)| sums.add(value - pivot, cell));
        sums
    };
    Moments { strata: strata.map(sums).collect(), pivot, rows: None }
}

/// A group's row of cells in a stratum.
fn row(cells: &Cells, group: usize, columns: usize) -> &[Sum] {
    cells.cells.get(group * columns..(group + 1) * columns).unwrap_or_default()
}

impl Asked<'_> {
    /// The number of each option line, NaN for lines that are not counted; one more for "none of them".
    fn option_values(&self, measure: &Measure) -> Vec<f64> {
        if !self.side.question.is_single() {
            return Vec::new();
        }
        let without = if measure.base == MeasureBase::Printed { 0.0 } else { f64::NAN };
        let value = |role: Role, code: &str| match role {
            Role::Choice => measure.values.get(code).copied().unwrap_or(without),
            Role::Net => f64::NAN,
            Role::Missing => without,
        };
        let lines = self.side.options.iter().map(|line| value(line.role, &line.code));
        lines.chain([without]).collect()
    }

    /// The sums of a measure in a group of `membership`, which the counts are of; `None` is 全体.
    fn measure_moments(
        &self,
        values: &[f64],
        counts: &Counts,
        membership: Option<&Membership<'_>>,
        group: usize,
    ) -> Moments {
        let rows = self.rows(|case| {
            let is_in = membership.is_none_or(|membership| membership.has(case, group));
            self.measure_value(values, case).filter(|_| is_in)
        });
        Moments { rows, ..moments_of(values, counts.strata.iter().map(|cells| row(cells, group, self.columns()))) }
    }

    /// The number of a case's own option, where it has one.
    fn measure_value(&self, values: &[f64], case: usize) -> Option<f64> {
        let Marks::One(codes) = &self.side.marks else { return None };
        values.get(usize::from(*codes.get(case)?)).copied().filter(|value| value.is_finite())
    }

    /// The measures asked, in one group.
    pub fn measured(
        &self,
        counts: &Counts,
        membership: Option<&Membership<'_>>,
        merged: &Cells,
        group: usize,
    ) -> Vec<Measured> {
        let measures = self.spec.measures.iter();
        measures
            .map(|measure| {
                let values = self.option_values(measure);
                let moments = self.measure_moments(&values, counts, membership, group);
                self.measured_in(measure, &values, &moments, row(merged, group, self.columns()))
            })
            .collect()
    }

    fn measured_in(&self, measure: &Measure, values: &[f64], moments: &Moments, cells: &[Sum]) -> Measured {
        let weighted = self.scope.weights.is_some();
        let stats = stats_of(values, cells, weighted);
        let se = self.mean_error(moments, stats.sd);
        let kish = || {
            let squared: f64 = moments.strata.iter().map(|sums| sums.w2).sum();
            if squared > 0.0 { moments.w() * moments.w() / squared } else { 0.0 }
        };
        let ci = if measure.is_share() {
            self.share_interval(moments, se, kish())
        } else {
            self.mean_interval(moments, stats.mean, se)
        };
        let [low, high] = ci.map(|end| end.map(|end| measure.scale * end));
        let sum = || -> f64 { scored(values, cells).map(|(value, cell)| value * measure.scale * cell[0]).sum() };
        Measured {
            id: measure.id.clone(),
            n: stats.n,
            value: stats.mean.map(|mean| measure.scale * mean),
            sd: stats.sd.map(|sd| measure.scale.abs() * sd),
            se: se.map(|se| measure.scale.abs() * se),
            ci: if measure.scale < 0.0 { [high, low] } else { [low, high] },
            vs_rest: VsRest::default(),
            sum: (!weighted && stats.n > 0).then(sum),
        }
    }

    /// Mean plus or minus t standard errors.
    pub(super) fn mean_interval(&self, moments: &Moments, mean: Option<f64>, se: Option<f64>) -> [Option<f64>; 2] {
        let design = &self.scope.design;
        let df = if design.is_simple() { moments.n() - 1.0 } else { design.n() - design.h() };
        match (mean, se, t_quantile(self.spec.inference.level, df)) {
            // One number says nothing of others, unless everybody was asked.
            _ if moments.n() < 2.0 && !design.is_certain(moments) => [None, None],
            (Some(mean), Some(0.0), _) => [Some(mean); 2],
            (Some(mean), Some(se), Some(t)) => [Some(mean - t * se), Some(mean + t * se)],
            _ => [None, None],
        }
    }

    /// Per option of a rank question in one group: points from all places (as many as there are places for the 1st, one
    /// for the last), their mean over those who answered with its error, and the share of the base that put it first.
    pub fn rank_scores(
        &self,
        counts: &Counts,
        places: &[Counts],
        membership: Option<&Membership<'_>>,
        group: usize,
    ) -> Vec<RankScore> {
        let columns = self.columns();
        let cell = |counts: &Counts, stratum: usize, option: usize| -> Sum {
            let cells = counts.strata.get(stratum).map(|cells| row(cells, group, columns));
            cells.and_then(|cells| cells.get(option)).copied().unwrap_or_default()
        };
        let lines = || self.side.options.iter().enumerate();
        let score = |(option, role): (usize, Role)| {
            let in_stratum = |(stratum, cells): (usize, &Cells)| {
                let missing = lines().filter(|(_, line)| line.role == Role::Missing);
                let missing = missing.fold([0.0; 3], |sum, (at, _)| plus(sum, cell(counts, stratum, at)));
                let base = cells.base.get(group).copied().unwrap_or_default();
                let mut sums = Sums {
                    n: base[0] - missing[0],
                    w: base[1] - missing[1],
                    w2: base[2] - missing[2],
                    ..Sums::default()
                };
                for (at, place) in places.iter().enumerate() {
                    let (points, [_, w, w2]) = ((places.len() - at) as f64, cell(place, stratum, option));
                    sums.wy += points * w;
                    sums.w2y += points * w2;
                    sums.w2yy += points * points * w2;
                }
                sums
            };
            let rows = self.rows(|case| {
                let is_in = membership.is_none_or(|membership| membership.has(case, group));
                self.side.points(case, option).filter(|_| is_in)
            });
            let strata = counts.strata.iter().enumerate().map(in_stratum).collect();
            let moments = Moments { strata, rows, ..Moments::default() };
            let total = |counts: &Counts| -> f64 {
                (0..counts.strata.len()).map(|stratum| cell(counts, stratum, option)[1]).sum()
            };
            let base: f64 = counts.strata.iter().filter_map(|cells| cells.base.get(group)).map(|base| base[1]).sum();
            let first = places.first().filter(|_| base > 0.0).map(|place| 100.0 * total(place) / base);
            RankScore {
                points: moments.wy(),
                mean: moments.value(),
                // Of a net a respondent may have named two members, which the sums by place do not tell.
                se: if role == Role::Choice { self.mean_error(&moments, spread(&moments)) } else { None },
                first,
            }
        };
        lines().map(|(option, line)| score((option, line.role))).collect()
    }
}

/// n-1 standard deviation from sums in which every weight is 1.
fn spread(moments: &Moments) -> Option<f64> {
    let n = moments.n();
    let sum: f64 = moments.strata.iter().map(|sums| sums.wy).sum();
    let squares: f64 = moments.strata.iter().map(|sums| sums.w2yy).sum();
    let around_mean = squares - sum * sum / n;
    // Equal numbers that binary arithmetic does not hold exactly must not seem to differ.
    let differ = around_mean > 1e-12 * squares;
    (n > 1.0).then(|| if differ { (around_mean / (n - 1.0)).sqrt() } else { 0.0 })
}

impl Axis<'_> {
    /// Every measure of the tested groups against everyone else of them.
    pub fn measures_with_rest(&self, groups: &mut [Group]) {
        let least = self.asked.min_base().max(1) as f64;
        let base: f64 = self.everyone.iter().map(|(_, base)| base[0]).sum();
        for (at, measure) in self.asked.spec.measures.iter().enumerate() {
            let values = self.asked.option_values(measure);
            let rows = self.asked.rows(|case| self.asked.measure_value(&values, case).filter(|_| self.of_tested(case)));
            let all = moments_of(&values, self.everyone.iter().map(|(options, _)| options.as_slice()));
            let all = Moments { rows, ..all };
            let membership = Some(&self.banner.membership);
            for (index, group) in groups.iter_mut().enumerate().filter(|(index, _)| self.is_tested(*index)) {
                if base - (group.n as f64) < least {
                    continue;
                }
                let part = self.asked.measure_moments(&values, self.counts, membership, index);
                let rest = all.rest(&part);
                // One number has no spread to compare with.
                let enough = measure.is_share() || (part.n() > 1.0 && rest.n() > 1.0);
                let judged = match (self.simple(), measure.is_share()) {
                    _ if !enough => Judged::default(),
                    (true, true) => pooled_z(&part, &rest),
                    (true, false) => welch(&welch_stats(&part), &welch_stats(&rest)),
                    (false, _) => {
                        let both = part.plus(&rest);
                        self.contrast_t(&part, &rest, &Moments::default(), both.n() - both.h() - 1.0)
                    }
                };
                if let Some(measured) = group.measures.get_mut(at) {
                    measured.vs_rest = judged.into();
                }
            }
        }
    }

    /// All pairs of groups in every measure.
    pub fn measure_pairs(
        &self,
        groups: &[Group],
        both: &[(usize, usize)],
        shared: Option<&(Membership<'_>, Counts)>,
    ) -> Vec<Pair> {
        let of_measure = |measure: &Measure| {
            let values = self.asked.option_values(measure);
            let moments = |counts: &Counts, membership: &Membership<'_>, group: usize| {
                self.asked.measure_moments(&values, counts, Some(membership), group)
            };
            let own = &self.banner.membership;
            let compared = both.iter().enumerate().map(|(index, (a, b))| {
                let (part, other) = (moments(self.counts, own, *a), moments(self.counts, own, *b));
                let several = measure.is_share() || (part.n() > 1.0 && other.n() > 1.0);
                let enough = several && self.is_tested(*a) && self.is_tested(*b);
                let judged = match (enough, self.simple() && !self.overlapping, measure.is_share()) {
                    (false, ..) => Judged::default(),
                    (true, true, true) => pooled_z(&part, &other),
                    (true, true, false) => welch(&welch_stats(&part), &welch_stats(&other)),
                    (true, false, _) => {
                        let overlap = shared.map(|(both, counts)| moments(counts, both, index)).unwrap_or_default();
                        self.contrast_t(&part, &other, &overlap, self.df())
                    }
                };
                let difference = part.value().zip(other.value()).map(|(a, b)| measure.scale * (a - b));
                Pair { measure: Some(measure.id.clone()), ..self.pair(groups, None, (*a, *b), difference, judged) }
            });
            compared.collect::<Vec<Pair>>()
        };
        self.asked.spec.measures.iter().flat_map(of_measure).collect()
    }
}

/// What Welch's t needs, from sums in which every weight is 1; nothing of fewer than two numbers.
fn welch_stats(moments: &Moments) -> Stats {
    let n = moments.n();
    let se = spread(moments).map(|sd| sd / n.sqrt());
    Stats { n: n as u64, mean: moments.value(), se, ..Stats::default() }
}
