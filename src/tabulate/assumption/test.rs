//! How other programs compare two groups: z from percentages and some n, t from means and standard deviations.
//!
//! koe's own comparison (`tabulate::compare`) is used as it stands wherever a decision only asks another table. Formulas:
//! pooled z, Yates as R's `prop.test(correct = TRUE)`, t as `t.test`; the overlap formula of SPSS as in `statistics.md`
//! section 7: p(1-p)(1/n1 + 1/n2 - 2 n12/(n1 n2)) with p pooled over n1 + n2.

use super::Recount;
use crate::model::assumption::{Assumption, Matter};
use crate::model::table::{BaseKind, Group, Stats, Table, VsRest};
use crate::tabulate::compare::welch;
use crate::tabulate::inference::distribution::{normal_p, t_p};
use crate::tabulate::{TabulateError, build};

/// What one figure is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Position among the table's groups.
    pub group: usize,
    /// Code of the option; `None` is the mean.
    pub option: Option<String>,
    /// What it is compared with.
    pub against: Option<Against>,
}

/// What a group is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// Everyone else of its banner.
    Rest,
    /// Another group, by its position.
    Group(usize),
}

/// One figure with its comparison.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The n a report would print with it: respondents, or what is taken for them.
    pub n: Option<f64>,
    /// People in the cell, weighted where the table is.
    pub count: Option<f64>,
    /// In percentage points; for a mean, the mean.
    pub value: Option<f64>,
    /// z or t.
    pub statistic: Option<f64>,
    /// Degrees of freedom of t.
    pub df: Option<f64>,
    /// Two-sided p.
    pub p: Option<f64>,
}

/// A statistic, its degrees of freedom and its p.
type Judged = (f64, Option<f64>, Option<f64>);

/// Sums over some respondents: how many, w, w^2, and those of them in the cell.
#[derive(Debug, Clone, Copy, Default)]
struct Sample {
    n: f64,
    w: f64,
    w2: f64,
    wy: f64,
}

impl Sample {
    fn share(self) -> Option<f64> {
        (self.w > 0.0).then(|| self.wy / self.w)
    }
}

