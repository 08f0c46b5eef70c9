//! `koe explain`: how one cell of a table came about.

use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde::Serialize;

use super::ask::{self, Asked, flag};
use super::{Context, DONE, Failure, cell, json_flag, print};
use crate::messages::{Lang, explain as words, table as table_words};
use crate::model::Table;
use crate::model::explanation::{Explanation, Subject};
use crate::present::significance::Direction;
use crate::present::{View, explained};
use crate::tabulate;
use crate::text::fit::wrap;

/// Cells of a line of text.
const WIDTH: usize = 78;

pub fn command(lang: Lang) -> Command {
    ask::flags(Command::new("explain").about(words::about(lang)).after_help(words::help(lang)), lang)
        .mut_arg("questions", |arg| arg.num_args(1).required(true))
        .arg(flag("group", "G", words::group(lang)))
        .arg(flag("option", "O", words::option(lang)))
        .arg(Arg::new("cases").long("cases").action(ArgAction::SetTrue).help(words::cases(lang)))
        .arg(flag("digits", "N", crate::messages::usage::digits(lang)).value_parser(["0", "1", "2"]))
        .arg(flag("format", "F", words::format(lang)).value_parser(["table", "json"]))
        .arg(json_flag(lang).conflicts_with("format"))
}

/// An explanation as `--json` has it.
#[derive(Serialize)]
struct Spoken<'a> {
    #[serde(flatten)]
    explanation: &'a Explanation,
    /// What the cell's mark says.
    mark: Option<Direction>,
    /// The same as a sentence.
    sentence: String,
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let asked = Asked::of(context, arguments)?;
    let loaded = asked.load(context, None)?;
    let (loaded, spec) = cell::one_table(context, &asked, &loaded)?;
    let labels = table_words::labels(lang);
    let cancel = AtomicBool::new(false);
    let tables = tabulate::tables(&loaded.responses, std::slice::from_ref(&spec), &labels, &cancel)?;
    let [table] = tables.as_slice() else { return Err(Failure::Usage(words::one_question(lang, &[]))) };
    let typed = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    // Without a group 全体, which comes first.
    let group = typed("group").map_or(Ok(0), |typed| cell::group(lang, table, typed))?;
    let at = (group, subject(lang, table, typed("option"))?);
    let found = tabulate::explain(&loaded.responses, &spec, at, arguments.get_flag("cases"), &labels, &cancel)?;
    let Some(explanation) = found else {
        return Err(Failure::Usage(words::nothing_to_explain(lang).to_owned()));
    };
    let digits = typed("digits").and_then(|digits| digits.parse().ok()).unwrap_or(1);
    let view = View { digits, marks: context.marks(), ..View::default() };
    if arguments.get_flag("json") || typed("format") == Some("json") {
        let sentence = explained::sentence(&explanation, &view, lang);
        let mark = explained::direction(&explanation);
        let spoken = Spoken { explanation: &explanation, mark, sentence };
        print(&crate::export::json::value(&spoken)?)?;
    } else {
        let heading = explained::heading(&explanation, &view, lang);
        let lines = explained::lines(&explanation, &view, lang);
        let lines: Vec<String> = std::iter::once(&heading).chain(&lines).flat_map(|line| wrap(line, WIDTH)).collect();
        print(&lines.join("\n"))?;
    }
    Ok(DONE)
}

/// The option typed; where none is, the mean of a question with numbers, otherwise the base.
fn subject(lang: Lang, table: &Table, typed: Option<&str>) -> Result<Subject, Failure> {
    match typed {
        Some(typed) => Ok(Subject::Option(cell::option(lang, table, typed)?)),
        None if table.groups.iter().any(|group| group.stats.n > 0) => Ok(Subject::Mean),
        None => Ok(Subject::Base),
    }
}
