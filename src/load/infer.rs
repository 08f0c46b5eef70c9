//! A definition for a spreadsheet that has none: every column a question, its kind told by its values.
//!
//! What the values cannot tell is said by hints. Used by `koe tab --data`.

mod asked;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::codebook::Codebook;
use super::columns::{Header, import_row};
use super::draft::column::{self, Column};
use super::draft::{single, words};
use super::gather::Input;
use super::labelled;
use super::number::{self, Parsed};
use super::sheet::{Cell, Sheet};
use crate::model::survey::{About, Choice, Layout, Source};
use crate::model::weight::WeightSpec;
use crate::model::{Kind, Question, Survey, day};
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

/// Most distinct values of a column of choices.
const MOST_CHOICES: usize = 200;
/// Longest choice, in characters; longer texts are free answers.
const LONGEST_CHOICE: usize = 80;
/// Separators looked for, the surest first.
const SEPARATORS: [&str; 6] = [";", "\n", "；", "、", ", ", ","];

/// A survey with one question per column, as the file's own codebook says where it has one, and the sheet ready to be gathered.
///
/// # Errors
/// A hint names no column, or there is no header.
pub fn survey(
    file: &Path,
    sheet: Sheet,
    hints: &Hints,
    codebook: Option<&Codebook>,
) -> Result<(Survey, Input), AdhocError> {
    let header = header(&sheet, hints.header_rows).ok_or(AdhocError::NoHeader)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut survey = Survey {
        about: About { id: stem, title: name.clone(), population: hints.population, ..About::default() },
        ..Survey::default()
    };
    let mut taken = HashSet::new();
    let rows: Vec<&[Cell]> = column::rows(&sheet, &header).collect();
    for (index, column) in header.columns.iter().enumerate() {
        let position = format!("#{}", index + 1);
        let unique = !column.joined.is_empty() && taken.insert(column.joined.clone());
        let written = column.written.join("_");
        let id = if unique { written.clone() } else { position.clone() };
        let values = Values::of(&rows, index);
        let mut question = values.question(&id, &position);
        as_said(&mut question, &written, || Column::of(&rows, &header, index));
        question.label = if written.is_empty() { position } else { written };
        survey.questions.push(question);
    }
    if let Some(codebook) = codebook {
        labelled::apply(&mut survey, codebook);
    }
    apply_hints(&mut survey, &sheet, &header, hints)?;
    asked::add_groups(&mut survey, &sheet, &header, &hints.asked)?;
    survey.sources = vec![Source { file: name, ..Source::default() }];
    let source = Source { file: file.to_string_lossy().into_owned(), ..Source::default() };
    let input = Input::under(&survey, source, sheet, header);
    Ok((survey, input))
}

/// What the header itself says about the answers counts more than what the values look like: ○は1つ, あてはまるものすべて, 人数.
fn as_said(question: &mut Question, header: &str, column: impl Fn() -> Column) {
    let said = words::read(header);
    if !(said.single || said.multiple || said.quantity) {
        return;
    }
    let column = column();
    if column.filled == 0 {
        return;
    }
    let (found, _) = single::question(&column, &said, single::Place::default());
    question.kind = found.kind;
    (question.layout, question.separator) = (found.layout, found.separator);
    question.missing = found.missing;
    question.open_choices = matches!(question.kind, Kind::Single | Kind::Multiple);
}

/// The question a column name stands for: its header, or `#3`.
pub fn column_question<'a>(survey: &'a Survey, name: &str) -> Option<&'a Question> {
    let folded = fold::matching(name);
    let by_id = survey.questions.iter().find(|question| question.id == name || fold::matching(&question.id) == folded);
    let by_place = || survey.questions.iter().find(|question| question.column.as_deref() == Some(name));
    by_id.or_else(by_place)
}

