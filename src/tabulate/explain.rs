//! How one cell came about: the table's own figures together with the sums they were made of.
//!
//! Nothing is computed a second way: figures are those of the table, sums those the kernel counted, the rest and the
//! contrast those of `compare`.

use std::sync::atomic::AtomicBool;

use super::answer::{Asked, with_sums};
use super::build;
use super::compare::Axis;
use super::count::{Counts, Sum};
use super::inference::moments::{Moments, Stratum, contrast};
use super::nest::Banner;
use super::{Labels, TabulateError, numbers};
use crate::model::explanation::{
    Adjustment, BaseParts, Case, Explanation, GroupName, IntervalOf, IntervalUsed, Mean, NotMarked, NotTested, PairOf,
    RawAnswer, Respondents, Rest, Share, SideOf, StandardError, StratumPart, Subject, SumsOf,
};
use crate::model::table::{Adjust, Cell, Family, Group, Pair, Percent, Table, TableSpec, VsRest};
use crate::responses::Responses;
use crate::responses::answers::Answer;

/// Explains the cell of group `group` (position in `Table::groups`); `None` where the table has no such cell.
pub(super) fn explain(
    responses: &Responses,
    spec: &TableSpec,
    (group, subject): (usize, Subject),
    with_cases: bool,
    labels: &Labels,
    cancel: &AtomicBool,
) -> Result<Option<Explanation>, TabulateError> {
    let mut found = None;
    let specs = std::slice::from_ref(spec);
    build::each(responses, specs, labels, cancel, |asked, counts, places| {
        let table = asked.table(counts, places);
        found = Told::new(asked, counts, &table, group).and_then(|told| told.explanation(subject, with_cases));
    })?;
    Ok(found)
}

/// One group of one table with the counts behind it.
struct Told<'a> {
    asked: &'a Asked<'a>,
    table: &'a Table,
    /// Position of the group in the table.
    at: usize,
    group: &'a Group,
    banner: Option<&'a Banner<'a>>,
    /// Position of the group in the counts of its banner.
    index: usize,
    /// Of the banner, with the cells of nets.
    counts: Counts,
    unknown: u64,
}

impl<'a> Told<'a> {
    fn new(asked: &'a Asked<'a>, counts: &[Counts], table: &'a Table, at: usize) -> Option<Self> {
        let group = table.groups.get(at)?;
        let (place, banner, index) = match build::within(asked.banners, at) {
            Some((place, banner, index)) => (place + 1, Some(banner), index),
            None => (0, None, 0),
        };
        let counts = counts.get(place)?;
        let unknown = counts.unknown;
        let counts = with_sums(&asked.side.sums, counts, asked.columns());
        Some(Self { asked, table, at, group, banner, index, counts, unknown })
    }

