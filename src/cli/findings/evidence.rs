//! `koe findings evidence`: more evidence for a finding, less, or what it says now as the figure that counts.

use clap::{ArgMatches, Command};

use super::desk::Desk;
use super::{finding_arg, one, source};
use crate::cli::ask::flag;
use crate::cli::{Context, DONE, Failure, pages, say};
use crate::messages::Lang;
use crate::messages::finding::{gone, words};
use crate::model::finding::Evidence;
use crate::project::FindingOp;

pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("evidence").about(words::evidence_about(lang)).arg(finding_arg(lang));
    source::flags(command, lang)
        .arg(pages::switch("renew", words::renew(lang)))
        .arg(flag("drop", "N", words::drop(lang)).value_parser(clap::value_parser!(usize)).conflicts_with("renew"))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let typed = one(arguments, "finding").unwrap_or_default();
    if source::is_named(arguments) {
        let (mut desk, source) = source::named(context, arguments)?;
        let finding = desk.finding(typed)?.clone();
        if finding.evidence.iter().any(|known| known.source == source) {
            say(words::unchanged(lang));
            return Ok(DONE);
        }
        let (added, _) = desk.read(source)?;
        let evidence = finding.evidence.iter().cloned().chain([added]).collect();
        return desk.perform(FindingOp::Evidence { id: finding.id, evidence });
    }
    let mut desk = Desk::of_findings(context)?;
    let finding = desk.finding(typed)?.clone();
    let id = finding.id.clone();
    if arguments.get_flag("renew") {
        let check = desk.checks()?.into_iter().find(|check| check.id == id);
        let mut evidence = finding.evidence;
        for (known, now) in evidence.iter_mut().zip(check.into_iter().flat_map(|check| check.evidence)) {
            match now.now {
                Ok(reading) => known.was = reading,
                Err(why) => return Err(Failure::Usage(words::says_nothing(lang, &gone(lang, &why)))),
            }
        }
        return desk.perform(FindingOp::Evidence { id, evidence });
    }
    let Some(number) = arguments.get_one::<usize>("drop").copied() else {
        return Err(Failure::Usage(words::nothing_to_do(lang).to_owned()));
    };
    let mut evidence: Vec<Evidence> = finding.evidence;
    match number.checked_sub(1).filter(|at| *at < evidence.len()) {
        None => Err(Failure::Usage(words::no_evidence(lang, &id, number, evidence.len()))),
        Some(_) if evidence.len() == 1 => Err(Failure::Usage(words::last_evidence(lang).to_owned())),
        Some(at) => {
            evidence.remove(at);
            desk.perform(FindingOp::Evidence { id, evidence })
        }
    }
}
