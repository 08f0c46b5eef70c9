//! Plans handed on and taken in again: workbooks and TOML are the same plan; tables in the layout of the originals give back
//! their records; tables as divisions keep them are read, and what could not be placed is listed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use koe::export::{plan as export, xlsx};
use koe::load::plan as load;
use koe::load::plan::table::{Layout, Taken, What, take};
use koe::load::sheet::{Cell, Merge, Sheet};
use koe::messages::Lang;
use koe::model::plan::{self, Column, FigureKey, FigureOf, Grade, Plan, Record, Scale, YearRole, book};
use koe::model::table::BaseKind;
use koe::present::plan::layout;
use proptest::prelude::*;

use crate::support::{self, Workdir};

fn samples() -> Vec<Plan> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/plans");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|form| form == "toml"))
        .collect();
    files.sort();
    load::plans(&files).unwrap()
}

fn sample(id: &str) -> Plan {
    samples().into_iter().find(|plan| plan.id == id).unwrap()
}

/// The plan after a way through a workbook.
fn through_book(plan: &Plan) -> Plan {
    let dir = Workdir::new();
    let file = dir.file("plan.xlsx");
    export::book::book(&file, plan, Lang::Ja).unwrap();
    let (back, troubles) = load::book::plan(&file).unwrap();
    assert!(troubles.is_empty(), "{troubles:?}");
    back
}

#[test]
fn every_sample_plan_comes_back_from_its_workbook_and_from_its_toml() {
    let plans = samples();
    assert!(plans.len() >= 4, "{}", plans.len());
    let dir = Workdir::new();
    let mut files = Vec::new();
    for plan in &plans {
        let back = through_book(plan);
        assert_eq!(back, *plan, "{}", plan.id);
        let text = export::toml::text(plan);
        assert_eq!(export::toml::text(&back), text);
        let name = format!("{}.toml", plan.id);
        dir.write(&name, &text);
        files.push(dir.file(&name));
    }
    // Read together, since plans are linked with each other.
    assert_eq!(load::plans(&files).unwrap(), plans);
}

/// Texts as people and programs write them, also such as a spreadsheet or our own signs could spoil.
fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "=1+1",
        "+81",
        "-",
        "@x",
        "'quoted'",
        "\"quoted\" \"\"\" end\"",
        "（空欄）",
        "（続き）",
        "\\",
        "\\n",
        "\\u{41}",
        "_x0041_",
        "a\nb",
        "\n",
        "a\r\nb\r",
        " 前後 ",
        "　全角　",
        "0012",
        "1e5",
        "2023-05-20",
        "TRUE",
        "#N/A",
        "👨‍👩‍👧 𠮷 ｶﾞ",
        "e\u{301}",
        "\u{0}\u{1}\u{b}\u{7f}\u{85}\u{feff}\u{fffe}\u{ffff}",
        "\t",
        "[[record]]",
        "# コメント",
        "years:23年度",
        "<b>&amp;</b>",
    ]);
    prop_oneof![
        3 => "[ぁ-んァ-ヶ一-鿿 a-z0-9]{1,12}",
        3 => odd.prop_map(str::to_owned),
        2 => "\\PC{0,20}",
        1 => "[\\x00-\\x7f]{0,12}",
        1 => ("[あ-ん𠮷]{1,4}", 9_000..20_000usize).prop_map(|(text, times)| text.repeat(times)),
    ]
}

fn maybe<T: std::fmt::Debug>(inner: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.4, inner)
}

/// A short text, so that most plans stay small.
fn short() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 3 => "[一-鿿 =+\"]{1,6}", 3 => text().prop_map(|text| text.chars().take(60).collect())]
}

fn list() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(short(), 0..3)
}

prop_compose! {
    fn figure()(survey in short(), question in short(), option in maybe(short()), banner in maybe(short()), group in maybe(short()),
        of in prop::sample::select(vec![FigureOf::Percent, FigureOf::Mean, FigureOf::Count]), weight in maybe(short()),
        base in prop::sample::select(vec![BaseKind::All, BaseKind::Answered]), filter in maybe(short())) -> FigureKey {
        FigureKey { survey, question, option, banner, group, of, weight, base, filter }
    }
}

