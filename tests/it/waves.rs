//! `koe waves`: hand counts, the values of R, refusals, changed wording, faults of the mapping file, three waves, files.

use std::path::Path;

use serde_json::Value;

use crate::reference::fault;
use crate::support::{Run, Workdir, close, run};

fn sample() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/waves")
}

/// `koe waves …` on the sample.
fn on_sample(arguments: &[&str]) -> Run {
    run(&sample(), &[&["waves"], arguments].concat())
}

#[test]
fn figures_agree_with_r() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/waves/expected.json"));
    let expected: Value = serde_json::from_str(&text.unwrap()).unwrap();
    let (mut faults, mut checks) = (Vec::new(), 0);
    for request in expected["waves"].as_array().unwrap() {
        let arguments: Vec<&str> =
            request["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap()).collect();
        let answer = on_sample(&[&arguments[..], &["--json"]].concat()).code(0).json();
        for check in request["checks"].as_array().unwrap() {
            checks += 1;
            faults.extend(fault(&answer, check).map(|fault| format!("{} {fault}", request["id"])));
        }
    }
    assert!(faults.is_empty(), "{} of {checks} checks fail:\n{:#?}", faults.len(), &faults[..faults.len().min(40)]);
    assert!(checks > 1000, "only {checks} checks");
}

/// A survey of a series, by its parts.
struct Wave<'a> {
    id: &'a str,
    about: &'a str,
    toml: &'a str,
    answers: String,
}

/// A project of surveys and a mapping file.
fn project(waves: &[Wave<'_>], mapping: Option<&str>) -> Workdir {
    let dir = Workdir::new();
    let files: Vec<String> = waves.iter().map(|wave| format!("\"s/{}.toml\"", wave.id)).collect();
    let key = if mapping.is_some() { "mapping = \"s/mapping.toml\"\n" } else { "" };
    dir.write("koe.toml", format!("[project]\nsurveys = [{}]\n{key}", files.join(", ")));
    for Wave { id, about, toml, answers } in waves {
        let head = format!("[survey]\nid = \"{id}\"\n{about}\n[[source]]\nfile = \"../{id}.csv\"\nid = \"id\"\n");
        dir.write(&format!("s/{id}.toml"), format!("{head}{toml}"));
        dir.write(&format!("{id}.csv"), answers);
    }
    if let Some(mapping) = mapping {
        dir.write("s/mapping.toml", mapping);
    }
    dir
}

const OLD: &str = "series = \"s\"\ndate = \"2018-07-01\"\nwave = \"H30\"";
const NEW: &str = "series = \"s\"\ndate = \"2023-07-01\"\nwave = \"R5\"";

fn choices(question: &str, kind: &str, choices: &[(&str, &str)], more: &str) -> String {
    let one = |(code, label): &(&str, &str)| format!("{{ code = \"{code}\", label = \"{label}\" }}");
    let list: Vec<String> = choices.iter().map(one).collect();
    format!("[[question]]\nid = \"{question}\"\nkind = \"{kind}\"\n{more}\nchoices = [{}]\n", list.join(", "))
}

/// Answers to one question: so many of each.
fn answers(header: &str, counts: &[(&str, usize)]) -> String {
    let rows = counts.iter().flat_map(|(answer, n)| std::iter::repeat_n(answer, *n)).enumerate();
    format!("id,{header}\n{}", rows.map(|(at, answer)| format!("{},{answer}\n", at + 1)).collect::<String>())
}

fn yes_no(question: &str) -> String {
    choices(question, "single", &[("1", "はい"), ("2", "いいえ")], "label = \"設問\"")
}

/// 40 of 100 and 66 of 120 say yes.
fn two_waves() -> Workdir {
    let toml = format!("{}{}", yes_no("Q1"), yes_no("Q2"));
    project(
        &[
            Wave { id: "a", about: OLD, toml: &toml, answers: answers("Q1,Q2", &[("1,1", 40), ("2,1", 60)]) },
            Wave {
                id: "b",
                about: NEW,
                toml: &toml,
                answers: answers("Q1,Q2", &[("1,1", 66), ("2,1", 50), (",1", 4)]),
            },
        ],
        None,
    )
}

fn one(run: Run) -> Value {
    let all = run.code(0).json();
    assert_eq!(all.as_array().unwrap().len(), 1, "{all:#}");
    all[0].clone()
}

fn cell<'a>(group: &'a Value, wave: usize, option: &str) -> &'a Value {
    find(&group["waves"][wave]["cells"], option)
}

fn change<'a>(group: &'a Value, at: usize, option: &str) -> &'a Value {
    find(&group["changes"][at]["cells"], option)
}

fn find<'a>(cells: &'a Value, option: &str) -> &'a Value {
    cells.as_array().unwrap().iter().find(|cell| cell["option"] == option).unwrap_or(&Value::Null)
}

