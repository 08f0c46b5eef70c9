//! `koe tab` of a small survey: banners, filters, bases, percentages, nets, bands, ranks, routing, several files.

use serde_json::json;

use crate::support::{Workdir, close, counts, values};

/// Ten respondents: sex, age, a multiple answer (list), satisfaction asked of those who use, and a rank.
const SURVEY: &str = r#"
[survey]
id = "s"
title = "小さな調査"
min_base = 3
missing = { INV = ["-9999"], UNK = ["●"] }
[[source]]
file = "a.csv"
id = "番号"
mode = "paper"
[[question]]
id = "SEX"
label = "性別"
kind = "single"
choices = [{ code = "1", label = "男" }, { code = "2", label = "女" }]
[[question]]
id = "AGE"
label = "年齢"
kind = "numeric"
unit = "歳"
range = [0, 120]
bands = [{ label = "39歳以下", to = 39 }, { label = "40～64歳", from = 40, to = 64, code = "mid" }, { label = "65歳以上", from = 65 }]
[[question]]
id = "USE"
label = "利用"
kind = "single"
choices = [{ code = "1", label = "毎日", score = 2 }, { code = "2", label = "時々", score = 1 }, { code = "3", label = "しない" }, { code = "9", label = "だれもいない" }]
[[question]]
id = "WHY"
label = "理由"
kind = "multiple"
layout = "list"
separator = ";"
ask_if = "USE in (1, 2)"
choices = [{ code = "a", label = "近い" }, { code = "b", label = "安い" }, { code = "c-1", label = "品ぞろえ" }]
[[question]]
id = "MORE"
label = "続き"
kind = "single"
ask_if = "WHY != b"
choices = [{ code = "1", label = "はい" }, { code = "2", label = "いいえ" }]
[[question]]
id = "TOP"
label = "順位"
kind = "rank"
columns = ["1位", "2位"]
choices = [{ code = "1", label = "道" }, { code = "2", label = "駅" }, { code = "3", label = "店" }]
[[question]]
id = "VIEW"
label = "評価"
kind = "matrix"
items = [{ id = "VIEWA", label = "市内", column = "評価A" }, { id = "VIEWB", label = "市外", column = "評価B", ask_if = "SEX = 1" }]
choices = [{ code = "1", label = "良い" }, { code = "2", label = "悪い" }]
[[net]]
question = "WHY"
code = "N1"
label = "近いか安い計"
members = ["a", "b"]
[[net]]
question = "USE"
code = "N1"
label = "利用計"
members = ["1", "2"]
[[net]]
question = "TOP"
code = "N1"
label = "道と駅計"
members = ["1", "2"]
[[banner]]
id = "age2"
label = "年代"
question = "AGE"
bands = [{ label = "若い", to = 49 }, { label = "年配", from = 50 }]
[[banner]]
id = "use2"
label = "利用の有無"
question = "USE"
groups = [{ label = "する", codes = ["N1"], code = "yes" }, { label = "しない", codes = ["3"] }]
[[banner]]
id = "wide"
label = "重なる区分"
question = "USE"
groups = [{ label = "全部", codes = ["1", "2", "3"] }, { label = "毎日", codes = ["1"] }]
"#;

const ANSWERS: &str = "番号,SEX,AGE,USE,WHY,MORE,1位,2位,評価A,評価B
1,1,20,1,a;b,1,1,2,1,1
2,1,35,1,a,1,2,1,1,2
3,1,40,2,b;c-1,,1,3,2,
4,1,64,3,a,1,,,2,1
5,1,65,,,,3,,1,
6,2,30,2,c-1,2,2,3,1,1
7,2,70,2,,,1,,,
8,2,,1,a,2,,,2,
9,2,●,-9999,,,1,2,1,
10,,50,3,,,2,1,1,
";

/// The survey and its answers.
pub fn dir() -> Workdir {
    Workdir::survey(SURVEY, "a.csv", ANSWERS)
}

