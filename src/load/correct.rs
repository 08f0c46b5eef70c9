//! What people decided, put beside what was read: answers set right, cases left out or counted, problems left as they are.
//!
//! A decision holds where the same stands in the cells as when it was made; every other one becomes a diagnostic. Nothing is
//! decided here, and no spreadsheet is touched.

use std::collections::{HashMap, HashSet};

use super::columns::Where;
use super::gather::{Gathered, Input};
use super::{trace, typed};
use crate::model::diagnostic::{Diagnostic, Kept, Place, Problem};
use crate::model::fix::{CaseRef, Change, Fix, FixState, Fixes, Holds, TYPED, TypedForm};
use crate::model::{Question, Survey};
use crate::responses::answers::Answer;
use crate::responses::grouping::AnswerSource;
use crate::text::fold;

/// What came of the decisions about a survey.
#[derive(Debug, Default)]
pub struct Corrected {
    /// Every decision with whether it holds, in the order of their keys.
    pub states: Vec<FixState>,
    /// By position of the case: the decision about the whole case, where it holds.
    pub cases: HashMap<usize, Fix>,
    /// How each case is called in decisions, by position.
    pub references: Vec<CaseRef>,
    /// The forms that were typed in, as lists of decisions have them.
    pub entered: Vec<FixState>,
    /// Who looked at a problem and left it as it is, where that holds.
    kept: HashMap<About, Kept>,
}

/// What somebody looked at: position of the case, question id (`None` for the whole case), rule.
type About = (usize, Option<String>, String);

impl Corrected {
    /// Marks a problem of a case that somebody looked at and left as it is.
    pub fn look_up(&self, survey: &Survey, case: Option<usize>, found: &mut Diagnostic) {
        let Some(case) = case.filter(|_| !self.kept.is_empty()) else { return };
        // What is about a whole matrix is decided about the whole case.
        let question = found.question.clone().filter(|id| survey.question(id).is_some());
        if let Some(kept) = self.kept.get(&(case, question, found.problem.rule().to_owned())) {
            found.kept = Some(kept.clone());
        }
    }
}

