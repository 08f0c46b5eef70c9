//! `koe check`: every rule at its cell, and what becomes of the answer under each policy.

use serde_json::{Value, json};

use crate::support::Workdir;

/// Rule and cell of everything found, in order.
fn found(dir: &Workdir, code: i32) -> Vec<(String, String)> {
    let found = dir.koe(&["check", "--json"]).code(code).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    found["problems"].as_array().unwrap().iter().map(|p| (text(&p["rule"]), text(&p["cell"]))).collect()
}

/// Without what is said of files and choices as a whole.
fn in_rows(dir: &Workdir, code: i32) -> Vec<(String, String)> {
    let about_all = ["encoding", "unused_choice", "tie_top", "small_group", "column_unused", "header_rows"];
    found(dir, code).into_iter().filter(|(rule, _)| !about_all.contains(&rule.as_str())).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(rule, cell)| ((*rule).to_owned(), (*cell).to_owned())).collect()
}

const CHOICES: &str = "choices = [{ code = \"1\", label = \"一\" }, { code = \"2\", label = \"二\" }, { code = \"3\", label = \"三\" }, { code = \"4\", label = \"特にない\", exclusive = true }, { code = \"5\", label = \"その他\", other = \"他\" }]\n";

#[test]
fn too_many_marks_under_each_policy() {
    for (policy, single, multiple) in [
        ("invalid", [2, 0, 0, 0, 0, 1, 2, 0], [1, 2, 1, 1, 0, 1, 1, 0]),
        ("accept", [3, 1, 0, 0, 0, 1, 0, 0], [2, 3, 2, 1, 0, 1, 0, 0]),
        ("blank", [2, 0, 0, 0, 0, 3, 0, 0], [1, 2, 1, 1, 0, 2, 0, 0]),
    ] {
        let toml = format!(
            "[survey]\nid = \"s\"\nover_limit = \"{policy}\"\ndouble_mark = \"{policy}\"\n[[source]]\nfile = \"a.csv\"\n\
             [[question]]\nid = \"Q1\"\nkind = \"single\"\n{CHOICES}\
             [[question]]\nid = \"Q2\"\nkind = \"multiple\"\nmax = 2\nlayout = \"list\"\nseparator = \";\"\n{CHOICES}"
        )
        .replace(", other = \"他\"", "");
        let rows = "Q1,Q2\n1,1;2\n\"1,3\",1;2;3\n2;3,2;4\n,3;3\n1;1,\n";
        let dir = Workdir::survey(&toml, "a.csv", rows);
        assert_eq!(dir.table(&["Q1"]).counts(), single, "{policy}");
        assert_eq!(dir.table(&["Q2"]).counts(), multiple, "{policy}");
        let expected = [("double_mark", "A3"), ("over_limit", "B3"), ("double_mark", "A4"), ("exclusive", "B4")];
        assert_eq!(in_rows(&dir, 1), pairs(&expected), "{policy}");
    }
}

#[test]
fn a_question_may_have_a_policy_of_its_own() {
    let toml = format!("[[question]]\nid = \"Q1\"\nkind = \"single\"\ndouble_mark = \"accept\"\n{CHOICES}");
    let dir = Workdir::survey(&toml, "a.csv", "Q1\n\"2,3\"\n1\n");
    assert_eq!(dir.table(&["Q1"]).counts()[..3], [1, 1, 0]);
}

