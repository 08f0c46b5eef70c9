//! One question, large, for a meeting room: its chart, its base, its notes, and nothing else on the screen.
//!
//! It shows what the table screen counts, with the weight, filter and base chosen there. Nothing can be changed here; the
//! banner is another one only as long as the presentation lasts.

pub mod view;

use crate::messages::pictures as say;
use crate::model::Kind;
use crate::model::table::BannerSpec;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::pictures::kind;
use crate::tui::screens::table::{self, Entry, entries};
use crate::tui::state::{Screen, State as Program};

/// Begins with the question of the table screen; free text is passed over, as there is nothing to draw.
pub fn enter(program: &mut Program) -> Vec<Effect> {
    program.screen = Screen::Show;
    if let Some(opened) = program.opened_mut() {
        opened.table.presented_group = 0;
    }
    let questions = questions(program);
    let Some(opened) = program.opened() else { return Vec::new() };
    let now = opened.table.question;
    match questions.iter().find(|question| **question >= now).or(questions.last()) {
        Some(question) if !questions.contains(&now) => table::update::choose(program, *question),
        _ => table::update::ask(program),
    }
}

/// The questions that are shown, in the order of the list on the table screen.
pub fn questions(program: &Program) -> Vec<usize> {
    let Some(survey) = program.opened().and_then(|opened| opened.survey()) else { return Vec::new() };
    let listed = entries(survey, "").into_iter().filter_map(|entry| match entry {
        Entry::Question(index) => Some(index),
        Entry::Theme(_) | Entry::Matrix(_) => None,
    });
    let speaks = |index: &usize| survey.questions.get(*index).is_some_and(|question| question.kind != Kind::Text);
    listed.filter(speaks).collect()
}

/// Runs a command of a presentation.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    match id {
        Id::ShowNext => go(program, true),
        Id::ShowPrevious => go(program, false),
        Id::ShowBanner => banner(program, true),
        Id::ShowBannerBack => banner(program, false),
        Id::ShowChart => kind::next(program, false),
        Id::Back => leave(program),
        _ => Vec::new(),
    }
}

fn go(program: &mut Program, on: bool) -> Vec<Effect> {
    let questions = questions(program);
    let Some(opened) = program.opened() else { return Vec::new() };
    let at = questions.iter().position(|question| *question == opened.table.question);
    let next = match (at, on) {
        (None, _) => questions.first(),
        (Some(at), true) => questions.get(at + 1),
        (Some(at), false) => at.checked_sub(1).and_then(|at| questions.get(at)),
    };
    match next {
        Some(next) => {
            let next = *next;
            if let Some(opened) = program.opened_mut() {
                opened.table.presented_group = 0;
            }
            table::update::choose(program, next)
        }
        None => {
            program.refuse(if on { say::show_last(program.lang) } else { say::show_first(program.lang) });
            Vec::new()
        }
    }
}

/// What a question can be divided by: what the table screen has, nothing, each of the survey's own.
fn banners(program: &Program) -> Vec<Vec<BannerSpec>> {
    let Some(opened) = program.opened() else { return Vec::new() };
    let Some(survey) = opened.survey() else { return Vec::new() };
    let own = survey.default_banners().into_iter().map(|id| vec![BannerSpec(vec![id.to_owned()])]);
    let mut all: Vec<Vec<BannerSpec>> = Vec::new();
    for banners in [opened.table.view.banners.clone(), Vec::new()].into_iter().chain(own) {
        if !all.contains(&banners) {
            all.push(banners);
        }
    }
    all
}

/// The next group of lines and scatters, which show one group at a time; `None` at the end of the table's groups, or where the
/// chart shows them all.
fn group(program: &Program, on: bool) -> Option<usize> {
    let state = &program.opened()?.table;
    let table = &state.answer.as_ref()?.table;
    if !table::chart::fitting(table, state.shown).is_made() {
        return None;
    }
    match on {
        true => (state.presented_group + 1 < table.groups.len()).then_some(state.presented_group + 1),
        false => state.presented_group.checked_sub(1),
    }
}

fn banner(program: &mut Program, on: bool) -> Vec<Effect> {
    let next = group(program, on);
    if let (Some(next), Some(opened)) = (next, program.opened_mut()) {
        opened.table.presented_group = next;
        return Vec::new();
    }
    let all = banners(program);
    if let Some(opened) = program.opened_mut() {
        opened.table.presented_group = 0;
    }
    if all.len() < 2 {
        program.refuse(say::show_no_banner(program.lang));
        return Vec::new();
    }
    let Some(opened) = program.opened_mut() else { return Vec::new() };
    let now = opened.table.presented_by.as_ref().unwrap_or(&opened.table.view.banners);
    let at = all.iter().position(|banners| banners == now).unwrap_or(0);
    let next = (at + if on { 1 } else { all.len() - 1 }) % all.len();
    opened.table.presented_by = all.into_iter().nth(next);
    table::update::ask(program)
}

/// Back to the table of the question that was shown last, by the banners chosen there.
fn leave(program: &mut Program) -> Vec<Effect> {
    program.screen = Screen::Table;
    for opened in &mut program.surveys {
        opened.table.presented_by = None;
        opened.table.presented_group = 0;
    }
    table::update::ask(program)
}

/// Keeps the chart that of the question.
pub fn settle(program: &mut Program) {
    let shown = kind::shown(program);
    if let Some(opened) = program.opened_mut() {
        opened.table.shown = shown;
    }
}
