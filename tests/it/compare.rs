//! `koe compare`: our own book agrees with us, tables in vendors' layouts are read, and planted differences are each
//! listed with their cause and nothing else is.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;

use crate::support::{Table, Workdir, run};

/// Eighty residents, so that many percentages lie on a tie.
const TOWN: &str = r#"
[survey]
id = "s"
min_base = 0
default_weight = "W"
missing = { INV = ["x"] }
[[source]]
file = "a.csv"
[[question]]
id = "SEX"
label = "性別"
kind = "single"
attribute = true
choices = [{ code = "1", label = "男性" }, { code = "2", label = "女性" }]
[[question]]
id = "AGE"
label = "年齢"
kind = "single"
attribute = true
choices = [{ code = "1", label = "39歳以下" }, { code = "2", label = "40～64歳" }, { code = "3", label = "65歳以上" }]
[[question]]
id = "Q1"
label = "住みやすさ"
text = "市は住みやすいと思いますか。（○は1つ）"
kind = "single"
choices = [{ code = "1", label = "そう思う" }, { code = "2", label = "ややそう思う" }, { code = "3", label = "あまりそう思わない" }, { code = "4", label = "そう思わない" }]
[[question]]
id = "Q2"
label = "利用する店"
kind = "multiple"
layout = "list"
separator = ";"
choices = [{ code = "a", label = "商店街" }, { code = "b", label = "大型店" }, { code = "c", label = "通信販売" }]
[[question]]
id = "Q3"
label = "満足度"
kind = "matrix"
items = [{ id = "Q3A", label = "公園", column = "Q3A" }, { id = "Q3B", label = "道路", column = "Q3B" }]
choices = [{ code = "1", label = "満足" }, { code = "2", label = "ふつう" }, { code = "3", label = "不満" }]
[[net]]
question = "Q1"
code = "N1"
label = "そう思う計"
members = ["1", "2"]
[[weight]]
id = "W"
kind = "column"
column = "W"
"#;

fn town() -> Workdir {
    let mut rows = "SEX,AGE,Q1,Q2,Q3A,Q3B,W\n".to_owned();
    for i in 0..80_usize {
        let sex = if i % 16 == 5 { "" } else { ["1", "2"][i % 2] };
        let age = if i < 16 {
            "1"
        } else if i < 48 {
            "2"
        } else {
            "3"
        };
        let q1 = if i % 11 == 3 {
            ""
        } else if i == 7 {
            "x"
        } else {
            ["1", "2", "3", "4", "2"][i * 3 % 5]
        };
        let q2 = ["a;b", "a", "b;c", "", "a;b;c", "c", "b"][i % 7];
        let w = ["0.5", "1", "1.5", "0.7"][i % 4];
        let (park, road) = (["1", "2", "3", ""][i % 4], ["3", "3", "1"][i % 3]);
        rows.push_str(&format!("{sex},{age},{q1},{q2},{park},{road},{w}\n"));
    }
    Workdir::survey(TOWN, "a.csv", rows)
}

/// A figure of ours as a vendor would print it.
type Print = fn(n: f64, base: f64) -> f64;

fn half_up(n: f64, base: f64) -> f64 {
    ((2000.0 * n + base) / (2.0 * base)).floor() / 10.0
}

fn half_even(n: f64, base: f64) -> f64 {
    let (units, rest) = ((1000.0 * n / base).floor(), (1000.0 * n) % base);
    let up = 2.0 * rest > base || (2.0 * rest == base && units % 2.0 == 1.0);
    (units + f64::from(up)) / 10.0
}

/// Labels and counts of one of our tables, as rows to write.
struct Rows {
    options: Vec<String>,
    /// Banner title, label, base, counts.
    groups: Vec<(String, String, f64, Vec<f64>)>,
}

impl Rows {
    fn of(table: &Table) -> Self {
        let options = table.0["options"].as_array().unwrap().iter();
        let shown: Vec<&Value> = options.filter(|option| option["code"] != "UNK").collect();
        let weighted = !table.0["weight"].is_null();
        let groups = table.groups().iter().map(|group| {
            let title = match group["banner"].as_str() {
                Some("SEX") => "性別",
                Some("AGE") => "年齢",
                _ => "",
            };
            let n = |value: &Value| value[if weighted { "weighted" } else { "n" }].as_f64().unwrap();
            let counts = shown.iter().map(|option| n(table.cell(group, option["code"].as_str().unwrap()))).collect();
            (title.to_owned(), group["label"].as_str().unwrap().to_owned(), n(group), counts)
        });
        Self {
            options: shown.iter().map(|option| option["label"].as_str().unwrap().to_owned()).collect(),
            groups: groups.collect(),
        }
    }

