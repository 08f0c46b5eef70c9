//! `koe comments withdraw` and `same-person`: what is said about whole receipts.

use clap::{Arg, ArgMatches, Command};

use super::{Set, ids, set_flag};
use crate::cli::ask::flag;
use crate::cli::{Context, Failure, pages};
use crate::messages::{Lang, comments::intake as words};
use crate::project::CommentOp;

pub(super) fn withdraw_command(lang: Lang) -> Command {
    Command::new("withdraw")
        .about(words::withdraw_about(lang))
        .arg(ids::receipt_arg(lang))
        .arg(flag("why", "WORDS", words::why(lang)).conflicts_with("back"))
        .arg(pages::switch("back", words::back(lang)))
        .arg(set_flag(lang))
}

pub(super) fn withdraw(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let receipt = ids::one(arguments, "receipt").unwrap_or_default();
    // A receipt that is gone from its file can still be taken up again.
    let known = set.decisions().withdrawn.contains_key(receipt);
    let receipt = match ids::receipt(context.lang, &set.docket(), receipt) {
        Err(_) if known && arguments.get_flag("back") => receipt.to_owned(),
        found => found?.id.clone(),
    };
    let why = why_or_back(context.lang, arguments)?;
    set.perform(context, CommentOp::Withdraw { receipt, why })
}

/// The reason, or `None` to take something back.
pub(super) fn why_or_back(lang: Lang, arguments: &ArgMatches) -> Result<Option<String>, Failure> {
    let why = ids::one(arguments, "why").map(str::trim).filter(|why| !why.is_empty());
    match (why, arguments.get_flag("back")) {
        (Some(why), _) => Ok(Some(why.to_owned())),
        (None, true) => Ok(None),
        (None, false) => Err(Failure::Usage(words::why_or_back(lang).to_owned())),
    }
}

pub(super) fn same_person_command(lang: Lang) -> Command {
    Command::new("same-person")
        .about(words::same_person_about(lang))
        .arg(ids::receipt_arg(lang))
        .arg(Arg::new("of").value_name("RECEIPT").help(words::receipt_arg(lang)).conflicts_with("apart"))
        .arg(pages::switch("apart", words::apart(lang)))
        .arg(set_flag(lang))
}

pub(super) fn same_person(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let docket = set.docket();
    let find = |name: &str| {
        let typed = ids::one(arguments, name);
        typed.map(|typed| Ok::<_, Failure>(ids::receipt(context.lang, &docket, typed)?.id.clone())).transpose()
    };
    let (receipt, of) = (find("receipt")?.unwrap_or_default(), find("of")?);
    if (of.is_none() && !arguments.get_flag("apart")) || of.as_ref() == Some(&receipt) {
        return Err(Failure::Usage(words::one_person(context.lang).to_owned()));
    }
    // Being the same as oneself alone is how a receipt is told apart from its namesakes.
    let of = of.or_else(|| Some(receipt.clone()));
    set.perform(context, CommentOp::SamePerson { receipt, of })
}
