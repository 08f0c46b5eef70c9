//! The sample's public comments against a second count of the same files (`tests/golden/recount_comments.py`), and its right
//! answers against what koe reads.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use koe::comments::{quote, tally};
use koe::load;
use koe::model::comment::Decisions;
use koe::model::comment::Span;
use koe::model::comment::decisions::{Piece, Shape};
use koe::project::Corpus;
use koe::project::comments::corpus;
use serde_json::Value;

use crate::support::{Workdir, run};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn recount() -> Value {
    let text = std::fs::read_to_string(root().join("tests/golden/recount_comments.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn planted() -> Value {
    let text = std::fs::read_to_string(root().join("sample-data/comments/planted.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Rows of a csv file without its header.
pub fn rows(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("sample-data/comments").join(name)).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

pub fn open(set: &str) -> Corpus {
    let project = load::project_file(&root()).unwrap();
    let sets = corpus::definitions(&project).unwrap();
    let (file, definition) = sets.into_iter().find(|(_, definition)| definition.about.id == set).unwrap();
    Corpus::open(&project, &file, definition, &std::collections::BTreeMap::new()).unwrap()
}

/// The divisions of `gold.csv`.
pub fn gold_shapes(corpus: &Corpus) -> Decisions {
    let mut decisions = Decisions::default();
    for receipt in &corpus.receipts {
        let of_receipt: Vec<Vec<String>> = rows("gold.csv").into_iter().filter(|row| row[0] == receipt.id).collect();
        assert!(!of_receipt.is_empty(), "{} has no right answer", receipt.id);
        if of_receipt.len() == 1 {
            continue;
        }
        let piece = |row: &Vec<String>| Piece {
            id: format!("{}-{}", receipt.id, row[1]),
            spans: vec![Span::new(row[2].parse().unwrap(), row[3].parse().unwrap())],
            from: vec![receipt.id.clone()],
            live: true,
        };
        let shape = Shape { text: quote::fingerprint(&receipt.text), pieces: of_receipt.iter().map(piece).collect() };
        decisions.shapes.insert(receipt.id.clone(), shape);
    }
    decisions
}

#[test]
fn people_receipts_and_opinions_are_those_of_a_second_count() {
    let corpus = open("draft-plan");
    // 備考 tells of a withdrawal; nothing else is met.
    let met: Vec<&str> = corpus.diagnostics.iter().map(|found| found.problem.rule()).collect();
    assert_eq!(met, ["receipt_column_unused"]);
    let docket = corpus.docket(&gold_shapes(&corpus));
    assert!(docket.changed.is_empty() && docket.orphans.is_empty());
    let found = tally::tally(&corpus.definition, &docket);
    let wanted = recount();
    let number = |value: &Value| value.as_u64().unwrap() as usize;
    let counts = |value: &Value| ["people", "receipts", "opinions"].map(|name| number(&value[name]));
    let flat = |counts: &tally::Counts| [counts.people, counts.receipts, counts.opinions];
    assert_eq!(flat(&found.received), counts(&wanted));
    assert_eq!(
        (found.late.receipts, found.anonymous.receipts),
        (number(&wanted["late"]), number(&wanted["anonymous"]))
    );
    assert_eq!(found.channels.len(), wanted["channels"].as_object().unwrap().len());
    for (channel, found) in &found.channels {
        assert_eq!(flat(found), counts(&wanted["channels"][channel]), "{channel}");
    }
    let by_channel: usize = found.channels.iter().map(|(_, counts)| counts.people).sum();
    assert_eq!(by_channel, found.valid.people);
}

#[test]
fn the_program_counts_the_same_before_any_division() {
    let status = run(&root(), &["comments", "status", "--set", "draft-plan", "--json"]).code(0).json();
    let wanted = recount();
    assert_eq!(status["received"]["people"], wanted["people"]);
    assert_eq!(status["received"]["receipts"], wanted["receipts"]);
    assert_eq!(status["received"]["opinions"], wanted["receipts"]);
}

#[test]
fn the_right_answers_name_codes_of_the_plan() {
    let corpus = open("draft-plan");
    let codebook = &corpus.definition.codebook;
    assert_eq!(codebook.codes.len(), 12);
    let mut used = BTreeSet::new();
    for row in rows("gold.csv") {
        for code in row[4].split(';').filter(|code| !code.is_empty()) {
            assert!(codebook.code(code).is_some(), "{code}");
            used.insert(code.to_owned());
        }
    }
    assert_eq!(used.len(), 12, "every issue has opinions");
    assert!(codebook.codes.iter().all(|code| !code.reading.is_empty() && code.phrases.len() >= 8));
}

#[test]
fn what_was_planted_stands_where_the_list_says() {
    let corpus = open("draft-plan");
    let text = |id: &Value| {
        let id = id.as_str().unwrap();
        corpus.receipts.iter().find(|receipt| receipt.id == id).map(|receipt| receipt.text.as_str()).unwrap()
    };
    let planted = planted();
    let mut kinds = BTreeSet::new();
    for found in planted["personal"].as_array().unwrap() {
        let at = |name: &str| found[name].as_u64().unwrap() as usize;
        assert_eq!(Span::new(at("start"), at("end")).of(text(&found["receipt"])), found["text"].as_str().unwrap());
        kinds.insert(found["kind"].as_str().unwrap());
    }
    assert_eq!(kinds.len(), 6);
    for members in planted["exact"].as_object().unwrap().values() {
        let texts: BTreeSet<&str> = members.as_array().unwrap().iter().map(text).collect();
        assert_eq!(texts.len(), 1);
    }
    assert_eq!(planted["template"]["members"].as_array().unwrap().len(), 12);
}

#[test]
fn every_free_answer_has_its_right_codes() {
    for survey in ["resident", "business"] {
        let corpus = open(&format!("{survey}-free"));
        let gold = rows(&format!("gold-{survey}-free.csv"));
        let named: BTreeSet<&str> = gold.iter().map(|row| row[0].as_str()).collect();
        let read: BTreeSet<&str> = corpus.receipts.iter().map(|receipt| receipt.id.as_str()).collect();
        assert_eq!(named, read, "{survey}");
        assert_eq!(gold.len(), corpus.receipts.len());
        let known = |code: &str| corpus.definition.codebook.code(code).is_some();
        assert!(gold.iter().all(|row| row[1].split(';').all(known)));
    }
}

#[test]
fn the_generator_writes_the_committed_comments() {
    let (main, waves, comments) = (Workdir::new(), Workdir::new(), Workdir::new());
    let folders = [main.path(), waves.path(), comments.path()];
    let output = std::process::Command::new(crate::sample::generator()).args(folders).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(comments.path()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let committed = std::fs::read(root().join("sample-data/comments").join(&name)).unwrap();
        assert!(std::fs::read(comments.file(&name)).unwrap() == committed, "{name} is not what the generator writes");
        names.push(name);
    }
    names.sort();
    let wanted = [
        "gold-business-free.csv",
        "gold-resident-free.csv",
        "gold.csv",
        "planted.json",
        "receipts.xlsx",
        "web-form.csv",
    ];
    assert_eq!(names, wanted);
}
