//! `koe comments fate`: what became of the opinions of a receipt, who decided it and when, and everything done about it.

use std::collections::BTreeSet;

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use super::set_flag;
use super::target::{Desk, values};
use crate::cli::{Context, DONE, Failure, json_flag, print};
use crate::messages::{Lang, comments as all_words, comments::publish as words, fix::person};
use crate::model::comment::{Fate, Opinion, Receipt};
use crate::model::day;
use crate::project::Entry;
use crate::text::fold;

pub(super) fn command(lang: Lang) -> Command {
    let ids = Arg::new("ids").value_name("ID").required(true).num_args(1..).help(words::fate_arg(lang));
    Command::new("fate").about(words::fate_about(lang)).arg(set_flag(lang)).arg(ids).arg(json_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let desk = Desk::open(context, arguments)?;
    let mut found = Vec::new();
    for id in values(arguments, "ids") {
        found.push(find(&desk, lang, id)?);
    }
    if arguments.get_flag("json") {
        let all: Value = found.iter().map(|(receipt, opinions)| to_json(&desk, receipt, opinions, lang)).collect();
        print(&format!("{all:#}"))?;
    } else {
        let all: Vec<String> = found.iter().map(|(receipt, opinions)| text(&desk, receipt, opinions, lang)).collect();
        print(&all.join("\n"))?;
    }
    Ok(DONE)
}

/// A receipt with all its opinions, or the receipt of an opinion with that one; an opinion that was divided since stands for
/// its receipt.
fn find<'a>(desk: &'a Desk, lang: Lang, id: &str) -> Result<(&'a Receipt, Vec<&'a Opinion>), Failure> {
    let docket = &desk.docket;
    let folded = fold::matching(id);
    let is = |known: &str| known == id || known == folded;
    let whole = |at: usize, receipt: &'a Receipt| (receipt, docket.opinions_of(at).collect());
    if let Some((at, receipt)) = docket.receipts.iter().enumerate().find(|(_, receipt)| is(&receipt.id)) {
        return Ok(whole(at, receipt));
    }
    if let Some(opinion) = docket.opinions.iter().find(|opinion| is(&opinion.id))
        && let Some(receipt) = docket.receipt_of(opinion)
    {
        return Ok((receipt, vec![opinion]));
    }
    let divided = desk.decisions.shapes.iter().find(|(_, shape)| shape.pieces.iter().any(|piece| is(&piece.id)));
    let receipt = divided.and_then(|(id, _)| docket.receipts.iter().enumerate().find(|(_, receipt)| receipt.id == *id));
    receipt.map(|(at, receipt)| whole(at, receipt)).ok_or_else(|| desk.unknown_opinion(lang, id))
}

/// The reason of a fate, where there is one.
fn why(fate: &Fate, lang: Lang) -> Option<String> {
    match fate {
        Fate::OutOfScope { why } if why.is_empty() => Some(words::late_rule(lang).to_owned()),
        Fate::OutOfScope { why } | Fate::Withdrawn { why } => Some(why.clone()),
        _ => None,
    }
}

fn item(fate: &Fate) -> Option<&str> {
    match fate {
        Fate::Published { item } | Fate::Merged { item } => Some(item),
        _ => None,
    }
}

fn decided<'a>(desk: &'a Desk, receipt: &Receipt, opinion: &Opinion) -> Option<&'a Entry> {
    desk.set.journal.decided(desk.set.id(), &receipt.id, &opinion.id)
}

fn to_json(desk: &Desk, receipt: &Receipt, opinions: &[&Opinion], lang: Lang) -> Value {
    let opinion = |opinion: &&Opinion| {
        let fate = match &opinion.fate {
            Fate::Published { .. } => "published",
            Fate::Merged { .. } => "merged",
            Fate::OutOfScope { .. } => "out_of_scope",
            Fate::Withdrawn { .. } => "withdrawn",
            Fate::Open => "open",
        };
        let by = decided(desk, receipt, opinion);
        let into = item(&opinion.fate);
        json!({
            "id": opinion.id, "fate": fate, "into": into, "number": into.and_then(|item| desk.docket.number(item)),
            "why": why(&opinion.fate, lang), "who": by.map(|entry| &entry.who), "when": by.map(|entry| &entry.at),
            "text": opinion.text,
        })
    };
    let history = desk.set.journal.about(desk.set.id(), &receipt.id, &ids(desk, receipt));
    let event = |event: &crate::project::comments::history::Event<'_>| {
        json!({
            "when": event.entry.at, "who": event.entry.who, "what": all_words::act(lang, event.act),
            "in_effect": event.in_effect,
        })
    };
    json!({
        "receipt": receipt.id, "received": receipt.received.map(day::iso), "channel": receipt.channel, "late": receipt.late,
        "opinions": opinions.iter().map(opinion).collect::<Vec<_>>(),
        "history": history.iter().map(event).collect::<Vec<_>>(),
    })
}

/// All opinions a receipt has or had.
fn ids(desk: &Desk, receipt: &Receipt) -> Vec<String> {
    let position = desk.docket.receipts.iter().position(|known| known.id == receipt.id);
    let now = position.into_iter().flat_map(|at| desk.docket.opinions_of(at)).map(|opinion| opinion.id.clone());
    let shape = desk.decisions.shapes.get(&receipt.id);
    let before = shape.into_iter().flat_map(|shape| &shape.pieces).map(|piece| piece.id.clone());
    let all: BTreeSet<String> = now.chain(before).chain([receipt.id.clone()]).collect();
    all.into_iter().collect()
}

fn text(desk: &Desk, receipt: &Receipt, opinions: &[&Opinion], lang: Lang) -> String {
    let received = receipt.received.map_or(String::new(), day::iso);
    let mut lines = vec![words::receipt(lang, &receipt.id, &received, &receipt.channel, receipt.late)];
    for opinion in opinions {
        let number = item(&opinion.fate).and_then(|item| desk.docket.number(item));
        let mut fate = words::fate(lang, &opinion.fate, number);
        if let Some(why) = why(&opinion.fate, lang) {
            fate.push_str(&lang.pick(format!("。理由: {why}"), format!(". Reason: {why}")));
        }
        match (decided(desk, receipt, opinion), &opinion.fate) {
            (Some(entry), _) => {
                let by = format!("{} {}", words::time(&entry.at), person(lang, &entry.who));
                fate.push_str(&lang.pick(format!("（{}）", by.trim_end()), format!(" ({})", by.trim_end())));
            }
            (None, Fate::OutOfScope { .. }) => {
                fate.push_str(
                    &lang.pick(format!("（{}）", words::by_rule(lang)), format!(" ({})", words::by_rule(lang))),
                );
            }
            _ => {}
        }
        lines.push(words::opinion(lang, &opinion.id, &fate));
        lines.extend(opinion.text.lines().map(|line| format!("    {line}")));
    }
    let history = desk.set.journal.about(desk.set.id(), &receipt.id, &ids(desk, receipt));
    if !history.is_empty() {
        lines.push(format!("  {}", words::history(lang)));
    }
    for event in history {
        let back = if event.in_effect { "" } else { words::taken_back(lang) };
        let act = all_words::act(lang, event.act);
        let by = format!("{} {}", words::time(&event.entry.at), person(lang, &event.entry.who));
        lines.push(format!("    {}　{act}{back}", by.trim_end()));
    }
    lines.join("\n") + "\n"
}
