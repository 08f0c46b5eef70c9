//! Specs into tables: what is shared between tables is prepared once, everything is counted in one pass, then `answer`
//! makes tables of the counts.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use super::answer::Asked;
use super::count::{Counts, Job, count};
use super::nest::{Banner, banner};
use super::scope::Scope;
use super::side::Side;
use super::{Labels, TabulateError, weight};
use crate::model::table::{BaseKind, Table, TableSpec};
use crate::model::weight::Weights;
use crate::model::{Expr, Question, Survey};
use crate::responses::{Responses, eval};

/// Everything the tables of one call share.
struct Prepared<'a> {
    scopes: Vec<Scope>,
    sides: Vec<Side<'a>>,
    banners: Vec<Banner<'a>>,
    /// Per spec: its side's scope, side and banners.
    plans: Vec<Plan>,
}

struct Plan {
    scope: usize,
    side: usize,
    banners: Vec<usize>,
}

pub(super) fn tables(
    responses: &Responses,
    specs: &[TableSpec],
    labels: &Labels,
    cancel: &AtomicBool,
) -> Result<Vec<Table>, TabulateError> {
    let mut tables = Vec::with_capacity(specs.len());
    each(responses, specs, labels, cancel, |asked, cells, places| tables.push(asked.table(cells, places)))?;
    Ok(tables)
}

/// Counts all the tables asked at once, and hands each over with its counts: of 全体, then of each banner; and the same
/// by place for ranks.
pub(super) fn each(
    responses: &Responses,
    specs: &[TableSpec],
    labels: &Labels,
    cancel: &AtomicBool,
    mut take: impl FnMut(&Asked<'_>, &[Counts], &[Vec<Counts>]),
) -> Result<(), TabulateError> {
    let prepared = prepare(responses, specs, labels)?;
    let mut jobs = Vec::new();
    for plan in &prepared.plans {
        let Some((scope, side)) = prepared.of(plan) else { continue };
        jobs.push(job(side, scope, None));
        jobs.extend(prepared.banners_of(plan).map(|banner| job(side, scope, Some(banner))));
        for place in &side.places {
            jobs.push(Job { marks: place, ..job(side, scope, None) });
            jobs.extend(prepared.banners_of(plan).map(|banner| Job { marks: place, ..job(side, scope, Some(banner)) }));
        }
    }
    let counts = count(&jobs, responses.len(), cancel).ok_or(TabulateError::Cancelled)?;
    let mut counts = counts.into_iter();
    for (plan, spec) in prepared.plans.iter().zip(specs) {
        let Some((scope, side)) = prepared.of(plan) else { continue };
        let banners: Vec<&Banner<'_>> = prepared.banners_of(plan).collect();
        let mut part = || counts.by_ref().take(banners.len() + 1).collect::<Vec<Counts>>();
        let cells = part();
        let places: Vec<Vec<Counts>> = side.places.iter().map(|_| part()).collect();
        take(&Asked { responses, spec, scope, side, banners: &banners, labels }, &cells, &places);
    }
    Ok(())
}

pub(super) fn members(
    responses: &Responses,
    spec: &TableSpec,
    group: usize,
    option: Option<usize>,
) -> Result<Vec<usize>, TabulateError> {
    let prepared = prepare(responses, std::slice::from_ref(spec), &Labels::default())?;
    let Some(plan) = prepared.plans.first() else { return Ok(Vec::new()) };
    let Some((_, side)) = prepared.of(plan) else { return Ok(Vec::new()) };
    let banners: Vec<&Banner<'_>> = prepared.banners_of(plan).collect();
    Ok(cases(side, &banners, responses.len(), group, option))
}

/// The cases in a group (position among 全体 and the groups of all banners) and in an option, or in the base.
pub(super) fn cases(
    side: &Side<'_>,
    banners: &[&Banner<'_>],
    count: usize,
    group: usize,
    option: Option<usize>,
) -> Vec<usize> {
    let within = within(banners, group);
    let in_group = |case: usize| match (group, within) {
        (0, _) => true,
        (_, Some((_, banner, index))) => banner.membership.has(case, index),
        (_, None) => false,
    };
    let in_option = |case: usize| option.map_or_else(|| side.in_base(case), |option| side.holds(case, option));
    (0..count).filter(|case| in_group(*case) && in_option(*case)).collect()
}

/// The banner of a group (position among 全体 and the groups of all banners), its place among the banners, and the
/// group's place in it; `None` for 全体.
pub(super) fn within<'b, 'a>(banners: &[&'b Banner<'a>], group: usize) -> Option<(usize, &'b Banner<'a>, usize)> {
    let mut position = group.checked_sub(1)?;
    for (index, banner) in banners.iter().enumerate() {
        if position < banner.groups.len() {
            return Some((index, banner, position));
        }
        position -= banner.groups.len();
    }
    None
}

impl<'a> Prepared<'a> {
    fn of(&self, plan: &Plan) -> Option<(&Scope, &Side<'a>)> {
        Some((self.scopes.get(plan.scope)?, self.sides.get(plan.side)?))
    }

    fn banners_of(&self, plan: &Plan) -> impl Iterator<Item = &Banner<'a>> {
        plan.banners.iter().filter_map(|banner| self.banners.get(*banner))
    }
}

/// A question of a survey by its id.
pub(super) fn question<'s>(survey: &'s Survey, id: &str) -> Result<&'s Question, TabulateError> {
    survey.question(id).ok_or_else(|| TabulateError::UnknownQuestion {
        id: id.to_owned(),
        nearest: crate::text::nearest(id, survey.ids()),
    })
}

