//! The tagging screen of a set of comments: the text large, codes with keys and counts beside it, similar opinions below.
//!
//! `state` is what is seen, `queue` the order of opinions, `teacher` what threads find out, `update` what commands do; the
//! panes are drawn by `text`, `codes` and `similar` within `layout`. Nothing is decided here by itself: a suggestion is
//! only a mark until a person presses a key.

pub mod boxes;
pub mod codes;
mod details;
pub mod dividing;
pub mod enabled;
mod group;
pub mod layout;
pub mod picker;
pub mod queue;
pub mod similar;
pub mod split;
pub mod state;
pub mod staying;
pub mod teacher;
pub mod text;
pub mod update;
pub mod view;

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

pub use state::State;
pub use update::run;
pub use view::draw;

use crate::model::comment::Docket;
use crate::model::comment::shared::apart;
use crate::project::Op;
use crate::tui::action::{Discarded, Effect, Tagged};
use crate::tui::command::Id;
use crate::tui::state::{Screen, State as Program};
use crate::tui::view::main_area;

/// Codes are given under this name from now on; empty is the person's own.
pub fn code_as(program: &mut Program, coder: &str) {
    for set in &mut program.sets {
        set.tagging.coder = (!coder.is_empty()).then(|| coder.to_owned());
        set.tagging.made_for = None;
    }
}

/// Runs a command in the search line.
pub fn search(program: &mut Program, id: Id) -> Vec<Effect> {
    let Some(set) = program.set_mut() else { return Vec::new() };
    match id {
        Id::Back => {
            set.tagging.search.reset();
            set.tagging.searching = false;
        }
        Id::Accept => set.tagging.searching = false,
        Id::Down => return run(program, Id::Right),
        Id::Up => return run(program, Id::Left),
        _ => return run(program, id),
    }
    Vec::new()
}

/// A click on the screen: on a code it gives or takes it, on a similar opinion it goes there, on a place to cut it cuts.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let Some(set) = program.set() else { return Vec::new() };
    let areas = layout::areas(&set.tagging, &program.panes, main_area(program));
    let similar = layout::similar_rows(&areas);
    if areas.code_rows.contains(at) {
        let code = codes::hit(set, &areas, usize::from(at.y - areas.code_rows.y));
        if let (Some(code), None) = (code, crate::tui::enabled::reason(program, Id::Code(1))) {
            update::toggle(program, &code);
        }
    } else if similar.contains(at) {
        let id = similar::hit(set, usize::from(at.y - similar.y));
        if let (Some(id), Some(set)) = (id, program.set_mut()) {
            set.tagging.wanted = Some(id);
        }
    }
    Vec::new()
}

/// The wheel scrolls the text wherever it is turned.
pub fn wheel(program: &mut Program, down: bool) -> Vec<Effect> {
    update::scroll(program, if down { 3 } else { -3 })
}

/// Before an action: the unmasked original is there only while nothing else is done. Scrolling it is allowed, and going back
/// puts the masks on again.
pub fn before(program: &mut Program, scrolls: bool) {
    if let Some(set) = program.set_mut()
        && !scrolls
    {
        set.tagging.original = false;
    }
}

/// Brings everything seen up to date with docket and decisions.
pub fn settle(program: &mut Program) {
    let Some(view) = update::view(program) else { return };
    let room = program.set().map_or(Rect::default(), |set| {
        layout::text_lines(&layout::areas(&set.tagging, &program.panes, main_area(program)))
    });
    let Some(set) = program.set_mut() else { return };
    let state = &mut set.tagging;
    let blind_of = Some((state.changes, view.coder.clone()));
    let is_known = state.known.as_ref().is_some_and(|docket| Arc::ptr_eq(docket, &view.docket));
    if state.blind_of != blind_of || !is_known {
        state.blind = queue::blind(&view.docket, &view.decisions, &view.coder);
        state.blind_of = blind_of;
    }
    let is_other = queue::settle(state, &view) || state.current() != Some(state.shown.as_str());
    if is_other {
        state.shown = state.current().unwrap_or_default().to_owned();
        state.draft = Default::default();
        state.page = 0;
        state.codes_offset = 0;
    }
    let opinion = view.docket.opinion(&state.shown);
    let text = opinion.and_then(|opinion| Some((&view.docket.receipt_of(opinion)?.text, &opinion.spans)));
    let is_same_text = text.is_some_and(|(text, spans)| *text == state.shown_text.0 && *spans == state.shown_text.1);
    if is_other || !is_same_text {
        state.shown_text = text.map(|(text, spans)| (text.clone(), spans.clone())).unwrap_or_default();
        state.original = false;
        state.dividing = None;
        state.scroll = 0;
    }
    let codes = view.docket.codebook.codes.len();
    state.page = state.page.min(codes.div_ceil(update::PAGE).saturating_sub(1));
    let Some(set) = program.set() else { return };
    let lines = text::lines(program, set, room.width.into());
    let last = lines.len().saturating_sub(room.height.into());
    // The place of the cut under the cursor is kept in sight.
    let cut = lines.iter().position(|line| matches!(line, text::Line::Cut(_, true)));
    let scroll = match cut {
        Some(cut) => {
            let height = usize::from(room.height);
            let low = (cut + 3).saturating_sub(height);
            set.tagging.scroll.clamp(low.min(cut.saturating_sub(2)), cut.saturating_sub(2))
        }
        None => set.tagging.scroll,
    };
    let areas = layout::areas(&set.tagging, &program.panes, main_area(program));
    let codes_offset = codes::offset(&set.tagging, &view.docket.codebook, areas.code_rows.height.into());
    let accepts_first = update::accepts_first(program);
    if let Some(set) = program.set_mut() {
        set.tagging.scroll = scroll.min(last);
        set.tagging.codes_offset = codes_offset;
        set.tagging.accepts_first = accepts_first;
    }
}

