//! The terminal program played by key scripts against a small project, compared with pictures of its screens.
//!
//! Scripts stand in `tests/scripts/*.keys`, pictures in `snapshots/`; every script is played at 80x24 and at 160x45. The
//! project is written here, with text that is known to break columns: 、「」ｶﾞ①※𠮷.

use std::fs;
use std::path::Path;

use koe::messages::Lang;
use koe::text::cells::width;
use koe::tui::Start;
use koe::tui::command::{COMMANDS, Place};
use koe::tui::popups::{Kind, Popup, rows};
use koe::tui::script::Player;

use crate::stage::{self, checked, play, player, start};
use crate::support::Workdir;

const SHOPS: &str = r#"
[survey]
id = "shops"
title = "商店アンケート「ｶﾞ」、①※𠮷"
distributed = 80
undelivered = 4
rate = "delivered"
min_base = 6
synthetic = true

[[source]]
file = "../data/shops.csv"
id = "番号"
mode = "紙"

[[question]]
id = "F1"
label = "業種"
text = "あなたの店の業種、①つだけ選んでください。"
theme = "属性"
kind = "single"
column = "業種"
attribute = true
choices = [
  { code = "1", label = "小売業「食品」" },
  { code = "2", label = "飲食店、喫茶" },
  { code = "3", label = "ｻｰﾋﾞｽ業（ｶﾞｽ）" },
  { code = "4", label = "𠮷野家※①" },
]

[[question]]
id = "F2"
label = "従業者数"
theme = "属性"
kind = "numeric"
column = "人数"
unit = "人"
range = [0, 500]
attribute = true
bands = [{ label = "1人", to = 1 }, { label = "2～4人", from = 2, to = 4 }, { label = "5人以上", from = 5 }]

[[question]]
id = "Q1"
label = "後継者"
text = "後継者はいますか。"
theme = "しごと"
kind = "single"
column = "問1"
choices = [
  { code = "1", label = "決まっている", score = 2 },
  { code = "2", label = "候補はいる", score = 1 },
  { code = "3", label = "いない", score = 0 },
]

[[question]]
id = "Q2"
label = "経営の課題、ｶﾞ"
theme = "しごと"
kind = "multiple"
layout = "list"
column = "問2"
separator = ";"
max = 2
choices = [
  { code = "1", label = "売上の減少" },
  { code = "2", label = "仕入価格の高騰、ほか" },
  { code = "3", label = "人材「若手」の不足" },
  { code = "9", label = "特にない", exclusive = true },
]

[[question]]
id = "Q3"
label = "意見"
theme = "自由意見"
kind = "text"
column = "問3"

[[net]]
question = "Q1"
code = "N1"
label = "後継者あり計"
members = ["1", "2"]

[[weight]]
id = "w"
label = "業種の補正"
kind = "column"
column = "重み"
"#;

const PEOPLE: &str = r#"
[survey]
id = "people"
title = "市民アンケート"
distributed = 10

[[source]]
file = "../data/people.csv"
id = "番号"

[[question]]
id = "Q1"
label = "買物"
kind = "single"
column = "買物"
choices = [{ code = "1", label = "よく行く" }, { code = "2", label = "行かない" }]
"#;

/// 40 shops: a pattern without chance, with a few values that the data check complains about.
fn shops() -> String {
    let mut text = String::from("番号,業種,人数,問1,問2,問3,重み\r\n");
    for n in 1..=40_u32 {
        let trade = if n % 13 == 0 { 4 } else { n % 3 + 1 };
        let people = if n == 7 { "約20人".to_owned() } else { (n * 7 % 11).to_string() };
        let heir = if n % 9 == 0 { String::new() } else { (n % 3 + 1).to_string() };
        let troubles = match n % 5 {
            0 => "9",
            1 => "1;2",
            2 => "3",
            3 if n == 8 => "1;2;3",
            3 => "2;3",
            _ => "",
        };
        let opinion = if n % 10 == 0 { "空き店舗、「ｶﾞﾗｽ」①" } else { "" };
        text.push_str(&format!(
            "{n:03},{trade},{people},{heir},{troubles},{opinion},{}\r\n",
            f64::from(n % 4) / 2.0 + 0.5
        ));
    }
    text
}

