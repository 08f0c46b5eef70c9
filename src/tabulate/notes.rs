//! What a reader of a table must know, from how it was asked and what was found.

use super::answer::Asked;
use crate::model::Expr;
use crate::model::survey::Kind;
use crate::model::table::{Adjust, Base, BaseKind, Group, Note};
use crate::responses::Membership;

/// The notes of a table, in the order they are printed.
pub(super) fn notes(asked: &Asked<'_>, base: &Base, groups: &[Group], simulated: Vec<String>) -> Vec<Note> {
    let Asked { responses, spec, scope, side, banners, .. } = asked;
    let survey = responses.survey();
    let mut notes = Vec::new();
    if survey.about.synthetic {
        notes.push(Note::Synthetic);
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
    if base.NAP > 0 {
        notes.push(Note::NotAsked(base.NAP));
    }
    if side.question.kind == Kind::Rank {
        notes.push(Note::RankScore { top: side.places.len() });
    }
    if side.outside > 0 {
        notes.push(Note::OutsideBands(side.outside));
    }
    for banner in *banners {
        let unknown = base.excluded.banner_unknown.get(&banner.name).and_then(serde_json::Value::as_u64).unwrap_or(0);
        if unknown > 0 {
            notes.push(Note::BannerUnknown { banner: banner.title.clone(), cases: unknown });
        }
        if matches!(banner.membership, Membership::Many(_)) {
            notes.push(Note::BannerOverlaps { banner: banner.title.clone() });
        }
    }
    let min_base = asked.min_base();
    if groups.iter().any(|group| group.n < min_base) {
        notes.push(Note::SmallBase { min_base });
    }
    if let Some(filter) = &spec.filter {
        notes.push(Note::Filter { expression: Expr::to_string(filter), left_out: scope.filtered });
    }
    if let Some(weights) = &scope.weights {
        let effective_n = groups.first().map_or(0.0, |total| total.effective_n);
        notes.push(Note::Weighted { id: weights.id.clone(), effective_n, fitted: scope.design.fitted.is_some() });
        if scope.weight_missing > 0 {
            notes.push(Note::WeightMissing(scope.weight_missing));
        }
        if weights.kept_missing > 0 {
            notes.push(Note::WeightKeptMissing(weights.kept_missing));
        }
    }
    if spec.inference.adjust != Adjust::None {
        notes.push(Note::Adjusted { adjust: spec.inference.adjust, family: spec.inference.family });
    }
    notes.extend(simulated.into_iter().map(|banner| Note::FisherSimulated { banner }));
    notes
}
