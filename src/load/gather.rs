//! Rows of all sources into one builder: ids, answers, weights, and what was met on the way.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::blank::Blank;
use super::columns::{self, Header, Located, Where};
use super::decode::{Decoder, Met};
use super::marks::{SEPARATORS, missing_codes, pieces};
use super::merged;
use super::progress::Share;
use super::read::ReadError;
use super::sheet::{Cell, Sheet, cell_name};
use super::summary::Summary;
use crate::model::Survey;
use crate::model::diagnostic::{Diagnostic, Place, Problem};
use crate::model::survey::{Choice, Source};
use crate::responses::answers::{Answer, MAX_CHOICES};
use crate::responses::builder::Case;
use crate::responses::{Builder, Missing, SourceFile};
use crate::text::fold;

/// A row cannot stand for more respondents than this.
const MOST_COPIES: f64 = 100_000.0;

/// One source with its sheet, header and columns.
pub struct Input {
    /// As the definition states it.
    pub source: Source,
    /// What was read.
    pub sheet: Sheet,
    /// Where the answers begin.
    pub header: Header,
    /// Where the questions are.
    pub located: Located,
}

/// Everything read, before anything is left out.
pub struct Gathered {
    /// All cases.
    pub builder: Builder,
    /// The sources, in order.
    pub inputs: Vec<Input>,
    /// What was met, with the case it belongs to.
    pub met: Vec<(Option<usize>, Diagnostic)>,
    /// Per case: true for a blank form.
    pub blank: Vec<bool>,
}

impl Input {
    /// Finds the header and the questions in a sheet.
    pub fn new(survey: &Survey, source: Source, sheet: Sheet) -> Self {
        let header = columns::detect(&sheet, survey, &source);
        Self::under(survey, source, sheet, header)
    }

    /// Finds the questions under a known header.
    pub fn under(survey: &Survey, source: Source, mut sheet: Sheet, header: Header) -> Self {
        let located = columns::locate(survey, &source, &header);
        merged::fill(&mut sheet, &header, &located.fill);
        Self { source, sheet, header, located }
    }

    /// The rows below the header, without those of totals and those the definition skips.
    fn cases(&self) -> Vec<&[Cell]> {
        let summary = Summary::of(&self.sheet, &self.header);
        let rows = self.sheet.rows.iter().enumerate().skip(self.header.data_start());
        let is_case =
            |(index, row): &(usize, &[Cell])| summary.cell(*index, row).is_none() && self.skipped(row).is_none();
        rows.map(|(index, row)| (index, row.as_slice())).filter(is_case).map(|(_, row)| row).collect()
    }

    /// The name and position of the column that says that a row is no answer.
    fn skipped(&self, row: &[Cell]) -> Option<(&str, usize)> {
        columns::skipped(&self.located.skip, row).map(|(name, column, _)| (name.as_str(), *column))
    }

    /// The place of a cell.
    pub fn place(&self, row: usize, column: usize) -> Place {
        Place { cell: cell_name(row, column), ..self.whole() }
    }

    /// The place of the file as a whole.
    pub fn whole(&self) -> Place {
        Place { file: self.source.file.clone(), sheet: self.sheet.name.clone(), cell: String::new() }
    }
}

