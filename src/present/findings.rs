//! Lists of findings and of their drafts: how each stands, its sentence, its figures, what it speaks for. As grids for
//! spreadsheets, and as lines for a terminal, where a sentence needs the whole width.

use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use super::round;
use crate::messages::Lang;
use crate::messages::finding::{gone, words};
use crate::model::finding::{Check, Draft, EvidenceCheck, Finding, Reading, Status};
use crate::model::plan::RecordRef;
use crate::text::fit::wrap;

/// Cells of a line of text.
const WIDTH: usize = 78;
/// Cells that a sentence stands in from the left.
const INDENT: usize = 4;

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

/// Findings, each with how it stands.
pub fn list(rows: &[(&Finding, &Check)], lang: Lang) -> Grid {
    let heads = [
        words::head_status(lang),
        words::head_statement(lang),
        words::head_evidence(lang),
        words::head_records(lang),
        words::head_review(lang),
    ];
    let row = |(finding, check): &(&Finding, &Check)| {
        let cells = vec![
            word(words::status(lang, check.status)),
            sentence(&finding.statement),
            word(&was(finding)),
            word(&records(&finding.records)),
            word(&review(finding)),
        ];
        line(&finding.id, cells)
    };
    grid(words::list_about(lang), words::head_id(lang), &heads, rows.iter().map(row).collect())
}

/// Findings held against their evidence: what it said, what it says, and why it says nothing.
pub fn verified(rows: &[(&Finding, &Check)], lang: Lang) -> Grid {
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
            sentence(&finding.statement),
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
pub fn drafts(rows: &[(&Draft, &str)], lang: Lang) -> Grid {
    let heads =
        [words::head_rule(lang), words::head_strength(lang), words::head_statement(lang), words::head_records(lang)];
    let row = |(draft, statement): &(&Draft, &str)| {
        let strength = round::number(draft.strength, 1, "-").unwrap_or_default();
        let cells = vec![
            word(words::rule_name(lang, draft.rule)),
            Cell::new(Value::Number(draft.strength), strength),
            sentence(statement),
            word(&linked(draft, records, lang)),
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

fn sentence(text: &str) -> Cell {
    word(&text.replace('\n', " "))
}

/// Records by their ids.
fn records(records: &[RecordRef]) -> String {
    records.iter().map(|record| record.id.as_str()).collect::<Vec<_>>().join("、")
}

/// The records of a draft, and those of which one may be meant.
fn linked(draft: &Draft, names: impl Fn(&[RecordRef]) -> String, lang: Lang) -> String {
    let open = (!draft.open.is_empty()).then(|| words::open_records(lang, &names(&draft.open)));
    let parts = [names(&draft.records), open.unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// Records by their ids; a line has room for the first few.
fn first_records(records: &[RecordRef]) -> String {
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    match ids.get(..4) {
        Some(first) if ids.len() > 4 => format!("{} +{}", first.join("、"), ids.len() - 4),
        _ => ids.join("、"),
    }
}

/// Findings for a terminal: a line of what it is, its sentence below.
pub fn list_lines(rows: &[(&Finding, &Check)], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (finding, check) in rows {
        let status = words::status(lang, check.status).to_owned();
        let parts =
            [finding.id.clone(), status, figures(finding, check), first_records(&finding.records), review(finding)];
        lines.extend(heading(&parts));
        lines.extend(below(&finding.statement));
    }
    lines
}

/// Findings held against their evidence, for a terminal: what is no longer so has its sentence and reasons below.
pub fn verified_lines(rows: &[(&Finding, &Check)], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (finding, check) in rows {
        let status = words::status(lang, check.status).to_owned();
        lines.extend(heading(&[finding.id.clone(), status, figures(finding, check)]));
        let mut reasons: Vec<String> = check.evidence.iter().flat_map(|one| remarks(one, lang)).collect();
        reasons.dedup();
        reasons.extend((!check.unsupported.is_empty()).then(|| words::unsupported(lang, &check.unsupported)));
        if check.status != Status::Current || !check.unsupported.is_empty() {
            lines.extend(below(&finding.statement));
        }
        lines.extend(reasons.iter().flat_map(|reason| below(&format!("- {reason}"))));
    }
    lines
}

/// Drafts for a terminal.
pub fn draft_lines(rows: &[(&Draft, &str)], lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (draft, statement) in rows {
        let points = words::points(lang, &round::number(draft.strength, 1, "-").unwrap_or_default());
        let rule = words::rule_name(lang, draft.rule).to_owned();
        lines.extend(heading(&[draft.key.clone(), rule, points, linked(draft, first_records, lang)]));
        lines.extend(below(statement));
    }
    lines
}

/// The figures; where they are other ones now, both.
fn figures(finding: &Finding, check: &Check) -> String {
    let (was, now) = (was(finding), now(check).unwrap_or_else(|| "-".to_owned()));
    if was == now { was } else { format!("{was} → {now}") }
}

fn review(finding: &Finding) -> String {
    finding.review.as_ref().map_or(String::new(), |review| format!("{} {}", review.by, review.on).trim_end().to_owned())
}

fn heading(parts: &[String]) -> Vec<String> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    wrap(&parts.join("  "), WIDTH)
}

fn below(text: &str) -> Vec<String> {
    wrap(text, WIDTH - INDENT).into_iter().map(|line| format!("{:INDENT$}{line}", "")).collect()
}