fn project() -> Workdir {
    stage::project(&[
        (
            "koe.toml",
            "[project]\ntitle = \"産業振興「調査」、ｶﾞ①※𠮷\"\nlocale = \"ja\"\n\
         surveys = [\"surveys/shops.toml\", \"surveys/people.toml\"]\nstore = \"sqlite:koe.sqlite\"\noutput = \"out\"\n",
        ),
        ("surveys/shops.toml", SHOPS),
        ("surveys/people.toml", PEOPLE),
        ("data/shops.csv", &shops()),
        ("data/people.csv", "番号,買物\r\n1,1\r\n2,2\r\n3,1\r\n"),
    ])
}

#[test]
fn scripts_show_the_screens_they_showed() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut names: Vec<_> = fs::read_dir(scripts).unwrap().map(|entry| entry.unwrap().path()).collect();
    // Those about comments, plans and findings are played by their own tests, against their own projects.
    names.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let elsewhere = ["items-", "comments-", "plans-", "findings", "forms-", "guess", "pictures"];
        name.ends_with(".keys") && !elsewhere.iter().any(|start| name.starts_with(start))
    });
    names.sort();
    assert!(!names.is_empty());
    for path in names {
        let script = fs::read_to_string(&path).unwrap();
        for (columns, rows) in [(80, 24), (160, 45)] {
            let folder = project();
            let mut player = player(folder.path(), columns, rows);
            player.sign("yamada", "2026-11-22 10:15");
            let snapshots = player.play(&script).unwrap();
            for snapshot in snapshots {
                let stem = path.file_stem().unwrap().to_string_lossy();
                let name = format!("{stem}-{}-{columns}x{rows}", snapshot.name);
                let screen = checked(&snapshot.screen, columns.into());
                insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                    insta::assert_snapshot!(name, screen);
                });
            }
        }
    }
}

#[test]
fn changes_leave_nothing_behind() {
    let folder = project();
    for (columns, rows) in [(80, 24), (81, 25), (160, 45)] {
        let mut player = player(folder.path(), columns, rows);
        let keys = "Enter n n Tab Down Right Right Enter Esc n x p b Esc ? Down Esc z z 3 Down 1 2 Tab n p n p f Esc";
        for key in keys.split(' ') {
            play(&mut player, key);
            let sent = player.screen();
            player.redraw();
            assert_eq!(sent, player.screen(), "after {key}");
        }
    }
}

#[test]
fn the_cursor_of_the_terminal_follows_what_is_typed() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    assert_eq!(player.cursor(), None);
    play(&mut player, "Enter f");
    let empty = player.cursor().unwrap();
    play(&mut player, "text 空き「ｶﾞ𠮷");
    let typed = player.cursor().unwrap();
    assert_eq!((typed.x - empty.x, typed.y), (10, empty.y));
}

#[test]
fn the_first_frame_needs_no_spreadsheet() {
    let folder = project();
    fs::remove_dir_all(folder.path().join("data")).unwrap();
    let player = Player::new(&start(folder.path()), 160, 45);
    assert!(player.screen().contains("読み込み中"), "{}", player.screen());
    assert!(player.screen().contains("合成データ"));
}

#[test]
fn waiting_screens_tell_how_far_reading_is_and_stop_it() {
    let folder = project();
    for screen in ["", "Enter", "3", "0"] {
        let mut player = Player::new(&start(folder.path()), 160, 45);
        play(&mut player, screen);
        let progress = player.state().surveys[0].progress.clone();
        // As a reading would move it.
        let mut share = progress.share(200);
        share.did(90);
        player.redraw();
        assert!(player.screen().contains("読み込み中 45%…（Esc で中止）"), "{screen}: {}", player.screen());
        assert!(!screen.is_empty() || player.screen().contains("読込中 45%"), "{}", player.screen());
        let before = player.state().screen;
        play(&mut player, "Esc");
        assert!(progress.is_cancelled());
        assert_eq!(player.state().screen, before, "the key does one thing");
        player.begin();
        let stopped = "読み込みを中止しました。F5 で読み直せます。";
        assert!(player.screen().contains(stopped), "{screen}: {}", player.screen());
        play(&mut player, "F5");
        assert!(!player.screen().contains(stopped), "{screen}: {}", player.screen());
        assert!(player.state().surveys[0].loaded().is_some());
    }
}

