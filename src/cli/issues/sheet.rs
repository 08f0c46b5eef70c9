//! `koe issues sheet`: evidence sheets for a committee, one per issue.

use clap::{Arg, ArgMatches, Command};

use super::data::Data;
use super::{json, row_flags};
use crate::cli::comments::write::{self, Form};
use crate::cli::{Context, Failure};
use crate::messages::{Lang, evidence as words};
use crate::model::plan::RecordRef;
use crate::present::document::Table;
use crate::present::evidence::{Extent, document};

pub(super) fn command(lang: Lang) -> Command {
    let id = Arg::new("id").value_name("ID").num_args(0..).help(words::id_arg(lang));
    write::flags(row_flags(Command::new("sheet").about(words::sheet_about(lang)).arg(id), lang), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let form = write::form(context, arguments)?;
    let data = Data::open(context, arguments)?;
    let matrix = data.matrix()?;
    let typed: Vec<&String> = arguments.get_many::<String>("id").into_iter().flatten().collect();
    let records: Vec<RecordRef> = if typed.is_empty() {
        matrix.rows.iter().map(|row| row.record.clone()).collect()
    } else {
        typed.into_iter().map(|id| data.row(&matrix, id)).collect::<Result<_, _>>()?
    };
    let sheets = data.sheets(&matrix, &records)?;
    let document = document(&matrix, &sheets, &data.plans, Extent::Page, context.lang);
    let none = Table::default();
    let mut tables = document.sections.iter().flat_map(|section| section.tables());
    let table = tables.next().unwrap_or(&none);
    let others = tables.collect();
    let whole = || {
        let sheets: Vec<_> = sheets.iter().map(|sheet| json::sheet(&data.plans, &matrix, sheet)).collect();
        format!("{:#}", serde_json::Value::Array(sheets))
    };
    write::document(context, arguments, &data.project, &Form { document: &document, table, others, form }, whole)
}
