//! `koe findings drafts`: what is proposed, by which rule, and that nothing is added by itself.

use std::fmt::Write;

use serde_json::Value;

use crate::support::Workdir;

const QUESTIONS: &str = r#"
[[question]]
id = "F1"
label = "地区"
kind = "single"
attribute = true
column = "F1"
choices = [{ code = "1", label = "北" }, { code = "2", label = "南" }, { code = "3", label = "西" }]
[[question]]
id = "Q1"
label = "商店街の利用"
text = "商店街を利用しますか。"
kind = "single"
column = "Q1"
informs = ["課1"]
choices = [{ code = "1", label = "よく使う" }, { code = "2", label = "時々使う" }, { code = "3", label = "使わない" }, { code = "4", label = "わからない" }]
"#;

const PLAN: &str =
    "[plan]\nid = \"p\"\ntitle = \"計画\"\n[[record]]\nkind = \"issue\"\nid = \"課1\"\ntitle = \"商店街\"\n";

/// Answers by district: how many gave which answer; code 0 is no answer.
fn answers(of: &[(&str, &[(u32, usize)])]) -> String {
    let mut text = String::from("番号,F1,Q1\n");
    let mut id = 0;
    for (district, given) in of {
        for (code, people) in *given {
            for _ in 0..*people {
                id += 1;
                let answer = if *code == 0 { String::new() } else { code.to_string() };
                writeln!(text, "{id},{district},{answer}").unwrap();
            }
        }
    }
    text
}

fn survey(id: &str, about: &str) -> String {
    format!(
        "[survey]\nid = \"{id}\"\ntitle = \"{id}調査\"\n{about}[[source]]\nfile = \"{id}.csv\"\nid = \"番号\"\n{QUESTIONS}"
    )
}

fn project(surveys: &[(&str, &str, String)]) -> Workdir {
    let dir = Workdir::new();
    dir.write("p.toml", PLAN);
    for (id, about, answers) in surveys {
        dir.write(&format!("{id}.toml"), survey(id, about));
        dir.write(&format!("{id}.csv"), answers);
    }
    let files: Vec<String> = surveys.iter().map(|(id, ..)| format!("\"{id}.toml\"")).collect();
    dir.write("koe.toml", format!("[project]\nsurveys = [{}]\nplans = [\"p.toml\"]\n", files.join(", ")));
    dir
}

fn drafts(dir: &Workdir, arguments: &[&str]) -> Vec<Value> {
    let all: Vec<&str> = ["findings", "drafts", "--json"].iter().chain(arguments).copied().collect();
    dir.koe(&all).code(0).json().as_array().unwrap().clone()
}

fn keys(drafts: &[Value]) -> Vec<&str> {
    drafts.iter().map(|draft| draft["key"].as_str().unwrap()).collect()
}

/// 北: 60 of 100 use it often, 南: 36 of 100; 西: 20 of 20, too few to speak of.
fn one() -> Workdir {
    let given = answers(&[
        ("1", &[(1, 60), (2, 20), (3, 15), (0, 5)]),
        ("2", &[(1, 36), (2, 44), (3, 15), (0, 5)]),
        ("3", &[(1, 20)]),
    ]);
    project(&[("s", "", given)])
}

#[test]
fn groups_and_top_answers_are_proposed_with_their_figures() {
    let dir = one();
    let found = drafts(&dir, &[]);
    // 116 of 220 are 52.7 %: 北 is 7.3 above, 南 16.7 below. 時々 is 64 of 220, 29.1 %: 北 9.1 below, 南 14.9 above.
    // 使わない is 15 of 100 in both; 西 is below the base of 30. What nobody chose and 無回答 are no answers to speak of.
    let wanted = ["top:s/Q1:1,2,3", "group:s/Q1:1:F1=2", "group:s/Q1:2:F1=2", "group:s/Q1:2:F1=1", "group:s/Q1:1:F1=1"];
    let mut sorted = keys(&found);
    sorted.sort_unstable();
    let mut expected = wanted.to_vec();
    expected.sort_unstable();
    assert_eq!(sorted, expected);
    // By strength: the lead of the first answer is 116 - 64 of 220, 23.6 points.
    assert_eq!(keys(&found), wanted);
    let points: Vec<String> = found.iter().map(|draft| format!("{:.1}", draft["points"].as_f64().unwrap())).collect();
    assert_eq!(points, ["23.6", "16.7", "14.9", "9.1", "7.3"]);
    assert_eq!(
        found[0]["statement"],
        "「商店街の利用」は、「よく使う」が52.7%で最も多く、「時々使う」（29.1%）、「使わない」（13.6%）が続く（n=220、s調査）。"
    );
    assert_eq!(
        found[1]["statement"],
        "「商店街の利用」は、地区「南」で「よく使う」が36.0%（n=100）と、全体の52.7%（n=220）を16.7ポイント下回る（s調査、有意差あり）。"
    );
    assert_eq!(found[1]["records"], serde_json::json!(["p:課1"]));
    let english = dir.koe(&["--lang", "en", "findings", "drafts", "--json"]).code(0).json();
    assert_eq!(
        english[1]["statement"],
        "商店街の利用: \"よく使う\" is 36.0% in the group 南 (地区) (n=100), 16.7 points below all (52.7%, n=220) (s調査, significant)."
    );
    // Looking adds nothing.
    assert_eq!(dir.koe(&["findings", "--json"]).code(0).json(), serde_json::json!([]));
}