    /// Header, then two lines per group (counts first), the banner's title merged over its block.
    fn two_lines(&self, sheet: &mut Worksheet, top: u32, print: Print) -> u32 {
        let format = Format::new();
        sheet.write(top, 2, "全体").unwrap();
        for (column, option) in (3..).zip(&self.options) {
            sheet.write(top, column, option).unwrap();
        }
        let mut row = top + 1;
        for block in self.groups.chunk_by(|a, b| a.0 == b.0) {
            let last = row + 2 * block.len() as u32 - 1;
            sheet.merge_range(row, 0, last, 0, &block[0].0, &format).unwrap();
            for (_, label, base, counts) in block {
                sheet.merge_range(row, 1, row + 1, 1, label, &format).unwrap();
                sheet.write(row, 2, *base).unwrap();
                sheet.write(row + 1, 2, 100.0).unwrap();
                for (column, count) in (3..).zip(counts) {
                    sheet.write(row, column, *count).unwrap();
                    sheet.write(row + 1, column, print(*count, *base)).unwrap();
                }
                row += 2;
            }
        }
        row
    }

    /// Header, then percentages as texts beside n, the banner's title in its first row only.
    fn percent_only(&self, sheet: &mut Worksheet, top: u32) -> u32 {
        sheet.write(top, 2, "ｎ＝").unwrap();
        for (column, option) in (3..).zip(&self.options) {
            sheet.write(top, column, format!("{}．{option}", column - 2)).unwrap();
        }
        let mut row = top + 1;
        let mut above = String::new();
        for (title, label, base, counts) in &self.groups {
            if *title != above {
                sheet.write(row, 0, title).unwrap();
                above.clone_from(title);
            }
            sheet.write(row, 1, format!("{label}※")).unwrap();
            sheet.write(row, 2, *base).unwrap();
            for (column, count) in (3..).zip(counts) {
                let text = if *count == 0.0 { "－".to_owned() } else { format!("{:.1}％", half_up(*count, *base)) };
                sheet.write(row, column, text).unwrap();
            }
            row += 1;
        }
        row
    }

    /// Two columns per answer (n and %), the banner's title on a row of its own, shares of 1 as Excel keeps them.
    fn n_and_percent(&self, sheet: &mut Worksheet, top: u32) -> u32 {
        sheet.write(top, 1, "合計").unwrap();
        sheet.write(top + 1, 1, "n").unwrap();
        for (at, option) in (0..).zip(&self.options) {
            sheet.merge_range(top, 2 + 2 * at, top, 3 + 2 * at, option, &Format::new()).unwrap();
            sheet.write(top + 1, 2 + 2 * at, "n").unwrap();
            sheet.write(top + 1, 3 + 2 * at, "％").unwrap();
        }
        let mut row = top + 2;
        let mut above = String::new();
        for (title, label, base, counts) in &self.groups {
            if *title != above {
                sheet.write(row, 0, format!("【{title}】")).unwrap();
                above.clone_from(title);
                row += 1;
            }
            sheet.write(row, 0, label).unwrap();
            sheet.write(row, 1, *base).unwrap();
            for (at, count) in (0..).zip(counts) {
                sheet.write(row, 2 + 2 * at, *count).unwrap();
                sheet.write(row, 3 + 2 * at, *count / *base).unwrap();
            }
            row += 1;
        }
        row
    }

    /// No, answer, count, share of 全体.
    fn list(&self, sheet: &mut Worksheet, top: u32) -> u32 {
        for (column, text) in (0..).zip(["No", "選択肢", "件数", "構成比（％）"]) {
            sheet.write(top, column, text).unwrap();
        }
        let (_, _, base, counts) = &self.groups[0];
        let mut row = top + 1;
        for (option, count) in self.options.iter().zip(counts) {
            sheet.write(row, 0, row - top).unwrap();
            sheet.write(row, 1, option).unwrap();
            sheet.write(row, 2, *count).unwrap();
            sheet.write(row, 3, half_up(*count, *base)).unwrap();
            row += 1;
        }
        sheet.write(row, 1, "合計").unwrap();
        sheet.write(row, 2, *base).unwrap();
        sheet.write(row, 3, 100).unwrap();
        row + 1
    }
}

