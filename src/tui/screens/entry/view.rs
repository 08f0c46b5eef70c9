//! The form being typed in, drawn, and where its parts lie.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::current;
use super::draft::{Counts, Draft, Step};
use crate::messages::{check_screen as check_words, entry_screen as say, screen as common};
use crate::model::Survey;
use crate::responses::Missing;
use crate::responses::answers::Answer;
use crate::text::fit::{Align, pad, wrap};
use crate::text::fold::display;
use crate::tui::command::{Id, Place};
use crate::tui::popups::Popup;
use crate::tui::screens::decide;
use crate::tui::screens::form::sheet;
use crate::tui::state::State as Program;
use crate::tui::view::main_area;
use crate::tui::widgets::canvas::{Canvas, below, inner, inside, line};
use crate::tui::widgets::field;

/// Where the parts lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// All of it.
    pub frame: Rect,
    /// The questions with what was typed.
    pub rows: Rect,
    /// The field.
    pub field: Rect,
    /// What is said about it.
    pub hints: Rect,
}

/// Lays it out: the questions above, the field with the codes below.
pub fn areas(program: &Program) -> Areas {
    let frame = main_area(program);
    let body = inside(inner(frame), 1, 1);
    let lower = (body.height / 2).min(14);
    let rows = Rect { height: body.height.saturating_sub(lower), ..body };
    let lower = below(body, rows.height);
    Areas { frame, rows, field: line(lower, 1), hints: below(lower, 2) }
}

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, popup: &Popup, top: bool) {
    let lang = program.lang;
    let areas = areas(program);
    canvas.clear(areas.frame);
    let style = canvas.theme.active();
    let Some(draft) = current(program) else { return };
    let Some(survey) = super::survey(program) else {
        // The forms cannot be read any more: what was typed stays until they can.
        canvas.frame(areas.frame, &display(&say::title(lang, &draft.id, &draft.mode, draft.replaces)), style);
        let why = decide::no_forms(program).unwrap_or_default();
        let room = Rect { height: areas.rows.height + areas.field.height + areas.hints.height, ..areas.rows };
        for (row, text) in (0..room.height).zip(wrap(&why, usize::from(room.width).max(1))) {
            canvas.put(line(room, row), &text, canvas.theme.bad());
        }
        return;
    };
    canvas.frame(areas.frame, &display(&say::title(lang, &draft.id, &draft.mode, draft.replaces)), style);
    draw_rows(canvas, program, survey, draft, areas.rows);
    let rule = Rect { y: areas.field.y.saturating_sub(1), height: areas.field.height, ..areas.field };
    let text = canvas.theme.frame.across.repeat(rule.width.into());
    canvas.put(rule, &text, canvas.theme.passive());
    if draft.at != Step::Summary {
        let used = canvas.put(areas.field, common::prompt_label(lang), canvas.theme.dim()) + 1;
        field::draw(canvas, inside(areas.field, used, 0), &popup.field, "", top);
    }
    let bad = popup.problem.iter().map(|text| (text.clone(), true));
    let lines = bad.chain(hints(program, survey, draft).into_iter().map(|text| (text, false)));
    let room = usize::from(areas.hints.width).max(1);
    let wrapped = lines.flat_map(|(text, is_bad)| wrap(&text, room).into_iter().map(move |text| (text, is_bad)));
    for (row, (text, is_bad)) in (0..areas.hints.height).zip(wrapped.collect::<Vec<_>>()) {
        let style = if is_bad { canvas.theme.bad() } else { Style::new() };
        canvas.put(line(areas.hints, row), &text, style);
    }
}

/// Questions whose answers are doubtful.
fn doubtful(program: &Program, survey: &Survey, draft: &Draft) -> Vec<String> {
    let of = |question| match draft.answer(question) {
        Ok(answer) => sheet::doubts(program.lang, question, &answer)
            .into_iter()
            .map(|doubt| format!("{} {doubt}", question.id))
            .collect(),
        Err(_) => Vec::new(),
    };
    survey.questions.iter().flat_map(of).collect()
}

