//! The screens of the data check and of the single form, played by key scripts against a small project with a problem of many
//! rules; every key on them acts or says why not, and what is decided there counts.

use std::fs;
use std::path::Path;

use koe::tui::Start;
use koe::tui::command::Id;
use koe::tui::key::Key;
use koe::tui::popups::rows::What;
use koe::tui::script::Player;

use crate::stage::{self, play, start};
use crate::support::Workdir;

const SURVEY: &str = r#"
[survey]
id = "shops"
title = "商店アンケート「ｶﾞ」"
synthetic = true

[[source]]
file = "../data/paper.csv"
id = "番号"
mode = "紙"

[[source]]
file = "../data/web.csv"
id = "番号"
mode = "Web"

[[question]]
id = "Q1"
label = "業種"
kind = "single"
column = "業種"
attribute = true
choices = [{ code = "1", label = "小売業「食品」" }, { code = "2", label = "飲食店、喫茶" }]

[[question]]
id = "Q2"
label = "経営の課題"
text = "経営上の課題は何ですか。○は2つまで。"
kind = "multiple"
layout = "list"
column = "問2"
separator = ";"
max = 2
choices = [
  { code = "1", label = "売上の減少" },
  { code = "2", label = "仕入価格の高騰、ほか" },
  { code = "3", label = "人材「若手」の不足" },
  { code = "8", label = "その他", other = "問2その他" },
  { code = "9", label = "特にない", exclusive = true },
]

[[question]]
id = "Q3"
label = "対策"
kind = "single"
column = "問3"
ask_if = "Q2 in (1, 2, 3, 8)"
choices = [{ code = "1", label = "している" }, { code = "2", label = "していない" }]

[[question]]
id = "N"
label = "従業者数"
kind = "numeric"
column = "人数"
unit = "人"
range = [0, 100]

[[rule]]
id = "big"
message = "飲食店で50人を超えています。"
when = "Q1 = 2 and N > 50"
"#;

const PAPER: &str = "番号,氏名,業種,問2,問2その他,問3,人数\r\n\
    A001,市原,1,1;2,,1,3\r\n\
    A002,市原,2,1;9,,2,5\r\n\
    A003,市原,1,1;2;3,,1,4\r\n\
    A004,市原,飲食店、きっさ,3,,1,8\r\n\
    A005,市原,2,2;9,,1,60\r\n\
    A006,市原,1,9,,2,約20人\r\n\
    A007,市原,2,8,後継者が\u{1b}[31mいない,1,400\r\n\
    A008,市原,,,,,\r\n";
const WEB: &str = "番号,業種,問2,問2その他,問3,人数\r\nA001,1,2,,1,3\r\nB001,2,3;9,,1,7\r\nB002,1,1,,2,2\r\n";

fn project() -> Workdir {
    stage::project(&[
        (
            "koe.toml",
            "[project]\ntitle = \"産業振興「調査」\"\nlocale = \"ja\"\nsurveys = [\"surveys/shops.toml\"]\noutput = \"out\"\n",
        ),
        ("surveys/shops.toml", SURVEY),
        ("data/paper.csv", PAPER),
        ("data/web.csv", WEB),
    ])
}

fn player(folder: &Path, columns: u16, rows: u16) -> Player {
    let mut player = stage::player(folder, columns, rows);
    player.sign("yamada", "2026-11-22 10:15");
    player
}

/// A screen with its frames checked, and without what stands in a personal column.
fn checked(screen: &str, columns: usize) -> &str {
    assert!(!screen.contains("市原"), "a personal column is shown: {screen}");
    stage::checked(screen, columns)
}

#[test]
fn scripts_show_the_screens_they_showed() {
    for script in ["forms-check", "forms-single", "forms-entry"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scripts/{script}.keys"));
        let keys = fs::read_to_string(path).unwrap();
        for (columns, rows) in [(80, 24), (160, 45)] {
            let folder = project();
            for snapshot in player(folder.path(), columns, rows).play(&keys).unwrap() {
                let name = format!("{script}-{}-{columns}x{rows}", snapshot.name);
                let screen = checked(&snapshot.screen, columns.into());
                insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                    insta::assert_snapshot!(name, screen);
                });
            }
            assert_eq!(fs::read_to_string(folder.path().join("data/paper.csv")).unwrap(), PAPER);
        }
    }
}

#[test]
fn a_decision_on_the_screen_counts_in_the_table_and_is_undone() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    let counted = |player: &mut Player| {
        play(player, "2 Ctrl+C");
        player.copied().last().cloned().unwrap()
    };
    play(&mut player, "2 n");
    let before = counted(&mut player);
    assert!(before.contains("経営の課題"), "{before}");
    play(&mut player, "3 /\ntext over_limit\nEnter Enter Enter Ctrl+U\ntext 1;3\nEnter Enter");
    let after = counted(&mut player);
    assert_ne!(before, after);
    play(&mut player, "3 Ctrl+Z");
    assert_eq!(counted(&mut player), before);
    play(&mut player, "Ctrl+Y");
    assert_eq!(counted(&mut player), after);
}

