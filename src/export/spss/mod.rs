//! SPSS files out: `.sav`, compressed by bytes, and `.zsav`, in blocks of zlib; UTF-8.
//!
//! Missing answers are user-missing codes with labels, a number above all answers (see
//! [`missing_numbers`](crate::model::dataset::missing_numbers)), and words (`NAP`) where the variable holds texts, in which
//! nothing at all is 無回答. The same answers always give the same bytes: no clock is read.

mod bytes;
mod column;
mod dictionary;

use std::io::{BufWriter, Write};
use std::path::Path;

pub use super::cuts::{Cut, Cuts};
use super::{ExportError, whole_file};
use crate::model::dataset::Dataset;
use bytes::Packed;

/// How cases are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// `.sav`: a byte for a small whole number.
    Bytes,
    /// `.zsav`: the same in blocks of zlib.
    Blocks,
}

/// Writes a data set, whole or not at all, and says what had to be cut.
///
/// # Errors
/// Whatever keeps the file from being written.
pub fn write(path: &Path, data: &Dataset, packing: Packing) -> Result<Cuts, ExportError> {
    let mut cuts = Cuts::new();
    let columns = column::columns(data, &mut cuts);
    let dictionary = dictionary::dictionary(data, &columns, packing, &mut cuts);
    let failed = |source| ExportError::Write { path: path.to_owned(), source };
    whole_file(path, |file| {
        let mut file = BufWriter::new(file);
        file.write_all(&dictionary).map_err(failed)?;
        let mut packed = Packed::new(packing, dictionary.len());
        for case in 0..data.cases {
            for column in &columns {
                column.push(case, &mut packed);
            }
            packed.flush_into(&mut file).map_err(failed)?;
        }
        packed.finish(&mut file).map_err(failed)?;
        file.flush().map_err(failed)
    })?;
    Ok(cuts)
}

/// As many whole characters as fit, and whether that is all.
fn fitting(text: &str, bytes: usize) -> (&str, bool) {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    (text.get(..end).unwrap_or_default(), end == text.len())
}
