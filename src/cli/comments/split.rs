//! `koe comments split` and `join`: one opinion into several, several into one.

use clap::{ArgAction, ArgMatches, Command};
use serde_json::json;

use super::lists::{self, List, word};
use super::{Set, ids, set_flag};
use crate::cli::ask::flag;
use crate::cli::{Context, Failure, pages, say};
use crate::comments::{docket, mask};
use crate::export::json as export_json;
use crate::messages::{Lang, comments::intake as words};
use crate::model::comment::{Opinion, Receipt, Span};
use crate::project::CommentOp;
use crate::project::comments::reshape;
use crate::text::fold;

pub(super) fn split_command(lang: Lang) -> Command {
    let command = Command::new("split")
        .about(words::split_about(lang))
        .arg(ids::opinions_arg(lang, false))
        .arg(
            flag("at", "N", words::at(lang))
                .action(ArgAction::Append)
                .num_args(1..)
                .value_parser(clap::value_parser!(usize)),
        )
        .arg(flag("before", "WORDS", words::before_words(lang)).action(ArgAction::Append))
        .arg(pages::switch("auto", words::auto(lang)).conflicts_with_all(["at", "before"]))
        .arg(flag("keep", "N", words::keep_part(lang)).value_parser(clap::value_parser!(usize)))
        .arg(set_flag(lang));
    pages::flags(command, lang)
}

pub(super) fn split(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut set = Set::open(context, arguments)?;
    let (docket, decisions) = (set.docket(), set.decisions());
    let keep = arguments.get_one::<usize>("keep").copied();
    // Whether anything is written for the opinion or not: a part that there is not was meant otherwise.
    let is_part = |parts: usize| match keep {
        Some(part) if part == 0 || part > parts => Err(Failure::Usage(words::no_part(lang, part, parts))),
        _ => Ok(()),
    };
    let opinion = ids::opinion(lang, &docket, &decisions, ids::one(arguments, "opinions").unwrap_or_default())?;
    let Some(receipt) = docket.receipt_of(opinion) else { return Ok(crate::cli::DONE) };
    let mut at: Vec<usize> = arguments.get_many::<usize>("at").into_iter().flatten().copied().collect();
    for before in ids::all(arguments, "before") {
        let place = place(receipt, opinion, &before);
        at.push(place.ok_or_else(|| Failure::Usage(words::no_words(lang, &opinion.id, &before)))?);
    }
    if at.is_empty() {
        let proposed = reshape::proposals(receipt, opinion);
        if proposed.is_empty() {
            return Err(Failure::Usage(words::nowhere(lang).to_owned()));
        }
        is_part(proposed.len() + 1)?;
        if !arguments.get_flag("auto") {
            return show(context, arguments, &set, receipt, opinion, &proposed);
        }
        at = proposed;
    }
    let act = reshape::split(&docket, &decisions, &opinion.id, &at);
    let mut act = act.map_err(|fault| Failure::Usage(words::reshape_fault(lang, &fault)))?;
    let CommentOp::Reshape { into, .. } = &act else { return Ok(crate::cli::DONE) };
    is_part(into.len())?;
    // What was written for the opinion stays with one of its parts: with the first, where nobody says otherwise.
    if let Some(item) = reshape::written(&decisions, &act).first() {
        if keep.is_none() {
            say(&words::first_keeps(lang, item));
        }
        act = reshape::staying(act, keep.unwrap_or(1) - 1, item);
    }
    set.perform(context, act)
}

/// Where words begin in an opinion, as an offset of the original; widths and kana as they stand.
fn place(receipt: &Receipt, opinion: &Opinion, before: &str) -> Option<usize> {
    opinion.spans.iter().find_map(|span| {
        let text = span.of(&receipt.text);
        let at = text.find(before).filter(|_| !before.is_empty())?;
        text.get(..at).map(|before| span.start + before.chars().count())
    })
}

/// The parts that would come about, masked.
fn show(
    context: &Context,
    arguments: &ArgMatches,
    set: &Set,
    receipt: &Receipt,
    opinion: &Opinion,
    at: &[usize],
) -> Result<u8, Failure> {
    let lang = context.lang;
    let masks = docket::masks(receipt, &set.decisions());
    let start = opinion.spans.first().map_or(0, |span| span.start);
    let end = opinion.spans.last().map_or(0, |span| span.end);
    let bounds: Vec<usize> = [start].into_iter().chain(at.iter().copied()).chain([end]).collect();
    let parts: Vec<(usize, String)> = bounds
        .iter()
        .zip(bounds.iter().skip(1))
        .map(|(from, to)| (*from, mask::hide(&receipt.text, Span::new(*from, *to), &masks).text.trim().to_owned()))
        .collect();
    let list = List {
        title: words::title_split(lang),
        corner: words::head_place(lang),
        heads: vec![words::head_text(lang)],
        rows: parts.iter().map(|(from, text)| (from.to_string(), vec![word(fold::display(text))])).collect(),
        notes: Vec::new(),
    };
    let whole = || {
        let parts: Vec<_> = parts.iter().map(|(from, text)| json!({ "at": from, "text": text })).collect();
        Ok(export_json::value(&json!({ "opinion": opinion.id, "parts": parts }))?)
    };
    lists::write(context, arguments, set, list, whole)
}

pub(super) fn join_command(lang: Lang) -> Command {
    Command::new("join")
        .about(words::join_about(lang))
        .arg(ids::opinions_arg(lang, true))
        .arg(flag("keep", "ITEM", words::keep_item(lang)))
        .arg(set_flag(lang))
}

pub(super) fn join(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut set = Set::open(context, arguments)?;
    let (docket, decisions) = (set.docket(), set.decisions());
    let opinions = ids::opinions(lang, &docket, &decisions, &ids::all(arguments, "opinions"))?;
    let act = reshape::join(&docket, &decisions, &opinions);
    let act = act.map_err(|fault| Failure::Usage(words::reshape_fault(lang, &fault)))?;
    let items = reshape::written(&decisions, &act);
    let wanted = arguments.get_one::<String>("keep").map(|named| fold::matching(named));
    let named = |item: &&String| {
        let number = docket.number(item).map(|number| number.to_string());
        wanted.as_ref().is_some_and(|wanted| fold::matching(item) == *wanted || number.as_ref() == Some(wanted))
    };
    let act = match (items.as_slice(), &wanted) {
        ([], None) => act,
        ([], Some(typed)) => {
            // Nothing is written, so nothing has to stay; but the item that is named must be one of theirs.
            let of = docket.items.iter().filter(|numbered| {
                let mut members = numbered.members.iter().filter_map(|member| docket.opinions.get(*member));
                members.any(|opinion| opinions.contains(&opinion.id))
            });
            let of: Vec<&String> = of.map(|numbered| &numbered.item.id).collect();
            if !of.iter().any(&named) {
                let of: Vec<&str> = of.into_iter().map(String::as_str).collect();
                return Err(Failure::Usage(words::not_their_item(lang, typed, &of)));
            }
            act
        }
        ([only], None) => reshape::staying(act, 0, only),
        (several, _) => {
            let kept = several.iter().find(named);
            let kept = kept.ok_or_else(|| Failure::Usage(words::which_stays(lang, &several.join("・"))))?;
            reshape::staying(act, 0, kept)
        }
    };
    set.perform(context, act)
}
