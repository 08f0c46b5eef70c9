//! REFI-QDA files: a codebook (`.qdc`), and a project (`.qdpx`: a zip with `project.qde` and the texts under `Sources/`), as
//! programs for qualitative analysis exchange them.
//!
//! Elements and their order follow the published schemas Codebook.xsd (1.0) and Project.xsd (18 March 2019). The same
//! project always gives the same bytes: no clock is read.

use std::io::{self, Cursor, Write};
use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{ExportError, whole_file};
use crate::model::comment::exchange::{Exchange, GivenCode, Selection, Source};

const CODEBOOK: &str = "urn:QDA-XML:codebook:1.0";
const PROJECT: &str = "urn:QDA-XML:project:1.0";
/// Where the day is not known. The schema lets the time away, but some programs do not.
const NO_DAY: &str = "1970-01-01";

type Xml<'a> = Writer<&'a mut Vec<u8>>;

/// Writes the codes as a codebook.
///
/// # Errors
/// Whatever keeps the file from being written.
pub fn codebook(path: &Path, exchange: &Exchange) -> Result<(), ExportError> {
    let made = document(|xml| {
        let root = xml.create_element("CodeBook").with_attributes([("xmlns", CODEBOOK), ("origin", &exchange.origin)]);
        root.write_inner_content(|xml| codes(xml, exchange)).map(drop)
    });
    write(path, |failed| made.map_err(failed))
}

/// Writes texts, codes and codings as a project.
///
/// # Errors
/// Whatever keeps the file from being written.
pub fn project(path: &Path, exchange: &Exchange) -> Result<(), ExportError> {
    write(path, |failed| zipped(exchange).map_err(failed))
}

fn write(
    path: &Path,
    made: impl FnOnce(&dyn Fn(io::Error) -> ExportError) -> Result<Vec<u8>, ExportError>,
) -> Result<(), ExportError> {
    let failed = |source| ExportError::Write { path: path.to_owned(), source };
    let bytes = made(&failed)?;
    whole_file(path, |file| file.write_all(&bytes).map_err(failed))
}

