//! `koe comments check`: what was met while reading the receipts, and decisions that have lost what they were about.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::lists::{List, word};
use super::{Set, set_flag};
use crate::cli::{ATTENTION, Context, DONE, Failure, pages};
use crate::comments::{codes, quote};
use crate::export::json as export_json;
use crate::messages::comments::intake::{self as words, Lost};
use crate::messages::{Lang, problem};
use crate::model::comment::{Decisions, Docket, Fate, Opinion};
use crate::model::{Diagnostic, Severity};

pub(super) fn command(lang: Lang) -> Command {
    pages::flags(Command::new("check").about(words::check_about(lang)).arg(set_flag(lang)), lang)
}

/// One line of the answer.
struct Line {
    rule: String,
    severity: Severity,
    id: String,
    place: String,
    sentence: String,
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let set = Set::open(context, arguments)?;
    let mut lines: Vec<Line> = set.corpus.diagnostics.iter().map(|found| met(lang, found)).collect();
    lines.extend(taken(lang, &set));
    lines.extend(lost(lang, &set.docket(), &set.decisions()));
    lines.sort_by_key(|line| line.severity);
    let list = List {
        title: words::title_check(lang),
        corner: words::head_rule(lang),
        heads: vec![words::head_id(lang), words::head_where(lang), words::head_what(lang)],
        rows: lines
            .iter()
            .map(|line| (line.rule.clone(), vec![word(&line.id), word(&line.place), word(&line.sentence)]))
            .collect(),
        notes: if lines.is_empty() { vec![words::all_right(lang).to_owned()] } else { Vec::new() },
    };
    let object = |line: &Line| -> Value {
        json!({ "rule": line.rule, "severity": line.severity, "id": line.id, "place": line.place, "message": line.sentence })
    };
    let whole = || {
        let problems: Vec<Value> = lines.iter().map(object).collect();
        Ok(export_json::value(&json!({ "set": set.id(), "problems": problems }))?)
    };
    set.guard(context, arguments)?;
    // Sentences stand whole on the screen too.
    let format = match pages::format(context, arguments)? {
        "table" => "text",
        format => format,
    };
    let page = list.page(&set, lang, format);
    pages::write(context, arguments, words::title_check(lang), whole, &[page])?;
    let attention = lines.iter().any(|line| line.severity != Severity::Info);
    Ok(if attention { ATTENTION } else { DONE })
}

fn met(lang: Lang, found: &Diagnostic) -> Line {
    let place = [&found.place.file, &found.place.sheet, &found.place.cell].map(String::as_str);
    Line {
        rule: found.problem.rule().to_owned(),
        severity: found.problem.severity(),
        id: found.case.clone().unwrap_or_default(),
        place: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        sentence: problem::diagnostic(lang, found),
    }
}

/// Rows of files whose number a typed receipt has.
fn taken(lang: Lang, set: &Set) -> Vec<Line> {
    let decisions = set.decisions();
    let typed: std::collections::BTreeSet<&str> = decisions.typed.iter().map(|typed| typed.id.as_str()).collect();
    let ids = set.corpus.receipts.iter().map(|receipt| receipt.id.as_str()).filter(|id| typed.contains(id));
    let line = |id: &str| Line {
        rule: "receipt_id_twice".to_owned(),
        severity: Severity::Warning,
        id: id.to_owned(),
        place: String::new(),
        sentence: words::lost(lang, Lost::Taken(id)),
    };
    ids.map(line).collect()
}

/// Most ids that a line names.
const NAMED: usize = 10;

/// What is still to be decided, decisions about what is not there, and what changed under them.
fn lost(lang: Lang, docket: &Docket, decisions: &Decisions) -> Vec<Line> {
    let line = |rule: &str, severity, id: &str, what: Lost<'_>| Line {
        rule: rule.to_owned(),
        severity,
        id: id.to_owned(),
        place: String::new(),
        sentence: words::lost(lang, what),
    };
    let mut lines = Vec::new();
    let some = |ids: Vec<&str>| {
        let more = if ids.len() > NAMED { "…" } else { "" };
        (ids.len(), format!("{}{more}", ids.iter().take(NAMED).copied().collect::<Vec<_>>().join("、")))
    };
    let id_of = |opinion: &Opinion| opinion.id.clone();
    let open: Vec<String> = docket.opinions.iter().filter(|opinion| opinion.fate == Fate::Open).map(id_of).collect();
    let closed = |opinion: &Opinion| matches!(opinion.fate, Fate::OutOfScope { .. } | Fate::Withdrawn { .. });
    let uncoded = |opinion: &&Opinion| !closed(opinion) && !decisions.codings.contains_key(&opinion.id);
    let uncoded: Vec<String> = docket.opinions.iter().filter(uncoded).map(id_of).collect();
    let (open, first_open) = some(open.iter().map(String::as_str).collect());
    let (uncoded, first_uncoded) = some(uncoded.iter().map(String::as_str).collect());
    if open > 0 {
        lines.push(line("undecided", Severity::Info, "", Lost::Undecided(open, &first_open)));
    }
    if uncoded > 0 && !docket.codebook.codes.is_empty() {
        lines.push(line("uncoded", Severity::Info, "", Lost::Uncoded(uncoded, &first_uncoded)));
    }
    for id in &docket.orphans {
        lines.push(line("opinion_missing", Severity::Warning, id, Lost::Opinion(id)));
    }
    let known: std::collections::BTreeSet<&str> = docket.receipts.iter().map(|receipt| receipt.id.as_str()).collect();
    let named = decisions.withdrawn.keys().chain(decisions.masks.keys()).chain(decisions.shapes.keys());
    let named = named.chain(decisions.same_person.iter().flat_map(|(one, other)| [one, other]));
    let gone: std::collections::BTreeSet<&String> = named.filter(|id| !known.contains(id.as_str())).collect();
    for id in gone {
        lines.push(line("receipt_missing", Severity::Warning, id, Lost::Receipt(id)));
    }
    for id in &docket.changed {
        lines.push(line("text_changed", Severity::Warning, id, Lost::Changed(id)));
    }
    for id in &docket.empty_items {
        lines.push(line("item_empty", Severity::Warning, id, Lost::Item(id)));
    }
    for numbered in &docket.items {
        if quote::is_broken(numbered, docket) {
            let id = &numbered.item.id;
            lines.push(line("quotation_changed", Severity::Warning, id, Lost::Quote(id)));
        }
    }
    for opinion in &docket.opinions {
        for code in codes::of(decisions, &docket.codebook, &opinion.id).codes {
            if docket.codebook.code(&code).is_none() {
                lines.push(line("code_missing", Severity::Warning, &opinion.id, Lost::Code(&opinion.id, &code)));
            }
        }
    }
    lines
}
