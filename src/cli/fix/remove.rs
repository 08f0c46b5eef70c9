//! `koe fix remove`: takes decisions back; the cells speak for themselves again.

use clap::{ArgMatches, Command};

use super::desk::Desk;
use super::{case_arg, one};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, pages, survey_flag};
use crate::messages::{Lang, fix as words};
use crate::model::fix::{FixKey, FixState, Holds};
use crate::project::FixOp;
use crate::text::fold::matching;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("remove")
        .about(words::remove_about(lang))
        .arg(case_arg(lang).required_unless_present_any(["rule", "all", "stale"]))
        .arg(flag("question", "Q", words::question(lang)))
        .arg(flag("rule", "RULE", words::rule(lang)))
        .arg(pages::switch("stale", words::only_stale(lang)))
        .arg(pages::switch("all", words::all(lang)).conflicts_with_all(["case", "question", "rule", "stale"]))
        .arg(survey_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let case = one(arguments, "case").map(matching);
    // The question of a decision need not be in the survey any more.
    let question = one(arguments, "question");
    let rule = one(arguments, "rule");
    let is_meant = |state: &&FixState| {
        let fix = &state.fix;
        case.as_ref().is_none_or(|case| *case == matching(&state.id) || *case == fix.case.case)
            && question.is_none_or(|wanted| fix.question.as_ref().is_some_and(|id| id.eq_ignore_ascii_case(wanted)))
            && rule.is_none_or(|rule| fix.rule == rule)
            && (!arguments.get_flag("stale") || state.holds != Holds::Yes)
    };
    let of: Vec<FixKey> = desk.forms.fixes().iter().filter(is_meant).map(|state| state.fix.key()).collect();
    if of.is_empty() {
        return Err(Failure::Usage(words::nothing_to_remove(context.lang).to_owned()));
    }
    desk.decide(FixOp::Unfix { of })?;
    Ok(DONE)
}
