//! The pane of the text: wrapped, with what speaks for a suggestion and the sender's own words made visible; the original
//! without masks for a moment; the cuts while it is being divided.

use ratatui::style::{Modifier, Style};

use super::layout::{self, Areas};
use super::state::Dividing;
use super::{update, view};
use crate::comments::groups::opinions;
use crate::comments::{docket::masks, mask};
use crate::messages::comments::tagging as say;
use crate::model::comment::{Decisions, Opinion, Receipt, Span};
use crate::text::cells::glyphs;
use crate::text::fit::wrap;
use crate::tui::command::{Id, Place};
use crate::tui::state::{OpenedSet, State as Program};
use crate::tui::widgets::canvas::{Canvas, inside};

/// One line of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Of the text.
    Text(String),
    /// Between parts; under the cursor or not.
    Cut(String, bool),
}

/// The lines of the pane at a width.
pub fn lines(program: &Program, set: &OpenedSet, room: usize) -> Vec<Line> {
    let room = room.max(1);
    let Some((opinion, receipt)) = update::current(set) else {
        return view::empty_lines(program, set).iter().flat_map(|text| wrap(text, room)).map(Line::Text).collect();
    };
    let of_text = |text: &str| wrap(&clean(text), room).into_iter().map(Line::Text).collect::<Vec<_>>();
    let state = &set.tagging;
    if let Some(dividing) = state.dividing.as_ref().filter(|dividing| dividing.opinion == opinion.id) {
        return divided(program, opinion, receipt, dividing, room);
    }
    if state.original {
        let parts: Vec<&str> = opinion.spans.iter().map(|span| span.of(&receipt.text).trim()).collect();
        return of_text(&parts.join("\n"));
    }
    if state.finished && state.filter == super::state::Filter::All {
        let mut done: Vec<Line> = view::empty_lines(program, set)
            .iter()
            .flat_map(|text| wrap(text, room))
            .map(|text| Line::Cut(text, false))
            .collect();
        done.push(Line::Text(String::new()));
        done.extend(of_text(&opinion.text));
        return done;
    }
    of_text(&opinion.text)
}

/// A text with what a terminal cannot draw made visible or left out; the letters stay as they were sent.
fn clean(text: &str) -> String {
    let sign = |c: char| match c {
        '\r' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => None,
        '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some('□'),
        '\n' => Some(c),
        c if c.is_control() => Some('□'),
        c => Some(c),
    };
    text.chars().filter_map(sign).collect()
}

fn divided(program: &Program, opinion: &Opinion, receipt: &Receipt, dividing: &Dividing, room: usize) -> Vec<Line> {
    let lang = program.lang;
    let masks = masks(receipt, &program.decisions());
    let here = dividing.places.get(dividing.cursor).copied();
    let parts = dividing.parts(&opinion.spans, &receipt.text);
    let theme = program.theme();
    let rule = |title: &str| {
        let used = crate::text::cells::width(title);
        let left = theme.frame.across.repeat(3);
        let right = theme.frame.across.repeat(room.saturating_sub(used + 3));
        format!("{left}{title}{right}")
    };
    let mut lines = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let begins = part.first().map(|span| span.start);
        let title = say::part(lang, number + 1, parts.len());
        lines.push(Line::Cut(rule(&title), number > 0 && begins == here));
        let mut text = String::new();
        for span in part {
            // The text up to each place where it may be cut, with the digit of that place before what follows.
            let places = dividing.places.iter().copied().filter(|at| *at > span.start && *at < span.end);
            let edges: Vec<usize> = std::iter::once(span.start).chain(places).chain([span.end]).collect();
            for edge in edges.windows(2) {
                let [start, end] = edge else { continue };
                if here == Some(*start) && begins != here {
                    push_wrapped(&mut lines, &mut text, room);
                    lines.push(Line::Cut(rule(&format!(" {} ", theme.pointer)), true));
                }
                text.extend(dividing.digit(*start).map(say::place_digit));
                text.push_str(&mask::hide(&receipt.text, Span::new(*start, *end), &masks).text);
            }
        }
        push_wrapped(&mut lines, &mut text, room);
    }
    lines
}

/// Adds a text in lines, and begins a new one.
fn push_wrapped(lines: &mut Vec<Line>, text: &mut String, room: usize) {
    let shown = clean(text.trim_matches('\n'));
    if !shown.is_empty() {
        lines.extend(wrap(&shown, room).into_iter().map(Line::Text));
    }
    text.clear();
}

