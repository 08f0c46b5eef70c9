//! What commands do in a box.

use super::rows::{What, rows};
use super::view::areas;
use super::{Kind, Popup, condition, find, menu};
use crate::messages::{elsewhere, problem, screen as say, settings as settings_words};
use crate::model::Expr;
use crate::model::table::BannerSpec;
use crate::project::{Op, SavedTable};
use crate::responses::eval;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::enabled;
use crate::tui::moves;
use crate::tui::pictures::kind;
use crate::tui::screens::items::dialog::{self, Choice};
use crate::tui::screens::{decide, entry, files, findings, form, guess, progress, table, tagging};
use crate::tui::state::{Screen, State, Tone};
use crate::tui::store::Request;
use crate::tui::widgets::field::request;
use crate::tui::widgets::scroll::{FAR, follow, step};

/// Runs a command of the top box.
pub fn run(state: &mut State, id: Id) -> Vec<Effect> {
    if let Some(effects) = findings::boxes::run(state, id) {
        return effects;
    }
    if let Some(effects) = entry::run(state, id) {
        return effects;
    }
    if let Some(effects) = dialog::run(state, id) {
        return effects;
    }
    let page = state.boxes.last().map_or(0, |popup| usize::from(areas(state, popup).rows.height).saturating_sub(1));
    let page = isize::try_from(page).unwrap_or(1).max(1);
    match id {
        Id::Back => {
            if !files::stays(state) {
                state.boxes.pop();
            }
        }
        Id::Accept => {
            let before = state.boxes.len();
            let effects = accept(state);
            let silent = effects.is_empty() && state.boxes.len() == before && state.toast.is_none();
            if let Some(sentence) = moves::nothing_to_choose(state).filter(|_| silent) {
                state.refuse(sentence);
            }
            return effects;
        }
        Id::Left | Id::Right => menu::turn(state, id == Id::Right),
        Id::Toggle if matches!(selected(state), Some(What::FilterChoice(_))) => {
            if let Some(What::FilterChoice(code)) = selected(state) {
                condition::toggle(state, code);
            }
        }
        Id::Toggle | Id::Nest => check(state, id == Id::Nest),
        Id::PickCondition => condition::open(state),
        Id::Remove => return remove(state),
        Id::Up => go(state, -1),
        Id::Down => go(state, 1),
        Id::PageUp => go(state, -page),
        Id::PageDown => go(state, page),
        Id::First | Id::RowStart => go(state, -FAR),
        Id::Last | Id::RowEnd => go(state, FAR),
        _ => {
            if let Some(request) = request(id) {
                match id {
                    // What is erased in a text that is marked as a whole is all of it.
                    Id::EditBack | Id::EditDelete => replace(state),
                    _ => keep(state),
                }
                if let Some(popup) = state.boxes.last_mut() {
                    popup.field.handle(request);
                    edited(state);
                }
            }
        }
    }
    Vec::new()
}

/// A proposed text gives way to what is typed.
pub fn replace(state: &mut State) {
    if let Some(popup) = state.boxes.last_mut()
        && std::mem::take(&mut popup.proposed)
    {
        popup.field.reset();
    }
}

/// A proposed text is edited from here on.
fn keep(state: &mut State) {
    if let Some(popup) = state.boxes.last_mut() {
        popup.proposed = false;
    }
}

/// After every change of the field: the list starts anew, and an old complaint is gone.
pub fn edited(state: &mut State) {
    if let Some(popup) = state.boxes.last_mut() {
        popup.selected = 0;
        popup.offset = 0;
        popup.problem = None;
    }
    find::edited(state);
    findings::form::edited(state);
    decide::boxes::edited(state);
    entry::edited(state);
}

fn go(state: &mut State, by: isize) {
    let length = state.boxes.last().map_or(0, |popup| rows(state, popup).len());
    if let Some(popup) = state.boxes.last_mut() {
        popup.selected = step(popup.selected, by, length);
    }
}

/// Keeps the selected row in sight.
pub fn settle(state: &mut State) {
    entry::settle(state);
    find::settle(state);
    let Some(popup) = state.boxes.last() else { return };
    let length = rows(state, popup).len();
    let room = usize::from(areas(state, popup).rows.height);
    if let Some(popup) = state.boxes.last_mut() {
        popup.selected = popup.selected.min(length.saturating_sub(1));
        popup.offset = follow(popup.offset, popup.selected, length, room);
    }
}

fn selected(state: &State) -> Option<What> {
    let popup = state.boxes.last()?;
    rows(state, popup).into_iter().nth(popup.selected).map(|row| row.what)
}

