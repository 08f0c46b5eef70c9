//! Decisions of people about the answers of surveys: acts, and what they do.

pub mod apply;
pub mod op;

pub use apply::apply;
pub use op::FixOp;
