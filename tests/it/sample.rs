//! The sample project against a second count of the same files (`tests/golden/recount.py`, which knows nothing of koe),
//! against the list of planted defects, and against the program that wrote it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Run, Table, Workdir, close, run};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn koe(arguments: &[&str]) -> Run {
    run(root(), arguments)
}

fn read(path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

fn recount(survey: &str) -> Value {
    read("tests/golden/recount.json")[survey].clone()
}

/// Compares the counts of a table's base and of one group with the second count.
fn same_counts(table: &Table, group: &Value, expected: &Value, what: &str) {
    let expected_n = expected["n"].as_u64().unwrap();
    assert_eq!(group["n"], expected_n, "{what}: n");
    assert_eq!(group["weighted"].as_f64(), Some(expected_n as f64), "{what}: unweighted");
    for (code, n) in expected["options"].as_object().unwrap() {
        assert_eq!(&table.cell(group, code)["n"], n, "{what}: option {code}");
    }
    if !expected["options"].as_object().unwrap().is_empty() {
        for missing in ["NA", "INV", "UNK"] {
            assert_eq!(table.cell(group, missing)["n"], expected[missing], "{what}: {missing}");
        }
    }
    if let Some(ranks) = expected["ranks"].as_object() {
        for ((code, ranks), option) in ranks.iter().zip(0..) {
            assert_eq!(&group["ranks"][option], ranks, "{what}: ranks of {code}");
        }
    }
    let stats = |key: &str| group["stats"][key].as_f64();
    let same = |got: Option<f64>, wanted: Option<f64>, key: &str| match (got, wanted) {
        (Some(got), Some(wanted)) => assert!(close(got, wanted), "{what}: {key} {got}, not {wanted}"),
        (got, wanted) => assert_eq!(got, wanted, "{what}: {key}"),
    };
    for (key, value) in expected["numbers"].as_object().into_iter().flatten() {
        same(stats(key), value.as_f64(), key);
    }
    if let Some(score) = expected["score"].as_object() {
        assert_eq!(group["stats"]["n"], score["n"], "{what}: scored");
        same(stats("mean"), score["mean"].as_f64(), "mean score");
    }
    if let Some(sum) = expected["score_sum"].as_f64().filter(|_| expected["answered"] != 0) {
        same(stats("sum"), Some(sum), "sum of points");
    }
}

fn marginals(survey: &str) {
    let tables = koe(&["tab", "--survey", survey, "--json"]).code(0).tables();
    let expected = recount(survey);
    let expected = expected["questions"].as_object().unwrap();
    let ids: BTreeSet<&str> = tables.iter().map(|table| table.0["question"].as_str().unwrap()).collect();
    assert_eq!(ids, expected.keys().map(String::as_str).collect());
    for table in &tables {
        let id = table.0["question"].as_str().unwrap();
        let expected = &expected[id];
        for name in ["n", "all", "answered", "NA", "NAP", "INV", "UNK"] {
            assert_eq!(table.0["base"][name], expected[name], "{survey} {id}: {name}");
        }
        same_counts(table, table.total(), expected, &format!("{survey} {id}"));
    }
}

#[test]
fn every_marginal_of_the_business_survey() {
    marginals("business");
}

#[test]
fn every_marginal_of_the_resident_survey() {
    marginals("resident");
}

#[test]
fn every_cross_of_the_second_count() {
    for survey in ["business", "resident"] {
        let expected = recount(survey);
        let mut asked: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
        for (name, groups) in expected["crosses"].as_object().unwrap() {
            let (question, banner) = name.split_once(" by ").unwrap();
            asked.entry(banner.to_owned()).or_default().push((question.to_owned(), groups.clone()));
        }
        for (banner, crosses) in asked {
            let mut arguments = vec!["tab", "--json", "--survey", survey, "--by", &banner];
            arguments.extend(crosses.iter().map(|(question, _)| question.as_str()));
            let tables = koe(&arguments).code(0).tables();
            assert_eq!(tables.len(), crosses.len());
            for (table, (question, groups)) in tables.iter().zip(&crosses) {
                let mut respondents = 0;
                for (code, expected) in groups.as_object().unwrap() {
                    let group = table.group(Some(&banner), code);
                    same_counts(table, group, expected, &format!("{survey} {question} by {banner} = {code}"));
                    respondents += group["n"].as_u64().unwrap();
                }
                let unknown = table.0["base"]["excluded"]["banner_unknown"][&banner].as_u64().unwrap();
                assert_eq!(respondents + unknown, table.base("n"), "{question} by {banner}");
            }
        }
    }
}

#[test]
fn bases_add_up_and_cells_of_a_single_answer_add_up_to_n() {
    let tables = koe(&["tab", "--json", "--survey", "business", "--by", "F5", "--by", "F1", "--by", "F4*mode"]);
    for table in tables.code(0).tables() {
        let id = table.0["question"].as_str().unwrap();
        let [n, all, answered, na, nap, inv, unk] = table.bases();
        assert_eq!(all, answered + na + nap + inv + unk, "{id}");
        assert_eq!(n, all - nap, "{id}");
        let is_single = ["single", "matrix"].contains(&table.0["kind"].as_str().unwrap());
        let options = table.0["options"].as_array().unwrap();
        for group in table.groups() {
            assert_eq!(group["cells"].as_array().unwrap().len(), options.len(), "{id}");
            let not_nets = options.iter().zip(group["cells"].as_array().unwrap());
            let sum: u64 = not_nets
                .filter(|(option, _)| option["role"] != "net")
                .map(|(option, cell)| {
                    assert_eq!(option["code"], cell["option"], "{id}");
                    cell["n"].as_u64().unwrap()
                })
                .sum();
            if is_single {
                assert_eq!(sum, group["n"].as_u64().unwrap(), "{id} {}", group["code"]);
            }
        }
    }
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn json_has_exactly_the_fields_of_the_interface() {
    let run =
        koe(&["tab", "Q5", "Q3", "Q24", "F2", "Q31", "Q8", "--survey", "business", "--by", "F5", "--json"]).code(0);
    assert!(!run.text().contains("NaN") && !run.text().contains("inf"));
    let tables = run.tables();
    assert_eq!(tables.len(), 11, "a matrix is all its items");
    let kinds: Vec<&str> = tables.iter().map(|table| table.0["kind"].as_str().unwrap()).collect();
    assert_eq!(&kinds[..5], ["single", "multiple", "rank", "numeric", "text"]);
    for table in &tables {
        let of = |path: &str| keys(table.0.pointer(path).unwrap_or_else(|| panic!("{path} in {:#}", table.0)));
        let whole = "survey question parent label kind weight percent base options groups tests pairs notes";
        assert_eq!(of("").join(" "), whole);
        assert_eq!(of("/base").join(" "), "kind n all answered NA NAP INV UNK excluded");
        assert_eq!(of("/base/excluded").join(" "), "filtered weight_missing banner_unknown");
        for group in table.groups() {
            let fields = "banner code label path n weighted effective_n cells ranks stats";
            // Points per option are ours, and stand with ranks only.
            let with_points = format!("{fields} rank_scores");
            let fields = if group["ranks"].is_null() { fields } else { &with_points };
            // Who answered stands with free texts only, which have no choices to count.
            let of_texts = fields.replace(" cells", " answered cells");
            let fields = if table.0["kind"] == "text" { &of_texts } else { fields };
            assert_eq!(keys(group).join(" "), fields);
            let stats = "n mean se sd median quartiles min max sum";
            assert_eq!(keys(&group["stats"]).join(" "), stats);
            for step in group["path"].as_array().unwrap() {
                assert_eq!(keys(step), ["question", "code"]);
            }
            for cell in group["cells"].as_array().unwrap() {
                assert_eq!(keys(cell).join(" "), "option n weighted percent se ci vs_rest");
                assert_eq!(keys(&cell["vs_rest"]).join(" "), "statistic method df p p_adjusted");
                assert_eq!(cell["percent"].is_null(), group["n"] == 0, "{cell}");
            }
        }
        for test in table.0["tests"].as_array().unwrap() {
            let fields = "banner within option chi_square df p cramers_v cramers_v_corrected yates min_expected \
                          expected_below_5 fisher_p rao_scott p_adjusted";
            assert_eq!(keys(test).join(" "), fields);
            assert_eq!(keys(&test["rao_scott"]).join(" "), "f ndf ddf p");
        }
    }
    let single = &tables[0];
    assert_eq!(single.codes(), ["1", "2", "3", "4", "5", "N1", "N2", "NA", "INV", "UNK"]);
    assert_eq!((&single.0["survey"], &single.0["parent"]), (&Value::from("business"), &Value::Null));
    assert_eq!(single.total()["label"], "全体");
    assert!(single.total()["ranks"].is_null() && tables[2].total()["ranks"].is_array());
    assert!(tables[4].total()["cells"].as_array().unwrap().is_empty());
    let items: Vec<&str> = tables[5..].iter().map(|table| table.0["question"].as_str().unwrap()).collect();
    assert_eq!(items, ["Q8A", "Q8B", "Q8C", "Q8D", "Q8E", "Q8F"]);
    assert!(tables[5..].iter().all(|table| table.0["parent"] == "Q8"));
    let not_percent = single.cell(single.total(), "1")["percent"].as_f64().unwrap();
    assert!(close(not_percent, 100.0 * 94.0 / 525.0), "full precision");
}

/// Column and 1-based row of "F12".
fn address(cell: &str) -> (usize, usize) {
    let letters: String = cell.chars().take_while(char::is_ascii_alphabetic).collect();
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    (column - 1, cell[letters.len()..].parse().unwrap())
}

/// Where each question lies: file and question to columns.
fn places() -> BTreeMap<(String, String), Vec<usize>> {
    let mut places = BTreeMap::new();
    for survey in ["business", "resident"] {
        let loaded = koe::load::survey(
            &root().join(format!("surveys/{survey}.toml")),
            root(),
            &std::collections::BTreeMap::new(),
        )
        .unwrap();
        for file in loaded.responses.files() {
            for (question, columns) in &file.columns {
                places.insert((file.file.clone(), question.clone()), columns.clone());
            }
        }
    }
    places
}

/// Rules about one row, each planted as often as it is to be found.
const ROW_RULES: [&str; 11] = [
    "attribute_missing",
    "blank",
    "code_clash",
    "double_mark",
    "duplicate",
    "full_width",
    "not_asked",
    "number_words",
    "other_unmarked",
    "out_of_scope",
    "over_limit",
];

#[test]
fn the_check_finds_every_planted_defect_and_nothing_else() {
    let planted = read("sample-data/nishitokyo/planted.json");
    let found = koe(&["check", "--json"]).code(1).json();
    let places = places();
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let key = |entry: &Value| {
        let row = entry["cell"].as_str().map_or(0, |cell| address(cell).1);
        (text(entry, "rule"), text(entry, "survey"), text(entry, "file"), row, text(entry, "question"))
    };
    let about_rows = |entries: &Value| {
        let mut rows: Vec<Value> = entries.as_array().unwrap().clone();
        rows.retain(|entry| ROW_RULES.contains(&entry["rule"].as_str().unwrap()) || entry["rule"] == "summary_row");
        rows
    };
    let (wanted, got) = (about_rows(&planted["planted"]), about_rows(&found["problems"]));
    let sorted = |entries: &[Value]| {
        let mut keys: Vec<_> = entries.iter().map(key).collect();
        keys.sort();
        keys
    };
    let (wanted_keys, got_keys) = (sorted(&wanted), sorted(&got));
    let missed: Vec<_> = wanted_keys.iter().filter(|key| !got_keys.contains(key)).collect();
    let extra: Vec<_> = got_keys.iter().filter(|key| !wanted_keys.contains(key)).collect();
    assert!(missed.is_empty() && extra.is_empty(), "missed {missed:#?}\nextra {extra:#?}");
    assert_eq!(wanted_keys, got_keys, "each once");
    for entry in &got {
        let (rule, _, file, row, question) = key(entry);
        let planted = wanted.iter().find(|planted| key(planted) == key(entry)).unwrap();
        assert_eq!(entry["sheet"], planted["sheet"], "{entry}");
        let (column, _) = address(entry["cell"].as_str().unwrap());
        if rule == "other_unmarked" {
            assert_eq!(entry["cell"], planted["cell"], "the cell of the text");
        } else if let Some(columns) = places.get(&(file.clone(), question.clone())) {
            assert!(columns.contains(&column), "{rule} {file} row {row}: {} is not of {question}", entry["cell"]);
        }
        if !planted["case"].is_null() && rule != "summary_row" {
            assert_eq!(entry["case"], planted["case"], "{entry}");
        }
    }
    for rule in ROW_RULES {
        assert_eq!(found["counts"][rule], planted["counts"][rule]["all"], "{rule}");
    }
}

#[test]
fn the_check_finds_what_concerns_files_and_tables() {
    let planted = read("sample-data/nishitokyo/planted.json");
    let found = koe(&["check", "--json"]).code(1).json();
    let problems = found["problems"].as_array().unwrap();
    let of_rule = |rule: &str| problems.iter().filter(|entry| entry["rule"] == rule).collect::<Vec<_>>();
    for rule in ["encoding", "header_rows"] {
        let files =
            |entries: Vec<&Value>| entries.iter().map(|entry| entry["file"].to_string()).collect::<BTreeSet<_>>();
        let wanted = planted["planted"].as_array().unwrap().iter().filter(|entry| entry["rule"] == rule).collect();
        assert_eq!(files(of_rule(rule)), files(wanted), "{rule}");
    }
    for rule in ["unused_choice", "small_group", "tie_top"] {
        for wanted in planted["planted"].as_array().unwrap().iter().filter(|entry| entry["rule"] == rule) {
            let about =
                |entry: &&&Value| entry["survey"] == wanted["survey"] && entry["question"] == wanted["question"];
            assert!(of_rule(rule).iter().any(|entry| about(&entry)), "{wanted}");
        }
    }
    for survey in ["business", "resident"] {
        for (rule, count) in recount(survey)["rules"].as_object().unwrap() {
            assert_eq!(of_rule(rule).len() as u64, count.as_u64().unwrap(), "{survey} {rule}");
        }
        for entry in ["read", "valid", "excluded"] {
            assert_eq!(found["surveys"][survey][entry], recount(survey)["cases"][entry], "{survey} {entry}");
            assert_eq!(found["surveys"][survey][entry], planted["cases"][survey][entry], "{survey} {entry}");
        }
    }
    assert_eq!(found["cases"]["read"], 1609);
    assert_eq!(found["cases"]["valid"], 1575);
    assert_eq!(keys(&found["cases"]["excluded"]), ["blank", "duplicate", "out_of_scope"]);
    let fields = "rule severity survey file sheet cell case question value message fix status kept";
    assert!(problems.iter().all(|entry| keys(entry).join(" ") == fields));
}

#[test]
fn addresses_never_leave_the_files() {
    // Columns named as personal find duplicates; what stands in them is shown nowhere.
    let problems = koe(&["check", "--json"]).code(1);
    assert!(!problems.text().contains("@example.jp") && !problems.stderr.contains("@example.jp"));
    let tables = koe(&["tab", "--json", "--survey", "business"]).code(0);
    assert!(!tables.text().contains("@example.jp"));
}

pub fn generator() -> PathBuf {
    let beside = Path::new(env!("CARGO_BIN_EXE_koe")).parent().unwrap();
    let name = format!("generate-sample{}", std::env::consts::EXE_SUFFIX);
    let path = beside.join("examples").join(name);
    assert!(path.is_file(), "{} is not built: cargo build --examples", path.display());
    path
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn the_generator_writes_the_committed_files_every_time() {
    let (first, second) = (Workdir::new(), Workdir::new());
    for folder in [&first, &second] {
        let output = std::process::Command::new(generator()).arg(folder.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let committed = files(&root().join("sample-data/nishitokyo"));
    for folder in [&first, &second] {
        let written = files(folder.path());
        assert_eq!(written.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
        for (name, bytes) in &written {
            assert!(bytes == &committed[name], "{name} is not what the generator writes");
        }
    }
}

#[test]
fn every_form_says_that_the_answers_are_made_up() {
    let out = Workdir::new();
    let asked = ["tab", "Q5", "--survey", "business", "--by", "F5"];
    let with = |more: &[&str]| koe(&asked.iter().chain(more).copied().collect::<Vec<_>>()).code(0);
    for form in [&[][..], &["--format", "csv"], &["--format", "md"], &["--json"]] {
        let run = with(form);
        assert!(run.text().contains("合成データ"), "{form:?}");
        assert!(run.stderr.contains("合成データ"), "{form:?}");
    }
    assert!(with(&["--json"]).tables()[0].notes()[0].contains("合成データ"));
    let english = with(&["--lang", "en"]);
    assert!(english.text().contains("synthetic"), "{}", english.text());
    let book = out.file("t.xlsx");
    with(&["-o", book.to_str().unwrap()]).no_data();
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&book).unwrap();
    let names = calamine::Reader::sheet_names(&workbook);
    for name in names {
        let sheet = calamine::Reader::worksheet_range(&mut workbook, &name).unwrap();
        assert!(sheet.used_cells().any(|(_, _, cell)| cell.to_string().contains("合成データ")), "sheet {name}");
    }
}

#[test]
fn an_exact_half_is_rounded_up() {
    let asked = ["tab", "Q4", "--survey", "business", "--by", "F1"];
    let table = &koe(&[&asked[..], &["--json"]].concat()).code(0).tables()[0];
    let group = table.group(Some("F1"), "11");
    assert_eq!((&group["n"], &table.cell(group, "4")["n"]), (&Value::from(16), &Value::from(1)));
    assert_eq!(table.cell(group, "4")["percent"], 6.25);
    for form in [&["--format", "csv", "--digits", "1"][..], &["--format", "md"], &[]] {
        let run = koe(&[&asked[..], form].concat()).code(0);
        let lines: Vec<&str> = run.text().lines().collect();
        let row = lines.iter().position(|line| line.contains("教育・学習支援業")).unwrap_or_else(|| run.fail("no row"));
        assert!(lines[row..row + 2].iter().any(|line| line.contains("6.3")), "{}", lines[row..row + 2].join("\n"));
    }
}
