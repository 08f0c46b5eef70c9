//! The tree drawn, and where its parts lie: the tree at the left and details at the right, or below where there is no room.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::index::{Group, Index, Key, Way};
use super::{Row, detail};
use crate::comments::outline;
use crate::messages::plan::{self as words, screen as say};
use crate::messages::screen as common;
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::{Decisions, Docket};
use crate::model::plan::{self, RecordRef};
use crate::text::cells::width;
use crate::text::fit::{Align, cut, pad};
use crate::text::fold::display;
use crate::tui::panes::Axis;
use crate::tui::screens::search_line;
use crate::tui::screens::{progress, records};
use crate::tui::state::{Screen, State as Program};
use crate::tui::view::main_area;
use crate::tui::widgets::canvas::{self, Canvas, below, inner, inside, line};
use crate::tui::widgets::tabs;

/// Where the parts lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// Names of the ways through the plans.
    pub tabs: Rect,
    /// The tree with its frame.
    pub tree: Rect,
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

/// Lays the screen out.
pub fn areas(program: &Program, area: Rect) -> Areas {
    let tabs = line(area, 0);
    let body = below(area, 1);
    let (tree, detail) = if body.width >= 110 {
        let left = body.width * 3 / 5;
        let left = program.panes.list(Screen::Tree, Axis::Across, left, body.width);
        (Rect { width: left, ..body }, inside(body, left, 0))
    } else {
        let upper = (body.height * 2 / 3).max(body.height.min(6));
        let upper = program.panes.list(Screen::Tree, Axis::Down, upper, body.height);
        (Rect { height: upper, ..body }, below(body, upper))
    };
    let text = inside(inner(tree), 1, 1);
    Areas { tabs, tree, search: line(text, 0), rows: below(text, 1), detail }
}

/// Cells before the sign of a row.
pub fn indent(depth: usize) -> u16 {
    u16::try_from(depth.saturating_sub(1) * 2).unwrap_or(0)
}

fn way_name(program: &Program, way: Way) -> &'static str {
    match way {
        Way::Structure => say::view_structure(program.lang),
        Way::Issues => say::view_issues(program.lang),
        Way::Findings => say::view_findings(program.lang),
    }
}

fn tabs(program: &Program) -> Vec<tabs::Tab<Way>> {
    let names = Way::ALL.into_iter().map(|way| (way, way_name(program, way).to_owned()));
    tabs::place(areas(program, main_area(program)).tabs, names)
}

/// The way whose name stands at a place of the screen.
pub fn tab_hit(program: &Program, at: Position) -> Option<Way> {
    tabs::hit(tabs(program), at)
}

/// What a thing is, its name, and what is counted below it.
pub fn label(program: &Program, index: &Index, key: &Key) -> (String, String, String) {
    let lang = program.lang;
    let below = || say::below(lang, index.below(key));
    match key {
        Key::Plan(id) => {
            let plan = index.plans().iter().find(|plan| plan.id == *id);
            (say::kind_plan(lang).to_owned(), plan.map_or(id.clone(), |plan| plan.about.title.clone()), below())
        }
        Key::Record(reference) => match plan::find(index.plans(), reference) {
            Some((_, record)) => {
                let name = if record.is_unfilled() {
                    format!("{}　{}", record.name(), words::unfilled(lang))
                } else if record.name().is_empty() {
                    record.text.clone()
                } else {
                    record.name()
                };
                let grade = record.grade.as_ref().map(|grade| format!("［{grade}］")).unwrap_or_default();
                (words::kind(lang, &record.kind).to_owned(), format!("{name}{grade}"), below())
            }
            None => (String::new(), reference.to_string(), String::new()),
        },
        Key::Question { survey, question } => {
            let name = index.question(survey, question).map_or(question.clone(), |(of, known)| {
                let label = if known.label.is_empty() { &known.text } else { &known.label };
                format!("{} {label}（{}）", known.id, of.title())
            });
            (say::kind_question(lang).to_owned(), name, String::new())
        }
        Key::Finding(id) => {
            let statement = index.findings().get(id).map_or("", |finding| finding.statement.as_str());
            (say::kind_finding(lang).to_owned(), format!("{id} {statement}"), String::new())
        }
        Key::Group { of, what } => {
            let name = match what {
                Group::Questions => say::questions_here(lang),
                Group::Links => say::links(lang),
            };
            (name.to_owned(), index.grouped(of, *what).len().to_string(), String::new())
        }
        Key::Code { set, code } => {
            let (name, _) = detail::code_names(program, set, code);
            let docket = program.sets.iter().find(|known| known.id() == set).and_then(|set| set.docket.as_ref());
            let under = docket
                .map_or(0, |docket| docket.items.iter().filter(|item| item.heading.as_deref() == Some(code)).count());
            (say::kind_code(lang).to_owned(), say::coded(lang, &name, index.opinions(set, code), under), String::new())
        }
        Key::Item { set, item } => {
            let docket = program.sets.iter().find(|known| known.id() == set).and_then(|set| set.docket.as_ref());
            let found = docket.and_then(|docket| {
                let at = docket.items.iter().position(|known| known.item.id == *item)?;
                Some((docket, at, docket.items.get(at)?))
            });
            let name = found.map_or(item.clone(), |(docket, at, numbered)| {
                let decisions = program.journal.state.decisions(set);
                say::item(lang, at + 1, numbered.members.len(), &outline(&decisions, docket, numbered))
            });
            (say::kind_item(lang).to_owned(), name, String::new())
        }
    }
}

