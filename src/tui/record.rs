//! A session written down while it happens, in the lines that [`script`](super::script) plays.
//!
//! What was refused because something was still being read is written as a remark: a replay waits for what the person
//! could not wait for, and would do it. What was refused for another reason is marked, so that a replay knows what it may not do.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use crossterm::event::{Event, MouseButton, MouseEventKind};

use super::key::Key;

/// What came of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It did something.
    Done,
    /// It was refused, or there was nothing to do.
    Refused,
    /// It was refused while work was under way.
    NotYet,
}

/// A session being written down.
#[derive(Debug)]
pub struct Recorder {
    file: File,
    at: String,
}

impl Recorder {
    /// Begins a record of somebody who gives codes under another name than their own, where `coder` is not empty; an older file
    /// of that name is replaced.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(path: &Path, (columns, rows): (u16, u16), coder: &str) -> io::Result<Self> {
        let mut file = File::create(path)?;
        writeln!(file, "# koe {}\nsize {columns}x{rows}\ncoder {coder}", env!("CARGO_PKG_VERSION"))?;
        Ok(Self { file, at: String::new() })
    }

    /// Writes one event down, with who acts and the minute where that is another, and what came of it. Each line is on the disk
    /// before the next event, so a program that breaks down leaves the whole way there.
    pub fn note(&mut self, event: &Event, (who, at): (&str, &str), answer: Answer) {
        let Some(line) = line(event) else { return };
        if at != self.at {
            let _ = writeln!(self.file, "by {who}\nat {at}");
            at.clone_into(&mut self.at);
        }
        let (mark, end) = match answer {
            Answer::Done => ("", ""),
            Answer::Refused => ("", "\nrefused"),
            Answer::NotYet => ("# ", ""),
        };
        // A full disk ends the record, not the work.
        let _ = writeln!(self.file, "{mark}{line}{end}");
    }
}

/// The line that plays an event; `None` for what changes nothing.
fn line(event: &Event) -> Option<String> {
    match event {
        Event::Key(event) => {
            let name = Key::of(*event)?.name();
            let name = if name == "#" { "Hash".to_owned() } else { name };
            Some(name).filter(|name| !name.is_empty())
        }
        Event::Paste(text) => {
            Some(format!("paste {}", text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "")))
        }
        Event::Resize(columns, rows) => Some(format!("size {columns}x{rows}")),
        Event::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(format!("click {x} {y}")),
                MouseEventKind::Drag(MouseButton::Left) => Some(format!("drag {x} {y}")),
                MouseEventKind::Up(MouseButton::Left) => Some(format!("release {x} {y}")),
                MouseEventKind::ScrollDown => Some(format!("wheel {x} {y} down")),
                MouseEventKind::ScrollUp => Some(format!("wheel {x} {y} up")),
                _ => None,
            }
        }
        Event::FocusGained | Event::FocusLost => None,
    }
}
