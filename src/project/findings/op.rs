//! What a person can do with findings. Kept in the journal: names and meanings stay for ever.

use serde::{Deserialize, Serialize};

use crate::model::finding::{Evidence, Finding, Findings, Review};
use crate::model::plan::RecordRef;

/// One act on findings or links of records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum FindingOp {
    /// Adds a finding. `settled` before it is written: its id is one that no act in the journal gave.
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

/// Ids of files with larger numbers are not taken over, so that there is always a next one.
const LARGEST: u64 = 999_999_999;

impl FindingOp {
    /// Of `Add`: the number in the finding's id; `None` where the id has another form.
    pub fn number(&self) -> Option<u64> {
        let Self::Add { finding } = self else { return None };
        let number = finding.id.strip_prefix("FD")?.parse::<u64>().ok()?;
        (number <= LARGEST).then_some(number)
    }

    /// The act with the next id where that of `Add` was given before (two people at once, a file) or is none.
    pub fn settled(mut self, findings: &Findings) -> Self {
        let is_new = self.number().is_some_and(|number| number > findings.last);
        if let Self::Add { finding } = &mut self
            && !is_new
        {
            finding.id = findings.next_id();
        }
        self
    }
}
