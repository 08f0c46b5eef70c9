//! What commands do on the tagging screen. Every act is an op of the journal; nothing is given that was not on the screen.

use std::sync::Arc;

use super::boxes::TagBox;
use super::queue::{self, View};
use super::state::{Draft, Filter, Queue, State};
use super::teacher::Question;
use super::{details, dividing, group, layout};
use crate::comments::codes;
use crate::comments::sample::{self, Size};
use crate::messages::comments::tagging as say;
use crate::model::comment::decisions::Via;
use crate::model::comment::{Decisions, Opinion, Receipt};
use crate::project::CommentOp;
use crate::project::comments::op::TagSet;
use crate::text::fold::display;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::{OpenedSet, Screen, State as Program, Toast, Tone};
use crate::tui::update::decide;
use crate::tui::view::main_area;

/// Codes on a page: one for each digit from 1.
pub const PAGE: usize = 9;

/// Who looks, and at what; `None` before the set is read.
pub fn view(program: &Program) -> Option<View> {
    let set = program.set()?;
    let docket = Arc::clone(set.docket.as_ref()?);
    Some(View { docket, decisions: program.decisions(), coder: coder(program).to_owned() })
}

/// The name codes are given under.
pub fn coder(program: &Program) -> &str {
    let own = program.set().and_then(|set| set.tagging.coder.as_deref());
    own.unwrap_or(&program.journal.who)
}

/// The opinion on the screen with its receipt.
pub fn current(set: &OpenedSet) -> Option<(&Opinion, &Receipt)> {
    let docket = set.tagging.known.as_ref()?;
    let opinion = docket.opinion(set.tagging.current()?)?;
    Some((opinion, docket.receipts.get(opinion.receipt)?))
}

/// Ids of the opinion on the screen and of its receipt.
pub fn current_ids(program: &Program) -> Option<(String, String)> {
    let (opinion, receipt) = current(program.set()?)?;
    Some((opinion.id.clone(), receipt.id.clone()))
}

/// The codes marked for the opinion on the screen: those chosen, or else those this coder gave.
pub fn chosen(program: &Program) -> Vec<String> {
    let Some(set) = program.set() else { return Vec::new() };
    let Some((opinion, _)) = current(set) else { return Vec::new() };
    let draft = &set.tagging.draft;
    if draft.opinion == opinion.id && draft.touched {
        return draft.codes.clone();
    }
    given(program, &opinion.id).unwrap_or_default()
}

/// The codes this coder gave an opinion.
pub(super) fn given(program: &Program, opinion: &str) -> Option<Vec<String>> {
    let book = &program.set()?.docket.as_ref()?.codebook;
    let decisions = program.decisions();
    let coding = decisions.coding(opinion, coder(program))?;
    Some(codes::current(book, &coding.codes))
}

/// The codes of an opinion that this coder may see, as one text of ids.
pub fn codes_seen(program: &Program, decisions: &Decisions, opinion: &str) -> String {
    let Some(set) = program.set() else { return String::new() };
    let Some(docket) = &set.docket else { return String::new() };
    let codes = match set.tagging.is_blind(opinion) {
        true => decisions.coding(opinion, coder(program)).map(|coding| coding.codes.clone()).unwrap_or_default(),
        false => codes::of(decisions, &docket.codebook, opinion).codes,
    };
    codes.join("・")
}

pub(super) fn state(program: &mut Program) -> Option<&mut State> {
    program.set_mut().map(|set| &mut set.tagging)
}

pub(super) fn refuse(program: &mut Program, sentence: impl Into<String>) -> Vec<Effect> {
    program.refuse(sentence);
    Vec::new()
}

fn open(program: &mut Program, of: TagBox) -> Vec<Effect> {
    program.boxes.push(Popup::new(Kind::Tagging(of)));
    Vec::new()
}

