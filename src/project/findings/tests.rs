//! Acts on findings.

use super::{FindingOp, apply};
use crate::model::finding::{Finding, Findings, Review};
use crate::model::plan::RecordRef;

fn add(findings: &mut Findings, id: &str) {
    let finding = Finding { id: id.to_owned(), statement: "文".to_owned(), ..Finding::default() };
    apply(findings, FindingOp::Add { finding: Box::new(finding) });
}

#[test]
fn ids_are_never_given_twice() {
    let mut findings = Findings::default();
    let first = findings.next_id();
    add(&mut findings, &first);
    // Somebody else added one at the same time.
    add(&mut findings, &first);
    let ids: Vec<&str> = findings.list.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids, ["FD1", "FD2"]);
    apply(&mut findings, FindingOp::Remove { id: "FD2".into() });
    assert_eq!(findings.next_id(), "FD3");
}

#[test]
fn a_review_is_of_the_words() {
    let mut findings = Findings::default();
    add(&mut findings, "FD1");
    let review = Some(Review { by: "課長".into(), on: "2024-01-31".into() });
    apply(&mut findings, FindingOp::Review { id: "FD1".into(), review: review.clone() });
    apply(&mut findings, FindingOp::Reword { id: "FD1".into(), statement: "文".into() });
    assert_eq!(findings.get("FD1").unwrap().review, review);
    apply(&mut findings, FindingOp::Reword { id: "FD1".into(), statement: "別の文".into() });
    assert_eq!(findings.get("FD1").unwrap().review, None);
}

#[test]
fn links_between_records_go_both_ways_and_stand_once() {
    let (a, b) = (RecordRef::new("p", "a"), RecordRef::new("p", "b"));
    let mut findings = Findings::default();
    apply(&mut findings, FindingOp::LinkRecords { a: b.clone(), b: a.clone() });
    apply(&mut findings, FindingOp::LinkRecords { a: a.clone(), b: b.clone() });
    assert_eq!(findings.linked(&a).collect::<Vec<_>>(), [&b]);
    assert_eq!(findings.linked(&b).collect::<Vec<_>>(), [&a]);
    apply(&mut findings, FindingOp::UnlinkRecords { a: b, b: a });
    assert!(findings.links.is_empty());
}
