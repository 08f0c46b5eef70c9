//! Specs into tables: what is shared between tables is prepared once, everything is counted in one pass, then counts become
//! cells.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use super::count::{Counts, Job, count};
use super::nest::{Banner, banner};
use super::scope::Scope;
use super::side::{Marks, Side, Values};
use super::stats::{Point, stats};
use super::{Labels, TabulateError, weight};
use crate::model::survey::Kind;
use crate::model::table::{
    BannerTitle, Base, BaseKind, Cell, Group, Note, Percent, RankScore, Role, Stats, Table, TableSpec, Test,
};
use crate::model::weight::Weights;
use crate::model::{Expr, Question};
use crate::responses::{Membership, Responses, eval};

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
    let prepared = prepare(responses, specs, labels)?;
    let mut jobs = Vec::new();
    for plan in &prepared.plans {
        let Some((scope, side)) = prepared.of(plan) else { continue };
        jobs.push(job(side, scope, None));
        jobs.extend(prepared.banners_of(plan).map(|banner| job(side, scope, Some(banner))));
        for place in place_marks(side) {
            jobs.push(Job { marks: place, ..job(side, scope, None) });
            jobs.extend(prepared.banners_of(plan).map(|banner| Job { marks: place, ..job(side, scope, Some(banner)) }));
        }
    }
    let counts = count(&jobs, responses.len(), cancel).ok_or(TabulateError::Cancelled)?;
    let mut counts = counts.into_iter();
    let mut tables = Vec::with_capacity(specs.len());
    for (plan, spec) in prepared.plans.iter().zip(specs) {
        let Some((scope, side)) = prepared.of(plan) else { continue };
        let banners: Vec<&Banner<'_>> = prepared.banners_of(plan).collect();
        let mut part = || counts.by_ref().take(banners.len() + 1).collect::<Vec<Counts>>();
        let cells = part();
        let places: Vec<Vec<Counts>> = place_marks(side).map(|_| part()).collect();
        tables.push(table(responses, spec, scope, side, &banners, &cells, &places, labels));
    }
    Ok(tables)
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
    // Groups stand as 全体, then each banner's in turn.
    let mut position = group.checked_sub(1);
    let mut within = None;
    for banner in prepared.banners_of(plan) {
        match position {
            Some(index) if index < banner.groups.len() && within.is_none() => {
                within = Some((&banner.membership, index))
            }
            Some(index) => position = index.checked_sub(banner.groups.len()),
            None => {}
        }
    }
    let in_group = |case: usize| match (group, within) {
        (0, _) => true,
        (_, Some((membership, index))) => membership.has(case, index),
        (_, None) => false,
    };
    let net = option.and_then(|option| side.sums.iter().find(|(net, _)| *net == option));
    let in_option = |case: usize| match (&side.marks, option) {
        (Marks::One(codes), None) => codes.get(case).is_some_and(|code| *code != super::side::OUT),
        (Marks::One(codes), Some(option)) => codes.get(case).is_some_and(|code| {
            let code = usize::from(*code);
            net.map_or(code == option, |(_, members)| members.contains(&code))
        }),
        (Marks::Many(in_base, _), None) => in_base.get(case) == Some(&true),
        (Marks::Many(_, words), Some(option)) => {
            let bits = words.get(option / 64).and_then(|word| word.get(case));
            bits.is_some_and(|bits| bits >> (option % 64) & 1 == 1)
        }
    };
    Ok((0..responses.len()).filter(|case| in_group(*case) && in_option(*case)).collect())
}

impl<'a> Prepared<'a> {
    fn of(&self, plan: &Plan) -> Option<(&Scope, &Side<'a>)> {
        Some((self.scopes.get(plan.scope)?, self.sides.get(plan.side)?))
    }

    fn banners_of(&self, plan: &Plan) -> impl Iterator<Item = &Banner<'a>> {
        plan.banners.iter().filter_map(|banner| self.banners.get(*banner))
    }
}

fn place_marks<'s>(side: &'s Side<'_>) -> impl Iterator<Item = &'s Marks> {
    side.places.iter()
}

