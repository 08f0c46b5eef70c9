//! The screen of the single form (個票): one respondent's answers as they stand in their cells and as they are counted, with
//! what was found and decided about each.
//!
//! `sheet` says it in words, `view` draws; acts stand in [`decide`]. Forms are read on a thread when this screen or
//! the data check is looked at, and again after the survey was.

pub mod enabled;
pub mod sheet;
pub mod view;

use std::sync::Arc;

use ratatui::layout::Position;

use self::sheet::Line;
pub use self::view::draw;
use super::decide::{self, Subject, boxes};
use super::entry;
use super::tree::jump;
use crate::load::forms::Forms;
use crate::messages::{form_screen as say, screen as common};
use crate::model::diagnostic::{Place, Status};
use crate::model::fix::{CaseRef, Fix};
use crate::tui::action::{Discarded, Effect};
use crate::tui::command::Id;
use crate::tui::names;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{Data, Screen, Sheets, State as Program, Tone};
use crate::tui::view::main_area;
use crate::tui::widgets::scroll::{FAR, follow, step};

/// What is seen of a survey's forms.
#[derive(Debug, Clone, Default)]
pub struct Cursor {
    /// Position of the form.
    pub form: usize,
    /// The same form when they are read anew.
    on: Option<CaseRef>,
    /// Line under the cursor; 0 is the form as a whole.
    pub row: usize,
    /// First line in sight.
    pub offset: usize,
    /// First line of the details in sight.
    pub detail: usize,
    /// The form whose free texts are shown as they were written: another one is masked again.
    unmasked: Option<usize>,
    /// Where to go as soon as the forms are there.
    wanted: Option<Wanted>,
}

/// Which form, and which answer on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The form in whose row a cell stands.
    Place(Place, Option<String>),
    /// The form a decision is about; by its cell where it is called otherwise now.
    Case(CaseRef, Place, Option<String>),
}

/// The form that a decision is about.
pub fn find(forms: &Forms, case: &CaseRef, place: &Place) -> Option<usize> {
    forms.called(case).or_else(|| forms.at(place))
}

/// Goes to the screen, and to a form as soon as it is there.
pub fn open(program: &mut Program, wanted: Wanted) -> Vec<Effect> {
    enter(program);
    show(program, wanted)
}

/// Goes to the screen; remembers the way back, with the boxes that are open.
pub fn enter(program: &mut Program) {
    if program.screen == Screen::Form {
        program.boxes.clear();
        return;
    }
    jump::leave_with_boxes(program);
    program.screen = Screen::Form;
}

/// Shows a form on the screen, or as soon as it is there.
pub fn show(program: &mut Program, wanted: Wanted) -> Vec<Effect> {
    if let Some(opened) = program.opened_mut() {
        opened.form.wanted = Some(wanted);
    }
    arrive(program);
    Vec::new()
}

/// Goes to the form that is wanted, where the forms are there.
fn arrive(program: &mut Program) {
    let Some(forms) = decide::forms(program).cloned() else { return };
    let Some(wanted) = program.opened_mut().and_then(|opened| opened.form.wanted.take()) else { return };
    let (form, question) = match &wanted {
        Wanted::Place(place, question) => (forms.at(place), question),
        Wanted::Case(case, place, question) => (find(&forms, case, place), question),
    };
    let Some(form) = form else {
        program.tell(Tone::Bad, say::gone(program.lang));
        return;
    };
    let position = question.as_ref().and_then(|id| forms.survey().questions.iter().position(|own| own.id == *id));
    go_to(program, form, position.map_or(0, |at| at + 1));
}

fn go_to(program: &mut Program, form: usize, row: usize) {
    let on = decide::forms(program).and_then(|forms| forms.reference(form)).cloned();
    if let Some(opened) = program.opened_mut() {
        let cursor = &mut opened.form;
        (cursor.form, cursor.row, cursor.detail, cursor.on) = (form, row, 0, on);
    }
}

