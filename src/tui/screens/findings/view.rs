//! The screen drawn, and where its parts lie.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Tab;
use super::detail::{self, Look};
use super::list::{self, Filter};
use crate::messages::finding::words::rule_name;
use crate::messages::findings_screen as say;
use crate::model::finding::Finding;
use crate::text::cells::width;
use crate::text::fit::{Align, pad};
use crate::text::fold::display;
use crate::tui::command::{Id, Place};
use crate::tui::panes::Axis;
use crate::tui::screens::search_line;
use crate::tui::state::{Screen, State as Program};
use crate::tui::view::main_area;
use crate::tui::widgets::canvas::{Canvas, below, cells, inner, inside, line, more};
use crate::tui::widgets::tabs;

/// Where the parts of the screen lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// Names of the tabs.
    pub tabs: Rect,
    /// The list with its frame.
    pub list: Rect,
    /// Its search line.
    pub search: Rect,
    /// Its rows.
    pub rows: Rect,
    /// The details with their frame.
    pub detail: Rect,
}

impl Areas {
    /// Where the lines of the details are.
    pub fn detail_text(&self) -> Rect {
        inside(inner(self.detail), 1, 1)
    }
}

/// Lays the screen out: side by side where there is room, otherwise one above the other.
pub fn areas(program: &Program, area: Rect) -> Areas {
    let tabs = line(area, 0);
    let body = below(area, 1);
    let (list, detail) = if body.width >= 110 {
        let left = body.width * 11 / 20;
        let left = program.panes.list(Screen::Findings, Axis::Across, left, body.width);
        (Rect { width: left, ..body }, inside(body, left, 0))
    } else {
        let upper = (body.height / 2).max(body.height.min(6));
        let upper = program.panes.list(Screen::Findings, Axis::Down, upper, body.height);
        (Rect { height: upper, ..body }, below(body, upper))
    };
    let text = inside(inner(list), 1, 1);
    // Heads stand beside the search line's end, over the rows.
    Areas { tabs, list, search: line(text, 0), rows: below(text, 2), detail }
}

fn tabs(program: &Program) -> Vec<tabs::Tab<Tab>> {
    let lang = program.lang;
    let name = |tab: Tab| match tab {
        Tab::Findings => format!("{} {}", say::findings(lang), program.journal.state.findings.list.len()),
        Tab::Drafts => format!("{} {}", say::drafts(lang), list::drafts(program).len()),
    };
    tabs::place(areas(program, main_area(program)).tabs, Tab::ALL.into_iter().map(|tab| (tab, name(tab))))
}

/// The tab at a place of the screen.
pub fn tab_hit(program: &Program, at: Position) -> Option<Tab> {
    tabs::hit(tabs(program), at)
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let state = &program.findings;
    let areas = areas(program, area);
    tabs::draw(canvas, &tabs(program), &state.tab);
    if state.checking {
        let text = format!("{} {} ", canvas.theme.busy, say::checking(lang));
        let used = cells(&text);
        let style = canvas.theme.warn();
        canvas.put(inside(areas.tabs, areas.tabs.width.saturating_sub(used), 0), &text, style);
    }
    let frame = canvas.theme.active();
    canvas.frame(areas.list, &title(program), frame);
    search_line::draw(canvas, program, areas.search, (&state.search, state.searching), super::length(program));
    match state.tab {
        Tab::Findings => draw_findings(canvas, program, areas.rows),
        Tab::Drafts => draw_drafts(canvas, program, areas.rows),
    }
    draw_detail(canvas, program, &areas);
    canvas.always_send(areas.rows);
}

fn title(program: &Program) -> String {
    let lang = program.lang;
    if program.findings.tab == Tab::Drafts {
        let key = program.keymap.key(Id::AllDrafts, Place::Drafts);
        let behind = list::behind(program);
        return say::drafts_title(lang, list::drafts(program).len(), behind, program.findings.all_drafts, &key);
    }
    let (moved, broken) = list::counts(program);
    let shown = list::shown(program).len();
    let title = say::title(lang, shown, program.journal.state.findings.list.len(), moved, broken);
    match program.findings.filter {
        Filter::All => title,
        filter => format!("{title}　{}", filter.words(lang)),
    }
}

fn style(canvas: &Canvas<'_>, look: Look) -> Style {
    match look {
        Look::Head => canvas.theme.heading(),
        Look::Text => Style::new(),
        Look::Good => canvas.theme.good(),
        Look::Care => canvas.theme.warn(),
        Look::Bad => canvas.theme.bad(),
        Look::Dim => canvas.theme.dim(),
    }
}

