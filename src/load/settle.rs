//! From everything read to what is tabulated: who is left out, who was not asked, which contradictions hold.
//!
//! The order matters and is fixed: what people decided, blank forms, repeated respondents, out of scope; then routing, strata among it; then
//! rules. Nobody is left out without a diagnostic.

use std::collections::{HashMap, HashSet};

use polars::prelude::PolarsError;

use super::correct::{self, Corrected};
use super::gather::{Gathered, Input};
use super::sheet::Cell;
use crate::model::diagnostic::{CaseCounts, Diagnostic, Place, Problem, Severity};
use crate::model::fix::{CaseRef, Change, Fix, FixState, Fixes};
use crate::model::survey::{RuleSeverity, STRATUM};
use crate::model::{Question, Survey};
use crate::responses::answers::{Answers, Column};
use crate::responses::grouping::AnswerSource;
use crate::responses::{Missing, Responses, eval};
use crate::text::fold;

/// Texts in a column of addresses that stand for nobody.
const NOBODY: [&str; 5] = ["", "anonymous", "匿名", "-", "なし"];

/// Whether a folded text in lower case names nobody.
pub(super) fn is_nobody(text: &str) -> bool {
    NOBODY.contains(&text)
}

/// The valid cases, what was met, and every decision with whether it holds; forms that were typed in come last.
pub type Finished = (Responses, Vec<Diagnostic>, Vec<FixState>);

/// All cases with what became of them.
pub struct Settled {
    /// The cases, routed; all of them, counted or not.
    pub gathered: Gathered,
    /// By position of the case: why it is not counted.
    pub fate: Vec<Option<Problem>>,
    /// What was met, with the case it belongs to.
    pub met: Vec<(Option<usize>, Diagnostic)>,
    /// Every decision of people with whether it holds.
    pub fixes: Vec<FixState>,
    /// Every form that was typed in, as lists of decisions have it.
    pub entered: Vec<FixState>,
    /// How each case is called in decisions, by position.
    pub references: Vec<CaseRef>,
    counts: CaseCounts,
}

impl Settled {
    /// The valid cases and all that was met.
    ///
    /// # Errors
    /// Only what polars says of columns that do not fit, which is a mistake of the program.
    pub fn finish(self) -> Result<Finished, PolarsError> {
        let keep = self.valid();
        let record = super::check::record(&self, &keep);
        let responses = self.gathered.builder.finish(&keep, self.counts)?.with_record(record);
        let fixes = self.fixes.into_iter().chain(self.entered).collect();
        Ok((responses, self.met.into_iter().map(|(_, met)| met).collect(), fixes))
    }

    /// The same for somebody who goes on with all cases.
    ///
    /// # Errors
    /// As `finish`.
    pub fn finished(&self) -> Result<Finished, PolarsError> {
        let keep = self.valid();
        let record = super::check::record(self, &keep);
        let responses = self.gathered.builder.clone().finish(&keep, self.counts)?.with_record(record);
        let fixes = self.fixes.iter().chain(&self.entered).cloned().collect();
        Ok((responses, self.met.iter().map(|(_, met)| met.clone()).collect(), fixes))
    }

    fn valid(&self) -> Vec<usize> {
        (0..self.fate.len()).filter(|case| matches!(self.fate.get(*case), Some(None))).collect()
    }
}

