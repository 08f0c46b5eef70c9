//! `koe plan yearly`: the yearly plan of measures.

use clap::{ArgMatches, Command};

use super::{one, plan_flag, plans};
use crate::cli::{Context, Failure, pages};
use crate::export::json as export_json;
use crate::messages::{Lang, plan::progress as words};
use crate::model::plan::Plan;
use crate::plans::yearly::{Yearly, yearly};
use crate::present::{Page, plan as present};

pub(super) fn command(lang: Lang) -> Command {
    pages::flags(Command::new("yearly").about(words::yearly_about(lang)).arg(plan_flag(lang)), lang)
}

/// The plans that have a yearly plan, with it.
pub(super) fn tables(plans: &[Plan]) -> Vec<(&Plan, Yearly)> {
    plans.iter().map(|plan| (plan, yearly(plan))).filter(|(_, yearly)| !yearly.tables.is_empty()).collect()
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let plans = plans(context, arguments)?;
    let tables = tables(&plans);
    one::some(context, arguments, &plans, tables.len(), "yearly")?;
    let whole = || {
        let all: Vec<&Yearly> = tables.iter().map(|(_, yearly)| yearly).collect();
        Ok(export_json::value(&all)?)
    };
    let pages: Vec<Page> =
        tables.iter().map(|(plan, yearly)| present::yearly::page_of(plan, yearly, context.lang)).collect();
    pages::write(context, arguments, words::yearly_about(context.lang), whole, &pages)
}
