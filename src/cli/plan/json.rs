//! Records of plans for programs.

use serde_json::{Map, Value, json};

use crate::messages::{Lang, plan as words};
use crate::model::plan::{Column, Plan, Record, YearCell, period};

/// One record. Where it has nothing to say, texts are empty and other values `null`.
pub(super) fn record(plan: &Plan, record: &Record) -> Value {
    let years: Vec<Value> = plan.years(record).iter().map(|(column, cell)| year(column, cell)).collect();
    let state = if record.is_unfilled() { words::unfilled(Lang::Ja) } else { record.state.as_str() };
    let mut object = Map::new();
    for (key, value) in [
        ("plan", json!(plan.id)),
        ("kind", json!(record.kind)),
        ("id", json!(record.id)),
        ("no", json!(record.no)),
        ("title", json!(record.title)),
        ("text", json!(record.text)),
        ("parent", json!(record.parent)),
        ("section", json!(record.section)),
        ("period", json!(record.period)),
        ("planned", json!(period::years(&record.period))),
        ("years", json!(years)),
        ("grade", json!(record.grade)),
        ("state", if state.is_empty() { Value::Null } else { json!(state) }),
        ("flags", json!(record.flags)),
        ("links", json!(record.links)),
        ("aliases", json!(record.aliases)),
        ("same_as", json!(record.same_as)),
        ("date", json!(record.date)),
        ("place", json!(record.place)),
        ("attendance", json!(record.attendance)),
        ("role", json!(record.role)),
        ("note", json!(record.note)),
        ("unit", json!(record.unit)),
        ("figure", json!(record.figure)),
    ] {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}

fn year(column: &Column, cell: &YearCell) -> Value {
    json!({
        "year": column.year,
        "role": column.role,
        "label": column.label,
        "raw": cell.raw,
        "meaning": cell.meaning,
        "metrics": cell.metrics,
        "state": cell.state,
        "unparsed": cell.unparsed,
    })
}
