//! Plans in: `[plan]`, `[[column]]`, `[[scale]]` and `[[record]]` of TOML files; files that state the same id are one plan.

pub mod book;
pub mod table;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::definition::{self, DefinitionError, Fault};
use crate::model::plan::{self, About, Column, Plan, Record, Scale};

/// What is wrong with a plan.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum PlanFault {
    #[error("{record}: no column `{column}`")]
    UnknownColumn { record: String, column: String, nearest: Option<String> },
    #[error("{record}: no scale `{scale}`, or no grade `{grade}` on it")]
    UnknownGrade { record: String, scale: String, grade: String },
    #[error("{record}: `{link}` is no record")]
    UnknownLink { record: String, link: String, nearest: Option<String> },
    #[error("the records above `{record}` go in a circle")]
    Circle { record: String },
    #[error("the column `{label}` is two different things")]
    ColumnTwice { label: String },
    #[error("{record}: no kind `{kind}`")]
    Kind { record: String, kind: String, nearest: Option<String> },
    #[error("the id `{id}` cannot be used")]
    Id { id: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanToml {
    plan: AboutToml,
    #[serde(default)]
    column: Vec<Column>,
    #[serde(default)]
    scale: Vec<Scale>,
    #[serde(default)]
    record: Vec<Record>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AboutToml {
    id: String,
    title: String,
    municipality: String,
    section: String,
    date: String,
    document: String,
    period: String,
    source: Sources,
    synthetic: bool,
}

/// What a file was made from; several where files of one plan were put together.
#[derive(Deserialize)]
#[serde(untagged)]
enum Sources {
    One(String),
    Several(Vec<String>),
}

impl Default for Sources {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

/// Reads the plans of a project, in the order their ids first appear.
///
/// # Errors
/// Wrong syntax or keys, an id used twice, or something that refers to what is not there.
pub fn plans(files: &[PathBuf]) -> Result<Vec<Plan>, DefinitionError> {
    let mut plans: Vec<Plan> = Vec::new();
    let mut home: Vec<Vec<usize>> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let toml: PlanToml = definition::read(file)?;
        let fail = |fault| DefinitionError { file: file.clone(), line: None, fault };
        if toml.plan.id.is_empty() || toml.plan.id.contains(':') {
            return Err(fail(PlanFault::Id { id: toml.plan.id }.into()));
        }
        let place = plans.iter().position(|plan| plan.id == toml.plan.id).unwrap_or_else(|| {
            plans.push(Plan { id: toml.plan.id.clone(), ..Plan::default() });
            home.push(Vec::new());
            plans.len() - 1
        });
        if let (Some(plan), Some(home)) = (plans.get_mut(place), home.get_mut(place)) {
            home.extend(std::iter::repeat_n(at, toml.record.len()));
            add(plan, toml).map_err(fail)?;
        }
    }
    for (plan, home) in plans.iter().zip(&home) {
        let file = |record: usize| home.get(record).and_then(|at| files.get(*at)).cloned().unwrap_or_default();
        check(plan, &plans).map_err(|(record, fault)| DefinitionError { file: file(record), line: None, fault })?;
    }
    Ok(plans)
}

/// Adds what one file says of a plan.
fn add(plan: &mut Plan, toml: PlanToml) -> Result<(), Fault> {
    let AboutToml { id: _, title, municipality, section, date, document, period, source, synthetic } = toml.plan;
    let About { sources, synthetic: made_up, .. } = &mut plan.about;
    match source {
        Sources::One(source) if source.is_empty() => {}
        Sources::One(source) => sources.push(source),
        Sources::Several(several) => sources.extend(several),
    }
    *made_up |= synthetic;
    let about = &mut plan.about;
    for (old, new) in [
        (&mut about.title, title),
        (&mut about.municipality, municipality),
        (&mut about.section, section),
        (&mut about.date, date),
        (&mut about.document, document),
        (&mut about.period, period),
    ] {
        if old.is_empty() {
            *old = new;
        }
    }
    for column in toml.column {
        match plan.columns.iter().find(|known| known.label == column.label) {
            Some(known) if *known == column => {}
            Some(_) => return Err(PlanFault::ColumnTwice { label: column.label }.into()),
            None => plan.columns.push(column),
        }
    }
    for scale in toml.scale {
        match plan.scales.iter().find(|known| known.id == scale.id) {
            Some(known) if *known == scale => {}
            Some(_) => return Err(Fault::IdTwice { id: scale.id }),
            None => plan.scales.push(scale),
        }
    }
    plan.records.extend(toml.record);
    Ok(())
}

/// What must hold in a plan among others; with the position of the record at fault.
///
/// # Errors
/// The first fault.
pub fn check(plan: &Plan, plans: &[Plan]) -> Result<(), (usize, Fault)> {
    let mut ids = BTreeSet::new();
    for (at, record) in plan.records.iter().enumerate() {
        // A colon names the plan before it.
        if record.id.is_empty() || record.id.contains(':') {
            return Err((at, PlanFault::Id { id: record.id.clone() }.into()));
        }
        let is_word = !record.kind.is_empty() && record.kind.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        // A kind of the office's own is welcome, a slip of the pen is not: the record would be missing from its tables.
        let slip = |known: &&&str| (1..=2).contains(&strsim::damerau_levenshtein(known, &record.kind));
        let slip = plan::KINDS.iter().find(slip).filter(|_| !plan::KINDS.contains(&record.kind.as_str()));
        if !is_word || slip.is_some() {
            let nearest = slip.map(|known| (*known).to_owned());
            let fault = PlanFault::Kind { record: record.id.clone(), kind: record.kind.clone(), nearest };
            return Err((at, fault.into()));
        }
        if !ids.insert(record.id.as_str()) {
            return Err((at, Fault::IdTwice { id: record.id.clone() }));
        }
    }
    for (at, record) in plan.records.iter().enumerate() {
        let near = |id: &str| crate::text::nearest(id, ids.iter().copied());
        for above in record.parent.iter().chain(&record.same_as) {
            if !ids.contains(above.as_str()) {
                return Err((at, Fault::UnknownRecord { id: above.clone(), nearest: near(above) }));
            }
        }
        let top = plan.lineage(record).last().is_some_and(|top| top.parent.is_none());
        if !top {
            return Err((at, PlanFault::Circle { record: record.id.clone() }.into()));
        }
        check_cells(plan, record).map_err(|fault| (at, fault.into()))?;
        if let Some(link) = record.links.iter().find(|link| plan::reference(plans, plan, link).is_none()) {
            let fault = PlanFault::UnknownLink { record: record.id.clone(), link: link.clone(), nearest: near(link) };
            return Err((at, fault.into()));
        }
    }
    Ok(())
}

fn check_cells(plan: &Plan, record: &Record) -> Result<(), PlanFault> {
    let labels = || plan.columns.iter().map(|column| column.label.as_str());
    if let Some(column) = record.years.keys().find(|label| !labels().any(|known| known == label.as_str())) {
        let nearest = crate::text::nearest(column, labels());
        return Err(PlanFault::UnknownColumn { record: record.id.clone(), column: column.clone(), nearest });
    }
    let Some(grade) = &record.grade else { return Ok(()) };
    let scale = plan.scale(record);
    if scale.is_some_and(|scale| scale.grades.iter().any(|known| known.code == *grade)) {
        return Ok(());
    }
    let scale = record.scale.clone().or_else(|| Some(scale?.id.clone())).unwrap_or_default();
    Err(PlanFault::UnknownGrade { record: record.id.clone(), scale, grade: grade.clone() })
}

/// Reads one file as a plan of its own.
///
/// # Errors
/// As `plans`.
pub fn plan(file: &Path) -> Result<Plan, DefinitionError> {
    Ok(plans(&[file.to_owned()])?.into_iter().next().unwrap_or_default())
}
