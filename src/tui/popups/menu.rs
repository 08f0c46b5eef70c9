//! The menu: all commands of the place it was opened over, by topic. Arrows and Enter reach everything, so does the mouse.

use ratatui::layout::{Position, Rect};

use super::rows::{Row, What};
use super::{Kind, Popup};
use crate::text::fit::Align;
use crate::tui::action::Effect;
use crate::tui::command::{COMMANDS, Command, Id, Menu, Place};
use crate::tui::enabled;
use crate::tui::state::State;
use crate::tui::view::main_area;
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{cells, inner, inside, line};

/// The commands of a menu in a place, in the order of the table.
fn commands(place: Place, menu: Menu) -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(move |command| command.menu == menu && command.works_in(place) && command.id != Id::Menu)
}

/// The menus that have something in a place, from left to right.
fn menus(place: Place) -> Vec<Menu> {
    Menu::ALL.into_iter().filter(|menu| commands(place, *menu).next().is_some()).collect()
}

/// Opens the menu over the place that has the keys, or closes it.
pub fn toggle(state: &mut State) {
    if let Some(Popup { kind: Kind::Menu { .. }, .. }) = state.boxes.last() {
        state.boxes.pop();
        return;
    }
    let place = state.place();
    if let Some(menu) = menus(place).first() {
        state.boxes.push(Popup::new(Kind::Menu { place, menu: *menu }));
    }
}

/// Left and right: the menu beside, around the end.
pub fn turn(state: &mut State, right: bool) {
    let Some(Popup { kind: Kind::Menu { place, menu }, selected, offset, .. }) = state.boxes.last_mut() else { return };
    let all = menus(*place);
    let at = all.iter().position(|known| known == menu).unwrap_or(0);
    let count = all.len().max(1);
    let next = (at + if right { 1 } else { count - 1 }) % count;
    *menu = all.get(next).copied().unwrap_or(*menu);
    (*selected, *offset) = (0, 0);
}

/// The rows of the menu that is open.
pub fn rows(state: &State, place: Place, menu: Menu) -> Vec<Row> {
    let row = |command: &'static Command| Row {
        what: What::Command(command.id),
        left: (command.title)(state.lang).to_owned(),
        right: state.keymap.names(command, place),
        checked: None,
        reason: enabled::listed(state, command.id),
    };
    commands(place, menu).map(row).collect()
}

/// Why the command under the cursor cannot be used, or what it does.
pub fn telling(state: &State, popup: &Popup) -> Option<(String, bool)> {
    let Kind::Menu { place, menu } = popup.kind else { return None };
    let command = commands(place, menu).nth(popup.selected)?;
    let reason = enabled::listed(state, command.id);
    let is_reason = reason.is_some();
    Some((reason.unwrap_or_else(|| command.help(state.lang).to_owned()), is_reason))
}

/// The titles in the first line of the screen.
fn titles(state: &State, place: Place) -> Vec<(Rect, Menu)> {
    let bar = line(state.area, 0);
    let mut x = bar.x;
    let mut found = Vec::new();
    for menu in menus(place) {
        let width = (cells(menu.title(state.lang)) + 4).min(bar.right().saturating_sub(x));
        found.push((Rect { x, width, ..bar }, menu));
        x += width;
    }
    found
}

/// The box below the title of the menu that is open.
pub fn frame(state: &State, popup: &Popup) -> Rect {
    let Kind::Menu { place, menu } = popup.kind else { return Rect::default() };
    let screen = main_area(state);
    let rows = rows(state, place, menu);
    let widest = |of: fn(&Row) -> &String| rows.iter().map(|row| cells(of(row))).max().unwrap_or(0);
    // Frame, margins, mark and the gap before the keys.
    let width = (widest(|row| &row.left) + widest(|row| &row.right) + 12).max(24).min(screen.width);
    let titles = titles(state, place);
    let x = titles.iter().find(|(_, known)| *known == menu).map_or(screen.x, |(area, _)| area.x);
    let x = x.min(screen.right().saturating_sub(width));
    let height = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX).min(screen.height);
    Rect { x, y: screen.y, width, height }
}

/// Where its rows lie.
pub fn room(state: &State, popup: &Popup) -> Rect {
    inside(inner(frame(state, popup)), 1, 1)
}

/// Draws titles and box.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, popup: &Popup) {
    let Kind::Menu { place, menu } = popup.kind else { return };
    let style = canvas.theme.bar_style();
    canvas.row(line(state.area, 0), "", Align::Left, style);
    for (area, known) in titles(state, place) {
        let open = known == menu;
        let style = if open { canvas.theme.active() } else { canvas.theme.bar_style() };
        let mark = if open { canvas.theme.branch[0] } else { " " };
        canvas.row(area, &format!(" {mark}{} ", known.title(state.lang)), Align::Left, style);
    }
    let frame = frame(state, popup);
    canvas.clear(frame);
    let style = canvas.theme.active();
    canvas.frame(frame, "", style);
    super::view::draw_rows(canvas, state, popup, room(state, popup));
}

/// A click while the menu is open: on a title, on a row, or beside it, which closes it.
pub fn click(state: &mut State, at: Position) -> Vec<Effect> {
    let Some(popup) = state.boxes.last() else { return Vec::new() };
    let Kind::Menu { place, menu: open } = popup.kind else { return Vec::new() };
    let (frame, room, offset) = (frame(state, popup), room(state, popup), popup.offset);
    let title = titles(state, place).into_iter().find(|(area, _)| area.contains(at)).map(|(_, menu)| menu);
    let row = offset + usize::from(at.y.saturating_sub(room.y));
    match state.boxes.last_mut() {
        Some(Popup { kind: Kind::Menu { menu, .. }, selected, offset, .. })
            if title.is_some_and(|title| title != open) =>
        {
            *menu = title.unwrap_or(open);
            (*selected, *offset) = (0, 0);
        }
        Some(popup) if frame.contains(at) => {
            if room.contains(at) {
                popup.selected = row;
                return super::update::run(state, Id::Accept);
            }
        }
        _ => drop(state.boxes.pop()),
    }
    Vec::new()
}
