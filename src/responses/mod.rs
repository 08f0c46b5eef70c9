//! A survey's answers: one polars frame with integer codes, where every value came from, and expressions over it.
//!
//! `load` fills it, `tabulate` reads it; it reads no file and counts nothing. Missing answers are codes too, so every
//! column is contiguous and without nulls.

mod altered;
pub mod answers;
pub mod builder;
pub mod dataset;
pub mod eval;
pub mod grouping;
pub mod record;

pub use answers::{Answers, INV, Missing, NA, NAP, UNK};
pub use builder::Builder;
pub use grouping::{Grouping, Membership};
pub use record::Record;

use std::sync::Arc;

use polars::prelude::DataFrame;

use crate::model::Survey;
use crate::model::diagnostic::CaseCounts;
use crate::model::survey::{Banner, Net};

/// The valid cases of one survey.
#[derive(Debug, Clone)]
pub struct Responses {
    survey: Arc<Survey>,
    frame: DataFrame,
    files: Vec<SourceFile>,
    counts: CaseCounts,
    record: Arc<Record>,
}

/// One spreadsheet that was read, and where its questions lie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// As the definition names it.
    pub file: String,
    /// Sheet name; empty for text files.
    pub sheet: String,
    /// 紙, Web, …
    pub mode: Option<String>,
    /// By question id: 0-based columns.
    pub columns: std::collections::BTreeMap<String, Vec<usize>>,
}

/// The row a case came from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The spreadsheet.
    pub file: &'a SourceFile,
    /// 0-based row.
    pub row: usize,
}

impl Responses {
    /// The definition these answers follow.
    pub fn survey(&self) -> &Arc<Survey> {
        &self.survey
    }

    /// The same answers under a definition with more nets and banners, which change no answer.
    pub fn with(&self, nets: Vec<Net>, banners: Vec<Banner>) -> Self {
        let mut survey = Survey::clone(&self.survey);
        survey.nets.extend(nets);
        survey.banners.extend(banners);
        Self { survey: Arc::new(survey), ..self.clone() }
    }

    /// Number of valid cases.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// True when there is no valid case.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What became of the rows that were read.
    pub fn counts(&self) -> CaseCounts {
        self.counts
    }

    /// The spreadsheets that were read.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The frame itself: `case`, `source`, `row`, and per question the columns described in `answers`.
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }
}
