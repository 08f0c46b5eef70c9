//! `koe findings`, `koe findings list`: every finding with how it stands.

use clap::{ArgMatches, Command};
use serde_json::Value;

use super::desk::Desk;
use super::{json, one, write};
use crate::cli::ask::flag;
use crate::cli::{Context, Failure, guard_output, pages, project_inputs, say};
use crate::export::json as export_json;
use crate::messages::finding::words;
use crate::messages::{Lang, table};
use crate::model::finding::{Check, Finding, Status};
use crate::present::{Page, findings as present};

pub(super) fn command(lang: Lang) -> Command {
    flags(Command::new("list").about(words::list_about(lang)), lang)
}

/// Adds the flags of the list.
pub(super) fn flags(command: Command, lang: Lang) -> Command {
    let record = flag("record", "RECORD", words::only_record(lang));
    let status = flag("status", "S", words::only_status(lang)).value_parser(["current", "moved", "broken"]);
    pages::flags(command.arg(record).arg(status), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    pages::format(context, arguments)?;
    let desk = Desk::of_findings(context)?;
    guard_output(context, arguments.get_one("output"), &project_inputs(&desk.project_file))?;
    let record = one(arguments, "record").map(|typed| desk.record(typed)).transpose()?;
    let status = one(arguments, "status").map(|typed| match typed {
        "moved" => Status::Moved,
        "broken" => Status::Broken,
        _ => Status::Current,
    });
    let checks = desk.checks()?;
    let is_meant = |(finding, check): &(&Finding, &Check)| {
        record.as_ref().is_none_or(|record| finding.records.contains(record))
            && status.is_none_or(|status| check.status == status)
    };
    let rows: Vec<(&Finding, &Check)> = desk.findings().list.iter().zip(&checks).filter(is_meant).collect();
    if desk.findings().list.is_empty() {
        say(words::no_findings(lang));
    }
    let whole = || {
        let all: Vec<Value> = rows.iter().map(|(finding, check)| json::finding(finding, check, lang)).collect();
        Ok(export_json::value(&all)?)
    };
    let grid = present::list(&rows, lang);
    let method = vec![table::made_with(lang, None)];
    let page = Page::new(words::head_statement(lang).to_owned(), grid, desk.synthetic(), method, lang);
    write(context, arguments, words::list_about(lang), whole, &present::list_lines(&rows, lang), page)
}
