//! Counts into one table: cells with their shares, errors and intervals, means, ranks, and how groups compare.

use super::Labels;
use super::compare::Comparison;
use super::count::{Cells, Counts, plus};
use super::inference::interval::{Proportion, interval};
use super::inference::moments::{Moments, Rows, Sums};
use super::nest::Banner;
use super::numbers;
use super::scope::Scope;
use super::side::Side;
use crate::model::explanation::IntervalUsed;
use crate::model::table::{BannerTitle, Cell, Group, Interval, Percent, Table, TableSpec};
use crate::model::{Expr, Kind, Question};
use crate::responses::grouping::AnswerSource;
use crate::responses::{Membership, Responses};

/// One table asked, with everything prepared for it.
pub(super) struct Asked<'a> {
    pub responses: &'a Responses,
    pub spec: &'a TableSpec,
    pub scope: &'a Scope,
    pub side: &'a Side<'a>,
    pub banners: &'a [&'a Banner<'a>],
    pub labels: &'a Labels,
}

impl Asked<'_> {
    /// The smallest base that is not flagged.
    pub fn min_base(&self) -> u64 {
        self.spec.inference.min_base.unwrap_or(self.responses.survey().about.min_base)
    }

    /// Options and one column for "none of them".
    pub fn columns(&self) -> usize {
        self.side.options.len() + 1
    }

    /// The table of the counts: of 全体, then of each banner; for ranks also by place.
    pub fn table(&self, counts: &[Counts], places: &[Vec<Counts>]) -> Table {
        let survey = self.responses.survey();
        let question = self.side.question;
        let mut base = self.side.base.clone();
        let mut groups = Vec::new();
        let mut comparison = Comparison::default();
        let mut percents = Vec::new();
        let parts = std::iter::once(None).chain(self.banners.iter().map(|banner| Some(*banner)));
        for (index, (banner, counts)) in parts.zip(counts).enumerate() {
            let counts = with_sums(&self.side.sums, counts, self.columns());
            let of_places: Vec<Counts> = places
                .iter()
                .filter_map(|place| place.get(index))
                .map(|place| with_sums(&self.side.place_sums, place, self.columns()))
                .collect();
            let mut of_banner = self.groups(banner, &counts, &of_places);
            if let Some(banner) = banner {
                base.excluded.banner_unknown.insert(banner.name.clone(), counts.unknown.into());
                comparison.add(self, banner, &counts, &mut of_banner);
                percents.push(super::notes::of_percent(self, banner, &counts, base.n, groups.first()));
            }
            groups.extend(of_banner);
        }
        comparison.adjust(self, &mut groups);
        Table {
            survey: survey.about.id.clone(),
            question: question.id.clone(),
            parent: question.parent.clone(),
            label: crate::responses::grouping::title(question),
            kind: question.kind,
            weight: self.scope.weights.as_ref().map(|weights| weights.id.clone()),
            percent: self.spec.percent,
            options: self.side.options.clone(),
            notes: super::notes::notes(self, &base, &groups, (percents, comparison.simulated)),
            tests: comparison.tests,
            pairs: comparison.pairs,
            measures: self.spec.measures.clone(),
            text: text(self.responses, question),
            unit: question.unit.clone(),
            banners: self
                .banners
                .iter()
                .map(|banner| BannerTitle { name: banner.name.clone(), title: banner.title.clone() })
                .collect(),
            filter: self.spec.filter.as_ref().map(Expr::to_string),
            min_base: self.min_base(),
            inference: self.spec.inference,
            base,
            groups,
        }
    }

    fn groups(&self, banner: Option<&Banner<'_>>, counts: &Counts, places: &[Counts]) -> Vec<Group> {
        let columns = self.columns();
        let merged = counts.merged();
        let merged_places: Vec<Cells> = places.iter().map(Counts::merged).collect();
        let count = merged.base.len();
        let membership = banner.map(|banner| &banner.membership);
        let numbers = numbers::by_group(self.side, self.scope, membership, count, &merged);
        let moments = numbers::moments(self.side, self.scope, membership, count, counts);
        let ratio = |part: f64, whole: f64| (whole > 0.0).then(|| 100.0 * part / whole);
        let mut groups = Vec::with_capacity(count);
        for (index, (of_group, base)) in merged.cells.chunks(columns).zip(&merged.base).enumerate() {
            let [n, weighted, squared] = *base;
            let effective_n = if squared > 0.0 { weighted * weighted / squared } else { 0.0 };
            let options = self.side.options.iter().enumerate();
            let cells = options.zip(of_group).zip(&merged.known).map(|(((option, line), cell), known)| {
                let [cell_n, cell_weighted, _] = *cell;
                let percent = match self.spec.percent {
                    Percent::Row => ratio(cell_weighted, weighted),
                    Percent::Column => ratio(cell_weighted, known[1]),
                    Percent::Total => ratio(cell_weighted, merged.known_base[1]),
                    Percent::None => None,
                };
                let moments = self.cell(counts, membership, index, option);
                let se = self.share_error(&moments);
                Cell {
                    option: line.code.clone(),
                    n: cell_n as u64,
                    weighted: cell_weighted,
                    percent,
                    se: se.map(|se| 100.0 * se),
                    ci: self.share_interval(&moments, se, effective_n).map(|end| end.map(|end| 100.0 * end)),
                    ..Cell::default()
                }
            });
            let (code, label, path) = match banner.and_then(|banner| banner.groups.get(index)) {
                Some(group) => (group.code.clone(), group.label.clone(), group.path.clone()),
                None => ("total".to_owned(), self.labels.total.clone(), Vec::new()),
            };
            let mut stats = numbers.get(index).cloned().unwrap_or_default();
            stats.se = moments.get(index).and_then(|moments| self.mean_error(moments, stats.sd));
            groups.push(Group {
                banner: banner.map(|banner| banner.name.clone()),
                code,
                label,
                path,
                n: n as u64,
                weighted,
                effective_n,
                answered: self.written(membership, index),
                cells: cells.collect(),
                ranks: (!places.is_empty()).then(|| ranks(&merged_places, index, columns)),
                rank_scores: (!places.is_empty()).then(|| self.rank_scores(counts, places, membership, index)),
                measures: self.measured(counts, membership, &merged, index),
                stats,
            });
        }
        groups
    }

    /// Of a text, how many in the group's base wrote something.
    fn written(&self, membership: Option<&Membership<'_>>, group: usize) -> Option<u64> {
        let answers = self.responses.answers(self.side.question).filter(|_| self.side.question.kind == Kind::Text)?;
        let wrote = |case: &usize| {
            let in_group = membership.is_none_or(|membership| membership.has(*case, group));
            in_group && self.side.in_base(*case) && answers.missing(*case).is_none()
        };
        u64::try_from((0..self.side.cases()).filter(wrote).count()).ok()
    }

    /// The sums behind a cell; `membership` is what the counts' groups are, `None` for 全体.
    pub fn cell(&self, counts: &Counts, membership: Option<&Membership<'_>>, group: usize, option: usize) -> Moments {
        let sums = |cells: &Cells| {
            let cell = cells.cells.get(group * self.columns() + option).copied().unwrap_or_default();
            Sums::of_cell(cell, cells.base.get(group).copied().unwrap_or_default())
        };
        let in_group = |case| membership.is_none_or(|membership| membership.has(case, group));
        Moments {
            strata: counts.strata.iter().map(sums).collect(),
            rows: self.option_rows(in_group, option),
            pivot: 0.0,
        }
    }

    /// Who is in the group and the base, and in the option, where errors need it by respondent.
    pub fn option_rows(&self, in_group: impl Fn(usize) -> bool, option: usize) -> Option<Rows> {
        self.rows(|case| (self.side.in_base(case) && in_group(case)).then(|| f64::from(self.side.holds(case, option))))
    }

    /// The y of everyone who has one, where errors need it by respondent.
    pub fn rows(&self, y: impl Fn(usize) -> Option<f64>) -> Option<Rows> {
        self.scope.design.fitted.as_ref()?;
        let mut rows = Rows::default();
        for y in (0..self.responses.len()).map(y) {
            rows.base.push(f64::from(y.is_some()));
            rows.y.push(y.unwrap_or(0.0));
        }
        Some(rows)
    }

    /// Standard error of a share.
    pub fn share_error(&self, moments: &Moments) -> Option<f64> {
        let design = &self.scope.design;
        if !design.is_simple() {
            return moments.variance(design).map(f64::sqrt);
        }
        let (p, m) = (moments.value()?, moments.n());
        (m > 1.0).then(|| (p * (1.0 - p) / (m - 1.0)).sqrt())
    }

    /// Standard error of a mean, from its standard deviation where the design is simple.
    pub fn mean_error(&self, moments: &Moments, sd: Option<f64>) -> Option<f64> {
        let design = &self.scope.design;
        if design.is_simple() { sd.map(|sd| sd / moments.n().sqrt()) } else { moments.variance(design).map(f64::sqrt) }
    }

    pub fn share_interval(&self, moments: &Moments, se: Option<f64>, effective_n: f64) -> [Option<f64>; 2] {
        self.interval_with_method(moments, se, effective_n).map_or([None, None], |(ends, _)| ends)
    }

    /// The interval of a share in shares, and what it was computed from.
    pub fn interval_with_method(
        &self,
        moments: &Moments,
        se: Option<f64>,
        effective_n: f64,
    ) -> Option<([Option<f64>; 2], IntervalUsed)> {
        let design = &self.scope.design;
        let p = moments.value()?;
        let simple = design.is_simple();
        let of = Proportion {
            // Sums of weights may pass 1 by a rounding error, where nothing is to be rounded.
            p: if moments.is_everyone() { 1.0 } else { p },
            se,
            n: if simple { moments.n() } else { effective_n },
            simple,
            certain: design.is_certain(moments),
            design_n: design.n(),
            df: design.n() - design.h(),
        };
        let default = if simple { Interval::Wilson } else { Interval::Logit };
        Some(interval(of, self.spec.inference.interval.unwrap_or(default), self.spec.inference.level))
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

/// Counts with the cells of nets added up from their members.
pub(super) fn with_sums(sums: &[(usize, Vec<usize>)], counts: &Counts, columns: usize) -> Counts {
    let mut counts = counts.clone();
    for cells in &mut counts.strata {
        for (net, members) in sums {
            for row in cells.cells.chunks_mut(columns).chain([cells.known.as_mut_slice()]) {
                let sum =
                    members.iter().filter_map(|member| row.get(*member)).fold([0.0; 3], |sum, cell| plus(sum, *cell));
                if let Some(cell) = row.get_mut(*net) {
                    *cell = sum;
                }
            }
        }
    }
    counts
}

/// Per option, how often at each place.
fn ranks(places: &[Cells], group: usize, columns: usize) -> Vec<Vec<u64>> {
    let at = |place: &Cells, option: usize| place.cells.get(group * columns + option).map_or(0, |cell| cell[0] as u64);
    (0..columns - 1).map(|option| places.iter().map(|place| at(place, option)).collect()).collect()
}
