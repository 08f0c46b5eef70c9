//! The table shown, for the clipboard and for files.

use super::tables::Form;
use super::{current, filter};
use crate::messages::plan::{self as words, screen as say};
use crate::plans::yearly::{Slot, yearly};
use crate::present::document::{Block, Cell, Column, Document, Row, Section, Table};
use crate::present::plan::layout;
use crate::text::fold::display;
use crate::tui::action::{Effect, Format};
use crate::tui::state::State as Program;

/// The rows shown, in the form that spreadsheets take.
pub fn copied(program: &Program) -> String {
    let lang = program.lang;
    let Some((_, table)) = current(program) else { return String::new() };
    let mut head = vec![words::head_id(lang), say::column_title(lang), say::period(lang)];
    head.extend(table.columns.iter().map(|column| column.label.as_str()));
    head.push(say::grade(lang));
    let mut text = head.join("\t");
    text.push('\n');
    for row in &program.progress.rows {
        let entry = match row {
            super::Row::Title { text: title, .. } => {
                text.push_str(&display(title));
                text.push('\n');
                continue;
            }
            super::Row::Entry(at) => table.entries.get(*at),
        };
        let Some(entry) = entry else { continue };
        let mut fields = vec![display(&entry.no), display(&entry.title), display(&entry.period)];
        fields.extend((0..table.columns.len()).map(|at| match entry.cells.get(at) {
            Some(Slot::Cell(cell)) => display(&cell.raw),
            _ => String::new(),
        }));
        fields.push(entry.grade.clone().unwrap_or_default());
        text.push_str(&fields.join("\t"));
        text.push('\n');
    }
    text
}

/// Asks for a file of the rows shown.
pub fn start(program: &mut Program, format: Format) -> Vec<Effect> {
    let Some((plan, _)) = current(program) else { return Vec::new() };
    let stem = format!("plan_{}", plan.id);
    let Some(document) = document(program) else { return Vec::new() };
    let (document, folder) = (Box::new(document), program.output.clone());
    vec![Effect::ExportDocument { document, stem, format, folder }]
}

/// The table as a document: in the layout of the original as long as all of it is shown, otherwise the rows shown.
fn document(program: &Program) -> Option<Document> {
    let lang = program.lang;
    let (plan, table) = current(program)?;
    match table.form {
        Form::Progress if !program.progress.is_narrowed() => {
            return Some(layout::progress(plan, &table.progress, lang));
        }
        Form::Yearly if !program.progress.is_narrowed() => return Some(layout::yearly(plan, &yearly(plan), lang)),
        Form::Progress | Form::Yearly | Form::Indicators | Form::Outline => {}
    }
    let mut head = vec![words::head_id(lang), say::column_title(lang), say::period(lang)];
    head.extend(table.columns.iter().map(|column| match column.label.as_str() {
        "" => say::column_text(lang),
        label => label,
    }));
    head.push(say::grade(lang));
    let mut columns = vec![Column::marks(5.0), Column::new(24.0), Column::marks(9.0)];
    columns.extend(std::iter::repeat_n(Column::new(14.0), table.columns.len()));
    columns.push(Column::marks(6.0));
    let row = |row: &super::Row| match row {
        super::Row::Title { text, inner } => Some(Row::band(if *inner { 2 } else { 1 }, text.as_str(), columns.len())),
        super::Row::Entry(at) => {
            let entry = table.entries.get(*at)?;
            let mut fields = vec![entry.no.clone(), entry.title.clone(), entry.period.clone()];
            fields.extend((0..table.columns.len()).map(|at| match entry.cells.get(at) {
                Some(Slot::Cell(cell)) if cell.raw.is_empty() && table.form == Form::Outline => {
                    words::unfilled(lang).to_owned()
                }
                Some(Slot::Cell(cell)) => cell.raw.clone(),
                Some(Slot::Above) => say::above(lang).to_owned(),
                Some(Slot::None) | None => String::new(),
            }));
            fields.push(entry.grade.clone().unwrap_or_default());
            Some(Row::new(fields.into_iter().map(Cell::text).collect()))
        }
    };
    let rows = program.progress.rows.iter().filter_map(row).collect();
    let name = table.name(plan, lang);
    let table = Table {
        columns: columns.clone(),
        header: vec![Row::header(head)],
        rows,
        bands: say::group(lang).to_owned(),
        ..Table::default()
    };
    let mut section = Section::new(say::progress(lang));
    section.blocks.push(Block::Table(table));
    section.blocks.push(Block::Note(counted(program)));
    let warning = plan.about.synthetic.then(|| crate::messages::table::synthetic(lang).to_owned());
    Some(Document { title: name, landscape: true, warning, sections: vec![section], ..Document::default() })
}

/// What is counted, and the filter it is counted under.
fn counted(program: &Program) -> String {
    let Some((plan, table)) = current(program) else { return String::new() };
    let state = &program.progress;
    let counts = filter::counts(table, &state.shown, program.lang);
    let filter = filter::words(plan, table, &state.filter, program.lang);
    if filter.is_empty() { counts } else { format!("{counts}　{filter}") }
}
