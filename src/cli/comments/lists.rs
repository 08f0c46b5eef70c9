//! Lists of text as pages: one row a thing, its id in front.

use clap::ArgMatches;

use super::Set;
use crate::cli::{Context, Failure, pages};
use crate::messages::{Lang, comments::intake as words, table};
use crate::present::Page;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use crate::text::{fit, fold};

/// Cells of a text on the screen.
const SHOWN: usize = 64;

/// A page of rows; each begins with its id.
pub(super) struct List {
    /// Above it.
    pub title: &'static str,
    /// Over the ids.
    pub corner: &'static str,
    /// Over the other columns.
    pub heads: Vec<&'static str>,
    /// Id and cells.
    pub rows: Vec<(String, Vec<Cell>)>,
    /// Below it.
    pub notes: Vec<String>,
}

impl List {
    /// The page for the form asked for: on the screen texts are one line each and cut.
    pub fn page(self, set: &Set, lang: Lang, format: &str) -> Page {
        let about = &set.corpus.definition.about;
        let mut notes = self.notes;
        let mut is_cut = false;
        let mut shown = |cell: Cell| {
            if cell.value != Value::Word || format != "table" {
                return cell;
            }
            let line = fold::display(&cell.text);
            let text = fit::cut(&line, SHOWN);
            is_cut |= text != line;
            Cell { text, ..cell }
        };
        let rows: Vec<Row> = self
            .rows
            .into_iter()
            .map(|(id, cells)| Row {
                head: Head::new("", id, Part::Group),
                line: Line::Figure,
                first: true,
                cells: cells.into_iter().map(&mut shown).collect(),
            })
            .collect();
        if is_cut {
            notes.push(words::cut_note(lang).to_owned());
        }
        let title = format!("{} {}", if about.title.is_empty() { &about.id } else { &about.title }, self.title);
        let grid = Grid {
            title,
            subtitles: Vec::new(),
            corner: [String::new(), self.corner.to_owned()],
            stub: Stub::Blocks,
            columns: self.heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
            rows,
            notes,
        };
        let method = vec![table::made_with(lang, None)];
        Page::new(self.title.to_owned(), grid, about.synthetic, method, lang)
    }
}

/// A word in a cell; nothing is an empty cell.
pub(super) fn word(text: impl AsRef<str>) -> Cell {
    if text.as_ref().is_empty() { Cell::blank() } else { Cell::word(text.as_ref()) }
}

/// A count in a cell.
pub(super) fn count(n: usize) -> Cell {
    Cell::new(Value::Count(n as u64), n.to_string())
}

/// Gives one list in the form asked for.
pub(super) fn write(
    context: &Context,
    arguments: &ArgMatches,
    set: &Set,
    list: List,
    whole: impl FnOnce() -> Result<String, Failure>,
) -> Result<u8, Failure> {
    set.guard(context, arguments)?;
    let format = pages::format(context, arguments)?;
    let title = list.title;
    let page = list.page(set, context.lang, format);
    pages::write(context, arguments, title, whole, &[page])
}
