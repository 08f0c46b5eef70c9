//! Definitions and spreadsheets in.
//!
//! `definition` reads what a survey asks, `read` any spreadsheet into a format-free `sheet`; `columns` finds the questions in
//! it, `decode` turns cells into answers, `gather` collects all rows, `blank` tells blank forms, `settle` leaves out and routes, `check` looks at the
//! whole.
//!
//! `entered` are forms typed in, `correct` puts people's decisions beside what was read, `forms` is one form at a time, `remedy`
//! what can be done about a problem, `trace` finds rows again that have no id, `typed` answers as people type them. `arrivals` is what came in, `roster` to whom forms were
//! sent. `cache` keeps large sheets that were read, `progress` tells how far reading is and stops it. `codebook` is what a file says about its columns beside the answers,
//! `labelled` makes questions of it, `draft` a whole definition with its guesses; `spss` and `triple_s` read the files of SPSS and
//! Triple-S. `comments` reads what was received on a draft, `plan` what it is about. `qda` reads what other programs for qualitative
//! analysis give back. `findings` reads a file of findings. `mapping` reads which questions are the same, `infer` makes a definition
//! for a spreadsheet that has none, `targets` reads weighting targets from a file.

pub mod arrivals;
pub mod blank;
pub mod cache;
pub mod check;
pub mod codebook;
pub mod columns;
pub mod comments;
pub mod correct;
pub mod csv;
pub mod decode;
pub mod definition;
pub mod draft;
pub mod entered;
pub mod findings;
pub mod forms;
pub mod gather;
pub mod guessed;
pub mod infer;
pub mod labelled;
pub mod listed;
pub mod mapping;
pub mod marks;
mod merged;
pub mod number;
pub mod plan;
pub mod progress;
pub mod qda;
pub mod read;
pub mod remedy;
pub mod roster;
pub mod settle;
pub mod sheet;
mod spss;
mod summary;
pub mod targets;
pub mod trace;
mod triple_s;
pub mod typed;
pub mod vendor;
pub mod xlsx;

pub use definition::{DefinitionError, Fault, ProjectFile, project_file};
pub use read::ReadError;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::model::arrival::Arrival;
use crate::model::fix::{FixState, Fixes};
use crate::model::survey::{SheetRef, Source};
use crate::model::{Diagnostic, Survey};
use crate::responses::Responses;
use progress::{Progress, Share};
use settle::Settled;

/// A survey's valid cases, and everything met while reading.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The answers.
    pub responses: Responses,
    /// In the order of files, rows and columns; what concerns whole files or surveys comes with its file or last.
    pub diagnostics: Vec<Diagnostic>,
    /// What people decided about the answers, with whether it holds.
    pub fixes: Vec<FixState>,
    /// What came in, by spreadsheet.
    pub arrivals: Vec<Arrival>,
    /// The forms that were typed in, counted or not.
    pub typed: Vec<Arrival>,
}

/// Why a survey cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The definition cannot be used.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// A spreadsheet cannot be read.
    #[error("{file}: {error}", file = file.display())]
    Read {
        /// The spreadsheet.
        file: PathBuf,
        /// Why.
        error: ReadError,
    },
    /// The definition names no spreadsheet.
    #[error("{file}: no [[source]]", file = file.display())]
    NoSource {
        /// The definition.
        file: PathBuf,
    },
    /// A spreadsheet has none of the columns the definition asks for: another file, or another header.
    #[error("{file}: none of the columns")]
    NoColumns {
        /// The spreadsheet, as the project names it.
        file: String,
        /// Its sheet; empty for a text file.
        sheet: String,
        /// Some of the columns looked for.
        wanted: Vec<String>,
        /// Some of the headers that are there.
        found: Vec<String>,
    },
    /// A spreadsheet named on the command line is not as it was said to be.
    #[error(transparent)]
    Adhoc(#[from] infer::AdhocError),
    /// Somebody asked for it to stop.
    #[error("cancelled")]
    Cancelled,
    /// Columns that do not fit together: a mistake of the program.
    #[error("internal: {0}")]
    Internal(String),
}