    fn explanation(&self, subject: Subject, with_cases: bool) -> Option<Explanation> {
        let (table, group) = (self.table, self.group);
        let option = match subject {
            Subject::Option(option) => Some((option, table.options.get(option)?, group.cells.get(option)?)),
            Subject::Mean | Subject::Base => None,
        };
        if subject == Subject::Mean && self.asked.side.values.is_none() {
            return None;
        }
        let base = self.base();
        let title = self.banner.map_or(String::new(), |banner| banner.title.clone());
        let moments = match option {
            Some((option, ..)) => Some(self.moments(self.index, option)),
            None if subject == Subject::Mean => self.numbers().into_iter().nth(self.index),
            None => None,
        };
        let cell = match (option, &moments) {
            (Some((option, ..)), _) => self.cell_sums(option),
            (None, Some(moments)) => {
                SumsOf { n: group.stats.n, sum_w: moments.w(), sum_w2: moments.strata.iter().map(|sums| sums.w2).sum() }
            }
            (None, None) => base.group,
        };
        let survey = self.asked.responses.survey();
        Some(Explanation {
            survey: table.survey.clone(),
            question: table.question.clone(),
            label: table.label.clone(),
            weight: table.weight.clone(),
            filter: table.filter.clone(),
            filter_labelled: self.asked.spec.filter.as_ref().map(|filter| filter.labelled(survey)),
            weight_name: table.weight.as_ref().map(|id| survey.weight_name(id)),
            group: GroupName {
                banner: group.banner.clone(),
                title,
                code: group.code.clone(),
                label: group.label.clone(),
            },
            option: option.map(|(_, line, _)| line.clone()),
            cell,
            percent: option.map(|(option, _, cell)| self.share(option, cell)),
            mean: moments.as_ref().filter(|_| subject == Subject::Mean).map(|moments| self.mean(moments)),
            standard_error: moments.as_ref().map(|moments| self.error(moments, option.map(|(.., cell)| cell))),
            interval: moments.as_ref().map(|moments| match option {
                Some((.., cell)) => self.interval(moments, cell),
                None => self.mean_interval(moments),
            }),
            vs_rest: option.zip(moments.as_ref()).map(|((option, _, cell), part)| self.rest(option, cell, part)),
            pairs: match subject {
                Subject::Base => Vec::new(),
                _ => self.pairs(option.map(|(option, ..)| option)),
            },
            respondents: self.respondents(subject, with_cases),
            inference: table.inference,
            min_base: table.min_base,
            unit: table.unit.clone(),
            audience: survey.about.audience,
            base,
        })
    }

    /// The sums behind the cell of a group of the banner.
    fn moments(&self, index: usize, option: usize) -> Moments {
        self.asked.cell(&self.counts, self.banner.map(|banner| &banner.membership), index, option)
    }

    fn base(&self) -> BaseParts {
        let base = &self.table.base;
        let counts = self.asked.responses.counts();
        let group = self.merged_base();
        BaseParts {
            read: counts.read,
            blank: counts.blank,
            duplicate: counts.duplicate,
            out_of_scope: counts.out_of_scope,
            left_out: counts.left_out,
            valid: self.asked.responses.len() as u64,
            filtered: base.excluded.filtered,
            weight_missing: base.excluded.weight_missing,
            all: base.all,
            answered: base.answered,
            NA: base.NA,
            NAP: base.NAP,
            INV: base.INV,
            UNK: base.UNK,
            kind: base.kind,
            n: base.n,
            banner_unknown: self.unknown,
            other_groups: base.n.saturating_sub(self.unknown).saturating_sub(self.group.n),
            group: sums_of(group),
            effective_n: self.group.effective_n,
            design_effect: (self.group.effective_n > 0.0).then(|| self.group.n as f64 / self.group.effective_n),
        }
    }

    fn merged_base(&self) -> Sum {
        self.counts.merged().base.get(self.index).copied().unwrap_or_default()
    }

    fn cell_sums(&self, option: usize) -> SumsOf {
        let cells = self.counts.merged().cells;
        sums_of(cells.get(self.index * self.asked.columns() + option).copied().unwrap_or_default())
    }

    fn share(&self, option: usize, cell: &Cell) -> Share {
        let merged = self.counts.merged();
        let of = self.table.percent;
        let whole = match of {
            Percent::Row | Percent::None => self.group.weighted,
            Percent::Column => merged.known.get(option).map_or(0.0, |sum| sum[1]),
            Percent::Total => merged.known_base[1],
        };
        let weighted = self.table.weight.is_some();
        Share {
            of,
            value: cell.percent,
            part: cell.weighted,
            whole,
            formula: if weighted { "100 * sum(w b c y) / sum(w b c)" } else { "100 * x / m" },
            row: (self.group.weighted > 0.0).then(|| 100.0 * cell.weighted / self.group.weighted),
        }
    }

    fn mean(&self, moments: &Moments) -> Mean {
        let part = moments.wy();
        Mean { stats: self.group.stats.clone(), part, whole: moments.w(), formula: "sum(w y) / sum(w)" }
    }

