//! Replies that may fit an item: those of other items whose opinions are alike and have the same codes.

use std::collections::BTreeSet;

use super::likeness::Likeness;
use crate::comments::jaccard::jaccard;
use crate::comments::{codes, printed};
use crate::model::comment::{Decisions, Docket};

/// How much the same codes count beside like texts.
const CODES: f64 = 0.2;

/// A reply of another item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Candidate {
    /// The item it was written for.
    pub item: String,
    /// The likeness of the most alike opinions and of the codes; higher is better, at most 1.2.
    pub score: f64,
    /// 市の考え方, masked.
    pub reply: String,
    /// 対応区分 of that item.
    pub disposition: Option<String>,
}

/// The replies of other items, each text once, those that fit best first; none for an item that is not there.
pub fn replies(docket: &Docket, decisions: &Decisions, item: &str) -> Vec<Candidate> {
    let Some(asked) = docket.items.iter().find(|numbered| numbered.item.id == item) else { return Vec::new() };
    let likeness = Likeness::new(docket.opinions.iter().map(|opinion| opinion.text.as_str()));
    let coded = |members: &[usize]| -> BTreeSet<String> {
        let opinions = members.iter().filter_map(|member| docket.opinions.get(*member));
        opinions.flat_map(|opinion| codes::of(decisions, &docket.codebook, &opinion.id).codes).collect()
    };
    let own = coded(&asked.members);
    let mut found: Vec<Candidate> = Vec::new();
    for other in docket.items.iter().filter(|other| other.item.id != item && other.item.has_reply()) {
        let pairs = asked.members.iter().flat_map(|one| other.members.iter().map(move |other| (*one, *other)));
        let alike = pairs.map(|(one, other)| likeness.between(one, other)).fold(0.0, f64::max);
        let score = alike + CODES * jaccard(&own, &coded(&other.members));
        let candidate = Candidate {
            item: other.item.id.clone(),
            score,
            reply: printed::reply(other, decisions, docket),
            disposition: other.item.disposition.clone(),
        };
        match found.iter_mut().find(|known| known.reply == candidate.reply) {
            Some(known) if known.score < score => *known = candidate,
            Some(_) => {}
            None => found.push(candidate),
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}