/// Reads a survey's definition; no spreadsheet of answers is opened. `root` is the project's folder.
///
/// # Errors
/// The first fault of the definition, or a file of weighting targets that cannot be read.
pub fn definition(file: &Path, root: &Path) -> Result<Survey, LoadError> {
    let mut survey = definition::definition(file, root)?;
    targets::read_all(&mut survey, file, root)?;
    Ok(survey)
}

impl LoadError {
    /// A file that could not be read; a reading that was stopped is nothing that is wrong with the file.
    fn unread(file: PathBuf, error: ReadError) -> Self {
        if matches!(error, ReadError::Cancelled) { LoadError::Cancelled } else { LoadError::Read { file, error } }
    }
}

/// Loads a survey: its definition, its spreadsheets, what people decided about the answers, checked. `root` is the project's
/// folder; `fixes` are by survey id.
///
/// # Errors
/// A definition or a spreadsheet that cannot be read. Values that could not be taken are no errors but diagnostics.
pub fn survey(file: &Path, root: &Path, fixes: &BTreeMap<String, Fixes>) -> Result<Loaded, LoadError> {
    watched(file, root, fixes, &Progress::default())
}

/// Loads a survey as [`survey`] does, while others look at its progress.
///
/// # Errors
/// As [`survey`], and [`LoadError::Cancelled`].
pub fn watched(
    file: &Path,
    root: &Path,
    fixes: &BTreeMap<String, Fixes>,
    progress: &Progress,
) -> Result<Loaded, LoadError> {
    let settled = settled(file, root, fixes, progress)?;
    let provisional = settled.gathered.builder.definition().about.provisional;
    sourced(&settled, file)?;
    dated(finish(settled)?, provisional, (file, fixes), progress)
}

/// Loads a survey and its single forms from one reading.
///
/// # Errors
/// As [`watched`].
pub fn with_forms(
    file: &Path,
    root: &Path,
    fixes: &BTreeMap<String, Fixes>,
    progress: &Progress,
) -> Result<(Loaded, forms::Forms), LoadError> {
    let settled = settled(file, root, fixes, progress)?;
    let provisional = settled.gathered.builder.definition().about.provisional;
    sourced(&settled, file)?;
    let loaded = finished(arrivals::of(&settled), settled.finished())?;
    Ok((dated(loaded, provisional, (file, fixes), progress)?, forms::Forms::of(settled)))
}

fn sourced(settled: &Settled, file: &Path) -> Result<(), LoadError> {
    let none = settled.gathered.inputs.is_empty();
    if none { Err(LoadError::NoSource { file: file.to_owned() }) } else { Ok(()) }
}

/// With the last day of its files, where the survey is still running.
fn dated(
    mut loaded: Loaded,
    provisional: bool,
    (file, fixes): (&Path, &BTreeMap<String, Fixes>),
    progress: &Progress,
) -> Result<Loaded, LoadError> {
    if progress.is_cancelled() {
        return Err(LoadError::Cancelled);
    }
    if provisional {
        let folder = file.parent().unwrap_or(Path::new("."));
        let survey = loaded.responses.survey();
        let forms = fixes.get(&survey.about.id).into_iter().flat_map(|fixes| fixes.forms.values());
        let last = arrivals::last_day(survey, &loaded.arrivals, forms, folder);
        loaded.responses = loaded.responses.as_of(last);
    }
    Ok(loaded)
}

/// The work of reading a byte, where gathering it is 1: a book is unpacked twice, the second time for its merged cells.
const READING: u64 = 2;