    /// Sums over those with a number, by group of the banner.
    fn numbers(&self) -> Vec<Moments> {
        let membership = self.banner.map(|banner| &banner.membership);
        let count = self.counts.merged().base.len();
        numbers::moments(self.asked.side, self.asked.scope, membership, count, &self.counts)
    }

    fn error(&self, moments: &Moments, cell: Option<&Cell>) -> StandardError {
        let design = &self.asked.scope.design;
        let simple = design.is_simple();
        let parts = if simple { None } else { moments.variance_by_stratum(design) };
        // Shares are printed in points.
        let scale = if cell.is_some() { 100.0 * 100.0 } else { 1.0 };
        let names = self.asked.responses.survey();
        let part = |(index, stratum): (usize, &Stratum)| {
            let name = names.strata.get(index).filter(|_| design.stratified);
            StratumPart {
                code: name.map(|stratum| stratum.code.clone()),
                label: name.map(|stratum| stratum.label.clone()),
                n: stratum.n,
                population: stratum.population,
                base_n: moments.strata.get(index).map_or(0.0, |sums| sums.n),
                contribution: parts.as_ref().and_then(|parts| *parts.get(index)?).map(|part| scale * part),
            }
        };
        let strata = design.strata.iter().enumerate();
        StandardError {
            value: cell.map_or(self.group.stats.se, |cell| cell.se),
            method: match (simple, &design.fitted) {
                (true, _) => "simple",
                (false, None) => "linearised",
                (false, Some(_)) => "residual",
            },
            formula: match (simple, cell.is_some()) {
                (true, true) => "100 * sqrt(p (1 - p) / (m - 1))",
                (true, false) => "sd / sqrt(n)",
                (false, true) => {
                    "100 * sqrt(sum_h (1 - n_h/N_h) n_h/(n_h - 1) sum (u - mean(u))^2), u = w (y - p) / sum(w)"
                }
                (false, false) => {
                    "sqrt(sum_h (1 - n_h/N_h) n_h/(n_h - 1) sum (u - mean(u))^2), u = w (y - mean) / sum(w)"
                }
            },
            design_n: design.n(),
            df: design.n() - design.h(),
            // Nobody is in the stratum of those in none, as a rule.
            strata: strata.filter(|(index, stratum)| *index == 0 || stratum.n > 0.0).map(part).collect(),
        }
    }

    fn interval(&self, moments: &Moments, cell: &Cell) -> IntervalOf {
        let used = self.asked.interval_with_method(moments, self.asked.share_error(moments), self.group.effective_n);
        let [low, high] = cell.ci;
        let level = self.table.inference.level;
        IntervalOf { level, low, high, used: used.map(|(_, used)| used).unwrap_or_default() }
    }

    /// Mean plus or minus t standard errors, as scores have it.
    fn mean_interval(&self, moments: &Moments) -> IntervalOf {
        let stats = &self.group.stats;
        let [low, high] = self.asked.mean_interval(moments, stats.mean, stats.se);
        let method = low.map(|_| if stats.se == Some(0.0) { "certain" } else { "t" });
        IntervalOf {
            level: self.table.inference.level,
            low,
            high,
            used: IntervalUsed { method, ..IntervalUsed::default() },
        }
    }