/// A workbook with what `draw` puts on its one sheet.
fn book(path: &Path, draw: impl FnOnce(&mut Worksheet)) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("集計").unwrap();
    draw(sheet);
    workbook.save(path).unwrap();
}

fn compare(dir: &Workdir, arguments: &[&str]) -> Value {
    let all: Vec<&str> = ["compare", "v.xlsx", "--json"].iter().chain(arguments).copied().collect();
    dir.koe(&all).code(0).json()
}

/// Cell, and what explains it, of every difference.
fn differences(report: &Value) -> Vec<(String, Vec<String>)> {
    let all = report["differences"].as_array().unwrap().iter();
    all.map(|one| {
        (one["cell"].as_str().unwrap().to_owned(), serde_json::from_value(one["explained_by"].clone()).unwrap())
    })
    .collect()
}

#[track_caller]
fn all_equal(report: &Value, tables: u64, cells: u64) {
    assert_eq!(report["unmatched"], serde_json::json!([]), "{report:#}");
    assert_eq!(report["tables"], serde_json::json!({ "found": tables, "matched": tables }), "{report:#}");
    let expected = serde_json::json!({ "compared": cells, "equal": cells, "different": 0 });
    assert_eq!(report["cells"], expected, "{report:#}");
}

/// Every difference has this one cause, and there are as many as planted.
#[track_caller]
fn all_because(report: &Value, cause: &str, planted: usize) {
    let found = differences(report);
    assert_eq!(found.len(), planted, "{report:#}");
    assert!(found.iter().all(|(_, causes)| causes == &[cause]), "{found:?}");
    assert_eq!(report["unmatched"], serde_json::json!([]));
}

const BY: [&str; 6] = ["--weight", "none", "--by", "SEX", "--by", "AGE"];

fn ask(dir: &Workdir, question: &str, more: &[&str]) -> Rows {
    let mut rows = Rows::of(&dir.table(&[&[question][..], &BY, more].concat()));
    // What a vendor has beside 無回答 depends on the vendor: here nobody is invalid but in Q1.
    if question != "Q1" {
        let shown = rows.options.len() - 1;
        rows.groups.iter_mut().for_each(|(.., counts)| counts.truncate(shown));
        rows.options.truncate(shown);
    }
    rows
}

/// All tables of questions are matched: what is not stands on pages about the whole survey.
fn only_front_pages_are_unmatched(report: &Value, pages: &[&str]) {
    let tables = |name: &str| report["tables"][name].as_u64().unwrap();
    assert_eq!(tables("found") - tables("matched"), 2, "回収状況 and 標本誤差 are no tables of a question");
    for unmatched in report["unmatched"].as_array().unwrap() {
        let sheet = unmatched["sheet"].as_str().unwrap();
        assert!(pages.iter().any(|page| sheet.starts_with(page)), "{unmatched}");
    }
}

#[test]
fn our_own_books_agree_with_us() {
    let dir = town();
    for (arguments, weight) in [(&["--weight", "none"][..], "none"), (&["--one-sheet"], "W")] {
        dir.koe(&[&["book", "-o", "v.xlsx"][..], arguments].concat()).code(0);
        let report = compare(&dir, &["--weight", weight]);
        assert_eq!(report["cells"]["different"], 0, "{report:#}");
        assert!(report["cells"]["compared"].as_u64().unwrap() > 150);
        only_front_pages_are_unmatched(&report, &["目次", "回収状況", "標本誤差"]);
    }
}

#[test]
fn the_sample_book_agrees_with_us() {
    let out = Workdir::new();
    let (root, path) = (Path::new(env!("CARGO_MANIFEST_DIR")), out.file("b.xlsx"));
    let path = path.to_str().unwrap();
    run(root, &["book", "--survey", "resident", "--weight", "pop", "-o", path]).code(0);
    let report = run(root, &["compare", path, "--survey", "resident", "--weight", "pop", "--json"]).code(0).json();
    assert_eq!(report["cells"]["different"], 0, "{report:#}");
    only_front_pages_are_unmatched(&report, &["目次", "回収状況", "標本誤差", "産業施策の満足度と重要度"]);
    assert!(report["cells"]["compared"].as_u64().unwrap() > 10_000);
}

