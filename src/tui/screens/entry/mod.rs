//! Typing in paper forms: a box over the single form, one field per question with its own codes, checked as it is typed. What is
//! typed stays as a draft until it is saved as one act, or thrown away.

pub mod draft;
pub mod view;

use tui_input::Input;

use self::draft::{Draft, Step, is_one_sign};
use super::decide::{self, boxes::CheckBox};
use super::form::{self, Wanted};
use crate::load::typed;
use crate::messages::{entry_screen as say, fix as fix_words, form_screen as form_words};
use crate::model::fix::TYPED;
use crate::project::FixOp;
use crate::text::fold::{display, matching};
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{State as Program, Tone};
use crate::tui::widgets::field::request;
use crate::tui::widgets::scroll::{follow, step};

/// The draft of the survey being looked at.
pub fn current(program: &Program) -> Option<&Draft> {
    program.opened()?.draft.as_ref()
}

/// Goes on with the draft there is, or asks for the id of a new form.
pub fn start(program: &mut Program) {
    if is_unsaved(program) {
        open(program);
    } else {
        decide::boxes::open(program, CheckBox::EntryId);
    }
}

/// True where there is a draft that the journal does not have: one that was sent counts as saved once it is seen there.
fn is_unsaved(program: &Program) -> bool {
    let survey = program.opened().and_then(|opened| opened.survey());
    let forms = survey.and_then(|survey| program.journal.state.fixes.get(&survey.about.id));
    current(program).is_some_and(|draft| {
        let arrived = forms.is_some_and(|fixes| fixes.forms.contains_key(&draft.id));
        !(draft.sent && (arrived || program.journal.pending > 0))
    })
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
    let refused = program.boxes.last().is_some_and(|popup| popup.problem.is_some());
    let Some(forms) = decide::forms(program).cloned() else { return Vec::new() };
    let complain = |program: &mut Program, sentence: String| {
        if let Some(popup) = program.boxes.last_mut() {
            popup.problem = Some(sentence);
        }
        Vec::new()
    };
    if id.is_empty() {
        return complain(program, say::id_missing(lang).to_owned());
    }
    let known = forms.find(&id);
    let in_file = known.iter().copied().find(|form| forms.place(*form).file != TYPED);
    let survey = forms.survey();
    let typed = program.journal.state.fixes.get(&survey.about.id).and_then(|fixes| fixes.forms.get(&id)).cloned();
    match (in_file, typed) {
        (Some(form), _) if refused => {
            let wanted = forms.reference(form).cloned().map(|case| Wanted::Case(case, forms.place(form), None));
            program.boxes.pop();
            wanted.map_or(Vec::new(), |wanted| form::show(program, wanted))
        }
        (Some(form), _) => {
            let place = form_words::place(lang, &forms.place(form).file, forms.row(form));
            complain(program, display(&say::known(lang, &id, &place)))
        }
        (None, Some(_)) if !refused => complain(program, display(&say::typed_before(lang, &id))),
        // The journal refused it: what was typed is not lost.
        (None, _) if is_unsaved(program) => {
            program.boxes.pop();
            open(program);
            Vec::new()
        }
        (None, typed) => {
            let draft = match &typed {
                Some(form) => Draft::again(survey, form),
                None => Draft::new(survey, id, survey.paper_mode().to_owned()),
            };
            program.boxes.pop();
            if let Some(opened) = program.opened_mut() {
                opened.draft = Some(draft);
            }
            open(program);
            Vec::new()
        }
    }
}

/// Goes to a step: its text comes into the field.
fn go_to(program: &mut Program, to: Step) {
    let Some(draft) = program.opened_mut().and_then(|opened| opened.draft.as_mut()) else { return };
    draft.at = to;
    let text = draft.text(to);
    if let Some(popup) = program.boxes.last_mut() {
        popup.field = Input::new(text);
    }
    check(program);
}

/// Says at once where what is typed is no answer.
fn check(program: &mut Program) {
    let lang = program.lang;
    let survey = program.opened().and_then(|opened| opened.survey()).cloned();
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
    if let Some(draft) = program.opened_mut().and_then(|opened| opened.draft.as_mut()) {
        draft.set(text);
    }
    check(program);
}

/// After a sign was typed: where one sign is a whole answer, the next question comes at once.
pub fn typed(program: &mut Program) {
    let Some(Popup { kind: Kind::Entry, field, .. }) = program.boxes.last() else { return };
    let last = field.value().chars().last().map(String::from);
    let survey = program.opened().and_then(|opened| opened.survey()).cloned();
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

/// To the next step that is asked.
fn ahead(program: &mut Program) {
    let survey = program.opened().and_then(|opened| opened.survey()).cloned();
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
    let survey = program.opened().and_then(|opened| opened.survey()).cloned();
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
    let far = isize::try_from(usize::MAX / 2).unwrap_or(isize::MAX);
    let is_faulty = problem.is_some();
    match id {
        Id::EntryNext if is_faulty => {}
        Id::EntryNext if current(program).is_some_and(|draft| draft.at == Step::Summary) => {
            program.tell(Tone::Hint, say::to_save(program.lang));
        }
        Id::EntryNext => ahead(program),
        Id::Up => move_by(program, -1),
        Id::Down => move_by(program, 1),
        Id::PageUp => move_by(program, -10),
        Id::PageDown => move_by(program, 10),
        Id::First => move_by(program, -far),
        Id::Last => move_by(program, far),
        Id::SaveEntry => return Some(save(program)),
        Id::FastEntry => program.fast_entry = !program.fast_entry,
        Id::DropEntry => decide::boxes::open(program, CheckBox::DropEntry),
        Id::Back => {
            program.boxes.pop();
            program.tell(Tone::Hint, say::kept(program.lang));
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
    let survey = program.opened().and_then(|opened| opened.survey()).cloned();
    let (Some(survey), Some(draft)) = (survey, current(program).cloned()) else { return Vec::new() };
    let faulty = draft.steps(&survey).into_iter().find(|step| draft.fault(&survey, *step).is_some());
    if let Some(faulty) = faulty {
        go_to(program, faulty);
        program.tell(Tone::Hint, say::faulty(program.lang));
        return Vec::new();
    }
    let signature = decide::signature(program);
    let form = Box::new(draft.form(&survey, signature.who, signature.at));
    program.boxes.pop();
    if let Some(draft) = program.opened_mut().and_then(|opened| opened.draft.as_mut()) {
        draft.sent = true;
    }
    decide::boxes::open(program, CheckBox::EntryId);
    decide::act(program, FixOp::Enter { form })
}

/// Throws the draft away.
pub fn discard(program: &mut Program) {
    if let Some(opened) = program.opened_mut() {
        opened.draft = None;
    }
    program.boxes.retain(|popup| !matches!(popup.kind, Kind::Entry));
    program.tell(Tone::Hint, say::dropped(program.lang));
}

/// Keeps the present step in sight.
pub fn settle(program: &mut Program) {
    let room = usize::from(view::areas(program).rows.height);
    let survey = program.opened().and_then(|opened| opened.survey()).cloned();
    let (Some(survey), Some(draft)) = (survey, current(program)) else { return };
    let steps = draft.steps(&survey);
    let at = steps.iter().position(|step| *step == draft.at).unwrap_or(0);
    let offset = follow(draft.offset, at, steps.len(), room);
    if let Some(draft) = program.opened_mut().and_then(|opened| opened.draft.as_mut()) {
        draft.offset = offset;
    }
}
