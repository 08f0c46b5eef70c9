//! Definitions that cannot be used: where, what, what to do; and how their statements override each other.

use crate::support::{Run, Workdir};

const ANSWERS: &str = "id,Q1,Q2\n1,1,a;b\n2,2,b\n";
const SURVEY: &str = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\nid = \"id\"\n\
[[question]]\nid = \"Q1\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"一\" }, { code = 2, label = \"二\" }]\n\
[[question]]\nid = \"Q2\"\nkind = \"multiple\"\nlayout = \"list\"\nseparator = \";\"\nchoices = [{ code = \"a\", label = \"A\" }, { code = \"b\", label = \"B\" }]\n";

fn with(survey: &str) -> Workdir {
    Workdir::survey(survey, "a.csv", ANSWERS)
}

/// The survey with more at its end must be refused.
#[track_caller]
fn refused(more: &str, said: &[&str]) -> Run {
    with(&format!("{SURVEY}{more}")).koe(&["tab"]).code(2).no_data().says(&["s.toml"]).says(said)
}

#[test]
fn the_survey_itself_is_good() {
    let tables = with(SURVEY).tab(&[]);
    assert_eq!((tables[0].counts(), tables[1].counts()), (vec![1, 1, 0, 0, 0], vec![1, 2, 0, 0, 0]));
    let notepad = format!("\u{feff}{}", SURVEY.replace('\n', "\r\n"));
    assert_eq!(with(&notepad).tab(&[]), tables, "as Notepad saves it");
}

#[test]
fn broken_toml_is_shown_with_its_line() {
    let broken = SURVEY.replace("kind = \"single\"", "kind = single");
    with(&broken).koe(&["tab"]).code(2).no_data().says(&["s.toml", "8行目", "書き方に誤り"]);
    with(&broken).koe(&["check", "--lang", "en"]).code(2).says(&["line 8"]);
    let key = SURVEY.replace("kind = \"multiple\"", "kind = \"multiple\"\nseperator = \";\"");
    with(&key).koe(&["tab"]).code(2).no_data().says(&[
        "13行目",
        "「seperator」というキー",
        "「separator」のことですか",
    ]);
    let choice = SURVEY.replace("label = \"一\"", "lable = \"一\"");
    with(&choice).koe(&["tab"]).code(2).says(&["9行目", "「lable」というキー", "「label」"]);
    let kind = SURVEY.replace("\"single\"", "\"singel\"");
    with(&kind).koe(&["tab"]).code(2).says(&["8行目", "singel"]);
    refused("[[question]]\nid = \"Q3\"\n", &["kind"]);
    let dir = with(SURVEY);
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"\n").koe(&["tab"]).code(2).says(&["koe.toml"]);
    dir.write("koe.toml", "[project]\nsurvey = [\"s.toml\"]\n");
    dir.koe(&["tab"]).code(2).says(&["koe.toml", "2行目", "「survey」", "「surveys」のことですか"]);
    dir.write("koe.toml", "[project]\nsurveys = []\n").koe(&["tab"]).code(2).says(&["koe.toml", "surveys"]);
}

