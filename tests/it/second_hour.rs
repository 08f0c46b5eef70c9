//! What surprised somebody who checked answers, read tables and copied figures for the first time: every figure goes with what
//! it is of, every problem with its value and what is done about it, every list says how many it means.

use std::fs;

use koe::tui::command::Place;
use koe::tui::script::Player;
use koe::tui::state::Screen;

use crate::stage::{self, play};
use crate::support::Workdir;

const TOML: &str = r#"[survey]
id = "s"
title = "調査"
audience = "business"
default_weight = "w"
[[source]]
file = "a.csv"
id = "番号"
[[weight]]
id = "w"
label = "規模で調整"
kind = "column"
column = "重み"
[[question]]
id = "F1"
label = "業種"
kind = "single"
attribute = true
choices = [{ code = "1", label = "小売業" }, { code = "2", label = "製造業" }, { code = "3", label = "農業" }]
[[question]]
id = "Q1"
label = "困りごと"
kind = "multiple"
columns = ["Q1_1", "Q1_2", "Q1_3", "Q1_4", "Q1_5"]
max = 2
choices = [{ code = "1", label = "人手" }, { code = "2", label = "資金" }, { code = "3", label = "場所" }, { code = "8", label = "特にない", exclusive = true }, { code = "9", label = "その他", other = "Q1_その他" }]
[[question]]
id = "Q2"
label = "従業者数"
kind = "numeric"
"#;

/// Seven businesses: two with 特にない beside something else, one of them over the limit without it, too; two answers that are
/// no numbers; two that wrote something beside その他.
const ANSWERS: &str = "番号,F1,Q1_1,Q1_2,Q1_3,Q1_4,Q1_5,Q1_その他,Q2,重み
0001,1,1,,,1,,,毎日,1
0002,1,1,1,1,1,,,3,1
0003,2,1,1,,,,,たくさん,2
0004,2,,,,,1,佐藤太郎の店 電話090-1234-5678,5,2
0005,1,,,,,1,後継者がいない,6,1
0006,2,1,,,,,,7,1
0007,1,,1,,,,,8,1
";

fn project() -> Workdir {
    Workdir::survey(TOML, "a.csv", ANSWERS)
}

fn player(folder: &Workdir, columns: u16, rows: u16) -> Player {
    stage::player(folder.path(), columns, rows)
}

fn told(player: &Player) -> &str {
    player.state().told.last().map_or("", |toast| &toast.text)
}

#[test]
fn copied_figures_go_with_what_they_are_of() {
    let folder = project();
    let mut player = player(&folder, 100, 30);
    play(&mut player, "2 n f\ntext F1 in (1, 2)\nEnter a Ctrl+C");
    let whole = player.copied().last().unwrap().clone();
    let lines: Vec<&str> = whole.lines().collect();
    assert_eq!(lines[0], "Q1　困りごと", "{whole}");
    for part in
        ["表側:業種", "ウェイト:規模で調整", "絞り込み:F1 in (1, 2)", "小売業", "基数:回答者のみ（n=6）", "％:横％"]
    {
        assert!(lines[1].contains(part), "{part}: {whole}");
    }
    // Nobody is the same sign as on the screen, in counts and percentages.
    assert!(whole.contains("業種\t農業※\t0\t-\t-\t-\t-\t-\t-\n\t\t\t-\t-\t-\t-\t-\t-\n"), "{whole}");
    play(&mut player, "Tab Shift+Down Shift+Right Ctrl+C");
    let part = player.copied().last().unwrap().clone();
    assert!(part.starts_with(&format!("{}\n{}\n", lines[0], lines[1])), "{part}");
    play(&mut player, "Alt+C");
    let markdown = player.copied().last().unwrap().clone();
    assert!(markdown.starts_with("**Q1　困りごと**\n\n表側:業種"), "{markdown}");
    play(&mut player, "Esc Alt+C");
    let markdown = player.copied().last().unwrap().clone();
    assert!(markdown.starts_with("### Q1　困りごと\n"), "{markdown}");
    assert!(markdown.contains("\n表側:業種　ウェイト:規模で調整"), "{markdown}");
}

