//! One plan or one record among several, chosen by what was typed.

use clap::ArgMatches;

use crate::cli::{Context, Failure};
use crate::messages::plan as words;
use crate::model::plan::{self, Plan, Record};

/// Refuses when no plan has what is asked for.
pub(super) fn some(
    context: &Context,
    arguments: &ArgMatches,
    plans: &[Plan],
    found: usize,
    layout: &str,
) -> Result<(), Failure> {
    if found > 0 {
        return Ok(());
    }
    let named = arguments.get_one::<String>("plan").cloned();
    let id = named.unwrap_or_else(|| plans.iter().map(|plan| plan.id.as_str()).collect::<Vec<_>>().join("、"));
    Err(Failure::Usage(words::exchange::nothing_to_lay_out(context.lang, &id, layout)))
}

/// The record that was named, in its plan.
pub(super) fn record<'a>(context: &Context, plans: &'a [Plan], name: &str) -> Result<(&'a Plan, &'a Record), Failure> {
    plan::resolve(plans, name).ok_or_else(|| {
        let ids = plans.iter().flat_map(|plan| &plan.records).map(|record| record.id.as_str());
        Failure::Usage(words::unknown_record(context.lang, name, crate::text::nearest(name, ids).as_deref()))
    })
}
