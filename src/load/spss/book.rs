//! The codebook of an SPSS file: labelled variables as questions with one answer, multiple response sets as questions with
//! several, user-missing values as missing answers.

use std::collections::HashSet;

use super::dictionary::{Dictionary, Measure, Set, Value, Variable};
use crate::load::codebook::{Codebook, Entry, add_missing};
use crate::load::read::ReadError;
use crate::load::sheet::{Cell, Sheet};
use crate::model::Kind;
use crate::model::survey::{Choice, Layout, MissingCodes};

/// The most different values of a variable that are looked at.
const MOST_VALUES: usize = 10_000;
/// The most values without a label that become choices beside those with one: a scale of which only the ends are labelled.
const MOST_UNLABELLED: usize = 20;
/// The most choices all questions may have together.
const MOST_CHOICES: usize = 2_000_000;

/// Everything the file says about its columns; `sheet` has its cases under a row of names.
pub(super) fn codebook(dictionary: &Dictionary, sheet: &Sheet) -> Result<Codebook, ReadError> {
    let mut entries = Vec::new();
    let in_sets: HashSet<usize> = dictionary.sets.iter().flat_map(|set| set.variables.iter().copied()).collect();
    let mut choices = 0;
    let mut add = |entry: Entry, entries: &mut Vec<Entry>| {
        choices += entry.choices.len();
        entries.push(entry);
        if choices > MOST_CHOICES { Err(ReadError::damaged("too many labels of values")) } else { Ok(()) }
    };
    for (position, variable) in dictionary.variables.iter().enumerate() {
        for set in dictionary.sets.iter().filter(|set| set.variables.first() == Some(&position)) {
            add(several(dictionary, set, sheet), &mut entries)?;
        }
        if !in_sets.contains(&position) {
            add(one(variable, position, sheet), &mut entries)?;
        }
    }
    let weight = dictionary.weight.and_then(|position| dictionary.variables.get(position));
    let weight = weight.map(|variable| variable.name.clone());
    Ok(Codebook { entries, title: dictionary.title.clone(), weight, id: None })
}

/// The different values of a column as cells show them, by first appearance.
fn values(sheet: &Sheet, column: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut values = Vec::new();
    for cell in sheet.rows.iter().skip(1).filter_map(|row| row.get(column)).filter(|cell| !cell.is_blank()) {
        let text = cell.text();
        if !seen.contains(text.trim()) {
            seen.insert(text.trim().to_owned());
            values.push(text.trim().to_owned());
        }
        if values.len() >= MOST_VALUES {
            break;
        }
    }
    values
}

