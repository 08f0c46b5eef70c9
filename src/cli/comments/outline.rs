//! `koe comments outline`: 意見の概要 of an item, as a quotation or in words of the office.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::items::perform;
use super::set_flag;
use super::target::{Desk, item_arg, values};
use crate::cli::{Context, Failure, say};
use crate::comments::quote;
use crate::messages::{Lang, comments::publish as words};
use crate::model::comment::Span;
use crate::model::comment::decisions::Outline;
use crate::project::CommentOp;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("outline")
        .about(words::outline_about(lang))
        .arg(set_flag(lang))
        .arg(item_arg(lang))
        .arg(Arg::new("text").value_name("TEXT").help(words::outline_text(lang)).conflicts_with_all(["quote", "clear"]))
        .arg(
            Arg::new("quote")
                .long("quote")
                .num_args(2)
                .value_names(["OPINION", "START-END"])
                .help(words::quote(lang))
                .conflicts_with("clear"),
        )
        .arg(Arg::new("clear").long("clear").action(ArgAction::SetTrue).help(words::clear(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut desk = Desk::open(context, arguments)?;
    let item = desk.item(lang, arguments.get_one::<String>("item").map_or("", String::as_str))?;
    let text = arguments.get_one::<String>("text");
    let outline = match (text, values(arguments, "quote").as_slice(), arguments.get_flag("clear")) {
        (Some(text), _, _) => Some(of_text(&desk, &item, text)),
        (None, [opinion, span], _) => Some(quotation(context, &desk, opinion, span)?),
        (None, _, true) => None,
        _ => return Err(Failure::Usage(words::no_words(lang).to_owned())),
    };
    let kind = outline.as_ref().map(|outline| matches!(outline, Outline::Quote { .. }));
    let code = perform(context, &mut desk, CommentOp::SetOutline { item: item.clone(), outline })?;
    if let Some(quotation) = kind {
        say(&words::outlined(lang, &item, quotation));
    }
    Ok(code)
}

/// Words that stand in an original of the item to the letter are a quotation.
fn of_text(desk: &Desk, item: &str, text: &str) -> Outline {
    let numbered = desk.docket.items.iter().find(|numbered| numbered.item.id == item);
    let members = numbered.into_iter().flat_map(|numbered| &numbered.members);
    let opinions = members.filter_map(|at| desk.docket.opinions.get(*at));
    let mut outlines =
        opinions.filter_map(|opinion| desk.docket.receipt_of(opinion)).map(|receipt| quote::outline(text, receipt));
    outlines.find(|outline| matches!(outline, Outline::Quote { .. })).unwrap_or_else(|| Outline::Words(text.to_owned()))
}

/// A part of an opinion, by characters of its receipt's text.
fn quotation(context: &Context, desk: &Desk, opinion: &str, span: &str) -> Result<Outline, Failure> {
    let lang = context.lang;
    let numbers = span.split_once(['-', ':']).and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    let Some((start, end)) = numbers else { return Err(Failure::Usage(words::span(lang).to_owned())) };
    let ids = desk.opinions(lang, &[opinion], false)?;
    let opinion = ids.first().and_then(|id| desk.docket.opinion(id));
    let receipt = opinion.and_then(|opinion| desk.docket.receipt_of(opinion));
    let outside = || Failure::Usage(words::outside(lang).to_owned());
    let (Some(opinion), Some(receipt)) = (opinion, receipt) else { return Err(outside()) };
    let span = Span::new(start, end);
    let inside = opinion.spans.iter().any(|part| part.contains(span));
    quote::part(receipt, span).filter(|_| inside).ok_or_else(outside)
}
