//! Writing a reply, an outline or a changed place: a box of one or three text fields over the list, beside the item itself,
//! so that the opinions stay in sight. Saving is a key of its own; a line break is always text.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::dialog::Dialog;
use super::{acts, change, view};
use crate::messages::comments::items as say;
use crate::model::comment::decisions::Change;
use crate::text::fit::wrap;
use crate::text::fold::body;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::State as Program;
use crate::tui::view::main_area;
use crate::tui::widgets::area::{self, Area, Move};
use crate::tui::widgets::canvas::{Canvas, below, inner, inside, line};

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writing {
    /// One reply to some items.
    Reply {
        /// Item ids.
        items: Vec<String>,
    },
    /// The outline of an item.
    Outline {
        /// Item id.
        item: String,
    },
    /// A changed place of the plan.
    Change {
        /// Item id.
        item: String,
        /// Which of its places.
        position: usize,
    },
}

/// A text being written.
#[derive(Debug, Clone)]
pub struct Editor {
    /// What for.
    pub writing: Writing,
    /// Title of the box.
    pub title: String,
    /// What to know while writing.
    pub hint: String,
    /// Fields with their labels.
    pub fields: Vec<(String, Area)>,
    /// The field that has the keys.
    pub focus: usize,
    /// The texts as they were.
    before: Vec<String>,
}

impl Editor {
    /// An editor with labelled texts; a single field needs no label.
    pub fn new(writing: Writing, title: String, fields: &[(&str, &str)]) -> Self {
        Self {
            writing,
            title,
            hint: String::new(),
            before: fields.iter().map(|(_, text)| Area::new(text).text().to_owned()).collect(),
            fields: fields.iter().map(|(label, text)| ((*label).to_owned(), Area::new(text))).collect(),
            focus: 0,
        }
    }

    /// The same with a hint under the text.
    pub fn with_hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    /// Something is written that is not saved.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().map(|(_, area)| area.text()).ne(self.before.iter().map(String::as_str))
    }

    fn area_mut(&mut self) -> Option<&mut Area> {
        self.fields.get_mut(self.focus).map(|(_, area)| area)
    }

    fn text(&self, field: usize) -> String {
        self.fields.get(field).map_or(String::new(), |(_, area)| area.text().trim_end().to_owned())
    }
}

/// Opens the box.
pub fn open(program: &mut Program, editor: Editor) {
    program.boxes.push(Popup::new(Kind::Items(Dialog::Editor(Box::new(editor)))));
}

/// The editor on top of the boxes.
fn top(program: &mut Program) -> Option<&mut Editor> {
    match program.boxes.last_mut().map(|popup| &mut popup.kind) {
        Some(Kind::Items(Dialog::Editor(editor))) => Some(editor),
        _ => None,
    }
}

/// Types or pastes into it; false where no editor is on top.
pub fn insert(program: &mut Program, text: &str) -> bool {
    let area = top(program).and_then(Editor::area_mut);
    area.map(|area| area.insert(text)).is_some()
}

/// Runs a command of the box.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let frame = frame(program);
    match id {
        Id::SaveText => return save(program),
        Id::Back => {
            match top(program).is_some_and(|editor| editor.is_changed()) {
                true => program.boxes.push(Popup::new(Kind::Items(Dialog::Discard))),
                false => drop(program.boxes.pop()),
            }
            return Vec::new();
        }
        Id::DetailUp | Id::DetailDown => return super::run(program, id),
        _ => {}
    }
    let Some(editor) = top(program) else { return Vec::new() };
    let count = editor.fields.len().max(1);
    let room = fields(editor, frame).get(editor.focus).copied().unwrap_or_default();
    let page = isize::try_from(room.height).unwrap_or(1).max(2) - 1;
    let cells = area::room(room);
    match id {
        Id::NextField => editor.focus = (editor.focus + 1) % count,
        Id::PreviousField => editor.focus = (editor.focus + count - 1) % count,
        _ => {}
    }
    let Some(area) = editor.area_mut() else { return Vec::new() };
    match id {
        Id::NewLine => area.insert("\n"),
        Id::EditUndo => drop(area.undo()),
        Id::EditRedo => drop(area.redo()),
        Id::EditLeft => area.go(Move::Left, cells),
        Id::EditRight => area.go(Move::Right, cells),
        Id::EditStart => area.go(Move::LineStart, cells),
        Id::EditEnd => area.go(Move::LineEnd, cells),
        Id::Up => area.go(Move::Lines(-1), cells),
        Id::Down => area.go(Move::Lines(1), cells),
        Id::PageUp => area.go(Move::Lines(-page), cells),
        Id::PageDown => area.go(Move::Lines(page), cells),
        Id::First => area.go(Move::First, cells),
        Id::Last => area.go(Move::Last, cells),
        Id::EditBack => area.back(),
        Id::EditDelete => area.delete(),
        Id::EditWord => area.back_word(),
        _ => {}
    }
    Vec::new()
}

