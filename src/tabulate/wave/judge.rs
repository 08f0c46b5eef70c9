//! Differences between waves and whether they can be chance.

use super::groups::{Merged, MergedGroup};
use super::matching::Line;
use super::{Counted, Evidence};
use crate::model::table::{Adjust, Role};
use crate::model::wave::{Change, Difference, Figures, WaveGroup};
use crate::tabulate::inference::adjust::adjust;
use crate::tabulate::inference::distribution::normal_p;

/// A variance of a share or mean smaller than this is rounding, not sampling; in squared points it is 10^4 times as much.
const NO_VARIANCE: f64 = 1e-28;

/// How many of a difference's units make one: a share is in points, a mean in its own unit.
pub(super) fn scale(found: &Difference) -> f64 {
    if found.option.is_some() { 100.0 } else { 1.0 }
}

/// The standard error to divide by; none where a variance is but rounding.
pub(super) fn divisor(found: &Difference, variance: Option<f64>) -> Option<f64> {
    variance.filter(|variance| *variance >= NO_VARIANCE * scale(found).powi(2)).map(f64::sqrt)
}

/// All groups with their figures and changes.
pub(super) fn groups(evidence: &Evidence, merged: &Merged, lines: &[Line], method: Adjust) -> Vec<WaveGroup> {
    let mut groups: Vec<WaveGroup> = merged.groups.iter().map(|group| self::group(evidence, group, lines)).collect();
    if method != Adjust::None {
        adjust_all(&mut groups, lines, method);
    }
    groups
}

fn group(evidence: &Evidence, group: &MergedGroup, lines: &[Line]) -> WaveGroup {
    let counted = |wave: usize| evidence.counted(wave).zip(group.at.get(wave).copied().flatten());
    let figures = |wave: usize| counted(wave).and_then(|(counted, at)| counted.figures.get(at));
    let waves = group.at.len();
    let mut pairs: Vec<(usize, usize)> = (1..waves).map(|to| (to - 1, to)).collect();
    if waves > 2 {
        pairs.push((0, waves - 1));
    }
    let change = |(from, to): (usize, usize)| {
        let sides = Sides {
            evidence,
            from: (from, group.at.get(from).copied().flatten()),
            to: (to, group.at.get(to).copied().flatten()),
            figures: [figures(from), figures(to)],
            tested: [from, to].into_iter().all(|wave| counted(wave).is_some_and(is_tested)),
        };
        Change {
            from,
            to,
            cells: lines.iter().enumerate().map(|(at, line)| sides.cell(at, line)).collect(),
            mean: sides.mean(lines.len()),
        }
    };
    WaveGroup {
        banner: group.banner.clone(),
        title: group.title.clone(),
        code: group.code.clone(),
        label: group.label.clone(),
        waves: (0..waves).map(|wave| figures(wave).cloned()).collect(),
        changes: pairs.into_iter().map(change).collect(),
    }
}

/// Large enough for a test.
fn is_tested((counted, at): (&Counted, usize)) -> bool {
    counted.figures.get(at).is_some_and(|figures| figures.n > 0 && figures.n >= counted.min_base)
}

/// A group in two waves.
struct Sides<'a> {
    evidence: &'a Evidence,
    /// Wave, and position of the group there.
    from: (usize, Option<usize>),
    to: (usize, Option<usize>),
    figures: [Option<&'a Figures>; 2],
    tested: bool,
}

impl Sides<'_> {
    /// An answer: the difference always, a test for choices and nets only.
    fn cell(&self, at: usize, line: &Line) -> Difference {
        let of = |side: usize| self.figures.get(side).copied().flatten()?.cells.get(at)?.as_ref();
        let values = of(0).zip(of(1)).and_then(|(a, b)| Some([(a.percent?, a.se), (b.percent?, b.se)]));
        let found = Difference { option: Some(line.code.clone()), ..Difference::default() };
        self.judged(found, values, at, line.role != Role::Missing)
    }

    /// The mean, which stands behind the last answer.
    fn mean(&self, at: usize) -> Option<Difference> {
        let of = |side: usize| self.figures.get(side).copied().flatten()?.mean.as_ref();
        of(0).or(of(1))?;
        let values = of(0).zip(of(1)).and_then(|(a, b)| Some([(a.mean?, a.se), (b.mean?, b.se)]));
        Some(self.judged(Difference::default(), values, at, true))
    }

    fn judged(
        &self,
        found: Difference,
        values: Option<[(f64, Option<f64>); 2]>,
        at: usize,
        testable: bool,
    ) -> Difference {
        let Some([(a, se_a), (b, se_b)]) = values else { return found };
        let found = Difference { difference: Some(b - a), ..found };
        if !self.tested || !testable {
            return found;
        }
        match self.evidence {
            Evidence::Own(_) => independent(found, b - a, se_a, se_b),
            Evidence::Linked(linked) => linked.judge(found, self.from, self.to, at),
        }
    }
}

/// Waves of their own: z = (p2 - p1) / sqrt(v1 + v2), `statistics.md` section 10.
fn independent(found: Difference, difference: f64, se_a: Option<f64>, se_b: Option<f64>) -> Difference {
    let variance = se_a.zip(se_b).map(|(a, b)| a * a + b * b);
    let statistic = divisor(&found, variance).map(|se| difference / se);
    let p = statistic.and_then(normal_p);
    Difference { se: variance.map(f64::sqrt), statistic, method: Some("z"), p, ..found }
}

/// One family: the choices of all groups and changes of the question. Means are a family of their own; nets and missing
/// answers are in none.
fn adjust_all(groups: &mut [WaveGroup], lines: &[Line], method: Adjust) {
    let changes = || groups.iter().flat_map(|group| &group.changes);
    let is_choice = |at: usize| lines.get(at).is_some_and(|line| line.role == Role::Choice);
    let of_choices = |change: &Change| -> Vec<f64> {
        change.cells.iter().enumerate().filter(|(at, _)| is_choice(*at)).filter_map(|(_, cell)| cell.p).collect()
    };
    let choices: Vec<f64> = changes().flat_map(of_choices).collect();
    let means: Vec<f64> = changes().filter_map(|change| change.mean.as_ref()?.p).collect();
    let mut choices = adjust(&choices, method).into_iter();
    let mut means = adjust(&means, method).into_iter();
    for change in groups.iter_mut().flat_map(|group| &mut group.changes) {
        for (_, cell) in change.cells.iter_mut().enumerate().filter(|(at, cell)| is_choice(*at) && cell.p.is_some()) {
            cell.p_adjusted = choices.next();
        }
        if let Some(mean) = change.mean.as_mut().filter(|mean| mean.p.is_some()) {
            mean.p_adjusted = means.next();
        }
    }
}
