//! What an action changes. The only place, with `reports` and the `update` of screens and boxes, that changes the state.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};
use tui_input::InputRequest;

use super::action::{Action, Discarded, Effect};
use super::command::{Id, Place};
use super::open::without_survey;
use super::pictures::made;
use super::popups::{self, Kind, Popup};
use super::screens::{
    decide, entry, evidence, files, findings, form, guess, items, overview, problems, progress, show, table, tagging,
    tree,
};
use super::state::{Data, On, Opened, PlanData, Screen, SetData, State, Toast, Tone};
use super::store::Request;
use super::{enabled, moves, panes, reports, view};
use crate::messages::{moves as move_words, pictures as picture_words, screen as say, switches as switch_words};
use crate::model::Question;
use crate::model::comment::definition::SetKind;
use crate::project::{self, CommentOp, Foreseen, Op};
use crate::tui::widgets::field::{self, request};

/// Takes one action in.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    // What nobody means as an act of its own leaves everything as it stands.
    let passive = matches!(action, Action::Report(_) | Action::Resize { .. } | Action::Drag { .. } | Action::Release);
    if !passive {
        state.toast = None;
    }
    let refused = if passive { None } else { state.refused.take() };
    let scrolls = passive
        || matches!(
            action,
            Action::Wheel { .. } | Action::Run(Id::Up | Id::Down | Id::TagMark | Id::TagOriginal | Id::Back)
        );
    state.course.note(state.place(), &action);
    let stood = match action {
        Action::Run(id) if moves::is_move(id) => Some((id, moves::standing(state))),
        _ => None,
    };
    tagging::before(state, scrolls);
    let mut effects = match action {
        Action::Run(id) => key(state, id, refused),
        Action::Type(c) if findings::form::insert(state, c.encode_utf8(&mut [0; 4])) => Vec::new(),
        Action::Paste(text) if findings::form::insert(state, &text) => Vec::new(),
        Action::Type(c) => items::dialog::typed(state, c.encode_utf8(&mut [0; 4])).unwrap_or_else(|| {
            popups::update::replace(state);
            let effects = edit(state, |input| {
                input.handle(InputRequest::InsertChar(c));
            });
            entry::typed(state);
            effects
        }),
        Action::Paste(text) => items::dialog::pasted(state, &text).unwrap_or_else(|| {
            popups::update::replace(state);
            edit(state, |input| field::paste(input, &text))
        }),
        Action::Click { x, y } => click(state, Position { x, y }),
        Action::Drag { x, y } => {
            super::mouse::drag(state, Position { x, y });
            Vec::new()
        }
        Action::Release => {
            panes::release(state);
            Vec::new()
        }
        Action::Wheel { x, y, down } => wheel(state, Position { x, y }, down),
        Action::Resize { width, height } => {
            state.area = Rect::new(0, 0, width, height);
            Vec::new()
        }
        Action::TypedTooSoon(ended) => {
            let meant = refused.filter(|_| !ended);
            let reason = refused.and_then(|id| enabled::reason(state, id));
            state.refused = meant;
            let asked = refused.unwrap_or(Id::Search);
            let keys = [asked, Id::Back].map(|id| state.keymap.key(id, state.screen_place()));
            refuse(state, reason.unwrap_or_else(|| move_words::typed_too_soon(state.lang, &keys)))
        }
        Action::InputMethodOn => refuse(state, say::input_method_on(state.lang).to_owned()),
        Action::UnknownKey(name) => {
            let help = state.keymap.key(Id::Help, Place::Prompt);
            let leave = state.keymap.key(Id::Back, Place::Show);
            let text = match state.place() {
                Place::Show => picture_words::show_unknown(state.lang, &name, &leave, &help),
                _ => say::unknown_key(state.lang, &name, &help),
            };
            refuse(state, text)
        }
        Action::Report(report) => reports::take(state, *report),
    };
    let stood = stood.filter(|_| effects.is_empty() && state.toast.is_none());
    effects.extend(items::look(state));
    state.exporting |= effects.iter().any(is_export);
    let requests = effects.iter().filter(|effect| matches!(effect, Effect::Store(_))).count();
    state.journal.pending += requests;
    settle(state);
    effects.extend(made::refresh(state));
    if let Some((id, before)) = stood
        && moves::standing(state) == before
    {
        effects.extend(moves::sentence(state, id).map(|sentence| refuse(state, sentence)).unwrap_or_default());
    }
    if !passive {
        super::tour::look(state);
    }
    effects.extend(tagging::refresh(state));
    effects.extend(findings::refresh(state));
    effects.extend(evidence::refresh(state));
    effects.extend(progress::standing::refresh(state));
    effects.extend(form::refresh(state));
    effects.extend(popups::find::refresh(state));
    effects.extend(files::refresh(state));
    effects
}

