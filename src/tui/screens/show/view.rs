//! A presentation drawn: title, what is shown, chart, notes, source. Everything is as large as the room allows.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::messages::screen::{self as common, SettingOf};
use crate::messages::{Lang, pictures as say, table as table_words};
use crate::model::table::Table;
use crate::model::{Question, Survey};
use crate::present::notes;
use crate::present::picture::has_answers;
use crate::text::cells::{glyphs, width};
use crate::text::fit::{Align, wrap};
use crate::text::fold::display;
use crate::tui::pictures::Chart;
use crate::tui::screens::table::{self, State, chart, list, on_screen, sheet};
use crate::tui::state::{Data, Opened, State as Program, Tone};
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{below, cells, inside, line};
use crate::tui::widgets::grid;

/// Rows below which lines between the parts are left out.
const ROOMY: u16 = 30;

/// Draws over the whole terminal.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let Some(opened) = program.opened() else { return };
    let margin = (area.width / 20).clamp(1, 6);
    let roomy = area.height >= ROOMY;
    let above = u16::from(area.height >= 20) + u16::from(roomy);
    let page = below(inside(area, margin, margin), above);
    let Ok(survey) = &opened.definition else {
        let text = opened.definition.as_ref().err().map_or("", String::as_str);
        return table::view::draw_lines(canvas, page, text, canvas.theme.bad());
    };
    let Some(question) = survey.questions.get(opened.table.question) else { return };
    let mut rest = below(page, title(canvas, page, (survey, question), roomy, program.lang));
    let told = line(rest, 0);
    rest = below(rest, 1 + u16::from(roomy || area.height >= 22));
    let source = foot(canvas, program, opened, rest);
    rest.height = rest.height.saturating_sub(source);
    draw_body(canvas, program, opened, (survey, question), told, rest);
    draw_toast(canvas, program, area);
}

/// What was said last, while there is something: the only thing that lies over the picture.
fn draw_toast(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let Some(toast) = program.toast.as_ref().filter(|_| program.boxes.is_empty()) else { return };
    let row = line(area, area.height.saturating_sub(1));
    let (mark, style) = match toast.tone {
        Tone::Good => (canvas.theme.checked, canvas.theme.good()),
        Tone::Hint => (canvas.theme.pointer, canvas.theme.warn()),
        Tone::Bad => ("!", canvas.theme.bad()),
    };
    canvas.row(row, &format!(" {mark} {}", toast.text), Align::Left, style);
}

/// The short name in spaced letters where they fit, wrapped where not, and the wording below it. Returns the rows taken.
fn title(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (survey, question): (&Survey, &Question),
    roomy: bool,
    lang: Lang,
) -> u16 {
    let name = list::label(question);
    let room = usize::from(area.width).max(1);
    // A row of a matrix says little without the question it is a row of.
    let matrix = survey.matrices.iter().find(|matrix| Some(&matrix.id) == question.parent.as_ref());
    let above = matrix.map_or(String::new(), |matrix| format!("{}{}", list::label(matrix), lang.pick("：", ": ")));
    let head = format!("{}　{above}{}", question.id, spaced(&name));
    let plain = || wrap(&format!("{}　{above}{name}", question.id), room);
    let lines = if width(&head) <= room { vec![head] } else { plain() };
    let style = canvas.theme.active().add_modifier(Modifier::BOLD);
    let mut row = 0;
    for text in lines.iter().take(3) {
        canvas.put(line(area, row), text, style);
        row += 1 + u16::from(roomy);
    }
    let text = display(&question.text);
    if area.height >= 20 && !text.is_empty() && text != name {
        for text in wrap(&text, room).iter().take(if roomy { 3 } else { 2 }) {
            canvas.put(line(area, row), text, Style::new());
            row += 1;
        }
        row += u16::from(roomy);
    }
    row
}

/// A text with a space between its letters.
fn spaced(text: &str) -> String {
    let is_wide = text.chars().all(|c| !c.is_ascii_alphanumeric());
    if !is_wide {
        return text.to_owned();
    }
    glyphs(text).map(|(glyph, _)| glyph).collect::<Vec<_>>().join(" ")
}

/// The source with its date and whether it is provisional, and the place of the question: the last row. Returns the rows
/// taken.
fn foot(canvas: &mut Canvas<'_>, program: &Program, opened: &Opened, area: Rect) -> u16 {
    let lang = program.lang;
    let row = line(area, area.height.saturating_sub(1));
    let questions = super::questions(program);
    let at = questions.iter().position(|question| *question == opened.table.question);
    let place = at.map_or(String::new(), |at| say::place(lang, at + 1, questions.len()));
    let mut right = place;
    if opened.is_synthetic() {
        right = format!("{}　{right}", common::synthetic_mark(lang));
    }
    let room = cells(&right);
    // Up to when forms came in is known only once they were read.
    let read = opened.loaded().map(|loaded| loaded.responses.survey());
    let source = read.or(opened.survey()).map_or(String::new(), |survey| display(&table_words::source(lang, survey)));
    let style = canvas.theme.dim();
    canvas.put(inside(row, 0, room + 2), &source, style);
    let style = if opened.is_synthetic() { canvas.theme.warn() } else { style };
    canvas.put(inside(row, row.width.saturating_sub(room), 0), &right, style);
    1
}

