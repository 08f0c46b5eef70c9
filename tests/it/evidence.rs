//! Evidence by issue: totals tie with findings and comments of the sample, gaps are named, sheets are written, indicators
//! are what the tables say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use koe::load;
use koe::messages::{Lang, table as words};
use koe::model::comment::Decisions;
use koe::model::comment::decisions::Coding;
use koe::model::finding::{Figure, Finding, Findings, Source, Voices};
use koe::model::plan::RecordRef;
use koe::model::table::TableSpec;
use koe::plans::evidence::{Backing, Matrix, Origin};
use koe::project::evidence::{self, Commented, Sources};
use koe::project::findings::{FindingOp, Library, SetNow, apply, pin, verify};
use serde_json::Value;

use crate::comments_sample::{gold_shapes, open, rows};
use crate::support::{Workdir, close, run};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn issue(id: &str) -> RecordRef {
    RecordRef::new("nishitokyo-2024", id)
}

/// The right answers of the sample as one person's coding: opinion by opinion.
fn gold() -> Decisions {
    let mut decisions = gold_shapes(&open("draft-plan"));
    let all = rows("gold.csv");
    for row in &all {
        let several = all.iter().filter(|other| other[0] == row[0]).count() > 1;
        let opinion = if several { format!("{}-{}", row[0], row[1]) } else { row[0].clone() };
        let codes: Vec<String> = row[4].split(';').filter(|code| !code.is_empty()).map(str::to_owned).collect();
        let coding = Coding { coder: "a".into(), codes, ..Coding::default() };
        decisions.codings.insert(opinion.clone(), [coding].into_iter().collect());
        match row[5].as_str() {
            "withdrawn" => drop(decisions.withdrawn.insert(row[0].clone(), "w".into())),
            "out_of_scope" => drop(decisions.out_of_scope.insert(opinion, "o".into())),
            _ => {}
        }
    }
    decisions
}

fn figure(survey: &str, question: &str, option: &str) -> Source {
    let spec = TableSpec { question: question.into(), ..TableSpec::default() };
    let figure = Figure {
        survey: survey.into(),
        spec,
        banner: None,
        group: "total".into(),
        option: Some(option.into()),
        ..Figure::default()
    };
    Source::Figure { figure }
}

/// A finding for each issue, one for two of them with a figure and voices, one for a survey item, one for nothing.
fn sample_findings(library: &Library<'_>, matrix: &Matrix) -> Findings {
    let mut findings = Findings::default();
    let mut add = |sources: Vec<Source>, records: Vec<RecordRef>| {
        let read = pin::evidence(library, sources).unwrap();
        let evidence = read.into_iter().map(|one| one.unwrap().0).collect();
        let finding = Finding { statement: "文".into(), evidence, records, ..Finding::default() };
        apply(&mut findings, FindingOp::Add { finding: Box::new(finding) });
    };
    for row in &matrix.rows {
        add(vec![figure("resident", "Q26A", "1")], vec![row.record.clone()]);
    }
    let said = Source::Comments { set: "draft-plan".into(), of: Voices::Code { code: "農-1".into() } };
    add(vec![figure("business", "A1", "1"), said], vec![issue("農-1"), issue("農-2")]);
    let remark = Source::Record { record: issue("会議-3-発言5") };
    add(vec![remark], vec![issue("意しごと3")]);
    add(vec![figure("resident", "Q1", "1")], vec![issue("将来像")]);
    findings
}

