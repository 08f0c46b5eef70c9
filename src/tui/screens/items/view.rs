//! The screen drawn, and where its parts lie.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::detail::{self, Look};
use super::facts::{Facts, Standing, facts};
use super::list::{Filter, Row, Target, why};
use super::{Tab, disputes, masks};
use crate::messages::comments::{items as say, screen as comment_words};
use crate::text::fit::{Align, cut, pad, wrap};
use crate::text::fold::display;
use crate::tui::command::{Id, Place};
use crate::tui::panes::Axis;
use crate::tui::screens::search_line;
use crate::tui::state::{Screen, SetData, State as Program};
use crate::tui::view::main_area;
use crate::tui::widgets::canvas::{Canvas, below, cells, inner, inside, line};
use crate::tui::widgets::tabs;

/// Where the parts of the screen lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// List and details lie side by side.
    pub wide: bool,
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
    let wide = body.width >= 110;
    let (list, detail) = if wide {
        let left = body.width * 11 / 20;
        let left = program.panes.list(Screen::Items, Axis::Across, left, body.width);
        (Rect { width: left, ..body }, inside(body, left, 0))
    } else {
        let upper = (body.height / 2).max(body.height.min(6));
        let upper = program.panes.list(Screen::Items, Axis::Down, upper, body.height);
        (Rect { height: upper, ..body }, below(body, upper))
    };
    let text = inside(inner(list), 1, 1);
    let is_list = program.set().is_none_or(|set| set.items.tab == Tab::Items);
    let search = if is_list { line(text, 0) } else { Rect { height: 0, ..text } };
    Areas { wide, tabs, list, search, rows: below(text, search.height), detail }
}

/// Names of the tabs with the cells they take.
fn tabs(program: &Program) -> Vec<tabs::Tab<Tab>> {
    let lang = program.lang;
    let name = |tab: Tab| match tab {
        Tab::Items => say::tab_items(lang),
        Tab::Disputes => say::tab_disputes(lang),
        Tab::Masks => say::tab_masks(lang),
        Tab::Warnings => say::tab_warnings(lang),
    };
    let names = Tab::ALL.into_iter().map(|tab| (tab, name(tab).to_owned()));
    tabs::place(areas(program, main_area(program)).tabs, names)
}

/// The tab at a place of the screen.
pub fn tab_hit(program: &Program, at: Position) -> Option<Tab> {
    tabs::hit(tabs(program), at)
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let Some(set) = program.set() else {
        sentence(canvas, program, area, comment_words::no_set(program.lang), canvas.theme.warn());
        return;
    };
    match (&set.definition, &set.data) {
        (Err(text), _) | (_, SetData::Failed(text)) => {
            let style = canvas.theme.bad();
            sentence(canvas, program, area, text, style);
            return;
        }
        (_, SetData::Loading) => {
            sentence(canvas, program, area, comment_words::loading(program.lang), canvas.theme.warn());
            return;
        }
        (_, SetData::Ready(_)) => {}
    }
    let Some(facts) = facts(program) else { return };
    if facts.docket.receipts.is_empty() {
        sentence(canvas, program, area, comment_words::no_opinions(program.lang), canvas.theme.dim());
        return;
    }
    let areas = areas(program, area);
    tabs::draw(canvas, &tabs(program), &set.items.tab);
    draw_state(canvas, program, &facts, areas.tabs);
    let style = canvas.theme.active();
    canvas.frame(areas.list, &title(program, &facts), style);
    match set.items.tab {
        Tab::Items => draw_list(canvas, program, &facts, &areas),
        Tab::Disputes => draw_disputes(canvas, program, &facts, areas.rows),
        Tab::Masks => draw_masks(canvas, program, &facts, areas.rows),
        Tab::Warnings => draw_warnings(canvas, program, areas.rows),
    }
    let [up, down] = canvas.theme.more;
    let edge = inside(areas.rows, areas.rows.width.saturating_sub(1), 0);
    let offset = set.items.cursor().offset;
    let count = super::length(program);
    if offset > 0 {
        canvas.put(line(edge, 0), up, style);
    }
    if offset + usize::from(areas.rows.height) < count {
        canvas.put(line(edge, areas.rows.height.saturating_sub(1)), down, style);
    }
    canvas.always_send(areas.rows);
    draw_detail(canvas, program, &areas);
}

