//! The answers of the valid cases before they are written into any file, and beside them the marks that will be written
//! although they do not count. Nothing here knows a spreadsheet.

use std::collections::{BTreeMap, BTreeSet};

/// What one person gave to one question, as it must count after cleaning.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// 非該当.
    NotAsked,
    /// 無回答.
    Missing,
    /// 不明: the mark could not be read.
    Unreadable,
    /// 無効: the marks that were made, or none for the vendor's code -9999.
    Invalid(Vec<u8>),
    /// The codes; of a numeric question the number of its band, counted from 1.
    Codes(Vec<u8>),
}

/// A question and the codes that meet a condition; several are joined by "and".
pub type Condition = (&'static str, &'static [u8]);

/// All answers of a survey. The pseudo question `MODE` is 1 for paper and 2 for web.
pub struct Answers {
    /// Number of valid cases.
    pub size: usize,
    columns: BTreeMap<String, Vec<Answer>>,
    /// The number behind a band, by question and case.
    pub numbers: BTreeMap<(String, usize), i64>,
    /// Free text by question or text column, and case.
    pub texts: BTreeMap<(String, usize), String>,
    /// Cells that are written in a special way, such as 約20人.
    pub written: BTreeMap<(String, usize), String>,
    /// Marks made although the question was not asked.
    pub stray: BTreeMap<(String, usize), Vec<u8>>,
    /// Cases whose その他 is to be written as text only.
    pub unmarked: BTreeSet<(String, usize)>,
}

impl Answers {
    /// No answers yet.
    pub fn new(size: usize) -> Answers {
        Answers {
            size,
            columns: BTreeMap::new(),
            numbers: BTreeMap::new(),
            texts: BTreeMap::new(),
            written: BTreeMap::new(),
            stray: BTreeMap::new(),
            unmarked: BTreeSet::new(),
        }
    }

    /// The answer; a question that was never filled in is not asked.
    pub fn get(&self, question: &str, case: usize) -> &Answer {
        self.columns.get(question).and_then(|column| column.get(case)).unwrap_or(&Answer::NotAsked)
    }

    /// Sets one answer.
    pub fn set(&mut self, question: &str, case: usize, answer: Answer) {
        let size = self.size;
        let column = self.columns.entry(question.to_owned()).or_insert_with(|| vec![Answer::NotAsked; size]);
        if let Some(place) = column.get_mut(case) {
            *place = answer;
        }
    }

    /// The codes answered; empty when there is no valid answer.
    pub fn codes(&self, question: &str, case: usize) -> &[u8] {
        match self.get(question, case) {
            Answer::Codes(codes) => codes,
            _ => &[],
        }
    }

    /// True when one of the codes is among the answers.
    pub fn has(&self, question: &str, case: usize, codes: &[u8]) -> bool {
        self.codes(question, case).iter().any(|code| codes.contains(code))
    }

    /// True when all conditions hold; a missing answer meets none.
    pub fn meets(&self, case: usize, conditions: &[Condition]) -> bool {
        conditions.iter().all(|(question, codes)| self.has(question, case, codes))
    }

    /// True for a case on paper.
    pub fn paper(&self, case: usize) -> bool {
        !self.has("MODE", case, &[2])
    }
}
