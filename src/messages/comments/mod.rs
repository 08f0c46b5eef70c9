//! Words about comments, by part.

mod acts;
pub mod command;
pub mod exchange;
mod problem;
pub mod screen;

pub use acts::{act, done};
pub use problem::{fault, met};
