//! A plan as rows of texts, the form in which a workbook holds it so that a person can edit it; and back.
//!
//! Writing and reading are inverse for every plan. An empty cell is a key that the record does not have; a text that is there
//! and empty is written `（空欄）`. A text that no cell could hold as it is (signs that no xml may hold, or one that looks
//! like our own signs) begins with `\` and has escapes. No file format is known here.

mod trouble;

pub use self::trouble::{Part, Trouble, What};
use super::{About, Column, FigureKey, FigureOf, Grade, Plan, Record, Scale, YearRole};
use crate::model::table::BaseKind;

/// Stands for a text that is there and empty.
pub const EMPTY: &str = "（空欄）";
/// In the first column: the row goes on with the texts of the row above, which were too long for a cell.
pub const MORE: &str = "（続き）";
/// Before the label of a year column in the row of keys.
pub const YEARS: &str = "years:";
/// UTF-16 units that a cell may hold; Excel's limit is 32,767.
const LONGEST: usize = 32_000;

/// The tables of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// Key and value of what is said of the plan as a whole.
    pub about: Table,
    /// Columns of year cells.
    pub columns: Table,
    /// A row per grade.
    pub scales: Table,
    /// A row per record.
    pub records: Table,
}

/// Rows of texts under keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The keys of the columns.
    pub keys: Vec<String>,
    /// Texts in the order of the keys.
    pub rows: Vec<Vec<String>>,
}

/// Keys of what is said of a plan.
const ABOUT: [&str; 9] =
    ["id", "title", "municipality", "section", "date", "document", "period", "source", "synthetic"];
/// Keys of a record, in canonical order, without its year cells.
pub const RECORD: [&str; 33] = [
    "kind",
    "id",
    "no",
    "title",
    "text",
    "parent",
    "section",
    "period",
    "grade",
    "scale",
    "state",
    "flags",
    "links",
    "aliases",
    "reading",
    "phrases",
    "same_as",
    "date",
    "role",
    "place",
    "attendance",
    "note",
    "unit",
    "figure.survey",
    "figure.question",
    "figure.option",
    "figure.banner",
    "figure.group",
    "figure.of",
    "figure.weight",
    "figure.base",
    "figure.where",
    YEARS,
];
/// Columns of a record that are there even if no record uses them, so that a person can fill them.
const USUAL: [&str; 12] =
    ["kind", "id", "no", "title", "text", "parent", "section", "period", "grade", "flags", "links", "note"];

/// The tables of a plan.
pub fn written(plan: &Plan) -> Book {
    let mut about = Table { keys: vec!["key".into(), "value".into()], rows: Vec::new() };
    for key in ABOUT {
        if key == "source" {
            let sources = plan.about.sources.iter().map(|source| vec![key.to_owned(), said(source)]);
            about.rows.extend(sources);
        } else {
            about.rows.push(vec![key.to_owned(), about_text(plan, key)]);
        }
    }
    let mut columns = Table { keys: ["label", "year", "role"].map(str::to_owned).to_vec(), rows: Vec::new() };
    for column in &plan.columns {
        let year = column.year.map_or(String::new(), |year| year.to_string());
        columns.rows.push(vec![said(&column.label), year, role_word(column.role).to_owned()]);
    }
    let keys = ["id", "title", "code", "label", "note"];
    let mut scales = Table { keys: keys.map(str::to_owned).to_vec(), rows: Vec::new() };
    for scale in &plan.scales {
        let first = scale.grades.first().map_or([String::new(), String::new()], grade_texts);
        let [code, label] = first;
        scales.rows.push(vec![said(&scale.id), plain(&scale.title), code, label, plain(&scale.note)]);
        for grade in scale.grades.iter().skip(1) {
            let [code, label] = grade_texts(grade);
            scales.rows.push(vec![String::new(), String::new(), code, label, String::new()]);
        }
    }
    let mut book = Book { about, columns, scales, records: records(plan) };
    for table in [&mut book.about, &mut book.columns, &mut book.scales, &mut book.records] {
        part(table);
    }
    book
}

