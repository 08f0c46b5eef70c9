//! Boxes, drawn; and where they lie, for the mouse.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::rows::{Row, hints, rows, title};
use super::{Kind, Popup, menu};
use crate::messages::screen as say;
use crate::text::cells::width;
use crate::text::fit::{Align, wrap};
use crate::text::fold::display;
use crate::tui::command::Place;
use crate::tui::screens::entry;
use crate::tui::screens::files::boxes::FilesBox;
use crate::tui::screens::findings::{FindBox, form};
use crate::tui::screens::items::dialog::Dialog;
use crate::tui::screens::items::{editor, excerpt};
use crate::tui::state::State;
use crate::tui::widgets::canvas::{Canvas, below, inner, inside, line, more};
use crate::tui::widgets::field;

/// Where the parts of a box lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The whole box.
    pub frame: Rect,
    /// Its text field.
    pub field: Rect,
    /// Lines of hints.
    pub hints: Rect,
    /// Its rows.
    pub rows: Rect,
}

/// Most columns of a box for reading, and of the others.
const WIDEST: [u16; 2] = [120, 84];

/// Cells for a line of a box for reading.
pub fn text_room(state: &State) -> usize {
    let [widest, _] = WIDEST;
    let frame = crate::tui::view::main_area(state).width.saturating_sub(4).min(widest);
    usize::from(frame.saturating_sub(8)).max(1)
}

/// Lays a box out over the screen: below the title bar, and never down to the last rows, where the window of an input
/// method would cover the field.
pub fn areas(state: &State, popup: &Popup) -> Areas {
    if let Kind::Findings(FindBox::Form(_)) = &popup.kind {
        let form::Areas { frame, field, rows, .. } = form::areas(state);
        return Areas { frame, field, hints: Rect { height: 0, ..field }, rows };
    }
    if matches!(popup.kind, Kind::Entry) {
        let entry::view::Areas { frame, field, hints, rows } = entry::view::areas(state);
        return Areas { frame, field, hints, rows };
    }
    if matches!(popup.kind, Kind::Menu { .. }) {
        let none = Rect::default();
        return Areas { frame: menu::frame(state, popup), field: none, hints: none, rows: menu::room(state, popup) };
    }
    let screen = crate::tui::view::main_area(state);
    let is_form = popup.place() == Place::Prompt;
    let wide = matches!(
        popup.kind,
        Kind::Members { .. } | Kind::Text { .. } | Kind::Explanation(_) | Kind::Messages | Kind::Find(_)
    );
    let [widest, usual] = WIDEST;
    // Another list is as wide as its entries, found or not, so that it keeps its place while it is being searched.
    let needed = if wide || is_form { 0 } else { row_cells(state, popup) };
    let most = if wide { widest } else { needed.max(usual) };
    let frame_width = screen.width.saturating_sub(4).min(most);
    let text_room = usize::from(frame_width.saturating_sub(4)).max(1);
    let hint_lines = hint_lines(state, popup, text_room).len();
    let row_lines = if is_form { 0 } else { rows(state, popup).len().max(1) };
    let wanted = u16::try_from(3 + hint_lines + row_lines).unwrap_or(u16::MAX);
    // A list keeps its height while it is being searched.
    let steady = if is_form { wanted } else { wanted.max(screen.height * 3 / 5) };
    let height = steady.min(screen.height.saturating_sub(1));
    let x = screen.x + (screen.width - frame_width) / 2;
    let frame = Rect { x, y: screen.y + u16::from(screen.height > 4), width: frame_width, height };
    let body = inside(inner(frame), 1, 1);
    let hints_height = u16::try_from(hint_lines).unwrap_or(u16::MAX).min(body.height.saturating_sub(1));
    let under_field = below(body, 1);
    Areas {
        frame,
        field: line(body, 0),
        hints: Rect { height: hints_height.min(under_field.height), ..under_field },
        rows: below(under_field, hints_height),
    }
}

/// Cells that a box needs for its longest entry: mark, name, keys, and its frame.
fn row_cells(state: &State, popup: &Popup) -> u16 {
    let whole = Popup { field: tui_input::Input::default(), ..popup.clone() };
    let all = rows(state, &whole);
    let widest = |of: fn(&Row) -> &str| all.iter().map(|row| width(of(row))).max().unwrap_or(0);
    let reasons = if tells_elsewhere(popup) { 0 } else { widest(|row| row.reason.as_deref().unwrap_or_default()) };
    u16::try_from(widest(|row| &row.left) + widest(|row| &row.right) + reasons + 12).unwrap_or(u16::MAX)
}

fn hint_lines(state: &State, popup: &Popup, room: usize) -> Vec<(String, bool)> {
    let problem = popup.problem.iter().flat_map(|text| wrap(text, room)).map(|text| (text, true));
    let hints = hints(state, popup).into_iter().flat_map(|text| wrap(&text, room)).map(|text| (text, false));
    problem.chain(hints).collect()
}

