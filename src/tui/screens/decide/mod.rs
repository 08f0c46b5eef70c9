//! Deciding about answers on the screens: which answer is meant, what can be done about it, and the act for the journal.
//!
//! What a remedy comes to is worked out by `load::remedy`; boxes that ask stand in [`boxes`].

pub mod boxes;
pub mod rows;

use std::collections::HashSet;
use std::sync::Arc;

use self::boxes::{CheckBox, Pending};
use super::form;
use super::problems::{Tab, list};
use crate::load::forms::Forms;
use crate::load::remedy::{self, Remedy, Signature, Wanted};
use crate::messages::{check_screen as say, fix as fix_words, form_screen as form_words, screen as common};
use crate::model::diagnostic::{Diagnostic, Place, Status};
use crate::model::fix::{CaseRef, Change, Fix, FixKey, TYPED};
use crate::model::{Problem, Question};
use crate::project::{FixOp, Op, clock};
use crate::tui::action::Effect;
use crate::tui::command::{self, Id};
use crate::tui::enabled::no_acts;
use crate::tui::state::{Data, Screen, State as Program};
use crate::tui::store::Request;

/// What a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Position of the form.
    pub form: usize,
    /// Question id; `None` for the whole form.
    pub question: Option<String>,
    /// The rule that calls for it; empty where none does.
    pub rule: String,
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// By rule, for this case.
    Remedy(Remedy),
    /// By rule, for every case, or for every one on a question.
    All(Remedy, Option<String>, usize),
    /// Whatever the rules say.
    Change(Change),
    /// A value that is typed.
    Value,
    /// Nothing.
    Close,
    /// The decision goes.
    TakeBack(FixKey),
    /// What stands in the cell becomes a choice of the definition.
    NewChoice(String),
}

/// The forms of the survey being looked at, where they were read; none after its spreadsheets could not be read anew.
pub fn forms(program: &Program) -> Option<&Arc<Forms>> {
    let opened = program.opened()?;
    opened.sheets.forms.as_ref().filter(|_| !matches!(opened.data, Data::Failed(_)))
}

/// What the cursor stands on.
pub fn subject(program: &Program) -> Option<Subject> {
    match program.screen {
        Screen::Problems => of_problem(program),
        Screen::Form => form::subject(program),
        _ => None,
    }
}

fn of_problem(program: &Program) -> Option<Subject> {
    let forms = forms(program)?;
    let question = |id: &str| (!id.is_empty()).then(|| id.to_owned());
    if program.problems.tab == Tab::Decisions {
        let state = list::current_decision(program)?;
        let form = form::find(forms, &state.fix.case, &state.place)?;
        return Some(Subject { form, question: state.fix.question.clone(), rule: state.fix.rule.clone() });
    }
    let line = list::current(program)?;
    let is_it = |met: &Diagnostic| {
        met.problem.rule() == line.rule
            && met.place == line.place
            && met.question.as_deref().unwrap_or_default() == line.question
    };
    let form = forms.in_row(&line.place).find(|form| forms.problems(*form).any(&is_it))?;
    Some(Subject { form, question: question(&line.question), rule: line.rule.clone() })
}

/// The problems that a subject is about.
pub fn problems<'a>(forms: &'a Forms, subject: &'a Subject) -> impl Iterator<Item = &'a Diagnostic> {
    let is_it = |met: &&Diagnostic| {
        met.question == subject.question && (subject.rule.is_empty() || met.problem.rule() == subject.rule)
    };
    forms.problems(subject.form).filter(is_it)
}

/// The question of a subject.
pub fn question<'a>(forms: &'a Forms, subject: &Subject) -> Option<&'a Question> {
    subject.question.as_deref().and_then(|id| forms.survey().question(id))
}