/// Puts the decisions into effect, as far as they hold.
pub fn apply(gathered: &mut Gathered, fixes: &Fixes) -> Corrected {
    let references = references(gathered);
    let entered = fixes.forms.values().map(|form| entered(gathered, &references, form)).collect();
    let mut corrected = Corrected { references, entered, ..Corrected::default() };
    if fixes.fixes.is_empty() {
        return corrected;
    }
    trace::rename(gathered, fixes, &mut corrected.references);
    let references = &corrected.references;
    let positions: HashMap<&CaseRef, usize> = references.iter().zip(0..).collect();
    let files: HashSet<&str> = gathered.inputs.iter().map(|input| input.source.file.as_str()).collect();
    // By id alone, the first case of all spreadsheets: the next delivery may come under another name.
    let mut by_id: HashMap<(&str, u32), usize> = HashMap::new();
    for (position, case) in references.iter().enumerate().filter(|(_, case)| case.file != TYPED) {
        by_id.entry((&case.case, case.nth)).or_insert(position);
    }
    let renamed = |wanted: &CaseRef| {
        let is_lost = wanted.file != TYPED && !files.contains(wanted.file.as_str());
        by_id.get(&(wanted.case.as_str(), wanted.nth)).copied().filter(|_| is_lost)
    };
    let cases: Vec<Option<usize>> =
        fixes.fixes.values().map(|fix| positions.get(&fix.case).copied().or_else(|| renamed(&fix.case))).collect();
    // The form is called as it was when something was decided about it, so that whoever asks for its decisions finds them.
    let decided: HashSet<&CaseRef> = fixes.fixes.values().map(|fix| &fix.case).collect();
    let found = fixes.fixes.values().zip(&cases).filter_map(|(fix, case)| Some((&fix.case, (*case)?)));
    let old: Vec<(CaseRef, usize)> = found
        .filter(|(_, position)| references.get(*position).is_some_and(|own| !decided.contains(own)))
        .map(|(case, position)| (case.clone(), position))
        .collect();
    for (case, position) in old {
        if let Some(own) = corrected.references.get_mut(position) {
            *own = case;
        }
    }
    let mut set = HashSet::new();
    let mut still = Vec::new();
    for (fix, case) in fixes.fixes.values().zip(cases) {
        let question = fix.question.as_deref().and_then(|id| gathered.builder.survey().question(id)).cloned();
        let holds = match (case, &question) {
            (None, _) => Holds::NoCase,
            (Some(_), None) if fix.question.is_some() => Holds::NoAnswer,
            (Some(case), question) => holds(gathered, case, question.as_ref(), fix),
        };
        match (case, &question, &holds, &fix.change) {
            (Some(case), Some(question), Holds::Yes, Change::Set { value }) => {
                if let Ok(answer) = typed::answer(question, value) {
                    still.extend(contradictions(question, &answer).map(|problem| (case, question.clone(), problem)));
                    gathered.builder.set(question, case, answer);
                    set.insert((case, question.id.clone()));
                    if let Some(blank) = gathered.blank.get_mut(case) {
                        *blank = false;
                    }
                }
            }
            (Some(case), None, Holds::Yes, Change::LeaveOut | Change::Count) => {
                corrected.cases.insert(case, fix.clone());
            }
            (Some(case), _, Holds::Yes, Change::Keep) => {
                let kept = Kept { who: fix.who.clone(), at: fix.at.clone(), note: fix.note.clone() };
                corrected.kept.insert((case, fix.question.clone(), fix.rule.clone()), kept);
            }
            _ => {}
        }
        let place = case.map(|case| place(gathered, case, question.as_ref()));
        let place = place.unwrap_or_else(|| Place { file: fix.case.file.clone(), ..Place::default() });
        let id = case.and_then(|case| gathered.builder.all().get(case)).map_or(&fix.case.case, |case| &case.id).clone();
        corrected.states.push(FixState { fix: fix.clone(), place, id, holds });
    }
    // What was wrong with an answer is of no interest once somebody has put it right.
    gathered.met.retain(|(case, met)| match (case, &met.question) {
        (Some(case), Some(question)) => !set.contains(&(*case, question.clone())),
        _ => true,
    });
    for (case, question, problem) in still {
        let place = place(gathered, case, Some(&question));
        let value = Some(raw_answer(gathered, case, &question));
        let id = gathered.builder.all().get(case).map(|case| case.id.clone());
        let survey = gathered.builder.survey().about.id.clone();
        let found = Diagnostic { problem, survey, place, case: id, question: Some(question.id), value, kept: None };
        gathered.met.push((Some(case), found));
    }
    for state in corrected.states.iter().filter(|state| state.holds != Holds::Yes) {
        gathered.met.push((None, stale(gathered.builder.survey().about.id.clone(), state)));
    }
    corrected
}

/// A form that was typed in: all of it was decided by whoever typed it.
fn entered(gathered: &Gathered, references: &[CaseRef], form: &TypedForm) -> FixState {
    let case = CaseRef { file: TYPED.to_owned(), case: fold::matching(&form.id), nth: 0 };
    let at = references.iter().position(|known| *known == case);
    let typed = || Place { file: TYPED.to_owned(), ..Place::default() };
    let place = at.map_or_else(typed, |at| place(gathered, at, None));
    let fix = Fix {
        case,
        question: None,
        rule: String::new(),
        raw: String::new(),
        change: Change::Entered,
        note: String::new(),
        who: form.who.clone(),
        at: form.at.clone(),
        trace: None,
    };
    FixState { fix, place, id: form.id.clone(), holds: if at.is_some() { Holds::Yes } else { Holds::NoCase } }
}

/// What is still odd about an answer that was put right; more marks than allowed and ranks left out are somebody's will by now.
fn contradictions(question: &Question, answer: &Answer) -> impl Iterator<Item = Problem> + use<> {
    let doubts = typed::doubts(question, answer).into_iter();
    doubts.filter(|doubt| !matches!(doubt, Problem::OverLimit { .. } | Problem::RankOrder))
}

fn stale(survey: String, state: &FixState) -> Diagnostic {
    let FixState { fix, place, id, holds } = state.clone();
    let value = match &holds {
        Holds::Changed(now) => Some(now.clone()),
        Holds::Yes | Holds::NoCase | Holds::NoAnswer => None,
    };
    let problem = Problem::FixStale { holds, was: fix.raw, to: fix.change };
    Diagnostic { problem, survey, place, case: Some(id), question: fix.question, value, kept: None }
}