/// What is to be seen at once in the text, with how it looks: own words of a template, words that speak for a suggestion.
fn marks(set: &OpenedSet, decisions: &Decisions, canvas: &Canvas<'_>) -> Vec<(String, Style)> {
    let state = &set.tagging;
    let mut marks = Vec::new();
    let Some(current) = state.current().filter(|_| !state.original) else { return marks };
    if state.dividing.is_some() {
        return (1..=9).map(|digit| (say::place_digit(digit), canvas.theme.bar_style())).collect();
    }
    if let Some(prepared) = &state.prepared
        && let Some(place) = prepared.place(current)
        && let Some(group) = state.group_of(current).and_then(|group| prepared.groups.get(group))
        && let Some((_, spans)) = group.own.iter().find(|(member, _)| *member == place)
    {
        let own = canvas.theme.heading();
        // The spans are those of the original; what is masked in them is masked in the text, too.
        let parts = spans.iter().map(|span| opinions::shown(&prepared.docket, decisions, place, &[*span]));
        marks.extend(parts.filter(|part| !part.is_empty()).map(|part| (part, own)));
    }
    if let Some(advice) = state.advice_now() {
        let draft = (state.draft.opinion == current).then_some(&state.draft.codes);
        // Of the suggestion that is chosen, or of the first.
        let chosen = draft.and_then(|codes| advice.marks.iter().find(|mark| codes.contains(&mark.code)));
        let term = canvas.theme.warn().add_modifier(Modifier::UNDERLINED);
        let because = chosen.or(advice.marks.first()).map_or(&[][..], |mark| &mark.because);
        marks.extend(because.iter().map(|word| (word.clone(), term)));
    }
    marks
}

/// Draws the pane.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, set: &OpenedSet, areas: &Areas) {
    let lang = program.lang;
    let state = &set.tagging;
    let lines_area = layout::text_lines(areas);
    let all = lines(program, set, lines_area.width.into());
    let (title, frame) = match (&state.dividing, state.original) {
        (Some(_), _) => (split_help(program), canvas.theme.warn()),
        (None, true) => (say::original_title(lang).to_owned(), canvas.theme.bad()),
        (None, false) => (title(program, set), canvas.theme.active()),
    };
    canvas.frame(areas.text, &title, frame);
    let room = usize::from(lines_area.height);
    let shown: Vec<&Line> = all.iter().skip(state.scroll).take(room).collect();
    // What is marked is looked for in the whole text, also across the ends of lines.
    let joined: String = all.iter().map(plain).collect();
    let styles = styles(&joined, &marks(set, &program.decisions(), canvas));
    let mut at: usize = all.iter().take(state.scroll).map(|text| plain(text).chars().count()).sum();
    for (row, text) in shown.iter().enumerate() {
        let mut area = view::row_of(lines_area, row);
        match text {
            Line::Cut(text, here) => {
                let style = if *here { canvas.theme.selected() } else { canvas.theme.warn() };
                canvas.put(area, text, style);
                at += text.chars().count();
            }
            Line::Text(text) => {
                for (glyph, _) in glyphs(text) {
                    let style = styles.get(at).copied().flatten().unwrap_or_default();
                    let used = canvas.put(area, glyph, style);
                    area = inside(area, used, 0);
                    at += glyph.chars().count();
                }
            }
        }
    }
    let below = all.len().saturating_sub(state.scroll + room);
    let [up, down] = canvas.theme.more;
    let style = canvas.theme.warn();
    let edge = |row: u16| view::row_of(inside(areas.text, areas.text.width.saturating_sub(8), 1), row.into());
    if state.scroll > 0 && areas.text.height > 1 {
        canvas.put(edge(0), &format!("{up} {}", state.scroll), style);
    }
    if below > 0 && areas.text.height > 1 {
        canvas.put(edge(areas.text.height - 1), &format!("{down} {below}"), style);
    }
    canvas.always_send(lines_area);
}

fn split_help(program: &Program) -> String {
    let ids = [Id::Left, Id::Right, Id::TagMark, Id::TagAccept, Id::TagSplit, Id::Back];
    let plain = |id| program.keymap.plain(id, Place::Tagging);
    // Letters are shorter, but arrows are what people look for here.
    let keys = ids.map(|id| if id == Id::TagSplit { view::key_of(program, id) } else { plain(id) });
    say::split_help(program.lang, keys.each_ref().map(String::as_str))
}

fn title(program: &Program, set: &OpenedSet) -> String {
    let name = say::text(program.lang);
    set.tagging.current().map_or(name.to_owned(), |id| format!("{name} {id}"))
}

fn plain(line: &Line) -> &str {
    match line {
        Line::Text(text) | Line::Cut(text, _) => text,
    }
}

/// For each character of a text the style of the mark it is part of. Line breaks of marks do not count: lines are joined.
fn styles(text: &str, marks: &[(String, Style)]) -> Vec<Option<Style>> {
    let mut styles = vec![None; text.chars().count()];
    for (word, style) in marks {
        let word: String = clean(word).chars().filter(|c| *c != '\n').collect();
        let word = word.trim();
        if word.is_empty() {
            continue;
        }
        for (at, found) in text.match_indices(word) {
            let start = text.get(..at).map_or(0, |before| before.chars().count());
            for place in styles.iter_mut().skip(start).take(found.chars().count()) {
                *place = Some(*style);
            }
        }
    }
    styles
}
