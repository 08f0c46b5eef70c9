//! Typing in paper forms: a box over the single form, one field per question with its own codes, checked as it is typed. What is
//! typed stays as a draft until it is saved as one act, or thrown away; who leaves the program can set it aside.

pub mod draft;
pub mod kept;
pub mod view;

use std::sync::Arc;

use ratatui::layout::Position;
use tui_input::Input;

use self::draft::{Draft, Step, is_one_sign};
use self::kept::KeptForm;
use super::decide::{self, boxes::CheckBox};
use super::form::{self, Wanted};
use crate::load::typed;
use crate::messages::{entry_screen as say, fix as fix_words, form_screen as form_words};
use crate::model::Survey;
use crate::model::fix::{TYPED, TypedForm};
use crate::project::FixOp;
use crate::text::fold::{display, matching};
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{Opened, State as Program, Tone};
use crate::tui::store::Request;
use crate::tui::widgets::field::request;
use crate::tui::widgets::scroll::{FAR, follow, step};

/// The draft of the survey being looked at.
pub fn current(program: &Program) -> Option<&Draft> {
    program.opened()?.draft.as_ref()
}

/// Goes on with the draft there is, offers those that were set aside, or asks for the id of a new form.
pub fn start(program: &mut Program) {
    if is_unsaved(program) {
        open(program);
    } else if kept_here(program).is_empty() {
        decide::boxes::open(program, CheckBox::EntryId);
    } else {
        decide::boxes::open(program, CheckBox::KeptForms);
    }
}

/// Forms of the survey being looked at that were set aside.
pub fn kept_here(program: &Program) -> Vec<&KeptForm> {
    let id = program.opened().and_then(|opened| opened.survey()).map(|survey| survey.about.id.as_str());
    program.kept_forms.iter().filter(|kept| Some(kept.survey.as_str()) == id).collect()
}

/// Goes on with a form that was set aside, by its position among them; behind the last one a new form begins.
pub fn go_on(program: &mut Program, at: usize) {
    // The form before is on its way to the journal, or was refused there: it is not given up for another one.
    if let Some(draft) = current(program) {
        if draft.sent.is_some() {
            let accept = program.keymap.plain(Id::Accept, Place::List);
            program.refuse(say::being_saved(program.lang, &accept));
        } else {
            open(program);
        }
        return;
    }
    match kept_here(program).get(at).map(|kept| (*kept).clone()) {
        Some(kept) => open_kept(program, &kept),
        None => decide::boxes::open(program, CheckBox::EntryId),
    }
}

fn open_kept(program: &mut Program, kept: &KeptForm) {
    let Some(survey) = survey(program).cloned() else { return };
    let forms = program.journal.state.fixes.get(&kept.survey).map(|fixes| &fixes.forms);
    let replaces = forms.is_some_and(|forms| forms.contains_key(&kept.form.id));
    if let Some(opened) = program.opened_mut() {
        opened.draft = Some(Draft::kept(kept, &survey, replaces));
    }
    open(program);
}

/// The questions that are typed: those of the forms. What a reading adds to the definition, such as codes given to free
/// answers, stands on no form.
pub fn survey(program: &Program) -> Option<&Arc<Survey>> {
    decide::forms(program).map(|forms| forms.survey())
}

/// True where there is a draft that was not sent to the journal, or was refused there.
fn is_unsaved(program: &Program) -> bool {
    current(program).is_some_and(|draft| draft.sent.is_none())
}

/// After the journal answered everything: drafts it has are dropped, those it refused are drafts again.
pub fn answered(program: &mut Program) -> Vec<Effect> {
    let mut effects = Vec::new();
    for opened in &mut program.surveys {
        let Some(sent) = opened.draft.as_mut().and_then(|draft| draft.sent.take()) else { continue };
        let id = opened.survey().map(|survey| survey.about.id.clone()).unwrap_or_default();
        let forms = program.journal.state.fixes.get(&id).map(|fixes| &fixes.forms);
        if forms.is_some_and(|forms| forms.get(&sent.id) == Some(&sent)) {
            opened.draft = None;
            effects.extend(forget(&program.kept_forms, &id, &sent.id));
        }
    }
    effects
}

/// Removes a form from those that were set aside, where it is one.
fn forget(kept: &[KeptForm], survey: &str, id: &str) -> Option<Effect> {
    let is_kept = kept.iter().any(|kept| kept.is(survey, id));
    is_kept.then(|| Effect::Store(Request::ForgetForm { survey: survey.to_owned(), id: id.to_owned() }))
}