fn zipped(exchange: &Exchange) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without this the file could carry the time of writing.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    zip.start_file("project.qde", options)?;
    zip.write_all(&qde(exchange)?)?;
    for source in &exchange.sources {
        zip.start_file(format!("Sources/{}.txt", source.guid), options)?;
        zip.write_all(source.text.as_deref().unwrap_or_default().as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn document(inner: impl FnOnce(&mut Xml<'_>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut xml = Writer::new_with_indent(&mut bytes, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    inner(&mut xml)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `project.qde`.
fn qde(exchange: &Exchange) -> io::Result<Vec<u8>> {
    document(|xml| {
        let name = clean(&exchange.name);
        let attributes = [("xmlns", PROJECT), ("name", &name), ("origin", &exchange.origin)];
        xml.create_element("Project")
            .with_attributes(attributes)
            .write_inner_content(|xml| parts(xml, exchange))
            .map(drop)
    })
}

/// The parts in the order of the schema; it allows no empty lists.
fn parts(xml: &mut Xml<'_>, exchange: &Exchange) -> io::Result<()> {
    if !exchange.users.is_empty() {
        xml.create_element("Users").write_inner_content(|xml| {
            for user in &exchange.users {
                let name = clean(&user.name);
                let element =
                    xml.create_element("User").with_attributes([("guid", user.guid.as_str()), ("name", &name)]);
                let id = (!user.id.is_empty()).then_some(("id", user.id.as_str()));
                element.with_attributes(id).write_empty()?;
            }
            Ok(())
        })?;
    }
    if !exchange.codes.is_empty() {
        xml.create_element("CodeBook").write_inner_content(|xml| codes(xml, exchange))?;
    }
    if !exchange.variables.is_empty() {
        xml.create_element("Variables").write_inner_content(|xml| {
            for variable in &exchange.variables {
                let name = clean(&variable.name);
                let attributes = [("guid", variable.guid.as_str()), ("name", &name), ("typeOfVariable", "Text")];
                xml.create_element("Variable").with_attributes(attributes).write_empty()?;
            }
            Ok(())
        })?;
    }
    if !exchange.sources.is_empty() {
        xml.create_element("Sources")
            .write_inner_content(|xml| exchange.sources.iter().try_for_each(|source| text_source(xml, source)))?;
    }
    Ok(())
}

fn codes(xml: &mut Xml<'_>, exchange: &Exchange) -> io::Result<()> {
    xml.create_element("Codes").write_inner_content(|xml| below(xml, exchange, None)).map(drop)
}

/// The codes under a code, with those below them.
fn below(xml: &mut Xml<'_>, exchange: &Exchange, parent: Option<&str>) -> io::Result<()> {
    for code in exchange.codes.iter().filter(|code| code.parent.as_deref() == parent) {
        let name = clean(&code.name);
        let codable = if code.codable { "true" } else { "false" };
        let attributes = [("guid", code.guid.as_str()), ("name", &name), ("isCodable", codable)];
        let has_children = exchange.codes.iter().any(|child| child.parent.as_ref() == Some(&code.guid));
        let element = xml.create_element("Code").with_attributes(attributes);
        if code.note.is_empty() && !has_children {
            element.write_empty()?;
            continue;
        }
        element.write_inner_content(|xml| {
            if !code.note.is_empty() {
                xml.create_element("Description").write_text_content(BytesText::new(&clean(&code.note)))?;
            }
            below(xml, exchange, Some(&code.guid))
        })?;
    }
    Ok(())
}

fn text_source(xml: &mut Xml<'_>, source: &Source) -> io::Result<()> {
    let day = if source.day.is_empty() { NO_DAY } else { &source.day };
    let time = format!("{day}T00:00:00Z");
    let (name, path) = (clean(&source.name), format!("internal://{}.txt", source.guid));
    let attributes =
        [("guid", source.guid.as_str()), ("name", &name), ("plainTextPath", &path), ("creationDateTime", &time)];
    let element = xml.create_element("TextSource").with_attributes(attributes);
    element.write_inner_content(|xml| {
        for part in &source.selections {
            selection(xml, part, &time)?;
        }
        source.codings.iter().try_for_each(|given| coding(xml, given, &time))?;
        for (variable, value) in &source.values {
            xml.create_element("VariableValue").write_inner_content(|xml| {
                xml.create_element("VariableRef").with_attribute(("targetGUID", variable.as_str())).write_empty()?;
                xml.create_element("TextValue").write_text_content(BytesText::new(&clean(value)))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn selection(xml: &mut Xml<'_>, part: &Selection, time: &str) -> io::Result<()> {
    let (start, end, name) = (part.start.to_string(), part.end.to_string(), clean(&part.name));
    let attributes = [("guid", part.guid.as_str()), ("name", &name), ("startPosition", &start), ("endPosition", &end)];
    let user = (!part.user.is_empty()).then_some(("creatingUser", part.user.as_str()));
    let element = xml.create_element("PlainTextSelection").with_attributes(attributes).with_attributes(user);
    let element = element.with_attribute(("creationDateTime", time));
    if part.codings.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|xml| part.codings.iter().try_for_each(|given| coding(xml, given, time)))?;
    Ok(())
}

fn coding(xml: &mut Xml<'_>, given: &GivenCode, time: &str) -> io::Result<()> {
    let user = (!given.user.is_empty()).then_some(("creatingUser", given.user.as_str()));
    let element = xml.create_element("Coding").with_attribute(("guid", given.guid.as_str())).with_attributes(user);
    element.with_attribute(("creationDateTime", time)).write_inner_content(|xml| {
        xml.create_element("CodeRef").with_attribute(("targetGUID", given.code.as_str())).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

/// A text without the characters that XML does not allow.
fn clean(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n') || (*c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    text.chars().filter(allowed).collect()
}