impl Recount<'_> {
    /// The figure and its comparison as a program has them that decides so; koe's own without any decision.
    ///
    /// # Errors
    /// As `tabulate::tables`.
    pub fn reading(&mut self, subject: &Subject, decided: &[Assumption]) -> Result<Reading, TabulateError> {
        let table = self.table(decided)?;
        let Some(group) = table.groups.get(subject.group) else { return Ok(Reading::default()) };
        let mut reading = match &subject.option {
            Some(code) => {
                let cell = group.cells.iter().find(|cell| cell.option == *code);
                let weighted = table.weight.is_some();
                let n = size(group, decided).or(Some(group.n as f64));
                let count = cell.map(|cell| if weighted { cell.weighted } else { cell.n as f64 });
                let own = cell.map(|cell| own_test(&table, subject, cell.vs_rest.clone())).unwrap_or_default();
                Reading { n, count, value: cell.and_then(|cell| cell.percent), ..own }
            }
            None => {
                let own = own_test(&table, subject, Default::default());
                Reading { n: Some(group.stats.n as f64), count: None, value: group.stats.mean, ..own }
            }
        };
        let by_figures = decided.iter().any(|one| {
            matches!(one.matter(), Matter::Size | Matter::Formula | Matter::Against)
                || matches!(one, Assumption::WholeWeights | Assumption::WholeCounts)
        });
        if by_figures && subject.against.is_some() {
            let judged = match &subject.option {
                Some(code) => self.z(subject, code, decided)?,
                None => mean_t(&table, subject, decided),
            };
            let (statistic, df, p) = judged.map_or((None, None, None), |(statistic, df, p)| (Some(statistic), df, p));
            (reading.statistic, reading.df, reading.p) = (statistic, df, p);
        }
        Ok(reading)
    }

    /// z of two shares from what a program prints: percentages and some n.
    fn z(&mut self, subject: &Subject, code: &str, decided: &[Assumption]) -> Result<Option<Judged>, TabulateError> {
        let Some((a, b, both)) = self.samples(subject, code, decided)? else { return Ok(None) };
        let whole_counts = decided.contains(&Assumption::WholeCounts);
        let whole = |sample: Sample| match whole_counts {
            true => Sample { w: sample.w.round(), wy: sample.wy.round(), ..sample },
            false => sample,
        };
        let (a, b) = (whole(a), whole(b));
        let taken = |sample: Sample| {
            let kish = if sample.w2 > 0.0 { sample.w * sample.w / sample.w2 } else { 0.0 };
            let size = decided.iter().find(|one| {
                one.matter() == Matter::Size || matches!(one, Assumption::WholeWeights | Assumption::WholeCounts)
            });
            match size {
                Some(Assumption::KishN) => kish,
                Some(Assumption::WeightSum | Assumption::WholeWeights | Assumption::WholeCounts) => sample.w,
                _ => sample.n,
            }
        };
        let (Some(pa), Some(pb)) = (a.share(), b.share()) else { return Ok(None) };
        let (na, nb) = (taken(a), taken(b));
        let p = (pa * na + pb * nb) / (na + nb);
        let both_sizes = 1.0 / na + 1.0 / nb;
        let formula = decided.iter().find(|one| one.matter() == Matter::Formula);
        let (difference, variance) = match formula {
            Some(Assumption::Unpooled) => (pa - pb, pa * (1.0 - pa) / na + pb * (1.0 - pb) / nb),
            Some(Assumption::OverlapSpss) => (pa - pb, p * (1.0 - p) * (both_sizes - 2.0 * taken(both) / (na * nb))),
            Some(Assumption::Yates) => {
                let correction = (0.5 * both_sizes).min((pa - pb).abs());
                ((pa - pb).signum() * ((pa - pb).abs() - correction), p * (1.0 - p) * both_sizes)
            }
            _ => (pa - pb, p * (1.0 - p) * both_sizes),
        };
        let z = Some(difference / variance.sqrt()).filter(|z| variance > 0.0 && z.is_finite());
        Ok(z.map(|z| (z, None, normal_p(z))))
    }

    /// The two groups and who is in both, under the weights and base decided.
    fn samples(
        &mut self,
        subject: &Subject,
        code: &str,
        decided: &[Assumption],
    ) -> Result<Option<(Sample, Sample, Sample)>, TabulateError> {
        let table = self.table(decided)?;
        let Some(option) = table.options.iter().position(|line| line.code == code) else { return Ok(None) };
        let base = table.base.kind;
        let whole = decided.contains(&Assumption::WholeWeights);
        let weights = self.weights_under(table.weight.as_deref(), whole)?;
        let part = self.people(base, subject.group, None)?;
        let other: Vec<bool> = match (decided.contains(&Assumption::AgainstTotal), subject.against) {
            (true, _) => self.people(base, 0, None)?,
            (false, Some(Against::Group(group))) => self.people(base, group, None)?,
            (false, _) => {
                let banner = table.groups.get(subject.group).and_then(|group| group.banner.clone());
                let tested: Vec<usize> = (0..table.groups.len())
                    .filter(|at| {
                        table.groups.get(*at).is_some_and(|group| {
                            banner.is_some() && group.banner == banner && group.n > 0 && group.n >= table.min_base
                        })
                    })
                    .collect();
                let mut rest = vec![false; weights.len()];
                for at in tested {
                    rest.iter_mut().zip(self.people(base, at, None)?).for_each(|(rest, is_in)| *rest |= is_in);
                }
                rest.iter_mut().zip(&part).for_each(|(rest, in_part)| *rest &= !in_part);
                rest
            }
        };
        let chosen = self.people(base, 0, Some(option))?;
        let both: Vec<bool> = part.iter().zip(&other).map(|(a, b)| *a && *b).collect();
        let sample = |people: &[bool]| {
            let mut sums = Sample::default();
            let weighted = people.iter().zip(&chosen).zip(&weights).filter(|((is_in, _), w)| **is_in && w.is_finite());
            for ((_, has), w) in weighted {
                sums.n += 1.0;
                sums.w += w;
                sums.w2 += w * w;
                sums.wy += if *has { *w } else { 0.0 };
            }
            sums
        };
        Ok(Some((sample(&part), sample(&other), sample(&both))))
    }

    /// Who is in a group, or in one of its cells.
    fn people(&mut self, base: BaseKind, group: usize, option: Option<usize>) -> Result<Vec<bool>, TabulateError> {
        if let Some(known) = self.members.get(&(base, group, option)) {
            return Ok(known.clone());
        }
        let spec = crate::model::TableSpec { base, weight: None, ..self.spec.clone() };
        let mut people = vec![false; self.responses.len()];
        for case in build::members(self.responses, &spec, group, option)? {
            if let Some(is_in) = people.get_mut(case) {
                *is_in = true;
            }
        }
        self.members.insert((base, group, option), people.clone());
        Ok(people)
    }
}

