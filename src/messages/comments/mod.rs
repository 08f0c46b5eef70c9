//! Words about comments, by part.

mod acts;
pub mod command;
pub mod document;
pub mod inquiry;
mod problem;
pub mod publish;
pub mod screen;

pub use acts::{act, done};
pub use problem::{fault, met};
