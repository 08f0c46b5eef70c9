//! 「意見の概要と市の考え方」: 提出状況, legend and totals by class, the items under the headings of the plan, and the changed
//! places of the plan.

use super::{status, title};
use crate::comments::outline::{self, Kind};
use crate::comments::printed;
use crate::comments::tally::{Tally, tally};
use crate::messages::comments::document as words;
use crate::messages::{Lang, table as table_words};
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::{Codebook, CommentsDefinition, Decisions, Docket, Fate};
use crate::present::document::{Block, Cell, Column, Document, Row, Section, Table};

/// The document. `draft` marks every page and sheet as unfinished, `day` is the day of publication, ISO.
pub fn document(
    definition: &CommentsDefinition,
    decisions: &Decisions,
    docket: &Docket,
    draft: bool,
    day: Option<&str>,
    lang: Lang,
) -> Document {
    let tally = tally(definition, docket);
    let mut sections = vec![front(definition, &tally, day, lang)];
    if !docket.items.is_empty() {
        let mut section = Section::new(words::items(lang));
        section.blocks.push(Block::Heading(1, words::items_title(lang, &definition.about.office)));
        section.blocks.push(Block::Table(items(definition, decisions, docket, lang)));
        sections.push(section);
    }
    if let Some(table) = changes(decisions, docket, lang) {
        let mut section = Section::new(words::changes(lang));
        section.blocks.push(Block::Heading(1, words::changes(lang).to_owned()));
        section.blocks.push(Block::Table(table));
        sections.push(section);
    }
    if let Some(last) = sections.last_mut() {
        last.blocks.extend(status::notes(definition, lang));
        if !docket.items.is_empty() {
            last.blocks.push(Block::Note(words::outline_kinds(lang).to_owned()));
        }
    }
    Document {
        title: words::publication_title(lang, title(definition), &definition.about.office),
        landscape: false,
        mark: draft.then(|| words::draft(lang).to_owned()),
        warning: definition.about.synthetic.then(|| table_words::synthetic(lang).to_owned()),
        day: day.map(str::to_owned),
        sections,
    }
}

fn front(definition: &CommentsDefinition, tally: &Tally, day: Option<&str>, lang: Lang) -> Section {
    let mut section = Section::new(words::status(lang));
    if let Some(day) = day {
        section.blocks.push(Block::Paragraph(words::published_on(lang, &table_words::day(lang, day))));
    }
    section.blocks.push(Block::Heading(1, words::status(lang).to_owned()));
    section.blocks.extend(status::blocks(definition, tally, lang));
    if tally.valid.opinions == 0 {
        return section;
    }
    if tally.fates.published == 0 {
        section.blocks.push(Block::Paragraph(words::nothing_published(lang).to_owned()));
    } else if let Some(table) = status::classes(definition, tally, lang) {
        section.blocks.push(Block::Heading(1, words::legend(lang).to_owned()));
        section.blocks.push(Block::Table(Table { caption: String::new(), ..table }));
    }
    section
}

/// The tables of a publication besides its items: 提出状況, the totals, the changed places.
pub fn figures(document: &Document, lang: Lang) -> Vec<&Table> {
    document.sections.iter().filter(|section| section.name != words::items(lang)).flat_map(Section::tables).collect()
}

/// The table of items.
pub fn items(definition: &CommentsDefinition, decisions: &Decisions, docket: &Docket, lang: Lang) -> Table {
    let classes = !definition.about.dispositions.is_empty();
    let mut columns = vec![Column::marks(1.2), Column::new(8.5), Column::new(8.5)];
    let mut labels = vec![
        words::number(lang).to_owned(),
        words::outline(lang).to_owned(),
        words::reply(lang, &definition.about.office),
    ];
    if classes {
        columns.push(Column::marks(2.2));
        labels.push(words::class(lang).to_owned());
    }
    let any_heading = docket.items.iter().any(|numbered| numbered.heading.is_some());
    let mut above: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for (at, numbered) in docket.items.iter().enumerate() {
        let path = if any_heading { path(&docket.codebook, numbered.heading.as_deref(), lang) } else { Vec::new() };
        let same = path.iter().zip(&above).take_while(|(now, before)| now == before).count();
        for (level, heading) in path.iter().enumerate().skip(same) {
            rows.push(Row::band(u8::try_from(level + 1).unwrap_or(2), heading.clone(), columns.len()));
        }
        above = path;
        let number = at + 1;
        let mut cells = vec![
            Cell::number(number, number.to_string()),
            Cell::text(outlined(numbered, decisions, docket, lang)),
            Cell::text(printed::reply(numbered, decisions, docket)),
        ];
        if classes {
            cells.push(Cell::text(numbered.item.disposition.clone().unwrap_or_default()));
        }
        rows.push(Row::new(cells));
    }
    Table {
        header: vec![Row::header(labels)],
        columns,
        rows,
        bands: words::heading(lang).to_owned(),
        ..Table::default()
    }
}