#[test]
fn a_matrix_in_one_line_is_confirmed_and_taken_back() {
    let folder = project();
    let views = "\n[[question]]\nid = \"V\"\nkind = \"matrix\"\nstraight_line = 2\nchoices = [{ code = \"1\", label = \"良い\" }, { code = \"2\", label = \"悪い\" }]\n\
                 items = [{ id = \"V_1\", label = \"道\", column = \"V_1\" }, { id = \"V_2\", label = \"川\", column = \"V_2\" }]\n\n[[rule]]";
    fs::write(folder.path().join("surveys/shops.toml"), SURVEY.replacen("\n[[rule]]", views, 1)).unwrap();
    fs::write(folder.path().join("data/web.csv"), "番号,業種,問2,問3,人数,V_1,V_2\r\nB001,2,3,1,7,1,1\r\n").unwrap();
    let mut player = player(folder.path(), 120, 40);
    let decided = || {
        let output = crate::support::run(folder.path(), &["fix", "list", "--json"]).code(0).json();
        let kinds = output.as_array().unwrap().iter().map(|one| one["change"]["to"].as_str().unwrap().to_owned());
        kinds.collect::<Vec<String>>()
    };
    play(&mut player, "3 /\ntext straight_line\nEnter");
    play(&mut player, "c Enter");
    assert_eq!(decided(), ["keep"]);
    let found = crate::support::run(folder.path(), &["check", "--json"]).json();
    let line = found["problems"].as_array().unwrap().iter().find(|problem| problem["rule"] == "straight_line").unwrap();
    assert_eq!(line["status"], "kept");
    play(&mut player, "r Down Down Enter");
    assert_eq!(decided(), Vec::<String>::new());
}

#[test]
fn a_form_typed_in_counts_and_is_one_act() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    let counts = |player: &Player| player.state().surveys[0].loaded().unwrap().responses.counts();
    let before = counts(&player);
    play(
        &mut player,
        "0 i\ntext 901\nEnter F6\ntext 2\ntext 2;8\nEnter\ntext 駐車場\nEnter\ntext 1\ntext 12\nEnter F2",
    );
    assert!(player.screen().contains("901 の入力"), "{}", player.screen());
    let after = counts(&player);
    assert_eq!((after.read, after.valid), (before.read + 1, before.valid + 1));
    let state = &player.state().journal.state;
    let form = &state.fixes["shops"].forms["901"];
    let answers: Vec<(&str, &str)> = form.answers.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    assert_eq!(answers, [("N", "12"), ("Q1", "2"), ("Q2", "2;8"), ("Q3", "1")]);
    assert_eq!(form.others["Q2:8"], "駐車場");
    assert_eq!((form.mode.as_str(), form.who.as_str()), ("紙", "yamada"));
    play(&mut player, "Esc Ctrl+Z");
    assert_eq!(counts(&player), before);
    assert_eq!(fs::read_to_string(folder.path().join("data/paper.csv")).unwrap(), PAPER);
}

#[test]
fn a_typed_form_is_among_the_decisions_and_taken_back_there() {
    let folder = project();
    let mut player = player(folder.path(), 120, 30);
    play(&mut player, "0 i\ntext 901\nEnter\ntext 1\nF2 F2 Esc\nAlt+3 Tab");
    let screen = player.screen();
    assert!(screen.contains("901") && screen.contains("紙の調査票の入力") && screen.contains("yamada"), "{screen}");
    play(&mut player, "Enter");
    assert!(player.screen().contains("901"), "{}", player.screen());
    play(&mut player, "Alt+3\nDelete\nDown Enter");
    let decided = player.state().journal.state.fixes.get("shops");
    assert!(decided.is_none_or(|fixes| fixes.forms.is_empty()));
}

#[test]
fn a_value_that_stands_there_already_is_no_correction() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    // The first answer of the first form is 1; the same again is refused, another is asked why.
    play(&mut player, "0\nDown Enter Enter");
    assert!(player.screen().contains("いまも「1 小売業"), "{}", player.screen());
    play(&mut player, "Ctrl+U\ntext 2\nEnter Enter");
    assert_eq!(player.state().journal.state.fixes["shops"].fixes.len(), 1);
}

#[test]
fn two_marks_where_one_is_allowed_name_the_code_for_invalid() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "0 i\ntext 901\nEnter\ntext 1 2\nEnter");
    assert!(player.screen().contains("INV（無効）"), "{}", player.screen());
}

