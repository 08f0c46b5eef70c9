//! Scores, DIs, ranks, portfolios, sampling errors and response rates: by hand, against R, and on the sample.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::reference::fault;
use crate::support::{Run, Table, Workdir, close, run};

fn sample(arguments: &[&str]) -> Run {
    run(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// Ten people: five-step satisfaction with わからない, importance of the same two items, group, rank of two.
const ANSWERS: &str = "g,s1,s2,i1,i2,r1,r2\n\
a,1,5,1,1,x,y\n\
a,1,4,1,2,x,z\n\
a,2,4,1,3,x,\n\
a,3,4,2,3,y,x\n\
a,9,9,2,4,z,y\n\
b,2,5,1,4,y,\n\
b,4,3,1,4,,\n\
b,5,2,2,5,x,y\n\
b,,1,2,5,z,x\n\
b,9,,3,,y,x\n";

const SURVEY: &str = r#"
[[question]]
id = "G"
kind = "single"
column = "g"
choices = [{ code = "a", label = "甲" }, { code = "b", label = "乙" }]
[[question]]
id = "S"
label = "満足度"
kind = "matrix"
items = [{ id = "S1", label = "農業", column = "s1" }, { id = "S2", label = "商業", column = "s2" }]
choices = [
  { code = "1", label = "満足", score = 2 }, { code = "2", label = "やや満足", score = 1 }, { code = "3", label = "普通", score = 0 },
  { code = "4", label = "やや不満", score = -1 }, { code = "5", label = "不満", score = -2 }, { code = "9", label = "わからない" },
]
[[question]]
id = "I"
label = "重要度"
kind = "matrix"
items = [{ id = "I1", label = "農業", column = "i1" }, { id = "I2", label = "商業", column = "i2" }]
choices = [
  { code = "1", label = "重要", score = 2 }, { code = "2", label = "やや重要", score = 1 }, { code = "3", label = "普通", score = 0 },
  { code = "4", label = "余り", score = -1 }, { code = "5", label = "不要", score = -2 },
]
[[question]]
id = "R"
kind = "rank"
columns = ["r1", "r2"]
choices = [{ code = "x", label = "X" }, { code = "y", label = "Y" }, { code = "z", label = "Z" }]
[[index]]
id = "DI"
label = "満足DI"
question = "S1"
values = { "1" = 1, "2" = 1, "4" = -1, "5" = -1 }
[[index]]
id = "watcher"
question = "S1"
values = { "1" = 1, "2" = 0.75, "3" = 0.5, "4" = 0.25, "5" = 0 }
base = "scored"
"#;

fn project(more: &str) -> Workdir {
    Workdir::survey(&format!("{SURVEY}{more}"), "a.csv", ANSWERS)
}

fn scores(dir: &Workdir, arguments: &[&str]) -> Vec<Table> {
    dir.koe(&[&["scores", "--json"], arguments].concat()).code(0).tables()
}

/// A measure of a group.
fn measure<'a>(group: &'a Value, id: &str) -> &'a Value {
    let measures = group["measures"].as_array().unwrap();
    measures.iter().find(|measure| measure["id"] == id).unwrap_or_else(|| panic!("no measure {id} in {group:#}"))
}

#[track_caller]
fn is(found: &Value, wanted: f64) {
    assert!(close(found.as_f64().unwrap(), wanted), "{found}, not {wanted}");
}

