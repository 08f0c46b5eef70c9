//! Boxes about answers and the data check: what they list and what Enter does in them. They are drawn like all boxes.

use super::super::entry;
use super::super::form::{self, Wanted, sheet};
use super::super::problems;
use super::{Choice, Subject};
use crate::load::forms::Forms;
use crate::load::typed;
use crate::messages::{
    Lang, check as rule_words, check_screen as say, entry_screen as entry_words, fix as fix_words,
    form_screen as form_words, problem, screen as common, settings as settings_words,
};
use crate::model::Question;
use crate::model::fix::{Change, Fix};
use crate::project::FixOp;
use crate::responses::Missing;
use crate::responses::answers::Answer;
use crate::text::fold::display;
use crate::tui::action::{Effect, Format};
use crate::tui::command::{Id, Place};
use crate::tui::enabled::no_acts;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::State as Program;

/// What a box is for.
#[derive(Debug, Clone)]
pub enum CheckBox {
    /// Which rule's problems are shown.
    Rules,
    /// What to do about a case, or about all.
    Choices {
        /// What it is about.
        subject: Subject,
        /// What can be done.
        offered: Vec<Choice>,
        /// For every case of the rule.
        all: bool,
    },
    /// The value of an answer.
    Value {
        /// What it is about.
        subject: Subject,
        /// Lines that stay while it is typed.
        hints: Vec<String>,
    },
    /// Why; Enter records.
    Note(Box<Pending>),
    /// The form with an id.
    Find,
    /// The id of a form to be typed in.
    EntryId,
    /// Whether what was typed is thrown away.
    DropEntry,
    /// What becomes of forms that were begun when the program is left.
    LeaveEntry,
    /// Forms that were set aside, to go on with one.
    KeptForms,
    /// Whether a form that was typed in is taken back, by its id.
    Withdraw(String),
    /// Forms of file for the list shown.
    Formats,
}

/// Decisions that are made when a note was typed.
#[derive(Debug, Clone, Default)]
pub struct Pending {
    /// What they come to.
    pub hints: Vec<String>,
    /// They, without the note.
    pub fixes: Vec<Fix>,
}

impl Pending {
    /// With a line for each decision about one form.
    pub fn told(mut self, lang: Lang, forms: &Forms, form: usize) -> Self {
        let about = |fix: &Fix| fix.question.clone().unwrap_or_else(|| form_words::whole(lang).to_owned());
        let what = |fix: &Fix| {
            let question = fix.question.as_deref().and_then(|id| forms.survey().question(id));
            match (&fix.change, question) {
                (Change::Set { value }, Some(question)) => {
                    let raw = if fix.raw.is_empty() { form_words::empty_cell(lang) } else { &fix.raw };
                    format!("{raw} → {}", sheet::typed(lang, question, value))
                }
                (change, _) => fix_words::change(lang, change),
            }
        };
        let line = |fix: &Fix| say::about_to_decide(lang, forms.id(form), &about(fix), &what(fix));
        self.hints = self.fixes.iter().map(line).collect();
        self
    }
}

impl CheckBox {
    /// Where its keys are looked up.
    pub fn place(&self) -> Place {
        match self {
            Self::Value { .. } | Self::Note(_) | Self::EntryId => Place::Prompt,
            Self::Rules | Self::Choices { .. } | Self::Find | Self::DropEntry | Self::LeaveEntry => Place::List,
            Self::KeptForms | Self::Withdraw(_) | Self::Formats => Place::List,
        }
    }
}

/// Opens a box.
pub fn open(program: &mut Program, of: CheckBox) {
    let at = match &of {
        CheckBox::Rules => program.problems.rule_at(),
        _ => 0,
    };
    program.boxes.push(Popup { selected: at, ..Popup::new(Kind::Check(of)) });
}

/// Opens the box for a value, with what counts now in its field.
pub fn open_value(program: &mut Program, subject: Subject) {
    let lang = program.lang;
    let Some(forms) = super::forms(program).cloned() else { return };
    let Some(question) = super::question(&forms, &subject) else { return };
    let answer = forms.answer(subject.form, question);
    let raw = forms.raw(subject.form, Some(question));
    let raw = if raw.replace('|', "").is_empty() { form_words::empty_cell(lang).to_owned() } else { raw };
    let mut hints = vec![display(&format!("{} {}", question.id, sheet::wording(question)))];
    hints.push(display(&say::now_counted(lang, &raw, &sheet::counted(lang, question, &answer))));
    hints.extend(sheet::codes(lang, question));
    hints.push(say::how_to_type(lang, question.kind).to_owned());
    let text = match &answer {
        Answer::Missing(Missing::Na | Missing::Nap) => String::new(),
        // What was refused by a rule may need one mark less: it is typed on from there.
        Answer::Missing(_) => {
            let stands = forms.raw(subject.form, Some(question));
            typed::answer(question, &stands).map(|read| typed::text(question, &read)).unwrap_or_default()
        }
        answer => typed::text(question, answer),
    };
    program.boxes.push(Popup::with_text(Kind::Check(CheckBox::Value { subject, hints }), text));
    edited(program);
}

