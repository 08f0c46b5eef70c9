//! Random small surveys in random designs: what must hold of every figure, and what must not change when something that
//! does not matter changes.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use koe::load;
use koe::model::Table;
use koe::model::expr::Expr;
use koe::model::table::{Adjust, BannerSpec, Group, Inference, Interval, Role, TableSpec};
use koe::model::weight::WeightError;
use koe::responses::Responses;
use koe::tabulate::weight::weights;
use koe::tabulate::{Labels, tables};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::Workdir;

/// S single with scores; M multiple with a net; T asked of some, U of nobody; X, a number; banners G (single), A (overlapping),
/// `two` (G with its first two groups as one) and `one` (everyone of G). Strata follow H.
const QUESTIONS: &str = r#"
[[question]]
id = "S"
kind = "single"
column = "S"
choices = [{ code = "1", label = "a", score = 1 }, { code = "2", label = "b", score = 2 }, { code = "3", label = "c", score = 4 }, { code = "4", label = "d" }]
[[question]]
id = "M"
kind = "multiple"
layout = "list"
separator = " "
column = "M"
choices = [{ code = "1", label = "a" }, { code = "2", label = "b" }, { code = "3", label = "c" }]
[[question]]
id = "T"
kind = "single"
column = "T"
ask_if = "S != 2"
choices = [{ code = "1", label = "a" }, { code = "2", label = "b" }]
[[question]]
id = "U"
kind = "single"
column = "U"
ask_if = "S = 1 and S = 2"
choices = [{ code = "1", label = "a" }, { code = "2", label = "b" }]
[[question]]
id = "X"
kind = "numeric"
column = "X"
[[question]]
id = "A"
kind = "multiple"
layout = "list"
separator = " "
column = "A"
choices = [{ code = "1", label = "a" }, { code = "2", label = "b" }, { code = "3", label = "c" }]
[[question]]
id = "G"
kind = "single"
column = "G"
choices = [{ code = "1", label = "a" }, { code = "2", label = "b" }, { code = "3", label = "c" }]
[[question]]
id = "H"
kind = "single"
column = "H"
choices = [{ code = "1", label = "a" }, { code = "2", label = "b" }]
[[net]]
question = "S"
code = "N1"
label = "all"
members = ["1", "2", "3", "4"]
[[net]]
question = "S"
code = "N2"
label = "some"
members = ["1", "3"]
[[net]]
question = "M"
code = "N1"
label = "any"
members = ["1", "2"]
[[banner]]
id = "two"
label = "two"
question = "G"
groups = [{ label = "ab", codes = ["1", "2"] }, { label = "c", codes = ["3"] }]
[[banner]]
id = "one"
label = "one"
question = "G"
groups = [{ label = "abc", codes = ["1", "2", "3"] }]
[[weight]]
id = "w"
kind = "column"
column = "W"
"#;

/// The cells of a respondent: S, M, T, U, X, A, G, H, W.
type Row = [String; 9];

/// How the sample was drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Design {
    Simple,
    Population,
    Census,
    Strata,
}

fn load(rows: &[Row], design: Design, min_base: u64) -> Responses {
    let population = match design {
        Design::Population => format!("population = {}\n", rows.len() * 3 + 5),
        Design::Census => format!("population = {}\n", rows.len()),
        Design::Simple | Design::Strata => String::new(),
    };
    let stratum = |code: &str, population: &str| {
        format!("[[stratum]]\ncode = \"{code}\"\nlabel = \"{code}\"\nwhere = \"H = {code}\"\n{population}")
    };
    let strata = if design == Design::Strata {
        let of_first = rows.iter().filter(|row| row[7] == "1").count();
        // The first stratum was asked completely.
        stratum("1", &format!("population = {}\n", of_first.max(1))) + &stratum("2", "")
    } else {
        String::new()
    };
    let toml = format!(
        "[survey]\nid = \"s\"\nmin_base = {min_base}\n{population}[[source]]\nfile = \"s.csv\"\n{QUESTIONS}{strata}"
    );
    let lines: String = rows.iter().enumerate().map(|(row, cells)| format!("{row},{}\n", cells.join(","))).collect();
    let dir = Workdir::survey(&toml, "s.csv", format!("id,S,M,T,U,X,A,G,H,W\n{lines}"));
    load::survey(&dir.file("s.toml"), dir.path(), &std::collections::BTreeMap::new())
        .unwrap_or_else(|error| panic!("{error:?}\n{toml}\n{lines}"))
        .responses
}

