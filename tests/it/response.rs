//! `koe response`: sent, returned, not counted, valid; in all, by stratum and by mode; every line adds up.

use serde_json::{Value, json};

use crate::support::Workdir;

const TOML: &str = "[survey]\nid = \"s\"\nrate = \"delivered\"\nout_of_scope = \"P = 9\"\n\
    [[source]]\nfile = \"a.csv\"\nmode = \"紙\"\nid = \"番号\"\ndistributed = 20\nundelivered = 2\n\
    [[source]]\nfile = \"b.csv\"\nmode = \"Web\"\nid = \"番号\"\n\
    [[stratum]]\ncode = \"1\"\nlabel = \"商店\"\nwhere = \"G = 1\"\ndistributed = 12\nundelivered = 2\n\
    [[stratum]]\ncode = \"2\"\nlabel = \"農家\"\nwhere = \"G = 2\"\ndistributed = 8\nundelivered = 0\n\
    [[question]]\nid = \"G\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"商店\" }, { code = \"2\", label = \"農家\" }]\n\
    [[question]]\nid = \"P\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"市内\" }, { code = \"9\", label = \"市外\" }]\n";

fn dir() -> Workdir {
    let dir = Workdir::survey(TOML, "a.csv", "番号,G,P\n1,1,1\n2,1,1\n3,2,1\n4,1,9\n5,,\n6,2,1\n");
    dir.write("b.csv", "番号,G,P\n7,1,1\n1,1,1\n3,2,1\n8,2,9\n");
    dir
}

#[test]
fn every_line_adds_up() {
    let whole = dir().koe(&["response", "--json"]).code(0).json();
    let lines = whole[0]["lines"].as_array().unwrap();
    let keys =
        ["distributed", "undelivered", "delivered", "read", "duplicate", "blank", "out_of_scope", "invalid", "valid"];
    let of = |line: &Value| keys.map(|key| line[key].clone());
    let row = |values: [i64; 9]| values.map(|value| if value < 0 { Value::Null } else { json!(value) });
    // 20 sent, 2 came back; 10 forms: 2 repeated, 1 blank, 2 out of scope, 5 valid.
    assert_eq!(of(&lines[0]), row([20, 2, 18, 10, 2, 1, 2, 5, 5]));
    assert_eq!((&lines[1]["label"], of(&lines[1])), (&json!("商店"), row([12, 2, 10, 5, 1, 0, 1, 2, 3])));
    assert_eq!((&lines[2]["label"], of(&lines[2])), (&json!("農家"), row([8, 0, 8, 4, 1, 0, 1, 2, 2])));
    assert_eq!((&lines[3]["label"], of(&lines[3])), (&json!("紙"), row([20, 2, 18, 6, 0, 1, 1, 2, 4])));
    assert_eq!((&lines[4]["label"], of(&lines[4])), (&json!("Web"), row([-1, -1, -1, 4, 2, 0, 1, 3, 1])));
    assert_eq!((&lines[0]["rate_distributed"], &lines[0]["rate_delivered"]), (&json!(25.0), &json!(500.0 / 18.0)));
    assert_eq!((&lines[1]["rate_distributed"], &lines[1]["rate_delivered"]), (&json!(25.0), &json!(30.0)));
    assert_eq!((&whole[0]["rate"], &whole[0]["stratum_unknown"]), (&json!("delivered"), &json!(1)), "the blank form");
}

#[test]
fn every_form_of_it_has_the_same_words() {
    let dir = dir();
    for form in [&["response"][..], &["response", "--format", "csv"], &["response", "--format", "md"]] {
        let run = dir.koe(form).code(0);
        for text in ["配布数", "不着数", "到達数", "回収数", "無効計", "有効回収数", "層が分からない", "商店", "Web"]
        {
            assert!(run.text().contains(text), "{form:?} {text}\n{}", run.text());
        }
    }
    dir.koe(&["response", "-o", "r.xlsx"]).code(0);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(dir.file("r.xlsx")).unwrap();
    let name = calamine::Reader::sheet_names(&book).remove(0);
    let sheet = calamine::Reader::worksheet_range(&mut book, &name).unwrap();
    assert!(sheet.used_cells().any(|(_, _, cell)| *cell == "無効計"));
}

#[test]
fn parts_that_do_not_agree_with_the_whole_are_said() {
    let toml = TOML.replace("[survey]\n", "[survey]\ndistributed = 25\nundelivered = 2\n");
    let dir = Workdir::survey(&toml, "a.csv", "番号,G,P\n1,1,1\n");
    dir.write("b.csv", "番号,G,P\n7,2,1\n");
    let notes = dir.koe(&["response", "--json"]).code(0).json()[0]["notes"].to_string();
    assert!(notes.contains("配布数は全体25、層の合計20で一致しない") && !notes.contains("不着数は全体"), "{notes}");
}
