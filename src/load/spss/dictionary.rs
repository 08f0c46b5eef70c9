//! The variables of an SPSS file: parts of long strings put together, names, labels and missing values decoded.

use std::collections::{HashMap, HashSet};

use super::cursor::Cursor;
use super::records::{RawVariable, Records};
use super::sets;
use super::words::Words;
use crate::load::read::ReadError;

/// A value as labels and missing values state it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(f64),
    /// Without the spaces behind it.
    Text(String),
}

/// Values that stand for a missing answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Missing {
    pub(super) values: Vec<Value>,
    /// Ends included.
    pub(super) range: Option<(f64, f64)>,
}

impl Missing {
    pub(super) fn holds(&self, value: &Value) -> bool {
        let in_range = match (value, self.range) {
            (Value::Number(number), Some((low, high))) => (low..=high).contains(number),
            _ => false,
        };
        in_range || self.values.contains(value)
    }
}

/// The most labels of values all variables may have together; records of labels may be shared by many variables, so a
/// small file can state a great many.
const MOST_LABELS: usize = 1_000_000;

/// What a number means and how it is printed: kind, width, decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format(i32);

impl Format {
    fn kind(self) -> i32 {
        self.0 >> 16 & 0xff
    }

    /// Seconds since 1582-10-14: DATE, DATETIME, ADATE, JDATE, MOYR, QYR, WKYR, EDATE, SDATE, YMDHMS.
    pub(super) fn is_date(self) -> bool {
        matches!(self.kind(), 20 | 22 | 23 | 24 | 28 | 29 | 30 | 38 | 39 | 41)
    }

    /// Seconds: TIME, DTIME, MTIME.
    pub(super) fn is_time(self) -> bool {
        matches!(self.kind(), 21 | 25 | 40)
    }
}

/// How the values of a variable are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Measure {
    #[default]
    Unknown,
    Nominal,
    Ordinal,
    Scale,
}

/// One variable.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) label: String,
    /// 0 for a number, else bytes.
    pub(super) width: usize,
    /// Elements it begins at and bytes it takes there; several for a string of more than 255 bytes.
    pub(super) segments: Vec<(usize, usize)>,
    pub(super) format: Format,
    pub(super) missing: Missing,
    pub(super) labels: Vec<(Value, String)>,
    pub(super) measure: Measure,
}

/// A multiple response set.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) name: String,
    pub(super) label: String,
    /// What counts as chosen; `None` where the variables hold the choices.
    pub(super) counted: Option<String>,
    pub(super) by_value_label: bool,
    /// Positions of its variables.
    pub(super) variables: Vec<usize>,
}

/// Everything a file says beside its cases.
#[derive(Debug, Clone)]
pub(super) struct Dictionary {
    pub(super) words: Words,
    pub(super) title: String,
    pub(super) variables: Vec<Variable>,
    pub(super) sets: Vec<Set>,
    /// Position of the variable with the weights.
    pub(super) weight: Option<usize>,
}