fn holds(gathered: &Gathered, case: usize, question: Option<&Question>, fix: &Fix) -> Holds {
    let now = match question {
        Some(question) => raw_answer(gathered, case, question),
        None => fingerprint_of(gathered, case),
    };
    let unreadable = match (question, &fix.change) {
        (Some(question), Change::Set { value }) => typed::answer(question, value).is_err(),
        _ => false,
    };
    match now == fix.raw {
        _ if unreadable => Holds::NoAnswer,
        true => Holds::Yes,
        // What stands in a whole row says nothing to people.
        false if question.is_none() => Holds::Changed(String::new()),
        false => Holds::Changed(now),
    }
}

/// How each case is called in decisions, by position.
fn references(gathered: &Gathered) -> Vec<CaseRef> {
    // Two sheets of one book are one file.
    let mut seen: HashMap<(&str, String), u32> = HashMap::new();
    let of = |case: usize| -> Option<CaseRef> {
        let row = gathered.builder.all().get(case)?;
        let input = gathered.inputs.get(row.file)?;
        let id = input.located.id.map(|column| input.sheet.cell(row.row, column)).filter(|cell| !cell.is_blank());
        let name = match id {
            Some(cell) => fold::matching(&cell.text()),
            None => format!("#{}", fingerprint(input, row.row)),
        };
        let next = seen.entry((input.source.file.as_str(), name.clone())).or_default();
        let nth = *next;
        *next += 1;
        Some(CaseRef { file: input.source.file.clone(), case: name, nth })
    };
    let empty = || CaseRef { file: String::new(), case: String::new(), nth: 0 };
    (0..gathered.builder.all().len()).map(of).map(|case| case.unwrap_or_else(empty)).collect()
}

/// What stands in the cells of an answer: one cell's text, or those of several with `|` between them.
pub fn raw_answer(gathered: &Gathered, case: usize, question: &Question) -> String {
    let survey = gathered.builder.survey();
    let position = survey.questions.iter().position(|own| own.id == question.id);
    let found = || {
        let row = gathered.builder.all().get(case)?;
        let input = gathered.inputs.get(row.file)?;
        Some(raw(input, row.row, input.located.questions.get(position?)?))
    };
    found().unwrap_or_default()
}

/// The same for a row and the columns of a question.
pub fn raw(input: &Input, row: usize, place: &Where) -> String {
    let text = |column: &Option<usize>| {
        column.map_or(std::borrow::Cow::Borrowed(""), |column| input.sheet.cell(row, column).text()).into_owned()
    };
    match place {
        Where::Cell(column) | Where::List(column, _) => text(&Some(*column)),
        Where::Flags(columns) | Where::Slots(columns) => columns.iter().map(text).collect::<Vec<_>>().join("|"),
        Where::Nowhere => String::new(),
    }
}

/// What stands in a case's row, as a fingerprint.
pub fn fingerprint_of(gathered: &Gathered, case: usize) -> String {
    let row = gathered.builder.all().get(case);
    let of = |row: &crate::responses::builder::Case| Some(fingerprint(gathered.inputs.get(row.file)?, row.row));
    row.and_then(of).unwrap_or_default()
}

/// Sixteen hexadecimal digits for what stands in a row, personal columns left out.
pub fn fingerprint(input: &Input, row: usize) -> String {
    format!("{:016x}", print(input, row))
}

const PRIME: u64 = 0x0100_0000_01b3;
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// 64-bit FNV-1a.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(BASIS, |print, byte| (print ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// The same as a number: 64-bit FNV-1a of the filled cells with their columns.
pub fn print(input: &Input, row: usize) -> u64 {
    let mut print = BASIS;
    let mut mix = |byte: u8| print = (print ^ u64::from(byte)).wrapping_mul(PRIME);
    let cells = input.sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
    let personal = &input.located.personal;
    for (column, cell) in
        cells.iter().enumerate().filter(|(column, cell)| !cell.is_blank() && !personal.contains(column))
    {
        (column as u64).to_le_bytes().into_iter().for_each(&mut mix);
        cell.text().bytes().for_each(&mut mix);
    }
    print
}

/// Where a case, or its answer to a question, stands.
fn place(gathered: &Gathered, case: usize, question: Option<&Question>) -> Place {
    let found = || {
        let row = gathered.builder.all().get(case)?;
        let input = gathered.inputs.get(row.file)?;
        let survey = gathered.builder.survey();
        let column = question.and_then(|question| {
            let position = survey.questions.iter().position(|own| own.id == question.id)?;
            input.located.questions.get(position)?.columns().first().copied()
        });
        Some(input.place(row.row, column.or(input.located.id).unwrap_or(0)))
    };
    found().unwrap_or_default()
}
