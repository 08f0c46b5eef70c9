//! What the policies for too many marks do to a table, by hand, and that every form of the table says it. Calculations in the
//! rules of a survey; settings of single rules.

use serde_json::json;

use crate::support::Workdir;

/// Ten forms: seven within the limit of two, three beyond it (of whom one from the web); one single answer with two marks.
const ROWS: &str =
    "S,M,回答方法\n1,1;2,1\n2,1,1\n1,2;3,1\n2,1;2;3,1\n1,1;2;3,1\n2,3,1\n\"1,2\",2,2\n2,1;2;3,2\n1,,2\n2,2;3,2\n";

fn survey(policy: &str) -> Workdir {
    let choices = "choices = [{ code = \"1\", label = \"一\" }, { code = \"2\", label = \"二\" }, { code = \"3\", label = \"三\" }]";
    let toml = format!(
        "[survey]\nid = \"s\"\n{policy}\n[[source]]\nfile = \"a.csv\"\n\
         [[question]]\nid = \"S\"\nkind = \"single\"\n{choices}\n\
         [[question]]\nid = \"M\"\nkind = \"multiple\"\nmax = 2\nlayout = \"list\"\nseparator = \";\"\n{choices}\n\
         [[question]]\nid = \"W\"\nkind = \"single\"\ncolumn = \"回答方法\"\n"
    );
    Workdir::survey(&toml, "a.csv", ROWS)
}

#[test]
fn each_policy_gives_its_base_and_says_so() {
    // n, all, answered, NA, NAP, INV, UNK; then 一 二 三 無回答 無効 不明.
    for (policy, bases, counts, said) in [
        ("invalid", [10, 10, 6, 1, 0, 3, 0], [2, 4, 3, 1, 3, 0], "これを超えた3件は「無効」とした。"),
        ("blank", [10, 10, 6, 4, 0, 0, 0], [2, 4, 3, 4, 0, 0], "これを超えた3件は「無回答」とした。"),
        ("accept", [10, 10, 9, 1, 0, 0, 0], [5, 7, 6, 1, 0, 0], "これを超えた3件は全て有効とした。"),
    ] {
        let dir = survey(&format!("over_limit = \"{policy}\"\ndouble_mark = \"{policy}\""));
        let table = dir.table(&["M"]);
        assert_eq!((table.bases(), table.counts()), (bases, counts.to_vec()), "{policy}");
        let wanted = format!("○が2つまでのところ、{said}");
        assert!(table.notes().contains(&wanted.as_str()), "{policy}: {:?}", table.notes());
        for form in [
            &["tab", "M"][..],
            &["tab", "M", "--format", "csv"],
            &["tab", "M", "--format", "md"],
            &["tab", "M", "--by", "W"],
        ] {
            assert!(dir.koe(form).code(0).text().contains(said), "{policy} {form:?}");
        }
        dir.koe(&["tab", "M", "-o", "t.xlsx"]).code(0);
        dir.koe(&["book", "-o", "book.xlsx"]).code(0);
        for book in ["t.xlsx", "book.xlsx"] {
            let mut book: calamine::Xlsx<_> = calamine::open_workbook(dir.file(book)).unwrap();
            let cells: Vec<String> = calamine::Reader::worksheets(&mut book)
                .iter()
                .flat_map(|(_, sheet)| sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>())
                .collect();
            assert!(cells.iter().any(|cell| cell.contains(said)), "{policy}");
        }
        let english = dir.koe(&["tab", "M", "--lang", "en"]).code(0);
        assert!(english.text().contains("3 answers with more than 2 marks"), "{}", english.text());
    }
}

#[test]
fn only_what_is_in_the_table_is_told_of() {
    let dir = survey("");
    let notes = |arguments: &[&str]| -> String { dir.table(arguments).notes().join("\n") };
    assert!(notes(&["M", "--where", "W = 2"]).contains("これを超えた1件"));
    assert!(!notes(&["M", "--where", "W = 2 and S = 1"]).contains("これを超えた"));
    assert!(!notes(&["W"]).contains("○が"));
    assert!(notes(&["S"]).contains("○が1つのところ、2つ以上ある1件は「無効」とした。"));
    let first = survey("double_mark = \"accept\"").table(&["S"]);
    assert!(first.notes().join("\n").contains("初めの選択肢を採った"), "{:?}", first.notes());
    assert_eq!(first.counts()[..2], [5, 5]);
}

