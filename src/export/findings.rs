//! Findings as TOML, to be kept in a file and read again without loss.

use super::ExportError;
use crate::model::finding::FindingsFile;

/// The file's text.
///
/// # Errors
/// What the format cannot hold; findings have nothing of the kind.
pub fn toml(contents: &FindingsFile) -> Result<String, ExportError> {
    Ok(toml::to_string_pretty(contents)?)
}
