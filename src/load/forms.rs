//! The single forms (個票) of a survey: every case, counted or not, with each answer as it stands in its cells, as it was read,
//! and what was found or decided about it. Nothing is counted here.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::LoadError;
use super::columns::Where;
use super::correct;
use super::decode::Decoder;
use super::gather::Input;
use super::progress::Progress;
use super::settle::Settled;
use super::sheet::{Cell, cell_name};
use super::trace::Traces;
use crate::model::diagnostic::{Diagnostic, Place, Problem};
use crate::model::fix::{CaseRef, Change, Fix, FixState, Fixes, Holds, Trace};
use crate::model::{Question, Survey};
use crate::responses::Missing;
use crate::responses::answers::Answer;
use crate::responses::grouping::AnswerSource;
use crate::text::fold;

/// All forms of a survey, by position in the order of files and rows.
pub struct Forms {
    settled: Settled,
    /// By position of the form: its id as it is searched for.
    folded: Vec<String>,
    /// By how a form is called in decisions.
    by_reference: HashMap<CaseRef, usize>,
    /// By spreadsheet and 0-based row: the form, the first where the row stands for several.
    by_row: HashMap<(usize, usize), usize>,
    /// By position of the form: what was met there, by position in `settled.met`.
    met: HashMap<usize, Vec<usize>>,
    /// Decisions that hold and change something, by position in `settled.fixes`.
    fixes: HashMap<(CaseRef, Option<String>), usize>,
    /// What rows without an id are told by; looked at when something is decided.
    traces: OnceLock<Traces>,
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Forms").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// One cell as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawCell {
    /// "F12".
    pub cell: String,
    /// The column's header.
    pub header: String,
    /// What a person sees in it.
    pub text: String,
}

impl RawCell {
    /// The header and what stands below it; one of them where they are the same, as in a column `1` with marks `1`.
    pub fn named(&self) -> String {
        if self.header == self.text { self.text.clone() } else { format!("{}={}", self.header, self.text) }
    }
}

/// One answer on a form.
#[derive(Debug, Clone)]
pub struct FormAnswer<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its cells; of several only those with something in them.
    pub cells: Vec<RawCell>,
    /// Cells with the free text of a その他, with the choice's position.
    pub others: Vec<(usize, RawCell)>,
    /// What is counted.
    pub answer: Answer,
    /// What was found.
    pub problems: Vec<&'a Diagnostic>,
    /// The decision that put it right.
    pub fix: Option<&'a Fix>,
}

/// Reads all forms of a survey. `root` is the project's folder; `fixes` are by survey id.
///
/// # Errors
/// As `load::watched`.
pub fn open(
    file: &Path,
    root: &Path,
    fixes: &BTreeMap<String, Fixes>,
    progress: &Progress,
) -> Result<Forms, LoadError> {
    Ok(Forms::of(super::settled(file, root, fixes, progress)?))
}