#[test]
fn what_changes_figures_stays_in_sight_in_little_room() {
    let folder = project();
    let mut player = player(&folder, 80, 24);
    play(&mut player, "2 n f\ntext F1 in (1, 2) and Q2 >= 3\nEnter a %");
    let screen = player.screen();
    let screen = stage::checked(&screen, 80);
    for part in ["基数:回答者のみ", "％:縦％", "ウェイト:w", "絞り込み:F1 in (1, 2)", "表側:業種"]
    {
        assert!(screen.contains(part), "{part}: {screen}");
    }
}

#[test]
fn a_row_of_the_check_has_its_case_its_value_and_what_is_done_with_it() {
    let folder = project();
    let mut player = player(&folder, 80, 24);
    play(&mut player, "3 /\ntext not_a_number\nEnter");
    let screen = player.screen();
    for parts in [["0001", "毎日"], ["0003", "たくさん"]] {
        assert!(screen.lines().any(|line| parts.iter().all(|part| line.contains(part))), "{screen}");
    }
    assert!(screen.contains("v で値を訂正、r で処理を選べます"), "{screen}");
    // An exclusive choice beside others is counted, unless the limit has made the answer invalid.
    let run = folder.koe(&["check", "--json"]);
    let found: serde_json::Value = run.json();
    let of = |case: &str| {
        let all = found["problems"].as_array().unwrap_or_else(|| found.as_array().unwrap());
        let one = all.iter().find(|row| row["rule"] == "exclusive" && row["case"] == case).unwrap();
        one["message"].as_str().unwrap().to_owned()
    };
    assert!(of("0001").ends_with("どちらも数えました。"), "{}", of("0001"));
    assert!(of("0002").ends_with("無効にしました。"), "{}", of("0002"));
}

#[test]
fn remedies_count_what_they_would_settle_and_say_why_they_do_not_suit() {
    let folder = project();
    let mut player = player(&folder, 100, 30);
    play(&mut player, "3 /\ntext exclusive\nEnter R");
    let count = |player: &Player, name: &str| {
        let screen = player.screen();
        let line = screen.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{screen}")).to_owned();
        let right = line.split(name).nth(1).unwrap();
        right.split_whitespace().find(|word| word.ends_with('件')).unwrap().to_owned()
    };
    assert_eq!(count(&player, "確認済みとする"), "2件");
    // Without 特にない the second still has three marks where two are allowed.
    assert_eq!(count(&player, "等を外して"), "1件");
    assert_eq!(count(&player, "等だけにする"), "2件");
    play(&mut player, "Esc G r");
    assert!(player.screen().contains("0002"), "{}", player.screen());
    let line = player.screen().lines().find(|line| line.contains("等を外して")).unwrap().to_owned();
    assert!(line.contains("上限の2つを超えます"), "{line}");
    play(&mut player, "Down Enter");
    assert!(told(&player).contains("上限の2つを超えます"), "{}", told(&player));
    assert_eq!(player.state().boxes.len(), 1, "the list stays open");
    assert!(player.state().journal.state.fixes.is_empty());
}

#[test]
fn a_decision_without_a_name_says_how_to_set_one() {
    let folder = project();
    let mut player = player(&folder, 100, 30);
    player.sign("", "2026-11-22 10:15");
    play(&mut player, "3 /\ntext not_a_number\nEnter c");
    assert!(player.screen().contains("名前が未設定") && player.screen().contains("Alt+N"), "{}", player.screen());
    play(&mut player, "Alt+N");
    assert_eq!(player.state().boxes.len(), 2);
    play(&mut player, "Alt+N");
    assert_eq!(player.state().boxes.len(), 2, "it is open already");
    play(&mut player, "Esc Enter");
    assert_eq!(player.state().journal.state.fixes["s"].fixes.len(), 1, "it is never in the way");
    player.sign("山田", "2026-11-22 10:16");
    play(&mut player, "c");
    assert!(!player.screen().contains("名前が未設定"), "{}", player.screen());
    play(&mut player, "Enter");
    let fixes = &player.state().journal.state.fixes["s"].fixes;
    assert!(fixes.values().any(|fix| fix.who == "山田"), "{fixes:?}");
}

