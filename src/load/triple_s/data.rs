//! The answers of Triple-S: lines with columns of fixed width, or csv.

use super::xml::Definition;
use crate::load::csv;
use crate::load::read::{EncodingChoice, Limits, ReadError};
use crate::load::sheet::{Cell, Encoding};

/// All records of a file.
pub(super) struct Records {
    pub(super) encoding: Encoding,
    pub(super) rows: Vec<Row>,
}

/// One respondent's answers as they are kept.
pub(super) enum Row {
    /// A line, and what its columns are counted in.
    Line(String, Unit),
    /// The fields of a csv file.
    Fields(Vec<Cell>),
}

/// One respondent's answers, to be looked up by place.
pub(super) enum Record {
    /// What stands in each column of a line; nothing behind the first column of a character that takes several.
    Line(Vec<Option<char>>),
    /// The fields of a csv file.
    Fields(Vec<Cell>),
}

/// What a column of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Character,
    /// A byte of UTF-8.
    Byte,
    /// A byte of Shift_JIS, in which all but ASCII and half-width kana take two.
    HalfWidth,
}

impl Unit {
    fn size(self, character: char) -> usize {
        match self {
            Self::Character => 1,
            Self::Byte => character.len_utf8(),
            Self::HalfWidth if character.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&character) => 1,
            Self::HalfWidth => 2,
        }
    }

    fn length(self, line: &str) -> usize {
        line.chars().map(|character| self.size(character)).sum()
    }
}

impl Row {
    pub(super) fn open(self) -> Record {
        match self {
            Self::Fields(fields) => Record::Fields(fields),
            Self::Line(line, unit) => {
                let mut columns = Vec::with_capacity(line.len());
                for character in line.chars() {
                    columns.push(Some(character));
                    columns.resize(columns.len() + unit.size(character) - 1, None);
                }
                Record::Line(columns)
            }
        }
    }
}

impl Record {
    /// The text between two places, from 1, ends included.
    pub(super) fn field(&self, start: usize, finish: usize) -> String {
        match self {
            Self::Line(columns) => {
                let end = finish.min(columns.len());
                columns.get(start.saturating_sub(1)..end).unwrap_or_default().iter().flatten().collect()
            }
            Self::Fields(fields) => {
                fields.get(start.saturating_sub(1)).map(|cell| cell.text().into_owned()).unwrap_or_default()
            }
        }
    }

    /// The subfield at a place, from 0, of those that begin at `start`.
    pub(super) fn subfield(&self, start: usize, number: usize, width: usize) -> String {
        match self {
            Self::Line(_) => {
                let first = start.saturating_add(number.saturating_mul(width));
                self.field(first, first.saturating_add(width).saturating_sub(1))
            }
            Self::Fields(_) => self.field(start.saturating_add(number), usize::MAX),
        }
    }
}

/// Reads the records of a file.
pub(super) fn records(
    bytes: Vec<u8>,
    definition: &Definition,
    choice: EncodingChoice,
    limits: &Limits,
) -> Result<Records, ReadError> {
    let (text, encoding) = match definition.encoding {
        // An encoding of other countries, which nothing but the XML tells.
        Some(stated) if choice == EncodingChoice::Auto && std::str::from_utf8(&bytes).is_err() => {
            let (text, _) = stated.decode_without_bom_handling(&bytes);
            let is_japanese = stated == encoding_rs::SHIFT_JIS;
            (text.into_owned(), if is_japanese { Encoding::Cp932 } else { Encoding::Utf8 })
        }
        _ => csv::text(bytes, choice)?,
    };
    if text.len() > limits.memory_bytes {
        return Err(ReadError::Unpacked { bytes: text.len() as u64, limit: limits.memory_bytes as u64 });
    }
    let rows: Vec<Row> = if definition.is_csv {
        let rows = csv::with_commas(&text, limits)?.rows.into_iter().skip(definition.skip);
        rows.filter(|row| !row.is_empty()).map(Row::Fields).collect()
    } else {
        let unit = unit(&text, encoding, definition);
        let lines = text.lines().filter(|line| !line.trim().is_empty()).skip(definition.skip);
        lines.map(|line| Row::Line(line.to_owned(), unit)).collect()
    };
    if rows.len() >= limits.rows {
        return Err(ReadError::TooLarge { rows: rows.len(), columns: definition.variables.len(), limit: limits.rows });
    }
    Ok(Records { encoding, rows })
}

/// What columns are counted in, by the unit in which most lines are as long as the description says. Where none fits,
/// characters of Unicode, and bytes of what came before it.
fn unit(text: &str, encoding: Encoding, definition: &Definition) -> Unit {
    let length = definition.variables.iter().map(|variable| variable.finish).max().unwrap_or(0);
    let bytes = if encoding == Encoding::Cp932 { Unit::HalfWidth } else { Unit::Byte };
    let fitting = |unit: Unit| text.lines().take(1000).filter(|line| unit.length(line) == length).count();
    match fitting(Unit::Character).cmp(&fitting(bytes)) {
        std::cmp::Ordering::Greater => Unit::Character,
        std::cmp::Ordering::Less => bytes,
        std::cmp::Ordering::Equal if encoding == Encoding::Cp932 => bytes,
        std::cmp::Ordering::Equal => Unit::Character,
    }
}
