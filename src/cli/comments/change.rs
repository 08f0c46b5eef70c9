//! `koe comments change`: a place of the plan that changes because of an item.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::items::perform;
use super::set_flag;
use super::target::{Desk, item_arg};
use crate::cli::{Context, Failure};
use crate::messages::{Lang, comments::publish as words};
use crate::model::comment::decisions::Change;
use crate::project::CommentOp;

pub(super) fn command(lang: Lang) -> Command {
    let text = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("TEXT").help(help).required_unless_present("clear")
    };
    Command::new("change")
        .about(words::change_about(lang))
        .arg(set_flag(lang))
        .arg(item_arg(lang))
        .arg(text("place", words::change_place(lang)))
        .arg(text("before", words::change_before(lang)))
        .arg(text("after", words::change_after(lang)))
        .arg(Arg::new("clear").long("clear").action(ArgAction::SetTrue).help(words::clear(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let item = desk.item(context.lang, arguments.get_one::<String>("item").map_or("", String::as_str))?;
    let text = |name: &str| arguments.get_one::<String>(name).cloned();
    let known = desk.decisions.items.get(&item).map(|item| item.changes.clone()).unwrap_or_default();
    let mut changes = if arguments.get_flag("clear") { Vec::new() } else { known };
    if let (Some(place), Some(before), Some(after)) = (text("place"), text("before"), text("after")) {
        // The same place again is a correction.
        changes.retain(|change| change.place != place);
        changes.push(Change { place, before, after });
    }
    perform(context, &mut desk, CommentOp::SetChanges { item, changes })
}
