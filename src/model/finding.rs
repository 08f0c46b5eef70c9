//! A finding: a statement about the place, the figures and voices it rests on, and the records of plans it speaks for.
//!
//! These types stand in the journal: names and meanings stay, a new field needs a default. A finding keeps what its evidence
//! said when it was pinned, so that it can be told later whether the figure still holds.

use serde::{Deserialize, Serialize};

use super::plan::{FigureOf, RecordRef};
use super::table::TableSpec;

/// A statement with its evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Finding {
    /// Unique in the project: FD1, FD2, …; never used again.
    pub id: String,
    /// In words.
    pub statement: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Records it speaks for, in the order they were linked.
    pub records: Vec<RecordRef>,
    /// The draft it was made from (`Draft::key`); empty if a person pinned it.
    pub draft: String,
    /// Who looked at it, and when.
    pub review: Option<Review>,
    /// A remark for colleagues.
    pub note: String,
}

/// Somebody stands for a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Who reviewed it: a name or office as entered.
    pub by: String,
    /// Day it was accepted (ISO); empty while it is only reviewed.
    #[serde(default)]
    pub on: String,
}

/// One thing a finding rests on, and what it said then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Where the figure comes from.
    pub source: Source,
    /// What it said when it was pinned, or last confirmed.
    pub was: Reading,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// A cell of a table.
    Figure {
        /// Which.
        figure: Figure,
    },
    /// A cell against another.
    Difference {
        /// Which.
        figure: Figure,
        /// Against what.
        against: Against,
    },
    /// Opinions.
    Comments {
        /// Set id.
        set: String,
        /// Which opinions.
        of: Voices,
    },
    /// A record of a plan: a remark of a meeting, a result of a year.
    Record {
        /// Which.
        record: RecordRef,
    },
}

/// A figure of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Survey id.
    pub survey: String,
    /// The table it stands in.
    pub spec: TableSpec,
    /// Banner of the group; `None` for 全体.
    #[serde(default)]
    pub banner: Option<String>,
    /// Code of the group; `total` for 全体.
    #[serde(default = "total")]
    pub group: String,
    /// Option code; `None` for a mean.
    #[serde(default)]
    pub option: Option<String>,
    /// What of it.
    #[serde(default)]
    pub of: FigureOf,
}

fn total() -> String {
    "total".to_owned()
}

/// What a figure is held against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Against {
    /// 全体 of the same table; judged against everyone else (▲▼).
    Total,
    /// Another group of the same banner.
    Group {
        /// Its code.
        code: String,
    },
    /// A figure of another table: another wave, another survey.
    Figure {
        /// Which.
        figure: Box<Figure>,
    },
}

/// Which opinions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Voices {
    /// Those with a code.
    Code {
        /// Its id.
        code: String,
    },
    /// Those of a published item.
    Item {
        /// Its id.
        item: String,
    },
    /// These.
    Opinions {
        /// Their ids.
        ids: Vec<String>,
    },
}

/// What evidence says at one time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// Points, a mean or people; of a difference, the first figure; of comments, opinions.
    pub value: Option<f64>,
    /// Of a difference, the figure it is held against.
    pub against: Option<f64>,
    /// Respondents in the cell; of comments, opinions.
    pub n: u64,
    /// Respondents in the base; of comments, people.
    pub base: u64,
    /// Of a difference: how likely one of this size is by chance. `None` where it is not tested.
    pub p: Option<f64>,
    /// The figure as it is printed, in signs that need no language: `30.6%`, `30.6% / 18.2%`, `12 (10)`, `2023-04-01`.
    pub printed: String,
    /// What the figure was of, by the labels of the definition: question, group, answer; of opinions with a code, its title;
    /// of a record, its text. A code that now means something else is another figure, even where the number is the same.
    /// Empty for other opinions and where it was not kept.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub names: String,
}

/// Below this p, a difference counts as more than chance.
pub const SIGNIFICANT: f64 = 0.05;

