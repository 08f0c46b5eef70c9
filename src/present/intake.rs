//! Deliveries, returns by day and reminders as lists, with a bar per day in plain signs.

use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use crate::messages::{Lang, intake as words};
use crate::model::arrival::Delivery;
use crate::model::day;

/// So many ids are printed with a delivery.
const MOST_IDS: usize = 40;
/// Cells of the longest bar.
const BAR: u64 = 40;

/// Every version of every file.
pub fn deliveries(all: &[Delivery], title: &str, lang: Lang) -> Grid {
    let row = |delivery: &Delivery| {
        let is_first = delivery.before.is_none();
        let count = |ids: &[String]| if is_first { Cell::blank() } else { figure(ids.len() as u64) };
        let cells = vec![
            Cell::text(&delivery.seen),
            figure(delivery.cases as u64),
            count(&delivery.added),
            count(&delivery.changed),
            count(&delivery.lost),
            Cell::text(&words::ids(lang, delivery, MOST_IDS)),
        ];
        (delivery.name(), cells)
    };
    let title = format!("{}{}{title}", words::deliveries_title(lang), lang.pick("　", " - "));
    Grid::list(&title, words::head_file(lang), &words::delivery_heads(lang), all.iter().map(row).collect())
}

/// One day of returns, ready to be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970-01-01.
    pub day: Option<i64>,
    /// Received, received so far, of the received the valid.
    pub counts: [u64; 3],
    /// Received by mode.
    pub by_mode: Vec<u64>,
    /// Valid by stratum.
    pub by_stratum: Vec<u64>,
}

/// Returns by day.
pub fn returns(days: &[Day], modes: &[String], strata: &[String], title: &str, lang: Lang) -> Grid {
    let own = [words::received(lang), words::so_far(lang), words::valid(lang)];
    let mut columns: Vec<Head> = own.iter().map(|head| Head::new("", *head, Part::Base)).collect();
    let mode = |mode: &String| if mode.is_empty() { words::no_mode(lang).to_owned() } else { mode.clone() };
    columns.extend(modes.iter().map(|name| Head::new(words::mode_block(lang), mode(name), Part::Choice)));
    columns.extend(strata.iter().map(|name| Head::new(words::stratum_block(lang), name.clone(), Part::Choice)));
    let row = |day: &Day| {
        let counts = day.counts.iter().chain(&day.by_mode).chain(&day.by_stratum);
        let name = day.day.map_or(words::undated(lang).to_owned(), day::iso);
        Row {
            head: Head::new("", name, Part::Group),
            line: Line::Count,
            first: true,
            cells: counts.map(|count| figure(*count)).collect(),
        }
    };
    Grid {
        title: format!("{}{}{title}", words::returns_title(lang), lang.pick("　", " - ")),
        subtitles: Vec::new(),
        corner: [String::new(), words::head_day(lang).to_owned()],
        stub: Stub::Blocks,
        columns,
        rows: days.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

/// A bar per day: the longest takes the whole width, every form at least a trace.
pub fn bars(days: &[Day], block: char, lang: Lang) -> Vec<String> {
    let most = days.iter().map(|day| day.counts[0]).max().unwrap_or(0).max(1);
    let bar = |day: &Day| {
        let received = day.counts[0];
        let cells = (received * BAR).div_ceil(most);
        let name = day.day.map_or(words::undated(lang).to_owned(), day::iso);
        let bar: String = std::iter::repeat_n(block, usize::try_from(cells).unwrap_or(0)).collect();
        format!("{name} {bar} {received}")
    };
    days.iter().map(bar).collect()
}

/// Whom to remind: 整理番号 and what may be shown beside it.
pub fn reminders(rows: &[(String, Vec<String>)], heads: &[String], title: &str, lang: Lang) -> Grid {
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let row = |(id, shown): &(String, Vec<String>)| (id.clone(), shown.iter().map(|text| Cell::text(text)).collect());
    let title = format!("{}{}{title}", words::reminders_title(lang), lang.pick("　", " - "));
    Grid::list(&title, words::head_id(lang), &heads, rows.iter().map(row).collect())
}

fn figure(count: u64) -> Cell {
    Cell::new(Value::Count(count), count.to_string())
}