prop_compose! {
    fn record()(kind in prop::sample::select(vec!["measure", "line", "strategy", "issue", "own_kind"]),
        texts in prop::collection::vec(short(), 14), long in text(), lists in prop::collection::vec(list(), 3),
        figure in maybe(figure()), cells in prop::collection::vec(maybe(short()), 4), grade in maybe(0..3usize),
        above in maybe(0..50usize), same in maybe(0..50usize), link in maybe(0..50usize)) -> (Record, Vec<Option<String>>, [Option<usize>; 4]) {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        let mut lists = lists.into_iter();
        let mut list = || lists.next().unwrap_or_default();
        let record = Record {
            kind: kind.to_owned(), no: next(), title: next(), text: long, section: next(), period: next(), state: next(),
            flags: list(), aliases: list(), phrases: list(), reading: next(), date: next(), place: next(),
            attendance: next(), role: next(), note: next(), unit: next(), figure, ..Record::default()
        };
        (record, cells, [grade, above, same, link])
    }
}

prop_compose! {
    /// A plan that a project could have: ids, parents, links, columns and grades fit.
    fn any_plan()(about in prop::collection::vec(short(), 6), sources in prop::collection::vec(text(), 0..3), synthetic: bool,
        labels in prop::collection::btree_set(short(), 0..4), years in prop::collection::vec(maybe(1868..2100i64), 4),
        roles in prop::collection::vec(0..5usize, 4), ids in prop::collection::btree_set("[a-z0-9あ-ん施-]{1,5}", 1..12),
        records in prop::collection::vec(record(), 12), scales in prop::collection::vec((short(), list(), short()), 0..3)) -> Plan {
        let all = [YearRole::Baseline, YearRole::Plan, YearRole::Result, YearRole::Target, YearRole::End];
        let mut plan = Plan { id: "p".into(), ..Plan::default() };
        let mut texts = about.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        plan.about = plan::About {
            title: next(), municipality: next(), section: next(), date: next(), document: next(), period: next(),
            sources: sources.into_iter().filter(|source| !source.is_empty()).collect(), synthetic,
        };
        // A column has a name; one without would be no column.
        plan.columns = labels.into_iter().filter(|label| !label.is_empty()).zip(years).zip(roles)
            .map(|((label, year), role)| Column { label, year, role: all[role] }).collect();
        for (at, (title, codes, note)) in scales.into_iter().enumerate() {
            let codes: BTreeSet<String> = codes.into_iter().collect();
            let grades = codes.into_iter().map(|code| Grade { label: title.clone(), code }).collect();
            plan.scales.push(Scale { id: format!("尺度{at}"), title, grades, note });
        }
        let ids: Vec<String> = ids.into_iter().collect();
        for (at, (id, (record, cells, [grade, above, same, link]))) in ids.iter().zip(records).enumerate() {
            let grades = plan.scales.first().map(|scale| scale.grades.clone()).unwrap_or_default();
            let years: BTreeMap<String, String> = plan.columns.iter().zip(cells)
                .filter_map(|(column, cell)| Some((column.label.clone(), cell?))).collect();
            plan.records.push(Record {
                id: id.clone(),
                grade: grade.and_then(|grade| grades.get(grade)).map(|grade| grade.code.clone()),
                parent: above.filter(|_| at > 0).map(|above| ids[above % at].clone()),
                same_as: same.map(|same| ids[same % ids.len()].clone()),
                links: link.map(|link| ids[link % ids.len()].clone()).into_iter().collect(),
                years,
                ..record
            });
        }
        plan
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn rows_of_texts_hold_every_plan(plan in any_plan()) {
        let (back, troubles) = book::read(&book::written(&plan));
        prop_assert!(troubles.is_empty(), "{:?}", troubles);
        prop_assert_eq!(back, plan);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn toml_to_workbook_to_toml_is_the_identity(plan in any_plan()) {
        let dir = Workdir::new();
        let text = export::toml::text(&plan);
        dir.write("a.toml", &text);
        let read = load::plan(&dir.file("a.toml")).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&read, &plan);
        let back = through_book(&read);
        prop_assert_eq!(&back, &plan);
        prop_assert_eq!(export::toml::text(&back), text);
    }
}

#[test]
fn the_command_line_goes_there_and_back_and_overwrites_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = Workdir::new();
    let path = |name: &str| dir.file(name).to_string_lossy().into_owned();
    let (first, workbook, second) = (path("a.toml"), path("a.xlsx"), path("b.toml"));
    for output in [&first, &workbook] {
        let said = support::run(root, &["plan", "export", "--plan", "nerima-2011", "-o", output]).code(0);
        assert!(said.stderr.contains("2つのファイルを一つに"), "{}", said.stderr);
    }
    support::run(root, &["plan", "import", &workbook, "-o", &second]).code(0);
    let read = |path: &str| std::fs::read_to_string(path).unwrap();
    assert_eq!(read(&first), read(&second));
    let said = support::run(root, &["plan", "import", &workbook, "-o", &second]).code(2);
    assert!(said.stderr.contains("もうあります") && said.stderr.contains("--replace"), "{}", said.stderr);
    support::run(root, &["plan", "import", &workbook, "-o", &second, "--replace"]).code(0);
    // Without --plan there are several plans, and a plan's own file is never written over.
    support::run(root, &["plan", "export", "-o", &path("c.toml")]).code(2);
    let own = "sample-data/plans/nerima-2018.toml";
    support::run(root, &["plan", "export", "--plan", "nerima-2018", "-o", own, "--replace"]).code(2);
}