fn sentence(canvas: &mut Canvas<'_>, program: &Program, area: Rect, text: &str, style: Style) {
    let frame = canvas.theme.active();
    canvas.frame(area, comment_words::items(program.lang), frame);
    crate::tui::screens::table::view::draw_lines(canvas, inside(inner(area), 1, 1), text, style);
}

/// Filter, marks and drafting, at the right of the tabs.
fn draw_state(canvas: &mut Canvas<'_>, program: &Program, facts: &Facts<'_>, area: Rect) {
    let Some(set) = program.set() else { return };
    let lang = program.lang;
    let mut parts = Vec::new();
    if set.items.filter != Filter::All {
        parts.push(say::filtered(lang, &set.items.filter.words(facts)));
    }
    let marked = super::acts::targets(program).len();
    if marked > 0 {
        parts.push(say::marked(lang, marked));
    }
    if set.items.drafting {
        parts.push(say::drafting(lang).to_owned());
    }
    let text = display(&parts.join(lang.pick("　", "  ")));
    let taken = tabs(program).iter().map(|tab| tab.area.right()).max().unwrap_or(0).saturating_sub(area.x) + 1;
    let room = inside(area, taken, 1);
    let text = cut(&text, room.width.into());
    let free = room.width.saturating_sub(cells(&text));
    canvas.put(inside(room, free, 0), &text, canvas.theme.warn());
}

fn title(program: &Program, facts: &Facts<'_>) -> String {
    let lang = program.lang;
    let Some(set) = program.set() else { return String::new() };
    match set.items.tab {
        Tab::Items => {
            let shown = set.items.rows.iter().filter(|row| matches!(row, Row::Item(_))).count();
            say::list_title(lang, shown, facts.docket.items.len(), facts.open().count())
        }
        Tab::Disputes => {
            let all = disputes::all(program);
            let settled = all.iter().filter(|one| one.settled.is_some()).count();
            say::disputes_title(lang, all.len() - settled, settled)
        }
        Tab::Masks => {
            let all = masks::all(program);
            let masked = all.iter().filter(|entry| entry.masked).count();
            say::masks_title(lang, masked, all.len() - masked)
        }
        Tab::Warnings => say::section(lang, say::tab_warnings(lang), super::publish::known(program).len()),
    }
}

fn draw_warnings(canvas: &mut Canvas<'_>, program: &Program, rows: Rect) {
    let Some(set) = program.set() else { return };
    let cursor = set.items.cursor();
    let known = super::publish::known(program);
    match &set.items.warnings {
        None => canvas.write(rows, say::checking(program.lang), canvas.theme.dim()),
        Some(all) if all.is_empty() => canvas.write(rows, say::no_warnings(program.lang), canvas.theme.good()),
        Some(_) => {}
    }
    for (place, (index, warning)) in (0..rows.height).zip(known.iter().enumerate().skip(cursor.offset)) {
        let style = if index == cursor.selected { canvas.theme.selected() } else { Style::new() };
        let text = display(&super::publish::sentence(program.lang, warning));
        canvas.row(inside(line(rows, place), 0, 1), &text, Align::Left, style);
    }
}

