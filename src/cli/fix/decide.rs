//! `koe fix set|keep|leave-out|count`: a decision about one form.

use clap::{Arg, ArgMatches, Command};

use super::desk::Desk;
use super::{form_flags, note_flag, one, question_arg};
use crate::cli::{Context, DONE, Failure};
use crate::load::remedy::fix;
use crate::load::typed;
use crate::messages::{Lang, fix as words};
use crate::model::Question;
use crate::model::fix::Change;
use crate::project::FixOp;

pub(super) fn set_command(lang: Lang) -> Command {
    let command = form_flags(Command::new("set").about(words::set_about(lang)).after_help(words::set_help(lang)), lang);
    command
        .arg(question_arg(lang).required(true))
        .arg(Arg::new("value").value_name("VALUE").required(true).allow_hyphen_values(true).help(words::value(lang)))
        .arg(note_flag(lang))
}

pub(super) fn set(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let form = desk.form(arguments)?;
    let question = desk.question(one(arguments, "question").unwrap_or_default())?;
    let typed = one(arguments, "value").unwrap_or_default();
    let answer = typed::answer(&question, typed)
        .map_err(|fault| Failure::Usage(words::fault(context.lang, &question, &fault)))?;
    let value = typed::text(&question, &answer);
    // The problem it settles, if there is one, is kept with it.
    let rule = desk.forms.problems(form).find(|met| met.question.as_deref() == Some(&question.id));
    let rule = rule.map(|met| met.problem.rule().to_owned()).unwrap_or_default();
    decide(&mut desk, arguments, form, Some(&question), &rule, Change::Set { value })
}

pub(super) fn keep_command(lang: Lang) -> Command {
    let command = form_flags(Command::new("keep").about(words::keep_about(lang)), lang);
    command
        .arg(Arg::new("rule").value_name("RULE").required(true).help(words::rule(lang)))
        .arg(question_arg(lang))
        .arg(note_flag(lang))
}

pub(super) fn keep(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let form = desk.form(arguments)?;
    let rule = one(arguments, "rule").unwrap_or_default().to_owned();
    let question = one(arguments, "question").map(|typed| desk.question(typed)).transpose()?;
    let id = question.as_ref().map(|question| question.id.as_str());
    let is_meant =
        |met: &&crate::model::Diagnostic| met.problem.rule() == rule && (id.is_none() || met.question.as_deref() == id);
    let Some(found) = desk.forms.problems(form).find(is_meant) else {
        return Err(Failure::Usage(words::no_problem(context.lang, &rule)));
    };
    let about = found.question.clone();
    let question = about.as_deref().and_then(|id| desk.forms.survey().question(id)).cloned();
    decide(&mut desk, arguments, form, question.as_ref(), &rule, Change::Keep)
}

pub(super) fn leave_out_command(lang: Lang) -> Command {
    form_flags(Command::new("leave-out").about(words::leave_out_about(lang)), lang).arg(note_flag(lang))
}

pub(super) fn leave_out(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    whole(context, arguments, Change::LeaveOut)
}

pub(super) fn count_command(lang: Lang) -> Command {
    form_flags(Command::new("count").about(words::count_about(lang)), lang).arg(note_flag(lang))
}

pub(super) fn count(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    whole(context, arguments, Change::Count)
}

fn whole(context: &Context, arguments: &ArgMatches, change: Change) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, arguments)?;
    let form = desk.form(arguments)?;
    let rule = desk.forms.fate(form).map(|fate| fate.rule().to_owned()).unwrap_or_default();
    decide(&mut desk, arguments, form, None, &rule, change)
}

fn decide(
    desk: &mut Desk,
    arguments: &ArgMatches,
    form: usize,
    question: Option<&Question>,
    rule: &str,
    change: Change,
) -> Result<u8, Failure> {
    let signature = desk.signature(arguments);
    let fixes = fix(&desk.forms, form, question, rule, change, &signature).into_iter().collect();
    desk.decide(FixOp::Fix { fixes })?;
    Ok(DONE)
}
