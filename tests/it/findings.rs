//! `koe findings`: a finding from the pin to the review, evidence that breaks, files of findings, and the findings of the
//! sample project.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::support::{Workdir, run};

const SURVEY: &str = r#"
[survey]
id = "s"
title = "事業者調査"
default_weight = "w"
min_base = 0
[[source]]
file = "a.csv"
id = "番号"
[[question]]
id = "F1"
label = "業種"
kind = "single"
attribute = true
column = "F1"
choices = [{ code = "1", label = "建設" }, { code = "2", label = "小売" }]
[[question]]
id = "F2"
label = "従業者数"
kind = "numeric"
unit = "人"
column = "F2"
[[question]]
id = "Q1"
label = "後継者"
kind = "single"
column = "Q1"
informs = ["課1"]
choices = [{ code = "1", label = "いる" }, { code = "2", label = "いない" }]
[[weight]]
id = "w"
kind = "cell"
targets = [{ questions = ["F1"], codes = ["1"], share = 0.5 }, { questions = ["F1"], codes = ["2"], share = 0.5 }]
"#;

/// Four builders (three without a successor), six shops (two without).
const ANSWERS: &str =
    "番号,F1,F2,Q1\n1,1,1,2\n2,1,2,2\n3,1,3,2\n4,1,4,1\n5,2,5,2\n6,2,6,2\n7,2,7,1\n8,2,8,1\n9,2,9,1\n10,2,10,1\n";

const PLAN: &str = r#"
[plan]
id = "p"
title = "計画"
[[record]]
kind = "issue"
id = "課1"
title = "後継者の確保"
[[record]]
kind = "issue"
id = "課2"
title = "空き店舗の活用"
[[record]]
kind = "issue"
id = "課3"
title = "空き家の活用"
[[record]]
kind = "meeting"
id = "会1"
title = "第1回策定委員会"
[[record]]
kind = "remark"
id = "会1-1"
parent = "会1"
title = "担い手"
text = "跡を継ぐ人がいない。"
role = "商工会の委員"
"#;

fn project() -> Workdir {
    let dir = Workdir::survey(SURVEY, "a.csv", ANSWERS);
    dir.write("p.toml", PLAN);
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\nplans = [\"p.toml\"]\ncomments = [\"c.toml\"]\n");
    dir.write(
        "c.toml",
        "[comments]\nid = \"c\"\ntitle = \"意見公募\"\ncodes = [{ id = \"a\", title = \"道路\" }, { id = \"b\", title = \"公園\" }]\n\
         [[source]]\nfile = \"c.csv\"\nid = \"番号\"\ntext = \"意見\"\n",
    );
    dir.write("c.csv", "番号,意見\n1,道が狭い。\n2,道が暗い。\n3,公園がほしい。\n");
    dir.write("tags.csv", "受付番号,codes\n1,a\n2,a\n3,b\n");
    dir.koe(&["comments", "tags", "import", "tags.csv"]).code(0);
    dir
}

fn list(dir: &Workdir) -> Vec<Value> {
    dir.koe(&["findings", "--json"]).code(0).json().as_array().unwrap().clone()
}

fn verify(dir: &Workdir, code: i32) -> Vec<Value> {
    dir.koe(&["findings", "verify", "--json"]).code(code).json().as_array().unwrap().clone()
}

