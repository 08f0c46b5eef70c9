//! Drafts of findings for a project: its surveys tabulated by their default banners and compared with each other, what
//! `plans::drafts` proposes of that, and what the proposals say.

use std::collections::BTreeSet;

use super::pin;
use super::read::Library;
use super::tell::statement;
use crate::model::finding::{Draft, DraftRule, Evidence, Findings};
use crate::model::mapping::{Mapping, Same, alike};
use crate::model::table::{BannerSpec, TableSpec};
use crate::model::{Question, Survey, day};
use crate::plans::drafts::{self as rules, Proposal, Rules};
use crate::plans::figure::plain;
use crate::responses::Responses;
use crate::tabulate::wave::{self, Asked, How, WaveError};
use crate::tabulate::{self, TabulateError};
use crate::text::fold::matching;

/// Which drafts are wanted.
pub struct Wanted<'a> {
    /// Only of this survey; of a comparison, either side.
    pub survey: Option<&'a str>,
    /// Only by this rule.
    pub rule: Option<DraftRule>,
    /// What the mapping file says is the same.
    pub mapping: &'a Mapping,
}

/// A draft with the sentence it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// The draft.
    pub draft: Draft,
    /// Its sentence, which a person words anew or takes as it is.
    pub statement: String,
}

/// The drafts that are open, those in front before the others, the strongest first. Nothing is added to the findings.
///
/// # Errors
/// A survey's own definition that cannot be tabulated, or `Cancelled`.
pub fn drafts(library: &Library<'_>, findings: &Findings, wanted: &Wanted<'_>) -> Result<Vec<Drafted>, TabulateError> {
    let by = |rule: DraftRule| wanted.rule.is_none_or(|only| only == rule);
    let of = |survey: &Survey| wanted.survey.is_none_or(|only| only == survey.about.id);
    let mut proposals = Vec::new();
    for responses in library.surveys.iter().filter(|responses| of(responses.survey())) {
        if by(DraftRule::Top) || by(DraftRule::Group) {
            proposals.extend(within(library, responses)?);
        }
    }
    for (older, newer, rule) in pairs(library) {
        if by(rule) && (of(older.survey()) || of(newer.survey())) {
            proposals.extend(between(library, older, newer, rule, wanted.mapping)?);
        }
    }
    proposals.retain(|proposal| by(proposal.rule));
    let surveys: Vec<&Survey> = library.surveys.iter().map(|responses| responses.survey().as_ref()).collect();
    rules::in_front(&mut proposals, &surveys);
    said(library, rules::open(proposals, findings))
}

/// What the proposals say, in their order. One whose figures cannot be read (they can, since they were just proposed of
/// them) is left out.
fn said(library: &Library<'_>, proposals: Vec<Proposal>) -> Result<Vec<Drafted>, TabulateError> {
    let sources: Vec<_> = proposals.iter().flat_map(|proposal| proposal.sources.iter().cloned()).collect();
    let mut read = pin::evidence(library, sources)?.into_iter();
    let mut all = Vec::new();
    for proposal in proposals {
        let of_it: Vec<_> = read.by_ref().take(proposal.sources.len()).collect();
        let Ok(found) = of_it.into_iter().collect::<Result<Vec<_>, _>>() else { continue };
        let told: Vec<_> = found.iter().map(|(evidence, now)| (&evidence.source, now)).collect();
        let statement = statement(library, &told);
        let evidence: Vec<Evidence> = found.into_iter().map(|(evidence, _)| evidence).collect();
        let Proposal { key, rule, speaks, strength, front, .. } = proposal;
        let draft = Draft { key, rule, evidence, records: speaks.sure, open: speaks.open, strength, front };
        all.push(Drafted { draft, statement });
    }
    Ok(all)
}

/// What one survey proposes by itself: every question by the default banners, with the default weight.
fn within(library: &Library<'_>, responses: &Responses) -> Result<Vec<Proposal>, TabulateError> {
    let survey = responses.survey();
    let questions: Vec<&Question> = survey.questions.iter().filter(|question| rules::speaks(question)).collect();
    let spec = |question: &&Question| TableSpec {
        banners: rules::banners(survey, question).into_iter().map(BannerSpec::parse).collect(),
        ..plain(survey, &question.id)
    };
    let specs: Vec<TableSpec> = questions.iter().map(spec).collect();
    // A draft rests on the plain figure; what stands in front is decided by all comparisons of its table together.
    let corrected = |spec: &TableSpec| TableSpec { inference: rules::corrected(), ..spec.clone() };
    let asked: Vec<TableSpec> = specs.iter().map(corrected).collect();
    let tables = tabulate::tables(responses, &asked, &library.labels, library.cancel)?;
    let limits = Rules::default();
    let mut found = Vec::new();
    for (spec, table) in specs.iter().zip(&tables) {
        found.extend(rules::top(survey, spec, table, library.plans, &limits));
        found.extend(rules::groups(survey, spec, table, library.plans, &limits));
    }
    Ok(found)
}

