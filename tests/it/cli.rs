//! The command line itself: exit codes, what is said where, a reader that stops, and the printed forms of a table.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Workdir, command};
use crate::tab::dir;

#[test]
fn exit_codes_and_what_is_said() {
    let dir = dir();
    let wrong = |arguments: &[&str], code: i32, said: &[&str]| {
        dir.koe(&[&["tab"], arguments].concat()).code(code).no_data().says(said);
    };
    wrong(&["SEXX"], 2, &["設問「SEXX」", "「SEX」のことですか"]);
    wrong(&["SEX", "--by", "age3"], 2, &["「age3」", "のことですか"]);
    wrong(&["SEX", "--by", "SEX*age3"], 2, &["「age3」"]);
    wrong(&["SEX", "--survey", "t"], 2, &["調査「t」がありません", "s"]);
    wrong(&["SEX", "--weight", "w"], 2, &["ウェイト「w」がありません", "none"]);
    wrong(&["SEX", "--percent", "cell"], 2, &["cell", "row"]);
    wrong(&["SEX", "--digits", "5"], 2, &["5"]);
    wrong(&["SEX", "--format", "xlsx"], 2, &["-o"]);
    wrong(&["SEX", "--wher", "SEX = 1"], 2, &["--wher"]);
    wrong(&["SEX", "-o", "no/such/t.csv"], 3, &["フォルダ"]);
    wrong(&["SEX", "--data", "a.csv", "--sheet", "2"], 3, &["a.csv", "シートがありません"]);
    dir.koe(&["tap"]).code(2).no_data().says(&["「tap」に koe.toml がありません"]);
    dir.koe(&["tab", "SEX"]).code(0).says(&["読み込み 10件 = 有効 10"]);
    dir.koe(&["tab", "SEXX", "--lang", "en"])
        .code(2)
        .says(&["No survey has a question \"SEXX\"", "Did you mean \"SEX\"?"]);
    let empty = Workdir::new();
    empty.koe(&["tab", "SEX"]).code(2).no_data().says(&["koe.toml がありません", "--data"]);
    empty.koe(&["check"]).code(2).no_data().says(&["koe.toml がありません"]);
    for arguments in [["-p", "なし", "tab"], ["tab", "-p", "なし"], ["--project=なし", "tab", "SEX"]] {
        empty.koe(&arguments).code(2).no_data().says(&["「なし」に koe.toml がありません"]);
    }
    assert_eq!(
        empty.koe(&["-p", dir.path().to_str().unwrap(), "--lang", "en", "tab", "SEX", "--json"]).code(0).tables().len(),
        1
    );
    assert_eq!(dir.koe(&["tab", "SEX", "--json", "-p", "."]).code(0).tables().len(), 1);
    let file = dir.file("t.csv");
    dir.koe(&["tab", "SEX", "-o", file.to_str().unwrap()]).code(0).no_data().says(&["1表"]);
    assert!(std::fs::read_to_string(file).unwrap().contains("性別"));
}

#[test]
fn a_reader_that_stops_is_no_error() {
    let dir = dir();
    for arguments in [&["tab", "--json"][..], &["tab"], &["check", "--all"], &["tab", "--help"], &["keys"]] {
        let mut child = command(dir.path(), arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let code = child.wait().unwrap().code();
        let wanted = if arguments[0] == "check" { [Some(0), Some(1)] } else { [Some(0); 2] };
        assert!(wanted.contains(&code) && !said.contains("koe: "), "{arguments:?}: {code:?} {said}");
    }
}

#[test]
fn printed_forms_hold_the_same_figures() {
    let dir = dir();
    for form in [&["--format", "csv"][..], &["--format", "md"], &[], &["--ascii"], &["--lang", "en"]] {
        let run = dir.koe(&[&["tab", "USE", "--by", "SEX"], form].concat()).code(0);
        assert!(
            run.text().contains("毎日") && run.text().contains("37.5") == run.text().contains("無回答を除く"),
            "{form:?}"
        );
        assert!(run.text().contains("30"), "{}", run.text());
    }
    let ascii = dir.koe(&["tab", "USE", "--by", "SEX", "--ascii", "--lang", "en"]).code(0);
    assert!(!ascii.text().contains('│') && !ascii.text().contains('※'), "{}", ascii.text());
}

#[test]
fn nothing_koe_reads_is_written_over() {
    let work = Workdir::new();
    work.write("a.csv", "性別,年代\n男,20\n女,30\n");
    let before = std::fs::read(work.file("a.csv")).unwrap();
    work.koe(&["tab", "性別", "--data", "a.csv", "-o", "a.csv"]).code(2).says(&["読み込み元", "a.csv"]);
    work.koe(&["tab", "性別", "--data", "a.csv", "-o", "a.docx"]).code(2).says(&["a.docx", ".xlsx"]);
    assert_eq!(std::fs::read(work.file("a.csv")).unwrap(), before);
    let dir = dir();
    for input in ["koe.toml", "s.toml", "a.csv"] {
        let before = std::fs::read(dir.file(input)).unwrap();
        dir.koe(&["tab", "SEX", "--format", "csv", "-o", input]).code(2).says(&["読み込み元"]);
        dir.koe(&["book", "-o", input]).code(2).says(&["読み込み元"]);
        assert_eq!(std::fs::read(dir.file(input)).unwrap(), before);
    }
}

#[test]
fn flags_that_mean_nothing_to_a_command_are_refused() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let refused = |arguments: &[&str], flag: &str| {
        crate::support::run(sample, arguments).code(2).no_data().says(&[flag, "使えません"]);
    };
    refused(&["scores", "Q26", "--percent", "row"], "koe scores では --percent");
    refused(&["portfolio", "--percent", "column"], "koe portfolio では --percent");
    refused(&["portfolio", "--pairs"], "koe portfolio では --pairs");
    refused(&["waves", "-p", "sample-data/waves", "--pairs"], "koe waves では --pairs");
}

#[test]
fn ascii_marks_are_for_every_page() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut marked = 0;
    for arguments in [
        ["scores", "--survey", "business", "--by", "F1"].as_slice(),
        &["portfolio"],
        &["waves", "-p", "sample-data/waves", "--by", "F1"],
        &["response"],
        &["weights"],
    ] {
        let japanese = crate::support::run(sample, arguments).code(0);
        marked += usize::from(japanese.text().contains(['▲', '※']));
        let ascii = crate::support::run(sample, &[arguments, &["--ascii"]].concat()).code(0);
        assert!(!ascii.text().contains(['▲', '※']), "{arguments:?}\n{}", ascii.text());
    }
    assert!(marked >= 2, "{marked}");
}
