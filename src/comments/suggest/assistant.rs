//! The learner and the rules of one set together: codes for its opinions.

use super::{Learner, Raise, Suggestion, raise, trust};
use crate::comments::codes;
use crate::comments::rule::{self, Condition, RuleError, Subject};
use crate::model::comment::{Decisions, Docket};

/// Suggests codes for the opinions of a set.
#[derive(Debug, Clone, Default)]
pub struct Assistant {
    learner: Learner,
    rules: Vec<Rule>,
}

/// A rule with how far it is trusted.
#[derive(Debug, Clone)]
struct Rule {
    code: usize,
    text: String,
    condition: Condition,
    trust: f64,
}

impl Assistant {
    /// Knows all opinions, what has been tagged, and the rules; those that cannot be read (or whose code is gone: `None`)
    /// are given back by id.
    pub fn new(docket: &Docket, decisions: &Decisions) -> (Self, Vec<(String, Option<RuleError>)>) {
        let texts = docket.opinions.iter().map(|opinion| opinion.text.as_str());
        let mut learner = Learner::with_texts(&docket.codebook, texts);
        for opinion in &docket.opinions {
            let codes = positions(docket, decisions, &opinion.id);
            if !codes.is_empty() {
                learner.learn(&opinion.text, &codes);
            }
        }
        let mut refused = Vec::new();
        let mut rules = Vec::new();
        for written in &decisions.rules {
            let condition = match rule::parse(&written.text) {
                Ok(condition) => condition,
                Err(fault) => {
                    refused.push((written.id.clone(), Some(fault)));
                    continue;
                }
            };
            let Some(code) = docket.codebook.position(docket.codebook.current(&written.code)) else {
                refused.push((written.id.clone(), None));
                continue;
            };
            let trial = rule::test::run(&condition, &written.code, docket, decisions);
            let trust = trust(trial.right, trial.judged);
            rules.push(Rule { code, text: written.text.clone(), condition, trust });
        }
        (Self { learner, rules }, refused)
    }

    /// Codes for an opinion (by position), best first. What people said of this opinion itself is left out.
    pub fn suggest(&mut self, docket: &Docket, decisions: &Decisions, opinion: usize) -> Vec<Suggestion> {
        let Some(opinion) = docket.opinions.get(opinion) else { return Vec::new() };
        let own = positions(docket, decisions, &opinion.id);
        let forgotten = !own.is_empty() && self.learner.unlearn(&opinion.text, &own);
        let mut suggestions = self.learner.suggest(&opinion.text);
        if forgotten {
            self.learner.learn(&opinion.text, &own);
        }
        let subject = Subject::new(opinion, docket.receipt_of(opinion));
        let hits: Vec<Raise> = self
            .rules
            .iter()
            .filter_map(|rule| {
                let hits = rule::holds(&rule.condition, &subject)?;
                let words: Vec<String> = hits.into_iter().map(|hit| hit.words).collect();
                // A rule that only says what must not be there is its own reason.
                let words = if words.is_empty() { vec![rule.text.clone()] } else { words };
                Some(Raise { code: rule.code, words, trust: rule.trust })
            })
            .collect();
        raise(&mut suggestions, &hits);
        suggestions
    }

    /// What is learnt from; for learning act by act.
    pub fn learner(&mut self) -> &mut Learner {
        &mut self.learner
    }
}

/// Positions of an opinion's codes.
fn positions(docket: &Docket, decisions: &Decisions, opinion: &str) -> Vec<usize> {
    let coded = codes::of(decisions, &docket.codebook, opinion);
    coded.codes.iter().filter_map(|code| docket.codebook.position(code)).collect()
}
