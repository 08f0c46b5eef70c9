//! What a form says, in words: a line per answer, and everything about the one under the cursor.

use crate::load::forms::{FormAnswer, Forms, RawCell};
use crate::load::typed;
use crate::messages::answer::{self, Choices};
use crate::messages::{
    Lang, check as rule_words, check_screen as check_words, fix as fix_words, form_screen as say, problem,
    screen as common,
};
use crate::model::diagnostic::{Diagnostic, Place, Status};
use crate::model::fix::Fix;
use crate::model::{Question, Severity};
use crate::project::form_masks;
use crate::responses::Missing;
use crate::responses::answers::Answer;
use crate::text::fold::display;

/// One line of the table of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Id and label.
    pub title: String,
    /// What stands in its cells.
    pub raw: String,
    /// What is counted.
    pub counted: String,
    /// The first cell.
    pub cell: String,
    /// Problems, free texts, decisions.
    pub notes: String,
    /// How it stands out.
    pub look: Look,
}

/// How a line stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Look {
    Plain,
    /// Nobody was asked, or nothing was answered.
    Faint,
    Warning,
    Error,
    Decided,
}

/// A line of a form: 0 is itself, then come its answers in the order of the questionnaire. `whole` is the decision about the
/// form.
pub fn line(lang: Lang, at: At<'_>, row: usize, whole: &[Fix]) -> Option<Line> {
    match row.checked_sub(1) {
        None => Some(of_form(lang, at.forms, at.form, whole)),
        Some(position) => at.answer(position).map(|one| of_answer(lang, &one, at.unmasked)),
    }
}

/// A form, and how it may be seen.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// All of them.
    pub forms: &'a Forms,
    /// Its position.
    pub form: usize,
    /// Free texts as they were written.
    pub unmasked: bool,
}

impl<'a> At<'a> {
    /// One answer, by position of its question.
    fn answer(&self, position: usize) -> Option<FormAnswer<'a>> {
        let answer = self.forms.answer_of(self.form, position)?;
        Some(if self.unmasked { answer } else { form_masks::masked(answer) })
    }
}

fn of_form(lang: Lang, forms: &Forms, form: usize, whole: &[Fix]) -> Line {
    let problems: Vec<&Diagnostic> = forms.problems(form).filter(|met| met.question.is_none()).collect();
    let place = forms.place(form);
    Line {
        title: say::whole(lang).to_owned(),
        raw: String::new(),
        counted: say::fate(lang, forms.fate(form)).to_owned(),
        cell: place.cell,
        notes: notes(lang, whole, &problems, &[]),
        look: look(&problems, !whole.is_empty(), false),
    }
}

fn of_answer(lang: Lang, one: &FormAnswer<'_>, unmasked: bool) -> Line {
    let fixes: Vec<Fix> = one.fix.into_iter().cloned().collect();
    let faint = matches!(one.answer, Answer::Missing(Missing::Na | Missing::Nap));
    Line {
        title: display(&format!("{} {}", one.question.id, label(one.question))),
        raw: raw(&one.cells),
        counted: display(&counted(lang, one.question, &one.answer)),
        cell: one.cells.first().map(|cell| cell.cell.clone()).unwrap_or_default(),
        notes: hidden(notes(lang, &fixes, &one.problems, &others(lang, one)), unmasked || fixes.is_empty()),
        look: look(&one.problems, !fixes.is_empty(), faint),
    }
}

/// A decision about a text quotes it.
fn hidden(text: String, unmasked: bool) -> String {
    if unmasked { text } else { form_masks::hidden(&text) }
}

fn look(problems: &[&Diagnostic], decided: bool, faint: bool) -> Look {
    let open = problems.iter().filter(|met| met.status() == Status::Open);
    match open.map(|met| met.problem.severity()).min() {
        Some(Severity::Error) => Look::Error,
        Some(Severity::Warning) => Look::Warning,
        _ if decided => Look::Decided,
        _ if faint => Look::Faint,
        _ => Look::Plain,
    }
}

/// A question's short name.
pub fn label(question: &Question) -> &str {
    if question.label.is_empty() { &question.text } else { &question.label }
}

/// A question's full wording.
pub fn wording(question: &Question) -> &str {
    if question.text.is_empty() { &question.label } else { &question.text }
}

/// What stands in the cells: one text, or those of several with their headers.
fn raw(cells: &[RawCell]) -> String {
    match cells {
        [one] => display(&one.text),
        several => several.iter().map(|cell| display(&cell.named())).collect::<Vec<_>>().join("／"),
    }
}

fn others(lang: Lang, one: &FormAnswer<'_>) -> Vec<String> {
    let other = |(position, cell): &(usize, RawCell)| {
        let label = one.question.choices.get(*position).map_or("", |choice| choice.label.as_str());
        display(&say::other(lang, label, cell.text.trim()))
    };
    one.others.iter().map(other).collect()
}

