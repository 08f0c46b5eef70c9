//! The pane of details: one item or opinion in full, the codings of a disagreement, a mask where it stands. Lines of text
//! with what they are; wrapping and styles are made here, cells are drawn in `view`.

use std::collections::HashMap;

use super::dialog::Dialog;
use super::editor::Writing;
use super::facts::{Facts, facts};
use super::list::{Target, why};
use super::{Tab, current, disputes, masks, publish, view};
use crate::comments::{docket as assembled, mask, printed};
use crate::messages::comments::items as say;
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::{Opinion, Span};
use crate::text::fit::wrap;
use crate::text::fold::display;
use crate::tui::command::{Id, Place};
use crate::tui::popups::Kind;
use crate::tui::state::State as Program;
use crate::tui::view::main_area;

/// Most wordings of an item that are shown, and most numbers of copies.
const MOST: usize = 100;

/// What a line is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Look {
    #[default]
    Plain,
    Heading,
    Dim,
    Warn,
    Good,
}

/// Lines before they are wrapped.
#[derive(Debug, Default)]
struct Lines(Vec<(String, Look, usize)>);

impl Lines {
    fn push(&mut self, look: Look, text: impl Into<String>) {
        self.0.push((text.into(), look, 0));
    }

    /// A text of several paragraphs, set in.
    fn text(&mut self, look: Look, text: &str) {
        self.0.extend(text.lines().map(|line| (line.to_owned(), look, 2)));
    }

    fn title(&mut self, text: impl Into<String>) {
        if !self.0.is_empty() {
            self.push(Look::Plain, "");
        }
        self.push(Look::Heading, text);
    }
}

/// What the pane is about: what the cursor stands on, or what a reply is being written to.
fn shown(program: &Program) -> Option<Target> {
    let current = current(program);
    let editors = program.boxes.iter().filter_map(|popup| match &popup.kind {
        Kind::Items(Dialog::Editor(editor)) => Some(&editor.writing),
        _ => None,
    });
    let items = editors.map(|writing| match writing {
        Writing::Reply { items } => items.clone(),
        Writing::Outline { item } | Writing::Change { item, .. } => vec![item.clone()],
    });
    match (items.into_iter().next_back(), &current) {
        (Some(items), Some(Target::Item(id))) if items.contains(id) => current,
        (Some(items), _) => items.into_iter().next().map(Target::Item),
        (None, _) => current,
    }
}

/// The lines of the pane, wrapped.
pub fn lines(program: &Program) -> Vec<(String, Look)> {
    let room = usize::from(view::areas(program, main_area(program)).detail_text().width).max(8);
    let Some(facts) = facts(program) else { return Vec::new() };
    let tab = program.set().map_or(Tab::Items, |set| set.items.tab);
    let mut lines = Lines::default();
    match tab {
        Tab::Items => match shown(program) {
            Some(Target::Item(id)) => {
                if let Some(numbered) = facts.numbered(&id) {
                    item(&facts, numbered, &mut lines);
                }
            }
            Some(Target::Opinion(id)) => {
                if let Some(opinion) = facts.docket.opinion(&id) {
                    lone_opinion(&facts, opinion, &mut lines);
                }
            }
            None => {}
        },
        Tab::Disputes => dispute(program, &facts, &mut lines),
        Tab::Masks => masked(program, &facts, &mut lines),
        Tab::Warnings => {
            let cursor = program.set().and_then(|set| set.items.cursors.get(3)).map_or(0, |cursor| cursor.selected);
            if let Some(warning) = publish::known(program).get(cursor) {
                lines.push(Look::Warn, publish::sentence(program.lang, warning));
                for numbered in warning.items.iter().filter_map(|id| facts.numbered(id)) {
                    lines.push(Look::Plain, "");
                    item(&facts, numbered, &mut lines);
                }
            }
        }
    }
    let wrapped = |(text, look, indent): (String, Look, usize)| {
        let space = " ".repeat(indent);
        let rows = wrap(&display(&text), room.saturating_sub(indent).max(2));
        rows.into_iter().map(move |row| (format!("{space}{row}"), look))
    };
    lines.0.into_iter().flat_map(wrapped).collect()
}

