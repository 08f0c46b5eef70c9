//! `koe issues show ID`: everything about one issue.

use clap::{Arg, ArgMatches, Command};

use super::data::Data;
use super::{json, row_flags};
use crate::cli::comments::write::{self, Form};
use crate::cli::{Context, DONE, Failure};
use crate::messages::{Lang, evidence as words};
use crate::present::document::Table;
use crate::present::evidence::{Extent, document};

pub(super) fn command(lang: Lang) -> Command {
    let id = Arg::new("id").value_name("ID").required(true).help(words::id_arg(lang));
    write::flags(row_flags(Command::new("show").about(words::show_about(lang)).arg(id), lang), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let form = write::form(context, arguments)?;
    let Some(id) = arguments.get_one::<String>("id") else { return Ok(DONE) };
    let data = Data::open(context, arguments)?;
    let matrix = data.matrix()?;
    let record = data.row(&matrix, id)?;
    let sheets = data.sheets(&matrix, &[record])?;
    let document = document(&matrix, &sheets, &data.plans, Extent::Whole, context.lang);
    let none = Table::default();
    let mut tables = document.sections.iter().flat_map(|section| section.tables());
    let table = tables.next().unwrap_or(&none);
    let others = tables.collect();
    let whole = || {
        let sheets: Vec<_> = sheets.iter().map(|sheet| json::sheet(&data.plans, &matrix, sheet)).collect();
        format!("{:#}", sheets.into_iter().next().unwrap_or_default())
    };
    write::document(context, arguments, &data.project, &Form { document: &document, table, others, form }, whole)
}