fn code(most: u32) -> impl Strategy<Value = String> {
    prop_oneof![9 => (1..=most).prop_map(|code| code.to_string()), 1 => Just(String::new())]
}

fn codes(most: u32) -> impl Strategy<Value = String> {
    proptest::collection::btree_set(1..=most, 0..=most as usize)
        .prop_map(|codes| codes.iter().map(u32::to_string).collect::<Vec<_>>().join(" "))
}

fn row() -> impl Strategy<Value = Row> {
    let weight =
        prop_oneof![1 => Just("0".to_owned()), 8 => (1..40u32).prop_map(|w| (f64::from(w) / 10.0).to_string())];
    let number = prop_oneof![8 => (0..50u32).prop_map(|x| x.to_string()), 1 => Just(String::new())];
    (code(4), codes(3), code(2), code(2), number, codes(3), (code(3), 1..=2u32), weight)
        .prop_map(|(s, m, t, u, x, a, (g, h), w)| [s, m, t, u, x, a, g, h.to_string(), w])
}

/// Surveys of all sizes; in some one question has the same answer for all, or a group has no weight at all.
fn survey() -> impl Strategy<Value = Vec<Row>> {
    let shape = select(vec![
        "plain",
        "plain",
        "plain",
        "same answer",
        "no answer",
        "one group",
        "weightless group",
        "lone stratum",
    ]);
    (proptest::collection::vec(row(), 1..60), shape).prop_map(|(mut rows, shape)| {
        for (index, row) in rows.iter_mut().enumerate() {
            match shape {
                "same answer" => row[0] = "1".to_owned(),
                "no answer" => (row[0], row[1]) = (String::new(), String::new()),
                "one group" => row[6] = "2".to_owned(),
                "weightless group" if row[6] == "1" => row[8] = "0".to_owned(),
                "lone stratum" => row[7] = if index == 0 { "1" } else { "2" }.to_owned(),
                _ => {}
            }
        }
        rows
    })
}

const BANNERS: [&str; 5] = ["G", "A", "two", "one", "G*A"];

fn spec(question: &str, weight: bool) -> TableSpec {
    TableSpec {
        question: question.to_owned(),
        banners: BANNERS.map(BannerSpec::parse).into(),
        weight: weight.then(|| "w".to_owned()),
        inference: Inference { pairs: true, whole_table: true, ..Inference::default() },
        ..TableSpec::default()
    }
}

/// The tables of S, M, T, U, X; `None` where all weights are zero, which is an error of its own.
fn tabulated(responses: &Responses, change: impl Fn(TableSpec) -> TableSpec, weight: bool) -> Vec<Table> {
    let specs: Vec<TableSpec> = ["S", "M", "T", "U", "X"].map(|id| change(spec(id, weight))).into();
    tables(responses, &specs, &Labels::default(), &AtomicBool::new(false)).unwrap()
}

fn near(a: Option<f64>, b: Option<f64>, tolerance: f64) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0),
        (a, b) => a == b,
    }
}

fn group<'a>(table: &'a Table, banner: Option<&str>, code: &str) -> &'a Group {
    table.groups.iter().find(|group| group.banner.as_deref() == banner && group.code == code).unwrap()
}