/// After the forms were read anew: the draft stays at its question, and so does the field where it is open.
pub fn follow_forms(program: &mut Program, of: usize, old: &Survey, new: &Survey) {
    let Some(draft) = program.surveys.get_mut(of).and_then(|opened| opened.draft.as_mut()) else { return };
    draft.follow(old, new);
    let at = draft.at;
    if of == program.current && matches!(program.boxes.last(), Some(Popup { kind: Kind::Entry, .. })) {
        go_to(program, at);
    }
}

fn open(program: &mut Program) {
    program.boxes.push(Popup::new(Kind::Entry));
    let at = current(program).map(|draft| draft.at).unwrap_or_default();
    go_to(program, at);
}

/// Takes the id that was typed: a new form begins; one that is there is refused first, and opened when Enter is pressed again.
pub fn take_id(program: &mut Program, text: &str) -> Vec<Effect> {
    let lang = program.lang;
    let id = matching(text);
    let accept = program.keymap.plain(Id::Accept, Place::Prompt);
    let Some(forms) = decide::forms(program).cloned() else { return Vec::new() };
    if id.is_empty() {
        return complain(program, say::id_missing(lang).to_owned());
    }
    // What becomes of the form before is known in a moment; until then its draft is not given up.
    if current(program).is_some_and(|draft| draft.sent.is_some()) {
        let sentence = say::being_saved(lang, &accept);
        return complain(program, sentence);
    }
    let known = forms.find(&id);
    let in_file = known.iter().copied().find(|form| forms.place(*form).file != TYPED);
    let survey = forms.survey();
    let typed = program.journal.state.fixes.get(&survey.about.id).and_then(|fixes| fixes.forms.get(&id)).cloned();
    let kept = kept_here(program).into_iter().find(|kept| kept.form.id == id).cloned();
    let doubt = match (in_file, &typed) {
        _ if in_file.is_none() && kept.is_some() => Some(display(&say::kept_before(lang, &id, &accept))),
        (Some(form), _) => {
            let place = form_words::place(lang, &forms.place(form).file, forms.row(form));
            Some(display(&say::known(lang, &id, &place, &accept)))
        }
        (None, Some(_)) => Some(display(&say::typed_before(lang, &id, &accept))),
        (None, None) => {
            let alike = forms.alike(&id).map(|form| forms.id(form).to_owned());
            alike.map(|other| display(&say::alike(lang, &id, &other, &accept)))
        }
    };
    // The same again is meant so.
    let told = program.boxes.last().and_then(|popup| popup.problem.as_ref());
    if let Some(sentence) = doubt.filter(|sentence| told != Some(sentence)) {
        return complain(program, sentence);
    }
    program.boxes.pop();
    if let Some(form) = in_file {
        let wanted = forms.reference(form).cloned().map(|case| Wanted::Case(case, forms.place(form), None));
        return wanted.map_or(Vec::new(), |wanted| form::show(program, wanted));
    }
    // The journal refused it: what was typed is not lost.
    if !is_unsaved(program) {
        if let Some(kept) = kept {
            open_kept(program, &kept);
            return Vec::new();
        }
        let draft = match &typed {
            Some(form) => Draft::again(form),
            None => Draft::new(id, survey.paper_mode().to_owned()),
        };
        if let Some(opened) = program.opened_mut() {
            opened.draft = Some(draft);
        }
    }
    open(program);
    Vec::new()
}

/// Says in the box why Enter was refused.
fn complain(program: &mut Program, sentence: String) -> Vec<Effect> {
    if let Some(popup) = program.boxes.last_mut() {
        popup.problem = Some(sentence);
    }
    Vec::new()
}

/// Goes to a step: its text comes into the field.
fn go_to(program: &mut Program, to: Step) {
    let Some(survey) = survey(program).cloned() else { return };
    let Some(draft) = program.opened_mut().and_then(|opened| opened.draft.as_mut()) else { return };
    draft.at = to;
    let text = draft.text(&survey, to);
    if let Some(popup) = program.boxes.last_mut() {
        popup.field = Input::new(text);
    }
    check(program);
}

/// Says at once where what is typed is no answer.
fn check(program: &mut Program) {
    let lang = program.lang;
    let survey = survey(program).cloned();
    let (Some(survey), Some(draft)) = (survey, current(program)) else { return };
    let question = match draft.at {
        Step::Question(position) => survey.questions.get(position),
        Step::Other(..) | Step::Summary => None,
    };
    let fault = draft.fault(&survey, draft.at);
    let sentence = question.zip(fault).map(|(question, fault)| display(&fix_words::fault(lang, question, &fault)));
    if let Some(popup) = program.boxes.last_mut() {
        popup.problem = sentence;
    }
}

