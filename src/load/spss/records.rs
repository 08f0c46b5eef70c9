//! The records of the dictionary as they stand in the file: bytes and numbers, nothing decoded, nothing put together.

use super::cursor::{Cursor, Order};
use crate::load::read::{Limits, ReadError};

/// How the cases are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// Eight bytes a value.
    Plain,
    /// A byte for a small whole number.
    Bytes,
    /// The same in blocks of zlib.
    Blocks,
}

/// A variable, or a part of eight bytes of a string's (`width` −1).
#[derive(Debug, Clone)]
pub(super) struct RawVariable<'a> {
    pub(super) name: &'a [u8],
    /// 0 for a number, else bytes.
    pub(super) width: usize,
    /// The first of its elements of eight bytes.
    pub(super) element: usize,
    pub(super) format: i32,
    pub(super) label: &'a [u8],
    /// As in the file: up to 3 values, or a range (−2), or a range and a value (−3).
    pub(super) missing_count: i32,
    pub(super) missing: Vec<[u8; 8]>,
}

/// Labels, and the elements they belong to.
#[derive(Debug, Clone)]
pub(super) struct RawLabels<'a> {
    pub(super) labels: Vec<([u8; 8], &'a [u8])>,
    pub(super) elements: Vec<usize>,
}

/// Everything before the cases, and where they begin.
#[derive(Debug, Clone)]
pub(super) struct Records<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) order: Order,
    pub(super) packing: Packing,
    /// The element with the weights, from 1; 0 for none.
    pub(super) weight: usize,
    /// Where it is stated.
    pub(super) cases: Option<u64>,
    /// What is taken off a byte that stands for a number.
    pub(super) bias: f64,
    pub(super) file_label: &'a [u8],
    pub(super) variables: Vec<RawVariable<'a>>,
    /// Elements of eight bytes in a case.
    pub(super) elements: usize,
    pub(super) labels: Vec<RawLabels<'a>>,
    /// Records of type 7 by their subtype.
    pub(super) extensions: Vec<(i32, &'a [u8])>,
    pub(super) sysmis: f64,
    /// Where the cases begin.
    pub(super) data: usize,
}

impl<'a> Records<'a> {
    /// The content of the first extension record of a kind.
    pub(super) fn extension(&self, subtype: i32) -> Option<&'a [u8]> {
        self.extensions.iter().find(|(known, _)| *known == subtype).map(|(_, bytes)| *bytes)
    }
}

/// Reads the header and the dictionary.
pub(super) fn read<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Records<'a>, ReadError> {
    let mut cursor = Cursor::new(bytes, Order::LowFirst);
    let mut records = header(bytes, &mut cursor)?;
    loop {
        match cursor.int()? {
            2 => {
                variable(&mut cursor, &mut records)?;
                let columns = records.variables.len();
                if columns > limits.columns {
                    return Err(ReadError::TooLarge { rows: 0, columns, limit: limits.columns });
                }
            }
            3 => labels(&mut cursor, &mut records)?,
            6 => {
                let lines = cursor.count()?;
                cursor.take(lines.saturating_mul(80))?;
            }
            7 => {
                let subtype = cursor.int()?;
                let size = cursor.count()?;
                let count = cursor.count()?;
                records.extensions.push((subtype, cursor.take(size.saturating_mul(count))?));
            }
            999 => {
                cursor.take(4)?;
                break;
            }
            other => return Err(ReadError::damaged(format!("unknown record {other}"))),
        }
    }
    if let Some(floats) = records.extension(4) {
        records.sysmis = Cursor::new(floats, records.order).double()?;
    }
    if let Some(counts) = records.extension(16) {
        let mut counts = Cursor::new(counts, records.order);
        counts.take(8)?;
        records.cases = u64::try_from(counts.offset()?).ok().or(records.cases);
    }
    records.data = cursor.at();
    if records.elements == 0 {
        return Err(ReadError::NoData);
    }
    Ok(records)
}

fn header<'a>(bytes: &'a [u8], cursor: &mut Cursor<'a>) -> Result<Records<'a>, ReadError> {
    cursor.take(64)?;
    // A small number that tells the order of bytes.
    let layout = cursor.int()?;
    if !matches!(layout, 2 | 3) {
        cursor.order = Order::HighFirst;
        if !matches!(layout.swap_bytes(), 2 | 3) {
            return Err(ReadError::damaged("the order of bytes is not told"));
        }
    }
    cursor.take(4)?;
    let packing = match cursor.int()? {
        0 => Packing::Plain,
        1 => Packing::Bytes,
        2 => Packing::Blocks,
        other => return Err(ReadError::damaged(format!("unknown compression {other}"))),
    };
    let weight = cursor.count()?;
    let cases = u64::try_from(cursor.int()?).ok();
    let bias = cursor.double()?;
    cursor.take(17)?;
    let file_label = cursor.take(64)?;
    cursor.take(3)?;
    Ok(Records {
        bytes,
        order: cursor.order,
        packing,
        weight,
        cases,
        bias,
        file_label,
        variables: Vec::new(),
        elements: 0,
        labels: Vec::new(),
        extensions: Vec::new(),
        sysmis: -f64::MAX,
        data: 0,
    })
}

fn variable<'a>(cursor: &mut Cursor<'a>, records: &mut Records<'a>) -> Result<(), ReadError> {
    let width = cursor.int()?;
    let has_label = cursor.int()? != 0;
    let missing_count = cursor.int()?;
    let format = cursor.int()?;
    cursor.take(4)?;
    let name = cursor.take(8)?;
    let mut label: &[u8] = &[];
    if has_label {
        let length = cursor.count()?;
        label = cursor.take(length)?;
        cursor.take(length.next_multiple_of(4) - length)?;
    }
    if !matches!(missing_count, -3 | -2 | 0..=3) {
        return Err(ReadError::damaged("an unknown number of missing values"));
    }
    let missing = (0..missing_count.unsigned_abs()).map(|_| cursor.eight()).collect::<Result<_, _>>()?;
    let element = records.elements;
    records.elements += 1;
    if width == -1 {
        return Ok(());
    }
    let width = usize::try_from(width).ok().filter(|width| *width <= 255);
    let width = width.ok_or_else(|| ReadError::damaged("a variable has no width"))?;
    records.variables.push(RawVariable { name, width, element, format, label, missing_count, missing });
    Ok(())
}

fn labels<'a>(cursor: &mut Cursor<'a>, records: &mut Records<'a>) -> Result<(), ReadError> {
    let mut found = Vec::new();
    for _ in 0..cursor.count()? {
        let value = cursor.eight()?;
        let length = cursor.take(1)?.first().copied().map_or(0, usize::from);
        let label = cursor.take(length)?;
        cursor.take((length + 1).next_multiple_of(8) - length - 1)?;
        found.push((value, label));
    }
    if cursor.int()? != 4 {
        return Err(ReadError::damaged("labels without their variables"));
    }
    let mut elements = Vec::new();
    for _ in 0..cursor.count()? {
        let element = cursor.count()?.checked_sub(1).filter(|element| *element < records.elements);
        elements.push(element.ok_or_else(|| ReadError::damaged("labels for a variable that is not there"))?);
    }
    records.labels.push(RawLabels { labels: found, elements });
    Ok(())
}
