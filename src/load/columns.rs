//! Headers: how many rows they take, what each column is called, and where a survey's questions lie in a sheet.

use std::collections::BTreeMap;

use super::sheet::{Cell, Sheet, cell_name};
use crate::model::survey::{Columns, Layout, Source, SourceColumn, Survey};
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

/// The names of a sheet's columns, and where the answers begin.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// 0-based row of the first header row.
    pub first: usize,
    /// Number of header rows.
    pub rows: usize,
    /// One per column.
    pub columns: Vec<ColumnName>,
}

/// The name of a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnName {
    /// The header cells from top to bottom, blanks left out; merged and blank upper cells filled from the left.
    pub levels: Vec<String>,
    /// The levels joined by `_`: the name a definition uses.
    pub joined: String,
    /// The same levels as they stand in the file, trimmed.
    pub written: Vec<String>,
}

/// The most header rows looked for.
const MOST_HEADER_ROWS: usize = 3;
/// How far down a header may begin (titles and blank lines above it).
const LAST_HEADER_START: usize = 12;

impl Header {
    /// The header that takes `rows` rows from `first`.
    pub fn at(sheet: &Sheet, first: usize, rows: usize) -> Self {
        let width = sheet.rows.iter().skip(first).take(rows.max(1) + 1).map(Vec::len).max().unwrap_or(0);
        let mut columns = vec![ColumnName::default(); width];
        for level in 0..rows {
            let bottom = level + 1 == rows;
            let mut left = (String::new(), String::new());
            for (index, column) in columns.iter_mut().enumerate() {
                let row = first + level;
                let written = text_at(sheet, row, index);
                let text = (fold::matching(&written), written.trim().to_owned());
                if !text.0.is_empty() {
                    left.clone_from(&text);
                }
                // A blank upper cell belongs to the group on its left only when something stands below it.
                let below = (level + 1..rows).any(|lower| !text_at(sheet, first + lower, index).trim().is_empty());
                let (text, written) = if text.0.is_empty() && !bottom && below { left.clone() } else { text };
                if !text.is_empty() {
                    column.levels.push(text);
                    column.written.push(written);
                }
            }
        }
        for column in &mut columns {
            column.joined = column.levels.join("_");
        }
        Self { first, rows, columns }
    }

    /// 0-based row of the first answer.
    pub fn data_start(&self) -> usize {
        self.first + self.rows
    }

    /// Columns called `wanted`: `#12` by position, otherwise the joined name, otherwise its first and last level, otherwise
    /// one of its levels.
    pub fn find(&self, wanted: &str) -> Vec<usize> {
        if let Some(number) = wanted.strip_prefix('#').and_then(|number| number.parse::<usize>().ok()) {
            return number.checked_sub(1).filter(|index| *index < self.columns.len()).into_iter().collect();
        }
        let wanted = fold::matching(wanted);
        let matching = |test: &dyn Fn(&ColumnName) -> bool| -> Vec<usize> {
            self.columns.iter().enumerate().filter(|(_, column)| test(column)).map(|(index, _)| index).collect()
        };
        let joined = matching(&|column| column.joined == wanted);
        if !joined.is_empty() {
            return joined;
        }
        let ends = matching(&|column| match column.levels.as_slice() {
            [first, .., last] => format!("{first}_{last}") == wanted,
            _ => false,
        });
        if !ends.is_empty() {
            return ends;
        }
        let level = matching(&|column| column.levels.contains(&wanted));
        // A group's title names its columns only together; as a name for one column it must be unique.
        if level.len() == 1 { level } else { Vec::new() }
    }
}

fn text_at(sheet: &Sheet, row: usize, column: usize) -> std::borrow::Cow<'_, str> {
    sheet.rows.get(row).and_then(|row| row.get(column)).map_or("".into(), Cell::text)
}

/// Every column a survey asks of a source: the names any of which will do.
fn wanted(survey: &Survey, source: &Source) -> Vec<Vec<String>> {
    let questions = survey.questions.iter().flat_map(|question| {
        let columns = columns_of(question, source);
        if is_under_group(question, &columns) {
            return question.choices.iter().map(|choice| flag_names(question, &columns, choice)).collect();
        }
        let names = columns.column.into_iter().chain(columns.columns.into_iter().flatten());
        names.map(|name| vec![name]).collect::<Vec<_>>()
    });
    questions.chain(source.id.iter().map(|id| vec![id.clone()])).collect()
}

