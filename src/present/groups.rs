//! Groups of texts and lists of similar opinions as grids.

use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub};
use super::{figure, round};
use crate::comments::groups::GroupKind;
use crate::comments::groups::opinions::Campaign;
use crate::messages::{Lang, comments::groups as words};
use crate::text::{fit, fold};

/// A group ready to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// How they belong together; `None` never occurs in a list.
    pub kind: Option<GroupKind>,
    /// Ids of its members.
    pub members: Vec<String>,
    /// Counts; people and submissions are unknown in a file without a definition.
    pub campaign: Campaign,
    /// Most used wording, masked.
    pub wording: String,
    /// Id and words added to the template, masked.
    pub own: Vec<(String, String)>,
}

/// Cells of a text and ids of members that a terminal shows of a group.
const TEXT: usize = 72;
const MEMBERS: usize = 8;

/// The groups with their counts. `brief` shortens texts and lists of ids, for a terminal.
pub fn groups(groups: &[Shown], with_people: bool, brief: bool, lang: Lang) -> Grid {
    let [kind, people, receipts, opinions, wordings] = words::columns(lang);
    let head = |label: &str| Head::new("", label, Part::Figure);
    let mut columns = vec![head(kind)];
    if with_people {
        columns.extend([head(people), head(receipts)]);
    }
    columns.extend([head(opinions), head(wordings), head(words::members(lang))]);
    let row = |(group, number): (&Shown, usize)| {
        let count = |count: usize| figure::base(count as u64);
        let mut cells = vec![Cell::word(group.kind.map_or("", |kind| words::kind(lang, kind)))];
        if with_people {
            cells.extend([count(group.campaign.people), count(group.campaign.receipts)]);
        }
        cells.extend([count(group.campaign.opinions), count(group.campaign.wordings)]);
        let listed = if brief { MEMBERS.min(group.members.len()) } else { group.members.len() };
        let ids: Vec<&str> = group.members.iter().take(listed).map(String::as_str).collect();
        cells.push(Cell::word(&words::ids(lang, &ids, group.members.len() - listed)));
        line(number.to_string(), text(&group.wording, brief), cells)
    };
    Grid {
        title: words::title(lang).to_owned(),
        subtitles: Vec::new(),
        corner: ["No".to_owned(), words::wording(lang).to_owned()],
        stub: Stub::Numbers,
        columns,
        rows: groups.iter().zip(1..).map(row).collect(),
        notes: vec![words::kinds(lang).to_owned(), words::no_share(lang).to_owned()],
    }
}

/// The words added to templates; `None` where there are none.
pub fn own(groups: &[Shown], lang: Lang) -> Option<Grid> {
    let of_group = |(group, number): (&Shown, usize)| {
        let row =
            move |(id, text): &(String, String)| line(number.to_string(), fold::display(text), vec![Cell::word(id)]);
        group.own.iter().map(row).collect::<Vec<_>>()
    };
    let rows: Vec<Row> = groups.iter().zip(1..).flat_map(of_group).collect();
    (!rows.is_empty()).then(|| Grid {
        title: words::own_title(lang).to_owned(),
        subtitles: Vec::new(),
        corner: ["No".to_owned(), String::new()],
        stub: Stub::Numbers,
        columns: vec![Head::new("", words::members(lang), Part::Figure)],
        rows,
        notes: Vec::new(),
    })
}

/// One similar opinion: id, similarity, number of its item or its fate, text.
pub type Similar = (String, f64, String, String);

/// Similar opinions, best first.
pub fn similar(found: &[Similar], of: &str, brief: bool, lang: Lang) -> Grid {
    let row = |(id, score, item, words): &Similar| {
        let printed = round::number(*score, 2, "-").unwrap_or_default();
        let cells = vec![Cell::new(super::grid::Value::Number(*score), printed), Cell::word(item)];
        line(id.clone(), text(words, brief), cells)
    };
    Grid {
        title: words::similar_title(lang).to_owned(),
        subtitles: vec![text(of, brief)],
        corner: [words::members(lang).to_owned(), words::opinion_head(lang).to_owned()],
        stub: Stub::Numbers,
        columns: [words::score(lang), words::fate(lang)].map(|label| Head::new("", label, Part::Figure)).to_vec(),
        rows: found.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn text(text: &str, brief: bool) -> String {
    let shown = fold::display(text);
    if brief { fit::cut(&shown, TEXT) } else { shown }
}

fn line(number: String, label: String, cells: Vec<Cell>) -> Row {
    Row { head: Head::new(number, label, Part::Choice), line: Line::Figure, first: true, cells }
}