/// The n that is printed where another than the number of respondents is taken.
fn size(group: &Group, decided: &[Assumption]) -> Option<f64> {
    decided.iter().find_map(|one| match one {
        Assumption::KishN => Some(group.effective_n),
        Assumption::WeightSum | Assumption::WholeWeights | Assumption::WholeCounts => Some(group.weighted),
        _ => None,
    })
}

/// koe's own comparison in a table.
fn own_test(table: &Table, subject: &Subject, rest: VsRest) -> Reading {
    let (statistic, df, p) = match subject.against {
        None => (None, None, None),
        Some(Against::Rest) => (rest.statistic, rest.df, rest.p),
        Some(Against::Group(other)) => {
            let (Some(a), Some(b)) = (table.groups.get(subject.group), table.groups.get(other)) else {
                return Reading::default();
            };
            let found = table.pairs.iter().find_map(|pair| {
                let same = Some(&pair.banner) == a.banner.as_ref() && pair.option == subject.option;
                match (same, pair.a == a.code && pair.b == b.code, pair.a == b.code && pair.b == a.code) {
                    (true, true, _) => Some((pair.statistic, pair.df, pair.p)),
                    (true, _, true) => Some((pair.statistic.map(|statistic| -statistic), pair.df, pair.p)),
                    _ => None,
                }
            });
            found.unwrap_or_default()
        }
    };
    Reading { statistic, df, p, ..Reading::default() }
}

/// t of two means from their standard deviations, which take every respondent for one: Welch, or with one variance.
fn mean_t(table: &Table, subject: &Subject, decided: &[Assumption]) -> Option<Judged> {
    let Some(Against::Group(other)) = subject.against else { return None };
    let of = |group: usize| {
        let stats = &table.groups.get(group)?.stats;
        let (n, sd) = (stats.n as f64, stats.sd?);
        (n > 1.0).then(|| Stats { se: Some(sd / n.sqrt()), ..stats.clone() })
    };
    let (a, b) = (of(subject.group)?, of(other)?);
    if !decided.contains(&Assumption::EqualVariances) {
        let VsRest { statistic, df, p, .. } = welch(&a, &b).into();
        return statistic.map(|t| (t, df, p));
    }
    let (na, nb) = (a.n as f64, b.n as f64);
    let df = na + nb - 2.0;
    let pooled = ((na - 1.0) * a.sd?.powi(2) + (nb - 1.0) * b.sd?.powi(2)) / df;
    let variance = pooled * (1.0 / na + 1.0 / nb);
    let t = Some((a.mean? - b.mean?) / variance.sqrt()).filter(|t| variance > 0.0 && t.is_finite())?;
    Some((t, Some(df), t_p(t, df)))
}
