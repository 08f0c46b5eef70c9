//! `koe data`: what is written for other programs, read back, is what was there.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use koe::export::spss::{self, Cut, Packing};
use koe::export::triple_s;
use koe::load::infer::Hints;
use koe::load::progress::Progress;
use koe::load::read::{ReadOptions, read_sheet};
use koe::load::{self, Loaded};
use koe::model::dataset::Dataset;
use koe::model::diagnostic::CaseCounts;
use koe::model::survey::{About, Choice};
use koe::model::{Kind, Question, Survey};
use koe::responses::answers::Answer;
use koe::responses::builder::Case;
use koe::responses::dataset::{self, Weight, Words};
use koe::responses::{Builder, Missing, Responses};
use proptest::prelude::*;

use crate::support::Workdir;

fn words() -> Words {
    Words {
        case: "整理番号".to_owned(),
        missing: ["無回答", "非該当", "無効", "不明"].map(str::to_owned),
        flags: ["選択なし", "選択"].map(str::to_owned),
        rank: ["", "位"].map(str::to_owned),
        written: "の記入".to_owned(),
    }
}

fn question(id: &str, kind: Kind, codes: &[&str]) -> Question {
    let label = |code: &str| if code == "1" { "長い選択肢".repeat(8) } else { format!("選択肢{code}、") };
    let choice = |code: &&str| Choice { code: (*code).to_owned(), label: label(code), ..Choice::default() };
    let choices = codes.iter().map(choice).collect();
    Question { id: id.to_owned(), text: format!("{id} 設問文"), kind, choices, top: Some(2), ..Question::default() }
}

