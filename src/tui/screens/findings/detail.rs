//! Everything about the finding or draft under the cursor, line by line.

use super::{current, current_draft, words};
use crate::messages::finding::words::renamed;
use crate::messages::{finding as finding_words, findings_screen as say};
use crate::model::finding::{Evidence, EvidenceCheck, Finding, Gone, SIGNIFICANT, Source, Status};
use crate::model::plan::RecordRef;
use crate::project::findings::Drafted;
use crate::text::fit::wrap;
use crate::text::fold::display;
use crate::tui::state::{Data, SetData, State as Program};

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Look {
    Head,
    Text,
    Good,
    Care,
    Bad,
    Dim,
}

/// A line with how it is meant.
pub type Line = (String, Look);

/// The look of a status.
pub fn look(status: Status) -> Look {
    match status {
        Status::Current => Look::Good,
        Status::Moved => Look::Care,
        Status::Broken => Look::Bad,
    }
}

/// The lines for so many cells.
pub fn lines(program: &Program, room: usize) -> Vec<Line> {
    let found = match (current(program), current_draft(program)) {
        (Some(finding), _) => of_finding(program, finding),
        (None, Some(draft)) => of_draft(program, draft),
        (None, None) => Vec::new(),
    };
    let room = room.max(1);
    let wrapped = found.into_iter().flat_map(|(text, look)| {
        let indent = text.chars().take_while(|c| *c == ' ').count().min(room.saturating_sub(1));
        let body = text.trim_start_matches(' ').to_owned();
        let lines = if body.is_empty() { vec![String::new()] } else { wrap(&body, room - indent) };
        lines.into_iter().map(move |line| (format!("{}{line}", " ".repeat(indent)), look))
    });
    wrapped.collect()
}

fn of_finding(program: &Program, finding: &Finding) -> Vec<Line> {
    let lang = program.lang;
    let check = program.findings.check(finding);
    let mut lines = vec![(display(&finding.statement), Look::Head), (String::new(), Look::Text)];
    lines.push((say::evidence(lang).to_owned(), Look::Dim));
    for (at, evidence) in finding.evidence.iter().enumerate() {
        lines.push((format!("  {}", words::source(program, &evidence.source)), Look::Text));
        lines.extend(standing(program, evidence, check.and_then(|check| check.evidence.get(at))));
    }
    if let Some(figures) = check.map(|check| &check.unsupported).filter(|figures| !figures.is_empty()) {
        let text = crate::messages::finding::words::unsupported(lang, figures);
        lines.push((format!("  {text}"), Look::Care));
    }
    lines.push((String::new(), Look::Text));
    lines.push((say::links(lang).to_owned(), Look::Dim));
    match finding.records.as_slice() {
        [] => lines.push((format!("  {}", say::no_links(lang)), Look::Care)),
        records => lines
            .extend(records.iter().map(|record| (format!("  {}", words::record_line(program, record)), Look::Text))),
    }
    lines.push((String::new(), Look::Text));
    lines.push((say::reviewed(lang).to_owned(), Look::Dim));
    lines.push(match &finding.review {
        Some(review) => (format!("  {}", say::review_line(lang, &display(&review.by), &review.on)), Look::Text),
        None => (format!("  {}", say::not_reviewed(lang)), Look::Care),
    });
    if !finding.note.is_empty() {
        lines.push((String::new(), Look::Text));
        lines.push((say::note_head(lang).to_owned(), Look::Dim));
        lines.push((format!("  {}", display(&finding.note)), Look::Text));
    }
    lines
}