#[test]
fn bases_follow_routing_and_chains_of_it() {
    let dir = dir();
    let table = |id: &str| dir.table(&[id]);
    // n, all, answered, NA, NAP, INV, UNK
    assert_eq!(table("SEX").bases(), [10, 10, 9, 1, 0, 0, 0]);
    assert_eq!(table("USE").bases(), [10, 10, 8, 1, 0, 1, 0]);
    // Asked: 1, 2, 3, 6, 7, 8. Number 4 answered all the same, 5 and 9 did not answer the filter.
    assert_eq!(table("WHY").bases(), [6, 10, 5, 1, 4, 0, 0]);
    assert_eq!(table("WHY").counts(), [3, 2, 2, 4, 1, 0, 0]);
    // Asked: those who answered WHY without b: 2, 6, 8. Number 7 did not answer WHY, 4 was not asked it.
    assert_eq!(table("MORE").bases(), [3, 10, 3, 0, 7, 0, 0]);
    assert_eq!(table("VIEWB").bases(), [5, 10, 3, 2, 5, 0, 0]);
    let found = dir.koe(&["check", "--json"]).code(1).json();
    // WHY of 4; MORE of 1 and 4; VIEWB of 6.
    assert_eq!(found["counts"]["not_asked"], 4);
}

#[test]
fn an_ask_if_may_ask_for_missing_answers_itself() {
    let survey = SURVEY.replace("ask_if = \"WHY != b\"", "ask_if = \"USE = NA or USE in (3, INV)\"");
    let dir = Workdir::survey(&survey, "a.csv", ANSWERS);
    assert_eq!(dir.table(&["MORE"]).bases(), [4, 10, 1, 3, 6, 0, 0]);
    let survey = SURVEY.replace("ask_if = \"WHY != b\"", "ask_if = \"not (USE = 1)\"");
    let dir = Workdir::survey(&survey, "a.csv", ANSWERS);
    // 3, 4, 6, 7, 10; nobody whose USE is not known.
    assert_eq!(dir.table(&["MORE"]).base("n"), 5);
    let survey = SURVEY.replace("ask_if = \"WHY != b\"", "ask_if = \"not answered(USE) or mode != paper\"");
    let dir = Workdir::survey(&survey, "a.csv", ANSWERS);
    assert_eq!(dir.table(&["MORE"]).base("n"), 2);
}

#[test]
fn filters_of_every_kind() {
    let dir = dir();
    let all = |filter: &str| {
        let table = dir.table(&["SEX", "--where", filter]);
        assert_eq!(table.base("all") + table.0["base"]["excluded"]["filtered"].as_u64().unwrap(), 10, "{filter}");
        table.base("all")
    };
    for (filter, cases) in [
        ("SEX = 1", 5),
        ("SEX != 1", 5),
        ("not SEX = 1", 5),
        ("not (SEX = 1 or SEX = 2)", 1),
        ("SEX = NA", 1),
        ("SEX != NA", 9),
        ("answered(SEX)", 9),
        ("not answered(USE)", 2),
        ("USE = INV", 1),
        ("USE in (NA, INV)", 2),
        ("USE in (1, NA)", 4),
        ("USE = N1", 6),
        ("WHY = NAP", 4),
        ("WHY = a", 3),
        ("WHY != a", 7),
        ("WHY = \"c-1\"", 2),
        ("WHY in (a, \"c-1\")", 5),
        ("WHY = a and WHY = b", 1),
        ("AGE < 40", 3),
        ("AGE <= 40", 4),
        ("AGE > 64", 2),
        ("AGE >= 64", 3),
        ("AGE = 50", 1),
        ("AGE != 50", 9),
        ("not AGE >= 0", 2),
        ("AGE = UNK", 1),
        ("AGE = mid", 3),
        ("AGE in (20, 30, mid)", 5),
        ("age2 = 1", 4),
        ("age2 != 1", 6),
        ("age2 = NA", 1),
        ("age2 in (1, UNK)", 5),
        ("use2 = yes", 6),
        ("answered(use2)", 8),
        ("mode = paper", 10),
        ("mode = web", 10),
        ("source = a", 10),
        ("wave = NA", 10),
        ("TOP = 3", 3),
        ("SEX = 1 and (USE = 3 or AGE < 30)", 2),
        ("SEX = 1 and USE = 3 or AGE < 30", 2),
        ("SEX = 2 or SEX = 1 and USE = 3", 5),
    ] {
        if filter == "mode = web" {
            dir.koe(&["tab", "SEX", "--where", filter]).code(2).no_data().says(&["web", "paper"]);
        } else {
            assert_eq!(all(filter), cases, "{filter}");
        }
    }
    let table = dir.table(&["WHY", "--where", "AGE<40"]);
    assert!(table.notes().iter().any(|note| note.contains("AGE < 40") && note.contains('7')), "{:?}", table.notes());
}

