//! `koe comments warnings`: what does not fit together before publication.

use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use super::set_flag;
use super::target::{Desk, date};
use crate::cli::{ATTENTION, Context, DONE, Failure, json_flag, print, say};
use crate::comments::consistency::{self, Warning};
use crate::comments::groups::opinions;
use crate::messages::{Lang, comments::publish as words};
use crate::model::day;
use crate::project::clock;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("warnings")
        .about(words::warnings_about(lang))
        .arg(set_flag(lang))
        .arg(Arg::new("today").long("today").value_name("DATE").help(words::today(lang)))
        .arg(json_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let today = arguments.get_one::<String>("today").map(|text| date(lang, text)).transpose()?;
    let desk = Desk::open(context, arguments)?;
    let found = found(&desk, today.as_deref());
    if arguments.get_flag("json") {
        let row = |warning: &Warning| {
            let message = words::warning(lang, &warning.numbers, &warning.items, &warning.trouble);
            json!({ "kind": warning.trouble.id(), "numbers": warning.numbers, "items": warning.items, "message": message })
        };
        print(&format!("{:#}", found.iter().map(row).collect::<serde_json::Value>()))?;
    } else {
        for line in words::warning_lines(lang, &found) {
            print(&line)?;
        }
    }
    say(&if found.is_empty() { words::no_warnings(lang).to_owned() } else { words::warnings(lang, found.len()) });
    Ok(if found.is_empty() { DONE } else { ATTENTION })
}

/// All warnings; without a day, as of today in Japan.
pub(super) fn found(desk: &Desk, today: Option<&str>) -> Vec<Warning> {
    let today = today.and_then(day::parse).map(|days| days as i64).or_else(|| Some(clock::today()));
    let definition = &desk.set.corpus.definition;
    let groups = opinions::groups(&desk.docket, &AtomicBool::new(false));
    let copies: Vec<Vec<usize>> = groups.into_iter().map(|group| group.members).collect();
    let found = consistency::check(definition, &desk.decisions, &desk.docket, &copies, today);
    consistency::of_register(&desk.set.corpus.diagnostics).into_iter().chain(found).collect()
}
