//! Pure: what can be found out about comments: personal data in them, who sent them, what follows from decisions.
//!
//! Nothing here reads a file, prints, or decides anything for a person: results are proposals and counts.

pub mod agreement;
pub mod codes;
pub mod consistency;
pub mod docket;
pub mod draft;
pub mod exchange;
pub mod folded;
pub mod groups;
pub mod intake;
pub mod jaccard;
pub mod mask;
pub mod outline;
pub mod printed;
pub mod quote;
pub mod random;
pub mod rule;
pub mod sample;
pub mod split;
pub mod suggest;
pub mod tally;