#[test]
fn other_texts_numbers_and_dates() {
    let toml = format!(
        "[[question]]\nid = \"Q1\"\nkind = \"single\"\n{CHOICES}\
         [[question]]\nid = \"N\"\nkind = \"numeric\"\nunit = \"人\"\nrange = [0, 100]\n\
         [[question]]\nid = \"D\"\nkind = \"date\"\n"
    );
    let rows = "Q1,他,N,D\n,駐車場,約20人,2023-07-01\n5,駐車場,40～50人,2023/7/2\n1,駐車場,20人,7月\n六,,101,2023-02-30\n2,,多数,2023-07-03 10:00\n";
    let dir = Workdir::survey(&toml, "a.csv", rows);
    assert_eq!(dir.table(&["Q1"]).counts(), [1, 1, 0, 0, 2, 0, 0, 1]);
    let numbers = dir.table(&["N"]);
    assert_eq!((numbers.bases(), &numbers.total()["stats"]["sum"]), ([5, 5, 4, 0, 0, 0, 1], &json!(186.0)));
    assert_eq!(dir.table(&["D"]).bases(), [5, 5, 3, 0, 0, 0, 2]);
    let expected = [
        ("other_unmarked", "B2"),
        ("number_words", "C2"),
        ("number_words", "C3"),
        ("not_a_date", "D4"),
        ("unknown_code", "A5"),
        ("out_of_range", "C5"),
        ("not_a_date", "D5"),
        ("not_a_number", "C6"),
    ];
    assert_eq!(in_rows(&dir, 1), pairs(&expected));
    let all = dir.koe(&["check", "--json"]).code(1).json();
    let first = &all["problems"].as_array().unwrap().iter().find(|p| p["rule"] == "number_words").unwrap();
    assert_eq!(
        (&first["value"], &first["case"], &first["severity"]),
        (&json!("約20人"), &json!("a:2"), &json!("warning"))
    );
    assert!(first["message"].as_str().unwrap().contains("20"), "{first}");
}

#[test]
fn what_excel_makes_of_cells() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula};
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("m\"月\"d\"日\"");
    for (column, header) in (0..).zip(["Q1", "M", "N", "id"]) {
        sheet.write(0, column, header).unwrap();
    }
    let date = ExcelDateTime::from_ymd(2023, 1, 3).unwrap();
    for column in 0..3 {
        sheet.write_with_format(1, column, &date, &day).unwrap();
        sheet.write_formula(2, column, Formula::new("=NA()").set_result("#N/A")).unwrap();
        sheet.write(3, column, 1.0).unwrap();
    }
    for row in 1..4 {
        sheet.write(row, 3, f64::from(row)).unwrap();
    }
    let toml = "[[source]]\nfile = \"a.xlsx\"\nid = \"id\"\n\
                [[question]]\nid = \"Q1\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"a\" }]\n\
                [[question]]\nid = \"M\"\nkind = \"multiple\"\nlayout = \"list\"\nseparator = \",\"\nchoices = [{ code = \"1\", label = \"a\" }, { code = \"3\", label = \"b\" }]\n\
                [[question]]\nid = \"N\"\nkind = \"numeric\"\n";
    let dir = Workdir::survey(toml, "a.xlsx", book.save_to_buffer().unwrap());
    for id in ["Q1", "M", "N"] {
        assert_eq!(dir.table(&[id]).bases(), [3, 3, 1, 0, 0, 0, 2], "{id}");
    }
    let (dates, errors) = ("unexpected_date", "error_cell");
    let expected = [(dates, "A2"), (dates, "B2"), (dates, "C2"), (errors, "A3"), (errors, "B3"), (errors, "C3")];
    assert_eq!(in_rows(&dir, 1), pairs(&expected));
    let without = toml.replace("choices = [{ code = \"1\", label = \"a\" }, { code = \"3\", label = \"b\" }]\n", "");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, text) in (0..).zip(["M", "1,3", "3"]) {
        sheet.write(row, 0, text).unwrap();
    }
    sheet.write_formula(3, 0, Formula::new("=NA()").set_result("#N/A")).unwrap();
    let open = Workdir::survey(
        &without
            .replace("id = \"id\"\n", "")
            .replacen("id = \"Q1\"", "id = \"Q1\"\ncolumn = \"M\"", 1)
            .replace("[[question]]\nid = \"N\"\nkind = \"numeric\"\n", ""),
        "a.xlsx",
        book.save_to_buffer().unwrap(),
    );
    let table = open.table(&["M"]);
    assert_eq!(
        (table.codes(), table.counts()),
        (vec!["1", "3", "NA", "INV", "UNK"], vec![1, 2, 0, 0, 1]),
        "an error is no choice"
    );
}