#[test]
fn two_waves_by_hand() {
    let found = one(two_waves().koe(&["waves", "Q1", "--json"]));
    let total = &found["groups"][0];
    assert_eq!((&cell(total, 0, "1")["n"], &cell(total, 1, "1")["n"]), (&Value::from(40), &Value::from(66)));
    assert_eq!((&total["waves"][0]["n"], &total["waves"][1]["n"]), (&Value::from(100), &Value::from(120)));
    let yes = change(total, 0, "1");
    // v1 = .4 * .6 / 99, v2 = .55 * .45 / 119
    let se = (0.4 * 0.6 / 99.0 + 0.55 * 0.45 / 119.0_f64).sqrt();
    assert!(close(yes["difference"].as_f64().unwrap(), 15.0));
    assert!(close(yes["se"].as_f64().unwrap(), 100.0 * se));
    assert!(close(yes["statistic"].as_f64().unwrap(), 0.15 / se));
    assert_eq!((yes["method"].as_str(), yes["df"].as_f64()), (Some("z"), None));
    // 無回答 is shown and not tested.
    let none = change(total, 0, "NA");
    assert!(close(none["difference"].as_f64().unwrap(), 100.0 * 4.0 / 120.0));
    assert_eq!(none["p"], Value::Null);
    assert_eq!(found["waves"][0]["name"], "H30");
}

#[test]
fn printed_differences_are_those_of_printed_figures() {
    // 1/3 and 2/3: 33.3 and 66.7, whose difference is 33.4; the exact one rounds to 33.3.
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &yes_no("Q1"), answers: answers("Q1", &[("1", 40), ("2", 20)]) },
            Wave { id: "b", about: NEW, toml: &yes_no("Q1"), answers: answers("Q1", &[("1", 20), ("2", 40)]) },
        ],
        None,
    );
    let printed = dir.koe(&["waves"]).code(0);
    assert!(printed.text().contains("66.7  33.3   ▲33.4"), "{}", printed.text());
    assert!(printed.text().contains("33.3  66.7    33.4"), "{}", printed.text());
    let exact = dir.koe(&["waves", "--difference", "exact"]).code(0);
    assert!(exact.text().contains("▲33.3"), "{}", exact.text());
    assert!(exact.text().contains("丸める前"), "{}", exact.text());
    let whole = dir.koe(&["waves", "--digits", "0"]).code(0);
    assert!(whole.text().contains("▲34"), "{}", whole.text());
}

#[test]
fn three_waves_are_compared_in_turn_and_last_with_first() {
    let toml = yes_no("Q1");
    let wave =
        |id, about, yes| Wave { id, about, toml: &toml, answers: answers("Q1", &[("1", yes), ("2", 100 - yes)]) };
    // The project lists them in another order than their dates.
    let dates = [
        "series = \"s\"\ndate = \"2023-01-01\"",
        "series = \"s\"\ndate = \"2013-01-01\"",
        "series = \"s\"\ndate = \"2018-01-01\"",
    ];
    let dir = project(&[wave("c", dates[0], 70), wave("a", dates[1], 40), wave("b", dates[2], 60)], None);
    let found = one(dir.koe(&["waves", "Q1", "--json"]));
    let names: Vec<&str> =
        found["waves"].as_array().unwrap().iter().map(|wave| wave["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["2013", "2018", "2023"]);
    let total = &found["groups"][0];
    let pairs: Vec<(u64, u64, f64)> = total["changes"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .map(|(at, pair)| {
            let difference = change(total, at, "1")["difference"].as_f64().unwrap();
            (pair["from"].as_u64().unwrap(), pair["to"].as_u64().unwrap(), difference.round())
        })
        .collect();
    assert_eq!(pairs, [(0, 1, 20.0), (1, 2, 10.0), (0, 2, 30.0)]);
    let text = dir.koe(&["waves"]).code(0);
    assert!(text.text().contains("2013→2023"), "{}", text.text());
    // Only two of them.
    let two = one(dir.koe(&["waves", "--survey", "a", "--survey", "c", "--json"]));
    assert_eq!(two["groups"][0]["changes"].as_array().unwrap().len(), 1);
}

#[test]
fn merged_codes_are_counted_by_respondent() {
    let toml =
        choices("Q1", "multiple", &[("1", "甲"), ("2", "乙"), ("3", "丙")], "label = \"設問\"\nseparator = \";\"");
    let mapping = "[[same]]\nid = \"any\"\noptions = [{ code = \"x\", label = \"甲か乙\" }]\nin = [\n\
        { survey = \"a\", question = \"Q1\", codes = { x = [1, 2] } },\n\
        { survey = \"b\", question = \"Q1\", codes = { x = [\"1\", \"2\"] } }]\n";
    let dir = project(
        &[
            // 30 named both, 10 one of them: 40 of 100, not 70.
            Wave { id: "a", about: OLD, toml: &toml, answers: answers("Q1", &[("1;2", 30), ("2;3", 10), ("3", 60)]) },
            Wave { id: "b", about: NEW, toml: &toml, answers: answers("Q1", &[("1;2;3", 50), ("3", 50)]) },
        ],
        Some(mapping),
    );
    let found = one(dir.koe(&["waves", "any", "--json"]));
    let total = &found["groups"][0];
    assert_eq!((&cell(total, 0, "x")["n"], &cell(total, 1, "x")["n"]), (&Value::from(40), &Value::from(50)));
    // What the mapping leaves out is listed, not dropped.
    let left: Vec<&str> =
        found["unmatched"].as_array().unwrap().iter().map(|one| one["label"].as_str().unwrap()).collect();
    assert_eq!(left, ["丙", "丙"]);
    // The whole list of questions has the entry in place of the question.
    assert_eq!(one(dir.koe(&["waves", "--json"]))["id"], "any");
}

#[test]
fn small_bases_take_part_in_no_test() {
    let toml = format!("{}{}", yes_no("Q1"), choices("F1", "single", &[("1", "東"), ("2", "西")], "label = \"地区\""));
    let rows = |big: usize, small: usize| {
        let row = |at: usize, district: usize| format!("{at},{},{district}\n", 1 + at % 2);
        let all = (0..big).map(|at| row(at, 1)).chain((0..small).map(|at| row(1000 + at, 2)));
        format!("id,Q1,F1\n{}", all.collect::<String>())
    };
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &toml, answers: rows(50, 29) },
            Wave { id: "b", about: NEW, toml: &toml, answers: rows(61, 60) },
        ],
        None,
    );
    let found = one(dir.koe(&["waves", "Q1", "--by", "F1", "--json"]));
    assert!(change(&found["groups"][1], 0, "1")["p"].is_f64());
    let west = change(&found["groups"][2], 0, "1");
    assert!(west["difference"].is_f64() && west["p"].is_null() && west["statistic"].is_null(), "{west}");
    let text = dir.koe(&["waves", "Q1", "--by", "F1"]).code(0);
    let west = text.text().lines().position(|line| line == "地区：西").unwrap();
    assert!(text.text().lines().nth(west + 1).unwrap().contains("n※"), "{}", text.text());
    assert!(text.text().contains("H30：※はnが30未満"), "{}", text.text());
    let all = one(dir.koe(&["waves", "Q1", "--by", "F1", "--min-base", "0", "--json"]));
    assert!(change(&all["groups"][2], 0, "1")["p"].is_f64());
}

