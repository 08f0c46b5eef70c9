//! The problems screen: what the data check found in the current survey, as a list that can be searched.

use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::Input;

use crate::messages::{Lang, problem, screen as say};
use crate::model::Severity;
use crate::text::cells::width;
use crate::text::fit::{Align, pad};
use crate::text::fold::search;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{Data, ProblemLine, Screen, State as Program};
use crate::tui::widgets::canvas::{Canvas, below, inner, inside, line};
use crate::tui::widgets::field;
use crate::tui::widgets::scroll::{follow, step};

/// What is seen of the list.
#[derive(Debug, Default)]
pub struct State {
    /// The search line.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
    /// Line under the cursor.
    pub selected: usize,
    /// First line in sight.
    pub offset: usize,
}

/// The problems that match the search.
pub fn lines(program: &Program) -> Vec<&ProblemLine> {
    let wanted = search(program.problems.search.value());
    let all = program.opened().map_or(&[][..], |opened| &opened.problems);
    all.iter().filter(|line| wanted.is_empty() || line.folded.contains(&wanted)).collect()
}

/// Where the lines are.
pub fn body(area: Rect) -> Rect {
    below(inside(inner(area), 1, 1), 3)
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let length = lines(program).len();
    let page = usize::from(body(crate::tui::view::main_area(program)).height).max(1);
    let page = isize::try_from(page).unwrap_or(1);
    let far = isize::try_from(usize::MAX / 2).unwrap_or(isize::MAX);
    let state = &mut program.problems;
    let mut go = |by| state.selected = step(state.selected, by, length);
    match id {
        Id::Up => go(-1),
        Id::Down => go(1),
        Id::PageUp => go(-page),
        Id::PageDown => go(page),
        Id::First | Id::RowStart => go(-far),
        Id::Last | Id::RowEnd => go(far),
        Id::Search => state.searching = true,
        Id::OpenProblem => open(program),
        Id::Copy => return copy(program),
        Id::Back if !state.search.value().is_empty() => state.search.reset(),
        Id::Back => program.screen = Screen::Overview,
        _ => {}
    }
    Vec::new()
}

/// Keeps the selected line in sight.
pub fn settle(program: &mut Program) {
    let length = lines(program).len();
    let room = usize::from(body(crate::tui::view::main_area(program)).height);
    let state = &mut program.problems;
    state.selected = state.selected.min(length.saturating_sub(1));
    state.offset = follow(state.offset, state.selected, length, room);
}

/// Everything about one problem.
fn open(program: &mut Program) {
    let Some(line) = lines(program).get(program.problems.selected).copied() else { return };
    let facts = crate::tui::names::problem_facts(program.lang, line);
    let title = problem::severity(program.lang, line.severity);
    program.boxes.push(Popup::new(Kind::Text { title: format!("{title}　{}", line.rule), lines: facts }));
}

fn copy(program: &Program) -> Vec<Effect> {
    let mut text = say::problem_columns(program.lang).join("\t");
    for problem in lines(program) {
        let severity = problem::severity(program.lang, problem.severity);
        let fields = [&problem.rule, &problem.file, &problem.sheet, &problem.cell, &problem.case, &problem.question];
        text.push('\n');
        text.push_str(severity);
        for field in fields.into_iter().chain([&problem.value, &problem.message]) {
            text.push('\t');
            text.push_str(&crate::text::fold::display(field));
        }
    }
    text.push('\n');
    vec![Effect::Copy(text)]
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let Some(opened) = program.opened() else { return };
    let found = lines(program);
    let title = say::problems_title(lang, found.len(), opened.problems.len());
    let style = canvas.theme.active();
    canvas.frame(area, &title, style);
    let top = inside(inner(area), 1, 1);
    let used = canvas.put(line(top, 0), say::search_label(lang), canvas.theme.dim()) + 1;
    let state = &program.problems;
    field::draw(canvas, inside(line(top, 0), used, 0), &state.search, say::search_hint(lang), state.searching);
    let columns = Columns::new(&found, area.width, lang);
    columns.draw(canvas, line(top, 1), &say::problem_columns(lang), Style::new().patch(canvas.theme.dim()));
    let rule = canvas.theme.frame.across.repeat(top.width.into());
    canvas.put(line(top, 2), &rule, canvas.theme.passive());
    let lines = body(area);
    match &opened.data {
        Data::Loading => canvas.write(lines, say::loading(lang), canvas.theme.warn()),
        Data::Failed(sentence) => super::table::view::draw_lines(canvas, lines, sentence, canvas.theme.bad()),
        Data::Ready(_) if opened.problems.is_empty() => {
            canvas.put(lines, say::no_problems(lang), canvas.theme.good());
        }
        Data::Ready(_) if found.is_empty() => canvas.write(lines, say::nothing_found(lang), canvas.theme.dim()),
        Data::Ready(_) => {}
    }
    for (row, (index, problem)) in (0..lines.height).zip(found.iter().enumerate().skip(state.offset)) {
        let severity = problem::severity(lang, problem.severity);
        let style = match problem.severity {
            _ if index == state.selected => canvas.theme.selected(),
            Severity::Error => canvas.theme.bad(),
            Severity::Warning => canvas.theme.warn(),
            Severity::Info => Style::new(),
        };
        let fields = [
            severity,
            &problem.rule,
            &problem.file,
            &problem.sheet,
            &problem.cell,
            &problem.case,
            &problem.question,
            &problem.value,
            &problem.message,
        ];
        columns.draw(canvas, line(lines, row), &fields, style);
    }
    canvas.always_send(lines);
}

/// Widths of the columns before the message, which has the rest.
struct Columns([usize; 8]);

impl Columns {
    /// As wide as their heads and texts, within bounds; narrow terminals do without rule, sheet, case and value.
    fn new(found: &[&ProblemLine], room: u16, lang: Lang) -> Self {
        let wide = room >= 120;
        let severities = [Severity::Error, Severity::Warning, Severity::Info];
        let severity =
            severities.map(|severity| width(problem::severity(lang, severity))).into_iter().max().unwrap_or(0);
        let most = if wide { [severity, 16, 28, 12, 8, 12, 8, 18] } else { [severity, 0, 20, 0, 8, 0, 8, 0] };
        let mut columns = [0; 8];
        for (index, ((cells, most), head)) in columns.iter_mut().zip(most).zip(say::problem_columns(lang)).enumerate() {
            let texts = found.iter().map(|line| width(column_text(line, index)));
            let widest = texts.chain([width(head)]).max().unwrap_or(0).min(most);
            *cells = if index == 0 { severity.max(widest) } else { widest };
        }
        Self(columns)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, fields: &[&str; 9], style: Style) {
        let mut text = String::new();
        for (index, (cells, field)) in self.0.iter().zip(fields).enumerate() {
            if *cells > 0 {
                let field = if index == 2 { file_name(field) } else { field };
                text.push_str(&pad(&crate::text::fold::display(field), *cells, Align::Left));
                text.push_str("  ");
            }
        }
        text.push_str(&crate::text::fold::display(fields.last().unwrap_or(&"")));
        canvas.row(area, &text, Align::Left, style);
    }
}

/// What stands in a column; the word for the severity is not known here.
fn column_text(line: &ProblemLine, column: usize) -> &str {
    match column {
        1 => &line.rule,
        2 => file_name(&line.file),
        3 => &line.sheet,
        4 => &line.cell,
        5 => &line.case,
        6 => &line.question,
        7 => &line.value,
        _ => "",
    }
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
