//! A definition for a spreadsheet that has none: every column a question, as `draft` would have it, with its guesses.
//!
//! What the values cannot tell is said by hints. Used by `koe tab --data`.

mod asked;
pub mod header;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::codebook::Codebook;
use super::columns::Header;
use super::draft::column::{self, Column};
use super::draft::{Draft, Guess, Reason, amounts, choices, single, words};
use super::gather::Input;
use super::labelled;
use super::sheet::{Cell, Sheet};
use crate::model::survey::{About, Choice, Layout, MissingCodes, Source};
use crate::model::weight::WeightSpec;
use crate::model::{Kind, Question, Survey};
use crate::text::fold;

pub use header::header;

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
    /// Names asked for: one that no column has may stand for a group of columns.
    pub asked: Vec<String>,
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

/// A spreadsheet as a survey, ready to be gathered, with what was only guessed.
pub struct Sketch {
    /// One question per column.
    pub survey: Survey,
    /// Where its answers lie.
    pub input: Input,
    /// What is not sure; questions are called as in the survey.
    pub guesses: Vec<Guess>,
}

/// A survey with one question per column, as the draft of a definition of the same file would have it, or as the file's own
/// codebook says where it has one. Codes are the texts in the cells, but for those of a code sheet.
///
/// # Errors
/// A hint names no column, or there is no header.
pub fn survey(
    file: &Path,
    sheet: Sheet,
    hints: &Hints,
    codebook: Option<&Codebook>,
    drafted: Draft,
) -> Result<Sketch, AdhocError> {
    let header = header(&sheet, hints.header_rows).ok_or(AdhocError::NoHeader)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut survey = Survey {
        about: About { id: stem, title: name.clone(), population: hints.population, ..About::default() },
        ..Survey::default()
    };
    survey.about.missing = (drafted.missing != MissingCodes::default()).then(|| drafted.missing.clone().with_blank());
    let mut columns = by_column(&drafted, &header);
    // A drafted question with several columns is one for each of them.
    let mut ids: HashMap<String, Vec<String>> = HashMap::new();
    let mut told: Vec<Guess> = Vec::new();
    let mut taken = HashSet::new();
    let rows: Vec<&[Cell]> = column::rows(&sheet, &header).collect();
    for (index, column) in header.columns.iter().enumerate() {
        let position = format!("#{}", index + 1);
        let unique = !column.joined.is_empty() && taken.insert(column.joined.clone());
        let written = column.written.join("_");
        let id = if unique { written.clone() } else { position.clone() };
        let found = columns.remove(&index).unwrap_or_else(|| {
            let (found, doubts) = by_itself(&rows, &header, index, &words::read(&written));
            told.extend(read_otherwise(doubts, &id));
            found
        });
        ids.entry(found.id.clone()).or_default().push(id.clone());
        let found = if drafted.coded.contains(&found.id) { found } else { by_texts(found) };
        let label = if written.is_empty() { position.clone() } else { written };
        survey.questions.push(Question { id, label, column: Some(position), ..found });
    }
    let own = |guess: Guess| -> Vec<Guess> {
        let Some(drafted) = &guess.question else { return vec![guess] };
        let columns = ids.get(drafted).into_iter().flatten();
        columns.map(|id| Guess { question: Some(id.clone()), ..guess.clone() }).collect()
    };
    let mut guesses: Vec<Guess> = drafted.guesses.into_iter().flat_map(own).chain(told).collect();
    if let Some(codebook) = codebook {
        labelled::apply(&mut survey, codebook);
        guesses.retain(|guess| guess.question.as_ref().is_none_or(|id| !is_stated(Some(codebook), id)));
    }
    for missing in survey.questions.iter_mut().filter_map(|question| question.missing.as_mut()) {
        missing.keep(&drafted.missing);
    }
    apply_hints(&mut survey, &sheet, &header, hints, codebook, &mut guesses)?;
    asked::add_groups(&mut survey, &sheet, &header, &hints.asked)?;
    let places = drafted.source.personal.iter().flat_map(|name| header.find(name));
    let personal = places.map(|index| format!("#{}", index + 1)).collect();
    survey.sources = vec![Source { file: name, personal, ..Source::default() }];
    // The rows that a project would not count are not counted here.
    let Source { id, skip, personal, fill, .. } = drafted.source;
    let source = Source { file: file.to_string_lossy().into_owned(), id, skip, personal, fill, ..Source::default() };
    let input = Input::under(&survey, source, sheet, header);
    Ok(Sketch { survey, input, guesses })
}

