//! What is wrong, or worth knowing, about a value, a row, a file or a definition: the kind, the place and the respondent.
//!
//! Sentences for people are made of these in `messages`; the rule names are fixed, because people script them.

use serde::Serialize;

use super::weight::WeightError;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A value was lost to the tables, or a file is not what the definition says.
    Error,
    /// A value was changed or contradicts another.
    Warning,
    /// Good to know.
    Info,
}

/// Where something was found; empty parts do not apply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// As the definition names it.
    pub file: String,
    /// Sheet name; empty for text files.
    pub sheet: String,
    /// "F12"; empty for a whole file.
    pub cell: String,
}

/// One finding of the data check.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What it is.
    pub problem: Problem,
    /// Survey id.
    pub survey: String,
    /// Where.
    pub place: Place,
    /// Respondent.
    pub case: Option<String>,
    /// Question id.
    pub question: Option<String>,
    /// The cell as it stands.
    pub value: Option<String>,
    /// Somebody looked at it and left it as it is.
    pub kept: Option<Kept>,
}

/// Who looked at a problem and left it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Account name.
    pub who: String,
    /// When.
    pub at: String,
    /// Why; may be empty.
    pub note: String,
}

/// What is left to do about a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Somebody should look at it.
    Open,
    /// The survey's rules say what is counted; nothing need be done.
    Automatic,
    /// Somebody looked and left it as it is.
    Kept,
}

impl Diagnostic {
    /// What is left to do about it.
    pub fn status(&self) -> Status {
        match &self.kept {
            Some(_) => Status::Kept,
            None if self.problem.is_automatic() => Status::Automatic,
            None => Status::Open,
        }
    }
}