#[test]
fn what_a_workbook_says_wrongly_is_named_with_its_cell() {
    let mut plan = sample("nerima-2018");
    plan.records.truncate(3);
    let mut tables = book::written(&plan);
    tables.records.keys[4] = "内容の列".to_owned();
    tables.columns.rows[0][1] = "平成".to_owned();
    tables.columns.rows[1][2] = "みらい".to_owned();
    let id = tables.records.keys.iter().position(|key| key == "id").unwrap();
    tables.records.rows[2][id].clear();
    let (_, troubles) = book::read(&tables);
    let places: Vec<(book::Part, Option<usize>)> = troubles.iter().map(|one| (one.table, one.row)).collect();
    use book::Part::{Columns, Records};
    // A key that is gone, and one that nobody knows.
    let records = [(Records, None), (Records, None), (Records, Some(2))];
    assert_eq!(places, [[(Columns, Some(0)), (Columns, Some(1))].as_slice(), &records].concat());
    let spoils = troubles.iter().filter(|one| one.what.spoils()).map(|one| &one.what);
    assert_eq!(spoils.collect::<Vec<_>>(), [&book::What::Missing("text".to_owned())]);
}

/// A text of tabs and lines as a sheet.
fn tabbed(text: &str) -> Sheet {
    let cell = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let rows = text.lines().map(|line| line.split('\t').map(cell).collect()).collect();
    Sheet { rows, ..Sheet::default() }
}

/// Fields of the measures and lines of one plan that are other in another: `id field: one | other`.
fn differences(one: &Plan, other: &Plan, fields: &[&str]) -> Vec<String> {
    let of = |record: &Record, field: &str| match field {
        "title" => record.title.clone(),
        "parent" => record.parent.clone().unwrap_or_default(),
        "grade" => record.grade.clone().unwrap_or_default(),
        "period" => record.period.clone(),
        "state" => record.state.clone(),
        "flags" => record.flags.join(""),
        "no" => record.no.clone(),
        "section" => record.section.clone(),
        _ => format!("{:?}", record.years),
    };
    let is_row = |record: &&Record| record.kind == "measure" || record.kind == "line";
    let mut found = Vec::new();
    for record in one.records.iter().filter(is_row) {
        match other.record(&record.id) {
            Some(twin) => found.extend(
                fields
                    .iter()
                    .filter(|field| of(record, field) != of(twin, field))
                    .map(|field| format!("{} {field}: {} | {}", record.id, of(record, field), of(twin, field))),
            ),
            None => found.push(format!("{} is missing", record.id)),
        }
    }
    found.extend(
        other
            .records
            .iter()
            .filter(is_row)
            .filter(|twin| one.record(&twin.id).is_none())
            .map(|twin| format!("{} is new", twin.id)),
    );
    found
}

const FIELDS: [&str; 8] = ["no", "title", "parent", "grade", "period", "state", "flags", "years"];