#[test]
fn no_chance_no_test() {
    // Everybody said no, then everybody said yes; and a census has no sampling error.
    let toml = yes_no("Q1");
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &toml, answers: answers("Q1", &[("2", 40)]) },
            Wave { id: "b", about: NEW, toml: &toml, answers: answers("Q1", &[("1", 40)]) },
        ],
        None,
    );
    let run = dir.koe(&["waves", "--json"]).code(0);
    assert!(!run.text().contains("NaN") && !run.text().contains("inf"), "{}", run.text());
    let found = one(run);
    let yes = change(&found["groups"][0], 0, "1");
    assert_eq!((yes["difference"].as_f64(), yes["statistic"].as_f64(), yes["p"].as_f64()), (Some(100.0), None, None));
    let about = [
        format!("{OLD}\npopulation = 50\nsampling = \"census\""),
        format!("{NEW}\npopulation = 50\nsampling = \"census\""),
    ];
    let census = project(
        &[
            Wave { id: "a", about: &about[0], toml: &toml, answers: answers("Q1", &[("1", 10), ("2", 40)]) },
            Wave { id: "b", about: &about[1], toml: &toml, answers: answers("Q1", &[("1", 20), ("2", 30)]) },
        ],
        None,
    );
    let found = one(census.koe(&["waves", "--json"]));
    assert_eq!(change(&found["groups"][0], 0, "1")["p"], Value::Null);
    assert!(found["notes"].to_string().contains("標本誤差が0"), "{}", found["notes"]);
}