pub(super) fn job<'j>(side: &'j Side<'_>, scope: &'j Scope, banner: Option<&'j Banner<'_>>) -> Job<'j> {
    Job {
        marks: &side.marks,
        options: side.options.len(),
        groups: banner.map(|banner| &banner.membership),
        group_count: banner.map_or(1, |banner| banner.groups.len()),
        weights: scope.weight_values(),
        strata: scope.strata(),
    }
}

fn prepare<'a>(responses: &'a Responses, specs: &[TableSpec], labels: &Labels) -> Result<Prepared<'a>, TabulateError> {
    let survey = responses.survey();
    let mut prepared = Prepared { scopes: Vec::new(), sides: Vec::new(), banners: Vec::new(), plans: Vec::new() };
    let mut weights: HashMap<&str, Weights> = HashMap::new();
    let mut scopes: Vec<(Option<&Expr>, Option<&str>, bool)> = Vec::new();
    let mut sides: HashMap<(&str, BaseKind, usize), usize> = HashMap::new();
    let mut banners: HashMap<String, usize> = HashMap::new();
    for spec in specs {
        let question = self::question(survey, &spec.question)?;
        let key = (spec.filter.as_ref(), spec.weight.as_deref(), spec.inference.fitted);
        let scope = match scopes.iter().position(|known| *known == key) {
            Some(scope) => scope,
            None => {
                if let Some(filter) = &spec.filter {
                    eval::check(survey, filter)?;
                }
                let weight = match spec.weight.as_deref() {
                    None => None,
                    Some(id) => Some(match weights.get(id) {
                        Some(known) => known.clone(),
                        None => weights.entry(id).or_insert(weight::weights(responses, id)?).clone(),
                    }),
                };
                scopes.push(key);
                let scope = Scope::new(responses, spec.filter.as_ref(), weight, spec.inference.fitted);
                prepared.scopes.push(scope);
                scopes.len() - 1
            }
        };
        let key = (spec.question.as_str(), spec.base, scope);
        let side = match (sides.get(&key), prepared.scopes.get(scope)) {
            (Some(side), _) => *side,
            (None, Some(in_scope)) => {
                prepared.sides.push(Side::new(responses, question, spec.base, in_scope, labels));
                sides.insert(key, prepared.sides.len() - 1);
                prepared.sides.len() - 1
            }
            (None, None) => continue,
        };
        let mut of_spec = Vec::new();
        for wanted in &spec.banners {
            let name = wanted.name();
            let index = match banners.get(&name) {
                Some(index) => *index,
                None => {
                    prepared.banners.push(banner(responses, wanted)?);
                    banners.insert(name, prepared.banners.len() - 1);
                    prepared.banners.len() - 1
                }
            };
            of_spec.push(index);
        }
        prepared.plans.push(Plan { scope, side, banners: of_spec });
    }
    Ok(prepared)
}
