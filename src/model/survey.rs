//! A survey as its definition file states it: questions, choices, sources, strata, nets, banners, rules.
//!
//! The keys are those of the format. After loading, a matrix is one question per item (`parent`), and kept in `matrices`.

mod coded;
mod missing;
mod roster;
mod rule;
mod stratum;
pub(super) mod written;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::expr::Expr;
use super::measure::{Index, PortfolioSpec};
use super::weight::WeightSpec;
pub use coded::{band_label, coded_bands};
pub use missing::MissingCodes;
pub use roster::Roster;
pub use rule::{Rule, RuleSeverity};
pub use stratum::Stratum;
use written::{code_text, code_texts, number_or_date, optional_code};

/// Codes no choice may use: they name the kinds of missing answer and the row of all respondents.
pub const RESERVED: [&str; 5] = ["NA", "NAP", "INV", "UNK", "total"];

/// Id of the implied question that tells a case's stratum.
pub const STRATUM: &str = "stratum";

/// One survey, checked and with its matrices spread out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// `[survey]`.
    pub about: About,
    /// Where the answers are.
    pub sources: Vec<Source>,
    /// Parts of the population with sizes of their own.
    pub strata: Vec<Stratum>,
    /// Everything that was asked, in questionnaire order; matrix items stand in their matrix's place.
    pub questions: Vec<Question>,
    /// Groupings every survey has: `mode`, `source`, `wave`, `stratum`. Not asked, so not tabulated by themselves.
    pub implied: Vec<Question>,
    /// Matrices by themselves, for their titles and the order of their items.
    pub matrices: Vec<Question>,
    /// 「計」 rows.
    pub nets: Vec<Net>,
    /// Recoded groupings.
    pub banners: Vec<Banner>,
    /// Weighting schemes.
    pub weights: Vec<WeightSpec>,
    /// Contradictions to look for.
    pub rules: Vec<Rule>,
    /// Figures made of a number per choice, such as a DI.
    pub indices: Vec<Index>,
    /// Portfolios of satisfaction and importance.
    pub portfolios: Vec<PortfolioSpec>,
}

/// The `[survey]` table.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Name used on the command line and in keys.
    pub id: String,
    /// Title for people.
    #[serde(default)]
    pub title: String,
    /// Who was asked.
    #[serde(default)]
    pub audience: Audience,
    /// 調査基準日, ISO.
    pub date: Option<String>,
    /// Surveys of one series are its waves.
    pub series: Option<String>,
    /// Name of this wave.
    pub wave: Option<String>,
    /// 母集団 N.
    pub population: Option<u64>,
    /// 配布数.
    pub distributed: Option<u64>,
    /// Returned by the post as undeliverable.
    pub undelivered: Option<u64>,
    /// How people were chosen.
    #[serde(default)]
    pub sampling: Sampling,
    /// A smaller base is flagged 参考値.
    #[serde(default = "thirty")]
    pub min_base: u64,
    /// Weight used when none is named.
    pub default_weight: Option<String>,
    /// Cell texts that stand for a missing answer.
    pub missing: Option<MissingCodes>,
    /// More marks than allowed.
    #[serde(default)]
    pub over_limit: Policy,
    /// Two marks where one is allowed.
    #[serde(default)]
    pub double_mark: Policy,
    /// The same answer to so many items of a matrix is reported; 0 for never.
    #[serde(default = "five")]
    pub straight_line: usize,
    /// Cases for which this holds are not in the frame (廃業, 市外): counted, listed and left out.
    pub out_of_scope: Option<Expr>,
    /// Denominator of the printed response rate.
    #[serde(default)]
    pub rate: RateBase,
    /// Answers are still coming in: said with the day wherever they are shown (速報).
    #[serde(default)]
    pub provisional: bool,
    /// The last day on which something came in, for a provisional survey; set by loading.
    #[serde(skip)]
    pub as_of: Option<String>,
    /// To whom forms were sent, by 整理番号.
    pub roster: Option<Roster>,
    /// True for made-up answers: said wherever they are shown.
    #[serde(default)]
    pub synthetic: bool,
}

