//! A document for people without a file format: title, sections of headings, texts and tables, and how it is to be printed.
//!
//! Everything in it is worded, rounded and masked already. `export` draws it as Word, Excel, Markdown and csv; nothing here
//! knows a format, and nothing here is particular to comments.

/// A document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Title, also in the properties of the file.
    pub title: String,
    /// A4 on its side.
    pub landscape: bool,
    /// Said on every page and sheet, such as 作成中; `None` for a finished document.
    pub mark: Option<String>,
    /// Said near the title, such as that the data are made up.
    pub warning: Option<String>,
    /// Date of the file, ISO; without one the file says a fixed day, so that equal documents are equal files.
    pub day: Option<String>,
    /// In order. A section with a table is a sheet in Excel.
    pub sections: Vec<Section>,
}

/// A part of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// Name of its sheet.
    pub name: String,
    /// In order.
    pub blocks: Vec<Block>,
}

/// One thing below another.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; level 1 stands below the title.
    Heading(u8, String),
    /// Text; line breaks are kept.
    Paragraph(String),
    /// Smaller text.
    Note(String),
    /// A table.
    Table(Table),
    /// What follows stands on a new page of paper.
    PageBreak,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Above it; may be empty.
    pub caption: String,
    /// Left to right.
    pub columns: Vec<Column>,
    /// Repeated on every page.
    pub header: Vec<Row>,
    /// Top to bottom.
    pub rows: Vec<Row>,
    /// Where a table has rows that are headings of others (`Look::Band`): what such headings are, for forms that make them
    /// a column.
    pub bands: String,
}

/// A column.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Column {
    /// Share of the table's width, against the other columns.
    pub width: f64,
    /// Where its texts stand.
    pub align: Align,
}

/// Where a text stands in its cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Left to right, without those that cells above or to the left cover.
    pub cells: Vec<Cell>,
    /// What it is.
    pub look: Look,
}

/// What a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// One of many.
    #[default]
    Plain,
    /// A heading over the rows below it, level 1 over level 2; its first cell spans all columns.
    Band(u8),
    /// A sum.
    Total,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// As printed.
    pub text: String,
    /// The number behind it, for spreadsheets.
    pub number: Option<f64>,
    /// Rows it spans; 0 and 1 are one.
    pub rows: usize,
    /// Columns it spans; 0 and 1 are one.
    pub columns: usize,
    /// Where its text stands, if not as in its column.
    pub align: Option<Align>,
}

/// What stands at a place of a table's grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slot<'a> {
    /// The upper left corner of a cell.
    Cell(&'a Cell),
    /// The left end of a cell that began in a row above, spanning so many columns.
    Below(usize),
    /// Covered by the place to the left.
    Covered,
}

impl Section {
    /// An empty section.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), blocks: Vec::new() }
    }

    /// The tables in it.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

impl Column {
    /// A column of this share, its texts at the left.
    pub fn new(width: f64) -> Self {
        Self { width, align: Align::Left }
    }

    /// A column of figures.
    pub fn figures(width: f64) -> Self {
        Self { width, align: Align::Right }
    }

    /// A column of marks.
    pub fn marks(width: f64) -> Self {
        Self { width, align: Align::Center }
    }
}

impl Row {
    /// One of many.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, look: Look::Plain }
    }

    /// A row of column labels.
    pub fn header<S: Into<String>>(labels: impl IntoIterator<Item = S>) -> Self {
        let cell = |label: S| Cell { align: Some(Align::Center), ..Cell::text(label) };
        Self::new(labels.into_iter().map(cell).collect())
    }

    /// A heading over rows.
    pub fn band(level: u8, text: impl Into<String>, columns: usize) -> Self {
        let cell = Cell { columns, align: Some(Align::Left), ..Cell::text(text) };
        Self { cells: vec![cell], look: Look::Band(level) }
    }

    /// A sum.
    pub fn total(cells: Vec<Cell>) -> Self {
        Self { cells, look: Look::Total }
    }
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A number with its printed form.
    pub fn number(number: usize, text: impl Into<String>) -> Self {
        Self { number: Some(number as f64), ..Self::text(text) }
    }

    /// Rows it spans, at least one.
    pub fn height(&self) -> usize {
        self.rows.max(1)
    }

    /// Columns it spans, at least one.
    pub fn span(&self) -> usize {
        self.columns.max(1)
    }
}

