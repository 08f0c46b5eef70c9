//! A table as rows and columns of printed cells, the one form that terminal, Excel, Markdown and csv draw.
//!
//! Every cell has its printed text and the value behind it, so that a spreadsheet can hold real numbers. How a `Table`
//! becomes a grid stands in [`cross`] and [`simple`]; nothing here knows a file format.

use crate::messages::Lang;
use crate::model::Table;

use super::picture::tone::Tone;
use super::{cross, simple, view::View};

/// A table laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Question id and short name.
    pub title: String,
    /// Wording, base, unit: one line each.
    pub subtitles: Vec<String>,
    /// Over the two columns of row labels; both may be empty.
    pub corner: [String; 2],
    /// What the first label of a row is.
    pub stub: Stub,
    /// The columns, left to right.
    pub columns: Vec<Head>,
    /// The rows, top to bottom; each has one cell per column.
    pub rows: Vec<Row>,
    /// What a reader must know.
    pub notes: Vec<String>,
}

/// What `Head::block` of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stub {
    /// The title of several rows: a banner.
    Blocks,
    /// A number of its own for each row.
    Numbers,
}

/// The label of a row or column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Title shared by neighbours (a banner), or the number of a choice; may be empty.
    pub block: String,
    /// Its own label; a small base has its mark here already.
    pub label: String,
    /// What it is.
    pub part: Part,
    /// The base is under the survey's minimum: 参考値.
    pub small: bool,
}

/// What a row or column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 全体.
    Total,
    /// A group of a banner.
    Group,
    /// n, unweighted or weighted.
    Base,
    /// A choice.
    Choice,
    /// A net (計).
    Net,
    /// 無回答, 無効, 不明.
    Missing,
    /// A sum at the foot.
    Sum,
    /// Mean, median and the like; in a simple table also the columns of counts and percentages.
    Figure,
}

/// What a line of cells counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// 件数.
    Count,
    /// ％.
    Percent,
    /// Neither: means, or a row of different things.
    Figure,
}

/// One line of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its label.
    pub head: Head,
    /// What it counts in.
    pub line: Line,
    /// First of the lines that share the label.
    pub first: bool,
    /// One per column.
    pub cells: Vec<Cell>,
}

/// A printed cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value behind it.
    pub value: Value,
    /// As printed.
    pub text: String,
    /// After the text: what the cell is higher or lower than, beyond chance; mostly empty.
    pub mark: String,
    /// Where it stands against 全体, if that is to be shaded.
    pub tone: Option<Tone>,
}

/// The value behind a printed cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Nothing stands here.
    Blank,
    /// There is no such value; printed `-`.
    Absent,
    /// People.
    Count(u64),
    /// Sum of weights.
    Weighted(f64),
    /// A percentage.
    Percent {
        /// In points, not rounded.
        points: f64,
        /// Part and whole where both are counts of people.
        of: Option<(u64, u64)>,
    },
    /// A mean, a median, points of a rank.
    Number(f64),
    /// Days since 1970-01-01.
    Date(f64),
    /// A p value.
    Probability(f64),
    /// No figure: the text says it.
    Word,
}

impl Head {
    /// A label of its own, on no small base.
    pub fn new(block: impl Into<String>, label: impl Into<String>, part: Part) -> Self {
        Self { block: block.into(), label: label.into(), part, small: false }
    }
}

impl Grid {
    /// The table as it is usually wanted: a cross table if there is a banner, otherwise the vertical list.
    pub fn new(table: &Table, view: &View, lang: Lang) -> Self {
        if table.groups.iter().any(|group| group.banner.is_some()) {
            cross::cross(table, view, lang)
        } else {
            simple::simple(table, view, lang)
        }
    }

    /// A list: a line per thing, the first column being its name.
    pub fn list(title: &str, corner: &str, heads: &[&str], rows: Vec<(String, Vec<Cell>)>) -> Self {
        let row = |(name, cells): (String, Vec<Cell>)| Row {
            head: Head::new("", name, Part::Group),
            line: Line::Figure,
            first: true,
            cells,
        };
        Self {
            title: title.to_owned(),
            subtitles: Vec::new(),
            corner: [String::new(), corner.to_owned()],
            stub: Stub::Blocks,
            columns: heads.iter().map(|head| Head::new("", *head, Part::Figure)).collect(),
            rows: rows.into_iter().map(row).collect(),
            notes: Vec::new(),
        }
    }

    /// True when rows have more than one kind of line, so that each needs its unit said.
    pub fn has_units(&self) -> bool {
        self.rows.iter().any(|row| row.line == Line::Count) && self.rows.iter().any(|row| row.line == Line::Percent)
    }

    /// True when columns have titles above their labels.
    pub fn has_column_blocks(&self) -> bool {
        self.columns.iter().any(|column| !column.block.is_empty())
    }

    /// True when a column holds words and no figure, so that it reads from the left.
    pub fn is_of_words(&self, column: usize) -> bool {
        let mut cells =
            self.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| cell.value != Value::Blank);
        cells.next().is_some_and(|cell| cell.value == Value::Word) && cells.all(|cell| cell.value == Value::Word)
    }

    /// True when some row has a block title or number.
    pub fn has_row_blocks(&self) -> bool {
        self.rows.iter().any(|row| !row.head.block.is_empty())
    }
}

impl Cell {
    /// A value and its text, without a mark.
    pub fn new(value: Value, text: String) -> Self {
        Self { value, text, mark: String::new(), tone: None }
    }

    /// An empty cell.
    pub fn blank() -> Self {
        Self::new(Value::Blank, String::new())
    }

    /// A text, or nothing where it is empty; on one line.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::blank() } else { Self::word(&text.replace('\n', " ")) }
    }

    /// A word instead of a figure.
    pub fn word(text: &str) -> Self {
        Self::new(Value::Word, text.to_owned())
    }

    /// A value that does not exist.
    pub fn absent() -> Self {
        Self::new(Value::Absent, "-".to_owned())
    }

    /// Text and mark as one.
    pub fn printed(&self) -> String {
        format!("{}{}", self.text, self.mark)
    }
}
