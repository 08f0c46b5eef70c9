//! The mapping file in, and whether it makes sense for the surveys it speaks of.

use std::collections::BTreeSet;
use std::path::Path;

use super::definition::{DefinitionError, Fault, read};
use crate::model::mapping::{Mapping, Same, SamePlace, alike};
use crate::model::{Question, Survey};
use crate::responses::grouping::{band_labels, positions};
use crate::text::nearest;

/// What is wrong with an entry of the mapping file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum MappingFault {
    #[error("{entry}: `in` names {places} questions")]
    TooFew { entry: String, places: usize },
    #[error("{entry}: the survey `{survey}` stands there twice")]
    SurveyTwice { entry: String, survey: String },
    #[error("{entry}: no survey `{survey}`")]
    UnknownSurvey { entry: String, survey: String, nearest: Option<String> },
    #[error("{entry}: {survey} has no question `{question}`")]
    UnknownQuestion { entry: String, survey: String, question: String, nearest: Option<String> },
    #[error("{entry}: {survey} {question} has no code `{code}`")]
    UnknownCode { entry: String, survey: String, question: String, code: String, option: String },
    #[error("{entry}: codes of {survey} name the option `{option}`, which is not in `options`")]
    UnknownOption { entry: String, survey: String, option: String },
    #[error("{entry}: the code `{code}` of {survey} {question} is used twice")]
    CodeTwice { entry: String, survey: String, question: String, code: String },
    #[error("{entry}: {a} is of another kind than {b}")]
    Kinds { entry: String, a: String, b: String },
    #[error("{entry}: {survey} {question} is a number, whose bands cannot be put together")]
    Bands { entry: String, survey: String, question: String },
}

/// Reads a mapping file.
///
/// # Errors
/// It cannot be read, or its keys are wrong.
pub fn mapping(file: &Path) -> Result<Mapping, DefinitionError> {
    read(file)
}

/// Checks all entries against the surveys of the project. Codes of a question whose choices are found in the data are
/// checked once it has been read.
///
/// # Errors
/// The first fault.
pub fn check(mapping: &Mapping, file: &Path, surveys: &[&Survey]) -> Result<(), DefinitionError> {
    let fail = |fault| DefinitionError { file: file.to_owned(), line: None, fault };
    let mut seen = BTreeSet::new();
    for same in &mapping.same {
        if !seen.insert(&same.id) {
            return Err(fail(Fault::IdTwice { id: same.id.clone() }));
        }
        entry(same, surveys).map_err(fail)?;
    }
    Ok(())
}

fn entry(same: &Same, surveys: &[&Survey]) -> Result<(), Fault> {
    // `*` nests banners.
    if same.id.is_empty() || !same.id.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Err(Fault::IdLetters { id: same.id.clone() });
    }
    let mut codes = BTreeSet::new();
    if let Some(option) = same.options.iter().find(|option| !codes.insert(&option.code)) {
        return Err(Fault::CodeTwice { question: same.id.clone(), code: option.code.clone() });
    }
    if same.places.len() < 2 {
        return Err(MappingFault::TooFew { entry: same.id.clone(), places: same.places.len() }.into());
    }
    let mut names = BTreeSet::new();
    if let Some(place) = same.places.iter().find(|place| !names.insert(&place.survey)) {
        return Err(MappingFault::SurveyTwice { entry: same.id.clone(), survey: place.survey.clone() }.into());
    }
    let mut first: Option<(&SamePlace, &Question)> = None;
    for place in &same.places {
        let (survey, question) = question(same, place, surveys)?;
        match first {
            Some((other, before)) if !alike(before.kind, question.kind) => {
                let name = |place: &SamePlace| format!("{} {}", place.survey, place.question);
                return Err(MappingFault::Kinds { entry: same.id.clone(), a: name(other), b: name(place) }.into());
            }
            Some(_) => {}
            None => first = Some((place, question)),
        }
        used(same, place, survey, question)?;
    }
    Ok(())
}

fn question<'a>(same: &Same, place: &SamePlace, surveys: &[&'a Survey]) -> Result<(&'a Survey, &'a Question), Fault> {
    let ids = || surveys.iter().map(|survey| survey.about.id.as_str());
    let survey = surveys.iter().find(|survey| survey.about.id == place.survey);
    let survey = survey.ok_or_else(|| MappingFault::UnknownSurvey {
        entry: same.id.clone(),
        survey: place.survey.clone(),
        nearest: nearest(&place.survey, ids()),
    })?;
    let question = survey.questions.iter().find(|question| question.id == place.question);
    let question = question.ok_or_else(|| MappingFault::UnknownQuestion {
        entry: same.id.clone(),
        survey: place.survey.clone(),
        question: place.question.clone(),
        nearest: nearest(&place.question, survey.questions.iter().map(|question| question.id.as_str())),
    })?;
    Ok((survey, question))
}

/// Every code exists and stands in one option, nets apart.
fn used(same: &Same, place: &SamePlace, survey: &Survey, question: &Question) -> Result<(), Fault> {
    if let Some(option) = place.codes.keys().find(|code| !same.options.iter().any(|option| option.code == **code)) {
        let (entry, survey) = (same.id.clone(), place.survey.clone());
        return Err(MappingFault::UnknownOption { entry, survey, option: option.clone() }.into());
    }
    let mut taken = BTreeSet::new();
    for option in &same.options {
        let codes = place.codes_of(&option.code);
        if question.is_number() && codes.len() > 1 {
            let (survey, question) = (place.survey.clone(), place.question.clone());
            return Err(MappingFault::Bands { entry: same.id.clone(), survey, question }.into());
        }
        let mut within = BTreeSet::new();
        for code in codes {
            if !question.open_choices && !exists(survey, question, code) {
                return Err(MappingFault::UnknownCode {
                    entry: same.id.clone(),
                    survey: place.survey.clone(),
                    question: place.question.clone(),
                    code: code.to_owned(),
                    option: option.code.clone(),
                }
                .into());
            }
            if !within.insert(code) || (!option.net && !taken.insert(code)) {
                return Err(MappingFault::CodeTwice {
                    entry: same.id.clone(),
                    survey: place.survey.clone(),
                    question: place.question.clone(),
                    code: code.to_owned(),
                }
                .into());
            }
        }
    }
    Ok(())
}

fn exists(survey: &Survey, question: &Question, code: &str) -> bool {
    match question.is_number() {
        true => band_labels(&question.bands).iter().any(|band| band.code == code),
        false => !positions(survey, question, code).is_empty(),
    }
}
