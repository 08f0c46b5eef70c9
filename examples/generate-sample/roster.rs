//! Who stands in which row: printed numbers, the two paper batches, web answers in order of time, answers given twice, blank
//! forms and forms of people who no longer belong to the survey. Builds the sheets and lists the defects while it does.

use crate::answers::{Answer, Answers};
use crate::definition::{Definition, Kind, Question};
use crate::manifest::{Entry, Manifest};
use crate::sheet::{Cell, Grid, Layout, letters, words};

/// What a row holds.
#[derive(Clone)]
pub enum Content {
    /// A valid case.
    Case(usize),
    /// A form without a mark.
    Blank,
    /// A form that is not counted: the cells it has, by column.
    Outside(Vec<(String, Cell)>),
    /// A second answer of a case that is already there, and where the first one stands.
    Repeat(usize, &'static str),
}

/// A row before it is written.
#[derive(Clone)]
pub struct Row {
    /// The printed number, if it is in the file.
    pub id: Option<String>,
    /// Cells before the questions, in the order of [`Place::lead`].
    pub lead: Vec<Cell>,
    /// The answers.
    pub content: Content,
}

/// A file to be filled.
pub struct Place {
    /// Path from the root of the project.
    pub file: String,
    /// Sheet name; csv files have none.
    pub sheet: Option<String>,
    /// Names of the columns before the questions.
    pub lead: Vec<String>,
    /// Rows above the first case.
    pub header_rows: usize,
    /// How the questions are laid out.
    pub layout: Layout,
}

/// Fills a file's grid and notes every planted defect with its cell.
pub fn build(definition: &Definition, answers: &Answers, place: &Place, rows: &[Row], manifest: &mut Manifest) -> Grid {
    let mut columns = place.lead.clone();
    columns.extend(place.layout.all_columns(definition));
    let mut grid = Grid { columns, rows: Vec::new() };
    for (index, row) in rows.iter().enumerate() {
        let line = place.header_rows + index + 1;
        let mut cells = row.lead.clone();
        let note = |rule: &str, value: &str| Entry {
            case: row.id.clone(),
            value: Some(value.to_owned()),
            ..Entry::new(rule, definition, place, 0, line)
        };
        match &row.content {
            Content::Case(case) | Content::Repeat(case, _) => {
                for question in &definition.questions {
                    let written = place.layout.cells(question, answers, *case);
                    if matches!(row.content, Content::Case(_)) {
                        let at = cells.len();
                        let found = defects(question, answers, *case, place.layout, &written);
                        for (rule, offset, value) in found {
                            manifest.add(Entry {
                                case: row.id.clone(),
                                question: Some(question.id.clone()),
                                value: Some(value),
                                ..Entry::new(rule, definition, place, at + offset, line)
                            });
                        }
                    }
                    cells.extend(written);
                }
                if let Content::Repeat(case, how) = row.content {
                    // Somebody who answers again does not tick everything the same way.
                    for id in ["Q1", "Q30", "Q12"].into_iter().take(if how == "mail" { 1 + case % 3 } else { 0 }) {
                        change(definition, &grid.columns, &mut cells, id, case);
                    }
                    manifest.add(note("duplicate", how));
                }
            }
            Content::Blank => {
                cells.resize(grid.columns.len(), Cell::Empty);
                manifest.add(note("blank", ""));
            }
            Content::Outside(given) => {
                cells.resize(grid.columns.len(), Cell::Empty);
                for (column, value) in given {
                    let at = grid.columns.iter().position(|c| c == column);
                    if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                        *cell = value.clone();
                    }
                }
                manifest.add(note("out_of_scope", ""));
            }
        }
        grid.rows.push(cells);
    }
    grid
}

/// The categories of everybody who wrote something, by the name koe gives the case: the printed number, or else the file and
/// line.
pub fn free_codes(answers: &Answers, question: &str, place: &Place, rows: &[Row]) -> Vec<(String, Vec<u8>)> {
    let stem = std::path::Path::new(&place.file).file_stem().unwrap_or_default().to_string_lossy();
    let mut all = Vec::new();
    for (line, row) in (place.header_rows + 1..).zip(rows) {
        let Content::Case(case) = row.content else { continue };
        let codes = answers.codes(question, case);
        if !codes.is_empty() {
            all.push((row.id.clone().unwrap_or(format!("{stem}:{line}")), codes.to_vec()));
        }
    }
    all
}

