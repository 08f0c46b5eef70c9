//! The tagging screen, drawn: header and the panes, or what to do where there is nothing to tag.

use ratatui::layout::Rect;

use super::layout::{self, Areas};
use super::state::{Filter, Queue, State};
use super::{boxes, codes, similar, text, update};
use crate::comments::groups::GroupKind;
use crate::messages::comments::{screen as words, tagging as say};
use crate::model::comment::{Docket, Fate, Opinion, Receipt};
use crate::model::day::iso;
use crate::text::fold::display;
use crate::tui::command::{Id, Place};
use crate::tui::state::{OpenedSet, SetData, State as Program};
use crate::tui::widgets::canvas::{Canvas, cells, inner, inside, line};
use crate::tui::widgets::field;

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let plain = |canvas: &mut Canvas<'_>, lines: &[String], style| {
        let frame = canvas.theme.active();
        canvas.frame(area, words::tagging(lang), frame);
        let mut rest = inside(inner(area), 1, 1);
        for text in lines {
            let wrapped = crate::text::fit::wrap(text, rest.width.into());
            crate::tui::screens::table::view::draw_lines(canvas, rest, text, style);
            rest = crate::tui::widgets::canvas::below(rest, u16::try_from(wrapped.len()).unwrap_or(u16::MAX));
        }
    };
    let (warn, bad, dim) = (canvas.theme.warn(), canvas.theme.bad(), canvas.theme.dim());
    let Some(set) = program.set() else { return plain(canvas, &[words::no_set(lang).to_owned()], warn) };
    match (&set.definition, &set.data, &set.docket) {
        (Err(sentence), ..) | (_, SetData::Failed(sentence), _) => {
            plain(canvas, std::slice::from_ref(sentence), bad);
        }
        (_, SetData::Loading, _) | (_, _, None) => plain(canvas, &[words::loading(lang).to_owned()], warn),
        (_, SetData::Ready(_), Some(docket)) if docket.opinions.is_empty() => {
            plain(canvas, &[words::no_opinions(lang).to_owned()], dim);
        }
        (_, SetData::Ready(_), Some(docket)) => draw_set(canvas, program, set, docket, area),
    }
}

fn draw_set(canvas: &mut Canvas<'_>, program: &Program, set: &OpenedSet, docket: &Docket, area: Rect) {
    let areas = layout::areas(&set.tagging, &program.panes, area);
    draw_header(canvas, program, set, docket, &areas);
    text::draw(canvas, program, set, &areas);
    codes::draw(canvas, program, set, docket, &areas);
    similar::draw(canvas, program, set, docket, &areas);
}

/// The key of a command as people may press it here.
pub fn key_of(program: &Program, id: Id) -> String {
    program.keymap.key(id, Place::Tagging)
}

/// What stands below the panes at all times: digits give codes here, and go to screens elsewhere.
pub fn status(program: &Program) -> String {
    let screens = [Id::ToOverview, Id::ToForm].map(|id| key_of(program, id));
    let screens = screens.join(program.lang.pick("～", " to "));
    let digits = say::digits(program.lang, [&screens, &key_of(program, Id::Quit)]);
    match accept_key(program) {
        Some(key) => say::accepts_first(program.lang, &key, &codes::star(program.ascii, 0)) + &digits,
        None => digits,
    }
}

/// The key that gives the first suggestion, while it does: nothing is chosen or given yet.
pub fn accept_key(program: &Program) -> Option<String> {
    let accepts = program.set()?.tagging.accepts_first;
    accepts.then(|| program.keymap.plain(Id::TagAccept, Place::Tagging))
}

/// How alike, in hundredths.
pub fn percent(likeness: f64) -> String {
    say::likeness(&crate::present::round::number(likeness * 100.0, 0, "-").unwrap_or_default())
}

/// What is shown where the queue is empty or done.
pub fn empty_lines(program: &Program, set: &OpenedSet) -> Vec<String> {
    let lang = program.lang;
    let state = &set.tagging;
    let narrowed = state.filter != Filter::All || !state.search.value().is_empty();
    if narrowed && !state.finished {
        return vec![say::nothing_in_queue(lang).to_owned()];
    }
    let (skipped, flagged) = state.advice.as_ref().map_or((0, 0), |advice| (advice.skipped, advice.flagged));
    let (queue, filter, items) =
        (key_of(program, Id::TagQueue), key_of(program, Id::TagFilter), key_of(program, Id::ToItems));
    let mut lines = vec![say::all_done(lang).to_owned()];
    lines.extend(say::what_next(lang, skipped, flagged, [&queue, &filter, &items]));
    lines
}

