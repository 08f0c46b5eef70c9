//! Receipts from spreadsheets: one row, one submission; nothing is left out but blank rows and rows of totals.

use std::collections::BTreeSet;
use std::path::Path;

use super::definition::CommentsFault;
use crate::load::columns::{self, Header};
use crate::load::definition::{DefinitionError, Fault};
use crate::load::sheet::{Cell, Sheet, cell_name};
use crate::load::summary::Summary;
use crate::load::{LoadError, from_root, read_source};
use crate::model::comment::definition::Source;
use crate::model::comment::receipt::Origin;
use crate::model::comment::{CommentsDefinition, RawReceipt, Receipt};
use crate::model::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{day, survey};
use crate::text::fold;

/// Serial day number of 1970-01-01 in spreadsheets.
const EPOCH: f64 = 25_569.0;

/// Receipts of a set, and what was met while reading them.
#[derive(Debug, Clone, Default)]
pub struct Received {
    /// In the order of files and rows.
    pub receipts: Vec<RawReceipt>,
    /// With the set's id in place of the survey's.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the receipts of a set.
///
/// # Errors
/// A spreadsheet that cannot be read, or one without a column that the definition names.
pub fn receipts(definition: &CommentsDefinition, file: &Path, root: &Path) -> Result<Received, LoadError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut received = Received::default();
    let mut ids = BTreeSet::new();
    for source in &definition.sources {
        let as_survey = survey::Source {
            file: source.file.clone(),
            sheet: source.sheet.clone(),
            encoding: source.encoding.clone(),
            ..survey::Source::default()
        };
        let sheet = read_source(folder, &as_survey)?;
        let shown = from_root(&folder.join(&source.file), root);
        let reader = Reader::new(definition, source, &sheet, shown).map_err(|fault| DefinitionError {
            file: file.to_owned(),
            line: None,
            fault,
        })?;
        reader.read(&mut received, &mut ids);
        reader.unused(&mut received);
    }
    Ok(received)
}