/// A survey with every kind of question, one of them with 300 choices.
fn survey() -> Survey {
    let many: Vec<String> = (1..=300).map(|code| code.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let questions = vec![
        question("Q1", Kind::Single, &["1", "2", "9"]),
        question("地区", Kind::Single, &["北", "南側", "01", "とても長い名前の地区"]),
        question("Q3", Kind::Multiple, &["1", "2", "12", "99"]),
        question("Q4", Kind::Multiple, &many),
        question("Q5", Kind::Rank, &["1", "2", "3"]),
        question("Q6", Kind::Numeric, &[]),
        question("Q7", Kind::Date, &[]),
        question("Q8", Kind::Text, &[]),
    ];
    let about = About { id: "s".to_owned(), title: "標本調査".to_owned(), ..About::default() };
    Survey { about, questions, ..Survey::default() }
}

fn responses(survey: &Arc<Survey>, cases: &[Vec<Answer>]) -> Responses {
    let mut builder = Builder::new(Arc::clone(survey), Vec::new());
    for (row, answers) in cases.iter().enumerate() {
        builder.case(Case { id: format!("c{row}"), file: 0, row });
        for (position, answer) in answers.iter().enumerate() {
            builder.answer(position, answer.clone());
        }
    }
    let keep: Vec<usize> = (0..cases.len()).collect();
    builder.finish(&keep, CaseCounts::default()).unwrap()
}

fn missing() -> impl Strategy<Value = Answer> {
    prop::sample::select(Missing::ALL.to_vec()).prop_map(Answer::Missing)
}

/// An answer, or now and then none.
fn or_missing(answer: impl Strategy<Value = Answer> + 'static) -> BoxedStrategy<Answer> {
    prop_oneof![4 => answer, 1 => missing()].boxed()
}

fn choices(most: usize, sizes: std::ops::RangeInclusive<usize>) -> BoxedStrategy<Answer> {
    let chosen = prop::collection::btree_set(0..most, sizes);
    or_missing(chosen.prop_map(|chosen| Answer::Choices(chosen.into_iter().collect())))
}

fn text() -> BoxedStrategy<Answer> {
    let characters: Vec<char> = "あ漢ア髙①a1 、,\"'\n&<>=\u{1F600}ｱ".chars().collect();
    let text = prop::collection::vec(prop::sample::select(characters), 1..400);
    let lead = prop::sample::select(vec!["意見", "あ", "x"]);
    let whole = (lead, text).prop_map(|(lead, text)| format!("{lead}{}", text.into_iter().collect::<String>()));
    or_missing(whole.prop_map(|text| Answer::Text(text.trim().to_owned())))
}

fn case() -> impl Strategy<Value = Vec<Answer>> {
    let rank = (0_usize..3, prop::option::of(0_usize..3));
    let rank = rank.prop_map(|(first, second)| Answer::Ranks(vec![Some(first), second]));
    let number = prop_oneof![
        (-1_000_000_i32..1_000_000).prop_map(f64::from),
        (-1e12_f64..1e12),
        (0_u32..99_999).prop_map(|cents| f64::from(cents) / 100.0),
    ];
    let day = (-40_000_i32..60_000).prop_map(f64::from);
    (
        choices(3, 1..=1),
        choices(4, 1..=1),
        choices(4, 1..=4),
        choices(300, 1..=30),
        or_missing(rank),
        or_missing(number.prop_map(Answer::Number)),
        or_missing(day.prop_map(Answer::Number)),
        text(),
    )
        .prop_map(|(a, b, c, d, e, f, g, h)| vec![a, b, c, d, e, f, g, h])
}

/// The answers to a question of what was read back.
fn read_answers(loaded: &Loaded, id: &str) -> Vec<Answer> {
    let survey = loaded.responses.survey();
    let question = survey.questions.iter().find(|question| question.id == id).unwrap_or_else(|| panic!("no {id}"));
    (0..loaded.responses.len()).map(|case| loaded.responses.answer(question, case)).collect()
}

fn reread(path: &Path) -> Loaded {
    let read = load::spreadsheet(path, &Hints::default(), &Progress::default());
    read.unwrap_or_else(|error| panic!("{error}")).loaded
}

/// What must be the same in any format: kinds, codes, labels and answers of everything that has choices, and numbers.
fn assert_same(made: &Responses, loaded: &Loaded, has_days_missing: bool) {
    for question in &made.survey().questions {
        let given: Vec<Answer> = (0..made.len()).map(|case| made.answer(question, case)).collect();
        match question.kind {
            Kind::Rank | Kind::Text => continue,
            Kind::Date if !has_days_missing => {
                let plain = |answer: &Answer| match answer {
                    Answer::Missing(_) => Answer::Missing(Missing::Na),
                    other => other.clone(),
                };
                assert_eq!(
                    read_answers(loaded, &question.id),
                    given.iter().map(plain).collect::<Vec<_>>(),
                    "{}",
                    question.id
                );
            }
            _ => {
                let read = loaded.responses.survey().questions.iter().find(|read| read.id == question.id).unwrap();
                assert_eq!(read.kind, question.kind, "{}", question.id);
                let plain = |choices: &[Choice]| -> Vec<(String, String)> {
                    choices.iter().map(|choice| (choice.code.clone(), choice.label.clone())).collect()
                };
                assert_eq!(plain(&read.choices), plain(&question.choices), "{}", question.id);
                assert_eq!(read.label, question.text);
                assert_eq!(read_answers(loaded, &question.id), given, "{}", question.id);
            }
        }
    }
}

/// Ranks and texts, in the columns of the sheet.
fn assert_columns(made: &Responses, path: &Path, texts_have_words: bool) {
    let sheet = read_sheet(path, &ReadOptions::default()).unwrap();
    let column = |name: &str| sheet.rows[0].iter().position(|cell| cell.text() == name).unwrap();
    let find = |id: &str| made.survey().questions.iter().find(|question| question.id == id).unwrap().clone();
    for case in 0..made.len() {
        let cell = |name: &str| sheet.cell(case + 1, column(name)).text().into_owned();
        match made.answer(&find("Q8"), case) {
            Answer::Text(text) => assert_eq!(cell("Q8"), text),
            Answer::Missing(missing) if texts_have_words && missing != Missing::Na => {
                assert_eq!(cell("Q8"), missing.name());
            }
            _ => assert_eq!(cell("Q8"), ""),
        }
        if let Answer::Ranks(ranks) = made.answer(&find("Q5"), case) {
            let code = |at: Option<usize>| at.map(|at| (at + 1).to_string());
            assert_eq!(Some(cell("Q5_1")), code(ranks[0]));
            let second = cell("Q5_2");
            assert_eq!(code(ranks[1]), (second.len() == 1 && second.as_str() < "4").then_some(second));
        }
        assert_eq!(cell("CASE"), made.case_id(case));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn spss_files_read_back_are_the_same(cases in prop::collection::vec(case(), 1..20), blocks in any::<bool>()) {
        let survey = Arc::new(survey());
        let made = responses(&survey, &cases);
        let dir = Workdir::new();
        let path = dir.file("x.sav");
        let packing = if blocks { Packing::Blocks } else { Packing::Bytes };
        let cuts = spss::write(&path, &dataset::dataset(&made, Vec::new(), &words()), packing).unwrap();
        prop_assert!(cuts.is_empty());
        assert_same(&made, &reread(&path), true);
        assert_columns(&made, &path, true);
    }

    #[test]
    fn triple_s_read_back_is_the_same(cases in prop::collection::vec(case(), 1..20)) {
        let survey = Arc::new(survey());
        let made = responses(&survey, &cases);
        let dir = Workdir::new();
        let path = dir.file("x.sss");
        triple_s::write(&path, &dataset::dataset(&made, Vec::new(), &words())).unwrap();
        assert_same(&made, &reread(&path), false);
        assert_columns(&made, &path, false);
    }
}

/// Cases that other programs read, see `tests/scripts/spss_written.R`.
fn sample() -> Dataset {
    let survey = Arc::new(survey());
    let text = "ながい意見、".repeat(60);
    let cases = [
        vec![
            Answer::Choices(vec![0]),
            Answer::Choices(vec![3]),
            Answer::Choices(vec![0, 3]),
            Answer::Choices(vec![299]),
            Answer::Ranks(vec![Some(2), None]),
            Answer::Number(12.5),
            Answer::Number(19_539.0),
            Answer::Text(text),
        ],
        vec![Answer::Missing(Missing::Nap); 8],
        vec![
            Answer::Missing(Missing::Inv),
            Answer::Choices(vec![0]),
            Answer::Choices(vec![1]),
            Answer::Missing(Missing::Na),
            Answer::Missing(Missing::Unk),
            Answer::Number(-3.0),
            Answer::Missing(Missing::Na),
            Answer::Text("\"引用\", 改行\n二行目".to_owned()),
        ],
        vec![Answer::Missing(Missing::Na); 8],
    ];
    let made = responses(&survey, &cases);
    let weight = Weight { id: "pop".to_owned(), label: "母集団".to_owned(), values: vec![1.5, 0.5, 1.0, f64::NAN] };
    let mut data = dataset::dataset(&made, vec![weight], &words());
    data.weight = data.variables.iter().position(|variable| variable.name == "W_pop");
    data
}

fn golden(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/spss").join(name)
}

/// `written.sav` is the file that haven and PSPP were shown to read; what is written now must be it, but for the name and
/// version of the program.
#[test]
fn what_is_written_is_the_file_other_programs_were_shown_to_read() {
    let dir = Workdir::new();
    let path = dir.file("written.sav");
    spss::write(&path, &sample(), Packing::Bytes).unwrap();
    let masked = |path: &Path| {
        let mut bytes = fs::read(path).unwrap();
        bytes[4..64].fill(b' ');
        bytes
    };
    if std::env::var_os("KOE_BLESS").is_some() {
        fs::create_dir_all(golden("")).unwrap();
        fs::copy(&path, golden("written.sav")).unwrap();
        spss::write(&golden("written.zsav"), &sample(), Packing::Blocks).unwrap();
    }
    assert!(masked(&path) == masked(&golden("written.sav")), "run tests/scripts/spss_written.R and look again");
    let read = |path: &Path| read_sheet(path, &ReadOptions::default()).unwrap().rows;
    assert_eq!(read(&path), read(&golden("written.zsav")));
}

#[test]
fn what_is_too_long_is_cut_at_a_character_and_said() {
    let mut survey = survey();
    survey.questions.truncate(1);
    survey.questions[0].text = "設".repeat(100);
    survey.questions[0].choices[1].label = "選".repeat(50);
    let made = responses(&Arc::new(survey), &[vec![Answer::Choices(vec![1])]]);
    let dir = Workdir::new();
    let cuts = spss::write(&dir.file("x.sav"), &dataset::dataset(&made, Vec::new(), &words()), Packing::Bytes).unwrap();
    assert_eq!(cuts[&Cut::VariableLabel], ["Q1"]);
    assert_eq!(cuts[&Cut::ValueLabel], ["Q1"]);
    let loaded = reread(&dir.file("x.sav"));
    let q1 = loaded.responses.survey().question("Q1").unwrap().clone();
    assert_eq!((q1.label, q1.choices[1].label.clone()), ("設".repeat(85), "選".repeat(40)));
}

const TOML: &str = r#"
[survey]
id = "s"
title = "調査"
default_weight = "w"
missing = { INV = ["X"] }
[[source]]
file = "a.csv"
id = "番号"
mode = "web"
personal = ["メール"]
[[question]]
id = "Q1"
text = "後継者はいますか。"
kind = "single"
choices = [{ code = "1", label = "いる" }, { code = "2", label = "いない" }]
[[question]]
id = "Q2"
text = "課題は何ですか。"
kind = "multiple"
layout = "list"
separator = ";"
ask_if = "Q1 = 1"
choices = [{ code = "1", label = "人手" }, { code = "2", label = "資金" }, { code = "3", label = "その他" }]
[[question]]
id = "Q3"
kind = "numeric"
[[weight]]
id = "w"
kind = "column"
column = "ウェイト"
"#;

const ANSWERS: &str = "番号,メール,Q1,Q2,Q3,ウェイト\n\
    01,a@x.jp,1,1;3,10,1\n02,b@x.jp,2,,20.5,2\n03,c@x.jp,1,2,,1\n04,d@x.jp,X,,3,1\n05,e@x.jp,1,,5,1\n";

#[test]
fn tables_of_the_written_file_are_those_of_the_survey() {
    let dir = Workdir::survey(TOML, "a.csv", ANSWERS);
    for name in ["out.sav", "out.zsav", "out.sss"] {
        dir.koe(&["data", "-o", name]).code(0).says(&["5件", name]).no_data();
        for id in ["Q1", "Q2", "Q3"] {
            let (ours, theirs) = (dir.table(&[id]), dir.table(&[id, "--data", name]));
            assert_eq!(ours.0["base"], theirs.0["base"], "{name} {id}");
            let figures = |table: &crate::support::Table| {
                let cells = table.0["groups"][0]["cells"].as_array().unwrap().clone();
                let cells: Vec<_> = cells.iter().map(|cell| (cell["n"].clone(), cell["weighted"].clone())).collect();
                (cells, table.0["groups"][0]["stats"]["mean"].clone())
            };
            assert_eq!(figures(&ours), figures(&theirs), "{name} {id}");
        }
        let bytes = fs::read(dir.file(name)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("x.jp"), "no personal column");
    }
    assert!(!fs::read_to_string(dir.file("out.asc")).unwrap().contains("x.jp"));
}

#[test]
fn texts_that_excel_cannot_hold_are_told() {
    let long = "長".repeat(40_000);
    let dir = Workdir::survey(
        "[[question]]\nid = \"Q1\"\nlabel = \"意見\"\nkind = \"text\"\n",
        "a.csv",
        format!("Q1\n短い\n{long}\n"),
    );
    dir.koe(&["data", "-o", "out.xlsx"]).code(0).says(&["32,767文字", "Q1"]);
    let sheet = read_sheet(&dir.file("out.xlsx"), &ReadOptions::default()).unwrap();
    assert!(sheet.rows[2].iter().any(|cell| cell.text().chars().count() == 32_767));
    let whole = dir.koe(&["data", "-o", "out.csv"]).code(0);
    assert!(!whole.stderr.contains("32,767"), "{}", whole.stderr);
}

#[test]
fn spreadsheets_say_missing_answers_in_words() {
    let dir = Workdir::survey(TOML, "a.csv", ANSWERS);
    dir.koe(&["data", "-o", "out.csv"]).code(0);
    let text = fs::read_to_string(dir.file("out.csv")).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines[0], "CASE,Q1,Q2_1,Q2_2,Q2_3,Q3,mode,source,W_w");
    assert_eq!(lines[1], "01,1,1,0,1,10,web,a,1");
    assert_eq!(lines[2], "02,2,非該当,非該当,非該当,20.5,web,a,2");
    assert_eq!(lines[4], "04,無効,非該当,非該当,非該当,3,web,a,1");
    dir.koe(&["data", "-o", "out.xlsx"]).code(0);
    let sheet = read_sheet(&dir.file("out.xlsx"), &ReadOptions::default()).unwrap();
    assert_eq!(sheet.name, "回答");
    assert_eq!(sheet.rows[2][5].text(), "20.5");
    dir.koe(&["--lang", "en", "data", "-o", "en.csv"]).code(0).says(&["Wrote 5 cases of 9 variables"]);
    assert!(fs::read_to_string(dir.file("en.csv")).unwrap().contains("Not applicable"));
}

#[test]
fn what_cannot_be_written_is_said() {
    let dir = Workdir::survey(TOML, "a.csv", ANSWERS);
    dir.koe(&["data"]).code(2).says(&["-o"]);
    dir.koe(&["data", "-o", "x.docx"]).code(2).says(&["x.docx", ".sav"]);
    dir.koe(&["data", "-o", "a.csv"]).code(2).says(&["a.csv"]);
    assert_eq!(fs::read_to_string(dir.file("a.csv")).unwrap(), ANSWERS);
    dir.koe(&["data", "-o", "nowhere/x.sav"]).code(3).says(&["nowhere"]);
    dir.write("b.toml", TOML.replace("id = \"s\"", "id = \"b\""));
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\", \"b.toml\"]\n");
    dir.koe(&["data", "-o", "x.sav"]).code(2).says(&["s、b", "--survey"]);
    dir.koe(&["data", "--survey", "b", "-o", "x.sav"]).code(0);
}
