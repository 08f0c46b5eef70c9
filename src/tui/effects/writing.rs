//! What is written on threads: tables, pages and documents, each under a name that is free.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::export::{self, BookPart, ExportError};
use crate::load::Loaded;
use crate::messages::{Lang, screen as say};
use crate::model::table::Table;
use crate::present::{Document, Page, View};
use crate::tui::action::Format;

/// Writes a file of its own in the folder, which is made where it is missing; the path.
fn whole(
    folder: &Path,
    stem: &str,
    format: Format,
    lang: Lang,
    write: impl FnOnce(&Path) -> Result<(), ExportError>,
) -> Result<PathBuf, String> {
    let path = free_name(folder, stem, format.extension());
    std::fs::create_dir_all(folder)
        .map_err(|source| ExportError::Write { path: folder.to_owned(), source })
        .and_then(|()| write(&path))
        .map_err(|error| crate::messages::usage::export_error(lang, &error))?;
    Ok(path)
}

/// Writes a file, unless that was stopped meanwhile: then there is none. Whoever stops it is told which of the two came first.
pub(super) fn unless_stopped(
    cancel: &AtomicBool,
    lang: Lang,
    write: impl FnOnce() -> Result<PathBuf, String>,
) -> Result<PathBuf, String> {
    let stopped = || cancel.load(Ordering::Relaxed);
    let none = || say::export_stopped(lang).to_owned();
    if stopped() {
        return Err(none());
    }
    match write() {
        // The name was free, so the file is this one; where it cannot be taken away, it is whole.
        Ok(path) if stopped() && std::fs::remove_file(&path).is_ok() => Err(none()),
        Err(_) if stopped() => Err(none()),
        written => written,
    }
}

/// Writes the table.
pub(super) fn write(
    data: &Loaded,
    table: &Table,
    view: &View,
    format: Format,
    folder: &Path,
    lang: Lang,
) -> Result<PathBuf, String> {
    let parts = [BookPart { survey: data.responses.survey(), tables: std::slice::from_ref(table) }];
    whole(folder, &file_stem(table), format, lang, |path| match format {
        Format::Xlsx => {
            let options = export::xlsx::BookOptions { lang, view: view.clone(), ..Default::default() };
            export::xlsx::book(path, &parts, &options)
        }
        Format::Csv => {
            export::whole_text(path, &export::csv::tables(&parts, view, export::csv::Figures::Printed, lang))
        }
        Format::Markdown => export::whole_text(path, &export::markdown::tables(&parts, view, lang)),
    })
}

/// Writes a document.
pub(super) fn write_document(
    document: &Document,
    stem: &str,
    format: Format,
    folder: &Path,
    lang: Lang,
) -> Result<PathBuf, String> {
    whole(folder, stem, format, lang, |path| match format {
        Format::Xlsx => export::xlsx::document(path, document),
        Format::Markdown => export::whole_text(path, &export::documents::markdown(document)),
        Format::Csv => {
            let tables: Vec<_> = document.sections.iter().flat_map(|section| section.tables()).collect();
            let marks: Vec<&str> = document.warning.iter().map(String::as_str).collect();
            let text = tables.split_first().map(|(first, rest)| export::documents::csv_with(first, &marks, rest));
            export::whole_text(path, &text.unwrap_or_default())
        }
    })
}

/// Writes a list.
pub(super) fn write_page(page: Page, stem: &str, format: Format, folder: &Path, lang: Lang) -> Result<PathBuf, String> {
    let title = page.grid.title.clone();
    let pages = [page];
    whole(folder, stem, format, lang, |path| match format {
        Format::Xlsx => export::xlsx::pages(path, &title, &pages, &View::default(), lang),
        Format::Markdown => export::whole_text(path, &export::pages::markdown(&pages, lang)),
        Format::Csv => export::whole_text(path, &export::pages::csv(&pages, export::csv::Figures::Printed, lang)),
    })
}

/// `business_Q5_F1`.
pub(super) fn file_stem(table: &Table) -> String {
    let banners = table.banners.iter().map(|banner| banner.name.as_str());
    let parts: Vec<&str> = [table.survey.as_str(), &table.question].into_iter().chain(banners).collect();
    safe_stem(&parts.join("_"))
}

/// A name for a file: signs that some file system refuses become `-`.
pub fn safe_stem(name: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    name.chars().map(safe).take(80).collect()
}

/// The path of a new file: an older one is never overwritten.
pub fn free_name(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let first = folder.join(format!("{stem}.{extension}"));
    if !first.exists() {
        return first;
    }
    let numbered = |number: u32| folder.join(format!("{stem}-{number}.{extension}"));
    (2..10_000).map(numbered).find(|path| !path.exists()).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_stopped_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let cancel = AtomicBool::new(false);
        let write = || std::fs::write(&path, "1").map(|()| path.clone()).map_err(|error| error.to_string());
        assert_eq!(unless_stopped(&cancel, Lang::Ja, write), Ok(path.clone()));
        std::fs::remove_file(&path).unwrap();
        let stopped = unless_stopped(&cancel, Lang::Ja, || {
            let written = write();
            cancel.store(true, Ordering::Relaxed);
            written
        });
        assert_eq!(stopped, Err(say::export_stopped(Lang::Ja).to_owned()));
        assert!(!path.exists());
        assert!(unless_stopped(&cancel, Lang::Ja, || unreachable!()).is_err());
    }
}
