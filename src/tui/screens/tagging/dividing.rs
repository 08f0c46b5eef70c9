//! Commands while a text is being divided, and joining opinions again. Where to cut and which act that is: `split`.

use std::sync::Arc;

use super::state::{Dividing, Draft};
use super::update::PAGE;
use super::update::{coder, current, current_ids, refuse, state};
use super::{split, staying};
use crate::comments::docket;
use crate::messages::comments::tagging as say;
use crate::project::comments::reshape;
use crate::project::{CommentOp, Op};
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::State as Program;
use crate::tui::update::decide;
use crate::tui::widgets::scroll::FAR;

/// Shows where the opinion on the screen may be divided.
pub fn begin(program: &mut Program) -> Vec<Effect> {
    let begun = program.set().and_then(current).map(|(opinion, receipt)| split::begin(opinion, receipt));
    match begun {
        None => refuse(program, say::nothing_shown(program.lang)),
        Some(None) => refuse(program, say::one_sentence(program.lang)),
        Some(dividing) => {
            if let Some(state) = state(program) {
                state.dividing = dividing;
                state.scroll = 0;
            }
            Vec::new()
        }
    }
}

/// Commands while a text is being divided.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let lang = program.lang;
    let current = current_ids(program).map(|(opinion, _)| opinion);
    let Some(tagging) = state(program) else { return Vec::new() };
    let Some(dividing) = &mut tagging.dividing else { return Vec::new() };
    let go = |dividing: &mut Dividing, by: isize| {
        dividing.cursor = crate::tui::widgets::scroll::step(dividing.cursor, by, dividing.places.len());
    };
    match id {
        Id::Left | Id::Up | Id::TagPrevious => go(dividing, -1),
        Id::Right | Id::Down | Id::TagNext => go(dividing, 1),
        Id::PageUp => go(dividing, -5),
        Id::PageDown => go(dividing, 5),
        Id::First | Id::RowStart => go(dividing, -FAR),
        Id::Last | Id::RowEnd => go(dividing, FAR),
        Id::TagMark => dividing.toggle(),
        Id::TagPage if dividing.places.len() <= PAGE => return refuse(program, say::one_page_of_places(lang)),
        Id::TagPage => {
            let next = dividing.page_start() + PAGE;
            dividing.cursor = if next < dividing.places.len() { next } else { 0 };
        }
        Id::Code(number) => {
            let place = dividing.page_start() + usize::from(number.saturating_sub(1));
            if place >= dividing.places.len() {
                return refuse(program, say::no_such_place(lang));
            }
            dividing.cursor = place;
            dividing.toggle();
        }
        Id::TagBack | Id::TagUncode => {
            if !dividing.places.get(dividing.cursor).is_some_and(|place| dividing.cuts.contains(place)) {
                return refuse(program, say::no_cut_here(lang));
            }
            dividing.toggle();
        }
        Id::Back => tagging.dividing = None,
        Id::TagAccept | Id::TagSplit => {
            let dividing = dividing.clone();
            if current.as_ref() != Some(&dividing.opinion) {
                tagging.dividing = None;
                return Vec::new();
            }
            return confirm_division(program, &dividing);
        }
        _ => return refuse(program, say::dividing(lang, &super::view::key_of(program, Id::Back))),
    }
    Vec::new()
}

fn confirm_division(program: &mut Program, dividing: &Dividing) -> Vec<Effect> {
    let decisions = program.decisions();
    let op = program.set().and_then(|set| {
        let (opinion, receipt) = current(set)?;
        let op = reshape::split(set.docket.as_ref()?, &decisions, &opinion.id, &dividing.cuts).ok()?;
        Some((op, receipt.id.clone()))
    });
    let Some((op, receipt)) = op else {
        return refuse(program, say::no_cut(program.lang, &super::view::key_of(program, Id::TagMark)));
    };
    ask(program, op, &receipt)
}

/// Carries it out, unless something was written for the opinion: then the person says first what keeps it.
fn ask(program: &mut Program, op: CommentOp, receipt: &str) -> Vec<Effect> {
    match staying::settle(program, op, receipt) {
        Ok(op) => carry_out(program, op, receipt),
        Err(asked) => {
            program.boxes.push(Popup::new(Kind::Tagging(asked)));
            Vec::new()
        }
    }
}

/// Joins the opinion on the screen with the next one of its receipt.
pub fn join(program: &mut Program) -> Vec<Effect> {
    let decisions = program.decisions();
    let op = program.set().and_then(|set| {
        let (opinion, receipt) = current(set)?;
        let docket = set.docket.as_ref()?;
        let all: Vec<String> = docket.opinions_of(opinion.receipt).map(|opinion| opinion.id.clone()).collect();
        let at = all.iter().position(|id| *id == opinion.id)?;
        // With the next one; the last one with the one before.
        let first = at.min(all.len().checked_sub(2)?);
        let pair = all.get(first..first + 2)?;
        Some((reshape::join(docket, &decisions, pair).ok()?, receipt.id.clone()))
    });
    let Some((op, receipt)) = op else { return refuse(program, say::nothing_to_join(program.lang)) };
    ask(program, op, &receipt)
}

/// Divides or joins, and shows it at once: the next key must not meet the old opinion.
pub(super) fn carry_out(program: &mut Program, op: CommentOp, receipt: &str) -> Vec<Effect> {
    if let Some(state) = state(program) {
        state.dividing = None;
        state.draft = Draft::default();
        state.scroll = 0;
    }
    let mut effects = decide(program, op);
    let decisions = program.decisions();
    if let Some(set) = program.set_mut()
        && let (Ok(definition), Some(shown)) = (&set.definition, &mut set.docket)
    {
        docket::reshape(Arc::make_mut(shown), definition, &decisions, receipt);
        // What is assembled then says the same as what is shown now, so that nothing changes once more.
        for effect in &mut effects {
            if let Effect::Assemble { old, .. } = effect {
                *old = Some(Arc::clone(shown));
            }
        }
    }
    effects
}

/// What is said beside a division or a joining of opinions that had codes: the new ones have none.
pub fn codes_gone(program: &Program, op: &Op) -> Option<String> {
    let Op::Comment { set, act, .. } = op else { return None };
    let CommentOp::Reshape { from, .. } = &**act else { return None };
    let decisions = program.journal.state.decisions(set);
    // One's own: what another coder gave is not told.
    let codings = from.iter().filter_map(|opinion| decisions.coding(opinion, coder(program)));
    let mut codes: Vec<String> = codings.flat_map(|coding| coding.codes.iter().cloned()).collect();
    codes.sort();
    codes.dedup();
    (!codes.is_empty()).then(|| say::codes_gone(program.lang, &codes))
}
