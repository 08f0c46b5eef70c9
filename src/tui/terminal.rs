//! The real terminal: taken over at the start, given back at the end whatever happens.
//!
//! A panic gives it back too; what is known of it is written down by [`crash`](super::crash).

use std::io::{self, Stdout, stdout};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, CrosstermBackend};

use super::crash::Witness;

/// The terminal drawn to.
pub type Screen = Terminal<CrosstermBackend<Stdout>>;

/// Gives the terminal back when it goes out of scope.
pub struct Guard {
    /// Sees what goes wrong meanwhile.
    pub witness: Witness,
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Takes the terminal over; without the mouse the terminal can mark text with it.
///
/// # Errors
/// There is no terminal, or it cannot be switched to raw mode.
pub fn enter(mouse: bool) -> io::Result<(Screen, Guard)> {
    enable_raw_mode()?;
    let guard = Guard { witness: Witness::new(restore) };
    execute!(stdout(), EnterAlternateScreen)?;
    if mouse {
        execute!(stdout(), EnableMouseCapture)?;
    }
    // The old Windows console has no bracketed paste; bursts of keys are recognised there.
    let _ = execute!(stdout(), EnableBracketedPaste);
    Ok((Terminal::new(CrosstermBackend::new(stdout()))?, guard))
}

/// Empties the screen, so that everything is sent anew with the next frame.
///
/// The library's own way asks the terminal where its cursor stands, and the answer is taken by whoever reads the keys.
///
/// # Errors
/// Those of the terminal.
pub fn clear<B: Backend>(screen: &mut Terminal<B>) -> Result<(), B::Error> {
    screen.backend_mut().clear_region(ClearType::All)?;
    // The frame before is forgotten.
    screen.swap_buffers();
    Ok(())
}

/// Gives the terminal back. Doing it twice does no harm.
pub fn restore() {
    let _ =
        execute!(stdout(), DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, crossterm::cursor::Show);
    let _ = disable_raw_mode();
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::backend::TestBackend;

    #[test]
    fn a_cleared_screen_is_sent_anew() {
        let mut screen = Terminal::new(TestBackend::new(4, 1)).unwrap();
        let draw = |screen: &mut Terminal<TestBackend>| {
            screen.draw(|frame| frame.render_widget("koe", frame.area())).map(|_| ()).unwrap();
        };
        draw(&mut screen);
        clear(&mut screen).unwrap();
        screen.backend().assert_buffer_lines(["    "]);
        draw(&mut screen);
        screen.backend().assert_buffer_lines(["koe "]);
    }
}