fn draw_list(canvas: &mut Canvas<'_>, program: &Program, facts: &Facts<'_>, areas: &Areas) {
    let Some(set) = program.set() else { return };
    let lang = program.lang;
    let found = set.items.rows.iter().filter(|row| !matches!(row, Row::Title(_))).count();
    search_line::draw(canvas, program, areas.search, (&set.items.search, set.items.searching), found);
    let mut rows = areas.rows;
    if set.items.rows.is_empty() {
        let sentence = say::nothing_shown(lang, &facts.keymap.plain(Id::Back, Place::Items));
        canvas.write(rows, &sentence, canvas.theme.dim());
        return;
    }
    if facts.docket.items.is_empty() && set.items.cursor().offset == 0 {
        rows = draw_no_items(canvas, facts, rows, set.items.rows.len());
    }
    let offset = set.items.cursor().offset;
    for (place, (index, row)) in (0..rows.height).zip(set.items.rows.iter().enumerate().skip(offset)) {
        let area = inside(line(rows, place), 0, 1);
        match row {
            Row::Title(text) => canvas.write(area, &display(text), canvas.theme.heading()),
            row => {
                let selected = index == set.items.cursor().selected;
                let marked = super::list::target(facts, row).is_some_and(|target| set.items.marked.contains(&target))
                    || set.items.in_range(index);
                draw_row(canvas, facts, row, area, selected, marked);
            }
        }
    }
}

/// How items are made, above the opinions they are made from. It stands in the free rows below where there are some, so
/// that the rows stay where the mouse finds them.
fn draw_no_items(canvas: &mut Canvas<'_>, facts: &Facts<'_>, rows: Rect, count: usize) -> Rect {
    let key = facts.keymap.key(Id::DraftItems, Place::Items);
    let one = facts.keymap.plain(Id::OpenItem, Place::Items);
    let text = say::no_items(facts.lang, facts.open().count(), &key, &one);
    let lines = wrap(&text, usize::from(rows.width).max(1));
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let free = rows.height.saturating_sub(u16::try_from(count).unwrap_or(u16::MAX));
    // Without room below, it takes the last lines of the list: how to go on matters more than one more opinion.
    let top = if free > height { rows.height - free + 1 } else { rows.height.saturating_sub(height) };
    if rows.height < height + 2 {
        return rows;
    }
    for (row, text) in (top..rows.height).zip(lines) {
        canvas.put(line(rows, row), &text, canvas.theme.warn());
    }
    Rect { height: top, ..rows }
}

fn draw_row(canvas: &mut Canvas<'_>, facts: &Facts<'_>, row: &Row, area: Rect, selected: bool, marked: bool) {
    let theme = canvas.theme;
    let mark = if marked { theme.checked } else { " " };
    let (text, mut style) = match row {
        Row::Title(_) => return,
        Row::Item(position) => {
            let Some(numbered) = facts.docket.items.get(*position) else { return };
            let item = facts.item(numbered);
            let style = match facts.standing(item) {
                Standing::Overdue => theme.bad(),
                Standing::NoReply | Standing::NoClass => theme.warn(),
                Standing::Asked | Standing::Answered => Style::new(),
            };
            let number = pad(&(position + 1).to_string(), 3, Align::Right);
            let count = pad(&say::count(facts.lang, numbered.members.len()), 6, Align::Right);
            let class = pad(item.disposition.as_deref().unwrap_or("-"), 2, Align::Left);
            let standing = pad(&facts.standing_words(item), 14, Align::Left);
            let outline = display(&facts.outline(numbered).0);
            (format!("{mark} {number} {count} {class} {standing} {outline}"), style)
        }
        Row::Opinion(position) => {
            let Some(opinion) = facts.docket.opinions.get(*position) else { return };
            let why = why(facts.lang, &opinion.fate);
            let why = if why.is_empty() { String::new() } else { format!("［{}］", cut(&display(why), 16)) };
            let style = if why.is_empty() { Style::new() } else { theme.dim() };
            let id = pad(&display(&opinion.id), 8, Align::Left);
            (format!("{mark} {id} {why}{}", display(&opinion.text)), style)
        }
    };
    if selected {
        style = theme.selected();
    }
    canvas.row(area, &text, Align::Left, style);
}