fn chosen(state: &State) -> Option<Choice> {
    match selected(state) {
        Some(What::Item(choice)) => Some(choice),
        _ => None,
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    let Some(popup) = state.boxes.last() else { return Vec::new() };
    if let Kind::Items(_) = &popup.kind {
        let choice = chosen(state);
        return if popup.place() == Place::Prompt { dialog::accept_line(state) } else { dialog::accept(state, choice) };
    }
    if matches!(popup.kind, Kind::Tagging(_)) {
        return tagging::boxes::accept(state);
    }
    if matches!(popup.kind, Kind::Findings(_)) {
        let chosen = match selected(state) {
            Some(What::Finding(at)) => Some(at),
            _ => None,
        };
        return findings::boxes::accept(state, chosen);
    }
    if matches!(popup.kind, Kind::Check(_)) {
        let chosen = match selected(state) {
            Some(What::Check(at)) => Some(at),
            _ => None,
        };
        return decide::boxes::accept(state, chosen);
    }
    if matches!(popup.kind, Kind::Files(_)) {
        return files::boxes::accept(state);
    }
    if matches!(popup.kind, Kind::Guess(_)) {
        let chosen = match selected(state) {
            Some(What::Guess(at)) => Some(at),
            _ => None,
        };
        return guess::boxes::accept(state, chosen);
    }
    if popup.place() == Place::Prompt {
        return accept_form(state);
    }
    if let Kind::Banners { chosen } = &popup.kind {
        let mut chosen = chosen.clone();
        let untouched = state.opened().is_some_and(|opened| opened.table.view.banners == chosen);
        // Enter on a row without having ticked anything means that row, as in every other list.
        if let (true, Some(What::Banner(id))) = (untouched, selected(state))
            && !chosen.iter().any(|banner| banner.0.contains(&id))
        {
            chosen = vec![BannerSpec(vec![id])];
        }
        state.boxes.pop();
        return table::update::change(state, |view| view.banners = chosen);
    }
    if matches!(popup.kind, Kind::FilterChoices { .. }) {
        let code = match selected(state) {
            Some(What::FilterChoice(code)) => Some(code),
            _ => None,
        };
        condition::accept(state, code);
        return Vec::new();
    }
    if matches!(popup.kind, Kind::Explanation(_)) {
        state.boxes.pop();
        return table::update::members_explained(state);
    }
    match selected(state) {
        Some(What::Command(id)) => {
            let not_here = rows(state, popup).into_iter().nth(popup.selected).and_then(|row| row.reason);
            state.boxes.pop();
            match not_here.or_else(|| enabled::reason(state, id)) {
                Some(reason) => {
                    state.refuse(reason);
                    Vec::new()
                }
                None => crate::tui::update::run(state, id),
            }
        }
        Some(What::Elsewhere(command)) => {
            state.boxes.pop();
            state.refuse(format!("{} {command}", elsewhere::on_the_command_line(state.lang)));
            Vec::new()
        }
        Some(What::Weight(weight)) => {
            state.boxes.pop();
            table::update::change(state, |view| view.weight = weight)
        }
        Some(What::FilterQuestion(id)) => {
            condition::choose_question(state, id);
            Vec::new()
        }
        Some(What::Format(format)) => {
            state.boxes.pop();
            table::update::export(state, format)
        }
        Some(What::Chart(chart)) => {
            state.boxes.pop();
            kind::choose(state, chart)
        }
        Some(What::PlanFilter(choice)) => {
            state.boxes.pop();
            progress::filter::choose(state, choice);
            Vec::new()
        }
        Some(What::PlanFormat(format)) => {
            state.boxes.pop();
            progress::export::start(state, format)
        }
        Some(What::Saved(name)) => {
            let saved = state.journal.state.table(&name).cloned();
            state.boxes.pop();
            saved.map_or(Vec::new(), |saved| open_saved(state, saved))
        }
        Some(What::Place(to)) => find::follow(state, *to),
        Some(What::Member(at)) => member(state, at),
        Some(
            What::Banner(_)
            | What::FilterChoice(_)
            | What::Item(_)
            | What::Tagging(_)
            | What::Finding(_)
            | What::Check(_)
            | What::Guess(_)
            | What::Files(_)
            | What::Nothing,
        )
        | None => {
            state.boxes.pop();
            Vec::new()
        }
    }
}

/// Opens the form of one respondent behind a cell, at the question of the table; the list stays open behind it.
fn member(state: &mut State, at: usize) -> Vec<Effect> {
    let Some(Popup { kind: Kind::Members { found: Some(found), .. }, .. }) = state.boxes.last() else {
        return Vec::new();
    };
    let Some(place) = found.get(at).map(|member| member.at.clone()) else { return Vec::new() };
    let question = state.opened().and_then(|opened| opened.survey()?.questions.get(opened.table.question));
    let question = question.map(|question| question.id.clone());
    form::open(state, form::Wanted::Place(place, question))
}

/// Shows a saved table, or one asked for elsewhere.
pub fn open_saved(state: &mut State, saved: SavedTable) -> Vec<Effect> {
    let is_it =
        |opened: &crate::tui::state::Opened| opened.survey().is_some_and(|survey| survey.about.id == saved.survey);
    let Some(index) = state.surveys.iter().position(is_it) else {
        state.tell(Tone::Bad, say::survey_gone(state.lang, &saved.survey));
        return Vec::new();
    };
    state.current = index;
    state.screen = Screen::Table;
    let question = state
        .opened()
        .and_then(|opened| opened.survey())
        .and_then(|survey| survey.questions.iter().position(|question| question.id == saved.spec.question));
    let Some(question) = question else {
        state.tell(Tone::Bad, say::question_gone(state.lang, &saved.spec.question));
        return Vec::new();
    };
    if let Some(opened) = state.opened_mut() {
        opened.table.show(question);
        opened.table.focus = table::Pane::Table;
        opened.table.search.reset();
    }
    let view = saved.view.asking(saved.spec);
    let mut effects = table::update::change(state, |current| *current = view);
    if effects.is_empty() {
        effects = table::update::ask(state);
    }
    effects
}

fn check(state: &mut State, nest: bool) {
    let Some(What::Banner(id)) = selected(state) else { return };
    let lang = state.lang;
    let Some(Popup { kind: Kind::Banners { chosen }, problem, .. }) = state.boxes.last_mut() else { return };
    *problem = None;
    let known = chosen.iter().any(|banner| banner.0.contains(&id));
    match (nest, known, chosen.last_mut()) {
        (_, true, _) => {
            for banner in chosen.iter_mut() {
                banner.0.retain(|part| *part != id);
            }
            chosen.retain(|banner| !banner.0.is_empty());
        }
        (true, false, Some(last)) => last.0.push(id),
        (true, false, None) => *problem = Some(say::nest_needs_first(lang).to_owned()),
        (false, false, _) => chosen.push(BannerSpec(vec![id])),
    }
}

fn remove(state: &mut State) -> Vec<Effect> {
    match selected(state) {
        Some(What::Saved(name)) => act(state, Op::DeleteTable { name }),
        Some(What::Item(choice)) => dialog::remove(state, Some(choice)),
        _ => {
            state.refuse(say::nothing_to_remove(state.lang));
            Vec::new()
        }
    }
}

/// Makes a change in the journal, or says why that is not possible.
fn act(state: &mut State, op: Op) -> Vec<Effect> {
    if let Some(reason) = enabled::no_acts(state) {
        state.refuse(reason);
        return Vec::new();
    }
    vec![Effect::Store(Request::Act(Box::new(op)))]
}

fn accept_form(state: &mut State) -> Vec<Effect> {
    let Some(popup) = state.boxes.last() else { return Vec::new() };
    let text = popup.field.value().trim().to_owned();
    if matches!(popup.kind, Kind::Name) {
        return rename(state, text);
    }
    let Some(opened) = state.opened() else { return Vec::new() };
    let Some(survey) = opened.survey().cloned() else { return Vec::new() };
    match popup.kind {
        Kind::Filter => match filter(state, &text) {
            Ok(filter) => {
                state.boxes.pop();
                table::update::change(state, |view| view.filter = filter)
            }
            Err(sentence) => {
                complain(state, sentence);
                Vec::new()
            }
        },
        Kind::SaveName if text.is_empty() => {
            complain(state, say::name_missing(state.lang).to_owned());
            Vec::new()
        }
        Kind::SaveName => {
            let (spec, view) = (opened.table.spec(&survey), opened.table.view.clone());
            state.boxes.pop();
            let survey = survey.about.id.clone();
            spec.map(Box::new).map_or(Vec::new(), |spec| act(state, Op::SaveTable { name: text, survey, spec, view }))
        }
        _ => {
            let question = survey.questions.get(opened.table.question).map(|question| question.id.clone());
            state.boxes.pop();
            let survey = survey.about.id.clone();
            question.map_or(Vec::new(), |question| act(state, Op::SetNote { survey, question, text }))
        }
    }
}

/// Goes on under the name that was typed. Who was to code instead is forgotten: the name is what was set last.
fn rename(state: &mut State, name: String) -> Vec<Effect> {
    state.boxes.pop();
    if name == state.journal.who && state.sets.iter().all(|set| set.tagging.coder.is_none()) {
        state.refuse(settings_words::name_same(state.lang));
        return Vec::new();
    }
    tagging::code_as(state, "");
    vec![Effect::Store(Request::Rename { name, keep: state.settings.clone() })]
}

fn complain(state: &mut State, sentence: String) {
    if let Some(popup) = state.boxes.last_mut() {
        popup.problem = Some(sentence);
    }
}

/// The expression typed; empty is none.
fn filter(state: &State, text: &str) -> Result<Option<Expr>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let expr = Expr::typed(text).map_err(|error| problem::parse_error(state.lang, &error))?;
    let Some(survey) = super::condition::survey(state) else { return Ok(Some(expr)) };
    eval::coded(survey, &expr).map(Some).map_err(|error| problem::expression_error(state.lang, &error))
}