fn job<'j>(side: &'j Side<'_>, scope: &'j Scope, banner: Option<&'j Banner<'_>>) -> Job<'j> {
    Job {
        marks: &side.marks,
        options: side.options.len(),
        groups: banner.map(|banner| &banner.membership),
        group_count: banner.map_or(1, |banner| banner.groups.len()),
        weights: scope.weight_values(),
    }
}

fn prepare<'a>(responses: &'a Responses, specs: &[TableSpec], labels: &Labels) -> Result<Prepared<'a>, TabulateError> {
    let survey = responses.survey();
    let mut prepared = Prepared { scopes: Vec::new(), sides: Vec::new(), banners: Vec::new(), plans: Vec::new() };
    let mut weights: HashMap<&str, Weights> = HashMap::new();
    let mut scopes: Vec<(Option<&Expr>, Option<&str>)> = Vec::new();
    let mut sides: HashMap<(&str, BaseKind, usize), usize> = HashMap::new();
    let mut banners: HashMap<String, usize> = HashMap::new();
    for spec in specs {
        let question = survey.question(&spec.question).ok_or_else(|| TabulateError::UnknownQuestion {
            id: spec.question.clone(),
            nearest: crate::text::nearest(&spec.question, survey.ids()),
        })?;
        let key = (spec.filter.as_ref(), spec.weight.as_deref());
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
                prepared.scopes.push(Scope::new(responses, spec.filter.as_ref(), weight));
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

#[expect(clippy::too_many_arguments, reason = "one caller; each part is prepared separately")]
fn table(
    responses: &Responses,
    spec: &TableSpec,
    scope: &Scope,
    side: &Side<'_>,
    banners: &[&Banner<'_>],
    counts: &[Counts],
    places: &[Vec<Counts>],
    labels: &Labels,
) -> Table {
    let survey = responses.survey();
    let question = side.question;
    let mut base = side.base.clone();
    let mut groups = Vec::new();
    let parts = std::iter::once(None).chain(banners.iter().map(|banner| Some(*banner)));
    for (index, (banner, counts)) in parts.zip(counts).enumerate() {
        let of_places: Vec<&Counts> = places.iter().filter_map(|place| place.get(index)).collect();
        if let Some(banner) = banner {
            base.excluded.banner_unknown.insert(banner.name.clone(), counts.unknown.into());
        }
        groups.extend(self::groups(spec, scope, side, banner, counts, &of_places, labels));
    }
    Table {
        survey: survey.about.id.clone(),
        question: question.id.clone(),
        parent: question.parent.clone(),
        label: crate::responses::grouping::title(question),
        kind: question.kind,
        weight: scope.weights.as_ref().map(|weights| weights.id.clone()),
        percent: spec.percent,
        options: side.options.clone(),
        tests: tests(side, banners),
        pairs: Vec::new(),
        notes: notes(responses, spec, scope, side, &base, &groups, banners),
        text: text(responses, question),
        unit: question.unit.clone(),
        banners: banners
            .iter()
            .map(|banner| BannerTitle { name: banner.name.clone(), title: banner.title.clone() })
            .collect(),
        filter: spec.filter.as_ref().map(Expr::to_string),
        min_base: survey.about.min_base,
        base,
        groups,
    }
}

/// The wording; an item's follows its matrix's.
fn text(responses: &Responses, question: &Question) -> String {
    let matrix = question.parent.as_ref().and_then(|parent| {
        responses.survey().matrices.iter().find(|matrix| matrix.id == *parent).map(|matrix| matrix.text.as_str())
    });
    match matrix {
        Some(text) if !text.is_empty() => format!("{text} {}", question.label),
        _ => question.text.clone(),
    }
}

fn groups(
    spec: &TableSpec,
    scope: &Scope,
    side: &Side<'_>,
    banner: Option<&Banner<'_>>,
    counts: &Counts,
    places: &[&Counts],
    labels: &Labels,
) -> Vec<Group> {
    let columns = side.options.len() + 1;
    let counts = with_sums(&side.sums, counts, columns);
    let places: Vec<Counts> = places.iter().map(|place| with_sums(&side.place_sums, place, columns)).collect();
    let numbers = numbers_by_group(side, scope, banner, &counts, columns);
    let ratio = |part: f64, whole: f64| (whole > 0.0).then(|| 100.0 * part / whole);
    let mut groups = Vec::with_capacity(counts.base.len());
    for (index, (of_group, base)) in counts.cells.chunks(columns).zip(&counts.base).enumerate() {
        let [n, weighted, squared] = *base;
        let cells = side.options.iter().zip(of_group).zip(&counts.known).map(|((option, cell), known)| {
            let [cell_n, cell_weighted] = *cell;
            let percent = match spec.percent {
                Percent::Row => ratio(cell_weighted, weighted),
                Percent::Column => ratio(cell_weighted, known[1]),
                Percent::Total => ratio(cell_weighted, counts.known_base[1]),
                Percent::None => None,
            };
            Cell { option: option.code.clone(), n: cell_n as u64, weighted: cell_weighted, percent, ..Cell::default() }
        });
        let (code, label, path) = match banner.and_then(|banner| banner.groups.get(index)) {
            Some(group) => (group.code.clone(), group.label.clone(), group.path.clone()),
            None => ("total".to_owned(), labels.total.clone(), Vec::new()),
        };
        groups.push(Group {
            banner: banner.map(|banner| banner.name.clone()),
            code,
            label,
            path,
            n: n as u64,
            weighted,
            effective_n: if squared > 0.0 { weighted * weighted / squared } else { 0.0 },
            cells: cells.collect(),
            ranks: (!places.is_empty()).then(|| ranks(&places, index, columns)),
            rank_scores: (!places.is_empty()).then(|| {
                let answered = numbers.get(index).map_or(0.0, |stats| stats.weight);
                rank_scores(&places, index, columns, answered)
            }),
            stats: numbers.get(index).map(|numbers| numbers.stats.clone()).unwrap_or_default(),
        });
    }
    groups
}

/// Counts with the cells of nets added up from their members.
fn with_sums(sums: &[(usize, Vec<usize>)], counts: &Counts, columns: usize) -> Counts {
    let mut counts = counts.clone();
    for (net, members) in sums {
        for row in counts.cells.chunks_mut(columns).chain([counts.known.as_mut_slice()]) {
            let sum = members
                .iter()
                .filter_map(|member| row.get(*member))
                .fold([0.0; 2], |sum, cell| [sum[0] + cell[0], sum[1] + cell[1]]);
            if let Some(cell) = row.get_mut(*net) {
                *cell = sum;
            }
        }
    }
    counts
}

/// Per option, how often at each place.
fn ranks(places: &[Counts], group: usize, columns: usize) -> Vec<Vec<u64>> {
    let at =
        |place: &Counts, option: usize| place.cells.get(group * columns + option).map_or(0, |cell| cell[0] as u64);
    (0..columns - 1).map(|option| places.iter().map(|place| at(place, option)).collect()).collect()
}

/// Per option, the points from all places: as many as there are places for the 1st, one for the last.
fn rank_scores(places: &[Counts], group: usize, columns: usize, answered: f64) -> Vec<RankScore> {
    let weight = |place: &Counts, option: usize| place.cells.get(group * columns + option).map_or(0.0, |cell| cell[1]);
    let score = |option: usize| {
        let given =
            places.iter().enumerate().map(|(index, place)| (places.len() - index) as f64 * weight(place, option));
        let points = given.sum();
        RankScore { points, mean: (answered > 0.0).then(|| points / answered) }
    };
    (0..columns - 1).map(score).collect()
}

/// Statistics of a group's numbers, and the sum of weights of those who have one.
struct Numbers {
    stats: Stats,
    weight: f64,
}

fn summed(points: &[Point], weighted: bool) -> Numbers {
    Numbers { stats: stats(points, weighted), weight: points.iter().map(|(_, _, weight)| weight).sum() }
}

fn numbers_by_group(
    side: &Side<'_>,
    scope: &Scope,
    banner: Option<&Banner<'_>>,
    counts: &Counts,
    columns: usize,
) -> Vec<Numbers> {
    let weighted = scope.weights.is_some();
    match &side.values {
        None => Vec::new(),
        Some(Values::PerOption(scores)) => {
            let of_group = |cells: &[[f64; 2]]| {
                let mut points: Vec<Point> = scores
                    .iter()
                    .zip(cells)
                    .filter(|(score, cell)| score.is_finite() && cell[0] > 0.0)
                    .map(|(score, cell)| (*score, cell[0], cell[1]))
                    .collect();
                points.sort_by(|a, b| a.0.total_cmp(&b.0));
                summed(&points, weighted)
            };
            counts.cells.chunks(columns).map(of_group).collect()
        }
        Some(Values::PerCase(values, order)) => {
            let groups = banner.map_or(1, |banner| banner.groups.len());
            let mut points: Vec<Vec<Point>> = vec![Vec::new(); groups];
            for case in order.iter().map(|case| *case as usize) {
                let value = values.get(case).copied().unwrap_or(f64::NAN);
                let weight = scope.weight_values().map_or(1.0, |weights| weights.get(case).copied().unwrap_or(0.0));
                let mut add = |group: usize| {
                    if let Some(points) = points.get_mut(group) {
                        points.push((value, 1.0, weight));
                    }
                };
                match banner.map(|banner| &banner.membership) {
                    None => add(0),
                    Some(Membership::One(codes)) => add(codes.get(case).map_or(usize::MAX, |code| usize::from(*code))),
                    Some(membership) => (0..groups).filter(|group| membership.has(case, *group)).for_each(add),
                }
            }
            points.iter().map(|points| summed(points, weighted)).collect()
        }
    }
}

/// The entries in which whole-table tests will stand: one per banner, for several answers one per option.
fn tests(side: &Side<'_>, banners: &[&Banner<'_>]) -> Vec<Test> {
    let of =
        |banner: &Banner<'_>, option: Option<String>| Test { banner: banner.name.clone(), option, ..Test::default() };
    banners
        .iter()
        .flat_map(|banner| match side.question.kind {
            Kind::Single | Kind::Matrix => vec![of(banner, None)],
            Kind::Multiple | Kind::Rank => side
                .options
                .iter()
                .filter(|option| option.role == Role::Choice)
                .map(|option| of(banner, Some(option.code.clone())))
                .collect(),
            Kind::Numeric | Kind::Date | Kind::Text => Vec::new(),
        })
        .collect()
}

fn notes(
    responses: &Responses,
    spec: &TableSpec,
    scope: &Scope,
    side: &Side<'_>,
    base: &Base,
    groups: &[Group],
    banners: &[&Banner<'_>],
) -> Vec<Note> {
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
    for banner in banners {
        let unknown = base.excluded.banner_unknown.get(&banner.name).and_then(serde_json::Value::as_u64).unwrap_or(0);
        if unknown > 0 {
            notes.push(Note::BannerUnknown { banner: banner.title.clone(), cases: unknown });
        }
        if matches!(banner.membership, Membership::Many(_)) {
            notes.push(Note::BannerOverlaps { banner: banner.title.clone() });
        }
    }
    if groups.iter().any(|group| group.n < survey.about.min_base) {
        notes.push(Note::SmallBase { min_base: survey.about.min_base });
    }
    if let Some(filter) = &spec.filter {
        notes.push(Note::Filter { expression: filter.to_string(), left_out: scope.filtered });
    }
    if let Some(weights) = &scope.weights {
        let effective_n = groups.first().map_or(0.0, |total| total.effective_n);
        notes.push(Note::Weighted { id: weights.id.clone(), effective_n });
        if scope.weight_missing > 0 {
            notes.push(Note::WeightMissing(scope.weight_missing));
        }
        if weights.kept_missing > 0 {
            notes.push(Note::WeightKeptMissing(weights.kept_missing));
        }
    }
    notes
}
