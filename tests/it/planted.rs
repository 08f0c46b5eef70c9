//! Fifty planted violations over the rules of the data check, beside rows that look wrong and are not: all found, at their
//! cells, and none invented. And surveys made at random under their own rules have no problem at all.

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::Value;

use koe::load::assemble;
use koe::load::sheet::{Cell, Sheet};
use koe::model::survey::{Choice, Layout, Source};
use koe::model::{Expr, Kind, Question, Severity, Survey};

use crate::support::Workdir;

const TOML: &str = r#"
[survey]
id = "s"
out_of_scope = "P = 9"
missing = { NA = ["", "99"], INV = ["-9999"] }
[[source]]
file = "paper.xlsx"
mode = "paper"
id = "整理番号"
[[source]]
file = "web.csv"
mode = "web"
id = "整理番号"
personal = ["メール"]
[[stratum]]
code = "m"
label = "男"
where = "F1 = 1"
[[stratum]]
code = "f"
label = "女"
where = "F1 = 2"
[[question]]
id = "F1"
kind = "single"
attribute = true
choices = [{ code = "1", label = "男" }, { code = "2", label = "女" }]
[[question]]
id = "F2"
kind = "single"
attribute = true
choices = [{ code = "1", label = "20代" }, { code = "2", label = "30代" }, { code = "3", label = "40代" }, { code = "4", label = "50代" }, { code = "5", label = "60代" }, { code = "6", label = "70代" }]
[[question]]
id = "F4"
kind = "single"
choices = [{ code = "1", label = "5年未満" }, { code = "2", label = "10年未満" }, { code = "3", label = "20年未満" }, { code = "4", label = "30年未満" }, { code = "5", label = "30年以上" }]
[[question]]
id = "N1"
label = "正規"
kind = "numeric"
unit = "人"
range = [0, 500]
[[question]]
id = "N2"
label = "非正規"
kind = "numeric"
unit = "人"
range = [0, 500]
[[question]]
id = "N3"
label = "合計"
kind = "numeric"
unit = "人"
range = [0, 500]
[[question]]
id = "Y"
label = "開業年"
kind = "numeric"
unit = "年"
range = [1850, 2030]
[[question]]
id = "D"
kind = "date"
[[question]]
id = "Q1"
kind = "single"
choices = [{ code = "1", label = "一" }, { code = "2", label = "二" }, { code = "3", label = "三" }, { code = "4", label = "その他", other = "Q1他" }]
[[question]]
id = "Q2"
kind = "multiple"
max = 2
columns = ["Q2_1", "Q2_2", "Q2_3", "Q2_4"]
choices = [{ code = "1", label = "一" }, { code = "2", label = "二" }, { code = "3", label = "三" }, { code = "4", label = "特にない", exclusive = true }]
[[question]]
id = "Q3"
kind = "multiple"
max = 2
layout = "list"
separator = ";"
missing = { NA = [""] }
choices = [{ code = "1", label = "甲" }, { code = "2", label = "乙" }, { code = "3", label = "丙" }, { code = "5", label = "特にない", exclusive = true }, { code = "99", label = "全般" }]
[[question]]
id = "Q4"
kind = "single"
choices = [{ code = "1", label = "ある" }, { code = "2", label = "ない" }, { code = "3", label = "ときどき" }]
[[question]]
id = "Q5"
kind = "single"
ask_if = "Q4 = 2"
choices = [{ code = "1", label = "一" }, { code = "2", label = "二" }]
[[question]]
id = "Q6"
kind = "single"
ask_if = "Q4 in (1, 3)"
choices = [{ code = "1", label = "一" }, { code = "2", label = "二" }]
[[question]]
id = "R"
kind = "rank"
columns = ["R1", "R2"]
choices = [{ code = "1", label = "駅" }, { code = "2", label = "公園" }, { code = "3", label = "店" }]
[[question]]
id = "M"
kind = "matrix"
items = [{ id = "M1", label = "農業" }, { id = "M2", label = "商業" }, { id = "M3", label = "工業" }, { id = "M4", label = "観光" }, { id = "M5", label = "創業" }]
choices = [{ code = "1", label = "満足", score = 2 }, { code = "2", label = "やや満足", score = 1 }, { code = "3", label = "ふつう", score = 0 }, { code = "4", label = "やや不満", score = -1 }, { code = "5", label = "不満", score = -2 }]
[[question]]
id = "T"
kind = "text"
[[question]]
id = "P"
kind = "single"
choices = [{ code = "1", label = "市内" }, { code = "9", label = "市外" }]
[[question]]
id = "G"
kind = "single"
choices = [{ code = "1", label = "はい" }, { code = "2", label = "いいえ" }, { code = "99", label = "そのほか" }]
[[weight]]
id = "w"
kind = "column"
column = "W"
[[rule]]
id = "sum"
message = "正規と非正規の和が合計に合わない"
when = "N1 + N2 != N3"
[[rule]]
id = "future"
message = "開業年が調査の年より後"
when = "Y > 2023"
[[rule]]
id = "young"
message = "20代なのに居住30年以上"
when = "F2 = 1 and F4 = 5"
"#;