/// Everything read, and handed on.
fn with_sample(then: impl FnOnce(&Sources<'_>, &Library<'_>)) {
    let project = load::project_file(&root()).unwrap();
    let plans = load::plan::plans(&project.plans).unwrap();
    let loaded: Vec<_> = project
        .surveys
        .iter()
        .map(|path| load::survey(path, &project.root, &std::collections::BTreeMap::new()).unwrap())
        .collect();
    let corpus = open("draft-plan");
    let decisions = gold();
    let docket = corpus.docket(&decisions);
    let cancel = AtomicBool::new(false);
    let library = Library {
        surveys: loaded.iter().map(|one| &one.responses).collect(),
        sets: vec![SetNow { id: "draft-plan", title: "意見公募", docket: &docket, decisions: &decisions }],
        plans: &plans,
        labels: words::labels(Lang::Ja),
        lang: Lang::Ja,
        cancel: &cancel,
    };
    let surveys: Vec<_> = loaded.iter().map(|one| one.responses.survey().as_ref()).collect();
    let sets = [Commented { definition: &corpus.definition, docket: &docket, decisions: &decisions }];
    let none = Findings::default();
    let sources = Sources { surveys: &surveys, sets: &sets, plans: &plans, findings: &none, checks: &[] };
    let empty = evidence::matrix(&sources, "issue", None);
    let findings = sample_findings(&library, &empty);
    let checks = verify(&findings.list, &library).unwrap();
    then(&Sources { findings: &findings, checks: &checks, ..sources }, &library);
}

#[test]
fn totals_tie_with_findings_and_comments_of_the_sample() {
    with_sample(|sources, _| {
        let matrix = evidence::matrix(sources, "issue", None);
        assert_eq!(matrix.rows.len(), 12);
        // Comments against the right answers, counted in another way.
        let decided: BTreeMap<String, BTreeSet<String>> = rows("gold.csv")
            .into_iter()
            .filter(|row| !["withdrawn", "out_of_scope"].contains(&row[5].as_str()))
            .map(|row| {
                let codes = row[4].split(';').filter(|code| !code.is_empty()).map(str::to_owned).collect();
                (format!("{}/{}", row[0], row[1]), codes)
            })
            .collect();
        let at = matrix.column(Origin::Comments).unwrap();
        for row in &matrix.rows {
            let wanted = decided.values().filter(|codes| codes.contains(&row.record.id)).count();
            assert_eq!(row.cells[at].voices.opinions, wanted, "{}", row.record);
            assert!(row.cells[at].voices.people <= wanted && row.cells[at].voices.people > 0);
        }
        let comments = matrix.columns[at];
        let coded = decided.values().filter(|codes| !codes.is_empty()).count();
        assert_eq!(comments.once.opinions, coded);
        assert_eq!(comments.added.opinions, decided.values().map(BTreeSet::len).sum::<usize>());
        assert!(comments.added.opinions > comments.once.opinions, "the sample has opinions with several codes");
        // Coded and uncoded opinions are all that speak.
        let gap = &matrix.gaps.comments[0];
        assert_eq!(gap.opinions, decided.len());
        assert_eq!(comments.once.opinions + gap.uncoded.len(), gap.opinions);
        assert_eq!(gap.without_item.len(), gap.opinions);
        // Findings: 12 for an issue each, one for two, one over a survey item, one for none.
        assert_eq!((matrix.all.once.findings, matrix.gaps.findings_without_row.len()), (14, 1));
        assert_eq!(matrix.all.once.findings + matrix.gaps.findings_without_row.len(), sources.findings.list.len());
        assert_eq!(matrix.all.added.findings, 12 + 2 + 1);
        for (column, totals) in matrix.columns.iter().enumerate() {
            let cells = || matrix.rows.iter().map(|row| &row.cells[column]);
            assert_eq!(totals.added.findings, cells().map(|cell| cell.findings.len()).sum::<usize>());
            assert_eq!(totals.added.questions, cells().map(|cell| cell.questions.len()).sum::<usize>());
            let once: BTreeSet<&String> = cells().flat_map(|cell| &cell.findings).map(|link| &link.what).collect();
            assert_eq!(totals.once.findings, once.len());
        }
        let by_column = |origin| matrix.columns[matrix.column(origin).unwrap()].once.findings;
        let columns = [Origin::Resident, Origin::Farm, Origin::Comments, Origin::Meetings].map(by_column);
        assert_eq!(columns, [12, 1, 1, 1]);
        // With findings, every issue has its evidence and at least one question.
        assert_eq!((matrix.gaps.without_evidence.len(), matrix.gaps.without_question.len()), (0, 0));
        assert_eq!(matrix.row(&issue("農-1")).unwrap().backing, Backing::Several);
        assert_eq!(matrix.row(&issue("しごと-1")).unwrap().backing, Backing::One);
        let over = matrix.row(&issue("しごと-3")).unwrap();
        assert!(over.findings().iter().any(|link| link.via == Some(issue("意しごと3"))));
    });
}

