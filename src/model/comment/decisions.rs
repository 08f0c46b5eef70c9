//! What people decided about one set of comments: plain data, changed only by `project::comments`, kept in the journal.
//!
//! Decisions name receipts, opinions, codes and items by id and never hold a copy of what they are about, so a corrected
//! file or an undone split leaves them valid or visibly without their object. The maps are persistent ones: a copy costs
//! nothing, which matters because the state is copied for every act.

use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};

use super::codebook::Code;
use super::receipt::Personal;
use super::span::Span;

/// Everything decided about one set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decisions {
    /// Receipts typed in (letters, faxes), in the order they were.
    pub typed: Vector<Typed>,
    /// Withdrawn receipts with the reason.
    pub withdrawn: OrdMap<String, String>,
    /// Receipt, and the receipt from the same person.
    pub same_person: OrdMap<String, String>,
    /// By receipt: what is masked, or is not, whatever the program found.
    pub masks: OrdMap<String, Vector<Mask>>,
    /// By receipt: its opinions, where it was divided.
    pub shapes: OrdMap<String, Shape>,
    /// By opinion: the coding of each coder, in the order of their first.
    pub codings: OrdMap<String, Vec<Coding>>,
    /// By opinion: the codes that hold where coders differed.
    pub settled: OrdMap<String, Vec<String>>,
    /// By opinion: put off while tagging, and why.
    pub skipped: OrdMap<String, String>,
    /// By opinion: marked to come back to, and the remark (may be empty).
    pub flagged: OrdMap<String, String>,
    /// By opinion: not about the plan, and why.
    pub out_of_scope: OrdMap<String, String>,
    /// Random samples to be coded a second time without seeing the first.
    pub samples: Vector<Sample>,
    /// Codes added, or changed: each replaces the one of its id.
    pub codes: Vector<Code>,
    /// Codes merged into others, in the order it was done.
    pub merged: Vector<(String, String)>,
    /// Rules that propose codes.
    pub rules: Vector<RuleText>,
    /// Published items by id.
    pub items: OrdMap<String, Item>,
    /// By opinion: the item it belongs to.
    pub item_of: OrdMap<String, String>,
}

/// A receipt typed in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// 受付番号.
    pub id: String,
    /// ISO date; empty if unknown.
    #[serde(default)]
    pub received: String,
    /// 提出方法.
    #[serde(default)]
    pub channel: String,
    /// 該当箇所.
    #[serde(default)]
    pub place: String,
    /// Such as 区分, by name.
    #[serde(default)]
    pub attributes: Vec<(String, String)>,
    /// It bears a name (which is not typed in); otherwise it is anonymous.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signed: bool,
    /// The original to the letter.
    pub text: String,
}

/// A decision about personal data in a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mask {
    /// Where.
    pub span: Span,
    /// What it is; `None` says that it is no personal data.
    pub kind: Option<Personal>,
    /// Fingerprint of the receipt's text when it was decided (`comments::quote::fingerprint`), to notice a corrected file.
    /// Empty in decisions from before there was one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// The opinions of a receipt that was divided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// Fingerprint of the text when it was divided, to notice a corrected file (`comments::quote::fingerprint`).
    pub text: String,
    /// Those of now, and those they came from.
    pub pieces: Vec<Piece>,
}

/// One opinion of a divided receipt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// Unique in the set.
    pub id: String,
    /// In the order of the text, not overlapping.
    pub spans: Vec<Span>,
    /// The opinions it was made from; the receipt's own id is the undivided text.
    pub from: Vec<String>,
    /// False once it was itself divided or joined.
    pub live: bool,
}

/// What one coder said of one opinion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coding {
    /// Who.
    pub coder: String,
    /// Codes by id, in the order given; none means: looked at, and no code fits.
    pub codes: Vec<String>,
    /// How it was given.
    pub via: Via,
}

/// How codes were given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// One opinion at a time.
    #[default]
    Hand,
    /// With all of its group.
    Group,
    /// By accepting the hits of the rule with this id.
    Rule(String),
    /// From a file.
    Import,
}

/// Opinions drawn to be coded a second time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// Unique in the set.
    pub id: String,
    /// Who codes it; nobody else's codes are shown meanwhile.
    pub coder: String,
    /// The opinions, in the order they are shown.
    pub opinions: Vec<String>,
}

/// A rule as it is written; `comments::rule` reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Unique in the set.
    pub id: String,
    /// The code it proposes.
    pub code: String,
    /// The condition.
    pub text: String,
}

/// A published item: one opinion, or several of the same meaning, with the reply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Unique in the set. The printed number comes from the order of the plan.
    pub id: String,
    /// In the order they were made.
    pub order: usize,
    /// 意見の概要; `None` prints the first opinion as it stands, masked.
    pub outline: Option<Outline>,
    /// Code or heading it is printed under, if not that of its first opinion's first code.
    pub heading: Option<String>,
    /// 対応区分.
    pub disposition: Option<String>,
    /// 市の考え方.
    pub reply: String,
    /// The section asked.
    pub section: String,
    /// When its answer is due, ISO; empty for none.
    pub due: String,
    /// The changed places of the plan.
    pub changes: Vec<Change>,
}

impl Item {
    /// True where 市の考え方 is written; empty lines are nothing.
    pub fn has_reply(&self) -> bool {
        !self.reply.trim().is_empty()
    }
}

/// 意見の概要.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outline {
    /// An exact part of an original.
    Quote {
        /// Receipt it is quoted from.
        receipt: String,
        /// Which part.
        span: Span,
        /// SHA-256 of that part in UTF-8, in hexadecimal.
        sha256: String,
    },
    /// 要旨 in the office's own words.
    Words(String),
}

/// A place of the plan that changes because of an opinion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Where: chapter, page.
    pub place: String,
    /// As in the draft.
    pub before: String,
    /// As it will be.
    pub after: String,
}

impl Decisions {
    /// What a coder said of an opinion.
    pub fn coding(&self, opinion: &str, coder: &str) -> Option<&Coding> {
        self.codings.get(opinion)?.iter().find(|coding| coding.coder == coder)
    }

    /// All coders, in alphabetical order.
    pub fn coders(&self) -> Vec<&str> {
        let all = self.codings.values().flatten().map(|coding| coding.coder.as_str());
        let unique: std::collections::BTreeSet<&str> = all.collect();
        unique.into_iter().collect()
    }

    /// True when opinions have the same codes as in `other`; whatever else was decided makes no difference.
    pub fn codes_alike(&self, other: &Self) -> bool {
        self.codings == other.codings
            && self.settled == other.settled
            && self.shapes == other.shapes
            && self.out_of_scope == other.out_of_scope
            && self.withdrawn == other.withdrawn
            && self.codes == other.codes
            && self.merged == other.merged
    }

    /// The pieces of a receipt that are opinions now; empty if it was never divided.
    pub fn pieces(&self, receipt: &str) -> impl Iterator<Item = &Piece> {
        self.shapes.get(receipt).into_iter().flat_map(|shape| &shape.pieces).filter(|piece| piece.live)
    }
}