/// Every figure of a table, each with its name.
fn figures(table: &Table) -> BTreeMap<String, Option<f64>> {
    let mut all = BTreeMap::new();
    for group in &table.groups {
        let at = format!("{:?} {}", group.banner, group.code);
        let stats = &group.stats;
        let mut put = |name: &str, value: Option<f64>| all.insert(format!("{at} {name}"), value);
        put("n", Some(group.n as f64));
        put("weighted", Some(group.weighted));
        put("effective_n", Some(group.effective_n));
        for (name, value) in
            [("mean", stats.mean), ("se", stats.se), ("sd", stats.sd), ("median", stats.median), ("sum", stats.sum)]
        {
            put(&format!("stats.{name}"), value);
        }
        for cell in &group.cells {
            let rest = &cell.vs_rest;
            let of_cell = [
                ("n", Some(cell.n as f64)),
                ("weighted", Some(cell.weighted)),
                ("percent", cell.percent),
                ("se", cell.se),
                ("low", cell.ci[0]),
                ("high", cell.ci[1]),
                ("t", rest.statistic),
                ("df", rest.df),
                ("p", rest.p),
                ("p_adjusted", rest.p_adjusted),
            ];
            for (name, value) in of_cell {
                put(&format!("{} {name}", cell.option), value);
            }
        }
    }
    for pair in &table.pairs {
        let at = format!("pair {} {:?} {} {}", pair.banner, pair.option, pair.a, pair.b);
        let of_pair = [
            ("difference", pair.difference),
            ("t", pair.statistic),
            ("df", pair.df),
            ("p", pair.p),
            ("p_adjusted", pair.p_adjusted),
        ];
        for (name, value) in of_pair {
            all.insert(format!("{at} {name}"), value);
        }
    }
    for test in &table.tests {
        let at = format!("test {} {:?} {:?}", test.banner, test.within, test.option);
        let rao = &test.rao_scott;
        let of_test = [
            ("x2", test.chi_square),
            ("df", test.df),
            ("p", test.p),
            ("v", test.cramers_v),
            ("vc", test.cramers_v_corrected),
            ("yates", test.yates),
            ("min", test.min_expected),
            ("below", test.expected_below_5),
            ("fisher_p", test.fisher_p),
            ("f", rao.f),
            ("ndf", rao.ndf),
            ("ddf", rao.ddf),
            ("rao p", rao.p),
            ("p_adjusted", test.p_adjusted),
        ];
        for (name, value) in of_test {
            all.insert(format!("{at} {name}"), value);
        }
    }
    all
}

/// All figures are the same, but those whose name is left out.
fn same(a: &Table, b: &Table, tolerance: f64, left_out: &[&str]) -> Result<(), TestCaseError> {
    let (a, b) = (figures(a), figures(b));
    prop_assert_eq!(a.len(), b.len());
    for ((name, a), (other, b)) in a.iter().zip(&b) {
        prop_assert_eq!(name, other);
        let skipped = left_out.iter().any(|word| name.split(' ').next_back() == Some(*word));
        prop_assert!(skipped || near(*a, *b, tolerance), "{name}: {a:?} and {b:?}");
    }
    Ok(())
}

fn sane(table: &Table, linear: bool) -> Result<(), TestCaseError> {
    for (name, value) in figures(table) {
        prop_assert!(value.is_none_or(f64::is_finite), "{name}: {value:?}");
        let is_p = ["p", "fisher_p", "p_adjusted"].contains(&name.split(' ').next_back().unwrap_or_default());
        prop_assert!(!is_p || value.is_none_or(|p| (0.0..=1.0).contains(&p)), "{name}: {value:?}");
    }
    for group in &table.groups {
        for (line, cell) in table.options.iter().zip(&group.cells) {
            let expected = (group.weighted > 0.0).then(|| 100.0 * cell.weighted / group.weighted);
            prop_assert!(near(cell.percent, expected, 1e-12), "{}: {:?} {expected:?}", group.code, cell.percent);
            let Some(percent) = cell.percent else { continue };
            prop_assert!((-1e-9..=100.0 + 1e-9).contains(&percent));
            if let [Some(low), Some(high)] = cell.ci {
                prop_assert!(low <= percent + 1e-9 && percent <= high + 1e-9, "{low} {percent} {high} {}", line.code);
                prop_assert!(linear || (low >= -1e-9 && high <= 100.0 + 1e-9), "{low} {high}");
            }
            let rest = &cell.vs_rest;
            prop_assert!(line.role != Role::Net || rest.p_adjusted.is_none());
            prop_assert!(rest.p_adjusted.zip(rest.p).is_none_or(|(adjusted, p)| adjusted >= p));
        }
        if table.question == "M" {
            let [a, b, _, net, ..] = group.cells.as_slice() else { panic!("cells of M") };
            prop_assert!(net.n >= a.n.max(b.n) && net.n <= (a.n + b.n).min(group.n));
        }
        if table.question == "S" {
            let sum: u64 = group.cells.iter().take(4).map(|cell| cell.n).sum();
            prop_assert_eq!(group.cells[4].n, sum);
        }
    }
    prop_assert!(table.pairs.iter().all(|pair| pair.p_adjusted.zip(pair.p).is_none_or(|(adjusted, p)| adjusted >= p)));
    Ok(())
}