#[test]
fn counted_by_hand() {
    let dir = project("");
    let tables = scores(&dir, &["S1"]);
    let total = tables[0].total();
    // Scores 2 2 1 0 1 -1 -2: 3/7. Ten people in the base: 4 at the top, 2 at the bottom.
    let score = measure(total, "score");
    assert_eq!(score["n"], 7);
    is(&score["value"], 3.0 / 7.0);
    let spread = (15.0 - 9.0 / 7.0) / 6.0_f64;
    is(&score["sd"], spread.sqrt());
    is(&score["se"], (spread / 7.0).sqrt());
    // R: qt(.975, 6)
    is(&score["ci"][0], 3.0 / 7.0 - 2.446_911_851_144_969_2 * (spread / 7.0).sqrt());
    let of = |id: &str| (measure(total, id)["n"].clone(), measure(total, id)["value"].as_f64().unwrap());
    assert_eq!(of("top"), (10.into(), 40.0));
    assert_eq!(of("bottom"), (10.into(), 20.0));
    assert_eq!(of("net"), (10.into(), 20.0));
    assert_eq!(of("DI"), (10.into(), 20.0));
    // 1 1 .75 .5 .75 .25 0 over 7.
    assert_eq!(measure(total, "watcher")["n"], 7);
    is(&measure(total, "watcher")["value"], 100.0 * 4.25 / 7.0);
    // The interval of a share is that of its cell.
    let net = dir.survey_net();
    assert_eq!(measure(total, "top")["ci"], net["ci"], "Wilson");
    assert_eq!(measure(total, "top")["value"], net["percent"]);
}

impl Workdir {
    /// The cell of a net of the best two, in a copy of the survey.
    fn survey_net(&self) -> Value {
        let net = "[[net]]\nquestion = \"S1\"\ncode = \"N\"\nlabel = \"満足計\"\nmembers = [\"1\", \"2\"]\n";
        let table = project(net).table(&["S1"]);
        table.cell(table.total(), "N").clone()
    }
}

#[test]
fn bases_and_groups() {
    let dir = project("");
    let answered = scores(&dir, &["S1", "--base", "answered"]);
    let total = answered[0].total();
    // One did not answer: わからない stays in the base, with 0.
    assert_eq!(measure(total, "DI")["n"], 9);
    is(&measure(total, "DI")["value"], 100.0 * 2.0 / 9.0);
    is(&measure(total, "score")["value"], 3.0 / 7.0);
    let by = scores(&dir, &["S1", "--by", "G", "--min-base", "0", "--pairs"]);
    let (a, b) = (by[0].group(Some("G"), "a"), by[0].group(Some("G"), "b"));
    is(&measure(a, "score")["value"], 5.0 / 4.0);
    is(&measure(b, "score")["value"], -2.0 / 3.0);
    is(&measure(a, "DI")["value"], 60.0);
    is(&measure(b, "DI")["value"], -20.0);
    let vs_rest = &measure(a, "score")["vs_rest"];
    assert_eq!(vs_rest["method"], "welch");
    // Two groups: either against the rest is either against the other, with one p.
    let pair = by[0].0["pairs"].as_array().unwrap().iter().find(|pair| pair["measure"] == "score").unwrap();
    assert_eq!(pair["p"], vs_rest["p"]);
    assert_eq!(pair["option"], Value::Null);
    let small = scores(&dir, &["S1", "--by", "G"]);
    assert!(measure(small[0].group(Some("G"), "a"), "DI")["vs_rest"]["p"].is_null(), "n < 30");
    let filtered = scores(&dir, &["S1", "--where", "G = a"]);
    is(&measure(filtered[0].total(), "DI")["value"], 60.0);
}

#[test]
fn asking_for_measures_changes_no_other_figure() {
    let dir = project("");
    let plain = dir.tab(&["S1", "--by", "G", "--min-base", "0", "--pairs", "--adjust", "holm", "--family", "table"]);
    let with = ["S1", "--by", "G", "--min-base", "0", "--pairs", "--adjust", "holm", "--family", "table"];
    let mut with = scores(&dir, &with);
    let table = with[0].0.as_object_mut().unwrap();
    assert!(table.remove("measures").is_some());
    table["groups"].as_array_mut().unwrap().iter_mut().for_each(|group| {
        assert!(group.as_object_mut().unwrap().remove("measures").is_some());
    });
    table["pairs"].as_array_mut().unwrap().retain(|pair| pair.get("measure").is_none());
    assert_eq!(with, plain);
}

