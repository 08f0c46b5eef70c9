//! `koe explain`: the same figures as the table, the sums behind them, the sentences, the respondents.

use std::sync::atomic::AtomicBool;

use koe::load::{self, Loaded};
use koe::messages::Lang;
use koe::model::explanation::{Explanation, NotTested, Subject};
use koe::model::table::{Adjust, BannerSpec, BaseKind, Family, Inference, Interval, Percent, Table};
use koe::model::{Expr, TableSpec};
use koe::present::{View, explained};
use koe::tabulate::{self, Labels};
use serde_json::Value;

use crate::support::{Workdir, close};

/// i = 1..60 as in the golden numbers of `tests/golden/r`.
const GOLDEN: &str = r#"
[[question]]
id = "g"
kind = "single"
[[question]]
id = "q"
kind = "single"
[[question]]
id = "m1"
kind = "single"
choices = [{ code = "1", label = "はい" }, { code = "0", label = "いいえ" }]
[[question]]
id = "v"
kind = "numeric"
[[weight]]
id = "w"
kind = "column"
column = "w"
"#;

fn golden(about: &str) -> Workdir {
    let row = |i: usize| {
        let (g, q, m1) = (["a", "b", "c"][i % 3], (i / 7) % 3, usize::from(i.is_multiple_of(2)));
        format!("{g},{q},{m1},{},{}\n", (i * 37) % 101, 1.0 + (i % 4) as f64 / 4.0)
    };
    let answers = format!("g,q,m1,v,w\n{}", (1..=60).map(row).collect::<String>());
    let about = format!("[survey]\nid = \"s\"\n{about}\n[[source]]\nfile = \"a.csv\"\n");
    Workdir::survey(&format!("{about}{GOLDEN}"), "a.csv", answers)
}

