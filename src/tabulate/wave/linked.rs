//! The same respondents in every wave: their answers joined by case id, and the contrast of `statistics.md` section 7.
//!
//! The design is the linked respondents (n of them), with the strata and population sizes of the first wave, in which they
//! were drawn. Each respondent has one influence value per wave; d = u2 - u1, t = (p2 - p1) / sqrt(sum over strata of
//! (1 - n_h/N_h) n_h/(n_h - 1) sum (d - mean d)^2), df = n - H. In R: `svydesign(ids = ~id, …)` over the stacked rows of both
//! waves, `svyby(~y, ~wave, …, covmat = TRUE)`, `svycontrast`.

use std::collections::HashMap;

use super::groups::Head;
use super::matching::Line;
use super::{Counted, TabulateError, groups, judge, table_code};
use crate::model::Survey;
use crate::model::table::{Note, TableSpec};
use crate::model::wave::{Difference, Figure, Figures, McNemar, MeanFigure};
use crate::responses::grouping::AnswerSource;
use crate::responses::{Missing, Responses};
use crate::tabulate::inference::distribution::{chi_square_p, t_p};
use crate::tabulate::inference::moments::{Design, Stratum};
use crate::tabulate::nest::{Banner, banner};
use crate::tabulate::notes::{marks, of_banner, of_scope};
use crate::tabulate::scope::Scope;
use crate::tabulate::side::Side;
use crate::tabulate::{Labels, build, weight};

/// The linked respondents and what they said in each wave.
pub(super) struct Linked {
    pub waves: Vec<LinkedWave>,
    /// Respondents in all waves.
    pub n: u64,
    design: Design,
    /// By linked respondent.
    stratum: Vec<usize>,
    weighted: bool,
}

/// One wave of the linked respondents.
pub(super) struct LinkedWave {
    pub counted: Counted,
    /// Cases that are in no other wave, have no weight somewhere, or share their id.
    pub others: u64,
    /// By group, then option, then one for the mean.
    parts: Vec<Vec<Option<Part>>>,
}

/// A proportion or mean with what each linked respondent brings to it.
struct Part {
    value: Option<f64>,
    /// Influence, 0 for who is not in the base or group.
    u: Vec<f64>,
    /// The answer, NaN for who is not in the base or group.
    y: Vec<f64>,
    n: u64,
    weighted: f64,
    /// Sum of w y.
    chosen: f64,
}

impl Part {
    fn new(y: Vec<f64>, w: &[f64]) -> Self {
        let held = || y.iter().zip(w).filter(|(y, _)| y.is_finite());
        let weighted: f64 = held().map(|(_, w)| w).sum();
        let chosen: f64 = held().map(|(y, w)| y * w).sum();
        let n = held().count() as u64;
        let value = (weighted > 0.0).then(|| chosen / weighted);
        let influence = |(y, w): (&f64, &f64)| match value {
            Some(value) if y.is_finite() => w * (y - value) / weighted,
            _ => 0.0,
        };
        let u = y.iter().zip(w).map(influence).collect();
        Self { value, u, y, n, weighted, chosen }
    }
}

/// What is ready of a wave before its respondents are linked.
struct Ready<'a> {
    responses: &'a Responses,
    scope: Scope,
    side: Side<'a>,
    banners: Vec<Banner<'a>>,
    spec: &'a TableSpec,
}

impl Ready<'_> {
    /// What a reader must know of the wave; people are counted among the linked cases.
    fn notes(&self, cases: &[usize], figures: &[Figures], min_base: u64) -> Vec<Note> {
        let Self { responses, scope, side, banners, spec } = self;
        let count = |holds: &dyn Fn(usize) -> bool| cases.iter().filter(|case| holds(**case)).count() as u64;
        let mut notes = Vec::new();
        let answers = responses.answers(side.question);
        let not_asked = |case| answers.as_ref().and_then(|answers| answers.missing(case)) == Some(Missing::Nap);
        let not_asked = count(&|case| scope.has(case) && not_asked(case));
        if not_asked > 0 {
            notes.push(Note::NotAsked(not_asked));
        }
        notes.extend(marks(responses, side.question, |case| cases.contains(&case) && scope.has(case)));
        let in_no_band = |case| (0..side.options.len()).all(|option| !side.holds(case, option));
        let outside = count(&|case| side.outside > 0 && side.in_base(case) && in_no_band(case));
        if outside > 0 {
            notes.push(Note::OutsideBands(outside));
        }
        for banner in banners {
            let in_some = |case| (0..banner.groups.len()).any(|group| banner.membership.has(case, group));
            let unknown = count(&|case| side.in_base(case) && !in_some(case));
            notes.extend(of_banner(banner, unknown));
        }
        if figures.iter().any(|figures| figures.n < min_base) {
            notes.push(Note::SmallBase { min_base });
        }
        let effective_n = figures.first().map_or(0.0, |total| total.effective_n);
        notes.extend(of_scope(responses.survey(), spec, scope, (count(&|case| !scope.has(case)), effective_n)));
        notes
    }
}

