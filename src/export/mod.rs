//! Tables and documents written to files: Excel, Word, csv, Markdown, and json for programs.
//!
//! Every form for people carries its notes and its lines on source and method, and draws the grid of `present`; json
//! comes straight from the table, unrounded. Files are written whole or not at all. Nothing is counted here.

pub mod csv;
mod cuts;
pub mod dataset;
pub mod documents;
pub mod docx;
pub mod findings;
pub mod json;
pub mod markdown;
pub mod pages;
pub mod plan;
pub mod qda;
pub mod spss;
pub mod triple_s;
pub mod xlsx;

pub use cuts::{Cut, Cuts};

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::model::{Survey, Table};

/// The day that files carry which must carry one and have none of their own.
const NO_DAY: &str = "2000-01-01";

/// Tables of one survey, in the order they are to stand.
#[derive(Debug, Clone, Copy)]
pub struct BookPart<'a> {
    /// Where the answers come from.
    pub survey: &'a Survey,
    /// One per question, all its banners stacked.
    pub tables: &'a [Table],
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder to write into does not exist.
    #[error("{}: no such folder", .path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file is there and cannot be replaced, as when it is open in Excel.
    #[error("{}: in use by another program", .path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {source}", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The Excel book could not be made.
    #[error("excel book: {0}")]
    Book(#[from] rust_xlsxwriter::XlsxError),
    /// The json could not be made.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// Findings as toml.
    #[error("toml: {0}")]
    Toml(#[from] toml::ser::Error),
}

/// Writes a file whole or not at all: beside the target first, then in its place.
///
/// A file that is replaced keeps its permissions.
pub fn whole_file(path: &Path, write: impl FnOnce(&mut File) -> Result<(), ExportError>) -> Result<(), ExportError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |source| ExportError::Write { path: path.to_owned(), source };
    if !folder.is_dir() {
        return Err(ExportError::NoFolder { path: folder.to_owned() });
    }
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let mut beside = new_file(folder, path).map_err(failed)?;
    write(beside.as_file_mut())?;
    beside.as_file().sync_all().map_err(failed)?;
    match beside.persist(path) {
        Ok(_) => Ok(()),
        Err(refused) if is_locked(path, &refused.error) => Err(ExportError::Locked { path: path.to_owned() }),
        Err(refused) => Err(failed(refused.error)),
    }
}

/// Writes a text whole or not at all.
pub fn whole_text(path: &Path, text: &str) -> Result<(), ExportError> {
    whole_file(path, |file| {
        io::Write::write_all(file, text.as_bytes())
            .map_err(|source| ExportError::Write { path: path.to_owned(), source })
    })
}

/// A new file with the permissions of the one it replaces, or those of any new file: a temporary one would be for
/// its owner alone, and books lie in shared folders.
fn new_file(folder: &Path, path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".koe-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    #[cfg(unix)]
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(file)
}

/// True when the target is there and the system will not let it be replaced. Windows says "access denied" (5),
/// "sharing violation" (32) or "lock violation" (33) for a file that Excel holds.
fn is_locked(path: &Path, error: &io::Error) -> bool {
    let sharing = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    (sharing || error.kind() == io::ErrorKind::PermissionDenied) && fs::metadata(path).is_ok()
}

/// True when the table says that its answers are made up.
fn is_synthetic(survey: &Survey, table: &Table) -> bool {
    survey.about.synthetic || table.notes.contains(&crate::model::table::Note::Synthetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_file_is_locked_only_if_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("集計表.xlsx");
        let refused = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(!is_locked(&path, &refused));
        fs::write(&path, "").unwrap();
        assert!(is_locked(&path, &refused));
        assert!(!is_locked(&path, &io::Error::from(io::ErrorKind::StorageFull)));
    }
}
