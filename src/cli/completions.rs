//! `koe completions SHELL`: completions from the same definition the command line is parsed with.

use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;

use super::{Context, DONE, Failure, print};
use crate::messages::{Lang, usage as words};

pub fn command(lang: Lang) -> Command {
    let shell = Arg::new("shell").value_name("SHELL").required(true).value_parser(clap::value_parser!(Shell));
    Command::new("completions").about(words::completions(lang)).arg(shell.help(words::shell(lang)))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut script = Vec::new();
    if let Some(shell) = arguments.get_one::<Shell>("shell") {
        clap_complete::generate(*shell, &mut super::command(context.lang), "koe", &mut script);
    }
    print(&String::from_utf8_lossy(&script))?;
    Ok(DONE)
}
