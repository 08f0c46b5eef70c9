//! `koe new DIR [FILE…]`: a project folder with a definition per survey and copies of the spreadsheets.
//!
//! Everything is read and drafted before the first file is written. The spreadsheets given are not touched: paths of a
//! project stay inside it, so it gets copies.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{ATTENTION, Context, DONE, Failure, infer, say};
use crate::export::{self, ExportError};
use crate::load::codebook::Codebook;
use crate::load::draft::Guess;
use crate::load::draft::book::Book;
use crate::load::draft::write::{self, Written};
use crate::load::draft::{merge, persons};
use crate::load::read;
use crate::load::sheet::Sheet;
use crate::messages::{Lang, guess_screen as screen_words, infer as words};
use crate::text::toml::quoted as string;

pub fn command(lang: Lang) -> Command {
    Command::new("new")
        .about(words::new(lang))
        .after_help(words::new_help(lang))
        .arg(
            Arg::new("folder")
                .value_name("DIR")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(words::new_dir(lang)),
        )
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .help(words::new_files(lang)),
        )
        .arg(Arg::new("review").long("review").action(ArgAction::SetTrue).help(screen_words::review(lang)))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let Some(folder) = arguments.get_one::<PathBuf>("folder") else { return Ok(DONE) };
    if folder.join("koe.toml").exists() {
        return Err(Failure::Usage(words::exists(lang, folder)));
    }
    let mut files: Vec<&PathBuf> = arguments.get_many::<PathBuf>("files").into_iter().flatten().collect();
    let companions: Vec<PathBuf> = files.iter().filter_map(|file| read::companion(file)).collect();
    // The answers of a description are read with it, not as a survey of their own.
    let real = |file: &Path| file.canonicalize().ok();
    files.retain(|file| !companions.iter().any(|companion| real(companion).is_some() && real(companion) == real(file)));
    // The screen shows the guesses itself, and what is left of them is counted behind it.
    let is_reviewed = arguments.get_flag("review");
    let (parts, sheets) = drafts(lang, &files, !is_reviewed)?;
    let mut surveys = merge::join(parts);
    let joined: Vec<Guess> =
        surveys.iter().flat_map(|survey| &survey.draft.guesses).filter(|guess| guess.is_of_files()).cloned().collect();
    let told = persons::tell_apart(&mut surveys, &sheets);
    joined.iter().chain(&told).filter(|_| !is_reviewed).for_each(|guess| say(&words::guessed(lang, guess)));
    name(&mut surveys);
    if is_reviewed {
        let Some(looked_through) = infer::review(context, surveys, sheets)? else { return Ok(DONE) };
        surveys = looked_through;
    }
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    for survey in &surveys {
        texts.push((
            folder.join("surveys").join(format!("{}.toml", survey.id)),
            write::text(survey, &words::Words(lang)),
        ));
    }
    if surveys.is_empty() {
        texts
            .push((folder.join("surveys").join("survey.toml"), "[survey]\nid = \"survey\"\ntitle = \"\"\n".to_owned()));
    }
    texts.push((folder.join("koe.toml"), project(lang, folder, &surveys)));
    let mut copies: Vec<(PathBuf, &PathBuf)> = copies(folder, &files);
    add_companions(lang, folder, &mut copies, &companions)?;
    let targets = texts.iter().map(|(path, _)| path).chain(copies.iter().map(|(path, _)| path));
    if let Some(path) = targets.clone().find(|path| path.exists()) {
        return Err(Failure::Usage(words::in_the_way(lang, path)));
    }
    for parent in targets.filter_map(|path| path.parent()) {
        std::fs::create_dir_all(parent).map_err(|source| ExportError::Write { path: parent.to_owned(), source })?;
    }
    for (target, file) in &copies {
        copy(file, target)?;
    }
    for (path, text) in &texts {
        export::whole_text(path, text)?;
    }
    let counts: Vec<(String, usize)> =
        surveys.iter().map(|survey| (survey.id.clone(), survey.draft.guesses.len())).collect();
    words::made(lang, folder, &counts, is_reviewed).iter().for_each(|line| say(line));
    Ok(if counts.iter().any(|(_, guesses)| *guesses > 0) { ATTENTION } else { DONE })
}

/// Answers by the path of their file in a definition.
type Sheets = Vec<(String, Sheet)>;