/// What can be done about a subject.
pub fn choices(program: &Program, subject: &Subject) -> Vec<Choice> {
    let Some(forms) = forms(program) else { return Vec::new() };
    let mut choices: Vec<Choice> = Vec::new();
    for met in problems(forms, subject).filter(|met| met.status() != Status::Kept) {
        for remedy in remedy::offered(&met.problem) {
            if !choices.contains(&Choice::Remedy(*remedy)) {
                choices.push(Choice::Remedy(*remedy));
            }
        }
        // Choices that are found in the data or made elsewhere have no place in the definition.
        let lists = question(forms, subject).is_some_and(|question| !question.choices.is_empty());
        if let (Problem::UnknownCode { .. }, Some(value), true) = (&met.problem, &met.value, lists) {
            choices.push(Choice::NewChoice(value.clone()));
        }
    }
    if question(forms, subject).is_some() {
        let missing = |name: &str| Choice::Change(Change::Set { value: name.to_owned() });
        for (remedy, name) in [(Remedy::Blank, "NA"), (Remedy::Invalid, "INV")] {
            if !choices.contains(&Choice::Remedy(remedy)) {
                choices.push(missing(name));
            }
        }
        choices.push(Choice::Value);
    } else {
        let is_in = forms.fate(subject.form).is_none();
        let (remedy, change) =
            if is_in { (Remedy::LeaveOut, Change::LeaveOut) } else { (Remedy::Count, Change::Count) };
        let by_hand = matches!(forms.fate(subject.form), Some(Problem::LeftOut { .. }));
        if !by_hand && !choices.contains(&Choice::Remedy(remedy)) {
            choices.push(Choice::Change(change));
        }
    }
    choices.extend(decisions(program, subject).into_iter().map(Choice::TakeBack));
    // A key pressed twice by mistake must not take a form out of the tables, or bring it in.
    if question(forms, subject).is_none() && !matches!(choices.first(), Some(Choice::Remedy(Remedy::Keep))) {
        choices.insert(0, Choice::Close);
    }
    choices
}

/// The cases of a rule that are listed, by cell and question, while a search or a status hides others of them.
fn listed<'a>(program: &'a Program, rule: &str) -> Option<HashSet<(&'a str, &'a str, &'a str, &'a str)>> {
    let state = &program.problems;
    let hides = !state.search.value().trim().is_empty() || state.status.is_some();
    if program.screen != Screen::Problems || !hides {
        return None;
    }
    let lines = state.lists.rows.iter().filter_map(|at| program.opened()?.problems.get(*at));
    let of_rule = lines.filter(|line| line.rule == rule);
    Some(of_rule.map(|line| key(&line.place, &line.question)).collect())
}

fn key<'a>(place: &'a Place, question: &'a str) -> (&'a str, &'a str, &'a str, &'a str) {
    (&place.file, &place.sheet, &place.cell, question)
}

/// The same remedy for all cases of the rule, and for those on the question alone where they are fewer.
pub fn choices_for_all(program: &Program, subject: &Subject) -> Vec<Choice> {
    let Some(forms) = forms(program) else { return Vec::new() };
    let open = |(form, met): &(Option<usize>, &Diagnostic)| {
        form.is_some() && met.problem.rule() == subject.rule && met.status() != Status::Kept
    };
    let listed = listed(program, &subject.rule);
    let is_listed = |met: &&Diagnostic| {
        let question = met.question.as_deref().unwrap_or_default();
        listed.as_ref().is_none_or(|listed| listed.contains(&key(&met.place, question)))
    };
    let met: Vec<&Diagnostic> = forms.met().filter(open).map(|(_, met)| met).filter(is_listed).collect();
    let mut choices = Vec::new();
    // In the order in which they are offered for one.
    let mut offered: Vec<Remedy> = Vec::new();
    for remedy in met.iter().flat_map(|met| remedy::offered(&met.problem)) {
        if !offered.contains(remedy) {
            offered.push(*remedy);
        }
    }
    // A remedy is offered for as many as it would settle: it may leave some answers as they are.
    for remedy in offered {
        let settled = |question: Option<&str>| {
            let wanted = Wanted { rule: &subject.rule, question, form: None };
            remedy::count(forms, &wanted, remedy, |met| is_listed(&met))
        };
        let all = settled(None);
        let here = subject.question.as_deref().map_or(0, |question| settled(Some(question)));
        if all > 0 {
            choices.push(Choice::All(remedy, None, all));
        }
        if here > 0 && here < all && subject.question.is_some() {
            choices.push(Choice::All(remedy, subject.question.clone(), here));
        }
    }
    choices
}