#[test]
fn filters_that_make_no_sense() {
    let dir = dir();
    let wrong = |filter: &str, said: &[&str]| {
        dir.koe(&["tab", "SEX", "--where", filter]).code(2).no_data().says(said);
    };
    wrong("SEX = ", &["7文字目"]);
    wrong("SEX = 1 AND AGE < 3", &["9文字目"]);
    wrong("SEXX = 1", &["「SEXX」", "「SEX」のことですか"]);
    wrong("SEX = 3", &["「3」という選択肢がありません", "1 ", "、2 "]);
    wrong("SEX < 2", &["SEX は数値ではない", "「<」"]);
    wrong("age2 > 1", &["age2 は数値ではない"]);
    wrong("AGE < x", &["「x」が数値ではありません"]);
    wrong("age2 = 3", &["「3」という選択肢がありません"]);
    wrong(&"(".repeat(50_000), &["文字目"]);
}

#[test]
fn stacked_nested_and_overlapping_banners() {
    let dir = dir();
    let table = dir.table(&["SEX", "--by", "use2", "--by", "WHY", "--by", "SEX*age2", "--by", "wide", "--by", "AGE"]);
    assert_eq!(table.group_codes("use2"), ["yes", "2"]);
    assert_eq!(table.counts_in("use2", "yes"), [3, 3, 0, 0, 0]);
    assert_eq!(table.group_codes("WHY"), ["a", "b", "c-1"]);
    assert_eq!(table.counts_in("WHY", "a"), [2, 1, 0, 0, 0]);
    assert_eq!(table.counts_in("WHY", "b"), [2, 0, 0, 0, 0]);
    assert_eq!(table.group_codes("SEX*age2"), ["1*1", "1*2", "2*1", "2*2"]);
    let nested = table.group(Some("SEX*age2"), "1*2");
    assert_eq!(nested["path"], json!([{ "question": "SEX", "code": "1" }, { "question": "age2", "code": "2" }]));
    assert_eq!(counts(nested), [2, 0, 0, 0, 0]);
    assert_eq!(table.counts_in("wide", "1"), [4, 3, 1, 0, 0]);
    assert_eq!(table.counts_in("wide", "2"), [2, 1, 0, 0, 0]);
    assert_eq!(table.group_codes("AGE"), ["1", "mid", "3"]);
    let unknown = &table.0["base"]["excluded"]["banner_unknown"];
    assert_eq!(*unknown, json!({ "use2": 2, "WHY": 5, "SEX*age2": 3, "wide": 2, "AGE": 2 }));
    for (banner, cases) in [("利用の有無", "2件"), ("理由", "5件")] {
        assert!(table.notes().iter().any(|note| note.contains(banner) && note.contains(cases)), "{:?}", table.notes());
    }
    assert!(
        table.notes().iter().any(|note| note.contains("重なる区分") && note.contains("複数の区分")),
        "{:?}",
        table.notes()
    );
    assert_eq!(table.total()["path"], json!([]));
}

#[test]
fn banners_of_mode_source_and_stratum() {
    let strata = "[[stratum]]\ncode = \"m\"\nlabel = \"男\"\nwhere = \"SEX = 1\"\n\
                  [[stratum]]\ncode = \"f\"\nlabel = \"女\"\nwhere = \"SEX = 2\"\n";
    let source = "[[source]]\nfile = \"b.csv\"\nmode = \"web\"\n[source.columns]\nSEX = \"性別\"\nWHY = { column = \"理由\", separator = \"/\" }\n";
    let survey = SURVEY.replace("[[question]]\nid = \"SEX\"", &format!("{source}{strata}[[question]]\nid = \"SEX\""));
    let dir = Workdir::survey(&survey, "a.csv", ANSWERS);
    dir.write("b.csv", "性別,AGE,USE,理由,MORE,1位,2位,評価A,評価B\n男,44,1,近い/安い,,,,1,\n女,51,3,,,,,2,\n");
    let table = dir.table(&["WHY", "--by", "mode", "--by", "source", "--by", "stratum", "--by", "wave"]);
    assert_eq!(table.group_codes("mode"), ["paper", "web"]);
    assert_eq!(table.group_codes("source"), ["a", "b"]);
    assert_eq!(table.counts_in("source", "b"), [1, 1, 0, 1, 0, 0, 0]);
    assert_eq!(table.counts_in("mode", "paper"), [3, 2, 2, 4, 1, 0, 0]);
    assert_eq!(table.group_codes("stratum"), ["m", "f"]);
    assert_eq!(table.counts_in("stratum", "m")[0], 3);
    assert!(table.group_codes("wave").is_empty());
    let found = dir.koe(&["check", "--json"]).code(1).json();
    let stratum: Vec<_> = found["problems"].as_array().unwrap().iter().filter(|p| p["rule"] == "stratum").collect();
    assert_eq!(stratum.len(), 1, "number 10 is in no stratum");
    assert_eq!((&stratum[0]["case"], &stratum[0]["severity"]), (&json!("10"), &json!("error")));
    assert_eq!(dir.table(&["SEX", "--where", "stratum = f and mode = web"]).base("all"), 1);
    assert_eq!(dir.table(&["stratum"]).counts()[..2], [6, 5]);
}