impl Linked {
    /// Joins the waves; `None` when nobody is in all of them.
    pub fn new(
        prepared: &[(Responses, TableSpec)],
        lines: &[Line],
        means: bool,
        labels: &Labels,
    ) -> Result<Option<Self>, TabulateError> {
        let ready = prepared
            .iter()
            .map(|(responses, spec)| ready(responses, spec, labels))
            .collect::<Result<Vec<_>, TabulateError>>()?;
        let cases = joined(&ready);
        let (Some(first), n) = (ready.first(), cases.len()) else { return Ok(None) };
        if n == 0 {
            return Ok(None);
        }
        let of_first = |cases: &Vec<usize>| cases.first().map_or(0, |case| first.scope.stratum(*case));
        let stratum: Vec<usize> = cases.iter().map(of_first).collect();
        let sizes = first.scope.design.strata.iter().enumerate().map(|(at, known)| {
            let n = stratum.iter().filter(|stratum| **stratum == at).count() as f64;
            Stratum { n, population: known.population }
        });
        let design = Design { strata: sizes.collect(), ..first.scope.design.clone() };
        let weighted = ready.iter().any(|wave| wave.scope.weights.is_some());
        let mut linked = Self { waves: Vec::new(), n: n as u64, design, stratum, weighted };
        for (at, wave) in ready.iter().enumerate() {
            let own: Vec<usize> = cases.iter().filter_map(|cases| cases.get(at).copied()).collect();
            let of_wave = linked.wave(wave, &own, at, lines, means, labels);
            linked.waves.push(of_wave);
        }
        Ok(Some(linked))
    }

    fn wave(
        &self,
        wave: &Ready<'_>,
        cases: &[usize],
        at: usize,
        lines: &[Line],
        means: bool,
        labels: &Labels,
    ) -> LinkedWave {
        let total = Head { banner: None, title: String::new(), code: "total".to_owned(), label: labels.total.clone() };
        let mut heads = vec![total];
        let mut members: Vec<Vec<bool>> = vec![vec![true; cases.len()]];
        for banner in &wave.banners {
            for (index, group) in banner.groups.iter().enumerate() {
                heads.push(Head {
                    banner: Some(groups::shown_name(&banner.name)),
                    title: banner.title.clone(),
                    code: group.code.clone(),
                    label: group.label.clone(),
                });
                members.push(cases.iter().map(|case| banner.membership.has(*case, index)).collect());
            }
        }
        let weights: Vec<f64> = cases.iter().map(|case| wave.scope.weight(*case)).collect();
        let position = |line: &Line| {
            let code = table_code(line, at)?;
            wave.side.options.iter().position(|option| option.code == code)
        };
        let positions: Vec<Option<usize>> = lines.iter().map(position).collect();
        let mut figures = Vec::new();
        let mut parts = Vec::new();
        for members in &members {
            let part = |y: &dyn Fn(usize) -> f64| {
                let of_case = |(case, member): (&usize, &bool)| if *member { y(*case) } else { f64::NAN };
                Part::new(cases.iter().zip(members).map(of_case).collect(), &weights)
            };
            let chosen = |case: usize, option: usize| match wave.side.in_base(case) {
                true => f64::from(u8::from(wave.side.holds(case, option))),
                false => f64::NAN,
            };
            let base = part(&|case| if wave.side.in_base(case) { 1.0 } else { f64::NAN });
            let mut own: Vec<Option<Part>> =
                positions.iter().map(|option| option.map(|option| part(&|case| chosen(case, option)))).collect();
            let mean = part(&|case| wave.side.value(case).unwrap_or(f64::NAN));
            own.push((means && mean.n > 0).then_some(mean));
            figures.push(self.figures(&base, &own, lines, &weights));
            parts.push(own);
        }
        let survey: &Survey = wave.responses.survey();
        let min_base = wave.spec.inference.min_base.unwrap_or(survey.about.min_base);
        let notes = wave.notes(cases, &figures, min_base);
        LinkedWave {
            counted: Counted { heads, figures, notes, min_base },
            others: wave.responses.len() as u64 - self.n,
            parts,
        }
    }

