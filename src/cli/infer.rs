//! `koe infer FILE`: a draft definition of one spreadsheet on standard output, what was found on standard error.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};

use super::ask::{flag, output_flag};
use super::{ATTENTION, Context, DONE, Failure, print, say};
use crate::export;
use crate::load::codebook::Codebook;
use crate::load::draft::book::{self, Book, BookError};
use crate::load::draft::review::Reviewed;
use crate::load::draft::write::{self, Written};
use crate::load::draft::{Draft, again, place};
use crate::load::progress::Progress;
use crate::load::sheet::Sheet;
use crate::load::{self, LoadError, ReadError};
use crate::messages::{Lang, guess_screen as screen_words, infer as words, measures, usage};
use crate::model::survey::Source;
use crate::tui;

pub fn command(lang: Lang) -> Command {
    Command::new("infer")
        .about(words::infer(lang))
        .after_help(words::infer_help(lang))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words::infer_file(lang)),
        )
        .arg(flag("sheet", "S", usage::sheet(lang)))
        .arg(flag("header-rows", "N", usage::header_rows(lang)).value_parser(value_parser!(usize)))
        .arg(flag("like", "TOML", words::infer_like(lang)).value_parser(value_parser!(PathBuf)))
        .arg(
            flag("codes", "FILE", words::infer_codes(lang))
                .value_parser(value_parser!(PathBuf))
                .action(clap::ArgAction::Append),
        )
        .arg(
            Arg::new("review")
                .long("review")
                .action(clap::ArgAction::SetTrue)
                .requires("output")
                .conflicts_with("like")
                .help(screen_words::review(lang)),
        )
        .arg(output_flag(lang).conflicts_with("like"))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let Some(file) = arguments.get_one::<PathBuf>("file") else { return Ok(DONE) };
    let sheet = arguments.get_one::<String>("sheet").map(String::as_str);
    if let Some(definition) = arguments.get_one::<PathBuf>("like") {
        return like(lang, file, sheet, definition);
    }
    let mut codebooks = Vec::new();
    for file in arguments.get_many::<PathBuf>("codes").into_iter().flatten() {
        codebooks.extend(open(file, None)?.codebooks);
    }
    let book = open(file, sheet)?;
    let draft = draft(lang, file, &book, &codebooks, arguments.get_one::<usize>("header-rows").copied())?;
    let is_reviewed = arguments.get_flag("review");
    let lines = if is_reviewed { words::facts(lang, &draft) } else { words::found(lang, &draft) };
    lines.iter().for_each(|line| say(line));
    let mut written = Written::of_file(file, draft);
    if is_reviewed {
        let sheets = vec![(written.draft.source.file.clone(), book.answers.unwrap_or_default())];
        match review(context, vec![written], sheets)?.and_then(|mut surveys| surveys.pop()) {
            Some(looked_through) => written = looked_through,
            None => return Ok(DONE),
        }
    }
    let attention = !written.draft.guesses.is_empty();
    let output = arguments.get_one::<PathBuf>("output");
    if let Some(folder) = output.map(|path| path.parent().unwrap_or(Path::new("."))) {
        let name = place::beside(folder, file);
        written.sources.iter_mut().for_each(|source| source.file.clone_from(&name));
    }
    let text = write::text(&written, &words::Words(lang));
    match output {
        Some(path) => {
            export::whole_text(path, &text)?;
            say(&measures::written(lang, path));
        }
        None => print(&text)?,
    }
    Ok(if attention { ATTENTION } else { DONE })
}

/// Lets the user look through drafts on a screen; `None` when nothing is to be written. `sheets` are the answers by the path of
/// their file in the definition.
pub(super) fn review(
    context: &Context,
    surveys: Vec<Written>,
    mut sheets: Vec<(String, Sheet)>,
) -> Result<Option<Vec<Written>>, Failure> {
    let lang = context.lang;
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::Usage(screen_words::no_terminal(lang).to_owned()));
    }
    let mut sheet = |source: &Source| {
        let found = sheets.iter().position(|(file, _)| *file == source.file);
        found.map(|at| sheets.swap_remove(at).1).unwrap_or_default()
    };
    let mut reviewed =
        |written: Written| Reviewed { sheets: written.sources.iter().map(&mut sheet).collect(), written };
    let start = tui::Start { dir: context.folder.clone(), lang, ascii: context.ascii, read_only: true };
    let looked_through = tui::review(&start, surveys.into_iter().map(&mut reviewed).collect()).map_err(Failure::Tui)?;
    if looked_through.is_none() {
        say(screen_words::nothing_written(lang));
    }
    Ok(looked_through.map(|surveys| surveys.into_iter().map(|reviewed| reviewed.written).collect()))
}

/// The definition applied to the next delivery: the block to add, and what no longer fits.
fn like(lang: Lang, file: &Path, sheet: Option<&str>, definition: &Path) -> Result<u8, Failure> {
    let folder = definition.parent().unwrap_or(Path::new("."));
    let root = place::root(folder);
    let survey = load::definition(definition, &root)?;
    let sheet = again::sheet(&survey, file, sheet, &Progress::default())?;
    // A project reads only what lies in it, so the file is named where its copy will lie.
    let outside = place::is_outside(&root, file);
    let name = if outside { place::copied(folder, &root, file) } else { place::beside(folder, file) };
    let again = again::fit(&survey, &sheet, &name)?;
    say(&words::again(lang, &again));
    again.misfits.iter().for_each(|misfit| say(&words::misfit(lang, misfit)));
    for (other, rows) in again::doubles(&survey, folder, &again, &sheet) {
        say(&words::in_common(lang, &other, rows));
    }
    if again.misfits.is_empty() {
        say(words::fits(lang));
    }
    if outside {
        say(&words::copy_first(lang, file, &again.source.file));
    }
    print(&write::source(&again.source))?;
    Ok(if again.misfits.is_empty() { DONE } else { ATTENTION })
}

/// Looks at a file.
pub(super) fn open(file: &Path, sheet: Option<&str>) -> Result<Book, Failure> {
    book::open(file, sheet).map_err(|error| unreadable(file, error))
}

fn unreadable(file: &Path, error: ReadError) -> Failure {
    LoadError::Read { file: file.to_owned(), error }.into()
}

/// Drafts a file, with the codes of others where it is not their own.
pub(super) fn draft(
    lang: Lang,
    file: &Path,
    book: &Book,
    codebooks: &[(String, Codebook)],
    header_rows: Option<usize>,
) -> Result<Draft, Failure> {
    book.draft(codebooks, header_rows).map_err(|error| match error {
        BookError::Read(error) => unreadable(file, error),
        error => Failure::Usage(words::failure(lang, file, &error)),
    })
}
