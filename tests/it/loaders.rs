//! Every file of `tests/loaders/` through the whole program: `koe new`, then `koe tab --json` on what it wrote, compared with
//! counts made by hand. A question is right, or its guess names what it may be otherwise; never anything else.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Run, Table, Workdir, close};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loaders")
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// What is wrong with a case, if anything.
fn faults(case: &Path) -> Vec<String> {
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(case.join("expected.json")).unwrap()).unwrap();
    let mut files: Vec<String> =
        std::fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path().to_string_lossy().into_owned()).collect();
    files.retain(|file| !file.ends_with("expected.json"));
    files.sort();
    let dir = Workdir::new();
    let mut arguments = vec!["new", "p"];
    arguments.extend(files.iter().map(String::as_str));
    let made: Run = dir.koe(&arguments).code(expected["exit"].as_i64().unwrap() as i32);
    let mut faults = Vec::new();
    let mut surveys: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(dir.file("p/surveys")).unwrap() {
        surveys.push(std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let whole = surveys.join("\n");
    for word in texts(&expected["says"]) {
        if !made.stderr.contains(word) {
            faults.push(format!("“{word}” is not said"));
        }
    }
    for word in texts(&expected["guess"]).into_iter().chain(texts(&expected["personal"])) {
        if !whole.contains(word) {
            faults.push(format!("“{word}” is not in the definition"));
        }
    }
    for word in texts(&expected["secret"]) {
        if whole.contains(word) || made.stderr.contains(word) {
            faults.push(format!("“{word}” is shown"));
        }
    }
    if expected["surveys"].as_u64().is_some_and(|count| count as usize != surveys.len()) {
        faults.push(format!("{} surveys", surveys.len()));
    }
    if let Some(title) = expected["title"].as_str().filter(|title| !whole.contains(title)) {
        faults.push(format!("no title {title}"));
    }
    let tables = dir.koe(&["tab", "-p", "p", "--json"]).code(0).tables();
    let asked = expected["questions"].as_object().unwrap();
    let ids: Vec<&str> = tables.iter().map(|table| table.0["question"].as_str().unwrap()).collect();
    let wanted: Vec<&str> = asked.keys().map(String::as_str).collect();
    if ids != wanted {
        faults.push(format!("questions {ids:?} instead of {wanted:?}"));
    }
    for table in &tables {
        if let Some(expected) = asked.get(table.0["question"].as_str().unwrap()) {
            faults.extend(question(table, expected, &whole));
        }
    }
    faults
}

/// What is wrong with the table of a question.
fn question(table: &Table, expected: &Value, definition: &str) -> Vec<String> {
    let id = table.0["question"].as_str().unwrap();
    let mut faults = Vec::new();
    if table.0["kind"] != expected["kind"] {
        faults.push(format!("{id} is {}", table.0["kind"]));
    }
    if table.base("n") != expected["n"].as_u64().unwrap() {
        faults.push(format!("{id} has n {}", table.base("n")));
    }
    let labels: BTreeMap<&str, &str> = table.0["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|option| (option["code"].as_str().unwrap(), option["label"].as_str().unwrap()))
        .collect();
    let cells = table.total()["cells"].as_array().cloned().unwrap_or_default();
    let counts: Vec<(String, u64)> = cells
        .iter()
        .map(|cell| (labels[cell["option"].as_str().unwrap()].to_owned(), cell["n"].as_u64().unwrap()))
        .collect();
    if let Some(wanted) = expected["counts"].as_object() {
        let told: Vec<(String, u64)> =
            counts.iter().filter(|(label, count)| wanted.contains_key(label) || *count > 0).cloned().collect();
        let mut sorted = told.clone();
        sorted.sort();
        let mut wanted: Vec<(String, u64)> =
            wanted.iter().map(|(label, count)| (label.clone(), count.as_u64().unwrap())).collect();
        if expected["ordered"] == true && told != wanted {
            faults.push(format!("{id} is ordered {told:?}"));
        }
        let order: Vec<&str> = told.iter().map(|(label, _)| label.as_str()).collect();
        if expected["order"].is_array() && order != texts(&expected["order"]) {
            faults.push(format!("{id} has the order {order:?}"));
        }
        wanted.sort();
        if sorted != wanted {
            faults.push(format!("{id} counts {told:?}"));
        }
    }
    if let Some(mean) = expected["mean"].as_f64()
        && !table.total()["stats"]["mean"].as_f64().is_some_and(|found| close(found, mean))
    {
        faults.push(format!("{id} has the mean {}", table.total()["stats"]["mean"]));
    }
    // The comments stand right above the question.
    let end = definition
        .find(&format!("id = \"{id}\""))
        .or_else(|| definition.find(&format!("id = \"{}\"", &id[..id.len() - 1])))
        .unwrap();
    let before = &definition[..end];
    let above = before.rsplit("\n\n").next().unwrap_or_default();
    let guesses = texts(&expected["guess"]);
    for word in &guesses {
        if !above.contains(word) {
            faults.push(format!("{id}: “{word}” is not among its guesses: {above}"));
        }
    }
    if guesses.is_empty() && expected["guess_any"] != true && above.contains("# guess:") {
        faults.push(format!("{id} is guessed: {above}"));
    }
    faults
}

#[test]
fn every_origin_and_oddity() {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().path()).collect();
    // Malformed files lie in a folder of their own and have their own test.
    cases.retain(|case| case.join("expected.json").is_file());
    cases.sort();
    assert!(cases.len() >= 20, "{} cases", cases.len());
    let faults: Vec<String> = cases
        .iter()
        .flat_map(|case| {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            faults(case).into_iter().map(move |fault| format!("{name}: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_project_is_never_written_over() {
    let dir = Workdir::new();
    let text = "No,Q1（○は1つ）\n1,1\n2,2\n3,1\n";
    dir.write("a.csv", text);
    dir.koe(&["new", "p", "a.csv"]);
    let before = std::fs::read_to_string(dir.file("p/surveys/a.toml")).unwrap();
    dir.koe(&["new", "p", "a.csv"]).code(2).says(&["koe.toml", "何も書きませんでした"]).no_data();
    dir.koe(&["new", "p", "a.csv", "--lang", "en"]).code(2).says(&["Nothing was written"]);
    assert_eq!(std::fs::read_to_string(dir.file("p/surveys/a.toml")).unwrap(), before);
    assert_eq!(std::fs::read_to_string(dir.file("a.csv")).unwrap(), text, "the original stays");
    dir.koe(&["new", "q", "nowhere.csv"]).code(3).says(&["nowhere.csv"]);
    assert!(!dir.file("q").exists(), "nothing is written when a file cannot be read");
    dir.koe(&["new", "empty"]).code(0);
    assert!(dir.file("empty/koe.toml").is_file());
}

#[test]
fn infer_prints_a_definition_that_can_be_saved_beside_the_file() {
    let dir = Workdir::new();
    dir.write("回答.csv", "整理番号,問1（○は1つ）,氏名\n1,1,甲野\n2,2,乙山\n3,1,丙川\n");
    let run = dir.koe(&["infer", "回答.csv"]).code(0);
    assert!(!run.text().contains("甲野") && !run.stderr.contains("甲野"), "no personal value is shown");
    dir.write("回答.toml", run.text()).write("koe.toml", "[project]\nsurveys = [\"回答.toml\"]\n");
    let table = dir.table(&["Q1"]);
    assert_eq!((table.codes()[..2].to_vec(), table.counts()[..2].to_vec()), (vec!["1", "2"], vec![2, 1]));
    dir.koe(&["infer", "回答.csv", "--sheet", "ない"]).code(3);
    dir.write("x.csv", "題\n");
    dir.koe(&["infer", "x.csv"]).code(2).says(&["x.csv"]);
}

#[test]
fn a_definition_is_used_again_for_the_next_delivery() {
    let dir = Workdir::new();
    let head = "整理番号,問1（○は1つ）,問2（○は1つ）";
    dir.write("first.csv", format!("{head}\n1,1,2\n2,2,1\n3,1,1\n"));
    dir.koe(&["new", "p", "first.csv"]).code(0);
    dir.write("p/data/second.csv", format!("{head}\n4,1,2\n5,2,2\n"));
    let fits = dir.koe(&["infer", "p/data/second.csv", "--like", "p/surveys/first.toml"]).code(0);
    assert!(fits.text().contains("file = \"../data/second.csv\""), "{}", fits.text());
    let definition = std::fs::read_to_string(dir.file("p/surveys/first.toml")).unwrap();
    dir.write(
        "p/surveys/first.toml",
        definition.replacen("[[question]]", &format!("{}\n[[question]]", fits.text()), 1),
    );
    assert_eq!(dir.table(&["Q1", "-p", "p"]).counts()[..2], [3, 2]);
    dir.write("p/data/third.csv", "整理番号,問1（○は1つ）,問3\n6,7,1\n7,7,2\n8,1,1\n");
    let other = dir.koe(&["infer", "p/data/third.csv", "--like", "p/surveys/first.toml"]).code(1);
    let other = other.says(&["Q1「7」", "2件: B2、B3", "問3", "Q2"]);
    assert!(other.text().contains("[[source]]") && !other.text().contains("[[question]]"), "nothing is guessed anew");
}
