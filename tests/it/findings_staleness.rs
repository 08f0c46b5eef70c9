//! Change 5 % of the answers: every finding whose printed figure moved is flagged, none other.
//!
//! Which figures moved is computed here from `koe tab --json` before and after, with this file's own rounding: whole numbers
//! half away from zero, not the program's.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use serde_json::Value;

use crate::support::{Table, Workdir};

/// Takes part in the answers changed: every column of the questionnaire, but neither the number of the form nor where its
/// owner lives, which decides who counts at all.
const FIRST: usize = 2;

/// A generator of numbers that is the same everywhere (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// The answers on paper of the sample survey of residents, with their header.
fn answers() -> Vec<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(root.join("sample-data/nishitokyo/resident-paper.csv")).unwrap();
    let (text, _, wrong) = encoding_rs::SHIFT_JIS.decode(&bytes);
    assert!(!wrong);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn write(dir: &Workdir, rows: &[Vec<String>]) {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    dir.write(
        "sample-data/nishitokyo/resident-paper.csv",
        [&b"\xEF\xBB\xBF"[..], &writer.into_inner().unwrap()].concat(),
    );
}

/// Replaces a share of the answers, in thousandths, each by what somebody else answered there.
fn changed(rows: &[Vec<String>], thousandths: usize, seed: u64) -> Vec<Vec<String>> {
    let mut random = Random(seed);
    let mut after = rows.to_vec();
    let (people, columns) = (rows.len() - 1, rows[0].len() - FIRST);
    for _ in 0..people * columns * thousandths / 1000 {
        let (row, other, column) = (1 + random.below(people), 1 + random.below(people), FIRST + random.below(columns));
        let answer = rows[other][column].clone();
        after[row][column] = answer;
    }
    after
}

/// The survey of residents alone, in a folder of its own. What came in on the web stays as it is.
fn project(rows: &[Vec<String>]) -> Workdir {
    let dir = Workdir::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["surveys/resident.toml", "sample-data/nishitokyo/resident-web.ods"] {
        dir.write(name, std::fs::read(root.join(name)).unwrap());
    }
    dir.write("koe.toml", "[project]\nsurveys = [\"surveys/resident.toml\"]\n");
    write(&dir, rows);
    dir
}