impl Default for About {
    fn default() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            audience: Audience::Other,
            date: None,
            series: None,
            wave: None,
            population: None,
            distributed: None,
            undelivered: None,
            sampling: Sampling::Random,
            min_base: thirty(),
            default_weight: None,
            missing: None,
            over_limit: Policy::Invalid,
            double_mark: Policy::Invalid,
            straight_line: five(),
            out_of_scope: None,
            rate: RateBase::Distributed,
            provisional: false,
            as_of: None,
            roster: None,
            synthetic: false,
        }
    }
}

fn thirty() -> u64 {
    30
}

fn five() -> usize {
    5
}

/// Who was asked.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the format's own words")]
pub enum Audience {
    Business,
    Resident,
    Farm,
    #[default]
    Other,
}

/// How respondents were chosen; `Open` has no sampling error.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the format's own words")]
pub enum Sampling {
    #[default]
    Random,
    Stratified,
    Census,
    Open,
}

/// What the response rate divides by.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum RateBase {
    /// Everything sent.
    #[default]
    Distributed,
    /// What was sent less what came back undelivered.
    Delivered,
}

/// What to do with an answer that breaks the rule of its question.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// Counted as 無効.
    #[default]
    Invalid,
    /// Taken as it is.
    Accept,
    /// Counted as 無回答.
    Blank,
}

/// One spreadsheet with answers.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Path, relative to the definition file.
    pub file: String,
    /// Sheet by name or 1-based number.
    pub sheet: Option<SheetRef>,
    /// Number of header rows; detected when absent.
    pub header_rows: Option<usize>,
    /// 1-based row in which the header begins; detected when absent.
    pub header_row: Option<usize>,
    /// 紙 or Web, kept with every case.
    pub mode: Option<String>,
    /// Header of the column that identifies a case.
    pub id: Option<String>,
    /// auto | utf-8 | cp932 | utf-16.
    pub encoding: Option<String>,
    /// Columns that only serve to find duplicates; never kept.
    #[serde(default)]
    pub personal: Vec<String>,
    /// Column that says for how many respondents a row stands.
    pub count: Option<String>,
    /// 配布数 of this file's way of answering, where it had one of its own.
    pub distributed: Option<u64>,
    /// 不着数 of this file's way of answering.
    pub undelivered: Option<u64>,
    /// Header of the column that says when the form was received.
    pub received: Option<String>,
    /// Timestamps and the like: not an answer, so a form with only these is blank.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Rows that are no answers, by column: previews and tests of a survey service, told by these texts.
    #[serde(default)]
    pub skip: BTreeMap<String, Vec<String>>,
    /// Columns in which a merged cell holds for every row it spans.
    #[serde(default)]
    pub fill: Vec<String>,
    /// As in `[survey]`, for this file.
    pub missing: Option<MissingCodes>,
    /// Where this file differs from the question.
    #[serde(default)]
    pub columns: BTreeMap<String, SourceColumn>,
}

/// A sheet by name or 1-based number.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the variants say it")]
pub enum SheetRef {
    Number(usize),
    Name(String),
}

/// `Q5 = "header"` or a table with layout and separator.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum SourceColumn {
    /// Header text or `#12`.
    Name(String),
    /// More than a name differs.
    Full(Columns),
}

/// How a question lies in a sheet.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// The one column.
    pub column: Option<String>,
    /// Several columns (flags, slots, ranks).
    pub columns: Option<Vec<String>>,
    /// How several answers are written.
    pub layout: Option<Layout>,
    /// Between the parts of a list; "" means digits side by side.
    pub separator: Option<String>,
}

/// How several answers are written.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One column per choice.
    Flags,
    /// All in one cell.
    List,
    /// First, second, … answer in columns of their own.
    Slots,
}

/// Kinds of question.
#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the format's own words")]
pub enum Kind {
    #[default]
    Single,
    Multiple,
    Numeric,
    Date,
    Text,
    Rank,
    Matrix,
}

