//! While work is under way every key is answered: nothing of the work is done here, so what waited for it would wait for ever.

use koe::tui::action::Effect;
use koe::tui::key::{Key, ctrl, key};
use koe::tui::state::{Screen, State};

use crate::every_key::no_key_is_silent;
use crate::places::{Spot, of_reading, of_sample, press};

/// A place of the sample after some keys, with what they asked for; none of it is done.
fn begun(from: &str, keys: &str) -> (Spot, Vec<Effect>) {
    let spot = of_sample().iter().find(|spot| spot.keys == from).unwrap();
    let mut state = spot.state.clone();
    let effects = keys.split_whitespace().flat_map(|name| press(&mut state, Key::parse(name).unwrap())).collect();
    (Spot { place: state.place(), keys: format!("{from} | {keys}"), state }, effects)
}

fn escaped(spot: &Spot) -> (State, Vec<Effect>) {
    let mut state = spot.state.clone();
    let effects = press(&mut state, key(crossterm::event::KeyCode::Esc));
    (state, effects)
}

#[test]
fn a_table_that_is_counted_for_long_answers_every_key_and_is_stopped() {
    let (spot, effects) = begun("Alt+2 Enter", "n");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Tabulate { .. })));
    assert!(spot.state.opened().unwrap().table.computing);
    no_key_is_silent([&spot]);
    let (state, effects) = escaped(&spot);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::CancelTable)) && state.toast.is_some());
    assert!(!state.opened().unwrap().table.computing);
}

#[test]
fn a_file_that_is_written_for_long_leaves_every_key_and_says_so_for_another() {
    let (spot, effects) = begun("Alt+2 Enter", "Ctrl+E Enter");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Export { .. })) && spot.state.exporting);
    no_key_is_silent([&spot]);
    let (state, effects) = escaped(&spot);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::CancelExport)));
    assert!(state.exporting && state.toast.unwrap().text.contains("取りやめています"));
    let mut state = spot.state;
    let effects = press(&mut state, ctrl('e'));
    assert!(effects.is_empty() && state.boxes.is_empty());
    assert!(state.toast.unwrap().text.contains("書き出しています"));
}

#[test]
fn work_behind_other_screens_answers_every_key() {
    let ways = [
        ("Alt+2 Enter Right Down", "Enter"),
        ("Alt+2 Enter Right Down", "Ctrl+T"),
        ("Alt+2 Enter Right Down", "Alt+P"),
        ("Alt+3", "F3"),
        ("Alt+4", "1 Enter"),
        ("Alt+5 F7", "Esc n"),
        ("Alt+5 F7", "Esc Tab Tab Tab"),
        ("Alt+8", "Tab"),
        ("Alt+9", "F4 Down Enter"),
        ("Alt+1", "F5"),
        ("Alt+6", "F5"),
    ];
    let spots: Vec<Spot> = ways.into_iter().map(|(from, keys)| begun(from, keys).0).collect();
    no_key_is_silent(&spots);
}

#[test]
fn reading_is_stopped_on_every_screen_that_waits_for_it() {
    for screen in [Screen::Overview, Screen::Table, Screen::Problems, Screen::Form] {
        let is_it = |spot: &Spot| spot.state.screen == screen && spot.place == spot.state.screen_place();
        let spot = of_reading().into_iter().find(is_it).unwrap();
        let (state, _) = escaped(&spot);
        assert!(state.opened().unwrap().progress.is_cancelled(), "{screen:?}");
        assert!(state.toast.is_some_and(|toast| toast.text.contains("中止")), "{screen:?}");
    }
}

/// A spreadsheet that does not come: a pipe that nobody writes into yet.
#[cfg(unix)]
#[test]
fn a_file_that_does_not_come_holds_up_no_key() {
    use koe::messages::Lang;
    use koe::tui::Start;
    use koe::tui::script::Player;
    use koe::tui::state::Data;

    let toml = "[[question]]\nid = \"Q1\"\nlabel = \"性別\"\nkind = \"single\"\ncolumn = \"Q1\"\nchoices = [{ code = \"1\", label = \"男\" }, { code = \"2\", label = \"女\" }]\n";
    let folder = crate::support::Workdir::survey(toml, "s.csv", "");
    let pipe = folder.file("s.csv");
    std::fs::remove_file(&pipe).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let start = Start { dir: folder.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: true };
    let mut player = Player::new(&start, 80, 24);
    player.start();
    for (name, screen) in [("2", Screen::Table), ("3", Screen::Problems), ("0", Screen::Form), ("1", Screen::Overview)]
    {
        player.tap(Key::parse(name).unwrap());
        assert_eq!(player.state().screen, screen, "{}", player.screen());
        assert!(matches!(player.state().surveys[0].data, Data::Loading), "{}", player.screen());
    }
    player.tap(key(crossterm::event::KeyCode::Esc));
    assert!(player.state().surveys[0].progress.is_cancelled());
    // Now it comes; nobody waits for it any more.
    std::fs::write(&pipe, "id,Q1\n1,1\n").unwrap();
}
