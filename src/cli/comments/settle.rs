//! `koe comments settle OPINION`: the codes that hold where coders differ. Both codings are kept.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Set, set_flag};
use crate::cli::{Context, DONE, Failure, pages, say};
use crate::messages::{Lang, comments::agreement as words, comments::groups::unknown_opinion};
use crate::project::CommentOp;

pub(super) fn command(lang: Lang) -> Command {
    let code = Arg::new("code").long("code").value_name("CODE").action(ArgAction::Append);
    Command::new("settle")
        .about(words::settle_about(lang))
        .arg(
            Arg::new("opinion")
                .value_name("OPINION")
                .required(true)
                .help(crate::messages::comments::groups::opinion(lang)),
        )
        .arg(set_flag(lang))
        .arg(code.help(words::settle_code(lang)))
        .arg(pages::switch("none", words::settle_none(lang)).conflicts_with("code"))
        .arg(pages::switch("open", words::settle_open(lang)).conflicts_with_all(["code", "none"]))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut codes: Vec<String> = Vec::new();
    for code in arguments.get_many::<String>("code").into_iter().flatten() {
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    let open = arguments.get_flag("open");
    if codes.is_empty() && !open && !arguments.get_flag("none") {
        return Err(Failure::Usage(words::settle_what(lang).to_owned()));
    }
    let mut set = Set::open(context, arguments)?;
    let docket = set.docket();
    let opinion = arguments.get_one::<String>("opinion").cloned().unwrap_or_default();
    if docket.opinion(&opinion).is_none() {
        let nearest = crate::text::nearest(&opinion, docket.opinions.iter().map(|opinion| opinion.id.as_str()));
        return Err(Failure::Usage(unknown_opinion(lang, &opinion, nearest.as_ref())));
    }
    let book = &docket.codebook;
    if let Some(code) = codes.iter().find(|code| book.code(code).is_none()) {
        let nearest = crate::text::nearest(code, book.codes.iter().map(|code| code.id.as_str()));
        return Err(Failure::Usage(words::unknown_code(lang, code, nearest.as_ref())));
    }
    let titles: Vec<&str> = codes.iter().map(|code| book.title(code)).collect();
    let names = if codes.is_empty() { words::no_code(lang).to_owned() } else { titles.join(lang.pick("・", ", ")) };
    let done = if open { words::opened(lang, &opinion) } else { words::settled_on(lang, &opinion, &names) };
    let changed = set.act(context, CommentOp::Settle { opinion, codes: (!open).then_some(codes) })?;
    say(if changed { &done } else { words::nothing_changed(lang) });
    Ok(DONE)
}
