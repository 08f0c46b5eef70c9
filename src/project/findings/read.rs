//! What evidence says now, and which of the project's data it is read from. One counting pass per survey for all of it.

use std::sync::atomic::AtomicBool;

use crate::comments::tally;
use crate::messages::Lang;
use crate::model::comment::{Decisions, Docket};
use crate::model::finding::{Against, Figure, Gone, Reading, Source, Voices};
use crate::model::plan::{self, FigureOf, Plan};
use crate::model::table::{Group, Percent, Role, TableSpec};
use crate::model::{Survey, Table};
use crate::present::{Marks, View, figure};
use crate::responses::Responses;
use crate::tabulate::inference::distribution::normal_p;
use crate::tabulate::{self, Labels, TabulateError};

/// Everything evidence can be read from, as it is now.
pub struct Library<'a> {
    /// Loaded surveys.
    pub surveys: Vec<&'a Responses>,
    /// Sets of comments, as they stand.
    pub sets: Vec<SetNow<'a>>,
    /// Plans.
    pub plans: &'a [Plan],
    /// Words tables need.
    pub labels: Labels,
    /// Language of the sentence in `Gone::Table`.
    pub lang: Lang,
    /// Set to stop.
    pub cancel: &'a AtomicBool,
}

/// A set of comments as it stands.
#[derive(Clone, Copy)]
pub struct SetNow<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title for people.
    pub title: &'a str,
    /// Receipts and opinions.
    pub docket: &'a Docket,
    /// What people decided.
    pub decisions: &'a Decisions,
}

/// What came of a table.
type Made = Result<Table, Gone>;

/// A source with the tables it was read from, for whoever wants to show more than the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidenced {
    /// What it says.
    pub reading: Reading,
    /// The table of the figure, and that of the figure it is held against, where it is another.
    pub tables: Vec<Table>,
}

impl Library<'_> {
    /// What some sources say, in their order.
    ///
    /// # Errors
    /// `Cancelled` only; a source that cannot be read is an answer of its own.
    pub fn read(&self, sources: &[&Source]) -> Result<Vec<Result<Evidenced, Gone>>, TabulateError> {
        let mut asked: Vec<(&str, TableSpec)> = Vec::new();
        for figure in sources.iter().flat_map(|source| figures(source)) {
            let spec = spec_of(figure.0, figure.1);
            if !asked.iter().any(|(survey, known)| *survey == figure.0.survey && *known == spec) {
                asked.push((&figure.0.survey, spec));
            }
        }
        let mut tables: Vec<((&str, TableSpec), Made)> = Vec::new();
        let mut surveys: Vec<&str> = asked.iter().map(|(survey, _)| *survey).collect();
        surveys.sort_unstable();
        surveys.dedup();
        for survey in surveys {
            let specs = asked.iter().filter(|(of, _)| *of == survey).map(|(_, spec)| spec.clone()).collect();
            let made = self.tables(survey, specs)?;
            tables.extend(made.into_iter().map(|(spec, table)| ((survey, spec), table)));
        }
        let table = |figure: &Figure, pairs: bool| {
            let spec = spec_of(figure, pairs);
            let found = tables.iter().find(|((survey, known), _)| *survey == figure.survey && *known == spec);
            found.map_or_else(|| Err(Gone::Survey(figure.survey.clone())), |(_, table)| table.clone())
        };
        Ok(sources.iter().map(|source| self.one(source, &table)).collect())
    }

    fn one(&self, source: &Source, table: &impl Fn(&Figure, bool) -> Result<Table, Gone>) -> Result<Evidenced, Gone> {
        match source {
            Source::Figure { figure } => {
                let table = table(figure, false)?;
                let reading = read(figure, &table)?;
                Ok(Evidenced { reading, tables: vec![table] })
            }
            Source::Difference { figure, against } => difference(figure, against, table),
            Source::Comments { set, of } => Ok(Evidenced { reading: self.voices(set, of)?, tables: Vec::new() }),
            Source::Record { record } => {
                let (_, found) = plan::find(self.plans, record).ok_or_else(|| Gone::Record(record.clone()))?;
                let reading = Reading { printed: found.name(), names: found.text.clone(), ..Reading::default() };
                Ok(Evidenced { reading, tables: Vec::new() })
            }
        }
    }

    /// The tables asked of one survey; together if all can be made, else each by itself so that only the wrong ones fail.
    fn tables(&self, survey: &str, specs: Vec<TableSpec>) -> Result<Vec<(TableSpec, Made)>, TabulateError> {
        let Some(responses) = self.surveys.iter().find(|known| known.survey().about.id == survey) else {
            return Ok(specs.into_iter().map(|spec| (spec, Err(Gone::Survey(survey.to_owned())))).collect());
        };
        match tabulate::tables(responses, &specs, &self.labels, self.cancel) {
            Ok(tables) => return Ok(specs.into_iter().zip(tables.into_iter().map(Ok)).collect()),
            Err(TabulateError::Cancelled) => return Err(TabulateError::Cancelled),
            Err(_) => {}
        }
        let each = |spec: TableSpec| {
            let made = tabulate::tables(responses, std::slice::from_ref(&spec), &self.labels, self.cancel);
            let made = match made {
                Ok(tables) => tables.into_iter().next().ok_or(Gone::Value),
                Err(TabulateError::Cancelled) => return Err(TabulateError::Cancelled),
                Err(error) => Err(self.gone(responses.survey(), &spec, &error)),
            };
            Ok((spec, made))
        };
        specs.into_iter().map(each).collect()
    }

    fn gone(&self, survey: &Survey, spec: &TableSpec, error: &TabulateError) -> Gone {
        match error {
            TabulateError::UnknownQuestion { .. } if survey.question(&spec.question).is_none() => {
                Gone::Question(spec.question.clone())
            }
            error => Gone::Table(crate::messages::problem::tabulate_error(self.lang, error)),
        }
    }

    /// Opinions and people.
    fn voices(&self, set: &str, of: &Voices) -> Result<Reading, Gone> {
        let known = self.sets.iter().find(|known| known.id == set);
        let SetNow { docket, decisions, .. } = known.ok_or_else(|| Gone::Set(set.to_owned()))?;
        let speaks = |at: &usize| docket.opinions.get(*at).is_some_and(|opinion| tally::speaks(&opinion.fate));
        let mut names = String::new();
        let opinions: Vec<usize> = match of {
            Voices::Code { code } => {
                let current = docket.codebook.current(code);
                let known = docket.codebook.code(current).ok_or_else(|| Gone::Code(code.clone()))?;
                names.clone_from(&known.title);
                tally::coded(docket, decisions, current)
            }
            Voices::Item { item } => {
                let numbered = docket.items.iter().find(|numbered| numbered.item.id == *item);
                numbered.ok_or_else(|| Gone::Item(item.clone()))?.members.iter().copied().filter(speaks).collect()
            }
            Voices::Opinions { ids } => {
                let found: Vec<usize> = ids.iter().filter_map(|id| docket.position(id)).filter(speaks).collect();
                if found.is_empty() {
                    return Err(Gone::Opinions);
                }
                found
            }
        };
        let counts = tally::among(docket, &opinions);
        let (n, base) = (counts.opinions as u64, counts.people as u64);
        Ok(Reading {
            value: Some(counts.opinions as f64),
            n,
            base,
            printed: format!("{n} ({base})"),
            names,
            ..Reading::default()
        })
    }
}