impl Dictionary {
    pub(super) fn new(records: &Records<'_>) -> Result<Self, ReadError> {
        let words = words(records);
        let names = pairs(records.extension(13).unwrap_or_default(), b"\t");
        let names: HashMap<String, String> =
            names.map(|(short, long)| (short_name(words, short), words.label(long))).collect();
        let widths = pairs(records.extension(14).unwrap_or_default(), b"\t");
        let widths: HashMap<String, usize> = widths
            .filter_map(|(short, width)| {
                let width = width.split(|byte| *byte == 0).next()?;
                Some((short_name(words, short), std::str::from_utf8(width).ok()?.trim().parse().ok()?))
            })
            .collect();
        let measures = measures(records);
        let mut variables: Vec<Variable> = Vec::new();
        let (mut by_short, mut by_element) = (HashMap::new(), HashMap::new());
        let mut raw = records.variables.iter().enumerate();
        while let Some((index, first)) = raw.next() {
            let short = short_name(words, first.name);
            let mut segments = vec![(first.element, first.width)];
            let mut width = first.width;
            if let Some(whole) = widths.get(&short).copied().filter(|whole| *whole > 255 && first.width > 0) {
                // Each part holds 255 bytes, but the whole takes a part for every 252.
                for _ in 1..whole.div_ceil(252) {
                    let next = raw.next().filter(|(_, part)| part.width > 0);
                    let (_, part) = next.ok_or_else(|| ReadError::damaged("a part of a long string is missing"))?;
                    segments.push((part.element, part.width));
                }
                width = whole;
            }
            by_short.insert(short.clone(), variables.len());
            by_element.insert(first.element, variables.len());
            variables.push(Variable {
                name: names.get(&short).filter(|name| !name.is_empty()).cloned().unwrap_or(short),
                label: words.label(first.label),
                width,
                segments,
                format: Format(first.format),
                missing: missing(records, words, first),
                labels: Vec::new(),
                measure: measures.get(index).copied().unwrap_or_default(),
            });
        }
        for (segment, width) in variables.iter().flat_map(|variable| &variable.segments) {
            if segment + width.div_ceil(8).max(1) > records.elements {
                return Err(ReadError::damaged("a string has fewer parts than its width"));
            }
        }
        let mut dictionary = Self {
            words,
            title: words.label(records.file_label),
            weight: records.weight.checked_sub(1).and_then(|element| by_element.get(&element).copied()),
            variables,
            sets: Vec::new(),
        };
        let by_name = dictionary.variables.iter().enumerate();
        let by_name = by_name.map(|(position, variable)| (variable.name.to_lowercase(), position)).collect();
        dictionary.add_labels(records, &by_element)?;
        // What these records say too much or wrongly is no reason to refuse the answers.
        let _ = dictionary.add_long_labels(records, &by_name);
        let _ = dictionary.add_long_missing(records, &by_name);
        dictionary.add_sets(records, &by_short, &by_name);
        Ok(dictionary)
    }

    fn add_labels(&mut self, records: &Records<'_>, by_element: &HashMap<usize, usize>) -> Result<(), ReadError> {
        let mut total = 0_usize;
        for labels in &records.labels {
            for element in &labels.elements {
                total = total.saturating_add(labels.labels.len());
                if total > MOST_LABELS {
                    return Err(ReadError::damaged("too many labels of values"));
                }
                let Some(position) = by_element.get(element) else { continue };
                let Some(variable) = self.variables.get_mut(*position) else { continue };
                for (value, label) in &labels.labels {
                    let value = value_of(records, self.words, *value, variable.width > 0);
                    variable.labels.push((value, self.words.label(label)));
                }
            }
        }
        Ok(())
    }

    fn named(&mut self, name: &[u8], by_name: &HashMap<String, usize>) -> Option<&mut Variable> {
        let position = by_name.get(&self.words.label(name).to_lowercase())?;
        self.variables.get_mut(*position)
    }

    /// Labels of strings of more than eight bytes.
    fn add_long_labels(&mut self, records: &Records<'_>, by_name: &HashMap<String, usize>) -> Result<(), ReadError> {
        let mut record = Cursor::new(records.extension(21).unwrap_or_default(), records.order);
        while !record.is_at_end() {
            let name = record.counted()?;
            record.count()?;
            for _ in 0..record.count()? {
                let (value, label) = (record.counted()?, record.counted()?);
                let (value, label) = (Value::Text(self.words.text(value).0), self.words.label(label));
                if let Some(variable) = self.named(name, by_name) {
                    variable.labels.push((value, label));
                }
            }
        }
        Ok(())
    }

    /// Missing values of strings of more than eight bytes.
    fn add_long_missing(&mut self, records: &Records<'_>, by_name: &HashMap<String, usize>) -> Result<(), ReadError> {
        let mut record = Cursor::new(records.extension(22).unwrap_or_default(), records.order);
        while !record.is_at_end() {
            let name = record.counted()?;
            let count = record.take(1)?.first().copied().unwrap_or(0);
            let width = record.count()?;
            for _ in 0..count {
                let value = Value::Text(self.words.text(record.take(width)?).0);
                if let Some(variable) = self.named(name, by_name) {
                    variable.missing.values.push(value);
                }
            }
        }
        Ok(())
    }

