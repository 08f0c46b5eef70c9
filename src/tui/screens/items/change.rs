//! Changed places of the plan: a list per item, each place with its text before and after, written in an editor of three
//! fields. All places of an item are one act.

use super::acts::first_item;
use super::dialog::Dialog;
use super::editor::{Editor, Writing};
use super::facts::facts;
use crate::messages::comments::items as say;
use crate::model::comment::decisions::Change;
use crate::project::CommentOp;
use crate::tui::action::Effect;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::State as Program;
use crate::tui::update::decide;

/// Begins: with the list where there are places already, with an empty one otherwise.
pub fn start(program: &mut Program) {
    let Some((_, item)) = first_item(program) else { return };
    if item.changes.is_empty() {
        edit(program, &item.id, 0);
    } else {
        program.boxes.push(Popup::new(Kind::Items(Dialog::Changes { item: item.id })));
    }
}

/// The places of an item as of now.
pub fn of(program: &Program, item: &str) -> Vec<Change> {
    let Some(facts) = facts(program) else { return Vec::new() };
    facts.numbered(item).map_or(Vec::new(), |numbered| facts.item(numbered).changes.clone())
}

/// Opens the editor on a place; the number behind the last is a new one.
pub fn edit(program: &mut Program, item: &str, position: usize) {
    let lang = program.lang;
    let change = of(program, item).into_iter().nth(position).unwrap_or_default();
    let number = facts(program).and_then(|facts| facts.docket.number(item)).unwrap_or(0);
    let title = format!("{}  {}", say::changes_title(lang), say::number(lang, number));
    let fields = [
        (say::place(lang), change.place.as_str()),
        (say::before(lang), change.before.as_str()),
        (say::after(lang), change.after.as_str()),
    ];
    let editor = Editor::new(Writing::Change { item: item.to_owned(), position }, title, &fields);
    super::editor::open(program, editor);
}

/// Writes one place; one with nothing in it is taken away.
pub fn write(program: &mut Program, item: &str, position: usize, change: Change) -> Vec<Effect> {
    let mut changes = of(program, item);
    match changes.get_mut(position) {
        Some(old) => *old = change,
        None => changes.push(change),
    }
    changes.retain(|change| *change != Change::default());
    decide(program, CommentOp::SetChanges { item: item.to_owned(), changes })
}

/// Takes one place away.
pub fn remove(program: &mut Program, item: &str, position: usize) -> Vec<Effect> {
    write(program, item, position, Change::default())
}
