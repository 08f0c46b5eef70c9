//! What a person decides about findings and drafts: each decision is an act of the journal and counts at once.

use super::boxes::FindBox;
use super::{current, current_draft, form, go, pin};
use crate::messages::findings_screen as say;
use crate::model::finding::{Evidence, Finding, Review};
use crate::model::plan::RecordRef;
use crate::project::findings::{Drafted, FindingOp};
use crate::project::{self, Op};
use crate::text::fold::display;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::State as Program;
use crate::tui::store::Request;

/// Decides something: it counts on the screen at once, and goes to the journal. When the journal refuses, its answer
/// brings the old state back.
pub fn decide(program: &mut Program, act: FindingOp) -> Vec<Effect> {
    let op = Op::Finding { act: Box::new(act) };
    project::apply::apply(&mut program.journal.state, &op);
    vec![Effect::Store(Request::Act(Box::new(op)))]
}

/// Adds a finding.
pub fn add(
    program: &mut Program,
    statement: String,
    evidence: Vec<Evidence>,
    records: Vec<RecordRef>,
    draft: String,
) -> Vec<Effect> {
    let id = program.journal.state.findings.next_id();
    program.findings.on = Some(id.clone());
    let finding = Finding { id, statement, evidence, records, draft, ..Finding::default() };
    decide(program, FindingOp::Add { finding: Box::new(finding) })
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::PinCell => return pin::run(program),
        Id::PinDifference => return pin::difference(program),
        Id::MarkCell => return pin::mark(program),
        Id::FilterFindings => {
            program.boxes.push(Popup::new(Kind::Findings(FindBox::Filters)));
            return Vec::new();
        }
        Id::TakeDraft | Id::WordDraft | Id::RefuseDraft | Id::OpenDraft => return on_draft(program, id),
        Id::Copy => return vec![Effect::Copy(copied(program))],
        _ => {}
    }
    let Some(finding) = current(program).cloned() else { return Vec::new() };
    match id {
        Id::OpenFinding => return open(program, go::of_finding(program, &finding)),
        Id::EditFinding => form::change(program, &finding, false),
        Id::LinkFinding => form::change(program, &finding, true),
        Id::RenewFinding => return renew(program, &finding),
        Id::ReviewFinding | Id::AcceptFinding => {
            let known = finding.review.as_ref().map_or(program.journal.who.clone(), |review| review.by.clone());
            let kind = FindBox::Review { id: finding.id, accept: id == Id::AcceptFinding };
            program.boxes.push(Popup::with_text(Kind::Findings(kind), known));
        }
        Id::NoteFinding => {
            program.boxes.push(Popup::with_text(Kind::Findings(FindBox::Note { id: finding.id }), finding.note));
        }
        Id::DeleteFinding => return decide(program, FindingOp::Remove { id: finding.id }),
        _ => {}
    }
    Vec::new()
}

/// Goes where there is only one way, else asks.
pub fn open(program: &mut Program, mut offered: Vec<(String, go::Destination)>) -> Vec<Effect> {
    match offered.len() {
        0 => {
            program.refuse(say::nowhere(program.lang));
            Vec::new()
        }
        1 => offered.pop().map_or(Vec::new(), |(_, to)| go::to(program, to)),
        _ => {
            program.boxes.push(Popup::new(Kind::Findings(FindBox::Goto { offered })));
            Vec::new()
        }
    }
}

/// Takes the figures as they are now; what is gone stays as it was, and stays broken.
fn renew(program: &mut Program, finding: &Finding) -> Vec<Effect> {
    let Some(check) = program.findings.check(finding) else { return Vec::new() };
    let now = finding.evidence.iter().zip(&check.evidence).map(|(evidence, check)| match &check.now {
        Ok(now) => Evidence { source: evidence.source.clone(), was: now.clone() },
        Err(_) => evidence.clone(),
    });
    let evidence: Vec<Evidence> = now.collect();
    decide(program, FindingOp::Evidence { id: finding.id.clone(), evidence })
}

/// Somebody reviewed or accepted a finding; an empty name takes that back.
pub fn review(program: &mut Program, id: String, by: String, accept: bool) -> Vec<Effect> {
    let before = program.journal.state.findings.get(&id).map(|finding| &finding.review);
    // Somebody who has accepted it and looks at it again still accepts it.
    let same = before.and_then(Option::as_ref).filter(|review| review.by == by);
    let on = match (accept, same) {
        (true, _) => crate::model::day::iso(program.today),
        (false, Some(review)) => review.on.clone(),
        (false, None) => String::new(),
    };
    let review = (!by.is_empty()).then_some(Review { by, on });
    if before == Some(&review) {
        return Vec::new();
    }
    decide(program, FindingOp::Review { id, review })
}

/// Writes a note.
pub fn note(program: &mut Program, id: String, text: String) -> Vec<Effect> {
    if program.journal.state.findings.get(&id).is_some_and(|finding| finding.note == text) {
        return Vec::new();
    }
    decide(program, FindingOp::Note { id, text })
}

fn on_draft(program: &mut Program, id: Id) -> Vec<Effect> {
    let Some(Drafted { draft, statement }) = current_draft(program).cloned() else { return Vec::new() };
    match id {
        Id::RefuseDraft => decide(program, FindingOp::Refuse { draft: draft.key, refused: true }),
        Id::TakeDraft => {
            let on = program.findings.on.clone();
            let effects = add(program, statement, draft.evidence, draft.records, draft.key);
            program.findings.on = on;
            effects
        }
        Id::WordDraft => {
            form::draft(program, draft, statement);
            Vec::new()
        }
        _ => {
            let sources = draft.evidence.iter().map(|evidence| &evidence.source);
            let offered = go::destinations(program, sources, &[]);
            open(program, offered)
        }
    }
}

/// The findings shown, for a spreadsheet.
fn copied(program: &Program) -> String {
    let lang = program.lang;
    let [status, review, links, statement] = say::columns(lang);
    let mut text = format!("\t{status}\t{review}\t{statement}\t{}\t{links}\n", say::evidence(lang));
    for finding in super::list::shown(program) {
        let status = program.findings.check(finding).map_or("", |check| say::status(lang, check.status));
        let by = finding.review.as_ref().map_or(String::new(), |review| say::review_line(lang, &review.by, &review.on));
        let evidence: Vec<String> = finding
            .evidence
            .iter()
            .map(|evidence| {
                let source = super::words::source(program, &evidence.source);
                format!("{source} {}", super::words::reading(program, &evidence.source, &evidence.was))
            })
            .collect();
        let links: Vec<String> = finding.records.iter().map(ToString::to_string).collect();
        let fields = [&finding.statement, &evidence.join(" / "), &links.join(" / ")].map(|field| display(field));
        text.push_str(&format!("{}\t{status}\t{}\t{}\n", finding.id, display(&by), fields.join("\t")));
    }
    text
}
