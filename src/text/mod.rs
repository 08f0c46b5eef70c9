//! Text as a terminal shows it and as people compare it: widths in cells, cutting and wrapping, folding.
//!
//! It knows nothing of surveys, and takes nothing from the rest of the crate. Sentences for people are not here
//! either, they stand in `messages`.

pub mod cells;
pub mod fit;
pub mod fold;
pub mod fuzzy;
pub mod heading;
pub mod nearest;
pub mod romaji;
pub mod toml;

pub use nearest::{nearest, respelt};
