//! Codes of free answers as a question of their survey, counted by hand.

use std::path::Path;

use koe::messages::Lang;
use koe::model::comment::Span;
use koe::project::comments::op::{Part, TagSet};
use koe::project::{CommentOp, Op, Project};
use koe::tui::Start;
use koe::tui::script::Player;
use serde_json::json;

use crate::support::Workdir;

const SURVEY: &str = r#"
[survey]
id = "s"
title = "小さな調査"
min_base = 1
[[source]]
file = "a.csv"
id = "番号"
[[question]]
id = "AREA"
label = "地区"
kind = "single"
attribute = true
choices = [{ code = "1", label = "北" }, { code = "2", label = "南" }]
[[question]]
id = "FREE"
label = "ご意見"
kind = "text"
theme = "その他"
"#;

const SET: &str = r#"
[comments]
id = "free"
kind = "survey"
survey = "s"
question = "FREE"
[[comments.codes]]
id = "1"
title = "店"
[[comments.codes]]
id = "2"
title = "緑"
[[comments.codes]]
id = "3"
title = "畑"
parent = "2"
"#;

/// 8 respondents, of whom number 3 wrote nothing.
const ANSWERS: &str = "番号,AREA,FREE\n1,1,魚屋がほしい\n2,1,畑を残して。店も増やして\n3,2,\n4,2,この欄は狭い\n5,2,畑がほしい\n6,1,あとで読む\n7,1,店が遠い\n8,2,店と畑\n";

fn project() -> Workdir {
    let dir = Workdir::survey(SURVEY, "a.csv", ANSWERS);
    dir.write(
        "koe.toml",
        "[project]\nsurveys = [\"s.toml\"]\ncomments = [\"free.toml\"]\nstore = \"sqlite:koe.sqlite\"\n",
    );
    dir.write("free.toml", SET);
    dir
}

fn act(root: &Path, act: CommentOp) {
    let mut project = Project::open_as(root, "sqlite:koe.sqlite", false, "tester").unwrap();
    project.act(Op::Comment { set: "free".into(), act: Box::new(act) }).unwrap();
}

fn tag(root: &Path, tags: &[(&str, &[&str])]) {
    let tags = tags.iter().map(|(opinion, codes)| TagSet {
        opinion: (*opinion).to_owned(),
        codes: Some(codes.iter().map(|code| (*code).to_owned()).collect()),
    });
    act(root, CommentOp::Tag { coder: "tester".into(), tags: tags.collect(), via: Default::default() });
}

/// Number 2 is divided and only half of it coded, number 6 is not coded, number 4 fits no code.
fn coded() -> Workdir {
    let dir = project();
    let whole = "畑を残して。店も増やして";
    let parts = [("2-1", 0, 6), ("2-2", 6, 12)];
    let into =
        parts.map(|(id, start, end)| Part { id: id.into(), spans: vec![Span::new(start, end)], item: None }).to_vec();
    let text = koe::comments::quote::fingerprint(whole);
    act(dir.path(), CommentOp::Reshape { receipt: "2".into(), text, from: vec!["2".into()], into });
    tag(dir.path(), &[("1", &["1"]), ("2-1", &["3"]), ("4", &[]), ("5", &["3"]), ("7", &["1"]), ("8", &["1", "3"])]);
    dir
}

#[test]
fn without_a_tag_there_is_no_question() {
    let dir = project();
    dir.koe(&["tab", "FREEC"]).code(2).says(&["FREEC"]);
    assert_eq!(dir.tab(&[]).len(), 2);
    assert!(!dir.file("koe.sqlite").exists(), "looking at a table writes nothing");
}

