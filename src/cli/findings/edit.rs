//! `koe findings reword`, `note` and `remove`.

use clap::{Arg, ArgMatches, Command};

use super::desk::{Desk, Needs};
use super::{finding_arg, one};
use crate::cli::{Context, Failure};
use crate::messages::Lang;
use crate::messages::finding::words;
use crate::project::FindingOp;

pub(super) fn reword_command(lang: Lang) -> Command {
    let text = Arg::new("text").value_name("TEXT").required(true).help(words::statement_arg(lang));
    Command::new("reword").about(words::reword_about(lang)).arg(finding_arg(lang)).arg(text)
}

pub(super) fn note_command(lang: Lang) -> Command {
    let text = Arg::new("text").value_name("TEXT").required(true).help(words::note_arg(lang));
    Command::new("note").about(words::note_about(lang)).arg(finding_arg(lang)).arg(text)
}

pub(super) fn remove_command(lang: Lang) -> Command {
    Command::new("remove").about(words::remove_about(lang)).arg(finding_arg(lang))
}

pub(super) fn reword(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let statement = one(arguments, "text").unwrap_or_default().trim().to_owned();
    if statement.is_empty() {
        return Err(Failure::Usage(words::no_statement(context.lang).to_owned()));
    }
    change(context, arguments, |id| FindingOp::Reword { id, statement })
}

pub(super) fn note(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let text = one(arguments, "text").unwrap_or_default().trim().to_owned();
    change(context, arguments, |id| FindingOp::Note { id, text })
}

pub(super) fn remove(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    change(context, arguments, |id| FindingOp::Remove { id })
}

fn change(context: &Context, arguments: &ArgMatches, op: impl FnOnce(String) -> FindingOp) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, |_| Needs::nothing())?;
    let id = desk.finding(one(arguments, "finding").unwrap_or_default())?.id.clone();
    desk.perform(op(id))
}
