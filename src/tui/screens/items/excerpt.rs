//! Choosing a part of an original with the arrows: to quote it to the letter, or to mask it. What is seen is the masked
//! text; what is chosen are places in the original.

use ratatui::layout::{Position, Rect};

use super::dialog::Dialog;
use super::facts::{Facts, facts};
use crate::comments::{docket as assembled, mask, quote};
use crate::messages::comments::items as say;
use crate::model::comment::Span;
use crate::model::comment::decisions::Outline;
use crate::project::CommentOp;
use crate::text::cells::width;
use crate::text::fit;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{State as Program, Tone};
use crate::tui::update::decide;
use crate::tui::widgets::canvas::{Canvas, below, inner, inside, line};
use crate::tui::widgets::scroll::follow;

/// What the part is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The outline of an item.
    Quote {
        /// Item id.
        item: String,
    },
    /// It is to be masked.
    Mask,
}

/// A part being chosen.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// What for.
    pub purpose: Purpose,
    /// Opinions whose text may be taken.
    opinions: Vec<String>,
    /// The one shown.
    shown: usize,
    /// Its text, masked.
    text: Vec<Glyph>,
    /// Glyph under the cursor.
    cursor: usize,
    /// Glyph where the part begins, once that is said.
    anchor: Option<usize>,
}

/// One glyph of the text, with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Glyph {
    text: String,
    /// Its characters in the original; `None` for the break between two parts of an opinion.
    span: Option<Span>,
}

impl Excerpt {
    /// Begins with the first of some opinions; `None` where there is none.
    pub fn new(facts: &Facts<'_>, purpose: Purpose, opinions: Vec<String>) -> Option<Self> {
        let mut excerpt = Self { purpose, opinions, shown: 0, text: Vec::new(), cursor: 0, anchor: None };
        excerpt.read(facts);
        (!excerpt.text.is_empty()).then_some(excerpt)
    }

    /// The opinion shown, the glyph under the cursor, and where the part begins.
    pub fn standing(&self) -> [usize; 3] {
        [self.shown, self.cursor, self.anchor.map_or(0, |anchor| anchor + 1)]
    }

    /// The opinion shown.
    pub fn opinion(&self) -> &str {
        self.opinions.get(self.shown).map_or("", String::as_str)
    }

    fn read(&mut self, facts: &Facts<'_>) {
        use unicode_segmentation::UnicodeSegmentation;
        self.text.clear();
        self.cursor = 0;
        self.anchor = None;
        let Some(opinion) = facts.docket.opinion(self.opinion()) else { return };
        let Some(receipt) = facts.docket.receipt_of(opinion) else { return };
        let masks = assembled::masks(receipt, &facts.decisions);
        for (part, span) in opinion.spans.iter().enumerate() {
            if part > 0 {
                self.text.push(Glyph { text: "\n".to_owned(), span: None });
            }
            let hidden = mask::hide(&receipt.text, *span, &masks);
            let mut at = 0;
            for glyph in hidden.text.graphemes(true) {
                let start = hidden.places.get(at).copied().unwrap_or(span.end);
                at += glyph.chars().count();
                let last = hidden.places.get(at.saturating_sub(1)).copied().unwrap_or(start);
                // A mark stands for all of what it hides.
                let hides = masks.iter().find(|mask| mask.span.start <= last && last < mask.span.end);
                let end = hides.map_or(last + 1, |mask| mask.span.end.min(span.end));
                self.text.push(Glyph { text: glyph.to_owned(), span: Some(Span::new(start, end)) });
            }
        }
    }

    /// First and last glyph chosen.
    fn range(&self) -> (usize, usize) {
        let anchor = self.anchor.unwrap_or(self.cursor);
        (anchor.min(self.cursor), anchor.max(self.cursor))
    }

    /// The part of the original that is chosen; `None` where it lies in two parts.
    fn chosen(&self) -> Option<Span> {
        let (first, last) = self.range();
        let glyphs = self.text.get(first..=last)?;
        let mut whole: Option<Span> = None;
        for glyph in glyphs {
            let span = glyph.span?;
            whole =
                Some(whole.map_or(span, |whole: Span| Span::new(whole.start.min(span.start), whole.end.max(span.end))));
        }
        whole
    }

    /// Glyph position of each line, for a width: first glyph and number of glyphs.
    fn lines(&self, cells: usize) -> Vec<(usize, usize)> {
        let text: String = self.text.iter().map(|glyph| glyph.text.as_str()).collect();
        let starts: Vec<usize> = self
            .text
            .iter()
            .scan(0, |at, glyph| {
                let start = *at;
                *at += glyph.text.len();
                Some(start)
            })
            .collect();
        let of = |range: std::ops::Range<usize>| {
            let first = starts.partition_point(|start| *start < range.start);
            (first, starts.partition_point(|start| *start < range.end) - first)
        };
        fit::ranges(&text, cells).into_iter().map(of).collect()
    }

