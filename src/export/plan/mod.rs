//! A plan as a file: canonical TOML, and a workbook that a person can edit.

pub mod book;
pub mod toml;