fn draw_disputes(canvas: &mut Canvas<'_>, program: &Program, facts: &Facts<'_>, rows: Rect) {
    let lang = program.lang;
    let all = disputes::all(program);
    let Some(set) = program.set() else { return };
    if all.is_empty() {
        canvas.write(rows, say::no_disputes(lang), canvas.theme.dim());
    }
    let cursor = set.items.cursor();
    let titles = |codes: &[String]| {
        let titles: Vec<&str> = codes.iter().map(|code| facts.docket.codebook.title(code)).collect();
        if titles.is_empty() { say::not_coded(lang).to_owned() } else { titles.join("・") }
    };
    for (place, (index, one)) in (0..rows.height).zip(all.iter().enumerate().skip(cursor.offset)) {
        let settled = one.settled.as_ref().map(|codes| format!("{} {}", say::settled(lang), titles(codes)));
        let codings: Vec<String> = one.codings.iter().map(|(_, codes)| titles(codes)).collect();
        let text = format!("{} {}", pad(&one.opinion, 8, Align::Left), settled.clone().unwrap_or(codings.join(" / ")));
        let style = match (index == cursor.selected, settled.is_some()) {
            (true, _) => canvas.theme.selected(),
            (false, true) => canvas.theme.dim(),
            (false, false) => Style::new(),
        };
        canvas.row(inside(line(rows, place), 0, 1), &display(&text), Align::Left, style);
    }
}

fn draw_masks(canvas: &mut Canvas<'_>, program: &Program, facts: &Facts<'_>, rows: Rect) {
    let lang = program.lang;
    let all = masks::all(program);
    let Some(set) = program.set() else { return };
    if all.is_empty() {
        for (row, text) in (0..rows.height).zip(wrap(say::no_masks(lang), usize::from(rows.width).max(1))) {
            canvas.put(line(rows, row), &text, canvas.theme.dim());
        }
    }
    let cursor = set.items.cursor();
    for (place, (index, entry)) in (0..rows.height).zip(all.iter().enumerate().skip(cursor.offset)) {
        let Some(receipt) = facts.docket.receipts.get(entry.receipt) else { continue };
        let state = match (entry.masked, entry.by_hand) {
            (false, _) => say::cleared(lang),
            (true, true) => say::marked_by_hand(lang),
            (true, false) => say::found_by_program(lang),
        };
        let kind = pad(say::personal(lang, entry.kind), 14, Align::Left);
        let words = entry.span.of(&receipt.text);
        let text =
            format!("{} {} {kind} {}", pad(&receipt.id, 8, Align::Left), pad(state, 8, Align::Left), display(words));
        let style = match (index == cursor.selected, entry.masked) {
            (true, _) => canvas.theme.selected(),
            (false, false) => canvas.theme.dim(),
            (false, true) => Style::new(),
        };
        canvas.row(inside(line(rows, place), 0, 1), &text, Align::Left, style);
    }
}

fn draw_detail(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let Some(set) = program.set() else { return };
    let style = canvas.theme.passive();
    let name = match super::current(program) {
        Some(Target::Opinion(id)) if set.items.tab == Tab::Items => {
            format!("{} {id}", say::opinions_title(program.lang))
        }
        _ => say::details(program.lang).to_owned(),
    };
    canvas.frame(areas.detail, &display(&name), style);
    let body = areas.detail_text();
    let lines = detail::lines(program);
    let offset = set.items.detail;
    for (row, (text, look)) in (0..body.height).zip(lines.iter().skip(offset)) {
        let style = match look {
            Look::Plain => Style::new(),
            Look::Heading => canvas.theme.heading(),
            Look::Dim => canvas.theme.dim(),
            Look::Warn => canvas.theme.warn(),
            Look::Good => canvas.theme.good(),
        };
        canvas.put(line(body, row), text, style);
    }
    let [up, down] = canvas.theme.more;
    let edge = inside(inner(areas.detail), inner(areas.detail).width.saturating_sub(1), 0);
    let style = canvas.theme.active();
    if offset > 0 {
        canvas.put(line(edge, 0), up, style);
    }
    if offset + usize::from(body.height) < lines.len() {
        canvas.put(line(edge, body.height.saturating_sub(1)), down, style);
    }
    canvas.always_send(body);
}
