//! `koe findings link` and `unlink`: which records of plans a finding speaks for.

use clap::{Arg, ArgMatches, Command};

use super::desk::{Desk, Needs};
use super::{all, finding_arg, one};
use crate::cli::{Context, DONE, Failure};
use crate::messages::Lang;
use crate::messages::finding::words;
use crate::model::plan::RecordRef;
use crate::project::FindingOp;

fn records_arg(lang: Lang) -> Arg {
    Arg::new("records").value_name("RECORD").num_args(1..).required(true).help(words::record_arg(lang))
}

pub(super) fn command(lang: Lang) -> Command {
    Command::new("link").about(words::link_about(lang)).arg(finding_arg(lang)).arg(records_arg(lang))
}

pub(super) fn unlink_command(lang: Lang) -> Command {
    Command::new("unlink").about(words::unlink_about(lang)).arg(finding_arg(lang)).arg(records_arg(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, |_| Needs::nothing())?;
    let id = desk.finding(one(arguments, "finding").unwrap_or_default())?.id.clone();
    // All are looked up before the first is written.
    let records = all(arguments, "records").iter().map(|typed| desk.record(typed)).collect::<Result<Vec<_>, _>>()?;
    for record in records {
        desk.perform(FindingOp::Link { id: id.clone(), record })?;
    }
    Ok(DONE)
}

pub(super) fn unlink(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut desk = Desk::open(context, |_| Needs::nothing())?;
    let finding = desk.finding(one(arguments, "finding").unwrap_or_default())?;
    let (id, linked) = (finding.id.clone(), finding.records.clone());
    // A record that has left its plan can still be unlinked, as it is written in the finding.
    let written = |typed: &str| -> Option<RecordRef> {
        linked.iter().find(|record| record.to_string() == typed || record.id == typed).cloned()
    };
    let find = |typed: &String| written(typed).map_or_else(|| desk.record(typed), Ok);
    let records = all(arguments, "records").iter().map(find).collect::<Result<Vec<_>, _>>()?;
    for record in records {
        desk.perform(FindingOp::Unlink { id: id.clone(), record })?;
    }
    Ok(DONE)
}