#[test]
fn different_bases_are_refused_until_told() {
    let asked = |more: &str| {
        format!(
            "{}{}",
            yes_no("Q1"),
            choices("Q2", "single", &[("1", "A"), ("2", "B")], &format!("label = \"あと\"\n{more}"))
        )
    };
    let rows = "id,Q1,Q2\n1,1,1\n2,2,2\n3,1,2\n".to_owned();
    let with = |old: &str, new: &str, about_new: &str, mapping: Option<&str>| {
        let about = format!("{NEW}\n{about_new}");
        project(
            &[
                Wave { id: "a", about: OLD, toml: &asked(old), answers: rows.clone() },
                Wave { id: "b", about: &about, toml: &asked(new), answers: rows.clone() },
            ],
            mapping,
        )
    };
    let dir = with("", "ask_if = \"Q1 = 1\"", "", None);
    let said =
        dir.koe(&["waves", "Q2"]).code(2).no_data().says(&["全員", "「Q1 設問 = はい」", "--different-bases", "allow"]);
    assert!(said.stderr.contains("H30") && said.stderr.contains("R5"));
    dir.koe(&["waves", "Q2", "--lang", "en"]).code(2).no_data().says(&["everyone", "--different-bases"]);
    // Of all questions, only this one is left out, and named.
    let all = dir.koe(&["waves", "--json"]).code(0).says(&["比べていない設問", "Q2"]);
    assert_eq!(one(all)["id"], "Q1");
    let told = one(dir.koe(&["waves", "Q2", "--different-bases", "--json"]));
    assert!(told["notes"].to_string().contains("母数の違い"), "{}", told["notes"]);
    assert_eq!(
        (&told["groups"][0]["waves"][0]["n"], &told["groups"][0]["waves"][1]["n"]),
        (&Value::from(3), &Value::from(2))
    );
    // The mapping file can tell, too.
    let entry =
        "[[same]]\nid = \"m\"\nin = [{ survey = \"a\", question = \"Q2\" }, { survey = \"b\", question = \"Q2\" }]\n";
    let mapped = with("", "ask_if = \"Q1 = 1\"", "", Some(entry));
    mapped.koe(&["waves", "m"]).code(2).no_data();
    let allowed = with("", "ask_if = \"Q1 = 1\"", "", Some(&format!("{entry}allow = [\"base\"]\n")));
    allowed.koe(&["waves", "m"]).code(0);
    // The same condition is the same base; how it is spelled does not matter.
    with("ask_if = \"Q1=1\"", "ask_if = \"(Q1 = 1)\"", "", None).koe(&["waves", "Q2"]).code(0);
    // Another way of choosing people, other people.
    with("", "", "sampling = \"open\"", None).koe(&["waves", "Q1"]).code(2).no_data().says(&["無作為抽出", "公募"]);
    with("", "", "audience = \"farm\"", None).koe(&["waves", "Q1"]).code(2).no_data().says(&["農業者"]);
}

#[test]
fn a_code_that_changed_its_meaning_makes_another_base() {
    let filter = |labels: [&str; 2]| {
        let first = choices("Q1", "single", &[("1", labels[0]), ("2", labels[1])], "label = \"前\"");
        format!(
            "{first}{}",
            choices("Q2", "single", &[("1", "A"), ("2", "B")], "label = \"あと\"\nask_if = \"Q1 = 1\"")
        )
    };
    let rows = "id,Q1,Q2\n1,1,1\n2,2,\n3,1,2\n".to_owned();
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &filter(["はい", "いいえ"]), answers: rows.clone() },
            Wave { id: "b", about: NEW, toml: &filter(["いいえ", "はい"]), answers: rows },
        ],
        None,
    );
    dir.koe(&["waves", "Q2"]).code(2).no_data().says(&["「Q1 前 = はい」", "「Q1 前 = いいえ」"]);
    // A filter by that code would be two filters.
    dir.koe(&["waves", "Q1", "--where", "Q1 = 1"]).code(2).no_data().says(&["--where", "はい", "いいえ"]);
    // Q1 itself is matched by its texts: code 1 then is code 2 now.
    let found = one(dir.koe(&["waves", "Q1", "--json"]));
    let yes = found["options"].as_array().unwrap().iter().find(|option| option["label"] == "はい").unwrap();
    assert_eq!(yes["codes"], serde_json::json!([["1"], ["2"]]));
    assert_eq!(cell(&found["groups"][0], 0, yes["code"].as_str().unwrap())["n"], 2);
    assert_eq!(cell(&found["groups"][0], 1, yes["code"].as_str().unwrap())["n"], 1);
}

#[test]
fn the_filter_of_a_filter_counts_too() {
    let toml = |first: &str| {
        let second = choices("Q2", "single", &[("1", "A"), ("2", "B")], &format!("label = \"中\"\n{first}"));
        let third = choices("Q3", "single", &[("1", "C"), ("2", "D")], "label = \"あと\"\nask_if = \"Q2 = 1\"");
        format!("{}{second}{third}", yes_no("Q1"))
    };
    let rows = "id,Q1,Q2,Q3\n1,1,1,1\n2,2,1,2\n3,1,2,\n".to_owned();
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &toml(""), answers: rows.clone() },
            Wave { id: "b", about: NEW, toml: &toml("ask_if = \"Q1 = 1\""), answers: rows },
        ],
        None,
    );
    let said = dir.koe(&["waves", "Q3"]).code(2).no_data();
    said.says(&["H30は「Q2 中 = A」", "R5は「Q2 中 = A and Q1 設問 = はい」"]);
}

#[test]
fn a_weight_on_one_side_is_refused() {
    let weight = "[[weight]]\nid = \"w\"\nkind = \"column\"\ncolumn = \"w\"\n";
    let toml = format!("{}{weight}", yes_no("Q1"));
    let rows = "id,Q1,w\n1,1,2\n2,2,1\n".to_owned();
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &toml, answers: rows.clone() },
            Wave { id: "b", about: &format!("{NEW}\ndefault_weight = \"w\""), toml: &toml, answers: rows },
        ],
        None,
    );
    dir.koe(&["waves"]).code(2).no_data().says(&["ウェイトなし", "ウェイト w", "--weight none"]);
    dir.koe(&["waves", "--weight", "none"]).code(0);
    let found = one(dir.koe(&["waves", "--weight", "w", "--json"]));
    assert!(close(cell(&found["groups"][0], 0, "1")["percent"].as_f64().unwrap(), 200.0 / 3.0));
}