/// A file is written: another one waits for a key until it is done.
fn is_export(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Export { .. }
            | Effect::Publish { .. }
            | Effect::ExportDocument { .. }
            | Effect::ExportPage { .. }
            | Effect::WriteSheet { .. }
    )
}

/// Says why a key does nothing. Nobody has to look that up later, so it is not among the messages.
fn refuse(state: &mut State, text: String) -> Vec<Effect> {
    state.toast = Some(Toast::refusal(text));
    Vec::new()
}

/// Holds every cursor within what is shown.
fn settle(state: &mut State) {
    state.current = state.current.min(state.surveys.len().saturating_sub(1));
    popups::update::settle(state);
    match state.screen {
        Screen::Overview => overview::settle(state),
        Screen::Table => table::update::settle(state),
        Screen::Problems => problems::settle(state),
        Screen::Form => form::settle(state),
        Screen::Tagging => tagging::settle(state),
        Screen::Items => items::settle(state),
        Screen::Findings => findings::settle(state),
        Screen::Evidence => evidence::settle(state),
        Screen::Progress => progress::settle(state),
        Screen::Tree => tree::settle(state),
        Screen::Show => show::settle(state),
        Screen::Guess => guess::settle(state),
    }
}

/// A command by its key. A digit behind a refused choice of the class was meant for its list, and goes to no other screen.
fn key(state: &mut State, id: Id, refused: Option<Id>) -> Vec<Effect> {
    if id.screen().is_some()
        && let Some(reason) = refused.and_then(|refused| enabled::reason(state, refused))
    {
        return refuse(state, reason);
    }
    if matches!(id, Id::ChooseClass | Id::Search | Id::TagPicker) && enabled::reason(state, id).is_some() {
        state.refused = Some(id);
    }
    attempt(state, id)
}

/// Runs a command, or says why not.
pub fn attempt(state: &mut State, id: Id) -> Vec<Effect> {
    match enabled::reason(state, id) {
        Some(reason) => refuse(state, reason),
        None => run(state, id),
    }
}