/// Reads a survey as `survey` does, up to the point where every case is still there.
fn settled(
    file: &Path,
    root: &Path,
    fixes: &BTreeMap<String, Fixes>,
    progress: &Progress,
) -> Result<Settled, LoadError> {
    let mut survey = definition(file, root)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut sources = survey.sources.clone();
    // All work is known before any is done, so that the share of what is done never falls.
    let bytes = |source: &Source| std::fs::metadata(folder.join(&source.file)).map_or(0, |about| about.len());
    let bytes: Vec<u64> = sources.iter().map(bytes).collect();
    let mut gathering = progress.share(bytes.iter().sum());
    let reading: Vec<Share> = bytes.iter().map(|bytes| progress.share(bytes.saturating_mul(READING))).collect();
    // Spreadsheets are read side by side: inflating and parsing is most of the work.
    let sheets: Vec<Result<sheet::Sheet, LoadError>> = std::thread::scope(|scope| {
        let survey = &survey;
        let read = |(source, share)| scope.spawn(move || kept_source(folder, source, root, survey, share));
        let readers: Vec<_> = sources.iter().zip(reading).map(read).collect();
        let lost = |_| Err(LoadError::Internal("a reader stopped".to_owned()));
        readers.into_iter().map(|reader| reader.join().unwrap_or_else(lost)).collect()
    });
    let sheets = sheets.into_iter().collect::<Result<Vec<_>, _>>()?;
    for source in &mut sources {
        source.file = from_root(&folder.join(&source.file), root);
    }
    let none = Fixes::default();
    let fixes = fixes.get(&survey.about.id).unwrap_or(&none);
    let entered = entered::sources(&survey, fixes.forms.values());
    if !entered.is_empty() {
        survey.sources.extend(entered.iter().map(|(source, _)| source.clone()));
        survey.implied = definition::implied(&survey);
    }
    let mut inputs = inputs(&survey, sources.into_iter().zip(sheets).collect());
    if let Some(error) = inputs.iter().find_map(|input| no_columns(&survey, input)) {
        return Err(error);
    }
    inputs.extend(entered.into_iter().map(|(source, forms)| entered::input(&survey, source, &forms)));
    if let Some(fault) = inputs.iter().find_map(|input| personal(&survey, input)) {
        return Err(DefinitionError { file: file.to_owned(), line: None, fault }.into());
    }
    settle(survey, inputs, fixes, &mut gathering)
}

fn inputs(survey: &Survey, sheets: Vec<(Source, sheet::Sheet)>) -> Vec<gather::Input> {
    sheets.into_iter().map(|(source, sheet)| gather::Input::new(survey, source, sheet)).collect()
}

/// A spreadsheet without a single column of the questions: tables of it would be empty, which looks like no answers.
fn no_columns(survey: &Survey, input: &gather::Input) -> Option<LoadError> {
    const SHOWN: usize = 5;
    let is_there = input.located.questions.iter().any(|place| !place.columns().is_empty());
    let wanted: Vec<String> = input.located.faults.iter().map(|(_, wanted, _)| wanted.clone()).take(SHOWN).collect();
    if is_there || wanted.is_empty() || survey.questions.is_empty() {
        return None;
    }
    let found = input.header.columns.iter().map(|name| name.joined.clone()).filter(|name| !name.is_empty());
    let (file, sheet) = (input.source.file.clone(), input.sheet.name.clone());
    Some(LoadError::NoColumns { file, sheet, wanted, found: found.take(SHOWN).collect() })
}

/// Personal columns that would be shown: as a question, as the free text of a choice, or as the id of a case.
fn personal(survey: &Survey, input: &gather::Input) -> Option<Fault> {
    let is_personal = |column: &usize| input.located.personal.contains(column);
    let mut places = survey.questions.iter().zip(&input.located.questions);
    let asked = places.find(|(_, place)| place.columns().iter().any(is_personal)).map(|(question, _)| question);
    let other = input.located.others.iter().find(|(_, column)| is_personal(column));
    let other = other.and_then(|((question, _), _)| survey.questions.get(*question));
    let id = input.located.id.filter(is_personal).map(|_| "id".to_owned());
    let owner = asked.or(other).map(|question| question.id.clone()).or(id)?;
    Some(Fault::Personal { file: input.source.file.clone(), owner })
}

