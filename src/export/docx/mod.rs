//! A document as a Word file: A4, Japanese fonts, repeated header rows, page numbers, properties without persons.
//!
//! Equal documents give equal files: the only date is the document's own. What docx-rs cannot say (repeated header rows, the
//! creator, the language) is put into its parts by `package` before they are packed.

mod package;

use std::path::Path;

use docx_rs::{
    AlignmentType, BreakType, DocGrid, Docx, Footer, Header, LineSpacing, LineSpacingType, NumPages, PageMargin,
    PageNum, PageOrientationType, Paragraph, Run, RunFonts, Shading, Style, StyleType, Table as WordTable, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType,
    WidthType,
};

use super::{ExportError, whole_file};
use crate::present::document::{Align, Block, Cell, Document, Look, Row, Slot, Table};
use crate::text::cells::width;

/// For running text; part of Windows and of Office.
const SERIF: &str = "游明朝";
/// For headings and tables.
const SANS: &str = "游ゴシック";

/// Sides of A4 and the margins, in twentieths of a point.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
const MARGIN: u32 = 1_134;

/// Half points: running text, tables, notes.
const TEXT: usize = 21;
const TABLE: usize = 18;
const NOTE: usize = 16;

/// Twentieths of a point that half a full-width character of a table takes.
const HALF_CHARACTER: f64 = 90.0;
/// A table of so few rows stays on one page.
const SMALL_TABLE: usize = 12;
/// A row of so many lines may be divided between pages: it would leave too much of a page empty.
const LONG_ROW: usize = 20;

const LINE: &str = "7F7F7F";
const HEAD: &str = "DCE6F1";
const BANDS: [&str; 2] = ["E7E6E6", "F5F5F5"];

/// Writes the document, whole or not at all.
///
/// # Errors
/// The file cannot be written.
pub fn document(path: &Path, document: &Document) -> Result<(), ExportError> {
    let bytes = bytes(document).map_err(|source| ExportError::Write { path: path.to_owned(), source })?;
    whole_file(path, |file| {
        std::io::Write::write_all(file, &bytes).map_err(|source| ExportError::Write { path: path.to_owned(), source })
    })
}

/// The document as the bytes of a Word file.
fn bytes(document: &Document) -> std::io::Result<Vec<u8>> {
    let mut pen = Pen { docx: set_up(document), room: room(document), headers: Vec::new() };
    pen.paragraph("Title", &document.title);
    if let Some(mark) = &document.mark {
        pen.paragraph("Mark", mark);
    }
    if let Some(warning) = &document.warning {
        pen.paragraph("Mark", warning);
    }
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        pen.block(block);
    }
    let mut parts = pen.docx.build();
    package::complete(&mut parts, document, &pen.headers);
    let mut packed = std::io::Cursor::new(Vec::new());
    parts.pack(&mut packed).map_err(std::io::Error::other)?;
    Ok(packed.into_inner())
}

/// Width of the text in twentieths of a point.
fn room(document: &Document) -> u32 {
    (if document.landscape { LONG } else { SHORT }) - 2 * MARGIN
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name)
}

fn set_up(document: &Document) -> Docx {
    let margin = MARGIN as i32;
    let margins = PageMargin::new().top(margin).bottom(margin).left(margin).right(margin).header(567).footer(567);
    let numbers = Paragraph::new()
        .style("Foot")
        .align(AlignmentType::Center)
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" / "))
        .add_num_pages(NumPages::new());
    let docx = Docx::new().page_margin(margins).footer(Footer::new().add_paragraph(numbers));
    let mut docx = match document.landscape {
        true => docx.page_size(LONG, SHORT).page_orient(PageOrientationType::Landscape),
        false => docx.page_size(SHORT, LONG),
    };
    docx.document = docx.document.doc_grid(DocGrid::with_empty());
    if let Some(mark) = &document.mark {
        let line = Paragraph::new().style("Mark").align(AlignmentType::Right).add_run(run(mark));
        docx = docx.header(Header::new().add_paragraph(line));
    }
    let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal");
    let spaced = |before: u32, after: u32| LineSpacing::new().before(before).after(after);
    let tight = LineSpacing::new().line_rule(LineSpacingType::Exact).line(260);
    docx.default_fonts(fonts(SERIF))
        .default_size(TEXT)
        .add_style(Style::new("Normal", StyleType::Paragraph).name("Normal").q_format(true))
        .add_style(style("Title", "Title").fonts(fonts(SANS)).size(32).bold().line_spacing(spaced(0, 160)))
        .add_style(heading(1, 26, spaced(280, 100)))
        .add_style(heading(2, 23, spaced(200, 80)))
        .add_style(heading(3, 21, spaced(160, 60)))
        .add_style(style("Caption", "caption").fonts(fonts(SANS)).size(20).bold().line_spacing(spaced(160, 60)))
        .add_style(style("Note", "koe note").size(NOTE).line_spacing(spaced(40, 0)))
        .add_style(style("Mark", "koe mark").fonts(fonts(SANS)).size(20).bold().color("C00000"))
        .add_style(style("Cell", "koe cell").fonts(fonts(SANS)).size(TABLE).line_spacing(tight))
        .add_style(style("Foot", "footer").size(TABLE))
}