fn apply_hints(survey: &mut Survey, sheet: &Sheet, header: &Header, hints: &Hints) -> Result<(), AdhocError> {
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

/// `Q=;` makes a list of a column, `NAME=COL1+COL2` flags of several.
fn multiple(survey: &mut Survey, sheet: &Sheet, header: &Header, text: &str) -> Result<(), AdhocError> {
    let (name, right) = text.rsplit_once('=').ok_or_else(|| AdhocError::Multiple { text: text.to_owned() })?;
    let unescaped = right.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
    if unescaped.chars().count() <= 2 && (!right.starts_with('#') || right == "#") {
        let question = find(survey, header, name)?;
        question.kind = Kind::Multiple;
        question.layout = Some(Layout::List);
        question.separator = Some(unescaped);
        question.open_choices = true;
        return Ok(());
    }
    let rows: Vec<&[Cell]> = column::rows(sheet, header).collect();
    let mut columns = Vec::new();
    let mut choices = Vec::new();
    for part in right.split('+').map(str::trim) {
        let question = find(survey, header, part)?;
        let (code, label) = (question.id.clone(), question.label.clone());
        let index = question.column.as_deref().and_then(|column| column.strip_prefix('#')?.parse::<usize>().ok());
        let marks = index.map(|index| Values::of(&rows, index.saturating_sub(1)).distinct).unwrap_or_default();
        // A column may say "chosen" with a word of its own, mostly the choice itself.
        let marks: Vec<String> = marks.into_keys().filter(|mark| !super::marks::is_flag(mark)).collect();
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

/// The header of a sheet nothing is known of.
pub fn header(sheet: &Sheet, stated: Option<usize>) -> Option<Header> {
    let filled = |row: usize| sheet.rows.get(row).map_or(0, |row| row.iter().filter(|cell| !cell.is_blank()).count());
    let widest = (0..sheet.rows.len().min(50)).map(filled).max()?;
    // Titles above the header have fewer cells than the header.
    let dense = (0..sheet.rows.len()).find(|row| filled(*row) > 0 && filled(*row) * 2 >= widest)?;
    let mut first = dense;
    while let Some(above) = first.checked_sub(1) {
        let belongs = match stated {
            Some(rows) => dense - above < rows && filled(above) > 1,
            // So have groups of columns, but what stands below them completes them.
            None => is_grouped(sheet, above) || (filled(above) > 2 && is_below(sheet, above, first)),
        };
        if !belongs {
            break;
        }
        first = above;
    }
    let rows = stated.unwrap_or_else(|| header_rows(sheet, first));
    Some(Header::at(sheet, first, rows))
}

/// True when a row holds titles merged over several columns, other than a title over the whole sheet.
fn is_grouped(sheet: &Sheet, row: usize) -> bool {
    let merges = sheet.merges.iter().filter(|merge| merge.top as usize == row && merge.left < merge.right);
    merges.clone().count() > 1 || merges.clone().any(|merge| merge.left > 0)
}

fn header_rows(sheet: &Sheet, first: usize) -> usize {
    if let Some(row) = import_row(sheet, first + 1) {
        return row + 1 - first;
    }
    let two = is_grouped(sheet, first) || is_below(sheet, first, first + 1);
    let wording = || (0..sheet.width()).all(|column| is_wording(sheet, first + 1, column));
    let three = (two || wording()) && (is_grouped(sheet, first + 1) || is_below(sheet, first + 1, first + 2));
    match (three, two) {
        (true, _) => 3,
        (false, true) => 2,
        (false, false) => 1,
    }
}

/// True when row `lower` completes the headers of row `upper`: 問3 | blank | blank over 1 | 2 | 3. Columns with a header of
/// their own have nothing there, or a word (`Response`) that is no answer.
fn is_below(sheet: &Sheet, upper: usize, lower: usize) -> bool {
    let blank = |row: usize, column: usize| sheet.cell(row, column).is_blank();
    let width = sheet.width();
    let group = |column: usize| (0..column).rev().find(|left| !blank(upper, *left));
    let hangs = |column: usize| blank(upper, column) && !blank(lower, column);
    let hanging: Vec<usize> = (0..width).filter(|column| hangs(*column)).collect();
    let grouped = |column: &usize| group(*column).is_some_and(|group| is_group(sheet, lower, group, *column));
    !hanging.is_empty()
        && hanging.iter().all(grouped)
        && (0..width).filter(|column| !blank(upper, *column) && !hangs(column + 1)).all(|c| is_wording(sheet, lower, c))
}

/// True when the cells of a row can be the headers of one group: texts, or the numbers of options from 1 up before them.
fn is_group(sheet: &Sheet, row: usize, first: usize, last: usize) -> bool {
    let texts: Vec<String> = (first..=last).map(|column| fold::matching(&sheet.cell(row, column).text())).collect();
    let numbered = texts.iter().zip(1..).take_while(|(text, number)| **text == number.to_string()).count();
    let rest = texts.iter().skip(numbered).all(|text| !text.is_empty() && number::parse(text, None) == Parsed::No);
    rest && numbered != 1
}

/// True for a blank cell or a text that is no number and does not come again below, as answers do.
fn is_wording(sheet: &Sheet, row: usize, column: usize) -> bool {
    let cell = sheet.cell(row, column);
    let text = cell.text();
    let again =
        || sheet.rows.iter().skip(row + 1).take(500).any(|row| row.get(column).is_some_and(|c| c.text() == text));
    let is_text = || matches!(cell, Cell::Text(_)) && number::parse(&fold::matching(&text), None) == Parsed::No;
    cell.is_blank() || (is_text() && day::parse(&text).is_none() && !again())
}

/// What a column holds.
struct Values {
    cells: usize,
    numbers: usize,
    whole: bool,
    /// Below zero.
    negatives: usize,
    /// A number among words, as in 約20人.
    words: usize,
    high: f64,
    dates: usize,
    /// Everything written, with how often.
    distinct: HashMap<String, usize>,
    /// What of it is a number.
    codes: HashSet<String>,
    longest: usize,
}

impl Values {
    fn of(rows: &[&[Cell]], index: usize) -> Self {
        let mut values = Self {
            cells: 0,
            numbers: 0,
            whole: true,
            negatives: 0,
            words: 0,
            high: f64::NEG_INFINITY,
            dates: 0,
            distinct: HashMap::new(),
            codes: HashSet::new(),
            longest: 0,
        };
        for (cell, times) in column::tally(rows, index) {
            values.add(cell, times);
        }
        values
    }

    /// Counts a cell that stands in so many rows.
    fn add(&mut self, cell: &Cell, times: usize) {
        self.cells += times;
        let text = cell.text();
        let text = text.trim();
        *self.distinct.entry(text.to_owned()).or_default() += times;
        let number = match cell {
            Cell::Number(number) => Some(*number),
            Cell::Date(_) => {
                self.dates += times;
                None
            }
            // 0012 is the name of something, not a quantity.
            Cell::Text(_) if text.len() > 1 && text.starts_with('0') && !text.contains('.') => None,
            Cell::Text(_) => match number::parse(&fold::matching(text), None) {
                Parsed::Plain(number) => Some(number),
                Parsed::Words(_) => {
                    self.words += if day::parse(text).is_none() { times } else { 0 };
                    None
                }
                Parsed::No => None,
            },
            _ => None,
        };
        match number {
            Some(number) => {
                self.numbers += times;
                self.codes.insert(text.to_owned());
                self.whole &= number.fract() == 0.0;
                self.negatives += if number < 0.0 { times } else { 0 };
                self.high = self.high.max(number);
            }
            None => {
                if matches!(cell, Cell::Text(_)) && day::parse(text).is_some() {
                    self.dates += times;
                }
                self.longest = self.longest.max(text.chars().count());
            }
        }
    }

    fn question(&self, id: &str, column: &str) -> Question {
        let mut question = Question { id: id.to_owned(), column: Some(column.to_owned()), ..Question::default() };
        // A stray word among numbers or dates is reported as such, not taken for a choice.
        let most = |count: usize| self.cells > 0 && count * 20 >= self.cells * 19;
        question.kind = if most(self.dates) {
            Kind::Date
        } else if let Some(separator) = self.separator() {
            question.layout = Some(Layout::List);
            question.separator = Some(separator.to_owned());
            Kind::Multiple
        } else if most(self.numbers) {
            if self.is_coded() { Kind::Single } else { Kind::Numeric }
        } else if self.is_choice() {
            Kind::Single
        } else {
            Kind::Text
        };
        question.open_choices = matches!(question.kind, Kind::Single | Kind::Multiple);
        question
    }

    /// Codes are few, whole and small, and come again and again; years and the like do so only in long lists.
    fn is_coded(&self) -> bool {
        let codes = self.codes.len();
        // -9999 and the like stand for spoiled answers.
        let whole = self.whole && self.words == 0 && self.negatives * 20 <= self.numbers;
        let few = whole && (codes <= 15 || self.high <= 20.0);
        few && self.is_choice() && (self.high <= 20.0 || self.numbers >= codes * 5)
    }

    /// Choices are short, not too many, and repeat; long ones must repeat more, since free answers may do so too.
    fn is_choice(&self) -> bool {
        let distinct = self.distinct.len();
        let once = self.distinct.values().filter(|count| **count == 1).count();
        let repeats = distinct <= 2 || distinct * 10 <= self.cells * 8;
        let sure = self.longest <= 20 || distinct <= 2 || once * 2 <= self.cells;
        distinct <= MOST_CHOICES && self.longest <= LONGEST_CHOICE && repeats && sure
    }

    /// The separator that turns many different texts into few parts that come again and again.
    fn separator(&self) -> Option<&'static str> {
        SEPARATORS.into_iter().find(|separator| {
            // 1,200 is a number, not the answers 1 and 200.
            let is_list = |text: &&String| text.contains(separator) && !self.codes.contains(*text);
            let lists: usize = self.distinct.iter().filter(|(text, _)| is_list(text)).map(|(_, count)| count).sum();
            // A few double marks in a column do not make it a list; labels hardly hold a semicolon or a line break.
            let seldom = if [";", "\n"].contains(separator) { 50 } else { 20 };
            if lists < 2 || lists * seldom < self.cells {
                return false;
            }
            let mut parts = 0;
            let mut longest = 0;
            let mut trailing = false;
            let mut distinct = HashSet::new();
            for (text, count) in &self.distinct {
                trailing |= text.ends_with(separator);
                for part in text.split(separator).map(str::trim).filter(|part| !part.is_empty()) {
                    parts += count;
                    longest = longest.max(part.chars().count());
                    distinct.insert(part);
                }
            }
            let enough = distinct.len() * if trailing { 2 } else { 3 } <= parts;
            let few = distinct.len() > 1 && distinct.len() <= MOST_CHOICES.min(self.distinct.len().max(3));
            few && longest <= LONGEST_CHOICE && enough
        })
    }
}