fn explain(dir: &Workdir, arguments: &[&str]) -> Value {
    let all: Vec<&str> = ["explain", "--json"].iter().chain(arguments).copied().collect();
    dir.koe(&all).code(0).json()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[track_caller]
fn same(found: &Value, expected: f64) {
    assert!(close(number(found), expected), "{found} instead of {expected}");
}

#[test]
fn the_golden_numbers_with_what_went_into_them() {
    let found = explain(&golden(""), &["m1", "--option", "1", "--weight", "w"]);
    // svymean(~m1), SE; Kish.
    same(&found["percent"]["value"], 45.454_545_454_545_5);
    same(&found["standard_error"]["value"], 6.564_124_479_640_59);
    same(&found["base"]["effective_n"], 57.619_047_619_047_6);
    // 30 even numbers, of which 15 divide by 4 and weigh 1, the others 1.5.
    same(&found["percent"]["part"], 15.0 * 1.0 + 15.0 * 1.5);
    same(&found["percent"]["whole"], 15.0 * (1.0 + 1.25 + 1.5 + 1.75));
    same(&found["cell"]["sum_w2"], 15.0 * (1.0 + 2.25));
    assert_eq!(found["standard_error"]["method"], "linearised");
    assert_eq!(found["vs_rest"]["not_tested"], "total");

    // svymean and svyciprop(method = "logit") with fpc = 900.
    let found = explain(&golden("population = 900"), &["m1", "--option", "1"]);
    same(&found["standard_error"]["value"], 6.288_721_857_330_79);
    let stratum = &found["standard_error"]["strata"][0];
    assert_eq!((&stratum["n"], &stratum["population"]), (&60.0.into(), &900.0.into()));
    same(&stratum["contribution"], 6.288_721_857_330_79_f64.powi(2));
    same(&found["interval"]["low"], 37.675_416_789_377_5);
    same(&found["interval"]["high"], 62.324_583_210_622_5);
    assert_eq!(found["interval"]["method"], "logit");
    same(&found["interval"]["df"], 59.0);
}

#[test]
fn a_pooled_z_by_hand() {
    let found = explain(&golden(""), &["q", "--by", "g", "--group", "a", "--option", "0", "--min-base", "1"]);
    let tested = &found["vs_rest"];
    let (x1, n1) = (number(&tested["own"]["part"]), number(&tested["own"]["n"]));
    let (x2, n2) = (number(&tested["rest"]["part"]), number(&tested["rest"]["n"]));
    assert_eq!((n1, n2), (20.0, 40.0));
    let p = (x1 + x2) / 60.0;
    same(&tested["pooled"], 100.0 * p);
    let se = (p * (1.0 - p) * (1.0 / n1 + 1.0 / n2)).sqrt();
    same(&tested["standard_error"], 100.0 * se);
    same(&tested["statistic"], (x1 / n1 - x2 / n2) / se);
    // chisq.test(q x g)$stdres, row q = 0, column a.
    same(&tested["statistic"], 0.774_596_669_241_483);
    assert_eq!((&tested["method"], &tested["df"], &found["mark"]), (&"z".into(), &Value::Null, &Value::Null));
    same(&found["standard_error"]["value"], 100.0 * (x1 / n1 * (1.0 - x1 / n1) / (n1 - 1.0)).sqrt());
    assert_eq!(found["standard_error"]["method"], "simple");
}

#[test]
fn a_mean_has_its_sums() {
    let found = explain(&golden(""), &["v", "--by", "g", "--group", "b", "--pairs", "--min-base", "1", "--cases"]);
    let values: Vec<f64> = (1..=60).filter(|i| i % 3 == 1).map(|i| f64::from((i * 37) % 101)).collect();
    let sum: f64 = values.iter().sum();
    same(&found["mean"]["part"], sum);
    same(&found["mean"]["mean"], sum / 20.0);
    let error = number(&found["mean"]["sd"]) / 20.0_f64.sqrt();
    same(&found["standard_error"]["value"], error);
    // qt(0.975, 19)
    same(&found["interval"]["low"], sum / 20.0 - 2.093_024_054_408_263 * error);
    same(&found["interval"]["high"], sum / 20.0 + 2.093_024_054_408_263 * error);
    assert_eq!(found["option"], Value::Null);
    assert_eq!(found["pairs"].as_array().unwrap().len(), 2);
    let cases = found["respondents"]["cases"].as_array().unwrap();
    let listed: Vec<f64> = cases.iter().map(|case| number(&case["answer"])).collect();
    assert_eq!(listed, values);
    assert!(explain(&golden(""), &["v"])["respondents"].get("cases").is_none(), "only where asked for");
}

const MIXED: &str = r#"
[survey]
id = "s"
min_base = 10
population = 900
[[source]]
file = "a.csv"
id = "id"
[[stratum]]
code = "x"
label = "甲"
where = "F = 1"
population = 60
[[stratum]]
code = "y"
label = "乙"
where = "F != 1"
population = 700
[[question]]
id = "F"
label = "業種"
kind = "single"
choices = [{ code = "1", label = "小売業" }, { code = "2", label = "飲食業" }, { code = "3", label = "農業" }, { code = "4", label = "鉱業" }]
[[question]]
id = "M"
label = "課題"
kind = "multiple"
layout = "list"
column = "M"
separator = ";"
choices = [{ code = "1", label = "売上" }, { code = "2", label = "人手" }, { code = "3", label = "資金" }]
[[question]]
id = "S"
label = "評価"
kind = "single"
ask_if = "N > 2"
choices = [{ code = "1", label = "よい", score = 2 }, { code = "2", label = "ふつう", score = 1 }, { code = "3", label = "わるい", score = 0 }, { code = "9", label = "わからない" }]
[[question]]
id = "N"
label = "人数"
kind = "numeric"
range = [0, 100]
bands = [{ label = "少", to = 4 }, { label = "多", from = 5 }]
[[net]]
question = "S"
code = "N1"
label = "よい計"
members = ["1", "2"]
[[net]]
question = "M"
code = "N2"
label = "売上・人手計"
members = ["1", "2"]
[[weight]]
id = "w"
kind = "column"
column = "w"
"#;

fn mixed(toml: &str) -> (Workdir, Loaded) {
    let row = |i: usize| {
        let trade = if i.is_multiple_of(29) {
            "4".to_owned()
        } else if i.is_multiple_of(17) {
            String::new()
        } else {
            (i % 3 + 1).to_string()
        };
        let troubles = ["1", "1;2", "2;3", "", "3"][(i * i) % 5];
        let score = ["1", "2", "3", "9", ""][(i / 2 + i % 3) % 5];
        let weight = if i.is_multiple_of(31) { String::new() } else { (0.5 + (i % 4) as f64 / 2.0).to_string() };
        format!("k{i},{trade},{troubles},{score},{},{weight}\n", i % 9)
    };
    let answers = format!("id,F,M,S,N,w\n{}", (1..=130).map(row).collect::<String>());
    let dir = Workdir::survey(toml, "a.csv", answers);
    let loaded = load::survey(&dir.file("s.toml"), dir.path(), &std::collections::BTreeMap::new()).unwrap();
    (dir, loaded)
}

fn table(loaded: &Loaded, spec: &TableSpec) -> Table {
    let labels = Labels::default();
    let specs = std::slice::from_ref(spec);
    tabulate::tables(&loaded.responses, specs, &labels, &AtomicBool::new(false)).unwrap().remove(0)
}

fn told(loaded: &Loaded, spec: &TableSpec, group: usize, subject: Subject) -> Explanation {
    let cancel = AtomicBool::new(false);
    tabulate::explain(&loaded.responses, spec, (group, subject), true, &Labels::default(), &cancel).unwrap().unwrap()
}

/// All kinds of question, with and without weights, strata, filters, overlapping and nested banners.
fn specs() -> Vec<TableSpec> {
    let mut specs = Vec::new();
    for question in ["S", "M", "N", "F"] {
        for weight in [None, Some("w".to_owned())] {
            for (at, banner) in ["F", "M", "F*M"].into_iter().enumerate().filter(|(_, banner)| *banner != question) {
                let inference = Inference {
                    pairs: true,
                    adjust: [Adjust::None, Adjust::Holm, Adjust::Bh][at],
                    family: if at == 2 { Family::Table } else { Family::Row },
                    interval: [None, Some(Interval::Exact), Some(Interval::Linear)][at],
                    ..Inference::default()
                };
                specs.push(TableSpec {
                    question: question.to_owned(),
                    banners: vec![BannerSpec::parse(banner), BannerSpec::parse("N")],
                    weight: weight.clone(),
                    filter: (at == 1).then(|| Expr::parse("N > 0").unwrap()),
                    base: if at == 2 { BaseKind::Answered } else { BaseKind::All },
                    percent: [Percent::Row, Percent::Column, Percent::Total][at],
                    inference,
                    ..TableSpec::default()
                });
            }
        }
    }
    specs
}

/// Every cell of every table of every kind of design says what the table says, and its parts make it up.
#[test]
fn every_cell_is_explained_by_the_tables_own_figures() {
    let simple = MIXED.replace("population = 900\n", "");
    let simple = format!(
        "{}{}",
        &simple[..simple.find("[[stratum]]").unwrap()],
        &simple[simple.find("[[question]]").unwrap()..]
    );
    let mut tested = 0;
    for (half, toml) in [MIXED, &simple].into_iter().enumerate() {
        let (_dir, loaded) = mixed(toml);
        for spec in specs().into_iter().skip(half).step_by(2) {
            let table = table(&loaded, &spec);
            for (at, group) in table.groups.iter().enumerate() {
                for (option, cell) in group.cells.iter().enumerate() {
                    let of = told(&loaded, &spec, at, Subject::Option(option));
                    check(&table, at, option, &of);
                    tested += u32::from(cell.vs_rest.p.is_some());
                }
                if table.groups.iter().any(|group| group.stats.n > 0) {
                    let of = told(&loaded, &spec, at, Subject::Mean);
                    let mean = of.mean.as_ref().unwrap();
                    assert_eq!(mean.stats, group.stats);
                    assert_eq!(of.respondents.count, group.stats.n);
                    if let (Some(value), true) = (group.stats.mean, mean.whole > 0.0) {
                        assert!(close(mean.part / mean.whole, value));
                    }
                    adds_up(&of, 1.0);
                }
            }
        }
    }
    assert!(tested > 200, "only {tested} comparisons");
}

fn check(table: &Table, at: usize, option: usize, of: &Explanation) {
    let group = &table.groups[at];
    let cell = &group.cells[option];
    let place = format!("{} {:?} {} {}", table.question, group.banner, group.code, cell.option);
    let percent = of.percent.as_ref().unwrap();
    assert_eq!((percent.value, of.cell.n, of.cell.sum_w), (cell.percent, cell.n, cell.weighted), "{place}");
    if let Some(value) = percent.value {
        assert!(close(100.0 * percent.part / percent.whole, value), "{place}");
    }
    let (error, interval, rest) =
        (of.standard_error.as_ref().unwrap(), of.interval.as_ref().unwrap(), of.vs_rest.as_ref().unwrap());
    assert_eq!((error.value, [interval.low, interval.high]), (cell.se, cell.ci), "{place}");
    assert_eq!(
        interval.used.method.is_some(),
        cell.ci[0].is_some() || interval.used.method == Some("linear"),
        "{place}"
    );
    assert_eq!(rest.test, cell.vs_rest, "{place}");
    assert_eq!(rest.not_tested.is_some(), cell.vs_rest.p.is_none(), "{place}");
    if let (Some(statistic), Some(se)) = (rest.test.statistic, rest.standard_error) {
        let difference = rest.own.percent.unwrap() - rest.rest.percent.unwrap();
        assert!((difference / se - statistic).abs() < 1e-9 * statistic.abs().max(1.0), "{place}");
    }
    adds_up(of, 100.0);
    // Who is counted.
    let base = &of.base;
    assert_eq!(base.valid, base.all + base.filtered + base.weight_missing, "{place}");
    assert_eq!(base.all, base.answered + base.NA + base.NAP + base.INV + base.UNK, "{place}");
    if at > 0 {
        assert_eq!(base.n, base.banner_unknown + base.other_groups + base.group.n, "{place}");
    }
    assert_eq!((base.group.n, base.group.sum_w), (group.n, group.weighted), "{place}");
    // Who stands behind it.
    let cases = of.respondents.cases.as_ref().unwrap();
    assert_eq!((of.respondents.count, cases.len() as u64), (cell.n, cell.n), "{place}");
    let weights: f64 = cases.iter().map(|case| case.weight).sum();
    assert!((weights - cell.weighted).abs() < 1e-9, "{place}");
    // The pairs of the group, both ways round.
    let own = |pair: &&koe::model::table::Pair| {
        group.banner.as_deref() == Some(&pair.banner)
            && pair.option.as_ref() == Some(&cell.option)
            && (pair.a == group.code || pair.b == group.code)
    };
    let pairs: Vec<_> = table.pairs.iter().filter(own).collect();
    assert_eq!(pairs.len(), of.pairs.len(), "{place}");
    for (pair, told) in pairs.iter().zip(&of.pairs) {
        let turn = if pair.a == group.code { 1.0 } else { -1.0 };
        assert_eq!(told.difference, pair.difference.map(|value| turn * value), "{place}");
        assert_eq!((told.test.p, told.test.p_adjusted), (pair.p, pair.p_adjusted), "{place}");
        assert_eq!(told.not_tested.is_some(), pair.p.is_none(), "{place}");
    }
    for size in of.pairs.iter().filter_map(|pair| pair.adjustment).chain(rest.adjustment).map(|of| of.size) {
        assert!(size > 0, "{place}");
    }
    let text = format!("{of:?}");
    assert!(!text.contains("NaN") && !text.contains("inf,") && !text.contains("(inf"), "{place}: {text}");
    for lang in [Lang::Ja, Lang::En] {
        let lines = explained::lines(of, &View::default(), lang);
        assert!(lines.iter().all(|line| !line.contains("NaN") && !line.contains("inf)")), "{lines:#?}");
    }
}

/// What the strata add is the squared standard error.
fn adds_up(of: &Explanation, scale: f64) {
    let error = of.standard_error.as_ref().unwrap();
    let parts: Option<Vec<f64>> = error.strata.iter().map(|part| part.contribution).collect();
    if let (Some(value), Some(parts)) = (error.value, parts) {
        let sum: f64 = parts.iter().sum();
        assert!((sum - value * value).abs() <= 1e-9 * (value * value).max(scale * 1e-6), "{parts:?} {value}");
    }
    assert_eq!(
        error.method == "simple",
        error.strata.iter().all(|part| part.contribution.is_none()) && error.strata.len() == 1
    );
}

#[test]
fn why_there_is_no_test() {
    let (_dir, loaded) = mixed(MIXED);
    let spec = TableSpec {
        question: "S".to_owned(),
        banners: vec![BannerSpec::parse("F")],
        inference: Inference { pairs: true, ..Inference::default() },
        ..TableSpec::default()
    };
    let table = table(&loaded, &spec);
    let place = |code: &str| table.groups.iter().position(|group| group.code == code).unwrap();
    let why = |of: &Explanation| of.vs_rest.as_ref().unwrap().not_tested;
    let small = told(&loaded, &spec, place("4"), Subject::Option(0));
    assert_eq!(why(&small), Some(NotTested::SmallBase));
    assert!(explained::sentence(&small, &View::default(), Lang::Ja).contains("10未満の参考値のため、検定していません"));
    assert_eq!(why(&told(&loaded, &spec, 0, Subject::Option(0))), Some(NotTested::Total));
    // Nobody's answer is unreadable.
    let unknown = table.options.iter().position(|option| option.code == "UNK").unwrap();
    assert_eq!(why(&told(&loaded, &spec, place("1"), Subject::Option(unknown))), Some(NotTested::BothNone));
    let pairs = told(&loaded, &spec, place("1"), Subject::Option(0)).pairs;
    let with = |code: &str| pairs.iter().find(|pair| pair.code == code).unwrap().not_tested;
    assert_eq!((with("2"), with("4")), (None, Some(NotTested::SmallOther)));

    // Everyone was asked.
    let census =
        MIXED.replace("population = 60\n", "population = 40\n").replace("population = 700\n", "population = 90\n");
    let (_dir, loaded) = mixed(&census);
    let of = told(&loaded, &spec, place("1"), Subject::Option(0));
    assert_eq!(why(&of), Some(NotTested::Census));
    let of = told(&loaded, &spec, place("2"), Subject::Option(0));
    assert_eq!(of.standard_error.unwrap().value, Some(0.0));
}

#[test]
fn only_banner_group_has_nobody_to_compare_with() {
    let (_dir, loaded) = mixed(MIXED);
    let spec = TableSpec {
        question: "S".to_owned(),
        banners: vec![BannerSpec::parse("F")],
        filter: Some(Expr::parse("F = 1").unwrap()),
        ..TableSpec::default()
    };
    let of = told(&loaded, &spec, 1, Subject::Option(0));
    assert_eq!(of.vs_rest.unwrap().not_tested, Some(NotTested::NoOther));
    assert_eq!(of.base.filtered + of.base.all, of.base.valid);
}

/// 60 of 80 against 20 of 80, and a group of 5.
fn clear() -> Workdir {
    let toml = "[survey]\nid = \"s\"\nsynthetic = true\n[[source]]\nfile = \"a.csv\"\nid = \"id\"\n\
        [[question]]\nid = \"F\"\nlabel = \"業種\"\nkind = \"single\"\n\
        choices = [{ code = \"1\", label = \"小売業\" }, { code = \"2\", label = \"飲食業\" }, { code = \"3\", label = \"鉱業\" }]\n\
        [[question]]\nid = \"F2\"\nlabel = \"地区\"\nkind = \"single\"\ncolumn = \"F\"\n\
        choices = [{ code = \"1\", label = \"東\" }, { code = \"2\", label = \"西\" }, { code = \"3\", label = \"南\" }]\n\
        [[question]]\nid = \"Q\"\nlabel = \"後継者\"\nkind = \"single\"\n\
        choices = [{ code = \"1\", label = \"いる\" }, { code = \"2\", label = \"いない\" }]\n";
    let row = |i: usize| {
        let (trade, heir) = match i {
            0..80 => (1, if i < 60 { 1 } else { 2 }),
            80..160 => (2, if i < 100 { 1 } else { 2 }),
            _ => (3, 1),
        };
        format!("番{i},{trade},{heir}\n")
    };
    Workdir::survey(toml, "a.csv", format!("id,F,Q\n{}", (0..165).map(row).collect::<String>()))
}

#[test]
fn the_text_says_the_mark_first_and_then_the_numbers() {
    let dir = clear();
    let run = dir.koe(&["explain", "Q", "--by", "F", "--group", "小売業", "--option", "いる", "--pairs"]).code(0);
    let lines: Vec<&str> = run.text().lines().collect();
    assert_eq!(lines[0], "Q　後継者 ― 小売業 × いる");
    let first: String = lines[1..4].concat();
    assert!(
        first.contains(
            "▲ 「小売業」の75.0％は、それ以外の25.0％より高く、偶然とは考えにくい差です（p<0.001、有意水準5％）。"
        ),
        "{first}"
    );
    let text = lines.concat();
    for part in [
        "有効 165 ＝ 読み込み 165",
        "「小売業」 n 80 ＝ 基数（n） 165 − ほかの区分 85",
        "60 ÷ 80 × 100 ＝ 75 → 75.0％（小数第2位を四捨五入）",
        "＝ 100×√( 0.75×0.25 ÷ 79 ) ＝ 4.8717…ポイント",
        "20 ÷ 80 × 100 ＝ 25％",
        "それ以外 n 80 ＝ 基数（n） 165 − 「小売業」 80 − 参考値の区分 5",
        "95％信頼区間",
        "全数を調べたときの割合は、次の範囲にあるとみてよい目安です。",
        "＝ (75 − 25) ÷ 7.9056… ＝ 6.3245…（pは両方を合わせた50％）",
        "飲食業（n=80、25.0％）: 差 50.0ポイント、z=6.3245…、p<0.001 → 小売業が有意に高い",
        "60件（一覧は --cases）",
    ] {
        assert!(text.contains(part), "no “{part}” in\n{text}");
    }
    let english =
        dir.koe(&["explain", "Q", "--by", "F", "--group", "2", "--option", "1", "--lang", "en", "--ascii"]).code(0);
    assert!(
        english.text().contains("v 25.0% of \"飲食業\" is lower than the 75.0% of everyone else"),
        "{}",
        english.text()
    );
    assert!(!english.text().contains(['▲', '▼']));
    let json = explain(&dir, &["Q", "--by", "F", "--group", "F=2", "--option", "1"]);
    assert_eq!(json["mark"], "lower");
    assert!(json["sentence"].as_str().unwrap().starts_with("▼ 「飲食業」の25.0％は"));
    // Who has neither a mean nor an option is explained by the base.
    let base = dir.koe(&["explain", "Q", "--by", "F", "--group", "鉱業"]).code(0);
    assert!(base.text().contains("「鉱業」の基数（n）は5件です。"), "{}", base.text());
    // Formulas stand last; everybody is compared with nobody.
    let last = text.split_once("【計算の詳細】").unwrap().1;
    assert!(last.contains("標準誤差 ＝") && last.contains("z ＝") && !last.contains('【'), "{last}");
    let all = dir.koe(&["explain", "Q", "--option", "1"]).code(0);
    assert!(all.text().contains("全体の51.5％（165のうち85）です。"), "{}", all.text());
    // Residents are persons; of others that is not known.
    let toml = std::fs::read_to_string(dir.file("s.toml")).unwrap();
    dir.write("s.toml", toml.replace("synthetic = true", "audience = \"resident\""));
    let shops = dir.koe(&["explain", "Q", "--by", "F", "--group", "1", "--option", "1"]).code(0);
    assert!(shops.text().contains("60人（一覧は --cases）") && !shops.text().contains("60件"), "{}", shops.text());
}

#[test]
fn respondents_with_their_rows() {
    let dir = clear();
    let found = explain(&dir, &["Q", "--by", "F", "--group", "3", "--option", "1", "--cases"]);
    let cases = found["respondents"]["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 5);
    // The header is the first row, so respondent 0 stands in the second.
    assert_eq!((&cases[0]["case"], &cases[0]["row"]), (&"番160".into(), &162.into()));
    assert_eq!((&cases[0]["file"], &cases[0]["answer"]), (&"a.csv".into(), &serde_json::json!(["1"])));
    let run = dir.koe(&["explain", "Q", "--by", "F", "--group", "3", "--option", "1", "--cases"]).code(0);
    assert!(run.text().contains("番160　a.csv 162行　回答 1"), "{}", run.text());
}

#[test]
fn what_is_mistyped_is_said() {
    let dir = clear();
    let says = |arguments: &[&str], parts: &[&str]| {
        let all: Vec<&str> = ["explain"].iter().chain(arguments).copied().collect();
        dir.koe(&all).code(2).says(parts).no_data();
    };
    says(&["Q", "--by", "F", "--group", "小売"], &["区分「小売」が表にありません。「小売業」のことですか。"]);
    says(&["Q", "--by", "F", "--group", "x"], &["あるのは 全体、小売業、飲食業、鉱業 です。"]);
    says(&["Q", "--group", "小売業"], &["--by で表側を指定してください"]);
    says(&["Q", "--by", "F", "--by", "F2", "--group", "1"], &["F=1、F2=1 のどれか"]);
    says(&["Q", "--option", "いない。"], &["選択肢「いない。」", "「いない」のことですか"]);
    says(&["Q9"], &["設問「Q9」はどの調査にもありません"]);
    says(&[], &["Q"]);
    says(&["Q", "F"], &["F"]);
}
