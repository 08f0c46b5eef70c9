//! Which codes an opinion has, out of what its coders said.

use crate::model::comment::{Codebook, Decisions};

/// The codes of an opinion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coded {
    /// Code ids in effect (merges followed), each once, in the order given.
    pub codes: Vec<String>,
    /// How they came about.
    pub state: State,
}

/// How the codes of an opinion came about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody has coded it.
    #[default]
    None,
    /// One coder has.
    One,
    /// Several have, with the same codes.
    Agreed,
    /// Several have, with different codes; those of the first coder stand meanwhile.
    Differ,
    /// They differed, and it was settled.
    Settled,
}

/// The codes that hold for an opinion: what was settled, or else what its first coder said.
pub fn of(decisions: &Decisions, codebook: &Codebook, opinion: &str) -> Coded {
    if let Some(codes) = decisions.settled.get(opinion) {
        return Coded { codes: current(codebook, codes), state: State::Settled };
    }
    let Some(codings) = decisions.codings.get(opinion) else { return Coded::default() };
    let mut all = codings.iter().map(|coding| current(codebook, &coding.codes));
    let Some(first) = all.next() else { return Coded::default() };
    let sorted = |codes: &Vec<String>| {
        let mut codes = codes.clone();
        codes.sort();
        codes
    };
    let state = match codings.len() {
        1 => State::One,
        _ if all.all(|codes| sorted(&codes) == sorted(&first)) => State::Agreed,
        _ => State::Differ,
    };
    Coded { codes: first, state }
}

/// Codes after all merges, each once.
pub fn current(codebook: &Codebook, codes: &[String]) -> Vec<String> {
    let mut now: Vec<String> = Vec::with_capacity(codes.len());
    for code in codes.iter().map(|code| codebook.current(code)) {
        if !now.iter().any(|known| known == code) {
            now.push(code.to_owned());
        }
    }
    now
}

/// The definition's codes with what people changed. A code that was merged into another is gone; a changed parent moves a
/// code behind its new parent's other children.
pub fn codebook(defined: &Codebook, decisions: &Decisions) -> Codebook {
    let mut codes = defined.codes.clone();
    for code in &decisions.codes {
        match codes.iter_mut().find(|old| old.id == code.id) {
            Some(old) => *old = code.clone(),
            None => {
                let family = |other: &crate::model::comment::Code| {
                    code.parent.is_some() && (other.parent == code.parent || Some(&other.id) == code.parent.as_ref())
                };
                let place = codes.iter().rposition(family).map_or(codes.len(), |last| last + 1);
                codes.insert(place, code.clone());
            }
        }
    }
    let merged: Vec<(String, String)> =
        defined.merged.iter().chain(&decisions.merged).map(|(old, new)| (old.clone(), new.clone())).collect();
    let book = Codebook { codes, headings: defined.headings.clone(), merged };
    let codes = book.codes.iter().filter(|code| book.current(&code.id) == code.id).cloned().collect();
    Codebook { codes, ..book }
}