    fn add_sets(&mut self, records: &Records<'_>, by_short: &HashMap<String, usize>, by_name: &HashMap<String, usize>) {
        let mut taken = HashSet::new();
        let found = records.extensions.iter().filter(|(subtype, _)| matches!(subtype, 7 | 19));
        for set in found.flat_map(|(_, record)| sets::read(record)) {
            let mut variables = Vec::new();
            let mut known = HashSet::new();
            for name in &set.variables {
                let by_name = || by_name.get(&self.words.label(name).to_lowercase());
                let position = by_short.get(&short_name(self.words, name)).or_else(by_name);
                variables.extend(position.copied().filter(|position| known.insert(*position)));
            }
            let name = self.words.label(set.name);
            if variables.is_empty() || !taken.insert(name.clone()) {
                continue;
            }
            self.sets.push(Set {
                name,
                label: self.words.label(set.label),
                counted: set.counted.map(|counted| self.words.text(counted).0),
                by_value_label: set.by_value_label,
                variables,
            });
        }
    }
}

/// How this file's bytes become characters.
fn words(records: &Records<'_>) -> Words {
    let page = records.extension(3).and_then(|machine| {
        let mut machine = Cursor::new(machine, records.order);
        machine.take(28).and_then(|_| machine.int()).ok()
    });
    let labels = records.labels.iter().flat_map(|labels| labels.labels.iter().map(|(_, label)| *label));
    let texts = records.variables.iter().flat_map(|variable| [variable.name, variable.label]);
    let extensions = [13, 7, 19].into_iter().filter_map(|subtype| records.extension(subtype));
    let texts = texts.chain(labels).chain(extensions).chain([records.file_label]);
    Words::of(records.extension(20), page, texts)
}

/// Short names are compared without their padding and in capitals.
fn short_name(words: Words, name: &[u8]) -> String {
    words.label(name).to_uppercase()
}

/// `A=b` between separators.
fn pairs<'a>(record: &'a [u8], separator: &'static [u8]) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
    record.split(|byte| separator.contains(byte)).filter_map(|pair| {
        let at = pair.iter().position(|byte| *byte == b'=')?;
        Some((pair.get(..at)?, pair.get(at + 1..)?))
    })
}

fn measures(records: &Records<'_>) -> Vec<Measure> {
    let record = records.extension(11).unwrap_or_default();
    let count = records.variables.len().max(1);
    // Three numbers a variable, or two where the width is left out.
    let each = if record.len() / 4 >= count * 3 { 3 } else { 2 };
    let numbers: Vec<i32> =
        record.chunks_exact(4).filter_map(|bytes| Some(records.order.int(bytes.try_into().ok()?))).collect();
    let measure = |numbers: &[i32]| match numbers.first() {
        Some(1) => Measure::Nominal,
        Some(2) => Measure::Ordinal,
        Some(3) => Measure::Scale,
        _ => Measure::Unknown,
    };
    numbers.chunks_exact(each).map(measure).collect()
}

fn value_of(records: &Records<'_>, words: Words, bytes: [u8; 8], is_text: bool) -> Value {
    if is_text { Value::Text(words.text(&bytes).0) } else { Value::Number(records.order.double(bytes)) }
}

fn missing(records: &Records<'_>, words: Words, variable: &RawVariable<'_>) -> Missing {
    let mut values: Vec<Value> =
        variable.missing.iter().map(|bytes| value_of(records, words, *bytes, variable.width > 0)).collect();
    let range = match (variable.missing_count, values.as_slice()) {
        (..=-2, [Value::Number(low), Value::Number(high), ..]) => Some((*low, *high)),
        _ => None,
    };
    if range.is_some() {
        values.drain(..2);
    }
    Missing { values, range }
}
