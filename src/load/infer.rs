//! A definition for a spreadsheet that has none: every column a question, its kind told by its values.
//!
//! What the values cannot tell is said by hints. Used by `koe tab --data`.

use std::collections::HashSet;
use std::path::Path;

use super::columns::Header;
use super::gather::Input;
use super::number::{self, Parsed};
use super::sheet::{Cell, Sheet};
use crate::model::survey::{About, Choice, Layout, Source};
use crate::model::weight::{MissingTarget, Total, WeightKind, WeightSpec};
use crate::model::{Kind, Question, Survey};
use crate::text::fold;

/// What is said on the command line about a spreadsheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hints {
    /// Name or 1-based number.
    pub sheet: Option<String>,
    /// Number of header rows.
    pub header_rows: Option<usize>,
    /// Columns that have one answer out of choices.
    pub single: Vec<String>,
    /// Columns that have numbers.
    pub numeric: Vec<String>,
    /// `Q=;` or `NAME=COL1+COL2`.
    pub multiple: Vec<String>,
    /// Column with weights.
    pub weight: Option<String>,
    /// Size of the population.
    pub population: Option<u64>,
}

/// Hints that do not fit the spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum AdhocError {
    #[error("no column `{name}`")]
    NoColumn { name: String, nearest: Option<String> },
    #[error("`{text}` is neither Q=SEPARATOR nor NAME=COLUMN+COLUMN")]
    Multiple { text: String },
    #[error("no header row")]
    NoHeader,
}

/// Most distinct values of a column of choices.
const MOST_CHOICES: usize = 200;
/// Longest choice, in characters; longer texts are free answers.
const LONGEST_CHOICE: usize = 80;
/// Separators looked for, the surest first.
const SEPARATORS: [&str; 5] = [";", "\n", "；", "、", ", "];

/// A survey with one question per column, and the sheet ready to be gathered.
///
/// # Errors
/// A hint names no column, or there is no header.
pub fn survey(file: &Path, sheet: Sheet, hints: &Hints) -> Result<(Survey, Input), AdhocError> {
    let header = header(&sheet, hints.header_rows).ok_or(AdhocError::NoHeader)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut survey = Survey {
        about: About { id: stem, title: name.clone(), population: hints.population, ..About::default() },
        ..Survey::default()
    };
    let mut taken = HashSet::new();
    for (index, column) in header.columns.iter().enumerate() {
        let position = format!("#{}", index + 1);
        let unique = !column.joined.is_empty() && taken.insert(column.joined.clone());
        let id = if unique { column.joined.clone() } else { position.clone() };
        let values = Values::of(&sheet, &header, index);
        let mut question = values.question(&id, &position);
        question.label = if column.joined.is_empty() { position } else { column.joined.clone() };
        survey.questions.push(question);
    }
    apply_hints(&mut survey, &header, hints)?;
    survey.sources = vec![Source { file: name, ..Source::default() }];
    let source = Source { file: file.to_string_lossy().into_owned(), ..Source::default() };
    let input = Input::under(&survey, source, sheet, header);
    Ok((survey, input))
}

/// The question a column name stands for: its header, or `#3`.
pub fn column_question<'a>(survey: &'a Survey, name: &str) -> Option<&'a Question> {
    let folded = fold::matching(name);
    let by_id = survey.questions.iter().find(|question| question.id == folded || question.id == name);
    let by_place = || survey.questions.iter().find(|question| question.column.as_deref() == Some(name));
    by_id.or_else(by_place)
}

fn apply_hints(survey: &mut Survey, header: &Header, hints: &Hints) -> Result<(), AdhocError> {
    for name in &hints.single {
        let question = find(survey, header, name)?;
        question.kind = Kind::Single;
        question.open_choices = true;
    }
    for name in &hints.numeric {
        let question = find(survey, header, name)?;
        question.kind = Kind::Numeric;
        question.open_choices = false;
    }
    for text in &hints.multiple {
        multiple(survey, header, text)?;
    }
    if let Some(name) = &hints.weight {
        let (id, column) = {
            let question = find(survey, header, name)?;
            (question.id.clone(), question.column.clone())
        };
        survey.about.default_weight = Some(id.clone());
        survey.weights.push(WeightSpec {
            id,
            label: name.clone(),
            kind: WeightKind::Column,
            targets: Vec::new(),
            column,
            missing: MissingTarget::Keep,
            total: Total::Sample,
            start: None,
            trim: None,
        });
    }
    Ok(())
}