#[test]
fn sheets_say_what_the_tables_and_the_docket_say() {
    with_sample(|sources, library| {
        let matrix = evidence::matrix(sources, "issue", None);
        let sheets = evidence::sheets(sources, library, &matrix, &[issue("農-1")]).unwrap();
        let sheet = &sheets[0];
        let row = matrix.row(&issue("農-1")).unwrap();
        assert_eq!(sheet.asked.len(), row.total.questions);
        assert!(sheet.asked.iter().all(|asked| !asked.tables.is_empty()));
        let listed: usize = sheet.said.iter().map(|said| said.opinions.len()).sum();
        assert_eq!((listed, sheet.sets[0].opinions), (row.total.opinions, row.total.opinions));
        assert_eq!(sheet.remarks.len(), row.total.remarks);
        assert_eq!(sheet.found.len(), row.total.findings);
        // What is shown of an opinion is masked: the docket's text.
        let corpus = open("draft-plan");
        let docket = corpus.docket(&gold());
        assert!(sheet.said.iter().all(|said| docket.opinion(&said.opinions[0]).unwrap().text == said.text));
        assert!(sheet.found.iter().flat_map(|found| &found.evidence).all(|grounds| grounds.says.is_ok()));
    });
}

#[test]
fn every_issue_and_survey_item_of_the_sample_is_asked_about() {
    let issues = run(&root(), &["issues", "--json"]).code(0).json();
    let issues = issues.as_array().unwrap();
    assert_eq!(issues.len(), 12);
    for issue in issues {
        assert!(!issue["questions"].as_array().unwrap().is_empty() && issue["covered"] == true, "{issue}");
        assert!(issue["comments"].is_u64() && issue["findings"].is_array() && issue["theme"].is_string());
    }
    let gaps = run(&root(), &["issues", "gaps", "--json"]).code(0).json();
    for none in ["without_question", "intents_without_question", "unknown_informs", "codes_without_issue"] {
        assert_eq!(gaps[none], Value::Array(Vec::new()), "{none}");
    }
    let text = run(&root(), &["issues", "gaps"]).code(0);
    assert!(text.text().contains(&format!("不足 {}件", gaps["count"])));
    let farm = run(&root(), &["issues", "matrix", "--json"]).code(0).json();
    assert_eq!(farm["columns"], serde_json::json!(["business", "resident", "farm", "comments", "meetings"]));
    assert_eq!(farm["totals"][2]["once"]["questions"], 5);
}