/// Gives every question without choices the values found in the sheets. Codes are the values as they stand, trimmed;
/// numbers come first, ascending, then texts by first appearance.
pub fn discover_choices(survey: &mut Survey, inputs: &[Input]) {
    if !survey.questions.iter().any(|question| question.open_choices) {
        return;
    }
    let rows: Vec<Vec<&[Cell]>> = inputs.iter().map(Input::cases).collect();
    let mut found: Vec<(usize, Vec<Choice>)> = Vec::new();
    for (index, question) in survey.questions.iter().enumerate().filter(|(_, question)| question.open_choices) {
        let mut values: Vec<String> = Vec::new();
        let mut seen = HashSet::new();
        let mut flags: Option<Vec<Choice>> = None;
        for (input, rows) in inputs.iter().zip(&rows) {
            let Some(place) = input.located.questions.get(index) else { continue };
            if let Where::Flags(columns) = place {
                // Choices stand for columns by their order, so one file decides and nothing is sorted.
                flags = flags.or_else(|| Some(flag_choices(&input.header, columns)));
                continue;
            }
            let missing = missing_codes(survey, question, &input.source);
            let separator = match place {
                Where::List(_, separator) => Some(separator.as_deref()),
                _ => None,
            };
            let mut no_answers: HashSet<String> = HashSet::new();
            let mut note = |part: &str| {
                if part.is_empty() || seen.contains(part) || no_answers.contains(part) {
                } else if missing.contains_key(&fold::matching(part)) || Missing::from_name(part).is_some() {
                    no_answers.insert(part.to_owned());
                } else {
                    seen.insert(part.to_owned());
                    values.push(part.to_owned());
                }
            };
            let columns = place.columns();
            for (row, column) in rows.iter().flat_map(|row| columns.iter().map(move |column| (row, *column))) {
                let Some(cell) = row.get(column).filter(|cell| is_value(cell, place)) else { continue };
                let text = cell.text();
                match separator {
                    None => note(text.trim()),
                    Some(separator) => split(&text, separator).into_iter().for_each(&mut note),
                }
            }
        }
        found.push((index, flags.unwrap_or_else(|| in_order(values))));
    }
    for (index, choices) in found {
        if let Some(question) = survey.questions.get_mut(index) {
            question.choices = choices;
        }
    }
}

/// True for a cell that can be a choice: errors never are, and a date in a list is one that Excel made.
fn is_value(cell: &Cell, place: &Where) -> bool {
    match cell {
        Cell::Error(_) => false,
        Cell::Date(_) => !matches!(place, Where::List(..)),
        _ => !cell.is_blank(),
    }
}

/// A choice per column, called as the last line of its header, or as all of it where that is not enough.
fn flag_choices(header: &Header, columns: &[Option<usize>]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for column in columns {
        let name = column.and_then(|column| header.columns.get(column)).cloned().unwrap_or_default();
        let number = format!("#{}", column.map_or(0, |column| column + 1));
        let names = [name.written.last().cloned().unwrap_or_default(), name.written.join("_"), number];
        let is_new = |name: &&String| !name.is_empty() && choices.iter().all(|choice| choice.code != **name);
        let code = names.iter().find(is_new).cloned().unwrap_or_default();
        choices.push(Choice { label: code.clone(), code, ..Choice::default() });
    }
    choices
}

fn split<'a>(text: &'a str, separator: Option<&str>) -> Vec<&'a str> {
    match separator {
        Some("") => text.split("").map(str::trim).collect(),
        Some(separator) => pieces(text, separator).into_iter().map(|(_, piece)| piece.trim()).collect(),
        None => text.split(SEPARATORS).map(str::trim).collect(),
    }
}

fn in_order(values: Vec<String>) -> Vec<Choice> {
    let (mut numbers, texts): (Vec<_>, Vec<_>) =
        values.into_iter().map(|value| (finite(&value), value)).partition(|(number, _)| number.is_some());
    numbers.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal));
    numbers
        .into_iter()
        .chain(texts)
        .take(MAX_CHOICES)
        .map(|(_, value)| Choice { code: value.clone(), label: value, ..Choice::default() })
        .collect()
}

fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Reads every row of every source; `share` is the work that this is.
///
/// # Errors
/// Only [`ReadError::Cancelled`].
pub fn gather(survey: Arc<Survey>, inputs: Vec<Input>, share: &mut Share) -> Result<Gathered, ReadError> {
    let rows: usize = inputs.iter().map(|input| input.sheet.rows.len()).sum();
    let work = share.left() / (rows as u64).max(1);
    let files = inputs.iter().map(|input| source_file(&survey, input)).collect();
    let mut gathered = Gathered {
        builder: Builder::new(Arc::clone(&survey), files),
        inputs: Vec::new(),
        met: Vec::new(),
        blank: Vec::new(),
    };
    let unasked = unasked(&survey, &inputs);
    for (file, (input, unasked)) in inputs.iter().zip(&unasked).enumerate() {
        about_file(&survey, input, unasked, &mut gathered);
        let decoders: Vec<Decoder<'_>> =
            survey.questions.iter().map(|question| Decoder::new(&survey, question, &input.source)).collect();
        let mut others: Vec<Vec<(usize, usize)>> = vec![Vec::new(); survey.questions.len()];
        for ((question, position), column) in &input.located.others {
            if let Some(others) = others.get_mut(*question) {
                others.push((*position, *column));
            }
        }
        let clashes = clashes(&survey, input);
        let implied = implied(&survey, input, file);
        let blank = Blank::new(input);
        let summary = Summary::of(&input.sheet, &input.header);
        let reader =
            RowReader { survey: &survey, input, file, unasked, decoders, others, clashes, implied, blank, summary };
        for (row_index, row) in input.sheet.rows.iter().enumerate().skip(input.header.data_start()) {
            share.progress().check()?;
            read_row(&reader, row_index, row, &mut gathered);
            share.did(work);
        }
    }
    gathered.inputs = inputs;
    Ok(gathered)
}