#[test]
fn what_is_taken_or_refused_is_not_proposed_again() {
    let dir = one();
    let first = "group:s/Q1:1:F1=2";
    dir.koe(&["findings", "drafts", "--take", first]).code(0).says(&["FD1"]);
    let finding = dir.koe(&["findings", "--json"]).code(0).json()[0].clone();
    assert_eq!(finding["draft"], first);
    assert_eq!(finding["was"], "36.0% / 52.7%");
    dir.koe(&["findings", "drafts", "--refuse", "group:s/Q1:2:F1=2"]).code(0);
    // The same figure pinned by hand is not proposed either.
    dir.koe(&["findings", "pin", "Q1", "--by", "F1", "--group", "1", "--option", "1", "--against", "total"]).code(0);
    assert_eq!(keys(&drafts(&dir, &[])), ["top:s/Q1:1,2,3", "group:s/Q1:2:F1=1"]);
    dir.koe(&["findings", "drafts", "--take", first]).code(2).says(&["koe findings drafts"]);
    // A refusal can be taken back, and a finding taken away is proposed again.
    dir.koe(&["findings", "drafts", "--again", "group:s/Q1:2:F1=2"]).code(0);
    dir.koe(&["findings", "remove", "FD1"]).code(0);
    assert_eq!(drafts(&dir, &["--rule", "group"]).len(), 3);
    assert_eq!(drafts(&dir, &["--rule", "top"]).len(), 1);
    // An unknown key among known ones: nothing is done.
    dir.koe(&["findings", "drafts", "--take", first, "group:s/Q1:9:F1=1"]).code(2);
    assert_eq!(dir.koe(&["findings", "--json"]).code(0).json().as_array().unwrap().len(), 1);
}

#[test]
fn differences_below_the_rules_are_not_proposed() {
    // 4.9 points of a large survey are significant but small; 10 points of a small one are large but chance.
    let large = answers(&[("1", &[(1, 5490), (2, 4510)]), ("2", &[(1, 4510), (2, 5490)])]);
    let dir = project(&[("s", "", large)]);
    assert!(drafts(&dir, &["--rule", "group"]).is_empty(), "{:?}", drafts(&dir, &["--rule", "group"]));
    let table = dir.table(&["Q1", "--by", "F1"]);
    assert!(table.cell(table.group(Some("F1"), "1"), "1")["vs_rest"]["p"].as_f64().unwrap() < 0.05);
    let exact = answers(&[("1", &[(1, 55), (2, 45)]), ("2", &[(1, 45), (2, 55)])]);
    assert!(drafts(&project(&[("s", "", exact)]), &["--rule", "group"]).is_empty());
    // 29 people are too few, 30 are enough, whatever the survey's own minimum.
    for (people, proposed) in [(29, false), (30, true)] {
        let given = answers(&[("1", &[(1, people)]), ("2", &[(1, 100), (2, 400)])]);
        let found = drafts(&project(&[("s", "min_base = 0\n", given)]), &["--rule", "group"]);
        assert_eq!(keys(&found).contains(&"group:s/Q1:1:F1=1"), proposed, "{people}: {:?}", keys(&found));
    }
}

#[test]
fn waves_and_audiences_are_held_against_each_other() {
    let older = answers(&[("1", &[(1, 100), (2, 100), (3, 100)])]);
    let newer = answers(&[("1", &[(1, 160), (2, 104), (3, 36)])]);
    let about = |date: &str| format!("series = \"x\"\ndate = \"{date}\"\naudience = \"resident\"\n");
    let firms = answers(&[("1", &[(1, 60), (2, 140), (3, 100)])]);
    let dir = project(&[
        ("new", &about("2023-07-01"), newer),
        ("old", &about("2018-07-01"), older),
        ("firm", "date = \"2023-07-01\"\naudience = \"business\"\n", firms),
    ]);
    let waves = drafts(&dir, &["--rule", "wave"]);
    assert_eq!(keys(&waves), ["wave:new/Q1:3:old/Q1", "wave:new/Q1:1:old/Q1"], "時々使う moved 1.3 points only");
    assert_eq!(
        waves[0]["statement"],
        "「商店街の利用」は、new調査の全体で「使わない」が12.0%（n=300）と、old調査の全体の33.3%（n=300）を21.3ポイント下回る（有意差あり）。"
    );
    // The newest wave is held against the firms: 160 against 60, 104 against 140, 36 against 100, of 300 each.
    let audiences = drafts(&dir, &["--rule", "audience"]);
    let mut found = keys(&audiences);
    found.sort_unstable();
    assert_eq!(found, ["audience:new/Q1:1:firm/Q1", "audience:new/Q1:2:firm/Q1", "audience:new/Q1:3:firm/Q1"]);
    assert_eq!(drafts(&dir, &["--rule", "wave", "--survey", "firm"]).len(), 0);
    // Taken, it is verified like any other.
    dir.koe(&["findings", "drafts", "--take", "wave:new/Q1:1:old/Q1", "audience:new/Q1:2:firm/Q1"]).code(0);
    let checks = dir.koe(&["findings", "verify", "--json"]).code(0).json();
    assert_eq!((&checks[0]["was"], &checks[1]["was"]), (&"53.3% / 33.3%".into(), &"34.7% / 46.7%".into()));
    dir.write("old.csv", answers(&[("1", &[(1, 110), (2, 90), (3, 100)])]));
    let checks = dir.koe(&["findings", "verify", "--json"]).code(1).json();
    assert_eq!((&checks[0]["status"], &checks[0]["now"]), (&"moved".into(), &"53.3% / 36.7%".into()));
    assert_eq!(checks[1]["status"], "current");
}
