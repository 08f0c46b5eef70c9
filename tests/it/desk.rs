//! What holds on every screen alike: undo out of sight, one's own name, the first walk, texts that were proposed, searches that
//! say how much they leave.

use std::fs;
use std::path::Path;

use koe::config::Settings;
use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::command::Place;
use koe::tui::script::Player;

use crate::support::{Workdir, command};

fn start(dir: &Path) -> Start {
    Start { dir: dir.to_owned(), lang: Lang::Ja, ascii: false, read_only: false }
}

fn sample(workdir: &Workdir, columns: u16, rows: u16) -> Player {
    let mut player = Player::new(&start(workdir.path()), columns, rows);
    player.begin();
    player
}

fn play(player: &mut Player, script: &str) {
    player.play(script).unwrap();
}

fn told(player: &Player) -> &str {
    player.state().told.last().map_or("", |toast| &toast.text)
}

#[test]
fn what_is_undone_out_of_sight_is_told_with_its_place() {
    let workdir = Workdir::sample();
    let mut player = sample(&workdir, 120, 40);
    play(&mut player, "4\nr Down Down Enter\n1 Enter\nAlt+1\nCtrl+Z");
    assert!(told(&player).starts_with("元に戻しました: 意見 "), "{}", told(&player));
    assert!(told(&player).contains("（ここには見えません: 意見の分類の画面［4］、"), "{}", told(&player));
    // Of another set, on the screen of that kind; and on the screen itself.
    play(&mut player, "4 >\nCtrl+Y");
    assert!(
        told(&player).starts_with("やり直しました: ") && told(&player).contains("意見の分類の画面、"),
        "{}",
        told(&player)
    );
    play(&mut player, "<\nCtrl+Z");
    assert!(!told(&player).contains("見えません"), "{}", told(&player));
    // A note on a question, undone from the data check of the same survey.
    play(&mut player, "Alt+2\nt\ntext 覚え\nEnter\n3\nu");
    assert!(told(&player).contains("のメモ（ここには見えません: 集計表の画面［2］"), "{}", told(&player));
}
