//! Weights: cells, raking, columns; the errors, each with its own sentence; the reference value of raking.

use serde_json::json;

use crate::support::{Run, Table, Workdir, close, values};

/// i = 1..60 as in the golden numbers: g = letters[i mod 3 + 1], q = (i div 7) mod 3.
fn golden() -> String {
    let row = |i: usize| format!("{},{}\n", ["a", "b", "c"][i % 3], (i / 7) % 3);
    format!("g,q\n{}", (1..=60).map(row).collect::<String>())
}

const QUESTIONS: &str = "[[question]]\nid = \"g\"\nkind = \"single\"\n[[question]]\nid = \"q\"\nkind = \"single\"\n";

fn weighted(survey: &str, weight: &str, answers: &str) -> Workdir {
    Workdir::survey(
        &format!("[survey]\nid = \"s\"\n{survey}\n[[source]]\nfile = \"a.csv\"\n{QUESTIONS}{weight}"),
        "a.csv",
        answers,
    )
}

fn shares(table: &Table) -> Vec<f64> {
    values(table.total(), "percent").into_iter().flatten().collect()
}

#[test]
fn raking_gives_the_reference_value() {
    let weight = "[[weight]]\nid = \"r\"\nkind = \"rake\"\ntotal = \"population\"\ntargets = [{ question = \"g\", counts = { a = 270, b = 360, c = 270 } }, { question = \"q\", counts = { \"0\" = 400, \"1\" = 300, \"2\" = 200 } }]\n";
    let dir = weighted("population = 900", weight, &golden());
    let tables = dir.tab(&["--weight", "r", "--by", "g*q"]);
    let targets = [[("a", 270.0), ("b", 360.0), ("c", 270.0)], [("0", 400.0), ("1", 300.0), ("2", 200.0)]];
    for (table, targets) in tables.iter().zip(targets) {
        for (code, target) in targets {
            let reached = table.cell(table.total(), code)["weighted"].as_f64().unwrap();
            assert!((reached / target - 1.0).abs() < 1e-10, "{code}: {reached}, not {target}");
        }
        assert!(close(table.total()["weighted"].as_f64().unwrap(), 900.0));
    }
    // R: rake(D, ..., control = list(epsilon = 1e-9)): min 9.34387583625726, max 24.2984672757418, efficiency 91.9451002045521
    let groups = tables[0].groups().iter().filter(|group| group["banner"] == "g*q" && group["n"] != 0);
    let weights: Vec<f64> =
        groups.map(|group| group["weighted"].as_f64().unwrap() / group["n"].as_f64().unwrap()).collect();
    let least = weights.iter().copied().fold(f64::INFINITY, f64::min);
    let most = weights.iter().copied().fold(0.0, f64::max);
    let efficiency = 100.0 * tables[0].total()["effective_n"].as_f64().unwrap() / 60.0;
    for (got, r) in [(least, 9.343_875_836_257_26), (most, 24.298_467_275_741_8), (efficiency, 91.945_100_204_552_1)] {
        assert!((got / r - 1.0).abs() < 1e-9, "{got}, in R {r}");
    }
    assert_eq!(tables[0].0["weight"], "r");
    assert_eq!(tables[0].base("n"), 60);
}

