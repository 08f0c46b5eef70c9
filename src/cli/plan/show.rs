//! `koe plan show ID`, `koe plan tree`: one record with everything about it; the records of a plan, indented.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use super::{json as records, one, plan_flag, plans};
use crate::cli::ask::flag;
use crate::cli::{Context, Failure, pages};
use crate::export::json as export_json;
use crate::messages::{Lang, plan::progress as words};
use crate::model::plan::{self, Plan, Record};
use crate::present::{Page, plan::record as present};

pub(super) fn command(lang: Lang) -> Command {
    let id = Arg::new("record").value_name("ID").required(true).help(words::record_flag(lang));
    pages::flags(Command::new("show").about(words::show_about(lang)).arg(id).arg(plan_flag(lang)), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let named = plans(context, arguments)?;
    let name = arguments.get_one::<String>("record").map_or("", String::as_str);
    let (home, record) = one::record(context, &named, name)?;
    // Links may come from plans other than the one named.
    let all = super::every(context)?;
    let whole = || Ok(export_json::value(&to_json(&all, home, record))?);
    pages::write(context, arguments, &record.name(), whole, &present::pages(&all, home, record, context.lang))
}

/// The record as in the list, with what stands above and below it and what it is linked with.
fn to_json(all: &[Plan], home: &Plan, record: &Record) -> Value {
    let mut value = records::record(home, record);
    if let Value::Object(object) = &mut value {
        let above: Vec<&str> = home.lineage(record).into_iter().skip(1).map(|record| record.id.as_str()).collect();
        let below: Vec<&str> = home.children(Some(&record.id)).map(|record| record.id.as_str()).collect();
        let linked: Vec<String> = plan::linked(all, home, record).iter().map(ToString::to_string).collect();
        object.insert("above".to_owned(), json!(above));
        object.insert("below".to_owned(), json!(below));
        object.insert("linked".to_owned(), json!(linked));
    }
    value
}

pub(super) fn tree_command(lang: Lang) -> Command {
    let command = Command::new("tree")
        .about(words::tree_about(lang))
        .arg(plan_flag(lang))
        .arg(flag("under", "ID", words::under_flag(lang)))
        .arg(flag("depth", "N", words::depth_flag(lang)).value_parser(clap::value_parser!(usize)));
    pages::flags(command, lang)
}

pub(super) fn tree(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let plans = plans(context, arguments)?;
    let depth = arguments.get_one::<usize>("depth").copied();
    let under = arguments.get_one::<String>("under").map(|name| one::record(context, &plans, name)).transpose()?;
    let roots: Vec<(&Plan, Option<&Record>)> = match under {
        Some((plan, record)) => vec![(plan, Some(record))],
        None => plans.iter().map(|plan| (plan, None)).collect(),
    };
    let whole = || {
        let trees: Vec<Value> = roots
            .iter()
            .map(|(plan, under)| match under {
                Some(record) => branch(plan, record, 0, depth),
                None => {
                    let top: Vec<Value> = plan.children(None).map(|record| branch(plan, record, 0, depth)).collect();
                    json!({ "plan": plan.id, "title": plan.about.title, "below": top })
                }
            })
            .collect();
        Ok(export_json::value(&trees)?)
    };
    let pages: Vec<Page> = roots.iter().map(|(plan, under)| present::tree(plan, *under, depth, context.lang)).collect();
    pages::write(context, arguments, words::tree_about(context.lang), whole, &pages)
}

fn branch(plan: &Plan, record: &Record, at: usize, depth: Option<usize>) -> Value {
    let goes_on = depth.is_none_or(|depth| at < depth);
    let below = plan.children(Some(&record.id)).filter(|_| goes_on);
    let below: Vec<Value> = below.map(|record| branch(plan, record, at + 1, depth)).collect();
    json!({
        "plan": plan.id,
        "kind": record.kind,
        "id": record.id,
        "no": record.no,
        "title": record.title,
        "grade": record.grade,
        "below": below,
    })
}
