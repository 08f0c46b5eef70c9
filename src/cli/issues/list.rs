//! `koe issues`, `koe issues list`: the issues with their counts.

use clap::{ArgMatches, Command};
use serde_json::Value;

use super::data::Data;
use super::{json, row_flags};
use crate::cli::{Context, Failure, guard_output, pages, project_inputs};
use crate::export::json as export_json;
use crate::messages::{Lang, evidence as words};
use crate::present::evidence as present;

pub(super) fn command(lang: Lang) -> Command {
    flags(Command::new("list").about(words::about(lang)), lang)
}

/// Adds the flags of the list.
pub(super) fn flags(command: Command, lang: Lang) -> Command {
    pages::flags(row_flags(command, lang), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let data = Data::open(context, arguments)?;
    guard_output(context, arguments.get_one("output"), &project_inputs(&data.project))?;
    let matrix = data.matrix()?;
    let whole = || {
        let issues = matrix.rows.iter().map(|row| json::issue(&data.plans, &matrix, row));
        Ok(export_json::value(&issues.collect::<Vec<Value>>())?)
    };
    let page = present::list(&matrix, &data.plans, data.synthetic(), lang);
    pages::write(context, arguments, words::list_title(lang), whole, &[page])
}
