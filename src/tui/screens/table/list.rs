//! The question list of the table screen, drawn: search line, themes, questions.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::layout::{Areas, list_lines};
use super::{Entry, Pane, State, entries};
use crate::messages::{Lang, moves, screen as say};
use crate::model::{Question, Survey};
use crate::text::fit::Align;
use crate::text::fold::display;
use crate::tui::screens::search_line;
use crate::tui::state::State as Program;
use crate::tui::widgets::canvas::{Canvas, inner, inside, line};

/// The name of a question in lists.
pub fn label(question: &Question) -> String {
    display(if question.label.is_empty() { &question.text } else { &question.label })
}

/// Draws the pane. `has_note` says which questions have one.
pub fn draw(
    canvas: &mut Canvas<'_>,
    areas: &Areas,
    state: &State,
    survey: &Survey,
    program: &Program,
    has_note: impl Fn(&str) -> bool,
) {
    let lang = program.lang;
    if areas.list.is_empty() {
        return;
    }
    let focus = state.focus == Pane::Questions;
    let style = if focus { canvas.theme.active() } else { canvas.theme.passive() };
    let entries = entries(survey, state.search.value());
    let count = entries.iter().filter(|entry| matches!(entry, Entry::Question(_))).count();
    let title = if areas.narrow && !state.search.value().trim().is_empty() {
        moves::found_short(lang, count)
    } else if areas.narrow {
        say::questions_short(lang).to_owned()
    } else {
        say::questions(lang, count, survey.questions.len())
    };
    canvas.frame(areas.list, &title, style);
    let body = inner(areas.list);
    if !areas.narrow {
        search_line::draw(canvas, program, inside(line(body, 0), 1, 1), (&state.search, state.searching), count);
    }
    let lines = list_lines(areas);
    if entries.is_empty() {
        canvas.put(inside(lines, 1, 0), say::nothing_found(lang), canvas.theme.dim());
    }
    let visible = entries.iter().skip(state.list_offset).take(lines.height.into());
    for (row, entry) in (0..).zip(visible) {
        let area = line(lines, row);
        match entry {
            Entry::Theme(theme) if areas.narrow => canvas.write(area, &display(theme), canvas.theme.dim()),
            Entry::Theme(theme) => canvas.write(inside(area, 1, 0), &display(theme), canvas.theme.heading()),
            Entry::Matrix(matrix) if areas.narrow => canvas.write(inside(area, 1, 0), &matrix.id, canvas.theme.dim()),
            Entry::Matrix(matrix) => {
                let text = format!("{} {}", matrix.id, label(matrix));
                canvas.put(inside(area, 3, 0), &text, canvas.theme.dim());
            }
            Entry::Question(index) => {
                let Some(question) = survey.questions.get(*index) else { continue };
                let note = has_note(&question.id);
                draw_question(canvas, area, question, (*index == state.question, focus, areas.narrow, note), lang);
            }
        }
    }
    canvas.always_send(areas.list);
}

/// Current, focused, narrow, with a note.
type Marks = (bool, bool, bool, bool);

fn draw_question(
    canvas: &mut Canvas<'_>,
    area: Rect,
    question: &Question,
    (current, focus, narrow, note): Marks,
    lang: Lang,
) {
    let theme = canvas.theme;
    let style = match (current, focus) {
        (true, true) => theme.selected(),
        (true, false) => theme.heading(),
        (false, _) => Style::new(),
    };
    if current {
        canvas.row(area, "", Align::Left, style);
        canvas.put(area, theme.pointer, style);
    }
    let indent = if narrow { 1 } else { 2 + u16::from(question.parent.is_some()) * 2 };
    if narrow {
        canvas.put(inside(area, indent, 0), &question.id, style);
        return;
    }
    let kind = say::kind_short(lang, question.kind);
    let text = format!("{} {}", question.id, label(question));
    let right = format!("{}{kind}", if note { theme.note } else { "" });
    let right_cells = crate::tui::widgets::canvas::cells(&right) + 1;
    canvas.put(inside(area, indent, right_cells), &text, style);
    let right_style = if current { style } else { theme.dim() };
    canvas.put(inside(area, area.width.saturating_sub(right_cells), 0), &right, right_style);
}
