//! From a place on a screen or a command line to evidence: a figure of a table (`figure`, `narrowed`, `plain`) and what it
//! says now.

use super::read::{Evidenced, Library};
use crate::model::finding::{Evidence, Gone, Source};
pub use crate::plans::figure::{figure, narrowed, plain};
use crate::tabulate::TabulateError;

/// Sources with what they say now, each with the tables it was read from.
///
/// # Errors
/// `Cancelled` only; a source that says nothing is an answer of its own.
#[expect(clippy::type_complexity, reason = "evidence, and what it was read from")]
pub fn evidence(
    library: &Library<'_>,
    sources: Vec<Source>,
) -> Result<Vec<Result<(Evidence, Evidenced), Gone>>, TabulateError> {
    let found = library.read(&sources.iter().collect::<Vec<_>>())?;
    let both = |(source, now): (Source, Result<Evidenced, Gone>)| {
        let evidenced = now?;
        Ok((Evidence { source, was: evidenced.reading.clone() }, evidenced))
    };
    Ok(sources.into_iter().zip(found).map(both).collect())
}
