//! Lines between panes, moved by keys and by the mouse; panes that fill the screen; cells chosen together and copied.

use std::path::Path;

use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::panes::{Axis, Divider, divider, dividers};
use koe::tui::screens::table::{layout, update};
use koe::tui::script::Player;

use crate::support::Workdir;

fn player(dir: &Path, columns: u16, rows: u16) -> Player {
    let start = Start { dir: dir.to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, columns, rows);
    player.begin();
    player
}

/// The screens that have lines between panes.
const SCREENS: [&str; 9] = ["Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+7", "Alt+8", "Alt+9", "Alt+0"];

fn first(player: &Player, axis: Axis) -> Option<u16> {
    divider(player.state(), axis).map(|line| line.first)
}

#[test]
fn keys_move_every_line_and_say_where_there_is_none() {
    let workdir = Workdir::sample();
    for (columns, rows) in [(80, 24), (160, 45)] {
        let mut player = player(workdir.path(), columns, rows);
        let mut moved = 0;
        for screen in SCREENS {
            player.play(screen).unwrap();
            for (axis, back, ahead) in [(Axis::Across, "Alt+Left", "Alt+Right"), (Axis::Down, "Alt+Up", "Alt+Down")] {
                let Some(before) = first(&player, axis) else {
                    player.play(ahead).unwrap();
                    assert!(player.screen().contains("動かせる枠の境がありません"), "{screen} {ahead}");
                    continue;
                };
                player.play(back).unwrap();
                let after = first(&player, axis).unwrap();
                assert!(after < before, "{screen} {back}: {before} {after}");
                player.play(ahead).unwrap();
                assert_eq!(first(&player, axis), Some(before), "{screen} {ahead}");
                // Nobody pushes a pane out, and the end is told.
                player.play(&format!("{back} ").repeat(60)).unwrap();
                assert!(first(&player, axis).is_some(), "{screen}");
                assert!(player.screen().contains("これ以上動かせません"), "{screen}");
                player.play(&format!("{ahead} ").repeat(120)).unwrap();
                assert!(first(&player, axis).is_some(), "{screen}");
                assert!(player.screen().contains("これ以上動かせません"), "{screen}");
                moved += 1;
            }
        }
        assert!(moved >= 9, "{moved} at {columns}x{rows}");
    }
}

#[test]
fn the_mouse_takes_hold_of_a_line_and_lets_it_go() {
    let workdir = Workdir::sample();
    let mut player = player(workdir.path(), 160, 45);
    for screen in SCREENS {
        player.play(screen).unwrap();
        for line in dividers(player.state()) {
            let Divider { axis, whole, first } = line;
            let (x, y, to) = match axis {
                Axis::Across => (whole.x + first - 1, whole.y + whole.height / 2, (whole.x + first - 4, whole.y)),
                Axis::Down => (whole.x + whole.width / 2, whole.y + first - 1, (whole.x + 20, whole.y + first - 4)),
            };
            player.play(&format!("click {x} {y}\ndrag {} {}\nrelease {} {}", to.0, to.1, to.0, to.1)).unwrap();
            let after = divider(player.state(), axis).unwrap().first;
            assert_eq!(after, first - 4, "{screen} {axis:?}");
            // Let go, it stays where it is.
            player.play(&format!("drag {} {}", whole.x + 30, whole.y + 12)).unwrap();
            assert_eq!(divider(player.state(), axis).unwrap().first, after, "{screen} {axis:?}");
        }
    }
}

#[test]
fn lines_stay_where_they_were_put() {
    let workdir = Workdir::sample();
    let mut one = player(workdir.path(), 160, 45);
    one.play("Alt+5\nAlt+Left Alt+Left").unwrap();
    let left = first(&one, Axis::Across);
    one.leave();
    let mut other = player(workdir.path(), 160, 45);
    other.restore();
    other.play("Alt+5").unwrap();
    assert_eq!(first(&other, Axis::Across), left);
}

#[test]
fn list_and_details_fill_the_screen_in_turn() {
    let workdir = Workdir::sample();
    let mut player = player(workdir.path(), 80, 24);
    for screen in ["Alt+3", "Alt+5", "Alt+6", "Alt+7", "Alt+8", "Alt+9", "Alt+0"] {
        player.play(screen).unwrap();
        let both = player.screen();
        let mut seen = vec![both.clone()];
        for _ in 0..2 {
            player.play("F12").unwrap();
            assert!(!seen.contains(&player.screen()), "{screen}\n{}", player.screen());
            seen.push(player.screen());
        }
        player.play("F12").unwrap();
        assert_eq!(player.screen(), both, "{screen}");
        player.play("F12 F12 Esc").unwrap();
        assert_eq!(player.screen(), both, "{screen}");
    }
}