/// Title of a box.
pub fn title(program: &Program, of: &CheckBox) -> String {
    let lang = program.lang;
    match of {
        CheckBox::Rules => say::rules_box(lang).to_owned(),
        CheckBox::Choices { subject, all, .. } => {
            let title = if *all { say::all_box(lang) } else { say::remedies_box(lang) };
            if subject.rule.is_empty() {
                title.to_owned()
            } else {
                let met = super::forms(program).and_then(|forms| super::problems(forms, subject).next());
                let name = met.map(|met| rule_words::name(lang, &met.problem));
                format!("{title}　{}", display(&name.unwrap_or_else(|| subject.rule.clone())))
            }
        }
        CheckBox::Value { subject, .. } => {
            let id = super::forms(program).map_or("", |forms| forms.id(subject.form));
            say::value_box(lang, &display(id), subject.question.as_deref().unwrap_or_default())
        }
        CheckBox::Note(_) => say::note_box(lang).to_owned(),
        CheckBox::Find => form_words::find(lang).to_owned(),
        CheckBox::EntryId => entry_words::id_box(lang).to_owned(),
        CheckBox::DropEntry => entry_words::drop_box(lang).to_owned(),
        CheckBox::LeaveEntry => entry_words::leave_box(lang).to_owned(),
        CheckBox::KeptForms => entry_words::kept_box(lang).to_owned(),
        CheckBox::Withdraw(id) => entry_words::withdraw_box(lang, &display(id)),
        CheckBox::Formats => common::export(lang).to_owned(),
    }
}

/// Lines between the field and the rows.
pub fn hints(program: &Program, popup: &Popup, of: &CheckBox) -> Vec<String> {
    let lang = program.lang;
    match of {
        CheckBox::Note(pending) => {
            let nobody = super::signature(program).who.trim().is_empty();
            let key = || program.keymap.key(Id::SetName, Place::Prompt);
            let unnamed = nobody.then(|| settings_words::no_name(lang, fix_words::person(lang, ""), &key()));
            pending.hints.iter().map(|hint| display(hint)).chain(unnamed).collect()
        }
        CheckBox::Find => vec![form_words::find_hint(lang).to_owned()],
        CheckBox::EntryId => vec![entry_words::id_hint(lang, &program.keymap.plain(Id::Accept, Place::Prompt))],
        CheckBox::Choices { subject, .. } => {
            let Some(forms) = super::forms(program) else { return Vec::new() };
            let met = super::problems(forms, subject).map(|met| display(&problem::diagnostic(lang, met)));
            met.collect()
        }
        CheckBox::Value { subject, hints } => {
            let mut lines = preview(program, subject, popup.field.value());
            lines.extend(hints.iter().cloned());
            lines
        }
        CheckBox::LeaveEntry => {
            let ids: Vec<String> = entry::unsaved(program).into_iter().map(|kept| kept.form.id).collect();
            vec![display(&entry_words::leaves_unsaved(lang, &ids))]
        }
        CheckBox::Rules | CheckBox::DropEntry | CheckBox::KeptForms | CheckBox::Formats => Vec::new(),
        CheckBox::Withdraw(_) => vec![entry_words::withdraw_hint(lang).to_owned()],
    }
}

/// What the typed text would count as, and what is doubtful about it.
fn preview(program: &Program, subject: &Subject, text: &str) -> Vec<String> {
    let lang = program.lang;
    let Some(forms) = super::forms(program) else { return Vec::new() };
    let Some(question) = super::question(forms, subject) else { return Vec::new() };
    if text.trim().is_empty() {
        return vec![say::blank_is(lang).to_owned()];
    }
    let Ok(answer) = typed::answer(question, text) else { return Vec::new() };
    let mut lines = vec![display(&say::will_count(lang, &sheet::counted(lang, question, &answer)))];
    lines.extend(sheet::doubts(lang, question, &answer));
    lines
}

/// After every change of the field: a text that is no answer says why at once.
pub fn edited(program: &mut Program) {
    let lang = program.lang;
    let Some(Popup { kind: Kind::Check(CheckBox::Value { subject, .. }), field, .. }) = program.boxes.last() else {
        return;
    };
    let Some(forms) = super::forms(program) else { return };
    let Some(question) = super::question(forms, subject) else { return };
    let fault = typed::answer(question, field.value()).err();
    let sentence = fault.map(|fault| display(&fix_words::fault(lang, question, &fault)));
    if let Some(popup) = program.boxes.last_mut() {
        popup.problem = sentence;
    }
}