const HEADER: [&str; 31] = [
    "整理番号",
    "F1",
    "F2",
    "F4",
    "N1",
    "N2",
    "N3",
    "Y",
    "D",
    "Q1",
    "Q1他",
    "Q2_1",
    "Q2_2",
    "Q2_3",
    "Q2_4",
    "Q3",
    "Q4",
    "Q5",
    "Q6",
    "R1",
    "R2",
    "M1",
    "M2",
    "M3",
    "M4",
    "M5",
    "T",
    "P",
    "G",
    "W",
    "メール",
];

/// What is to be found: rule, file, cell, case, value; nothing is an empty text.
type Found = [String; 5];

/// A file of answers, and what is planted in it.
struct Answers {
    file: &'static str,
    rows: Vec<Vec<String>>,
    planted: Vec<Found>,
}

fn column(header: &str) -> usize {
    HEADER.iter().position(|name| *name == header).unwrap()
}

fn cell(header: &str, row: usize) -> String {
    let column = column(header);
    let letter = |index: usize| char::from(b'A' + u8::try_from(index).unwrap());
    let letters = if column < 26 { letter(column).to_string() } else { format!("A{}", letter(column - 26)) };
    format!("{letters}{}", row + 2)
}

impl Answers {
    /// A row without a fault, one of many kinds: exactly as many marks as allowed, 特にない alone, 99 where it is a choice, four
    /// items of five alike, parts of a sum left open, 20人 with its unit, dates of an era, 無 for an answer.
    fn clean(&mut self, id: &str) -> usize {
        let i = self.rows.len();
        let pick = |texts: &[&str]| texts[i % texts.len()].to_owned();
        let mut row = vec![String::new(); HEADER.len()];
        let mut set = |header: &str, text: String| row[column(header)] = text;
        set("整理番号", id.to_owned());
        set("F1", pick(&["1", "2"]));
        set("F2", pick(&["2", "3", "4", "5", "6"]));
        set("F4", pick(&["1", "2", "3", "4", "5", "5", "5"]));
        let (regular, other) = (3 + i % 40, i % 4);
        set("N1", if i % 7 == 3 { String::new() } else { regular.to_string() });
        set("N2", other.to_string());
        set("N3", if i % 5 == 2 { format!("{}人", regular + other) } else { (regular + other).to_string() });
        set("Y", pick(&["1985", "2023", "2001年", "1907"]));
        set("D", pick(&["2023-07-01", "令和5年7月2日", "2023/7/3"]));
        set("Q1", pick(&["1", "2", "3"]));
        if i % 6 == 5 {
            set("Q1", "4".to_owned());
            set("Q1他", "駐車場".to_owned());
        }
        let flags = [["1", "0", "0", "0"], ["1", "0", "1", "0"], ["0", "0", "0", "1"]][i % 3];
        for (header, flag) in ["Q2_1", "Q2_2", "Q2_3", "Q2_4"].into_iter().zip(flags) {
            set(header, flag.to_owned());
        }
        set("Q3", pick(&["1;2", "99", "5", "3;3", "2;99"]));
        match i % 3 {
            0 => (set("Q4", "2".to_owned()), set("Q5", "1".to_owned())),
            1 => (set("Q4", "1".to_owned()), set("Q6", "2".to_owned())),
            _ => (set("Q4", "3".to_owned()), set("Q6", "1".to_owned())),
        };
        set("R1", pick(&["1", "2", "3"]));
        set("R2", pick(&["2", "3", ""]));
        let items = [["1", "2", "3", "4", "5"], ["3", "3", "3", "3", ""], ["3", "3", "3", "3", "2"]][i % 3];
        for (header, item) in ["M1", "M2", "M3", "M4", "M5"].into_iter().zip(items) {
            set(header, item.to_owned());
        }
        set("T", pick(&["", "駐車場がほしい", "無", "", "特になし"]));
        set("P", "1".to_owned());
        set("G", pick(&["1", "2"]));
        set("W", "1".to_owned());
        self.rows.push(row);
        i
    }

