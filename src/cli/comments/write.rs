//! How a document is asked for and given: Excel, Word, csv (its one table), Markdown, json.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use crate::cli::ask::{self, flag};
use crate::cli::{Context, DONE, Failure, guard_output, json_flag, pages, project_inputs, say};
use crate::export::{documents, docx, xlsx};
use crate::load::ProjectFile;
use crate::messages::{Lang, comments::publish as words};
use crate::present::Document;
use crate::present::document::Table;

/// A document, its table for csv with what stands below it, and the form asked for.
pub(in crate::cli) struct Form<'a> {
    pub(in crate::cli) document: &'a Document,
    pub(in crate::cli) table: &'a Table,
    pub(in crate::cli) others: Vec<&'a Table>,
    pub(in crate::cli) form: &'a str,
}

const FORMS: [&str; 5] = ["md", "json", "csv", "xlsx", "docx"];

/// Adds the flags that say in which form and where.
pub(in crate::cli) fn flags(command: Command, lang: Lang) -> Command {
    command
        .arg(flag("format", "F", words::publish_format(lang)).value_parser(FORMS))
        .arg(json_flag(lang).conflicts_with("format"))
        .arg(ask::output_flag(lang))
}

/// The form asked for, by flag or by the name of the file; Markdown on the screen.
pub(in crate::cli) fn form<'a>(context: &Context, arguments: &'a ArgMatches) -> Result<&'a str, Failure> {
    let stated = arguments.get_one::<String>("format").map(String::as_str);
    let output = arguments.get_one::<PathBuf>("output");
    let extension = output.and_then(|path| path.extension()?.to_str()).map(str::to_lowercase);
    let by_name = FORMS.into_iter().find(|form| extension.as_deref() == Some(*form));
    let form = if arguments.get_flag("json") { Some("json") } else { stated.or(by_name) };
    match (form, output) {
        (Some(form @ ("xlsx" | "docx")), None) => Err(Failure::Usage(words::needs_file(context.lang, form))),
        (Some(form), _) => Ok(form),
        (None, None) => Ok("md"),
        (None, Some(path)) => Err(Failure::Usage(words::unknown_format(context.lang, path))),
    }
}

/// Gives the document in that form; `whole` is for programs.
pub(in crate::cli) fn document(
    context: &Context,
    arguments: &ArgMatches,
    project: &ProjectFile,
    form: &Form<'_>,
    whole: impl FnOnce() -> String,
) -> Result<u8, Failure> {
    let output = arguments.get_one::<PathBuf>("output");
    guard_output(context, output, &project_inputs(project))?;
    let text = match (form.form, output) {
        ("xlsx", Some(path)) => {
            xlsx::document(path, form.document)?;
            say(&words::written(context.lang, path));
            return Ok(DONE);
        }
        ("docx", Some(path)) => {
            docx::document(path, form.document)?;
            say(&words::written(context.lang, path));
            return Ok(DONE);
        }
        ("csv", _) => {
            // What must be said on every page stands above the table.
            let marks = form.document.mark.iter().chain(&form.document.warning);
            let marks: Vec<&str> = marks.map(String::as_str).collect();
            documents::csv_with(form.table, &marks, &form.others)
        }
        ("json", _) => whole(),
        _ => documents::markdown(form.document),
    };
    pages::give(arguments, &text, |path| words::written(context.lang, path))
}
