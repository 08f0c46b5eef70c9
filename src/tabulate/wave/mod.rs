//! One question over several waves: answers matched, bases compared, figures side by side, differences tested.
//!
//! Each wave is its own survey with its own base, weights and population; the figures come from [`tables`](super::tables),
//! so that a wave reads here as it reads in its own table. Waves of different respondents are compared by
//! z = (p2 - p1) / sqrt(v1 + v2), v being each wave's own variance with its finite population correction (`statistics.md`
//! section 10, in every design). Linked respondents are compared by the contrast of section 7 (`linked`), and then every
//! figure is over those who are in all waves, so that the printed difference is the tested one.

mod bases;
mod groups;
mod judge;
mod linked;
mod matching;
mod notes;
pub mod pick;

use std::sync::atomic::AtomicBool;

use super::{Labels, TabulateError, build};
use crate::model::mapping::{Allow, Mapping, Same};
use crate::model::survey::Net;
use crate::model::table::{Note, Table, TableSpec};
use crate::model::wave::{BaseDifference, Figure, Figures, MeanFigure, Unmatched, Wave, Waves};
use crate::model::{Expr, Kind, Question, Survey};
use crate::responses::Responses;

use self::groups::{Heads, Merged};
use self::linked::Linked;
use self::matching::Line;

/// A wave: its answers and what is asked of them.
#[derive(Clone)]
pub struct Asked<'a> {
    /// The survey.
    pub responses: &'a Responses,
    /// The question there; the banners, filter, base and inference are those of the comparison.
    pub spec: TableSpec,
    /// What the wave is called in this comparison.
    pub name: String,
}

/// What is known beforehand.
#[derive(Clone, Copy)]
pub struct How<'a> {
    /// The entry of the mapping file that says these questions are the same.
    pub same: Option<&'a Same>,
    /// All entries: a banner can be one.
    pub mapping: &'a Mapping,
    /// Compares different bases all the same.
    pub different_bases: bool,
}

/// Why there is no comparison.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum WaveError {
    #[error(transparent)]
    Tabulate(#[from] TabulateError),
    #[error("{id}: the bases of {from} and {to} differ")]
    DifferentBases { id: String, label: String, from: String, to: String, differences: Vec<BaseDifference> },
    #[error("{id}: kinds that do not compare")]
    Kinds { id: String, from: (String, Kind), to: (String, Kind) },
    #[error("{id}: no answer of {from} is one of {to}")]
    NothingMatches { id: String, label: String, from: String, to: String },
    #[error("the banner {banner} is not mapped in {survey}")]
    Banner { banner: String, survey: String },
    #[error("{id}: nobody is in all waves")]
    NobodyLinked { id: String, waves: Vec<String> },
    #[error("{id}: linked respondents and errors that take the fitting of weights into account")]
    FittedLinked { id: String },
}

/// The evidence of all waves: their figures by their own groups, and how to judge a difference.
enum Evidence {
    /// Different respondents.
    Own(Vec<Counted>),
    /// The same ones.
    Linked(Linked),
}

/// The figures of one wave, by its own groups.
pub(super) struct Counted {
    heads: Heads,
    figures: Vec<Figures>,
    notes: Vec<Note>,
    min_base: u64,
}

