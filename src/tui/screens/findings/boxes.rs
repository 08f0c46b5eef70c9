//! Boxes about findings: what they list and what Enter does in them. They are drawn like all boxes, but for the form.

use super::form::{self, Form};
use super::go::Destination;
use super::list::Filter;
use super::{acts, go, words};
use crate::messages::{
    comments::items as item_words, evidence_screen as evidence_words, findings_screen as say, pinning as pin_words,
    plan as plan_words,
};
use crate::model::day;
use crate::model::finding::{Against, Figure, Source};
use crate::text::fold::{display, search};
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::popups::rows::{Row, What};
use crate::tui::popups::{Kind, Popup};
use crate::tui::screens::evidence::{self, FORMS, KINDS};
use crate::tui::state::State as Program;

/// What a box is for.
#[derive(Debug, Clone)]
pub enum FindBox {
    /// Statement, evidence and links.
    Form(Box<Form>),
    /// What a figure is held against.
    Against {
        /// The figure.
        figure: Box<Figure>,
        /// What can be chosen, with its name.
        offered: Vec<(String, Against)>,
    },
    /// Which of several things is pinned.
    Which {
        /// What can be chosen, with its name.
        offered: Vec<(String, Source)>,
    },
    /// Which findings are shown.
    Filters,
    /// Who reviewed or accepted.
    Review {
        /// Finding id.
        id: String,
        /// It is accepted, today.
        accept: bool,
    },
    /// A remark.
    Note {
        /// Finding id.
        id: String,
    },
    /// By which records evidence is shown.
    Kinds,
    /// Forms of the evidence sheet.
    Forms,
    /// Where to go.
    Goto {
        /// What can be chosen, with its name.
        offered: Vec<(String, Destination)>,
    },
}

impl FindBox {
    /// Where its keys are looked up.
    pub fn place(&self) -> Place {
        match self {
            Self::Form(form) => form.place(),
            Self::Review { .. } | Self::Note { .. } => Place::Prompt,
            Self::Against { .. }
            | Self::Which { .. }
            | Self::Filters
            | Self::Kinds
            | Self::Forms
            | Self::Goto { .. } => Place::List,
        }
    }
}

fn row(at: usize, left: impl AsRef<str>) -> Row {
    Row { what: What::Finding(at), left: display(left.as_ref()), right: String::new(), checked: None, reason: None }
}

/// The rows of a box that match what is typed.
pub fn rows(program: &Program, of: &FindBox, typed: &str) -> Vec<Row> {
    let names: Vec<String> = match of {
        FindBox::Form(form) => return form::rows(form),
        FindBox::Against { offered, .. } => offered.iter().map(|(name, _)| name.clone()).collect(),
        FindBox::Which { offered } => offered.iter().map(|(name, _)| name.clone()).collect(),
        FindBox::Goto { offered } => offered.iter().map(|(name, _)| name.clone()).collect(),
        FindBox::Filters => Filter::EVERY.map(|filter| filter.words(program.lang).to_owned()).to_vec(),
        FindBox::Forms => FORMS.map(|form| item_words::form(program.lang, form.extension()).to_owned()).to_vec(),
        FindBox::Kinds => KINDS.map(|kind| plan_words::kind(program.lang, kind).to_owned()).to_vec(),
        FindBox::Review { .. } | FindBox::Note { .. } => return Vec::new(),
    };
    let wanted = search(typed);
    let rows = names.into_iter().enumerate().filter(|(_, name)| search(name).contains(&wanted));
    rows.map(|(at, name)| row(at, name)).collect()
}

/// Title of a box.
pub fn title(program: &Program, of: &FindBox) -> String {
    let lang = program.lang;
    match of {
        FindBox::Form(_) => pin_words::form_title(lang),
        FindBox::Against { .. } => pin_words::against_box(lang),
        FindBox::Which { .. } => pin_words::which_box(lang),
        FindBox::Filters => say::filter_box(lang),
        FindBox::Review { accept: true, .. } => say::accept_box(lang),
        FindBox::Review { .. } => say::review_box(lang),
        FindBox::Note { .. } => say::note_box(lang),
        FindBox::Kinds => evidence_words::kind_box(lang),
        FindBox::Forms => evidence_words::export_box(lang),
        FindBox::Goto { .. } => say::goto_box(lang),
    }
    .to_owned()
}

/// Lines between the field and the rows.
pub fn hints(program: &Program, of: &FindBox) -> Vec<String> {
    let lang = program.lang;
    match of {
        FindBox::Against { figure, .. } => vec![words::cite(program, figure).line(lang)],
        FindBox::Review { id, accept } => {
            let finding = program.journal.state.findings.get(id);
            let statement = finding.map(|finding| display(&finding.statement));
            statement.into_iter().chain(accept.then(|| say::accept_hint(lang, &day::iso(program.today)))).collect()
        }
        FindBox::Note { id } => {
            program.journal.state.findings.get(id).map(|finding| display(&finding.statement)).into_iter().collect()
        }
        FindBox::Form(_)
        | FindBox::Which { .. }
        | FindBox::Filters
        | FindBox::Kinds
        | FindBox::Forms
        | FindBox::Goto { .. } => Vec::new(),
    }
}

/// Runs a command in a form; `None` in the other boxes.
pub fn run(program: &mut Program, id: Id) -> Option<Vec<Effect>> {
    match program.boxes.last().map(|popup| &popup.kind) {
        Some(Kind::Findings(FindBox::Form(_))) => form::run(program, id),
        _ => None,
    }
}

/// Enter in a box, on the row under the cursor.
pub fn accept(program: &mut Program, chosen: Option<usize>) -> Vec<Effect> {
    let Some(Popup { kind: Kind::Findings(of), field, .. }) = program.boxes.last() else { return Vec::new() };
    let (of, text) = (of.clone(), field.value().trim().to_owned());
    match of {
        FindBox::Form(_) => return Vec::new(),
        FindBox::Review { id, accept } => {
            program.boxes.pop();
            return acts::review(program, id, text, accept);
        }
        FindBox::Note { id } => {
            program.boxes.pop();
            return acts::note(program, id, text);
        }
        _ => {}
    }
    let Some(chosen) = chosen else { return Vec::new() };
    program.boxes.pop();
    match of {
        FindBox::Against { figure, offered } => match offered.into_iter().nth(chosen) {
            Some((_, against)) => form::pin(program, vec![Source::Difference { figure: *figure, against }], None),
            None => Vec::new(),
        },
        FindBox::Which { offered } => {
            offered.into_iter().nth(chosen).map_or(Vec::new(), |(_, source)| form::pin(program, vec![source], None))
        }
        FindBox::Goto { offered } => {
            offered.into_iter().nth(chosen).map_or(Vec::new(), |(_, destination)| go::to(program, destination))
        }
        FindBox::Filters => {
            program.findings.filter = Filter::EVERY.get(chosen).copied().unwrap_or_default();
            Vec::new()
        }
        FindBox::Forms => FORMS.get(chosen).map_or(Vec::new(), |form| evidence::export(program, *form)),
        FindBox::Kinds => {
            program.evidence.kind = KINDS.get(chosen).map_or(String::new(), |kind| (*kind).to_owned());
            Vec::new()
        }
        FindBox::Form(_) | FindBox::Review { .. } | FindBox::Note { .. } => Vec::new(),
    }
}
