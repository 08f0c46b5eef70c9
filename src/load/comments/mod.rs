//! Comments in: their definition with its codebook (`definition`), and receipts from spreadsheets (`receipts`) or from the
//! free answers of a survey (`answers`).

pub mod answers;
pub mod definition;
pub mod plain;
pub mod receipts;

pub use definition::{CommentsFault, definition};
pub use receipts::{Received, receipts};