#[test]
fn a_finding_from_pin_to_removal() {
    let dir = project();
    let pinned = dir.koe(&[
        "findings",
        "pin",
        "Q1",
        "--weight",
        "none",
        "--by",
        "F1",
        "--group",
        "建設",
        "--option",
        "いない",
        "--against",
        "total",
    ]);
    assert_eq!(pinned.code(0).text().trim(), "FD1");
    let found = &list(&dir)[0];
    assert_eq!(found["was"], "75.0% / 50.0%");
    assert_eq!(found["now"], found["was"]);
    assert_eq!(found["status"], "current");
    assert_eq!(found["records"], serde_json::json!(["p:課1"]), "what the question informs");
    let says = "「後継者」は、業種「建設」で「いない」が75.0%（n=4）と、全体の50.0%（n=10）を25.0ポイント上回る";
    assert!(found["statement"].as_str().unwrap().starts_with(says), "{}", found["statement"]);
    let evidence = &found["evidence"][0]["was"];
    assert_eq!((&evidence["n"], &evidence["base"]), (&serde_json::json!(3), &serde_json::json!(4)));
    assert_eq!((evidence["value"].as_f64(), evidence["against"].as_f64()), (Some(75.0), Some(50.0)));

    dir.koe(&["findings", "review", "FD1", "--by", "産業課長"]).code(0);
    dir.koe(&["findings", "review", "fd1", "--by", "産業課長", "--on", "2024/1/31"]).code(0);
    assert_eq!(list(&dir)[0]["review"], serde_json::json!({ "by": "産業課長", "on": "2024-01-31" }));
    dir.koe(&["findings", "reword", "FD1", "建設業は後継者がいない事業者が多い。"]).code(0);
    assert_eq!(list(&dir)[0]["review"], Value::Null, "the review was of other words");
    dir.koe(&["findings", "note", "FD1", "委員に確認"]).code(0);
    assert_eq!(list(&dir)[0]["note"], "委員に確認");

    // A record is found by its id, its plan and id, its name, or a part that only one has.
    dir.koe(&["findings", "link", "FD1", "空き店舗"]).code(0);
    dir.koe(&["findings", "link", "FD1", "p:課3"]).code(0);
    assert_eq!(list(&dir)[0]["records"], serde_json::json!(["p:課1", "p:課2", "p:課3"]));
    dir.koe(&["findings", "link", "FD1", "の活用"]).code(2).says(&["p:課2", "p:課3"]);
    dir.koe(&["findings", "link", "FD1", "空き店補の活用"]).code(2).says(&["空き店舗の活用"]);
    dir.koe(&["findings", "unlink", "FD1", "課2", "課3"]).code(0);
    assert_eq!(list(&dir)[0]["records"], serde_json::json!(["p:課1"]));

    // More evidence, of every kind, and less.
    dir.koe(&["findings", "evidence", "FD1", "--code", "a"]).code(0);
    dir.koe(&["findings", "evidence", "FD1", "--record", "会1-1"]).code(0);
    dir.koe(&["findings", "evidence", "FD1", "F2", "--by", "F1", "--group", "2", "--weight", "none"]).code(0);
    assert_eq!(list(&dir)[0]["was"], "75.0% / 50.0%; 2 (2); 担い手; 7.50");
    dir.koe(&["findings", "evidence", "FD1", "--drop", "5"]).code(2).says(&["4件"]);
    dir.koe(&["findings", "evidence", "FD1", "--drop", "2"]).code(0);
    assert_eq!(list(&dir)[0]["was"], "75.0% / 50.0%; 担い手; 7.50");
    dir.koe(&["findings", "verify"]).code(0).says(&["所見1件", "値が変わった0件"]);

    dir.koe(&["findings", "remove", "FD1"]).code(0);
    assert!(list(&dir).is_empty());
    dir.koe(&["findings", "remove", "FD1"]).code(2).says(&["FD1"]);
    // The id is not given again.
    let again = dir.koe(&["findings", "pin", "--record", "会1-1"]);
    assert_eq!(again.code(0).text().trim(), "FD2");
    let said = list(&dir)[0]["statement"].as_str().unwrap().to_owned();
    assert_eq!(said, "第1回策定委員会で、商工会の委員から、「跡を継ぐ人がいない」との発言があった。");
}