#[test]
fn any_size_can_be_drawn() {
    let folder = project();
    let mut player = player(folder.path(), 80, 24);
    for script in ["Enter Tab", "b", "Esc f", "Esc Enter", "Esc 3", "Esc ?"] {
        play(&mut player, script);
        for (columns, rows) in (0..=4).flat_map(|columns| (0..=4).map(move |rows| (columns, rows))) {
            player.resize(columns, rows);
            play(&mut player, "Down Up");
        }
        for columns in 0..60 {
            player.resize(columns, columns / 3);
        }
        player.resize(80, 24);
    }
}

#[test]
fn ascii_screens_have_no_other_glyphs_of_their_own() {
    let folder = project();
    let mut player = Player::new(&Start { ascii: true, ..start(folder.path()) }, 80, 24);
    player.begin();
    for keys in ["", "Enter", "Tab n n", "n", "Enter", "Esc b", "Esc ?", "Esc 3"] {
        play(&mut player, keys);
        let screen = player.screen();
        assert!(!screen.contains(['─', '│', '┌', '█', '▒', '›', '▸', '●', '▲', '▼', '…', '×']), "{screen}");
    }
}

#[test]
fn english_screens_have_no_japanese_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("koe.toml", "[project]\ntitle = \"Survey\"\nlocale = \"en\"\nsurveys = [\"people.toml\"]\n");
    write(
        "people.toml",
        "[survey]\nid = \"p\"\ndistributed = 9\nsynthetic = true\n[[source]]\nfile = \"p.csv\"\n\
         [[question]]\nid = \"Q1\"\nlabel = \"Shops\"\nkind = \"single\"\ncolumn = \"Q1\"\n\
         choices = [{ code = \"1\", label = \"often\" }, { code = \"2\", label = \"never\" }]\n",
    );
    write("p.csv", "Q1\r\n1\r\n2\r\n7\r\n");
    let mut player = Player::new(&Start { lang: Lang::En, ..start(folder.path()) }, 100, 30);
    player.begin();
    for keys in
        ["", "Enter", "Tab", "Enter", "Esc b", "Esc f", "Esc e", "Esc o", "Esc ?", "Esc Ctrl+P", "Esc 3", "Enter"]
    {
        play(&mut player, keys);
        let screen = player.screen();
        let japanese = |c: char| ('ぁ'..='ヿ').contains(&c) || ('一'..='龠').contains(&c);
        assert!(!screen.contains(japanese), "{screen}");
    }
}

#[test]
fn help_lists_every_command_of_its_place() {
    let folder = project();
    let player = player(folder.path(), 80, 24);
    let mut listed = Vec::new();
    for place in Place::ALL {
        let popup = Popup::new(Kind::Commands { place, everything: false });
        let found: Vec<_> = rows::rows(player.state(), &popup).into_iter().map(|row| row.what).collect();
        for command in COMMANDS.iter().filter(|command| command.works_in(place)) {
            assert!(found.contains(&rows::What::Command(command.id)), "{} in {place:?}", command.name);
        }
        listed.extend(found);
    }
    for command in COMMANDS {
        assert!(listed.contains(&rows::What::Command(command.id)), "{}", command.name);
    }
}

#[test]
fn a_survey_that_cannot_be_read_says_so_and_the_other_works() {
    let folder = project();
    fs::remove_file(folder.path().join("data/shops.csv")).unwrap();
    let mut player = player(folder.path(), 100, 30);
    assert!(player.screen().contains("shops.csv"), "{}", player.screen());
    play(&mut player, "Down Enter");
    assert!(player.screen().contains("よく行く"), "{}", player.screen());
}

#[test]
fn a_broken_definition_is_a_sentence_with_its_line() {
    let folder = project();
    fs::write(folder.path().join("surveys/shops.toml"), "[survey]\nid = \"shops\"\ntitel = \"x\"\n").unwrap();
    let mut player = player(folder.path(), 100, 30);
    assert!(player.screen().contains("shops.toml"), "{}", player.screen());
    play(&mut player, "Enter");
    assert!(player.screen().contains("定義を読めない"), "{}", player.screen());
}

