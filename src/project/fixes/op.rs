//! What a person can decide about the answers of a survey. Kept in the journal: names and meanings stay for ever.

use serde::{Deserialize, Serialize};

use crate::model::fix::{Fix, FixKey, TypedForm};

/// One act on the answers of a survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum FixOp {
    /// Decides something about cells or cases; a decision about the same is replaced. One act for all cases of a rule.
    Fix {
        /// The decisions.
        fixes: Vec<Fix>,
    },
    /// Takes decisions away: the cells speak for themselves again.
    Unfix {
        /// What they are about.
        of: Vec<FixKey>,
    },
    /// Takes in a paper form that was typed; one with this 整理番号 is replaced.
    Enter {
        /// The form.
        form: Box<TypedForm>,
    },
    /// Takes a typed form away.
    Withdraw {
        /// Its 整理番号.
        id: String,
    },
}
