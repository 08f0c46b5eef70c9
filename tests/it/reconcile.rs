//! `koe reconcile`: figures under other programs' decisions against R (tests/golden/reconcile) and against counts by hand,
//! and the decision that is named for a figure reported.

use serde_json::Value;

use crate::support::{Workdir, close, run};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/r/data/d60.csv");

fn reference() -> Value {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/reconcile/reference.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// The one account of `koe reconcile … --data d60.csv --json`.
fn account(arguments: &[&str]) -> Value {
    let dir = Workdir::new();
    let all: Vec<&str> =
        ["reconcile", "--json", "--data", DATA, "--min-base", "0"].iter().chain(arguments).copied().collect();
    let accounts = run(dir.path(), &all).code(0).json();
    assert_eq!(accounts.as_array().unwrap().len(), 1);
    accounts[0].clone()
}

fn under<'a>(account: &'a Value, assumption: &str) -> &'a Value {
    if assumption == "own" {
        return &account["own"];
    }
    let found = account["assumptions"].as_array().unwrap().iter().find(|one| one["assumption"] == assumption);
    found.unwrap_or_else(|| panic!("no {assumption} in {account:#}"))
}

#[track_caller]
fn same_as_r(account: &Value, of: &str) {
    for (assumption, expected) in reference()[of].as_object().unwrap() {
        let found = under(account, assumption);
        for (key, expected) in expected.as_object().unwrap().iter().filter(|(_, value)| !value.is_null()) {
            let (found, expected) = (found[key].as_f64().unwrap(), expected.as_f64().unwrap());
            assert!(close(found, expected), "{of} {assumption} {key}: {found}, R says {expected}");
        }
    }
}

#[test]
fn weights_as_other_programs_take_them() {
    let by = ["m1", "--by", "q", "--group", "0", "--against", "1", "--option", "1", "--weight-column", "w"];
    same_as_r(&account(&by), "weighted");
    let finite = account(&[&by[..], &["--population", "900"]].concat());
    same_as_r(&finite, "population");
    let (own, infinite) = (&finite["own"]["statistic"], &under(&finite, "no-population")["statistic"]);
    assert!(own.as_f64().unwrap().abs() > infinite.as_f64().unwrap().abs());
}

#[test]
fn formulas_of_other_programs() {
    let of = ["m2", "--by", "q", "--group", "0", "--option", "1"];
    same_as_r(&account(&[&of[..], &["--against", "1"]].concat()), "plain");
    same_as_r(&account(&of), "total");
    same_as_r(
        &account(&["v", "--by", "m1", "--numeric", "v", "--group", "0", "--against", "1", "--option", "mean"]),
        "mean",
    );
}

#[test]
fn overlap_of_a_multiple_answer_axis() {
    let account =
        account(&["q", "--by", "K", "--multiple", "K=m1+m2", "--group", "m1", "--against", "m2", "--option", "0"]);
    same_as_r(&account, "overlap");
    // By hand: 30 with m1, 36 with m2, 18 with both; q = 0 for 10 of the first and 13 of the second.
    let (n1, n2, both): (f64, f64, f64) = (30.0, 36.0, 18.0);
    let (p1, p2, p) = (10.0 / n1, 13.0 / n2, 23.0 / (n1 + n2));
    let z = |shared: f64| (p1 - p2) / (p * (1.0 - p) * (1.0 / n1 + 1.0 / n2 - 2.0 * shared / (n1 * n2))).sqrt();
    assert!(close(under(&account, "overlap-ignored")["statistic"].as_f64().unwrap(), z(0.0)));
    assert!(close(under(&account, "overlap-spss")["statistic"].as_f64().unwrap(), z(both)));
}

/// Twenty shops: 8 members, 10 not, 2 unknown; 16 asked, of whom 12 answered and 1 is invalid.
const SHOPS: &str = r#"
[survey]
id = "s"
min_base = 0
population = 400
missing = { INV = ["x"] }
[[source]]
file = "a.csv"
[[question]]
id = "IN"
label = "加入"
kind = "single"
choices = [{ code = "1", label = "加入" }, { code = "2", label = "非加入" }]
[[question]]
id = "OPEN"
label = "営業"
kind = "single"
choices = [{ code = "1", label = "する" }, { code = "2", label = "しない" }]
[[question]]
id = "Q1"
label = "評価"
kind = "single"
ask_if = "OPEN = 1"
choices = [{ code = "1", label = "良い" }, { code = "2", label = "まあ良い" }, { code = "3", label = "悪い" }]
[[question]]
id = "Q2"
label = "理由"
kind = "multiple"
layout = "list"
separator = ";"
choices = [{ code = "a", label = "近い" }, { code = "b", label = "安い" }, { code = "c", label = "広い" }]
[[net]]
question = "Q1"
code = "N1"
label = "良い計"
members = ["1", "2"]
[[net]]
question = "Q2"
code = "N2"
label = "近い安い計"
members = ["a", "b"]
"#;

