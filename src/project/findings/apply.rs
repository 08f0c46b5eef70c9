//! Pure: what an act does to the findings.

use super::op::FindingOp;
use crate::model::finding::{Evidence, Finding, Findings};
use crate::model::plan::RecordRef;

/// Makes one change. An act about a finding that is not there changes nothing.
pub fn apply(findings: &mut Findings, op: FindingOp) {
    // Acts of today are settled before they are written; in older journals two people gave one id.
    let op = op.settled(findings);
    let number = op.number();
    match op {
        FindingOp::Add { finding } => {
            findings.last = number.unwrap_or(findings.last + 1);
            findings.list.push_back(*finding);
        }
        FindingOp::Remove { id } => findings.list.retain(|finding| finding.id != id),
        FindingOp::Reword { id, statement } => change(findings, &id, |finding| {
            if finding.statement != statement {
                finding.statement = statement;
                finding.review = None;
            }
        }),
        FindingOp::Evidence { id, evidence } => change(findings, &id, |finding| {
            // Words are reviewed beside their figures: with other figures the review ends.
            let printed =
                |evidence: &[Evidence]| evidence.iter().map(|one| one.was.printed.clone()).collect::<Vec<_>>();
            if printed(&evidence) != printed(&finding.evidence) {
                finding.review = None;
            }
            finding.evidence = evidence;
        }),
        FindingOp::Link { id, record } => change(findings, &id, |finding| {
            if !finding.records.contains(&record) {
                finding.records.push(record);
            }
        }),
        FindingOp::Unlink { id, record } => {
            change(findings, &id, |finding| finding.records.retain(|known| *known != record));
        }
        FindingOp::Review { id, review } => change(findings, &id, |finding| finding.review = review),
        FindingOp::Note { id, text } => change(findings, &id, |finding| finding.note = text),
        FindingOp::Refuse { draft, refused: true } => {
            findings.refused.insert(draft);
        }
        FindingOp::Refuse { draft, refused: false } => {
            findings.refused.remove(&draft);
        }
        FindingOp::LinkRecords { a, b } => {
            if a != b {
                findings.links.insert(ordered(a, b));
            }
        }
        FindingOp::UnlinkRecords { a, b } => {
            findings.links.remove(&ordered(a, b));
        }
    }
}

fn change(findings: &mut Findings, id: &str, how: impl FnOnce(&mut Finding)) {
    if let Some(finding) = findings.list.iter_mut().find(|finding| finding.id == id) {
        how(finding);
    }
}

fn ordered(a: RecordRef, b: RecordRef) -> (RecordRef, RecordRef) {
    if a <= b { (a, b) } else { (b, a) }
}
