//! Every fact that a reader finds in the source documents is found in the program: the lists of `tests/golden/plan-facts`
//! are walked over the answer of `koe plan --json`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support;

#[derive(serde::Deserialize)]
struct Facts {
    fact: Vec<Fact>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    at: String,
    plan: String,
    id: Option<String>,
    field: Option<String>,
    count: Option<BTreeMap<String, String>>,
    is: Option<toml::Value>,
    has: Option<String>,
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The field of a record as text; of a list, its elements.
fn field(record: &Value, path: &str) -> Result<Vec<String>, String> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [name] => match record.get(name) {
            Some(Value::Array(list)) => Ok(list.iter().map(text).collect()),
            Some(value) => Ok(vec![text(value)]),
            None => Err(format!("no field {name}")),
        },
        ["years", label, what] => {
            let year = record["years"].as_array().and_then(|years| years.iter().find(|year| year["label"] == **label));
            let year = year.ok_or_else(|| format!("no year {label}"))?;
            if let Some(value) = year.get(what) {
                return Ok(vec![text(value)]);
            }
            let metrics = year["metrics"].as_array().cloned().unwrap_or_default();
            let found = match what.strip_prefix('#').and_then(|at| at.parse::<usize>().ok()) {
                Some(at) => metrics.get(at - 1).cloned(),
                None => metrics.iter().find(|metric| metric["label"] == **what).cloned(),
            };
            let metric = found.ok_or_else(|| format!("no metric {what} in {year}"))?;
            Ok(vec![format!("{}{}", metric["number"], text(&metric["unit"]))])
        }
        _ => Err(format!("no such path: {path}")),
    }
}

fn is_under(records: &[Value], plan: &str, record: &Value, above: &str) -> bool {
    let mut at = record.clone();
    while let Some(parent) = at["parent"].as_str().map(str::to_owned) {
        if parent == above {
            return true;
        }
        match records.iter().find(|record| record["plan"] == plan && record["id"] == *parent) {
            Some(next) => at = next.clone(),
            None => return false,
        }
    }
    false
}

fn count(records: &[Value], plan: &str, wanted: &BTreeMap<String, String>) -> usize {
    let has = |record: &&Value| {
        record["plan"] == plan
            && wanted.iter().all(|(key, value)| match key.as_str() {
                "under" => is_under(records, plan, record, value),
                "flag" => record["flags"].as_array().is_some_and(|flags| flags.iter().any(|flag| flag == value)),
                "year" | "meaning" => record["years"].as_array().is_some_and(|years| {
                    years.iter().any(|year| {
                        wanted.get("year").is_none_or(|label| year["label"] == *label)
                            && wanted.get("meaning").is_none_or(|meaning| year["meaning"] == *meaning)
                    })
                }),
                key => record[key] == *value,
            })
    };
    records.iter().filter(has).count()
}

#[test]
fn every_fact_of_the_source_documents_is_in_the_program() {
    let root = env!("CARGO_MANIFEST_DIR");
    let records = support::run(std::path::Path::new(root), &["plan", "--json"]).code(0).json();
    let records = records.as_array().unwrap().clone();
    let mut wrong = Vec::new();
    let mut walked = 0;
    let mut files: Vec<_> = std::fs::read_dir(format!("{root}/tests/golden/plan-facts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in &files {
        let facts: Facts = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert!(facts.fact.len() >= 25, "{} has few facts", file.display());
        for fact in facts.fact {
            walked += 1;
            let is = fact.is.as_ref().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            let found = match (&fact.id, &fact.field, &fact.count) {
                (Some(id), Some(path), None) => {
                    let record = records.iter().find(|record| record["plan"] == fact.plan && record["id"] == **id);
                    record.ok_or_else(|| "no such record".to_owned()).and_then(|record| field(record, path))
                }
                (None, None, Some(wanted)) => Ok(vec![count(&records, &fact.plan, wanted).to_string()]),
                _ => Err("a fact names a record and its field, or a count".to_owned()),
            };
            let holds = match (&found, &is, &fact.has) {
                (Ok(found), Some(is), None) => found.join("\n") == *is,
                (Ok(found), None, Some(has)) => found.iter().any(|text| text.contains(has.as_str())),
                _ => false,
            };
            if !holds {
                let id = fact.id.unwrap_or_default();
                let path = fact.field.unwrap_or_default();
                wrong.push(format!(
                    "{}: {} {id} {path}: {is:?} {:?}, found {found:?}",
                    file.display(),
                    fact.at,
                    fact.has
                ));
            }
        }
    }
    assert!(walked >= 150, "{walked} facts");
    assert!(wrong.is_empty(), "{} of {walked}:\n{}", wrong.len(), wrong.join("\n"));
}
