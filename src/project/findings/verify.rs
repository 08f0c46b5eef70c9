//! Whether findings still say what their evidence says. A finding moves when a printed figure of it is another one, or is of
//! something else by the labels of the definition; a base that changed under the same printed figure does not move it.

use super::read::Library;
use crate::model::finding::{Check, Evidence, EvidenceCheck, Finding, Reading, SIGNIFICANT, Source, Status};
use crate::plans::wording;
use crate::tabulate::TabulateError;
use crate::text::fold::matching;

/// Holds every finding against what its evidence says now, in their order.
///
/// # Errors
/// `Cancelled` only.
pub fn verify<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    library: &Library<'_>,
) -> Result<Vec<Check>, TabulateError> {
    let findings: Vec<&Finding> = findings.into_iter().collect();
    let sources: Vec<&Source> =
        findings.iter().flat_map(|finding| &finding.evidence).map(|evidence| &evidence.source).collect();
    let mut now = library.read(&sources)?.into_iter();
    let check = |finding: &&Finding| {
        let evidence: Vec<EvidenceCheck> = finding
            .evidence
            .iter()
            .zip(now.by_ref())
            .map(|(evidence, now)| held(evidence, now.map(|evidenced| evidenced.reading)))
            .collect();
        let status = evidence.iter().map(|one| one.status).max().unwrap_or(Status::Current);
        let now = evidence.iter().filter_map(|one| one.now.as_ref().ok());
        let printed = finding.evidence.iter().map(|one| &one.was).chain(now).map(|reading| reading.printed.as_str());
        let unsupported = wording::unsupported(&finding.statement, printed);
        Check { id: finding.id.clone(), status, evidence, unsupported }
    };
    Ok(findings.iter().map(check).collect())
}

fn held(evidence: &Evidence, now: Result<Reading, crate::model::finding::Gone>) -> EvidenceCheck {
    let renamed = now.as_ref().is_ok_and(|now| {
        let was = matching(&evidence.was.names);
        !was.is_empty() && matching(&now.names) != was
    });
    let status = match &now {
        Err(_) => Status::Broken,
        Ok(now) if now.printed == evidence.was.printed && !renamed => Status::Current,
        Ok(_) => Status::Moved,
    };
    let judged = matches!(evidence.source, Source::Difference { .. });
    let beyond_chance = |reading: &Reading| reading.p.is_some_and(|p| p < SIGNIFICANT);
    let turned = judged && now.as_ref().is_ok_and(|now| beyond_chance(now) != beyond_chance(&evidence.was));
    EvidenceCheck { status, now, turned, renamed }
}
