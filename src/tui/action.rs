//! What can happen (`Action`), what comes back from background work (`Report`), what `update` wants done (`Effect`).
//!
//! Plain data: nothing is done here.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::Id;
use super::pictures::made::{Asked, Found};
use super::popups::find;
use super::screens::files::work::{Ask, Told};
use super::screens::findings::shelf::{Drafts, Read, Shelf};
use super::screens::items::publish::Material;
use super::screens::tagging::state::Arrangement;
use super::screens::tagging::teacher::{Advice, Prepared, Question, SharedTeacher};
use super::state::{Answer, ProblemLine, SetData};
use super::store::{Request, Stored};
use crate::comments::consistency::Warning;
use crate::load::Loaded;
use crate::load::forms::Forms;
use crate::load::guessed::Guessed;
use crate::load::progress::Progress;
use crate::model::comment::{CommentsDefinition, Decisions, Docket};
use crate::model::explanation::Subject;
use crate::model::finding::{Check, Finding, Findings, Source};
use crate::model::mapping::Mapping;
use crate::model::plan::{Plan, RecordRef};
use crate::model::table::{Table, TableSpec};
use crate::plans::evidence::Matrix;
use crate::plans::indicators::Indicator;
use crate::present::{Document, Page, View};
use crate::project::comments::op::NewItem;
use crate::project::{self, Corpus};

/// Something happened.
#[derive(Debug)]
pub enum Action {
    /// A command by its key, the palette or a click.
    Run(Id),
    /// A character for the text field.
    Type(char),
    /// Text all at once.
    Paste(String),
    /// The mouse was pressed.
    Click {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The mouse was moved while its button was down.
    Drag {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The button of the mouse was let go.
    Release,
    /// The wheel was turned.
    Wheel {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// Towards the end.
        down: bool,
    },
    /// The terminal has a new size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// Text for a search that could not begin yet; true for the Enter that ends it.
    TypedTooSoon(bool),
    /// A kana arrived where a command was expected.
    InputMethodOn,
    /// A key that means nothing here.
    UnknownKey(String),
    /// Background work.
    Report(Box<Report>),
}

/// What background work came to. Errors are sentences already.
#[derive(Debug)]
pub enum Report {
    /// A survey's spreadsheets were read.
    Loaded {
        /// Which survey.
        survey: usize,
        /// Its answers and the lines of its data check.
        result: LoadResult,
    },
    /// The single forms of a survey were read.
    FormsOpened {
        /// Which survey.
        survey: usize,
        /// They.
        result: Result<Arc<Forms>, String>,
    },
    /// The plans were read, all together.
    Plans(Result<Arc<Vec<Plan>>, String>),
    /// Something was done about a spreadsheet that is being added.
    Files(Box<Told>),
    /// The mapping file was read again.
    Mapping(Result<Arc<Mapping>, String>),
    /// The receipts of a set of comments were read.
    SetLoaded {
        /// Which set.
        set: usize,
        /// What was read.
        result: Result<Arc<Corpus>, String>,
    },
    /// Receipts and decisions were brought together.
    Assembled {
        /// Which set.
        set: usize,
        /// What follows from them.
        docket: Option<Arc<Docket>>,
    },
    /// Items were drafted from open opinions; `None` where that stopped half-way.
    Drafted {
        /// Which set.
        set: usize,
        /// Ids of new items with their opinions.
        drafts: Option<Vec<NewItem>>,
    },
    /// What does not fit together; `None` where that stopped half-way.
    Checked {
        /// Which set.
        set: usize,
        /// The changes of the set that they take in.
        changes: u64,
        /// What was found.
        warnings: Option<Vec<Warning>>,
    },
    /// Something was found out for the tagging screen.
    Tagged {
        /// Which set.
        set: usize,
        /// What.
        tagged: Tagged,
    },
    /// A table was counted.
    Tabulated {
        /// Which survey.
        survey: usize,
        /// The table with what was asked.
        result: Result<Answer, String>,
    },
    /// A picture was made.
    Drawn {
        /// Which survey.
        survey: usize,
        /// It, or why there is none.
        result: Result<Found, String>,
    },
    /// The respondents behind a cell were found.
    Members(Result<Vec<Member>, String>),
    /// A cell was explained: what it is, and the lines.
    Explained(Result<(String, Vec<String>), String>),
    /// What evidence to be pinned says; `None` where that was stopped.
    EvidenceRead(Option<Read>),
    /// How the findings stand; `None` where that was stopped.
    FindingsVerified(Option<Vec<Check>>),
    /// What rules propose.
    FindingsDrafted(Drafts),
    /// Where indicators stand; `None` where that was stopped.
    IndicatorsRead(Option<Vec<Indicator>>),
    /// Opinions are ready to be searched.
    OpinionsFolded(Vec<find::Entry>),
    /// The matrix of evidence; `None` where that was stopped.
    MatrixMade(Option<Box<Matrix>>),
    /// The journal answered.
    Stored(Box<Stored>),
    /// A file was written.
    Exported(Result<PathBuf, String>),
    /// A text was put on the clipboard; false where the terminal was asked to do so and does not answer.
    Copied {
        /// Lines of the text.
        lines: usize,
        /// It is known to have worked.
        sure: bool,
    },
}

/// What was found out for the tagging screen; `None` where the work was stopped.
#[derive(Debug)]
pub enum Tagged {
    /// Groups and index.
    Prepared(Option<Box<Prepared>>),
    /// Suggestions, similar opinions, counts.
    Advised(Option<Box<Advice>>),
    /// The order of what had not been seen, and in which order that was.
    Ranked(Option<(Arrangement, Vec<String>)>),
}

/// What is not needed any more.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Discarded {
    Corpus(SetData),
    Docket(Arc<Docket>),
    Journal(Box<project::State>),
    Prepared(Arc<Prepared>),
    Forms(Arc<Forms>),
}

/// A survey that was read, or the sentence about why it could not be.
pub type LoadResult = Result<ReadSurvey, String>;

/// A survey that was read.
#[derive(Debug)]
pub struct ReadSurvey {
    /// The answers.
    pub loaded: Arc<Loaded>,
    /// Its single forms, where they were asked for.
    pub forms: Option<Arc<Forms>>,
    /// The lines of the data check.
    pub problems: Vec<ProblemLine>,
    /// What its files brought since somebody last looked: a sentence for each.
    pub news: Vec<String>,
    /// What its definition only guesses still.
    pub guesses: Vec<Guessed>,
}

/// One respondent behind a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Where its row stands.
    pub at: crate::model::diagnostic::Place,
    /// 整理番号.
    pub id: String,
    /// File, sheet and row.
    pub place: String,
    /// Answers to the question and to the banners.
    pub answers: Vec<String>,
}

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Xlsx,
    Csv,
    Markdown,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Markdown];

    /// Ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }
}

