//! The screens of plans played by key scripts against the sample project: the progress table with its counts, the yearly
//! plan, empty slots, and the tree both ways.

use std::fs;
use std::path::Path;

use koe::messages::Lang;
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::screens::tree::index::Key as Node;
use koe::tui::script::Player;
use koe::tui::state::Screen;

/// The sample plans, comments and one survey in a folder of their own, with a journal of their own.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = |path: &str| {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(root.join(path), target).unwrap();
    };
    let mut listed = Vec::new();
    for plan in [
        "nishitokyo-2024",
        "nishitokyo-2024-meetings",
        "nerima-2011",
        "nerima-2011-progress",
        "nerima-2018",
        "setagaya-2024",
    ] {
        let path = format!("sample-data/plans/{plan}.toml");
        copy(&path);
        listed.push(format!("\"{path}\""));
    }
    for entry in fs::read_dir(root.join("sample-data/comments")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        copy(&format!("sample-data/comments/{name}"));
    }
    fs::write(folder.path().join("people.csv"), "番号,問1\r\n1,1\r\n2,2\r\n3,2\r\n").unwrap();
    fs::write(folder.path().join("people.toml"), SURVEY).unwrap();
    let toml = format!(
        "[project]\ntitle = \"計画\"\nlocale = \"ja\"\nsurveys = [\"people.toml\"]\nplans = [{}]\ncomments = [\"sample-data/comments/draft-plan.toml\"]\nstore = \"sqlite:koe.sqlite\"\noutput = \"out\"\n",
        listed.join(", ")
    );
    fs::write(folder.path().join("koe.toml"), toml).unwrap();
    folder
}

const SURVEY: &str = r#"
[survey]
id = "people"
title = "市民アンケート"

[[source]]
file = "people.csv"
id = "番号"

[[question]]
id = "Q1"
label = "買物の場所「ｶﾞ」"
kind = "single"
column = "問1"
informs = ["商店街-2", "意商店街2"]
choices = [{ code = "1", label = "商店街" }, { code = "2", label = "それ以外" }]
"#;

fn start(folder: &Path, ascii: bool) -> Start {
    Start { dir: folder.to_owned(), lang: Lang::Ja, ascii, read_only: false }
}

fn player(folder: &Path, columns: u16, rows: u16) -> Player {
    let mut player = Player::new(&start(folder, false), columns, rows);
    player.begin();
    player
}

fn play(player: &mut Player, script: &str) {
    player.play(script).unwrap();
}

fn see(player: &Player, text: &str) {
    assert!(player.screen().contains(text), "{text} is missing\n{}", player.screen());
}

/// No line is wider than the screen, and frames are closed.
fn checked(screen: &str, columns: usize) -> &str {
    for line in screen.lines() {
        assert!(width(line) <= columns, "too wide: {line:?}");
        let framed = line.starts_with(['│', '┌', '└']);
        assert!(!framed || width(line) == columns, "the frame is not closed at column {columns}: {line:?}");
    }
    screen
}

#[test]
fn scripts_show_the_screens_they_showed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/plans-tour.keys");
    let script = fs::read_to_string(path).unwrap();
    let folder = project();
    for (columns, rows) in [(80, 24), (160, 45)] {
        for snapshot in player(folder.path(), columns, rows).play(&script).unwrap() {
            let name = format!("plans-tour-{}-{columns}x{rows}", snapshot.name);
            let screen = checked(&snapshot.screen, columns.into());
            insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name, screen);
            });
        }
    }
}

#[test]
fn the_counts_at_the_foot_follow_the_filter() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "6");
    to_table(&mut player, "練馬区商工業振興計画");
    see(&player, "51 事業　55 達成度：A 45　B 9　C 1");
    for (strategy, measures) in [("A", 4), ("B", 4), ("C", 19), ("(D)", 14), ("(E)", 10)] {
        play(&mut player, "s");
        see(&player, &format!("戦略 {strategy}"));
        see(&player, &format!(" {measures} 事業　"));
    }
    play(&mut player, "s");
    see(&player, "51 事業　55 達成度：A 45　B 9　C 1");
    play(&mut player, "a a");
    see(&player, "達成度：A 0　B 9　C 0");
    // The five lines of No. 44 have grades of their own: the measure stands over those that are shown.
    play(&mut player, "a Esc");
    play(&mut player, "/");
    play(&mut player, "paste 駅周辺地区まちづくりと連携した商店街整備");
    see(&player, "1 事業　5 達成度：A 2　B 3　C 0");
    play(&mut player, "Esc n");
    see(&player, "絞り込み：実績のない事業");
    see(&player, "学生のアイデア活用事業");
}