#[test]
fn sheets_are_written_and_unknown_issues_named() {
    let dir = Workdir::new();
    for name in ["s.docx", "s.xlsx", "s.md"] {
        let path = dir.file(name);
        run(&root(), &["issues", "sheet", "農-1", "ブランド-4", "-o", path.to_str().unwrap()]).code(0);
        assert!(std::fs::metadata(&path).unwrap().len() > 1000, "{name}");
    }
    let text = std::fs::read_to_string(dir.file("s.md")).unwrap();
    for part in ["合成データ", "## 農-1 ", "## ブランド-4 ", "課題と根拠の一覧", "第1回 策定委員会", "新鮮な農産物"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    run(&root(), &["issues", "show", "農-9"]).code(2).says(&["農-9"]).no_data();
    run(&root(), &["issues", "show", "意農1"]).code(2).says(&["--kind"]);
    run(&root(), &["issues", "show", "意農1", "--kind", "intent"]).code(0);
    run(&root(), &["issues", "--kind", "nothing"]).code(2);
}

#[test]
fn indicators_are_the_figures_of_the_tables() {
    let found = run(&root(), &["plan", "indicators", "--json"]).code(0).json();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 4);
    let table = |arguments: &[&str]| {
        let all: Vec<&str> = ["tab", "--json"].iter().chain(arguments).copied().collect();
        run(&root(), &all).code(0).tables().remove(0)
    };
    let first = table(&["Q4", "--survey", "resident", "--weight", "pop", "--base", "answered"]);
    let cell = first.cell(first.total(), "N1");
    assert!(close(found[0]["present"]["value"].as_f64().unwrap(), cell["percent"].as_f64().unwrap()));
    assert_eq!(found[0]["present"]["ci"], cell["ci"]);
    assert_eq!((&found[0]["present"]["n"], &found[0]["present"]["year"]), (&first.total()["n"], &Value::from(2023)));
    let value = found[0]["present"]["value"].as_f64().unwrap();
    assert!(close(found[0]["gap"].as_f64().unwrap(), 60.0 - value));
    assert!(close(found[0]["way"].as_f64().unwrap(), (value - 46.5) / (60.0 - 46.5)));
    assert_eq!(found[0]["years"], serde_json::json!({ "gone": 5, "all": 15 }));
    // No base is written with the first baseline; it is with the second and third.
    assert_eq!(found[0]["change"]["why"], "no_base");
    let second = table(&["Q9", "--survey", "resident", "--by", "age3", "--base", "answered"]);
    let cell = second.cell(second.group(Some("age3"), "1"), "N1");
    let (now, se) = (cell["percent"].as_f64().unwrap(), cell["se"].as_f64().unwrap());
    let error = (27.0 * 73.0 / 160.0 + se * se).sqrt();
    let change = &found[1]["change"];
    assert!(close(change["difference"].as_f64().unwrap(), now - 27.0));
    assert!(close(change["se"].as_f64().unwrap(), error));
    assert_eq!(change["beyond_noise"], ((now - 27.0) / error).abs() > 1.959_963_984_540_054);
    // A mean without an earlier value.
    assert_eq!((&found[3]["baseline"], &found[3]["change"]), (&Value::Null, &Value::Null));
    assert!(found[3]["present"]["ci"][0].is_f64());
}

/// Two waves of a question, and an indicator bound to their series.
fn waves(figure: &str) -> Workdir {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\nsurveys = [\"a.toml\", \"b.toml\"]\nplans = [\"p.toml\"]\n");
    for (id, date, yes) in [("a", "2018-07-01", 40), ("b", "2024-02-01", 70)] {
        dir.write(
            &format!("{id}.toml"),
            format!(
                "[survey]\nid = \"{id}\"\nseries = \"s\"\nwave = \"{id}\"\ndate = \"{date}\"\n[[source]]\nfile = \
                 \"{id}.csv\"\n[[question]]\nid = \"Q1\"\nkind = \"single\"\nchoices = [{{ code = \"1\", label = \"y\" \
                 }}, {{ code = \"2\", label = \"n\" }}]\n"
            ),
        );
        let answers: String = (0..100).map(|at| if at < yes { "1\n" } else { "2\n" }).collect();
        dir.write(&format!("{id}.csv"), format!("Q1\n{answers}"));
    }
    dir.write(
        "p.toml",
        format!(
            "[plan]\nid = \"p\"\n[[column]]\nlabel = \"target\"\nyear = 2028\nrole = \"target\"\n[[record]]\nkind = \
             \"indicator\"\nid = \"1\"\ntitle = \"t\"\nunit = \"%\"\nfigure = {figure}\n[record.years]\n\"target\" = \
             \"80%\"\n"
        ),
    );
    dir
}