/// Runs a command.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    if program.set().is_some_and(|set| set.tagging.dividing.is_some()) {
        return dividing::run(program, id);
    }
    match id {
        Id::TagAccept => accept(program),
        Id::Code(number) => digit(program, number.into(), 0),
        // Shift and a digit, on Japanese and other keyboards: without turning the page.
        Id::NextPageCode(number) => digit(program, number.into(), 1),
        Id::Star(number) => star(program, number.into()),
        Id::TagPage => page(program),
        Id::TagBoth => both(program),
        Id::AcceptStar(number) => match starred(program, number.into()) {
            Some(code) => give(program, vec![code]),
            None => refuse(program, say::no_such_star(program.lang)),
        },
        Id::TagBack => take_back(program),
        Id::TagRepeat => repeat(program),
        Id::TagGroup => group::give(program),
        Id::TagNone => give(program, Vec::new()),
        Id::TagUncode => uncode(program),
        Id::TagPicker => open(program, TagBox::Picker),
        Id::TagSkip => skip(program),
        Id::TagFlag => flag(program),
        Id::TagSplit => dividing::begin(program),
        Id::TagMark => scroll(program, page_rows(program)),
        Id::TagJoin => dividing::join(program),
        Id::TagScope => scope(program),
        Id::TagWithdraw => withdraw(program),
        Id::TagSettle => settle_codes(program),
        Id::TagFilter => open(program, TagBox::Filters),
        Id::TagQueue => open(program, TagBox::Queues),
        Id::TagSimilar => similar(program),
        Id::TagDetails => {
            if let Some(popup) = details::popup(program) {
                program.boxes.push(popup);
            }
            Vec::new()
        }
        Id::TagOriginal => {
            if let Some(state) = state(program) {
                state.original = !state.original;
                state.scroll = 0;
            }
            Vec::new()
        }
        Id::TagCoder => {
            let name = coder(program).to_owned();
            program.boxes.push(Popup::proposing(Kind::Tagging(TagBox::Coder), name));
            Vec::new()
        }
        Id::TagCodebook => open(program, TagBox::Codebook),
        Id::TagPane => {
            if let Some(state) = state(program) {
                state.pane_flipped = !state.pane_flipped;
            }
            Vec::new()
        }
        Id::Zoom => {
            if let Some(state) = state(program) {
                state.zoomed = !state.zoomed;
            }
            Vec::new()
        }
        Id::TagNext | Id::Right | Id::PageDown => step(program, 1),
        Id::TagPrevious | Id::Left | Id::PageUp => step(program, -1),
        Id::First | Id::RowStart => jump(program, false),
        Id::Last | Id::RowEnd => jump(program, true),
        Id::Down => scroll(program, 1),
        Id::Up => scroll(program, -1),
        Id::Search => {
            if let Some(state) = state(program) {
                state.searching = true;
            }
            Vec::new()
        }
        Id::Copy => copy(program),
        Id::Back => back(program),
        _ => Vec::new(),
    }
}

/// What Esc leaves: codes chosen, then the search, then the filter, then the screen.
fn back(program: &mut Program) -> Vec<Effect> {
    let Some(tagging) = state(program) else {
        program.screen = Screen::Overview;
        return Vec::new();
    };
    if tagging.original {
        tagging.original = false;
    } else if tagging.draft.touched {
        tagging.draft = Draft::default();
    } else if !tagging.search.value().is_empty() {
        tagging.search.reset();
    } else if tagging.filter != Filter::All {
        tagging.filter = Filter::All;
    } else {
        program.screen = Screen::Overview;
    }
    Vec::new()
}

/// The first suggestion on the screen.
pub(super) fn starred(program: &Program, number: usize) -> Option<String> {
    let advice = program.set()?.tagging.advice_now()?;
    advice.marks.get(number.checked_sub(1)?).map(|mark| mark.code.clone())
}

/// True while accepting gives the first suggestion.
pub fn accepts_first(program: &Program) -> bool {
    let Some(set) = program.set() else { return false };
    let is_new = set.tagging.dividing.is_none() && !set.tagging.draft.touched && chosen(program).is_empty();
    let coded = set.tagging.current().is_some_and(|id| given(program, id).is_some());
    let suggested = set.tagging.advice_now().is_some_and(|advice| !advice.marks.is_empty());
    is_new && !coded && suggested
}

fn accept(program: &mut Program) -> Vec<Effect> {
    let touched = program.set().is_some_and(|set| set.tagging.draft.touched);
    let chosen = chosen(program);
    if !chosen.is_empty() {
        return give(program, chosen);
    }
    if touched {
        return refuse(program, say::empty_choice(program.lang));
    }
    let Some((id, _)) = current_ids(program) else { return refuse(program, say::nothing_shown(program.lang)) };
    if given(program, &id).is_some() {
        // Looked at before, and no code fitted: it stays so.
        return give(program, Vec::new());
    }
    match starred(program, 1) {
        Some(code) => {
            // Nobody chose it by name, so it is told.
            let title = program.set().map(|set| display(set.title_of(&code))).unwrap_or_default();
            let undo = program.keymap.key(Id::Undo, Place::Tagging);
            let text = say::took_suggestion(program.lang, &code, &title, &undo);
            program.toast = Some(Toast { tone: Tone::Good, text, refuses: false });
            give(program, vec![code])
        }
        None => refuse(program, say::choose_first(program.lang)),
    }
}

