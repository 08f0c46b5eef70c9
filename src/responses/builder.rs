//! Answers being gathered: one case after the other, then only the valid ones into the frame.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use polars::prelude::{DataFrame, NamedFrom, PolarsResult, Series};

use super::answers::{Answer, Answers, Column, Missing};
use super::grouping::AnswerSource;
use super::{Origin, Responses, SourceFile};
use crate::model::diagnostic::CaseCounts;
use crate::model::{Question, Survey};

/// All cases read so far.
#[derive(Debug, Clone)]
pub struct Builder {
    survey: Arc<Survey>,
    files: Vec<SourceFile>,
    cases: Vec<Case>,
    /// By position of the question, those every survey has behind the others.
    columns: Vec<Column>,
    positions: HashMap<String, usize>,
    weights: HashMap<String, Vec<f64>>,
    /// By question id and position of a choice what was written beside it, by case.
    written: BTreeMap<(String, usize), HashMap<usize, String>>,
}

/// One row that is a case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Respondent's id; made of file and row where the file has none.
    pub id: String,
    /// Position in the list of files.
    pub file: usize,
    /// 0-based row.
    pub row: usize,
}

impl Builder {
    /// An empty gathering; the survey's choices are final by now.
    pub fn new(survey: Arc<Survey>, files: Vec<SourceFile>) -> Self {
        let questions = || survey.questions.iter().chain(&survey.implied);
        let columns = questions().map(Column::new).collect();
        let positions = questions().enumerate().map(|(position, question)| (question.id.clone(), position)).collect();
        Self { survey, files, cases: Vec::new(), columns, positions, weights: HashMap::new(), written: BTreeMap::new() }
    }

    /// Adds a case; its answers follow through `answer`, one for every question.
    pub fn case(&mut self, case: Case) {
        self.cases.push(case);
    }

    /// The newest case's answer to the question at a position: the survey's own questions, then the implied ones.
    pub fn answer(&mut self, question: usize, answer: Answer) {
        if let Some(column) = self.columns.get_mut(question) {
            column.push(answer);
        }
    }

    fn column_mut(&mut self, question: &str) -> Option<&mut Column> {
        self.positions.get(question).and_then(|position| self.columns.get_mut(*position))
    }

    /// The newest case's value in a column of weights; NaN for none, infinity for what is no number.
    pub fn weight(&mut self, id: &str, value: f64) {
        self.weights.entry(id.to_owned()).or_default().push(value);
    }

    /// What the newest case wrote beside a choice: その他（…）.
    pub fn write(&mut self, question: &str, choice: usize, text: String) {
        let Some(case) = self.cases.len().checked_sub(1) else { return };
        self.written.entry((question.to_owned(), choice)).or_default().insert(case, text);
    }

    /// Makes a case's answer a missing one.
    pub fn set_missing(&mut self, question: &str, case: usize, missing: Missing) {
        if let Some(column) = self.column_mut(question) {
            column.set_missing(case, missing);
        }
    }

    /// Gives a case another answer to a question of the survey.
    pub fn set(&mut self, question: &Question, case: usize, answer: Answer) {
        if let Some(column) = self.column_mut(&question.id) {
            column.set(question, case, answer);
        }
    }

    /// Replaces a whole column, as for the stratum, which depends on other answers.
    pub fn replace(&mut self, question: &str, column: Column) {
        if let Some(place) = self.column_mut(question) {
            *place = column;
        }
    }

    /// The survey whose answers are gathered.
    pub fn definition(&self) -> &Arc<Survey> {
        &self.survey
    }

    /// The cases so far.
    pub fn all(&self) -> &[Case] {
        &self.cases
    }