/// Finds the header of a sheet for a survey: the stated number of rows, or the one under which most questions are found.
pub fn detect(sheet: &Sheet, survey: &Survey, source: &Source) -> Header {
    let wanted = wanted(survey, source);
    match source.header_row.and_then(|row| row.checked_sub(1)) {
        Some(first) => beginning(sheet, first, &wanted, source.header_rows),
        None => detect_names(sheet, &wanted, source.header_rows),
    }
}

/// The header that begins in a stated row.
fn beginning(sheet: &Sheet, first: usize, wanted: &[Vec<String>], stated: Option<usize>) -> Header {
    let heights = stated.map_or(1..=MOST_HEADER_ROWS, |rows| rows..=rows);
    let mut headers: Vec<Header> = heights.map(|rows| Header::at(sheet, first, rows)).collect();
    // Of equals the lowest: one that takes more rows takes answers.
    headers.reverse();
    headers.into_iter().max_by_key(|header| found_under(header, wanted)).unwrap_or_default()
}

/// How many of the wanted columns a header has.
fn found_under(header: &Header, wanted: &[Vec<String>]) -> usize {
    wanted.iter().filter(|names| names.iter().any(|name| !header.find(name).is_empty())).count()
}

/// Finds the header of a sheet: the stated number of rows, or the one under which most of the wanted columns are found, each
/// by any of its names.
pub fn detect_names(sheet: &Sheet, wanted: &[Vec<String>], stated: Option<usize>) -> Header {
    let mut best: Option<(usize, Header)> = None;
    for first in 0..LAST_HEADER_START.min(sheet.rows.len()) {
        if sheet.rows.get(first).is_none_or(|row| row.iter().all(Cell::is_blank)) {
            continue;
        }
        let heights = stated.map_or(1..=MOST_HEADER_ROWS, |rows| rows..=rows);
        for rows in heights {
            let header = Header::at(sheet, first, rows);
            let found = found_under(&header, wanted);
            if best.as_ref().is_none_or(|(most, _)| found > *most) {
                best = Some((found, header));
            }
        }
        let all_found = best.as_ref().is_some_and(|(found, _)| *found == wanted.len());
        if all_found {
            break;
        }
    }
    let header = best.map(|(_, header)| header).unwrap_or_default();
    if stated.is_none() { with_import_row(sheet, header) } else { header }
}

/// Survey services write a row of machine names (`{"ImportId": …}`) below the wording, as one of the two rows from `from` on;
/// it belongs to the header.
pub(super) fn import_row(sheet: &Sheet, from: usize) -> Option<usize> {
    let is_import = |row: &usize| {
        sheet.rows.get(*row).is_some_and(|row| row.iter().any(|cell| cell.text().contains("{\"ImportId\"")))
    };
    (from..from + 2).find(is_import)
}

fn with_import_row(sheet: &Sheet, header: Header) -> Header {
    match import_row(sheet, header.data_start()) {
        Some(row) => Header { rows: row + 1 - header.first, ..header },
        None => header,
    }
}

/// How a question lies in one source: the question's own statement, overlaid by the source's.
pub fn columns_of(question: &Question, source: &Source) -> Columns {
    let own = Columns {
        column: question.column.clone(),
        columns: question.columns.clone(),
        layout: question.layout,
        separator: question.separator.clone(),
    };
    match source.columns.get(&question.id) {
        None => own,
        Some(SourceColumn::Name(name)) => {
            Columns { column: Some(name.clone()), columns: None, layout: None, separator: own.separator }
        }
        Some(SourceColumn::Full(here)) => {
            // A source that names its columns says everything about where; what else it leaves open is the question's.
            let moved = here.column.is_some() || here.columns.is_some();
            // Several columns are slots again where the question has slots; in all else the layout follows the columns.
            let same = !moved || (here.columns.is_some() && own.layout == Some(Layout::Slots));
            Columns {
                column: if moved { here.column.clone() } else { own.column },
                columns: if moved { here.columns.clone() } else { own.columns },
                layout: here.layout.or(own.layout.filter(|_| same)),
                separator: here.separator.clone().or(own.separator),
            }
        }
    }
}

