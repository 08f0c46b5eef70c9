//! `koe tab`: tables of a project's surveys, or of any spreadsheet.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{ArgMatches, Command};

use super::ask::{self, Asked, flag};
use super::{Context, DONE, Failure, json_flag, print, say};
use crate::export::{self, BookPart, csv, json, markdown, xlsx};
use crate::messages::{Lang, table as table_words, usage as words};
use crate::model::{Survey, Table};
use crate::present::{Grid, Marks, View, terminal};
use crate::tabulate;

pub fn command(lang: Lang) -> Command {
    ask::flags(Command::new("tab").about(words::tab(lang)).after_help(words::tab_help(lang)), lang)
        .arg(flag("digits", "N", words::digits(lang)).value_parser(["0", "1", "2"]))
        .arg(ask::marks_flag(lang))
        .arg(flag("format", "F", words::format(lang)).value_parser(["table", "json", "csv", "md", "xlsx"]))
        .arg(json_flag(lang).conflicts_with("format"))
        .arg(ask::output_flag(lang))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let asked = Asked::of(context, arguments)?;
    let format = format(arguments);
    let output = arguments.get_one::<PathBuf>("output");
    if format == "xlsx" && output.is_none() {
        return Err(Failure::Usage(words::no_output(context.lang).to_owned()));
    }
    if let Some(path) = output.filter(|path| format == "table" && path.extension().is_some_and(|kind| kind != "txt")) {
        return Err(Failure::Usage(words::unknown_format(context.lang, path)));
    }
    let loaded = asked.load(context, output)?;
    let labels = table_words::labels(context.lang);
    let mut answered: Vec<(&Survey, Vec<Table>)> = Vec::new();
    for loaded in &loaded {
        let survey = loaded.responses.survey();
        let specs = asked.specs(context, survey)?;
        let tables = tabulate::tables(&loaded.responses, &specs, &labels, &AtomicBool::new(false))?;
        answered.push((survey, tables));
    }
    write(context, arguments, format, &answered)
}

fn format(arguments: &ArgMatches) -> &str {
    let stated = arguments.get_one::<String>("format").map(String::as_str);
    let by_name = || {
        let extension = arguments.get_one::<PathBuf>("output").and_then(|path| path.extension()?.to_str());
        extension.and_then(|extension| ["json", "csv", "md", "xlsx"].into_iter().find(|known| *known == extension))
    };
    if arguments.get_flag("json") { "json" } else { stated.or_else(by_name).unwrap_or("table") }
}

fn write(
    context: &Context,
    arguments: &ArgMatches,
    format: &str,
    answered: &[(&Survey, Vec<Table>)],
) -> Result<u8, Failure> {
    let lang = context.lang;
    let digits = arguments.get_one::<String>("digits").and_then(|digits| digits.parse::<u8>().ok());
    let significance = arguments.get_flag("marks");
    let marks = if context.ascii { Marks::ASCII } else { Marks::JAPANESE };
    let view = View { digits: digits.unwrap_or(1), significance, marks, ..View::default() };
    let output = arguments.get_one::<PathBuf>("output");
    let parts: Vec<BookPart<'_>> = answered.iter().map(|(survey, tables)| BookPart { survey, tables }).collect();
    let text = match format {
        "json" => {
            let all: Vec<Table> = answered.iter().flat_map(|(_, tables)| tables.iter().cloned()).collect();
            json::tables(&all, lang)?
        }
        "csv" => {
            let figures = if digits.is_some() || significance { csv::Figures::Printed } else { csv::Figures::Raw };
            csv::tables(&parts, &view, figures, lang)
        }
        "md" => markdown::tables(&parts, &view, lang),
        "xlsx" => {
            let path = output.ok_or_else(|| Failure::Usage(words::no_output(lang).to_owned()))?;
            let options = xlsx::BookOptions { lang, view, no_simple: true, ..xlsx::BookOptions::default() };
            xlsx::book(path, &parts, &options)?;
            say(&words::written(lang, path, count(answered)));
            return Ok(DONE);
        }
        _ => printed(context, answered, &view),
    };
    match output {
        Some(path) => {
            export::whole_text(path, &text)?;
            say(&words::written(lang, path, count(answered)));
        }
        None => print(&text)?,
    }
    Ok(DONE)
}

fn count(answered: &[(&Survey, Vec<Table>)]) -> usize {
    answered.iter().map(|(_, tables)| tables.len()).sum()
}

fn printed(context: &Context, answered: &[(&Survey, Vec<Table>)], view: &View) -> String {
    let mut text = String::new();
    for table in answered.iter().flat_map(|(_, tables)| tables) {
        let grid = Grid::new(table, view, context.lang);
        for line in terminal::draw(&grid, terminal::Drawing { frame: context.ascii, ..terminal::Drawing::default() }) {
            text.push_str(&line);
            text.push('\n');
        }
        text.push('\n');
    }
    text
}
