//! Forms that were begun and set aside: one file for each in `.koe/forms` of the project, beside the journal.
//!
//! They are no answers and no decisions: nothing counts them, and only this program reads them, to go on with them. A file
//! is written whole; one that cannot be read is passed over and left alone.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::export::{ExportError, whole_text};
use crate::model::fix::TypedForm;

/// The folder, from the project's folder.
const FOLDER: &str = ".koe/forms";

/// A form that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    /// Id of its survey.
    pub survey: String,
    /// What was typed, letter by letter: not yet read as answers. With who set it aside, and when.
    pub form: TypedForm,
    /// The question or text that was typed last, as in [`TypedForm`]; empty at the summary.
    #[serde(default)]
    pub at: String,
}

impl KeptForm {
    /// True for the form of a survey with an id.
    pub fn is(&self, survey: &str, id: &str) -> bool {
        self.survey == survey && self.form.id == id
    }

    /// True where the same was typed for the same form, whoever did it when.
    pub fn says_like(&self, other: &Self) -> bool {
        let typed = |kept: &'_ Self| (kept.form.answers.clone(), kept.form.others.clone());
        self.is(&other.survey, &other.form.id) && typed(self) == typed(other)
    }
}

/// The file of a form. Ids may have any sign, and file systems not: the digest tells apart what looks alike then.
fn file(root: &Path, survey: &str, id: &str) -> PathBuf {
    let digest = Sha256::digest(format!("{survey}\n{id}"));
    let digest: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let id: String = id.chars().take(40).map(plain).collect();
    root.join(FOLDER).join(format!("{id}-{digest}.json"))
}

/// All of them, by survey and id. Where the folder cannot be read there are none.
pub fn read(root: &Path) -> Vec<KeptForm> {
    let Ok(folder) = std::fs::read_dir(root.join(FOLDER)) else { return Vec::new() };
    let of = |entry: std::fs::DirEntry| {
        let kept: KeptForm = serde_json::from_str(&std::fs::read_to_string(entry.path()).ok()?).ok()?;
        // A copy under another name would come back after the form was finished.
        (entry.path() == file(root, &kept.survey, &kept.form.id)).then_some(kept)
    };
    let mut kept: Vec<KeptForm> = folder.flatten().filter_map(of).collect();
    kept.sort_by(|a, b| (&a.survey, &a.form.id).cmp(&(&b.survey, &b.form.id)));
    kept
}

/// Sets a form aside, instead of what was kept of it before.
///
/// # Errors
/// The file cannot be written.
pub fn keep(root: &Path, kept: &KeptForm) -> Result<(), ExportError> {
    let path = file(root, &kept.survey, &kept.form.id);
    let failed = |source| ExportError::Write { path: path.clone(), source };
    std::fs::create_dir_all(root.join(FOLDER)).map_err(failed)?;
    let text = serde_json::to_string_pretty(kept).map_err(|error| failed(error.into()))?;
    whole_text(&path, &text)
}

/// Removes what was kept of a form, if anything.
///
/// # Errors
/// The file is there and cannot be removed.
pub fn forget(root: &Path, survey: &str, id: &str) -> Result<(), ExportError> {
    let path = file(root, survey, id);
    match std::fs::remove_file(&path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(ExportError::Write { path, source }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(id: &str) -> KeptForm {
        let form = TypedForm {
            id: id.to_owned(),
            mode: "紙".to_owned(),
            answers: [("Q1".to_owned(), "1 3".to_owned())].into(),
            others: Default::default(),
            who: "山田".to_owned(),
            at: "2026-11-22 10:15".to_owned(),
        };
        KeptForm { survey: "s".to_owned(), form, at: "Q2".to_owned() }
    }

    #[test]
    fn forms_with_ids_of_any_signs_are_kept_apart() {
        let root = tempfile::tempdir().unwrap();
        assert!(read(root.path()).is_empty());
        for id in ["a/1", "a-1", "A-1", "整理1", ".."] {
            keep(root.path(), &kept(id)).unwrap();
        }
        let again = KeptForm { at: String::new(), ..kept("a/1") };
        keep(root.path(), &again).unwrap();
        let all = read(root.path());
        assert_eq!(
            all.iter().map(|kept| kept.form.id.as_str()).collect::<Vec<_>>(),
            ["..", "A-1", "a-1", "a/1", "整理1"]
        );
        assert_eq!(all[3], again);
        forget(root.path(), "s", "a/1").unwrap();
        forget(root.path(), "s", "a/1").unwrap();
        assert_eq!(read(root.path()).len(), 4);
        // Somebody's copy, and what is no form at all.
        let one = file(root.path(), "s", "a-1");
        std::fs::copy(&one, one.with_file_name("copy.json")).unwrap();
        std::fs::write(one.with_file_name("x.json"), "{").unwrap();
        assert_eq!(read(root.path()).len(), 4);
    }
}