fn find<'a>(survey: &'a mut Survey, header: &Header, name: &str) -> Result<&'a mut Question, AdhocError> {
    let id = column_question(survey, name).map(|question| question.id.clone());
    let missing = || {
        let names = header.columns.iter().map(|column| column.joined.as_str());
        AdhocError::NoColumn { name: name.to_owned(), nearest: crate::text::nearest(name, names) }
    };
    let id = id.ok_or_else(missing)?;
    let missing = missing();
    survey.questions.iter_mut().find(|question| question.id == id).ok_or(missing)
}

/// `Q=;` makes a list of a column, `NAME=COL1+COL2` flags of several.
fn multiple(survey: &mut Survey, header: &Header, text: &str) -> Result<(), AdhocError> {
    let (name, right) = text.rsplit_once('=').ok_or_else(|| AdhocError::Multiple { text: text.to_owned() })?;
    let unescaped = right.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
    if unescaped.chars().count() <= 2 && !right.starts_with('#') {
        let question = find(survey, header, name)?;
        question.kind = Kind::Multiple;
        question.layout = Some(Layout::List);
        question.separator = Some(unescaped);
        question.open_choices = true;
        return Ok(());
    }
    let mut columns = Vec::new();
    let mut choices = Vec::new();
    for part in right.split('+').map(str::trim) {
        let question = find(survey, header, part)?;
        columns.extend(question.column.clone());
        choices.push(Choice { code: part.to_owned(), label: question.label.clone(), ..Choice::default() });
    }
    survey.questions.retain(|question| question.id != name);
    survey.questions.push(Question {
        id: name.to_owned(),
        label: name.to_owned(),
        kind: Kind::Multiple,
        layout: Some(Layout::Flags),
        columns: Some(columns),
        choices,
        ..Question::default()
    });
    Ok(())
}

/// The header of a sheet nothing is known of.
pub fn header(sheet: &Sheet, stated: Option<usize>) -> Option<Header> {
    let filled = |row: usize| sheet.rows.get(row).map_or(0, |row| row.iter().filter(|cell| !cell.is_blank()).count());
    let widest = (0..sheet.rows.len().min(50)).map(filled).max()?;
    // Titles above the header have fewer cells than the header.
    let first = (0..sheet.rows.len()).find(|row| filled(*row) > 0 && filled(*row) * 2 >= widest)?;
    let upper = first.checked_sub(1).filter(|above| stated.is_none() && is_grouped(sheet, *above));
    let first = upper.unwrap_or(first);
    let rows = stated.unwrap_or_else(|| header_rows(sheet, first));
    Some(Header::at(sheet, first, rows))
}

/// True when a row holds titles merged over several columns.
fn is_grouped(sheet: &Sheet, row: usize) -> bool {
    let merges = sheet.merges.iter().filter(|merge| merge.top as usize == row && merge.left < merge.right);
    merges.count() > 1
}

fn header_rows(sheet: &Sheet, first: usize) -> usize {
    let import = (first + 1..first + 3).find(|row| {
        sheet.rows.get(*row).is_some_and(|row| row.iter().any(|cell| cell.text().contains("{\"ImportId\"")))
    });
    if let Some(row) = import {
        return row + 1 - first;
    }
    let below = |row: usize| {
        let width = sheet.rows.get(row + 1).map_or(0, Vec::len);
        // A blank header cell with a text below it is the rest of a group (問3 | blank | blank over 1 | 2 | 3).
        let hanging =
            (0..width).filter(|column| sheet.cell(row, *column).is_blank() && !sheet.cell(row + 1, *column).is_blank());
        hanging.count()
    };
    let all_text = |row: usize| {
        sheet.rows.get(row).is_some_and(|row| row.iter().all(|cell| matches!(cell, Cell::Empty | Cell::Text(_))))
    };
    let two = is_grouped(sheet, first) || (below(first) > 0 && all_text(first) && all_text(first + 1));
    if !two {
        return 1;
    }
    let three = is_grouped(sheet, first + 1) && all_text(first + 1);
    if three { 3 } else { 2 }
}

