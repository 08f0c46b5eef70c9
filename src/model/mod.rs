//! Plain data with meaning: what a survey asks, what a table asks and answers, what was received and decided about
//! comments, what is wrong with a value.
//!
//! Nothing here reads a file, counts or prints. Types that stand in a definition file derive their reading from serde;
//! whether they make sense together is decided in `load::definition`.

pub mod arrival;
pub mod assumption;
pub mod comment;
pub mod dataset;
pub mod day;
pub mod diagnostic;
pub mod explanation;
pub mod expr;
pub mod fieldwork;
pub mod finding;
pub mod fix;
pub mod mapping;
pub mod measure;
pub mod plan;
pub mod survey;
pub mod table;
pub mod wave;
pub mod weight;

pub use diagnostic::{Diagnostic, Place, Problem, Severity};
pub use expr::Expr;
pub use survey::{Choice, Kind, Question, Survey};
pub use table::{Table, TableSpec};
