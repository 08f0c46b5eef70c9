//! A draft as the text of a definition file: readable by people, with every guess as a comment where it belongs.
//!
//! Only the layout of TOML is made here; the words of the comments are given by the caller, who knows the language.

use std::fmt::Write as _;
use std::path::Path;

use super::{Draft, Found, Guess};
use crate::model::survey::{Columns, Layout, MissingCodes, SheetRef, Source, SourceColumn};
use crate::model::{Choice, Kind, Question};
use crate::text::toml::quoted as string;

/// The comments of a definition file, in a language.
pub trait Comments {
    /// What stands at the top of the file.
    fn head(&self, found: &Found) -> Vec<String>;
    /// A guess: its reason and what else it may be.
    fn guess(&self, guess: &Guess) -> String;
}

/// A survey to write.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its files; `file` is written as it stands.
    pub sources: Vec<Source>,
    /// Questions, missing texts and guesses.
    pub draft: Draft,
}

impl Written {
    /// The survey of one file, called like it.
    pub fn of_file(file: &Path, draft: Draft) -> Self {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let plain = |c: char| if c.is_alphanumeric() || c == '_' || c == '-' { c } else { '_' };
        let id: String = stem.chars().map(plain).collect();
        let id = if id.trim_matches('_').is_empty() { "survey".to_owned() } else { id };
        let title = if draft.title.is_empty() { stem.into_owned() } else { draft.title.clone() };
        Self { id, title, sources: vec![draft.source.clone()], draft }
    }
}

/// The whole definition file.
pub fn text(written: &Written, comments: &impl Comments) -> String {
    let mut out = String::new();
    comment(&mut out, &comments.head(&written.draft.found));
    out.push('\n');
    let draft = &written.draft;
    out.push_str("[survey]\n");
    key(&mut out, "id", &string(&written.id));
    key(&mut out, "title", &string(&written.title));
    let missing = missing(&draft.missing);
    key(&mut out, "missing", &missing);
    if let Some(weight) = &draft.weight {
        key(&mut out, "default_weight", &string(weight));
    }
    let whole: Vec<String> =
        draft.guesses.iter().filter(|guess| guess.question.is_none()).map(|guess| comments.guess(guess)).collect();
    for (at, source) in written.sources.iter().enumerate() {
        out.push('\n');
        // What is doubted of the files as a whole is said once.
        if at == 0 {
            comment(&mut out, &whole);
        }
        out.push_str(&self::source(source));
    }
    if let Some(weight) = &draft.weight {
        out.push_str("\n[[weight]]\n");
        for (name, value) in [("id", weight.as_str()), ("label", weight), ("kind", "column"), ("column", weight)] {
            key(&mut out, name, &string(value));
        }
    }
    for question in &draft.questions {
        out.push('\n');
        let guesses: Vec<String> = draft.guesses_of(&question.id).map(|guess| comments.guess(guess)).collect();
        comment(&mut out, &guesses);
        self::question(&mut out, question);
    }
    out
}

fn comment(out: &mut String, lines: &[String]) {
    for line in lines.iter().flat_map(|text| text.lines()) {
        // A control character would end the comment or the file.
        let clean: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(out, "# {}", clean.trim_end());
    }
}

fn key(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "{name} = {value}");
}

fn strings(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| string(text)).collect::<Vec<_>>().join(", "))
}

/// A key of TOML: bare where it may be.
fn name(text: &str) -> String {
    let bare = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { text.to_owned() } else { string(text) }
}

/// The missing codes of a survey or file, the blank cell among them.
fn missing(codes: &MissingCodes) -> String {
    let mut codes = codes.clone();
    if !codes.na.iter().any(String::is_empty) {
        codes.na.insert(0, String::new());
    }
    own_missing(&codes)
}

/// A `[[source]]` block.
pub fn source(source: &Source) -> String {
    let mut out = String::from("[[source]]\n");
    key(&mut out, "file", &string(&source.file));
    match &source.sheet {
        Some(SheetRef::Name(sheet)) => key(&mut out, "sheet", &string(sheet)),
        Some(SheetRef::Number(sheet)) => key(&mut out, "sheet", &sheet.to_string()),
        None => {}
    }
    if let Some(row) = source.header_row {
        key(&mut out, "header_row", &row.to_string());
    }
    if let Some(rows) = source.header_rows {
        key(&mut out, "header_rows", &rows.to_string());
    }
    let stated = [
        ("mode", &source.mode),
        ("id", &source.id),
        ("count", &source.count),
        ("received", &source.received),
        ("encoding", &source.encoding),
    ];
    for (name, value) in stated {
        if let Some(value) = value {
            key(&mut out, name, &string(value));
        }
    }
    for (name, value) in [("distributed", source.distributed), ("undelivered", source.undelivered)] {
        if let Some(value) = value {
            key(&mut out, name, &value.to_string());
        }
    }
    for (name, texts) in [("personal", &source.personal), ("ignore", &source.ignore), ("fill", &source.fill)] {
        if !texts.is_empty() {
            key(&mut out, name, &strings(texts));
        }
    }
    if !source.skip.is_empty() {
        let skip = source.skip.iter().map(|(column, texts)| format!("{} = {}", name(column), strings(texts)));
        key(&mut out, "skip", &format!("{{ {} }}", skip.collect::<Vec<_>>().join(", ")));
    }
    if let Some(codes) = &source.missing {
        key(&mut out, "missing", &missing(codes));
    }
    if !source.columns.is_empty() {
        out.push_str("\n[source.columns]\n");
        for (question, column) in &source.columns {
            let value = match column {
                SourceColumn::Name(column) => string(column),
                SourceColumn::Full(columns) => full(columns),
            };
            key(&mut out, &name(question), &value);
        }
    }
    out
}

