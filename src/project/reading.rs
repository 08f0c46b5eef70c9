//! What people decided that counts when a survey is read: fixes of answers, forms typed in, codes of free answers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::comments::{AfterCodes, corpus};
use super::{Project, State, StoreError};
use crate::load::forms::{self, Forms};
use crate::load::progress::Progress;
use crate::load::{self, LoadError, Loaded, ProjectFile};
use crate::model::Survey;
use crate::model::comment::CommentsDefinition;
use crate::model::comment::definition::SetKind;
use crate::model::fix::Fixes;

/// The decisions, as of one moment.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    codes: AfterCodes,
    fixes: BTreeMap<String, Fixes>,
    progress: Progress,
}

/// Why decisions cannot be had.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ReadingError {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Reading {
    /// The decisions in a state; `sets` are the project's definitions of comments.
    pub fn of(mut sets: Vec<(PathBuf, CommentsDefinition)>, state: &State) -> Self {
        sets.retain(|(_, set)| set.about.kind == SetKind::Survey);
        Self { codes: AfterCodes::of(sets, state), fixes: state.fixes.clone(), progress: Progress::default() }
    }

    /// The decisions in a project's journal, which is only read.
    ///
    /// # Errors
    /// A definition of comments or the journal cannot be read.
    pub fn now(project: &ProjectFile) -> Result<Self, ReadingError> {
        let sets = corpus::definitions(project)?;
        let journal = Project::open(&project.root, &project.store, true)?;
        Ok(Self::of(sets, journal.state()))
    }

    /// The same decisions; what is read with them moves `progress`, and stops when that is cancelled.
    #[must_use]
    pub fn watched(self, progress: &Progress) -> Self {
        Self { progress: progress.clone(), ..self }
    }

    /// Adds the questions that consist of codes to a definition, before any answer is read.
    ///
    /// # Errors
    /// A set of free answers does not fit the survey.
    pub fn define(&self, survey: &mut Survey) -> Result<(), LoadError> {
        self.codes.define(survey)
    }

    /// Reads a survey with all that was decided; `root` is the project's folder.
    ///
    /// # Errors
    /// As `load::watched`; a set of free answers that does not fit the survey.
    pub fn survey(&self, path: &Path, root: &Path) -> Result<Loaded, LoadError> {
        self.codes.add(root, load::watched(path, root, &self.fixes, &self.progress)?)
    }

    /// Reads a survey and its single forms from one moment, with all that was decided; `root` is the project's folder.
    ///
    /// # Errors
    /// As `survey`.
    pub fn survey_with_forms(&self, path: &Path, root: &Path) -> Result<(Loaded, Forms), LoadError> {
        let (loaded, forms) = load::with_forms(path, root, &self.fixes, &self.progress)?;
        Ok((self.codes.add(root, loaded)?, forms))
    }

    /// Reads a survey's single forms with all that was decided about them; `root` is the project's folder.
    ///
    /// # Errors
    /// As `load::watched`.
    pub fn forms(&self, path: &Path, root: &Path) -> Result<Forms, LoadError> {
        forms::open(path, root, &self.fixes, &self.progress)
    }
}