fn grade_texts(grade: &Grade) -> [String; 2] {
    [said(&grade.code), plain(&grade.label)]
}

fn about_text(plan: &Plan, key: &str) -> String {
    let About { title, municipality, section, date, document, period, synthetic, .. } = &plan.about;
    match key {
        "id" => plain(&plan.id),
        "title" => plain(title),
        "municipality" => plain(municipality),
        "section" => plain(section),
        "date" => plain(date),
        "document" => plain(document),
        "period" => plain(period),
        "synthetic" if *synthetic => "true".to_owned(),
        _ => String::new(),
    }
}

fn records(plan: &Plan) -> Table {
    let mut labels: Vec<&str> = plan.columns.iter().map(|column| column.label.as_str()).collect();
    for label in plan.records.iter().flat_map(|record| record.years.keys()) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let used = |key: &&&str| USUAL.contains(*key) || plan.records.iter().any(|record| !field(record, key).is_empty());
    let fields: Vec<&str> = RECORD.iter().filter(|key| **key != YEARS).filter(used).copied().collect();
    let mut keys: Vec<String> = fields.iter().map(|key| (*key).to_owned()).collect();
    keys.extend(labels.iter().map(|label| format!("{YEARS}{}", plain(label))));
    let row = |record: &Record| {
        let mut row: Vec<String> = fields.iter().map(|key| field(record, key)).collect();
        row.extend(labels.iter().map(|label| optional(record.years.get(*label))));
        row
    };
    Table { keys, rows: plan.records.iter().map(row).collect() }
}

/// The text of a field.
fn field(record: &Record, key: &str) -> String {
    let figure = |of: fn(&FigureKey) -> String| record.figure.as_ref().map_or(String::new(), of);
    match key {
        "kind" => plain(&record.kind),
        "id" => plain(&record.id),
        "no" => plain(&record.no),
        "title" => plain(&record.title),
        "text" => plain(&record.text),
        "parent" => optional(record.parent.as_ref()),
        "section" => plain(&record.section),
        "period" => plain(&record.period),
        "grade" => optional(record.grade.as_ref()),
        "scale" => optional(record.scale.as_ref()),
        "state" => plain(&record.state),
        "flags" => list(&record.flags),
        "links" => list(&record.links),
        "aliases" => list(&record.aliases),
        "reading" => plain(&record.reading),
        "phrases" => list(&record.phrases),
        "same_as" => optional(record.same_as.as_ref()),
        "date" => plain(&record.date),
        "role" => plain(&record.role),
        "place" => plain(&record.place),
        "attendance" => plain(&record.attendance),
        "note" => plain(&record.note),
        "unit" => plain(&record.unit),
        // A figure is there when its survey is, be it empty.
        "figure.survey" => figure(|figure| said(&figure.survey)),
        "figure.question" => figure(|figure| plain(&figure.question)),
        "figure.option" => figure(|figure| optional(figure.option.as_ref())),
        "figure.banner" => figure(|figure| optional(figure.banner.as_ref())),
        "figure.group" => figure(|figure| optional(figure.group.as_ref())),
        "figure.of" => figure(|figure| of_word(figure.of).to_owned()),
        "figure.weight" => figure(|figure| optional(figure.weight.as_ref())),
        "figure.base" => figure(|figure| base_word(figure.base).to_owned()),
        "figure.where" => figure(|figure| optional(figure.filter.as_ref())),
        _ => String::new(),
    }
}