/// Compares a question over its waves, oldest first.
///
/// # Errors
/// Bases that differ without it being said that they may, questions that do not compare, and what a table of one wave
/// cannot be made of.
pub fn compare(asked: &[Asked<'_>], how: &How<'_>, labels: &Labels, cancel: &AtomicBool) -> Result<Waves, WaveError> {
    let sides = asked.iter().map(side).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = asked.iter().map(|asked| asked.name.clone()).collect();
    let newest = sides.last().map(|(_, question)| *question);
    let id =
        how.same.map_or_else(|| newest.map_or("", |newest| newest.id.as_str()), |same| same.id.as_str()).to_owned();
    let label = match how.same.map(|same| same.label.as_str()) {
        Some(label) if !label.is_empty() => label.to_owned(),
        _ => newest.map(crate::responses::grouping::title).unwrap_or_default(),
    };
    bases::alike(&id, &sides, &names)?;
    let differing = bases::differences(asked, &sides);
    let allowed = how.different_bases || how.same.is_some_and(|same| same.allows(Allow::Base));
    if let Some((from, to, _)) = differing.first().filter(|_| !allowed) {
        let of_pair = differing.iter().filter(|(a, b, _)| (a, b) == (from, to));
        let name = |wave: &usize| names.get(*wave).cloned().unwrap_or_default();
        let differences = of_pair.map(|(_, _, what)| what.clone()).collect();
        return Err(WaveError::DifferentBases { id, label, from: name(from), to: name(to), differences });
    }
    let base = asked.first().map(|asked| asked.spec.base).unwrap_or_default();
    let lines = matching::lines(&sides, how.same, base, labels);
    matching::some_match(&lines, &sides).map_err(|(from, to)| WaveError::NothingMatches {
        id: id.clone(),
        label: label.clone(),
        from: names.get(from).cloned().unwrap_or_default(),
        to: names.get(to).cloned().unwrap_or_default(),
    })?;
    let means = matching::means_compare(&sides);
    let prepared = asked
        .iter()
        .enumerate()
        .map(|(wave, asked)| prepare(asked, wave, &lines, how.mapping, asked_surveys(&sides)))
        .collect::<Result<Vec<_>, _>>()?;
    let inference = asked.first().map(|asked| asked.spec.inference).unwrap_or_default();
    let evidence = if how.same.is_some_and(|same| same.linked) {
        // The weights were fitted to all respondents of a wave; of those who are linked, nothing is known of their fit.
        if inference.fitted {
            return Err(WaveError::FittedLinked { id });
        }
        let linked = Linked::new(&prepared, &lines, means, labels)?;
        let linked = linked.ok_or_else(|| WaveError::NobodyLinked { id: id.clone(), waves: names.clone() })?;
        Evidence::Linked(linked)
    } else {
        let counted = prepared
            .iter()
            .enumerate()
            .map(|(wave, (responses, spec))| counted(responses, spec, wave, &lines, means, labels, cancel));
        Evidence::Own(counted.collect::<Result<_, _>>()?)
    };
    let merged = Merged::new(evidence.heads());
    let groups = judge::groups(&evidence, &merged, &lines, inference.adjust);
    let accepted = how.same.is_some_and(|same| same.allows(Allow::Wording));
    let noted = notes::Noted { sides: &sides, lines: &lines, merged: &merged, evidence: &evidence, groups: &groups };
    let notes = noted.notes(how.same, base, &differing, accepted, means, inference.adjust);
    Ok(Waves {
        id,
        label,
        kind: newest.map(|question| question.kind).unwrap_or_default(),
        series: series(&sides).map(str::to_owned),
        linked: matches!(evidence, Evidence::Linked(_)),
        base,
        filter: asked.first().and_then(|asked| asked.spec.filter.as_ref()).map(Expr::to_string),
        waves: waves(asked, &sides, &evidence),
        options: lines.iter().map(Line::option).collect(),
        groups,
        unmatched: unmatched(&lines, &sides, how.same),
        adjust: inference.adjust,
        level: inference.level,
        notes,
        unit: newest.and_then(|question| question.unit.clone()),
    })
}

/// A survey and its question.
type Side<'a> = (&'a Survey, &'a Question);

fn side<'a>(asked: &Asked<'a>) -> Result<Side<'a>, TabulateError> {
    let survey: &'a Survey = asked.responses.survey();
    let question = build::question(survey, &asked.spec.question)?;
    Ok((survey, question))
}

fn asked_surveys<'a>(sides: &[Side<'a>]) -> Vec<&'a Survey> {
    sides.iter().map(|(survey, _)| *survey).collect()
}

/// The series all of them belong to.
fn series<'a>(sides: &[Side<'a>]) -> Option<&'a str> {
    let series = sides.first().and_then(|(survey, _)| survey.about.series.as_deref())?;
    sides.iter().all(|(survey, _)| survey.about.series.as_deref() == Some(series)).then_some(series)
}

/// Code of the net that counts an option's several codes by respondent. No code of a definition can be the same: it names
/// nothing a file could state.
fn net_code(line: &Line) -> String {
    format!("\u{1f}{}", line.code)
}

/// The wave's answers with a net for every option of several codes and its mapped banners, and the spec that asks them.
fn prepare(
    asked: &Asked<'_>,
    wave: usize,
    lines: &[Line],
    mapping: &Mapping,
    surveys: Vec<&Survey>,
) -> Result<(Responses, TableSpec), WaveError> {
    let net = |line: &Line| {
        let codes = line.codes.get(wave)?.as_ref().filter(|codes| codes.len() > 1)?;
        let survey = asked.responses.survey();
        let question = survey.question(&asked.spec.question)?;
        let members = codes
            .iter()
            .flat_map(|code| crate::responses::grouping::positions(survey, question, code))
            .filter_map(|position| question.choices.get(position).map(|choice| choice.code.clone()));
        let members = members.collect();
        Some(Net { question: question.id.clone(), code: net_code(line), label: line.label.clone(), members })
    };
    let nets: Vec<Net> = lines.iter().filter_map(net).collect();
    let (banners, specs) = groups::banners(&asked.spec.banners, asked.responses.survey(), &surveys, mapping)?;
    let spec = TableSpec { banners: specs, ..asked.spec.clone() };
    Ok((asked.responses.with(nets, banners), spec))
}

