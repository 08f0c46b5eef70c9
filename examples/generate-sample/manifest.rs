//! `planted.json`: every defect that was put into the files on purpose, with the place where it stands, so that a test can
//! ask whether the data check finds all of them and nothing else.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::definition::{Definition, Fail};
use crate::roster::{Place, address};

/// One planted defect. `case` is null where a web answer carries no printed number.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Rule id.
    pub rule: String,
    /// Survey id.
    pub survey: String,
    /// File from the root of the project.
    pub file: Option<String>,
    /// Sheet; csv files have none.
    pub sheet: Option<String>,
    /// First cell of the question in that row; the text cell of other_unmarked; the first cell of the row otherwise.
    pub cell: Option<String>,
    /// Printed number.
    pub case: Option<String>,
    /// Question id.
    pub question: Option<String>,
    /// What is written there.
    pub value: Option<String>,
    /// Figures of a defect that is in a table and not in a cell.
    pub table: Option<Value>,
}

impl Entry {
    /// A defect in a cell; column counted from 0, line from 1.
    pub fn new(rule: &str, definition: &Definition, place: &Place, column: usize, line: usize) -> Entry {
        Entry {
            rule: rule.to_owned(),
            survey: definition.id.clone(),
            file: Some(place.file.clone()),
            sheet: place.sheet.clone(),
            cell: Some(address(column, line)),
            case: None,
            question: None,
            value: None,
            table: None,
        }
    }

    /// A defect of a table of the survey.
    pub fn table(rule: &str, definition: &Definition, question: &str, figures: Value) -> Entry {
        Entry {
            rule: rule.to_owned(),
            survey: definition.id.clone(),
            file: None,
            sheet: None,
            cell: None,
            case: None,
            question: Some(question.to_owned()),
            value: None,
            table: Some(figures),
        }
    }

    fn json(&self) -> Value {
        let mut object = Map::new();
        object.insert("rule".into(), json!(self.rule));
        object.insert("survey".into(), json!(self.survey));
        object.insert("file".into(), json!(self.file));
        object.insert("sheet".into(), json!(self.sheet));
        object.insert("cell".into(), json!(self.cell));
        object.insert("case".into(), json!(self.case));
        object.insert("question".into(), json!(self.question));
        object.insert("value".into(), json!(self.value));
        if let Some(table) = &self.table {
            object.insert("table".into(), table.clone());
        }
        Value::Object(object)
    }
}

/// States of answers that are listed apart, because no rule of the data check is planted with them.
const STATES: &[&str] = &["invalid_code", "unreadable"];

/// The whole list.
#[derive(Default)]
pub struct Manifest {
    entries: Vec<Entry>,
    cases: Map<String, Value>,
    free_text: Map<String, Value>,
}

impl Manifest {
    /// Notes one defect.
    pub fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Notes how many rows there are and why some do not count.
    pub fn cases(&mut self, survey: &str, counts: Value) {
        self.cases.insert(survey.to_owned(), counts);
    }

    /// Notes how many people write about what.
    pub fn free_text(&mut self, survey: &str, counts: Value) {
        self.free_text.insert(survey.to_owned(), counts);
    }

    /// The file: one defect per line, so that a change shows as a line in a comparison.
    pub fn json(&self) -> Result<String, Fail> {
        let mut counts: BTreeMap<(bool, &str), BTreeMap<&str, usize>> = BTreeMap::new();
        for entry in &self.entries {
            let state = STATES.contains(&entry.rule.as_str());
            let by_survey = counts.entry((state, entry.rule.as_str())).or_default();
            *by_survey.entry(entry.survey.as_str()).or_default() += 1;
        }
        let part = |states: bool| -> Map<String, Value> {
            counts
                .iter()
                .filter(|((state, _), _)| *state == states)
                .map(|((_, rule), by_survey)| {
                    let all: usize = by_survey.values().sum();
                    let mut object = json!({ "all": all });
                    if let Some(object) = object.as_object_mut() {
                        object.extend(by_survey.iter().map(|(survey, count)| ((*survey).to_owned(), json!(count))));
                    }
                    ((*rule).to_owned(), object)
                })
                .collect()
        };
        let lines = |states: bool| -> Result<String, Fail> {
            let mut out = Vec::new();
            for entry in self.entries.iter().filter(|e| STATES.contains(&e.rule.as_str()) == states) {
                out.push(format!("    {}", serde_json::to_string(&entry.json())?));
            }
            Ok(out.join(",\n"))
        };
        let note = "Synthetic data (合成データ). Defects planted by examples/generate-sample; do not edit. cell: the first \
                    cell of the question in that row (of the text for other_unmarked; of the row for duplicate, blank, \
                    out_of_scope and summary_row). In csv files the line counts records. value lists codes of flags.";
        Ok(format!(
            "{{\n  \"note\": {},\n  \"cases\": {},\n  \"counts\": {},\n  \"state_counts\": {},\n  \"free_text\": {},\n  \"planted\": [\n{}\n  ],\n  \"states\": [\n{}\n  ]\n}}\n",
            serde_json::to_string(note)?,
            serde_json::to_string(&self.cases)?,
            serde_json::to_string(&part(false))?,
            serde_json::to_string(&part(true))?,
            serde_json::to_string(&self.free_text)?,
            lines(false)?,
            lines(true)?,
        ))
    }
}