/// Runs a command that is enabled.
pub fn run(state: &mut State, id: Id) -> Vec<Effect> {
    super::tour::pressed(state, id);
    let place = state.place();
    match id.screen() {
        Some(Screen::Form) => {
            form::enter(state);
            return Vec::new();
        }
        Some(screen) => return go_to(state, screen),
        None => {}
    }
    match (id, place) {
        (Id::Help, _) => open_box(state, Kind::Commands { place, everything: false }),
        (Id::Tour, _) => {
            super::tour::toggle(state);
            Vec::new()
        }
        (Id::Menu, _) => {
            popups::menu::toggle(state);
            Vec::new()
        }
        (Id::SetName, _) => {
            state.boxes.push(Popup::proposing(Kind::Name, state.journal.who.clone()));
            Vec::new()
        }
        (Id::Palette, _) => open_box(state, Kind::Commands { place: state.screen_place(), everything: true }),
        (
            _,
            Place::List
            | Place::Check
            | Place::Prompt
            | Place::Entry
            | Place::Editor
            | Place::Excerpt
            | Place::Pin
            | Place::Links
            | Place::Menu,
        ) => popups::update::run(state, id),
        (_, Place::Search) => search(state, id),
        (Id::LineLeft | Id::LineRight | Id::LineUp | Id::LineDown, _) => move_line(state, id),
        (Id::Back, _) if state.exporting => {
            state.tell(Tone::Hint, say::export_stopping(state.lang));
            vec![Effect::CancelExport]
        }
        (Id::Zoom, _) if !matches!(state.screen, Screen::Table | Screen::Tagging) => {
            state.panes.turn(state.screen);
            Vec::new()
        }
        // The search line stands with the list, and so do the rules beside it.
        (Id::Search, _) | (Id::Left | Id::Right, Place::Problems)
            if state.panes.alone(state.screen) == Some(panes::Part::Second) =>
        {
            state.panes.both();
            run(state, id)
        }
        (Id::Back, _) if state.panes.alone(state.screen).is_some() => {
            state.panes.both();
            Vec::new()
        }
        (_, Place::Guess) => guess::run(state, id),
        (Id::Messages, _) => open_box(state, Kind::Messages),
        (Id::AddFile, _) => {
            files::add(state);
            Vec::new()
        }
        (Id::Guesses, _) => {
            files::show_guesses(state);
            Vec::new()
        }
        (Id::Find, _) => popups::find::open(state),
        (Id::Saved, _) => open_box(state, Kind::Saved),
        (Id::Undo, _) => vec![Effect::Store(Request::Undo)],
        (Id::Redo, _) => vec![Effect::Store(Request::Redo)],
        (Id::Reload, _) => reload(state),
        (Id::Back, _) if waits(state) => stop_reading(state),
        (Id::Quit, _) if !entry::unsaved(state).is_empty() => {
            decide::boxes::open(state, decide::boxes::CheckBox::LeaveEntry);
            Vec::new()
        }
        (Id::Quit, _) => {
            state.quitting = true;
            vec![Effect::Quit]
        }
        (Id::PinCell | Id::PinDifference | Id::MarkCell, _) => findings::acts::run(state, id),
        (_, Place::Form) if !matches!(id, Id::NextSurvey | Id::PreviousSurvey) => form::run(state, id),
        (Id::GoBack, _) => tree::jump::back(state),
        (Id::NextSurvey | Id::PreviousSurvey, _) if matches!(state.screen, Screen::Tagging | Screen::Items) => {
            other_set(state, id == Id::NextSurvey)
        }
        (Id::NextSurvey | Id::PreviousSurvey, Place::Progress | Place::Tree) => {
            attempt(state, if id == Id::NextSurvey { Id::NextPlan } else { Id::PreviousPlan })
        }
        (Id::NextSurvey | Id::PreviousSurvey, _) => other_survey(state, id == Id::NextSurvey),
        (_, Place::Overview) => overview::run(state, id),
        (_, Place::Table) => table::update::run(state, id),
        (_, Place::Problems | Place::Decisions) => problems::run(state, id),
        (_, Place::Form) => form::run(state, id),
        (_, Place::Tagging) => tagging::run(state, id),
        (_, Place::Progress) => progress::run(state, id),
        (_, Place::Tree) => tree::run(state, id),
        (_, Place::Show) => show::run(state, id),
        (_, Place::Items | Place::Disputes | Place::Masks | Place::Warnings) => items::run(state, id),
        (_, Place::Findings | Place::Drafts) => findings::run(state, id),
        (_, Place::Evidence) => evidence::run(state, id),
    }
}

/// Moves the line between two panes, or says that it cannot go on.
fn move_line(state: &mut State, id: Id) -> Vec<Effect> {
    let axis = panes::axis(id);
    let ahead = matches!(id, Id::LineRight | Id::LineDown);
    match axis {
        Some(axis) if !panes::shift(state, axis, ahead) => refuse(state, say::line_at_end(state.lang).to_owned()),
        _ => Vec::new(),
    }
}

