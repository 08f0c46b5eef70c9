//! What a person can do with findings. Kept in the journal: names and meanings stay for ever.

use serde::{Deserialize, Serialize};

use crate::model::finding::{Evidence, Finding, Review};
use crate::model::plan::RecordRef;

/// One act on findings or links of records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum FindingOp {
    /// Adds a finding. One whose id is taken (two people at once) is given the next.
    Add {
        /// The finding.
        finding: Box<Finding>,
    },
    /// Takes a finding away; its id is not given again.
    Remove {
        /// Finding id.
        id: String,
    },
    /// Words it anew. A review is of the words, so it ends.
    Reword {
        /// Finding id.
        id: String,
        /// The statement.
        statement: String,
    },
    /// Replaces its evidence: more of it, less, or what it says now.
    Evidence {
        /// Finding id.
        id: String,
        /// All of it.
        evidence: Vec<Evidence>,
    },
    /// Links it with a record.
    Link {
        /// Finding id.
        id: String,
        /// The record.
        record: RecordRef,
    },
    /// Takes such a link away.
    Unlink {
        /// Finding id.
        id: String,
        /// The record.
        record: RecordRef,
    },
    /// Reviews or accepts it; `None` takes that back.
    Review {
        /// Finding id.
        id: String,
        /// Who and when.
        #[serde(default)]
        review: Option<Review>,
    },
    /// Writes a remark; empty takes it away.
    Note {
        /// Finding id.
        id: String,
        /// The remark.
        #[serde(default)]
        text: String,
    },
    /// Refuses a draft, or takes that back.
    Refuse {
        /// `Draft::key`.
        draft: String,
        /// True to refuse.
        refused: bool,
    },
    /// Links two records of plans.
    LinkRecords {
        /// One.
        a: RecordRef,
        /// The other.
        b: RecordRef,
    },
    /// Takes such a link away; links that stand in a plan's file stay.
    UnlinkRecords {
        /// One.
        a: RecordRef,
        /// The other.
        b: RecordRef,
    },
}