#[test]
fn what_cannot_be_pinned_is_told() {
    let dir = project();
    dir.koe(&["findings", "pin"]).code(2).says(&["--record"]);
    dir.koe(&["findings", "pin", "Q1", "--code", "a"]).code(2);
    dir.koe(&["findings", "pin", "Q1", "--option", "いなひ"]).code(2).says(&["いない"]);
    dir.koe(&["findings", "pin", "Q1", "--option", "1", "--against", "total"]).code(2).says(&["--by"]);
    dir.koe(&["findings", "pin", "--code", "c"]).code(2);
    dir.koe(&["findings", "pin", "--opinions", "9"]).code(2);
    dir.koe(&["findings", "pin", "Q1", "--option", "1", "--percent", "column"]).code(2);
    dir.koe(&["findings", "review", "FD1"]).code(2).says(&["--by"]);
    assert!(list(&dir).is_empty(), "nothing was added");
}

#[test]
fn evidence_moves_breaks_and_is_confirmed() {
    let dir = project();
    let pin = |arguments: &[&str]| {
        let all: Vec<&str> = ["findings", "pin"].iter().chain(arguments).copied().collect();
        dir.koe(&all).code(0);
    };
    pin(&["Q1", "--option", "2"]);
    pin(&["Q1", "--option", "2", "--weight", "none"]);
    pin(&["Q1", "--by", "F1", "--group", "1", "--option", "2", "--weight", "none"]);
    pin(&["--code", "b"]);
    pin(&["--record", "会1-1"]);
    let states = |checks: &[Value]| -> Vec<String> {
        checks.iter().map(|check| check["status"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(states(&verify(&dir, 0)), ["current"; 5]);
    let before = verify(&dir, 0);
    // (3/4 + 2/6) / 2, and five of ten.
    assert_eq!((&before[0]["was"], &before[1]["was"]), (&"54.2%".into(), &"50.0%".into()));

    // Another weight moves what is weighted, and nothing else.
    dir.write(
        "s.toml",
        SURVEY
            .replace("codes = [\"1\"], share = 0.5", "codes = [\"1\"], share = 0.8")
            .replace("codes = [\"2\"], share = 0.5", "codes = [\"2\"], share = 0.2"),
    );
    let checks = verify(&dir, 1);
    assert_eq!(states(&checks), ["moved", "current", "current", "current", "current"]);
    assert_eq!((&checks[0]["was"], &checks[0]["now"]), (&"54.2%".into(), &"66.7%".into()));
    dir.koe(&["findings", "evidence", "FD1", "--renew"]).code(0);
    // The sentence still says the figure of before.
    assert_eq!(states(&verify(&dir, 1)), ["current"; 5]);
    dir.koe(&["findings", "verify"]).code(1).says(&["文の数値が根拠の値と違う所見が1件"]);

    // No such weight any more.
    dir.write("s.toml", SURVEY.replace("id = \"w\"", "id = \"v\"").replace("default_weight = \"w\"", ""));
    let checks = verify(&dir, 1);
    assert_eq!(states(&checks), ["broken", "current", "current", "current", "current"]);
    assert_eq!(checks[0]["now"], Value::Null);
    assert!(checks[0]["evidence"][0]["why"].as_str().unwrap().contains('w'), "{}", checks[0]);
    // What says nothing cannot be confirmed.
    dir.koe(&["findings", "evidence", "FD1", "--renew"]).code(2);

    // The same code, another answer: the same figure of something else.
    dir.write("s.toml", SURVEY.replace("label = \"いない\"", "label = \"わからない\""));
    let checks = verify(&dir, 1);
    assert_eq!(states(&checks)[1..], ["moved", "moved", "current", "current"]);
    assert_eq!(checks[1]["was"], checks[1]["now"]);
    assert_eq!(checks[1]["evidence"][0]["renamed"], true);

    // Answer, group and question gone, one after another.
    dir.write(
        "s.toml",
        SURVEY
            .replace("{ code = \"2\", label = \"いない\" }", "{ code = \"3\", label = \"いない\", aliases = [\"2\"] }"),
    );
    assert_eq!(states(&verify(&dir, 1))[1..3], ["broken", "broken"]);
    dir.write(
        "s.toml",
        SURVEY
            .replace("{ code = \"1\", label = \"建設\" }", "{ code = \"7\", label = \"建設\", aliases = [\"1\"] }")
            .replace("codes = [\"1\"], share", "codes = [\"7\"], share"),
    );
    assert_eq!(states(&verify(&dir, 1))[1..3], ["current", "broken"]);
    dir.write("s.toml", SURVEY.replace("id = \"Q1\"", "id = \"Q9\""));
    assert_eq!(states(&verify(&dir, 1)), ["broken", "broken", "broken", "current", "current"]);

    // Comments and records.
    dir.write("s.toml", SURVEY);
    dir.write("tags.csv", "受付番号,codes\n2,b\n");
    dir.koe(&["comments", "tags", "import", "tags.csv"]).code(0);
    dir.write("p.toml", PLAN.replace("会1-1", "会1-9"));
    let checks = verify(&dir, 1);
    assert_eq!(states(&checks)[1..], ["current", "current", "moved", "broken"]);
    assert_eq!((&checks[3]["was"], &checks[3]["now"]), (&"1 (1)".into(), &"2 (2)".into()));

    // The same counts of something else: the code has another title, the record another text.
    dir.koe(&["findings", "evidence", "FD4", "--renew"]).code(0);
    dir.write("p.toml", PLAN.replace("跡を継ぐ人がいない。", "跡を継ぐ人はいる。"));
    let definition = std::fs::read_to_string(dir.path().join("c.toml")).unwrap();
    dir.write("c.toml", definition.replace("公園", "ごみ"));
    let checks = verify(&dir, 1);
    assert_eq!(states(&checks)[1..], ["current", "current", "moved", "moved"]);
    for check in &checks[3..] {
        assert_eq!((&check["was"], &check["evidence"][0]["renamed"]), (&check["now"], &Value::Bool(true)));
    }

    // The whole survey gone.
    dir.write("koe.toml", "[project]\nsurveys = []\nplans = [\"p.toml\"]\ncomments = [\"c.toml\"]\n");
    let run = dir.koe(&["findings", "verify", "--json"]);
    assert_eq!(states(run.code(1).json().as_array().unwrap())[..3], ["broken"; 3]);
}

#[test]
fn the_mean_of_dates_is_a_date() {
    let question = "[[question]]\nid = \"F3\"\nlabel = \"開業日\"\nkind = \"date\"\ncolumn = \"F3\"\n[[weight]]";
    let days = |line: (usize, &str)| match line.0 {
        0 => format!("{},F3\n", line.1),
        1..=4 => format!("{},2020-01-01\n", line.1),
        _ => format!("{},2020-01-11\n", line.1),
    };
    let answers: String = ANSWERS.lines().enumerate().map(days).collect();
    let dir = Workdir::survey(&SURVEY.replace("[[weight]]", question), "a.csv", answers);
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\n");
    let pin = ["findings", "pin", "F3", "--by", "F1", "--group", "1", "--weight", "none"];
    dir.koe(&pin).code(0);
    dir.koe(&[&pin[..], &["--against", "total"]].concat()).code(0);
    let found = list(&dir);
    assert_eq!((&found[0]["was"], &found[0]["status"]), (&"2020-01-01".into(), &"current".into()));
    assert_eq!(found[1]["was"], "2020-01-01 / 2020-01-07");
    let said = found[1]["statement"].as_str().unwrap();
    assert!(said.contains("平均が2020-01-01（n=4）と、全体の2020-01-07（n=10）より早い"), "{said}");
}

#[test]
fn a_file_of_findings_gives_back_what_it_was_made_of() {
    let dir = project();
    dir.koe(&["findings", "pin", "Q1", "--option", "2", "--where", "F2 >= 3 and not (F1 = 2)", "--note", "注"]).code(0);
    dir.koe(&["findings", "pin", "F2", "--by", "F1", "--group", "1", "--against", "2", "--link", "課3"]).code(0);
    dir.koe(&["findings", "pin", "--opinions", "1", "3", "--statement", "二つの意見。\n改行あり"]).code(0);
    dir.koe(&["findings", "review", "FD1", "FD3", "--by", "課長", "--on", "2024-02-01"]).code(0);
    dir.koe(&["findings", "export", "-o", "f.toml"]).code(0).says(&["3件"]);
    let other = project();
    std::fs::copy(dir.file("f.toml"), other.file("f.toml")).unwrap();
    other.koe(&["findings", "import", "f.toml"]).code(0).says(&["3件"]);
    assert_eq!(list(&dir), list(&other));
    other.koe(&["findings", "verify"]).code(0);
    let (mine, theirs) = (dir.koe(&["findings", "export"]), other.koe(&["findings", "export"]));
    assert_eq!(mine.text(), theirs.text());
    // A second time it is all there already.
    other.koe(&["findings", "import", "f.toml"]).code(0).says(&["所見0件", "3件", "FD2"]);
    assert_eq!(list(&other).len(), 3);
    // A wrong key is told with its place.
    other.write("f.toml", "[[finding]]\nstatemant = \"文\"\n");
    other.koe(&["findings", "import", "f.toml"]).code(2).says(&["statemant"]);
    other.koe(&["findings", "import", "none.toml"]).code(3);
}

/// A copy of the sample project to write in.
pub fn sample() -> Workdir {
    let dir = Workdir::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["koe.toml", "surveys", "sample-data"] {
        copy(&root.join(name), &dir.file(name));
    }
    dir
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        std::fs::copy(from, to).unwrap();
    }
}

#[test]
fn the_sample_findings_hold_and_speak_for_every_issue() {
    let dir = sample();
    for set in ["resident-free", "business-free"] {
        let tags = format!("sample-data/comments/gold-{set}.csv");
        dir.koe(&["comments", "tags", "import", "--set", set, &tags]).code(0);
    }
    dir.koe(&["findings", "import", "sample-data/findings.toml"]).code(0);
    let findings = list(&dir);
    assert!(findings.len() >= 20, "{}", findings.len());
    let moved: Vec<&Value> = findings.iter().filter(|finding| finding["status"] != "current").collect();
    assert!(moved.is_empty(), "{moved:#?}");
    dir.koe(&["findings", "verify"]).code(0);
    let plans = run(dir.path(), &["plan", "--plan", "nishitokyo-2024", "--kind", "issue", "--json"]).code(0).json();
    let issues: BTreeSet<String> = plans
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| format!("nishitokyo-2024:{}", issue["id"].as_str().unwrap()))
        .collect();
    assert_eq!(issues.len(), 12);
    let spoken: BTreeSet<String> = findings
        .iter()
        .flat_map(|finding| finding["records"].as_array().unwrap())
        .map(|record| record.as_str().unwrap().to_owned())
        .collect();
    let silent: Vec<&String> = issues.difference(&spoken).collect();
    assert!(silent.is_empty(), "no finding speaks for {silent:?}");
    let sources: Vec<&Value> = findings
        .iter()
        .flat_map(|finding| finding["evidence"].as_array().unwrap())
        .map(|evidence| &evidence["source"])
        .collect();
    for kind in ["figure", "difference", "comments", "record"] {
        assert!(sources.iter().any(|source| source["kind"] == kind), "no evidence is a {kind}");
    }
    for survey in ["business", "resident"] {
        assert!(sources.iter().any(|source| source["figure"]["survey"] == survey), "no evidence is of {survey}");
    }
    let accepted = findings.iter().filter(|finding| finding["review"]["on"].as_str().is_some_and(|on| !on.is_empty()));
    assert!(accepted.count() >= 5);
}