    fn figures(&self, base: &Part, parts: &[Option<Part>], lines: &[Line], weights: &[f64]) -> Figures {
        let squared: f64 = base.y.iter().zip(weights).filter(|(y, _)| y.is_finite()).map(|(_, w)| w * w).sum();
        let cell = |(line, part): (&Line, &Option<Part>)| {
            let part = part.as_ref()?;
            Some(Figure {
                option: line.code.clone(),
                n: part.y.iter().filter(|y| **y == 1.0).count() as u64,
                weighted: part.chosen,
                percent: part.value.map(|value| 100.0 * value),
                se: part.value.and(self.variance(&part.u)).map(|variance| 100.0 * variance.sqrt()),
            })
        };
        let mean = parts.get(lines.len()).and_then(Option::as_ref);
        Figures {
            n: base.n,
            weighted: base.weighted,
            effective_n: if squared > 0.0 { base.weighted * base.weighted / squared } else { 0.0 },
            cells: lines.iter().zip(parts).map(cell).collect(),
            mean: mean.map(|part| MeanFigure {
                n: part.n,
                mean: part.value,
                se: self.variance(&part.u).map(f64::sqrt),
            }),
        }
    }

    /// Variance of a sum of influence values, one per linked respondent.
    fn variance(&self, u: &[f64]) -> Option<f64> {
        let stratum = |respondent: usize| self.stratum.get(respondent).copied().unwrap_or(0);
        let strata = self.design.covariance_by_stratum(u, u, stratum);
        strata.into_iter().sum::<Option<f64>>().map(|variance| variance.max(0.0))
    }

    /// The contrast of the same part in two waves; a wave comes with the position of the group there.
    pub fn judge(
        &self,
        found: Difference,
        (from, from_group): (usize, Option<usize>),
        (to, to_group): (usize, Option<usize>),
        at: usize,
    ) -> Difference {
        let part = |wave: usize, group: Option<usize>| self.waves.get(wave)?.parts.get(group?)?.get(at)?.as_ref();
        let Some((a, b)) = part(from, from_group).zip(part(to, to_group)) else { return found };
        let scale = judge::scale(&found);
        let d: Vec<f64> = a.u.iter().zip(&b.u).map(|(a, b)| scale * (b - a)).collect();
        let variance = self.variance(&d);
        let statistic = found.difference.zip(judge::divisor(&found, variance)).map(|(difference, se)| difference / se);
        let df = self.design.n() - self.design.h();
        Difference {
            se: variance.map(f64::sqrt),
            statistic,
            method: Some("t"),
            df: statistic.map(|_| df),
            p: statistic.and_then(|t| t_p(t, df)),
            mcnemar: (found.option.is_some() && !self.weighted).then(|| mcnemar(&a.y, &b.y)),
            ..found
        }
    }
}

/// Who gave an answer in one wave only, of those in the base of both.
fn mcnemar(a: &[f64], b: &[f64]) -> McNemar {
    let count = |wanted: (f64, f64)| a.iter().zip(b).filter(|(a, b)| (**a, **b) == wanted).count() as u64;
    let (only_earlier, only_later) = (count((1.0, 0.0)), count((0.0, 1.0)));
    let (left, joined) = (only_earlier as f64, only_later as f64);
    let statistic = (left + joined > 0.0).then(|| (left - joined).powi(2) / (left + joined));
    McNemar { only_earlier, only_later, statistic, p: statistic.and_then(|x2| chi_square_p(x2, 1.0)) }
}

fn ready<'a>(responses: &'a Responses, spec: &'a TableSpec, labels: &Labels) -> Result<Ready<'a>, TabulateError> {
    let survey = responses.survey();
    let question = build::question(survey, &spec.question)?;
    if let Some(filter) = &spec.filter {
        crate::responses::eval::check(survey, filter)?;
    }
    let weights = spec.weight.as_deref().map(|id| weight::weights(responses, id)).transpose()?;
    let scope = Scope::new(responses, spec.filter.as_ref(), weights, false);
    let side = Side::new(responses, question, spec.base, &scope, labels);
    let banners = spec.banners.iter().map(|spec| banner(responses, spec)).collect::<Result<_, _>>()?;
    Ok(Ready { responses, scope, side, banners, spec })
}

/// The cases of each respondent who is in all waves, with a usable weight, once each; in the order of the first wave.
fn joined(waves: &[Ready<'_>]) -> Vec<Vec<usize>> {
    let places = |wave: &Ready<'_>| {
        let mut places: HashMap<String, Option<usize>> = HashMap::new();
        for case in (0..wave.responses.len()).filter(|case| wave.scope.has_weight(*case)) {
            let id = crate::text::fold::matching(wave.responses.case_id(case));
            // Who shares an id cannot be told apart.
            places.entry(id).and_modify(|place| *place = None).or_insert(Some(case));
        }
        places
    };
    let all: Vec<HashMap<String, Option<usize>>> = waves.iter().map(places).collect();
    let Some(first) = all.first() else { return Vec::new() };
    let in_all = |id: &String| all.iter().map(|places| places.get(id).copied().flatten()).collect::<Option<Vec<_>>>();
    let mut cases: Vec<Vec<usize>> = first.keys().filter_map(in_all).collect();
    cases.sort_unstable();
    cases
}
