//! `koe findings review`: who stands for a finding, and since when it is accepted.

use clap::{ArgMatches, Command};

use super::desk::{Desk, Needs};
use super::{all, finding_arg, one};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, pages};
use crate::messages::Lang;
use crate::messages::comments::intake;
use crate::messages::finding::words;
use crate::model::day;
use crate::model::finding::Review;
use crate::project::FindingOp;
use crate::text::fold::matching;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("review")
        .about(words::review_about(lang))
        .arg(finding_arg(lang).num_args(1..))
        .arg(flag("by", "NAME", words::by(lang)))
        .arg(flag("on", "DATE", words::on(lang)).requires("by"))
        .arg(pages::switch("none", words::none(lang)).conflicts_with_all(["by", "on"]))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let by = one(arguments, "by").map(|by| by.trim().to_owned()).filter(|by| !by.is_empty());
    let review = match by {
        Some(by) => {
            let on = match one(arguments, "on") {
                None => String::new(),
                Some(typed) => match day::parse(&matching(typed)) {
                    Some(day) => day::iso(day as i64),
                    None => return Err(Failure::Usage(intake::no_day(lang, typed))),
                },
            };
            Some(Review { by, on })
        }
        None if arguments.get_flag("none") => None,
        None => return Err(Failure::Usage(words::review_needs(lang).to_owned())),
    };
    let mut desk = Desk::open(context, |_| Needs::nothing())?;
    let typed = all(arguments, "finding");
    let ids =
        typed.iter().map(|typed| Ok(desk.finding(typed)?.id.clone())).collect::<Result<Vec<String>, Failure>>()?;
    for id in ids {
        desk.perform(FindingOp::Review { id, review: review.clone() })?;
    }
    Ok(DONE)
}