/// Where a question's answers are in a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Where {
    /// One column.
    Cell(usize),
    /// A column per choice; `None` where the sheet lacks it.
    Flags(Vec<Option<usize>>),
    /// Several answers in one column.
    List(usize, Option<String>),
    /// An answer per column.
    Slots(Vec<Option<usize>>),
    /// The sheet does not have the question.
    Nowhere,
}

impl Where {
    /// The columns that exist.
    pub fn columns(&self) -> Vec<usize> {
        match self {
            Self::Cell(column) | Self::List(column, _) => vec![*column],
            Self::Flags(columns) | Self::Slots(columns) => columns.iter().flatten().copied().collect(),
            Self::Nowhere => Vec::new(),
        }
    }
}

/// A column that tells which rows are no answers: its name, its place, the folded texts. An empty text is a blank cell.
pub type Skip = (String, usize, Vec<String>);

/// What says that a row is no answer, if anything does.
pub fn skipped<'a>(skip: &'a [Skip], row: &[Cell]) -> Option<&'a Skip> {
    skip.iter().find(|(_, column, texts)| {
        let text = row.get(*column).map_or("".into(), Cell::text);
        texts.contains(&fold::matching(&text))
    })
}

/// A survey's questions in one sheet.
#[derive(Debug, Clone, Default)]
pub struct Located {
    /// By position of the question.
    pub questions: Vec<Where>,
    /// By question and choice position: the column of その他's text.
    pub others: BTreeMap<(usize, usize), usize>,
    /// Column of the respondent's id.
    pub id: Option<usize>,
    /// Columns that only serve to find duplicates.
    pub personal: Vec<usize>,
    /// Column that says when the form was received.
    pub received: Option<usize>,
    /// Column that says for how many respondents a row stands.
    pub count: Option<usize>,
    /// By weight id: the column with the weights.
    pub weights: BTreeMap<String, usize>,
    /// Columns that tell which rows are no answers.
    pub skip: Vec<Skip>,
    /// Columns in which a merged cell holds for every row it spans.
    pub fill: Vec<usize>,
    /// Names that were not found, or found several times, with the columns.
    pub faults: Vec<(Option<String>, String, Vec<usize>)>,
    /// Columns nothing asks for.
    pub unused: Vec<usize>,
}

impl Located {
    /// Every column that is read.
    pub fn columns(&self) -> Vec<usize> {
        let aside = self.id.into_iter().chain(self.count).chain(self.personal.iter().copied());
        let questions = self.questions.iter().flat_map(Where::columns).chain(self.others.values().copied());
        questions.chain(aside).chain(self.weights.values().copied()).collect()
    }
}

/// Finds every question of the survey in a sheet.
pub fn locate(survey: &Survey, source: &Source, header: &Header) -> Located {
    let mut found = Located::default();
    for (index, question) in survey.questions.iter().enumerate() {
        let place = place(&mut found, question, &columns_of(question, source), header);
        found.questions.push(place);
        for (position, choice) in question.choices.iter().enumerate() {
            // A file without the column of free texts is common (web forms write them elsewhere), so it is no fault.
            if let Some([column]) = choice.other.as_deref().map(|name| header.find(name)).as_deref() {
                found.others.insert((index, position), *column);
            }
        }
    }
    found.id = source.id.as_ref().and_then(|name| one(&mut found, None, name, header));
    found.count = source.count.as_ref().and_then(|name| one(&mut found, None, name, header));
    found.personal = source.personal.iter().filter_map(|name| one(&mut found, None, name, header)).collect();
    for weight in &survey.weights {
        if let Some(column) = weight.column.as_ref().and_then(|name| one(&mut found, None, name, header)) {
            found.weights.insert(weight.id.clone(), column);
        }
    }
    for (name, texts) in &source.skip {
        if let Some(column) = one(&mut found, None, name, header) {
            found.skip.push((name.clone(), column, texts.iter().map(|text| fold::matching(text)).collect()));
        }
    }
    found.fill = source.fill.iter().filter_map(|name| one(&mut found, None, name, header)).collect();
    found.received = source.received.as_ref().and_then(|name| one(&mut found, None, name, header));
    let ignored = source.ignore.iter().flat_map(|name| header.find(name));
    let skipped: Vec<usize> = found.skip.iter().map(|(_, column, _)| *column).collect();
    let aside = ignored.chain(skipped).chain(found.received);
    let used: Vec<usize> = found.columns().into_iter().chain(aside).collect();
    found.unused = (0..header.columns.len())
        .filter(|index| !used.contains(index) && header.columns.get(*index).is_some_and(|name| !name.levels.is_empty()))
        .collect();
    found
}