/// Why a remedy that the rules offer cannot be used on a case; `None` where it can.
pub fn unfit(program: &Program, subject: &Subject, choice: &Choice) -> Option<String> {
    let (forms, Choice::Remedy(remedy)) = (forms(program)?, choice) else { return None };
    let wanted = |rule| Wanted { rule, question: subject.question.as_deref(), form: Some(subject.form) };
    let suits =
        rules(forms, subject, *remedy).iter().any(|rule| remedy::count(forms, &wanted(rule), *remedy, |_| true) > 0);
    if suits {
        return None;
    }
    let max = question(forms, subject).and_then(|question| question.max);
    Some(match (remedy, max) {
        (Remedy::WithoutExclusive | Remedy::OnlyExclusive, Some(max)) => say::still_too_many(program.lang, max),
        _ => say::no_fitting(program.lang).to_owned(),
    })
}

/// The decisions about a subject, as the journal has them.
fn decisions(program: &Program, subject: &Subject) -> Vec<FixKey> {
    let (Some(forms), Some(opened)) = (forms(program), program.opened()) else { return Vec::new() };
    let Some(case) = forms.reference(subject.form) else { return Vec::new() };
    let of = opened.survey().and_then(|survey| program.journal.state.fixes.get(&survey.about.id));
    // A problem of a whole matrix is looked at for the whole form.
    let question = question(forms, subject).map(|question| &question.id);
    let of_matrix = subject.question.is_some() && question.is_none();
    let about = |key: &&FixKey| {
        let is_rule = !of_matrix || key.kept.as_ref() == Some(&subject.rule);
        key.case == *case && key.question.as_ref() == question && is_rule
    };
    of.map(|fixes| fixes.fixes.keys().filter(about).cloned().collect()).unwrap_or_default()
}

/// The id of the form, where it was typed in and the subject is all of it.
fn typed_form(program: &Program, subject: &Subject) -> Option<String> {
    let forms = forms(program).filter(|_| subject.question.is_none())?;
    (forms.place(subject.form).file == TYPED).then(|| forms.id(subject.form).to_owned())
}

/// Why a command about answers cannot be used now; `None` when it can.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let lang = program.lang;
    if !matches!(id, Id::Remedy | Id::RemedyAll | Id::Confirm | Id::EditAnswer | Id::LeaveOutForm | Id::TakeBackFix) {
        return None;
    }
    if let Some(reason) = no_acts(program).or_else(|| no_forms(program)) {
        return Some(reason);
    }
    let Some(subject) = subject(program) else { return Some(say::no_form(lang).to_owned()) };
    let forms = forms(program)?;
    let offered = || problems(forms, &subject).flat_map(|met| remedy::offered(&met.problem)).next().is_some();
    match id {
        Id::RemedyAll => {
            let suits = |(form, met): (Option<usize>, &Diagnostic)| {
                form.is_some()
                    && met.problem.rule() == subject.rule
                    && met.status() != Status::Kept
                    && !remedy::offered(&met.problem).is_empty()
            };
            let none = subject.rule.is_empty() || !forms.met().any(suits);
            none.then(|| say::nothing_offered(lang).to_owned())
        }
        Id::Confirm => {
            let kept = problems(forms, &subject).next().is_some()
                && problems(forms, &subject).all(|met| met.status() == Status::Kept);
            let none = !offered();
            kept.then(|| say::is_kept(lang).to_owned()).or_else(|| none.then(|| say::nothing_offered(lang).to_owned()))
        }
        Id::EditAnswer if program.screen == Screen::Problems => {
            let none = question(forms, &subject).is_none();
            none.then(|| say::no_question(lang).to_owned())
        }
        Id::TakeBackFix => {
            let none = decisions(program, &subject).is_empty() && typed_form(program, &subject).is_none();
            none.then(|| form_words::no_decision(lang).to_owned())
        }
        _ => None,
    }
}

/// Why no form can be looked at.
pub fn no_forms(program: &Program) -> Option<String> {
    let lang = program.lang;
    let Some(opened) = program.opened() else { return Some(common::no_survey(lang).to_owned()) };
    match (&opened.data, &opened.sheets.problem, &opened.sheets.forms) {
        (Data::Failed(_), ..) => Some(common::not_loaded(lang).to_owned()),
        (_, _, Some(_)) => None,
        (_, Some(sentence), None) => Some(sentence.clone()),
        (Data::Loading, ..) => Some(common::still_loading(lang).to_owned()),
        (Data::Ready(_), None, None) => Some(say::reading_forms(lang).to_owned()),
    }
}

/// True while forms are read that are not there yet.
pub fn forms_will_come(program: &Program) -> bool {
    program.opened().is_some_and(|opened| {
        let failed = matches!(opened.data, Data::Failed(_)) || opened.sheets.problem.is_some();
        opened.sheets.forms.is_none() && !failed
    })
}

