//! The XML of Triple-S, read as a stream: what the survey asks and where its answers stand.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::load::csv;
use crate::load::read::{EncodingChoice, ReadError};

/// What a file describes.
#[derive(Debug, Default)]
pub(super) struct Definition {
    pub(super) title: String,
    /// The file with the answers, as it is named.
    pub(super) href: Option<String>,
    pub(super) is_csv: bool,
    /// Rows of a csv file before the first answers.
    pub(super) skip: usize,
    pub(super) variables: Vec<Variable>,
    /// The encoding the XML states for itself, which mostly is that of the answers.
    pub(super) encoding: Option<&'static encoding_rs::Encoding>,
}

/// Types of variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Type {
    Single,
    Multiple,
    Quantity,
    #[default]
    Character,
    Logical,
    Date,
    Time,
}

/// One variable.
#[derive(Debug, Default)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) kind: Type,
    pub(super) is_time: bool,
    /// Of a character (fixed) or field (csv), from 1, ends included.
    pub(super) start: usize,
    pub(super) finish: usize,
    /// Code and label.
    pub(super) values: Vec<(String, String)>,
    pub(super) range: Option<[f64; 2]>,
    pub(super) several: Option<Several>,
    pub(super) is_weight: bool,
    pub(super) is_serial: bool,
    spread: Option<(usize, usize)>,
    ident: String,
}

/// How several answers are written.
#[derive(Debug, Clone)]
pub(super) enum Several {
    /// A 0 or 1 per choice; the codes of the choices.
    Bits(Vec<String>),
    /// A code per answer; the characters of one, 0 where fields are told apart by commas.
    Spread { subfields: usize, width: usize },
}

/// Reads the XML.
pub(super) fn read(bytes: &[u8]) -> Result<Definition, ReadError> {
    let stated = stated_encoding(bytes);
    let text = match stated {
        // A file that says UTF-8 may be anything else all the same.
        Some(encoding) if encoding != encoding_rs::UTF_8 && std::str::from_utf8(bytes).is_err() => {
            encoding.decode(bytes).0.into_owned()
        }
        _ => csv::text(bytes.to_vec(), EncodingChoice::Auto)?.0,
    };
    let mut reader = Reader::from_str(&text);
    let mut state = State::default();
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) => state.begin(&start)?,
            Event::Empty(start) => {
                state.begin(&start)?;
                state.end();
            }
            Event::End(_) => state.end(),
            Event::Text(part) => state.text(&part.xml10_content()),
            Event::CData(part) => state.text(&part.xml10_content()),
            Event::GeneralRef(name) => match name.resolve_char_ref().map_err(ReadError::damaged)? {
                Some(c) => state.text(c.encode_utf8(&mut [0; 4])),
                None => state.entity(&name.xml10_content()),
            },
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !state.open.is_empty() {
        return Err(ReadError::damaged("the file ends within an element"));
    }
    let mut definition = state.definition;
    definition.encoding = stated.filter(|encoding| *encoding != encoding_rs::UTF_8);
    finish(&mut definition)?;
    Ok(definition)
}

/// What `<?xml … encoding="…"?>` says.
fn stated_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..200).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head);
    let (declaration, _) = head.split_once("?>")?;
    let (_, rest) = declaration.split_once("encoding")?;
    let name = rest.trim_start_matches([' ', '=', '"', '\'']);
    encoding_rs::Encoding::for_label(name.split(['"', '\'', ' ']).next()?.as_bytes())
}

/// Names that are one of a kind, and layouts.
fn finish(definition: &mut Definition) -> Result<(), ReadError> {
    if definition.variables.is_empty() {
        return Err(ReadError::damaged("it describes no variables"));
    }
    let mut taken = std::collections::HashSet::new();
    for variable in &mut definition.variables {
        if variable.name.is_empty() || !taken.insert(variable.name.clone()) {
            variable.name = format!("{}_{}", variable.name, variable.ident).trim_start_matches('_').to_owned();
            taken.insert(variable.name.clone());
        }
        if variable.start == 0 || variable.finish < variable.start {
            return Err(ReadError::damaged(format!("no position for {}", variable.name)));
        }
        if variable.kind != Type::Multiple {
            continue;
        }
        let length = variable.finish - variable.start + 1;
        variable.several = Some(match variable.spread {
            Some((subfields, _)) if definition.is_csv => Several::Spread { subfields, width: 0 },
            Some((subfields, width)) => {
                let width = if width == 0 { length / subfields.max(1) } else { width };
                if width == 0 || width.saturating_mul(subfields) > length {
                    return Err(ReadError::damaged(format!("too many subfields for {}", variable.name)));
                }
                Several::Spread { subfields, width }
            }
            None => Several::Bits(variable.values.iter().map(|(code, _)| code.clone()).collect()),
        });
    }
    Ok(())
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    definition: Definition,
    open: Vec<String>,
    variable: Option<Variable>,
    code: String,
    /// The text of the element at hand, and its special versions (for interviews, other languages).
    words: String,
    special: Vec<(String, String)>,
}

fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, ReadError> {
    let mut all = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(ReadError::damaged)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(ReadError::damaged)?;
        let name: &str = attribute.key.local_name().into_inner();
        all.push((name.to_lowercase(), value.into_owned()));
    }
    Ok(all)
}

impl State {
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let name: &str = start.local_name().into_inner();
        let name = name.to_lowercase();
        let attributes = attributes(start)?;
        let get = |name: &str| attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        let number = |name: &str| get(name).and_then(|text| text.parse::<usize>().ok());
        if self.open.is_empty() && name != "sss" {
            return Err(ReadError::damaged("no <sss>"));
        }
        match name.as_str() {
            "hierarchy" => return Err(ReadError::Unsupported { what: "Triple-S hierarchy" }),
            "record" => {
                self.definition.href = get("href").filter(|href| !href.is_empty()).map(str::to_owned);
                self.definition.is_csv = get("format").is_some_and(|format| format.eq_ignore_ascii_case("csv"));
                self.definition.skip = number("skip").unwrap_or(0);
            }
            "variable" => {
                let kind = match get("type").unwrap_or_default().to_lowercase().as_str() {
                    "single" => Type::Single,
                    "multiple" => Type::Multiple,
                    "quantity" => Type::Quantity,
                    "character" => Type::Character,
                    "logical" => Type::Logical,
                    "date" => Type::Date,
                    "time" => Type::Time,
                    other => return Err(ReadError::damaged(format!("unknown type of variable {other}"))),
                };
                self.variable = Some(Variable {
                    kind,
                    is_time: kind == Type::Time,
                    ident: get("ident").unwrap_or_default().to_owned(),
                    is_weight: get("use") == Some("weight"),
                    is_serial: get("use") == Some("serial"),
                    ..Variable::default()
                });
            }
            "position" => {
                if let Some(variable) = &mut self.variable {
                    variable.start = number("start").unwrap_or(0);
                    variable.finish = number("finish").unwrap_or(variable.start);
                }
            }
            "spread" => {
                if let Some(variable) = &mut self.variable {
                    variable.spread = Some((number("subfields").unwrap_or(1), number("width").unwrap_or(0)));
                }
            }
            "range" => {
                let end = |name| get(name).and_then(|text| text.parse::<f64>().ok()).filter(|end| end.is_finite());
                if let (Some(variable), Some(from), Some(to)) = (&mut self.variable, end("from"), end("to")) {
                    variable.range = Some([from, to]);
                }
            }
            "value" => self.code = get("code").unwrap_or_default().to_owned(),
            "br" => self.words.push(' '),
            "text" => {
                let mode = get("mode").unwrap_or_default().to_owned();
                // The text so far is the plain one; what stands in the element goes beside it.
                self.special.push((mode, std::mem::take(&mut self.words)));
            }
            _ => {}
        }
        if matches!(name.as_str(), "name" | "label" | "title" | "value") {
            self.words.clear();
            self.special.clear();
        }
        self.open.push(name);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.words.push_str(text);
    }

    fn entity(&mut self, name: &str) {
        match name {
            "amp" => self.words.push('&'),
            "lt" => self.words.push('<'),
            "gt" => self.words.push('>'),
            "quot" => self.words.push('"'),
            "apos" => self.words.push('\''),
            other => self.words.push_str(&format!("&{other};")),
        }
    }

    /// The plain text, or the version for analysis, or any.
    fn words(&mut self) -> String {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = tidy(&std::mem::take(&mut self.words));
        let special = std::mem::take(&mut self.special);
        let analysis = special.iter().find(|(mode, _)| mode == "analysis").or(special.first());
        if plain.is_empty() { analysis.map(|(_, text)| tidy(text)).unwrap_or_default() } else { plain }
    }

    fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        let within = self.open.last().map(String::as_str).unwrap_or_default().to_owned();
        match (name.as_str(), within.as_str()) {
            // The special text and the plain one before it change places.
            ("text", _) => {
                if let Some((_, kept)) = self.special.last_mut() {
                    std::mem::swap(kept, &mut self.words);
                }
            }
            ("title", "survey") => self.definition.title = self.words(),
            ("name", "variable") => {
                let words = self.words();
                if let Some(variable) = &mut self.variable {
                    variable.name = words;
                }
            }
            ("label", "variable") => {
                let words = self.words();
                if let Some(variable) = &mut self.variable {
                    variable.label = words;
                }
            }
            ("value", "values") => {
                let (words, code) = (self.words(), std::mem::take(&mut self.code));
                if let Some(variable) = &mut self.variable {
                    variable.values.push((code, words));
                }
            }
            ("variable", _) => self.definition.variables.extend(self.variable.take()),
            _ => {}
        }
    }
}
