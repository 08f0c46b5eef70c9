//! Progress, series, yearly plan, single records and trees of the sample plans, as the program gives them.

use std::path::Path;

use serde_json::{Value, json};

use crate::support;

fn koe(arguments: &[&str]) -> support::Run {
    support::run(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

fn answer(arguments: &[&str]) -> Value {
    let run = koe(arguments).code(0);
    serde_json::from_slice(&run.stdout).unwrap()
}

#[test]
fn measures_and_grades_are_those_of_the_print() {
    let counts = answer(&["plan", "progress", "--counts", "--json"]);
    assert_eq!(counts.as_array().unwrap().len(), 1, "only one plan has a progress table");
    let all = &counts[0]["all"];
    assert_eq!(all["measures"], 51);
    assert_eq!((&all["graded"], &all["grades"]), (&json!(55), &json!({ "A": 45, "B": 9, "C": 1 })));
    let by: Vec<Value> = counts[0]["strategies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!([one["strategy"], one["measures"]]))
        .collect();
    assert_eq!(by, [json!(["A", 4]), json!(["B", 4]), json!(["C", 19]), json!(["D", 14]), json!(["E", 10])]);
    let last = &counts[0]["years"][3];
    // Line 1 of No. 15 is handed over beside eight measures.
    assert_eq!((&last["year"], &last["rows"]["moved"]), (&json!(2014), &json!(9)));
    assert_eq!(last["missing"], 1);
    assert_eq!(counts[0]["without_results"]["any_year"], json!(["8", "29"]));
}

#[test]
fn rows_are_chosen_and_a_number_spans_its_lines() {
    let rows = answer(&["plan", "progress", "--json"]);
    let lines: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["measure"] == "44")
        .map(|row| row["grade"].as_str().unwrap())
        .collect();
    assert_eq!(lines, ["A", "B", "B", "A", "B"]);
    let c = answer(&["plan", "progress", "--grade", "C", "--json"]);
    assert_eq!((c.as_array().unwrap().len(), &c[0]["measure"], &c[0]["state"]), (1, &json!("8"), &json!("未実施")));
    let moved = answer(&["plan", "progress", "--meaning", "moved", "--year", "2014", "--json"]);
    let moved: Vec<&str> = moved.as_array().unwrap().iter().map(|row| row["measure"].as_str().unwrap()).collect();
    assert_eq!(moved, ["15", "21", "22", "23", "24", "25", "26", "28", "30"]);
    let text = String::from_utf8(koe(&["plan", "progress", "--strategy", "A"]).code(0).stdout).unwrap();
    assert!(text.contains("A まちの魅力を活かした産業活動の推進\n"), "a title is not cut:\n{text}");
    assert!(
        text.lines().any(|line| line.starts_with("  1     伝統工芸展への支援  ")),
        "words stand at the left:\n{text}"
    );
}

#[test]
fn interest_subsidy_is_a_series_and_its_trend_leaves_the_grade_alone() {
    let series = answer(&["plan", "series", "--measure", "13", "--json"]);
    let subsidy = series.as_array().unwrap().iter().find(|one| one["label"] == "利子補給").unwrap();
    let figures: Vec<&Value> =
        subsidy["points"].as_array().unwrap().iter().map(|point| &point["metric"]["number"]).collect();
    assert_eq!(figures, [&json!(949_888_008), &json!(807_994_168), &json!(712_314_955), &Value::Null]);
    assert_eq!(subsidy["points"][3]["meaning"], "blank");
    let trend = &subsidy["trend"];
    assert_eq!((&trend["direction"], &trend["change"]), (&json!("down"), &json!(-237_573_053.0)));
    assert_eq!(subsidy["grade"], "A");
    // 千円 and 円 are one unit, 延べ is none of the others.
    let yen = answer(&["plan", "series", "--measure", "43", "--json"]);
    let yen = yen.as_array().unwrap().iter().find(|one| one["unit"] == "円").unwrap().clone();
    assert_eq!(
        (&yen["points"][0]["metric"]["number"], &yen["points"][1]["metric"]["number"]),
        (&json!(0), &json!(3_203_000))
    );
    let shops = answer(&["plan", "series", "--measure", "39", "--json"]);
    let kinds: Vec<Value> =
        shops.as_array().unwrap().iter().map(|one| json!([one["qualifier"], one["unit"]])).collect();
    assert_eq!(kinds, [json!([null, "組合"]), json!(["延べ", "店"])]);
    koe(&["plan", "series", "--measure", "5"]).code(2);
}

#[test]
fn sums_leave_repeated_figures_out_and_say_so() {
    let sums = answer(&["plan", "series", "--sums", "--json"]);
    assert_eq!(sums[0]["sums"]["repeated"], json!([["30", "15-1"]]));
    let all = answer(&["plan", "series", "--json"]);
    let of = |one: &Value| one["unit"] == "人" && one["qualifier"].is_null() && one["measure"] != "30";
    let expected: i64 = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| of(one))
        .filter_map(|one| one["points"][0]["metric"]["number"].as_i64())
        .sum();
    let people = sums[0]["sums"]["sums"].as_array().unwrap().iter().find(|sum| of(sum) && sum["unit"] == "人").unwrap();
    assert_eq!(people["years"][0]["total"], json!(expected));
    let text = String::from_utf8(koe(&["plan", "series", "--sums"]).code(0).stdout).unwrap();
    assert!(text.contains("再掲：30 の数値は 15-1 と同じなので足していない。"), "{text}");
}

#[test]
fn the_end_of_a_yearly_plan_is_a_state_and_no_sum() {
    let yearly = answer(&["plan", "yearly", "--plan", "nerima-2018", "--json"]);
    let tables = yearly[0]["tables"].as_array().unwrap();
    assert_eq!(tables.len(), 5);
    let table = tables.iter().find(|table| table["measure"] == "13-4").unwrap();
    let cells: Vec<&str> = table["rows"][0]["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| cell["cell"]["raw"].as_str().unwrap())
        .collect();
    assert_eq!(cells[3..], ["5地域 (継続4地域、 新規1地域)", "3地域 (継続)", "3地域 (継続)"]);
    assert_eq!(table["section"], "産業経済部 商工観光課");
    let first = tables.iter().find(|table| table["measure"] == "13-1").unwrap();
    assert_eq!(first["rows"][1]["cells"][0], "above", "the target is one cell over two lines");
    koe(&["plan", "yearly", "--plan", "setagaya-2024"]).code(2);
}

#[test]
fn a_record_is_shown_with_what_stands_around_it() {
    let shown = answer(&["plan", "show", "nerima-2011:13", "--json"]);
    assert_eq!(shown["above"], json!(["C-1-1", "C-1", "C"]));
    assert_eq!(shown["linked"], json!(["nerima-2011:施-3"]));
    let item = answer(&["plan", "show", "施-3", "--json"]);
    assert!(
        item["linked"].as_array().unwrap().contains(&json!("nerima-2011:13")),
        "links go both ways: {}",
        item["linked"]
    );
    let text = String::from_utf8(koe(&["plan", "show", "44-2"]).code(0).stdout).unwrap();
    assert!(text.contains("読めない部分") && text.contains("平成25年3月"), "{text}");
    let missing = koe(&["plan", "show", "商店街-9"]).code(2);
    assert!(missing.stderr.contains("商店街-9"), "{}", missing.stderr);
}

#[test]
fn a_tree_is_indented_and_ends_where_it_is_told() {
    let text = String::from_utf8(koe(&["plan", "tree", "--under", "D-1-3"]).code(0).stdout).unwrap();
    let line =
        |id: &str| text.lines().find(|line| line.split_whitespace().next() == Some(id)).unwrap_or_default().to_owned();
    assert!(line("44-5").contains("　　上石神井駅周辺地区のまちづくり"), "{text}");
    let top = answer(&["plan", "tree", "--plan", "nerima-2011", "--under", "A", "--depth", "1", "--json"]);
    assert_eq!(top[0]["below"][0]["id"], "A-1");
    assert_eq!(top[0]["below"][0]["below"], json!([]));
}