fn open_box(state: &mut State, kind: Kind) -> Vec<Effect> {
    state.boxes.push(Popup::new(kind));
    Vec::new()
}

/// Shows a screen.
pub fn go_to(state: &mut State, screen: Screen) -> Vec<Effect> {
    state.screen = screen;
    if screen.shows_table() { ask(state) } else { Vec::new() }
}

/// Asks for the table that is shown; where codes were given since the survey was read, the survey is read first.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    let mut effects = table::update::ask(state);
    effects.extend(reread(state, state.current));
    effects
}

/// Reads a survey anew where codes were given to its free answers since it was read.
fn reread(state: &mut State, survey: usize) -> Option<Effect> {
    // Reading takes the codes from the journal on the disk: acts on their way to it are waited for.
    let is_written = state.journal.pending == 0;
    let opened = state.surveys.get_mut(survey).filter(|opened| opened.stale && is_written)?;
    opened.stale = false;
    opened.rereading = true;
    Some(opened.load(survey))
}

/// Reads every survey anew where codes were given since it was read.
pub fn reread_all(state: &mut State) -> Vec<Effect> {
    (0..state.surveys.len()).filter_map(|survey| reread(state, survey)).collect()
}

/// Marks the surveys whose answers, or the codes of whose free answers, are decided otherwise than `before`.
pub(super) fn mark_stale(state: &mut State, before: &crate::project::State) {
    for opened in &mut state.surveys {
        let id = opened.survey().map(|survey| survey.about.id.clone()).unwrap_or_default();
        opened.stale |= before.fixes.get(&id) != state.journal.state.fixes.get(&id);
    }
    for opened in &state.sets {
        let Ok(definition) = &opened.definition else { continue };
        let about = &definition.about;
        if about.kind != SetKind::Survey {
            continue;
        }
        let (old, new) = (before.decisions(&about.id), state.journal.state.decisions(&about.id));
        let survey = state
            .surveys
            .iter_mut()
            .find(|opened| opened.survey().is_some_and(|survey| Some(&survey.about.id) == about.survey.as_ref()));
        if let Some(survey) = survey.filter(|survey| !survey.stale && !old.codes_alike(&new)) {
            survey.stale = true;
        }
    }
}

fn other_survey(state: &mut State, next: bool) -> Vec<Effect> {
    let count = state.surveys.len().max(1);
    state.current = (state.current + if next { 1 } else { count - 1 }) % count;
    state.problems.start();
    state.on = On::Surveys;
    go_to(state, state.screen)
}

fn other_set(state: &mut State, next: bool) -> Vec<Effect> {
    let count = state.sets.len().max(1);
    state.current_set = (state.current_set + if next { 1 } else { count - 1 }) % count;
    Vec::new()
}

/// Decides something about the set being looked at: it counts on the screen at once, and goes to the journal. When the
/// journal refuses, its answer brings the old state back.
pub fn decide(state: &mut State, act: CommentOp) -> Vec<Effect> {
    let Some(set) = state.set().map(|set| set.id().to_owned()) else { return Vec::new() };
    let op = Op::Comment { set, act: Box::new(act) };
    let before = state.journal.state.clone();
    project::apply::apply(&mut state.journal.state, &op);
    mark_stale(state, &before);
    let foreseen = Foreseen { op, before, after: state.journal.state.clone() };
    let mut effects = vec![Effect::Store(Request::Decide(Box::new(foreseen)))];
    effects.extend(assemble(state, state.current_set));
    effects
}

/// Brings receipts and decisions of a set together, on a thread.
pub(super) fn assemble(state: &mut State, set: usize) -> Option<Effect> {
    let opened = state.sets.get_mut(set)?;
    opened.tagging.changes += 1;
    let decisions = Box::new(state.journal.state.decisions(opened.id()));
    let (corpus, old) = (Arc::clone(opened.corpus()?), opened.docket.clone());
    Some(Effect::Assemble { set, corpus, decisions, old })
}