/// One question.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique in the survey.
    pub id: String,
    /// Short name for tables.
    #[serde(default)]
    pub label: String,
    /// The wording.
    #[serde(default)]
    pub text: String,
    /// 農, しごと, …
    #[serde(default)]
    pub theme: String,
    /// What kind of answer.
    pub kind: Kind,
    /// Header text of its column, or `#12`.
    pub column: Option<String>,
    /// Columns of flags, slots, ranks.
    pub columns: Option<Vec<String>>,
    /// How several answers are written.
    pub layout: Option<Layout>,
    /// Between the parts of a list.
    pub separator: Option<String>,
    /// Possible answers, in order.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Who was asked; everyone else is 非該当.
    pub ask_if: Option<Expr>,
    /// Ids of plan records this question tells about.
    #[serde(default)]
    pub informs: Vec<String>,
    /// ○はkつまで.
    pub max: Option<usize>,
    /// Number of ranks.
    pub top: Option<usize>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Smallest and largest believable number, ends included.
    pub range: Option<[f64; 2]>,
    /// Classes of a number.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// Items of a matrix; empty after loading.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Cell texts that mark a flag, all others being unmarked; empty for the usual marks.
    #[serde(default)]
    pub marked: Vec<String>,
    /// As in `[survey]`, for this question.
    pub missing: Option<MissingCodes>,
    /// As in `[survey]`, for this question.
    pub over_limit: Option<Policy>,
    /// As in `[survey]`, for this question.
    pub double_mark: Option<Policy>,
    /// As in `[survey]`, for this matrix.
    pub straight_line: Option<usize>,
    /// An item of the face sheet: offered as a banner, and its unanswered cells are listed by the check.
    #[serde(default)]
    pub attribute: bool,
    /// The matrix this item belongs to; set by loading.
    #[serde(skip)]
    pub parent: Option<String>,
    /// True when the choices are the distinct values found in the data.
    #[serde(skip)]
    pub open_choices: bool,
    /// How far the coding is, for a question that consists of the codes of free answers.
    #[serde(skip)]
    pub coded: Option<Coded>,
}

/// How far the coding of free answers is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coded {
    /// The text question.
    pub question: String,
    /// Respondents who wrote something.
    pub written: u64,
    /// Those of them whose answer is not coded, or not in all its parts.
    pub uncoded: u64,
}

impl Question {
    /// True for a question with exactly one answer out of choices; matrix items are.
    pub fn is_single(&self) -> bool {
        matches!(self.kind, Kind::Single | Kind::Matrix)
    }

    /// True when the answer is a number (dates are days).
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Numeric | Kind::Date)
    }

    /// Number of ranks asked: `top`, or the number of columns.
    pub fn ranks(&self) -> usize {
        self.top.or(self.columns.as_ref().map(Vec::len)).unwrap_or(1)
    }

    /// Position of a choice by its code.
    pub fn choice(&self, code: &str) -> Option<usize> {
        self.choices.iter().position(|choice| choice.code == code)
    }

    /// True when at least one choice has a score, so that means exist.
    pub fn is_scored(&self) -> bool {
        self.is_single() && self.choices.iter().any(|choice| choice.score.is_some())
    }
}

/// A possible answer.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique within the question, nets included.
    #[serde(deserialize_with = "code_text")]
    pub code: String,
    /// Text for tables.
    pub label: String,
    /// Other spellings found in files.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Points; a choice without is out of means.
    pub score: Option<f64>,
    /// Column with the free text of その他.
    pub other: Option<String>,
    /// Cannot stand beside other choices.
    #[serde(default)]
    pub exclusive: bool,
}

impl Choice {
    /// Code and label for whoever reads both; one of them where they are the same.
    pub fn coded(&self) -> String {
        coded(&self.code, &self.label)
    }
}

/// A code with its label; one of them where they are the same.
pub fn coded(code: &str, label: &str) -> String {
    if label.is_empty() || code == label { code.to_owned() } else { format!("{code} {label}") }
}

/// A class of a number, ends included; an absent end is open.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Text for tables.
    pub label: String,
    /// Lower end.
    #[serde(default, deserialize_with = "number_or_date")]
    pub from: Option<f64>,
    /// Upper end.
    #[serde(default, deserialize_with = "number_or_date")]
    pub to: Option<f64>,
    /// "1", "2", … when absent.
    #[serde(default, deserialize_with = "optional_code")]
    pub code: Option<String>,
}

