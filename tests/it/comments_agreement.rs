//! Agreement of coders against known values and an independent program (`tests/golden/agreement/make.py`); samples for a second
//! coding; disagreements and settling them.

use std::path::Path;

use koe::model::comment::decisions::Via;
use koe::project::comments::op::TagSet;
use koe::project::{CommentOp, Op, Project};
use serde_json::Value;

use crate::support::{Workdir, run};

fn agreement(folder: &Path, arguments: &[&str]) -> Value {
    let all: Vec<&str> = ["comments", "agreement", "--json"].iter().chain(arguments).copied().collect();
    serde_json::from_slice(&run(folder, &all).code(0).stdout).unwrap()
}

#[track_caller]
fn same(found: &Value, expected: &Value, what: &str) {
    match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => assert!((found - expected).abs() < 1e-9, "{what}: {found}, not {expected}"),
        _ => assert_eq!(found, expected, "{what}"),
    }
}

#[test]
fn every_figure_equals_that_of_an_independent_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/agreement");
    let expected: Value = serde_json::from_str(include_str!("../golden/agreement/expected.json")).unwrap();
    let cases = expected.as_array().unwrap();
    assert!(cases.len() > 20);
    for case in cases {
        let file = case["file"].as_str().unwrap();
        let mut arguments = vec!["--data", file, "--separator", ";"];
        let coders: Vec<String> = (1..=case["coders"].as_u64().unwrap()).map(|coder| format!("coder{coder}")).collect();
        arguments.extend(coders.iter().flat_map(|coder| ["--coder", coder]));
        let found = agreement(&folder, &arguments);
        for (key, value) in case.as_object().unwrap() {
            match key.as_str() {
                "file" => {}
                "items" => {
                    let items = value.as_object().unwrap();
                    assert_eq!(found["items"].as_array().unwrap().len(), items.len(), "{file}");
                    for item in found["items"].as_array().unwrap() {
                        let code = item["item"].as_str().unwrap();
                        for (key, value) in items[code].as_object().unwrap() {
                            same(&item[key], value, &format!("{file} {code} {key}"));
                        }
                    }
                }
                "interval" => {
                    same(&found[key][0], &value[0], &format!("{file} low"));
                    same(&found[key][1], &value[1], &format!("{file} high"));
                }
                _ => same(&found[key], value, &format!("{file} {key}")),
            }
        }
    }
}

/// Two coders, yes or no: yes-yes, yes-no, no-yes, no-no.
fn table(cells: [usize; 4]) -> String {
    let kinds = ["yes,yes\n", "yes,no\n", "no,yes\n", "no,no\n"];
    let rows: String = kinds.iter().zip(cells).map(|(row, times)| row.repeat(times)).collect();
    format!("A,B\n{rows}")
}

#[test]
fn kappa_has_the_known_values() {
    for (cells, kappa) in [([20, 5, 10, 15], 0.4), ([40, 10, 10, 40], 0.6), ([5, 5, 5, 85], 4.0 / 9.0)] {
        let dir = Workdir::new();
        dir.write("codes.csv", table(cells));
        let found = agreement(dir.path(), &["--data", "codes.csv", "--coder", "A", "--coder", "B"]);
        same(&found["kappa"], &kappa.into(), "kappa");
        let total: usize = cells.iter().sum();
        let agreed = (cells[0] + cells[3]) as f64 / total as f64;
        let yes = found["items"].as_array().unwrap().iter().find(|item| item["item"] == "yes").unwrap();
        same(&yes["agreement"], &agreed.into(), "agreement");
        same(&yes["kappa"], &kappa.into(), "kappa of yes");
        same(&yes["pabak"], &(2.0 * agreed - 1.0).into(), "pabak");
        let prevalence = (2 * cells[0] + cells[1] + cells[2]) as f64 / (2 * total) as f64;
        same(&yes["prevalence"], &prevalence.into(), "prevalence");
        assert_eq!(found["units"], total);
        let (low, high) = (found["interval"][0].as_f64().unwrap(), found["interval"][1].as_f64().unwrap());
        assert!(low < kappa && kappa < high && found["interval_of"] == "kappa");
    }
}