fn weight_is_usable(rows: &[Row]) -> bool {
    rows.iter().any(|row| row[8] != "0")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_exist_or_are_null_and_stay_in_their_bounds(
        rows in survey(),
        design in select(vec![Design::Simple, Design::Population, Design::Census, Design::Strata]),
        weighted: bool,
        interval in select(vec![None, Some(Interval::Wilson), Some(Interval::Exact), Some(Interval::Logit), Some(Interval::Linear)]),
        min_base in select(vec![0, 3]),
        filter in select(vec![None, Some("S = 1"), Some("G in (1, 2) and X < 30"), Some("S = 1 and S = 2")]),
    ) {
        let responses = load(&rows, design, min_base);
        let change = |adjust: Adjust| move |spec: TableSpec| TableSpec {
            filter: filter.map(|filter| Expr::parse(filter).unwrap()),
            inference: Inference { interval, adjust, ..spec.inference },
            ..spec
        };
        let [holm, bonferroni, bh] = [Adjust::Holm, Adjust::Bonferroni, Adjust::Bh].map(|adjust| tabulated(&responses, change(adjust), weighted));
        for ((holm, bonferroni), bh) in holm.iter().zip(&bonferroni).zip(&bh) {
            sane(holm, interval == Some(Interval::Linear))?;
            let (holm, bonferroni, bh) = (figures(holm), figures(bonferroni), figures(bh));
            for (name, holm) in holm.iter().filter(|(name, _)| name.ends_with("p_adjusted")) {
                let (bonferroni, bh) = (bonferroni[name], bh[name]);
                prop_assert_eq!(holm.is_some(), bonferroni.is_some() && bh.is_some());
                let at_most = |a: Option<f64>, b: Option<f64>| a.zip(b).is_none_or(|(a, b)| a <= b * (1.0 + 1e-12));
                prop_assert!(at_most(*holm, bonferroni) && at_most(bh, *holm), "{name}: {holm:?} {bonferroni:?} {bh:?}");
            }
        }
    }

    #[test]
    fn what_does_not_matter_changes_nothing(rows in survey(), design in select(vec![Design::Simple, Design::Population, Design::Strata])) {
        let unweighted = tabulated(&load(&rows, design, 0), |spec| spec, false);
        // The order of the respondents.
        let reversed: Vec<Row> = rows.iter().rev().cloned().collect();
        for (a, b) in unweighted.iter().zip(&tabulated(&load(&reversed, design, 0), |spec| spec, false)) {
            same(a, b, 1e-11, &[])?;
        }
        // Weights of 1 give the unweighted shares.
        let weigh = |factor: f64, own: bool| -> Vec<Row> {
            rows.iter().cloned().map(|mut row| {
                row[8] = if own { (row[8].parse::<f64>().unwrap() * factor).to_string() } else { factor.to_string() };
                row
            }).collect()
        };
        for (a, b) in unweighted.iter().zip(&tabulated(&load(&weigh(1.0, false), design, 0), |spec| spec, true)) {
            for (a, b) in a.groups.iter().zip(&b.groups) {
                prop_assert_eq!((a.n, a.weighted), (b.n, b.weighted));
                prop_assert!(a.cells.iter().zip(&b.cells).all(|(a, b)| near(a.percent, b.percent, 1e-12)));
                prop_assert!(near(a.stats.mean, b.stats.mean, 1e-12));
            }
        }
        // The scale of the weights.
        if weight_is_usable(&rows) {
            let own = tabulated(&load(&rows, design, 0), |spec| spec, true);
            for (a, b) in own.iter().zip(&tabulated(&load(&weigh(8.0, true), design, 0), |spec| spec, true)) {
                same(a, b, 1e-8, &["weighted", "stats.sum"])?;
            }
        }
    }

    #[test]
    fn a_filter_counts_as_a_survey_of_those_cases(rows in survey(), weighted: bool) {
        let kept: Vec<Row> = rows.iter().filter(|row| row[6] == "1" || row[6] == "2").cloned().collect();
        prop_assume!(!kept.is_empty() && weight_is_usable(&kept));
        let filter = |spec: TableSpec| TableSpec { filter: Some(Expr::parse("G in (1, 2)").unwrap()), ..spec };
        let filtered = tabulated(&load(&rows, Design::Simple, 0), filter, weighted);
        for (a, b) in filtered.iter().zip(&tabulated(&load(&kept, Design::Simple, 0), |spec| spec, weighted)) {
            prop_assert_eq!((a.base.n, a.base.all, a.base.NAP), (b.base.n, b.base.all, b.base.NAP));
            for (a, b) in a.groups.iter().zip(&b.groups) {
                for (a, b) in a.cells.iter().zip(&b.cells) {
                    prop_assert_eq!(a.n, b.n);
                    prop_assert!(near(a.percent, b.percent, 1e-12) && near(Some(a.weighted), Some(b.weighted), 1e-12));
                    // A weighted design keeps the n of all who were drawn.
                    prop_assert!(weighted || (near(a.se, b.se, 1e-11) && near(a.vs_rest.statistic, b.vs_rest.statistic, 1e-11)));
                }
            }
        }
    }

    #[test]
    fn groups_put_together_are_their_sum(rows in survey(), weighted: bool) {
        prop_assume!(weight_is_usable(&rows));
        for table in tabulated(&load(&rows, Design::Simple, 0), |spec| spec, weighted) {
            let [a, b] = ["1", "2"].map(|code| group(&table, Some("G"), code));
            let both = group(&table, Some("two"), "1");
            prop_assert_eq!(a.n + b.n, both.n);
            for ((a, b), both) in a.cells.iter().zip(&b.cells).zip(&both.cells) {
                prop_assert_eq!(a.n + b.n, both.n);
                prop_assert!(near(Some(a.weighted + b.weighted), Some(both.weighted), 1e-12));
            }
        }
    }

    #[test]
    fn one_group_of_everyone_is_the_total(rows in survey(), weighted: bool, design in select(vec![Design::Simple, Design::Population])) {
        let rows: Vec<Row> = rows.into_iter().map(|mut row| {
            if row[6].is_empty() {
                row[6] = "3".to_owned();
            }
            row
        }).collect();
        prop_assume!(weight_is_usable(&rows));
        for table in tabulated(&load(&rows, design, 0), |spec| spec, weighted) {
            let (total, one) = (group(&table, None, "total"), group(&table, Some("one"), "1"));
            prop_assert_eq!((total.n, total.effective_n), (one.n, one.effective_n));
            for (total, one) in total.cells.iter().zip(&one.cells) {
                prop_assert_eq!(total.n, one.n);
                prop_assert!(near(total.percent, one.percent, 1e-12) && near(total.se, one.se, 1e-10));
                prop_assert!(one.vs_rest.p.is_none());
            }
        }
    }

    #[test]
    fn people_who_were_not_asked_change_no_percentage(rows in survey(), more in 1..20usize) {
        let before = tabulated(&load(&rows, Design::Simple, 0), |spec| spec, false).swap_remove(2);
        let mut rows = rows;
        rows.extend(std::iter::repeat_n(["2", "", "", "", "1", "1 2", "1", "1", "1"].map(str::to_owned), more));
        let after = tabulated(&load(&rows, Design::Simple, 0), |spec| spec, false).swap_remove(2);
        prop_assert_eq!(before.base.NAP + more as u64, after.base.NAP);
        for (before, after) in before.groups.iter().zip(&after.groups) {
            prop_assert_eq!(before.n, after.n);
            for (before, after) in before.cells.iter().zip(&after.cells) {
                prop_assert!(before.percent == after.percent && near(before.se, after.se, 1e-12));
            }
        }
    }

    #[test]
    fn a_pair_turned_round_changes_its_sign_only(rows in survey(), weighted: bool) {
        prop_assume!(weight_is_usable(&rows));
        let swapped: Vec<Row> = rows.iter().cloned().map(|mut row| {
            row[6] = match row[6].as_str() { "1" => "2", "2" => "1", other => other }.to_owned();
            row
        }).collect();
        let [before, after] = [&rows, &swapped].map(|rows| tabulated(&load(rows, Design::Simple, 0), |spec| spec, weighted));
        for (before, after) in before.iter().zip(&after) {
            let first = |table: &Table| table.pairs.iter().filter(|pair| pair.banner == "G" && pair.a == "1" && pair.b == "2").cloned().collect::<Vec<_>>();
            let (before, after) = (first(before), first(after));
            prop_assert_eq!(before.len(), after.len());
            for (before, after) in before.iter().zip(&after) {
                prop_assert!(near(before.difference, after.difference.map(|value| -value), 1e-11));
                prop_assert!(near(before.statistic, after.statistic.map(|value| -value), 1e-9), "{before:?} {after:?}");
                prop_assert!(near(before.p, after.p, 1e-9));
            }
        }
    }

    #[test]
    fn a_net_is_counted_by_respondent(rows in survey()) {
        let tables = tabulated(&load(&rows, Design::Simple, 0), |spec| spec, false);
        let chosen = |row: &&Row| row[1].split(' ').any(|code| code == "1" || code == "2");
        let total = group(&tables[1], None, "total");
        prop_assert_eq!(total.cells[3].n, rows.iter().filter(chosen).count() as u64);
        for code in ["1", "2", "3"] {
            let in_group = rows.iter().filter(|row| row[5].split(' ').any(|own| own == code));
            let found = group(&tables[1], Some("A"), code);
            prop_assert_eq!(found.cells[3].n, in_group.filter(chosen).count() as u64);
        }
    }

    #[test]
    fn raking_reaches_margins_that_can_be_reached(
        rows in proptest::collection::vec(row(), 2..60),
        joint in proptest::collection::vec(1..100u32, 6),
        missing in select(vec!["keep", "exclude"]),
    ) {
        // A positive number for every occupied cell of G x H; its margins are reachable.
        let cell = |row: &Row| row[6].parse::<usize>().ok().map(|g| (g, row[7].parse::<usize>().unwrap()));
        let occupied: std::collections::BTreeSet<(usize, usize)> = rows.iter().filter_map(cell).collect();
        prop_assume!(!occupied.is_empty() && rows.iter().all(|row| !row[6].is_empty()));
        let value = |(g, h): &(usize, usize)| f64::from(joint[(g - 1) * 2 + h - 1]);
        let sum: f64 = occupied.iter().map(value).sum();
        let margin = |of: &dyn Fn(&(usize, usize)) -> usize| {
            let mut shares = BTreeMap::new();
            for cell in &occupied {
                *shares.entry(of(cell)).or_insert(0.0) += value(cell) / sum;
            }
            shares.iter().map(|(code, share)| format!("\"{code}\" = {share}")).collect::<Vec<_>>().join(", ")
        };
        let scheme = format!(
            "[[weight]]\nid = \"rake\"\nkind = \"rake\"\nmissing = \"{missing}\"\ntargets = [{{ question = \"G\", shares = {{ {} }} }}, {{ question = \"H\", shares = {{ {} }} }}]\n",
            margin(&|(g, _)| *g), margin(&|(_, h)| *h),
        );
        let found = match weights(&with_scheme(&rows, &scheme), "rake") {
            Ok(found) => found,
            // Few cells can make the way very long; then it is said how far it went and which target is missed.
            Err(WeightError::NoConvergence { cycles, error, code, .. }) => {
                prop_assert!(cycles >= 1000 && error < 1e-3 && ["1", "2", "3"].contains(&code.as_str()), "{error}");
                return Ok(());
            }
            Err(error) => return Err(TestCaseError::fail(format!("{error}\n{scheme}"))),
        };
        prop_assert!(found.margin_error <= 1e-10, "{} after {} cycles\n{scheme}", found.margin_error, found.iterations);
        for margin in &found.margins {
            prop_assert!((margin.achieved - margin.target).abs() <= 1e-10, "{margin:?}");
        }
    }

    #[test]
    fn margins_that_cannot_be_reached_are_named(n in 1..10usize, off in 1..20u32) {
        // Everyone of G = 1 is in H = 1 and the others in H = 2, but the targets differ.
        let row = |g: &str| ["1", "", "1", "", "1", "1", g, g, "1"].map(str::to_owned);
        let rows: Vec<Row> = (0..2 * n).map(|index| row(if index < n { "1" } else { "2" })).collect();
        let share = 0.5 + f64::from(off) / 50.0;
        let scheme = |other: &str| format!(
            "[[weight]]\nid = \"rake\"\nkind = \"rake\"\ntargets = [{{ question = \"G\", shares = {{ {other} }} }}, {{ question = \"H\", shares = {{ \"1\" = {share}, \"2\" = {} }} }}]\n",
            1.0 - share
        );
        match weights(&with_scheme(&rows, &scheme("\"1\" = 0.5, \"2\" = 0.5")), "rake") {
            Err(WeightError::Contradiction { question, code, .. }) => {
                prop_assert!(["G", "H"].contains(&question.as_str()) && ["1", "2"].contains(&code.as_str()));
            }
            other => prop_assert!(false, "{other:?}"),
        }
        match weights(&with_scheme(&rows, &scheme("\"1\" = 0.5, \"2\" = 0.3, \"3\" = 0.2")), "rake") {
            Err(WeightError::EmptyCategory { question, code, .. }) => prop_assert_eq!((question.as_str(), code.as_str()), ("G", "3")),
            other => prop_assert!(false, "{other:?}"),
        }
    }
}