/// Whether a finding still says what its evidence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Every printed figure is what it was.
    Current,
    /// A printed figure is another one, or is of something else.
    Moved,
    /// Some evidence is gone.
    Broken,
}

/// Why evidence cannot be read any more.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Gone {
    Survey(String),
    Question(String),
    Option {
        question: String,
        code: String,
    },
    Group {
        banner: String,
        code: String,
    },
    /// The table cannot be made: the sentence.
    Table(String),
    /// The figure does not exist (nobody in the base).
    Value,
    Set(String),
    Item(String),
    Code(String),
    /// None of the opinions is left.
    Opinions,
    Record(RecordRef),
}

/// One finding held against what its evidence says now.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The finding.
    pub id: String,
    /// The worst of its evidence.
    pub status: Status,
    /// In the order of its evidence.
    pub evidence: Vec<EvidenceCheck>,
    /// Percentages and points of the sentence that no evidence says, now or when it was pinned. They do not change the
    /// status: a person may have meant something else.
    pub unsupported: Vec<String>,
}

/// One piece of evidence now.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceCheck {
    /// How it stands.
    pub status: Status,
    /// What it says now, or why it says nothing.
    pub now: Result<Reading, Gone>,
    /// True where significance at 5 % came or went; a printed figure can stay the same while this changes.
    pub turned: bool,
    /// True where question, group, answer or code have other labels than they had, or a record has another text.
    pub renamed: bool,
}

/// A finding the program proposes; never added by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The same draft has the same key, so one that was refused stays away.
    pub key: String,
    /// The rule that proposes it.
    pub rule: DraftRule,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Records it speaks for by definition.
    pub records: Vec<RecordRef>,
    /// Records of which its questions name several of a kind: which of them it speaks for is open.
    pub open: Vec<RecordRef>,
    /// How strongly it speaks, for the order of a list: larger is stronger.
    pub strength: f64,
    /// It stands in front: the strongest of its question and banner.
    pub front: bool,
}

/// Why a finding is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DraftRule {
    /// The answers given most.
    Top,
    /// A group differs from 全体 by 5 points or more, beyond chance, with a base of 30 or more.
    Group,
    /// Two waves differ so.
    Wave,
    /// Business and residents differ so on the same question.
    Audience,
}

/// Findings as a file: everything people decided about them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FindingsFile {
    /// In their order; an id that is taken where the file is read gives way to a new one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub finding: Vec<Finding>,
    /// Keys of drafts that were refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<String>,
    /// Links between records.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<[RecordRef; 2]>,
}

/// Everything decided about findings, and links people made between records.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// In the order they were added.
    pub list: imbl::Vector<Finding>,
    /// Number of the last id given, also to findings that were taken away or whose adding was taken back.
    pub last: u64,
    /// Keys of drafts that were refused.
    pub refused: imbl::OrdSet<String>,
    /// Links between records, the smaller reference first.
    pub links: imbl::OrdSet<(RecordRef, RecordRef)>,
}

impl Findings {
    /// The finding with this id.
    pub fn get(&self, id: &str) -> Option<&Finding> {
        self.list.iter().find(|finding| finding.id == id)
    }

    /// The id a new finding gets.
    pub fn next_id(&self) -> String {
        format!("FD{}", self.last + 1)
    }

    /// The findings that speak for a record.
    pub fn of<'a>(&'a self, record: &'a RecordRef) -> impl Iterator<Item = &'a Finding> {
        self.list.iter().filter(move |finding| finding.records.contains(record))
    }

    /// The records people linked with a record.
    pub fn linked<'a>(&'a self, record: &'a RecordRef) -> impl Iterator<Item = &'a RecordRef> {
        self.links.iter().filter_map(move |(a, b)| match (a == record, b == record) {
            (true, _) => Some(b),
            (_, true) => Some(a),
            _ => None,
        })
    }
}
