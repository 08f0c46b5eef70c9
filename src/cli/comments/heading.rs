//! `koe comments heading`: under which heading of the plan items are printed.

use clap::{Arg, ArgMatches, Command};

use super::items::perform;
use super::set_flag;
use super::target::{Desk, items_arg};
use crate::cli::{Context, Failure};
use crate::messages::{Lang, comments::publish as words};
use crate::project::CommentOp;

pub(super) fn command(lang: Lang) -> Command {
    let heading = Arg::new("heading").value_name("CODE").required(true).help(words::heading_arg(lang));
    Command::new("heading").about(words::heading_about(lang)).arg(set_flag(lang)).arg(items_arg(lang)).arg(heading)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let heading = match arguments.get_one::<String>("heading").map_or("", String::as_str) {
        "none" => None,
        named => Some(desk.heading(context.lang, named)?),
    };
    let items = desk.items(context.lang, arguments)?;
    perform(context, &mut desk, CommentOp::SetHeading { items, heading })
}
