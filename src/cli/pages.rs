//! How commands whose answer is no table of a question are asked for a form, and give it: text, json, csv, Markdown, Excel.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};

use super::ask::{self, flag};
use super::{
    Context, DONE, Failure, definitions, guard_output, json_flag, load_all, print, project_inputs, say, say_loaded,
};
use crate::export::{self, csv, pages, xlsx};
use crate::load::Loaded;
use crate::messages::{Lang, measures as words, table as table_words, usage};
use crate::model::Survey;
use crate::present::{Page, View, terminal::Drawing};

/// Adds the flags that say in which form and where.
pub(super) fn flags(command: Command, lang: Lang) -> Command {
    command
        .arg(flag("digits", "N", usage::digits(lang)).value_parser(["0", "1", "2"]))
        .arg(flag("format", "F", usage::format(lang)).value_parser(["table", "json", "csv", "md", "xlsx"]))
        .arg(json_flag(lang).conflicts_with("format"))
        .arg(ask::output_flag(lang))
}

/// Adds the flags for a list of words, which has no digits to choose.
pub(super) fn list_flags(command: Command, lang: Lang) -> Command {
    command
        .arg(flag("format", "F", usage::format(lang)).value_parser(["table", "json", "csv", "md", "xlsx"]))
        .arg(json_flag(lang).conflicts_with("format"))
        .arg(ask::output_flag(lang))
}

/// The form asked for, by flag or by the name of the file.
///
/// # Errors
/// Excel without a file, or a file of another kind.
pub(super) fn format<'a>(context: &Context, arguments: &'a ArgMatches) -> Result<&'a str, Failure> {
    let stated = arguments.get_one::<String>("format").map(String::as_str);
    let output = arguments.get_one::<PathBuf>("output");
    let extension = output.and_then(|path| path.extension()?.to_str());
    let by_name = || extension.and_then(|known| ["json", "csv", "md", "xlsx"].into_iter().find(|kind| *kind == known));
    let format = if arguments.get_flag("json") { "json" } else { stated.or_else(by_name).unwrap_or("table") };
    match output {
        None if format == "xlsx" => Err(Failure::Usage(usage::no_output(context.lang).to_owned())),
        Some(path) if format == "table" && extension.is_some_and(|kind| kind != "txt") => {
            Err(Failure::Usage(usage::unknown_format(context.lang, path)))
        }
        _ => Ok(format),
    }
}

/// Loads the survey named by `--survey`, or all, for a command that asks no question of them.
///
/// # Errors
/// A survey that is not there, files that cannot be read, or an output that is one of them.
pub(super) fn surveys(context: &Context, arguments: &ArgMatches) -> Result<Vec<Loaded>, Failure> {
    let named = arguments.get_one::<String>("survey").map(String::as_str);
    let (project, definitions) = definitions(context, named)?;
    guard_output(context, arguments.get_one::<PathBuf>("output"), &project_inputs(&project))?;
    let paths: Vec<&Path> = definitions.iter().map(|(path, _)| path.as_path()).collect();
    let loaded = load_all(context, &project, &paths)?;
    loaded.iter().for_each(|loaded| say_loaded(context.lang, loaded, true));
    Ok(loaded)
}

/// How figures are to be printed.
pub(super) fn view(context: &Context, arguments: &ArgMatches) -> View {
    View { digits: digits(arguments), marks: context.marks(), ..View::default() }
}

/// True where digits were asked for; a list of words has no flag for them.
fn has_digits(arguments: &ArgMatches) -> bool {
    arguments.try_contains_id("digits").unwrap_or(false)
}

fn digits(arguments: &ArgMatches) -> u8 {
    let typed = arguments.try_get_one::<String>("digits").ok().flatten();
    typed.and_then(|digits| digits.parse().ok()).unwrap_or(1)
}

/// What stands under a page about a survey: source, rounding, program.
pub(super) fn method(survey: &Survey, arguments: &ArgMatches, format: &str, lang: Lang) -> Vec<String> {
    let raw = format == "csv" && !has_digits(arguments);
    let digits = (!raw).then(|| digits(arguments));
    vec![table_words::source(lang, survey), table_words::rounding(lang, digits), table_words::made_with(lang, None)]
}

/// Gives the answer in the form asked for: `whole` for programs, the pages under a title for people.
pub(super) fn write(
    context: &Context,
    arguments: &ArgMatches,
    title: &str,
    whole: impl FnOnce() -> Result<String, Failure>,
    pages: &[Page],
) -> Result<u8, Failure> {
    let lang = context.lang;
    let output = arguments.get_one::<PathBuf>("output");
    let text = match (format(context, arguments)?, output) {
        ("json", _) => whole()?,
        ("csv", _) => {
            let printed = has_digits(arguments);
            pages::csv(pages, if printed { csv::Figures::Printed } else { csv::Figures::Raw }, lang)
        }
        ("md", _) => pages::markdown(pages, lang),
        ("xlsx", Some(path)) => {
            xlsx::pages(path, title, pages, &view(context, arguments), lang)?;
            say(&words::written(lang, path));
            return Ok(DONE);
        }
        _ => {
            let drawing = Drawing { frame: context.ascii, ..Drawing::default() };
            pages.iter().map(|page| page.text(drawing)).collect()
        }
    };
    give(arguments, &text, |path| words::written(lang, path))
}

/// Writes a text to the file asked for and says so, or prints it.
pub(super) fn give(arguments: &ArgMatches, text: &str, written: impl Fn(&Path) -> String) -> Result<u8, Failure> {
    match arguments.get_one::<PathBuf>("output") {
        Some(path) => {
            export::whole_text(path, text)?;
            say(&written(path));
        }
        None => print(text)?,
    }
    Ok(DONE)
}

/// A flag that is on or off.
pub(super) fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(clap::ArgAction::SetTrue).help(help)
}
