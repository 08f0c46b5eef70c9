//! Which questions of which surveys are compared: entries of the mapping file, and questions that the waves of a series
//! share by id.

use crate::messages::{Lang, usage, waves as words};
use crate::model::mapping::{Mapping, Same};
use crate::model::{Survey, day};

/// One question in several surveys, oldest first.
pub(super) struct Comparison<'a> {
    /// What the mapping file says of it.
    pub same: Option<&'a Same>,
    /// Survey and question ids.
    pub places: Vec<(&'a str, &'a str)>,
}

impl Comparison<'_> {
    /// True when the survey takes part.
    pub fn has(&self, survey: &str) -> bool {
        self.places.iter().any(|(id, _)| *id == survey)
    }
}

/// Everything to compare, and what finds no partner.
#[derive(Default)]
pub(super) struct Picked<'a> {
    pub comparisons: Vec<Comparison<'a>>,
    /// Question, and title of the one survey that has it.
    pub only_once: Vec<(&'a str, &'a str)>,
}

/// Picks what was asked for, or everything; `named` surveys or a `series` narrow it.
///
/// # Errors
/// A sentence about what is not there.
pub(super) fn pick<'a>(
    lang: Lang,
    surveys: &[&'a Survey],
    mapping: &'a Mapping,
    ids: &[String],
    named: &[String],
    series: Option<&str>,
) -> Result<Picked<'a>, String> {
    let surveys = selected(lang, surveys, named, series)?;
    let mut all = Picked::default();
    for same in &mapping.same {
        let places: Vec<(&str, &str)> = surveys
            .iter()
            .filter_map(|survey| Some((survey.about.id.as_str(), same.place(&survey.about.id)?.question.as_str())))
            .collect();
        if places.len() > 1 {
            all.comparisons.push(Comparison { same: Some(same), places });
        }
    }
    let has_waves = by_series(&surveys, mapping, &mut all);
    if !has_waves && all.comparisons.is_empty() {
        let asked: Vec<&str> = named.iter().map(String::as_str).chain(series).collect();
        return Err(words::nothing_to_compare(lang, &asked));
    }
    if ids.is_empty() { Ok(all) } else { only(lang, all, ids, &surveys, mapping) }
}

/// The surveys that take part, oldest first; in the project's order where a date is missing.
fn selected<'a>(
    lang: Lang,
    surveys: &[&'a Survey],
    named: &[String],
    series: Option<&str>,
) -> Result<Vec<&'a Survey>, String> {
    let known: Vec<&str> = surveys.iter().map(|survey| survey.about.id.as_str()).collect();
    if let Some(id) = named.iter().find(|id| !known.contains(&id.as_str())) {
        return Err(usage::unknown_survey(lang, id, &known));
    }
    let of_series = |survey: &&Survey| series.is_none_or(|series| survey.about.series.as_deref() == Some(series));
    let is_named = |survey: &&Survey| named.is_empty() || named.contains(&survey.about.id);
    let mut chosen: Vec<&Survey> = surveys.iter().copied().filter(of_series).filter(is_named).collect();
    if let Some(series) = series.filter(|_| chosen.is_empty()) {
        let mut known: Vec<&str> = surveys.iter().filter_map(|survey| survey.about.series.as_deref()).collect();
        known.dedup();
        return Err(words::unknown_series(lang, series, &known));
    }
    let date = |survey: &Survey| survey.about.date.as_deref().and_then(day::parse);
    if chosen.iter().all(|survey| date(survey).is_some()) {
        chosen.sort_by(|a, b| date(a).unwrap_or(0.0).total_cmp(&date(b).unwrap_or(0.0)));
    }
    Ok(chosen)
}

/// Adds the questions that waves of a series share, in the order of the newest. Returns whether any series has waves.
fn by_series<'a>(surveys: &[&'a Survey], mapping: &Mapping, all: &mut Picked<'a>) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut has_waves = false;
    for series in surveys.iter().filter_map(|survey| survey.about.series.as_deref()) {
        if seen.contains(&series) {
            continue;
        }
        seen.push(series);
        let waves: Vec<&'a Survey> =
            surveys.iter().copied().filter(|survey| survey.about.series.as_deref() == Some(series)).collect();
        if waves.len() < 2 {
            continue;
        }
        has_waves = true;
        let mut ids: Vec<&'a str> = Vec::new();
        for question in waves.iter().rev().flat_map(|wave| &wave.questions) {
            if !ids.contains(&question.id.as_str()) {
                ids.push(&question.id);
            }
        }
        for id in ids {
            let having: Vec<&'a Survey> =
                waves.iter().copied().filter(|wave| wave.questions.iter().any(|question| question.id == id)).collect();
            let mapped = having.iter().any(|wave| is_mapped(mapping, &waves, &wave.about.id, id));
            match having.as_slice() {
                _ if mapped => {}
                [only] => all.only_once.push((id, only.title())),
                several => {
                    let places = several.iter().map(|wave| (wave.about.id.as_str(), id)).collect();
                    all.comparisons.push(Comparison { same: None, places });
                }
            }
        }
    }
    has_waves
}

/// True when an entry compares this question with another of these waves.
fn is_mapped(mapping: &Mapping, waves: &[&Survey], survey: &str, question: &str) -> bool {
    mapping.same.iter().any(|same| {
        let here = same.place(survey).is_some_and(|place| place.question == question);
        // The same respondents are another comparison than the two waves as they are.
        here && !same.linked && waves.iter().filter(|wave| same.place(&wave.about.id).is_some()).count() > 1
    })
}

/// Only what was asked for by id: an entry of the mapping file, a question, or a matrix with all its items.
fn only<'a>(
    lang: Lang,
    all: Picked<'a>,
    ids: &[String],
    surveys: &[&'a Survey],
    mapping: &Mapping,
) -> Result<Picked<'a>, String> {
    let mut found = Picked::default();
    let mut comparisons = all.comparisons;
    for id in ids {
        let items: Vec<&str> =
            surveys.iter().flat_map(|survey| survey.named(id)).map(|question| question.id.as_str()).collect();
        let is_entry = |comparison: &Comparison<'_>| comparison.same.is_some_and(|same| same.id == *id);
        let wants = |comparison: &Comparison<'_>| match mapping.entry(id) {
            Some(_) => is_entry(comparison),
            None => comparison.places.iter().any(|(_, question)| items.contains(question)),
        };
        let (mut wanted, rest): (Vec<_>, Vec<_>) = comparisons.into_iter().partition(wants);
        // The waves as they are come before what their linked respondents say.
        wanted.sort_by_key(|comparison| comparison.same.is_some_and(|same| same.linked));
        comparisons = rest;
        let again = found.comparisons.iter().any(wants);
        if wanted.is_empty() && !again {
            if let Some((question, survey)) = all.only_once.iter().find(|(question, _)| items.contains(question)) {
                return Err(words::only_once(lang, question, survey));
            }
            let known = surveys.iter().flat_map(|survey| survey.questions.iter()).map(|question| question.id.as_str());
            let known = known.chain(mapping.same.iter().map(|same| same.id.as_str()));
            if let (false, Some(survey)) = (items.is_empty(), surveys.iter().find(|s| !s.named(id).is_empty())) {
                return Err(words::only_once(lang, id, survey.title()));
            }
            return Err(words::nowhere(lang, id, crate::text::nearest(id, known).as_deref()));
        }
        found.comparisons.extend(wanted);
    }
    Ok(found)
}