#[test]
fn the_progress_table_as_it_was_printed_gives_the_records_of_the_sample() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/plan/progress.tsv"))
        .unwrap();
    let Taken { plan: taken, remarks } = take(&tabbed(&text), Layout::Progress);
    let differ: Vec<String> = differences(&sample("nerima-2011"), &taken, &FIELDS);
    let brief: Vec<&str> = differ.iter().map(|one| one.split(':').next().unwrap()).collect();
    // What a reader of the print decided, and a program cannot: marks inside a name, a measure printed under the strategy
    // before its own, a policy whose cell is lost, a year whose cell is lost or beyond the edge.
    assert_eq!(
        brief,
        [
            "10 title",
            "10 flags",
            "11 title",
            "11 flags",
            "12 title",
            "12 flags",
            "19-1 years",
            "32 parent",
            "41 parent",
            "42 parent",
            "43 parent",
            "44 parent",
            "45 parent",
            "45-1 years"
        ],
        "{differ:#?}"
    );
    let strategy = |plan: &Plan, id: &str| plan.above(plan.record(id).unwrap(), "strategy").unwrap().id.clone();
    let sample = sample("nerima-2011");
    let measures: Vec<&Record> = sample.records.iter().filter(|record| record.kind == "measure").collect();
    assert_eq!(measures.len(), 51);
    let moved: Vec<&str> = measures
        .iter()
        .filter(|measure| strategy(&sample, &measure.id) != strategy(&taken, &measure.id))
        .map(|measure| measure.id.as_str())
        .collect();
    assert_eq!(moved, ["32"]);
    let graded = taken.records.iter().filter(|record| record.grade.is_some()).count();
    assert_eq!((graded, taken.scales[0].grades.len()), (55, 3));
    let years: Vec<Option<i64>> = taken.columns.iter().map(|column| column.year).collect();
    assert_eq!(years, [Some(2011), Some(2012), Some(2013), Some(2014)]);
    let of = |what: What| {
        remarks.iter().filter(|remark| remark.what == what).map(|remark| remark.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of(What::NotPlaced), Vec::<&str>::new());
    assert_eq!(of(What::ParentsLost), ["12", "20", "35", "36", "37", "38", "39", "40", "55"]);
    assert_eq!(of(What::NameBefore), ["駅周辺地区まちづくりと連携した商店街整備の促進"]);
    assert_eq!((of(What::GradeInYear), of(What::Shifted)), (vec!["A"], vec!["年3回 各8,000部発行"]));
    assert_eq!(of(What::OneLine), ["ビジネスサポートセンターの整備", "経営者・後継者育成セミナー"]);
}

#[test]
fn what_cannot_be_placed_is_listed_with_its_cell() {
    let text = "題\n\t\tNo.\t事業名\t23年度\t24年度\nA まち\t施策\t1\t事業\tH23～H24\t1件\t2件\tA\n何かの断り\n\t\t\tはみ出し\tH23\t\t\t1\t2\t3\t4\n";
    let Taken { plan, remarks } = take(&tabbed(text), Layout::Progress);
    assert_eq!(plan.record("1").unwrap().years["24年度"], "2件");
    let left: Vec<(&str, &str)> = remarks
        .iter()
        .filter(|remark| remark.what == What::NotPlaced)
        .map(|remark| (remark.cell.as_str(), remark.text.as_str()))
        .collect();
    assert_eq!(left, [("A4", "何かの断り"), ("H5", "1"), ("I5", "2"), ("J5", "3"), ("K5", "4")]);
    let nothing = take(&tabbed("あ\tい\n"), Layout::Progress);
    assert_eq!(nothing.remarks[0].what, What::NoHeader);
}

#[test]
fn a_spreadsheet_with_merged_parents_and_lines_is_read_by_its_merges() {
    let text = "戦略目標\t施策\tNo.\t事業名\t内容\t細目\t実施年度\t事業実績\t\t達成度\n\t\t\t\t\t\t\tH30\tH31\t\n\
                A まち\t施策1\t7\t事業7\t文。\t甲\tH30\t1件\t2件\tA\n\t\t\t\t\t乙\tH31\t\t3件\t\n\
                \t\t8\t事業8\t文。\t丙\tH30\t1件\t\tB\n\t\t\t\t\t丁\tH31\t\t5件\t\n\t施策2\t9\t事業9\t\t\t未実施\t\t\tC\n";
    let mut sheet = tabbed(text);
    let down = |top, bottom, left| Merge { top, left, bottom, right: left };
    sheet.merges = vec![down(2, 6, 0), down(2, 5, 1), down(2, 3, 2), down(2, 3, 3), down(4, 5, 2), down(2, 3, 9)];
    let Taken { plan, remarks } = take(&sheet, Layout::Progress);
    assert_eq!(remarks, []);
    let shown: Vec<String> = plan
        .records
        .iter()
        .map(|record| {
            format!(
                "{} {} {}{}",
                record.id,
                record.parent.clone().unwrap_or_default(),
                record.grade.clone().unwrap_or_default(),
                record.state
            )
        })
        .collect();
    // 7's grade is merged over its lines; 8's stands on its first line alone.
    assert_eq!(
        shown,
        ["A  ", "A-1 A ", "7 A-1 A", "7-1 7 ", "7-2 7 ", "8 A-1 ", "8-1 8 B", "8-2 8 ", "A-2 A ", "9 A-2 C未実施"]
    );
    assert_eq!(plan.columns[1].year, Some(2019));
}

