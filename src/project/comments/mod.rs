//! Acts on comments: what they are (`op`), what they change (`apply`), a set brought together with them (`corpus`), and codes
//! of free answers as a question of their survey (`after_code`).

pub mod after_code;
mod apply;
pub mod corpus;
pub mod op;

pub use after_code::AfterCodes;
pub(super) use apply::apply;
pub use corpus::Corpus;
pub use op::CommentOp;