fn item(facts: &Facts<'_>, numbered: &NumberedItem, lines: &mut Lines) {
    let lang = facts.lang;
    let item = facts.item(numbered);
    let now = NumberedItem { item: item.clone(), ..numbered.clone() };
    let number = facts.docket.number(&item.id).unwrap_or(0);
    let (people, wordings) = facts.people_and_wordings(numbered);
    lines.push(
        Look::Heading,
        format!("{}  {}", say::number(lang, number), say::size(lang, numbered.members.len(), people, wordings)),
    );
    lines.push(Look::Plain, format!("{}　{}", say::heading_title(lang), facts.heading(numbered.heading.as_deref())));
    if !facts.definition.about.dispositions.is_empty() {
        let look = if item.disposition.is_none() { Look::Warn } else { Look::Plain };
        lines.push(look, format!("{}　{}", say::class_title(lang), facts.class(item.disposition.as_deref())));
    }
    if !item.section.is_empty() {
        let left = facts.days_left(item).filter(|_| !item.has_reply());
        let look = if left.is_some_and(|days| days < 0) { Look::Warn } else { Look::Plain };
        let asked = say::asked_line(lang, &item.section, &item.due, left);
        lines.push(look, format!("{}　{asked}", say::asked_title(lang)));
    }
    let (outline, marks) = facts.outline(numbered);
    lines.title(format!("{}{}", say::outline_title(lang), marks.concat()));
    lines.text(Look::Plain, &outline);
    lines.title(say::reply_title(lang));
    if !item.has_reply() {
        lines.0.push((say::no_reply_yet(lang, &facts.keymap.key(Id::OpenItem, Place::Items)), Look::Dim, 2));
    } else {
        lines.text(Look::Plain, &printed::reply(&now, &facts.decisions, facts.docket));
    }
    if !item.changes.is_empty() {
        lines.title(say::changes_title(lang));
        for change in printed::changes(&now, &facts.decisions, facts.docket) {
            lines.0.push((change.place, Look::Plain, 2));
            lines.0.push((format!("{}：{}", say::before(lang), change.before), Look::Plain, 4));
            lines.0.push((format!("{}：{}", say::after(lang), change.after), Look::Plain, 4));
        }
    }
    lines.title(say::section(lang, say::opinions_title(lang), numbered.members.len()));
    // Copies to the letter are shown once, with the numbers of all.
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut texts: Vec<(&Opinion, Vec<&str>)> = Vec::new();
    for one in facts.members(numbered) {
        let place = *places.entry(&one.text).or_insert(texts.len());
        match texts.get_mut(place) {
            Some((_, copies)) => copies.push(&one.id),
            None => texts.push((one, Vec::new())),
        }
    }
    for (first, copies) in texts.iter().take(MOST) {
        opinion(facts, first, lines);
        if !copies.is_empty() {
            let ids: Vec<&str> = copies.iter().copied().take(MOST).collect();
            let ids = ids.join(lang.pick("・", ", "));
            lines.0.push((say::copies(lang, copies.len(), &ids), Look::Dim, 2));
        }
    }
    if texts.len() > MOST {
        lines.push(Look::Warn, crate::messages::screen::more(lang, texts.len() - MOST));
    }
}

fn opinion(facts: &Facts<'_>, opinion: &Opinion, lines: &mut Lines) {
    let lang = facts.lang;
    let mask = if opinion.masked { say::masked(lang) } else { "" };
    lines.push(Look::Dim, format!("{}{mask}", facts.source(opinion)));
    lines.text(Look::Plain, &opinion.text);
    let (codes, coded) = facts.codes(&opinion.id);
    let words = match (coded, codes.is_empty()) {
        (false, _) => say::no_codes(lang).to_owned(),
        (true, true) => say::not_coded(lang).to_owned(),
        (true, false) => codes.join(lang.pick("、", ", ")),
    };
    lines.0.push((format!("{}：{words}", say::codes_title(lang)), Look::Dim, 2));
}

