//! One column of a sheet as facts: its name, what stands in it and how often. Nothing is decided here.

use std::collections::HashMap;

use crate::load::columns::{ColumnName, Header};
use crate::load::marks;
use crate::load::number::{self, Parsed};
use crate::load::sheet::{Cell, Sheet};
use crate::load::summary::Summary;
use crate::model::day;
use crate::text::fold;

/// Texts that say there is no answer, folded.
const NO_ANSWER: [&str; 9] = ["無回答", "未回答", "回答なし", "未記入", "記入なし", "無記入", "N/A", "#N/A", "NA"];
/// Texts that say the question was not for this person, folded.
const NOT_ASKED: [&str; 3] = ["非該当", "対象外", "該当せず"];
/// Texts of those who enter data: spoiled, unreadable.
const INVALID: [&str; 2] = ["無効", "無効回答"];
const UNREADABLE: [&str; 3] = ["判読不能", "判読不明", "読取不能"];
/// What stands for letters that could not be read, or marks a choice where nothing but marks stands in a column.
const BLACK_CIRCLE: &str = "●";

/// A column of a sheet.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// 0-based position.
    pub index: usize,
    /// Its header, as far as it names the question and what tells its columns apart.
    pub name: ColumnName,
    /// Wording in a second header row, where the first has a name for every column.
    pub wording: String,
    /// Hidden in the file.
    pub hidden: bool,
    /// Cells that hold something, missing words included.
    pub filled: usize,
    /// What stands there and how often, by first appearance; texts that fold to the same are one. Missing words are not among them.
    pub distinct: Vec<(String, usize)>,
    /// Words for a missing answer.
    pub missing: Vec<(String, &'static str)>,
    /// Cells with a number.
    pub numbers: usize,
    /// Cells with a date.
    pub dates: usize,
    /// Cells with a number among words, as 約20人.
    pub words: usize,
    /// Every number is whole.
    pub whole: bool,
    /// Longest text, in characters.
    pub longest: usize,
}

impl Column {
    /// Looks at a column in the rows with answers, see [`rows`].
    pub fn of(rows: &[&[Cell]], header: &Header, index: usize) -> Self {
        let name = header.columns.get(index).cloned().unwrap_or_default();
        let mut column = Self { index, name, whole: true, ..Self::default() };
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (cell, times) in tally(rows, index) {
            column.add(cell, times, &mut seen);
        }
        column.take_marks(rows);
        column
    }