fn to_table(player: &mut Player, title: &str) {
    for _ in 0..8 {
        let progress = &player.state().progress;
        let table = &progress.tables()[progress.table];
        if player.state().plans()[table.plan].about.title.contains(title) {
            return;
        }
        play(player, "Tab");
    }
    panic!("no table of {title}");
}

#[test]
fn searching_folds_letters_and_aliases_and_the_series_of_money_is_drawn() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "6");
    to_table(&mut player, "練馬区商工業振興計画");
    play(&mut player, "/");
    play(&mut player, "paste ｲｰｴﾑｴｽ");
    see(&player, "当てはまるものはありません");
    play(&mut player, "Esc /");
    play(&mut player, "paste ｅｍｓ");
    see(&player, "EMS推進事業への助成");
    see(&player, "1 事業");
    play(&mut player, "Esc /");
    play(&mut player, "paste 949,888,008");
    play(&mut player, "Enter");
    for figure in ["949,888,008", "807,994,168", "712,314,955", "減少", "達成度 A"] {
        see(&player, figure);
    }
}

#[test]
fn slots_that_nobody_filled_in_are_counted() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "6");
    to_table(&mut player, "新産業ビジョン");
    see(&player, "12 欄　未記入 12");
    see(&player, "未記入");
}

#[test]
fn the_yearly_plan_shows_targets_and_the_section() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "6");
    to_table(&mut player, "アクションプラン");
    for text in ["31年度目標", "26年度末の現況", "計", "産業経済部 経済課", "13-4", "〃", "5 事業"]
    {
        see(&player, text);
    }
}

#[test]
fn tables_are_written_to_files_of_their_own() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "6");
    to_table(&mut player, "練馬区商工業振興計画");
    play(&mut player, "e Down Enter");
    see(&player, "out/plan_nerima-2011.csv");
    let text = fs::read_to_string(folder.path().join("out/plan_nerima-2011.csv")).unwrap();
    assert!(text.contains("貸付2,252件 利子補給 949,888,008円"), "{text}");
    play(&mut player, "e Enter");
    assert!(folder.path().join("out/plan_nerima-2011.xlsx").exists());
    play(&mut player, "y");
    assert!(player.copied().last().unwrap().contains("伝統工芸展への支援\tH23～H26\t来場者数 3,200人"));
}

#[test]
fn from_an_issue_to_its_question_and_comments_and_back() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "7 Tab /");
    play(&mut player, "paste 若手事業者のアイデア");
    play(&mut player, "Enter Enter");
    // What was found is shown in its place.
    see(&player, "▸ 課題 ② 若手事業者のアイデア");
    play(&mut player, "Enter");
    see(&player, "設問 Q1 買物の場所");
    see(&player, "意見 第2次産業振興マスタープラン");
    see(&player, "↔ 意向（調査項目）");
    play(&mut player, "Down Down Enter");
    assert_eq!(player.state().screen, Screen::Table);
    see(&player, "買物の場所");
    play(&mut player, "Backspace");
    assert_eq!(player.state().screen, Screen::Tree);
    let on = player.state().tree.on.clone();
    play(&mut player, "Up o");
    assert!(matches!(player.state().screen, Screen::Tagging | Screen::Items), "{}", player.screen());
    play(&mut player, "Alt+7");
    assert_ne!(player.state().tree.on, on, "the cursor stays on the comments");
    play(&mut player, "b");
    assert_eq!(player.state().screen, Screen::Tree);
    play(&mut player, "b");
    see(&player, "戻る場所はありません");
}

