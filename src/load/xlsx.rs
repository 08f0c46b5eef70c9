//! Books of sheets (xlsx, xlsm, xlsb, xls, ods) through calamine, as [`Sheet`]s.
//!
//! It is called by [`read`](super::read) only, which contains panics; nothing here looks at what cells mean. Formulas
//! give their last computed value. calamine tells no merged cells for xlsb, so those sheets have none.

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader, SheetType, SheetVisible};
use calamine::{Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError};

use super::progress::{Progress, Share, Watched};
use super::read::{Limits, ReadError, check_ods, check_ole, check_zip};
use super::sheet::{Cell, Merge, Sheet, serial_of_date};

/// The readable book formats; xlsm is read as xlsx.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel 2007 and later, with or without macros.
    Xlsx,
    /// The binary form of the same.
    Xlsb,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
}

/// An open book.
pub enum Book {
    /// See [`Format::Xlsx`].
    Xlsx(Box<Xlsx<Watched>>),
    /// See [`Format::Xlsb`].
    Xlsb(Box<Xlsb<Watched>>),
    /// See [`Format::Xls`].
    Xls(Box<Xls<Watched>>),
    /// See [`Format::Ods`]; with the merged cells of each sheet.
    Ods(Box<Ods<Watched>>, Vec<Vec<Merge>>),
}

/// Days from 1900-01-01 to 1904-01-01 as Excel counts them.
const FROM_1904: f64 = 1462.0;

/// Checks the sizes of a book and opens it; `share` is the work that reading it is.
///
/// # Errors
///
/// [`ReadError::Encrypted`], [`ReadError::Damaged`] or one of the sizes.
pub fn open(format: Format, bytes: Vec<u8>, limits: &Limits, share: Share) -> Result<Book, ReadError> {
    match format {
        Format::Xls => check_ole(&bytes, limits)?,
        _ => check_zip(&bytes, limits)?,
    }
    Ok(match format {
        Format::Xlsx => Book::Xlsx(Box::new(Xlsx::new(Watched::new(bytes, share))?)),
        Format::Xlsb => Book::Xlsb(Box::new(Xlsb::new(Watched::new(bytes, share))?)),
        Format::Xls => Book::Xls(Box::new(Xls::new(Watched::new(bytes, share))?)),
        Format::Ods => {
            let merges = check_ods(&bytes, limits, share.progress())?;
            Book::Ods(Box::new(Ods::new(Watched::new(bytes, share))?), merges)
        }
    })
}

impl Book {
    /// The names of the worksheets in their order, and whether they are shown.
    pub fn worksheets(&self) -> Vec<(String, bool)> {
        let sheets = match self {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xlsb(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
            Book::Ods(book, _) => book.sheets_metadata(),
        };
        let worksheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        worksheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
    }

    /// Reads one sheet by its exact name.
    ///
    /// # Errors
    ///
    /// [`ReadError::Damaged`], [`ReadError::TooLarge`], [`ReadError::Unpacked`] or [`ReadError::Cancelled`].
    pub fn sheet(&mut self, name: &str, limits: &Limits, progress: &Progress) -> Result<Sheet, ReadError> {
        let mut grid = Grid::new(limits, progress);
        let merges = match self {
            Book::Xlsx(book) => {
                grid.is_1904 = book.has_1904_epoch();
                let mut cells = book.worksheet_cells_reader(name)?;
                while let Some(cell) = cells.next_cell()? {
                    grid.put(cell.get_position(), cell.get_value())?;
                }
                drop(cells);
                to_merges(book.merge_cells_by_sheet_name(name)?)
            }
            Book::Xlsb(book) => {
                grid.is_1904 = book.has_1904_epoch();
                let mut cells = book.worksheet_cells_reader(name)?;
                while let Some(cell) = cells.next_cell()? {
                    grid.put(cell.get_position(), cell.get_value())?;
                }
                Vec::new()
            }
            Book::Xls(book) => {
                grid.is_1904 = book.has_1904_epoch();
                grid.put_range(&book.worksheet_range(name)?)?;
                to_merges(book.merge_cells_by_sheet_name(name)?)
            }
            Book::Ods(book, merges) => {
                grid.errors_are_text = true;
                let index = book.sheets_metadata().iter().position(|sheet| sheet.name == name);
                grid.put_range(&book.worksheet_range(name)?)?;
                index.and_then(|index| merges.get(index)).cloned().unwrap_or_default()
            }
        };
        Ok(Sheet { name: name.to_owned(), rows: grid.rows, merges, encoding: None, undecodable: Vec::new() })
    }
}

/// Bytes that a place for a cell takes.
pub(super) const SLOT: usize = size_of::<Cell>();

/// Bytes that a cell takes beyond its place: a text, and what keeping it costs.
pub(super) fn memory(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) | Cell::Error(text) => text.len() + 16,
        _ => 0,
    }
}