fn text(value: &Value) -> String {
    match value {
        Value::Number(number) => Cell::Number(*number).text().into_owned(),
        Value::Text(text) => text.trim().to_owned(),
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The texts of a variable's missing values: those stated, and of a range those that have a label or are there.
fn missing(variable: &Variable, seen: &[String]) -> MissingCodes {
    let mut codes = MissingCodes::default();
    let value = |text: &String| match variable.width {
        0 => number(text).map(Value::Number),
        _ => Some(Value::Text(text.clone())),
    };
    let stated = variable.missing.values.iter().cloned();
    let labelled = variable.labels.iter().map(|(value, _)| value.clone());
    let all = stated.chain(labelled).chain(seen.iter().filter_map(value));
    for value in all.filter(|value| variable.missing.holds(value)) {
        let label = variable.labels.iter().find(|(known, _)| *known == value).map_or("", |(_, label)| label);
        let text = text(&value);
        let known = [&codes.na, &codes.nap, &codes.inv, &codes.unk].into_iter().any(|codes| codes.contains(&text));
        if !known {
            add_missing(&mut codes, text, label);
        }
    }
    codes
}

/// Labelled values that are answers, and values that are there without a label.
fn choices(variable: &Variable, seen: &[String], missing: &MissingCodes) -> (Vec<Choice>, Vec<Choice>) {
    let none =
        |text: &String| [&missing.na, &missing.nap, &missing.inv, &missing.unk].iter().all(|c| !c.contains(text));
    let mut known = HashSet::new();
    let mut labelled = Vec::new();
    for (value, label) in &variable.labels {
        let code = text(value);
        if !code.is_empty() && none(&code) && known.insert(code.clone()) {
            let label = if label.is_empty() { code.clone() } else { label.clone() };
            labelled.push(Choice { code, label, ..Choice::default() });
        }
    }
    let unlabelled = seen.iter().filter(|text| none(text) && !known.contains(*text));
    let unlabelled = unlabelled.map(|text| Choice { code: text.clone(), label: text.clone(), ..Choice::default() });
    (labelled, unlabelled.collect())
}

/// Numbers ascending before texts, which keep their order.
fn sort(choices: &mut [Choice]) {
    choices.sort_by(|a, b| match (number(&a.code), number(&b.code)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}

fn one(variable: &Variable, column: usize, sheet: &Sheet) -> Entry {
    let seen = values(sheet, column);
    let missing = missing(variable, &seen);
    let (mut choices, unlabelled) = choices(variable, &seen, &missing);
    // A few values beside the labelled ones are choices nobody labelled; many of them are quantities.
    let is_single = !choices.is_empty() && unlabelled.len() <= MOST_UNLABELLED;
    let kind = match variable.measure {
        _ if variable.format.is_date() => Some(Kind::Date),
        _ if is_single => Some(Kind::Single),
        Measure::Scale if variable.width == 0 => Some(Kind::Numeric),
        _ if variable.width == 0 && !choices.is_empty() => Some(Kind::Numeric),
        _ => None,
    };
    if kind == Some(Kind::Single) {
        choices.extend(unlabelled);
        if variable.width == 0 {
            sort(&mut choices);
        }
    } else {
        choices.clear();
    }
    Entry {
        name: variable.name.clone(),
        columns: vec![variable.name.clone()],
        text: variable.label.clone(),
        kind,
        choices,
        missing,
        place: variable.name.clone(),
        ..Entry::default()
    }
}

fn several(dictionary: &Dictionary, set: &Set, sheet: &Sheet) -> Entry {
    let members: Vec<(usize, &Variable)> =
        set.variables.iter().filter_map(|position| Some((*position, dictionary.variables.get(*position)?))).collect();
    let mut all_missing = MissingCodes::default();
    let mut found: Vec<Choice> = Vec::new();
    let mut known = HashSet::new();
    let names: Vec<&str> = members.iter().map(|(_, variable)| variable.name.as_str()).collect();
    for ((column, variable), code) in members.iter().zip(codes(&names)) {
        let seen = values(sheet, *column);
        let missing = missing(variable, &seen);
        let (labelled, unlabelled) = choices(variable, &seen, &missing);
        match &set.counted {
            Some(counted) => {
                let value_label = labelled.iter().find(|choice| choice.code == *counted).map(|choice| &choice.label);
                let label = value_label.filter(|_| set.by_value_label).unwrap_or(&variable.label);
                let label = if label.is_empty() { variable.name.clone() } else { label.clone() };
                found.push(Choice { code, label, ..Choice::default() });
            }
            None => {
                let new = labelled.into_iter().chain(unlabelled).filter(|choice| known.insert(choice.code.clone()));
                found.extend(new.collect::<Vec<_>>());
            }
        }
        for (all, own) in [
            (&mut all_missing.na, missing.na),
            (&mut all_missing.nap, missing.nap),
            (&mut all_missing.inv, missing.inv),
            (&mut all_missing.unk, missing.unk),
        ] {
            let new: Vec<String> = own.into_iter().filter(|text| !all.contains(text)).collect();
            all.extend(new);
        }
    }
    if set.counted.is_none() {
        sort(&mut found);
    }
    Entry {
        name: set.name.clone(),
        columns: names.into_iter().map(str::to_owned).collect(),
        text: set.label.clone(),
        kind: Some(Kind::Multiple),
        layout: Some(if set.counted.is_some() { Layout::Flags } else { Layout::Slots }),
        choices: found,
        // Stated even where it is a usual mark: a code for missing answers may be that of a choice too.
        marked: set.counted.iter().cloned().collect(),
        missing: all_missing,
        place: format!("${}", set.name),
        ..Entry::default()
    }
}

/// Codes of choices that are variables: what follows the part their names have in common (`Q3_1`, `Q3_2`: 1, 2), or else
/// the whole names.
fn codes(names: &[&str]) -> Vec<String> {
    let whole = || names.iter().map(|name| (*name).to_owned()).collect();
    let Some(first) = names.first().filter(|_| names.len() > 1) else {
        let last = |name: &&str| name.rsplit_once('_').map_or(*name, |(_, last)| last).to_owned();
        return names.iter().map(last).collect();
    };
    let common = first.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| {
        let start = first.get(..*end).unwrap_or_default();
        names.iter().all(|name| name.starts_with(start))
    });
    // Digits that all names share belong to the codes: of Q1_10 and Q1_11 the codes are 10 and 11.
    let start = first.get(..common.last().unwrap_or(0)).unwrap_or_default();
    let goes_on = |name: &&str| {
        let rest = name.get(start.len()..).unwrap_or_default();
        rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())
    };
    let start = match start.rfind('_') {
        _ if !names.iter().any(goes_on) => start.len(),
        Some(at) if start.get(at + 1..).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())) => at + 1,
        _ => start.trim_end_matches(|c: char| c.is_ascii_digit()).len(),
    };
    let rest: Vec<String> = names.iter().map(|name| name.get(start..).unwrap_or_default().to_owned()).collect();
    let different: HashSet<&String> = rest.iter().collect();
    if start == 0 || different.len() < rest.len() || rest.iter().any(String::is_empty) { whole() } else { rest }
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn codes_are_what_the_names_differ_in() {
        assert_eq!(codes(&["Q3_1", "Q3_2", "Q3_10"]), ["1", "2", "10"]);
        assert_eq!(codes(&["Q1_10", "Q1_11"]), ["10", "11"]);
        assert_eq!(codes(&["問3a", "問3b"]), ["a", "b"]);
        assert_eq!(codes(&["v12", "v13"]), ["12", "13"]);
        assert_eq!(codes(&["bus", "tram"]), ["bus", "tram"]);
        assert_eq!(codes(&["Q3_1"]), ["1"]);
        assert_eq!(codes(&["Q3", "Q3_1"]), ["3", "3_1"]);
    }
}