/// Asks for the forms where they are looked at and the survey was read since.
pub fn refresh(program: &mut Program) -> Vec<Effect> {
    if !matches!(program.screen, Screen::Problems | Screen::Form) {
        return Vec::new();
    }
    let survey = program.current;
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    let (Data::Ready(loaded), false) = (&opened.data, opened.stale || opened.rereading) else { return Vec::new() };
    if opened.sheets.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, loaded)) {
        return Vec::new();
    }
    opened.sheets.of = Some(Arc::clone(loaded));
    opened.sheets.reading = true;
    std::mem::take(&mut opened.sheets.progress).cancel();
    vec![Effect::OpenForms { survey, path: opened.path.clone(), progress: opened.sheets.progress.clone() }]
}

/// Takes in forms that were read on their own, unless newer ones came with the survey meanwhile.
pub fn opened(program: &mut Program, survey: usize, result: Result<Arc<Forms>, String>) -> Vec<Effect> {
    let is_awaited = program.surveys.get(survey).is_some_and(|opened| opened.sheets.reading);
    match (is_awaited, result) {
        (true, result) => take(program, survey, result),
        (false, Ok(late)) => vec![Effect::Discard(Discarded::Forms(late))],
        (false, Err(_)) => Vec::new(),
    }
}

/// Takes in the forms of a survey.
pub fn take(program: &mut Program, survey: usize, result: Result<Arc<Forms>, String>) -> Vec<Effect> {
    let Some(opened) = program.surveys.get_mut(survey) else { return Vec::new() };
    let (forms, problem) = match result {
        Ok(forms) => (Some(forms), None),
        Err(sentence) => (None, Some(sentence)),
    };
    // The same form stays on the screen when others came before it.
    if let (Some(forms), Some(on)) = (&forms, &opened.form.on)
        && forms.reference(opened.form.form) != Some(on)
        && let Some(form) = (0..forms.len()).find(|form| forms.reference(*form) == Some(on))
    {
        opened.form.form = form;
    }
    let new = forms.as_ref().map(|forms| Arc::clone(forms.survey()));
    // Who has typed which form they look for is told no more that it is not there yet.
    if let Some(Popup { kind: Kind::Check(boxes::CheckBox::Find), problem, .. }) = program.boxes.last_mut() {
        *problem = None;
    }
    let old = std::mem::replace(&mut opened.sheets.forms, forms);
    opened.sheets.problem = problem;
    if std::mem::take(&mut opened.sheets.reading) {
        opened.sheets.progress.cancel();
    }
    if let (Some(old), Some(new)) = (&old, new) {
        entry::follow_forms(program, survey, old.survey(), &new);
    }
    if survey == program.current {
        arrive(program);
    }
    old.into_iter().map(|forms| Effect::Discard(Discarded::Forms(forms))).collect()
}

/// The form on the screen.
pub fn current(program: &Program) -> Option<(&Arc<Forms>, usize)> {
    let forms = decide::forms(program)?;
    let form = program.opened()?.form.form;
    (form < forms.len()).then_some((forms, form))
}

/// The decision about the form as a whole, where there is one.
pub fn whole(program: &Program, forms: &Forms, form: usize) -> Vec<Fix> {
    let fixes = program.opened().and_then(|opened| opened.survey());
    let fixes = fixes.and_then(|survey| program.journal.state.fixes.get(&survey.about.id));
    let (Some(fixes), Some(case)) = (fixes, forms.reference(form)) else { return Vec::new() };
    fixes.of(case, None).into_iter().cloned().collect()
}

/// How many lines a form has: itself and its answers.
pub fn length(program: &Program) -> usize {
    current(program).map_or(0, |(forms, _)| forms.survey().questions.len() + 1)
}

/// True where free texts are shown as they were written.
pub fn is_unmasked(program: &Program) -> bool {
    program.opened().is_some_and(|opened| opened.form.unmasked == Some(opened.form.form))
}

