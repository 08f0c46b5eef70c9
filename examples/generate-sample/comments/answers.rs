//! The right answers beside the files: opinions with their codes, what was planted, and the codes of free answers.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::letter::Letter;
use crate::definition::Fail;

/// Writes every opinion with its place, codes and what becomes of it.
pub fn gold(path: &Path, letters: &[&Letter]) -> Result<(), Fail> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["receipt", "opinion", "start", "end", "codes", "fate"])?;
    for letter in letters {
        for (number, opinion) in (1..).zip(&letter.opinions) {
            let mut fates = Vec::new();
            for (holds, fate) in [
                (opinion.out_of_scope, "out_of_scope"),
                (letter.has("withdrawn"), "withdrawn"),
                (letter.has("late"), "late"),
            ] {
                fates.extend(holds.then_some(fate));
            }
            let place = [number, opinion.start, opinion.end].map(|number: usize| number.to_string());
            let [number, start, end] = &place;
            csv.write_record([&letter.receipt, number, start, end, &opinion.codes, &fates.join(";")])?;
        }
    }
    std::fs::write(path, csv.into_inner()?)?;
    Ok(())
}

/// Writes what is personal and which letters are alike.
pub fn planted(path: &Path, letters: &[&Letter], template: &str) -> Result<(), Fail> {
    let mut personal = Vec::new();
    for letter in letters {
        for (start, end, kind) in &letter.personal {
            let text = letter.part(*start, *end);
            let entry = json!({ "receipt": letter.receipt, "start": start, "end": end, "kind": kind, "text": text });
            personal.push(format!("    {}", serde_json::to_string(&entry)?));
        }
    }
    let mut exact: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut near: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut members = Vec::new();
    for letter in letters {
        if let Some(group) = letter.mark("exact") {
            exact.entry(group.to_owned()).or_default().push(&letter.receipt);
        }
        if let Some(group) = letter.mark("near") {
            near.entry(group.to_owned()).or_default().push(&letter.receipt);
        }
        if let Some(form) = letter.mark("tpl") {
            if form == "copy" {
                exact.entry("t1".to_owned()).or_default().push(&letter.receipt);
            }
            let shared = shared(&letter.text, template);
            let entry = json!({ "receipt": letter.receipt, "form": form, "shared": shared });
            members.push(format!("      {}", serde_json::to_string(&entry)?));
        }
    }
    let note = "Synthetic data (合成データ), written by examples/generate-sample; do not edit. Offsets count characters of \
                the text, ends excluded. shared: the parts of a letter that are the campaign's text.";
    let text = format!(
        "{{\n  \"note\": {},\n  \"personal\": [\n{}\n  ],\n  \"exact\": {},\n  \"near\": {},\n  \"template\": {{\n    \"text\": {},\n    \"members\": [\n{}\n    ]\n  }}\n}}\n",
        serde_json::to_string(note)?,
        personal.join(",\n"),
        serde_json::to_string(&exact)?,
        serde_json::to_string(&near)?,
        serde_json::to_string(template)?,
        members.join(",\n"),
    );
    std::fs::write(path, text)?;
    Ok(())
}

/// Where the template stands in a text: in one piece, or its beginning and its end around words of the sender's own.
fn shared(text: &str, template: &str) -> Vec<[usize; 2]> {
    let count = |part: &str| part.chars().count();
    if let Some((before, _)) = text.split_once(template) {
        return vec![[count(before), count(before) + count(template)]];
    }
    let begin = text.chars().zip(template.chars()).take_while(|(a, b)| a == b).count();
    let rest = count(template) - begin;
    let end = text.chars().rev().zip(template.chars().rev()).take(rest).take_while(|(a, b)| a == b).count();
    vec![[0, begin], [count(text) - end, count(text)]]
}

/// Writes the codes of free answers: the id of each respondent as koe names it, and the numbers of the categories.
pub fn free(path: &Path, rows: &[(String, Vec<u8>)]) -> Result<(), Fail> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["整理番号", "codes"])?;
    for (id, codes) in rows {
        let codes: Vec<String> = codes.iter().map(u8::to_string).collect();
        csv.write_record([id, &codes.join(";")])?;
    }
    std::fs::write(path, csv.into_inner()?)?;
    Ok(())
}