/// After every change of the field.
pub fn edited(program: &mut Program) {
    let Some(Popup { kind: Kind::Entry, field, .. }) = program.boxes.last() else { return };
    let text = field.value().to_owned();
    let survey = survey(program).cloned();
    let draft = program.opened_mut().and_then(|opened| opened.draft.as_mut());
    if let (Some(survey), Some(draft)) = (survey, draft) {
        draft.set(&survey, text);
    }
    check(program);
}

/// After a sign was typed: where one sign is a whole answer, the next question comes at once.
pub fn typed(program: &mut Program) {
    let Some(Popup { kind: Kind::Entry, field, .. }) = program.boxes.last() else { return };
    if current(program).is_some_and(|draft| draft.at == Step::Summary) {
        return say_how_to_save(program);
    }
    let last = field.value().chars().last().map(String::from);
    let survey = survey(program).cloned();
    let (Some(survey), Some(draft), Some(last), true) = (survey, current(program), last, program.fast_entry) else {
        return;
    };
    let Step::Question(position) = draft.at else { return };
    let Some(question) = survey.questions.get(position).filter(|question| is_one_sign(question)) else { return };
    // What stood there before gives way to the new code.
    if typed::answer(question, &last).is_err() {
        return;
    }
    if let Some(popup) = program.boxes.last_mut() {
        popup.field = Input::new(last);
    }
    edited(program);
    ahead(program);
}

/// At the summary nothing is left to type.
fn say_how_to_save(program: &mut Program) {
    let key = |id| program.keymap.plain(id, Place::Entry);
    let sentence = say::to_save(program.lang, &key(Id::SaveEntry), &key(Id::Up));
    program.refuse(sentence);
}

/// To the next step that is asked.
fn ahead(program: &mut Program) {
    let survey = survey(program).cloned();
    let (Some(survey), Some(draft)) = (survey, current(program)) else { return };
    let (steps, skipped) = (draft.steps(&survey), draft.skipped(&survey));
    let at = steps.iter().position(|step| *step == draft.at).unwrap_or(0);
    let is_asked = |step: &&Step| match step {
        Step::Question(position) | Step::Other(position, _) => skipped.get(*position) != Some(&true),
        Step::Summary => true,
    };
    let next = steps.iter().skip(at + 1).find(is_asked).copied().unwrap_or(Step::Summary);
    go_to(program, next);
}

/// To another step, asked or not.
fn move_by(program: &mut Program, by: isize) {
    let survey = survey(program).cloned();
    let (Some(survey), Some(draft)) = (survey, current(program)) else { return };
    let steps = draft.steps(&survey);
    let at = steps.iter().position(|step| *step == draft.at).unwrap_or(0);
    if let Some(to) = steps.get(step(at, by, steps.len())) {
        go_to(program, *to);
    }
}

/// Runs a command of the box; `None` where another box is on top.
pub fn run(program: &mut Program, id: Id) -> Option<Vec<Effect>> {
    let Some(Popup { kind: Kind::Entry, problem, .. }) = program.boxes.last() else { return None };
    let is_faulty = problem.is_some();
    match id {
        Id::EntryNext if is_faulty => {}
        Id::EntryNext if current(program).is_some_and(|draft| draft.at == Step::Summary) => {
            say_how_to_save(program);
        }
        Id::EntryNext => ahead(program),
        Id::Up => move_by(program, -1),
        Id::Down => move_by(program, 1),
        Id::PageUp => move_by(program, -10),
        Id::PageDown => move_by(program, 10),
        Id::First => move_by(program, -FAR),
        Id::Last => move_by(program, FAR),
        Id::SaveEntry => return Some(save(program)),
        Id::FastEntry => program.fast_entry = !program.fast_entry,
        Id::DropEntry => decide::boxes::open(program, CheckBox::DropEntry),
        Id::Back => {
            program.boxes.pop();
            let sentence = say::kept(program.lang, &program.keymap.key(Id::EnterForm, Place::Form));
            program.tell(Tone::Hint, sentence);
        }
        _ => {
            if let (Some(popup), Some(request)) = (program.boxes.last_mut(), request(id)) {
                popup.field.handle(request);
                edited(program);
            }
        }
    }
    Some(Vec::new())
}

