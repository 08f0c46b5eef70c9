//! Findings for programs. `id`, `status`, `was`, `now` of `verify` are fixed; `null` where a value does not exist.

use serde_json::{Value, json};

use crate::messages::Lang;
use crate::messages::finding::gone;
use crate::model::finding::{Check, EvidenceCheck, Finding, Reading};
use crate::present::findings as present;

/// A finding with how it stands and all of its evidence.
pub(super) fn finding(finding: &Finding, check: &Check, lang: Lang) -> Value {
    json!({
        "id": finding.id,
        "statement": finding.statement,
        "status": check.status,
        "was": present::was(finding),
        "now": present::now(check),
        "evidence": evidence(finding, check, lang),
        "records": finding.records,
        "draft": (!finding.draft.is_empty()).then_some(&finding.draft),
        "review": finding.review,
        "note": finding.note,
    })
}

/// What `verify` says of a finding.
pub(super) fn verified(finding: &Finding, check: &Check, lang: Lang) -> Value {
    json!({
        "id": finding.id,
        "status": check.status,
        "was": present::was(finding),
        "now": present::now(check),
        "statement": finding.statement,
        "records": finding.records,
        "unsupported": check.unsupported,
        "evidence": evidence(finding, check, lang),
    })
}

fn evidence(finding: &Finding, check: &Check, lang: Lang) -> Vec<Value> {
    let one = |(evidence, now): (&crate::model::finding::Evidence, &EvidenceCheck)| {
        json!({
            "source": evidence.source,
            "status": now.status,
            "was": reading(&evidence.was),
            "now": now.now.as_ref().ok().map(reading),
            "why": now.now.as_ref().err().map(|why| gone(lang, why)),
            "turned": now.turned,
            "renamed": now.renamed,
        })
    };
    finding.evidence.iter().zip(&check.evidence).map(one).collect()
}

/// A reading with every key.
pub(super) fn reading(reading: &Reading) -> Value {
    json!({
        "value": reading.value,
        "against": reading.against,
        "n": reading.n,
        "base": reading.base,
        "p": reading.p,
        "printed": reading.printed,
        "names": reading.names,
    })
}
