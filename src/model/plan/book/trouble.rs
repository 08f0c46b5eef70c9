//! What a workbook of a plan says that could not be taken, and where. The sentences are made in `messages`.

/// What could not be taken from a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Which table.
    pub table: Part,
    /// Row of the table, from 0; `None` for the row of keys.
    pub row: Option<usize>,
    /// Column, from 0.
    pub column: usize,
    /// What is wrong.
    pub what: What,
}

/// A table of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 計画.
    About,
    /// 列.
    Columns,
    /// 尺度.
    Scales,
    /// 記録.
    Records,
}

/// Why something could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// No such key.
    Key(String),
    /// Not one of the words allowed here.
    Word(String),
    /// No whole number.
    Number(String),
    /// A record or a column without its name.
    NoName,
    /// A key that every workbook has is not in row 1: a column or the whole row was taken out.
    Missing(String),
    /// A key stands in row 1 twice, so that one would overwrite the other.
    Twice(String),
}

impl What {
    /// True where the workbook is no longer a whole plan, so that nothing of it may be written.
    pub fn spoils(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Twice(_))
    }
}