/// Saves the form as one act, and asks for the next id. A value that is not understood is gone to instead.
fn save(program: &mut Program) -> Vec<Effect> {
    let survey = survey(program).cloned();
    let (Some(survey), Some(draft)) = (survey, current(program).cloned()) else { return Vec::new() };
    let faulty = draft.steps(&survey).into_iter().find(|step| draft.fault(&survey, *step).is_some());
    if let Some(faulty) = faulty {
        go_to(program, faulty);
        program.refuse(say::faulty(program.lang));
        return Vec::new();
    }
    // A key pressed too early must not count a form of one page as a whole one.
    let blank = draft.counts(&survey).blank;
    if blank > 0 && draft.at != Step::Summary && !draft.replaces {
        go_to(program, Step::Summary);
        let sentence = say::still_blank(program.lang, blank, &program.keymap.plain(Id::SaveEntry, Place::Entry));
        program.refuse(sentence);
        return Vec::new();
    }
    let signature = decide::signature(program);
    let form = Box::new(draft.form(&survey, signature.who, signature.at));
    program.boxes.pop();
    if let Some(draft) = program.opened_mut().and_then(|opened| opened.draft.as_mut()) {
        draft.sent = Some(TypedForm::clone(&form));
    }
    decide::boxes::open(program, CheckBox::EntryId);
    decide::act(program, FixOp::Enter { form })
}

/// The forms that were begun and are neither saved nor set aside as they stand.
pub fn unsaved(program: &Program) -> Vec<KeptForm> {
    let signature = decide::signature(program);
    let of = |opened: &Opened| {
        let (draft, survey) = (opened.draft.as_ref()?, opened.survey()?);
        let is_begun = draft.sent.is_none() && draft.answers.values().any(|text| !text.trim().is_empty());
        let positions = opened.sheets.forms.as_ref().map_or(survey, |forms| forms.survey());
        is_begun.then(|| draft.to_keep(positions, &signature.who, &signature.at))
    };
    let is_new = |form: &KeptForm| !program.kept_forms.iter().any(|kept| kept.says_like(form));
    program.surveys.iter().filter_map(of).filter(is_new).collect()
}

/// Sets the forms that were begun aside and leaves, or only leaves, or stays: the answer to the question before leaving.
pub fn leave(program: &mut Program, chosen: usize) -> Vec<Effect> {
    let forms = unsaved(program);
    match chosen {
        0 => vec![Effect::Store(Request::KeepForms(forms))],
        1 => Vec::new(),
        _ => {
            program.quitting = true;
            let gone = forms.iter().filter_map(|form| forget(&program.kept_forms, &form.survey, &form.form.id));
            gone.chain([Effect::Quit]).collect()
        }
    }
}

/// Sets the forms that were begun aside where nobody can be asked; what cannot be written is lost then.
pub fn keep_all(program: &Program) {
    if !program.read_only && program.failure.is_none() {
        unsaved(program).iter().for_each(|form| drop(kept::keep(&program.root, form)));
    }
}

/// Throws the draft away, and what was set aside of it.
pub fn discard(program: &mut Program) -> Vec<Effect> {
    let survey = program.opened().and_then(|opened| opened.survey()).map(|survey| survey.about.id.clone());
    let draft = program.opened_mut().and_then(|opened| opened.draft.take());
    program.boxes.retain(|popup| !matches!(popup.kind, Kind::Entry));
    program.tell(Tone::Hint, say::dropped(program.lang));
    let kept = survey.zip(draft).and_then(|(survey, draft)| forget(&program.kept_forms, &survey, &draft.id));
    kept.into_iter().collect()
}

/// A click on a question or on the summary goes there.
pub fn click(program: &mut Program, at: Position) {
    let rows = view::areas(program).rows;
    let survey = survey(program).cloned();
    let (Some(survey), Some(draft)) = (survey, current(program)) else { return };
    if rows.contains(at)
        && let Some(step) = draft.steps(&survey).get(draft.offset + usize::from(at.y - rows.y))
    {
        go_to(program, *step);
    }
}

/// Keeps the present step in sight.
pub fn settle(program: &mut Program) {
    if !program.boxes.iter().any(|popup| matches!(popup.kind, Kind::Entry)) {
        return;
    }
    let room = usize::from(view::areas(program).rows.height);
    let survey = survey(program).cloned();
    let (Some(survey), Some(draft)) = (survey, current(program)) else { return };
    let steps = draft.steps(&survey);
    let at = steps.iter().position(|step| *step == draft.at).unwrap_or(0);
    let offset = follow(draft.offset, at, steps.len(), room);
    if let Some(draft) = program.opened_mut().and_then(|opened| opened.draft.as_mut()) {
        draft.offset = offset;
    }
}
