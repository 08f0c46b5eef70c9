//! `koe comments …`: one file per subcommand; here the set is found and the journal opened.

mod add;
mod agreement;
mod answers;
mod ask;
mod change;
mod check;
mod class;
mod codes;
mod disagreements;
mod export;
mod fate;
mod figures;
mod groups;
mod heading;
mod ids;
mod import;
mod import_qda;
mod inquiry;
mod items;
mod list;
mod lists;
mod masks;
mod outline;
mod publish;
mod receipts;
mod reply;
mod rules;
mod same;
mod sample;
mod scope;
mod settle;
mod similar;
mod split;
mod status;
mod suggest;
mod tags;
mod target;
mod warnings;
pub(super) mod write;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};

use super::group::{self, Sub};
use super::{Context, DONE, Failure, guard_output, project, project_inputs, say};
use crate::load::ProjectFile;
use crate::messages::comments::{self, command as words, groups as group_words};
use crate::messages::{Lang, problem};
use crate::model::Severity;
use crate::model::comment::{CommentsDefinition, Decisions, Docket, Fate};
use crate::project::comments::corpus;
use crate::project::{CommentOp, Corpus, Op, Project};

/// All of them, in the order of help.
const SUBS: &[Sub] = &[
    Sub { name: "import", command: import::command, run: import::run },
    Sub { name: "status", command: status::command, run: status::run },
    Sub { name: "list", command: list::command, run: list::run },
    Sub { name: "check", command: check::command, run: check::run },
    Sub { name: "add", command: add::command, run: add::run },
    Sub { name: "withdraw", command: receipts::withdraw_command, run: receipts::withdraw },
    Sub { name: "same-person", command: receipts::same_person_command, run: receipts::same_person },
    Sub { name: "masks", command: masks::list_command, run: masks::list },
    Sub { name: "mask", command: masks::mask_command, run: masks::mask },
    Sub { name: "split", command: split::split_command, run: split::split },
    Sub { name: "join", command: split::join_command, run: split::join },
    Sub { name: "out-of-scope", command: scope::scope_command, run: scope::scope },
    Sub { name: "flag", command: scope::flag_command, run: scope::flag_run },
    Sub { name: "codes", command: codes::command, run: codes::run },
    Sub { name: "tag", command: tags::tag_command, run: tags::tag },
    Sub { name: "untag", command: tags::untag_command, run: tags::untag },
    Sub { name: "tags", command: tags::command, run: tags::run },
    Sub { name: "groups", command: groups::command, run: groups::run },
    Sub { name: "similar", command: similar::command, run: similar::run },
    Sub { name: "same", command: same::command, run: same::run },
    Sub { name: "sample", command: sample::command, run: sample::run },
    Sub { name: "agreement", command: agreement::command, run: agreement::run },
    Sub { name: "disagreements", command: disagreements::command, run: disagreements::run },
    Sub { name: "settle", command: settle::command, run: settle::run },
    Sub { name: "items", command: items::command, run: items::run },
    Sub { name: "outline", command: outline::command, run: outline::run },
    Sub { name: "reply", command: reply::command, run: reply::run },
    Sub { name: "class", command: class::command, run: class::run },
    Sub { name: "heading", command: heading::command, run: heading::run },
    Sub { name: "change", command: change::command, run: change::run },
    Sub { name: "ask", command: ask::command, run: ask::run },
    Sub { name: "inquiry", command: inquiry::command, run: inquiry::run },
    Sub { name: "warnings", command: warnings::command, run: warnings::run },
    Sub { name: "publish", command: publish::command, run: publish::run },
    Sub { name: "fate", command: fate::command, run: fate::run },
    Sub { name: "answers", command: answers::command, run: answers::run },
    Sub { name: "suggest", command: suggest::command, run: suggest::run },
    Sub { name: "suggest-reply", command: suggest::reply_command, run: suggest::reply },
    Sub { name: "rules", command: rules::command, run: rules::run },
    Sub { name: "export", command: export::command, run: export::run },
    Sub { name: "import-qda", command: import_qda::command, run: import_qda::run },
];

/// The command with its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    group::command(Command::new("comments").about(words::about(lang)).subcommand_required(true), SUBS, lang)
}

/// Runs the subcommand that was named.
pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    group::run(SUBS, |_, _| Ok(DONE), context, arguments)
}

/// The flag that names a set.
fn set_flag(lang: Lang) -> Arg {
    Arg::new("set").long("set").value_name("SET").help(words::set(lang))
}

/// The flags that name a sheet without a definition.
fn file_flags(command: Command, lang: Lang) -> Command {
    let plain = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command
        .arg(
            plain("data", "FILE", group_words::data(lang))
                .value_parser(clap::value_parser!(PathBuf))
                .conflicts_with("set"),
        )
        .arg(plain("sheet", "S", group_words::sheet(lang)).requires("data"))
        .arg(
            plain("header-rows", "N", group_words::header_rows(lang))
                .value_parser(clap::value_parser!(usize))
                .requires("data"),
        )
}

/// The sheet named with `--sheet`.
fn sheet(arguments: &ArgMatches) -> Option<&str> {
    arguments.get_one::<String>("sheet").map(String::as_str)
}

/// The number of header rows given with `--header-rows`.
fn header_rows(arguments: &ArgMatches) -> Option<usize> {
    arguments.get_one::<usize>("header-rows").copied()
}

/// The name of a fate in json.
fn fate(fate: &Fate) -> &'static str {
    match fate {
        Fate::Published { .. } => "published",
        Fate::Merged { .. } => "merged",
        Fate::OutOfScope { .. } => "out_of_scope",
        Fate::Withdrawn { .. } => "withdrawn",
        Fate::Open => "open",
    }
}

/// The item an opinion is in.
fn item(fate: &Fate) -> Option<&str> {
    match fate {
        Fate::Published { item } | Fate::Merged { item } => Some(item),
        _ => None,
    }
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
        let journal = open_journal(context, &project_file)?;
        let corpus = Corpus::open(&project_file, &file, definition, &journal.state().fixes)?;
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

    /// Writes an act and says so.
    fn perform(&mut self, context: &Context, act: CommentOp) -> Result<u8, Failure> {
        let lang = context.lang;
        let name = comments::act(lang, &act);
        let said = comments::done(lang, &act).unwrap_or(name);
        let changed = self.act(context, act)?;
        say(if changed { &said } else { comments::intake::nothing(lang) });
        Ok(DONE)
    }

    /// Refuses to write over a file that the set is read from.
    fn guard(&self, context: &Context, arguments: &ArgMatches) -> Result<(), Failure> {
        let folder = self.corpus.file.parent().unwrap_or(Path::new("."));
        let mut inputs = project_inputs(&self.project_file);
        inputs.extend(self.project_file.comments.iter().chain(&self.project_file.plans).cloned());
        inputs.extend(self.corpus.definition.sources.iter().map(|source| folder.join(&source.file)));
        guard_output(context, arguments.get_one::<PathBuf>("output"), &inputs)
    }

    /// Says what was met while reading the receipts.
    fn say_problems(&self, lang: Lang) {
        // What is only good to know stands in `check`.
        let told = self.corpus.diagnostics.iter().filter(|found| found.problem.severity() != Severity::Info);
        for found in told {
            let place = &found.place;
            say(&format!("{} {} {}: {}", place.file, place.sheet, place.cell, problem::diagnostic(lang, found)));
        }
    }
}

/// The journal of a project.
fn open_journal(context: &Context, project: &ProjectFile) -> Result<Project, Failure> {
    Project::open(&project.root, &project.store, context.read_only)
        .map(|journal| journal.named(&context.settings.name))
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
