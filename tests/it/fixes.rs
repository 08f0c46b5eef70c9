//! `koe fix`: decisions about answers, beside the spreadsheets: they count, they can be taken back, they follow a form into the
//! next delivery, and they stop counting when something else stands in its cells.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Run, Workdir};

const CHOICES: &str = "choices = [{ code = \"1\", label = \"家賃\" }, { code = \"2\", label = \"駅からの立地\" }, { code = \"3\", label = \"老朽\" }, { code = \"9\", label = \"特にない\", exclusive = true }]\n";

fn survey() -> String {
    format!(
        "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n\
         [[question]]\nid = \"Q1\"\nkind = \"multiple\"\nlayout = \"list\"\nseparator = \";\"\nmax = 2\n{CHOICES}\
         [[question]]\nid = \"Q2\"\nkind = \"single\"\nask_if = \"Q1 = 1\"\n{CHOICES}\
         [[question]]\nid = \"N\"\nkind = \"numeric\"\nrange = [0, 50]\n\
         [[rule]]\nid = \"many\"\nmessage = \"多すぎる\"\nwhen = \"N > 90\"\n"
    )
}

const ROWS: &str = "番号,Q1,Q2,N\n1,1;2,1,10\n2,1;2;3,2,20\n3,2;9,,30\n4,1,駅からの立置,99\n5,1;9,3,40\n";

fn workdir() -> Workdir {
    Workdir::survey(&survey(), "a.csv", ROWS)
}

fn fix(dir: &Workdir, arguments: &[&str]) -> Run {
    let all: Vec<&str> = std::iter::once("fix").chain(arguments.iter().copied()).collect();
    dir.koe(&all)
}

fn decisions(dir: &Workdir) -> Vec<Value> {
    fix(dir, &["list", "--json"]).code(0).json().as_array().unwrap().clone()
}

fn open_problems(dir: &Workdir) -> Vec<(String, String)> {
    let found = dir.koe(&["check", "--json"]).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let problems = found["problems"].as_array().unwrap().iter();
    let open = problems.filter(|problem| problem["status"] == "open" && problem["severity"] != "info");
    open.map(|problem| (text(&problem["rule"]), text(&problem["case"]))).collect()
}

#[test]
fn an_answer_put_right_counts_and_keeps_what_stood_there() {
    let dir = workdir();
    let before = dir.koe(&["tab", "--json"]).code(0).json();
    assert_eq!(dir.table(&["Q1"]).counts()[..4], [3, 2, 0, 2]);
    fix(&dir, &["set", "2", "Q1", "１;3", "--note", "原本で確認"]).code(0);
    assert_eq!(dir.table(&["Q1"]).counts()[..4], [4, 2, 1, 2]);
    let [decision] = decisions(&dir).try_into().unwrap();
    for (key, value) in [
        ("case", json!("2")),
        ("cell", json!("B3")),
        ("question", json!("Q1")),
        ("rule", json!("over_limit")),
        ("raw", json!("1;2;3")),
        ("change", json!({ "to": "set", "value": "1;3" })),
        ("note", json!("原本で確認")),
        ("holds", json!("yes")),
    ] {
        assert_eq!(decision[key], value, "{key}");
    }
    // Q2 was asked of case 2 only now that its Q1 is readable.
    assert_eq!(dir.table(&["Q2"]).counts()[..4], [1, 1, 1, 0]);
    let check = dir.koe(&["check", "--json"]).json();
    assert_eq!(check["fixes"].as_array().unwrap().len(), 1);
    assert!(check["problems"].as_array().unwrap().iter().all(|problem| problem["rule"] != "over_limit"));
    assert_eq!(std::fs::read_to_string(dir.file("a.csv")).unwrap(), ROWS);
    fix(&dir, &["remove", "2"]).code(0);
    assert_eq!(dir.koe(&["tab", "--json"]).json(), before);
}