/// A form of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PublicationForm {
    Xlsx,
    Docx,
    Csv,
    Markdown,
}

impl PublicationForm {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Docx, Self::Xlsx, Self::Csv, Self::Markdown];

    /// Ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }
}

/// Work for `effects`.
#[derive(Debug)]
pub enum Effect {
    /// Read a survey's spreadsheets.
    Load {
        /// Which survey.
        survey: usize,
        /// Its definition file.
        path: PathBuf,
        /// Its single forms too.
        with_forms: bool,
        /// Moved by reading, and stops it.
        progress: Progress,
    },
    /// Read the single forms of a survey.
    OpenForms {
        /// Which survey.
        survey: usize,
        /// Its definition file.
        path: PathBuf,
        /// As for `Load`.
        progress: Progress,
    },
    /// Do something about a spreadsheet that is being added.
    Files(Ask),
    /// Read the mapping file again.
    LoadMapping {
        /// It.
        file: PathBuf,
    },
    /// Read the plans.
    LoadPlans {
        /// Their files.
        files: Vec<PathBuf>,
    },
    /// Read the receipts of a set of comments.
    LoadSet {
        /// Which set.
        set: usize,
        /// Its definition file.
        path: PathBuf,
        /// What it states.
        definition: Arc<CommentsDefinition>,
        /// The survey whose free answers they are.
        survey: Option<Arc<Loaded>>,
    },
    /// Bring receipts and decisions together.
    Assemble {
        /// Which set.
        set: usize,
        /// What was received.
        corpus: Arc<Corpus>,
        /// What was decided.
        decisions: Box<Decisions>,
        /// The docket on the screen: the new one shares with it what is the same.
        old: Option<Arc<Docket>>,
    },
    /// Draft items from open opinions.
    Draft {
        /// Which set.
        set: usize,
        /// Its opinions.
        docket: Arc<Docket>,
        /// What was decided.
        decisions: Box<Decisions>,
    },
    /// Look for what does not fit together before publication.
    Check {
        /// Which set.
        set: usize,
        /// The changes of the set that it takes in.
        changes: u64,
        /// Its items.
        material: Material,
        /// Days since 1970-01-01.
        today: i64,
    },
    /// Write the publication.
    Publish {
        /// What it is made of.
        material: Material,
        /// In which form.
        form: PublicationForm,
        /// Folder.
        folder: PathBuf,
    },
    /// Find groups and make the index of similar opinions.
    Prepare {
        /// Which set.
        set: usize,
        /// Its opinions.
        docket: Arc<Docket>,
    },
    /// Suggest codes for an opinion.
    Advise {
        /// Which set.
        set: usize,
        /// Opinion id.
        opinion: String,
        /// What advice rests on.
        question: Box<Question>,
        /// What has been learned.
        teacher: SharedTeacher,
    },
    /// Put what has not been seen in the advised order.
    Rank {
        /// Which set.
        set: usize,
        /// Opinion ids.
        rest: Vec<String>,
        /// The order they are of.
        of: Arrangement,
        /// What advice rests on.
        question: Box<Question>,
        /// What has been learned.
        teacher: SharedTeacher,
    },
    /// Count a table.
    Tabulate {
        /// Which survey.
        survey: usize,
        /// Its answers.
        data: Arc<Loaded>,
        /// What is asked.
        spec: Box<TableSpec>,
    },
    /// Make a picture that takes more than the table.
    Draw {
        /// Which survey.
        survey: usize,
        /// What it is of.
        asked: Box<Asked>,
    },
    /// Stop counting.
    CancelTable,
    /// Stop writing a file.
    CancelExport,
    /// Find the respondents behind a cell.
    Members {
        /// The answers.
        data: Arc<Loaded>,
        /// What is asked.
        spec: Box<TableSpec>,
        /// Index of the group.
        group: usize,
        /// Index of the option; `None` is the whole base.
        option: Option<usize>,
    },
    /// Explain a cell.
    Explain {
        /// The answers.
        data: Arc<Loaded>,
        /// What is asked.
        spec: Box<TableSpec>,
        /// Index of the group.
        group: usize,
        /// What of the group.
        subject: Subject,
        /// How the table is shown.
        view: View,
    },
    /// Read what evidence to be pinned says.
    ReadEvidence {
        /// What it is read from.
        shelf: Box<Shelf>,
        /// The evidence.
        sources: Vec<Source>,
    },
    /// Hold findings against what their evidence says now.
    VerifyFindings {
        /// What they are read from.
        shelf: Box<Shelf>,
        /// The findings.
        findings: Vec<Finding>,
    },
    /// Look for what rules propose.
    DraftFindings {
        /// What it is made of.
        shelf: Box<Shelf>,
    },
    /// Read where indicators stand.
    ReadIndicators {
        /// What they are read from.
        shelf: Box<Shelf>,
    },
    /// Make opinions ready to be searched.
    FoldOpinions {
        /// Id and title of each set, and its opinions.
        sets: Vec<(String, String, Arc<Docket>)>,
    },
    /// Make the matrix of evidence.
    MakeMatrix {
        /// What it is made of.
        shelf: Box<Shelf>,
        /// Findings and links.
        findings: Box<Findings>,
        /// How the findings stand.
        checks: Vec<Check>,
        /// Kind of record that is a row.
        kind: String,
    },
    /// Write the evidence sheet of a record.
    WriteSheet {
        /// What it is made of.
        shelf: Box<Shelf>,
        /// Findings and links.
        findings: Box<Findings>,
        /// How the findings stand.
        checks: Vec<Check>,
        /// The matrix the record is a row of.
        matrix: Arc<Matrix>,
        /// The record.
        record: RecordRef,
        /// In which form.
        form: PublicationForm,
        /// Folder.
        folder: PathBuf,
    },
    /// Ask the journal.
    Store(Request),
    /// Put a text on the clipboard.
    Copy(String),
    /// Write a file.
    Export {
        /// The answers it is from.
        data: Arc<Loaded>,
        /// The table.
        table: Arc<Table>,
        /// How it is shown.
        view: View,
        /// In which form.
        format: Format,
        /// Folder.
        folder: PathBuf,
    },
    /// Write a document.
    ExportDocument {
        /// It.
        document: Box<Document>,
        /// Name of the file without its ending.
        stem: String,
        /// In which form.
        format: Format,
        /// Folder.
        folder: PathBuf,
    },
    /// Write a list.
    ExportPage {
        /// It.
        page: Box<Page>,
        /// Name of the file without its ending.
        stem: String,
        /// In which form.
        format: Format,
        /// Folder.
        folder: PathBuf,
    },
    /// Free what is not needed any more: with sets of 10^4 that takes longer than a key may.
    Discard(Discarded),
    /// Draw everything anew.
    Redraw,
    /// Close the program.
    Quit,
}
