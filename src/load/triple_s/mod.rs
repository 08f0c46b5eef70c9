//! Triple-S in: the XML that describes a survey (versions 1.1 to 3.0) and the file with its answers, columns of fixed width
//! or csv, which lies beside it.
//!
//! A file gives a sheet, a column per variable under its name, and a codebook. A question with several answers has a column
//! per choice (`Q3_1`, from a string of 0 and 1) or per answer (from subfields). Hierarchies of several records and filters
//! are not read.

mod book;
mod data;
mod xml;

use std::path::{Path, PathBuf};

use super::codebook::Codebook;
use super::read::{self, EncodingChoice, Limits, ReadError};
use super::sheet::{Cell, Sheet};
use xml::{Definition, Several, Variable};

/// What the file with the answers may be called, beside what the XML says.
const ENDINGS: [&str; 8] = ["asc", "ASC", "csv", "CSV", "dat", "DAT", "txt", "TXT"];

/// True for the beginning of an XML file that is Triple-S.
pub(super) fn is_triple_s(head: &[u8]) -> bool {
    // Without zero bytes UTF-16 reads like ASCII.
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).map(|byte| byte.to_ascii_lowercase()).collect();
    let head = String::from_utf8_lossy(&head);
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{FFFD}'));
    start.starts_with('<')
        && head.match_indices("<sss").any(|(at, tag)| {
            head.get(at + tag.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>'))
        })
}

/// The answers of a survey; `path` and `bytes` are those of the XML.
///
/// # Errors
/// A damaged file, one that is too large, or no file with answers.
pub(super) fn sheet(path: &Path, bytes: &[u8], encoding: EncodingChoice, limits: &Limits) -> Result<Sheet, ReadError> {
    Ok(read(path, bytes, encoding, limits)?.1)
}

/// The answers, and what the XML says about the variables: values without a label are choices as well.
///
/// # Errors
/// As `sheet`.
pub(super) fn whole(path: &Path, bytes: &[u8], limits: &Limits) -> Result<(Sheet, Codebook), ReadError> {
    let (definition, sheet) = read(path, bytes, EncodingChoice::Auto, limits)?;
    let codebook = book::codebook(&definition, &sheet);
    Ok((sheet, codebook))
}

fn read(
    path: &Path,
    bytes: &[u8],
    encoding: EncodingChoice,
    limits: &Limits,
) -> Result<(Definition, Sheet), ReadError> {
    let definition = xml::read(bytes)?;
    let columns = definition.variables.iter().map(Variable::width).fold(0, usize::saturating_add);
    if columns > limits.columns {
        return Err(ReadError::TooLarge { rows: 0, columns, limit: limits.columns });
    }
    let file = data_file(path, definition.href.as_deref())?;
    let records = data::records(read::read_file(&file, limits)?, &definition, encoding, limits)?;
    let header = definition.variables.iter().flat_map(Variable::columns).map(Cell::Text).collect();
    let mut sheet = Sheet { encoding: Some(records.encoding), rows: vec![header], ..Sheet::default() };
    for row in records.rows {
        let record = row.open();
        if sheet.rows.len().saturating_mul(columns) > limits.cells {
            return Err(ReadError::TooLarge { rows: sheet.rows.len(), columns, limit: limits.cells });
        }
        let mut cells: Vec<Cell> = Vec::with_capacity(columns);
        for variable in &definition.variables {
            let fields = variable.fields(&record);
            let texts = fields.into_iter().map(|text| text.trim().to_owned());
            cells.extend(texts.map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text) }));
        }
        for (column, cell) in cells.iter().enumerate() {
            if matches!(cell, Cell::Text(text) if text.contains('\u{FFFD}')) {
                sheet.undecodable.push((sheet.rows.len(), column));
            }
        }
        let filled = cells.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |last| last + 1);
        cells.truncate(filled);
        sheet.rows.push(cells);
    }
    Ok((definition, sheet))
}

