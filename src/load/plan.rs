//! Plans in: `[plan]` and `[[record]]` of a TOML file.

use std::path::Path;

use serde::Deserialize;

use super::definition::{self, DefinitionError, Fault};
use crate::model::plan::{Plan, Record};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanToml {
    plan: About,
    #[serde(default)]
    record: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    id: String,
    #[serde(default)]
    title: String,
}

/// Reads a plan.
///
/// # Errors
/// Wrong syntax or keys, an id used twice, or a parent that is not there.
pub fn plan(file: &Path) -> Result<Plan, DefinitionError> {
    let toml: PlanToml = definition::read(file)?;
    let fail = |fault| DefinitionError { file: file.to_owned(), line: None, fault };
    let mut seen = std::collections::BTreeSet::new();
    if let Some(twice) = toml.record.iter().find(|record| !seen.insert(record.id.as_str())) {
        return Err(fail(Fault::IdTwice { id: twice.id.clone() }));
    }
    let lost = toml.record.iter().find_map(|record| record.parent.as_deref().filter(|parent| !seen.contains(parent)));
    if let Some(parent) = lost {
        let nearest = crate::text::nearest(parent, seen.iter().copied());
        return Err(fail(Fault::UnknownRecord { id: parent.to_owned(), nearest }));
    }
    Ok(Plan { id: toml.plan.id, title: toml.plan.title, records: toml.record })
}