/// Puts people's decisions into effect, leaves out, routes, checks.
pub fn settle(mut gathered: Gathered, fixes: &Fixes) -> Settled {
    let corrected = correct::apply(&mut gathered, fixes);
    let survey = gathered.builder.survey().clone();
    let total = gathered.builder.cases();
    let mut counts = CaseCounts { read: total as u64, ..CaseCounts::default() };
    let counted = |case: usize| corrected.cases.get(&case).is_some_and(|fix| fix.change == Change::Count);
    let decided = |(case, blank): (usize, &bool)| match corrected.cases.get(&case) {
        Some(Fix { change: Change::LeaveOut, who, at, note, .. }) => {
            Some(Problem::LeftOut { who: who.clone(), at: at.clone(), note: note.clone() })
        }
        Some(_) => None,
        None => blank.then_some(Problem::Blank),
    };
    let mut fate: Vec<Option<Problem>> = gathered.blank.iter().enumerate().map(decided).collect();
    for (case, first, personal) in repeats(&gathered, &fate) {
        if counted(case) {
            continue;
        }
        let of = gathered.builder.all().get(first).map(|case| case.id.clone()).unwrap_or_default();
        let place = place_of(&gathered, first);
        if let Some(fate) = fate.get_mut(case) {
            *fate = Some(Problem::Duplicate { of, place, personal });
        }
    }
    if let Some(condition) = &survey.about.out_of_scope {
        let outside = eval::holds(&gathered.builder, condition);
        let outside = outside.into_iter().enumerate().filter(|(case, outside)| *outside && !counted(*case));
        for (case, _) in outside {
            let Some(fate) = fate.get_mut(case).filter(|fate| fate.is_none()) else { continue };
            *fate = Some(Problem::OutOfScope { condition: condition.to_string() });
        }
    }
    let keep: Vec<usize> = (0..total).filter(|case| matches!(fate.get(*case), Some(None))).collect();
    for fate in &fate {
        match fate {
            None => counts.valid += 1,
            Some(Problem::Blank) => counts.blank += 1,
            Some(Problem::Duplicate { .. }) => counts.duplicate += 1,
            Some(Problem::LeftOut { .. }) => counts.left_out += 1,
            Some(_) => counts.out_of_scope += 1,
        }
    }
    identical_rows(&mut gathered, &keep);
    route(&survey, &mut gathered);
    rules(&survey, &mut gathered);
    super::check::cases(&survey, &mut gathered, &keep);
    // What stands in a row that is left out changes no table; the row itself is listed.
    let counts_for = |case: &Option<usize>| case.is_none_or(|case| matches!(fate.get(case), Some(None)));
    let mut met: Vec<_> = std::mem::take(&mut gathered.met).into_iter().filter(|(case, _)| counts_for(case)).collect();
    for (case, problem) in fate.iter().enumerate() {
        if let Some(problem) = problem {
            met.push((Some(case), about_case(&survey, &gathered, case, problem.clone())));
        }
    }
    met.iter_mut().for_each(|(case, found)| corrected.look_up(&survey, *case, found));
    let Corrected { states: fixes, entered, references, .. } = corrected;
    Settled { gathered, fate, met, fixes, entered, references, counts }
}

pub(super) fn place_of(gathered: &Gathered, case: usize) -> Place {
    let Some(case) = gathered.builder.all().get(case) else { return Place::default() };
    let column = gathered.inputs.get(case.file).and_then(|input| input.located.id).unwrap_or(0);
    gathered.inputs.get(case.file).map(|input| input.place(case.row, column)).unwrap_or_default()
}

pub(super) fn about_case(survey: &Survey, gathered: &Gathered, case: usize, problem: Problem) -> Diagnostic {
    let place = place_of(gathered, case);
    let id = gathered.builder.all().get(case).map(|case| case.id.clone());
    Diagnostic { problem, survey: survey.about.id.clone(), place, case: id, question: None, value: None, kept: None }
}

/// Cases that are a respondent already seen, with that respondent's first case and whether an address gave them away.
fn repeats(gathered: &Gathered, fate: &[Option<Problem>]) -> Vec<(usize, usize, bool)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut repeats = Vec::new();
    for (index, case) in gathered.builder.all().iter().enumerate() {
        let Some(input) = gathered.inputs.get(case.file) else { continue };
        if fate.get(index).is_some_and(Option::is_some) || input.located.count.is_some() {
            continue;
        }
        let text = |column: &usize| fold::matching(&input.sheet.cell(case.row, *column).text()).to_lowercase();
        let of = |columns: &[usize]| -> Option<String> {
            let texts: Vec<String> = columns.iter().map(text).collect();
            let somebody = !texts.is_empty() && texts.iter().all(|text| !is_nobody(text));
            somebody.then(|| texts.join("\u{1f}"))
        };
        // Numbers given out under different names have nothing to do with each other.
        let id = of(input.located.id.as_slice()).map(|id| (false, format!("id {} {id}", id_name(input))));
        // One address is often a couple's, and one name two people's; only all of it together is one person.
        let person = of(&input.located.personal).map(|person| (true, format!("personal {person}")));
        let keys: Vec<(bool, String)> = id.into_iter().chain(person).collect();
        let known = keys.iter().find_map(|(personal, key)| seen.get(key).map(|first| (*personal, *first)));
        if let Some((personal, first)) = known {
            repeats.push((index, first, personal));
        }
        let first = known.map_or(index, |(_, first)| first);
        for (_, key) in keys {
            seen.entry(key).or_insert(first);
        }
    }
    repeats
}

