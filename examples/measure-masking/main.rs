//! How well personal data is found in texts of one's own: recall and precision by kind, what is missed, what is found wrongly.
//!
//! `cargo run --example measure-masking -- FILE.jsonl…`: one text per line, `{"id", "text", "spans": [{"kind", "text",
//! "occurrence"?}]}`. `kind` is name, phone, mail, post_code, address, account or other; `occurrence` counts from 1 where the
//! same words stand in the text more than once. A span is found when every character of it that is no space is masked,
//! under whatever kind; a mask is right when it overlaps a span. Exit code 1 when a file cannot be read.

use std::collections::BTreeMap;
use std::process::ExitCode;

use koe::comments::mask::in_text;
use koe::model::comment::Span;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    spans: Vec<Planted>,
}

#[derive(Deserialize)]
struct Planted {
    kind: String,
    text: String,
    occurrence: Option<usize>,
}

/// Counts of one kind.
#[derive(Default)]
struct Score {
    planted: usize,
    covered: usize,
    found: usize,
    right: usize,
}

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: measure-masking FILE.jsonl…");
        return ExitCode::from(2);
    }
    let mut failed = false;
    for file in files {
        match std::fs::read_to_string(&file) {
            Ok(lines) => failed |= !measure(&file, &lines),
            Err(why) => {
                eprintln!("{file}: {why}");
                failed = true;
            }
        }
    }
    ExitCode::from(u8::from(failed))
}

/// Prints the figures of one file; false where a line cannot be read.
fn measure(file: &str, lines: &str) -> bool {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut missed, mut wrong, mut whole, mut texts) = (Vec::new(), Vec::new(), true, 0);
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = match serde_json::from_str(line) {
            Ok(line) => line,
            Err(why) => {
                eprintln!("{file}, line {}: {why}", number + 1);
                whole = false;
                continue;
            }
        };
        texts += 1;
        let found = in_text(&line.text, &[]);
        let masked = |at: usize| found.iter().any(|found| found.span.start <= at && at < found.span.end);
        let chars: Vec<char> = line.text.chars().collect();
        let mut spans = Vec::new();
        for planted in &line.spans {
            let Some(span) = place(&line.text, planted) else {
                eprintln!("{file}, line {}: {} does not stand in the text", number + 1, planted.text);
                whole = false;
                continue;
            };
            spans.push(span);
            let score = scores.entry(planted.kind.replace('_', "")).or_default();
            score.planted += 1;
            let open = |at: usize| !masked(at) && chars.get(at).is_some_and(|c| !c.is_whitespace());
            if (span.start..span.end).any(open) {
                missed.push(format!("{} {:9} {}\n      {}", line.id, planted.kind, planted.text, flat(&line.text)));
            } else {
                score.covered += 1;
            }
        }
        for one in &found {
            let kind = format!("{:?}", one.kind).to_lowercase();
            let score = scores.entry(kind.clone()).or_default();
            score.found += 1;
            if spans.iter().any(|span| span.overlaps(one.span)) {
                score.right += 1;
            } else {
                wrong.push(format!("{} {kind:9} {}\n      {}", line.id, one.span.of(&line.text), flat(&line.text)));
            }
        }
    }
    println!("{file}: {texts} texts");
    println!("kind        planted  found  recall    masks  right  precision");
    for (kind, score) in &scores {
        println!(
            "{kind:11} {:7} {:6} {:7} {:8} {:6} {:10}",
            score.planted,
            score.covered,
            share(score.covered, score.planted),
            score.found,
            score.right,
            share(score.right, score.found)
        );
    }
    println!("\nnot found:");
    missed.iter().for_each(|line| println!("  {line}"));
    println!("\nfound wrongly:");
    wrong.iter().for_each(|line| println!("  {line}"));
    whole
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.3}", part as f64 / whole as f64) }
}

fn flat(text: &str) -> String {
    text.replace('\n', "⏎")
}

/// Where planted words stand.
fn place(text: &str, planted: &Planted) -> Option<Span> {
    let (at, _) = text.match_indices(&planted.text).nth(planted.occurrence.unwrap_or(1).saturating_sub(1))?;
    let start = text.get(..at)?.chars().count();
    Some(Span::new(start, start + planted.text.chars().count()))
}
