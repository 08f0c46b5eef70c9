//! The matrix as the sheet that the grid draws: marks and counts per place, totals at the edges.

use crate::messages::evidence_screen as say;
use crate::model::plan;
use crate::plans::evidence::{Cell, Counted, Origin, Totals};
use crate::text::cells::width;
use crate::text::fit::cut;
use crate::text::fold::display;
use crate::tui::state::State as Program;
use crate::tui::widgets::grid::{Head, Row, Sheet};

/// The sheet of the matrix; empty before it is made.
pub fn sheet(program: &Program) -> Sheet {
    let lang = program.lang;
    let Some(matrix) = &program.evidence.matrix else { return Sheet::default() };
    let head = |label: &str, strong: bool| Head { label: label.to_owned(), strong, ..Head::default() };
    let columns = matrix.origins.iter().map(|origin| head(say::origin(lang, *origin), false));
    let columns = columns.chain([head(say::total(lang), true)]).collect();
    let several = program.plans().iter().filter(|plan| plan.records.iter().any(|r| r.kind == matrix.kind)).count() > 1;
    let rows = matrix.rows.iter().map(|row| {
        let found = plan::find(program.plans(), &row.record);
        let label = found.map_or(row.record.to_string(), |(_, record)| display(&record.name()));
        let above = found.and_then(|(plan, record)| plan.lineage(record).get(1).map(|above| display(&above.title)));
        let title = found.map(|(plan, _)| display(&plan.about.title)).filter(|_| several);
        let block = [title, above].into_iter().flatten().collect::<Vec<_>>().join("　");
        let cells =
            matrix.origins.iter().zip(&row.cells).map(|(origin, cell)| vec![place(program.ascii, *origin, cell)]);
        let total = vec![sum(&row.total)];
        Row {
            head: Head { block, label, care: row.total.findings == 0, ..Head::default() },
            cells: cells.chain([total]).collect(),
            ..Row::default()
        }
    });
    let totals = matrix.origins.iter().zip(&matrix.columns).map(|(origin, column)| vec![of(*origin, &column.once)]);
    let last = Row {
        head: head(say::total_row(lang), true),
        cells: totals.chain([vec![sum(&matrix.all.once)]]).collect(),
        ..Row::default()
    };
    Sheet { corner: String::new(), columns, rows: rows.chain([last]).collect(), ..Sheet::default() }
}

/// Mark and counts of a place: what could speak, and findings.
fn place(ascii: bool, origin: Origin, cell: &Cell) -> String {
    let mark = say::mark(ascii, cell.strength);
    if cell.counted() == Counted::default() {
        return mark.to_owned();
    }
    let material = match origin {
        Origin::Comments => cell.voices.opinions,
        Origin::Meetings => cell.remarks.len(),
        _ => cell.questions.len(),
    };
    format!("{mark} {material}/{}", cell.findings.len())
}

/// Counts of a column.
fn of(origin: Origin, totals: &Totals) -> String {
    let material = match origin {
        Origin::Comments => totals.opinions,
        Origin::Meetings => totals.remarks,
        _ => totals.questions,
    };
    format!("{material}/{}", totals.findings)
}

/// Findings over all columns, and everything they could be made of.
fn sum(totals: &Totals) -> String {
    format!("{}/{}", totals.questions + totals.opinions + totals.remarks, totals.findings)
}

/// The place under the cursor in words.
pub fn status(program: &Program) -> String {
    let lang = program.lang;
    let Some(matrix) = &program.evidence.matrix else { return String::new() };
    let (row, column) = program.evidence.cursor;
    let origin = matrix.origins.get(column).map(|origin| say::origin(lang, *origin));
    let where_to = origin.unwrap_or(say::total(lang));
    let Some(found) = matrix.rows.get(row) else {
        let totals = matrix.columns.get(column).unwrap_or(&matrix.all);
        return format!("{} × {where_to}: {}", say::total_row(lang), say::totals(lang, &totals.once));
    };
    let said = match found.cells.get(column) {
        Some(cell) => {
            let counted = cell.counted();
            let mark = say::mark(program.ascii, cell.strength);
            let strength = say::strength(lang, cell.strength, &counted);
            format!(" × {where_to}: {mark} {strength}　{}", say::counted(lang, &counted))
        }
        None => {
            let counted = found.counted();
            format!(": {}　{}", say::backing(lang, found.backing, &counted), say::counted(lang, &counted))
        }
    };
    // The figures are told whole; the row's title stands in the matrix too.
    let room = usize::from(program.area.width).saturating_sub(width(&said) + 2);
    let name = plan::find(program.plans(), &found.record).map_or(found.record.to_string(), |(_, record)| {
        let whole = format!("{} {}", record.id, display(&record.title));
        // A title of which nothing is left says nothing.
        if room > width(&record.id) + 4 { cut(&whole, room) } else { record.id.clone() }
    });
    name + &said
}

/// The matrix as text for the clipboard.
pub fn copied(program: &Program) -> String {
    let sheet = sheet(program);
    let heads = sheet.columns.iter().map(|head| head.label.clone());
    let mut lines = vec![std::iter::once(String::new()).chain(heads).collect::<Vec<_>>().join("\t")];
    for row in &sheet.rows {
        let cells = row.cells.iter().map(|lines| lines.join(" "));
        lines.push(std::iter::once(row.head.label.clone()).chain(cells).collect::<Vec<_>>().join("\t"));
    }
    lines.join("\n") + "\n"
}