#[test]
fn files_that_cannot_be_read() {
    let dir = with(SURVEY);
    std::fs::remove_file(dir.file("a.csv")).unwrap();
    dir.koe(&["tab"]).code(3).no_data().says(&["a.csv", "ファイルがありません"]);
    dir.koe(&["check", "--json"]).code(3).no_data();
    dir.write("koe.toml", "[project]\nsurveys = [\"t.toml\"]\n");
    dir.koe(&["tab"]).code(3).no_data().says(&["t.toml", "ファイルがありません"]);
    let broken = SURVEY.replace("a.csv", "a.xlsx");
    for (bytes, said) in [
        (&b"PK\x03\x04 not a book"[..], "途中で切れています"),
        (b"", "空"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<html><table>", "HTML"),
    ] {
        let dir = Workdir::survey(&broken, "a.xlsx", bytes);
        dir.koe(&["tab"]).code(3).no_data().says(&["a.xlsx", said]);
    }
    let sheet = SURVEY.replace("id = \"id\"", "id = \"id\"\nsheet = \"回答\"");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("集計").unwrap().write(0, 0, "id").unwrap();
    let dir = Workdir::survey(&sheet.replace("a.csv", "a.xlsx"), "a.xlsx", book.save_to_buffer().unwrap());
    dir.koe(&["tab"]).code(3).no_data().says(&["シート「回答」がありません", "集計"]);
    let none = SURVEY.replace("[[source]]\nfile = \"a.csv\"\nid = \"id\"\n", "");
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\n").write("s.toml", none);
    dir.koe(&["tab"]).code(2).no_data().says(&["s.toml", "[[source]]"]);
}

#[test]
fn paths_stay_in_the_project() {
    for path in ["../a.csv", "/etc/passwd", "x/../../a.csv"] {
        with(&SURVEY.replace("a.csv", path)).koe(&["tab"]).code(2).no_data().says(&[path, "フォルダの外"]);
    }
    let dir = with(SURVEY);
    dir.write("koe.toml", "[project]\nsurveys = [\"../s.toml\"]\n").koe(&["tab"]).code(2).says(&["../s.toml"]);
}

#[test]
fn ids_and_codes() {
    let question = |id: &str, more: &str| format!("[[question]]\nid = \"{id}\"\nkind = \"single\"\n{more}\n");
    refused(&question("Q1", ""), &["id「Q1」が2回"]);
    refused(&question("mode", ""), &["id「mode」が2回"]);
    refused(&question("total", ""), &["id「total」", "予約語"]);
    refused(
        &question("Q3", "choices = [{ code = \"1\", label = \"a\" }, { code = \"1\", label = \"b\" }]"),
        &["Q3", "「1」が2回"],
    );
    refused(&question("Q3", "choices = [{ code = \"NA\", label = \"a\" }]"), &["Q3", "「NA」", "予約語"]);
    let net = |question: &str, code: &str, member: &str| {
        format!("[[net]]\nquestion = \"{question}\"\ncode = \"{code}\"\nlabel = \"計\"\nmembers = [\"{member}\"]\n")
    };
    refused(&net("Q1", "1", "1"), &["Q1", "「1」が2回"]);
    refused(&net("Q9", "N", "1"), &["「Q9」がありません"]);
    refused(&net("Q1", "N", "7"), &["「7」がありません"]);
    refused("[[banner]]\nid = \"b\"\nquestion = \"Q1\"\n", &["[[banner]] b", "groups"]);
    refused("[[banner]]\nid = \"b\"\nquestion = \"Q1\"\ngroups = [{ label = \"x\", codes = [\"7\"] }]\n", &["「7」"]);
    let twice = "[[banner]]\nid = \"b\"\nquestion = \"Q1\"\ngroups = [{ label = \"x\", codes = [\"1\"] }, { label = \"y\", codes = [\"2\"], code = \"1\" }]\n";
    refused(twice, &["[[banner]] b", "「1」が2回"]);
    let stratum = "[[stratum]]\ncode = \"x\"\nlabel = \"x\"\nwhere = \"Q1 = 1\"\n";
    refused(&format!("{stratum}{stratum}"), &["stratum", "「x」が2回"]);
    let weight = |id: &str| format!("[[weight]]\nid = \"{id}\"\nkind = \"column\"\ncolumn = \"w\"\n");
    refused(&weight("none"), &["「none」", "予約語"]);
    refused(&[weight("w"), weight("w")].concat(), &["「w」が2回"]);
    with(&SURVEY.replace("id = \"s\"\n", "id = \"s\"\ndefault_weight = \"w\"\n"))
        .koe(&["tab"])
        .code(2)
        .says(&["「w」"]);
}

#[test]
fn questions_that_make_no_sense() {
    refused("[[question]]\nid = \"Q3\"\nkind = \"matrix\"\n", &["Q3", "items"]);
    refused("[[question]]\nid = \"Q3\"\nkind = \"rank\"\ncolumn = \"Q3\"\n", &["Q3", "top"]);
    let flags = |columns: &str| {
        format!(
            "[[question]]\nid = \"Q3\"\nkind = \"multiple\"\ncolumns = [{columns}]\nchoices = [{{ code = \"1\", label = \"a\" }}, {{ code = \"2\", label = \"b\" }}]\n"
        )
    };
    refused(&flags("\"x\", \"y\", \"z\""), &["Q3", "3個", "2個"]);
    let source = SURVEY.replace("id = \"id\"\n", "id = \"id\"\n[source.columns]\nQ9 = \"問9\"\n");
    with(&source).koe(&["tab"]).code(2).no_data().says(&["[source.columns]", "「Q9」がありません"]);
    let source = SURVEY
        .replace("id = \"id\"\n", "id = \"id\"\n[source.columns]\nQ2 = { columns = [\"x\"], layout = \"flags\" }\n");
    with(&source).koe(&["tab"]).code(2).no_data().says(&["Q2", "1個", "2個"]);
    refused(
        "[[question]]\nid = \"N\"\nkind = \"numeric\"\nbands = [{ label = \"x\", from = 5, to = 1 }]\n",
        &["N", "from"],
    );
}

#[test]
fn conditions_that_make_no_sense() {
    let asked = |id: &str, condition: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nkind = \"single\"\nask_if = \"{condition}\"\nchoices = [{{ code = \"1\", label = \"a\" }}]\n"
        )
    };
    refused(&asked("Q3", "Q1 < 2"), &["Q3", "数値ではない"]);
    refused(&asked("Q3", "Q1 = 7"), &["Q3", "「7」"]);
    refused(&asked("Q3", "Q9 = 1"), &["Q3", "「Q9」"]);
    refused(&asked("Q3", "Q1 ="), &["19行目", "条件「Q1 =」の5文字目"]);
    refused(&asked("Q3", "Q3 = 1"), &["Q3", "自分自身"]);
    refused(&[asked("Q3", "Q4 = 1"), asked("Q4", "Q3 = 1")].concat(), &["自分自身"]);
    refused("[[rule]]\nid = \"r\"\nmessage = \"m\"\nwhen = \"Q9 = 1\"\n", &["[[rule]] r", "「Q9」"]);
    refused("[[stratum]]\ncode = \"x\"\nlabel = \"x\"\nwhere = \"Q1 = 7\"\n", &["[[stratum]] x", "「7」"]);
}

