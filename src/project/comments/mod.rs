//! Acts on comments: what they are (`op`), what they change (`apply`), how opinions are divided and joined (`reshape`), a
//! set brought together with them (`corpus`), which acts were about an opinion (`history`), and codes of free answers as a
//! question of their survey (`after_code`).

pub mod after_code;
mod apply;
pub mod corpus;
pub mod history;
pub mod op;
pub mod reshape;
pub mod same;

pub use after_code::AfterCodes;
pub(super) use apply::apply;
pub use corpus::Corpus;
pub use op::CommentOp;
pub use reshape::ReshapeFault;
