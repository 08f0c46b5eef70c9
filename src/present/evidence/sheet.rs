//! The evidence sheets of issues as a document: a page or so for each, which a committee can read without the program.

use super::top;
use crate::messages::{Lang, evidence as words, table as table_words};
use crate::model::finding::Status;
use crate::model::plan::Plan;
use crate::plans::evidence::sheet::{Asked, Found, Place, Sheet};
use crate::plans::evidence::{Backing, Matrix, Strength};
use crate::present::Document;
use crate::present::document::{Align, Block, Cell, Column, Row, Section, Table};

/// How much of a sheet is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A page: the first opinions, long texts cut (and said so).
    Page,
    /// Everything.
    Whole,
}

/// Opinions on a page, and characters of one.
const OPINIONS: usize = 6;
const CHARACTERS: usize = 120;

/// The sheets, behind an overview where there are several.
pub fn document(matrix: &Matrix, sheets: &[Sheet], plans: &[Plan], extent: Extent, lang: Lang) -> Document {
    let mut sections = Vec::new();
    if sheets.len() > 1 {
        let mut overview = super::overview(matrix, plans, lang);
        let more = [words::figures_note(lang).to_owned(), words::opinions_note(lang).to_owned()];
        overview.blocks.extend(more.into_iter().chain([table_words::made_with(lang, None)]).map(Block::Note));
        sections.push(overview);
    }
    for sheet in sheets {
        let mut section = section(sheet, matrix.rows.len(), extent, lang, sheets.len() == 1);
        if !sections.is_empty() {
            section.blocks.insert(0, Block::PageBreak);
        }
        sections.push(section);
    }
    let title = match sheets {
        [one] => format!("{}　{}", words::sheet_title(lang), one.about.name),
        several => several.first().map_or_else(
            || words::sheet_title(lang).to_owned(),
            |first| format!("{}　{}", first.plan, words::sheet_title(lang)),
        ),
    };
    Document {
        title,
        landscape: false,
        mark: None,
        warning: sheets.iter().any(|sheet| sheet.synthetic).then(|| table_words::synthetic(lang).to_owned()),
        day: None,
        sections,
    }
}

/// All tables of a sheet have these columns, so that they stand on one grid in a spreadsheet too.
fn columns() -> Vec<Column> {
    vec![Column::new(2.7), Column::new(4.2), Column::new(8.6), Column::marks(2.0)]
}

fn table(labels: [&str; 4], rows: Vec<Row>) -> Block {
    Block::Table(Table { columns: columns(), header: vec![Row::header(labels)], rows, ..Table::default() })
}

/// `rows` is the number of rows of the matrix; `alone`: no overview stands before it, so that it explains itself.
fn section(sheet: &Sheet, rows: usize, extent: Extent, lang: Lang, alone: bool) -> Section {
    let mut section = Section::new(sheet.about.record.id.clone());
    let blocks = &mut section.blocks;
    blocks.push(Block::Heading(1, sheet.about.name.clone()));
    blocks.push(Block::Table(Table { columns: columns(), rows: facts(sheet, lang), ..Table::default() }));
    blocks.push(Block::Heading(2, words::findings(lang).to_owned()));
    blocks.push(findings(&sheet.found, lang));
    blocks.push(Block::Heading(2, words::figures(lang).to_owned()));
    // What informs most of the rows says little of one: on a page it is only named.
    let (common, own): (Vec<&Asked>, Vec<&Asked>) =
        sheet.asked.iter().partition(|asked| extent == Extent::Page && rows > 2 && asked.informs * 2 > rows);
    blocks.push(figures(&own, lang));
    if !common.is_empty() {
        let names: Vec<String> = common
            .iter()
            .map(|asked| words::asked_of(lang, asked.origin, &asked.question.question, &asked.label))
            .collect();
        blocks.push(Block::Note(words::common(lang, &names)));
    }
    blocks.push(Block::Heading(2, words::opinions(lang).to_owned()));
    opinions(sheet, extent, lang, blocks);
    blocks.push(Block::Heading(2, words::remarks(lang).to_owned()));
    blocks.push(remarks(sheet, lang));
    blocks.push(Block::Heading(2, words::missing(lang).to_owned()));
    blocks.extend(missing(sheet, lang).into_iter().map(Block::Paragraph));
    let mut titles: Vec<&str> = sheet.asked.iter().map(|asked| asked.survey.as_str()).collect();
    titles.extend(sheet.sets.iter().filter(|set| set.opinions > 0).map(|set| set.title.as_str()));
    let mut seen = Vec::new();
    titles.retain(|title| {
        !seen.contains(title) && {
            seen.push(title);
            true
        }
    });
    let mut notes = vec![words::source(lang, &titles)];
    if alone {
        notes.extend(explanations(lang));
        notes.push(table_words::made_with(lang, None));
    }
    blocks.extend(notes.into_iter().map(Block::Note));
    section
}

