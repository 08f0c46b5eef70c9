//! `koe comments export`: codes, masked texts and codings for other programs for qualitative analysis.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::{Set, set_flag};
use crate::cli::ask::output_flag;
use crate::cli::{Context, DONE, Failure, guard_output, project_inputs, say};
use crate::comments::exchange;
use crate::export::qda;
use crate::messages::{Lang, comments::exchange as words};

pub(super) fn command(lang: Lang) -> Command {
    Command::new("export")
        .about(words::export_about(lang))
        .arg(set_flag(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("qdc|qdpx")
                .value_parser(["qdc", "qdpx"])
                .required(true)
                .help(words::format(lang)),
        )
        .arg(output_flag(lang).required(true))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let fallback = PathBuf::new();
    let path = arguments.get_one::<PathBuf>("output").unwrap_or(&fallback);
    let set = Set::open(context, arguments)?;
    guard_output(context, Some(path), &project_inputs(&set.project_file))?;
    set.say_problems(context.lang);
    let mut given = exchange::outgoing(&set.corpus.definition, &set.docket(), &set.decisions());
    if arguments.get_one::<String>("format").is_some_and(|format| format == "qdc") {
        if given.codes.is_empty() {
            return Err(Failure::Usage(words::no_codes(context.lang).to_owned()));
        }
        given.sources.clear();
        qda::codebook(path, &given)?;
    } else {
        qda::project(path, &given)?;
    }
    let parts = given.sources.iter().flat_map(|source| &source.selections);
    let codings = parts.map(|part| part.codings.len()).sum();
    let codes = given.codes.iter().filter(|code| code.codable).count();
    say(&words::written(context.lang, path, codes, given.sources.len(), codings));
    Ok(DONE)
}
