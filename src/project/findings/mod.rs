//! Findings: the acts on them, what their evidence says now, and whether it still says what it said.

mod apply;
mod drafts;
mod op;
pub mod pin;
mod read;
mod tell;
mod verify;

#[cfg(test)]
mod tests;

pub use apply::apply;
pub use drafts::{Drafted, Wanted, drafts};
pub use op::FindingOp;
pub use read::{Evidenced, Library, SetNow};
pub use tell::statement;
pub use verify::verify;
