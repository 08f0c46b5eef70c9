//! Words about comments, by part.

mod acts;
pub mod command;
mod problem;
pub mod screen;
pub mod suggest;

pub use acts::{act, done};
pub use problem::{fault, met};
