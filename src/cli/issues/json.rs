//! Evidence by issue for programs.

use serde_json::{Value, json};

use crate::model::plan::{self, Plan, RecordRef};
use crate::plans::evidence::sheet::Sheet;
use crate::plans::evidence::{Backing, Cell, Gaps, Link, Matrix, QuestionRef, Row, SetCode};
use crate::present::evidence::theme;

/// `business:Q5`.
fn question(of: &QuestionRef) -> String {
    format!("{}:{}", of.survey, of.question)
}

fn code(of: &SetCode) -> String {
    format!("{}:{}", of.set, of.code)
}

/// What leads somewhere over another record.
fn over<T>(links: &[&Link<T>], name: impl Fn(&T) -> String) -> Vec<Value> {
    let over = links.iter().filter_map(|link| Some((&link.what, link.via.as_ref()?)));
    over.map(|(what, via)| json!({ "id": name(what), "via": via })).collect()
}

fn ids<T>(links: &[&Link<T>], name: impl Fn(&T) -> String) -> Vec<String> {
    links.iter().map(|link| name(&link.what)).collect()
}

/// One issue. `questions`, `findings` and `remarks` are all that speak for it; those that do so over another record stand
/// in `via` too. `covered`: at least one question informs it; `evidence`: at least one finding that holds speaks for it.
pub(super) fn issue(plans: &[Plan], matrix: &Matrix, row: &Row) -> Value {
    let found = plan::find(plans, &row.record);
    let (questions, findings, remarks) = (row.questions(), row.findings(), row.remarks());
    let strength: serde_json::Map<String, Value> = matrix
        .origins
        .iter()
        .zip(&row.cells)
        .map(|(origin, cell)| (json!(origin).as_str().unwrap_or_default().to_owned(), json!(cell.strength)))
        .collect();
    json!({
        "plan": row.record.plan,
        "id": row.record.id,
        "title": found.map(|(_, record)| record.title.as_str()),
        "theme": theme(plans, &row.record),
        "questions": ids(&questions, question),
        "findings": ids(&findings, String::clone),
        "comments": row.total.opinions,
        "people": row.total.people,
        "remarks": ids(&remarks, RecordRef::to_string),
        "via": {
            "questions": over(&questions, question),
            "findings": over(&findings, String::clone),
            "remarks": over(&remarks, RecordRef::to_string),
        },
        "covered": !questions.is_empty(),
        "evidence": row.backing >= Backing::One,
        "backing": row.backing,
        "strength": strength,
    })
}

fn cell(cell: &Cell) -> Value {
    fn all<T>(links: &[Link<T>]) -> Vec<&Link<T>> {
        links.iter().collect()
    }
    let (questions, findings) = (all(&cell.questions), all(&cell.findings));
    let (codes, remarks) = (all(&cell.codes), all(&cell.remarks));
    json!({
        "strength": cell.strength,
        "questions": ids(&questions, question),
        "findings": ids(&findings, String::clone),
        "codes": ids(&codes, code),
        "opinions": cell.voices.opinions,
        "people": cell.voices.people,
        "direct": cell.direct_voices,
        "remarks": ids(&remarks, RecordRef::to_string),
        "via": {
            "questions": over(&questions, question),
            "findings": over(&findings, String::clone),
            "codes": over(&codes, code),
            "remarks": over(&remarks, RecordRef::to_string),
        },
    })
}

/// The matrix with its totals and gaps.
pub(super) fn matrix(plans: &[Plan], matrix: &Matrix) -> Value {
    let row = |row: &Row| {
        let found = plan::find(plans, &row.record);
        json!({
            "plan": row.record.plan,
            "id": row.record.id,
            "title": found.map(|(_, record)| record.title.as_str()),
            "theme": theme(plans, &row.record),
            "cells": row.cells.iter().map(cell).collect::<Vec<_>>(),
            "total": row.total,
            "backing": row.backing,
        })
    };
    json!({
        "kind": matrix.kind,
        "columns": matrix.origins,
        "rows": matrix.rows.iter().map(row).collect::<Vec<_>>(),
        "totals": matrix.columns,
        "all": matrix.all,
        "gaps": gaps(&matrix.gaps),
    })
}