#[test]
fn no_project_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let player = player(folder.path(), 100, 30);
    assert!(player.screen().contains("koe.toml"), "{}", player.screen());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn acts_are_kept_undone_and_redone() {
    let folder = project();
    let mut first = player(folder.path(), 120, 40);
    play(&mut first, "Enter Ctrl+S Enter t\ntext 要確認、「ｶﾞ」\nEnter");
    assert!(first.screen().contains("要確認"), "{}", first.screen());
    play(&mut first, "Ctrl+Z");
    assert!(first.screen().contains("元に戻しました"), "{}", first.screen());
    play(&mut first, "Ctrl+Y");
    drop(first);
    let mut second = player(folder.path(), 120, 40);
    assert_eq!(second.state().journal.state.tables.len(), 1);
    play(&mut second, "o");
    assert!(second.screen().contains("F1 業種"), "{}", second.screen());
    play(&mut second, "Ctrl+D Esc");
    assert!(second.state().journal.state.tables.is_empty());
    play(&mut second, "Ctrl+Z Enter");
    assert_eq!(second.state().journal.state.tables.len(), 1);
    assert!(second.screen().contains("要確認"), "{}", second.screen());
}

#[test]
fn read_only_writes_nothing_and_says_why() {
    let folder = project();
    let mut player = Player::new(&Start { read_only: true, ..start(folder.path()) }, 100, 30);
    player.begin();
    play(&mut player, "Enter x Ctrl+S");
    assert!(player.screen().contains("閲覧専用"), "{}", player.screen());
    assert!(!folder.path().join("koe.sqlite").exists());
}

#[test]
fn letters_of_the_input_method_are_folded_or_named() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "Enter ｎ");
    assert_eq!(player.state().surveys[0].table.question, 1);
    play(&mut player, "あ");
    assert!(player.screen().contains("日本語入力がオンです"), "{}", player.screen());
}

#[test]
fn a_table_is_copied_and_exported_as_shown() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "Enter n n Ctrl+C");
    let copied = player.copied().last().unwrap();
    let lines: Vec<&str> = copied.lines().collect();
    let fields = lines.iter().map(|line| line.split('\t').count()).max().unwrap();
    assert!(fields > 4 && copied.contains("後継者あり計") && copied.contains("合成データ"), "{copied}");
    for (keys, ending) in [("e Enter", "xlsx"), ("e Down Enter", "csv"), ("e Down Down Enter", "md")] {
        play(&mut player, keys);
        assert!(player.screen().contains("書き出しました"), "{}", player.screen());
        assert!(folder.path().join(format!("out/shops_Q1_F1.{ending}")).exists(), "{ending}");
    }
}

#[test]
fn pasted_line_breaks_do_not_submit() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "Enter f\npaste F1 = 1\\nand F2 > 3\\n");
    assert_eq!(player.state().place(), Place::Prompt);
    play(&mut player, "Enter");
    let filter = player.state().surveys[0].table.view.filter.as_ref().map(ToString::to_string);
    assert_eq!(filter.as_deref(), Some("F1 = 1 and F2 > 3"));
}

#[test]
fn the_mouse_points_at_what_is_drawn() {
    let folder = project();
    let mut player = player(folder.path(), 160, 45);
    play(&mut player, "Enter n n Tab");
    let screen = player.screen();
    let find = |text: &str| {
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
        (width(line.split(text).next().unwrap()), row)
    };
    let (x, y) = find("Q2 経営の課題");
    play(&mut player, &format!("click {x} {y}"));
    assert_eq!(player.state().surveys[0].table.question, 3);
    let (x, y) = find("飲食店、喫茶");
    play(&mut player, &format!("click {} {y}", x + 20));
    let cursor = player.state().surveys[0].table.cursor;
    assert_eq!(cursor.0, 2, "{}", player.screen());
    play(&mut player, "wheel 100 10 down");
    assert_eq!(player.state().surveys[0].table.cursor.0, 3);
}
