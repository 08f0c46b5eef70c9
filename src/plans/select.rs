//! Which records of which plans are meant.

use crate::model::plan::{Plan, Record};

/// Records of a plan that are of this kind and at or below this record; without either, all.
pub fn records<'a>(plan: &'a Plan, kind: Option<&str>, under: Option<&str>) -> Vec<&'a Record> {
    let is_meant = |record: &&Record| {
        let below = under.is_none_or(|id| plan.lineage(record).iter().any(|above| above.id == id));
        kind.is_none_or(|kind| record.kind == kind) && below
    };
    plan.records.iter().filter(is_meant).collect()
}
