//! The golden table of the definitions (i = 1..60) through the whole program, and errors that take the fitting of weights
//! into account, as R gives them (tests/golden/fitted).

use serde_json::Value;

use crate::support::{Table, Workdir};

/// g = letters[i mod 3 + 1], q = (i div 7) mod 3, m1 = i even, m2 = i mod 5 < 3, w = 1 + (i mod 4)/4, v = 37 i mod 101.
fn answers() -> String {
    let row = |i: usize| {
        let (m1, m2) = (u8::from(i.is_multiple_of(2)), u8::from(i % 5 < 3));
        let (g, q, w, v) = (["a", "b", "c"][i % 3], (i / 7) % 3, 1.0 + (i % 4) as f64 / 4.0, (i * 37) % 101);
        format!("{g},{q},{m1},{m2},{w},{v},{}\n", i % 2)
    };
    format!("g,q,m1,m2,w,v,s\n{}", (1..=60).map(row).collect::<String>())
}

const TARGETS: &str = "targets = [{ question = \"g\", counts = { a = 270, b = 360, c = 270 } }, { question = \"q\", counts = { \"0\" = 400, \"1\" = 300, \"2\" = 200 } }]\n";

/// The 60 respondents as a survey; `about` goes into `[survey]`, `more` after the questions.
fn sixty(about: &str, more: &str) -> Workdir {
    let questions =
        ["g", "q", "m1", "m2", "s"].map(|id| format!("[[question]]\nid = \"{id}\"\nkind = \"single\"\n")).concat();
    let toml = format!(
        "[survey]\nid = \"s\"\n{about}\n[[source]]\nfile = \"a.csv\"\n{questions}[[question]]\nid = \"v\"\nkind = \"numeric\"\n\
         [[weight]]\nid = \"w\"\nkind = \"column\"\ncolumn = \"w\"\n\
         [[weight]]\nid = \"rake\"\nkind = \"rake\"\n{TARGETS}\
         [[weight]]\nid = \"linear\"\nkind = \"calibrate\"\n{TARGETS}\
         [[weight]]\nid = \"start\"\nkind = \"rake\"\nstart = \"w\"\n{TARGETS}{more}"
    );
    Workdir::survey(&toml, "a.csv", answers())
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or(f64::NAN);
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found} instead of {expected}");
}

#[test]
fn simple_samples_agree_with_the_golden_table() {
    let dir = sixty("", "");
    let table = dir.table(&["q", "--by", "g", "--min-base", "0"]);
    let test = &table.0["tests"][0];
    near(&test["chi_square"], 1.993_984_962_406_01);
    near(&test["p"], 0.736_865_285_006_789);
    near(&test["cramers_v"], 0.128_905_164_184_308);
    for (group, z) in [("a", 0.774_596_669_241_483), ("b", -0.387_298_334_620_742), ("c", -0.387_298_334_620_742)] {
        near(&table.cell(table.group(Some("g"), group), "0")["vs_rest"]["statistic"], z);
    }
    let table = dir.table(&["m2"]);
    let ci = &table.cell(table.total(), "1")["ci"];
    near(&ci[0], 47.366_053_492_040_8);
    near(&ci[1], 71.430_509_465_117_2);
    let welch = &dir.table(&["v", "--by", "m1", "--pairs", "--min-base", "0"]).0["pairs"][0];
    near(&welch["statistic"], -0.436_885_092_088_632);
    near(&welch["df"], 57.999_589_927_581_9);
    near(&welch["p"], 0.663_816_956_111_093);
}

#[test]
fn weights_and_a_finite_population_agree_with_the_golden_table() {
    let dir = sixty("", "");
    let table = dir.table(&["m1", "--by", "q", "--weight", "w", "--pairs", "--min-base", "0"]);
    near(&table.total()["effective_n"], 57.619_047_619_047_6);
    let m1 = table.cell(table.total(), "1");
    near(&m1["percent"], 45.454_545_454_545_5);
    near(&m1["se"], 6.564_124_479_640_59);
    let scott = &table.0["tests"][0]["rao_scott"];
    near(&scott["f"], 0.024_295_598_401_373_1);
    near(&scott["ndf"], 1.999_824_554_528_22);
    near(&scott["ddf"], 117.989_648_717_165);
    near(&scott["p"], 0.975_995_412_043_634);
    let pairs = table.0["pairs"].as_array().unwrap();
    let pair = pairs.iter().find(|pair| pair["option"] == "1" && pair["a"] == "0" && pair["b"] == "1").unwrap();
    near(&pair["difference"], 2.950_310_559_006_21);
    near(&pair["statistic"], 0.029_503_105_590_062_1 / 0.158_459_831_420_392);
    let mean = &dir.table(&["v", "--by", "m1", "--weight", "w", "--pairs", "--min-base", "0"]).0["pairs"][0];
    // The sign is that of 1 against 0 in R.
    near(&mean["statistic"], -0.435_162_952_697_838);
    let table = sixty("population = 900", "").table(&["m1"]);
    let m1 = table.cell(table.total(), "1");
    near(&m1["se"], 6.288_721_857_330_79);
    near(&m1["ci"][0], 37.675_416_789_377_5);
    near(&m1["ci"][1], 62.324_583_210_622_5);
}