fn lone_opinion(facts: &Facts<'_>, one: &Opinion, lines: &mut Lines) {
    opinion(facts, one, lines);
    let why = why(facts.lang, &one.fate);
    if !why.is_empty() {
        lines.title(say::why_title(facts.lang));
        lines.text(Look::Plain, why);
    }
    let others: Vec<&Opinion> = facts.docket.opinions_of(one.receipt).filter(|other| other.id != one.id).collect();
    if !others.is_empty() {
        lines.title(say::section(facts.lang, say::opinions_title(facts.lang), others.len()));
        for other in others {
            lines.0.push((format!("{}　{}", other.id, other.text), Look::Dim, 2));
        }
    }
}

fn dispute(program: &Program, facts: &Facts<'_>, lines: &mut Lines) {
    let lang = facts.lang;
    let Some(dispute) = disputes::current(program) else { return };
    let Some(opinion) = facts.docket.opinion(&dispute.opinion) else { return };
    let titles = |codes: &[String]| {
        let titles: Vec<&str> = codes.iter().map(|code| facts.docket.codebook.title(code)).collect();
        if titles.is_empty() { say::not_coded(lang).to_owned() } else { titles.join(lang.pick("、", ", ")) }
    };
    lines.push(Look::Dim, facts.source(opinion));
    lines.text(Look::Plain, &opinion.text);
    lines.push(Look::Plain, "");
    for (at, (coder, codes)) in dispute.codings.iter().enumerate() {
        let chosen = dispute.settled.as_ref().is_some_and(|settled| settled == codes);
        let look = if chosen { Look::Good } else { Look::Plain };
        lines.push(look, say::coding(lang, at + 1, coder, &titles(codes)));
    }
    if let Some(settled) = &dispute.settled {
        lines.title(say::settled(lang));
        lines.text(Look::Good, &titles(settled));
    }
}

/// A mask with the words around it, other masks hidden.
fn masked(program: &Program, facts: &Facts<'_>, lines: &mut Lines) {
    let lang = facts.lang;
    let Some(entry) = masks::current(program) else { return };
    let Some(receipt) = facts.docket.receipts.get(entry.receipt) else { return };
    let mut others = assembled::masks(receipt, &facts.decisions);
    others.retain(|mask| !mask.span.overlaps(entry.span));
    let part = |span: Span| mask::hide(&receipt.text, span, &others).text;
    let end = Span::whole(&receipt.text).end;
    let text = format!(
        "{}【{}】{}",
        part(Span::new(0, entry.span.start)),
        part(entry.span),
        part(Span::new(entry.span.end, end))
    );
    let state = match (entry.masked, entry.by_hand) {
        (false, _) => say::cleared(lang),
        (true, true) => say::marked_by_hand(lang),
        (true, false) => say::found_by_program(lang),
    };
    lines.push(Look::Heading, format!("{}　{}　{state}", receipt.id, say::personal(lang, entry.kind)));
    lines.text(Look::Plain, &text);
    lines.push(Look::Plain, "");
    lines.push(Look::Dim, say::mask_hint(lang, &facts.keymap.key(Id::ToggleMask, Place::Masks)));
}

/// What is copied: the details as text. On the tab of masks only where they are, never the words.
pub fn copied(program: &Program) -> String {
    if program.set().is_some_and(|set| set.items.tab == Tab::Masks) {
        let lines = masks::all(program).into_iter().filter_map(|entry| {
            let facts = facts(program)?;
            let receipt = facts.docket.receipts.get(entry.receipt)?;
            let kind = say::personal(program.lang, entry.kind);
            Some(format!("{}\t{kind}\t{}-{}\n", receipt.id, entry.span.start, entry.span.end))
        });
        return lines.collect();
    }
    lines(program).into_iter().map(|(line, _)| line + "\n").collect()
}
