//! `koe comments list`: opinions with their receipt, person, channel, codes, fate and text, filtered.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::lists::{self, List, word};
use super::{Set, ids, set_flag};
use crate::cli::ask::flag;
use crate::cli::{Context, Failure, pages};
use crate::comments::codes;
use crate::export::json as export_json;
use crate::messages::{Lang, comments::intake as words};
use crate::model::comment::{Codebook, Decisions, Docket, Fate, Opinion, Receipt};
use crate::model::day;
use crate::text::fold;

pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("list")
        .about(words::list_about(lang))
        .arg(set_flag(lang))
        .arg(flag("code", "C", words::filter_code(lang)))
        .arg(pages::switch("untagged", words::untagged(lang)))
        .arg(pages::switch("open", words::open(lang)))
        .arg(pages::switch("late", words::late(lang)))
        .arg(pages::switch("flagged", words::flagged(lang)))
        .arg(flag("where-text", "WORDS", words::where_text(lang)))
        .arg(flag("person", "N", words::person(lang)).value_parser(clap::value_parser!(usize)))
        .arg(flag("receipt", "ID", words::of_receipt(lang)));
    pages::flags(command, lang)
}

/// One opinion with everything that is listed about it.
struct Row<'a> {
    opinion: &'a Opinion,
    receipt: &'a Receipt,
    codes: Vec<String>,
    flag: Option<&'a String>,
    number: Option<usize>,
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let set = Set::open(context, arguments)?;
    let (docket, decisions) = (set.docket(), set.decisions());
    let rows = rows(context, arguments, &docket, &decisions)?;
    let mut people: Vec<usize> = rows.iter().map(|row| row.receipt.person).collect();
    people.sort_unstable();
    people.dedup();
    let list = List {
        title: words::title_list(lang),
        corner: words::head_opinion(lang),
        heads: vec![
            words::head_receipt(lang),
            words::head_person(lang),
            words::head_channel(lang),
            words::head_day(lang),
            words::head_late(lang),
            words::head_codes(lang),
            words::head_fate(lang),
            words::head_item(lang),
            words::head_flag(lang),
            words::head_text(lang),
        ],
        rows: rows.iter().map(|row| cells(lang, row, &docket.codebook)).collect(),
        notes: vec![if rows.is_empty() {
            words::nothing_found(lang).to_owned()
        } else {
            words::count(lang, rows.len(), people.len())
        }],
    };
    let whole = || Ok(export_json::value(&rows.iter().map(object).collect::<Vec<_>>())?);
    lists::write(context, arguments, &set, list, whole)
}

fn rows<'a>(
    context: &Context,
    arguments: &ArgMatches,
    docket: &'a Docket,
    decisions: &'a Decisions,
) -> Result<Vec<Row<'a>>, Failure> {
    let book = &docket.codebook;
    let code = ids::one(arguments, "code").map(|typed| ids::code(context.lang, book, typed)).transpose()?;
    let of = ids::one(arguments, "receipt").map(|typed| ids::receipt(context.lang, docket, typed)).transpose()?;
    let wanted = ids::one(arguments, "where-text").map(|text| fold::search(text).replace(' ', ""));
    let person = arguments.get_one::<usize>("person");
    let has = |name: &str| arguments.get_flag(name);
    let under = |codes: &[String], wanted: &String| {
        codes.iter().any(|code| code == wanted || book.path(code).iter().any(|above| above.id == *wanted))
    };
    let mut rows = Vec::new();
    for opinion in &docket.opinions {
        let Some(receipt) = docket.receipt_of(opinion) else { continue };
        let coded = codes::of(decisions, book, &opinion.id);
        let flag = decisions.flagged.get(&opinion.id);
        let number = match &opinion.fate {
            Fate::Published { item } | Fate::Merged { item } => docket.number(item),
            _ => None,
        };
        let keep = code.as_ref().is_none_or(|code| under(&coded.codes, code))
            && (!has("untagged") || coded.state == codes::State::None)
            && (!has("open") || opinion.fate == Fate::Open)
            && (!has("late") || receipt.late)
            && (!has("flagged") || flag.is_some())
            && of.is_none_or(|of| of.id == receipt.id)
            && person.is_none_or(|person| receipt.person + 1 == *person)
            && wanted.as_ref().is_none_or(|wanted| fold::search(&opinion.text).replace(' ', "").contains(wanted));
        if keep {
            rows.push(Row { opinion, receipt, codes: coded.codes, flag, number });
        }
    }
    Ok(rows)
}

fn cells(lang: Lang, row: &Row<'_>, book: &Codebook) -> (String, Vec<crate::present::grid::Cell>) {
    let titles: Vec<String> = row.codes.iter().map(|code| titled(book, code)).collect();
    let flag = row.flag.map(|note| if note.is_empty() { words::yes(lang) } else { note.as_str() });
    let why = match &row.opinion.fate {
        Fate::OutOfScope { why } | Fate::Withdrawn { why } if !why.is_empty() => format!(": {why}"),
        _ => String::new(),
    };
    let cells = vec![
        word(&row.receipt.id),
        lists::count(row.receipt.person + 1),
        word(&row.receipt.channel),
        word(row.receipt.received.map(day::iso).unwrap_or_default()),
        word(if row.receipt.late { words::yes(lang) } else { "" }),
        word(titles.join("、")),
        word(format!("{}{why}", fate(lang, &row.opinion.fate))),
        row.number.map_or_else(crate::present::grid::Cell::blank, lists::count),
        word(flag.unwrap_or_default()),
        word(&row.opinion.text),
    ];
    (row.opinion.id.clone(), cells)
}

/// A code by id and title.
pub(super) fn titled(book: &Codebook, code: &str) -> String {
    match book.title(code) {
        title if title == code => code.to_owned(),
        title => format!("{code} {title}"),
    }
}

/// What became of an opinion, in words.
pub(super) fn fate(lang: Lang, fate: &Fate) -> &'static str {
    match fate {
        Fate::Open => words::undecided(lang),
        Fate::Published { .. } => words::published(lang),
        Fate::Merged { .. } => words::merged(lang),
        Fate::OutOfScope { .. } => words::out_of_scope(lang),
        Fate::Withdrawn { .. } => words::withdrawn(lang),
    }
}

fn object(row: &Row<'_>) -> Value {
    let (fate, into, why) = match &row.opinion.fate {
        Fate::Open => ("open", None, None),
        Fate::Published { item } => ("published", Some(item), None),
        Fate::Merged { item } => ("merged", Some(item), None),
        Fate::OutOfScope { why } => ("out_of_scope", None, Some(why)),
        Fate::Withdrawn { why } => ("withdrawn", None, Some(why)),
    };
    json!({
        "id": row.opinion.id,
        "receipt": row.receipt.id,
        "person": row.receipt.person + 1,
        "anonymous": row.receipt.anonymous,
        "channel": row.receipt.channel,
        "received": row.receipt.received.map(day::iso),
        "late": row.receipt.late,
        "place": row.receipt.place,
        "attributes": row.receipt.attributes.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
        "codes": row.codes,
        "fate": fate,
        "into": into,
        "number": row.number,
        "why": why,
        "flag": row.flag,
        "masked": row.opinion.masked,
        "text": row.opinion.text,
    })
}