#[test]
fn ranks_by_hand() {
    let tables = scores(&project(""), &["R"]);
    // Two points for the first place, one for the second; nine ranked something. X: 4 first, 3 second.
    let x = &tables[0].total()["rank_scores"][0];
    assert_eq!(x["points"], 11.0);
    is(&x["mean"], 11.0 / 9.0);
    is(&x["first"], 40.0);
    let spread = (4.0 * 4.0 + 3.0 - 121.0 / 9.0) / 8.0_f64;
    is(&x["se"], (spread / 9.0).sqrt());
    let run = project("").koe(&["scores", "R", "--format", "csv", "--digits", "1"]).code(0);
    let row = run.text().lines().find(|line| line.contains("X,")).unwrap_or_else(|| run.fail("no row"));
    assert!(row.contains("X,7,70.0,40.0,11,1.22"), "{row}");
    assert!(run.text().contains("1位を2点"), "the score table is printed");
}

#[test]
fn printed_figures_are_rounded_from_counts() {
    // 7 good, 8 bad of 16: -1/16 is -6.25, and goes away from zero.
    let codes = [vec!["1"; 7], vec!["2"; 8], vec!["3"]].concat().join("\n");
    let toml = "[[question]]\nid = \"Q\"\nkind = \"single\"\ncolumn = \"q\"\nchoices = [{ code = \"1\", label = \"良\" }, \
                { code = \"2\", label = \"悪\" }, { code = \"3\", label = \"並\" }]\n\
                [[index]]\nid = \"DI\"\nquestion = \"Q\"\nvalues = { \"1\" = 1, \"2\" = -1 }\n";
    let dir = Workdir::survey(toml, "a.csv", format!("q\n{codes}\n"));
    for (digits, wanted) in [("1", "6.3"), ("0", "6"), ("2", "6.25")] {
        let run = dir.koe(&["scores", "--format", "csv", "--digits", digits]).code(0);
        assert!(run.text().contains(&format!(",-{wanted},")), "programs read the ordinary minus\n{}", run.text());
        let run = dir.koe(&["scores", "--digits", digits]).code(0);
        assert!(run.text().contains(&format!(" ▲{wanted} ")), "people read that of reports\n{}", run.text());
    }
    is(&measure(scores(&dir, &[])[0].total(), "DI")["value"], -6.25);
}