fn source_file(survey: &Survey, input: &Input) -> SourceFile {
    let columns = survey.questions.iter().zip(&input.located.questions);
    SourceFile {
        file: input.source.file.clone(),
        sheet: input.sheet.name.clone(),
        mode: input.source.mode.clone(),
        columns: columns.map(|(question, place)| (question.id.clone(), place.columns())).collect(),
    }
}

/// What is to be said of a file as a whole: encoding, header, names not found, columns not used.
fn about_file(survey: &Survey, input: &Input, unasked: &[bool], gathered: &mut Gathered) {
    let mut say = |place: Place, question: Option<String>, problem: Problem| {
        let survey = survey.about.id.clone();
        gathered.met.push((None, Diagnostic { problem, survey, place, case: None, question, value: None, kept: None }));
    };
    if let Some(encoding) = input.sheet.encoding {
        say(input.whole(), None, Problem::Encoding { name: encoding.name() });
    }
    for (row, column) in &input.sheet.undecodable {
        say(input.place(*row, *column), None, Problem::Undecodable);
    }
    if input.header.rows > 1 {
        say(input.whole(), None, Problem::HeaderRows { rows: input.header.rows });
    }
    for (question, wanted, columns) in &input.located.faults {
        let not_on_form = || {
            let asked = survey.questions.iter().zip(unasked).filter(|(_, unasked)| **unasked);
            asked.map(|(asked, _)| Some(&asked.id)).any(|id| id == question.as_ref())
        };
        let problem = match columns.as_slice() {
            [] if not_on_form() => Problem::NotOnForm { wanted: wanted.clone() },
            [] => {
                let names = input.header.columns.iter().map(|name| name.joined.as_str());
                Problem::ColumnMissing { wanted: wanted.clone(), nearest: crate::text::nearest(wanted, names) }
            }
            several => Problem::ColumnTwice {
                wanted: wanted.clone(),
                cells: several.iter().map(|column| columns::header_cell(&input.header, *column)).collect(),
            },
        };
        say(input.whole(), question.clone(), problem);
    }
    for column in &input.located.unused {
        let header = input.header.columns.get(*column).map(|name| name.joined.clone()).unwrap_or_default();
        let place = Place { cell: columns::header_cell(&input.header, *column), ..input.whole() };
        say(place, None, Problem::ColumnUnused { header });
    }
}

/// Per file and question: true where another file has columns of the question and this one has none, nor one called nearly so.
/// It was not on that form, so nobody there left it blank.
fn unasked(survey: &Survey, inputs: &[Input]) -> Vec<Vec<bool>> {
    let is_there =
        |input: &Input, at: usize| input.located.questions.get(at).is_some_and(|place| *place != Where::Nowhere);
    let is_near = |input: &Input, id: &str| {
        // A header that another question reads is no misspelling of this one: 問11 beside 問12.
        let used = input.located.columns();
        let unused = |at: usize| !used.contains(&at);
        let columns = input.header.columns.iter().enumerate();
        let free: Vec<&str> = columns.filter(|(at, _)| unused(*at)).map(|(_, name)| name.joined.as_str()).collect();
        let mut faults = input.located.faults.iter().filter(|(question, ..)| question.as_deref() == Some(id));
        faults.any(|(_, wanted, columns)| {
            !columns.is_empty() || crate::text::nearest(wanted, free.iter().copied()).is_some()
        })
    };
    let of = |input: &Input| {
        let questions = survey.questions.iter().enumerate();
        questions
            .map(|(at, question)| {
                !is_there(input, at) && inputs.iter().any(|other| is_there(other, at)) && !is_near(input, &question.id)
            })
            .collect()
    };
    inputs.iter().map(of).collect()
}

