//! A definition drafted from a spreadsheet: its questions, where they lie, and what was only guessed.
//!
//! Pure: a [`Sheet`](super::sheet::Sheet) and what is known of it go in, a [`Draft`] comes out. `book` finds the sheets of a
//! file, `origin` the service it comes from, `names` and `groups` the columns that belong together, `single`, `amounts`, `lists`
//! and `choices` make questions of them, `merge` puts files with the same questions together and `persons` tells whether their numbers are the same people, `scales` and `spellings` tell the order of choices and which are one, `code_sheet` reads a コード表, `review` changes what was guessed, `write` gives the TOML. Nothing is guessed
//! silently: every doubt is a [`Guess`] with its reason and what else it may be. The sentences stand in `messages`.

pub mod again;
pub mod amounts;
pub mod beside;
pub mod book;
pub mod choices;
pub mod code_sheet;
pub mod column;
pub mod frequency;
pub mod groups;
pub mod hidden;
pub mod lists;
pub mod make;
pub mod merge;
pub mod names;
pub mod origin;
pub mod persons;
pub mod place;
pub mod review;
pub mod scales;
pub mod signs;
pub mod single;
pub mod spellings;
pub mod stemless;
pub mod words;
pub mod write;
pub mod written;

pub use make::{Given, draft};

use std::collections::BTreeSet;

use crate::model::survey::{MissingCodes, Source};
use crate::model::{Choice, Kind, Question};

pub use origin::Origin;

/// A survey as a spreadsheet suggests it.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The file, its sheet, header, id and the like; `file` is the name of the file alone.
    pub source: Source,
    /// In the order of the columns; a matrix has its items inside, as in a definition file.
    pub questions: Vec<Question>,
    /// Texts that stand for a missing answer in the whole file.
    pub missing: MissingCodes,
    /// What is not sure.
    pub guesses: Vec<Guess>,
    /// What was found, for people.
    pub found: Found,
    /// Title of the survey, where a codebook has one.
    pub title: String,
    /// Questions as they were before a person gave them another kind: giving that kind back gives their choices back, too.
    pub before: Vec<Question>,
    /// Column with the weights under which the file was tabulated, where a codebook names it.
    pub weight: Option<String>,
    /// Ids of the questions whose codes are those of the questionnaire: a codebook or the numbers of columns give them. The
    /// codes of other questions with labels may only be the order in which the labels came.
    pub coded: BTreeSet<String>,
}

/// What was found in a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Name of the sheet; empty for a text file.
    pub sheet: String,
    /// Rows with answers.
    pub rows: usize,
    /// 0-based row of the first header row.
    pub header_first: usize,
    /// Number of header rows.
    pub header_rows: usize,
    /// The service the file comes from.
    pub origin: Origin,
    /// Sheets that were passed over.
    pub sheets: Vec<(String, SheetKind)>,
    /// Where choices were read: sheets or files.
    pub codebooks: Vec<String>,
    /// Columns that are no question: header and why.
    pub left_out: Vec<(String, LeftOut)>,
    /// 1-based numbers of hidden rows with answers; they are read.
    pub hidden_rows: Vec<usize>,
    /// Rows left out by `skip`: the text that tells them and how many.
    pub skipped: Vec<(String, usize)>,
    /// Rows of totals, averages and notes.
    pub totals: usize,
    /// Ids of the questions whose choices stand as they come in the answers: nothing tells their order on the form.
    pub as_they_come: Vec<String>,
    /// What a codebook says of questions that are not in the sheet: the names it calls them by.
    pub untold: Vec<String>,
}

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// One row per respondent.
    Answers,
    /// Question, code, label.
    Codes,
    /// Nothing in it.
    Blank,
    /// Texts about the data.
    Explanation,
    /// Tables of counts or percentages.
    Tables,
    /// Hidden by the one who made the file.
    Hidden,
}