/// Shows free texts as they were written, or masked again.
fn unmask(program: &mut Program) {
    let was = is_unmasked(program);
    if let Some(opened) = program.opened_mut() {
        opened.form.unmasked = (!was).then_some(opened.form.form);
    }
    program.tell(Tone::Good, if was { say::masked_again(program.lang) } else { say::unmasked(program.lang) });
}

/// Some lines of the form on the screen.
pub fn lines(program: &Program, rows: std::ops::Range<usize>) -> Vec<Line> {
    let Some((forms, form)) = current(program) else { return Vec::new() };
    let whole = whole(program, forms, form);
    let at = sheet::At { forms, form, unmasked: is_unmasked(program) };
    rows.filter_map(|row| sheet::line(program.lang, at, row, &whole)).collect()
}

/// What the cursor stands on.
pub fn subject(program: &Program) -> Option<Subject> {
    let (forms, form) = current(program)?;
    let row = program.opened()?.form.row;
    let question = row.checked_sub(1).and_then(|at| forms.survey().questions.get(at));
    let question = question.map(|question| question.id.clone());
    let here = || forms.problems(form).filter(|met| met.question == question);
    let open = here().find(|met| met.status() == Status::Open);
    let rule = open.or_else(|| here().find(|met| met.status() == Status::Automatic)).or_else(|| here().next());
    let rule = rule.map(|met| met.problem.rule().to_owned()).unwrap_or_default();
    Some(Subject { form, question, rule })
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let rows = usize::from(view::areas(program, main_area(program)).rows.height).max(2) - 1;
    let page = isize::try_from(rows).unwrap_or(1);
    match id {
        Id::Up => move_by(program, -1),
        Id::Down => move_by(program, 1),
        Id::PageUp => move_by(program, -page),
        Id::PageDown => move_by(program, page),
        Id::RowStart => move_by(program, -FAR),
        Id::RowEnd => move_by(program, FAR),
        Id::Left => other(program, -1),
        Id::Right => other(program, 1),
        Id::First => other(program, -FAR),
        Id::Last => other(program, FAR),
        Id::NextOpenForm => next_open(program, true),
        Id::PreviousOpenForm => next_open(program, false),
        Id::DetailUp => scroll(program, -3),
        Id::DetailDown => scroll(program, 3),
        Id::FindForm => boxes::open(program, boxes::CheckBox::Find),
        Id::EnterForm => entry::start(program),
        Id::FormOriginal => unmask(program),
        Id::Copy => return copy(program),
        Id::Back | Id::GoBack => return back(program),
        _ => return decide::run(program, id),
    }
    Vec::new()
}

fn scroll(program: &mut Program, by: isize) {
    if let Some(opened) = program.opened_mut() {
        opened.form.detail = opened.form.detail.saturating_add_signed(by);
    }
}

fn move_by(program: &mut Program, by: isize) {
    let count = length(program);
    if let Some(opened) = program.opened_mut() {
        opened.form.row = step(opened.form.row, by, count);
        opened.form.detail = 0;
    }
}

/// Another form, at the same question.
fn other(program: &mut Program, by: isize) {
    let Some((forms, form)) = current(program) else { return };
    let to = step(form, by, forms.len());
    let row = program.opened().map_or(0, |opened| opened.form.row);
    if to == form {
        let text = if by > 0 { say::last_form(program.lang) } else { say::first_form(program.lang) };
        program.refuse(text);
        return;
    }
    go_to(program, to, row);
}

