//! `koe comments class`: the handling class of items.

use clap::{Arg, ArgMatches, Command};

use super::items::perform;
use super::set_flag;
use super::target::{Desk, items_arg};
use crate::cli::{Context, Failure};
use crate::messages::{Lang, comments::publish as words};
use crate::project::CommentOp;

pub(super) fn command(lang: Lang) -> Command {
    let class = Arg::new("class").value_name("CLASS").required(true).help(words::class_arg(lang)).last(false);
    Command::new("class").about(words::class_about(lang)).arg(set_flag(lang)).arg(items_arg(lang)).arg(class)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let disposition = match arguments.get_one::<String>("class").map_or("", String::as_str) {
        "none" => None,
        named => Some(desk.class(context.lang, named)?),
    };
    let items = desk.items(context.lang, arguments)?;
    perform(context, &mut desk, CommentOp::SetDisposition { items, disposition })
}