#[test]
fn what_does_not_exist_is_null_with_a_sentence() {
    let dir = Workdir::new();
    dir.write("codes.csv", table([7, 0, 0, 0]));
    let found = agreement(dir.path(), &["--data", "codes.csv", "--coder", "A", "--coder", "B"]);
    for key in ["kappa", "fleiss_kappa", "alpha_nominal", "alpha_jaccard", "alpha_masi", "interval_of"] {
        assert!(found[key].is_null(), "{key}");
    }
    assert_eq!(found["interval"], serde_json::json!([null, null]));
    assert_eq!(found["agreement"], 1.0);
    assert!(found["notes"][0].as_str().unwrap().contains("pe＝1"));
    // Blank cells are missing, or no code: then the codings can be told apart.
    dir.write("some.csv", "A,B\nx,x\n,x\n,\nx,\n");
    let arguments = ["--data", "some.csv", "--coder", "A", "--coder", "B"];
    assert_eq!(agreement(dir.path(), &arguments)["units"], 1);
    let none = agreement(dir.path(), &[&arguments[..], &["--blank", "none"]].concat());
    assert_eq!((none["units"].as_u64(), none["agreement"].as_f64()), (Some(3), Some(1.0 / 3.0)));
}

#[test]
fn wrong_columns_and_flags_are_said() {
    let dir = Workdir::new();
    dir.write("codes.csv", table([1, 1, 1, 1]));
    let comments = |arguments: &[&str]| dir.koe(&[&["comments", "agreement"], arguments].concat());
    comments(&["--data", "codes.csv", "--coder", "A"]).code(2).says(&["--coder"]);
    comments(&["--data", "codes.csv", "--coder", "A", "--coder", "C"]).code(2).says(&["C"]);
    comments(&["--data", "none.csv", "--coder", "A", "--coder", "B"]).code(3).says(&["none.csv"]);
    let table = comments(&["--data", "codes.csv", "--coder", "A", "--coder", "B"]).code(0);
    let text = String::from_utf8(table.stdout).unwrap();
    for word in ["一致率", "κ", "PABAK", "出現率", "n"] {
        assert!(text.contains(word), "{text}");
    }
}

/// A project with twelve opinions, each coded by `first`.
fn project() -> Workdir {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\ncomments = [\"c.toml\"]\n");
    dir.write(
        "c.toml",
        "[comments]\nid = \"c\"\ncodes = [{ id = \"a\", title = \"道路\" }, { id = \"b\", title = \"公園\" }]\n\
         [[source]]\nfile = \"c.csv\"\nid = \"番号\"\ntext = \"意見\"\n",
    );
    let rows: String = (1..=12).map(|row| format!("{row},意見その{row}\n")).collect();
    dir.write("c.csv", format!("番号,意見\n{rows}"));
    tag(&dir, "first", &(1..=12).map(|row| (row, vec!["a"])).collect::<Vec<_>>());
    dir
}

fn tag(dir: &Workdir, coder: &str, tags: &[(usize, Vec<&str>)]) {
    let tags = tags.iter().map(|(opinion, codes)| TagSet {
        opinion: opinion.to_string(),
        codes: Some(codes.iter().map(|code| (*code).to_owned()).collect()),
    });
    let act = CommentOp::Tag { coder: coder.to_owned(), tags: tags.collect(), via: Via::Hand };
    let mut journal = Project::open(dir.path(), "sqlite:koe.sqlite", false).unwrap();
    journal.act(Op::Comment { set: "c".to_owned(), act: Box::new(act) }).unwrap();
}