/// Missing-codes that are also choices, by question: the column, the folded code and the choice's label.
type Clashes = BTreeMap<usize, Vec<(String, String)>>;

fn clashes(survey: &Survey, input: &Input) -> Clashes {
    let mut found = Clashes::new();
    for (index, question) in survey.questions.iter().enumerate() {
        if input.located.questions.get(index).is_none_or(|place| *place == Where::Nowhere || is_flags(place)) {
            continue;
        }
        for code in missing_codes(survey, question, &input.source).into_keys() {
            let choice = question.choices.iter().find(|choice| fold::matching(&choice.code) == code);
            if let Some(choice) = choice {
                found.entry(index).or_default().push((code, choice.label.clone()));
            }
        }
    }
    found
}

fn is_flags(place: &Where) -> bool {
    matches!(place, Where::Flags(_))
}

/// What reading a row of one input needs.
struct RowReader<'a> {
    survey: &'a Survey,
    input: &'a Input,
    file: usize,
    /// Per question: it is not on the form of this file.
    unasked: &'a [bool],
    decoders: Vec<Decoder<'a>>,
    /// By question: the columns of free texts, with the choice they belong to.
    others: Vec<Vec<(usize, usize)>>,
    clashes: Clashes,
    /// Answers to the groupings every survey has.
    implied: Vec<Answer>,
    blank: Blank,
    summary: Summary,
}

fn read_row(reader: &RowReader<'_>, row_index: usize, row: &[Cell], gathered: &mut Gathered) {
    let RowReader { survey, input, file, unasked, decoders, others, clashes, implied, blank, summary } = reader;
    if row.iter().all(Cell::is_blank) {
        return;
    }
    let diagnostic =
        |problem, column: Option<usize>, case: Option<&str>, question: Option<&str>, value: Option<String>| {
            let place = column.map_or_else(|| input.place(row_index, 0), |column| input.place(row_index, column));
            let (case, question) = (case.map(str::to_owned), question.map(str::to_owned));
            Diagnostic { problem, survey: survey.about.id.clone(), place, case, question, value, kept: None }
        };
    if let Some(column) = summary.cell(row_index, row) {
        let value = row.get(column).map(|cell| cell.text().into_owned());
        gathered.met.push((None, diagnostic(Problem::SummaryRow, Some(column), None, None, value)));
        return;
    }
    if let Some((name, column)) = input.skipped(row) {
        let value = row.get(column).map(|cell| cell.text().into_owned());
        let problem = Problem::SkippedRow { column: name.to_owned() };
        gathered.met.push((None, diagnostic(problem, Some(column), None, None, value)));
        return;
    }
    let mut met: Vec<Met> = Vec::new();
    let mut answers = Vec::with_capacity(decoders.len() + implied.len());
    let mut written: Vec<(&str, usize, String)> = Vec::new();
    let (copies, bad_count) = copies(input, row);
    if copies == 0 {
        return;
    }
    let mut is_blank = blank.is_blank(row);
    let base_id = case_id(input, row_index, row);
    let case_index = gathered.builder.all().len();
    for (index, (decoder, question)) in decoders.iter().zip(&survey.questions).enumerate() {
        let place = input.located.questions.get(index).unwrap_or(&Where::Nowhere);
        let others = others.get(index).map_or(&[][..], Vec::as_slice);
        if unasked.get(index).copied().unwrap_or(false) {
            answers.push(Answer::Missing(Missing::Nap));
            continue;
        }
        let answer = decoder.answer(row, place, others, &mut met);
        let words = |other: &(usize, usize)| Some((question.id.as_str(), other.0, decoder.words(row, place, *other)?));
        written.extend(others.iter().filter_map(words));
        // What was marked twice or too often and is taken as 無回答 was marked all the same.
        is_blank &= matches!(answer, Answer::Missing(Missing::Na)) && met.is_empty();
        for (column, value, problem) in met.drain(..) {
            let found = diagnostic(problem, Some(column), Some(&base_id), Some(&question.id), Some(value));
            gathered.met.push((Some(case_index), found));
        }
        for (code, label) in clashes.get(&index).into_iter().flatten() {
            for column in place.columns() {
                let text = row.get(column).map_or("".into(), Cell::text);
                if fold::matching(&text) == *code {
                    let problem = Problem::CodeClash { code: code.clone(), label: label.clone() };
                    let found =
                        diagnostic(problem, Some(column), Some(&base_id), Some(&question.id), Some(text.into_owned()));
                    gathered.met.push((Some(case_index), found));
                }
            }
        }
        answers.push(answer);
    }
    if bad_count {
        let found = diagnostic(Problem::BadCount, input.located.count, Some(&base_id), None, None);
        gathered.met.push((Some(case_index), found));
    }
    let weights: Vec<(&String, f64)> = input
        .located
        .weights
        .iter()
        .map(|(id, column)| {
            let cell = input.sheet.cell(row_index, *column);
            let value = weight(cell);
            if value < 0.0 || value.is_infinite() {
                let text = Some(cell.text().into_owned());
                let found = diagnostic(Problem::BadWeight, Some(*column), Some(&base_id), None, text);
                gathered.met.push((Some(case_index), found));
            }
            (id, value)
        })
        .collect();
    answers.extend(implied.iter().cloned());
    for copy in 0..copies {
        let id = if copy == 0 { base_id.clone() } else { format!("{base_id}+{copy}") };
        let builder = &mut gathered.builder;
        builder.case(Case { id, file: *file, row: row_index });
        for (question, answer) in answers.iter_mut().enumerate() {
            let is_last = copy + 1 == copies;
            let nothing = Answer::Missing(Missing::Na);
            let answer = if is_last { std::mem::replace(answer, nothing) } else { answer.clone() };
            builder.answer(question, answer);
        }
        for (question, choice, text) in &written {
            builder.write(question, *choice, text.clone());
        }
        for weighting in survey.weights.iter().filter(|weighting| weighting.column.is_some()) {
            let value = weights.iter().find(|(id, _)| **id == weighting.id).map_or(f64::NAN, |(_, value)| *value);
            builder.weight(&weighting.id, value);
        }
        gathered.blank.push(is_blank);
    }
}