fn shops() -> Workdir {
    let mut rows = "IN,OPEN,Q1,Q2\n".to_owned();
    for i in 0..20 {
        let member = if i < 8 {
            "1"
        } else if i < 18 {
            "2"
        } else {
            ""
        };
        let open = if i % 5 == 4 { "2" } else { "1" };
        let q1 = match i {
            0 | 10 => "",
            6 => "x",
            _ => ["1", "2", "3", "1"][i % 4],
        };
        let q2 = ["a", "a;b", "b;c", "", "a;b;c"][i % 5];
        rows.push_str(&format!("{member},{open},{q1},{q2}\n"));
    }
    Workdir::survey(SHOPS, "a.csv", rows)
}

/// The codes of what explains a reported percentage of 全体.
fn explains(dir: &Workdir, arguments: &[&str]) -> Vec<Vec<String>> {
    let all: Vec<&str> = ["reconcile", "--json"].iter().chain(arguments).copied().collect();
    let accounts = dir.koe(&all).code(0).json();
    serde_json::from_value(accounts[0]["explained_by"].clone()).unwrap()
}

#[test]
fn a_reported_figure_names_its_cause() {
    let dir = shops();
    let table = dir.table(&["Q1"]);
    assert_eq!(table.bases(), [16, 20, 13, 2, 4, 1, 0]);
    assert_eq!(table.counts(), [7, 4, 2, 11, 2, 1, 0]);
    // 7 of 16, of those who answered 7 of 13, of everyone 7 of 20.
    let single = |cause: &str| vec![vec![cause.to_owned()]];
    assert_eq!(explains(&dir, &["Q1", "--option", "1", "--reported", "43.8"]), [Vec::<String>::new()]);
    assert_eq!(explains(&dir, &["Q1", "--option", "1", "--reported", "53.8"]), single("base-answered"));
    assert_eq!(explains(&dir, &["Q1", "--option", "1", "--reported", "35.0%"]), single("base-everyone"));
    assert_eq!(explains(&dir, &["Q1", "--option", "1", "--reported", "43.7"]), single("truncated"));
    assert_eq!(
        explains(&dir, &["Q1", "--option", "1", "--reported", "53.8", "--reported-n", "13"]),
        single("base-answered")
    );
    assert_eq!(explains(&dir, &["Q1", "--option", "NA", "--reported", "18.8"]), single("missing-together"));
    assert!(explains(&dir, &["Q1", "--option", "1", "--reported", "99.9"]).is_empty());
    // Of the 7 members asked, 2 and 2: 28.6 and 28.6 make 57.2, but 4 of 7 is 57.1.
    let net = ["Q1", "--by", "IN", "--group", "1", "--option", "N1", "--reported", "57.2"];
    assert_eq!(explains(&dir, &net), single("nets-added"));
    // The base answered, then cut off: 7 of 13 is 53.846.
    assert_eq!(explains(&dir, &["Q1", "--option", "1", "--reported", "53.84"]).len(), 1);
    assert!(explains(&dir, &["Q1", "--option", "1", "--reported", "53.84"])[0].contains(&"base-answered".to_owned()));
}

#[test]
fn answers_given_nets_and_rows() {
    let dir = shops();
    let table = dir.table(&["Q2", "--by", "IN"]);
    // a 12, b 12, c 8 of 20; a or b is 16 respondents but 24 answers.
    assert_eq!(table.counts(), [12, 12, 8, 16, 4, 0, 0]);
    let single = |cause: &str| vec![vec![cause.to_owned()]];
    assert_eq!(explains(&dir, &["Q2", "--option", "a", "--reported", "37.5"]), single("percent-of-answers"));
    assert_eq!(explains(&dir, &["Q2", "--option", "N2", "--reported", "120"]), single("nets-added"));
    let rows: u64 = ["1", "2"].iter().map(|code| table.counts_in("IN", code)[0]).sum();
    let reported = format!("{:.1}", 100.0 * rows as f64 / 18.0);
    let found = explains(&dir, &["Q2", "--by", "IN", "--group", "total", "--option", "a", "--reported", &reported]);
    assert_eq!(found, single("total-of-rows:IN"));
}

