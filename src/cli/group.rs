//! Commands that are groups of subcommands: `koe comments …`, `koe findings …`, `koe issues …`, `koe plan …`.

use clap::{ArgMatches, Command};

use super::{Context, Failure};
use crate::messages::Lang;

/// Does what a command is for.
pub(super) type Run = fn(&Context, &ArgMatches) -> Result<u8, Failure>;

/// One subcommand: its name, its flags, what it does.
pub(super) struct Sub {
    pub name: &'static str,
    pub command: fn(Lang) -> Command,
    pub run: Run,
}

/// A command with its subcommands, in the order of help.
pub(super) fn command(group: Command, subs: &[Sub], lang: Lang) -> Command {
    group.subcommands(subs.iter().map(|sub| (sub.command)(lang)))
}

/// Runs the subcommand that was named, or what the group does by itself.
pub(super) fn run(subs: &[Sub], alone: Run, context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let named =
        arguments.subcommand().and_then(|(name, inner)| Some((subs.iter().find(|sub| sub.name == name)?, inner)));
    match named {
        Some((sub, inner)) => (sub.run)(context, inner),
        None => alone(context, arguments),
    }
}
