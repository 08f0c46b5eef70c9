//! Acts on comments: what they are (`op`), what they change (`apply`), how opinions are
//! divided and joined (`reshape`), and a set brought together with them (`corpus`).

mod apply;
pub mod corpus;
pub mod op;
<<<<<<< HEAD
pub mod same;
=======
pub mod reshape;
>>>>>>> main

pub(super) use apply::apply;
pub use corpus::Corpus;
pub use op::CommentOp;
pub use reshape::ReshapeFault;