/// What the ids of a file are called.
pub(super) fn id_name(input: &Input) -> String {
    let header = || input.located.id.and_then(|column| input.header.columns.get(column));
    match input.source.id.as_deref() {
        Some(name) if !name.starts_with('#') => fold::matching(name),
        _ => header().map(|name| name.joined.clone()).unwrap_or_default(),
    }
}

/// Rows without an id that repeat an earlier row to the letter, in their file or in another under the same header: reported,
/// never left out.
fn identical_rows(gathered: &mut Gathered, keep: &[usize]) {
    let headers: Vec<String> = gathered.inputs.iter().map(header_text).collect();
    let mut seen: HashMap<(&str, String), usize> = HashMap::new();
    let mut found = Vec::new();
    for index in keep {
        let Some(case) = gathered.builder.all().get(*index) else { continue };
        let Some((input, header)) = gathered.inputs.get(case.file).zip(headers.get(case.file)) else { continue };
        let has_id = input.located.id.is_some_and(|column| !input.sheet.cell(case.row, column).is_blank());
        let Some(row) = input.sheet.rows.get(case.row).filter(|_| !has_id && input.located.count.is_none()) else {
            continue;
        };
        let texts: Vec<_> = row.iter().map(Cell::text).collect();
        // Blank cells behind the last column are there in one file and not in another.
        let text = texts.join("\u{1f}").trim_end_matches('\u{1f}').to_owned();
        match seen.get(&(header.as_str(), text.clone())) {
            Some(first) => found.push((*index, *first)),
            None => {
                seen.insert((header, text), *index);
            }
        }
    }
    let survey = gathered.builder.survey().clone();
    for (case, first) in found {
        let (Some(own), Some(other)) = (gathered.builder.all().get(case), gathered.builder.all().get(first)) else {
            continue;
        };
        let file = (own.file != other.file).then(|| place_of(gathered, first));
        let problem = Problem::IdenticalRow { row: other.row + 1, file };
        let diagnostic = about_case(&survey, gathered, case, problem);
        gathered.met.push((Some(case), diagnostic));
    }
}

/// The names of all columns of a file.
fn header_text(input: &Input) -> String {
    let names: Vec<&str> = input.header.columns.iter().map(|name| name.joined.as_str()).collect();
    names.join("\u{1f}").trim_end_matches('\u{1f}').to_owned()
}

/// Makes everyone who was not asked 非該当; an answer given all the same is reported.
fn route(survey: &Survey, gathered: &mut Gathered) {
    let mut void: HashSet<(usize, &str)> = HashSet::new();
    let mut not_asked = Vec::new();
    for question in super::definition::routing(survey).unwrap_or_default() {
        // Strata depend on answers, and whom a question was asked may depend on the stratum.
        if question.id == STRATUM {
            stratify(survey, gathered);
        }
        let Some(condition) = &question.ask_if else { continue };
        let asked = eval::surely_holds(&gathered.builder, condition);
        let others: Vec<usize> = (0..asked.len()).filter(|case| asked.get(*case) == Some(&false)).collect();
        let answers = gathered.builder.answers(question);
        let is_answered =
            |answers: &Answers<'_>, case| !matches!(answers.missing(case), Some(Missing::Na | Missing::Nap));
        let answered = |case: &usize| answers.as_ref().is_some_and(|answers| is_answered(answers, *case));
        let answered: Vec<usize> = others.iter().copied().filter(answered).collect();
        for case in others {
            gathered.builder.set_missing(&question.id, case, Missing::Nap);
        }
        for case in answered {
            void.insert((case, &question.id));
            let problem = Problem::NotAsked { condition: condition.to_string(), filter: None };
            not_asked.push((Some(case), at_answer(survey, gathered, case, question, problem)));
        }
    }
    // Other faults of an answer that does not count are of no interest any more.
    gathered.met.retain(|(case, met)| match (case, met.question.as_deref()) {
        (Some(case), Some(question)) => !void.contains(&(*case, question)),
        _ => true,
    });
    gathered.met.extend(not_asked);
}

