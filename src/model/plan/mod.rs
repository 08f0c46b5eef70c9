//! A plan as its files state it: records of many kinds in a tree, linked with each other, with the year cells of its tables.
//!
//! Nothing here is computed from answers or comments; what people link and find lives in `model::finding`.

pub mod book;
pub mod cell;
pub mod period;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::cell::{Meaning, Metric, YearCell};
use super::table::BaseKind;

/// One plan, from one file or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Name in keys and on the command line.
    pub id: String,
    /// What the files say of it; the first word on each thing counts.
    pub about: About,
    /// Columns of year cells, in printed order.
    pub columns: Vec<Column>,
    /// Scales of grades.
    pub scales: Vec<Scale>,
    /// In the order of the plan.
    pub records: Vec<Record>,
}

/// What is printed on the cover.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Title for people.
    pub title: String,
    /// Whose plan.
    pub municipality: String,
    /// Who issued it.
    pub section: String,
    /// Date of the document (ISO).
    pub date: String,
    /// Number printed on the document.
    pub document: String,
    /// Years of the plan, as printed.
    pub period: String,
    /// What the files were made from, one per file that says so.
    pub sources: Vec<String>,
    /// Records of at least one file are made up.
    pub synthetic: bool,
}

/// A column of year cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// As printed.
    pub label: String,
    /// Year by the western calendar; `None` where a column is no year (計).
    pub year: Option<i64>,
    /// What its cells are.
    pub role: YearRole,
}

/// What a year cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YearRole {
    /// Where things stood at the start.
    Baseline,
    /// What is to be done that year.
    Plan,
    /// What was done.
    Result,
    /// What is to be reached.
    Target,
    /// The state at the end (計), which is not a sum.
    End,
}

/// A scale of grades. A grade is judgement: it is stored and shown, never computed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Name in keys.
    pub id: String,
    /// Title for people, such as 達成度.
    #[serde(default)]
    pub title: String,
    /// From best to worst.
    #[serde(default)]
    pub grades: Vec<Grade>,
    /// What an editor says of it.
    #[serde(default)]
    pub note: String,
}

/// A grade.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// The letter.
    pub code: String,
    /// What the office says it means; empty if it does not.
    #[serde(default)]
    pub label: String,
}

/// One record of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Record {
    /// theme, direction, issue, intent, policy_item, measure, line, …
    pub kind: String,
    /// Unique in the plan.
    pub id: String,
    /// Number as printed.
    pub no: String,
    /// Official name or short wording.
    pub title: String,
    /// Longer wording of our own.
    pub text: String,
    /// The record above it.
    pub parent: Option<String>,
    /// Section responsible.
    pub section: String,
    /// Planned years, as printed (`period::years` reads them).
    pub period: String,
    /// 達成度.
    pub grade: Option<String>,
    /// Scale of the grade, where the plan has several.
    pub scale: Option<String>,
    /// A state that stands for the whole record, such as 未実施.
    pub state: String,
    /// Printed marks, such as ☆.
    pub flags: Vec<String>,
    /// Records it goes with: ids of this plan, or `plan:id`.
    pub links: Vec<String>,
    /// Other ways it is printed or searched.
    pub aliases: Vec<String>,
    /// The title in kana.
    pub reading: String,
    /// Words that speak for it.
    pub phrases: Vec<String>,
    /// 再掲: the record whose figures these are; they are not added twice.
    pub same_as: Option<String>,
    /// Of a meeting or an event (ISO, or year and month).
    pub date: String,
    /// Of a meeting.
    pub place: String,
    /// Of a meeting, as printed.
    pub attendance: String,
    /// Who spoke, by role and never by name.
    pub role: String,
    /// What an editor remarks.
    pub note: String,
    /// Unit of an indicator.
    pub unit: String,
    /// The survey figure an indicator is.
    pub figure: Option<FigureKey>,
    /// Year cells as printed, by the label of their column. A cell that is printed blank is there and empty; a cell the
    /// table does not have is not there.
    pub years: BTreeMap<String, String>,
}

/// A survey figure as a plan's file names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureKey {
    /// Survey id, or the series of several waves.
    pub survey: String,
    /// Question id.
    pub question: String,
    /// Choice or net; `None` for a mean.
    pub option: Option<String>,
    /// Banner of the group.
    pub banner: Option<String>,
    /// Group of the banner; `None` for 全体.
    pub group: Option<String>,
    /// What of it.
    pub of: FigureOf,
    /// Weight id; `None` is the survey's own default, `none` is unweighted.
    pub weight: Option<String>,
    /// What a percentage divides by.
    pub base: BaseKind,
    /// Only cases for which this holds, as written.
    #[serde(rename = "where")]
    pub filter: Option<String>,
}

/// What is told of a cell or group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureOf {
    /// Share of the group's base.
    #[default]
    Percent,
    /// Mean of numbers or scores.
    Mean,
    /// People (weighted, where a weight is on).
    Count,
}

/// Names a record in any plan: `plan:id`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RecordRef {
    /// Plan id.
    pub plan: String,
    /// Record id.
    pub id: String,
}

impl RecordRef {
    /// A record of a plan.
    pub fn new(plan: impl Into<String>, id: impl Into<String>) -> Self {
        Self { plan: plan.into(), id: id.into() }
    }
}

impl fmt::Display for RecordRef {
    fn fmt(&self, output: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(output, "{}:{}", self.plan, self.id)
    }
}

impl From<RecordRef> for String {
    fn from(reference: RecordRef) -> Self {
        reference.to_string()
    }
}