/// Draws a box. Only the top one shows a cursor.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, popup: &Popup, top: bool) {
    match &popup.kind {
        Kind::Items(Dialog::Editor(editor)) => return editor::draw(canvas, state, editor, top),
        Kind::Items(Dialog::Excerpt(excerpt)) => return excerpt::draw(canvas, state, popup, excerpt, top),
        Kind::Findings(FindBox::Form(form)) => {
            form::draw(canvas, state, popup, form, top);
            return draw_rows(canvas, state, popup, areas(state, popup).rows);
        }
        _ => {}
    }
    if matches!(popup.kind, Kind::Menu { .. }) {
        return menu::draw(canvas, state, popup);
    }
    if matches!(popup.kind, Kind::Entry) {
        return entry::view::draw(canvas, state, popup, top);
    }
    let areas = areas(state, popup);
    canvas.clear(areas.frame);
    let style = canvas.theme.active();
    canvas.frame(areas.frame, &title(state, popup), style);
    let is_form = popup.place() == Place::Prompt;
    let takes_path = matches!(popup.kind, Kind::Files(FilesBox::Path));
    let label = if is_form || takes_path { say::prompt_label(state.lang) } else { say::search_label(state.lang) };
    let used = canvas.put(areas.field, label, canvas.theme.dim()) + 1;
    let hint = if is_form || takes_path { "" } else { say::search_hint(state.lang) };
    let field = inside(areas.field, used, 0);
    field::draw(canvas, field, &popup.field, hint, top);
    let text = display(popup.field.value());
    if popup.proposed && width(&text) < usize::from(field.width) {
        canvas.put(field, &text, canvas.theme.selected());
    }
    let room = usize::from(areas.hints.width).max(1);
    for (row, (text, is_bad)) in (0..areas.hints.height).zip(hint_lines(state, popup, room)) {
        let style = if is_bad { canvas.theme.bad() } else { canvas.theme.dim() };
        canvas.put(line(areas.hints, row), &text, style);
    }
    if !is_form {
        draw_rows(canvas, state, popup, areas.rows);
    }
}

pub(super) fn draw_rows(canvas: &mut Canvas<'_>, state: &State, popup: &Popup, area: Rect) {
    let rows = rows(state, popup);
    let elsewhere = tells_elsewhere(popup);
    let waiting = matches!(popup.kind, Kind::Members { found: None, .. } | Kind::Explanation(None));
    let empty_saved = matches!(popup.kind, Kind::Saved) && state.journal.state.tables.is_empty();
    let says_so = empty_saved || matches!(popup.kind, Kind::Find(_));
    if rows.is_empty() && !waiting && !says_so {
        canvas.put(area, say::nothing_found(state.lang), canvas.theme.dim());
    }
    let columns = Columns::of(&rows, area.width, elsewhere);
    let visible = rows.iter().enumerate().skip(popup.offset).take(area.height.into());
    for (place, (index, row)) in (0..).zip(visible) {
        draw_row(canvas, line(area, place), row, columns, index == popup.selected);
    }
    more(canvas, area, popup.offset, rows.len());
    canvas.always_send(area);
}

/// The menu, the box that finds everything and that of charts say elsewhere why something cannot be used.
fn tells_elsewhere(popup: &Popup) -> bool {
    matches!(popup.kind, Kind::Menu { .. } | Kind::Find(_) | Kind::Charts)
}

/// How the width of a list is divided: words first, then keys, and why something cannot be used where there is room left.
#[derive(Clone, Copy)]
struct Columns {
    /// Cells for the words; all that are left where nothing stands behind the keys.
    words: u16,
    /// Cells for the keys; 0 without any.
    keys: u16,
    /// Cells for reasons; 0 where they are not shown.
    reasons: u16,
}

/// Cells between the columns of a list.
const GAP: u16 = 2;
/// In fewer cells a reason says nothing.
const LEAST_REASON: u16 = 12;

impl Columns {
    fn of(rows: &[Row], width: u16, reasons_elsewhere: bool) -> Self {
        let widest = |of: fn(&Row) -> &str| {
            u16::try_from(rows.iter().map(|row| self::width(of(row))).max().unwrap_or(0)).unwrap_or(u16::MAX)
        };
        // Mark and end of the line.
        let width = width.saturating_sub(4);
        let words = widest(|row| &row.left);
        let keys = widest(|row| &row.right).min((width / 2).max(width.saturating_sub(words).saturating_sub(GAP)));
        let gap = if keys > 0 { GAP } else { 0 };
        let left = width.saturating_sub(words).saturating_sub(keys + gap + GAP);
        let longest = widest(|row| row.reason.as_deref().unwrap_or_default());
        let reasons = longest.min(left);
        if reasons_elsewhere || reasons < longest.clamp(1, LEAST_REASON) {
            return Self { words: width.saturating_sub(keys + gap), keys, reasons: 0 };
        }
        Self { words: width.saturating_sub(keys + gap + reasons + GAP), keys, reasons }
    }
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, row: &Row, columns: Columns, selected: bool) {
    let theme = canvas.theme;
    let style = match (selected, row.reason.is_some()) {
        (true, _) => theme.selected(),
        (false, true) => theme.dim(),
        (false, false) => Style::new(),
    };
    let area = inside(area, 0, 2);
    canvas.row(area, "", Align::Left, style);
    let mark = match row.checked {
        Some(true) => theme.checked,
        Some(false) => theme.unchecked,
        None if selected => theme.pointer,
        None => " ",
    };
    canvas.write(area, mark, style);
    let cells = |x: u16, width: u16| Rect { width, ..inside(area, x.min(area.width), 0) }.intersection(area);
    canvas.write(cells(2, columns.words), &row.left, style);
    let keys = area.width.saturating_sub(columns.keys + if columns.reasons > 0 { columns.reasons + GAP } else { 0 });
    canvas.write(cells(keys, columns.keys), &row.right, style);
    if let Some(reason) = row.reason.as_ref().filter(|_| columns.reasons > 0) {
        canvas.write(cells(area.width.saturating_sub(columns.reasons), columns.reasons), reason, style);
    }
}
