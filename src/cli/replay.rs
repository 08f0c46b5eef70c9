//! `koe replay`: plays a recorded session without a screen, with everything that it writes.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::{Context, DONE, Failure, print, say};
use crate::messages::{Lang, problem, usage as words};
use crate::tui::Start;
use crate::tui::script::Player;

/// Columns and rows before the record says its own.
const SIZE: (u16, u16) = (160, 45);

pub fn command(lang: Lang) -> Command {
    let file = Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(clap::value_parser!(PathBuf))
        .help(words::replay_file(lang));
    Command::new("replay").about(words::replay(lang)).after_help(words::replay_more(lang)).arg(file)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let Some(file) = arguments.get_one::<PathBuf>("file") else { return Ok(DONE) };
    let script =
        std::fs::read_to_string(file).map_err(|error| Failure::Store(words::unreadable(lang, file, &error)))?;
    if !context.folder.join("koe.toml").is_file() {
        return Err(Failure::Usage(problem::no_project(lang, &context.folder)));
    }
    let start = Start { dir: context.folder.clone(), lang, ascii: context.ascii, read_only: context.read_only };
    let mut player = Player::new(&start, SIZE.0, SIZE.1);
    player.set(&context.settings);
    player.begin();
    let snapshots = player
        .play(&script)
        .map_err(|error| Failure::Usage(words::replay_line(lang, file, error.line, &error.what)))?;
    for snapshot in snapshots {
        print(&format!("== {}\n{}\n", snapshot.name, snapshot.screen))?;
    }
    for toast in &player.state().told {
        say(&toast.text);
    }
    let refusals = player.refusals();
    for refusal in refusals {
        let what = script.lines().nth(refusal.line.saturating_sub(1)).unwrap_or_default();
        say(&words::replay_refused(lang, refusal.line, what.trim(), refusal.why.as_deref()));
    }
    match refusals.len() {
        0 => Ok(DONE),
        count => Err(Failure::Usage(words::replay_differs(lang, file, count))),
    }
}
