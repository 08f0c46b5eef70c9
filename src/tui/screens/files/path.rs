//! A path as people type, paste or drag it, and what lies in the folder it names: for choosing a spreadsheet.

use std::path::{Path, PathBuf};

use crate::text::fold::search;

/// How files that can be read end.
const ENDINGS: [&str; 12] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "sav", "zsav", "sss", "xml"];

/// Entries of a folder that are listed at most.
const MOST: usize = 2_000;

/// What lies in a folder.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The folder.
    pub folder: PathBuf,
    /// Its folders and files that can be read, folders first; `None` where the folder cannot be.
    pub entries: Option<Vec<Entry>>,
}

/// A folder or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// It is a folder.
    pub is_folder: bool,
}

/// Reads a folder.
pub fn list(folder: &Path) -> Listing {
    let readable = |name: &str| {
        let end = Path::new(name).extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
        ENDINGS.contains(&end.as_str()) && !name.starts_with("~$")
    };
    let entry = |entry: std::fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.path().is_dir();
        (!name.starts_with('.') && (is_folder || readable(&name))).then_some(Entry { name, is_folder })
    };
    let entries = std::fs::read_dir(folder).ok().map(|found| {
        let mut entries: Vec<Entry> = found.flatten().take(MOST).filter_map(entry).collect();
        entries.sort_by_key(|entry| (!entry.is_folder, search(&entry.name)));
        entries
    });
    Listing { folder: folder.to_owned(), entries }
}

/// The path that a text names. What is dragged into a terminal comes in quotes, or with a backslash before blanks; `~` is the
/// person's folder; anything else is seen from `root`.
pub fn of_text(text: &str, root: &Path) -> PathBuf {
    let text = text.trim();
    let quoted = |quote: char| text.strip_prefix(quote).map(|rest| rest.strip_suffix(quote).unwrap_or(rest));
    let plain = match quoted('"').or_else(|| quoted('\'')) {
        Some(inside) => inside.to_owned(),
        None if cfg!(windows) => text.to_owned(),
        None => unescaped(text),
    };
    let plain = plain.strip_prefix("file://").map(str::to_owned).unwrap_or(plain);
    let home = || std::env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from);
    match plain.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\'])) {
        Some(rest) => {
            home().map_or_else(|| PathBuf::from(&plain), |home| home.join(rest.trim_start_matches(['/', '\\'])))
        }
        None => root.join(plain),
    }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.extend(chars.next()),
            c => plain.push(c),
        }
    }
    plain
}

/// The folder that a text names, and what of the name of something in it was typed.
pub fn split(text: &str, root: &Path) -> (PathBuf, String) {
    let path = of_text(text, root);
    let is_folder =
        text.trim().trim_end_matches(['"', '\'']).ends_with(['/', '\\']) || ["", "~"].contains(&text.trim());
    match (is_folder, path.parent(), path.file_name()) {
        (false, Some(folder), Some(name)) => (folder.to_owned(), name.to_string_lossy().into_owned()),
        _ => (path, String::new()),
    }
}

/// The entries of a folder whose name has what was typed; those that begin so first.
pub fn matching<'a>(entries: &'a [Entry], typed: &str) -> Vec<&'a Entry> {
    let wanted = search(typed);
    let mut found: Vec<&Entry> = entries.iter().filter(|entry| search(&entry.name).contains(&wanted)).collect();
    found.sort_by_key(|entry| !search(&entry.name).starts_with(&wanted));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dragged_pasted_and_typed_names_one_file() {
        let root = Path::new("/p");
        let wanted = Path::new("/a/回答 1.xlsx");
        for text in
            ["/a/回答 1.xlsx", " \"/a/回答 1.xlsx\" ", "'/a/回答 1.xlsx'", "/a/回答\\ 1.xlsx", "'/a/回答 1.xlsx"]
        {
            assert_eq!(of_text(text, root), wanted, "{text}");
        }
        assert_eq!(of_text("data/a.csv", root), Path::new("/p/data/a.csv"));
        let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        assert_eq!(of_text("~/a.csv", root), home.join("a.csv"));
        assert_eq!(of_text("~a.csv", root), Path::new("/p/~a.csv"));
        assert_eq!(split("", root), (PathBuf::from("/p"), String::new()));
        assert_eq!(split("data/", root), (PathBuf::from("/p/data/"), String::new()));
        assert_eq!(split("data/回", root), (PathBuf::from("/p/data"), "回".to_owned()));
    }

    #[test]
    fn a_folder_lists_what_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.xlsx", "A.CSV", "note.docx", "~$b.xlsx", ".hidden.csv"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("納品")).unwrap();
        let entries = list(folder.path()).entries.unwrap();
        let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["納品", "A.CSV", "b.xlsx"]);
        let found: Vec<&str> = matching(&entries, "b").into_iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(found, ["b.xlsx"]);
        assert!(list(&folder.path().join("none")).entries.is_none());
    }
}
