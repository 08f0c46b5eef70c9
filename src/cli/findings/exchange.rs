//! `koe findings export` and `import`: findings as a file that can be kept beside the surveys and read elsewhere.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::desk::{Desk, Needs};
use crate::cli::{Context, DONE, Failure, ask, guard_output, print, project_inputs, say};
use crate::export;
use crate::load::findings::{self as file, FindingsFile};
use crate::messages::Lang;
use crate::messages::finding::words;
use crate::model::finding::Finding;
use crate::model::plan;
use crate::project::FindingOp;

pub(super) fn export_command(lang: Lang) -> Command {
    Command::new("export").about(words::export_about(lang)).arg(ask::output_flag(lang))
}

pub(super) fn import_command(lang: Lang) -> Command {
    let file = Arg::new("file").value_name("FILE").required(true).value_parser(clap::value_parser!(PathBuf));
    Command::new("import").about(words::import_about(lang)).arg(file.help(words::file_arg(lang)))
}

pub(super) fn export(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let desk = Desk::open(context, |_| Needs::nothing())?;
    let output = arguments.get_one::<PathBuf>("output");
    guard_output(context, output, &project_inputs(&desk.project_file))?;
    let findings = desk.findings();
    let contents = FindingsFile {
        finding: findings.list.iter().cloned().collect(),
        refused: findings.refused.iter().cloned().collect(),
        links: findings.links.iter().cloned().map(<[_; 2]>::from).collect(),
    };
    let text = format!("# {}\n\n{}", words::file_head(lang), export::findings::toml(&contents)?);
    match output {
        Some(path) => {
            export::whole_text(path, &text)?;
            say(&words::written(lang, path, contents.finding.len()));
        }
        None => print(&text)?,
    }
    Ok(DONE)
}

/// One act per finding, so that each can be taken back by itself.
pub(super) fn import(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let Some(path) = arguments.get_one::<PathBuf>("file") else { return Ok(DONE) };
    let contents = file::read(path)?;
    let mut desk = Desk::open(context, |_| Needs::nothing())?;
    let (mut added, mut known) = (0, 0);
    for finding in contents.finding {
        if let Some(same) = desk.findings().list.iter().find(|known| is_same(known, &finding)) {
            say(&words::same_as(lang, &finding.id, &same.id));
            known += 1;
            continue;
        }
        let missing: Vec<String> = finding
            .records
            .iter()
            .filter(|record| plan::find(&desk.plans, record).is_none())
            .map(ToString::to_string)
            .collect();
        let id = desk.add(finding)?;
        missing.iter().for_each(|record| say(&words::record_missing(lang, &id, record)));
        added += 1;
    }
    for draft in contents.refused {
        desk.act(FindingOp::Refuse { draft, refused: true })?;
    }
    for [a, b] in contents.links {
        desk.act(FindingOp::LinkRecords { a, b })?;
    }
    say(&words::imported(lang, added, known));
    Ok(DONE)
}

/// The same words on the same evidence, whatever the id.
fn is_same(a: &Finding, b: &Finding) -> bool {
    let sources = |finding: &Finding| finding.evidence.iter().map(|one| one.source.clone()).collect::<Vec<_>>();
    a.statement == b.statement && sources(a) == sources(b)
}