#[test]
fn layouts_of_vendors() {
    let dir = town();
    let (q1, q2) = (ask(&dir, "Q1", &[]), ask(&dir, "Q2", &[]));
    let groups = q1.groups.len() as u64;
    let (wide, narrow) = (q1.options.len() as u64, q2.options.len() as u64);
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問１　住みやすさ").unwrap();
        let row = q1.two_lines(sheet, 1, half_up);
        sheet.write(row, 0, "※nが少ないため参考").unwrap();
        sheet.write(row + 2, 0, "Q2 利用する店（MA）").unwrap();
        q2.two_lines(sheet, row + 3, half_up);
    });
    all_equal(&compare(&dir, &["--weight", "none"]), 2, groups * 2 * (wide + 1) + groups * 2 * (narrow + 1));
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "表1").unwrap();
        sheet.write(1, 0, "市は住みやすいと思いますか。").unwrap();
        let row = q1.percent_only(sheet, 3);
        sheet.write(row + 1, 0, "問2").unwrap();
        q2.percent_only(sheet, row + 2);
    });
    all_equal(&compare(&dir, &["--weight", "none"]), 2, groups * (wide + 1) + groups * (narrow + 1));
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "住みやすさ").unwrap();
        q1.n_and_percent(sheet, 2);
    });
    all_equal(&compare(&dir, &["--weight", "none", "--sheet", "集計"]), 1, groups * (2 * wide + 1));
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問1").unwrap();
        let row = q1.list(sheet, 1);
        sheet.write(row + 1, 0, "問2").unwrap();
        q2.list(sheet, row + 2);
    });
    all_equal(&compare(&dir, &["--weight", "none"]), 2, 2 * (wide + 1) + 2 * (narrow + 1));
}

#[test]
fn tables_side_by_side_and_a_base_called_people() {
    let dir = town();
    let (q1, q2) = (ask(&dir, "Q1", &[]), ask(&dir, "Q2", &[]));
    book(&dir.file("v.xlsx"), |sheet| {
        for (left, title, rows) in [(0, "問1", &q1), (12, "問2", &q2)] {
            sheet.write(0, left, title).unwrap();
            // Percentages above counts, as the corner says.
            sheet.write(1, left, "上段：％　下段：人").unwrap();
            sheet.write(1, left + 1, "人数").unwrap();
            for (column, option) in (left + 2..).zip(&rows.options) {
                sheet.write(1, column, option).unwrap();
            }
            for (row, (_, label, base, counts)) in (2..).step_by(2).zip(&rows.groups) {
                sheet.write(row, left, label).unwrap();
                sheet.write(row, left + 1, 100).unwrap();
                sheet.write(row + 1, left + 1, *base).unwrap();
                for (column, count) in (left + 2..).zip(counts) {
                    sheet.write(row, column, half_up(*count, *base)).unwrap();
                    sheet.write(row + 1, column, *count).unwrap();
                }
            }
        }
    });
    let cells = 2 * q1.groups.len() * (q1.options.len() + 1 + q2.options.len() + 1);
    all_equal(&compare(&dir, &["--weight", "none"]), 2, cells as u64);
}

#[test]
fn a_matrix_with_an_item_per_row() {
    let dir = town();
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問3 満足度").unwrap();
        for (column, text) in (1..).zip(["回答者数", "満足", "ふつう", "不満", "無回答"]) {
            sheet.write(1, column, text).unwrap();
        }
        // 20 of 80 each, and thirds of 80.
        for (row, label, counts) in [(2, "公園", [20, 20, 20, 20]), (4, "道路", [26, 0, 54, 0])] {
            sheet.write(row, 0, label).unwrap();
            sheet.write(row, 1, 80).unwrap();
            for (column, count) in (2..).zip(counts) {
                sheet.write(row, column, count).unwrap();
                sheet.write(row + 1, column, half_up(f64::from(count), 80.0)).unwrap();
            }
        }
    });
    all_equal(&compare(&dir, &["--weight", "none"]), 1, 18);
}

