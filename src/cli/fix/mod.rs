//! `koe fix …`: what people decide about answers, beside the spreadsheets, which are never written.

mod decide;
pub(super) mod desk;
pub(super) mod list;
mod remove;
mod rule;

use clap::{Arg, ArgMatches, Command};

use super::ask::flag;
use super::group::{self, Sub};
use super::{Context, Failure, survey_flag};
use crate::messages::{Lang, fix as words};

/// All of them, in the order of help.
const SUBS: &[Sub] = &[
    Sub { name: "list", command: list::command, run: list::run },
    Sub { name: "set", command: decide::set_command, run: decide::set },
    Sub { name: "keep", command: decide::keep_command, run: decide::keep },
    Sub { name: "leave-out", command: decide::leave_out_command, run: decide::leave_out },
    Sub { name: "count", command: decide::count_command, run: decide::count },
    Sub { name: "rule", command: rule::command, run: rule::run },
    Sub { name: "remove", command: remove::command, run: remove::run },
];

/// The command with its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    let alone = list::flags(Command::new("fix").about(words::about(lang)), lang);
    group::command(alone.args_conflicts_with_subcommands(true), SUBS, lang)
}

/// Runs the subcommand that was named.
pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    group::run(SUBS, list::run, context, arguments)
}

/// The flags that say which form is meant.
pub(super) fn form_flags(command: Command, lang: Lang) -> Command {
    command.arg(case_arg(lang).required(true)).arg(flag("file", "FILE", words::file(lang))).arg(survey_flag(lang))
}

fn case_arg(lang: Lang) -> Arg {
    Arg::new("case").value_name("CASE").help(words::case(lang))
}

fn question_arg(lang: Lang) -> Arg {
    Arg::new("question").value_name("Q").help(words::question(lang))
}

fn note_flag(lang: Lang) -> Arg {
    flag("note", "TEXT", words::note(lang))
}

pub(super) fn one<'a>(arguments: &'a ArgMatches, name: &str) -> Option<&'a str> {
    arguments.get_one::<String>(name).map(String::as_str)
}