#[test]
fn raking_agrees_with_the_golden_table() {
    let dir = sixty("", "");
    let report = &dir.koe(&["weights", "rake", "--json"]).code(0).json()[0];
    near(&report["efficiency"], 91.945_100_204_552_1);
    near(&report["min"], 9.343_875_836_257_26 / 15.0);
    near(&report["max"], 24.298_467_275_741_8 / 15.0);
    let table = dir.table(&["m1", "--weight", "rake", "--weight-error", "residual"]);
    let m1 = table.cell(table.total(), "1");
    near(&m1["percent"], 49.788_701_841_458_2);
    near(&m1["se"], 6.782_383_552_228_18);
    assert!(table.notes().iter().any(|note| note.contains("目標に合わせた効果")), "{:?}", table.notes());
    let fixed = dir.table(&["m1", "--weight", "rake"]);
    assert_ne!(fixed.cell(fixed.total(), "1")["se"], m1["se"], "weights are taken as given by default");
}

/// Figures of one design: shares and means with their errors, two groups, part against rest.
fn fitted(name: &str, dir: &Workdir, scheme: &str) -> usize {
    let text = include_str!("../golden/fitted/expected.json");
    let all: Value = serde_json::from_str(text).unwrap();
    let value = |id: &str| {
        let id = format!("{name} {id}");
        all.as_array().unwrap().iter().find(|row| row["id"] == id).unwrap()["value"].as_f64().unwrap()
    };
    let ask = |question: &str| -> Table {
        let flags = ["--by", "q", "--weight", scheme, "--weight-error", "residual", "--pairs", "--min-base", "0"];
        dir.table(&[&[question][..], &flags].concat())
    };
    let (shares, means) = (ask("m1"), ask("v"));
    let total = shares.cell(shares.total(), "1");
    near(&total["percent"], 100.0 * value("m1"));
    near(&total["se"], 100.0 * value("m1 se"));
    near(&means.total()["stats"]["mean"], value("v"));
    near(&means.total()["stats"]["se"], value("v se"));
    for q in ["0", "1", "2"] {
        let cell = shares.cell(shares.group(Some("q"), q), "1");
        near(&cell["percent"], 100.0 * value(&format!("q{q}")));
        near(&cell["se"], 100.0 * value(&format!("q{q} se")));
    }
    let rest = &shares.cell(shares.group(Some("q"), "0"), "1")["vs_rest"]["statistic"];
    near(rest, value("q0-rest t"));
    let pair = |table: &Table, option: Value, b: &str| {
        let pairs = table.0["pairs"].as_array().unwrap();
        let found = pairs.iter().find(|pair| pair["option"] == option && pair["a"] == "0" && pair["b"] == b);
        found.unwrap()["statistic"].clone()
    };
    near(&pair(&shares, "1".into(), "1"), value("q0-q1 t"));
    near(&pair(&means, Value::Null, "2"), value("v q0-q2 t"));
    13
}

#[test]
fn errors_that_know_the_targets_agree_with_r() {
    let strata = "[[stratum]]\ncode = \"0\"\nlabel = \"even\"\nwhere = \"s = 0\"\npopulation = 300\n[[stratum]]\ncode = \"1\"\nlabel = \"odd\"\nwhere = \"s = 1\"\npopulation = 600\n";
    let plain = sixty("", "");
    let checked = fitted("rake", &plain, "rake")
        + fitted("linear", &plain, "linear")
        + fitted("start", &plain, "start")
        + fitted("finite", &sixty("population = 900", ""), "rake")
        + fitted("strata", &sixty("", strata), "rake");
    assert_eq!(checked, 65);
}
