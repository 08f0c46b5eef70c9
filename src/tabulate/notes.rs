//! What a reader of a table must know, from how it was asked and what was found.

use super::answer::Asked;
use super::count::Counts;
use super::nest::Banner;
use super::scope::Scope;
use crate::model::survey::Kind;
use crate::model::table::{Adjust, Base, BaseKind, Cell, Group, Note, OptionLine, Percent, TableSpec};
use crate::model::{Expr, Question, Survey};
use crate::responses::{Membership, Responses};

/// The notes of a table, in the order they are printed. `percents` has what is said of the percentages of each banner, in
/// their order; `simulated` the banners whose exact test was drawn.
pub(super) fn notes(
    asked: &Asked<'_>,
    base: &Base,
    groups: &[Group],
    (percents, simulated): (Vec<Option<Note>>, Vec<String>),
) -> Vec<Note> {
    let Asked { responses, spec, scope, side, banners, .. } = asked;
    let survey = responses.survey();
    let mut notes = Vec::new();
    if survey.about.synthetic {
        notes.push(Note::Synthetic);
    }
    if survey.about.provisional {
        notes.push(Note::Provisional(survey.about.as_of.clone()));
    }
    notes.push(match spec.base {
        BaseKind::All => Note::BaseAll,
        BaseKind::Answered => Note::BaseAnswered,
    });
    match side.question.kind {
        Kind::Multiple | Kind::Rank => notes.push(Note::Multiple),
        Kind::Single | Kind::Matrix => notes.push(Note::Rounding),
        Kind::Numeric | Kind::Date | Kind::Text => {}
    }
    if let Some(coded) = side.question.coded.as_ref().filter(|coded| coded.uncoded > 0) {
        notes.push(Note::Uncoded { written: coded.written, uncoded: coded.uncoded });
    }
    if base.NAP > 0 {
        notes.push(Note::NotAsked(base.NAP));
    }
    notes.extend(marks(responses, side.question, |case| scope.has(case)));
    if side.question.kind == Kind::Rank {
        notes.push(Note::RankScore { top: side.places.len() });
    }
    if side.outside > 0 {
        notes.push(Note::OutsideBands(side.outside));
    }
    for (banner, percent) in banners.iter().zip(percents) {
        let unknown = base.excluded.banner_unknown.get(&banner.name).and_then(serde_json::Value::as_u64).unwrap_or(0);
        notes.extend(of_banner(banner, unknown));
        notes.extend(percent);
    }
    let min_base = asked.min_base();
    if groups.iter().any(|group| group.n < min_base) {
        notes.push(Note::SmallBase { min_base });
    }
    let effective_n = groups.first().map_or(0.0, |total| total.effective_n);
    notes.extend(of_scope(survey, spec, scope, (scope.filtered, effective_n)));
    if spec.inference.adjust != Adjust::None {
        notes.push(Note::Adjusted { adjust: spec.inference.adjust, family: spec.inference.family });
    }
    notes.extend(simulated.into_iter().map(|banner| Note::FisherSimulated { banner }));
    notes
}

/// What was done with answers that have more marks than they may, among the cases of a table.
pub(super) fn marks(responses: &Responses, question: &Question, in_table: impl Fn(usize) -> bool) -> Vec<Note> {
    let about = &responses.survey().about;
    let Some(marks) = responses.record().marks.get(&question.id) else { return Vec::new() };
    let count = |cases: &[usize]| cases.iter().filter(|case| in_table(**case)).count() as u64;
    let max = if question.kind == Kind::Rank { question.ranks() } else { question.max.unwrap_or(1) };
    let (over, double) = (count(&marks.over_limit), count(&marks.double_mark));
    let over = (over > 0).then(|| Note::OverLimit {
        max,
        policy: question.over_limit.unwrap_or(about.over_limit),
        cases: over,
    });
    let double = (double > 0)
        .then(|| Note::DoubleMark { policy: question.double_mark.unwrap_or(about.double_mark), cases: double });
    over.into_iter().chain(double).collect()
}

/// Why the groups of a banner do not add up to 全体; `unknown` people of the base are in none of them.
pub(super) fn of_banner(banner: &Banner<'_>, unknown: u64) -> Vec<Note> {
    let title = || banner.title.clone();
    let mut notes = Vec::new();
    if unknown > 0 {
        notes.push(Note::BannerUnknown { banner: title(), cases: unknown });
    }
    if matches!(banner.membership, Membership::Many(_)) {
        notes.push(Note::BannerOverlaps { banner: title() });
    }
    notes
}

/// What column and total percentages of a banner's groups divide by, where that is not everybody of 全体. `counts` knows
/// who of each option is in a group, and how many of the `n` of the base are in none.
pub(super) fn of_percent(
    asked: &Asked<'_>,
    banner: &Banner<'_>,
    counts: &Counts,
    n: u64,
    total: Option<&Group>,
) -> Option<Note> {
    let percent = asked.spec.percent;
    if counts.unknown == 0 || !matches!(percent, Percent::Column | Percent::Total) {
        return None;
    }
    let known: Vec<u64> = counts.merged().known.iter().map(|[n, ..]| *n as u64).collect();
    let of_option = |((line, known), cell): ((&OptionLine, &u64), &Cell)| {
        (percent == Percent::Column && *known != cell.n).then(|| (line.label.clone(), *known, cell.n))
    };
    let cells = total.map_or(&[][..], |total| &total.cells);
    let options = asked.side.options.iter().zip(&known).zip(cells).filter_map(of_option).collect();
    let known = n.saturating_sub(counts.unknown);
    Some(Note::BannerPercent { banner: banner.title.clone(), percent, known, n, options })
}

/// The filter, which left out so many cases, and the weights, with the effective n of 全体.
pub(super) fn of_scope(
    survey: &Survey,
    spec: &TableSpec,
    scope: &Scope,
    (left_out, effective_n): (u64, f64),
) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(filter) = &spec.filter {
        notes.push(Note::Filter {
            expression: Expr::to_string(filter),
            labelled: Some(filter.labelled(survey)),
            left_out,
        });
    }
    if let Some(weights) = &scope.weights {
        let weight = survey.weight_name(&weights.id);
        notes.push(Note::Weighted { weight, effective_n, fitted: scope.design.fitted.is_some() });
        if scope.weight_missing > 0 {
            notes.push(Note::WeightMissing(scope.weight_missing));
        }
        if weights.kept_missing > 0 {
            notes.push(Note::WeightKeptMissing(weights.kept_missing));
        }
    }
    notes
}