/// A path as people in the project folder would write it: `sample-data/answers.xlsx`.
fn from_root(path: &Path, root: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let mut parts: Vec<std::borrow::Cow<'_, str>> = Vec::new();
    for part in inside.components() {
        match part {
            Component::ParentDir if !parts.is_empty() => drop(parts.pop()),
            Component::CurDir => {}
            other => parts.push(other.as_os_str().to_string_lossy()),
        }
    }
    parts.join("/")
}

/// Reads the sheet that a source names; its path is relative to `folder`.
///
/// # Errors
/// A spreadsheet that cannot be read.
pub fn read_source(folder: &Path, source: &Source) -> Result<sheet::Sheet, LoadError> {
    let (path, options) = asked(folder, source);
    read::read_sheet(&path, &options).map_err(|error| LoadError::unread(path, error))
}

/// As `read_source`, watched and stopped through `progress`.
///
/// # Errors
/// As `read_source`; [`LoadError::Cancelled`].
pub fn read_watched(folder: &Path, source: &Source, progress: &Progress) -> Result<sheet::Sheet, LoadError> {
    let (path, options) = asked(folder, source);
    let read = read::read_file(&path, &options.limits).and_then(|bytes| {
        let share = progress.share(bytes.len() as u64);
        read::read_bytes(bytes, &path, &options, share)
    });
    read.map_err(|error| LoadError::unread(path, error))
}

/// As `read_source`, through the cache of the project.
fn kept_source(
    folder: &Path,
    source: &Source,
    root: &Path,
    survey: &Survey,
    share: Share,
) -> Result<sheet::Sheet, LoadError> {
    let (path, options) = asked(folder, source);
    cache::read(&path, &options, root, survey, source, share).map_err(|error| LoadError::unread(path, error))
}

/// Where a source lies, and how it is to be read.
fn asked(folder: &Path, source: &Source) -> (PathBuf, read::ReadOptions) {
    let path = folder.join(&source.file);
    let encoding = match source.encoding.as_deref() {
        Some("utf-8") => read::EncodingChoice::Utf8,
        Some("cp932") => read::EncodingChoice::Cp932,
        Some("utf-16") => read::EncodingChoice::Utf16,
        _ => read::EncodingChoice::Auto,
    };
    let sheet = source.sheet.as_ref().map(|sheet| match sheet {
        SheetRef::Name(name) => read::SheetChoice::Name(name.clone()),
        SheetRef::Number(number) => read::SheetChoice::Number(*number),
    });
    (path, read::ReadOptions { sheet, encoding, ..read::ReadOptions::default() })
}

/// Puts sheets and definition together.
///
/// # Errors
/// Only mistakes of the program.
pub fn assemble(survey: Survey, sheets: Vec<(Source, sheet::Sheet)>) -> Result<Loaded, LoadError> {
    let inputs = inputs(&survey, sheets);
    finish(settle(survey, inputs, &Fixes::default(), &mut Share::unwatched())?)
}

fn settle(
    mut survey: Survey,
    inputs: Vec<gather::Input>,
    fixes: &Fixes,
    share: &mut Share,
) -> Result<Settled, LoadError> {
    gather::discover_choices(&mut survey, &inputs);
    let gathered = gather::gather(Arc::new(survey), inputs, share).map_err(|_| LoadError::Cancelled)?;
    Ok(settle::settle(gathered, fixes))
}

fn finish(settled: Settled) -> Result<Loaded, LoadError> {
    let found = arrivals::of(&settled);
    finished(found, settled.finish())
}