#[test]
fn columns_that_are_not_there() {
    let dir = with(&SURVEY.replace("kind = \"single\"", "kind = \"single\"\ncolumn = \"問1\""));
    let table = dir.table(&["Q1"]);
    assert_eq!(table.bases(), [2, 2, 0, 2, 0, 0, 0]);
    let found = dir.koe(&["check", "--json"]).code(1).json();
    let problems = found["problems"].as_array().unwrap();
    let missing = problems.iter().find(|problem| problem["rule"] == "column_missing").unwrap();
    assert_eq!((missing["file"].as_str(), missing["question"].as_str()), (Some("a.csv"), Some("Q1")));
    assert!(missing["message"].as_str().unwrap().contains("列「問1」がありません"));
    // A question that states no column must be called like one.
    let dir = with(&format!("{SURVEY}[[question]]\nid = \"Q3\"\nkind = \"single\"\n"));
    let found = dir.koe(&["check", "--json"]).code(1).json();
    assert_eq!(found["counts"]["column_missing"], 1);
    let text = dir.koe(&["check"]).code(1);
    assert!(text.text().contains("誤り") && text.text().contains("column_missing") && text.text().contains("Q3"));
}

#[test]
fn missing_codes_of_question_source_and_survey() {
    let toml = "[survey]\nid = \"s\"\nmissing = { NA = [\"\", \"9\"], INV = [\"-9999\"], UNK = [\"●\"] }\n\
        [[source]]\nfile = \"a.csv\"\n\
        [[source]]\nfile = \"b.csv\"\nmissing = { INV = [\"×\"], UNK = [\"9\"] }\n\
        [[question]]\nid = \"Q1\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"a\" }]\n\
        [[question]]\nid = \"Q2\"\nkind = \"single\"\nmissing = { NA = [\"99\", \"-9999\", \"9\"] }\nchoices = [{ code = \"1\", label = \"a\" }, { code = \"9\", label = \"九\" }]\n\
        [[question]]\nid = \"Q3\"\nkind = \"numeric\"\nmissing = { NAP = [\"999\"] }\n\
        [[question]]\nid = \"F\"\nkind = \"multiple\"\ncolumns = [\"F1\", \"F9\"]\nchoices = [{ code = \"1\", label = \"a\" }, { code = \"9\", label = \"b\" }]\n";
    let rows = "Q1,Q2,Q3,F1,F9\n1,9,5,1,9\n9,99,999,9,9\n-9999,-9999,-9999,0,0\n●,●,●,9,0\n１,1,9,-9999,1\n";
    let dir = Workdir::survey(toml, "a.csv", rows);
    dir.write("b.csv", "Q1,Q2,Q3,F1,F9\n9,1,9,1,0\n×,×,×,×,0\n");
    let counts = |id: &str| dir.table(&[id, "--by", "source"]);
    let of = |id: &str, source: &str| counts(id).counts_in("source", source);
    assert_eq!(of("Q1", "a"), [2, 1, 1, 1]);
    assert_eq!(of("Q1", "b"), [0, 0, 1, 1], "the source's kinds replace the survey's");
    // The question's own NA: 99 and -9999; a choice's code wins over any missing code; INV and UNK are still the survey's.
    assert_eq!(of("Q2", "a"), [1, 1, 2, 0, 1]);
    assert_eq!(dir.table(&["Q3", "--where", "source = a"]).bases(), [4, 5, 1, 1, 1, 1, 1]);
    // In flags only the own code is a mark: 9 in the first column is the missing code.
    assert_eq!(of("F", "a"), [1, 2, 2, 1, 0]);
    let clash = dir.koe(&["check", "--json"]).code(1).json();
    assert_eq!(clash["counts"]["code_clash"], 1, "Q2 of the first row");
}

