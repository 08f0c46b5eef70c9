//! A plain text file such as KH Coder's coding rules: UTF-8, or Windows-31J as older programs write it.

use std::io::ErrorKind;
use std::path::Path;

use encoding_rs::SHIFT_JIS;

use crate::load::LoadError;
use crate::load::read::ReadError;

/// The text of a file.
///
/// # Errors
/// A file that is not there or may not be read, or is in neither encoding.
pub fn plain(path: &Path) -> Result<String, LoadError> {
    let fail = |error| LoadError::Read { file: path.to_owned(), error };
    let bytes = std::fs::read(path).map_err(|error| {
        fail(match error.kind() {
            ErrorKind::NotFound => ReadError::NotFound,
            ErrorKind::PermissionDenied => ReadError::NoPermission,
            ErrorKind::IsADirectory => ReadError::Folder,
            _ => ReadError::Damaged { reason: error.to_string() },
        })
    })?;
    if let Ok(text) = std::str::from_utf8(&bytes) {
        return Ok(text.to_owned());
    }
    let (text, _, faulty) = SHIFT_JIS.decode(&bytes);
    if faulty { Err(fail(ReadError::Unsupported { what: "text" })) } else { Ok(text.into_owned()) }
}
