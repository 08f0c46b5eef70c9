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
use crate::load::draft::{Draft, again};
use crate::load::sheet::Sheet;
use crate::load::{self, LoadError, ReadError};
use crate::messages::{Lang, guess_screen as screen_words, infer as words, measures, usage};
use crate::model::survey::{SheetRef, Source};
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
    let mut written = survey(file, draft);
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
        let name = beside(folder, file);
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
    let root = root(folder);
    let survey = load::definition(definition, &root)?;
    let stated = survey.sources.iter().find_map(|source| source.sheet.clone());
    let read = |wanted: Option<SheetRef>| {
        let source = Source { file: file.to_string_lossy().into_owned(), sheet: wanted, ..Source::default() };
        load::read_source(Path::new(""), &source)
    };
    let wanted = sheet.map(|name| SheetRef::Name(name.to_owned())).or(stated);
    let sheet = match read(wanted.clone()) {
        // The sheet of the first delivery may be called otherwise in the next.
        Err(LoadError::Read { error: ReadError::NoSheet { .. }, .. }) if sheet.is_none() => read(None),
        read => read,
    }?;
    // A project reads only what lies in it, so the file is named where its copy will lie.
    let outside = is_outside(&root, file);
    let name = if outside { copied(folder, &root, file) } else { beside(folder, file) };
    let mut again = again::fit(&survey, &sheet, &name)?;
    if again.source.sheet.is_some() && !sheet.name.is_empty() {
        again.source.sheet = Some(SheetRef::Name(sheet.name.clone()));
    }
    say(&words::again(lang, &again));
    again.misfits.iter().for_each(|misfit| say(&words::misfit(lang, misfit)));
    for source in survey.sources.iter().filter(|source| source.file != again.source.file) {
        // The delivery before may be gone; that is no fault of the new one.
        let Ok(other) = load::read_source(folder, source) else { continue };
        let rows = again::in_common(&survey, (&again.source, &sheet), (source, &other));
        if rows > 0 {
            say(&words::in_common(lang, &source.file, rows));
        }
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

/// The folder of the project a definition is in, or its own.
fn root(folder: &Path) -> PathBuf {
    let found = folder.ancestors().find(|folder| folder.join("koe.toml").is_file());
    let above = || folder.join("..").join("koe.toml").is_file().then(|| folder.join(".."));
    found.map(Path::to_path_buf).or_else(above).unwrap_or_else(|| folder.to_path_buf())
}

/// True for a file that is not in the project's folder; false where that cannot be told.
fn is_outside(root: &Path, file: &Path) -> bool {
    let (Ok(root), Ok(file)) = (root.canonicalize(), file.canonicalize()) else { return false };
    !file.starts_with(root)
}

/// How a definition in `folder` calls the copy of a file in the folder `data` of the project.
fn copied(folder: &Path, root: &Path, file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let root_name = beside(folder, root);
    let up = if root_name.is_empty() { String::new() } else { format!("{root_name}/") };
    format!("{up}data/{name}")
}

/// How a definition in `folder` calls a file: relative where that is possible.
fn beside(folder: &Path, file: &Path) -> String {
    let plain = || file.to_string_lossy().replace('\\', "/");
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (Ok(folder), Ok(file)) = (folder.canonicalize(), file.canonicalize()) else { return plain() };
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
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

/// The survey of one file, called like it.
pub(super) fn survey(file: &Path, draft: Draft) -> Written {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let plain = |c: char| if c.is_alphanumeric() || c == '_' || c == '-' { c } else { '_' };
    let id: String = stem.chars().map(plain).collect();
    let id = if id.trim_matches('_').is_empty() { "survey".to_owned() } else { id };
    let title = if draft.title.is_empty() { stem.into_owned() } else { draft.title.clone() };
    Written { id, title, sources: vec![draft.source.clone()], draft }
}