fn notes(lang: Lang, fixes: &[Fix], problems: &[&Diagnostic], others: &[String]) -> String {
    let problem = |met: &&Diagnostic| {
        let name = rule_words::name(lang, &met.problem);
        format!("{} {name}", check_words::status_name(lang, Some(met.status())))
    };
    let problems = problems.iter().map(problem);
    let fixes = fixes.iter().map(|fix| decided(lang, fix));
    let parts = problems.chain(fixes).chain(others.iter().cloned());
    parts.map(|part| display(&part)).collect::<Vec<_>>().join("、")
}

fn decided(lang: Lang, fix: &Fix) -> String {
    say::decided(lang, &fix_words::change(lang, &fix.change), &fix.who, &fix.at, &fix.note)
}

/// An answer with codes and labels, as it is counted.
pub fn counted(lang: Lang, question: &Question, answer: &Answer) -> String {
    answer::words(lang, question, answer, Choices::Codes)
}

/// The codes of a question with their labels, for whoever types one; `None` where it has none.
pub fn codes(lang: Lang, question: &Question) -> Option<String> {
    let codes: Vec<String> = question.choices.iter().map(|choice| display(&choice.coded())).collect();
    (!codes.is_empty()).then(|| check_words::codes(lang, &codes))
}

/// What a typed value counts as, in words.
pub fn typed(lang: Lang, question: &Question, value: &str) -> String {
    match typed::answer(question, value) {
        Ok(answer) => counted(lang, question, &answer),
        Err(_) => value.to_owned(),
    }
}

/// What is doubtful about a typed answer; it can be passed.
pub fn doubts(lang: Lang, question: &Question, answer: &Answer) -> Vec<String> {
    let sentence = |problem| {
        let found = Diagnostic {
            problem,
            survey: String::new(),
            place: Place::default(),
            case: None,
            question: Some(question.id.clone()),
            value: Some(typed::text(question, answer)),
            kept: None,
        };
        display(&problem::diagnostic(lang, &found))
    };
    typed::doubts(question, answer).into_iter().map(sentence).collect()
}

/// Everything about a line: wording, cells, problems with what to do, decisions. The flag marks what stands out.
pub fn details(lang: Lang, at: At<'_>, row: usize, whole: &[Fix]) -> Vec<(String, Look)> {
    let At { forms, form, unmasked } = at;
    let Some(position) = row.checked_sub(1) else {
        let problems: Vec<&Diagnostic> = forms.problems(form).filter(|met| met.question.is_none()).collect();
        let mut texts = vec![(say::fate(lang, forms.fate(form)).to_owned(), Look::Plain)];
        texts.extend(about(lang, &problems, whole, unmasked));
        return texts;
    };
    let Some(one) = at.answer(position) else { return Vec::new() };
    let id = &one.question.id;
    let mut texts = Vec::new();
    // The short name stands over the details already.
    if !one.question.text.is_empty() && one.question.text != one.question.label {
        texts.push((format!("{id} {}", one.question.text), Look::Plain));
    }
    let fixes: Vec<Fix> = one.fix.into_iter().cloned().collect();
    texts.extend(about(lang, &one.problems, &fixes, unmasked));
    let counted = display(&counted(lang, one.question, &one.answer));
    texts.push((format!("{}: {counted}", columns_counted(lang)), Look::Plain));
    let cell = |cell: &RawCell| {
        let text = if cell.text.is_empty() { say::empty_cell(lang) } else { &cell.text };
        (say::cell(lang, &cell.cell, &cell.header, text), Look::Plain)
    };
    texts.extend(one.cells.iter().map(cell));
    texts.extend(one.others.iter().map(|(_, own)| cell(own)));
    texts
}

fn columns_counted(lang: Lang) -> &'static str {
    let [_, _, counted, ..] = say::columns(lang);
    counted
}

fn about(lang: Lang, problems: &[&Diagnostic], fixes: &[Fix], unmasked: bool) -> Vec<(String, Look)> {
    let mut texts = Vec::new();
    for met in problems {
        let look = match (met.status(), met.problem.severity()) {
            (Status::Open, Severity::Error) => Look::Error,
            (Status::Open, Severity::Warning) => Look::Warning,
            _ => Look::Plain,
        };
        let status = check_words::status_name(lang, Some(met.status()));
        let sentence = problem::diagnostic(lang, met);
        let sentence = if unmasked { sentence } else { form_masks::told(sentence, met) };
        texts.push((format!("{status} {sentence}"), look));
        match &met.kept {
            Some(kept) => texts.push((check_words::kept_by(lang, &kept.who, &kept.at, &kept.note), Look::Decided)),
            None => {
                let fix = problem::fix(lang, met);
                if !fix.is_empty() {
                    texts.push((format!("　{}: {fix}", common::what_to_do(lang)), Look::Plain));
                }
            }
        }
    }
    texts.extend(fixes.iter().map(|fix| (hidden(decided(lang, fix), unmasked), Look::Decided)));
    texts
}