#[test]
fn a_sample_is_coded_again_compared_and_settled() {
    let dir = project();
    let sample = |seed: &str| -> Value {
        let arguments = ["comments", "sample", "--n", "5", "--coder", "second", "--seed", seed, "--json"];
        serde_json::from_slice(&dir.koe(&arguments).code(0).stdout).unwrap()
    };
    let (one, again, other) = (sample("7"), sample("7"), sample("8"));
    assert_eq!((&one["id"], &again["id"], &one["pool"]), (&"sample-1".into(), &"sample-2".into(), &12.into()));
    assert_eq!(one["opinions"], again["opinions"]);
    assert_ne!(one["opinions"], other["opinions"]);
    let drawn: Vec<usize> =
        one["opinions"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().parse().unwrap()).collect();
    assert_eq!(drawn.len(), 5);
    // The second coder agrees on three, adds a code to one and says something else of one.
    let second: Vec<(usize, Vec<&str>)> = drawn
        .iter()
        .zip([vec!["a"], vec!["a", "b"], vec!["a"], vec!["b"], vec!["a"]])
        .map(|(id, codes)| (*id, codes))
        .collect();
    tag(&dir, "second", &second);
    // One outside the sample does not count in it.
    let outside = (1..=12).find(|row| !drawn.contains(row)).unwrap();
    tag(&dir, "second", &[(outside, vec!["b"])]);
    let found = agreement(dir.path(), &["--sample", "sample-1"]);
    assert_eq!((&found["units"], &found["agreement"]), (&5.into(), &0.6.into()));
    assert_eq!(agreement(dir.path(), &[])["units"], 6);
    dir.koe(&["comments", "agreement", "--sample", "x"]).code(2).says(&["sample-1"]);

    let disagreements = |arguments: &[&str]| -> Vec<String> {
        let all = [&["comments", "disagreements", "--json"], arguments].concat();
        let found: Value = serde_json::from_slice(&dir.koe(&all).code(0).stdout).unwrap();
        found.as_array().unwrap().iter().map(|one| one["opinion"].as_str().unwrap().to_owned()).collect()
    };
    let mut worst = [drawn[3], outside];
    worst.sort_unstable();
    let all: Vec<String> = worst.iter().chain([&drawn[1]]).map(usize::to_string).collect();
    assert_eq!(disagreements(&[]), all);
    let settled = drawn[3].to_string();
    dir.koe(&["comments", "settle", &settled, "--code", "a"]).code(0).says(&["道路"]);
    assert!(!disagreements(&[]).contains(&settled));
    assert_eq!(disagreements(&["--all"]).last(), Some(&settled));
    // Both codings are kept: agreement does not change.
    assert_eq!(agreement(dir.path(), &["--sample", "sample-1"])["agreement"], 0.6);
    dir.koe(&["comments", "settle", &settled, "--open"]).code(0);
    assert!(disagreements(&[]).contains(&settled));
    dir.koe(&["comments", "settle", &settled, "--code", "c"]).code(2).says(&["c"]);
    dir.koe(&["comments", "settle", "99", "--code", "a"]).code(2).says(&["99"]);
    dir.koe(&["comments", "settle", &settled]).code(2).says(&["--code"]);
}

#[test]
fn a_first_coding_shared_out_among_colleagues_counts_as_one_coder() {
    let dir = project();
    // The first six are taken over by a colleague.
    let mut journal = Project::open(dir.path(), "sqlite:koe.sqlite", false).unwrap();
    let tags = (1..=6).map(|row| TagSet { opinion: row.to_string(), codes: None }).collect();
    let act = CommentOp::Tag { coder: "first".to_owned(), tags, via: Via::Hand };
    journal.act(Op::Comment { set: "c".to_owned(), act: Box::new(act) }).unwrap();
    drop(journal);
    tag(&dir, "colleague", &(1..=6).map(|row| (row, vec!["b"])).collect::<Vec<_>>());
    dir.koe(&["comments", "sample", "--share", "1", "--coder", "second"]).code(0).says(&["sample-1"]);
    tag(&dir, "second", &(1..=12).map(|row| (row, vec![if row <= 7 { "b" } else { "a" }])).collect::<Vec<_>>());
    let found = agreement(dir.path(), &["--sample", "sample-1"]);
    assert_eq!(found["coders"], 2);
    // 11 of 12; pe = (6 * 5 + 6 * 7) / 144.
    same(&found["kappa"], &((11.0 / 12.0 - 0.5) / 0.5).into(), "kappa");
}