/// 意見の概要 of an item as it is printed: what was written, or the first opinion with what is masked taken out.
pub fn outline(decisions: &Decisions, docket: &Docket, numbered: &NumberedItem) -> String {
    let item = decisions.items.get(&numbered.item.id).unwrap_or(&numbered.item);
    outline::of(&NumberedItem { item: item.clone(), ..numbered.clone() }, decisions, docket).text
}

/// The tree as text, for the clipboard.
pub fn copied(program: &Program) -> String {
    let Some(index) = &program.tree.index else { return String::new() };
    let mut text = String::new();
    for row in &program.tree.rows {
        let Some(key) = row.key() else { continue };
        let (kind, name, counts) = label(program, index, key);
        let indent = "\t".repeat(row.path.len().saturating_sub(1));
        text.push_str(display(&format!("{indent}{kind} {name} {counts}")).trim_end());
        text.push('\n');
    }
    text
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let state = &program.tree;
    let Some(index) = state.index.as_ref().filter(|index| !index.plans().is_empty()) else {
        progress::view::nothing(canvas, program, area, say::tree(lang), say::no_plan(lang));
        return;
    };
    let areas = areas(program, area);
    tabs::draw(canvas, &tabs(program), &state.way);
    let style = canvas.theme.active();
    let wanted = !state.search.value().is_empty();
    let title = if wanted { say::found(lang, state.rows.len()) } else { way_name(program, state.way).to_owned() };
    canvas.frame(areas.tree, &title, style);
    search_line::draw(canvas, program, areas.search, (&state.search, state.searching), state.rows.len());
    if state.rows.is_empty() {
        let text = match state.way {
            _ if wanted => common::nothing_found(lang),
            Way::Findings => say::no_findings(lang),
            Way::Issues => say::no_issues(lang),
            Way::Structure => say::no_plan(lang),
        };
        let style = canvas.theme.dim();
        crate::tui::screens::table::view::draw_lines(canvas, areas.rows, text, style);
    }
    for (place, (at, row)) in (0..areas.rows.height).zip(state.rows.iter().enumerate().skip(state.offset)) {
        draw_row(canvas, program, index, row, line(areas.rows, place), at == state.selected);
    }
    let edge = Rect { width: areas.rows.width + 1, ..areas.rows };
    canvas::more(canvas, edge, state.offset, state.rows.len());
    canvas.always_send(areas.rows);
    let style = canvas.theme.passive();
    canvas.frame(areas.detail, say::details(lang), style);
    let lines = detail::lines(program);
    records::draw(canvas, areas.detail_text(), &lines, state.detail);
    canvas::more(canvas, inner(areas.detail), state.detail, lines.len());
}

fn draw_row(canvas: &mut Canvas<'_>, program: &Program, index: &Index, row: &Row, area: Rect, selected: bool) {
    let Some(key) = row.key() else { return };
    let theme = canvas.theme;
    let [open, closed, leaf] = theme.branch;
    let sign = match row.open {
        Some(true) => open,
        Some(false) => closed,
        None => leaf,
    };
    let (kind, name, counts) = label(program, index, key);
    // Issues of several themes have the same numbers.
    let theme_of = |record: &RecordRef| {
        let (plan, found) = plan::find(index.plans(), record)?;
        let above = plan.record(found.parent.as_deref()?)?;
        matches!(above.kind.as_str(), "theme" | "group").then(|| above.title.clone())
    };
    let above = match (program.tree.way, key) {
        (Way::Issues, Key::Record(record)) if row.path.len() == 2 => theme_of(record),
        _ => None,
    };
    let name = above.map_or(name.clone(), |above| format!("{above} {name}"));
    let link = if row.link { format!("{} ", theme.link) } else { String::new() };
    let before = format!("{}{sign} {link}", " ".repeat(indent(row.path.len()).into()));
    let counts = cut(&counts, usize::from(area.width) / 2);
    let room = usize::from(area.width).saturating_sub(width(&before) + width(&counts) + 1);
    let text = format!("{before}{} {counts}", pad(&display(&format!("{kind} {name}")), room, Align::Left));
    let style = match key {
        _ if selected => theme.selected(),
        Key::Plan(_) => theme.heading(),
        Key::Finding(_) => theme.good(),
        Key::Question { .. } | Key::Group { .. } | Key::Code { .. } | Key::Item { .. } => theme.part(1),
        Key::Record(_) if row.link => theme.dim(),
        Key::Record(record) => match plan::find(index.plans(), record) {
            Some((_, record)) if record.is_unfilled() => theme.warn(),
            Some((_, record)) if matches!(record.kind.as_str(), "strategy" | "theme") => theme.heading(),
            _ => Style::new(),
        },
    };
    canvas.row(area, &text, Align::Left, style);
}
