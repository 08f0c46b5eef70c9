//! `koe issues …`: evidence by issue. Without a subcommand it lists the issues with their counts.

mod data;
mod gaps;
mod json;
mod list;
mod matrix;
mod sheet;
mod show;

use clap::{Arg, ArgMatches, Command};

use super::group::{self, Sub};
use super::{Context, Failure};
use crate::messages::{Lang, evidence as words, plan as plan_words};

/// All of them, in the order of help.
const SUBS: &[Sub] = &[
    Sub { name: "list", command: list::command, run: list::run },
    Sub { name: "matrix", command: matrix::command, run: matrix::run },
    Sub { name: "gaps", command: gaps::command, run: gaps::run },
    Sub { name: "show", command: show::command, run: show::run },
    Sub { name: "sheet", command: sheet::command, run: sheet::run },
];

/// The command with its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    let alone = list::flags(Command::new("issues").about(words::about(lang)), lang);
    group::command(alone.args_conflicts_with_subcommands(true), SUBS, lang)
}

/// Runs the subcommand that was named.
pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    group::run(SUBS, list::run, context, arguments)
}

/// The flags that say which records are rows.
fn row_flags(command: Command, lang: Lang) -> Command {
    let kind = Arg::new("kind").long("kind").value_name("KIND").help(words::kind_flag(lang));
    let plan = Arg::new("plan").long("plan").value_name("ID").help(plan_words::plan_flag(lang));
    command.arg(kind).arg(plan)
}