/// The code under which a wave's table has an option.
fn table_code(line: &Line, wave: usize) -> Option<String> {
    let codes = line.codes.get(wave)?.as_ref()?;
    match codes.as_slice() {
        [] => None,
        [code] => Some(code.clone()),
        _ => Some(net_code(line)),
    }
}

/// A wave's own table, read by the options of the comparison.
fn counted(
    responses: &Responses,
    spec: &TableSpec,
    wave: usize,
    lines: &[Line],
    means: bool,
    labels: &Labels,
    cancel: &AtomicBool,
) -> Result<Counted, TabulateError> {
    let mut tables = super::tables(responses, std::slice::from_ref(spec), labels, cancel)?;
    let Some(table) = tables.pop() else {
        return Err(TabulateError::UnknownQuestion { id: spec.question.clone(), nearest: None });
    };
    let columns: Vec<Option<usize>> = lines
        .iter()
        .map(|line| {
            let code = table_code(line, wave)?;
            table.options.iter().position(|option| option.code == code)
        })
        .collect();
    let figures = table.groups.iter().map(|group| {
        let cell = |(line, column): (&Line, &Option<usize>)| {
            let cell = group.cells.get((*column)?)?;
            let option = line.code.clone();
            Some(Figure { option, n: cell.n, weighted: cell.weighted, percent: cell.percent, se: cell.se })
        };
        let stats = &group.stats;
        Figures {
            n: group.n,
            weighted: group.weighted,
            effective_n: group.effective_n,
            cells: lines.iter().zip(&columns).map(cell).collect(),
            mean: (means && stats.n > 0).then_some(MeanFigure { n: stats.n, mean: stats.mean, se: stats.se }),
        }
    });
    let figures = figures.collect();
    Ok(Counted { heads: heads(&table), figures, notes: table.notes, min_base: table.min_base })
}

fn heads(table: &Table) -> Heads {
    let head = |group: &crate::model::table::Group| {
        let titled = table.banners.iter().find(|banner| Some(&banner.name) == group.banner.as_ref());
        groups::Head {
            banner: group.banner.as_deref().map(groups::shown_name),
            title: titled.map(|banner| banner.title.clone()).unwrap_or_default(),
            code: group.code.clone(),
            label: group.label.clone(),
        }
    };
    table.groups.iter().map(head).collect()
}

impl Evidence {
    fn heads(&self) -> Vec<&Heads> {
        match self {
            Self::Own(waves) => waves.iter().map(|wave| &wave.heads).collect(),
            Self::Linked(linked) => linked.waves.iter().map(|wave| &wave.counted.heads).collect(),
        }
    }

    fn counted(&self, wave: usize) -> Option<&Counted> {
        match self {
            Self::Own(waves) => waves.get(wave),
            Self::Linked(linked) => linked.waves.get(wave).map(|wave| &wave.counted),
        }
    }
}

fn waves(asked: &[Asked<'_>], sides: &[Side<'_>], evidence: &Evidence) -> Vec<Wave> {
    let wave = |(at, (asked, (survey, question))): (usize, (&Asked<'_>, &Side<'_>))| Wave {
        survey: survey.about.id.clone(),
        name: asked.name.clone(),
        title: survey.title().to_owned(),
        date: survey.about.date.clone(),
        question: question.id.clone(),
        text: question.text.clone(),
        asked: bases::spoken(survey, question),
        weight: asked.spec.weight.clone(),
        population: survey.about.population,
        min_base: evidence.counted(at).map_or(survey.about.min_base, |counted| counted.min_base),
        not_linked: match evidence {
            Evidence::Own(_) => None,
            Evidence::Linked(linked) => linked.waves.get(at).map(|wave| wave.others),
        },
    };
    asked.iter().zip(sides).enumerate().map(wave).collect()
}

/// The answers of each wave that stand in no other one.
fn unmatched(lines: &[Line], sides: &[Side<'_>], same: Option<&Same>) -> Vec<Unmatched> {
    let mut found = Vec::new();
    for (wave, (survey, question)) in sides.iter().enumerate() {
        let mut add = |code: &str, label: &str| {
            let (survey, question) = (survey.about.id.clone(), question.id.clone());
            found.push(Unmatched { survey, question, code: code.to_owned(), label: label.to_owned() });
        };
        for line in lines.iter().filter(|line| line.is_only_in(wave)) {
            for code in line.codes.get(wave).into_iter().flatten().flatten() {
                add(code, line.labels.get(wave).and_then(Option::as_deref).unwrap_or(&line.label));
            }
        }
        matching::unmapped(question, wave, lines, same).iter().for_each(|(code, label)| add(code, label));
    }
    found
}
