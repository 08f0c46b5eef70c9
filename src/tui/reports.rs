//! What a report of background work or of the journal changes.

use std::path::Path;
use std::sync::Arc;

use super::action::{Discarded, Effect, LoadResult, ReadSurvey, Report};
use super::open::without_survey;
use super::pictures::made;
use super::popups::{self, Kind, Popup};
use super::screens::{entry, evidence, files, findings, form, items, progress, table, tagging};
use super::state::{Data, Opened, OpenedSet, PlanData, Screen, SetData, State, Tone};
use super::store::{Outcome, Stored};
use super::update::{ask, assemble, mark_stale};
use super::whereabouts::{elsewhere, named};
use crate::messages::{check_screen as check_words, marks as mark_words, screen as say, settings as settings_words};
use crate::text::fold::display;

/// Takes one report in.
pub fn take(state: &mut State, report: Report) -> Vec<Effect> {
    match report {
        Report::Loaded { survey, result } => loaded(state, survey, result),
        Report::FormsOpened { survey, result } => form::opened(state, survey, result),
        Report::Plans(result) => {
            state.plans.data = match result {
                Ok(plans) => PlanData::Ready(plans),
                Err(sentence) => PlanData::Failed(sentence),
            };
            Vec::new()
        }
        Report::Files(told) => files::take(state, *told),
        Report::Mapping(result) => {
            state.same = result;
            Vec::new()
        }
        Report::SetLoaded { set, result } => {
            let mut effects = Vec::new();
            if let Some(opened) = state.sets.get_mut(set) {
                let data = match result {
                    Ok(corpus) => SetData::Ready(corpus),
                    Err(sentence) => SetData::Failed(sentence),
                };
                let old = std::mem::replace(&mut opened.data, data);
                effects.push(Effect::Discard(Discarded::Corpus(old)));
            }
            effects.extend(assemble(state, set));
            effects
        }
        Report::Assembled { set, docket } => {
            let (Some(opened), Some(docket)) = (state.sets.get_mut(set), docket) else { return Vec::new() };
            let old = opened.docket.replace(docket);
            old.into_iter().map(|old| Effect::Discard(Discarded::Docket(old))).collect()
        }
        Report::Checked { set, changes, warnings } => {
            // Warnings about what has changed meanwhile are asked for again.
            if let (Some(opened), Some(warnings)) = (state.sets.get_mut(set), warnings)
                && opened.tagging.changes == changes
            {
                opened.items.warnings = Some(warnings);
            }
            Vec::new()
        }
        Report::Drafted { set, drafts } => items::acts::drafted(state, set, drafts),
        Report::Tagged { set, tagged } => tagging::take(state, set, tagged).into_iter().collect(),
        Report::Tabulated { survey, result } => {
            if let Some(opened) = state.surveys.get_mut(survey) {
                opened.table.computing = false;
                match result {
                    Ok(answer) => {
                        opened.table.answer = Some(answer);
                        opened.table.problem = None;
                    }
                    Err(sentence) => opened.table.problem = Some(sentence),
                }
            }
            if state.current == survey { table::update::members_again(state) } else { Vec::new() }
        }
        Report::Drawn { survey, result } => {
            made::take(state, survey, result);
            Vec::new()
        }
        Report::Members(result) => {
            let is_members = |popup: &Popup| matches!(popup.kind, Kind::Members { .. });
            let Some(position) = state.boxes.iter().rposition(is_members) else { return Vec::new() };
            match (result, state.boxes.get_mut(position)) {
                (Ok(members), Some(Popup { kind: Kind::Members { found, .. }, .. })) => *found = Some(members),
                (Err(sentence), _) => {
                    state.boxes.truncate(position);
                    state.tell(Tone::Bad, sentence);
                }
                _ => {}
            }
            Vec::new()
        }
        Report::Explained(result) => {
            let is_it = |popup: &Popup| matches!(popup.kind, Kind::Explanation(_));
            let Some(position) = state.boxes.iter().rposition(is_it) else { return Vec::new() };
            match (result, state.boxes.get_mut(position)) {
                (Ok(told), Some(popup)) => popup.kind = Kind::Explanation(Some(told)),
                (Err(sentence), _) => {
                    state.boxes.truncate(position);
                    state.tell(Tone::Bad, sentence);
                }
                _ => {}
            }
            Vec::new()
        }
        Report::EvidenceRead(read) => {
            findings::form::take(state, read);
            Vec::new()
        }
        Report::FindingsVerified(checks) => {
            findings::verified(state, checks);
            Vec::new()
        }
        Report::FindingsDrafted(drafts) => {
            findings::drafted(state, drafts);
            Vec::new()
        }
        Report::IndicatorsRead(values) => {
            progress::standing::take(state, values);
            Vec::new()
        }
        Report::OpinionsFolded(opinions) => {
            popups::find::folded(state, opinions);
            Vec::new()
        }
        Report::MatrixMade(matrix) => {
            evidence::made(state, matrix.map(|matrix| *matrix));
            Vec::new()
        }
        Report::Stored(stored) => take_stored(state, *stored),
        Report::Exported(Ok(path)) => {
            state.exporting = false;
            let shown = path.strip_prefix(&state.root).unwrap_or(&path).display().to_string();
            state.tell(Tone::Good, say::exported(state.lang, &shown));
            Vec::new()
        }
        Report::Exported(Err(sentence)) => {
            state.exporting = false;
            // What somebody stopped went as they wanted.
            let tone = if sentence == say::export_stopped(state.lang) { Tone::Hint } else { Tone::Bad };
            state.tell(tone, sentence);
            Vec::new()
        }
        Report::Copied { lines, sure } => {
            let unmarked =
                state.screen == Screen::Table && state.opened().is_some_and(|opened| opened.table.marks_not_copied);
            let about = if unmarked { mark_words::not_copied(state.lang) } else { "" };
            state.tell(Tone::Good, say::copied(state.lang, lines, sure) + about);
            Vec::new()
        }
    }
}

