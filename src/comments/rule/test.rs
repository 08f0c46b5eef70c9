//! A rule tried on the opinions there are: its hits, and how many of them people gave its code.

use super::{Condition, Hit, Subject, holds};
use crate::comments::codes;
use crate::model::comment::decisions::Via;
use crate::model::comment::{Codebook, Decisions, Docket, Fate};

/// What a rule found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trial {
    /// In the order of the opinions.
    pub hits: Vec<OpinionHit>,
    /// Opinions it was tried on: those that are neither withdrawn nor out of scope.
    pub tried: usize,
    /// Opinions among the hits that people coded.
    pub judged: usize,
    /// Of these, with the rule's code.
    pub right: usize,
    /// Opinions that people gave the code, hit or not.
    pub wanted: usize,
}

/// An opinion a rule holds for.
#[derive(Debug, Clone, PartialEq)]
pub struct OpinionHit {
    /// Position of the opinion.
    pub opinion: usize,
    /// What made it hold.
    pub hits: Vec<Hit>,
    /// Whether people gave it the code; `None` if nobody coded it.
    pub judged: Option<bool>,
}

impl Trial {
    /// Right of judged; `None` when nobody coded any of the hits.
    pub fn precision(&self) -> Option<f64> {
        (self.judged > 0).then(|| self.right as f64 / self.judged as f64)
    }
}

/// The codes people gave an opinion: what was settled, or the first coding that came from no rule. `None` if nobody did.
pub fn human(decisions: &Decisions, codebook: &Codebook, opinion: &str) -> Option<Vec<String>> {
    if let Some(settled) = decisions.settled.get(opinion) {
        return Some(codes::current(codebook, settled));
    }
    let mut codings = decisions.codings.get(opinion)?.iter();
    let by_hand = codings.find(|coding| !matches!(coding.via, Via::Rule(_)))?;
    Some(codes::current(codebook, &by_hand.codes))
}

/// Tries a rule on all opinions that are still to be answered.
pub fn run(condition: &Condition, code: &str, docket: &Docket, decisions: &Decisions) -> Trial {
    let code = docket.codebook.current(code);
    let mut trial = Trial::default();
    for (position, opinion) in docket.opinions.iter().enumerate() {
        if matches!(opinion.fate, Fate::Withdrawn { .. } | Fate::OutOfScope { .. }) {
            continue;
        }
        trial.tried += 1;
        let codes = human(decisions, &docket.codebook, &opinion.id);
        let judged = codes.map(|codes| codes.iter().any(|given| given == code));
        trial.wanted += usize::from(judged == Some(true));
        let Some(hits) = holds(condition, &Subject::new(opinion, docket.receipt_of(opinion))) else { continue };
        trial.judged += usize::from(judged.is_some());
        trial.right += usize::from(judged == Some(true));
        trial.hits.push(OpinionHit { opinion: position, hits, judged });
    }
    trial
}