#[test]
fn contradictions_between_numbers() {
    let numeric = |id: &str| format!("[[question]]\nid = \"{id}\"\nkind = \"numeric\"\n");
    let rule = |id: &str, when: &str| format!("[[rule]]\nid = \"{id}\"\nmessage = \"合わない\"\nwhen = \"{when}\"\n");
    let toml = ["A", "B", "C", "Y"].map(numeric).concat()
        + "[[question]]\nid = \"D1\"\nkind = \"date\"\n[[question]]\nid = \"D2\"\nkind = \"date\"\n"
        + &rule("sum", "A + B != C")
        + &rule("not-sum", "not (A + B = C)")
        + &rule("more", "A > C")
        + &rule("year", "Y > 2023")
        + &rule("age", "2023 - Y > 150")
        + &rule("share", "A * 2 >= C + 10")
        + &rule("days", "D2 - D1 > 30");
    let rows = "A,B,C,Y,D1,D2\n1,2,3,2000,2023-07-01,2023-07-31\n1,2,4,2024,2023-07-01,2023-08-01\n5,,4,1850,,2023-08-01\n\
                0.1,0.2,0.3,2023,2023-07-01,2023-06-01\n12,0,12,,2023-07-01,\n,,,,,\n";
    let dir = Workdir::survey(&toml, "a.csv", rows);
    let found = dir.koe(&["check", "--json"]).code(1).json();
    let cells = |rule: &str| -> Vec<String> {
        let problems = found["problems"].as_array().unwrap().iter().filter(|found| found["rule"] == rule);
        problems.map(|found| found["cell"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(cells("sum"), ["A3"], "an open part contradicts nothing");
    assert_eq!(cells("not-sum"), ["A3", "A4"], "what is not known to be equal is not equal");
    assert_eq!(
        (cells("more"), cells("year"), cells("age")),
        (vec!["A4".to_owned()], vec!["D3".to_owned()], vec!["D4".to_owned()])
    );
    assert_eq!((cells("share"), cells("days")), (vec!["A6".to_owned()], vec!["F3".to_owned()]));
    assert_eq!(dir.table(&["A", "--where", "A + B = C"]).base("all"), 3, "the same in a filter");
    let wrong = |when: &str, said: &str| {
        dir.koe(&["tab", "A", "--where", when]).code(2).no_data().says(&[said]);
    };
    wrong("A + X = 1", "「X」");
    wrong("D1 > 2023-07-01", "引用符");
    wrong("D1 * 2 > D2", "日付");
    wrong("A + > 1", "文字目");
    wrong("A = B", "設問どうしなら");
    wrong("A < x", "「x」が数値ではありません");
}

#[test]
fn one_line_in_a_matrix_is_a_matter_of_setting() {
    let toml = |about: &str, own: &str| {
        let items: Vec<String> = (1..=4).map(|item| format!("{{ id = \"M{item}\", label = \"{item}\" }}")).collect();
        format!(
            "[survey]\nid = \"s\"\n{about}\n[[source]]\nfile = \"a.csv\"\n[[question]]\nid = \"M\"\nkind = \"matrix\"\n{own}\nitems = [{}]\n\
             choices = [{{ code = \"1\", label = \"はい\" }}, {{ code = \"2\", label = \"いいえ\" }}]\n",
            items.join(", ")
        )
    };
    let rows = "M1,M2,M3,M4\n1,1,1,1\n2,2,2,\n1,2,1,1\n";
    let count = |about: &str, own: &str| {
        let found = Workdir::survey(&toml(about, own), "a.csv", rows).koe(&["check", "--json"]).code(0).json();
        found["counts"]["straight_line"].clone()
    };
    assert_eq!(count("", ""), json!(null), "five items are the least");
    assert_eq!(count("straight_line = 4", ""), 1);
    assert_eq!(count("", "straight_line = 3"), 2);
    assert_eq!(count("straight_line = 3", "straight_line = 0"), json!(null));
}

#[test]
fn ids_that_lost_their_zeros_are_one_question_away_from_counting_twice() {
    let toml = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n[[source]]\nfile = \"b.csv\"\nid = \"番号\"\n\
                [[question]]\nid = \"P\"\nkind = \"single\"\n";
    let dir = Workdir::survey(toml, "a.csv", "番号,P\n007,1\n010,2\nA-1,1\n");
    dir.write("b.csv", "番号,P\n7,1\n100,2\nA-01,1\n");
    let found = dir.koe(&["check", "--json"]).code(1).json();
    let alike: Vec<_> =
        found["problems"].as_array().unwrap().iter().filter(|found| found["rule"] == "id_alike").collect();
    assert_eq!(alike.len(), 1);
    assert_eq!((&alike[0]["file"], &alike[0]["cell"], &alike[0]["case"]), (&json!("b.csv"), &json!("A2"), &json!("7")));
    assert!(alike[0]["message"].as_str().unwrap().contains("007"), "{}", alike[0]);
    assert_eq!(dir.table(&["P"]).base("all"), 6, "both are counted");
}

#[test]
fn a_filter_left_open_names_what_would_fit() {
    let toml = "[[question]]\nid = \"Q1\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"持つ\" }, { code = \"2\", label = \"借りる\" }, { code = \"3\", label = \"なし\" }]\n\
        [[question]]\nid = \"Q2\"\nkind = \"numeric\"\nask_if = \"Q1 != 3\"\n\
        [[question]]\nid = \"Q3\"\nkind = \"text\"\nask_if = \"Q1 = 2\"\n\
        [[question]]\nid = \"Q4\"\nkind = \"text\"\nask_if = \"Q1 = 3 and Q2 = NAP\"\n";
    let dir = Workdir::survey(toml, "a.csv", "Q1,Q2,Q3,Q4\n,5,,\n,5,家賃,\n,,家賃,\n1,5,,\n3,,,x\n");
    let found = dir.koe(&["check", "--json"]).code(1).json();
    let said: Vec<String> = found["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["rule"] == "filter_blank")
        .map(|found| format!("{} {}", found["cell"].as_str().unwrap(), found["message"].as_str().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            "A2 無回答ですが、この設問で分かれる Q2 に回答があります。",
            "A3 無回答ですが、この設問で分かれる Q2、Q3 に回答があります。合う選択肢は「2 借りる」だけです。",
            "A4 無回答ですが、この設問で分かれる Q3 に回答があります。合う選択肢は「2 借りる」だけです。",
        ]
    );
    assert_eq!(dir.table(&["Q2"]).bases(), [1, 5, 1, 0, 4, 0, 0], "what a person does not decide changes no table");
}