#[test]
fn every_form() {
    let dir = project("");
    for name in ["t.csv", "t.md", "t.xlsx", "t.json", "t.txt"] {
        dir.koe(&["scores", "S", "R", "-o", name]).code(0).no_data().says(&[name]);
        assert!(dir.file(name).metadata().unwrap().len() > 500, "{name}");
    }
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(dir.file("t.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 1).unwrap().unwrap();
    let row: Vec<String> =
        sheet.rows().find(|row| row[0] == "農業※").unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(&row[2..5], ["10", "7", "0.4285714285714"], "{row:?}");
    let markdown = std::fs::read_to_string(dir.file("t.md")).unwrap();
    assert!(markdown.contains("### S　満足度") && markdown.contains("| 農業※ | 10 | 7 | 0.43 |"), "{markdown}");
    dir.koe(&["scores", "--format", "xlsx"]).code(2).no_data();
    dir.koe(&["scores", "-o", "a.csv"]).code(2).no_data().says(&["読み込み元"]);
    dir.koe(&["scores", "-o", "t.pdf"]).code(2).no_data();
    dir.koe(&["scores", "G"]).code(2).no_data().says(&["「G」", "score"]);
    dir.koe(&["scores", "Z"]).code(2).no_data().says(&["「Z」"]);
}

#[test]
fn definitions_that_make_no_sense() {
    let refused = |more: &str, said: &[&str]| {
        project(more).koe(&["scores"]).code(2).no_data().says(&["s.toml"]).says(said);
    };
    let index = |question: &str, values: &str| {
        format!("[[index]]\nid = \"X\"\nquestion = \"{question}\"\nvalues = {{ {values} }}\n")
    };
    refused(&index("S3", "\"1\" = 1"), &["[[index]] X", "「S3」"]);
    refused(&index("R", "\"x\" = 1"), &["[[index]] X", "R", "1つ選ぶ"]);
    refused(&index("S1", "\"7\" = 1"), &["[[index]] X", "「7」"]);
    refused(&index("S1", ""), &["[[index]] X", "values"]);
    refused(&index("S1", "\"1\" = inf"), &["[[index]] X", "values"]);
    refused(&(index("S1", "\"1\" = 1") + "scale = 0\n"), &["scale"]);
    refused(&index("S1", "\"1\" = 1").repeat(2), &["「X」が2回"]);
    refused(&(index("S1", "\"1\" = 1") + "skale = 1\n"), &["「skale」", "「scale」"]);
    refused(&index("S1", "\"1\" = 1").replace("\"X\"", "\"score\""), &["「score」", "予約語"]);
    let portfolio = |satisfaction: &str, importance: &str, more: &str| {
        format!("[[portfolio]]\nid = \"P\"\nsatisfaction = \"{satisfaction}\"\nimportance = \"{importance}\"\n{more}\n")
    };
    refused(&portfolio("T", "I", ""), &["[[portfolio]] P", "「T」"]);
    refused(&portfolio("S", "I1", ""), &["[[portfolio]] P", "2項目", "1項目"]);
    refused(&portfolio("G", "I", ""), &["[[portfolio]] P", "G", "score"]);
    refused(&portfolio("S", "I", "formula = \"median\""), &["median", "t-score"]);
    refused(&portfolio("S", "I", "cross = \"middle\""), &["middle"]);
    refused(&portfolio("S", "I", "formula = \"share\"\ncross = \"zero\""), &["cross"]);
    refused(&portfolio("S", "I", "areas = { high = \"x\" }"), &["high"]);
    refused(&portfolio("S", "I", "").repeat(2), &["「P」が2回"]);
    project("").koe(&["portfolio"]).code(2).no_data().says(&["[[portfolio]] がありません"]);
}

fn portfolios(more: &str, arguments: &[&str]) -> Value {
    let text = format!("[[portfolio]]\nid = \"P\"\nlabel = \"CS\"\nsatisfaction = \"S\"\nimportance = \"I\"\n{more}\n");
    let whole = project(&text).koe(&[&["portfolio", "--json"], arguments].concat()).code(0).json();
    whole[0].clone()
}

#[test]
fn portfolios_by_hand_with_each_formula() {
    // S1 3/7, S2 (-2-1-1-1-2+0+1+2)/8 = -1/2; I1 (2*5+1*4+0)/10 = 1.4, I2 (2+1-1*3-2*2)/9 = -4/9.
    let mean = portfolios("", &[]);
    let items = mean["groups"][0]["items"].as_array().unwrap();
    let (s, i) = ([3.0 / 7.0, -0.5], [1.4, -4.0 / 9.0]);
    for (item, (s, i)) in items.iter().zip(s.into_iter().zip(i)) {
        is(&item["x"], s);
        is(&item["y"], i);
    }
    is(&mean["groups"][0]["cross"][0], (s[0] + s[1]) / 2.0);
    assert_eq!(items[0]["area"], "ニーズ充足");
    assert_eq!(items[1]["area"], "選択的課題");
    // Two items lie one standard deviation from their mean.
    is(&items[0]["distance"], ((s[0] - s[1]) / 2.0).hypot((i[0] - i[1]) / 2.0));
    is(&items[0]["demand"], 0.0);
    assert!(items[0]["improvement"].is_null());
    // Net and share of the printed base of ten: S1 4 - 2, S2 2 - 5; I1 9 - 0, I2 2 - 5.
    let net = portfolios("formula = \"net\"\ncross = \"zero\"\nx = \"importance\"", &[]);
    let places: Vec<(f64, f64)> = net["groups"][0]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["x"].as_f64().unwrap(), item["y"].as_f64().unwrap()))
        .collect();
    assert_eq!(places, [(90.0, 20.0), (-30.0, -30.0)]);
    assert_eq!(net["groups"][0]["cross"], serde_json::json!([0.0, 0.0]));
    let share = portfolios("formula = { satisfaction = \"net\", importance = \"share\" }\ncross = [10, 30]", &[]);
    let items = share["groups"][0]["items"].as_array().unwrap();
    assert_eq!((&items[0]["x"], &items[0]["y"]), (&20.0.into(), &90.0.into()));
    assert_eq!((&items[1]["x"], &items[1]["y"]), (&(-30.0).into(), &20.0.into()));
    assert_eq!(share["settings"]["formula"], serde_json::json!({ "satisfaction": "net", "importance": "share" }));
    let standard = portfolios("formula = \"t-score\"\nareas = { low-importance-low-satisfaction = \"様子見\" }", &[]);
    let items = standard["groups"][0]["items"].as_array().unwrap();
    is(&items[0]["x"], 60.0);
    is(&items[1]["y"], 40.0);
    is(&items[0]["distance"], 200.0_f64.sqrt());
    // At right angles to the direction of more importance and less satisfaction.
    assert!(items[0]["improvement"].as_f64().unwrap().abs() < 1e-9);
    assert_eq!(items[1]["area"], "様子見");
    // By group, each with its own crossing point.
    let by = portfolios("", &["--by", "G"]);
    assert_eq!(by["groups"].as_array().unwrap().len(), 3);
    is(&by["groups"][1]["items"][0]["x"], 5.0 / 4.0);
    assert_eq!(by["groups"][1]["small"], true);
}

