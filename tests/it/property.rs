//! Random small surveys, tabulated through the library: what must hold whatever people answered.

use std::sync::atomic::AtomicBool;

use koe::load::sheet::{Cell, Sheet};
use koe::load::{Loaded, assemble};
use koe::messages::Lang;
use koe::model::expr::Expr;
use koe::model::survey::{Band, Banner, BannerGroup, Layout, Net, Policy, Source};
use koe::model::table::{BannerSpec, BaseKind, Percent, Role, TableSpec};
use koe::model::weight::{MissingTarget, WeightKind, WeightSpec};
use koe::model::{Choice, Kind, Question, Survey, Table};
use koe::tabulate::{Labels, members, tables};
use proptest::prelude::*;

fn choices(count: usize) -> Vec<Choice> {
    let choice = |code: usize| Choice {
        code: code.to_string(),
        label: format!("l{code}"),
        score: (!code.is_multiple_of(3)).then_some(code as f64),
        exclusive: code == count,
        ..Choice::default()
    };
    (1..=count).map(choice).collect()
}

fn question(id: &str, kind: Kind, choices: Vec<Choice>) -> Question {
    Question { id: id.to_owned(), kind, choices, column: Some(id.to_owned()), ..Question::default() }
}

/// Single S (4), multiple M (70, list), number N in bands that leave gaps, rank R of 2, and T asked of some.
fn survey(over_limit: Policy) -> Survey {
    let band = |from, to| Band { label: "b".to_owned(), from, to, code: None };
    let bands = vec![band(None, Some(10.0)), band(Some(20.0), Some(30.0)), band(Some(31.0), None)];
    let multiple = Question {
        layout: Some(Layout::List),
        separator: Some(";".to_owned()),
        max: Some(3),
        over_limit: Some(over_limit),
        ..question("M", Kind::Multiple, choices(70))
    };
    let rank =
        Question { columns: Some(vec!["R1".to_owned(), "R2".to_owned()]), ..question("R", Kind::Rank, choices(3)) };
    let routed =
        Question { ask_if: Some(Expr::parse("S != 2 and M != 1").unwrap()), ..question("T", Kind::Single, choices(3)) };
    let net = |question: &str, members: &[&str]| Net {
        question: question.to_owned(),
        code: "N".to_owned(),
        label: "n".to_owned(),
        members: members.iter().map(|code| (*code).to_owned()).collect(),
    };
    let group = |codes: &[&str]| BannerGroup {
        label: "g".to_owned(),
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        code: None,
    };
    let mut survey = Survey {
        questions: vec![
            question("S", Kind::Single, choices(4)),
            multiple,
            Question { bands, ..question("N", Kind::Numeric, Vec::new()) },
            rank,
            routed,
            question("F", Kind::Text, Vec::new()),
        ],
        nets: vec![net("S", &["1", "3"]), net("M", &["2", "65", "70"]), net("R", &["1", "2"])],
        banners: vec![Banner {
            id: "wide".to_owned(),
            question: "S".to_owned(),
            groups: vec![group(&["1", "2"]), group(&["N"])],
            ..Banner::default()
        }],
        weights: vec![WeightSpec {
            id: "w".to_owned(),
            label: String::new(),
            kind: WeightKind::Column,
            targets: Vec::new(),
            column: Some("W".to_owned()),
            missing: MissingTarget::Keep,
            total: None,
            start: None,
            trim: None,
        }],
        ..Survey::default()
    };
    survey.about.id = "p".to_owned();
    survey
}

/// One respondent's cells: S, M, N, R1, R2, T, F, W. Some are unreadable.
fn row() -> impl Strategy<Value = Vec<String>> {
    let code = |most: u32| prop_oneof![8 => (1..=most).prop_map(|code| code.to_string()), 2 => Just(String::new()), 1 => Just("?".to_owned())];
    let list = proptest::collection::vec(1..=70u32, 0..5);
    let list = list.prop_map(|codes| codes.iter().map(u32::to_string).collect::<Vec<_>>().join(";"));
    let number = prop_oneof![6 => (-5..60i32).prop_map(|n| n.to_string()), 1 => Just("約40".to_owned()), 1 => Just("x".to_owned()), 1 => Just(String::new())];
    let weight = prop_oneof![5 => (0..40u32).prop_map(|w| (f64::from(w) / 8.0).to_string()), 1 => Just(String::new())];
    (code(4), list, number, code(3), code(3), code(3), "[a-c]?", weight)
        .prop_map(|(s, m, n, r1, r2, t, f, w)| vec![s, m, n, r1, r2, t, f, w])
}

fn load(rows: &[Vec<String>], over_limit: Policy) -> Loaded {
    let cells = |texts: &[String]| -> Vec<Cell> {
        texts.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text.clone()) }).collect()
    };
    let header: Vec<String> = ["S", "M", "N", "R1", "R2", "T", "F", "W"].map(str::to_owned).into();
    let rows = std::iter::once(&header).chain(rows).map(|row| cells(row)).collect();
    let sheet = Sheet { rows, ..Sheet::default() };
    assemble(survey(over_limit), vec![(Source { file: "p.csv".to_owned(), ..Source::default() }, sheet)]).unwrap()
}

