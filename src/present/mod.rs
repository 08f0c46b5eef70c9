//! A [`Table`](crate::model::Table) as it is shown: rounded, laid out in rows and columns, drawn as text.
//!
//! The only place that rounds. It computes no statistic beyond what a printed table needs (a share without 無回答, the
//! points of a rank), reads no file and writes none; the words come from `messages::table`.

pub mod cross;
pub mod figure;
pub mod grid;
pub mod notes;
pub mod round;
pub mod rounding;
pub mod simple;
pub mod terminal;
pub mod view;

pub use grid::Grid;
pub use notes::notes;
pub use view::{Lines, Marks, View};