#[test]
fn percentages_of_rows_columns_and_the_whole() {
    let dir = dir();
    let table = |percent: &str, base: &str| {
        dir.table(&["USE", "--by", "SEX", "--by", "age2", "--percent", percent, "--base", base])
    };
    let sum = |values: Vec<Option<f64>>, take: &[usize]| take.iter().map(|at| values[*at].unwrap()).sum::<f64>();
    for base in ["all", "answered"] {
        let singles: &[usize] = if base == "all" { &[0, 1, 2, 3, 5, 6, 7] } else { &[0, 1, 2, 3] };
        let row = table("row", base);
        for group in row.groups() {
            assert!(close(sum(values(group, "percent"), singles), 100.0), "{group}");
        }
        let column = table("column", base);
        for banner in ["SEX", "age2"] {
            for option in ["1", "2", "3", "N1"] {
                let groups = column.group_codes(banner).into_iter().map(|code| column.group(Some(banner), code));
                let shares = groups.map(|group| column.cell(group, option)["percent"].as_f64().unwrap());
                assert!(close(shares.sum(), 100.0), "{banner} {option}");
            }
        }
        assert_eq!(column.cell(column.total(), "1")["percent"], 100.0);
        assert_eq!(column.cell(column.total(), "9")["percent"], json!(null), "nobody chose it");
        let total = table("total", base);
        let of_banner = total.groups().iter().filter(|group| group["banner"] == "SEX");
        let whole: f64 = of_banner.map(|group| sum(values(group, "percent"), singles)).sum();
        assert!(close(whole, 100.0), "{whole}");
        let none = table("none", base);
        assert!(values(none.total(), "percent").iter().all(Option::is_none));
        assert_eq!(counts(none.total()), counts(row.total()));
    }
    let answered = table("row", "answered");
    assert_eq!(answered.codes(), ["1", "2", "3", "9", "N1"]);
    assert_eq!(answered.bases(), [8, 10, 8, 1, 0, 1, 0]);
    assert_eq!(answered.0["base"]["kind"], "answered");
    assert_eq!(answered.cell(answered.total(), "1")["percent"], 37.5);
    assert_eq!(table("row", "all").cell(table("row", "all").total(), "1")["percent"], 30.0);
}

#[test]
fn nets_bands_scores_and_ranks() {
    let dir = dir();
    let single = dir.table(&["USE"]);
    assert_eq!((single.count("N1"), single.count("9")), (6, 0));
    let stats = &single.total()["stats"];
    assert_eq!((&stats["n"], &stats["mean"], &stats["sum"]), (&json!(6), &json!(1.5), &json!(9.0)));
    let age = dir.table(&["AGE", "--by", "SEX"]);
    assert_eq!(age.codes(), ["1", "mid", "3", "NA", "INV", "UNK"]);
    assert_eq!(age.counts(), [3, 3, 2, 1, 0, 1]);
    let stats = &age.total()["stats"];
    assert_eq!((&stats["median"], &stats["min"], &stats["max"]), (&json!(45.0), &json!(20.0), &json!(70.0)));
    assert!(close(stats["mean"].as_f64().unwrap(), 46.75));
    // R: quantile(c(20,30,35,40,50,64,65,70), c(.25,.75)) 33.75 64.25
    assert_eq!(stats["quartiles"], json!([33.75, 64.25]));
    assert_eq!(age.group(Some("SEX"), "2")["stats"]["n"], 2);
    let rank = dir.table(&["TOP", "--by", "SEX"]);
    assert_eq!(rank.counts(), [6, 5, 3, 7, 2, 0, 0]);
    assert_eq!(rank.total()["ranks"], json!([[4, 2], [3, 2], [1, 2], [7, 4], [0, 0], [0, 0], [0, 0]]));
    let points: Vec<_> = rank.total()["rank_scores"].as_array().unwrap().iter().map(|score| &score["points"]).collect();
    assert_eq!(points[..4], [&json!(10.0), &json!(8.0), &json!(4.0), &json!(18.0)]);
    assert_eq!(rank.group(Some("SEX"), "2")["ranks"][0], json!([2, 0]));
    let items: Vec<String> = dir.tab(&["VIEW"]).iter().map(|table| table.0["question"].to_string()).collect();
    assert_eq!(items, ["\"VIEWA\"", "\"VIEWB\""]);
}

