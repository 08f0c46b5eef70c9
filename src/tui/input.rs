//! Events of the terminal as actions: keys through the command table, text, paste, mouse.
//!
//! Nothing is decided here but what an event means in the place that has the keys.

use crossterm::event::{Event, KeyCode, MouseButton, MouseEventKind};

use super::action::Action;
use super::command::Id;
use super::key::Key;
use super::state::State;
use super::update::command_of;

/// What an event means now; `None` for what is not for us.
pub fn action(state: &State, event: Event) -> Option<Action> {
    match event {
        Event::Key(event) => Key::of(event).map(|key| of_key(state, key)),
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Resize(width, height) => Some(Action::Resize { width, height }),
        Event::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click { x, y }),
                MouseEventKind::Drag(MouseButton::Left) => Some(Action::Drag { x, y }),
                MouseEventKind::Up(MouseButton::Left) => Some(Action::Release),
                MouseEventKind::ScrollDown => Some(Action::Wheel { x, y, down: true }),
                MouseEventKind::ScrollUp => Some(Action::Wheel { x, y, down: false }),
                _ => None,
            }
        }
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// What a key means now.
pub fn of_key(state: &State, key: Key) -> Action {
    let typing = state.place().takes_text();
    if !typing && is_meant_for_search(state, key) {
        return Action::TypedTooSoon(key.code == KeyCode::Enter);
    }
    // Where one types, Shift with an arrow chooses nothing, and is no reason to stand still.
    let unshifted = || typing.then(|| command_of(state, key.unshifted())).flatten();
    if let Some(id) = command_of(state, key).or_else(unshifted) {
        return Action::Run(id);
    }
    match key.text() {
        Some(c) if typing => Action::Type(c),
        _ => match command_of(state, key.folded()).filter(|_| !typing) {
            Some(id) => Action::Run(id),
            None if key.is_japanese() => Action::InputMethodOn,
            None => Action::UnknownKey(key.name()),
        },
    }
}

/// True for what is typed behind a search that could not begin: it was meant as text.
fn is_meant_for_search(state: &State, key: Key) -> bool {
    let refused = state.refused.filter(|id| matches!(id, Id::Search | Id::TagPicker));
    let types = key.code == KeyCode::Enter || key.code == KeyCode::Backspace || key.text().is_some();
    refused.is_some() && types && command_of(state, key) != refused
}

/// Fewest characters that come at once only when they are pasted.
const BURST: usize = 4;

/// Joins characters that arrived together while a text field has the keys: where the terminal does not mark a paste,
/// Enter inside one must not submit the field.
pub fn join_burst(events: Vec<Event>) -> Vec<Event> {
    let mut joined = Vec::new();
    let mut text = String::new();
    let mut run: Vec<Event> = Vec::new();
    for event in events {
        match pasted_char(&event) {
            Some(c) => {
                text.push(c);
                run.push(event);
            }
            None => {
                flush(&mut joined, &mut text, &mut run);
                joined.push(event);
            }
        }
    }
    flush(&mut joined, &mut text, &mut run);
    joined
}

fn pasted_char(event: &Event) -> Option<char> {
    let Event::Key(event) = event else { return None };
    let key = Key::of(*event)?;
    match key.code {
        _ if key.ctrl || key.alt => None,
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => key.text(),
    }
}

/// A run with an Enter or a tab between characters is a paste; one at its very end was pressed by hand.
fn flush(joined: &mut Vec<Event>, text: &mut String, run: &mut Vec<Event>) {
    let inside = text.trim_end_matches(['\n', '\t']).contains(['\n', '\t']);
    if inside && text.chars().count() >= BURST {
        joined.push(Event::Paste(std::mem::take(text)));
        run.clear();
    }
    text.clear();
    joined.append(run);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyEvent, KeyModifiers};

    fn keys(text: &str) -> Vec<Event> {
        let code = |c| match c {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            c => KeyCode::Char(c),
        };
        text.chars().map(|c| Event::Key(KeyEvent::new(code(c), KeyModifiers::NONE))).collect()
    }

    #[test]
    fn a_burst_with_line_breaks_is_a_paste() {
        assert_eq!(join_burst(keys("空き店舗\nの活用")), [Event::Paste("空き店舗\nの活用".to_owned())]);
        assert_eq!(join_burst(keys("空き\t店舗\n")), [Event::Paste("空き\t店舗\n".to_owned())]);
    }

    #[test]
    fn typing_and_enter_stay_keys() {
        assert_eq!(join_burst(keys("空き\n")), keys("空き\n"));
        assert_eq!(join_burst(keys("かんこう\n")), keys("かんこう\n"));
    }
}