/// True for a column of which the file itself says what stands there.
fn is_stated(codebook: Option<&Codebook>, id: &String) -> bool {
    codebook.is_some_and(|codebook| codebook.entries.iter().any(|entry| entry.columns.contains(id)))
}

/// What a column asks, taken by itself.
fn by_itself(rows: &[&[Cell]], header: &Header, index: usize, said: &words::Said) -> (Question, Vec<single::Doubt>) {
    let position = format!("#{}", index + 1);
    let place = single::Place { own: &position, apart: true, ..single::Place::default() };
    single::question(&Column::of(rows, header, index), said, place)
}

/// The doubts about cells that do not count as what stands in them: codes for no answer, spellings that are one, double marks.
fn read_otherwise(doubts: Vec<single::Doubt>, id: &str) -> impl Iterator<Item = Guess> {
    let counts = |reason: &Reason| {
        let all = matches!(reason, Reason::GapCode { .. } | Reason::Negative { .. } | Reason::Spellings { .. });
        all || matches!(reason, Reason::MaybeCode { .. }) || matches!(reason, Reason::DoubleMarks { .. })
    };
    let guess = |(reason, alternatives)| Guess { question: Some(id.to_owned()), reason, alternatives };
    doubts.into_iter().filter(move |(reason, _)| counts(reason)).map(guess)
}

/// The drafted questions by the position of their columns; a question with several columns is one for each of them.
fn by_column(drafted: &Draft, header: &Header) -> HashMap<usize, Question> {
    let mut found = HashMap::new();
    let place = |name: &String| header.find(name).first().copied();
    for question in &drafted.questions {
        let plain = Question { items: Vec::new(), columns: None, top: None, ..question.clone() };
        if let Some(at) = question.column.as_ref().and_then(place) {
            found.insert(at, plain);
            continue;
        }
        let is_cells = question.kind == Kind::Matrix
            || question.kind == Kind::Rank
            || (question.kind == Kind::Multiple && question.layout == Some(Layout::Slots));
        // Marks are told by what stands in each column.
        if !is_cells {
            continue;
        }
        let own =
            question.columns.iter().flatten().chain(question.items.iter().filter_map(|item| item.column.as_ref()));
        for at in own.filter_map(place) {
            found
                .insert(at, Question { kind: Kind::Single, layout: None, separator: None, max: None, ..plain.clone() });
        }
    }
    found
}

/// The question with the texts in the cells for codes, as people ask for them who see the spreadsheet alone.
fn by_texts(mut question: Question) -> Question {
    for choice in &mut question.choices {
        let code = std::mem::replace(&mut choice.code, choice.label.clone());
        // A number that stands before the label may stand alone in a cell.
        if choices::leading(&choice.label).is_some_and(|number| number.to_string() == code) {
            choice.aliases.push(code);
        }
    }
    question.open_choices =
        question.choices.is_empty() && matches!(question.kind, Kind::Single | Kind::Multiple | Kind::Rank);
    question
}

/// The question a column name stands for: its header, or `#3`.
pub fn column_question<'a>(survey: &'a Survey, name: &str) -> Option<&'a Question> {
    let folded = fold::matching(name);
    let by_id = survey.questions.iter().find(|question| question.id == name || fold::matching(&question.id) == folded);
    let by_place = || survey.questions.iter().find(|question| question.column.as_deref() == Some(name));
    by_id.or_else(by_place)
}

