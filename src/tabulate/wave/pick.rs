//! Which questions of which surveys are compared: entries of the mapping file, and questions that the waves of a series
//! share by id. What of it somebody asks for is decided elsewhere.

use crate::model::mapping::{Mapping, Same};
use crate::model::{Survey, day};

/// One question in several surveys, oldest first.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
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

    /// True when the same respondents are compared, which is another comparison than that of the surveys as they are.
    pub fn is_linked(&self) -> bool {
        self.same.is_some_and(|same| same.linked)
    }
}

/// Everything to compare, and what finds no partner.
#[derive(Debug, Clone, Default)]
pub struct Picked<'a> {
    /// In the order of the mapping file, then by series in the order of the newest wave.
    pub comparisons: Vec<Comparison<'a>>,
    /// Question, and title of the one survey that has it.
    pub only_once: Vec<(&'a str, &'a str)>,
    /// Some series has several waves, even if they share no question.
    pub has_waves: bool,
}

/// Oldest first; as they come where a date is missing.
pub fn oldest_first(mut surveys: Vec<&Survey>) -> Vec<&Survey> {
    let date = |survey: &Survey| survey.about.date.as_deref().and_then(day::parse);
    if surveys.iter().all(|survey| date(survey).is_some()) {
        surveys.sort_by(|a, b| date(a).unwrap_or(0.0).total_cmp(&date(b).unwrap_or(0.0)));
    }
    surveys
}

/// Everything that can be compared among surveys, which come oldest first.
pub fn pick<'a>(surveys: &[&'a Survey], mapping: &'a Mapping) -> Picked<'a> {
    let comparisons = mapping.same.iter().filter_map(|same| of_entry(surveys, same)).collect();
    let mut all = Picked { comparisons, ..Picked::default() };
    let mut seen: Vec<&str> = Vec::new();
    for series in surveys.iter().filter_map(|survey| survey.about.series.as_deref()) {
        if seen.contains(&series) {
            continue;
        }
        seen.push(series);
        let waves = of_series(surveys, series);
        if waves.len() < 2 {
            continue;
        }
        all.has_waves = true;
        let mut ids: Vec<&'a str> = Vec::new();
        for question in waves.iter().rev().flat_map(|wave| &wave.questions) {
            if !ids.contains(&question.id.as_str()) {
                ids.push(&question.id);
            }
        }
        for id in ids {
            match having(&waves, mapping, id).as_slice() {
                [] => {}
                [only] => all.only_once.push((id, only.title())),
                several => all.comparisons.push(by_id(several, id)),
            }
        }
    }
    all
}

/// The comparison that a question of a survey is part of, its places in the order of the surveys. Of several it is one of the
/// surveys as they are rather than of their linked respondents.
pub fn of_question<'a>(
    surveys: &[&'a Survey],
    mapping: &'a Mapping,
    survey: &Survey,
    question: &'a str,
) -> Option<Comparison<'a>> {
    let is_it = |same: &&Same| same.place(&survey.about.id).is_some_and(|place| place.question == question);
    let entries = mapping.same.iter().filter(is_it).filter_map(|same| of_entry(surveys, same));
    let waves = survey.about.series.as_deref().map(|series| of_series(surveys, series)).unwrap_or_default();
    let having = having(&waves, mapping, question);
    let by_id = (having.len() > 1 && having.iter().any(|wave| wave.about.id == survey.about.id))
        .then(|| by_id(&having, question));
    entries.chain(by_id).min_by_key(Comparison::is_linked)
}

/// An entry of the mapping file, where several of the surveys are in it.
fn of_entry<'a>(surveys: &[&'a Survey], same: &'a Same) -> Option<Comparison<'a>> {
    let place = |survey: &&'a Survey| Some((survey.about.id.as_str(), same.place(&survey.about.id)?.question.as_str()));
    let places: Vec<(&str, &str)> = surveys.iter().filter_map(place).collect();
    (places.len() > 1).then_some(Comparison { same: Some(same), places })
}