#[test]
fn cells_meet_their_targets() {
    let answers = "g,q\na,0\na,0\na,1\nb,0\nb,1\nb,1\n";
    let cell = |g: &str, q: &str, share: f64| {
        format!("{{ questions = [\"g\", \"q\"], codes = [\"{g}\", \"{q}\"], share = {share} }}, ")
    };
    let targets = [cell("a", "0", 0.4), cell("a", "1", 0.1), cell("b", "0", 0.2), cell("b", "1", 0.3)].concat();
    let dir = weighted(
        "default_weight = \"c\"",
        &format!("[[weight]]\nid = \"c\"\nkind = \"cell\"\ntargets = [{targets}]\n"),
        answers,
    );
    let table = dir.table(&["g", "--by", "q"]);
    assert_eq!(table.0["weight"], "c", "the default weight");
    assert!(shares(&table).iter().zip([50.0, 50.0]).all(|(got, wanted)| close(*got, wanted)));
    let q0 = values(table.group(Some("q"), "0"), "weighted");
    assert!(close(q0[0].unwrap(), 2.4) && close(q0[1].unwrap(), 1.2), "{q0:?}");
    assert!(close(table.total()["weighted"].as_f64().unwrap(), 6.0), "they add up to the sample");
    let plain = dir.table(&["g", "--weight", "none"]);
    assert_eq!((&plain.0["weight"], values(plain.total(), "weighted")[0]), (&json!(null), Some(3.0)));
    let wide = weighted(
        "population = 600",
        &format!("[[weight]]\nid = \"c\"\nkind = \"cell\"\ntotal = \"population\"\ntargets = [{targets}]\n"),
        answers,
    );
    assert!(close(wide.table(&["g", "--weight", "c"]).total()["weighted"].as_f64().unwrap(), 600.0));
}

/// Twenty answers, two without g and one without q.
fn with_missing() -> String {
    let rows = (0..20).map(|i| {
        let g = if i < 2 { "" } else { ["a", "b"][i % 2] };
        format!("{g},{}\n", if i == 19 { "" } else { ["0", "1", "1"][i % 3] })
    });
    format!("g,q\n{}", rows.collect::<String>())
}

const TWO_MARGINS: &str = "targets = [{ question = \"g\", shares = { a = 0.7, b = 0.3 } }, { question = \"q\", shares = { \"0\" = 0.5, \"1\" = 0.5 } }]\n";

#[test]
fn missing_answers_keep_their_share() {
    let dir = weighted("", &format!("[[weight]]\nid = \"r\"\nkind = \"rake\"\n{TWO_MARGINS}"), &with_missing());
    let tables = dir.tab(&["--weight", "r"]);
    let of = |table: &Table| values(table.total(), "weighted");
    let (g, q) = (of(&tables[0]), of(&tables[1]));
    let expected =
        [(g[0], 0.7 * 18.0), (g[1], 0.3 * 18.0), (g[2], 2.0), (q[0], 0.5 * 19.0), (q[1], 0.5 * 19.0), (q[2], 1.0)];
    for (got, wanted) in expected {
        assert!((got.unwrap() / wanted - 1.0).abs() < 1e-10, "{g:?} {q:?}");
    }
    assert!(tables[0].notes().iter().any(|note| note.contains('3')), "{:?}", tables[0].notes());
    assert_eq!(tables[0].base("all"), 20);
}

#[test]
fn missing_answers_are_excluded_or_an_error() {
    let weight =
        |missing: &str| format!("[[weight]]\nid = \"r\"\nkind = \"rake\"\nmissing = \"{missing}\"\n{TWO_MARGINS}");
    let dir = weighted("", &weight("exclude"), &with_missing());
    let table = dir.table(&["g", "--weight", "r"]);
    assert_eq!((table.base("all"), &table.0["base"]["excluded"]["weight_missing"]), (17, &json!(3)));
    assert!(shares(&table).iter().zip([70.0, 30.0]).all(|(got, wanted)| (got - wanted).abs() < 1e-8));
    let dir = weighted("", &weight("error"), &with_missing());
    dir.koe(&["tab", "g", "--weight", "r"]).code(2).no_data().says(&["「r」", "g", "2件"]);
}

fn column(weights: &[&str]) -> Workdir {
    let rows: String = weights.iter().zip(["a", "b"].iter().cycle()).map(|(w, g)| format!("{g},0,{w}\n")).collect();
    weighted("", "[[weight]]\nid = \"w\"\nkind = \"column\"\ncolumn = \"ウェイト\"\n", &format!("g,q,ウェイト\n{rows}"))
}