#[test]
fn changed_words_are_flagged_and_what_is_alone_is_listed() {
    let toml = |text: &str, labels: &[(&str, &str)], max: usize| {
        choices(
            "Q1",
            "multiple",
            labels,
            &format!("label = \"課題\"\ntext = \"{text}\"\nmax = {max}\nseparator = \";\""),
        )
    };
    let old = toml("課題は何ですか。", &[("1", "売上"), ("2", "人手不足"), ("3", "後継者")], 2);
    let new = toml("困っていることは何ですか。", &[("1", "売上"), ("2", "人材の不足"), ("4", "デジタル化")], 3);
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &old, answers: answers("Q1", &[("1;2", 5), ("3", 5)]) },
            Wave { id: "b", about: NEW, toml: &new, answers: answers("Q1", &[("1;2", 6), ("4", 4)]) },
        ],
        None,
    );
    let found = one(dir.koe(&["waves", "--json"]));
    let notes = found["notes"].to_string();
    for part in [
        "H30「人手不足」→ R5「人材の不足」",
        "「課題は何ですか。」→ R5「困っていること",
        "H30「2つまで」→ R5「3つまで」",
    ] {
        assert!(notes.contains(part), "{part}: {notes}");
    }
    assert!(notes.contains("「後継者」はH30だけ") && notes.contains("「デジタル化」はR5だけ"), "{notes}");
    let alone: Vec<&str> =
        found["unmatched"].as_array().unwrap().iter().map(|one| one["label"].as_str().unwrap()).collect();
    assert_eq!(alone, ["後継者", "デジタル化"]);
    let total = &found["groups"][0];
    assert_eq!(total["waves"][0]["cells"][2], Value::Null, "デジタル化 could not be said in H30");
    assert_eq!(cell(total, 0, "3")["n"], 5);
    assert_eq!(change(total, 0, "3")["difference"], Value::Null);
    let text = dir.koe(&["waves"]).code(0);
    assert!(text.text().contains("人材の不足＊") && text.text().contains("デジタル化"), "{}", text.text());
}

