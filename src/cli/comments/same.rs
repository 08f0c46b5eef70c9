//! `koe comments same OPINION…`: opinions of the same meaning into one published item.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Set, set_flag};
use crate::cli::{Context, DONE, Failure, print, say};
use crate::messages::{Lang, comments::agreement::nothing_changed, comments::groups as words};
use crate::project::CommentOp;
use crate::project::comments::same::same;

pub(super) fn command(lang: Lang) -> Command {
    let opinions = Arg::new("opinions").value_name("OPINION").action(ArgAction::Append).num_args(1..).required(true);
    Command::new("same")
        .about(words::same_about(lang))
        .arg(opinions.help(words::opinion(lang)))
        .arg(set_flag(lang))
        .arg(Arg::new("into").long("into").value_name("ITEM").help(words::same_into(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut opinions: Vec<String> = Vec::new();
    for id in arguments.get_many::<String>("opinions").into_iter().flatten() {
        if !opinions.contains(id) {
            opinions.push(id.clone());
        }
    }
    let into = arguments.get_one::<String>("into").map(String::as_str);
    if opinions.len() < 2 && into.is_none() {
        return Err(Failure::Usage(words::two_opinions(lang).to_owned()));
    }
    let mut set = Set::open(context, arguments)?;
    let decisions = set.decisions();
    if let Some(item) = into.filter(|item| !decisions.items.contains_key(*item)) {
        return Err(Failure::Usage(words::unknown_item(lang, item)));
    }
    let act =
        same(&set.docket(), &decisions, &opinions, into).map_err(|why| Failure::Usage(words::not_same(lang, &why)))?;
    let item = match &act {
        CommentOp::Group { item: Some(item), .. } => item.clone(),
        CommentOp::MakeItems { items } => items.first().map(|item| item.id.clone()).unwrap_or_default(),
        _ => String::new(),
    };
    if !set.act(context, act)? {
        say(nothing_changed(lang));
    }
    let members = set.decisions().item_of.values().filter(|other| **other == item).count();
    say(&words::put_together(lang, &item, members));
    print(&item)?;
    Ok(DONE)
}