/// The answers with what came in, in files and typed.
fn finished(
    (arrivals, typed): (Vec<Arrival>, Vec<Arrival>),
    finished: Result<settle::Finished, polars::prelude::PolarsError>,
) -> Result<Loaded, LoadError> {
    let (responses, mut diagnostics, fixes) = finished.map_err(|error| LoadError::Internal(error.to_string()))?;
    diagnostics.extend(check::check(&responses));
    Ok(Loaded { responses, diagnostics, fixes, arrivals, typed })
}

/// A spreadsheet without a definition, loaded.
#[derive(Debug)]
pub struct Sketched {
    /// Its answers.
    pub loaded: Loaded,
    /// What was only guessed; questions are called by their columns.
    pub guesses: Vec<draft::Guess>,
}

/// Loads a spreadsheet without a definition, every column being a question.
///
/// # Errors
/// The file cannot be read, or a column named in `hints` is not there; [`LoadError::Cancelled`].
pub fn spreadsheet(file: &Path, hints: &infer::Hints, progress: &Progress) -> Result<Sketched, LoadError> {
    let bytes = std::fs::metadata(file).map_or(0, |about| about.len());
    let mut gathering = progress.share(bytes);
    let reading = progress.share(bytes.saturating_mul(READING));
    let failed = |error| LoadError::unread(file.to_owned(), error);
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let alone = |sheet, codebook: Option<codebook::Codebook>| draft::book::Book {
        file: name.clone(),
        answers: Some(sheet),
        codebooks: codebook.map(|own| (name.clone(), own)).into_iter().collect(),
        ..draft::book::Book::default()
    };
    let mut book = match hints.sheet.as_deref() {
        named @ Some(_) => alone(named_sheet(file, named, reading)?, codebook::of(file).map_err(failed)?),
        // Explanations, codes and tables are passed over, as they are when a project is made.
        None => match draft::book::look(file, None, reading) {
            Ok(book) if book.answers.is_some() => book,
            Err(ReadError::Cancelled) => return Err(LoadError::Cancelled),
            // A sheet behind the answers may be damaged, and a file with one column looks like an explanation.
            _ => {
                let found = read::likeliest(file, progress.share(bytes), draft::book::is_answers);
                let (sheet, codebook) = found.map_err(failed)?;
                alone(sheet, codebook)
            }
        },
    };
    let own = book.codebooks.iter().find(|(place, _)| *place == name).map(|(_, codebook)| codebook.clone());
    // A file with a codebook of its own needs no guesses, and one that cannot be drafted has columns all the same.
    let drafted = if own.is_none() { book.draft(&[], hints.header_rows).ok() } else { None };
    let sheet = book.answers.take().unwrap_or_default();
    let infer::Sketch { survey, input, guesses } =
        infer::survey(file, sheet, hints, own.as_ref(), drafted.unwrap_or_default())?;
    let loaded = finish(settle(survey, vec![input], &Fixes::default(), &mut gathering)?)?;
    Ok(Sketched { loaded, guesses })
}

/// Reads a sheet of a file named on the command line; without a name the first that has data.
fn named_sheet(file: &Path, name: Option<&str>, share: Share) -> Result<sheet::Sheet, LoadError> {
    let failed = |error| LoadError::unread(file.to_owned(), error);
    let options = |sheet| read::ReadOptions { sheet, ..read::ReadOptions::default() };
    let named = name.map(|name| read::SheetChoice::Name(name.to_owned()));
    let number = name.and_then(|name| name.parse().ok()).map(read::SheetChoice::Number);
    let options_named = options(named);
    let bytes = read::read_file(file, &options_named.limits).map_err(failed)?;
    let sheet = match (read::read_bytes(bytes, file, &options_named, share), number) {
        // 2 is the second sheet, unless a sheet is called so.
        (Err(read::ReadError::NoSheet { .. }), number @ Some(_)) => read::read_sheet(file, &options(number)),
        (read, _) => read,
    };
    sheet.map_err(failed)
}