#[test]
fn each_wave_of_a_series_is_a_value_and_the_first_is_the_start() {
    let dir = waves("{ survey = \"s\", question = \"Q1\", option = \"1\" }");
    let found = dir.koe(&["plan", "indicators", "--json"]).code(0).json();
    let waves: Vec<(i64, f64)> = found[0]["waves"]
        .as_array()
        .unwrap()
        .iter()
        .map(|wave| (wave["year"].as_i64().unwrap(), wave["value"].as_f64().unwrap()))
        .collect();
    // February 2024 is in the fiscal year 2023.
    assert_eq!(waves, [(2018, 40.0), (2023, 70.0)]);
    assert!(close(found[0]["way"].as_f64().unwrap(), 0.75));
    assert_eq!(found[0]["change"]["difference"], 30.0);
    assert_eq!(found[0]["change"]["beyond_noise"], true);
}

#[test]
fn an_indicator_without_a_weight_is_measured_with_that_of_the_survey() {
    let value = |weight: &str| {
        let dir = waves(&format!("{{ survey = \"s\", question = \"Q1\", option = \"1\"{weight} }}"));
        for (id, shares) in [("a", [0.3, 0.7]), ("b", [0.2, 0.8])] {
            let name = format!("{id}.toml");
            let text = std::fs::read_to_string(dir.path().join(&name)).unwrap();
            let text = text.replace("[survey]\n", "[survey]\ndefault_weight = \"w\"\n");
            let target =
                |code: &str, share: f64| format!("{{ questions = [\"Q1\"], codes = [\"{code}\"], share = {share} }}");
            let targets = format!("{}, {}", target("1", shares[0]), target("2", shares[1]));
            dir.write(&name, format!("{text}[[weight]]\nid = \"w\"\nkind = \"cell\"\ntargets = [{targets}]\n"));
        }
        let found = dir.koe(&["plan", "indicators", "--json"]).code(0).json();
        let waves = found[0]["waves"].as_array().unwrap().clone();
        waves.iter().map(|wave| wave["value"].as_f64().unwrap()).collect::<Vec<f64>>()
    };
    for (weight, expected) in
        [("", [30.0, 20.0]), (", weight = \"w\"", [30.0, 20.0]), (", weight = \"none\"", [40.0, 70.0])]
    {
        let found = value(weight);
        assert!(close(found[0], expected[0]) && close(found[1], expected[1]), "{weight}: {found:?}");
    }
}

#[test]
fn a_broken_binding_is_named() {
    let dir = waves("{ survey = \"s\", question = \"Q7\", option = \"1\" }");
    let said = dir.koe(&["plan", "indicators"]).code(0);
    assert!(said.text().contains("Q7") && said.text().contains("調査「b」"), "{}", said.text());
    let dir = waves("{ survey = \"none\", question = \"Q1\", option = \"1\" }");
    let found = dir.koe(&["plan", "indicators", "--json"]).code(0).json();
    assert!(found[0]["faults"][0].as_str().unwrap().contains("none") && found[0]["present"].is_null());
}

#[test]
fn with_the_sample_findings_every_issue_has_its_evidence() {
    let dir = crate::findings::sample();
    dir.koe(&["findings", "import", "sample-data/findings.toml"]).code(0);
    let issues = dir.koe(&["issues", "--json"]).code(0).json();
    for issue in issues.as_array().unwrap() {
        assert_eq!(issue["evidence"], true, "{}", issue["id"]);
    }
    let found = dir.koe(&["issues", "matrix", "--json"]).code(0).json();
    let all = dir.koe(&["findings", "list", "--json"]).code(0).json().as_array().unwrap().len();
    let without = found["gaps"]["findings_without_issue"].as_array().unwrap().len();
    assert_eq!(found["all"]["once"]["findings"].as_u64().unwrap() as usize + without, all);
    let sum: u64 = found["rows"].as_array().unwrap().iter().map(|row| row["total"]["findings"].as_u64().unwrap()).sum();
    assert_eq!(found["all"]["added"]["findings"], sum);
    assert_eq!(found["gaps"]["without_evidence"], Value::Array(Vec::new()));
    let sheet = dir.koe(&["issues", "sheet", "農-1"]).code(0);
    assert!(sheet.text().contains("83.8%") && sheet.text().contains("現在の数値どおり"), "{}", sheet.text());
}
