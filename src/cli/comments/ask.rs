//! `koe comments ask`: which section is asked about items, and until when.

use clap::{Arg, ArgMatches, Command};

use super::items::perform;
use super::set_flag;
use super::target::{Desk, date, items_arg};
use crate::cli::{Context, Failure};
use crate::messages::{Lang, comments::publish as words};
use crate::project::CommentOp;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("ask")
        .about(words::ask_about(lang))
        .arg(set_flag(lang))
        .arg(items_arg(lang))
        .arg(Arg::new("section").long("section").value_name("S").required(true).help(words::ask_section(lang)))
        .arg(Arg::new("due").long("due").value_name("DATE").help(words::ask_due(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let due = arguments.get_one::<String>("due").map(|text| date(context.lang, text)).transpose()?.unwrap_or_default();
    let mut desk = Desk::open(context, arguments)?;
    let items = desk.items(context.lang, arguments)?;
    let section = arguments.get_one::<String>("section").cloned().unwrap_or_default();
    perform(context, &mut desk, CommentOp::Ask { items, section, due })
}