#[test]
fn codes_are_crossed_like_any_question() {
    let dir = coded();
    let table = dir.table(&["FREEC", "--by", "AREA"]);
    assert_eq!(table.codes(), ["1", "2", "3", "2計", "NA", "INV", "UNK"]);
    // n, all, answered, NA, NAP, INV, UNK: numbers 2 and 6 are not coded, number 3 wrote nothing.
    assert_eq!(table.bases(), [8, 8, 5, 1, 0, 0, 2]);
    assert_eq!(table.counts(), [3, 0, 2, 2, 1, 0, 2]);
    assert_eq!(table.counts_in("AREA", "1"), [2, 0, 0, 0, 0, 0, 2]);
    assert_eq!(table.counts_in("AREA", "2"), [1, 0, 2, 2, 1, 0, 0]);
    let told = table.notes().into_iter().find(|note| note.contains("分類の済んでいない")).unwrap();
    assert!(told.contains("7件のうち") && told.contains("2件"), "{told}");
    assert_eq!(table.0["label"], "ご意見（分類）");
    // The second half of number 2 is coded: its respondent has both.
    tag(dir.path(), &[("2-2", &["1"])]);
    let table = dir.table(&["FREEC", "--by", "AREA", "--base", "answered"]);
    assert_eq!(table.bases(), [6, 8, 6, 1, 0, 0, 1]);
    assert_eq!(&table.counts()[..4], [4, 0, 3, 3]);
    assert_eq!(&table.counts_in("AREA", "1")[..4], [3, 0, 1, 1]);
    assert_eq!(table.group(Some("AREA"), "2")["n"], json!(3), "number 4 answered and is in no line");
}

#[test]
fn codes_filter_group_and_stand_in_the_book() {
    let dir = coded();
    let shops = dir.table(&["AREA", "--where", "FREEC = 1"]);
    assert_eq!((shops.base("n"), &shops.counts()[..2]), (3, &[2, 1][..]));
    let by = dir.table(&["AREA", "--by", "FREEC"]);
    assert_eq!(by.counts_in("FREEC", "3")[..2], [0, 2]);
    let book = dir.file("b.xlsx");
    dir.koe(&["book", "-o", book.to_str().unwrap()]).code(0);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&book).unwrap();
    let has = calamine::Reader::sheet_names(&book).into_iter().any(|name| {
        let range = calamine::Reader::worksheet_range(&mut book, &name).unwrap();
        range.used_cells().any(|(_, _, cell)| cell.to_string().contains("ご意見（分類）"))
    });
    assert!(has, "the table of the codes is in the book");
}

#[test]
fn a_code_nobody_defined_and_one_out_of_scope_are_not_lost() {
    let dir = coded();
    tag(dir.path(), &[("6", &["古い"])]);
    act(dir.path(), CommentOp::OutOfScope { opinions: vec!["2-2".into()], why: Some("対象外".into()) });
    let table = dir.table(&["FREEC"]);
    assert_eq!(table.codes()[..4], ["1", "2", "3", "古い"]);
    assert_eq!(table.counts()[..4], [3, 0, 3, 1]);
    assert_eq!((table.base("UNK"), table.base("answered")), (0, 7));
    assert!(!table.notes().iter().any(|note| note.contains("分類の済んでいない")));
}

#[test]
fn the_id_must_be_free() {
    let dir = coded();
    dir.write("free.toml", SET.replace("question = \"FREE\"", "question = \"FREE\"\nafter_code = \"AREA\""));
    dir.koe(&["tab", "AREA"]).code(2).says(&["free.toml", "AREA"]);
}

#[test]
fn the_screen_has_the_question_and_follows_the_journal() {
    let dir = project();
    let tags = vec![TagSet { opinion: "1".into(), codes: Some(vec!["1".into()]) }];
    let tag = CommentOp::Tag { coder: "x".into(), tags, via: Default::default() };
    let mut journal = Project::open(dir.path(), "sqlite:koe.sqlite", false).unwrap();
    journal.act(Op::Comment { set: "free".into(), act: Box::new(tag) }).unwrap();
    let start = Start { dir: dir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, 160, 45);
    player.begin();
    player.play("Enter n n").unwrap();
    assert!(player.screen().contains("ご意見（分類）"), "{}", player.screen());
    // The act undone here changes the answers of the survey, which is read again by itself.
    player.play("Ctrl+Z").unwrap();
    assert!(!player.screen().contains("ご意見（分類）"), "{}", player.screen());
    player.play("Ctrl+Y").unwrap();
    assert!(player.screen().contains("ご意見（分類）"), "{}", player.screen());
}

