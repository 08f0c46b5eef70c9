//! One set of comments read in: its definition and receipts, from spreadsheets or from the free answers of a survey. What
//! people decided joins in `docket`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::comments::{docket, intake};
use crate::load::comments::{self, CommentsFault};
use crate::load::{self, DefinitionError, LoadError, Loaded, ProjectFile};
use crate::model::comment::definition::SetKind;
use crate::model::comment::{CommentsDefinition, Decisions, Docket, Receipt};
use crate::model::fix::Fixes;
use crate::model::{Diagnostic, Survey};

/// A set of comments as it was read.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Its definition file.
    pub file: PathBuf,
    /// What it states.
    pub definition: CommentsDefinition,
    /// Everything received, without personal columns.
    pub receipts: Vec<Receipt>,
    /// What was met while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// The definitions of a project's sets, with their files.
///
/// # Errors
/// The first fault of one of them; two sets with the same id.
pub fn definitions(project: &ProjectFile) -> Result<Vec<(PathBuf, CommentsDefinition)>, LoadError> {
    let mut sets: Vec<(PathBuf, CommentsDefinition)> = Vec::new();
    for file in &project.comments {
        let definition = comments::definition(file, &project.root, &project.plans)?;
        let id = definition.about.id.clone();
        if sets.iter().any(|(_, other)| other.about.id == id) {
            let fault = load::Fault::IdTwice { id };
            return Err(DefinitionError { file: file.clone(), line: None, fault }.into());
        }
        sets.push((file.clone(), definition));
    }
    Ok(sets)
}

/// The survey definition that a set of free answers is about, by file; `None` for public comments.
///
/// # Errors
/// No such survey, or it has no such text question, or the id for the codes is taken.
pub fn survey_of(
    project: &ProjectFile,
    file: &Path,
    definition: &CommentsDefinition,
) -> Result<Option<(PathBuf, Survey)>, LoadError> {
    if definition.about.kind == SetKind::Public {
        return Ok(None);
    }
    let wanted = definition.about.survey.clone().unwrap_or_default();
    let fail = |fault: CommentsFault| DefinitionError { file: file.to_owned(), line: None, fault: fault.into() };
    let mut known = Vec::new();
    for path in &project.surveys {
        let survey = load::definition(path, &project.root)?;
        if survey.about.id == wanted {
            comments::answers::after_code(definition, &survey).map_err(fail)?;
            return Ok(Some((path.clone(), survey)));
        }
        known.push(survey.about.id);
    }
    let nearest = crate::text::nearest(&wanted, known.iter().map(String::as_str));
    Err(fail(CommentsFault::UnknownSurvey { id: wanted, nearest }).into())
}

impl Corpus {
    /// Reads a set of the project in the folder `root`. A set of free answers needs its survey loaded; without it there are no receipts.
    ///
    /// # Errors
    /// A spreadsheet that cannot be read.
    pub fn read(
        root: &Path,
        file: &Path,
        definition: CommentsDefinition,
        survey: Option<&Loaded>,
    ) -> Result<Self, LoadError> {
        let (raw, diagnostics) = match (definition.about.kind, survey) {
            (SetKind::Public, _) => {
                let received = comments::receipts(&definition, file, root)?;
                (received.receipts, received.diagnostics)
            }
            (SetKind::Survey, Some(loaded)) => {
                (comments::answers::receipts(&definition, &loaded.responses), Vec::new())
            }
            (SetKind::Survey, None) => Default::default(),
        };
        let receipts = intake::receive(raw, &definition);
        Ok(Self { file: file.to_owned(), definition, receipts, diagnostics })
    }

    /// Opens a set and everything it needs, the survey of free answers too; `fixes` are what people decided about answers, by
    /// survey id.
    ///
    /// # Errors
    /// Whatever cannot be read.
    pub fn open(
        project: &ProjectFile,
        file: &Path,
        definition: CommentsDefinition,
        fixes: &BTreeMap<String, Fixes>,
    ) -> Result<Self, LoadError> {
        let loaded = match survey_of(project, file, &definition)? {
            Some((path, _)) => Some(load::survey(&path, &project.root, fixes)?),
            None => None,
        };
        Self::read(&project.root, file, definition, loaded.as_ref())
    }

    /// The set as of now.
    pub fn docket(&self, decisions: &Decisions) -> Docket {
        docket::assemble(&self.definition, &self.receipts, decisions)
    }
}
