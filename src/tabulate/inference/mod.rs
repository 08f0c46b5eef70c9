//! Inference on counted tables: standard errors, intervals, comparisons and tests (`statistics.md`).
//!
//! Everything starts from sums over respondents that the kernel collected in one pass; no respondent is looked at again.

pub mod adjust;
pub mod association;
pub mod distribution;
pub mod fisher;
pub mod fitted;
pub mod interval;
pub mod linear;
pub mod moments;
pub mod rao_scott;