/// Why a column is no question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// Identifies a respondent.
    Id,
    /// When somebody answered, beside the column in `received`.
    Time,
    /// When the form came in.
    Received,
    /// Weights.
    Weight,
    /// Tells who somebody is; kept out of everything.
    Personal,
    /// What the service adds.
    Service,
    /// Nothing in any row.
    Blank,
    /// The same answers as this question, once more.
    Repeats(String),
    /// Tells rows that are no answers.
    Skip,
    /// A small table that somebody made beside the answers.
    Side,
}

/// A doubt: what was taken, why, and what else it may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// Id of the question; `None` for the whole file.
    pub question: Option<String>,
    /// Why it was taken so.
    pub reason: Reason,
    /// What else it may be, the likeliest first; each can be put into the question by [`Change::apply`].
    pub alternatives: Vec<Change>,
}

impl Guess {
    /// True for what only several files together say: that they are one survey, and what one of them lacks.
    pub fn is_of_files(&self) -> bool {
        matches!(self.reason, Reason::ByPlace { .. } | Reason::NotInFile { .. })
    }
}

/// Why something was taken as it was.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum Reason {
    /// Whole numbers, few and small: taken for codes.
    FewNumbers { distinct: usize },
    /// Numbers without a sign that they are codes.
    Numbers,
    /// Numbers, some of them with words: taken for a quantity. The texts are those without a number.
    Worded { texts: Vec<String> },
    /// Texts that come again: taken for choices.
    Repeats { once: usize },
    /// Texts that hardly come again: taken for free answers.
    Seldom { distinct: usize },
    /// Split at a separator that hardly shows.
    Separator { separator: String },
    /// A label that holds the separator.
    Joined { label: String },
    /// Two parts that mostly stand together: kept apart.
    Together { first: String, second: String },
    /// Parts that stand twice side by side in one cell, as labels that hold the separator do; these would be the labels then.
    Doubled { labels: Vec<String> },
    /// Texts that are no choice were taken for what somebody wrote beside その他.
    Written { texts: Vec<String> },
    /// Texts that stand in one cell only were taken for choices.
    Rare { texts: Vec<String> },
    /// Spellings that were taken for one choice.
    Spellings { label: String, also: Vec<String> },
    /// Two choices that may be one, spelled otherwise.
    Near { first: String, second: String },
    /// An order that only the words of degree in the labels tell.
    Degrees,
    /// A unit behind most numbers: taken for choices.
    Units { unit: String },
    /// Cells with several answers among many with one: taken for double marks.
    DoubleMarks { texts: Vec<String> },
    /// A column of remarks by those who entered the data.
    Remarks { column: String },
    /// A column called 番号 that identifies nobody: left out.
    Serial { column: String },
    /// The same with few values that come again and again: read as a question.
    SerialAsked { column: String },
    /// The choice a column of free texts belongs to.
    OtherOf { column: String, label: String },
    /// A column of words for which a choice その他 was made.
    NewOther { column: String },
    /// A column called like words beside その他 that was taken for a question of its own.
    OtherApart { column: String },
    /// A header that stands twice: taken for two questions.
    SameHeader { column: String },
    /// Columns of marks without a common title: taken for one question with several answers.
    NoStem,
    /// Columns under one name, all ○ or ×: taken for a matrix.
    CircleCross,
    /// Items with a place as answer, each place once: taken for a matrix.
    ItemRanks,
    /// 9 or 99 after a gap: taken for no answer.
    GapCode { code: String },
    /// Numbers below zero among codes: taken for missing answers.
    Negative { codes: Vec<String> },
    /// 99 among quantities, once or not far above the others: counted as what it says.
    MaybeCode { code: String },
    /// Signs among words: taken for no answer.
    Signs { texts: Vec<String> },
    /// 13 where 1 and 3 are codes: taken for `1,3` that a spreadsheet made a number of, and read as no answer.
    RunTogether { codes: Vec<String> },
    /// A header that asks for opinions over texts that come again: taken for free answers.
    OwnWords,
    /// A header that asks for several answers over cells with one each.
    OneEach,
    /// Codes of a list that do not ascend, or a list under a header that asks for an order.
    ListOrder,
    /// A column with one mark and nothing else: taken for a question of its own.
    OneMark { mark: String },
    /// Columns under one name with 1 and 2 only: taken for a matrix.
    OneTwo,
    /// A matrix of numbers from 0 up, which may be quantities.
    FromZero,
    /// Columns under the number of a question that has a column of its own.
    Branches,
    /// Columns under one name, all はい or いいえ: taken for one question with several answers.
    YesNo,
    /// Columns under one name whose answers do not reach equally far: taken for a matrix.
    SameScale,
    /// Columns under one name that fill from the left: taken for the first, second, … answer.
    FromLeft,
    /// Columns under ① ② ③ whose codes stand in any order: taken for ranks.
    AnyOrder,
    /// Ascending digits side by side: taken for several codes.
    Digits,
    /// A column that is hidden in the file; kept.
    Hidden { column: String },
    /// Several sheets look like answers.
    Sheets { taken: String },
    /// A column that was taken for the number of a respondent, though its values are not unique.
    IdRepeats { column: String, times: usize },
    /// Personal columns that are the same in many rows: not used to tell who answered twice.
    PersonalRepeats { column: String, rows: usize },
    /// Rows that may be withdrawn or tests: kept.
    Status { column: String, texts: Vec<String> },
    /// Rows that somebody marked as invalid, or sent to try the form out: left out.
    Skipped { column: String, texts: Vec<String>, rows: usize },
    /// Rows of people who did not come to the end: kept.
    Unfinished { column: String, rows: usize },
    /// Columns of a small table beside the answers: left out.
    Side { columns: Vec<String> },
    /// A column with cells merged over several rows: what they hold counts for all of these.
    Merged { column: String, rows: usize },
    /// The id is merged over several rows: every row counts as a respondent all the same.
    SeveralRows { column: String, rows: usize },
    /// A row below the header that was taken for a second header row.
    SecondHeader { row: usize },
    /// Files in which the same numbers stand beside other answers: they were taken for other people.
    OtherPeople { file: String, column: String, rows: usize },
    /// Files in which the same numbers stand beside mostly the same answers: those of the later file count as duplicates.
    SamePeople { file: String, column: String, rows: usize, differ: usize },
    /// The choices of a codebook do not have this code.
    NotInCodebook { codes: Vec<String> },
    /// A name that may be personal although no service says so.
    MaybePersonal { column: String },
    /// Only those who gave certain answers before were asked: the header says so, or nobody else answered. `strays` did all the same.
    AskedSome { condition: String, header: Option<String>, strays: usize },
    /// A file that lacks columns of these questions, by id: they were not asked there.
    NotInFile { file: String, questions: Vec<String> },
    /// Files joined though some questions were found by their place only.
    ByPlace { file: String },
}

