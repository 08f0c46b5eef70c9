//! Lists of findings and of their drafts as grids: how each stands, its sentence, its figures, what it speaks for.

use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use super::round;
use crate::messages::Lang;
use crate::messages::finding::{gone, words};
use crate::model::finding::{Check, Draft, EvidenceCheck, Finding, Reading, Status};
use crate::model::plan::RecordRef;
use crate::text::fit::cut;

/// Cells of a sentence in a list for a terminal.
const SHORT: usize = 60;

/// The printed figures of readings, one after another: what `verify` calls `was` and `now`.
pub fn printed<'a>(readings: impl IntoIterator<Item = Option<&'a Reading>>) -> String {
    let texts = readings.into_iter().map(|reading| reading.map_or("-", |reading| reading.printed.as_str()));
    texts.collect::<Vec<_>>().join("; ")
}

/// What evidence said when it was pinned.
pub fn was(finding: &Finding) -> String {
    printed(finding.evidence.iter().map(|evidence| Some(&evidence.was)))
}

/// What evidence says now; `None` where none of it says anything.
pub fn now(check: &Check) -> Option<String> {
    let some = check.evidence.is_empty() || check.evidence.iter().any(|one| one.now.is_ok());
    some.then(|| printed(check.evidence.iter().map(|one| one.now.as_ref().ok())))
}

/// Findings, each with how it stands; `short` cuts sentences, for a terminal.
pub fn list(rows: &[(&Finding, &Check)], short: bool, lang: Lang) -> Grid {
    let heads = [
        words::head_status(lang),
        words::head_statement(lang),
        words::head_evidence(lang),
        words::head_records(lang),
        words::head_review(lang),
    ];
    let row = |(finding, check): &(&Finding, &Check)| {
        let review = finding.review.as_ref().map_or(String::new(), |review| {
            if review.on.is_empty() { review.by.clone() } else { format!("{} {}", review.by, review.on) }
        });
        let cells = vec![
            word(words::status(lang, check.status)),
            sentence(&finding.statement, short),
            word(&was(finding)),
            word(&records(&finding.records, short)),
            word(&review),
        ];
        line(&finding.id, cells)
    };
    grid(words::list_about(lang), words::head_id(lang), &heads, rows.iter().map(row).collect())
}

/// Findings held against their evidence: what it said, what it says, and why it says nothing.
pub fn verified(rows: &[(&Finding, &Check)], short: bool, lang: Lang) -> Grid {
    let heads = [
        words::head_status(lang),
        words::head_was(lang),
        words::head_now(lang),
        words::head_statement(lang),
        words::head_remark(lang),
    ];
    let row = |(finding, check): &(&Finding, &Check)| {
        let mut remarks: Vec<String> = check.evidence.iter().flat_map(|one| remarks(one, lang)).collect();
        remarks.dedup();
        let cells = vec![
            word(words::status(lang, check.status)),
            word(&was(finding)),
            now(check).map_or_else(Cell::absent, |now| word(&now)),
            sentence(&finding.statement, short),
            word(&remarks.join(lang.pick("、", ", "))),
        ];
        line(&finding.id, cells)
    };
    grid(words::verify_about(lang), words::head_id(lang), &heads, rows.iter().map(row).collect())
}

/// What is to be said of a piece of evidence beyond its figures.
pub fn remarks(one: &EvidenceCheck, lang: Lang) -> Vec<String> {
    let mut found: Vec<String> = one.now.as_ref().err().map(|why| gone(lang, why)).into_iter().collect();
    if one.status != Status::Broken {
        found.extend(one.renamed.then(|| words::renamed(lang).to_owned()));
        found.extend(one.turned.then(|| words::turned(lang).to_owned()));
    }
    found
}

/// Drafts, each with its sentence.
pub fn drafts(rows: &[(&Draft, &str)], short: bool, lang: Lang) -> Grid {
    let heads =
        [words::head_rule(lang), words::head_strength(lang), words::head_statement(lang), words::head_records(lang)];
    let row = |(draft, statement): &(&Draft, &str)| {
        let strength = round::number(draft.strength, 1, "-").unwrap_or_default();
        let cells = vec![
            word(words::rule_name(lang, draft.rule)),
            Cell::new(Value::Number(draft.strength), strength),
            // A draft is there to be read.
            sentence(statement, false),
            word(&records(&draft.records, short)),
        ];
        line(&draft.key, cells)
    };
    grid(words::drafts_about(lang), words::head_key(lang), &heads, rows.iter().map(row).collect())
}

fn grid(title: &str, corner: &str, heads: &[&str], rows: Vec<Row>) -> Grid {
    Grid {
        title: title.to_owned(),
        subtitles: Vec::new(),
        corner: [String::new(), corner.to_owned()],
        stub: Stub::Blocks,
        columns: heads.iter().map(|head| Head::new("", *head, Part::Figure)).collect(),
        rows,
        notes: Vec::new(),
    }
}

fn line(id: &str, cells: Vec<Cell>) -> Row {
    Row { head: Head::new("", id, Part::Group), line: Line::Figure, first: true, cells }
}

fn word(text: &str) -> Cell {
    if text.is_empty() { Cell::blank() } else { Cell::word(text) }
}

fn sentence(text: &str, short: bool) -> Cell {
    let text = text.replace('\n', " ");
    word(&if short { cut(&text, SHORT) } else { text })
}

/// Records by their ids; a terminal has room for the first three.
fn records(records: &[RecordRef], short: bool) -> String {
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    match ids.get(..3) {
        Some(first) if short && ids.len() > 3 => format!("{} +{}", first.join("、"), ids.len() - 3),
        _ => ids.join("、"),
    }
}