/// Gives codes and goes on.
fn give(program: &mut Program, codes: Vec<String>) -> Vec<Effect> {
    let Some((id, _)) = current_ids(program) else { return refuse(program, say::nothing_shown(program.lang)) };
    let coder = coder(program).to_owned();
    if let Some(state) = state(program) {
        state.last = Some(codes.clone());
        state.draft = Draft::default();
    }
    if given(program, &id).as_ref() == Some(&codes) {
        go_on(program);
        return Vec::new();
    }
    let tags = vec![TagSet { opinion: id, codes: Some(codes) }];
    decide_and_go_on(program, CommentOp::Tag { coder, tags, via: Via::Hand })
}

/// Makes a change, and goes to the next opinion that waits.
pub fn decide_and_go_on(program: &mut Program, act: CommentOp) -> Vec<Effect> {
    let effects = decide(program, act);
    go_on(program);
    effects
}

fn go_on(program: &mut Program) {
    let Some(view) = view(program) else { return };
    let Some(state) = state(program) else { return };
    queue::advance(state, &view);
    let finished = state.finished;
    if finished && state.filter == Filter::All && state.queue != Queue::All {
        program.tell(Tone::Good, say::all_done(program.lang));
    } else if finished {
        program.tell(Tone::Hint, say::no_next(program.lang));
    }
}

/// Gives or takes a code of the opinion on the screen.
pub fn toggle(program: &mut Program, code: &str) {
    let Some((id, _)) = current_ids(program) else { return };
    let mut codes = chosen(program);
    match codes.iter().position(|known| known == code) {
        Some(known) => drop(codes.remove(known)),
        None => codes.push(code.to_owned()),
    }
    if let Some(state) = state(program) {
        state.draft = Draft { opinion: id, codes, touched: true };
    }
}

/// Toggles the code of a digit, so many pages further.
fn digit(program: &mut Program, number: usize, pages: usize) -> Vec<Effect> {
    let code = program.set().and_then(|set| {
        let codes = &set.docket.as_ref()?.codebook.codes;
        let page = (set.tagging.page + pages) % codes.len().div_ceil(PAGE).max(1);
        let position = page * PAGE + number.checked_sub(1)?;
        codes.get(position).map(|code| code.id.clone())
    });
    match code {
        Some(code) => {
            toggle(program, &code);
            // A code of another page is out of sight: it is told.
            if let Some(set) = program.set().filter(|_| pages > 0) {
                let (title, on) = (display(set.title_of(&code)), chosen(program).contains(&code));
                program.tell(Tone::Good, say::code_switched(program.lang, &code, &title, on));
            }
        }
        None => return refuse(program, say::no_such_code(program.lang)),
    }
    Vec::new()
}

fn star(program: &mut Program, number: usize) -> Vec<Effect> {
    match starred(program, number) {
        Some(code) => toggle(program, &code),
        None => return refuse(program, say::no_such_star(program.lang)),
    }
    Vec::new()
}

/// Accepts the first two suggestions together.
fn both(program: &mut Program) -> Vec<Effect> {
    match (starred(program, 1), starred(program, 2)) {
        (Some(first), Some(second)) => give(program, vec![first, second]),
        _ => refuse(program, say::no_such_star(program.lang)),
    }
}

fn page(program: &mut Program) -> Vec<Effect> {
    let codes = program.set().and_then(|set| Some(set.docket.as_ref()?.codebook.codes.len())).unwrap_or(0);
    let pages = codes.div_ceil(PAGE).max(1);
    if pages < 2 {
        return refuse(program, say::one_page(program.lang));
    }
    if let Some(state) = state(program) {
        state.page = (state.page + 1) % pages;
    }
    Vec::new()
}

fn take_back(program: &mut Program) -> Vec<Effect> {
    match chosen(program).last().cloned() {
        Some(code) => toggle(program, &code),
        None => return refuse(program, say::nothing_to_take_back(program.lang)),
    }
    Vec::new()
}

fn repeat(program: &mut Program) -> Vec<Effect> {
    match program.set().and_then(|set| set.tagging.last.clone()) {
        Some(codes) => give(program, codes),
        None => refuse(program, say::nothing_to_repeat(program.lang)),
    }
}