/// Whole number half away from zero of `numerator / denominator`, printed with so many decimals.
fn printed_ratio(numerator: i128, denominator: i128, decimals: u32) -> String {
    let scale = 10_i128.pow(decimals);
    let units = (2 * numerator.abs() * scale + denominator) / (2 * denominator);
    let digits = format!("{units:0width$}", width = decimals as usize + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals as usize);
    let sign = if numerator < 0 { "-" } else { "" };
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// A number that is no ratio of people, by its decimal expansion to twelve significant digits behind the first.
fn printed_number(value: f64, decimals: u32) -> String {
    let text = format!("{:.12e}", value.abs());
    let (mantissa, power) = text.split_once('e').unwrap();
    let mantissa: i128 = mantissa.replace('.', "").parse().unwrap();
    let power: i32 = power.parse().unwrap();
    let shift = 12 - power;
    let sign = if value < 0.0 { -1 } else { 1 };
    if shift >= 0 {
        printed_ratio(sign * mantissa, 10_i128.pow(shift as u32), decimals)
    } else {
        printed_ratio(sign * mantissa * 10_i128.pow(shift.unsigned_abs()), 1, decimals)
    }
}

/// The tables a figure can stand in, by question, weight and filter.
type Tables = HashMap<(String, String), Table>;

/// Every question the figures use by every banner they use, with and without weights, and filtered ones one by one.
fn tables(dir: &Workdir, figures: &[&Value]) -> Tables {
    let mut found = Tables::new();
    for of_weight in ["none", "pop"] {
        let used = || figures.iter().filter(|figure| weight(figure) == of_weight && key(figure) == of_weight);
        let questions: BTreeSet<&str> = used().map(|figure| text(&figure["spec"]["question"])).collect();
        let banners: BTreeSet<&str> = used().filter_map(|figure| figure["banner"].as_str()).collect();
        let by = banners.into_iter().flat_map(|banner| ["--by", banner]);
        // No group is that large, so that no time is spent on tests of significance, which no printed figure has.
        let flags = ["--weight", of_weight, "--min-base", "1000000"];
        let arguments: Vec<&str> = questions.into_iter().chain(flags).chain(by).collect();
        for table in dir.tab(&arguments) {
            let question = table.0["question"].as_str().unwrap().to_owned();
            found.insert((question, of_weight.to_owned()), table);
        }
    }
    for figure in figures.iter().filter(|figure| figure["spec"]["filter"].is_string()) {
        let (question, filter) = (text(&figure["spec"]["question"]), text(&figure["spec"]["filter"]));
        let table = dir.table(&[question, "--weight", weight(figure), "--where", filter]);
        found.insert((question.to_owned(), key(figure)), table);
    }
    found
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn weight(figure: &Value) -> &str {
    figure["spec"]["weight"].as_str().unwrap_or("none")
}

fn key(figure: &Value) -> String {
    match figure["spec"]["filter"].as_str() {
        Some(filter) => format!("{} {filter}", weight(figure)),
        None => weight(figure).to_owned(),
    }
}

/// A figure as it would be printed; `None` where it does not exist.
fn figure(tables: &Tables, figure: &Value) -> Option<String> {
    let table = tables.get(&(text(&figure["spec"]["question"]).to_owned(), key(figure))).unwrap();
    let group = table.group(figure["banner"].as_str(), text(&figure["group"]));
    let base = group["n"].as_i64().unwrap() as i128;
    let weighted = weight(figure) != "none";
    match (figure["option"].as_str(), text(&figure["of"])) {
        (Some(option), "percent") => {
            let cell = table.cell(group, option);
            let (n, percent) = (cell["n"].as_i64().unwrap() as i128, cell["percent"].as_f64()?);
            let shown = match (n, weighted) {
                (0, _) => "-".to_owned(),
                (_, true) => printed_number(percent, 1),
                (_, false) => printed_ratio(100 * n, base, 1),
            };
            Some(format!("{shown}%"))
        }
        (Some(option), "count") => {
            let cell = table.cell(group, option);
            let n = cell["n"].as_i64().unwrap();
            Some(match (n, weighted) {
                (0, _) => "-".to_owned(),
                (_, true) => printed_number(cell["weighted"].as_f64().unwrap(), 1),
                (_, false) => n.to_string(),
            })
        }
        (None, "count") => Some(base.to_string()),
        (None, "mean") => Some(printed_number(group["stats"]["mean"].as_f64()?, 2)),
        other => panic!("{other:?}"),
    }
}

/// The figures a piece of evidence has: one, or two that are held against each other.
fn figures(source: &Value) -> Vec<Value> {
    let own = source["figure"].clone();
    match source["against"]["kind"].as_str() {
        None => vec![own],
        Some("total") => {
            let mut whole = own.clone();
            whole["banner"] = Value::Null;
            whole["group"] = "total".into();
            vec![own, whole]
        }
        Some("group") => {
            let mut other = own.clone();
            other["group"] = source["against"]["code"].clone();
            vec![own, other]
        }
        Some(other) => panic!("{other}"),
    }
}

/// What each finding says, by this file's own rounding; `None` where a figure of it does not exist.
fn says(dir: &Workdir, findings: &[Value]) -> Vec<Option<String>> {
    let of = |finding: &Value| -> Vec<Vec<Value>> {
        finding["evidence"].as_array().unwrap().iter().map(|one| figures(&one["source"])).collect()
    };
    let all: Vec<Vec<Vec<Value>>> = findings.iter().map(of).collect();
    let tables = tables(dir, &all.iter().flatten().flatten().collect::<Vec<_>>());
    let evidence = |figures: &Vec<Value>| -> Option<String> {
        let shown: Option<Vec<String>> = figures.iter().map(|one| figure(&tables, one)).collect();
        Some(shown?.join(" / "))
    };
    all.iter().map(|pieces| Some(pieces.iter().map(evidence).collect::<Option<Vec<String>>>()?.join("; "))).collect()
}

#[test]
fn exactly_the_findings_whose_printed_figure_moved_are_flagged() {
    let rows = answers();
    let dir = project(&rows);
    let cells: [&[&str]; 10] = [
        &["Q1", "--option", "1", "--weight", "pop"],
        &["Q1", "--option", "NA", "--weight", "none"],
        &["Q2", "--option", "2", "--base", "all", "--weight", "none", "--where", "F2 = 6 and not (F1 = 2)"],
        &["Q2", "--option", "3", "--of", "count", "--weight", "none"],
        &["Q4", "--option", "1", "--of", "count", "--weight", "pop"],
        &["Q4", "--by", "F2", "--group", "F2=1", "--weight", "none"],
        &["Q9", "--by", "F3", "--group", "F3=2", "--option", "1", "--against", "F3=4", "--weight", "none"],
        &["Q26B", "--of", "mean", "--weight", "pop", "--by", "F2", "--group", "F2=3"],
        &["Q27C", "--of", "mean", "--weight", "none", "--by", "F3", "--group", "F3=1", "--against", "total"],
        &["Q13", "--by", "F2", "--group", "F2=6", "--option", "1", "--against", "total", "--weight", "pop"],
    ];
    for cell in cells {
        let all: Vec<&str> = ["findings", "pin"].iter().chain(cell).copied().collect();
        dir.koe(&all).code(0);
    }
    let drafts = dir.koe(&["findings", "drafts", "--json"]).code(0).json();
    let keys: Vec<&str> = drafts.as_array().unwrap().iter().map(|draft| draft["key"].as_str().unwrap()).collect();
    let rules = |rule: &str| keys.iter().filter(|key| key.starts_with(rule)).count();
    assert!(rules("top:") >= 5 && rules("group:") >= 20, "{} drafts", keys.len());
    // Some of both rules, spread over the whole list.
    let top = keys.iter().filter(|key| key.starts_with("top:")).take(16);
    // By four banners only: the tables are counted again for every change.
    let is_of = |key: &&&str| ["F2", "F3", "F5", "F6"].iter().any(|banner| key.contains(&format!(":{banner}=")));
    let group: Vec<&&str> = keys.iter().filter(|key| key.starts_with("group:")).filter(is_of).collect();
    let step = (group.len() / 40).max(1);
    let taken: Vec<&str> = top.chain(group.into_iter().step_by(step).take(40)).copied().collect();
    let arguments: Vec<&str> = ["findings", "drafts", "--take"].into_iter().chain(taken).collect();
    dir.koe(&arguments).code(0);

    let findings = dir.koe(&["findings", "list", "--json"]).code(0).json().as_array().unwrap().clone();
    assert!(findings.len() >= 60, "{} findings", findings.len());
    let before = says(&dir, &findings);
    let pinned: Vec<Option<String>> = findings.iter().map(|finding| Some(text(&finding["was"]).to_owned())).collect();
    assert_eq!(before, pinned, "what was pinned is what the tables say");
    dir.koe(&["findings", "verify"]).code(0);

    let (mut moved, mut still) = (0, 0);
    for (thousandths, seed) in [(50, 1), (50, 2), (50, 3), (2, 4)] {
        write(&dir, &changed(&rows, thousandths, seed));
        let after = says(&dir, &findings);
        let run = dir.koe(&["findings", "verify", "--json"]);
        let checks = run.json();
        for ((finding, check), (was, now)) in
            findings.iter().zip(checks.as_array().unwrap()).zip(before.iter().zip(&after))
        {
            let wanted = match now {
                None => "broken",
                Some(_) if was == now => "current",
                Some(_) => "moved",
            };
            let at = format!("{thousandths}‰, seed {seed}: {} {}", finding["id"], finding["evidence"][0]["source"]);
            assert_eq!(check["id"], finding["id"], "{at}");
            assert_eq!(check["status"], wanted, "{at}: {was:?}, then {now:?}");
            assert_eq!(Some(text(&check["was"])), was.as_deref(), "{at}");
            if let Some(now) = now {
                assert_eq!(text(&check["now"]), now, "{at}");
            }
            if wanted == "current" { still += 1 } else { moved += 1 }
        }
        let any = before != after;
        run.code(i32::from(any));
    }
    assert!(moved >= 60 && still >= 30, "{moved} moved, {still} did not: the test tells neither from the other");

    // As it was: nothing is flagged.
    write(&dir, &rows);
    dir.koe(&["findings", "verify"]).code(0);
}
