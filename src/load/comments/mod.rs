//! Comments in: their definition with its codebook (`definition`), and receipts from spreadsheets (`receipts`) or from the
//! free answers of a survey (`answers`). `infer` drafts a definition for a spreadsheet, `table` reads chosen columns of any
//! file, `inquiry` the forms that sections filled in.

pub mod answers;
pub mod definition;
pub mod infer;
pub mod inquiry;
pub mod plain;
pub mod receipts;
pub mod table;

pub use definition::{CommentsFault, definition};
pub use receipts::{Received, receipts};