fn of_series<'a>(surveys: &[&'a Survey], series: &str) -> Vec<&'a Survey> {
    surveys.iter().copied().filter(|survey| survey.about.series.as_deref() == Some(series)).collect()
}

/// The waves that have a question of this id; none where an entry of the mapping file compares it.
fn having<'a>(waves: &[&'a Survey], mapping: &Mapping, id: &str) -> Vec<&'a Survey> {
    let having: Vec<&Survey> =
        waves.iter().copied().filter(|wave| wave.questions.iter().any(|question| question.id == id)).collect();
    let is_mapped = having.iter().any(|wave| is_mapped(mapping, waves, &wave.about.id, id));
    if is_mapped { Vec::new() } else { having }
}

fn by_id<'a>(waves: &[&'a Survey], id: &'a str) -> Comparison<'a> {
    Comparison { same: None, places: waves.iter().map(|wave| (wave.about.id.as_str(), id)).collect() }
}

/// True when an entry compares this question with another of these waves.
fn is_mapped(mapping: &Mapping, waves: &[&Survey], survey: &str, question: &str) -> bool {
    mapping.same.iter().any(|same| {
        let here = same.place(survey).is_some_and(|place| place.question == question);
        // The same respondents are another comparison than the two waves as they are.
        here && !same.linked && waves.iter().filter(|wave| same.place(&wave.about.id).is_some()).count() > 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Question;
    use crate::model::mapping::SamePlace;

    fn survey(id: &str, date: &str, questions: &[&str]) -> Survey {
        let mut survey = Survey::default();
        id.clone_into(&mut survey.about.id);
        survey.about.date = Some(date.to_owned());
        survey.about.series = Some("people".to_owned());
        survey.questions =
            questions.iter().map(|id| Question { id: (*id).to_owned(), ..Question::default() }).collect();
        survey
    }

    fn entry(id: &str, linked: bool, places: &[(&str, &str)]) -> Same {
        let place = |(survey, question): &(&str, &str)| SamePlace {
            survey: (*survey).to_owned(),
            question: (*question).to_owned(),
            ..SamePlace::default()
        };
        Same { id: id.to_owned(), linked, places: places.iter().map(place).collect(), ..Same::default() }
    }

    #[test]
    fn a_question_is_compared_as_among_all() {
        let (old, new) =
            (survey("old", "2021-07-01", &["Q1", "Q2", "Q3"]), survey("new", "2026-07-01", &["Q1", "Q2", "Q9"]));
        let surveys = oldest_first(vec![&new, &old]);
        let mapping = Mapping {
            same: vec![
                entry("same people", true, &[("old", "Q1"), ("new", "Q1")]),
                // The other survey of this entry is not in the project.
                entry("alone", false, &[("new", "Q2")]),
                entry("renamed", false, &[("old", "Q3"), ("new", "Q9")]),
            ],
        };
        let of = |question: &'static str| of_question(&surveys, &mapping, &new, question);
        let first = of("Q1").unwrap();
        assert_eq!((first.is_linked(), first.places), (false, vec![("old", "Q1"), ("new", "Q1")]));
        assert_eq!(of("Q2").unwrap().places, [("old", "Q2"), ("new", "Q2")]);
        assert_eq!(of("Q9").unwrap().places, [("old", "Q3"), ("new", "Q9")]);
        assert!(of("Q3").is_none() && of("Q7").is_none());
        let all = pick(&surveys, &mapping);
        for question in ["Q1", "Q2", "Q9"] {
            let wanted = of(question).unwrap();
            assert!(all.comparisons.iter().any(|known| known.places == wanted.places), "{question}");
        }
        assert_eq!(all.comparisons.len(), 4);
        let linked = Mapping { same: mapping.same.iter().take(1).cloned().collect() };
        assert!(of_question(&[&new], &linked, &new, "Q1").is_none(), "with itself nothing is compared");
    }
}
