//! Everything an evidence sheet of one record says, gathered and not yet worded: where it stands, what was asked, what was
//! found, what people said, what is missing. `project::evidence` fills it, `present::evidence` draws it.

use super::{Origin, QuestionRef, Row};
use crate::model::Table;
use crate::model::finding::{Review, Status};
use crate::model::plan::RecordRef;

/// The sheet of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its row of the matrix.
    pub row: Row,
    /// The columns of the matrix.
    pub origins: Vec<Origin>,
    /// The record.
    pub about: Place,
    /// What it means.
    pub text: String,
    /// Section responsible; empty if not stated.
    pub section: String,
    /// Title of its plan.
    pub plan: String,
    /// The records above it, outermost first.
    pub above: Vec<Place>,
    /// The records it is linked with, but for those of meetings.
    pub linked: Vec<Place>,
    /// Records of another kind that stand beside it under the same record, such as the directions of its theme.
    pub beside: Vec<Place>,
    /// What was asked: what names the record itself first, then what informs few records before what informs many.
    pub asked: Vec<Asked>,
    /// What was found.
    pub found: Vec<Found>,
    /// Opinions, one entry per published item, or per opinion that is in none.
    pub said: Vec<Said>,
    /// Opinions and people that speak for it, by set.
    pub sets: Vec<SetVoices>,
    /// Remarks of meetings.
    pub remarks: Vec<Remark>,
    /// Some of the data is made up.
    pub synthetic: bool,
}

/// A record by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The record.
    pub record: RecordRef,
    /// Its kind.
    pub kind: String,
    /// Number and title.
    pub name: String,
}

/// A question with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The question.
    pub question: QuestionRef,
    /// Title of the survey.
    pub survey: String,
    /// Short name.
    pub label: String,
    /// Who was asked.
    pub origin: Origin,
    /// The record over which it leads here, by name.
    pub via: Option<String>,
    /// How many records it informs: one that informs all says little of each.
    pub informs: usize,
    /// Its table; one per item of a matrix. Empty where it could not be made.
    pub tables: Vec<Table>,
}

/// A finding with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// In words.
    pub statement: String,
    /// The record over which it leads here, by name.
    pub via: Option<String>,
    /// How it stands.
    pub status: Option<Status>,
    /// Percentages of its sentence that no evidence says.
    pub unsupported: Vec<String>,
    /// Who stands for it.
    pub review: Option<Review>,
    /// What it rests on.
    pub evidence: Vec<Grounds>,
}

/// A piece of evidence in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// What it says now as a sentence with base and source, or why it says nothing any more.
    pub says: Result<String, String>,
    /// The figure as it was pinned.
    pub was: String,
    /// The figure as it is now.
    pub now: Option<String>,
}

/// An opinion, or a published item of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Set id.
    pub set: String,
    /// Printed number of the item; `None` for an opinion in none.
    pub number: Option<usize>,
    /// Ids of the opinions that speak for the record.
    pub opinions: Vec<String>,
    /// Outline of the item, or the masked text.
    pub text: String,
    /// The record over which it leads here, by name.
    pub via: Option<String>,
}

/// How many opinions of a set speak for the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetVoices {
    /// Set id.
    pub set: String,
    /// Title of the set.
    pub title: String,
    /// 件数.
    pub opinions: usize,
    /// 人数.
    pub people: usize,
}

/// A remark of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The record.
    pub record: RecordRef,
    /// The meeting.
    pub meeting: String,
    /// Its day (ISO).
    pub date: String,
    /// Who spoke, by role.
    pub role: String,
    /// Its title.
    pub title: String,
    /// What was said.
    pub text: String,
    /// The record over which it leads here, by name.
    pub via: Option<String>,
}