/// What may be changed in a question, as data.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum Change {
    /// Another kind; choices that no longer belong go.
    Kind(Kind),
    /// A list with this separator and these choices.
    List { separator: String, labels: Vec<String> },
    /// These labels are one choice.
    Join { parts: Vec<String>, label: String },
    /// This other label is a spelling of the first.
    Same { label: String, also: String },
    /// These spellings are choices of their own.
    Apart { label: String, also: Vec<String> },
    /// The choices stand in this order.
    Order(Vec<String>),
    /// A number with this unit.
    Quantity { unit: String },
    /// This label is two choices.
    Part { label: String, parts: Vec<String> },
    /// These texts are choices of their own.
    Choices(Vec<String>),
    /// These texts are words beside その他, in the column of the question itself.
    Words { column: String, texts: Vec<String> },
    /// The free texts belong to this choice.
    OtherOf { code: String, label: String },
    /// The free texts in this column belong to その他, which is made where there is none.
    Other { column: String },
    /// The free texts in this column are a question of their own; a choice that was made for them goes.
    OwnText { column: String, made: bool },
    /// This code is an answer, not a missing one.
    Code(String),
    /// This number stands for no answer.
    Missing(String),
    /// Several answers, a column each.
    Flags,
    /// First, second, … answer.
    Slots,
    /// The column is left out.
    Ignore { column: String },
    /// Another sheet.
    Sheet(String),
    /// No column identifies a respondent.
    NoId,
    /// This column identifies a respondent in every file that has it.
    Id { column: String },
    /// Rows with these texts are left out.
    Skip { column: String, texts: Vec<String> },
    /// Rows with these texts are answers.
    Count { column: String, texts: Vec<String> },
    /// These columns are questions.
    Ask { columns: Vec<String> },
    /// A merged cell holds for its first row only.
    NotFilled { column: String },
    /// So many header rows.
    HeaderRows(usize),
    /// The column is personal.
    Personal { column: String },
    /// Everybody was asked.
    AskAll,
    /// A survey of its own.
    OwnSurvey,
}

