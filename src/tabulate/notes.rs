//! What a reader of a table must know, from how it was asked and what was found.

use super::answer::Asked;
use super::nest::Banner;
use super::scope::Scope;
use crate::model::survey::Kind;
use crate::model::table::{Adjust, Base, BaseKind, Group, Note, TableSpec};
use crate::model::{Expr, Question};
use crate::responses::{Membership, Responses};

/// The notes of a table, in the order they are printed.
pub(super) fn notes(asked: &Asked<'_>, base: &Base, groups: &[Group], simulated: Vec<String>) -> Vec<Note> {
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
    for banner in *banners {
        let unknown = base.excluded.banner_unknown.get(&banner.name).and_then(serde_json::Value::as_u64).unwrap_or(0);
        notes.extend(of_banner(banner, unknown));
    }
    let min_base = asked.min_base();
    if groups.iter().any(|group| group.n < min_base) {
        notes.push(Note::SmallBase { min_base });
    }
    let effective_n = groups.first().map_or(0.0, |total| total.effective_n);
    notes.extend(of_scope(spec, scope, scope.filtered, effective_n));
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

/// The filter, which left out so many cases, and the weights, with the effective n of 全体.
pub(super) fn of_scope(spec: &TableSpec, scope: &Scope, left_out: u64, effective_n: f64) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(filter) = &spec.filter {
        notes.push(Note::Filter { expression: Expr::to_string(filter), left_out });
    }
    if let Some(weights) = &scope.weights {
        notes.push(Note::Weighted { id: weights.id.clone(), effective_n, fitted: scope.design.fitted.is_some() });
        if scope.weight_missing > 0 {
            notes.push(Note::WeightMissing(scope.weight_missing));
        }
        if weights.kept_missing > 0 {
            notes.push(Note::WeightKeptMissing(weights.kept_missing));
        }
    }
    notes
}
