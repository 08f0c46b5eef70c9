//! 自由記述一覧: every answer or opinion, masked, with chosen attributes, perhaps under its code or an attribute.

use crate::messages::Lang;
use crate::messages::comments::document as words;
use crate::messages::table as table_words;
use crate::present::document::{Block, Cell, Column, Document, Row, Section, Table};

/// What is listed. Texts are masked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    /// Title of the set.
    pub title: String,
    /// The question as it was asked; empty for public comments.
    pub question: String,
    /// People who wrote.
    pub writers: usize,
    /// Valid respondents, for a survey.
    pub respondents: Option<usize>,
    /// Made-up data.
    pub synthetic: bool,
    /// What the ids are called; `None` leaves them out.
    pub ids: Option<String>,
    /// Titles of the attributes.
    pub attributes: Vec<String>,
    /// In the order they were received.
    pub entries: Vec<Entry>,
    /// Labels of the groups in order, where the list is grouped.
    pub groups: Option<Vec<String>>,
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Receipt or case.
    pub id: String,
    /// One per attribute.
    pub attributes: Vec<String>,
    /// Masked.
    pub text: String,
    /// Positions of its groups; an answer may stand in several.
    pub groups: Vec<usize>,
}

/// The list as a document.
pub fn document(answers: &Answers, lang: Lang) -> Document {
    let mut section = Section::new(words::answers(lang));
    if !answers.question.is_empty() {
        section.blocks.push(Block::Heading(1, answers.question.clone()));
    }
    let written = words::writers(lang, answers.writers, answers.respondents, answers.entries.len());
    section.blocks.push(Block::Paragraph(written));
    if answers.entries.is_empty() {
        section.blocks.push(Block::Paragraph(words::no_answers(lang).to_owned()));
    } else {
        section.blocks.push(Block::Table(table(answers, lang)));
    }
    let several = answers.entries.iter().any(|entry| entry.groups.len() > 1);
    let mut notes = vec![words::no_votes(lang), words::masked(lang)];
    if several {
        notes.push(words::in_several(lang));
    }
    section.blocks.extend(notes.into_iter().map(|note| Block::Note(note.to_owned())));
    section.blocks.push(Block::Note(table_words::made_with(lang, None)));
    Document {
        title: words::answers_title(lang, &answers.title),
        warning: answers.synthetic.then(|| table_words::synthetic(lang).to_owned()),
        sections: vec![section],
        ..Document::default()
    }
}

/// The one table of the list.
pub fn table(answers: &Answers, lang: Lang) -> Table {
    let mut columns = vec![Column::marks(1.2)];
    let mut labels = vec![words::number(lang).to_owned()];
    if let Some(ids) = &answers.ids {
        columns.push(Column::new(2.2));
        labels.push(ids.clone());
    }
    columns.extend(answers.attributes.iter().map(|_| Column::new(2.6)));
    labels.extend(answers.attributes.iter().cloned());
    columns.push(Column::new(12.0));
    labels.push(words::text(lang).to_owned());
    let row = |number: usize, entry: &Entry| {
        let mut cells = vec![Cell::number(number, number.to_string())];
        cells.extend(answers.ids.iter().map(|_| Cell::text(&entry.id)));
        cells.extend(entry.attributes.iter().map(Cell::text));
        cells.push(Cell::text(&entry.text));
        Row::new(cells)
    };
    let mut rows = Vec::new();
    match &answers.groups {
        None => rows.extend(answers.entries.iter().enumerate().map(|(at, entry)| row(at + 1, entry))),
        Some(groups) => {
            for (group, label) in groups.iter().enumerate() {
                let members: Vec<&Entry> =
                    answers.entries.iter().filter(|entry| entry.groups.contains(&group)).collect();
                if members.is_empty() {
                    continue;
                }
                rows.push(Row::band(1, words::group(lang, label, members.len()), columns.len()));
                rows.extend(members.into_iter().enumerate().map(|(at, entry)| row(at + 1, entry)));
            }
        }
    }
    Table {
        columns,
        header: vec![Row::header(labels)],
        rows,
        bands: words::heading(lang).to_owned(),
        ..Table::default()
    }
}