/// The file with the answers that belongs to a description, when there is one.
pub(super) fn answers(path: &Path, bytes: &[u8]) -> Option<PathBuf> {
    data_file(path, xml::read(bytes).ok()?.href.as_deref()).ok()
}

/// The file with the answers: the one the XML names, if it is in the folder, or else one that is called like the XML.
fn data_file(path: &Path, href: Option<&str>) -> Result<PathBuf, ReadError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // Only the name counts: a description from elsewhere does not make us open files elsewhere.
    let name = href.map(|href| href.rsplit(['/', '\\']).next().unwrap_or(href)).filter(|name| !name.is_empty());
    let named = name.map(|name| folder.join(name)).filter(|file| file.is_file() && file != path);
    let like = || ENDINGS.iter().map(|ending| path.with_extension(ending)).find(|file| file.is_file() && file != path);
    named.or_else(like).ok_or_else(|| {
        let stem = || path.with_extension("asc").file_name().unwrap_or_default().to_string_lossy().into_owned();
        ReadError::NoAnswers { wanted: name.map_or_else(stem, str::to_owned) }
    })
}

impl Variable {
    /// Columns it takes in the sheet.
    fn width(&self) -> usize {
        match &self.several {
            None => 1,
            Some(Several::Bits(codes)) => codes.len(),
            Some(Several::Spread { subfields, .. }) => *subfields,
        }
    }

    /// What its columns are called.
    fn columns(&self) -> Vec<String> {
        match &self.several {
            None => vec![self.name.clone()],
            Some(Several::Bits(codes)) => codes.iter().map(|code| format!("{}_{code}", self.name)).collect(),
            Some(Several::Spread { subfields, .. }) => {
                (1..=*subfields).map(|number| format!("{}_{number}", self.name)).collect()
            }
        }
    }

    /// What its columns hold in a record.
    fn fields(&self, record: &data::Record) -> Vec<String> {
        match &self.several {
            None => vec![self.shown(record.field(self.start, self.finish))],
            Some(Several::Bits(codes)) => {
                let bits: Vec<char> = record.field(self.start, self.finish).chars().collect();
                let blank = bits.iter().all(|bit| bit.is_whitespace());
                let by_order = self.is_by_order(bits.len());
                let bit = |(order, code): (usize, &String)| {
                    let place = if by_order {
                        Some(order)
                    } else {
                        code.parse().ok().and_then(|code: usize| code.checked_sub(1))
                    };
                    let is_set = place.and_then(|place| bits.get(place)) == Some(&'1');
                    if blank { String::new() } else { (if is_set { "1" } else { "0" }).to_owned() }
                };
                codes.iter().enumerate().map(bit).collect()
            }
            Some(Several::Spread { subfields, width }) => {
                (0..*subfields).map(|number| record.subfield(self.start, number, *width)).map(zero_is_none).collect()
            }
        }
    }

    /// The first place stands for code 1, the second for 2; where there are just as many places as choices, in their order.
    fn is_by_order(&self, places: usize) -> bool {
        let Some(Several::Bits(codes)) = &self.several else { return false };
        let highest = codes.iter().filter_map(|code| code.parse::<usize>().ok()).max().unwrap_or(0);
        let numbers = codes.iter().all(|code| code.parse::<usize>().is_ok_and(|code| code > 0));
        !numbers || (places == codes.len() && highest > places)
    }

    /// Times get their colons; all else stays as it stands.
    fn shown(&self, text: String) -> String {
        let digits = text.trim();
        match (self.is_time, digits.len()) {
            (true, 6) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                let part = |from: usize| digits.get(from..from + 2).unwrap_or_default();
                format!("{}:{}:{}", part(0), part(2), part(4))
            }
            _ => text,
        }
    }
}

/// In subfields a zero says that there is no further answer.
fn zero_is_none(text: String) -> String {
    if !text.trim().is_empty() && text.trim().bytes().all(|byte| byte == b'0') { String::new() } else { text }
}
