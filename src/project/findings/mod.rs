//! Findings: the acts on them, what their evidence says now, and whether it still says what it said.

mod apply;
mod op;
mod read;
mod verify;

#[cfg(test)]
mod tests;

pub use apply::apply;
pub use op::FindingOp;
pub use read::{Evidenced, Library};
pub use verify::verify;
