//! `koe issues matrix`: issues against businesses, residents, farms, comments and meetings.

use clap::{ArgMatches, Command};

use super::data::Data;
use super::{json, row_flags};
use crate::cli::{Context, Failure, guard_output, pages, project_inputs};
use crate::export::json as export_json;
use crate::messages::{Lang, evidence as words};
use crate::present::evidence as present;

pub(super) fn command(lang: Lang) -> Command {
    pages::flags(row_flags(Command::new("matrix").about(words::matrix_about(lang)), lang), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let data = Data::open(context, arguments)?;
    guard_output(context, arguments.get_one("output"), &project_inputs(&data.project))?;
    let matrix = data.matrix()?;
    let whole = || Ok(export_json::value(&json::matrix(&data.plans, &matrix))?);
    let page = present::matrix(&matrix, &data.plans, data.synthetic(), lang);
    pages::write(context, arguments, words::matrix_title(lang), whole, &[page])
}