/// What was found, with what a sentence about it needs.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are parts of the sentence above them")]
pub enum Problem {
    /// More marks than `max`.
    OverLimit { max: usize, marks: usize },
    /// Two marks where one is allowed.
    DoubleMark,
    /// Answered although not asked: counted as 非該当. `filter` is the question that should tell and has no answer.
    NotAsked { condition: String, filter: Option<String> },
    /// No answer to a question although `followers`, which depend on it, are answered; `fits` is the one choice that would
    /// let them count, its code and what it is called.
    FilterBlank { followers: Vec<String>, fits: Option<(String, String)> },
    /// Asked by the answer to another question, but not answered: 無回答.
    AskedUnanswered { condition: String },
    /// その他 is marked but not written out.
    OtherEmpty { label: String },
    /// The same answer to every item of a matrix.
    StraightLine { items: usize, label: String },
    /// A free answer that is no text: one sign, or one repeated.
    NonsenseText,
    /// A respondent's id that differs from an earlier one only in leading zeros: counted all the same.
    IdAlike { of: String, place: Place },
    /// A number that is also a missing-code: taken as missing.
    NumberClash { code: String },
    /// その他 is written out but not marked: taken as marked (`added`), unless that would spoil the answer.
    OtherUnmarked { label: String, added: bool },
    /// A number among words: 約20人.
    NumberWords { taken: f64 },
    /// A number outside `range`: kept.
    OutOfRange { low: f64, high: f64 },
    /// Not a number at all: 不明.
    NotANumber,
    /// Not a date at all: 不明.
    NotADate,
    /// Excel made a date of it: 不明.
    UnexpectedDate,
    /// A spreadsheet error such as #N/A: 不明.
    ErrorCell,
    /// No choice is written like this: 不明.
    UnknownCode { nearest: Option<String> },
    /// An exclusive choice beside others: kept as marked.
    Exclusive { label: String },
    /// A rank given twice, or a gap before it.
    RankOrder,
    /// A missing-code that is also a choice: the choice wins.
    CodeClash { code: String, label: String },
    /// Full-width digits, read as plain ones.
    FullWidth,
    /// An attribute without an answer.
    AttributeMissing,
    /// Blank form: not counted.
    Blank,
    /// Somebody decided not to count this case.
    LeftOut { who: String, at: String, note: String },
    /// A decision that does not hold any more: something else stands in the cells now, the case is gone, or the answer is.
    FixStale { holds: super::fix::Holds, was: String, to: super::fix::Change },
    /// Same respondent twice: this one is not counted.
    Duplicate { of: String, place: Place, personal: bool },
    /// Identical to an earlier row, without an id: counted all the same. `row` is 1-based; `file` is where that row begins
    /// when it stands in another file.
    IdenticalRow { row: usize, file: Option<Place> },
    /// Outside the frame: not counted.
    OutOfScope { condition: String },
    /// A row of totals, averages or notes: not a respondent.
    SummaryRow,
    /// A row the definition leaves out by what stands in a column: a preview or a test.
    SkippedRow { column: String },
    /// A declared contradiction holds.
    Rule { id: String, message: String, severity: Severity },
    /// A case that belongs to no stratum, or to several.
    Stratum { strata: Vec<String> },
    /// A column the definition names is not in the sheet.
    ColumnMissing { wanted: String, nearest: Option<String> },
    /// A file has no column of a question that other files of the survey have: it was not asked there.
    NotOnForm { wanted: String },
    /// Two columns have this header.
    ColumnTwice { wanted: String, cells: Vec<String> },
    /// A column nobody asks for.
    ColumnUnused { header: String },
    /// A choice nobody chose.
    UnusedChoice { label: String },
    /// An attribute group smaller than the survey's minimum.
    SmallGroup { label: String, n: u64, min_base: u64 },
    /// Two or more choices share the first place.
    TieTop { labels: Vec<String>, n: u64 },
    /// A file that has grown or was corrected since it was last seen.
    Delivered(super::arrival::Delivery),
    /// How a text file was read.
    Encoding { name: &'static str },
    /// Bytes that are no character.
    Undecodable,
    /// More than one header row was found.
    HeaderRows { rows: usize },
    /// A weight that is no number, or negative: the case has no weight.
    BadWeight,
    /// A row that stands for a number of respondents which is no whole number: counted once.
    BadCount,
    /// A weighting scheme that cannot be carried out: tables with it are refused.
    Weight(WeightError),
    /// A receipt without 受付番号, which got this one.
    NoReceiptId { made: String },
    /// A file of receipts without a column of 受付番号: they are numbered in its order, which a new row shifts.
    NoReceiptColumn,
    /// A 受付番号 that stands twice; the later receipt got this one.
    ReceiptIdTwice { made: String },
    /// A receipt without a text: an attachment, or a slip.
    NoOpinion,
    /// 受付日 is no date: the receipt counts as received in time.
    NoReceiptDay,
    /// A column of a file of receipts that is not read, with filled cells: 備考 may say that a letter was withdrawn.
    ReceiptColumnUnused { header: String, filled: usize },
}

/// Every fixed name; a survey's own rules have their ids for names.
pub const RULES: [&str; 51] = [
    "skipped_row",
    "over_limit",
    "double_mark",
    "not_asked",
    "filter_blank",
    "asked_unanswered",
    "other_empty",
    "straight_line",
    "nonsense_text",
    "id_alike",
    "code_clash",
    "other_unmarked",
    "number_words",
    "out_of_range",
    "not_a_number",
    "not_a_date",
    "unexpected_date",
    "error_cell",
    "unknown_code",
    "exclusive",
    "rank_order",
    "full_width",
    "attribute_missing",
    "blank",
    "left_out",
    "fix_stale",
    "duplicate",
    "identical_row",
    "out_of_scope",
    "summary_row",
    "stratum",
    "column_missing",
    "not_on_form",
    "column_twice",
    "column_unused",
    "unused_choice",
    "small_group",
    "tie_top",
    "delivered",
    "encoding",
    "undecodable",
    "header_rows",
    "bad_weight",
    "bad_count",
    "weight",
    "no_receipt_id",
    "no_receipt_column",
    "receipt_id_twice",
    "no_opinion",
    "no_receipt_day",
    "receipt_column_unused",
];

impl Problem {
    /// Fixed name for scripts.
    pub fn rule(&self) -> &str {
        match self {
            Self::OverLimit { .. } => "over_limit",
            Self::DoubleMark => "double_mark",
            Self::NotAsked { .. } => "not_asked",
            Self::FilterBlank { .. } => "filter_blank",
            Self::AskedUnanswered { .. } => "asked_unanswered",
            Self::OtherEmpty { .. } => "other_empty",
            Self::StraightLine { .. } => "straight_line",
            Self::NonsenseText => "nonsense_text",
            Self::IdAlike { .. } => "id_alike",
            Self::NumberClash { .. } => "code_clash",
            Self::OtherUnmarked { .. } => "other_unmarked",
            Self::NumberWords { .. } => "number_words",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NotANumber => "not_a_number",
            Self::NotADate => "not_a_date",
            Self::UnexpectedDate => "unexpected_date",
            Self::ErrorCell => "error_cell",
            Self::UnknownCode { .. } => "unknown_code",
            Self::Exclusive { .. } => "exclusive",
            Self::RankOrder => "rank_order",
            Self::CodeClash { .. } => "code_clash",
            Self::FullWidth => "full_width",
            Self::AttributeMissing => "attribute_missing",
            Self::Blank => "blank",
            Self::LeftOut { .. } => "left_out",
            Self::FixStale { .. } => "fix_stale",
            Self::Duplicate { .. } => "duplicate",
            Self::IdenticalRow { .. } => "identical_row",
            Self::OutOfScope { .. } => "out_of_scope",
            Self::SummaryRow => "summary_row",
            Self::SkippedRow { .. } => "skipped_row",
            Self::Rule { id, .. } => id,
            Self::Stratum { .. } => "stratum",
            Self::ColumnMissing { .. } => "column_missing",
            Self::NotOnForm { .. } => "not_on_form",
            Self::ColumnTwice { .. } => "column_twice",
            Self::ColumnUnused { .. } => "column_unused",
            Self::UnusedChoice { .. } => "unused_choice",
            Self::SmallGroup { .. } => "small_group",
            Self::TieTop { .. } => "tie_top",
            Self::Delivered(_) => "delivered",
            Self::Encoding { .. } => "encoding",
            Self::Undecodable => "undecodable",
            Self::HeaderRows { .. } => "header_rows",
            Self::BadWeight => "bad_weight",
            Self::BadCount => "bad_count",
            Self::Weight(_) => "weight",
            Self::NoReceiptId { .. } => "no_receipt_id",
            Self::NoReceiptColumn => "no_receipt_column",
            Self::ReceiptIdTwice { .. } => "receipt_id_twice",
            Self::NoOpinion => "no_opinion",
            Self::NoReceiptDay => "no_receipt_day",
            Self::ReceiptColumnUnused { .. } => "receipt_column_unused",
        }
    }