#[test]
fn ranks_repeated_and_left_out() {
    let toml = "[[question]]\nid = \"R\"\nkind = \"rank\"\ncolumns = [\"1位\", \"2位\", \"3位\"]\nchoices = [{ code = \"1\", label = \"一\" }, { code = \"2\", label = \"二\" }, { code = \"3\", label = \"三\" }]\n";
    let dir = Workdir::survey(toml, "a.csv", "1位,2位,3位\n1,2,3\n1,1,2\n,2,\n3,,1\n2,,\n");
    let table = dir.table(&["R"]);
    let ranks = table.total()["ranks"].as_array().unwrap();
    assert_eq!(ranks[..3], [json!([2, 0, 1]), json!([1, 2, 1]), json!([1, 0, 1])]);
    assert_eq!(in_rows(&dir, 1), pairs(&[("rank_order", "A3"), ("rank_order", "A4"), ("rank_order", "A5")]));
}

#[test]
fn rows_that_are_not_counted() {
    let toml = "[survey]\nid = \"s\"\nout_of_scope = \"P = 9\"\n\
        [[source]]\nfile = \"a.csv\"\nid = \"番号\"\nignore = [\"時刻\"]\n\
        [[source]]\nfile = \"b.csv\"\nid = \"番号\"\npersonal = [\"メール\"]\n\
        [[question]]\nid = \"P\"\nkind = \"single\"\nattribute = true\nchoices = [{ code = \"1\", label = \"市内\" }, { code = \"9\", label = \"市外\" }]\n\
        [[question]]\nid = \"M\"\nkind = \"multiple\"\ncolumns = [\"M1\", \"M2\"]\nchoices = [{ code = \"1\", label = \"a\" }, { code = \"2\", label = \"b\" }]\n";
    let paper = "番号,時刻,P,M1,M2\n001,10:00,1,1,0\n002,10:01,,0,0\n3,10:02,9,1,1\n４,10:03,1,0,1\n,,,,\n5,,,1,0\n合計,,11,3,2\n";
    let dir = Workdir::survey(toml, "a.csv", paper);
    let web = "番号,メール,P,M1,M2\n001,a@x.jp,1,1,1\n,b@x.jp,1,,1\n,B@X.JP ,1,1,\n,anonymous,1,1,\n,anonymous,1,1,\n4,c@x.jp,1,1,1\n,c@x.jp,1,1,\n";
    dir.write("b.csv", web);
    let all = dir.koe(&["check", "--json"]).code(1).json();
    let cases = json!({ "read": 12, "valid": 6, "excluded": { "blank": 1, "duplicate": 4, "out_of_scope": 1 } });
    assert_eq!(all["cases"], cases);
    let expected = [
        ("summary_row", "A8"),
        ("identical_row", "A6"),
        ("blank", "A3"),
        ("out_of_scope", "A4"),
        ("duplicate", "A2"),
        ("duplicate", "A4"),
        ("duplicate", "A7"),
        ("duplicate", "A8"),
        ("attribute_missing", "C7"),
    ];
    let mut got = in_rows(&dir, 1);
    let mut wanted = pairs(&expected);
    got.sort();
    wanted.sort();
    assert_eq!(got, wanted);
    let text = dir.koe(&["check", "--all"]).code(1);
    assert!(!text.text().contains("x.jp") && !all.to_string().contains("x.jp") && !all.to_string().contains("X.JP"));
    assert_eq!(dir.table(&["M"]).base("all"), 6);
}

#[test]
fn contradictions_and_their_severity() {
    let rule = |severity: &str| {
        format!(
            "[[question]]\nid = \"A\"\nkind = \"numeric\"\n[[question]]\nid = \"B\"\nkind = \"single\"\nchoices = [{{ code = \"1\", label = \"一\" }}]\n\
             [[rule]]\nid = \"old\"\nmessage = \"年数が合わない\"\nwhen = \"A > 50 and not (B = 1)\"\n{severity}\n"
        )
    };
    for (severity, code) in [("", 1), ("severity = \"error\"", 1), ("severity = \"info\"", 0)] {
        let dir = Workdir::survey(&rule(severity), "a.csv", "A,B\n60,1\n61,\n,1\n40,\n");
        assert_eq!(in_rows(&dir, code), pairs(&[("old", "A3")]));
        let all = dir.koe(&["check", "--json"]).json();
        let found = all["problems"].as_array().unwrap().iter().find(|p| p["rule"] == "old").unwrap();
        assert_eq!((&found["message"], &found["value"]), (&json!("年数が合わない"), &json!("61")));
        assert_eq!(dir.table(&["A"]).base("answered"), 3, "kept");
    }
}