/// One sheet with its columns.
struct Reader<'a> {
    definition: &'a CommentsDefinition,
    source: &'a Source,
    sheet: &'a Sheet,
    file: String,
    header: Header,
    text: usize,
    id: Option<usize>,
    received: Option<usize>,
    channel: Option<usize>,
    place: Option<usize>,
    personal: Vec<usize>,
    attributes: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(
        definition: &'a CommentsDefinition,
        source: &'a Source,
        sheet: &'a Sheet,
        file: String,
    ) -> Result<Self, Fault> {
        let single = [&source.id, &source.received, &source.channel, &source.place].into_iter().flatten();
        let names = single.chain([&source.text]).chain(&source.personal).chain(&source.attributes);
        let wanted: Vec<Vec<String>> = names.map(|name| vec![name.clone()]).collect();
        let header = columns::detect_names(sheet, &wanted, source.header_rows);
        let find = |name: &String| match header.find(name).first() {
            Some(column) => Ok(*column),
            None => {
                let known = header.columns.iter().map(|column| column.joined.as_str());
                let nearest = crate::text::nearest(name, known);
                Err(Fault::from(CommentsFault::NoColumn { file: file.clone(), wanted: name.clone(), nearest }))
            }
        };
        let maybe = |name: &Option<String>| name.as_ref().map(find).transpose();
        Ok(Self {
            definition,
            source,
            sheet,
            text: find(&source.text)?,
            id: maybe(&source.id)?,
            received: maybe(&source.received)?,
            channel: maybe(&source.channel)?,
            place: maybe(&source.place)?,
            personal: source.personal.iter().map(find).collect::<Result<_, _>>()?,
            attributes: source.attributes.iter().map(find).collect::<Result<_, _>>()?,
            file: file.clone(),
            header,
        })
    }

    fn read(&self, received: &mut Received, ids: &mut BTreeSet<String>) {
        let before = ids.len();
        self.rows(received, ids);
        if self.id.is_none() && ids.len() > before {
            let row = self.header.data_start();
            received.diagnostics.push(self.met(Problem::NoReceiptColumn, row, self.text, None));
        }
    }

    fn rows(&self, received: &mut Received, ids: &mut BTreeSet<String>) {
        let summary = Summary::of(self.sheet, &self.header);
        for row in self.header.data_start()..self.sheet.rows.len() {
            if self.sheet.rows.get(row).is_none_or(|cells| cells.iter().all(Cell::is_blank)) {
                continue;
            }
            let id = self.id.map_or(String::new(), |column| fold::matching(&self.cell(row, column)));
            let text = self.cell(row, self.text).replace("\r\n", "\n").replace('\r', "\n");
            let sum = self.sheet.rows.get(row).and_then(|cells| summary.cell(row, cells));
            if let Some(column) = sum.filter(|_| text.trim().is_empty()) {
                received.diagnostics.push(self.met(Problem::SummaryRow, row, column, None));
                continue;
            }
            let id = self.name(id, row, ids, received);
            if text.trim().is_empty() {
                received.diagnostics.push(self.met(Problem::NoOpinion, row, self.text, Some(&id)));
            }
            if self.sheet.undecodable.contains(&(row, self.text)) {
                received.diagnostics.push(self.met(Problem::Undecodable, row, self.text, Some(&id)));
            }
            let day = self.received.and_then(|column| self.day(row, column, &id, received));
            let plain = |column: &Option<usize>| column.map_or(String::new(), |at| trimmed(&self.cell(row, at)));
            let channel = Some(plain(&self.channel)).filter(|channel| !channel.is_empty()).or(self.source.mode.clone());
            let named = |names: &[String], columns: &[usize]| -> Vec<(String, String)> {
                names.iter().zip(columns).map(|(name, at)| (name.clone(), trimmed(&self.cell(row, *at)))).collect()
            };
            let receipt = Receipt {
                id,
                received: day,
                channel: channel.unwrap_or_default(),
                place: plain(&self.place),
                attributes: named(&self.source.attributes, &self.attributes),
                text,
                origin: Some(Origin {
                    file: self.file.clone(),
                    sheet: self.sheet.name.clone(),
                    row,
                    column: self.text,
                }),
                ..Receipt::default()
            };
            received.receipts.push(RawReceipt { receipt, personal: named(&self.source.personal, &self.personal) });
        }
    }

    /// Columns with a header and something in them that the definition does not name.
    fn unused(&self, received: &mut Received) {
        let single = [Some(self.text), self.id, self.received, self.channel, self.place].into_iter().flatten();
        let used: BTreeSet<usize> = single.chain(self.personal.iter().chain(&self.attributes).copied()).collect();
        let start = self.header.data_start();
        for (column, name) in self.header.columns.iter().enumerate().filter(|(column, _)| !used.contains(column)) {
            let filled =
                self.sheet.rows.iter().skip(start).filter(|row| row.get(column).is_some_and(|cell| !cell.is_blank()));
            // A title above the register is part of every name; the last row is the column's own.
            let (filled, header) = (filled.count(), name.written.last().cloned().unwrap_or_default());
            if filled > 0 && !header.is_empty() {
                let problem = Problem::ReceiptColumnUnused { header, filled };
                received.diagnostics.push(self.met(problem, self.header.first, column, None));
            }
        }
    }

    /// A unique id: the row's number where there is none, with a number behind it where it is taken.
    fn name(&self, id: String, row: usize, ids: &mut BTreeSet<String>, received: &mut Received) -> String {
        let column = self.id.unwrap_or(self.text);
        let wanted = match (id.is_empty(), self.id) {
            (false, _) => id,
            (true, None) => (ids.len() + 1).to_string(),
            (true, Some(_)) => {
                let made = format!("{}-{}", self.definition.about.id, row + 1);
                received.diagnostics.push(self.met(Problem::NoReceiptId { made: made.clone() }, row, column, None));
                made
            }
        };
        let mut unique = wanted.clone();
        let mut number = 1;
        while ids.contains(&unique) {
            number += 1;
            unique = format!("{wanted}#{number}");
        }
        if unique != wanted {
            let problem = Problem::ReceiptIdTwice { made: unique.clone() };
            received.diagnostics.push(self.met(problem, row, column, Some(&wanted)));
        }
        ids.insert(unique.clone());
        unique
    }

    fn day(&self, row: usize, column: usize, id: &str, received: &mut Received) -> Option<i64> {
        let cell = self.sheet.cell(row, column);
        if cell.is_blank() {
            return None;
        }
        let day = match cell {
            Cell::Date(serial) => Some(serial - EPOCH),
            other => day::parse(&fold::matching(&other.text())),
        };
        if day.is_none() {
            received.diagnostics.push(self.met(Problem::NoReceiptDay, row, column, Some(id)));
        }
        day.map(|day| day.floor() as i64)
    }

    fn cell(&self, row: usize, column: usize) -> String {
        self.sheet.cell(row, column).text().into_owned()
    }

    fn met(&self, problem: Problem, row: usize, column: usize, case: Option<&str>) -> Diagnostic {
        Diagnostic {
            problem,
            survey: self.definition.about.id.clone(),
            place: Place { file: self.file.clone(), sheet: self.sheet.name.clone(), cell: cell_name(row, column) },
            case: case.map(str::to_owned),
            question: None,
            value: None,
            kept: None,
        }
    }
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}
