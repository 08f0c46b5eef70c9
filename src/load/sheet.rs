//! A spreadsheet as it stands in its file: cells by position, without headers, questions or types of answers.
//!
//! Every reader gives this one form, whatever the file format was. Nothing is interpreted here: that a cell is a code
//! or a label is found out later, and addresses ([`cell_name`]) are those a person sees in Excel.

use std::borrow::Cow;

use crate::model::day;

/// What one cell holds.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or a text without characters.
    #[default]
    Empty,
    /// A text as it stands, untrimmed and unfolded. Every filled cell of a text file is one.
    Text(String),
    /// A number that is no date.
    Number(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// A date or time as a serial day number of the 1900 system (1904 books are converted); the fraction is the time
    /// of day, and below 1 there is only a time.
    Date(f64),
    /// An error that Excel shows, such as `#N/A`.
    Error(String),
}

impl Cell {
    /// Whether there is nothing to see: empty, or only white space (full-width spaces too).
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }

    /// What a person sees: `3` for 3.0, the shortest form that gives the same number back, ISO dates with the time
    /// only if there is one, `TRUE` or `FALSE`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number_text(*number)),
            Cell::Bool(true) => Cow::Borrowed("TRUE"),
            Cell::Bool(false) => Cow::Borrowed("FALSE"),
            Cell::Date(serial) => Cow::Owned(date_text(*serial)),
        }
    }
}

/// Cells shown as one, by 0-based row and column, ends included. The value stands in the top left cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// How a text file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without byte order mark.
    Utf8,
    /// UTF-8 with byte order mark.
    Utf8Bom,
    /// Windows-31J, the Shift_JIS of Windows.
    Cp932,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl Encoding {
    /// The usual name, such as `UTF-8` or `cp932`.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8 BOM",
            Encoding::Cp932 => "cp932",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
        }
    }
}

/// One sheet of a spreadsheet, or a whole text file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Sheet {
    /// The name on the tab; empty for a text file.
    pub name: String,
    /// Rows from row 1 on, cells from column A on, so that indexes are positions. Rows end at their last filled cell
    /// and so differ in length; blank rows are there, without cells.
    pub rows: Vec<Vec<Cell>>,
    /// Merged regions, in no order.
    pub merges: Vec<Merge>,
    /// The encoding of a text file; `None` for spreadsheets.
    pub encoding: Option<Encoding>,
    /// Row and column of the cells of a text file that hold bytes which are no characters; each such place is U+FFFD.
    pub undecodable: Vec<(usize, usize)>,
}

impl Sheet {
    /// The cell at a 0-based position; an empty one where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(EMPTY)
    }

    /// The length of the longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether any cell has something to see.
    pub fn has_data(&self) -> bool {
        self.rows.iter().flatten().any(|cell| !cell.is_blank())
    }
}

/// The address of a cell as Excel writes it: `cell_name(11, 5)` is `F12`.
pub fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// The letters of a 0-based column: `A` to `Z`, `AA` and on.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        match rest / 26 {
            0 => break,
            next => rest = next - 1,
        }
    }
    letters.into_iter().rev().collect()
}

/// The serial day of a date of the Gregorian calendar, for dates from 1900-03-01 on.
pub fn serial_of_date(year: i64, month: i64, day: i64) -> f64 {
    (day::days(year, month, day) + SERIAL_OF_1970) as f64
}

/// The serial day of 1970-01-01.
const SERIAL_OF_1970: i64 = 25_569;

fn number_text(number: f64) -> String {
    let size = number.abs();
    if number == 0.0 {
        "0".to_owned()
    } else if (1e-9..1e21).contains(&size) {
        number.to_string()
    } else {
        format!("{number:E}")
    }
}

/// The last second of 9999-12-31, where Excel's calendar ends.
const LAST_SECOND: f64 = 2_958_466.0 * 86_400.0 - 1.0;

fn date_text(serial: f64) -> String {
    let seconds = (serial * 86_400.0).round();
    if !(0.0..=LAST_SECOND).contains(&seconds) {
        return number_text(serial);
    }
    let seconds = seconds as i64;
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let time = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    match (day, second) {
        (0, _) => time,
        (_, 0) => day_text(day),
        _ => format!("{} {time}", day_text(day)),
    }
}

fn day_text(serial: i64) -> String {
    // Excel counts a 29 February 1900 that never was.
    if serial == 60 {
        return "1900-02-29".to_owned();
    }
    let serial = if serial < 60 { serial + 1 } else { serial };
    day::iso(serial - SERIAL_OF_1970)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_show_what_a_person_sees() {
        let shown = |cell: Cell| cell.text().into_owned();
        assert_eq!(shown(Cell::Number(3.0)), "3");
        assert_eq!(shown(Cell::Number(0.5)), "0.5");
        assert_eq!(shown(Cell::Number(-0.0)), "0");
        assert_eq!(shown(Cell::Number(123_456_789_012.0)), "123456789012");
        assert_eq!(shown(Cell::Number(1e300)), "1E300");
        assert_eq!(shown(Cell::Date(45108.0)), "2023-07-01");
        assert_eq!(shown(Cell::Date(45108.0 + 12.5 / 24.0)), "2023-07-01 12:30:00");
        assert_eq!(shown(Cell::Date(0.75)), "18:00:00");
        assert_eq!(shown(Cell::Date(1.0)), "1900-01-01");
        assert_eq!(shown(Cell::Date(59.0)), "1900-02-28");
        assert_eq!(shown(Cell::Date(60.0)), "1900-02-29");
        assert_eq!(shown(Cell::Date(61.0)), "1900-03-01");
        assert_eq!(shown(Cell::Date(2_958_465.0)), "9999-12-31");
        assert_eq!(shown(Cell::Date(-1.0)), "-1");
        assert_eq!(shown(Cell::Date(1e300)), "1E300");
        assert_eq!(shown(Cell::Date(f64::NAN)), "NaN");
        assert_eq!(shown(Cell::Bool(true)), "TRUE");
    }

    #[test]
    fn blank_is_nothing_to_see() {
        assert!(Cell::Empty.is_blank());
        assert!(Cell::Text(" \u{3000}\n".to_owned()).is_blank());
        assert!(!Cell::Text("-".to_owned()).is_blank());
        assert!(!Cell::Number(0.0).is_blank());
    }

    #[test]
    fn names_of_cells() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(11, 5), "F12");
        assert_eq!(cell_name(0, 25), "Z1");
        assert_eq!(cell_name(0, 26), "AA1");
        assert_eq!(cell_name(0, 701), "ZZ1");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
    }

    proptest! {
        #[test]
        fn numbers_come_back(number: f64) {
            prop_assume!(number.is_finite());
            prop_assert_eq!(number_text(number).parse::<f64>(), Ok(number));
        }

        #[test]
        fn dates_come_back(serial in 61_i64..2_958_466) {
            let text = day_text(serial);
            let parts: Vec<i64> = text.split('-').filter_map(|part| part.parse().ok()).collect();
            prop_assert_eq!(serial_of_date(parts[0], parts[1], parts[2]), serial as f64);
        }

        #[test]
        fn any_date_has_a_text(serial: f64) {
            prop_assert!(!Cell::Date(serial).text().is_empty());
        }
    }
}
