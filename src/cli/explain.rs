//! `koe explain`: how one cell of a table came about.

use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde::Serialize;

use super::ask::{self, Asked, flag};
use super::{Context, DONE, Failure, json_flag, print};
use crate::messages::{Lang, explain as words, table as table_words};
use crate::model::Table;
use crate::model::explanation::{Explanation, Subject};
use crate::present::significance::Direction;
use crate::present::{Marks, View, explained};
use crate::tabulate;
use crate::text::fit::wrap;
use crate::text::fold::matching;
use crate::text::nearest;

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
    let mut specs = Vec::new();
    for loaded in &loaded {
        specs.extend(asked.specs(context, loaded.responses.survey())?.into_iter().map(|spec| (loaded, spec)));
    }
    let [(loaded, spec)] = specs.as_slice() else {
        let name = |loaded: &crate::load::Loaded| loaded.responses.survey().about.id.clone();
        let found: Vec<String> =
            specs.iter().map(|(loaded, spec)| format!("{} {}", name(loaded), spec.question)).collect();
        return Err(Failure::Usage(words::one_question(lang, &found)));
    };
    let labels = table_words::labels(lang);
    let cancel = AtomicBool::new(false);
    let tables = tabulate::tables(&loaded.responses, std::slice::from_ref(spec), &labels, &cancel)?;
    let [table] = tables.as_slice() else { return Err(Failure::Usage(words::one_question(lang, &[]))) };
    let typed = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let at = (group(lang, table, typed("group"))?, subject(lang, table, typed("option"))?);
    let found = tabulate::explain(&loaded.responses, spec, at, arguments.get_flag("cases"), &labels, &cancel)?;
    let Some(explanation) = found else {
        return Err(Failure::Usage(words::nothing_to_explain(lang).to_owned()));
    };
    let digits = typed("digits").and_then(|digits| digits.parse().ok()).unwrap_or(1);
    let marks = if context.ascii { Marks::ASCII } else { Marks::JAPANESE };
    let view = View { digits, marks, ..View::default() };
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

/// The group typed: a code, a label, or `banner=code`; 全体 where none is.
fn group(lang: Lang, table: &Table, typed: Option<&str>) -> Result<usize, Failure> {
    let Some(typed) = typed else { return Ok(0) };
    let wanted = matching(typed);
    let full = |index: usize| {
        let group = table.groups.get(index)?;
        Some(format!("{}={}", group.banner.as_deref()?, group.code))
    };
    let is_it = |index: &usize| {
        let names = table.groups.get(*index).map(|group| [matching(&group.code), matching(&group.label)]);
        names.is_some_and(|names| names.contains(&wanted)) || full(*index).is_some_and(|name| matching(&name) == wanted)
    };
    let found: Vec<usize> = (0..table.groups.len()).filter(is_it).collect();
    match found.as_slice() {
        [index] => Ok(*index),
        [] => {
            let names = table.groups.iter().flat_map(|group| [group.label.as_str(), group.code.as_str()]);
            let near = nearest(typed, names);
            let has_banner = table.groups.iter().any(|group| group.banner.is_some());
            let known: Vec<&str> = table.groups.iter().map(|group| group.label.as_str()).collect();
            Err(Failure::Usage(words::no_group(lang, typed, near.as_deref(), &known, has_banner)))
        }
        several => {
            let names: Vec<String> = several.iter().filter_map(|index| full(*index)).collect();
            Err(Failure::Usage(words::several_groups(lang, typed, &names)))
        }
    }
}

/// The option typed by code or label; where none is, the mean of a question with numbers, otherwise the base.
fn subject(lang: Lang, table: &Table, typed: Option<&str>) -> Result<Subject, Failure> {
    let Some(typed) = typed else {
        let numbers = table.groups.iter().any(|group| group.stats.n > 0);
        return Ok(if numbers { Subject::Mean } else { Subject::Base });
    };
    let wanted = matching(typed);
    let by_code = table.options.iter().position(|option| matching(&option.code) == wanted);
    let by_label = || table.options.iter().position(|option| matching(&option.label) == wanted);
    by_code.or_else(by_label).map(Subject::Option).ok_or_else(|| {
        let names = table.options.iter().flat_map(|option| [option.label.as_str(), option.code.as_str()]);
        let known: Vec<&str> = table.options.iter().map(|option| option.label.as_str()).collect();
        Failure::Usage(words::no_option(lang, typed, nearest(typed, names).as_deref(), &known))
    })
}