fn loaded(state: &mut State, survey: usize, result: LoadResult) -> Vec<Effect> {
    let Some(opened) = state.surveys.get_mut(survey) else { return Vec::new() };
    let mut effects = Vec::new();
    opened.rereading = false;
    match result {
        Ok(ReadSurvey { loaded, forms, problems, news, guesses }) => {
            let id = &loaded.responses.survey().about.id;
            for (set, opened) in state.sets.iter().enumerate() {
                if let Ok(definition) = &opened.definition
                    && definition.about.survey.as_ref() == Some(id)
                {
                    let (path, definition) = (opened.path.clone(), Arc::clone(definition));
                    effects.push(Effect::LoadSet { set, path, definition, survey: Some(Arc::clone(&loaded)) });
                }
            }
            // The choices of an open question are known only now, and after a reload the definition may be another.
            opened.definition = Ok(Arc::clone(loaded.responses.survey()));
            opened.data = Data::Ready(Arc::clone(&loaded));
            opened.problems = Arc::new(problems);
            opened.guesses = guesses;
            opened.table.answer = None;
            if let Some(forms) = forms {
                opened.sheets.of = Some(loaded);
                effects.extend(form::take(state, survey, Ok(forms)));
            }
            news.into_iter().for_each(|news| state.tell(Tone::Hint, news));
        }
        Err(sentence) => {
            opened.data = Data::Failed(sentence);
            without_survey(state);
        }
    }
    if survey == state.current && state.screen.shows_table() {
        effects.extend(table::update::ask(state));
    }
    effects
}

