//! `koe fix rule RULE REMEDY`: the same decision for every form that a rule hits, one by one on record.

use clap::{Arg, ArgMatches, Command};

use super::desk::Desk;
use super::{case_arg, note_flag, one};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, say, survey_flag};
use crate::load::remedy::{Remedy, Wanted, settle};
use crate::messages::{Lang, fix as words};
use crate::project::FixOp;

pub(super) fn command(lang: Lang) -> Command {
    let remedies = Remedy::ALL.map(Remedy::name);
    Command::new("rule")
        .about(words::rule_about(lang))
        .after_help(words::rule_help(lang))
        .arg(Arg::new("rule").value_name("RULE").required(true).help(words::rule(lang)))
        .arg(Arg::new("remedy").value_name("REMEDY").required(true).value_parser(remedies).help(words::remedy(lang)))
        .arg(case_arg(lang).long("case"))
        .arg(flag("file", "FILE", words::file(lang)))
        .arg(flag("question", "Q", words::question(lang)))
        .arg(survey_flag(lang))
        .arg(note_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut desk = Desk::open(context, arguments)?;
    let rule = one(arguments, "rule").unwrap_or_default();
    let question = one(arguments, "question").map(|typed| desk.question(typed)).transpose()?;
    let form = one(arguments, "case").map(|_| desk.form(arguments)).transpose()?;
    let Some(remedy) = one(arguments, "remedy").and_then(Remedy::from_name) else { return Ok(DONE) };
    let wanted = Wanted { rule, question: question.as_ref().map(|question| question.id.as_str()), form };
    let settlement = settle(&desk.forms, &wanted, remedy, &desk.signature(arguments));
    if settlement.unfit > 0 {
        say(&words::unfit(lang, settlement.unfit));
    }
    if settlement.fixes.is_empty() {
        let rules: std::collections::BTreeSet<&str> =
            desk.forms.met().filter(|(form, _)| form.is_some()).map(|(_, met)| met.problem.rule()).collect();
        return Err(Failure::Usage(words::nothing_to_fix(lang, rule, &rules.into_iter().collect::<Vec<_>>())));
    }
    desk.decide(FixOp::Fix { fixes: settlement.fixes })?;
    Ok(DONE)
}