#[test]
fn the_listing_reads_at_80_columns_and_says_what_is_wrong() {
    let dir = shops();
    let told = dir
        .koe(&["reconcile", "Q1", "--by", "IN", "--group", "加入", "--option", "良い", "--reported", "40.0"])
        .code(0);
    let text = told.text();
    for part in ["koe の数字", "母数は回答者のみ", "これで説明できます: 母数は回答者のみ", "SPSSの「有効パーセント」"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.lines().all(|line| koe::text::cells::width(line) <= 80), "{text}");
    dir.koe(&["reconcile"]).code(2).says(&["設問の id"]);
    dir.koe(&["reconcile", "Q1", "--group", "1"]).code(2).says(&["--by"]);
    dir.koe(&["reconcile", "Q1", "--by", "IN", "--group", "9"]).code(2).says(&["区分「9」が表にありません"]);
    dir.koe(&["reconcile", "Q1", "--option", "zz"]).code(2).says(&["選択肢「zz」がこの設問にありません"]);
    dir.koe(&["reconcile", "Q1", "--reported", "多い"]).code(2).says(&["数字として読めません"]);
    let english = dir.koe(&["reconcile", "Q1", "--option", "1", "--reported", "99.9", "--lang", "en"]).code(0);
    assert!(english.text().contains("No assumption"));
}

#[test]
fn a_cell_is_named_as_koe_explain_takes_it() {
    let dir = shops();
    let by = ["Q1", "--by", "IN", "--by", "OPEN"];
    for command in ["reconcile", "explain"] {
        let koe = |rest: &[&str]| dir.koe(&[&[command], &by[..], rest].concat());
        koe(&["--group", "1", "--option", "1"]).code(2).says(&["IN=1、OPEN=1 のどれか"]);
        koe(&["--group", "OPEN=9", "--option", "1"]).code(2).says(&["区分「OPEN=9」が表にありません"]);
        koe(&["--group", "非加人", "--option", "1"]).code(2).says(&["「非加入」のことですか"]);
        koe(&["--group", "OPEN=1", "--option", "1"]).code(0);
    }
    let of = |group: &str| dir.koe(&[&["reconcile", "--json"], &by[..], &["--group", group, "--option", "1"]].concat());
    assert_eq!(of("OPEN=1").code(0).json()[0]["banner"], "OPEN");
    assert_eq!(of("IN=1").code(0).json()[0]["banner"], "IN");
    dir.koe(&["reconcile", "評価"]).code(2).says(&["「評価」は Q1 です"]);
    dir.koe(&["tab", "Q1", "--by", "加入"]).code(2).says(&["「加入」は IN です"]);
}

#[test]
fn a_figure_of_no_answer_in_particular_is_refused() {
    let dir = shops();
    for flag in ["--reported", "--reported-n", "--reported-z", "--reported-p"] {
        dir.koe(&["reconcile", "Q1", flag, "1"]).code(2).says(&["--option"]);
    }
    dir.koe(&["reconcile", "Q1", "--pairs"]).code(2).says(&["koe reconcile では --pairs は使えません"]);
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "");
    let of = |rest: &[&str]| {
        let figure = ["reconcile", "Q5", "--by", "F5", "--group", "1", "--option", "1", "--reported", "20.3"];
        run(std::path::Path::new(sample), &[&figure[..], rest].concat())
    };
    of(&[]).code(2).says(&["business Q5", "resident Q5", "--survey"]);
    assert!(of(&["--survey", "business"]).code(0).text().contains("先方の数字"));
}

#[test]
fn the_reported_row_stands_apart_and_what_equals_it_has_an_arrow() {
    let dir = shops();
    let listing = |rest: &[&str]| {
        let figure = ["reconcile", "Q1", "--by", "IN", "--group", "1", "--option", "1", "--reported-n", "5"];
        dir.koe(&[&figure[..], rest].concat()).code(0).text().to_owned()
    };
    let text = listing(&["--reported", "40.0"]);
    let row = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}\n{text}"));
    assert!(row("母数は回答者のみ").ends_with('←'), "{text}");
    assert!(!row("koe の数字").ends_with('←'));
    let cells: Vec<&str> = row("先方の数字").split_whitespace().collect();
    assert_eq!(cells[..3], ["先方の数字", "40.0", "5"]);
    assert_eq!(text.matches('←').count(), 1, "{text}");
    // Figures of many decimals do not run together.
    let long = listing(&["--reported", "40.00000000", "--ascii"]);
    let line = long.lines().find(|line| line.starts_with("母数は回答者のみ")).unwrap();
    let cells: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(cells[1..3], ["40.00000", "5"], "{long}");
    assert_eq!(*cells.last().unwrap(), "<-", "{long}");
    assert!(!long.contains('▲') && !long.contains('←'), "{long}");
}
