//! Definitions drafted from several files at once, or used again: what may be joined is joined, what may not stands apart, and
//! what is written can be read.

use koe::load::draft::review::Reviewed;
use koe::load::draft::review::evidence::{self, Became};
use koe::load::draft::review::shape::Shape;
use koe::load::draft::write::Written;
use koe::load::draft::{Draft, Reason};
use koe::load::infer::Hints;
use koe::load::progress::Progress;
use koe::load::sheet::{Cell, Sheet};
use koe::load::{self, LoadError};
use koe::model::Question;
use koe::model::survey::Source;
use koe::responses::Missing;

use crate::support::Workdir;

/// Rows of a csv: a head, then cells by row and column.
fn csv(head: &str, rows: usize, cell: impl Fn(usize, usize) -> String) -> String {
    let width = head.split(',').count();
    let row = |row: usize| (0..width).map(|column| cell(row, column)).collect::<Vec<_>>().join(",");
    format!("{head}\n{}\n", (1..=rows).map(row).collect::<Vec<_>>().join("\n"))
}

fn surveys(dir: &Workdir) -> usize {
    std::fs::read_dir(dir.file("p/surveys")).unwrap().count()
}

const HEAD: &str = "整理番号,問1 利用（○は1つ）,問2 満足（○は1つ）";

/// Answers as labels of which the order cannot be told, and as the codes of a questionnaire nobody has given.
fn labels_and_codes() -> Workdir {
    let dir = Workdir::new();
    let labels = ["自転車", "徒歩", "バス"];
    dir.write(
        "web.csv",
        csv(HEAD, 12, |row, column| match column {
            0 => row.to_string(),
            _ => labels[(row + column) % 3].to_owned(),
        }),
    );
    dir.write(
        "paper.csv",
        csv(HEAD, 12, |row, column| match column {
            0 => (row + 100).to_string(),
            _ => ((row + column) % 3 + 1).to_string(),
        }),
    );
    dir
}

#[test]
fn labels_and_codes_are_not_joined_by_the_order_of_labels() {
    for files in [["web.csv", "paper.csv"], ["paper.csv", "web.csv"]] {
        let dir = labels_and_codes();
        dir.koe(&["new", "p", files[0], files[1]]);
        assert_eq!(surveys(&dir), 2, "{files:?}");
        let tables = dir.tab(&["-p", "p", "--survey", "paper", "Q1"]);
        assert_eq!(tables[0].codes()[..3], ["1", "2", "3"]);
    }
    let dir = labels_and_codes();
    dir.write("codes.csv", "設問,コード,内容\n問1,1,徒歩\n,2,バス\n,3,自転車\n問2,1,徒歩\n,2,バス\n,3,自転車\n");
    dir.koe(&["new", "p", "web.csv", "paper.csv", "codes.csv"]);
    assert_eq!(surveys(&dir), 1, "a code sheet tells what the codes are");
    let table = dir.table(&["-p", "p", "Q1"]);
    assert_eq!(table.counts()[..3], [8, 8, 8]);
}

/// A description of one question with answers in columns.
fn description(labels: [&str; 2]) -> String {
    let [first, second] = labels;
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><sss version="1.1"><survey><title>t</title><record ident="A">
<variable ident="1" type="character"><name>ID</name><label>整理番号</label><position start="1" finish="3"/><size>3</size></variable>
<variable ident="2" type="single"><name>Q1</name><label>満足度</label><position start="4" finish="4"/>
<values><value code="1">{first}</value><value code="2">{second}</value></values></variable></record></survey></sss>"#
    )
}

#[test]
fn a_description_does_not_get_the_answers_of_another() {
    let dir = Workdir::new();
    for (folder, answers) in [("a", "0011\n0021\n"), ("b", "1012\n1022\n")] {
        dir.write(&format!("{folder}/x.sss"), description(["満足", "不満"]));
        dir.write(&format!("{folder}/x.asc"), answers);
    }
    dir.koe(&["new", "p", "a/x.sss", "b/x.sss"]).code(2).says(&["x.sss", "同じ名前", "何も書きませんでした"]);
    assert!(!dir.file("p").exists());
    dir.koe(&["new", "p", "a/x.sss", "a/x.asc"]);
    assert_eq!(dir.table(&["-p", "p", "Q1"]).counts()[..2], [2, 0]);
    // A spreadsheet may be called like the answers of a description as well.
    dir.write("b/x.asc", "問1,問2\n1,1\n2,2\n");
    dir.koe(&["new", "q", "a/x.sss", "b/x.asc"]).code(2).says(&["x.asc", "同じ名前"]);
}