    fn place(&self, cells: usize) -> (usize, usize) {
        let lines = self.lines(cells);
        let row = lines.iter().rposition(|(first, _)| *first <= self.cursor).unwrap_or(0);
        let first = lines.get(row).map_or(0, |(first, _)| *first);
        let before = self.text.get(first..self.cursor).unwrap_or_default();
        (row, before.iter().map(|glyph| width(&glyph.text)).sum())
    }

    fn at(&self, cells: usize, row: usize, cell: usize) -> usize {
        let lines = self.lines(cells);
        let Some((first, count)) = lines.get(row.min(lines.len().saturating_sub(1))).copied() else { return 0 };
        let mut used = 0;
        let passed = self.text.iter().skip(first).take(count).take_while(|glyph| {
            used += width(&glyph.text);
            used <= cell
        });
        (first + passed.count().min(count.saturating_sub(1))).min(self.text.len().saturating_sub(1))
    }

    /// The end of the sentence at or behind a glyph: 。 and the like, or the end of a line.
    fn sentence(&self, forward: bool) -> usize {
        let ends = |glyph: &Glyph| matches!(glyph.text.as_str(), "。" | "．" | "｡" | "！" | "？" | "!" | "?" | "\n");
        let last = self.text.len().saturating_sub(1);
        if forward {
            let found = self.text.iter().skip(self.cursor + 1).position(ends);
            found.map_or(last, |found| self.cursor + 1 + found)
        } else {
            let before = self.text.get(..self.cursor.saturating_sub(1)).unwrap_or_default();
            before.iter().rposition(ends).map_or(0, |found| found + 1)
        }
    }
}

fn top(program: &mut Program) -> Option<&mut Popup> {
    program.boxes.last_mut().filter(|popup| matches!(popup.kind, Kind::Items(Dialog::Excerpt(_))))
}

fn frame(program: &Program) -> Rect {
    super::editor::frame(program)
}

fn room(frame: Rect) -> Rect {
    let body = inside(inner(frame), 1, 1);
    if body.height > 4 { below(body, 2) } else { body }
}

/// Runs a command of the box.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let room = room(frame(program));
    let cells = usize::from(room.width).max(1);
    let page = usize::from(room.height).max(2) - 1;
    if id == Id::Accept {
        return accept(program);
    }
    if id == Id::OtherOpinion {
        other(program);
        return Vec::new();
    }
    let Some(popup) = top(program) else { return Vec::new() };
    if id == Id::Back {
        // The start is taken back first.
        let Kind::Items(Dialog::Excerpt(excerpt)) = &mut popup.kind else { return Vec::new() };
        if excerpt.anchor.take().is_none() {
            program.boxes.pop();
        }
        return Vec::new();
    }
    popup.problem = None;
    let Kind::Items(Dialog::Excerpt(excerpt)) = &mut popup.kind else { return Vec::new() };
    let last = excerpt.text.len().saturating_sub(1);
    let (row, cell) = excerpt.place(cells);
    match id {
        Id::Left => excerpt.cursor = excerpt.cursor.saturating_sub(1),
        Id::Right => excerpt.cursor = (excerpt.cursor + 1).min(last),
        Id::Up => excerpt.cursor = excerpt.at(cells, row.saturating_sub(1), cell),
        Id::Down => excerpt.cursor = excerpt.at(cells, row + 1, cell),
        Id::PageUp => excerpt.cursor = excerpt.at(cells, row.saturating_sub(page), cell),
        Id::PageDown => excerpt.cursor = excerpt.at(cells, row + page, cell),
        Id::RowStart => excerpt.cursor = excerpt.at(cells, row, 0),
        Id::RowEnd => excerpt.cursor = excerpt.at(cells, row, usize::MAX),
        Id::First => excerpt.cursor = 0,
        Id::Last => excerpt.cursor = last,
        Id::NextSentence => excerpt.cursor = excerpt.sentence(true),
        Id::PreviousSentence => excerpt.cursor = excerpt.sentence(false),
        Id::Anchor if excerpt.anchor == Some(excerpt.cursor) => {}
        Id::Anchor => {
            excerpt.anchor = Some(excerpt.cursor);
            begun(program);
        }
        Id::WholeText => {
            excerpt.anchor = Some(0);
            excerpt.cursor = last;
        }
        _ => {}
    }
    Vec::new()
}

/// Says that the part begins at the cursor, which looks as before.
fn begun(program: &mut Program) {
    let accept = program.keymap.plain(Id::Accept, Place::Excerpt);
    program.tell(Tone::Good, say::part_begins(program.lang, &accept));
}