/// A diagnostic at the cell of a case's answer; for several columns, at the first that has something in it.
pub(super) fn at_answer(
    survey: &Survey,
    gathered: &Gathered,
    index: usize,
    question: &Question,
    problem: Problem,
) -> Diagnostic {
    let about = about_case(survey, gathered, index, problem);
    let Some(case) = gathered.builder.all().get(index) else { return about };
    let Some(input) = gathered.inputs.get(case.file) else { return about };
    let columns = gathered.builder.files().get(case.file).and_then(|file| file.columns.get(&question.id));
    let columns = columns.map_or(&[][..], Vec::as_slice);
    let filled = |column: &&usize| {
        let cell = input.sheet.cell(case.row, **column);
        !cell.is_blank() && cell.text() != "0"
    };
    let question = Some(question.id.clone());
    match columns.iter().find(filled).or(columns.first()) {
        None => Diagnostic { question, ..about },
        Some(column) => {
            let value = Some(input.sheet.cell(case.row, *column).text().into_owned());
            Diagnostic { question, value, place: input.place(case.row, *column), ..about }
        }
    }
}

/// Finds each case's stratum; a case in none or in several is an error, and in no stratum's tables.
fn stratify(survey: &Survey, gathered: &mut Gathered) {
    if survey.strata.is_empty() {
        return;
    }
    let held: Vec<Vec<bool>> =
        survey.strata.iter().map(|stratum| eval::holds(&gathered.builder, &stratum.condition)).collect();
    let mut codes = Vec::with_capacity(gathered.builder.cases());
    for case in 0..gathered.builder.cases() {
        let of_case: Vec<usize> = held
            .iter()
            .enumerate()
            .filter(|(_, held)| held.get(case) == Some(&true))
            .map(|(stratum, _)| stratum)
            .collect();
        codes.push(match of_case.as_slice() {
            [stratum] => u16::try_from(*stratum).unwrap_or(crate::responses::NA),
            _ => {
                let strata = of_case.iter().filter_map(|index| survey.strata.get(*index));
                let strata = strata.map(|stratum| stratum.label.clone()).collect();
                let diagnostic = about_case(survey, gathered, case, Problem::Stratum { strata });
                gathered.met.push((Some(case), diagnostic));
                crate::responses::NA
            }
        });
    }
    gathered.builder.replace(STRATUM, Column::One(codes));
}

fn rules(survey: &Survey, gathered: &mut Gathered) {
    for rule in &survey.rules {
        let severity = match rule.severity {
            RuleSeverity::Error => Severity::Error,
            RuleSeverity::Warning => Severity::Warning,
            RuleSeverity::Info => Severity::Info,
        };
        let held = eval::holds(&gathered.builder, &rule.when);
        let subject = rule.when.subjects().first().and_then(|subject| survey.question(subject));
        for case in held.iter().enumerate().filter(|(_, held)| **held).map(|(case, _)| case) {
            let problem = Problem::Rule { id: rule.id.clone(), message: rule.message.clone(), severity };
            let diagnostic = match subject {
                Some(question) => at_answer(survey, gathered, case, question, problem),
                None => about_case(survey, gathered, case, problem),
            };
            gathered.met.push((Some(case), diagnostic));
        }
    }
}