#[test]
fn answers_with_a_codebook_of_their_own_are_answers_whatever_they_are_called() {
    let dir = Workdir::new();
    let variable = |ident: usize, name: &str| {
        format!(
            r#"<variable ident="{ident}" type="single"><name>{name}</name><label>{name}</label><position start="{ident}" finish="{ident}"/>
<values><value code="1">甲</value><value code="2">乙</value></values></variable>"#
        )
    };
    let variables = ["設問", "コード", "内容"].iter().zip(1..).map(|(name, ident)| variable(ident, name));
    let variables = variables.collect::<String>();
    dir.write(
        "x.sss",
        format!(r#"<sss version="1.1"><survey><title>t</title><record ident="A">{variables}</record></survey></sss>"#),
    );
    dir.write("x.asc", "111\n212\n121\n222\n");
    dir.koe(&["new", "p", "x.sss"]);
    let tables = dir.tab(&["-p", "p"]);
    assert_eq!(tables.iter().map(|table| table.base("n")).collect::<Vec<_>>(), [4, 4, 4]);
    assert!(dir.koe(&["infer", "x.sss"]).text().contains("label = \"内容\""));
}

#[test]
fn a_matrix_with_other_rows_gets_ids_of_its_own() {
    let dir = Workdir::new();
    let cell =
        |row: usize, column: usize| if column == 0 { row.to_string() } else { ((row + column) % 5 + 1).to_string() };
    let singles = "整理番号,問1（○は1つ）,問2（○は1つ）,問3（○は1つ）,問4（○は1つ）,問5（○は1つ）";
    dir.write("a.csv", csv(&format!("{singles},問9-A,問9-B,問9-C"), 30, cell));
    dir.write(
        "b.csv",
        csv(&format!("{singles},問9-A,問9-B,問9-C,問9-D"), 30, |row, column| match column {
            0 => (row + 100).to_string(),
            _ => cell(row, column),
        }),
    );
    dir.koe(&["new", "p", "a.csv", "b.csv"]).code(1);
    assert_eq!(surveys(&dir), 1);
    let text = std::fs::read_to_string(dir.file("p/surveys/a.toml")).unwrap();
    assert!(text.contains("id = \"Q9_2\"") && text.contains("id = \"Q9_2A\""), "{text}");
    assert_eq!(dir.table(&["-p", "p", "Q1"]).base("n"), 60);
    assert_eq!(dir.table(&["-p", "p", "Q9_2D"]).counts()[..5].iter().sum::<u64>(), 30);
}

#[test]
fn the_next_delivery_keeps_what_the_definition_says_of_its_columns() {
    let dir = Workdir::new();
    dir.write("a.csv", "整理番号,ア地区,枚数\n1,1,3\n2,2,1\n");
    dir.write("b.csv", "整理番号,ア地区,枚数\n3,1,2\n4,2,2\n");
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\n");
    let about = "[survey]\nid = \"s\"\n";
    let questions = "[[question]]\nid = \"Q3_ア地区\"\nlabel = \"利用\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"はい\" }, { code = \"2\", label = \"いいえ\" }]\n";
    let first = "[[source]]\nfile = \"a.csv\"\nid = \"整理番号\"\ncount = \"枚数\"\ndistributed = 10\n[source.columns]\n\"Q3_ア地区\" = \"ア地区\"\n";
    dir.write("s.toml", format!("{about}{first}{questions}"));
    let second = dir.koe(&["infer", "b.csv", "--like", "s.toml"]).code(0);
    assert!(!second.text().contains("distributed"), "{}", second.text());
    dir.write("s.toml", format!("{about}{first}{}{questions}", second.text()));
    assert_eq!(dir.table(&["Q3_ア地区"]).counts()[..2], [5, 3], "{}", second.text());
}

#[test]
fn reading_a_book_without_a_definition_can_be_stopped() {
    let dir = Workdir::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("説明").unwrap().write_string(0, 0, "この表について").unwrap();
    let sheet = book.add_worksheet().set_name("回答").unwrap();
    for row in 1..=20 {
        sheet.write_string(0, 0, "整理番号").unwrap().write_string(0, 1, "問1").unwrap();
        sheet.write_number(row, 0, row).unwrap().write_number(row, 1, row % 3 + 1).unwrap();
    }
    book.save(dir.file("a.xlsx")).unwrap();
    let read = |progress: &Progress| load::spreadsheet(&dir.file("a.xlsx"), &Hints::default(), progress);
    assert_eq!(
        read(&Progress::default()).unwrap().loaded.responses.counts().valid,
        20,
        "the second sheet has the answers"
    );
    let stopped = Progress::default();
    stopped.cancel();
    assert!(matches!(read(&stopped), Err(LoadError::Cancelled)));
}

#[test]
fn a_definition_written_elsewhere_names_its_file_from_there() {
    let workdir = Workdir::new();
    workdir.write("回答.csv", "整理番号,問1 性別\n1,男性\n2,女性\n3,男性\n");
    std::fs::create_dir(workdir.file("surveys")).unwrap();
    workdir.koe(&["infer", "回答.csv", "-o", "surveys/a.toml"]).says(&["a.toml"]);
    let text = std::fs::read_to_string(workdir.file("surveys/a.toml")).unwrap();
    assert!(text.contains("file = \"../回答.csv\""), "{text}");
    workdir.write("koe.toml", "[project]\ntitle = \"試験\"\nsurveys = [\"surveys/a.toml\"]\n");
    workdir.koe(&["tab"]).code(0).says(&["3件"]);
}

#[test]
fn a_column_made_a_quantity_by_hand_knows_its_unit_and_says_what_is_no_number() {
    let texts = ["3回", "三回", "10", "-1", "毎日", "4回"];
    let rows = std::iter::once("Q1").chain(texts).map(|text| vec![Cell::Text(text.to_owned())]).collect();
    let question = Question { id: "Q1".to_owned(), column: Some("Q1".to_owned()), ..Question::default() };
    let source = Source { file: "a.csv".to_owned(), ..Source::default() };
    let draft = Draft { questions: vec![question], source: source.clone(), ..Draft::default() };
    let written = Written { id: "a".to_owned(), sources: vec![source], draft, ..Written::default() };
    let sheets = vec![Sheet { rows, ..Sheet::default() }];
    let mut reviewed = Reviewed { written, sheets };
    reviewed.shape("Q1", Shape::Numeric).unwrap();
    let question = &reviewed.written.draft.questions[0];
    assert_eq!(question.unit.as_deref(), Some("回"));
    assert_eq!(question.missing.as_ref().unwrap().na, ["", "-1"]);
    let guess = &reviewed.written.draft.guesses[0];
    assert_eq!(guess.reason, Reason::Negative { codes: vec!["-1".to_owned()] });
    let became: Vec<Became> =
        evidence::of(&reviewed, Some("Q1")).columns[0].values.iter().map(|value| value.became.clone()).collect();
    let itself = Became::Itself;
    let three = Became::Number(3.0);
    let wanted = [itself.clone(), three, itself.clone(), Became::Missing(Missing::Na), Became::Unread, itself];
    assert_eq!(became, wanted, "三回 is read by its unit, 毎日 is not a number");
    reviewed.settle(0, Some(0)).unwrap();
    assert_eq!(reviewed.written.draft.questions[0].missing.as_ref().unwrap().na, [""], "-1 counts as a number again");
}

#[test]
fn questions_behind_a_blank_column_are_no_table_beside_the_answers() {
    let dir = Workdir::new();
    let rows = [
        "1,男,20代,,満足,広い",
        "2,女,30代,,不満,遠い",
        "3,女,20代,,,",
        "4,男,30代,,,",
        "5,女,20代,,,",
        "6,男,20代,,,",
    ];
    dir.write("a.csv", format!("No,性別,年代,,満足度,理由\n{}\n", rows.join("\n")));
    let drafted = dir.koe(&["infer", "a.csv"]);
    assert!(drafted.text().contains("満足度") && !drafted.text().contains("ignore"), "{}", drafted.text());
}

#[test]
fn who_was_asked_is_taken_from_the_header_or_the_answers() {
    let dir = Workdir::new();
    // Q2 in the header; Q3 by nobody but those who said 1.
    let rows: Vec<String> = (0..40)
        .map(|row| {
            let first = row % 4 + 1;
            let second = if first == 2 { "1" } else { "" };
            let third = if first == 1 { ["1", "2"][row / 4 % 2] } else { "" };
            format!("{row},{first},{second},{third},{}", row % 3 + 1)
        })
        .collect();
    let header = "No,問1 後継者,問2 承継（問1で２の方）,問3 時期,問4 業況";
    dir.write("a.csv", format!("{header}\n{}\n", rows.join("\n")));
    let drafted = dir.koe(&["infer", "a.csv"]);
    assert!(
        drafted.text().contains("ask_if = \"Q1 = 2\"") && drafted.text().contains("問1で2の方"),
        "{}",
        drafted.text()
    );
    assert_eq!(drafted.text().matches("ask_if = ").count(), 2, "{}", drafted.text());
    assert!(drafted.text().contains("ask_if = \"Q1 = 1\""));
    dir.koe(&["new", "p", "a.csv"]).code(1);
    let table = dir.koe(&["--project", "p", "tab", "Q2", "--json"]).code(0).json();
    assert_eq!(table[0]["base"]["NAP"], 30, "{table}");
}

#[test]
fn a_condition_follows_its_choice_when_choices_are_moved_or_left_out() {
    let dir = Workdir::new();
    let rows: Vec<String> = (0..40)
        .map(|row| {
            let first = ["いる", "いない", "未定"][row % 3];
            let second = if first == "いない" { ["売却", "廃業"][row / 3 % 2] } else { "" };
            format!("{row},{first},{second}")
        })
        .collect();
    dir.write("a.csv", format!("No,後継者,その後の予定\n{}\n", rows.join("\n")));
    let mut reviewed = crate::guess_screen::drafted(&dir.file("a.csv"));
    let asked = |reviewed: &Reviewed| {
        let written = &reviewed.written.draft.questions;
        let label = |code: &str| {
            written[0].choices.iter().find(|choice| choice.code == code).map(|choice| choice.label.clone())
        };
        let condition = written[1].ask_if.as_ref().map(ToString::to_string);
        condition.map(|condition| label(condition.rsplit(' ').next().unwrap()).unwrap())
    };
    assert_eq!(asked(&reviewed).as_deref(), Some("いない"));
    let id = reviewed.written.draft.questions[0].id.clone();
    let at = reviewed.written.draft.questions[0].choices.iter().position(|choice| choice.label == "いない").unwrap();
    reviewed.move_choice(&id, at, if at == 0 { 2 } else { 0 }).unwrap();
    assert_eq!(asked(&reviewed).as_deref(), Some("いない"));
    reviewed.rename(&id, "F9").unwrap();
    assert_eq!(asked(&reviewed).as_deref(), Some("いない"));
    reviewed.leave_out("F9").unwrap();
    let left = &reviewed.written.draft.questions;
    assert!(left.iter().all(|question| question.ask_if.is_none()));
}

#[test]
fn a_codebook_with_one_choice_per_mark_names_the_marks() {
    let dir = Workdir::new();
    dir.write("a.csv", "No,問4 困りごと①,問4 困りごと②,問5\n1,1,0,1\n2,0,1,2\n3,1,1,1\n4,0,0,2\n");
    dir.write(
        "コード表.csv",
        "設問,コード,内容\n問4①,1,人手不足\n問4②,1,原材料高\n問5,1,はい\n問5,2,いいえ\n問9,1,ない\n",
    );
    dir.koe(&["new", "p", "a.csv", "コード表.csv"]);
    let text = std::fs::read_to_string(dir.file("p/surveys/a.toml")).unwrap();
    assert!(text.contains("label = \"人手不足\"") && text.contains("label = \"原材料高\""), "{text}");
    assert!(text.contains("問9") && !text.contains("「問4①」"), "{text}");
}

#[test]
fn what_a_form_does_not_ask_is_not_applicable_there() {
    let dir = Workdir::new();
    let web: Vec<String> =
        (0..12).map(|row| format!("w{row},{},{},{}", row % 2 + 1, row % 3 + 1, row % 2 + 1)).collect();
    let paper: Vec<String> = (0..8).map(|row| format!("p{row},{},{}", row % 2 + 1, row % 3 + 1)).collect();
    dir.write("web.csv", format!("整理番号,問1 利用,問2 満足,問3 設備\n{}\n", web.join("\n")));
    dir.write("紙.csv", format!("整理番号,問1 利用,問2 満足\n{}\n", paper.join("\n")));
    let made = dir.koe(&["new", "p", "web.csv", "紙.csv"]);
    assert!(made.stderr.contains("「紙.csv」には Q3 の列がない"), "{}", made.stderr);
    let table = dir.koe(&["-p", "p", "tab", "Q3", "--json"]).code(0).json();
    let base = &table[0]["base"];
    assert_eq!((&base["n"], &base["NA"], &base["NAP"]), (&12.into(), &0.into(), &8.into()), "{base}");
    let found = dir.koe(&["-p", "p", "check", "--json"]).json();
    assert_eq!(found["counts"]["not_on_form"], 1, "{found}");
}
