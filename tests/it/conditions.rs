//! Conditions with the labels people read in the tables: taken for codes wherever a condition is typed or written.

use koe::tui::script::Player;

use crate::stage::{self, play};
use crate::support::Workdir;

const TOML: &str = "
[[question]]
id = \"F1\"
label = \"業種\"
column = \"業種\"
kind = \"single\"
choices = [{ code = \"1\", label = \"製造業\" }, { code = \"2\", label = \"小売業・卸売業\" }, { code = \"3\", label = \"その他\" }]
[[question]]
id = \"F2\"
label = \"従業者数\"
column = \"人数\"
kind = \"numeric\"
bands = [{ label = \"1人\", to = 1 }, { label = \"２～４人\", from = 2, to = 4 }, { label = \"5人以上\", from = 5 }]
[[question]]
id = \"Q4\"
label = \"取組\"
column = \"取組\"
kind = \"multiple\"
separator = \";\"
ask_if = \"F1 = 製造業\"
choices = [{ code = \"a\", label = \"IT 化\" }, { code = \"b\", label = \"採用\" }]
[[net]]
question = \"F1\"
code = \"N1\"
label = \"ものづくり計\"
members = [\"1\"]
[[net]]
question = \"F1\"
code = \"N2\"
label = \"その他\"
members = [\"2\", \"3\"]
[[banner]]
id = \"shops\"
label = \"店の数\"
question = \"F2\"
bands = [{ label = \"なし\", to = 2 }, { label = \"1\", from = 3 }]
[[banner]]
id = \"size\"
label = \"規模\"
question = \"F2\"
bands = [{ label = \"小さい\", to = 4 }, { label = \"大きい\", from = 5 }]
";

const ANSWERS: &str = "業種,人数,取組\n1,1,a\n1,3,a;b\n2,5,\n2,2,\n3,9,\n3,,\n";

fn dir() -> Workdir {
    Workdir::survey(TOML, "a.csv", ANSWERS)
}

#[test]
fn a_label_stands_for_its_code() {
    let dir = dir();
    for (typed, coded) in [
        ("F1 = 製造業", "F1 = 1"),
        ("F1 = ものづくり計", "F1 = N1"),
        ("F1 = \"小売業・卸売業\"", "F1 = 2"),
        ("F1 = \"小売業･卸売業 \"", "F1 = 2"),
        ("F1 = 「小売業・卸売業」", "F1 = 2"),
        ("Ｆ１＝「小売業・卸売業」", "F1 = 2"),
        ("F1 != 製造業", "F1 != 1"),
        ("F1 in (製造業, \"小売業・卸売業\")", "F1 in (1, 2)"),
        ("Q4 = \"IT 化\" and not Q4 = 採用", "Q4 = a and (not Q4 = b)"),
        ("size = 大きい", "size = 2"),
        ("F2 = 無回答", "F2 = NA"),
        ("F2 = \"2~4人\"", "F2 >= 2 and F2 <= 4"),
        ("F2 != 5人以上", "not F2 >= 5"),
        ("F2 in (9, 1人)", "F2 in (9) or F2 <= 1"),
    ] {
        let (by_label, by_code) = (dir.table(&["F1", "--where", typed]), dir.table(&["F1", "--where", coded]));
        assert_eq!(by_label, by_code, "{typed}: the same figures, and the notes have codes");
        let note = format!("集計対象：{coded}（");
        assert!(by_label.notes().iter().any(|said| said.contains(&note)), "{typed}: {:?}", by_label.notes());
    }
    assert_eq!(dir.table(&["F1", "--where", "F2 = \"2~4人\""]).base("all"), 2);
}

#[test]
fn a_code_is_meant_before_a_label_and_both_are_named() {
    let dir = dir();
    assert_eq!(dir.table(&["F1", "--where", "shops = 1"]).base("all"), 2);
    dir.koe(&["tab", "F1", "--where", "shops = 1"]).code(0).says(&["コード 1（なし）", "コード 2 なら 2"]);
    assert_eq!(dir.table(&["F1", "--where", "shops = なし"]).base("all"), 2, "no code, so a label");
    let quiet = dir.koe(&["tab", "F1", "--where", "shops = 2"]).code(0);
    assert!(!quiet.stderr.contains("と読みました"), "{}", quiet.stderr);
}

#[test]
fn a_label_that_says_nothing_is_told_with_the_choices() {
    let dir = dir();
    let wrong = |filter: &str, said: &[&str]| {
        dir.koe(&["tab", "F1", "--where", filter]).code(2).no_data().says(said);
    };
    wrong("F1 = その他", &["「その他」という選択肢が2つ以上", "コード 3、N2", "F1 = 3"]);
    wrong("F1 = 製造", &["「製造業」のことですか", "1 製造業、2 小売業・卸売業", "N1 ものづくり計"]);
    wrong("size = 中", &["1 小さい、2 大きい"]);
    wrong("業種 = 製造業", &["「業種」という設問がありません", "「F1」のことですか"]);
    wrong("F1 = 小売業・卸売業", &["文字目が読めません", "引用符で囲んで"]);
}

#[test]
fn definitions_may_be_written_with_labels() {
    let dir = dir();
    let table = dir.table(&["Q4"]);
    assert_eq!((table.base("n"), table.base("NAP")), (2, 4), "ask_if = F1 = 製造業");
    let refused = |more: &str, said: &[&str]| {
        Workdir::survey(&format!("{TOML}{more}"), "a.csv", ANSWERS).koe(&["tab", "F1"]).code(2).says(said);
    };
    let rule = |when: &str| format!("[[rule]]\nid = \"r\"\nmessage = \"m\"\nwhen = '{when}'\n");
    refused(&rule("F1 = その他"), &["[[rule]] r", "2つ以上"]);
    refused(&rule("F1 = 製造"), &["[[rule]] r", "製造業"]);
    let dir = Workdir::survey(&format!("{TOML}{}", rule("F1 = \"小売業・卸売業\" and F2 = 5人以上")), "a.csv", ANSWERS);
    assert_eq!(dir.koe(&["check", "--json"]).code(1).json()["counts"]["r"], 1);
}

#[test]
fn the_filter_box_takes_labels_and_keeps_codes() {
    let workdir = Workdir::sample();
    for (columns, rows) in [(80, 24), (160, 45)] {
        let mut player = stage::player(workdir.path(), columns, rows);
        play(&mut player, "2\nF4\nCtrl+U\ntext Ｆ１ ＝ 「小売業」");
        assert!(player.screen().contains("業種が「小売業」"), "{}", player.screen());
        play(&mut player, "Enter");
        let filter = |player: &Player| player.state().opened().unwrap().table.view.filter.clone();
        assert_eq!(filter(&player).unwrap().to_string(), "F1 = 6");
        // A label that is not there is told with the one that was probably meant, and with all there are.
        play(&mut player, "F4\nCtrl+U\ntext F1 = 小売\nEnter");
        let screen = player.screen().replace(['│', '\n', ' '], "");
        assert!(screen.contains("「小売業」のこと") && screen.contains("1建設業、2製造業"), "{}", player.screen());
        play(&mut player, "Esc");
        assert_eq!(filter(&player).unwrap().to_string(), "F1 = 6");
    }
}