/// Saves what is written and closes the box. What was not changed is no act.
pub fn save(program: &mut Program) -> Vec<Effect> {
    let Some(editor) = top(program).cloned() else { return Vec::new() };
    program.boxes.pop();
    if !editor.is_changed() {
        return Vec::new();
    }
    match &editor.writing {
        Writing::Reply { items } => acts::write_replies(program, items, body(&editor.text(0))),
        Writing::Outline { item } => acts::write_outline(program, item, body(&editor.text(0))),
        Writing::Change { item, position } => {
            let change = Change { place: editor.text(0), before: editor.text(1), after: editor.text(2) };
            change::write(program, item, *position, change)
        }
    }
}

/// Where the box lies: over the list, away from the last rows, where the window of an input method would cover it.
pub fn frame(program: &Program) -> Rect {
    let screen = main_area(program);
    let areas = view::areas(program, screen);
    if areas.wide {
        return areas.list;
    }
    let height = (screen.height * 3 / 5).max(8).min(screen.height);
    // One or two lines below the box would be nothing but the lower edge of what it covers.
    let height = if screen.height - height < 3 { screen.height } else { height };
    Rect { height, ..screen }
}

/// Where the fields lie: a single one has the whole box; of three the first has one line, the others share the rest.
fn fields(editor: &Editor, frame: Rect) -> Vec<Rect> {
    let body = inside(inner(frame), 1, 1);
    let hint = u16::try_from(hint_lines(editor, body).len()).unwrap_or(0);
    let body = Rect { height: body.height.saturating_sub(hint), ..body };
    if editor.fields.len() < 2 {
        return vec![body];
    }
    let first = Rect { height: body.height.min(2), ..body };
    let rest = below(body, 2);
    let half = rest.height / 2;
    let field = |area: Rect| below(area, 1);
    vec![field(first), field(Rect { height: half, ..rest }), field(below(rest, half))]
}

fn hint_lines(editor: &Editor, body: Rect) -> Vec<String> {
    if editor.hint.is_empty() || body.height < 6 {
        Vec::new()
    } else {
        wrap(&editor.hint, usize::from(body.width).max(1))
    }
}

/// Draws the box.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, editor: &Editor, top: bool) {
    let frame = frame(program);
    canvas.clear(frame);
    let style = canvas.theme.active();
    canvas.frame(frame, &editor.title, style);
    let length = editor.fields.iter().map(|(_, area)| area.text().chars().filter(|c| !c.is_whitespace()).count()).sum();
    let count = format!(" {} ", say::characters(program.lang, length));
    let cells = crate::tui::widgets::canvas::cells(&count);
    let bottom = line(frame, frame.height.saturating_sub(1));
    canvas.put(inside(bottom, frame.width.saturating_sub(cells + 2), 1), &count, style);
    let body = inside(inner(frame), 1, 1);
    for (index, ((label, text), area)) in editor.fields.iter().zip(fields(editor, frame)).enumerate() {
        let focus = index == editor.focus;
        if !label.is_empty() && area.y > body.y {
            let heading = Rect { y: area.y - 1, height: 1, ..area };
            let style = if focus { canvas.theme.active() } else { canvas.theme.dim() };
            canvas.put(heading, label, style);
        }
        text.draw(canvas, area, Style::new(), top && focus);
    }
    let lines = hint_lines(editor, body);
    let start = body.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(0));
    for (row, text) in (start..body.height).zip(lines) {
        canvas.put(line(body, row), &text, canvas.theme.dim());
    }
}

/// A click puts the cursor where it points.
pub fn click(program: &mut Program, at: Position) {
    let frame = frame(program);
    let Some(editor) = top(program) else { return };
    let areas = fields(editor, frame);
    let Some((field, room)) = areas.into_iter().enumerate().find(|(_, room)| room.contains(at)) else { return };
    editor.focus = field;
    if let Some(area) = editor.area_mut() {
        let row = area.offset(room) + usize::from(at.y - room.y);
        area.point(row, usize::from(at.x - room.x), area::room(room));
    }
}