/// The work that is to be started so that suggestions, groups and the order follow what is on the screen. Each is asked for
/// once; a newer question of the same kind stops the older one.
pub fn refresh(program: &mut Program) -> Vec<Effect> {
    if program.screen != Screen::Tagging {
        return Vec::new();
    }
    let number = program.current_set;
    let Some(question) = update::question(program) else { return Vec::new() };
    let Some(set) = program.set_mut() else { return Vec::new() };
    let state = &mut set.tagging;
    let mut effects = Vec::new();
    let texts_changed = state.prepared_for.as_ref().is_none_or(|before| !same_texts(before, &question.docket));
    if texts_changed {
        effects.push(Effect::Prepare { set: number, docket: Arc::clone(&question.docket) });
    }
    state.prepared_for = Some(Arc::clone(&question.docket));
    let ready = state.prepared.is_some();
    let current = state.current().unwrap_or_default().to_owned();
    let asked = Some((current.clone(), state.changes, question.coder.clone(), ready));
    // The docket follows a change a little later, and then what rests on it must, too.
    if state.asked != asked || !state.asked_of.as_ref().is_some_and(|docket| Arc::ptr_eq(docket, &question.docket)) {
        state.asked = asked;
        state.asked_of = Some(Arc::clone(&question.docket));
        let (question, teacher) = (Box::new(question.clone()), state.teacher.clone());
        effects.push(Effect::Advise { set: number, opinion: current, question, teacher });
    }
    if teacher::is_ranked(state.queue) && ready {
        let ranked = Some((state.changes, question.coder.clone(), ready));
        if state.ranked != ranked && state.seen + 1 < state.order.len() {
            state.ranked = ranked;
            let rest = state.order.iter().skip(state.seen + 1).cloned().collect();
            let (of, question, teacher) = (state.arrangement(), Box::new(question), state.teacher.clone());
            effects.push(Effect::Rank { set: number, rest, of, question, teacher });
        }
    }
    effects
}

/// True when groups and index of one docket hold for the other.
fn same_texts(one: &Arc<Docket>, other: &Arc<Docket>) -> bool {
    Arc::ptr_eq(one, other)
        || (one.opinions.len() == other.opinions.len() && {
            let (before, after) = apart(&one.opinions, &other.opinions);
            before.len() == after.len() && before.iter().zip(&after).all(|(a, b)| a.id == b.id && a.text == b.text)
        })
}

/// Takes in what a thread found out; what is not needed any more is left over.
pub fn take(program: &mut Program, set: usize, tagged: Tagged) -> Option<Effect> {
    let state = &mut program.sets.get_mut(set)?.tagging;
    match tagged {
        Tagged::Prepared(Some(prepared)) => {
            // What was looked for among the texts of before is looked for again.
            state.asked = None;
            let old = state.prepared.replace(Arc::new(*prepared))?;
            return Some(Effect::Discard(Discarded::Prepared(old)));
        }
        Tagged::Advised(Some(advice)) => state.advice = Some(Arc::new(*advice)),
        Tagged::Ranked(Some((of, order))) => {
            if teacher::is_ranked(state.queue) && !queue::take_ranking(state, of, order) {
                // Asked again, for the order of now.
                state.ranked = None;
            }
        }
        Tagged::Prepared(None) | Tagged::Advised(None) | Tagged::Ranked(None) => {}
    }
    None
}

/// After undo or redo: shows what it was about.
pub fn follow(program: &mut Program, op: &Op) {
    update::follow(program, op);
}
