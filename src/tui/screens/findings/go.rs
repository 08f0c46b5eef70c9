//! From a finding to what is behind it: the table with the cell, the opinions, the record.

use super::words;
use crate::messages::plan::screen as plan_say;
use crate::messages::{findings_screen as say, screen as common};
use crate::model::finding::{Against, Figure, Finding, Source, Voices};
use crate::model::plan::{self, RecordRef};
use crate::project::SavedTable;
use crate::tui::action::Effect;
use crate::tui::popups::update as popup_update;
use crate::tui::screens::table::{Pane, update as table_update};
use crate::tui::screens::tree::jump;
use crate::tui::screens::{items, tagging};
use crate::tui::state::{Opened, Screen, State as Program, Tone};
use crate::tui::update::go_to;

/// Where something can lead.
#[derive(Debug, Clone, PartialEq)]
pub enum Destination {
    /// The table of a figure, with its cell.
    Figure(Box<Figure>),
    /// The table of a question, as it is asked now.
    Question {
        /// Survey id.
        survey: String,
        /// Question id; of a matrix its first item is shown.
        question: String,
    },
    /// Opinions of a set.
    Voices {
        /// Set id.
        set: String,
        /// Which.
        of: Voices,
    },
    /// A record.
    Record(RecordRef),
    /// A finding, by id.
    Finding(String),
}

/// Where some evidence and records lead, each with its name.
pub fn destinations<'a>(
    program: &Program,
    sources: impl Iterator<Item = &'a Source>,
    records: &[RecordRef],
) -> Vec<(String, Destination)> {
    let mut found = Vec::new();
    for source in sources {
        match source {
            Source::Figure { figure }
            | Source::Difference { figure, against: Against::Total | Against::Group { .. } } => {
                found.push((words::source(program, source), Destination::Figure(Box::new(figure.clone()))));
            }
            Source::Difference { figure, against: Against::Figure { figure: other } } => {
                for figure in [figure, other.as_ref()] {
                    let name = words::cite(program, figure).line(program.lang);
                    found.push((name, Destination::Figure(Box::new(figure.clone()))));
                }
            }
            Source::Comments { set, of } => {
                let to = Destination::Voices { set: set.clone(), of: of.clone() };
                found.push((words::source(program, source), to));
            }
            Source::Record { record } => {
                found.push((words::record_line(program, record), Destination::Record(record.clone())));
            }
        }
    }
    let records =
        records.iter().map(|record| (words::record_line(program, record), Destination::Record(record.clone())));
    found.into_iter().chain(records).collect()
}

/// Where a finding leads.
pub fn of_finding(program: &Program, finding: &Finding) -> Vec<(String, Destination)> {
    destinations(program, finding.evidence.iter().map(|evidence| &evidence.source), &finding.records)
}

/// Goes there; nothing but a sentence where it is gone.
pub fn to(program: &mut Program, destination: Destination) -> Vec<Effect> {
    match destination {
        Destination::Figure(figure) => table(program, *figure),
        Destination::Question { survey, question } => to_question(program, &survey, &question),
        Destination::Voices { set, of } => voices(program, &set, of),
        Destination::Record(record) => {
            match plan::find(program.plans(), &record) {
                Some(_) => jump::to_record(program, &record),
                None => program.refuse(say::nowhere(program.lang)),
            }
            Vec::new()
        }
        Destination::Finding(id) => {
            jump::leave(program);
            let state = &mut program.findings;
            state.search.reset();
            state.filter = super::list::Filter::All;
            state.tab = super::Tab::Findings;
            state.on = Some(id);
            program.screen = Screen::Findings;
            Vec::new()
        }
    }
}

fn table(program: &mut Program, figure: Figure) -> Vec<Effect> {
    let view = program
        .surveys
        .iter()
        .find(|opened| opened.survey().is_some_and(|survey| survey.about.id == figure.survey))
        .map(|opened| opened.table.view.clone())
        .unwrap_or_default();
    let saved = SavedTable { name: String::new(), survey: figure.survey.clone(), spec: figure.spec.clone(), view };
    jump::leave(program);
    let effects = popup_update::open_saved(program, saved);
    if let Some(opened) = program.opened_mut() {
        opened.table.wanted = Some(figure);
    }
    effects
}

fn to_question(program: &mut Program, survey: &str, question: &str) -> Vec<Effect> {
    let is_it = |opened: &Opened| opened.survey().is_some_and(|known| known.about.id == survey);
    let Some(position) = program.surveys.iter().position(is_it) else {
        program.tell(Tone::Bad, common::survey_gone(program.lang, survey));
        return Vec::new();
    };
    let questions = program.surveys.get(position).and_then(|opened| opened.survey()).map(|survey| &survey.questions);
    let named = |known: &crate::model::Question| known.id == question || known.parent.as_deref() == Some(question);
    let Some(place) = questions.and_then(|questions| questions.iter().position(named)) else {
        program.tell(Tone::Bad, common::question_gone(program.lang, question));
        return Vec::new();
    };
    jump::leave(program);
    program.current = position;
    program.screen = Screen::Table;
    if let Some(opened) = program.opened_mut() {
        opened.table.search.reset();
        opened.table.focus = Pane::Table;
    }
    let mut effects = table_update::choose(program, place);
    effects.extend(go_to(program, Screen::Table));
    effects
}

fn voices(program: &mut Program, set: &str, of: Voices) -> Vec<Effect> {
    let Some(position) = program.sets.iter().position(|known| known.id() == set) else {
        program.refuse(say::nowhere(program.lang));
        return Vec::new();
    };
    let docket = program.sets.get(position).and_then(|opened| opened.docket.as_ref());
    let has = |id: &String| docket.is_some_and(|docket| docket.items.iter().any(|known| known.item.id == *id));
    if let Voices::Item { item } = &of
        && !has(item)
    {
        program.refuse(plan_say::item_gone(program.lang));
        return Vec::new();
    }
    jump::leave(program);
    program.current_set = position;
    let Some(opened) = program.sets.get_mut(position) else { return Vec::new() };
    match of {
        Voices::Code { code } => {
            opened.tagging.filter = tagging::state::Filter::Code(code);
            opened.tagging.queue = tagging::state::Queue::All;
            opened.tagging.search.reset();
            opened.tagging.made_for = None;
            program.screen = Screen::Tagging;
        }
        Voices::Opinions { ids } => {
            opened.tagging.filter = tagging::state::Filter::All;
            opened.tagging.queue = tagging::state::Queue::All;
            opened.tagging.search.reset();
            opened.tagging.wanted = ids.into_iter().next();
            program.screen = Screen::Tagging;
        }
        Voices::Item { item } => {
            opened.items.tab = items::Tab::Items;
            opened.items.filter = items::list::Filter::All;
            opened.items.search.reset();
            opened.items.on = Some(items::list::Target::Item(item));
            program.screen = Screen::Items;
        }
    }
    Vec::new()
}
