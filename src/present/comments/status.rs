//! 提出状況: the period, people and opinions, by channel, what became of them, and the classes.

use super::{count, people, title};
use crate::comments::tally::{Counts, Tally};
use crate::messages::comments::document as words;
use crate::messages::{Lang, table as table_words};
use crate::model::comment::CommentsDefinition;
use crate::present::document::{Align, Block, Cell, Column, Document, Row, Section, Table};

/// 提出状況 as a document of its own.
pub fn document(definition: &CommentsDefinition, tally: &Tally, lang: Lang) -> Document {
    let mut section = Section::new(words::status(lang));
    section.blocks = blocks(definition, tally, lang);
    section.blocks.extend(notes(definition, lang));
    Document {
        title: words::status_title(lang, title(definition)),
        warning: definition.about.synthetic.then(|| table_words::synthetic(lang).to_owned()),
        sections: vec![section],
        ..Document::default()
    }
}

/// The tables of 提出状況; a sentence where nothing was received.
pub fn blocks(definition: &CommentsDefinition, tally: &Tally, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![Block::Table(summary(definition, tally, lang))];
    if tally.valid.opinions == 0 {
        blocks.push(Block::Paragraph(words::none(lang).to_owned()));
    } else {
        blocks.push(Block::Table(channels(tally, lang)));
        blocks.push(Block::Note(words::people_once(lang).to_owned()));
    }
    if tally.received.opinions > 0 {
        blocks.push(Block::Table(fates(tally, lang)));
    }
    blocks
}

/// What must be said of the figures, their source and method.
pub fn notes(definition: &CommentsDefinition, lang: Lang) -> Vec<Block> {
    let mut notes = vec![words::no_votes(lang).to_owned(), words::masked(lang).to_owned()];
    notes.push(words::source(lang, title(definition)));
    notes.push(table_words::made_with(lang, None));
    notes.into_iter().map(Block::Note).collect()
}

fn summary(definition: &CommentsDefinition, tally: &Tally, lang: Lang) -> Table {
    let about = &definition.about;
    let day = |day: &Option<String>| day.as_deref().map_or(String::new(), |day| table_words::day(lang, day));
    let mut rows = Vec::new();
    if about.opens.is_some() || about.closes.is_some() {
        let period = words::period(lang, &day(&about.opens), &day(&about.closes));
        rows.push(Row::new(vec![
            Cell::text(words::period_label(lang)),
            Cell { columns: 2, align: Some(Align::Center), ..Cell::text(period) },
        ]));
    }
    let mut push = |label: &str, counts: Counts| {
        rows.push(Row::new(vec![Cell::text(label), people(lang, counts.people), count(lang, counts.opinions)]));
    };
    push(words::received(lang), tally.valid);
    if tally.late.receipts > 0 {
        push(words::late(lang), tally.late);
    }
    if tally.anonymous.receipts > 0 {
        push(words::anonymous(lang), tally.anonymous);
    }
    Table {
        columns: vec![Column::new(4.0), Column::figures(3.0), Column::figures(3.0)],
        header: vec![Row::header(["", words::people_label(lang), words::opinions_label(lang)])],
        rows,
        ..Table::default()
    }
}

fn channels(tally: &Tally, lang: Lang) -> Table {
    let row = |label: &str, counts: &Counts| {
        vec![Cell::text(label), people(lang, counts.people), count(lang, counts.receipts), count(lang, counts.opinions)]
    };
    let unknown = words::no_channel(lang);
    let mut rows: Vec<Row> = tally
        .channels
        .iter()
        .map(|(name, counts)| Row::new(row(if name.is_empty() { unknown } else { name }, counts)))
        .collect();
    rows.push(Row::total(row(words::total(lang), &tally.valid)));
    Table {
        caption: words::by_channel(lang).to_owned(),
        columns: vec![Column::new(4.0), Column::figures(2.0), Column::figures(2.0), Column::figures(2.0)],
        header: vec![Row::header([
            words::channel(lang),
            words::people_label(lang),
            words::receipts_label(lang),
            words::opinions_label(lang),
        ])],
        rows,
        ..Table::default()
    }
}

fn fates(tally: &Tally, lang: Lang) -> Table {
    let fates = &tally.fates;
    let row = |label: &str, n: usize| vec![Cell::text(label), count(lang, n)];
    let mut rows = vec![
        Row::new(row(words::published(lang), fates.published)),
        Row::new(row(words::merged(lang), fates.merged)),
        Row::new(row(words::out_of_scope(lang), fates.out_of_scope)),
        Row::new(row(words::withdrawn(lang), fates.withdrawn)),
    ];
    if fates.open > 0 {
        rows.push(Row::new(row(words::open(lang), fates.open)));
    }
    rows.push(Row::total(row(words::total(lang), fates.total())));
    if fates.withdrawn > 0 {
        // The figure that the tables above speak of.
        rows.push(Row::total(row(words::not_withdrawn(lang), fates.total() - fates.withdrawn)));
    }
    Table {
        caption: words::by_fate(lang).to_owned(),
        columns: vec![Column::new(7.0), Column::figures(3.0)],
        header: vec![Row::header([words::fate_label(lang), words::opinions_label(lang)])],
        rows,
        ..Table::default()
    }
}

/// 凡例 with the totals by class; `None` where replies have no class.
pub fn classes(definition: &CommentsDefinition, tally: &Tally, lang: Lang) -> Option<Table> {
    if definition.about.dispositions.is_empty() {
        return None;
    }
    let label = |code: &str| {
        let known = definition.about.dispositions.iter().find(|class| class.code == code);
        known.map_or(code.to_owned(), |class| format!("{} {}", class.code, class.label))
    };
    let row = |label: String, items: usize, opinions: usize| {
        vec![Cell::text(label), count(lang, items), count(lang, opinions)]
    };
    let mut rows = Vec::new();
    let (mut items, mut opinions) = (0, 0);
    for (class, found) in &tally.dispositions {
        let name = class.as_deref().map_or(words::no_class(lang).to_owned(), label);
        rows.push(Row::new(row(name, found.items, found.opinions)));
        items += found.items;
        opinions += found.opinions;
    }
    rows.push(Row::total(row(words::total(lang).to_owned(), items, opinions)));
    Some(Table {
        caption: words::legend(lang).to_owned(),
        columns: vec![Column::new(6.0), Column::figures(2.0), Column::figures(2.0)],
        header: vec![Row::header([words::class(lang), words::items_label(lang), words::opinions_label(lang)])],
        rows,
        ..Table::default()
    })
}
