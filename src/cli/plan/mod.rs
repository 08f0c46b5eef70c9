//! `koe plan …`: the records of plans and their progress. Without a subcommand it lists the records.

mod export;
mod import;
mod indicators;
mod json;
mod list;
mod one;
mod progress;
mod series;
mod show;
mod yearly;

use clap::{Arg, ArgMatches, Command};

use super::group::{self, Sub};
use super::{Context, Failure, project};
use crate::load;
use crate::messages::{Lang, plan as words};
use crate::model::plan::Plan;

/// All of them, in the order of help.
const SUBS: &[Sub] = &[
    Sub { name: "list", command: list::command, run: list::run },
    Sub { name: "show", command: show::command, run: show::run },
    Sub { name: "tree", command: show::tree_command, run: show::tree },
    Sub { name: "progress", command: progress::command, run: progress::run },
    Sub { name: "series", command: series::command, run: series::run },
    Sub { name: "yearly", command: yearly::command, run: yearly::run },
    Sub { name: "export", command: export::command, run: export::run },
    Sub { name: "import", command: import::command, run: import::run },
    Sub { name: "indicators", command: indicators::command, run: indicators::run },
];

/// The command with its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    let alone = list::flags(Command::new("plan").about(words::about(lang)), lang);
    group::command(alone.args_conflicts_with_subcommands(true), SUBS, lang)
}

/// Runs the subcommand that was named.
pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    group::run(SUBS, list::run, context, arguments)
}

/// The flag that names a plan.
pub(super) fn plan_flag(lang: Lang) -> Arg {
    Arg::new("plan").long("plan").value_name("ID").help(words::plan_flag(lang))
}

/// The project's plans; only the one named by `--plan`, when it is named.
///
/// # Errors
/// A file that cannot be read, no plan at all, or none of that id.
pub(super) fn plans(context: &Context, arguments: &ArgMatches) -> Result<Vec<Plan>, Failure> {
    let mut plans = every(context)?;
    if let Some(id) = arguments.try_get_one::<String>("plan").ok().flatten() {
        let known: Vec<&str> = plans.iter().map(|plan| plan.id.as_str()).collect();
        if !known.contains(&id.as_str()) {
            return Err(Failure::Usage(words::unknown_plan(context.lang, id, &known)));
        }
        plans.retain(|plan| plan.id == *id);
    }
    Ok(plans)
}

/// All plans of the project.
///
/// # Errors
/// A file that cannot be read, or no plan at all.
fn every(context: &Context) -> Result<Vec<Plan>, Failure> {
    let plans = load::plan::plans(&project(context)?.plans)?;
    if plans.is_empty() {
        return Err(Failure::Usage(words::no_plans(context.lang).to_owned()));
    }
    Ok(plans)
}