fn uncode(program: &mut Program) -> Vec<Effect> {
    let Some((id, _)) = current_ids(program) else { return refuse(program, say::nothing_shown(program.lang)) };
    if given(program, &id).is_none() {
        return refuse(program, say::not_coded(program.lang));
    }
    if let Some(state) = state(program) {
        state.draft = Draft::default();
    }
    let coder = coder(program).to_owned();
    decide(program, CommentOp::Tag { coder, tags: vec![TagSet { opinion: id, codes: None }], via: Via::Hand })
}

fn skip(program: &mut Program) -> Vec<Effect> {
    let Some((opinion, _)) = current_ids(program) else { return refuse(program, say::nothing_shown(program.lang)) };
    match program.decisions().skipped.contains_key(&opinion) {
        true => decide(program, CommentOp::Skip { opinion, why: None }),
        false => open(program, TagBox::Skip),
    }
}

fn flag(program: &mut Program) -> Vec<Effect> {
    let Some((opinion, _)) = current_ids(program) else { return refuse(program, say::nothing_shown(program.lang)) };
    let flagged = program.decisions().flagged.contains_key(&opinion);
    decide(program, CommentOp::Flag { opinion, note: (!flagged).then(String::new) })
}

fn scope(program: &mut Program) -> Vec<Effect> {
    let Some((opinion, _)) = current_ids(program) else { return refuse(program, say::nothing_shown(program.lang)) };
    match program.decisions().out_of_scope.contains_key(&opinion) {
        true => decide(program, CommentOp::OutOfScope { opinions: vec![opinion], why: None }),
        false => open(program, TagBox::Scope),
    }
}

fn withdraw(program: &mut Program) -> Vec<Effect> {
    let Some((_, receipt)) = current_ids(program) else { return refuse(program, say::nothing_shown(program.lang)) };
    match program.decisions().withdrawn.contains_key(&receipt) {
        true => decide(program, CommentOp::Withdraw { receipt, why: None }),
        false => open(program, TagBox::Withdraw),
    }
}

/// Says which codes hold where coders differ: those chosen, or this coder's own.
fn settle_codes(program: &mut Program) -> Vec<Effect> {
    let Some((opinion, _)) = current_ids(program) else { return refuse(program, say::nothing_shown(program.lang)) };
    let decisions = program.decisions();
    let state =
        program.set().and_then(|set| Some(codes::of(&decisions, &set.docket.as_ref()?.codebook, &opinion).state));
    let blind = program.set().is_some_and(|set| set.tagging.is_blind(&opinion));
    if blind || !matches!(state, Some(codes::State::Differ | codes::State::Settled)) {
        return refuse(program, say::not_differing(program.lang));
    }
    let codes = chosen(program);
    if codes.is_empty() {
        return refuse(program, say::choose_first(program.lang));
    }
    decide_and_go_on(program, CommentOp::Settle { opinion, codes: Some(codes) })
}

fn similar(program: &mut Program) -> Vec<Effect> {
    let Some(set) = program.set() else { return Vec::new() };
    match set.tagging.advice_now().filter(|advice| advice.looked) {
        None => refuse(program, say::not_indexed(program.lang)),
        Some(advice) if advice.similar.is_empty() => refuse(program, say::no_similar(program.lang)),
        Some(advice) => {
            let found = advice.similar.clone();
            open(program, TagBox::Results(found))
        }
    }
}

/// Chooses how opinions are put in order; without a sample, one is drawn first.
pub fn choose_queue(program: &mut Program, queue: Queue) -> Vec<Effect> {
    let coder = coder(program).to_owned();
    let drawn = program.decisions().samples.iter().any(|sample| sample.coder == coder);
    if queue == Queue::Second && !drawn {
        if let Some(reason) = crate::tui::enabled::no_acts(program) {
            return refuse(program, reason);
        }
        return open(program, TagBox::Sample);
    }
    if let Some(state) = state(program) {
        state.queue = queue;
    }
    Vec::new()
}

/// Draws opinions for a second coding by this coder, out of those coded by others. The seed comes from the names of set and
/// coder: nobody chooses it.
pub fn draw_sample(program: &mut Program, number: usize) -> Vec<Effect> {
    let Some(view) = view(program) else { return Vec::new() };
    let set = program.set().map_or(String::new(), |set| set.id().to_owned());
    let key = crate::comments::quote::fingerprint(&format!("{set}\n{}\n{}", view.coder, view.decisions.samples.len()));
    let seed = key.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0);
    let sample = sample::draw(&view.docket, &view.decisions, &view.coder, Size::Count(number), seed);
    let count = sample.opinions.len();
    if count == 0 {
        return refuse(program, say::nothing_to_draw(program.lang));
    }
    if let Some(state) = state(program) {
        state.queue = Queue::Second;
        state.made_for = None;
    }
    let effects = decide(program, CommentOp::Sample { sample });
    program.tell(Tone::Good, say::sample_drawn(program.lang, count));
    effects
}

