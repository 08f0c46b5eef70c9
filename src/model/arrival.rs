//! What came in: the cases of each spreadsheet with what stands in their rows, so that a grown or corrected file can be told
//! from the one before.

use serde::Serialize;

/// The cases of one spreadsheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// The spreadsheet, as the project names it.
    pub file: String,
    /// Sheet name; empty for text files.
    pub sheet: String,
    /// 紙, Web, …
    pub mode: Option<String>,
    /// In the order of rows.
    pub cases: Vec<Arrived>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Its id as decisions call it: of the id column, or `#` and a fingerprint.
    pub case: String,
    /// Which of the rows with this id, from 0.
    pub nth: u32,
    /// Fingerprint of what stands in its row, personal columns left out.
    pub print: u64,
    /// Days since 1970-01-01 on which it was received, where the file tells.
    pub day: Option<i64>,
    /// 0-based row.
    pub row: usize,
}

/// What a file brought that was not there in its version before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// The spreadsheet.
    pub file: String,
    /// The sheet, where several sheets of the file are read; else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// When this version was first seen: 2026-11-22 10:15, time of Japan.
    pub seen: String,
    /// When the version before was first seen; `None` for the first.
    pub before: Option<String>,
    /// Number of cases.
    pub cases: usize,
    /// Ids of cases that are new.
    pub added: Vec<String>,
    /// Ids of cases in whose rows something else stands.
    pub changed: Vec<String>,
    /// Ids of cases that are gone.
    pub lost: Vec<String>,
}

impl Delivery {
    /// The spreadsheet and, where that is not all of it, the sheet.
    pub fn name(&self) -> String {
        if self.sheet.is_empty() { self.file.clone() } else { format!("{} {}", self.file, self.sheet) }
    }
}
