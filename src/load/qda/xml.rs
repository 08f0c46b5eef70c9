//! The elements of `project.qde` and of a codebook, read as a stream; what is not needed is passed over.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::load::read::ReadError;
use crate::model::comment::exchange::{Exchange, ExchangeCode, GivenCode, Named, Selection, Source, User};

/// Kinds of sources and selections that hold no text to code, and are counted.
const LEFT: [&str; 5] = ["PictureSource", "AudioSource", "VideoSource", "PDFSelection", "TranscriptSelection"];

/// A file, and where the texts of its sources are (empty where they stand in it).
#[derive(Default)]
pub(super) struct Parsed {
    pub exchange: Exchange,
    pub paths: Vec<String>,
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    parsed: Parsed,
    open: Vec<String>,
    codes: Vec<String>,
    pdf: String,
    source: Option<(Source, String)>,
    selection: Option<Selection>,
    coding: Option<GivenCode>,
    variable: String,
    text: String,
    is_ours: bool,
}

/// Reads a document; elements are known by their local names.
pub(super) fn parse(text: &str) -> Result<Parsed, ReadError> {
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) => state.begin(&start)?,
            Event::Empty(start) => {
                state.begin(&start)?;
                state.end();
            }
            Event::End(_) => state.end(),
            Event::Text(part) => state.text.push_str(&part.xml10_content()),
            Event::CData(part) => state.text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) => match name.resolve_char_ref().map_err(ReadError::damaged)? {
                Some(c) => state.text.push(c),
                None => state.text.push(predefined(&name.xml10_content())?),
            },
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !state.open.is_empty() {
        return Err(ReadError::damaged("the file ends within an element"));
    }
    if state.is_ours { Ok(state.parsed) } else { Err(ReadError::damaged("neither Project nor CodeBook")) }
}

fn predefined(name: &str) -> Result<char, ReadError> {
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(ReadError::damaged(format!("unknown entity {other}"))),
    }
}

/// A guid as it is compared: without braces, in lower case.
fn plain(guid: &str) -> String {
    guid.trim().trim_matches(['{', '}']).to_lowercase()
}

/// The attributes of an element.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(start: &BytesStart<'_>) -> Result<Self, ReadError> {
        let mut all = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(ReadError::damaged)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(ReadError::damaged)?;
            let name: &str = attribute.key.local_name().into_inner();
            all.push((name.to_owned(), value.into_owned()));
        }
        Ok(Self(all))
    }

    fn get(&self, name: &str) -> String {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn guid(&self, name: &str) -> String {
        plain(&self.get(name))
    }

    /// A position; a program may write `12.0` or nothing.
    fn position(&self, name: &str) -> usize {
        let value = self.get(name);
        let value = value.split('.').next().unwrap_or_default().trim();
        value.parse().unwrap_or(0)
    }
}

impl State {
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let name: &str = start.local_name().into_inner();
        let name = name.to_owned();
        let attributes = Attributes::of(start)?;
        let guid = attributes.guid("guid");
        self.text.clear();
        let exchange = &mut self.parsed.exchange;
        match name.as_str() {
            "Project" | "CodeBook" if self.open.is_empty() => {
                self.is_ours = true;
                exchange.name = attributes.get("name");
                exchange.origin = attributes.get("origin");
            }
            "User" => exchange.users.push(User { guid, name: attributes.get("name"), id: attributes.get("id") }),
            "Variable" => exchange.variables.push(Named { guid, name: attributes.get("name") }),
            "Code" => {
                let codable = !attributes.get("isCodable").eq_ignore_ascii_case("false");
                let parent = self.codes.last().cloned();
                self.codes.push(guid.clone());
                let name = attributes.get("name");
                exchange.codes.push(ExchangeCode { guid, name, note: String::new(), parent, codable });
            }
            "PDFSource" => self.pdf = attributes.get("name"),
            "TextSource" | "Representation" => {
                let named = attributes.get("name");
                let name = if named.is_empty() { std::mem::take(&mut self.pdf) } else { named };
                let day = attributes.get("creationDateTime").split('T').next().unwrap_or_default().to_owned();
                let day = if day == "1970-01-01" { String::new() } else { day };
                let source = Source { guid, name, day, ..Source::default() };
                self.source = Some((source, attributes.get("plainTextPath")));
            }
            "PlainTextSelection" if self.source.is_some() => {
                self.selection = Some(Selection {
                    guid,
                    start: attributes.position("startPosition"),
                    end: attributes.position("endPosition"),
                    name: attributes.get("name"),
                    user: attributes.guid("creatingUser"),
                    codings: Vec::new(),
                });
            }
            "Coding" if self.source.is_some() => {
                let user = attributes.guid("creatingUser");
                self.coding = Some(GivenCode { guid, code: String::new(), user });
            }
            "CodeRef" => {
                if let Some(coding) = &mut self.coding {
                    coding.code = attributes.guid("targetGUID");
                }
            }
            "VariableRef" => self.variable = attributes.guid("targetGUID"),
            other if LEFT.contains(&other) => match exchange.left.iter_mut().find(|(what, _)| what == other) {
                Some((_, count)) => *count += 1,
                None => exchange.left.push((name.clone(), 1)),
            },
            _ => {}
        }
        self.open.push(name);
        Ok(())
    }

    fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        let within = self.open.last().map(String::as_str).unwrap_or_default();
        let text = std::mem::take(&mut self.text);
        match name.as_str() {
            "Code" => drop(self.codes.pop()),
            "Description" if within == "Code" => {
                let current = self.codes.last();
                let code = self.parsed.exchange.codes.iter_mut().rev().find(|code| Some(&code.guid) == current);
                if let Some(code) = code {
                    code.note = text;
                }
            }
            "PlainTextContent" if matches!(within, "TextSource" | "Representation") => {
                if let Some((source, _)) = &mut self.source {
                    source.text = Some(text);
                }
            }
            "Coding" => {
                if let (Some(coding), Some((source, _))) = (self.coding.take(), &mut self.source) {
                    match &mut self.selection {
                        Some(selection) => selection.codings.push(coding),
                        None => source.codings.push(coding),
                    }
                }
            }
            "PlainTextSelection" => {
                if let (Some(selection), Some((source, _))) = (self.selection.take(), &mut self.source) {
                    source.selections.push(selection);
                }
            }
            value if within == "VariableValue" && value.ends_with("Value") => {
                if let Some((source, _)) = &mut self.source {
                    source.values.push((self.variable.clone(), text));
                }
            }
            "TextSource" | "Representation" => {
                if let Some((source, path)) = self.source.take() {
                    self.parsed.exchange.sources.push(source);
                    self.parsed.paths.push(path);
                }
            }
            _ => {}
        }
    }
}