/// Why no draft can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// The sheet has no header, or nothing below it.
    #[error("no rows of answers")]
    NoRows,
    /// Every column was left out.
    #[error("no column with answers")]
    NoQuestions,
}

impl Draft {
    /// The guesses about a question.
    pub fn guesses_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Guess> {
        self.guesses.iter().filter(move |guess| guess.question.as_deref() == Some(id))
    }

    /// Lets every question that states texts for a missing answer state those of the file as well, which they would replace.
    pub fn keep_missing(&mut self) {
        for missing in self.questions.iter_mut().filter_map(|question| question.missing.as_mut()) {
            missing.keep(&self.missing);
        }
    }

    /// How many questions there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.questions.iter().filter(|question| question.kind == kind).count()
    }
}

impl Change {
    /// Puts the change into a question; changes of the file as a whole do nothing here.
    pub fn apply(&self, question: &mut Question) {
        match self {
            Self::Kind(kind) => {
                question.kind = *kind;
                if !matches!(kind, Kind::Single | Kind::Multiple | Kind::Rank | Kind::Matrix) {
                    question.choices.clear();
                }
                if *kind != Kind::Multiple {
                    question.layout = None;
                    // The ranks of one cell are a list as well.
                    if *kind != Kind::Rank || question.column.is_none() {
                        question.separator = None;
                    }
                    question.max = None;
                }
                // As many places as there are choices in one cell.
                question.top = (*kind == Kind::Rank && question.columns.is_none()).then_some(question.choices.len());
            }
            Self::List { separator, labels } => {
                question.kind = Kind::Multiple;
                question.top = None;
                question.layout = Some(crate::model::survey::Layout::List);
                question.separator = Some(separator.clone());
                question.choices = choices::coded(labels.iter().map(String::as_str));
            }
            Self::Join { parts, label } => {
                let at = question.choices.iter().position(|choice| parts.contains(&choice.label));
                let mut labels: Vec<String> = question.choices.iter().map(|choice| choice.label.clone()).collect();
                labels.retain(|known| !parts.contains(known));
                labels.insert(at.unwrap_or(labels.len()).min(labels.len()), label.clone());
                choices::relabel(question, &labels);
            }
            Self::AskAll => question.ask_if = None,
            Self::Same { label, also } => spellings::join(question, label, also),
            Self::Apart { label, also } => spellings::part(question, label, also),
            Self::Order(labels) => choices::relabel(question, labels),
            Self::Quantity { unit } => {
                Self::Kind(Kind::Numeric).apply(question);
                question.unit = Some(unit.clone());
            }
            Self::Part { label, parts } => {
                let labels = question
                    .choices
                    .iter()
                    .flat_map(|choice| if choice.label == *label { parts.clone() } else { vec![choice.label.clone()] });
                let labels: Vec<String> = labels.collect();
                choices::relabel(question, &labels);
            }
            Self::Choices(texts) => {
                let mut labels: Vec<String> = question.choices.iter().map(|choice| choice.label.clone()).collect();
                labels.extend(texts.iter().cloned());
                choices::relabel(question, &labels);
            }
            Self::Words { column, texts } => {
                let mut labels: Vec<String> = question.choices.iter().map(|choice| choice.label.clone()).collect();
                labels.retain(|label| !texts.contains(label));
                if !labels.iter().any(|label| choices::is_other(label)) {
                    labels.push("その他".to_owned());
                }
                choices::relabel(question, &labels);
                if let Some(choice) = question.choices.iter_mut().find(|choice| choices::is_other(&choice.label)) {
                    choice.other = Some(column.clone());
                }
            }
            Self::OtherOf { code, .. } => {
                let column = question.choices.iter_mut().find_map(|choice| choice.other.take());
                drop_made(question, column.as_deref());
                if let Some(choice) = question.choices.iter_mut().find(|choice| choice.code == *code) {
                    choice.other = column;
                }
            }
            Self::Other { column } => {
                let is_free = |choice: &&mut Choice| choices::is_other(&choice.label) && choice.other.is_none();
                if let Some(choice) = question.choices.iter_mut().find(is_free) {
                    choice.other = Some(column.clone());
                } else {
                    let (code, label) = (choices::code_of_other(&question.choices), choices::OTHER.to_owned());
                    question.choices.push(Choice { code, label, other: Some(column.clone()), ..Choice::default() });
                    // The words in its own column say that it is marked.
                    let flags = question.layout == Some(crate::model::survey::Layout::Flags);
                    question.columns.iter_mut().filter(|_| flags).for_each(|columns| columns.push(column.clone()));
                }
            }
            Self::OwnText { column, made } => {
                let its = question.choices.iter_mut().filter(|choice| choice.other.as_ref() == Some(column));
                its.for_each(|choice| choice.other = None);
                if *made {
                    drop_made(question, Some(column));
                }
            }
            Self::Code(code) => {
                for texts in question.missing.iter_mut().flat_map(MissingCodes::kinds_mut) {
                    texts.retain(|text| text != code);
                }
                // A quantity has no choices: the number counts then.
                if matches!(question.kind, Kind::Single | Kind::Multiple | Kind::Rank | Kind::Matrix) {
                    question.choices.push(Choice { code: code.clone(), label: code.clone(), ..Default::default() });
                }
            }
            Self::Missing(code) => {
                question.choices.retain(|choice| choice.code != *code);
                let mut missing = question.missing.take().unwrap_or_default();
                missing.na.push(code.clone());
                question.missing = Some(missing.with_blank());
            }
            Self::Flags => {
                question.kind = Kind::Multiple;
                question.layout = Some(crate::model::survey::Layout::Flags);
                let is_bare =
                    |code: &str| question.choices.iter().any(|known| known.code == code && known.label == code);
                if question.choices.len() == 2 && is_bare("1") && is_bare("2") {
                    question.marked = vec!["1".to_owned()];
                }
                let items = std::mem::take(&mut question.items);
                if !items.is_empty() {
                    question.columns = Some(items.iter().filter_map(|item| item.column.clone()).collect());
                    question.choices = choices::coded(items.iter().map(|item| item.label.as_str()));
                }
            }
            Self::Slots => {
                question.kind = Kind::Multiple;
                question.top = None;
                question.layout = Some(crate::model::survey::Layout::Slots);
                let items = std::mem::take(&mut question.items);
                if !items.is_empty() {
                    question.columns = Some(items.into_iter().filter_map(|item| item.column).collect());
                }
            }
            Self::Ignore { .. }
            | Self::Sheet(_)
            | Self::NoId
            | Self::Id { .. }
            | Self::Skip { .. }
            | Self::Count { .. }
            | Self::Ask { .. }
            | Self::NotFilled { .. }
            | Self::HeaderRows(_)
            | Self::Personal { .. }
            | Self::OwnSurvey => {}
        }
    }
}

/// Takes the choice その他 away that was made for the words in this column: no cell holds its code.
fn drop_made(question: &mut Question, column: Option<&str>) {
    let is_made = |choice: &Choice| choice.label == choices::OTHER && choice.other.is_none();
    let Some(at) = question.choices.iter().position(is_made) else { return };
    let flags = question.layout == Some(crate::model::survey::Layout::Flags);
    let own_column = question.columns.as_ref().and_then(|columns| columns.get(at)).map(String::as_str) == column;
    let is_coded = question.choices.get(at).is_some_and(|choice| choice.code == choice.label);
    if flags && own_column && column.is_some() {
        question.choices.remove(at);
        if let Some(columns) = question.columns.as_mut() {
            columns.remove(at);
        }
    } else if !flags && is_coded {
        question.choices.remove(at);
    }
}
