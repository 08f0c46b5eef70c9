//! What a person can change about a set of comments. Part of the journal's format, like `project::op`: names and meanings
//! stay for ever, a new field needs a serde default.

use serde::{Deserialize, Serialize};

use crate::model::comment::decisions::{Change, Mask, Outline, RuleText, Sample, Typed, Via};
use crate::model::comment::{Code, Span};

/// One change about a set of comments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum CommentOp {
    /// Takes in a receipt that was typed; one typed before with this id is replaced.
    Receive {
        /// The receipt.
        receipt: Box<Typed>,
    },
    /// Marks a receipt as withdrawn, or not.
    Withdraw {
        /// Receipt id.
        receipt: String,
        /// The reason; `None` takes the mark away.
        why: Option<String>,
    },
    /// Says that a receipt is from the same person as another.
    SamePerson {
        /// Receipt id.
        receipt: String,
        /// The other receipt; itself for a person of its own; `None` goes by the personal columns again.
        of: Option<String>,
    },
    /// Masks a part of a receipt, or shows it.
    Mask {
        /// Receipt id.
        receipt: String,
        /// What is decided; an earlier decision about the same span is replaced.
        mask: Mask,
    },
    /// Divides an opinion, or joins several of one receipt.
    Reshape {
        /// Receipt id.
        receipt: String,
        /// Fingerprint of its text.
        text: String,
        /// The opinions that end.
        from: Vec<String>,
        /// The opinions that begin.
        into: Vec<Part>,
    },
    /// Gives codes.
    Tag {
        /// Who.
        coder: String,
        /// What, for each opinion.
        tags: Vec<TagSet>,
        /// How.
        #[serde(default)]
        via: Via,
    },
    /// Says which codes hold where coders differ.
    Settle {
        /// Opinion id.
        opinion: String,
        /// The codes; `None` leaves it open again.
        codes: Option<Vec<String>>,
    },
    /// Takes in what another program gave back, all of it or nothing.
    Import {
        /// Codes that are new.
        codes: Vec<Code>,
        /// The codes that each coder gave.
        coders: Vec<CoderTags>,
        /// Codes that were settled between coders.
        settled: Vec<TagSet>,
    },
    /// Puts an opinion off while tagging.
    Skip {
        /// Opinion id.
        opinion: String,
        /// The reason; `None` takes it up again.
        why: Option<String>,
    },
    /// Marks an opinion to come back to.
    Flag {
        /// Opinion id.
        opinion: String,
        /// A remark, perhaps empty; `None` takes the mark away.
        note: Option<String>,
    },
    /// Says that opinions are not about the plan. They leave their items.
    OutOfScope {
        /// Opinion ids.
        opinions: Vec<String>,
        /// The reason; `None` takes them up again.
        why: Option<String>,
    },
    /// Draws a sample for a second coding; one with the same id is replaced.
    Sample {
        /// The sample.
        sample: Sample,
    },
    /// Adds codes, or changes those with the same ids.
    EditCodes {
        /// The codes as they are to be.
        codes: Vec<Code>,
    },
    /// Makes codes one: tags with any of `from` count as `into`.
    MergeCodes {
        /// Codes that end.
        from: Vec<String>,
        /// The code that stays.
        into: String,
    },
    /// Writes a rule; one with the same id is replaced.
    SetRule {
        /// The rule.
        rule: RuleText,
    },
    /// Takes a rule away.
    RemoveRule {
        /// Rule id.
        id: String,
    },
    /// Makes published items. Their opinions leave the items they were in, and are in scope. An item whose id is taken is
    /// not made.
    MakeItems {
        /// The new items.
        items: Vec<NewItem>,
    },
    /// Puts opinions into an item, or takes them out of theirs.
    Group {
        /// Item id; `None` takes them out.
        item: Option<String>,
        /// Opinion ids.
        opinions: Vec<String>,
    },
    /// Writes the outline of an item.
    SetOutline {
        /// Item id.
        item: String,
        /// The outline; `None` prints the first opinion.
        outline: Option<Outline>,
    },
    /// Chooses the heading of items.
    SetHeading {
        /// Item ids.
        items: Vec<String>,
        /// Code or heading id; `None` goes by the codes.
        heading: Option<String>,
    },
    /// Chooses the handling class of items.
    SetDisposition {
        /// Item ids.
        items: Vec<String>,
        /// Its mark; `None` leaves it open.
        disposition: Option<String>,
    },
    /// Writes replies, one act for all that came back together.
    Reply {
        /// What is said to which item.
        replies: Vec<ReplyTo>,
    },
    /// Asks a section about items.
    Ask {
        /// Item ids.
        items: Vec<String>,
        /// The section; empty takes the request back.
        section: String,
        /// ISO date; empty for none.
        #[serde(default)]
        due: String,
    },
    /// Writes the changed places of the plan.
    SetChanges {
        /// Item id.
        item: String,
        /// All of them.
        changes: Vec<Change>,
    },
}

/// An opinion that begins by dividing or joining.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Unique in the set.
    pub id: String,
    /// Its parts of the text.
    pub spans: Vec<Span>,
    /// The published item of an opinion that ends, which this one stays in with all that was written for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

/// The codes of one opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagSet {
    /// Opinion id.
    pub opinion: String,
    /// Code ids; an empty list means that no code fits, `None` that it is not coded (any more).
    pub codes: Option<Vec<String>>,
}

/// The codes that one coder gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoderTags {
    /// Who.
    pub coder: String,
    /// What, for each opinion.
    pub tags: Vec<TagSet>,
}

/// A new published item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewItem {
    /// Unique in the set.
    pub id: String,
    /// Opinion ids.
    pub opinions: Vec<String>,
}

/// A reply to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyTo {
    /// Item id.
    pub item: String,
    /// 市の考え方.
    pub reply: String,
    /// 対応区分, where it came with the reply.
    #[serde(default)]
    pub disposition: Option<String>,
}