/// The figures a source needs, each with whether pairs of groups are to be compared.
fn figures(source: &Source) -> Vec<(&Figure, bool)> {
    match source {
        Source::Figure { figure } => vec![(figure, false)],
        Source::Difference { figure, against: Against::Total } => vec![(figure, false)],
        Source::Difference { figure, against: Against::Group { .. } } => vec![(figure, true)],
        Source::Difference { figure, against: Against::Figure { figure: other } } => {
            vec![(figure, false), (other.as_ref(), false)]
        }
        Source::Comments { .. } | Source::Record { .. } => Vec::new(),
    }
}

/// The table a figure is read from: shares are those of the group's base, however the table was looked at.
fn spec_of(figure: &Figure, pairs: bool) -> TableSpec {
    let mut spec = figure.spec.clone();
    spec.percent = Percent::Row;
    spec.inference.pairs |= pairs;
    spec
}

/// A figure out of its table.
fn read(figure: &Figure, table: &Table) -> Result<Reading, Gone> {
    let group = group(figure, table, &figure.group)?;
    // A reading is kept, so its signs are the same in every language: the minus of a terminal is not.
    let view = View { marks: Marks::SCREEN, ..View::default() };
    let names = names(figure, table, group);
    let of_cell = |option: &str| {
        let at = table.options.iter().position(|line| line.code == option);
        at.and_then(|at| group.cells.get(at))
            .ok_or_else(|| Gone::Option { question: table.question.clone(), code: option.to_owned() })
    };
    let reading = match (&figure.option, figure.of) {
        (Some(option), FigureOf::Count) => {
            let cell = of_cell(option)?;
            let printed = figure::counted(table, cell, &view).text;
            Reading { value: Some(cell.weighted), n: cell.n, base: group.n, printed, names, ..Reading::default() }
        }
        (None, FigureOf::Count) => {
            let printed = figure::base(group.n).text;
            Reading { value: Some(group.weighted), n: group.n, base: group.n, printed, names, ..Reading::default() }
        }
        (Some(option), _) => {
            let cell = of_cell(option)?;
            let value = cell.percent.ok_or(Gone::Value)?;
            let printed = format!("{}%", figure::percent(table, group, cell, &view).text);
            let p = cell.vs_rest.p_adjusted.or(cell.vs_rest.p);
            Reading { value: Some(value), n: cell.n, base: group.n, p, printed, names, against: None }
        }
        (None, _) => {
            let mean = group.stats.mean.ok_or(Gone::Value)?;
            let printed = figure::location(table, Some(mean), &view).text;
            Reading { value: Some(mean), n: group.stats.n, base: group.n, printed, names, ..Reading::default() }
        }
    };
    Ok(reading)
}