    /// A row with faults: `changed` cells, and what is to be found at which column with which value.
    fn plant(&mut self, id: &str, changed: &[(&str, &str)], found: &[(&str, &str, &str)]) {
        let row = self.clean(id);
        for (header, text) in changed {
            self.rows[row][column(header)] = (*text).to_owned();
        }
        let case = if id.is_empty() { format!("web:{}", row + 2) } else { id.to_owned() };
        for (rule, header, value) in found {
            let place = [(*rule).to_owned(), self.file.to_owned(), cell(header, row)];
            let [rule, file, cell] = place;
            self.planted.push([rule, file, cell, case.clone(), (*value).to_owned()]);
        }
    }
}

/// The forms on paper: most faults are theirs.
fn paper() -> Answers {
    let mut paper = Answers { file: "paper.xlsx", rows: Vec::new(), planted: Vec::new() };
    (1001..1021).for_each(|id| {
        paper.clean(&id.to_string());
    });
    let mut id = 1100;
    let mut plant = |changed: &[(&str, &str)], found: &[(&str, &str, &str)]| {
        id += 1;
        paper.plant(&id.to_string(), changed, found);
    };
    let flags = |a, b, c, d| [("Q2_1", a), ("Q2_2", b), ("Q2_3", c), ("Q2_4", d)];
    plant(&flags("1", "1", "1", "0"), &[("over_limit", "Q2_1", "一、二、三")]);
    plant(&flags("1", "0", "0", "1"), &[("exclusive", "Q2_1", "一、特にない")]);
    plant(&[("Q3", "1;2;3")], &[("over_limit", "Q3", "甲、乙、丙")]);
    plant(&[("Q3", "1;5")], &[("exclusive", "Q3", "甲、特にない")]);
    plant(&[("Q1", "1,2"), ("Q1他", "")], &[("double_mark", "Q1", "1,2")]);
    plant(&[("M3", "2;4")], &[("double_mark", "M3", "2;4")]);
    plant(&[("Q4", "1"), ("Q5", "1"), ("Q6", "2")], &[("not_asked", "Q5", "1")]);
    plant(&[("Q4", "2"), ("Q5", "1"), ("Q6", "1")], &[("not_asked", "Q6", "1")]);
    let blank = [("filter_blank", "Q4", ""), ("not_asked", "Q5", "1")];
    plant(&[("Q4", ""), ("Q5", "1"), ("Q6", "")], &blank);
    plant(&[("Q4", ""), ("Q5", ""), ("Q6", "2")], &[("filter_blank", "Q4", ""), ("not_asked", "Q6", "2")]);
    plant(&[("Q4", "2"), ("Q5", ""), ("Q6", "")], &[("asked_unanswered", "Q5", "")]);
    plant(&[("Q4", "3"), ("Q5", ""), ("Q6", "")], &[("asked_unanswered", "Q6", "")]);
    plant(&[("Q1", ""), ("Q1他", "駐輪場")], &[("other_unmarked", "Q1他", "駐輪場")]);
    plant(&[("Q1", "4"), ("Q1他", "")], &[("other_empty", "Q1他", "")]);
    plant(&[("N1", "約20人"), ("N2", "0"), ("N3", "20")], &[("number_words", "N1", "約20人")]);
    plant(&[("N1", "45"), ("N2", "0"), ("N3", "40～50人")], &[("number_words", "N3", "40～50人")]);
    plant(&[("N1", "二十名"), ("N2", "1"), ("N3", "21")], &[("number_words", "N1", "二十名")]);
    plant(&[("Y", "平成30年4月")], &[("number_words", "Y", "平成30年4月")]);
    plant(&[("N1", "900"), ("N2", "0"), ("N3", "")], &[("out_of_range", "N1", "900")]);
    plant(&[("N1", "多数")], &[("not_a_number", "N1", "多数")]);
    plant(&[("Y", "昭和末")], &[("not_a_number", "Y", "昭和末")]);
    plant(&[("D", "令和5年")], &[("not_a_date", "D", "令和5年")]);
    plant(&[("Q3", "=date")], &[("unexpected_date", "Q3", "2023-01-03")]);
    plant(&[("N2", "=error")], &[("error_cell", "N2", "#N/A")]);
    plant(&[("Q4", "7"), ("Q5", ""), ("Q6", "")], &[("unknown_code", "Q4", "7")]);
    plant(&[("M2", "8")], &[("unknown_code", "M2", "8")]);
    plant(&[("R1", "2"), ("R2", "2")], &[("rank_order", "R1", "公園、公園")]);
    plant(&[("R1", ""), ("R2", "1")], &[("rank_order", "R1", "-、駅")]);
    plant(&[("G", "99")], &[("code_clash", "G", "99")]);
    plant(&[("N1", "99"), ("N2", "0"), ("N3", "98")], &[("code_clash", "N1", "99")]);
    plant(&[("F2", "３")], &[("full_width", "F2", "３")]);
    plant(&[("F2", "")], &[("attribute_missing", "F2", "")]);
    plant(&[("F1", "")], &[("attribute_missing", "F1", ""), ("stratum", "整理番号", "")]);
    let same = ["M1", "M2", "M3", "M4", "M5"].map(|item| (item, "3"));
    plant(&same, &[("straight_line", "M1", "3")]);
    plant(&[("T", "ああああ")], &[("nonsense_text", "T", "ああああ")]);
    plant(&HEADER[1..].iter().map(|header| (*header, "")).collect::<Vec<_>>(), &[("blank", "整理番号", "")]);
    plant(&[("P", "9")], &[("out_of_scope", "整理番号", "")]);
    plant(&[("N1", "5"), ("N2", "3"), ("N3", "10")], &[("sum", "N1", "5")]);
    plant(&[("Y", "2025")], &[("future", "Y", "2025")]);
    plant(&[("F2", "1"), ("F4", "5")], &[("young", "F2", "1")]);
    plant(&[("W", "-1")], &[("bad_weight", "W", "-1")]);
    paper.plant("1003", &[], &[("duplicate", "整理番号", "")]);
    let total = paper.clean("合　計");
    let place = ["summary_row", "paper.xlsx", &cell("整理番号", total), "", "合　計"];
    paper.planted.push(place.map(str::to_owned));
    paper
}

