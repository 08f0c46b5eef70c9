//! `koe findings …`: statements with their evidence. Without a subcommand it lists them.

mod desk;
mod drafts;
mod edit;
mod evidence;
mod exchange;
mod json;
mod link;
mod list;
mod pin;
mod review;
mod source;
mod verify;

use clap::{Arg, ArgMatches, Command};

use super::group::{self, Sub};
use super::{Context, DONE, Failure, pages};
use crate::messages::finding::words;
use crate::messages::{Lang, measures};
use crate::present::Page;

/// All of them, in the order of help.
const SUBS: &[Sub] = &[
    Sub { name: "list", command: list::command, run: list::run },
    Sub { name: "pin", command: pin::command, run: pin::run },
    Sub { name: "drafts", command: drafts::command, run: drafts::run },
    Sub { name: "verify", command: verify::command, run: verify::run },
    Sub { name: "reword", command: edit::reword_command, run: edit::reword },
    Sub { name: "note", command: edit::note_command, run: edit::note },
    Sub { name: "link", command: link::command, run: link::run },
    Sub { name: "unlink", command: link::unlink_command, run: link::unlink },
    Sub { name: "evidence", command: evidence::command, run: evidence::run },
    Sub { name: "review", command: review::command, run: review::run },
    Sub { name: "remove", command: edit::remove_command, run: edit::remove },
    Sub { name: "export", command: exchange::export_command, run: exchange::export },
    Sub { name: "import", command: exchange::import_command, run: exchange::import },
];

/// The command with its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    let alone = list::flags(Command::new("findings").about(words::about(lang)), lang);
    group::command(alone.args_conflicts_with_subcommands(true), SUBS, lang)
}

/// Runs the subcommand that was named.
pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    group::run(SUBS, list::run, context, arguments)
}

/// Gives lists of findings in the form asked for: lines for people, otherwise as every page.
fn write(
    context: &Context,
    arguments: &ArgMatches,
    title: &str,
    whole: impl FnOnce() -> Result<String, Failure>,
    lines: &[String],
    page: Page,
) -> Result<u8, Failure> {
    if pages::format(context, arguments)? != "table" {
        return pages::write(context, arguments, title, whole, &[page]);
    }
    let warning = page.warning.map(|warning| format!("\n{warning}")).unwrap_or_default();
    if lines.is_empty() {
        return Ok(DONE);
    }
    let text = format!("{}\n{warning}", lines.join("\n"));
    pages::give(arguments, &text, |path| measures::written(context.lang, path))
}

/// The argument that names a finding.
fn finding_arg(lang: Lang) -> Arg {
    Arg::new("finding").value_name("ID").required(true).help(words::finding_arg(lang))
}

/// All values of an argument.
fn all(arguments: &ArgMatches, name: &str) -> Vec<String> {
    arguments.try_get_many::<String>(name).ok().flatten().into_iter().flatten().cloned().collect()
}

/// The value of an argument.
fn one<'a>(arguments: &'a ArgMatches, name: &str) -> Option<&'a str> {
    arguments.try_get_one::<String>(name).ok().flatten().map(String::as_str)
}
