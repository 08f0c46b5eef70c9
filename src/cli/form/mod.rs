//! `koe form …`: one respondent's form, every answer raw and cleaned; and paper forms that are typed in.

mod enter;
mod remove;
mod show;

use clap::{ArgMatches, Command};

use super::group::{self, Sub};
use super::{Context, DONE, Failure};
use crate::messages::{Lang, form as words};

/// All of them, in the order of help.
const SUBS: &[Sub] = &[
    Sub { name: "show", command: show::command, run: show::run },
    Sub { name: "enter", command: enter::command, run: enter::run },
    Sub { name: "remove", command: remove::command, run: remove::run },
];

/// The command with its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    group::command(Command::new("form").about(words::about(lang)).subcommand_required(true), SUBS, lang)
}

/// Runs the subcommand that was named.
pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    group::run(SUBS, |_, _| Ok(DONE), context, arguments)
}