/// The next form with an open problem, at its first one.
fn next_open(program: &mut Program, ahead: bool) {
    let Some((forms, form)) = current(program) else { return };
    let is_open = |form: &usize| forms.problems(*form).any(|met| met.status() == Status::Open);
    let found = if ahead { (form + 1..forms.len()).find(is_open) } else { (0..form).rev().find(is_open) };
    let Some(found) = found else {
        program.refuse(say::no_more_open(program.lang));
        return;
    };
    let questions = &forms.survey().questions;
    let open = forms.problems(found).filter(|met| met.status() == Status::Open);
    let row = |id: Option<&str>| questions.iter().position(|own| Some(own.id.as_str()) == id).map_or(0, |at| at + 1);
    let row = open.map(|met| row(met.question.as_deref())).min().unwrap_or(0);
    go_to(program, found, row);
}

/// Back to where one came from, with the boxes that were open there.
pub fn back(program: &mut Program) -> Vec<Effect> {
    if program.trail.is_empty() {
        program.screen = Screen::Overview;
        return Vec::new();
    }
    jump::back(program)
}

/// The form for the clipboard, in the form that spreadsheets take.
fn copy(program: &Program) -> Vec<Effect> {
    let mut text = say::columns(program.lang).join("\t");
    for line in lines(program, 0..length(program)) {
        let fields = [line.title, line.raw, line.counted, line.cell, line.notes];
        text.push('\n');
        text.push_str(&fields.map(|field| field.replace(['\t', '\n'], " ")).join("\t"));
    }
    text.push('\n');
    vec![Effect::Copy(text)]
}

/// Why there is nothing on the screen; and whether that is bad.
pub fn nothing(program: &Program) -> Option<(String, bool)> {
    let lang = program.lang;
    let Some(opened) = program.opened() else { return Some((common::no_survey(lang).to_owned(), false)) };
    if current(program).is_some() {
        return None;
    }
    Some(match (&opened.data, &opened.sheets) {
        (Data::Failed(sentence), _) | (_, Sheets { problem: Some(sentence), .. }) => (sentence.clone(), true),
        (_, Sheets { forms: Some(_), .. }) => (say::no_forms(lang).to_owned(), false),
        (Data::Loading, _) => (names::reading(program, &opened.progress), false),
        (Data::Ready(_), _) => (names::reading_forms(program, &opened.sheets.progress), false),
    })
}

/// A click: on a row it puts the cursor there, a second one asks for the value.
pub fn click(program: &mut Program, at: Position) -> Vec<Effect> {
    let areas = view::areas(program, main_area(program));
    let count = length(program);
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    if !areas.rows.contains(at) {
        return Vec::new();
    }
    let row = opened.form.offset + usize::from(at.y - areas.rows.y);
    if row >= count {
        return Vec::new();
    }
    if row == opened.form.row {
        return crate::tui::update::attempt(program, Id::EditAnswer);
    }
    (opened.form.row, opened.form.detail) = (row, 0);
    Vec::new()
}

/// The wheel over the answers or the details.
pub fn wheel(program: &mut Program, at: Position, down: bool) -> Vec<Effect> {
    let over_detail = view::areas(program, main_area(program)).detail.contains(at);
    match (over_detail, down) {
        (true, _) => scroll(program, if down { 3 } else { -3 }),
        (false, _) => move_by(program, if down { 1 } else { -1 }),
    }
    Vec::new()
}

/// Holds the cursor within the form and in sight.
pub fn settle(program: &mut Program) {
    let areas = view::areas(program, main_area(program));
    let lines = view::detail_lines(program, usize::from(areas.detail_text().width)).len();
    let forms = decide::forms(program).map(|forms| (forms.len(), forms.survey().questions.len() + 1));
    let Some(opened) = program.opened_mut() else { return };
    let cursor = &mut opened.form;
    if let Some((forms, count)) = forms {
        cursor.form = cursor.form.min(forms.saturating_sub(1));
        cursor.row = cursor.row.min(count.saturating_sub(1));
        cursor.offset = follow(cursor.offset, cursor.row, count, areas.rows.height.into());
    }
    let room = usize::from(areas.detail_text().height);
    cursor.detail = cursor.detail.min(lines.saturating_sub(room));
}
