//! Public comments and free answers as plain data: what was received, what people decided about it, and where that leads.
//!
//! A receipt is one submission as it arrived; an opinion is one matter raised in it, a set of spans of its text. A person
//! may send several receipts. `Decisions` holds what people decided (kept in the journal), `Docket` what follows from
//! receipts and decisions together; `comments::docket` makes it. Offsets count characters of the original (Unicode
//! scalar values), from 0, ends excluded.

pub mod codebook;
pub mod decisions;
pub mod definition;
pub mod docket;
pub mod exchange;
pub mod receipt;
pub mod shared;
pub mod span;

pub use codebook::{Code, Codebook};
pub use decisions::{Coding, Decisions};
pub use definition::CommentsDefinition;
pub use docket::{Docket, Fate, Opinion};
pub use receipt::{RawReceipt, Receipt};
pub use span::Span;
