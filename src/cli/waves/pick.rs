//! What of all that can be compared somebody asked for on the command line, by survey, series or id.

use crate::messages::{Lang, usage, waves as words};
use crate::model::Survey;
use crate::model::mapping::Mapping;
use crate::tabulate::wave::pick::{self, Comparison, Picked};

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
    let all = pick::pick(&surveys, mapping);
    if !all.has_waves && all.comparisons.is_empty() {
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
    let chosen: Vec<&Survey> = surveys.iter().copied().filter(of_series).filter(is_named).collect();
    if let Some(series) = series.filter(|_| chosen.is_empty()) {
        let mut known: Vec<&str> = surveys.iter().filter_map(|survey| survey.about.series.as_deref()).collect();
        known.dedup();
        return Err(words::unknown_series(lang, series, &known));
    }
    Ok(pick::oldest_first(chosen))
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
        wanted.sort_by_key(Comparison::is_linked);
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