#[test]
fn groups_whose_label_changed_are_not_compared() {
    let toml = |label: &str| {
        format!("{}{}", yes_no("Q1"), choices("F1", "single", &[("1", "東"), ("2", label)], "label = \"地区\""))
    };
    let rows = "id,Q1,F1\n1,1,1\n2,2,2\n".to_owned();
    let wave = |id, about, toml| Wave { id, about, toml, answers: rows.clone() };
    let (old, new) = (toml("西"), toml("南"));
    let entry = "[[same]]\nid = \"district\"\nlabel = \"地区計\"\noptions = [{ code = \"e\", label = \"東\" }, { code = \"w\", label = \"西・南\" }]\nin = [\n\
        { survey = \"a\", question = \"F1\", codes = { e = [\"1\"], w = [\"2\"] } },\n\
        { survey = \"b\", question = \"F1\", codes = { e = [\"1\"], w = [\"2\"] } }]\n";
    let dir = project(&[wave("a", OLD, &old), wave("b", NEW, &new)], Some(entry));
    let found = one(dir.koe(&["waves", "Q1", "--by", "F1", "--json"]));
    let groups: Vec<(&str, bool, bool)> = found["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["label"].as_str().unwrap(), group["waves"][0].is_null(), group["waves"][1].is_null()))
        .collect();
    assert_eq!(groups, [("全体", false, false), ("東", false, false), ("南", true, false), ("西", false, true)]);
    assert!(found["notes"].to_string().contains("「地区」の「西」はH30だけ"), "{}", found["notes"]);
    let mapped = one(dir.koe(&["waves", "Q1", "--by", "district", "--json"]));
    let west = &mapped["groups"][2];
    assert_eq!((west["banner"].as_str(), west["code"].as_str()), (Some("district"), Some("w")));
    assert_eq!((&west["waves"][0]["n"], &west["waves"][1]["n"]), (&Value::from(1), &Value::from(1)));
}

#[test]
fn partners_are_compared_only_as_the_mapping_file_says() {
    let toml = yes_no("Q1");
    let other = yes_no("Q7");
    let about = "series = \"business\"\ntitle = \"事業者調査\"\naudience = \"business\"\ndate = \"2023-07-01\"";
    let about_other = "series = \"resident\"\ntitle = \"市民調査\"\naudience = \"resident\"\ndate = \"2023-07-01\"";
    let waves = || {
        [
            Wave { id: "business", about, toml: &toml, answers: answers("Q1", &[("1", 30), ("2", 30)]) },
            Wave { id: "resident", about: about_other, toml: &other, answers: answers("Q7", &[("1", 60), ("2", 20)]) },
        ]
    };
    project(&waves(), None).koe(&["waves"]).code(2).no_data().says(&["series", "mapping"]);
    let entry = "[[same]]\nid = \"support\"\nlabel = \"支援\"\nin = [{ survey = \"business\", question = \"Q1\" }, { survey = \"resident\", question = \"Q7\" }]\n";
    let refused = project(&waves(), Some(entry));
    refused.koe(&["waves", "support"]).code(2).no_data().says(&["事業者", "市民"]);
    let dir = project(&waves(), Some(&format!("{entry}allow = [\"base\"]\n")));
    let found = one(dir.koe(&["waves", "--json"]));
    assert_eq!((&found["series"], found["label"].as_str()), (&Value::Null, Some("支援")));
    assert!(close(change(&found["groups"][0], 0, "1")["difference"].as_f64().unwrap(), 25.0));
    let text = dir.koe(&["waves"]).code(0);
    assert!(text.text().contains("調査間の比較") && text.text().contains("事業者→市民"), "{}", text.text());
}

#[test]
fn linked_respondents_by_hand() {
    let toml = yes_no("Q1");
    let entry = "[[same]]\nid = \"panel\"\nlinked = true\nin = [{ survey = \"a\", question = \"Q1\" }, { survey = \"b\", question = \"Q1\" }]\n";
    // 40 linked: 20 stay yes, 8 leave, 2 join, 10 stay no; and others on both sides.
    let rows = |second: bool, others: &[usize]| {
        let answer = |id: usize| match (id, second) {
            (0..20, _) | (20..28, false) | (28..30, true) => 1,
            _ => 2,
        };
        // The second wave's rows stand the other way round.
        let mut ids: Vec<usize> = (0..40).chain(others.iter().copied()).collect();
        if second {
            ids.reverse();
        }
        format!("id,Q1\n{}", ids.iter().map(|id| format!("N{id:03},{}\n", answer(*id))).collect::<String>())
    };
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &toml, answers: rows(false, &[100, 101, 102]) },
            Wave { id: "b", about: NEW, toml: &toml, answers: rows(true, &[200]) },
        ],
        Some(entry),
    );
    let found = one(dir.koe(&["waves", "panel", "--json"]));
    let total = &found["groups"][0];
    assert_eq!((cell(total, 0, "1")["n"].as_u64(), cell(total, 1, "1")["n"].as_u64()), (Some(28), Some(22)));
    assert_eq!(
        (found["waves"][0]["not_linked"].as_u64(), found["waves"][1]["not_linked"].as_u64()),
        (Some(3), Some(1))
    );
    let yes = change(total, 0, "1");
    // d is -1 for 8, +1 for 2, 0 for 30, mean -6/40: variance of the mean is sum (d - mean)^2 / (n (n - 1)).
    let mean = -6.0 / 40.0;
    let squares = 8.0 * (-1.0_f64 - mean).powi(2) + 2.0 * (1.0_f64 - mean).powi(2) + 30.0 * mean * mean;
    let se = (squares / (40.0 * 39.0)).sqrt();
    assert!(close(yes["difference"].as_f64().unwrap(), -15.0));
    assert!(close(yes["se"].as_f64().unwrap(), 100.0 * se));
    assert_eq!((yes["method"].as_str(), yes["df"].as_f64()), (Some("t"), Some(39.0)));
    let changed = &yes["mcnemar"];
    assert_eq!((changed["only_earlier"].as_u64(), changed["only_later"].as_u64()), (Some(8), Some(2)));
    assert!(close(changed["statistic"].as_f64().unwrap(), 3.6));
    assert!(found["notes"].to_string().contains("どの調査回にもある40件"), "{}", found["notes"]);
    // Nobody in both.
    let apart = project(
        &[
            Wave { id: "a", about: OLD, toml: &toml, answers: "id,Q1\nA1,1\n".to_owned() },
            Wave { id: "b", about: NEW, toml: &toml, answers: "id,Q1\nB1,1\n".to_owned() },
        ],
        Some(entry),
    );
    apart.koe(&["waves", "panel"]).code(2).no_data().says(&["linked", "H30、R5"]);
}

