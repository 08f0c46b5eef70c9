//! Which rows a record speaks for: itself, or those it is linked with or stands below.

use std::collections::BTreeMap;

use crate::model::finding::Findings;
use crate::model::plan::{self, Plan, Record, RecordRef};

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
    /// Rows are the records of a kind, of one plan or of all.
    pub(super) fn new(plans: &[Plan], findings: &Findings, kind: &str, only: Option<&str>) -> Self {
        Self::over(plans, findings, |plan, record| only.is_none_or(|id| plan.id == id) && record.kind == kind)
    }

    /// Every record is a row.
    pub(super) fn every(plans: &[Plan], findings: &Findings) -> Self {
        Self::over(plans, findings, |_, _| true)
    }

    fn over(plans: &[Plan], findings: &Findings, is_row: impl Fn(&Plan, &Record) -> bool) -> Self {
        let mut links = plan::links(plans);
        for (a, b) in findings.links.iter().filter(|(a, b)| a != b) {
            for (from, to) in [(a, b), (b, a)] {
                let known = links.entry(from.clone()).or_default();
                if !known.contains(to) {
                    known.push(to.clone());
                }
            }
        }
        let mut rows = Vec::new();
        let mut kinds: BTreeMap<RecordRef, &str> = BTreeMap::new();
        let mut below: BTreeMap<RecordRef, Vec<RecordRef>> = BTreeMap::new();
        for plan in plans {
            for record in &plan.records {
                let own = plan.reference(record);
                for above in plan.lineage(record).into_iter().skip(1) {
                    below.entry(plan.reference(above)).or_default().push(own.clone());
                }
                if is_row(plan, record) {
                    rows.push(own.clone());
                }
                kinds.insert(own, &record.kind);
            }
        }
        let mut reach: BTreeMap<RecordRef, Vec<(usize, bool)>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            reach.entry(row.clone()).or_default().push((at, true));
            let Some(kind) = kinds.get(row) else { continue };
            let leading = [&links, &below].into_iter().flat_map(|of| of.get(row).into_iter().flatten());
            for over in leading {
                let carries = kinds.get(over).is_some_and(|of| of != kind && !MEETINGS.contains(of));
                let rows = reach.entry(over.clone()).or_default();
                if carries && !rows.iter().any(|(known, _)| *known == at) {
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
