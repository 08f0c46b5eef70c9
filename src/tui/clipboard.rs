//! Text to the clipboard: the desktop's own where there is one, otherwise the terminal is asked (OSC 52).
//!
//! A terminal does not say whether it obeyed, so that way is never reported as sure.

use std::io::{Write, stdout};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Where copied text goes.
pub enum Clipboard {
    /// To the desktop or the terminal; the desktop's clipboard lives as long as this.
    Real(Option<Box<arboard::Clipboard>>),
    /// Into memory: for scripts without a screen.
    Memory(Vec<String>),
}

impl Clipboard {
    /// The desktop's, looked for when it is first needed.
    pub fn real() -> Self {
        Self::Real(None)
    }

    /// Copies a text. True where it is known to have worked.
    pub fn copy(&mut self, text: &str) -> bool {
        match self {
            Self::Memory(copied) => {
                copied.push(text.to_owned());
                true
            }
            Self::Real(desktop) => to_desktop(desktop, text) || to_terminal(text),
        }
    }

    /// What scripts copied.
    pub fn copied(&self) -> &[String] {
        match self {
            Self::Memory(copied) => copied,
            Self::Real(_) => &[],
        }
    }
}

fn to_desktop(desktop: &mut Option<Box<arboard::Clipboard>>, text: &str) -> bool {
    let remote = ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| std::env::var_os(name).is_some());
    if remote {
        return false;
    }
    if desktop.is_none() {
        *desktop = arboard::Clipboard::new().ok().map(Box::new);
    }
    desktop.as_mut().is_some_and(|desktop| desktop.set_text(text).is_ok())
}

fn to_terminal(text: &str) -> bool {
    let mut out = stdout();
    // A terminal that cannot be written to shows nothing either; the program ends elsewhere.
    let _ = execute!(out, CopyToClipboard::to_clipboard_from(text));
    let _ = out.flush();
    false
}
