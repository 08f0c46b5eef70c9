//! The screen of the data check drawn, and where its parts lie.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::list::{self, file_name};
use super::{Tab, rule_words};
use crate::messages::{check_screen as say, fix as fix_words, problem, screen as common};
use crate::model::Severity;
use crate::model::diagnostic::Status;
use crate::model::fix::{FixState, Holds};
use crate::text::cells::width;
use crate::text::fit::{Align, pad, wrap};
use crate::text::fold::display;
use crate::tui::panes::Axis;
use crate::tui::screens::search_line;
use crate::tui::state::{Data, ProblemLine, Screen, State as Program};
use crate::tui::view::main_area;
use crate::tui::widgets::canvas::{Canvas, below, cells, inner, inside, line};
use crate::tui::widgets::tabs;

/// Where the parts of the screen lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// Names of the lists.
    pub tabs: Rect,
    /// The list of rules with its frame; empty where there is no room.
    pub rules: Rect,
    /// Its rows.
    pub rule_rows: Rect,
    /// The list with its frame.
    pub list: Rect,
    /// Its search line.
    pub search: Rect,
    /// Its rows.
    pub rows: Rect,
    /// What is said about the row under the cursor.
    pub detail: Rect,
}

impl Areas {
    /// True where the rules have a pane of their own.
    pub fn has_rules(&self) -> bool {
        self.rules.width > 0
    }
}

/// Columns from which the rules have a pane of their own, and its columns.
const WIDE: u16 = 120;
const RULES: u16 = 44;

/// Lays the screen out.
pub fn areas(program: &Program, area: Rect) -> Areas {
    let tabs = line(area, 0);
    let body = below(area, 1);
    let detail = match body.height {
        0..12 => 0,
        12..30 => 6,
        _ => 8,
    };
    let height = program.panes.list(Screen::Problems, Axis::Down, body.height - detail, body.height);
    let upper = Rect { height, ..body };
    let with_rules = area.width >= WIDE && program.problems.tab == Tab::Found;
    let left = if with_rules { RULES } else { 0 };
    let left = program.panes.first(Screen::Problems, Axis::Across, left, upper.width);
    let rules = Rect { width: left, ..upper };
    let list = inside(upper, left, 0);
    let text = inside(inner(list), 1, 1);
    Areas {
        tabs,
        rules,
        rule_rows: below(inside(inner(rules), 1, 1), 1),
        list,
        search: line(text, 0),
        rows: below(text, 2),
        detail: below(body, upper.height),
    }
}

fn tabs(program: &Program) -> Vec<tabs::Tab<Tab>> {
    let lang = program.lang;
    let opened = program.opened();
    let name = |tab: Tab| match tab {
        Tab::Found => format!("{} {}", say::found(lang), opened.map_or(0, |opened| opened.problems.len())),
        Tab::Decisions => {
            let decided = opened.and_then(|opened| opened.loaded()).map_or(0, |loaded| loaded.fixes.len());
            format!("{} {decided}", say::decisions(lang))
        }
    };
    tabs::place(areas(program, main_area(program)).tabs, Tab::ALL.into_iter().map(|tab| (tab, name(tab))))
}

/// The list at a place of the screen.
pub fn tab_hit(program: &Program, at: Position) -> Option<Tab> {
    tabs::hit(tabs(program), at)
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let state = &program.problems;
    let areas = areas(program, area);
    tabs::draw(canvas, &tabs(program), &state.tab);
    if program.opened().is_some_and(|opened| opened.rereading || opened.stale) {
        let text = format!("{} {} ", canvas.theme.busy, say::updating(lang));
        let used = cells(&text);
        let style = canvas.theme.warn();
        canvas.put(inside(areas.tabs, areas.tabs.width.saturating_sub(used), 0), &text, style);
    }
    draw_rules(canvas, program, &areas);
    let frame = if state.on_rules { canvas.theme.passive() } else { canvas.theme.active() };
    canvas.frame(areas.list, &title(program), frame);
    search_line::draw(canvas, program, areas.search, (&state.search, state.searching), state.length());
    match (state.tab, empty(program)) {
        (_, Some((text, style))) => draw_lines(canvas, areas.rows, &text, style(canvas)),
        (Tab::Found, None) => draw_found(canvas, program, &areas),
        (Tab::Decisions, None) => draw_decisions(canvas, program, &areas),
    }
    draw_detail(canvas, program, areas.detail);
    canvas.always_send(areas.rows);
}

