//! `koe infer FILE`: a draft definition of one spreadsheet on standard output, what was found on standard error.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};

use super::ask::flag;
use super::{ATTENTION, Context, DONE, Failure, print, say};
use crate::load::codebook::Codebook;
use crate::load::draft::Draft;
use crate::load::draft::book::{self, Book, BookError};
use crate::load::draft::write::{self, Written};
use crate::load::{LoadError, ReadError};
use crate::messages::{Lang, infer as words, usage};

pub fn command(lang: Lang) -> Command {
    Command::new("infer")
        .about(words::infer(lang))
        .after_help(words::infer_help(lang))
        .arg(Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf)).help(words::infer_file(lang)))
        .arg(flag("sheet", "S", usage::sheet(lang)))
        .arg(flag("header-rows", "N", usage::header_rows(lang)).value_parser(value_parser!(usize)))
        .arg(flag("codes", "FILE", words::infer_codes(lang)).value_parser(value_parser!(PathBuf)).action(clap::ArgAction::Append))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let Some(file) = arguments.get_one::<PathBuf>("file") else { return Ok(DONE) };
    let sheet = arguments.get_one::<String>("sheet").map(String::as_str);
    let mut codebooks = Vec::new();
    for file in arguments.get_many::<PathBuf>("codes").into_iter().flatten() {
        codebooks.extend(open(file, None)?.codebooks);
    }
    let book = open(file, sheet)?;
    let draft = draft(lang, file, &book, &codebooks, arguments.get_one::<usize>("header-rows").copied())?;
    words::found(lang, &draft).iter().for_each(|line| say(line));
    let written = survey(file, draft);
    let attention = !written.draft.guesses.is_empty();
    print(&write::text(&written, &words::Words(lang)))?;
    Ok(if attention { ATTENTION } else { DONE })
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
