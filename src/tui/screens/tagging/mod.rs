//! The tagging screen of a set of comments: state, commands and drawing.

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use crate::messages::comments::screen as say;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::state::{Screen, SetData, State as Program};
use crate::tui::widgets::canvas::{Canvas, inner, inside};

/// What is seen of the set.
#[derive(Debug, Default)]
pub struct State {
    /// The search line.
    pub search: Input,
    /// It has the keys.
    pub searching: bool,
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    if id == Id::Back {
        program.screen = Screen::Overview;
    }
    Vec::new()
}

/// Runs a command in the search line.
pub fn search(program: &mut Program, id: Id) -> Vec<Effect> {
    if let (Id::Accept | Id::Back, Some(set)) = (id, program.set_mut()) {
        set.tagging.searching = false;
    }
    Vec::new()
}

/// A click on the screen.
pub fn click(_program: &mut Program, _at: Position) -> Vec<Effect> {
    Vec::new()
}

/// Keeps the cursor in sight.
pub fn settle(_program: &mut Program) {}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let style = canvas.theme.active();
    canvas.frame(area, say::tagging(program.lang), style);
    let inside = inside(inner(area), 1, 1);
    let Some(set) = program.set() else {
        canvas.write(inside, say::no_set(program.lang), canvas.theme.warn());
        return;
    };
    match (&set.definition, &set.data) {
        (Err(sentence), _) | (_, SetData::Failed(sentence)) => {
            super::table::view::draw_lines(canvas, inside, sentence, canvas.theme.bad());
        }
        (_, SetData::Loading) => canvas.write(inside, say::loading(program.lang), canvas.theme.warn()),
        (_, SetData::Ready(corpus)) if corpus.receipts.is_empty() => {
            canvas.write(inside, say::no_opinions(program.lang), canvas.theme.dim());
        }
        (_, SetData::Ready(_)) => {}
    }
}
