//! The screens: each with its state, its pure layout, `update` and `view` as free functions.

pub mod decide;
pub mod entry;
pub mod evidence;
pub mod files;
pub mod findings;
pub mod form;
pub mod guess;
pub mod items;
pub mod next_steps;
pub mod overview;
pub mod problems;
pub mod progress;
pub mod records;
pub mod search_line;
pub mod sets;
pub mod show;
pub mod table;
pub mod tagging;
pub mod tree;