impl TryFrom<String> for RecordRef {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.split_once(':') {
            Some((plan, id)) if !plan.is_empty() && !id.is_empty() => Ok(Self::new(plan, id)),
            _ => Err(format!("`{text}` is no plan:id")),
        }
    }
}

impl Record {
    /// An empty place of a plan's skeleton (骨子) that nobody has filled in yet.
    pub fn is_unfilled(&self) -> bool {
        self.kind == "slot" && self.text.is_empty()
    }

    /// The number and title, as people name it.
    pub fn name(&self) -> String {
        match (self.no.as_str(), self.title.as_str()) {
            ("", title) => title.to_owned(),
            (no, "") => no.to_owned(),
            (no, title) => format!("{no} {title}"),
        }
    }
}

impl Plan {
    /// The record with this id.
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }

    /// How a record of this plan is named from anywhere.
    pub fn reference(&self, record: &Record) -> RecordRef {
        RecordRef::new(&self.id, &record.id)
    }

    /// The records right below one, in order; `None` gives the top.
    pub fn children<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Record> {
        self.records.iter().filter(move |record| record.parent.as_deref() == id)
    }

    /// The record and those above it, from the record up.
    pub fn lineage<'a>(&'a self, record: &'a Record) -> Vec<&'a Record> {
        let mut line = vec![record];
        let mut at = record;
        while let Some(above) = at.parent.as_deref().and_then(|id| self.record(id)) {
            // Parents are checked when a plan is read; this keeps a circle made by a program from hanging.
            if line.iter().any(|seen| seen.id == above.id) {
                break;
            }
            line.push(above);
            at = above;
        }
        line
    }

    /// The nearest record of a kind at or above a record.
    pub fn above<'a>(&'a self, record: &'a Record, kind: &str) -> Option<&'a Record> {
        self.lineage(record).into_iter().find(|above| above.kind == kind)
    }

    /// The year cells of a record, read, in the order of the columns.
    pub fn years(&self, record: &Record) -> Vec<(&Column, YearCell)> {
        self.columns.iter().filter_map(|column| Some((column, cell::read(record.years.get(&column.label)?)))).collect()
    }

    /// The scale a record's grade is on.
    pub fn scale(&self, record: &Record) -> Option<&Scale> {
        match record.scale.as_deref() {
            Some(id) => self.scales.iter().find(|scale| scale.id == id),
            None => self.scales.first(),
        }
    }
}

/// The record a text names: `plan:id`, or an id that is looked for in all plans, in their order.
pub fn resolve<'a>(plans: &'a [Plan], name: &str) -> Option<(&'a Plan, &'a Record)> {
    let named = name.split_once(':').and_then(|(plan, id)| {
        let plan = plans.iter().find(|known| known.id == plan)?;
        Some((plan, plan.record(id)?))
    });
    named.or_else(|| plans.iter().find_map(|plan| Some((plan, plan.record(name)?))))
}

/// The record a reference names.
pub fn find<'a>(plans: &'a [Plan], reference: &RecordRef) -> Option<(&'a Plan, &'a Record)> {
    let plan = plans.iter().find(|plan| plan.id == reference.plan)?;
    Some((plan, plan.record(&reference.id)?))
}

/// The records a record of `plan` is linked with in the files, both ways: those it names, then those that name it.
pub fn linked(plans: &[Plan], plan: &Plan, record: &Record) -> Vec<RecordRef> {
    let own = plan.reference(record);
    let mut found: Vec<RecordRef> = record.links.iter().filter_map(|link| reference(plans, plan, link)).collect();
    for other in plans {
        for candidate in &other.records {
            if candidate.links.iter().any(|link| reference(plans, other, link).as_ref() == Some(&own)) {
                found.push(other.reference(candidate));
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|reference| *reference != own && seen.insert(reference.clone()));
    found
}

/// All links written in the files, both ways: what `linked` says of each record that has any.
pub fn links(plans: &[Plan]) -> BTreeMap<RecordRef, Vec<RecordRef>> {
    let mut ids = BTreeMap::new();
    for (at, plan) in plans.iter().enumerate() {
        ids.extend(plan.records.iter().map(|record| ((plan.id.as_str(), record.id.as_str()), at)));
    }
    let known = |plan: &str, id: &str| ids.contains_key(&(plan, id)).then(|| RecordRef::new(plan, id));
    let mut forth = Vec::new();
    for plan in plans {
        for record in &plan.records {
            let meant = |link: &String| {
                let elsewhere = || link.split_once(':').and_then(|(plan, id)| known(plan, id));
                known(&plan.id, link).or_else(elsewhere)
            };
            let own = plan.reference(record);
            forth.extend(record.links.iter().filter_map(meant).map(|other| (own.clone(), other)));
        }
    }
    let mut all: BTreeMap<RecordRef, Vec<RecordRef>> = BTreeMap::new();
    let back: Vec<(RecordRef, RecordRef)> = forth.iter().map(|(a, b)| (b.clone(), a.clone())).collect();
    for (record, other) in forth.into_iter().chain(back) {
        let list = all.entry(record.clone()).or_default();
        if record != other && !list.contains(&other) {
            list.push(other);
        }
    }
    all
}

/// The record that a link written in a plan means.
pub fn reference(plans: &[Plan], plan: &Plan, link: &str) -> Option<RecordRef> {
    if let Some(record) = plan.record(link) {
        return Some(plan.reference(record));
    }
    let (other, id) = link.split_once(':')?;
    let other = plans.iter().find(|known| known.id == other)?;
    Some(other.reference(other.record(id)?))
}
