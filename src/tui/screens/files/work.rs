//! What threads do with a spreadsheet that is added: reading it, holding it against a definition, drafting it, and writing. The
//! rules are those of the command line (`load::draft`); files are written whole, and all of them or none.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::path::{self, Listing};
use crate::export::{self, ExportError};
use crate::load::draft::again::{self, Again};
use crate::load::draft::book::{self, Book, BookError};
use crate::load::draft::place;
use crate::load::draft::review::Reviewed;
use crate::load::draft::write::{self, Written};
use crate::load::progress::Progress;
use crate::load::read;
use crate::load::{self, LoadError, listed};
use crate::messages::{Lang, files_screen as say, infer as infer_words, problem, usage};
use crate::model::Survey;
use crate::tui::action::Effect;
use crate::tui::effects::free_name;
use crate::tui::open;
use crate::tui::state::Opened;

/// What is to be done.
#[derive(Debug)]
pub enum Ask {
    /// List a folder.
    List(PathBuf),
    /// Look at a file, and how well the surveys know its columns.
    Look {
        /// The file.
        file: PathBuf,
        /// The surveys, by position; `None` where a definition cannot be read.
        surveys: Vec<Option<Arc<Survey>>>,
        /// How far it is.
        progress: Progress,
    },
    /// Hold a file against the definition of a survey.
    Fit {
        /// The file.
        file: PathBuf,
        /// The survey, by position.
        survey: usize,
        /// Its definition.
        definition: PathBuf,
        /// How far it is.
        progress: Progress,
    },
    /// Draft a survey of a file.
    Draft(Arc<Found>),
    /// Add a file to a survey.
    AddDelivery(Arc<Fitted>),
    /// Add a survey that was looked through.
    AddSurvey {
        /// It.
        written: Box<Written>,
        /// Its file.
        file: PathBuf,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum Told {
    /// A folder was read.
    Listed(Listing),
    /// A file was looked at.
    Looked(Result<Arc<Found>, String>),
    /// It was held against a definition.
    Fitted(Result<Arc<Fitted>, String>),
    /// It was drafted.
    Drafted(Result<(PathBuf, Box<Reviewed>), String>),
    /// It was added to a survey: its position, and the file as the definition calls it.
    DeliveryAdded(Result<(usize, String, u64), String>),
    /// It was added as a survey.
    SurveyAdded(Result<Box<Opened>, String>),
}

/// A file that was looked at.
#[derive(Debug)]
pub struct Found {
    /// The file.
    pub file: PathBuf,
    /// What is in it.
    pub book: Book,
    /// By survey: how many of the columns that its definition asks for are there, and how many it asks for.
    pub columns: Vec<(usize, usize)>,
}

/// A file held against a definition.
#[derive(Debug)]
pub struct Fitted {
    /// The file.
    pub file: PathBuf,
    /// The survey, by position.
    pub survey: usize,
    /// Its definition.
    pub definition: PathBuf,
    /// What fits, and the block that is added.
    pub again: Again,
    /// Other files with the same rows, and how many.
    pub doubles: Vec<(String, usize)>,
    /// Copies that are made: from, to. None for a file that lies in the project.
    copies: Vec<(PathBuf, PathBuf)>,
}

/// Where the project is, and the language of sentences.
#[derive(Debug, Clone)]
pub struct Home {
    /// Its folder.
    pub root: PathBuf,
    /// The language.
    pub lang: Lang,
}

impl Ask {
    /// What is reported where a thread gives up.
    pub fn lost(&self, lang: Lang) -> Told {
        let why = || crate::messages::screen::stopped(lang).to_owned();
        match self {
            Self::List(folder) => Told::Listed(Listing { folder: folder.clone(), entries: None }),
            Self::Look { .. } => Told::Looked(Err(why())),
            Self::Fit { .. } => Told::Fitted(Err(why())),
            Self::Draft(_) => Told::Drafted(Err(why())),
            Self::AddDelivery(_) => Told::DeliveryAdded(Err(why())),
            Self::AddSurvey { .. } => Told::SurveyAdded(Err(why())),
        }
    }

    /// Does it.
    pub fn run(self, home: &Home) -> Told {
        match self {
            Self::List(folder) => Told::Listed(path::list(&folder)),
            Self::Look { file, surveys, progress } => {
                Told::Looked(look(file, &surveys, &progress, home.lang).map(Arc::new))
            }
            Self::Fit { file, survey, definition, progress } => {
                Told::Fitted(fit(file, survey, definition, &progress, home).map(Arc::new))
            }
            Self::Draft(found) => Told::Drafted(draft(&found, home)),
            Self::AddDelivery(fitted) => Told::DeliveryAdded(add_delivery(&fitted, home)),
            Self::AddSurvey { written, file } => Told::SurveyAdded(add_survey(&written, &file, home)),
        }
    }

    /// As an effect.
    pub fn effect(self) -> Vec<Effect> {
        vec![Effect::Files(self)]
    }
}

fn unread(lang: Lang, file: &Path, error: read::ReadError) -> String {
    let error = match error {
        read::ReadError::Cancelled => LoadError::Cancelled,
        error => LoadError::Read { file: file.to_owned(), error },
    };
    problem::load_error(lang, &error)
}

fn look(file: PathBuf, surveys: &[Option<Arc<Survey>>], progress: &Progress, lang: Lang) -> Result<Found, String> {
    let size = std::fs::metadata(&file).map_or(0, |about| about.len());
    let book = book::watched(&file, None, progress.share(size)).map_err(|error| unread(lang, &file, error))?;
    let Some(sheet) = &book.answers else {
        let why = if book.codebooks.is_empty() {
            BookError::Draft(crate::load::draft::DraftError::NoRows)
        } else {
            BookError::CodesOnly
        };
        return Err(infer_words::failure(lang, &file, &why));
    };
    let of = |survey: &Option<Arc<Survey>>| survey.as_ref().map_or((0, 0), |survey| again::columns(survey, sheet));
    let columns = surveys.iter().map(of).collect();
    Ok(Found { file, book, columns })
}

fn fit(file: PathBuf, at: usize, definition: PathBuf, progress: &Progress, home: &Home) -> Result<Fitted, String> {
    let (lang, root) = (home.lang, home.root.as_path());
    let said = |error: LoadError| problem::load_error(lang, &error);
    let folder = definition.parent().unwrap_or(Path::new(".")).to_owned();
    // As the file says it: what a reading adds to a definition stands in no spreadsheet.
    let survey = load::definition(&definition, root).map_err(said)?;
    let sheet = again::sheet(&survey, &file, None, progress).map_err(said)?;
    let (copies, name) = copies(&file, &folder, home)?;
    let again = again::fit(&survey, &sheet, &name).map_err(said)?;
    let doubles = again::doubles(&survey, &folder, &again, &sheet);
    Ok(Fitted { file, survey: at, definition, again, doubles, copies })
}

/// The copies that a file needs to lie in the project, and how a definition in `folder` calls it then.
fn copies(file: &Path, folder: &Path, home: &Home) -> Result<(Vec<(PathBuf, PathBuf)>, String), String> {
    if !place::is_outside(&home.root, file) {
        return Ok((Vec::new(), place::beside(folder, file)));
    }
    let data = home.root.join("data");
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let end = file.extension().unwrap_or_default().to_string_lossy();
    let target = free_name(&data, &stem, &end);
    let mut copies = vec![(file.to_owned(), target.clone())];
    if let Some(answers) = read::companion(file) {
        // A description finds its answers by name: neither can be called otherwise.
        let beside = data.join(answers.file_name().unwrap_or_default());
        if target.file_name() != file.file_name() || beside.exists() {
            return Err(infer_words::called_the_same(home.lang, file));
        }
        copies.push((answers, beside));
    }
    let name = place::copied(folder, &home.root, &target);
    Ok((copies, name))
}

fn draft(found: &Found, home: &Home) -> Result<(PathBuf, Box<Reviewed>), String> {
    let lang = home.lang;
    let draft = found.book.draft(&[], None).map_err(|error| match error {
        BookError::Read(error) => unread(lang, &found.file, error),
        error => infer_words::failure(lang, &found.file, &error),
    })?;
    let mut written = Written::of_file(&found.file, draft);
    let base = written.id.clone();
    let path = |id: &str| home.root.join("surveys").join(format!("{id}.toml"));
    let known = listed::ids(&home.root);
    let numbered = |number: usize| if number == 1 { base.clone() } else { format!("{base}_{number}") };
    let is_free = |id: &String| !path(id).exists() && !known.iter().any(|known| known.eq_ignore_ascii_case(id));
    written.id = (1..10_000).map(numbered).find(is_free).unwrap_or(base.clone());
    let (_, name) = copies(&found.file, &home.root.join("surveys"), home)?;
    for source in written.sources.iter_mut().chain([&mut written.draft.source]) {
        source.file.clone_from(&name);
    }
    let sheets = vec![found.book.answers.clone().unwrap_or_default()];
    Ok((found.file.clone(), Box::new(Reviewed { written, sheets })))
}

/// Files that are new, and one that is changed: taken back unless everything came out well.
struct Undo {
    made: Vec<PathBuf>,
    before: Option<(PathBuf, String)>,
    done: bool,
}

impl Drop for Undo {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        if let Some((file, text)) = &self.before {
            let _ = export::whole_text(file, text);
        }
        self.made.iter().for_each(|file| drop(std::fs::remove_file(file)));
    }
}

impl Undo {
    fn new() -> Self {
        Self { made: Vec::new(), before: None, done: false }
    }