/// What a figure is of, by the labels of the definition. 全体 and 無回答 are the program's own words and left out.
fn names(figure: &Figure, table: &Table, group: &Group) -> String {
    let banner = table.banners.iter().find(|banner| Some(&banner.name) == figure.banner.as_ref());
    let of_group = figure.banner.as_ref().map(|_| group.label.as_str());
    let option = figure.option.as_ref().and_then(|code| table.options.iter().find(|line| line.code == *code));
    let option = option.filter(|line| line.role != Role::Missing).map(|line| line.label.as_str());
    let parts = [Some(table.label.as_str()), banner.map(|banner| banner.title.as_str()), of_group, option];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" / ")
}

fn group<'a>(figure: &Figure, table: &'a Table, code: &str) -> Result<&'a Group, Gone> {
    let found = table.groups.iter().find(|group| group.banner == figure.banner && group.code == code);
    found.ok_or_else(|| Gone::Group { banner: figure.banner.clone().unwrap_or_default(), code: code.to_owned() })
}

fn difference(
    figure: &Figure,
    against: &Against,
    table: &impl Fn(&Figure, bool) -> Result<Table, Gone>,
) -> Result<Evidenced, Gone> {
    let pairs = matches!(against, Against::Group { .. });
    let own = table(figure, pairs)?;
    let left = read(figure, &own)?;
    let (right, p, tables) = match against {
        Against::Total => {
            let whole = Figure { banner: None, group: "total".to_owned(), ..figure.clone() };
            (read(&whole, &own)?, left.p, vec![own])
        }
        Against::Group { code } => {
            let other = Figure { group: code.clone(), ..figure.clone() };
            let right = read(&other, &own)?;
            let is_pair = |a: &str, b: &str| {
                (a == figure.group && b == code.as_str()) || (b == figure.group && a == code.as_str())
            };
            let pair = own.pairs.iter().find(|pair| {
                Some(&pair.banner) == figure.banner.as_ref()
                    && pair.option == figure.option
                    && pair.measure.is_none()
                    && is_pair(&pair.a, &pair.b)
            });
            let p = pair.and_then(|pair| pair.p_adjusted.or(pair.p));
            (right, p, vec![own])
        }
        Against::Figure { figure: other } => {
            let others = table(other, false)?;
            let right = read(other, &others)?;
            let p = between((figure, &own), (other, &others), &left, &right);
            (right, p, vec![own, others])
        }
    };
    let printed = format!("{} / {}", left.printed, right.printed);
    let names = format!("{} | {}", left.names, right.names);
    Ok(Evidenced { reading: Reading { against: right.value, p, printed, names, ..left }, tables })
}

/// How likely a difference of two independent figures is by chance: z = (a - b)/sqrt(se_a^2 + se_b^2), as between waves.
/// `None` below the smaller surveys' `min_base`, and where there is no error to speak of.
fn between(
    (a, a_table): (&Figure, &Table),
    (b, b_table): (&Figure, &Table),
    left: &Reading,
    right: &Reading,
) -> Option<f64> {
    let error = |figure: &Figure, table: &Table| {
        let group = group(figure, table, &figure.group).ok()?;
        let large = group.n >= table.inference.min_base.unwrap_or(table.min_base);
        let option = figure.option.as_ref().and_then(|code| table.options.iter().position(|line| line.code == *code));
        match (figure.of, option) {
            _ if !large => None,
            (FigureOf::Percent, Some(at)) => group.cells.get(at)?.se,
            (FigureOf::Mean, None) => group.stats.se,
            _ => None,
        }
    };
    let variance = error(a, a_table)?.powi(2) + error(b, b_table)?.powi(2);
    // A variance this small is rounding, not sampling (points squared).
    let z = (left.value? - right.value?) / (variance > 1e-24).then(|| variance.sqrt())?;
    normal_p(z)
}
