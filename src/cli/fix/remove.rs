//! `koe fix remove`: takes decisions back; the cells speak for themselves again.

use clap::{ArgMatches, Command};

use super::desk::Desk;
use super::{case_arg, one, question_arg};
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
        .arg(question_arg(lang))
        // As it was written before `set` and `remove` took the same addresses.
        .arg(flag("of", "Q", words::question(lang)).long("question").conflicts_with("question"))
        .arg(flag("file", "FILE", words::file(lang)).requires("case"))
        .arg(flag("rule", "RULE", words::rule(lang)))
        .arg(pages::switch("stale", words::only_stale(lang)))
        .arg(pages::switch("all", words::all(lang)).conflicts_with_all(["case", "question", "of", "rule", "stale"]))
        .arg(survey_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let case = one(arguments, "case");
    // The question of a decision need not be in the survey any more.
    let question = one(arguments, "question").or_else(|| one(arguments, "of"));
    let file = one(arguments, "file");
    let forms = case.map_or(Vec::new(), |typed| desk.named(typed, file));
    // The case of a decision need not be in the file any more either.
    let is_case = |state: &FixState, typed: &str| {
        let (fix, wanted) = (&state.fix, matching(typed));
        let by_id = wanted == matching(&state.id) || wanted == fix.case.case;
        desk.forms.called(&fix.case).is_some_and(|form| forms.contains(&form))
            || by_id && file.is_none_or(|file| fix.case.file.ends_with(file))
    };
    let rule = one(arguments, "rule");
    let is_meant = |state: &&FixState| {
        let fix = &state.fix;
        case.is_none_or(|case| is_case(state, case))
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