/// Surveys to hold against each other: each wave of a series against the one before it, and the newest of each series (or a
/// survey of none) against those who asked other people.
fn pairs<'a>(library: &Library<'a>) -> Vec<(&'a Responses, &'a Responses, DraftRule)> {
    let date = |responses: &Responses| responses.survey().about.date.as_deref().and_then(day::parse);
    let series = |responses: &Responses| responses.survey().about.series.clone();
    let mut found = Vec::new();
    let mut newest: Vec<&'a Responses> = Vec::new();
    let mut seen = BTreeSet::new();
    for responses in &library.surveys {
        let Some(of) = series(responses) else {
            newest.push(responses);
            continue;
        };
        if !seen.insert(of.clone()) {
            continue;
        }
        let mut waves: Vec<&'a Responses> =
            library.surveys.iter().copied().filter(|other| series(other).as_ref() == Some(&of)).collect();
        if waves.iter().all(|wave| date(wave).is_some()) {
            waves.sort_by(|a, b| date(a).unwrap_or(0.0).total_cmp(&date(b).unwrap_or(0.0)));
        }
        for pair in waves.windows(2) {
            if let [older, newer] = pair {
                found.push((*older, *newer, DraftRule::Wave));
            }
        }
        newest.extend(waves.last());
    }
    for (at, one) in newest.iter().enumerate() {
        for other in newest.iter().skip(at + 1) {
            if one.survey().about.audience != other.survey().about.audience {
                found.push((*other, *one, DraftRule::Audience));
            }
        }
    }
    found
}

/// What two surveys propose.
fn between(
    library: &Library<'_>,
    older: &Responses,
    newer: &Responses,
    rule: DraftRule,
    mapping: &Mapping,
) -> Result<Vec<Proposal>, TabulateError> {
    let surveys: [&Survey; 2] = [older.survey(), newer.survey()];
    let mut found = Vec::new();
    for (same, [from, to]) in shared(surveys, rule, mapping) {
        let asked = |responses, question: &Question, survey: &Survey| Asked {
            responses,
            spec: TableSpec { inference: rules::corrected(), ..plain(survey, &question.id) },
            name: survey.about.id.clone(),
        };
        let [first, second] = surveys;
        let sides = [asked(older, from, first), asked(newer, to, second)];
        // That two audiences are other people is what the comparison is about.
        let how = How { same, mapping, different_bases: rule == DraftRule::Audience };
        match wave::compare(&sides, &how, &library.labels, library.cancel) {
            Ok(waves) => {
                found.extend(rules::changes(&waves, &surveys, rule, library.plans, &Rules::default()));
            }
            Err(WaveError::Tabulate(error)) => return Err(error),
            // Questions that do not compare propose nothing; `koe waves` says why.
            Err(_) => {}
        }
    }
    Ok(found)
}

/// Questions that two surveys share: as the mapping file says, otherwise those of the same words and answers that were asked
/// of everyone, or of the same people.
fn shared<'a>(
    [older, newer]: [&'a Survey; 2],
    rule: DraftRule,
    mapping: &'a Mapping,
) -> Vec<(Option<&'a Same>, [&'a Question; 2])> {
    let mut found: Vec<(Option<&Same>, [&Question; 2])> = Vec::new();
    for same in mapping.same.iter().filter(|same| !same.linked) {
        let of = |survey: &'a Survey| survey.question(&same.place(&survey.about.id)?.question);
        if let (Some(from), Some(to)) = (of(older), of(newer)) {
            found.push((Some(same), [from, to]));
        }
    }
    let asked = |question: &Question| question.ask_if.as_ref().map(ToString::to_string);
    for to in newer.questions.iter().filter(|question| rules::speaks(question)) {
        if found.iter().any(|(_, [_, known])| known.id == to.id) {
            continue;
        }
        let is_it = |from: &&Question| {
            let words = same_text(&from.text, &to.text) || same_text(&from.label, &to.label);
            let people = rule == DraftRule::Wave || asked(from) == asked(to);
            rules::speaks(from) && alike(from.kind, to.kind) && words && people && same_choices(from, to)
        };
        if let Some(from) = older.questions.iter().find(is_it) {
            found.push((None, [from, to]));
        }
    }
    found
}

fn same_text(a: &str, b: &str) -> bool {
    !a.is_empty() && matching(a) == matching(b)
}

/// The same answers, in any order and under any codes.
fn same_choices(a: &Question, b: &Question) -> bool {
    let labels = |question: &Question| -> BTreeSet<String> {
        question.choices.iter().map(|choice| matching(&choice.label)).collect()
    };
    !a.choices.is_empty() && labels(a) == labels(b)
}