/// What signs and figures mean.
fn explanations(lang: Lang) -> [String; 4] {
    [words::strength_note(lang), words::backing_note(lang), words::figures_note(lang), words::opinions_note(lang)]
        .map(str::to_owned)
}

/// Where it stands, and how well it is backed.
fn facts(sheet: &Sheet, lang: Lang) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut push = |label: &str, text: String| {
        if !text.is_empty() {
            rows.push(Row::new(vec![Cell::text(label), Cell { columns: 3, ..Cell::text(text) }]));
        }
    };
    let path: Vec<&str> =
        std::iter::once(sheet.plan.as_str()).chain(sheet.above.iter().map(|place| place.name.as_str())).collect();
    push(words::theme(lang), path.join(" ＞ "));
    push(words::meaning(lang), sheet.text.clone());
    push(words::section(lang), sheet.section.clone());
    let places = sheet.origins.iter().zip(&sheet.row.cells);
    let places: Vec<String> = places
        .map(|(origin, place)| format!("{} {}", words::origin(lang, *origin), words::sign(place.strength)))
        .collect();
    let backing = words::backing(lang, sheet.row.backing);
    push(words::strength(lang), format!("{backing}（{}）", places.join("　")));
    let all: Vec<&Place> = sheet.linked.iter().chain(&sheet.beside).collect();
    let kinds: [(&str, &[&str]); 4] = [
        (words::directions(lang), &["direction"]),
        (words::intents(lang), &["intent"]),
        (words::measures(lang), &["measure", "line", "policy", "strategy", "policy_item"]),
        (words::indicators(lang), &["indicator"]),
    ];
    let names = |of: &dyn Fn(&Place) -> bool| {
        let names: Vec<&str> = all.iter().filter(|place| of(place)).map(|place| place.name.as_str()).collect();
        names.join("\n")
    };
    for (label, wanted) in kinds {
        push(label, names(&|place| wanted.contains(&place.kind.as_str())));
    }
    push(words::others(lang), names(&|place| !kinds.iter().any(|(_, known)| known.contains(&place.kind.as_str()))));
    rows
}

fn findings(found: &[Found], lang: Lang) -> Block {
    if found.is_empty() {
        return Block::Paragraph(words::no_findings(lang).to_owned());
    }
    let mut rows = Vec::new();
    for one in found {
        let via = one.via.as_ref().map_or(String::new(), |via| words::via(lang, via));
        let mut state = words::finding_status(lang, one.status).to_owned();
        if !one.unsupported.is_empty() {
            // Evidence that holds does not vouch for a sentence that says something else.
            state = crate::messages::finding::words::unsupported(lang, &one.unsupported);
        }
        if let Some(review) = &one.review {
            state = format!("{state}\n{}", words::review(lang, &review.by, &review.on));
        }
        let grounds: Vec<String> = one
            .evidence
            .iter()
            .map(|grounds| match &grounds.says {
                Ok(says) => {
                    let now = grounds.now.as_ref().filter(|now| **now != grounds.was);
                    format!("{says}{}", now.map_or(String::new(), |now| words::moved(lang, &grounds.was, now)))
                }
                Err(gone) => gone.clone(),
            })
            .collect();
        let statement = format!("{}{via}", one.statement);
        rows.push(Row::new(vec![
            Cell { rows: 2, ..Cell::text(&one.id) },
            Cell { columns: 2, ..Cell::text(statement) },
            Cell { rows: 2, ..Cell::text(state) },
        ]));
        let grounds = format!("{}：{}", words::grounds(lang), grounds.join("\n"));
        rows.push(Row::new(vec![Cell { columns: 2, ..Cell::text(grounds) }]));
    }
    let header = Row {
        cells: vec![
            Cell::text(words::number(lang)),
            Cell { columns: 2, ..Cell::text(words::findings(lang)) },
            Cell::text(words::status(lang)),
        ],
        ..Row::default()
    };
    Block::Table(Table { columns: columns(), header: vec![header], rows, ..Table::default() })
}

