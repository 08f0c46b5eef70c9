//! The progress table of the sample plan, counted and followed.

use super::counts::{counts, years};
use super::filter::{Filter, chosen, without_results};
use super::series::{Direction, series};
use super::sums::sums;
use super::*;
use crate::model::plan::{Column, Scale};

/// A small plan: two strategies, a measure with lines, a measure that repeats another's figures.
fn plan() -> Plan {
    let record = |kind: &str, id: &str, parent: &str, cells: &[&str]| Record {
        kind: kind.into(),
        id: id.into(),
        parent: (!parent.is_empty()).then(|| parent.to_owned()),
        years: ["23年度", "24年度"].iter().zip(cells).map(|(label, cell)| ((*label).into(), (*cell).into())).collect(),
        ..Record::default()
    };
    let column = |label: &str, year| Column { label: label.into(), year: Some(year), role: YearRole::Result };
    let graded = |grade: &str, record: Record| Record { grade: Some(grade.into()), ..record };
    let grades = ["A", "B"].map(|code| crate::model::plan::Grade { code: code.into(), label: String::new() });
    Plan {
        id: "p".into(),
        columns: vec![column("23年度", 2011), column("24年度", 2012)],
        scales: vec![Scale { id: "s".into(), grades: grades.to_vec(), ..Scale::default() }],
        records: vec![
            record("strategy", "A", "", &[]),
            record("policy", "A-1", "A", &[]),
            graded("A", record("measure", "1", "A-1", &["3事業 16,648千円", "4事業 817,000円"])),
            graded("B", record("measure", "2", "A-1", &[])),
            record("line", "2-1", "2", &["受講者28人 延べ90人", "-"]),
            record("line", "2-2", "2", &["", "移管"]),
            record("strategy", "B", "", &[]),
            record("measure", "3", "B", &[]),
            graded("A", record("line", "3-1", "3", &["検討", ""])),
            graded("B", record("line", "3-2", "3", &["受講者5人"])),
            Record { same_as: Some("2-1".into()), ..graded("A", record("measure", "4", "B", &["受講者28人", ""])) },
            Record { state: "未実施".into(), ..record("measure", "5", "B", &["", ""]) },
        ],
        ..Plan::default()
    }
}

#[test]
fn rows_know_what_stands_above_them() {
    let progress = progress(&plan());
    let rows: Vec<String> = progress
        .rows
        .iter()
        .map(|row| {
            let strategy = row.strategy.clone().unwrap_or_default();
            let grade = row.held_grade().unwrap_or_default();
            format!("{strategy}/{}/{}{grade}{}", row.policies.join("/"), row.record(), u8::from(row.first))
        })
        .collect();
    assert_eq!(rows, ["A/A-1/1A1", "A/A-1/2-1B1", "A/A-1/2-2B0", "B//3-1A1", "B//3-2B0", "B//4A1", "B//51"]);
    assert_eq!(progress.rows[4].cells[1], None, "a cell the table does not have");
}

#[test]
fn a_grade_shared_by_lines_is_counted_once() {
    let plan = plan();
    let (all, by) = counts(&plan, &progress(&plan));
    assert_eq!((all.measures, all.rows, all.graded()), (5, 7, 5));
    assert_eq!(all.grades, [("A".to_owned(), 3), ("B".to_owned(), 2)]);
    assert_eq!(by.iter().map(|counts| counts.measures).collect::<Vec<_>>(), [2, 3]);
    let second = years(&progress(&plan)).remove(1);
    assert_eq!(second.missing, 1);
    assert_eq!(second.rows.into_iter().collect::<Vec<_>>(), [("blank", 3), ("dash", 1), ("figures", 1), ("moved", 1)]);
}

#[test]
fn rows_are_chosen_by_what_their_cells_say() {
    let progress = progress(&plan());
    let ids = |filter: Filter| chosen(&progress, &filter).iter().map(|row| row.record().to_owned()).collect::<Vec<_>>();
    let strategy = Some("A".to_owned());
    assert_eq!(ids(Filter { strategy, ..Filter::default() }), ["1", "2-1", "2-2"]);
    assert_eq!(ids(Filter { grade: Some("B".into()), ..Filter::default() }), ["2-1", "2-2", "3-2"]);
    assert_eq!(ids(Filter { meaning: Some(Meaning::Moved), ..Filter::default() }), ["2-2"]);
    assert_eq!(ids(Filter { meaning: Some(Meaning::NotDone), year: Some(2011), ..Filter::default() }), ["5"]);
    assert_eq!(ids(Filter { year: Some(2012), ..Filter::default() }), ["1", "2-1", "2-2"]);
    assert_eq!(without_results(&progress, None), ["5"]);
    assert_eq!(without_results(&progress, Some(2012)), ["2", "3", "4", "5"]);
}

#[test]
fn a_series_holds_what_is_named_alike() {
    let progress = progress(&plan());
    let all = series(&progress, &progress.rows);
    let shown: Vec<String> = all
        .iter()
        .map(|series| {
            let points: Vec<String> = series
                .points
                .iter()
                .map(|point| match (&point.metric, point.meaning) {
                    (Some(metric), _) => metric.number.value().to_string(),
                    (None, meaning) => format!("{meaning:?}"),
                })
                .collect();
            let qualifier = series.qualifier.clone().unwrap_or_default();
            format!("{} {}{qualifier}{} {}", series.measure, series.label, series.unit, points.join(" "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "1 事業 3 4",
            "1 円 16648000 817000",
            "2 受講者人 28 Some(Dash)",
            "2 延べ人 90 Some(Dash)",
            "3 受講者人 5 None",
            "4 受講者人 28 Some(Blank)"
        ]
    );
    let trend = all[1].trend().unwrap();
    assert_eq!((trend.direction, trend.change), (Direction::Down, -15_831_000.0));
    assert!((trend.percent.unwrap() + 95.0925).abs() < 1e-3);
    assert_eq!(all[2].trend(), None, "one figure is no trend");
}

#[test]
fn repeated_figures_are_left_out_of_sums_and_named() {
    let progress = progress(&plan());
    let all = sums(&progress, &progress.rows);
    assert_eq!(all.repeated, [("4".to_owned(), "2-1".to_owned())]);
    let of = |unit: &str, qualifier: Option<&str>| {
        let sum = all.sums.iter().find(|sum| sum.unit == unit && sum.qualifier.as_deref() == qualifier).unwrap();
        sum.years.iter().map(|year| (year.total.map(|total| total.units), year.figures)).collect::<Vec<_>>()
    };
    assert_eq!(of("人", None), [(Some(33), 2), (None, 0)]);
    assert_eq!(of("人", Some("延べ")), [(Some(90), 1), (None, 0)]);
    assert_eq!(of("円", None), [(Some(16_648_000), 1), (Some(817_000), 1)]);
}