    /// True where the definition or a fixed rule says what becomes of it, so that no decision is needed.
    pub fn is_automatic(&self) -> bool {
        match self {
            Self::OverLimit { .. }
            | Self::DoubleMark
            | Self::NotAsked { .. }
            | Self::OtherUnmarked { added: true, .. }
            | Self::NumberWords { .. }
            | Self::FullWidth
            | Self::Blank
            | Self::LeftOut { .. }
            | Self::Duplicate { .. }
            | Self::OutOfScope { .. }
            | Self::CodeClash { .. } => true,
            _ => self.severity() == Severity::Info,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::OverLimit { .. }
            | Self::DoubleMark
            | Self::NotANumber
            | Self::NotADate
            | Self::UnexpectedDate
            | Self::ErrorCell
            | Self::UnknownCode { .. }
            | Self::Stratum { .. }
            | Self::FixStale { .. }
            | Self::ColumnMissing { .. }
            | Self::ColumnTwice { .. }
            | Self::Undecodable
            | Self::BadWeight
            | Self::BadCount
            | Self::Weight(_) => Severity::Error,
            Self::NotAsked { .. }
            | Self::NotOnForm { .. }
            | Self::FilterBlank { .. }
            | Self::IdAlike { .. }
            | Self::NumberClash { .. }
            | Self::OtherUnmarked { .. }
            | Self::NumberWords { .. }
            | Self::OutOfRange { .. }
            | Self::Exclusive { .. }
            | Self::RankOrder
            | Self::CodeClash { .. }
            | Self::Blank
            | Self::Duplicate { .. }
            | Self::IdenticalRow { .. }
            | Self::NoReceiptId { .. }
            | Self::NoReceiptColumn
            | Self::ReceiptIdTwice { .. }
            | Self::NoOpinion
            | Self::NoReceiptDay
            | Self::OutOfScope { .. } => Severity::Warning,
            Self::Rule { severity, .. } => *severity,
            Self::FullWidth
            | Self::AskedUnanswered { .. }
            | Self::OtherEmpty { .. }
            | Self::StraightLine { .. }
            | Self::NonsenseText
            | Self::AttributeMissing
            | Self::LeftOut { .. }
            | Self::SummaryRow
            | Self::SkippedRow { .. }
            | Self::ColumnUnused { .. }
            | Self::ReceiptColumnUnused { .. }
            | Self::UnusedChoice { .. }
            | Self::SmallGroup { .. }
            | Self::TieTop { .. }
            | Self::Delivered(_)
            | Self::Encoding { .. }
            | Self::HeaderRows { .. } => Severity::Info,
        }
    }
}

/// What became of the rows of a survey: read = valid + the rest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// Rows that are cases (rows of totals are not).
    pub read: u64,
    /// Cases that are tabulated.
    pub valid: u64,
    /// Blank forms.
    pub blank: u64,
    /// Repeated respondents.
    pub duplicate: u64,
    /// Outside the frame.
    pub out_of_scope: u64,
    /// Left out by somebody's decision.
    pub left_out: u64,
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_rule_is_listed() {
        let own = include_str!("diagnostic.rs");
        let names = own.split("pub fn rule").nth(1).unwrap().split("pub fn is_automatic").next().unwrap();
        let mut names: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
        names.dedup();
        let mut listed = RULES.to_vec();
        listed.sort_unstable();
        names.sort_unstable();
        names.dedup();
        assert_eq!(listed, names);
    }
}