fn full(columns: &Columns) -> String {
    let mut parts = Vec::new();
    parts.extend(columns.column.as_ref().map(|column| format!("column = {}", string(column))));
    parts.extend(columns.columns.as_ref().map(|columns| format!("columns = {}", strings(columns))));
    parts.extend(columns.layout.map(|layout| format!("layout = {}", string(layout_name(layout)))));
    parts.extend(columns.separator.as_ref().map(|separator| format!("separator = {}", string(separator))));
    format!("{{ {} }}", parts.join(", "))
}

fn layout_name(layout: Layout) -> &'static str {
    match layout {
        Layout::Flags => "flags",
        Layout::List => "list",
        Layout::Slots => "slots",
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::Numeric => "numeric",
        Kind::Date => "date",
        Kind::Text => "text",
        Kind::Rank => "rank",
        Kind::Matrix => "matrix",
    }
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { value.to_string() }
}

fn question(out: &mut String, question: &Question) {
    out.push_str("[[question]]\n");
    key(out, "id", &string(&question.id));
    key(out, "label", &string(&question.label));
    if !question.text.is_empty() {
        key(out, "text", &string(&question.text));
    }
    key(out, "kind", &string(kind_name(question.kind)));
    if question.attribute {
        key(out, "attribute", "true");
    }
    if let Some(column) = &question.column {
        key(out, "column", &string(column));
    }
    if let Some(layout) = question.layout {
        key(out, "layout", &string(layout_name(layout)));
    }
    if let Some(separator) = &question.separator {
        key(out, "separator", &string(separator));
    }
    if let Some(columns) = &question.columns {
        key(out, "columns", &strings(columns));
    }
    if !question.marked.is_empty() {
        key(out, "marked", &strings(&question.marked));
    }
    for (name, value) in [("max", question.max), ("top", question.top)] {
        if let Some(value) = value {
            key(out, name, &value.to_string());
        }
    }
    if let Some(unit) = &question.unit {
        key(out, "unit", &string(unit));
    }
    if let Some([low, high]) = question.range {
        key(out, "range", &format!("[{}, {}]", number(low), number(high)));
    }
    if let Some(codes) = &question.missing {
        key(out, "missing", &own_missing(codes));
    }
    if let Some(condition) = &question.ask_if {
        key(out, "ask_if", &string(&condition.to_string()));
    }
    if !question.items.is_empty() {
        out.push_str("items = [\n");
        for item in &question.items {
            let column =
                item.column.as_ref().map(|column| format!(", column = {}", string(column))).unwrap_or_default();
            let _ = writeln!(out, "  {{ id = {}, label = {}{column} }},", string(&item.id), string(&item.label));
        }
        out.push_str("]\n");
    }
    if !question.choices.is_empty() {
        out.push_str("choices = [\n");
        for choice in &question.choices {
            let _ = writeln!(out, "  {},", self::choice(choice));
        }
        out.push_str("]\n");
    }
}

/// The missing codes of a question: only the kinds it states replace those of the survey.
fn own_missing(codes: &MissingCodes) -> String {
    let kinds = ["NA", "NAP", "INV", "UNK"].into_iter().zip(codes.kinds());
    let stated =
        kinds.filter(|(_, texts)| !texts.is_empty()).map(|(kind, texts)| format!("{kind} = {}", strings(texts)));
    format!("{{ {} }}", stated.collect::<Vec<_>>().join(", "))
}

fn choice(choice: &Choice) -> String {
    let mut text = format!("{{ code = {}, label = {}", string(&choice.code), string(&choice.label));
    if !choice.aliases.is_empty() {
        let _ = write!(text, ", aliases = {}", strings(&choice.aliases));
    }
    if let Some(score) = choice.score {
        let _ = write!(text, ", score = {}", number(score));
    }
    if let Some(other) = &choice.other {
        let _ = write!(text, ", other = {}", string(other));
    }
    if choice.exclusive {
        text.push_str(", exclusive = true");
    }
    text.push_str(" }");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_from_toml() {
        for text in ["plain", "a \"b\" \\ c", "two\nlines\tand\u{1}", "問5 [行]"] {
            let table: toml::Table = format!("x = {}", string(text)).parse().unwrap();
            assert_eq!(table["x"].as_str(), Some(text));
        }
        assert_eq!(name("Status"), "Status");
        assert_eq!(name("状態"), "\"状態\"");
    }
}