/// Runs a command about answers.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let decision = (program.screen == Screen::Problems && program.problems.tab == Tab::Decisions)
        .then(|| list::current_decision(program).cloned())
        .flatten();
    if let (Id::TakeBackFix, Some(state)) = (id, decision) {
        if state.fix.change == Change::Entered {
            boxes::open(program, CheckBox::Withdraw(state.id));
            return Vec::new();
        }
        return act(program, FixOp::Unfix { of: vec![state.fix.key()] });
    }
    let Some(subject) = subject(program) else { return Vec::new() };
    match id {
        Id::Remedy => {
            let offered = choices(program, &subject);
            boxes::open(program, CheckBox::Choices { subject, offered, all: false });
        }
        Id::RemedyAll => {
            let offered = choices_for_all(program, &subject);
            boxes::open(program, CheckBox::Choices { subject, offered, all: true });
        }
        Id::Confirm => return choose(program, &subject, Choice::Remedy(Remedy::Keep)),
        Id::EditAnswer if is_about_answer(program, &subject) => return choose(program, &subject, Choice::Value),
        // On the form as a whole Enter asks first; the command for it does it.
        Id::EditAnswer => {
            let offered = choices(program, &subject);
            boxes::open(program, CheckBox::Choices { subject, offered, all: false });
        }
        Id::LeaveOutForm => return in_or_out(program, subject.form),
        Id::TakeBackFix => {
            let of = decisions(program, &subject);
            match typed_form(program, &subject).filter(|_| of.is_empty()) {
                Some(id) => boxes::open(program, CheckBox::Withdraw(id)),
                None => return act(program, FixOp::Unfix { of }),
            }
        }
        _ => {}
    }
    Vec::new()
}

fn is_about_answer(program: &Program, subject: &Subject) -> bool {
    forms(program).is_some_and(|forms| question(forms, subject).is_some())
}

/// Leaves a counted form out, counts one that a rule leaves out, takes back what somebody decided about it.
fn in_or_out(program: &mut Program, form: usize) -> Vec<Effect> {
    let Some(forms) = forms(program) else { return Vec::new() };
    let subject = Subject { form, question: None, rule: String::new() };
    let rule = forms.fate(form).map(|fate| fate.rule().to_owned()).unwrap_or_default();
    let whole = |key: &FixKey| key.kept.is_none();
    let of: Vec<FixKey> = decisions(program, &subject).into_iter().filter(whole).collect();
    if !of.is_empty() {
        return act(program, FixOp::Unfix { of });
    }
    let change = if forms.fate(form).is_some() { Change::Count } else { Change::LeaveOut };
    choose(program, &Subject { rule, ..subject }, Choice::Change(change))
}

