//! `koe plan series`: the figures of measures over the years, and sums by unit.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::progress::{filter, rows_flags, tables};
use super::{one, plan_flag, plans};
use crate::cli::ask::flag;
use crate::cli::{Context, Failure, pages};
use crate::export::json as export_json;
use crate::messages::{Lang, plan::progress as words};
use crate::model::plan::Plan;
use crate::plans::progress::filter::{Filter, chosen};
use crate::plans::progress::series::{Series, series};
use crate::plans::progress::sums::sums;
use crate::plans::progress::{Progress, Row};
use crate::present::{Page, plan as present};

pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("series")
        .about(words::series_about(lang))
        .arg(plan_flag(lang))
        .arg(flag("measure", "NO", words::measure_flag(lang)))
        .arg(pages::switch("sums", words::sums_flag(lang)));
    pages::flags(rows_flags(command, lang), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let plans = plans(context, arguments)?;
    let tables = tables(&plans);
    one::some(context, arguments, &plans, tables.len(), "progress")?;
    let measure = arguments.get_one::<String>("measure");
    let filter = filter(arguments);
    let tables: Vec<(&Plan, &Progress, Vec<&Row>)> = tables
        .iter()
        .map(|(plan, progress)| (*plan, progress, rows(plan, progress, &filter, measure)))
        .filter(|(_, _, rows)| !rows.is_empty() || measure.is_none())
        .collect();
    if let Some(name) = measure.filter(|_| tables.is_empty()) {
        return Err(Failure::Usage(words::unknown_measure(lang, name)));
    }
    if arguments.get_flag("sums") {
        let whole = || {
            let all: Vec<Value> = tables
                .iter()
                .map(|(plan, progress, rows)| json!({ "plan": plan.id, "sums": sums(progress, rows.iter().copied()) }))
                .collect();
            Ok(export_json::value(&all)?)
        };
        let pages: Vec<Page> = tables
            .iter()
            .map(|(plan, progress, rows)| {
                present::series::sums(plan, progress, &sums(progress, rows.iter().copied()), lang)
            })
            .collect();
        return pages::write(context, arguments, words::series_about(lang), whole, &pages);
    }
    let all: Vec<(&Plan, &Progress, Vec<Series>)> = tables
        .iter()
        .map(|(plan, progress, rows)| (*plan, *progress, series(progress, rows.iter().copied())))
        .collect();
    let whole = || {
        let lines = all.iter().flat_map(|(plan, progress, series)| {
            series.iter().map(|series| series_json(plan, progress, series)).collect::<Vec<_>>()
        });
        Ok(export_json::value(&lines.collect::<Vec<Value>>())?)
    };
    let pages: Vec<Page> =
        all.iter().map(|(plan, progress, list)| present::series::series(plan, progress, list, lang)).collect();
    pages::write(context, arguments, words::series_about(lang), whole, &pages)
}

/// The rows that are wanted, of one measure if it is named by number or id.
fn rows<'a>(plan: &Plan, progress: &'a Progress, filter: &Filter, measure: Option<&String>) -> Vec<&'a Row> {
    let is_meant = |row: &&Row| {
        measure.is_none_or(|name| {
            row.measure == *name
                || row.line.as_deref() == Some(name)
                || plan.record(&row.measure).is_some_and(|record| record.no == *name)
        })
    };
    chosen(progress, filter).into_iter().filter(is_meant).collect()
}

fn series_json(plan: &Plan, progress: &Progress, series: &Series) -> Value {
    let record = series.line.as_deref().unwrap_or(&series.measure);
    let row = progress.rows.iter().find(|row| row.record() == record);
    json!({
        "plan": plan.id,
        "measure": series.measure,
        "line": series.line,
        "label": series.label,
        "qualifier": series.qualifier,
        "unit": series.unit,
        "nth": series.nth,
        "same_as": series.same_as,
        "points": series.points,
        "trend": series.trend(),
        "grade": row.and_then(Row::held_grade),
    })
}