    /// Makes a file that is not there yet.
    fn make(
        &mut self,
        target: &Path,
        lang: Lang,
        write: impl FnOnce() -> Result<(), ExportError>,
    ) -> Result<(), String> {
        let said = |error: ExportError| usage::export_error(lang, &error);
        if target.exists() {
            return Err(say::in_the_way(lang, target));
        }
        let folder = target.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)
            .map_err(|source| said(ExportError::Write { path: folder.to_owned(), source }))?;
        write().map_err(said)?;
        self.made.push(target.to_owned());
        Ok(())
    }

    fn copy(&mut self, copies: &[(PathBuf, PathBuf)], lang: Lang) -> Result<(), String> {
        copies.iter().try_for_each(|(from, to)| self.make(to, lang, || copy(from, to)))
    }

    /// Writes a file anew.
    fn change(&mut self, file: &Path, new: impl FnOnce(&str) -> Option<String>, lang: Lang) -> Result<(), String> {
        let said = |error: ExportError| usage::export_error(lang, &error);
        let old = std::fs::read_to_string(file)
            .map_err(|source| said(ExportError::Write { path: file.to_owned(), source }))?;
        let new = new(&old).ok_or_else(|| say::cannot_add(lang, file))?;
        self.before = Some((file.to_owned(), old));
        export::whole_text(file, &new).map_err(said)
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), ExportError> {
    let failed = |source| ExportError::Write { path: to.to_owned(), source };
    export::whole_file(to, |copy| {
        let mut original = std::fs::File::open(from).map_err(failed)?;
        std::io::copy(&mut original, copy).map(|_| ()).map_err(failed)
    })
}

fn add_delivery(fitted: &Fitted, home: &Home) -> Result<(usize, String, u64), String> {
    let lang = home.lang;
    let said = |error: LoadError| problem::load_error(lang, &error);
    let before = load::definition(&fitted.definition, &home.root).map_err(said)?;
    let source = &fitted.again.source;
    let mut undo = Undo::new();
    undo.copy(&fitted.copies, lang)?;
    undo.change(&fitted.definition, |text| Some(listed::with_source(text, &write::source(source))), lang)?;
    let after = load::definition(&fitted.definition, &home.root).map_err(said)?;
    // Nothing but the file may have come to the definition.
    if after.sources.len() != before.sources.len() + 1 || after.questions != before.questions {
        return Err(say::cannot_add(lang, &fitted.definition));
    }
    undo.done = true;
    Ok((fitted.survey, source.file.clone(), fitted.again.rows))
}

fn add_survey(written: &Written, file: &Path, home: &Home) -> Result<Box<Opened>, String> {
    let lang = home.lang;
    let said = |error: LoadError| problem::load_error(lang, &error);
    let folder = home.root.join("surveys");
    let (copies, name) = copies(file, &folder, home)?;
    let mut written = written.clone();
    for source in written.sources.iter_mut().chain([&mut written.draft.source]) {
        source.file.clone_from(&name);
    }
    let definition = folder.join(format!("{}.toml", written.id));
    let text = write::text(&written, &infer_words::Words(lang));
    let mut undo = Undo::new();
    undo.copy(&copies, lang)?;
    undo.make(&definition, lang, || export::whole_text(&definition, &text))?;
    load::definition(&definition, &home.root).map_err(said)?;
    let list = home.root.join("koe.toml");
    undo.change(&list, |text| listed::with_survey(text, &format!("surveys/{}.toml", written.id)), lang)?;
    let project = load::project_file(&home.root).map_err(|error| said(error.into()))?;
    if project.surveys.last() != Some(&definition) {
        return Err(say::cannot_add(lang, &list));
    }
    undo.done = true;
    Ok(Box::new(open::opened(&definition, &home.root, lang)))
}
