//! Weighting targets that stand in a file of their own: a row per category with `question`, `code` and `target`.
//!
//! Read with the definition, so that weights are made without opening a file. Targets that add up to 1 are shares, others
//! counts.

use std::collections::BTreeMap;
use std::path::Path;

use super::columns::Header;
use super::definition::{DefinitionError, Fault};
use super::number::{self, Parsed};
use super::read::{self, ReadOptions};
use super::sheet::{Cell, Sheet};
use super::{LoadError, definition};
use crate::model::Survey;
use crate::model::weight::Target;
use crate::text::fold;

/// Sums this close to 1 are meant as shares.
const TOLERANCE: f64 = 1e-6;

/// Replaces every target that names a file by the targets in it. `file` is the definition, `root` the project's folder.
///
/// # Errors
/// The file cannot be read, lies outside the project, or has no such columns or numbers.
pub fn read_all(survey: &mut Survey, file: &Path, root: &Path) -> Result<(), LoadError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    for weight in &mut survey.weights {
        let mut targets = Vec::new();
        for target in std::mem::take(&mut weight.targets) {
            let Some(name) = target.file.clone() else {
                targets.push(target);
                continue;
            };
            let fail = |fault| DefinitionError { file: file.to_owned(), line: None, fault };
            if definition::is_outside(file, root, &name) {
                return Err(fail(Fault::Outside { path: name }).into());
            }
            let path = folder.join(&name);
            let sheet = read::read_sheet(&path, &ReadOptions::default());
            let sheet = sheet.map_err(|error| LoadError::Read { file: path.clone(), error })?;
            let found =
                of_sheet(&sheet).ok_or_else(|| fail(Fault::Targets { weight: weight.id.clone(), path: name }))?;
            targets.extend(found);
        }
        weight.targets = targets;
    }
    Ok(())
}

/// The targets of a sheet, one per question; `None` where a column or a number is missing.
fn of_sheet(sheet: &Sheet) -> Option<Vec<Target>> {
    let first = sheet.rows.iter().position(|row| row.iter().any(|cell| !cell.is_blank()))?;
    let header = Header::at(sheet, first, 1);
    let column = |name: &str| header.find(name).first().copied();
    let (question, code, target) = (column("question")?, column("code")?, column("target")?);
    let mut order: Vec<String> = Vec::new();
    let mut targets: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for row in sheet.rows.iter().skip(header.data_start()).filter(|row| row.iter().any(|cell| !cell.is_blank())) {
        let text = |column: usize| row.get(column).map(|cell| fold::matching(&cell.text())).unwrap_or_default();
        let value = match row.get(target)? {
            Cell::Number(value) => *value,
            _ => match number::parse(&text(target), None) {
                Parsed::Plain(value) => value,
                Parsed::Words(_) | Parsed::No => return None,
            },
        };
        let question = text(question);
        if !order.contains(&question) {
            order.push(question.clone());
        }
        targets.entry(question).or_default().insert(text(code), value);
    }
    let target = |question: String| {
        let values = targets.remove(&question)?;
        let are_shares = (values.values().sum::<f64>() - 1.0).abs() <= TOLERANCE;
        let (shares, counts) = if are_shares { (Some(values), None) } else { (None, Some(values)) };
        Some(Target { question: Some(question), shares, counts, ..Target::default() })
    };
    order.into_iter().map(target).collect()
}