    /// Where nothing but marks stands beside ● it is a mark too.
    fn take_marks(&mut self, rows: &[&[Cell]]) {
        let is_circle = |(text, _): &(String, &'static str)| text == BLACK_CIRCLE;
        let is_only = self.missing.iter().any(is_circle) && self.values().all(|value| marks::is_flag(&value));
        if is_only {
            let cells = tally(rows, self.index).into_iter().filter(|(cell, _)| cell.text().trim() == BLACK_CIRCLE);
            self.distinct.push((BLACK_CIRCLE.to_owned(), cells.map(|(_, times)| times).sum()));
            self.missing.retain(|known| !is_circle(known));
            self.longest = self.longest.max(1);
        }
    }

    /// Counts a cell that stands in so many rows.
    fn add(&mut self, cell: &Cell, times: usize, seen: &mut HashMap<String, usize>) {
        self.filled += times;
        let text = cell.text();
        let text = text.trim();
        let folded = fold::matching(text);
        if let Some(kind) = missing_word(&folded) {
            if !self.missing.iter().any(|(known, _)| known == text) {
                self.missing.push((text.to_owned(), kind));
            }
            return;
        }
        let at = *seen.entry(folded.clone()).or_insert_with(|| {
            self.distinct.push((text.to_owned(), 0));
            self.distinct.len() - 1
        });
        if let Some((_, count)) = self.distinct.get_mut(at) {
            *count += times;
        }
        self.longest = self.longest.max(text.chars().count());
        let number = match cell {
            Cell::Number(number) => Some(*number),
            Cell::Date(_) => {
                self.dates += times;
                None
            }
            Cell::Text(_) => match number::parse(&folded, None) {
                // 0012 is the name of something, not a quantity.
                Parsed::Plain(_) if folded.len() > 1 && folded.starts_with('0') && !folded.contains('.') => None,
                Parsed::Plain(number) => Some(number),
                Parsed::Words(_) if day::parse(&folded).is_none() => {
                    self.words += times;
                    None
                }
                _ => None,
            },
            _ => None,
        };
        match number {
            Some(number) => {
                self.numbers += times;
                self.whole &= number.fract() == 0.0;
            }
            None if matches!(cell, Cell::Text(_)) && day::parse(&folded).is_some() => self.dates += times,
            None => {}
        }
    }

    /// Cells that hold an answer.
    pub fn cells(&self) -> usize {
        self.distinct.iter().map(|(_, count)| count).sum()
    }

    /// The header as one folded text.
    pub fn title(&self) -> String {
        self.name.joined.clone()
    }

    /// The values, folded.
    pub fn values(&self) -> impl Iterator<Item = String> {
        self.distinct.iter().map(|(text, _)| fold::matching(text))
    }

    /// True when at least 19 of 20 answers count so.
    pub fn most(&self, count: usize) -> bool {
        count > 0 && count * 20 >= self.cells() * 19
    }

    /// The column as if cells with dates were blank.
    pub fn without_dates(&self) -> Self {
        let mut plain = self.clone();
        plain.distinct.retain(|(text, _)| day::parse(text).is_none());
        plain.dates = 0;
        plain
    }

    /// Cells whose text stands in at least two cells.
    pub fn repeated(&self) -> usize {
        self.distinct.iter().filter(|(_, count)| *count > 1).map(|(_, count)| count).sum()
    }

    /// Values that stand in one cell only.
    pub fn once(&self) -> usize {
        self.distinct.iter().filter(|(_, count)| *count == 1).count()
    }
}

/// A cell as it stands in its file: what looks the same to a person may be a text or a number.
#[derive(PartialEq, Eq, Hash)]
enum Raw<'a> {
    Empty,
    Text(&'a str),
    Number(u64),
    Bool(bool),
    Date(u64),
    Error(&'a str),
}

/// The different cells of a column by first appearance, and how often each stands there. Blank cells are left out. Folding and
/// parsing are slow, so they are done for each of these and not for each row.
pub fn tally<'a>(rows: &[&'a [Cell]], index: usize) -> Vec<(&'a Cell, usize)> {
    let mut found: Vec<(&Cell, usize)> = Vec::new();
    let mut places: HashMap<Raw<'_>, usize> = HashMap::new();
    for cell in rows.iter().filter_map(|row| row.get(index)).filter(|cell| !cell.is_blank()) {
        let raw = match cell {
            Cell::Empty => Raw::Empty,
            Cell::Text(text) => Raw::Text(text),
            Cell::Number(number) => Raw::Number(number.to_bits()),
            Cell::Bool(is_true) => Raw::Bool(*is_true),
            Cell::Date(serial) => Raw::Date(serial.to_bits()),
            Cell::Error(text) => Raw::Error(text),
        };
        let place = *places.entry(raw).or_insert(found.len());
        match found.get_mut(place) {
            Some((_, times)) => *times += 1,
            None => found.push((cell, 1)),
        }
    }
    found
}

/// The rows with answers: below the header, not blank, neither totals nor notes.
pub fn rows<'a>(sheet: &'a Sheet, header: &Header) -> impl Iterator<Item = &'a [Cell]> {
    rows_at(sheet, header).map(|(_, row)| row)
}

/// The same with their 0-based place in the sheet.
pub fn rows_at<'a>(sheet: &'a Sheet, header: &Header) -> impl Iterator<Item = (usize, &'a [Cell])> {
    let summary = Summary::of(sheet, header);
    let below = sheet.rows.iter().enumerate().skip(header.data_start());
    below
        .filter(move |(index, row)| row.iter().any(|cell| !cell.is_blank()) && summary.cell(*index, row).is_none())
        .map(|(index, row)| (index, row.as_slice()))
}

/// The kind of missing answer a folded text says by itself.
pub fn missing_word(folded: &str) -> Option<&'static str> {
    match folded {
        text if NO_ANSWER.contains(&text) => Some("NA"),
        text if NOT_ASKED.contains(&text) => Some("NAP"),
        // The words of our own files for what is missing; no choice can be called so.
        "NAP" => Some("NAP"),
        "INV" => Some("INV"),
        "UNK" => Some("UNK"),
        text if INVALID.contains(&text) => Some("INV"),
        text if UNREADABLE.contains(&text) || [BLACK_CIRCLE, "〓"].contains(&text) => Some("UNK"),
        _ => None,
    }
}