#[test]
fn a_form_that_is_not_finished_is_kept_on_leaving_and_goes_on() {
    let folder = project();
    let drafts = || fs::read_dir(folder.path().join(".koe/forms")).map_or(0, |found| found.count());
    let check = || crate::support::run(folder.path(), &["check", "--json"]).text().to_owned();
    let before = check();
    let mut first = player(folder.path(), 100, 30);
    // Not understood yet, too: it is kept letter by letter.
    play(&mut first, "0 i\ntext 901\nEnter\ntext 2\nEnter\ntext 2;;x\nEsc q");
    let screen = first.screen();
    assert!(!first.state().quitting && screen.contains("901") && screen.contains("下書きとして残"), "{screen}");
    play(&mut first, "Down Enter");
    assert!(!first.state().quitting && drafts() == 0);
    play(&mut first, "q Enter");
    assert!(first.state().quitting && drafts() == 1);
    assert_eq!(check(), before, "a draft is no answer");
    // The next time the home screen names it, and typing in offers it.
    let mut second = player(folder.path(), 100, 30);
    let named = |player: &Player| player.state().steps.iter().any(|step| step.text.contains("整理番号 901"));
    play(&mut second, "1");
    assert!(named(&second), "{}", second.screen());
    play(&mut second, "0 i");
    assert!(second.screen().contains("整理番号 901　2問入力済み"), "{}", second.screen());
    play(&mut second, "Enter");
    let draft = second.state().surveys[0].draft.clone().unwrap();
    assert_eq!((draft.answers["Q1"].as_str(), draft.answers["Q2"].as_str()), ("2", "2;;x"));
    assert!(second.screen().contains("2;;x"), "{}", second.screen());
    // Left as it was, there is nothing to ask.
    play(&mut second, "Esc q");
    assert!(second.state().quitting && drafts() == 1);
    let mut third = player(folder.path(), 100, 30);
    // Its number leads there, too; saved, it is no draft any more.
    play(&mut third, "0 i Down Enter\ntext 901\nEnter");
    assert!(third.screen().contains("下書きがあります"), "{}", third.screen());
    play(&mut third, "Enter Ctrl+U\ntext 2\nF2 F2");
    assert_eq!(third.state().journal.state.fixes["shops"].forms["901"].answers["Q2"], "2");
    assert_eq!(drafts(), 0);
    play(&mut third, "Esc 1");
    assert!(!named(&third), "{}", third.screen());
    // Thrown away, it is gone from the folder as well.
    play(&mut third, "0 i\ntext 902\nEnter\ntext 1\nEsc q Enter");
    assert_eq!(drafts(), 1);
    let mut last = player(folder.path(), 100, 30);
    play(&mut last, "0 i Enter Ctrl+D Down Enter");
    assert_eq!(drafts(), 0);
    assert!(last.state().surveys[0].draft.is_none());
}

#[test]
fn a_typed_form_that_the_journal_refuses_is_typed_on() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    let typed = |player: &Player, id: &str| player.state().journal.state.fixes["shops"].forms[id].answers.clone();
    play(&mut player, "0 i\ntext 901\nEnter\ntext 1\nF2 F2");
    assert_eq!(typed(&player, "901")["Q1"], "1");
    // A correction of it is refused: the journal cannot be written meanwhile.
    let journal = folder.path().join("koe.sqlite");
    let kept = fs::read(&journal).unwrap();
    play(&mut player, "text 901\nEnter Enter Ctrl+U\ntext 2");
    fs::write(&journal, "not a journal").unwrap();
    play(&mut player, "F2");
    assert_eq!(typed(&player, "901")["Q1"], "1");
    fs::write(&journal, kept).unwrap();
    // The next number does not put it out of the way.
    play(&mut player, "text 902\nEnter");
    assert!(player.screen().contains("調査票を入力　整理番号 901"), "{}", player.screen());
    play(&mut player, "F2");
    assert_eq!(typed(&player, "901")["Q1"], "2");
    play(&mut player, "text 902\nEnter");
    assert!(player.screen().contains("調査票を入力　整理番号 902"), "{}", player.screen());
}

#[test]
fn all_cases_of_a_rule_are_those_listed() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "3 /\ntext A002\nEnter R Down Enter");
    assert!(player.screen().contains("表示中の 1件だけ"), "{}", player.screen());
    play(&mut player, "Enter");
    let cases = |player: &Player| -> Vec<String> {
        let fixes = player.state().journal.state.fixes["shops"].fixes.values();
        fixes.map(|fix| fix.case.case.clone()).collect()
    };
    assert_eq!(cases(&player), ["A002"]);
    // Without a search the rest of the rule is meant.
    play(&mut player, "/ Ctrl+U\ntext exclusive\nEnter");
    assert_eq!(player.state().problems.lists.rules.iter().find(|rule| rule.id == "exclusive").unwrap().counts[0], 2);
}

