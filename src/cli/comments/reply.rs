//! `koe comments reply`: the reply to one or more items.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::items::perform;
use super::set_flag;
use super::target::{Desk, items_arg};
use crate::cli::{Context, Failure};
use crate::messages::{Lang, comments::publish as words};
use crate::project::CommentOp;
use crate::project::comments::op::ReplyTo;
use crate::text::fold;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("reply")
        .about(words::reply_about(lang))
        .arg(set_flag(lang))
        .arg(items_arg(lang))
        .arg(Arg::new("text").long("text").value_name("TEXT").help(words::reply_text(lang)).conflicts_with("file"))
        .arg(
            Arg::new("file")
                .long("file")
                .value_name("FILE")
                .value_parser(clap::value_parser!(PathBuf))
                .help(words::reply_file(lang)),
        )
        .arg(Arg::new("class").long("class").value_name("CLASS").help(words::reply_class(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let reply = match (arguments.get_one::<String>("text"), arguments.get_one::<PathBuf>("file")) {
        (Some(text), _) => fold::body(text).to_owned(),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Failure::Usage(words::no_file(lang, path, &error.to_string())))?;
            fold::body(&text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n")).to_owned()
        }
        (None, None) => return Err(Failure::Usage(words::no_reply(lang).to_owned())),
    };
    let mut desk = Desk::open(context, arguments)?;
    let disposition = arguments.get_one::<String>("class").map(|class| desk.class(lang, class)).transpose()?;
    let to = |item| ReplyTo { item, reply: reply.clone(), disposition: disposition.clone() };
    let replies = desk.items(lang, arguments)?.into_iter().map(to).collect();
    perform(context, &mut desk, CommentOp::Reply { replies })
}