fn reload(state: &mut State) -> Vec<Effect> {
    let mut effects = vec![Effect::Redraw];
    for (survey, opened) in state.surveys.iter_mut().enumerate() {
        opened.data = Data::Loading;
        opened.stale = false;
        opened.rereading = false;
        effects.push(opened.load(survey));
    }
    for (set, opened) in state.sets.iter_mut().enumerate() {
        let old = std::mem::replace(&mut opened.data, SetData::Loading);
        effects.push(Effect::Discard(Discarded::Corpus(old)));
        // Free answers follow their survey.
        if let Ok(definition) = &opened.definition
            && definition.about.kind == SetKind::Public
        {
            let (path, definition) = (opened.path.clone(), Arc::clone(definition));
            effects.push(Effect::LoadSet { set, path, definition, survey: None });
        }
    }
    effects.extend(state.mapping.clone().map(|file| Effect::LoadMapping { file }));
    state.plans.data = PlanData::Loading;
    effects.push(Effect::LoadPlans { files: state.plans.files.clone() });
    without_survey(state);
    effects.push(Effect::Store(Request::Refresh));
    effects
}

/// True when the screen has nothing to show because its survey is being read.
fn waits(state: &State) -> bool {
    let is_about_survey = match state.screen {
        Screen::Overview => state.on != On::Sets,
        screen => matches!(screen, Screen::Table | Screen::Problems | Screen::Form),
    };
    // Beside the forms the other screens have something to show.
    let waits_for_forms = |opened: &Opened| state.screen == Screen::Form && opened.sheets.is_awaited();
    is_about_survey && state.opened().is_some_and(|opened| opened.is_awaited() || waits_for_forms(opened))
}

/// Stops reading the survey; its report says so, and how it is read again.
fn stop_reading(state: &mut State) -> Vec<Effect> {
    if let Some(opened) = state.opened() {
        opened.progress.cancel();
        opened.sheets.progress.cancel();
    }
    state.tell(Tone::Hint, switch_words::stopping(state.lang));
    Vec::new()
}

/// The field that has the keys.
fn field_mut(state: &mut State) -> Option<&mut tui_input::Input> {
    match state.place() {
        Place::List | Place::Check | Place::Prompt | Place::Entry | Place::Links => {
            state.boxes.last_mut().map(|popup| &mut popup.field)
        }
        Place::Search if state.screen == Screen::Problems => Some(&mut state.problems.search),
        Place::Search if state.screen == Screen::Tagging => state.set_mut().map(|set| &mut set.tagging.search),
        Place::Search if state.screen == Screen::Findings => Some(&mut state.findings.search),
        Place::Search if state.screen == Screen::Items => state.set_mut().map(|set| &mut set.items.search),
        Place::Search if state.screen == Screen::Progress => Some(&mut state.progress.search),
        Place::Search if state.screen == Screen::Tree => Some(&mut state.tree.search),
        Place::Search => state.opened_mut().map(|opened| &mut opened.table.search),
        Place::Overview | Place::Table | Place::Problems | Place::Tagging | Place::Items => None,
        Place::Decisions | Place::Form => None,
        Place::Disputes | Place::Masks | Place::Warnings | Place::Findings | Place::Drafts => None,
        Place::Evidence | Place::Progress | Place::Tree | Place::Show | Place::Guess => None,
        Place::Editor | Place::Excerpt | Place::Pin | Place::Menu => None,
    }
}

fn edit(state: &mut State, with: impl FnOnce(&mut tui_input::Input)) -> Vec<Effect> {
    if let Some(input) = field_mut(state) {
        with(input);
        edited(state);
    }
    Vec::new()
}

fn edited(state: &mut State) {
    if state.boxes.is_empty() {
        match state.screen {
            Screen::Tree => tree::searched(state),
            Screen::Problems => state.problems.start(),
            _ => {}
        }
    } else {
        popups::update::edited(state);
    }
}

