//! What is said of files that are not what the definition or the command expects, and of definitions that are not written as
//! they should be.

use crate::support::Workdir;

const QUESTION: &str =
    "[[question]]\nid = \"Q1\"\ncolumn = \"問1\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"はい\" }]\n";

#[test]
fn a_file_without_any_of_the_columns_is_no_empty_table() {
    let dir = Workdir::survey(QUESTION, "a.csv", "問1,問2\n1,1\n");
    dir.koe(&["tab"]).code(0);
    dir.write("a.csv", "氏名,住所\n甲,乙\n");
    for command in ["tab", "check"] {
        dir.koe(&[command]).code(3).says(&["a.csv", "列が1つもありません", "「問1」", "「氏名」"]).no_data();
    }
    dir.koe(&["tab", "--lang", "en"]).code(3).says(&["none of the columns"]);
    // A header without answers is a file all the same.
    dir.write("a.csv", "問1,問2\n");
    dir.koe(&["tab"]).code(0);
}

#[test]
fn so_is_one_of_a_question_with_a_column_for_each_choice() {
    let flags = "[[question]]\nid = \"Q1\"\nkind = \"multiple\"\nlayout = \"flags\"\ncolumns = [\"徒歩\", \"バス\"]\n\
                 choices = [{ code = \"1\", label = \"徒歩\" }, { code = \"2\", label = \"バス\" }]\n";
    let dir = Workdir::survey(flags, "a.csv", "徒歩,バス\n1,0\n");
    dir.koe(&["tab"]).code(0);
    dir.write("a.csv", "氏名,住所\n甲,乙\n");
    dir.koe(&["tab"]).code(3).says(&["a.csv", "列が1つもありません", "「徒歩」", "「氏名」"]).no_data();
}

#[test]
fn a_text_that_took_the_place_of_the_workbook_is_told() {
    let dir = Workdir::survey(QUESTION, "a.xlsx", "来街者調査の結果について\n担当 田中\n");
    dir.koe(&["tab"]).code(3).says(&["a.xlsx", "表計算ファイルではありません（text）"]).no_data();
    dir.write("a.xlsx", "memo, 担当\n田中, 内線\n");
    dir.koe(&["tab"]).code(3).says(&["列が1つもありません"]).no_data();
}

#[test]
fn what_is_no_spreadsheet_makes_no_project() {
    let dir = Workdir::new();
    dir.write("a.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n").write("b.pdf", b"\r\n%PDF-1.4\n1 0 obj\n");
    dir.write("c.xlsx", "よろしくお願いします\n本文\n");
    for (file, what) in [("a.pdf", "PDF"), ("b.pdf", "PDF"), ("c.xlsx", "text")] {
        dir.koe(&["new", "p", file]).code(3).says(&[file, "表計算ファイルではありません", what]);
        assert!(!dir.file("p").exists());
    }
    // A table of text under the name of a book is still a table.
    dir.write("d.xlsx", "No,問1（○は1つ）\n1,1\n2,2\n3,1\n");
    dir.koe(&["new", "p", "d.xlsx"]).code(0);
}

#[test]
fn faults_of_a_definition_are_said_in_the_users_language() {
    for (line, ja) in [
        ("kind = \"sngle\"", "「sngle」という値は使えません。次のどれかにしてください: single、"),
        ("kind = \"single\"\nmax = \"3\"", "囲みのない整数"),
        ("kind = single", "半角の \" で囲んで"),
        ("kind = \"single", "閉じていません"),
        ("kind \"single\"", "= と値"),
        ("kind = \"single\"\nkind = \"text\"", "2回"),
        ("kind = \"single\"\nchoices = [ { code = \"1\" label = \"a\" } ]", "「,」"),
    ] {
        let dir = Workdir::survey(&format!("[[question]]\nid = \"Q1\"\n{line}\n"), "a.csv", "Q1\n1\n");
        let said = dir.koe(&["check"]).code(2).says(&["s.toml", "行目", "書き方に誤りがあります"]).stderr;
        let ja = ja.replace("「,」", " , ");
        assert!(said.contains(&ja), "{line}: {said}");
    }
}

#[test]
fn a_next_delivery_from_elsewhere_is_named_where_its_copy_will_lie() {
    let dir = Workdir::new();
    dir.write("一回目.csv", "整理番号,問1（○は1つ）\n1,1\n2,2\n3,1\n");
    dir.write("納品/二回目.csv", "整理番号,問1（○は1つ）\n4,1\n5,2\n6,1\n");
    dir.koe(&["new", "p", "一回目.csv"]).code(0);
    let outside = dir.koe(&["infer", "納品/二回目.csv", "--like", "p/surveys/一回目.toml"]).code(0);
    let outside = outside.says(&["プロジェクトの外", "../data/二回目.csv"]);
    assert!(outside.text().contains("file = \"../data/二回目.csv\""), "{}", outside.text());
    std::fs::copy(dir.file("納品/二回目.csv"), dir.file("p/data/二回目.csv")).unwrap();
    let inside = dir.koe(&["infer", "p/data/二回目.csv", "--like", "p/surveys/一回目.toml"]).code(0);
    assert_eq!(inside.text(), outside.text());
}

#[test]
fn a_spreadsheet_alone_is_read_as_a_new_project_reads_it() {
    let dir = Workdir::new();
    let mut text = String::from("整理番号,回数（回）,賛成,手段\n");
    let times = ["1", "3回", "三回", "-9999", "5", "８", "10", "2"];
    let yes = ["はい", "ハイ", "いいえ", "はい。"];
    let ways = ["バス, 電車", "バス", "電車", "徒歩", "バス, 電車, 徒歩"];
    for i in 0..40 {
        text += &format!("{},{},{},\"{}\"\n", i + 1, times[i % 8], yes[i % 4], ways[i % 5]);
    }
    dir.write("a.csv", &text);
    dir.koe(&["new", "p", "a.csv"]);
    let project = dir.koe(&["tab", "-p", "p", "--json"]).code(0).tables();
    let alone = dir.koe(&["tab", "回数（回）", "賛成", "手段", "--data", "a.csv", "--json"]).code(0);
    let alone = alone.says(&["? 賛成", "別の書き方", "koe new"]).tables();
    assert_eq!(project.len(), alone.len());
    for (own, other) in project.iter().zip(&alone) {
        assert_eq!(own.0["kind"], other.0["kind"]);
        assert_eq!(own.counts(), other.counts(), "{}", own.0["question"]);
        assert_eq!(own.total()["stats"], other.total()["stats"]);
    }
    assert_eq!(alone[1].codes()[..2], ["はい", "いいえ"]);
}
