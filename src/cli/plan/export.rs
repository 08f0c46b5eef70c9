//! `koe plan export`: a plan as a workbook to edit or as canonical TOML; its tables in the layout of the originals.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};

use super::{one, plan_flag, plans, progress, yearly};
use crate::cli::ask::output_flag;
use crate::cli::{Context, DONE, Failure, guard_output, pages, project, project_inputs, say};
use crate::export::{self, documents, docx, plan as export_plan, xlsx};
use crate::load::ProjectFile;
use crate::messages::{Lang, measures, plan::exchange as words};
use crate::model::plan::Plan;
use crate::present::{Document, plan::layout as present};

pub(super) fn command(lang: Lang) -> Command {
    Command::new("export")
        .about(words::export_about(lang))
        .arg(plan_flag(lang))
        .arg(
            Arg::new("layout")
                .long("layout")
                .value_name("L")
                .value_parser(["progress", "yearly"])
                .help(words::layout_flag(lang)),
        )
        .arg(output_flag(lang))
        .arg(pages::switch("replace", words::replace_flag(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let Some(output) = arguments.get_one::<PathBuf>("output") else {
        return Err(Failure::Usage(words::no_output(lang).to_owned()));
    };
    let plans = plans(context, arguments)?;
    let file = project(context)?;
    let form = output.extension().and_then(|form| form.to_str()).unwrap_or_default().to_lowercase();
    let layout = arguments.get_one::<String>("layout").map(String::as_str);
    let document = match layout {
        Some(layout) => Some(document(context, arguments, &plans, layout)?),
        None => None,
    };
    let known = match layout {
        Some(_) => ["xlsx", "docx", "md", "csv"].contains(&form.as_str()),
        None => ["xlsx", "toml"].contains(&form.as_str()),
    };
    if !known {
        return Err(Failure::Usage(words::no_output(lang).to_owned()));
    }
    guard_output(context, Some(output), &project_inputs(&file))?;
    refuse_existing(context, arguments, output)?;
    if let Some(document) = document {
        return layouts(lang, &document, &form, output);
    }
    let [plan] = plans.as_slice() else { return Err(Failure::Usage(words::one_plan(lang).to_owned())) };
    if form == "xlsx" {
        export_plan::book::book(output, plan, lang)?;
    } else {
        export::whole_text(output, &export_plan::toml::text(plan))?;
    }
    say(&words::written(lang, output, plan.records.len()));
    let files = files_of(&file, &plan.id);
    if files > 1 {
        say(&words::one_file(lang, &plan.id, files));
    }
    say(words::no_comments(lang));
    Ok(DONE)
}

/// Refuses to replace a file without being asked to.
pub(super) fn refuse_existing(context: &Context, arguments: &ArgMatches, output: &Path) -> Result<(), Failure> {
    if output.exists() && !arguments.get_flag("replace") {
        return Err(Failure::Usage(words::exists(context.lang, output)));
    }
    Ok(())
}

/// Files that state the id of a plan.
fn files_of(project: &ProjectFile, id: &str) -> usize {
    let is_of = |file: &&PathBuf| {
        // The plans were read a moment ago; a file that cannot be read now is not counted.
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let toml: Option<toml::Table> = toml::from_str(text.trim_start_matches('\u{feff}')).ok();
        toml.is_some_and(|toml| toml.get("plan").and_then(|plan| plan.get("id")).and_then(|id| id.as_str()) == Some(id))
    };
    project.plans.iter().filter(is_of).count()
}

/// The table of the one plan that has it.
fn document(context: &Context, arguments: &ArgMatches, plans: &[Plan], layout: &str) -> Result<Document, Failure> {
    let lang = context.lang;
    let mut documents: Vec<Document> = if layout == "yearly" {
        yearly::tables(plans).iter().map(|(plan, yearly)| present::yearly(plan, yearly, lang)).collect()
    } else {
        progress::tables(plans).iter().map(|(plan, progress)| present::progress(plan, progress, lang)).collect()
    };
    one::some(context, arguments, plans, documents.len(), layout)?;
    if documents.len() > 1 {
        return Err(Failure::Usage(words::one_plan(lang).to_owned()));
    }
    documents.pop().ok_or_else(|| Failure::Usage(words::one_plan(lang).to_owned()))
}

fn layouts(lang: Lang, document: &Document, form: &str, output: &Path) -> Result<u8, Failure> {
    match form {
        "xlsx" => xlsx::document(output, document)?,
        "docx" => docx::document(output, document)?,
        "md" => export::whole_text(output, &documents::markdown(document))?,
        _ => {
            let tables: Vec<_> = document.sections.iter().flat_map(|section| section.tables()).collect();
            let marks: Vec<&str> = document.warning.iter().map(String::as_str).collect();
            let text = tables.split_first().map(|(first, others)| documents::csv_with(first, &marks, others));
            export::whole_text(output, &text.unwrap_or_default())?;
        }
    }
    say(&measures::written(lang, output));
    Ok(DONE)
}