/// How one piece of evidence stands: then and now, and whether it is still beyond chance.
fn standing(program: &Program, evidence: &Evidence, check: Option<&EvidenceCheck>) -> Vec<Line> {
    let lang = program.lang;
    let was = words::reading(program, &evidence.source, &evidence.was);
    let arrow = if program.ascii { "->" } else { "→" };
    let judged = matches!(evidence.source, Source::Difference { .. });
    let p_was = words::chance(evidence.was.p);
    let Some(check) = check else {
        return vec![(format!("    {was}　{}", say::checking(lang)), Look::Dim)];
    };
    let now = match &check.now {
        Err(gone) => {
            let why = match is_unread(program, gone) {
                true => say::unreadable(lang).to_owned(),
                false => finding_words::gone(lang, gone),
            };
            let status = say::status(lang, Status::Broken);
            return vec![
                (format!("    {status}　{}", say::was_now(lang, &was, arrow, "-")), Look::Bad),
                (format!("    {why}"), Look::Bad),
            ];
        }
        Ok(now) => now,
    };
    let printed = words::reading(program, &evidence.source, now);
    let text = match check.status {
        Status::Current => say::unchanged(lang, &printed),
        _ => say::was_now(lang, &was, arrow, &printed),
    };
    let mut lines = vec![(format!("    {}　{text}", say::status(lang, check.status)), look(check.status))];
    if check.renamed {
        lines.push((format!("    {}", renamed(lang)), Look::Care));
    }
    if judged {
        let p_now = words::chance(now.p);
        let text =
            if p_was == p_now { say::chance_now(lang, &p_now) } else { say::chance(lang, &p_was, arrow, &p_now) };
        let significant = now.p.is_some_and(|p| p < SIGNIFICANT);
        let word = match (check.turned, significant) {
            (true, true) => say::turned_on(lang),
            (true, false) => say::turned_off(lang),
            (false, true) => say::significant(lang),
            (false, false) if now.p.is_none() => say::not_tested(lang),
            (false, false) => say::not_significant(lang),
        };
        lines.push((format!("    {text}　{word}"), if check.turned { Look::Care } else { Look::Text }));
    }
    lines
}

/// The data it is missing in are there, but could not be read.
fn is_unread(program: &Program, gone: &Gone) -> bool {
    match gone {
        Gone::Survey(id) => program.surveys.iter().any(|opened| {
            let is_it = opened.survey().is_some_and(|survey| survey.about.id == *id);
            let unknown = opened.definition.is_err();
            unknown || (is_it && matches!(opened.data, Data::Failed(_)))
        }),
        Gone::Set(id) => program
            .sets
            .iter()
            .any(|set| set.definition.is_err() || (set.id() == id && matches!(set.data, SetData::Failed(_)))),
        _ => false,
    }
}

fn of_draft(program: &Program, Drafted { draft, statement }: &Drafted) -> Vec<Line> {
    let lang = program.lang;
    let mut lines = vec![
        (display(statement), Look::Head),
        (say::rule(lang, draft.rule).to_owned(), Look::Text),
        (String::new(), Look::Text),
        (say::evidence(lang).to_owned(), Look::Dim),
    ];
    for evidence in &draft.evidence {
        lines.push((format!("  {}", words::source(program, &evidence.source)), Look::Text));
        let p = evidence.was.p.filter(|_| matches!(evidence.source, Source::Difference { .. }));
        let p = p.map_or(String::new(), |p| format!("　{}", say::chance_now(lang, &words::chance(Some(p)))));
        lines.push((format!("    {}{p}", words::reading(program, &evidence.source, &evidence.was)), Look::Text));
    }
    lines.push((String::new(), Look::Text));
    lines.push((say::links(lang).to_owned(), Look::Dim));
    let records = |records: &[RecordRef]| -> Vec<Line> {
        records.iter().map(|record| (format!("  {}", words::record_line(program, record)), Look::Text)).collect()
    };
    if draft.records.is_empty() && draft.open.is_empty() {
        lines.push((format!("  {}", say::no_links(lang)), Look::Care));
    }
    lines.extend(records(&draft.records));
    if !draft.open.is_empty() {
        lines.push((format!("  {}", say::which_issue(lang)), Look::Care));
        lines.extend(records(&draft.open));
    }
    lines
}
