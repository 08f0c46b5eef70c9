//! `koe comments …`: one file per subcommand; here the set is found and the journal opened.

mod export;
mod import_qda;
mod status;

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use super::{Context, DONE, Failure, project, say};
use crate::load::ProjectFile;
use crate::messages::{Lang, comments::command as words, problem};
use crate::model::comment::{CommentsDefinition, Decisions, Docket};
use crate::project::comments::corpus;
use crate::project::{CommentOp, Corpus, Op, Project};

/// One subcommand: its name, its flags, what it does.
struct Sub {
    name: &'static str,
    command: fn(Lang) -> Command,
    run: fn(&Context, &ArgMatches) -> Result<u8, Failure>,
}

/// All of them, in the order of help.
const SUBS: &[Sub] = &[
    Sub { name: "status", command: status::command, run: status::run },
    Sub { name: "export", command: export::command, run: export::run },
    Sub { name: "import-qda", command: import_qda::command, run: import_qda::run },
];

/// The command with its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    let subs = SUBS.iter().map(|sub| (sub.command)(lang));
    Command::new("comments").about(words::about(lang)).subcommand_required(true).subcommands(subs)
}

/// Runs the subcommand that was named.
pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let Some((name, arguments)) = arguments.subcommand() else { return Ok(DONE) };
    match SUBS.iter().find(|sub| sub.name == name) {
        Some(sub) => (sub.run)(context, arguments),
        None => Ok(DONE),
    }
}

/// The flag that names a set.
fn set_flag(lang: Lang) -> Arg {
    Arg::new("set").long("set").value_name("SET").help(words::set(lang))
}

/// A set with its decisions, ready to be looked at or acted on.
struct Set {
    project_file: ProjectFile,
    corpus: Corpus,
    journal: Project,
}

impl Set {
    /// Opens the set named by `--set`, or the only one.
    ///
    /// # Errors
    /// No project, no such set, several without a name, a file or journal that cannot be read.
    fn open(context: &Context, arguments: &ArgMatches) -> Result<Self, Failure> {
        let project_file = project(context)?;
        let (file, definition) = pick(context, arguments, &project_file)?;
        let corpus = Corpus::open(&project_file, &file, definition)?;
        let journal = open_journal(context, &project_file)?;
        Ok(Self { project_file, corpus, journal })
    }

    fn id(&self) -> &str {
        &self.corpus.definition.about.id
    }

    fn decisions(&self) -> Decisions {
        self.journal.state().decisions(self.id())
    }

    fn docket(&self) -> Docket {
        self.corpus.docket(&self.decisions())
    }

    /// Writes an act; false if it changes nothing.
    fn act(&mut self, context: &Context, act: CommentOp) -> Result<bool, Failure> {
        let op = Op::Comment { set: self.id().to_owned(), act: Box::new(act) };
        self.journal.act(op).map_err(|error| Failure::store(context.lang, &error))
    }

    /// Says what was met while reading the receipts.
    fn say_problems(&self, lang: Lang) {
        for found in &self.corpus.diagnostics {
            let place = &found.place;
            say(&format!("{} {} {}: {}", place.file, place.sheet, place.cell, problem::diagnostic(lang, found)));
        }
    }
}

/// The journal of a project.
fn open_journal(context: &Context, project: &ProjectFile) -> Result<Project, Failure> {
    Project::open(&project.root, &project.store, context.read_only)
        .map_err(|error| Failure::store(context.lang, &error))
}

fn pick(
    context: &Context,
    arguments: &ArgMatches,
    project: &ProjectFile,
) -> Result<(PathBuf, CommentsDefinition), Failure> {
    let mut sets = corpus::definitions(project)?;
    let named = arguments.try_get_one::<String>("set").ok().flatten();
    let known: Vec<String> = sets.iter().map(|(_, set)| set.about.id.clone()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let position = match named {
        Some(id) => known.iter().position(|known| known == id),
        None if sets.len() == 1 => Some(0),
        None => None,
    };
    match (position, named) {
        (Some(position), _) => Ok(sets.swap_remove(position)),
        (None, Some(id)) => Err(Failure::Usage(words::unknown_set(context.lang, id, &known))),
        (None, None) if known.is_empty() => Err(Failure::Usage(words::no_sets(context.lang).to_owned())),
        (None, None) => Err(Failure::Usage(words::which_set(context.lang, &known))),
    }
}