/// Puts the hints into effect; what was guessed of their columns goes, but for what is guessed of numbers.
fn apply_hints(
    survey: &mut Survey,
    sheet: &Sheet,
    header: &Header,
    hints: &Hints,
    codebook: Option<&Codebook>,
    guesses: &mut Vec<Guess>,
) -> Result<(), AdhocError> {
    let mut forget = |id: &str| guesses.retain(|guess| guess.question.as_deref() != Some(id));
    for name in &hints.single {
        let question = find(survey, header, name)?;
        as_values(question, Kind::Single);
        forget(&question.id);
    }
    let lists = hints.multiple.iter().filter_map(|text| text.rsplit_once('='));
    for (name, _) in lists {
        if let Some(question) = column_question(survey, name) {
            forget(&question.id);
        }
    }
    let rows: Vec<&[Cell]> = if hints.numeric.is_empty() { Vec::new() } else { column::rows(sheet, header).collect() };
    for name in &hints.numeric {
        let question = find(survey, header, name)?;
        let place = question.column.as_ref().and_then(|column| header.find(column).first().copied());
        let Some(index) = place else { continue };
        let said = words::Said { unit: question.unit.take(), quantity: true, ..words::Said::default() };
        let (found, doubts) = by_itself(&rows, header, index, &said);
        let is_number = found.kind == Kind::Numeric;
        // 3回 and 三回 are only read as numbers when the unit is known.
        let unit = || amounts::unit(&Column::of(&rows, header, index).distinct);
        question.unit = said.unit.or(found.unit.filter(|_| is_number)).or_else(unit);
        guesses.retain(|guess| guess.question.as_ref() != Some(&question.id));
        // Codes for no answer among choices are other ones than those among numbers: 9 may be nine.
        if !is_stated(codebook, &question.id) {
            question.missing = found.missing.filter(|_| is_number);
            guesses.extend(read_otherwise(doubts, &question.id).filter(|_| is_number));
        }
        question.choices.clear();
        question.kind = Kind::Numeric;
        question.open_choices = false;
        (question.layout, question.separator, question.max) = (None, None, None);
    }
    for text in &hints.multiple {
        multiple(survey, sheet, header, text)?;
    }
    if let Some(name) = &hints.weight {
        let (id, column) = {
            let question = find(survey, header, name)?;
            (question.id.clone(), question.column.clone())
        };
        survey.about.default_weight = Some(id.clone());
        survey.weights.push(WeightSpec::of_column(id, name.clone(), column));
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

/// Takes every value of a column for a choice, as it stands there.
fn as_values(question: &mut Question, kind: Kind) {
    question.kind = kind;
    question.choices.clear();
    question.open_choices = true;
    (question.layout, question.separator, question.max) = (None, None, None);
    (question.unit, question.missing) = (None, None);
}

/// `Q=;` makes a list of a column, `NAME=COL1+COL2` flags of several.
fn multiple(survey: &mut Survey, sheet: &Sheet, header: &Header, text: &str) -> Result<(), AdhocError> {
    let (name, right) = text.rsplit_once('=').ok_or_else(|| AdhocError::Multiple { text: text.to_owned() })?;
    let unescaped = right.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
    if unescaped.chars().count() <= 2 && (!right.starts_with('#') || right == "#") {
        let question = find(survey, header, name)?;
        as_values(question, Kind::Multiple);
        question.layout = Some(Layout::List);
        question.separator = Some(unescaped);
        return Ok(());
    }
    let rows: Vec<&[Cell]> = column::rows(sheet, header).collect();
    let mut columns = Vec::new();
    let mut choices = Vec::new();
    for part in right.split('+').map(str::trim) {
        let question = find(survey, header, part)?;
        let (code, label) = (question.id.clone(), question.label.clone());
        let index = question.column.as_deref().and_then(|column| column.strip_prefix('#')?.parse::<usize>().ok());
        let cells = index.map(|index| column::tally(&rows, index.saturating_sub(1))).unwrap_or_default();
        // A column may say "chosen" with a word of its own, mostly the choice itself.
        let marks = cells.into_iter().map(|(cell, _)| cell.text().trim().to_owned());
        let marks: HashSet<String> = marks.filter(|mark| !super::marks::is_flag(mark)).collect();
        let marks: Vec<String> = marks.into_iter().collect();
        let aliases = if marks.len() == 1 { marks } else { Vec::new() };
        columns.extend(question.column.clone());
        choices.push(Choice { code, label, aliases, ..Choice::default() });
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
