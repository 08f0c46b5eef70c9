//! Words about comments, by part.

mod acts;
pub mod command;
mod problem;
pub mod screen;
pub mod tagging;

pub use acts::{act, done};
pub use problem::{fault, met};