#[test]
fn forms_are_read_anew_with_their_survey_and_closed_when_it_cannot_be_read() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "0");
    assert!(player.state().surveys[0].sheets.forms.is_some());
    let what = player.timed(Key::parse("F5").unwrap(), std::time::Duration::default);
    let what: Vec<&str> = what.iter().map(|(what, _)| what.as_str()).collect();
    assert!(what.contains(&"Load(0)") && !what.contains(&"Forms(0)"), "{what:?}");
    let opened = &player.state().surveys[0];
    assert!(std::sync::Arc::ptr_eq(opened.sheets.of.as_ref().unwrap(), opened.loaded().unwrap()));
    fs::remove_file(folder.path().join("data/paper.csv")).unwrap();
    play(&mut player, "F5 Down Enter");
    assert!(player.state().boxes.is_empty(), "{}", player.screen());
    assert!(player.state().toast.is_some(), "{}", player.screen());
    fs::write(folder.path().join("data/paper.csv"), PAPER).unwrap();
    play(&mut player, "F5 Down Enter");
    assert!(!player.state().boxes.is_empty(), "{}", player.screen());
}

#[test]
fn the_list_of_commands_says_which_cannot_be_used() {
    let folder = project();
    let mut player = Player::new(&Start { read_only: true, ..start(folder.path()) }, 100, 30);
    player.begin();
    play(&mut player, "3 F1");
    let state = player.state();
    let rows = koe::tui::popups::rows::rows(state, state.boxes.last().unwrap());
    let row = rows.iter().find(|row| row.what == What::Command(Id::Remedy)).unwrap();
    assert!(row.reason.is_some(), "{}", player.screen());
}

#[test]
fn both_lists_are_copied_and_exported_as_shown() {
    let folder = project();
    let mut player = player(folder.path(), 100, 30);
    play(&mut player, "3 /\ntext exclusive\nEnter Ctrl+C");
    let copied = player.copied().last().unwrap().clone();
    assert_eq!(copied.lines().count(), 4, "{copied}");
    assert!(copied.starts_with("状態\t重さ\t規則\t整理番号"), "{copied}");
    play(&mut player, "R Down Enter Enter Tab Esc e Down Enter");
    assert!(player.screen().contains("書き出しました"), "{}", player.screen());
    let written = fs::read_to_string(folder.path().join("out/shops_fixes.csv")).unwrap();
    assert_eq!(written.lines().filter(|line| line.contains("yamada")).count(), 3, "{written}");
    play(&mut player, "Esc e Enter");
    assert!(folder.path().join("out/shops_check.xlsx").exists(), "{}", player.screen());
}

#[test]
fn read_only_looks_at_everything_and_decides_nothing() {
    let folder = project();
    let mut player = Player::new(&Start { read_only: true, ..start(folder.path()) }, 100, 30);
    player.begin();
    for keys in ["3 r", "R", "c", "v", "Enter x", "Enter", "r"] {
        play(&mut player, keys);
        assert!(player.screen().contains("閲覧専用"), "{keys}: {}", player.screen());
    }
    assert!(player.screen().contains("個票"), "{}", player.screen());
    assert!(!folder.path().join("koe.sqlite").exists());
}

#[test]
fn a_survey_that_cannot_be_read_says_so_on_both_screens() {
    let folder = project();
    fs::remove_file(folder.path().join("data/web.csv")).unwrap();
    let mut player = player(folder.path(), 100, 30);
    for keys in ["3", "0"] {
        play(&mut player, keys);
        assert!(player.screen().contains("web.csv"), "{}", player.screen());
        for key in ["r", "c", "Enter", "/", "n", "Right", "Down", "Ctrl+C", "e", "Tab", "Esc"] {
            play(&mut player, key);
        }
    }
}

#[test]
fn any_size_can_be_drawn_and_changes_leave_nothing_behind() {
    let folder = project();
    let mut player = player(folder.path(), 80, 24);
    for keys in ["3", "r", "Esc Tab", "Esc 0", "Enter", "Esc /", "Esc"] {
        play(&mut player, keys);
        for columns in (0..170).step_by(7) {
            player.resize(columns, columns / 3);
        }
        player.resize(80, 24);
    }
    for (columns, rows) in [(80, 24), (100, 30), (160, 45)] {
        let mut player = self::player(folder.path(), columns, rows);
        for key in "3 Down Left Down Right s s f Esc Tab Tab Esc 0 Right Down n Enter Esc r Esc Esc".split(' ') {
            play(&mut player, key);
            let sent = player.screen();
            player.redraw();
            assert_eq!(sent, player.screen(), "after {key}");
        }
    }
}
