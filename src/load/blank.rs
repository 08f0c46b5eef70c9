//! Blank forms: rows with nothing in any column but those that tell who sent the form, how and when.
//!
//! Whether a question was answered is told where it is read: 0 in a flag or a text that stands for 無回答 is nothing.

use super::gather::Input;
use super::sheet::Cell;
use crate::model::day;
use crate::text::fold;

/// Names of columns in which a survey service or the staff number the forms.
const NUMBERS: [&str; 16] = [
    "id",
    "no",
    "no.",
    "#",
    "番号",
    "連番",
    "回答id",
    "回答番号",
    "回答者id",
    "受付番号",
    "整理番号",
    "通し番号",
    "管理番号",
    "調査票番号",
    "responseid",
    "respondentid",
];

/// Tells the rows of one input in which nothing stands beside the questions.
pub struct Blank {
    /// Columns where notes may stand: no answers, ids, addresses or weights.
    notes: Vec<usize>,
    /// Number of columns with a name.
    width: usize,
    /// True where rows are counts of respondents, who are not blank.
    never: bool,
}

impl Blank {
    /// Looks at what the columns are for.
    pub fn new(input: &Input) -> Self {
        let located = &input.located;
        let is_note = |column: usize| located.unused.contains(&column) && !is_number(input, column);
        let named = |column: usize| input.header.columns.get(column).is_some_and(|name| !name.levels.is_empty());
        let used = located.columns();
        let passed_over = |column: &usize| used.contains(column) || (named(*column) && !is_note(*column));
        let width = input.header.columns.len();
        let notes = (0..width).filter(|column| !passed_over(column)).collect();
        Self { notes, width, never: located.count.is_some() }
    }

    /// True for the row of a blank form, provided that no question was answered.
    pub fn is_blank(&self, row: &[Cell]) -> bool {
        let notes = self.notes.iter().filter_map(|column| row.get(*column));
        let mut notes = notes.chain(row.iter().skip(self.width));
        !self.never && notes.all(|cell| cell.is_blank() || is_time(cell))
    }
}

fn is_number(input: &Input, column: usize) -> bool {
    let name = input.header.columns.get(column).map(|name| name.joined.to_lowercase()).unwrap_or_default();
    let name: String = name.split([' ', '_']).collect();
    NUMBERS.contains(&name.as_str())
}

fn is_time(cell: &Cell) -> bool {
    match cell {
        Cell::Date(_) => true,
        Cell::Text(text) => day::parse(&fold::matching(text)).is_some(),
        _ => false,
    }
}