#[test]
fn a_rule_is_settled_for_every_form_it_hits() {
    let dir = workdir();
    let before = dir.koe(&["tab", "--json"]).code(0).json();
    fix(&dir, &["rule", "exclusive", "without-exclusive"]).code(0);
    assert_eq!(dir.table(&["Q1"]).counts()[..4], [3, 2, 0, 0]);
    fix(&dir, &["rule", "over_limit", "all-marks", "--question", "Q1"]).code(0);
    assert_eq!(dir.table(&["Q1"]).counts()[..4], [4, 3, 1, 0]);
    fix(&dir, &["rule", "unknown_code", "nearest"]).code(0);
    fix(&dir, &["rule", "many", "leave-out", "--note", "別法人"]).code(0);
    assert_eq!(dir.table(&["N"]).base("all"), 4);
    assert_eq!(dir.koe(&["check", "--json"]).json()["cases"]["excluded"]["left_out"], 1);
    assert_eq!(open_problems(&dir), []);
    fix(&dir, &["remove", "--all"]).code(0);
    assert_eq!(decisions(&dir), Vec::<Value>::new());
    assert_eq!(dir.koe(&["tab", "--json"]).json(), before);
    // A rule that hits nothing, and a remedy that does not suit.
    fix(&dir, &["rule", "rank_order", "blank"]).code(2).says(&["rank_order"]);
    fix(&dir, &["rule", "exclusive", "nearest"]).code(2).says(&["2件"]);
}

#[test]
fn a_problem_that_was_looked_at_is_not_open_any_more() {
    let dir = workdir();
    let before = dir.koe(&["tab", "--json"]).code(0).json();
    assert!(open_problems(&dir).contains(&("out_of_range".to_owned(), "4".to_owned())));
    fix(&dir, &["keep", "4", "out_of_range"]).code(0);
    assert!(!open_problems(&dir).contains(&("out_of_range".to_owned(), "4".to_owned())));
    assert_eq!(dir.koe(&["tab", "--json"]).json(), before);
    let kept = dir.koe(&["check", "--json"]).json();
    let kept = kept["problems"].as_array().unwrap().iter().find(|problem| problem["status"] == "kept").unwrap().clone();
    assert_eq!((&kept["rule"], &kept["case"]), (&json!("out_of_range"), &json!("4")));
    fix(&dir, &["keep", "1", "out_of_range"]).code(2);
}