    fn rest(&self, option: usize, cell: &Cell, part: &Moments) -> Rest {
        let axis = self.banner.map(|banner| {
            let groups: Vec<Group> =
                self.table.groups.iter().filter(|group| group.banner == self.group.banner).cloned().collect();
            Axis::new(self.asked, banner, &self.counts, &groups)
        });
        let rest = axis.as_ref().map(|axis| axis.rest(option, part)).unwrap_or_default();
        let design = &self.asked.scope.design;
        let test = cell.vs_rest.clone();
        let tested = test.statistic.is_some();
        let z = test.method == Some("z");
        let pooled = (tested && z).then(|| {
            let x = |moments: &Moments| moments.wy();
            (x(part) + x(&rest)) / (part.n() + rest.n())
        });
        let standard_error = match pooled {
            Some(p) => Some((p * (1.0 - p) * (1.0 / part.n() + 1.0 / rest.n())).sqrt()),
            None if tested => contrast(part, &rest, &Moments::default(), design).map(|found| found.se),
            None => None,
        };
        let not_tested = (!tested || test.p.is_none()).then(|| match &axis {
            None => NotTested::Total,
            Some(axis) if !axis.is_tested(self.index) => NotTested::SmallBase,
            Some(_) if rest.n() == 0.0 => NotTested::NoOther,
            Some(_) if rest.n() < self.table.min_base.max(1) as f64 => NotTested::SmallOther,
            Some(_) => self.untested(part, &rest),
        });
        Rest {
            own: side(part),
            rest: if axis.is_some() { side(&rest) } else { SideOf::default() },
            pooled: pooled.map(|p| 100.0 * p),
            standard_error: standard_error.map(|se| 100.0 * se),
            formula: tested.then_some(if z {
                "z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)), p pooled"
            } else {
                "t = (p1 - p2) / sqrt(var(u1 - u2)), df = n1 + n2 - H - 1"
            }),
            adjustment: self.adjustment(test.p_adjusted, || self.rest_family(&cell.option)),
            not_marked: not_tested.is_none().then(|| NotMarked::with_rest(self.table, self.at, option)).flatten(),
            not_tested,
            test,
        }
    }

    /// Why two sides that are large enough are not compared.
    fn untested(&self, a: &Moments, b: &Moments) -> NotTested {
        let design = &self.asked.scope.design;
        let none = |moments: &Moments| moments.value() == Some(0.0);
        match () {
            () if none(a) && none(b) => NotTested::BothNone,
            () if a.is_everyone() && b.is_everyone() => NotTested::BothAll,
            () if design.is_certain(a) && design.is_certain(b) => NotTested::Census,
            () => NotTested::NoVariance,
        }
    }

    fn adjustment(&self, adjusted: Option<f64>, size: impl FnOnce() -> usize) -> Option<Adjustment> {
        let inference = &self.table.inference;
        let on = inference.adjust != Adjust::None && adjusted.is_some();
        on.then(|| Adjustment { adjust: inference.adjust, family: inference.family, size: size() as u64 })
    }

    /// How many p values were adjusted together with that of an option.
    fn rest_family(&self, option: &str) -> usize {
        let whole = self.table.inference.family == Family::Table;
        let groups = self.table.groups.iter().filter(|group| whole || group.banner == self.group.banner);
        let cells = groups.flat_map(|group| &group.cells).filter(|cell| whole || cell.option == option);
        cells.filter(|cell| cell.vs_rest.p_adjusted.is_some()).count()
    }

    fn pair_family(&self, pair: &Pair) -> usize {
        let whole = self.table.inference.family == Family::Table;
        let same = |other: &&Pair| whole || (other.banner == pair.banner && other.option == pair.option);
        self.table.pairs.iter().filter(same).filter(|pair| pair.p_adjusted.is_some()).count()
    }

    fn pairs(&self, option: Option<usize>) -> Vec<PairOf> {
        let Some(banner) = self.group.banner.as_deref() else { return Vec::new() };
        let code = option.and_then(|option| self.table.options.get(option)).map(|line| line.code.as_str());
        let own = self.group.code.as_str();
        let pairs = self.table.pairs.iter();
        let mine = pairs
            .filter(|pair| pair.banner == banner && pair.option.as_deref() == code && (pair.a == own || pair.b == own));
        let numbers = if option.is_none() { self.numbers() } else { Vec::new() };
        mine.filter_map(|pair| self.pair(pair, option, &numbers)).collect()
    }

