//! Things drawn on more than one screen. They know cells and styles, and nothing of surveys.

pub mod area;
pub mod canvas;
pub mod field;
pub mod grid;
pub mod scroll;
pub mod tabs;

pub use canvas::Canvas;