/// The survey with one more weighting scheme.
fn with_scheme(rows: &[Row], scheme: &str) -> Responses {
    let lines: String = rows.iter().enumerate().map(|(row, cells)| format!("{row},{}\n", cells.join(","))).collect();
    let toml = format!("[survey]\nid = \"s\"\n[[source]]\nfile = \"s.csv\"\n{QUESTIONS}{scheme}");
    let dir = Workdir::survey(&toml, "s.csv", format!("id,S,M,T,U,X,A,G,H,W\n{lines}"));
    load::survey(&dir.file("s.toml"), dir.path(), &std::collections::BTreeMap::new())
        .unwrap_or_else(|error| panic!("{error:?}\n{toml}\n{lines}"))
        .responses
}

/// Numbers that are the same for everybody of a group have no spread, whatever their size and the weights: no test is made
/// of rounding. Years and sums of money keep their precision.
#[test]
fn constant_numbers_have_no_error_and_large_ones_keep_it() {
    let weight = |i: usize| 0.3 + (i * 7 % 13) as f64 / 9.0;
    let constant = |i: usize| if i.is_multiple_of(2) { 2020.1 } else { 2023.7 };
    let spread = |i: usize| 100_000_000.0 + (i * 11 % 7) as f64;
    let rows: String =
        (0..120).map(|i| format!("{},{},{},{}\n", ["a", "b"][i % 2], constant(i), spread(i), weight(i))).collect();
    for about in ["", "population = 5000\n"] {
        let toml = format!(
            "[survey]\nid = \"s\"\n{about}[[source]]\nfile = \"a.csv\"\n[[question]]\nid = \"g\"\nkind = \"single\"\n\
             [[question]]\nid = \"y\"\nkind = \"numeric\"\n[[question]]\nid = \"yen\"\nkind = \"numeric\"\n\
             [[weight]]\nid = \"w\"\nkind = \"column\"\ncolumn = \"w\"\n"
        );
        let dir = crate::support::Workdir::survey(&toml, "a.csv", format!("g,y,yen,w\n{rows}"));
        for chosen in ["none", "w"] {
            let table = dir.table(&["y", "--by", "g", "--pairs", "--weight", chosen]);
            for group in ["a", "b"] {
                assert_eq!(table.group(Some("g"), group)["stats"]["se"], 0.0, "{about}{chosen}");
            }
            let pair = &table.0["pairs"][0];
            assert!(pair["statistic"].is_null() && pair["p"].is_null(), "{pair}");
        }
        // The same sums counted from 100,000,000.
        let table = dir.table(&["yen", "--weight", "w"]);
        let w: Vec<f64> = (0..120).map(weight).collect();
        let y: Vec<f64> = (0..120).map(|i| spread(i) - 100_000_000.0).collect();
        let whole: f64 = w.iter().sum();
        let mean = w.iter().zip(&y).map(|(w, y)| w * y).sum::<f64>() / whole;
        let squares: f64 = w.iter().zip(&y).map(|(w, y)| (w * (y - mean) / whole).powi(2)).sum();
        let left = if about.is_empty() { 1.0 } else { 1.0 - 120.0 / 5000.0 };
        let se = (left * 120.0 / 119.0 * squares).sqrt();
        let found = table.total()["stats"]["se"].as_f64().unwrap();
        assert!((found / se - 1.0).abs() < 1e-9, "{found} instead of {se}");
    }
}