#[test]
fn weights_from_a_column() {
    let dir = column(&["2", "0.5", "０", "", "1.5", "1"]);
    let table = dir.table(&["g", "--weight", "w"]);
    assert_eq!((table.base("n"), &table.0["base"]["excluded"]["weight_missing"]), (5, &json!(1)));
    assert_eq!(
        (table.counts()[..2].to_vec(), values(table.total(), "weighted")[..2].to_vec()),
        (vec![3, 2], vec![Some(3.5), Some(1.5)])
    );
    assert!(close(table.total()["effective_n"].as_f64().unwrap(), 25.0 / 7.5));
    assert!(table.notes().iter().any(|note| note.contains("1件")), "{:?}", table.notes());
    assert_eq!(dir.table(&["g"]).base("n"), 6, "unweighted, nobody is left out");
    dir.koe(&["check"]).code(0);
}

#[test]
fn weights_that_cannot_be() {
    let said = |weights: &[&str], said: &[&str]| {
        let dir = column(weights);
        dir.koe(&["tab", "g", "--weight", "w"]).code(2).no_data().says(said);
        dir.table(&["g"]);
        let found = dir.koe(&["check", "--json"]).code(1).json();
        assert_eq!(found["counts"]["bad_weight"], 1);
        assert_eq!(
            found["problems"].as_array().unwrap().iter().find(|p| p["rule"] == "bad_weight").unwrap()["cell"],
            "C3"
        );
    };
    said(&["1", "-0.5", "1"], &["「w」", "a:3", "負", "-0.5"]);
    said(&["1", "約1", "1"], &["「w」", "a:3", "数値ではありません"]);
}

fn refused(weight: &str, answers: &str) -> Run {
    let dir = weighted("", &format!("[[weight]]\nid = \"r\"\n{weight}\n"), answers);
    dir.koe(&["tab", "g", "--weight", "r"]).code(2).no_data().says(&["「r」"])
}

#[test]
fn every_error_has_its_own_sentence() {
    let answers = "g,q\na,0\na,1\nb,1\n";
    let rake = |targets: &str| refused(&format!("kind = \"rake\"\ntargets = [{targets}]"), answers);
    let margin = |shares: &str| rake(&format!("{{ question = \"g\", shares = {{ {shares} }} }}"));
    let mut sentences = vec![
        margin("a = 0.5, b = 0.4").says(&["0.9"]).stderr,
        margin("a = 1.0").says(&["b"]).stderr,
        margin("a = 0.5, b = 0.4, z = 0.1").says(&["z"]).stderr,
        margin("a = 1.5, b = -0.5").stderr,
        rake("{ question = \"h\", shares = { a = 1.0 } }").says(&["h"]).stderr,
        rake("{ question = \"g\", counts = { a = 10, b = 10 } }, { question = \"q\", counts = { \"0\" = 5, \"1\" = 6 } }")
            .says(&["20", "11"])
            .stderr,
        // b is always with 1, so 1 cannot be rarer than b.
        rake("{ question = \"g\", shares = { a = 0.1, b = 0.9 } }, { question = \"q\", shares = { \"0\" = 0.5, \"1\" = 0.5 } }")
            .says(&["矛盾"])
            .stderr,
        refused("kind = \"cell\"\ntargets = [{ question = \"g\" }]", answers).says(&["shares"]).stderr,
        refused("kind = \"rake\"\nstart = \"r\"\ntargets = [{ question = \"g\", shares = { a = 0.5, b = 0.5 } }]", answers)
            .stderr,
        refused("kind = \"rake\"\ntotal = \"population\"\ntargets = [{ question = \"g\", shares = { a = 0.5, b = 0.5 } }]", answers)
            .says(&["population"])
            .stderr,
        refused("kind = \"rake\"\ntrim = [0.99, 1.01]\ntargets = [{ question = \"g\", shares = { a = 0.1, b = 0.9 } }]", answers)
            .stderr,
    ];
    // A declared choice nobody gave, with a target.
    let closed = "[[source]]\nfile = \"a.csv\"\n[[question]]\nid = \"g\"\nkind = \"single\"\nchoices = [{ code = \"a\", label = \"A\" }, { code = \"b\", label = \"B\" }, { code = \"c\", label = \"C\" }]\n\
                  [[weight]]\nid = \"r\"\nkind = \"rake\"\ntargets = [{ question = \"g\", shares = { a = 0.4, b = 0.4, c = 0.2 } }]\n";
    let dir = Workdir::survey(&format!("[survey]\nid = \"s\"\n{closed}"), "a.csv", answers);
    sentences.push(dir.koe(&["tab", "g", "--weight", "r"]).code(2).no_data().says(&["「r」", "c"]).stderr);
    let mut said: Vec<String> = sentences
        .iter()
        .map(|stderr| {
            stderr.lines().last().unwrap().split_once(": ").unwrap().1.chars().filter(|c| !c.is_ascii()).collect()
        })
        .collect();
    let all = said.len();
    said.sort();
    said.dedup();
    assert_eq!(said.len(), all, "{said:#?}");
}