/// Sets a field to what a cell says; what is wrong with it otherwise.
fn set(record: &mut Record, key: &str, text: &str) -> Result<(), What> {
    if let Some(label) = key.strip_prefix(YEARS) {
        if !text.is_empty() {
            record.years.insert(taken(label), taken(text));
        }
        return Ok(());
    }
    let some = || (!text.is_empty()).then(|| taken(text));
    if let Some(part) = key.strip_prefix("figure.") {
        if text.is_empty() {
            return Ok(());
        }
        let figure = record.figure.get_or_insert_with(FigureKey::default);
        match part {
            "survey" => figure.survey = taken(text),
            "question" => figure.question = taken(text),
            "option" => figure.option = some(),
            "banner" => figure.banner = some(),
            "group" => figure.group = some(),
            "of" => figure.of = of_of(text).ok_or_else(|| What::Word(text.to_owned()))?,
            "weight" => figure.weight = some(),
            "base" => figure.base = base_of(text).ok_or_else(|| What::Word(text.to_owned()))?,
            "where" => figure.filter = some(),
            _ => return Err(What::Key(key.to_owned())),
        }
        return Ok(());
    }
    match key {
        "kind" => record.kind = taken(text),
        "id" => record.id = taken(text),
        "no" => record.no = taken(text),
        "title" => record.title = taken(text),
        "text" => record.text = taken(text),
        "parent" => record.parent = some(),
        "section" => record.section = taken(text),
        "period" => record.period = taken(text),
        "grade" => record.grade = some(),
        "scale" => record.scale = some(),
        "state" => record.state = taken(text),
        "flags" => record.flags = items(text),
        "links" => record.links = items(text),
        "aliases" => record.aliases = items(text),
        "reading" => record.reading = taken(text),
        "phrases" => record.phrases = items(text),
        "same_as" => record.same_as = some(),
        "date" => record.date = taken(text),
        "role" => record.role = taken(text),
        "place" => record.place = taken(text),
        "attendance" => record.attendance = taken(text),
        "note" => record.note = taken(text),
        "unit" => record.unit = taken(text),
        _ => return Err(What::Key(key.to_owned())),
    }
    Ok(())
}

/// The plan that tables hold, and what could not be taken from them.
pub fn read(book: &Book) -> (Plan, Vec<Trouble>) {
    let mut plan = Plan::default();
    let mut troubles = Vec::new();
    let [about, columns, scales, records] = [&book.about, &book.columns, &book.scales, &book.records].map(joined);
    let mut met = |table, row: Option<usize>, column, what| troubles.push(Trouble { table, row, column, what });
    for (at, row) in about {
        let cell = |at: usize| row.get(at).map_or("", String::as_str);
        let (key, value) = (cell(0), taken(cell(1)));
        let about = &mut plan.about;
        match key {
            "id" => plan.id = value,
            "title" => about.title = value,
            "municipality" => about.municipality = value,
            "section" => about.section = value,
            "date" => about.date = value,
            "document" => about.document = value,
            "period" => about.period = value,
            "source" if cell(1).is_empty() => {}
            "source" => about.sources.push(value),
            "synthetic" => match value.to_lowercase().as_str() {
                "" | "false" => {}
                "true" | "1" => about.synthetic = true,
                _ => met(Part::About, Some(at), 1, What::Word(value)),
            },
            "" => {}
            other => met(Part::About, Some(at), 0, What::Key(other.to_owned())),
        }
    }
    for (at, row) in columns {
        let cell = |key: &str| named(&book.columns, &row, key);
        if row.iter().all(String::is_empty) {
            continue;
        }
        let label = cell("label");
        if label.is_empty() {
            met(Part::Columns, Some(at), 0, What::NoName);
            continue;
        }
        let year = match cell("year") {
            "" => None,
            text => match text.trim().parse() {
                Ok(year) => Some(year),
                Err(_) => {
                    met(Part::Columns, Some(at), 1, What::Number(text.to_owned()));
                    None
                }
            },
        };
        match role_of(cell("role")) {
            Some(role) => plan.columns.push(Column { label: taken(label), year, role }),
            None => met(Part::Columns, Some(at), 2, What::Word(cell("role").to_owned())),
        }
    }
    for (at, row) in scales {
        let cell = |key: &str| named(&book.scales, &row, key);
        if row.iter().all(String::is_empty) {
            continue;
        }
        if !cell("id").is_empty() {
            let (id, title, note) = (taken(cell("id")), taken(cell("title")), taken(cell("note")));
            plan.scales.push(Scale { id, title, grades: Vec::new(), note });
        }
        match plan.scales.last_mut() {
            Some(scale) if !cell("code").is_empty() => {
                scale.grades.push(Grade { code: taken(cell("code")), label: taken(cell("label")) });
            }
            Some(_) => {}
            None => met(Part::Scales, Some(at), 0, What::NoName),
        }
    }
    let years = plan.columns.iter().map(|column| format!("{YEARS}{}", plain(&column.label)));
    for key in USUAL.iter().map(|key| (*key).to_owned()).chain(years) {
        if !book.records.keys.contains(&key) {
            met(Part::Records, None, 0, What::Missing(key));
        }
    }
    for (column, key) in book.records.keys.iter().enumerate() {
        if !key.is_empty() && book.records.keys.iter().position(|first| first == key) != Some(column) {
            met(Part::Records, None, column, What::Twice(key.clone()));
        }
        let known = key == MORE || key.starts_with(YEARS) || RECORD.contains(&key.as_str());
        if !known
            && (!key.is_empty()
                || book.records.rows.iter().any(|row| row.get(column).is_some_and(|text| !text.is_empty())))
        {
            met(Part::Records, None, column, What::Key(key.clone()));
        }
    }
    for (at, row) in records {
        if row.iter().all(String::is_empty) {
            continue;
        }
        let mut record = Record::default();
        for (column, (key, text)) in book.records.keys.iter().zip(&row).enumerate() {
            match set(&mut record, key, text) {
                // Said once, of the key.
                Ok(()) | Err(What::Key(_)) => {}
                Err(what) => met(Part::Records, Some(at), column, what),
            }
        }
        if record.id.is_empty() {
            let column = book.records.keys.iter().position(|key| key == "id").unwrap_or(0);
            met(Part::Records, Some(at), column, What::NoName);
        }
        plan.records.push(record);
    }
    (plan, troubles)
}

