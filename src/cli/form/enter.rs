//! `koe form enter ID Q=VALUE…`: a paper form typed in. It is kept as an act beside the spreadsheets, and read with them.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches, Command};

use crate::cli::ask::flag;
use crate::cli::fix::{desk::Desk, one};
use crate::cli::{Context, DONE, Failure, pages, say, survey_flag};
use crate::load::typed;
use crate::messages::{Lang, fix as fix_words, form as words, problem};
use crate::model::fix::{TYPED, TypedForm};
use crate::project::FixOp;
use crate::text::fold::matching;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("enter")
        .about(words::enter_about(lang))
        .after_help(words::enter_help(lang))
        .arg(Arg::new("case").value_name("ID").required(true).help(words::id(lang)))
        .arg(Arg::new("answers").value_name("Q=VALUE").num_args(1..).required(true).help(words::answers(lang)))
        .arg(flag("mode", "M", words::mode(lang)))
        .arg(pages::switch("replace", words::replace(lang)))
        .arg(survey_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut desk = Desk::open(context, arguments)?;
    let id = matching(one(arguments, "case").unwrap_or_default());
    if id.is_empty() {
        return Err(Failure::Usage(words::no_id(lang).to_owned()));
    }
    let (mut answers, mut others) = (BTreeMap::new(), BTreeMap::new());
    for pair in arguments.get_many::<String>("answers").into_iter().flatten() {
        let (name, value) = pair.split_once('=').ok_or_else(|| Failure::Usage(words::no_pair(lang, pair)))?;
        match name.split_once(':') {
            None => {
                let question = desk.question(name.trim())?;
                let answer = typed::answer(&question, value)
                    .map_err(|fault| Failure::Usage(fix_words::fault(lang, &question, &fault)))?;
                answers.insert(question.id.clone(), typed::text(&question, &answer));
            }
            // Q3:9=… is the text beside その他.
            Some((name, code)) => {
                let question = desk.question(name.trim())?;
                let has_text = question.choices.iter().any(|choice| choice.code == code && choice.other.is_some());
                if !has_text {
                    return Err(Failure::Usage(words::no_other(lang, &question.id, code)));
                }
                others.insert(format!("{}:{code}", question.id), value.trim().to_owned());
            }
        }
    }
    let known = desk.forms.find(&id);
    let is_typed = |form: &usize| desk.forms.place(*form).file == TYPED;
    if let Some(form) = known.iter().find(|form| !is_typed(form)) {
        return Err(Failure::Usage(words::known(lang, &id, &desk.forms.place(*form).file, desk.forms.row(*form))));
    }
    if !known.is_empty() && !arguments.get_flag("replace") {
        return Err(Failure::Usage(words::typed_before(lang, &id)));
    }
    let signature = desk.signature(arguments);
    let mode = one(arguments, "mode").map(str::to_owned).unwrap_or_else(|| desk.forms.survey().paper_mode().to_owned());
    let form = TypedForm { id: id.clone(), mode, answers, others, who: signature.who, at: signature.at };
    desk.decide(FixOp::Enter { form: Box::new(form) })?;
    // What the data check says of it, while the form is still on the table.
    let desk = Desk::open(context, arguments)?;
    let form = desk.forms.find(&id).into_iter().find(|form| desk.forms.place(*form).file == TYPED);
    for met in form.into_iter().flat_map(|form| desk.forms.problems(form)) {
        let question = met.question.as_deref().unwrap_or_default();
        say(&format!("{question} {}", problem::diagnostic(lang, met)));
    }
    Ok(DONE)
}
