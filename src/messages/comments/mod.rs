//! Words about comments, by part.

mod acts;
pub mod agreement;
pub mod command;
pub mod import;
pub mod intake;
pub mod groups;
pub mod document;
pub mod inquiry;
mod problem;
pub mod publish;
pub mod screen;
pub mod tagging;

pub use acts::{act, done};
pub use problem::{fault, met};
