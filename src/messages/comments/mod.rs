//! Words about comments, by part.

mod acts;
pub mod agreement;
pub mod command;
pub mod document;
pub mod exchange;
pub mod groups;
pub mod import;
pub mod inquiry;
pub mod intake;
pub mod items;
pub mod overview;
mod problem;
pub mod publish;
pub mod screen;
pub mod suggest;
pub mod tagging;

pub use acts::{act, done};
pub use problem::{fault, met};
