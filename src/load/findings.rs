//! A file of findings in: what `koe findings export` writes, or a person.

use std::path::Path;

use super::definition::{self, DefinitionError};
pub use crate::model::finding::FindingsFile;

/// Reads a file of findings.
///
/// # Errors
/// It cannot be read, or its keys are wrong.
pub fn read(file: &Path) -> Result<FindingsFile, DefinitionError> {
    definition::read(file)
}