#[test]
fn two_surveys_and_what_belongs_to_which() {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\nlocale = \"en\"\nsurveys = [\"s.toml\", \"in/t.toml\"]\n");
    dir.write("s.toml", SURVEY).write("a.csv", ANSWERS);
    let other = SURVEY.replace("id = \"s\"", "id = \"t\"").replace("a.csv", "../b.csv").replace("\"Q2\"", "\"Q5\"");
    dir.write("in/t.toml", other).write("b.csv", ANSWERS.replace("Q2", "Q5"));
    let surveys = |arguments: &[&str]| -> Vec<String> {
        dir.tab(arguments).iter().map(|table| table.0["survey"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(surveys(&["Q1"]), ["s", "t"]);
    assert_eq!(surveys(&["Q1", "--survey", "t"]), ["t"]);
    assert_eq!(surveys(&["Q5"]), ["t"]);
    assert_eq!(surveys(&["Q1", "--by", "Q2"]), ["s"]);
    assert_eq!(surveys(&["Q1", "--where", "Q5 = a"]), ["t"], "a filter tells which survey is meant");
    dir.koe(&["tab", "Q2", "Q5"]).code(2).says(&["No survey has all of Q2, Q5"]);
    dir.koe(&["tab", "Q9"]).code(2).says(&["No survey has a question \"Q9\""]);
    dir.koe(&["tab", "Q1", "--survey", "u"]).code(2).says(&["There is no survey \"u\". There are: s, t."]);
    dir.koe(&["tab", "Q9", "--lang", "ja"]).code(2).says(&["設問「Q9」"]);
    let found = dir.koe(&["check", "--json"]).code(0).json();
    assert_eq!((&found["surveys"]["s"]["valid"], &found["cases"]["valid"]), (&2.into(), &4.into()));
    let found = dir.koe(&["check", "--json", "--survey", "t"]).code(0).json();
    assert_eq!(found["problems"][0]["file"], "b.csv", "named from the project's folder");
}

#[test]
fn choices_that_cannot_be_told_apart() {
    let question = |choices: &str| format!("[[question]]\nid = \"Q3\"\nkind = \"single\"\nchoices = [{choices}]\n");
    for (choices, text) in [
        ("{ code = \"1\", label = \"a\" }, { code = \"１\", label = \"b\" }", "１"),
        ("{ code = \"1\", label = \"ｶﾞｽ\" }, { code = \"2\", label = \"ガス\" }", "ガス"),
        ("{ code = \"1\", label = \"a\" }, { code = \"2\", label = \"1\" }", "1"),
        (
            "{ code = \"1\", label = \"a\", aliases = [\"甲\"] }, { code = \"2\", label = \"b\", aliases = [\" 甲\"] }",
            "甲",
        ),
    ] {
        refused(&question(choices), &["Q3", text, "2つの選択肢"]);
    }
    let own = "{ code = \"1\", label = \"1\", aliases = [\"１\"] }, { code = \"2\", label = \"2\" }";
    with(&format!("{SURVEY}{}", question(own))).koe(&["tab", "Q1"]).code(0);
    refused(
        "[[net]]\nquestion = \"Q1\"\ncode = \"N\"\nlabel = \"計\"\nmembers = [\"1\", \"2\", 1]\n",
        &["[[net]] N", "「1」が2回"],
    );
}

#[test]
fn bands_that_share_a_value() {
    let number = |bands: &str| format!("[[question]]\nid = \"N\"\nkind = \"numeric\"\nbands = [{bands}]\n");
    for bands in [
        "{ label = \"x\", to = 10 }, { label = \"y\", from = 10 }",
        "{ label = \"x\", from = 1, to = 5 }, { label = \"y\", from = 20 }, { label = \"z\", from = 3, to = 4 }",
        "{ label = \"x\" }, { label = \"y\", from = 3 }",
    ] {
        refused(&number(bands), &["N", "重なる"]);
    }
    let good =
        number("{ label = \"x\", from = 10 }, { label = \"y\", to = 9 }").replace("\"N\"", "\"N\"\ncolumn = \"Q1\"");
    with(&format!("{SURVEY}{good}")).koe(&["tab", "N"]).code(0);
}

#[test]
fn ranks_trims_encodings_and_ids() {
    let rank = "[[question]]\nid = \"R\"\nkind = \"rank\"\ntop = 3\ncolumns = [\"a\", \"b\"]\nchoices = [{ code = \"1\", label = \"a\" }]\n";
    refused(rank, &["R", "2個", "3"]);
    for trim in ["[1.0, 3.0]", "[0.3, 1.0]", "[3.0, 0.3]", "[-0.1, 3.0]", "[nan, 3.0]", "[0.3, inf]"] {
        let weight = "[[weight]]\nid = \"w\"\nkind = \"rake\"\ntargets = [{ question = \"Q1\", shares = { 1 = 0.5, 2 = 0.5 } }]\n";
        refused(&format!("{weight}trim = {trim}\n"), &["[[weight]] w", "trim"]);
    }
    let source = SURVEY.replace("id = \"id\"\n", "id = \"id\"\nencoding = \"sjis\"\n");
    with(&source).koe(&["tab"]).code(2).no_data().says(&["a.csv", "「sjis」", "cp932"]);
    for id in ["", "Q:1", "Q1*Q2", "問 3", "Q-3"] {
        refused(
            &format!("[[question]]\nid = \"{id}\"\nkind = \"single\"\ncolumn = \"Q1\"\n"),
            &[&format!("id「{id}」")],
        );
    }
    let banner = "[[banner]]\nid = \"a:b\"\nquestion = \"Q1\"\ngroups = [{ label = \"x\", codes = [\"1\"] }]\n";
    refused(banner, &["id「a:b」"]);
    with(&format!("{SURVEY}[[question]]\nid = \"問３_あ\"\nkind = \"single\"\ncolumn = \"Q1\"\n"))
        .koe(&["tab"])
        .code(0);
}

#[test]
fn personal_columns_are_not_asked_for() {
    let personal = SURVEY.replace("id = \"id\"\n", "id = \"id\"\npersonal = [\"Q1\"]\n");
    with(&personal).koe(&["tab"]).code(2).no_data().says(&["a.csv", "personal", "Q1"]);
    let by_place = SURVEY.replace("id = \"id\"\n", "id = \"id\"\npersonal = [\"#3\"]\n");
    with(&by_place).koe(&["check"]).code(2).no_data().says(&["personal", "Q2"]);
    let id = SURVEY.replace("id = \"id\"\n", "id = \"id\"\npersonal = [\"id\"]\n");
    with(&id).koe(&["tab"]).code(2).no_data().says(&["personal", "id"]);
}

#[test]
fn a_stratum_told_by_itself() {
    let circle = "[[stratum]]\ncode = \"x\"\nlabel = \"x\"\nwhere = \"Q1 = 1\"\n[[stratum]]\ncode = \"y\"\nlabel = \"y\"\nwhere = \"not (stratum = x)\"\n";
    refused(circle, &["[[stratum]]", "自分自身"]);
    let routed = "[[question]]\nid = \"Q3\"\nkind = \"single\"\ncolumn = \"Q1\"\nask_if = \"stratum = x\"\nchoices = [{ code = \"1\", label = \"a\" }]\n\
        [[stratum]]\ncode = \"x\"\nlabel = \"x\"\nwhere = \"Q3 = 1\"\n";
    refused(routed, &["自分自身"]);
}

/// Every kind of value that may be wrong is said in Japanese, with what is allowed.
#[test]
fn faults_of_the_text_are_said_in_japanese() {
    const QUESTION: &str = "[[question]]\nid = \"X\"\nkind = \"single\"\n";
    const WEIGHT: &str = "[[weight]]\nid = \"w\"\n";
    const PORTFOLIO: &str = "[[portfolio]]\nid = \"p\"\nsatisfaction = \"Q1\"\nimportance = \"Q1\"\n";
    let survey = |line: &str| SURVEY.replacen("id = \"s\"\n", &format!("id = \"s\"\n{line}\n"), 1);
    let source = |line: &str| SURVEY.replacen("id = \"id\"\n", &format!("id = \"id\"\n{line}\n"), 1);
    let more = |text: String| format!("{SURVEY}{text}\n");
    let question = |line: &str| more(format!("{QUESTION}{line}"));
    let weight = |line: &str| more(format!("{WEIGHT}{line}"));
    let portfolio = |line: &str| more(format!("{PORTFOLIO}{line}"));
    let (text, whole, flag) = ("\" で囲んだ文字", "囲みのない整数", "true か false");
    for (toml, said) in [
        // What may be one of several words.
        (survey("audience = \"x\""), &["audience の値", "「x」", "business", "other"][..]),
        (survey("sampling = \"x\""), &["sampling の値", "random", "census"]),
        (survey("over_limit = \"x\""), &["over_limit の値", "invalid", "accept", "blank"]),
        (survey("double_mark = 1"), &["double_mark の値", text]),
        (survey("rate = \"x\""), &["rate の値", "「x」"]),
        (more(QUESTION.replace("single", "x")), &["kind の値", "single", "matrix"]),
        (question("layout = \"x\""), &["layout の値", "flags", "slots"]),
        (weight("kind = \"x\""), &["kind の値", "rake", "column"]),
        (weight("kind = \"rake\"\nmissing = \"x\""), &["missing の値", "keep", "exclude"]),
        (weight("kind = \"rake\"\ntotal = \"x\""), &["total の値", "sample", "population"]),
        (
            more("[[rule]]\nid = \"r\"\nmessage = \"m\"\nwhen = \"Q1 = 1\"\nseverity = \"x\"".into()),
            &["severity の値", "warning"],
        ),
        (portfolio("formula = \"x\""), &["mean", "t-score"]),
        (portfolio("cross = \"x\""), &["mean", "zero"]),
        // Kinds of values.
        (survey("population = \"many\""), &["population の値", whole]),
        (survey("population = -1"), &["0以上の整数"]),
        (survey("population = 1.5"), &["population の値", whole]),
        (survey("min_base = true"), &["min_base の値", whole]),
        (survey("provisional = \"yes\""), &["provisional の値", flag]),
        (survey("date = 2023-07-01"), &["date の値", text]),
        (survey("title = 3"), &["title の値", text]),
        (survey("missing = \"9\""), &["missing の値", "{ }"]),
        (survey("out_of_scope = \"Q1 =\""), &["条件「Q1 =」"]),
        (source("sheet = [1]"), &["シートの名前か番号"]),
        (source("header_rows = \"2\""), &["header_rows の値", whole]),
        (source("personal = \"氏名\""), &["personal の値", "[ ]"]),
        (source("[source.columns]\nQ1 = 3"), &["列の見出し"]),
        (question("max = \"3\""), &["max の値", whole]),
        (question("range = [0]"), &["値を2つ"]),
        (question("range = \"0-5\""), &["range の値", "[ ]"]),
        (question("choices = [{ code = 1.5, label = \"a\" }]"), &["コード"]),
        (question("choices = [{ code = \"1\", label = \"a\", score = \"x\" }]"), &["score の値", "囲みのない数"]),
        (question("choices = [\"a\", \"b\"]"), &["{ }"]),
        (question("choices = [{ code = \"1\" }]"), &["label"]),
        (question("bands = [{ label = \"a\", from = \"x\" }]"), &["「x」は数でも日付でもありません"]),
        (question("bands = [{ label = \"a\", from = [1] }]"), &["数か日付"]),
        (question("columns = \"a\""), &["columns の値", "[ ]"]),
        (question("ask_if = 1"), &["ask_if の値", text]),
        (weight("kind = \"rake\"\ntrim = [0.3]"), &["値を2つ"]),
        (weight("kind = \"rake\"\ntargets = [{ question = \"Q1\", shares = 3 }]"), &["{ }"]),
        // Signs.
        (question("unit = “人”"), &["半角の"]),
        (question("unit = \"人"), &["閉じていません"]),
        (question("label = \"a\" text = \"b\""), &["書き方に誤り"]),
        (question("unit"), &["= と値"]),
        (question("unit ="), &["値を書いて"]),
        (question("unit = \"a\"\nunit = \"b\""), &["2回"]),
        (question("columns = [\"a\" \"b\"]"), &["が"]),
        (question("columns = [\"a\", \"b\""), &["]"]),
        (question("top = 03"), &["0 で始まる"]),
        (question("unit = \"C:\\dir\""), &["\\"]),
        (question("単位 = \"人\""), &["書き方に誤り"]),
    ] {
        let run = with(&toml).koe(&["tab"]).code(2).no_data().says(&["s.toml"]).says(said);
        for english in ["expected", "invalid ", "unknown", "missing ", "variant", "did not", "struct", "unexpected"] {
            let told = run.stderr.replace("missing の値", "");
            let told = told.replace("「invalid", "").replace("invalid、", "");
            if told.contains(english) {
                run.fail(&format!("“{english}” of {toml}"));
            }
        }
    }
    for (line, said) in [
        ("locale = \"fr\"", &["locale の値", "ja", "en"][..]),
        ("surveys = \"s.toml\"", &["surveys の値", "[ ]"]),
        ("title = 1", &["title の値", text]),
        ("output = [\"a\"]", &["output の値", text]),
    ] {
        let dir = with(SURVEY);
        let surveys = if line.starts_with("surveys") { "" } else { "surveys = [\"s.toml\"]\n" };
        dir.write("koe.toml", format!("[project]\n{surveys}{line}\n"));
        dir.koe(&["tab"]).code(2).says(&["koe.toml", "行目"]).says(said);
    }
}