#[test]
fn a_calendar_year_is_a_year_and_no_duration() {
    for (unit, year) in [("年", true), ("年度", true), ("年（西暦）", true), ("年間", false), ("年数", false)]
    {
        let toml = format!("[[question]]\nid = \"N\"\nkind = \"numeric\"\nunit = \"{unit}\"\n");
        let dir = Workdir::survey(&toml, "a.csv", "N\n5\n令和5年\n");
        let max = dir.table(&["N"]).total()["stats"]["max"].as_f64().unwrap();
        assert_eq!(max > 2000.0, year, "{unit}: {max}");
        // Whatever is taken of it is told.
        assert!(found(&dir, 1).iter().any(|(_, cell)| cell == "A3"), "{unit}");
    }
}

#[test]
fn columns_twice_and_unused_and_choices_unused() {
    let toml = "[[question]]\nid = \"A\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"一\" }, { code = \"2\", label = \"二\" }, { code = \"3\", label = \"三\" }]\n";
    let dir = Workdir::survey(toml, "a.csv", "A,A,備考\n1,2,x\n2,2,y\n");
    let expected = [
        ("encoding", ""),
        ("column_twice", ""),
        ("column_unused", "B1"),
        ("column_unused", "C1"),
        ("unused_choice", ""),
        ("tie_top", ""),
    ];
    assert_eq!(found(&dir, 1), pairs(&expected));
    assert_eq!(dir.table(&["A"]).counts()[..3], [1, 1, 0], "the first is read");
    let text = dir.koe(&["check"]).code(1);
    assert!(text.text().contains("column_twice") && !text.text().contains("tie_top"), "{}", text.text());
    let text = dir.koe(&["check", "--all", "--lang", "en"]).code(1);
    assert!(text.text().contains("tie_top") && text.text().contains("1 errors"), "{}", text.text());
}

#[test]
fn bytes_that_are_no_characters() {
    let dir = Workdir::new();
    let toml = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\nencoding = \"utf-8\"\n[[question]]\nid = \"A\"\nkind = \"text\"\n";
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\n").write("s.toml", toml);
    dir.write("a.csv", b"A\nabc\n\x82\xa0\n");
    let run = dir.koe(&["check", "--json"]);
    // Either refused with the row, or told of at its cell; never silently taken.
    match serde_json::from_slice::<Value>(&run.stdout) {
        Ok(found) => assert_eq!(found["problems"][1]["rule"], "undecodable"),
        Err(_) => drop(run.code(3).says(&["a.csv", "3行目"])),
    }
}