#[test]
fn a_portfolio_is_plotted_with_its_settings() {
    let text = "[[portfolio]]\nid = \"P\"\nlabel = \"CS\"\nsatisfaction = \"S\"\nimportance = \"I\"\n";
    let dir = project(text);
    let run = dir.koe(&["portfolio", "P"]).code(0);
    let plot: Vec<&str> = run.text().lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(plot.len(), 19, "{}", run.text());
    let row = |number: char| plot.iter().position(|line| line.contains(number)).unwrap();
    let column = |number: char| plot[row(number)].find(number).unwrap();
    assert!(row('1') < row('2') && column('1') > column('2'), "{}", run.text());
    for setting in ["満足度＝Sの平均点", "横軸＝満足度", "交点＝項目の平均（▲0.04, 0.48）", "優先的課題"]
    {
        assert!(run.text().contains(setting), "{setting}\n{}", run.text());
    }
    dir.koe(&["portfolio", "-o", "p.xlsx"]).code(0);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(dir.file("p.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    assert!(sheet.used_cells().any(|(_, _, cell)| cell.to_string().contains("横軸＝満足度")));
    assert!(sheet.used_cells().any(|(_, _, cell)| *cell == "ニーズ充足"));
    // Excel draws the same plot, its axes crossing where ours do.
    let mut parts = zip::ZipArchive::new(std::fs::File::open(dir.file("p.xlsx")).unwrap()).unwrap();
    let mut chart = String::new();
    std::io::Read::read_to_string(&mut parts.by_name("xl/charts/chart1.xml").unwrap(), &mut chart).unwrap();
    assert!(chart.contains("<c:crossesAt val=\"-0.0357142857142857"), "{chart}");
    assert!(chart.contains("<c:crossesAt val=\"0.47777777777777"), "{chart}");
    assert!(chart.contains("<c:scatterChart>") && chart.contains("$D$") && chart.contains("$F$"), "{chart}");
    let markdown = dir.koe(&["portfolio", "--format", "md"]).code(0);
    assert!(markdown.text().contains("```\n"));
    let ascii = dir.koe(&["portfolio", "--ascii", "--lang", "en"]).code(0);
    let lines = ascii.text().lines().filter(|line| line.starts_with('|'));
    assert!(lines.clone().count() > 19);
    dir.koe(&["portfolio", "Q"]).code(2).no_data().says(&["「Q」", "P"]);
}

#[test]
fn measures_agree_with_r() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let read = |path: &str| std::fs::read_to_string(golden.join(path)).unwrap();
    let dir = Workdir::new();
    dir.write("data/town.csv", read("r/projects/town/data/town.csv"));
    let index = "[[index]]\nid = \"DI\"\nquestion = \"sat\"\nvalues = { \"1\" = 1, \"2\" = 1, \"4\" = -1, \"5\" = -1 }\n\
                 [[index]]\nid = \"watcher\"\nquestion = \"sat\"\nbase = \"scored\"\n\
                 values = { \"1\" = 1, \"2\" = 0.75, \"3\" = 0.5, \"4\" = 0.25, \"5\" = 0 }\n";
    let mut surveys = Vec::new();
    for survey in ["plain", "pop", "strata", "both"] {
        let text = read(&format!("r/projects/town/surveys/{survey}.toml"));
        dir.write(&format!("surveys/{survey}.toml"), format!("{text}\n{index}"));
        surveys.push(format!("\"surveys/{survey}.toml\""));
    }
    dir.write("koe.toml", format!("[project]\nsurveys = [{}]\n", surveys.join(", ")));
    let checks: Vec<Value> = serde_json::from_str(&read("measures/expected.json")).unwrap();
    let mut answers: BTreeMap<[String; 3], Value> = BTreeMap::new();
    let mut faults = Vec::new();
    for check in &checks {
        let key = ["survey", "weight", "by"].map(|key| check[key].as_str().unwrap().to_owned());
        let answer = answers.entry(key.clone()).or_insert_with(|| {
            let [survey, weight, by] = &key;
            let asked =
                ["scores", "sat", "wish", "--survey", survey, "--weight", weight, "--by", by, "--pairs", "--json"];
            dir.koe(&asked).code(0).json()
        });
        faults.extend(fault(answer, check).map(|fault| format!("{key:?} {fault}")));
    }
    let shown: Vec<&String> = faults.iter().take(40).collect();
    assert!(faults.is_empty(), "{} of {} checks fail:\n{shown:#?}", faults.len(), checks.len());
    assert!(checks.len() > 1500);
}

#[test]
fn the_sample_has_its_scores() {
    let tables = sample(&["scores", "Q26", "Q27", "--survey", "resident", "--json"]).code(0).tables();
    let mean = |at: usize| measure(tables[at].total(), "score")["value"].as_f64().unwrap();
    let rounded: Vec<f64> = (0..12).map(|at| (100.0 * mean(at)).round() / 100.0).collect();
    assert_eq!(rounded, [0.23, -0.08, -0.31, -0.12, -0.02, -0.14, 1.12, 1.06, 0.98, 0.47, 0.51, 0.34]);
    let tables = sample(&["scores", "Q1", "--survey", "business", "--json"]).code(0).tables();
    let of = |code: &str| tables[0].count(code) as f64;
    let di = &measure(tables[0].total(), "DI");
    is(&di["value"], 100.0 * (of("1") + of("2") - of("4") - of("5")) / 525.0);
    let run = sample(&["scores", "Q1", "--survey", "business"]).code(0);
    assert!(run.text().contains("▲21.0") && run.text().contains("合成データ"), "{}", run.text());
    let cs = sample(&["portfolio", "cs", "--json"]).code(0).json();
    let areas: Vec<&str> =
        cs[0]["groups"][0]["items"].as_array().unwrap().iter().map(|item| item["area"].as_str().unwrap()).collect();
    assert_eq!(areas, ["ニーズ充足", "優先的課題", "優先的課題", "選択的課題", "現状維持", "選択的課題"]);
}

#[test]
fn the_sample_ties_what_was_sent_to_what_came_back() {
    let whole = sample(&["response", "--json"]).code(0).json();
    let lines = whole[0]["lines"].as_array().unwrap();
    let number = |line: &Value, key: &str| line[key].as_u64().unwrap();
    let all = &lines[0];
    let keys = ["distributed", "undelivered", "delivered", "read", "duplicate", "blank", "out_of_scope", "valid"];
    assert_eq!(keys.map(|key| number(all, key)), [1987, 42, 1945, 555, 17, 5, 8, 525]);
    is(&all["rate_distributed"], 52500.0 / 1987.0);
    is(&all["rate_delivered"], 52500.0 / 1945.0);
    let part = |part: &'static str| lines.iter().filter(move |line| line["part"] == part);
    assert_eq!(part("stratum").map(|line| number(line, "valid")).collect::<Vec<_>>(), [425, 100]);
    for key in ["read", "duplicate", "blank", "out_of_scope", "valid"] {
        assert_eq!(part("mode").map(|line| number(line, key)).sum::<u64>(), number(all, key), "{key}");
    }
    for line in lines.iter().filter(|line| !line["read"].is_null()) {
        let parts = ["duplicate", "blank", "out_of_scope", "valid"].map(|key| number(line, key));
        assert_eq!(parts.iter().sum::<u64>(), number(line, "read"), "{line}");
    }
    assert!(whole[1]["lines"][0]["rate_delivered"].is_null(), "the residents' undelivered are not stated");
    let run = sample(&["response", "--survey", "business"]).code(0);
    for text in ["26.4", "27.0", "有効回収率", "配布数", "到達数"] {
        assert!(run.text().contains(text), "{text}");
    }
}

#[test]
fn the_sample_has_its_sampling_errors() {
    let rows = |arguments: &[&str]| -> Vec<(String, Vec<String>)> {
        let run = sample(&[&["sampling-error", "--format", "csv", "--digits", "1"], arguments].concat()).code(0);
        let lines = run.text().lines().filter(|line| line.split(',').count() > 7);
        lines
            .map(|line| {
                let fields: Vec<String> = line.split(',').map(str::to_owned).collect();
                (fields[1].clone(), fields[4..].to_vec())
            })
            .collect()
    };
    let find = |rows: &[(String, Vec<String>)], label: &str| {
        rows.iter().find(|row| row.0 == label).unwrap_or_else(|| panic!("no row {label} in {rows:?}")).1.join("/")
    };
    let business = rows(&["--survey", "business"]);
    assert_eq!(find(&business, "事業所"), "2.7/3.7/4.2/4.5/4.6");
    assert_eq!(find(&business, "農業者（参考）"), "4.0/5.4/6.1/6.6/6.7");
    let resident = rows(&["--survey", "resident"]);
    assert_eq!(find(&resident, "全体"), "1.8/2.4/2.8/3.0/3.0");
    let wide = rows(&["--survey", "resident", "--k", "2", "--design", "2", "--no-correction"]);
    assert!(find(&wide, "n=1000").ends_with("/4.5") && find(&wide, "n=500").ends_with("/6.3"));
    assert!(find(&wide, "n=100").ends_with("/14.1"));
    let run = sample(&["sampling-error", "--survey", "resident", "--k", "2"]).code(0);
    for text in ["k＝2", "D＝1", "有限母集団修正あり", "175000"] {
        assert!(run.text().contains(text), "{text}\n{}", run.text());
    }
    sample(&["sampling-error", "--k", "3"]).code(2).no_data();
}

#[test]
fn what_was_open_to_anybody_has_no_sampling_error() {
    let question = "[[question]]\nid = \"Q\"\nkind = \"single\"\ncolumn = \"q\"\n";
    let survey = |about: &str| {
        let toml = format!("[survey]\nid = \"s\"\n{about}\n[[source]]\nfile = \"a.csv\"\n{question}");
        Workdir::survey(&toml, "a.csv", "q\n1\n2\n2\n2\n")
    };
    let open = survey("sampling = \"open\"\npopulation = 100");
    open.koe(&["sampling-error"]).code(2).no_data().says(&["公募", "標本誤差は出せません"]);
    open.koe(&["sampling-error", "--json", "--lang", "en"]).code(2).no_data().says(&["open to anybody"]);
    // Beside another survey the refusal is said, and the other printed.
    open.write("t.toml", format!("[survey]\nid = \"t\"\n[[source]]\nfile = \"a.csv\"\n{question}"));
    open.write("koe.toml", "[project]\nsurveys = [\"s.toml\", \"t.toml\"]\n");
    let both = open.koe(&["sampling-error", "--json"]).code(0).says(&["公募"]).json();
    assert_eq!(both.as_array().unwrap().len(), 1);
    open.koe(&["sampling-error", "--survey", "s"]).code(2).no_data();
    let line = |about: &str| survey(about).koe(&["sampling-error", "--json"]).code(0).json()[0]["lines"][0].clone();
    let census = line("sampling = \"census\"\npopulation = 8");
    assert_eq!(census["standing"], "reference");
    is(&census["errors"][4], 1.96 * 100.0 * (4.0 / 7.0 * 0.25 / 4.0_f64).sqrt());
    let complete = line("sampling = \"census\"\npopulation = 4");
    assert_eq!((&complete["standing"], &complete["errors"][4]), (&"complete".into(), &Value::Null));
    let unknown = survey("").koe(&["sampling-error"]).code(0);
    assert!(unknown.text().contains("population"), "{}", unknown.text());
    let stratum = survey(
        "[[stratum]]\ncode = \"1\"\nlabel = \"抽出\"\nwhere = \"Q = 1\"\n\
         [[stratum]]\ncode = \"2\"\nlabel = \"公募\"\nwhere = \"Q = 2\"\nsampling = \"open\"\n",
    );
    let lines = stratum.koe(&["sampling-error", "--json"]).code(0).json()[0]["lines"].clone();
    let standings: Vec<&str> =
        lines.as_array().unwrap().iter().map(|line| line["standing"].as_str().unwrap()).collect();
    assert_eq!(standings, ["open", "estimate", "open"]);
}

#[test]
fn response_without_what_it_needs() {
    let toml = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\n[[question]]\nid = \"Q\"\nkind = \"single\"\ncolumn = \"q\"\n";
    let dir = Workdir::survey(toml, "a.csv", "q\n1\n2\n");
    let run = dir.koe(&["response"]).code(0);
    assert!(run.text().contains("distributed"), "{}", run.text());
    let line = dir.koe(&["response", "--json"]).code(0).json()[0]["lines"][0].clone();
    assert!(line["rate_distributed"].is_null() && line["distributed"].is_null());
    assert_eq!(line["valid"], 2);
    let over = toml.replace("id = \"s\"", "id = \"s\"\ndistributed = 1\nundelivered = 3\nrate = \"delivered\"");
    let run = Workdir::survey(&over, "a.csv", "q\n1\n2\n").koe(&["response"]).code(0);
    assert!(run.text().contains("有効回収数が配布数を超えている"), "{}", run.text());
}

#[test]
fn the_book_opens_with_how_the_survey_went() {
    let dir = project("");
    dir.write(
        "s.toml",
        format!(
            "[survey]\nid = \"s\"\ndistributed = 20\npopulation = 100\n[[source]]\nfile = \"a.csv\"\n{SURVEY}\
             [[portfolio]]\nid = \"P\"\nsatisfaction = \"S\"\nimportance = \"I\"\n"
        ),
    );
    dir.koe(&["book", "-o", "b.xlsx"]).code(0);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(dir.file("b.xlsx")).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    assert_eq!(&names[..5], ["目次", "回収状況 s", "標本誤差（早見表） s", "P", "単純集計"]);
    let mut has = |sheet: &str, text: &str| {
        let range = calamine::Reader::worksheet_range(&mut book, sheet).unwrap();
        assert!(range.used_cells().any(|(_, _, cell)| cell.to_string().contains(text)), "{text} on {sheet}");
    };
    has("目次", "回収状況");
    has("回収状況 s", "有効回収率");
    has("標本誤差（早見表） s", "k＝1.96");
    has("P", "交点＝項目の平均");
}
