//! Why another program's figure differs from ours: figures under other decisions, as they would be printed, held
//! against what a colleague says. Judges only; counting is done in `tabulate::assumption`, and nothing is said here.

pub mod account;
pub mod printed;
