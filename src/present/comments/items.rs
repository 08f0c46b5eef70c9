//! The list of items while replies are being written: who has to do what.

use super::title;
use crate::comments::{outline, printed};
use crate::messages::Lang;
use crate::messages::comments::{document as document_words, publish as words};
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::{CommentsDefinition, Decisions, Docket};
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use crate::text::fit::cut;

/// Cells that an outline or a reply has in a terminal.
const SHORT: usize = 36;

/// The items as a grid; `short` cuts long texts, for a terminal.
pub fn list(definition: &CommentsDefinition, decisions: &Decisions, docket: &Docket, short: bool, lang: Lang) -> Grid {
    let word = |text: &str| Cell::word(text);
    let texted = |text: &str| if short { cut(&text.replace('\n', " "), SHORT) } else { text.to_owned() };
    let row = |(at, numbered): (usize, &NumberedItem)| {
        let item = &numbered.item;
        let members: Vec<&str> = docket.member_ids(numbered).collect();
        let heading = numbered.heading.as_deref().map_or("", |heading| docket.codebook.title(heading));
        let n = u64::try_from(members.len()).unwrap_or_default();
        let state = if item.has_reply() { words::with_reply(lang) } else { words::without_reply(lang) };
        Row {
            head: Head::new((at + 1).to_string(), item.id.clone(), Part::Group),
            line: Line::Figure,
            first: true,
            cells: vec![
                Cell::new(Value::Count(n), n.to_string()),
                word(&texted(&members.join("・"))),
                word(heading),
                word(item.disposition.as_deref().unwrap_or("")),
                word(&item.section),
                word(&item.due),
                word(state),
                word(&texted(&outline::of(numbered, decisions, docket).text)),
                word(&texted(&printed::reply(numbered, decisions, docket))),
            ],
        }
    };
    let labels = [
        document_words::opinions_label(lang).to_owned(),
        words::members(lang).to_owned(),
        document_words::heading(lang).to_owned(),
        document_words::class(lang).to_owned(),
        words::section(lang).to_owned(),
        words::due(lang).to_owned(),
        words::state(lang).to_owned(),
        document_words::outline(lang).to_owned(),
        document_words::reply(lang, &definition.about.office),
    ];
    Grid {
        title: words::list_title(lang, title(definition)),
        subtitles: Vec::new(),
        corner: [document_words::number(lang).to_owned(), words::item(lang).to_owned()],
        stub: Stub::Numbers,
        columns: labels.into_iter().map(|label| Head::new("", label, Part::Figure)).collect(),
        rows: docket.items.iter().enumerate().map(row).collect(),
        notes: Vec::new(),
    }
}