fn other(program: &mut Program) {
    let Some(Kind::Items(Dialog::Excerpt(excerpt))) = top(program).map(|popup| &popup.kind) else { return };
    let mut next = (**excerpt).clone();
    next.shown = (next.shown + 1) % next.opinions.len().max(1);
    if let Some(facts) = facts(program) {
        next.read(&facts);
    }
    if let Some(popup) = top(program) {
        popup.kind = Kind::Items(Dialog::Excerpt(Box::new(next)));
    }
}

fn accept(program: &mut Program) -> Vec<Effect> {
    let lang = program.lang;
    let Some(popup) = top(program) else { return Vec::new() };
    let Kind::Items(Dialog::Excerpt(excerpt)) = &mut popup.kind else { return Vec::new() };
    // The first Enter says where the part begins.
    if excerpt.anchor.is_none() {
        excerpt.anchor = Some(excerpt.cursor);
        begun(program);
        return Vec::new();
    }
    let Some(span) = excerpt.chosen() else {
        popup.problem = Some(say::two_parts(lang).to_owned());
        return Vec::new();
    };
    let (purpose, opinion) = (excerpt.purpose.clone(), excerpt.opinion().to_owned());
    let receipt = facts(program).and_then(|facts| facts.docket.receipt_of(facts.docket.opinion(&opinion)?).cloned());
    let Some(receipt) = receipt else { return Vec::new() };
    match purpose {
        Purpose::Quote { item } => {
            program.boxes.pop();
            let sha256 = quote::fingerprint(span.of(&receipt.text));
            let outline = Some(Outline::Quote { receipt: receipt.id, span, sha256 });
            decide(program, CommentOp::SetOutline { item, outline })
        }
        Purpose::Mask => {
            program.boxes.push(Popup::new(Kind::Items(Dialog::MaskKind { receipt: receipt.id, span })));
            Vec::new()
        }
    }
}

/// Draws the box.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, popup: &Popup, excerpt: &Excerpt, top: bool) {
    let frame = frame(program);
    canvas.clear(frame);
    let style = canvas.theme.active();
    let is_mask = excerpt.purpose == Purpose::Mask;
    canvas.frame(frame, &say::excerpt_title(program.lang, is_mask, excerpt.opinion()), style);
    let body = inside(inner(frame), 1, 1);
    let room = room(frame);
    if room.y > body.y {
        match &popup.problem {
            Some(problem) => canvas.write(line(body, 0), problem, canvas.theme.bad()),
            None => {
                let key = |id| program.keymap.plain(id, Place::Excerpt);
                let hint = say::excerpt_hint(program.lang, &key(Id::Anchor), &key(Id::Accept));
                canvas.write(line(body, 0), &hint, canvas.theme.dim());
            }
        }
    }
    if room.is_empty() {
        return;
    }
    let cells = usize::from(room.width);
    let lines = excerpt.lines(cells);
    let (row, column) = excerpt.place(cells);
    let offset = offset(excerpt, room);
    let (from, to) = excerpt.range();
    for (row, (first, count)) in (0..room.height).zip(lines.iter().skip(offset)) {
        let mut used = 0;
        for (at, glyph) in excerpt.text.iter().enumerate().skip(*first).take(*count) {
            let chosen = (from..=to).contains(&at) && (excerpt.anchor.is_some() || at == excerpt.cursor);
            let style = if chosen { canvas.theme.selected() } else { ratatui::style::Style::new() };
            used += canvas.put(inside(line(room, row), used, 0), &glyph.text, style);
        }
    }
    canvas.always_send(room);
    if top {
        let x = room.x + u16::try_from(column).unwrap_or(u16::MAX).min(room.width - 1);
        let y = room.y + u16::try_from(row.saturating_sub(offset)).unwrap_or(0).min(room.height - 1);
        canvas.cursor = Some(Position { x, y });
    }
}

fn offset(excerpt: &Excerpt, room: Rect) -> usize {
    let cells = usize::from(room.width).max(1);
    let (row, _) = excerpt.place(cells);
    let height = usize::from(room.height);
    follow(row.saturating_sub(height / 2), row, excerpt.lines(cells).len(), height)
}

/// A click puts the cursor where it points.
pub fn click(program: &mut Program, at: Position) {
    let room = room(frame(program));
    if !room.contains(at) {
        return;
    }
    let Some(popup) = top(program) else { return };
    let Kind::Items(Dialog::Excerpt(excerpt)) = &mut popup.kind else { return };
    let row = offset(excerpt, room) + usize::from(at.y - room.y);
    excerpt.cursor = excerpt.at(usize::from(room.width).max(1), row, usize::from(at.x - room.x));
}