#[test]
fn a_vendor_who_left_no_answer_out_of_the_base() {
    let dir = town();
    let mut rows = ask(&dir, "Q1", &[]);
    // Without the rows of missing answers.
    rows.options.truncate(5);
    let own = Rows::of(&dir.table(&[&["Q1"][..], &BY].concat()));
    let mut planted = 0;
    for ((.., base, counts), (.., full, all)) in rows.groups.iter_mut().zip(&own.groups) {
        counts.truncate(5);
        *base -= all[5] + all[6];
        let printed = |count: &&f64| half_up(**count, *base) != half_up(**count, *full);
        planted += counts.iter().filter(printed).count() + usize::from(*base != *full);
    }
    assert!(planted > 20);
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問1").unwrap();
        rows.two_lines(sheet, 1, half_up);
    });
    all_because(&compare(&dir, &["--weight", "none"]), "base-answered", planted);
}

#[test]
fn a_vendor_who_forgot_the_weights() {
    let dir = town();
    let (rows, own) = (ask(&dir, "Q2", &[]), Rows::of(&dir.table(&["Q2", "--by", "SEX", "--by", "AGE"])));
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問2").unwrap();
        rows.two_lines(sheet, 1, half_up);
    });
    let report = compare(&dir, &[]);
    let shares = rows.groups.iter().zip(&own.groups).flat_map(|((.., base, counts), (.., whole, sums))| {
        counts.iter().zip(sums).map(move |(n, sum)| {
            usize::from(half_up(*n, *base) != half_up(*sum, *whole)) + usize::from((n - sum).abs() >= 0.5)
        })
    });
    let planted: usize = shares.sum();
    let found = differences(&report);
    assert!(planted > 20 && found.len().abs_diff(planted) < 4, "{planted} {report:#}");
    assert!(found.iter().all(|(_, causes)| causes == &["unweighted"]), "{found:?}");
}

#[test]
fn a_vendor_who_rounds_ties_to_even() {
    let dir = town();
    let rows = ask(&dir, "Q1", &[]);
    let ties = rows.groups.iter().flat_map(|(.., base, counts)| counts.iter().map(|count| (*count, *base)));
    let planted = ties.filter(|(count, base)| half_up(*count, *base) != half_even(*count, *base)).count();
    assert!(planted > 1);
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問1").unwrap();
        rows.two_lines(sheet, 1, half_even);
    });
    all_because(&compare(&dir, &["--weight", "none"]), "half-even", planted);
}

#[test]
fn a_vendor_who_divides_by_answers_given() {
    let dir = town();
    let mut rows = ask(&dir, "Q2", &[]);
    rows.options.truncate(3);
    rows.groups.iter_mut().for_each(|(.., counts)| counts.truncate(3));
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問2").unwrap();
        let row = rows.two_lines(sheet, 1, half_up);
        // Over the right counts, percentages of the answers given.
        for (at, (.., counts)) in (0..).zip(&rows.groups) {
            let given: f64 = counts.iter().sum();
            for (column, count) in (3..).zip(counts) {
                sheet.write(3 + 2 * at, column, half_up(*count, given)).unwrap();
            }
        }
        assert_eq!(row, 2 + 2 * rows.groups.len() as u32);
    });
    all_because(&compare(&dir, &["--weight", "none"]), "percent-of-answers", 3 * rows.groups.len());
}

#[test]
fn invalid_answers_counted_as_no_answer() {
    let dir = town();
    let mut rows = ask(&dir, "Q1", &[]);
    rows.options.truncate(6);
    let mut planted = 0;
    for (.., counts) in &mut rows.groups {
        let invalid = counts.pop().unwrap();
        counts[5] += invalid;
        planted += if invalid > 0.0 { 2 } else { 0 };
    }
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問1").unwrap();
        rows.two_lines(sheet, 1, half_up);
    });
    assert!(planted > 0);
    all_because(&compare(&dir, &["--weight", "none"]), "missing-together", planted);
}

