//! A sheet as columns of a parquet file, and back, without loss.
//!
//! Each column of the sheet is up to three of the file: `k3` what its cells are, `n3` their numbers (dates and truth
//! values too), `t3` their texts; `length` is how many cells a row has. What does not lie in cells (name, merged cells,
//! encoding) is json in the file's metadata.

use std::io::Cursor;

use polars::prelude::{
    Column, DataFrame, KeyValueMetadata, NamedFrom, ParquetReader, ParquetWriter, PolarsResult, SerReader, Series,
    StatisticsOptions,
};
use serde::{Deserialize, Serialize};

use crate::load::sheet::{Cell, Encoding, Merge, Sheet};

/// The key of the metadata.
const ABOUT: &str = "koe";

/// What does not lie in cells.
#[derive(Serialize, Deserialize)]
struct About {
    name: String,
    width: usize,
    merges: Vec<[u32; 4]>,
    encoding: Option<String>,
    undecodable: Vec<(usize, usize)>,
}

const ENCODINGS: [Encoding; 5] =
    [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Cp932, Encoding::Utf16Le, Encoding::Utf16Be];

const EMPTY: u8 = 0;
const TEXT: u8 = 1;
const NUMBER: u8 = 2;
const BOOL: u8 = 3;
const DATE: u8 = 4;
const ERROR: u8 = 5;

/// The bytes of the file; `None` for a sheet that is mostly nothing, which would be larger in columns.
pub(super) fn write(sheet: &Sheet) -> PolarsResult<Option<Vec<u8>>> {
    let width = sheet.width();
    let cells: usize = sheet.rows.iter().map(Vec::len).sum();
    if sheet.rows.len().saturating_mul(width) > cells.saturating_mul(4).saturating_add(1_000_000) {
        return Ok(None);
    }
    let lengths: Vec<u32> = sheet.rows.iter().map(|row| u32::try_from(row.len()).unwrap_or(u32::MAX)).collect();
    let mut columns: Vec<Column> = vec![Series::new("length".into(), lengths).into()];
    for column in 0..width {
        let cells = || sheet.rows.iter().map(move |row| row.get(column));
        let kinds: Vec<u8> = cells().map(kind).collect();
        let has = |wanted: &[u8]| kinds.iter().any(|kind| wanted.contains(kind));
        if has(&[NUMBER, BOOL, DATE]) {
            let numbers: Vec<f64> = cells().map(number).collect();
            columns.push(Series::new(format!("n{column}").into(), numbers).into());
        }
        if has(&[TEXT, ERROR]) {
            let texts: Vec<Option<&str>> = cells().map(text).collect();
            columns.push(Series::new(format!("t{column}").into(), texts).into());
        }
        columns.push(Series::new(format!("k{column}").into(), kinds).into());
    }
    let about = About {
        name: sheet.name.clone(),
        width,
        merges: sheet.merges.iter().map(|merge| [merge.top, merge.left, merge.bottom, merge.right]).collect(),
        encoding: sheet.encoding.map(|encoding| encoding.name().to_owned()),
        undecodable: sheet.undecodable.clone(),
    };
    let Ok(about) = serde_json::to_string(&about) else { return Ok(None) };
    let mut frame = DataFrame::new(sheet.rows.len(), columns)?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_statistics(StatisticsOptions::empty())
        .with_key_value_metadata(Some(KeyValueMetadata::from_static(vec![(ABOUT.to_owned(), about)])))
        .finish(&mut frame)?;
    Ok(Some(bytes))
}

fn kind(cell: Option<&Cell>) -> u8 {
    match cell {
        None | Some(Cell::Empty) => EMPTY,
        Some(Cell::Text(_)) => TEXT,
        Some(Cell::Number(_)) => NUMBER,
        Some(Cell::Bool(_)) => BOOL,
        Some(Cell::Date(_)) => DATE,
        Some(Cell::Error(_)) => ERROR,
    }
}

fn number(cell: Option<&Cell>) -> f64 {
    match cell {
        Some(Cell::Number(number) | Cell::Date(number)) => *number,
        Some(Cell::Bool(true)) => 1.0,
        _ => 0.0,
    }
}

fn text(cell: Option<&Cell>) -> Option<&str> {
    match cell {
        Some(Cell::Text(text) | Cell::Error(text)) => Some(text),
        _ => None,
    }
}

/// The sheet of a file.
///
/// # Errors
/// What polars, or the check of what it read, finds wrong.
pub(super) fn read(bytes: Vec<u8>) -> Result<Sheet, String> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let metadata = reader.get_metadata().map_err(said)?;
    let pairs = metadata.key_value_metadata().iter().flatten();
    let about = pairs.filter(|pair| pair.key == ABOUT).find_map(|pair| pair.value.as_deref());
    let about: About = serde_json::from_str(about.ok_or("no metadata")?).map_err(|error| error.to_string())?;
    let frame = reader.finish().map_err(said)?;
    let lengths = frame.column("length").and_then(|column| column.u32().cloned()).map_err(said)?;
    let mut rows: Vec<Vec<Cell>> =
        lengths.iter().map(|length| vec![Cell::Empty; length.unwrap_or(0) as usize]).collect();
    for column in 0..about.width {
        fill(&mut rows, &frame, column)?;
    }
    let encoding = about.encoding.map(|name| {
        ENCODINGS.into_iter().find(|encoding| encoding.name() == name).ok_or_else(|| "unknown encoding".to_owned())
    });
    let merge = |[top, left, bottom, right]: [u32; 4]| Merge { top, left, bottom, right };
    Ok(Sheet {
        name: about.name,
        rows,
        merges: about.merges.into_iter().map(merge).collect(),
        encoding: encoding.transpose()?,
        undecodable: about.undecodable,
    })
}

fn said(error: polars::prelude::PolarsError) -> String {
    error.to_string()
}

/// Puts the cells of one column into their rows.
fn fill(rows: &mut [Vec<Cell>], frame: &DataFrame, column: usize) -> Result<(), String> {
    let kinds = frame.column(&format!("k{column}")).and_then(|found| found.u8().cloned()).map_err(said)?;
    let numbers = frame.column(&format!("n{column}")).and_then(|found| found.f64().cloned()).ok();
    let texts = frame.column(&format!("t{column}")).and_then(|found| found.str().cloned()).ok();
    let mut numbers = numbers.as_ref().map(|numbers| numbers.iter());
    let mut texts = texts.as_ref().map(|texts| texts.iter());
    for (row, kind) in rows.iter_mut().zip(kinds.iter()) {
        let number = numbers.as_mut().and_then(Iterator::next).flatten();
        let text = texts.as_mut().and_then(Iterator::next).flatten();
        let cell = match (kind, number, text) {
            (Some(EMPTY), ..) => continue,
            (Some(TEXT), _, Some(text)) => Cell::Text(text.to_owned()),
            (Some(ERROR), _, Some(text)) => Cell::Error(text.to_owned()),
            (Some(NUMBER), Some(number), _) => Cell::Number(number),
            (Some(DATE), Some(number), _) => Cell::Date(number),
            (Some(BOOL), Some(number), _) => Cell::Bool(number != 0.0),
            _ => return Err("a cell without its value".to_owned()),
        };
        *row.get_mut(column).ok_or("a cell outside of its row")? = cell;
    }
    Ok(())
}