impl Band {
    /// True when the value lies in the class.
    pub fn holds(&self, value: f64) -> bool {
        self.from.is_none_or(|from| value >= from) && self.to.is_none_or(|to| value <= to)
    }
}

/// One row of a matrix.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in `Question`")]
pub struct Item {
    pub id: String,
    pub label: String,
    pub column: Option<String>,
    pub ask_if: Option<Expr>,
    #[serde(default)]
    pub informs: Vec<String>,
    #[serde(default)]
    pub theme: String,
}

/// 「計」: choices counted together, by respondent.
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in `Choice`")]
pub struct Net {
    pub question: String,
    #[serde(deserialize_with = "code_text")]
    pub code: String,
    pub label: String,
    #[serde(deserialize_with = "code_texts")]
    pub members: Vec<String>,
}

/// A grouping of respondents made from a question.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in `Question`")]
pub struct Banner {
    pub id: String,
    #[serde(default)]
    pub label: String,
    pub question: String,
    #[serde(default)]
    pub groups: Vec<BannerGroup>,
    #[serde(default)]
    pub bands: Vec<Band>,
}

/// Choices that form one group.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in `Choice`")]
pub struct BannerGroup {
    pub label: String,
    #[serde(deserialize_with = "code_texts")]
    pub codes: Vec<String>,
    #[serde(default, deserialize_with = "optional_code")]
    pub code: Option<String>,
}

impl Survey {
    /// The question with this id, `mode` and the like included.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().chain(&self.implied).find(|question| question.id == id)
    }

    /// Puts a question behind another, or at the end.
    pub fn insert_behind(&mut self, other: &str, question: Question) {
        let behind = self.questions.iter().position(|known| known.id == other);
        self.questions.insert(behind.map_or(self.questions.len(), |at| at + 1), question);
    }

    /// The banner with this id.
    pub fn banner(&self, id: &str) -> Option<&Banner> {
        self.banners.iter().find(|banner| banner.id == id)
    }

    /// Id of the question that a subject of an expression is about: a banner's question, or the question itself.
    pub fn question_behind<'a>(&'a self, id: &'a str) -> &'a str {
        self.banner(id).map_or(id, |banner| &banner.question)
    }

    /// What paper forms are called: as the survey's first source for them says, or `paper`.
    pub fn paper_mode(&self) -> &str {
        let mut modes = self.sources.iter().filter_map(|source| source.mode.as_deref());
        modes.find(|mode| ["paper", "紙", "郵送"].contains(mode)).unwrap_or("paper")
    }

    /// Every id an expression or `--by` may use.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let questions = self.questions.iter().chain(&self.implied).map(|question| question.id.as_str());
        questions.chain(self.banners.iter().map(|banner| banner.id.as_str()))
    }

    /// The nets of a question, in the order of the definition. A net on a matrix holds for each item.
    pub fn nets_of<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a Net> {
        self.nets
            .iter()
            .filter(move |net| net.question == question.id || question.parent.as_ref() == Some(&net.question))
    }

    /// The indices of a question. An index of a matrix holds for each item.
    pub fn indices_of<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a Index> {
        self.indices
            .iter()
            .filter(move |index| index.question == question.id || question.parent.as_ref() == Some(&index.question))
    }

    /// The questions a name stands for: itself, or the items of a matrix.
    pub fn named<'a>(&'a self, id: &str) -> Vec<&'a Question> {
        self.questions.iter().filter(|question| question.id == id || question.parent.as_deref() == Some(id)).collect()
    }

    /// Title, or the id where there is none.
    pub fn title(&self) -> &str {
        if self.about.title.is_empty() { &self.about.id } else { &self.about.title }
    }

    /// Ids of the groupings offered by default: the recoded banners, then the face sheet.
    pub fn default_banners(&self) -> Vec<&str> {
        let banners = self.banners.iter().map(|banner| banner.id.as_str());
        let attributes = self.questions.iter().filter(|question| {
            question.attribute
                && (question.is_single() || question.kind == Kind::Multiple || !question.bands.is_empty())
        });
        attributes.map(|question| question.id.as_str()).chain(banners).collect()
    }
}