fn draw_body(
    canvas: &mut Canvas<'_>,
    program: &Program,
    opened: &Opened,
    (survey, question): (&Survey, &Question),
    told: Rect,
    area: Rect,
) {
    let (state, lang) = (&opened.table, program.lang);
    let (text, style) = match (&opened.data, &state.problem, &state.answer) {
        (Data::Loading, ..) => (crate::tui::names::reading(program, &opened.progress), canvas.theme.warn()),
        (Data::Failed(sentence), ..) | (_, Some(sentence), _) => (sentence.clone(), canvas.theme.bad()),
        // A table of another question or banner is not shown under this title.
        (_, _, Some(answer)) if Some(&answer.spec) == state.spec(survey).as_ref() => {
            return draw_table(canvas, program, opened, (survey, question, &answer.table), told, area);
        }
        _ => (common::computing(lang).to_owned(), canvas.theme.warn()),
    };
    table::view::draw_lines(canvas, area, &text, style);
}

fn draw_table(
    canvas: &mut Canvas<'_>,
    program: &Program,
    opened: &Opened,
    (survey, question, table): (&Survey, &Question, &Table),
    told: Rect,
    area: Rect,
) {
    let (state, lang) = (&opened.table, program.lang);
    let view = on_screen(state, program.ascii);
    let chart = chart::fitting(table, state.shown);
    let by = if chart.is_made() { &[][..] } else { state.presented_by.as_ref().unwrap_or(&state.view.banners) };
    let group = if chart.is_made() { state.presented_group.min(table.groups.len().saturating_sub(1)) } else { 0 };
    let about = chart::About { table, view: &view, group, made: state.made.as_ref(), lang };
    let told_of: Vec<String> = match chart {
        _ if !has_answers(question) => Vec::new(),
        Chart::Lines | Chart::Points => vec![chart.name(lang).to_owned(), chart::subject(chart, &about)],
        Chart::Bands | Chart::Bars => {
            by.iter().map(|banner| say::by_banner(lang, &common::banner_title(survey, banner))).collect()
        }
    };
    draw_told(canvas, told, survey, state, (table, told_of), lang);
    // Marks of the figures of a table are not on a picture, and what they mean is left out with them.
    let view_of_notes = crate::present::View { significance: false, ..view.clone() };
    let of_picture = chart::notes(chart, state.made.as_ref(), &view, lang);
    let notes = of_picture.unwrap_or_else(|| notes::shown(table, &view_of_notes, lang));
    let rows = draw_notes(canvas, area, &notes, lang);
    let body = Rect { height: area.height.saturating_sub(rows), ..area };
    if !has_answers(question) || table.options.is_empty() {
        let made = sheet::make(table, &view, lang);
        let geometry = grid::geometry(&made.sheet, body);
        return grid::draw(canvas, &made.sheet, &geometry, (usize::MAX, usize::MAX), (0, 0), false);
    }
    if table.groups.first().is_some_and(|total| total.n == 0) {
        let style = canvas.theme.warn();
        canvas.put(line(body, 0), say::nobody(lang), style);
        return;
    }
    chart::draw(canvas, body, chart, &about, true);
}

/// n, the banner, what else the table is made of, and the mark of small bases.
fn draw_told(
    canvas: &mut Canvas<'_>,
    area: Rect,
    survey: &Survey,
    state: &State,
    (table, told_of): (&Table, Vec<String>),
    lang: Lang,
) {
    let mut parts = vec![format!("n={}", table.base.n), common::kind(lang, table.kind).to_owned()];
    parts.extend(told_of);
    for setting in common::settings(lang, survey, &state.view) {
        // Pictures are always of row percentages; the banner is named otherwise.
        if setting.is_set && !matches!(setting.what, SettingOf::Banners | SettingOf::Percent) {
            parts.push(format!("{}{}", setting.name, setting.value));
        }
    }
    let style = canvas.theme.heading();
    let used = canvas.put(area, &parts.join(lang.pick("　", "  ")), style);
    if table.groups.iter().any(|group| sheet::is_small(table, group)) {
        let mark = crate::present::Marks::on_screen(canvas.theme.ascii);
        let style = canvas.theme.warn();
        canvas.put(inside(area, used + 2, 0), &common::small_legend(lang, mark.small, table.min_base), style);
    }
}

/// The notes at the foot of the area, as many as a fifth of it holds; the others are counted. Returns the rows taken.
fn draw_notes(canvas: &mut Canvas<'_>, area: Rect, notes: &[String], lang: Lang) -> u16 {
    let room = usize::from(area.height / 5).max(1);
    let mut lines: Vec<String> = Vec::new();
    let mut left = notes.len();
    for note in notes {
        let wrapped = wrap(note, usize::from(area.width).max(1));
        if lines.len() + wrapped.len() + usize::from(left > 1) > room {
            break;
        }
        lines.extend(wrapped);
        left -= 1;
    }
    if left > 0 {
        lines.push(crate::messages::marks::more_notes(lang, left));
    }
    let rows = u16::try_from(lines.len()).unwrap_or(0).min(area.height);
    let foot = below(area, area.height - rows);
    let style = canvas.theme.dim();
    for (row, text) in (0..rows).zip(&lines) {
        canvas.put(line(foot, row), text, style);
    }
    rows + u16::from(rows > 0 && area.height > 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_japanese_are_spaced_and_words_are_not_torn() {
        assert_eq!(spaced("商店街"), "商 店 街");
        assert_eq!(spaced("Web回答"), "Web回答");
    }
}