#[test]
fn a_weight_may_start_from_another() {
    let weight = "[[weight]]\nid = \"w\"\nkind = \"column\"\ncolumn = \"w\"\n\
                  [[weight]]\nid = \"r\"\nkind = \"rake\"\nstart = \"w\"\ntargets = [{ question = \"g\", shares = { a = 0.5, b = 0.5 } }]\n";
    let dir = weighted("", weight, "g,q,w\na,0,1\na,1,3\nb,0,2\nb,1,\n");
    let table = dir.table(&["q", "--weight", "r"]);
    // a: 1.5 shared 1 to 3; b: 1.5 for the one that has a weight. They add up to the three that have one.
    let weighted = values(table.total(), "weighted");
    assert!(close(weighted[0].unwrap(), 0.375 + 1.5) && close(weighted[1].unwrap(), 1.125), "{weighted:?}");
    assert_eq!(table.0["base"]["excluded"]["weight_missing"], 1);
    let weight = weight.replace("a = 0.5, b = 0.5", "a = 0.2, b = 0.8");
    let dir = weighted_only_a(&weight);
    dir.koe(&["tab", "q", "--weight", "r"]).code(2).no_data().says(&["「r」", "b"]);
}

#[test]
fn targets_may_stand_in_a_file() {
    let weight = "[[weight]]\nid = \"r\"\nkind = \"rake\"\ntargets = [{ file = \"population.csv\" }]\n";
    let dir = weighted("", weight, &golden());
    dir.write("population.csv", "question,code,target\ng,a,270\ng,b,360\ng,c,270\nq,0,400\nq,1,300\nq,2,200\n");
    let table = dir.table(&["g", "--weight", "r"]);
    assert!(close(table.total()["weighted"].as_f64().unwrap(), 900.0), "counts set the total");
    assert!(close(table.cell(table.total(), "b")["weighted"].as_f64().unwrap(), 360.0));
    assert!(close(100.0 * table.total()["effective_n"].as_f64().unwrap() / 60.0, 91.945_100_204_552_1));
    dir.write("population.csv", "question,code,target\ng,a,0.3\ng,b,0.4\ng,c,0.3\n");
    let table = dir.table(&["g", "--weight", "r"]);
    assert!(close(table.total()["weighted"].as_f64().unwrap(), 60.0), "shares do not");
    assert!(close(table.cell(table.total(), "b")["weighted"].as_f64().unwrap(), 24.0));
    for wrong in ["question,code\ng,a\n", "question,code,target\ng,a,約3割\n"] {
        dir.write("population.csv", wrong)
            .koe(&["tab", "g"])
            .code(2)
            .no_data()
            .says(&["[[weight]] r", "population.csv"]);
    }
    std::fs::remove_file(dir.file("population.csv")).unwrap();
    dir.koe(&["tab", "g"]).code(3).no_data().says(&["population.csv", "ファイルがありません"]);
    weighted("", &weight.replace("population", "../population"), &golden())
        .koe(&["tab"])
        .code(2)
        .says(&["フォルダの外"]);
}