/// The answers from the web: who answered twice.
fn web() -> Answers {
    let mut web = Answers { file: "web.csv", rows: Vec::new(), planted: Vec::new() };
    (2001..2006).for_each(|id| {
        web.clean(&id.to_string());
    });
    web.plant("1005", &[], &[("duplicate", "整理番号", "")]);
    web.plant("01007", &[], &[("id_alike", "整理番号", "01007")]);
    web.plant("", &[("メール", "a@example.jp")], &[]);
    web.plant("", &[("メール", "A@example.jp")], &[("duplicate", "整理番号", "")]);
    web.plant("", &[("メール", "b@example.jp")], &[]);
    let same = web.clean("");
    let again = web.rows[same].clone();
    web.rows.push(again);
    let place = cell("整理番号", same + 1);
    web.planted.push(["identical_row", "web.csv", &place, &format!("web:{}", same + 3), ""].map(str::to_owned));
    web
}

/// The rows as a workbook; `=date` and `=error` stand for what Excel makes of a cell.
fn workbook(answers: &Answers) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("回答").unwrap();
    let day = Format::new().set_num_format("m\"月\"d\"日\"");
    let header = HEADER.map(str::to_owned).to_vec();
    for (row, texts) in (0..).zip(std::iter::once(&header).chain(&answers.rows)) {
        // The last column is the web's.
        for (column, text) in (0..).zip(texts.iter().take(HEADER.len() - 1)).filter(|(_, text)| !text.is_empty()) {
            match text.as_str() {
                "=date" => {
                    let date = ExcelDateTime::from_ymd(2023, 1, 3).unwrap();
                    sheet.write_with_format(row, column, &date, &day).unwrap()
                }
                "=error" => sheet.write_formula(row, column, Formula::new("=NA()").set_result("#N/A")).unwrap(),
                text => sheet.write_string(row, column, text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

fn csv(answers: &Answers) -> String {
    let mut lines = vec![HEADER.join(",")];
    lines.extend(answers.rows.iter().map(|row| row.join(",")));
    lines.join("\n") + "\n"
}

fn dir(paper: &Answers, web: &Answers) -> Workdir {
    let dir = Workdir::survey(TOML, "paper.xlsx", workbook(paper));
    dir.write("web.csv", csv(web));
    dir
}

/// Rules about choices, groups and files as a whole, of which every survey has some.
const ABOUT_ALL: [&str; 5] = ["encoding", "header_rows", "unused_choice", "small_group", "tie_top"];

fn found(whole: &Value) -> Vec<Found> {
    let problems = whole["problems"].as_array().unwrap().iter();
    let keys = ["rule", "file", "cell", "case", "value"];
    let text = |problem: &Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let mut found: Vec<Found> = problems
        .filter(|problem| !ABOUT_ALL.contains(&problem["rule"].as_str().unwrap()))
        .map(|problem| keys.map(|key| text(problem, key)))
        .collect();
    found.sort();
    found
}

#[test]
fn fifty_planted_violations_are_found_and_none_invented() {
    let (paper, web) = (paper(), web());
    let dir = dir(&paper, &web);
    let whole = dir.koe(&["check", "--json"]).code(1).json();
    let found = found(&whole);
    let mut planted: Vec<Found> = paper.planted.iter().chain(&web.planted).cloned().collect();
    planted.sort();
    let missed: Vec<&Found> = planted.iter().filter(|one| !found.contains(one)).collect();
    let invented: Vec<&Found> = found.iter().filter(|one| !planted.contains(one)).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed {missed:#?}\ninvented {invented:#?}");
    assert_eq!((found.len(), planted.len()), (50, 50));
    let said = |rule: &str, row: usize| -> String {
        let problems = whole["problems"].as_array().unwrap().iter();
        let mut of_rule = problems.filter(|problem| problem["rule"] == rule);
        of_rule.nth(row).unwrap()["message"].as_str().unwrap().to_owned()
    };
    assert!(said("filter_blank", 0).contains("Q5") && said("filter_blank", 0).contains("「2 ない」"));
    assert!(!said("filter_blank", 1).contains("合う選択肢"), "both 1 and 3 would fit");
    assert!(said("not_asked", 1).contains("Q4 が無回答"), "{}", said("not_asked", 1));
    // A row of totals is no case.
    let cases = &whole["cases"];
    let left_out = &cases["excluded"];
    assert_eq!([&left_out["blank"], &left_out["duplicate"], &left_out["out_of_scope"]], [1, 3, 1]);
    assert_eq!(cases["read"].as_u64().unwrap(), (paper.rows.len() - 1 + web.rows.len()) as u64);
    assert!(!whole.to_string().contains("example.jp"), "addresses are never shown");
}

#[test]
fn rows_that_only_look_wrong_are_left_alone() {
    let mut paper = Answers { file: "paper.xlsx", rows: Vec::new(), planted: Vec::new() };
    let mut web = Answers { file: "web.csv", rows: Vec::new(), planted: Vec::new() };
    (1..=60).for_each(|id| {
        paper.clean(&id.to_string());
    });
    (101..=160).for_each(|id| {
        web.clean(&id.to_string());
    });
    let whole = dir(&paper, &web).koe(&["check", "--json"]).code(0).json();
    assert_eq!(found(&whole), Vec::<Found>::new());
    assert_eq!(whole["cases"]["valid"], 120);
}

#[test]
fn the_list_can_be_narrowed_and_handed_on() {
    let (paper, web) = (paper(), web());
    let dir = dir(&paper, &web);
    let one = dir.koe(&["check", "--rule", "filter_blank", "--json"]).code(1).json();
    assert_eq!(one["counts"], serde_json::json!({ "filter_blank": 2 }));
    let notes = dir.koe(&["check", "--severity", "info", "--rule", "straight_line"]).code(0);
    assert!(notes.text().contains("参考\tstraight_line\t1\t"), "{}", notes.text());
    let case = dir.koe(&["check", "--case", "1109", "--json"]).code(1).json();
    assert_eq!(found(&case).len(), 2);
    dir.koe(&["check", "--rule", "over_limt"]).code(2).no_data().says(&["over_limit"]);
    dir.koe(&["check", "--case", "4711"]).code(2).no_data().says(&["4711"]);
    let clean = dir.koe(&["check", "--case", "1001"]).code(0);
    assert!(clean.text().contains("当てはまるものはありません"), "{}", clean.text());
    let text = dir.koe(&["check"]).code(1);
    let first: Vec<&str> = text.text().lines().take(3).collect();
    assert_eq!(first[0], "規則ごとの件数");
    assert!(first.iter().any(|line| line.contains("\tover_limit\t2\t")), "{first:?}");
    let csv = dir.koe(&["check", "--format", "csv"]).code(1);
    let lines: Vec<&str> = csv.text().lines().collect();
    assert_eq!(lines[1], "No.,ファイル,シート,セル,整理番号,設問,値,区分,規則,内容,確認すること,対応");
    assert!(lines[2].starts_with("1,paper.xlsx,回答,L22,1101,Q2,一、二、三,誤り,over_limit,"), "{}", lines[2]);
    dir.koe(&["check", "-o", "確認.xlsx"]).code(1).no_data();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(dir.file("確認.xlsx")).unwrap();
    let name = calamine::Reader::sheet_names(&book).remove(0);
    let sheet = calamine::Reader::worksheet_range(&mut book, &name).unwrap();
    assert!(sheet.used_cells().any(|(_, _, cell)| *cell == "整理番号"));
    assert!(sheet.used_cells().any(|(_, _, cell)| *cell == "約20人"));
    dir.koe(&["check", "-o", "web.csv"]).code(2).no_data();
    let markdown = dir.koe(&["check", "--format", "md", "--all"]).code(1);
    assert!(markdown.text().contains("答えた5項目が全て「ふつう」です。"), "{}", markdown.text());
}

/// A question of a made-up survey: its kind, choices, and whether a single answer before it decides who is asked.
#[derive(Debug, Clone)]
struct Made {
    kind: Kind,
    choices: usize,
    routed: Option<usize>,
}

fn made() -> impl Strategy<Value = Made> {
    let kind = prop_oneof![
        3 => Just(Kind::Single),
        3 => Just(Kind::Multiple),
        2 => Just(Kind::Numeric),
        1 => Just(Kind::Rank),
        1 => Just(Kind::Text),
        1 => Just(Kind::Date)
    ];
    (kind, 2..9usize, proptest::option::of(0..8usize)).prop_map(|(kind, choices, routed)| Made {
        kind,
        choices,
        routed,
    })
}

/// The survey, and for every question the filter's position and the wanted choice.
fn survey(made: &[Made]) -> (Survey, Vec<Option<(usize, usize)>>) {
    let mut filters = Vec::new();
    let mut survey = Survey::default();
    survey.about.id = "p".to_owned();
    for (at, one) in made.iter().enumerate() {
        let choice = |code: usize| Choice {
            code: code.to_string(),
            label: format!("選択肢{code}"),
            exclusive: one.kind == Kind::Multiple && code == one.choices,
            ..Choice::default()
        };
        let has_choices = matches!(one.kind, Kind::Single | Kind::Multiple | Kind::Rank);
        let filter = one.routed.filter(|filter| *filter < at && made[*filter].kind == Kind::Single);
        let filter = filter.map(|filter| (filter, 1 + at % made[filter].choices));
        let id = format!("Q{at}");
        survey.questions.push(Question {
            kind: one.kind,
            choices: if has_choices { (1..=one.choices).map(choice).collect() } else { Vec::new() },
            column: (one.kind != Kind::Rank).then(|| id.clone()),
            columns: (one.kind == Kind::Rank).then(|| vec![format!("{id}a"), format!("{id}b")]),
            layout: (one.kind == Kind::Multiple).then_some(Layout::List),
            separator: (one.kind == Kind::Multiple).then(|| ";".to_owned()),
            max: (one.kind == Kind::Multiple).then_some(2),
            range: (one.kind == Kind::Numeric).then_some([0.0, 99.0]),
            unit: (one.kind == Kind::Numeric).then(|| "人".to_owned()),
            ask_if: filter.map(|(filter, code)| Expr::parse(&format!("Q{filter} = {code}")).unwrap()),
            id,
            ..Question::default()
        });
        filters.push(filter);
    }
    (survey, filters)
}

/// A respondent who keeps to the rules; `seeds` decide what is answered. Whoever is not asked leaves the cell empty.
fn respondent(made: &[Made], filters: &[Option<(usize, usize)>], seeds: &[usize]) -> Vec<Cell> {
    let mut chosen: Vec<Option<usize>> = Vec::new();
    let mut cells = Vec::new();
    for ((one, filter), seed) in made.iter().zip(filters).zip(seeds) {
        let asked = filter.is_none_or(|(filter, code)| chosen[filter] == Some(code));
        let code = 1 + seed % one.choices;
        let next = 1 + code % one.choices;
        chosen.push((asked && one.kind == Kind::Single).then_some(code));
        let exclusive = code == one.choices || next == one.choices;
        let text = match one.kind {
            _ if !asked => String::new(),
            Kind::Single | Kind::Matrix => code.to_string(),
            Kind::Multiple if exclusive => code.to_string(),
            Kind::Multiple => format!("{code};{next}"),
            Kind::Numeric => format!("{}{}", seed % 100, if seed % 2 == 0 { "人" } else { "" }),
            Kind::Rank => code.to_string(),
            Kind::Text => ["商店街", "無", "3", "○"][seed % 4].to_owned(),
            Kind::Date => ["2023-07-01", "令和5年7月1日", "R5.7.1"][seed % 3].to_owned(),
        };
        cells.push(if text.is_empty() { Cell::Empty } else { Cell::Text(text) });
        if one.kind == Kind::Rank {
            cells.push(if asked { Cell::Text(next.to_string()) } else { Cell::Empty });
        }
    }
    cells
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_survey_that_keeps_to_its_rules_has_no_problem(
        made in proptest::collection::vec(made(), 1..12),
        seeds in proptest::collection::vec(proptest::collection::vec(0..10_000usize, 12), 1..30),
    ) {
        let (survey, filters) = survey(&made);
        let mut header = vec![Cell::Text("整理番号".to_owned())];
        for (at, one) in made.iter().enumerate() {
            let names = if one.kind == Kind::Rank { vec![format!("Q{at}a"), format!("Q{at}b")] } else { vec![format!("Q{at}")] };
            header.extend(names.into_iter().map(Cell::Text));
        }
        let mut rows = vec![header];
        for (number, seeds) in seeds.iter().enumerate() {
            let mut row = vec![Cell::Number(number as f64 + 1.0)];
            row.extend(respondent(&made, &filters, seeds));
            rows.push(row);
        }
        let source = Source { file: "p.xlsx".to_owned(), id: Some("整理番号".to_owned()), ..Source::default() };
        let loaded = assemble(survey, vec![(source, Sheet { rows, ..Sheet::default() })]).unwrap();
        let met: Vec<_> = loaded
            .diagnostics
            .iter()
            .filter(|met| !ABOUT_ALL.contains(&met.problem.rule()))
            // A respondent may have been asked nothing at all, and then the form is blank.
            .filter(|met| met.problem.rule() != "blank")
            .collect();
        prop_assert!(met.is_empty(), "{met:#?}");
        prop_assert!(loaded.diagnostics.iter().all(|met| met.problem.severity() != Severity::Error));
    }
}
