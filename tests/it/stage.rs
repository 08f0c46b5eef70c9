//! The terminal program without a terminal, for tests: a project written from texts, the program begun in it, keys pressed,
//! and screens checked for what may never be on one.

use std::path::Path;

use koe::messages::Lang;
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::script::Player;

use crate::support::Workdir;

/// A project of these files, by name.
pub fn project(files: &[(&str, &str)]) -> Workdir {
    let workdir = Workdir::new();
    for (name, text) in files {
        workdir.write(name, text);
    }
    workdir
}

/// As people start it: Japanese, and everything may be written.
pub fn start(folder: &Path) -> Start {
    Start { dir: folder.to_owned(), lang: Lang::Ja, ascii: false, read_only: false }
}

/// The program in a folder, with everything read.
pub fn player(folder: &Path, columns: u16, rows: u16) -> Player {
    let mut player = Player::new(&start(folder), columns, rows);
    player.begin();
    player
}

/// Presses keys, which must be keys.
#[track_caller]
pub fn play(player: &mut Player, script: &str) {
    player.play(script).unwrap();
}

/// A screen as text with its frames checked: no line is wider than the screen, what is framed ends at its edge, and nothing
/// in it is meant for the terminal.
pub fn checked(screen: &str, columns: usize) -> &str {
    for line in screen.lines() {
        assert!(width(line) <= columns, "too wide: {line:?}");
        let framed = line.starts_with(['│', '┌', '└']);
        assert!(!framed || width(line) == columns, "the frame is not closed at column {columns}: {line:?}");
        assert!(!line.contains('\u{1b}'));
    }
    screen
}
