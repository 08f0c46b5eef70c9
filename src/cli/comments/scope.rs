//! `koe comments out-of-scope` and `flag`: marks on opinions.

use clap::{ArgMatches, Command};

use super::receipts::why_or_back;
use super::{Set, ids, set_flag};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, pages};
use crate::messages::{Lang, comments::intake as words};
use crate::project::CommentOp;

pub(super) fn scope_command(lang: Lang) -> Command {
    Command::new("out-of-scope")
        .about(words::scope_about(lang))
        .arg(ids::opinions_arg(lang, true))
        .arg(flag("why", "WORDS", words::why(lang)).conflicts_with("back"))
        .arg(pages::switch("back", words::back(lang)))
        .arg(set_flag(lang))
}

pub(super) fn scope(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let opinions = ids::opinions(context.lang, &set.docket(), &set.decisions(), &ids::all(arguments, "opinions"))?;
    let why = why_or_back(context.lang, arguments)?;
    set.perform(context, CommentOp::OutOfScope { opinions, why })
}

pub(super) fn flag_command(lang: Lang) -> Command {
    Command::new("flag")
        .about(words::flag_about(lang))
        .arg(ids::opinions_arg(lang, true))
        .arg(flag("note", "WORDS", words::note(lang)).conflicts_with("off"))
        .arg(pages::switch("off", words::off(lang)))
        .arg(set_flag(lang))
}

pub(super) fn flag_run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let opinions = ids::opinions(context.lang, &set.docket(), &set.decisions(), &ids::all(arguments, "opinions"))?;
    let note = ids::one(arguments, "note").unwrap_or_default().to_owned();
    let note = (!arguments.get_flag("off")).then_some(note);
    for opinion in opinions {
        set.perform(context, CommentOp::Flag { opinion, note: note.clone() })?;
    }
    Ok(DONE)
}