/// The headings an item stands under: the outermost, then the rest as one.
fn path(codebook: &Codebook, heading: Option<&str>, lang: Lang) -> Vec<String> {
    let Some(heading) = heading else { return vec![words::no_heading(lang).to_owned()] };
    let mut titles: Vec<&str> = codebook.path(heading).iter().map(|code| codebook.title(&code.id)).collect();
    titles.push(codebook.title(heading));
    match titles.split_first() {
        Some((first, rest)) if !rest.is_empty() => vec![(*first).to_owned(), rest.join("＞")],
        _ => titles.into_iter().map(str::to_owned).collect(),
    }
}

/// The outline, where its words are from, and for how many opinions it stands.
fn outlined(numbered: &NumberedItem, decisions: &Decisions, docket: &Docket, lang: Lang) -> String {
    let shown = outline::of(numbered, decisions, docket);
    let kind = match shown.kind {
        Kind::Original => words::original(lang),
        Kind::Part => words::part(lang),
        Kind::Words => words::words(lang),
    };
    let masked = if shown.masked { words::with_masks(lang) } else { "" };
    let members = numbered.members.len();
    let together = if members > 1 { words::together(lang, members) } else { String::new() };
    format!("{}\n{}{together}", shown.text, words::kind(lang, kind, masked))
}

/// The changed places, `None` if there are none.
fn changes(decisions: &Decisions, docket: &Docket, lang: Lang) -> Option<Table> {
    let mut rows = Vec::new();
    for (at, numbered) in docket.items.iter().enumerate() {
        for change in printed::changes(numbered, decisions, docket) {
            rows.push(Row::new(vec![
                Cell::number(at + 1, (at + 1).to_string()),
                Cell::text(change.place),
                Cell::text(change.before),
                Cell::text(change.after),
            ]));
        }
    }
    (!rows.is_empty()).then(|| Table {
        columns: vec![Column::marks(1.2), Column::new(4.0), Column::new(7.0), Column::new(7.0)],
        header: vec![Row::header([words::number(lang), words::place(lang), words::before(lang), words::after(lang)])],
        rows,
        ..Table::default()
    })
}

/// The items as one plain table, with a column for everything that stands together in print: for csv.
pub fn list(definition: &CommentsDefinition, decisions: &Decisions, docket: &Docket, lang: Lang) -> Table {
    let classes = !definition.about.dispositions.is_empty();
    let mut labels: Vec<String> = [
        words::number(lang),
        words::heading(lang),
        words::outline(lang),
        words::kind_label(lang),
        words::opinions_label(lang),
    ]
    .map(str::to_owned)
    .to_vec();
    labels.push(words::reply(lang, &definition.about.office));
    if classes {
        labels.push(words::class(lang).to_owned());
    }
    labels.push(words::changes(lang).to_owned());
    let row = |(at, numbered): (usize, &NumberedItem)| {
        let shown = outline::of(numbered, decisions, docket);
        let kind = match shown.kind {
            Kind::Original => words::original(lang),
            Kind::Part => words::part(lang),
            Kind::Words => words::words(lang),
        };
        let kind = format!("{kind}{}", if shown.masked { words::with_masks(lang) } else { "" });
        let heading =
            numbered.heading.as_deref().map_or(Vec::new(), |heading| path(&docket.codebook, Some(heading), lang));
        let changed: Vec<String> =
            printed::changes(numbered, decisions, docket).into_iter().map(|change| change.place).collect();
        let mut cells = vec![
            Cell::number(at + 1, (at + 1).to_string()),
            Cell::text(heading.join("＞")),
            Cell::text(shown.text),
            Cell::text(kind),
            Cell::number(numbered.members.len(), numbered.members.len().to_string()),
            Cell::text(printed::reply(numbered, decisions, docket)),
        ];
        if classes {
            cells.push(Cell::text(numbered.item.disposition.clone().unwrap_or_default()));
        }
        cells.push(Cell::text(changed.join("\n")));
        Row::new(cells)
    };
    let columns = vec![Column::new(1.0); labels.len()];
    let rows = docket.items.iter().enumerate().map(row).collect();
    Table { header: vec![Row::header(labels)], columns, rows, ..Table::default() }
}

/// Ids of the opinions that nobody has decided about, each with its receipt.
pub fn open(docket: &Docket) -> Vec<(String, String)> {
    let open = docket.opinions.iter().filter(|opinion| opinion.fate == Fate::Open);
    open.map(|opinion| {
        let receipt = docket.receipt_of(opinion).map_or(String::new(), |receipt| receipt.id.clone());
        (receipt, opinion.id.clone())
    })
    .collect()
}