    fn pair(&self, pair: &Pair, option: Option<usize>, numbers: &[Moments]) -> Option<PairOf> {
        let is_first = pair.a == self.group.code;
        let code = if is_first { &pair.b } else { &pair.a };
        let of_banner = self.table.groups.iter().enumerate().filter(|(_, group)| group.banner == self.group.banner);
        let (index, (at, other)) = of_banner.enumerate().find(|(_, (_, group))| group.code == *code)?;
        // Seen from the group explained: the table has each pair once.
        let turned = |value: Option<f64>| value.map(|value| if is_first { value } else { -value });
        let (mine, theirs) = match option {
            Some(option) => (self.moments(self.index, option), self.moments(index, option)),
            None => {
                (numbers.get(self.index).cloned().unwrap_or_default(), numbers.get(index).cloned().unwrap_or_default())
            }
        };
        let small = |group: &Group| group.n == 0 || group.n < self.table.min_base;
        let few = |group: &Group| option.is_none() && group.stats.n < 2;
        let not_tested = pair.p.is_none().then(|| match () {
            () if small(self.group) => NotTested::SmallBase,
            () if small(other) => NotTested::SmallOther,
            () if few(self.group) || few(other) => NotTested::FewNumbers,
            () if option.is_none() => NotTested::NoVariance,
            () => self.untested(&mine, &theirs),
        });
        Some(PairOf {
            code: code.clone(),
            label: other.label.clone(),
            n: if option.is_some() { other.n } else { other.stats.n },
            value: if option.is_some() { theirs.value().map(|p| 100.0 * p) } else { other.stats.mean },
            difference: turned(pair.difference),
            test: VsRest {
                statistic: turned(pair.statistic),
                method: pair.method,
                df: pair.df,
                p: pair.p,
                p_adjusted: pair.p_adjusted,
            },
            adjustment: self.adjustment(pair.p_adjusted, || self.pair_family(pair)),
            not_marked: not_tested.is_none().then(|| NotMarked::of_pair(self.table, self.at, at, option)).flatten(),
            not_tested,
        })
    }

    fn respondents(&self, subject: Subject, with_cases: bool) -> Respondents {
        let side = self.asked.side;
        let option = match subject {
            Subject::Option(option) => Some(option),
            Subject::Mean | Subject::Base => None,
        };
        let mut cases = build::cases(side, self.asked.banners, self.asked.responses.len(), self.at, option);
        if subject == Subject::Mean {
            cases.retain(|case| side.value(*case).is_some());
        }
        Respondents {
            count: cases.len() as u64,
            cases: with_cases.then(|| cases.into_iter().map(|case| self.case(case)).collect()),
        }
    }

    fn case(&self, case: usize) -> Case {
        let responses = self.asked.responses;
        let origin = responses.origin(case);
        Case {
            case: responses.case_id(case).to_owned(),
            file: origin.map(|origin| origin.file.file.clone()),
            sheet: origin.map(|origin| origin.file.sheet.clone()),
            row: origin.map(|origin| origin.row + 1),
            weight: self.asked.scope.weight(case),
            answer: self.answer(case),
        }
    }

    fn answer(&self, case: usize) -> RawAnswer {
        let question = self.asked.side.question;
        let code =
            |position: usize| question.choices.get(position).map(|choice| choice.code.clone()).unwrap_or_default();
        match self.asked.responses.answer(question, case) {
            Answer::Missing(missing) => RawAnswer::Codes(vec![missing.name().to_owned()]),
            Answer::Choices(positions) => RawAnswer::Codes(positions.into_iter().map(code).collect()),
            Answer::Ranks(places) => {
                RawAnswer::Codes(places.into_iter().map(|place| place.map(code).unwrap_or_default()).collect())
            }
            Answer::Number(number) => RawAnswer::Number(number),
            Answer::Text(text) => RawAnswer::Text(text),
        }
    }
}

fn sums_of(sum: Sum) -> SumsOf {
    let [n, sum_w, sum_w2] = sum;
    SumsOf { n: n as u64, sum_w, sum_w2 }
}

fn side(moments: &Moments) -> SideOf {
    SideOf { n: moments.n(), part: moments.wy(), sum_w: moments.w(), percent: moments.value().map(|p| 100.0 * p) }
}
