//! `koe plan import`: a workbook that was edited, or a table as divisions keep it, as a plan in TOML.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};

use super::export::refuse_existing;
use crate::cli::ask::{flag, output_flag};
use crate::cli::{Context, DONE, Failure, guard_output, pages, say};
use crate::export::{self, plan as export_plan};
use crate::load::plan::table::{self, Layout, What};
use crate::load::read::SheetChoice;
use crate::load::{self, DefinitionError, LoadError, ReadError};
use crate::messages::{Lang, plan as plan_words, plan::exchange as words, plan::layout as layout_words};
use crate::model::plan::{self, Plan};

pub(super) fn command(lang: Lang) -> Command {
    Command::new("import")
        .about(words::import_about(lang))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(words::import_file(lang)),
        )
        .arg(flag("layout", "L", words::import_layout_flag(lang)).value_parser(["progress", "yearly"]))
        .arg(flag("sheet", "S", words::import_sheet(lang)).requires("layout"))
        .arg(flag("plan", "ID", words::id_flag(lang)))
        .arg(flag("title", "TEXT", words::title_flag(lang)))
        .arg(output_flag(lang))
        .arg(pages::switch("replace", words::replace_flag(lang)))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let output = arguments.get_one::<PathBuf>("output");
    let is_toml = |path: &&PathBuf| path.extension().is_some_and(|form| form.eq_ignore_ascii_case("toml"));
    let Some(output) = output.filter(is_toml) else { return Err(Failure::Usage(words::toml_only(lang).to_owned())) };
    let Some(file) = arguments.get_one::<PathBuf>("file") else {
        return Err(Failure::Usage(words::toml_only(lang).to_owned()));
    };
    refuse_existing(context, arguments, output)?;
    guard_output(context, Some(output), std::slice::from_ref(file))?;
    let fail = |error: ReadError| Failure::Load(LoadError::Read { file: file.clone(), error });
    let (mut plan, whole) = match arguments.get_one::<String>("layout").map(String::as_str) {
        Some(layout) => from_table(lang, arguments, file, layout).map_err(fail)?,
        None => from_book(lang, file).map_err(fail)?,
    };
    // A plan without a record is a wrong file, and nothing may take the place of a whole plan.
    if !whole || plan.records.is_empty() {
        return Err(Failure::Usage(words::not_whole(lang).to_owned()));
    }
    if let Some(id) = arguments.get_one::<String>("plan") {
        plan.id.clone_from(id);
    }
    if let Some(title) = arguments.get_one::<String>("title") {
        plan.about.title.clone_from(title);
    }
    if plan.id.is_empty() {
        plan.id = output.file_stem().map(|stem| stem.to_string_lossy().replace(':', "：")).unwrap_or_default();
    }
    check(context, file, &plan)?;
    export::whole_text(output, &export_plan::toml::text(&plan))?;
    say(&words::written(lang, output, plan.records.len()));
    say(words::next(lang));
    Ok(DONE)
}

/// A workbook that koe wrote and a person may have edited, and whether it is whole. What could not be taken is said.
fn from_book(lang: Lang, file: &Path) -> Result<(Plan, bool), ReadError> {
    let (plan, troubles) = load::plan::book::plan(file)?;
    for trouble in &troubles {
        say(&words::trouble(lang, &trouble.sheet, &trouble.cell, &trouble.what));
    }
    Ok((plan, !troubles.iter().any(|trouble| trouble.what.spoils())))
}

/// A table in the layout of an original, and whether it was one.
fn from_table(lang: Lang, arguments: &ArgMatches, file: &Path, layout: &str) -> Result<(Plan, bool), ReadError> {
    let sheet = arguments.get_one::<String>("sheet").map(|name| match name.parse() {
        Ok(number) => SheetChoice::Number(number),
        Err(_) => SheetChoice::Name(name.clone()),
    });
    let layout = if layout == "yearly" { Layout::Yearly } else { Layout::Progress };
    let taken = table::table(file, sheet, layout)?;
    for remark in &taken.remarks {
        say(&layout_words::remark(lang, remark));
    }
    let lost = taken.remarks.iter().filter(|remark| matches!(remark.what, What::NotPlaced | What::NoHeader)).count();
    if !taken.remarks.is_empty() {
        say(&layout_words::summary(lang, taken.remarks.len(), lost));
    }
    let whole = !taken.remarks.iter().any(|remark| remark.what == What::NoHeader);
    Ok((taken.plan, whole))
}

/// Checks the plan among those of the project, so that what is written can be read. Links to plans that are not at hand
/// are said and not refused.
fn check(context: &Context, file: &Path, plan: &Plan) -> Result<(), Failure> {
    let mut others: Vec<Plan> = Vec::new();
    if context.folder.join("koe.toml").is_file() {
        let project = load::project_file(&context.folder)?;
        others = load::plan::plans(&project.plans)?;
        others.retain(|other| other.id != plan.id);
    }
    let mut bare = plan.clone();
    others.push(plan.clone());
    for record in &mut bare.records {
        record.links.retain(|link| {
            let home = link.split_once(':').map(|(home, _)| home);
            let is_far = plan::reference(&others, plan, link).is_none()
                && home.is_some_and(|home| others.iter().all(|other| other.id != home));
            if is_far {
                say(&words::unchecked_link(context.lang, &record.id, link));
            }
            !is_far
        });
    }
    let fail = |fault| DefinitionError { file: file.to_owned(), line: None, fault };
    load::plan::check(&bare, &others).map_err(|(_, fault)| fail(fault))?;
    if plan.id.is_empty() || plan.id.contains(':') {
        let fault = load::plan::PlanFault::Id { id: plan.id.clone() };
        return Err(Failure::Usage(plan_words::fault(context.lang, &fault)));
    }
    Ok(())
}
