//! The overview's part about comments: a line per set with what came in, what is tagged, what is open and how the period
//! stands, and for the one under the cursor what to do next.

use ratatui::layout::Rect;

use crate::comments::printed;
use crate::comments::tally::{Tally, tally};
use crate::messages::comments::overview as say;
use crate::model::comment::definition::SetKind;
use crate::model::comment::{CommentsDefinition, Docket, Fate};
use crate::model::day;
use crate::text::fold::display;
use crate::tui::command::{Id, Place};
use crate::tui::state::{On, OpenedSet, SetData, State as Program};
use crate::tui::widgets::canvas::{Canvas, inner, inside};
use crate::tui::widgets::grid::{self, Geometry, Head, Row, Sheet};

/// Figures of a set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Figures {
    tally: Tally,
    /// Opinions that are not withdrawn and that somebody has coded.
    coded: usize,
    /// Opinions that are not withdrawn.
    valid: usize,
    items: usize,
    without_reply: usize,
    without_class: usize,
}

fn figures(program: &Program, set: &OpenedSet, definition: &CommentsDefinition, docket: &Docket) -> Figures {
    let decisions = program.journal.state.decisions(set.id());
    let valid = || docket.opinions.iter().filter(|opinion| !matches!(opinion.fate, Fate::Withdrawn { .. }));
    let coded = |id: &String| decisions.codings.contains_key(id) || decisions.settled.contains_key(id);
    let items = || docket.items.iter().map(|numbered| decisions.items.get(&numbered.item.id).unwrap_or(&numbered.item));
    Figures {
        tally: tally(definition, docket),
        coded: valid().filter(|opinion| coded(&opinion.id)).count(),
        valid: valid().count(),
        items: docket.items.len(),
        without_reply: printed::without_reply(docket, &decisions),
        without_class: items().filter(|item| item.disposition.is_none()).count(),
    }
}

/// What is left to do with a set.
pub struct Left {
    /// Opinions without a code.
    pub uncoded: usize,
    /// Opinions without a fate.
    pub open: usize,
    /// Items without a reply.
    pub without_reply: usize,
}

/// Counts what is left to do with a set.
pub fn left(program: &Program, set: &OpenedSet, definition: &CommentsDefinition, docket: &Docket) -> Left {
    let figures = figures(program, set, definition, docket);
    Left {
        uncoded: figures.valid - figures.coded,
        open: figures.tally.fates.open,
        without_reply: figures.without_reply,
    }
}

/// Lines that the part needs with its frame; none without sets.
pub fn height(program: &Program) -> u16 {
    if program.sets.is_empty() { 0 } else { u16::try_from(program.sets.len() + 4).unwrap_or(u16::MAX) }
}

/// The grid of sets laid out in the part's area.
pub fn geometry(program: &Program, area: Rect) -> Geometry {
    grid::geometry(&sheet(program), inside(inner(area), 1, 0))
}

fn sheet(program: &Program) -> Sheet {
    let lang = program.lang;
    let wide = program.area.width >= 110;
    let names = say::columns(lang);
    let columns = if wide { &names[..] } else { names.get(..5).unwrap_or(&names) };
    let head = |label: &str| Head { label: label.to_owned(), ..Head::default() };
    let rows = program.sets.iter().map(|set| {
        let mut cells = cells(program, set);
        cells.truncate(columns.len());
        let head = Head { label: display(set.title()), strong: true, ..Head::default() };
        Row { head, cells: cells.into_iter().map(|text| vec![text]).collect(), ..Row::default() }
    });
    Sheet {
        corner: say::comments(lang).to_owned(),
        columns: columns.iter().map(|name| head(name)).collect(),
        frozen: 0,
        total_first: false,
        rows: rows.collect(),
    }
}

/// 人数, 件数, 分類済, 未処理, 回答なし, 項目, 期間.
fn cells(program: &Program, set: &OpenedSet) -> Vec<String> {
    let lang = program.lang;
    let (Ok(definition), Some(docket)) = (&set.definition, &set.docket) else {
        let loading = matches!(set.data, SetData::Loading) && set.definition.is_ok();
        let word = if loading { say::loading_short(lang) } else { say::cannot_read_short(lang) };
        return std::iter::once(word).chain(["-"; 6]).map(str::to_owned).collect();
    };
    let figures = figures(program, set, definition, docket);
    vec![
        figures.tally.received.people.to_string(),
        figures.tally.received.opinions.to_string(),
        format!("{}/{}", figures.coded, figures.valid),
        figures.tally.fates.open.to_string(),
        format!("{}/{}", figures.without_reply, figures.items),
        figures.tally.fates.out_of_scope.to_string(),
        period(definition, program.today).map_or("-".to_owned(), |stage| say::stage_short(lang, stage)),
    ]
}

