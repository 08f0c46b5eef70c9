//! Receipts from a text question of a survey: one written answer, one receipt, named by the respondent's 整理番号.

use super::definition::CommentsFault;
use crate::model::comment::receipt::Origin;
use crate::model::comment::{CommentsDefinition, RawReceipt, Receipt};
use crate::model::{Kind, Survey};
use crate::responses::Responses;
use crate::responses::answers::Answer;

/// Checks that a set of free answers fits its survey, and gives the id of the question its codes become.
///
/// # Errors
/// No such text question, or the id is taken.
pub fn after_code(definition: &CommentsDefinition, survey: &Survey) -> Result<String, CommentsFault> {
    let question = definition.about.question.clone().unwrap_or_default();
    if survey.question(&question).is_none_or(|question| question.kind != Kind::Text) {
        return Err(CommentsFault::NotText { survey: survey.about.id.clone(), question });
    }
    let id = definition.about.after_code.clone().unwrap_or(format!("{question}C"));
    if survey.ids().any(|known| known == id) || survey.matrices.iter().any(|matrix| matrix.id == id) {
        return Err(CommentsFault::AfterCodeTaken { set: definition.about.id.clone(), id });
    }
    Ok(id)
}

/// The written answers as receipts, in the order of the valid cases. Two respondents with the same id (a survey without
/// 整理番号) are told apart by a number.
pub fn receipts(definition: &CommentsDefinition, responses: &Responses) -> Vec<RawReceipt> {
    let survey = responses.survey();
    let id = definition.about.question.as_deref().unwrap_or_default();
    let Some(question) = survey.question(id) else { return Vec::new() };
    let mut taken = std::collections::BTreeSet::new();
    let mut raw = Vec::new();
    for case in 0..responses.len() {
        let Answer::Text(text) = responses.answer(question, case) else { continue };
        let wanted = responses.case_id(case);
        let mut id = wanted.to_owned();
        let mut number = 1;
        while !taken.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}#{number}");
        }
        let place = responses.origin(case);
        let origin = place.map(|origin| Origin {
            file: origin.file.file.clone(),
            sheet: origin.file.sheet.clone(),
            row: origin.row,
            column: origin.file.columns.get(&question.id).and_then(|columns| columns.first()).copied().unwrap_or(0),
        });
        let channel = place.and_then(|origin| origin.file.mode.clone()).unwrap_or_default();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let receipt = Receipt { id, channel, text, origin, case: Some(case), ..Receipt::default() };
        raw.push(RawReceipt { receipt, personal: Vec::new() });
    }
    raw
}
