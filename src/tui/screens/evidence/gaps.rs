//! What is missing, line by line, each with where something can be done about it.

use super::lead::question_name;
use crate::messages::evidence_screen as say;
use crate::model::finding::Voices;
use crate::model::plan::{self, RecordRef};
use crate::text::fold::display;
use crate::tui::screens::findings::go::Destination;
use crate::tui::state::State as Program;

/// Where something can be done about it.
#[derive(Debug, Clone)]
pub enum Place<'a> {
    /// There.
    There(Destination),
    /// At the opinions of a set. They can be thousands: only those that are gone to are copied.
    Opinions {
        /// Set id.
        set: &'a str,
        /// Their ids.
        ids: &'a [String],
    },
}

impl Place<'_> {
    /// The place to go to.
    pub fn destination(self) -> Destination {
        match self {
            Self::There(destination) => destination,
            Self::Opinions { set, ids } => {
                Destination::Voices { set: set.to_owned(), of: Voices::Opinions { ids: ids.to_vec() } }
            }
        }
    }
}

/// What is missing: the worst first.
pub fn lines(program: &Program) -> Vec<(String, Place<'_>)> {
    let lang = program.lang;
    let Some(matrix) = &program.evidence.matrix else { return Vec::new() };
    let gaps = &matrix.gaps;
    let name = |record: &RecordRef| {
        plan::find(program.plans(), record).map_or(record.to_string(), |(_, found)| display(&found.name()))
    };
    let record = |record: &RecordRef| Place::There(Destination::Record(record.clone()));
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
        lines.push((say::without_row(lang, id, &statement), Place::There(Destination::Finding(id.clone()))));
    }
    for (id, lost) in &gaps.lost_links {
        lines.push((say::lost_link(lang, id, &lost.to_string()), Place::There(Destination::Finding(id.clone()))));
    }
    for intent in &gaps.intents_without_question {
        lines.push((say::intent(lang, &name(intent)), record(intent)));
    }
    for (question, named) in &gaps.unknown_informs {
        let to = Destination::Question { survey: question.survey.clone(), question: question.question.clone() };
        lines.push((say::unknown_informs(lang, &question_name(program, question), named), Place::There(to)));
    }
    for code in &gaps.codes_without_row {
        let to = Destination::Voices { set: code.set.clone(), of: Voices::Code { code: code.code.clone() } };
        let title = program.sets.iter().find(|set| set.id() == code.set).map_or(code.set.as_str(), |set| set.title());
        lines.push((say::stray_code(lang, &display(title), &code.code), Place::There(to)));
    }
    for set in &gaps.comments {
        let title = display(&set.title);
        if !set.uncoded.is_empty() {
            lines.push((
                say::uncoded(lang, &title, set.uncoded.len()),
                Place::Opinions { set: &set.set, ids: &set.uncoded },
            ));
        }
        if !set.without_item.is_empty() {
            lines.push((
                say::without_item(lang, &title, set.without_item.len()),
                Place::Opinions { set: &set.set, ids: &set.without_item },
            ));
        }
    }
    lines
}