#[test]
fn undo_says_what_changed_where_the_table_on_the_screen_changes() {
    let toml = TOML.replace("id = \"番号\"\n[[weight]]", "[[weight]]");
    let folder = Workdir::survey(&toml, "a.csv", ANSWERS);
    let mut player = player(&folder, 100, 30);
    play(&mut player, "3 /\ntext not_a_number\nEnter v\ntext 12\nEnter Enter");
    assert!(told(&player).contains("a:2 Q2"), "{}", told(&player));
    play(&mut player, "2 n n Ctrl+Z");
    assert!(player.screen().contains("従業者数"), "{}", player.screen());
    assert!(told(&player).starts_with("元に戻しました: ") && told(&player).contains(" Q2 "), "{}", told(&player));
    assert!(!told(&player).contains("見えません") && !told(&player).contains('#'), "{}", told(&player));
    // The table of another question does not change.
    play(&mut player, "p Ctrl+Y");
    assert!(told(&player).contains("見えません") && !told(&player).contains('#'), "{}", told(&player));
}

#[test]
fn words_beside_a_choice_are_listed_masked_and_written_for_other_programs() {
    let folder = project();
    let mut player = player(&folder, 120, 30);
    play(&mut player, "2 n Tab");
    // The column of その他, behind n, weighted n and four choices.
    play(&mut player, "Right Right Right Right Right Right Enter");
    let screen = player.screen();
    assert!(screen.contains("「後継者がいない」"), "{screen}");
    assert!(screen.contains("［") && !screen.contains("090-1234-5678"), "{screen}");
    folder.koe(&["data", "-o", "out.csv"]).code(0).says(&["Q1_9_text"]);
    let text = fs::read_to_string(folder.file("out.csv")).unwrap();
    let rows: Vec<Vec<&str>> =
        text.trim_start_matches('\u{FEFF}').lines().map(|line| line.split(',').collect()).collect();
    let column = rows[0].iter().position(|name| *name == "Q1_9_text").unwrap();
    assert_eq!(rows[5][column], "後継者がいない");
    assert_eq!([rows[1][column], rows[2][column]], ["非該当", "無効"]);
    folder.koe(&["data", "-o", "out.sav"]).code(0);
    folder.koe(&["data", "-o", "out.sss"]).code(0);
    let definition = fs::read_to_string(folder.file("out.sss")).unwrap();
    assert!(definition.contains("困りごと その他の記入"), "{definition}");
}

#[test]
fn a_filter_that_would_be_refused_is_not_shown_as_if_it_held() {
    let folder = project();
    let mut player = player(&folder, 100, 30);
    play(&mut player, "2 f\ntext F1 >= 2");
    let screen = player.screen();
    assert!(screen.contains("比べられません") && !screen.contains("→ 業種が"), "{screen}");
    play(&mut player, "Enter");
    assert_eq!(player.screen().matches("比べられません").count(), 1, "{}", player.screen());
    play(&mut player, "Ctrl+U\ntext F1 = 2");
    assert!(player.screen().contains("→ 業種が「製造業」"), "{}", player.screen());
}

#[test]
fn home_and_end_lead_to_the_ends_of_a_list_in_a_box() {
    let folder = project();
    let mut player = player(&folder, 80, 24);
    play(&mut player, "2 ?");
    let at = |player: &Player| player.state().boxes.last().unwrap().selected;
    play(&mut player, "End");
    let last = at(&player);
    assert!(last > 20, "{last}");
    play(&mut player, "Home");
    assert_eq!(at(&player), 0);
    play(&mut player, "text 表\nEnd");
    assert!(at(&player) > 0, "{}", player.screen());
    // A checklist has a search line, too.
    play(&mut player, "Esc b End");
    assert!(at(&player) > 0, "{}", player.screen());
}

