//! What is behind a place of the matrix, each with where it leads: questions to their tables, findings, opinions, remarks.

use crate::messages::evidence_screen as say;
use crate::model::plan::{self, RecordRef};
use crate::plans::evidence::{Link, QuestionRef, SetCode};
use crate::text::fold::display;
use crate::tui::screens::findings::go::Destination;
use crate::tui::screens::findings::words;
use crate::tui::state::State as Program;
use crate::tui::widgets::grid::Spot;

/// What is behind a place; behind the total of a row everything in the row.
pub fn behind(program: &Program, (row, column): Spot) -> Vec<(String, Destination)> {
    let Some(row) = program.evidence.matrix.as_ref().and_then(|matrix| matrix.rows.get(row)) else { return Vec::new() };
    let cells: Vec<_> = match row.cells.get(column) {
        Some(cell) => vec![cell],
        None => row.cells.iter().collect(),
    };
    let mut found: Vec<(String, Destination)> =
        vec![(words::record_line(program, &row.record), Destination::Record(row.record.clone()))];
    for cell in &cells {
        found.extend(cell.findings.iter().filter_map(|link| finding(program, link)));
    }
    for cell in &cells {
        found.extend(cell.questions.iter().map(|link| question(program, link)));
        found.extend(cell.codes.iter().map(|link| code(program, link)));
        found.extend(cell.remarks.iter().map(|link| remark(program, link)));
    }
    let mut seen: Vec<Destination> = Vec::new();
    found.retain(|(_, to)| {
        let is_new = !seen.contains(to);
        seen.push(to.clone());
        is_new
    });
    // The record by itself is nothing behind the place.
    if found.len() == 1 { Vec::new() } else { found }
}

fn via<T>(program: &Program, link: &Link<T>, name: String) -> String {
    match &link.via {
        Some(record) => {
            let over = plan::find(program.plans(), record).map_or(record.to_string(), |(_, found)| found.name());
            say::via(program.lang, &name, &display(&over))
        }
        None => name,
    }
}

fn finding(program: &Program, link: &Link<String>) -> Option<(String, Destination)> {
    let finding = program.journal.state.findings.get(&link.what)?;
    let name = format!("{} {}　{}", say::finding(program.lang), finding.id, display(&finding.statement));
    Some((via(program, link, name), Destination::Finding(finding.id.clone())))
}

/// A question with its short name.
pub fn question_name(program: &Program, question: &QuestionRef) -> String {
    let survey = words::survey(program, &question.survey);
    let label = survey.and_then(|survey| {
        let matrix = survey.matrices.iter().find(|matrix| matrix.id == question.question);
        let label = |question: &crate::model::Question| crate::tui::screens::table::list::label(question);
        survey.question(&question.question).or(matrix).map(label)
    });
    let title = survey.map_or(question.survey.clone(), |survey| display(survey.title()));
    format!("{} {}　{title}", question.question, label.unwrap_or_default())
}

fn question(program: &Program, link: &Link<QuestionRef>) -> (String, Destination) {
    let name = format!("{} {}", say::question(program.lang), question_name(program, &link.what));
    let to = Destination::Question { survey: link.what.survey.clone(), question: link.what.question.clone() };
    (via(program, link, name), to)
}

fn code(program: &Program, link: &Link<SetCode>) -> (String, Destination) {
    let lang = program.lang;
    let SetCode { set, code, .. } = &link.what;
    let of = crate::model::finding::Voices::Code { code: code.clone() };
    let source = crate::model::finding::Source::Comments { set: set.clone(), of: of.clone() };
    let name = format!("{} {}", say::voices(lang), words::source(program, &source));
    (via(program, link, name), Destination::Voices { set: set.clone(), of })
}

fn remark(program: &Program, link: &Link<RecordRef>) -> (String, Destination) {
    let found = plan::find(program.plans(), &link.what);
    let text = found.map(|(_, record)| if record.text.is_empty() { record.name() } else { record.text.clone() });
    let role = found.map_or("", |(_, record)| record.role.as_str());
    let name = format!("{} {}　{}", say::remark(program.lang), display(role), display(&text.unwrap_or_default()));
    (via(program, link, name), Destination::Record(link.what.clone()))
}
