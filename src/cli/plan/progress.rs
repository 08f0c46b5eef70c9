//! `koe plan progress`: the progress table, chosen rows of it, or its counts.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use super::{one, plan_flag, plans};
use crate::cli::ask::flag;
use crate::cli::{Context, Failure, pages};
use crate::export::json as export_json;
use crate::messages::{Lang, plan::progress as words};
use crate::model::plan::{Meaning, Plan};
use crate::plans::progress::counts::{self, MEANINGS};
use crate::plans::progress::filter::{Filter, chosen, without_results};
use crate::plans::progress::{Progress, Row, progress};
use crate::present::{Page, plan as present};

pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("progress").about(words::progress_about(lang)).arg(plan_flag(lang));
    let command = rows_flags(command, lang)
        .arg(pages::switch("without", words::without_flag(lang)))
        .arg(pages::switch("counts", words::counts_flag(lang)));
    pages::flags(command, lang)
}

/// Adds the flags that choose rows.
pub(super) fn rows_flags(command: Command, lang: Lang) -> Command {
    let meanings: Vec<&'static str> = MEANINGS.iter().map(|meaning| counts::name(*meaning)).collect();
    command
        .arg(flag("strategy", "ID", words::strategy_flag(lang)))
        .arg(flag("grade", "G", words::grade_flag(lang)))
        .arg(flag("year", "YEAR", words::year_flag(lang)).value_parser(clap::value_parser!(i64)))
        .arg(Arg::new("meaning").long("meaning").value_name("M").help(words::meaning_flag(lang)).value_parser(meanings))
}

/// What the flags ask for.
pub(super) fn filter(arguments: &ArgMatches) -> Filter {
    let named = |name: &str| arguments.try_get_one::<String>(name).ok().flatten().cloned();
    let meaning = |name: String| MEANINGS.into_iter().find(|meaning: &Meaning| counts::name(*meaning) == name);
    Filter {
        strategy: named("strategy"),
        grade: named("grade"),
        year: arguments.try_get_one::<i64>("year").ok().flatten().copied(),
        meaning: named("meaning").and_then(meaning),
        without: arguments.try_get_one::<bool>("without").ok().flatten().copied().unwrap_or(false),
    }
}

/// The plans that have a progress table, with it.
pub(super) fn tables(plans: &[Plan]) -> Vec<(&Plan, Progress)> {
    let tables = plans.iter().map(|plan| (plan, progress(plan)));
    tables.filter(|(_, progress)| !progress.columns.is_empty()).collect()
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let plans = plans(context, arguments)?;
    let tables = tables(&plans);
    one::some(context, arguments, &plans, tables.len(), "progress")?;
    let filter = filter(arguments);
    if arguments.get_flag("counts") {
        let whole = || {
            let all: Vec<Value> = tables.iter().map(|(plan, progress)| counts_json(plan, progress)).collect();
            Ok(export_json::value(&all)?)
        };
        let pages: Vec<Page> =
            tables.iter().flat_map(|(plan, progress)| present::progress::counts(plan, progress, lang)).collect();
        return pages::write(context, arguments, words::progress_about(lang), whole, &pages);
    }
    let whole = || {
        let all = tables.iter().flat_map(|(plan, progress)| {
            chosen(progress, &filter).into_iter().map(|row| row_json(plan, progress, row)).collect::<Vec<_>>()
        });
        Ok(export_json::value(&all.collect::<Vec<Value>>())?)
    };
    let pages: Vec<Page> = tables
        .iter()
        .map(|(plan, progress)| present::progress::rows(plan, progress, &chosen(progress, &filter), lang))
        .collect();
    pages::write(context, arguments, words::progress_about(lang), whole, &pages)
}

fn row_json(plan: &Plan, progress: &Progress, row: &Row) -> Value {
    let title = |id: Option<&str>| id.and_then(|id| plan.record(id)).map(|record| record.title.clone());
    let cells: Vec<Value> = progress
        .columns
        .iter()
        .zip(&row.cells)
        .map(|(column, cell)| {
            json!({
                "label": column.label,
                "year": column.year,
                "raw": cell.as_ref().map(|cell| &cell.raw),
                "meaning": cell.as_ref().map(|cell| cell.meaning),
                "metrics": cell.as_ref().map(|cell| &cell.metrics),
                "state": cell.as_ref().and_then(|cell| cell.state.as_ref()),
                "unparsed": cell.as_ref().and_then(|cell| cell.unparsed.as_ref()),
            })
        })
        .collect();
    json!({
        "plan": plan.id,
        "strategy": row.strategy,
        "policies": row.policies,
        "measure": row.measure,
        "title": title(Some(&row.measure)),
        "line": row.line,
        "line_title": title(row.line.as_deref()),
        "period": row.period,
        "state": if row.state.is_empty() { Value::Null } else { json!(row.state) },
        "years": cells,
        "grade": row.grade,
        "shared_grade": row.shared_grade,
        "same_as": row.same_as,
    })
}

fn counts_json(plan: &Plan, progress: &Progress) -> Value {
    let (all, by) = counts::counts(plan, progress);
    let one = |counts: &counts::Counts| {
        let grades: serde_json::Map<String, Value> =
            counts.grades.iter().map(|(code, count)| (code.clone(), json!(count))).collect();
        json!({ "strategy": counts.strategy, "measures": counts.measures, "rows": counts.rows, "graded": counts.graded(), "grades": grades })
    };
    let without: Vec<Value> = progress
        .columns
        .iter()
        .filter_map(|column| column.year)
        .map(|year| json!({ "year": year, "measures": without_results(progress, Some(year)) }))
        .collect();
    json!({
        "plan": plan.id,
        "all": one(&all),
        "strategies": by.iter().map(one).collect::<Vec<_>>(),
        "years": counts::years(progress),
        "without_results": { "any_year": without_results(progress, None), "by_year": without },
    })
}