fn check(loaded: &Loaded, spec: &TableSpec, table: &Table) -> Result<(), TestCaseError> {
    let base = &table.base;
    prop_assert_eq!(base.all, base.answered + base.NA + base.NAP + base.INV + base.UNK);
    let n = if spec.base == BaseKind::All { base.all - base.NAP } else { base.answered };
    prop_assert_eq!(base.n, n);
    prop_assert_eq!(base.all + base.excluded.filtered + base.excluded.weight_missing, loaded.responses.len() as u64);
    let banners = [None, Some("S"), Some("M"), Some("wide*N")];
    for (position, group) in table.groups.iter().enumerate() {
        prop_assert!(banners.contains(&group.banner.as_deref()));
        prop_assert_eq!(members(&loaded.responses, spec, position, None).unwrap().len() as u64, group.n);
        if spec.weight.is_none() {
            prop_assert_eq!((group.weighted, group.effective_n), (group.n as f64, group.n as f64));
        }
        prop_assert!(group.effective_n <= group.n as f64 * (1.0 + 1e-12));
        let mut sum = 0;
        for (option, (line, cell)) in table.options.iter().zip(&group.cells).enumerate() {
            prop_assert_eq!(&line.code, &cell.option);
            prop_assert!(cell.n <= group.n && cell.weighted <= group.weighted * (1.0 + 1e-12));
            prop_assert!(cell.percent.is_none_or(|percent| (-1e-9..=100.0 + 1e-9).contains(&percent)));
            // Looking up every cell would take long; those of every third option are enough.
            if option % 3 == 0 {
                let cases = members(&loaded.responses, spec, position, Some(option)).unwrap();
                prop_assert_eq!(cases.len() as u64, cell.n, "{} {} {}", group.code, line.code, table.question);
            }
            sum += if line.role == Role::Net { 0 } else { cell.n };
        }
        let outside = if table.question == "N" { group.n - sum } else { 0 };
        let is_single = ["S", "T", "N"].contains(&table.question.as_str());
        prop_assert!(!is_single || sum + outside == group.n, "{sum} of {} in {}", group.n, table.question);
        if let Some(ranks) = &group.ranks {
            let first: u64 = ranks.iter().take(3).map(|ranks| ranks[0]).sum();
            prop_assert!(first <= group.n && ranks[3][0] == ranks[0][0] + ranks[1][0]);
        }
    }
    let text = koe::export::json::tables(std::slice::from_ref(table), Lang::Ja).unwrap();
    prop_assert!(!text.contains("NaN") && !text.contains("inf"));
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (group, json) in table.groups.iter().zip(parsed[0]["groups"].as_array().unwrap()) {
        prop_assert!(!json["weighted"].is_null(), "{}", group.code);
        prop_assert_eq!(json["effective_n"].is_null(), group.weighted == 0.0, "{}", group.code);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_add_up_and_every_cell_has_its_people(
        rows in proptest::collection::vec(row(), 0..40),
        weighted: bool,
        answered: bool,
        filter in prop_oneof![Just(None), Just(Some("not (S = 1)")), Just(Some("N < 25 or M = 65")), Just(Some("wide = 2"))],
        percent in prop_oneof![Just(Percent::Row), Just(Percent::Column), Just(Percent::Total), Just(Percent::None)],
        over_limit in prop_oneof![Just(Policy::Invalid), Just(Policy::Accept), Just(Policy::Blank)],
    ) {
        let loaded = load(&rows, over_limit);
        let counts = loaded.responses.counts();
        prop_assert_eq!(counts.read, counts.valid + counts.blank + counts.duplicate + counts.out_of_scope);
        let weighable = (0..loaded.responses.len()).any(|case| loaded.responses.weight_column("w").unwrap()[case].is_finite());
        let spec = |id: &str| TableSpec {
            question: id.to_owned(),
            banners: ["S", "M", "wide*N"].iter().map(|banner| BannerSpec::parse(banner)).collect(),
            weight: (weighted && weighable).then(|| "w".to_owned()),
            filter: filter.map(|filter| Expr::parse(filter).unwrap()),
            base: if answered { BaseKind::Answered } else { BaseKind::All },
            percent,
            ..TableSpec::default()
        };
        let specs: Vec<TableSpec> = ["S", "M", "N", "R", "T", "F"].map(spec).into();
        let found = tables(&loaded.responses, &specs, &Labels::default(), &AtomicBool::new(false)).unwrap();
        prop_assert_eq!(found.len(), specs.len());
        for (spec, table) in specs.iter().zip(&found) {
            check(&loaded, spec, table)?;
        }
    }
}