#[test]
fn groups_and_options_nobody_has_are_there() {
    let table = dir().table(&["USE", "--by", "USE", "--where", "SEX = 1"]);
    let nobody = table.group(Some("USE"), "9");
    assert_eq!((&nobody["n"], counts(nobody)), (&json!(0), vec![0; 8]));
    assert!(values(nobody, "percent").iter().all(Option::is_none));
    assert!(nobody["stats"]["mean"].is_null());
    let empty = dir().table(&["USE", "--where", "SEX = 1 and SEX = 2"]);
    assert_eq!(empty.bases(), [0; 7]);
    assert!(values(empty.total(), "percent").iter().all(Option::is_none));
}

#[test]
fn small_bases_are_flagged() {
    let dir = dir();
    let asked = ["tab", "SEX", "--by", "use2"];
    let printed = |more: &[&str]| dir.koe(&[&asked[..], more].concat()).code(0).text().to_owned();
    assert!(printed(&[]).contains('※') && printed(&[]).contains("3未満"));
    assert!(!printed(&["--min-base", "0"]).contains('※'), "{}", printed(&["--min-base", "0"]));
    assert!(printed(&["--min-base", "7"]).contains("7未満"));
}

#[test]
fn more_than_64_choices_and_groups() {
    let choices: String = (1..=150).map(|code| format!("{{ code = \"{code}\", label = \"l{code}\" }}, ")).collect();
    let toml = format!(
        "[[question]]\nid = \"M\"\nkind = \"multiple\"\nlayout = \"list\"\nseparator = \";\"\nchoices = [{choices}]\n\
         [[net]]\nquestion = \"M\"\ncode = \"N\"\nlabel = \"n\"\nmembers = [\"1\", \"65\", \"150\"]\n\
         [[question]]\nid = \"S\"\nkind = \"single\"\nchoices = [{choices}]\n"
    );
    let answers: String =
        (0..300).map(|i| format!("{};{},{}\n", i % 150 + 1, (i * 7) % 150 + 1, i % 100 + 1)).collect();
    let dir = Workdir::survey(&toml, "a.csv", format!("M,S\n{answers}"));
    let table = dir.table(&["M", "--by", "S", "--by", "M"]);
    let by_hand = |wanted: &dyn Fn(usize, usize, usize) -> bool| {
        (0..300).filter(|i| wanted(i % 150 + 1, (i * 7) % 150 + 1, i % 100 + 1)).count() as u64
    };
    for code in [1, 64, 65, 128, 129, 150] {
        let count = table.count(&code.to_string());
        assert_eq!(count, by_hand(&|a, b, _| a == code || b == code), "{code}");
        let both = table.cell(table.group(Some("M"), "65"), &code.to_string())["n"].as_u64().unwrap();
        assert_eq!(both, by_hand(&|a, b, _| (a == code || b == code) && (a == 65 || b == 65)), "{code} and 65");
    }
    let net = by_hand(&|a, b, _| [1, 65, 150].contains(&a) || [1, 65, 150].contains(&b));
    assert_eq!(table.count("N"), net);
    assert_eq!(table.group_codes("S").len(), 150);
    let in_70 = table.cell(table.group(Some("S"), "70"), "70")["n"].as_u64().unwrap();
    assert_eq!(in_70, by_hand(&|a, b, s| s == 70 && (a == 70 || b == 70)));
    let single = dir.table(&["S", "--by", "S"]);
    assert_eq!(counts(single.group(Some("S"), "99"))[98], 3);
    dir.koe(&["tab", "M", "--by", "S*S*S"]).code(2).no_data().says(&["多すぎます"]);
}

