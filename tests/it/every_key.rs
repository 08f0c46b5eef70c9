//! Every command on every screen and in every box: its key acts, or a sentence says why not. And every one of them is drawn
//! at every size.
//!
//! Keys are tried on copies of the program's state; nothing they ask for is done, so each meets the same.

use std::collections::BTreeSet;

use koe::project::Op;
use koe::text::cells::width;
use koe::tui::action::{Action, Effect};
use koe::tui::command::{COMMANDS, Place};
use koe::tui::key::{Key, alt, char, f};
use koe::tui::state::State;
use koe::tui::store::Request;
use koe::tui::view::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::places::{Spot, act, missed, of_nothing, of_reading, of_sample, press};
use crate::widths::no_half_glyphs;

fn drawn(state: &State) -> (Buffer, Option<Position>) {
    let mut cells = Buffer::empty(state.area);
    let cursor = paint(state, &mut cells);
    (cells, cursor)
}

/// What is seen once it is done: a file, the clipboard, what the journal says, a new reading.
fn is_seen_later(effect: &Effect) -> bool {
    match effect {
        // How a table is looked at is seen at once, or not at all.
        Effect::Store(Request::Act(op)) => !matches!(**op, Op::SetView { .. }),
        Effect::Store(_) | Effect::Copy(_) | Effect::Quit | Effect::Redraw | Effect::CancelTable => true,
        Effect::Export { .. } | Effect::ExportPage { .. } | Effect::ExportDocument { .. } => true,
        Effect::Publish { .. } | Effect::WriteSheet { .. } | Effect::Draft { .. } => true,
        _ => false,
    }
}

/// True where a key acts or a sentence says why it does not.
fn answers(spot: &Spot, before: &(Buffer, Option<Position>), key: Key) -> bool {
    let mut state = spot.state.clone();
    let effects = press(&mut state, key);
    state.toast.is_some() || effects.iter().any(is_seen_later) || drawn(&state) != *before
}

/// The keys of a place that leave a person without an answer.
fn silent(spot: &Spot) -> Vec<String> {
    let mut silent = Vec::new();
    let spot = &Spot { state: State { toast: None, ..spot.state.clone() }, ..spot.clone() };
    let before = drawn(&spot.state);
    for key in [alt('z'), f(11), char('あ')] {
        if !answers(spot, &before, key) {
            silent.push(format!("{}, which is no command, in {:?} [{}]", key.name(), spot.place, spot.keys));
        }
    }
    for command in COMMANDS.iter().filter(|command| command.works_in(spot.place)) {
        if command.keys_in(spot.place).next().is_some_and(|key| !answers(spot, &before, key)) {
            silent.push(format!("{} in {:?} [{}]", command.name, spot.place, spot.keys));
        }
    }
    silent
}

/// Fails with every key that leaves a person without an answer.
pub fn no_key_is_silent<'a>(spots: impl IntoIterator<Item = &'a Spot>) {
    let silent: Vec<String> = spots.into_iter().flat_map(silent).collect();
    assert!(silent.is_empty(), "{} keys without an answer:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn no_key_is_silent_on_the_sample() {
    no_key_is_silent(of_sample());
}

#[test]
fn no_key_is_silent_where_nothing_may_be_written() {
    // What opens over a screen is tried with all else: here once for every screen is enough.
    let mut places = Vec::new();
    let mut is_first = |spot: &&Spot| {
        let is_new = spot.state.boxes.is_empty() && spot.place != Place::Search && !places.contains(&spot.place);
        places.push(spot.place);
        is_new
    };
    let read_only = |spot: &Spot| Spot { state: State { read_only: true, ..spot.state.clone() }, ..spot.clone() };
    let spots: Vec<Spot> = of_sample().iter().filter(|spot| is_first(spot)).map(read_only).collect();
    no_key_is_silent(&spots);
}

#[test]
fn no_key_is_silent_where_there_is_nothing() {
    no_key_is_silent(&of_nothing());
}

#[test]
fn no_key_is_silent_while_files_are_read() {
    no_key_is_silent(&of_reading());
}

#[test]
fn every_place_is_tried() {
    assert!(missed().is_empty(), "{}", missed().join("\n"));
    let tried: BTreeSet<String> = of_sample().iter().map(|spot| format!("{:?}", spot.place)).collect();
    for place in Place::ALL {
        assert!(tried.contains(&format!("{place:?}")), "{place:?}");
    }
}

const SIZES: [(u16, u16); 11] =
    [(0, 0), (1, 1), (3, 2), (10, 3), (20, 8), (39, 11), (40, 12), (80, 24), (100, 30), (160, 45), (200, 60)];

/// Sizes that nobody thought of: another three for every place, the same in every run.
fn drawn_by_lot(seed: u64) -> [(u16, u16); 3] {
    let mut lot = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |most: u64| {
        lot ^= lot << 13;
        lot ^= lot >> 7;
        lot ^= lot << 17;
        u16::try_from(lot % most).unwrap()
    };
    std::array::from_fn(|_| (next(130), next(40)))
}

fn is_drawn(spot: &Spot, (columns, rows): (u16, u16)) {
    let mut state = spot.state.clone();
    let _ = act(&mut state, Action::Resize { width: columns, height: rows });
    let (cells, cursor) = drawn(&state);
    let name = format!("{:?} [{}] at {columns}x{rows}", spot.place, spot.keys);
    assert_eq!((cells.area.width, cells.area.height), (columns, rows), "{name}");
    no_half_glyphs(&cells);
    let is_within = cursor.is_none_or(|at| at.x < columns && at.y < rows);
    assert!(is_within, "the cursor stands at {cursor:?}: {name}");
    let says = cells.content.iter().any(|cell| !cell.symbol().trim().is_empty());
    assert_eq!(says, columns > 0 && rows > 0, "{name}");
}

#[test]
fn every_place_is_drawn_at_every_size() {
    for (at, spot) in (1..).zip(of_sample()) {
        for size in SIZES.into_iter().chain(drawn_by_lot(at)) {
            is_drawn(spot, size);
        }
    }
    for (at, spot) in (1000..).zip(of_nothing().iter().chain(&of_reading())) {
        for size in [(0, 0), (20, 6), (80, 24)].into_iter().chain(drawn_by_lot(at)) {
            is_drawn(spot, size);
        }
    }
}

#[test]
fn where_there_is_little_room_every_key_still_works() {
    for (at, spot) in of_sample().iter().enumerate().step_by(3) {
        let size = SIZES.get(at % 7).copied().unwrap_or_default();
        for key in ["Down", "PageDown", "Right", "PageUp", "Up", "Left", "End", "Ctrl+End", "Tab"] {
            let mut state = spot.state.clone();
            let _ = act(&mut state, Action::Resize { width: size.0, height: size.1 });
            let _ = press(&mut state, Key::parse(key).unwrap());
            let (cells, _) = drawn(&state);
            assert!(cells.content.iter().all(|cell| width(cell.symbol()) <= 2), "{key} at {size:?} in {}", spot.keys);
        }
    }
}