/// What is missing.
pub(super) fn gaps(gaps: &Gaps) -> Value {
    let comments = gaps.comments.iter().map(|set| {
        json!({
            "set": set.set, "title": set.title, "of_plan": set.of_plan, "opinions": set.opinions,
            "uncoded": set.uncoded, "without_item": set.without_item,
        })
    });
    json!({
        "count": gaps.len(),
        "without_evidence": gaps.without_evidence,
        "without_question": gaps.without_question,
        "findings_without_issue": gaps.findings_without_row,
        "lost_links": gaps.lost_links.iter().map(|(id, record)| json!({ "finding": id, "record": record })).collect::<Vec<_>>(),
        "intents_without_question": gaps.intents_without_question,
        "unknown_informs": gaps.unknown_informs.iter().map(|(of, name)| json!({ "question": question(of), "informs": name })).collect::<Vec<_>>(),
        "codes_without_issue": gaps.codes_without_row.iter().map(code).collect::<Vec<_>>(),
        "comments": comments.collect::<Vec<_>>(),
    })
}

/// Everything about one issue; figures are in the tables of its questions, unrounded.
pub(super) fn sheet(plans: &[Plan], matrix: &Matrix, sheet: &Sheet) -> Value {
    let mut object = issue(plans, matrix, &sheet.row);
    let place = |place: &crate::plans::evidence::sheet::Place| json!({ "record": place.record, "kind": place.kind, "name": place.name });
    let asked = sheet.asked.iter().map(|asked| {
        json!({
            "question": question(&asked.question), "label": asked.label, "origin": asked.origin, "via": asked.via,
            "informs": asked.informs, "tables": asked.tables,
        })
    });
    let found = sheet.found.iter().map(|found| {
        let grounds = found.evidence.iter().map(|grounds| {
            json!({ "says": grounds.says.as_ref().ok(), "gone": grounds.says.as_ref().err(), "was": grounds.was, "now": grounds.now })
        });
        json!({
            "id": found.id, "statement": found.statement, "via": found.via, "status": found.status, "review": found.review,
            "evidence": grounds.collect::<Vec<_>>(),
        })
    });
    let said = sheet.said.iter().map(|said| {
        json!({ "set": said.set, "number": said.number, "opinions": said.opinions, "text": said.text, "via": said.via })
    });
    let remarks = sheet.remarks.iter().map(|remark| {
        json!({
            "record": remark.record, "meeting": remark.meeting, "date": remark.date, "role": remark.role,
            "title": remark.title, "text": remark.text, "via": remark.via,
        })
    });
    let sets = sheet
        .sets
        .iter()
        .map(|set| json!({ "set": set.set, "title": set.title, "opinions": set.opinions, "people": set.people }));
    if let Value::Object(map) = &mut object {
        for (key, value) in [
            ("text", json!(sheet.text)),
            ("section", json!(sheet.section)),
            ("above", json!(sheet.above.iter().map(place).collect::<Vec<_>>())),
            ("linked", json!(sheet.linked.iter().map(place).collect::<Vec<_>>())),
            ("beside", json!(sheet.beside.iter().map(place).collect::<Vec<_>>())),
            ("asked", json!(asked.collect::<Vec<_>>())),
            ("found", json!(found.collect::<Vec<_>>())),
            ("opinions", json!(said.collect::<Vec<_>>())),
            ("sets", json!(sets.collect::<Vec<_>>())),
            ("said", json!(remarks.collect::<Vec<_>>())),
            ("synthetic", json!(sheet.synthetic)),
        ] {
            map.insert(key.to_owned(), value);
        }
    }
    object
}
