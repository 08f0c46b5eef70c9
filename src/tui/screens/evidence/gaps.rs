//! What is missing, line by line, each with where something can be done about it.

use super::lead::question_name;
use crate::messages::evidence_screen as say;
use crate::model::finding::Voices;
use crate::model::plan::{self, RecordRef};
use crate::text::fold::display;
use crate::tui::screens::findings::go::Destination;
use crate::tui::state::State as Program;

/// What is missing: the worst first.
pub fn lines(program: &Program) -> Vec<(String, Option<Destination>)> {
    let lang = program.lang;
    let Some(matrix) = &program.evidence.matrix else { return Vec::new() };
    let gaps = &matrix.gaps;
    let name = |record: &RecordRef| {
        plan::find(program.plans(), record).map_or(record.to_string(), |(_, found)| display(&found.name()))
    };
    let record = |record: &RecordRef| Some(Destination::Record(record.clone()));
    let mut lines = Vec::new();
    for row in &gaps.without_question {
        lines.push((say::without_question(lang, &name(row)), record(row)));
    }
    for row in &gaps.without_evidence {
        lines.push((say::without_evidence(lang, &name(row)), record(row)));
    }
    for id in &gaps.findings_without_row {
        let finding = program.journal.state.findings.get(id);
        let statement = finding.map_or(String::new(), |finding| display(&finding.statement));
        lines.push((say::without_row(lang, id, &statement), Some(Destination::Finding(id.clone()))));
    }
    for (id, lost) in &gaps.lost_links {
        lines.push((say::lost_link(lang, id, &lost.to_string()), Some(Destination::Finding(id.clone()))));
    }
    for intent in &gaps.intents_without_question {
        lines.push((say::intent(lang, &name(intent)), record(intent)));
    }
    for (question, named) in &gaps.unknown_informs {
        let to = Destination::Question { survey: question.survey.clone(), question: question.question.clone() };
        lines.push((say::unknown_informs(lang, &question_name(program, question), named), Some(to)));
    }
    for code in &gaps.codes_without_row {
        let to = Destination::Voices { set: code.set.clone(), of: Voices::Code { code: code.code.clone() } };
        let title = program.sets.iter().find(|set| set.id() == code.set).map_or(code.set.as_str(), |set| set.title());
        lines.push((say::stray_code(lang, &display(title), &code.code), Some(to)));
    }
    for set in &gaps.comments {
        let to = |ids: &Vec<String>| {
            Some(Destination::Voices { set: set.set.clone(), of: Voices::Opinions { ids: ids.clone() } })
        };
        let title = display(&set.title);
        if !set.uncoded.is_empty() {
            lines.push((say::uncoded(lang, &title, set.uncoded.len()), to(&set.uncoded)));
        }
        if !set.without_item.is_empty() {
            lines.push((say::without_item(lang, &title, set.without_item.len()), to(&set.without_item)));
        }
    }
    lines
}