/// What is said about the step: its wording, what the text counts as, the codes.
fn hints(program: &Program, survey: &std::sync::Arc<Survey>, draft: &Draft) -> Vec<String> {
    let lang = program.lang;
    let key = |id| program.keymap.plain(id, Place::Entry);
    match draft.at {
        Step::Question(position) => {
            let Some(question) = survey.questions.get(position) else { return Vec::new() };
            let mut lines = vec![display(&format!("{} {}", question.id, sheet::wording(question)))];
            if draft.skipped(survey).get(position) == Some(&true) {
                lines.push(say::skipped(lang).to_owned());
            }
            if let Ok(answer) = draft.answer(question) {
                if answer != Answer::Missing(Missing::Na) {
                    lines.push(display(&check_words::will_count(lang, &sheet::counted(lang, question, &answer))));
                }
                lines.extend(sheet::doubts(lang, question, &answer));
            }
            lines.extend(sheet::codes(lang, question));
            lines.push(check_words::how_to_type(lang, question.kind).to_owned());
            lines.push(say::fast_state(lang, program.fast_entry, &key(Id::FastEntry)));
            lines
        }
        Step::Other(position, choice) => {
            let question = survey.questions.get(position);
            let label = question.and_then(|question| Some((question, question.choices.get(choice)?)));
            let line = |(question, choice): (&crate::model::Question, &crate::model::Choice)| {
                display(&format!("{}{}", question.id, say::other(lang, &choice.label)))
            };
            label.map(line).into_iter().collect()
        }
        Step::Summary => {
            let Counts { answered, blank, skipped } = draft.counts(survey);
            let doubts = doubtful(program, survey, draft);
            let to_save = say::to_save(lang, &key(Id::SaveEntry), &key(Id::Up));
            let mut lines = vec![say::counts(lang, answered, blank, skipped, doubts.len()), to_save];
            lines.extend(doubts);
            lines
        }
    }
}

fn draw_rows(canvas: &mut Canvas<'_>, program: &Program, survey: &std::sync::Arc<Survey>, draft: &Draft, area: Rect) {
    let lang = program.lang;
    let skipped = draft.skipped(survey);
    let shown = draft.steps(survey).into_iter().skip(draft.offset);
    let label = usize::from(area.width) * 2 / 5;
    for (row, step) in (0..area.height).zip(shown) {
        let (title, value, is_bad, is_faint) = match step {
            Step::Question(position) => {
                let Some(question) = survey.questions.get(position) else { continue };
                let is_skipped = skipped.get(position) == Some(&true);
                let title = format!("{} {}", question.id, sheet::label(question));
                match draft.answer(question) {
                    Ok(Answer::Missing(Missing::Na)) if is_skipped => {
                        (title, say::skipped(lang).to_owned(), false, true)
                    }
                    Ok(Answer::Missing(Missing::Na)) => (title, String::new(), false, false),
                    Ok(answer) => (title, sheet::counted(lang, question, &answer), false, is_skipped),
                    Err(_) => (title, draft.text(survey, step), true, false),
                }
            }
            Step::Other(position, choice) => {
                let choice = survey.questions.get(position).and_then(|question| question.choices.get(choice));
                (say::other(lang, choice.map_or("", |choice| &choice.label)), draft.text(survey, step), false, false)
            }
            Step::Summary => (say::summary(lang).to_owned(), String::new(), false, false),
        };
        let style = match (step == draft.at, is_bad, is_faint) {
            (true, ..) => canvas.theme.selected(),
            (_, true, _) => canvas.theme.bad(),
            (.., true) => canvas.theme.dim(),
            _ => Style::new(),
        };
        let text = format!("{}  {}", pad(&display(&title), label, Align::Left), display(&value));
        canvas.row(line(area, row), &text, Align::Left, style);
    }
    canvas.always_send(area);
}
