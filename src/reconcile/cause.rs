//! Why the figures of one table differ: the decision that explains most of them first, then what is left.
//!
//! A decision is believed when it gives more of their differing figures than it would spoil of those that agree, or when
//! it gives nearly all figures of one group. A single wrong figure is so not explained by chance.

use super::check::Checked;
use super::figures::Ours;
use crate::model::assumption::{Assumption, Matter};
use crate::model::table::BaseKind;
use crate::tabulate::TabulateError;
use crate::tabulate::assumption::Recount;

/// Fewer figures than this do not make two decisions together credible.
const LEAST_FOR_PAIR: usize = 2;
/// Within one group, a decision may leave one figure in so many unexplained.
const MOST_WRONG: usize = 4;

/// Our tables under some decisions.
pub(super) fn ours(recount: &mut Recount<'_>, decided: &[Assumption]) -> Result<Ours, TabulateError> {
    let table = recount.table(decided)?;
    if table.base.kind == BaseKind::Answered {
        return Ok(Ours { answered: table.clone(), table });
    }
    let other = decided.iter().filter(|one| one.matter() != Matter::Base).cloned();
    let of_answered: Vec<Assumption> = std::iter::once(Assumption::AnsweredBase).chain(other).collect();
    Ok(Ours { answered: recount.table(&of_answered)?, table })
}

/// The decisions behind every figure; empty for those that agree and those nothing explains.
pub(super) fn causes(recount: &mut Recount<'_>, checked: &[Checked]) -> Result<Vec<Vec<Assumption>>, TabulateError> {
    let mut found: Vec<Vec<Assumption>> = vec![Vec::new(); checked.len()];
    if checked.iter().all(|one| !one.differs) {
        return Ok(found);
    }
    let singles: Vec<Vec<Assumption>> = recount.applicable(None).into_iter().map(|one| vec![one]).collect();
    let mut judged: Vec<Candidate> = singles.iter().filter_map(|set| Candidate::new(recount, set, checked)).collect();
    let mut first: Option<Vec<Assumption>> = None;
    loop {
        let open: Vec<bool> = checked.iter().zip(&found).map(|(one, cause)| one.differs && cause.is_empty()).collect();
        if !open.contains(&true) {
            break;
        }
        let best = judged.iter().filter_map(|candidate| Some((candidate, candidate.explains(checked, &open)?)));
        // Of equals the first, which is the plainer one.
        let best = best.reduce(|best, next| if next.1.len() > best.1.len() { next } else { best });
        match best {
            Some((candidate, cells)) => {
                for at in cells {
                    let alone = judged.iter().find(|one| {
                        one.set.len() < candidate.set.len()
                            && one.set.iter().all(|part| candidate.set.contains(part))
                            && one.gives.get(at) == Some(&true)
                    });
                    if let Some(cause) = found.get_mut(at) {
                        cause.clone_from(&alone.unwrap_or(candidate).set);
                    }
                }
                if first.is_none() {
                    first = Some(candidate.set.clone());
                    let more = with(&singles, std::slice::from_ref(&candidate.set));
                    judged.extend(more.iter().filter_map(|set| Candidate::new(recount, set, checked)));
                }
            }
            None if first.is_none() => {
                first = Some(Vec::new());
                let pairs = with(&singles, &singles);
                judged.extend(pairs.iter().filter_map(|set| Candidate::new(recount, set, checked)));
            }
            None => break,
        }
    }
    Ok(found)
}

/// Every single decision together with each of the others.
fn with(singles: &[Vec<Assumption>], others: &[Vec<Assumption>]) -> Vec<Vec<Assumption>> {
    let mut pairs: Vec<Vec<Assumption>> = Vec::new();
    for other in others {
        for single in singles {
            let (Some(a), [b]) = (single.first(), other.as_slice()) else { continue };
            let known = |pair: &Vec<Assumption>| pair.contains(a) && pair.contains(b);
            if a.goes_with(b) && !pairs.iter().any(known) {
                pairs.push(vec![b.clone(), a.clone()]);
            }
        }
    }
    pairs
}

/// Decisions, and which of their figures they give.
struct Candidate {
    set: Vec<Assumption>,
    gives: Vec<bool>,
}

impl Candidate {
    /// `None` for decisions that cannot be carried out.
    fn new(recount: &mut Recount<'_>, set: &[Assumption], checked: &[Checked]) -> Option<Self> {
        let ours = ours(recount, set).ok()?;
        let survey = recount.survey();
        let gives = checked.iter().map(|one| ours.is(survey, &one.target, &one.figure, one.digits, set)).collect();
        Some(Self { set: set.to_vec(), gives })
    }

    /// The open figures this explains, where it is to be believed.
    fn explains(&self, checked: &[Checked], open: &[bool]) -> Option<Vec<usize>> {
        let least = if self.set.len() > 1 { LEAST_FOR_PAIR } else { 1 };
        let given = |at: &usize| self.gives.get(*at) == Some(&true);
        let (open, closed): (Vec<usize>, Vec<usize>) = (0..checked.len()).partition(|at| open.get(*at) == Some(&true));
        let mut hits: Vec<usize> = open.into_iter().filter(given).collect();
        let misses = closed.into_iter().filter(|at| !given(at)).count();
        if hits.len() >= least && hits.len() > misses {
            return Some(hits);
        }
        let group = |at: &usize| checked.get(*at).map(|one| one.target.group);
        // Groups may stand in columns.
        hits.sort_by_key(group);
        let mut found = Vec::new();
        for hits in hits.chunk_by(|a, b| group(a) == group(b)) {
            let of_group = (0..checked.len()).filter(|at| group(at) == hits.first().and_then(group));
            let wrong = of_group.filter(|at| !given(at)).count();
            if hits.len() > 1 && MOST_WRONG * wrong <= hits.len() {
                found.extend_from_slice(hits);
            }
        }
        (!found.is_empty()).then_some(found)
    }
}