/// What was chosen: asks for a value or a note, or acts.
pub fn choose(program: &mut Program, subject: &Subject, choice: Choice) -> Vec<Effect> {
    let lang = program.lang;
    let Some(forms) = forms(program).cloned() else { return Vec::new() };
    let signature = signature(program);
    let pending = match choice {
        Choice::Value => {
            boxes::open_value(program, subject.clone());
            return Vec::new();
        }
        Choice::Close => return Vec::new(),
        Choice::NewChoice(value) => return new_choice(program, subject, value),
        Choice::TakeBack(key) => return act(program, FixOp::Unfix { of: vec![key] }),
        Choice::Change(change) => {
            let question = question(&forms, subject);
            let fixes = remedy::fix(&forms, subject.form, question, &subject.rule, change, &signature);
            Pending { hints: Vec::new(), fixes: fixes.into_iter().collect() }.told(lang, &forms, subject.form)
        }
        Choice::Remedy(remedy) => {
            let mut fixes: Vec<Fix> = Vec::new();
            for rule in rules(&forms, subject, remedy) {
                let question = subject.question.as_deref();
                let wanted = Wanted { rule: &rule, question, form: Some(subject.form) };
                let settled = remedy::settle(&forms, &wanted, remedy, &signature).fixes;
                // What is decided about the whole form is decided without a question.
                let is_meant = |fix: &Fix| fix.question == subject.question || fix.question.is_none();
                fixes.extend(settled.into_iter().filter(is_meant));
            }
            Pending { hints: Vec::new(), fixes }.told(lang, &forms, subject.form)
        }
        Choice::All(remedy, question, _) => {
            let wanted = Wanted { rule: &subject.rule, question: question.as_deref(), form: None };
            let mut settlement = remedy::settle(&forms, &wanted, remedy, &signature);
            let rule = list::rule_name(program, &subject.rule);
            // The rule's own total, on whatever questions.
            let every = Wanted { rule: &subject.rule, question: None, form: None };
            let all = remedy::settle(&forms, &every, remedy, &signature).fixes.len();
            let mut hints = Vec::new();
            if let Some(listed) = listed(program, &subject.rule) {
                // What somebody has searched for is what they mean.
                let shown: HashSet<(&CaseRef, Option<&str>)> = forms
                    .met()
                    .filter(|(_, met)| {
                        let id = met.question.as_deref();
                        met.problem.rule() == subject.rule
                            && met.status() != Status::Kept
                            && question.as_deref().is_none_or(|wanted| id == Some(wanted))
                            && listed.contains(&key(&met.place, id.unwrap_or_default()))
                    })
                    .filter_map(|(form, met)| Some((forms.reference(form?)?, met.question.as_deref())))
                    .collect();
                let cases: HashSet<&CaseRef> = shown.iter().map(|(case, _)| *case).collect();
                settlement.fixes.retain(|fix| match fix.question {
                    None => cases.contains(&fix.case),
                    Some(_) => shown.contains(&(&fix.case, fix.question.as_deref())),
                });
                settlement.unfit = shown.len().saturating_sub(settlement.fixes.len());
                hints.push(say::only_listed(lang, settlement.fixes.len(), all));
            }
            hints.push(say::about_to_settle(lang, &rule, settlement.fixes.len(), remedy));
            if settlement.unfit > 0 {
                hints.push(fix_words::unfit(lang, settlement.unfit));
            }
            Pending { hints, fixes: settlement.fixes }
        }
    };
    ask_note(program, pending);
    Vec::new()
}

/// The rules of a subject that a remedy is for.
fn rules(forms: &Forms, subject: &Subject, remedy: Remedy) -> Vec<String> {
    let suits = |met: &&Diagnostic| remedy::offered(&met.problem).contains(&remedy) && met.status() != Status::Kept;
    let mut rules: Vec<String> =
        problems(forms, subject).filter(suits).map(|met| met.problem.rule().to_owned()).collect();
    rules.dedup();
    // Only one decision can be made about an answer; each problem is confirmed on its own.
    if remedy != Remedy::Keep {
        rules.truncate(1);
    }
    rules
}

/// Takes a typed value as the decision.
pub fn set(program: &mut Program, subject: &Subject, value: String) -> Vec<Effect> {
    choose(program, subject, Choice::Change(Change::Set { value }))
}

/// Asks why, with what is about to be recorded.
fn ask_note(program: &mut Program, mut pending: Pending) {
    let lang = program.lang;
    if pending.fixes.is_empty() {
        program.refuse(say::no_fitting(lang));
        return;
    }
    let key = |id| program.keymap.plain(id, command::Place::Prompt);
    pending.hints.push(say::to_record(lang, &key(Id::Accept), &key(Id::Back)));
    boxes::open(program, CheckBox::Note(Box::new(pending)));
}

/// Who decides, and when.
pub fn signature(program: &Program) -> Signature {
    let signed = program.signed.clone();
    let (who, at) = signed.unwrap_or_else(|| (program.journal.who.clone(), clock::now()));
    Signature { who, at, note: String::new() }
}

/// Adds a choice to the definition: from then on every cell with this text counts as it.
fn new_choice(program: &mut Program, subject: &Subject, value: String) -> Vec<Effect> {
    let Some(asked) = forms(program).and_then(|forms| question(forms, subject)) else { return Vec::new() };
    let question = asked.parent.clone().unwrap_or_else(|| asked.id.clone());
    let file = program.opened().map(|opened| opened.path.clone());
    file.map(|file| Effect::Store(Request::AddChoice { file, question, value })).into_iter().collect()
}

/// Sends an act to the journal.
pub fn act(program: &mut Program, act: FixOp) -> Vec<Effect> {
    let Some(survey) = program.opened().and_then(|opened| opened.survey()) else { return Vec::new() };
    let op = Op::Answers { survey: survey.about.id.clone(), act: Box::new(act) };
    vec![Effect::Store(Request::Act(Box::new(op)))]
}