/// Rows as they fill, with the sizes kept in view.
struct Grid<'a> {
    rows: Vec<Vec<Cell>>,
    cells: usize,
    memory: usize,
    is_1904: bool,
    errors_are_text: bool,
    limits: &'a Limits,
    looks: Share,
}

impl<'a> Grid<'a> {
    fn new(limits: &'a Limits, progress: &Progress) -> Self {
        // The bytes are counted already; only whether to stop is looked at here.
        let looks = progress.share(0);
        Grid { rows: Vec::new(), cells: 0, memory: 0, is_1904: false, errors_are_text: false, limits, looks }
    }

    fn put_range(&mut self, range: &Range<Data>) -> Result<(), ReadError> {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let place = |start: u32, offset: usize| u32::try_from(offset).unwrap_or(u32::MAX).saturating_add(start);
            self.put((place(top, row), place(left, column)), &borrowed(data))?;
        }
        Ok(())
    }

    fn put(&mut self, (row, column): (u32, u32), data: &DataRef<'_>) -> Result<(), ReadError> {
        self.looks.cell()?;
        let cell = self.cell(data);
        if cell == Cell::Empty {
            return Ok(());
        }
        let (row, column) = (row as usize, column as usize);
        let limit = match () {
            () if row >= self.limits.rows => self.limits.rows,
            () if column >= self.limits.columns => self.limits.columns,
            () if self.cells > self.limits.cells => self.limits.cells,
            () => usize::MAX,
        };
        if limit < usize::MAX {
            let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0).max(column + 1);
            return Err(ReadError::TooLarge { rows: self.rows.len().max(row + 1), columns, limit });
        }
        let there = self.rows.get(row).map_or(0, Vec::len);
        self.memory += memory(&cell) + (column + 1).saturating_sub(there) * SLOT;
        if self.memory > self.limits.memory_bytes {
            return Err(ReadError::Unpacked { bytes: self.memory as u64, limit: self.limits.memory_bytes as u64 });
        }
        let usual = self.rows.last().map_or(0, Vec::len);
        if row >= self.rows.len() {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = self.rows.get_mut(row) else { return Ok(()) };
        if cells.is_empty() && column < usual {
            cells.reserve_exact(usual);
        }
        match cells.get_mut(column) {
            Some(place) => *place = cell,
            None => {
                self.cells += column + 1 - cells.len();
                cells.resize_with(column, Cell::default);
                cells.push(cell);
            }
        }
        Ok(())
    }

    fn cell(&self, data: &DataRef<'_>) -> Cell {
        match data {
            DataRef::Empty => Cell::Empty,
            DataRef::Int(number) => Cell::Number(*number as f64),
            DataRef::Float(number) => Cell::Number(*number),
            DataRef::Bool(value) => Cell::Bool(*value),
            DataRef::Error(error) => Cell::Error(error.to_string()),
            DataRef::DateTime(time) => date(time, self.is_1904),
            DataRef::DateTimeIso(text) => iso_date(text).map_or_else(|| Cell::Text(text.clone()), Cell::Date),
            DataRef::DurationIso(text) => iso_duration(text),
            DataRef::String(text) => self.text_cell(text),
            DataRef::SharedString(text) => self.text_cell(text),
        }
    }

    fn text_cell(&self, text: &str) -> Cell {
        if text.is_empty() {
            Cell::Empty
        } else if self.errors_are_text && is_error(text) {
            Cell::Error(text.to_owned())
        } else {
            Cell::Text(text.to_owned())
        }
    }
}

fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// OpenDocument keeps errors as texts.
fn is_error(text: &str) -> bool {
    matches!(text, "#N/A" | "#DIV/0!" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!")
        || text.starts_with("Err:5")
}

fn date(time: &ExcelDateTime, is_1904: bool) -> Cell {
    let serial = time.as_f64();
    if time.is_duration() {
        return duration(serial * 86_400.0);
    }
    // A time without a day is the same in both systems.
    Cell::Date(if is_1904 && serial >= 1.0 { serial + FROM_1904 } else { serial })
}

/// A length of time; from a day on it is shown in hours, since no time of day says it.
fn duration(seconds: f64) -> Cell {
    if (0.0..86_400.0).contains(&seconds) {
        return Cell::Date(seconds / 86_400.0);
    }
    let whole = seconds.abs().round();
    let sign = if seconds < 0.0 { "-" } else { "" };
    Cell::Text(format!("{sign}{}:{:02}:{:02}", (whole / 3600.0).floor(), (whole / 60.0).floor() % 60.0, whole % 60.0))
}

/// The serial of `2023-07-01`, `2023-07-01T12:30` or `2023-07-01T12:30:00.5Z`; `None` for anything else.
fn iso_date(text: &str) -> Option<f64> {
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "0:0"));
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let mut parts = time.trim_end_matches('Z').splitn(3, ':').map(|part| part.parse::<f64>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0.0))?);
    let seconds = hour * 3600.0 + minute * 60.0 + second;
    let sound = (1900..10_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let serial = serial_of_date(year, month, day) + seconds / 86_400.0;
    (sound && serial >= 61.0 && (0.0..86_400.0).contains(&seconds)).then_some(serial)
}

/// `PT12H30M00S`; anything else stays as it is.
fn iso_duration(text: &str) -> Cell {
    let mut seconds = 0.0;
    let mut digits = String::new();
    for c in text.strip_prefix("PT").unwrap_or("?").chars() {
        let unit = match c {
            '0'..='9' | '.' => {
                digits.push(c);
                continue;
            }
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return Cell::Text(text.to_owned()),
        };
        let Ok(number) = digits.parse::<f64>() else { return Cell::Text(text.to_owned()) };
        seconds += number * unit;
        digits.clear();
    }
    duration(seconds)
}

fn to_merges(regions: Vec<Dimensions>) -> Vec<Merge> {
    let merges = regions.into_iter().map(|region| Merge {
        top: region.start.0,
        left: region.start.1,
        bottom: region.end.0,
        right: region.end.1,
    });
    merges.filter(|merge| merge.top <= merge.bottom && merge.left <= merge.right).collect()
}

impl From<XlsxError> for ReadError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => ReadError::Encrypted,
            other => ReadError::damaged(other),
        }
    }
}

impl From<XlsbError> for ReadError {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::Password => ReadError::Encrypted,
            other => ReadError::damaged(other),
        }
    }
}

impl From<XlsError> for ReadError {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Password => ReadError::Encrypted,
            other => ReadError::damaged(other),
        }
    }
}

impl From<OdsError> for ReadError {
    fn from(error: OdsError) -> Self {
        match error {
            OdsError::Password => ReadError::Encrypted,
            other => ReadError::damaged(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::progress::CELLS;

    #[test]
    fn a_cancelled_reading_takes_few_more_cells() {
        let (limits, progress) = (Limits::default(), Progress::default());
        let mut grid = Grid::new(&limits, &progress);
        let mut put = |row: u32| grid.put((row, 0), &DataRef::Float(1.0));
        assert!((0..2 * CELLS).all(|row| put(row).is_ok()));
        progress.cancel();
        let more = (2 * CELLS..9 * CELLS).take_while(|row| put(*row).is_ok()).count();
        assert!(more <= CELLS as usize, "{more}");
        assert!(matches!((0..CELLS).try_for_each(put), Err(ReadError::Cancelled)));
    }

    #[test]
    fn iso_dates_become_serials() {
        assert_eq!(iso_date("2023-07-01"), Some(45108.0));
        assert_eq!(iso_date("2023-07-01T12:30:00"), Some(45108.0 + 12.5 / 24.0));
        assert_eq!(
            iso_date("2023-07-01T12:30:00.500Z").map(|serial| Cell::Date(serial).text().into_owned()),
            Some("2023-07-01 12:30:01".to_owned())
        );
        for text in [
            "",
            "2023",
            "2023-13-01",
            "1899-01-01",
            "2023-07-01T25:00",
            "令和5年",
            "2023-07-01T12:30+09:00",
            "99999999999999-01-01",
        ] {
            assert_eq!(iso_date(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_of_time() {
        assert_eq!(iso_duration("PT12H30M00S"), Cell::Date(12.5 / 24.0));
        assert_eq!(iso_duration("PT30H05M00S").text(), "30:05:00");
        assert_eq!(iso_duration("P1D"), Cell::Text("P1D".to_owned()));
    }
}