/// Commands in the search line of a screen: arrows move in the list below it.
fn search(state: &mut State, id: Id) -> Vec<Effect> {
    if let Some(request) = request(id) {
        return edit(state, |input| {
            input.handle(request);
        });
    }
    match state.screen {
        Screen::Tagging => return tagging::search(state, id),
        Screen::Items => return items::search(state, id),
        Screen::Findings => return findings::search(state, id),
        Screen::Progress => return progress::search(state, id),
        Screen::Tree => return tree::search(state, id),
        Screen::Problems => return problems::search(state, id),
        Screen::Overview | Screen::Table | Screen::Form | Screen::Evidence | Screen::Show | Screen::Guess => {}
    }
    match id {
        Id::Accept | Id::Back => {
            if id == Id::Back
                && let Some(input) = field_mut(state)
            {
                input.reset();
            }
            let Some(opened) = state.opened_mut() else { return Vec::new() };
            opened.table.searching = false;
            let chosen = opened.survey().and_then(|survey| {
                let typed = crate::text::fold::search(opened.table.search.value().trim());
                let named = |question: &Question| crate::text::fold::search(&question.id) == typed;
                let listed = table::entries(survey, opened.table.search.value());
                let listed_only =
                    || listed.iter().filter(|entry| matches!(entry, table::Entry::Question(_))).count() == 1;
                // Who named one question has found it: the search is over. Otherwise Enter shows what was found when the
                // current question is not among it.
                match survey.questions.iter().position(named) {
                    Some(named) => Some((named, true)),
                    None => Some((table::neighbour(&listed, opened.table.question, 0)?, listed_only())),
                }
            });
            if id == Id::Accept && chosen.is_some_and(|(_, alone)| alone) {
                opened.table.search.reset();
            }
            match chosen.map(|(question, _)| question) {
                Some(question) if id == Id::Accept => table::update::choose(state, question),
                _ => Vec::new(),
            }
        }
        _ => table::update::run(state, id),
    }
}

fn click(state: &mut State, at: Position) -> Vec<Effect> {
    panes::release(state);
    if let Some(id) = view::footer_hit(state, at) {
        return attempt(state, id);
    }
    if state.boxes.is_empty() {
        return if panes::grab(state, at) { Vec::new() } else { super::mouse::click(state, at) };
    }
    if state.place() == Place::Menu {
        return popups::menu::click(state, at);
    }
    if findings::form::click(state, at) {
        return Vec::new();
    }
    if let Some(effects) = items::dialog::click(state, at) {
        return effects;
    }
    let Some(popup) = state.boxes.last() else { return Vec::new() };
    // What is typed is not given up by a slip of the hand.
    if popup.place() == Place::Entry {
        entry::click(state, at);
        return Vec::new();
    }
    let areas = popups::view::areas(state, popup);
    if !areas.frame.contains(at) {
        return popups::update::run(state, Id::Back);
    }
    if areas.rows.contains(at) && popup.place() != Place::Prompt {
        let row = popup.offset + usize::from(at.y - areas.rows.y);
        if row < popups::rows::rows(state, popup).len() {
            let is_list = popup.place() == Place::List;
            if let Some(popup) = state.boxes.last_mut() {
                popup.selected = row;
            }
            return popups::update::run(state, if is_list { Id::Accept } else { Id::Toggle });
        }
    }
    Vec::new()
}

fn wheel(state: &mut State, at: Position, down: bool) -> Vec<Effect> {
    if state.boxes.is_empty() {
        return super::mouse::wheel(state, at, down);
    }
    let place = state.place();
    if matches!(place, Place::Prompt | Place::Entry | Place::Pin) {
        Vec::new()
    } else {
        popups::update::run(state, if down { Id::Down } else { Id::Up })
    }
}

/// The command of a key in the place that has the keys.
pub fn command_of(state: &State, key: super::key::Key) -> Option<Id> {
    state.keymap.lookup(state.place(), key)
}
