//! Pure: what an act does to the decisions about the answers of a survey.

use super::op::FixOp;
use crate::model::fix::Fixes;

/// Makes one change.
pub fn apply(decided: &mut Fixes, op: FixOp) {
    match op {
        FixOp::Fix { fixes } => {
            for fix in fixes {
                decided.fixes.insert(fix.key(), fix);
            }
        }
        FixOp::Unfix { of } => {
            for key in of {
                decided.fixes.remove(&key);
            }
        }
        FixOp::Enter { form } => drop(decided.forms.insert(form.id.clone(), *form)),
        FixOp::Withdraw { id } => drop(decided.forms.remove(&id)),
    }
}