/// Cells of the columns before the statement: id, status, review, links.
fn widths(program: &Program) -> [usize; 4] {
    let lang = program.lang;
    let [status, review, links, _] = say::columns(lang);
    let statuses = [
        crate::model::finding::Status::Current,
        crate::model::finding::Status::Moved,
        crate::model::finding::Status::Broken,
    ];
    let status = statuses.into_iter().map(|s| width(say::status(lang, s))).chain([width(status)]).max().unwrap_or(8);
    let reviews = [None, Some(false), Some(true)].into_iter().map(|r| width(say::review_mark(lang, r)));
    let review = reviews.chain([width(review)]).max().unwrap_or(4);
    let links = width(links).max(width(say::no_issue(lang)));
    let id = program.journal.state.findings.list.iter().map(|finding| width(&finding.id)).max().unwrap_or(4);
    [id.max(3), status, review, links]
}

fn draw_findings(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let shown = list::shown(program);
    let widths = widths(program);
    let [status, review, links, statement] = say::columns(lang);
    let heads = ["", status, review, links].into_iter().zip(widths).map(|(head, cells)| pad(head, cells, Align::Left));
    let heads = format!("{}  {statement}", heads.collect::<Vec<_>>().join("  "));
    let over = Rect { y: area.y.saturating_sub(1), height: 1.min(area.height), ..area };
    canvas.put(over, &heads, canvas.theme.dim());
    if shown.is_empty() {
        let all = program.journal.state.findings.list.is_empty();
        let pin = || say::none_yet(lang, &program.keymap.plain(Id::PinCell, Place::Table));
        let words = if all { pin() } else { say::none_such(lang).to_owned() };
        crate::tui::screens::table::view::draw_lines(canvas, area, &words, canvas.theme.dim());
        return;
    }
    let (selected, offset) = program.findings.cursor();
    for (row, (index, finding)) in (0..area.height).zip(shown.iter().enumerate().skip(offset)) {
        draw_row(canvas, program, line(area, row), finding, widths, index == selected);
    }
    more(canvas, area, offset, shown.len());
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    program: &Program,
    area: Rect,
    finding: &Finding,
    [id, status, review, links]: [usize; 4],
    selected: bool,
) {
    let lang = program.lang;
    let check = program.findings.check(finding);
    let (word, look) = match check {
        Some(check) => (say::status(lang, check.status), detail::look(check.status)),
        None => ("-", Look::Dim),
    };
    let accepted = finding.review.as_ref().map(|review| !review.on.is_empty());
    let linked = match (list::has_issue(program, finding), finding.records.len()) {
        (false, _) => say::no_issue(lang).to_owned(),
        (true, count) => count.to_string(),
    };
    let pieces = [
        (pad(&finding.id, id, Align::Left), Look::Text),
        (pad(word, status, Align::Left), look),
        (pad(say::review_mark(lang, accepted), review, Align::Left), Look::Text),
        (pad(&linked, links, Align::Left), if list::has_issue(program, finding) { Look::Text } else { Look::Care }),
        (display(&finding.statement), Look::Text),
    ];
    let mut used = 0;
    for (text, look) in pieces {
        let style = if selected { Style::new() } else { style(canvas, look) };
        used += canvas.put(inside(area, used, 1), &text, style) + 2;
    }
    if selected {
        let style = canvas.theme.selected();
        canvas.paint(inside(area, 0, 1), style);
    }
}

fn draw_drafts(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let drafts = list::drafts(program);
    if drafts.is_empty() {
        let state = &program.findings;
        let none = if state.drafts.is_none() { say::looking(lang) } else { say::no_drafts(lang) };
        let words = state.no_drafts.as_deref().unwrap_or(none);
        crate::tui::screens::table::view::draw_lines(canvas, area, words, canvas.theme.dim());
        return;
    }
    let (selected, offset) = program.findings.cursor();
    let rule = drafts.iter().map(|draft| width(rule_name(lang, draft.draft.rule))).max().unwrap_or(4);
    for (row, (index, draft)) in (0..area.height).zip(drafts.iter().enumerate().skip(offset)) {
        let short = pad(rule_name(lang, draft.draft.rule), rule, Align::Left);
        let text = format!("{short}  {}", display(&draft.statement));
        let style = if index == selected { canvas.theme.selected() } else { Style::new() };
        canvas.row(inside(line(area, row), 0, 1), &text, Align::Left, style);
    }
    more(canvas, area, offset, drafts.len());
}

fn draw_detail(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let frame = canvas.theme.passive();
    let title = super::current(program).map_or(String::new(), |finding| finding.id.clone());
    canvas.frame(areas.detail, &title, frame);
    let text = areas.detail_text();
    let lines = detail::lines(program, text.width.into());
    let offset = program.findings.detail;
    for (row, (words, look)) in (0..text.height).zip(lines.iter().skip(offset)) {
        let style = style(canvas, *look);
        canvas.put(line(text, row), words, style);
    }
    more(canvas, inner(areas.detail), offset, lines.len());
    canvas.always_send(text);
}