/// Everybody in b has no weight to start from.
fn weighted_only_a(weight: &str) -> Workdir {
    weighted("", weight, "g,q,w\na,0,1\na,1,3\nb,0,\nb,1,\n")
}

#[test]
fn the_report_says_what_weighting_costs_and_what_it_reaches() {
    let weights = format!(
        "[[weight]]\nid = \"r\"\nlabel = \"人口\"\nkind = \"rake\"\n{TWO_MARGINS}[[weight]]\nid = \"x\"\nkind = \"rake\"\nmissing = \"exclude\"\n{TWO_MARGINS}"
    );
    let dir = weighted("", &weights, &with_missing());
    let reports = dir.koe(&["weights", "--json", "--cases"]).code(0).json();
    let [keep, exclude] = reports.as_array().unwrap().as_slice() else { panic!("{reports}") };
    assert_eq!((&keep["n"], &keep["kept_missing"], &keep["excluded"]), (&json!(20), &json!(3), &json!(0)));
    assert_eq!((&exclude["n"], &exclude["kept_missing"], &exclude["excluded"]), (&json!(17), &json!(0), &json!(3)));
    let weights = |report: &serde_json::Value| -> Vec<Option<f64>> {
        report["weights"].as_array().unwrap().iter().map(|case| case["weight"].as_f64()).collect()
    };
    let of = weights(exclude);
    assert_eq!((of.len(), of.iter().filter(|weight| weight.is_none()).count()), (20, 3));
    let (sum, squares) = of.iter().flatten().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    assert!(close(exclude["effective_n"].as_f64().unwrap(), sum * sum / squares));
    assert!(close(exclude["design_effect"].as_f64().unwrap(), 17.0 * squares / (sum * sum)));
    assert!(close(exclude["efficiency"].as_f64().unwrap(), 100.0 * sum * sum / squares / 17.0));
    let most = of.iter().flatten().copied().fold(0.0, f64::max);
    assert!(close(exclude["max"].as_f64().unwrap(), most * 17.0 / sum));
    // Shares are of those who answered: 0.7 and 0.3 of g, whoever kept a share beside them.
    for report in [keep, exclude] {
        for (at, target) in [0.7, 0.3, 0.5, 0.5].into_iter().enumerate() {
            let margin = &report["margins"][at];
            assert_eq!(margin["target"].as_f64(), Some(target));
            assert!((margin["achieved"].as_f64().unwrap() - target).abs() < 1e-10, "{margin}");
        }
        assert!(report["converged"] == true && report["margin_error"].as_f64().unwrap() <= 1e-10);
    }
    let text = dir.koe(&["weights", "r"]).code(0);
    for part in ["ウェイト r 人口", "レイキング", "無回答の3件", "70.0", "50.0"] {
        assert!(text.text().contains(part), "{part}: {}", text.text());
    }
    assert!(!text.text().contains("ウェイト x"), "only what was asked for");
    dir.koe(&["weights", "--cases", "-o", "w.csv"]).code(0).no_data();
    let csv = std::fs::read_to_string(dir.file("w.csv")).unwrap();
    // Two reports, each with its cases; who has no weight has an empty field.
    assert_eq!(csv.matches("ウェイト r 人口").count(), 2, "{csv}");
    dir.koe(&["weights", "z"]).code(2).no_data().says(&["「z」", "r, x"]);
    let none = weighted("", "", &with_missing());
    assert_eq!(none.koe(&["weights", "--json"]).code(0).says(&["[[weight]]"]).json(), json!([]));
}

#[test]
fn a_weight_of_several_surveys_is_named_once() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    crate::support::run(sample, &["weights", "zz"]).code(2).no_data().says(&["使えるのは pop です。"]);
    crate::support::run(sample, &["tab", "Q5", "--weight", "zz"])
        .code(2)
        .no_data()
        .says(&["使えるのは pop, none です。"]);
}
