//! `koe comments add`: a letter or fax taken in by typing, pasting or naming a file.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Read};
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Set, ids, set_flag};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, pages, print, say};
use crate::load::read::ReadError;
use crate::messages::{Lang, comments::intake as words};
use crate::model::comment::Docket;
use crate::model::comment::decisions::Typed;
use crate::model::day;
use crate::project::CommentOp;
use crate::text::fold;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("add")
        .about(words::add_about(lang))
        .arg(set_flag(lang))
        .arg(Arg::new("text").value_name("TEXT").help(words::text(lang)))
        .arg(
            flag("file", "F", words::text_file(lang)).value_parser(clap::value_parser!(PathBuf)).conflicts_with("text"),
        )
        .arg(flag("id", "ID", words::id(lang)))
        .arg(flag("received", "DAY", words::received(lang)))
        .arg(flag("channel", "C", words::channel(lang)))
        .arg(flag("place", "P", words::place(lang)))
        .arg(flag("attribute", "K=V", words::attribute(lang)).action(ArgAction::Append))
        .arg(pages::switch("signed", words::signed(lang)))
        .arg(pages::switch("replace", words::replace(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let text = text(context, arguments)?;
    let mut set = Set::open(context, arguments)?;
    let docket = set.docket();
    let id = match ids::one(arguments, "id").map(fold::matching).filter(|id| !id.is_empty()) {
        Some(id) => {
            let typed = set.decisions().typed.iter().any(|typed| typed.id == id);
            let taken = docket.receipt(&id).is_some() || docket.opinion(&id).is_some();
            if taken && !(typed && arguments.get_flag("replace")) {
                return Err(Failure::Usage(words::receipt_taken(lang, &id, typed)));
            }
            id
        }
        None => next_id(&docket),
    };
    let received = match ids::one(arguments, "received") {
        None => String::new(),
        Some(typed) => match day::parse(&fold::matching(typed)) {
            Some(day) => day::iso(day as i64),
            None => return Err(Failure::Usage(words::no_day(lang, typed))),
        },
    };
    let channel = ids::one(arguments, "channel").map(|channel| channel.trim().to_owned()).unwrap_or_default();
    let known = &set.corpus.definition.about.channels;
    if !channel.is_empty() && !known.is_empty() && !known.contains(&channel) {
        say(&words::new_channel(lang, &channel, known));
    }
    let pair = |typed: String| match typed.split_once(['=', '＝']) {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.trim().to_owned())),
        _ => Err(Failure::Usage(words::no_pair(lang, &typed))),
    };
    let attributes = ids::all(arguments, "attribute").into_iter().map(pair).collect::<Result<Vec<_>, _>>()?;
    let place = ids::one(arguments, "place").unwrap_or_default().trim().to_owned();
    let signed = arguments.get_flag("signed");
    let receipt = Typed { id: id.clone(), received, channel, place, attributes, signed, text };
    if set.act(context, CommentOp::Receive { receipt: Box::new(receipt) })? {
        let docket = set.docket();
        let taken = docket.receipt(&id);
        let (late, masks) = taken.map_or((false, 0), |receipt| (receipt.late, receipt.found.len()));
        say(&words::added(lang, &id, late, masks));
        print(&id)?;
    } else {
        say(words::nothing(lang));
    }
    Ok(DONE)
}

/// The text: as typed, of the file, or from standard input when something is piped in.
fn text(context: &Context, arguments: &ArgMatches) -> Result<String, Failure> {
    let none = || Failure::Usage(words::no_text(context.lang).to_owned());
    let typed = ids::one(arguments, "text").filter(|text| *text != "-");
    let text = if let Some(path) = arguments.get_one::<PathBuf>("file") {
        let read = std::fs::read_to_string(path);
        read.map_err(|error| {
            let error = ReadError::Io(error);
            Failure::from(crate::load::LoadError::Read { file: path.clone(), error })
        })?
    } else if let Some(typed) = typed {
        typed.to_owned()
    } else {
        let mut input = std::io::stdin();
        if input.is_terminal() && ids::one(arguments, "text").is_none() {
            return Err(none());
        }
        let mut text = String::new();
        input.read_to_string(&mut text).map_err(|_| none())?;
        text
    };
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_end_matches('\n').to_owned();
    if text.trim().is_empty() { Err(none()) } else { Ok(text) }
}

/// The number after the greatest of those written like the last: 31 after 30, P-008 after P-007.
fn next_id(docket: &Docket) -> String {
    let parts = |id: &str| {
        let digits = id.chars().rev().take_while(char::is_ascii_digit).count();
        let at = id.len() - digits;
        let number: u64 = id.get(at..)?.parse().ok()?;
        Some((id.get(..at)?.to_owned(), number, digits))
    };
    let numbered =
        || docket.receipts.iter().filter(|receipt| !receipt.id.contains('#')).filter_map(|receipt| parts(&receipt.id));
    let prefix = numbered().next_back().map(|(prefix, ..)| prefix).unwrap_or_default();
    let of_kind = || numbered().filter(|(other, ..)| *other == prefix);
    let (number, width) = of_kind().map(|(_, number, width)| (number, width)).max().unwrap_or((0, 1));
    let taken: BTreeSet<&str> = docket.receipts.iter().map(|receipt| receipt.id.as_str()).collect();
    let mut ids = (number + 1..).map(|number| format!("{prefix}{number:0width$}"));
    ids.find(|id| !taken.contains(id.as_str()) && docket.opinion(id).is_none()).unwrap_or_default()
}