#[test]
fn a_slip_of_the_pen_is_listed_and_not_explained() {
    let dir = town();
    let rows = ask(&dir, "Q1", &[]);
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問1").unwrap();
        rows.two_lines(sheet, 1, half_up);
        // E5 is the count of 男性 who rather agree, F8 a percentage of 女性.
        sheet.write(4, 4, rows.groups[1].3[1] + 9.0).unwrap();
        sheet.write(7, 5, 71.2).unwrap();
    });
    let report = compare(&dir, &["--weight", "none"]);
    assert_eq!(differences(&report), [("E5".to_owned(), vec![]), ("F8".to_owned(), vec![])]);
    let first = &report["differences"][0];
    assert_eq!((first["sheet"].as_str(), first["question"].as_str()), (Some("集計"), Some("Q1")));
    assert_eq!((first["group"].as_str(), first["label"].as_str()), (Some("男性"), Some("ややそう思う")));
    assert_eq!(first["difference"], 9.0);
    let text = dir.koe(&["compare", "v.xlsx", "--weight", "none"]).code(0);
    for part in ["相違 2", "E5  男性 × ややそう思う  件数", "説明できない", "[集計] Q1 住みやすさ"]
    {
        assert!(text.text().contains(part), "{part}\n{}", text.text());
    }
}

#[test]
fn a_cause_and_a_slip_are_kept_apart() {
    let dir = town();
    let mut rows = ask(&dir, "Q2", &[]);
    rows.options.truncate(3);
    for (.., base, counts) in &mut rows.groups {
        *base -= counts.pop().unwrap();
    }
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問2").unwrap();
        rows.two_lines(sheet, 1, half_up);
        sheet.write(2, 3, 1.5).unwrap();
    });
    let found = differences(&compare(&dir, &["--weight", "none"]));
    assert!(found.len() > 10);
    for (cell, causes) in found {
        let expected: &[&str] = if cell == "D3" { &[] } else { &["base-answered"] };
        assert_eq!(causes, expected, "{cell}");
    }
}

#[test]
fn what_cannot_be_compared_is_listed() {
    let dir = town();
    let mut rows = ask(&dir, "Q1", &[]);
    rows.options[2] = "知らない選択肢".to_owned();
    rows.groups[2].1 = "知らない区分".to_owned();
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "問1").unwrap();
        let row = rows.two_lines(sheet, 1, half_up);
        sheet.write(3, 3, "*").unwrap();
        sheet.write(row + 1, 0, "問9 ない設問").unwrap();
        sheet.write(row + 2, 1, "はい").unwrap();
        sheet.write(row + 2, 2, "いいえ").unwrap();
        sheet.write(row + 3, 0, "全体").unwrap();
        sheet.write(row + 3, 1, 10).unwrap();
        sheet.write(row + 3, 2, 20).unwrap();
    });
    let report = compare(&dir, &["--weight", "none"]);
    assert_eq!(report["cells"]["different"], 0, "{report:#}");
    let unmatched = report["unmatched"].as_array().unwrap().iter();
    let listed: Vec<(&str, &str)> =
        unmatched.map(|one| (one["kind"].as_str().unwrap(), one["text"].as_str().unwrap())).collect();
    for expected in
        [("row", "性別 / 知らない区分"), ("column", "知らない選択肢"), ("cell", "*"), ("table", "問9 ない設問")]
    {
        assert!(listed.contains(&expected), "{expected:?} in {listed:?}");
    }
    assert_eq!(listed.len(), 4);
}

#[test]
fn exit_codes() {
    let dir = town();
    dir.koe(&["compare", "none.xlsx"]).code(3);
    dir.write("bad.xlsx", "%PDF-1.4 no book").koe(&["compare", "bad.xlsx"]).code(3);
    book(&dir.file("v.xlsx"), |sheet| {
        sheet.write(0, 0, "ない設問").unwrap();
        sheet.write(1, 1, "はい").unwrap();
        sheet.write(1, 2, "いいえ").unwrap();
        sheet.write(2, 0, "全体").unwrap();
        sheet.write(2, 1, 10).unwrap();
        sheet.write(2, 2, 20).unwrap();
    });
    dir.koe(&["compare", "v.xlsx"]).code(2).says(&["照合できる集計表がありません", "結びつきません"]);
    dir.koe(&["compare", "v.xlsx", "--by", "SEX"]).code(2).no_data().says(&["koe compare では --by は使えません"]);
    dir.koe(&["compare"]).code(2);
}
