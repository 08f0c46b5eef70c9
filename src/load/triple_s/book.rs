//! The codebook of a Triple-S survey.
//!
//! The format has no place for missing answers, so a value that is called 無回答, 非該当, 無効 or 不明 and nothing else is
//! one; so is every labelled value of a quantity, which is otherwise a plain number.

use std::collections::HashSet;

use super::xml::{Definition, Several, Type, Variable};
use crate::load::codebook::{Codebook, Entry, add_missing};
use crate::load::sheet::Sheet;
use crate::model::Kind;
use crate::model::survey::{Choice, Layout, MissingCodes};

/// The most values without a label that become choices beside those with one.
const MOST_UNLABELLED: usize = 20;
/// Labels that say by themselves that there is no answer.
const NO_ANSWER: [&str; 8] =
    ["無回答", "非該当", "無効", "不明", "no answer", "not applicable", "invalid", "unreadable"];

/// Everything the file says about its columns; `sheet` has its answers under a row of names.
pub(super) fn codebook(definition: &Definition, sheet: &Sheet) -> Codebook {
    let mut entries = Vec::new();
    let mut first = 0;
    for variable in &definition.variables {
        let columns = variable.columns();
        let places = first..first + columns.len();
        first = places.end;
        entries.push(entry(variable, columns, sheet, places));
    }
    let weight = definition.variables.iter().find(|variable| variable.is_weight);
    let serial = definition.variables.iter().find(|variable| variable.is_serial);
    Codebook {
        entries,
        title: definition.title.clone(),
        weight: weight.map(|variable| variable.name.clone()),
        id: serial.map(|variable| variable.name.clone()),
    }
}

fn entry(variable: &Variable, columns: Vec<String>, sheet: &Sheet, places: std::ops::Range<usize>) -> Entry {
    let mut missing = MissingCodes::default();
    let mut choices: Vec<Choice> = Vec::new();
    let mut known = HashSet::new();
    for (code, label) in &variable.values {
        if !known.insert(code.clone()) {
            continue;
        }
        if variable.kind == Type::Quantity || NO_ANSWER.contains(&label.to_lowercase().as_str()) {
            add_missing(&mut missing, code.clone(), label);
            continue;
        }
        let label = if label.is_empty() { code } else { label };
        choices.push(Choice { code: code.clone(), label: label.clone(), ..Choice::default() });
    }
    let is_coded = matches!(variable.kind, Type::Single | Type::Multiple);
    let bits = matches!(variable.several, Some(Several::Bits(_)));
    if is_coded && !bits && !choices.is_empty() {
        let unlabelled = unlabelled(sheet, places, &known);
        if unlabelled.len() <= MOST_UNLABELLED {
            choices.extend(unlabelled);
        }
    }
    let (kind, layout) = match variable.kind {
        Type::Single => (Kind::Single, None),
        Type::Multiple => (Kind::Multiple, Some(if bits { Layout::Flags } else { Layout::Slots })),
        Type::Logical => {
            choices =
                ["1", "0"].map(|code| Choice { code: code.into(), label: code.into(), ..Choice::default() }).into();
            (Kind::Single, None)
        }
        Type::Quantity => (Kind::Numeric, None),
        Type::Date => (Kind::Date, None),
        Type::Character | Type::Time => (Kind::Text, None),
    };
    Entry {
        name: variable.name.clone(),
        columns,
        text: variable.label.clone(),
        kind: Some(kind),
        layout,
        choices,
        marked: if bits { vec!["1".to_owned()] } else { Vec::new() },
        missing,
        range: variable.range.filter(|_| variable.kind == Type::Quantity),
        place: variable.name.clone(),
        ..Entry::default()
    }
}

/// Values that are there and have no label, by first appearance.
fn unlabelled(sheet: &Sheet, places: std::ops::Range<usize>, known: &HashSet<String>) -> Vec<Choice> {
    // 01 is the code 1.
    let plain = |text: &str| match text.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest => rest.to_owned(),
    };
    let known: HashSet<String> = known.iter().map(|code| plain(code)).collect();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let cells = sheet.rows.iter().skip(1).filter_map(|row| row.get(places.start..places.end.min(row.len())));
    for cell in cells.flatten().filter(|cell| !cell.is_blank()) {
        let text = cell.text();
        if !known.contains(&plain(&text)) && seen.insert(plain(&text)) {
            found.push(Choice { code: text.to_string(), label: text.to_string(), ..Choice::default() });
        }
        if found.len() > MOST_UNLABELLED {
            break;
        }
    }
    found
}