fn title(program: &Program) -> String {
    let lang = program.lang;
    let state = &program.problems;
    let Some(opened) = program.opened() else { return common::problems(lang).to_owned() };
    match state.tab {
        Tab::Found => {
            let rule = rule_words(program);
            say::title(lang, (state.lists.rows.len(), opened.problems.len()), rule.as_deref(), state.status)
        }
        Tab::Decisions => {
            let total = opened.loaded().map_or(0, |loaded| loaded.fixes.len());
            say::decisions_title(lang, total, list::stale(program), state.only_stale)
        }
    }
}

type Look = fn(&Canvas<'_>) -> Style;

/// Why there is no row, where there is none.
fn empty(program: &Program) -> Option<(String, Look)> {
    let lang = program.lang;
    let dim: Look = |canvas| canvas.theme.dim();
    let Some(opened) = program.opened() else { return Some((common::no_survey(lang).to_owned(), dim)) };
    let state = &program.problems;
    match (&opened.data, state.tab) {
        (Data::Loading, _) => {
            Some((crate::tui::names::reading(program, &opened.progress), |canvas| canvas.theme.warn()))
        }
        (Data::Failed(sentence), _) => Some((sentence.clone(), |canvas| canvas.theme.bad())),
        (Data::Ready(_), _) if state.length() > 0 => None,
        (Data::Ready(_), Tab::Found) if opened.problems.is_empty() => {
            Some((common::no_problems(lang).to_owned(), |canvas| canvas.theme.good()))
        }
        (Data::Ready(loaded), Tab::Decisions) if loaded.fixes.is_empty() => {
            Some((say::no_decisions(lang).to_owned(), dim))
        }
        (Data::Ready(_), _) => Some((common::nothing_found(lang).to_owned(), dim)),
    }
}

fn draw_lines(canvas: &mut Canvas<'_>, area: Rect, text: &str, style: Style) {
    for (row, text) in (0..area.height).zip(wrap(text, area.width.into())) {
        canvas.put(line(area, row), &text, style);
    }
}

fn draw_rules(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    if !areas.has_rules() {
        return;
    }
    let lang = program.lang;
    let state = &program.problems;
    let style = if state.on_rules { canvas.theme.active() } else { canvas.theme.passive() };
    canvas.frame(areas.rules, say::rules_pane(lang), style);
    let statuses = [Some(Status::Open), Some(Status::Automatic), Some(Status::Kept)];
    let row = |name: &str, counts: [String; 3], room: u16| {
        let name = pad(name, usize::from(room).saturating_sub(3 * 7), Align::Left);
        counts.iter().fold(name, |text, count| text + &pad(count, 7, Align::Right))
    };
    let head = row("", statuses.map(|status| say::status_name(lang, status).to_owned()), areas.rule_rows.width);
    let head_area = line(inside(inner(areas.rules), 1, 1), 0);
    canvas.put(head_area, &head, canvas.theme.dim());
    let sum = |at: usize| -> usize { state.lists.rules.iter().filter_map(|rule| rule.counts.get(at)).sum() };
    let all = (say::every_rule(lang).to_owned(), [sum(0), sum(1), sum(2)], Severity::Info);
    let rules = state.lists.rules.iter().map(|rule| (rule.name.clone(), rule.counts, rule.severity));
    let chosen = state.rule_at();
    let shown = std::iter::once(all).chain(rules).enumerate().skip(state.rules_offset);
    for (place, (at, (name, counts, severity))) in (0..areas.rule_rows.height).zip(shown) {
        let style = match severity {
            _ if at == chosen && state.on_rules => canvas.theme.selected(),
            _ if at == chosen => canvas.theme.current(),
            Severity::Error => canvas.theme.bad(),
            Severity::Warning => canvas.theme.warn(),
            Severity::Info => Style::new(),
        };
        let counts = counts.map(|count| if count == 0 { "-".to_owned() } else { count.to_string() });
        let text = row(&display(&name), counts, areas.rule_rows.width);
        canvas.row(line(areas.rule_rows, place), &text, Align::Left, style);
    }
    canvas.always_send(areas.rule_rows);
}

/// Cells of the columns before the message: status, severity, rule, case, question, value, file, cell. Little room goes without
/// rule, value and file, which stand below the list.
fn found_widths(program: &Program, room: u16) -> [usize; 8] {
    let lang = program.lang;
    let state = &program.problems;
    let statuses = [Status::Open, Status::Automatic, Status::Kept].map(|status| say::status_name(lang, Some(status)));
    let severities = [Severity::Error, Severity::Warning, Severity::Info].map(|one| problem::severity(lang, one));
    let most = |names: [&str; 3]| names.into_iter().map(width).max().unwrap_or(0);
    let mut limits = match room {
        0..90 => [0, 9, 6, 0, 0, 6],
        90..110 => [14, 12, 8, 10, 0, 7],
        110..140 => [20, 12, 8, 14, 0, 7],
        _ => [20, 14, 10, 18, 18, 8],
    };
    if state.rule.is_some() {
        limits[0] = 0;
    }
    let [status, severity, heads @ .., _] = say::columns(lang);
    let mut widths = [most(statuses).max(width(status)), most(severities).max(width(severity)), 0, 0, 0, 0, 0, 0];
    let rest = widths.iter_mut().skip(2).zip(limits).zip(heads.iter().zip(state.lists.widths));
    for ((cells, limit), (head, needed)) in rest {
        *cells = needed.max(width(head)).min(limit);
    }
    widths
}

fn columns(widths: &[usize], fields: &[&str]) -> String {
    let mut text = String::new();
    for (at, field) in fields.iter().enumerate() {
        match widths.get(at) {
            Some(0) => {}
            Some(cells) => {
                text.push_str(&pad(&display(field), *cells, Align::Left));
                text.push_str("  ");
            }
            None => text.push_str(&display(field)),
        }
    }
    text
}

fn draw_found(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let lang = program.lang;
    let Some(opened) = program.opened() else { return };
    let state = &program.problems;
    let widths = found_widths(program, areas.list.width);
    let head = Rect { height: 1, y: areas.search.y + 1, ..areas.search };
    if areas.rows.height > 0 {
        canvas.put(head, &columns(&widths, &say::columns(lang)), canvas.theme.dim());
    }
    let (selected, offset) = state.cursor();
    let shown = state.lists.rows.iter().enumerate().skip(offset);
    for (place, (at, line_at)) in (0..areas.rows.height).zip(shown) {
        let Some(found) = opened.problems.get(*line_at) else { continue };
        let style = match (found.status, found.severity) {
            _ if at == selected && !state.on_rules => canvas.theme.selected(),
            _ if at == selected => canvas.theme.current(),
            (Status::Kept, _) => canvas.theme.dim(),
            (_, Severity::Error) => canvas.theme.bad(),
            (_, Severity::Warning) => canvas.theme.warn(),
            (_, Severity::Info) => Style::new(),
        };
        let fields = [
            say::status_name(lang, Some(found.status)),
            problem::severity(lang, found.severity),
            &found.name,
            &found.case,
            &found.question,
            &found.value,
            file_name(&found.place.file),
            &found.place.cell,
            &found.message,
        ];
        canvas.row(line(areas.rows, place), &columns(&widths, &fields), Align::Left, style);
    }
}

fn draw_decisions(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let lang = program.lang;
    let Some(loaded) = program.opened().and_then(|opened| opened.loaded()) else { return };
    let state = &program.problems;
    let widths: [usize; 7] = match areas.list.width {
        0..90 => [8, 8, 6, 10, 14, 0, 10],
        90..120 => [16, 10, 8, 14, 16, 10, 16],
        _ => [16, 12, 10, 24, 24, 12, 16],
    };
    let head = Rect { height: 1, y: areas.search.y + 1, ..areas.search };
    if areas.rows.height > 0 {
        canvas.put(head, &columns(&widths, &say::decision_columns(lang)), canvas.theme.dim());
    }
    let (selected, offset) = state.cursor();
    let shown = state.lists.decisions.iter().enumerate().skip(offset);
    for (place, (at, position)) in (0..areas.rows.height).zip(shown) {
        let Some(FixState { fix, id, holds, .. }) = loaded.fixes.get(*position) else { continue };
        let style = match holds {
            _ if at == selected => canvas.theme.selected(),
            Holds::Yes => Style::new(),
            _ => canvas.theme.bad(),
        };
        let whole = fix.question.is_none();
        let fields = [
            fix_words::holds(lang, holds),
            id,
            fix.question.as_deref().unwrap_or_default(),
            if whole { "" } else { &fix.raw },
            &fix_words::change(lang, &fix.change),
            fix_words::person(lang, &fix.who),
            &fix.at,
            &fix.note,
        ];
        canvas.row(line(areas.rows, place), &columns(&widths, &fields), Align::Left, style);
    }
}

/// What is said about the row under the cursor.
fn draw_detail(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    if area.height < 3 {
        return;
    }
    canvas.frame(area, "", canvas.theme.passive());
    let area = inside(inner(area), 1, 1);
    let texts = match program.problems.tab {
        Tab::Found => list::current(program).map(|found| about(program, found)),
        Tab::Decisions => list::current_decision(program).map(|state| about_decision(program, state)),
    };
    let lines = texts.unwrap_or_default().into_iter().flat_map(|(text, strong)| {
        wrap(&display(&text), area.width.into()).into_iter().map(move |text| (text, strong)).collect::<Vec<_>>()
    });
    for (row, (text, strong)) in (0..area.height).zip(lines) {
        let style = if strong { canvas.theme.heading() } else { Style::new() };
        canvas.put(line(area, row), &text, style);
    }
}

fn about(program: &Program, found: &ProblemLine) -> Vec<(String, bool)> {
    let lang = program.lang;
    let survey = program.opened().and_then(|opened| opened.survey());
    let question = survey.and_then(|survey| survey.question(&found.question));
    let question = question.map(|question| format!("{} {}", question.id, question.label));
    let mut texts = vec![(found.message.clone(), true)];
    if !found.fix.is_empty() {
        texts.push((format!("{}: {}", common::what_to_do(lang), found.fix), false));
    }
    if !found.kept.is_empty() {
        texts.push((found.kept.clone(), false));
    }
    let place = [found.place.file.as_str(), &found.place.sheet, &found.place.cell];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let value = if found.value.is_empty() { String::new() } else { format!("「{}」", found.value) };
    let parts = [found.name.clone(), found.case.clone(), question.unwrap_or_default(), value, place.join(" ")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    texts.push((parts.join("　"), false));
    texts
}

fn about_decision(program: &Program, state: &FixState) -> Vec<(String, bool)> {
    let lang = program.lang;
    let FixState { fix, place, holds, .. } = state;
    let survey = program.opened().and_then(|opened| opened.survey());
    let question = fix.question.as_deref().and_then(|id| survey?.question(id));
    let question = question.map(|question| format!("{} {}", question.id, question.label)).unwrap_or_default();
    let now = match holds {
        Holds::Changed(now) if !now.is_empty() => format!("（{now}）"),
        _ => String::new(),
    };
    let rule = list::rule_name(program, &fix.rule);
    let parts = [question, rule, place.file.clone(), place.cell.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let note = fix.note.clone();
    let what = format!("{} {}　{}　{}", fix_words::holds(lang, holds), now, fix_words::person(lang, &fix.who), fix.at);
    [(parts.join("　"), true), (what, false), (note, false)].into_iter().filter(|(text, _)| !text.is_empty()).collect()
}