#[test]
fn a_list_of_commands_uses_the_room_there_is() {
    let folder = project();
    let mut player = player(&folder, 160, 45);
    play(&mut player, "2 :");
    let screen = player.screen();
    // Why a command cannot be used may be longer than any room; its name and its keys never are.
    let name = |line: &str| line.chars().take(60).collect::<String>();
    let cut: Vec<&str> = screen.lines().filter(|line| name(line).contains('…')).collect();
    assert!(cut.is_empty(), "{cut:?}");
}

#[test]
fn the_details_of_an_answer_scroll_with_the_key_that_stands_there() {
    let folder = project();
    let mut player = player(&folder, 80, 24);
    play(&mut player, "3 /\ntext 0002\nEnter Enter");
    assert_eq!(player.state().screen, Screen::Form);
    let screen = player.screen();
    assert!(screen.lines().last().unwrap().contains("詳細↓"), "{screen}");
    let edge = screen.lines().nth(21).unwrap().to_owned();
    assert!(edge.contains("Ctrl+↓") || edge.contains('J'), "{screen}");
    play(&mut player, "J");
    assert_ne!(player.screen(), screen);
}

#[test]
fn a_group_of_nobody_has_nothing_to_divide() {
    let folder = project();
    let mut player = player(&folder, 100, 30);
    play(&mut player, "2 n Tab Down Down Down Right Right");
    let line = player.screen().lines().nth(28).unwrap().to_owned();
    assert!(line.contains("農業 × 人手: 0件（この区分の回答者がいない"), "{line}");
}

#[test]
fn the_walk_goes_on_only_where_its_key_did_its_thing() {
    let workdir = Workdir::sample();
    let mut player = stage::player(workdir.path(), 80, 24);
    play(&mut player, "Alt+H Enter Tab Enter Enter");
    assert_eq!(player.state().screen, Screen::Form);
    assert!(player.screen().contains("案内 2/11"), "{}", player.screen());
    play(&mut player, "Down");
    assert!(player.screen().contains("案内 2/11"), "{}", player.screen());
    assert!(player.screen().contains("案内の続きは集計表です"), "{}", player.screen());
    play(&mut player, "Alt+2");
    assert_eq!(player.state().place(), Place::Table);
    play(&mut player, "n");
    assert!(player.screen().contains("案内 3/11"), "{}", player.screen());
}

#[test]
fn the_menu_has_the_screens_in_the_order_of_their_keys() {
    let folder = project();
    let mut player = player(&folder, 100, 50);
    play(&mut player, "F10 Left Left");
    let screen = player.screen();
    let at = |key: &str| screen.find(key).unwrap_or_else(|| panic!("{key}: {screen}"));
    let keys = ["Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+7", "Alt+8", "Alt+9", "Alt+0"];
    assert!(keys.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{screen}");
}

#[test]
fn what_only_the_command_line_has_is_named_where_it_is_looked_for() {
    let folder = project();
    let mut player = player(&folder, 80, 24);
    play(&mut player, "2 :\ntext 標本誤差\n");
    assert!(player.screen().contains("koe sampling-error"), "{}", player.screen());
    play(&mut player, "Enter");
    assert!(player.screen().contains("コマンドラインで使います") && player.screen().contains("koe sampling-error"));
    play(&mut player, ":\ntext 経年\n");
    assert!(player.screen().contains("koe waves"), "{}", player.screen());
}

#[test]
fn a_number_that_differs_in_leading_zeros_is_asked_about_before_a_form_begins() {
    let folder = project();
    let mut player = player(&folder, 100, 30);
    play(&mut player, "0 i\ntext 1\nEnter");
    assert!(player.screen().contains("先頭の0だけが違います"), "{}", player.screen());
    assert!(player.screen().contains("0001"), "{}", player.screen());
    play(&mut player, "Enter");
    assert!(!player.screen().contains("先頭の0だけが違います"), "{}", player.screen());
}