fn draw_header(canvas: &mut Canvas<'_>, program: &Program, set: &OpenedSet, docket: &Docket, areas: &Areas) {
    let lang = program.lang;
    let state = &set.tagging;
    let gap = "　";
    if let Some((opinion, receipt)) = update::current(set) {
        let first = say::receipt_line(lang, &receipt_words(opinion, receipt)).join(gap);
        let row = layout::header_row(areas, 0);
        let used = canvas.put(row, &display(&first), canvas.theme.heading());
        let signs = signs(program, set, opinion).iter().map(|sign| format!("【{sign}】")).collect::<String>();
        let style = canvas.theme.warn();
        canvas.put(inside(row, used + 2, 0), &signs, style);
        let (group, style) = match group_words(program, state, &opinion.id) {
            Some(words) => (words, canvas.theme.warn()),
            None => (String::new(), canvas.theme.dim()),
        };
        let row = layout::header_row(areas, 1);
        let used = canvas.put(row, &group, style);
        let who = say::coder_is(lang, update::coder(program));
        let gap_cells = if used > 0 { 2 } else { 0 };
        let style = canvas.theme.dim();
        canvas.put(inside(row, used + gap_cells, 0), &who, style);
    }
    let row = layout::header_row(areas, 2);
    if state.searching {
        let label = crate::messages::screen::search_label(lang);
        let used = canvas.put(row, label, canvas.theme.dim()) + 1;
        let count = say::found(lang, state.order.len());
        let count_cells = cells(&count).min(row.width);
        let hint = crate::messages::screen::search_hint(lang);
        field::draw(canvas, inside(row, used, count_cells + 1), &state.search, hint, program.boxes.is_empty());
        let style = canvas.theme.dim();
        canvas.put(inside(row, row.width - count_cells, 0), &count, style);
        return;
    }
    let text = progress(program, state, docket);
    let style = canvas.theme.dim();
    canvas.put(row, &text, style);
}

fn receipt_words(opinion: &Opinion, receipt: &Receipt) -> say::ReceiptWords {
    say::ReceiptWords {
        receipt: receipt.id.clone(),
        opinion: opinion.id.clone(),
        person: receipt.person + 1,
        anonymous: receipt.anonymous,
        channel: receipt.channel.clone(),
        day: receipt.received.map_or(String::new(), iso),
        late: receipt.late,
        place: receipt.place.clone(),
    }
}

/// What has been said of the opinion besides codes.
fn signs(program: &Program, set: &OpenedSet, opinion: &Opinion) -> Vec<String> {
    let lang = program.lang;
    let decisions = program.decisions();
    let mut signs = Vec::new();
    if set.tagging.is_blind(&opinion.id) {
        signs.push(say::blind(lang).to_owned());
    }
    if decisions.flagged.contains_key(&opinion.id) {
        signs.push(say::flagged(lang).to_owned());
    }
    if let Some(why) = decisions.skipped.get(&opinion.id) {
        signs.push(say::with_reason(say::skipped(lang), &display(why)));
    }
    match &opinion.fate {
        Fate::OutOfScope { why } => signs.push(say::with_reason(say::scope(lang), &display(why))),
        Fate::Withdrawn { why } => signs.push(say::with_reason(say::withdrawn(lang), &display(why))),
        _ => {}
    }
    signs
}

fn group_words(program: &Program, state: &State, id: &str) -> Option<String> {
    let lang = program.lang;
    let prepared = state.prepared.as_ref()?;
    let group = prepared.groups.get(state.group_of(id)?)?;
    let alike = match group.kind {
        GroupKind::Exact => say::Alike::Same,
        GroupKind::Near => say::Alike::Near,
        GroupKind::Template => say::Alike::Template,
    };
    let open = state.advice_now().map_or(0, |advice| advice.group_open);
    let mut words = say::group_line(lang, alike, group.members.len(), group.distinct_texts, open);
    let place = prepared.place(id);
    if group.own.iter().any(|(member, _)| Some(*member) == place) {
        words = format!("{words}　{}", say::own_words(lang));
    }
    Some(words)
}

fn progress(program: &Program, state: &State, docket: &Docket) -> String {
    let lang = program.lang;
    let name = match state.queue {
        Queue::Advised => say::queue_advised_short(lang),
        Queue::Untagged => say::queue_untagged_short(lang),
        Queue::All => say::queue_all_short(lang),
        Queue::Second => say::queue_second_short(lang),
    };
    let all = docket.opinions.len();
    let (done, skipped, flagged) =
        state.advice.as_ref().map_or((0, 0, 0), |advice| (advice.done, advice.skipped, advice.flagged));
    let at = if state.order.is_empty() { 0 } else { state.at + 1 };
    let left = all.saturating_sub(done + skipped);
    let mut parts =
        vec![format!("[{name}]"), say::progress(lang, [done, all, skipped, flagged], at, state.order.len(), left)];
    let mut narrowed = Vec::new();
    if state.filter != Filter::All {
        narrowed.push(boxes::filter_name(lang, &state.filter, &docket.codebook));
    }
    if !state.search.value().is_empty() {
        narrowed.push(say::words_searched(lang, state.search.value()));
    }
    if !narrowed.is_empty() {
        parts.insert(1, say::narrowed(lang, &narrowed.join(" ")));
    }
    parts.join("　")
}

/// One row of a pane.
pub fn row_of(area: Rect, row: usize) -> Rect {
    line(area, u16::try_from(row).unwrap_or(u16::MAX))
}