/// What a column holds.
struct Values {
    cells: usize,
    numbers: usize,
    whole: bool,
    low: f64,
    high: f64,
    dates: usize,
    texts: Vec<String>,
    distinct: HashSet<String>,
    longest: usize,
}

impl Values {
    fn of(sheet: &Sheet, header: &Header, column: usize) -> Self {
        let mut values = Self {
            cells: 0,
            numbers: 0,
            whole: true,
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
            dates: 0,
            texts: Vec::new(),
            distinct: HashSet::new(),
            longest: 0,
        };
        for row in sheet.rows.iter().skip(header.data_start()) {
            if let Some(cell) = row.get(column).filter(|cell| !cell.is_blank()) {
                values.add(cell);
            }
        }
        values
    }

    fn add(&mut self, cell: &Cell) {
        self.cells += 1;
        let text = cell.text();
        let text = text.trim();
        if self.distinct.len() <= 20_000 && !self.distinct.contains(text) {
            self.distinct.insert(text.to_owned());
        }
        let number = match cell {
            Cell::Number(number) => Some(*number),
            Cell::Date(_) => {
                self.dates += 1;
                None
            }
            Cell::Text(_) => match number::parse(&fold::matching(text), None) {
                Parsed::Plain(number) => Some(number),
                Parsed::Words(_) | Parsed::No => None,
            },
            _ => None,
        };
        match number {
            Some(number) => {
                self.numbers += 1;
                self.whole &= number.fract() == 0.0;
                self.low = self.low.min(number);
                self.high = self.high.max(number);
            }
            None => {
                if matches!(cell, Cell::Text(_)) && crate::model::day::parse(text).is_some() {
                    self.dates += 1;
                }
                self.longest = self.longest.max(text.chars().count());
                self.texts.push(text.to_owned());
            }
        }
    }

    fn question(&self, id: &str, column: &str) -> Question {
        let mut question = Question { id: id.to_owned(), column: Some(column.to_owned()), ..Question::default() };
        let distinct = self.distinct.len();
        let few = distinct <= 12 && self.whole && self.low >= 0.0;
        // Codes are few, small and repeat; years and the like are few and repeat often.
        let coded = few && (self.high <= 20.0 || self.cells >= distinct * 5);
        // A stray word among numbers is reported as such, not taken for a choice.
        let numeric = self.cells > 0 && self.numbers * 20 >= self.cells * 19;
        question.kind = if self.cells > 0 && self.dates == self.cells {
            Kind::Date
        } else if numeric && !(coded && self.numbers == self.cells) {
            Kind::Numeric
        } else if let Some(separator) = self.separator() {
            question.layout = Some(Layout::List);
            question.separator = Some(separator.to_owned());
            Kind::Multiple
        } else if self.is_choice() {
            Kind::Single
        } else {
            Kind::Text
        };
        question.open_choices = matches!(question.kind, Kind::Single | Kind::Multiple);
        question
    }

    /// Choices are short, not too many, and repeat.
    fn is_choice(&self) -> bool {
        let distinct = self.distinct.len();
        distinct <= MOST_CHOICES && self.longest <= LONGEST_CHOICE && (distinct <= 2 || distinct * 10 <= self.cells * 8)
    }

    /// The separator that turns many different texts into few parts that come again and again.
    fn separator(&self) -> Option<&'static str> {
        SEPARATORS.into_iter().find(|separator| {
            let lists = self.texts.iter().filter(|text| text.contains(separator)).count();
            if lists < 2 || lists * 20 < self.texts.len() {
                return false;
            }
            let mut parts = 0usize;
            let mut longest = 0;
            let mut distinct = HashSet::new();
            for part in self.texts.iter().flat_map(|text| text.split(separator)).map(str::trim) {
                if !part.is_empty() {
                    parts += 1;
                    longest = longest.max(part.chars().count());
                    distinct.insert(part);
                }
            }
            let seldom = self.texts.iter().filter(|text| text.ends_with(separator)).count() == 0;
            let enough = distinct.len() * 3 <= parts || (!seldom && distinct.len() * 2 <= parts);
            distinct.len() > 1
                && distinct.len() <= MOST_CHOICES
                && longest <= LONGEST_CHOICE
                && enough
                && distinct.len() <= self.distinct.len().max(3)
        })
    }
}