fn figures(asked: &[&Asked], lang: Lang) -> Block {
    if asked.is_empty() {
        return Block::Paragraph(words::no_figures(lang).to_owned());
    }
    let row = |one: &&Asked| {
        let (answers, base) = top(&one.tables, lang);
        let mut name = words::asked(lang, &one.question.question, &one.label);
        if let Some(via) = &one.via {
            name.push_str(&words::via(lang, via));
        }
        Row::new(vec![
            Cell::text(words::origin(lang, one.origin)),
            Cell::text(name),
            Cell::text(answers),
            Cell { align: Some(Align::Right), ..Cell::text(base) },
        ])
    };
    let labels = [words::origin_label(lang), words::question(lang), words::top_answers(lang), "n"];
    table(labels, asked.iter().map(row).collect())
}

fn opinions(sheet: &Sheet, extent: Extent, lang: Lang, blocks: &mut Vec<Block>) {
    for set in sheet.sets.iter().filter(|set| set.opinions > 0) {
        blocks.push(Block::Paragraph(words::set_voices(lang, &set.title, set.opinions, set.people)));
    }
    if sheet.said.is_empty() {
        blocks.push(Block::Paragraph(words::no_opinions(lang).to_owned()));
        return;
    }
    let shown = match extent {
        Extent::Page => OPINIONS,
        Extent::Whole => sheet.said.len(),
    };
    let rows = sheet.said.iter().take(shown).map(|said| {
        let number = said.number.map_or_else(|| said.opinions.join("\n"), |number| number.to_string());
        let via = said.via.as_ref().map_or(String::new(), |via| words::via(lang, via));
        let text = match extent {
            Extent::Page => shortened(&said.text, lang),
            Extent::Whole => said.text.clone(),
        };
        Row::new(vec![
            Cell::text(number),
            Cell { columns: 2, ..Cell::text(format!("{text}{via}")) },
            Cell::number(said.opinions.len(), said.opinions.len().to_string()),
        ])
    });
    let header = Row {
        cells: vec![
            Cell::text(words::number(lang)),
            Cell { columns: 2, ..Cell::text(words::outline(lang)) },
            Cell::text(words::count(lang)),
        ],
        ..Row::default()
    };
    blocks.push(Block::Table(Table {
        columns: columns(),
        header: vec![header],
        rows: rows.collect(),
        ..Table::default()
    }));
    let more: usize = sheet.said.iter().skip(shown).map(|said| said.opinions.len()).sum();
    if more > 0 {
        blocks.push(Block::Note(words::more_opinions(lang, more)));
    }
}

fn shortened(text: &str, lang: Lang) -> String {
    let text = text.replace('\n', " ");
    if text.chars().count() <= CHARACTERS {
        return text;
    }
    let start: String = text.chars().take(CHARACTERS).collect();
    format!("{start}{}", words::cut(lang))
}

fn remarks(sheet: &Sheet, lang: Lang) -> Block {
    if sheet.remarks.is_empty() {
        return Block::Paragraph(words::no_remarks(lang).to_owned());
    }
    let row = |remark: &crate::plans::evidence::sheet::Remark| {
        let via = remark.via.as_ref().map_or(String::new(), |via| words::via(lang, via));
        let meeting = match remark.date.as_str() {
            "" => remark.meeting.clone(),
            date => format!("{}\n{}", remark.meeting, table_words::day(lang, date)),
        };
        Row::new(vec![
            Cell::text(&remark.role),
            Cell::text(meeting),
            Cell { columns: 2, ..Cell::text(format!("{}{via}", remark.text)) },
        ])
    };
    let header = Row {
        cells: vec![
            Cell::text(words::role(lang)),
            Cell::text(words::meeting(lang)),
            Cell { columns: 2, ..Cell::text(words::gist(lang)) },
        ],
        ..Row::default()
    };
    let rows = sheet.remarks.iter().map(row).collect();
    Block::Table(Table { columns: columns(), header: vec![header], rows, ..Table::default() })
}

/// What this record lacks.
fn missing(sheet: &Sheet, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if sheet.row.backing <= Backing::Material {
        lines.push(words::missing_finding(lang).to_owned());
    }
    if sheet.asked.is_empty() {
        lines.push(words::missing_question(lang).to_owned());
    }
    let places = sheet.origins.iter().zip(&sheet.row.cells);
    let empty: Vec<&str> = places
        .filter(|(_, place)| place.strength == Strength::None)
        .map(|(origin, _)| words::origin(lang, *origin))
        .collect();
    if !empty.is_empty() {
        lines.push(words::empty_columns(lang, &empty));
    }
    let stale = sheet.found.iter().filter(|one| matches!(one.status, Some(Status::Moved | Status::Broken)));
    let stale: Vec<&str> = stale.map(|one| one.id.as_str()).collect();
    if !stale.is_empty() {
        lines.push(words::not_current(lang, &stale));
    }
    if lines.is_empty() {
        lines.push(words::none_missing(lang).to_owned());
    }
    lines
}