/// True where an answer stands in the cells as it was typed, and counts so: there is nothing to correct.
fn is_same(forms: &Forms, subject: &Subject, question: &Question, answer: &Answer) -> bool {
    let raw = forms.raw(subject.form, Some(question));
    let stands = typed::answer(question, &raw).is_ok_and(|stands| stands == *answer);
    stands && forms.answer(subject.form, question) == *answer
}

/// Enter in a box, on the row under the cursor.
pub fn accept(program: &mut Program, chosen: Option<usize>) -> Vec<Effect> {
    let lang = program.lang;
    let Some(Popup { kind: Kind::Check(of), field, problem, .. }) = program.boxes.last() else { return Vec::new() };
    if problem.is_some() && !matches!(of, CheckBox::EntryId | CheckBox::Find) {
        return Vec::new();
    }
    let (of, text) = (of.clone(), field.value().trim().to_owned());
    match of {
        CheckBox::EntryId => return entry::take_id(program, &text),
        CheckBox::Note(mut pending) => {
            program.boxes.pop();
            let who = super::signature(program).who;
            for fix in &mut pending.fixes {
                fix.note.clone_from(&text);
                // The name may have been set while this box was open.
                fix.who.clone_from(&who);
            }
            return super::act(program, FixOp::Fix { fixes: pending.fixes });
        }
        CheckBox::Value { subject, .. } => {
            let Some(forms) = super::forms(program).cloned() else { return Vec::new() };
            let Some(question) = super::question(&forms, &subject) else { return Vec::new() };
            let Ok(answer) = typed::answer(question, &text) else { return Vec::new() };
            if is_same(&forms, &subject, question, &answer) {
                let confirm = program.keymap.key(Id::Confirm, program.screen_place());
                let sentence = say::same_value(lang, &sheet::counted(lang, question, &answer), &confirm);
                if let Some(popup) = program.boxes.last_mut() {
                    popup.problem = Some(display(&sentence));
                }
                return Vec::new();
            }
            let value = typed::text(question, &answer);
            program.boxes.pop();
            return super::set(program, &subject, value);
        }
        _ => {}
    }
    let Some(chosen) = chosen else {
        if matches!(of, CheckBox::Find) && super::forms_will_come(program) {
            let sentence = common::still_loading(lang).to_owned();
            if let Some(popup) = program.boxes.last_mut() {
                popup.problem = Some(sentence);
            }
        }
        return Vec::new();
    };
    // What would change nothing stays in the list with its reason.
    if let CheckBox::Choices { subject, offered, .. } = &of
        && let Some(reason) = offered.get(chosen).and_then(|choice| super::unfit(program, subject, choice))
    {
        program.refuse(reason);
        return Vec::new();
    }
    // Nothing can be set aside where nothing may be written.
    if matches!(of, CheckBox::LeaveEntry)
        && chosen == 0
        && let Some(reason) = no_acts(program)
    {
        if let Some(popup) = program.boxes.last_mut() {
            popup.problem = Some(reason);
        }
        return Vec::new();
    }
    program.boxes.pop();
    match of {
        CheckBox::Rules => {
            program.problems.choose_rule(chosen);
            Vec::new()
        }
        CheckBox::Choices { subject, offered, .. } => match offered.into_iter().nth(chosen) {
            Some(choice) => super::choose(program, &subject, choice),
            None => Vec::new(),
        },
        CheckBox::Find => {
            let case = super::forms(program)
                .and_then(|forms| Some(Wanted::Case(forms.reference(chosen)?.clone(), forms.place(chosen), None)));
            case.map_or(Vec::new(), |wanted| form::show(program, wanted))
        }
        CheckBox::Formats => {
            Format::ALL.get(chosen).map_or(Vec::new(), |format| problems::export::start(program, *format))
        }
        CheckBox::DropEntry if chosen == 1 => entry::discard(program),
        CheckBox::LeaveEntry => entry::leave(program, chosen),
        CheckBox::KeptForms => {
            entry::go_on(program, chosen);
            Vec::new()
        }
        CheckBox::Withdraw(id) if chosen == 1 => super::act(program, FixOp::Withdraw { id }),
        CheckBox::Note(_) | CheckBox::Value { .. } | CheckBox::EntryId => Vec::new(),
        CheckBox::DropEntry | CheckBox::Withdraw(_) => Vec::new(),
    }
}
