//! Paper forms that were typed in, as one more source: they are read, checked and routed like any spreadsheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{Header, Located, Where};
use super::gather::Input;
use super::marks::missing_codes;
use super::sheet::{Cell, Sheet};
use super::typed::SEPARATOR;
use crate::model::fix::{TYPED, TypedForm};
use crate::model::survey::{MissingCodes, Source};
use crate::model::{Kind, Question, Survey};
use crate::responses::answers::Answer;
use crate::responses::builder::{Builder, Case};
use crate::responses::grouping::AnswerSource;
use crate::responses::{Missing, eval};

/// The column of 整理番号 where no spreadsheet of the survey names one.
const ID: &str = "整理番号";

/// A source for each way the forms came, to be added to the survey's own before its implied questions are made.
pub fn sources<'a>(survey: &Survey, forms: impl Iterator<Item = &'a TypedForm>) -> Vec<(Source, Vec<&'a TypedForm>)> {
    let mut by_mode: BTreeMap<&str, Vec<&TypedForm>> = BTreeMap::new();
    for form in forms {
        by_mode.entry(&form.mode).or_default().push(form);
    }
    let source = |(mode, forms): (&str, Vec<&'a TypedForm>)| {
        // Under the same name numbers are the same numbers, so a form that stands in a spreadsheet, too, is found.
        let same = survey.sources.iter().find(|own| own.mode.as_deref() == Some(mode) && own.id.is_some());
        let id = same.or(survey.sources.iter().find(|own| own.id.is_some())).and_then(|own| own.id.clone());
        let names = |missing: Missing| vec![missing.name().to_owned()];
        let missing =
            MissingCodes { na: Vec::new(), nap: Vec::new(), inv: names(Missing::Inv), unk: names(Missing::Unk) };
        let source = Source {
            file: TYPED.to_owned(),
            mode: (!mode.is_empty()).then(|| mode.to_owned()),
            id: Some(id.filter(|id| !id.starts_with('#')).unwrap_or_else(|| ID.to_owned())),
            missing: Some(missing),
            ..Source::default()
        };
        (source, forms)
    };
    by_mode.into_iter().map(source).collect()
}

/// By position of the question: true where it is not to be answered, because its condition does not hold in view of what was
/// typed. Where an answer that the condition speaks of is missing, that is not certain, and it is asked.
pub fn not_asked(survey: &Arc<Survey>, answers: &[Answer]) -> Vec<bool> {
    let mut builder = Builder::new(Arc::clone(survey), Vec::new());
    builder.case(Case { id: String::new(), file: 0, row: 0 });
    let count = survey.questions.len() + survey.implied.len();
    for position in 0..count {
        let answer = answers.get(position).filter(|_| position < survey.questions.len());
        builder.answer(position, answer.cloned().unwrap_or(Answer::Missing(Missing::Na)));
    }
    let mut skipped = vec![false; survey.questions.len()];
    for (question, skip) in survey.questions.iter().zip(&mut skipped) {
        let Some(condition) = &question.ask_if else { continue };
        let filters = condition.subjects().into_iter().map(|id| survey.question_behind(id));
        let filters: Vec<&Question> = filters.filter_map(|id| survey.question(id)).collect();
        let is_known = |filter: &&Question| {
            let answer = builder.answers(filter).map(|answers| answers.get(filter, 0));
            !matches!(answer, None | Some(Answer::Missing(Missing::Na | Missing::Inv | Missing::Unk)))
        };
        *skip = filters.iter().all(is_known) && eval::surely_holds(&builder, condition) == [false];
        if *skip {
            builder.set_missing(&question.id, 0, Missing::Nap);
        }
    }
    skipped
}

/// Forms of one source, laid out as a sheet: a column for the id, then those of each question.
pub fn input(survey: &Survey, source: Source, forms: &[&TypedForm]) -> Input {
    let mut located = Located { id: Some(0), ..Located::default() };
    let mut header = vec![source.id.clone().unwrap_or_default()];
    let mut next = |name: String| {
        header.push(name);
        header.len() - 1
    };
    for (position, question) in survey.questions.iter().enumerate() {
        let place = match question.kind {
            Kind::Multiple => Where::List(next(question.id.clone()), Some(SEPARATOR.to_string())),
            Kind::Rank => {
                let ranks = 1..=question.ranks();
                Where::Slots(ranks.map(|rank| Some(next(format!("{}_{rank}", question.id)))).collect())
            }
            _ => Where::Cell(next(question.id.clone())),
        };
        located.questions.push(place);
        for (choice, of) in question.choices.iter().enumerate().filter(|(_, choice)| choice.other.is_some()) {
            located.others.insert((position, choice), next(format!("{}:{}", question.id, of.code)));
        }
    }
    let mut rows = vec![header.into_iter().map(Cell::Text).collect::<Vec<Cell>>()];
    rows.extend(forms.iter().map(|form| row(survey, &source, &located, form)));
    let name = source.mode.clone().unwrap_or_default();
    let sheet = Sheet { name, rows, ..Sheet::default() };
    let header = Header::at(&sheet, 0, 1);
    Input { source, sheet, header, located }
}

fn row(survey: &Survey, source: &Source, located: &Located, form: &TypedForm) -> Vec<Cell> {
    let width = located.columns().into_iter().max().map_or(1, |last| last + 1);
    let mut row = vec![Cell::Empty; width];
    let mut put = |column: usize, text: String| {
        if let Some(cell) = row.get_mut(column).filter(|_| !text.is_empty()) {
            *cell = Cell::Text(text);
        }
    };
    put(0, form.id.clone());
    for (position, question) in survey.questions.iter().enumerate() {
        let typed = form.answers.get(&question.id).map_or("", String::as_str);
        let text = cell_text(survey, question, source, typed);
        match located.questions.get(position) {
            Some(Where::Cell(column) | Where::List(column, _)) => put(*column, text),
            Some(Where::Slots(columns)) => {
                let parts = text.split(SEPARATOR).map(str::to_owned);
                columns.iter().flatten().zip(parts).for_each(|(column, part)| put(*column, part));
            }
            _ => {}
        }
        for (choice, of) in question.choices.iter().enumerate() {
            let written = form.others.get(&format!("{}:{}", question.id, of.code));
            if let Some((column, text)) = located.others.get(&(position, choice)).zip(written) {
                put(*column, text.clone());
            }
        }
    }
    row
}

/// What was typed, with a missing answer written as this question's own cells write it.
fn cell_text(survey: &Survey, question: &Question, source: &Source, typed: &str) -> String {
    match Missing::from_name(typed) {
        None => typed.to_owned(),
        Some(Missing::Na) => String::new(),
        Some(missing) => {
            let texts = missing_codes(survey, question, source).into_iter();
            texts.filter(|(_, kind)| *kind == missing).map(|(text, _)| text).min().unwrap_or_default()
        }
    }
}
