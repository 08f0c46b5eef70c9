//! A [`Table`](crate::model::Table) as it is shown: rounded, laid out in rows and columns, drawn as text.
//!
//! The only place that rounds. It computes no statistic beyond what a printed table needs (a share without 無回答, the
//! points of a rank), reads no file and writes none; the words come from `messages::table`.

pub mod agreement;
pub mod check;
pub mod comments;
pub mod cross;
pub mod document;
pub mod evidence;
pub mod explained;
pub mod fieldwork;
pub mod figure;
pub mod findings;
pub mod fixes;
pub mod grid;
pub mod groups;
pub mod indicators;
pub mod intake;
pub mod notes;
pub mod page;
pub mod picture;
pub mod plan;
pub mod portfolio;
pub mod round;
pub mod rounding;
pub mod scores;
pub mod significance;
pub mod simple;
pub mod terminal;
pub mod view;
pub mod waves;
pub mod weights;

pub use document::Document;
pub use grid::Grid;
pub use notes::notes;
pub use page::{Page, Scatter};
pub use view::{Lines, Marks, View};