#[test]
fn linked_waves_say_what_is_counted_and_how() {
    let asked = on_sample(&["outlook_panel", "--weight", "size", "--where", "F1 = 1"]).code(0);
    for wave in ["H30", "R5"] {
        for part in ["集計対象：F1 = 1（", "ウェイト：size。nは加重前の数で"] {
            assert!(asked.text().contains(&format!("{wave}：{part}")), "{wave} {part}: {}", asked.text());
        }
    }
    // 40 linked of 41: of Q1, 30 live in the district asked; of Q2, 10 were not asked; 5 live nowhere known.
    let toml = format!(
        "{}{}{}[[weight]]\nid = \"w\"\nkind = \"column\"\ncolumn = \"w\"\n",
        choices("F1", "single", &[("1", "東"), ("2", "西")], "label = \"地区\""),
        yes_no("Q1"),
        choices("Q2", "single", &[("1", "はい"), ("2", "いいえ")], "label = \"問2\"\nask_if = \"Q1 = 1\"")
    );
    let row = |id: usize| {
        let district = [(0..30, "1"), (30..35, "2"), (35..42, "")].into_iter().find(|(ids, _)| ids.contains(&id));
        let (q1, q2) = if id % 4 == 3 { ("2", "") } else { ("1", "2") };
        format!("N{id},{},{q1},{q2},{}\n", district.unwrap().1, [1, 2][id % 2])
    };
    let rows = |ids: std::ops::Range<usize>, other: usize| {
        format!("id,F1,Q1,Q2,w\n{}", ids.chain([other]).map(row).collect::<String>())
    };
    let entry = |question: &str| {
        format!(
            "[[same]]\nid = \"p{question}\"\nlinked = true\nin = [{{ survey = \"a\", question = \"{question}\" }}, {{ survey = \"b\", question = \"{question}\" }}]\n"
        )
    };
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &toml, answers: rows(0..40, 40) },
            Wave { id: "b", about: NEW, toml: &toml, answers: rows(0..40, 41) },
        ],
        Some(&format!("{}{}", entry("Q1"), entry("Q2"))),
    );
    let notes = |arguments: &[&str]| {
        let found = one(dir.koe(&[&["waves"], arguments, &["--json"]].concat()));
        (found["notes"].to_string(), found["groups"][0]["waves"][0].clone())
    };
    let (said, total) = notes(&["pQ1", "--where", "F1 = 1", "--weight", "w"]);
    assert_eq!(total["n"], 30);
    assert!(said.contains("H30：集計対象：F1 = 1（地区が「東」）。対象外 10件"), "{said}");
    // 15 of weight 1, 15 of weight 2: 45^2 / 75.
    assert!(said.contains("H30：ウェイト：w。nは加重前の数で、ウェイトの分を割り引くと27件分に当たる"), "{said}");
    let (said, total) = notes(&["pQ2", "--by", "F1"]);
    assert_eq!(total["n"], 30);
    assert!(said.contains("R5：非該当の10件"), "{said}");
    // Of N35 to N39, N35 and N39 were not asked.
    assert!(said.contains("R5：「地区」の区分に入らない3件"), "{said}");
    assert!(!said.contains("集計対象") && !said.contains("ウェイト"), "{said}");
}

#[test]
fn linked_waves_know_no_residual_errors() {
    let asked = &["outlook_panel", "--weight", "size", "--weight-error"];
    on_sample(&[asked, &["residual"][..]].concat()).code(2).no_data().says(&[
        "outlook_panel",
        "--weight-error",
        "linked",
    ]);
    on_sample(&[asked, &["residual", "--lang", "en"][..]].concat()).code(2).no_data().says(&["links respondents"]);
    on_sample(&[asked, &["fixed"][..]].concat()).code(0);
    // Of all questions, only the linked one is left out, and named.
    let all = on_sample(&["--weight", "size", "--weight-error", "residual", "--json"]).code(0);
    assert!(!all.text().contains("outlook_panel"));
    all.says(&["比べていない設問", "outlook_panel"]);
}