#[test]
fn the_layouts_of_the_originals_give_their_records_back() {
    let dir = Workdir::new();
    let plan = sample("nerima-2011");
    let table = koe::plans::progress::progress(&plan);
    let file = dir.file("進捗.xlsx");
    xlsx::document(&file, &layout::progress(&plan, &table, Lang::Ja)).unwrap();
    let taken = load::table::table(&file, None, Layout::Progress).unwrap();
    // The one cell that the table does not have is blank on paper.
    assert_eq!(
        differences(&plan, &taken.plan, &FIELDS).iter().map(|one| &one[..10]).collect::<Vec<_>>(),
        ["45-1 years"]
    );
    assert!(
        taken.remarks.iter().all(|remark| remark.what == What::NotPlaced && remark.cell == "A2"),
        "{:?}",
        taken.remarks
    );
    assert_eq!(taken.plan.scales[0].note, plan.scales[0].note);

    let plan = sample("nerima-2018");
    let file = dir.file("年度別.xlsx");
    xlsx::document(&file, &layout::yearly(&plan, &koe::plans::yearly::yearly(&plan), Lang::Ja)).unwrap();
    let taken = load::table::table(&file, None, Layout::Yearly).unwrap();
    let fields = ["no", "title", "flags", "section", "years"];
    let differ = differences(&plan, &taken.plan, &fields);
    // A line is called by what stands in its table, which an editor may have made shorter.
    let titles = ["13-2-3-2 title", "13-3-1 title", "13-3-2 title", "13-3-3 title"];
    assert_eq!(differ.iter().map(|one| one.split(':').next().unwrap()).collect::<Vec<_>>(), titles, "{differ:#?}");
    assert_eq!(taken.plan.columns, plan.columns);
    assert_eq!(taken.plan.record("13-1").unwrap().text, plan.record("13-1").unwrap().text);
}

#[test]
fn a_yearly_plan_with_broken_headers_is_read() {
    let text = "平成30年度の計画\n1 個店づくり ☆\n意欲のある店を支える。\nNo. 5-1\n31年度目標\t29年度末の現況 (前期)\n\t\t年度別の取組計画\n\
                30年度\t31年度\t計\n☆ (1) 連携\t—\t開始\t実施\t実施\n\t\t検討\t実施\t\n(2) 改修\t1件\t2件\t3件\t3件\n事業実施課： 産業課\nあとがき。\n";
    let Taken { plan, remarks } = take(&tabbed(text), Layout::Yearly);
    let labels: Vec<(&str, Option<i64>, YearRole)> =
        plan.columns.iter().map(|column| (column.label.as_str(), column.year, column.role)).collect();
    assert_eq!(
        labels,
        [
            ("31年度目標", Some(2019), YearRole::Target),
            ("29年度末の現況", Some(2017), YearRole::Baseline),
            ("30年度", Some(2018), YearRole::Plan),
            ("31年度", Some(2019), YearRole::Plan),
            ("計", None, YearRole::End)
        ]
    );
    let measure = plan.record("5-1").unwrap();
    assert_eq!((measure.title.as_str(), measure.section.as_str()), ("個店づくり", "産業課"));
    assert_eq!((measure.flags.clone(), measure.text.as_str()), (vec!["☆".to_owned()], "意欲のある店を支える。"));
    let line = |id: &str| plan.record(id).unwrap();
    assert_eq!(line("5-1-1-1").flags, ["☆"]);
    assert_eq!((line("5-1-1-2").no.as_str(), line("5-1-1-2").title.as_str()), ("(1)", "検討"));
    assert!(!line("5-1-1-2").years.contains_key("31年度目標") && line("5-1-1-2").years["計"].is_empty());
    assert_eq!(line("5-1-2").years["計"], "3件");
    let left: Vec<&str> = remarks.iter().map(|remark| remark.text.as_str()).collect();
    assert_eq!(left, ["あとがき。"]);
}