fn take_stored(state: &mut State, stored: Stored) -> Vec<Effect> {
    let lang = state.lang;
    state.journal.pending = state.journal.pending.saturating_sub(1);
    state.journal.can_undo = stored.can_undo;
    state.journal.can_redo = stored.can_redo;
    if !stored.who.is_empty() {
        state.journal.who = stored.who;
    }
    if let Some(forms) = stored.kept_forms {
        state.kept_forms = forms;
    }
    let is_opening = matches!(stored.outcome, Outcome::Opened);
    let mut added = None;
    match stored.outcome {
        Outcome::Opened | Outcome::Done(_, false) => {}
        Outcome::Done(op, true) => {
            if let Some(text) = say::done(lang, &named(state, &op)) {
                let more = tagging::dividing::codes_gone(state, &op).unwrap_or_default();
                state.tell(Tone::Good, format!("{text}{more}"));
            }
        }
        Outcome::Undone(Some(op)) => {
            tagging::follow(state, &op);
            let place = elsewhere(state, &op);
            state.tell(Tone::Good, say::undone(lang, &named(state, &op), place.as_deref()));
        }
        Outcome::Undone(None) => state.tell(Tone::Hint, say::nothing_to_undo(lang)),
        Outcome::Redone(Some(op)) => {
            tagging::follow(state, &op);
            let place = elsewhere(state, &op);
            state.tell(Tone::Good, say::redone(lang, &named(state, &op), place.as_deref()));
        }
        Outcome::Renamed(file) => {
            let file = file.map(|file| file.display().to_string());
            let text = settings_words::named(lang, &display(&state.journal.who), file.as_deref());
            state.tell(Tone::Good, text);
        }
        Outcome::ChoiceAdded { file, value } => added = choice_added(state, &file, &value),
        Outcome::GuessTaken { file, left } => files::taken(state, &file, left),
        // What was typed is safe: the program may be left now.
        Outcome::FormsKept => state.quitting = state.boxes.is_empty() && entry::unsaved(state).is_empty(),
        Outcome::Redone(None) => state.tell(Tone::Hint, say::nothing_to_redo(lang)),
        // A project that cannot be opened has said so already.
        Outcome::Failed(_) if state.failure.is_some() => {}
        Outcome::Failed(sentence) => {
            if stored.state.is_none() {
                state.journal.problem = Some(sentence.clone());
            }
            state.tell(Tone::Bad, sentence);
        }
    }
    let is_open = stored.state.is_some();
    if let Some(decided) = stored.state {
        state.journal.confirmed = decided;
    }
    // With an act still on its way this state is older than what is on the screen.
    if state.journal.pending > 0 {
        return added.into_iter().collect();
    }
    let decided = state.journal.confirmed.clone();
    let moved: Vec<usize> = (0..state.sets.len())
        .filter(|set| {
            let id = state.sets.get(*set).map_or("", OpenedSet::id);
            decided.comments.get(id) != state.journal.state.comments.get(id)
        })
        .collect();
    let before = std::mem::replace(&mut state.journal.state, decided);
    let finished = entry::answered(state);
    // At the opening surveys are being read with the journal as it is.
    if !(is_opening && before == crate::project::State::default()) {
        mark_stale(state, &before);
    }
    let is_fixed = before.fixes != state.journal.state.fixes;
    let mut effects: Vec<Effect> = moved.into_iter().filter_map(|set| assemble(state, set)).collect();
    effects.extend(finished);
    effects.extend(added);
    effects.push(Effect::Discard(Discarded::Journal(Box::new(before))));
    if is_fixed && !is_opening {
        effects.extend(super::update::reread_all(state));
    }
    // Without a journal tables stay as they were turned; nothing of it is said to be kept.
    if !is_open || (state.read_only && !is_opening) {
        return effects;
    }
    for opened in &mut state.surveys {
        set_view(opened, &state.journal.state);
    }
    if state.screen.shows_table() {
        effects.extend(ask(state));
    }
    effects
}

/// A choice was added to a definition: its survey is read anew.
fn choice_added(state: &mut State, file: &Path, value: &str) -> Option<Effect> {
    let at = state.surveys.iter().position(|opened| opened.path == file)?;
    let name = file.strip_prefix(&state.root).unwrap_or(file).display().to_string();
    state.tell(Tone::Good, display(&check_words::choice_added(state.lang, &name, value)));
    let opened = state.surveys.get_mut(at)?;
    opened.rereading = true;
    Some(opened.load(at))
}

/// Shows a survey as the journal says, or as its definition does.
fn set_view(opened: &mut Opened, decided: &crate::project::State) {
    let Some(survey) = opened.survey() else { return };
    let view = decided.view(&survey.about.id).cloned().unwrap_or_else(|| table::first_view(survey));
    opened.table.view = view;
}
