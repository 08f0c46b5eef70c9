//! The real terminal: taken over at the start, given back at the end whatever happens.
//!
//! A panic gives it back too and says one sentence; the details follow it for a report.

use std::io::{self, Stdout, Write, stdout};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::messages::{Lang, screen as say};

/// The terminal drawn to.
pub type Screen = Terminal<CrosstermBackend<Stdout>>;

/// Gives the terminal back when it goes out of scope.
pub struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Takes the terminal over; without the mouse the terminal can mark text with it.
///
/// # Errors
/// There is no terminal, or it cannot be switched to raw mode.
pub fn enter(lang: Lang, mouse: bool) -> io::Result<(Screen, Guard)> {
    enable_raw_mode()?;
    let guard = Guard;
    execute!(stdout(), EnterAlternateScreen)?;
    if mouse {
        execute!(stdout(), EnableMouseCapture)?;
    }
    // The old Windows console has no bracketed paste; bursts of keys are recognised there.
    let _ = execute!(stdout(), EnableBracketedPaste);
    on_panic(lang);
    Ok((Terminal::new(CrosstermBackend::new(stdout()))?, guard))
}

/// Gives the terminal back. Doing it twice does no harm.
pub fn restore() {
    let _ =
        execute!(stdout(), DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, crossterm::cursor::Show);
    let _ = disable_raw_mode();
}

/// Only a panic of the thread that draws ends the program; those of background work are caught and reported there.
fn on_panic(lang: Lang) {
    let drawing = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // A reader that gives up on a malformed file is contained and ends nothing.
        if std::thread::current().id() == drawing && !crate::load::read::is_contained() {
            restore();
            let _ = writeln!(io::stderr(), "{}", say::panicked(lang));
            before(info);
        }
    }));
}
