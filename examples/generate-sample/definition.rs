//! What the generator needs of a survey definition: ids, choices, limits and the columns of the paper and web files. It
//! reads `surveys/*.toml` so that no label stands twice, and is deliberately not koe's own loader: the sample must be able
//! to catch a mistake there.

use std::path::Path;

use toml::{Table, Value};

/// Any failure, printed once by `main`.
pub type Fail = Box<dyn std::error::Error>;

/// How a question is answered; the items of a matrix are single questions here.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// One code.
    Single,
    /// Any number of codes.
    Multiple,
    /// A number.
    Numeric,
    /// Free text.
    Text,
    /// Codes in order of preference.
    Rank,
}

/// One option.
pub struct Choice {
    /// Its code; all codes of the sample are small numbers.
    pub code: u8,
    /// Its wording, as the web form exports it.
    pub label: String,
    /// Cannot stand beside others.
    pub exclusive: bool,
}

/// One question, or one item of a matrix.
pub struct Question {
    /// Its id, such as `Q8A`.
    pub id: String,
    /// How it is answered.
    pub kind: Kind,
    /// Its options; empty for numbers and text.
    pub choices: Vec<Choice>,
    /// The most marks allowed.
    pub max: usize,
    /// Face-sheet item.
    pub attribute: bool,
    /// Column headers in the paper files: one per flag or rank, otherwise one.
    pub paper: Vec<String>,
    /// Column headers in the web file.
    pub web: Vec<String>,
    /// The option その他 and the column with its text.
    pub other: Option<(u8, String)>,
}

/// One survey.
pub struct Definition {
    /// `business` or `resident`.
    pub id: String,
    /// Questions in the order of the questionnaire.
    pub questions: Vec<Question>,
}

impl Definition {
    /// The question with this id.
    pub fn question(&self, id: &str) -> Result<&Question, Fail> {
        self.questions.iter().find(|q| q.id == id).ok_or_else(|| format!("{}: no question {id}", self.id).into())
    }
}

fn text(table: &Table, key: &str) -> Option<String> {
    table.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn list(table: &Table, key: &str) -> Vec<String> {
    let items = table.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn tables<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let items = table.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Value::as_table).collect()
}

/// The headers of one question in the web file, where the source renames them.
fn renamed(columns: Option<&Table>, id: &str) -> Option<Vec<String>> {
    match columns?.get(id)? {
        Value::String(header) => Some(vec![header.clone()]),
        Value::Table(place) => {
            let many = list(place, "columns");
            if many.is_empty() { text(place, "column").map(|c| vec![c]) } else { Some(many) }
        }
        _ => None,
    }
}

/// Reads one definition.
pub fn read(path: &Path) -> Result<Definition, Fail> {
    let whole: Table = std::fs::read_to_string(path)?.parse()?;
    let id = whole.get("survey").and_then(Value::as_table).and_then(|s| text(s, "id")).ok_or("a survey without id")?;
    // The web source is the last one; only it renames columns.
    let web = tables(&whole, "source").last().and_then(|s| s.get("columns")).and_then(Value::as_table);
    let mut questions = Vec::new();
    for entry in tables(&whole, "question") {
        let name = text(entry, "id").ok_or("a question without id")?;
        let kind = text(entry, "kind").unwrap_or_default();
        let mut other = None;
        let mut choices = Vec::new();
        for choice in tables(entry, "choices") {
            let code: u8 = text(choice, "code").ok_or("a choice without code")?.parse()?;
            if let Some(column) = text(choice, "other") {
                other = Some((code, column));
            }
            choices.push(Choice {
                code,
                label: text(choice, "label").ok_or("a choice without label")?,
                exclusive: choice.get("exclusive").and_then(Value::as_bool).unwrap_or(false),
            });
        }
        let max = entry.get("max").and_then(Value::as_integer).map_or(choices.len(), |m| m as usize);
        let attribute = entry.get("attribute").and_then(Value::as_bool).unwrap_or(false);
        if kind == "matrix" {
            for item in tables(entry, "items") {
                let id = text(item, "id").ok_or("an item without id")?;
                let paper = text(item, "column").map(|c| vec![c]).unwrap_or_default();
                let copy =
                    choices.iter().map(|c| Choice { code: c.code, label: c.label.clone(), exclusive: false }).collect();
                let web = renamed(web, &id).unwrap_or_else(|| paper.clone());
                questions.push(Question {
                    id,
                    kind: Kind::Single,
                    choices: copy,
                    max: 1,
                    attribute,
                    paper,
                    web,
                    other: None,
                });
            }
            continue;
        }
        let kind = match kind.as_str() {
            "single" => Kind::Single,
            "multiple" => Kind::Multiple,
            "numeric" => Kind::Numeric,
            "text" => Kind::Text,
            "rank" => Kind::Rank,
            odd => return Err(format!("{name}: unknown kind {odd}").into()),
        };
        let mut paper = list(entry, "columns");
        paper.extend(text(entry, "column"));
        let web = renamed(web, &name).unwrap_or_else(|| paper.clone());
        questions.push(Question { id: name, kind, choices, max, attribute, paper, web, other });
    }
    Ok(Definition { id, questions })
}
