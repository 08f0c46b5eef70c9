//! Acts on comments: what they are (`op`), what they change (`apply`), how opinions are divided and joined (`reshape`), a
//! set brought together with them (`corpus`), and which acts were about an opinion (`history`).

mod apply;
pub mod corpus;
pub mod history;
pub mod op;
pub mod reshape;
pub mod same;

pub(super) use apply::apply;
pub use corpus::Corpus;
pub use op::CommentOp;
pub use reshape::ReshapeFault;