/// The one column with this name; a fault is noted when there is none or are several.
fn one(found: &mut Located, question: Option<&str>, name: &str, header: &Header) -> Option<usize> {
    let columns = header.find(name);
    let first = columns.first().copied();
    if columns.len() != 1 {
        found.faults.push((question.map(str::to_owned), name.to_owned(), columns));
    }
    first
}

fn place(found: &mut Located, question: &Question, columns: &Columns, header: &Header) -> Where {
    let several = |found: &mut Located, names: &[String]| -> Vec<Option<usize>> {
        names.iter().map(|name| one(found, Some(&question.id), name, header)).collect()
    };
    let named = columns.columns.clone().unwrap_or_default();
    let nowhere = |found: &mut Located| {
        found.faults.push((Some(question.id.clone()), question.id.clone(), Vec::new()));
        Where::Nowhere
    };
    match (question.kind, columns.layout) {
        (Kind::Multiple, Some(Layout::Slots)) | (Kind::Rank, _) if !named.is_empty() => {
            Where::Slots(several(found, &named))
        }
        (Kind::Multiple, None | Some(Layout::Flags)) if !named.is_empty() => Where::Flags(several(found, &named)),
        _ if is_under_group(question, columns) => flags_under(found, question, columns, header),
        (Kind::Multiple | Kind::Rank, _) => match single_name(question, columns, header).or(named.first().cloned()) {
            Some(name) => one(found, Some(&question.id), &name, header)
                .map_or(Where::Nowhere, |column| Where::List(column, columns.separator.clone())),
            None => nowhere(found),
        },
        _ => match single_name(question, columns, header).or(named.first().cloned()) {
            Some(name) => one(found, Some(&question.id), &name, header).map_or(Where::Nowhere, Where::Cell),
            None => nowhere(found),
        },
    }
}

/// The stated column, or one that is called like the question's id.
fn single_name(question: &Question, columns: &Columns, header: &Header) -> Option<String> {
    columns.column.clone().or_else(|| {
        let named_by_id = !header.find(&question.id).is_empty();
        named_by_id.then(|| question.id.clone())
    })
}

/// True for flags whose columns are named by the title above them and the choices.
fn is_under_group(question: &Question, columns: &Columns) -> bool {
    let several = columns.columns.as_ref().is_some_and(|columns| !columns.is_empty());
    question.kind == Kind::Multiple && columns.layout == Some(Layout::Flags) && !several
}

/// What the column of a choice may be called under its group's title.
fn flag_names(question: &Question, columns: &Columns, choice: &Choice) -> Vec<String> {
    let group = columns.column.as_deref().unwrap_or(&question.id);
    let names = [&choice.label, &choice.code].into_iter().chain(&choice.aliases);
    names.map(|name| format!("{group}_{name}")).collect()
}

/// Flags under one group title: `問3_売上減少`, `問3_1`, … found by the labels or codes of the choices.
fn flags_under(found: &mut Located, question: &Question, columns: &Columns, header: &Header) -> Where {
    let group = columns.column.as_deref().unwrap_or(&question.id);
    let flags = question.choices.iter().map(|choice| {
        let names = flag_names(question, columns, choice);
        let found = names.iter().map(|name| header.find(name)).find(|columns| columns.len() == 1);
        found.and_then(|columns| columns.first().copied())
    });
    let flags: Vec<Option<usize>> = flags.collect();
    if flags.iter().all(Option::is_none) {
        found.faults.push((Some(question.id.clone()), group.to_owned(), Vec::new()));
        return Where::Nowhere;
    }
    for (choice, _) in question.choices.iter().zip(&flags).filter(|(_, column)| column.is_none()) {
        found.faults.push((Some(question.id.clone()), format!("{group}_{}", choice.label), Vec::new()));
    }
    Where::Flags(flags)
}

/// "F12" for a column of the header's last row.
pub fn header_cell(header: &Header, column: usize) -> String {
    cell_name(header.data_start().saturating_sub(1), column)
}
