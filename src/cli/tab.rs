//! `koe tab`: tables of a project's surveys, or of any spreadsheet.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{ArgMatches, Command};

use super::ask::{self, Asked};
use super::{Context, DONE, Failure, pages, say};
use crate::export::{BookPart, csv, json, markdown, xlsx};
use crate::messages::{Lang, pictures, table as table_words, usage as words};
use crate::model::{Survey, Table};
use crate::present::{Grid, View, terminal};
use crate::tabulate;

pub fn command(lang: Lang) -> Command {
    let command = Command::new("tab").about(words::tab(lang)).after_help(words::tab_help(lang));
    pages::flags(ask::flags(command, lang).arg(ask::marks_flag(lang)).arg(ask::shades_flag(lang)), lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let asked = Asked::of(context, arguments)?;
    let format = pages::format(context, arguments)?;
    let loaded = asked.load(context, arguments.get_one::<PathBuf>("output"))?;
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

fn write(
    context: &Context,
    arguments: &ArgMatches,
    format: &str,
    answered: &[(&Survey, Vec<Table>)],
) -> Result<u8, Failure> {
    let lang = context.lang;
    let [significance, tones] = ["marks", "shades"].map(|name| arguments.get_flag(name));
    if tones && format != "xlsx" {
        return Err(Failure::Usage(pictures::shades_only_xlsx(lang).to_owned()));
    }
    let view = View { significance, tones, ..pages::view(context, arguments) };
    let parts: Vec<BookPart<'_>> = answered.iter().map(|(survey, tables)| BookPart { survey, tables }).collect();
    let text = match format {
        "json" => {
            let all: Vec<Table> = answered.iter().flat_map(|(_, tables)| tables.iter().cloned()).collect();
            json::tables(&all, lang)?
        }
        "csv" => {
            let figures =
                if arguments.contains_id("digits") || significance { csv::Figures::Printed } else { csv::Figures::Raw };
            csv::tables(&parts, &view, figures, lang)
        }
        "md" => markdown::tables(&parts, &view, lang),
        "xlsx" => {
            let output = arguments.get_one::<PathBuf>("output");
            let path = output.ok_or_else(|| Failure::Usage(words::no_output(lang).to_owned()))?;
            let options = xlsx::BookOptions { lang, view, no_simple: true, ..xlsx::BookOptions::default() };
            xlsx::book(path, &parts, &options)?;
            say(&words::written(lang, path, count(answered)));
            return Ok(DONE);
        }
        _ => printed(context, answered, &view),
    };
    pages::give(arguments, &text, |path| words::written(lang, path, count(answered)))
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