impl Forms {
    /// The forms of a survey that was read.
    pub fn of(settled: Settled) -> Self {
        let cases = settled.gathered.builder.all();
        let folded = cases.iter().map(|case| fold::search(&case.id)).collect();
        let by_reference = settled.references.iter().cloned().zip(0..).collect();
        // The first of several comes last, and stays.
        let by_row = cases.iter().enumerate().rev().map(|(form, case)| ((case.file, case.row), form)).collect();
        let mut met: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, (case, _)) in settled.met.iter().enumerate() {
            if let Some(case) = case {
                met.entry(*case).or_default().push(index);
            }
        }
        let changes = |state: &FixState| state.holds == Holds::Yes && state.fix.change != Change::Keep;
        let holding = settled.fixes.iter().enumerate().filter(|(_, state)| changes(state));
        let fixes = holding.map(|(index, state)| {
            let key = state.fix.key();
            ((key.case, key.question), index)
        });
        let fixes = fixes.collect();
        Self { settled, folded, by_reference, by_row, met, fixes, traces: OnceLock::new() }
    }

    /// The survey.
    pub fn survey(&self) -> &Arc<Survey> {
        self.settled.gathered.builder.definition()
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.settled.references.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.settled.references.is_empty()
    }

    /// A form's id for people: 整理番号, or file and row.
    pub fn id(&self, form: usize) -> &str {
        self.settled.gathered.builder.all().get(form).map_or("", |case| &case.id)
    }

    /// How a form is called in decisions.
    pub fn reference(&self, form: usize) -> Option<&CaseRef> {
        self.settled.references.get(form)
    }

    /// What else tells a form without an id.
    pub fn trace(&self, form: usize) -> Option<Trace> {
        let gathered = &self.settled.gathered;
        self.traces.get_or_init(|| Traces::of(gathered)).trace(gathered, form)
    }

    /// The forms with this id.
    pub fn find(&self, id: &str) -> Vec<usize> {
        let (folded, wanted) = (fold::search(id), fold::matching(id));
        // What is the same to the letter is the same to a search, too.
        let alike = self.folded.iter().enumerate().filter(|(_, own)| **own == folded).map(|(form, _)| form);
        alike.filter(|form| fold::matching(self.id(*form)) == wanted).collect()
    }

    /// A form whose id is the same number with other zeros before it: `0010` for `10`.
    pub fn alike(&self, id: &str) -> Option<usize> {
        let plain = |text: &str| text.trim_start_matches('0').to_owned();
        let wanted = fold::search(id);
        let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let is_alike = |own: &String| *own != wanted && is_number(own) && plain(own) == plain(&wanted);
        is_number(&wanted).then(|| self.folded.iter().position(is_alike)).flatten()
    }

    /// The forms whose ids begin like this, in any spelling, in the order of files and rows.
    pub fn beginning(&self, id: &str) -> impl Iterator<Item = usize> {
        let wanted = fold::search(id);
        self.folded.iter().enumerate().filter(move |(_, own)| own.starts_with(&wanted)).map(|(form, _)| form)
    }

    /// The form that is called so in decisions.
    pub fn called(&self, case: &CaseRef) -> Option<usize> {
        self.by_reference.get(case).copied()
    }

    /// The form whose row a place names.
    pub fn at(&self, place: &Place) -> Option<usize> {
        self.in_row(place).next()
    }

    /// All forms whose row a place names: several where the row stands for several respondents.
    pub fn in_row(&self, place: &Place) -> impl Iterator<Item = usize> {
        let cases = self.settled.gathered.builder.all();
        let inputs = self.settled.gathered.inputs.iter().enumerate();
        let here = inputs.filter(|(_, input)| input.source.file == place.file && input.sheet.name == place.sheet);
        let row = place.cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<usize>().ok();
        let row = row.and_then(|row| row.checked_sub(1));
        let rows = here.filter_map(move |(file, _)| Some((file, row?)));
        rows.filter_map(|at| Some((at, *self.by_row.get(&at)?))).flat_map(move |(at, first)| {
            let same = move |form: &usize| cases.get(*form).is_some_and(|case| (case.file, case.row) == at);
            (first..cases.len()).take_while(same)
        })
    }

    /// Where a form's row stands: its id's cell, or the first.
    pub fn place(&self, form: usize) -> Place {
        let found = self.input(form).map(|(input, row)| input.place(row, input.located.id.unwrap_or(0)));
        found.unwrap_or_default()
    }

    /// The 1-based row of a form.
    pub fn row(&self, form: usize) -> usize {
        self.settled.gathered.builder.all().get(form).map_or(0, |case| case.row + 1)
    }

    /// How the form came: 紙, Web, …
    pub fn mode(&self, form: usize) -> Option<&str> {
        self.input(form)?.0.source.mode.as_deref()
    }

    /// Why a form is not counted; `None` where it is.
    pub fn fate(&self, form: usize) -> Option<&Problem> {
        self.settled.fate.get(form)?.as_ref()
    }

    /// What was found on a form.
    pub fn problems(&self, form: usize) -> impl Iterator<Item = &Diagnostic> {
        let places = self.met.get(&form).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|index| self.settled.met.get(*index)).map(|(_, found)| found)
    }

    /// Everything that was met, with the form it belongs to.
    pub fn met(&self) -> impl Iterator<Item = (Option<usize>, &Diagnostic)> {
        self.settled.met.iter().map(|(form, found)| (*form, found))
    }

    /// Every decision, with whether it holds.
    pub fn fixes(&self) -> &[FixState] {
        &self.settled.fixes
    }

    /// What stands in the cells of an answer, as decisions keep it; for the whole form its fingerprint.
    pub fn raw(&self, form: usize, question: Option<&Question>) -> String {
        match question {
            Some(question) => correct::raw_answer(&self.settled.gathered, form, question),
            None => correct::fingerprint_of(&self.settled.gathered, form),
        }
    }

    /// A form's answer as it is counted.
    pub fn answer(&self, form: usize, question: &Question) -> Answer {
        let answers = self.settled.gathered.builder.answers(question);
        answers.map_or(Answer::Missing(Missing::Na), |answers| answers.get(question, form))
    }

    /// A form's answers, in the order of the questionnaire.
    pub fn answers(&self, form: usize) -> Vec<FormAnswer<'_>> {
        let questions = self.survey().questions.iter().enumerate();
        questions.map(|(position, question)| self.one(form, position, question)).collect()
    }

    /// A form's answer to the question at a position.
    pub fn answer_of(&self, form: usize, position: usize) -> Option<FormAnswer<'_>> {
        Some(self.one(form, position, self.survey().questions.get(position)?))
    }

    fn one<'a>(&'a self, form: usize, position: usize, question: &'a Question) -> FormAnswer<'a> {
        let input = self.input(form);
        let place = input.and_then(|(input, _)| input.located.questions.get(position));
        let is_one = matches!(place, Some(Where::Cell(_) | Where::List(..)));
        let columns = place.map(Where::columns).unwrap_or_default();
        let raw = |column: usize| input.map(|(input, row)| raw_cell(input, row, column));
        let filled = |cell: &RawCell| is_one || !cell.text.is_empty();
        let others = input.map(|(input, _)| &input.located.others).into_iter().flatten();
        let others = others.filter(|((of, _), _)| *of == position);
        let answer = self.answer(form, question);
        let others = others.filter_map(|((_, choice), column)| {
            let cell = raw(*column)?;
            if !columns.contains(column) {
                return Some((*choice, cell));
            }
            // In the column of the choices themselves only what is none of them was written beside その他.
            let Answer::Choices(chosen) = &answer else { return None };
            let ((input, row), place) = input.zip(place).filter(|_| chosen.contains(choice))?;
            let decoder = Decoder::new(self.survey(), question, &input.source);
            let text = decoder.words(input.sheet.rows.get(row)?, place, (*choice, *column))?;
            Some((*choice, RawCell { text, ..cell }))
        });
        let key = self.reference(form).map(|case| (case.clone(), Some(question.id.clone())));
        let fix = key.and_then(|key| self.fixes.get(&key)).and_then(|index| self.settled.fixes.get(*index));
        FormAnswer {
            question,
            cells: columns.iter().copied().filter_map(raw).filter(filled).collect(),
            others: others.filter(|(_, cell)| !cell.text.trim().is_empty()).collect(),
            answer,
            problems: self.problems(form).filter(|met| met.question.as_deref() == Some(&question.id)).collect(),
            fix: fix.map(|state| &state.fix),
        }
    }

    /// The spreadsheet and 0-based row of a form.
    pub(super) fn input(&self, form: usize) -> Option<(&Input, usize)> {
        let case = self.settled.gathered.builder.all().get(form)?;
        Some((self.settled.gathered.inputs.get(case.file)?, case.row))
    }
}

fn raw_cell(input: &Input, row: usize, column: usize) -> RawCell {
    let cell: &Cell = input.sheet.cell(row, column);
    let header = input.header.columns.get(column).map(|name| name.written.join(" ")).unwrap_or_default();
    RawCell { cell: cell_name(row, column), header, text: cell.text().into_owned() }
}