fn heading(level: usize, size: usize, spacing: LineSpacing) -> Style {
    Style::new(format!("Heading{level}"), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .based_on("Normal")
        .next("Normal")
        .q_format(true)
        .fonts(fonts(SANS))
        .size(size)
        .bold()
        .outline_lvl(level - 1)
        .line_spacing(spacing)
}

/// A text with its line breaks; signs that no xml may hold are shown as `□`.
fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (at, line) in text.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{C}'], "\n").split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        let allowed =
            |c: char| if (c.is_control() && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}') { '□' } else { c };
        run = run.add_text(line.chars().map(allowed).collect::<String>());
    }
    run
}

struct Pen {
    docx: Docx,
    room: u32,
    /// For each row of each table so far: it is repeated on every page.
    headers: Vec<bool>,
}

impl Pen {
    fn add(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    fn paragraph(&mut self, style: &str, text: &str) {
        self.add(Paragraph::new().style(style).add_run(run(text)));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => {
                let style = format!("Heading{}", (*level).clamp(1, 3));
                self.add(Paragraph::new().style(&style).keep_next(true).add_run(run(text)));
            }
            Block::Paragraph(text) => self.paragraph("Normal", text),
            Block::Note(text) => self.paragraph("Note", text),
            Block::Table(table) => self.table(table),
            Block::PageBreak => {
                self.add(Paragraph::new().style("Note").page_break_before(true));
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.add(Paragraph::new().style("Caption").keep_next(true).add_run(run(&table.caption)));
        }
        let widths: Vec<usize> =
            table.shares().iter().map(|share| (share * f64::from(self.room)).round() as usize).collect();
        let mut rows = Vec::new();
        let small = table.rows.len() <= SMALL_TABLE;
        for (part, header) in [(&table.header, true), (&table.rows, false)] {
            for (at, (row, slots)) in part.iter().zip(table.slots(part)).enumerate() {
                // A heading stays with the row below it, and so does every row of a small table but the last.
                let keep = matches!(row.look, Look::Band(_)) || header || (small && at + 1 < part.len());
                rows.push(word_row(table, row, &slots, &widths, (header, keep)));
                self.headers.push(header);
            }
        }
        let mut borders = TableBorders::with_empty();
        for position in [
            TableBorderPosition::Top,
            TableBorderPosition::Bottom,
            TableBorderPosition::Left,
            TableBorderPosition::Right,
            TableBorderPosition::InsideH,
            TableBorderPosition::InsideV,
        ] {
            borders = borders.set(TableBorder::new(position).color(LINE).size(4));
        }
        let word = WordTable::new(rows)
            .set_grid(widths.clone())
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .margins(TableCellMargins::new().margin(40, 80, 40, 80))
            .set_borders(borders);
        self.docx = std::mem::take(&mut self.docx).add_table(word);
        // Two tables that touch would be one.
        self.add(Paragraph::new().style("Note"));
    }
}

fn word_row(table: &Table, row: &Row, slots: &[Slot<'_>], widths: &[usize], (header, keep): (bool, bool)) -> TableRow {
    let mut cells = Vec::new();
    let mut lines = 1;
    for (at, slot) in slots.iter().enumerate() {
        let span = match slot {
            Slot::Covered => continue,
            Slot::Below(span) => *span,
            Slot::Cell(_) => 1 + slots.iter().skip(at + 1).take_while(|slot| matches!(slot, Slot::Covered)).count(),
        };
        let wide: usize = widths.iter().skip(at).take(span).sum();
        let mut cell = TableCell::new().width(wide, WidthType::Dxa);
        if span > 1 {
            cell = cell.grid_span(span);
        }
        match slot {
            Slot::Cell(content) => {
                if content.height() > 1 {
                    cell = cell.vertical_merge(VMergeType::Restart);
                }
                let per_line = ((wide.saturating_sub(160)) as f64 / HALF_CHARACTER).max(2.0) as usize;
                let needed = content.text.split('\n').map(|line| 1 + width(line) / per_line).sum();
                lines = lines.max(needed);
                cell =
                    dress(cell, row.look, header).add_paragraph(text(table, row, at, content, header).keep_next(keep));
            }
            _ => cell = cell.vertical_merge(VMergeType::Continue).add_paragraph(Paragraph::new().style("Cell")),
        }
        cells.push(cell);
    }
    let row = TableRow::new(cells);
    if lines < LONG_ROW { row.cant_split() } else { row }
}

fn text(table: &Table, row: &Row, column: usize, cell: &Cell, header: bool) -> Paragraph {
    let align = match table.align(column, cell) {
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
    };
    let bold = header || row.look != Look::Plain;
    let run = run(&cell.text);
    let run = if bold { run.bold() } else { run };
    Paragraph::new().style("Cell").align(align).add_run(run)
}

fn dress(cell: TableCell, look: Look, header: bool) -> TableCell {
    let fill = match (header, look) {
        (true, _) => Some(HEAD),
        (_, Look::Band(level)) => BANDS.get(usize::from(level.saturating_sub(1)).min(1)).copied(),
        (_, Look::Total) => BANDS.last().copied(),
        (_, Look::Plain) => None,
    };
    let cell = if header { cell.vertical_align(VAlignType::Center) } else { cell };
    match fill {
        Some(fill) => cell.shading(Shading::new().color("auto").fill(fill)),
        None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::document::{Column, Section};

    fn small() -> Document {
        let table = Table {
            columns: vec![Column::new(1.0), Column::new(4.0)],
            header: vec![Row::header(["№", "意見"])],
            rows: vec![Row::new(vec![Cell::text("1"), Cell::text("a<b\u{1}&c\n𠮷")])],
            ..Table::default()
        };
        let blocks = vec![Block::Heading(1, "見出し".into()), Block::Table(table)];
        Document {
            title: "題名".into(),
            mark: Some("作成中".into()),
            sections: vec![Section { name: "表".into(), blocks }],
            ..Document::default()
        }
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        text
    }

    #[test]
    fn a_file_says_what_it_should_and_no_more() {
        let file = bytes(&small()).unwrap();
        let body = part(&file, "word/document.xml");
        assert_eq!(body.matches("<w:tblHeader />").count(), 1, "{body}");
        for wanted in ["a&lt;b□&amp;c", "𠮷", "<w:br", "w:w=\"11906\" w:h=\"16838\"", "<w:cantSplit />"] {
            assert!(body.contains(wanted), "{wanted} in {body}");
        }
        assert!(part(&file, "word/header1.xml").contains("作成中"));
        assert!(part(&file, "word/footer1.xml").contains("NUMPAGES"));
        let styles = part(&file, "word/styles.xml");
        assert!(styles.contains("w:eastAsia=\"游明朝\"") && styles.contains("w:eastAsia=\"ja-JP\""), "{styles}");
        let core = part(&file, "docProps/core.xml");
        assert!(core.contains("<dc:title>題名</dc:title>") && core.contains("<dc:creator>koe</dc:creator>"), "{core}");
        assert!(!core.contains("unknown"), "{core}");
    }

    #[test]
    fn equal_documents_are_equal_files() {
        assert_eq!(bytes(&small()).unwrap(), bytes(&small()).unwrap());
        let file = bytes(&small()).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
        for at in 0..zip.len() {
            let entry = zip.by_index(at).unwrap();
            assert_eq!(entry.last_modified().map(|at| at.year()), Some(1980), "{:?}", entry.name());
        }
    }
}