fn named<'a>(table: &Table, row: &'a [String], key: &str) -> &'a str {
    table.keys.iter().position(|known| known == key).and_then(|at| row.get(at)).map_or("", String::as_str)
}

/// Parts rows whose texts no cell could hold.
fn part(table: &mut Table) {
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in std::mem::take(&mut table.rows) {
        let pieces: Vec<Vec<String>> = row.iter().map(|text| pieces(text)).collect();
        let most = pieces.iter().map(Vec::len).max().unwrap_or(1);
        for at in 0..most {
            let mut cells: Vec<String> =
                pieces.iter().map(|pieces| pieces.get(at).cloned().unwrap_or_default()).collect();
            if at > 0 {
                cells.insert(0, MORE.to_owned());
            } else {
                cells.insert(0, String::new());
            }
            rows.push(cells);
        }
    }
    // The column that says whether a row goes on is only there where one does.
    if rows.iter().any(|row| row.first().is_some_and(|cell| !cell.is_empty())) {
        table.keys.insert(0, MORE.to_owned());
    } else {
        rows.iter_mut().for_each(|row| drop(row.remove(0)));
    }
    table.rows = rows;
}

/// The rows with those put together that go on, each with the place of its first.
fn joined(table: &Table) -> Vec<(usize, Vec<String>)> {
    let more = table.keys.iter().position(|key| key == MORE);
    let mut rows: Vec<(usize, Vec<String>)> = Vec::with_capacity(table.rows.len());
    for (at, row) in table.rows.iter().enumerate() {
        let goes_on = more.and_then(|more| row.get(more)).is_some_and(|cell| cell == MORE);
        match rows.last_mut() {
            Some((_, above)) if goes_on => {
                above.resize(above.len().max(row.len()), String::new());
                for (column, (whole, piece)) in above.iter_mut().zip(row).enumerate() {
                    if Some(column) != more {
                        whole.push_str(piece);
                    }
                }
            }
            _ => {
                let mut row = row.clone();
                row.resize(table.keys.len(), String::new());
                rows.push((at, row));
            }
        }
    }
    if more == Some(0) && table.keys.get(1).is_some_and(|key| key == "key") {
        rows.iter_mut().for_each(|(_, row)| drop(row.remove(0)));
    }
    rows
}

fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut units = 0;
    for c in text.chars() {
        units += c.len_utf16();
        if units > LONGEST {
            pieces.push(String::new());
            units = c.len_utf16();
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

/// A text for a cell; an empty one is an empty cell.
fn plain(text: &str) -> String {
    let odd = text.starts_with('\\') || text == EMPTY || text == MORE || has_odd_sign(text);
    if odd { escaped(text, false) } else { text.to_owned() }
}

/// A text that is there even if it is empty.
fn said(text: &str) -> String {
    if text.is_empty() { EMPTY.to_owned() } else { plain(text) }
}

fn optional(text: Option<&String>) -> String {
    text.map_or(String::new(), |text| said(text))
}

/// A list, one element per line.
fn list(texts: &[String]) -> String {
    let item = |text: &String| if text.contains('\n') { escaped(text, true) } else { said(text) };
    texts.iter().map(item).collect::<Vec<_>>().join("\n")
}

/// The elements of a list; empty lines are none.
fn items(text: &str) -> Vec<String> {
    text.split('\n').filter(|line| !line.is_empty()).map(taken).collect()
}

/// Signs that xml cannot hold or that readers of spreadsheets change.
fn has_odd_sign(text: &str) -> bool {
    text.contains("_x") || text.chars().any(is_odd)
}

fn is_odd(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn escaped(text: &str, lines: bool) -> String {
    let mut written = String::from("\\");
    for (at, c) in text.char_indices() {
        match c {
            '\\' => written.push_str("\\\\"),
            '\n' if lines => written.push_str("\\n"),
            '_' if text.get(at + 1..).is_some_and(|rest| rest.starts_with('x')) => written.push_str("\\u{5f}"),
            c if is_odd(c) => written.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => written.push(c),
        }
    }
    written
}

/// The text that a cell stands for. An escape that is none stays as it is.
fn taken(cell: &str) -> String {
    if cell == EMPTY {
        return String::new();
    }
    let Some(mut rest) = cell.strip_prefix('\\') else { return cell.to_owned() };
    let mut text = String::new();
    while let Some(next) = rest.chars().next() {
        let (sign, length) = sign(rest).unwrap_or((next, next.len_utf8()));
        text.push(sign);
        rest = rest.get(length..).unwrap_or_default();
    }
    text
}

/// The sign that an escape at the start of a text means, and the length of the escape.
fn sign(text: &str) -> Option<(char, usize)> {
    let escape = text.strip_prefix('\\')?;
    match escape.chars().next()? {
        '\\' => Some(('\\', 2)),
        'n' => Some(('\n', 2)),
        'u' => {
            let (digits, _) = escape.strip_prefix("u{")?.split_once('}')?;
            Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, digits.len() + 4))
        }
        _ => None,
    }
}

/// The word for a role in files.
pub fn role_word(role: YearRole) -> &'static str {
    match role {
        YearRole::Baseline => "baseline",
        YearRole::Plan => "plan",
        YearRole::Result => "result",
        YearRole::Target => "target",
        YearRole::End => "end",
    }
}

fn role_of(word: &str) -> Option<YearRole> {
    [YearRole::Baseline, YearRole::Plan, YearRole::Result, YearRole::Target, YearRole::End]
        .into_iter()
        .find(|role| role_word(*role) == word.trim())
}

/// The word for what is told of a figure.
pub fn of_word(of: FigureOf) -> &'static str {
    match of {
        FigureOf::Percent => "percent",
        FigureOf::Mean => "mean",
        FigureOf::Count => "count",
    }
}

fn of_of(word: &str) -> Option<FigureOf> {
    [FigureOf::Percent, FigureOf::Mean, FigureOf::Count].into_iter().find(|of| of_word(*of) == word.trim())
}

/// The word for a base in files.
pub fn base_word(base: BaseKind) -> &'static str {
    match base {
        BaseKind::All => "all",
        BaseKind::Answered => "answered",
    }
}

fn base_of(word: &str) -> Option<BaseKind> {
    [BaseKind::All, BaseKind::Answered].into_iter().find(|base| base_word(*base) == word.trim())
}
