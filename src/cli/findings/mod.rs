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

use super::{Context, Failure};
use crate::messages::Lang;
use crate::messages::finding::words;

/// One subcommand: its name, its flags, what it does.
struct Sub {
    name: &'static str,
    command: fn(Lang) -> Command,
    run: fn(&Context, &ArgMatches) -> Result<u8, Failure>,
}

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
    let subs = SUBS.iter().map(|sub| (sub.command)(lang));
    list::flags(Command::new("findings").about(words::about(lang)), lang)
        .args_conflicts_with_subcommands(true)
        .subcommands(subs)
}

/// Runs the subcommand that was named.
pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    match arguments.subcommand() {
        Some((name, inner)) => match SUBS.iter().find(|sub| sub.name == name) {
            Some(sub) => (sub.run)(context, inner),
            None => list::run(context, arguments),
        },
        None => list::run(context, arguments),
    }
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
