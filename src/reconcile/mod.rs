//! Why another program's figure differs from ours: figures under other decisions, as they would be printed, held
//! against what a colleague or a vendor's workbook says. Judges only; counting is done in `tabulate::assumption`, reading
//! of workbooks in `load::vendor`, and nothing is said here.
//!
//! `account` explains one figure. For workbooks `labels`, `matching` and `matrix` find out which question, group and option a
//! figure is about, `figures` takes ours from the table, `check` compares them cell by cell, and `cause` names why.

pub mod account;
pub mod cause;
pub mod check;
pub mod figures;
pub mod labels;
pub mod matching;
pub mod matrix;
pub mod printed;
