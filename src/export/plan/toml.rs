//! A plan as canonical TOML: fixed order of keys, a blank line between records, long texts over several lines.
//!
//! Equal plans give equal texts. Keys with nothing in them are not written; comments of the file a plan came from are not
//! part of the plan.

use crate::model::plan::{FigureKey, FigureOf, Plan, Record, book};
use crate::model::table::BaseKind;
use crate::text::toml::{push, quoted};

/// The plan as one file.
pub fn text(plan: &Plan) -> String {
    let mut text = String::from("[plan]\n");
    line(&mut text, "id", &plan.id);
    let about = &plan.about;
    for (key, value) in [
        ("title", &about.title),
        ("municipality", &about.municipality),
        ("section", &about.section),
        ("date", &about.date),
        ("document", &about.document),
        ("period", &about.period),
    ] {
        some(&mut text, key, value);
    }
    match about.sources.as_slice() {
        [] => {}
        [source] => line(&mut text, "source", source),
        sources => texts(&mut text, "source", sources),
    }
    if about.synthetic {
        text.push_str("synthetic = true\n");
    }
    for column in &plan.columns {
        text.push_str("\n[[column]]\n");
        line(&mut text, "label", &column.label);
        if let Some(year) = column.year {
            text.push_str(&format!("year = {year}\n"));
        }
        line(&mut text, "role", book::role_word(column.role));
    }
    for scale in &plan.scales {
        text.push_str("\n[[scale]]\n");
        line(&mut text, "id", &scale.id);
        some(&mut text, "title", &scale.title);
        if !scale.grades.is_empty() {
            let grades: Vec<String> = scale
                .grades
                .iter()
                .map(|grade| format!("{{ code = {}, label = {} }}", quoted(&grade.code), quoted(&grade.label)))
                .collect();
            text.push_str(&format!("grades = [{}]\n", grades.join(", ")));
        }
        some(&mut text, "note", &scale.note);
    }
    plan.records.iter().for_each(|one| record(&mut text, plan, one));
    text
}

fn record(text: &mut String, plan: &Plan, record: &Record) {
    text.push_str("\n[[record]]\n");
    line(text, "kind", &record.kind);
    line(text, "id", &record.id);
    some(text, "no", &record.no);
    some(text, "title", &record.title);
    some(text, "text", &record.text);
    optional(text, "parent", record.parent.as_ref());
    some(text, "section", &record.section);
    some(text, "period", &record.period);
    optional(text, "grade", record.grade.as_ref());
    optional(text, "scale", record.scale.as_ref());
    some(text, "state", &record.state);
    texts(text, "flags", &record.flags);
    texts(text, "links", &record.links);
    texts(text, "aliases", &record.aliases);
    some(text, "reading", &record.reading);
    texts(text, "phrases", &record.phrases);
    optional(text, "same_as", record.same_as.as_ref());
    some(text, "date", &record.date);
    some(text, "role", &record.role);
    some(text, "place", &record.place);
    some(text, "attendance", &record.attendance);
    some(text, "note", &record.note);
    some(text, "unit", &record.unit);
    if let Some(key) = &record.figure {
        text.push_str(&format!("figure = {}\n", figure(key)));
    }
    if !record.years.is_empty() {
        text.push_str("[record.years]\n");
        // In the order of the table, which is the order in which people read.
        let place = |label: &String| plan.columns.iter().position(|column| column.label == *label);
        let mut years: Vec<(&String, &String)> = record.years.iter().collect();
        years.sort_by_key(|(label, _)| place(label).unwrap_or(usize::MAX));
        for (label, raw) in years {
            line(text, &quoted(label), raw);
        }
    }
}

fn figure(key: &FigureKey) -> String {
    let mut parts = vec![format!("survey = {}", quoted(&key.survey)), format!("question = {}", quoted(&key.question))];
    let mut part = |name: &str, value: Option<&str>| {
        parts.extend(value.map(|value| format!("{name} = {}", quoted(value))));
    };
    part("option", key.option.as_deref());
    part("banner", key.banner.as_deref());
    part("group", key.group.as_deref());
    part("of", (key.of != FigureOf::default()).then(|| book::of_word(key.of)));
    part("weight", key.weight.as_deref());
    part("base", (key.base != BaseKind::default()).then(|| book::base_word(key.base)));
    part("where", key.filter.as_deref());
    format!("{{ {} }}", parts.join(", "))
}

fn line(text: &mut String, key: &str, value: &str) {
    let value = if value.contains('\n') { lines(value) } else { quoted(value) };
    text.push_str(&format!("{key} = {value}\n"));
}

fn some(text: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        line(text, key, value);
    }
}

fn optional(text: &mut String, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        line(text, key, value);
    }
}

fn texts(text: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        text.push_str(&format!("{key} = [{}]\n", values.join(", ")));
    }
}

/// A text over several lines, as it reads. Every third of quotation marks in a row is escaped, and one at the end.
fn lines(text: &str) -> String {
    let mut quoted = String::from("\"\"\"\n");
    let mut marks = 0;
    for (at, c) in text.char_indices() {
        let is_last = at + c.len_utf8() == text.len();
        marks = if c == '"' { marks + 1 } else { 0 };
        match c {
            '"' if marks == 3 || is_last => {
                quoted.push_str("\\\"");
                marks = 0;
            }
            '"' | '\n' => quoted.push(c),
            c => push(&mut quoted, c),
        }
    }
    quoted.push_str("\"\"\"");
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_text_comes_back(text in "(\\PC|[\"\\\\\n\r\t\u{0}\u{7f}\u{85}'=+]){0,40}") {
            for written in [quoted(&text), lines(&text)] {
                let read: toml::Table = toml::from_str(&format!("a = {written}\n")).unwrap();
                proptest::prop_assert_eq!(read["a"].as_str(), Some(text.as_str()), "{}", written);
            }
        }
    }
}