    /// The files the cases come from.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The frame of the cases that are kept, in the given order.
    ///
    /// # Errors
    /// Columns of different lengths, which is a mistake of the program.
    pub fn finish(self, keep: &[usize], counts: CaseCounts) -> PolarsResult<Responses> {
        let kept: Vec<&Case> = keep.iter().filter_map(|case| self.cases.get(*case)).collect();
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        let ids: Vec<&str> = kept.iter().map(|case| case.id.as_str()).collect();
        let files: Vec<u32> = kept.iter().map(|case| number(case.file)).collect();
        let rows: Vec<u32> = kept.iter().map(|case| number(case.row)).collect();
        let mut columns = vec![
            Series::new(":case".into(), ids).into(),
            Series::new(":file".into(), files).into(),
            Series::new(":row".into(), rows).into(),
        ];
        for (question, column) in self.survey.questions.iter().chain(&self.survey.implied).zip(self.columns) {
            columns.extend(column.into_kept(keep).into_frame(&question.id));
        }
        for (id, values) in &self.weights {
            let values: Vec<f64> = keep.iter().map(|case| values.get(*case).copied().unwrap_or(f64::NAN)).collect();
            columns.push(Series::new(weight_column(id).into(), values).into());
        }
        for ((question, choice), texts) in &self.written {
            let texts: Vec<&str> = keep.iter().map(|case| texts.get(case).map_or("", String::as_str)).collect();
            if texts.iter().any(|text| !text.is_empty()) {
                columns.push(Series::new(written_column(question, *choice).into(), texts).into());
            }
        }
        let frame = DataFrame::new(kept.len(), columns)?;
        Ok(Responses { survey: self.survey, frame, files: self.files, counts, record: Arc::default() })
    }
}

/// Name of the frame's column for the weights read from column scheme `id`.
pub(super) fn weight_column(id: &str) -> String {
    format!(":weight:{id}")
}

/// Name of the frame's column for what was written beside a choice.
fn written_column(question: &str, choice: usize) -> String {
    format!("{question}:written:{choice}")
}

impl AnswerSource for Builder {
    fn survey(&self) -> &Survey {
        &self.survey
    }

    fn cases(&self) -> usize {
        self.cases.len()
    }

    fn answers(&self, question: &Question) -> Option<Answers<'_>> {
        self.positions.get(&question.id).and_then(|position| self.columns.get(*position)).map(Column::answers)
    }
}

impl AnswerSource for Responses {
    fn survey(&self) -> &Survey {
        &self.survey
    }

    fn cases(&self) -> usize {
        self.len()
    }

    fn answers(&self, question: &Question) -> Option<Answers<'_>> {
        Answers::from_frame(&self.frame, question).ok()
    }
}

impl Responses {
    /// A respondent's id.
    pub fn case_id(&self, case: usize) -> &str {
        self.frame.column(":case").and_then(|column| column.str()).ok().and_then(|ids| ids.get(case)).unwrap_or("")
    }

    /// Where a case came from.
    pub fn origin(&self, case: usize) -> Option<Origin<'_>> {
        let number = |name| self.frame.column(name).and_then(|column| column.u32()).ok().and_then(|all| all.get(case));
        let file = self.files.get(usize::try_from(number(":file")?).ok()?)?;
        Some(Origin { file, row: usize::try_from(number(":row")?).ok()? })
    }

    /// Weights as they stand in the column of scheme `id`: NaN where the cell is blank, infinity where it is no number.
    pub fn weight_column(&self, id: &str) -> Option<&[f64]> {
        self.frame.column(&weight_column(id)).ok()?.f64().ok()?.cont_slice().ok()
    }

    /// What the cases wrote beside a choice, by its position: その他（…）; empty where one wrote nothing. `None` where nobody did.
    pub fn written(&self, question: &Question, choice: usize) -> Option<Vec<&str>> {
        let column = self.frame.column(&written_column(&question.id, choice)).ok()?.str().ok()?;
        Some(column.iter().map(Option::unwrap_or_default).collect())
    }

    /// A case's answer.
    pub fn answer(&self, question: &Question, case: usize) -> Answer {
        self.answers(question).map_or(Answer::Missing(Missing::Na), |answers| answers.get(question, case))
    }
}