#[test]
fn choices_that_are_not_declared() {
    let toml = "[[question]]\nid = \"Q\"\nkind = \"single\"\nmissing = { NA = [\"9\"] }\n\
                [[question]]\nid = \"F\"\nkind = \"multiple\"\nlayout = \"flags\"\ncolumns = [\"問_その他\", \"問_2\", \"問_1\"]\n";
    let rows = "Q,問_その他,問_2,問_1\n ｂ ,1,0,0\n10,1,0,0\nｂ,0,0,1\n2,1,1,0\n9,0,0,0\n a,1,,\n2,,,\n合計,5,1,1\n";
    let dir = Workdir::survey(toml, "a.csv", rows);
    let table = dir.table(&["Q"]);
    assert_eq!(table.codes(), ["2", "10", "ｂ", "a", "NA", "INV", "UNK"]);
    assert_eq!(table.counts(), [2, 1, 2, 1, 0, 0, 0]);
    let flags = dir.table(&["F"]);
    assert_eq!(
        (flags.codes()[..3].to_vec(), flags.counts()[..3].to_vec()),
        (vec!["問_その他", "問_2", "問_1"], vec![4, 1, 1])
    );
}

#[test]
fn rows_that_stand_for_many() {
    let toml = "[[source]]\nfile = \"a.csv\"\ncount = \"度数\"\n[[question]]\nid = \"性別\"\nkind = \"single\"\n\
                [[question]]\nid = \"利用\"\nkind = \"single\"\n";
    let rows = "性別,利用,度数\n男,する,10\n男,しない,5\n女,する,0\n女,しない,\"1,000\"\n女,する,７\n合計,,22\n";
    let dir = Workdir::survey(toml, "a.csv", rows);
    let table = dir.table(&["利用", "--by", "性別"]);
    assert_eq!(table.base("all"), 23);
    assert_eq!(table.counts_in("性別", "男"), [10, 5, 0, 0, 0]);
    // 1,000 is no whole number as it stands: counted once, and told of.
    assert_eq!(table.counts_in("性別", "女"), [7, 1, 0, 0, 0]);
    let found = dir.koe(&["check", "--json"]).code(1).json();
    assert_eq!((&found["counts"]["bad_count"], &found["cases"]["valid"]), (&json!(1), &json!(23)));
}

#[test]
fn files_of_one_name_are_sources_of_their_own() {
    let source = |file: &str, more: &str| format!("[[source]]\nfile = \"{file}\"\n{more}\n");
    let toml = [
        source("a.csv", ""),
        source("in/a.csv", ""),
        source("a.tsv", "[source.columns]\nQ = \"設問\""),
        source("b.csv", ""),
    ]
    .concat();
    let dir = Workdir::survey(&format!("{toml}[[question]]\nid = \"Q\"\nkind = \"single\"\n"), "a.csv", "Q\n1\n");
    dir.write("in/a.csv", "Q\n2\n2\n").write("a.tsv", "設問\t他\n3\tx\n").write("b.csv", "Q\n1\n");
    let table = dir.table(&["Q", "--by", "source"]);
    assert_eq!(table.group_codes("source"), ["a", "a.csv", "a.tsv", "b"]);
    assert_eq!(table.counts_in("source", "a.csv")[..3], [0, 2, 0]);
    assert_eq!(table.counts_in("source", "a.tsv")[..3], [0, 0, 1]);
}

#[test]
fn dates_in_bands_and_nets_of_a_whole_matrix() {
    let toml = "[[question]]\nid = \"D\"\nkind = \"date\"\nbands = [{ label = \"7月\", from = \"2023-07-01\", to = \"2023-07-31\" }, { label = \"8月から\", from = \"2023-08-01\" }]\n\
        [[question]]\nid = \"M\"\nkind = \"matrix\"\nitems = [{ id = \"MA\", label = \"甲\" }, { id = \"MB\", label = \"乙\" }]\nchoices = [{ code = \"1\", label = \"良\" }, { code = \"2\", label = \"並\" }, { code = \"3\", label = \"悪\" }]\n\
        [[net]]\nquestion = \"M\"\ncode = \"N1\"\nlabel = \"良計\"\nmembers = [\"1\", \"2\"]\n";
    let dir = Workdir::survey(toml, "a.csv", "D,MA,MB\n2023-07-31,1,3\n2023/8/1 9:00,2,1\n2023-06-30,3,\n,1,2\n");
    let table = dir.table(&["D"]);
    assert_eq!((table.counts(), table.bases()), (vec![1, 1, 1, 0, 0], [4, 4, 3, 1, 0, 0, 0]));
    assert!(table.notes().iter().any(|note| note.contains('1')), "one date is in no band: {:?}", table.notes());
    assert_eq!(dir.table(&["MA", "--where", "D >= \"2023-07-31\""]).base("all"), 2);
    let counts: Vec<_> = dir.tab(&["M", "--by", "D"]).iter().map(|table| table.count("N1")).collect();
    assert_eq!(counts, [3, 2]);
}
