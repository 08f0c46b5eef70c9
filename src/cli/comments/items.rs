//! `koe comments items`: the list of published items; `make`, `merge` and `take-out` change which opinions are in which.

use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use super::set_flag;
use super::target::{Desk, item_arg, values};
use crate::cli::{Context, DONE, Failure, guard_output, pages, project_inputs, say};
use crate::comments::draft::{self, new_ids};
use crate::comments::{outline, printed, quote};
use crate::messages::{Lang, comments as all_words, comments::publish as words};
use crate::model::comment::{Docket, Fate, Span};
use crate::present::Page;
use crate::present::comments::items;
use crate::project::CommentOp;
use crate::project::comments::op::NewItem;

pub(super) fn command(lang: Lang) -> Command {
    let members = |name: &'static str, help: &'static str| {
        Arg::new(name).value_name("OPINION").required(true).num_args(1..).help(help)
    };
    let groups = Arg::new("groups").long("groups").action(ArgAction::SetTrue).help(words::make_groups(lang));
    pages::flags(Command::new("items").about(words::items_about(lang)).arg(set_flag(lang)), lang).subcommands([
        Command::new("make").about(words::make_about(lang)).arg(set_flag(lang)).arg(groups),
        Command::new("merge")
            .about(words::merge_about(lang))
            .arg(set_flag(lang))
            .arg(item_arg(lang))
            .arg(members("members", words::members_arg(lang))),
        Command::new("take-out")
            .about(words::take_out_about(lang))
            .arg(set_flag(lang))
            .arg(members("opinions", words::opinions_arg(lang))),
    ])
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    match arguments.subcommand() {
        Some(("make", arguments)) => make(context, arguments),
        Some(("merge", arguments)) => merge(context, arguments),
        Some(("take-out", arguments)) => take_out(context, arguments),
        _ => list(context, arguments),
    }
}

fn list(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let format = pages::format(context, arguments)?;
    let desk = Desk::open(context, arguments)?;
    guard_output(context, arguments.get_one("output"), &project_inputs(&desk.set.project_file))?;
    let definition = &desk.set.corpus.definition;
    let grid = items::list(definition, &desk.decisions, &desk.docket, format == "table", lang);
    let title = grid.title.clone();
    let name = words::item(lang).to_owned();
    let page = Page::new(name, grid, definition.about.synthetic, Vec::new(), lang);
    pages::write(context, arguments, &title, || Ok(format!("{:#}", to_json(&desk))), &[page])
}

fn to_json(desk: &Desk) -> serde_json::Value {
    let docket = &desk.docket;
    let item = |(at, numbered): (usize, &crate::model::comment::docket::NumberedItem)| {
        let members: Vec<&str> = docket.member_ids(numbered).collect();
        let shown = outline::of(numbered, &desk.decisions, docket);
        let item = &numbered.item;
        json!({
            "number": at + 1, "id": item.id, "opinions": members, "heading": numbered.heading, "class": item.disposition,
            "section": item.section, "due": item.due, "replied": item.has_reply(), "outline": shown.text,
            "outline_kind": shown.kind.id(), "masked": shown.masked, "quoted": quoted(numbered, docket), "reply": printed::reply(numbered, &desk.decisions, docket),
            "changes": printed::changes(numbered, &desk.decisions, docket).iter().map(|change| json!({ "place": change.place, "before": change.before, "after": change.after })).collect::<Vec<_>>(),
        })
    };
    docket.items.iter().enumerate().map(item).collect()
}

/// An item for each group of copies (if asked for) and each opinion that is left, named after its first opinion.
fn make(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut desk = Desk::open(context, arguments)?;
    let open = desk.docket.opinions.iter().filter(|opinion| opinion.fate == Fate::Open);
    let sets: Vec<Vec<String>> = if arguments.get_flag("groups") {
        // As on the screen: who added words of their own to a template has an item of their own.
        let drafts = draft::draft(&desk.docket, &desk.decisions, &AtomicBool::new(false));
        drafts.into_iter().map(|draft| draft.opinions).collect()
    } else {
        open.map(|opinion| vec![opinion.id.clone()]).collect()
    };
    if sets.is_empty() {
        say(words::nothing_open(lang));
        return Ok(DONE);
    }
    let opinions = sets.iter().map(Vec::len).sum();
    let ids = new_ids(&desk.decisions, sets.iter().filter_map(|ids| ids.first()).map(String::as_str));
    let items: Vec<NewItem> = ids.into_iter().zip(sets).map(|(id, opinions)| NewItem { id, opinions }).collect();
    let made = words::made(lang, items.len(), opinions);
    desk.set.act(context, CommentOp::MakeItems { items })?;
    say(&made);
    Ok(DONE)
}

/// Where an outline stands in the originals, by characters from 0.
pub(super) fn quoted(numbered: &crate::model::comment::docket::NumberedItem, docket: &Docket) -> serde_json::Value {
    let place = |(receipt, span, sha256): (String, Span, String)| json!({ "receipt": receipt, "start": span.start, "end": span.end, "sha256": sha256 });
    quote::places(numbered, docket).into_iter().map(place).collect()
}

fn merge(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut desk = Desk::open(context, arguments)?;
    let item = desk.item(lang, arguments.get_one::<String>("item").map_or("", String::as_str))?;
    let opinions = desk.opinions(lang, &values(arguments, "members"), true)?;
    desk.not_withdrawn(lang, &opinions)?;
    change(context, &mut desk, CommentOp::Group { item: Some(item), opinions })
}

fn take_out(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let opinions = desk.opinions(context.lang, &values(arguments, "opinions"), false)?;
    change(context, &mut desk, CommentOp::Group { item: None, opinions })
}

/// Makes the change, says it, and names items that have lost their last opinion.
fn change(context: &Context, desk: &mut Desk, op: CommentOp) -> Result<u8, Failure> {
    let lang = context.lang;
    perform(context, desk, op)?;
    let now = desk.set.docket();
    let emptied: Vec<&str> =
        now.empty_items.iter().filter(|id| !desk.docket.empty_items.contains(id)).map(String::as_str).collect();
    if !emptied.is_empty() {
        say(&words::emptied(lang, &emptied));
    }
    Ok(DONE)
}

/// Makes a change and says it.
pub(super) fn perform(context: &Context, desk: &mut Desk, op: CommentOp) -> Result<u8, Failure> {
    let lang = context.lang;
    let done = all_words::done(lang, &op);
    if desk.set.act(context, op)? {
        if let Some(done) = done {
            say(&done);
        }
    } else {
        say(words::unchanged(lang));
    }
    Ok(DONE)
}