/// Answers to `mode`, `source` and `wave`; the stratum follows when all answers are in.
fn implied(survey: &Survey, input: &Input, file: usize) -> Vec<Answer> {
    survey
        .implied
        .iter()
        .map(|question| {
            let position = match question.id.as_str() {
                "mode" => input.source.mode.as_deref().and_then(|mode| question.choice(mode)),
                // There is a choice per source, in their order.
                "source" => Some(file),
                "wave" => survey.about.wave.as_deref().and_then(|wave| question.choice(wave)),
                _ => None,
            };
            position.map_or(Answer::Missing(Missing::Na), |position| Answer::Choices(vec![position]))
        })
        .collect()
}

fn case_id(input: &Input, row_index: usize, row: &[Cell]) -> String {
    let stated = input.located.id.and_then(|column| row.get(column)).filter(|cell| !cell.is_blank());
    match stated {
        Some(cell) => fold::matching(&cell.text()),
        None => {
            let stem = std::path::Path::new(&input.source.file).file_stem().unwrap_or_default().to_string_lossy();
            format!("{stem}:{}", row_index + 1)
        }
    }
}

/// For how many respondents a row stands, and whether that could not be read.
fn copies(input: &Input, row: &[Cell]) -> (usize, bool) {
    let Some(column) = input.located.count else { return (1, false) };
    let text = row.get(column).map_or("".into(), Cell::text);
    match fold::matching(&text).parse::<f64>() {
        Ok(count) if count.fract() == 0.0 && (0.0..=MOST_COPIES).contains(&count) => (count as usize, false),
        _ => (1, true),
    }
}

/// A weight as it stands: NaN for a blank cell, infinity for what is no number. Which of them can be used is decided
/// where weights are made.
fn weight(cell: &Cell) -> f64 {
    let text = match cell {
        Cell::Number(value) if value.is_finite() => return *value,
        other if other.is_blank() => return f64::NAN,
        other => fold::matching(&other.text()),
    };
    finite(&text).unwrap_or(f64::INFINITY)
}