/// How the period stands, in days: to its beginning, to its end, since its end.
fn period(definition: &CommentsDefinition, today: i64) -> Option<say::Stage> {
    let of = |date: &Option<String>| date.as_deref().and_then(day::parse).map(|days| days as i64);
    let (opens, closes) = (of(&definition.about.opens), of(&definition.about.closes));
    match (opens, closes) {
        (Some(opens), _) if today < opens => Some(say::Stage::Before(opens - today)),
        (_, Some(closes)) if today > closes => Some(say::Stage::Over(today - closes)),
        (_, Some(closes)) => Some(say::Stage::Open(closes - today)),
        (_, None) => None,
    }
}

/// Draws the part.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    if area.height == 0 {
        return;
    }
    let on = program.on == On::Sets;
    let style = if on { canvas.theme.active() } else { canvas.theme.passive() };
    canvas.frame(area, say::comments(program.lang), style);
    let geometry = geometry(program, area);
    let offset = geometry.follow((0, 0), (program.current_set, 0));
    let cursor = if on { (program.current_set, usize::MAX) } else { (usize::MAX, usize::MAX) };
    grid::draw(canvas, &sheet(program), &geometry, cursor, offset, on);
    if let Some(row) = geometry.row_area(offset, program.current_set).filter(|_| on) {
        let style = canvas.theme.selected();
        canvas.paint(row, style);
    }
}

/// What is said of the set under the cursor: sentences, and whether they are about something wrong.
pub fn details(program: &Program) -> Vec<(String, bool)> {
    let lang = program.lang;
    let Some(set) = program.set() else { return Vec::new() };
    let definition = match (&set.definition, &set.data) {
        (Err(sentence), _) | (_, SetData::Failed(sentence)) => return vec![(sentence.clone(), true)],
        (Ok(definition), _) => definition,
    };
    let Some(docket) = &set.docket else {
        return vec![(crate::messages::comments::screen::loading(lang).to_owned(), false)];
    };
    let figures = figures(program, set, definition, docket);
    let mut lines = Vec::new();
    let tally = &figures.tally;
    if definition.about.kind == SetKind::Public {
        let about = &definition.about;
        let stage = period(definition, program.today).map(|stage| say::stage(lang, stage)).unwrap_or_default();
        let days = [about.opens.as_deref().unwrap_or("?"), about.closes.as_deref().unwrap_or("?")];
        if about.opens.is_some() || about.closes.is_some() {
            lines.push(say::period_line(lang, days, &stage));
        }
    }
    lines.push(say::received_line(lang, tally.received.people, tally.received.receipts, tally.received.opinions));
    lines.push(say::fates_line(lang, &tally.fates));
    lines.push(say::items_line(lang, figures.items, figures.without_reply, figures.without_class));
    lines.push(next(program, definition, &figures));
    lines.into_iter().map(|line| (line, false)).collect()
}

/// What to do next, with the key.
fn next(program: &Program, definition: &CommentsDefinition, figures: &Figures) -> String {
    let lang = program.lang;
    let key = |id: Id| program.keymap.key(id, Place::Overview);
    let uncoded = figures.valid - figures.coded;
    let has_classes = !definition.about.dispositions.is_empty();
    if figures.tally.received.opinions == 0 {
        crate::messages::comments::screen::no_opinions(lang).to_owned()
    } else if uncoded > 0 && !definition.codebook.codes.is_empty() {
        say::next_tag(lang, uncoded, &key(Id::OpenSurvey))
    } else if definition.about.kind == SetKind::Survey {
        say::next_nothing(lang).to_owned()
    } else if figures.tally.fates.open > 0 {
        say::next_open(lang, figures.tally.fates.open, &key(Id::ToItems))
    } else if figures.without_reply > 0 {
        say::next_reply(lang, figures.without_reply, &key(Id::ToItems))
    } else if has_classes && figures.without_class > 0 {
        say::next_class(lang, figures.without_class, &key(Id::ToItems))
    } else {
        say::next_publish(lang, &key(Id::ToItems))
    }
}