impl Table {
    /// Each row of `rows` (the header or the body) with one slot per column. Cells that do not fit are cut, missing ones
    /// are left out at the right end.
    pub fn slots<'a>(&self, rows: &'a [Row]) -> Vec<Vec<Slot<'a>>> {
        let width = self.columns.len();
        // By column: how many rows are still covered from above, and how wide the covering cell is.
        let mut above: Vec<(usize, usize)> = vec![(0, 0); width];
        let mut grid = Vec::with_capacity(rows.len());
        for row in rows {
            let mut line = Vec::with_capacity(width);
            let mut cells = row.cells.iter();
            while line.len() < width {
                let at = line.len();
                let covered = above.get(at).copied().unwrap_or_default();
                let (slot, span, left) = if covered.0 > 0 {
                    (Slot::Below(covered.1), covered.1, covered.0 - 1)
                } else {
                    let Some(cell) = cells.next() else { break };
                    let room = (at..width).take_while(|at| above.get(*at).is_some_and(|above| above.0 == 0)).count();
                    (Slot::Cell(cell), cell.span().min(room), cell.height() - 1)
                };
                line.push(slot);
                line.extend(std::iter::repeat_n(Slot::Covered, span.saturating_sub(1)));
                for above in above.iter_mut().skip(at).take(span.max(1)) {
                    *above = (left, span.max(1));
                }
            }
            grid.push(line);
        }
        grid
    }

    /// Shares of the columns; they add up to one.
    pub fn shares(&self) -> Vec<f64> {
        let total: f64 = self.columns.iter().map(|column| column.width.max(0.0)).sum();
        let total = if total > 0.0 { total } else { 1.0 };
        self.columns.iter().map(|column| column.width.max(0.0) / total).collect()
    }

    /// Where the text of a cell in a column stands.
    pub fn align(&self, column: usize, cell: &Cell) -> Align {
        cell.align.or(self.columns.get(column).map(|column| column.align)).unwrap_or_default()
    }

    /// The body as plain rows of texts, headings of rows as a column of their own at the left (if there are any), spanned
    /// texts repeated downwards and standing once across.
    pub fn flat(&self) -> Vec<(Look, Vec<Cell>)> {
        let banded = self.rows.iter().any(|row| matches!(row.look, Look::Band(_)));
        let mut path: Vec<(u8, String)> = Vec::new();
        let mut last: Vec<Cell> = vec![Cell::default(); self.columns.len()];
        let mut flat = Vec::new();
        for (row, slots) in self.rows.iter().zip(self.slots(&self.rows)) {
            if let Look::Band(level) = row.look {
                path.retain(|(above, _)| *above < level);
                path.push((level, row.cells.first().map_or(String::new(), |cell| cell.text.clone())));
                continue;
            }
            let mut cells = Vec::new();
            if banded {
                let texts: Vec<&str> = path.iter().map(|(_, text)| text.as_str()).collect();
                cells.push(Cell::text(texts.join("＞")));
            }
            for (at, slot) in slots.iter().enumerate() {
                let cell = match slot {
                    Slot::Cell(cell) => Cell { rows: 0, columns: 0, ..(*cell).clone() },
                    Slot::Below(_) => last.get(at).cloned().unwrap_or_default(),
                    Slot::Covered => Cell::default(),
                };
                if let Some(last) = last.get_mut(at) {
                    last.clone_from(&cell);
                }
                cells.push(cell);
            }
            flat.push((row.look, cells));
        }
        flat
    }

    /// The labels over [`flat`](Self::flat): the last header row's texts, those above it where it has none.
    pub fn flat_header(&self) -> Vec<String> {
        let mut labels = vec![String::new(); self.columns.len()];
        for line in self.slots(&self.header) {
            for (label, slot) in labels.iter_mut().zip(line) {
                if let Slot::Cell(cell) = slot {
                    label.clone_from(&cell.text);
                }
            }
        }
        if self.rows.iter().any(|row| matches!(row.look, Look::Band(_))) {
            labels.insert(0, self.bands.clone());
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_cover_what_they_should() {
        let tall = Cell { rows: 2, ..Cell::text("a") };
        let wide = Cell { columns: 2, ..Cell::text("b") };
        let table = Table {
            columns: vec![Column::new(1.0); 3],
            rows: vec![Row::new(vec![tall, wide]), Row::new(vec![Cell::text("c"), Cell::text("d")])],
            ..Table::default()
        };
        let slots = table.slots(&table.rows);
        assert!(matches!(slots[0].as_slice(), [Slot::Cell(_), Slot::Cell(_), Slot::Covered]));
        assert!(matches!(slots[1].as_slice(), [Slot::Below(1), Slot::Cell(c), Slot::Cell(_)] if c.text == "c"));
        let texts: Vec<Vec<String>> =
            table.flat().into_iter().map(|(_, cells)| cells.into_iter().map(|cell| cell.text).collect()).collect();
        assert_eq!(texts, [["a", "b", ""], ["a", "c", "d"]]);
    }

    #[test]
    fn headings_of_rows_become_a_column() {
        let table = Table {
            columns: vec![Column::new(1.0)],
            bands: "見出し".into(),
            header: vec![Row::header(["№"])],
            rows: vec![
                Row::band(1, "商業", 1),
                Row::band(2, "商店街", 1),
                Row::new(vec![Cell::text("1")]),
                Row::band(1, "工業", 1),
                Row::new(vec![Cell::text("2")]),
            ],
            ..Table::default()
        };
        let texts: Vec<Vec<String>> =
            table.flat().into_iter().map(|(_, cells)| cells.into_iter().map(|cell| cell.text).collect()).collect();
        assert_eq!(texts, [["商業＞商店街", "1"], ["工業", "2"]]);
        assert_eq!(table.flat_header(), ["見出し", "№"]);
    }
}
