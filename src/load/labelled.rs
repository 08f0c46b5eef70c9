//! Questions as the codebook of a file states them: what a file says about a column counts more than what its values look
//! like. Nothing is read here.

use super::codebook::{Codebook, Entry};
use crate::model::survey::{MissingCodes, Survey};
use crate::model::weight::WeightSpec;
use crate::model::{Kind, Question};

/// Alters questions that were made one per column: labels, choices and missing answers become those of the codebook, and
/// the columns of a question with several answers become one question in the place of the first.
pub fn apply(survey: &mut Survey, codebook: &Codebook) {
    if !codebook.title.is_empty() {
        survey.about.title.clone_from(&codebook.title);
    }
    let mut by_name: std::collections::HashMap<&str, &Entry> = std::collections::HashMap::new();
    for entry in codebook.entries.iter().rev() {
        by_name.extend(entry.columns.iter().map(|column| (column.as_str(), entry)));
    }
    let mut placed = Vec::new();
    let mut questions: Vec<Question> = Vec::new();
    for question in std::mem::take(&mut survey.questions) {
        // The first time a set is met it takes the place of its first column, in the order of the codebook.
        let starting = codebook.entries.iter().filter(|entry| {
            entry.kind == Some(Kind::Multiple) && entry.columns.first().is_some_and(|first| *first == question.id)
        });
        let before = questions.len();
        for entry in starting {
            placed.push(entry.name.clone());
            questions.push(several(entry));
        }
        match by_name.get(question.id.as_str()) {
            Some(entry) if entry.kind == Some(Kind::Multiple) => {}
            Some(entry) => questions.push(one(question, entry)),
            None if questions.len() == before => questions.push(question),
            None => {}
        }
    }
    survey.questions = questions;
    if let Some(column) = &codebook.weight {
        survey.about.default_weight = Some(column.clone());
        survey.weights.push(WeightSpec::of_column(column.clone(), column.clone(), Some(column.clone())));
    }
}

fn several(entry: &Entry) -> Question {
    Question {
        id: entry.name.clone(),
        label: if entry.text.is_empty() { entry.name.clone() } else { entry.text.clone() },
        kind: Kind::Multiple,
        columns: Some(entry.columns.clone()),
        layout: entry.layout,
        choices: entry.choices.clone(),
        marked: entry.marked.clone(),
        open_choices: entry.choices.is_empty(),
        max: entry.max,
        missing: missing(entry),
        ..Question::default()
    }
}

fn one(mut question: Question, entry: &Entry) -> Question {
    if !entry.text.is_empty() {
        question.label.clone_from(&entry.text);
    }
    question.missing = missing(entry);
    question.unit.clone_from(&entry.unit);
    question.range = entry.range;
    if let Some(kind) = entry.kind {
        question.kind = kind;
        question.choices.clone_from(&entry.choices);
        question.open_choices = kind == Kind::Single && entry.choices.is_empty();
        (question.layout, question.separator) = (entry.layout, entry.separator.clone());
    }
    question
}

fn missing(entry: &Entry) -> Option<MissingCodes> {
    (entry.missing != MissingCodes::default()).then(|| entry.missing.clone())
}