fn change(definition: &Definition, columns: &[String], cells: &mut [Cell], id: &str, case: usize) {
    let Some(question) = definition.questions.iter().find(|q| q.id == id) else { return };
    let Some(at) = question.web.first().and_then(|header| columns.iter().position(|c| c == header)) else { return };
    let other = question.choices.get(case % question.choices.len().max(1));
    if let (Some(cell), Some(choice)) = (cells.get_mut(at), other)
        && *cell != Cell::Empty
    {
        *cell = words(choice.label.as_str());
    }
}

/// The defects of one answer: rule, column within the question, and what is written there.
fn defects(
    question: &Question,
    answers: &Answers,
    case: usize,
    layout: Layout,
    written: &[Cell],
) -> Vec<(&'static str, usize, String)> {
    let key = (question.id.clone(), case);
    let paper = layout != Layout::Web;
    let first = written.first().map(Cell::shown).unwrap_or_default();
    let marks = |codes: &[u8]| codes.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
    let mut found = Vec::new();
    match answers.get(&question.id, case) {
        Answer::Invalid(codes) if codes.is_empty() => found.push(("invalid_code", 0, first.clone())),
        Answer::Invalid(codes) if question.kind == Kind::Multiple => found.push(("over_limit", 0, marks(codes))),
        Answer::Invalid(_) => found.push(("double_mark", 0, first.clone())),
        Answer::Unreadable => found.push(("unreadable", 0, first.clone())),
        Answer::Missing if question.attribute => found.push(("attribute_missing", 0, first.clone())),
        Answer::Codes(codes) if paper && question.id == "F1" && codes.contains(&9) && first == "9" => {
            found.push(("code_clash", 0, first.clone()));
        }
        _ => {}
    }
    if !paper {
        return found;
    }
    if let Some(codes) = answers.stray.get(&key) {
        found.push(("not_asked", 0, marks(codes)));
    }
    if answers.unmarked.contains(&key) {
        found.push(("other_unmarked", written.len() - 1, written.last().map(Cell::shown).unwrap_or_default()));
    }
    if answers.written.get(&key).is_some_and(|text| text.contains(['約', '～'])) {
        found.push(("number_words", 0, first));
    }
    found
}

/// Rewrites some cells with full-width digits, as one vendor's operators do; never the id, nor a cell of `spared`.
pub fn widen(
    definition: &Definition,
    place: &Place,
    rows: &[Row],
    grid: &mut Grid,
    chosen: impl Fn(usize) -> Vec<usize>,
    manifest: &mut Manifest,
) {
    let owner = |column: &str| definition.questions.iter().find(|q| q.paper.iter().any(|c| c == column));
    let mut able: Vec<(usize, usize, String)> = Vec::new();
    for (r, row) in grid.rows.iter().enumerate() {
        if !matches!(rows.get(r).map(|row| &row.content), Some(Content::Case(_))) {
            continue;
        }
        for (c, (cell, column)) in row.iter().zip(&grid.columns).enumerate() {
            let Some(question) = owner(column) else { continue };
            // F1 is left alone for the clash of codes, and zeros for being too many to tell anything.
            let spared = ["F1", "FRAME", "STATUS"].contains(&question.id.as_str());
            if !spared && matches!(cell, Cell::Number(value) if *value > 0.0) {
                able.push((r, c, question.id.clone()));
            }
        }
    }
    for index in chosen(able.len()) {
        let Some((r, c, question)) = able.get(index) else { continue };
        let Some(cell) = grid.rows.get_mut(*r).and_then(|row| row.get_mut(*c)) else { continue };
        let narrow = cell.shown();
        let wide = narrow.chars().map(|d| match d {
            '0'..='9' => char::from_u32(u32::from(d) + 0xFEE0).unwrap_or(d),
            other => other,
        });
        let wide: String = wide.collect();
        *cell = words(wide.as_str());
        manifest.add(Entry {
            case: rows.get(*r).and_then(|row| row.id.clone()),
            question: Some(question.clone()),
            value: Some(wide),
            ..Entry::new("full_width", definition, place, *c, place.header_rows + r + 1)
        });
    }
}

/// The address of a cell: column counted from 0, line from 1.
pub fn address(column: usize, line: usize) -> String {
    format!("{}{line}", letters(column))
}