#[test]
fn every_fault_of_a_mapping_file_has_its_sentence() {
    let toml = format!("{}[[question]]\nid = \"N\"\nkind = \"numeric\"\n", yes_no("Q1"));
    let rows = "id,Q1,N\n1,1,5\n2,2,6\n".to_owned();
    let says = |mapping: &str, parts: &[&str]| {
        let dir = project(
            &[
                Wave { id: "a", about: OLD, toml: &toml, answers: rows.clone() },
                Wave { id: "b", about: NEW, toml: &toml, answers: rows.clone() },
            ],
            Some(mapping),
        );
        dir.koe(&["waves"]).code(2).no_data().says(&["mapping.toml"]).says(parts);
    };
    let entry = |options: &str, a: &str, b: &str| format!("[[same]]\nid = \"m\"\n{options}\nin = [{a}, {b}]\n");
    let place = |survey: &str, more: &str| format!("{{ survey = \"{survey}\", question = \"Q1\"{more} }}");
    let x = "options = [{ code = \"x\", label = \"X\" }, { code = \"y\", label = \"Y\" }]";
    let good = place("b", ", codes = { x = [\"1\"], y = [\"2\"] }");
    says(&entry("", &place("z", ""), &place("b", "")), &["調査「z」"]);
    says(&entry("", "{ survey = \"a\", question = \"Q9\" }", &place("b", "")), &["設問「Q9」"]);
    says(&entry("", "{ survey = \"a\", question = \"N\" }", &place("b", "")), &["種類が違う", "a N", "b Q1"]);
    says(&entry(x, &place("a", ", codes = { x = [\"7\"], y = [] }"), &good), &["選択肢「7」がありません", "「x」"]);
    says(&entry(x, &place("a", ", codes = { x = [\"1\"] }"), &good), &["選択肢「y」がありません", "y = []"]);
    says(&entry(x, &place("a", ", codes = { x = [\"1\"], y = [\"1\"] }"), &good), &["「1」が2回", "net = true"]);
    says(&entry(x, &place("a", ", codes = { z = [\"1\"] }"), &good), &["「z」が options にありません"]);
    says(&entry("", &place("a", ""), &place("a", "")), &["「a」が2回"]);
    says(&format!("[[same]]\nid = \"m\"\nin = [{}]\n", place("a", "")), &["1つしか"]);
    says(&format!("{0}{0}", entry("", &place("a", ""), &place("b", ""))), &["「m」が2回"]);
    says(&entry("likned = true", &place("a", ""), &place("b", "")), &["likned", "linked"]);
    says(
        &entry(
            "options = [{ code = \"x\", label = \"X\" }]",
            "{ survey = \"a\", question = \"N\", codes = { x = [\"1\", \"2\"] } }",
            "{ survey = \"b\", question = \"N\", codes = { x = [] } }",
        ),
        &["数値"],
    );
    // A total may hold what its parts hold.
    let net = "options = [{ code = \"x\", label = \"X\" }, { code = \"y\", label = \"計\", net = true }]";
    let both = |survey| place(survey, ", codes = { x = [\"1\"], y = [\"1\", \"2\"] }");
    let dir = project(
        &[
            Wave { id: "a", about: OLD, toml: &toml, answers: rows.clone() },
            Wave { id: "b", about: NEW, toml: &toml, answers: rows.clone() },
        ],
        Some(&entry(net, &both("a"), &both("b"))),
    );
    let found = one(dir.koe(&["waves", "m", "--json"]));
    assert_eq!(found["options"][1]["role"], "net");
    // The file itself: outside the project, and not there.
    dir.write("koe.toml", "[project]\nsurveys = [\"s/a.toml\"]\nmapping = \"../m.toml\"\n");
    dir.koe(&["waves"]).code(2).says(&["../m.toml"]);
    dir.write("koe.toml", "[project]\nsurveys = [\"s/a.toml\"]\nmapping = \"m.toml\"\n");
    dir.koe(&["waves"]).code(3).says(&["m.toml"]);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let dir = two_waves();
    dir.koe(&["waves", "Q9"]).code(2).no_data().says(&["Q9"]);
    dir.koe(&["waves", "--survey", "z", "--survey", "a"]).code(2).says(&["調査「z」"]);
    dir.koe(&["waves", "--survey", "a"]).code(2).says(&["比べられる調査がありません"]);
    dir.koe(&["waves", "--series", "x"]).code(2).says(&["系列「x」", "s"]);
    dir.koe(&["waves", "--percent", "column"]).code(2).says(&["横％"]);
    dir.koe(&["waves", "--data", "a.csv"]).code(2).says(&["--data"]);
    dir.koe(&["waves", "--format", "xlsx"]).code(2).says(&["-o"]);
    dir.koe(&["waves", "-o", "a.csv"]).code(2).says(&["a.csv"]);
    dir.koe(&["waves", "Q1", "--by", "F9"]).code(2).no_data().says(&["F9"]);
    on_sample(&["Q7"]).code(2).no_data().says(&["Q7", "令和5年度"]);
}

#[test]
fn files_hold_the_same_comparison() {
    let out = Workdir::new();
    let book = out.file("w.xlsx");
    on_sample(&["-o", book.to_str().unwrap()]).code(0).no_data();
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&book).unwrap();
    let names = calamine::Reader::sheet_names(&workbook);
    assert_eq!(names[..2], ["目次", "successor 後継者の有無"]);
    let sheet = calamine::Reader::worksheet_range(&mut workbook, &names[1]).unwrap();
    let cells: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for text in ["全体", "決まっている＊", "H30→R5", "減", "24.8571428571"] {
        assert!(cells.iter().any(|cell| cell.contains(text)), "{text} in {cells:?}");
    }
    assert!(cells.iter().any(|cell| cell == "-9.8"), "the printed difference: {cells:?}");
    assert!(cells.iter().any(|cell| cell.contains("合成データ")));
    let csv = on_sample(&["successor", "--format", "csv", "--digits", "1"]).code(0);
    assert!(csv.text().contains("全体,決まっている＊,％,34.7,24.9,-9.8,0.005,減"), "{}", csv.text());
    let raw = on_sample(&["successor", "--format", "csv"]).code(0);
    assert!(raw.text().contains("34.66666666667,24.85714285714,-9.80952380952"), "{}", raw.text());
    let md = on_sample(&["successor", "--format", "md"]).code(0);
    assert!(md.text().contains("| 全体 | 決まっている＊ | ％ | 34.7 | 24.9 | ▲9.8 | 0.005 | 減 |"), "{}", md.text());
    let english = on_sample(&["successor", "--lang", "en"]).code(0);
    assert!(english.text().contains("down") && english.text().contains("Changed answer"), "{}", english.text());
}

#[test]
fn the_generator_writes_the_committed_waves() {
    let (main, waves) = (Workdir::new(), Workdir::new());
    let output =
        std::process::Command::new(crate::sample::generator()).args([main.path(), waves.path()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for name in ["business-h30.csv", "business-r5.csv"] {
        let (written, committed) =
            (std::fs::read(waves.file(name)).unwrap(), std::fs::read(sample().join(name)).unwrap());
        assert!(written == committed, "{name} is not what the generator writes");
    }
    assert_eq!(std::fs::read_dir(waves.path()).unwrap().count(), 2);
}