#[test]
fn chosen_cells_are_copied_with_their_labels() {
    let workdir = Workdir::sample();
    let mut player = player(workdir.path(), 160, 45);
    player.play("Alt+2\nTab Right Down").unwrap();
    let cursor = player.state().opened().unwrap().table.cursor;
    player.play("Shift+Down Shift+Right\nsnapshot chosen\nCtrl+C").unwrap();
    let text = player.copied().last().unwrap().clone();
    // The question and what the table is made of stand above the figures.
    let lines: Vec<Vec<&str>> = text.lines().skip(2).map(|line| line.split('\t').collect()).collect();
    let opened = player.state().opened().unwrap();
    let made = update::made(player.state()).unwrap();
    let heads: Vec<&str> = made.sheet.columns[cursor.1..=cursor.1 + 1].iter().map(|head| head.label.as_str()).collect();
    assert_eq!(lines[0][1..], heads[..], "{text}");
    let figure = |row: usize, column: usize, part: usize| made.sheet.rows[row].cells[column][part].trim();
    let of = |row: usize, part: usize| [figure(row, cursor.1, part), figure(row, cursor.1 + 1, part)];
    assert_eq!(lines[1][1..], of(cursor.0, 0));
    assert_eq!(lines[2][1..], of(cursor.0, 1));
    assert_eq!(lines[3][1..], of(cursor.0 + 1, 0));
    assert!(lines[3][0].contains(made.sheet.rows[cursor.0 + 1].head.label.as_str()), "{text}");
    // Two rows of two lines, the labels, and that the data are made up.
    assert_eq!(lines.len(), 6, "{text}");
    assert!(opened.is_synthetic() && lines[5][0].contains("合成"));
    player.play("Alt+C").unwrap();
    let markdown = player.copied().last().unwrap().clone();
    assert!(markdown.starts_with("**") && markdown.lines().nth(5) == Some("| --- | ---: | ---: |"), "{markdown}");
    // A cursor that moves on by itself, or Esc, chooses nothing any more; then the whole table is copied.
    player.play("Esc").unwrap();
    assert_eq!(player.state().opened().unwrap().table.anchor, None);
    player.play("Shift+Up Up Ctrl+C").unwrap();
    assert!(!player.copied().last().unwrap().starts_with('\t'));
    player.play("Alt+C").unwrap();
    assert!(player.copied().last().unwrap().starts_with("### "));
}

#[test]
fn dragging_over_cells_chooses_them() {
    let workdir = Workdir::sample();
    let mut player = player(workdir.path(), 160, 45);
    player.play("Alt+2").unwrap();
    let state = player.state();
    let made = update::made(state).unwrap();
    let grid = layout::grid(&update::areas(state, &state.opened().unwrap().table), &made);
    let place = |cell: (usize, usize)| {
        let row = grid.row_area((0, 0), cell.0).unwrap();
        let x = (row.x + 30..row.right()).find(|x| grid.hit((0, 0), *x, row.y) == Some(cell)).unwrap();
        format!("{} {}", x + 2, row.y)
    };
    let (one, other) = (place((0, 1)), place((2, 3)));
    player.play(&format!("click {one}\ndrag {other}\nrelease {other}")).unwrap();
    let table = &player.state().opened().unwrap().table;
    assert_eq!((table.anchor, table.cursor), (Some((0, 1)), (2, 3)));
}

#[test]
fn what_was_chosen_is_no_more_when_the_table_is_another_one() {
    let workdir = Workdir::sample();
    let mut player = player(workdir.path(), 160, 45);
    let anchor = |player: &Player| player.state().opened().unwrap().table.anchor;
    for keys in ["F9", "Ctrl+G", "F8", "Ctrl+L"] {
        player.play("Alt+2\nTab Right Shift+Down").unwrap();
        assert!(anchor(&player).is_some(), "{keys}");
        player.play(keys).unwrap();
        assert_eq!(anchor(&player), None, "{keys}");
        player.play("Esc Esc").unwrap();
    }
}

#[test]
fn a_search_line_that_is_hidden_comes_back_to_be_typed_into() {
    let workdir = Workdir::sample();
    let mut player = player(workdir.path(), 80, 24);
    player.play("Alt+3\nF12 F12 Ctrl+F\ntext 業").unwrap();
    assert!(player.screen().contains("検索: 業"), "{}", player.screen());
}

#[test]
fn a_click_that_only_brings_the_keys_chooses_nothing() {
    let workdir = Workdir::sample();
    let mut player = player(workdir.path(), 80, 24);
    player.play("Alt+2").unwrap();
    player.play("click 60 9\ndrag 62 11\nrelease 62 11").unwrap();
    assert_eq!(player.state().opened().unwrap().table.anchor, None);
    // A narrow list has no line to move.
    player.play("Alt+Right").unwrap();
    assert!(player.screen().contains("左右に動かせる枠の境がありません"), "{}", player.screen());
}
