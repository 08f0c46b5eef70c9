//! What somebody wrote beside その他 in the column of the choices itself: その他（家族）, a sentence, a text that stands once among
//! choices that come again.

use super::choices;
use super::single::{Doubt, Place};
use super::{Change, Reason};
use crate::model::Question;

/// Texts that are no choice become what was written beside その他.
pub(super) fn take_as_other(question: &mut Question, written: &[String], own: &str, doubts: &mut Vec<Doubt>) {
    let at = question.choices.iter().position(|choice| choices::is_other(&choice.label));
    match at.and_then(|at| question.choices.get_mut(at)) {
        Some(choice) => choice.other = Some(own.to_owned()),
        None => {
            let mut labels: Vec<String> = question.choices.iter().map(|choice| choice.label.clone()).collect();
            let alone = labels.iter().position(|label| choices::is_alone(label)).unwrap_or(labels.len());
            labels.insert(alone, "その他".to_owned());
            choices::relabel(question, &labels);
            if let Some(choice) = question.choices.iter_mut().find(|choice| choice.label == "その他") {
                choice.other = Some(own.to_owned());
            }
        }
    }
    let texts = written.to_vec();
    doubts.push((Reason::Written { texts: texts.clone() }, vec![Change::Choices(texts)]));
}

/// The texts that are what somebody wrote beside その他, in the column of the choices itself: その他 with more behind it, sentences, texts much longer than
/// the choices, or many that stand once among few that come again and again.
pub(super) fn words_of_other(texts: &[(String, usize)], cells: usize, place: Place<'_>) -> Vec<String> {
    if place.apart || place.own.is_empty() {
        return Vec::new();
    }
    let others = || texts.iter().map(|(text, _)| text).filter(|text| choices::is_other(text));
    let mut found: Vec<String> = Vec::new();
    // その他（具体的に） in every cell is the label; beside another その他 the words are somebody's own.
    if others().count() > 1 {
        found.extend(others().filter(|text| !choices::is_bare_other(text)).cloned());
    }
    let often: Vec<&(String, usize)> = texts.iter().filter(|(_, count)| *count > 1).collect();
    if often.len() < 2 {
        return found;
    }
    let longest = often.iter().map(|(text, _)| text.chars().count()).max().unwrap_or(0);
    let once: Vec<&String> = texts.iter().filter(|(_, count)| *count == 1).map(|(text, _)| text).collect();
    let many = cells >= 40 && once.len() >= 3 && once.len() * 3 >= often.len();
    let is_word = |text: &&&String| {
        let length = text.chars().count();
        let known = choices::is_other(text) || choices::is_alone(text) || choices::leading(text).is_some();
        !known && (many || text.contains('。') || length > longest.max(8) + 4)
    };
    found.extend(once.iter().filter(is_word).map(|text| (*text).clone()));
    found
}

/// Choices that stand in one cell only and may be words beside その他: not those of a scale, of numbers, or led by a number.
pub(super) fn rare(texts: &[(String, usize)], place: Place<'_>) -> Vec<String> {
    let labels: Vec<String> = texts.iter().map(|(text, _)| text.clone()).collect();
    if place.apart || place.own.is_empty() || choices::is_ordered(&labels) {
        return Vec::new();
    }
    let once = texts.iter().filter(|(text, count)| *count == 1 && !choices::is_other(text) && !choices::is_alone(text));
    once.map(|(text, _)| text.clone()).collect()
}
