//! `koe findings verify`: whether every finding still says what its evidence says, in its figures and in its sentence; exit
//! code 1 if one does not.

use clap::{ArgMatches, Command};
use serde_json::Value;

use super::desk::Desk;
use super::{json, write};
use crate::cli::{ATTENTION, Context, DONE, Failure, guard_output, pages, project_inputs, say};
use crate::export::json as export_json;
use crate::messages::finding::words;
use crate::messages::{Lang, table};
use crate::model::finding::{Check, Finding, Status};
use crate::present::{Page, findings as present};

pub(super) fn command(lang: Lang) -> Command {
    pages::flags(Command::new("verify").about(words::verify_about(lang)), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    pages::format(context, arguments)?;
    let desk = Desk::of_findings(context)?;
    guard_output(context, arguments.get_one("output"), &project_inputs(&desk.project_file))?;
    let checks = desk.checks()?;
    let rows: Vec<(&Finding, &Check)> = desk.findings().list.iter().zip(&checks).collect();
    let whole = || {
        let all: Vec<Value> = rows.iter().map(|(finding, check)| json::verified(finding, check, lang)).collect();
        Ok(export_json::value(&all)?)
    };
    let grid = present::verified(&rows, lang);
    let method = vec![table::made_with(lang, None)];
    let page = Page::new(words::head_status(lang).to_owned(), grid, desk.synthetic(), method, lang);
    write(context, arguments, words::verify_about(lang), whole, &present::verified_lines(&rows, lang), page)?;
    let count = |status: Status| checks.iter().filter(|check| check.status == status).count();
    let (moved, broken) = (count(Status::Moved), count(Status::Broken));
    let is_misquoted = |check: &&Check| check.status == Status::Current && !check.unsupported.is_empty();
    let misquoted = checks.iter().filter(is_misquoted).count();
    say(&words::verified(lang, checks.len(), moved, broken));
    if misquoted > 0 {
        say(&words::misquoted(lang, misquoted));
    }
    Ok(if moved + broken + misquoted == 0 { DONE } else { ATTENTION })
}