#[test]
fn a_decision_follows_its_form_and_ends_where_the_cell_changed() {
    let dir = workdir();
    fix(&dir, &["set", "2", "Q1", "1;3"]).code(0);
    fix(&dir, &["set", "4", "N", "9"]).code(0);
    // The next delivery: rows in another order, one more, and another value for case 4.
    let next = "番号,Q1,Q2,N\n6,3,,1\n4,1,駅からの立置,98\n2,1;2;3,2,20\n1,1;2,1,10\n3,2;9,,30\n5,1;9,3,40\n";
    dir.write("a.csv", next);
    let states: Vec<(String, String)> = decisions(&dir)
        .iter()
        .map(|one| (one["case"].as_str().unwrap().to_owned(), one["holds"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(states, [("2".to_owned(), "yes".to_owned()), ("4".to_owned(), "changed".to_owned())]);
    assert_eq!(dir.table(&["N"]).total()["stats"]["max"], 98.0);
    let check = dir.koe(&["check", "--json"]).code(1).json();
    let stale = check["problems"].as_array().unwrap().iter().find(|problem| problem["rule"] == "fix_stale").unwrap();
    assert_eq!((&stale["cell"], &stale["value"]), (&json!("D3"), &json!("98")));
    // A form that is gone, and one whose file came under another name.
    dir.write("b.csv", "番号,Q1,Q2,N\n2,1;2;3,2,20\n");
    let toml = std::fs::read_to_string(dir.file("s.toml")).unwrap().replace("a.csv", "b.csv");
    dir.write("s.toml", toml);
    let states: Vec<Value> = decisions(&dir).iter().map(|one| one["holds"].clone()).collect();
    assert_eq!(states, ["yes", "no_case"]);
    fix(&dir, &["remove", "--stale"]).code(0);
    assert_eq!(decisions(&dir).len(), 1);
    // What is decided anew takes the place of what was decided under the old name, and is taken back as one.
    let fixed = || dir.koe(&["form", "show", "2", "--json"]).code(0).json()["answers"][0]["fix"].clone();
    assert!(fixed().is_object());
    fix(&dir, &["set", "2", "Q1", "1"]).code(0);
    assert_eq!(decisions(&dir).len(), 1);
    fix(&dir, &["remove", "2"]).code(0);
    assert_eq!((decisions(&dir).len(), fixed()), (0, Value::Null));
}

#[test]
fn rows_without_an_id_are_known_by_what_stands_in_them() {
    let dir = workdir();
    dir.write("s.toml", survey().replace("id = \"番号\"\n", ""));
    dir.write("a.csv", ROWS.replace("番号", "通し"));
    fix(&dir, &["set", "3", "Q1", "1", "--file", "a.csv"]).code(0);
    assert_eq!(decisions(&dir)[0]["cell"], "B3");
    let moved = "通し,Q1,Q2,N\n5,1;9,3,40\n3,2;9,,30\n4,1,駅からの立置,99\n2,1;2;3,2,20\n";
    dir.write("a.csv", moved);
    assert_eq!((&decisions(&dir)[0]["cell"], &decisions(&dir)[0]["holds"]), (&json!("B5"), &json!("yes")));
    dir.write("a.csv", moved.replace("2,20", "2,21"));
    assert_eq!(decisions(&dir)[0]["holds"], "no_case");
}

#[test]
fn a_decision_is_taken_back_under_the_address_it_was_made_with() {
    let dir = workdir();
    for question in ["Q1", "N"] {
        let value = if question == "N" { "7" } else { "1" };
        fix(&dir, &["set", "2", question, value]).code(0);
    }
    fix(&dir, &["remove", "2", "q1"]).code(0);
    assert_eq!(decisions(&dir).iter().map(|one| one["question"].clone()).collect::<Vec<_>>(), ["N"]);
    fix(&dir, &["remove", "2", "Q1"]).code(2);
    fix(&dir, &["remove", "2", "N", "--file", "b.csv"]).code(2);
    fix(&dir, &["remove", "2", "--question", "N", "--file", "a.csv"]).code(0);
    assert_eq!(decisions(&dir).len(), 0);
    // A form without an id is named by its file and row.
    dir.write("s.toml", survey().replace("id = \"番号\"\n", ""));
    fix(&dir, &["set", "3", "Q1", "1", "--file", "a.csv"]).code(0);
    fix(&dir, &["remove", "4", "Q1", "--file", "a.csv"]).code(2);
    fix(&dir, &["remove", "3", "Q1", "--file", "a.csv"]).code(0);
    assert_eq!(decisions(&dir).len(), 0);
}

#[test]
fn repeated_and_blank_forms_can_be_counted_and_others_left_out() {
    let dir = workdir();
    dir.write("a.csv", format!("{ROWS}5,3,,7\n7,,,\n"));
    let cases = |dir: &Workdir| dir.koe(&["check", "--json"]).json()["cases"].clone();
    assert_eq!(cases(&dir)["excluded"], json!({ "blank": 1, "duplicate": 1, "out_of_scope": 0 }));
    // The second answer of case 5 is the right one.
    fix(&dir, &["leave-out", "5"]).code(2).says(&["6"]);
    fix(&dir, &["leave-out", "6", "--file", "a.csv", "--note", "書き直し"]).code(0);
    assert_eq!(cases(&dir)["excluded"], json!({ "blank": 1, "duplicate": 0, "out_of_scope": 0, "left_out": 1 }));
    assert_eq!(dir.table(&["N"]).total()["stats"]["min"], 7.0);
    fix(&dir, &["count", "7"]).code(0);
    assert_eq!(cases(&dir)["valid"], 6);
    let response = dir.koe(&["response", "--json"]).code(0).json();
    let total = &response[0]["lines"][0];
    assert_eq!((&total["read"], &total["left_out"], &total["valid"]), (&json!(7), &json!(1), &json!(6)));
}

#[test]
fn what_cannot_be_decided_is_said() {
    let dir = workdir();
    fix(&dir, &["set", "2", "Q1", "7"]).code(2).says(&["「7」という選択肢はありません"]);
    fix(&dir, &["set", "99", "Q1", "1"]).code(2).says(&["99"]);
    fix(&dir, &["set", "2", "Q8", "1"]).code(2).says(&["Q8"]);
    fix(&dir, &["set", "2", "N", "約20"]).code(2).says(&["数値"]);
    fix(&dir, &["set", "2", "Q2", "NAP"]).code(2).says(&["非該当"]);
    dir.koe(&["fix", "set", "2", "Q1", "1", "--read-only"]).code(3);
    assert!(!dir.file("koe.sqlite").exists());
}

#[test]
fn what_was_looked_at_is_open_again_when_something_else_stands_there() {
    let is_open = |dir: &Workdir| open_problems(dir).contains(&("out_of_range".to_owned(), "4".to_owned()));
    let dir = workdir();
    fix(&dir, &["keep", "4", "out_of_range"]).code(0);
    assert!(!is_open(&dir));
    dir.write("a.csv", ROWS.replace("99", "98"));
    assert!(is_open(&dir), "98 was never looked at");
    assert_eq!(decisions(&dir)[0]["holds"], "changed");
    // The same cell in a file of another name was.
    std::fs::remove_file(dir.file("a.csv")).unwrap();
    dir.write("b.csv", ROWS).write("s.toml", survey().replace("a.csv", "b.csv"));
    assert!(!is_open(&dir));
    assert_eq!(decisions(&dir)[0]["holds"], "yes");
}

#[test]
fn what_is_no_single_answer_can_be_looked_at_too() {
    let choices = "choices = [{ code = \"1\", label = \"良い\" }, { code = \"2\", label = \"悪い\" }]\n";
    let toml = format!(
        "[survey]\nid = \"s\"\nstraight_line = 3\n[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n\
         [[question]]\nid = \"F\"\nkind = \"single\"\nattribute = true\n{choices}\
         [[question]]\nid = \"M\"\nkind = \"matrix\"\n{choices}\
         items = [{{ id = \"M_1\", label = \"道\", column = \"M_1\" }}, {{ id = \"M_2\", label = \"川\", column = \"M_2\" }}, {{ id = \"M_3\", label = \"店\", column = \"M_3\" }}]\n"
    );
    let rows = "番号,F,M_1,M_2,M_3\n1,1,1,1,1\n2,,1,2,1\n3,2,2,2,2\n";
    let dir = Workdir::survey(&toml, "a.csv", rows);
    // Both are for information: whoever looks through them ticks them off.
    let left = || {
        let found = dir.koe(&["check", "--json"]).code(0).json();
        let of = |problem: &Value| (problem["rule"].as_str().unwrap().to_owned(), problem["case"].clone());
        let problems =
            found["problems"].as_array().unwrap().iter().filter(|problem| problem["status"] != "kept").map(of);
        let meant = |rule: &str| ["straight_line", "attribute_missing"].contains(&rule);
        problems.filter(|(rule, _)| meant(rule)).collect::<Vec<(String, Value)>>()
    };
    let of = |rule: &str, case: &str| (rule.to_owned(), json!(case));
    let all = left();
    assert_eq!(all, [of("straight_line", "1"), of("straight_line", "3"), of("attribute_missing", "2")]);
    fix(&dir, &["keep", "1", "straight_line"]).code(0);
    fix(&dir, &["keep", "2", "attribute_missing"]).code(0);
    assert_eq!(left(), [of("straight_line", "3")]);
    fix(&dir, &["rule", "straight_line", "keep"]).code(0);
    assert_eq!(left(), []);
    fix(&dir, &["remove", "--all"]).code(0);
    assert_eq!(left(), all);
}

#[test]
fn ranks_are_settled_like_other_answers() {
    let toml = format!(
        "[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n\
         [[question]]\nid = \"R\"\nkind = \"rank\"\ntop = 2\nlayout = \"list\"\nseparator = \";\"\n{CHOICES}"
    );
    let dir = Workdir::survey(&toml, "a.csv", "番号,R\n1,1;2;3\n2,9;1\n3,2;9\n");
    let answer = |case: &str| {
        let shown = dir.koe(&["form", "show", case, "--json"]).code(0).json();
        shown["answers"][0]["answer"].as_str().unwrap().to_owned()
    };
    fix(&dir, &["rule", "over_limit", "all-marks"]).code(0);
    assert_eq!((answer("1"), &decisions(&dir)[0]["holds"]), ("1;2".to_owned(), &json!("yes")));
    // As long as both stand there, the contradiction does.
    fix(&dir, &["set", "2", "R", "9;1"]).code(0);
    assert!(open_problems(&dir).contains(&("exclusive".to_owned(), "2".to_owned())));
    fix(&dir, &["rule", "exclusive", "without-exclusive"]).code(0);
    assert_eq!((answer("2"), answer("3")), (";1".to_owned(), "2;".to_owned()));
    fix(&dir, &["remove", "3"]).code(0);
    fix(&dir, &["rule", "exclusive", "only-exclusive"]).code(0);
    assert_eq!(answer("3"), ";9");
}

#[test]
fn a_decision_about_a_typed_form_stays_with_it() {
    let dir = workdir();
    dir.koe(&["form", "enter", "7", "Q1=1;9"]).code(0);
    fix(&dir, &["keep", "7", "exclusive"]).code(0);
    dir.koe(&["form", "remove", "7"]).code(0);
    // Another form with this number comes in a spreadsheet, and says the same.
    dir.write("a.csv", format!("{ROWS}7,1;9,,\n"));
    assert_eq!(decisions(&dir)[0]["holds"], "no_case");
    assert!(open_problems(&dir).contains(&("exclusive".to_owned(), "7".to_owned())));
}

#[test]
fn two_sheets_of_a_book_have_decisions_of_their_own() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for n in [60.0, 70.0] {
        let sheet = book.add_worksheet();
        for (row, [id, q1, n]) in
            (0..).zip([["番号", "Q1", "N"].map(str::to_owned), ["1".into(), "1".into(), n.to_string()]])
        {
            for (column, text) in (0..).zip([id, q1, n]) {
                sheet.write(row, column, text).unwrap();
            }
        }
    }
    let source = |sheet: u8, id: &str| format!("[[source]]\nfile = \"a.xlsx\"\nsheet = {sheet}\nid = \"{id}\"\n");
    // Numbers given out apart are different people, whatever they are.
    let toml =
        survey().replace("[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n", &(source(1, "番号") + &source(2, "番号")));
    let dir = Workdir::survey(&toml, "a.xlsx", book.save_to_buffer().unwrap());
    let delivered = || {
        let found = dir.koe(&["check", "--json"]).json();
        found["problems"].as_array().unwrap().iter().filter(|problem| problem["rule"] == "delivered").count()
    };
    assert_eq!((delivered(), delivered()), (0, 0), "nothing changed between two looks");
    let listed = dir.koe(&["deliveries", "--json"]).code(0).json();
    let sheets: Vec<&Value> = listed[0]["deliveries"].as_array().unwrap().iter().map(|one| &one["sheet"]).collect();
    assert_eq!(sheets, [&json!("Sheet1"), &json!("Sheet2")]);
    // The second with this number in the book is not counted until somebody says so; the first is left alone.
    let numbers = || {
        let total = dir.table(&["N"]).total()["stats"].clone();
        (total["min"].as_f64().unwrap(), total["max"].as_f64().unwrap())
    };
    assert_eq!(numbers(), (60.0, 60.0));
    fix(&dir, &["rule", "duplicate", "count"]).code(0);
    assert_eq!(numbers(), (60.0, 70.0));
}

#[test]
fn the_form_in_a_row_is_found_though_another_file_has_its_number() {
    let toml = survey().replace(
        "[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n",
        "[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n[[source]]\nfile = \"b.csv\"\n",
    );
    let dir = Workdir::survey(&toml, "a.csv", ROWS);
    dir.write("b.csv", "Q1,Q2,N\n1,1,11\n1,1,12\n");
    fix(&dir, &["set", "3", "N", "44", "--file", "b.csv"]).code(0);
    assert_eq!((&decisions(&dir)[0]["file"], &decisions(&dir)[0]["cell"]), (&json!("b.csv"), &json!("C3")));
    fix(&dir, &["remove", "--stale", "--question", "n"]).code(2);
    fix(&dir, &["remove", "--rule", "", "--question", "n"]).code(0);
}

/// Every rule of the sample that offers something, settled, and all of it taken back.
#[test]
fn the_samples_tables_come_back_when_all_decisions_are_taken_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\nsurveys = [\"surveys/resident.toml\", \"surveys/business.toml\"]\n");
    for name in ["surveys/resident.toml", "surveys/business.toml"] {
        let toml = std::fs::read_to_string(root.join(name)).unwrap();
        let without: String =
            toml.lines().filter(|line| !line.starts_with("informs")).map(|line| format!("{line}\n")).collect();
        dir.write(name, without);
    }
    for file in
        ["business-paper.xlsx", "business-paper-2.xlsx", "business-web.xlsx", "resident-paper.csv", "resident-web.ods"]
    {
        let name = format!("sample-data/nishitokyo/{file}");
        dir.write(&name, std::fs::read(root.join(&name)).unwrap());
    }
    let before = dir.koe(&["tab", "--json", "--min-base", "0"]).code(0).stdout;
    let check = dir.koe(&["check", "--json"]).json();
    let mut settled = 0;
    for survey in ["business", "resident"] {
        let problems = check["problems"].as_array().unwrap().iter();
        let rules: std::collections::BTreeSet<&str> = problems
            .filter(|problem| problem["survey"] == survey)
            .filter_map(|problem| problem["rule"].as_str())
            .collect();
        for (rule, remedy) in [
            ("over_limit", "all-marks"),
            ("double_mark", "blank"),
            ("exclusive", "only-exclusive"),
            ("number_words", "blank"),
            ("out_of_range", "invalid"),
            ("other_unmarked", "blank"),
            ("code_clash", "blank"),
            ("duplicate", "count"),
            ("blank", "count"),
            ("out_of_scope", "count"),
        ] {
            if rules.contains(rule) {
                fix(&dir, &["rule", rule, remedy, "--survey", survey]).code(0);
                settled += 1;
            }
        }
    }
    assert!(settled >= 10, "{settled}");
    let all = decisions(&dir);
    assert!(all.iter().all(|one| one["holds"] == "yes"), "{all:#?}");
    assert_ne!(dir.koe(&["tab", "--json", "--min-base", "0"]).code(0).stdout, before);
    for survey in ["business", "resident"] {
        fix(&dir, &["remove", "--all", "--survey", survey]).code(0);
    }
    assert_eq!(dir.koe(&["tab", "--json", "--min-base", "0"]).code(0).stdout, before);
}

/// A survey of a file without ids; with `received` the times at which forms came in.
fn without_ids(received: bool, rows: &str) -> Workdir {
    let stamp = if received { "received = \"日時\"\n" } else { "" };
    let toml = format!(
        "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\n{stamp}\
         [[question]]\nid = \"Q1\"\nkind = \"multiple\"\nlayout = \"list\"\nseparator = \";\"\nmax = 2\n{CHOICES}\
         [[question]]\nid = \"M\"\nkind = \"numeric\"\n[[question]]\nid = \"N\"\nkind = \"numeric\"\n"
    );
    Workdir::survey(&toml, "a.csv", rows)
}

#[test]
fn a_decision_about_a_row_without_an_id_stays_when_another_cell_changes() {
    let dir = without_ids(false, "Q1,M,N\n1,5,10\n1;2;3,6,20\n2,7,30\n");
    let holds = || decisions(&dir)[0]["holds"].clone();
    fix(&dir, &["set", "a:3", "Q1", "1;3"]).code(0);
    assert_eq!(dir.table(&["Q1"]).counts()[..3], [2, 1, 1]);
    dir.write("a.csv", "Q1,M,N\n1,5,10\n1;2;3,6,25\n2,7,30\n");
    assert_eq!((holds(), dir.table(&["Q1"]).counts()[..3].to_vec()), (json!("yes"), vec![2, 1, 1]));
    assert_eq!(decisions(&dir).len(), 1);
    // Rows above both neighbours move it down.
    dir.write("a.csv", "Q1,M,N\n3,1,1\n1,5,10\n1;2;3,6,25\n2,7,30\n");
    assert_eq!((holds(), decisions(&dir)[0]["cell"].clone()), (json!("yes"), json!("A4")));
    // A new decision about the row takes the place of the first.
    fix(&dir, &["set", "a:4", "Q1", "2"]).code(0);
    assert_eq!((decisions(&dir).len(), holds()), (1, json!("yes")));
    // What was decided about is another answer now.
    dir.write("a.csv", "Q1,M,N\n3,1,1\n1,5,10\n2,6,25\n2,7,30\n");
    assert_eq!(holds(), "changed");
}

#[test]
fn a_decision_never_comes_to_stand_on_the_row_of_another_person() {
    let dir = without_ids(false, "Q1,M,N\n1,5,10\n1;2;3,6,20\n2,7,30\n");
    fix(&dir, &["set", "a:3", "Q1", "1;3"]).code(0);
    let holds = || decisions(&dir)[0]["holds"].clone();
    // The same marks between the same rows, but everything else differs.
    dir.write("a.csv", "Q1,M,N\n1,5,10\n1;2;3,60,90\n2,7,30\n");
    assert_eq!(holds(), "no_case");
    // The rows around it have changed too.
    dir.write("a.csv", "Q1,M,N\n1,5,11\n1;2;3,6,25\n2,7,30\n");
    assert_eq!(holds(), "no_case");
    dir.write("a.csv", "Q1,M,N\n1,5,10\n2,7,30\n");
    assert_eq!(holds(), "no_case");
    dir.write("a.csv", "Q1,M,N\n1,5,10\n1;2;3,6,20\n2,7,30\n");
    assert_eq!(holds(), "yes", "as it was");
}

#[test]
fn the_time_a_form_came_in_tells_its_row_wherever_it_is() {
    let dir =
        without_ids(true, "日時,Q1,M,N\n2026/10/1 9:00,1,5,10\n2026/10/1 9:05,1;2;3,6,20\n2026/10/2 8:00,2,7,30\n");
    fix(&dir, &["set", "a:3", "Q1", "1;3"]).code(0);
    let holds = || decisions(&dir)[0]["holds"].clone();
    dir.write("a.csv", "日時,Q1,M,N\n2026/10/2 8:00,2,8,31\n2026/10/1 9:05,1;2;3,6,25\n2026/10/1 9:00,1,4,11\n");
    assert_eq!(holds(), "yes");
    // Two forms of one minute cannot be told apart.
    dir.write("a.csv", "日時,Q1,M,N\n2026/10/1 9:05,1;2;3,6,26\n2026/10/1 9:05,1;2;3,6,25\n");
    assert_eq!(holds(), "no_case");
}

#[test]
fn a_row_between_blank_rows_is_not_told_by_them() {
    let dir = without_ids(false, "Q1,M,N\n1,5,10\n,,\n1;2;3,6,20\n,,\n2,7,30\n");
    fix(&dir, &["set", "a:4", "Q1", "1;3"]).code(0);
    let holds = || decisions(&dir)[0]["holds"].clone();
    assert_eq!(holds(), "yes");
    // The form is gone, and somebody who answered much the same stands between blank rows too.
    dir.write("a.csv", "Q1,M,N\n1,5,10\n,,\n2,7,30\n,,\n1;2;3,6,29\n,,\n3,1,1\n");
    assert_eq!(holds(), "no_case");
}

#[test]
fn people_who_agree_in_most_marks_are_not_one() {
    let heads: Vec<String> = (1..=20).map(|at| format!("F{at}")).collect();
    let rows = |row: &str| format!("Q1,M,N,{}\n1,5,10\n1;2;3,6,{row}\n2,7,30\n", heads.join(","));
    let dir = without_ids(false, &rows("20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0"));
    fix(&dir, &["set", "a:3", "Q1", "1;3"]).code(0);
    let holds = || decisions(&dir)[0]["holds"].clone();
    dir.write("a.csv", rows("20,1,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0"));
    assert_eq!(holds(), "no_case", "four marks differ");
    dir.write("a.csv", rows("20,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0"));
    assert_eq!(holds(), "yes", "two were put right");
}
