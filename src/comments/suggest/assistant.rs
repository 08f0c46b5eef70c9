//! The learner and the rules of one set together: codes for its opinions.

use super::{Learner, Raise, Suggestion, raise, trust};
use crate::comments::codes;
use crate::comments::rule::{self, Condition, RuleError, Subject};
use crate::model::comment::{Decisions, Docket, Opinion};

/// Suggests codes for the opinions of a set.
#[derive(Debug, Clone, Default)]
pub struct Assistant {
    learner: Learner,
    rules: Rules,
}

/// The rules of a set, ready to be tried on opinions.
#[derive(Debug, Clone, Default)]
pub struct Rules(Vec<Rule>);

/// A rule with how far it is trusted.
#[derive(Debug, Clone)]
struct Rule {
    code: usize,
    text: String,
    condition: Condition,
    trust: f64,
}

/// A rule that cannot be used, by id: why it cannot be read, or `None` where its code is gone.
pub type Refused = (String, Option<RuleError>);

impl Rules {
    /// Reads the rules of a set and finds out how often each was right so far; those that cannot be used are given back.
    pub fn new(docket: &Docket, decisions: &Decisions) -> (Self, Vec<Refused>) {
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
        (Self(rules), refused)
    }

    /// Raises the codes whose rules hold for an opinion.
    pub fn raise(&self, suggestions: &mut [Suggestion], docket: &Docket, opinion: &Opinion) {
        if self.0.is_empty() {
            return;
        }
        let subject = Subject::new(opinion, docket.receipt_of(opinion));
        let hits: Vec<Raise> = self
            .0
            .iter()
            .filter_map(|rule| {
                let hits = rule::holds(&rule.condition, &subject)?;
                let words: Vec<String> = hits.into_iter().map(|hit| hit.words).collect();
                // A rule that only says what must not be there is its own reason.
                let words = if words.is_empty() { vec![rule.text.clone()] } else { words };
                Some(Raise { code: rule.code, words, trust: rule.trust })
            })
            .collect();
        raise(suggestions, &hits);
    }
}

impl Assistant {
    /// Knows all opinions, what has been tagged, and the rules; those that cannot be used are given back.
    pub fn new(docket: &Docket, decisions: &Decisions) -> (Self, Vec<Refused>) {
        let texts = docket.opinions.iter().map(|opinion| opinion.text.as_str());
        let mut learner = Learner::with_texts(&docket.codebook, texts);
        for opinion in &docket.opinions {
            let codes = positions(docket, decisions, &opinion.id);
            if !codes.is_empty() {
                learner.learn(&opinion.text, &codes);
            }
        }
        let (rules, refused) = Rules::new(docket, decisions);
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
        self.rules.raise(&mut suggestions, docket, opinion);
        suggestions
    }
}

/// Positions of an opinion's codes.
fn positions(docket: &Docket, decisions: &Decisions, opinion: &str) -> Vec<usize> {
    let coded = codes::of(decisions, &docket.codebook, opinion);
    coded.codes.iter().filter_map(|code| docket.codebook.position(code)).collect()
}