#[test]
fn a_measure_is_shown_in_the_tree_and_found_again_in_its_table() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "6");
    to_table(&mut player, "練馬区商工業振興計画");
    play(&mut player, "/");
    play(&mut player, "paste 上石神井駅周辺地区");
    play(&mut player, "Enter Down t");
    assert_eq!(player.state().screen, Screen::Tree);
    see(&player, "上石神井駅周辺地区のまちづくり［B］");
    see(&player, "調査・検討");
    play(&mut player, "o");
    assert_eq!(player.state().screen, Screen::Progress);
    assert_eq!(player.state().progress.on.as_deref(), Some("44-5"));
    play(&mut player, "Backspace Backspace");
    assert_eq!(player.state().screen, Screen::Progress);
    assert_eq!(player.state().progress.on.as_deref(), Some("44-5"));
    see(&player, "細目 上石神井駅周辺地区のまちづくり");
}

#[test]
fn an_indicator_bound_to_a_series_leads_to_the_question_of_every_wave() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "koe.toml",
        "[project]\nlocale = \"ja\"\nsurveys = [\"a.toml\", \"b.toml\"]\nplans = [\"p.toml\"]\nstore = \"sqlite:koe.sqlite\"\n",
    );
    for (id, title) in [("a", "平成調査"), ("b", "令和調査")] {
        let about = format!("id = \"{id}\"\ntitle = \"{title}\"\nseries = \"s\"");
        write(&format!("{id}.toml"), &SURVEY.replace("id = \"people\"\ntitle = \"市民アンケート\"", &about));
    }
    write("people.csv", "番号,問1\r\n1,1\r\n2,2\r\n3,2\r\n");
    write(
        "p.toml",
        "[plan]\nid = \"p\"\ntitle = \"計画\"\n[[record]]\nkind = \"indicator\"\nid = \"1\"\ntitle = \"利用\"\n\
         figure = { survey = \"s\", question = \"Q1\", option = \"1\" }\n",
    );
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "7 Ctrl+Home +");
    let questions = player.state().tree.rows.iter().filter(|row| matches!(row.key(), Some(Node::Question { .. })));
    assert_eq!(questions.count(), 2, "{}", player.screen());
    see(&player, "設問 Q1 買物の場所");
    play(&mut player, "End o");
    assert_eq!(player.state().screen, Screen::Table, "{}", player.screen());
    see(&player, "令和調査");
}

#[test]
fn branches_open_and_close_with_arrows_and_the_mouse() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "7 Ctrl+Home Left");
    see(&player, "▸ 計画 西東京市第2次産業振興マスタープラン");
    play(&mut player, "Right");
    see(&player, "▾ 計画 西東京市第2次産業振興マスタープラン");
    play(&mut player, "Right");
    assert_eq!(player.state().tree.selected, 1);
    play(&mut player, "Left");
    assert_eq!(player.state().tree.selected, 0);
    play(&mut player, "click 2 4");
    see(&player, "▸ 計画 西東京市第2次産業振興マスタープラン");
    play(&mut player, "+");
    let many = player.state().tree.rows.len();
    assert!(many > 40, "{many} rows");
    play(&mut player, "-");
    assert_eq!(player.state().tree.rows.len(), player.state().plans().len());
}

#[test]
fn every_size_is_drawn_and_ascii_stays_ascii() {
    let folder = project();
    let mut player = Player::new(&start(folder.path(), true), 80, 24);
    player.begin();
    for (columns, rows) in [(1, 1), (5, 3), (12, 6), (30, 10), (50, 14), (80, 24), (111, 20), (200, 60)] {
        for keys in ["6", "Enter", "7", "Right", "Tab"] {
            player.resize(columns, rows);
            play(&mut player, keys);
            checked(&player.screen(), columns.into());
        }
    }
    player.resize(160, 45);
    for keys in ["6", "Down Down", "7", "Right Down"] {
        play(&mut player, keys);
        let own = "─│┌┐└┘▸▾●○█▒▓░›↑↓◌✎↗↘→↔▁▂▃▄▅▆▇…";
        let found: Vec<char> = player.screen().chars().filter(|c| own.contains(*c)).collect();
        assert!(found.is_empty(), "{found:?}\n{}", player.screen());
    }
}
