//! Respondents in groups: a question or a declared banner as the side of a table or the subject of an expression.
//!
//! Every grouping is either one code per case or a set of bits per case; nothing else needs to know what kind of
//! question it came from.

use std::borrow::Cow;

use super::answers::{Answers, NA};
use crate::model::Question;
use crate::model::survey::{Band, Banner, Survey, coded_bands};

/// Respondents in groups.
#[derive(Debug, Clone)]
pub struct Grouping<'a> {
    /// Question or banner id.
    pub id: String,
    /// Id of the question whose answers make the groups.
    pub question: String,
    /// For people.
    pub title: String,
    /// Codes and labels, in order.
    pub groups: Vec<GroupLabel>,
    /// Who is in which.
    pub membership: Membership<'a>,
}

/// Code and text of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct GroupLabel {
    pub code: String,
    pub label: String,
}

/// Who is in which group.
#[derive(Debug, Clone)]
pub enum Membership<'a> {
    /// Position of the one group; anything from the number of groups up is none.
    One(Cow<'a, [u16]>),
    /// A bit per group, 64 a slice.
    Many(Vec<Cow<'a, [u64]>>),
}

impl Membership<'_> {
    /// True when the case is in the group.
    pub fn has(&self, case: usize, group: usize) -> bool {
        match self {
            Self::One(codes) => codes.get(case).is_some_and(|code| usize::from(*code) == group),
            Self::Many(words) => {
                words.get(group / 64).and_then(|word| word.get(case)).is_some_and(|bits| bits >> (group % 64) & 1 == 1)
            }
        }
    }
}

/// Why something cannot group respondents.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GroupingError {
    /// There is no such id.
    #[error("no question or banner `{0}`")]
    Unknown(String),
    /// Texts, and numbers without bands, have no groups.
    #[error("`{0}` has no choices or bands")]
    NoGroups(String),
}

/// Anything that has a survey's answers: the frame, or columns still being loaded.
pub trait AnswerSource {
    /// The definition.
    fn survey(&self) -> &Survey;
    /// Number of cases.
    fn cases(&self) -> usize;
    /// The answers to a question.
    fn answers(&self, question: &Question) -> Option<Answers<'_>>;
}

impl<'a> Grouping<'a> {
    /// The grouping a question or banner id stands for.
    ///
    /// # Errors
    /// The id is unknown, or nothing with groups.
    pub fn of(source: &'a impl AnswerSource, id: &str) -> Result<Self, GroupingError> {
        let survey = source.survey();
        if let Some(question) = survey.question(id) {
            return Self::of_question(source, question);
        }
        let banner = survey.banner(id).ok_or_else(|| GroupingError::Unknown(id.to_owned()))?;
        Self::of_banner(source, banner)
    }

    fn of_question(source: &'a impl AnswerSource, question: &Question) -> Result<Self, GroupingError> {
        let none = || GroupingError::NoGroups(question.id.clone());
        let answers = source.answers(question).ok_or_else(none)?;
        let groups = choice_labels(question);
        let (groups, membership) = match answers {
            Answers::One(codes) => (groups, Membership::One(Cow::Borrowed(codes))),
            Answers::Many(_, words) => (groups, Membership::Many(words.into_iter().map(Cow::Borrowed).collect())),
            Answers::Ranked(..) => {
                let bits = recode(source.cases(), groups.len(), |case, group| answers.has(case, group));
                (groups, bits)
            }
            Answers::Number(..) if !question.bands.is_empty() => {
                (band_labels(&question.bands), in_bands(&answers, source.cases(), &question.bands))
            }
            Answers::Number(..) | Answers::Text(..) => return Err(none()),
        };
        Ok(Self { id: question.id.clone(), question: question.id.clone(), title: title(question), groups, membership })
    }

    fn of_banner(source: &'a impl AnswerSource, banner: &Banner) -> Result<Self, GroupingError> {
        let survey = source.survey();
        let question =
            survey.question(&banner.question).ok_or_else(|| GroupingError::Unknown(banner.question.clone()))?;
        let answers = source.answers(question).ok_or_else(|| GroupingError::NoGroups(banner.id.clone()))?;
        let title = if banner.label.is_empty() { title(question) } else { banner.label.clone() };
        if !banner.bands.is_empty() && question.is_number() {
            let membership = in_bands(&answers, source.cases(), &banner.bands);
            let groups = band_labels(&banner.bands);
            return Ok(Self { id: banner.id.clone(), question: question.id.clone(), title, groups, membership });
        }
        let members: Vec<Vec<usize>> = banner
            .groups
            .iter()
            .map(|group| group.codes.iter().flat_map(|code| positions(survey, question, code)).collect())
            .collect();
        let groups = labelled(banner.coded());
        let membership = recode(source.cases(), groups.len(), |case, group| {
            members.get(group).is_some_and(|members| members.iter().any(|position| answers.has(case, *position)))
        });
        Ok(Self { id: banner.id.clone(), question: question.id.clone(), title, groups, membership })
    }
}

/// Label of a question, or its id where it has none.
pub fn title(question: &Question) -> String {
    [&question.label, &question.text, &question.id]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_default()
}

/// Codes and labels of the bands of a number.
pub fn band_labels(bands: &[Band]) -> Vec<GroupLabel> {
    labelled(coded_bands(bands))
}

/// Positions of the choices a code stands for: itself, or the members of a net.
pub fn positions(survey: &Survey, question: &Question, code: &str) -> Vec<usize> {
    if let Some(position) = question.choice(code) {
        return vec![position];
    }
    survey
        .nets_of(question)
        .filter(|net| net.code == code)
        .flat_map(|net| net.members.iter().filter_map(|member| question.choice(member)))
        .collect()
}

fn choice_labels(question: &Question) -> Vec<GroupLabel> {
    question
        .choices
        .iter()
        .map(|choice| GroupLabel { code: choice.code.clone(), label: choice.label.clone() })
        .collect()
}

fn labelled<'b>(coded: impl Iterator<Item = (String, &'b str)>) -> Vec<GroupLabel> {
    coded.map(|(code, label)| GroupLabel { code, label: label.to_owned() }).collect()
}

/// Position of the band each number lies in; a number in several bands is in the first.
pub fn in_bands(answers: &Answers<'_>, cases: usize, bands: &[Band]) -> Membership<'static> {
    let code = |case: usize| match answers {
        Answers::Number(state, values) if state.get(case) == Some(&0) => {
            let value = values.get(case).copied().unwrap_or(f64::NAN);
            bands.iter().position(|band| band.holds(value)).and_then(|band| u16::try_from(band).ok()).unwrap_or(NA)
        }
        _ => NA,
    };
    Membership::One(Cow::Owned((0..cases).map(code).collect()))
}

/// One code per case where no case is in two groups, bits otherwise.
fn recode(cases: usize, groups: usize, has: impl Fn(usize, usize) -> bool) -> Membership<'static> {
    let mut words = vec![vec![0u64; cases]; groups.div_ceil(64).max(1)];
    let mut codes = vec![NA; cases];
    let mut overlaps = false;
    for group in 0..groups {
        for (case, code) in codes.iter_mut().enumerate() {
            if !has(case, group) {
                continue;
            }
            overlaps |= *code != NA;
            *code = u16::try_from(group).unwrap_or(NA);
            if let Some(bits) = words.get_mut(group / 64).and_then(|word| word.get_mut(case)) {
                *bits |= 1 << (group % 64);
            }
        }
    }
    if overlaps {
        Membership::Many(words.into_iter().map(Cow::Owned).collect())
    } else {
        Membership::One(Cow::Owned(codes))
    }
}
