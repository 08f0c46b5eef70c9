//! To whom forms were sent: 整理番号 and the columns that may be shown, nothing else of the list.

use std::collections::HashSet;
use std::path::Path;

use super::columns::{Header, detect_names};
use super::definition::{self, DefinitionError, Fault};
use super::{LoadError, read_source};
use crate::model::Survey;
use crate::model::survey::{Roster, Source};
use crate::text::fold;

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// 整理番号, folded.
    pub id: String,
    /// What may be shown beside it, in the order asked for.
    pub shown: Vec<String>,
    /// The form came back as undeliverable.
    pub undelivered: bool,
}

/// A list of those to whom forms were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentList {
    /// Headers of what is shown.
    pub heads: Vec<String>,
    /// In the order of the list.
    pub sent: Vec<Sent>,
    /// Ids that stand in it more than once.
    pub twice: Vec<String>,
}

/// Reads the list a survey names; `None` where it names none. `file` is the definition, `root` the project's folder.
///
/// # Errors
/// The file cannot be read, lies outside the project, or has no such column.
pub fn read(survey: &Survey, file: &Path, root: &Path) -> Result<Option<SentList>, LoadError> {
    let Some(roster) = &survey.about.roster else { return Ok(None) };
    let fail = |fault| DefinitionError { file: file.to_owned(), line: None, fault };
    if definition::is_outside(file, root, &roster.file) {
        return Err(fail(Fault::Outside { path: roster.file.clone() }).into());
    }
    let source = Source { file: roster.file.clone(), sheet: roster.sheet.clone(), ..Source::default() };
    let sheet = read_source(file.parent().unwrap_or(Path::new(".")), &source)?;
    let names = names(roster);
    let wanted: Vec<Vec<String>> = names.iter().map(|name| vec![(*name).to_owned()]).collect();
    let header: Header = detect_names(&sheet, &wanted, None);
    let column = |name: &str| {
        let missing = || {
            let known = header.columns.iter().map(|column| column.joined.as_str());
            let nearest = crate::text::nearest(name, known);
            fail(Fault::NoColumn { path: roster.file.clone(), column: name.to_owned(), nearest })
        };
        header.find(name).first().copied().ok_or_else(missing)
    };
    let id = column(&roster.id)?;
    let shown = roster.show.iter().map(|name| column(name)).collect::<Result<Vec<_>, _>>()?;
    let undelivered = roster.undelivered.as_deref().map(column).transpose()?;
    let mut list = SentList { heads: roster.show.clone(), ..SentList::default() };
    let mut seen = HashSet::new();
    for row in sheet.rows.iter().skip(header.data_start()) {
        let text = |column: usize| row.get(column).map(|cell| cell.text().trim().to_owned()).unwrap_or_default();
        let id = fold::matching(&text(id));
        if id.is_empty() {
            continue;
        }
        if !seen.insert(id.clone()) {
            list.twice.push(id);
            continue;
        }
        let undelivered = undelivered.is_some_and(|column| !text(column).is_empty());
        list.sent.push(Sent { id, shown: shown.iter().map(|column| text(*column)).collect(), undelivered });
    }
    Ok(Some(list))
}

fn names(roster: &Roster) -> Vec<&str> {
    let names = std::iter::once(&roster.id).chain(&roster.show).chain(&roster.undelivered);
    names.map(String::as_str).collect()
}
