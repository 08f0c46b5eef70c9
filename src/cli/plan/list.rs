//! `koe plan`, `koe plan list`: the records of plans.

use clap::{Arg, ArgMatches, Command};
use serde_json::Value;

use super::{json, plan_flag, plans};
use crate::cli::{Context, Failure, pages};
use crate::export::json as export_json;
use crate::messages::{Lang, plan as words, table};
use crate::model::plan::{Plan, Record};
use crate::plans::select;
use crate::present::Page;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub};

pub(super) fn command(lang: Lang) -> Command {
    flags(Command::new("list").about(words::about(lang)), lang)
}

/// Adds the flags of the list.
pub(super) fn flags(command: Command, lang: Lang) -> Command {
    let kind = Arg::new("kind").long("kind").value_name("KIND").help(words::kind_flag(lang));
    pages::flags(command.arg(plan_flag(lang)).arg(kind), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let plans = plans(context, arguments)?;
    let kind = arguments.get_one::<String>("kind").map(String::as_str);
    let whole = || {
        let records = plans
            .iter()
            .flat_map(|plan| select::records(plan, kind, None).into_iter().map(|record| json::record(plan, record)));
        Ok(export_json::value(&records.collect::<Vec<Value>>())?)
    };
    let pages: Vec<Page> = plans.iter().map(|plan| page(plan, kind, context.lang)).collect();
    pages::write(context, arguments, words::about(context.lang), whole, &pages)
}

fn page(plan: &Plan, kind: Option<&str>, lang: Lang) -> Page {
    let heads = [
        words::head_kind(lang),
        words::head_title(lang),
        words::head_period(lang),
        words::head_grade(lang),
        words::head_section(lang),
    ];
    let word = |text: &str| if text.is_empty() { Cell::blank() } else { Cell::word(text) };
    let row = |record: &Record| {
        let title = if record.is_unfilled() {
            format!("{}（{}）", record.name(), words::unfilled(lang))
        } else {
            record.name()
        };
        Row {
            head: Head::new("", &record.id, Part::Group),
            line: Line::Figure,
            first: true,
            cells: vec![
                word(words::kind(lang, &record.kind)),
                word(&title),
                word(&record.period),
                word(record.grade.as_deref().unwrap_or_default()),
                word(&record.section),
            ],
        }
    };
    let grid = Grid {
        title: plan.about.title.clone(),
        subtitles: plan.about.sources.clone(),
        corner: [String::new(), words::head_id(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
        rows: select::records(plan, kind, None).into_iter().map(row).collect(),
        notes: Vec::new(),
    };
    Page::new(plan.id.clone(), grid, plan.about.synthetic, vec![table::made_with(lang, None)], lang)
}
