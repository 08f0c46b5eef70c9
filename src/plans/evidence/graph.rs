//! Which rows a record speaks for: itself, or those it is linked with or stands below.

use std::collections::BTreeMap;

use crate::model::finding::Findings;
use crate::model::plan::{self, Plan, RecordRef};

/// Kinds of records of meetings: they are evidence, and lead from no record to another.
const MEETINGS: [&str; 4] = ["meeting", "agenda", "paper", "remark"];

/// True for what was said at a meeting.
pub(super) fn is_remark(kind: &str) -> bool {
    kind == "remark" || kind == "meeting"
}

/// Rows, and the records that lead to them.
pub(super) struct Graph {
    /// The rows.
    pub(super) rows: Vec<RecordRef>,
    links: BTreeMap<RecordRef, Vec<RecordRef>>,
    /// By record: the rows it speaks for, and whether it is the row itself.
    reach: BTreeMap<RecordRef, Vec<(usize, bool)>>,
}

/// A row that something speaks for, and the record in between.
pub(super) type Reached = (usize, Option<RecordRef>);

impl Graph {
    pub(super) fn new(plans: &[Plan], findings: &Findings, kind: &str, only: Option<&str>) -> Self {
        let links = links(plans, findings);
        let mut rows = Vec::new();
        for plan in plans.iter().filter(|plan| only.is_none_or(|id| plan.id == id)) {
            rows.extend(plan.records.iter().filter(|record| record.kind == kind).map(|record| plan.reference(record)));
        }
        let mut reach: BTreeMap<RecordRef, Vec<(usize, bool)>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            reach.entry(row.clone()).or_default().push((at, true));
            let Some((plan, record)) = plan::find(plans, row) else { continue };
            let mut leading: Vec<RecordRef> = links.get(row).cloned().unwrap_or_default();
            let below = plan
                .records
                .iter()
                .filter(|other| other.id != record.id && plan.lineage(other).iter().any(|above| above.id == record.id));
            leading.extend(below.map(|other| plan.reference(other)));
            for over in leading {
                let carries = |kind_of: &str| kind_of != kind && !MEETINGS.contains(&kind_of);
                let rows = reach.entry(over.clone()).or_default();
                let is_new = !rows.iter().any(|(known, _)| *known == at);
                if is_new && plan::find(plans, &over).is_some_and(|(_, other)| carries(&other.kind)) {
                    rows.push((at, false));
                }
            }
        }
        Self { rows, links, reach }
    }

    /// The rows that something naming these records speaks for, in their order; directly where one of them is the row.
    pub(super) fn rows_of<'a>(&self, records: impl IntoIterator<Item = &'a RecordRef>) -> Vec<Reached> {
        let mut found: BTreeMap<usize, Option<RecordRef>> = BTreeMap::new();
        for record in records {
            for (row, is_row) in self.reach.get(record).into_iter().flatten() {
                if *is_row {
                    found.insert(*row, None);
                } else {
                    found.entry(*row).or_insert_with(|| Some(record.clone()));
                }
            }
        }
        found.into_iter().collect()
    }

    /// The records one is linked with.
    pub(super) fn linked(&self, record: &RecordRef) -> &[RecordRef] {
        self.links.get(record).map_or(&[], Vec::as_slice)
    }
}

/// All links both ways: those of the files, then those people made.
fn links(plans: &[Plan], findings: &Findings) -> BTreeMap<RecordRef, Vec<RecordRef>> {
    let mut all: BTreeMap<RecordRef, Vec<RecordRef>> = BTreeMap::new();
    let mut link = |a: &RecordRef, b: &RecordRef| {
        for (from, to) in [(a, b), (b, a)] {
            let known = all.entry(from.clone()).or_default();
            if a != b && !known.contains(to) {
                known.push(to.clone());
            }
        }
    };
    for plan in plans {
        for record in &plan.records {
            let own = plan.reference(record);
            for other in record.links.iter().filter_map(|text| plan::reference(plans, plan, text)) {
                link(&own, &other);
            }
        }
    }
    findings.links.iter().for_each(|(a, b)| link(a, b));
    all
}
