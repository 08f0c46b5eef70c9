//! Pure: what follows from plans and findings: counts of records, progress over years, evidence by issue, drafts of findings.
//!
//! Plans, tables and counts of comments come in, plain results go out. Nothing here reads a file, rounds, or decides
//! anything for a person; a grade is never computed.

pub mod drafts;
pub mod evidence;
pub mod figure;
pub mod indicators;
pub mod progress;
pub mod select;
pub mod speaks;
pub mod wording;
pub mod yearly;
