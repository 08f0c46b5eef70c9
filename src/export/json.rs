//! Tables as json for programs: full double precision, never rounded, `null` where a value does not exist.
//!
//! The shape is the table's own, with its notes as sentences at the end.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::messages::Lang;
use crate::model::Table;
use crate::model::wave::Waves;
use crate::present::{View, notes};

use super::ExportError;

/// An array of tables, indented.
pub fn tables(tables: &[Table], lang: Lang) -> Result<String, ExportError> {
    write(tables, lang, PrettyFormatter::new())
}

/// An array of tables on one line.
pub fn tables_compact(tables: &[Table], lang: Lang) -> Result<String, ExportError> {
    write(tables, lang, CompactFormatter)
}

/// A table and its notes as sentences.
#[derive(Serialize)]
struct Spoken<'a> {
    #[serde(flatten)]
    table: &'a Table,
    notes: Vec<String>,
}

/// Any value as json with two-space indents, by the same rules for numbers.
pub fn value(value: &impl Serialize) -> Result<String, ExportError> {
    serialized(value, PrettyFormatter::new())
}

/// An array of comparisons of waves, indented, their notes as sentences.
pub fn waves(waves: &[Waves], view: &View, lang: Lang) -> Result<String, ExportError> {
    #[derive(Serialize)]
    struct Spoken<'a> {
        #[serde(flatten)]
        waves: &'a Waves,
        notes: Vec<String>,
    }
    let notes = |waves| crate::present::waves::notes(waves, view, lang);
    let spoken: Vec<Spoken<'_>> = waves.iter().map(|waves| Spoken { waves, notes: notes(waves) }).collect();
    serialized(&spoken, PrettyFormatter::new())
}

fn write<F: Formatter>(tables: &[Table], lang: Lang, form: F) -> Result<String, ExportError> {
    let spoken: Vec<Spoken<'_>> = tables.iter().map(|table| Spoken { table, notes: notes(table, lang) }).collect();
    serialized(&spoken, form)
}

fn serialized<F: Formatter>(value: &impl Serialize, form: F) -> Result<String, ExportError> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Plain(form)))?;
    String::from_utf8(bytes).map_err(|error| ExportError::Json(serde::ser::Error::custom(error)))
}

/// Writes zero without a sign. NaN and infinities never come here: serde_json makes them `null`.
struct Plain<F>(F);

impl<F: Formatter> Formatter for Plain<F> {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        self.0.write_f64(writer, if value == 0.0 { 0.0 } else { value })
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}