/// Moves without deciding.
fn step(program: &mut Program, by: isize) -> Vec<Effect> {
    let lang = program.lang;
    let Some(state) = state(program) else { return Vec::new() };
    let (before, touched) = (state.at, state.draft.touched);
    state.at = before.saturating_add_signed(by).min(state.order.len().saturating_sub(1));
    state.seen = state.seen.max(state.at);
    state.finished = false;
    match (state.at == before, touched) {
        (true, _) => refuse(program, if by > 0 { say::no_next(lang) } else { say::no_previous(lang) }),
        (false, true) => {
            program.tell(Tone::Hint, say::not_kept(lang));
            Vec::new()
        }
        (false, false) => Vec::new(),
    }
}

fn jump(program: &mut Program, to_end: bool) -> Vec<Effect> {
    if let Some(state) = state(program) {
        state.at = if to_end { state.order.len().saturating_sub(1) } else { 0 };
        state.seen = state.seen.max(state.at);
        state.finished = false;
    }
    Vec::new()
}

fn page_rows(program: &Program) -> isize {
    let rows = program.set().map_or(0, |set| {
        let areas = layout::areas(&set.tagging, &program.panes, main_area(program));
        layout::text_lines(&areas).height
    });
    isize::try_from(rows).unwrap_or(1).saturating_sub(1).max(1)
}

/// Scrolls the text.
pub fn scroll(program: &mut Program, by: isize) -> Vec<Effect> {
    if program.set().and_then(current).is_none() {
        return Vec::new();
    }
    let before = program.set().map_or(0, |set| set.tagging.scroll);
    if let Some(state) = state(program) {
        state.scroll = before.saturating_add_signed(by);
    }
    super::settle(program);
    let after = program.set().map_or(0, |set| set.tagging.scroll);
    if after == before && by > 0 { refuse(program, say::only_page_down(program.lang)) } else { Vec::new() }
}

fn copy(program: &mut Program) -> Vec<Effect> {
    let decisions = program.decisions();
    let Some((opinion, receipt)) = program.set().and_then(current) else {
        return refuse(program, say::nothing_shown(program.lang));
    };
    let codes = codes_seen(program, &decisions, &opinion.id);
    let text = crate::text::fold::display(&opinion.text);
    vec![Effect::Copy(format!("{}\t{}\t{codes}\t{text}\n", receipt.id, opinion.id))]
}

/// What a report must be about to be taken: asked anew when opinion, decisions, coder or groups are others.
pub fn question(program: &Program) -> Option<Question> {
    let View { docket, decisions, coder } = view(program)?;
    let tagging = &program.set()?.tagging;
    Some(Question { docket, decisions, coder, prepared: tagging.prepared.clone(), blind: tagging.blind.clone() })
}

/// After undo or redo: goes to the opinion that it was about.
pub fn follow(program: &mut Program, op: &crate::project::Op) {
    let crate::project::Op::Comment { set, act } = op else { return };
    let Some(opened) = program.sets.iter_mut().find(|opened| opened.id() == set) else { return };
    let id = match &**act {
        CommentOp::Tag { tags, .. } => tags.first().map(|tag| tag.opinion.clone()),
        CommentOp::Settle { opinion, .. } | CommentOp::Skip { opinion, .. } | CommentOp::Flag { opinion, .. } => {
            Some(opinion.clone())
        }
        CommentOp::OutOfScope { opinions, .. } => opinions.first().cloned(),
        // Whichever of them is there then.
        CommentOp::Reshape { from, into, .. } => {
            let gone = from.first().cloned();
            let there = into.first().map(|part| part.id.clone());
            let shown = opened.tagging.position(gone.as_deref().unwrap_or_default()).is_some();
            if shown { there } else { gone }
        }
        CommentOp::Withdraw { receipt, .. } | CommentOp::Mask { receipt, .. } => {
            let docket = opened.docket.as_ref();
            docket.and_then(|docket| {
                let place = docket.receipts.iter().position(|known| known.id == *receipt)?;
                docket.opinions_of(place).next().map(|opinion| opinion.id.clone())
            })
        }
        _ => None,
    };
    opened.tagging.draft = Draft::default();
    opened.tagging.dividing = None;
    if id.is_some() {
        opened.tagging.wanted = id;
    }
}
