//! `koe form remove ID`: takes away a form that was typed in.

use clap::{Arg, ArgMatches, Command};

use crate::cli::fix::{desk::Desk, one};
use crate::cli::{Context, DONE, Failure, survey_flag};
use crate::messages::{Lang, form as words};
use crate::model::fix::TYPED;
use crate::project::FixOp;
use crate::text::fold::matching;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("remove")
        .about(words::remove_about(lang))
        .arg(Arg::new("case").value_name("ID").required(true).help(words::id(lang)))
        .arg(survey_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let id = matching(one(arguments, "case").unwrap_or_default());
    if !desk.forms.find(&id).into_iter().any(|form| desk.forms.place(form).file == TYPED) {
        return Err(Failure::Usage(words::not_typed(context.lang, &id)));
    }
    desk.decide(FixOp::Withdraw { id })?;
    Ok(DONE)
}
