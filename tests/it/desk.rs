//! What holds on every screen alike: undo out of sight, one's own name, the first walk, texts that were proposed, searches that
//! say how much they leave.

use std::fs;

use koe::config::Settings;
use koe::tui::command::Place;
use koe::tui::script::Player;

use crate::stage::{self, play, start};
use crate::support::{Workdir, command};

fn sample(workdir: &Workdir, columns: u16, rows: u16) -> Player {
    stage::player(workdir.path(), columns, rows)
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

#[test]
fn ones_own_name_is_set_on_the_screen_kept_and_used() {
    let workdir = Workdir::sample();
    let file = workdir.file("mine/settings.toml");
    let mut player = Player::new(&start(workdir.path()), 120, 40);
    player.set(&Settings { name: "前の人".to_owned(), ..Settings::default() });
    player.keep_settings(file.clone());
    player.begin();
    assert_eq!(player.state().journal.who, "前の人");
    // What is typed takes the place of the name that was proposed; after an arrow it is edited.
    play(&mut player, "Alt+N\ntext 山田\nEnter");
    assert_eq!(player.state().journal.who, "山田");
    assert_eq!(fs::read_to_string(&file).unwrap(), "name = \"山田\"\n");
    play(&mut player, "Alt+N Right\ntext 花子\nEnter");
    assert!(told(&player).contains("「山田花子」") && told(&player).contains("settings.toml"), "{}", told(&player));
    play(&mut player, "4\nr Down Down Enter\n1 Enter");
    let set = player.state().sets[0].id().to_owned();
    assert_eq!(player.state().journal.state.decisions(&set).coders(), ["山田花子"]);
    play(&mut player, "Alt+N Enter");
    assert_eq!(told(&player), "名前はそのままです。");
    // A file that says something else wrong is left alone; the name holds all the same.
    fs::write(&file, "colors = 1\n").unwrap();
    play(&mut player, "Alt+N Backspace\ntext 鈴木\nEnter");
    assert!(told(&player).contains("1行目"), "{}", told(&player));
    assert_eq!(fs::read_to_string(&file).unwrap(), "colors = 1\n");
    assert_eq!(player.state().journal.who, "鈴木");
}

#[test]
fn the_name_of_the_settings_signs_on_the_command_line() {
    let toml = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n[[question]]\nid = \"Q\"\nkind = \"single\"\n\
                choices = [{ code = \"1\", label = \"a\" }, { code = \"2\", label = \"b\" }]\n";
    let workdir = Workdir::survey(toml, "a.csv", "番号,Q\n1,1\n2,7\n");
    workdir.write("settings.toml", "name = \"産業課 山田\"\n");
    let signed = |arguments: &[&str]| {
        command(workdir.path(), arguments).env("KOE_SETTINGS", workdir.file("settings.toml")).output().unwrap()
    };
    assert!(signed(&["fix", "set", "2", "Q", "2"]).status.success());
    assert!(signed(&["form", "enter", "9", "Q=1"]).status.success());
    let listed: serde_json::Value = workdir.koe(&["fix", "list", "--json"]).code(0).json();
    let rows = listed.as_array().unwrap();
    assert!(rows.iter().all(|row| row["who"] == "産業課 山田"), "{listed}");
    // A form that was typed in is among the decisions, last, with who typed it.
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[1]["case"], &rows[1]["change"]["to"], &rows[1]["holds"]),
        (&"9".into(), &"entered".into(), &"yes".into())
    );
    let page = workdir.koe(&["fix", "list", "--format", "md"]).code(0).text().to_owned();
    assert!(page.contains("紙の調査票の入力") && page.contains("産業課 山田"), "{page}");
}

#[test]
fn the_first_walk_takes_every_way_to_what_it_asks_for() {
    let workdir = Workdir::sample();
    let mut player = sample(&workdir, 100, 30);
    let at = |player: &Player, step: &str| {
        assert!(player.screen().contains(&format!("案内 {step}/11")), "{}", player.screen())
    };
    play(&mut player, "Alt+H");
    at(&player, "1");
    play(&mut player, "Enter");
    at(&player, "2");
    play(&mut player, "Down");
    at(&player, "3");
    // The banners it names are those of the survey.
    assert!(player.screen().contains("業種・従業者数"), "{}", player.screen());
    play(&mut player, "b");
    at(&player, "4");
    assert!(player.screen().contains("「業種」などへ"), "{}", player.screen());
    play(&mut player, "Esc");
    at(&player, "3");
    play(&mut player, "b Down Enter");
    at(&player, "5");
    play(&mut player, "Enter");
    at(&player, "6");
    play(&mut player, "Enter");
    at(&player, "7");
    play(&mut player, "Esc Alt+3");
    at(&player, "9");
}

#[test]
fn a_proposed_name_gives_way_to_what_is_typed() {
    let workdir = Workdir::sample();
    let mut player = sample(&workdir, 100, 30);
    play(&mut player, "2\nCtrl+S\ntext 業種別\nEnter\nCtrl+S End\ntext 2\nEnter");
    let names: Vec<&str> = player.state().journal.state.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"業種別"), "{names:?}");
    assert!(names.iter().any(|name| name.ends_with('2') && name.chars().count() > 3), "{names:?}");
}

#[test]
fn on_the_tagging_screen_the_line_below_says_what_digits_are() {
    let workdir = Workdir::sample();
    let mut player = sample(&workdir, 80, 24);
    play(&mut player, "4");
    let line = player.screen().lines().nth(22).unwrap().to_owned();
    assert!(line.contains("数字はコードです。ほかの画面へは Alt+1～Alt+0、終了は q"), "{line}");
    play(&mut player, "r Esc");
    assert_eq!(player.state().place(), Place::Tagging);
    play(&mut player, "q");
    assert!(player.state().quitting);
}

#[test]
fn a_search_says_how_much_of_the_list_it_leaves() {
    let workdir = Workdir::sample();
    let mut player = sample(&workdir, 80, 24);
    let line = |player: &Player, row: usize| player.screen().lines().nth(row).unwrap().to_owned();
    play(&mut player, "5\nCtrl+F\ntext 畑\nEnter");
    let shown = line(&player, 3);
    let count: usize =
        shown.trim_end_matches(['│', ' ']).rsplit(' ').next().unwrap().trim_end_matches('件').parse().unwrap();
    assert!(count > 0 && count < 98, "{shown}");
    play(&mut player, "7\nCtrl+F\ntext zqzq\nEnter");
    assert!(line(&player, 3).contains("0件"), "{}", player.screen());
    // Where the list of questions is narrow, its title says so.
    play(&mut player, "2\nCtrl+F\ntext 後継\nEnter\nTab");
    assert!(line(&player, 1).contains("検索"), "{}", player.screen());
}

#[test]
fn names_of_columns_stand_in_several_lines_where_one_would_cut_them() {
    let workdir = Workdir::sample();
    let mut player = sample(&workdir, 80, 24);
    play(&mut player, "6 Tab Tab");
    let screen = player.screen();
    assert!(!screen.lines().skip(4).take(3).any(|line| line.contains('…')), "{screen}");
    assert!(screen.contains("31年度 度末の 度末の"), "{screen}");
    // A wide screen needs one line, and shows a row more.
    player.resize(200, 24);
    assert!(player.screen().lines().nth(4).unwrap().contains("No."), "{}", player.screen());
}
