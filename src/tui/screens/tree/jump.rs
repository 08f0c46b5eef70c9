//! From the tree to the thing itself, and back the way one came.

use super::index::{Key, Way};
use crate::messages::plan::screen as say;
use crate::model::finding::Voices;
use crate::model::plan::RecordRef;
use crate::tui::action::Effect;
use crate::tui::popups::Popup;
use crate::tui::screens::findings::go::{self, Destination};
use crate::tui::screens::items::Tab;
use crate::tui::screens::items::list::Filter;
use crate::tui::screens::progress;
use crate::tui::state::{Screen, State as Program};
use crate::tui::update::go_to;

/// Where a jump started from.
#[derive(Debug, Clone)]
pub struct Stop {
    screen: Screen,
    survey: usize,
    set: usize,
    way: Way,
    on: Vec<Key>,
    table: usize,
    record: Option<String>,
    /// The boxes that were open there.
    boxes: Vec<Popup>,
}

/// Jumps that are remembered.
const MOST: usize = 50;

/// Remembers where a jump starts.
pub fn leave(program: &mut Program) {
    let stop = Stop {
        screen: program.screen,
        survey: program.current,
        set: program.current_set,
        way: program.tree.way,
        on: program.tree.on.clone(),
        table: program.progress.table,
        record: program.progress.on.clone(),
        boxes: Vec::new(),
    };
    program.trail.push(stop);
    if program.trail.len() > MOST {
        program.trail.remove(0);
    }
}

/// Remembers where a jump starts, with the boxes that are open: going back opens them again.
pub fn leave_with_boxes(program: &mut Program) {
    leave(program);
    if let Some(stop) = program.trail.last_mut() {
        stop.boxes = std::mem::take(&mut program.boxes);
    }
}

/// Goes back to where the last jump started.
pub fn back(program: &mut Program) -> Vec<Effect> {
    let Some(stop) = program.trail.pop() else { return Vec::new() };
    (program.current, program.current_set) = (stop.survey, stop.set);
    program.tree.way = stop.way;
    if !stop.on.is_empty() {
        super::reveal(program, stop.way, &stop.on);
    }
    program.progress.table = stop.table;
    program.progress.on = stop.record;
    program.boxes = stop.boxes;
    go_to(program, stop.screen)
}

/// Why there is no way back.
pub fn reason(program: &Program) -> Option<String> {
    program.trail.is_empty().then(|| say::no_way_back(program.lang).to_owned())
}

/// Shows a record in the tree of the structure.
pub fn to_record(program: &mut Program, record: &RecordRef) {
    leave(program);
    program.screen = Screen::Tree;
    super::prepare(program);
    let Some(way) = program.tree.index.as_ref().map(|index| index.way_to(record)) else { return };
    program.tree.search.reset();
    super::reveal(program, Way::Structure, &way);
}

/// Goes to a thing.
pub fn to(program: &mut Program, key: &Key) -> Vec<Effect> {
    match key {
        Key::Plan(_) | Key::Group { .. } => {
            program.refuse(say::is_here(program.lang));
            Vec::new()
        }
        Key::Record(record) => {
            leave(program);
            if !progress::show(program, record) {
                program.trail.pop();
                program.refuse(say::no_place(program.lang));
            }
            Vec::new()
        }
        Key::Question { survey, question } => {
            let (survey, question) = (survey.clone(), question.clone());
            go::to(program, Destination::Question { survey, question })
        }
        Key::Finding(id) => go::to(program, Destination::Finding(id.clone())),
        Key::Code { set, code } => to_code(program, set, code),
        Key::Item { set, item } => {
            let of = Voices::Item { item: item.clone() };
            go::to(program, Destination::Voices { set: set.clone(), of })
        }
    }
}

/// Items under the code where there are some; otherwise the opinions themselves.
fn to_code(program: &mut Program, set: &str, code: &str) -> Vec<Effect> {
    let heading = Some(code.to_owned());
    let at = program.sets.iter().position(|known| known.id() == set);
    let docket = at.and_then(|at| program.sets.get(at)?.docket.as_ref());
    let has_items = docket.is_some_and(|docket| docket.items.iter().any(|item| item.heading == heading));
    let Some(at) = at.filter(|_| has_items) else {
        let of = Voices::Code { code: code.to_owned() };
        return go::to(program, Destination::Voices { set: set.to_owned(), of });
    };
    leave(program);
    program.current_set = at;
    if let Some(opened) = program.set_mut() {
        opened.items.tab = Tab::Items;
        opened.items.search.reset();
        opened.items.filter = Filter::Heading(heading);
    }
    program.screen = Screen::Items;
    Vec::new()
}
