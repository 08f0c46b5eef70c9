//! Picking a condition instead of typing it: a question, then its answers, written into the filter that is being typed.

use tui_input::Input;

use super::rows::{Row, What};
use super::{Kind, Popup};
use crate::messages::condition as say;
use crate::model::expr::{Expr, Op};
use crate::model::{Kind as Of, Survey};
use crate::text::fold::display;
use crate::tui::state::{State, Tone};

/// True while a filter is being typed.
pub fn is_filter(state: &State) -> bool {
    matches!(state.boxes.last(), Some(Popup { kind: Kind::Filter, .. }))
}

/// The survey on the screen, with the choices that were found in its answers once they are read.
pub fn survey(state: &State) -> Option<&Survey> {
    let opened = state.opened()?;
    let read = opened.loaded().map(|loaded| loaded.responses.survey().as_ref());
    read.or(opened.survey().map(AsRef::as_ref))
}

/// Opens the list of questions.
pub fn open(state: &mut State) {
    state.boxes.push(Popup::new(Kind::FilterQuestions));
}

/// Banners and questions by their labels; free texts have no answers to pick.
pub fn questions(survey: &Survey) -> Vec<Row> {
    let of = |id: &str| Row {
        what: What::FilterQuestion(id.to_owned()),
        left: display(&survey.label_of(id)),
        right: id.to_owned(),
        checked: None,
        reason: None,
    };
    let banners = survey.banners.iter().map(|banner| banner.id.as_str());
    let asked = survey.questions.iter().filter(|question| !matches!(question.kind, Of::Text | Of::Matrix));
    let implied = survey.implied.iter().filter(|question| question.choices.len() > 1);
    banners.chain(asked.chain(implied).map(|question| question.id.as_str())).map(of).collect()
}

/// The answers of a question as a checklist.
pub fn choices(survey: &Survey, id: &str, chosen: &[String]) -> Vec<Row> {
    let of = |(code, label): (String, String)| Row {
        checked: Some(chosen.contains(&code)),
        left: display(&label),
        right: code.clone(),
        what: What::FilterChoice(code),
        reason: None,
    };
    survey.answers_of(id).into_iter().map(of).collect()
}

/// Ticks an answer or takes the tick away.
pub fn toggle(state: &mut State, code: String) {
    if let Some(Popup { kind: Kind::FilterChoices { chosen, .. }, .. }) = state.boxes.last_mut() {
        match chosen.iter().position(|known| *known == code) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(code),
        }
    }
}

/// A question was chosen: its answers, or, where it has none because it asks for a number, its id to write on behind.
pub fn choose_question(state: &mut State, id: String) {
    let survey = survey(state);
    if survey.is_some_and(|survey| survey.answers_of(&id).is_empty()) {
        state.boxes.pop();
        write(state, &format!("{id} {} ", Op::GreaterEqual.sign()));
        state.tell(Tone::Hint, say::number_follows(state.lang));
        return;
    }
    state.boxes.push(Popup::new(Kind::FilterChoices { question: id, chosen: Vec::new() }));
}

/// Writes the condition of the ticked answers, or of the one under the cursor where none is ticked, and goes back to the
/// filter.
pub fn accept(state: &mut State, selected: Option<String>) {
    let Some(Popup { kind: Kind::FilterChoices { question, chosen }, .. }) = state.boxes.last() else { return };
    let question = question.clone();
    let survey = survey(state);
    // In the order of the questionnaire, not of ticking.
    let known = survey.map_or(Vec::new(), |survey| survey.answers_of(&question));
    let mut codes: Vec<String> = known.into_iter().map(|(code, _)| code).filter(|code| chosen.contains(code)).collect();
    if codes.is_empty() {
        codes.extend(selected);
    }
    if codes.is_empty() {
        return;
    }
    let op = if codes.len() == 1 { Op::Equal } else { Op::In };
    let text = Expr::Compare { subject: question, op, values: codes }.to_string();
    state.boxes.truncate(state.boxes.len().saturating_sub(2));
    write(state, &text);
}

/// Adds a condition to the filter that is being typed.
fn write(state: &mut State, text: &str) {
    let Some(popup) = state.boxes.last_mut().filter(|popup| matches!(popup.kind, Kind::Filter)) else { return };
    let before = popup.field.value().trim_end();
    let open = before.is_empty()
        || before.ends_with(['(', '（'])
        || ["and", "or", "not"].iter().any(|word| ends_with(before, word));
    let joined = if open {
        [before, text].join(if before.is_empty() { "" } else { " " })
    } else {
        // `and` binds more than `or`.
        match Expr::typed(before) {
            Ok(Expr::Or(..)) => format!("({before}) and {text}"),
            _ => format!("{before} and {text}"),
        }
    };
    popup.field = Input::new(joined);
    popup.problem = None;
}

/// True where a text ends with a word of its own.
fn ends_with(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|before| before.is_empty() || before.ends_with([' ', '　', ')']))
}