#[test]
fn codes_given_on_the_screen_are_in_its_tables() {
    let dir = project();
    let start = Start { dir: dir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, 160, 45);
    player.begin();
    player.play("Enter").unwrap();
    assert!(!player.screen().contains("ご意見（分類）"), "{}", player.screen());
    player.play("4 1 Enter Alt+2").unwrap();
    assert_eq!(player.state().screen, koe::tui::state::Screen::Table, "{}", player.screen());
    assert!(player.screen().contains("ご意見（分類）"), "{}", player.screen());
    assert!(!player.state().surveys[0].stale);
}

#[test]
fn a_finding_on_the_codes_moves_with_the_next_code_given() {
    let dir = project();
    let start = Start { dir: dir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, 160, 45);
    player.begin();
    player.play("4 1 Enter Alt+2 n n Right Right P Enter 8").unwrap();
    assert!(player.screen().contains("所見 1件（変動 0・根拠なし 0）"), "{}", player.screen());
    // The table is not looked at in between: the answers are read again for the findings.
    player.play("4 1 Enter Alt+8").unwrap();
    assert!(player.screen().contains("所見 1件（変動 1・根拠なし 0）"), "{}", player.screen());
}

#[test]
fn a_form_typed_after_free_answers_were_coded_keeps_every_answer() {
    let survey = format!(
        "{SURVEY}[[question]]\nid = \"WAY\"\nlabel = \"交通手段\"\nkind = \"single\"\n\
         choices = [{{ code = \"1\", label = \"徒歩\" }}, {{ code = \"2\", label = \"車\" }}]\n"
    );
    let dir = Workdir::survey(&survey, "a.csv", "番号,AREA,FREE,WAY\n1,1,魚屋がほしい,2\n2,1,畑を残して,1\n");
    dir.write(
        "koe.toml",
        "[project]\nsurveys = [\"s.toml\"]\ncomments = [\"free.toml\"]\nstore = \"sqlite:koe.sqlite\"\n",
    );
    dir.write("free.toml", SET);
    tag(dir.path(), &[("1", &["1"])]);
    let start = Start { dir: dir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, 100, 30);
    player.begin();
    // The coded answers are a question of the tables, and none of the form.
    assert_eq!(player.state().surveys[0].survey().unwrap().questions.len(), 4);
    player.play("0 i\ntext 77\nEnter\ntext 2\nEnter\ntext 緑を\nEnter\ntext 1\nEnter F2 Esc").unwrap();
    let form = player.state().journal.state.fixes["s"].forms["77"].clone();
    let answers: Vec<(&str, &str)> = form.answers.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    assert_eq!(answers, [("AREA", "2"), ("FREE", "緑を"), ("WAY", "1")], "{}", player.screen());
    // Typed again, each answer stands at its own question; a click goes to one.
    player.play("i\ntext 77\nEnter Enter").unwrap();
    let row = player.screen().lines().position(|line| line.contains("WAY")).unwrap();
    player.play(&format!("click 10 {row}\nBackspace\ntext 2\nF2 Esc")).unwrap();
    let corrected = &player.state().journal.state.fixes["s"].forms["77"];
    assert_eq!((corrected.answers["WAY"].as_str(), corrected.answers["FREE"].as_str()), ("2", "緑を"));
}

#[test]
fn what_is_being_typed_stays_with_its_questions_when_the_definition_changes() {
    let dir = project();
    let start = Start { dir: dir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, 100, 30);
    player.begin();
    player.play("0 i\ntext 77\nEnter\ntext 2\nEnter\ntext 緑を\nEsc").unwrap();
    let before = SURVEY.replace(
        "[[question]]\nid = \"AREA\"",
        "[[question]]\nid = \"NEW\"\nlabel = \"新設問\"\nkind = \"text\"\ncolumn = \"番号\"\n[[question]]\nid = \"AREA\"",
    );
    dir.write("s.toml", &before);
    player.play("F5\ni\ntext ！\nF2 F2 Esc").unwrap();
    let form = &player.state().journal.state.fixes["s"].forms["77"];
    let answers: Vec<(&str, &str)> = form.answers.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    assert_eq!(answers, [("AREA", "2"), ("FREE", "緑を！")], "{}", player.screen());
}