#[test]
fn a_couple_at_one_address_is_two_people() {
    let toml = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\npersonal = [\"氏名\", \"住所\"]\n\
        [[question]]\nid = \"P\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"市内\" }]\n";
    let rows = "氏名,住所,P\n東京子,緑町1,1\n東京太,緑町1,1\n東京子,南町2,1\n,緑町1,1\n,緑町1,1\n東京子,匿名,1\n東京子,匿名,1\n東京子,緑町1,1\n";
    let dir = Workdir::survey(toml, "a.csv", rows);
    let found = in_rows(&dir, 1).into_iter().filter(|(rule, _)| rule == "duplicate").collect::<Vec<_>>();
    assert_eq!(found, pairs(&[("duplicate", "A9")]), "only what is the same in all of it");
    assert_eq!(dir.table(&["P"]).base("all"), 7);
}

#[test]
fn numbers_of_different_names_are_different_people() {
    let toml = |other: &str| {
        format!(
            "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\nid = \"整理番号\"\n[[source]]\nfile = \"b.csv\"\nid = \"{other}\"\n\
             [[question]]\nid = \"P\"\nkind = \"single\"\nchoices = [{{ code = \"1\", label = \"市内\" }}]\n"
        )
    };
    for (other, header, all) in [("ID", "ID", 4), ("整理番号", "整理番号", 2), ("#1", "整理番号", 2), ("#1", "ID", 4)]
    {
        let dir = Workdir::survey(&toml(other), "a.csv", "整理番号,P\n1,1\n2,1\n");
        dir.write("b.csv", format!("{header},P\n1,1\n2,1\n"));
        assert_eq!(dir.table(&["P"]).base("all"), all, "{other} {header}");
    }
}

#[test]
fn what_makes_a_form_blank() {
    let toml = "[[source]]\nfile = \"a.csv\"\npersonal = [\"メール\"]\nignore = [\"端末\"]\n\
        [[question]]\nid = \"P\"\nkind = \"single\"\nchoices = [{ code = \"0\", label = \"市内\" }]\n\
        [[question]]\nid = \"M\"\nkind = \"multiple\"\ncolumns = [\"M1\", \"M2\"]\nchoices = [{ code = \"1\", label = \"a\" }, { code = \"2\", label = \"b\" }]\n";
    let header = "回答 ID,開始時刻,メール,端末,P,M1,M2,備考\n";
    for (row, blank) in [
        ("1,2023/07/01 10:00:00,a@x.jp,iPhone,,0,0,", 1),
        ("1,令和5年7月1日,a@x.jp,iPhone,,,,", 1),
        ("1,,,,,0,FALSE,", 1),
        ("1,,,,0,0,0,", 0),
        ("1,,,,,1,0,", 0),
        ("1,,,,,0,0,あとで電話あり", 0),
        ("1,読めない,,,,0,0,", 0),
    ] {
        let dir = Workdir::survey(toml, "a.csv", format!("{header}2,,,,0,1,1,\n{row}\n"));
        let found = dir.koe(&["check", "--json"]).json();
        assert_eq!(found["cases"]["excluded"]["blank"], blank, "{row}");
    }
    let counted = toml.replace("personal = [\"メール\"]", "count = \"度数\"");
    let dir = Workdir::survey(&counted, "a.csv", "度数,端末,P,M1,M2\n3,,,0,0\n2,,0,1,0\n");
    let table = dir.table(&["P"]);
    assert_eq!((table.base("all"), table.base("NA")), (5, 3), "a table of frequencies has no blank forms");
}

#[test]
fn more_ranks_than_asked_are_over_the_limit() {
    let choices = "choices = [{ code = \"1\", label = \"一\" }, { code = \"2\", label = \"二\" }, { code = \"3\", label = \"三\" }]\n";
    let rows = "R\n1;2\n1;2;3\n2;2;1\n3\n";
    for (policy, bases, first) in [
        ("invalid", [4, 4, 3, 0, 0, 1, 0], json!([1, 0])),
        ("accept", [4, 4, 4, 0, 0, 0, 0], json!([2, 0])),
        ("blank", [4, 4, 3, 1, 0, 0, 0], json!([1, 0])),
    ] {
        let toml = format!(
            "[[question]]\nid = \"R\"\nkind = \"rank\"\ntop = 2\nlayout = \"list\"\nseparator = \";\"\nover_limit = \"{policy}\"\n{choices}"
        );
        let dir = Workdir::survey(&toml, "a.csv", rows);
        let table = dir.table(&["R"]);
        assert_eq!((table.bases(), &table.total()["ranks"][0]), (bases, &first), "{policy}");
        assert_eq!(in_rows(&dir, 1), pairs(&[("over_limit", "A3"), ("rank_order", "A4")]), "{policy}");
    }
    let toml = format!(
        "[[source]]\nfile = \"a.csv\"\n[source.columns]\nR = {{ columns = [\"a\", \"b\", \"c\"] }}\n\
         [[question]]\nid = \"R\"\nkind = \"rank\"\ntop = 2\ncolumns = [\"a\", \"b\"]\n{choices}"
    );
    let dir = Workdir::survey(&toml, "a.csv", "a,b,c\n1,2,\n1,2,3\n");
    assert_eq!(dir.table(&["R"]).bases(), [2, 2, 1, 0, 0, 1, 0]);
    assert_eq!(in_rows(&dir, 1), pairs(&[("over_limit", "A3")]));
}

#[test]
fn a_text_without_a_mark_spoils_no_valid_form() {
    let toml = format!(
        "[[question]]\nid = \"M\"\nkind = \"multiple\"\nmax = 2\nlayout = \"list\"\nseparator = \";\"\n{CHOICES}"
    );
    let dir = Workdir::survey(&toml, "a.csv", "M,他\n1,駐車場\n1;2,駐車場\n4,駐車場\n,駐車場\n1;2;3,駐車場\n");
    assert_eq!(dir.table(&["M"]).counts(), [2, 1, 0, 1, 2, 0, 1, 0]);
    let other = "other_unmarked";
    let expected = [(other, "B2"), (other, "B3"), (other, "B4"), (other, "B5"), (other, "B6"), ("over_limit", "A6")];
    let mut got = in_rows(&dir, 1);
    let mut wanted = pairs(&expected);
    got.sort();
    wanted.sort();
    assert_eq!(got, wanted);
    let all = dir.koe(&["check", "--json", "--lang", "en"]).code(1).json();
    let said = |cell: &str| {
        let problems = all["problems"].as_array().unwrap().iter();
        let found =
            problems.filter(|p| p["rule"] == other && p["cell"] == cell).map(|p| p["message"].as_str().unwrap());
        found.collect::<String>()
    };
    assert!(
        said("B2").contains("Taken as marked") && said("B3").contains("Not counted"),
        "{} {}",
        said("B2"),
        said("B3")
    );
}

#[test]
fn questions_asked_of_one_stratum() {
    let toml = "[[question]]\nid = \"G\"\nkind = \"single\"\nask_if = \"stratum = farm\"\nchoices = [{ code = \"1\", label = \"一\" }]\n\
        [[question]]\nid = \"F\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"商\" }, { code = \"2\", label = \"農\" }]\n\
        [[question]]\nid = \"H\"\nkind = \"single\"\nask_if = \"F = 2\"\nchoices = [{ code = \"1\", label = \"専業\" }, { code = \"2\", label = \"兼業\" }]\n\
        [[stratum]]\ncode = \"shop\"\nlabel = \"商業者\"\nwhere = \"F = 1 or H = 2\"\n\
        [[stratum]]\ncode = \"farm\"\nlabel = \"農業者\"\nwhere = \"H = 1\"\n\
        [[rule]]\nid = \"farmers\"\nmessage = \"農業者\"\nwhen = \"stratum = farm\"\n";
    let dir = Workdir::survey(toml, "a.csv", "G,F,H\n1,2,1\n1,1,1\n,2,1\n,2,2\n");
    assert_eq!(dir.table(&["G"]).bases(), [2, 4, 1, 1, 2, 0, 0], "who is no farmer was not asked");
    let rules = in_rows(&dir, 1);
    let of = |rule: &str| rules.iter().filter(|(found, _)| found == rule).count();
    assert_eq!((of("farmers"), of("not_asked"), of("stratum")), (2, 2, 0), "{rules:?}");
}

#[test]
fn dates_as_they_are_written_in_japan() {
    let toml = "[[question]]\nid = \"D\"\nkind = \"date\"\n";
    let rows = "D\n2023-07-01\n2023年7月1日\n2023.7.1\n20230701\n令和5年7月1日\n平成元年１月８日\nＲ５．７．１\n㋿5年7月1日\n令和5年\n";
    let dir = Workdir::survey(toml, "a.csv", rows);
    assert_eq!(dir.table(&["D"]).bases(), [9, 9, 8, 0, 0, 0, 1]);
    assert_eq!(in_rows(&dir, 1), pairs(&[("not_a_date", "A10")]));
}

#[test]
fn a_weight_that_cannot_be_made_is_found() {
    let toml = "[[question]]\nid = \"g\"\nkind = \"single\"\n[[weight]]\nid = \"w\"\nkind = \"rake\"\n\
                targets = [{ question = \"g\", shares = { a = 0.5, b = 0.3 } }]\n";
    let dir = Workdir::survey(toml, "a.csv", "g\na\nb\n");
    let found = dir.koe(&["check", "--json"]).code(1).json();
    assert_eq!(found["counts"]["weight"], 1);
    let problems = found["problems"].as_array().unwrap();
    let problem = problems.iter().find(|problem| problem["rule"] == "weight").unwrap();
    assert_eq!((&problem["severity"], &problem["survey"]), (&"error".into(), &"s".into()));
    let message = problem["message"].as_str().unwrap();
    assert!(message.contains("「w」") && message.contains("0.8"), "{message}");
}