/// Reads all files and drafts those with answers; files of codes serve the others. With the drafts come the answers.
fn drafts(lang: Lang, files: &[&PathBuf], with_guesses: bool) -> Result<(Vec<Written>, Sheets), Failure> {
    let mut books: Vec<(&PathBuf, Book)> = Vec::new();
    for file in files {
        books.push((file, infer::open(file, None)?));
    }
    let with_answers = books.iter().filter(|(_, book)| book.answers.is_some()).count();
    let mut shared: Vec<(String, Codebook)> = Vec::new();
    for (_, book) in books.iter().filter(|(_, book)| book.answers.is_none()) {
        shared.extend(book.codebooks.iter().map(|(_, codes)| (book.file.clone(), codes.clone())));
    }
    let names = copied_names(files);
    let (mut parts, mut sheets) = (Vec::new(), Vec::new());
    for ((file, book), name) in books.into_iter().zip(names) {
        if book.answers.is_none() && !book.codebooks.is_empty() && with_answers > 0 {
            continue;
        }
        let draft = infer::draft(lang, file, &book, &shared, None)?;
        let lines = if with_guesses { words::found(lang, &draft) } else { words::facts(lang, &draft) };
        lines.iter().for_each(|line| say(line));
        let mut written = Written::of_file(file, draft);
        for source in written.sources.iter_mut().chain([&mut written.draft.source]) {
            source.file = format!("../data/{name}");
        }
        sheets.push((format!("../data/{name}"), book.answers.unwrap_or_default()));
        parts.push(written);
    }
    Ok((parts, sheets))
}

/// The names of the copies: those of the files, numbered where two are called the same.
fn copied_names(files: &[&PathBuf]) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut names = Vec::new();
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let end = file.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
        let numbered =
            |number: usize| if number == 1 { format!("{stem}{end}") } else { format!("{stem}-{number}{end}") };
        let name = (1..).map(numbered).find(|name| taken.insert(name.to_lowercase())).unwrap_or_default();
        names.push(name);
    }
    names
}

fn copies<'a>(folder: &Path, files: &[&'a PathBuf]) -> Vec<(PathBuf, &'a PathBuf)> {
    let names = copied_names(files);
    names.into_iter().map(|name| folder.join("data").join(name)).zip(files.iter().copied()).collect()
}

/// The answers of descriptions are copied beside them under their own names, by which the descriptions find them.
fn add_companions<'a>(
    lang: Lang,
    folder: &Path,
    copies: &mut Vec<(PathBuf, &'a PathBuf)>,
    companions: &'a [PathBuf],
) -> Result<(), Failure> {
    let is_description = |file: &Path| read::companion(file).is_some();
    if let Some((_, file)) = copies
        .iter()
        .find(|(target, file)| target.file_name() != file.file_name() && !companions.is_empty() && is_description(file))
    {
        return Err(Failure::Usage(words::called_the_same(lang, file)));
    }
    for companion in companions {
        let target = folder.join("data").join(companion.file_name().unwrap_or_default());
        let is_there = |known: &Path| known.to_string_lossy().to_lowercase() == target.to_string_lossy().to_lowercase();
        match copies.iter().find(|(known, _)| is_there(known)) {
            Some((_, source)) if *source != companion => {
                return Err(Failure::Usage(words::called_the_same(lang, companion)));
            }
            Some(_) => {}
            None => copies.push((target, companion)),
        }
    }
    Ok(())
}

fn copy(file: &Path, target: &Path) -> Result<(), Failure> {
    let failed = |source| ExportError::Write { path: target.to_owned(), source };
    export::whole_file(target, |copy| {
        let mut original = std::fs::File::open(file).map_err(failed)?;
        std::io::copy(&mut original, copy).map(|_| ()).map_err(failed)
    })?;
    Ok(())
}

/// Gives every survey an id of its own.
fn name(surveys: &mut [Written]) {
    let mut taken: HashSet<String> = HashSet::new();
    for survey in surveys {
        let base = survey.id.clone();
        let numbered = |number: usize| if number == 1 { base.clone() } else { format!("{base}_{number}") };
        survey.id = (1..).map(numbered).find(|id| taken.insert(id.to_lowercase())).unwrap_or(base.clone());
    }
}

fn project(lang: Lang, folder: &Path, surveys: &[Written]) -> String {
    let title = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let title = title.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let listed: Vec<String> = surveys.iter().map(|survey| string(&format!("surveys/{}.toml", survey.id))).collect();
    let listed = if listed.is_empty() { vec![string("surveys/survey.toml")] } else { listed };
    let locale = lang.pick("ja", "en");
    format!("[project]\ntitle = {}\nlocale = \"{locale}\"\nsurveys = [{}]\n", string(&title), listed.join(", "))
}
