//! `koe comments import-qda`: codes and codings from a file of another program, with what could not be matched.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use super::{Set, set_flag};
use crate::cli::pages::switch;
use crate::cli::{ATTENTION, Context, DONE, Failure, json_flag, print, say};
use crate::comments::codes;
use crate::comments::exchange::{self, Coded, Incoming};
use crate::load::qda;
use crate::messages::{Lang, comments::exchange as words};
use crate::project::CommentOp;
use crate::project::comments::op::{CoderTags, TagSet};

pub(super) fn command(lang: Lang) -> Command {
    let file = Arg::new("file").value_name("F").required(true).value_parser(clap::value_parser!(PathBuf));
    Command::new("import-qda")
        .about(words::import_about(lang))
        .arg(file.help(words::file(lang)))
        .arg(set_flag(lang))
        .arg(switch("dry-run", words::dry_run(lang)))
        .arg(json_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let fallback = PathBuf::new();
    let path = arguments.get_one::<PathBuf>("file").unwrap_or(&fallback);
    let brought = qda::read(path)?;
    let mut set = Set::open(context, arguments)?;
    let found = exchange::incoming(&brought, &set.corpus.definition, &set.docket(), &set.decisions());
    let dry_run = arguments.get_flag("dry-run");
    if !dry_run {
        take(context, &mut set, &found)?;
    }
    if arguments.get_flag("json") {
        print(&format!("{:#}", json(lang, &found)))?;
    } else {
        let lines: Vec<String> = found.unmatched.iter().map(|what| words::unmatched(lang, what)).collect();
        if !lines.is_empty() {
            print(&lines.join("\n"))?;
        }
    }
    let nothing = found.codes.is_empty() && found.tags.is_empty() && found.settled.is_empty();
    say(&if nothing { words::nothing(lang).to_owned() } else { words::taken(lang, &found, dry_run) });
    if found.inexact > 0 {
        say(&words::inexact(lang, found.inexact));
    }
    Ok(if found.unmatched.is_empty() { DONE } else { ATTENTION })
}

/// One act for everything that is not so already.
fn take(context: &Context, set: &mut Set, found: &Incoming) -> Result<(), Failure> {
    let (decisions, book) = (set.decisions(), set.docket().codebook);
    let same = |known: Option<&Vec<String>>, codes: &[String]| {
        known.is_some_and(|known| {
            let known: BTreeSet<String> = codes::current(&book, known).into_iter().collect();
            known == codes.iter().cloned().collect()
        })
    };
    let tag =
        |(opinion, codes): &(String, Vec<String>)| TagSet { opinion: opinion.clone(), codes: Some(codes.clone()) };
    let of_coder = |(coder, tags): &(String, Coded)| {
        let given = |opinion: &str| decisions.coding(opinion, coder).map(|coding| &coding.codes);
        let tags = tags.iter().filter(|(opinion, codes)| !same(given(opinion), codes)).map(tag).collect();
        CoderTags { coder: coder.clone(), tags }
    };
    let settled = found.settled.iter().filter(|(opinion, codes)| !same(decisions.settled.get(opinion), codes));
    let codes = found.codes.clone();
    let coders: Vec<CoderTags> = found.tags.iter().map(of_coder).filter(|coder| !coder.tags.is_empty()).collect();
    let settled: Vec<TagSet> = settled.map(tag).collect();
    if !(codes.is_empty() && coders.is_empty() && settled.is_empty()) {
        set.act(context, CommentOp::Import { codes, coders, settled })?;
    }
    Ok(())
}

fn json(lang: Lang, found: &Incoming) -> serde_json::Value {
    let tags = |(coder, tags): &(String, Coded)| json!({ "coder": coder, "opinions": tags.len() });
    json!({
        "codes": found.codes.iter().map(|code| code.id.as_str()).collect::<Vec<_>>(),
        "codings": found.taken,
        "coders": found.tags.iter().map(tags).collect::<Vec<_>>(),
        "settled": found.settled.len(),
        "inexact": found.inexact,
        "unmatched": found.unmatched.iter().map(|what| words::unmatched(lang, what)).collect::<Vec<_>>(),
    })
}
